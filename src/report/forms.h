/* forms.h: what the official forms share: looks, Chinese sentences, the sheet 依据.
 * Takes   a view and a workbook being written.
 * Gives   styles of a printed form, and a sheet that says what the form rests on.
 * Never   puts a value into a form that the assessment does not have.
 * Method  the forms printed with 教督〔2017〕6号; GB/T 9704 for type
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_FORMS_H
#define JH_REPORT_FORMS_H

#include "formats/xlsx_out.h"
#include "report/view.h"

extern const jh_look jh_form_title, jh_form_head, jh_form_text, jh_form_center, jh_form_note;

/* A sentence of texts/zh: forms are Chinese. The words end with NULL. Empty without memory. */
jh_text jh_form_say(jh_arena *keep, jh_say_id say, ...) __attribute__((sentinel));

/* A printed number, or a blank cell. */
void jh_form_put(jh_sheet_out *sheet, uint32_t row, uint32_t column, const jh_number *value,
                 jh_decimal printed, int places);

/* An indicator's heading as the forms print it: a value per pupil names its measure, a count per
 * hundred is named by its title alone. */
jh_text jh_form_heading(jh_arena *keep, const jh_indicator *def);

/* Lines that `text` takes in a cell `width` characters wide. */
uint32_t jh_form_lines(jh_text text, double width);

/* The second sheet: standard, source, hashes, settings that are not default, who is left out. */
void jh_form_basis(jh_xlsx_out *book, jh_arena *scratch, const jh_view *view);

/* The line under a form: county, period, date, hash, and that it is made up if it is. */
jh_text jh_form_origin(jh_arena *scratch, const jh_view *view);

#endif
