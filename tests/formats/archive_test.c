/* Archives of workbooks. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "formats/archive.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/books.h"

#include <string.h>

#define GBK_TOWN "\xB3\xC7\xB9\xD8\xD5\xF2"   /* 城关镇 */
#define GBK_SCHOOL "\xBC\xD7\xD0\xA1\xD1\xA7" /* 甲小学 */
#define P(p, b)                                                                                    \
    {                                                                                              \
        .path = (p), .body = (b)                                                                   \
    }

enum { PARTS_MAX = 4 };

static const struct {
    const char *label;
    test_part parts[PARTS_MAX];
    const char *told;
} cases[] = {
    { "names in GBK without the flag are read as Windows wrote them, folders left out",
      { P(GBK_TOWN "/", ""), P(GBK_TOWN "/" GBK_SCHOOL ".csv", "a,b\n") },
      "甲小学.csv: a,b\n" },
    { "names in UTF-8 without the flag, nested folders and backslashes",
      { P("城关镇/东/甲.csv", "1,2\n"), P("a\\b\\c.csv", "3,4\n") },
      "甲.csv: 1,2\nc.csv: 3,4\n" },
    { "lock files, hidden files and what macOS adds are left out",
      { P("~$甲.xlsx", "lock"), P(".DS_Store", "x"), P("__MACOSX/._甲.csv", "x"),
        P("甲.csv", "1,2\n") },
      "甲.csv: 1,2\n" },
    { "a name in no encoding of ours goes by its number",
      { P("\xFF\xFE\x80", "1,2\n") },
      "1: 1,2\n" },
    { "a part with a password is refused by its readable name",
      { { .path = GBK_SCHOOL ".xlsx", .body = "x", .encrypted = true } },
      "formats.zip_encrypted 甲小学.xlsx @ t.zip" },
    { "a part that claims too much",
      { { .path = "甲.csv", .body = "x", .claims_unpacked = 99 } },
      "formats.zip_part_broken 甲.csv @ t.zip" },
    { "a damaged part",
      { { .path = "甲.csv", .body = "x", .wrong_crc = 1 } },
      "formats.zip_part_broken 甲.csv @ t.zip" },
    { "a document is no archive",
      { P("[Content_Types].xml", "<Types/>"), P("word/document.xml", "<w/>") },
      "not an archive" },
};

static jh_text told(jh_arena *keep, jh_arena scratch, jh_text bytes)
{
    jh_file file = jh_file_of_bytes("t.zip", bytes);
    jh_buffer out = jh_buffer_in(keep);
    jh_error err = { JH_OK };
    jh_archive archive;
    jh_text text;
    size_t i;

    if (jh_archive_read(&archive, keep, scratch, &file, &err))
        return jh_text_format(keep, "%s %s @ %s", jh_say_keys[err.message.say], err.message.arg[0],
                              err.where);
    if (!archive.is_archive) return JH_TEXT("not an archive");
    for (i = 0; i < archive.count; i++)
        jh_buffer_add_format(&out, "%.*s: %.*s", JH_TEXT_ARGS(archive.items[i].name),
                             JH_TEXT_ARGS(archive.items[i].bytes));
    assert_int_equal(jh_buffer_finish(&text, &out, NULL), JH_OK);
    return text;
}

static void archives_are_taken_apart(void **state)
{
    jh_arena keep = { 0 }, scratch = { 0 };
    size_t i, count, wrong = 0;
    jh_text got;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (count = 0; count < PARTS_MAX && cases[i].parts[count].path; count++) continue;
        got = told(&keep, scratch, test_zip(&keep, cases[i].parts, count));
        if (jh_text_equal(got, jh_text_of(cases[i].told))) continue;
        print_error("%s:\n%.*s\nnot\n%s\n", cases[i].label, JH_TEXT_ARGS(got), cases[i].told);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

static void an_archive_in_an_archive_is_refused_by_name(void **state)
{
    jh_arena keep = { 0 }, scratch = { 0 };
    test_part inner = P("甲.csv", "1,2\n"), outer = { .path = "内.zip" };
    jh_text bytes;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    bytes = test_zip(&keep, &inner, 1);
    outer.body = bytes.at;
    outer.size = bytes.size;
    bytes = told(&keep, scratch, test_zip(&keep, &outer, 1));
    assert_true(jh_text_equal(bytes, JH_TEXT("formats.zip_in_zip 内.zip @ t.zip")));
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

static jh_code read_once(void *context, jh_error *err)
{
    const jh_text *bytes = context;
    jh_file file = jh_file_of_bytes("t.zip", *bytes);
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_archive archive;
    jh_code rc = JH_OK;

    if (jh_arena_reserve(&keep, (size_t)64 << 20) || jh_arena_reserve(&scratch, (size_t)64 << 20))
        rc = jh_no_memory(err);
    if (!rc) rc = jh_archive_read(&archive, &keep, scratch, &file, err);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return rc;
}

static void memory_that_runs_out_is_said(void **state)
{
    jh_arena keep = { 0 };
    jh_text bytes;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    bytes = test_zip(&keep, cases[0].parts, 2);
    assert_true(test_alloc_sweep(read_once, &bytes, 200) > 4);
    jh_arena_release(&keep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(archives_are_taken_apart),
        cmocka_unit_test(an_archive_in_an_archive_is_refused_by_name),
        cmocka_unit_test(memory_that_runs_out_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
