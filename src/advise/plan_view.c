/* A planned county laid out for the papers of src/report.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_view.h"

#include "advise/plan_lines.h"
#include "advise/plan_sheets.h"

#include <stdlib.h>

typedef struct layout {
    jh_plan_view *out;
    const jh_desk *desk;
    const jh_planned_county *c;
    jh_plan_row_view *rows;
    size_t *row_of; /* [row of the problem] → row of the view */
    jh_error *err;
} layout;

static bool no_room(const void *a, const void *b)
{
    return !a || !b;
}

/* ---- the county before and after ---- */

static jh_code make_view(const jh_view **out, const layout *l, const jh_assessment *assessment)
{
    jh_view *view = JH_NEW(l->desk->keep, jh_view);
    jh_view_options options = { .assessment = assessment, .version = JH_VERSION };

    if (!view) return jh_no_memory(l->err);
    options.is_made_up = jh_text_contains(l->c->judged.snapshot.county_name, JH_TEXT("虚构"));
    *out = view;
    return jh_view_make(view, l->desk->keep, l->desk->scratch, &options, l->err);
}

static const jh_view_row *row_of_part(const jh_view *view, uint32_t part)
{
    size_t i;

    for (i = 0; view && i < view->row_count; i++)
        if (view->rows[i].part == part) return &view->rows[i];
    return NULL;
}

static size_t column_of(const layout *l, size_t k)
{
    return l->c->planning.indicator[k];
}

static int by_view(const void *a, const void *b)
{
    const jh_plan_row_view *x = a, *y = b;

    return x->before < y->before ? -1 : x->before > y->before;
}

static void count_row(layout *l, const jh_plan_row_view *row)
{
    l->out->passed_before += row->before->holds.truth == JH_YES;
    l->out->passed_after += row->after && row->after->holds.truth == JH_YES;
}

static jh_code lay_rows(layout *l)
{
    const jh_planning *p = &l->c->planning;
    size_t count = p->problem.row_count, i, r;

    l->rows = JH_NEW_ARRAY(l->desk->keep, jh_plan_row_view, count);
    l->row_of = JH_NEW_ARRAY(l->desk->keep, size_t, count);
    if (no_room(l->rows, l->row_of)) return jh_no_memory(l->err);
    for (i = 0; i < count; i++)
        l->rows[i] = (jh_plan_row_view){ .before = row_of_part(l->out->before, p->part[i]),
                                         .after = row_of_part(l->out->after, p->part[i]),
                                         .at_floor = SIZE_MAX };
    qsort(l->rows, count, sizeof *l->rows, by_view);
    for (i = 0; i < count; i++) {
        for (r = 0; l->rows[r].before->part != p->part[i]; r++) {
        }
        l->row_of[i] = r;
        count_row(l, &l->rows[r]);
        if (l->out->found && l->c->plan.waived[i] >= 0
            && jh_plan_leans(&l->c->planning, &l->c->after.assessment, i,
                             (size_t)l->c->plan.waived[i]))
            l->rows[r].at_floor = column_of(l, (size_t)l->c->plan.waived[i]);
    }
    l->out->rows = l->rows;
    l->out->row_count = count;
    l->out->school_count = p->problem.school_count;
    return JH_OK;
}

/* ---- measures and money ---- */

static jh_plan_sum *sum_of(jh_plan_sum *sums, size_t *count, const jh_plan_measure *measure)
{
    size_t i;

    for (i = 0; i < *count; i++)
        if (sums[i].kind == measure->kind && sums[i].element == measure->element) return &sums[i];
    sums[*count] = (jh_plan_sum){ .kind = measure->kind, .element = measure->element };
    return &sums[(*count)++];
}

static int dearest_first(const void *a, const void *b)
{
    const jh_plan_sum *x = a, *y = b;

    return (x->cost.millionths < y->cost.millionths) - (x->cost.millionths > y->cost.millionths);
}

static void lay_measure(const layout *l, jh_plan_measure *out, const jh_plan_line *line)
{
    const jh_standard *standard = &l->c->judged.standard;

    *out = (jh_plan_measure){ .kind = line->kind,
                              .row = l->row_of[line->row],
                              .to = line->kind == JH_MOVE ? l->row_of[line->to] : 0,
                              .type = line->type,
                              .becomes = line->type,
                              .amount = line->amount,
                              .cost = line->cost };
    if (line->kind == JH_BUY)
        out->element = &standard->elements[l->c->planning.element[line->indicator]];
    if (line->kind == JH_TRAIN) out->becomes |= 1U << line->bit;
}

static void count_measure(layout *l, const jh_plan_measure *measure)
{
    jh_plan_row_view *row = &l->rows[measure->row];

    row->cost.millionths += measure->cost.millionths;
    row->measure_count++;
}

static jh_code lay_measures(layout *l)
{
    jh_plan_lines lines;
    jh_plan_measure *measures;
    jh_plan_sum *sums;
    jh_code rc = jh_plan_lines_make(&lines, l->desk->keep, l->c, l->err);
    size_t i, count = 0;

    if (rc) return rc;
    measures = JH_NEW_ARRAY(l->desk->keep, jh_plan_measure, lines.count + 1);
    sums = JH_NEW_ARRAY(l->desk->keep, jh_plan_sum, JH_PLANNED_COUNT + JH_MEASURE_KIND_COUNT);
    if (no_room(measures, sums)) return jh_no_memory(l->err);
    for (i = 0; i < lines.count; i++) {
        jh_plan_sum *sum;
        lay_measure(l, &measures[i], &lines.items[i]);
        count_measure(l, &measures[i]);
        sum = sum_of(sums, &count, &measures[i]);
        sum->count++;
        sum->amount.millionths += measures[i].amount.millionths;
        sum->cost.millionths += measures[i].cost.millionths;
    }
    if (count) qsort(sums, count, sizeof *sums, dearest_first);
    l->out->measures = measures;
    l->out->measure_count = lines.count;
    l->out->sums = sums;
    l->out->sum_count = count;
    return JH_OK;
}

/* What a budget that does not suffice goes into. */
static jh_code lay_budget(layout *l)
{
    const jh_plan_lines *lines = l->c->budget.lines;
    jh_plan_measure *measures;
    size_t i;

    if (!l->out->budget.is_listed) return JH_OK;
    measures = JH_NEW_ARRAY(l->desk->keep, jh_plan_measure, lines->count + 1);
    if (!measures) return jh_no_memory(l->err);
    for (i = 0; i < lines->count; i++) lay_measure(l, &measures[i], &lines->items[i]);
    l->out->budget.measures = measures;
    l->out->budget.measure_count = lines->count;
    return JH_OK;
}

/* ---- coefficients, prices, assumptions ---- */

static jh_code lay_limits(layout *l)
{
    const jh_view *before = l->out->before;
    jh_plan_limit_view *limits =
        JH_NEW_ARRAY(l->desk->keep, jh_plan_limit_view, before->limit_count + 1);
    size_t i, g, k;

    if (!limits) return jh_no_memory(l->err);
    for (i = 0; i < before->limit_count; i++) {
        bool planned = false;
        for (g = 0; g < l->c->planning.problem.group_count; g++)
            for (k = 0; k < l->c->planning.problem.indicator_count; k++)
                planned = planned || jh_plan_limit(&l->c->planning, g, k) == i;
        if (!planned) continue;
        limits[l->out->limit_count++] =
            (jh_plan_limit_view){ &before->limits[i], &l->out->after->limits[i] };
        l->out->held_before += before->limits[i].result->holds.truth == JH_YES;
        l->out->held_after += l->out->after->limits[i].result->holds.truth == JH_YES;
    }
    l->out->limits = limits;
    return JH_OK;
}

static jh_code lay_prices(layout *l)
{
    jh_plan_price *prices = JH_NEW_ARRAY(l->desk->keep, jh_plan_price, l->c->price_count + 1);
    size_t i;

    if (!prices) return jh_no_memory(l->err);
    for (i = 0; i < l->c->price_count; i++)
        prices[i] = (jh_plan_price){ .is_line = l->c->prices[i].rule.is_line,
                                     .column = column_of(l, l->c->prices[i].rule.indicator),
                                     .stage = l->c->planning.stage[l->c->prices[i].rule.group],
                                     .least = { l->c->prices[i].least },
                                     .most = { l->c->prices[i].most } };
    l->out->prices = prices;
    l->out->price_count = l->c->price_count;
    return JH_OK;
}

static jh_text name_of(const layout *l, jh_text code)
{
    const jh_snapshot *in = &l->c->judged.snapshot;
    size_t i;

    for (i = 0; i < in->unit_count; i++)
        if (jh_text_equal(in->units[i].code, code)) return in->units[i].name;
    return code;
}

static jh_code lay_assumptions(layout *l)
{
    const jh_costs *costs = &l->c->costs;
    jh_plan_assumption *out = JH_NEW_ARRAY(l->desk->keep, jh_plan_assumption, costs->count + 1);
    size_t i, lang;

    if (!out) return jh_no_memory(l->err);
    for (i = 0; i < costs->count; i++) {
        jh_shown_cost shown = jh_costs_shown(costs, i);
        jh_plan_assumption *one = &out[l->out->assumption_count];
        if (!jh_costs_in_force(costs, i)) continue;
        *one = (jh_plan_assumption){ .key = shown.cost->key,
                                     .code = shown.cost->school,
                                     .stage = shown.cost->stage,
                                     .value = shown.cost->value,
                                     .certainty = shown.certainty,
                                     .is_built_in = !shown.cost->place.size };
        if (one->code.size) one->name = name_of(l, one->code);
        for (lang = 0; lang < JH_LANG_COUNT; lang++) {
            one->unit[lang] = jh_costs_words(shown.unit, (jh_lang)lang);
            one->source[lang] = jh_costs_words(shown.source, (jh_lang)lang);
            one->about[lang] = jh_costs_words(shown.about, (jh_lang)lang);
        }
        l->out->assumption_count++;
    }
    l->out->assumptions = out;
    return JH_OK;
}

/* ---- where there is no plan ---- */

static jh_code lay_sites(layout *l, jh_plan_relief *out)
{
    const jh_planning *p = &l->c->planning;
    jh_plan_relief_site *sites =
        JH_NEW_ARRAY(l->desk->keep, jh_plan_relief_site, p->problem.site_count + 1);
    size_t i, k;

    if (!sites) return jh_no_memory(l->err);
    for (i = 0; out->has_sites && i < p->problem.row_count; i++)
        for (k = 0; k < p->problem.indicator_count; k++) {
            uint32_t site = p->problem.rows[i].site[k];
            if (site == JH_NO_SITE || !l->c->relief.beyond[site]) continue;
            if (i && p->problem.rows[i - 1].site[k] == site) continue;
            sites[out->site_count++] = (jh_plan_relief_site){
                .row = l->row_of[i],
                .element = &l->c->judged.standard.elements[p->element[k]],
                .beyond = { l->c->relief.beyond[site] * jh_planned_figures[p->figure[k]].step }
            };
        }
    out->sites = sites;
    return JH_OK;
}

static jh_code lay_raised(layout *l, jh_plan_relief *out)
{
    const jh_relief *relief = &l->c->relief;
    jh_plan_relief_limit *limits =
        JH_NEW_ARRAY(l->desk->keep, jh_plan_relief_limit, relief->limit_count + 1);
    size_t i;

    if (!limits) return jh_no_memory(l->err);
    for (i = 0; i < relief->limit_count; i++) {
        const jh_raised_limit *raised = &relief->limits[i];
        size_t at = jh_plan_limit(&l->c->planning, raised->group, raised->indicator);
        limits[i] = (jh_plan_relief_limit){
            .column = column_of(l, raised->indicator),
            .stage = l->c->planning.stage[raised->group],
            .now = l->c->judged.assessment.limits[at].bound,
            .raised = { raised->hundredths * (JH_DECIMAL_ONE / 100) },
        };
    }
    out->limits = limits;
    out->limit_count = relief->limit_count;
    return JH_OK;
}

static jh_code lay_relief(layout *l)
{
    const jh_relief *relief = &l->c->relief;
    jh_plan_relief *out = &l->out->relief;
    jh_code rc;

    *out = (jh_plan_relief){ .has_sites = relief->found,
                             .is_irreducible = relief->is_irreducible,
                             .is_cut_short = relief->is_cut_short,
                             .cost = { relief->cost },
                             .mergers = relief->mergers,
                             .merger_count = relief->merger_count,
                             .mergers_tried = relief->mergers_tried };
    rc = lay_sites(l, out);
    return rc ? rc : lay_raised(l, out);
}

jh_code jh_plan_view_make(jh_plan_view *out, const jh_desk *desk, const jh_planned_county *c,
                          jh_error *err)
{
    layout l = { .out = out, .desk = desk, .c = c, .err = err };
    jh_code rc;

    *out = (jh_plan_view){ .found = c->plan.found,
                           .stopped = c->plan.stopped,
                           .budget = c->budget.told,
                           .has_bound = c->plan.has_bound,
                           .cost = { c->plan.cost },
                           .bound = { c->plan.bound > 0 ? c->plan.bound : 0 },
                           .gap = c->plan.found ? jh_plan_gap(&c->plan) : 0 };
    rc = make_view(&out->before, &l, &c->judged.assessment);
    if (!rc && c->plan.found) rc = make_view(&out->after, &l, &c->after.assessment);
    if (!rc) rc = lay_rows(&l);
    if (!rc) rc = lay_budget(&l);
    if (!rc) rc = lay_assumptions(&l);
    if (!rc && !c->plan.found) return lay_relief(&l);
    if (!rc) rc = lay_measures(&l);
    if (!rc) rc = lay_limits(&l);
    return rc ? rc : lay_prices(&l);
}
