/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/work.h"

#include <math.h>

size_t jh_check_rows(const jh_check_work *w, const jh_check *check)
{
    return w->frame->source.count(w->frame->source.self, check->level);
}

jh_code jh_check_members(jh_claim **out, jh_check_work *w, const jh_check *check)
{
    size_t rows = jh_check_rows(w, check);
    const jh_expr *filter =
        check->scope == SIZE_MAX ? NULL : w->frame->standard->scopes[check->scope].filter;

    *out = NULL;
    if (!filter) return JH_OK;
    *out = JH_NEW_ARRAY(&w->scratch, jh_claim, rows);
    if (!*out) return jh_no_memory(w->err);
    return jh_expr_claims(*out, filter,
                          &(jh_expr_ask){ .source = &w->frame->source,
                                          .level = check->level,
                                          .rows = { 0, rows },
                                          .err = w->err },
                          w->scratch);
}

jh_code jh_check_numbers(jh_number **out, jh_check_work *w, const jh_check *check, bool then)
{
    const jh_source *source = &w->frame->source;
    size_t rows = jh_check_rows(w, check);

    *out = NULL;
    if (then) source = source->period ? source->period(source->self, -1) : NULL;
    if (!source) return JH_OK;
    *out = JH_NEW_ARRAY(&w->scratch, jh_number, rows);
    if (!*out) return jh_no_memory(w->err);
    return jh_expr_numbers(
        *out, check->value,
        &(jh_expr_ask){
            .source = source, .level = check->level, .rows = { 0, rows }, .err = w->err },
        w->scratch);
}

/* ---- figures --------------------------------------------------------------------------------- */

static bool has(const jh_figure_list *list, const jh_input *input)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        if (list->items[i].unit == input->unit && list->items[i].element == input->element
            && list->items[i].stage == input->stage)
            return true;
    return false;
}

static jh_code add_inputs(jh_figure_list *list, jh_check_work *w, jh_check_row at, size_t which)
{
    jh_input_address address = { .element = at.check->elements[which],
                                 .level = at.check->level,
                                 .row = at.row };
    jh_input_list inputs = { 0 };
    jh_checked_figure *grown;
    jh_code rc = jh_frame_inputs(&inputs, &w->scratch, w->frame, &address, w->err);
    size_t i;

    for (i = 0; i < inputs.count && !rc; i++) {
        const jh_input *input = &inputs.items[i];
        if (input->value.why || has(list, input)) continue;
        grown = jh_grow(&w->scratch, list->items, &list->capacity, list->count + 1, sizeof *grown);
        if (!grown) return jh_no_memory(w->err);
        list->items = grown;
        list->items[list->count++] = (jh_checked_figure){ input->unit, input->element, input->stage,
                                                          input->reported, input->origin };
    }
    return rc;
}

/* What its unit itself reported the year before; false = nothing. */
static bool find_then(jh_decimal *out, const jh_check_work *w, const jh_checked_figure *figure)
{
    const jh_snapshot *before = w->before;
    size_t unit, column;

    if (!before) return false;
    unit = jh_snapshot_unit(before, w->frame->snapshot->units[figure->unit].code);
    column = jh_snapshot_column(before, w->frame->standard->elements[figure->element].key,
                                figure->stage);
    if (unit == SIZE_MAX || column == SIZE_MAX || before->columns[column].why[unit]) return false;
    out->millionths = before->columns[column].millionths[unit];
    return true;
}

/* How far from its own last year, whichever way; 0 = not known. */
static double distance(const jh_check_work *w, const jh_checked_figure *figure)
{
    jh_decimal then;

    if (!find_then(&then, w, figure) || then.millionths <= 0 || figure->value.millionths <= 0)
        return 0;
    return fabs(log(jh_decimal_to_double(figure->value) / jh_decimal_to_double(then)));
}

static void put_suspect_first(const jh_check_work *w, jh_figure_list *list)
{
    jh_checked_figure first;
    size_t i, suspect = 0;

    for (i = 1; i < list->count && list->items[i].element == list->items[0].element; i++)
        if (distance(w, &list->items[i]) > distance(w, &list->items[suspect])) suspect = i;
    if (!list->count) return;
    first = list->items[0];
    list->items[0] = list->items[suspect];
    list->items[suspect] = first;
}

jh_code jh_check_read_row(jh_figure_list *out, jh_check_work *w, jh_check_row at)
{
    jh_code rc = JH_OK;
    size_t i;

    *out = (jh_figure_list){ 0 };
    for (i = 0; i < at.check->element_count && !rc; i++) rc = add_inputs(out, w, at, i);
    if (!rc) put_suspect_first(w, out);
    return rc;
}

/* ---- marks ----------------------------------------------------------------------------------- */

static uint8_t *mark_of(const jh_check_work *w, jh_mark_kind kind, const jh_checked_figure *figure)
{
    return &w->marks[kind][figure->element * w->frame->snapshot->unit_count + figure->unit];
}

bool jh_are_marked(const jh_check_work *w, jh_mark_kind kind, const jh_figure_list *figures)
{
    size_t i;

    for (i = 0; i < figures->count; i++)
        if (*mark_of(w, kind, &figures->items[i]) & (1u << figures->items[i].stage)) return true;
    return false;
}

void jh_mark(jh_check_work *w, jh_mark_kind kind, const jh_checked_figure *figure)
{
    *mark_of(w, kind, figure) |= (uint8_t)(1u << figure->stage);
}

void jh_mark_like_first(jh_check_work *w, jh_mark_kind kind, const jh_figure_list *figures)
{
    size_t i;

    for (i = 0; i < figures->count; i++)
        if (figures->items[i].element == figures->items[0].element)
            jh_mark(w, kind, &figures->items[i]);
}

/* ---- thresholds ------------------------------------------------------------------------------ */

jh_decimal jh_check_setting(const jh_check_work *w, size_t setting)
{
    return w->frame->settings->values[setting].number;
}

double jh_check_threshold(const jh_check_work *w, size_t setting)
{
    return jh_decimal_to_double(jh_check_setting(w, setting));
}

double jh_check_value(const jh_number *number)
{
    return number->range.lo + (number->range.hi - number->range.lo) / 2;
}

/* ---- all of it ------------------------------------------------------------------------------- */

/* What is certain comes before what is likely: a block that was copied, digits that slipped, then
 * sums that do not fit, changes, and what is far from the like. Schools are alike, not campuses:
 * one may have the grounds of all. */
static const struct {
    jh_code (*run)(jh_check_work *w, const jh_check *check);
    jh_check_kind kind;
    bool apart;
} methods[] = {
    { jh_check_copy, JH_CHECK_COPY, true },        { jh_check_slip, JH_CHECK_SLIP, true },
    { jh_check_rule, JH_CHECK_RULE, true },        { jh_check_change, JH_CHECK_CHANGE, true },
    { jh_check_outlier, JH_CHECK_OUTLIER, false }, { jh_check_roster, JH_CHECK_ROSTER, true }
};

/* In the order of the standard, each check's findings as they came. */
static jh_code put_in_order(jh_check_work *w)
{
    const jh_standard *standard = w->frame->standard;
    jh_checked *sorted = JH_NEW_ARRAY(w->keep, jh_checked, w->out->count);
    size_t i, k, at = 0;

    if (!sorted) return jh_no_memory(w->err);
    for (i = 0; i < standard->check_count; i++)
        for (k = 0; k < w->out->count; k++)
            if (w->out->items[k].check == &standard->checks[i]) sorted[at++] = w->out->items[k];
    w->out->items = sorted;
    return JH_OK;
}

static jh_code make_marks(jh_check_work *w)
{
    size_t m;

    for (m = 0; m < JH_MARK_KINDS; m++) {
        w->marks[m] = jh_alloc(&w->scratch, w->frame->standard->element_count,
                               w->frame->snapshot->unit_count);
        if (!w->marks[m]) return jh_no_memory(w->err);
    }
    return JH_OK;
}

jh_code jh_check_figures(jh_check_list *out, jh_arena *keep, jh_arena scratch,
                         const jh_check_request *request, jh_error *err)
{
    const jh_standard *standard = request->frame->standard;
    jh_check_work w = { .frame = request->frame,
                        .before = request->before,
                        .lang = request->lang,
                        .keep = keep,
                        .scratch = scratch,
                        .out = out,
                        .err = err };
    const jh_frame *apart = NULL;
    jh_arena rest;
    jh_code rc = make_marks(&w);
    size_t i, m;

    *out = (jh_check_list){ 0 };
    if (!rc) rc = jh_check_take_apart(&apart, &w);
    rest = w.scratch;
    for (m = 0; m < sizeof methods / sizeof *methods; m++)
        for (i = 0; i < standard->check_count && !rc; i++) {
            w.scratch = rest;
            w.frame = methods[m].apart ? apart : request->frame;
            if (standard->checks[i].kind == methods[m].kind)
                rc = methods[m].run(&w, &standard->checks[i]);
        }
    return rc ? rc : put_in_order(&w);
}
