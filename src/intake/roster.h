/* roster.h: teacher rosters, workbooks or csv, as teachers without names.
 * Takes   files of any layout in which a header names number, school and subject.
 * Gives   teachers in byte order of their numbers, and findings on whatever could not be taken.
 * Never   reads a name or an identity number; guesses a school, a year or a yes.
 * Method  docs/methods/rotation.md, "The roster"; headings by standards/cn-roster.std
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_ROSTER_H
#define JH_INTAKE_ROSTER_H

#include "formats/workbook.h"
#include "model/roster.h"
#include "standard/standard.h"

enum { JH_ROSTER_MOST = 200000 }; /* teachers */

typedef struct jh_roster_request {
    const jh_standard *columns; /* cn-roster */
    const jh_file *files;
    size_t file_count;
    jh_date as_of;         /* years at a school are counted up to it */
    jh_findings *findings; /* here is told what could not be taken */
} jh_roster_request;

/* Refusals are in *request->findings: then the roster holds the other rows only, and nobody should
 * go on with it. JH_BAD_INPUT: a file that is no workbook. */
JH_MUST_CHECK jh_code jh_roster_read(jh_roster *out, jh_arena *keep, jh_arena scratch,
                                     const jh_roster_request *request, jh_error *err);

#endif
