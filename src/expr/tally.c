/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/tally.h"

#include <gmp.h>
#include <math.h>

/* Rows go by words of 64, as the bits of what is present do. */
enum { WORD = 64 };

jh_code jh_tally_make(jh_tally *out, jh_arena *keep, const jh_tally_ask *ask, size_t rows,
                      jh_error *err)
{
    size_t i;

    for (i = 0; i < ask->column_count; i++) {
        double x = (double)ask->columns[i].largest, w = (double)ask->weight.largest;
        if (w * fmax(x, 1.0) >= 0x1p62 || w * fmax(x, 1.0) * fmax(x, 1.0) * (double)rows >= 0x1p126
            || w * (double)rows >= 0x1p62)
            return jh_fail(err, JH_BAD_INPUT, SAY_EXPR_TALLY_TOO_LARGE, NULL, NULL);
    }
    out->ask = ask;
    out->sums = JH_NEW_ARRAY(keep, jh_tally_sums, ask->column_count * ask->group_count);
    return out->sums ? JH_OK : jh_no_memory(err);
}

/* ---- which rows ------------------------------------------------------------------------ */

static uint64_t bits_of(const jh_tally_column *column, size_t word)
{
    return column->present ? column->present[word] : ~UINT64_C(0);
}

/* Rows of a word that count: the filter holds and there is a weight above 0. */
static uint64_t rows_in(const jh_tally_ask *ask, size_t word, size_t count)
{
    const int64_t *where = ask->where.counts ? ask->where.counts + word * WORD : NULL;
    const int64_t *weight = ask->weight.counts + word * WORD;
    uint64_t in = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        bool good = weight[i] > 0 && (!where || (where[i] >= ask->low && where[i] <= ask->high));
        in |= (uint64_t)good << i;
    }
    return in & bits_of(&ask->weight, word) & (where ? bits_of(&ask->where, word) : in);
}

static bool are_one_group(const uint32_t *group, size_t count)
{
    uint32_t other = 0;
    size_t i;

    if (group[0] != group[count - 1]) return false;
    for (i = 1; i < count; i++) other |= group[i] ^ group[0];
    return other == 0;
}

/* ---- sums ------------------------------------------------------------------------------ */

typedef struct piece {
    const int64_t *x, *w;
    const uint32_t *group;
    size_t count;
    uint64_t in;
} piece;

/* Rows of one group, small numbers: 64 bits hold the sums of a word. */
static void add_run_small(jh_tally_sums *to, const piece *p)
{
    int64_t w, sum = 0, sum_x = 0, sum_xx = 0;
    size_t i;

    for (i = 0; i < p->count; i++) {
        w = p->w[i] & -(int64_t)(p->in >> i & 1);
        sum += w;
        sum_x += w * p->x[i];
        sum_xx += w * p->x[i] * p->x[i];
    }
    to->n += (uint64_t)__builtin_popcountll(p->in);
    to->w += sum;
    to->wx += sum_x;
    to->wxx += sum_xx;
}

/* Rows of any groups. */
static void add_rows_small(jh_tally_sums *table, const piece *p)
{
    jh_tally_sums *to;
    uint64_t is_in;
    int64_t w, wx;
    size_t i;

    /* Rows that do not count add 0: a branch that nobody can foresee would cost more. */
    for (i = 0; i < p->count; i++) {
        is_in = p->in >> i & 1;
        to = &table[p->group[i]];
        w = p->w[i] & -(int64_t)is_in;
        wx = w * p->x[i];
        to->n += is_in;
        to->w += w;
        to->wx += wx;
        to->wxx += wx * p->x[i];
    }
}

static void add_rows_large(jh_tally_sums *table, const piece *p)
{
    jh_tally_sums *to;
    uint64_t in;
    int64_t wx;
    int i;

    for (in = p->in; in; in &= in - 1) {
        i = __builtin_ctzll(in);
        to = &table[p->group[i]];
        wx = p->w[i] * p->x[i];
        to->n++;
        to->w += p->w[i];
        to->wx += wx;
        to->wxx += (__int128)wx * p->x[i];
    }
}

/* Do 64 bits hold the sum of so many squares? */
static bool is_small(const jh_tally_ask *ask, const jh_tally_column *column)
{
    double x = (double)column->largest;

    return (double)ask->weight.largest * fmax(x * x, x) * WORD < 0x1p62;
}

static void add_column(jh_tally *to, size_t c, const uint64_t *in, size_t first, size_t count)
{
    const jh_tally_ask *ask = to->ask;
    const jh_tally_column *column = &ask->columns[c];
    jh_tally_sums *table = to->sums + c * ask->group_count;
    bool small = is_small(ask, column);
    size_t at;

    for (at = 0; at < count; at += WORD) {
        size_t row = first + at;
        const piece p = { .x = column->counts + row,
                          .w = ask->weight.counts + row,
                          .group = ask->group + row,
                          .count = count - at < WORD ? count - at : WORD,
                          .in = in[at / WORD] & bits_of(column, row / WORD) };
        if (!small)
            add_rows_large(table, &p);
        else if (p.count == WORD && are_one_group(p.group, WORD))
            add_run_small(&table[p.group[0]], &p);
        else
            add_rows_small(table, &p);
    }
}

jh_code jh_tally_add(jh_tally *to, size_t first, size_t count, jh_arena scratch, jh_error *err)
{
    uint64_t *in = JH_NEW_ARRAY(&scratch, uint64_t, count / WORD + 1);
    size_t at, c;

    if (!in) return jh_no_memory(err);
    for (at = 0; at < count; at += WORD)
        in[at / WORD] =
            rows_in(to->ask, (first + at) / WORD, count - at < WORD ? count - at : WORD);
    /* A column at a time: the sums of its groups stay in the cache. */
    for (c = 0; c < to->ask->column_count; c++) add_column(to, c, in, first, count);
    return JH_OK;
}

void jh_tally_merge(jh_tally *into, const jh_tally *from)
{
    size_t i;

    for (i = 0; i < into->ask->column_count * into->ask->group_count; i++) {
        into->sums[i].n += from->sums[i].n;
        into->sums[i].w += from->sums[i].w;
        into->sums[i].wx += from->sums[i].wx;
        into->sums[i].wxx += from->sums[i].wxx;
    }
}

/* ---- measures -------------------------------------------------------------------------- */

const jh_tally_sums *jh_tally_at(const jh_tally *tally, size_t column, size_t group)
{
    return &tally->sums[column * tally->ask->group_count + group];
}

jh_number jh_tally_mean(const jh_tally *tally, size_t column, size_t group)
{
    const jh_tally_sums *s = jh_tally_at(tally, column, group);
    double mean;

    if (s->w == 0) return (jh_number){ JH_ANYTHING, JH_NOT_ASKED };
    mean = (double)s->wx / (double)s->w * tally->ask->columns[column].scale;
    return (jh_number){ jh_interval_widen(jh_interval_exact(mean), mean != 0.0 ? 4 : 0),
                        JH_PRESENT };
}

static void set_wide(mpz_t out, __int128 value)
{
    unsigned __int128 size = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;

    mpz_import(out, 1, -1, sizeof size, 0, 0, &size);
    if (value < 0) mpz_neg(out, out);
}

/* (Σw Σwx² − (Σwx)²) / (Σwx)²: the numerator exactly, so that equal values give exactly 0. */
static double square_of_cv(const jh_tally_sums *s)
{
    mpz_t wxx, wx;
    double top, bottom;

    mpz_init(wxx);
    mpz_init(wx);
    set_wide(wxx, s->wxx);
    mpz_mul_si(wxx, wxx, s->w);
    set_wide(wx, s->wx);
    mpz_mul(wx, wx, wx);
    mpz_sub(wxx, wxx, wx);
    top = mpz_get_d(wxx);
    bottom = mpz_get_d(wx);
    mpz_clear(wxx);
    mpz_clear(wx);
    return top / bottom;
}

jh_number jh_tally_wcv(const jh_tally *tally, size_t column, size_t group)
{
    const jh_tally_sums *s = jh_tally_at(tally, column, group);
    double cv;

    if (s->w == 0) return (jh_number){ JH_ANYTHING, JH_NOT_ASKED };
    if (s->wx == 0) return (jh_number){ JH_ANYTHING, JH_BAD_DENOMINATOR };
    cv = sqrt(square_of_cv(s));
    if (s->wx < 0) cv = -cv;
    return (jh_number){ jh_interval_widen(jh_interval_exact(cv), cv != 0.0 ? 4 : 0), JH_PRESENT };
}
