/* units_preview.h: what an event makes of the figures of the schools it is about, one by one.
 * Takes   the county judged without the event and with it.
 * Gives   per figure what stood there, what comes of it and by which rule of the dictionary.
 * Never   computes a figure itself: both sides are read off the frames that would be judged.
 * Method  docs/methods/history.md, "A look beforehand"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_UNITS_PREVIEW_H
#define JH_APP_UNITS_PREVIEW_H

#include "app/judge.h"

typedef struct jh_unit_preview {
    const jh_unit_event *event;
    const jh_judged *without, *with;
} jh_unit_preview;

/* Lines for a terminal, or a JSON list. */
JH_MUST_CHECK jh_code jh_unit_preview_tell(jh_text *out, const jh_desk *desk,
                                           const jh_unit_preview *preview, jh_error *err);

#endif
