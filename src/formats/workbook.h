/* workbook.h: a workbook as others use it, whatever its file format.
 * Takes   a file or bytes in memory; the format is told by the content, never by the name.
 * Gives   sheets of cells, either row by row in constant memory or all of them in an arena.
 * Never   guesses: what it cannot read it refuses, naming file, sheet, cell and what to do.
 * Method  ECMA-376 part 1 §18 (xlsx), RFC 4180 (csv); docs/decisions/0011-own-xlsx-reader.md
 *
 * Rows and columns count from 1, as people do: row 41, column 7 is G41. 0 means "none".
 * Formats read: xlsx, xlsm, xls, csv and txt. A text is a workbook of one sheet, named as its file.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_WORKBOOK_H
#define JH_FORMATS_WORKBOOK_H

#include "base/decimal.h"
#include "base/time.h"

enum { JH_ROW_MAX = 1048576, JH_COLUMN_MAX = 16384 };

typedef enum jh_cell_kind {
    JH_CELL_EMPTY = 0, /* nothing; with from_formula: a formula that was never calculated */
    JH_CELL_TEXT,      /* text; every filled cell of a csv is one; empty = a formula gave "" */
    JH_CELL_NUMBER,    /* number */
    JH_CELL_TRUTH,     /* number is 0 or 1 */
    JH_CELL_ERROR,     /* text is the error as shown: #DIV/0! */
    JH_CELL_DATE       /* number is in days since 1970-01-01; see jh_number_format */
} jh_cell_kind;

/* What the cell's number format makes of a number. */
typedef enum jh_number_format {
    JH_SHOWN_PLAIN = 0, /* General, 0.00, currency … */
    JH_SHOWN_PERCENT,   /* 0.85 is shown as 85%: the number stays 0.85 */
    JH_SHOWN_DATE,      /* kind DATE from here on */
    JH_SHOWN_DATE_TIME,
    JH_SHOWN_TIME /* number is a part of a day, or an elapsed time in days */
} jh_number_format;

typedef struct jh_cell {
    uint32_t row, column;
    jh_cell_kind kind;
    uint8_t shown_as; /* jh_number_format */
    bool from_formula;
    jh_text text; /* TEXT and ERROR; rich text joined, phonetic guides left out */
    double number;
} jh_cell;

typedef enum jh_visibility { JH_VISIBLE = 0, JH_HIDDEN, JH_VERY_HIDDEN } jh_visibility;

/* A merged range; also any other rectangle of cells, ends included. */
typedef struct jh_range {
    uint32_t row, column, last_row, last_column;
} jh_range;

/* ---- Where it comes from -------------------------------------------------------------------- */

/* Beyond these a file is refused. One is not enough for harm: they bound time and memory. */
typedef struct jh_read_limits {
    uint64_t file_bytes;   /* of the file as it lies on the disk */
    uint64_t part_bytes;   /* of one unpacked part of a zip */
    uint64_t total_bytes;  /* of all unpacked parts that are read */
    uint32_t ratio;        /* unpacked to packed, once a part is beyond 16 MB */
    uint32_t entries;      /* in the zip */
    uint32_t strings;      /* in the shared table */
    uint64_t string_bytes; /* of the shared table */
    uint32_t text_bytes;   /* of one cell */
    uint32_t sheets;       /* in the workbook */
    uint64_t cells;        /* in all sheets, in-memory reading only */
} jh_read_limits;

extern const jh_read_limits jh_read_limits_usual;

/* Either a path, or bytes with a name to be shown in messages. */
typedef struct jh_file {
    const char *path; /* NULL = bytes */
    const char *name; /* shown in messages; the path's last part */
    jh_text bytes;
    const jh_read_limits *limits; /* NULL = the usual ones */
} jh_file;

jh_file jh_file_of_path(const char *path);
jh_file jh_file_of_bytes(const char *name, jh_text bytes);

typedef enum jh_format {
    JH_FORMAT_XLSX = 0, /* also xlsm */
    JH_FORMAT_CSV,
    /* Recognised in order to be refused by name: */
    JH_FORMAT_EMPTY,
    JH_FORMAT_XLS, /* BIFF, bare or in OLE2 */
    JH_FORMAT_XLSB,
    JH_FORMAT_ODS,
    JH_FORMAT_ENCRYPTED, /* xlsx with a password: OLE2 around EncryptedPackage */
    JH_FORMAT_OLE,       /* OLE2 with something else in it, such as .doc */
    JH_FORMAT_OTHER_ZIP, /* docx, a plain archive … */
    JH_FORMAT_BROKEN_ZIP,
    JH_FORMAT_PDF,
    JH_FORMAT_HTML,           /* web page saved as .xls, as many portals do */
    JH_FORMAT_XML,            /* SpreadsheetML 2003 and the like */
    JH_FORMAT_OTHER_ENCODING, /* text, but not UTF-8 */
    JH_FORMAT_TEXT,           /* one line without a separator: a note, not a table */
    JH_FORMAT_UNKNOWN,
    JH_FORMAT_COUNT
} jh_format;

/* Looks at the content only. Fails (JH_IO, JH_NO_MEMORY) when it cannot be looked at. */
JH_MUST_CHECK jh_code jh_file_format(jh_format *out, const jh_file *source, jh_arena scratch,
                                     jh_error *err);

/* ---- All of it in memory -------------------------------------------------------------------- */

typedef struct jh_sheet {
    jh_text name;
    uint32_t position; /* 1-based among the workbook's tabs, chart sheets counted */
    jh_visibility visibility;
    uint32_t row_count, column_count; /* highest row and column that hold something */
    const jh_cell *cells;             /* filled ones and formulas, strictly by (row, column) */
    size_t cell_count;
    const jh_range *merges; /* by (row, column); the value stands in the top left cell */
    size_t merge_count;
    uint32_t frozen_rows, frozen_columns; /* panes frozen at the top and at the left */
    const jh_range
        *hidden; /* whole rows and columns, also those a filter hides; by (row, column) */
    size_t hidden_count;
} jh_sheet;

typedef struct jh_workbook {
    jh_format format;
    jh_text name; /* of the file */
    const jh_sheet *sheets;
    size_t sheet_count;
} jh_workbook;

JH_MUST_CHECK jh_code jh_workbook_read(jh_workbook *out, jh_arena *keep, jh_arena scratch,
                                       const jh_file *source, jh_error *err);

/* Never NULL: an empty cell where nothing stands. O(log cells). */
const jh_cell *jh_sheet_cell(const jh_sheet *sheet, uint32_t row, uint32_t column);
/* The filled cells of one row, in column order; *count may be 0. */
const jh_cell *jh_sheet_row(size_t *count, const jh_sheet *sheet, uint32_t row);
/* The merged range that covers the cell, or NULL. */
const jh_range *jh_sheet_merge(const jh_sheet *sheet, uint32_t row, uint32_t column);
/* Whether the cell's row or column is hidden; what stands there is read like the rest. */
bool jh_sheet_hides(const jh_sheet *sheet, uint32_t row, uint32_t column);
/* By name as it is written on the tab, or by "2" = second sheet; NULL = no such sheet. */
const jh_sheet *jh_workbook_sheet(const jh_workbook *workbook, jh_text name_or_position);

/* ---- Row by row, in constant memory --------------------------------------------------------- */

typedef struct jh_sheet_head {
    jh_text name;
    uint32_t position;
    jh_visibility visibility;
} jh_sheet_head;

/* Cells, texts and the row live until the call returns. Rows without a filled cell do not come. */
typedef struct jh_row {
    const jh_sheet_head *sheet;
    uint32_t number;
    const jh_cell *cells; /* filled ones, by column */
    size_t cell_count;
} jh_row;

/* What is known of a sheet once its rows have passed. */
typedef struct jh_sheet_tail {
    const jh_sheet_head *sheet;
    const jh_range *merges;
    size_t merge_count;
    uint32_t frozen_rows, frozen_columns;
    const jh_range *hidden;
    size_t hidden_count;
} jh_sheet_tail;

typedef struct jh_row_listener {
    void *listener;
    /* NULL = wants every sheet. */
    bool (*wants)(void *listener, const jh_sheet_head *sheet);
    /* Anything but JH_OK stops the reading and is what jh_workbook_stream gives. */
    jh_code (*row)(void *listener, const jh_row *row, jh_error *err);
    /* NULL = does not care. After the last row of each wanted sheet. */
    jh_code (*sheet_ends)(void *listener, const jh_sheet_tail *tail, jh_error *err);
} jh_row_listener;

JH_MUST_CHECK jh_code jh_workbook_stream(const jh_file *source, jh_arena scratch,
                                         const jh_row_listener *listener, jh_error *err);

/* Prints a sheet as csv, as the reader sees it, streaming: empty rows and cells keep their place,
 * every row is as wide as its last filled cell, errors and truths as shown, dates as 2025-09-01.
 * `sheet` as for jh_workbook_sheet; NULL = the first visible one. */
typedef jh_code jh_csv_sink(void *sink, jh_text piece, jh_error *err);
JH_MUST_CHECK jh_code jh_sheet_to_csv(const jh_file *source, const char *sheet, jh_csv_sink *write,
                                      void *sink, jh_error *err);

/* ---- Cells ---------------------------------------------------------------------------------- */

/* The number of a NUMBER (15 significant digits, as Excel shows it) or of a TEXT that a clerk
 * wrote as one; anything else is JH_READ_NOT_A_NUMBER. A percent cell gives 0.85, not 85. */
jh_decimal_read jh_cell_decimal(jh_decimal *out, const jh_cell *cell);
/* The day of a DATE that has one, or of a TEXT that reads as one; else JH_NO_DATE. */
jh_date jh_cell_date(const jh_cell *cell);
/* What the cell says, as csv prints it, without number formats other than dates. */
enum { JH_CELL_TEXT_SIZE = 40 };
jh_text jh_cell_text(char out[JH_CELL_TEXT_SIZE], const jh_cell *cell);

/* "G41". */
enum { JH_ADDRESS_SIZE = 16 };
const char *jh_address_write(char out[JH_ADDRESS_SIZE], uint32_t row, uint32_t column);
/* "G". */
const char *jh_column_write(char out[JH_ADDRESS_SIZE], uint32_t column);
/* Reads "G41", "$G$41"; false = not an address within the limits. */
bool jh_address_read(uint32_t *row, uint32_t *column, jh_text text);

#endif
