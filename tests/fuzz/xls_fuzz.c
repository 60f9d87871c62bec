/* xls_fuzz.c — the records of Excel 97–2003, bare and in a container.
 * Takes   any bytes: those of a .xls, or what stands behind its first record.
 * Gives   a crash when a cell breaks the promises of workbook.h.
 * Never   reads more than a little: limits are lowered so that bombs end early.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/workbook_promises.h"

#include <stdint.h>
#include <string.h>

enum { BOF_SIZE = 12, SIZE_MAX_TRIED = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* The beginning of the whole workbook of BIFF8, so that no time goes into finding it. */
    static char bytes[BOF_SIZE + SIZE_MAX_TRIED] = { 9, 8, 8, 0, 0, 6, 5, 0, 0, 0, 0, 0 };

    test_workbook_promises("f", (jh_text){ (const char *)data, size });
    if (size > SIZE_MAX_TRIED) return 0;
    memcpy(bytes + BOF_SIZE, data, size);
    test_workbook_promises("f", (jh_text){ bytes, BOF_SIZE + size });
    bytes[5] = 5; /* BIFF5 */
    test_workbook_promises("f", (jh_text){ bytes, BOF_SIZE + size });
    bytes[5] = 6;
    return 0;
}
