/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/beside.h"

#include "assess/compare_look.h"

/* ---- one state ---- */

static size_t find_rule(const jh_standard *s, jh_text key)
{
    for (size_t i = 0; i < s->rule_count; i++)
        if (jh_text_equal(s->rules[i].key, key)) return i;
    return SIZE_MAX;
}

static jh_beside_state look(const jh_assessment *in, const jh_subject *subject)
{
    jh_beside_state out = { .state = { .grade = SIZE_MAX, .mark = JH_MARK_NO_LINE } };
    const jh_rule_result *result;
    size_t rule;

    if (subject->kind != JH_SUBJECT_RULE) {
        out.state = jh_compare_look(in, subject);
        return out;
    }
    rule = find_rule(in->frame->standard, subject->key);
    if (rule == SIZE_MAX) return out;
    result = &in->rules[rule];
    out.state.is_there = out.is_counted = true;
    out.state.claim = result->county;
    out.yes = result->yes;
    out.no = result->no;
    out.unknown = result->unknown;
    return out;
}

/* ---- every subject of one assessment ---- */

static size_t count_of(const jh_standard *s, jh_subject_kind kind)
{
    switch (kind) {
    case JH_SUBJECT_GRADE: return s->grade_count ? 1 : 0;
    case JH_SUBJECT_GROUP: return s->group_count;
    case JH_SUBJECT_RULE: return s->rule_count;
    case JH_SUBJECT_LIMIT: return s->limit_count;
    case JH_SUBJECT_ITEM: return s->item_count;
    default: return 0; /* indicators are of schools */
    }
}

static jh_subject subject_at(const jh_standard *s, jh_subject_kind kind, size_t i)
{
    jh_subject out = { .kind = kind, .stage = JH_WHOLE };

    switch (kind) {
    case JH_SUBJECT_GROUP: out.key = s->groups[i].key; break;
    case JH_SUBJECT_RULE: out.key = s->rules[i].key; break;
    case JH_SUBJECT_ITEM: out.key = s->items[i].key; break;
    case JH_SUBJECT_LIMIT:
        out.key = s->indicators[s->limits[i].indicator].key;
        out.statement = s->limits[i].rule_key;
        out.stage = s->limits[i].stage;
        break;
    default: break;
    }
    return out;
}

typedef struct making {
    jh_beside *out;
    jh_arena *keep;
    size_t capacity;
} making;

/* Unless an earlier assessment has brought it. */
static jh_code add(making *m, const jh_subject *subject, size_t first)
{
    jh_beside *out = m->out;
    jh_beside_state *states = JH_NEW_ARRAY(m->keep, jh_beside_state, out->count);
    jh_beside_row *grown;
    size_t i;

    if (!states) return JH_NO_MEMORY;
    for (i = 0; i < out->count; i++) {
        states[i] = look(out->assessments[i], subject);
        if (i < first && states[i].state.is_there) return JH_OK;
    }
    grown = jh_grow(m->keep, out->rows, &m->capacity, out->row_count + 1, sizeof *grown);
    if (!grown) return JH_NO_MEMORY;
    out->rows = grown;
    grown[out->row_count++] = (jh_beside_row){ *subject, first, states };
    return JH_OK;
}

jh_code jh_beside_make(jh_beside *out, jh_arena *keep, const jh_assessment *const *assessments,
                       size_t count, jh_error *err)
{
    static const jh_subject_kind order[] = { JH_SUBJECT_GRADE, JH_SUBJECT_GROUP, JH_SUBJECT_RULE,
                                             JH_SUBJECT_LIMIT, JH_SUBJECT_ITEM };
    making m = { out, keep, 0 };
    jh_code rc = JH_OK;
    size_t k, a, i;

    *out = (jh_beside){ .assessments = assessments, .count = count };
    for (k = 0; k < sizeof order / sizeof *order; k++)
        for (a = 0; a < count; a++) {
            const jh_standard *s = assessments[a]->frame->standard;
            for (i = 0; !rc && i < count_of(s, order[k]); i++) {
                jh_subject subject = subject_at(s, order[k], i);
                rc = add(&m, &subject, a);
            }
        }
    return rc ? jh_no_memory(err) : JH_OK;
}
