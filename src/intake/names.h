/* names.h: schools that a paper names without a code, matched with those that have one.
 * Takes   the units met, the names those in the store have or had, the pairs a person confirmed.
 * Gives   each such school's figures to the one that has, or alone ever had, that name; questions
 *         with candidates where it is not certain.
 * Never   takes a likeness for the same school: what is only likely waits for a person.
 * Method  docs/intake.md, "Schools by name"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_NAMES_H
#define JH_INTAKE_NAMES_H

#include "intake/reading.h"

/* Before the entries are gathered. */
void jh_names_match(jh_reading *reading);

/* A name as people shorten it, folded: without province, city, county, 镇 乡 中心 完全, brackets;
 * 初级中学, 初中 → 中学; digits → 一二三. Two schools may share it. */
jh_text jh_name_plain(jh_arena *keep, jh_text name);
/* A plain name without 小学, 中学 … at its end, unless nothing else is left. */
jh_text jh_name_stem(jh_text plain);

#endif
