/* SPDX-License-Identifier: Apache-2.0 */
#include "indicators/values.h"

typedef struct listing {
    jh_input *items;
    size_t count, capacity;
    jh_arena *keep;
    const jh_frame *frame;
    size_t element;
} listing;

static const jh_input one_whole = { .share_numerator = { JH_DECIMAL_ONE },
                                    .share_denominator = { JH_DECIMAL_ONE } };

static jh_number number_of(const listing *list, size_t element, jh_stage stage, uint32_t unit)
{
    jh_decimal value;
    jh_why why = jh_figure_at(&value, list->frame, element, stage, unit);

    if (!why) return jh_number_present(value);
    return jh_number_missing(why, list->frame->standard->elements[element].may_be_negative
                                      ? JH_ANYTHING
                                      : JH_NOT_NEGATIVE);
}

static jh_code add(listing *list, size_t element, jh_stage stage, uint32_t unit,
                   const jh_input *share)
{
    const jh_column *column = jh_cells_of(list->frame, element, stage);
    jh_input *grown;
    jh_input *input;

    grown = jh_grow(list->keep, list->items, &list->capacity, list->count + 1, sizeof *grown);
    if (!grown) return JH_NO_MEMORY;
    list->items = grown;
    input = &grown[list->count++];
    *input = *share;
    input->unit = unit;
    input->element = element;
    input->stage = stage;
    input->column = column ? (size_t)(column - list->frame->snapshot->columns) : SIZE_MAX;
    input->origin = column && column->origin ? column->origin[unit] : 0;
    if (list->frame->snapshot->notes) input->note = list->frame->snapshot->notes[input->origin];
    input->value = number_of(list, element, stage, unit);
    if (column && !column->why[unit]) input->reported.millionths = column->millionths[unit];
    return JH_OK;
}

/* Nothing reported and nothing missing: the stage is not there. */
static bool is_absent(const listing *list, size_t element, jh_stage stage, uint32_t unit)
{
    jh_decimal value;

    return jh_cell_why(jh_cells_of(list->frame, element, stage), unit)
           && jh_figure_at(&value, list->frame, element, stage, unit) == JH_PRESENT;
}

static jh_code add_stage(listing *list, size_t element, jh_stage stage, const jh_school *school)
{
    jh_code rc = JH_OK;
    uint32_t i, unit;

    for (i = 0; i < school->campus_count && !rc; i++) {
        unit = list->frame->campuses[school->first_campus + i];
        if (!is_absent(list, element, stage, unit))
            rc = add(list, element, stage, unit, &one_whole);
    }
    return rc;
}

static jh_code add_stages(listing *list, size_t element, const jh_school *school)
{
    jh_code rc = JH_OK;
    unsigned s;

    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT && !rc; s++)
        rc = add_stage(list, element, (jh_stage)s, school);
    return rc;
}

static const jh_heads *heads_of(const listing *list, size_t school, uint32_t position)
{
    const struct jh_frame_values *v = list->frame->values;

    return v->shares[position].by_school ? &v->school_heads[school]
                                         : &v->heads[list->frame->campuses[position]];
}

static jh_decimal weighted(const listing *list, const jh_heads *heads, unsigned stage)
{
    jh_int128 product =
        (jh_int128)heads->count[stage].millionths * list->frame->values->weight[stage].millionths;

    return (jh_decimal){ (int64_t)(product / JH_DECIMAL_ONE) };
}

static jh_code add_shared(listing *list, size_t school, jh_stage stage, bool *needs_heads)
{
    const jh_school *s = &list->frame->schools[school];
    jh_code rc = JH_OK;
    uint32_t i;
    unsigned t;

    for (i = s->first_campus; i < s->first_campus + s->campus_count && !rc; i++) {
        unsigned kind = list->frame->values->shares[i].stage[stage].kind;
        jh_input share = one_whole;
        if (kind == JH_SHARE_NONE) continue;
        if (kind != JH_SHARE_WHOLE) {
            *needs_heads = true;
            share = (jh_input){ 0 };
            share.share_numerator = weighted(list, heads_of(list, school, i), stage);
            for (t = JH_FIRST_STAGE; t < JH_STAGE_COUNT; t++)
                share.share_denominator.millionths +=
                    weighted(list, heads_of(list, school, i), t).millionths;
        }
        rc = add(list, list->element, JH_WHOLE, list->frame->campuses[i], &share);
    }
    return rc;
}

static jh_code list_school(listing *list, size_t school, jh_stage stage)
{
    const jh_standard *standard = list->frame->standard;
    const jh_element *e = &standard->elements[list->element];
    const jh_school *s = &list->frame->schools[school];
    bool needs_heads = false;
    jh_code rc;

    if (e->extent == JH_BY_STAGE)
        return stage ? add_stage(list, list->element, stage, s)
                     : add_stages(list, list->element, s);
    if (e->extent == JH_SHARED && stage) {
        rc = add_shared(list, school, stage, &needs_heads);
        return !rc && needs_heads ? add_stages(list, standard->split.by, s) : rc;
    }
    if (e->extent == JH_OF_SCHOOL && e->merge == JH_MERGE_MAIN)
        return add(list, list->element, JH_WHOLE, s->unit, &one_whole);
    return add_stage(list, list->element, JH_WHOLE, s);
}

static jh_code list_all(listing *list, const jh_input_address *at)
{
    const jh_frame *frame = list->frame;
    jh_extent extent = frame->standard->elements[list->element].extent;
    jh_stage stage = at->stage;
    jh_code rc = JH_OK;
    size_t i;

    if (extent == JH_OF_COUNTY) return add(list, list->element, JH_WHOLE, 0, &one_whole);
    if (at->level == JH_PART && !stage && extent <= JH_SHARED) stage = frame->parts[at->row].stage;
    if (at->level == JH_PART) return list_school(list, frame->parts[at->row].school, stage);
    if (at->level == JH_SCHOOL) return list_school(list, at->row, stage);
    for (i = 0; i < frame->school_count && !rc; i++) rc = list_school(list, i, stage);
    return rc;
}

jh_code jh_frame_inputs(jh_input_list *out, jh_arena *keep, const jh_frame *frame,
                        const jh_input_address *address, jh_error *err)
{
    listing list = { .keep = keep, .frame = frame, .element = address->element };

    if (list_all(&list, address)) return jh_no_memory(err);
    *out = (jh_input_list){ list.items, list.count };
    return JH_OK;
}

/* ---- printed parts --------------------------------------------------------------------------- */

static jh_code print_stage(jh_decimal *out, const jh_frame *frame, const jh_input_address *of,
                           int places, jh_error *err)
{
    jh_exact exact;
    bool fits;

    jh_exact_init(&exact);
    if (of->stage)
        jh_school_stage_exact(&exact, frame, of->element, of->row, of->stage);
    else
        jh_school_exact(&exact, frame, of->element, of->row);
    fits = jh_exact_decimal(out, &exact, places);
    jh_exact_clear(&exact);
    return fits ? JH_OK : jh_fail(err, JH_BAD_INPUT, SAY_INDICATORS_TOO_LARGE, NULL, NULL);
}

jh_code jh_frame_split_printed(jh_printed_split *out, const jh_frame *frame,
                               const jh_split_print *what, jh_error *err)
{
    jh_number whole = jh_school_number(frame, what->element, what->school);
    jh_input_address of = { .element = what->element, .level = JH_SCHOOL, .row = what->school };
    jh_decimal rest;
    jh_code rc = JH_OK;
    unsigned s, last = JH_WHOLE;

    *out = (jh_printed_split){ 0 };
    out->why[JH_WHOLE] = whole.why;
    for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT && !rc; s++) {
        out->why[s] = jh_school_stage_number(frame, what->element, what->school, (jh_stage)s).why;
        of.stage = (jh_stage)s;
        if (!out->why[s]) rc = print_stage(&out->value[s], frame, &of, what->places, err);
        if (frame->values->school_heads[what->school].count[s].millionths
            && frame->values->weight[s].millionths)
            last = s;
    }
    if (rc || whole.why || !last) return rc;
    of.stage = JH_WHOLE;
    rc = print_stage(&out->value[JH_WHOLE], frame, &of, what->places, err);
    rest = out->value[JH_WHOLE];
    for (s = JH_FIRST_STAGE; s < last; s++) {
        if (out->why[s]) return rc;
        rest.millionths -= out->value[s].millionths;
    }
    if (!out->why[last]) out->value[last] = rest;
    return rc;
}
