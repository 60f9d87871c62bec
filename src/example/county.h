/* county.h: schools and county figures of one year, being put together as a batch.
 * Takes   a request and a year.
 * Gives   units and observations, unsorted until jh_made_finish.
 * Never   a figure for an element that the standard does not have.
 * Method  docs/example.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXAMPLE_COUNTY_H
#define JH_EXAMPLE_COUNTY_H

#include "example/example.h"
#include "example/school.h"

typedef struct jh_made_county {
    const jh_example_request *request;
    jh_arena *keep;
    jh_batch *batch;
    size_t observation_capacity;
    int64_t growth; /* ‰ of the last year's resources */
    bool is_last_year;
    int64_t pupils[JH_STAGE_COUNT], teachers; /* of all schools so far */
    int64_t migrants;
    bool no_memory;
} jh_made_county;

/* Adds a figure in millionths, if the standard has the element. */
void jh_made_put(jh_made_county *county, jh_text unit, const char *element, jh_stage stage,
                 int64_t millionths);
void jh_made_put_whole(jh_made_county *county, jh_text unit, const char *element, jh_stage stage,
                       int64_t whole);
void jh_made_school_figures(jh_made_county *county, jh_made_school *school, jh_text code);
void jh_made_county_figures(jh_made_county *county);

#endif
