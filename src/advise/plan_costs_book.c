/* The workbook of costs and limits, to be filled in school by school.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_sheets.h"
#include "formats/xlsx_out.h"
#include "report/words.h"

#include <stdarg.h>

#define HEAD_FONT "宋体"
#define BODY_FONT "仿宋"
#define KEY_INK JH_COLOUR(0x8A959B)
#define FILL_IN JH_COLOUR(0xFFF9E5)

static const jh_look title = {
    .font = HEAD_FONT, .font_size = 16, .bold = true, .align = JH_ALIGN_CENTER, .middle = true
};
static const jh_look guide = { .font = BODY_FONT, .font_size = 11, .wrap = true, .middle = true };
static const jh_look head = { .font = HEAD_FONT,
                              .font_size = 10,
                              .bold = true,
                              .fill = JH_COLOUR(0xE8F0F0),
                              .align = JH_ALIGN_CENTER,
                              .wrap = true,
                              .bordered = true,
                              .middle = true };
static const jh_look key_head = {
    .font_size = 8, .ink = KEY_INK, .align = JH_ALIGN_CENTER, .bordered = true, .middle = true
};
static const jh_look text_look = {
    .font = BODY_FONT, .font_size = 10, .wrap = true, .bordered = true, .middle = true
};
static const jh_look key_look = {
    .font_size = 8, .ink = KEY_INK, .bordered = true, .middle = true
};
static const jh_look number_look = {
    .number_format = "#,##0.######_ ", .font_size = 10, .bordered = true, .middle = true
};
static const jh_look fill_look = { .number_format = "#,##0.######_ ",
                                   .font_size = 10,
                                   .fill = FILL_IN,
                                   .bordered = true,
                                   .middle = true };

typedef struct book {
    const jh_desk *desk;
    const jh_planning *p;
    jh_sheet_out *sheet;
    uint32_t row;
    jh_lang lang;
} book;

static jh_text say(const book *b, jh_say_id id)
{
    return jh_text_of(jh_say(b->lang, id));
}

static void begin(book *b, jh_xlsx_out *out, jh_say_id name, jh_say_id how, uint32_t last)
{
    b->sheet = jh_sheet_out_add(out, say(b, name));
    jh_sheet_put_merged(b->sheet, (jh_range){ 1, 1, 1, last }, say(b, SAY_PLAN_COSTS_TITLE),
                        &title);
    jh_sheet_set_height(b->sheet, 1, 30);
    jh_sheet_put_merged(b->sheet, (jh_range){ 2, 1, 2, last }, say(b, how), &guide);
    jh_sheet_set_height(b->sheet, 2, 48);
}

/* ---- 县: a row a cost ---- */

/* What people read first; the key, which only this program reads, last. */
static const struct {
    unsigned column;
    double width;
} county_columns[JH_COST_COLUMNS] = {
    { JH_COST_ABOUT, 46 },  { JH_COST_STAGE, 9 },      { JH_COST_VALUE, 13 },  { JH_COST_UNIT, 17 },
    { JH_COST_SOURCE, 22 }, { JH_COST_CERTAINTY, 10 }, { JH_COST_SCHOOL, 13 }, { JH_COST_KEY, 24 }
};

static jh_text cost_text(const book *b, const jh_shown_cost *shown, unsigned column)
{
    const jh_cost *cost = shown->cost;

    switch (column) {
    case JH_COST_KEY: return cost->key;
    case JH_COST_SCHOOL: return cost->school;
    case JH_COST_STAGE:
        return cost->stage == JH_WHOLE ? JH_TEXT("") : say(b, jh_stage_say(cost->stage));
    case JH_COST_UNIT: return jh_costs_words(shown->unit, b->lang);
    case JH_COST_CERTAINTY: return shown->certainty;
    case JH_COST_SOURCE: return jh_costs_words(shown->source, b->lang);
    default: return jh_costs_words(shown->about, b->lang);
    }
}

static void put_cost(book *b, const jh_shown_cost *shown)
{
    uint32_t c;

    for (c = 0; c < JH_COST_COLUMNS; c++) {
        unsigned column = county_columns[c].column;
        if (column == JH_COST_VALUE)
            jh_sheet_put_decimal(b->sheet, b->row, c + 1, shown->cost->value, &fill_look);
        else
            jh_sheet_put_text(b->sheet, b->row, c + 1, cost_text(b, shown, column),
                              column == JH_COST_KEY ? &key_look : &text_look);
    }
    jh_sheet_set_height(b->sheet, b->row++, 28);
}

static void put_county(book *b, jh_xlsx_out *out)
{
    const jh_costs *costs = b->p->costs;
    uint32_t c;
    size_t i;

    begin(b, out, SAY_PLAN_COSTS_COUNTY, SAY_PLAN_COSTS_COUNTY_HOW, JH_COST_COLUMNS);
    for (c = 0; c < JH_COST_COLUMNS; c++) {
        jh_sheet_set_width(b->sheet, c + 1, c + 1, county_columns[c].width);
        jh_sheet_put_text(b->sheet, 3, c + 1,
                          jh_text_of(jh_cost_heading(county_columns[c].column, b->lang)), &head);
    }
    jh_sheet_set_height(b->sheet, 3, 22);
    b->row = 4;
    for (i = 0; i < costs->count; i++) {
        jh_shown_cost shown = jh_costs_shown(costs, i);
        if (jh_costs_in_force(costs, i) && !shown.cost->school.size) put_cost(b, &shown);
    }
    jh_sheet_freeze(b->sheet, 3, 1);
    jh_sheet_print_setup(b->sheet, true, 3);
}

/* ---- 学校: a row a school ---- */

enum { CODE_COLUMN = 1, NAME_COLUMN, FIRST_COLUMN, COLUMNS_OF_ONE = 3 };

static void put_school_head(book *b, size_t k, uint32_t column)
{
    static const jh_say_id heads[COLUMNS_OF_ONE] = { SAY_PLAN_COSTS_TODAY, SAY_PLAN_COSTS_LIMIT,
                                                     SAY_PLAN_COSTS_PRICE };
    static const char *const keys[COLUMNS_OF_ONE] = { "", "limit.", "cost." };
    const jh_standard *standard = &b->p->judged->standard;
    const jh_element *element = &standard->elements[b->p->element[k]];
    jh_text name = jh_standard_in(standard, b->lang, element->title),
            measure = jh_standard_in(standard, b->lang, element->measure_title);
    uint32_t c;

    for (c = 0; c < COLUMNS_OF_ONE; c++) {
        jh_text words = jh_text_format(
            b->desk->keep, "%.*s\n%s (%s%.*s)", JH_TEXT_ARGS(name), jh_say(b->lang, heads[c]),
            c == 2 ? jh_say(b->lang, SAY_PLAN_YUAN_PER) : "", JH_TEXT_ARGS(measure));
        jh_text key = jh_text_format(b->desk->keep, "%s%s", keys[c],
                                     c ? jh_planned_figures[b->p->figure[k]].element : "");
        jh_sheet_put_text(b->sheet, 3, column + c, words, &head);
        jh_sheet_put_text(b->sheet, 4, column + c, key, &key_head);
        jh_sheet_set_width(b->sheet, column + c, column + c, 13);
    }
}

/* What is said of this very school; blank otherwise. */
static void put_own(book *b, const char *what, size_t row, size_t k, uint32_t column)
{
    jh_text school = jh_planning_school(b->p, row);
    jh_text key =
        jh_text_format(b->desk->keep, "%s.%s", what, jh_planned_figures[b->p->figure[k]].element);
    const jh_cost *cost =
        key.at ? jh_costs_find(b->p->costs, key.at, &(jh_cost_place){ school, JH_WHOLE }) : NULL;

    if (cost && cost->school.size)
        jh_sheet_put_decimal(b->sheet, b->row, column, cost->value, &fill_look);
    else
        jh_sheet_put_blank(b->sheet, b->row, column, &fill_look);
}

static void put_school(book *b, size_t row)
{
    const jh_plan_row *own = &b->p->problem.rows[row];
    uint32_t column = FIRST_COLUMN;
    size_t k;

    jh_sheet_put_text(b->sheet, b->row, CODE_COLUMN, jh_planning_school(b->p, row), &text_look);
    jh_sheet_put_text(b->sheet, b->row, NAME_COLUMN, jh_planning_school_name(b->p, row),
                      &text_look);
    for (k = 0; k < b->p->problem.indicator_count; k++) {
        if (b->p->problem.bit[k] >= 0) continue;
        jh_sheet_put_decimal(b->sheet, b->row, column,
                             (jh_decimal){ jh_planning_today(b->p, own->site[k]) }, &number_look);
        put_own(b, "limit", row, k, column + 1);
        put_own(b, "cost", row, k, column + 2);
        column += COLUMNS_OF_ONE;
    }
    b->row++;
}

static void put_schools(book *b, jh_xlsx_out *out)
{
    const jh_problem *problem = &b->p->problem;
    uint32_t column = FIRST_COLUMN, bought = 0;
    size_t i, k;

    for (k = 0; k < problem->indicator_count; k++) bought += problem->bit[k] < 0;
    begin(b, out, SAY_PLAN_COSTS_SCHOOLS, SAY_PLAN_COSTS_SCHOOLS_HOW,
          FIRST_COLUMN - 1 + bought * COLUMNS_OF_ONE);
    jh_sheet_put_text(b->sheet, 3, CODE_COLUMN, say(b, SAY_PLAN_COLUMN_CODE), &head);
    jh_sheet_put_text(b->sheet, 3, NAME_COLUMN, say(b, SAY_PLAN_COLUMN_SCHOOL), &head);
    jh_sheet_put_text(b->sheet, 4, CODE_COLUMN, JH_TEXT("school"), &key_head);
    jh_sheet_put_text(b->sheet, 4, NAME_COLUMN, JH_TEXT(JH_COST_NAME_KEY), &key_head);
    jh_sheet_set_width(b->sheet, CODE_COLUMN, CODE_COLUMN, 13);
    jh_sheet_set_width(b->sheet, NAME_COLUMN, NAME_COLUMN, 26);
    jh_sheet_set_height(b->sheet, 3, b->lang == JH_ZH ? 44 : 86);
    for (k = 0; k < problem->indicator_count; k++) {
        if (problem->bit[k] >= 0) continue;
        put_school_head(b, k, column);
        column += COLUMNS_OF_ONE;
    }
    b->row = 5;
    for (i = 0; i < problem->row_count; i++)
        if (!i || problem->rows[i - 1].school != problem->rows[i].school) put_school(b, i);
    jh_sheet_freeze(b->sheet, 4, 2);
    jh_sheet_print_setup(b->sheet, true, 4);
}

jh_code jh_costs_workbook(const char *path, const jh_desk *desk, const jh_planning *planning,
                          jh_error *err)
{
    book b = { .desk = desk, .p = planning, .lang = desk->manner.lang };
    jh_xlsx_out *out;
    jh_code rc = jh_xlsx_out_begin(&out, desk->keep, path, NULL, err);

    if (rc) return rc;
    put_schools(&b, out);
    put_county(&b, out);
    return jh_xlsx_out_finish(out, err);
}
