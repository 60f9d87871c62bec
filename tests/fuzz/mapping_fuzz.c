/* Any bytes as a mapping of a small table.
 * SPDX-License-Identifier: Apache-2.0 */
#include "intake/intake.h"
#include "intake/mapping.h"
#include "tests/support/made_up.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char table[] = "编码,校,学生\nS1,甲小学,120\n";
    jh_source_file text = { .name = JH_TEXT("m.txt"), .bytes = { (const char *)bytes, size } };
    jh_source_file file = { .name = JH_TEXT("t.csv"), .bytes = JH_TEXT(table) };
    jh_mapping mapping;
    jh_intake_request request = { .files = &file,
                                  .file_count = 1,
                                  .standard = test_made_up_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025"),
                                  .mapping = &mapping };
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_error err = { JH_OK };
    jh_batch batch;

    if (jh_arena_reserve(&keep, (size_t)64 << 20) || jh_arena_reserve(&scratch, (size_t)64 << 20))
        abort();
    if (jh_mapping_read(&mapping, &keep, &text, &err) == JH_OK
        && jh_intake_read(&batch, &keep, scratch, &request, &err) == JH_BUG)
        abort();
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}
