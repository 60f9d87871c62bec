/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/analyse_tally.h"

#include "expr/tally.h"

#include <stdlib.h>

static const int64_t one = 1000000; /* in millionths */

/* The greatest power of ten, one at most, of which all present numbers are multiples. */
static int64_t unit_of(const jh_table_cells *cells, size_t rows)
{
    int64_t unit = one;
    size_t i;

    for (i = 0; i < rows && unit > 1; i++)
        while (!cells->numbers[i].why && cells->decimals[i].millionths % unit != 0) unit /= 10;
    return unit;
}

static int64_t count_of(const jh_table_cells *cells, size_t row, int64_t unit)
{
    return cells ? cells->decimals[row].millionths / unit : 1;
}

/* The column in counts of its unit. false = no memory. */
static bool count_column(jh_tally_column *out, const jh_table_cells *cells, size_t rows,
                         jh_arena *keep)
{
    uint64_t *present = JH_NEW_ARRAY(keep, uint64_t, rows / 64 + 1);
    int64_t unit = cells ? unit_of(cells, rows) : one;
    int32_t *narrow = NULL;
    int64_t *wide = NULL;
    size_t i;

    if (!present) return false;
    *out = (jh_tally_column){ .present = present,
                              .scale = (double)unit / (double)one,
                              .largest = 1 };
    for (i = 0; i < rows; i++) {
        if (cells && cells->numbers[i].why) continue;
        present[i / 64] |= UINT64_C(1) << i % 64;
        if (llabs(count_of(cells, i, unit)) > out->largest)
            out->largest = llabs(count_of(cells, i, unit));
    }
    if (out->largest <= INT32_MAX)
        out->narrow = narrow = JH_NEW_ARRAY(keep, int32_t, rows);
    else
        out->wide = wide = JH_NEW_ARRAY(keep, int64_t, rows);
    if (!narrow && !wide) return false;
    for (i = 0; i < rows; i++) {
        if (!(present[i / 64] >> i % 64 & 1)) continue;
        if (narrow)
            narrow[i] = (int32_t)count_of(cells, i, unit);
        else
            wide[i] = count_of(cells, i, unit);
    }
    return true;
}

static void take(jh_analysis_row *row, const jh_tally *tally, size_t group)
{
    double w = (double)jh_tally_at(tally, 0, group)->w, scale = tally->ask->weight.scale;

    row->measures[JH_ANALYSIS_WEIGHT] = (jh_number){
        jh_interval_widen(jh_interval_exact(w * scale), scale < 1.0 && w != 0.0 ? 2 : 0), JH_PRESENT
    };
    row->measures[JH_ANALYSIS_MEAN] = jh_tally_mean(tally, 0, group);
    row->measures[JH_ANALYSIS_WCV] = jh_tally_wcv(tally, 0, group);
}

jh_code jh_analyse_plain(bool *done, jh_analysis_row *rows, const jh_table *table,
                         jh_plain_pair pair, jh_arena scratch)
{
    jh_tally_column value;
    jh_tally_ask ask = { .columns = &value,
                         .column_count = 1,
                         .group = table->part_school,
                         .group_count = table->school_count };
    jh_tally tally;
    size_t i;
    jh_code rc;

    *done = false;
    if (!count_column(&value, pair.value, table->part_count, &scratch)
        || !count_column(&ask.weight, pair.weight, table->part_count, &scratch))
        return JH_NO_MEMORY;
    rc = jh_tally_make(&tally, &scratch, &ask, table->part_count, NULL);
    if (rc == JH_BAD_INPUT) return JH_OK;
    if (!rc) rc = jh_tally_add(&tally, 0, table->part_count, scratch, NULL);
    for (i = 0; !rc && i < table->school_count; i++) take(&rows[i], &tally, i);
    *done = rc == JH_OK;
    return rc;
}
