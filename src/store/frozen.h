/* frozen.h: assessments that were declared final: what each was made of, and what came out.
 * Takes   an assessment's hashes, its standard's text, its settings and marks.
 * Gives   a number within the county and a hash, for papers to cite; the list of them.
 * Never   changes or deletes one; never evaluates anything.
 * Method  docs/decisions/0020-frozen-assessments.md, schema/tables.sql
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_FROZEN_H
#define JH_STORE_FROZEN_H

#include "store/store.h"

typedef struct jh_frozen {
    int64_t number;      /* 1, 2, … within the county */
    int64_t revision;    /* of the county by which it was written */
    int64_t at_revision; /* of the county that was assessed */
    jh_text period;
    jh_text standard;                     /* its key */
    jh_text standard_text, settings_text; /* as app/basis.h packs them */
    jh_text marks;                        /* as app/marks.h writes them */
    jh_hash standard_hash, settings_hash;
    jh_hash content;    /* of the snapshot */
    jh_hash assessment; /* of every figure and claim */
    jh_hash output;     /* of the JSON */
    jh_date as_of;
    jh_text engine; /* version of the program */
    jh_text author, approver, reason, stamp;
    jh_hash hash;    /* when read: of all this, what papers cite */
    bool is_altered; /* when read: its entry in the audit says another hash */
} jh_frozen;

typedef struct jh_frozen_list {
    jh_frozen *items; /* by number */
    size_t count;
} jh_frozen_list;

/* One transaction with its entry in the audit. `what` brings everything but number, revision and
 * what stands in `by`, and gets these and its hash. An assessment that is frozen already (the same
 * period, figures, standard, settings, program and output) is read into `what` instead and nothing
 * is written; *is_new tells. */
typedef struct jh_freezing {
    jh_text county;
    jh_frozen *what;
    const jh_authorship *by;
} jh_freezing;
JH_MUST_CHECK jh_code jh_store_freeze(bool *is_new, jh_arena *keep, jh_store *store,
                                      const jh_freezing *freezing, jh_error *err);

JH_MUST_CHECK jh_code jh_store_frozen(jh_frozen_list *out, jh_arena *keep, jh_store *store,
                                      jh_text county, jh_error *err);

#endif
