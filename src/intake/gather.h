/* gather.h: what the cells said, settled key by key, as the batch for the store.
 * Takes   the entries of all files.
 * Gives   units, observations and findings in their order.
 * Never   picks one of two different values: it refuses the key and names both cells.
 * Method  docs/intake.md, "When two cells speak of the same thing"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_GATHER_H
#define JH_INTAKE_GATHER_H

#include "intake/reading.h"

void jh_gather(jh_batch *out, jh_reading *reading, jh_arena scratch);

#endif
