/* diff_work.h: what diff.c and diff_parts.c share.
 * Takes   the two standards, and an entry that is being filled.
 * Gives   the changes of one thing that both have, or what a thing says that only one has.
 * Never   leaves this room.
 * Method  docs/language.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STANDARD_DIFF_WORK_H
#define JH_STANDARD_DIFF_WORK_H

#include "standard/diff.h"

typedef struct jh_differ {
    const jh_standard *from, *to;
    jh_lang lang;
    jh_arena *keep;
    jh_error *err;
    jh_code rc;           /* the first thing that went wrong; nothing is added after it */
    jh_diff_entry *entry; /* its changes go to its end */
    jh_diff_change **end;
} jh_differ;

/* One side of a comparison: SIZE_MAX = it is not there. */
typedef struct jh_diff_sides {
    size_t from, to;
} jh_diff_sides;

/* Of each part: what is said of a thing, on both sides or on one. */
typedef void jh_diff_look(jh_differ *d, jh_diff_sides at);
extern jh_diff_look *const jh_diff_looks[JH_DIFF_PART_COUNT];

/* Canonical text; empty for none. */
jh_text jh_diff_written(jh_differ *d, const jh_expr *expr);
/* An indicator's formula without the conversion into its measure, which is told by itself. */
const jh_expr *jh_diff_bare(const jh_indicator *indicator);

#endif
