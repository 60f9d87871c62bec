/* template.h: the collection workbook, blank or filled in.
 * Takes   the dictionary, and rows to fill in (last year's, or an example's).
 * Gives   an xlsx that jh_intake_read reads back to the same rows; the same bytes every time.
 * Never   names an element in C: columns, units and notes come from the dictionary.
 * Method  docs/intake.md, "The collection workbook"
 *
 * Sheets: 填表说明 (what to do), 校区 (a row a campus: attributes, shared resources), 学段 (a row a
 * campus and stage), 县级 (a row a county figure: value and evidence), 代码 (words to choose from).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_TEMPLATE_H
#define JH_INTAKE_TEMPLATE_H

#include "model/batch.h"
#include "standard/standard.h"

typedef struct jh_template_request {
    const jh_standard *standard;
    jh_text county, county_name, period; /* written above the tables; may be empty */
    jh_text heading;                     /* above every table: whose workbook it is; may be empty */
    const jh_batch *filled;              /* NULL = blank */
    bool for_schools, for_county;        /* which sheets; at least one */
    size_t blank_rows;                   /* ready for typing below what is filled; 0 = usual */
} jh_template_request;

/* JH_IO, JH_NO_MEMORY. */
JH_MUST_CHECK jh_code jh_template_write(const char *path, jh_arena scratch,
                                        const jh_template_request *request, jh_error *err);

#endif
