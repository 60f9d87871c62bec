/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/names.h"

#include <string.h>

typedef struct candidate {
    jh_text folded, plain, name, code;
} candidate;

typedef struct matching {
    jh_reading *reading;
    candidate *list;
    size_t count;
    uint32_t *first_name; /* [unit] 1 + its first entry that names it; 0 = none */
} matching;

/* ---- names ------------------------------------------------------------------------------- */

/* `to` is not longer than `from`. */
static void replace(char *text, size_t *size, jh_text from, jh_text to)
{
    char *at = memmem(text, *size, from.at, from.size);

    while (at) {
        memmove(at + to.size, at + from.size, (size_t)(text + *size - at) - from.size);
        if (to.size) memcpy(at, to.at, to.size);
        *size = *size - from.size + to.size;
        at += to.size;
        at = memmem(at, (size_t)(text + *size - at), from.at, from.size);
    }
}

/* "甲省乙市丙县": up to the last of these words, if enough is left to be a name. */
static size_t admin_size(jh_text text)
{
    static const char *const ends[] = { "省", "市", "县", "区" };
    jh_text rest;
    size_t at, i, found = 0;

    for (at = 3; at + 3 < text.size; at++)
        for (i = 0; i < sizeof ends / sizeof *ends; i++) {
            rest = (jh_text){ text.at + at, text.size - at };
            if (jh_text_starts(rest, jh_text_of(ends[i])) && rest.size >= 9) found = at + 3;
        }
    return found;
}

jh_text jh_name_plain(jh_arena *keep, jh_text name)
{
    /* None makes a name longer, so that it is worked on in place. */
    static const char *const words[][2] = {
        { "九年一贯制学校", "九年学校" },
        { "初级中学", "中学" },
        { "初中", "中学" },
        { "高级中学", "高中" },
        { "中心校", "小学" },
        { "完全小学", "小学" },
        { "中心小学", "小学" },
        { "完小", "小学" },
        { "小学校", "小学" },
        { "街道", "" },
        { "镇", "" },
        { "乡", "" },
        { "村", "" },
        { "第", "" },
        { "学校", "" },
    };
    static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    jh_text folded = jh_text_fold(keep, name), plain;
    jh_buffer out = jh_buffer_in(keep);
    size_t i, admin, depth = 0;
    char *text;

    for (i = 0; folded.at && i < folded.size; i++) {
        depth += folded.at[i] == '(';
        if (!depth && folded.at[i] >= '1' && folded.at[i] <= '9')
            jh_buffer_add_zero(&out, digits[folded.at[i] - '1']);
        else if (!depth)
            jh_buffer_add(&out, (jh_text){ folded.at + i, 1 });
        depth -= depth && folded.at[i] == ')';
    }
    if (!folded.at || jh_buffer_finish(&plain, &out, NULL)) return (jh_text){ NULL, 0 };
    text = out.at;
    admin = admin_size(plain);
    text += admin;
    plain.size -= admin;
    for (i = 0; i < sizeof words / sizeof *words; i++)
        replace(text, &plain.size, jh_text_of(words[i][0]), jh_text_of(words[i][1]));
    return (jh_text){ text, plain.size };
}

/* ---- who has a code ---------------------------------------------------------------------- */

static void add(matching *m, jh_text name, jh_text code)
{
    candidate *c = &m->list[m->count];
    size_t i;

    *c = (candidate){ .name = name, .code = code };
    c->folded = jh_text_fold(m->reading->work, name);
    c->plain = jh_name_plain(m->reading->work, name);
    if (!c->folded.at || !c->plain.at) jh_reading_no_memory(m->reading);
    for (i = 0; i < m->count; i++)
        if (jh_text_equal(m->list[i].code, code) && jh_text_equal(m->list[i].folded, c->folded))
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
    m->list = JH_NEW_ARRAY(r->work, candidate, r->unit_count + q->known_count + 1);
    if (!m->first_name || !m->list) {
        jh_reading_no_memory(r);
        return false;
    }
    for (i = 0; i < r->entry_count; i++)
        if (r->entries[i].slot == JH_SLOT_NAME && !r->entries[i].is_withdrawn
            && !m->first_name[r->entries[i].unit])
            m->first_name[r->entries[i].unit] = (uint32_t)i + 1;
    for (i = 0; i < r->unit_count; i++) any = any || r->units[i].is_code_made;
    if (!any) return false;
    for (i = 0; i < r->unit_count && !r->code; i++)
        if (!r->units[i].is_code_made && m->first_name[i])
            add(m, r->entries[m->first_name[i] - 1].text, r->units[i].code);
    for (i = 0; i < q->known_count && !r->code; i++)
        if (q->known[i].code.size && q->known[i].code.at[0] != 'n')
            add(m, q->known[i].name, q->known[i].code);
    return !r->code;
}

/* ---- one school without a code ----------------------------------------------------------- */

static void withdraw(matching *m, uint32_t unit)
{
    size_t i;

    for (i = 0; i < m->reading->entry_count; i++)
        if (m->reading->entries[i].unit == unit) m->reading->entries[i].is_withdrawn = true;
}

/* All that was said of `unit` was said of the school with this code. Its name there stays. */
static void give(matching *m, uint32_t unit, const candidate *to)
{
    jh_reading *r = m->reading;
    jh_entry named = r->entries[m->first_name[unit] - 1];
    uint32_t target = jh_unit_find(r, to->code);
    bool is_new = target == UINT32_MAX;
    size_t i;

    if (is_new) target = jh_unit_meet(r, jh_text_copy(r->work, to->code), named.origin, false);
    if (target == UINT32_MAX) return;
    for (i = 0; i < r->entry_count; i++) {
        if (r->entries[i].unit != unit) continue;
        if (r->entries[i].slot == JH_SLOT_NAME) r->entries[i].is_withdrawn = true;
        r->entries[i].unit = target;
    }
    if (!is_new) return;
    named.unit = target;
    named.text = named.read = to->name;
    r->provenance = named.provenance;
    jh_entry_put(r, &named);
}

static void tell(matching *m, uint32_t unit, jh_say_id say, const candidate *a, const candidate *b)
{
    const jh_entry *named = &m->reading->entries[m->first_name[unit] - 1];
    char name[JH_MESSAGE_ARG_SIZE], code[JH_MESSAGE_ARG_SIZE], other[JH_MESSAGE_ARG_SIZE];
    jh_finding finding = { .severity = JH_REFUSAL, .origin = named->origin, .read = named->text };

    finding.file = m->reading->files[named->origin.file].name;
    finding.message = jh_message_make(say, jh_arg(name, named->text), jh_arg(code, a->code),
                                      jh_arg(other, b ? b->code : a->name), NULL);
    jh_tell_about(m->reading, &finding);
    withdraw(m, unit);
}

/* The pair a person confirmed. true: there was one; found NULL = a school of its own. */
static bool is_confirmed(matching *m, jh_text name, candidate *found)
{
    const jh_intake_request *q = m->reading->request;
    size_t i, j;

    for (i = 0; i < q->confirmed_count; i++) {
        if (!jh_text_same_folded(q->confirmed[i].name, name)) continue;
        *found = (candidate){ .name = q->confirmed[i].name, .code = q->confirmed[i].code };
        for (j = 0; j < m->count; j++)
            if (jh_text_equal(m->list[j].code, found->code)) *found = m->list[j];
        return true;
    }
    return false;
}

/* How many candidates are called so, and the first two of them. */
static size_t called(const matching *m, jh_text folded, jh_text plain, const candidate *found[2])
{
    size_t i, count = 0;

    for (i = 0; i < m->count; i++) {
        if (plain.size ? !jh_text_equal(m->list[i].plain, plain)
                       : !jh_text_equal(m->list[i].folded, folded))
            continue;
        if (count < 2) found[count] = &m->list[i];
        count++;
    }
    return count;
}

static void match(matching *m, uint32_t unit)
{
    jh_text name = m->reading->entries[m->first_name[unit] - 1].text;
    jh_text folded = jh_text_fold(m->reading->work, name);
    jh_text plain = jh_name_plain(m->reading->work, name);
    const candidate *found[2] = { NULL, NULL };
    candidate confirmed;
    size_t count;

    if (!folded.at || !plain.at) {
        jh_reading_no_memory(m->reading);
        return;
    }
    if (is_confirmed(m, name, &confirmed)) {
        if (!jh_text_equal(confirmed.code, JH_TEXT("new"))) give(m, unit, &confirmed);
        return;
    }
    count = called(m, folded, JH_TEXT(""), found);
    if (count == 1) {
        give(m, unit, found[0]);
        return;
    }
    if (!count && plain.size) {
        count = called(m, folded, plain, found);
        if (count == 1) {
            tell(m, unit, SAY_INTAKE_NAME_LIKELY, found[0], NULL);
            return;
        }
    }
    if (count > 1) tell(m, unit, SAY_INTAKE_NAME_TWICE, found[0], found[1]);
}

void jh_names_match(jh_reading *reading)
{
    matching m = { .reading = reading };
    size_t unit, units = reading->unit_count;

    if (reading->code || !collect(&m)) return;
    for (unit = 0; unit < units && !reading->code; unit++)
        if (reading->units[unit].is_code_made && m.first_name[unit]) match(&m, (uint32_t)unit);
}
