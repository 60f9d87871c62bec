/* example.h: a made-up county, realistic enough to try everything on, and labelled as made up.
 * Takes   how many schools, and a seed.
 * Gives   batches, or a folder of workbooks that jh_intake_read reads back to them.
 * Never   holds a real school, place or person; the same request gives the same bytes.
 * Method  docs/example.md; random numbers: xoshiro256** seeded by splitmix64 (Blackman, Vigna)
 *
 * The folder: DIR/<year>/<town>.xlsx (collection workbooks) and DIR/<year>/县级.xlsx for two years,
 * DIR/<last year>-flat/ (the same last year as flat statistical exports, one a stage).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXAMPLE_EXAMPLE_H
#define JH_EXAMPLE_EXAMPLE_H

#include "base/progress.h"
#include "model/batch.h"
#include "standard/standard.h"

typedef struct jh_example_request {
    const jh_standard *standard;
    size_t schools; /* 20 … 5000 units, campuses included */
    uint64_t seed;
    bool with_errors; /* jh_example_write: the workbooks as clerks would have sent them, errors.h */
    const jh_progress *progress; /* may be NULL; asking to stop gives JH_CONFLICT */
} jh_example_request;

enum { JH_EXAMPLE_YEARS = 2 };
extern const char *const jh_example_years[JH_EXAMPLE_YEARS]; /* ascending: "2024", "2025" */

/* The county of one year as a batch. JH_BAD_INPUT (school count), JH_NO_MEMORY. */
JH_MUST_CHECK jh_code jh_example_make(jh_batch *out, jh_arena *keep,
                                      const jh_example_request *request, const char *year,
                                      jh_error *err);

/* Makes `folder` where needed (not its parents); files of the same names are replaced. */
JH_MUST_CHECK jh_code jh_example_write(const char *folder, jh_arena scratch,
                                       const jh_example_request *request, jh_error *err);

#endif
