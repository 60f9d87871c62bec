/* marks.h: by what a changed figure is found again when the figures themselves are not kept twice.
 * Takes   snapshots (this year's and the one before), and marks that were written earlier.
 * Gives   a text with a mark a unit and a mark a column; later, what changed: where two cross.
 * Never   holds a figure; never proves that nothing changed (jh_snapshot.content does).
 * Method  docs/decisions/0020-frozen-assessments.md
 *
 * A mark is the first 8 bytes of a SHA-256. Where several figures changed, all crossings of their
 * units and columns are named: those that changed are among them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_MARKS_H
#define JH_MODEL_MARKS_H

#include "model/snapshot.h"

typedef struct jh_marking {
    const jh_snapshot *const *snapshots;
    size_t count; /* NULLs among them are left out */
} jh_marking;

/* A line a period, "period 2025", then its "unit CODE FACTS FIGURES", then its
 * "column ELEMENT STAGE MARK"; tabs between the words. */
JH_MUST_CHECK jh_code jh_marks_write(jh_text *out, jh_arena *keep, const jh_marking *of,
                                     jh_error *err);

typedef enum jh_marked_kind {
    JH_MARKED_FIGURE = 0,
    JH_MARKED_FACTS, /* name, town, parent … of the unit */
    JH_MARKED_UNIT_NEW,
    JH_MARKED_UNIT_GONE
} jh_marked_kind;

typedef struct jh_marked {
    jh_marked_kind kind;
    const jh_snapshot *in; /* NULL: the period has no figures any more */
    jh_text period, unit, element;
    jh_stage stage;
} jh_marked;

enum { JH_MARKED_NAMED = 20 };

typedef struct jh_marked_list {
    jh_marked items[JH_MARKED_NAMED]; /* the first ones */
    size_t count;                     /* of all, however many are named */
} jh_marked_list;

/* What of `now` does not bear the marks it bore then. */
JH_MUST_CHECK jh_code jh_marks_compare(jh_marked_list *out, jh_arena *keep, jh_text then,
                                       const jh_marking *now, jh_error *err);

#endif
