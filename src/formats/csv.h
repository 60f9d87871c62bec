/* csv.h: inside the csv reader; others use workbook.h.
 * Takes   text in an encoding of text_source.h, separated by , ; or tab.
 * Gives   its records as rows of texts to a listener.
 * Never   repairs: an open quote, a NUL or a byte that is no character is refused with its line.
 * Method  RFC 4180; also CR and LF alone, ragged rows, blanks kept. The separator is the one that
 *         stands in most of the first records as often as in the first of them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_CSV_H
#define JH_FORMATS_CSV_H

#include "formats/bytes.h"

JH_MUST_CHECK jh_code jh_csv_read(const jh_bytes *file, const jh_sheet_head *head, jh_arena scratch,
                                  const jh_row_listener *listener, jh_error *err);

/* The separator of these first bytes of a file. */
char jh_csv_separator(jh_text head);

#endif
