/* SPDX-License-Identifier: Apache-2.0 */
#include "indicators/values.h"

#include <math.h>

/* A sum in the making: what is known of it, and whether something is missing. */
typedef struct jh_sum {
    jh_int128 millionths; /* whole figures */
    jh_interval shares;   /* shares of figures that are split */
    bool has_shares;
    bool unbounded; /* something missing may be negative */
    jh_why why;
} jh_sum;

/* ---- one figure ------------------------------------------------------------------------------ */

jh_why jh_figure_at(jh_decimal *out, const jh_frame *frame, size_t element, jh_stage stage,
                    uint32_t unit)
{
    const jh_column *column = jh_cells_of(frame, element, stage);
    const jh_heads *heads = &frame->values->heads[unit];
    jh_why why = jh_cell_why(column, unit);

    out->millionths = why ? 0 : column->millionths[unit];
    if (stage == JH_WHOLE || unit == 0) return why;
    if (element == frame->standard->split.by) {
        *out = heads->count[stage];
        return (jh_why)heads->why[stage];
    }
    /* A blank of a stage that is not there is 0. */
    return why && !heads->why[stage] && !heads->count[stage].millionths ? JH_PRESENT : why;
}

static jh_interval interval_of(jh_int128 millionths)
{
    double nearest;

    if (millionths >= INT64_MIN && millionths <= INT64_MAX)
        return jh_interval_of((jh_decimal){ (int64_t)millionths });
    nearest = (double)millionths / (double)JH_DECIMAL_ONE;
    return jh_interval_widen(jh_interval_exact(nearest), 2);
}

static jh_number sum_number(const jh_sum *sum)
{
    jh_interval known = interval_of(sum->millionths);

    if (sum->has_shares) known = jh_interval_add(known, sum->shares);
    if (!sum->why) return (jh_number){ known, JH_PRESENT };
    if (sum->unbounded) return jh_number_missing(sum->why, JH_ANYTHING);
    return jh_number_missing(sum->why, (jh_interval){ known.lo, INFINITY });
}

static void add_missing(jh_sum *sum, jh_why why, const jh_element *element)
{
    sum->why = jh_why_first(sum->why, why);
    sum->unbounded |= element->may_be_negative;
}

static void add_stage(jh_sum *sum, const jh_frame *frame, size_t element, jh_stage stage,
                      const jh_school *school)
{
    jh_decimal value;
    jh_why why;
    uint32_t i;

    for (i = 0; i < school->campus_count; i++) {
        why =
            jh_figure_at(&value, frame, element, stage, frame->campuses[school->first_campus + i]);
        if (why)
            add_missing(sum, why, &frame->standard->elements[element]);
        else
            sum->millionths += value.millionths;
    }
}

/* ---- shares ---------------------------------------------------------------------------------- */

/* Share of a figure whose quotient per weighted head is rounded first (a setting): the last stage
 * takes what is left. Everything in rationals: the setting is rare. */
static void share_by_quotient(jh_exact *out, const jh_frame *frame, const jh_share_place *at,
                              const jh_exact *figure)
{
    jh_exact heads, all, quotient, taken;
    bool is_last = true;
    unsigned s;

    jh_exact_init(&heads);
    jh_exact_init(&all);
    jh_exact_init(&quotient);
    jh_exact_init(&taken);
    jh_share_heads(&heads, &all, frame, at);
    if (jh_exact_div(&quotient, figure, &all))
        (void)jh_exact_round(&quotient, &quotient, frame->values->quotient_decimals);
    jh_exact_mul(&taken, &quotient, &heads);
    for (s = (unsigned)at->stage + 1; s < JH_STAGE_COUNT; s++)
        is_last &= frame->values->shares[at->position].stage[s].kind == JH_SHARE_NONE;
    if (is_last) {
        jh_exact_sub(&all, &all, &heads);
        jh_exact_mul(&taken, &quotient, &all);
        jh_exact_sub(&taken, figure, &taken);
    }
    jh_exact_set(out, &taken);
    jh_exact_clear(&taken);
    jh_exact_clear(&quotient);
    jh_exact_clear(&all);
    jh_exact_clear(&heads);
}

static void share_exact(jh_exact *out, const jh_frame *frame, const jh_share_place *at,
                        jh_decimal figure)
{
    jh_exact heads, all;

    jh_exact_set_decimal(out, figure);
    if (frame->values->shares[at->position].stage[at->stage].kind == JH_SHARE_WHOLE) return;
    if (frame->values->quotient_decimals >= 0) {
        share_by_quotient(out, frame, at, out);
        return;
    }
    jh_exact_init(&heads);
    jh_exact_init(&all);
    jh_share_heads(&heads, &all, frame, at);
    jh_exact_mul(out, out, &heads);
    (void)jh_exact_div(out, out, &all); /* a fraction has heads */
    jh_exact_clear(&all);
    jh_exact_clear(&heads);
}

static void add_fraction(jh_sum *sum, const jh_frame *frame, const jh_share_place *at,
                         jh_decimal figure)
{
    jh_interval part;
    jh_exact exact;

    if (frame->values->quotient_decimals < 0) {
        part = jh_interval_mul(jh_interval_of(figure),
                               frame->values->shares[at->position].stage[at->stage].part);
    } else {
        jh_exact_init(&exact);
        share_exact(&exact, frame, at, figure);
        part = jh_exact_interval(&exact);
        jh_exact_clear(&exact);
    }
    sum->shares = sum->has_shares ? jh_interval_add(sum->shares, part) : part;
    sum->has_shares = true;
}

/* A share that nobody can know yet is between nothing and all of the figure. */
static void add_unknown_share(jh_sum *sum, jh_why why, jh_decimal figure)
{
    sum->why = jh_why_first(sum->why, why);
    sum->unbounded |= figure.millionths < 0;
}

static void add_shares(jh_sum *sum, const jh_frame *frame, size_t element, size_t index,
                       jh_stage stage)
{
    const jh_school *school = &frame->schools[index];
    jh_decimal value;
    uint32_t i;
    jh_why why;

    for (i = school->first_campus; i < school->first_campus + school->campus_count; i++) {
        const jh_share *share = &frame->values->shares[i].stage[stage];
        if (share->kind == JH_SHARE_NONE) continue;
        why = jh_figure_at(&value, frame, element, JH_WHOLE, frame->campuses[i]);
        if (why)
            add_missing(sum, why, &frame->standard->elements[element]);
        else if (share->kind == JH_SHARE_WHOLE)
            sum->millionths += value.millionths;
        else if (share->kind == JH_SHARE_FRACTION)
            add_fraction(sum, frame, &(jh_share_place){ index, i, stage }, value);
        else if (value.millionths)
            add_unknown_share(sum, (jh_why)share->why, value);
    }
}

/* ---- schools and the county ------------------------------------------------------------------ */

static void add_school_stage(jh_sum *sum, const jh_frame *frame, size_t element, size_t school,
                             jh_stage stage)
{
    if (frame->standard->elements[element].extent == JH_SHARED)
        add_shares(sum, frame, element, school, stage);
    else
        add_stage(sum, frame, element, stage, &frame->schools[school]);
}

/* The greatest of the campuses; a missing one leaves it at least at what is known. */
static jh_number greatest(jh_decimal *out, const jh_frame *frame, size_t element, jh_stage stage,
                          const jh_school *school)
{
    const jh_element *e = &frame->standard->elements[element];
    jh_why missing = JH_PRESENT, why;
    jh_decimal value;
    bool any = false;
    uint32_t i;

    for (i = 0; i < school->campus_count; i++) {
        why =
            jh_figure_at(&value, frame, element, stage, frame->campuses[school->first_campus + i]);
        missing = jh_why_first(missing, why);
        if (why || (any && value.millionths <= out->millionths)) continue;
        *out = value;
        any = true;
    }
    if (!missing) return jh_number_present(*out);
    return jh_number_missing(missing, (jh_interval){ any                  ? jh_interval_of(*out).lo
                                                     : e->may_be_negative ? -INFINITY
                                                                          : 0.0,
                                                     INFINITY });
}

/* The usual case of a part: one campus, and all of its figure. false = it is not so simple. */
static bool read_alone(jh_number *out, const jh_frame *frame, size_t element, size_t school,
                       jh_stage stage)
{
    const jh_school *s = &frame->schools[school];
    bool is_shared = frame->standard->elements[element].extent == JH_SHARED;
    const jh_column *column;

    if (s->campus_count != 1
        || (is_shared
            && frame->values->shares[s->first_campus].stage[stage].kind != JH_SHARE_WHOLE))
        return false;
    column = jh_cells_of(frame, element, is_shared ? JH_WHOLE : stage);
    if (!column || column->why[s->unit]) return false;
    *out = jh_number_present((jh_decimal){ column->millionths[s->unit] });
    return true;
}

static bool is_silent(const jh_frame *frame, size_t element, size_t school, jh_stage stage)
{
    uint32_t unit = frame->schools[school].unit;
    const jh_heads *heads = &frame->values->heads[unit];

    return frame->standard->elements[element].extent == JH_BY_STAGE && !heads->why[stage]
           && !heads->count[stage].millionths
           && jh_cell_why(jh_cells_of(frame, element, stage), unit);
}

static bool takes_greatest(const jh_element *e)
{
    return e->merge == JH_MERGE_MAX && e->extent != JH_SHARED;
}

jh_number jh_school_stage_number(const jh_frame *frame, size_t element, size_t school,
                                 jh_stage stage)
{
    const jh_number none = { { 0.0, 0.0 }, JH_PRESENT };
    jh_sum sum = { 0 };
    jh_decimal value = { 0 };
    jh_number alone;

    if (read_alone(&alone, frame, element, school, stage)) return alone;
    /* A school of one campus that has no such stage and says nothing of it. */
    if (frame->schools[school].campus_count == 1 && is_silent(frame, element, school, stage))
        return none;
    if (takes_greatest(&frame->standard->elements[element]))
        return greatest(&value, frame, element, stage, &frame->schools[school]);

    add_school_stage(&sum, frame, element, school, stage);
    return sum_number(&sum);
}

/* A figure by stage as the school has it in all: every stage added. */
static void add_school(jh_sum *sum, const jh_frame *frame, size_t element, size_t school)
{
    unsigned s;

    if (frame->standard->elements[element].extent != JH_BY_STAGE)
        add_stage(sum, frame, element, JH_WHOLE, &frame->schools[school]);
    else
        for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++)
            add_stage(sum, frame, element, (jh_stage)s, &frame->schools[school]);
}

static jh_number main_row(jh_decimal *out, const jh_frame *frame, size_t element, uint32_t unit)
{
    jh_why why = jh_figure_at(out, frame, element, JH_WHOLE, unit);

    if (!why) return jh_number_present(*out);
    return jh_number_missing(
        why, frame->standard->elements[element].may_be_negative ? JH_ANYTHING : JH_NOT_NEGATIVE);
}

jh_number jh_school_number(const jh_frame *frame, size_t element, size_t school)
{
    const jh_element *e = &frame->standard->elements[element];
    jh_decimal value = { 0 };
    jh_sum sum = { 0 };

    /* The usual case: nothing to put together. */
    if (frame->schools[school].campus_count == 1 && e->extent != JH_BY_STAGE
        && e->extent != JH_OF_COUNTY)
        return main_row(&value, frame, element, frame->schools[school].unit);

    if (e->extent == JH_OF_COUNTY) return main_row(&value, frame, element, 0);
    if (e->extent == JH_OF_SCHOOL && e->merge == JH_MERGE_MAX)
        return greatest(&value, frame, element, JH_WHOLE, &frame->schools[school]);
    if (e->extent == JH_OF_SCHOOL && e->merge != JH_MERGE_SUM)
        return main_row(&value, frame, element, frame->schools[school].unit);
    add_school(&sum, frame, element, school);
    return sum_number(&sum);
}

jh_number jh_county_number(const jh_frame *frame, size_t element, jh_stage stage)
{
    jh_decimal value;
    jh_sum sum = { 0 };
    size_t i;

    if (frame->standard->elements[element].extent == JH_OF_COUNTY)
        return main_row(&value, frame, element, 0);
    for (i = 0; i < frame->school_count; i++) {
        if (stage)
            add_school_stage(&sum, frame, element, i, stage);
        else
            add_school(&sum, frame, element, i);
    }
    return sum_number(&sum);
}

/* ---- the same, exactly ----------------------------------------------------------------------- */

void jh_school_stage_exact(jh_exact *out, const jh_frame *frame, size_t element, size_t school,
                           jh_stage stage)
{
    const jh_school *s = &frame->schools[school];
    bool is_shared = frame->standard->elements[element].extent == JH_SHARED;
    jh_decimal value = { 0 };
    jh_exact one;
    uint32_t i;

    if (takes_greatest(&frame->standard->elements[element])) {
        (void)greatest(&value, frame, element, stage, s);
        jh_exact_set_decimal(out, value);
        return;
    }
    jh_exact_set_decimal(out, (jh_decimal){ 0 });
    jh_exact_init(&one);
    for (i = s->first_campus; i < s->first_campus + s->campus_count; i++) {
        if (is_shared && frame->values->shares[i].stage[stage].kind == JH_SHARE_NONE) continue;
        (void)jh_figure_at(&value, frame, element, is_shared ? JH_WHOLE : stage,
                           frame->campuses[i]);
        if (is_shared && value.millionths)
            share_exact(&one, frame, &(jh_share_place){ school, i, stage }, value);
        else
            jh_exact_set_decimal(&one, value);
        jh_exact_add(out, out, &one);
    }
    jh_exact_clear(&one);
}

static void school_sum_exact(jh_exact *out, const jh_frame *frame, size_t element, size_t school)
{
    unsigned s, first = JH_WHOLE, last = JH_WHOLE;
    jh_decimal value;
    jh_exact one;
    uint32_t i;

    if (frame->standard->elements[element].extent == JH_BY_STAGE) {
        first = JH_FIRST_STAGE;
        last = JH_STAGE_COUNT - 1;
    }
    jh_exact_set_decimal(out, (jh_decimal){ 0 });
    jh_exact_init(&one);
    for (s = first; s <= last; s++)
        for (i = 0; i < frame->schools[school].campus_count; i++) {
            (void)jh_figure_at(&value, frame, element, (jh_stage)s,
                               frame->campuses[frame->schools[school].first_campus + i]);
            jh_exact_set_decimal(&one, value);
            jh_exact_add(out, out, &one);
        }
    jh_exact_clear(&one);
}

void jh_school_exact(jh_exact *out, const jh_frame *frame, size_t element, size_t school)
{
    const jh_element *e = &frame->standard->elements[element];
    jh_decimal value = { 0 };

    if (e->extent == JH_OF_SCHOOL && e->merge == JH_MERGE_MAX)
        (void)greatest(&value, frame, element, JH_WHOLE, &frame->schools[school]);
    else if (e->extent == JH_OF_COUNTY)
        (void)main_row(&value, frame, element, 0);
    else if (e->extent == JH_OF_SCHOOL && e->merge != JH_MERGE_SUM)
        (void)main_row(&value, frame, element, frame->schools[school].unit);
    else {
        school_sum_exact(out, frame, element, school);
        return;
    }
    jh_exact_set_decimal(out, value);
}

void jh_county_exact(jh_exact *out, const jh_frame *frame, size_t element, jh_stage stage)
{
    jh_decimal value = { 0 };
    jh_exact one;
    size_t i;

    if (frame->standard->elements[element].extent == JH_OF_COUNTY) {
        (void)main_row(&value, frame, element, 0);
        jh_exact_set_decimal(out, value);
        return;
    }
    jh_exact_set_decimal(out, (jh_decimal){ 0 });
    jh_exact_init(&one);
    for (i = 0; i < frame->school_count; i++) {
        if (stage)
            jh_school_stage_exact(&one, frame, element, i, stage);
        else
            school_sum_exact(&one, frame, element, i);
        jh_exact_add(out, out, &one);
    }
    jh_exact_clear(&one);
}

/* ---- yes and no ------------------------------------------------------------------------------ */

static jh_claim claim_at(const jh_frame *frame, size_t element, jh_stage stage, uint32_t unit)
{
    const jh_column *column = jh_cells_of(frame, element, stage);
    jh_why why = jh_cell_why(column, unit);

    if (why) return (jh_claim){ JH_UNKNOWN, why };
    return jh_claim_of(column->millionths[unit] != 0);
}

jh_claim jh_school_claim(const jh_frame *frame, size_t element, size_t school, jh_stage stage)
{
    const jh_element *e = &frame->standard->elements[element];
    const jh_school *s = &frame->schools[school];
    jh_claim all, one;
    uint32_t i;

    if (e->extent == JH_OF_COUNTY) return claim_at(frame, element, JH_WHOLE, 0);
    all = claim_at(frame, element, stage, s->unit);
    if (e->merge == JH_MERGE_MAIN) return all;
    for (i = 1; i < s->campus_count; i++) {
        one = claim_at(frame, element, stage, frame->campuses[s->first_campus + i]);
        all = e->merge == JH_MERGE_ALL ? jh_claim_and(all, one) : jh_claim_or(all, one);
    }
    return all;
}
