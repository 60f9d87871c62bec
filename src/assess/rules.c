/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/work.h"

/* ---- rules of schools and parts -------------------------------------------------------------- */

static jh_claim keep_scope(jh_claim in, jh_claim holds)
{
    if (in.truth == JH_NO || in.truth == JH_DOES_NOT_APPLY)
        return (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
    /* Perhaps not in the scope: then it could not fail it. */
    if (in.truth == JH_UNKNOWN && holds.truth != JH_YES)
        return (jh_claim){ JH_UNKNOWN, jh_why_first(in.why, holds.why) };
    return holds;
}

static jh_code judge_rows(const jh_claim **out, jh_work *work, const jh_rule *rule,
                          const jh_expr *holds)
{
    const jh_membership *in = work->out->scopes[rule->scope];
    jh_level level = work->frame->standard->scopes[rule->scope].level;
    size_t count = jh_work_rows(work, level), i;
    jh_claim *rows, *judged = JH_NEW_ARRAY(work->keep, jh_claim, count);
    jh_code rc;

    if (!judged) return jh_no_memory(work->err);
    rc = jh_work_claims(&rows, &work->room, work, holds, level);
    if (rc) return rc;
    if (holds && holds->level == level) jh_memo_put_claims(work->source.memo, holds, rows);
    for (i = 0; i < count; i++) judged[i] = keep_scope(in[i].in, rows[i]);
    *out = judged;
    return JH_OK;
}

static jh_code judge_rule(jh_rule_result *out, jh_work *work, const jh_rule *rule)
{
    jh_level level = work->frame->standard->scopes[rule->scope].level;
    size_t count = jh_work_rows(work, level), i;
    jh_code rc;

    rc = judge_rows(&out->rows_exact, work, rule, rule->holds);
    if (!rc) rc = judge_rows(&out->rows_printed, work, rule, rule->holds_printed);
    if (rc) return rc;
    out->rows = work->judged_printed ? out->rows_printed : out->rows_exact;
    out->county = (jh_claim){ JH_YES, JH_PRESENT }; /* of every row: also of none */
    for (i = 0; i < count; i++) {
        out->yes += out->rows[i].truth == JH_YES;
        out->no += out->rows[i].truth == JH_NO;
        out->unknown += out->rows[i].truth == JH_UNKNOWN;
        out->county = jh_claim_and(out->county, out->rows[i]);
    }
    return jh_work_know(work, rule->county, out->county);
}

jh_code jh_rules_judge(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_rule_result *rules = JH_NEW_ARRAY(work->keep, jh_rule_result, standard->rule_count);
    jh_code rc = JH_OK;
    size_t i;

    if (!rules) return jh_no_memory(work->err);
    for (i = 0; i < standard->rule_count && !rc; i++)
        rc = judge_rule(&rules[i], work, &standard->rules[i]);
    work->out->rules = rules;
    return rc;
}

/* ---- limits of dispersions ------------------------------------------------------------------- */

/* A mean of zero leaves nothing to compare with: the limit is not kept. */
static jh_claim undefined(const jh_limit *limit, jh_number value, jh_claim holds)
{
    if (limit->undefined_fails && value.why == JH_BAD_DENOMINATOR) return jh_claim_of(false);
    return holds;
}

/* A limit is an upper bound; the dispersion is compared exactly where enclosures meet. */
static jh_code hold_exactly(jh_claim *out, jh_work *work, const jh_limit *limit,
                            const jh_limit_result *result)
{
    jh_interval bound = jh_interval_of(result->bound);

    if (!result->value.why && result->value.range.hi <= bound.lo)
        *out = jh_claim_of(true);
    else if (!result->value.why && result->value.range.lo > bound.hi)
        *out = jh_claim_of(false);
    else
        return jh_work_county_claim(out, work, limit->holds);
    return JH_OK;
}

static jh_code hold_printed(jh_claim *out, jh_work *work, const jh_limit *limit,
                            const jh_limit_result *result)
{
    if (result->value.why) return jh_work_county_claim(out, work, limit->holds_printed);
    *out = jh_claim_of(result->value_printed.millionths <= result->bound.millionths);
    return JH_OK;
}

static bool is_same(const jh_expr *a, const jh_expr *b)
{
    size_t i;

    if (a == b || !a || !b) return a == b;
    if (a->op != b->op || a->type != b->type || a->function != b->function || a->stage != b->stage
        || a->child_count != b->child_count || a->number.millionths != b->number.millionths
        || a->code != b->code || a->codes != b->codes || !jh_text_equal(a->text, b->text)
        || a->date.days != b->date.days || a->set_level != b->set_level
        || a->symbol.column != b->symbol.column || a->symbol.defined != b->symbol.defined
        || a->factor_up != b->factor_up || a->factor_down != b->factor_down)
        return false;
    for (i = 0; i < a->child_count; i++)
        if (!is_same(a->children[i], b->children[i])) return false;
    return is_same(a->weight, b->weight) && is_same(a->where, b->where) && is_same(a->by, b->by);
}

/* How many rows a limit is over is mostly what it was for the indicator before. */
static jh_code count_rows(jh_limit_result *out, jh_work *work, size_t index)
{
    const jh_limit *limits = work->frame->standard->limits;
    jh_number rows = { 0 };
    jh_code rc = JH_OK;

    if (index && is_same(limits[index].rows, limits[index - 1].rows)) {
        out->rows = out[-1].rows;
        return JH_OK;
    }
    if (limits[index].rows) rc = jh_work_county_number(&rows, work, limits[index].rows);
    out->rows = (size_t)rows.range.lo;
    return rc;
}

static jh_code read_limit(jh_limit_result *out, jh_work *work, size_t index)
{
    const jh_limit *limit = &work->frame->standard->limits[index];
    const jh_indicator *indicator = &work->frame->standard->indicators[limit->indicator];
    jh_printing mean = { limit->mean, JH_COUNTY, 0, indicator->decimals };
    jh_printing value = { limit->value, JH_COUNTY, 0, limit->decimals };
    jh_why why;
    jh_code rc = count_rows(out, work, index);

    if (!rc) rc = jh_work_county_number(&out->mean, work, limit->mean);
    if (!rc) rc = jh_work_county_number(&out->value, work, limit->value);
    if (!rc) rc = jh_work_print(&out->mean_printed, work, out->mean, &mean);
    if (!rc) rc = jh_work_print(&out->value_printed, work, out->value, &value);
    if (rc) return rc;
    if (limit->bound->op == JH_OP_LITERAL) {
        out->bound = limit->bound->number;
        return JH_OK;
    }
    return jh_expr_rounded(&out->bound, &why, limit->bound,
                           &(jh_expr_ask){ .source = &work->source,
                                           .level = JH_COUNTY,
                                           .rows = { 0, 1 },
                                           .places = 6,
                                           .err = work->err },
                           work->scratch);
}

static jh_code judge_limit(jh_limit_result *out, jh_work *work, size_t index)
{
    const jh_limit *limit = &work->frame->standard->limits[index];
    jh_code rc = read_limit(out, work, index);

    if (!rc) rc = hold_exactly(&out->holds_exact, work, limit, out);
    if (!rc) rc = hold_printed(&out->holds_printed, work, limit, out);
    out->holds_exact = undefined(limit, out->value, out->holds_exact);
    out->holds_printed = undefined(limit, out->value, out->holds_printed);
    out->holds = work->judged_printed ? out->holds_printed : out->holds_exact;
    return rc;
}

/* A statement is kept when each of its cells is. */
static jh_code know_statements(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    const jh_limit_result *results = work->out->limits;
    jh_code rc = JH_OK;
    size_t i, k;

    for (i = 0; i < standard->limit_count && !rc; i++) {
        const jh_expr *county = standard->limits[i].county;
        jh_claim all = results[i].holds;
        if (i && standard->limits[i - 1].county == county) continue;
        for (k = i + 1; k < standard->limit_count; k++)
            if (standard->limits[k].county == county) all = jh_claim_and(all, results[k].holds);
        rc = jh_work_know(work, county, all);
    }
    return rc;
}

jh_code jh_limits_judge(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_limit_result *limits = JH_NEW_ARRAY(work->keep, jh_limit_result, standard->limit_count);
    jh_code rc = JH_OK;
    size_t i;

    if (!limits) return jh_no_memory(work->err);
    for (i = 0; i < standard->limit_count && !rc; i++) rc = judge_limit(&limits[i], work, i);
    work->out->limits = limits;
    return rc ? rc : know_statements(work);
}
