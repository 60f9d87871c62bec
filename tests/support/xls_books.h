/* xls_books.h — made-up .xls files for tests: records written as words, in an OLE2 container.
 * Takes   records, one a line: the kind in hex, then fields:
 *         w12 = 16 bits, l5 = 32 bits, b1 = a byte, f3.5 = a double, s文 = a text as BIFF8 writes
 *         it, 16 bits a character, t4 = a text in 8-bit characters; all after their 16-bit length,
 *         u文 = characters alone. Numbers may be 0x… .
 * Gives   the bytes of the file.
 * Never   checks what it is told: lies are what the tests want.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_XLS_BOOKS_H
#define TESTS_SUPPORT_XLS_BOOKS_H

#include "base/text.h"

enum { TEST_XLS_SHEETS = 3 };

typedef struct test_xls {
    const char *globals; /* besides BOF, the tabs and EOF; NULL = none */
    struct {
        const char *name, *records; /* ASCII; NULL = no such sheet */
        unsigned state;             /* 0, 1, 2; 0x200 = a chart */
    } sheets[TEST_XLS_SHEETS];
    bool is_biff5, is_bare, is_small; /* small: below 4096 bytes, so in the mini stream */
} test_xls;

jh_text test_xls_file(jh_arena *keep, const test_xls *book);

#endif
