/* met.h: what others entered while an import read its files.
 * Takes   an import that is written.
 * Gives   a warning for each of its cells that somebody wrote to in between, with who and what.
 * Never   changes anything: both statements stand, each with its revision.
 * Method  docs/decisions/0040-read-beside-written-alone.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_MET_H
#define JH_APP_MET_H

#include "app/bring.h"

/* Into on->batch.findings. */
JH_MUST_CHECK jh_code jh_met_find(jh_bring_work *on, const jh_desk *desk, jh_error *err);

#endif
