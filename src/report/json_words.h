/* json_words.h: members that both JSON documents write alike.
 * Takes   a document being written.
 * Gives   members of the open object.
 * Never   writes a missing value as a number.
 * Method  docs/assessment-json.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_JSON_WORDS_H
#define JH_REPORT_JSON_WORDS_H

#include "formats/json.h"
#include "report/view.h"

/* "4.20", or null and then "why": its reason. */
void jh_json_member_printed(jh_json *json, const char *key, const jh_number *value,
                            jh_decimal printed, int places);
/* The middle of the enclosure with `places` decimals as text, or null; without a reason. */
void jh_json_member_number(jh_json *json, const char *key, const jh_number *value, int places);
/* "yes" "no" "unknown" "does_not_apply"; for the last two also KEY_why. */
void jh_json_member_claim(jh_json *json, const char *key, jh_claim claim);
/* measure, and as measure_en what the standard calls it in English: one word may be two there
 * (人: pupils, teachers), so it goes by where the text stands (jh_standard_in). */
void jh_json_member_measure(jh_json *json, const jh_standard *standard, jh_text measure);
/* clause, certainty, doubt: those that are there. */
void jh_json_member_remarks(jh_json *json, const jh_remarks *remarks);

#endif
