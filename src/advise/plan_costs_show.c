/* Every cost and limit in force: as a table to change and give back, as JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_sheets.h"
#include "formats/csv_out.h"
#include "formats/json.h"
#include "report/json_words.h"

static jh_text stage_word(const jh_cost *cost)
{
    return cost->stage == JH_WHOLE ? JH_TEXT("") : jh_text_of(jh_stage_key(cost->stage));
}

/* What a file does not say of its own entry is what the built-in table says of the key. */
static const jh_cost *told_by(const jh_costs *costs, const jh_cost *cost)
{
    size_t i;

    for (i = 0; !cost->about.size && i < costs->count; i++)
        if (jh_text_equal(costs->items[i].key, cost->key) && costs->items[i].about.size)
            return &costs->items[i];
    return cost;
}

/* Of a key there is one unit: the built-in table has it in both languages. */
static jh_text unit_of(const jh_costs *costs, const jh_cost *cost)
{
    size_t i;

    for (i = 0; i < costs->count; i++)
        if (!costs->items[i].place.size && jh_text_equal(costs->items[i].key, cost->key))
            return costs->items[i].unit;
    return cost->unit;
}

jh_shown_cost jh_costs_shown(const jh_costs *costs, size_t index)
{
    const jh_cost *cost = &costs->items[index], *told = told_by(costs, cost);

    return (jh_shown_cost){
        .cost = cost,
        .unit = unit_of(costs, cost),
        .certainty = cost->place.size && !cost->certainty.size ? JH_TEXT("") : told->certainty,
        .source = cost->source.size ? cost->source : cost->place,
        .about = told->about,
    };
}

static jh_code show_csv(jh_text *out, const jh_desk *desk, const jh_costs *costs, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_csv_out csv = { .out = &buffer };
    char number[JH_DECIMAL_SIZE];
    unsigned c;
    size_t i;

    for (c = 0; c < JH_COST_COLUMNS; c++)
        jh_csv_field(&csv, jh_text_of(jh_cost_heading(c, desk->manner.lang)));
    jh_csv_end_record(&csv);
    for (i = 0; i < costs->count; i++) {
        jh_shown_cost shown = jh_costs_shown(costs, i);
        if (!jh_costs_in_force(costs, i)) continue;
        jh_csv_field(&csv, shown.cost->key);
        jh_csv_field(&csv, shown.cost->school);
        jh_csv_field(&csv, stage_word(shown.cost));
        jh_csv_field(&csv, jh_text_of(jh_decimal_write_short(number, shown.cost->value)));
        jh_csv_field(&csv, shown.unit);
        jh_csv_field(&csv, shown.certainty);
        jh_csv_field(&csv, shown.source);
        jh_csv_field(&csv, shown.about);
        jh_csv_end_record(&csv);
    }
    return jh_buffer_finish(out, &buffer, err);
}

void jh_costs_json(jh_json *json, const jh_costs *costs, jh_lang lang)
{
    size_t i;

    jh_json_key(json, "costs");
    jh_json_array(json);
    for (i = 0; i < costs->count; i++) {
        jh_shown_cost shown = jh_costs_shown(costs, i);
        if (!jh_costs_in_force(costs, i)) continue;
        jh_json_object(json);
        jh_json_member_text(json, "key", shown.cost->key);
        if (shown.cost->school.size) jh_json_member_text(json, "school", shown.cost->school);
        if (shown.cost->stage != JH_WHOLE)
            jh_json_member_text(json, "stage", stage_word(shown.cost));
        jh_json_key(json, "value");
        jh_json_decimal(json, shown.cost->value);
        jh_json_member_text(json, "unit", jh_costs_words(shown.unit, lang));
        if (shown.certainty.size) jh_json_member_text(json, "certainty", shown.certainty);
        jh_json_member_text(json, "source", jh_costs_words(shown.source, lang));
        jh_json_member_bool(json, "is_built_in", !shown.cost->place.size);
        jh_json_end(json);
    }
    jh_json_end(json);
}

jh_code jh_costs_show(jh_text *out, const jh_desk *desk, const jh_costs *costs, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_code rc;

    if (!desk->manner.json) return show_csv(out, desk, costs, err);
    jh_json_object(&json);
    jh_json_member_zero(&json, "format", "junheng-plan-costs/1");
    jh_costs_json(&json, costs, desk->manner.lang);
    jh_json_end(&json);
    rc = jh_json_finish(out, &json, err);
    if (rc) return rc;
    *out = jh_text_format(desk->keep, "%.*s\n", JH_TEXT_ARGS(*out));
    return out->at ? JH_OK : jh_no_memory(err);
}
