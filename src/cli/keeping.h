/* keeping.h: what backup, restore and copy share on the command line.
 * Takes   two addresses.
 * Gives   the copy told, and the exit code.
 * Never   decides anything.
 * Method  app/keep.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_CLI_KEEPING_H
#define JH_CLI_KEEPING_H

#include "app/keep.h"
#include "cli/command.h"

int jh_call_keep(jh_call *call, jh_keep_act act);

#endif
