/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/analyse.h"

#include "expr/analyse_tally.h"

#include <stdio.h>

/* The groups stand where schools stand in a county, the rows where parts stand. */

static const struct {
    const char *key, *text;
} measures[JH_ANALYSIS_COUNT] = {
    [JH_ANALYSIS_WEIGHT] = { "weight", "sum(w over used)" },
    [JH_ANALYSIS_MEAN] = { "mean", "wmean(x weight w over used)" },
    [JH_ANALYSIS_CV] = { "cv", "cv(x over used)" },
    [JH_ANALYSIS_WCV] = { "wcv", "wcv(x weight w over used)" },
    [JH_ANALYSIS_GINI] = { "gini", "gini(x weight w over used)" },
    [JH_ANALYSIS_THEIL_T] = { "theil_t", "theil_t(x weight w over used)" },
    [JH_ANALYSIS_THEIL_L] = { "theil_l", "theil_l(x weight w over used)" },
    [JH_ANALYSIS_ATKINSON] = { "atkinson", "atkinson(x, 0.5 weight w over used)" },
    [JH_ANALYSIS_HOOVER] = { "hoover", "hoover(x weight w over used)" },
    [JH_ANALYSIS_MCLOONE] = { "mcloone", "mcloone(x weight w over used)" },
    [JH_ANALYSIS_VERSTEGEN] = { "verstegen", "verstegen(x weight w over used)" },
    [JH_ANALYSIS_MIN] = { "min", "min(x weight w over used)" },
    [JH_ANALYSIS_MAX] = { "max", "max(x weight w over used)" },
};

typedef struct analysis {
    const jh_analysis_ask *ask;
    jh_arena *keep, *scratch;
    jh_error *err;
    jh_row_keys by;
    const size_t *order;  /* rows in the order of their groups */
    jh_table table;       /* the user's columns */
    const jh_text **keys; /* [group] */
} analysis;

const char *jh_analysis_key(jh_analysis_measure measure)
{
    return measures[measure].key;
}

/* ---- groups -------------------------------------------------------------------------------- */

static jh_code sort_rows(analysis *a)
{
    const jh_text **columns = JH_NEW_ARRAY(a->scratch, const jh_text *, a->ask->by_count);
    size_t i;
    jh_code rc = JH_OK;

    if (!columns) return jh_no_memory(a->err);
    for (i = 0; !rc && i < a->ask->by_count; i++)
        rc = jh_column_cells(&columns[i], &a->ask->table, a->ask->by[i], a->err);
    if (rc) return rc;
    a->by = (jh_row_keys){ columns, a->ask->by_count, a->ask->table.row_count };
    a->order = jh_row_order(&a->by, a->scratch);
    return a->order ? JH_OK : jh_no_memory(a->err);
}

static jh_code make_groups(analysis *a)
{
    size_t n = a->ask->table.row_count, i, j, count = 0;
    uint32_t *group = JH_NEW_ARRAY(a->scratch, uint32_t, n);
    jh_text *keys;

    a->keys = JH_NEW_ARRAY(a->scratch, const jh_text *, n);
    if (!group || !a->keys) return jh_no_memory(a->err);
    for (i = 0; i < n; i++) {
        if (i == 0 || jh_row_compare(&a->by, a->order[i - 1], a->order[i]) != 0) {
            keys = JH_NEW_ARRAY(a->keep, jh_text, a->ask->by_count);
            if (!keys) return jh_no_memory(a->err);
            for (j = 0; j < a->ask->by_count; j++) keys[j] = a->by.columns[j][a->order[i]];
            a->keys[count++] = keys;
        }
        group[i] = (uint32_t)(count - 1);
    }
    a->table.school_count = count;
    a->table.part_count = n;
    a->table.part_school = group;
    return JH_OK;
}

/* ---- columns ------------------------------------------------------------------------------- */

static jh_code read_column(jh_table_column *out, analysis *a, const jh_analysis_column *column)
{
    size_t n = a->ask->table.row_count, i, filled = 0, readable = 0;
    jh_number *numbers = JH_NEW_ARRAY(a->scratch, jh_number, n);
    jh_decimal *decimals = JH_NEW_ARRAY(a->scratch, jh_decimal, n);
    jh_text *texts = JH_NEW_ARRAY(a->scratch, jh_text, n), cell;

    if (!numbers || !decimals || !texts) return jh_no_memory(a->err);
    for (i = 0; i < n; i++) {
        cell = column->cells[a->order[i]];
        cell = cell.at ? jh_text_trim(cell) : cell;
        texts[i] = cell.size ? cell : (jh_text){ NULL, 0 };
        numbers[i] = jh_number_missing(JH_NOT_REPORTED, JH_ANYTHING);
        if (!cell.size) continue;
        filled++;
        if (jh_decimal_parse_loose(&decimals[i], cell) >= JH_READ_NOT_A_NUMBER) continue;
        readable++;
        numbers[i] = jh_number_present(decimals[i]);
    }
    out->symbol = (jh_symbol){ .kind = JH_SYMBOL_COLUMN,
                               .name = column->name,
                               .type = 2 * readable > filled ? JH_TYPE_NUMBER : JH_TYPE_TEXT,
                               .level = JH_PART,
                               .measure = JH_PURE_NUMBER };
    out->cells[JH_PART][JH_WHOLE] =
        (jh_table_cells){ .numbers = numbers, .decimals = decimals, .texts = texts };
    return JH_OK;
}

static jh_code read_columns(analysis *a)
{
    size_t i;
    jh_code rc = JH_OK;

    a->table.column_count = a->ask->table.column_count;
    a->table.columns = JH_NEW_ARRAY(a->scratch, jh_table_column, a->ask->table.column_count);
    if (!a->table.columns) return jh_no_memory(a->err);
    for (i = 0; !rc && i < a->ask->table.column_count; i++)
        rc = read_column(&a->table.columns[i], a, &a->ask->table.columns[i]);
    if (rc) return rc;
    return jh_table_link(&a->table, a->scratch, a->err);
}

/* ---- measures ------------------------------------------------------------------------------ */

static jh_code compile(const jh_expr **out, analysis *a, jh_text text, jh_level level,
                       const jh_table *names)
{
    const jh_scope scope = jh_table_scope(names);
    const jh_expr_text place = { text, NULL, 1, 1, level };

    return jh_expr_compile(out, a->scratch, &place, &scope, a->err);
}

static jh_code compile_number(const jh_expr **out, analysis *a, jh_text text)
{
    char words[JH_MESSAGE_ARG_SIZE];
    jh_code rc = compile(out, a, text, JH_PART, &a->table);

    if (rc || (*out)->type == JH_TYPE_NUMBER) return rc;
    snprintf(words, sizeof words, "%.*s", (int)(text.size < 100 ? text.size : 100), text.at);
    return jh_fail(a->err, JH_BAD_INPUT, SAY_EXPR_NOT_A_NUMBER, "1:1", words, NULL);
}

static jh_symbol named(const char *name, const jh_expr *expr)
{
    return (jh_symbol){ .kind = JH_SYMBOL_DEFINED,
                        .name = jh_text_of(name),
                        .type = expr->type,
                        .level = JH_PART,
                        .measure = expr->measure,
                        .defined = expr };
}

/* One measure of every group into column `which` of the rows. */
static jh_code measure_groups(jh_analysis_row *rows, analysis *a, const jh_table *names,
                              const char *text, int which)
{
    size_t groups = a->table.school_count, i;
    jh_number *column = JH_NEW_ARRAY(a->scratch, jh_number, groups);
    const jh_source source = jh_table_source(&a->table);
    const jh_expr *expr;
    jh_code rc;

    if (!column) return jh_no_memory(a->err);
    rc = compile(&expr, a, jh_text_of(text), JH_SCHOOL, names);
    if (!rc)
        rc = jh_expr_numbers(
            column, expr,
            &(jh_expr_ask){
                .source = &source, .level = JH_SCHOOL, .rows = { 0, groups }, .err = a->err },
            *a->scratch);
    for (i = 0; !rc && i < groups; i++) {
        if (which >= 0)
            rows[i].measures[which] = column[i];
        else
            rows[i].rows = (size_t)column[i].range.lo;
    }
    return rc;
}

/* The cells of an expression that is a column as it stands; NULL = it is more than that. */
static const jh_table_cells *plain_cells(const analysis *a, const jh_expr *expr)
{
    if (expr->op != JH_OP_COLUMN) return NULL;
    return &a->table.columns[expr->symbol.column].cells[JH_PART][JH_WHOLE];
}

/* Weight, mean and wcv of plain columns by exact sums; *done says whether they are known now. */
static jh_code sum_plain(bool *done, jh_analysis_row *rows, analysis *a, const jh_expr *x,
                         const jh_expr *w)
{
    const jh_plain_pair pair = { plain_cells(a, x), plain_cells(a, w) };
    jh_code rc;

    *done = false;
    if (!pair.value || (!pair.weight && a->ask->weight.size)) return JH_OK;
    rc = jh_analyse_plain(done, rows, &a->table, pair, *a->scratch);
    return rc == JH_NO_MEMORY ? jh_no_memory(a->err) : rc;
}

static bool is_summed(int measure)
{
    return measure == JH_ANALYSIS_WEIGHT || measure == JH_ANALYSIS_MEAN
           || measure == JH_ANALYSIS_WCV;
}

static jh_code analyse_value(jh_analysis_row *rows, analysis *a, jh_text value)
{
    static const char used[] = "not isMissing(x) and not isMissing(w) and w > 0";
    jh_text weight = a->ask->weight.size ? a->ask->weight : JH_TEXT("1");
    jh_symbol symbols[3];
    jh_table names = a->table;
    const jh_expr *x, *w, *filter;
    bool summed = false;
    size_t i;
    int m;
    jh_code rc = compile_number(&x, a, value);

    if (!rc) rc = compile_number(&w, a, weight);
    if (rc) return rc;
    symbols[0] = named("x", x);
    symbols[1] = named("w", w);
    names.symbols = symbols;
    names.symbol_count = 2;
    rc = compile(&filter, a, JH_TEXT(used), JH_PART, &names);
    if (rc) return rc;
    symbols[2] = (jh_symbol){
        .kind = JH_SYMBOL_SET, .name = JH_TEXT("used"), .level = JH_PART, .defined = filter
    };
    names.symbol_count = 3;
    rc = measure_groups(rows, a, &names, "count(used)", -1);
    if (!rc) rc = sum_plain(&summed, rows, a, x, w);
    for (m = 0; !rc && m < JH_ANALYSIS_COUNT; m++)
        if (!(summed && is_summed(m))) rc = measure_groups(rows, a, &names, measures[m].text, m);
    for (i = 0; !rc && i < a->table.school_count; i++)
        rows[i].left_out = a->table.first_part[i + 1] - a->table.first_part[i] - rows[i].rows;
    return rc;
}

jh_code jh_analyse(jh_analysis *out, jh_arena *keep, jh_arena scratch, const jh_analysis_ask *ask,
                   jh_error *err)
{
    analysis a = { .ask = ask, .keep = keep, .scratch = &scratch, .err = err };
    jh_analysis_row *rows;
    size_t v, i, groups;
    jh_code rc = sort_rows(&a);

    if (!rc) rc = make_groups(&a);
    if (!rc) rc = read_columns(&a);
    if (rc) return rc;
    groups = a.table.school_count;
    rows = JH_NEW_ARRAY(keep, jh_analysis_row, ask->value_count * groups);
    if (!rows) return jh_no_memory(err);
    for (v = 0; !rc && v < ask->value_count; v++) {
        for (i = 0; i < groups; i++) {
            rows[v * groups + i].value = v;
            rows[v * groups + i].keys = a.keys[i];
        }
        rc = analyse_value(rows + v * groups, &a, ask->values[v]);
    }
    *out = (jh_analysis){ rows, ask->value_count * groups };
    return rc;
}
