/* people.h: what rotate and pair share: a county, the rules for its people, and distances.
 * Takes   words of the command line; cn-people, of the program or of the bureau's folder.
 * Gives   the judged county, the rules with the county's and the caller's settings.
 * Never   lets --set pass a name that neither standard knows.
 * Method  docs/methods/rotation.md, docs/methods/pairing.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_PEOPLE_H
#define JH_ADVISE_PEOPLE_H

#include "app/judge.h"
#include "formats/json.h"

typedef struct jh_people {
    jh_judged judged;
    jh_standard rules; /* cn-people */
    jh_settings settings;
} jh_people;

/* *out must stay where it is. with_assessment: else only the frame is made. */
JH_MUST_CHECK jh_code jh_people_open(jh_people *out, const jh_desk *desk, const jh_judging *words,
                                     bool with_assessment, jh_error *err);

/* A setting of cn-people; the program and its cn-people.std must agree on the key. */
JH_MUST_CHECK jh_code jh_people_number(jh_decimal *out, const jh_people *people, const char *key,
                                       jh_error *err);
JH_MUST_CHECK jh_code jh_people_whole(int64_t *out, const jh_people *people, const char *key,
                                      jh_error *err);
JH_MUST_CHECK jh_code jh_people_choice(jh_text *out, const jh_people *people, const char *key,
                                       jh_error *err);
/* The value itself, to be put in where nobody set one; NULL = there is no such setting. */
jh_setting_value *jh_people_value(jh_people *people, const char *key);
/* Title, value and reason of every setting whose key begins so. */
void jh_people_settings_json(jh_json *json, const jh_people *people, const char *prefix);
typedef struct jh_shown_setting {
    jh_text title, value, reason; /* reason: clause and certainty, or the doubt */
} jh_shown_setting;
/* NULL: there is no n-th one. */
const jh_setting *jh_people_setting(const jh_people *people, const char *prefix, size_t n);
JH_MUST_CHECK jh_code jh_people_show_setting(jh_shown_setting *out, const jh_desk *desk,
                                             const jh_people *people, const jh_setting *s,
                                             jh_error *err);

/* ---- places ---- */

/* Great circle, in metres; −1 = a place is not known. */
int64_t jh_metres_between(const jh_unit *a, const jh_unit *b);

/* ---- documents ---- */

/* The document with its seal as last member: the SHA-256 of everything before `,"seal"`. */
JH_MUST_CHECK jh_code jh_document_seal(jh_text *out, const jh_desk *desk, jh_text document,
                                       jh_error *err);

#endif
