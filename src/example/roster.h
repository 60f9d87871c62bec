/* roster.h: a made-up teacher roster of the made-up county.
 * Takes   the request of the example.
 * Gives   DIR/<last year>-名册/教师名册.xlsx: as many teachers of every school and stage as its
 *         figures say, as many of them backbone and above the required degree.
 * Never   a name, or anything of a real person.
 * Method  docs/example.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXAMPLE_ROSTER_H
#define JH_EXAMPLE_ROSTER_H

#include "example/example.h"

JH_MUST_CHECK jh_code jh_example_roster_write(const char *folder, jh_arena scratch,
                                              const jh_example_request *request, jh_error *err);

#endif
