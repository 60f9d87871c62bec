/* expr_bench.c — how long a nation's expressions take: 2,900 made-up counties of 30 schools and 70
 * parts; 7 indicators (a − b) / pupils, the school rule, its floors, and 14 dispersions.
 * Prints seconds of one core and the figures per second. Seeded: the same data every time.
 * SPDX-License-Identifier: Apache-2.0 */
#include "expr/table_source.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COUNTIES = 2900, SCHOOLS = 30, PARTS = 70, INDICATORS = 7, COLUMNS = 1 + 2 * INDICATORS };

typedef struct nation {
    jh_arena keep, scratch;
    jh_table *tables; /* [COUNTIES] */
    jh_symbol symbols[INDICATORS + 2];
    const jh_expr *rule, *floors, *values[INDICATORS], *wcv[2 * INDICATORS];
} nation;

static uint64_t state = 20170419;

static uint32_t next_random(uint32_t below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % below;
}

static void must(int ok)
{
    if (ok) return;
    fputs("the bench cannot run\n", stderr);
    exit(EXIT_FAILURE);
}

static void fill_column(nation *n, jh_table_column *column, const char *name, int least, int spread)
{
    jh_number *numbers = JH_NEW_ARRAY(&n->keep, jh_number, PARTS);
    jh_decimal *decimals = JH_NEW_ARRAY(&n->keep, jh_decimal, PARTS);
    int i;

    must(numbers && decimals);
    for (i = 0; i < PARTS; i++) {
        decimals[i].millionths =
            (least * 100 + (int64_t)next_random((uint32_t)spread * 100)) * (JH_DECIMAL_ONE / 100);
        numbers[i] = jh_number_present(decimals[i]);
    }
    column->symbol = (jh_symbol){ .kind = JH_SYMBOL_COLUMN,
                                  .name = jh_text_of(jh_text_zero(&n->keep, jh_text_of(name))),
                                  .level = JH_PART,
                                  .measure = JH_PURE_NUMBER,
                                  .not_negative = true };
    column->cells[JH_PART][JH_WHOLE] = (jh_table_cells){ .numbers = numbers, .decimals = decimals };
}

static void make_county(nation *n, jh_table *table)
{
    uint32_t *school = JH_NEW_ARRAY(&n->keep, uint32_t, PARTS);
    char name[16];
    int i;

    must(school != NULL);
    for (i = 0; i < PARTS; i++) school[i] = (uint32_t)(i * SCHOOLS / PARTS);
    table->columns = JH_NEW_ARRAY(&n->keep, jh_table_column, COLUMNS);
    must(table->columns != NULL);
    fill_column(n, &table->columns[0], "pupils", 60, 1400);
    for (i = 0; i < INDICATORS; i++) {
        snprintf(name, sizeof name, "a%d", i + 1);
        fill_column(n, &table->columns[1 + 2 * i], name, 2000, 9000);
        snprintf(name, sizeof name, "b%d", i + 1);
        fill_column(n, &table->columns[2 + 2 * i], name, 0, 300);
    }
    table->column_count = COLUMNS;
    table->school_count = SCHOOLS;
    table->part_count = PARTS;
    table->part_school = school;
    must(jh_table_link(table, &n->keep, NULL) == JH_OK);
}

static const jh_expr *compile(nation *n, const char *text, jh_level level)
{
    const jh_scope scope = jh_table_scope(&n->tables[0]);
    const jh_expr_text place = { jh_text_of(text), "bench", 1, 1, level };
    const jh_expr *expr = NULL;

    must(jh_expr_compile(&expr, &n->keep, &place, &scope, NULL) == JH_OK);
    return expr;
}

static void compile_all(nation *n)
{
    char text[96];
    int i;

    for (i = 0; i < INDICATORS; i++) {
        snprintf(text, sizeof text, "(a%d - b%d) / pupils", i + 1, i + 1);
        n->values[i] = compile(n, text, JH_PART);
        snprintf(text, sizeof text, "R%d", i + 1);
        n->symbols[i] = (jh_symbol){ .kind = JH_SYMBOL_DEFINED,
                                     .name = jh_text_copy(&n->keep, jh_text_of(text)),
                                     .level = JH_PART,
                                     .measure = JH_PURE_NUMBER,
                                     .defined = n->values[i],
                                     .line = compile(n, "4.2", JH_PART),
                                     .floor = compile(n, "85% * 4.2", JH_PART) };
        n->tables[0].symbol_count = (size_t)i + 1;
        n->tables[0].symbols = n->symbols;
    }
    n->rule = compile(n, "met(R1..R7) >= 6 and every_floor(R1..R7)", JH_PART);
    n->floors = compile(n, "every_floor(R1..R7)", JH_PART);
    for (i = 0; i < 2 * INDICATORS; i++) {
        snprintf(text, sizeof text, "wcv(R%d weight pupils over parts where pupils %s 700)",
                 i % INDICATORS + 1, i < INDICATORS ? "<" : ">=");
        n->wcv[i] = compile(n, text, JH_COUNTY);
    }
}

/* Everything of one county; gives a figure that depends on all of it. */
static double assess(nation *n, const jh_table *table)
{
    const jh_source source = jh_table_source(table);
    const jh_rows parts = { 0, PARTS }, county = { 0, 1 };
    jh_number numbers[PARTS];
    jh_claim claims[PARTS];
    double all = 0.0;
    int i;

    for (i = 0; i < INDICATORS; i++) {
        must(!jh_expr_numbers(numbers, n->values[i],
                              &(jh_expr_ask){ .source = &source, .level = JH_PART, .rows = parts },
                              n->scratch));
        all += numbers[PARTS - 1].range.lo;
    }
    must(!jh_expr_claims(claims, n->rule,
                         &(jh_expr_ask){ .source = &source, .level = JH_PART, .rows = parts },
                         n->scratch));
    all += claims[0].truth;
    must(!jh_expr_claims(claims, n->floors,
                         &(jh_expr_ask){ .source = &source, .level = JH_PART, .rows = parts },
                         n->scratch));
    all += claims[0].truth;
    for (i = 0; i < 2 * INDICATORS; i++) {
        must(!jh_expr_numbers(
            numbers, n->wcv[i],
            &(jh_expr_ask){ .source = &source, .level = JH_COUNTY, .rows = county }, n->scratch));
        all += numbers[0].range.lo;
    }
    return all;
}

int main(void)
{
    static nation n;
    clock_t start, end;
    double seconds, best = 1e9, all = 0.0;
    int i, round;

    must(jh_arena_reserve(&n.keep, JH_ARENA_DEFAULT) == 0);
    must(jh_arena_reserve(&n.scratch, JH_ARENA_DEFAULT) == 0);
    n.tables = JH_NEW_ARRAY(&n.keep, jh_table, COUNTIES);
    must(n.tables != NULL);
    for (i = 0; i < COUNTIES; i++) make_county(&n, &n.tables[i]);
    compile_all(&n);
    for (round = 0; round < 5; round++) {
        start = clock();
        for (all = 0.0, i = 0; i < COUNTIES; i++) all += assess(&n, &n.tables[i]);
        end = clock();
        seconds = (double)(end - start) / CLOCKS_PER_SEC;
        if (seconds < best) best = seconds;
    }
    printf("%d counties, %d parts each: %.3f s, %.1f million values a second (check %.6f)\n",
           COUNTIES, PARTS, best, COUNTIES * (double)PARTS * (3 * INDICATORS) / best / 1e6, all);
    jh_arena_release(&n.keep);
    jh_arena_release(&n.scratch);
    return EXIT_SUCCESS;
}
