/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/people.h"
#include "advise/plan_lines.h"
#include "advise/plan_sheets.h"
#include "advise/plan_years.h"
#include "plan/values.h"
#include "report/json_words.h"

static const char *const kinds[] = { "buy", "move", "hire", "train" };

static void decimal(jh_json *json, const char *key, int64_t millionths)
{
    jh_json_key(json, key);
    jh_json_decimal(json, (jh_decimal){ millionths });
}

static void school(jh_json *json, const char *key, const jh_planned_county *c, size_t row)
{
    const jh_planning *p = &c->planning;

    jh_json_key(json, key);
    jh_json_object(json);
    jh_json_member_text(json, "code", jh_planning_school(p, row));
    jh_json_member_text(json, "name", jh_planning_school_name(p, row));
    jh_json_member_text(json, "stage",
                        jh_text_of(jh_stage_key(p->stage[p->problem.rows[row].group])));
    jh_json_end(json);
}

static void head_json(jh_json *json, const jh_planned_county *c)
{
    char hex[JH_HASH_HEX], day[16];

    jh_json_member_text(json, "format", JH_TEXT("junheng-plan/1"));
    jh_json_member_text(json, "county", c->judged.snapshot.county);
    jh_json_member_text(json, "county_name", c->judged.snapshot.county_name);
    jh_json_member_text(json, "period", c->judged.snapshot.period);
    jh_json_member_text(json, "standard", c->judged.standard.key);
    jh_json_member_text(json, "as_of", jh_text_of(jh_date_write(day, c->judged.settings.as_of)));
    jh_json_member_text(json, "assessment",
                        jh_text_of(jh_hash_hex(hex, &c->judged.assessment.hash)));
    jh_json_key(json, "found");
    jh_json_bool(json, c->plan.found);
    jh_json_key(json, "stopped");
    jh_json_bool(json, c->plan.stopped);
}

static void line_json(jh_json *json, const jh_desk *desk, const jh_planned_county *c,
                      const jh_plan_line *line)
{
    const jh_standard *standard = &c->judged.standard;

    jh_json_object(json);
    jh_json_member_text(json, "kind", jh_text_of(kinds[line->kind]));
    school(json, line->kind == JH_MOVE ? "from" : "school", c, line->row);
    if (line->kind == JH_MOVE) school(json, "to", c, line->to);
    if (line->kind == JH_BUY) {
        const jh_element *element = &standard->elements[c->planning.element[line->indicator]];
        jh_json_member_text(json, "element", element->key);
        jh_json_member_text(json, "title",
                            jh_standard_in(standard, desk->manner.lang, element->title));
        jh_json_member_measure(json, standard, element->measure_title);
    } else {
        jh_json_member_text(json, "teachers",
                            jh_teachers_words(desk->keep, desk->manner.lang, line->type));
    }
    if (line->kind == JH_TRAIN)
        jh_json_member_text(
            json, "becomes",
            jh_teachers_words(desk->keep, desk->manner.lang, line->type | 1U << line->bit));
    decimal(json, "amount", line->amount.millionths);
    decimal(json, "cost_yuan", line->cost.millionths);
    jh_json_end(json);
}

/* An indicator as a person calls it. */
static void title(jh_json *json, const char *key, const jh_planned_county *c, size_t k)
{
    const jh_standard *standard = &c->judged.standard;
    const jh_indicator *indicator = &standard->indicators[c->planning.indicator[k]];

    jh_json_member_text(
        json, key, jh_standard_in(standard, c->planning.desk->manner.lang, indicator->short_title));
}

static void rows_json(jh_json *json, const jh_planned_county *c)
{
    const jh_problem *p = &c->planning.problem;
    size_t i, k;

    jh_json_key(json, "schools");
    jh_json_array(json);
    for (i = 0; i < p->row_count; i++) {
        jh_json_object(json);
        school(json, "school", c, i);
        if (c->plan.waived[i] >= 0) {
            jh_json_member_text(
                json, "at_floor",
                c->judged.standard.indicators[c->planning.indicator[c->plan.waived[i]]].key);
            if (jh_plan_leans(&c->planning, &c->after.assessment, i, (size_t)c->plan.waived[i]))
                title(json, "at_floor_title", c, (size_t)c->plan.waived[i]);
        }
        jh_json_key(json, "values");
        jh_json_array(json);
        for (k = 0; k < p->indicator_count; k++) {
            jh_json_object(json);
            jh_json_member_text(json, "indicator",
                                c->judged.standard.indicators[c->planning.indicator[k]].key);
            decimal(json, "before", jh_row_value(p, NULL, i, k));
            decimal(json, "after", jh_row_value(p, &c->plan, i, k));
            jh_json_end(json);
        }
        jh_json_end(json);
        jh_json_end(json);
    }
    jh_json_end(json);
}

typedef struct coefficient {
    const jh_planned_county *c;
    size_t group, indicator;
} coefficient;

/* plan NULL: today. */
static void dispersion(jh_json *json, const char *key, const coefficient *of, const jh_plan *plan)
{
    int64_t value = 0;

    jh_json_key(json, key);
    if (jh_group_dispersion(&value, &of->c->planning.problem, plan, of->group, of->indicator))
        jh_json_decimal(json, (jh_decimal){ value });
    else
        jh_json_null(json);
}

static void limits_json(jh_json *json, const jh_planned_county *c)
{
    const jh_problem *p = &c->planning.problem;
    size_t g, k, at;

    jh_json_key(json, "dispersions");
    jh_json_array(json);
    for (g = 0; g < p->group_count; g++)
        for (k = 0; k < p->indicator_count; k++) {
            at = jh_plan_limit(&c->planning, g, k);
            if (at == SIZE_MAX) continue;
            jh_json_object(json);
            jh_json_member_text(json, "indicator",
                                c->judged.standard.indicators[c->planning.indicator[k]].key);
            title(json, "title", c, k);
            jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(c->planning.stage[g])));
            dispersion(json, "before", &(coefficient){ c, g, k }, NULL);
            dispersion(json, "after", &(coefficient){ c, g, k }, &c->plan);
            decimal(json, "limit", c->judged.assessment.limits[at].bound.millionths);
            jh_json_end(json);
        }
    jh_json_end(json);
}

static void prices_json(jh_json *json, const jh_planned_county *c)
{
    size_t i;

    jh_json_key(json, "prices");
    jh_json_array(json);
    for (i = 0; i < c->price_count; i++) {
        const jh_rule_price *price = &c->prices[i];
        const jh_standard *standard = &c->judged.standard;
        jh_json_object(json);
        jh_json_member_text(json, "rule",
                            price->rule.is_line ? JH_TEXT("line") : JH_TEXT("dispersion"));
        jh_json_member_text(json, "indicator",
                            standard->indicators[c->planning.indicator[price->rule.indicator]].key);
        jh_json_member_text(json, "stage",
                            jh_text_of(jh_stage_key(c->planning.stage[price->rule.group])));
        jh_json_member_text(json, "how",
                            price->is_carried ? JH_TEXT("carried") : JH_TEXT("searched"));
        decimal(json, "least_yuan", price->least);
        decimal(json, "most_yuan", price->most);
        decimal(json, "cost_without_yuan", price->cost_without);
        decimal(json, "bound_without_yuan", price->bound_without);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static jh_code found_json(jh_json *json, const jh_desk *desk, const jh_planned_county *c,
                          jh_error *err)
{
    jh_plan_lines lines;
    jh_code rc = jh_plan_lines_make(&lines, desk->keep, c, err);
    size_t i;

    if (rc) return rc;
    decimal(json, "cost_yuan", c->plan.cost);
    if (c->plan.has_bound) {
        decimal(json, "bound_yuan", c->plan.bound);
        decimal(json, "gap_percent", jh_gap_percent(c->plan.cost, c->plan.bound));
    }
    jh_json_key(json, "measures");
    jh_json_array(json);
    for (i = 0; i < lines.count; i++) line_json(json, desk, c, &lines.items[i]);
    jh_json_end(json);
    rows_json(json, c);
    limits_json(json, c);
    prices_json(json, c);
    jh_costs_json(json, &c->costs, desk->manner.lang);
    jh_json_key(json, "proof");
    jh_plan_proof_json(json, c);
    return JH_OK;
}

static void relief_json(jh_json *json, const jh_planned_county *c, const jh_plan_view *view)
{
    const jh_plan_relief *relief = &view->relief;
    size_t i;

    jh_json_key(json, "relief");
    jh_json_array(json);
    for (i = 0; i < relief->site_count; i++) {
        const jh_view_row *row = view->rows[relief->sites[i].row].before;
        jh_json_object(json);
        jh_json_key(json, "school");
        jh_json_object(json);
        jh_json_member_text(json, "code", row->unit->code);
        jh_json_member_text(json, "name", row->unit->name);
        jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(row->stage)));
        jh_json_end(json);
        jh_json_member_text(json, "element", relief->sites[i].element->key);
        decimal(json, "beyond", relief->sites[i].beyond.millionths);
        jh_json_end(json);
    }
    jh_json_end(json);
    if (relief->has_sites) decimal(json, "relief_cost_yuan", relief->cost.millionths);
    jh_json_key(json, "relief_is_irreducible");
    jh_json_bool(json, relief->is_irreducible);
    jh_json_key(json, "raised_limits");
    jh_json_array(json);
    for (i = 0; i < relief->limit_count; i++) {
        const jh_plan_relief_limit *limit = &relief->limits[i];
        jh_json_object(json);
        jh_json_member_text(json, "indicator", c->judged.standard.indicators[limit->column].key);
        jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(limit->stage)));
        decimal(json, "now", limit->now.millionths);
        decimal(json, "limit", limit->raised.millionths);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void mergers_json(jh_json *json, const jh_plan_relief *relief)
{
    size_t i;

    jh_json_key(json, "mergers");
    jh_json_array(json);
    for (i = 0; i < relief->merger_count; i++) {
        const jh_plan_merger *m = &relief->mergers[i];
        jh_json_object(json);
        jh_json_member_text(json, "part", m->part);
        jh_json_member_text(json, "part_name", m->part_name);
        jh_json_member_text(json, "into", m->into);
        jh_json_member_text(json, "into_name", m->into_name);
        jh_json_key(json, "pupils");
        jh_json_integer(json, m->pupils);
        jh_json_key(json, "metres");
        jh_json_integer(json, m->metres);
        decimal(json, "cost_yuan", m->cost.millionths);
        jh_json_end(json);
    }
    jh_json_end(json);
    jh_json_key(json, "mergers_tried");
    jh_json_integer(json, (int64_t)relief->mergers_tried);
    jh_json_key(json, "relief_cut_short");
    jh_json_bool(json, relief->is_cut_short);
}

/* What junheng-verify computes again: where the two steps end, and the steps. */
static void steps_json(jh_json *json, const jh_desk *desk, const jh_planned_county *c)
{
    const jh_dated_county *steps = c->budget.steps;
    size_t i;

    jh_json_key(json, "measures");
    jh_json_array(json);
    for (i = 0; i < c->budget.lines->count; i++)
        line_json(json, desk, c, &c->budget.lines->items[i]);
    jh_json_end(json);
    decimal(json, "ceiling_yuan", steps->plan.ceiling);
    jh_json_key(json, "plan");
    jh_plan_measures_json(json, steps->problem, &steps->plan.plan);
    jh_json_key(json, "schedule");
    jh_years_proof_json(json, steps);
}

static void budget_list_json(jh_json *json, const jh_plan_budget *b)
{
    size_t i;

    jh_json_member_count(json, "pupils", (size_t)b->pupils_all);
    jh_json_member_count(json, "pupils_passing_today", (size_t)b->pupils_today);
    jh_json_member_count(json, "pupils_passing_within", (size_t)b->pupils_within);
    jh_json_member_count(json, "pupils_at_most", (size_t)b->pupils_bound);
    decimal(json, "spent_yuan", b->spent.millionths);
    jh_json_key(json, "schools");
    jh_json_array(json);
    for (i = 0; i < b->school_count; i++) {
        jh_json_object(json);
        jh_json_member_text(json, "code", b->schools[i].code);
        jh_json_member_text(json, "name", b->schools[i].name);
        jh_json_member_count(json, "pupils", (size_t)b->schools[i].pupils);
        decimal(json, "cost_yuan", b->schools[i].cost.millionths);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void budget_json(jh_json *json, const jh_desk *desk, const jh_planned_county *c)
{
    const jh_plan_budget *b = &c->budget.told;

    if (!b->asked) return;
    jh_json_key(json, "budget");
    jh_json_object(json);
    decimal(json, "money_yuan", b->money.millionths);
    jh_json_key(json, "suffices");
    jh_json_bool(json, b->suffices);
    if (b->has_plan) decimal(json, "left_yuan", b->difference.millionths);
    if (b->short_at_least.millionths)
        decimal(json, "short_at_least_yuan", b->short_at_least.millionths);
    if (b->is_listed) {
        budget_list_json(json, b);
        steps_json(json, desk, c);
    }
    jh_json_end(json);
}

jh_code jh_plan_json(jh_text *out, const jh_desk *desk, const jh_planned_county *c,
                     const jh_plan_view *view, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_text document;
    jh_code rc = JH_OK;

    jh_json_object(&json);
    head_json(&json, c);
    if (c->plan.found) {
        rc = found_json(&json, desk, c, err);
    } else {
        relief_json(&json, c, view);
        mergers_json(&json, &view->relief);
    }
    if (rc) return rc;
    budget_json(&json, desk, c);
    jh_json_end(&json);
    rc = jh_json_finish(&document, &json, err);
    return rc ? rc : jh_document_seal(out, desk, document, err);
}
