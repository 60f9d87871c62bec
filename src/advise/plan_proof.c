/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan.h"
#include "formats/json.h"

static void integers(jh_json *json, const char *key, const int64_t *values, size_t count)
{
    size_t i;

    if (key) jh_json_key(json, key);
    jh_json_array(json);
    for (i = 0; i < count; i++) jh_json_integer(json, values[i]);
    jh_json_end(json);
}

static void ratios(jh_json *json, const char *key, const jh_ratio *values, size_t count)
{
    size_t i;

    jh_json_key(json, key);
    jh_json_array(json);
    for (i = 0; i < count; i++) {
        int64_t pair[2] = { values[i].up, values[i].down };
        integers(json, NULL, pair, 2);
    }
    jh_json_end(json);
}

static void row_json(jh_json *json, const jh_problem *p, const jh_plan_row *row)
{
    int64_t staff[2] = { row->staff_least, row->staff_most };
    size_t k;

    jh_json_object(json);
    jh_json_key(json, "school");
    jh_json_integer(json, row->school);
    jh_json_key(json, "group");
    jh_json_integer(json, row->group);
    jh_json_key(json, "pupils");
    jh_json_integer(json, row->pupils);
    ratios(json, "base", row->base, p->indicator_count);
    ratios(json, "gain", row->gain, p->indicator_count);
    jh_json_key(json, "site");
    jh_json_array(json);
    for (k = 0; k < p->indicator_count; k++)
        jh_json_integer(json, row->site[k] == JH_NO_SITE ? -1 : (int64_t)row->site[k]);
    jh_json_end(json);
    integers(json, "today", row->today, JH_PLAN_TYPES);
    integers(json, "staff", staff, 2);
    integers(json, "train_most", row->train_most, JH_PLAN_BITS);
    jh_json_end(json);
}

/* What has been decided already. */
static void holds_json(jh_json *json, const jh_problem *p)
{
    size_t i;

    jh_json_key(json, "holds");
    jh_json_array(json);
    for (i = 0; i < p->row_count; i++) {
        jh_json_object(json);
        integers(json, "least", p->holds[i].least, JH_PLAN_TYPES);
        integers(json, "most", p->holds[i].most, JH_PLAN_TYPES);
        jh_json_key(json, "refused");
        jh_json_integer(json, p->holds[i].refused);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void moves_json(jh_json *json, const char *key, const jh_plan_move *moves, size_t count)
{
    size_t i;

    jh_json_key(json, key);
    jh_json_array(json);
    for (i = 0; i < count; i++) {
        int64_t move[4] = { moves[i].from, moves[i].to, moves[i].type, moves[i].count };
        integers(json, NULL, move, 4);
    }
    jh_json_end(json);
}

static void problem_json(jh_json *json, const jh_problem *p)
{
    size_t i;

    jh_json_object(json);
    jh_json_key(json, "bit");
    jh_json_array(json);
    for (i = 0; i < p->indicator_count; i++) jh_json_integer(json, p->bit[i]);
    jh_json_end(json);
    jh_json_key(json, "bits");
    jh_json_integer(json, p->bit_count);
    jh_json_key(json, "waivers");
    jh_json_integer(json, p->waivers);
    jh_json_key(json, "groups");
    jh_json_array(json);
    for (i = 0; i < p->group_count; i++) {
        jh_json_object(json);
        ratios(json, "line", p->groups[i].line, p->indicator_count);
        ratios(json, "floor", p->groups[i].floor, p->indicator_count);
        ratios(json, "limit", p->groups[i].limit, p->indicator_count);
        jh_json_end(json);
    }
    jh_json_end(json);
    jh_json_key(json, "rows");
    jh_json_array(json);
    for (i = 0; i < p->row_count; i++) row_json(json, p, &p->rows[i]);
    jh_json_end(json);
    jh_json_key(json, "sites");
    jh_json_array(json);
    for (i = 0; i < p->site_count; i++) {
        int64_t site[5] = { p->sites[i].school, p->sites[i].indicator, p->sites[i].most,
                            p->sites[i].cost, p->sites[i].least };
        integers(json, NULL, site, 5);
    }
    jh_json_end(json);
    jh_json_key(json, "ways");
    jh_json_array(json);
    for (i = 0; i < p->way_count; i++) {
        int64_t way[3] = { p->ways[i].a, p->ways[i].b, p->ways[i].cost };
        integers(json, NULL, way, 3);
    }
    jh_json_end(json);
    integers(json, "hire", p->hire, JH_PLAN_TYPES);
    integers(json, "train", p->train, JH_PLAN_BITS);
    if (p->holds) holds_json(json, p);
    if (p->decided_count) moves_json(json, "decided", p->decided, p->decided_count);
    jh_json_end(json);
}

static void table(jh_json *json, const char *key, const int64_t *values, size_t rows, size_t width)
{
    size_t i;

    jh_json_key(json, key);
    jh_json_array(json);
    for (i = 0; i < rows; i++) integers(json, NULL, values + i * width, width);
    jh_json_end(json);
}

void jh_plan_measures_json(jh_json *json, const jh_problem *p, const jh_plan *plan)
{
    size_t i;

    jh_json_object(json);
    jh_json_key(json, "waived");
    jh_json_array(json);
    for (i = 0; i < p->row_count; i++) jh_json_integer(json, plan->waived[i]);
    jh_json_end(json);
    integers(json, "steps", plan->steps, p->site_count);
    table(json, "staff", (const int64_t *)plan->staff, p->row_count, JH_PLAN_TYPES);
    table(json, "hires", (const int64_t *)plan->hires, p->row_count, JH_PLAN_TYPES);
    moves_json(json, "moves", plan->moves, plan->move_count);
    jh_json_key(json, "trainings");
    jh_json_array(json);
    for (i = 0; i < plan->training_count; i++) {
        int64_t training[4] = { plan->trainings[i].row, plan->trainings[i].type,
                                plan->trainings[i].bit, plan->trainings[i].count };
        integers(json, NULL, training, 4);
    }
    jh_json_end(json);
    jh_json_key(json, "cost");
    jh_json_integer(json, plan->cost);
    jh_json_end(json);
}

static void prices_json(jh_json *json, const jh_problem *p, const jh_certificate *c)
{
    jh_json_object(json);
    table(json, "lambda", (const int64_t *)c->lambda, p->group_count, JH_PLAN_INDICATORS);
    table(json, "root", (const int64_t *)c->root, p->group_count, JH_PLAN_INDICATORS);
    table(json, "slope", (const int64_t *)c->slope, p->row_count, JH_PLAN_INDICATORS);
    table(json, "person", (const int64_t *)c->person, p->row_count, JH_PLAN_TYPES);
    table(json, "need", (const int64_t *)c->need, p->row_count,
          (JH_PLAN_BITS + 1) * (JH_PLAN_BITS + 1));
    jh_json_end(json);
}

/* Without cases there is one: a leaf. */
static void certificate_json(jh_json *json, const jh_problem *p, const jh_plan *plan)
{
    static const jh_plan_case leaf = { 0, -1 };
    jh_proof_tree tree = plan->tree;
    size_t i;

    if (!tree.case_count) tree = (jh_proof_tree){ &leaf, 1, &plan->certificate, 1 };
    jh_json_object(json);
    jh_json_key(json, "cases");
    jh_json_array(json);
    for (i = 0; i < tree.case_count; i++) {
        int64_t pair[2] = { tree.cases[i].row, tree.cases[i].indicator };
        integers(json, NULL, pair, 2);
    }
    jh_json_end(json);
    jh_json_key(json, "prices");
    jh_json_array(json);
    for (i = 0; i < tree.leaf_count; i++) prices_json(json, p, &tree.leaves[i]);
    jh_json_end(json);
    jh_json_key(json, "bound");
    jh_json_text(json, plan->bound_exact);
    jh_json_end(json);
}

/* Of a plan that was found; the certificate may be missing. */
static void answer_json(jh_json *json, const jh_problem *p, const jh_plan *plan)
{
    if (plan->found) {
        jh_json_key(json, "plan");
        jh_plan_measures_json(json, p, plan);
    }
    if (plan->has_bound) {
        jh_json_key(json, "certificate");
        certificate_json(json, p, plan);
    }
}

/* For each price of a rule the answer without that rule. */
static void rules_json(jh_json *json, const jh_planned_county *c)
{
    size_t i;

    jh_json_key(json, "prices");
    jh_json_array(json);
    for (i = 0; i < c->price_count; i++) {
        const jh_plan_rule *rule = &c->prices[i].rule;
        int64_t which[3] = { rule->is_line, (int64_t)rule->group, (int64_t)rule->indicator };
        jh_json_object(json);
        integers(json, "without", which, 3);
        answer_json(json, &c->planning.problem, &c->prices[i].without);
        jh_json_end(json);
    }
    jh_json_end(json);
}

void jh_plan_proof_members(jh_json *json, const jh_problem *p, const jh_plan *plan)
{
    jh_json_key(json, "problem");
    problem_json(json, p);
    answer_json(json, p, plan);
}

void jh_plan_proof_json(jh_json *json, const jh_planned_county *c)
{
    const jh_problem *p = &c->planning.problem;
    size_t k;

    jh_json_object(json);
    jh_plan_proof_members(json, p, &c->plan);
    jh_json_key(json, "step");
    jh_json_array(json);
    for (k = 0; k < p->indicator_count; k++)
        jh_json_integer(json, jh_planned_figures[c->planning.figure[k]].step);
    jh_json_end(json);
    rules_json(json, c);
    jh_json_end(json);
}
