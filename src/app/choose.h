/* choose.h: which county and which period are meant when nobody says.
 * Takes   a store and what was said.
 * Gives   the only county, the newest period.
 * Never   picks one of several counties: it asks. Never gives a county that the visitor may not
 *         know of.
 * Method  docs/guide/commands/
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_CHOOSE_H
#define JH_APP_CHOOSE_H

#include "app/judge.h"
#include "store/store.h"

JH_MUST_CHECK jh_code jh_choose_county(jh_text *out, const jh_desk *desk, jh_store *store,
                                       const jh_judging *words, jh_error *err);
/* County and period of *out; the rest of it stays as it is. */
JH_MUST_CHECK jh_code jh_choose_load(jh_load *out, const jh_desk *desk, jh_store *store,
                                     const jh_judging *words, jh_error *err);

#endif
