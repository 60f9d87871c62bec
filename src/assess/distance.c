/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/explain_work.h"

#include <math.h>

/* ---- what the numerator is made of ----------------------------------------------------------- */

typedef struct makeup {
    size_t shared; /* an element that is split between stages; SIZE_MAX = none */
    size_t columns;
    bool all_whole;
} makeup;

static void look(makeup *m, const jh_expr *expr, const jh_standard *standard)
{
    size_t i, element;

    if (expr->op == JH_OP_DEFINED) look(m, expr->symbol.defined, standard);
    if (expr->op == JH_OP_COLUMN && expr->type == JH_TYPE_NUMBER
        && JH_COLUMN_KIND(expr->symbol.column) == JH_COLUMN_ELEMENT) {
        element = JH_COLUMN_INDEX(expr->symbol.column);
        if (standard->elements[element].extent == JH_SHARED) m->shared = element;
        m->all_whole &= standard->elements[element].is_whole;
        m->columns++;
    }
    for (i = 0; i < expr->child_count; i++) look(m, expr->children[i], standard);
}

static jh_text measure_title(const jh_standard *standard, const jh_measure *measure)
{
    size_t i;

    for (i = 0; i < standard->element_count; i++)
        if (jh_measure_equal(&standard->elements[i].measure, measure)
            && !standard->elements[i].is_yes_no)
            return standard->elements[i].measure_title;
    return (jh_text){ 0 };
}

/* ---- how much is lacking --------------------------------------------------------------------- */

/* value in the indicator's measure × denominator = this many of the numerator's measure. */
static void scale(jh_exact *out, const jh_indicator *indicator)
{
    const jh_measure *i = &indicator->measure, *n = &indicator->numerator->measure,
                     *d = &indicator->denominator->measure;
    const int64_t up[] = { i->scale_up, d->scale_up, n->scale_down };
    const int64_t down[] = { i->scale_down, d->scale_down, n->scale_up };
    jh_exact one;
    size_t k;

    jh_exact_init(&one);
    jh_exact_set_ratio(out, 1, 1);
    for (k = 0; k < 3; k++) {
        jh_exact_set_ratio(&one, up[k], down[k]);
        jh_exact_mul(out, out, &one);
    }
    jh_exact_clear(&one);
}

/* The least whole number that is not below. */
static void round_up(jh_exact *a)
{
    jh_exact rounded, one;

    jh_exact_init(&rounded);
    jh_exact_init(&one);
    jh_exact_set_ratio(&one, 1, 1);
    if (jh_exact_round(&rounded, a, 0)) {
        if (jh_exact_compare(&rounded, a) < 0) jh_exact_add(&rounded, &rounded, &one);
        jh_exact_set(a, &rounded);
    }
    jh_exact_clear(&one);
    jh_exact_clear(&rounded);
}

typedef struct lack {
    jh_opening *o;
    const jh_indicator *indicator;
    size_t part;
    makeup of;
    jh_decimal share_numerator, share_denominator; /* of the campus; 1/1 when nothing is split */
    bool share_known;
} lack;

static jh_code exactly(jh_exact *out, jh_why *why, const lack *l, const jh_expr *expr)
{
    jh_opening *o = l->o;

    return jh_expr_exact(out, why, expr,
                         &(jh_expr_ask){ .source = &o->frame->source,
                                         .level = JH_PART,
                                         .rows = { l->part, 1 },
                                         .bits = 64,
                                         .err = o->err },
                         o->scratch);
}

static jh_number number_of(jh_exact *a, bool whole)
{
    if (whole) round_up(a);
    return (jh_number){ jh_exact_interval(a), JH_PRESENT };
}

/* bound × denominator − numerator, for the part and for the campus it would be added at. */
static jh_code measure_lack(jh_number *part, jh_number *campus, const lack *l, jh_exact *bound)
{
    jh_exact numerator, denominator, factor;
    jh_why why = JH_PRESENT, why_below = JH_PRESENT;
    jh_code rc;

    jh_exact_init(&numerator);
    jh_exact_init(&denominator);
    jh_exact_init(&factor);
    rc = exactly(&numerator, &why, l, l->indicator->numerator);
    if (!rc) rc = exactly(&denominator, &why_below, l, l->indicator->denominator);
    why = jh_why_first(why, why_below);
    if (!rc && !why) {
        scale(&factor, l->indicator);
        jh_exact_mul(bound, bound, &denominator);
        jh_exact_mul(bound, bound, &factor);
        jh_exact_sub(bound, bound, &numerator);
        if (jh_exact_sign(bound) < 0) jh_exact_set_ratio(bound, 0, 1);
        jh_exact_set_decimal(&numerator, l->share_numerator);
        jh_exact_set_decimal(&denominator, l->share_denominator);
        jh_exact_mul(&factor, bound, &denominator);
        *part = number_of(bound, l->of.all_whole);
        if (l->share_known && jh_exact_div(&factor, &factor, &numerator))
            *campus = number_of(&factor, l->of.all_whole);
    } else {
        *part = *campus = jh_number_missing(why, JH_NOT_NEGATIVE);
    }
    jh_exact_clear(&factor);
    jh_exact_clear(&denominator);
    jh_exact_clear(&numerator);
    return rc;
}

static jh_code distance_to(jh_number *part, jh_number *campus, const lack *l, const jh_expr *bound)
{
    jh_why why = JH_PRESENT;
    jh_exact value;
    jh_code rc;

    *part = *campus = jh_number_missing(JH_NOT_ASKED, JH_NOT_NEGATIVE);
    if (!bound || !l->indicator->numerator || !l->indicator->denominator
        || !l->indicator->higher_is_better)
        return JH_OK;
    jh_exact_init(&value);
    rc = exactly(&value, &why, l, bound);
    if (!rc && why)
        *part = *campus = jh_number_missing(why, JH_NOT_NEGATIVE);
    else if (!rc)
        rc = measure_lack(part, campus, l, &value);
    jh_exact_clear(&value);
    return rc;
}

/* ---- where it would be added ----------------------------------------------------------------- */

static bool is_greater_share(const jh_input *a, const lack *l)
{
    return (jh_int128)a->share_numerator.millionths * l->share_denominator.millionths
           > (jh_int128)l->share_numerator.millionths * a->share_denominator.millionths;
}

static jh_code choose_campus(jh_distance *out, lack *l)
{
    jh_opening *o = l->o;
    jh_input_address at = { l->of.shared, JH_WHOLE, JH_PART, l->part };
    jh_input_list inputs = { 0 };
    jh_code rc;
    size_t i;

    out->campus = o->frame->schools[o->frame->parts[l->part].school].unit;
    l->share_numerator = l->share_denominator = JH_DECIMAL(1);
    l->share_known = true;
    if (l->of.shared == SIZE_MAX) return JH_OK;
    rc = jh_frame_inputs(&inputs, o->keep, o->frame, &at, o->err);
    l->share_known = false;
    l->share_numerator = JH_DECIMAL(0);
    for (i = 0; i < inputs.count && !rc; i++) {
        const jh_input *input = &inputs.items[i];
        if (input->element != l->of.shared || input->share_denominator.millionths <= 0
            || !is_greater_share(input, l))
            continue;
        l->share_numerator = input->share_numerator;
        l->share_denominator = input->share_denominator;
        l->share_known = true;
        out->campus = input->unit;
    }
    return rc;
}

static jh_code measure_distance(jh_distance *out, jh_opening *o, size_t index, size_t part)
{
    const jh_standard *standard = o->frame->standard;
    const jh_indicator *indicator = &standard->indicators[index];
    jh_stage stage = o->frame->parts[part].stage;
    lack l = { .o = o, .indicator = indicator, .part = part };
    jh_code rc;

    if (!indicator->line[stage]) stage = JH_WHOLE;
    *out = (jh_distance){ .indicator = index,
                          .part = part,
                          .mark = o->assessment->indicators[index][part].mark };
    l.of = (makeup){ .shared = SIZE_MAX, .all_whole = true };
    if (indicator->numerator) {
        look(&l.of, indicator->numerator, standard);
        out->measure_title = measure_title(standard, &indicator->numerator->measure);
    }
    l.of.all_whole &= l.of.columns > 0;
    rc = choose_campus(out, &l);
    if (!rc) rc = distance_to(&out->to_line, &out->campus_to_line, &l, indicator->line[stage]);
    if (!rc) rc = distance_to(&out->to_floor, &out->campus_to_floor, &l, indicator->floor[stage]);
    return rc;
}

jh_code jh_distances_open(jh_explanation *out, jh_opening *o, size_t school)
{
    const jh_standard *standard = o->frame->standard;
    const jh_school *s = &o->frame->schools[school];
    jh_distance *all =
        JH_NEW_ARRAY(o->keep, jh_distance, standard->indicator_count * s->part_count);
    size_t i, p, count = 0;
    jh_code rc = JH_OK;

    if (!all) return jh_no_memory(o->err);
    for (p = s->first_part; p < s->first_part + s->part_count; p++)
        for (i = 0; i < standard->indicator_count && !rc; i++) {
            size_t scope = standard->indicators[i].scope;
            if (standard->scopes[scope].level != JH_PART
                || o->assessment->scopes[scope][p].in.truth == JH_NO)
                continue;
            rc = measure_distance(&all[count++], o, i, p);
        }
    out->distances = all;
    out->distance_count = count;
    return rc;
}
