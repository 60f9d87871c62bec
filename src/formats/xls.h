/* xls.h: inside the xls reader; others use workbook.h.
 * Takes   the BIFF5 or BIFF8 stream of a workbook (Excel 5.0 to 2003, WPS and others' .xls).
 * Gives   sheet heads, and each sheet's rows to a listener.
 * Never   reads behind the stream, believes a stated count or size, or computes a formula.
 * Method  MS-XLS §2.4; OpenOffice.org's documentation of Excel's format for BIFF5;
 *         docs/decisions/0019-own-xls-reader.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_XLS_H
#define JH_FORMATS_XLS_H

#include "formats/encoding.h"
#include "formats/xlsx.h"

typedef struct jh_xls_tab {
    jh_sheet_head head;
    uint32_t at; /* where its records begin */
    bool is_worksheet;
} jh_xls_tab;

typedef struct jh_xls {
    const jh_bytes *file;
    jh_text stream;
    bool is_biff8, dates_from_1904;
    jh_decoder decoder; /* of BIFF5's texts */
    jh_xls_tab *tabs;
    size_t tab_count, tab_room;
    uint8_t *styles; /* jh_number_format of each cell style */
    size_t style_count, style_room;
    jh_xlsx_strings strings;
    uint64_t cells; /* read so far, in all sheets */
} jh_xls;

/* Everything but the sheets. Whatever it says, jh_xls_close. */
JH_MUST_CHECK jh_code jh_xls_open(jh_xls *out, jh_arena *keep, const jh_bytes *file, jh_error *err);
void jh_xls_close(jh_xls *xls);
JH_MUST_CHECK jh_code jh_xls_sheet(jh_xls *xls, const jh_xls_tab *tab, jh_arena scratch,
                                   const jh_row_listener *listener, jh_error *err);

/* ---- Records, between the files of the reader ------------------------------------------------ */

enum {
    XLS_FORMULA = 0x0006,
    XLS_EOF = 0x000A,
    XLS_DATEMODE = 0x0022,
    XLS_FILEPASS = 0x002F,
    XLS_CONTINUE = 0x003C,
    XLS_PANE = 0x0041,
    XLS_CODEPAGE = 0x0042,
    XLS_COLINFO = 0x007D,
    XLS_BOUNDSHEET = 0x0085,
    XLS_MULRK = 0x00BD,
    XLS_RSTRING = 0x00D6,
    XLS_XF = 0x00E0,
    XLS_MERGEDCELLS = 0x00E5,
    XLS_SST = 0x00FC,
    XLS_LABELSST = 0x00FD,
    XLS_NUMBER = 0x0203,
    XLS_LABEL = 0x0204,
    XLS_BOOLERR = 0x0205,
    XLS_STRING = 0x0207,
    XLS_ROW = 0x0208,
    XLS_WINDOW2 = 0x023E,
    XLS_RK = 0x027E,
    XLS_FORMAT = 0x041E,
    XLS_BOF = 0x0809,
};

typedef struct jh_xls_record {
    uint16_t kind;
    jh_text body;
    size_t behind; /* where the next one begins */
} jh_xls_record;

/* false = the stream ends before the record does. */
bool jh_xls_record_at(jh_xls_record *out, jh_text stream, size_t at);

JH_MUST_CHECK jh_code jh_xls_broken(size_t at, jh_error *err);

/* The bytes of a record and of the CONTINUE records behind it, as one. */
typedef struct jh_xls_run {
    jh_text stream;
    const char *at, *end; /* of this record's bytes */
    size_t behind;
    uint32_t high; /* half of a pair that waits for its other half */
} jh_xls_run;

jh_xls_run jh_xls_run_of(jh_text stream, const jh_xls_record *record, size_t skip);
bool jh_xls_take(jh_xls_run *run, char *out, size_t size);
bool jh_xls_run_ended(jh_xls_run *run);

/* A text whose length in characters has `length_size` bytes (1 or 2): BIFF8's with its flags,
 * guides and runs, BIFF5's in the workbook's encoding. false = broken (or out->failed). */
bool jh_xls_text(jh_buffer *out, const jh_xls *xls, jh_xls_run *run, size_t length_size);

JH_MUST_CHECK jh_code jh_xls_strings_read(jh_xls *xls, jh_arena *keep, const jh_xls_record *sst,
                                          jh_error *err);

#endif
