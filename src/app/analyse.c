/* SPDX-License-Identifier: Apache-2.0 */
#include "app/analyse.h"

#include "app/columns.h"
#include "app/grid.h"
#include "expr/analyse.h"
#include "formats/json.h"

static jh_code texts_of(jh_text **out, jh_arena *keep, const char *const *words, size_t count)
{
    size_t i;

    *out = JH_NEW_ARRAY(keep, jh_text, count + 1);
    for (i = 0; *out && i < count; i++) (*out)[i] = jh_text_of(words[i]);
    return *out ? JH_OK : JH_NO_MEMORY;
}

static jh_code analyse(jh_analysis *out, const jh_desk *desk, const jh_analysing *what,
                       jh_error *err)
{
    jh_columns columns;
    jh_analysis_column *given;
    jh_text *values, *by;
    jh_analysis_ask ask = { .value_count = what->value_count,
                            .by_count = what->by_count,
                            .weight = jh_text_of(what->weight) };
    jh_code rc = jh_columns_read(&columns, desk, what->path, what->sheet, err);
    size_t i;

    if (rc) return rc;
    given = JH_NEW_ARRAY(desk->keep, jh_analysis_column, columns.count);
    if (!given || texts_of(&values, desk->keep, what->values, what->value_count)
        || texts_of(&by, desk->keep, what->by, what->by_count))
        return jh_no_memory(err);
    for (i = 0; i < columns.count; i++)
        given[i] = (jh_analysis_column){ columns.items[i].name, columns.items[i].texts };
    ask.table = (jh_analysis_table){ given, columns.count, columns.row_count };
    ask.values = values;
    ask.by = by;
    rc = jh_analyse(out, desk->keep, desk->scratch, &ask, err);
    if (rc && rc != JH_NO_MEMORY) jh_error_within(err, jh_text_of(what->path).at);
    return rc;
}

/* ---- as a grid of texts, first row = header ---- */

static void add_head(jh_grid *to, const jh_analysing *what)
{
    size_t i;

    for (i = 0; i < what->by_count; i++) jh_grid_add(to, jh_text_of(what->by[i]));
    if (what->by_count == 0) jh_grid_add(to, JH_TEXT("all"));
    if (what->value_count > 1) jh_grid_add(to, JH_TEXT("value"));
    jh_grid_add(to, JH_TEXT("n"));
    for (i = 0; i < JH_ANALYSIS_COUNT; i++)
        jh_grid_add(to, jh_text_of(jh_analysis_key((jh_analysis_measure)i)));
    jh_grid_add(to, JH_TEXT("left_out"));
}

static void add_row(jh_grid *to, const jh_analysing *what, const jh_analysis_row *row)
{
    size_t i;

    for (i = 0; i < what->by_count; i++) jh_grid_add(to, row->keys[i]);
    if (what->by_count == 0) jh_grid_add(to, JH_TEXT("all"));
    if (what->value_count > 1) jh_grid_add(to, jh_text_of(what->values[row->value]));
    jh_grid_add_count(to, row->rows);
    for (i = 0; i < JH_ANALYSIS_COUNT; i++) {
        if (row->measures[i].why)
            jh_grid_add(to, JH_TEXT(""));
        else
            jh_grid_add_number(to, jh_interval_middle(row->measures[i].range));
    }
    jh_grid_add_count(to, row->left_out);
}

static jh_code write_grid(jh_text *out, jh_arena *keep, const jh_analysing *what,
                          const jh_analysis *analysis, jh_error *err)
{
    size_t left = (what->by_count ? what->by_count : 1) + (what->value_count > 1), i;
    jh_grid table = { .keep = keep,
                      .columns = left + 2 + JH_ANALYSIS_COUNT,
                      .rows = analysis->row_count + 1,
                      .left = left,
                      .as_csv = what->as_csv };
    jh_code rc = jh_grid_make(&table, err);

    if (rc) return rc;
    add_head(&table, what);
    for (i = 0; i < analysis->row_count; i++) add_row(&table, what, &analysis->rows[i]);
    return jh_grid_write(out, &table, err);
}

/* ---- JSON ---- */

static void row_json(jh_json *json, const jh_analysing *what, const jh_analysis_row *row)
{
    size_t i;

    jh_json_object(json);
    jh_json_key(json, "by");
    jh_json_object(json);
    for (i = 0; i < what->by_count; i++) {
        jh_json_key(json, what->by[i]);
        jh_json_text(json, row->keys[i]);
    }
    jh_json_end(json);
    jh_json_key(json, "value");
    jh_json_zero(json, what->values[row->value]);
    jh_json_key(json, "n");
    jh_json_integer(json, (int64_t)row->rows);
    jh_json_key(json, "left_out");
    jh_json_integer(json, (int64_t)row->left_out);
    for (i = 0; i < JH_ANALYSIS_COUNT; i++) {
        jh_json_key(json, jh_analysis_key((jh_analysis_measure)i));
        if (row->measures[i].why)
            jh_json_null(json);
        else
            jh_json_double(json, jh_interval_middle(row->measures[i].range));
    }
    jh_json_end(json);
}

static jh_code write_json(jh_text *out, jh_arena *keep, const jh_analysing *what,
                          const jh_analysis *analysis, jh_error *err)
{
    jh_json json = jh_json_in(keep);
    size_t i;

    jh_json_array(&json);
    for (i = 0; i < analysis->row_count; i++) row_json(&json, what, &analysis->rows[i]);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_analyse_file(jh_text *out, const jh_desk *desk, const jh_analysing *what, jh_error *err)
{
    jh_analysis analysis = { 0 };
    jh_code rc;

    if (what->value_count == 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_ANALYSE_NEEDS, what->path, "--value", NULL);
    rc = analyse(&analysis, desk, what, err);
    if (rc) return rc;
    if (desk->manner.json) return write_json(out, desk->keep, what, &analysis, err);
    return write_grid(out, desk->keep, what, &analysis, err);
}
