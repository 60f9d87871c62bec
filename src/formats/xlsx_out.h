/* xlsx_out.h: workbooks, written.
 * Takes   sheets, cells with styles, and what a form needs: merges, widths, lists to choose from,
 *         frozen headers, notes, print setup.
 * Gives   an .xlsx file; the same calls give the same bytes on every run and machine.
 * Never   writes the clock, the user or the machine into the file, nor half a file: it is written
 *         beside (.part) and takes its place when it is whole.
 * Method  libxlsxwriter; created = 2000-01-01 unless told otherwise.
 *
 * Rows and columns count from 1, as in workbook.h. Writing calls do not fail: the first failure is
 * kept and told by jh_xlsx_out_finish, which must be called once begin has succeeded.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_XLSX_OUT_H
#define JH_FORMATS_XLSX_OUT_H

#include "formats/workbook.h"

typedef struct jh_xlsx_out jh_xlsx_out;
typedef struct jh_sheet_out jh_sheet_out;

typedef enum jh_align {
    JH_ALIGN_USUAL = 0,
    JH_ALIGN_LEFT,
    JH_ALIGN_CENTER,
    JH_ALIGN_RIGHT
} jh_align;

#define JH_NO_COLOUR UINT32_C(0)
/* 0xRRGGBB as a colour; also makes black tell apart from none. */
#define JH_COLOUR(rgb) (UINT32_C(0x1000000) | (rgb))

/* How a cell looks; {0} = plain. Equal looks share one style of the workbook. */
typedef struct jh_look {
    const char *number_format; /* "0.00", "0.0%"; NULL = General */
    const char *font;          /* NULL = the usual one */
    double font_size;          /* points; 0 = the usual one */
    uint32_t fill, ink;        /* JH_COLOUR(0xRRGGBB) or JH_NO_COLOUR */
    jh_align align;
    bool bold, wrap, bordered, middle; /* middle: vertically; bordered: thin, all four sides */
} jh_look;

typedef struct jh_xlsx_out_options {
    bool constant_memory; /* rows must come in ascending order, heights first */
    const char *title, *subject, *author, *comments; /* document properties; NULL = none */
    jh_date created;                                 /* {0} or JH_NO_DATE = 2000-01-01 */
} jh_xlsx_out_options;

/* `options` may be NULL. */
JH_MUST_CHECK jh_code jh_xlsx_out_begin(jh_xlsx_out **out, jh_arena *keep, const char *path,
                                        const jh_xlsx_out_options *options, jh_error *err);
/* Writes the file, frees what libxlsxwriter holds, and tells the first failure of any call. */
JH_MUST_CHECK jh_code jh_xlsx_out_finish(jh_xlsx_out *book, jh_error *err);

/* At most 31 characters, none of [ ] : * ? / \, not twice. Never NULL: a sheet that could not be
 * made takes calls and does nothing. */
jh_sheet_out *jh_sheet_out_add(jh_xlsx_out *book, jh_text name);
void jh_sheet_out_hide(jh_sheet_out *sheet);

/* `look` may be NULL; it is copied. */
void jh_sheet_put_text(jh_sheet_out *sheet, uint32_t row, uint32_t column, jh_text text,
                       const jh_look *look);
void jh_sheet_put_number(jh_sheet_out *sheet, uint32_t row, uint32_t column, double number,
                         const jh_look *look);
void jh_sheet_put_decimal(jh_sheet_out *sheet, uint32_t row, uint32_t column, jh_decimal number,
                          const jh_look *look);
void jh_sheet_put_blank(jh_sheet_out *sheet, uint32_t row, uint32_t column, const jh_look *look);
/* One text over a range of cells; a range of a single cell is a plain cell. */
void jh_sheet_put_merged(jh_sheet_out *sheet, jh_range range, jh_text text, const jh_look *look);

void jh_sheet_set_width(jh_sheet_out *sheet, uint32_t column, uint32_t last_column, double width);
void jh_sheet_set_height(jh_sheet_out *sheet, uint32_t row, double points);
/* Rows and columns that stay when one scrolls; 0 = none. */
void jh_sheet_freeze(jh_sheet_out *sheet, uint32_t rows, uint32_t columns);
void jh_sheet_put_note(jh_sheet_out *sheet, uint32_t row, uint32_t column, jh_text note);

/* What may be typed into a range. Texts may be empty; they are shown by Excel and WPS. */
typedef struct jh_validation {
    jh_range range;
    const jh_text *choices; /* a list of up to 255 bytes together; count 0 = by `choices_at` */
    size_t choice_count;
    jh_text choices_at; /* a range such as 代码!$A$1:$A$9; empty = not a list */
    double least, most; /* numbers, ends included, when there is no list */
    bool whole;         /* whole numbers only */
    bool is_advice;     /* anything else may be typed, too */
    jh_text hint_title, hint, error_title, error;
} jh_validation;

void jh_sheet_validate(jh_sheet_out *sheet, const jh_validation *validation);

/* A4, one page wide, the first `repeat_rows` rows on every page. */
void jh_sheet_print_setup(jh_sheet_out *sheet, bool landscape, uint32_t repeat_rows);
/* For what is too wide for one page: so many side by side, the first columns on each. */
void jh_sheet_print_wide(jh_sheet_out *sheet, uint16_t pages, uint32_t repeat_columns);

#endif
