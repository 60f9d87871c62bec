/* sweep_test.c — memory that runs out anywhere in the room is told and nothing leaks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/alloc_sweep.h"
#include "tests/support/expr_table.h"
#include "tests/support/test.h"

#include "expr/analyse.h"

static const char schools[] = "school pupils x  y name$ ^kind% open?\n"
                              "1      45     1  - 东    a      yes\n"
                              "2      37     2  3 西    b      no\n"
                              "3      89     3  3 南    a      -\n";

/* The evaluation needs another arena, since the table's own failed allocations are no work. */
typedef struct question {
    test_table *table;
    const char *text;
} question;

static jh_code compile_and_evaluate(void *context, jh_error *err)
{
    const question *q = context;
    const jh_expr_text place = { jh_text_of(q->text), "sweep", 1, 1, JH_PART };
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_buffer buffer;
    const jh_expr *expr;
    jh_claim claims[3];
    jh_code rc;

    if (jh_arena_reserve(&keep, (size_t)1 << 26) || jh_arena_reserve(&scratch, (size_t)1 << 26)) {
        rc = jh_no_memory(err);
        goto done;
    }
    rc = jh_expr_compile(&expr, &keep, &place, &q->table->scope, err);
    if (rc) goto done;
    buffer = jh_buffer_in(&keep);
    rc = jh_expr_write(&buffer, expr, err);
    if (!rc)
        rc = jh_expr_claims(
            claims, expr,
            &(jh_expr_ask){
                .source = &q->table->source, .level = JH_PART, .rows = { 0, 3 }, .err = err },
            scratch);
done:
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return rc;
}

static void memory_may_run_out_in_any_expression(void **state)
{
    static const char *const texts[] = {
        "if(open, x, 2) + firstPresent(y, x) * greatest(1, y) >= round(x / 3, 2)",
        "wcv(x weight pupils over parts where x >= 1) <= 0.5 and cv(x over parts by kind) < 1",
        "gini(x weight pupils over parts) = 0.5 or median(x over parts) = 2",
        "every parts where pupils > 1 : contains(concat(name, \"校\"), \"东\")",
        "x / 3 = 1 / 3 and mod(x, 2) = 1 and count_of(open, x > 1) = 1",
        "atkinson(x, 0.5 over parts) < 1 and mcloone(x over parts) < 1 and kind in (a, b)",
        "between(x weight pupils over parts by name) <= 1 and agree(open, x > 1)",
        "influence(x weight pupils over parts) < 0 or date(2017, 4, 19) < 2017-04-20",
        "power(x, 0.5) >= 0 and theil_t(x over parts) >= 0 and length(name) = 1",
    };
    test_table t;
    question q = { &t, NULL };
    size_t i;

    (void)state;
    test_table_make(&t, schools);
    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        q.text = texts[i];
        assert_true(test_alloc_sweep(compile_and_evaluate, &q, 2000) > 10);
    }
    test_table_free(&t);
}

static jh_code analyse(void *context, jh_error *err)
{
    static const jh_text pupils[] = { { "45", 2 }, { "37", 2 } },
                         town[] = { { "b", 1 }, { "a", 1 } };
    static const jh_analysis_column columns[] = { { { "pupils", 6 }, pupils },
                                                  { { "town", 4 }, town } };
    static const jh_text values[] = { { "pupils * 2", 10 } }, by[] = { { "town", 4 } };
    const jh_analysis_ask ask = { { columns, 2, 2 }, values, 1, { "pupils", 6 }, by, 1 };
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_analysis out;
    jh_code rc;

    (void)context;
    if (jh_arena_reserve(&keep, (size_t)1 << 26) || jh_arena_reserve(&scratch, (size_t)1 << 26))
        rc = jh_no_memory(err);
    else
        rc = jh_analyse(&out, &keep, scratch, &ask, err);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return rc;
}

static void memory_may_run_out_in_an_analysis(void **state)
{
    (void)state;
    assert_true(test_alloc_sweep(analyse, NULL, 20000) > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_may_run_out_in_any_expression),
        cmocka_unit_test(memory_may_run_out_in_an_analysis),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
