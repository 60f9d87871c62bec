/* made_up_view.h — an assessment of a made-up county, filled in by hand, laid out as a view.
 * Takes   an arena.
 * Gives   every state a paper must show: met, floor, below, unknown; vetoes; awkward names.
 * Never   a real school. Figures are drawn from a fixed sequence; they follow no regulation.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_MADE_UP_VIEW_H
#define TESTS_SUPPORT_MADE_UP_VIEW_H

#include "report/view.h"

enum { MADE_UP_SCHOOLS = 64 };

/* Names of the first two schools; both would break a page that does not escape. */
#define MADE_UP_SCRIPT "<script>alert(1)</script>"
#define MADE_UP_QUOTES "\"'&小学"

void made_up_view(jh_view *out, jh_arena *keep);

#endif
