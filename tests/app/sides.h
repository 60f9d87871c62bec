/* sides.h: people who import into one store at the same time, for tests of what one reads while
 * another one writes.
 * Takes   a fresh store of either engine; rows of a sheet.
 * Gives   each side's import in its three steps, and what the store says.
 * Never   real schools.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_APP_SIDES_H
#define TESTS_APP_SIDES_H

#include "tests/support/test.h"

#include "office/imports.h"
#include "store/documents.h"
#include "tests/support/files.h"
#include "tests/support/stores.h"

#include <stdlib.h>

static jh_arena keep, scratch;
static const char code[] = "990101";

static inline int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, (size_t)1 << 30) || jh_arena_reserve(&scratch, (size_t)1 << 28);
}

static inline int release(void **state)
{
    (void)state;
    test_addresses_drop();
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}

static inline void fail_on(jh_code rc, const jh_error *err)
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

static inline jh_desk desk_of(side *one)
{
    return (jh_desk){ .keep = &keep,
                      .scratch = scratch,
                      .manner = { .lang = JH_EN, .json = true },
                      .visitor = &one->visitor,
                      .line = &one->line };
}

/* rows: below the head; a name of their own for the file, so that no two are alike. */
static inline side *side_of(const char *address, const char *author, const char *rows,
                            const char *reason)
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

static inline jh_code read_of(side *one)
{
    jh_desk desk = desk_of(one);

    return jh_import_read(&one->on, &desk, &one->what, &one->err);
}

static inline jh_code write_of(side *one)
{
    jh_desk desk = desk_of(one);

    return jh_import_write(&one->on, &desk, &one->err);
}

/* Written; read again as often as it is overtaken. */
static inline jh_code landed(side *one)
{
    jh_code rc = write_of(one);

    while (jh_bring_again(&one->on.work, &one->err)) {
        rc = read_of(one);
        if (!rc) rc = write_of(one);
    }
    return rc;
}

static inline void tell_of(side *one)
{
    jh_desk desk = desk_of(one);

    fail_on(jh_import_tell(&one->told, &one->on, &desk, &one->err), &one->err);
}

static inline void end_of(side *one)
{
    jh_line_close(&one->line);
    test_folder_remove(one->folder);
    free((void *)(uintptr_t)one->folder);
}

/* All three steps. */
static inline side *imported(const char *address, const char *author, const char *rows,
                             const char *reason)
{
    side *one = side_of(address, author, rows, reason);

    fail_on(read_of(one), &one->err);
    fail_on(write_of(one), &one->err);
    tell_of(one);
    return one;
}

static inline const char *fresh(test_engine engine)
{
    const char *address = test_address_new(engine);
    jh_store *store = NULL;

    fail_on(jh_store_create(&store, &keep, address, NULL), &(jh_error){ 0 });
    jh_store_close(store);
    return address;
}

/* ---- what the store says ---- */

static inline jh_store *opened(const char *address, jh_store_mode mode)
{
    jh_store *store = NULL;
    jh_error err = { 0 };

    fail_on(jh_store_open(&store, &keep, address, mode, &err), &err);
    return store;
}

static inline int64_t revision_of(const char *address)
{
    jh_store *store = opened(address, JH_STORE_READ);
    int64_t revision;

    assert_int_equal(jh_store_county_revision(&revision, store, jh_text_of(code), NULL), JH_OK);
    jh_store_close(store);
    return revision;
}

/* The figure that counts, in whole numbers; −1 = none. */
static inline long pupils(const char *address, const char *unit)
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

static inline size_t revisions_of(const char *address, const char *unit)
{
    jh_store *store = opened(address, JH_STORE_READ);
    jh_cell_address cell = { jh_text_of(code), JH_TEXT("2025"), jh_text_of(unit), JH_TEXT("pupils"),
                             JH_PRIMARY };
    jh_revision_list list;

    assert_int_equal(jh_store_revisions(&list, &keep, store, &cell, NULL), JH_OK);
    jh_store_close(store);
    return list.count;
}

static inline size_t records_of(const char *address)
{
    jh_store *store = opened(address, JH_STORE_READ);
    const jh_document which = { .county = jh_text_of(code), .kind = JH_TEXT("import") };
    jh_document_list list;

    assert_int_equal(jh_store_documents(&list, &keep, store, &which, NULL), JH_OK);
    jh_store_close(store);
    return list.count;
}

static inline void sound(const char *address)
{
    jh_store *store = opened(address, JH_STORE_READ);

    test_store_is_sound(&keep, store);
    jh_store_close(store);
}

static inline size_t met(const side *one, const char *words)
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

#endif
