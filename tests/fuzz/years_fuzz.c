/* Any bytes as what a schedule of years is asked with: five lines of words (years, money, shares,
 * how much dearer, the rise of prices), and the rest as a table: of money, and of counties.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_years.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 5, WORD_MOST = 200, SCHOOLS = 40, ROOM = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* What is asked must be what a schedule can be made of. */
static void check_asked(const jh_years_asked *asked)
{
    size_t y, count = asked->years.count;

    if (!count || count > JH_YEARS_MOST || asked->years.wanted[count - 1] != SCHOOLS) abort();
    for (y = 0; y < count; y++)
        if (asked->years.budget[y] < 0 || asked->years.price[y] <= 0
            || (y && asked->year[y] <= asked->year[y - 1])
            || (y && asked->years.wanted[y] < asked->years.wanted[y - 1]))
            abort();
}

static void check_counties(const jh_problem *problem, const jh_passer *rows)
{
    size_t i;

    for (i = 0; i < problem->row_count; i++)
        if (problem->rows[i].pupils <= 0 || problem->sites[i].cost < 0 || !rows[i].name.size)
            abort();
}

static void read_all(const jh_desk *desk, jh_years_words *words, const jh_file *table)
{
    jh_years_asked asked = { .year = { 0 } };
    jh_error err = { JH_OK };
    jh_problem problem;
    const jh_passer *rows;

    if (jh_years_read(&asked, desk, words, SCHOOLS, &err) == JH_OK) check_asked(&asked);
    words->table = table;
    err = (jh_error){ JH_OK };
    if (jh_years_read(&asked, desk, words, SCHOOLS, &err) == JH_OK) check_asked(&asked);
    err = (jh_error){ JH_OK };
    if (jh_counties_read(&problem, &rows, desk, table, &err) == JH_OK)
        check_counties(&problem, rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char word[WORDS][WORD_MOST + 1];
    jh_years_words words = { 0 };
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_desk desk = { 0 };
    jh_file table;
    size_t at = 0, i, end;

    for (i = 0; i < WORDS; i++) {
        for (end = at; end < size && bytes[end] != '\n'; end++) {
        }
        if (end - at > WORD_MOST) return 0;
        memcpy(word[i], bytes + at, end - at);
        word[i][end - at] = '\0';
        at = end < size ? end + 1 : size;
    }
    /* No file is opened by its name here. */
    if (strstr(word[1], ".csv") || strstr(word[1], ".xls")) return 0;
    words.years = word[0];
    words.budget = word[1];
    words.wanted = *word[2] ? word[2] : NULL;
    words.dearer = *word[3] ? word[3] : NULL;
    words.rise = *word[4] ? word[4] : NULL;
    table = jh_file_of_bytes("t", (jh_text){ (const char *)bytes + at, size - at });
    if (jh_arena_reserve(&keep, ROOM) || jh_arena_reserve(&scratch, ROOM)) abort();
    desk.keep = &keep;
    desk.scratch = scratch;
    read_all(&desk, &words, &table);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}
