/* A plan as a workbook: what it comes to, measures, money, schools, coefficients, prices, costs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/xlsx_out.h"
#include "report/forms.h"
#include "report/plan_view.h"
#include "report/words.h"

#include <stdio.h>

#define HEAD_FONT "宋体"
#define BODY_FONT "仿宋"
#define HEAD_FILL JH_COLOUR(0xE8F0F0)
#define NARROW 9.5 /* a column of values */

typedef struct book {
    jh_arena *keep;
    const jh_plan_view *view;
    jh_xlsx_out *out;
    jh_sheet_out *sheet;
    jh_lang lang;
    uint32_t row;
    const struct heading *heads;
    uint32_t columns;
    uint32_t tall, lines; /* the row whose height was set, for so many lines */
} book;

static const jh_look title = {
    .font = HEAD_FONT, .font_size = 16, .bold = true, .align = JH_ALIGN_CENTER, .middle = true
};
static const jh_look note = { .font = BODY_FONT, .font_size = 10, .wrap = true, .middle = true };
static const jh_look head = { .font = HEAD_FONT,
                              .font_size = 10,
                              .bold = true,
                              .fill = HEAD_FILL,
                              .align = JH_ALIGN_CENTER,
                              .wrap = true,
                              .bordered = true,
                              .middle = true };
static const jh_look words = {
    .font = BODY_FONT, .font_size = 10, .wrap = true, .bordered = true, .middle = true
};
static const jh_look strong = {
    .font = BODY_FONT, .font_size = 12, .bold = true, .wrap = true, .bordered = true, .middle = true
};
static const jh_look money = {
    .number_format = "#,##0.00_ ", .font_size = 10, .bordered = true, .middle = true
};
static const jh_look amount = {
    .number_format = "#,##0.######_ ", .font_size = 10, .bordered = true, .middle = true
};

static jh_text say(const book *b, jh_say_id id)
{
    return jh_text_of(jh_say(b->lang, id));
}

static jh_text in(const book *b, jh_text own)
{
    return jh_standard_in(b->view->before->standard, b->lang, own);
}

static jh_text short_of(const book *b, size_t column)
{
    const jh_indicator *def = b->view->before->columns[column].def;

    return in(b, def->short_title.size ? def->short_title : def->title);
}

/* What a heading is, and how wide its column. */
typedef struct heading {
    jh_say_id say;
    double width;
} heading;

/* A row is as tall as the longest of its texts: programs other than Excel do not see to it. */
static void make_room(book *b, jh_text text, double width)
{
    uint32_t lines = jh_form_lines(text, width + 2);

    if (lines < 2 || (b->tall == b->row && lines <= b->lines)) return;
    b->tall = b->row;
    b->lines = lines;
    jh_sheet_set_height(b->sheet, b->row, 14.0 * lines + 4);
}

static void put(book *b, uint32_t column, jh_text text)
{
    if (column <= b->columns) make_room(b, text, b->heads[column - 1].width);
    jh_sheet_put_text(b->sheet, b->row, column, text, &words);
}

static void put_heads(book *b, const heading *heads)
{
    uint32_t c;

    b->heads = heads;
    for (c = 0; c < b->columns; c++)
        jh_sheet_put_text(b->sheet, b->row, c + 1, say(b, heads[c].say), &head);
    jh_sheet_set_height(b->sheet, b->row++, 24);
}

/* Title over the sheet, up to column `last`. */
static void open_sheet(book *b, jh_say_id name, const heading *heads, uint32_t count, uint32_t last)
{
    const jh_snapshot *of = b->view->before->snapshot;
    jh_text county = of->county_name.size ? of->county_name : of->county, over;
    uint32_t c;

    b->sheet = jh_sheet_out_add(b->out, say(b, name));
    b->heads = heads;
    b->columns = count;
    b->tall = 0;
    over = jh_text_format(b->keep, "%.*s %.*s · %s", JH_TEXT_ARGS(county), JH_TEXT_ARGS(of->period),
                          jh_say(b->lang, name));
    jh_sheet_put_merged(b->sheet, (jh_range){ 1, 1, 1, last }, over, &title);
    jh_sheet_set_height(b->sheet, 1, 32);
    for (c = 0; c < count; c++) jh_sheet_set_width(b->sheet, c + 1, c + 1, heads[c].width);
    b->row = 2;
}

/* The title, then the headings; frozen, and on every printed page. */
static void begin(book *b, jh_say_id name, const heading *heads, uint32_t count)
{
    open_sheet(b, name, heads, count, count);
    put_heads(b, heads);
    jh_sheet_freeze(b->sheet, 2, 0);
    jh_sheet_print_setup(b->sheet, true, 2);
}

/* ---- summary ---- */

/* The value over all columns but the first. */
static void put_fact(book *b, jh_say_id what, const char *value)
{
    uint32_t lines = jh_form_lines(jh_text_of(value), 40); /* of the larger letters */

    put(b, 1, say(b, what));
    if (b->columns > 2)
        jh_sheet_put_merged(b->sheet, (jh_range){ b->row, 2, b->row, b->columns },
                            jh_text_of(value), &strong);
    else
        jh_sheet_put_text(b->sheet, b->row, 2, jh_text_of(value), &strong);
    jh_sheet_set_height(b->sheet, b->row++, 17.0 * lines + 7);
}

static void put_money_fact(book *b, jh_say_id what, jh_decimal yuan)
{
    char digits[JH_MONEY_SIZE], said[JH_MONEY_SIZE + 16];

    snprintf(said, sizeof said, "%s %s", jh_money_write(digits, yuan),
             jh_say(b->lang, SAY_PLAN_YUAN));
    put_fact(b, what, said);
}

static void put_change(book *b, jh_say_id what, const size_t numbers[3])
{
    char said[96];

    snprintf(said, sizeof said, "%zu → %zu / %zu", numbers[0], numbers[1], numbers[2]);
    put_fact(b, what, said);
}

/* A line over all columns. */
static void put_remark(book *b, jh_text text)
{
    double wide = 0;
    uint32_t c;

    for (c = 0; c < b->columns; c++) wide += b->heads[c].width;
    jh_sheet_put_merged(b->sheet, (jh_range){ b->row, 1, b->row, b->columns }, text, &note);
    jh_sheet_set_height(b->sheet, b->row++, 15.0 * jh_form_lines(text, wide) + 3);
}

static void put_summary(book *b)
{
    static const heading heads[] = { { SAY_PLAN_COLUMN_WHAT, 44 },
                                     { SAY_PLAN_COLUMN_COMES_TO, 48 } };
    static const jh_say_id remarks[] = { SAY_PLAN_PROOF_PASSES, SAY_PLAN_PROOF_BOUND,
                                         SAY_PLAN_PROOF_VERIFY, SAY_PLAN_PROOF_NOT };
    const jh_plan_view *view = b->view;
    char gap[32];
    size_t i;

    begin(b, SAY_PLAN_SHEET_SUMMARY, heads, 2);
    put_fact(b, SAY_PLAN_STANDARD, jh_text_copy(b->keep, in(b, view->before->standard->title)).at);
    put_money_fact(b, SAY_PLAN_TOTAL, view->cost);
    if (view->has_bound) {
        put_money_fact(b, SAY_PLAN_AT_LEAST, jh_money_whole_fen(view->bound, false));
        snprintf(gap, sizeof gap, "%.4f %%", view->gap);
        put_fact(b, SAY_PLAN_GAP, gap);
    }
    put_change(b, SAY_PLAN_PAGE_ROWS,
               (const size_t[]){ view->passed_before, view->passed_after, view->row_count });
    put_change(b, SAY_PLAN_PAGE_LIMITS,
               (const size_t[]){ view->held_before, view->held_after, view->limit_count });
    for (i = 0; i < sizeof remarks / sizeof *remarks; i++) put_remark(b, say(b, remarks[i]));
    put_remark(b, jh_text_format(b->keep, "%s %.16s → %.16s", jh_say(b->lang, SAY_PLAN_PAGE_FROM),
                                 view->before->assessment_hash, view->after->assessment_hash));
    if (view->before->is_made_up) put_remark(b, say(b, SAY_REPORT_MADE_UP));
}

/* ---- measures ---- */

static void put_school(book *b, size_t row, uint32_t column)
{
    const jh_view_row *own = b->view->rows[row].before;

    put(b, column, own->unit->code);
    put(b, column + 1, own->unit->name);
    put(b, column + 2, say(b, jh_stage_say(own->stage)));
}

static jh_text what_of(const book *b, const jh_plan_measure *measure)
{
    jh_text type = jh_teachers_words(b->keep, b->lang, measure->type), becomes;

    if (measure->element) return in(b, measure->element->title);
    if (measure->kind != JH_TRAIN) return type;
    becomes = jh_teachers_words(b->keep, b->lang, measure->becomes);
    return jh_text_format(b->keep, "%.*s → %.*s", JH_TEXT_ARGS(type), JH_TEXT_ARGS(becomes));
}

static void put_measure(book *b, const jh_plan_measure *measure)
{
    put_school(b, measure->row, 1);
    put(b, 4, say(b, jh_measure_say(measure->kind)));
    put(b, 5, what_of(b, measure));
    put(b, 6,
        measure->kind == JH_MOVE ? b->view->rows[measure->to].before->unit->name : JH_TEXT(""));
    jh_sheet_put_decimal(b->sheet, b->row, 7, measure->amount, &amount);
    put(b, 8, measure->element ? in(b, measure->element->measure_title) : say(b, SAY_PLAN_PERSONS));
    jh_sheet_put_decimal(b->sheet, b->row, 9, measure->cost, &money);
    b->row++;
}

static void put_measures(book *b, jh_say_id name, const jh_plan_measure *measures, size_t count,
                         jh_decimal total)
{
    static const heading heads[] = { { SAY_PLAN_COLUMN_CODE, 13 },   { SAY_PLAN_COLUMN_SCHOOL, 28 },
                                     { SAY_PLAN_COLUMN_STAGE, 9 },   { SAY_PLAN_COLUMN_KIND, 12 },
                                     { SAY_PLAN_COLUMN_WHAT, 30 },   { SAY_PLAN_COLUMN_TO, 26 },
                                     { SAY_PLAN_COLUMN_AMOUNT, 11 }, { SAY_PLAN_COLUMN_UNIT, 14 },
                                     { SAY_PLAN_COLUMN_COST, 16 } };
    size_t r, i;

    begin(b, name, heads, sizeof heads / sizeof *heads);
    for (r = 0; r < b->view->row_count; r++)
        for (i = 0; i < count; i++)
            if (measures[i].row == r) put_measure(b, &measures[i]);
    jh_sheet_put_text(b->sheet, b->row, 8, say(b, SAY_PLAN_TOTAL), &strong);
    jh_sheet_put_decimal(b->sheet, b->row, 9, total, &money);
}

/* ---- money ---- */

static void put_money(book *b)
{
    static const heading heads[] = { { SAY_PLAN_COLUMN_WHAT, 46 },
                                     { SAY_PLAN_COLUMN_COUNT, 10 },
                                     { SAY_PLAN_COLUMN_AMOUNT, 14 },
                                     { SAY_PLAN_COLUMN_UNIT, 16 },
                                     { SAY_PLAN_COLUMN_COST, 20 } };
    size_t i;

    begin(b, SAY_PLAN_SHEET_MONEY, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < b->view->sum_count; i++) {
        const jh_plan_sum *sum = &b->view->sums[i];
        put(b, 1, sum->element ? in(b, sum->element->title) : say(b, jh_measure_say(sum->kind)));
        jh_sheet_put_number(b->sheet, b->row, 2, (double)sum->count, &amount);
        jh_sheet_put_decimal(b->sheet, b->row, 3, sum->amount, &amount);
        put(b, 4, sum->element ? in(b, sum->element->measure_title) : say(b, SAY_PLAN_PERSONS));
        jh_sheet_put_decimal(b->sheet, b->row++, 5, sum->cost, &money);
    }
    jh_sheet_put_text(b->sheet, b->row, 4, say(b, SAY_PLAN_TOTAL), &strong);
    jh_sheet_put_decimal(b->sheet, b->row, 5, b->view->cost, &money);
}

/* ---- schools before and after ---- */

static jh_look look_of(jh_mark mark, int decimals)
{
    static const char *const formats[] = { "0_ ", "0.0_ ", "0.00_ ", "0.000_ " };
    jh_look look = amount;

    look.number_format = formats[decimals >= 0 && decimals < 4 ? decimals : 2];
    if (mark == JH_MARK_MET) look.ink = JH_COLOUR(0x0B6E66);
    if (mark == JH_MARK_FLOOR) look.fill = JH_COLOUR(0xFDF0CD);
    if (mark == JH_MARK_BELOW) look.fill = JH_COLOUR(0xFBE0D9);
    return look;
}

static void put_value(const book *b, uint32_t column, const jh_view_cell *cell, int decimals)
{
    jh_look look = look_of(cell->result ? cell->result->mark : JH_MARK_NO_LINE, decimals);

    if (cell->result && !cell->result->value.why)
        jh_sheet_put_decimal(b->sheet, b->row, column, cell->result->printed, &look);
    else
        jh_sheet_put_blank(b->sheet, b->row, column, &look);
}

static void put_row(book *b, size_t r)
{
    const jh_plan_row_view *row = &b->view->rows[r];
    size_t c, count = b->view->before->column_count;
    uint32_t at = 4;

    put_school(b, r, 1);
    for (c = 0; c < count; c++, at += 2) {
        int decimals = b->view->before->columns[c].def->decimals;
        put_value(b, at, &row->before->cells[c], decimals);
        put_value(b, at + 1, &row->after->cells[c], decimals);
    }
    put(b, at, row->at_floor == SIZE_MAX ? JH_TEXT("") : short_of(b, row->at_floor));
    jh_sheet_put_decimal(b->sheet, b->row++, at + 1, row->cost, &money);
}

/* Over each indicator's two columns: its name, and which is which. */
static void put_row_heads(book *b, uint32_t at)
{
    const char *before = jh_say(b->lang, SAY_PLAN_COLUMN_BEFORE);
    uint32_t lines = 2, one;
    size_t c;

    for (c = 0; c < b->view->before->column_count; c++, at += 2) {
        jh_text name = jh_text_format(b->keep, "%.*s\n%s", JH_TEXT_ARGS(short_of(b, c)), before);
        one = jh_form_lines(short_of(b, c), NARROW) + 1;
        if (one > lines) lines = one;
        jh_sheet_put_text(b->sheet, 2, at, name, &head);
        jh_sheet_put_text(b->sheet, 2, at + 1, say(b, SAY_PLAN_COLUMN_AFTER), &head);
    }
    jh_sheet_put_text(b->sheet, 2, at, say(b, SAY_PLAN_COLUMN_FLOOR), &head);
    jh_sheet_put_text(b->sheet, 2, at + 1, say(b, SAY_PLAN_COLUMN_COST), &head);
    jh_sheet_set_height(b->sheet, 2, 14.0 * lines + 10);
}

static void put_rows(book *b)
{
    static const heading heads[] = { { SAY_PLAN_COLUMN_CODE, 13 },
                                     { SAY_PLAN_COLUMN_SCHOOL, 26 },
                                     { SAY_PLAN_COLUMN_STAGE, 7 } };
    uint32_t last = (uint32_t)(5 + 2 * b->view->before->column_count);
    size_t r;

    open_sheet(b, SAY_PLAN_SHEET_VALUES, heads, 3, last);
    put_heads(b, heads);
    put_row_heads(b, 4);
    jh_sheet_print_setup(b->sheet, true, 2);
    jh_sheet_set_width(b->sheet, 4, last - 2, NARROW);
    jh_sheet_set_width(b->sheet, last - 1, last - 1, 12);
    jh_sheet_set_width(b->sheet, last, last, 15);
    jh_sheet_freeze(b->sheet, 2, 3);
    for (r = 0; r < b->view->row_count; r++) put_row(b, r);
}

/* ---- coefficients, prices, costs ---- */

static void put_limits(book *b)
{
    const jh_look bound = look_of(JH_MARK_NO_LINE, 2); /* as the regulation writes them */
    static const heading heads[] = { { SAY_PLAN_COLUMN_STAGE, 10 },
                                     { SAY_PLAN_COLUMN_WHAT, 26 },
                                     { SAY_PLAN_COLUMN_BEFORE, 14 },
                                     { SAY_PLAN_COLUMN_AFTER, 14 },
                                     { SAY_REPORT_COLUMN_LIMIT, 14 } };
    size_t i;

    begin(b, SAY_PLAN_LIMITS_SHORT, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < b->view->limit_count; i++) {
        const jh_view_limit *before = b->view->limits[i].before, *after = b->view->limits[i].after;
        jh_look was = look_of(before->result->holds.truth == JH_YES ? JH_MARK_MET : JH_MARK_BELOW,
                              before->def->decimals);
        jh_look is = look_of(after->result->holds.truth == JH_YES ? JH_MARK_MET : JH_MARK_BELOW,
                             before->def->decimals);
        put(b, 1, say(b, jh_stage_say(before->def->stage)));
        put(b, 2, short_of(b, before->def->indicator));
        jh_sheet_put_decimal(b->sheet, b->row, 3, before->result->value_printed, &was);
        jh_sheet_put_decimal(b->sheet, b->row, 4, after->result->value_printed, &is);
        jh_sheet_put_decimal(b->sheet, b->row++, 5, before->result->bound, &bound);
    }
}

static void put_prices(book *b)
{
    static const heading heads[] = { { SAY_PLAN_COLUMN_STAGE, 10 },
                                     { SAY_PLAN_COLUMN_WHAT, 26 },
                                     { SAY_PLAN_COLUMN_RULE, 30 },
                                     { SAY_PLAN_COLUMN_PRICE_LEAST, 20 },
                                     { SAY_PLAN_COLUMN_PRICE_MOST, 20 } };
    size_t i;

    begin(b, SAY_PLAN_SHEET_PRICES, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < b->view->price_count; i++) {
        const jh_plan_price *price = &b->view->prices[i];
        put(b, 1, say(b, jh_stage_say(price->stage)));
        put(b, 2, short_of(b, price->column));
        put(b, 3, say(b, price->is_line ? SAY_PLAN_PRICE_LINE : SAY_PLAN_PRICE_LIMIT));
        jh_sheet_put_decimal(b->sheet, b->row, 4, jh_money_whole_fen(price->least, false), &money);
        jh_sheet_put_decimal(b->sheet, b->row++, 5, jh_money_whole_fen(price->most, true), &money);
    }
    put_remark(b, say(b, SAY_PLAN_PAGE_PRICES_GUIDE));
}

static void put_assumptions(book *b)
{
    static const heading heads[] = { { SAY_PLAN_COLUMN_WHAT, 48 },   { SAY_PLAN_COLUMN_SCHOOL, 24 },
                                     { SAY_PLAN_COLUMN_STAGE, 8 },   { SAY_PLAN_COLUMN_VALUE, 13 },
                                     { SAY_PLAN_COLUMN_UNIT, 17 },   { SAY_PLAN_COLUMN_SOURCE, 24 },
                                     { SAY_PLAN_COLUMN_CERTAIN, 10 } };
    size_t i;

    begin(b, SAY_PLAN_PAGE_COSTS, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < b->view->assumption_count; i++) {
        const jh_plan_assumption *one = &b->view->assumptions[i];
        put(b, 1, one->about[b->lang]);
        put(b, 2, one->code.size ? one->name : say(b, SAY_PLAN_ALL_SCHOOLS));
        put(b, 3, one->stage == JH_WHOLE ? JH_TEXT("") : say(b, jh_stage_say(one->stage)));
        jh_sheet_put_decimal(b->sheet, b->row, 4, one->value, &amount);
        put(b, 5, one->unit[b->lang]);
        put(b, 6, one->source[b->lang]);
        put(b, 7, one->certainty);
        b->row++;
    }
}

/* ---- within a budget ---- */

/* Pupils in schools that pass: today, for the money, of all; and how many no choice betters. */
static void put_pupils(book *b, const jh_plan_budget *budget)
{
    char said[128];

    snprintf(said, sizeof said,
             budget->is_best ? "%lld → %lld / %lld" : "%lld → %lld / %lld (≤ %lld)",
             (long long)budget->pupils_today, (long long)budget->pupils_within,
             (long long)budget->pupils_all, (long long)budget->pupils_bound);
    put_fact(b, SAY_PLAN_BUDGET_PUPILS, said);
    put_money_fact(b, SAY_PLAN_BUDGET_MEASURES, budget->spent);
}

static void put_passing(book *b, const jh_plan_budget *budget)
{
    static const heading heads[] = { { SAY_PLAN_COLUMN_SCHOOL, 44 },
                                     { SAY_REPORT_COLUMN_PUPILS, 16 },
                                     { SAY_PLAN_COLUMN_COST, 24 } };
    size_t i;

    put_remark(b, say(b, SAY_PLAN_BUDGET_BEST));
    put_heads(b, heads);
    for (i = 0; i < budget->school_count; i++) {
        put(b, 1, budget->schools[i].name);
        jh_sheet_put_number(b->sheet, b->row, 2, (double)budget->schools[i].pupils, &amount);
        jh_sheet_put_decimal(b->sheet, b->row++, 3, budget->schools[i].cost, &money);
    }
}

static void put_budget(book *b)
{
    static const heading widths[] = { { SAY_PLAN_COLUMN_WHAT, 44 },
                                      { SAY_PLAN_COLUMN_COMES_TO, 16 },
                                      { SAY_PLAN_COLUMN_COMES_TO, 24 } };
    const jh_plan_budget *budget = &b->view->budget;
    jh_decimal lacking = { -budget->difference.millionths };

    if (!budget->asked) return;
    open_sheet(b, SAY_PLAN_BUDGET, widths, 3, 3);
    jh_sheet_freeze(b->sheet, 1, 0);
    jh_sheet_print_setup(b->sheet, true, 1);
    put_money_fact(b, SAY_PLAN_BUDGET, budget->money);
    if (budget->has_plan)
        put_money_fact(b, budget->suffices ? SAY_PLAN_BUDGET_LEFT : SAY_PLAN_BUDGET_SHORT,
                       budget->suffices ? budget->difference : lacking);
    if (budget->short_at_least.millionths)
        put_money_fact(b, SAY_PLAN_BUDGET_PROVED,
                       jh_money_whole_fen(budget->short_at_least, false));
    if (budget->is_listed) {
        put_pupils(b, budget);
        put_passing(b, budget);
        put_measures(b, SAY_PLAN_SHEET_BUDGET_MEASURES, budget->measures, budget->measure_count,
                     budget->spent);
    } else if (!budget->suffices) {
        put_remark(b, say(b, SAY_PLAN_BUDGET_NO_LIST));
    }
}

/* ---- where there is no plan ---- */

static void put_one_relief(book *b, jh_text what, jh_text how, jh_text change)
{
    put(b, 1, what);
    put(b, 2, how);
    put(b, 3, change);
    b->row++;
}

static void put_relief(book *b)
{
    static const heading heads[] = { { SAY_PLAN_COLUMN_WHAT, 44 },
                                     { SAY_PLAN_COLUMN_RELIEF, 34 },
                                     { SAY_PLAN_COLUMN_COMES_TO, 34 } };
    const jh_plan_relief *relief = &b->view->relief;
    char a[JH_MONEY_SIZE], c[JH_MONEY_SIZE];
    size_t i;

    begin(b, SAY_PLAN_SHEET_RELIEF, heads, 3);
    for (i = 0; i < relief->site_count; i++) {
        const jh_plan_relief_site *site = &relief->sites[i];
        jh_text name = in(b, site->element->title), unit = in(b, site->element->measure_title);
        put_one_relief(b, b->view->rows[site->row].before->unit->name, name,
                       jh_text_format(b->keep, "+%s %.*s", jh_decimal_write_short(a, site->beyond),
                                      JH_TEXT_ARGS(unit)));
    }
    for (i = 0; i < relief->limit_count; i++)
        put_one_relief(
            b, short_of(b, relief->limits[i].column), say(b, jh_stage_say(relief->limits[i].stage)),
            jh_text_format(b->keep, "%s → %s", jh_decimal_write_short(a, relief->limits[i].now),
                           jh_decimal_write_short(c, relief->limits[i].raised)));
    for (i = 0; i < relief->merger_count; i++) {
        const jh_plan_merger *m = &relief->mergers[i];
        put_one_relief(b,
                       jh_text_format(b->keep, "%.*s → %.*s", JH_TEXT_ARGS(m->part_name),
                                      JH_TEXT_ARGS(m->into_name)),
                       jh_text_format(b->keep, "%s (%lld)", jh_say(b->lang, SAY_PLAN_PAGE_MERGERS),
                                      (long long)m->pupils),
                       jh_text_format(b->keep, "%s %s", jh_money_write(a, m->cost),
                                      jh_say(b->lang, SAY_PLAN_YUAN)));
    }
    put_remark(b, say(b, SAY_PLAN_PAGE_NONE_MEANS));
}

jh_code jh_report_plan_workbook(const char *path, jh_arena *keep, jh_lang lang,
                                const jh_plan_view *view, jh_error *err)
{
    book b = { .keep = keep, .view = view, .lang = lang };
    jh_code rc = jh_xlsx_out_begin(&b.out, keep, path, NULL, err);

    if (rc) return rc;
    if (view->found) {
        put_summary(&b);
        put_measures(&b, SAY_PLAN_SHEET_MEASURES, view->measures, view->measure_count, view->cost);
        put_money(&b);
        put_rows(&b);
        put_limits(&b);
        put_prices(&b);
    } else {
        put_relief(&b);
    }
    put_budget(&b);
    if (view->contrast) jh_plan_contrast_sheet(b.out, lang, view->contrast);
    put_assumptions(&b);
    return jh_xlsx_out_finish(b.out, err);
}
