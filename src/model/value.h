/* value.h: numbers and truths that may be missing, and say why.
 * Takes   what was read or computed.
 * Gives   a value, or the reason there is none together with what is known all the same.
 * Never   stands −1, NaN or 0 for "missing".
 * Method  docs/methods/missing.md; three-valued logic after Kleene (1952), strong tables.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_VALUE_H
#define JH_MODEL_VALUE_H

#include "base/interval.h"

/* Ordered by what a person should be told first when several reasons meet. */
typedef enum jh_why {
    JH_PRESENT = 0,
    JH_NOT_REPORTED,          /* blank, or the unit sent nothing: blocks */
    JH_NOT_APPROVED,          /* sent, but returned or not yet approved: blocks */
    JH_MARKED_NOT_APPLICABLE, /* `*`, `—` written where a number is needed: blocks like a blank */
    JH_BAD_DENOMINATOR,       /* divided by an actual zero */
    JH_TOO_FEW,               /* a statistic of fewer values than it needs */
    JH_OUT_OF_DOMAIN,         /* log of 0, root of a negative number */
    JH_READINGS_DIFFER,       /* two readings of the same rule disagree: agree() */
    JH_NOT_ASKED,             /* does not apply to this row: never fails anything */
    JH_WHY_COUNT
} jh_why;

/* A number. why == JH_PRESENT: `range` encloses it, narrowly (rounding only).
 * Otherwise missing: `range` is what it can be whatever the missing inputs are
 * ([0, ∞) for a count not reported), so that what is already decided can be decided. */
typedef struct jh_number {
    jh_interval range;
    jh_why why;
} jh_number;

typedef enum jh_truth { JH_NO = 0, JH_YES, JH_UNKNOWN, JH_DOES_NOT_APPLY } jh_truth;

/* A truth, and for JH_UNKNOWN / JH_DOES_NOT_APPLY the reason. */
typedef struct jh_claim {
    jh_truth truth;
    jh_why why;
} jh_claim;

const char *jh_why_key(jh_why why);       /* "not_reported" …, for JSON and SQL */
const char *jh_truth_key(jh_truth truth); /* "no" "yes" "unknown" "does_not_apply" */

jh_number jh_number_present(jh_decimal value);
jh_number jh_number_missing(jh_why why, jh_interval possible);

/* JH_DOES_NOT_APPLY is neutral: it neither helps nor hinders; both sides so: it stays so. */
jh_claim jh_claim_and(jh_claim a, jh_claim b);
jh_claim jh_claim_or(jh_claim a, jh_claim b);
jh_claim jh_claim_not(jh_claim a);
jh_claim jh_claim_of(bool truth);
jh_why jh_why_first(jh_why a, jh_why b); /* the one to tell */

#endif
