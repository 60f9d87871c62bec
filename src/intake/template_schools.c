/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/template_sheet.h"

enum { GROUP_ROW = 3, HEADER_ROW = 4, FIRST_ROW = 5, USUAL_BLANK_ROWS = 40, ROW_POINTS = 19 };

/* Columns that say which school, in their order on the sheet of campuses. */
static const struct {
    jh_role role;
    double width;
} keys[] = {
    { JH_ROLE_CODE, 15 },     { JH_ROLE_NAME, 30 },      { JH_ROLE_KIND, 16 },
    { JH_ROLE_LOCATION, 10 }, { JH_ROLE_OWNERSHIP, 14 }, { JH_ROLE_TOWN, 14 },
    { JH_ROLE_COUNTED, 9 },   { JH_ROLE_PARENT, 15 },    { JH_ROLE_LONGITUDE, 11 },
    { JH_ROLE_LATITUDE, 11 }, { JH_ROLE_OPENED, 12 },    { JH_ROLE_CLOSED, 12 },
};
enum { KEYS = sizeof keys / sizeof *keys };

static uint32_t last_row(const jh_template *t, uint32_t filled_end)
{
    size_t blank = t->request->blank_rows ? t->request->blank_rows : USUAL_BLANK_ROWS;

    return filled_end + (uint32_t)blank - 1;
}

static void put_group(jh_sheet_out *sheet, uint32_t column, uint32_t last, jh_say_id title)
{
    if (last < column) return;
    jh_sheet_set_height(sheet, GROUP_ROW, ROW_POINTS);
    jh_sheet_put_merged(sheet, (jh_range){ GROUP_ROW, column, GROUP_ROW, last },
                        jh_template_say(title), jh_template_look_of(JH_LOOK_GROUP));
}

/* Wide enough that a header wraps into few lines: three bytes are one Chinese character. */
static double width_of(jh_text header)
{
    double width = (double)header.size / 3 * 2 / 3 + 4;

    return width < 10 ? 10 : width > 16 ? 16 : width;
}

/* Headers and rules of the figures of one extent, from `column` on; gives the column after. */
static uint32_t put_figure_columns(const jh_template *t, jh_sheet_out *sheet, jh_extent extent,
                                   uint32_t column, uint32_t last)
{
    const jh_element *e;
    jh_text header, note;
    size_t i;

    for (i = 0; i < t->standard->element_count; i++) {
        e = &t->standard->elements[i];
        if (e->extent != extent) continue;
        header = jh_template_header(t, e);
        note = jh_template_note(t, e);
        jh_sheet_put_text(
            sheet, HEADER_ROW, column, header,
            jh_template_look_of(e->is_required ? JH_LOOK_REQUIRED : JH_LOOK_OPTIONAL));
        if (note.size) jh_sheet_put_note(sheet, HEADER_ROW, column, note);
        jh_sheet_set_width(sheet, column, column, width_of(header));
        jh_template_validate_element(t, sheet, e, (jh_range){ FIRST_ROW, column, last, column });
        column++;
    }
    return column;
}

/* One row of one sheet, being filled from left to right. */
typedef struct row_out {
    const jh_template *t;
    jh_sheet_out *sheet;
    uint32_t row, column; /* next to be put */
    const jh_unit *unit;  /* NULL: a row to type in */
    jh_stage stage;
} row_out;

static void put_figures(row_out *r, jh_extent extent)
{
    const jh_standard *standard = r->t->standard;
    const jh_observation *figure;
    size_t i;

    for (i = 0; i < standard->element_count; i++) {
        const jh_element *e = &standard->elements[i];

        if (e->extent != extent) continue;
        figure = r->unit ? jh_template_figure(r->t, r->unit->code, e->key, r->stage) : NULL;
        jh_template_put_figure(r->sheet, r->row, r->column++, e, figure);
    }
}

/* A text of the unit, or nothing. */
static void put_word(row_out *r, jh_text text)
{
    const jh_look *look = jh_template_look_of(JH_LOOK_TEXT);

    if (text.size)
        jh_sheet_put_text(r->sheet, r->row, r->column++, text, look);
    else
        jh_sheet_put_blank(r->sheet, r->row, r->column++, look);
}

static uint32_t count_of(const jh_template *t, jh_extent extent)
{
    uint32_t count = 0;
    size_t i;

    for (i = 0; i < t->standard->element_count; i++)
        count += t->standard->elements[i].extent == extent;
    return count;
}

/* ---- campuses: a row each ------------------------------------------------------------------ */

static jh_text code_label(const jh_template *t, jh_attribute attribute, jh_text key)
{
    const jh_codes *codes = t->standard->attribute_codes[attribute];
    int32_t code = codes && key.size ? jh_codes_find(codes, key) : -1;

    return code < 0 ? key : codes->labels[code];
}

static void put_degrees(row_out *r, jh_decimal degrees)
{
    const jh_look *look = jh_template_look_of(JH_LOOK_NUMBER);

    if (r->unit->longitude.millionths || r->unit->latitude.millionths)
        jh_sheet_put_decimal(r->sheet, r->row, r->column++, degrees, look);
    else
        jh_sheet_put_blank(r->sheet, r->row, r->column++, look);
}

static void put_date(row_out *r, jh_date date)
{
    char day[16];

    put_word(r, jh_date_is_set(date) ? jh_text_of(jh_date_write(day, date)) : JH_TEXT(""));
}

static void put_key(row_out *r, jh_role role)
{
    jh_attribute attribute = (jh_attribute)(role - JH_ROLE_KIND);

    switch (role) {
    case JH_ROLE_CODE: put_word(r, r->unit->code); break;
    case JH_ROLE_NAME: put_word(r, r->unit->name); break;
    case JH_ROLE_PARENT: put_word(r, r->unit->parent); break;
    case JH_ROLE_LONGITUDE: put_degrees(r, r->unit->longitude); break;
    case JH_ROLE_LATITUDE: put_degrees(r, r->unit->latitude); break;
    case JH_ROLE_OPENED: put_date(r, r->unit->opened); break;
    case JH_ROLE_CLOSED: put_date(r, r->unit->closed); break;
    default: put_word(r, code_label(r->t, attribute, r->unit->attribute[attribute])); break;
    }
}

static void put_key_columns(const jh_template *t, jh_sheet_out *sheet, uint32_t last)
{
    const jh_codes *codes;
    uint32_t i;

    for (i = 0; i < KEYS; i++) {
        jh_sheet_put_text(sheet, HEADER_ROW, i + 1, jh_role_header(keys[i].role),
                          jh_template_look_of(JH_LOOK_KEY));
        jh_sheet_set_width(sheet, i + 1, i + 1, keys[i].width);
        codes = keys[i].role >= JH_ROLE_KIND && keys[i].role <= JH_ROLE_COUNTED
                    ? t->standard->attribute_codes[keys[i].role - JH_ROLE_KIND]
                    : NULL;
        if (codes)
            jh_template_validate_codes(t, sheet, codes,
                                       (jh_range){ FIRST_ROW, i + 1, last, i + 1 });
    }
}

static void put_campus_row(row_out *r)
{
    uint32_t i;

    for (i = 0; i < KEYS; i++)
        if (r->unit)
            put_key(r, keys[i].role);
        else
            put_word(r, JH_TEXT(""));
    put_figures(r, JH_SHARED);
    put_figures(r, JH_OF_SCHOOL);
    jh_sheet_set_height(r->sheet, r->row, ROW_POINTS);
}

void jh_template_put_campuses(const jh_template *t)
{
    jh_sheet_out *sheet = jh_sheet_out_add(t->book, jh_template_say(SAY_INTAKE_SHEET_CAMPUSES));
    const jh_batch *filled = t->request->filled;
    uint32_t count = filled ? (uint32_t)filled->unit_count : 0, last, row, column, shared, own;

    last = last_row(t, FIRST_ROW + count);
    shared = count_of(t, JH_SHARED);
    own = count_of(t, JH_OF_SCHOOL);
    jh_template_put_top(t, sheet, SAY_INTAKE_TITLE_CAMPUSES, KEYS);
    put_group(sheet, 1, KEYS, SAY_INTAKE_GROUP_KEYS);
    put_group(sheet, KEYS + 1, KEYS + shared, SAY_INTAKE_GROUP_SHARED);
    put_group(sheet, KEYS + shared + 1, KEYS + shared + own, SAY_INTAKE_GROUP_SCHOOL);
    put_key_columns(t, sheet, last);
    column = put_figure_columns(t, sheet, JH_SHARED, KEYS + 1, last);
    put_figure_columns(t, sheet, JH_OF_SCHOOL, column, last);
    for (row = FIRST_ROW; row <= last; row++) {
        row_out r = { t, sheet, row, 1, NULL, JH_WHOLE };

        if (row - FIRST_ROW < count) r.unit = &filled->units[row - FIRST_ROW];
        put_campus_row(&r);
    }
    jh_sheet_set_height(sheet, HEADER_ROW, 64);
    jh_sheet_freeze(sheet, HEADER_ROW, 2);
    jh_sheet_print_setup(sheet, true, HEADER_ROW);
    jh_sheet_print_wide(sheet, 3, 2);
}

/* ---- stages: a row a campus and stage ------ */

enum { STAGE_KEYS = 3 };

static bool has_stage(const jh_template *t, const jh_unit *unit, jh_stage stage)
{
    size_t i;

    for (i = 0; i < t->standard->element_count; i++)
        if (t->standard->elements[i].extent == JH_BY_STAGE
            && jh_template_figure(t, unit->code, t->standard->elements[i].key, stage))
            return true;
    return false;
}

static void put_stage_row(const jh_template *t, jh_sheet_out *sheet, uint32_t row,
                          const jh_unit *unit, jh_stage stage)
{
    row_out r = { t, sheet, row, 1, unit, stage };

    put_word(&r, unit ? unit->code : JH_TEXT(""));
    put_word(&r, unit ? unit->name : JH_TEXT(""));
    put_word(&r, unit ? jh_standard_stage_title(t->standard, JH_ZH, stage) : JH_TEXT(""));
    put_figures(&r, JH_BY_STAGE);
    jh_sheet_set_height(sheet, row, ROW_POINTS);
}

static uint32_t put_stage_rows(const jh_template *t, jh_sheet_out *sheet)
{
    const jh_batch *filled = t->request->filled;
    uint32_t row = FIRST_ROW, last;
    int stage;
    size_t i;

    for (i = 0; filled && i < filled->unit_count; i++)
        for (stage = JH_WHOLE + 1; stage < JH_STAGE_COUNT; stage++)
            if (has_stage(t, &filled->units[i], (jh_stage)stage))
                put_stage_row(t, sheet, row++, &filled->units[i], (jh_stage)stage);
    for (last = last_row(t, row); row <= last; row++) put_stage_row(t, sheet, row, NULL, JH_WHOLE);
    return last;
}

void jh_template_put_stages(const jh_template *t)
{
    static const jh_role roles[STAGE_KEYS] = { JH_ROLE_CODE, JH_ROLE_NAME, JH_ROLE_STAGE };
    static const double widths[STAGE_KEYS] = { 15, 30, 8 };
    jh_sheet_out *sheet = jh_sheet_out_add(t->book, jh_template_say(SAY_INTAKE_SHEET_STAGES));
    uint32_t column, last, figures = count_of(t, JH_BY_STAGE);

    jh_template_put_top(t, sheet, SAY_INTAKE_TITLE_STAGES, STAGE_KEYS + 9);
    put_group(sheet, 1, STAGE_KEYS, SAY_INTAKE_GROUP_KEYS);
    put_group(sheet, STAGE_KEYS + 1, STAGE_KEYS + figures, SAY_INTAKE_GROUP_STAGE);
    for (column = 1; column <= STAGE_KEYS; column++) {
        jh_sheet_put_text(sheet, HEADER_ROW, column, jh_role_header(roles[column - 1]),
                          jh_template_look_of(JH_LOOK_KEY));
        jh_sheet_set_width(sheet, column, column, widths[column - 1]);
    }
    last = put_stage_rows(t, sheet);
    put_figure_columns(t, sheet, JH_BY_STAGE, STAGE_KEYS + 1, last);
    if (t->standard->stage_codes)
        jh_template_validate_codes(t, sheet, t->standard->stage_codes,
                                   (jh_range){ FIRST_ROW, STAGE_KEYS, last, STAGE_KEYS });
    jh_sheet_set_height(sheet, HEADER_ROW, 64);
    jh_sheet_freeze(sheet, HEADER_ROW, STAGE_KEYS);
    jh_sheet_print_setup(sheet, true, HEADER_ROW);
    jh_sheet_print_wide(sheet, 2, STAGE_KEYS);
}
