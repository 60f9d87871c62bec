/* Finds the composites among the figures of the items, by their formulas.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/view_composites.h"

#include "expr/functions.h"

enum { BOUND_PLACES = 6 };

/* What a formula turns out to be: the dispersion of one indicator over one stage. */
typedef struct dispersion {
    size_t indicator; /* SIZE_MAX = something else */
    jh_stage stage;
} dispersion;

typedef struct finder {
    jh_view *view;
    jh_arena *keep, scratch;
    jh_error *err;
} finder;

static const jh_expr *unnamed(const jh_expr *expr)
{
    while (expr->op == JH_OP_DEFINED && expr->symbol.defined) expr = expr->symbol.defined;
    return expr;
}

/* `where stage = primary`; JH_WHOLE = anything else. */
static jh_stage stage_of(const jh_expr *where)
{
    if (!where || where->op != JH_OP_EQUAL) return JH_WHOLE;
    const jh_expr *column = where->children[0], *word = where->children[1];
    if (column->op != JH_OP_COLUMN || word->op != JH_OP_LITERAL || !word->codes
        || JH_COLUMN_KIND(column->symbol.column) != JH_COLUMN_STAGE)
        return JH_WHOLE;
    for (int stage = JH_WHOLE + 1; stage < JH_STAGE_COUNT; stage++)
        if (jh_text_equal(word->codes->keys[word->code], jh_text_of(jh_stage_key((jh_stage)stage))))
            return (jh_stage)stage;
    return JH_WHOLE;
}

/* The mean that a weighted coefficient of variation is around: the same rows and weights. */
static jh_expr mean_around(const jh_expr *wcv)
{
    jh_expr mean = *unnamed(wcv);

    mean.function = JH_FUNCTION_WMEAN;
    mean.measure = mean.children[0]->measure;
    return mean;
}

static dispersion dispersion_of(const jh_standard *standard, const jh_expr *expr)
{
    dispersion it = { SIZE_MAX, JH_WHOLE };

    expr = unnamed(expr);
    if (expr->op != JH_OP_SET || expr->function != JH_FUNCTION_WCV || expr->child_count == 0)
        return it;
    it.stage = stage_of(expr->where);
    if (it.stage != JH_WHOLE && expr->children[0]->op == JH_OP_DEFINED)
        it.indicator = jh_standard_indicator(standard, expr->children[0]->symbol.name);
    return it;
}

/* How many dispersions a sum is of, all of one stage; 0 = it is no such sum. */
static size_t count_sum(const jh_standard *standard, const jh_expr *expr, jh_stage *stage)
{
    expr = unnamed(expr);
    if (expr->op == JH_OP_ADD) {
        size_t left = count_sum(standard, expr->children[0], stage);
        size_t right = left ? count_sum(standard, expr->children[1], stage) : 0;
        return right ? left + right : 0;
    }
    dispersion it = dispersion_of(standard, expr);
    if (it.indicator == SIZE_MAX || (*stage != JH_WHOLE && *stage != it.stage)) return 0;
    *stage = it.stage;
    return 1;
}

/* The stage whose dispersions a formula is the mean of, by their very number; JH_WHOLE = none. */
static jh_stage stage_of_mean(const jh_standard *standard, const jh_expr *expr)
{
    jh_stage stage = JH_WHOLE;

    expr = unnamed(expr);
    if (expr->op != JH_OP_DIVIDE || expr->children[1]->op != JH_OP_LITERAL) return JH_WHOLE;
    size_t count = count_sum(standard, expr->children[0], &stage);
    int64_t of = expr->children[1]->number.millionths;
    return count > 1 && of == (int64_t)count * JH_DECIMAL_ONE ? stage : JH_WHOLE;
}

static bool speaks_of(const jh_expr *expr, const jh_expr *what)
{
    if (unnamed(expr) == what) return true;
    for (size_t i = 0; i < expr->child_count; i++)
        if (speaks_of(expr->children[i], what)) return true;
    return false;
}

/* The right side of `what <= bound` within a claim; NULL = it has none. */
static const jh_expr *bound_of(const jh_expr *claim, const jh_expr *what)
{
    const jh_expr *found = NULL;

    claim = unnamed(claim);
    if (claim->op == JH_OP_AT_MOST && speaks_of(claim->children[0], what))
        return claim->children[1];
    for (size_t i = 0; i < claim->child_count && !found; i++)
        found = bound_of(claim->children[i], what);
    return found;
}

static jh_code print(jh_view_figure *out, const finder *f, const jh_expr *expr, int places)
{
    jh_expr_ask ask = { .source = &f->view->assessment->frame->source,
                        .level = JH_COUNTY,
                        .rows = { 0, 1 },
                        .places = places,
                        .err = f->err };

    out->decimals = places;
    return jh_expr_rounded(&out->printed, &out->why, expr, &ask, f->scratch);
}

static jh_code fill(jh_view_composite *out, const finder *f, const jh_item *item, size_t figure)
{
    const jh_standard *standard = f->view->standard;
    const jh_figure *mean = &item->figures[figure];
    const jh_expr *bound = item->holds ? bound_of(item->holds, unnamed(mean->value)) : NULL;
    jh_view_figure *columns = JH_NEW_ARRAY(f->keep, jh_view_figure, f->view->column_count);
    jh_view_figure *means = JH_NEW_ARRAY(f->keep, jh_view_figure, f->view->column_count);
    jh_code rc;

    if (!columns || !means) return jh_no_memory(f->err);
    for (size_t c = 0; c < f->view->column_count; c++)
        columns[c] = means[c] = (jh_view_figure){ .why = JH_NOT_ASKED };
    rc = print(&out->mean, f, mean->value, mean->decimals);
    out->bound.why = JH_NOT_ASKED;
    if (bound && !rc) rc = print(&out->bound, f, bound, BOUND_PLACES);
    for (size_t i = 0; i < item->figure_count && !rc; i++) {
        const jh_figure *cv = &item->figures[i];
        dispersion it = dispersion_of(standard, cv->value);
        if (it.indicator >= f->view->column_count || it.stage != out->stage) continue;
        jh_expr around = mean_around(cv->value);
        rc = print(&columns[it.indicator], f, cv->value, cv->decimals);
        if (!rc)
            rc = print(&means[it.indicator], f, &around,
                       standard->indicators[it.indicator].decimals);
    }
    out->columns = columns;
    out->means = means;
    return rc;
}

/* An item that does not apply (the county has no such stage) has nothing to show. */
static jh_code look_at(jh_view_composite *list, const finder *f, size_t index)
{
    const jh_item *item = &f->view->standard->items[index];
    jh_claim holds = f->view->assessment->items[index].holds;

    if (holds.truth == JH_DOES_NOT_APPLY) return JH_OK;
    for (size_t i = 0; i < item->figure_count; i++) {
        jh_stage stage = stage_of_mean(f->view->standard, item->figures[i].value);
        if (stage == JH_WHOLE) continue;
        jh_view_composite *out = &list[f->view->composite_count++];
        *out = (jh_view_composite){ .stage = stage, .item = item, .holds = holds };
        return fill(out, f, item, i);
    }
    return JH_OK;
}

jh_code jh_view_find_composites(jh_view *view, jh_arena *keep, jh_arena scratch, jh_error *err)
{
    finder f = { view, keep, scratch, err };
    jh_view_composite *list = JH_NEW_ARRAY(keep, jh_view_composite, view->standard->item_count);
    jh_code rc = JH_OK;

    if (!list) return jh_no_memory(err);
    for (size_t i = 0; i < view->standard->item_count && !rc; i++) rc = look_at(list, &f, i);
    view->composites = list;
    return rc;
}
