/* expr_chance.h — random expressions that are well formed and well typed, from a seed.
 * Takes   a seed.
 * Gives   the text of an expression over the columns x y z n pupils area open kind.
 * Never   the same text twice in a row, always the same texts for the same seed.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_EXPR_CHANCE_H
#define TESTS_SUPPORT_EXPR_CHANCE_H

#include <stddef.h>
#include <stdint.h>

typedef struct test_chance {
    uint64_t state;
    char text[8192];
    size_t size;
} test_chance;

/* Of numbers (pure) or of claims, at most `depth` operations deep. */
const char *test_chance_number(test_chance *chance, int depth);
const char *test_chance_claim(test_chance *chance, int depth);

#endif
