/* reported.h: what one unit reported of one stage, as the statistics break it down.
 * Takes   a batch and one of its units.
 * Gives   figures by element; teachers by degree and by course that add up to what was reported.
 * Never   changes the batch.
 * Method  docs/example.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXAMPLE_REPORTED_H
#define JH_EXAMPLE_REPORTED_H

#include "model/batch.h"
#include "standard/standard.h"

typedef struct jh_reported {
    const jh_standard *standard; /* for the labels of codes */
    jh_stage stage;
    const jh_unit *unit;
    const jh_observation *observations; /* of the unit */
    size_t count;
} jh_reported;

/* Points at another unit of the batch, or at the county's own figures (unit NULL). */
void jh_reported_move(jh_reported *r, const jh_batch *batch, const jh_unit *unit);
/* Of the stage, or of the whole unit; NULL = not reported. */
const jh_observation *jh_reported_find(const jh_reported *r, const char *element);
int64_t jh_reported_whole(const jh_reported *r, const char *element); /* 0 = not reported */
/* 0 graduate school, 1 bachelor, 2 college, 3 below. */
int64_t jh_reported_degree(const jh_reported *r, int which);
/* 0 sports, 1 arts in all, 2 music, 3 fine art. */
int64_t jh_reported_course(const jh_reported *r, int which);
jh_text jh_reported_label(const jh_reported *r, jh_attribute attribute);

#endif
