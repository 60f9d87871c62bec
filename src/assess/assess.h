/* assess.h: from numbers to verdicts.
 * Takes   a frame (snapshot + standard + settings).
 * Gives   for every part its values and marks, for every rule, limit, item, group its claim, and
 *         the grade; each with what decided it.
 * Never   reads a clock or a file: same frame, same bytes.
 * Method  the standard's own expressions; docs/methods/verdict.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ASSESS_ASSESS_H
#define JH_ASSESS_ASSESS_H

#include "indicators/frame.h"

typedef enum jh_mark {
    JH_MARK_BELOW = 0, /* below the floor (or below the line where there is no floor) */
    JH_MARK_FLOOR,     /* below the line, at least at the floor */
    JH_MARK_MET,
    JH_MARK_UNKNOWN, /* cannot say; value.why says why */
    JH_MARK_NO_LINE
} jh_mark;

typedef struct jh_indicator_result {
    jh_number value;
    jh_decimal printed;               /* as the forms print, half up; only if value is present */
    jh_mark mark;                     /* as settings say it is judged */
    jh_mark mark_exact, mark_printed; /* both readings, to list where they differ */
} jh_indicator_result;

/* Whether a row counts in a scope. */
typedef struct jh_membership {
    jh_claim in;
    size_t leave_out; /* index of the leave-out that applies (or, `in` unknown, the first that may);
                       * SIZE_MAX = none */
} jh_membership;

typedef struct jh_rule_result {
    const jh_claim *rows; /* as judged; [rows of the rule's level]; out of scope: does not apply */
    const jh_claim *rows_exact, *rows_printed; /* both readings */
    size_t yes, no, unknown;
    jh_claim county;
} jh_rule_result;

typedef struct jh_limit_result {
    size_t rows; /* parts it is over */
    jh_number mean, value;
    jh_decimal mean_printed, value_printed; /* if present */
    jh_decimal bound;
    jh_claim holds;                      /* as judged */
    jh_claim holds_exact, holds_printed; /* undefined_fails is applied to all three */
} jh_limit_result;

typedef struct jh_item_result {
    jh_claim holds;
    bool is_attested;     /* someone entered it */
    jh_text evidence;     /* note beside the attestation */
    const jh_claim *rows; /* when the item is about every row: [rows of each_level]; else NULL */
    size_t yes, no, unknown;
    const jh_number *figures; /* [item->figure_count] */
    /* Those that are present, half up at their decimals; a share at two more (jh_figure_places). */
    const jh_decimal *figures_printed;
} jh_item_result;

/* Points: present, or what they can still be. */
typedef struct jh_score_result {
    jh_number value;        /* missing: the range is what is still possible */
    jh_decimal least, most; /* as printed; the same where the value is known */
    jh_decimal full;        /* 0 if that is missing */
} jh_score_result;

typedef struct jh_assessment {
    const jh_frame *frame;
    jh_membership *const *scopes;           /* [scope_count][rows of its level] */
    jh_indicator_result *const *indicators; /* [indicator_count][part_count or school_count] */
    const jh_rule_result *rules;            /* [rule_count] */
    const jh_limit_result *limits;          /* [limit_count] */
    const jh_item_result *items;            /* [item_count] */
    const jh_claim *groups;                 /* [group_count] */
    const jh_score_result *scores;          /* [score_count] */
    jh_claim grade_known;                   /* yes: `grade` is decided; unknown: because why */
    size_t grade;                           /* index into grades; best still possible if unknown */
    size_t grade_least;                     /* worst still possible; the same if it is known */
    jh_findings findings; /* printed ≠ unrounded, parents that do not exist, … */
    jh_hash hash;         /* of every figure and claim above */
} jh_assessment;

JH_MUST_CHECK jh_code jh_assess(jh_assessment *out, jh_arena *keep, jh_arena scratch,
                                const jh_frame *frame, jh_error *err);

#endif
