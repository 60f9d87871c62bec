/* turned.h: forms of one school: labels with their values, read as a row of a table.
 * Takes   a sheet that is no table of schools: "填报项目 | 填报值", or labels anywhere.
 * Gives   a table with a column a label and one row, whose places are those of the form.
 * Never   takes a label whose value it cannot see next to it.
 * Method  docs/intake.md, "Forms of one school"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_TURNED_H
#define JH_INTAKE_TURNED_H

#include "intake/table.h"

/* `as_read`: what the sheet looked like as a table. false: not a form of a school. */
bool jh_turned_make(jh_table *out, jh_reading *reading, jh_arena scratch, const jh_table *as_read);

#endif
