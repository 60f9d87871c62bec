/* json_in.h: JSON, read.
 * Takes   bytes of any content.
 * Gives   a tree in an arena; texts unescaped, numbers as they were written and as decimals.
 * Never   recurses, or guesses at what is not JSON; of a key given twice the first counts.
 * Method  RFC 8259; no deeper than the writer goes; a lone surrogate is refused
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_JSON_IN_H
#define JH_FORMATS_JSON_IN_H

#include "formats/json.h"

typedef enum jh_json_kind {
    JH_JSON_NULL = 0,
    JH_JSON_FALSE,
    JH_JSON_TRUE,
    JH_JSON_NUMBER,
    JH_JSON_TEXT,
    JH_JSON_ARRAY,
    JH_JSON_OBJECT
} jh_json_kind;

typedef struct jh_json_value {
    jh_json_kind kind;
    jh_text key;                       /* in an object */
    jh_text text;                      /* TEXT; NUMBER as it was written */
    const struct jh_json_value *items; /* ARRAY, OBJECT: the first; the others by `next` */
    const struct jh_json_value *next;
    size_t count;
} jh_json_value;

/* JH_BAD_INPUT names the line and column; `name` is what the document is called in messages. */
JH_MUST_CHECK jh_code jh_json_read(const jh_json_value **out, jh_arena *keep, jh_text bytes,
                                   const char *name, jh_error *err);

/* A member, or NULL: also when `of` is NULL or no object. */
const jh_json_value *jh_json_member(const jh_json_value *of, const char *key);
/* Its text, or the empty one. */
jh_text jh_json_text_of(const jh_json_value *value);
/* A whole number; false = it is none of 64 bits. */
bool jh_json_integer_of(int64_t *out, const jh_json_value *value);
/* An exact decimal; false = it is none. */
bool jh_json_decimal_of(jh_decimal *out, const jh_json_value *value);
/* An array of whole numbers of exactly this length; false = it is none. */
bool jh_json_integers_of(int64_t *out, const jh_json_value *value, size_t count);

#endif
