/* Shares of variance: against the whole covariance matrix, worked out the slow way. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "expr/score_rows.h"

#include <math.h>

enum { ROWS = 24 };

/* Eight schools of unequal size in three counties. */
static const double unequal[ROWS] = { 61, 64, 58, 70, 73, 55, 57, 52, 60, 49, 66, 71,
                                      68, 74, 80, 77, 83, 79, 62, 65, 59, 71, 75, 69 };
static const uint32_t schools[ROWS] = { 0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 3, 3,
                                        3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7 };
static const uint32_t counties[ROWS] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1,
                                         1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2 };
/* Four schools of three. */
static const double equal[12] = { 50, 54, 52, 61, 66, 62, 70, 69, 74, 58, 55, 60 };
static const uint32_t equal_schools[12] = { 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3 };

static jh_arena room;

static jh_arena scratch(void)
{
    if (!room.start) assert_int_equal(jh_arena_reserve(&room, 1 << 20), 0);
    return room;
}

static jh_shares shares_of(const jh_scores *scores)
{
    jh_shares out;

    assert_int_equal(jh_shares_of(&out, scores, scratch(), NULL), JH_OK);
    return out;
}

static jh_scores two_levels(void)
{
    return (jh_scores){ unequal, { counties, schools }, ROWS, 2 };
}

static jh_scores one_level(void)
{
    return (jh_scores){ unequal, { schools, NULL }, ROWS, 1 };
}

/* ---- the slow way: V as a matrix, by Cholesky ------------------------------------------------ */

typedef struct variances {
    double wide, narrow, residual;
} variances;

/* Forward substitution: solves L y = b in place. */
static void solve_lower(double l[ROWS][ROWS], double *b)
{
    int i, j;

    for (i = 0; i < ROWS; i++) {
        for (j = 0; j < i; j++) b[i] -= l[i][j] * b[j];
        b[i] /= l[i][i];
    }
}

static double dot(const double *a, const double *b)
{
    double sum = 0.0;
    int i;

    for (i = 0; i < ROWS; i++) sum += a[i] * b[i];
    return sum;
}

/* log|V| + (y − µ)'V⁻¹(y − µ), and for REML + log|1'V⁻¹1|. */
static double slow_deviance(variances v, bool restricted)
{
    static double l[ROWS][ROWS];
    double y[ROWS], ones[ROWS], logs = 0.0, mean, xx;
    int i, j, k;

    for (i = 0; i < ROWS; i++) {
        for (j = 0; j <= i; j++) {
            l[i][j] = (counties[i] == counties[j] ? v.wide : 0.0)
                      + (schools[i] == schools[j] ? v.narrow : 0.0) + (i == j ? v.residual : 0.0);
            for (k = 0; k < j; k++) l[i][j] -= l[i][k] * l[j][k];
            l[i][j] = i == j ? sqrt(l[i][j]) : l[i][j] / l[j][j];
        }
        logs += 2.0 * log(l[i][i]);
        y[i] = unequal[i];
        ones[i] = 1.0;
    }
    solve_lower(l, y);
    solve_lower(l, ones);
    xx = dot(ones, ones);
    mean = dot(ones, y) / xx;
    return logs + dot(y, y) - mean * mean * xx + (restricted ? log(xx) : 0.0);
}

static variances of(const jh_shares *s, jh_estimator by, bool two)
{
    const jh_share_estimate *e = &s->by[by];

    return (variances){ two ? e->level[0].variance : 0.0, e->level[two ? 1 : 0].variance,
                        e->residual };
}

static double least_around(variances v, bool restricted, bool two)
{
    static const double steps[] = { 0.9, 0.99, 0.999, 1.001, 1.01, 1.1 };
    double least = INFINITY;
    size_t i;

    for (i = 0; i < sizeof steps / sizeof *steps; i++) {
        variances a = v, b = v, c = v;
        a.wide *= steps[i];
        b.narrow *= steps[i];
        c.residual *= steps[i];
        if (two) least = fmin(least, slow_deviance(a, restricted));
        least = fmin(least, slow_deviance(b, restricted));
        least = fmin(least, slow_deviance(c, restricted));
    }
    return least;
}

static void estimates_are_where_the_full_matrix_has_its_least_deviance(void **state)
{
    const jh_scores two = two_levels(), one = one_level();
    const jh_shares both = shares_of(&two), narrow = shares_of(&one);
    int by;

    (void)state;
    for (by = JH_REML; by <= JH_ML; by++) {
        variances v = of(&both, (jh_estimator)by, true);
        assert_true(v.wide > 0.0 && v.narrow > 0.0);
        assert_true(slow_deviance(v, by == JH_REML) < least_around(v, by == JH_REML, true));
        v = of(&narrow, (jh_estimator)by, false);
        assert_true(slow_deviance(v, by == JH_REML) < least_around(v, by == JH_REML, false));
    }
}

/* The deviance with this share of the narrow level, the total being at its best, by trying. */
static double slow_profile(double share, bool restricted)
{
    double low = 1.0, high = 1e4, a, b;
    int k;

    for (k = 0; k < 200; k++) {
        a = low + (high - low) / 3.0;
        b = high - (high - low) / 3.0;
        if (slow_deviance((variances){ 0.0, share * a, (1.0 - share) * a }, restricted)
            < slow_deviance((variances){ 0.0, share * b, (1.0 - share) * b }, restricted))
            high = b;
        else
            low = a;
    }
    return slow_deviance((variances){ 0.0, share * low, (1.0 - share) * low }, restricted);
}

static void profile_intervals_end_where_the_deviance_has_risen_by_3_84(void **state)
{
    const jh_scores one = one_level();
    const jh_shares s = shares_of(&one);
    int by;

    (void)state;
    for (by = JH_REML; by <= JH_ML; by++) {
        const jh_level_share *level = &s.by[by].level[0];
        double least = slow_profile(level->share, by == JH_REML);
        assert_true(level->low > 0.0 && level->high < 1.0);
        assert_true(fabs(slow_profile(level->low, by == JH_REML) - least - 3.841458820694124)
                    < 1e-6);
        assert_true(fabs(slow_profile(level->high, by == JH_REML) - least - 3.841458820694124)
                    < 1e-6);
    }
}

/* ---- equal groups: closed forms -------------------------------------------------------------- */

static void with_equal_groups_reml_is_anova_and_the_interval_is_searles(void **state)
{
    const jh_scores scores = { equal, { equal_schools, NULL }, 12, 1 };
    const jh_shares s = shares_of(&scores);
    const jh_level_share *anova = &s.by[JH_ANOVA].level[0];
    double f = s.squares[1] / s.freedom[1] / (s.squares[2] / s.freedom[2]);
    double low = anova->low, high = anova->high;

    (void)state;
    assert_true(fabs(s.by[JH_REML].level[0].variance - anova->variance) < 1e-9);
    assert_true(fabs(s.by[JH_REML].residual - s.by[JH_ANOVA].residual) < 1e-9);
    assert_true(s.by[JH_ML].level[0].variance < anova->variance); /* ML divides by k */
    assert_true(fabs(s.size - 3.0) < 1e-12);
    /* share = (F/q − 1) / (F/q − 1 + n), q a quantile of F: turned round, q = F / (1 + n λ) */
    assert_true(fabs(jh_f_below(f / (1.0 + 3.0 * low / (1.0 - low)), 3, 8) - 0.975) < 1e-9);
    assert_true(fabs(jh_f_below(f / (1.0 + 3.0 * high / (1.0 - high)), 3, 8) - 0.025) < 1e-9);
}

static void the_f_distribution_is_that_of_printed_tables(void **state)
{
    static const struct {
        double f, over, under, below;
    } points[] = { { 4.964603, 1, 10, 0.95 }, { 3.708265, 3, 10, 0.95 } };
    size_t i;

    (void)state;
    for (i = 0; i < 2; i++)
        assert_true(fabs(jh_f_below(points[i].f, points[i].over, points[i].under) - points[i].below)
                    < 1e-6);
    assert_true(fabs(jh_f_below(1.0, 7, 7) - 0.5) < 1e-12);
    assert_true(jh_f_below(0.0, 3, 4) == 0.0);
}

/* Σ over counties and schools with the coefficients of Searle et al. written out for this table. */
static void nested_anova_meets_its_expected_sums_of_squares(void **state)
{
    const jh_scores scores = two_levels();
    const jh_shares s = shares_of(&scores);
    const jh_share_estimate *a = &s.by[JH_ANOVA];
    double within = (9. + 4 + 25) / 10 + (9. + 4 + 9) / 8 + (16. + 4) / 6;
    double cells = (9. + 4 + 25 + 9 + 4 + 9 + 16 + 4) / 24, wide = (100. + 64 + 36) / 24;

    (void)state;
    assert_true(fabs(5 * a->residual + (24 - within) * a->level[1].variance - s.squares[1]) < 1e-9);
    assert_true(fabs(2 * a->residual + (within - cells) * a->level[1].variance
                     + (24 - wide) * a->level[0].variance - s.squares[0])
                < 1e-9);
    assert_false(a->level[0].has_interval);
}

/* ---- the edges ------------------------------------------------------------------------------- */

static void what_cannot_be_told_is_named(void **state)
{
    static const double alike[4] = { 5, 5, 5, 5 }, pair[4] = { 1, 2, 3, 4 };
    static const uint32_t one[4] = { 0, 0, 0, 0 }, two[4] = { 0, 0, 1, 1 },
                          each[4] = { 0, 1, 2, 3 };
    static const struct {
        const char *label;
        jh_scores scores;
        jh_say_id say;
    } cases[] = {
        { "no rows", { pair, { two, NULL }, 0, 1 }, SAY_EXPR_SHARES_NO_ROWS },
        { "one group", { pair, { one, NULL }, 4, 1 }, SAY_EXPR_SHARES_ONE_GROUP },
        { "groups of one", { pair, { each, NULL }, 4, 1 }, SAY_EXPR_SHARES_OF_ONE },
        { "scores alike", { alike, { two, NULL }, 4, 1 }, SAY_EXPR_SHARES_ALIKE },
        { "one county", { pair, { one, two }, 4, 2 }, SAY_EXPR_SHARES_ONE_GROUP },
        { "a school a county", { pair, { two, two }, 4, 2 }, SAY_EXPR_SHARES_SAME_GROUPS },
    };
    jh_shares out;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_error err = { 0 };
        print_message("  %s\n", cases[i].label);
        assert_int_equal(jh_shares_of(&out, &cases[i].scores, scratch(), &err), JH_BAD_INPUT);
        assert_int_equal(err.message.say, cases[i].say);
    }
}

static void groups_that_do_not_differ_have_share_0_and_those_without_spread_1(void **state)
{
    static const double same[6] = { 1, 2, 3, 3, 2, 1 }, flat[6] = { 4, 4, 7, 7, 7, 9 };
    static const uint32_t halves[6] = { 0, 0, 0, 1, 1, 1 }, thirds[6] = { 0, 0, 1, 1, 1, 2 };
    const jh_scores none = { same, { halves, NULL }, 6, 1 }, all = { flat, { thirds, NULL }, 6, 1 };
    jh_shares s = shares_of(&none);

    (void)state;
    assert_true(s.by[JH_ANOVA].level[0].variance < 0.0); /* shown as it comes out */
    assert_true(s.by[JH_ANOVA].level[0].share == 0.0 && s.by[JH_REML].level[0].share == 0.0);
    assert_true(s.by[JH_REML].level[0].low == 0.0 && s.by[JH_REML].level[0].high > 0.0);
    s = shares_of(&all);
    assert_true(s.by[JH_REML].level[0].share == 1.0 && !s.by[JH_REML].level[0].has_interval);
}

/* ---- from a table of texts ------------------------------------------------------------------- */

static void rows_without_score_or_group_are_left_out_and_counted(void **state)
{
#define T(text)                                                                                    \
    {                                                                                              \
        text, sizeof text - 1                                                                      \
    }
    static const jh_text score[] = { T("３"), T(""), T("5"), T("x"), T(" 7 "), T("1") },
                         school[] = { T("乙"), T("甲"), T(""), T("甲"), T("甲"), T("乙") };
    static const jh_analysis_column columns[] = { { T("分"), score }, { T("校"), school } };
    static const jh_text groups[] = { T("校") };
    const jh_score_ask ask = { { columns, 2, 6 }, T("分"), groups, 1 };
    const jh_score_ask wrong = { { columns, 2, 6 }, T("数"), groups, 1 };
    jh_arena keep = scratch();
    jh_scores out;
    size_t left_out;

    (void)state;
    assert_int_equal(jh_scores_read(&out, &left_out, &keep, &ask, NULL), JH_OK);
    assert_int_equal(out.count, 3);
    assert_int_equal(left_out, 3);
    assert_true(out.score[0] == 3.0 && out.score[1] == 1.0 && out.score[2] == 7.0);
    assert_true(out.group[0][0] == out.group[0][1] && out.group[0][1] + 1 == out.group[0][2]);
    assert_int_equal(jh_scores_read(&out, &left_out, &keep, &wrong, NULL), JH_BAD_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(estimates_are_where_the_full_matrix_has_its_least_deviance),
        cmocka_unit_test(profile_intervals_end_where_the_deviance_has_risen_by_3_84),
        cmocka_unit_test(with_equal_groups_reml_is_anova_and_the_interval_is_searles),
        cmocka_unit_test(the_f_distribution_is_that_of_printed_tables),
        cmocka_unit_test(nested_anova_meets_its_expected_sums_of_squares),
        cmocka_unit_test(what_cannot_be_told_is_named),
        cmocka_unit_test(groups_that_do_not_differ_have_share_0_and_those_without_spread_1),
        cmocka_unit_test(rows_without_score_or_group_are_left_out_and_counted),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    jh_arena_release(&room);
    return failed;
}
