/* SPDX-License-Identifier: Apache-2.0 */
#include "report/json_words.h"

#include <stdio.h>

void jh_json_member_printed(jh_json *json, const char *key, const jh_number *value,
                            jh_decimal printed, int places)
{
    char text[JH_DECIMAL_SIZE];

    jh_json_key(json, key);
    if (value->why == JH_PRESENT) {
        jh_json_zero(json, jh_decimal_write(text, printed, places));
        return;
    }
    jh_json_null(json);
    jh_json_member_zero(json, "why", jh_why_key(value->why));
}

void jh_json_member_number(jh_json *json, const char *key, const jh_number *value, int places)
{
    char text[JH_DECIMAL_SIZE];
    jh_decimal decimal;

    jh_json_key(json, key);
    if (value->why != JH_PRESENT)
        jh_json_null(json);
    else if (jh_decimal_from_double(&decimal, jh_interval_middle(value->range)) <= JH_READ_ROUNDED)
        jh_json_zero(json, jh_decimal_write(text, decimal, places));
    else
        jh_json_double(json, jh_interval_middle(value->range));
}

void jh_json_member_claim(jh_json *json, const char *key, jh_claim claim)
{
    char why[40];

    jh_json_member_zero(json, key, jh_truth_key(claim.truth));
    if (claim.truth != JH_UNKNOWN && claim.truth != JH_DOES_NOT_APPLY) return;
    snprintf(why, sizeof why, "%s_why", key);
    jh_json_member_zero(json, why, jh_why_key(claim.why));
}

void jh_json_member_measure(jh_json *json, const jh_standard *standard, jh_text measure)
{
    jh_text english = jh_standard_in(standard, JH_EN, measure);

    jh_json_member_text(json, "measure", measure);
    if (!jh_text_equal(english, measure)) jh_json_member_text(json, "measure_en", english);
}

void jh_json_member_remarks(jh_json *json, const jh_remarks *remarks)
{
    char certainty[2] = { remarks->certainty, '\0' };

    if (remarks->clause.size) jh_json_member_text(json, "clause", remarks->clause);
    if (remarks->certainty) jh_json_member_zero(json, "certainty", certainty);
    if (remarks->doubt.size) jh_json_member_text(json, "doubt", remarks->doubt);
}
