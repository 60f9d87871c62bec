/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Copies what fits, never half a UTF-8 character. */
static void copy_cut(char *out, size_t room, const char *text)
{
    size_t size = text ? strlen(text) : 0;

    if (size >= room) {
        size = room - 1;
        while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80) size--;
    }
    if (size) memcpy(out, text, size);
    out[size] = '\0';
}

static void fill(jh_message *message, jh_say_id say, va_list words)
{
    const char *word;
    int i;

    memset(message, 0, sizeof *message);
    message->say = say;
    for (i = 0; i < JH_MESSAGE_ARGS; i++) {
        word = va_arg(words, const char *);
        if (!word) return;
        copy_cut(message->arg[i], sizeof message->arg[i], word);
    }
}

void jh_error_fill(jh_error *err, jh_code code, jh_say_id say, const char *where, ...)
{
    va_list words;

    if (!err || err->code) return;
    err->code = code;
    copy_cut(err->where, sizeof err->where, where);
    va_start(words, where);
    fill(&err->message, say, words);
    va_end(words);
}

jh_message jh_message_make(jh_say_id say, ...)
{
    jh_message message;
    va_list words;

    va_start(words, say);
    fill(&message, say, words);
    va_end(words);
    return message;
}

void jh_error_within(jh_error *err, const char *outer)
{
    char start[JH_WHERE_SIZE], joined[JH_WHERE_SIZE * 2 + 8];

    if (!err || !outer || !*outer) return;
    copy_cut(start, sizeof start, outer);
    snprintf(joined, sizeof joined, "%s%s%s", start, err->where[0] ? ", " : "", err->where);
    copy_cut(err->where, sizeof err->where, joined);
}

const char *jh_digits(char out[24], long long n)
{
    unsigned long long left = n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
    char *at = out + 23, *to = out;

    *at = '\0';
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (n < 0) *to++ = '-';
    memmove(to, at, (size_t)(out + 24 - at));
    return out;
}
