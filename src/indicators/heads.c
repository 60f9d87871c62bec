/* SPDX-License-Identifier: Apache-2.0 */
#include "indicators/values.h"

/* ---- how many pupils of each stage a unit has ------------------------------------------------ */

/* Anything but zeros reported for the stage: then the stage is there and its pupils are a gap. */
static bool has_figures(const jh_frame *frame, jh_stage stage, uint32_t unit)
{
    const struct jh_frame_values *v = frame->values;
    size_t i;

    for (i = 0; i < v->figure_count[stage]; i++) {
        const jh_column *c = v->figures[stage][i];
        if (c->why[unit] == JH_NOT_APPROVED) return true;
        if (c->why[unit] == JH_PRESENT && c->millionths[unit]) return true;
    }
    return false;
}

/* Stages a unit must have by its kind; of an unknown kind: any of the standard's. */
static unsigned expected_stages(const jh_frame *frame, uint32_t unit)
{
    const jh_standard *standard = frame->standard;
    int32_t kind = frame->values->codes[JH_KIND][unit];
    unsigned all = 0, s;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++) all |= standard->stages[s] ? 1U << s : 0;
    if (kind < 0 || !standard->kind_stages || !standard->kind_stages[kind]) return all;
    return standard->kind_stages[kind];
}

/* What a unit itself says. Gives the stages it speaks of (bits). */
static unsigned read_unit(jh_frame *frame, uint32_t unit)
{
    jh_heads *heads = &frame->values->heads[unit];
    unsigned seen = 0, s;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++) {
        const jh_column *pupils = jh_cells_of(frame, frame->standard->split.by, (jh_stage)s);
        jh_why why = jh_cell_why(pupils, unit);
        heads->why[s] = JH_PRESENT;
        if (!why)
            heads->count[s].millionths = pupils->millionths[unit];
        else if (why == JH_NOT_APPROVED || has_figures(frame, (jh_stage)s, unit))
            heads->why[s] = (uint8_t)why;
        else
            continue;
        seen |= 1U << s;
    }
    return seen;
}

/* Turns the blanks of some stages from 0 into gaps. */
static void mark_gaps(jh_frame *frame, uint32_t unit, unsigned stages)
{
    unsigned s;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++)
        if (stages & 1U << s)
            frame->values->heads[unit].why[s] = (uint8_t)jh_cell_why(
                jh_cells_of(frame, frame->standard->split.by, (jh_stage)s), unit);
}

/* A campus that says nothing has the stages of its kind, unknown. A stage that the school must
 * have and no campus speaks of is a gap of the main row. */
static void read_school(jh_frame *frame, const jh_school *school)
{
    unsigned seen = 0, one;
    uint32_t i, unit;

    for (i = 0; i < school->campus_count; i++) {
        unit = frame->campuses[school->first_campus + i];
        one = read_unit(frame, unit);
        if (!one) {
            one = expected_stages(frame, unit);
            mark_gaps(frame, unit, one);
        }
        seen |= one;
    }
    if (frame->values->codes[JH_KIND][school->unit] >= 0 && frame->standard->kind_stages)
        mark_gaps(frame, school->unit, expected_stages(frame, school->unit) & ~seen);
}

static void add_heads(jh_heads *sum, const jh_heads *more)
{
    unsigned s;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++) {
        sum->why[s] = (uint8_t)jh_why_first((jh_why)sum->why[s], (jh_why)more->why[s]);
        sum->count[s].millionths += more->count[s].millionths;
    }
}

void jh_heads_read(jh_frame *frame)
{
    size_t i;
    uint32_t c;

    for (i = 0; i < frame->school_count; i++) {
        const jh_school *school = &frame->schools[i];
        read_school(frame, school);
        for (c = 0; c < school->campus_count; c++)
            add_heads(&frame->values->school_heads[i],
                      &frame->values->heads[frame->campuses[school->first_campus + c]]);
    }
}

/* ---- shares ---------------------------------------------------------------------------------- */

static bool may_have(const struct jh_frame_values *v, const jh_heads *heads, unsigned stage)
{
    return v->weight[stage].millionths && (heads->why[stage] || heads->count[stage].millionths);
}

static bool is_shared_by_school(const jh_frame *frame, const jh_heads *campus)
{
    unsigned s;

    if (frame->values->whole_school) return true;
    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++)
        if (may_have(frame->values, campus, s)) return false;
    return true;
}

/* heads × weight; both are small whole numbers as a rule, so this is exact as a rule. */
static jh_interval weighted(const struct jh_frame_values *v, const jh_heads *heads, unsigned stage)
{
    return jh_interval_mul(jh_interval_of(heads->count[stage]),
                           jh_interval_exact((double)v->weight[stage].millionths));
}

static void share_known(jh_campus_shares *out, const struct jh_frame_values *v,
                        const jh_heads *heads, unsigned stages)
{
    jh_interval sum = jh_interval_exact(0.0);
    unsigned s;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++)
        if (stages & 1U << s) sum = jh_interval_add(sum, weighted(v, heads, s));
    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++)
        if (stages & 1U << s)
            out->stage[s] = (jh_share){ .kind = JH_SHARE_FRACTION,
                                        .part = jh_interval_div(weighted(v, heads, s), sum) };
}

/* Shares by these heads. `alone`: whatever the missing counts are, no other stage can be there. */
static void share_by(jh_campus_shares *out, const struct jh_frame_values *v, const jh_heads *heads,
                     bool alone)
{
    unsigned s, stages = 0, count = 0;
    jh_why why = JH_PRESENT;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++) {
        if (!may_have(v, heads, s)) continue;
        stages |= 1U << s;
        count++;
        why = jh_why_first(why, (jh_why)heads->why[s]);
    }
    if (!why && count > 1) {
        share_known(out, v, heads, stages);
        return;
    }
    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++) {
        if (!(stages & 1U << s)) continue;
        out->stage[s].kind = count == 1 && (!why || alone) ? JH_SHARE_WHOLE : JH_SHARE_UNKNOWN;
        out->stage[s].why = (uint8_t)why;
    }
}

/* A campus of unknown heads might have none, and would then be shared by the whole school: so no
 * stage of the school is out of the question. */
static void widen_unknown(jh_campus_shares *out, const struct jh_frame_values *v,
                          const jh_heads *school)
{
    jh_why why = JH_PRESENT;
    unsigned s;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++)
        if (out->stage[s].kind == JH_SHARE_UNKNOWN)
            why = jh_why_first(why, (jh_why)out->stage[s].why);
    for (s = JH_FIRST_STAGE; why && s < JH_STAGE_COUNT; s++)
        if (may_have(v, school, s) && out->stage[s].kind == JH_SHARE_NONE)
            out->stage[s] = (jh_share){ .kind = JH_SHARE_UNKNOWN, .why = (uint8_t)why };
}

static bool has_whole(const jh_campus_shares *shares)
{
    unsigned s;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++)
        if (shares->stage[s].kind == JH_SHARE_WHOLE) return true;
    return false;
}

static void share_school(jh_frame *frame, size_t index)
{
    struct jh_frame_values *v = frame->values;
    const jh_school *school = &frame->schools[index];
    jh_campus_shares whole = { .by_school = true };
    uint32_t c;

    share_by(&whole, v, &v->school_heads[index], true);
    for (c = school->first_campus; c < school->first_campus + school->campus_count; c++) {
        const jh_heads *heads = &v->heads[frame->campuses[c]];
        if (school->campus_count == 1 || is_shared_by_school(frame, heads)) {
            v->shares[c] = whole;
            continue;
        }
        share_by(&v->shares[c], v, heads, has_whole(&whole));
        widen_unknown(&v->shares[c], v, &v->school_heads[index]);
    }
}

/* A weight is a decimal of the text or of a setting: anything finer than six places is refused
 * rather than rounded. */
static jh_code read_weight(jh_frame *frame, unsigned stage, jh_arena scratch, jh_error *err)
{
    const jh_expr *weight = frame->standard->split.weight[stage];
    jh_decimal *out = &frame->values->weight[stage];
    jh_why why = JH_PRESENT;
    jh_exact exact, rounded;
    jh_code rc;
    bool good;

    if (weight->op == JH_OP_LITERAL) {
        *out = weight->number;
        return JH_OK;
    }
    jh_exact_init(&exact);
    jh_exact_init(&rounded);
    rc = jh_expr_exact(&exact, &why, weight,
                       &(jh_expr_ask){ .source = &frame->source,
                                       .level = JH_COUNTY,
                                       .rows = { 0, 1 },
                                       .bits = 64,
                                       .err = err },
                       scratch);
    good = !rc && !why && jh_exact_decimal(out, &exact, 6);
    if (good) jh_exact_set_decimal(&rounded, *out);
    if (!rc && (!good || jh_exact_compare(&exact, &rounded) != 0 || out->millionths < 0))
        rc = jh_fail(err, JH_BAD_INPUT, SAY_INDICATORS_BAD_WEIGHT, NULL,
                     jh_stage_key((jh_stage)stage), NULL);
    jh_exact_clear(&rounded);
    jh_exact_clear(&exact);
    return rc;
}

static jh_code read_weights(jh_frame *frame, jh_arena scratch, jh_error *err)
{
    jh_code rc = JH_OK;
    unsigned s;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT && !rc; s++)
        if (frame->standard->split.weight[s]) rc = read_weight(frame, s, scratch, err);
    return rc;
}

jh_code jh_shares_make(jh_frame *frame, jh_arena scratch, jh_error *err)
{
    jh_code rc = read_weights(frame, scratch, err);
    size_t i;

    for (i = 0; i < frame->school_count && !rc; i++) share_school(frame, i);
    return rc;
}

void jh_share_heads(jh_exact *stage_heads, jh_exact *all_heads, const jh_frame *frame,
                    const jh_share_place *at)
{
    const struct jh_frame_values *v = frame->values;
    const jh_heads *heads = v->shares[at->position].by_school
                                ? &v->school_heads[at->school]
                                : &v->heads[frame->campuses[at->position]];
    jh_exact one, weight;
    unsigned s;

    jh_exact_init(&one);
    jh_exact_init(&weight);
    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++) {
        jh_exact_set_decimal(&one, heads->count[s]);
        jh_exact_set_decimal(&weight, v->weight[s]);
        jh_exact_mul(&one, &one, &weight);
        jh_exact_add(all_heads, all_heads, &one);
        if (s == (unsigned)at->stage) jh_exact_set(stage_heads, &one);
    }
    jh_exact_clear(&weight);
    jh_exact_clear(&one);
}
