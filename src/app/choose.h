/* choose.h: which county and which period are meant when nobody says.
 * Takes   a store and what was said.
 * Gives   the only county, the newest period.
 * Never   picks one of several counties: it asks.
 * Method  docs/guide/commands/
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_CHOOSE_H
#define JH_APP_CHOOSE_H

#include "app/judge.h"
#include "store/store.h"

/* county: as said, or NULL. */
JH_MUST_CHECK jh_code jh_choose_county(jh_text *out, const jh_desk *desk, jh_store *store,
                                       const char *address, const char *county, jh_error *err);
JH_MUST_CHECK jh_code jh_choose_period(jh_text *out, const jh_desk *desk, jh_store *store,
                                       const jh_judging *words, jh_text county, jh_error *err);

#endif
