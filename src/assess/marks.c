/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/work.h"

/* A line or floor: one number for every row, or a column of them. */
typedef struct bound {
    const jh_number *rows; /* NULL = `one` */
    jh_number one;
    jh_decimal decimal; /* `one`, where it is a literal */
    bool is_there, is_literal;
} bound;

typedef struct marking {
    jh_work *work;
    const jh_indicator *indicator;
    jh_level level;
    size_t count;
    jh_number *values;
    bound line[JH_STAGE_COUNT], floor[JH_STAGE_COUNT];
} marking;

static jh_code read_bound(bound *out, const marking *m, const jh_expr *expr, jh_arena *scratch)
{
    jh_number *rows;

    *out = (bound){ .is_there = expr != NULL };
    if (!expr) return JH_OK;
    if (expr->op == JH_OP_LITERAL) {
        out->is_literal = true;
        out->decimal = expr->number;
        out->one = jh_number_present(expr->number);
        return JH_OK;
    }
    if (expr->level == JH_COUNTY)
        return jh_expr_numbers(&out->one, expr,
                               &(jh_expr_ask){ .source = &m->work->source,
                                               .level = JH_COUNTY,
                                               .rows = { 0, 1 },
                                               .err = m->work->err },
                               *scratch);
    rows = JH_NEW_ARRAY(scratch, jh_number, m->count);
    if (!rows) return jh_no_memory(m->work->err);
    out->rows = rows;
    return jh_expr_numbers(rows, expr,
                           &(jh_expr_ask){ .source = &m->work->source,
                                           .level = m->level,
                                           .rows = { 0, m->count },
                                           .err = m->work->err },
                           *scratch);
}

static jh_number at(const bound *b, size_t row)
{
    return b->rows ? b->rows[row] : b->one;
}

/* Which enclosures cannot tell is left to rationals: *close is then set. */
static jh_claim reaches(jh_number value, jh_number line, bool higher, bool *close)
{
    jh_interval low = higher ? line.range : value.range, high = higher ? value.range : line.range;

    if (value.why == JH_NOT_ASKED || line.why == JH_NOT_ASKED)
        return (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
    if (high.lo >= low.hi) return jh_claim_of(true);
    if (high.hi < low.lo) return jh_claim_of(false);
    *close = !value.why && !line.why;
    return (jh_claim){ JH_UNKNOWN, jh_why_first(value.why, line.why) };
}

static jh_code decide(jh_claim *out, const marking *m, const jh_expr *claim, size_t row)
{
    if (!claim) return JH_OK;
    return jh_expr_claims(out, claim,
                          &(jh_expr_ask){ .source = &m->work->source,
                                          .level = m->level,
                                          .rows = { row, 1 },
                                          .err = m->work->err },
                          m->work->scratch);
}

static jh_code met_exactly(jh_claim *out, const marking *m, const bound *line, size_t row)
{
    bool close = false;

    *out = reaches(m->values[row], at(line, row), m->indicator->higher_is_better, &close);
    return close ? decide(out, m, m->indicator->met, row) : JH_OK;
}

/* The printed value against the line; a missing one may be decided by rounding its bounds, which is
 * the expression's business. */
static jh_code met_printed(jh_claim *out, const marking *m, const bound *line,
                           const jh_indicator_result *result, size_t row)
{
    bool higher = m->indicator->higher_is_better;
    int64_t printed = result->printed.millionths;

    if (m->values[row].why == JH_NOT_ASKED) return met_exactly(out, m, line, row);
    if (!m->values[row].why && line->is_literal) {
        *out = jh_claim_of(higher ? printed >= line->decimal.millionths
                                  : printed <= line->decimal.millionths);
        return JH_OK;
    }
    return decide(out, m, m->indicator->met_printed, row);
}

static jh_code at_floor(jh_claim *out, const marking *m, const bound *floor, size_t row)
{
    bool close = false;

    *out = (jh_claim){ JH_NO, JH_PRESENT };
    if (!floor->is_there) return JH_OK;
    *out = reaches(m->values[row], at(floor, row), m->indicator->higher_is_better, &close);
    return close ? decide(out, m, m->indicator->at_floor, row) : JH_OK;
}

/* Below the floor is below the line, whatever is still unknown about the line. */
static jh_mark mark_of(jh_claim met, jh_claim floor)
{
    if (met.truth == JH_DOES_NOT_APPLY) return JH_MARK_NO_LINE;
    if (met.truth == JH_YES) return JH_MARK_MET;
    if (floor.truth == JH_NO && met.truth == JH_NO) return JH_MARK_BELOW;
    if (met.truth == JH_UNKNOWN || floor.truth == JH_UNKNOWN) return JH_MARK_UNKNOWN;
    return JH_MARK_FLOOR;
}

static jh_stage stage_at(const marking *m, size_t row)
{
    jh_stage stage = m->level == JH_PART ? m->work->frame->parts[row].stage : JH_WHOLE;

    return m->line[stage].is_there ? stage : JH_WHOLE;
}

static jh_code mark_row(jh_indicator_result *result, const marking *m, size_t row)
{
    jh_stage stage = stage_at(m, row);
    const bound *line = &m->line[stage];
    jh_claim exact, printed, floor;
    jh_code rc;

    result->mark_exact = result->mark_printed = JH_MARK_NO_LINE;
    if (line->is_there) {
        printed = (jh_claim){ JH_UNKNOWN, m->values[row].why };
        rc = met_exactly(&exact, m, line, row);
        if (!rc) rc = met_printed(&printed, m, line, result, row);
        if (!rc) rc = at_floor(&floor, m, &m->floor[stage], row);
        if (rc) return rc;
        result->mark_exact = mark_of(exact, floor);
        result->mark_printed = mark_of(printed, floor);
    }
    result->mark = m->work->judged_printed ? result->mark_printed : result->mark_exact;
    return JH_OK;
}

static jh_code mark_rows(jh_indicator_result *results, const marking *m)
{
    jh_printing how = { m->indicator->value, m->level, 0, m->indicator->decimals };
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < m->count && !rc; i++) {
        how.row = i;
        results[i].value = m->values[i];
        rc = jh_work_print(&results[i].printed, m->work, m->values[i], &how);
        if (!rc) rc = mark_row(&results[i], m, i);
    }
    return rc;
}

/* ---- what rules will ask for ----------------------------------------------------------------- */

/* The bound of each row's stage, if every row has one. */
static jh_code know_bound(const marking *m, const jh_expr *named, const bound *bounds)
{
    jh_number *column = JH_NEW_ARRAY(&m->work->room, jh_number, m->count);
    size_t i;

    if (!column) return jh_no_memory(m->work->err);
    for (i = 0; i < m->count; i++) {
        const bound *b = &bounds[stage_at(m, i)];
        if (!b->is_there) return JH_OK;
        column[i] = at(b, i);
    }
    if (named && named->level == m->level) jh_memo_put_numbers(m->work->source.memo, named, column);
    return JH_OK;
}

/* Printed values, if none is missing: what a missing one can print is the evaluator's business. */
static jh_code know_printed(const marking *m, const jh_indicator_result *results)
{
    const jh_expr *named = m->indicator->row_printed;
    jh_number *column = JH_NEW_ARRAY(&m->work->room, jh_number, m->count);
    size_t i;

    if (!column) return jh_no_memory(m->work->err);
    for (i = 0; i < m->count; i++) {
        if (m->values[i].why) return JH_OK;
        column[i] = jh_number_present(results[i].printed);
    }
    if (named && named->level == m->level) jh_memo_put_numbers(m->work->source.memo, named, column);
    return JH_OK;
}

static jh_code know_columns(const marking *m, const jh_indicator_result *results)
{
    jh_code rc = JH_OK;

    if (m->indicator->value->level == m->level)
        jh_memo_put_numbers(m->work->source.memo, m->indicator->value, m->values);
    if (m->indicator->row_line) rc = know_bound(m, m->indicator->row_line, m->line);
    if (!rc && m->indicator->row_floor) rc = know_bound(m, m->indicator->row_floor, m->floor);
    if (!rc && m->indicator->row_printed) rc = know_printed(m, results);
    return rc;
}

static jh_code judge_indicator(jh_indicator_result **out, jh_work *work,
                               const jh_indicator *indicator)
{
    jh_arena scratch = work->scratch;
    marking m = { .work = work, .indicator = indicator };
    jh_code rc;
    unsigned s;

    m.level = work->frame->standard->scopes[indicator->scope].level;
    m.count = jh_work_rows(work, m.level);
    m.values = JH_NEW_ARRAY(&work->room, jh_number, m.count);
    *out = JH_NEW_ARRAY(work->keep, jh_indicator_result, m.count);
    if (!m.values || !*out) return jh_no_memory(work->err);
    rc = jh_expr_numbers(
        m.values, indicator->value,
        &(jh_expr_ask){
            .source = &work->source, .level = m.level, .rows = { 0, m.count }, .err = work->err },
        work->scratch);
    for (s = 0; s < JH_STAGE_COUNT && !rc; s++) {
        rc = read_bound(&m.line[s], &m, indicator->line[s], &work->scratch);
        if (!rc) rc = read_bound(&m.floor[s], &m, indicator->floor[s], &work->scratch);
    }
    if (!rc) rc = mark_rows(*out, &m);
    if (!rc) rc = know_columns(&m, *out);
    work->scratch = scratch;
    return rc;
}

jh_code jh_indicators_judge(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_indicator_result **all =
        JH_NEW_ARRAY(work->keep, jh_indicator_result *, standard->indicator_count);
    jh_code rc = JH_OK;
    size_t i;

    if (!all) return jh_no_memory(work->err);
    for (i = 0; i < standard->indicator_count && !rc; i++)
        rc = judge_indicator(&all[i], work, &standard->indicators[i]);
    work->out->indicators = (jh_indicator_result *const *)all;
    return rc;
}
