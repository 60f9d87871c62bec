/* handout.h: workbooks the program gives out: the collection template, the made-up county.
 * Takes   where to write, and for the example how many schools and a seed.
 * Gives   files; the same request gives the same bytes.
 * Never   uses a real school.
 * Method  docs/intake.md, docs/example.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_HANDOUT_H
#define JH_APP_HANDOUT_H

#include "app/library.h"

JH_MUST_CHECK jh_code jh_handout_template(const jh_desk *desk, const char *path,
                                          const jh_standard_words *named, jh_error *err);

typedef struct jh_example_words {
    const char *folder;
    size_t schools;
    uint64_t seed;
    bool with_errors;     /* and the list of them beside the workbooks */
    bool with_statistics; /* also as official tables, a workbook a school */
    bool with_roster;     /* also a roster of teachers */
} jh_example_words;

JH_MUST_CHECK jh_code jh_handout_example(const jh_desk *desk, const jh_example_words *words,
                                         jh_error *err);

#endif
