/* compare.h: what became of every verdict between two assessments of one county, and why.
 * Takes   a chain of assessments; each differs from the one before it by one cause.
 * Gives   what is not the same at the two ends, with the causes at whose step it moved; the units
 *         and the reported figures that are not the same, with both cells.
 * Never   guesses a cause: every step of the chain was assessed.
 * Method  docs/methods/compare.md
 *
 * The texts of a change are borrowed from the assessments; lists live in `keep`.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ASSESS_COMPARE_H
#define JH_ASSESS_COMPARE_H

#include "assess/assess.h"

/* In the order of the chain. */
typedef enum jh_cause {
    JH_CAUSE_UNITS = 0, /* schools that came, went, or are of another kind or place */
    JH_CAUSE_FIGURES,   /* what was reported of schools that are in both */
    JH_CAUSE_STANDARD,
    JH_CAUSE_SETTINGS, /* settings, relaxations, the day */
    JH_CAUSE_COUNT
} jh_cause;

const char *jh_cause_key(jh_cause cause); /* "units" "figures" "standard" "settings" */

typedef struct jh_stand {
    const jh_assessment *assessment;
    jh_cause cause; /* of what differs from the stand before it; the first has none */
} jh_stand;

typedef struct jh_comparing {
    const jh_stand *stands;
    size_t count; /* ≥ 1; one alone: nothing differs */
} jh_comparing;

typedef enum jh_subject_kind {
    JH_SUBJECT_GRADE = 0,
    JH_SUBJECT_GROUP,
    JH_SUBJECT_ITEM,
    JH_SUBJECT_LIMIT,
    JH_SUBJECT_RULE,      /* at one school, or one stage of it */
    JH_SUBJECT_INDICATOR, /* likewise */
    JH_SUBJECT_COUNT
} jh_subject_kind;

const char *jh_subject_key(jh_subject_kind kind); /* "grade" "group" … */

/* What is judged; found again in another standard and year by its keys. */
typedef struct jh_subject {
    jh_subject_kind kind;
    jh_text key;       /* of the group, item, rule, indicator; limits: of their indicator */
    jh_text statement; /* limits: key of the `limit` statement */
    jh_stage stage;    /* limits and rows of parts; else JH_WHOLE */
    jh_text unit;      /* code of the school; empty = the county */
} jh_subject;

typedef struct jh_state {
    bool is_there;  /* this standard judges it, and the school (or its stage) is there */
    jh_claim claim; /* limits, rules, items (a veto is well when absent), groups; grade: known */
    size_t grade;   /* grade: index */
    jh_mark mark;   /* indicators */
    bool has_value; /* indicators, limits */
    jh_number value;
    jh_decimal printed; /* if present */
    int decimals;
} jh_state;

typedef struct jh_change {
    jh_subject subject;
    jh_state before, after;
    bool is_verdict; /* claim, mark or grade differ; else only the value does */
    unsigned causes; /* bits 1 << jh_cause: the steps at which the verdict (or the value) moved */
    const size_t *figures; /* into jh_comparison.figures: those it rests on */
    size_t figure_count;
} jh_change;

typedef struct jh_unit_change {
    const jh_unit *before, *after; /* NULL = was not, is not any more */
} jh_unit_change;

typedef struct jh_reported {
    jh_why why;
    jh_decimal value;
    uint32_t origin; /* into the snapshot of its end; 0 = none */
} jh_reported;

/* A figure of a unit that both ends have. */
typedef struct jh_figure_change {
    const jh_unit *unit; /* of the later snapshot */
    jh_text element;     /* key */
    jh_stage stage;
    jh_reported before, after;
} jh_figure_change;

typedef struct jh_comparison {
    jh_change *changes; /* by kind, then in the order of the first standard and of the codes */
    size_t change_count;
    const jh_unit_change *units; /* by code */
    size_t unit_count;
    const jh_figure_change *figures; /* by unit, element, stage */
    size_t figure_count;
    const jh_assessment *before, *after;
    unsigned steps; /* bits of the causes that the chain has */
} jh_comparison;

JH_MUST_CHECK jh_code jh_compare(jh_comparison *out, jh_arena *keep, const jh_comparing *what,
                                 jh_error *err);

/* The county of `later`, with what `earlier` reported for every unit that both have: the step
 * between them at which only the units change. Figures of units that are new are the later ones. */
JH_MUST_CHECK jh_code jh_compare_mixed(jh_snapshot *out, jh_arena *keep, const jh_snapshot *earlier,
                                       const jh_snapshot *later, jh_error *err);

#endif
