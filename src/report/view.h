/* view.h: one assessment laid out for reading: rows, cells, limits, items, reasons.
 * Takes   an assessment; for detail also its explanations.
 * Gives   plain structs in the order of every paper, so that page, tables, terminal and JSON agree.
 * Never   computes a figure or a mark: it fetches them from assess and explain.
 * Method  docs/report.md
 *
 * Rows: parts (a school's stage), by stage, then school code. Everything lives in `keep` or is
 * borrowed from the assessment.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_VIEW_H
#define JH_REPORT_VIEW_H

#include "assess/explain.h"

enum { JH_MARK_COUNT = JH_MARK_NO_LINE + 1 };

/* The assessment was declared final under this number; every paper cites it. */
typedef struct jh_view_freeze {
    int64_t number;
    jh_text stamp, author, approver; /* "2025-09-01T08:30:00Z", who, who approved */
    jh_hash hash;                    /* of everything it was made of and came to */
} jh_view_freeze;

typedef struct jh_view_options {
    const jh_assessment *assessment;
    const char *version;          /* of the program; printed, never interpreted */
    bool is_made_up;              /* the county is the example: every paper says so */
    bool is_explained;            /* open every cell, dispersion and item (page and JSON want it) */
    const jh_view_freeze *freeze; /* NULL = a draft, and every paper says so */
} jh_view_options;

/* What a stage asks of an indicator. */
typedef struct jh_view_line {
    bool has_line, has_floor;
    jh_decimal line, floor;
} jh_view_line;

typedef struct jh_view_column {
    const jh_indicator *def;
    jh_view_line at[JH_STAGE_COUNT];
} jh_view_column;

typedef struct jh_view_cell {
    const jh_indicator_result *result; /* NULL = the row is out of the indicator's scope */
    jh_number to_line, to_floor;       /* in things, of the numerator; explained only */
    jh_text lacks;                     /* measure of to_line */
    const jh_step *step;               /* NULL unless explained */
} jh_view_cell;

typedef struct jh_view_row {
    size_t part, school;
    jh_stage stage;
    const jh_unit *unit;
    jh_text label[JH_ATTRIBUTE_COUNT]; /* of codes; the text itself for towns */
    jh_text ownership_code;            /* the number that the forms print for it */
    jh_number pupils, grades, classes;
    jh_decimal pupil_count, grade_count, class_count; /* if present */
    const jh_view_cell *cells;                        /* [column_count] */
    jh_claim holds, holds_printed;                    /* every rule of schools and parts together */
    size_t marks[JH_MARK_COUNT];
} jh_view_row;

typedef struct jh_view_left_out {
    const jh_unit *unit;
    jh_stage stage; /* JH_WHOLE = the school as a whole */
    jh_number pupils;
    jh_decimal pupil_count;
    const jh_leave_out *because;
} jh_view_left_out;

typedef struct jh_view_limit {
    const jh_limit *def;
    const jh_limit_result *result;
    const jh_dispersion_explained *dispersion; /* NULL unless explained */
} jh_view_limit;

/* A county figure as it is printed; another `why` = it is not. */
typedef struct jh_view_figure {
    jh_why why;
    jh_decimal printed;
    int decimals;
} jh_view_figure;

/* The mean of a stage's dispersions, where the standard limits that instead of each (2012). */
typedef struct jh_view_composite {
    jh_stage stage;
    const jh_item *item; /* that judges it */
    jh_claim holds;
    jh_view_figure mean, bound;
    const jh_view_figure *columns; /* [column_count] dispersions as the item lists them */
    const jh_view_figure *means;   /* … and what each is around: the county's mean */
} jh_view_composite;

typedef enum jh_reason_kind {
    JH_REASON_RULE = 0, /* schools that break a rule */
    JH_REASON_LIMIT,
    JH_REASON_ITEM,
    JH_REASON_VETO
} jh_reason_kind;

/* What keeps the county from passing: first what fails, then what cannot be said, in the order of
 * the standard. `truth` is JH_NO or JH_UNKNOWN, also for a veto (NO = it is present). */
typedef struct jh_reason {
    jh_reason_kind kind;
    size_t index; /* of the rule, limit or item */
    jh_claim claim;
} jh_reason;

typedef struct jh_view {
    const jh_assessment *assessment;
    const jh_snapshot *snapshot;
    const jh_standard *standard;
    const jh_settings *settings;
    const char *version;
    bool is_made_up;
    const jh_view_freeze *freeze;  /* NULL = a draft */
    const jh_view_column *columns; /* [column_count], the standard's indicators */
    size_t column_count;
    const jh_view_row *rows;
    size_t row_count;
    jh_rows stage_rows[JH_STAGE_COUNT]; /* the rows of a stage lie together */
    const jh_view_left_out *left_out;
    size_t left_out_count;
    const jh_view_limit *limits;
    size_t limit_count;
    const jh_view_composite *composites;
    size_t composite_count;
    const jh_reason *reasons;
    size_t reason_count;
    char content_hash[JH_HASH_HEX], standard_hash[JH_HASH_HEX], settings_hash[JH_HASH_HEX],
        assessment_hash[JH_HASH_HEX], freeze_hash[JH_HASH_HEX];
} jh_view;

/* scratch must be another arena than keep. */
JH_MUST_CHECK jh_code jh_view_make(jh_view *out, jh_arena *keep, jh_arena scratch,
                                   const jh_view_options *options, jh_error *err);

/* The view with the rows of one school explained, and no others: the rest is shared. */
typedef struct jh_view_school {
    const jh_view *view;
    size_t school; /* of the frame */
} jh_view_school;
JH_MUST_CHECK jh_code jh_view_explain_school(jh_view *out, jh_arena *keep, jh_arena scratch,
                                             const jh_view_school *what, jh_error *err);

/* Reasons counted: schools (or parts) that fail the rules, limits, items and vetoes that fail, and
 * everything that cannot be said yet. */
typedef struct jh_tally {
    size_t schools, limits, items, vetoes, unknown;
} jh_tally;

jh_tally jh_view_tally(const jh_view *view);

/* yes: a passing grade is reached; no: another one is; unknown: not decided yet. */
jh_claim jh_view_verdict(const jh_view *view);

/* Whether an item stands well: a veto does when it is absent. */
jh_claim jh_view_item(const jh_view *view, size_t item);

/* The value as the forms print it ("4.20"), or "" where there is none. */
const char *jh_view_printed(char out[JH_DECIMAL_SIZE], const jh_view *view, size_t column,
                            const jh_view_cell *cell);

/* How far it has got, in one line for every paper: a draft, or frozen with number, day, who
 * approved it and the beginning of the hash. */
jh_message jh_view_standing(const jh_view *view);

/* The label of a code, or the text itself where the standard has no list for it. */
jh_text jh_view_label(const jh_view *view, jh_attribute attribute, jh_text key);

/* What a step comes to, in its measure: as printed where it is printed somewhere, else exactly if
 * that is short, else with four decimals and "≈"; "" for what is no number or missing. */
jh_text jh_view_value(jh_arena *keep, const jh_step *step);

/* A number of an item as the forms print it: "993", "12.0%"; "" for one that is missing. */
jh_text jh_view_item_figure(jh_arena *keep, const jh_item *item, const jh_item_result *result,
                            size_t figure);

/* A setting's value as a person reads it: the choice's label, the number, the date. */
jh_text jh_view_setting(jh_arena *keep, const jh_view *view, size_t setting);

#endif
