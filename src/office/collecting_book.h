/* collecting_book.h: a school's form as a workbook: handed out, taken back filled in.
 * Takes   the place of a form; a workbook as the school sent it.
 * Gives   the collection workbook of that school with what it saved so far; the cells that a filled
 *         one would change, or findings that name the cells why not.
 * Never   writes: the cells go the way of every save (collecting.h). A blank cell changes nothing.
 * Method  docs/methods/collection.md, "By workbook"; intake/template.h, intake/intake.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_COLLECTING_BOOK_H
#define JH_OFFICE_COLLECTING_BOOK_H

#include "office/collecting.h"

typedef struct jh_form_book {
    jh_text bytes, name;
} jh_form_book;

/* with_before: cells the school has not filled in yet hold the figures of the year before. */
JH_MUST_CHECK jh_code jh_form_book_write(jh_form_book *out, const jh_desk *desk,
                                         const jh_form_place *place, bool with_before,
                                         jh_error *err);

typedef struct jh_form_read {
    jh_form_cells cells; /* that differ from the draft; none = nothing would change */
    jh_text findings;    /* JSON, of what was refused; empty = nothing was */
} jh_form_read;

/* JH_BAD_INPUT: something in it was refused; out->findings says what, cell by cell. */
JH_MUST_CHECK jh_code jh_form_book_read(jh_form_read *out, const jh_desk *desk,
                                        const jh_form_place *place, const jh_source_file *file,
                                        jh_error *err);

#endif
