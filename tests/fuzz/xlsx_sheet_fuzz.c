/* xlsx_sheet_fuzz.c — the XML of one sheet, read twice: whole, and in pieces of seven bytes.
 * Takes   any bytes.
 * Gives   a crash when the two readings differ: in pieces, the short way through a cell is never
 *         taken and every token crosses an edge of the window.
 * Never   unpacks anything.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/xlsx.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct feed {
    const uint8_t *data;
    size_t size, piece;
} feed;

static jh_code pull(void *from, jh_span *piece, jh_error *err)
{
    feed *f = from;

    (void)err;
    if (piece->size > f->piece) piece->size = f->piece;
    if (piece->size > f->size) piece->size = f->size;
    if (piece->size) memcpy(piece->at, f->data, piece->size);
    f->data += piece->size;
    f->size -= piece->size;
    return JH_OK;
}

static jh_code tell_row(void *out, const jh_row *row, jh_error *err)
{
    char text[JH_CELL_TEXT_SIZE], address[JH_ADDRESS_SIZE];
    size_t i;

    (void)err;
    for (i = 0; i < row->cell_count; i++) {
        const jh_cell *cell = &row->cells[i];

        jh_buffer_add_format(out, "%s %d %d %d ",
                             jh_address_write(address, cell->row, cell->column), (int)cell->kind,
                             (int)cell->shown_as, (int)cell->from_formula);
        jh_buffer_add(out, jh_cell_text(text, cell));
        jh_buffer_add_zero(out, "\n");
    }
    return JH_OK;
}

static jh_code tell_end(void *out, const jh_sheet_tail *tail, jh_error *err)
{
    (void)err;
    jh_buffer_add_format(out, "%zu %u %u", tail->merge_count, tail->frozen_rows,
                         tail->frozen_columns);
    return JH_OK;
}

static char told[2][1 << 22];

static void read_in_pieces(const uint8_t *data, size_t size, size_t piece, char *to)
{
    static const char *page[4096] = { "\1\0\0\0a", "\0\0\0\0", "\3\0\0\0\xE5\xAD\xA6" };
    static const char **pages[] = { page };
    static uint8_t styles[] = { JH_SHOWN_PLAIN, JH_SHOWN_DATE, JH_SHOWN_PERCENT, JH_SHOWN_TIME };
    jh_bytes bytes = { .limits = &jh_read_limits_usual };
    jh_xlsx xlsx = { .zip = { .file = &bytes },
                     .styles = styles,
                     .style_count = 4,
                     .strings = { .pages = pages, .page_count = 1, .count = 3 } };
    jh_sheet_head head = { .name = JH_TEXT("f"), .position = 1 };
    feed f = { data, size, piece };
    jh_arena arena, out;
    jh_error err = { 0 };
    jh_row_listener listener = { .row = tell_row, .sheet_ends = tell_end };
    jh_buffer buffer;
    jh_xml *xml;

    if (jh_arena_reserve(&arena, (size_t)1 << 30) || jh_arena_reserve(&out, (size_t)1 << 30))
        abort();
    buffer = jh_buffer_in(&out);
    listener.listener = &buffer;
    if (jh_xml_begin(&xml, &arena, pull, &f, &err)) abort();
    if (jh_xlsx_sheet_read(&xlsx, &head, xml, &listener, &err))
        jh_buffer_add_format(&buffer, "%s %s %s", err.where, jh_say_keys[err.message.say],
                             err.message.arg[0]);
    if (buffer.size >= sizeof told[0]) abort();
    memcpy(to, buffer.at ? buffer.at : "", buffer.size + 1);
    jh_arena_release(&out);
    jh_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 1 << 16) return 0;
    read_in_pieces(data, size, SIZE_MAX, told[0]);
    read_in_pieces(data, size, 7, told[1]);
    /* A NUL is refused when its piece comes in: in pieces, rows before it have passed already. */
    if (size && memchr(data, 0, size)) return 0;
    if (strcmp(told[0], told[1]) != 0) abort();
    return 0;
}
