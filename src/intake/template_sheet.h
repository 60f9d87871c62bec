/* template_sheet.h: what the sheets of the collection workbook share.
 * Takes   a request and an open workbook.
 * Gives   looks, titles, headers, and the words of code lists.
 * Never   leaves the room.
 * Method  docs/intake.md, "The collection workbook"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_TEMPLATE_SHEET_H
#define JH_INTAKE_TEMPLATE_SHEET_H

#include "formats/xlsx_out.h"
#include "intake/template.h"
#include "intake/words.h"

/* Where a code list stands on the sheet of codes: the range to choose from. */
typedef struct jh_code_block {
    const jh_codes *codes;
    uint32_t first_row, last_row; /* of its words */
} jh_code_block;

typedef enum jh_template_look {
    JH_LOOK_TITLE = 0,
    JH_LOOK_LABEL,
    JH_LOOK_GROUP,
    JH_LOOK_KEY,      /* header of what says which school */
    JH_LOOK_REQUIRED, /* header of a figure that must be filled in */
    JH_LOOK_OPTIONAL,
    JH_LOOK_TEXT, /* cells to type in */
    JH_LOOK_NUMBER,
    JH_LOOK_ASKED, /* … that must be filled in */
    JH_LOOK_FIXED, /* cells to read */
    JH_LOOK_PROSE,
    JH_LOOK_COUNT
} jh_template_look;

const jh_look *jh_template_look_of(jh_template_look look);

typedef struct jh_template {
    const jh_template_request *request;
    const jh_standard *standard;
    jh_xlsx_out *book;
    jh_arena *work;
    jh_code_block *blocks; /* attributes, then the stages */
    size_t block_count;
} jh_template;

enum { JH_TEMPLATE_TITLE_ROW = 1, JH_TEMPLATE_LABEL_ROW = 2 };

jh_text jh_template_say(jh_say_id id);
/* Title across the columns, and the labels (year, county) below it. */
void jh_template_put_top(const jh_template *t, jh_sheet_out *sheet, jh_say_id title,
                         uint32_t columns);
/* "教学及辅助用房面积(㎡)". */
jh_text jh_template_header(const jh_template *t, const jh_element *element);
/* What counts, where it comes from, how others call it; empty = nothing to say. */
jh_text jh_template_note(const jh_template *t, const jh_element *element);
/* Lets only fitting numbers, or yes and no, be typed into the range. */
void jh_template_validate_element(const jh_template *t, jh_sheet_out *sheet,
                                  const jh_element *element, jh_range range);
void jh_template_validate_codes(const jh_template *t, jh_sheet_out *sheet, const jh_codes *codes,
                                jh_range range);
/* A figure that is filled in, NULL = none. */
const jh_observation *jh_template_figure(const jh_template *t, jh_text unit, jh_text element,
                                         jh_stage stage);
void jh_template_put_figure(jh_sheet_out *sheet, uint32_t row, uint32_t column,
                            const jh_element *element, const jh_observation *figure);

void jh_template_put_campuses(const jh_template *t);
void jh_template_put_stages(const jh_template *t);
void jh_template_put_county(const jh_template *t);

#endif
