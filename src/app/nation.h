/* nation.h: every county of a period under one standard: a province, or all of the country.
 * Takes   an address, a period, a standard and a day.
 * Gives   a line a county: schools, how many pass, limits that fail, the verdict.
 * Never   holds more than a few counties in memory; the bytes do not tell how many threads judged.
 * Method  store → indicators → assess, county after county in code order; app/crew.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_NATION_H
#define JH_APP_NATION_H

#include "app/judge.h"

/* Settings are the standard's defaults and the words given: those kept for single counties are not
 * asked. words->county is not looked at; words->period must be given. */
JH_MUST_CHECK jh_code jh_judge_nation(jh_text *out, const jh_desk *desk, const jh_judging *words,
                                      jh_error *err);

#endif
