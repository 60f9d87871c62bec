/* 表Ⅱ-2 小学、初中资源配置基本情况(分学校): one row a school and stage, primary before junior.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#include "report/forms.h"
#include "report/words.h"

/* Columns before the indicators: number, name, ownership, pupils, grades, classes. */
enum { BEFORE = 6, HEAD_ROWS = 3 };

static const double width_of_before[BEFORE] = { 5, 24, 7, 8, 6, 6 };
static const double width_of_indicator = 9.5, width_of_verdict = 9, width_of_note = 38;

static uint32_t verdict_column(const jh_view *view)
{
    return (uint32_t)(BEFORE + view->column_count + 1);
}

/* ---- head ------------------------------------------------------------------------------------ */

static void put_widths(jh_form *f)
{
    uint32_t verdict = verdict_column(f->view);

    for (uint32_t c = 0; c < BEFORE; c++)
        jh_sheet_set_width(f->sheet, c + 1, c + 1, width_of_before[c]);
    if (f->view->column_count)
        jh_sheet_set_width(f->sheet, BEFORE + 1, verdict - 1, width_of_indicator);
    jh_sheet_set_width(f->sheet, verdict, verdict, width_of_verdict);
    jh_sheet_set_width(f->sheet, verdict + 1, verdict + 1, width_of_note);
}

static void put_head(jh_form *f)
{
    static const jh_say_id before[BEFORE] = { SAY_REPORT_FORM_NUMBER,    SAY_REPORT_FORM_NAME,
                                              SAY_REPORT_FORM_OWNERSHIP, SAY_REPORT_FORM_PUPILS,
                                              SAY_REPORT_FORM_GRADES,    SAY_REPORT_FORM_CLASSES };
    uint32_t verdict = verdict_column(f->view);

    jh_sheet_put_merged(f->sheet, (jh_range){ 1, 1, 1, verdict + 1 },
                        jh_form_say(f, SAY_REPORT_FORM_TITLE_2_2, NULL), &jh_form_title);
    jh_sheet_set_height(f->sheet, 1, 30);
    for (uint32_t c = 0; c < BEFORE; c++)
        jh_sheet_put_text(f->sheet, 2, c + 1, jh_form_say(f, before[c], NULL), &jh_form_head);
    for (uint32_t c = 0; c < f->view->column_count; c++)
        jh_sheet_put_text(f->sheet, 2, BEFORE + c + 1, jh_form_heading(f, f->view->columns[c].def),
                          &jh_form_head);
    jh_sheet_put_text(f->sheet, 2, verdict, jh_form_say(f, SAY_REPORT_FORM_VERDICT, NULL),
                      &jh_form_head);
    jh_sheet_put_text(f->sheet, 2, verdict + 1, jh_form_say(f, SAY_REPORT_FORM_REMARK, NULL),
                      &jh_form_head);
    jh_sheet_set_height(f->sheet, 2, 92);
    for (uint32_t c = 1; c <= verdict; c++)
        jh_sheet_put_text(f->sheet, 3, c, jh_form_made(f, jh_text_format(f->scratch, "L%u", c)),
                          &jh_form_head);
    jh_sheet_put_blank(f->sheet, 3, verdict + 1, &jh_form_head);
    jh_sheet_freeze(f->sheet, HEAD_ROWS, 2);
    f->row = HEAD_ROWS + 1;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static jh_text name_of(jh_form *f, const jh_view_row *row)
{
    const jh_frame *frame = f->view->assessment->frame;
    size_t parts = frame->schools ? frame->schools[row->school].part_count : 1;

    if (parts < 2) return row->unit->name;
    return jh_form_made(
        f, jh_text_format(f->scratch, "%.*s（%s）", JH_TEXT_ARGS(row->unit->name),
                          jh_say(JH_ZH, row->stage == JH_PRIMARY ? SAY_REPORT_FORM_PRIMARY_PART
                                                                 : SAY_REPORT_FORM_JUNIOR_PART)));
}

/* "85%", where every floor is that share of its line; else the word for a floor. */
static jh_text floor_words(jh_form *f)
{
    const jh_view *view = f->view;
    char digits[JH_DECIMAL_SIZE];
    int64_t share = view->column_count ? view->columns[0].def->floor_share.millionths : 0;

    for (size_t c = 1; c < view->column_count; c++)
        if (view->columns[c].def->floor_share.millionths != share) share = 0;
    if (share == 0) return jh_form_say(f, SAY_REPORT_FORM_FLOOR, NULL);
    jh_decimal_write_short(digits, (jh_decimal){ share * 100 });
    return jh_form_made(f, jh_text_format(f->scratch, "%s%%", digits));
}

static void put_names(jh_buffer *out, jh_form *f, const jh_view_row *row, jh_mark mark,
                      jh_text what)
{
    size_t count = 0;

    for (size_t c = 0; c < f->view->column_count; c++) {
        const jh_view_cell *cell = &row->cells[c];
        const jh_indicator *def = f->view->columns[c].def;
        if (!cell->result || cell->result->mark != mark) continue;
        if (count == 0 && out->size) jh_buffer_add_zero(out, "；");
        if (count == 0) jh_buffer_add(out, what);
        jh_buffer_add_zero(out, count++ ? "、" : "：");
        jh_buffer_add(out, def->short_title.size ? def->short_title : def->title);
        if (mark == JH_MARK_UNKNOWN)
            jh_buffer_add_format(out, "（%s）",
                                 jh_say(JH_ZH, jh_say_of_why(cell->result->value.why)));
    }
}

static jh_text remark_of(jh_form *f, const jh_view_row *row)
{
    jh_buffer out = jh_buffer_in(f->scratch);
    jh_text floor = floor_words(f), text = { 0 };
    char met[24], of[24];
    size_t judged = f->view->column_count - row->marks[JH_MARK_NO_LINE];
    const char *zero = jh_form_zero(f, floor);

    if (row->marks[JH_MARK_MET] == judged)
        return jh_form_say(f, SAY_REPORT_FORM_ALL_MET, jh_digits(of, (long long)judged), NULL);
    put_names(&out, f, row, JH_MARK_MET,
              jh_form_say(f, SAY_REPORT_FORM_MET,
                          jh_digits(met, (long long)row->marks[JH_MARK_MET]), NULL));
    put_names(&out, f, row, JH_MARK_FLOOR, jh_form_say(f, SAY_REPORT_FORM_AT_FLOOR, zero, NULL));
    put_names(&out, f, row, JH_MARK_BELOW, jh_form_say(f, SAY_REPORT_FORM_BELOW, zero, NULL));
    put_names(&out, f, row, JH_MARK_UNKNOWN, jh_form_say(f, SAY_REPORT_MARK_UNKNOWN, NULL));
    if (jh_buffer_finish(&text, &out, NULL) != JH_OK) f->failed = true;
    return text;
}

static void put_row(jh_form *f, const jh_view_row *row, size_t number)
{
    uint32_t verdict = verdict_column(f->view), lines, more;
    jh_text name = name_of(f, row), remark = remark_of(f, row);

    jh_sheet_put_decimal(f->sheet, f->row, 1, JH_DECIMAL((int64_t)number), &jh_form_center);
    jh_sheet_put_text(f->sheet, f->row, 2, name, &jh_form_text);
    jh_sheet_put_text(f->sheet, f->row, 3, row->ownership_code, &jh_form_center);
    jh_form_put(f, f->row, 4, (jh_form_value){ row->pupils.why, row->pupil_count, 0 });
    jh_form_put(f, f->row, 5, (jh_form_value){ row->grades.why, row->grade_count, 0 });
    jh_form_put(f, f->row, 6, (jh_form_value){ row->classes.why, row->class_count, 0 });
    for (uint32_t c = 0; c < f->view->column_count; c++) {
        const jh_indicator_result *result = row->cells[c].result;
        jh_form_value value = { JH_NOT_ASKED, { 0 }, f->view->columns[c].def->decimals };
        if (result) value.why = result->value.why;
        if (result) value.printed = result->printed;
        jh_form_put(f, f->row, BEFORE + c + 1, value);
    }
    jh_sheet_put_text(f->sheet, f->row, verdict, jh_form_say(f, jh_claim_say(row->holds), NULL),
                      &jh_form_center);
    jh_sheet_put_text(f->sheet, f->row, verdict + 1, remark, &jh_form_text);
    lines = jh_form_lines(remark, width_of_note);
    more = jh_form_lines(name, width_of_before[1]);
    jh_sheet_set_height(f->sheet, f->row, 14.0 * (lines > more ? lines : more) + 4);
    f->row++;
}

/* ---- notes ----------------------------------------------------------------------------------- */

static size_t count_kinds(const jh_view *view, jh_stage stage, const char *one, const char *two)
{
    jh_rows rows = view->stage_rows[stage];
    size_t count = 0;

    for (size_t r = rows.first; r < rows.first + rows.count; r++) {
        jh_text kind = view->rows[r].unit->attribute[JH_KIND];
        if (jh_text_equal(kind, jh_text_of(one)) || (two && jh_text_equal(kind, jh_text_of(two))))
            count++;
    }
    return count;
}

static jh_text counts_note(jh_form *f)
{
    const jh_view *view = f->view;
    char all[24], through[24], other[24];
    jh_text primary, junior;

    primary = jh_form_say(
        f, SAY_REPORT_FORM_COUNT_PRIMARY,
        jh_digits(all, (long long)view->stage_rows[JH_PRIMARY].count),
        jh_digits(through, (long long)count_kinds(view, JH_PRIMARY, "nine_year", "twelve_year")),
        jh_digits(other, (long long)count_kinds(view, JH_PRIMARY, "teaching_point", NULL)), NULL);
    junior = jh_form_say(
        f, SAY_REPORT_FORM_COUNT_JUNIOR,
        jh_digits(all, (long long)view->stage_rows[JH_JUNIOR].count),
        jh_digits(through, (long long)count_kinds(view, JH_JUNIOR, "nine_year", "twelve_year")),
        jh_digits(other, (long long)count_kinds(view, JH_JUNIOR, "complete_secondary", NULL)),
        NULL);
    return jh_form_made(
        f, jh_text_format(f->scratch, "%.*s%.*s", JH_TEXT_ARGS(primary), JH_TEXT_ARGS(junior)));
}

static size_t without_grades(const jh_view *view)
{
    size_t count = 0;

    for (size_t r = 0; r < view->row_count; r++) count += view->rows[r].grades.why != JH_PRESENT;
    return count;
}

static void put_note(jh_form *f, jh_text note)
{
    uint32_t last = verdict_column(f->view) + 1;

    jh_sheet_put_merged(f->sheet, (jh_range){ f->row, 1, f->row, last }, note, &jh_form_note);
    jh_sheet_set_height(f->sheet, f->row, 15.0 * jh_form_lines(note, 150) + 3);
    f->row++;
}

static void put_notes(jh_form *f)
{
    size_t missing = without_grades(f->view);
    char digits[24];

    put_note(f, counts_note(f));
    put_note(f, jh_form_say(f, SAY_REPORT_FORM_NOTE_OWNERSHIP, NULL));
    put_note(f, jh_form_say(f, SAY_REPORT_FORM_NOTE_DECIMALS, NULL));
    if (missing)
        put_note(f, jh_form_say(f, SAY_REPORT_FORM_NOTE_GRADES,
                                jh_digits(digits, (long long)missing), NULL));
    put_note(f, jh_form_origin(f));
    put_note(f, jh_form_standing(f));
}

jh_code jh_report_table_2_2(const char *path, jh_arena scratch, const jh_view *view, jh_error *err)
{
    jh_form f = { .view = view, .scratch = &scratch };
    jh_xlsx_out_options options = { .title = jh_say(JH_ZH, SAY_REPORT_FORM_TITLE_2_2) };
    jh_xlsx_out *book;
    jh_code rc = jh_xlsx_out_begin(&book, &scratch, path, &options, err);

    if (rc) return rc;
    f.sheet = jh_sheet_out_add(book, jh_form_say(&f, SAY_REPORT_FORM_SHEET_2_2, NULL));
    put_widths(&f);
    put_head(&f);
    for (int stage = 0; stage < JH_STAGE_COUNT; stage++) {
        jh_rows rows = view->stage_rows[stage];
        for (size_t r = 0; r < rows.count; r++) put_row(&f, &view->rows[rows.first + r], r + 1);
    }
    put_notes(&f);
    jh_sheet_print_setup(f.sheet, true, HEAD_ROWS);
    jh_form_basis(book, &f);
    return jh_form_finish(book, &f, err);
}
