/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/score_rows.h"

#include "base/decimal.h"

static jh_text filled(jh_text cell)
{
    return cell.at ? jh_text_trim(cell) : cell;
}

/* A row counts when its score is a number and it has a group at every level. */
static bool read_row(double *score, const jh_text *scores, const jh_row_keys *keys, size_t row)
{
    jh_text cell = filled(scores[row]);
    jh_decimal value;
    size_t i;

    for (i = 0; i < keys->count; i++)
        if (filled(keys->columns[i][row]).size == 0) return false;
    if (cell.size == 0 || jh_decimal_parse_loose(&value, cell) >= JH_READ_NOT_A_NUMBER)
        return false;
    *score = jh_decimal_to_double(value);
    return true;
}

/* At the first level where two rows differ, and at all below it, a new group begins. */
static void number_groups(uint32_t *group[JH_SHARE_LEVELS], size_t at, const jh_row_keys *keys,
                          const size_t rows[2])
{
    bool differ = false;
    size_t i;

    for (i = 0; i < keys->count; i++) {
        differ = differ || jh_text_compare(keys->columns[i][rows[0]], keys->columns[i][rows[1]]);
        group[i][at] = group[i][at - 1] + (differ ? 1 : 0);
    }
}

jh_code jh_scores_read(jh_scores *out, size_t *left_out, jh_arena *keep, const jh_score_ask *ask,
                       jh_error *err)
{
    const jh_text *scores = NULL, *columns[JH_SHARE_LEVELS] = { NULL };
    const jh_row_keys keys = { columns, ask->group_count, ask->table.row_count };
    size_t n = ask->table.row_count, i, before = 0, count = 0;
    double *score = JH_NEW_ARRAY(keep, double, n);
    uint32_t *group[JH_SHARE_LEVELS] = { JH_NEW_ARRAY(keep, uint32_t, n),
                                         JH_NEW_ARRAY(keep, uint32_t, n) };
    const size_t *order;
    jh_code rc = jh_column_cells(&scores, &ask->table, ask->score, err);

    for (i = 0; !rc && i < ask->group_count; i++)
        rc = jh_column_cells(&columns[i], &ask->table, ask->groups[i], err);
    if (rc) return rc;
    order = jh_row_order(&keys, keep);
    if (!score || !group[0] || !group[1] || !order) return jh_no_memory(err);
    for (i = 0; i < n; i++) {
        if (!read_row(&score[count], scores, &keys, order[i])) continue;
        if (count) number_groups(group, count, &keys, (size_t[2]){ before, order[i] });
        before = order[i];
        count++;
    }
    *out = (jh_scores){ score, { group[0], group[1] }, count, ask->group_count };
    *left_out = n - count;
    return JH_OK;
}
