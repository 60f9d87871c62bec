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
    jh_plan_row *rows;
    jh_plan_site *sites;
    jh_passer *names;
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

/* A county is one step of a site of its own: bought whole, or not yet. */
static jh_code read_county(reading *r, uint32_t row)
{
    const jh_sheet *sheet = &r->book.sheets[0];
    uint32_t at = (uint32_t)r->count;
    jh_decimal pupils, cost;
    jh_code rc = text_at(&r->names[at].name, r, row, NAME);

    if (!rc) rc = text_at(&r->names[at].code, r, row, CODE);
    if (rc || !r->names[at].name.size) return rc;
    if (jh_cell_decimal(&pupils, jh_sheet_cell(sheet, row, r->column[PUPILS])) != JH_READ_EXACT
        || pupils.millionths <= 0 || pupils.millionths % JH_DECIMAL_ONE
        || pupils.millionths / JH_DECIMAL_ONE > JH_PLAN_NUMBER_MAX)
        return refuse(r, SAY_YEARS_COUNTY_PUPILS, row, PUPILS);
    if (jh_cell_decimal(&cost, jh_sheet_cell(sheet, row, r->column[COST])) != JH_READ_EXACT
        || cost.millionths < 0 || cost.millionths > JH_PLAN_MONEY_MAX / 4096)
        return refuse(r, SAY_YEARS_COUNTY_COST, row, COST);
    r->rows[at] = (jh_plan_row){ .school = at,
                                 .pupils = pupils.millionths / JH_DECIMAL_ONE,
                                 .base = { { 0, 1 } },
                                 .gain = { { pupils.millionths / JH_DECIMAL_ONE, 1 } },
                                 .site = { at } };
    r->sites[at] = (jh_plan_site){ .school = at, .most = 1, .cost = cost.millionths };
    r->count++;
    return JH_OK;
}

jh_code jh_counties_read(jh_problem *out, const jh_passer **rows, const jh_desk *desk,
                         const jh_file *file, jh_error *err)
{
    reading r = { .desk = desk, .err = err };
    jh_plan_group *group = JH_NEW(desk->keep, jh_plan_group);
    jh_code rc = jh_workbook_read(&r.book, desk->keep, desk->scratch, file, err);
    uint32_t row;
    size_t most;

    if (!rc) rc = find_columns(&r);
    if (rc) return rc;
    most = r.book.sheets[0].row_count + 1;
    r.rows = JH_NEW_ARRAY(desk->keep, jh_plan_row, most);
    r.sites = JH_NEW_ARRAY(desk->keep, jh_plan_site, most);
    r.names = JH_NEW_ARRAY(desk->keep, jh_passer, most);
    if (!group || !r.rows || !r.sites || !r.names) return jh_no_memory(err);
    for (row = 2; !rc && row <= r.book.sheets[0].row_count; row++) rc = read_county(&r, row);
    if (rc) return rc;
    if (!r.count) return jh_fail(err, JH_BAD_INPUT, SAY_YEARS_COUNTY_NONE, r.book.name.at, NULL);
    group->line[0] = group->floor[0] = (jh_ratio){ 1, 1 };
    *out = (jh_problem){ .indicator_count = 1,
                         .bit = { -1 },
                         .groups = group,
                         .group_count = 1,
                         .rows = r.rows,
                         .row_count = r.count,
                         .school_count = r.count,
                         .sites = r.sites,
                         .site_count = r.count };
    for (row = 0; row < JH_PLAN_TYPES; row++) out->hire[row] = -1;
    for (row = 0; row < JH_PLAN_BITS; row++) out->train[row] = -1;
    *rows = r.names;
    return jh_problem_finish(out, err);
}
