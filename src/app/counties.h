/* counties.h: the counties of a store, for whoever takes one after the other.
 * Takes   an address, and who asks.
 * Gives   their codes, in byte order.
 * Never   a county that the visitor may not see; an empty list: that is an error.
 * Method  docs/guide/commands/
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_COUNTIES_H
#define JH_APP_COUNTIES_H

#include "app/judge.h"

typedef struct jh_county_codes {
    jh_text *items;
    size_t count;
} jh_county_codes;

JH_MUST_CHECK jh_code jh_counties_list(jh_county_codes *out, const jh_desk *desk,
                                       const jh_judging *words, jh_error *err);

#endif
