/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "formats/xlsx.h"

static const struct {
    const char *label, *code;
    jh_number_format shown_as;
} codes[] = {
    { "General", "General", JH_SHOWN_PLAIN },
    { "decimals", "0.00", JH_SHOWN_PLAIN },
    { "thousands with colours and negatives", "#,##0;[Red]-#,##0", JH_SHOWN_PLAIN },
    { "scientific notation", "0.00E+00", JH_SHOWN_PLAIN },
    { "text", "@", JH_SHOWN_PLAIN },
    { "a unit in quotes", "0.0\"m²/day\"", JH_SHOWN_PLAIN },
    { "an escaped letter", "0\\d", JH_SHOWN_PLAIN },
    { "a currency by locale", "[$¥-804]#,##0.00", JH_SHOWN_PLAIN },
    { "a percentage", "0.0%", JH_SHOWN_PERCENT },
    { "a quoted percent sign is only a sign", "0\"%\"", JH_SHOWN_PLAIN },
    { "a date", "yyyy-mm-dd", JH_SHOWN_DATE },
    { "a date in capitals", "YYYY/M/D", JH_SHOWN_DATE },
    { "a Chinese date", "yyyy\"年\"m\"月\"d\"日\"", JH_SHOWN_DATE },
    { "a date with a locale", "[$-804]yyyy年m月", JH_SHOWN_DATE },
    { "a month alone", "mmm", JH_SHOWN_DATE },
    { "a date with a time", "yyyy-mm-dd hh:mm:ss", JH_SHOWN_DATE_TIME },
    { "minutes are not months", "h:mm", JH_SHOWN_TIME },
    { "elapsed hours", "[h]:mm:ss", JH_SHOWN_TIME },
    { "elapsed minutes alone", "[mm]", JH_SHOWN_TIME },
    { "a colour is not an elapsed time", "[Magenta]0", JH_SHOWN_PLAIN },
    { "only the first section decides", "0;yyyy", JH_SHOWN_PLAIN },
    { "a bracket that never closes", "0[", JH_SHOWN_PLAIN },
    { "a quote that never closes", "0\"yy", JH_SHOWN_PLAIN },
};

static void format_codes_tell_dates_and_percentages(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof codes / sizeof *codes; i++) {
        jh_number_format shown_as = jh_xlsx_format_of(jh_text_of(codes[i].code));

        if (shown_as != codes[i].shown_as)
            fail_msg("%s: %s is taken for %d", codes[i].label, codes[i].code, (int)shown_as);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(format_codes_tell_dates_and_percentages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
