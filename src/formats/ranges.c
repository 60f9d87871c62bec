/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/ranges.h"

#include <stdlib.h>

enum { RANGES_MAX = 1 << 20 };

jh_code jh_ranges_add(jh_ranges *out, jh_arena *keep, jh_range range, jh_error *err)
{
    char address[JH_ADDRESS_SIZE];
    jh_range *grown;

    if (out->count == RANGES_MAX) {
        jh_address_write(address, range.row, range.column);
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_XLSX_MERGE, address, address, NULL);
    }
    grown = jh_grow(keep, out->at, &out->room, out->count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(err);
    out->at = grown;
    grown[out->count++] = range;
    return JH_OK;
}

jh_code jh_ranges_add_row(jh_ranges *out, jh_arena *keep, uint32_t row, jh_error *err)
{
    jh_range *last = out->count ? &out->at[out->count - 1] : NULL;

    if (last && last->column == 1 && last->last_column == JH_COLUMN_MAX
        && last->last_row + 1 == row) {
        last->last_row = row;
        return JH_OK;
    }
    return jh_ranges_add(out, keep, (jh_range){ row, 1, row, JH_COLUMN_MAX }, err);
}

static int compare_ranges(const void *a, const void *b)
{
    const jh_range *left = a, *right = b;

    if (left->row != right->row) return left->row < right->row ? -1 : 1;
    if (left->column != right->column) return left->column < right->column ? -1 : 1;
    return 0;
}

void jh_ranges_sort(jh_ranges *ranges)
{
    if (ranges->count) qsort(ranges->at, ranges->count, sizeof *ranges->at, compare_ranges);
}
