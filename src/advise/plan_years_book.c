/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_years.h"
#include "formats/xlsx_out.h"
#include "report/words.h"

static const jh_look head = { .bold = true, .bordered = true, .fill = JH_COLOUR(0xE8F0F0) };
static const jh_look money = { .number_format = "#,##0.00" };

typedef struct page {
    jh_sheet_out *sheet;
    const jh_desk *desk;
    const jh_dated_county *c;
    uint32_t row;
} page;

static void headings(page *p, const jh_say_id *words, uint32_t count)
{
    uint32_t i;

    for (i = 0; i < count; i++)
        jh_sheet_put_text(p->sheet, 1, i + 1, jh_text_of(jh_say(p->desk->manner.lang, words[i])),
                          &head);
    jh_sheet_set_width(p->sheet, 1, count, 16);
    jh_sheet_freeze(p->sheet, 1, 0);
    p->row = 2;
}

static void put(const page *p, uint32_t column, jh_text text)
{
    jh_sheet_put_text(p->sheet, p->row, column, text, NULL);
}

static void put_whole(const page *p, uint32_t column, int64_t value)
{
    jh_sheet_put_decimal(p->sheet, p->row, column, JH_DECIMAL(value), NULL);
}

static void put_money(const page *p, uint32_t column, int64_t millionths)
{
    jh_sheet_put_decimal(p->sheet, p->row, column, (jh_decimal){ millionths }, &money);
}

static jh_text stage(const page *p, size_t row)
{
    if (!p->c->county) return (jh_text){ "", 0 };
    return jh_text_of(
        jh_say(p->desk->manner.lang,
               jh_stage_say(p->c->county->planning.stage[p->c->problem->rows[row].group])));
}

/* ---- sheets ---- */

static void put_years(page *p)
{
    static const jh_say_id words[] = { SAY_YEARS_COLUMN_YEAR,   SAY_YEARS_COLUMN_MONEY,
                                       SAY_YEARS_COLUMN_SPENT,  SAY_YEARS_COLUMN_LACKING,
                                       SAY_YEARS_COLUMN_WANTED, SAY_YEARS_COLUMN_PASSING,
                                       SAY_YEARS_COLUMN_PUPILS };
    const jh_dated_county *c = p->c;
    size_t y, i;

    headings(p, words, sizeof words / sizeof *words);
    for (y = 0; y < c->asked.years.count; y++, p->row++) {
        int64_t pupils = 0;
        for (i = 0; i < c->problem->row_count; i++)
            if (c->plan.year[jh_years_school_at(c, i)] <= y) pupils += c->problem->rows[i].pupils;
        put_whole(p, 1, c->asked.year[y]);
        put_money(p, 2, c->asked.years.budget[y]);
        put_money(p, 3, c->plan.spent[y]);
        put_money(p, 4, c->plan.extra[y]);
        put_whole(p, 5, c->asked.years.wanted[y]);
        put_whole(p, 6, c->plan.passing[y]);
        put_whole(p, 7, pupils);
    }
}

static void put_passers(page *p)
{
    static const jh_say_id words[] = { SAY_YEARS_COLUMN_CODE, SAY_YEARS_COLUMN_NAME,
                                       SAY_YEARS_COLUMN_STAGE, SAY_YEARS_COLUMN_OWN_PUPILS,
                                       SAY_YEARS_COLUMN_PASSES };
    size_t i;

    headings(p, words, sizeof words / sizeof *words);
    for (i = 0; i < p->c->problem->row_count; i++, p->row++) {
        put(p, 1, p->c->rows[i].code);
        put(p, 2, p->c->rows[i].name);
        put(p, 3, stage(p, i));
        put_whole(p, 4, p->c->problem->rows[i].pupils);
        put_whole(p, 5, p->c->asked.year[p->c->plan.year[jh_years_school_at(p->c, i)]]);
    }
}

static void put_measures(page *p, uint32_t year)
{
    static const jh_say_id words[] = { SAY_YEARS_COLUMN_CODE,  SAY_YEARS_COLUMN_NAME,
                                       SAY_YEARS_COLUMN_STAGE, SAY_YEARS_COLUMN_WHAT,
                                       SAY_YEARS_COLUMN_FROM,  SAY_YEARS_COLUMN_COST };
    size_t i;

    headings(p, words, sizeof words / sizeof *words);
    jh_sheet_set_width(p->sheet, 4, 4, 40);
    for (i = 0; i < p->c->plan.measure_count; i++) {
        const jh_dated *m = &p->c->plan.measures[i];
        size_t row = jh_years_row(p->c, m);
        if (m->year != year) continue;
        put(p, 1, p->c->rows[row].code);
        put(p, 2, p->c->rows[row].name);
        put(p, 3, stage(p, row));
        put(p, 4, jh_years_measure(p->desk, p->c, m));
        if (m->kind == JH_DATED_MOVE) put(p, 5, p->c->rows[m->from].name);
        put_money(p, 6, m->count * m->cost);
        p->row++;
    }
}

jh_code jh_years_workbook(const char *path, const jh_desk *desk, const jh_dated_county *c,
                          jh_error *err)
{
    page p = { .desk = desk, .c = c };
    jh_lang lang = desk->manner.lang;
    jh_xlsx_out *book;
    uint32_t y;
    jh_code rc = jh_xlsx_out_begin(&book, desk->keep, path, NULL, err);

    if (rc) return rc;
    p.sheet = jh_sheet_out_add(book, jh_text_of(jh_say(lang, SAY_YEARS_SHEET_YEARS)));
    put_years(&p);
    p.sheet = jh_sheet_out_add(
        book,
        jh_text_of(jh_say(lang, c->county ? SAY_YEARS_SHEET_SCHOOLS : SAY_YEARS_SHEET_COUNTIES)));
    put_passers(&p);
    for (y = 0; y < c->asked.years.count; y++) {
        p.sheet = jh_sheet_out_add(book, jh_text_format(desk->keep, "%ld", c->asked.year[y]));
        put_measures(&p, y);
    }
    return jh_xlsx_out_finish(book, err);
}
