/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_years.h"

enum { CODE = 0, NAME, PUPILS, COST, COLUMNS };
static const char *const headings[COLUMNS][2] = {
    { "code", "代码" }, { "county", "县" }, { "pupils", "学生数" }, { "cost", "费用" }
};

typedef struct reading {
    const jh_desk *desk;
    jh_workbook book;
    uint32_t column[COLUMNS];
    jh_county_cost *items;
    size_t count;
    jh_error *err;
} reading;

static jh_code refuse(const reading *r, jh_say_id say, uint32_t row, unsigned column)
{
    char address[JH_ADDRESS_SIZE], room[JH_CELL_TEXT_SIZE];
    jh_text shown = jh_cell_text(room, jh_sheet_cell(&r->book.sheets[0], row, r->column[column]));
    jh_text place = jh_text_format(r->desk->keep, "%.*s, %s", JH_TEXT_ARGS(r->book.name),
                                   jh_address_write(address, row, r->column[column]));

    return jh_fail(r->err, JH_BAD_INPUT, say, place.at, jh_text_zero(r->desk->keep, shown), NULL);
}

static jh_code find_columns(reading *r)
{
    const jh_sheet *sheet = &r->book.sheets[0];
    char room[JH_CELL_TEXT_SIZE];
    unsigned c, lang;
    uint32_t at;

    for (at = 1; at <= sheet->column_count; at++) {
        jh_text heading = jh_text_trim(jh_cell_text(room, jh_sheet_cell(sheet, 1, at)));
        for (c = 0; c < COLUMNS; c++)
            for (lang = 0; lang < 2; lang++)
                if (jh_text_same_folded(heading, jh_text_of(headings[c][lang]))) r->column[c] = at;
    }
    if (r->column[NAME] && r->column[PUPILS] && r->column[COST]) return JH_OK;
    return jh_fail(r->err, JH_BAD_INPUT, SAY_YEARS_COUNTY_COLUMNS, r->book.name.at, NULL);
}

static jh_code text_at(jh_text *out, const reading *r, uint32_t row, unsigned column)
{
    char room[JH_CELL_TEXT_SIZE];
    const jh_sheet *sheet = &r->book.sheets[0];

    *out = (jh_text){ "", 0 };
    if (!r->column[column]) return JH_OK;
    *out = jh_text_copy(r->desk->keep, jh_text_trim(jh_cell_text(
                                           room, jh_sheet_cell(sheet, row, r->column[column]))));
    return out->at ? JH_OK : jh_no_memory(r->err);
}

static jh_code read_county(reading *r, uint32_t row)
{
    const jh_sheet *sheet = &r->book.sheets[0];
    jh_county_cost *out = &r->items[r->count];
    jh_decimal pupils, cost;
    jh_code rc = text_at(&out->name, r, row, NAME);

    if (!rc) rc = text_at(&out->code, r, row, CODE);
    if (rc || !out->name.size) return rc;
    if (jh_cell_decimal(&pupils, jh_sheet_cell(sheet, row, r->column[PUPILS])) != JH_READ_EXACT
        || pupils.millionths <= 0 || pupils.millionths % JH_DECIMAL_ONE
        || pupils.millionths / JH_DECIMAL_ONE > JH_PLAN_NUMBER_MAX)
        return refuse(r, SAY_YEARS_COUNTY_PUPILS, row, PUPILS);
    if (jh_cell_decimal(&cost, jh_sheet_cell(sheet, row, r->column[COST])) != JH_READ_EXACT
        || cost.millionths < 0 || cost.millionths > JH_PLAN_MONEY_MAX / 4096)
        return refuse(r, SAY_YEARS_COUNTY_COST, row, COST);
    out->pupils = pupils.millionths / JH_DECIMAL_ONE;
    out->cost = cost.millionths;
    r->count++;
    return JH_OK;
}

/* A county is one step of a site of its own: bought whole, or not yet. */
jh_code jh_counties_problem(jh_problem *out, const jh_passer **rows, const jh_desk *desk,
                            const jh_county_costs *from, jh_error *err)
{
    size_t count = from->count, i;
    jh_plan_group *group = JH_NEW(desk->keep, jh_plan_group);
    jh_plan_row *own = JH_NEW_ARRAY(desk->keep, jh_plan_row, count + 1);
    jh_plan_site *sites = JH_NEW_ARRAY(desk->keep, jh_plan_site, count + 1);
    jh_passer *names = JH_NEW_ARRAY(desk->keep, jh_passer, count + 1);

    if (!group || !own || !sites || !names) return jh_no_memory(err);
    for (i = 0; i < count; i++) {
        const jh_county_cost *one = &from->items[i];
        uint32_t at = (uint32_t)i;
        own[i] = (jh_plan_row){ .school = at,
                                .pupils = one->pupils,
                                .base = { { 0, 1 } },
                                .gain = { { one->pupils, 1 } },
                                .site = { at } };
        sites[i] = (jh_plan_site){ .school = at, .most = 1, .cost = one->cost };
        names[i] = (jh_passer){ one->code, one->name };
    }
    group->line[0] = group->floor[0] = (jh_ratio){ 1, 1 };
    *out = (jh_problem){ .indicator_count = 1,
                         .bit = { -1 },
                         .groups = group,
                         .group_count = 1,
                         .rows = own,
                         .row_count = count,
                         .school_count = count,
                         .sites = sites,
                         .site_count = count };
    for (i = 0; i < JH_PLAN_TYPES; i++) out->hire[i] = -1;
    for (i = 0; i < JH_PLAN_BITS; i++) out->train[i] = -1;
    *rows = names;
    return jh_problem_finish(out, err);
}

jh_code jh_counties_read(jh_problem *out, const jh_passer **rows, const jh_desk *desk,
                         const jh_file *file, jh_error *err)
{
    reading r = { .desk = desk, .err = err };
    jh_code rc = jh_workbook_read(&r.book, desk->keep, desk->scratch, file, err);
    uint32_t row;

    if (!rc) rc = find_columns(&r);
    if (rc) return rc;
    r.items = JH_NEW_ARRAY(desk->keep, jh_county_cost, r.book.sheets[0].row_count + 1);
    if (!r.items) return jh_no_memory(err);
    for (row = 2; !rc && row <= r.book.sheets[0].row_count; row++) rc = read_county(&r, row);
    if (rc) return rc;
    if (!r.count) return jh_fail(err, JH_BAD_INPUT, SAY_YEARS_COUNTY_NONE, r.book.name.at, NULL);
    return jh_counties_problem(out, rows, desk, &(jh_county_costs){ r.items, r.count }, err);
}
