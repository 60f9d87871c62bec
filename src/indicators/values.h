/* values.h: what frame.c, source.c and inputs.c share: cells, heads, shares.
 * Takes   a frame whose schools and campuses are known.
 * Gives   the figure of an element at a campus, a stage of a school, a school, the county: as an
 *         enclosure (jh_number) and exactly (jh_exact).
 * Never   is seen outside indicators/.
 * Method  docs/methods/split.md, docs/methods/missing.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INDICATORS_VALUES_H
#define JH_INDICATORS_VALUES_H

#include "indicators/frame.h"

enum { JH_FIRST_STAGE = JH_PREPRIMARY };

/* Heads of one unit: why[s] PRESENT: count[s] is known (0 where it has no such stage). */
typedef struct jh_heads {
    jh_decimal count[JH_STAGE_COUNT];
    uint8_t why[JH_STAGE_COUNT];
} jh_heads;

typedef enum jh_share_kind {
    JH_SHARE_NONE = 0, /* nothing of it */
    JH_SHARE_WHOLE,    /* all of it, exactly */
    JH_SHARE_FRACTION, /* heads × weight over the sum of them */
    JH_SHARE_UNKNOWN   /* a count is missing: between nothing and all */
} jh_share_kind;

typedef struct jh_share {
    jh_interval part; /* FRACTION: encloses the share */
    uint8_t kind;
    uint8_t why; /* UNKNOWN */
} jh_share;

typedef struct jh_campus_shares {
    jh_share stage[JH_STAGE_COUNT];
    bool by_school; /* shared by the heads of the whole school */
} jh_campus_shares;

struct jh_frame_values {
    const jh_column *(*columns)[JH_STAGE_COUNT]; /* [element] NULL = nobody reported */
    const jh_column **figures[JH_STAGE_COUNT];   /* columns of elements by stage */
    size_t figure_count[JH_STAGE_COUNT];
    int32_t *codes[JH_ATTRIBUTE_COUNT]; /* [unit] index into attribute_codes; −1 = missing */
    int32_t stage_code[JH_STAGE_COUNT];
    jh_heads *heads;          /* [unit] */
    jh_heads *school_heads;   /* [school] */
    jh_campus_shares *shares; /* [position in frame->campuses] */
    jh_number **parts;        /* [element][part]; NULL = not by part */
    bool **relaxed;           /* [relaxation][school]; NULL = off */
    struct jh_past *past;     /* the period before; NULL = not known */
    jh_decimal weight[JH_STAGE_COUNT];
    bool whole_school;     /* split by the heads of the whole school */
    int quotient_decimals; /* −1 = exact shares */
};

/* ---- one reported figure ---- */
/* NULL = nobody reported it, or (SIZE_MAX) the standard speaks of no such element. */
static inline const jh_column *jh_cells_of(const jh_frame *frame, size_t element, jh_stage stage)
{
    return element < frame->standard->element_count ? frame->values->columns[element][stage] : NULL;
}

static inline jh_why jh_cell_why(const jh_column *column, size_t unit)
{
    return column ? (jh_why)column->why[unit] : JH_NOT_REPORTED;
}

/* A figure of a unit and stage: a blank where the unit has no such stage is 0. */
jh_why jh_figure_at(jh_decimal *out, const jh_frame *frame, size_t element, jh_stage stage,
                    uint32_t unit);

/* ---- heads and shares (heads.c) ---- */
void jh_heads_read(jh_frame *frame);
jh_code jh_shares_make(jh_frame *frame, jh_arena scratch, jh_error *err);

/* ---- figures of schools (values.c) ---- */
jh_number jh_school_stage_number(const jh_frame *frame, size_t element, size_t school,
                                 jh_stage stage);
jh_number jh_school_number(const jh_frame *frame, size_t element, size_t school);
jh_number jh_county_number(const jh_frame *frame, size_t element, jh_stage stage);
jh_claim jh_school_claim(const jh_frame *frame, size_t element, size_t school, jh_stage stage);
/* The same figures exactly; only where the number is present. */
void jh_school_stage_exact(jh_exact *out, const jh_frame *frame, size_t element, size_t school,
                           jh_stage stage);
void jh_school_exact(jh_exact *out, const jh_frame *frame, size_t element, size_t school);
void jh_county_exact(jh_exact *out, const jh_frame *frame, size_t element, jh_stage stage);

/* A stage's share of what a campus has. */
typedef struct jh_share_place {
    size_t school;
    uint32_t position; /* in frame->campuses */
    jh_stage stage;
} jh_share_place;

/* heads × weight of a stage, and of all stages, by which a campus is shared. */
void jh_share_heads(jh_exact *stage_heads, jh_exact *all_heads, const jh_frame *frame,
                    const jh_share_place *at);

/* ---- schools (campuses.c) ---- */
/* frame->schools and campuses: every unit alone (merge NULL), or merged where it says yes. */
jh_code jh_schools_make(jh_frame *frame, jh_arena *keep, const jh_claim *merge,
                        jh_findings *findings, jh_error *err);

/* ---- rows for expressions (source.c) ---- */
jh_source jh_frame_source(const jh_frame *frame);

/* ---- the period before (past.c) ---- */
/* frame->values->past from a frame of the period before. */
jh_code jh_past_make(jh_frame *frame, jh_arena *keep, const jh_frame *before, jh_error *err);
/* The rows of a frame with the figures of another period; NULL = not known. */
const jh_source *jh_frame_period(const void *frame, int offset);

#endif
