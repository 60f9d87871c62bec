/* properties_test.c — what must hold for every expression, tried on thousands of random ones.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/expr_chance.h"
#include "tests/support/expr_table.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <string.h>

/* Made up: gaps, zeros, ties, and what does not apply. */
static const char schools[] = "school w   x     y    z   n   ^kind% open?\n"
                              "1      166 4.2   0    -   .   a      yes\n"
                              "1      210 4.2   3.57 3   .   a      no\n"
                              "2      100 17    0    *   5   b      yes\n"
                              "3      50  0.01  4    0   5   b      -\n"
                              "4      7   12.34 1    2   8.5 c      no\n";
enum { ROWS = 5, TRIES = 4000 };

static bool encloses(jh_interval a, const jh_exact *exact)
{
    jh_interval b = jh_exact_interval(exact);

    return a.lo <= b.hi && b.lo <= a.hi && a.lo <= a.hi;
}

/* The exact value of each row lies inside what doubles say, and both give the same reason. */
static void check_rows(test_table *t, const char *text, const jh_expr *expr)
{
    jh_number fast[ROWS];
    jh_exact exact;
    jh_why why;
    size_t row;
    jh_code rc = jh_expr_numbers(
        fast, expr,
        &(jh_expr_ask){
            .source = &t->source, .level = JH_PART, .rows = { 0, ROWS }, .err = &t->err },
        t->scratch);

    if (rc) { /* roots that are equal and cannot be told apart */
        assert_int_equal(rc, JH_BAD_INPUT);
        return;
    }
    jh_exact_init(&exact);
    for (row = 0; row < ROWS; row++) {
        t->err = (jh_error){ 0 };
        rc = jh_expr_exact(&exact, &why, expr,
                           &(jh_expr_ask){ .source = &t->source,
                                           .level = JH_PART,
                                           .rows = { row, 1 },
                                           .bits = 128,
                                           .err = &t->err },
                           t->scratch);
        if (rc == JH_BAD_INPUT) continue;
        assert_int_equal(rc, JH_OK);
        if (why != fast[row].why)
            fail_msg("%s, row %zu: %s exactly, %s in doubles", text, row, jh_why_key(why),
                     jh_why_key(fast[row].why));
        if (!why && !encloses(fast[row].range, &exact))
            fail_msg("%s, row %zu: %s is outside [%.17g, %.17g]", text, row,
                     jh_exact_write(&t->keep, &exact).at, fast[row].range.lo, fast[row].range.hi);
    }
    jh_exact_clear(&exact);
}

static void the_exact_value_is_inside_the_fast_enclosure(void **state)
{
    static test_chance chance = { .state = 20170419 };
    test_table t;
    int i;

    (void)state;
    test_table_make(&t, schools);
    for (i = 0; i < TRIES; i++) {
        jh_arena before = t.keep;
        const char *text = test_chance_number(&chance, 1 + i % 4);
        const jh_expr *expr = test_compile(&t, text, JH_PART);

        if (!expr) fail_msg("%s: %s", text, jh_say_keys[t.err.message.say]);
        check_rows(&t, text, expr);
        t.keep = before;
    }
    test_table_free(&t);
}

/* What is written compiles, says the same when written again, and is worth the same. */
static void check_writing(test_table *t, const char *text)
{
    const jh_expr *expr = test_compile(t, text, JH_PART), *again;
    jh_buffer first = jh_buffer_in(&t->keep), second = jh_buffer_in(&t->keep);
    jh_text once, twice;
    const char *value;

    if (!expr) fail_msg("%s: %s", text, jh_say_keys[t->err.message.say]);
    assert_int_equal(jh_expr_write(&first, expr, NULL), JH_OK);
    assert_int_equal(jh_buffer_finish(&once, &first, NULL), JH_OK);
    again = test_compile(t, once.at, JH_PART);
    if (!again) fail_msg("%s writes %s: %s", text, once.at, jh_say_keys[t->err.message.say]);
    assert_int_equal(jh_expr_write(&second, again, NULL), JH_OK);
    assert_int_equal(jh_buffer_finish(&twice, &second, NULL), JH_OK);
    assert_string_equal(once.at, twice.at);
    value = test_value(t, text, JH_PART, 1);
    assert_string_equal(value, test_value(t, once.at, JH_PART, 1));
}

static void what_is_written_says_the_same(void **state)
{
    static const char *const handwritten[] = {
        "((1 + 2) * 3 - 4) / 5",
        "-(x + 1) ^ 2",
        "(x ^ 2) ^ 3",
        "not (open and kind = a)",
        "not open or open",
        "(x > 1) = open",
        "kind in (a, b) and x in 1..5",
        "concat(\"校\", \"a\") = \"校a\"",
        "date(2017, 4, 19) >= 2017-04-19",
        "x - (y - z)",
        "x / (y * z)",
        "85% * 4.2",
        "count(parts where open)",
        "quantile(x, 0.25 weight w over parts by kind)",
        "round(x, 2) + round(y)",
        "period(x, -1)",
        "every parts where open : x > 1 or y > 1",
    };
    static test_chance chance = { .state = 85 };
    test_table t;
    size_t i;

    (void)state;
    test_table_make(&t, schools);
    for (i = 0; i < sizeof handwritten / sizeof *handwritten; i++)
        check_writing(&t, handwritten[i]);
    for (i = 0; i < 1000; i++) {
        jh_arena before = t.keep;

        check_writing(&t, test_chance_claim(&chance, 1 + (int)i % 4));
        t.keep = before;
    }
    test_table_free(&t);
}

/* Whole columns, and one row after the other: the same claims. */
static void rows_do_not_depend_on_their_neighbours(void **state)
{
    static test_chance chance = { .state = 42 };
    test_table t;
    jh_claim all[ROWS], one;
    size_t row;
    int i;

    (void)state;
    test_table_make(&t, schools);
    for (i = 0; i < 2000; i++) {
        jh_arena before = t.keep;
        const jh_expr *expr = test_compile(&t, test_chance_claim(&chance, 1 + i % 4), JH_PART);

        assert_non_null(expr);
        if (jh_expr_claims(
                all, expr,
                &(jh_expr_ask){ .source = &t.source, .level = JH_PART, .rows = { 0, ROWS } },
                t.scratch)
            == JH_OK) {
            for (row = 0; row < ROWS; row++) {
                assert_int_equal(
                    jh_expr_claims(
                        &one, expr,
                        &(jh_expr_ask){ .source = &t.source, .level = JH_PART, .rows = { row, 1 } },
                        t.scratch),
                    JH_OK);
                assert_int_equal(one.truth, all[row].truth);
                assert_int_equal(one.why, all[row].why);
            }
        }
        t.keep = before;
    }
    test_table_free(&t);
}

/* Every gap becomes this digit. */
static void fill_gaps(char *text, char digit)
{
    char *at;

    for (at = text + 1; *at; at++)
        if ((*at == '-' || *at == '*') && at[-1] == ' ') *at = digit;
}

/* Filling gaps may turn a decided claim into one that asks nothing (ratio to 0) or has no value (a
 * division by 0), never into its opposite. */
static bool contradict(jh_claim before, jh_claim after)
{
    return before.truth <= JH_YES && after.truth <= JH_YES && before.truth != after.truth;
}

static jh_claim ask(test_table *t, const char *question, size_t row)
{
    const jh_expr *expr = test_compile(t, question, JH_PART);
    jh_claim out;

    if (jh_expr_claims(&out, expr,
                       &(jh_expr_ask){ .source = &t->source, .level = JH_PART, .rows = { row, 1 } },
                       t->scratch))
        return (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED };
    return out;
}

static void what_is_decided_stays_decided(void **state)
{
    static test_chance chance = { .state = 7 };
    char text[10][sizeof schools]; /* tables point into their text */
    const char *question;
    test_table gaps, filled[10];
    jh_arena keep, keep_filled;
    size_t row;
    int i;

    (void)state;
    test_table_make(&gaps, schools);
    for (i = 0; i < 10; i++) {
        memcpy(text[i], schools, sizeof schools);
        fill_gaps(text[i], (char)('0' + i));
        test_table_make(&filled[i], text[i]);
    }
    for (i = 0; i < 3000; i++) {
        keep = gaps.keep;
        keep_filled = filled[i % 10].keep;
        question = test_chance_claim(&chance, 1 + i % 3);
        if (strstr(question, "isMissing")) continue; /* asks about the gap itself */
        for (row = 0; row < ROWS; row++)
            if (contradict(ask(&gaps, question, row), ask(&filled[i % 10], question, row)))
                fail_msg("%s, row %zu, gaps filled with %d", question, row, i % 10);
        gaps.keep = keep;
        filled[i % 10].keep = keep_filled;
    }
    for (i = 0; i < 10; i++) test_table_free(&filled[i]);
    test_table_free(&gaps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_exact_value_is_inside_the_fast_enclosure),
        cmocka_unit_test(what_is_written_says_the_same),
        cmocka_unit_test(rows_do_not_depend_on_their_neighbours),
        cmocka_unit_test(what_is_decided_stays_decided),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
