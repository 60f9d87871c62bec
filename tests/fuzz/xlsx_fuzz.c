/* xlsx_fuzz.c — any file at all, as a workbook.
 * Takes   any bytes.
 * Gives   a crash when a cell breaks the promises of workbook.h.
 * Never   reads more than a little: limits are lowered so that bombs end early.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/workbook_promises.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    test_workbook_promises("f", (jh_text){ (const char *)data, size });
    return 0;
}
