/* Two imports that meet, and one that meets a correction: what one reads while the other writes. No
 * threads: reading and writing are two calls, and so each order of them can be tried. On both
 * engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "app/correct.h"
#include "office/collecting.h"
#include "office/imports.h"
#include "store/documents.h"
#include "tests/support/files.h"
#include "tests/support/stores.h"

#include <stdlib.h>

static jh_arena keep, scratch;
static const char code[] = "990101";

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, (size_t)1 << 30) || jh_arena_reserve(&scratch, (size_t)1 << 28);
}

static int release(void **state)
{
    (void)state;
    test_addresses_drop();
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}

static void fail_on(jh_code rc, const jh_error *err)
{
    if (rc) fail_msg("%s %s", jh_say_keys[err->message.say], err->message.arg[0]);
}

/* ---- one import ---- */

typedef struct side {
    const char *folder;
    jh_line line;
    jh_visitor visitor;
    jh_import what;
    jh_importing on;
    jh_error err;
    jh_text told;
} side;

static const char head[] =
    "示例县(虚构)2025学年小学基本情况\n"
    "学校标识码,学校名称,办学类型,城乡类型,举办者类型,是否计校数,在校生数,班数\n";

static jh_desk desk_of(side *one)
{
    return (jh_desk){ .keep = &keep,
                      .scratch = scratch,
                      .manner = { .lang = JH_EN, .json = true },
                      .visitor = &one->visitor,
                      .line = &one->line };
}

/* rows: below the head; a name of their own for the file, so that no two are alike. */
static side *side_of(const char *address, const char *author, const char *rows, const char *reason)
{
    side *one = JH_NEW(&keep, side);
    jh_text text = jh_text_format(&keep, "%s%s", head, rows);
    char *path;

    one->folder = test_folder_make();
    path = test_path(one->folder, jh_text_format(&keep, "%s.csv", author).at);
    test_file_write(path, text.at, text.size);
    free(path);
    one->line = (jh_line){ .address = address, .may_write = true };
    one->visitor = (jh_visitor){ .account = 1, .login = jh_text_of(author), .scope = JH_TEXT("*") };
    one->what = (jh_import){ .address = address,
                             .county = code,
                             .folder = one->folder,
                             .period = "2025",
                             .reason = reason };
    return one;
}

static jh_code read_of(side *one)
{
    jh_desk desk = desk_of(one);

    return jh_import_read(&one->on, &desk, &one->what, &one->err);
}

static jh_code write_of(side *one)
{
    jh_desk desk = desk_of(one);

    return jh_import_write(&one->on, &desk, &one->err);
}

/* Written; read again as often as it is overtaken. */
static jh_code landed(side *one)
{
    jh_code rc = write_of(one);

    while (jh_bring_again(&one->on.work, &one->err)) {
        rc = read_of(one);
        if (!rc) rc = write_of(one);
    }
    return rc;
}

static void tell_of(side *one)
{
    jh_desk desk = desk_of(one);

    fail_on(jh_import_tell(&one->told, &one->on, &desk, &one->err), &one->err);
}

static void end_of(side *one)
{
    jh_line_close(&one->line);
    test_folder_remove(one->folder);
    free((void *)(uintptr_t)one->folder);
}

/* All three steps. */
static side *imported(const char *address, const char *author, const char *rows, const char *reason)
{
    side *one = side_of(address, author, rows, reason);

    fail_on(read_of(one), &one->err);
    fail_on(write_of(one), &one->err);
    tell_of(one);
    return one;
}

static const char *fresh(test_engine engine)
{
    const char *address = test_address_new(engine);
    jh_store *store = NULL;

    fail_on(jh_store_create(&store, &keep, address, NULL), &(jh_error){ 0 });
    jh_store_close(store);
    return address;
}

/* ---- what the store says ---- */

static jh_store *opened(const char *address, jh_store_mode mode)
{
    jh_store *store = NULL;
    jh_error err = { 0 };

    fail_on(jh_store_open(&store, &keep, address, mode, &err), &err);
    return store;
}

static int64_t revision_of(const char *address)
{
    jh_store *store = opened(address, JH_STORE_READ);
    int64_t revision;

    assert_int_equal(jh_store_county_revision(&revision, store, jh_text_of(code), NULL), JH_OK);
    jh_store_close(store);
    return revision;
}

/* The figure that counts, in whole numbers; −1 = none. */
static long pupils(const char *address, const char *unit)
{
    jh_store *store = opened(address, JH_STORE_READ);
    jh_load what = { .county = jh_text_of(code), .period = JH_TEXT("2025") };
    jh_snapshot now;
    size_t column, row;

    assert_int_equal(jh_store_load(&now, &keep, store, &what, NULL), JH_OK);
    jh_store_close(store);
    column = jh_snapshot_column(&now, JH_TEXT("pupils"), JH_PRIMARY);
    row = jh_snapshot_unit(&now, jh_text_of(unit));
    if (column == SIZE_MAX || row == SIZE_MAX || now.columns[column].why[row]) return -1;
    return (long)(now.columns[column].millionths[row] / JH_DECIMAL_ONE);
}

static size_t revisions_of(const char *address, const char *unit)
{
    jh_store *store = opened(address, JH_STORE_READ);
    jh_cell_address cell = { jh_text_of(code), JH_TEXT("2025"), jh_text_of(unit), JH_TEXT("pupils"),
                             JH_PRIMARY };
    jh_revision_list list;

    assert_int_equal(jh_store_revisions(&list, &keep, store, &cell, NULL), JH_OK);
    jh_store_close(store);
    return list.count;
}

static size_t records_of(const char *address)
{
    jh_store *store = opened(address, JH_STORE_READ);
    const jh_document which = { .county = jh_text_of(code), .kind = JH_TEXT("import") };
    jh_document_list list;

    assert_int_equal(jh_store_documents(&list, &keep, store, &which, NULL), JH_OK);
    jh_store_close(store);
    return list.count;
}

static void sound(const char *address)
{
    jh_store *store = opened(address, JH_STORE_READ);

    test_store_is_sound(&keep, store);
    jh_store_close(store);
}

static size_t met(const side *one, const char *words)
{
    size_t i, count = 0;

    for (i = 0; i < one->on.work.batch.findings.count; i++)
        count += one->on.work.batch.findings.items[i].message.say == SAY_APP_IMPORT_MET;
    if (words && !jh_text_contains(one->told, jh_text_of(words)))
        fail_msg("\"%s\" is not in:\n%.*s", words, JH_TEXT_ARGS(one->told));
    return count;
}

#define ONE "9901010001,虚构一小,小学,城区,县级教育部门,是,"
#define TWO "9901010002,虚构二小,小学,城区,县级教育部门,是,"

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

/* ---- an undo ---- */

/* Read at the desk of one, written at that of another, as the server does it. */
static jh_code undone(jh_undoing **undo, side *reader, side *writer, bool is_read)
{
    const jh_import_undo what = { .county = jh_text_of(code), .number = 2 };
    jh_desk desk = desk_of(is_read ? reader : writer);

    return is_read ? jh_import_undo_read(undo, &desk, &what, &reader->err)
                   : jh_import_undo_write(*undo, &desk, &reader->err);
}

static void an_undo_that_is_overtaken_leaves_what_came_meanwhile(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *a = imported(address, "a", ONE "300,8\n", NULL);
        side *b = imported(address, "b", ONE "320,9\n" TWO "100,4\n", "made up");
        jh_undoing *undo = NULL;
        jh_text told;
        jh_desk desk = desk_of(a);
        side *c;
        fail_on(undone(&undo, a, b, true), &a->err);
        c = imported(address, "c", ONE "330,9\n", "made up");
        assert_int_equal(undone(&undo, a, b, false), JH_CONFLICT);
        assert_int_equal(a->err.message.say, SAY_APP_OVERTAKEN);
        assert_int_equal(pupils(address, "9901010001"), 330);
        assert_int_equal(pupils(address, "9901010002"), 100);
        assert_true(jh_import_undo_again(undo, &a->err));
        fail_on(undone(&undo, a, b, true), &a->err);
        fail_on(undone(&undo, a, b, false), &a->err);
        assert_false(jh_import_undo_again(undo, &a->err));
        fail_on(jh_import_undo_tell(&told, undo, &desk, &a->err), &a->err);
        assert_int_equal(pupils(address, "9901010001"), 330);
        assert_int_equal(pupils(address, "9901010002"), -1);
        assert_int_equal(revision_of(address), 4);
        assert_int_equal(undone(&undo, a, b, true), JH_NOT_FOUND); /* it is undone */
        end_of(a), end_of(b), end_of(c);
        sound(address);
    }
}

/* ---- a step of collecting ---- */

/* Of the head of the county, at the machine. */
static jh_desk desk_of_head(jh_line *line)
{
    return (jh_desk){
        .keep = &keep, .scratch = scratch, .manner = { .lang = JH_EN, .json = true }, .line = line
    };
}

static void excuse(const jh_desk *desk, const char *unit)
{
    const jh_collecting what = { .place = { jh_text_of(code), 1, jh_text_of(unit) },
                                 .act = "excuse",
                                 .reason = "made up",
                                 .approver = "made up" };
    jh_step_look *look;
    jh_error err = { 0 };

    fail_on(jh_collect_look(&look, desk, &what, &err), &err);
    fail_on(jh_collect_take(look, desk, &what, &err), &err);
}

static void a_cycle_is_not_closed_over_a_school_that_came_meanwhile(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *a = imported(address, "a", ONE "300,8\n", NULL), *b;
        jh_line line = { .address = address, .may_write = true };
        jh_desk desk = desk_of_head(&line);
        const jh_opening opening = { jh_text_of(code), "2025", NULL, "2020-01-01", "2099-12-31" };
        const jh_collecting close = { .place = { .county = jh_text_of(code), .cycle = 1 },
                                      .act = "close" };
        jh_step_look *look;
        jh_error err = { 0 };
        jh_text told;
        fail_on(jh_collect_open(&told, &desk, &opening, &err), &err);
        excuse(&desk, "9901010001");
        fail_on(jh_collect_look(&look, &desk, &close, &err), &err);
        b = imported(address, "b", TWO "100,4\n", NULL);
        assert_int_equal(jh_collect_take(look, &desk, &close, &err), JH_CONFLICT);
        assert_int_equal(err.message.say, SAY_SUPERVISE_NOT_ALL_SETTLED);
        excuse(&desk, "9901010002");
        err = (jh_error){ 0 };
        fail_on(jh_collect_look(&look, &desk, &close, &err), &err);
        fail_on(jh_collect_take(look, &desk, &close, &err), &err);
        fail_on(jh_collect_taken(&told, &desk, &close, &err), &err);
        jh_line_close(&line);
        end_of(a), end_of(b);
        sound(address);
    }
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
        cmocka_unit_test(an_undo_that_is_overtaken_leaves_what_came_meanwhile),
        cmocka_unit_test(a_cycle_is_not_closed_over_a_school_that_came_meanwhile),
        cmocka_unit_test(neither_an_import_nor_its_undoing_is_ever_half),
    };

    return cmocka_run_group_tests(tests, reserve, release);
}
