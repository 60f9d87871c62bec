/* time_test.c — dates as clerks and workbooks write them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "base/time.h"

#include <string.h>

static const struct {
    const char *label, *text, *written; /* NULL = none of these forms, or no such day */
} dates[] = {
    { "the first day", "1970-01-01", "1970-01-01" },
    { "with hyphens", "2025-09-01", "2025-09-01" },
    { "with strokes, without zeros", "2025/9/1", "2025-09-01" },
    { "with points", "2025.9.1", "2025-09-01" },
    { "eight digits", "20250901", "2025-09-01" },
    { "in Chinese", "2025年9月1日", "2025-09-01" },
    { "before the first day", "1969-12-31", "1969-12-31" },
    { "a leap day", "2024-02-29", "2024-02-29" },
    { "no leap day", "2023-02-29", NULL },
    { "no leap day in 1900", "1900-02-29", NULL },
    { "a leap day in 2000", "2000-02-29", "2000-02-29" },
    { "no thirteenth month", "2025-13-01", NULL },
    { "no thirty-first of June", "2025-06-31", NULL },
    { "no day 0", "2025-06-00", NULL },
    { "nothing", "", NULL },
    { "words", "去年", NULL },
};

static void a_date_is_read_and_written(void **state)
{
    char out[16];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof dates / sizeof *dates; i++) {
        jh_date date = jh_date_parse(jh_text_of(dates[i].text));

        if (jh_date_is_set(date) != (dates[i].written != NULL)) fail_msg("%s", dates[i].label);
        if (!dates[i].written) continue;
        if (strcmp(jh_date_write(out, date), dates[i].written) != 0)
            fail_msg("%s: %s", dates[i].label, out);
    }
}

static void every_day_follows_the_one_before(void **state)
{
    jh_date date = jh_date_make(1899, 12, 31), next;
    int year, month, day;

    (void)state;
    for (year = 1900; year <= 2104; year++) {
        for (month = 1; month <= 12; month++) {
            for (day = 1; day <= 31; day++) {
                next = jh_date_make(year, month, day);
                if (!jh_date_is_set(next)) continue;
                assert_int_equal(next.days, date.days + 1);
                assert_int_equal(jh_date_year(next), year);
                date = next;
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_read_and_written),
        cmocka_unit_test(every_day_follows_the_one_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
