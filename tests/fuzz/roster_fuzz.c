/* Any bytes as a teacher roster.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/library.h"
#include "intake/roster.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The columns are those of the program: compiled once. */
static const jh_standard *columns_of(jh_arena *keep)
{
    static jh_standard columns;
    static bool is_made;
    jh_desk desk = { .keep = keep };
    jh_findings mistakes = { 0 };
    jh_arena scratch = { 0 };

    if (is_made) return &columns;
    if (jh_arena_reserve(&scratch, (size_t)64 << 20)) abort();
    desk.scratch = scratch;
    if (jh_library_compile(&columns, &desk, &(jh_standard_words){ NULL, "cn-roster" }, &mistakes,
                           NULL))
        abort();
    is_made = true;
    return &columns;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static jh_arena words;
    jh_file file = jh_file_of_bytes("r", (jh_text){ (const char *)bytes, size });
    jh_findings findings = { 0 };
    jh_roster_request request = {
        .files = &file, .file_count = 1, .as_of = jh_date_make(2025, 12, 31), .findings = &findings
    };
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_error err = { JH_OK };
    jh_roster roster;
    size_t i;

    if (!words.start && jh_arena_reserve(&words, (size_t)64 << 20)) abort();
    request.columns = columns_of(&words);
    if (jh_arena_reserve(&keep, (size_t)64 << 20) || jh_arena_reserve(&scratch, (size_t)64 << 20))
        abort();
    if (jh_roster_read(&roster, &keep, scratch, &request, &err) == JH_OK)
        for (i = 0; i < roster.count; i++) {
            const jh_teacher *t = &roster.teachers[i];
            if (!t->id.size || t->years < JH_ROSTER_YEARS_UNKNOWN
                || (i && jh_text_compare(roster.teachers[i - 1].id, t->id) > 0))
                abort();
        }
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}
