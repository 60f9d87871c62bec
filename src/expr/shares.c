/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/shares.h"

#include "expr/shares_anova.h"

#include <math.h>

/* ---- groups ---------------------------------------------------------------------------- */

static bool begins(const uint32_t *group, size_t i)
{
    return i == 0 || group[i] != group[i - 1];
}

/* The mean and the sum of squares of rows first … end − 1, in two passes. */
static jh_cell read_cell(const double *score, size_t first, size_t end, double *squares)
{
    jh_cell cell = { .size = (double)(end - first) };
    double sum = 0.0, rest = 0.0, d;
    size_t i;

    for (i = first; i < end; i++) sum += score[i];
    cell.mean = sum / cell.size;
    for (i = first; i < end; i++) rest += score[i] - cell.mean;
    cell.mean += rest / cell.size;
    for (i = first; i < end; i++) {
        d = score[i] - cell.mean;
        *squares += d * d;
    }
    return cell;
}

static void read_groups(jh_share_model *m, jh_cell *cells, const jh_scores *from)
{
    const uint32_t *wide = from->level_count > 1 ? from->group[WIDE] : NULL;
    const uint32_t *narrow = from->group[from->level_count - 1];
    size_t i, end;

    for (i = 0; i < from->count; i = end) {
        for (end = i + 1;
             end < from->count && !begins(narrow, end) && !(wide && begins(wide, end));)
            end++;
        if (i == 0 || (wide && begins(wide, i))) m->wides[m->wide_count++].first = m->cell_count;
        cells[m->cell_count++] = read_cell(from->score, i, end, &m->squares);
        m->wides[m->wide_count - 1].end = m->cell_count;
    }
}

/* ---- what cannot be told --------------------------------------------------------------- */

static bool all_alike(const jh_scores *from)
{
    size_t i;

    for (i = 1; i < from->count; i++)
        if (from->score[i] != from->score[0]) return false;
    return true;
}

static jh_code look(const jh_share_model *m, const jh_scores *from, jh_error *err)
{
    if (from->count == 0) return jh_fail(err, JH_BAD_INPUT, SAY_EXPR_SHARES_NO_ROWS, NULL, NULL);
    if (m->cell_count < 2 || (m->level_count > 1 && m->wide_count < 2))
        return jh_fail(err, JH_BAD_INPUT, SAY_EXPR_SHARES_ONE_GROUP, NULL, NULL);
    if (m->level_count > 1 && m->cell_count == m->wide_count)
        return jh_fail(err, JH_BAD_INPUT, SAY_EXPR_SHARES_SAME_GROUPS, NULL, NULL);
    if (m->cell_count == from->count)
        return jh_fail(err, JH_BAD_INPUT, SAY_EXPR_SHARES_OF_ONE, NULL, NULL);
    if (all_alike(from)) return jh_fail(err, JH_BAD_INPUT, SAY_EXPR_SHARES_ALIKE, NULL, NULL);
    return JH_OK;
}

/* ---- estimates ------------------------------------------------------------------------- */

static void set_shares(jh_share_estimate *by, size_t level_count)
{
    double all = by->residual;
    size_t i;

    for (i = 0; i < level_count; i++) all += fmax(by->level[i].variance, 0.0);
    for (i = 0; i < level_count; i++) by->level[i].share = fmax(by->level[i].variance, 0.0) / all;
}

static void estimate(jh_share_estimate *by, jh_share_model *m)
{
    double ratio[JH_SHARE_LEVELS];
    int shift = m->level_count == 1 ? 1 : 0; /* the only level is the model's narrow one */
    size_t i;

    jh_share_fit(ratio, m);
    by->residual = jh_share_deviance(m, ratio).residual;
    for (i = 0; i < m->level_count; i++)
        by->level[i].variance = ratio[i + (size_t)shift] * by->residual;
    set_shares(by, m->level_count);
    for (i = 0; i < m->level_count; i++) jh_share_profile(&by->level[i], m, (int)i + shift, ratio);
}

jh_code jh_shares_of(jh_shares *out, const jh_scores *scores, jh_arena scratch, jh_error *err)
{
    jh_cell *cells = JH_NEW_ARRAY(&scratch, jh_cell, scores->count);
    jh_share_model m = { .cells = cells,
                         .wides = JH_NEW_ARRAY(&scratch, jh_wide, scores->count),
                         .level_count = scores->level_count,
                         .rows = (double)scores->count };
    jh_code rc;
    int i;

    *out = (jh_shares){ 0 };
    if (!cells || !m.wides) return jh_no_memory(err);
    read_groups(&m, cells, scores);
    rc = look(&m, scores, err);
    if (rc) return rc;
    out->groups[WIDE] = m.level_count > 1 ? m.wide_count : m.cell_count;
    out->groups[NARROW] = m.cell_count;
    jh_share_anova(out, &m);
    set_shares(&out->by[JH_ANOVA], m.level_count);
    for (i = JH_REML; i <= JH_ML; i++) {
        m.restricted = i == JH_REML;
        if (m.squares > 0.0)
            estimate(&out->by[i], &m);
        else
            out->by[i] = out->by[JH_ANOVA]; /* no maximum: what ANOVA finds is its limit */
    }
    return JH_OK;
}
