/* match.h: what papers call schools, as a person confirmed it, kept with the store.
 * Takes   names with the codes they mean: one, or a file of them (jh_names_read).
 * Gives   the names kept, which every later import uses.
 * Never   keeps a code that the store does not know, nor lets one name mean two schools.
 * Method  docs/intake.md, "Schools by name"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_MATCH_H
#define JH_APP_MATCH_H

#include "app/desk.h"

typedef struct jh_matching {
    const char *address, *county; /* county NULL = the only one */
    const char *file;             /* NULL = none */
    const char *name, *code;      /* one pair; code "none" takes it back; NULL = none */
    const char *author, *reason;
} jh_matching;

/* Keeps what is given, then lists all that is kept. */
JH_MUST_CHECK jh_code jh_match_names(jh_text *out, const jh_desk *desk, const jh_matching *what,
                                     jh_error *err);

#endif
