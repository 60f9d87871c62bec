/* Two imports that meet, and one that meets a correction: what one reads while the other writes. No
 * threads: reading and writing are two calls, and so each order of them can be tried. On both
 * engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/app/sides.h"

#include "app/correct.h"

/* ---- two imports ---- */

static void the_second_of_two_is_refused_where_it_has_no_reason_to_change_the_first(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *a = side_of(address, "a", ONE "300,8\n", NULL);
        side *b = side_of(address, "b", ONE "320,8\n" TWO "100,4\n", NULL);
        fail_on(read_of(a), &a->err);
        fail_on(read_of(b), &b->err);
        fail_on(write_of(a), &a->err);
        assert_int_equal(landed(b), JH_CONFLICT);
        assert_int_equal(b->err.message.say, SAY_STORE_NEEDS_REASON);
        assert_string_equal(b->err.message.arg[0], "9901010001");
        assert_int_equal(revision_of(address), 1);
        assert_int_equal(records_of(address), 1);
        assert_int_equal(pupils(address, "9901010001"), 300);
        assert_int_equal(pupils(address, "9901010002"), -1); /* nothing of it */
        end_of(a);
        end_of(b);
        sound(address);
    }
}

static void the_second_of_two_with_a_reason_is_told_what_it_replaced(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine), *after = fresh(engine);
        side *a = side_of(address, "a", ONE "300,8\n", NULL);
        side *b = side_of(address, "b", ONE "320,8\n" TWO "100,4\n", "made up");
        side *c, *d;
        fail_on(read_of(a), &a->err);
        fail_on(read_of(b), &b->err);
        fail_on(landed(a), &a->err);
        fail_on(landed(b), &b->err);
        tell_of(a);
        tell_of(b);
        assert_int_equal(met(a, NULL), 0);
        assert_int_equal(met(b, "a entered 300 here"), 1); /* 8 classes they agree upon */
        assert_int_equal(revisions_of(address, "9901010001"), 2);
        assert_int_equal(records_of(address), 2);
        /* As if the second had only begun when the first was there. */
        c = imported(after, "a", ONE "300,8\n", NULL);
        d = imported(after, "b", ONE "320,8\n" TWO "100,4\n", "made up");
        assert_int_equal(met(d, NULL), 0);
        assert_int_equal(pupils(address, "9901010001"), pupils(after, "9901010001"));
        assert_int_equal(revision_of(address), revision_of(after));
        assert_memory_equal(&b->on.work.counts, &d->on.work.counts, sizeof b->on.work.counts);
        end_of(a), end_of(b), end_of(c), end_of(d);
        sound(address);
    }
}

static void two_of_different_schools_both_stand_and_nobody_is_told(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *first =
            imported(address, "first", "9901010009,虚构九小,小学,城区,县级教育部门,是,9,1\n", NULL);
        side *a = side_of(address, "a", ONE "300,8\n", NULL),
             *b = side_of(address, "b", TWO "100,4\n", NULL);
        fail_on(read_of(a), &a->err);
        fail_on(read_of(b), &b->err);
        fail_on(write_of(b), &b->err);
        /* Schools are not those by which it was read: it is read once more. */
        fail_on(landed(a), &a->err);
        tell_of(a);
        tell_of(b);
        assert_int_equal(met(a, NULL) + met(b, NULL), 0);
        assert_int_equal(pupils(address, "9901010001"), 300);
        assert_int_equal(pupils(address, "9901010002"), 100);
        assert_int_equal(revision_of(address), 3);
        end_of(first), end_of(a), end_of(b);
        sound(address);
    }
}

static void elements_that_another_county_brought_meanwhile_keep_their_numbers(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        const test_county other = { "990102", "2025", 3, 5, 7 };
        jh_batch batch = test_batch(&keep, &other);
        side *a = side_of(address, "a", ONE "300,8\n", NULL);
        jh_store *store;
        jh_write_counts counts;
        fail_on(read_of(a), &a->err);
        store = opened(address, JH_STORE_WRITE);
        assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
        jh_store_close(store);
        fail_on(write_of(a), &a->err);
        assert_int_equal(pupils(address, "9901010001"), 300);
        end_of(a);
        sound(address);
    }
}

static void the_same_again_leaves_no_record_that_could_be_undone(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *a = side_of(address, "a", ONE "300,8\n", NULL),
             *b = side_of(address, "a", ONE "300,8\n", NULL);
        fail_on(read_of(a), &a->err);
        fail_on(read_of(b), &b->err);
        fail_on(landed(a), &a->err);
        fail_on(landed(b), &b->err);
        tell_of(b);
        assert_int_equal(revision_of(address), 1);
        assert_int_equal(records_of(address), 1);
        assert_int_equal(b->on.number, 0);
        end_of(a), end_of(b);
        sound(address);
    }
}

/* ---- an import and a correction ---- */

static jh_code corrected(const char *address, jh_text *current, int64_t at_revision, int64_t value)
{
    side who = { .line = { .address = address, .may_write = true },
                 .visitor = { .account = 2, .login = JH_TEXT("wang"), .scope = JH_TEXT("*") } };
    jh_desk desk = desk_of(&who);
    jh_judging words = { .address = address, .county = code, .period = "2025" };
    const jh_observation item = { .unit = JH_TEXT("9901010001"),
                                  .element = JH_TEXT("pupils"),
                                  .stage = JH_PRIMARY,
                                  .value = { value * JH_DECIMAL_ONE },
                                  .origin.file = JH_NO_FILE };
    jh_corrections what = { .words = &words,
                            .figures = { &item, 1 },
                            .author = "wang",
                            .reason = "counted",
                            .approver = "made up",
                            .at_revision = at_revision };
    jh_text told;
    jh_code rc = jh_correct_all(&told, current, &desk, &what, &who.err);

    jh_line_close(&who.line);
    if (rc != JH_CONFLICT) fail_on(rc, &who.err);
    return rc;
}

static void an_import_that_meets_a_correction_is_told_and_the_correction_counts(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *first = imported(address, "a", ONE "300,8\n", NULL);
        side *b = side_of(address, "b", ONE "320,8\n", "made up");
        jh_text current = JH_TEXT("");
        fail_on(read_of(b), &b->err);
        assert_int_equal(corrected(address, &current, 1, 310), JH_OK);
        fail_on(write_of(b), &b->err);
        tell_of(b);
        assert_int_equal(met(b, "wang entered 310 here"), 1);
        assert_int_equal(pupils(address, "9901010001"), 310);
        assert_int_equal(revisions_of(address, "9901010001"), 3);
        end_of(first), end_of(b);
        sound(address);
    }
}

static void a_correction_of_what_an_import_changed_meanwhile_is_shown_it(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *first = imported(address, "a", ONE "300,8\n", NULL);
        side *b = imported(address, "b", ONE "320,8\n", "made up");
        jh_text current = JH_TEXT("");
        assert_int_equal(corrected(address, &current, 1, 310), JH_CONFLICT);
        assert_true(jh_text_contains(current, JH_TEXT("320")));
        assert_int_equal(pupils(address, "9901010001"), 320);
        end_of(first), end_of(b);
        sound(address);
    }
}

/* ---- names that change while files are read ---- */

static void confirm(const char *address, const char *unit)
{
    jh_store *store = opened(address, JH_STORE_WRITE);
    jh_confirmed_name name = { .name = JH_TEXT("虚构老校"), .code = jh_text_of(unit) };

    assert_int_equal(jh_store_names_put(store, jh_text_of(code), &(jh_confirmed_names){ &name, 1 },
                                        &test_author, NULL),
                     JH_OK);
    jh_store_close(store);
}

static const char by_name[] = "示例县(虚构)2025学年小学基本情况\n学校名称,在校生数\n虚构老校,555\n";

static side *named(const char *address)
{
    side *one = side_of(address, "b", "", "made up");
    char *path = test_path(one->folder, "b.csv");

    test_file_write_text(path, by_name);
    free(path);
    return one;
}

static void a_name_decided_otherwise_meanwhile_is_read_as_it_is_now(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *first = imported(address, "a", ONE "300,8\n" TWO "100,4\n", NULL), *b;
        confirm(address, "9901010001");
        b = named(address);
        fail_on(read_of(b), &b->err);
        assert_non_null(b->on.work.ready);
        confirm(address, "9901010002");
        assert_int_equal(write_of(b), JH_CONFLICT);
        assert_int_equal(pupils(address, "9901010001"), 300);
        assert_true(jh_bring_again(&b->on.work, &b->err));
        fail_on(read_of(b), &b->err);
        fail_on(write_of(b), &b->err);
        assert_int_equal(pupils(address, "9901010001"), 300);
        assert_int_equal(pupils(address, "9901010002"), 555);
        end_of(first), end_of(b);
        sound(address);
    }
}

static void an_import_that_is_overtaken_for_ever_says_so(void **state)
{
    const char *address = fresh(TEST_SQLITE);
    side *first = imported(address, "a", ONE "300,8\n" TWO "100,4\n", NULL), *b = named(address);
    int tries = 0;
    jh_code rc;

    (void)state;
    confirm(address, "9901010001");
    do {
        fail_on(read_of(b), &b->err);
        confirm(address, tries++ % 2 ? "9901010001" : "9901010002");
        rc = write_of(b);
    } while (jh_bring_again(&b->on.work, &b->err));
    assert_int_equal(rc, JH_CONFLICT);
    assert_int_equal(b->err.message.say, SAY_APP_IMPORT_OVERTAKEN);
    assert_int_equal(tries, 4);
    assert_int_equal(records_of(address), 1);
    end_of(first), end_of(b);
    sound(address);
}

/* ---- all or nothing ---- */

typedef struct half {
    const char *address;
    const jh_importing *ready;
    int64_t before;
    size_t records;
} half;

/* Whatever fails, neither figures without their record nor a record without figures. */
static jh_code write_or_not(void *context, jh_error *err)
{
    half *on = context;
    side one = { .line = { .address = on->address, .may_write = true },
                 .visitor = { .account = 1, .login = JH_TEXT("a"), .scope = JH_TEXT("*") } };
    jh_arena results;
    jh_desk desk = desk_of(&one);
    jh_code rc;

    if (jh_arena_reserve(&results, (size_t)1 << 24)) return jh_no_memory(err);
    one.on = *on->ready;
    desk.keep = &results;
    rc = jh_import_write(&one.on, &desk, err);
    jh_line_close(&one.line);
    jh_arena_release(&results);
    return rc;
}

static jh_code undo_or_not(void *context, jh_error *err)
{
    half *on = context;
    side one = { .line = { .address = on->address, .may_write = true },
                 .visitor = { .account = 1, .login = JH_TEXT("a"), .scope = JH_TEXT("*") } };
    jh_arena results;
    jh_desk desk = desk_of(&one);
    jh_import_undo what = { .county = jh_text_of(code), .number = 1 };
    jh_undoing *undo = NULL;
    jh_code rc;

    if (jh_arena_reserve(&results, (size_t)1 << 24)) return jh_no_memory(err);
    desk.keep = &results;
    rc = jh_import_undo_read(&undo, &desk, &what, err);
    if (!rc) rc = jh_import_undo_write(undo, &desk, err);
    jh_line_close(&one.line);
    jh_arena_release(&results);
    return rc;
}

/* One failure after another: after each the store is as it was before. */
static void none_is_half(jh_code (*work)(void *, jh_error *), half *on)
{
    enum { MOST = 20000 };
    jh_error err;
    long n;
    jh_code rc = JH_NO_MEMORY;

    for (n = 0; n < MOST && rc; n++) {
        err = (jh_error){ 0 };
        jh_memory_fail_after(n);
        rc = work(on, &err);
        jh_memory_fail_after(-1);
        if (!rc) break;
        if (rc != JH_NO_MEMORY)
            fail_msg("%ld: %s %s", n, jh_say_keys[err.message.say], err.message.arg[0]);
        if (revision_of(on->address) != on->before || records_of(on->address) != on->records)
            fail_msg("half of it after %ld allocations", n);
    }
    assert_int_equal(rc, JH_OK);
    assert_true(n > 10);
}

static void neither_an_import_nor_its_undoing_is_ever_half(void **state)
{
    const char *address = fresh(TEST_SQLITE);
    side *a = side_of(address, "a", ONE "300,8\n" TWO "100,4\n", NULL);
    half on = { .address = address, .ready = &a->on };

    (void)state;
    fail_on(read_of(a), &a->err);
    none_is_half(write_or_not, &on);
    assert_int_equal(revision_of(address), 1);
    assert_int_equal(records_of(address), 1);
    on.before = 1;
    on.records = 1;
    none_is_half(undo_or_not, &on);
    assert_int_equal(pupils(address, "9901010001"), -1);
    assert_int_equal(revision_of(address), 2); /* figures, and each school that came with them */
    end_of(a);
    sound(address);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_of_two_is_refused_where_it_has_no_reason_to_change_the_first),
        cmocka_unit_test(the_second_of_two_with_a_reason_is_told_what_it_replaced),
        cmocka_unit_test(two_of_different_schools_both_stand_and_nobody_is_told),
        cmocka_unit_test(elements_that_another_county_brought_meanwhile_keep_their_numbers),
        cmocka_unit_test(the_same_again_leaves_no_record_that_could_be_undone),
        cmocka_unit_test(an_import_that_meets_a_correction_is_told_and_the_correction_counts),
        cmocka_unit_test(a_correction_of_what_an_import_changed_meanwhile_is_shown_it),
        cmocka_unit_test(a_name_decided_otherwise_meanwhile_is_read_as_it_is_now),
        cmocka_unit_test(an_import_that_is_overtaken_for_ever_says_so),
        cmocka_unit_test(neither_an_import_nor_its_undoing_is_ever_half),
    };

    return cmocka_run_group_tests(tests, reserve, release);
}
