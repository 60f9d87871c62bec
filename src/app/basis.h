/* basis.h: what an assessment rests on besides its figures, as text, and back again.
 * Takes   a compiled standard with the texts it came from, the settings of one assessment, and the
 *         order in which papers count.
 * Gives   two texts from which the same standard, settings and order come out, hash for hash.
 * Never   asks the program's own standards or a folder when it reads such a text.
 * Method  docs/decisions/0020-frozen-assessments.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_BASIS_H
#define JH_APP_BASIS_H

#include "app/judge.h"
#include "app/library.h"
#include "store/store.h"

/* An assessment as it was: in place of today's standard, settings and order of papers. Which
 * figures: jh_judging.revision. */
typedef struct jh_basis {
    jh_text standard; /* its key */
    jh_text standard_text, settings_text;
    jh_date as_of;
    const char *engine; /* version of the program, as its papers print it */
} jh_basis;

/* Every text the standard was compiled from: a line "key size", then so many bytes and a line
 * break, text after text. */
JH_MUST_CHECK jh_code jh_basis_pack_standard(jh_text *out, const jh_desk *desk,
                                             const jh_standard_words *words, jh_error *err);
JH_MUST_CHECK jh_code jh_basis_standard(jh_standard *out, const jh_desk *desk,
                                        const jh_basis *basis, jh_error *err);

/* A line each, words divided by tabs; \t, \n and \\ stand for themselves:
 *   set    name, value, reason           what is not the standard's default
 *   relax  name, approver, from, until
 *   papers provenance, provenance, …     which counts first where papers disagree
 *   given  option, word                  what the command line said, so that the same can be asked
 *                                        of today */
JH_MUST_CHECK jh_code jh_basis_pack_settings(jh_text *out, jh_arena *keep,
                                             const struct jh_judged *judged,
                                             const jh_judging *words, jh_error *err);
JH_MUST_CHECK jh_code jh_basis_settings(jh_settings *out, const jh_desk *desk,
                                        const jh_standard *standard, const jh_basis *basis,
                                        jh_error *err);
JH_MUST_CHECK jh_code jh_basis_precedence(jh_precedence *out, const jh_desk *desk,
                                          const jh_basis *basis, jh_error *err);
/* Adds settings and relaxations of the command line to `words`. */
JH_MUST_CHECK jh_code jh_basis_given(jh_judging *words, const jh_desk *desk, const jh_basis *basis,
                                     jh_error *err);

#endif
