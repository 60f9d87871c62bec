/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/compare.h"

#include "assess/compare_look.h"

const char *jh_cause_key(jh_cause cause)
{
    static const char *const keys[JH_CAUSE_COUNT] = { "units", "figures", "standard", "settings" };

    return keys[cause];
}

const char *jh_subject_key(jh_subject_kind kind)
{
    static const char *const keys[JH_SUBJECT_COUNT] = { "grade", "group", "item",
                                                        "limit", "rule",  "indicator" };

    return keys[kind];
}

/* ---- states ---- */

static bool same_claim(jh_claim a, jh_claim b)
{
    return a.truth == b.truth && (a.truth != JH_UNKNOWN || a.why == b.why);
}

static bool same_verdict(const jh_comparing *what, size_t a, size_t b, const jh_state states[2])
{
    const jh_state *x = &states[0], *y = &states[1];

    if (x->is_there != y->is_there) return false;
    if (!x->is_there) return true;
    if (!same_claim(x->claim, y->claim) || x->mark != y->mark) return false;
    if (x->grade == SIZE_MAX || y->grade == SIZE_MAX) return x->grade == y->grade;
    return jh_text_equal(what->stands[a].assessment->frame->standard->grades[x->grade].key,
                         what->stands[b].assessment->frame->standard->grades[y->grade].key);
}

static bool same_value(const jh_state *a, const jh_state *b)
{
    if (a->is_there != b->is_there || a->has_value != b->has_value) return false;
    if (!a->has_value) return true;
    if (a->value.why || b->value.why) return a->value.why == b->value.why;
    return a->value.range.lo == b->value.range.lo && a->value.range.hi == b->value.range.hi;
}

/* ---- changes ---- */

typedef struct making {
    jh_comparison *out;
    jh_arena *keep;
    const jh_comparing *what;
    size_t capacity;
} making;

static unsigned causes_of(const making *m, const jh_subject *subject, bool is_verdict)
{
    const jh_comparing *what = m->what;
    unsigned causes = 0;
    jh_state pair[2];
    size_t i;

    pair[1] = jh_compare_look(what->stands[0].assessment, subject);
    for (i = 1; i < what->count; i++) {
        pair[0] = pair[1];
        pair[1] = jh_compare_look(what->stands[i].assessment, subject);
        if (is_verdict ? !same_verdict(what, i - 1, i, pair) : !same_value(&pair[0], &pair[1]))
            causes |= 1U << what->stands[i].cause;
    }
    return causes;
}

static jh_code add_if_changed(making *m, const jh_subject *subject)
{
    jh_comparison *out = m->out;
    jh_change change = { .subject = *subject };
    jh_state ends[2] = { jh_compare_look(out->before, subject),
                         jh_compare_look(out->after, subject) };
    jh_change *grown;

    change.before = ends[0];
    change.after = ends[1];
    change.is_verdict = !same_verdict(m->what, 0, m->what->count - 1, ends);
    if (!change.is_verdict && same_value(&ends[0], &ends[1])) return JH_OK;
    change.causes = causes_of(m, subject, change.is_verdict);
    grown = jh_grow(m->keep, out->changes, &m->capacity, out->change_count + 1, sizeof *grown);
    if (!grown) return JH_NO_MEMORY;
    out->changes = grown;
    out->changes[out->change_count++] = change;
    return JH_OK;
}

/* What only the later end has comes after what the first has. */
static jh_code take(making *m, bool is_later, const jh_subject *subject)
{
    if (is_later && jh_compare_look(m->out->before, subject).is_there) return JH_OK;
    return add_if_changed(m, subject);
}

/* ---- every subject of one end ---- */

typedef struct rows_of {
    const jh_frame *frame;
    jh_level level;
    size_t at;
} rows_of;

static bool next_row(jh_subject *subject, rows_of *rows)
{
    const jh_frame *frame = rows->frame;
    size_t count = rows->level == JH_PART ? frame->part_count : frame->school_count;
    size_t school = rows->at;

    if (rows->at >= count) return false;
    subject->stage = JH_WHOLE;
    if (rows->level == JH_PART) {
        school = frame->parts[rows->at].school;
        subject->stage = frame->parts[rows->at].stage;
    }
    subject->unit = frame->snapshot->units[frame->schools[school].unit].code;
    rows->at++;
    return true;
}

static jh_code take_rows(making *m, bool is_later, jh_subject subject, jh_level level)
{
    rows_of rows = { (is_later ? m->out->after : m->out->before)->frame, level, 0 };
    jh_code rc = JH_OK;

    while (!rc && next_row(&subject, &rows)) rc = take(m, is_later, &subject);
    return rc;
}

static jh_code take_limits(making *m, bool is_later, const jh_standard *s)
{
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; !rc && i < s->limit_count; i++)
        rc = take(m, is_later,
                  &(jh_subject){ .kind = JH_SUBJECT_LIMIT,
                                 .key = s->indicators[s->limits[i].indicator].key,
                                 .statement = s->limits[i].rule_key,
                                 .stage = s->limits[i].stage });
    return rc;
}

static jh_code take_kind(making *m, bool is_later, jh_subject_kind kind)
{
    const jh_standard *s = (is_later ? m->out->after : m->out->before)->frame->standard;
    jh_subject subject = { .kind = kind };
    jh_code rc = JH_OK;
    size_t i;

    switch (kind) {
    case JH_SUBJECT_GRADE: return take(m, is_later, &subject);
    case JH_SUBJECT_LIMIT: return take_limits(m, is_later, s);
    case JH_SUBJECT_GROUP:
        for (i = 0; !rc && i < s->group_count; i++) {
            subject.key = s->groups[i].key;
            rc = take(m, is_later, &subject);
        }
        return rc;
    case JH_SUBJECT_ITEM:
        for (i = 0; !rc && i < s->item_count; i++) {
            subject.key = s->items[i].key;
            rc = take(m, is_later, &subject);
        }
        return rc;
    case JH_SUBJECT_RULE:
        for (i = 0; !rc && i < s->rule_count; i++) {
            subject.key = s->rules[i].key;
            rc = take_rows(m, is_later, subject, s->scopes[s->rules[i].scope].level);
        }
        return rc;
    default:
        for (i = 0; !rc && i < s->indicator_count; i++) {
            subject.key = s->indicators[i].key;
            rc = take_rows(m, is_later, subject, s->scopes[s->indicators[i].scope].level);
        }
        return rc;
    }
}

jh_code jh_compare(jh_comparison *out, jh_arena *keep, const jh_comparing *what, jh_error *err)
{
    making m = { out, keep, what, 0 };
    jh_code rc = JH_OK;
    size_t i;
    int kind;

    *out = (jh_comparison){ .before = what->stands[0].assessment,
                            .after = what->stands[what->count - 1].assessment };
    for (i = 1; i < what->count; i++) out->steps |= 1U << what->stands[i].cause;
    for (kind = 0; !rc && kind < JH_SUBJECT_COUNT; kind++) {
        rc = take_kind(&m, false, (jh_subject_kind)kind);
        if (!rc) rc = take_kind(&m, true, (jh_subject_kind)kind);
    }
    if (!rc) rc = jh_compare_rows(out, keep);
    if (!rc) rc = jh_compare_evidence(out, keep);
    return rc ? jh_no_memory(err) : JH_OK;
}
