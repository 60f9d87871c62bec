/* Lays an assessment out for reading.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/view.h"

#include "report/view_reasons.h"

enum { OWNERSHIP_CODES = 99 };

static bool is_in(jh_claim claim)
{
    return claim.truth == JH_YES || claim.truth == JH_UNKNOWN;
}

/* ---- columns -------------------------------------------------------------------------------- */

/* A line that is the same for every school; one that depends on the school has none to print. */
static jh_code read_line(jh_decimal *out, bool *has, const jh_expr *expr, const jh_frame *frame,
                         jh_arena scratch, jh_error *err)
{
    jh_why why = JH_NOT_ASKED;
    jh_code rc = JH_OK;

    *has = false;
    if (!expr || expr->level != JH_COUNTY) return JH_OK;
    rc = jh_expr_rounded(out, &why, expr, &frame->source, JH_COUNTY, 0, 6, scratch, err);
    *has = rc == JH_OK && why == JH_PRESENT;
    return rc;
}

static jh_code make_columns(jh_view *view, jh_arena *keep, jh_arena scratch, jh_error *err)
{
    const jh_standard *standard = view->standard;
    jh_view_column *columns = jh_alloc(keep, standard->indicator_count, sizeof *columns);
    jh_code rc = JH_OK;

    if (!columns) return jh_no_memory(err);
    for (size_t c = 0; c < standard->indicator_count && !rc; c++) {
        columns[c].def = &standard->indicators[c];
        for (int stage = 0; stage < JH_STAGE_COUNT && !rc; stage++) {
            jh_view_line *at = &columns[c].at[stage];
            rc = read_line(&at->line, &at->has_line, columns[c].def->line[stage],
                           view->assessment->frame, scratch, err);
            if (!rc)
                rc = read_line(&at->floor, &at->has_floor, columns[c].def->floor[stage],
                               view->assessment->frame, scratch, err);
        }
    }
    view->columns = columns;
    view->column_count = standard->indicator_count;
    return rc;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static jh_code read_count(jh_number *number, jh_decimal *count, const jh_view *view, size_t element,
                          jh_level level, size_t row)
{
    const jh_source *source = &view->assessment->frame->source;
    jh_code rc;

    *number = jh_number_missing(JH_NOT_REPORTED, JH_NOT_NEGATIVE);
    if (element >= view->standard->element_count) return JH_OK;
    rc = source->numbers(source->self, JH_COLUMN_ID(JH_COLUMN_ELEMENT, element), JH_WHOLE, level,
                         (jh_rows){ row, 1 }, number);
    if (rc == JH_OK && number->why == JH_PRESENT)
        jh_decimal_from_double(count, jh_interval_middle(number->range));
    return rc;
}

static const jh_indicator_result *result_at(const jh_view *view, size_t column, size_t part)
{
    const jh_assessment *a = view->assessment;
    const jh_indicator *def = &view->standard->indicators[column];
    bool by_school = view->standard->scopes[def->scope].level == JH_SCHOOL;
    size_t row = by_school ? a->frame->parts[part].school : part;

    return is_in(a->scopes[def->scope][row].in) ? &a->indicators[column][row] : NULL;
}

/* The rules about parts together; a standard without any: its rules about schools. */
static void judge_row(const jh_view *view, jh_view_row *row)
{
    static const jh_level order[] = { JH_PART, JH_SCHOOL };
    const jh_standard *standard = view->standard;
    bool is_judged = false;

    row->holds = row->holds_printed = (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
    for (size_t l = 0; l < 2 && !is_judged; l++)
        for (size_t r = 0; r < standard->rule_count; r++) {
            const jh_rule_result *result = &view->assessment->rules[r];
            if (standard->scopes[standard->rules[r].scope].level != order[l]) continue;
            size_t at = order[l] == JH_PART ? row->part : row->school;
            row->holds = jh_claim_and(row->holds, result->rows[at]);
            row->holds_printed = jh_claim_and(row->holds_printed, result->rows_printed[at]);
            is_judged = true;
        }
}

/* The forms' number for a kind of founder; the dictionary lists it among the aliases. */
static jh_text ownership_code(const jh_view *view, jh_text key, jh_text label, jh_arena *keep)
{
    const jh_codes *codes = view->standard->attribute_codes[JH_OWNERSHIP];
    char digits[24];

    for (int n = 1; codes && n <= OWNERSHIP_CODES; n++) {
        int32_t at = jh_codes_find(codes, jh_text_of(jh_digits(digits, n)));
        if (at >= 0 && jh_text_equal(codes->keys[at], key))
            return jh_text_copy(keep, jh_text_of(digits));
    }
    return label;
}

static jh_code fill_row(jh_view_row *row, jh_view *view, jh_arena *keep, size_t part, jh_error *err)
{
    const jh_frame *frame = view->assessment->frame;
    jh_view_cell *cells = jh_alloc(keep, view->column_count, sizeof *cells);
    size_t classes = jh_standard_element(view->standard, JH_TEXT("classes"));
    size_t grades = jh_standard_element(view->standard, JH_TEXT("grades"));
    jh_code rc;

    if (!cells) return jh_no_memory(err);
    row->part = part;
    row->school = frame->parts[part].school;
    row->stage = frame->parts[part].stage;
    row->unit = &view->snapshot->units[frame->schools[row->school].unit];
    for (int by = 0; by < JH_ATTRIBUTE_COUNT; by++)
        row->label[by] = jh_view_label(view, (jh_attribute)by, row->unit->attribute[by]);
    row->ownership_code =
        ownership_code(view, row->unit->attribute[JH_OWNERSHIP], row->label[JH_OWNERSHIP], keep);
    for (size_t c = 0; c < view->column_count; c++) {
        cells[c].result = result_at(view, c, part);
        if (cells[c].result) row->marks[cells[c].result->mark]++;
    }
    row->cells = cells;
    judge_row(view, row);
    rc = read_count(&row->pupils, &row->pupil_count, view, view->standard->split.by, JH_PART, part);
    if (!rc) rc = read_count(&row->grades, &row->grade_count, view, grades, JH_PART, part);
    if (!rc) rc = read_count(&row->classes, &row->class_count, view, classes, JH_PART, part);
    return rc;
}

static bool is_a_row(const jh_view *view, size_t part)
{
    for (size_t c = 0; c < view->standard->indicator_count; c++)
        if (result_at(view, c, part)) return true;
    return false;
}

static jh_code make_rows(jh_view *view, jh_arena *keep, jh_error *err)
{
    const jh_frame *frame = view->assessment->frame;
    jh_view_row *rows = jh_alloc(keep, frame->part_count, sizeof *rows);
    jh_code rc = JH_OK;

    if (!rows) return jh_no_memory(err);
    for (int stage = 0; stage < JH_STAGE_COUNT; stage++) {
        view->stage_rows[stage].first = view->row_count;
        for (size_t part = 0; part < frame->part_count && !rc; part++) {
            if (frame->parts[part].stage != (jh_stage)stage || !is_a_row(view, part)) continue;
            rc = fill_row(&rows[view->row_count++], view, keep, part, err);
        }
        view->stage_rows[stage].count = view->row_count - view->stage_rows[stage].first;
    }
    view->rows = rows;
    return rc;
}

/* ---- who is left out ------------------------------------------------------------------------ */

static const jh_leave_out *left_by(const jh_view *view, size_t scope, size_t row)
{
    const jh_membership *at = &view->assessment->scopes[scope][row];
    const jh_scope_def *def = &view->standard->scopes[scope];

    if (is_in(at->in) || at->leave_out >= def->leave_out_count) return NULL;
    return &def->leave_outs[at->leave_out];
}

static const jh_leave_out *why_school_is_out(const jh_view *view, size_t school)
{
    const jh_standard *standard = view->standard;

    for (size_t r = 0; r < standard->rule_count; r++) {
        size_t scope = standard->rules[r].scope;
        if (standard->scopes[scope].level != JH_SCHOOL) continue;
        const jh_leave_out *because = left_by(view, scope, school);
        if (because) return because;
    }
    return NULL;
}

static const jh_leave_out *why_part_is_out(const jh_view *view, size_t part)
{
    const jh_standard *standard = view->standard;

    for (size_t c = 0; c < standard->indicator_count; c++) {
        size_t scope = standard->indicators[c].scope;
        if (standard->scopes[scope].level != JH_PART) continue;
        const jh_leave_out *because = left_by(view, scope, part);
        if (because) return because;
    }
    return NULL;
}

static jh_code leave_out(jh_view *view, jh_view_left_out *out, jh_level level, size_t row,
                         const jh_leave_out *because)
{
    const jh_frame *frame = view->assessment->frame;
    size_t school = level == JH_PART ? frame->parts[row].school : row;

    out->unit = &view->snapshot->units[frame->schools[school].unit];
    out->stage = level == JH_PART ? frame->parts[row].stage : JH_WHOLE;
    out->because = because;
    view->left_out_count++;
    return read_count(&out->pupils, &out->pupil_count, view, view->standard->split.by, level, row);
}

static jh_code make_left_out(jh_view *view, jh_arena *keep, jh_error *err)
{
    const jh_frame *frame = view->assessment->frame;
    jh_view_left_out *list = jh_alloc(keep, frame->school_count + frame->part_count, sizeof *list);
    jh_code rc = JH_OK;

    if (!list) return jh_no_memory(err);
    view->left_out = list;
    for (size_t s = 0; s < frame->school_count && !rc; s++) {
        const jh_school *school = &frame->schools[s];
        const jh_leave_out *because = why_school_is_out(view, s);
        if (because) {
            rc = leave_out(view, &list[view->left_out_count], JH_SCHOOL, s, because);
            continue;
        }
        for (size_t p = school->first_part; p < school->first_part + school->part_count && !rc;
             p++) {
            because = why_part_is_out(view, p);
            if (because) rc = leave_out(view, &list[view->left_out_count], JH_PART, p, because);
        }
    }
    return rc;
}

/* ---- explanations --------------------------------------------------------------------------- */

static jh_code explain_cell(jh_view_cell *cell, const jh_view *view, const jh_view_row *row,
                            size_t column, jh_arena *keep, jh_arena scratch, jh_error *err)
{
    jh_explanation explanation = { 0 };
    jh_text address =
        jh_text_format(keep, "%.*s %.*s %s", JH_TEXT_ARGS(view->columns[column].def->key),
                       JH_TEXT_ARGS(row->unit->code), jh_stage_key(row->stage));
    jh_code rc;

    if (!address.at) return jh_no_memory(err);
    rc = jh_explain(&explanation, keep, scratch, view->assessment, address, err);
    if (rc) return rc;
    cell->step = explanation.root;
    for (size_t d = 0; d < explanation.distance_count; d++) {
        const jh_distance *distance = &explanation.distances[d];
        if (distance->part != row->part || distance->indicator != column) continue;
        cell->to_line = distance->to_line;
        cell->to_floor = distance->to_floor;
        cell->lacks = distance->measure_title;
    }
    return JH_OK;
}

static jh_code explain_cells(jh_view *view, jh_arena *keep, jh_arena scratch, jh_error *err)
{
    jh_code rc = JH_OK;

    for (size_t r = 0; r < view->row_count && !rc; r++) {
        const jh_view_row *row = &view->rows[r];
        jh_view_cell *cells = jh_alloc(keep, view->column_count, sizeof *cells);
        if (!cells) return jh_no_memory(err);
        for (size_t c = 0; c < view->column_count && !rc; c++) {
            cells[c] = row->cells[c];
            cells[c].to_line = cells[c].to_floor = jh_number_missing(JH_NOT_ASKED, JH_ANYTHING);
            if (cells[c].result) rc = explain_cell(&cells[c], view, row, c, keep, scratch, err);
        }
        ((jh_view_row *)view->rows)[r].cells = cells;
    }
    return rc;
}

static jh_code explain_limit(jh_view_limit *limit, const jh_view *view, jh_arena *keep,
                             jh_arena scratch, jh_error *err)
{
    jh_explanation explanation = { 0 };
    jh_text indicator = limit->def->indicator < view->column_count
                            ? view->columns[limit->def->indicator].def->key
                            : (jh_text){ 0 };
    jh_text address = jh_text_format(keep, "%.*s%s%.*s%s%s", JH_TEXT_ARGS(limit->def->rule_key),
                                     indicator.size ? " " : "", JH_TEXT_ARGS(indicator),
                                     limit->def->stage ? " " : "",
                                     limit->def->stage ? jh_stage_key(limit->def->stage) : "");
    jh_code rc;

    if (!address.at) return jh_no_memory(err);
    rc = jh_explain(&explanation, keep, scratch, view->assessment, address, err);
    limit->dispersion = explanation.dispersion;
    return rc;
}

static jh_code make_limits(jh_view *view, jh_arena *keep, jh_arena scratch, bool is_explained,
                           jh_error *err)
{
    const jh_standard *standard = view->standard;
    jh_view_limit *limits = jh_alloc(keep, standard->limit_count, sizeof *limits);
    jh_code rc = JH_OK;

    if (!limits) return jh_no_memory(err);
    for (size_t l = 0; l < standard->limit_count && !rc; l++) {
        limits[l].def = &standard->limits[l];
        limits[l].result = &view->assessment->limits[l];
        if (is_explained) rc = explain_limit(&limits[l], view, keep, scratch, err);
    }
    view->limits = limits;
    view->limit_count = standard->limit_count;
    return rc;
}

jh_code jh_view_make(jh_view *out, jh_arena *keep, jh_arena scratch,
                     const jh_assessment *assessment, const jh_view_options *options, jh_error *err)
{
    jh_code rc;

    *out = (jh_view){ .assessment = assessment,
                      .snapshot = assessment->frame->snapshot,
                      .standard = assessment->frame->standard,
                      .settings = assessment->frame->settings,
                      .version = options->version,
                      .is_made_up = options->is_made_up };
    jh_hash_hex(out->content_hash, &out->snapshot->content);
    jh_hash_hex(out->standard_hash, &out->standard->hash);
    jh_hash_hex(out->settings_hash, &out->settings->hash);
    jh_hash_hex(out->assessment_hash, &assessment->hash);
    rc = make_columns(out, keep, scratch, err);
    if (!rc) rc = make_rows(out, keep, err);
    if (!rc) rc = make_left_out(out, keep, err);
    if (!rc) rc = make_limits(out, keep, scratch, options->is_explained, err);
    if (!rc && options->is_explained) rc = explain_cells(out, keep, scratch, err);
    if (!rc) rc = jh_view_find_reasons(out, keep, err);
    return rc;
}
