/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

jh_json jh_json_in(jh_arena *arena)
{
    return (jh_json){ .buffer = jh_buffer_in(arena) };
}

/* The comma before a value or key, where one is due. */
static void separate(jh_json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    assert(json->depth > 0 || !json->has_items[0]);
    if (json->has_items[json->depth]) jh_buffer_add(&json->buffer, JH_TEXT(","));
    json->has_items[json->depth] = true;
}

static void open_level(jh_json *json, bool is_object)
{
    assert(json->after_key || !json->is_object[json->depth]);
    separate(json);
    jh_buffer_add(&json->buffer, is_object ? JH_TEXT("{") : JH_TEXT("["));
    assert(json->depth + 1 < JH_JSON_DEPTH);
    json->depth++;
    json->is_object[json->depth] = is_object;
    json->has_items[json->depth] = false;
}

void jh_json_object(jh_json *json)
{
    open_level(json, true);
}

void jh_json_array(jh_json *json)
{
    open_level(json, false);
}

void jh_json_end(jh_json *json)
{
    assert(json->depth > 0 && !json->after_key);
    jh_buffer_add(&json->buffer, json->is_object[json->depth] ? JH_TEXT("}") : JH_TEXT("]"));
    json->depth--;
}

static void add_escaped(jh_buffer *out, uint32_t c)
{
    switch (c) {
    case '"': jh_buffer_add(out, JH_TEXT("\\\"")); break;
    case '\\': jh_buffer_add(out, JH_TEXT("\\\\")); break;
    case '\n': jh_buffer_add(out, JH_TEXT("\\n")); break;
    case '\r': jh_buffer_add(out, JH_TEXT("\\r")); break;
    case '\t': jh_buffer_add(out, JH_TEXT("\\t")); break;
    default: jh_buffer_add_format(out, "\\u%04x", c); break;
    }
}

/* `<` is escaped so that a document can stand inside a page; U+2028/9 for old scripts. */
static bool needs_escape(uint32_t c)
{
    return c < 0x20 || c == '"' || c == '\\' || c == '<' || c == 0x7F || c == 0x2028 || c == 0x2029;
}

static bool is_plain_byte(char byte)
{
    unsigned char c = (unsigned char)byte;

    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\' && c != '<';
}

static void add_string(jh_buffer *out, jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text), *plain = at, *before;
    uint32_t c;

    jh_buffer_add(out, JH_TEXT("\""));
    while (at < end) {
        if (is_plain_byte(*at)) { /* nearly all of every document */
            at++;
            continue;
        }
        before = at;
        c = jh_text_next(&at, end);
        if (!needs_escape(c) && (c != 0xFFFD || at - before == 3)) continue;
        jh_buffer_add(out, (jh_text){ plain, (size_t)(before - plain) });
        if (c == 0xFFFD)
            jh_buffer_add_code_point(out, c);
        else
            add_escaped(out, c);
        plain = at;
    }
    jh_buffer_add(out, (jh_text){ plain, (size_t)(end - plain) });
    jh_buffer_add(out, JH_TEXT("\""));
}

void jh_json_key_text(jh_json *json, jh_text key)
{
    assert(json->is_object[json->depth] && !json->after_key);
    separate(json);
    add_string(&json->buffer, key);
    jh_buffer_add(&json->buffer, JH_TEXT(":"));
    json->after_key = true;
}

void jh_json_key(jh_json *json, const char *key)
{
    jh_json_key_text(json, jh_text_of(key));
}

void jh_json_text(jh_json *json, jh_text text)
{
    separate(json);
    add_string(&json->buffer, text);
}

void jh_json_zero(jh_json *json, const char *zero_terminated)
{
    jh_json_text(json, jh_text_of(zero_terminated));
}

void jh_json_integer(jh_json *json, int64_t value)
{
    char digits[24];

    separate(json);
    jh_buffer_add_zero(&json->buffer, jh_digits(digits, value));
}

void jh_json_decimal(jh_json *json, jh_decimal value)
{
    char digits[JH_DECIMAL_SIZE];

    separate(json);
    jh_buffer_add_zero(&json->buffer, jh_decimal_write_short(digits, value));
}

void jh_json_double(jh_json *json, double value)
{
    char digits[40];
    int places;

    if (!isfinite(value)) {
        jh_json_null(json);
        return;
    }
    separate(json);
    for (places = 15; places <= 17; places++) {
        snprintf(digits, sizeof digits, "%.*g", places, value);
        if (strtod(digits, NULL) == value) break;
    }
    jh_buffer_add_zero(&json->buffer, digits);
}

void jh_json_raw(jh_json *json, jh_text value)
{
    separate(json);
    jh_buffer_add(&json->buffer, value);
}

void jh_json_bool(jh_json *json, bool value)
{
    separate(json);
    jh_buffer_add(&json->buffer, value ? JH_TEXT("true") : JH_TEXT("false"));
}

void jh_json_null(jh_json *json)
{
    separate(json);
    jh_buffer_add(&json->buffer, JH_TEXT("null"));
}

/* ---- members ---- */

void jh_json_member_text(jh_json *json, const char *key, jh_text text)
{
    jh_json_key(json, key);
    jh_json_text(json, text);
}

void jh_json_member_zero(jh_json *json, const char *key, const char *text)
{
    jh_json_key(json, key);
    jh_json_zero(json, text);
}

void jh_json_member_count(jh_json *json, const char *key, size_t count)
{
    jh_json_key(json, key);
    jh_json_integer(json, (int64_t)count);
}

void jh_json_member_bool(jh_json *json, const char *key, bool value)
{
    jh_json_key(json, key);
    jh_json_bool(json, value);
}

void jh_json_member_integer(jh_json *json, const char *key, int64_t value)
{
    jh_json_key(json, key);
    jh_json_integer(json, value);
}

jh_code jh_json_finish(jh_text *out, jh_json *json, jh_error *err)
{
    assert(json->depth == 0 && !json->after_key);
    return jh_buffer_finish(out, &json->buffer, err);
}
