/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan.h"

#include "advise/patience.h"
#include "advise/plan_apply.h"
#include "advise/plan_compare.h"
#include "advise/plan_sheets.h"
#include "advise/plan_suppose.h"
#include "advise/plan_view.h"
#include "app/files.h"
#include "base/time.h"

#include <string.h>

/* The gap at which a plan is good enough, in millionths of its cost. */
enum { GAP_PPM = 500, NODES = 20000, NODES_OF_A_PRICE = 60 };

/* ---- prices of rules ---- */

/* What the plan begun from said without the rule; NULL = nothing. */
static const jh_plan *earlier_answer(const jh_planned_county *c, const jh_plan_rule *rule)
{
    size_t i;

    for (i = 0; i < c->earlier.count; i++) {
        const jh_plan_rule *of = &c->earlier.items[i].rule;
        if (of->is_line == rule->is_line && of->group == rule->group
            && of->indicator == rule->indicator)
            return &c->earlier.items[i].without;
    }
    return NULL;
}

static jh_code price_rule(jh_planned_county *c, const jh_desk *desk, const jh_plan_rule *rule,
                          const jh_progress *progress, jh_error *err)
{
    jh_plan_request request = { .problem = &c->planning.problem,
                                .gap_ppm = GAP_PPM,
                                .node_most = NODES_OF_A_PRICE,
                                .progress = progress,
                                .before = earlier_answer(c, rule) };
    jh_rule_question question = { &request, &c->plan, *rule };
    jh_rule_price *price = &c->prices[c->price_count];
    bool carried = false;
    jh_code rc = JH_OK;

    if (!jh_rule_may_cost(&c->planning.problem, &c->plan, rule)) return JH_OK;
    if (request.before)
        rc = jh_rule_price_carry(price, &carried, desk->keep, &question, err);
    if (!rc && !carried) rc = jh_rule_price_find(price, desk->keep, &question, err);
    /* What was stopped before it began says nothing. */
    c->price_count += !rc && (price->without.found || price->bound_without > 0);
    return rc;
}

static jh_code price_rules(jh_planned_county *c, const jh_desk *desk, const jh_progress *progress,
                           jh_error *err)
{
    const jh_problem *p = &c->planning.problem;
    jh_code rc = JH_OK;
    size_t g, k;

    c->prices = JH_NEW_ARRAY(desk->keep, jh_rule_price, 2 * JH_PLAN_GROUPS * JH_PLAN_INDICATORS);
    if (!c->prices) return jh_no_memory(err);
    for (g = 0; !rc && g < p->group_count; g++)
        for (k = 0; !rc && k < p->indicator_count; k++) {
            rc = price_rule(c, desk, &(jh_plan_rule){ true, g, k }, progress, err);
            if (!rc) rc = price_rule(c, desk, &(jh_plan_rule){ false, g, k }, progress, err);
        }
    return rc;
}

/* ---- all of it ---- */

/* What follows from a plan that was found, or from there being none. */
static jh_code follow(jh_planned_county *c, const jh_desk *desk, const jh_progress *progress,
                      jh_error *err)
{
    jh_code rc;

    if (!c->plan.found && c->plan.stopped) return JH_OK;
    if (!c->plan.found)
        return jh_relief_find(&c->relief, desk,
                              &(jh_relief_request){ &c->planning, &c->judging, progress }, err);
    rc = jh_planning_apply(&c->after, desk, &c->planning, &c->plan, err);
    if (rc) return rc;
    if (!jh_after_passes(&c->after, &c->planning))
        return jh_fail(err, JH_BUG, SAY_PLAN_AFTER_FAILS, NULL, NULL);
    return price_rules(c, desk, progress, err);
}

/* Where the search ended, as it tells on the way: what none costs less than, out of the cost. */
static void tell_end(const jh_plan *plan, const jh_progress *progress)
{
    int64_t bound = plan->has_bound && plan->bound > 0 ? plan->bound : 0;

    if (plan->found)
        (void)jh_progress_report(
            progress, SAY_PLAN_CLOSING,
            (size_t)((bound < plan->cost ? bound : plan->cost) / JH_DECIMAL_ONE),
            (size_t)(plan->cost / JH_DECIMAL_ONE));
}

static jh_code make_plan(jh_planned_county *c, const jh_desk *desk, const jh_plan_words *words,
                         jh_error *err)
{
    jh_patience wait = { desk->progress,
                         words->seconds ? jh_now_milliseconds() + words->seconds * 1000 : 0,
                         words->interrupted };
    /* What follows plans other counties than this one: their costs are not told. */
    jh_patience silent = { NULL, wait.until, wait.interrupted };
    jh_progress progress = jh_patience_listener(&wait), silently = jh_patience_listener(&silent);
    jh_plan_request request = { .problem = &c->planning.problem,
                                .gap_ppm = words->exactly ? 0 : GAP_PPM,
                                .node_most = words->exactly
                                                 ? SIZE_MAX
                                                 : NODES / c->planning.problem.row_count + 10,
                                .progress = &progress,
                                .before = c->has_before ? &c->before : NULL };
    jh_code rc = jh_plan_make(&c->plan, desk->keep, &request, err);

    if (!rc) tell_end(&c->plan, desk->progress);
    if (!rc) rc = follow(c, desk, c->plan.found ? &silently : &progress, err);
    if (rc || !words->budget) return rc;
    return jh_plan_budget_make(
        &c->budget, desk, &(jh_budget_request){ &c->planning, &c->plan, words->budget, &progress },
        err);
}

/* Beside the answer: page and workbook, each whole or not at all. */
static jh_code write_papers(const jh_plan_view *view, const jh_desk *desk,
                            const jh_plan_words *words, jh_error *err)
{
    jh_text page;
    jh_code rc = JH_OK;

    if (words->page) {
        rc = jh_report_plan_page(&page, desk->keep, desk->scratch, view, err);
        if (!rc) rc = jh_file_write(words->page, page, err);
    }
    if (rc || !words->workbook) return rc;
    return jh_report_plan_workbook(words->workbook, desk->keep, desk->manner.lang, view, err);
}

static jh_code hand_out_costs(jh_text *out, const jh_desk *desk, const jh_planned_county *c,
                              const jh_plan_words *words, jh_error *err)
{
    jh_code rc = jh_costs_workbook(words->costs_workbook, desk, &c->planning, err);

    *out = jh_text_format(desk->keep, "%s\n", words->costs_workbook);
    return rc || out->at ? rc : jh_no_memory(err);
}

/* The new plan as it would be written, beside one that was. */
static jh_code hold_against(jh_plan_view *view, const jh_desk *desk, const jh_planned_county *c,
                            const jh_plan_words *words, jh_error *err)
{
    jh_plan_contrast *out = JH_NEW(desk->keep, jh_plan_contrast);
    jh_plan_document before, after = { .found = c->plan.found };
    jh_text json = { 0 };
    jh_code rc = jh_plan_document_read(&before, desk, words->against, err);

    view->contrast = out;
    if (!rc && !out) rc = jh_no_memory(err);
    if (!rc) rc = jh_plan_json(&json, desk, c, view, err);
    if (!rc) rc = jh_json_read(&after.root, desk->keep, json, "", err);
    return rc ? rc
              : jh_plan_contrast_make(
                  out, desk, &(jh_plan_pair){ &before, &after, words->judging->standards_folder },
                  err);
}

jh_code jh_plan_begin(jh_planned_county *c, const jh_desk *desk, const jh_plan_words *words,
                      jh_error *err)
{
    jh_plan_document document;
    jh_code rc = JH_OK;

    if (words->from) rc = jh_plan_document_read(&document, desk, words->from, err);
    if (!rc && words->from)
        rc = jh_plan_document_plan(&c->before, desk, &document, &c->planning, err);
    if (!rc && words->from)
        rc = jh_plan_document_rules(&c->earlier, desk, &document, &c->planning, err);
    c->has_before = c->before.found;
    return rc ? rc
              : jh_plan_decide(&c->planning, desk, &words->decisions,
                               c->has_before ? &c->before : NULL, err);
}

jh_code jh_plan_judge(jh_planned_county *c, const jh_desk *desk, const jh_plan_words *words,
                      jh_error *err)
{
    jh_code rc = JH_OK;

    c->judging = *words->judging;
    if (words->supposing.count) {
        rc = jh_unit_suppose(&c->supposed, desk, words->judging, &words->supposing, err);
        if (!rc) rc = jh_suppose_leaves_nobody(desk, words->judging, &c->supposed, err);
        c->judging.supposed = &c->supposed;
    }
    if (!rc) rc = jh_judge(&c->judged, desk, &c->judging, err);
    return rc ? rc : jh_planning_costs_fit(&c->costs, desk, &c->judged.frame, err);
}

/* JSON of a plan that was found has its words from the planner alone. */
static bool is_laid_out(const jh_desk *desk, const jh_planned_county *c,
                        const jh_plan_words *words)
{
    return !desk->manner.json || !c->plan.found || words->page || words->workbook
           || words->against;
}

jh_code jh_plan_tell(jh_text *out, bool *found, const jh_desk *desk, const jh_plan_words *words,
                     jh_error *err)
{
    jh_planned_county *c = JH_NEW(desk->keep, jh_planned_county);
    jh_plan_view view = { .found = false };
    jh_code rc;

    *found = true;
    if (!c) return jh_no_memory(err);
    rc = jh_costs_read(&c->costs, desk, words->costs, err);
    if (!rc && words->show_costs && !words->costs) return jh_costs_show(out, desk, &c->costs, err);
    if (!rc) rc = jh_plan_judge(c, desk, words, err);
    if (!rc && words->show_costs) return jh_costs_show(out, desk, &c->costs, err);
    if (!rc) rc = jh_planning_make(&c->planning, desk, &c->judged, &c->costs, err);
    if (!rc && words->costs_workbook) return hand_out_costs(out, desk, c, words, err);
    if (!rc) rc = jh_plan_begin(c, desk, words, err);
    if (!rc) rc = make_plan(c, desk, words, err);
    if (!rc && is_laid_out(desk, c, words)) rc = jh_plan_view_make(&view, desk, c, err);
    if (!rc && words->against) rc = hold_against(&view, desk, c, words, err);
    if (!rc) rc = write_papers(&view, desk, words, err);
    if (!rc && words->apply) rc = jh_plan_apply_to_copy(desk, c, words->apply, err);
    if (rc) return rc;
    *found = c->plan.found && (!c->budget.told.asked || c->budget.told.suffices);
    if (words->against) return jh_plan_contrast_tell(out, desk, view.contrast, err);
    return desk->manner.json ? jh_plan_json(out, desk, c, &view, err)
                             : jh_plan_text(out, desk, c, &view, err);
}
