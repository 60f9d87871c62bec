/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/row_order.h"

#include <stdio.h>

jh_code jh_column_cells(const jh_text **out, const jh_analysis_table *table, jh_text name,
                        jh_error *err)
{
    char words[JH_MESSAGE_ARG_SIZE];
    size_t i;

    for (i = 0; i < table->column_count; i++) {
        if (!jh_text_equal(table->columns[i].name, name)) continue;
        *out = table->columns[i].cells;
        return JH_OK;
    }
    snprintf(words, sizeof words, "%.*s", (int)(name.size < 100 ? name.size : 100), name.at);
    return jh_fail(err, JH_BAD_INPUT, SAY_EXPR_NO_HEADER, NULL, words, NULL);
}

int jh_row_compare(const jh_row_keys *keys, size_t row, size_t other)
{
    size_t i;
    int order = 0;

    for (i = 0; i < keys->count && order == 0; i++)
        order = jh_text_compare(keys->columns[i][row], keys->columns[i][other]);
    return order;
}

/* Two runs that follow each other, first … middle − 1 and middle … end − 1, into one. */
static void merge(size_t *to, const size_t *from, const size_t bounds[3], const jh_row_keys *keys)
{
    size_t i = bounds[0], j = bounds[1], k;

    for (k = bounds[0]; k < bounds[2]; k++)
        to[k] = j == bounds[2] || (i < bounds[1] && jh_row_compare(keys, from[i], from[j]) <= 0)
                    ? from[i++]
                    : from[j++];
}

const size_t *jh_row_order(const jh_row_keys *keys, jh_arena *keep)
{
    size_t n = keys->row_count, run, start, i;
    size_t *from = JH_NEW_ARRAY(keep, size_t, n), *to = JH_NEW_ARRAY(keep, size_t, n), *swap;

    if (!from || !to) return NULL;
    for (i = 0; i < n; i++) from[i] = i;
    for (run = 1; run < n; run *= 2) {
        for (start = 0; start < n; start += 2 * run) {
            const size_t bounds[3] = { start, start + run < n ? start + run : n,
                                       start + 2 * run < n ? start + 2 * run : n };
            merge(to, from, bounds, keys);
        }
        swap = from;
        from = to;
        to = swap;
    }
    return from;
}
