/* decimal_fuzz.c — numbers as clerks and workbooks write them.
 * Takes   any bytes.
 * Gives   a crash when what was read does not survive being written and read again.
 * Never   a figure of the project.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LOOSE_SIZE = 64 };

static void insist_same(jh_decimal a, jh_decimal b)
{
    if (a.millionths != b.millionths) abort();
}

static void survives_writing(jh_decimal value)
{
    char out[JH_DECIMAL_SIZE];
    jh_decimal again;

    if (jh_decimal_parse(&again, jh_text_of(jh_decimal_write_short(out, value))) != JH_READ_EXACT)
        abort();
    insist_same(again, value);
    if (jh_decimal_parse(&again, jh_text_of(jh_decimal_write(out, value, 6))) != JH_READ_EXACT)
        abort();
    insist_same(again, value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jh_text text = { (const char *)data, size };
    jh_decimal strict = { 0 }, loose = { 0 }, stored = { 0 };
    jh_decimal_read read = jh_decimal_parse(&strict, text);
    double number = 0;

    if (read == JH_READ_EXACT || read == JH_READ_ROUNDED) {
        survives_writing(strict);
        /* What the strict reader takes the loose one takes alike, up to what fits in a cell. */
        if (size <= LOOSE_SIZE && jh_decimal_parse_loose(&loose, text) != read) abort();
        if (size <= LOOSE_SIZE) insist_same(strict, loose);
    }
    read = jh_decimal_parse_loose(&loose, text);
    if (read == JH_READ_EXACT || read == JH_READ_ROUNDED) survives_writing(loose);
    if (size >= sizeof number) {
        memcpy(&number, data, sizeof number);
        read = jh_decimal_from_double(&stored, number);
        if (read == JH_READ_EXACT || read == JH_READ_ROUNDED) survives_writing(stored);
    }
    return 0;
}
