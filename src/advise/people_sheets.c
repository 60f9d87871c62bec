/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/people_sheets.h"

#include "report/forms.h"

#include <stdarg.h>
#include <stdio.h>

jh_text jh_people_say(const jh_desk *desk, jh_say_id say, ...)
{
    enum { SENTENCE_SIZE = 1200 };
    const char *word[JH_MESSAGE_ARGS] = { NULL };
    char said[SENTENCE_SIZE];
    jh_message message;
    va_list words;
    size_t i;

    va_start(words, say);
    for (i = 0; i < JH_MESSAGE_ARGS; i++) {
        word[i] = va_arg(words, const char *);
        if (!word[i]) break;
    }
    va_end(words);
    message = jh_message_make(say, word[0] ? word[0] : "", word[1] ? word[1] : "",
                              word[2] ? word[2] : "", word[3] ? word[3] : "", NULL);
    jh_message_write(said, sizeof said, desk->manner.lang, &message, 0);
    return jh_text_copy(desk->keep, jh_text_of(said));
}

jh_text jh_people_sheet_say(const jh_people_page *p, jh_say_id id)
{
    return jh_text_of(jh_say(p->desk->manner.lang, id));
}

static jh_text made(jh_people_page *p, jh_text text)
{
    if (!text.at) p->failed = true;
    return text;
}

void jh_people_sheet_open(jh_people_page *p, const jh_people_opening *o)
{
    const jh_snapshot *snapshot = &p->people->judged.snapshot;
    char county[200], period[40];
    uint32_t c;

    p->sheet = jh_sheet_out_add(p->book, jh_people_sheet_say(p, o->name));
    p->last = o->columns;
    p->widths = o->widths;
    p->tall = 0;
    snprintf(county, sizeof county, "%.*s", JH_TEXT_ARGS(snapshot->county_name));
    snprintf(period, sizeof period, "%.*s", JH_TEXT_ARGS(snapshot->period));
    jh_sheet_put_merged(p->sheet, (jh_range){ 1, 1, 1, p->last },
                        made(p, jh_people_say(p->desk, p->title, county, period,
                                              jh_say(p->desk->manner.lang, o->name), NULL)),
                        &jh_form_title);
    jh_sheet_set_height(p->sheet, 1, 34);
    for (c = 0; c < o->columns; c++) {
        jh_sheet_set_width(p->sheet, c + 1, c + 1, o->widths[c]);
        jh_sheet_put_text(p->sheet, 2, c + 1, jh_people_sheet_say(p, o->heads[c]), &jh_form_head);
    }
    jh_sheet_set_height(p->sheet, 2, 30);
    jh_sheet_freeze(p->sheet, 2, 0);
    jh_sheet_print_setup(p->sheet, o->landscape, 2);
    p->row = 3;
}

/* A row is as tall as the longest of its texts: programs other than Excel do not see to it. */
static void make_room(jh_people_page *p, uint32_t column, jh_text text)
{
    uint32_t lines = jh_form_lines(text, p->widths[column - 1] + 2);

    if (lines < 2 || (p->tall == p->row && lines <= p->lines)) return;
    p->tall = p->row;
    p->lines = lines;
    jh_sheet_set_height(p->sheet, p->row, 14.0 * lines + 4);
}

void jh_people_sheet_put(jh_people_page *p, uint32_t column, jh_text text)
{
    make_room(p, column, text);
    jh_sheet_put_text(p->sheet, p->row, column, made(p, text), &jh_form_text);
}

void jh_people_sheet_count(jh_people_page *p, uint32_t column, int64_t count)
{
    jh_sheet_put_number(p->sheet, p->row, column, (double)count, &jh_form_center);
}

void jh_people_sheet_number(jh_people_page *p, uint32_t column, double number, const char *format)
{
    jh_look look = jh_form_center;

    look.number_format = format;
    jh_sheet_put_number(p->sheet, p->row, column, number, &look);
}

static double width_of(const jh_people_page *p)
{
    double wide = 0;
    uint32_t c;

    for (c = 0; c < p->last; c++) wide += p->widths[c];
    return wide;
}

void jh_people_sheet_note(jh_people_page *p, jh_text note)
{
    jh_sheet_put_merged(p->sheet, (jh_range){ p->row, 1, p->row, p->last }, made(p, note),
                        &jh_form_note);
    jh_sheet_set_height(p->sheet, p->row, 15.0 * jh_form_lines(note, width_of(p)) + 3);
    p->row++;
}

jh_code jh_people_sheet_basis(jh_people_page *p, const char *prefix, jh_error *err)
{
    static const jh_say_id heads[] = { SAY_PEOPLE_SETTING, SAY_PEOPLE_VALUE, SAY_PEOPLE_REASON };
    static const double widths[] = { 46, 24, 60 };
    jh_shown_setting shown;
    const jh_setting *s;
    size_t n;
    jh_code rc = JH_OK;

    jh_people_sheet_open(p, &(jh_people_opening){ SAY_PEOPLE_BASIS, heads, widths, 3, true });
    for (n = 0; (s = jh_people_setting(p->people, prefix, n)) != NULL; n++) {
        rc = jh_people_show_setting(&shown, p->desk, p->people, s, err);
        if (rc) return rc;
        jh_people_sheet_put(p, 1, shown.title);
        jh_people_sheet_put(p, 2, shown.value);
        jh_people_sheet_put(p, 3, shown.reason);
        p->row++;
    }
    return rc;
}
