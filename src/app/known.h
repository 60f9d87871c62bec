/* known.h: the schools a store knows already, and names that a person confirmed.
 * Takes   the address of a store, and a file of confirmed names.
 * Gives   units for intake to match names with; proposals written back into the file.
 * Never   fails because a store has nothing yet.
 * Method  docs/intake.md, "Schools by name"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_KNOWN_H
#define JH_APP_KNOWN_H

#include "app/desk.h"
#include "intake/intake.h"
#include "store/store.h"

struct jh_bringing;

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

/* What of a store intake was told. */
typedef struct jh_told_known {
    const char *wished;      /* the county that was named; NULL = the only one */
    jh_county_list counties; /* when it was read */
    jh_text county;          /* whose schools they are; empty = none's */
    int64_t revision;
    jh_hash content;
} jh_told_known;

/* Into the request: the units of the county's newest period, the names all units had, the names
 * kept in the store, and before them those of the file. */
JH_MUST_CHECK jh_code jh_known_read(jh_intake_request *request, jh_told_known *told,
                                    const jh_desk *desk, const struct jh_bringing *what,
                                    jh_error *err);
/* Of any county, when that was read; 0 = there was none. */
int64_t jh_known_revision(const jh_told_known *told, jh_text county);
/* Would intake be told the same now? */
JH_MUST_CHECK jh_code jh_known_holds(bool *out, const jh_told_known *told, const jh_desk *desk,
                                     jh_store *store, jh_error *err);
/* Adds the questions to the file what->names: to a workbook (by its ending) as rows, to a text as
 * remarks, so that a person only takes the # away. What is in it already stays. */
JH_MUST_CHECK jh_code jh_known_propose(const jh_desk *desk, const struct jh_bringing *what,
                                       const jh_name_questions *asked, jh_error *err);

#endif
