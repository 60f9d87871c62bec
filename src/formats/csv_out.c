/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/csv_out.h"

#include <string.h>

static bool needs_quotes(jh_text text)
{
    size_t i;

    for (i = 0; i < text.size; i++)
        if (text.at[i] == ',' || text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r')
            return true;
    /* Blanks at the ends are data; some readers drop them. */
    return text.size && (text.at[0] == ' ' || text.at[text.size - 1] == ' ');
}

static void add_quoted(jh_buffer *out, jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text), *quote;

    jh_buffer_add(out, JH_TEXT("\""));
    while ((quote = memchr(at, '"', (size_t)(end - at)))) {
        jh_buffer_add(out, (jh_text){ at, (size_t)(quote + 1 - at) });
        jh_buffer_add(out, JH_TEXT("\""));
        at = quote + 1;
    }
    jh_buffer_add(out, (jh_text){ at, (size_t)(end - at) });
    jh_buffer_add(out, JH_TEXT("\""));
}

static void begin_field(jh_csv_out *csv)
{
    if (csv->in_record) jh_buffer_add(csv->out, JH_TEXT(","));
    csv->in_record = true;
}

void jh_csv_field(jh_csv_out *csv, jh_text text)
{
    begin_field(csv);
    if (needs_quotes(text))
        add_quoted(csv->out, text);
    else
        jh_buffer_add(csv->out, text);
}

/* Grows as any addition does, then takes the addition back. */
static void reserve(jh_buffer *out, size_t size)
{
    static const char blanks[256];
    size_t before = out->size;

    if (out->capacity - before > size) return;
    jh_buffer_add(out, (jh_text){ blanks, size < sizeof blanks ? size : sizeof blanks });
    out->size = before;
}

char *jh_csv_room(jh_csv_out *csv, size_t size)
{
    reserve(csv->out, size + 1);
    if (csv->out->failed) return NULL;
    if (csv->in_record) csv->out->at[csv->out->size++] = ',';
    csv->in_record = true;
    return csv->out->at + csv->out->size;
}

void jh_csv_took(jh_csv_out *csv, size_t size)
{
    csv->out->size += size;
}

void jh_csv_end_record(jh_csv_out *csv)
{
    jh_buffer_add(csv->out, JH_TEXT("\n"));
    csv->in_record = false;
}
