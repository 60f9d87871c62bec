/* SPDX-License-Identifier: Apache-2.0 */
#include "report/markup.h"

#include "report/words.h"

#include <stdarg.h>

enum { SENTENCE_SIZE = 1024 };

void jh_html_add(jh_buffer *out, const char *markup)
{
    jh_buffer_add_zero(out, markup);
}

static const char *entity_of(uint32_t c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

static bool is_allowed(uint32_t c)
{
    if (c < 0x20) return c == '\t' || c == '\n';
    return !(c >= 0x7F && c < 0xA0) && (c & 0xFFFE) != 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF);
}

void jh_html_text(jh_buffer *out, jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text);

    while (at < end) {
        uint32_t c = jh_text_next(&at, end);
        const char *entity = entity_of(c);
        if (entity)
            jh_buffer_add_zero(out, entity);
        else
            jh_buffer_add_code_point(out, is_allowed(c) ? c : 0xFFFD);
    }
}

void jh_html_zero(jh_buffer *out, const char *text)
{
    jh_html_text(out, jh_text_of(text));
}

void jh_html_name(jh_buffer *out, jh_text name)
{
    jh_html_add(out, "<bdi>");
    jh_html_text(out, name);
    jh_html_add(out, "</bdi>");
}

void jh_html_both(jh_buffer *out, jh_text zh, jh_text en)
{
    if (en.size == 0 || jh_text_equal(zh, en)) {
        jh_html_text(out, zh);
        return;
    }
    jh_html_add(out, "<span lang=\"zh\">");
    jh_html_text(out, zh);
    jh_html_add(out, "</span><span lang=\"en\">");
    jh_html_text(out, en);
    jh_html_add(out, "</span>");
}

void jh_html_message(jh_buffer *out, const jh_message *message)
{
    char said[JH_LANG_COUNT][SENTENCE_SIZE];

    jh_message_write(said[JH_ZH], SENTENCE_SIZE, JH_ZH, message, 0);
    jh_message_write(said[JH_EN], SENTENCE_SIZE, JH_EN, message, 0);
    jh_html_both(out, jh_text_of(said[JH_ZH]), jh_text_of(said[JH_EN]));
}

/* The words of a variadic sentence. */
static jh_message gather(jh_say_id say, va_list words)
{
    const char *word[JH_MESSAGE_ARGS + 1] = { NULL };

    for (int i = 0; i < JH_MESSAGE_ARGS; i++) {
        word[i] = va_arg(words, const char *);
        if (!word[i]) break;
    }
    return jh_message_make(say, word[0], word[1], word[2], word[3], NULL);
}

void jh_html_say(jh_buffer *out, jh_say_id say, ...)
{
    va_list words;

    va_start(words, say);
    jh_message message = gather(say, words);
    va_end(words);
    jh_html_message(out, &message);
}

void jh_html_attribute_say(jh_buffer *out, const char *name, jh_say_id say, ...)
{
    char said[SENTENCE_SIZE];
    va_list words;

    va_start(words, say);
    jh_message message = gather(say, words);
    va_end(words);
    for (int lang = JH_ZH; lang < JH_LANG_COUNT; lang++) {
        jh_message_write(said, SENTENCE_SIZE, (jh_lang)lang, &message, 0);
        jh_buffer_add_format(out, " %s%s=\"", lang == JH_EN ? "data-en-" : "", name);
        jh_html_zero(out, said);
        jh_html_add(out, "\"");
    }
}

void jh_html_count(jh_buffer *out, size_t count)
{
    jh_buffer_add_format(out, "%zu", count);
}

void jh_html_decimal(jh_buffer *out, jh_decimal value, int places)
{
    char text[JH_DECIMAL_SIZE];

    jh_html_add(out, jh_decimal_write(text, value, places));
}

static void put_missing(jh_buffer *out, jh_why why)
{
    jh_html_add(out, "<span class=\"none\"");
    jh_html_attribute_say(out, "title", jh_say_of_why(why), NULL);
    jh_html_add(out, ">—</span>");
}

void jh_html_number(jh_buffer *out, jh_number value, int places)
{
    jh_decimal decimal;

    if (value.why != JH_PRESENT) {
        put_missing(out, value.why);
        return;
    }
    if (jh_decimal_from_double(&decimal, jh_interval_middle(value.range)) > JH_READ_ROUNDED)
        jh_buffer_add_format(out, "%.*g", 6, jh_interval_middle(value.range));
    else
        jh_html_decimal(out, decimal, places);
}

void jh_html_percent(jh_buffer *out, jh_number share, int places)
{
    if (share.why != JH_PRESENT) {
        put_missing(out, share.why);
        return;
    }
    share.range = jh_interval_exact(jh_interval_middle(share.range) * 100.0);
    jh_html_number(out, share, places);
    jh_html_add(out, "%");
}

void jh_html_coordinate(jh_buffer *out, const char *attribute, double value)
{
    jh_buffer_add_format(out, " %s=\"%.1f\"", attribute, value);
}
