/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/number.h"
#include "formats/workbook.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SECONDS_A_DAY = 86400, LETTERS = 26 };

jh_decimal_read jh_cell_decimal(jh_decimal *out, const jh_cell *cell)
{
    out->millionths = 0;
    if (cell->kind == JH_CELL_NUMBER) return jh_decimal_from_double(out, cell->number);
    if (cell->kind == JH_CELL_TEXT) return jh_decimal_parse_loose(out, cell->text);
    return JH_READ_NOT_A_NUMBER;
}

jh_date jh_cell_date(const jh_cell *cell)
{
    if (cell->kind == JH_CELL_TEXT) return jh_date_parse(cell->text);
    if (cell->kind != JH_CELL_DATE || cell->shown_as == JH_SHOWN_TIME) return JH_NO_DATE;
    return (jh_date){ (int32_t)floor(cell->number) };
}

static int write_time(char *out, size_t room, uint64_t seconds)
{
    uint32_t hours = (uint32_t)(seconds / 3600), rest = (uint32_t)(seconds % 3600);

    return snprintf(out, room, "%02u:%02u:%02u", hours, rest / 60, rest % 60);
}

static jh_text write_date(char out[JH_CELL_TEXT_SIZE], const jh_cell *cell)
{
    /* Whole seconds first: 23:59:59.9999999 is the next day's midnight, as Excel shows it. */
    long long seconds = llrint(cell->number * SECONDS_A_DAY), days;
    char date[16], time[20];
    int size;

    if (cell->shown_as == JH_SHOWN_TIME)
        return (jh_text){ out, (size_t)write_time(out, JH_CELL_TEXT_SIZE, (uint64_t)seconds) };
    days = (seconds - (seconds < 0 ? SECONDS_A_DAY - 1 : 0)) / SECONDS_A_DAY;
    if (cell->shown_as == JH_SHOWN_DATE)
        return jh_text_of(jh_date_write(out, (jh_date){ (int32_t)days }));
    jh_date_write(date, (jh_date){ (int32_t)days });
    write_time(time, sizeof time, (uint64_t)(seconds - days * SECONDS_A_DAY));
    size = snprintf(out, JH_CELL_TEXT_SIZE, "%sT%s", date, time);
    return (jh_text){ out, (size_t)size };
}

jh_text jh_cell_text(char out[JH_CELL_TEXT_SIZE], const jh_cell *cell)
{
    switch (cell->kind) {
    case JH_CELL_TEXT:
    case JH_CELL_ERROR: return cell->text;
    case JH_CELL_NUMBER: return jh_number_write(out, cell->number);
    case JH_CELL_TRUTH: return cell->number != 0.0 ? JH_TEXT("TRUE") : JH_TEXT("FALSE");
    case JH_CELL_DATE: return write_date(out, cell);
    case JH_CELL_EMPTY: break;
    }
    return (jh_text){ "", 0 };
}

const char *jh_column_write(char out[JH_ADDRESS_SIZE], uint32_t column)
{
    char reversed[JH_ADDRESS_SIZE];
    size_t size = 0, i;

    for (; column > 0; column = (column - 1) / LETTERS)
        reversed[size++] = (char)('A' + (column - 1) % LETTERS);
    for (i = 0; i < size; i++) out[i] = reversed[size - 1 - i];
    out[size] = '\0';
    return out;
}

const char *jh_address_write(char out[JH_ADDRESS_SIZE], uint32_t row, uint32_t column)
{
    char letters[JH_ADDRESS_SIZE];

    snprintf(out, JH_ADDRESS_SIZE, "%s%u", jh_column_write(letters, column), row);
    return out;
}

bool jh_address_read(uint32_t *row, uint32_t *column, jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text);

    *row = *column = 0;
    if (at < end && *at == '$') at++;
    for (; at < end && (*at | 32) >= 'a' && (*at | 32) <= 'z'; at++) {
        *column = *column * LETTERS + (uint32_t)((*at | 32) - 'a') + 1;
        if (*column > JH_COLUMN_MAX) return false;
    }
    if (at < end && *at == '$') at++;
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        *row = *row * 10 + (uint32_t)(*at - '0');
        if (*row > JH_ROW_MAX) return false;
    }
    return at == end && *row > 0 && *column > 0;
}
