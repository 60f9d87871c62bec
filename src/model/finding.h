/* finding.h: something a person should look at: a refusal, a warning, a remark.
 * Takes   a message of texts/ and the place it speaks of.
 * Gives   a plain struct that any page, paper or terminal can show in any language.
 * Never   stops the work by itself; its severity says whether the caller must.
 * Method  DESIGN: where, what, what to do next
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_FINDING_H
#define JH_MODEL_FINDING_H

#include "model/observation.h"

typedef enum jh_severity {
    JH_REMARK = 0, /* good to know */
    JH_WARNING,    /* taken, but look at it */
    JH_REFUSAL     /* not taken */
} jh_severity;

typedef struct jh_finding {
    jh_severity severity;
    jh_message message;
    jh_text file;               /* name; empty = not about a file */
    jh_origin origin;           /* cell; row and column count only if `file` is not empty */
    bool whole_file, whole_row; /* the origin's cell is not meant, but its file / its row */
    jh_text unit, element;      /* what it is about, where known */
    jh_stage stage;
    jh_text read; /* the text found in the cell */
} jh_finding;

typedef struct jh_findings {
    jh_finding *items;
    size_t count, capacity;
} jh_findings;

JH_MUST_CHECK jh_code jh_finding_add(jh_findings *list, jh_arena *keep, const jh_finding *finding,
                                     jh_error *err);
size_t jh_finding_count(const jh_findings *list, jh_severity at_least);
const char *jh_severity_key(jh_severity severity);

#endif
