/* SPDX-License-Identifier: Apache-2.0 */
#include "report/forms.h"

#include "report/terminal.h"
#include "report/words.h"

#include <stdarg.h>

/* Named as Windows, WPS and Kylin have them; elsewhere the office program takes its own Song. */
#define BODY_FONT "仿宋"
#define HEAD_FONT "宋体"

enum { SENTENCE_SIZE = 1024 };

const jh_look jh_form_title = {
    .font = HEAD_FONT, .font_size = 16, .bold = true, .align = JH_ALIGN_CENTER, .middle = true
};
const jh_look jh_form_head = { .font = HEAD_FONT,
                               .font_size = 10,
                               .align = JH_ALIGN_CENTER,
                               .wrap = true,
                               .bordered = true,
                               .middle = true };
const jh_look jh_form_text = { .font = BODY_FONT,
                               .font_size = 10,
                               .align = JH_ALIGN_LEFT,
                               .wrap = true,
                               .bordered = true,
                               .middle = true };
const jh_look jh_form_center = { .font = BODY_FONT,
                                 .font_size = 10,
                                 .align = JH_ALIGN_CENTER,
                                 .wrap = true,
                                 .bordered = true,
                                 .middle = true };
const jh_look jh_form_note = {
    .font = BODY_FONT, .font_size = 10, .align = JH_ALIGN_LEFT, .wrap = true, .middle = true
};

jh_text jh_form_made(jh_form *form, jh_text made)
{
    if (!made.at) form->failed = true;
    return made;
}

const char *jh_form_zero(jh_form *form, jh_text text)
{
    const char *zero = jh_text_zero(form->scratch, text);

    if (!zero) form->failed = true;
    return zero ? zero : "";
}

jh_text jh_form_say(jh_form *form, jh_say_id say, ...)
{
    const char *word[JH_MESSAGE_ARGS] = { NULL };
    char said[SENTENCE_SIZE];
    va_list words;

    va_start(words, say);
    for (int i = 0; i < JH_MESSAGE_ARGS; i++) {
        word[i] = va_arg(words, const char *);
        if (!word[i]) break;
    }
    va_end(words);
    jh_message message = jh_message_make(say, word[0], word[1], word[2], word[3], NULL);
    jh_message_write(said, sizeof said, JH_ZH, &message, 0);
    return jh_form_made(form, jh_text_copy(form->scratch, jh_text_of(said)));
}

void jh_form_put(jh_form *form, uint32_t row, uint32_t column, jh_form_value value)
{
    static const char *const formats[] = { "0",      "0.0",     "0.00",    "0.000",
                                           "0.0000", "0.00000", "0.000000" };
    jh_look look = jh_form_center;

    if (value.why != JH_PRESENT) {
        jh_sheet_put_blank(form->sheet, row, column, &look);
        return;
    }
    look.wrap = false;
    look.number_format = formats[value.places < 0 ? 0 : value.places > 6 ? 6 : value.places];
    jh_sheet_put_decimal(form->sheet, row, column, value.printed, &look);
}

jh_text jh_form_heading(jh_form *form, const jh_indicator *def)
{
    size_t size = 0;

    if (def->measure.scale_up != def->measure.scale_down || def->measure_title.size == 0)
        return def->title;
    while (size < def->measure_title.size && def->measure_title.at[size] != '/') size++;
    return jh_form_made(form,
                        jh_text_format(form->scratch, "%.*s（%.*s）", JH_TEXT_ARGS(def->title),
                                       (int)size, def->measure_title.at));
}

uint32_t jh_form_lines(jh_text text, double width)
{
    uint32_t columns = (uint32_t)jh_text_columns(text), room = width > 3 ? (uint32_t)width - 2 : 1;

    return columns == 0 ? 1 : (columns + room - 1) / room;
}

jh_text jh_form_origin(jh_form *form)
{
    const jh_view *view = form->view;
    jh_text county =
        view->snapshot->county_name.size ? view->snapshot->county_name : view->snapshot->county;
    char as_of[16], hash[16];

    for (size_t i = 0; i < 12; i++) hash[i] = view->assessment_hash[i];
    hash[12] = '\0';
    return jh_form_say(form,
                       view->is_made_up ? SAY_REPORT_FORM_ORIGIN_MADE_UP : SAY_REPORT_FORM_ORIGIN,
                       jh_form_zero(form, county), jh_form_zero(form, view->snapshot->period),
                       jh_date_write(as_of, view->settings->as_of), hash, NULL);
}

jh_text jh_form_standing(jh_form *form)
{
    jh_message standing = jh_view_standing(form->view);
    char line[512];

    jh_message_write(line, sizeof line, JH_ZH, &standing, 0);
    return jh_form_made(form, jh_text_copy(form->scratch, jh_text_of(line)));
}

/* ---- 依据 ----------------------------------------------------------------------------------- */

static void put_line(jh_form *b, jh_text what, jh_text value)
{
    uint32_t lines = jh_form_lines(value, 90), more = jh_form_lines(what, 30);

    jh_sheet_put_text(b->sheet, b->row, 1, what, &jh_form_text);
    jh_sheet_put_text(b->sheet, b->row, 2, value, &jh_form_text);
    jh_sheet_set_height(b->sheet, b->row, 16.0 * (lines > more ? lines : more) + 2);
    b->row++;
}

static void put_said(jh_form *b, jh_say_id what, jh_text value)
{
    put_line(b, jh_form_say(b, what, NULL), value);
}

static void put_settings(jh_form *b)
{
    const jh_standard *standard = b->view->standard;
    size_t changed = 0;

    for (size_t s = 0; s < standard->setting_count; s++) {
        const jh_setting_value *value = &b->view->settings->values[s];
        if (value->is_default) continue;
        changed++;
        jh_text is = jh_form_made(b, jh_view_setting(b->scratch, b->view, s));
        put_line(b, standard->settings[s].title,
                 value->reason.size
                     ? jh_form_made(b, jh_text_format(b->scratch, "%.*s — %.*s", JH_TEXT_ARGS(is),
                                                      JH_TEXT_ARGS(value->reason)))
                     : is);
    }
    for (size_t r = 0; r < standard->relaxation_count; r++) {
        const jh_relaxing *now = &b->view->settings->relaxing[r];
        char from[16], until[16];
        if (!now->is_on) continue;
        changed++;
        put_line(b, standard->relaxations[r].title,
                 jh_form_say(b, SAY_REPORT_RELAXED, jh_form_zero(b, now->approver),
                             jh_date_write(from, now->from), jh_date_write(until, now->until),
                             NULL));
    }
    if (changed == 0)
        put_said(b, SAY_REPORT_SETTINGS, jh_form_say(b, SAY_REPORT_FORM_DEFAULTS, NULL));
}

static void put_left_out(jh_form *b)
{
    for (size_t i = 0; i < b->view->left_out_count; i++) {
        const jh_view_left_out *left = &b->view->left_out[i];
        put_line(b, left->unit->name,
                 jh_form_made(b, jh_text_format(b->scratch, "%s: %.*s %.*s",
                                                jh_say(JH_ZH, SAY_REPORT_FORM_LEFT_OUT),
                                                JH_TEXT_ARGS(left->because->because),
                                                JH_TEXT_ARGS(left->because->remarks.clause))));
    }
}

void jh_form_basis(jh_xlsx_out *book, jh_form *form)
{
    const jh_view *view = form->view;
    jh_text county =
        view->snapshot->county_name.size ? view->snapshot->county_name : view->snapshot->county;
    jh_text title = jh_form_say(form, SAY_REPORT_FORM_BASIS, NULL);
    char as_of[16];

    form->sheet = jh_sheet_out_add(book, title);
    form->row = 2;
    jh_sheet_set_width(form->sheet, 1, 1, 30);
    jh_sheet_set_width(form->sheet, 2, 2, 90);
    jh_sheet_print_setup(form->sheet, true, 1);
    jh_sheet_put_merged(form->sheet, (jh_range){ 1, 1, 1, 2 }, title, &jh_form_title);
    jh_sheet_set_height(form->sheet, 1, 30);
    put_said(form, SAY_REPORT_FORM_COUNTY, county);
    put_said(form, SAY_REPORT_FORM_PERIOD, view->snapshot->period);
    if (view->is_made_up)
        put_said(form, SAY_REPORT_FORM_NATURE, jh_form_say(form, SAY_REPORT_MADE_UP, NULL));
    put_said(form, SAY_REPORT_FORM_STANDARD, view->standard->title);
    put_said(form, SAY_REPORT_FORM_SOURCE, view->standard->source);
    put_said(form, SAY_REPORT_STANDARD_KEY, view->standard->key);
    put_said(form, SAY_REPORT_AS_OF_DATE, jh_text_of(jh_date_write(as_of, view->settings->as_of)));
    put_said(form, SAY_REPORT_STANDING, jh_form_standing(form));
    if (view->freeze) put_said(form, SAY_REPORT_HASH_FREEZE, jh_text_of(view->freeze_hash));
    put_said(form, SAY_REPORT_FORM_HASH_STANDARD, jh_text_of(view->standard_hash));
    put_said(form, SAY_REPORT_FORM_HASH_CONTENT, jh_text_of(view->content_hash));
    put_said(form, SAY_REPORT_FORM_HASH_SETTINGS, jh_text_of(view->settings_hash));
    put_said(form, SAY_REPORT_FORM_HASH_ASSESSMENT, jh_text_of(view->assessment_hash));
    put_said(form, SAY_REPORT_VERSION, jh_text_of(view->version));
    put_settings(form);
    put_left_out(form);
}

jh_code jh_form_finish(jh_xlsx_out *book, const jh_form *form, jh_error *err)
{
    jh_code rc = jh_xlsx_out_finish(book, err);

    return rc == JH_OK && form->failed ? jh_no_memory(err) : rc;
}
