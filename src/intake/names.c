/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/names.h"

#include "intake/likeness.h"
#include "intake/row_stage.h"

#include <string.h>

/* From which part of its letters in common a name is worth showing to a person. */
enum { PART_LEAST = 80 /* percent */, STEM_LEAST = 6 /* bytes: two letters */ };

typedef struct candidate {
    jh_text folded, plain, name, code;
    const jh_borne_name *borne; /* from the store; NULL = from a paper of this import */
} candidate;

typedef struct given {
    jh_text code;
    const jh_entry *named;
    jh_stage part;
} given;

typedef struct matching {
    jh_reading *reading;
    candidate *list;
    size_t count;
    uint32_t *first_name; /* [unit] 1 + its first entry that names it; 0 = none */
    given *given;
    size_t given_count;
} matching;

/* A name that is looked for. */
typedef struct wanted {
    uint32_t unit;
    jh_text name, folded, plain;
    jh_stage part; /* all that was said of it is of this stage; JH_STAGE_COUNT = it is no part */
} wanted;

/* ---- who has a name ------------------------------------------------------------------------ */

static void add(matching *m, const candidate *one)
{
    candidate *c = &m->list[m->count];
    size_t i;

    *c = *one;
    c->folded = jh_text_fold(m->reading->work, one->name);
    c->plain = jh_name_plain(m->reading->work, one->name);
    if (!c->folded.at || !c->plain.at) jh_reading_no_memory(m->reading);
    for (i = 0; i < m->count; i++)
        if (jh_text_equal(m->list[i].code, c->code) && jh_text_equal(m->list[i].folded, c->folded))
            return;
    m->count++;
}

/* true: some school has no code. */
static bool collect(matching *m)
{
    jh_reading *r = m->reading;
    const jh_intake_request *q = r->request;
    bool any = false;
    size_t i;

    m->first_name = JH_NEW_ARRAY(r->work, uint32_t, r->unit_count + 1);
    m->list = JH_NEW_ARRAY(r->work, candidate, r->unit_count + q->borne_count + 1);
    m->given = JH_NEW_ARRAY(r->work, given, r->unit_count + 1);
    if (!m->first_name || !m->list || !m->given) {
        jh_reading_no_memory(r);
        return false;
    }
    for (i = 0; i < r->entry_count; i++)
        if (r->entries[i].slot == JH_SLOT_NAME && !r->entries[i].is_withdrawn
            && !m->first_name[r->entries[i].unit])
            m->first_name[r->entries[i].unit] = (uint32_t)i + 1;
    for (i = 0; i < r->unit_count; i++) any = any || r->units[i].is_code_made;
    if (!any) return false;
    for (i = 0; i < q->borne_count && !r->code; i++)
        add(m, &(candidate){
                   .name = q->borne[i].name, .code = q->borne[i].code, .borne = &q->borne[i] });
    for (i = 0; i < r->unit_count && !r->code; i++)
        if (!r->units[i].is_code_made && m->first_name[i])
            add(m, &(candidate){ .name = r->entries[m->first_name[i] - 1].text,
                                 .code = r->units[i].code });
    return !r->code;
}

/* ---- asking a person ----------------------------------------------------------------------- */

static const jh_entry *entry_that_names(const matching *m, uint32_t unit)
{
    return &m->reading->entries[m->first_name[unit] - 1];
}

static void withdraw(matching *m, uint32_t unit)
{
    size_t i;

    for (i = 0; i < m->reading->entry_count; i++)
        if (m->reading->entries[i].unit == unit) m->reading->entries[i].is_withdrawn = true;
}

/* `words`: what the sentence says after the name; NULL = no more. */
static void tell(matching *m, const wanted *w, jh_severity severity, jh_say_id say,
                 const jh_text words[3])
{
    const jh_entry *named = entry_that_names(m, w->unit);
    char arg[4][JH_MESSAGE_ARG_SIZE];
    jh_finding finding = { .severity = severity, .origin = named->origin, .read = named->text };

    finding.file = m->reading->files[named->origin.file].name;
    finding.message = jh_message_make(say, jh_arg(arg[0], w->name), jh_arg(arg[1], words[0]),
                                      jh_arg(arg[2], words[1]), jh_arg(arg[3], words[2]), NULL);
    jh_tell_about(m->reading, &finding);
    if (severity == JH_REFUSAL) withdraw(m, w->unit);
}

static bool is_like(const wanted *w, const candidate *c, jh_alike why)
{
    jh_text stem;

    if (why == JH_ALIKE_SAME) return jh_text_equal(c->folded, w->folded);
    if (why == JH_ALIKE_SHORT) return w->plain.size && jh_text_equal(c->plain, w->plain);
    stem = jh_name_stem(w->plain);
    return why == JH_ALIKE_STEM && stem.size >= STEM_LEAST
           && jh_text_equal(stem, jh_name_stem(c->plain))
           && (stem.size == w->plain.size || stem.size == c->plain.size);
}

static bool is_better(const jh_name_candidate *a, const jh_name_candidate *b)
{
    if (a->why != b->why) return a->why < b->why;
    if (a->percent != b->percent) return a->percent > b->percent;
    return jh_text_compare(a->code, b->code) < 0;
}

/* Each code once, by its best name. */
static void offer(jh_name_question *to, const jh_name_candidate *one)
{
    size_t i, at;

    for (i = 0; i < to->count && !jh_text_equal(to->candidates[i].code, one->code); i++) continue;
    if (i < to->count && !is_better(one, &to->candidates[i])) return;
    if (i == to->count && i == JH_NAME_CANDIDATES) {
        if (!is_better(one, &to->candidates[--i])) return;
    } else if (i == to->count) {
        to->count++;
    }
    for (at = i; at > 0 && is_better(one, &to->candidates[at - 1]); at--)
        to->candidates[at] = to->candidates[at - 1];
    to->candidates[at] = *one;
}

static void find_alike(const matching *m, const wanted *w, jh_name_question *to)
{
    size_t i;

    for (i = 0; i < m->count; i++) {
        const candidate *c = &m->list[i];
        jh_name_candidate one = { .code = c->code, .name = c->name, .why = JH_ALIKE_PART };

        one.percent = jh_like_percent(c->folded, w->folded);
        if (is_like(w, c, JH_ALIKE_SAME))
            one.why = c->borne && c->borne->is_former ? JH_ALIKE_FORMER : JH_ALIKE_SAME;
        else if (is_like(w, c, JH_ALIKE_SHORT))
            one.why = JH_ALIKE_SHORT;
        else if (is_like(w, c, JH_ALIKE_STEM))
            one.why = JH_ALIKE_STEM;
        else if (jh_like_percent(c->plain, w->plain) < PART_LEAST)
            continue;
        offer(to, &one);
    }
}

/* Copies what outlives the import. */
static void ask(matching *m, const wanted *w, const jh_name_question *asked)
{
    jh_name_questions *list = m->reading->request->asked;
    jh_arena *keep = m->reading->keep;
    char where[JH_MESSAGE_ARG_SIZE];
    jh_name_question *grown;
    size_t i;
    bool whole = true;

    if (!list || m->reading->code) return;
    grown = jh_grow(keep, list->items, &list->capacity, list->count + 1, sizeof *grown);
    if (!grown) {
        jh_reading_no_memory(m->reading);
        return;
    }
    list->items = grown;
    grown = &grown[list->count++];
    *grown = *asked;
    grown->name = jh_text_copy(keep, w->name);
    grown->where = jh_text_copy(
        keep, jh_text_of(jh_place_write(where, m->reading, &entry_that_names(m, w->unit)->origin)));
    for (i = 0; i < grown->count; i++) {
        grown->candidates[i].code = jh_text_copy(keep, grown->candidates[i].code);
        grown->candidates[i].name = jh_text_copy(keep, grown->candidates[i].name);
        whole = whole && grown->candidates[i].code.at && grown->candidates[i].name.at;
    }
    if (!whole || !grown->name.at || !grown->where.at) jh_reading_no_memory(m->reading);
}

/* Several are called so, or one is called nearly so; false = nobody is, by this likeness. */
static bool ask_if(matching *m, const wanted *w, const jh_name_question *asked, size_t count)
{
    const jh_name_candidate *c = asked->candidates;

    if (!count) return false;
    if (count > 1)
        tell(m, w, JH_REFUSAL, SAY_INTAKE_NAME_TWICE, (jh_text[3]){ c[0].code, c[1].code });
    else
        tell(m, w, JH_REFUSAL, SAY_INTAKE_NAME_LIKELY, (jh_text[3]){ c[0].code, c[0].name });
    ask(m, w, asked);
    return true;
}

/* ---- giving -------------------------------------------------------------------------------- */

/* Two rows of one sheet are two schools, but for the parts of one, "甲学校(小学部)". */
static bool is_given_twice(matching *m, const wanted *w, jh_text code)
{
    const jh_entry *named = entry_that_names(m, w->unit), *other;
    char place[JH_MESSAGE_ARG_SIZE];
    size_t i;

    for (i = 0; i < m->given_count; i++) {
        other = m->given[i].named;
        if (w->part != JH_STAGE_COUNT && m->given[i].part != JH_STAGE_COUNT
            && m->given[i].part != w->part)
            continue;
        if (!jh_text_equal(m->given[i].code, code) || other->origin.file != named->origin.file
            || !jh_text_equal(other->origin.sheet, named->origin.sheet))
            continue;
        jh_place_write(place, m->reading, &other->origin);
        tell(m, w, JH_REFUSAL, SAY_INTAKE_NAME_SAME_SHEET,
             (jh_text[3]){ code, other->text, jh_text_of(place) });
        return true;
    }
    m->given[m->given_count++] = (given){ code, named, w->part };
    return false;
}

/* All that was said of the unit was said of the school with this code. Its name there stays. */
static void give(matching *m, const wanted *w, const candidate *to)
{
    jh_reading *r = m->reading;
    jh_entry named = *entry_that_names(m, w->unit);
    uint32_t target = jh_unit_find(r, to->code);
    bool is_new = target == UINT32_MAX;
    size_t i;

    if (target == w->unit || is_given_twice(m, w, to->code)) return;
    if (is_new) target = jh_unit_meet(r, jh_text_copy(r->work, to->code), named.origin, false);
    if (target == UINT32_MAX) return;
    for (i = 0; i < r->entry_count; i++) {
        if (r->entries[i].unit != w->unit) continue;
        if (r->entries[i].slot == JH_SLOT_NAME) r->entries[i].is_withdrawn = true;
        r->entries[i].unit = target;
    }
    if (!is_new) return;
    named.unit = target;
    named.text = named.read = to->name;
    r->provenance = named.provenance;
    jh_entry_put(r, &named);
}

/* What the unit is called in the papers of this school year; NULL = nobody has the code. */
static const candidate *by_code(const matching *m, jh_text code, candidate *room)
{
    const jh_intake_request *q = m->reading->request;
    const candidate *found = NULL;
    size_t i;

    for (i = 0; i < q->borne_count; i++) {
        const jh_borne_name *b = &q->borne[i];
        if (!jh_text_equal(b->code, code)) continue;
        if (found && jh_text_compare(b->since, m->reading->period) > 0) break;
        *room = (candidate){ .name = b->name, .code = b->code, .borne = b };
        found = room;
    }
    for (i = 0; i < m->count && !found; i++)
        if (jh_text_equal(m->list[i].code, code)) found = &m->list[i];
    return found;
}

static const candidate *newest_of(const matching *m, jh_text code)
{
    const jh_borne_name *b;
    size_t i;

    for (i = 0; i < m->count; i++) {
        b = m->list[i].borne;
        if (jh_text_equal(m->list[i].code, code) && !(b && b->is_former)) return &m->list[i];
    }
    return NULL;
}

/* By a name that it alone has or had. A school that is gone has no figures of later years. */
static void give_by_name(matching *m, const wanted *w, const candidate *named)
{
    const jh_borne_name *b = named->borne;
    const candidate *newest = newest_of(m, named->code);
    jh_name_question asked = { 0 };
    candidate room;

    if (b && b->gone.size && jh_text_compare(b->gone, m->reading->period) <= 0) {
        tell(m, w, JH_REFUSAL, b->into.size ? SAY_INTAKE_NAME_TAKEN_IN : SAY_INTAKE_NAME_GONE,
             (jh_text[3]){ b->code, b->gone, b->into });
        find_alike(m, w, &asked);
        ask(m, w, &asked);
        return;
    }
    if (b && b->is_former && newest)
        tell(m, w, JH_REMARK, SAY_INTAKE_NAME_FORMER, (jh_text[3]){ b->code, newest->name });
    give(m, w, by_code(m, named->code, &room));
}

/* true: a person said what the name means. */
static bool is_confirmed(matching *m, const wanted *w)
{
    const jh_intake_request *q = m->reading->request;
    const jh_name_pair *pair = NULL;
    const candidate *to;
    candidate room;
    size_t i;

    for (i = 0; i < q->confirmed_count && !pair; i++)
        if (jh_text_same_folded(q->confirmed[i].name, w->name)) pair = &q->confirmed[i];
    if (!pair || jh_text_equal(pair->code, JH_TEXT("none"))) return false;
    if (jh_text_equal(pair->code, JH_TEXT("new"))) return true;
    to = by_code(m, pair->code, &room);
    if (to)
        give(m, w, to);
    else
        tell(m, w, JH_REFUSAL, SAY_INTAKE_NAME_NO_UNIT, (jh_text[3]){ pair->code, pair->where });
    return true;
}

/* ---- one school without a code ------------------------------------------------------------- */

static size_t count_of(const jh_name_question *asked, jh_alike least, jh_alike most)
{
    size_t i, count = 0;

    for (i = 0; i < asked->count; i++)
        count += asked->candidates[i].why >= least && asked->candidates[i].why <= most;
    return count;
}

/* The only unit that has or had the name; one that has a code before the one whose code was made
 * of the name. */
static const candidate *only_one(const matching *m, const wanted *w)
{
    jh_text made = m->reading->units[w->unit].code;
    const candidate *found = NULL, *itself = NULL;
    size_t i;

    for (i = 0; i < m->count; i++) {
        if (!is_like(w, &m->list[i], JH_ALIKE_SAME)) continue;
        if (jh_text_equal(m->list[i].code, made)) {
            itself = &m->list[i];
            continue;
        }
        if (found && !jh_text_equal(found->code, m->list[i].code)) return NULL;
        found = &m->list[i];
    }
    return found ? found : itself;
}

/* "甲学校(小学部)" is the school called so without the bracket, if what was said of it is of that
 * stage alone. NULL = no. */
static const candidate *of_part(const matching *m, wanted *w)
{
    const jh_reading *r = m->reading;
    wanted whole = *w;
    jh_stage stage = jh_stage_of_name(&whole.folded, r->standard, w->folded);
    size_t i;

    if (stage == JH_STAGE_COUNT) return NULL;
    for (i = 0; i < r->entry_count; i++)
        if (r->entries[i].unit == w->unit && r->entries[i].slot == JH_SLOT_FIGURE
            && r->entries[i].stage != stage)
            return NULL;
    w->part = stage;
    return only_one(m, &whole);
}

static void match(matching *m, uint32_t unit)
{
    wanted w = { .unit = unit, .name = entry_that_names(m, unit)->text, .part = JH_STAGE_COUNT };
    jh_name_question asked = { 0 };
    const candidate *one;

    w.folded = jh_text_fold(m->reading->work, w.name);
    w.plain = jh_name_plain(m->reading->work, w.name);
    if (!w.folded.at || !w.plain.at) {
        jh_reading_no_memory(m->reading);
        return;
    }
    if (is_confirmed(m, &w)) return;
    one = only_one(m, &w);
    if (!one) one = of_part(m, &w);
    if (one) {
        give_by_name(m, &w, one);
        return;
    }
    find_alike(m, &w, &asked);
    if (ask_if(m, &w, &asked, count_of(&asked, JH_ALIKE_SAME, JH_ALIKE_FORMER))) return;
    if (ask_if(m, &w, &asked, count_of(&asked, JH_ALIKE_SHORT, JH_ALIKE_SHORT))) return;
    if (ask_if(m, &w, &asked, count_of(&asked, JH_ALIKE_STEM, JH_ALIKE_STEM))) return;
    if (!asked.count) return;
    asked.is_taken = true;
    tell(m, &w, JH_REMARK, SAY_INTAKE_NAME_NEW,
         (jh_text[3]){ asked.candidates[0].code, asked.candidates[0].name });
    ask(m, &w, &asked);
}

void jh_names_match(jh_reading *reading)
{
    matching m = { .reading = reading };
    size_t unit, units = reading->unit_count;

    if (reading->code || !collect(&m)) return;
    for (unit = 0; unit < units && !reading->code; unit++)
        if (reading->units[unit].is_code_made && m.first_name[unit]) match(&m, (uint32_t)unit);
}
