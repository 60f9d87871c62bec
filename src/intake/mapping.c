/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/mapping.h"

#include <stdio.h>
#include <string.h>

enum { MOST_DIGITS = 7 };

typedef struct reader {
    jh_mapping *out;
    jh_arena *keep;
    size_t capacity;
    jh_text line, rest; /* rest: what is not read yet of the line */
    uint32_t number;
    jh_error *err;
} reader;

static uint32_t place(const reader *r)
{
    const char *at = r->line.at, *end = r->rest.at;
    uint32_t count = 1;

    while (at < end) {
        jh_text_next(&at, end);
        count++;
    }
    return count;
}

static jh_code fail(const reader *r, jh_say_id say, jh_text word)
{
    char where[JH_WHERE_SIZE], shown[JH_MESSAGE_ARG_SIZE];

    snprintf(where, sizeof where, "%.*s:%u:%u", JH_TEXT_ARGS(r->out->name), r->number, place(r));
    snprintf(shown, sizeof shown, "%.*s", word.size > 80 ? 80 : (int)word.size, word.at);
    return jh_fail(r->err, JH_BAD_INPUT, say, where, shown, NULL);
}

/* A word up to a blank, or a text in quotes. Empty = the line is at its end. */
static jh_text take_word(reader *r)
{
    const char *end;
    jh_text word;
    size_t size = 0;

    r->rest = jh_text_trim(r->rest);
    if (r->rest.size && r->rest.at[0] == '"') {
        end = memchr(r->rest.at + 1, '"', r->rest.size - 1);
        size = end ? (size_t)(end - r->rest.at) - 1 : r->rest.size - 1;
        word = (jh_text){ r->rest.at + 1, size };
        size += end ? 2 : 1;
    } else {
        while (size < r->rest.size && r->rest.at[size] != ' ' && r->rest.at[size] != '\t') size++;
        word = (jh_text){ r->rest.at, size };
    }
    r->rest = (jh_text){ r->rest.at + size, r->rest.size - size };
    return word;
}

static jh_code read_header_row(reader *r)
{
    jh_text word = take_word(r);
    size_t i;

    r->out->header_row = 0;
    for (i = 0; i < word.size && i < MOST_DIGITS; i++) {
        if (word.at[i] < '0' || word.at[i] > '9') return fail(r, SAY_INTAKE_MAP_ROW, word);
        r->out->header_row = r->out->header_row * 10 + (uint32_t)(word.at[i] - '0');
    }
    if (i < word.size || !r->out->header_row) return fail(r, SAY_INTAKE_MAP_ROW, word);
    return JH_OK;
}

static jh_code read_paper(reader *r)
{
    jh_text word = take_word(r);
    int i;

    for (i = 0; i < JH_BY_CORRECTION; i++)
        if (jh_text_equal(word, jh_text_of(jh_provenance_key((jh_provenance)i)))) {
            r->out->paper = (jh_provenance)i;
            return JH_OK;
        }
    return fail(r, SAY_INTAKE_MAP_PAPER, word);
}

/* "人数" = 在校生数 in 万人 of 小学 */
static jh_code read_column(reader *r)
{
    jh_mapped_column column = { .line = r->number, .at = place(r) }, *grown;
    jh_text word;
    bool quoted;

    r->rest = jh_text_trim(r->rest);
    quoted = r->rest.size && r->rest.at[0] == '"';
    word = take_word(r);
    if (quoted) {
        column.header = word;
    } else {
        char address[JH_ADDRESS_SIZE];
        uint32_t row;

        snprintf(address, sizeof address, "%.*s1", word.size > 4 ? 4 : (int)word.size, word.at);
        if (!word.size || word.size > 3
            || !jh_address_read(&row, &column.column, jh_text_of(address)))
            return fail(r, SAY_INTAKE_MAP_COLUMN, word);
    }
    word = take_word(r);
    if (!jh_text_equal(word, JH_TEXT("="))) return fail(r, SAY_INTAKE_MAP_EQUALS, word);
    r->rest = jh_text_trim(r->rest);
    column.target_at = place(r);
    column.target = take_word(r);
    if (!column.target.size) return fail(r, SAY_INTAKE_MAP_EQUALS, column.target);
    for (word = take_word(r); word.size; word = take_word(r)) {
        if (jh_text_equal(word, JH_TEXT("in")))
            column.measure = take_word(r);
        else if (jh_text_equal(word, JH_TEXT("of")))
            column.stage = take_word(r);
        else if (jh_text_equal(word, JH_TEXT("?")))
            return fail(r, SAY_INTAKE_MAP_OPEN, column.target);
        else
            return fail(r, SAY_INTAKE_MAP_WORD, word);
    }
    grown =
        jh_grow(r->keep, r->out->columns, &r->capacity, r->out->column_count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(r->err);
    r->out->columns = grown;
    grown[r->out->column_count++] = column;
    return JH_OK;
}

static jh_code read_line(reader *r)
{
    jh_text word = take_word(r);
    jh_code rc = JH_OK;

    if (!word.size) return JH_OK;
    if (jh_text_equal(word, JH_TEXT("column"))) return read_column(r);
    if (jh_text_equal(word, JH_TEXT("sheet")))
        r->out->sheet = take_word(r);
    else if (jh_text_equal(word, JH_TEXT("stage")))
        r->out->stage = take_word(r);
    else if (jh_text_equal(word, JH_TEXT("header")))
        rc = read_header_row(r);
    else if (jh_text_equal(word, JH_TEXT("paper")))
        rc = read_paper(r);
    else
        return fail(r, SAY_INTAKE_MAP_WORD, word);
    if (rc) return rc;
    word = take_word(r);
    if (jh_text_equal(word, JH_TEXT("?"))) return fail(r, SAY_INTAKE_MAP_OPEN, r->line);
    return word.size ? fail(r, SAY_INTAKE_MAP_WORD, word) : JH_OK;
}

/* Up to a # outside quotes. */
static jh_text without_remark(jh_text line)
{
    bool quoted = false;
    size_t i;

    for (i = 0; i < line.size; i++) {
        if (line.at[i] == '"') quoted = !quoted;
        if (line.at[i] == '#' && !quoted) return (jh_text){ line.at, i };
    }
    if (line.size && line.at[line.size - 1] == '\r') line.size--;
    return line;
}

jh_code jh_mapping_read(jh_mapping *out, jh_arena *keep, const jh_source_file *file, jh_error *err)
{
    reader r = { .out = out, .keep = keep, .err = err };
    jh_text text = jh_text_trim(file->bytes);
    const char *end;
    jh_code rc = JH_OK;

    *out = (jh_mapping){ .name = file->name, .header_row = 1, .paper = JH_BY_SUMMARY };
    if (!jh_text_is_utf8(text)) return fail(&r, SAY_INTAKE_MAP_WORD, JH_TEXT("?"));
    for (r.number = 1; !rc && text.size; r.number++) {
        end = memchr(text.at, '\n', text.size);
        r.line = (jh_text){ text.at, end ? (size_t)(end - text.at) : text.size };
        text.at += r.line.size + (end != NULL);
        text.size -= r.line.size + (end != NULL);
        r.line = r.rest = without_remark(r.line);
        rc = read_line(&r);
        if (rc) return rc;
    }
    if (!out->column_count) {
        r.line = r.rest = JH_TEXT("");
        return fail(&r, SAY_INTAKE_MAP_EMPTY, JH_TEXT(""));
    }
    return JH_OK;
}

/* ---- what it names ----------------------------------------------------------------------- */

jh_code jh_mapping_check(const jh_mapping *mapping, const jh_lexicon *lexicon, jh_arena scratch,
                         jh_error *err)
{
    char where[JH_WHERE_SIZE], word[JH_MESSAGE_ARG_SIZE], near[JH_MESSAGE_ARG_SIZE];
    size_t i;

    for (i = 0; i < mapping->column_count; i++) {
        const jh_mapped_column *c = &mapping->columns[i];
        jh_text folded = jh_word_fold(&scratch, c->target), wrong = JH_TEXT(""), nearest = wrong;
        jh_scale scale;

        if (!folded.at) return jh_no_memory(err);
        if (jh_role_of(folded) == JH_ROLE_NONE && !jh_lexicon_find(&lexicon->columns, folded)) {
            wrong = c->target;
            nearest = jh_lexicon_nearest(&lexicon->columns, folded);
        } else if (c->measure.size && !jh_lexicon_scale(&scale, lexicon, c->measure)) {
            wrong = c->measure;
        } else if (c->stage.size && jh_stage_read(lexicon->standard, c->stage) == JH_STAGE_COUNT) {
            wrong = c->stage;
        }
        if (!wrong.size) continue;
        snprintf(where, sizeof where, "%.*s:%u:%u", JH_TEXT_ARGS(mapping->name), c->line,
                 c->target_at);
        snprintf(word, sizeof word, "%.*s", wrong.size > 80 ? 80 : (int)wrong.size, wrong.at);
        snprintf(near, sizeof near, "%.*s", nearest.size > 80 ? 80 : (int)nearest.size,
                 nearest.size ? nearest.at : "");
        return jh_fail(err, JH_BAD_INPUT,
                       nearest.size ? SAY_INTAKE_MAP_TARGET_NEAR : SAY_INTAKE_MAP_TARGET, where,
                       word, near, NULL);
    }
    return JH_OK;
}

/* ---- a sheet seen through it ---------------------------------------------------------------- */

static uint32_t column_of(const jh_mapping *mapping, const jh_mapped_column *c,
                          const jh_sheet *sheet)
{
    size_t count, i;
    const jh_cell *cells = jh_sheet_row(&count, sheet, mapping->header_row);

    if (c->column) return c->column;
    for (i = 0; i < count; i++)
        if (cells[i].kind == JH_CELL_TEXT && jh_text_same_folded(cells[i].text, c->header))
            return cells[i].column;
    return 0;
}

/* "教学仪器设备资产值(万元)(小学)", as a header of ours would say it. */
static jh_text header_of(jh_arena *keep, const jh_mapping *mapping, const jh_mapped_column *c)
{
    jh_text stage = c->stage.size ? c->stage : mapping->stage;
    bool is_figure;
    jh_text folded = jh_word_fold(keep, c->target);

    if (!folded.at) return folded;
    is_figure = jh_role_of(folded) == JH_ROLE_NONE;
    return jh_text_format(
        keep, "%.*s%s%.*s%s%s%.*s%s", JH_TEXT_ARGS(c->target), c->measure.size ? "(" : "",
        JH_TEXT_ARGS(c->measure), c->measure.size ? ")" : "", stage.size && is_figure ? "(" : "",
        is_figure ? (int)stage.size : 0, stage.at, stage.size && is_figure ? ")" : "");
}

static bool speaks_of(const jh_mapping *mapping, const jh_sheet *sheet)
{
    char number[24];

    return !mapping->sheet.size || jh_text_equal(mapping->sheet, sheet->name)
           || jh_text_equal(mapping->sheet, jh_text_of(jh_digits(number, sheet->position)));
}

static void copy_cells(jh_sheet *out, jh_cell *cells, const jh_sheet *sheet, const jh_text *header,
                       uint32_t header_row)
{
    uint32_t column;
    size_t i;

    for (column = 1; column <= sheet->column_count; column++)
        if (header[column].size)
            cells[out->cell_count++] =
                (jh_cell){ header_row, column, JH_CELL_TEXT, .text = header[column] };
    for (i = 0; i < sheet->cell_count; i++)
        if (sheet->cells[i].row > header_row && sheet->cells[i].column <= sheet->column_count
            && header[sheet->cells[i].column].size)
            cells[out->cell_count++] = sheet->cells[i];
    out->cells = cells;
}

bool jh_mapping_apply(jh_sheet *out, const jh_mapped_column **lacking, jh_arena *keep,
                      const jh_mapping *mapping, const jh_sheet *sheet)
{
    jh_text *header = JH_NEW_ARRAY(keep, jh_text, (size_t)sheet->column_count + 1);
    jh_cell *cells = JH_NEW_ARRAY(keep, jh_cell, sheet->cell_count + mapping->column_count + 1);
    uint32_t column;
    size_t i, found = 0;

    *lacking = NULL;
    if (!speaks_of(mapping, sheet)) return false;
    *out = *sheet;
    out->cells = NULL;
    out->cell_count = out->merge_count = 0;
    if (!header || !cells) return true;
    for (i = 0; i < mapping->column_count; i++) {
        column = column_of(mapping, &mapping->columns[i], sheet);
        if (!column || column > sheet->column_count) {
            if (!*lacking) *lacking = &mapping->columns[i];
            continue;
        }
        header[column] = header_of(keep, mapping, &mapping->columns[i]);
        if (!header[column].at) return true;
        found++;
    }
    if (!found && !mapping->sheet.size) return false;
    copy_cells(out, cells, sheet, header, mapping->header_row);
    return true;
}
