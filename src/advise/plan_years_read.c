/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_years.h"
#include "formats/workbook.h"

#include <stdlib.h>
#include <string.h>

enum {
    YEAR_LEAST = 1900,
    YEAR_MOST = 2999,
    WHOLE_PERCENT = 100,
    PRICE_MOST = 10 * JH_PRICE_UNIT /* what junheng-verify takes, too */
};

typedef struct reading {
    jh_years_asked *out;
    const jh_desk *desk;
    size_t schools;
    jh_error *err;
} reading;

static jh_code refuse(const reading *r, jh_say_id say, jh_text what)
{
    return jh_fail(r->err, JH_BAD_INPUT, say, NULL, jh_text_zero(r->desk->keep, what), NULL);
}

/* ---- lists of words ---- */

static jh_text next_word(jh_text *rest)
{
    const char *comma = memchr(rest->at, ',', rest->size);
    jh_text word = { rest->at, comma ? (size_t)(comma - rest->at) : rest->size };

    rest->at += word.size + (comma != NULL);
    rest->size -= word.size + (comma != NULL);
    return jh_text_trim(word);
}

static bool read_year(long *out, jh_text word)
{
    jh_decimal number;

    if (jh_decimal_parse(&number, word) != JH_READ_EXACT || number.millionths % JH_DECIMAL_ONE)
        return false;
    *out = (long)(number.millionths / JH_DECIMAL_ONE);
    return *out >= YEAR_LEAST && *out <= YEAR_MOST;
}

/* ---- years ---- */

static jh_code add_year(reading *r, long year)
{
    size_t count = r->out->years.count;
    char digits[24];

    if (count && year <= r->out->year[count - 1])
        return refuse(r, SAY_YEARS_ORDER, jh_text_of(jh_digits(digits, year)));
    if (count == JH_YEARS_MOST)
        return refuse(r, SAY_YEARS_TOO_MANY, jh_text_of(jh_digits(digits, JH_YEARS_MOST)));
    r->out->year[r->out->years.count++] = year;
    return JH_OK;
}

static jh_code read_years(reading *r, const char *words)
{
    jh_text rest = jh_text_of(words), word;
    const char *dots = strstr(words, "..");
    jh_code rc = JH_OK;
    long first, last;

    if (dots) {
        if (!read_year(&first, (jh_text){ words, (size_t)(dots - words) })
            || !read_year(&last, jh_text_of(dots + 2)))
            return refuse(r, SAY_YEARS_YEAR, rest);
        if (last < first) return refuse(r, SAY_YEARS_ORDER, jh_text_of(dots + 2));
        for (; !rc && first <= last; first++) rc = add_year(r, first);
        return rc;
    }
    while (!rc && rest.size) {
        word = next_word(&rest);
        rc = read_year(&first, word) ? add_year(r, first) : refuse(r, SAY_YEARS_YEAR, word);
    }
    return rc || r->out->years.count ? rc : refuse(r, SAY_YEARS_YEAR, jh_text_of(words));
}

static size_t find_year(const reading *r, long year)
{
    size_t y;

    for (y = 0; y < r->out->years.count; y++)
        if (r->out->year[y] == year) return y;
    return SIZE_MAX;
}

/* ---- money ---- */

static jh_code set_money(reading *r, size_t year, jh_decimal money)
{
    char digits[JH_DECIMAL_SIZE];

    if (money.millionths < 0)
        return refuse(r, SAY_YEARS_MONEY_NEGATIVE,
                      jh_text_of(jh_decimal_write_short(digits, money)));
    if (money.millionths > JH_PLAN_MONEY_MAX / JH_YEARS_MOST)
        return refuse(r, SAY_YEARS_MONEY_TOO_MUCH,
                      jh_text_of(jh_decimal_write_short(digits, money)));
    r->out->years.budget[year] = money.millionths;
    return JH_OK;
}

static jh_code read_named_money(reading *r, jh_text word, bool *given)
{
    const char *equals = memchr(word.at, '=', word.size);
    jh_text name = { word.at, (size_t)(equals - word.at) };
    jh_text value = { equals + 1, word.size - name.size - 1 };
    jh_decimal money;
    long year;
    size_t at;

    if (!read_year(&year, jh_text_trim(name))) return refuse(r, SAY_YEARS_YEAR, name);
    at = find_year(r, year);
    if (at == SIZE_MAX) return refuse(r, SAY_YEARS_MONEY_YEAR, name);
    if (given[at]) return refuse(r, SAY_YEARS_MONEY_TWICE, name);
    if (jh_decimal_parse(&money, jh_text_trim(value)) != JH_READ_EXACT)
        return refuse(r, SAY_YEARS_MONEY, word);
    given[at] = true;
    return set_money(r, at, money);
}

static jh_code all_given(reading *r, const bool *given)
{
    char digits[24];
    size_t y;

    for (y = 0; y < r->out->years.count; y++)
        if (!given[y])
            return refuse(r, SAY_YEARS_MONEY_MISSING,
                          jh_text_of(jh_digits(digits, r->out->year[y])));
    return JH_OK;
}

/* One number for every year, or one for each in their order. */
static jh_code read_plain_money(reading *r, const char *words)
{
    jh_text rest = jh_text_of(words), word;
    size_t count = 0, y;
    jh_decimal money;
    jh_code rc = JH_OK;
    char digits[24];

    while (!rc && rest.size) {
        word = next_word(&rest);
        if (jh_decimal_parse(&money, word) != JH_READ_EXACT)
            return refuse(r, SAY_YEARS_MONEY, word);
        if (count == r->out->years.count) return refuse(r, SAY_YEARS_MONEY_MORE, word);
        rc = set_money(r, count++, money);
    }
    if (rc) return rc;
    if (count == 1)
        for (y = 1; y < r->out->years.count; y++) r->out->years.budget[y] = r->out->years.budget[0];
    else if (count < r->out->years.count)
        return refuse(r, SAY_YEARS_MONEY_MISSING,
                      jh_text_of(jh_digits(digits, r->out->year[count])));
    return JH_OK;
}

static jh_code read_money_words(reading *r, const char *words)
{
    bool given[JH_YEARS_MOST] = { false };
    jh_text rest = jh_text_of(words);
    jh_code rc = JH_OK;

    if (!strchr(words, '=')) return read_plain_money(r, words);
    while (!rc && rest.size) {
        jh_text word = next_word(&rest);
        rc = memchr(word.at, '=', word.size) ? read_named_money(r, word, given)
                                             : refuse(r, SAY_YEARS_MONEY, word);
    }
    return rc ? rc : all_given(r, given);
}

/* ---- a table of money ---- */

enum { YEAR = 0, MONEY, SHARE, COLUMNS };
static const char *const headings[COLUMNS][2] = { { "year", "年份" },
                                                  { "money", "资金" },
                                                  { "share", "比例" } };

static jh_code refuse_cell(const reading *r, const jh_workbook *book, uint32_t row, uint32_t column)
{
    char address[JH_ADDRESS_SIZE], room[JH_CELL_TEXT_SIZE];
    jh_text shown = jh_cell_text(room, jh_sheet_cell(&book->sheets[0], row, column));
    jh_text place = jh_text_format(r->desk->keep, "%.*s, %s", JH_TEXT_ARGS(book->name),
                                   jh_address_write(address, row, column));

    return jh_fail(r->err, JH_BAD_INPUT, SAY_YEARS_CELL, place.at,
                   jh_text_zero(r->desk->keep, shown), NULL);
}

static jh_code read_money_row(reading *r, const jh_workbook *book, const uint32_t *column,
                              uint32_t row, bool *given)
{
    const jh_sheet *sheet = &book->sheets[0];
    jh_decimal year, money, share;
    char digits[24];
    size_t at;

    if (jh_cell_decimal(&year, jh_sheet_cell(sheet, row, column[YEAR])) != JH_READ_EXACT
        || year.millionths % JH_DECIMAL_ONE)
        return refuse_cell(r, book, row, column[YEAR]);
    at = find_year(r, (long)(year.millionths / JH_DECIMAL_ONE));
    jh_digits(digits, (long long)(year.millionths / JH_DECIMAL_ONE));
    if (at == SIZE_MAX) return refuse(r, SAY_YEARS_MONEY_YEAR, jh_text_of(digits));
    if (given[at]) return refuse(r, SAY_YEARS_MONEY_TWICE, jh_text_of(digits));
    if (jh_cell_decimal(&money, jh_sheet_cell(sheet, row, column[MONEY])) != JH_READ_EXACT)
        return refuse_cell(r, book, row, column[MONEY]);
    if (column[SHARE]) {
        if (jh_cell_decimal(&share, jh_sheet_cell(sheet, row, column[SHARE])) != JH_READ_EXACT)
            return refuse_cell(r, book, row, column[SHARE]);
        r->out->share[at] = share;
    }
    given[at] = true;
    return set_money(r, at, money);
}

static jh_code read_money_table(reading *r, const jh_file *file, bool *has_shares)
{
    bool given[JH_YEARS_MOST] = { false };
    uint32_t column[COLUMNS] = { 0 }, at, row;
    char room[JH_CELL_TEXT_SIZE];
    jh_workbook book;
    jh_code rc = jh_workbook_read(&book, r->desk->keep, r->desk->scratch, file, r->err);
    unsigned c, lang;

    for (at = 1; !rc && at <= book.sheets[0].column_count; at++) {
        jh_text heading = jh_text_trim(jh_cell_text(room, jh_sheet_cell(&book.sheets[0], 1, at)));
        for (c = 0; c < COLUMNS; c++)
            for (lang = 0; lang < 2; lang++)
                if (jh_text_same_folded(heading, jh_text_of(headings[c][lang]))) column[c] = at;
    }
    if (!rc && (!column[YEAR] || !column[MONEY])) return refuse(r, SAY_YEARS_COLUMNS, book.name);
    for (row = 2; !rc && row <= book.sheets[0].row_count; row++)
        if (jh_cell_text(room, jh_sheet_cell(&book.sheets[0], row, column[YEAR])).size)
            rc = read_money_row(r, &book, column, row, given);
    *has_shares = !rc && column[SHARE];
    return rc ? rc : all_given(r, given);
}

static jh_code read_money_file(reading *r, const char *path, bool *has_shares)
{
    jh_file file = jh_file_of_path(path);

    return read_money_table(r, &file, has_shares);
}

static bool is_table(const char *words)
{
    jh_text text = jh_text_of(words);

    return jh_text_ends(text, JH_TEXT(".csv")) || jh_text_ends(text, JH_TEXT(".xlsx"))
           || jh_text_ends(text, JH_TEXT(".xls"));
}

/* ---- shares ---- */

static jh_code read_shares(reading *r, const char *words)
{
    jh_text rest = jh_text_of(words), word;
    size_t count = 0;

    while (rest.size) {
        word = next_word(&rest);
        if (count == r->out->years.count) return refuse(r, SAY_YEARS_SHARE_COUNT, word);
        if (jh_decimal_parse(&r->out->share[count++], word) != JH_READ_EXACT)
            return refuse(r, SAY_YEARS_SHARE, word);
    }
    return count == r->out->years.count ? JH_OK
                                        : refuse(r, SAY_YEARS_SHARE_COUNT, jh_text_of(words));
}

/* ⌈what should pass by then⌉ schools. */
static jh_code count_shares(reading *r)
{
    char digits[JH_DECIMAL_SIZE];
    int64_t sum = 0;
    size_t y;

    for (y = 0; y < r->out->years.count; y++) {
        if (r->out->share[y].millionths < 0)
            return refuse(r, SAY_YEARS_SHARE_NEGATIVE,
                          jh_text_of(jh_decimal_write_short(digits, r->out->share[y])));
        if (r->out->share[y].millionths > WHOLE_PERCENT * JH_DECIMAL_ONE) break;
        sum += r->out->share[y].millionths;
        r->out->years.wanted[y] =
            (int64_t)(((__int128)sum * (int64_t)r->schools + WHOLE_PERCENT * JH_DECIMAL_ONE - 1)
                      / (WHOLE_PERCENT * JH_DECIMAL_ONE));
    }
    if (y == r->out->years.count && sum == WHOLE_PERCENT * JH_DECIMAL_ONE) return JH_OK;
    return refuse(r, SAY_YEARS_SHARE_SUM,
                  jh_text_of(jh_decimal_write_short(digits, (jh_decimal){ sum })));
}

/* ---- percents ---- */

static jh_code read_percent(jh_decimal *out, reading *r, const char *words, jh_decimal otherwise)
{
    *out = otherwise;
    if (!words) return JH_OK;
    if (jh_decimal_parse(out, jh_text_of(words)) != JH_READ_EXACT || out->millionths < 0
        || out->millionths > WHOLE_PERCENT * JH_DECIMAL_ONE)
        return refuse(r, SAY_YEARS_PERCENT, jh_text_of(words));
    return JH_OK;
}

/* (1 + rise)^(years since the first), to the millionth. */
static jh_code set_prices(reading *r)
{
    int64_t price = JH_PRICE_UNIT, rise = r->out->rise.millionths;
    size_t y;
    long year = r->out->year[0];

    for (y = 0; y < r->out->years.count; y++) {
        for (; year < r->out->year[y] && price <= PRICE_MOST; year++)
            price += (int64_t)(((__int128)price * rise + 50 * JH_DECIMAL_ONE)
                               / (WHOLE_PERCENT * (int64_t)JH_DECIMAL_ONE));
        if (price > PRICE_MOST) return refuse(r, SAY_YEARS_PERCENT, jh_text_of("> 10"));
        r->out->years.price[y] = price;
    }
    return JH_OK;
}

jh_code jh_years_read(jh_years_asked *out, const jh_desk *desk, const jh_years_words *words,
                      size_t schools, jh_error *err)
{
    reading r = { out, desk, schools, err };
    bool has_shares = false;
    jh_code rc;

    *out = (jh_years_asked){ .year = { 0 } };
    rc = read_years(&r, words->years);
    if (!rc && !words->table && !words->budget)
        rc = refuse(&r, SAY_YEARS_NO_MONEY, jh_text_of(words->years));
    if (!rc && words->table)
        rc = read_money_table(&r, words->table, &has_shares);
    else if (!rc && is_table(words->budget))
        rc = read_money_file(&r, words->budget, &has_shares);
    else if (!rc)
        rc = read_money_words(&r, words->budget);
    if (!rc && words->wanted) rc = read_shares(&r, words->wanted);
    if (!rc && !words->wanted && !has_shares)
        out->share[out->years.count - 1] = JH_DECIMAL(WHOLE_PERCENT);
    if (!rc) rc = count_shares(&r);
    if (!rc) rc = read_percent(&out->dearer, &r, words->dearer, (jh_decimal){ JH_DECIMAL_ONE / 2 });
    if (!rc) rc = read_percent(&out->rise, &r, words->rise, (jh_decimal){ 0 });
    return rc ? rc : set_prices(&r);
}
