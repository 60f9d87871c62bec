/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/json_in.h"

#include <string.h>

/* So that whatever was read can be written, too. */
enum { DEPTH_MOST = JH_JSON_DEPTH - 2 };

typedef struct reader {
    jh_arena *keep;
    const char *at, *end, *start;
    const char *name;
    jh_json_value *open[DEPTH_MOST], *last[DEPTH_MOST]; /* last child of each open level */
    size_t depth;
    jh_error *err;
} reader;

static jh_code refuse(const reader *r, jh_say_id say)
{
    char line_digits[24], column_digits[24];
    long long line = 1, column = 1;
    const char *c;

    for (c = r->start; c < r->at && c < r->end; c++) {
        column = *c == '\n' ? 1 : column + 1;
        line += *c == '\n';
    }
    return jh_fail(r->err, JH_BAD_INPUT, say, r->name, jh_digits(line_digits, line),
                   jh_digits(column_digits, column), NULL);
}

static void skip_blanks(reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
        r->at++;
}

static bool is_at(const reader *r, char c)
{
    return r->at < r->end && *r->at == c;
}

/* ---- texts ---- */

static bool read_hex(uint32_t *out, reader *r)
{
    int i;

    *out = 0;
    for (i = 0; i < 4; i++, r->at++) {
        char c = r->at < r->end ? *r->at : '\0';
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (digit > 15) return false;
        *out = *out << 4 | digit;
    }
    return true;
}

/* After "\u": one code point, of two units if it is beyond U+FFFF. */
static bool read_unicode(jh_buffer *out, reader *r)
{
    uint32_t high, low;

    if (!read_hex(&high, r)) return false;
    if (high >= 0xDC00 && high < 0xE000) return false;
    if (high >= 0xD800 && high < 0xDC00) {
        if (r->end - r->at < 2 || r->at[0] != '\\' || r->at[1] != 'u') return false;
        r->at += 2;
        if (!read_hex(&low, r) || low < 0xDC00 || low >= 0xE000) return false;
        high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
    jh_buffer_add_code_point(out, high);
    return true;
}

static bool read_escape(jh_buffer *out, reader *r)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char *found;

    if (r->at >= r->end) return false;
    if (*r->at == 'u') {
        r->at++;
        return read_unicode(out, r);
    }
    found = *r->at ? strchr(from, *r->at) : NULL;
    if (!found) return false;
    r->at++;
    jh_buffer_add(out, (jh_text){ &to[found - from], 1 });
    return true;
}

static jh_code read_text(jh_text *out, reader *r)
{
    jh_buffer text = jh_buffer_in(r->keep);
    const char *from;

    if (!is_at(r, '"')) return refuse(r, SAY_FORMATS_JSON_WRONG);
    r->at++;
    for (;;) {
        from = r->at;
        while (r->at < r->end && *r->at != '"' && *r->at != '\\' && (unsigned char)*r->at >= 0x20)
            r->at++;
        jh_buffer_add(&text, (jh_text){ from, (size_t)(r->at - from) });
        if (is_at(r, '"')) break;
        if (!is_at(r, '\\')) return refuse(r, SAY_FORMATS_JSON_WRONG);
        r->at++;
        if (!read_escape(&text, r)) return refuse(r, SAY_FORMATS_JSON_WRONG);
    }
    r->at++;
    return jh_buffer_finish(out, &text, r->err);
}

/* ---- values ---- */

static bool read_digits(reader *r)
{
    const char *from = r->at;

    while (r->at < r->end && *r->at >= '0' && *r->at <= '9') r->at++;
    return r->at > from;
}

static bool read_number(jh_json_value *out, reader *r)
{
    const char *from = r->at;

    out->kind = JH_JSON_NUMBER;
    if (is_at(r, '-')) r->at++;
    if (is_at(r, '0'))
        r->at++;
    else if (!read_digits(r))
        return false;
    if (is_at(r, '.')) {
        r->at++;
        if (!read_digits(r)) return false;
    }
    if (is_at(r, 'e') || is_at(r, 'E')) {
        r->at++;
        if (is_at(r, '+') || is_at(r, '-')) r->at++;
        if (!read_digits(r)) return false;
    }
    out->text = (jh_text){ from, (size_t)(r->at - from) };
    return true;
}

static bool read_word(jh_json_value *out, reader *r)
{
    static const struct {
        jh_text word;
        jh_json_kind kind;
    } words[] = { { { "null", 4 }, JH_JSON_NULL },
                  { { "false", 5 }, JH_JSON_FALSE },
                  { { "true", 4 }, JH_JSON_TRUE } };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if ((size_t)(r->end - r->at) < words[i].word.size
            || memcmp(r->at, words[i].word.at, words[i].word.size) != 0)
            continue;
        out->kind = words[i].kind;
        r->at += words[i].word.size;
        return true;
    }
    return read_number(out, r);
}

/* Hangs a value into what is open; the first one is the document. */
static void hang(reader *r, jh_json_value *value)
{
    jh_json_value *in = r->depth ? r->open[r->depth - 1] : NULL;

    if (!in) return;
    if (r->last[r->depth - 1])
        r->last[r->depth - 1]->next = value;
    else
        in->items = value;
    r->last[r->depth - 1] = value;
    in->count++;
}

static jh_code read_key(jh_json_value *out, reader *r)
{
    jh_code rc = read_text(&out->key, r);

    skip_blanks(r);
    if (rc || is_at(r, ':')) {
        r->at++;
        skip_blanks(r);
        return rc;
    }
    return refuse(r, SAY_FORMATS_JSON_WRONG);
}

/* One value, or the beginning of one that has others in it. */
static jh_code read_value(jh_json_value **out, reader *r)
{
    jh_json_value *value = JH_NEW(r->keep, jh_json_value);
    jh_code rc = JH_OK;

    *out = value;
    if (!value) return jh_no_memory(r->err);
    if (r->depth && r->open[r->depth - 1]->kind == JH_JSON_OBJECT) rc = read_key(value, r);
    if (rc) return rc;
    hang(r, value);
    if (is_at(r, '"')) {
        value->kind = JH_JSON_TEXT;
        return read_text(&value->text, r);
    }
    if (!is_at(r, '{') && !is_at(r, '['))
        return read_word(value, r) ? JH_OK : refuse(r, SAY_FORMATS_JSON_WRONG);
    if (r->depth == DEPTH_MOST) return refuse(r, SAY_FORMATS_JSON_DEEP);
    value->kind = is_at(r, '{') ? JH_JSON_OBJECT : JH_JSON_ARRAY;
    r->at++;
    r->last[r->depth] = NULL;
    r->open[r->depth++] = value;
    return JH_OK;
}

/* Closes what ends here; steps over the comma before another value. */
static jh_code close_levels(reader *r)
{
    for (;;) {
        const jh_json_value *in;
        skip_blanks(r);
        if (!r->depth) return JH_OK;
        in = r->open[r->depth - 1];
        if (is_at(r, in->kind == JH_JSON_OBJECT ? '}' : ']')) {
            r->at++;
            r->depth--;
            continue;
        }
        if (!in->count) return JH_OK; /* opened just now: its first value follows */
        if (!is_at(r, ',')) return refuse(r, SAY_FORMATS_JSON_WRONG);
        r->at++;
        skip_blanks(r);
        return JH_OK;
    }
}

jh_code jh_json_read(const jh_json_value **out, jh_arena *keep, jh_text bytes, const char *name,
                     jh_error *err)
{
    reader r = { .keep = keep,
                 .at = bytes.at,
                 .start = bytes.at,
                 .end = jh_text_end(bytes),
                 .name = name,
                 .err = err };
    jh_json_value *value;
    jh_code rc;

    skip_blanks(&r);
    if (!jh_text_is_utf8(bytes)) return refuse(&r, SAY_FORMATS_JSON_WRONG);
    rc = read_value(&value, &r);
    *out = value;
    while (!rc) {
        rc = close_levels(&r);
        if (rc || !r.depth) break;
        rc = read_value(&value, &r);
    }
    if (!rc && r.at != r.end) rc = refuse(&r, SAY_FORMATS_JSON_WRONG);
    return rc;
}

/* ---- looking into it ---- */

const jh_json_value *jh_json_member(const jh_json_value *of, const char *key)
{
    const jh_json_value *at = of && of->kind == JH_JSON_OBJECT ? of->items : NULL;

    while (at && !jh_text_equal(at->key, jh_text_of(key))) at = at->next;
    return at;
}

jh_text jh_json_text_of(const jh_json_value *value)
{
    return value && value->kind == JH_JSON_TEXT ? value->text : JH_TEXT("");
}

bool jh_json_integer_of(int64_t *out, const jh_json_value *value)
{
    jh_text text = value && value->kind == JH_JSON_NUMBER ? value->text : JH_TEXT("");
    bool negative = text.size && *text.at == '-';
    uint64_t sum = 0;
    size_t i;

    for (i = negative; i < text.size; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return false;
        if (sum > (INT64_MAX - (uint64_t)(text.at[i] - '0')) / 10) return false;
        sum = sum * 10 + (uint64_t)(text.at[i] - '0');
    }
    *out = negative ? -(int64_t)sum : (int64_t)sum;
    return text.size > 0;
}

bool jh_json_decimal_of(jh_decimal *out, const jh_json_value *value)
{
    return value && value->kind == JH_JSON_NUMBER
           && jh_decimal_parse(out, value->text) == JH_READ_EXACT;
}

bool jh_json_integers_of(int64_t *out, const jh_json_value *value, size_t count)
{
    const jh_json_value *at;

    if (!value || value->kind != JH_JSON_ARRAY || value->count != count) return false;
    for (at = value->items; at; at = at->next)
        if (!jh_json_integer_of(out++, at)) return false;
    return true;
}
