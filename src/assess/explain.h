/* explain.h: any figure opened to the cells it came from.
 * Takes   an assessment and the address of a figure.
 * Gives   a tree: the formula with its numbers, the inputs with their cells, who was left out and
 *         why; for a dispersion each row's contribution, leave-one-out values, within and between.
 * Never   computes a figure in another way than assess does.
 * Method  docs/methods/explain.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ASSESS_EXPLAIN_H
#define JH_ASSESS_EXPLAIN_H

#include "assess/assess.h"

/* A step of a computation. */
typedef struct jh_step jh_step;
struct jh_step {
    jh_text label;   /* title of the element, indicator, operation */
    jh_text key;     /* its key; empty for an operation */
    jh_text formula; /* canonical text, names */
    jh_text numbers; /* the same with the numbers put in: "(1234.5 − 180) / 412" */
    jh_type type;
    jh_number value;
    jh_text exact; /* exact value for people: "7/3", "2.5"; empty if irrational */
    jh_decimal printed;
    int decimals;
    bool is_percent; /* shown × 100 with %, in two decimals less */
    jh_claim claim;  /* type claim */
    jh_text measure_title;
    const jh_remarks *remarks; /* NULL = none */
    const jh_input *inputs;    /* reported figures, leaves only */
    size_t input_count;
    const jh_step *const *steps;
    size_t step_count;
};

/* One row of a dispersion. */
typedef struct jh_contribution {
    size_t part;
    jh_number value, weight;
    jh_number term; /* (P/ΣP)(x − X̄)², and its share of the variance */
    jh_number share;
    jh_number without; /* the dispersion with this row left out */
} jh_contribution;

typedef struct jh_partition_group {
    jh_text key; /* label of the code; empty = not reported */
    size_t rows;
    jh_number mean, cv, between;
} jh_partition_group;

typedef struct jh_partition { /* within and between, by one attribute */
    jh_attribute by;
    jh_number within, between; /* shares of the variance, adding to 1 */
    const jh_partition_group *groups;
    size_t group_count;
} jh_partition;

typedef struct jh_dispersion_explained {
    size_t limit;
    const jh_contribution *rows; /* by share, largest first; ties by code */
    size_t row_count;
    const jh_partition *partitions; /* town, location, ownership */
    size_t partition_count;
} jh_dispersion_explained;

/* What a part lacks, in things: teachers, m², yuan, rooms; whole numbers (rounded up) where things
 * are whole. Zero = reached; missing where the value or its denominator is, or where there is no
 * line or nothing to divide. */
typedef struct jh_distance {
    size_t indicator, part;
    jh_mark mark;
    jh_number to_line, to_floor; /* for the part itself, in the numerator's measure */
    /* Where the numerator is shared between stages the part gains only its share of what is added:
     * what must be added at `campus` (the one whose share for the stage is greatest). Equal to the
     * two above where nothing is split. */
    jh_number campus_to_line, campus_to_floor;
    uint32_t campus; /* index into snapshot->units */
    jh_text measure_title;
} jh_distance;

typedef struct jh_left_out {
    size_t row;
    jh_level level;
    const jh_leave_out *because;
} jh_left_out;

/* "indicator R4" of a part, "limit", "item", "rule" of a school, "grade". Address grammar:
 *   R4 CODE [primary]      an indicator at a school
 *   wcv R4 primary         a dispersion (any limit key: `dispersion R4 primary`)
 *   G4 | Q1 | V2           an item
 *   total | A3             a score
 *   CODE                   a school: rules, marks, distances
 *   verdict                everything down from the grade */
typedef struct jh_explanation {
    jh_text title;
    const jh_unit *unit;            /* indicators, schools: of whom; else NULL */
    jh_stage stage;                 /* indicators, limits; else JH_WHOLE */
    const jh_indicator_result *row; /* indicators: the mark that was given; else NULL */
    const jh_step *root;
    const jh_dispersion_explained *dispersion; /* NULL = not a dispersion */
    const jh_distance *distances;
    size_t distance_count;
    const jh_left_out *left_out;
    size_t left_out_count;
} jh_explanation;

typedef struct jh_explain_request {
    const jh_assessment *assessment;
    jh_text address;
} jh_explain_request;

JH_MUST_CHECK jh_code jh_explain(jh_explanation *out, jh_arena *keep, jh_arena scratch,
                                 const jh_explain_request *what, jh_error *err);

#endif
