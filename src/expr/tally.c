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

static int64_t count_at(const jh_tally_column *column, size_t row)
{
    return column->narrow ? column->narrow[row] : column->wide[row];
}

/* Which of `count` rows are from low to high, a bit a row. */
static uint64_t rows_between(const jh_tally_column *column, size_t first, size_t count, int64_t low,
                             int64_t high)
{
    uint64_t in = 0;
    int64_t n;
    size_t i;

    for (i = 0; i < count; i++) {
        n = count_at(column, first + i);
        in |= (uint64_t)(n >= low && n <= high) << i;
    }
    return in;
}

#ifdef __SSE2__
static int32_t in_32_bits(int64_t n)
{
    return (int32_t)(n < INT32_MIN ? INT32_MIN : n > INT32_MAX ? INT32_MAX : n);
}

/* The same for a whole word of narrow counts. */
static uint64_t word_between(const int32_t *counts, int64_t low, int64_t high)
{
    const __m128i least = _mm_set1_epi32(in_32_bits(low)), most = _mm_set1_epi32(in_32_bits(high));
    uint64_t out = 0;
    int i;

    if (low > INT32_MAX || high < INT32_MIN) return 0;
    for (i = 0; i < WORD; i += 4) {
        __m128i n = _mm_loadu_si128((const __m128i *)(counts + i));
        __m128i is_out = _mm_or_si128(_mm_cmpgt_epi32(least, n), _mm_cmpgt_epi32(n, most));
        out |= (uint64_t)(unsigned)_mm_movemask_ps(_mm_castsi128_ps(is_out)) << i;
    }
    return ~out;
}
#endif

static uint64_t between(const jh_tally_column *column, size_t first, size_t count, int64_t low,
                        int64_t high)
{
#ifdef __SSE2__
    if (column->narrow && count == WORD) return word_between(column->narrow + first, low, high);
#endif
    return rows_between(column, first, count, low, high);
}

/* Rows of a word that count: the filter holds and there is a weight above 0. */
static uint64_t rows_in(const jh_tally_ask *ask, size_t word, size_t count)
{
    const jh_tally_column *where = &ask->where;
    uint64_t in = between(&ask->weight, word * WORD, count, 1, INT64_MAX);

    in &= bits_of(&ask->weight, word);
    if (!where->narrow && !where->wide) return in;
    return in & between(where, word * WORD, count, ask->low, ask->high) & bits_of(where, word);
}

static bool are_one_group(const uint32_t *group, size_t count)
{
    uint32_t other = 0;
    size_t i;

    if (group[0] != group[count - 1]) return false;
    for (i = 1; i < count; i++) other |= group[i] ^ group[0];
    return other == 0;
}

/* ---- sums of a word --------------------------------------------------------------------- */

/* Sums that 64 bits hold for a while; then they go to those that hold everything. */
typedef struct light_sums {
    int64_t n, w, wx, wxx;
} light_sums;

/* Rows of one word: the numbers of a column and the weights, in 64 bits. */
typedef struct piece {
    int64_t x[WORD], w[WORD];
    const uint32_t *group;
    size_t count;
    uint64_t in;
} piece;

/* Rows of one group. */
static void add_run(light_sums *to, const piece *p)
{
    int64_t w, sum = 0, sum_x = 0, sum_xx = 0;
    size_t i;

    for (i = 0; i < p->count; i++) {
        w = p->w[i] & -(int64_t)(p->in >> i & 1);
        sum += w;
        sum_x += w * p->x[i];
        sum_xx += w * p->x[i] * p->x[i];
    }
    to->n += __builtin_popcountll(p->in);
    to->w += sum;
    to->wx += sum_x;
    to->wxx += sum_xx;
}

/* Rows of any groups. */
static void add_scattered(light_sums *table, const piece *p)
{
    light_sums *to;
    int64_t is_in, w, wx;
    size_t i;

    /* Rows that do not count add 0: a branch that nobody can foresee would cost more. */
    for (i = 0; i < p->count; i++) {
        is_in = (int64_t)(p->in >> i & 1);
        to = &table[p->group[i]];
        w = p->w[i] & -is_in;
        wx = w * p->x[i];
        to->n += is_in;
        to->w += w;
        to->wx += wx;
        to->wxx += wx * p->x[i];
    }
}

static void add_large(jh_tally_sums *table, const piece *p)
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

#ifdef __SSE2__
/* A whole word of rows of one group, all narrow, weight × number below 2³²: four rows at once.
 * false: a number is below 0, nothing was added. */
static bool add_narrow_run(light_sums *to, const int32_t *x, const int32_t *w, uint64_t in)
{
    const __m128i bits = _mm_set_epi32(8, 4, 2, 1), lower = _mm_set_epi32(0, -1, 0, -1);
    __m128i sum = _mm_setzero_si128(), sum_x = sum, sum_xx = sum, signs = sum;
    int64_t lanes[3][2];
    int i;

    for (i = 0; i < WORD; i += 4) {
        __m128i is_in = _mm_and_si128(_mm_set1_epi32((int)(in >> i)), bits);
        __m128i w4 = _mm_loadu_si128((const __m128i *)(w + i));
        __m128i x4 = _mm_loadu_si128((const __m128i *)(x + i));
        __m128i w_odd, x_odd = _mm_srli_epi64(x4, 32), wx, wx_odd;

        w4 = _mm_and_si128(w4, _mm_cmpeq_epi32(is_in, bits));
        w_odd = _mm_srli_epi64(w4, 32);
        wx = _mm_mul_epu32(w4, x4);
        wx_odd = _mm_mul_epu32(w_odd, x_odd);
        sum = _mm_add_epi64(sum, _mm_add_epi64(_mm_and_si128(w4, lower), w_odd));
        sum_x = _mm_add_epi64(sum_x, _mm_add_epi64(wx, wx_odd));
        sum_xx = _mm_add_epi64(sum_xx, _mm_mul_epu32(wx, x4));
        sum_xx = _mm_add_epi64(sum_xx, _mm_mul_epu32(wx_odd, x_odd));
        signs = _mm_or_si128(signs, x4);
    }
    if (_mm_movemask_ps(_mm_castsi128_ps(signs)) != 0) return false;
    _mm_storeu_si128((__m128i *)lanes[0], sum);
    _mm_storeu_si128((__m128i *)lanes[1], sum_x);
    _mm_storeu_si128((__m128i *)lanes[2], sum_xx);
    to->n += __builtin_popcountll(in);
    to->w += lanes[0][0] + lanes[0][1];
    to->wx += lanes[1][0] + lanes[1][1];
    to->wxx += lanes[2][0] + lanes[2][1];
    return true;
}
#else
static bool add_narrow_run(light_sums *to, const int32_t *x, const int32_t *w, uint64_t in)
{
    (void)to;
    (void)x;
    (void)w;
    (void)in;
    return false;
}
#endif

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

static size_t end_of(const tiles *t, size_t tile)
{
    return tile * TILE + words_of(rows_from(t, tile * TILE, TILE * WORD));
}

static void look_at(tiles *t, const jh_tally_ask *ask, size_t tile)
{
    size_t word, end = end_of(t, tile), ones = 0;

    for (word = tile * TILE; word < end; word++) {
        size_t rows = rows_from(t, word, WORD);
        t->in[word] = rows_in(ask, t->first / WORD + word, rows);
        t->is_one[word] =
            rows == WORD && are_one_group(ask->group + t->first + word * WORD, WORD);
        ones += t->is_one[word];
    }
    t->is_flat[tile] = 2 * ones > end - tile * TILE;
}

/* How one column is added. */
typedef struct way {
    const jh_tally_column *x, *w;
    const uint32_t *group;
    size_t group_count;
    jh_tally_sums *sums;
    light_sums *light;
    size_t light_most; /* rows whose sums 64 bits hold for certain; 0: too few to be worth it */
    size_t light_rows; /* added since they were settled, at most */
    bool is_narrow;    /* both narrow, and their products fit 32 bits */
} way;

static way way_of(const jh_tally *to, size_t c, light_sums *light)
{
    const jh_tally_ask *ask = to->ask;
    const jh_tally_column *x = &ask->columns[c], *w = &ask->weight;
    double most = fmax((double)x->largest, 1.0), weight = fmax((double)w->largest, 1.0);
    double rows = fmin(0x1p62 / (weight * most * most), 0x1p40);
    double worth = fmax(TILE * WORD, (double)ask->group_count);

    return (way){ .x = x,
                  .w = w,
                  .group = ask->group,
                  .group_count = ask->group_count,
                  .sums = to->sums + c * ask->group_count,
                  .light = light + c * ask->group_count,
                  .light_most = rows >= worth ? (size_t)rows : 0,
                  .is_narrow = x->narrow && w->narrow && weight * most < 0x1p32 };
}

static void take_numbers(int64_t out[WORD], const jh_tally_column *from, size_t row, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) out[i] = count_at(from, row + i);
}

static void add_word(const way *how, const tiles *t, size_t word)
{
    size_t row = t->first + word * WORD;
    uint64_t in = t->in[word] & bits_of(how->x, row / WORD);
    light_sums *run = how->light_most && t->is_one[word] ? &how->light[how->group[row]] : NULL;
    piece p;

    if (run && how->is_narrow
        && add_narrow_run(run, how->x->narrow + row, how->w->narrow + row, in))
        return;
    p.count = rows_from(t, word, WORD);
    p.group = how->group + row;
    p.in = in;
    take_numbers(p.x, how->x, row, p.count);
    take_numbers(p.w, how->w, row, p.count);
    if (!how->light_most)
        add_large(how->sums, &p);
    else if (run)
        add_run(run, &p);
    else
        add_scattered(how->light, &p);
}

/* From the sums of 64 bits into those that hold everything. */
static void settle(way *how)
{
    size_t g;

    for (g = 0; g < how->group_count && how->light_rows; g++) {
        how->sums[g].n += (uint64_t)how->light[g].n;
        how->sums[g].w += how->light[g].w;
        how->sums[g].wx += how->light[g].wx;
        how->sums[g].wxx += how->light[g].wxx;
        how->light[g] = (light_sums){ 0 };
    }
    how->light_rows = 0;
}

static void add_tile(way *how, const tiles *t, size_t tile)
{
    size_t word, end = end_of(t, tile);

    if (how->light_most) {
        if (how->light_rows + TILE * WORD > how->light_most) settle(how);
        how->light_rows += TILE * WORD;
    }
    for (word = tile * TILE; word < end; word++) add_word(how, t, word);
}

/* Where rows lie by group, few sums are met: all columns of a tile while its weights are in the
 * cache. Else a column at a time, so that the sums of its groups stay there. */
static void add_tiles(const jh_tally_ask *ask, way *ways, tiles *t, size_t tile_count)
{
    size_t tile, c;

    for (tile = 0; tile < tile_count; tile++) {
        look_at(t, ask, tile);
        for (c = 0; t->is_flat[tile] && c < ask->column_count; c++) add_tile(&ways[c], t, tile);
    }
    for (c = 0; c < ask->column_count; c++) {
        for (tile = 0; tile < tile_count; tile++)
            if (!t->is_flat[tile]) add_tile(&ways[c], t, tile);
        settle(&ways[c]);
    }
}

jh_code jh_tally_add(jh_tally *to, size_t first, size_t count, jh_arena scratch, jh_error *err)
{
    size_t tile_count = (words_of(count) + TILE - 1) / TILE, c;
    size_t column_count = to->ask->column_count;
    tiles t = { first, count, JH_NEW_ARRAY(&scratch, uint64_t, tile_count * TILE),
                JH_NEW_ARRAY(&scratch, bool, tile_count * TILE),
                JH_NEW_ARRAY(&scratch, bool, tile_count) };
    way *ways = JH_NEW_ARRAY(&scratch, way, column_count);
    light_sums *light = JH_NEW_ARRAY(&scratch, light_sums, column_count * to->ask->group_count);

    if (!t.in || !t.is_one || !t.is_flat || !ways || !light) return jh_no_memory(err);
    for (c = 0; c < column_count; c++) ways[c] = way_of(to, c, light);
    add_tiles(to->ask, ways, &t, tile_count);
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
