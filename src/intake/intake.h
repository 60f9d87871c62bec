/* intake.h: files that clerks filled in → checked rows, and findings that name the cell.
 * Takes   workbooks of one county and school year, in any order, and the dictionary of elements.
 * Gives   a batch for the store: units, observations with their cells, findings.
 * Never   knows an element by heart, a column by its address or a sheet by its name; never guesses.
 * Method  docs/intake.md: layouts, headers, what is refused
 *
 * Two layouts, told by header text: the collection workbook (template.h) and the flat statistical
 * export with merged multi-level headers. The same figures come out alike whatever the order of
 * files, sheets, columns and rows, whatever unit a header names, whatever stands above the header.
 *
 * A header is matched by its path (merged ancestors joined by "/"), folded (jh_text_fold), without
 * its unit in brackets, against the titles, keys and aliases of the elements. An alias of the
 * dictionary may also say
 *     "A + B + C"        the element is the sum of the columns A, B and C of the same row;
 *     "小学: A + B + C"   the same, for rows of that stage only (a label, key or alias of a stage).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_INTAKE_H
#define JH_INTAKE_INTAKE_H

#include "base/datum.h"
#include "base/progress.h"
#include "intake/name_list.h"
#include "standard/standard.h"

/* A name that a unit has or had, by the papers of any year or by an event. One unit's names come
 * in the order in which it had them. */
typedef struct jh_borne_name {
    jh_text name, code;
    jh_text since;  /* "2024": the first school year with it */
    bool is_former; /* it has another one now */
    jh_text gone;   /* "2025": the first school year without the unit; empty = it is there */
    jh_text into;   /* code of what took it in; empty = nothing did */
} jh_borne_name;

typedef struct jh_intake_request {
    const jh_source_file *files; /* name and bytes; the hash is made here */
    size_t file_count;
    const jh_workbook *const *workbooks; /* [file_count] read already; NULL = from the bytes */
    const jh_standard *standard;         /* its elements and codes; a dictionary alone will do */
    jh_text county;                      /* code; empty = as the files say */
    jh_text period;                      /* "2025"; empty = as the files say */
    const jh_unit *known;                /* of the newest year in the store; for parents */
    size_t known_count;
    const jh_borne_name *borne; /* for papers without codes */
    size_t borne_count;
    const jh_name_pair *confirmed; /* by a person: which school such a name is */
    size_t confirmed_count;
    jh_name_questions *asked; /* may be NULL; gets the names that wait for a person */
    const struct jh_mapping *mapping; /* mapping.h; NULL = tables speak for themselves */
    jh_datum datum;                   /* of the longitudes and latitudes in these files */
    bool all_or_nothing;              /* any refusal: no unit and no observation comes out */
    const jh_progress *progress;      /* may be NULL; asking to stop gives JH_CONFLICT */
} jh_intake_request;

/* JH_OK also when everything was refused: what was refused, and why, is in out->findings
 * (jh_finding_count(&out->findings, JH_REFUSAL)). Fails with JH_NO_MEMORY, JH_CONFLICT (stopped),
 * JH_BAD_INPUT (neither the caller nor any file says which county or which year it is).
 * out->files are in the order of (name, hash), the same bytes once; findings in the order of file,
 * sheet, row, column. A key that two cells claim with different values is refused, naming both,
 * and neither is taken. Blank cells make no observation. */
JH_MUST_CHECK jh_code jh_intake_read(jh_batch *out, jh_arena *keep, jh_arena scratch,
                                     const jh_intake_request *request, jh_error *err);

#endif
