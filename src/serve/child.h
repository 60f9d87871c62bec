/* child.h: the program itself as a child process, for what may take long or much.
 * Takes   the words of a command line.
 * Gives   what it printed, its exit code; its progress line by line while it runs.
 * Never   leaves it running: whoever stops it waits for its end.
 * Method  /proc/self/exe; SIGINT asks for the best so far, SIGKILL after a while
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_CHILD_H
#define JH_SERVE_CHILD_H

#include "base/text.h"

enum { JH_CHILD_WORDS = 40 };

typedef struct jh_child {
    const char *words[JH_CHILD_WORDS]; /* after the program's name; NULL ends them */
    /* A line of standard error without its end; true asks it to stop. NULL line: nothing new. */
    bool (*line)(void *context, const char *line);
    void *context;
    int exit_code; /* afterwards; -1 = it was killed */
} jh_child;

JH_MUST_CHECK jh_code jh_child_run(jh_text *out, jh_arena *keep, jh_child *child, jh_error *err);

#endif
