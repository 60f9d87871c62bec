/* sql.h: from the one text of schema/ to what an engine reads.
 * Takes   a statement or a script with {words} and :parameters.
 * Gives   the same with the engine's own types, and ?1 or $1 for the parameters.
 * Never   reads past quotes: what stands in '…' stays as it is.
 * Method  schema/README.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_SQL_H
#define JH_STORE_SQL_H

#include "base/text.h"

typedef enum jh_dialect { JH_SQLITE = 0, JH_POSTGRES, JH_DIALECT_COUNT } jh_dialect;

/* One more word that may stand in braces, besides those of the dialect. */
typedef struct jh_sql_word {
    const char *word, *meaning;
} jh_sql_word;

typedef struct jh_sql_form {
    jh_dialect dialect;
    const char *takes;        /* "county, year"; NULL: parameters stay as they are */
    const jh_sql_word *extra; /* ends with a NULL word; may be NULL */
} jh_sql_form;

/* JH_BUG names a word or parameter that nobody knows. */
JH_MUST_CHECK jh_code jh_sql_fill(jh_text *out, jh_arena *keep, const char *sql,
                                  const jh_sql_form *form, jh_error *err);

/* How many names a list such as "county, year" holds. */
int jh_sql_name_count(const char *names);

#endif
