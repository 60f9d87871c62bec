/* markup.h: writing HTML that no name can break, every sentence in both languages.
 * Takes   a buffer, texts of any content, sentence ids.
 * Gives   escaped HTML; a bilingual sentence is two spans, of which CSS shows one.
 * Never   lets a text open a tag, leave an attribute or end a script.
 * Method  HTML Living Standard §13.1.2 (attributes always in double quotes)
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_MARKUP_H
#define JH_REPORT_MARKUP_H

#include "base/text.h"
#include "model/value.h"

/* As it stands: our own tags. */
void jh_html_add(jh_buffer *out, const char *markup);
/* Escaped; characters that HTML forbids become U+FFFD. Good in text and in attributes. */
void jh_html_text(jh_buffer *out, jh_text text);
void jh_html_zero(jh_buffer *out, const char *text);
/* A name: escaped, and isolated so that its direction marks stay its own. */
void jh_html_name(jh_buffer *out, jh_text name);

/* A sentence in both languages; the words end with NULL, as jh_message_make. */
void jh_html_say(jh_buffer *out, jh_say_id say, ...) __attribute__((sentinel));
/* ` NAME="中文" data-en-NAME="English"`: the script swaps them with the language. */
void jh_html_attribute_say(jh_buffer *out, const char *name, jh_say_id say, ...)
    __attribute__((sentinel));
/* Two texts of which one is shown; the same text, or no English one, comes once. */
void jh_html_both(jh_buffer *out, jh_text zh, jh_text en);
void jh_html_message(jh_buffer *out, const struct jh_message *message);

void jh_html_count(jh_buffer *out, size_t count);
void jh_html_decimal(jh_buffer *out, jh_decimal value, int places);
/* The middle of a present number, half up; an em dash with its reason if it is missing. */
void jh_html_number(jh_buffer *out, jh_number value, int places);
void jh_html_percent(jh_buffer *out, jh_number share, int places);

/* For coordinates of drawings: one decimal, never an exponent. */
void jh_html_coordinate(jh_buffer *out, const char *attribute, double value);

#endif
