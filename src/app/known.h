/* known.h: the schools a store knows already, and names that a person confirmed.
 * Takes   the address of a store, and a file of confirmed names.
 * Gives   units for intake to match names with; proposals written back into the file.
 * Never   fails because a store has nothing yet.
 * Method  docs/intake.md, "Schools by name"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_KNOWN_H
#define JH_APP_KNOWN_H

#include "app/bring.h"
#include "intake/intake.h"
#include "store/store.h"

/* The county meant: the one named, or the only one there is; empty = none. */
JH_MUST_CHECK jh_code jh_known_county(jh_text *out, const jh_desk *desk, jh_store *store,
                                      const char *county, jh_error *err);
typedef struct jh_borne_names {
    const jh_borne_name *items;
    size_t count;
} jh_borne_names;

/* The names that the county's units have and had, by the papers of all periods and by events. */
JH_MUST_CHECK jh_code jh_known_names(jh_borne_names *out, const jh_desk *desk, jh_store *store,
                                     jh_text county, jh_error *err);
/* The name that the unit has now; NULL = no such unit. */
const jh_borne_name *jh_borne_by(const jh_borne_names *names, jh_text code);

/* Into the request: the units of the county's newest period, the names all units had, the names
 * kept in the store, and before them those of the file. */
JH_MUST_CHECK jh_code jh_known_read(jh_intake_request *request, const jh_desk *desk,
                                    const jh_bringing *what, jh_error *err);
/* Adds the questions to the file what->names: to a workbook (by its ending) as rows, to a text as
 * remarks, so that a person only takes the # away. What is in it already stays. */
JH_MUST_CHECK jh_code jh_known_propose(const jh_desk *desk, const jh_bringing *what,
                                       const jh_name_questions *asked, jh_error *err);

#endif
