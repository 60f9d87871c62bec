/* text.h: pieces of UTF-8, borrowed, and a buffer to write them into.
 * Takes   bytes that someone else owns.
 * Gives   slices, comparisons, and growing buffers in an arena.
 * Never   assumes a terminating zero in a slice; never changes the bytes it is given.
 * Method  Unicode 15 for UTF-8 validity; byte order is code point order.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_TEXT_H
#define JH_BASE_TEXT_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct jh_text {
    const char *at;
    size_t size; /* bytes */
} jh_text;

#define JH_TEXT(literal) ((jh_text){ (literal), sizeof(literal) - 1 })
#define JH_TEXT_ARGS(t) (int)(t).size, (t).at /* for "%.*s" */

jh_text jh_text_of(const char *zero_terminated); /* NULL gives the empty text */
/* One past its last byte. An empty text may be nowhere, and nothing is added to NULL. */
static inline const char *jh_text_end(jh_text text)
{
    return text.size ? text.at + text.size : text.at;
}
bool jh_text_equal(jh_text a, jh_text b);
int jh_text_compare(jh_text a, jh_text b); /* byte order: the order of every list */
bool jh_text_starts(jh_text text, jh_text prefix);
bool jh_text_ends(jh_text text, jh_text suffix);
bool jh_text_contains(jh_text text, jh_text part);
jh_text jh_text_trim(jh_text text); /* ASCII space, U+00A0, U+3000, BOM at both ends */
bool jh_text_is_utf8(jh_text text);
uint64_t jh_text_hash(jh_text text); /* FNV-1a; for tables in memory, not for proof */

/* Decodes one code point at *at (valid UTF-8 expected; a bad byte gives U+FFFD) and moves on. */
uint32_t jh_text_next(const char **at, const char *end);

/* Copies into the arena, zero-terminated behind `size`. at == NULL when there is no memory. */
jh_text jh_text_copy(jh_arena *keep, jh_text text);
const char *jh_text_zero(jh_arena *keep, jh_text text); /* the same, as a C string; NULL = memory */
jh_text jh_text_format(jh_arena *keep, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Folds what clerks type in two ways into one: full-width ASCII → half-width, upper → lower case,
 * every kind of space and line break dropped, full-width brackets and punctuation → ASCII.
 * For matching headers and names; the original is kept for showing. */
jh_text jh_text_fold(jh_arena *keep, jh_text text);
bool jh_text_same_folded(jh_text a, jh_text b); /* without memory */

/* Edit distance in code points, capped at `limit` + 1; two neighbours swapped are one edit
 * (optimal string alignment). For "did you mean". */
size_t jh_text_distance(jh_text a, jh_text b, size_t limit);

/* A growing buffer. Once memory runs out `failed` stays set and further writes do nothing,
 * so a writer checks once at its end (jh_buffer_finish). */
typedef struct jh_buffer {
    jh_arena *arena;
    char *at;
    size_t size, capacity;
    bool failed;
} jh_buffer;

jh_buffer jh_buffer_in(jh_arena *arena);
void jh_buffer_add(jh_buffer *buffer, jh_text text);
void jh_buffer_add_zero(jh_buffer *buffer, const char *zero_terminated);
void jh_buffer_add_format(jh_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void jh_buffer_add_code_point(jh_buffer *buffer, uint32_t code_point);
/* The text so far (terminated behind its size), or JH_NO_MEMORY. */
JH_MUST_CHECK jh_code jh_buffer_finish(jh_text *out, jh_buffer *buffer, jh_error *err);

#endif
