/* Any bytes as a workbook, imported with the dictionary that the program ships.
 * SPDX-License-Identifier: Apache-2.0 */
#include "intake/intake.h"
#include "tests/support/real_standard.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* What a batch promises, whatever was read. */
static void insist(const jh_batch *batch)
{
    size_t i;

    for (i = 1; i < batch->unit_count; i++)
        if (jh_text_compare(batch->units[i - 1].code, batch->units[i].code) >= 0) abort();
    for (i = 0; i < batch->unit_count; i++)
        if (!batch->units[i].name.size) abort();
    for (i = 0; i < batch->observation_count; i++) {
        const jh_observation *o = &batch->observations[i];
        int order = i ? jh_text_compare(o[-1].unit, o->unit) : -1;

        if (!order) order = jh_text_compare(o[-1].element, o->element);
        if (!order) order = (int)o[-1].stage - (int)o->stage;
        if (!order) order = o[-1].provenance < o->provenance ? -1 : 1;
        if (order >= 0 || o->why == JH_NOT_REPORTED || o->origin.file >= batch->file_count) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    jh_source_file file = { .name = JH_TEXT("fuzz.xlsx"), .bytes = { (const char *)bytes, size } };
    jh_intake_request request = { .files = &file,
                                  .file_count = 1,
                                  .standard = test_real_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025") };
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_batch batch;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT) || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT))
        abort();
    if (jh_intake_read(&batch, &keep, scratch, &request, NULL) == JH_OK) insist(&batch);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}
