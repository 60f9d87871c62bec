/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/tally.h"

#include <gmp.h>
#include <math.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Rows go by words of 64, as the bits of what is present do, and by tiles of so many words. */
enum { WORD = 64, TILE = 64 };

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

#ifdef __SSE2__
/* The same where products fit 32 bits: two rows at once. false: something is below 0, nothing was
 * added. The processor multiplies the lower halves of 64-bit lanes, which is all there is here. */
static bool add_run_tiny(jh_tally_sums *to, const piece *p)
{
    __m128i sum = _mm_setzero_si128(), sum_x = sum, sum_xx = sum, sign = sum;
    const __m128i bit = _mm_set_epi64x(2, 1);
    int64_t lanes[3][2];
    size_t i;

    for (i = 0; i < WORD; i += 2) {
        __m128i is_in = _mm_and_si128(_mm_set1_epi64x((int64_t)(p->in >> i)), bit);
        __m128i w = _mm_loadu_si128((const __m128i *)(p->w + i));
        __m128i x = _mm_loadu_si128((const __m128i *)(p->x + i));
        __m128i wx;

        /* A weight fits 32 bits: the lower half of its mask is enough. */
        w = _mm_and_si128(w, _mm_cmpeq_epi32(is_in, bit));
        wx = _mm_mul_epu32(w, x);
        sum = _mm_add_epi64(sum, w);
        sum_x = _mm_add_epi64(sum_x, wx);
        sum_xx = _mm_add_epi64(sum_xx, _mm_mul_epu32(wx, x));
        sign = _mm_or_si128(sign, x);
    }
    if (_mm_movemask_pd(_mm_castsi128_pd(sign)) != 0) return false;
    _mm_storeu_si128((__m128i *)lanes[0], sum);
    _mm_storeu_si128((__m128i *)lanes[1], sum_x);
    _mm_storeu_si128((__m128i *)lanes[2], sum_xx);
    to->n += (uint64_t)__builtin_popcountll(p->in);
    to->w += lanes[0][0] + lanes[0][1];
    to->wx += lanes[1][0] + lanes[1][1];
    to->wxx += lanes[2][0] + lanes[2][1];
    return true;
}
#else
static bool add_run_tiny(jh_tally_sums *to, const piece *p)
{
    (void)to;
    (void)p;
    return false;
}
#endif

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

/* ---- tiles ----------------------------------------------------------------------------- */

/* What the columns share: made once for all of them. */
typedef struct tiles {
    size_t first, count;
    uint64_t *in;  /* [words] rows that count */
    bool *is_one;  /* [words] all of one group */
    bool *is_flat; /* [tiles] mostly of one group a word */
} tiles;

static size_t words_of(size_t count)
{
    return (count + WORD - 1) / WORD;
}

static size_t rows_from(const tiles *t, size_t word, size_t most)
{
    size_t left = t->count - word * WORD;

    return left < most ? left : most;
}

static void look_at(tiles *t, const jh_tally_ask *ask, size_t tile)
{
    size_t word, end = tile * TILE + words_of(rows_from(t, tile * TILE, TILE * WORD)), ones = 0;

    for (word = tile * TILE; word < end; word++) {
        size_t rows = rows_from(t, word, WORD);
        t->in[word] = rows_in(ask, t->first / WORD + word, rows);
        t->is_one[word] =
            rows == WORD && are_one_group(ask->group + t->first + word * WORD, WORD);
        ones += t->is_one[word];
    }
    t->is_flat[tile] = 2 * ones > end - tile * TILE;
}

/* Do 32 bits hold a number times a weight? */
static bool is_tiny(const jh_tally_ask *ask, const jh_tally_column *column)
{
    return is_small(ask, column)
        && (double)ask->weight.largest * fmax((double)column->largest, 1.0) < 0x1p32
        && (double)column->largest < 0x1p32;
}

static void add_tile(jh_tally *to, size_t c, const tiles *t, size_t tile)
{
    const jh_tally_ask *ask = to->ask;
    const jh_tally_column *column = &ask->columns[c];
    jh_tally_sums *table = to->sums + c * ask->group_count;
    size_t word, end = tile * TILE + words_of(rows_from(t, tile * TILE, TILE * WORD));
    bool small = is_small(ask, column), tiny = is_tiny(ask, column);

    for (word = tile * TILE; word < end; word++) {
        size_t row = t->first + word * WORD;
        const piece p = { .x = column->counts + row,
                          .w = ask->weight.counts + row,
                          .group = ask->group + row,
                          .count = rows_from(t, word, WORD),
                          .in = t->in[word] & bits_of(column, row / WORD) };
        if (!small)
            add_rows_large(table, &p);
        else if (!t->is_one[word])
            add_rows_small(table, &p);
        else if (!tiny || !add_run_tiny(&table[p.group[0]], &p))
            add_run_small(&table[p.group[0]], &p);
    }
}

jh_code jh_tally_add(jh_tally *to, size_t first, size_t count, jh_arena scratch, jh_error *err)
{
    size_t tile, tile_count = (words_of(count) + TILE - 1) / TILE, c;
    size_t column_count = to->ask->column_count;
    tiles t = { first, count, JH_NEW_ARRAY(&scratch, uint64_t, tile_count * TILE),
                JH_NEW_ARRAY(&scratch, bool, tile_count * TILE),
                JH_NEW_ARRAY(&scratch, bool, tile_count) };

    if (!t.in || !t.is_one || !t.is_flat) return jh_no_memory(err);
    /* Where rows lie by group, few sums are met: all columns of a tile while its weights are in
     * the cache. Else a column at a time, so that the sums of its groups stay there. */
    for (tile = 0; tile < tile_count; tile++) {
        look_at(&t, to->ask, tile);
        for (c = 0; t.is_flat[tile] && c < column_count; c++) add_tile(to, c, &t, tile);
    }
    for (c = 0; c < column_count; c++)
        for (tile = 0; tile < tile_count; tile++)
            if (!t.is_flat[tile]) add_tile(to, c, &t, tile);
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
