/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_years.h"
#include "formats/xlsx_out.h"
#include "report/forms.h"
#include "report/words.h"

typedef struct page {
    jh_sheet_out *sheet;
    const jh_desk *desk;
    const jh_dated_county *c;
    jh_xlsx_out *book;
    uint32_t row;
} page;

/* What a heading is, and how wide its column. */
typedef struct heading {
    jh_say_id say;
    double width;
} heading;

static jh_text county_of(const page *p)
{
    const jh_snapshot *of = p->c->county ? &p->c->county->judged.snapshot : NULL;

    if (!of) return JH_TEXT("");
    return of->county_name.size ? of->county_name : of->county;
}

/* Title over the sheet, then its headings; frozen, and on every printed page. */
static void begin(page *p, jh_text name, const heading *heads, uint32_t count)
{
    jh_text county = county_of(p);
    uint32_t i;

    p->sheet = jh_sheet_out_add(p->book, name);
    jh_sheet_put_merged(p->sheet, (jh_range){ 1, 1, 1, count },
                        jh_text_format(p->desk->keep, "%.*s%s%.*s", JH_TEXT_ARGS(county),
                                       county.size ? " · " : "", JH_TEXT_ARGS(name)),
                        &jh_form_title);
    jh_sheet_set_height(p->sheet, 1, 34);
    for (i = 0; i < count; i++) {
        jh_sheet_put_text(p->sheet, 2, i + 1,
                          jh_text_of(jh_say(p->desk->manner.lang, heads[i].say)), &jh_form_head);
        jh_sheet_set_width(p->sheet, i + 1, i + 1, heads[i].width);
    }
    jh_sheet_set_height(p->sheet, 2, 32);
    jh_sheet_freeze(p->sheet, 2, 0);
    jh_sheet_print_setup(p->sheet, true, 2);
    p->row = 3;
}

static void put(const page *p, uint32_t column, jh_text text)
{
    jh_sheet_put_text(p->sheet, p->row, column, text, &jh_form_text);
}

static void put_whole(const page *p, uint32_t column, int64_t value)
{
    jh_sheet_put_decimal(p->sheet, p->row, column, JH_DECIMAL(value), &jh_form_center);
}

static void put_money(const page *p, uint32_t column, int64_t millionths)
{
    jh_look money = jh_form_text;

    money.number_format = "#,##0.00";
    money.align = JH_ALIGN_RIGHT;
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
    static const heading heads[] = {
        { SAY_YEARS_COLUMN_YEAR, 9 },       { SAY_YEARS_COLUMN_MONEY, 19 },
        { SAY_YEARS_COLUMN_AVAILABLE, 21 }, { SAY_YEARS_COLUMN_SPENT, 19 },
        { SAY_YEARS_COLUMN_LACKING, 17 },   { SAY_YEARS_COLUMN_WANTED, 12 },
        { SAY_YEARS_COLUMN_PASSING, 12 },   { SAY_YEARS_COLUMN_PUPILS, 16 }
    };
    const jh_dated_county *c = p->c;
    size_t y;

    begin(p, jh_text_of(jh_say(p->desk->manner.lang, SAY_YEARS_SHEET_YEARS)), heads,
          sizeof heads / sizeof *heads);
    for (y = 0; y < c->asked.years.count; y++, p->row++) {
        put_whole(p, 1, c->asked.year[y]);
        put_money(p, 2, c->asked.years.budget[y]);
        put_money(p, 3, jh_years_available(c, y));
        put_money(p, 4, c->plan.spent[y]);
        put_money(p, 5, c->plan.extra[y]);
        put_whole(p, 6, c->asked.years.wanted[y]);
        put_whole(p, 7, c->plan.passing[y]);
        put_whole(p, 8, jh_years_pupils(c, y));
    }
}

static void put_passers(page *p)
{
    static const heading heads[] = { { SAY_YEARS_COLUMN_CODE, 14 },
                                     { SAY_YEARS_COLUMN_NAME, 40 },
                                     { SAY_YEARS_COLUMN_STAGE, 10 },
                                     { SAY_YEARS_COLUMN_OWN_PUPILS, 12 },
                                     { SAY_YEARS_COLUMN_PASSES, 12 } };
    jh_lang lang = p->desk->manner.lang;
    size_t i;

    begin(
        p,
        jh_text_of(jh_say(lang, p->c->county ? SAY_YEARS_SHEET_SCHOOLS : SAY_YEARS_SHEET_COUNTIES)),
        heads, sizeof heads / sizeof *heads);
    for (i = 0; i < p->c->problem->row_count; i++, p->row++) {
        put(p, 1, p->c->rows[i].code);
        put(p, 2, p->c->rows[i].name);
        put(p, 3, stage(p, i));
        put_whole(p, 4, p->c->problem->rows[i].pupils);
        put_whole(p, 5, p->c->asked.year[p->c->plan.year[jh_years_school_at(p->c, i)]]);
    }
}

static void put_measure(page *p, const jh_dated *m)
{
    size_t row = jh_years_row(p->c, m);
    jh_text what = jh_years_measure(p->desk, p->c, m);

    put(p, 1, p->c->rows[row].code);
    put(p, 2, p->c->rows[row].name);
    put(p, 3, stage(p, row));
    put(p, 4, what);
    put(p, 5, m->kind == JH_DATED_MOVE ? p->c->rows[m->from].name : JH_TEXT(""));
    put_money(p, 6, m->count * m->cost);
    jh_sheet_set_height(p->sheet, p->row++, 14.0 * jh_form_lines(what, 44) + 4);
}

static void put_measures(page *p, uint32_t year)
{
    static const heading heads[] = { { SAY_YEARS_COLUMN_CODE, 14 }, { SAY_YEARS_COLUMN_NAME, 34 },
                                     { SAY_YEARS_COLUMN_STAGE, 9 }, { SAY_YEARS_COLUMN_WHAT, 44 },
                                     { SAY_YEARS_COLUMN_FROM, 26 }, { SAY_YEARS_COLUMN_COST, 20 } };
    const uint32_t columns = sizeof heads / sizeof *heads;
    size_t i;
    bool any = false;

    begin(p, jh_text_format(p->desk->keep, "%ld", p->c->asked.year[year]), heads, columns);
    for (i = 0; i < p->c->plan.measure_count; i++) {
        if (p->c->plan.measures[i].year != year) continue;
        put_measure(p, &p->c->plan.measures[i]);
        any = true;
    }
    if (!any)
        jh_sheet_put_merged(p->sheet, (jh_range){ p->row, 1, p->row, columns },
                            jh_text_of(jh_say(p->desk->manner.lang, SAY_YEARS_NO_MEASURES)),
                            &jh_form_note);
}

jh_code jh_years_workbook(const char *path, const jh_desk *desk, const jh_dated_county *c,
                          jh_error *err)
{
    page p = { .desk = desk, .c = c };
    uint32_t y;
    jh_code rc = jh_xlsx_out_begin(&p.book, desk->keep, path, NULL, err);

    if (rc) return rc;
    put_years(&p);
    put_passers(&p);
    for (y = 0; y < c->asked.years.count; y++) put_measures(&p, y);
    return jh_xlsx_out_finish(p.book, err);
}
