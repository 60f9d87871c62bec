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

/* A sheet while it is written. `failed`: a text found no memory, so there is no form to be had. */
typedef struct jh_form {
    jh_sheet_out *sheet;
    const jh_view *view;
    jh_arena *scratch;
    uint32_t row, last; /* the next row; the last column */
    bool failed;
} jh_form;

/* A sentence of texts/zh: forms are Chinese. The words end with NULL. */
jh_text jh_form_say(jh_form *form, jh_say_id say, ...) __attribute__((sentinel));
/* A text made in the form's scratch, empty if there was no memory for it. */
jh_text jh_form_made(jh_form *form, jh_text made);
const char *jh_form_zero(jh_form *form, jh_text text);

/* What a cell prints; a missing value leaves it blank. */
typedef struct jh_form_value {
    jh_why why; /* JH_PRESENT: printed counts */
    jh_decimal printed;
    int places;
} jh_form_value;

void jh_form_put(jh_form *form, uint32_t row, uint32_t column, jh_form_value value);

/* An indicator's heading as the forms print it: a value per pupil names its measure, a count per
 * hundred is named by its title alone. */
jh_text jh_form_heading(jh_form *form, const jh_indicator *def);

/* Lines that `text` takes in a cell `width` characters wide. */
uint32_t jh_form_lines(jh_text text, double width);

/* The second sheet: standard, source, hashes, settings that are not default, who is left out. */
void jh_form_basis(jh_xlsx_out *book, jh_form *form);

/* The line under a form: county, period, date, hash, and that it is made up if it is. */
jh_text jh_form_origin(jh_form *form);
/* The line after it: a draft, or which frozen assessment. */
jh_text jh_form_standing(jh_form *form);

/* Ends the workbook; JH_NO_MEMORY if the form is not complete. */
JH_MUST_CHECK jh_code jh_form_finish(jh_xlsx_out *book, const jh_form *form, jh_error *err);

#endif
