/* One subject found in one assessment.
 * SPDX-License-Identifier: Apache-2.0 */
#include "assess/compare_look.h"

#define FIND_IN(list, count, wanted)                                                               \
    for (size_t i_ = 0; i_ < (count); i_++)                                                        \
        if (jh_text_equal((list)[i_].key, (wanted))) return i_;                                    \
    return SIZE_MAX

static size_t find_rule(const jh_standard *s, jh_text key)
{
    FIND_IN(s->rules, s->rule_count, key);
}

static size_t find_group(const jh_standard *s, jh_text key)
{
    FIND_IN(s->groups, s->group_count, key);
}

static size_t find_limit(const jh_standard *s, const jh_subject *subject)
{
    for (size_t i = 0; i < s->limit_count; i++)
        if (s->limits[i].stage == subject->stage
            && jh_text_equal(s->limits[i].rule_key, subject->statement)
            && jh_text_equal(s->indicators[s->limits[i].indicator].key, subject->key))
            return i;
    return SIZE_MAX;
}

static size_t find_subject(const jh_standard *s, const jh_subject *subject)
{
    switch (subject->kind) {
    case JH_SUBJECT_GROUP: return find_group(s, subject->key);
    case JH_SUBJECT_ITEM: return jh_standard_item(s, subject->key);
    case JH_SUBJECT_LIMIT: return find_limit(s, subject);
    case JH_SUBJECT_RULE: return find_rule(s, subject->key);
    case JH_SUBJECT_INDICATOR: return jh_standard_indicator(s, subject->key);
    default: return s->grade_count ? 0 : SIZE_MAX;
    }
}

size_t jh_compare_school(const jh_frame *frame, jh_text code)
{
    size_t low = 0, high = frame->school_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        jh_text here = frame->snapshot->units[frame->schools[middle].unit].code;
        if (jh_text_equal(here, code)) return middle;
        if (jh_text_compare(here, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

/* The row of a subject of that level, or SIZE_MAX. */
static size_t row_of(const jh_frame *frame, const jh_subject *subject, jh_level level)
{
    size_t school = jh_compare_school(frame, subject->unit), i;

    if (school == SIZE_MAX) return SIZE_MAX;
    if (level == JH_SCHOOL) return subject->stage == JH_WHOLE ? school : SIZE_MAX;
    for (i = 0; i < frame->schools[school].part_count; i++)
        if (frame->parts[frame->schools[school].first_part + i].stage == subject->stage)
            return frame->schools[school].first_part + i;
    return SIZE_MAX;
}

static void look_at_rule(jh_state *out, const jh_assessment *in, size_t rule,
                         const jh_subject *subject)
{
    const jh_standard *s = in->frame->standard;
    size_t row = row_of(in->frame, subject, s->scopes[s->rules[rule].scope].level);

    if (row == SIZE_MAX) return;
    out->claim = in->rules[rule].rows[row];
    out->is_there = out->claim.truth != JH_DOES_NOT_APPLY;
}

static void look_at_indicator(jh_state *out, const jh_assessment *in, size_t indicator,
                              const jh_subject *subject)
{
    const jh_standard *s = in->frame->standard;
    const jh_indicator *def = &s->indicators[indicator];
    size_t row = row_of(in->frame, subject, s->scopes[def->scope].level);
    const jh_indicator_result *result;

    if (row == SIZE_MAX || in->scopes[def->scope][row].in.truth == JH_NO) return;
    result = &in->indicators[indicator][row];
    out->is_there = out->has_value = true;
    out->mark = result->mark;
    out->value = result->value;
    out->printed = result->printed;
    out->decimals = def->decimals;
}

static void look_at_limit(jh_state *out, const jh_assessment *in, size_t limit)
{
    const jh_limit_result *result = &in->limits[limit];

    out->is_there = out->has_value = true;
    out->claim = result->holds;
    out->value = result->value;
    out->printed = result->value_printed;
    out->decimals = in->frame->standard->limits[limit].decimals;
}

jh_state jh_compare_look(const jh_assessment *in, const jh_subject *subject)
{
    const jh_standard *s = in->frame->standard;
    jh_state out = { .grade = SIZE_MAX, .mark = JH_MARK_NO_LINE };
    size_t at = find_subject(s, subject);

    if (at == SIZE_MAX) return out;
    switch (subject->kind) {
    case JH_SUBJECT_RULE: look_at_rule(&out, in, at, subject); break;
    case JH_SUBJECT_INDICATOR: look_at_indicator(&out, in, at, subject); break;
    case JH_SUBJECT_LIMIT: look_at_limit(&out, in, at); break;
    case JH_SUBJECT_GROUP:
        out.is_there = true;
        out.claim = in->groups[at];
        break;
    case JH_SUBJECT_ITEM:
        out.is_there = true;
        out.claim =
            s->items[at].kind == JH_VETO ? jh_claim_not(in->items[at].holds) : in->items[at].holds;
        break;
    default:
        out.is_there = true;
        out.claim = in->grade_known;
        out.grade = in->grade;
        break;
    }
    return out;
}

const jh_expr *jh_compare_expr(const jh_assessment *in, const jh_subject *subject)
{
    const jh_standard *s = in->frame->standard;
    size_t at = find_subject(s, subject);

    if (at == SIZE_MAX) return NULL;
    switch (subject->kind) {
    case JH_SUBJECT_RULE: return s->rules[at].holds;
    case JH_SUBJECT_INDICATOR: return s->indicators[at].value;
    case JH_SUBJECT_LIMIT: return s->limits[at].value;
    case JH_SUBJECT_GROUP: return s->groups[at].holds;
    case JH_SUBJECT_ITEM: return s->items[at].holds;
    default: return NULL;
    }
}
