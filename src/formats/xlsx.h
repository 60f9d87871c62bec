/* xlsx.h: inside the xlsx reader; others use workbook.h.
 * Takes   a zip whose parts make a workbook.
 * Gives   sheet heads, and each sheet's rows to a listener.
 * Never   believes a stated dimension, count or size; never follows a link out of the file.
 * Method  ECMA-376 part 1 §18, part 2 §9 (relationships); both namespaces, any prefix.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_XLSX_H
#define JH_FORMATS_XLSX_H

#include "formats/xml.h"
#include "formats/zip.h"

/* The shared strings, packed: a pointer and a length each, in pages that never move. */
typedef struct jh_xlsx_strings {
    const char ***pages;
    size_t page_count, page_room, count;
    char *block, *block_end; /* where the next string goes */
    uint64_t bytes;
} jh_xlsx_strings;

typedef struct jh_xlsx_tab {
    jh_sheet_head head;
    jh_text path;      /* of the part in the zip */
    bool is_worksheet; /* not a chart or dialog */
} jh_xlsx_tab;

typedef struct jh_xlsx {
    jh_zip zip;
    jh_xlsx_tab *tabs;
    size_t tab_count;
    bool dates_from_1904;
    uint8_t *styles; /* jh_number_format of each cell style */
    size_t style_count;
    jh_xlsx_strings strings;
} jh_xlsx;

/* Reads everything but the sheets: relationships, tabs, styles, shared strings. */
JH_MUST_CHECK jh_code jh_xlsx_open(jh_xlsx *out, jh_arena *keep, jh_arena scratch,
                                   const jh_bytes *file, jh_error *err);
JH_MUST_CHECK jh_code jh_xlsx_sheet(jh_xlsx *xlsx, const jh_xlsx_tab *tab, jh_arena scratch,
                                    const jh_row_listener *listener, jh_error *err);

/* ---- Between the files of the reader -------------------------------------------------------- */

/* A scanner over a part of the zip; it lives in `keep`. */
JH_MUST_CHECK jh_code jh_xlsx_part(jh_xml **out, jh_arena *keep, jh_zip *zip,
                                   const jh_zip_part *part, jh_error *err);
/* Moves to the root element. */
JH_MUST_CHECK jh_code jh_xlsx_root(jh_xml *xml, jh_error *err);
/* To the very end: only there has the part's checksum been seen. */
JH_MUST_CHECK jh_code jh_xlsx_rest(jh_xml *xml, jh_error *err);

JH_MUST_CHECK jh_code jh_xlsx_styles_read(jh_xlsx *out, jh_arena *keep, jh_xml *xml, jh_error *err);
/* What the format that Excel knows by this number makes of a number. */
jh_number_format jh_xlsx_format_built_in(double id);
/* What a format code such as yyyy"年"m"月" or 0.00% makes of a number. */
jh_number_format jh_xlsx_format_of(jh_text code);

/* A number with its style: percent, or a date in the workbook's calendar. */
void jh_xlsx_cell_number(jh_cell *cell, double number, jh_number_format shown_as, bool from_1904);

JH_MUST_CHECK jh_code jh_xlsx_strings_read(jh_xlsx_strings *out, jh_arena *keep, jh_xml *xml,
                                           const jh_read_limits *limits, jh_error *err);
JH_MUST_CHECK jh_code jh_xlsx_strings_add(jh_xlsx_strings *strings, jh_arena *keep, jh_text text,
                                          const jh_read_limits *limits, jh_error *err);
/* at == NULL: there is no such string. */
jh_text jh_xlsx_string(const jh_xlsx_strings *strings, uint64_t index);
/* Adds the text of the <si>, <is> or <t> that just opened: runs joined, guides left out. */
JH_MUST_CHECK jh_code jh_xlsx_text(jh_buffer *out, jh_xml *xml, size_t limit, jh_error *err);
/* The same for an element with plain text in it, such as <v>. */
JH_MUST_CHECK jh_code jh_xlsx_plain_text(jh_buffer *out, jh_xml *xml, size_t limit, jh_error *err);

/* One worksheet from its XML alone (also the fuzzer's way in). */
JH_MUST_CHECK jh_code jh_xlsx_sheet_read(const jh_xlsx *xlsx, const jh_sheet_head *head,
                                         jh_xml *xml, const jh_row_listener *listener,
                                         jh_error *err);

#endif
