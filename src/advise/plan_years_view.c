/* A schedule laid out for its page in src/report.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_sheets.h"
#include "advise/plan_view.h"
#include "advise/plan_years.h"

#include <stdlib.h>

typedef struct layout {
    jh_schedule_view *out;
    const jh_desk *desk;
    const jh_dated_county *c;
    jh_schedule_year *years;
    jh_schedule_passer *passers;
    jh_schedule_group *groups;
    size_t *place;  /* [school] of the passer */
    size_t *school; /* [row] */
    jh_error *err;
} layout;

/* ---- years and schools ---- */

static jh_code lay_years(layout *l)
{
    const jh_dated_county *c = l->c;
    size_t count = c->asked.years.count, y;

    l->years = JH_NEW_ARRAY(l->desk->keep, jh_schedule_year, count);
    if (!l->years) return jh_no_memory(l->err);
    for (y = 0; y < count; y++) {
        l->years[y] = (jh_schedule_year){ .year = c->asked.year[y],
                                          .money = { c->asked.years.budget[y] },
                                          .available = { jh_years_available(c, y) },
                                          .spent = { c->plan.spent[y] },
                                          .lacking = { c->plan.extra[y] },
                                          .wanted = c->asked.years.wanted[y],
                                          .passing = c->plan.passing[y],
                                          .pupils = jh_years_pupils(c, y) };
        l->out->lacking.millionths += c->plan.extra[y];
        l->out->prices_rise = l->out->prices_rise || c->asked.years.price[y] != JH_PRICE_UNIT;
    }
    l->out->years = l->years;
    l->out->year_count = count;
    l->out->pupils = l->years[count - 1].pupils;
    return JH_OK;
}

static bool row_passes_today(const layout *l, size_t row)
{
    uint32_t part = l->c->end->planning.part[row];
    size_t i;

    for (i = 0; i < l->out->end->row_count; i++)
        if (l->out->end->rows[i].before->part == part)
            return l->out->end->rows[i].before->holds.truth == JH_YES;
    return false;
}

/* All of its rows; one whose year is a later one leans on another waiver than today. */
static void find_today(const layout *l, bool *today, size_t schools)
{
    size_t i;

    for (i = 0; i < schools; i++) today[i] = l->out->end && l->c->plan.year[i] == 0;
    for (i = 0; l->out->end && i < l->c->problem->row_count; i++)
        if (today[l->school[i]]) today[l->school[i]] = row_passes_today(l, i);
}

/* A group of the schools that pass today, or that pass in the year. */
static void place_group(layout *l, const bool *today, jh_schedule_group group)
{
    size_t schools = l->out->passer_count, s;

    for (s = 0; s < schools; s++) {
        if (l->c->plan.year[s] != group.year || today[s] != group.is_today) continue;
        l->place[s] = group.first + group.count++;
        l->passers[l->place[s]] =
            (jh_schedule_passer){ .year = group.year, .is_today = group.is_today };
    }
    if (group.count) l->groups[l->out->group_count++] = group;
}

static void place_schools(layout *l, const bool *today)
{
    size_t y, at = 0, last;

    place_group(l, today, (jh_schedule_group){ .is_today = true });
    for (y = 0; y < l->out->year_count; y++) {
        last = l->out->group_count;
        if (last) at = l->groups[last - 1].first + l->groups[last - 1].count;
        place_group(l, today, (jh_schedule_group){ .year = y, .first = at });
    }
}

static void name_passers(layout *l)
{
    const jh_problem *p = l->c->problem;
    size_t i;

    for (i = 0; i < p->row_count; i++) {
        jh_schedule_passer *one = &l->passers[l->place[l->school[i]]];
        one->code = l->c->rows[i].code;
        one->name = l->c->rows[i].name;
        one->pupils += p->rows[i].pupils;
    }
}

static jh_code lay_passers(layout *l)
{
    const jh_problem *p = l->c->problem;
    size_t schools = jh_years_schools(p), i;
    bool *today = JH_NEW_ARRAY(l->desk->keep, bool, schools + 1);

    l->passers = JH_NEW_ARRAY(l->desk->keep, jh_schedule_passer, schools + 1);
    l->groups = JH_NEW_ARRAY(l->desk->keep, jh_schedule_group, l->out->year_count + 1);
    l->place = JH_NEW_ARRAY(l->desk->keep, size_t, schools + 1);
    l->school = JH_NEW_ARRAY(l->desk->keep, size_t, p->row_count + 1);
    if (!today || !l->passers || !l->groups || !l->place || !l->school) return jh_no_memory(l->err);
    for (i = 0; i < p->row_count; i++)
        l->school[i] = i ? l->school[i - 1] + (p->rows[i].school != p->rows[i - 1].school) : 0;
    l->out->passers = l->passers;
    l->out->passer_count = schools;
    l->out->groups = l->groups;
    find_today(l, today, schools);
    place_schools(l, today);
    name_passers(l);
    return JH_OK;
}

/* ---- measures ---- */

static jh_stage stage_of(const layout *l, size_t row)
{
    return l->c->county ? l->c->county->planning.stage[l->c->problem->rows[row].group] : JH_WHOLE;
}

/* What is bought is of the school; of a whole county there is no element. */
static void lay_purchase(const layout *l, jh_schedule_measure *out, const jh_dated *m)
{
    const jh_planning *planning = l->c->county ? &l->c->county->planning : NULL;
    size_t k = l->c->problem->sites[m->at].indicator;

    out->stage = JH_WHOLE;
    if (!planning) return;
    out->element = &l->c->county->judged.standard.elements[planning->element[k]];
    out->amount.millionths = m->count * jh_planned_figures[planning->figure[k]].step;
}

static void lay_measure(const layout *l, jh_schedule_measure *out, const jh_dated *m)
{
    static const jh_measure_kind kinds[] = { [JH_DATED_STEPS] = JH_BUY,
                                             [JH_DATED_MOVE] = JH_MOVE,
                                             [JH_DATED_HIRE] = JH_HIRE,
                                             [JH_DATED_TRAIN] = JH_TRAIN };
    size_t row = jh_years_row(l->c, m);

    *out = (jh_schedule_measure){ .year = m->year,
                                  .kind = kinds[m->kind],
                                  .to = l->place[l->school[row]],
                                  .stage = stage_of(l, row),
                                  .type = m->type,
                                  .becomes = m->type,
                                  .amount = JH_DECIMAL(m->count),
                                  .cost = { m->count * m->cost } };
    if (m->kind == JH_DATED_STEPS) lay_purchase(l, out, m);
    if (m->kind == JH_DATED_TRAIN) out->becomes |= 1U << m->bit;
    if (m->kind != JH_DATED_MOVE) return;
    out->from = l->place[l->school[m->from]];
    out->leaves = stage_of(l, m->from);
}

typedef struct placed {
    jh_schedule_measure measure;
    size_t at; /* in the schedule */
} placed;

static int by_year_and_place(const void *a, const void *b)
{
    const placed *x = a, *y = b;

    if (x->measure.year != y->measure.year) return x->measure.year < y->measure.year ? -1 : 1;
    if (x->measure.to != y->measure.to) return x->measure.to < y->measure.to ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static jh_code lay_measures(layout *l)
{
    size_t count = l->c->plan.measure_count, i;
    jh_schedule_measure *sorted = JH_NEW_ARRAY(l->desk->keep, jh_schedule_measure, count + 1);
    placed *order = JH_NEW_ARRAY(l->desk->keep, placed, count + 1);

    if (!sorted || !order) return jh_no_memory(l->err);
    for (i = 0; i < count; i++) {
        order[i].at = i;
        lay_measure(l, &order[i].measure, &l->c->plan.measures[i]);
    }
    if (count) qsort(order, count, sizeof *order, by_year_and_place);
    for (i = 0; i < count; i++) sorted[i] = order[i].measure;
    l->out->measures = sorted;
    l->out->measure_count = count;
    return JH_OK;
}

/* ---- sums ---- */

static void sum_groups(layout *l)
{
    size_t g, i;

    for (g = 0; g < l->out->group_count; g++)
        for (i = 0; i < l->groups[g].count; i++) {
            const jh_schedule_passer *one = &l->passers[l->groups[g].first + i];
            l->groups[g].pupils += one->pupils;
            l->groups[g].cost.millionths += one->cost.millionths;
        }
}

static jh_code lay_lots(layout *l)
{
    const jh_schedule_measure *measures = l->out->measures;
    jh_schedule_lot *lots = JH_NEW_ARRAY(l->desk->keep, jh_schedule_lot, l->out->measure_count + 1);
    size_t count = 0, i;

    if (!lots) return jh_no_memory(l->err);
    for (i = 0; i < l->out->measure_count; i++) {
        const jh_schedule_measure *m = &measures[i];
        if (!i || m->year != measures[i - 1].year || m->to != measures[i - 1].to)
            lots[count++] = (jh_schedule_lot){ .year = m->year, .to = m->to, .first = i };
        lots[count - 1].count++;
        lots[count - 1].cost.millionths += m->cost.millionths;
        l->passers[m->to].cost.millionths += m->cost.millionths;
        l->years[m->year].base_cost.millionths += m->cost.millionths;
        l->out->base_cost.millionths += m->cost.millionths;
    }
    l->out->lots = lots;
    l->out->lot_count = count;
    sum_groups(l);
    return JH_OK;
}

static int dearest_first(const void *a, const void *b)
{
    const jh_schedule_sum *x = a, *y = b;

    return (x->all.millionths < y->all.millionths) - (x->all.millionths > y->all.millionths);
}

static jh_code lay_sums(layout *l)
{
    enum { MOST = JH_PLANNED_COUNT + JH_MEASURE_KIND_COUNT };
    size_t years = l->out->year_count, count = 0, i, s;
    jh_schedule_sum *sums = JH_NEW_ARRAY(l->desk->keep, jh_schedule_sum, MOST);
    jh_decimal *costs = JH_NEW_ARRAY(l->desk->keep, jh_decimal, MOST * years);

    if (!sums || !costs) return jh_no_memory(l->err);
    for (i = 0; i < l->out->measure_count; i++) {
        const jh_schedule_measure *m = &l->out->measures[i];
        for (s = 0; s < count && (sums[s].kind != m->kind || sums[s].element != m->element); s++) {
        }
        if (s == count)
            sums[count++] = (jh_schedule_sum){ m->kind, m->element, &costs[s * years], { 0 } };
        costs[(size_t)(sums[s].cost - costs) + m->year].millionths += m->cost.millionths;
        sums[s].all.millionths += m->cost.millionths;
    }
    if (count) qsort(sums, count, sizeof *sums, dearest_first);
    l->out->sums = sums;
    l->out->sum_count = count;
    return JH_OK;
}

/* ---- all of it ---- */

static jh_code lay_end(layout *l)
{
    jh_plan_view *end;

    if (!l->c->end) return JH_OK;
    end = JH_NEW(l->desk->keep, jh_plan_view);
    if (!end) return jh_no_memory(l->err);
    l->out->end = end;
    return jh_plan_view_make(end, l->desk, l->c->end, l->err);
}

static int64_t above_nothing(int64_t millionths)
{
    return millionths > 0 ? millionths : 0;
}

static void lay_proofs(jh_schedule_view *out, const jh_years_plan *plan)
{
    int64_t least = above_nothing(plan->least_cost.bound);

    out->cheapest.millionths = plan->cheapest;
    out->least_cost = jh_money_whole_fen((jh_decimal){ least }, false);
    out->ceiling.millionths = plan->ceiling;
    out->cost_gap = jh_years_cost_gap(plan);
    out->pupil_gap = jh_years_pupil_gap(plan);
    out->has_most = plan->most_pupils.given;
    out->most_pupil_years = plan->most_pupils.bound;
    if (plan->found || !plan->least_extra.given) return;
    out->least_lacking =
        jh_money_whole_fen((jh_decimal){ above_nothing(plan->least_extra.bound) }, false);
}

jh_code jh_years_view_make(jh_schedule_view *out, const jh_desk *desk, const jh_dated_county *c,
                           jh_error *err)
{
    layout l = { .out = out, .desk = desk, .c = c, .err = err };
    jh_code rc;

    *out = (jh_schedule_view){ .version = JH_VERSION,
                               .found = c->plan.found,
                               .stopped = c->plan.stopped,
                               .cost = { c->plan.cost },
                               .pupil_years = c->plan.pupil_years };
    lay_proofs(out, &c->plan);
    rc = lay_end(&l);
    if (!rc) rc = lay_years(&l);
    if (!rc) rc = lay_passers(&l);
    if (!rc) rc = lay_measures(&l);
    if (!rc) rc = lay_lots(&l);
    return rc ? rc : lay_sums(&l);
}
