/* people.h: the documents of junheng-verify that are about people and schools, not about a plan.
 * Takes   the JSON of `junheng rotate --json` and of `junheng pair --json`.
 * Gives   accepted, or the first thing that is wrong.
 * Never   shares a line of code with what made them; sums are GMP integers.
 * Method  docs/methods/rotation.md, docs/methods/pairing.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JUNHENG_VERIFY_PEOPLE_H
#define JUNHENG_VERIFY_PEOPLE_H

#include "verify.h"

void rotation_verify(const node *root);
void pairing_verify(const node *root);

#endif
