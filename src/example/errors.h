/* errors.h: the made-up county as clerks would have sent it, and the list of what they got wrong.
 * Takes   the request of the example.
 * Gives   both years with one error a school at most, and every cell that is not as it should be.
 * Never   two errors in one school, and none that last year or the figures beside it cannot show.
 * Method  docs/example.md, "With errors". Nothing here knows how errors are looked for.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXAMPLE_ERRORS_H
#define JH_EXAMPLE_ERRORS_H

#include "example/example.h"

typedef struct jh_planted {
    size_t number;    /* of the error, from 1; an error may change several cells */
    const char *kind; /* "pupils_ten" */
    jh_say_id say;    /* what went wrong, for people; {0}: from whom it was copied */
    jh_text from;
    jh_text period, unit, name, element; /* element empty = the whole unit was not sent */
    jh_stage stage;
    bool was_there, is_there; /* reported as it should be, as it is */
    jh_decimal right, wrong;
} jh_planted;

typedef struct jh_planted_list {
    jh_planted *items;
    size_t count, capacity;
    size_t errors;
} jh_planted_list;

/* years[] are those of jh_example_years. */
JH_MUST_CHECK jh_code jh_example_make_wrong(jh_batch years[JH_EXAMPLE_YEARS], jh_planted_list *list,
                                            jh_arena *keep, const jh_example_request *request,
                                            jh_error *err);

/* The list as a table that a spreadsheet opens: a line a cell. */
JH_MUST_CHECK jh_code jh_planted_write(jh_text *out, jh_arena *keep, const jh_planted_list *list,
                                       const jh_standard *standard, jh_error *err);

#endif
