/* desk.h: what every use case works with.
 * Takes   memory and a listener from the caller (a terminal or a server), and who asks.
 * Gives   one struct to hand on.
 * Never   outlives the call it was made for.
 * Method  docs/ARCHITECTURE.md, "app"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_DESK_H
#define JH_APP_DESK_H

#include "app/visitor.h"
#include "base/memory.h"
#include "base/progress.h"
#include "base/text.h"

/* How an answer is to be written. */
typedef struct jh_manner {
    jh_lang lang;
    bool json;
    bool traced;    /* JSON only: every figure opened down to its cells */
    bool in_colour; /* plain text only */
    int columns;    /* plain text only */
} jh_manner;

typedef struct jh_desk {
    jh_arena *keep;              /* results live here */
    jh_arena scratch;            /* another reservation */
    const jh_progress *progress; /* may be NULL */
    jh_manner manner;
    const jh_visitor *visitor; /* NULL = the command line */
    struct jh_line *line;      /* an open way to the store; NULL: use cases open their own */
} jh_desk;

#endif
