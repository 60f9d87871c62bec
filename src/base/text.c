/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

jh_text jh_text_of(const char *zero_terminated)
{
    return zero_terminated ? (jh_text){ zero_terminated, strlen(zero_terminated) }
                           : (jh_text){ "", 0 };
}

bool jh_text_equal(jh_text a, jh_text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

int jh_text_compare(jh_text a, jh_text b)
{
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;

    if (order) return order < 0 ? -1 : 1;
    return (a.size > b.size) - (a.size < b.size);
}

bool jh_text_starts(jh_text text, jh_text prefix)
{
    return text.size >= prefix.size && jh_text_equal((jh_text){ text.at, prefix.size }, prefix);
}

bool jh_text_ends(jh_text text, jh_text suffix)
{
    return text.size >= suffix.size
           && jh_text_equal((jh_text){ text.at + text.size - suffix.size, suffix.size }, suffix);
}

bool jh_text_contains(jh_text text, jh_text part)
{
    return part.size == 0 || (text.size && memmem(text.at, text.size, part.at, part.size) != NULL);
}

/* Bytes of one blank at `at` (of `size` bytes), 0 if there is none. */
static size_t blank_size(const char *at, size_t size)
{
    static const jh_text blanks[] = { { " ", 1 },           { "\t", 1 },
                                      { "\n", 1 },          { "\r", 1 },
                                      { "\xC2\xA0", 2 },    { "\xE3\x80\x80", 3 },
                                      { "\xEF\xBB\xBF", 3 } };
    size_t i;

    for (i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (size >= blanks[i].size && memcmp(at, blanks[i].at, blanks[i].size) == 0)
            return blanks[i].size;
    return 0;
}

static size_t blank_size_before(jh_text text)
{
    size_t size;

    for (size = 1; size <= 3 && size <= text.size; size++)
        if (blank_size(text.at + text.size - size, size) == size) return size;
    return 0;
}

jh_text jh_text_trim(jh_text text)
{
    size_t step;

    while ((step = blank_size(text.at, text.size)) > 0) {
        text.at += step;
        text.size -= step;
    }
    while ((step = blank_size_before(text)) > 0) text.size -= step;
    return text;
}

/* Length of the valid sequence at `at`, 0 if it is not UTF-8 (overlong, surrogate, > U+10FFFF). */
static size_t sequence_size(const unsigned char *at, size_t left)
{
    unsigned char a = at[0];

    if (a < 0x80) return 1;
    if (a < 0xC2 || a > 0xF4 || left < 2 || (at[1] & 0xC0) != 0x80) return 0;
    if (a < 0xE0) return 2;
    if (left < 3 || (at[2] & 0xC0) != 0x80) return 0;
    if ((a == 0xE0 && at[1] < 0xA0) || (a == 0xED && at[1] > 0x9F)) return 0;
    if (a < 0xF0) return 3;
    if (left < 4 || (at[3] & 0xC0) != 0x80) return 0;
    if ((a == 0xF0 && at[1] < 0x90) || (a == 0xF4 && at[1] > 0x8F)) return 0;
    return 4;
}

bool jh_text_is_utf8(jh_text text)
{
    size_t i = 0, step;

    while (i < text.size) {
        step = sequence_size((const unsigned char *)text.at + i, text.size - i);
        if (!step) return false;
        i += step;
    }
    return true;
}

uint64_t jh_text_hash(jh_text text)
{
    uint64_t hash = 14695981039346656037u;
    size_t i;

    for (i = 0; i < text.size; i++) hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211u;
    return hash;
}

uint32_t jh_text_next(const char **at, const char *end)
{
    const unsigned char *p = (const unsigned char *)*at;
    size_t step = sequence_size(p, (size_t)(end - *at));

    *at += step ? step : 1;
    switch (step) {
    case 1: return p[0];
    case 2: return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    case 3: return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    case 4:
        return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    default: return 0xFFFD;
    }
}

jh_text jh_text_copy(jh_arena *keep, jh_text text)
{
    char *copy = jh_alloc(keep, text.size + 1, 1);

    if (!copy) return (jh_text){ NULL, 0 };
    if (text.size) memcpy(copy, text.at, text.size);
    return (jh_text){ copy, text.size };
}

const char *jh_text_zero(jh_arena *keep, jh_text text)
{
    return jh_text_copy(keep, text).at;
}

static jh_text format_list(jh_arena *keep, const char *format, va_list words)
{
    va_list again;
    int size;
    char *at;

    va_copy(again, words);
    size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (size < 0) return (jh_text){ NULL, 0 };
    at = jh_alloc(keep, (size_t)size + 1, 1);
    if (!at) return (jh_text){ NULL, 0 };
    vsnprintf(at, (size_t)size + 1, format, words);
    return (jh_text){ at, (size_t)size };
}

jh_text jh_text_format(jh_arena *keep, const char *format, ...)
{
    va_list words;
    jh_text text;

    va_start(words, format);
    text = format_list(keep, format, words);
    va_end(words);
    return text;
}

/* One folded code point, 0 = dropped. */
static uint32_t fold_code_point(uint32_t c)
{
    if (c == 0x3000 || c == 0xA0 || c == 0xFEFF || c == ' ' || c == '\t' || c == '\n' || c == '\r')
        return 0;
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c == 0x3014 || c == 0x3010) return '(';
    if (c == 0x3015 || c == 0x3011) return ')';
    if (c == 0x33A1) return 0x33A1; /* ㎡ stays one sign */
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    return c;
}

jh_text jh_text_fold(jh_arena *keep, jh_text text)
{
    jh_buffer out = jh_buffer_in(keep);
    const char *at = text.at, *end = jh_text_end(text);
    jh_text folded;
    uint32_t c;

    while (at < end) {
        c = fold_code_point(jh_text_next(&at, end));
        if (c) jh_buffer_add_code_point(&out, c);
    }
    if (jh_buffer_finish(&folded, &out, NULL)) return (jh_text){ NULL, 0 };
    return folded;
}

/* The next code point that folding keeps; 0 = none is left. */
static uint32_t next_folded(const char **at, const char *end)
{
    uint32_t c = 0;

    while (!c && *at < end) c = fold_code_point(jh_text_next(at, end));
    return c;
}

bool jh_text_same_folded(jh_text a, jh_text b)
{
    const char *x = a.at, *y = b.at, *x_end = jh_text_end(a), *y_end = jh_text_end(b);
    uint32_t c, d;

    do {
        c = next_folded(&x, x_end);
        d = next_folded(&y, y_end);
    } while (c && c == d);
    return c == d;
}

enum { DISTANCE_MAX = 64 };

static size_t decode(uint32_t out[DISTANCE_MAX], jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text);
    size_t n = 0;

    while (at < end && n < DISTANCE_MAX) out[n++] = jh_text_next(&at, end);
    return n;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t jh_text_distance(jh_text a, jh_text b, size_t limit)
{
    uint32_t x[DISTANCE_MAX], y[DISTANCE_MAX];
    size_t rows[3][DISTANCE_MAX + 1], n = decode(x, a), m = decode(y, b), i, j;

    for (j = 0; j <= m; j++) rows[0][j] = j;
    for (i = 1; i <= n; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (j = 1; j <= m; j++) {
            row[j] = least(above[j - 1] + (x[i - 1] != y[j - 1]), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return rows[n % 3][m] > limit ? limit + 1 : rows[n % 3][m];
}

jh_buffer jh_buffer_in(jh_arena *arena)
{
    return (jh_buffer){ .arena = arena };
}

static bool make_room(jh_buffer *buffer, size_t more)
{
    char *grown;

    if (buffer->failed) return false;
    grown = jh_grow(buffer->arena, buffer->at, &buffer->capacity, buffer->size + more + 1, 1);
    if (!grown) {
        buffer->failed = true;
        return false;
    }
    buffer->at = grown;
    return true;
}

void jh_buffer_add(jh_buffer *buffer, jh_text text)
{
    if (!make_room(buffer, text.size)) return;
    if (text.size) memcpy(buffer->at + buffer->size, text.at, text.size);
    buffer->size += text.size;
    buffer->at[buffer->size] = '\0';
}

void jh_buffer_add_zero(jh_buffer *buffer, const char *zero_terminated)
{
    jh_buffer_add(buffer, jh_text_of(zero_terminated));
}

void jh_buffer_add_format(jh_buffer *buffer, const char *format, ...)
{
    va_list words, again;
    int size;

    va_start(words, format);
    va_copy(again, words);
    size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (size >= 0 && make_room(buffer, (size_t)size)) {
        vsnprintf(buffer->at + buffer->size, (size_t)size + 1, format, words);
        buffer->size += (size_t)size;
    }
    va_end(words);
}

void jh_buffer_add_code_point(jh_buffer *buffer, uint32_t c)
{
    char bytes[4];
    size_t size = 1;

    if (c < 0x80) {
        bytes[0] = (char)c;
    } else if (c < 0x800) {
        bytes[0] = (char)(0xC0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3F));
        size = 2;
    } else if (c < 0x10000) {
        bytes[0] = (char)(0xE0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (c & 0x3F));
        size = 3;
    } else {
        bytes[0] = (char)(0xF0 | c >> 18);
        bytes[1] = (char)(0x80 | (c >> 12 & 0x3F));
        bytes[2] = (char)(0x80 | (c >> 6 & 0x3F));
        bytes[3] = (char)(0x80 | (c & 0x3F));
        size = 4;
    }
    jh_buffer_add(buffer, (jh_text){ bytes, size });
}

jh_code jh_buffer_finish(jh_text *out, jh_buffer *buffer, jh_error *err)
{
    if (!buffer->at && !buffer->failed) make_room(buffer, 0);
    if (buffer->failed) return jh_no_memory(err);
    buffer->at[buffer->size] = '\0';
    *out = (jh_text){ buffer->at, buffer->size };
    return JH_OK;
}
