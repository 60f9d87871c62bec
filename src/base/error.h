/* error.h: what went wrong, as a code for the program and sentences for the person.
 * Takes   a code, the id of a sentence in texts/, where it happened, and the words to fill in.
 * Gives   a value on the caller's stack that can be said in any language later.
 * Never   allocates, is global, or holds a pointer.
 * Method  docs/decisions/0003-errors-carry-a-sentence-id.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_ERROR_H
#define JH_BASE_ERROR_H

#include "base/say.h"

#define JH_MUST_CHECK __attribute__((warn_unused_result))

typedef enum jh_code {
    JH_OK = 0,
    JH_BAD_INPUT, /* the user's file or argument; the user can mend it */
    JH_NOT_FOUND, /* asked for something that is not there             */
    JH_CONFLICT,  /* someone else changed it first                     */
    JH_NO_MEMORY,
    JH_IO,  /* disk, socket, database                            */
    JH_BUG, /* our fault                                         */
    JH_CODE_COUNT
} jh_code;

enum { JH_MESSAGE_ARGS = 4, JH_MESSAGE_ARG_SIZE = 120, JH_WHERE_SIZE = 240 };

/* A sentence of texts/ and the words for its placeholders {0}…{3}. */
typedef struct jh_message {
    jh_say_id say;
    char arg[JH_MESSAGE_ARGS][JH_MESSAGE_ARG_SIZE]; /* UTF-8, cut at a character if too long */
} jh_message;

typedef struct jh_error {
    jh_code code;
    char where
        [JH_WHERE_SIZE]; /* "teachers.xlsx, sheet 2, G41" or "cn-2017.std:12:5"; may be empty */
    jh_message message;  /* what, and what to do next */
} jh_error;

/* Fills `err` (may be NULL) and gives `code`, so that a failing function can end with it.
 * The words end with NULL: jh_fail(err, JH_IO, SAY_FILE_OPEN, path, strerror(errno), NULL).
 * `where` may be NULL. An error that is already set stays: the first cause is the one to tell.
 * A macro, so that whoever reads a caller (the analyser too) sees which code it gives. */
#define jh_fail(err, code, ...) (jh_error_fill((err), (code), __VA_ARGS__), (jh_code)(code))

void jh_error_fill(jh_error *err, jh_code code, jh_say_id say, const char *where, ...)
    __attribute__((sentinel));

/* The usual one: memory. */
static inline jh_code jh_no_memory(jh_error *err)
{
    return jh_fail(err, JH_NO_MEMORY, SAY_BASE_NO_MEMORY, NULL, NULL);
}

/* Builds a message in the same way, for findings. */
jh_message jh_message_make(jh_say_id say, ...) __attribute__((sentinel));

/* Puts `where` in front of what the error already says ("county.xlsx" + "sheet 2"). */
void jh_error_within(jh_error *err, const char *outer);

/* Decimal digits of `n` in `out` (24 bytes), for use as a word of a message. */
const char *jh_digits(char out[24], long long n);

#endif
