/* work.h: what the files of assess/ share while an assessment is made.
 * Takes   a frame.
 * Gives   columns of results in the keep arena.
 * Never   is seen outside assess/.
 * Method  docs/methods/verdict.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ASSESS_WORK_H
#define JH_ASSESS_WORK_H

#include "assess/assess.h"
#include "expr/memo.h"

typedef struct jh_work {
    jh_assessment *out;
    jh_arena *keep;
    jh_arena scratch;
    jh_arena room; /* columns that the memo knows: they live as long as the assessment is made */
    const jh_frame *frame;
    jh_source source;    /* the frame's, with the memo */
    bool judged_printed; /* the setting says so */
    jh_error *err;
} jh_work;

size_t jh_work_rows(const jh_work *work, jh_level level);

/* Claims of an expression for every row of a level, in the arena `to`. NULL expression: all
 * "does not apply". */
JH_MUST_CHECK jh_code jh_work_claims(jh_claim **out, jh_arena *to, const jh_work *work,
                                     const jh_expr *expr, jh_level level);
/* One claim and one number of the county. */
JH_MUST_CHECK jh_code jh_work_county_claim(jh_claim *out, const jh_work *work, const jh_expr *expr);
JH_MUST_CHECK jh_code jh_work_county_number(jh_number *out, const jh_work *work,
                                            const jh_expr *expr);
/* Tells the memo a claim of the county that is judged already. */
JH_MUST_CHECK jh_code jh_work_know(jh_work *work, const jh_expr *expr, jh_claim claim);

/* A number printed half up at `places`, exactly: by its enclosure if that decides, else by `expr`
 * in rationals. Leaves out alone (0) if the number is missing. */
typedef struct jh_printing {
    const jh_expr *expr;
    jh_level level;
    size_t row;
    int places;
} jh_printing;
JH_MUST_CHECK jh_code jh_work_print(jh_decimal *out, const jh_work *work, jh_number value,
                                    const jh_printing *how);
/* The fast half of it: false = the enclosure straddles a rounding point. */
bool jh_interval_print(jh_decimal *out, jh_interval value, int places);

JH_MUST_CHECK jh_code jh_scopes_judge(jh_work *work);     /* scopes.c */
JH_MUST_CHECK jh_code jh_indicators_judge(jh_work *work); /* marks.c */
JH_MUST_CHECK jh_code jh_rules_judge(jh_work *work);      /* rules.c */
JH_MUST_CHECK jh_code jh_limits_judge(jh_work *work);
JH_MUST_CHECK jh_code jh_items_judge(jh_work *work);   /* items.c */
JH_MUST_CHECK jh_code jh_scores_judge(jh_work *work);  /* scores.c */
JH_MUST_CHECK jh_code jh_verdict_judge(jh_work *work); /* groups and the grade */
JH_MUST_CHECK jh_code jh_readings_tell(jh_work *work); /* differ.c: findings */
JH_MUST_CHECK jh_code jh_assessment_hash(jh_work *work);

#endif
