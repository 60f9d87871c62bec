/* cycles.h: collection cycles: what each was opened for, the steps taken with every school's form,
 * the cells filled in and sent back.
 * Takes   words and cells that were checked already (supervise/collection.h says what may be).
 * Gives   the cycles, steps and cells of a county; a step as one transaction.
 * Never   decides whether a step may be taken, changes or deletes one; lets two people take the
 *         same step of one form.
 * Method  docs/methods/collection.md, schema/tables.sql
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_CYCLES_H
#define JH_STORE_CYCLES_H

#include "store/store.h"

typedef struct jh_kept_cycle {
    int64_t number; /* 1, 2, … within the county */
    jh_text period, title;
    jh_date opens, due;
    bool is_closed;
    jh_text author, stamp; /* who opened it, when */
} jh_kept_cycle;

typedef struct jh_kept_cycles {
    jh_kept_cycle *items; /* by number */
    size_t count;
} jh_kept_cycles;

JH_MUST_CHECK jh_code jh_store_cycles(jh_kept_cycles *out, jh_arena *keep, jh_store *store,
                                      jh_text county, jh_error *err);
/* Fills in the number. Two cycles of one period may be open: figures of the later step count. */
JH_MUST_CHECK jh_code jh_store_cycle_open(jh_store *store, jh_text county, jh_kept_cycle *cycle,
                                          const jh_authorship *by, jh_error *err);

/* A cell of a step: `save`: what was filled in (why JH_NOT_REPORTED: emptied); `return`: the cell
 * that goes back, with the reason as its note (no element: the form as a whole). */
typedef struct jh_form_cell {
    jh_text element;
    jh_stage stage;
    jh_why why;
    jh_decimal value;
    jh_text note;
    int64_t step; /* when read: in which it was said last */
} jh_form_cell;

typedef struct jh_form_cells {
    jh_form_cell *items; /* by element, stage */
    size_t count;
} jh_form_cells;

typedef struct jh_kept_step {
    int64_t number; /* 1, 2, … within the cycle */
    jh_text unit;   /* code of the school; empty: the cycle itself (act "close") */
    jh_text act, party;
    jh_date day, until;
    int64_t revision; /* of the county after it; a save leaves that as it was */
    jh_text author, reason, approver, stamp;
} jh_kept_step;

typedef struct jh_kept_steps {
    jh_kept_step *items; /* by unit, then number */
    size_t count;
} jh_kept_steps;

typedef struct jh_form_place {
    jh_text county;
    int64_t cycle;
    jh_text unit; /* empty = of every school */
} jh_form_place;

JH_MUST_CHECK jh_code jh_store_form_steps(jh_kept_steps *out, jh_arena *keep, jh_store *store,
                                          const jh_form_place *where, jh_error *err);
/* The draft: of each cell what was saved last. */
JH_MUST_CHECK jh_code jh_store_form_draft(jh_form_cells *out, jh_arena *keep, jh_store *store,
                                          const jh_form_place *where, jh_error *err);
/* What the last return of the form sent back. */
JH_MUST_CHECK jh_code jh_store_form_returned(jh_form_cells *out, jh_arena *keep, jh_store *store,
                                             const jh_form_place *where, jh_error *err);

typedef struct jh_stepping {
    jh_form_place where;
    jh_kept_step *step;    /* gets its number and revision; who and when stand in `by` */
    int64_t after;         /* the last step of this form that the person knew of; 0 = none */
    jh_form_cells cells;   /* of a save or return */
    const jh_batch *batch; /* figures that count from now on, written with the step; may be NULL */
    const jh_authorship *by;
} jh_stepping;

/* One transaction. JH_CONFLICT: somebody took a step with this form since `after`, or the cycle is
 * closed; nothing was written. A save is kept without an entry in the audit: a draft proves
 * nothing; every other step has one. */
JH_MUST_CHECK jh_code jh_store_form_step(jh_store *store, const jh_stepping *what, jh_error *err);

#endif
