/* explain_work.h: what the files of explain share.
 * Takes   an assessment and an arena.
 * Gives   steps of a tree, texts of figures, rows of a dispersion, distances.
 * Never   is seen outside assess/.
 * Method  docs/methods/explain.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ASSESS_EXPLAIN_WORK_H
#define JH_ASSESS_EXPLAIN_WORK_H

#include "assess/explain.h"

/* A tree of names that share names can grow without bound: from here on leaves stay closed. */
enum { JH_STEPS_MAX = 4000 };

typedef struct jh_opening {
    const jh_assessment *assessment;
    const jh_frame *frame;
    jh_arena *keep;
    jh_arena scratch;
    jh_error *err;
    size_t opened;
    jh_code failed; /* the first failure while figures were written into a buffer */
} jh_opening;

/* A row at which something is opened. */
typedef struct jh_place {
    jh_level level;
    size_t row;
} jh_place;

/* What the standard says of a name. */
typedef struct jh_said {
    jh_text title, measure_title;
    const jh_remarks *remarks; /* NULL = none */
    int decimals;              /* −1 = not said */
} jh_said;
jh_said jh_said_of(const jh_standard *standard, jh_text name);

/* The step of an expression: formula, numbers, value, and its leaves below (steps.c). */
JH_MUST_CHECK jh_code jh_step_open(jh_step **out, jh_opening *o, const jh_expr *expr,
                                   jh_place place);
/* Evaluates into value / claim / exact of a step. */
JH_MUST_CHECK jh_code jh_step_evaluate(jh_step *step, jh_opening *o, const jh_expr *expr,
                                       jh_place place);
JH_MUST_CHECK jh_code jh_step_add(jh_step *to, jh_opening *o, const jh_step *child);

/* Below a set function: its rows, where they are few (the parts of a school), or those that keep an
 * `every` of the county from a yes (rows.c). */
JH_MUST_CHECK jh_code jh_rows_open(jh_step *step, jh_opening *o, const jh_expr *set,
                                   jh_place place);
/* A statement `limit` as one step a cell. */
bool jh_is_limit(const jh_standard *standard, jh_text key);
JH_MUST_CHECK jh_code jh_cells_open(jh_step *step, jh_opening *o);
JH_MUST_CHECK jh_code jh_formula_write(jh_text *out, jh_opening *o, const jh_expr *expr);

/* The formula with the figures of its leaves in place of their names (numbers.c). */
JH_MUST_CHECK jh_code jh_numbers_write(jh_text *out, jh_opening *o, const jh_expr *expr,
                                       jh_place place);
/* One figure, claim, code or text of a row as people read it; "?" if missing. */
void jh_figure_write(jh_buffer *to, jh_opening *o, const jh_expr *expr, jh_place place);

JH_MUST_CHECK jh_code jh_dispersion_open(const jh_dispersion_explained **out, jh_opening *o,
                                         size_t limit);
JH_MUST_CHECK jh_code jh_distances_open(jh_explanation *out, jh_opening *o, size_t school);
JH_MUST_CHECK jh_code jh_left_out_list(jh_explanation *out, jh_opening *o, size_t scope);

#endif
