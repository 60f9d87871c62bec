/* Lays an assessment out for reading.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/view.h"

#include "report/view_composites.h"
#include "report/view_reasons.h"

#include <string.h>

enum { OWNERSHIP_CODES = 99, LINE_PLACES = 6 };

/* A view while it is made. */
typedef struct maker {
    jh_view *view;
    const jh_frame *frame;
    jh_arena *keep, scratch;
    bool is_explained;
    jh_error *err;
} maker;

static bool is_in(jh_claim claim)
{
    return claim.truth == JH_YES || claim.truth == JH_UNKNOWN;
}

/* ---- columns ----------------------------------------------------------------------------- */

/* A line that is the same for every school; one that depends on the school has none to print. */
static jh_code read_line(jh_decimal *out, bool *has, const jh_expr *expr, const maker *m)
{
    jh_why why = JH_NOT_ASKED;
    jh_code rc;

    *has = false;
    if (!expr || expr->level != JH_COUNTY) return JH_OK;
    rc = jh_expr_rounded(out, &why, expr,
                         &(jh_expr_ask){ .source = &m->frame->source,
                                         .level = JH_COUNTY,
                                         .rows = { 0, 1 },
                                         .places = LINE_PLACES,
                                         .err = m->err },
                         m->scratch);
    *has = rc == JH_OK && why == JH_PRESENT;
    return rc;
}

static jh_code make_columns(const maker *m)
{
    const jh_standard *standard = m->view->standard;
    jh_view_column *columns = jh_alloc(m->keep, standard->indicator_count, sizeof *columns);
    jh_code rc = JH_OK;

    if (!columns) return jh_no_memory(m->err);
    for (size_t c = 0; c < standard->indicator_count && !rc; c++) {
        const jh_indicator *def = columns[c].def = &standard->indicators[c];
        for (int stage = 0; stage < JH_STAGE_COUNT && !rc; stage++) {
            jh_view_line *at = &columns[c].at[stage];
            rc = read_line(&at->line, &at->has_line, def->line[stage], m);
            if (!rc) rc = read_line(&at->floor, &at->has_floor, def->floor[stage], m);
        }
    }
    m->view->columns = columns;
    m->view->column_count = standard->indicator_count;
    return rc;
}

/* ---- rows -------------------------------------------------------------------------------- */

typedef struct count {
    jh_number *number;
    jh_decimal *printed;
} count;

static jh_code read_count(count out, const maker *m, size_t element, jh_level level, size_t row)
{
    const jh_source *source = &m->frame->source;
    jh_slice of;
    jh_code rc;

    *out.number = jh_number_missing(JH_NOT_REPORTED, JH_NOT_NEGATIVE);
    if (element >= m->view->standard->element_count) return JH_OK;
    of = (jh_slice){ JH_COLUMN_ID(JH_COLUMN_ELEMENT, element), JH_WHOLE, level, { row, 1 } };
    rc = source->numbers(source->self, &of, out.number);
    if (rc == JH_OK && out.number->why == JH_PRESENT)
        jh_decimal_from_double(out.printed, jh_interval_middle(out.number->range));
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
static jh_text ownership_code(const maker *m, const jh_view_row *row)
{
    const jh_codes *codes = m->view->standard->attribute_codes[JH_OWNERSHIP];
    jh_text key = row->unit->attribute[JH_OWNERSHIP];
    char digits[24];

    for (int n = 1; codes && n <= OWNERSHIP_CODES; n++) {
        int32_t at = jh_codes_find(codes, jh_text_of(jh_digits(digits, n)));
        if (at >= 0 && jh_text_equal(codes->keys[at], key))
            return jh_text_copy(m->keep, jh_text_of(digits));
    }
    return row->label[JH_OWNERSHIP];
}

static jh_code count_row(jh_view_row *row, const maker *m)
{
    const jh_standard *standard = m->view->standard;
    size_t grades = jh_standard_element(standard, JH_TEXT("grades"));
    size_t classes = jh_standard_element(standard, JH_TEXT("classes"));
    count pupils_of = { &row->pupils, &row->pupil_count };
    count grades_of = { &row->grades, &row->grade_count };
    count classes_of = { &row->classes, &row->class_count };
    jh_code rc = read_count(pupils_of, m, standard->split.by, JH_PART, row->part);

    if (!rc) rc = read_count(grades_of, m, grades, JH_PART, row->part);
    if (!rc) rc = read_count(classes_of, m, classes, JH_PART, row->part);
    return rc;
}

static jh_code fill_row(jh_view_row *row, const maker *m, size_t part)
{
    const jh_view *view = m->view;
    jh_view_cell *cells = jh_alloc(m->keep, view->column_count, sizeof *cells);

    if (!cells) return jh_no_memory(m->err);
    row->part = part;
    row->school = m->frame->parts[part].school;
    row->stage = m->frame->parts[part].stage;
    row->unit = &view->snapshot->units[m->frame->schools[row->school].unit];
    for (int by = 0; by < JH_ATTRIBUTE_COUNT; by++)
        row->label[by] = jh_view_label(view, (jh_attribute)by, row->unit->attribute[by]);
    row->ownership_code = ownership_code(m, row);
    for (size_t c = 0; c < view->column_count; c++) {
        cells[c].result = result_at(view, c, part);
        if (cells[c].result) row->marks[cells[c].result->mark]++;
    }
    row->cells = cells;
    judge_row(view, row);
    return count_row(row, m);
}

static bool is_a_row(const jh_view *view, size_t part)
{
    for (size_t c = 0; c < view->standard->indicator_count; c++)
        if (result_at(view, c, part)) return true;
    return false;
}

static jh_code explain_cells(jh_view_row *row, const maker *m);

static jh_code make_rows(const maker *m)
{
    jh_view *view = m->view;
    jh_view_row *rows = jh_alloc(m->keep, m->frame->part_count, sizeof *rows);
    jh_code rc = JH_OK;

    if (!rows) return jh_no_memory(m->err);
    view->rows = rows;
    for (int stage = 0; stage < JH_STAGE_COUNT; stage++) {
        view->stage_rows[stage].first = view->row_count;
        for (size_t part = 0; part < m->frame->part_count && !rc; part++) {
            if (m->frame->parts[part].stage != (jh_stage)stage || !is_a_row(view, part)) continue;
            rc = fill_row(&rows[view->row_count], m, part);
            if (!rc && m->is_explained) rc = explain_cells(&rows[view->row_count], m);
            view->row_count++;
        }
        view->stage_rows[stage].count = view->row_count - view->stage_rows[stage].first;
    }
    return rc;
}

/* ---- who is left out --------------------------------------------------------------------- */

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

static jh_code leave_out(jh_view_left_out *out, const maker *m, jh_level level, size_t row)
{
    size_t school = level == JH_PART ? m->frame->parts[row].school : row;
    count pupils_of = { &out->pupils, &out->pupil_count };

    out->unit = &m->view->snapshot->units[m->frame->schools[school].unit];
    out->stage = level == JH_PART ? m->frame->parts[row].stage : JH_WHOLE;
    m->view->left_out_count++;
    return read_count(pupils_of, m, m->view->standard->split.by, level, row);
}

static jh_code leave_out_parts(jh_view_left_out *list, const maker *m, const jh_school *school)
{
    jh_code rc = JH_OK;

    for (size_t i = 0; i < school->part_count && !rc; i++) {
        size_t part = school->first_part + i;
        jh_view_left_out *out = &list[m->view->left_out_count];
        out->because = why_part_is_out(m->view, part);
        if (out->because) rc = leave_out(out, m, JH_PART, part);
    }
    return rc;
}

static jh_code make_left_out(const maker *m)
{
    const jh_frame *frame = m->frame;
    jh_view_left_out *list =
        jh_alloc(m->keep, frame->school_count + frame->part_count + 1, sizeof *list);
    jh_code rc = JH_OK;

    if (!list) return jh_no_memory(m->err);
    m->view->left_out = list;
    for (size_t s = 0; s < frame->school_count && !rc; s++) {
        jh_view_left_out *out = &list[m->view->left_out_count];
        out->because = why_school_is_out(m->view, s);
        if (out->because)
            rc = leave_out(out, m, JH_SCHOOL, s);
        else
            rc = leave_out_parts(list, m, &frame->schools[s]);
    }
    return rc;
}

/* ---- explanations ------------------------------------------------------------------------ */

static jh_code explain_cell(jh_view_cell *cell, const maker *m, const jh_view_row *row,
                            size_t column)
{
    jh_explanation explanation = { 0 };
    jh_text address =
        jh_text_format(m->keep, "%.*s %.*s %s", JH_TEXT_ARGS(m->view->columns[column].def->key),
                       JH_TEXT_ARGS(row->unit->code), jh_stage_key(row->stage));
    jh_code rc;

    if (!address.at) return jh_no_memory(m->err);
    rc = jh_explain(&explanation, m->keep, m->scratch,
                    &(jh_explain_request){ m->view->assessment, address }, m->err);
    cell->step = explanation.root;
    return rc;
}

/* What the row's school lacks, from its own explanation. */
static jh_code measure_distances(jh_view_cell *cells, const maker *m, const jh_view_row *row)
{
    jh_explanation explanation = { 0 };
    jh_code rc = jh_explain(&explanation, m->keep, m->scratch,
                            &(jh_explain_request){ m->view->assessment, row->unit->code }, m->err);

    for (size_t d = 0; d < explanation.distance_count && !rc; d++) {
        const jh_distance *distance = &explanation.distances[d];
        if (distance->part != row->part) continue;
        cells[distance->indicator].to_line = distance->to_line;
        cells[distance->indicator].to_floor = distance->to_floor;
        cells[distance->indicator].lacks = distance->measure_title;
    }
    return rc;
}

static jh_code explain_cells(jh_view_row *row, const maker *m)
{
    jh_view_cell *cells = jh_alloc(m->keep, m->view->column_count, sizeof *cells);
    jh_code rc = JH_OK;

    if (!cells) return jh_no_memory(m->err);
    for (size_t c = 0; c < m->view->column_count && !rc; c++) {
        cells[c] = row->cells[c];
        cells[c].to_line = cells[c].to_floor = jh_number_missing(JH_NOT_ASKED, JH_ANYTHING);
        if (cells[c].result) rc = explain_cell(&cells[c], m, row, c);
    }
    if (!rc) rc = measure_distances(cells, m, row);
    row->cells = cells;
    return rc;
}

static jh_code explain_limit(jh_view_limit *limit, const maker *m)
{
    jh_explanation explanation = { 0 };
    jh_text indicator = limit->def->indicator < m->view->column_count
                            ? m->view->columns[limit->def->indicator].def->key
                            : (jh_text){ 0 };
    jh_text address = jh_text_format(m->keep, "%.*s%s%.*s%s%s", JH_TEXT_ARGS(limit->def->rule_key),
                                     indicator.size ? " " : "", JH_TEXT_ARGS(indicator),
                                     limit->def->stage ? " " : "",
                                     limit->def->stage ? jh_stage_key(limit->def->stage) : "");
    jh_code rc;

    if (!address.at) return jh_no_memory(m->err);
    rc = jh_explain(&explanation, m->keep, m->scratch,
                    &(jh_explain_request){ m->view->assessment, address }, m->err);
    limit->dispersion = explanation.dispersion;
    return rc;
}

static jh_code make_limits(const maker *m)
{
    const jh_standard *standard = m->view->standard;
    jh_view_limit *limits = jh_alloc(m->keep, standard->limit_count, sizeof *limits);
    jh_code rc = JH_OK;

    if (!limits) return jh_no_memory(m->err);
    for (size_t l = 0; l < standard->limit_count && !rc; l++) {
        limits[l].def = &standard->limits[l];
        limits[l].result = &m->view->assessment->limits[l];
        if (m->is_explained) rc = explain_limit(&limits[l], m);
    }
    m->view->limits = limits;
    m->view->limit_count = standard->limit_count;
    return rc;
}

jh_code jh_view_make(jh_view *out, jh_arena *keep, jh_arena scratch, const jh_view_options *options,
                     jh_error *err)
{
    const jh_assessment *assessment = options->assessment;
    maker m = { .view = out,
                .frame = assessment->frame,
                .keep = keep,
                .scratch = scratch,
                .is_explained = options->is_explained,
                .err = err };
    jh_code rc;

    *out = (jh_view){ .assessment = assessment,
                      .snapshot = assessment->frame->snapshot,
                      .standard = assessment->frame->standard,
                      .settings = assessment->frame->settings,
                      .version = options->version,
                      .is_made_up = options->is_made_up,
                      .freeze = options->freeze };
    jh_hash_hex(out->content_hash, &out->snapshot->content);
    jh_hash_hex(out->standard_hash, &out->standard->hash);
    jh_hash_hex(out->settings_hash, &out->settings->hash);
    jh_hash_hex(out->assessment_hash, &assessment->hash);
    if (options->freeze) jh_hash_hex(out->freeze_hash, &options->freeze->hash);
    rc = make_columns(&m);
    if (!rc) rc = make_rows(&m);
    if (!rc) rc = make_left_out(&m);
    if (!rc) rc = make_limits(&m);
    if (!rc) rc = jh_view_find_composites(out, keep, scratch, err);
    if (!rc) rc = jh_view_find_reasons(out, keep, err);
    return rc;
}

jh_code jh_view_explain_school(jh_view *out, jh_arena *keep, jh_arena scratch,
                               const jh_view_school *what, jh_error *err)
{
    const jh_view *view = what->view;
    maker m = { .view = out,
                .frame = view->assessment->frame,
                .keep = keep,
                .scratch = scratch,
                .err = err };
    jh_view_row *rows = JH_NEW_ARRAY(keep, jh_view_row, view->row_count + 1);
    jh_code rc = JH_OK;

    if (!rows) return jh_no_memory(err);
    if (view->row_count) memcpy(rows, view->rows, view->row_count * sizeof *rows);
    *out = *view;
    out->rows = rows;
    for (size_t r = 0; r < view->row_count && !rc; r++)
        if (rows[r].school == what->school) rc = explain_cells(&rows[r], &m);
    return rc;
}
