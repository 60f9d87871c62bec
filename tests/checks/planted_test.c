/* planted_test.c — the made-up county looks right; with errors planted from a list that knows
 * nothing of the checks, every one of them is found, and nothing else is.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "checks/checks.h"
#include "example/errors.h"
#include "tests/support/real_standard.h"

#include <stdio.h>
#include <string.h>

enum { SEEDS = 24, FEW = 20, MANY = 100, STEP = 16, KINDS = 48 };

static jh_arena keep, scratch;

typedef struct looked {
    jh_snapshot snapshot, before;
    jh_settings settings;
    jh_frame frame;
    jh_check_list list;
} looked;

static void look(looked *out, const jh_batch years[JH_EXAMPLE_YEARS], bool with_before)
{
    const jh_standard *standard = test_real_standard();
    jh_frame_request request = { .snapshot = &out->snapshot,
                                 .before = with_before ? &out->before : NULL,
                                 .standard = standard,
                                 .settings = &out->settings };

    assert_int_equal(jh_snapshot_make(&out->before, &keep, &years[0], NULL), JH_OK);
    assert_int_equal(jh_snapshot_make(&out->snapshot, &keep, &years[1], NULL), JH_OK);
    assert_int_equal(
        jh_settings_default(&out->settings, &keep, standard, jh_date_make(2025, 12, 31), NULL),
        JH_OK);
    assert_int_equal(jh_frame_make(&out->frame, &keep, scratch, &request, NULL), JH_OK);
    assert_int_equal(
        jh_check_figures(
            &out->list, &keep, scratch,
            &(jh_check_request){ .frame = &out->frame, .before = request.before, .lang = JH_ZH },
            NULL),
        JH_OK);
}

static void show(const looked *l, const jh_checked *item, const char *what)
{
    char line[600];

    (void)l;
    jh_message_write(line, sizeof line, JH_ZH, &item->finding.message, 0);
    fprintf(stderr, "%s: %.*s %s\n", what, JH_TEXT_ARGS(item->check->key), line);
}

static int fresh(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, JH_ARENA_DEFAULT)
           || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT);
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}

static jh_example_request request_of(size_t schools, uint64_t seed)
{
    return (
        jh_example_request){ .standard = test_real_standard(), .schools = schools, .seed = seed };
}

static void in_a_county_without_errors_nothing_is_found(void **state)
{
    jh_batch years[JH_EXAMPLE_YEARS];
    size_t schools, i, found = 0;
    uint64_t seed;
    looked l;
    int year, with_before;

    for (seed = 1; seed <= SEEDS; seed++)
        for (schools = FEW; schools <= MANY; schools += STEP)
            for (with_before = 0; with_before < 2; with_before++) {
                const jh_example_request request = request_of(schools, seed);
                for (year = 0; year < JH_EXAMPLE_YEARS; year++)
                    assert_int_equal(jh_example_make(&years[year], &keep, &request,
                                                     jh_example_years[year], NULL),
                                     JH_OK);
                look(&l, years, with_before);
                for (i = 0; i < l.list.count; i++) {
                    fprintf(stderr, "seed %d, %zu schools, ", (int)seed, schools);
                    show(&l, &l.list.items[i], "found");
                }
                found += l.list.count;
                release(state);
                assert_int_equal(fresh(state), 0);
            }
    assert_int_equal(found, 0);
}

/* ---- with errors ----------------------------------------------------------------------------- */

/* Does the finding speak of a cell of the error, or of its unit, if that sent nothing? */
static bool speaks_of(const looked *l, const jh_checked *item, const jh_planted *planted)
{
    const jh_standard *standard = test_real_standard();
    size_t i;

    if (!planted->element.size)
        return !item->figure_count && jh_text_equal(item->finding.unit, planted->unit);
    for (i = 0; i < item->figure_count; i++) {
        const jh_checked_figure *figure = &item->figures[i];
        jh_text unit = figure->unit ? l->snapshot.units[figure->unit].code : JH_COUNTY_CODE;
        if (jh_text_equal(unit, planted->unit) && figure->stage == planted->stage
            && jh_text_equal(standard->elements[figure->element].key, planted->element))
            return true;
    }
    return false;
}

typedef struct tally {
    const char *kinds[KINDS]; /* that were planted, anywhere */
    size_t kind_count, missed, extra;
} tally;

static void count_kind(tally *t, const char *kind)
{
    size_t i;

    for (i = 0; i < t->kind_count; i++)
        if (!strcmp(t->kinds[i], kind)) return;
    assert_true(t->kind_count < KINDS);
    t->kinds[t->kind_count++] = kind;
}

static void compare(tally *t, const looked *l, const jh_planted_list *planted)
{
    bool *found = JH_NEW_ARRAY(&keep, bool, planted->errors + 1);
    size_t i, k;

    assert_non_null(found);
    for (i = 0; i < l->list.count; i++) {
        bool expected = false;
        for (k = 0; k < planted->count; k++)
            if (speaks_of(l, &l->list.items[i], &planted->items[k]))
                expected = found[planted->items[k].number] = true;
        if (!expected) show(l, &l->list.items[i], "not planted");
        t->extra += !expected;
    }
    for (k = 0; k < planted->count; k++) {
        const jh_planted *one = &planted->items[k];
        count_kind(t, one->kind);
        if (found[one->number]) continue;
        fprintf(stderr, "missed: %s %.*s %.*s\n", one->kind, JH_TEXT_ARGS(one->unit),
                JH_TEXT_ARGS(one->element));
        t->missed++;
    }
}

static void every_planted_error_is_found_and_nothing_else(void **state)
{
    jh_batch years[JH_EXAMPLE_YEARS];
    jh_planted_list planted;
    tally t = { 0 };
    size_t schools;
    uint64_t seed;
    looked l;

    for (seed = 1; seed <= SEEDS; seed++)
        for (schools = FEW; schools <= MANY; schools += STEP) {
            const jh_example_request request = request_of(schools, seed);
            size_t before = t.missed + t.extra;
            assert_int_equal(jh_example_make_wrong(years, &planted, &keep, &request, NULL), JH_OK);
            assert_true(planted.errors >= (schools < 40 ? 15 : 30));
            look(&l, years, true);
            compare(&t, &l, &planted);
            if (t.missed + t.extra > before)
                fprintf(stderr, "… seed %d, %zu schools\n", (int)seed, schools);
            release(state);
            assert_int_equal(fresh(state), 0);
        }
    assert_int_equal(t.missed, 0);
    assert_int_equal(t.extra, 0);
    assert_int_equal(t.kind_count, 46); /* all there are */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(in_a_county_without_errors_nothing_is_found, fresh,
                                        release),
        cmocka_unit_test_setup_teardown(every_planted_error_is_found_and_nothing_else, fresh,
                                        release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
