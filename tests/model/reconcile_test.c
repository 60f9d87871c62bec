/* reconcile_test.c — a cell's statements beside those of the statistics, sums, order.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "model/reconcile.h"
#include "tests/support/alloc_sweep.h"

#define SAYS(by, number)                                                                           \
    {                                                                                              \
        .provenance = (by), .value = {(number)*JH_DECIMAL_ONE }                                    \
    }
#define BLANK(by)                                                                                  \
    {                                                                                              \
        .provenance = (by), .why = JH_NOT_REPORTED                                                 \
    }
#define STARRED(by)                                                                                \
    {                                                                                              \
        .provenance = (by), .why = JH_MARKED_NOT_APPLICABLE                                        \
    }

/* Statements stand in the order of precedence, as a load brings them. */
static const struct {
    const char *says;
    jh_statement statements[3];
    size_t count;
    bool is_there; /* the cell is listed at all */
    jh_accord accord;
    int64_t difference; /* where both are numbers */
} cells[] = {
    { "the same number agrees",
      { SAYS(JH_BY_STATISTICS, 5), SAYS(JH_BY_COLLECTION, 5) },
      2,
      true,
      JH_AGREED,
      0 },
    { "another number disagrees, the county's less the statistics'",
      { SAYS(JH_BY_STATISTICS, 5), SAYS(JH_BY_COLLECTION, 7) },
      2,
      true,
      JH_DISAGREED,
      2 },
    { "a correction speaks for the county before its papers",
      { SAYS(JH_BY_CORRECTION, 4), SAYS(JH_BY_STATISTICS, 5), SAYS(JH_BY_COLLECTION, 5) },
      3,
      true,
      JH_DISAGREED,
      -1 },
    { "a correction that empties leaves the statistics alone",
      { BLANK(JH_BY_CORRECTION), SAYS(JH_BY_STATISTICS, 5), SAYS(JH_BY_COLLECTION, 5) },
      3,
      true,
      JH_ONLY_STATISTICS,
      0 },
    { "the table speaks before the export, wherever they stand",
      { SAYS(JH_BY_EXPORT, 9), SAYS(JH_BY_STATISTICS, 5), SAYS(JH_BY_FORM, 5) },
      3,
      true,
      JH_AGREED,
      0 },
    { "without a table the export speaks",
      { SAYS(JH_BY_EXPORT, 9), SAYS(JH_BY_FORM, 5) },
      2,
      true,
      JH_DISAGREED,
      -4 },
    { "a blank table lets the export speak",
      { SAYS(JH_BY_EXPORT, 9), SAYS(JH_BY_FORM, 9), BLANK(JH_BY_STATISTICS) },
      3,
      true,
      JH_AGREED,
      0 },
    { "one paper of the county stands alone", { SAYS(JH_BY_FORM, 5) }, 1, true, JH_ONLY_COUNTY, 0 },
    { "the statistics stand alone beside a blank",
      { SAYS(JH_BY_STATISTICS, 5), BLANK(JH_BY_COLLECTION) },
      2,
      true,
      JH_ONLY_STATISTICS,
      0 },
    { "two blanks say nothing",
      { BLANK(JH_BY_STATISTICS), BLANK(JH_BY_COLLECTION) },
      2,
      false,
      JH_AGREED,
      0 },
    { "a star is not a number",
      { SAYS(JH_BY_STATISTICS, 5), STARRED(JH_BY_COLLECTION) },
      2,
      true,
      JH_DISAGREED,
      0 },
    { "two stars agree",
      { STARRED(JH_BY_STATISTICS), STARRED(JH_BY_COLLECTION) },
      2,
      true,
      JH_AGREED,
      0 },
};
enum { CELLS = sizeof cells / sizeof *cells };

static const jh_element_order no_order = { NULL, 0 };

/* One cell a unit, and one more that keeps the element among those of the statistics. */
static size_t make_cells(jh_conflict out[CELLS + 1])
{
    static const jh_statement anchor = SAYS(JH_BY_STATISTICS, 0);

    for (size_t i = 0; i < CELLS; i++)
        out[i] = (jh_conflict){ .unit = (uint32_t)i + 1,
                                .element = JH_TEXT("pupils"),
                                .stage = JH_PRIMARY,
                                .statements = cells[i].statements,
                                .statement_count = cells[i].count };
    out[CELLS] = (jh_conflict){ .unit = CELLS + 1,
                                .element = JH_TEXT("pupils"),
                                .stage = JH_PRIMARY,
                                .statements = &anchor,
                                .statement_count = 1 };
    return CELLS + 1;
}

static const jh_reconciled *find(const jh_reconciled_sum *sum, uint32_t unit)
{
    for (size_t i = 0; i < sum->cell_count; i++)
        if (sum->cells[i].unit == unit) return &sum->cells[i];
    return NULL;
}

static void each_cell_has_its_accord(void **state)
{
    jh_arena keep = { 0 };
    jh_conflict all[CELLS + 1];
    jh_snapshot in = { .conflicts = all, .conflict_count = make_cells(all) };
    jh_reconciliation out;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_reconcile(&out, &keep, &in, &no_order, NULL), JH_OK);
    assert_int_equal(out.sum_count, 1);
    for (size_t i = 0; i < CELLS; i++) {
        const jh_reconciled *cell = find(&out.sums[0], (uint32_t)i + 1);
        print_message("%s\n", cells[i].says);
        assert_true((cell != NULL) == cells[i].is_there);
        if (!cell) continue;
        assert_int_equal(cell->accord, cells[i].accord);
        assert_int_equal(cell->difference.millionths, cells[i].difference * JH_DECIMAL_ONE);
    }
    jh_arena_release(&keep);
}

static void sums_are_of_what_is_there_and_in_the_order_wished_for(void **state)
{
    static const jh_statement both[] = { SAYS(JH_BY_STATISTICS, 10), SAYS(JH_BY_COLLECTION, 12) };
    static const jh_statement county[] = { SAYS(JH_BY_COLLECTION, 30) };
    const jh_conflict all[] = {
        { 1, JH_TEXT("classes"), JH_JUNIOR, both, 2, true, false },
        { 1, JH_TEXT("rooms"), JH_WHOLE, county, 1, false, false },
        { 1, JH_TEXT("teachers"), JH_PRIMARY, both, 2, true, false },
        { 2, JH_TEXT("classes"), JH_JUNIOR, county, 1, false, false },
        { 2, JH_TEXT("classes"), JH_PRIMARY, both, 2, true, false },
    };
    static const jh_text keys[] = { { "teachers", 8 }, { "classes", 7 } };
    const jh_element_order order = { keys, 2 };
    jh_snapshot in = { .conflicts = all, .conflict_count = 5 };
    jh_arena keep = { 0 };
    jh_reconciliation out;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_reconcile(&out, &keep, &in, &order, NULL), JH_OK);
    assert_int_equal(out.sum_count, 3); /* of rooms the statistics say nothing */
    assert_true(jh_text_equal(out.sums[0].element, JH_TEXT("teachers")));
    assert_int_equal(out.sums[1].stage, JH_PRIMARY);
    assert_int_equal(out.sums[2].stage, JH_JUNIOR);
    assert_int_equal(out.sums[2].county.millionths, 42 * JH_DECIMAL_ONE);
    assert_int_equal(out.sums[2].statistics.millionths, 10 * JH_DECIMAL_ONE);
    assert_int_equal(out.sums[2].difference.millionths, 32 * JH_DECIMAL_ONE);
    assert_int_equal(out.counts[JH_DISAGREED], 3);
    assert_int_equal(out.counts[JH_ONLY_COUNTY], 1);
    jh_arena_release(&keep);
}

static void what_cannot_be_held_is_said_and_not_wrapped(void **state)
{
    static const jh_statement huge[] = { { .provenance = JH_BY_STATISTICS,
                                           .value = { INT64_MIN + 1 } },
                                         { .provenance = JH_BY_FORM, .value = { INT64_MAX } } };
    const jh_conflict all[] = { { 1, JH_TEXT("x"), JH_WHOLE, huge, 2, true, false } };
    jh_snapshot in = { .conflicts = all, .conflict_count = 1 };
    jh_arena keep = { 0 };
    jh_reconciliation out;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_reconcile(&out, &keep, &in, &no_order, NULL), JH_OK);
    assert_true(out.sums[0].is_too_large);
    assert_false(out.sums[0].cells[0].has_difference);
    assert_int_equal(out.sums[0].cells[0].accord, JH_DISAGREED);
    in.conflict_count = 0;
    assert_int_equal(jh_reconcile(&out, &keep, &in, &no_order, NULL), JH_OK);
    assert_int_equal(out.sum_count, 0);
    jh_arena_release(&keep);
}

static jh_code reconcile_scarce(void *context, jh_error *err)
{
    jh_arena keep = { 0 };
    jh_reconciliation out;
    jh_code rc;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = jh_reconcile(&out, &keep, context, &no_order, err);
    jh_arena_release(&keep);
    return rc;
}

static void running_out_of_memory_is_told(void **state)
{
    jh_conflict all[CELLS + 1];
    jh_snapshot in = { .conflicts = all, .conflict_count = make_cells(all) };

    (void)state;
    assert_true(test_alloc_sweep(reconcile_scarce, &in, 1000) > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_has_its_accord),
        cmocka_unit_test(sums_are_of_what_is_there_and_in_the_order_wished_for),
        cmocka_unit_test(what_cannot_be_held_is_said_and_not_wrapped),
        cmocka_unit_test(running_out_of_memory_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
