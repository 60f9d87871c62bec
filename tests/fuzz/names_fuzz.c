/* Any bytes as a file of confirmed names, and any name made plain.
 * SPDX-License-Identifier: Apache-2.0 */
#include "intake/intake.h"
#include "intake/names.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    jh_source_file file = { .name = JH_TEXT("n.txt"), .bytes = { (const char *)bytes, size } };
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_name_pairs pairs;
    jh_text plain, again;
    size_t i;

    if (jh_arena_reserve(&keep, (size_t)64 << 20) || jh_arena_reserve(&scratch, (size_t)64 << 20))
        abort();
    if (jh_names_read(&pairs, &keep, scratch, &file, NULL) == JH_OK)
        for (i = 0; i < pairs.count; i++) {
            plain = jh_name_plain(&keep, pairs.items[i].name);
            again = jh_name_plain(&keep, pairs.items[i].name);
            if (!plain.at || plain.size > 3 * pairs.items[i].name.size || !jh_text_is_utf8(plain)
                || !jh_text_equal(plain, again))
                abort();
        }
    jh_arena_release(&scratch);
    jh_arena_release(&keep);
    return 0;
}
