/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "expr/analyse.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 8 };

typedef struct fixture {
    jh_arena keep, scratch;
    jh_text cells[4][ROWS];
    jh_analysis_column columns[4];
    jh_analysis_ask ask;
    jh_analysis out;
    jh_error err;
} fixture;

/* Made up. */
static const char *const headers[] = { "TOWN", "ENROLMEN PRASEKOLAH", "书", "note" };
static const char *const rows[ROWS][4] = {
    { "b", "45", "279", "x" },    { "b", "37", "137", "y" },  { "a", "1,000", "10", "7" },
    { "b", "89", "935", "" },     { "b", "76", "160", "z" },  { "b", "55", "402", "" },
    { "b", "0", "12", "no one" }, { "b", "12", "无", "gap" },
};

static void setup(fixture *f)
{
    size_t i, j;

    memset(f, 0, sizeof *f);
    assert_int_equal(jh_arena_reserve(&f->keep, (size_t)1 << 26), 0);
    assert_int_equal(jh_arena_reserve(&f->scratch, (size_t)1 << 26), 0);
    for (j = 0; j < 4; j++) {
        for (i = 0; i < ROWS; i++) f->cells[j][i] = jh_text_of(rows[i][j]);
        f->columns[j] = (jh_analysis_column){ jh_text_of(headers[j]), f->cells[j] };
    }
    f->ask = (jh_analysis_ask){ .table = { f->columns, 4, ROWS } };
}

static void teardown(fixture *f)
{
    jh_arena_release(&f->keep);
    jh_arena_release(&f->scratch);
}

static jh_code analyse(fixture *f, const char *value, const char *weight, const char *by)
{
    static jh_text values[1], groups[1];

    values[0] = jh_text_of(value);
    groups[0] = jh_text_of(by);
    f->ask.values = values;
    f->ask.value_count = 1;
    f->ask.weight = jh_text_of(weight);
    f->ask.by = groups;
    f->ask.by_count = by ? 1 : 0;
    return jh_analyse(&f->out, &f->keep, f->scratch, &f->ask, &f->err);
}

static void assert_measure(const jh_analysis_row *row, jh_analysis_measure m, double wanted)
{
    assert_int_equal(row->measures[m].why, JH_PRESENT);
    if (fabs(jh_interval_middle(row->measures[m].range) - wanted) > 5e-7)
        fail_msg("%s is %.9g, not %.9g", jh_analysis_key(m),
                 jh_interval_middle(row->measures[m].range), wanted);
}

/* The worked example of the training sheet of 教督〔2012〕3号, with two rows that cannot count. */
static void each_group_has_its_measures(void **state)
{
    fixture f;
    const jh_analysis_row *row;

    (void)state;
    setup(&f);
    assert_int_equal(analyse(&f, "书 / `ENROLMEN PRASEKOLAH`", "`ENROLMEN PRASEKOLAH`", "TOWN"),
                     JH_OK);
    assert_int_equal(f.out.row_count, 2);
    assert_string_equal(f.out.rows[0].keys[0].at, "a");
    row = &f.out.rows[1];
    assert_string_equal(row->keys[0].at, "b");
    assert_int_equal(row->rows, 5);
    assert_int_equal(row->left_out, 2);
    assert_measure(row, JH_ANALYSIS_WEIGHT, 302);
    assert_measure(row, JH_ANALYSIS_MEAN, 6.334437);
    assert_measure(row, JH_ANALYSIS_WCV, 0.515257);
    assert_measure(row, JH_ANALYSIS_CV, 0.488771);
    assert_measure(row, JH_ANALYSIS_MIN, 160.0 / 76.0);
    assert_measure(row, JH_ANALYSIS_MAX, 935.0 / 89.0);
    row = &f.out.rows[0];
    assert_int_equal(row->rows, 1);
    assert_measure(row, JH_ANALYSIS_WCV, 0);
    assert_measure(row, JH_ANALYSIS_WEIGHT, 1000);
    teardown(&f);
}

static void without_groups_there_is_one_row(void **state)
{
    fixture f;

    (void)state;
    setup(&f);
    assert_int_equal(analyse(&f, "`ENROLMEN PRASEKOLAH`", "", NULL), JH_OK);
    assert_int_equal(f.out.row_count, 1);
    assert_int_equal(f.out.rows[0].rows, 8);
    assert_int_equal(f.out.rows[0].measures[JH_ANALYSIS_THEIL_L].why, JH_OUT_OF_DOMAIN);
    f.ask.table.row_count = 0;
    assert_int_equal(analyse(&f, "1", "", "TOWN"), JH_OK);
    assert_int_equal(f.out.row_count, 0);
    teardown(&f);
}

static void what_is_not_there_is_named(void **state)
{
    fixture f;

    (void)state;
    setup(&f);
    assert_int_equal(analyse(&f, "书", "", "COUNTY"), JH_BAD_INPUT);
    assert_int_equal(f.err.message.say, SAY_EXPR_NO_HEADER);
    memset(&f.err, 0, sizeof f.err);
    assert_int_equal(analyse(&f, "书 / pupils", "", NULL), JH_BAD_INPUT);
    assert_int_equal(f.err.message.say, SAY_EXPR_UNKNOWN_NAME);
    assert_string_equal(f.err.where, "1:5");
    memset(&f.err, 0, sizeof f.err);
    assert_int_equal(analyse(&f, "note", "", NULL), JH_BAD_INPUT);
    assert_int_equal(f.err.message.say, SAY_EXPR_NOT_A_NUMBER);
    teardown(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_group_has_its_measures),
        cmocka_unit_test(without_groups_there_is_one_row),
        cmocka_unit_test(what_is_not_there_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
