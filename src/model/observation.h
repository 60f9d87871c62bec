/* observation.h: one figure as somebody reported it, and where it was read.
 * Takes   (unit, stage, element) of one county and period.
 * Gives   an exact decimal, or missing with its reason; the cell it came from.
 * Never   changes: a correction is another observation with a higher revision.
 * Method  docs/ARCHITECTURE.md, "One figure from cell to verdict"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_OBSERVATION_H
#define JH_MODEL_OBSERVATION_H

#include "base/hash.h"
#include "model/unit.h"
#include "model/value.h"

/* An original file, kept as it came. */
typedef struct jh_source_file {
    jh_text name;  /* as given, without folders */
    jh_hash hash;  /* of the bytes: its name in the store */
    jh_text bytes; /* at == NULL when not loaded */
} jh_source_file;

/* A cell. file == JH_NO_FILE: entered by hand or made by the program. */
#define JH_NO_FILE UINT32_MAX
typedef struct jh_origin {
    uint32_t file;        /* index into the list of source files it travels with */
    jh_text sheet;        /* name; empty for csv */
    uint32_t row, column; /* from 0 */
} jh_origin;

/* What kind of paper says so. The same figure may stand in several; each is kept as its own row,
 * and the county's setting `provenance_precedence` says which one counts where they disagree. */
typedef enum jh_provenance {
    JH_BY_COLLECTION = 0, /* the project's collection workbook */
    JH_BY_STATISTICS,     /* an official statistical table (教基/基础基) */
    JH_BY_EXPORT,         /* the flat export of the statistics */
    JH_BY_FORM,           /* a school's or a county's evaluation form */
    JH_BY_SUMMARY,        /* a summary over schools (汇总表) */
    JH_BY_CORRECTION,     /* entered by hand with reason and approver */
    JH_PROVENANCE_COUNT
} jh_provenance;

const char *jh_provenance_key(jh_provenance provenance); /* "collection" "statistics" … */

typedef struct jh_observation {
    jh_text unit;    /* code */
    jh_text element; /* key of the dictionary */
    jh_stage stage;
    jh_provenance provenance;
    jh_why why;       /* JH_PRESENT: value counts */
    jh_decimal value; /* in the element's own unit of measure; yes/no elements: 1 or 0 */
    jh_origin origin;
    jh_text note; /* evidence or explanation beside the figure; may be empty */
} jh_observation;

#endif
