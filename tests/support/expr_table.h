/* expr_table.h — a small table of schools and parts, written as text, for tests of expressions.
 * Takes   lines of words; the first names the columns, each other line is a part.
 * Gives   a jh_table, its scope and its source; shorthands to compile and evaluate.
 * Never   returns an error: a table that cannot be read fails the test.
 * SPDX-License-Identifier: Apache-2.0
 *
 *   school stage  pupils area  ^kind%  open?  name$
 *   1      primary 45    279   a       yes    东
 *   1      junior  37    -     a       no     西
 *
 * ^x is a column of schools (the value of the school's first line); x% codes a b c d, x? claims,
 * x$ texts, x@ dates, else numbers; x~ may be negative; #x is also known by stage (x[primary]);
 * =x is shared: at school level the sum of its parts. Cells: - not reported, * marked not
 * applicable, . does not apply. Measures: pupil, m2, yuan, wan_yuan; #-columns and `pupils` are in
 * pupil, `area` in m2, `money` in wan_yuan, other numbers are pure. */
#ifndef TESTS_SUPPORT_EXPR_TABLE_H
#define TESTS_SUPPORT_EXPR_TABLE_H

#include "expr/table_source.h"

typedef struct test_table {
    jh_arena keep, scratch;
    jh_table table;
    jh_source source;
    jh_scope scope;
    jh_error err; /* of the last compilation or evaluation */
} test_table;

/* Arenas of 1 GiB of address space each; release with test_table_free. */
void test_table_make(test_table *t, const char *text);
void test_table_free(test_table *t);
/* A named expression, known from now on. line and floor may be NULL. */
void test_table_define(test_table *t, const char *name, const char *text, jh_level level,
                       const char *line, const char *floor);
/* A named set: the rows of `level` where `filter` holds. */
void test_table_set(test_table *t, const char *name, jh_level level, const char *filter);

/* NULL with t->err filled when it does not compile. */
const jh_expr *test_compile(test_table *t, const char *text, jh_level level);
/* Value at one row; the expression must compile and evaluate. */
jh_number test_number(test_table *t, const char *text, jh_level level, size_t row);
jh_claim test_claim(test_table *t, const char *text, jh_level level, size_t row);
/* "2.5" "yes" "missing: not_reported" "unknown: …" "does_not_apply": at row 0 of the level, numbers
 * exactly (jh_exact_write). Lives in t->keep. An error gives its code's sentence key. */
const char *test_value(test_table *t, const char *text, jh_level level, size_t row);

#endif
