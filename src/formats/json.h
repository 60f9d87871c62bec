/* json.h: JSON written straight into a buffer.
 * Takes   calls in the order of the document.
 * Gives   UTF-8 text, no blanks; the same calls, the same bytes.
 * Never   checks the caller's logic at run time beyond asserts: a key without an object is a bug.
 * Method  RFC 8259; numbers are written as decimal text, doubles with the fewest digits that read
 *         back the same
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_JSON_H
#define JH_FORMATS_JSON_H

#include "base/decimal.h"
#include "base/text.h"

enum { JH_JSON_DEPTH = 64 };

typedef struct jh_json {
    jh_buffer buffer;
    uint8_t depth;
    bool after_key;
    bool is_object[JH_JSON_DEPTH]; /* of each open level; [0] is the document */
    bool has_items[JH_JSON_DEPTH];
} jh_json;

jh_json jh_json_in(jh_arena *arena);
void jh_json_object(jh_json *json); /* opens; every one needs its jh_json_end */
void jh_json_array(jh_json *json);
void jh_json_end(jh_json *json);
void jh_json_key(jh_json *json, const char *key);
void jh_json_key_text(jh_json *json, jh_text key);
void jh_json_text(jh_json *json, jh_text text); /* invalid UTF-8 becomes U+FFFD; < escaped too */
void jh_json_zero(jh_json *json, const char *zero_terminated);
void jh_json_integer(jh_json *json, int64_t value);
void jh_json_decimal(jh_json *json, jh_decimal value); /* shortest exact form */
void jh_json_double(jh_json *json, double value);      /* not finite: null */
void jh_json_raw(jh_json *json, jh_text value);        /* a value that is JSON already */
void jh_json_bool(jh_json *json, bool value);
void jh_json_null(jh_json *json);
/* A key and its value. */
void jh_json_member_text(jh_json *json, const char *key, jh_text text);
void jh_json_member_zero(jh_json *json, const char *key, const char *zero_terminated);
void jh_json_member_integer(jh_json *json, const char *key, int64_t value);
void jh_json_member_count(jh_json *json, const char *key, size_t count);
void jh_json_member_bool(jh_json *json, const char *key, bool value);
/* The document, or JH_NO_MEMORY. Every level must be closed. */
JH_MUST_CHECK jh_code jh_json_finish(jh_text *out, jh_json *json, jh_error *err);

#endif
