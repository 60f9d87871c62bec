/* expr_fuzz.c — expressions as anyone might write them, compiled and evaluated on a tiny table.
 * Takes   any bytes.
 * Gives   a crash when an exact value lies outside its enclosure, or when what is written for an
 *         expression does not compile or says something else.
 * Never   a figure of the project.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/expr_table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 4 };

static const char schools[] =
    "school stage #heads pupils area money w x y z~ ^kind% open? name$ day@\n"
    "1 primary 166 45 279 3 45 1 0 - a yes 东 2017-04-19\n"
    "1 junior 210 37 - 2 37 2.5 3 -1 a no - -\n"
    "2 primary 50 89 935 0 0 0.01 - 4 b - 南校 2025-09-01\n"
    "3 junior 7 76 160 9 - 3 . 2 - yes 北 2000-02-29\n";

static void insist(bool holds)
{
    if (!holds) abort();
}

static void try_number(test_table *t, const jh_expr *expr)
{
    jh_number fast[ROWS];
    jh_interval range;
    jh_exact exact;
    jh_why why;
    size_t row;

    if (jh_expr_numbers(
            fast, expr,
            &(jh_expr_ask){ .source = &t->source, .level = JH_PART, .rows = { 0, ROWS } },
            t->scratch))
        return;
    jh_exact_init(&exact);
    for (row = 0; row < ROWS; row++) {
        if (jh_expr_exact(
                &exact, &why, expr,
                &(jh_expr_ask){
                    .source = &t->source, .level = JH_PART, .rows = { row, 1 }, .bits = 128 },
                t->scratch))
            continue;
        insist(why == fast[row].why);
        if (why) continue;
        range = jh_exact_interval(&exact);
        insist(range.lo <= fast[row].range.hi && fast[row].range.lo <= range.hi);
    }
    jh_exact_clear(&exact);
}

static void try_writing(test_table *t, const jh_expr *expr)
{
    jh_buffer first = jh_buffer_in(&t->keep), second = jh_buffer_in(&t->keep);
    jh_text once, twice;
    const jh_expr *again;

    insist(!jh_expr_write(&first, expr, NULL) && !jh_buffer_finish(&once, &first, NULL));
    if (once.size > 4096) return;
    again = test_compile(t, once.at, JH_PART);
    insist(again != NULL);
    insist(!jh_expr_write(&second, again, NULL) && !jh_buffer_finish(&twice, &second, NULL));
    insist(jh_text_equal(once, twice));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static test_table t;
    static bool ready;
    const jh_expr_text place = { { (const char *)data, size }, "fuzz", 1, 1, JH_PART };
    const jh_expr *expr;
    jh_claim claims[ROWS];
    jh_error err = { 0 };
    jh_arena before;

    if (!ready) test_table_make(&t, schools);
    ready = true;
    if (size > 400) return 0; /* long ones only cost time */
    before = t.keep;
    if (jh_expr_compile(&expr, &t.keep, &place, &t.scope, &err)) {
        insist(err.code == JH_BAD_INPUT && err.where[0]);
    } else {
        try_writing(&t, expr);
        if (expr->type == JH_TYPE_NUMBER) try_number(&t, expr);
        if (expr->type == JH_TYPE_CLAIM
            && jh_expr_claims(
                claims, expr,
                &(jh_expr_ask){
                    .source = &t.source, .level = JH_PART, .rows = { 0, ROWS }, .err = &err },
                t.scratch))
            insist(err.code == JH_BAD_INPUT);
    }
    t.keep = before;
    return 0;
}
