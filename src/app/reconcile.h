/* reconcile.h: the county's figures beside those of the statistics office.
 * Takes   a store, a county and school year, files to write to.
 * Gives   sums and cells that agree, disagree, or stand alone, as text, JSON, workbook, page.
 * Never   writes to the store.
 * Method  docs/methods/reconcile.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_RECONCILE_H
#define JH_APP_RECONCILE_H

#include "app/judge.h"

typedef struct jh_reconciling {
    jh_judging words;          /* address, county, period, standard, as_of */
    bool all;                  /* the terminal lists what agrees, too */
    const char *sheets, *page; /* files to write; NULL = none */
} jh_reconciling;

/* *same: both have the same figures. */
JH_MUST_CHECK jh_code jh_judge_reconcile(jh_text *out, bool *same, const jh_desk *desk,
                                         const jh_reconciling *what, jh_error *err);

#endif
