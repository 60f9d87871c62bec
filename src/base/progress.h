/* progress.h: how far long work has come, told to whoever listens.
 * Takes   steps done out of steps in all.
 * Gives   calls to a listener (a terminal bar, plain lines, later a stream of events).
 * Never   prints by itself; a NULL progress is silent.
 * Method  the listener decides how often to show; reporters just report.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_PROGRESS_H
#define JH_BASE_PROGRESS_H

#include "base/say.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct jh_progress {
    /* `what` is a sentence of texts/; total 0 = not known. Returning true asks to stop. */
    bool (*report)(void *listener, jh_say_id what, size_t done, size_t total);
    void *listener;
} jh_progress;

/* true = someone asked to stop. */
bool jh_progress_report(const jh_progress *progress, jh_say_id what, size_t done, size_t total);

#endif
