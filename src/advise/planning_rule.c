/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/planning.h"
#include "expr/functions.h"

#include <math.h>

/* ---- which rule: at least n of the indicators met ---- */

static const jh_expr *bare(const jh_expr *expr)
{
    while (expr->op == JH_OP_DEFINED && expr->symbol.defined) expr = expr->symbol.defined;
    return expr;
}

/* met(…) >= n somewhere in the claim; NULL = it is not of that kind. */
static const jh_expr *find_count(const jh_expr *expr)
{
    const jh_expr *found;
    size_t i;

    if (expr->op == JH_OP_DEFINED) return expr->symbol.defined ? find_count(bare(expr)) : NULL;
    if (expr->op == JH_OP_AT_LEAST && expr->child_count == 2) {
        const jh_expr *count = bare(expr->children[0]);
        if (count->op == JH_OP_CALL && count->function == JH_FUNCTION_COUNT_OF
            && bare(expr->children[1])->op == JH_OP_LITERAL)
            return expr;
    }
    for (i = 0; expr->op == JH_OP_AND && i < expr->child_count; i++) {
        found = find_count(expr->children[i]);
        if (found) return found;
    }
    return NULL;
}

static bool mentions(const jh_expr *expr, size_t element)
{
    size_t i;

    if (expr->op == JH_OP_COLUMN)
        return expr->symbol.column == JH_COLUMN_ID(JH_COLUMN_ELEMENT, element);
    if (expr->op == JH_OP_DEFINED && mentions(expr->symbol.defined, element)) return true;
    for (i = 0; i < expr->child_count; i++)
        if (mentions(expr->children[i], element)) return true;
    return false;
}

static jh_code cannot(const jh_planning *p, const jh_desk *desk, jh_say_id say, jh_text what,
                      jh_error *err)
{
    const char *word = jh_text_zero(desk->keep, what);

    if (!word) return jh_no_memory(err);
    return jh_fail(err, JH_BAD_INPUT, say, p->judged->standard.key.at, word, NULL);
}

static jh_code find_rule(jh_planning *p, const jh_desk *desk, jh_error *err)
{
    const jh_standard *standard = &p->judged->standard;
    const jh_expr *count;
    int64_t least;
    size_t i;

    for (i = 0; i < standard->rule_count; i++) {
        const jh_rule *rule = &standard->rules[i];
        if (standard->scopes[rule->scope].level != JH_PART) continue;
        count = find_count(rule->holds);
        if (!count) continue;
        p->rule = i;
        p->scope = rule->scope;
        least = bare(count->children[1])->number.millionths / JH_DECIMAL_ONE;
        least = (int64_t)bare(count->children[0])->child_count - least;
        if (least < 0 || least > 1) break;
        p->problem.waivers = (unsigned)least;
        p->problem.indicator_count = bare(count->children[0])->child_count;
        return JH_OK;
    }
    return cannot(p, desk, SAY_PLAN_RULE, standard->title, err);
}

/* ---- which indicators, and the one figure that moves each ---- */

static jh_code find_figure(jh_planning *p, const jh_desk *desk, size_t k, jh_error *err)
{
    const jh_standard *standard = &p->judged->standard;
    const jh_indicator *indicator = &standard->indicators[p->indicator[k]];
    size_t i, found = 0;

    for (i = 0; i < JH_PLANNED_COUNT; i++) {
        size_t element = jh_standard_element(standard, jh_text_of(jh_planned_figures[i].element));
        if (element == SIZE_MAX || !mentions(indicator->value, element)) continue;
        found++;
        p->figure[k] = i;
        p->element[k] = element;
    }
    if (found != 1 || !indicator->higher_is_better)
        return cannot(p, desk, SAY_PLAN_INDICATOR, indicator->title, err);
    p->problem.bit[k] = jh_planned_figures[p->figure[k]].bit;
    return JH_OK;
}

static jh_code find_indicators(jh_planning *p, const jh_desk *desk, jh_error *err)
{
    const jh_standard *standard = &p->judged->standard;
    size_t i, count = 0;
    jh_code rc = JH_OK;

    for (i = 0; !rc && i < standard->indicator_count; i++) {
        if (standard->indicators[i].scope != p->scope) continue;
        if (count == JH_PLAN_INDICATORS) break;
        p->indicator[count] = i;
        rc = find_figure(p, desk, count++, err);
    }
    if (!rc && count != p->problem.indicator_count)
        rc = cannot(p, desk, SAY_PLAN_RULE, standard->rules[p->rule].title, err);
    p->problem.bit_count = JH_PLAN_BITS;
    return rc;
}

/* ---- lines and limits ---- */

static jh_code ratio_of(jh_ratio *out, const jh_planning *p, const jh_expr *expr,
                        const jh_expr_ask *ask, jh_arena scratch)
{
    jh_exact exact;
    jh_why why;
    jh_code rc;

    jh_exact_init(&exact);
    rc = jh_expr_exact(&exact, &why, expr, ask, scratch);
    if (!rc && (why != JH_PRESENT || !jh_exact_get_ratio(&out->up, &out->down, &exact)))
        rc = jh_fail(ask->err, JH_BAD_INPUT, SAY_PLAN_LINE, p->judged->standard.key.at, NULL);
    jh_exact_clear(&exact);
    return rc;
}

static jh_code read_lines(jh_plan_group *group, const jh_planning *p, const jh_desk *desk,
                          size_t row, jh_error *err)
{
    const jh_frame *frame = &p->judged->frame;
    jh_expr_ask ask = {
        .source = &frame->source, .level = JH_PART, .rows = { p->part[row], 1 }, .err = err
    };
    jh_stage stage = frame->parts[p->part[row]].stage;
    jh_code rc = JH_OK;
    size_t k;

    for (k = 0; !rc && k < p->problem.indicator_count; k++) {
        const jh_indicator *indicator = &p->judged->standard.indicators[p->indicator[k]];
        const jh_expr *line = indicator->line[stage];
        const jh_expr *floor = indicator->floor[stage] ? indicator->floor[stage] : line;
        if (!line) return cannot(p, desk, SAY_PLAN_INDICATOR, indicator->title, err);
        rc = ratio_of(&group->line[k], p, line, &ask, desk->scratch);
        if (!rc) rc = ratio_of(&group->floor[k], p, floor, &ask, desk->scratch);
    }
    return rc;
}

/* The coefficient as the problem understands it, to be held against the standard's own. */
static double coefficient(const jh_planning *p, size_t g, size_t k)
{
    double pupils = 0, sum = 0, squares = 0, value;
    size_t i;

    for (i = 0; i < p->problem.row_count; i++) {
        const jh_plan_row *row = &p->problem.rows[i];
        if (row->group != g) continue;
        value = jh_interval_middle(
            p->judged->assessment.indicators[p->indicator[k]][p->part[i]].value.range);
        pupils += (double)row->pupils;
        sum += (double)row->pupils * value;
        squares += (double)row->pupils * value * value;
    }
    return sum > 0 ? sqrt(fmax(0, squares * pupils / (sum * sum) - 1)) : 0;
}

static jh_code read_limits(jh_plan_group *groups, const jh_planning *p, const jh_desk *desk,
                           jh_error *err)
{
    const jh_standard *standard = &p->judged->standard;
    jh_expr_ask ask = {
        .source = &p->judged->frame.source, .level = JH_COUNTY, .rows = { 0, 1 }, .err = err
    };
    jh_code rc = JH_OK;
    size_t i, g, k;

    for (i = 0; !rc && i < standard->limit_count; i++)
        for (g = 0; !rc && g < p->problem.group_count; g++)
            for (k = 0; !rc && k < p->problem.indicator_count; k++) {
                const jh_limit *limit = &standard->limits[i];
                jh_number now = p->judged->assessment.limits[i].value;
                if (limit->indicator != p->indicator[k] || limit->stage != p->stage[g]) continue;
                rc = ratio_of(&groups[g].limit[k], p, limit->bound, &ask, desk->scratch);
                if (!rc && !now.why
                    && fabs(jh_interval_middle(now.range) - coefficient(p, g, k)) > 1e-6)
                    rc = cannot(p, desk, SAY_PLAN_LIMIT, limit->rule_title, err);
            }
    return rc;
}

jh_code jh_planning_rule(jh_planning *p, const jh_desk *desk, jh_error *err)
{
    jh_code rc = find_rule(p, desk, err);

    return rc ? rc : find_indicators(p, desk, err);
}

jh_code jh_planning_groups(jh_planning *p, const jh_desk *desk, jh_error *err)
{
    jh_plan_group *groups = JH_NEW_ARRAY(desk->keep, jh_plan_group, JH_PLAN_GROUPS);
    jh_code rc = JH_OK;
    size_t g, i;

    if (!groups) return jh_no_memory(err);
    p->problem.groups = groups;
    for (g = 0; !rc && g < p->problem.group_count; g++)
        for (i = 0; i < p->problem.row_count; i++) {
            if (p->problem.rows[i].group != g) continue;
            rc = read_lines(&groups[g], p, desk, i, err);
            break;
        }
    return rc ? rc : read_limits(groups, p, desk, err);
}
