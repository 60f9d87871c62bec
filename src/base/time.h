/* time.h: calendar dates, and the clock for those who may read it.
 * Takes   text as clerks and workbooks write dates.
 * Gives   days that compare and subtract.
 * Never   knows time zones but the machine's own; the pure rooms never call jh_now_*.
 * Method  proleptic Gregorian calendar; days from civil (H. Hinnant, 2013).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_TIME_H
#define JH_BASE_TIME_H

#include "base/text.h"

#include <stdint.h>

/* Days since 1970-01-01; JH_NO_DATE = not given. */
typedef struct jh_date {
    int32_t days;
} jh_date;

#define JH_NO_DATE ((jh_date){ INT32_MIN })

bool jh_date_is_set(jh_date date);
jh_date jh_date_make(int year, int month, int day); /* JH_NO_DATE if there is no such day */
int jh_date_year(jh_date date);
/* 2025-09-01, 2025/9/1, 2025.9.1, 20250901, 2025年9月1日. JH_NO_DATE if it is none of these. */
jh_date jh_date_parse(jh_text text);
/* "2025-09-01"; 16 bytes are enough. */
const char *jh_date_write(char out[16], jh_date date);

jh_date jh_now_date(void);         /* reads the clock; the local calendar day */
int64_t jh_now_milliseconds(void); /* monotonic, for progress and time-outs */
void jh_now_stamp(char out[32]);   /* "2025-09-01T08:30:00Z" */

#endif
