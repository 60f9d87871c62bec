/* settings.h: by what a county is judged: the standard, then the store, then the words given.
 * Takes   a standard, what is kept for the county, words of the command line or a request.
 * Gives   the settings of one assessment, hashed.
 * Never   lets a wrong word pass; a kept setting that belongs to another standard is left alone.
 * Method  DESIGN: every point the texts do not settle is a setting
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_SETTINGS_H
#define JH_APP_SETTINGS_H

#include "app/judge.h"
#include "store/store.h"

typedef struct jh_settings_request {
    const jh_standard *standard;
    const jh_judging *words;
    jh_store *store; /* NULL: nothing is asked of a store */
    jh_text county;
} jh_settings_request;

JH_MUST_CHECK jh_code jh_settings_make(jh_settings *out, const jh_desk *desk,
                                       const jh_settings_request *request, jh_error *err);

#endif
