/* judging.h: the options that say which county, period, standard and settings are meant.
 * Takes   a call of a verb that judges.
 * Gives   the words for app/judge.h, and the desk every use case wants.
 * Never   interprets the words: app/ does.
 * Method  docs/guide/commands/
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_CLI_JUDGING_H
#define JH_CLI_JUDGING_H

#include "app/judge.h"
#include "cli/command.h"

jh_desk jh_call_desk(jh_call *call);
/* Every value of a repeating option, as an array in the call's memory; NULL without memory. */
const char *const *jh_call_options(size_t *count, jh_call *call, const char *name);
JH_MUST_CHECK jh_code jh_call_judging(jh_judging *out, jh_call *call, jh_error *err);

#endif
