/* diff.h: what one standard asks otherwise than another.
 * Takes   two compiled standards, in any order: of one family (nation, province) or not.
 * Gives   a list by part (indicators, limits, items, …) in the order of `to`: what both have and
 *         say otherwise, then what only one has; which way a bound moved where that can be said.
 * Never   guesses that two things are one: they are by key, or an indicator by its formula
 *         (a pupil or 100 pupils), or by its very title.
 * Method  docs/language.md, docs/standards-diff-json.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STANDARD_DIFF_H
#define JH_STANDARD_DIFF_H

#include "standard/standard.h"

typedef enum jh_diff_part {
    JH_DIFF_INDICATORS = 0,
    JH_DIFF_LIMITS,
    JH_DIFF_RULES,
    JH_DIFF_ITEMS,
    JH_DIFF_GROUPS,
    JH_DIFF_SCORES,
    JH_DIFF_GRADES,
    JH_DIFF_SCOPES,
    JH_DIFF_SPLIT,
    JH_DIFF_MERGE,
    JH_DIFF_RELAXATIONS,
    JH_DIFF_SETTINGS,
    JH_DIFF_CHECKS,
    JH_DIFF_DEFINITIONS,
    JH_DIFF_ELEMENTS,
    JH_DIFF_PART_COUNT
} jh_diff_part;

typedef enum jh_diff_way {
    JH_DIFF_OTHER = 0, /* neither, or it cannot be said */
    JH_DIFF_STRICTER,
    JH_DIFF_LOOSER,
    JH_DIFF_WAY_COUNT
} jh_diff_way;

typedef enum jh_diff_aspect {
    JH_DIFF_TITLE = 0,
    JH_DIFF_MEASURE,
    JH_DIFF_FORMULA,
    JH_DIFF_SCOPE,    /* its title */
    JH_DIFF_LINE,     /* of a stage */
    JH_DIFF_FLOOR,    /* share of the line */
    JH_DIFF_BOUND,    /* of a limit, for the indicators in `of` */
    JH_DIFF_DECIMALS, /* as printed */
    JH_DIFF_DECIDED,  /* by data, by a person, by a veto */
    JH_DIFF_LEAVES_OUT,
    JH_DIFF_WEIGHT, /* of a stage, in the split; of a check: hard or soft */
    JH_DIFF_FULL,   /* points */
    JH_DIFF_DEFAULT,
    JH_DIFF_WINDOW,
    JH_DIFF_ASPECT_COUNT
} jh_diff_aspect;

typedef struct jh_diff_change {
    jh_diff_aspect aspect;
    jh_diff_way way;
    jh_stage stage;        /* JH_WHOLE = of none */
    jh_text of;            /* "R1 R2 R3" */
    const char *sign;      /* "≥" "≤", or "" */
    jh_text before, after; /* empty = there is none */
    bool is_formula;       /* they are canonical text of the language */
    struct jh_diff_change *next;
} jh_diff_change;

typedef struct jh_diff_entry {
    jh_diff_part part;
    bool is_in_from, is_in_to; /* both: its changes; one: what it says there */
    jh_diff_way way;           /* of what only one of two standards of a family has */
    jh_text key;               /* empty for split and merge */
    jh_text from_key;          /* where `from` calls it otherwise; else empty */
    jh_text title;
    jh_diff_change *changes;
    struct jh_diff_entry *next;
} jh_diff_entry;

typedef struct jh_differences {
    const jh_standard *from, *to;
    jh_diff_entry *entries;         /* by part; in it: both, only in from, only in to */
    size_t ways[JH_DIFF_WAY_COUNT]; /* of the changes; an entry of one side counts if it has one */
    size_t only_from, only_to;      /* entries */
} jh_differences;

typedef struct jh_standard_pair {
    const jh_standard *from, *to;
} jh_standard_pair;

/* Titles and labels in `lang`. */
JH_MUST_CHECK jh_code jh_standard_differences(jh_differences *out, jh_arena *keep,
                                              const jh_standard_pair *pair, jh_lang lang,
                                              jh_error *err);

#endif
