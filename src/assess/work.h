/* work.h: what the files of assess/ share while an assessment is made.
 * Takes   a frame, and a twin of it for each reading (unrounded, as printed).
 * Gives   columns of results in the keep arena.
 * Never   is seen outside assess/.
 * Method  docs/methods/verdict.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ASSESS_WORK_H
#define JH_ASSESS_WORK_H

#include "assess/assess.h"

/* The same frame under another word of the setting `judge`. */
typedef enum jh_reading {
    JH_AS_JUDGED = 0,
    JH_AS_EXACT,
    JH_AS_PRINTED,
    JH_READING_COUNT
} jh_reading;

typedef struct jh_work {
    jh_assessment *out;
    jh_arena *keep;
    jh_arena scratch;
    const jh_frame *frame; /* as judged */
    const jh_source *source[JH_READING_COUNT];
    bool judged_printed; /* the setting says so */
    jh_error *err;
} jh_work;

size_t jh_work_rows(const jh_work *work, jh_level level);

/* Claims of an expression for every row of a level, in the arena `to`. NULL expression: all
 * "does not apply". */
JH_MUST_CHECK jh_code jh_work_claims(jh_claim **out, jh_arena *to, const jh_work *work,
                                     const jh_expr *expr, jh_level level, jh_reading reading);

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
JH_MUST_CHECK jh_code jh_verdict_judge(jh_work *work); /* groups and the grade */
JH_MUST_CHECK jh_code jh_readings_tell(jh_work *work); /* differ.c: findings */
JH_MUST_CHECK jh_code jh_assessment_hash(jh_work *work);

#endif
