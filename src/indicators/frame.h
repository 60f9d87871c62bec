/* frame.h: a snapshot seen through a standard: schools, parts, every element's value there.
 * Takes   a snapshot, a compiled standard, settings.
 * Gives   a jh_source: campuses merged, shared resources split, settings and relaxations in place.
 * Never   judges; never changes the snapshot.
 * Method  METHOD of 教督〔2017〕6号 as stated in the standard: merge, split (docs/methods/split.md)
 *
 * Rows: one county; schools in code order; parts in (school, stage) order. A school is a unit that
 * no other absorbs; its campuses are those with counted = no whose parent it is (chains resolved;
 * a parent that does not exist is a finding, the campus then stands alone). In the period before
 * the same standard and settings hold, and a row is the one of the same code (and stage): a school
 * that was not there, or had no such stage, is not reported.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INDICATORS_FRAME_H
#define JH_INDICATORS_FRAME_H

#include "model/snapshot.h"
#include "standard/standard.h"

typedef struct jh_school {
    uint32_t unit;                       /* main row: index into snapshot->units */
    uint32_t first_campus, campus_count; /* in frame->campuses; the main row is among them, first */
    uint32_t first_part, part_count;
} jh_school;

typedef struct jh_part {
    uint32_t school;
    jh_stage stage;
} jh_part;

typedef struct jh_frame {
    const jh_snapshot *snapshot;
    const jh_standard *standard;
    const jh_settings *settings;
    const jh_school *schools;
    size_t school_count;
    const jh_part *parts; /* a stage with 0 pupils makes no part; an unknown count does */
    size_t part_count;
    const uint32_t *campuses; /* unit indices */
    jh_source source;
    struct jh_frame_values *values; /* private */
} jh_frame;

typedef struct jh_frame_request { /* all borrowed: must outlive the frame */
    const jh_snapshot *snapshot;
    const jh_snapshot *before; /* the period before, for period(x, -1); NULL = not known */
    const jh_standard *standard;
    const jh_settings *settings;
    jh_findings *findings; /* NULL = not wanted */
} jh_frame_request;

/* scratch must be another arena than keep. The frame is read-only once made: threads may share it.
 * A blank count of pupils is 0 where the school has no such stage, a gap where it has: by its other
 * figures, or by its kind (docs/methods/missing.md). */
JH_MUST_CHECK jh_code jh_frame_make(jh_frame *out, jh_arena *keep, jh_arena scratch,
                                    const jh_frame_request *request, jh_error *err);

/* One reported figure that went into a value, with the share of it that counts
 * (numerator / denominator in heads × weight; 1/1 when not split). */
typedef struct jh_input {
    uint32_t unit;  /* campus */
    size_t column;  /* of the snapshot; SIZE_MAX = nobody reported */
    size_t element; /* of the standard */
    jh_stage stage;
    jh_number value; /* as reported */
    jh_decimal reported;
    uint32_t origin; /* into snapshot->origins; 0 = none */
    jh_text note;    /* evidence beside the figure; empty = none, or not loaded */
    jh_decimal share_numerator, share_denominator;
} jh_input;

/* A school's split figure put to paper: the shares of a split element rounded half
 * up at `places`, the last stage that has pupils taking the remainder, so that what is printed adds
 * up to the school's figure. Values are never rounded. Stages without pupils print 0. */
typedef struct jh_printed_split {
    jh_decimal value[JH_STAGE_COUNT];
    jh_why why[JH_STAGE_COUNT];
} jh_printed_split;

typedef struct jh_split_print {
    size_t element, school;
    int places;
} jh_split_print;

JH_MUST_CHECK jh_code jh_frame_split_printed(jh_printed_split *out, const jh_frame *frame,
                                             const jh_split_print *what, jh_error *err);

typedef struct jh_input_address {
    size_t element;
    jh_stage stage; /* JH_WHOLE = as the level itself has it */
    jh_level level;
    size_t row;
} jh_input_address;

/* The inputs of an element's value at a row, then the heads that made its shares (marked by their
 * own element). A blank that counts as 0 because the stage is not there is no input. */
typedef struct jh_input_list {
    const jh_input *items;
    size_t count;
} jh_input_list;

JH_MUST_CHECK jh_code jh_frame_inputs(jh_input_list *out, jh_arena *keep, const jh_frame *frame,
                                      const jh_input_address *address, jh_error *err);

#endif
