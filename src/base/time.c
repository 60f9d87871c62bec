/* SPDX-License-Identifier: Apache-2.0 */
#include "base/time.h"

#include <stdio.h>
#include <time.h>

bool jh_date_is_set(jh_date date)
{
    return date.days != INT32_MIN;
}

static int32_t days_from_civil(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

static void civil_from_days(int32_t days, int *year, int *month, int *day)
{
    int z = days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_part = (5 * day_of_year + 2) / 153;

    *day = day_of_year - (153 * month_part + 2) / 5 + 1;
    *month = month_part < 10 ? month_part + 3 : month_part - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

jh_date jh_date_make(int year, int month, int day)
{
    jh_date date;
    int y, m, d;

    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return JH_NO_DATE;
    date.days = days_from_civil(year, month, day);
    civil_from_days(date.days, &y, &m, &d);
    return y == year && m == month && d == day ? date : JH_NO_DATE;
}

int jh_date_year(jh_date date)
{
    int y, m, d;

    civil_from_days(date.days, &y, &m, &d);
    return y;
}

/* Up to three numbers and what stands between them. */
static int split_numbers(jh_text text, int number[3], int width[3], uint32_t separator[3])
{
    const char *at = text.at, *end = jh_text_end(text);
    int n = 0;
    uint32_t c;

    separator[0] = separator[1] = separator[2] = 0;
    number[0] = width[0] = 0;
    while (at < end) {
        c = jh_text_next(&at, end);
        if (c >= '0' && c <= '9' && n < 3 && width[n] < 8) {
            number[n] = number[n] * 10 + (int)(c - '0');
            width[n]++;
        } else if (n < 3 && width[n] > 0) {
            separator[n++] = c;
            if (n < 3) number[n] = width[n] = 0;
        } else {
            return 0;
        }
    }
    return n < 3 && width[n] > 0 ? n + 1 : n;
}

jh_date jh_date_parse(jh_text text)
{
    int number[3], width[3], n;
    uint32_t separator[3];

    text = jh_text_trim(text);
    n = split_numbers(text, number, width, separator);
    if (n == 1 && width[0] == 8 && separator[0] == 0)
        return jh_date_make(number[0] / 10000, number[0] / 100 % 100, number[0] % 100);
    if (n != 3 || width[0] != 4 || width[1] > 2 || width[2] > 2) return JH_NO_DATE;
    if (separator[0] == 0x5E74 && separator[1] == 0x6708 && separator[2] == 0x65E5)
        return jh_date_make(number[0], number[1], number[2]);
    if (separator[0] != separator[1] || separator[2] != 0) return JH_NO_DATE;
    if (separator[0] != '-' && separator[0] != '/' && separator[0] != '.') return JH_NO_DATE;
    return jh_date_make(number[0], number[1], number[2]);
}

const char *jh_date_write(char out[16], jh_date date)
{
    int year, month, day;

    if (!jh_date_is_set(date)) {
        out[0] = '\0';
        return out;
    }
    civil_from_days(date.days, &year, &month, &day);
    snprintf(out, 16, "%04u-%02u-%02u", (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)day % 100);
    return out;
}

jh_date jh_now_date(void)
{
    time_t now = time(NULL);
    struct tm here;

    /* The day on the wall, not in Greenwich: at seven in the morning in China they differ. */
    localtime_r(&now, &here);
    return jh_date_make(here.tm_year + 1900, here.tm_mon + 1, here.tm_mday);
}

int64_t jh_now_milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void jh_now_stamp(char out[32])
{
    time_t now = time(NULL);
    struct tm utc;

    gmtime_r(&now, &utc);
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
}
