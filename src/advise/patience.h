/* patience.h: when whoever asked has waited long enough.
 * Takes   a listener, an end on the clock, a flag that Ctrl-C sets.
 * Gives   a listener that passes progress on, and says stop when the time is over or the flag set.
 * Never   stops the work itself: whoever works asks, and returns the best there is.
 * Method  docs/methods/plan.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PATIENCE_H
#define JH_ADVISE_PATIENCE_H

#include "base/progress.h"

#include <stdint.h>

typedef struct jh_patience {
    const jh_progress *outer; /* NULL = silent */
    int64_t until;            /* milliseconds of jh_now_milliseconds; 0 = for ever */
    volatile int *interrupted;
} jh_patience;

/* Good as long as the patience is. */
jh_progress jh_patience_listener(jh_patience *patience);

#endif
