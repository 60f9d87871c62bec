/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_lines.h"
#include "advise/plan_years.h"
#include "formats/json.h"
#include "plan/values.h"

static const char *const kinds[] = { "buy", "move", "hire", "train" };

static void millionths(jh_json *json, const char *key, int64_t value)
{
    jh_json_key(json, key);
    jh_json_decimal(json, (jh_decimal){ value });
}

/* ---- what people read ---- */

static void head_json(jh_json *json, const jh_dated_county *c)
{
    char hex[JH_HASH_HEX], day[16];

    jh_json_member_text(json, "format", JH_TEXT("junheng-years/1"));
    if (c->county) {
        const jh_judged *judged = &c->county->judged;
        jh_json_member_text(json, "county", judged->snapshot.county);
        jh_json_member_text(json, "county_name", judged->snapshot.county_name);
        jh_json_member_text(json, "period", judged->snapshot.period);
        jh_json_member_text(json, "standard", judged->standard.key);
        jh_json_member_text(json, "as_of", jh_text_of(jh_date_write(day, judged->settings.as_of)));
        jh_json_member_text(json, "assessment",
                            jh_text_of(jh_hash_hex(hex, &judged->assessment.hash)));
    }
    jh_json_member_bool(json, "found", c->plan.found);
    jh_json_member_bool(json, "stopped", c->plan.stopped);
}

static void sums_json(jh_json *json, const jh_dated_county *c)
{
    const jh_years_plan *plan = &c->plan;

    millionths(json, "cost_yuan", plan->cost);
    jh_json_member_integer(json, "pupil_years", plan->pupil_years);
    if (plan->found) {
        millionths(json, "cheapest_yuan", plan->cheapest);
        millionths(json, "least_cost_yuan", plan->least_cost.bound);
        millionths(json, "cost_gap_percent",
                   jh_gap_percent(plan->cheapest, plan->least_cost.bound));
        millionths(json, "ceiling_yuan", plan->ceiling);
        jh_json_member_integer(json, "most_pupil_years", plan->most_pupils.bound);
        millionths(json, "pupil_gap_percent",
                   jh_gap_percent(plan->most_pupils.bound, plan->pupil_years));
    } else {
        millionths(json, "least_lacking_yuan",
                   plan->least_extra.bound > 0 ? plan->least_extra.bound : 0);
    }
}

static void years_json(jh_json *json, const jh_dated_county *c)
{
    size_t y;

    jh_json_key(json, "years");
    jh_json_array(json);
    for (y = 0; y < c->asked.years.count; y++) {
        jh_json_object(json);
        jh_json_member_integer(json, "year", c->asked.year[y]);
        millionths(json, "money_yuan", c->asked.years.budget[y]);
        millionths(json, "spent_yuan", c->plan.spent[y]);
        millionths(json, "lacking_yuan", c->plan.extra[y]);
        jh_json_member_integer(json, "wanted", c->asked.years.wanted[y]);
        jh_json_member_integer(json, "passing", c->plan.passing[y]);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void stage_json(jh_json *json, const jh_dated_county *c, size_t row)
{
    if (c->county)
        jh_json_member_text(
            json, "stage",
            jh_text_of(jh_stage_key(c->county->planning.stage[c->problem->rows[row].group])));
}

/* Which indicator the proof's numbers mean. */
static void indicators_json(jh_json *json, const jh_dated_county *c)
{
    size_t k;

    if (!c->county) return;
    jh_json_key(json, "indicators");
    jh_json_array(json);
    for (k = 0; k < c->problem->indicator_count; k++)
        jh_json_text(json,
                     c->county->judged.standard.indicators[c->county->planning.indicator[k]].key);
    jh_json_end(json);
}

static void passers_json(jh_json *json, const jh_dated_county *c)
{
    size_t i;

    jh_json_key(json, c->county ? "schools" : "counties");
    jh_json_array(json);
    for (i = 0; i < c->problem->row_count; i++) {
        int8_t waived = c->plan.plan.waived[i];
        jh_json_object(json);
        jh_json_member_text(json, "code", c->rows[i].code);
        jh_json_member_text(json, "name", c->rows[i].name);
        stage_json(json, c, i);
        jh_json_member_integer(json, "year", c->asked.year[c->plan.year[jh_years_school_at(c, i)]]);
        jh_json_member_integer(json, "pupils", c->problem->rows[i].pupils);
        if (c->county && waived >= 0)
            jh_json_member_text(
                json, "at_floor",
                c->county->judged.standard.indicators[c->county->planning.indicator[waived]].key);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void row_json(jh_json *json, const char *key, const jh_dated_county *c, size_t row)
{
    jh_json_key(json, key);
    jh_json_object(json);
    jh_json_member_text(json, "code", c->rows[row].code);
    jh_json_member_text(json, "name", c->rows[row].name);
    stage_json(json, c, row);
    jh_json_end(json);
}

static void measures_json(jh_json *json, const jh_desk *desk, const jh_dated_county *c)
{
    size_t i;

    jh_json_key(json, "measures");
    jh_json_array(json);
    for (i = 0; i < c->plan.measure_count; i++) {
        const jh_dated *m = &c->plan.measures[i];
        jh_json_object(json);
        jh_json_member_integer(json, "year", c->asked.year[m->year]);
        jh_json_member_text(json, "kind", jh_text_of(kinds[m->kind]));
        row_json(json, "at", c, jh_years_row(c, m));
        if (m->kind == JH_DATED_MOVE) row_json(json, "from", c, m->from);
        jh_json_member_text(json, "what", jh_years_measure(desk, c, m));
        millionths(json, "cost_yuan", m->count * m->cost);
        jh_json_end(json);
    }
    jh_json_end(json);
}

/* ---- what junheng-verify reads ---- */

static void integers(jh_json *json, const char *key, const int64_t *values, size_t count)
{
    size_t i;

    if (key) jh_json_key(json, key);
    jh_json_array(json);
    for (i = 0; i < count; i++) jh_json_integer(json, values[i]);
    jh_json_end(json);
}

static void tables(jh_json *json, const char *key, const int64_t *values, size_t width,
                   const jh_dated_county *c)
{
    size_t rows = c->problem->row_count, y, i;

    jh_json_key(json, key);
    jh_json_array(json);
    for (y = 0; y + 1 < c->asked.years.count; y++) {
        jh_json_array(json);
        for (i = 0; i < rows; i++) integers(json, NULL, values + (y * rows + i) * width, width);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void proof_json(jh_json *json, const char *key, const jh_years_proof *proof,
                       const jh_dated_county *c)
{
    size_t years = c->asked.years.count;

    if (!proof->given) return;
    jh_json_key(json, key);
    jh_json_object(json);
    jh_json_member_integer(json, "total", proof->total);
    integers(json, "budget", proof->budget, years);
    integers(json, "share", proof->share, years);
    jh_json_member_integer(json, "pupil_year", proof->pupil_year);
    tables(json, "person", (const int64_t *)proof->person, JH_PLAN_TYPES, c);
    tables(json, "need", (const int64_t *)proof->need, (JH_PLAN_BITS + 1) * (JH_PLAN_BITS + 1), c);
    jh_json_member_text(json, "bound", proof->bound_exact);
    jh_json_end(json);
}

/* The prices of the plan without years that all of it rests on. */
static void prices_json(jh_json *json, const jh_dated_county *c)
{
    const jh_certificate *prices = &c->first->certificate;
    size_t rows = c->problem->row_count, groups = c->problem->group_count, i, t;
    const struct {
        const char *key;
        const int64_t *values;
        size_t count, width;
    } of[] = {
        { "lambda", (const int64_t *)prices->lambda, groups, JH_PLAN_INDICATORS },
        { "root", (const int64_t *)prices->root, groups, JH_PLAN_INDICATORS },
        { "slope", (const int64_t *)prices->slope, rows, JH_PLAN_INDICATORS },
        { "person", (const int64_t *)prices->person, rows, JH_PLAN_TYPES },
        { "need", (const int64_t *)prices->need, rows, (JH_PLAN_BITS + 1) * (JH_PLAN_BITS + 1) },
    };

    jh_json_key(json, "prices");
    jh_json_object(json);
    for (t = 0; t < sizeof of / sizeof *of; t++) {
        jh_json_key(json, of[t].key);
        jh_json_array(json);
        for (i = 0; i < of[t].count; i++)
            integers(json, NULL, of[t].values + i * of[t].width, of[t].width);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void dated_json(jh_json *json, const jh_dated_county *c)
{
    size_t i;

    jh_json_key(json, "measures");
    jh_json_array(json);
    for (i = 0; i < c->plan.measure_count; i++) {
        const jh_dated *m = &c->plan.measures[i];
        int64_t fields[] = { m->year, m->kind, m->at, m->from, m->type, m->bit, m->count };
        integers(json, NULL, fields, sizeof fields / sizeof *fields);
    }
    jh_json_end(json);
}

void jh_years_proof_json(jh_json *json, const jh_dated_county *c)
{
    const jh_years *years = &c->asked.years;
    const jh_years_plan *plan = &c->plan;
    size_t i;

    jh_json_object(json);
    integers(json, "budget", years->budget, years->count);
    integers(json, "wanted", years->wanted, years->count);
    integers(json, "price", years->price, years->count);
    jh_json_member_integer(json, "ceiling", plan->ceiling);
    dated_json(json, c);
    jh_json_key(json, "school_year");
    jh_json_array(json);
    for (i = 0; i < jh_years_schools(c->problem); i++) jh_json_integer(json, plan->year[i]);
    jh_json_end(json);
    integers(json, "spent", plan->spent, years->count);
    integers(json, "extra", plan->extra, years->count);
    jh_json_member_integer(json, "cost", plan->cost);
    jh_json_member_integer(json, "pupil_years", plan->pupil_years);
    prices_json(json, c);
    jh_json_key(json, "proofs");
    jh_json_object(json);
    if (plan->found) {
        if (!plan->least_is_plans) proof_json(json, "least_cost", &plan->least_cost, c);
        proof_json(json, "most_pupils", &plan->most_pupils, c);
    } else {
        proof_json(json, "least_extra", &plan->least_extra, c);
    }
    jh_json_end(json);
    jh_json_end(json);
}

/* ---- all of it ---- */

/* The seal: SHA-256 of everything before `,"seal"`. */
static jh_code seal(jh_text *out, const jh_desk *desk, jh_text document, jh_error *err)
{
    char hex[JH_HASH_HEX];
    jh_text body = { document.at, document.size };
    jh_hash hash;

    while (body.size && body.at[body.size - 1] != '}') body.size--;
    if (body.size) body.size--;
    hash = jh_hash_of(body.at, body.size);
    *out = jh_text_format(desk->keep, "%.*s,\"seal\":\"%s\"}\n", JH_TEXT_ARGS(body),
                          jh_hash_hex(hex, &hash));
    return out->at ? JH_OK : jh_no_memory(err);
}

jh_code jh_years_json(jh_text *out, const jh_desk *desk, const jh_dated_county *c, jh_error *err)
{
    jh_plan end = c->plan.plan;
    jh_json json = jh_json_in(desk->keep);
    jh_text document;
    jh_code rc;

    end.found = end.has_bound = true;
    end.certificate = c->first->certificate;
    end.bound_exact = c->first->bound_exact;
    end.tree = c->first->tree;
    jh_json_object(&json);
    head_json(&json, c);
    sums_json(&json, c);
    years_json(&json, c);
    indicators_json(&json, c);
    passers_json(&json, c);
    measures_json(&json, desk, c);
    jh_json_key(&json, "proof");
    jh_json_object(&json);
    jh_plan_proof_members(&json, c->problem, &end);
    jh_json_end(&json);
    jh_json_key(&json, "schedule");
    jh_years_proof_json(&json, c);
    jh_json_end(&json);
    rc = jh_json_finish(&document, &json, err);
    return rc ? rc : seal(out, desk, document, err);
}
