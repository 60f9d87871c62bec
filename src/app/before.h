/* before.h: the figures of the year before, for whatever compares two years.
 * Takes   a store, and which county and period are looked at.
 * Gives   the snapshot of exactly one year earlier, or none; a finding where that year is missing
 *         and an older one is not.
 * Never   takes an older year for the one before: a gap of two years is a gap.
 * Method  docs/language.md, period(x, -1)
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_BEFORE_H
#define JH_APP_BEFORE_H

#include "app/desk.h"
#include "store/store.h"

bool jh_period_is_year(jh_text period); /* "2025": other periods have none before them */

typedef struct jh_before {
    const jh_snapshot *snapshot; /* NULL: no such year of this county, or the period is no year */
    jh_findings *findings;       /* may be NULL */
} jh_before;

JH_MUST_CHECK jh_code jh_before_load(jh_before *out, const jh_desk *desk, jh_store *store,
                                     const jh_load *now, jh_error *err);

#endif
