/* check.h: what looks wrong in a county's stored figures.
 * Takes   an address, and in a person's words which county, period, standard and settings.
 * Gives   findings with their cells, as text or JSON; whether some cannot be right.
 * Never   writes to the store, or keeps anything from being imported or assessed.
 * Method  docs/methods/checks.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_CHECK_H
#define JH_APP_CHECK_H

#include "app/judge.h"
#include "checks/checks.h"
#include "formats/json.h"
#include "model/batch.h"

typedef struct jh_county_check {
    jh_judged judged; /* the assessment is not made */
    jh_check_list list;
} jh_county_check;

/* Of the county; with a batch only what is said of its units, and of the county itself.
 * *out must stay where it is: its parts point at each other. */
JH_MUST_CHECK jh_code jh_check_make(jh_county_check *out, const jh_desk *desk,
                                    const jh_judging *words, const jh_batch *only, jh_error *err);

/* Drops what is said of others than the batch's units and the county: who is still to come is not
 * asked at every town's workbook, and a school is told nothing of another one. */
void jh_check_keep(jh_county_check *check, const jh_batch *batch);

/* ---- check_tell.c ---- */

/* A line each, worst first; with is_short only those that must be corrected. */
JH_MUST_CHECK jh_code jh_check_tell_lines(jh_buffer *out, const jh_county_check *check,
                                          const jh_desk *desk, bool is_short, jh_error *err);
/* Members of an open object: standard, hard, soft, findings, each with its check and figures. */
void jh_check_put(jh_json *json, const jh_county_check *check, jh_lang lang);

/* `junheng check`. *sound: nothing hard was found. */
JH_MUST_CHECK jh_code jh_check_store(jh_text *out, bool *sound, const jh_desk *desk,
                                     const jh_judging *words, jh_error *err);

#endif
