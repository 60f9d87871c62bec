/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "base/text.h"
#include "base/time.h"

#include <string.h>

static jh_arena arena;

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&arena, 1 << 24);
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&arena);
    return 0;
}

static const struct {
    const char *label, *text;
    bool is_utf8;
} validity[] = {
    { "ASCII", "abc", true },
    { "Chinese", "均衡", true },
    { "the last code point", "\xF4\x8F\xBF\xBF", true },
    { "one beyond the last", "\xF4\x90\x80\x80", false },
    { "an overlong slash", "\xC0\xAF", false },
    { "a surrogate", "\xED\xA0\x80", false },
    { "a character cut off", "\xE5\x9D", false },
    { "GBK bytes", "\xBE\xF9\xBA\xE2", false },
    { "a continuation without a start", "\x80", false },
};

static void utf8_is_told_from_other_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof validity / sizeof *validity; i++)
        if (jh_text_is_utf8(jh_text_of(validity[i].text)) != validity[i].is_utf8)
            fail_msg("%s", validity[i].label);
}

static const struct {
    const char *label, *text, *folded;
} folds[] = {
    { "full-width letters and digits become ASCII", "\uFF21\uFF22\uFF43\uFF11\uFF12", "abc12" },
    { "blanks of every kind go", " 学 生\n数　", "学生数" },
    { "brackets of every kind are one kind", "〔2017〕【万元】\uFF08㎡\uFF09", "(2017)(万元)(㎡)" },
    { "a BOM goes",
      "\xEF\xBB\xBF"
      "a",
      "a" },
    { "nothing stays nothing", "", "" },
};

static void folding_makes_two_ways_of_typing_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        jh_text once = jh_text_fold(&arena, jh_text_of(folds[i].text));
        jh_text twice = jh_text_fold(&arena, once);
        if (!jh_text_equal(once, jh_text_of(folds[i].folded))) fail_msg("%s", folds[i].label);
        if (!jh_text_equal(once, twice)) fail_msg("%s, and folding again", folds[i].label);
    }
}

static void trimming_takes_blanks_at_both_ends_only(void **state)
{
    (void)state;
    assert_true(jh_text_equal(jh_text_trim(jh_text_of(" 　a b\xC2\xA0\r\n")), JH_TEXT("a b")));
    assert_int_equal(jh_text_trim(jh_text_of(" 　\t")).size, 0);
    assert_int_equal(jh_text_trim(jh_text_of("")).size, 0);
}

static void order_is_by_bytes_and_a_beginning_comes_first(void **state)
{
    (void)state;
    assert_true(jh_text_compare(JH_TEXT("a"), JH_TEXT("b")) < 0);
    assert_true(jh_text_compare(JH_TEXT("a"), JH_TEXT("ab")) < 0);
    assert_true(jh_text_compare(JH_TEXT("z"), JH_TEXT("均")) < 0);
    assert_int_equal(jh_text_compare(JH_TEXT("均"), JH_TEXT("均")), 0);
}

static void distance_counts_characters_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(jh_text_distance(JH_TEXT("pupils"), JH_TEXT("pupil"), 3), 1);
    assert_int_equal(jh_text_distance(JH_TEXT("生均面积"), JH_TEXT("生均体积"), 3), 1);
    assert_int_equal(jh_text_distance(JH_TEXT(""), JH_TEXT("ab"), 3), 2);
    assert_int_equal(jh_text_distance(JH_TEXT("abc"), JH_TEXT("xyzuv"), 2), 3);
    assert_int_equal(jh_text_distance(JH_TEXT("jugde"), JH_TEXT("judge"), 2), 1);
}

static void code_points_survive_writing_and_reading(void **state)
{
    static const uint32_t points[] = { 1, 0x7F, 0x80, 0x7FF, 0x800, 0x5747, 0xFFFF, 0x10FFFF };
    jh_buffer buffer = jh_buffer_in(&arena);
    jh_text text;

    (void)state;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        jh_buffer_add_code_point(&buffer, points[i]);
    assert_int_equal(jh_buffer_finish(&text, &buffer, NULL), JH_OK);
    const char *at = text.at, *end = text.at + text.size;
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        assert_int_equal(jh_text_next(&at, end), points[i]);
    assert_ptr_equal(at, end);
}

static void a_bad_byte_reads_as_the_replacement_and_moves_one_on(void **state)
{
    const char text[] = "\xFF"
                        "a";
    const char *at = text;

    (void)state;
    assert_int_equal(jh_text_next(&at, text + 2), 0xFFFD);
    assert_int_equal(jh_text_next(&at, text + 2), 'a');
}

static const struct {
    const char *label, *text, *date;
} dates[] = {
    { "dashes", "2025-09-01", "2025-09-01" },
    { "slashes without zeros", "2025/9/1", "2025-09-01" },
    { "points", "2025.9.1", "2025-09-01" },
    { "eight digits", "20250901", "2025-09-01" },
    { "Chinese", "2025年9月1日", "2025-09-01" },
    { "a leap day", "2024-02-29", "2024-02-29" },
    { "a leap day of a common year", "2025-02-29", "" },
    { "a century that is no leap year", "1900-02-29", "" },
    { "two kinds of separator", "2025-9/1", "" },
    { "the day in front", "1-9-2025", "" },
    { "a month alone", "2025年9月", "" },
    { "something behind it", "2025-09-01 08:30", "" },
    { "no date", "", "" },
};

static void dates_are_read_as_clerks_write_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char out[16];
        jh_date_write(out, jh_date_parse(jh_text_of(dates[i].text)));
        if (strcmp(out, dates[i].date) != 0) fail_msg("%s: %s", dates[i].label, out);
    }
}

static void days_count_from_1970(void **state)
{
    (void)state;
    assert_int_equal(jh_date_make(1970, 1, 1).days, 0);
    assert_int_equal(jh_date_make(2000, 3, 1).days, 11017);
    assert_int_equal(jh_date_year(jh_date_make(1969, 12, 31)), 1969);
    assert_false(jh_date_is_set(jh_date_make(2025, 13, 1)));
}

/* Cells and names that are not there are texts like that. */
static void an_empty_text_may_be_nowhere(void **state)
{
    const jh_text nowhere = { NULL, 0 };

    (void)state;
    assert_null(jh_text_end(nowhere));
    assert_true(jh_text_same_folded(nowhere, JH_TEXT("")));
    assert_false(jh_text_same_folded(nowhere, JH_TEXT("a")));
    assert_int_equal(*(jh_text_end(JH_TEXT("ab")) - 1), 'b');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_told_from_other_bytes),
        cmocka_unit_test(folding_makes_two_ways_of_typing_one),
        cmocka_unit_test(trimming_takes_blanks_at_both_ends_only),
        cmocka_unit_test(order_is_by_bytes_and_a_beginning_comes_first),
        cmocka_unit_test(distance_counts_characters_not_bytes),
        cmocka_unit_test(code_points_survive_writing_and_reading),
        cmocka_unit_test(a_bad_byte_reads_as_the_replacement_and_moves_one_on),
        cmocka_unit_test(dates_are_read_as_clerks_write_them),
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(an_empty_text_may_be_nowhere),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
