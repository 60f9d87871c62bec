/* Any table: what is proposed for it can be read as a mapping once every question is confirmed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "intake/mapping.h"
#include "intake/suggest.h"
#include "tests/support/made_up.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Takes the marks of unconfirmed lines away, in place. */
static void confirm(char *text, size_t size)
{
    char *at = memmem(text, size, " ?  #", 5);

    for (; at; at = memmem(at, size - (size_t)(at - text), " ?  #", 5)) at[1] = ' ';
}

static void read_back(jh_arena *keep, jh_arena scratch, const jh_suggestion *suggestion)
{
    jh_source_file file = { .name = JH_TEXT("m.txt") };
    jh_mapping mapping;
    jh_lexicon lexicon;
    char *text;
    size_t i, columns = suggestion->count - suggestion->left;

    if (jh_suggestion_text(&file.bytes, keep, suggestion, JH_EN, NULL)) return;
    if (!jh_text_is_utf8(file.bytes)) abort();
    text = jh_alloc(keep, file.bytes.size + 1, 1);
    if (!text) return;
    memcpy(text, file.bytes.at, file.bytes.size);
    confirm(text, file.bytes.size);
    file.bytes.at = text;
    if (jh_mapping_read(&mapping, keep, &file, NULL) != (columns ? JH_OK : JH_BAD_INPUT)) abort();
    if (mapping.column_count != columns) abort();
    if (jh_lexicon_make(&lexicon, keep, test_made_up_standard(), NULL)) return;
    if (columns && jh_mapping_check(&mapping, &lexicon, scratch, NULL)) abort();
    for (i = 0; i < suggestion->count; i++)
        if (suggestion->items[i].state == JH_PROPOSED_SURE && !suggestion->items[i].target.size)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    jh_file file = jh_file_of_bytes("t", (jh_text){ (const char *)bytes, size });
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_workbook workbook;
    jh_suggest_request request = { .workbook = &workbook, .standard = test_made_up_standard() };
    jh_suggestion suggestion;

    if (jh_arena_reserve(&keep, (size_t)256 << 20) || jh_arena_reserve(&scratch, (size_t)64 << 20))
        abort();
    if (!jh_workbook_read(&workbook, &keep, scratch, &file, NULL)
        && !jh_suggest(&suggestion, &keep, scratch, &request, NULL) && suggestion.header_row)
        read_back(&keep, scratch, &suggestion);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}
