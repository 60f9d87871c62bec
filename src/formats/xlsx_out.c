/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/xlsx_out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { A4 = 9, SECONDS_A_DAY = 86400, DAYS_TO_2000 = 10957 };

typedef struct known_look {
    jh_look look;
    lxw_format *format;
} known_look;

struct jh_xlsx_out {
    jh_arena *keep;
    const char *path, *beside; /* written beside, and put in its place when it is whole */
    lxw_workbook *workbook;
    known_look *looks;
    size_t look_count, look_room;
    jh_code rc; /* the first failure, and its sentence */
    jh_error why;
};

struct jh_sheet_out {
    jh_xlsx_out *book;
    lxw_worksheet *sheet; /* NULL = could not be made */
};

/* ---- Failures ------------------------------------------------------------------------------- */

static void fail_memory(jh_xlsx_out *book)
{
    if (!book->rc) book->rc = jh_no_memory(&book->why);
}

static void note(jh_xlsx_out *book, lxw_error status)
{
    if (status == LXW_NO_ERROR || book->rc) return;
    if (status == LXW_ERROR_MEMORY_MALLOC_FAILED)
        fail_memory(book);
    else
        book->rc = jh_fail(&book->why, JH_IO, SAY_FORMATS_OUT_FAILED, NULL, book->path,
                           lxw_strerror(status), NULL);
}

static const char *zero(jh_sheet_out *sheet, jh_arena *scratch, jh_text text)
{
    const char *copy = jh_text_zero(scratch, text);

    if (!copy) fail_memory(sheet->book);
    return copy;
}

/* ---- The workbook --------------------------------------------------------------------------- */

static void set_properties(jh_xlsx_out *book, const jh_xlsx_out_options *options)
{
    bool dated = options->created.days != 0 && jh_date_is_set(options->created);
    lxw_doc_properties properties = {
        .title = (char *)options->title,
        .subject = (char *)options->subject,
        .author = (char *)options->author,
        .comments = (char *)options->comments,
        .created = (time_t)(dated ? options->created.days : DAYS_TO_2000) * SECONDS_A_DAY,
    };

    note(book, workbook_set_properties(book->workbook, &properties));
}

/* Before any work is done for it; libxlsxwriter would find out last and complain to stderr. */
static jh_code check_writable(const jh_xlsx_out *book, jh_error *err)
{
    int descriptor = open(book->beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (descriptor < 0)
        return jh_fail(err, JH_IO, SAY_FORMATS_OUT_FAILED, NULL, book->path, strerror(errno), NULL);
    close(descriptor);
    return JH_OK;
}

/* What is whole and on the disk takes its place; else nothing is left of it. */
static void settle(jh_xlsx_out *book)
{
    int descriptor = book->rc ? -1 : open(book->beside, O_WRONLY | O_CLOEXEC);
    bool ok = descriptor >= 0 && fsync(descriptor) == 0;

    if (descriptor >= 0) ok = close(descriptor) == 0 && ok;
    if (ok && rename(book->beside, book->path) == 0) return;
    if (!book->rc)
        book->rc = jh_fail(&book->why, JH_IO, SAY_FORMATS_OUT_FAILED, NULL, book->path,
                           strerror(errno), NULL);
    unlink(book->beside);
}

jh_code jh_xlsx_out_begin(jh_xlsx_out **out, jh_arena *keep, const char *path,
                          const jh_xlsx_out_options *options, jh_error *err)
{
    static const jh_xlsx_out_options usual = { 0 };
    lxw_workbook_options how = { 0 };
    jh_xlsx_out *book = JH_NEW(keep, jh_xlsx_out);
    jh_code rc;

    *out = book;
    if (!options) options = &usual;
    if (!book) return jh_no_memory(err);
    book->keep = keep;
    book->path = jh_text_zero(keep, jh_text_of(path));
    book->beside = jh_text_format(keep, "%s.part", path).at;
    if (!book->path || !book->beside) return jh_no_memory(err);
    rc = check_writable(book, err);
    if (rc) return rc;
    how.constant_memory = options->constant_memory;
    book->workbook = workbook_new_opt(book->beside, &how);
    if (!book->workbook) {
        unlink(book->beside);
        return jh_no_memory(err);
    }
    set_properties(book, options);
    return JH_OK;
}

jh_code jh_xlsx_out_finish(jh_xlsx_out *book, jh_error *err)
{
    note(book, workbook_close(book->workbook));
    book->workbook = NULL;
    settle(book);
    if (!book->rc) return JH_OK;
    if (err && !err->code) *err = book->why;
    return book->rc;
}

/* ---- Looks ---------------------------------------------------------------------------------- */

static bool same_word(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_look(const jh_look *a, const jh_look *b)
{
    return same_word(a->number_format, b->number_format) && same_word(a->font, b->font)
           && a->font_size == b->font_size && a->fill == b->fill && a->ink == b->ink
           && a->align == b->align && a->bold == b->bold && a->wrap == b->wrap
           && a->bordered == b->bordered && a->middle == b->middle;
}

static void apply_look(lxw_format *format, const jh_look *look)
{
    static const uint8_t aligns[] = { LXW_ALIGN_NONE, LXW_ALIGN_LEFT, LXW_ALIGN_CENTER,
                                      LXW_ALIGN_RIGHT };

    if (look->number_format) format_set_num_format(format, look->number_format);
    if (look->font) format_set_font_name(format, look->font);
    if (look->font_size > 0) format_set_font_size(format, look->font_size);
    if (look->fill) format_set_pattern(format, LXW_PATTERN_SOLID);
    if (look->fill) format_set_bg_color(format, look->fill & 0xFFFFFF);
    if (look->ink) format_set_font_color(format, look->ink & 0xFFFFFF);
    if (look->align) format_set_align(format, aligns[look->align]);
    if (look->middle) format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (look->bold) format_set_bold(format);
    if (look->wrap) format_set_text_wrap(format);
    if (look->bordered) format_set_border(format, LXW_BORDER_THIN);
}

static bool keep_words(jh_look *look, jh_arena *keep)
{
    bool kept = true;

    if (look->number_format) {
        look->number_format = jh_text_zero(keep, jh_text_of(look->number_format));
        kept = look->number_format != NULL;
    }
    if (look->font) {
        look->font = jh_text_zero(keep, jh_text_of(look->font));
        kept = kept && look->font;
    }
    return kept;
}

static lxw_format *add_look(jh_xlsx_out *book, const jh_look *look)
{
    known_look *grown =
        jh_grow(book->keep, book->looks, &book->look_room, book->look_count + 1, sizeof *grown);
    known_look *added;

    if (!grown) return NULL;
    book->looks = grown;
    added = &grown[book->look_count];
    added->look = *look;
    added->format = workbook_add_format(book->workbook);
    if (!added->format || !keep_words(&added->look, book->keep)) return NULL;
    apply_look(added->format, look);
    book->look_count++;
    return added->format;
}

static lxw_format *format_for(jh_xlsx_out *book, const jh_look *look)
{
    lxw_format *format;
    size_t i;

    if (!look) return NULL;
    for (i = 0; i < book->look_count; i++)
        if (same_look(&book->looks[i].look, look)) return book->looks[i].format;
    format = add_look(book, look);
    if (!format) fail_memory(book);
    return format;
}

/* ---- Sheets and cells ----------------------------------------------------------------------- */

jh_sheet_out *jh_sheet_out_add(jh_xlsx_out *book, jh_text name)
{
    static jh_sheet_out none; /* never written to: every call looks at `sheet` first */
    jh_sheet_out *added = JH_NEW(book->keep, jh_sheet_out);
    const char *copy = added ? jh_text_zero(book->keep, name) : NULL;
    lxw_error status;

    if (!copy) {
        fail_memory(book);
        return &none;
    }
    added->book = book;
    status = workbook_validate_sheet_name(book->workbook, copy);
    if (status == LXW_NO_ERROR)
        added->sheet = workbook_add_worksheet(book->workbook, copy);
    else if (!book->rc)
        book->rc = jh_fail(&book->why, JH_BAD_INPUT, SAY_FORMATS_OUT_SHEET_NAME, NULL, copy, NULL);
    return added;
}

void jh_sheet_out_hide(jh_sheet_out *sheet)
{
    if (sheet->sheet) worksheet_hide(sheet->sheet);
}

void jh_sheet_put_text(jh_sheet_out *sheet, uint32_t row, uint32_t column, jh_text text,
                       const jh_look *look)
{
    jh_arena scratch;
    lxw_format *format;
    const char *copy;

    if (!sheet->sheet) return;
    format = format_for(sheet->book, look);
    scratch = *sheet->book->keep;
    copy = zero(sheet, &scratch, text);
    if (copy)
        note(sheet->book,
             worksheet_write_string(sheet->sheet, row - 1, (lxw_col_t)(column - 1), copy, format));
}

void jh_sheet_put_number(jh_sheet_out *sheet, uint32_t row, uint32_t column, double number,
                         const jh_look *look)
{
    if (!sheet->sheet) return;
    note(sheet->book, worksheet_write_number(sheet->sheet, row - 1, (lxw_col_t)(column - 1), number,
                                             format_for(sheet->book, look)));
}

void jh_sheet_put_decimal(jh_sheet_out *sheet, uint32_t row, uint32_t column, jh_decimal number,
                          const jh_look *look)
{
    jh_sheet_put_number(sheet, row, column, jh_decimal_to_double(number), look);
}

void jh_sheet_put_blank(jh_sheet_out *sheet, uint32_t row, uint32_t column, const jh_look *look)
{
    if (!sheet->sheet) return;
    note(sheet->book, worksheet_write_blank(sheet->sheet, row - 1, (lxw_col_t)(column - 1),
                                            format_for(sheet->book, look)));
}

void jh_sheet_put_merged(jh_sheet_out *sheet, jh_range range, jh_text text, const jh_look *look)
{
    jh_arena scratch;
    lxw_format *format;
    const char *copy;

    if (!sheet->sheet) return;
    if (range.row == range.last_row && range.column == range.last_column) {
        jh_sheet_put_text(sheet, range.row, range.column, text, look);
        return;
    }
    format = format_for(sheet->book, look);
    scratch = *sheet->book->keep;
    copy = zero(sheet, &scratch, text);
    if (copy)
        note(sheet->book, worksheet_merge_range(sheet->sheet, range.row - 1,
                                                (lxw_col_t)(range.column - 1), range.last_row - 1,
                                                (lxw_col_t)(range.last_column - 1), copy, format));
}

/* ---- What a form needs ---------------------------------------------------------------------- */

void jh_sheet_set_width(jh_sheet_out *sheet, uint32_t column, uint32_t last_column, double width)
{
    if (!sheet->sheet) return;
    note(sheet->book, worksheet_set_column(sheet->sheet, (lxw_col_t)(column - 1),
                                           (lxw_col_t)(last_column - 1), width, NULL));
}

void jh_sheet_set_height(jh_sheet_out *sheet, uint32_t row, double points)
{
    if (sheet->sheet) note(sheet->book, worksheet_set_row(sheet->sheet, row - 1, points, NULL));
}

void jh_sheet_freeze(jh_sheet_out *sheet, uint32_t rows, uint32_t columns)
{
    if (sheet->sheet) worksheet_freeze_panes(sheet->sheet, rows, (lxw_col_t)columns);
}

void jh_sheet_put_note(jh_sheet_out *sheet, uint32_t row, uint32_t column, jh_text text)
{
    jh_arena scratch;
    const char *copy;

    if (!sheet->sheet) return;
    scratch = *sheet->book->keep;
    copy = zero(sheet, &scratch, text);
    if (copy)
        note(sheet->book,
             worksheet_write_comment(sheet->sheet, row - 1, (lxw_col_t)(column - 1), copy));
}

static void fill_choices(lxw_data_validation *rule, jh_sheet_out *sheet, jh_arena *scratch,
                         const jh_validation *validation)
{
    char **list = JH_NEW_ARRAY(scratch, char *, validation->choice_count + 1);
    size_t i;

    for (i = 0; list && i < validation->choice_count; i++)
        list[i] = (char *)zero(sheet, scratch, validation->choices[i]);
    if (!list) fail_memory(sheet->book);
    rule->validate = LXW_VALIDATION_TYPE_LIST;
    rule->value_list = list;
}

static char *words_or_null(jh_sheet_out *sheet, jh_arena *scratch, jh_text text)
{
    return text.size ? (char *)zero(sheet, scratch, text) : NULL;
}

void jh_sheet_validate(jh_sheet_out *sheet, const jh_validation *validation)
{
    lxw_data_validation rule = { 0 };
    const jh_range *range = &validation->range;
    jh_arena scratch;

    if (!sheet->sheet) return;
    scratch = *sheet->book->keep;
    if (validation->choice_count) {
        fill_choices(&rule, sheet, &scratch, validation);
    } else if (validation->choices_at.size) {
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula = (char *)zero(sheet, &scratch, validation->choices_at);
    } else {
        rule.validate = validation->whole ? LXW_VALIDATION_TYPE_INTEGER
                                          : LXW_VALIDATION_TYPE_DECIMAL;
        rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        rule.minimum_number = validation->least;
        rule.maximum_number = validation->most;
    }
    rule.input_title = words_or_null(sheet, &scratch, validation->hint_title);
    rule.input_message = words_or_null(sheet, &scratch, validation->hint);
    rule.error_title = words_or_null(sheet, &scratch, validation->error_title);
    rule.error_message = words_or_null(sheet, &scratch, validation->error);
    if (validation->is_advice) rule.show_error = LXW_VALIDATION_OFF;
    if (sheet->book->rc) return;
    note(sheet->book, worksheet_data_validation_range(
                          sheet->sheet, range->row - 1, (lxw_col_t)(range->column - 1),
                          range->last_row - 1, (lxw_col_t)(range->last_column - 1), &rule));
}

void jh_sheet_print_setup(jh_sheet_out *sheet, bool landscape, uint32_t repeat_rows)
{
    if (!sheet->sheet) return;
    if (landscape) worksheet_set_landscape(sheet->sheet);
    worksheet_set_paper(sheet->sheet, A4);
    worksheet_fit_to_pages(sheet->sheet, 1, 0);
    if (repeat_rows) note(sheet->book, worksheet_repeat_rows(sheet->sheet, 0, repeat_rows - 1));
}

void jh_sheet_print_wide(jh_sheet_out *sheet, uint16_t pages, uint32_t repeat_columns)
{
    if (!sheet->sheet) return;
    worksheet_fit_to_pages(sheet->sheet, pages, 0);
    if (repeat_columns)
        note(sheet->book,
             worksheet_repeat_columns(sheet->sheet, 0, (lxw_col_t)(repeat_columns - 1)));
}
