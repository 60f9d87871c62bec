/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/name_list.h"

#include "intake/figure.h"
#include "intake/name_rows.h"
#include "intake/reading.h"
#include "intake/whose.h"

#include <stdio.h>
#include <string.h>

typedef struct pairs {
    jh_name_pair *items;
    size_t count, capacity;
    jh_arena *keep;
} pairs;

/* ---- lines ---------------------------------------------------------------------------------- */

/* The next line without its end and what follows a #. */
static jh_text take_line(jh_text *rest)
{
    const char *end = memchr(rest->at, '\n', rest->size), *remark;
    jh_text line = { rest->at, end ? (size_t)(end - rest->at) : rest->size };
    size_t taken = line.size + (end != NULL);

    rest->at += taken;
    rest->size -= taken;
    if (line.size && line.at[line.size - 1] == '\r') line.size--;
    remark = line.size ? memchr(line.at, '#', line.size) : NULL;
    if (remark) line.size = (size_t)(remark - line.at);
    return jh_text_trim(line);
}

static bool split_pair(jh_name_pair *pair, jh_text line)
{
    const char *equals = memchr(line.at, '=', line.size);

    if (!equals) return false;
    pair->name = jh_text_trim((jh_text){ line.at, (size_t)(equals - line.at) });
    pair->code = jh_text_trim((jh_text){ equals + 1, line.size - (size_t)(equals - line.at) - 1 });
    return pair->name.size && pair->code.size;
}

static jh_code add_pair(pairs *to, const jh_name_pair *pair, jh_error *err)
{
    jh_name_pair *grown = jh_grow(to->keep, to->items, &to->capacity, to->count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    to->items = grown;
    grown[to->count++] = *pair;
    return JH_OK;
}

/* ---- a text ---------------------------------------------------------------------------------- */

static jh_code read_text(pairs *to, const jh_source_file *file, jh_error *err)
{
    jh_text rest = jh_text_trim(file->bytes), line;
    char where[JH_WHERE_SIZE], shown[JH_MESSAGE_ARG_SIZE];
    jh_name_pair pair;
    size_t number;
    jh_code rc = JH_OK;

    for (number = 1; rest.size && !rc; number++) {
        line = take_line(&rest);
        if (!line.size) continue;
        snprintf(where, sizeof where, "%.*s:%zu", JH_TEXT_ARGS(file->name), number);
        if (!split_pair(&pair, line) || !jh_text_is_utf8(line)) {
            snprintf(shown, sizeof shown, "%.*s", line.size > 80 ? 80 : (int)line.size, line.at);
            return jh_fail(err, JH_BAD_INPUT, SAY_INTAKE_NAMES_LINE, where, shown, NULL);
        }
        pair.where = jh_text_copy(to->keep, jh_text_of(where));
        rc = pair.where.at ? add_pair(to, &pair, err) : jh_no_memory(err);
    }
    return rc;
}

/* ---- a workbook ------------------------------------------------------------------------------ */

/* "new" in the words of a clerk; else the code, in half width. Empty = neither. */
static jh_code read_code(jh_text *out, jh_arena *keep, const jh_cell *cell, jh_error *err)
{
    static const char *const news[] = { "new", "新", "新校", "新学校" };
    jh_text shown = jh_cell_shown(keep, cell);
    char plain[JH_CODE_SIZE];
    size_t i;

    *out = JH_TEXT("");
    if (!shown.at) return jh_no_memory(err);
    for (i = 0; i < sizeof news / sizeof *news; i++)
        if (jh_text_same_folded(shown, jh_text_of(news[i]))) {
            *out = JH_TEXT("new");
            return JH_OK;
        }
    /* A spreadsheet keeps 15 digits of a number. */
    if ((cell->kind == JH_CELL_NUMBER && (cell->number >= 1e15 || cell->number < 0))
        || !jh_code_plain(plain, shown))
        return JH_OK;
    *out = jh_text_copy(keep, jh_text_of(plain));
    return out->at ? JH_OK : jh_no_memory(err);
}

/* "汇总表.xlsx 表1!A7" → "汇总表.xlsx 表1!"; "汇总表.csv A7" → "汇总表.csv ". */
static jh_text sheet_of(jh_text where)
{
    size_t at = where.size;

    while (at > 0 && where.at[at - 1] != '!' && where.at[at - 1] != ' ') at--;
    return (jh_text){ where.at, at };
}

/* What two rows of the list cannot both say. */
static jh_code check_row(const jh_name_rows *rows, const jh_name_row *row, jh_error *err)
{
    char here[JH_WHERE_SIZE], there[JH_ADDRESS_SIZE], name[2][JH_MESSAGE_ARG_SIZE];
    char code[JH_MESSAGE_ARG_SIZE];
    const jh_name_row *other;
    jh_say_id say;

    for (other = rows->items; other < row; other++) {
        if (!other->code.size) continue;
        if (jh_text_same_folded(other->name, row->name) && !jh_text_equal(other->code, row->code))
            say = SAY_INTAKE_NAMES_TWO_ANSWERS;
        else if (jh_text_equal(other->code, row->code) && sheet_of(row->where).size
                 && !jh_text_equal(row->code, JH_TEXT("new"))
                 && !jh_text_same_folded(other->name, row->name)
                 && jh_text_equal(sheet_of(other->where), sheet_of(row->where)))
            say = SAY_INTAKE_NAMES_CODE_TWICE;
        else
            continue;
        jh_name_row_where(here, rows, row->row, JH_NAME_CODE_COLUMN);
        return jh_fail(err, JH_BAD_INPUT, say, here, jh_arg(name[0], row->name),
                       jh_arg(code, row->code),
                       jh_address_write(there, other->row, JH_NAME_CODE_COLUMN),
                       jh_arg(name[1], other->name), NULL);
    }
    return JH_OK;
}

static jh_code take_row(pairs *to, const jh_name_rows *rows, jh_name_row *row, jh_error *err)
{
    const jh_cell *cell = jh_sheet_cell(rows->sheet, row->row, JH_NAME_CODE_COLUMN);
    char where[JH_WHERE_SIZE], shown[JH_MESSAGE_ARG_SIZE];
    jh_name_pair pair = { .name = row->name };
    jh_code rc;

    if (jh_cell_is_blank(cell)) return JH_OK;
    jh_name_row_where(where, rows, row->row, JH_NAME_CODE_COLUMN);
    rc = read_code(&row->code, to->keep, cell, err);
    if (!rc && !row->code.size)
        rc = jh_fail(err, JH_BAD_INPUT, SAY_INTAKE_NAMES_NO_CODE, where,
                     jh_arg(shown, jh_cell_shown(to->keep, cell)), NULL);
    if (!rc) rc = check_row(rows, row, err);
    if (rc) return rc;
    pair.code = row->code;
    pair.where = jh_text_copy(to->keep, jh_text_of(where));
    return pair.where.at ? add_pair(to, &pair, err) : jh_no_memory(err);
}

jh_code jh_names_read(jh_name_pairs *out, jh_arena *keep, jh_arena scratch,
                      const jh_source_file *file, jh_error *err)
{
    pairs to = { .keep = keep };
    jh_name_rows rows;
    size_t i;
    jh_code rc;

    if (!jh_name_rows_are(file)) {
        rc = read_text(&to, file, err);
    } else {
        rc = jh_name_rows_read(&rows, keep, scratch, file, err);
        for (i = 0; !rc && i < rows.count; i++) rc = take_row(&to, &rows, &rows.items[i], err);
    }
    *out = (jh_name_pairs){ to.items, to.count };
    return rc;
}
