/* SPDX-License-Identifier: Apache-2.0 */
#include "report/terminal_text.h"

#include "report/words.h"

#include <stdarg.h>

enum { SENTENCE_SIZE = 1024, USUAL_COLUMNS = 80 };

static bool lies_in(uint32_t c, const uint32_t (*ranges)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    return false;
}

static size_t columns_of(uint32_t c)
{
    static const uint32_t none[][2] = { { 0x300, 0x36F },
                                        { 0x200B, 0x200F },
                                        { 0x202A, 0x202E },
                                        { 0x2066, 0x2069 },
                                        { 0xFE00, 0xFE0F } };
    static const uint32_t two[][2] = {
        { 0x1100, 0x115F }, { 0x2E80, 0x303E },   { 0x3041, 0x33FF },   { 0x3400, 0x4DBF },
        { 0x4E00, 0x9FFF }, { 0xA000, 0xA4CF },   { 0xA960, 0xA97F },   { 0xAC00, 0xD7A3 },
        { 0xF900, 0xFAFF }, { 0xFE10, 0xFE19 },   { 0xFE30, 0xFE6F },   { 0xFF00, 0xFF60 },
        { 0xFFE0, 0xFFE6 }, { 0x1F300, 0x1F64F }, { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
    };

    if (c < 0x300) return 1;
    if (lies_in(c, none, sizeof none / sizeof *none)) return 0;
    return lies_in(c, two, sizeof two / sizeof *two) ? 2 : 1;
}

/* Also the marks that turn the direction of writing: they would shuffle a table. */
static uint32_t harmless(uint32_t c)
{
    bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);

    return is_control || turns ? 0xFFFD : c;
}

size_t jh_text_columns(jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text);
    size_t columns = 0;

    while (at < end) columns += columns_of(harmless(jh_text_next(&at, end)));
    return columns;
}

jh_terminal jh_terminal_on(jh_buffer *out, const jh_view *view, const jh_terminal_options *options)
{
    return (jh_terminal){ .out = out,
                          .view = view,
                          .options = options,
                          .columns = options->columns ? options->columns : USUAL_COLUMNS };
}

void jh_terminal_text(const jh_terminal *t, jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text);

    while (at < end) jh_buffer_add_code_point(t->out, harmless(jh_text_next(&at, end)));
}

void jh_terminal_zero(const jh_terminal *t, const char *text)
{
    jh_terminal_text(t, jh_text_of(text));
}

void jh_terminal_say(const jh_terminal *t, jh_say_id say, ...)
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
    jh_message_write(said, sizeof said, t->options->lang, &message, 0);
    jh_terminal_zero(t, said);
}

void jh_terminal_padded(const jh_terminal *t, jh_text text, size_t columns)
{
    const char *at = text.at, *end = jh_text_end(text);
    bool is_cut = jh_text_columns(text) > columns;
    size_t room = columns - (is_cut ? 1 : 0), used = 0;

    while (at < end) {
        uint32_t c = harmless(jh_text_next(&at, end));
        if (used + columns_of(c) > room) break;
        used += columns_of(c);
        jh_buffer_add_code_point(t->out, c);
    }
    if (is_cut) jh_buffer_add_zero(t->out, "…");
    for (used += is_cut ? 1 : 0; used < columns; used++) jh_buffer_add_zero(t->out, " ");
}

void jh_terminal_colour(const jh_terminal *t, jh_colour colour)
{
    static const char *const codes[] = { "\033[0m",  "\033[36m", "\033[33m",
                                         "\033[31m", "\033[90m", "\033[1m" };

    if (t->options->has_colour) jh_buffer_add_zero(t->out, codes[colour]);
}

void jh_terminal_sign(const jh_terminal *t, jh_claim claim)
{
    static const jh_colour colours[] = { JH_VERMILION, JH_TEAL, JH_GREY, JH_GREY };

    jh_terminal_colour(t, colours[claim.truth]);
    jh_buffer_add_zero(t->out, jh_claim_sign(claim));
    jh_terminal_colour(t, JH_PLAIN);
}

void jh_terminal_heading(const jh_terminal *t, jh_say_id say)
{
    jh_buffer_add_zero(t->out, "\n");
    jh_terminal_colour(t, JH_BOLD);
    jh_terminal_say(t, say, NULL);
    jh_terminal_colour(t, JH_PLAIN);
    jh_buffer_add_zero(t->out, "\n");
}

void jh_terminal_title(const jh_terminal *t, jh_text title)
{
    jh_terminal_text(t, jh_standard_in(t->view->standard, t->options->lang, title));
}

void jh_terminal_indicator(const jh_terminal *t, const jh_indicator *def)
{
    jh_terminal_title(t, def->short_title.size ? def->short_title : def->title);
}

void jh_terminal_limit_title(const jh_terminal *t, const jh_view_limit *limit)
{
    if (limit->def->stage != JH_WHOLE) {
        jh_terminal_say(t, jh_stage_say(limit->def->stage), NULL);
        jh_buffer_add_zero(t->out, " ");
    }
    if (limit->def->indicator < t->view->column_count)
        jh_terminal_indicator(t, t->view->columns[limit->def->indicator].def);
    else
        jh_terminal_title(t, limit->def->rule_title);
}
