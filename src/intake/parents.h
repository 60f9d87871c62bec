/* parents.h: to which school a campus belongs.
 * Takes   the units of a batch, whose parents are what the papers wrote: a code or a name.
 * Gives   the parents' codes; of a campus that does not count as a school and whose paper names no
 *         parent, the one it had in the store.
 * Never   guesses: a parent that is not known, or could be two schools, is refused with its cell.
 * Method  docs/intake.md, "Campuses"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_PARENTS_H
#define JH_INTAKE_PARENTS_H

#include "intake/reading.h"

void jh_parents_resolve(jh_batch *batch, jh_reading *reading, jh_arena scratch);

#endif
