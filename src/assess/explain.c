/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/explain.h"

#include "assess/explain_work.h"

#include <stdio.h>

enum { WORDS_MAX = 3 };

typedef struct words {
    jh_text at[WORDS_MAX];
    size_t count;
} words;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* false = more words than any address has. */
static bool split_words(words *out, jh_text text)
{
    size_t i = 0, from;

    out->count = 0;
    for (;;) {
        while (i < text.size && is_blank(text.at[i])) i++;
        if (i == text.size) return true;
        if (out->count == WORDS_MAX) return false;
        for (from = i; i < text.size && !is_blank(text.at[i]);) i++;
        out->at[out->count++] = (jh_text){ text.at + from, i - from };
    }
}

static jh_code complain(jh_opening *o, jh_say_id say, jh_text word)
{
    char shown[JH_MESSAGE_ARG_SIZE];

    snprintf(shown, sizeof shown, "%.*s",
             (int)(word.size < sizeof shown ? word.size : sizeof shown - 1), word.at);
    return jh_fail(o->err, say == SAY_ASSESS_EXPLAIN_UNKNOWN ? JH_NOT_FOUND : JH_BAD_INPUT, say,
                   NULL, shown, NULL);
}

static size_t school_of(const jh_frame *frame, jh_text word)
{
    size_t unit = jh_snapshot_called(frame->snapshot, word), i, k;

    for (i = 0; i < frame->school_count; i++)
        for (k = 0; k < frame->schools[i].campus_count; k++)
            if (frame->campuses[frame->schools[i].first_campus + k] == unit) return i;
    return SIZE_MAX;
}

#define INDEX_OF(list, key_field, list_count, word)                                                \
    do {                                                                                           \
        size_t at_;                                                                                \
        for (at_ = 0; at_ < (list_count); at_++)                                                   \
            if (jh_text_equal((list)[at_].key_field, (word))) return at_;                          \
        return SIZE_MAX;                                                                           \
    } while (0)

static size_t group_of(const jh_standard *s, jh_text word)
{
    INDEX_OF(s->groups, key, s->group_count, word);
}

static size_t rule_of(const jh_standard *s, jh_text word)
{
    INDEX_OF(s->rules, key, s->rule_count, word);
}

/* ---- who was left out ------------------------------------------------------------------------ */

jh_code jh_left_out_list(jh_explanation *out, jh_opening *o, size_t scope)
{
    const jh_scope_def *def = &o->frame->standard->scopes[scope];
    const jh_membership *in = o->assessment->scopes[scope];
    size_t count = o->frame->source.count(o->frame->source.self, def->level), i;
    jh_left_out *all = JH_NEW_ARRAY(o->keep, jh_left_out, count);

    if (!all) return jh_no_memory(o->err);
    out->left_out = all;
    out->left_out_count = 0;
    for (i = 0; i < count; i++)
        if (in[i].in.truth != JH_YES && in[i].leave_out != SIZE_MAX)
            all[out->left_out_count++] =
                (jh_left_out){ i, def->level, &def->leave_outs[in[i].leave_out] };
    return JH_OK;
}

/* ---- one figure ------------------------------------------------------------------------------ */

static jh_code name_step(jh_step *step, jh_text key, jh_said said)
{
    step->key = key;
    step->label = said.title;
    step->measure_title = said.measure_title;
    step->remarks = said.remarks;
    return JH_OK;
}

/* A step whose figure is printed at so many places. */
static jh_code open_printed(jh_step **out, jh_opening *o, const jh_expr *expr, jh_place place,
                            int decimals)
{
    jh_why why;
    jh_code rc = jh_step_open(out, o, expr, place);

    if (rc || (*out)->type != JH_TYPE_NUMBER || (*out)->value.why) return rc;
    (*out)->decimals = decimals;
    return jh_expr_rounded(&(*out)->printed, &why, expr,
                           &(jh_expr_ask){ .source = &o->frame->source,
                                           .level = place.level,
                                           .rows = { place.row, 1 },
                                           .places = decimals,
                                           .err = o->err },
                           o->scratch);
}

static jh_code find_row(jh_place *out, jh_opening *o, const jh_indicator *indicator,
                        const words *address)
{
    const jh_frame *frame = o->frame;
    size_t school = school_of(frame, address->at[1]), p;
    jh_stage stage =
        address->count == 3 ? jh_standard_called_stage(frame->standard, address->at[2]) : JH_WHOLE;

    *out = (jh_place){ frame->standard->scopes[indicator->scope].level, school };
    if (school == SIZE_MAX) return complain(o, SAY_ASSESS_EXPLAIN_UNKNOWN, address->at[1]);
    if (out->level == JH_SCHOOL) return JH_OK;
    if (stage == JH_WHOLE && frame->schools[school].part_count == 1) {
        out->row = frame->schools[school].first_part;
        return JH_OK;
    }
    for (p = 0; p < frame->schools[school].part_count; p++) {
        out->row = frame->schools[school].first_part + p;
        if (frame->parts[out->row].stage == stage) return JH_OK;
    }
    if (stage == JH_WHOLE) return complain(o, SAY_ASSESS_EXPLAIN_STAGE, address->at[1]);
    return complain(o, SAY_ASSESS_EXPLAIN_UNKNOWN, address->at[2]);
}

static jh_code add_bound(jh_step *root, jh_opening *o, const jh_expr *bound, jh_place place,
                         jh_text key)
{
    jh_step *step;
    jh_code rc;

    if (!bound) return JH_OK;
    rc = jh_step_open(&step, o, bound, place);
    if (rc) return rc;
    step->key = key;
    return jh_step_add(root, o, step);
}

static size_t school_at(const jh_opening *o, jh_place place)
{
    return place.level == JH_PART ? o->frame->parts[place.row].school : place.row;
}

static jh_code explain_indicator(jh_explanation *out, jh_opening *o, size_t index,
                                 const words *address)
{
    const jh_indicator *indicator = &o->frame->standard->indicators[index];
    jh_stage stage = JH_WHOLE;
    jh_place place;
    jh_step *root;
    jh_code rc;

    if (address->count < 2) return complain(o, SAY_ASSESS_EXPLAIN_ADDRESS, address->at[0]);
    rc = find_row(&place, o, indicator, address);
    if (!rc) rc = open_printed(&root, o, indicator->value, place, indicator->decimals);
    if (!rc) rc = name_step(root, indicator->key, jh_said_of(o->frame->standard, indicator->key));
    if (rc) return rc;
    if (place.level == JH_PART) stage = o->frame->parts[place.row].stage;
    rc = add_bound(root, o, indicator->line[stage], place, JH_TEXT("line"));
    if (!rc) rc = add_bound(root, o, indicator->floor[stage], place, JH_TEXT("floor"));
    out->title = indicator->title;
    out->unit = &o->frame->snapshot->units[o->frame->schools[school_at(o, place)].unit];
    out->stage = stage;
    out->row = &o->assessment->indicators[index][place.row];
    out->root = root;
    return rc ? rc : jh_left_out_list(out, o, indicator->scope);
}

/* ---- a dispersion ---------------------------------------------------------------------------- */

static size_t limit_of(const jh_opening *o, const words *address)
{
    const jh_standard *s = o->frame->standard;
    jh_stage stage = address->count == 3 ? jh_standard_called_stage(s, address->at[2]) : JH_WHOLE;
    size_t indicator = jh_standard_called_indicator(s, address->at[1]), i;

    for (i = 0; i < s->limit_count; i++)
        if (jh_standard_calls_limit(s, i, address->at[0]) && s->limits[i].indicator == indicator
            && s->limits[i].stage == stage)
            return i;
    return SIZE_MAX;
}

/* The word that names nothing: the indicator, or else what stands last. */
static jh_text unknown_of(const jh_opening *o, const words *address)
{
    if (address->count > 1
        && jh_standard_called_indicator(o->frame->standard, address->at[1]) == SIZE_MAX)
        return address->at[1];
    return address->at[address->count - 1];
}

static jh_code explain_limit(jh_explanation *out, jh_opening *o, const words *address)
{
    const jh_place county = { JH_COUNTY, 0 };
    size_t index = address->count < 2 ? SIZE_MAX : limit_of(o, address);
    const jh_limit *limit;
    jh_step *root, *step;
    jh_code rc;

    if (index == SIZE_MAX) return complain(o, SAY_ASSESS_EXPLAIN_UNKNOWN, unknown_of(o, address));
    limit = &o->frame->standard->limits[index];
    rc = jh_step_open(&root, o, limit->holds, county);
    if (rc) return rc;
    root->claim = o->assessment->limits[index].holds;
    root->steps = NULL;
    root->step_count = 0;
    (void)name_step(root, limit->rule_key,
                    (jh_said){ .title = limit->rule_title, .remarks = &limit->remarks });
    rc = open_printed(&step, o, limit->value, county, limit->decimals);
    if (!rc) rc = jh_step_add(root, o, step);
    if (!rc)
        rc = open_printed(&step, o, limit->mean, county,
                          o->frame->standard->indicators[limit->indicator].decimals);
    if (!rc) rc = jh_step_add(root, o, step);
    if (!rc) rc = add_bound(root, o, limit->bound, county, JH_TEXT("line"));
    if (!rc) rc = jh_dispersion_open(&out->dispersion, o, index);
    out->title = limit->rule_title;
    out->stage = limit->stage;
    out->root = root;
    return rc ? rc
              : jh_left_out_list(out, o, o->frame->standard->indicators[limit->indicator].scope);
}

/* ---- items, schools, the verdict ------------------------------------------------------------- */

static jh_code add_figures(jh_step *root, jh_opening *o, const jh_item *item)
{
    jh_step *step;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < item->figure_count && !rc; i++) {
        const jh_figure *f = &item->figures[i];
        rc = open_printed(&step, o, f->value, (jh_place){ JH_COUNTY, 0 }, jh_figure_places(f));
        if (rc) break;
        (void)name_step(step, f->key,
                        (jh_said){ .title = f->title, .measure_title = f->measure_title });
        step->is_percent = f->is_percent;
        rc = jh_step_add(root, o, step);
    }
    return rc;
}

static jh_code explain_claim(jh_explanation *out, jh_opening *o, const jh_expr *claim, jh_text key)
{
    jh_step *root;
    jh_said said = jh_said_of(o->frame->standard, key);
    jh_code rc = jh_step_open(&root, o, claim, (jh_place){ JH_COUNTY, 0 });

    if (rc) return rc;
    (void)name_step(root, key, said);
    out->title = said.title;
    out->root = root;
    return JH_OK;
}

static jh_code explain_score(jh_explanation *out, jh_opening *o, size_t index)
{
    const jh_score *score = &o->frame->standard->scores[index];
    const jh_place county = { JH_COUNTY, 0 };
    jh_step *root, *full;
    jh_code rc = open_printed(&root, o, score->value, county, score->decimals);

    if (!rc) rc = open_printed(&full, o, score->full, county, score->decimals);
    if (rc) return rc;
    (void)name_step(root, score->key, jh_said_of(o->frame->standard, score->key));
    full->key = JH_TEXT("full");
    full->label = full->key;
    out->title = score->title;
    out->root = root;
    return jh_step_add(root, o, full);
}

static jh_code explain_item(jh_explanation *out, jh_opening *o, size_t index)
{
    const jh_item *item = &o->frame->standard->items[index];
    jh_code rc = explain_claim(out, o, item->holds, item->key);

    return rc ? rc : add_figures((jh_step *)(uintptr_t)out->root, o, item);
}

static jh_code explain_school(jh_explanation *out, jh_opening *o, size_t school)
{
    const jh_standard *standard = o->frame->standard;
    const jh_unit *unit = &o->frame->snapshot->units[o->frame->schools[school].unit];
    jh_step *root = JH_NEW(o->keep, jh_step), *step;
    jh_code rc = JH_OK;
    size_t i;

    if (!root) return jh_no_memory(o->err);
    *root = (jh_step){ .label = unit->name,
                       .key = unit->code,
                       .type = JH_TYPE_CLAIM,
                       .claim = { JH_DOES_NOT_APPLY, JH_NOT_ASKED },
                       .decimals = -1 };
    for (i = 0; i < standard->rule_count && !rc; i++) {
        const jh_rule *rule = &standard->rules[i];
        if (standard->scopes[rule->scope].level != JH_SCHOOL) continue;
        rc = jh_step_open(&step, o, rule->holds, (jh_place){ JH_SCHOOL, school });
        if (rc) break;
        (void)name_step(step, rule->key, jh_said_of(standard, rule->key));
        step->claim = o->assessment->rules[i].rows[school];
        root->claim = jh_claim_and(root->claim, step->claim);
        rc = jh_step_add(root, o, step);
        if (!rc && !out->left_out) rc = jh_left_out_list(out, o, rule->scope);
    }
    out->title = unit->name;
    out->unit = unit;
    out->root = root;
    return rc ? rc : jh_distances_open(out, o, school);
}

static jh_code explain_verdict(jh_explanation *out, jh_opening *o)
{
    const jh_standard *standard = o->frame->standard;
    const jh_grade *grade = &standard->grades[o->assessment->grade];
    jh_step *root = JH_NEW(o->keep, jh_step), *step;
    jh_code rc = JH_OK;
    size_t i;

    if (!root) return jh_no_memory(o->err);
    *root = (jh_step){ .label = grade->title,
                       .key = grade->key,
                       .type = JH_TYPE_CLAIM,
                       .claim = o->assessment->grade_known,
                       .remarks = &standard->remarks,
                       .decimals = -1 };
    for (i = 0; i < standard->grade_count && !rc; i++) {
        if (!standard->grades[i].when) continue;
        rc = jh_step_open(&step, o, standard->grades[i].when, (jh_place){ JH_COUNTY, 0 });
        if (rc) break;
        step->key = standard->grades[i].key;
        step->label = standard->grades[i].title;
        rc = jh_step_add(root, o, step);
    }
    out->title = standard->title;
    out->root = root;
    return rc;
}

/* ---- addresses ------------------------------------------------------------------------------- */

static bool names_limit(const jh_standard *s, jh_text word)
{
    size_t i;

    for (i = 0; i < s->limit_count; i++)
        if (jh_standard_calls_limit(s, i, word)) return true;
    return false;
}

static jh_code explain_words(jh_explanation *out, jh_opening *o, const words *address)
{
    const jh_standard *s = o->frame->standard;
    jh_text word = address->at[0];
    size_t at;

    if (names_limit(s, word)) return explain_limit(out, o, address);
    if ((at = jh_standard_called_indicator(s, word)) != SIZE_MAX)
        return explain_indicator(out, o, at, address);
    if (address->count > 1) return complain(o, SAY_ASSESS_EXPLAIN_ADDRESS, word);
    if (jh_text_equal(word, JH_TEXT("verdict"))) return explain_verdict(out, o);
    if ((at = jh_standard_called_item(s, word)) != SIZE_MAX) return explain_item(out, o, at);
    if ((at = jh_standard_score(s, word)) != SIZE_MAX) return explain_score(out, o, at);
    if ((at = group_of(s, word)) != SIZE_MAX)
        return explain_claim(out, o, s->groups[at].holds, word);
    if ((at = rule_of(s, word)) != SIZE_MAX)
        return explain_claim(out, o, s->rules[at].county, word);
    if ((at = school_of(o->frame, word)) != SIZE_MAX) return explain_school(out, o, at);
    return complain(o, SAY_ASSESS_EXPLAIN_UNKNOWN, word);
}

jh_code jh_explain(jh_explanation *out, jh_arena *keep, jh_arena scratch,
                   const jh_explain_request *what, jh_error *err)
{
    jh_opening o = { .assessment = what->assessment,
                     .frame = what->assessment->frame,
                     .keep = keep,
                     .scratch = scratch,
                     .err = err };
    words list;

    *out = (jh_explanation){ 0 };
    if (!split_words(&list, what->address) || !list.count)
        return complain(&o, SAY_ASSESS_EXPLAIN_ADDRESS, what->address);
    return explain_words(out, &o, &list);
}
