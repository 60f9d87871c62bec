/* Units and reported figures of two snapshots side by side, and which of them a verdict rests on.
 * SPDX-License-Identifier: Apache-2.0 */
#include "assess/compare_look.h"

#include <string.h>

/* ---- units ---- */

static bool same_date(jh_date a, jh_date b)
{
    return a.days == b.days;
}

static bool same_unit(const jh_unit *a, const jh_unit *b)
{
    int i;

    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++)
        if (!jh_text_equal(a->attribute[i], b->attribute[i])) return false;
    return jh_text_equal(a->name, b->name) && jh_text_equal(a->parent, b->parent)
           && same_date(a->opened, b->opened) && same_date(a->closed, b->closed);
}

/* Both lists are sorted by code behind the county, which is the same unit in both. */
static jh_code compare_units(jh_comparison *out, jh_arena *keep)
{
    const jh_snapshot *a = out->before->frame->snapshot, *b = out->after->frame->snapshot;
    jh_unit_change *list = JH_NEW_ARRAY(keep, jh_unit_change, a->unit_count + b->unit_count);
    size_t i = 1, j = 1;
    int order;

    if (!list) return JH_NO_MEMORY;
    while (i < a->unit_count || j < b->unit_count) {
        order = i == a->unit_count   ? 1
                : j == b->unit_count ? -1
                                     : jh_text_compare(a->units[i].code, b->units[j].code);
        if (order < 0)
            list[out->unit_count++].before = &a->units[i];
        else if (order > 0)
            list[out->unit_count++].after = &b->units[j];
        else if (!same_unit(&a->units[i], &b->units[j]))
            list[out->unit_count++] = (jh_unit_change){ &a->units[i], &b->units[j] };
        i += order <= 0;
        j += order >= 0;
    }
    out->units = list;
    return JH_OK;
}

/* ---- figures ---- */

static jh_reported reported_at(const jh_snapshot *from, size_t column, size_t unit)
{
    const jh_column *cells;

    if (column == SIZE_MAX) return (jh_reported){ .why = JH_NOT_REPORTED };
    cells = &from->columns[column];
    return (jh_reported){ .why = (jh_why)cells->why[unit],
                          .value = { cells->millionths[unit] },
                          .origin = cells->origin ? cells->origin[unit] : 0 };
}

static bool same_figure(const jh_reported *a, const jh_reported *b)
{
    return a->why == b->why && (a->why || a->value.millionths == b->value.millionths);
}

/* A column that either snapshot has: where it stands in both. */
typedef struct both_columns {
    jh_text element;
    jh_stage stage;
    size_t before, after; /* SIZE_MAX = not there */
} both_columns;

static int column_order(const jh_column *a, const jh_column *b)
{
    int order = jh_text_compare(a->element, b->element);

    return order ? order : (int)a->stage - (int)b->stage;
}

static both_columns *columns_of(size_t *count, jh_arena *keep, const jh_snapshot *a,
                                const jh_snapshot *b)
{
    both_columns *list = JH_NEW_ARRAY(keep, both_columns, a->column_count + b->column_count + 1);
    size_t i = 0, j = 0;
    int order;

    *count = 0;
    while (list && (i < a->column_count || j < b->column_count)) {
        const jh_column *from;
        order = i == a->column_count   ? 1
                : j == b->column_count ? -1
                                       : column_order(&a->columns[i], &b->columns[j]);
        from = order <= 0 ? &a->columns[i] : &b->columns[j];
        list[(*count)++] = (both_columns){ from->element, from->stage, order <= 0 ? i : SIZE_MAX,
                                           order >= 0 ? j : SIZE_MAX };
        i += order <= 0;
        j += order >= 0;
    }
    return list;
}

static jh_code compare_figures(jh_comparison *out, jh_arena *keep)
{
    const jh_snapshot *a = out->before->frame->snapshot, *b = out->after->frame->snapshot;
    size_t column_count, capacity = 0, unit, u, c;
    both_columns *columns = columns_of(&column_count, keep, a, b);
    jh_figure_change *list = NULL;

    if (!columns) return JH_NO_MEMORY;
    for (u = 0; u < b->unit_count; u++) {
        unit = jh_snapshot_unit(a, b->units[u].code);
        for (c = 0; unit != SIZE_MAX && c < column_count; c++) {
            jh_figure_change one = { .unit = &b->units[u],
                                     .element = columns[c].element,
                                     .stage = columns[c].stage,
                                     .before = reported_at(a, columns[c].before, unit),
                                     .after = reported_at(b, columns[c].after, u) };
            if (same_figure(&one.before, &one.after)) continue;
            list = jh_grow(keep, list, &capacity, out->figure_count + 1, sizeof *list);
            if (!list) return JH_NO_MEMORY;
            list[out->figure_count++] = one;
        }
    }
    out->figures = list;
    return JH_OK;
}

jh_code jh_compare_rows(jh_comparison *out, jh_arena *keep)
{
    jh_code rc = compare_units(out, keep);

    return rc ? rc : compare_figures(out, keep);
}

/* ---- what a verdict rests on ---- */

enum { DEEP = 40 }; /* rules on indicators on definitions: a handful in practice */

/* Marks the elements that the expression reads. */
static void mark_elements(bool *used, const jh_expr *expr, int depth)
{
    uint16_t i;

    if (!expr || depth == DEEP) return;
    if (expr->op == JH_OP_COLUMN && JH_COLUMN_KIND(expr->symbol.column) == JH_COLUMN_ELEMENT)
        used[JH_COLUMN_INDEX(expr->symbol.column)] = true;
    if (expr->op == JH_OP_DEFINED || expr->op == JH_OP_SET)
        mark_elements(used, expr->symbol.defined, depth + 1);
    for (i = 0; i < expr->child_count; i++) mark_elements(used, expr->children[i], depth + 1);
    mark_elements(used, expr->weight, depth + 1);
    mark_elements(used, expr->where, depth + 1);
}

static bool *elements_of(jh_arena *keep, const jh_assessment *in, const jh_subject *subject)
{
    const jh_standard *s = in->frame->standard;
    bool *used = JH_NEW_ARRAY(keep, bool, s->element_count + 1);

    if (!used) return NULL;
    mark_elements(used, jh_compare_expr(in, subject), 0);
    /* Heads share what a school's stages have in common. */
    if (s->split.by < s->element_count) used[s->split.by] = true;
    return used;
}

static bool is_of_school(const jh_assessment *in, jh_text school, jh_text unit)
{
    const jh_frame *frame = in->frame;
    size_t at = jh_compare_school(frame, school), i;

    if (school.size == 0) return true;
    for (i = 0; at != SIZE_MAX && i < frame->schools[at].campus_count; i++)
        if (jh_text_equal(
                frame->snapshot->units[frame->campuses[frame->schools[at].first_campus + i]].code,
                unit))
            return true;
    return false;
}

static bool rests_on(const jh_assessment *in, const bool *used, const jh_change *change,
                     const jh_figure_change *figure)
{
    size_t element = jh_standard_element(in->frame->standard, figure->element);

    return element != SIZE_MAX && used[element]
           && is_of_school(in, change->subject.unit, figure->unit->code);
}

static jh_code find_evidence(jh_comparison *out, jh_arena *keep, jh_change *change)
{
    bool *before = elements_of(keep, out->before, &change->subject);
    bool *after = elements_of(keep, out->after, &change->subject);
    size_t *list = NULL, capacity = 0, i;

    if (!before || !after) return JH_NO_MEMORY;
    for (i = 0; i < out->figure_count; i++) {
        if (!rests_on(out->before, before, change, &out->figures[i])
            && !rests_on(out->after, after, change, &out->figures[i]))
            continue;
        list = jh_grow(keep, list, &capacity, change->figure_count + 1, sizeof *list);
        if (!list) return JH_NO_MEMORY;
        list[change->figure_count++] = i;
    }
    change->figures = list;
    return JH_OK;
}

jh_code jh_compare_evidence(jh_comparison *out, jh_arena *keep)
{
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; !rc && i < out->change_count; i++) {
        jh_change *change = &out->changes[i];
        if (!(change->causes & 1U << JH_CAUSE_FIGURES) || change->subject.kind == JH_SUBJECT_GRADE)
            continue;
        rc = find_evidence(out, keep, change);
    }
    return rc;
}

/* ---- the step at which only the units change ---- */

typedef struct mixing {
    jh_observation *list;
    size_t count;
} mixing;

static bool is_wanted(const jh_column *column, size_t unit)
{
    return column->why[unit] != JH_NOT_REPORTED;
}

static void take_cell(mixing *to, const jh_snapshot *from, const jh_column *column, size_t unit)
{
    jh_origin nowhere = { .file = JH_NO_FILE };

    if (!is_wanted(column, unit)) return;
    to->list[to->count++] =
        (jh_observation){ .unit = from->units[unit].code,
                          .element = column->element,
                          .stage = column->stage,
                          .why = (jh_why)column->why[unit],
                          .value = { column->millionths[unit] },
                          .origin = nowhere,
                          .note = column->origin && from->notes ? from->notes[column->origin[unit]]
                                                                : JH_TEXT("") };
}

static size_t count_cells(const jh_snapshot *s)
{
    return s->unit_count * s->column_count;
}

/* Cells of `from` for units that `other` has (or has not). */
static void take_cells(mixing *to, const jh_snapshot *from, const jh_snapshot *other, bool has)
{
    size_t u, c;

    for (u = 0; u < from->unit_count; u++) {
        if ((jh_snapshot_unit(other, from->units[u].code) != SIZE_MAX) != has) continue;
        for (c = 0; c < from->column_count; c++) take_cell(to, from, &from->columns[c], u);
    }
}

jh_code jh_compare_mixed(jh_snapshot *out, jh_arena *keep, const jh_snapshot *earlier,
                         const jh_snapshot *later, jh_error *err)
{
    mixing mixed = { 0 };
    jh_batch batch = { .county = later->county,
                       .county_name = later->county_name,
                       .period = later->period,
                       .unit_count = later->unit_count - 1 };

    mixed.list = JH_NEW_ARRAY(keep, jh_observation, count_cells(earlier) + count_cells(later) + 1);
    batch.units = JH_NEW_ARRAY(keep, jh_unit, later->unit_count);
    if (!mixed.list || !batch.units) return jh_no_memory(err);
    if (batch.unit_count)
        memcpy(batch.units, later->units + 1, batch.unit_count * sizeof *batch.units);
    take_cells(&mixed, earlier, later, true);
    take_cells(&mixed, later, earlier, false);
    batch.observations = mixed.list;
    batch.observation_count = mixed.count;
    return jh_snapshot_make(out, keep, &batch, err);
}
