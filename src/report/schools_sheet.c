/* The matrix of the screen: a row a school and stage, an indicator a column, signs with colours.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#include "report/forms.h"
#include "report/words.h"

#include <stdio.h>

/* Columns before the indicators: code, name, stage, town, pupils, verdict. */
enum { BEFORE = 6, HEAD_ROW = 2, FORMAT_SIZE = 32 };

static void put_head(jh_form *f)
{
    static const jh_say_id before[BEFORE] = {
        SAY_PLAN_COLUMN_CODE,     SAY_REPORT_COLUMN_SCHOOL, SAY_PLAN_COLUMN_STAGE,
        SAY_REPORT_COLUMN_TOWN, SAY_REPORT_COLUMN_PUPILS, SAY_REPORT_COLUMN_VERDICT
    };
    static const double width[BEFORE] = { 14, 26, 7, 12, 8, 9 };
    uint32_t c;

    jh_sheet_put_merged(f->sheet, (jh_range){ 1, 1, 1, f->last },
                        jh_form_say(f, SAY_REPORT_SCHOOLS_TITLE, NULL), &jh_form_title);
    jh_sheet_set_height(f->sheet, 1, 30);
    for (c = 0; c < BEFORE; c++) {
        jh_sheet_put_text(f->sheet, HEAD_ROW, c + 1, jh_form_say(f, before[c], NULL),
                          &jh_form_head);
        jh_sheet_set_width(f->sheet, c + 1, c + 1, width[c]);
    }
    for (c = 0; c < f->view->column_count; c++)
        jh_sheet_put_text(f->sheet, HEAD_ROW, BEFORE + c + 1,
                          jh_form_heading(f, f->view->columns[c].def), &jh_form_head);
    if (c) jh_sheet_set_width(f->sheet, BEFORE + 1, f->last, 12);
    jh_sheet_set_height(f->sheet, HEAD_ROW, 78);
    jh_sheet_freeze(f->sheet, HEAD_ROW, 2);
    f->row = HEAD_ROW + 1;
}

/* The number stays one; its sign is part of how it is shown. */
static void put_cell(jh_form *f, uint32_t column, const jh_view_cell *cell, int places)
{
    jh_look look = jh_form_center;
    char format[FORMAT_SIZE];
    jh_mark mark = cell->result ? cell->result->mark : JH_MARK_NO_LINE;

    if (places < 0 || places > 6) places = 2;
    if (mark == JH_MARK_FLOOR) look.fill = JH_COLOUR(0xFDF0CD);
    if (mark == JH_MARK_BELOW) look.fill = JH_COLOUR(0xFBE0D9);
    if (mark == JH_MARK_MET) look.ink = JH_COLOUR(0x0B6E66);
    if (!cell->result) {
        jh_sheet_put_blank(f->sheet, f->row, column, &look);
    } else if (cell->result->value.why) {
        jh_sheet_put_text(f->sheet, f->row, column,
                          jh_form_say(f, jh_say_of_why(cell->result->value.why), NULL), &look);
    } else {
        snprintf(format, sizeof format, "0%s%.*s\" %s\"", places ? "." : "", places, "000000",
                 jh_mark_sign(mark));
        look.number_format = format;
        look.wrap = false;
        jh_sheet_put_decimal(f->sheet, f->row, column, cell->result->printed, &look);
    }
}

static void put_row(jh_form *f, const jh_view_row *row)
{
    uint32_t c;

    jh_sheet_put_text(f->sheet, f->row, 1, row->unit->code, &jh_form_center);
    jh_sheet_put_text(f->sheet, f->row, 2, row->unit->name, &jh_form_text);
    jh_sheet_put_text(f->sheet, f->row, 3, jh_form_say(f, jh_stage_say(row->stage), NULL),
                      &jh_form_center);
    jh_sheet_put_text(f->sheet, f->row, 4, row->label[JH_TOWN], &jh_form_text);
    jh_form_put(f, f->row, 5, (jh_form_value){ row->pupils.why, row->pupil_count, 0 });
    jh_sheet_put_text(f->sheet, f->row, 6, jh_form_say(f, jh_claim_say(row->holds), NULL),
                      &jh_form_center);
    for (c = 0; c < f->view->column_count; c++)
        put_cell(f, BEFORE + c + 1, &row->cells[c], f->view->columns[c].def->decimals);
    f->row++;
}

static void put_note(jh_form *f, jh_text note)
{
    jh_sheet_put_merged(f->sheet, (jh_range){ f->row, 1, f->row, f->last }, note, &jh_form_note);
    f->row++;
}

jh_code jh_report_schools_workbook(const char *path, jh_arena scratch, const jh_view *view,
                                   jh_error *err)
{
    jh_form f = { .view = view,
                  .scratch = &scratch,
                  .last = BEFORE + (uint32_t)view->column_count };
    jh_xlsx_out_options options = { .title = jh_say(JH_ZH, SAY_REPORT_SCHOOLS_TITLE) };
    jh_xlsx_out *book;
    size_t r;
    jh_code rc = jh_xlsx_out_begin(&book, &scratch, path, &options, err);

    if (rc) return rc;
    f.sheet = jh_sheet_out_add(book, jh_form_say(&f, SAY_REPORT_SCHOOLS_TITLE, NULL));
    put_head(&f);
    for (r = 0; r < view->row_count; r++) put_row(&f, &view->rows[r]);
    put_note(&f, jh_form_say(&f, SAY_REPORT_SCHOOLS_SIGNS, NULL));
    put_note(&f, jh_form_origin(&f));
    put_note(&f, jh_form_standing(&f));
    jh_sheet_print_setup(f.sheet, true, HEAD_ROW);
    jh_form_basis(book, &f);
    return jh_form_finish(book, &f, err);
}
