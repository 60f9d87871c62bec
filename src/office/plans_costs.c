/* Costs and limits that a county keeps for its plans: one document, as the csv that plans read.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_sheets.h"
#include "app/single.h"
#include "office/plans.h"
#include "report/json_words.h"

static jh_code find(jh_document *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    return jh_single_find(out, desk, &(jh_document){ .county = county, .kind = JH_TEXT("costs") },
                          err);
}

jh_code jh_plan_costs_kept(jh_text *csv, const jh_desk *desk, jh_text county, jh_error *err)
{
    jh_document kept;
    jh_code code = find(&kept, desk, county, err);

    *csv = kept.body;
    return code;
}

/* Where a mistake is told: the body's list, whose first entry is row 2 of the csv. */
static jh_code take(jh_costs *out, const jh_desk *desk, jh_text csv, jh_error *err)
{
    const jh_file file = jh_file_of_bytes("costs", csv);

    return jh_costs_take(out, desk, csv.size ? &file : NULL, err);
}

static void put_text(jh_json *json, const char *key, jh_text text)
{
    jh_json_key(json, key);
    if (text.size)
        jh_json_text(json, text);
    else
        jh_json_null(json);
}

jh_code jh_plan_costs_tell(jh_text *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_document kept;
    jh_costs costs;
    jh_code code = find(&kept, desk, county, err);

    if (!code) code = take(&costs, desk, kept.body, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_member_zero(&json, "format", "junheng-plan-costs/1");
    jh_json_member_integer(&json, "revision", kept.revision);
    put_text(&json, "author", kept.author);
    put_text(&json, "stamp", kept.stamp);
    jh_costs_json(&json, &costs, desk->manner.lang);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_plan_costs_check(const jh_desk *desk, const jh_plan_costs_words *words, jh_error *err)
{
    jh_costs costs;
    jh_code code = take(&costs, desk, words->csv, err);

    return code ? code : jh_planning_costs_fit(&costs, desk, words->frame, err);
}

jh_code jh_plan_costs_keep(const jh_desk *desk, const jh_plan_costs_words *words, jh_error *err)
{
    const jh_document document = { .county = words->county,
                                   .kind = JH_TEXT("costs"),
                                   .title = JH_TEXT("costs"),
                                   .revision = words->at_revision,
                                   .body = words->csv };

    return jh_single_keep(desk, &document, err);
}
