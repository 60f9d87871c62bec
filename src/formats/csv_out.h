/* csv_out.h: csv, written.
 * Takes   texts, one field after another.
 * Gives   RFC 4180 records ended by a line feed, quoted only where needed.
 * Never   changes a text; a reader gives it back as it was.
 * Method  RFC 4180 §2
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_CSV_OUT_H
#define JH_FORMATS_CSV_OUT_H

#include "base/text.h"

typedef struct jh_csv_out {
    jh_buffer *out;
    bool in_record;
} jh_csv_out;

void jh_csv_field(jh_csv_out *csv, jh_text text);
/* Begins a field that needs no quotes (a number, a date, nothing) and gives room for `size` bytes
 * of it, NULL without memory; jh_csv_took tells how many it became. */
char *jh_csv_room(jh_csv_out *csv, size_t size);
void jh_csv_took(jh_csv_out *csv, size_t size);
void jh_csv_end_record(jh_csv_out *csv);

#endif
