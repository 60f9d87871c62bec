/* workbook_promises.h — what workbook.h promises of whatever was read.
 * Takes   any bytes, as a file of that name.
 * Gives   abort() when a cell breaks a promise, or when a refusal is not the file's fault.
 * Never   reads more than a little: limits are lowered so that bombs end early.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_WORKBOOK_PROMISES_H
#define TESTS_SUPPORT_WORKBOOK_PROMISES_H

#include "base/text.h"

void test_workbook_promises(const char *name, jh_text bytes);

#endif
