/* precedence.h: which of several papers counts where they say different things of one figure.
 * Takes   the county's setting `provenance_precedence`: "correction, statistics, export, …".
 * Gives   of two statements the one that counts; the same in either order.
 * Never   lets a blank cell hide what another paper says, nor a paper hide a correction.
 * Method  docs/decisions/0013-every-papers-statement.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_PRECEDENCE_H
#define JH_MODEL_PRECEDENCE_H

#include "model/observation.h"

/* The name of the county's dated setting; its source says why the order is another one. */
#define JH_PRECEDENCE_SETTING JH_TEXT("provenance_precedence")

typedef struct jh_precedence {
    uint8_t rank[JH_PROVENANCE_COUNT]; /* by jh_provenance: the lowest counts */
} jh_precedence;

/* correction, statistics, export, collection, form, summary: what a person decided with a reason
 * first, then what was reported under the Statistics Law, then what was typed for this purpose. */
jh_precedence jh_precedence_default(void);

/* Provenances by key, divided by commas, each once. Those not named follow in the order of the
 * default. JH_BAD_INPUT names a word that is no provenance, one that is there twice, and an order
 * in which a correction would not come first. */
JH_MUST_CHECK jh_code jh_precedence_parse(jh_precedence *out, jh_text words, jh_error *err);

/* What one paper says of a figure. */
typedef struct jh_statement {
    jh_provenance provenance;
    jh_why why;       /* JH_NOT_REPORTED: a blank cell, or emptied by a correction */
    jh_decimal value; /* where why == JH_PRESENT */
    int64_t revision; /* of the county, that brought it; 0 = not loaded */
    uint32_t origin;  /* as in jh_column */
} jh_statement;

/* Does a count before b? A correction first; then whatever is not blank; then by rank. */
bool jh_statement_precedes(const jh_precedence *by, const jh_statement *a, const jh_statement *b);

/* Do they say different things? A blank says nothing; a correction that empties does. */
bool jh_statement_differs(const jh_statement *a, const jh_statement *b);

#endif
