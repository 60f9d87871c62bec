/* statistics.h: the made-up county as official statistical tables, one workbook a school.
 * Takes   the request of the example.
 * Gives   DIR/<last year>-statistics/<code>.xlsx, laid out as the edition of 2021 and later is.
 * Never   a real school; every sheet says that it is made up.
 * Method  docs/example.md; docs/intake.md, "Official tables"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXAMPLE_STATISTICS_H
#define JH_EXAMPLE_STATISTICS_H

#include "example/example.h"

JH_MUST_CHECK jh_code jh_statistics_write(const char *folder, jh_arena scratch,
                                          const jh_example_request *request, jh_error *err);

#endif
