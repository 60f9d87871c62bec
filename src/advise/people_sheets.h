/* people_sheets.h: what the workbooks of rotate and pair share: titles, headings, cells, the basis.
 * Takes   a workbook being written.
 * Gives   sheets that look like the official forms.
 * Never   computes anything.
 * Method  report/forms.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PEOPLE_SHEETS_H
#define JH_ADVISE_PEOPLE_SHEETS_H

#include "advise/people.h"
#include "formats/xlsx_out.h"

typedef struct jh_people_page {
    jh_xlsx_out *book;
    jh_sheet_out *sheet;
    const jh_desk *desk;
    const jh_people *people;
    jh_say_id title; /* {0} county, {1} period, {2} the sheet's name */
    const double *widths;
    uint32_t row, last;
    uint32_t tall, lines; /* the row whose height was set, for so many lines */
    bool failed;          /* a text found no memory */
} jh_people_page;

typedef struct jh_people_opening {
    jh_say_id name;
    const jh_say_id *heads;
    const double *widths;
    uint32_t columns;
    bool landscape;
} jh_people_opening;

/* A sheet with its title and headings; rows follow at page->row. */
void jh_people_sheet_open(jh_people_page *page, const jh_people_opening *opening);
jh_text jh_people_sheet_say(const jh_people_page *page, jh_say_id id);
void jh_people_sheet_put(jh_people_page *page, uint32_t column, jh_text text);
void jh_people_sheet_count(jh_people_page *page, uint32_t column, int64_t count);
void jh_people_sheet_number(jh_people_page *page, uint32_t column, double number,
                            const char *format);
/* A line over all columns. */
void jh_people_sheet_note(jh_people_page *page, jh_text note);
/* The last sheet: settings whose keys begin so, with clause or doubt. */
JH_MUST_CHECK jh_code jh_people_sheet_basis(jh_people_page *page, const char *prefix,
                                            jh_error *err);

/* A sentence with words filled in; they end with NULL. at == NULL: no memory. */
jh_text jh_people_say(const jh_desk *desk, jh_say_id say, ...) __attribute__((sentinel));

#endif
