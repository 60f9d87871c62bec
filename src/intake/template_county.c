/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/template_sheet.h"

enum { HEADER_ROW = 3, FIRST_ROW = 4 };
enum { NUMBER = 1, ITEM, VALUE, MEASURE, NOTE, COUNTS, COLUMNS = COUNTS };

static void put_headers(jh_sheet_out *sheet)
{
    static const double widths[COLUMNS] = { 6, 46, 14, 10, 46, 40 };
    const jh_text heads[COLUMNS] = {
        jh_role_header(JH_ROLE_IGNORED), jh_role_header(JH_ROLE_ITEM),
        jh_role_header(JH_ROLE_VALUE),   jh_role_header(JH_ROLE_MEASURE),
        jh_role_header(JH_ROLE_NOTE),    jh_template_say(SAY_INTAKE_HEAD_COUNTS)
    };
    uint32_t column;

    for (column = 1; column <= COLUMNS; column++) {
        jh_sheet_put_text(sheet, HEADER_ROW, column, heads[column - 1],
                          jh_template_look_of(column == VALUE || column == NOTE ? JH_LOOK_REQUIRED
                                                                                : JH_LOOK_KEY));
        jh_sheet_set_width(sheet, column, column, widths[column - 1]);
    }
    jh_sheet_set_height(sheet, HEADER_ROW, 26);
}

static void put_item(const jh_template *t, jh_sheet_out *sheet, uint32_t row,
                     const jh_element *element)
{
    const jh_look *fixed = jh_template_look_of(JH_LOOK_FIXED);
    const jh_observation *figure = jh_template_figure(t, JH_COUNTY_CODE, element->key, JH_WHOLE);
    jh_text measure =
        element->is_yes_no ? jh_template_say(SAY_INTAKE_YES_OR_NO) : element->measure_title;
    jh_text note = element->remarks.note.size ? element->remarks.note : element->remarks.clause;

    jh_sheet_put_number(sheet, row, NUMBER, row - FIRST_ROW + 1, fixed);
    jh_sheet_put_text(sheet, row, ITEM, element->title, fixed);
    jh_template_put_figure(sheet, row, VALUE, element, figure);
    jh_sheet_put_text(sheet, row, MEASURE, measure, fixed);
    jh_sheet_put_text(sheet, row, NOTE, figure ? figure->note : JH_TEXT(""),
                      jh_template_look_of(JH_LOOK_TEXT));
    jh_sheet_put_text(sheet, row, COUNTS, note, fixed);
    jh_template_validate_element(t, sheet, element, (jh_range){ row, VALUE, row, VALUE });
    jh_sheet_set_height(sheet, row, element->title.size + note.size > 150 ? 34 : 20);
}

void jh_template_put_county(const jh_template *t)
{
    jh_sheet_out *sheet = jh_sheet_out_add(t->book, jh_template_say(SAY_INTAKE_SHEET_COUNTY));
    uint32_t row = FIRST_ROW;
    size_t i;

    jh_template_put_top(t, sheet, SAY_INTAKE_TITLE_COUNTY, COLUMNS);
    put_headers(sheet);
    for (i = 0; i < t->standard->element_count; i++)
        if (t->standard->elements[i].extent == JH_OF_COUNTY)
            put_item(t, sheet, row++, &t->standard->elements[i]);
    jh_sheet_freeze(sheet, HEADER_ROW, ITEM);
    jh_sheet_print_setup(sheet, true, HEADER_ROW);
}
