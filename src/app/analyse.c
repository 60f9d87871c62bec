/* SPDX-License-Identifier: Apache-2.0 */
#include "app/analyse.h"

#include "app/columns.h"
#include "expr/analyse.h"
#include "formats/csv_out.h"
#include "formats/json.h"
#include "report/terminal.h"

enum { FULL_DIGITS = 12, SHOWN_DIGITS = 6 };

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
    ask.columns = given;
    ask.column_count = columns.count;
    ask.row_count = columns.row_count;
    ask.values = values;
    ask.by = by;
    rc = jh_analyse(out, desk->keep, desk->scratch, &ask, err);
    if (rc && rc != JH_NO_MEMORY) jh_error_within(err, jh_text_of(what->path).at);
    return rc;
}

/* ---- as a grid of texts, first row = header ---- */

typedef struct grid {
    jh_arena *keep;
    jh_text *cells;
    size_t columns, rows, used;
    int digits;
} grid;

static void add(grid *to, jh_text cell)
{
    if (to->cells) to->cells[to->used++] = cell;
}

static jh_text number(grid *to, const jh_number *value)
{
    if (value->why) return JH_TEXT("");
    return jh_text_format(to->keep, "%.*g", to->digits, jh_interval_middle(value->range));
}

static void add_head(grid *to, const jh_analysing *what)
{
    size_t i;

    for (i = 0; i < what->by_count; i++) add(to, jh_text_of(what->by[i]));
    if (what->by_count == 0) add(to, JH_TEXT("all"));
    if (what->value_count > 1) add(to, JH_TEXT("value"));
    add(to, JH_TEXT("n"));
    for (i = 0; i < JH_ANALYSIS_COUNT; i++)
        add(to, jh_text_of(jh_analysis_key((jh_analysis_measure)i)));
    add(to, JH_TEXT("left_out"));
}

static void add_row(grid *to, const jh_analysing *what, const jh_analysis_row *row)
{
    size_t i;

    for (i = 0; i < what->by_count; i++) add(to, row->keys[i]);
    if (what->by_count == 0) add(to, JH_TEXT("all"));
    if (what->value_count > 1) add(to, jh_text_of(what->values[row->value]));
    add(to, jh_text_format(to->keep, "%zu", row->rows));
    for (i = 0; i < JH_ANALYSIS_COUNT; i++) add(to, number(to, &row->measures[i]));
    add(to, jh_text_format(to->keep, "%zu", row->left_out));
}

static jh_code make_grid(grid *to, const jh_analysing *what, const jh_analysis *analysis,
                         jh_error *err)
{
    size_t i;

    to->columns =
        (what->by_count ? what->by_count : 1) + (what->value_count > 1) + 2 + JH_ANALYSIS_COUNT;
    to->rows = analysis->row_count + 1;
    to->cells = JH_NEW_ARRAY(to->keep, jh_text, to->columns * to->rows);
    if (!to->cells) return jh_no_memory(err);
    add_head(to, what);
    for (i = 0; i < analysis->row_count; i++) add_row(to, what, &analysis->rows[i]);
    for (i = 0; i < to->used; i++)
        if (!to->cells[i].at) return jh_no_memory(err);
    return JH_OK;
}

static void write_csv(jh_buffer *out, const grid *from)
{
    jh_csv_out csv = { .out = out };
    size_t i;

    for (i = 0; i < from->used; i++) {
        jh_csv_field(&csv, from->cells[i]);
        if ((i + 1) % from->columns == 0) jh_csv_end_record(&csv);
    }
}

static size_t column_width(const grid *from, size_t column)
{
    size_t width = 0, i;

    for (i = column; i < from->used; i += from->columns)
        if (jh_text_columns(from->cells[i]) > width) width = jh_text_columns(from->cells[i]);
    return width;
}

/* The group to the left, everything else to the right. */
static void write_table(jh_buffer *out, const grid *from, size_t left_columns)
{
    size_t i, width, fill;

    for (i = 0; i < from->used; i++) {
        bool is_left = i % from->columns < left_columns;
        width = column_width(from, i % from->columns);
        fill = width - jh_text_columns(from->cells[i]);
        if (is_left) jh_buffer_add(out, from->cells[i]);
        jh_buffer_add_format(out, "%*s", (int)fill, "");
        if (!is_left) jh_buffer_add(out, from->cells[i]);
        jh_buffer_add_zero(out, (i + 1) % from->columns == 0 ? "\n" : "  ");
    }
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
    jh_buffer buffer = jh_buffer_in(desk->keep);
    grid table = { .keep = desk->keep, .digits = what->as_csv ? FULL_DIGITS : SHOWN_DIGITS };
    jh_code rc;

    if (what->value_count == 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_ANALYSE_NEEDS, what->path, "--value", NULL);
    rc = analyse(&analysis, desk, what, err);
    if (rc) return rc;
    if (desk->manner.json) return write_json(out, desk->keep, what, &analysis, err);
    rc = make_grid(&table, what, &analysis, err);
    if (rc) return rc;
    if (what->as_csv)
        write_csv(&buffer, &table);
    else
        write_table(&buffer, &table,
                    (what->by_count ? what->by_count : 1) + (what->value_count > 1));
    return jh_buffer_finish(out, &buffer, err);
}
