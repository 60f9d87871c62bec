/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/csv_out.h"
#include "formats/workbook.h"

#include <string.h>

enum { PIECE = 64 << 10 };

typedef struct printer {
    const char *wanted; /* name or position; NULL = the first visible sheet */
    jh_csv_sink *write;
    void *sink;
    jh_buffer buffer;
    jh_csv_out csv;
    uint32_t rows; /* printed so far */
    bool found;
} printer;

static bool wants(void *listener, const jh_sheet_head *head)
{
    printer *p = listener;
    char position[24];

    if (p->found) return false;
    if (!p->wanted)
        p->found = head->visibility == JH_VISIBLE;
    else
        p->found = jh_text_equal(jh_text_of(p->wanted), head->name)
                   || strcmp(p->wanted, jh_digits(position, head->position)) == 0;
    return p->found;
}

static jh_code flush(printer *p, jh_error *err)
{
    jh_code rc;

    if (p->buffer.failed) return jh_no_memory(err);
    if (p->buffer.size == 0) return JH_OK;
    rc = p->write(p->sink, (jh_text){ p->buffer.at, p->buffer.size }, err);
    p->buffer.size = 0;
    return rc;
}

static void print_cell(printer *p, const jh_cell *cell)
{
    char *room;
    jh_text text;

    if (cell->kind == JH_CELL_TEXT || cell->kind == JH_CELL_ERROR) {
        jh_csv_field(&p->csv, cell->text);
        return;
    }
    /* Straight into the buffer: numbers are nearly all that a large sheet holds. */
    room = jh_csv_room(&p->csv, JH_CELL_TEXT_SIZE);
    if (!room) return;
    text = jh_cell_text(room, cell);
    if (text.at != room) memcpy(room, text.at, text.size);
    jh_csv_took(&p->csv, text.size);
}

static jh_code print_row(void *listener, const jh_row *row, jh_error *err)
{
    printer *p = listener;
    uint32_t column = 1;
    size_t i;
    jh_code rc = JH_OK;

    for (p->rows++; !rc && p->rows < row->number; p->rows++) {
        jh_csv_end_record(&p->csv);
        if (p->buffer.size > PIECE) rc = flush(p, err);
    }
    for (i = 0; i < row->cell_count; i++, column++) {
        for (; column < row->cells[i].column; column++) jh_csv_room(&p->csv, 0);
        print_cell(p, &row->cells[i]);
    }
    jh_csv_end_record(&p->csv);
    if (!rc && p->buffer.size > PIECE) rc = flush(p, err);
    return rc;
}

static jh_code print_sheet(printer *p, const jh_file *source, jh_arena scratch, jh_error *err)
{
    jh_row_listener listener = { p, wants, print_row, NULL };
    jh_code rc = jh_workbook_stream(source, scratch, &listener, err);

    if (rc) return rc;
    if (!p->found)
        return jh_fail(err, JH_NOT_FOUND,
                       p->wanted ? SAY_FORMATS_NO_SUCH_SHEET : SAY_FORMATS_NO_VISIBLE_SHEET, NULL,
                       source->name, p->wanted, NULL);
    return flush(p, err);
}

jh_code jh_sheet_to_csv(const jh_file *source, const char *sheet, jh_csv_sink *write, void *sink,
                        jh_error *err)
{
    printer p = { .wanted = sheet, .write = write, .sink = sink };
    jh_arena scratch = { 0 }, text = { 0 };
    jh_code rc = JH_OK;

    if (jh_arena_reserve(&scratch, JH_ARENA_DEFAULT) || jh_arena_reserve(&text, JH_ARENA_DEFAULT)) {
        rc = jh_no_memory(err);
        goto done;
    }
    p.buffer = jh_buffer_in(&text);
    p.csv.out = &p.buffer;
    rc = print_sheet(&p, source, scratch, err);
done:
    jh_arena_release(&text);
    jh_arena_release(&scratch);
    return rc;
}
