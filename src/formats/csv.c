/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/csv.h"
#include "formats/text_source.h"

#include <string.h>

/* In the order in which they win a tie. */
static const char separators[] = { ',', '\t', ';' };

enum { RECORD_MAX = 64 << 20, SEPARATOR_RECORDS = 20 };

typedef enum csv_state { AT_FIELD, IN_PLAIN, IN_QUOTES, AFTER_QUOTE } csv_state;

typedef struct csv_reader {
    const jh_bytes *file;
    const jh_sheet_head *head;
    const jh_row_listener *listener;
    char *window;
    char separator;
    csv_state state;
    bool after_cr, in_record;
    uint32_t row, column; /* of the field being read */
    jh_buffer texts;      /* of the record */
    size_t field_start;
    jh_cell *cells;
    size_t *text_starts;
    size_t cell_count;
} csv_reader;

static jh_code fail_field(const csv_reader *csv, jh_say_id say, jh_error *err)
{
    char address[JH_ADDRESS_SIZE];

    return jh_fail(err, JH_BAD_INPUT, say, jh_address_write(address, csv->row, csv->column), NULL);
}

/* ---- Fields and records --------------------------------------------------------------------- */

static jh_code add_text(csv_reader *csv, const char *at, size_t size, jh_error *err)
{
    jh_buffer_add(&csv->texts, (jh_text){ at, size });
    if (csv->texts.failed) return jh_no_memory(err);
    if (csv->texts.size - csv->field_start > csv->file->limits->text_bytes
        || csv->texts.size > RECORD_MAX)
        return fail_field(csv, SAY_FORMATS_TEXT_TOO_LONG, err);
    return JH_OK;
}

static jh_code end_field(csv_reader *csv, jh_error *err)
{
    size_t size = csv->texts.size - csv->field_start;

    csv->state = AT_FIELD;
    if (csv->column > JH_COLUMN_MAX) return fail_field(csv, SAY_FORMATS_CSV_TOO_WIDE, err);
    if (size) {
        csv->cells[csv->cell_count] = (jh_cell){
            .row = csv->row, .column = csv->column, .kind = JH_CELL_TEXT, .text = { NULL, size }
        };
        csv->text_starts[csv->cell_count++] = csv->field_start;
    }
    csv->field_start = csv->texts.size;
    csv->column++;
    return JH_OK;
}

static jh_code end_record(csv_reader *csv, jh_error *err)
{
    jh_row row = { csv->head, csv->row, csv->cells, 0 };
    jh_code rc = end_field(csv, err);
    size_t i;

    if (rc) return rc;
    row.cell_count = csv->cell_count;
    /* Only now: the buffer may have moved while the record grew. */
    for (i = 0; i < csv->cell_count; i++)
        csv->cells[i].text.at = csv->texts.at + csv->text_starts[i];
    if (csv->cell_count) rc = csv->listener->row(csv->listener->listener, &row, err);
    csv->texts.size = csv->field_start = csv->cell_count = 0;
    csv->in_record = false;
    csv->row++;
    csv->column = 1;
    return rc;
}

static bool ends_plain(const csv_reader *csv, char c)
{
    return c == csv->separator || c == '\n' || c == '\r';
}

static jh_code take_end(csv_reader *csv, char c, jh_error *err)
{
    if (c == csv->separator) return end_field(csv, err);
    csv->after_cr = c == '\r';
    return end_record(csv, err);
}

static jh_code take_plain(csv_reader *csv, const char **at, const char *end, jh_error *err)
{
    const char *start = *at, *p = start;
    jh_code rc;

    while (p < end && !ends_plain(csv, *p)) p++;
    *at = p;
    csv->state = IN_PLAIN;
    rc = add_text(csv, start, (size_t)(p - start), err);
    if (rc || p == end) return rc;
    *at = p + 1;
    return take_end(csv, *p, err);
}

static jh_code take_quoted(csv_reader *csv, const char **at, const char *end, jh_error *err)
{
    const char *start = *at, *quote = memchr(start, '"', (size_t)(end - start));

    if (quote) csv->state = AFTER_QUOTE;
    *at = quote ? quote + 1 : end;
    return add_text(csv, start, (size_t)((quote ? quote : end) - start), err);
}

/* Behind a quote: a second one stands for itself, else the field has ended. */
static jh_code take_after_quote(csv_reader *csv, const char **at, jh_error *err)
{
    char c = *(*at)++;

    if (c == '"') {
        csv->state = IN_QUOTES;
        return add_text(csv, &c, 1, err);
    }
    if (ends_plain(csv, c)) return take_end(csv, c, err);
    return fail_field(csv, SAY_FORMATS_CSV_AFTER_QUOTE, err);
}

static jh_code take_bytes(csv_reader *csv, jh_text bytes, jh_error *err)
{
    const char *at = bytes.at, *end = jh_text_end(bytes);
    jh_code rc = JH_OK;

    while (!rc && at < end) {
        if (csv->after_cr) {
            csv->after_cr = false;
            if (*at == '\n') {
                at++;
                continue;
            }
        }
        csv->in_record = true;
        if (csv->state == AT_FIELD && *at == '"') {
            csv->state = IN_QUOTES;
            at++;
        } else if (csv->state == IN_QUOTES) {
            rc = take_quoted(csv, &at, end, err);
        } else if (csv->state == AFTER_QUOTE) {
            rc = take_after_quote(csv, &at, err);
        } else {
            rc = take_plain(csv, &at, end, err);
        }
    }
    return rc;
}

static jh_code finish(csv_reader *csv, jh_error *err)
{
    if (csv->state == IN_QUOTES) return fail_field(csv, SAY_FORMATS_CSV_OPEN_QUOTE, err);
    return csv->in_record ? end_record(csv, err) : JH_OK;
}

/* ---- All of it ------------------------------------------------------------------------------ */

static jh_code read_all(csv_reader *csv, jh_text_source *source, jh_error *err)
{
    jh_span window = { csv->window, JH_TEXT_WINDOW };
    jh_code rc = jh_text_source_read(&window, source, err);

    if (!rc) csv->separator = jh_csv_separator((jh_text){ window.at, window.size });
    while (!rc && window.size) {
        rc = take_bytes(csv, (jh_text){ window.at, window.size }, err);
        window.size = JH_TEXT_WINDOW;
        if (!rc) rc = jh_text_source_read(&window, source, err);
    }
    return rc ? rc : finish(csv, err);
}

jh_code jh_csv_read(const jh_bytes *file, const jh_sheet_head *head, jh_arena scratch,
                    const jh_row_listener *listener, jh_error *err)
{
    csv_reader csv = { .file = file, .head = head, .listener = listener, .row = 1, .column = 1 };
    jh_sheet_tail tail = { .sheet = head };
    jh_text_source source = { 0 };
    jh_code rc;

    csv.window = jh_alloc(&scratch, JH_TEXT_WINDOW, 1);
    csv.cells = JH_NEW_ARRAY(&scratch, jh_cell, JH_COLUMN_MAX);
    csv.text_starts = JH_NEW_ARRAY(&scratch, size_t, JH_COLUMN_MAX);
    if (!csv.window || !csv.cells || !csv.text_starts) return jh_no_memory(err);
    rc = jh_text_source_open(&source, &scratch, file, err);
    csv.texts = jh_buffer_in(&scratch);
    if (!rc) rc = read_all(&csv, &source, err);
    jh_text_source_close(&source);
    if (rc || !listener->sheet_ends) return rc;
    return listener->sheet_ends(listener->listener, &tail, err);
}

/* ---- The separator -------------------------------------------------------------------------- */

typedef struct sign_counts {
    size_t of[sizeof separators];
    bool any;
} sign_counts;

/* How often each sign stands outside quotes in the next record; *head moves behind it. */
static sign_counts count_signs(jh_text *head)
{
    sign_counts counts = { 0 };
    bool quoted = false;
    size_t i, k;

    for (i = 0; i < head->size; i++) {
        char c = head->at[i];

        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' || c == '\r') break;
        for (k = 0; k < sizeof separators; k++) {
            counts.of[k] += c == separators[k];
            counts.any = counts.any || c == separators[k];
        }
    }
    i += i < head->size;
    *head = (jh_text){ head->at + i, head->size - i };
    return counts;
}

/* The first record with any sign is taken for the header: what does not stand there separates
 * nothing, however often it stands below (1,5;2,5 under a;b). */
char jh_csv_separator(jh_text head)
{
    size_t records, k, best = 0, agreeing[sizeof separators] = { 0 };
    sign_counts header = { 0 }, here;

    for (records = 0; head.size && records < SEPARATOR_RECORDS;) {
        here = count_signs(&head);
        if (!here.any) continue;
        if (records++ == 0) header = here;
        for (k = 0; k < sizeof separators; k++)
            agreeing[k] += header.of[k] && here.of[k] == header.of[k];
    }
    for (k = 1; k < sizeof separators; k++)
        if (agreeing[k] > agreeing[best]) best = k;
    return separators[best];
}
