/* Sums by group: exact, and the same whatever the parts. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "expr/tally.h"

#include <math.h>
#include <string.h>

/* Several tiles of 64 × 64 rows, the last one short. The first column has negative numbers. */
enum { ROWS = 20000, GROUPS = 7, COLUMNS = 2 };

typedef enum lying { SCATTERED = 0, BY_GROUP, FIRST_HALF_BY_GROUP, LYINGS } lying;

static int64_t counts[COLUMNS + 1][ROWS];
static int32_t narrow[COLUMNS + 1][ROWS];
static uint64_t present[COLUMNS + 1][ROWS / 64 + 1];
static uint32_t groups[ROWS];
static jh_arena room;

static uint32_t group_of(size_t i, lying how)
{
    bool by_group = how == BY_GROUP || (how == FIRST_HALF_BY_GROUP && i < ROWS / 2);

    return (uint32_t)(by_group ? i * GROUPS / ROWS : i * 5 % GROUPS);
}

/* In 32 bits where they fit, if they may. */
static jh_tally_column column_of(int c, int64_t largest, double scale, bool may_be_narrow)
{
    bool is_narrow = may_be_narrow && largest <= INT32_MAX;
    size_t i;

    for (i = 0; i < ROWS && is_narrow; i++) narrow[c][i] = (int32_t)counts[c][i];
    return (jh_tally_column){ is_narrow ? narrow[c] : NULL, is_narrow ? NULL : counts[c],
                              present[c], scale, largest };
}

typedef struct shape {
    lying how;
    int64_t largest;
    bool values_narrow, weights_narrow;
} shape;

static jh_tally_ask make(jh_tally_column columns[COLUMNS], shape of)
{
    uint64_t seed = 7;
    size_t i;
    int c;

    memset(present, 0, sizeof present);
    for (i = 0; i < ROWS; i++) {
        groups[i] = group_of(i, of.how);
        for (c = 0; c <= COLUMNS; c++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            counts[c][i] = (int64_t)(seed >> 33) % (c < COLUMNS ? of.largest : 900);
            if (c == 0 && seed >> 63) counts[c][i] = -counts[c][i];
            if ((seed >> 40) % 9) present[c][i / 64] |= UINT64_C(1) << i % 64;
        }
    }
    for (c = 0; c < COLUMNS; c++) columns[c] = column_of(c, of.largest, 0.01, of.values_narrow);
    return (jh_tally_ask){ columns,
                           COLUMNS,
                           groups,
                           GROUPS,
                           column_of(COLUMNS, 900, 1.0, of.weights_narrow),
                           columns[0],
                           -of.largest / 2,
                           of.largest };
}

static jh_tally sum(const jh_tally_ask *ask, size_t first, size_t count)
{
    jh_tally out;

    assert_int_equal(jh_tally_make(&out, &room, ask, ROWS, NULL), JH_OK);
    assert_int_equal(jh_tally_add(&out, first, count, room, NULL), JH_OK);
    return out;
}

static bool has(int c, size_t i)
{
    return present[c][i / 64] >> i % 64 & 1;
}

/* One row after the other, with everything asked of it. */
static jh_tally_sums plainly(const jh_tally_ask *ask, int c, uint32_t group)
{
    jh_tally_sums out = { 0 };
    size_t i;

    for (i = 0; i < ROWS; i++) {
        __int128 w = counts[COLUMNS][i], x = counts[c][i];
        if (groups[i] != group || !has(c, i) || !has(COLUMNS, i) || w <= 0) continue;
        if (!has(0, i) || counts[0][i] < ask->low || counts[0][i] > ask->high) continue;
        out.n++;
        out.w += (int64_t)w;
        out.wx += w * x;
        out.wxx += w * x * x;
    }
    return out;
}

static void sums_are_those_of_the_rows_one_by_one(void **state)
{
    /* Sums of all rows in 64 bits; of some tiles of them; not of one tile. */
    static const int64_t sizes[] = { 50000, 800000, 1000000000000 };
    jh_tally_column columns[COLUMNS];
    jh_tally_sums want;
    size_t s;
    uint32_t g;
    int c;

    (void)state;
    for (s = 0; s < 3 * LYINGS * 4; s++) {
        const jh_tally_ask ask = make(columns, (shape){ (lying)(s / 4 % LYINGS),
                                                        sizes[s / 4 / LYINGS], s & 1, s & 2 });
        jh_tally all = sum(&ask, 0, ROWS);
        for (c = 0; c < COLUMNS; c++)
            for (g = 0; g < GROUPS; g++) {
                want = plainly(&ask, c, g);
                assert_true(want.n > 0);
                assert_memory_equal(jh_tally_at(&all, (size_t)c, g), &want, sizeof want);
            }
    }
}

static void parts_add_up_to_the_same_bits_in_any_order(void **state)
{
    static const size_t cuts[] = { 0, 64, 4096, 9600, ROWS };
    jh_tally_column columns[COLUMNS];
    const jh_tally_ask ask = make(columns, (shape){ FIRST_HALF_BY_GROUP, 50000, true, true });
    jh_tally all = sum(&ask, 0, ROWS), there = sum(&ask, 0, 0), back = sum(&ask, 0, 0), part;
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++) {
        part = sum(&ask, cuts[i], cuts[i + 1] - cuts[i]);
        jh_tally_merge(&there, &part);
        part = sum(&ask, cuts[3 - i], cuts[4 - i] - cuts[3 - i]);
        jh_tally_merge(&back, &part);
    }
    assert_memory_equal(there.sums, all.sums, COLUMNS * GROUPS * sizeof *all.sums);
    assert_memory_equal(back.sums, all.sums, COLUMNS * GROUPS * sizeof *all.sums);
}

static void mean_and_wcv_are_those_of_the_five_schools(void **state)
{
    static const int64_t pupils[] = { 45, 37, 89, 76, 55 }, half[] = { 2, 2, 2, 2, 2 };
    static const uint32_t group[] = { 0, 0, 0, 1, 1 };
    static const int64_t books[] = { 6, 4, 10, 2, 7 };
    jh_tally_column columns[] = { { NULL, books, NULL, 1.0, 10 },
                                  { NULL, half, NULL, 0.5, 2 } };
    const jh_tally_ask ask = { .columns = columns,
                               .column_count = 2,
                               .group = group,
                               .group_count = 3,
                               .weight = { NULL, pupils, NULL, 1.0, 89 } };
    jh_tally tally;

    (void)state;
    assert_int_equal(jh_tally_make(&tally, &room, &ask, 5, NULL), JH_OK);
    assert_int_equal(jh_tally_add(&tally, 0, 5, room, NULL), JH_OK);
    /* (45·6 + 37·4 + 89·10) / 171; the same from the squares */
    assert_true(fabs(jh_interval_middle(jh_tally_mean(&tally, 0, 0).range) - 1308.0 / 171) < 1e-14);
    assert_true(fabs(jh_interval_middle(jh_tally_wcv(&tally, 0, 0).range)
                     - sqrt(171.0 * 11112 / (1308.0 * 1308) - 1))
                < 1e-14);
    assert_true(jh_tally_wcv(&tally, 1, 0).range.hi == 0.0); /* alike: exactly 0 */
    assert_int_equal(jh_tally_mean(&tally, 0, 2).why, JH_NOT_ASKED);
}

static void numbers_that_may_not_fit_are_refused(void **state)
{
    jh_tally_column columns[COLUMNS];
    const jh_tally_ask ask = make(columns, (shape){ SCATTERED, INT64_MAX / 2, false, false });
    jh_tally out;

    (void)state;
    assert_int_equal(jh_tally_make(&out, &room, &ask, ROWS, NULL), JH_BAD_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_the_rows_one_by_one),
        cmocka_unit_test(parts_add_up_to_the_same_bits_in_any_order),
        cmocka_unit_test(mean_and_wcv_are_those_of_the_five_schools),
        cmocka_unit_test(numbers_that_may_not_fit_are_refused),
    };
    int failed = jh_arena_reserve(&room, 1 << 24) ? 1 : 0;

    if (!failed) failed = cmocka_run_group_tests(tests, NULL, NULL);
    jh_arena_release(&room);
    return failed;
}
