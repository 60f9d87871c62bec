/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/csv.h"
#include "formats/recognise.h"
#include "formats/xls.h"
#include "formats/xlsx.h"

#include <stdlib.h>
#include <string.h>

/* ---- Row by row ----------------------------------------------------------------------------- */

static const char *sheet_word(char out[JH_MESSAGE_ARG_SIZE], const jh_sheet_head *head)
{
    return jh_word(out, head->name);
}

static jh_code stream_tab(jh_xlsx *xlsx, const jh_xlsx_tab *tab, jh_arena scratch,
                          const jh_row_listener *listener, jh_error *err)
{
    char name[JH_MESSAGE_ARG_SIZE];
    jh_code rc;

    if (!tab->is_worksheet) return JH_OK;
    if (listener->wants && !listener->wants(listener->listener, &tab->head)) return JH_OK;
    rc = jh_xlsx_sheet(xlsx, tab, scratch, listener, err);
    if (rc) jh_error_within(err, sheet_word(name, &tab->head));
    return rc;
}

static jh_code stream_xlsx(const jh_bytes *file, jh_arena keep, jh_arena scratch,
                           const jh_row_listener *listener, jh_error *err)
{
    jh_xlsx xlsx;
    size_t i;
    jh_code rc = jh_xlsx_open(&xlsx, &keep, scratch, file, err);

    for (i = 0; !rc && i < xlsx.tab_count; i++)
        rc = stream_tab(&xlsx, &xlsx.tabs[i], scratch, listener, err);
    return rc;
}

static jh_code stream_xls_tab(jh_xls *xls, const jh_xls_tab *tab, jh_arena scratch,
                              const jh_row_listener *listener, jh_error *err)
{
    char name[JH_MESSAGE_ARG_SIZE];
    jh_code rc;

    if (!tab->is_worksheet) return JH_OK;
    if (listener->wants && !listener->wants(listener->listener, &tab->head)) return JH_OK;
    rc = jh_xls_sheet(xls, tab, scratch, listener, err);
    if (rc) jh_error_within(err, sheet_word(name, &tab->head));
    return rc;
}

static jh_code stream_xls(const jh_bytes *file, jh_arena keep, jh_arena scratch,
                          const jh_row_listener *listener, jh_error *err)
{
    jh_xls xls;
    size_t i;
    jh_code rc = jh_xls_open(&xls, &keep, file, err);

    for (i = 0; !rc && i < xls.tab_count; i++)
        rc = stream_xls_tab(&xls, &xls.tabs[i], scratch, listener, err);
    jh_xls_close(&xls);
    return rc;
}

/* The file's name without its ending. */
static jh_text csv_sheet_name(const char *file_name)
{
    jh_text name = jh_text_of(file_name);
    size_t i;

    for (i = name.size; i-- > 1;)
        if (name.at[i] == '.') return (jh_text){ name.at, i };
    return name;
}

static jh_code stream_csv(const jh_bytes *bytes, jh_arena scratch, const jh_row_listener *listener,
                          jh_error *err)
{
    jh_sheet_head head = { .name = csv_sheet_name(bytes->name), .position = 1 };

    if (listener->wants && !listener->wants(listener->listener, &head)) return JH_OK;
    return jh_csv_read(bytes, &head, scratch, listener, err);
}

static jh_code stream_bytes(jh_format *format, const jh_bytes *bytes, jh_arena scratch,
                            const jh_row_listener *listener, jh_error *err)
{
    jh_arena keep, rest;
    jh_code rc = jh_bytes_format(format, bytes, scratch, err);

    if (!rc) rc = jh_format_check(*format, err);
    if (rc) return rc;
    if (*format == JH_FORMAT_CSV || *format == JH_FORMAT_OTHER_ENCODING)
        return stream_csv(bytes, scratch, listener, err);
    jh_arena_halve(&keep, &rest, scratch);
    return *format == JH_FORMAT_XLS ? stream_xls(bytes, keep, rest, listener, err)
                                    : stream_xlsx(bytes, keep, rest, listener, err);
}

static jh_code stream_file(jh_format *format, const jh_file *file, jh_arena scratch,
                           const jh_row_listener *listener, jh_error *err)
{
    jh_bytes bytes;
    jh_code rc = jh_bytes_open(&bytes, file, err);

    if (!rc) rc = stream_bytes(format, &bytes, scratch, listener, err);
    jh_bytes_close(&bytes);
    if (rc) jh_error_within(err, file->name);
    return rc;
}

jh_code jh_workbook_stream(const jh_file *source, jh_arena scratch, const jh_row_listener *listener,
                           jh_error *err)
{
    jh_format format;

    return stream_file(&format, source, scratch, listener, err);
}

/* ---- All of it ------------------------------------------------------------------------------ */

typedef struct builder {
    jh_arena *keep;
    const jh_read_limits *limits;
    jh_sheet *sheets; /* the last one is being filled */
    size_t sheet_count, sheet_room, cell_room;
    jh_cell *cells; /* of the last one */
    uint64_t total;
    jh_text last; /* the text copied last: columns often repeat one */
    bool no_memory;
} builder;

/* Called once a sheet, before its rows. */
static bool begin_sheet(void *listener, const jh_sheet_head *head)
{
    builder *b = listener;
    jh_sheet *grown =
                 jh_grow(b->keep, b->sheets, &b->sheet_room, b->sheet_count + 1, sizeof *grown),
             *sheet;

    b->no_memory = b->no_memory || !grown;
    if (!grown) return false;
    b->sheets = grown;
    sheet = &grown[b->sheet_count++];
    *sheet = (jh_sheet){ .name = jh_text_copy(b->keep, head->name),
                         .position = head->position,
                         .visibility = head->visibility };
    b->no_memory = b->no_memory || !sheet->name.at;
    b->cells = NULL;
    b->cell_room = 0;
    return !b->no_memory;
}

static bool keep_text(jh_text *out, builder *b, jh_text text)
{
    if (text.size == 0) return true;
    if (!b->last.size || !jh_text_equal(b->last, text)) b->last = jh_text_copy(b->keep, text);
    *out = b->last;
    return out->at != NULL;
}

static jh_code keep_row(void *listener, const jh_row *row, jh_error *err)
{
    builder *b = listener;
    jh_sheet *sheet = &b->sheets[b->sheet_count - 1];
    jh_cell *grown;
    size_t i;

    b->total += row->cell_count;
    if (b->total > b->limits->cells)
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_TOO_MANY_CELLS, NULL, NULL);
    grown = jh_grow(b->keep, b->cells, &b->cell_room, sheet->cell_count + row->cell_count,
                    sizeof *grown);
    if (!grown) return jh_no_memory(err);
    b->cells = grown;
    for (i = 0; i < row->cell_count; i++) {
        grown[sheet->cell_count] = row->cells[i];
        if (!keep_text(&grown[sheet->cell_count].text, b, row->cells[i].text))
            return jh_no_memory(err);
        sheet->cell_count++;
    }
    sheet->row_count = row->number;
    if (row->cells[i - 1].column > sheet->column_count)
        sheet->column_count = row->cells[i - 1].column;
    return JH_OK;
}

static bool keep_ranges(const jh_range **out, builder *b, const jh_range *ranges, size_t count)
{
    jh_range *kept = JH_NEW_ARRAY(b->keep, jh_range, count + 1);

    *out = kept;
    if (kept && count) memcpy(kept, ranges, count * sizeof *kept);
    return kept != NULL;
}

static jh_code end_sheet(void *listener, const jh_sheet_tail *tail, jh_error *err)
{
    builder *b = listener;
    jh_sheet *sheet = &b->sheets[b->sheet_count - 1];

    if (!keep_ranges(&sheet->merges, b, tail->merges, tail->merge_count)
        || !keep_ranges(&sheet->hidden, b, tail->hidden, tail->hidden_count))
        return jh_no_memory(err);
    sheet->merge_count = tail->merge_count;
    sheet->hidden_count = tail->hidden_count;
    sheet->frozen_rows = tail->frozen_rows;
    sheet->frozen_columns = tail->frozen_columns;
    sheet->cells = b->cells;
    return JH_OK;
}

jh_code jh_workbook_read(jh_workbook *out, jh_arena *keep, jh_arena scratch, const jh_file *source,
                         jh_error *err)
{
    builder b = { .keep = keep, .limits = source->limits ? source->limits : &jh_read_limits_usual };
    jh_row_listener listener = { &b, begin_sheet, keep_row, end_sheet };
    jh_code rc = stream_file(&out->format, source, scratch, &listener, err);

    if (!rc && b.no_memory) rc = jh_no_memory(err);
    if (rc) return rc;
    out->name = jh_text_copy(keep, jh_text_of(source->name));
    if (!out->name.at) return jh_no_memory(err);
    out->sheets = b.sheets;
    out->sheet_count = b.sheet_count;
    return JH_OK;
}

/* ---- Looking things up ---------------------------------------------------------------------- */

/* The first cell at or behind (row, column). */
static size_t cell_at(const jh_sheet *sheet, uint32_t row, uint32_t column)
{
    size_t low = 0, high = sheet->cell_count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (sheet->cells[middle].row < row
            || (sheet->cells[middle].row == row && sheet->cells[middle].column < column))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const jh_cell *jh_sheet_cell(const jh_sheet *sheet, uint32_t row, uint32_t column)
{
    static const jh_cell empty = { 0 };
    size_t at = cell_at(sheet, row, column);

    if (at == sheet->cell_count || sheet->cells[at].row != row || sheet->cells[at].column != column)
        return &empty;
    return &sheet->cells[at];
}

const jh_cell *jh_sheet_row(size_t *count, const jh_sheet *sheet, uint32_t row)
{
    size_t start = cell_at(sheet, row, 0);

    *count = cell_at(sheet, row + 1, 0) - start;
    return sheet->cells ? sheet->cells + start : NULL;
}

/* Of ranges in the order of their rows. */
static const jh_range *range_over(const jh_range *range, size_t count, uint32_t row,
                                  uint32_t column)
{
    size_t i;

    for (i = 0; i < count && range[i].row <= row; i++)
        if (row <= range[i].last_row && column >= range[i].column && column <= range[i].last_column)
            return &range[i];
    return NULL;
}

const jh_range *jh_sheet_merge(const jh_sheet *sheet, uint32_t row, uint32_t column)
{
    return range_over(sheet->merges, sheet->merge_count, row, column);
}

bool jh_sheet_hides(const jh_sheet *sheet, uint32_t row, uint32_t column)
{
    return range_over(sheet->hidden, sheet->hidden_count, row, column) != NULL;
}

const jh_sheet *jh_workbook_sheet(const jh_workbook *workbook, jh_text name_or_position)
{
    char position[24];
    size_t i;

    /* A tab may be called "2": the name goes before the position. */
    for (i = 0; i < workbook->sheet_count; i++)
        if (jh_text_equal(workbook->sheets[i].name, name_or_position)) return &workbook->sheets[i];
    for (i = 0; i < workbook->sheet_count; i++)
        if (jh_text_equal(jh_text_of(jh_digits(position, workbook->sheets[i].position)),
                          name_or_position))
            return &workbook->sheets[i];
    return NULL;
}
