/* verified.h: what verifying frozen assessments found, and how it is told.
 * Takes   one result a frozen assessment.
 * Gives   text or JSON.
 * Never   included from outside app/.
 * Method  docs/guide/commands/
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_VERIFIED_H
#define JH_APP_VERIFIED_H

#include "app/since.h"
#include "model/marks.h"
#include "store/frozen.h"

enum { JH_BROKEN_MOST = 6 };

typedef struct jh_verified {
    jh_frozen frozen;
    bool holds;                       /* the same bytes came out again */
    jh_say_id broken[JH_BROKEN_MOST]; /* what does not agree with what was kept */
    size_t broken_count;
    jh_marked_list marked; /* figures and units that are not what they were at that revision */
    jh_error failure;      /* where it could not even be made again */
    bool engine_changed;
    bool has_since;
    jh_since since; /* today against then: no fault, but worth knowing */
} jh_verified;

typedef struct jh_verified_list {
    jh_text county;
    jh_verified *items;
    size_t count;
    jh_audit_list entries; /* of the county */
    bool audit_broken;
    jh_error audit;       /* names the entry */
    jh_standard standard; /* for the titles of figures */
} jh_verified_list;

JH_MUST_CHECK jh_code jh_verified_tell(jh_text *out, const jh_desk *desk,
                                       const jh_verified_list *list, jh_error *err);

#endif
