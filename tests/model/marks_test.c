/* What marks.h promises: a changed figure is found where a unit and a column cross, and a text of
 * marks that was tampered with is read without harm.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "model/marks.h"
#include "tests/support/stores.h"

#include <stdlib.h>
#include <string.h>

static jh_arena keep;
static const test_county now = { "990101", "2025", 8, 4, 42 },
                         earlier = { "990101", "2024", 8, 4, 7 };

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, (size_t)1 << 28);
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    return 0;
}

static jh_snapshot snapshot_of(const jh_batch *batch)
{
    jh_snapshot out;

    assert_int_equal(jh_snapshot_make(&out, &keep, batch, NULL), JH_OK);
    return out;
}

/* Figures that somebody reported, in the order of the batch. */
static jh_observation *reported(jh_batch *batch, size_t which)
{
    for (size_t i = 0; i < batch->observation_count; i++)
        if (batch->observations[i].why == JH_PRESENT && which-- == 0)
            return &batch->observations[i];
    fail_msg("there are not so many figures");
    return NULL;
}

static jh_marked_list compare(const jh_snapshot *then, const jh_snapshot *before,
                              const jh_snapshot *is, const jh_snapshot *is_before)
{
    jh_marked_list out;
    jh_text marks;
    const jh_snapshot *was[] = { then, before }, *are[] = { is, is_before };

    assert_int_equal(jh_marks_write(&marks, &keep, &(jh_marking){ was, 2 }, NULL), JH_OK);
    assert_int_equal(jh_marks_compare(&out, &keep, marks, &(jh_marking){ are, 2 }, NULL), JH_OK);
    return out;
}

static bool names(const jh_marked_list *list, const jh_observation *figure)
{
    for (size_t i = 0; i < list->count && i < JH_MARKED_NAMED; i++) {
        const jh_marked *one = &list->items[i];
        if (one->kind == JH_MARKED_FIGURE && jh_text_equal(one->unit, figure->unit)
            && jh_text_equal(one->element, figure->element) && one->stage == figure->stage)
            return true;
    }
    return false;
}

static void the_same_snapshots_bear_the_same_marks(void **state)
{
    jh_batch batch = test_batch(&keep, &now), old = test_batch(&keep, &earlier);
    jh_snapshot a = snapshot_of(&batch), b = snapshot_of(&old);

    (void)state;
    assert_int_equal(compare(&a, &b, &a, &b).count, 0);
    assert_int_equal(compare(&a, NULL, &a, NULL).count, 0);
}

static void one_changed_figure_is_named_and_nothing_else(void **state)
{
    (void)state;
    for (size_t which = 0; which < 20; which++) {
        jh_batch batch = test_batch(&keep, &now), other = test_batch(&keep, &now);
        jh_snapshot a = snapshot_of(&batch), b;
        jh_marked_list list;
        jh_observation *figure = reported(&other, which);
        figure->value.millionths += which % 2 ? 1 : 1000000;
        b = snapshot_of(&other);
        list = compare(&a, NULL, &b, NULL);
        assert_int_equal(list.count, 1);
        assert_true(names(&list, figure));
        figure->why = JH_NOT_REPORTED; /* or emptied */
        figure->value.millionths = 0;
        b = snapshot_of(&other);
        list = compare(&a, NULL, &b, NULL);
        assert_int_equal(list.count, 1);
        assert_true(names(&list, figure));
    }
}

static void of_several_changed_figures_each_is_among_those_named(void **state)
{
    jh_batch batch = test_batch(&keep, &now), other = test_batch(&keep, &now);
    jh_snapshot a = snapshot_of(&batch), b;
    jh_marked_list list;
    jh_observation *one = reported(&other, 2), *two = reported(&other, 21);

    (void)state;
    one->value.millionths++, two->value.millionths++;
    b = snapshot_of(&other);
    list = compare(&a, NULL, &b, NULL);
    assert_in_range(list.count, 2, 4);
    assert_true(names(&list, one) && names(&list, two));
}

static void units_that_came_went_or_changed_are_named(void **state)
{
    jh_batch batch = test_batch(&keep, &now), other = test_batch(&keep, &now);
    jh_snapshot a = snapshot_of(&batch), b;
    jh_marked_list list;

    (void)state;
    other.units[3].name = JH_TEXT("另一个名字");
    b = snapshot_of(&other);
    list = compare(&a, NULL, &b, NULL);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].kind, JH_MARKED_FACTS);
    assert_true(jh_text_equal(list.items[0].unit, other.units[3].code));
    other = test_batch(&keep, &now);
    other.unit_count--; /* the last one: its figures go with it */
    while (jh_text_equal(other.observations[other.observation_count - 1].unit,
                         other.units[other.unit_count].code))
        other.observation_count--;
    b = snapshot_of(&other);
    list = compare(&a, NULL, &b, NULL);
    assert_int_equal(list.items[0].kind, JH_MARKED_UNIT_GONE);
    list = compare(&b, NULL, &a, NULL);
    assert_int_equal(list.items[0].kind, JH_MARKED_UNIT_NEW);
}

static void the_year_before_counts_also_where_it_is_gone_or_new(void **state)
{
    jh_batch batch = test_batch(&keep, &now), old = test_batch(&keep, &earlier);
    jh_snapshot a = snapshot_of(&batch), b = snapshot_of(&old), c;
    jh_observation *figure = reported(&old, 5);
    jh_marked_list list;

    (void)state;
    figure->value.millionths++;
    c = snapshot_of(&old);
    list = compare(&a, &b, &a, &c);
    assert_int_equal(list.count, 1);
    assert_true(names(&list, figure));
    assert_true(jh_text_equal(list.items[0].period, JH_TEXT("2024")));
    assert_true(compare(&a, &b, &a, NULL).count > 0);
    assert_true(compare(&a, NULL, &a, &b).count > 0);
}

/* Bytes exchanged, and the text cut: anything may come out, but it comes out. */
static void a_text_that_was_tampered_with_is_read_without_harm(void **state)
{
    jh_batch batch = test_batch(&keep, &now);
    jh_snapshot a = snapshot_of(&batch);
    const jh_snapshot *both[] = { &a, NULL };
    jh_marking marking = { both, 2 };
    jh_text marks;
    int harmless = 0;

    (void)state;
    assert_int_equal(jh_marks_write(&marks, &keep, &marking, NULL), JH_OK);
    srandom(20261124);
    for (int i = 0; i < 500; i++) {
        jh_arena work = keep; /* by value: gone with this text */
        size_t size = i % 3 ? marks.size : (size_t)random() % (marks.size + 1);
        char *bytes = malloc(size + 1); /* its own: reading past its end is noticed */
        jh_marked_list list;
        assert_non_null(bytes);
        memcpy(bytes, marks.at, size);
        for (int k = 0; size && k < 1 + i % 4; k++)
            bytes[(size_t)random() % size] = "\t\n0funit"[random() % 8];
        assert_int_equal(jh_marks_compare(&list, &work, (jh_text){ bytes, size }, &marking, NULL),
                         JH_OK);
        harmless += list.count == 0;
        free(bytes);
    }
    assert_in_range(harmless, 0, 250); /* most are noticed */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_snapshots_bear_the_same_marks),
        cmocka_unit_test(one_changed_figure_is_named_and_nothing_else),
        cmocka_unit_test(of_several_changed_figures_each_is_among_those_named),
        cmocka_unit_test(units_that_came_went_or_changed_are_named),
        cmocka_unit_test(the_year_before_counts_also_where_it_is_gone_or_new),
        cmocka_unit_test(a_text_that_was_tampered_with_is_read_without_harm),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
