/* ranges.h: merged and hidden ranges of a sheet, gathered while it is read.
 * Takes   ranges in any order.
 * Gives   them by (row, column), neighbouring hidden rows as one.
 * Never   holds more than a million: a file that claims more is refused.
 * Method  -
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_RANGES_H
#define JH_FORMATS_RANGES_H

#include "formats/workbook.h"

typedef struct jh_ranges {
    jh_range *at;
    size_t count, room;
} jh_ranges;

JH_MUST_CHECK jh_code jh_ranges_add(jh_ranges *out, jh_arena *keep, jh_range range, jh_error *err);
/* A row that is hidden; rows come in order. */
JH_MUST_CHECK jh_code jh_ranges_add_row(jh_ranges *out, jh_arena *keep, uint32_t row,
                                        jh_error *err);
void jh_ranges_sort(jh_ranges *ranges);

#endif
