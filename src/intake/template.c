/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/template_sheet.h"

#include <stdio.h>

enum { CODE_FIRST_ROW = 4, CODE_LABEL_COLUMN = 3 };

#define INK JH_COLOUR(0x1F2D3D)
#define PAPER JH_COLOUR(0xFFFFFF)
#define SLATE JH_COLOUR(0x44546A)
#define TEAL JH_COLOUR(0x1F7A7A)
#define PALE_TEAL JH_COLOUR(0xDCEEEE)
#define PALE_SLATE JH_COLOUR(0xE7EBF0)
#define CREAM JH_COLOUR(0xFFFBEB)
#define GREY JH_COLOUR(0xF5F6F8)
#define FAINT JH_COLOUR(0x5B6778)

const jh_look *jh_template_look_of(jh_template_look look)
{
    static const jh_look looks[JH_LOOK_COUNT] = {
        [JH_LOOK_TITLE] = { .font_size = 16,
                            .bold = true,
                            .ink = INK,
                            .align = JH_ALIGN_LEFT,
                            .middle = true },
        [JH_LOOK_LABEL] = { .ink = FAINT, .align = JH_ALIGN_LEFT, .middle = true },
        [JH_LOOK_GROUP] = { .bold = true,
                            .ink = INK,
                            .fill = PALE_SLATE,
                            .bordered = true,
                            .align = JH_ALIGN_LEFT,
                            .middle = true },
        [JH_LOOK_KEY] = { .bold = true,
                          .ink = PAPER,
                          .fill = SLATE,
                          .bordered = true,
                          .wrap = true,
                          .align = JH_ALIGN_CENTER,
                          .middle = true },
        [JH_LOOK_REQUIRED] = { .bold = true,
                               .ink = PAPER,
                               .fill = TEAL,
                               .bordered = true,
                               .wrap = true,
                               .align = JH_ALIGN_CENTER,
                               .middle = true },
        [JH_LOOK_OPTIONAL] = { .bold = true,
                               .ink = INK,
                               .fill = PALE_TEAL,
                               .bordered = true,
                               .wrap = true,
                               .align = JH_ALIGN_CENTER,
                               .middle = true },
        [JH_LOOK_TEXT] = { .number_format = "@", .ink = INK, .bordered = true, .middle = true },
        [JH_LOOK_NUMBER] = { .ink = INK,
                             .bordered = true,
                             .middle = true,
                             .align = JH_ALIGN_RIGHT },
        [JH_LOOK_ASKED] = { .ink = INK,
                            .fill = CREAM,
                            .bordered = true,
                            .middle = true,
                            .align = JH_ALIGN_RIGHT },
        [JH_LOOK_FIXED] = { .ink = INK,
                            .fill = GREY,
                            .bordered = true,
                            .wrap = true,
                            .middle = true },
        [JH_LOOK_PROSE] = { .ink = INK, .wrap = true, .middle = true },
    };

    return &looks[look];
}

jh_text jh_template_say(jh_say_id id)
{
    return jh_text_of(jh_say(JH_ZH, id));
}

void jh_template_put_top(const jh_template *t, jh_sheet_out *sheet, jh_say_id title,
                         uint32_t columns)
{
    const jh_look *look = jh_template_look_of(JH_LOOK_LABEL);
    const jh_template_request *r = t->request;
    const jh_text labels[] = { jh_label_header(JH_LABEL_PERIOD),      r->period,
                               jh_label_header(JH_LABEL_COUNTY),      r->county,
                               jh_label_header(JH_LABEL_COUNTY_NAME), r->county_name };
    jh_text name = jh_template_say(title), whole = name;
    uint32_t i;

    if (r->heading.size)
        whole = jh_text_format(t->work, "%.*s  %.*s", JH_TEXT_ARGS(r->heading), JH_TEXT_ARGS(name));
    jh_sheet_put_merged(sheet,
                        (jh_range){ JH_TEMPLATE_TITLE_ROW, 1, JH_TEMPLATE_TITLE_ROW, columns },
                        whole, jh_template_look_of(JH_LOOK_TITLE));
    jh_sheet_set_height(sheet, JH_TEMPLATE_TITLE_ROW, 30);
    for (i = 0; i < sizeof labels / sizeof *labels && columns >= sizeof labels / sizeof *labels;
         i++)
        if (labels[i].size) jh_sheet_put_text(sheet, JH_TEMPLATE_LABEL_ROW, i + 1, labels[i], look);
}

jh_text jh_template_header(const jh_template *t, const jh_element *element)
{
    if (!element->measure_title.size) return element->title;
    return jh_text_format(t->work, "%.*s(%.*s)", JH_TEXT_ARGS(element->title),
                          JH_TEXT_ARGS(element->measure_title));
}

static void add_line(jh_buffer *note, jh_say_id what, jh_text text)
{
    if (!text.size) return;
    if (note->size) jh_buffer_add(note, JH_TEXT("\n"));
    jh_buffer_add(note, jh_template_say(what));
    jh_buffer_add(note, text);
}

jh_text jh_template_note(const jh_template *t, const jh_element *element)
{
    jh_buffer note = jh_buffer_in(t->work), aliases = jh_buffer_in(t->work);
    jh_text text = { "", 0 };
    size_t i;

    for (i = 0; i < element->alias_count && aliases.size < 90; i++) {
        if (jh_text_contains(element->aliases[i], JH_TEXT("+"))
            || jh_text_contains(element->aliases[i], JH_TEXT("["))
            || jh_text_contains(element->aliases[i], JH_TEXT("_")))
            continue;
        if (aliases.size) jh_buffer_add(&aliases, JH_TEXT("、"));
        jh_buffer_add(&aliases, element->aliases[i]);
    }
    add_line(&note, SAY_INTAKE_NOTE_COUNTS, element->remarks.note);
    add_line(&note, SAY_INTAKE_NOTE_TABLE, element->table);
    if (!jh_buffer_finish(&text, &aliases, NULL)) add_line(&note, SAY_INTAKE_NOTE_ALSO, text);
    if (!note.size || jh_buffer_finish(&text, &note, NULL)) return JH_TEXT("");
    return text;
}

void jh_template_validate_element(const jh_template *t, jh_sheet_out *sheet,
                                  const jh_element *element, jh_range range)
{
    static const jh_text yes_no[] = { { "是", 3 }, { "否", 3 } };
    jh_validation v = { .range = range, .error_title = element->title };
    double most = 9e12;

    (void)t;
    /* Excel's titles end at 32 characters; three bytes each are the most they take here. */
    if (v.error_title.size > 60) v.error_title = JH_TEXT("");
    if (element->is_yes_no) {
        v.choices = yes_no;
        v.choice_count = 2;
        v.error = jh_template_say(SAY_INTAKE_TYPE_YES_NO);
    } else {
        v.least = element->may_be_negative ? -most : 0;
        v.most = most;
        v.whole = element->is_whole;
        v.error =
            jh_template_say(element->is_whole ? SAY_INTAKE_TYPE_WHOLE : SAY_INTAKE_TYPE_NUMBER);
    }
    jh_sheet_validate(sheet, &v);
}

void jh_template_validate_codes(const jh_template *t, jh_sheet_out *sheet, const jh_codes *codes,
                                jh_range range)
{
    jh_validation v = { .range = range, .error = jh_template_say(SAY_INTAKE_TYPE_CODE) };
    jh_text codes_sheet = jh_template_say(SAY_INTAKE_SHEET_CODES);
    size_t i;

    for (i = 0; i < t->block_count; i++) {
        if (t->blocks[i].codes != codes) continue;
        v.choices_at = jh_text_format(t->work, "%.*s!$C$%u:$C$%u", JH_TEXT_ARGS(codes_sheet),
                                      t->blocks[i].first_row, t->blocks[i].last_row);
        if (v.choices_at.at) jh_sheet_validate(sheet, &v);
    }
}

/* ---- what is filled in --------------------------------------------------------------------- */

const jh_observation *jh_template_figure(const jh_template *t, jh_text unit, jh_text element,
                                         jh_stage stage)
{
    const jh_batch *batch = t->request->filled;
    size_t low = 0, high = batch ? batch->observation_count : 0, middle;
    const jh_observation *o;
    int order;

    while (low < high) {
        middle = low + (high - low) / 2;
        o = &batch->observations[middle];
        order = jh_text_compare(o->unit, unit);
        if (!order) order = jh_text_compare(o->element, element);
        if (!order) order = (o->stage > stage) - (o->stage < stage);
        if (!order) return o;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

void jh_template_put_figure(jh_sheet_out *sheet, uint32_t row, uint32_t column,
                            const jh_element *element, const jh_observation *figure)
{
    const jh_look *look =
        jh_template_look_of(element->is_required ? JH_LOOK_ASKED : JH_LOOK_NUMBER);

    if (!figure || figure->why == JH_NOT_REPORTED)
        jh_sheet_put_blank(sheet, row, column, look);
    else if (figure->why != JH_PRESENT)
        jh_sheet_put_text(sheet, row, column, JH_TEXT("—"), look);
    else if (element->is_yes_no)
        jh_sheet_put_text(sheet, row, column,
                          figure->value.millionths ? JH_TEXT("是") : JH_TEXT("否"), look);
    else
        jh_sheet_put_decimal(sheet, row, column, figure->value, look);
}

/* ---- explanations and codes ------------------------------------------------------------------ */

static void put_explanation(const jh_template *t)
{
    static const jh_say_id lines[] = {
        SAY_INTAKE_EXPLAIN_WHO,   SAY_INTAKE_EXPLAIN_SHEETS, SAY_INTAKE_EXPLAIN_CAMPUS,
        SAY_INTAKE_EXPLAIN_STAGE, SAY_INTAKE_EXPLAIN_SENIOR, SAY_INTAKE_EXPLAIN_BLANK,
        SAY_INTAKE_EXPLAIN_UNIT,  SAY_INTAKE_EXPLAIN_HEADER, SAY_INTAKE_EXPLAIN_TOTAL,
        SAY_INTAKE_EXPLAIN_CODES, SAY_INTAKE_EXPLAIN_COUNTY, SAY_INTAKE_EXPLAIN_AFTER,
    };
    static const struct {
        jh_template_look look;
        jh_say_id what;
    } legend[] = { { JH_LOOK_KEY, SAY_INTAKE_LEGEND_KEY },
                   { JH_LOOK_REQUIRED, SAY_INTAKE_LEGEND_REQUIRED },
                   { JH_LOOK_OPTIONAL, SAY_INTAKE_LEGEND_OPTIONAL } };
    jh_sheet_out *sheet = jh_sheet_out_add(t->book, jh_template_say(SAY_INTAKE_SHEET_EXPLAIN));
    uint32_t i, row = 3;

    jh_sheet_set_width(sheet, 1, 1, 6);
    jh_sheet_set_width(sheet, 2, 2, 18);
    jh_sheet_set_width(sheet, 3, 3, 92);
    jh_template_put_top(t, sheet, SAY_INTAKE_TITLE_EXPLAIN, 3);
    for (i = 0; i < sizeof lines / sizeof *lines; i++, row++) {
        jh_sheet_put_number(sheet, row, 1, i + 1, jh_template_look_of(JH_LOOK_GROUP));
        jh_sheet_put_text(sheet, row, 2, jh_template_say(lines[i]),
                          jh_template_look_of(JH_LOOK_FIXED));
        jh_sheet_put_text(sheet, row, 3, jh_text_of(jh_say_table[JH_ZH][lines[i]][1]),
                          jh_template_look_of(JH_LOOK_FIXED));
        jh_sheet_set_height(sheet, row, 38);
    }
    for (row++, i = 0; i < sizeof legend / sizeof *legend; i++, row++) {
        jh_sheet_put_text(sheet, row, 2, jh_template_say(legend[i].what),
                          jh_template_look_of(legend[i].look));
        jh_sheet_put_text(sheet, row, 3, jh_text_of(jh_say_table[JH_ZH][legend[i].what][1]),
                          jh_template_look_of(JH_LOOK_PROSE));
        jh_sheet_set_height(sheet, row, 22);
    }
    jh_sheet_print_setup(sheet, false, 0);
}

/* Rows of one list, from `row` on; gives the row after it. */
static uint32_t put_code_block(const jh_template *t, jh_sheet_out *sheet, jh_code_block *block,
                               jh_text title, uint32_t row)
{
    const jh_look *look = jh_template_look_of(JH_LOOK_FIXED);
    size_t i;

    block->first_row = row;
    for (i = 0; i < block->codes->count; i++) {
        if (jh_text_equal(block->codes->keys[i], jh_text_of(jh_stage_key(JH_WHOLE)))) continue;
        jh_sheet_put_text(sheet, row, 1, title, look);
        jh_sheet_put_text(sheet, row, 2, block->codes->keys[i], look);
        jh_sheet_put_text(sheet, row, CODE_LABEL_COLUMN, block->codes->labels[i], look);
        row++;
    }
    block->last_row = row - 1;
    (void)t;
    return row;
}

/* The rows of every list are counted first: sheets before this one point into it. */
static bool place_codes(jh_template *t, jh_sheet_out *sheet)
{
    const jh_standard *s = t->standard;
    uint32_t row = CODE_FIRST_ROW;
    int attribute;

    t->blocks = JH_NEW_ARRAY(t->work, jh_code_block, JH_ATTRIBUTE_COUNT + 1);
    if (!t->blocks) return false;
    for (attribute = 0; attribute < JH_ATTRIBUTE_COUNT; attribute++) {
        if (!s->attribute_codes[attribute]) continue;
        t->blocks[t->block_count].codes = s->attribute_codes[attribute];
        row = put_code_block(t, sheet, &t->blocks[t->block_count++],
                             jh_role_header((jh_role)(JH_ROLE_KIND + attribute)), row);
    }
    if (s->stage_codes) {
        t->blocks[t->block_count].codes = s->stage_codes;
        put_code_block(t, sheet, &t->blocks[t->block_count++], jh_role_header(JH_ROLE_STAGE), row);
    }
    return true;
}

static bool put_codes(jh_template *t)
{
    static const jh_say_id heads[] = { SAY_INTAKE_CODE_LIST, SAY_INTAKE_CODE_KEY,
                                       SAY_INTAKE_CODE_LABEL };
    jh_sheet_out *sheet = jh_sheet_out_add(t->book, jh_template_say(SAY_INTAKE_SHEET_CODES));
    uint32_t i;

    jh_template_put_top(t, sheet, SAY_INTAKE_TITLE_CODES, 3);
    jh_sheet_set_width(sheet, 1, 1, 18);
    jh_sheet_set_width(sheet, 2, 3, 26);
    for (i = 0; i < 3; i++)
        jh_sheet_put_text(sheet, CODE_FIRST_ROW - 1, i + 1, jh_template_say(heads[i]),
                          jh_template_look_of(JH_LOOK_KEY));
    jh_sheet_freeze(sheet, CODE_FIRST_ROW - 1, 0);
    jh_sheet_print_setup(sheet, false, CODE_FIRST_ROW - 1);
    return place_codes(t, sheet);
}

jh_code jh_template_write(const char *path, jh_arena scratch, const jh_template_request *request,
                          jh_error *err)
{
    jh_arena book = { 0 };
    jh_template t = { .request = request, .standard = request->standard, .work = &scratch };
    jh_xlsx_out_options options = { 0 };
    jh_code rc = JH_OK, finish;

    options.title = jh_say(JH_ZH, SAY_INTAKE_TITLE_EXPLAIN);
    if (jh_arena_reserve(&book, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = jh_xlsx_out_begin(&t.book, &book, path, &options, err);
    if (rc) goto done;
    put_explanation(&t);
    if (!put_codes(&t)) rc = jh_no_memory(err);
    if (!rc && request->for_schools) jh_template_put_campuses(&t);
    if (!rc && request->for_schools) jh_template_put_stages(&t);
    if (!rc && request->for_county) jh_template_put_county(&t);
    finish = jh_xlsx_out_finish(t.book, rc ? NULL : err);
    if (!rc) rc = finish;
done:
    jh_arena_release(&book);
    return rc;
}
