/* line.h: a thread's own connection to the store, kept open between requests.
 * Takes   an address.
 * Gives   the open store; opened again after it was lost.
 * Never   is used by two threads at a time.
 * Method  store/store.h: a handle is for one thread
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_LINE_H
#define JH_APP_LINE_H

#include "base/text.h"

#include <stdbool.h>

typedef struct jh_line {
    const char *address;
    bool may_write;
    jh_arena memory;
    struct jh_store *store; /* NULL = not open */
} jh_line;

JH_MUST_CHECK jh_code jh_line_store(struct jh_store **out, jh_line *line, jh_error *err);
/* Also after a failure of the engine (JH_IO): the next use opens anew. */
void jh_line_close(jh_line *line);

#endif
