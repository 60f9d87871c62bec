/* books.h — made-up workbooks for tests: zips with every field at will, and what a reader says.
 * Takes   parts as text, with lies about sizes, methods and flags where a test wants them.
 * Gives   the bytes of a zip, and one line that tells a whole workbook or its refusal.
 * Never   reads a file.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_BOOKS_H
#define TESTS_SUPPORT_BOOKS_H

#include "formats/workbook.h"

typedef struct test_part {
    const char *path; /* NULL = left out */
    const char *body;
    size_t size;              /* 0 = the length of body */
    bool stored, encrypted;   /* not deflated; with the flag for a password */
    uint16_t method;          /* instead of the true one; 0 = the true one */
    uint32_t claims_unpacked; /* instead of the true size; 0 = the true one */
    uint32_t wrong_crc;       /* added to the true one */
} test_part;

jh_text test_zip(jh_arena *keep, const test_part *parts, size_t count);

/* A workbook with one sheet 表1; NULL = the usual (sheet) or none (strings, styles). `rows` is put
 * into <worksheet><sheetData>; `sheet` replaces the whole part. */
typedef struct test_book {
    const char *rows, *sheet, *strings, *styles, *workbook, *relations;
} test_book;

jh_text test_xlsx(jh_arena *keep, const test_book *book);

/* "A1=12 B1="text" A2=2025-09-01", sheets told apart as 表2: when there are several; or the key
 * and the place of the refusal: "formats.xml_broken @ t.xlsx, 表1, A1".
 * Kinds: "text", 12, 85%, TRUE, #N/A, a date; =… is a formula, =? one that was never calculated. */
const char *test_told(jh_arena *keep, const jh_file *file);
/* The same for bytes called t.xlsx. */
const char *test_told_bytes(jh_arena *keep, jh_text bytes);

#endif
