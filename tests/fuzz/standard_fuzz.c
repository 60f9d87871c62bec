/* standard_fuzz.c — standards as text.
 * Takes   any bytes: the file "t"; behind a line "%%" the file "u", which "t" may extend or use.
 * Gives   a crash when a mistake has no place, or when what compiled cannot be listed.
 * Never   a figure of the project.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standard/diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_MOST = 1 << 16 };

static void insist(bool claim)
{
    if (!claim) abort();
}

static jh_code find(void *self, jh_text key, jh_text *text, jh_error *err)
{
    const jh_text *texts = self;

    (void)err;
    if (jh_text_equal(key, JH_TEXT("t")))
        *text = texts[0];
    else if (jh_text_equal(key, JH_TEXT("u")) && texts[1].at)
        *text = texts[1];
    else
        return JH_NOT_FOUND;
    return JH_OK;
}

static void use(const jh_standard *standard, jh_arena *keep)
{
    jh_buffer out = jh_buffer_in(keep);
    jh_settings settings;
    jh_differences found;
    jh_scope scope = jh_standard_scope(standard);
    jh_symbol symbol;

    insist(!jh_standard_show(&out, standard, JH_ZH, NULL));
    insist(!jh_standard_differences(&found, keep, &(jh_standard_pair){ standard, standard }, JH_EN,
                                    NULL));
    insist(!found.entries); /* nothing differs from itself */
    insist(!jh_settings_default(&settings, keep, standard, jh_date_make(2025, 9, 1), NULL));
    insist(scope.find(scope.self, JH_TEXT("schools"), &symbol, NULL) == JH_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *whole = (const char *)data, *cut = memmem(data, size, "\n%%\n", 4);
    jh_text texts[2] = { { whole, cut ? (size_t)(cut - whole) + 1 : size }, { NULL, 0 } };
    jh_library library = { texts, find };
    jh_findings mistakes = { 0 };
    jh_error err = { 0 };
    jh_standard standard;
    jh_arena keep, scratch;
    jh_code rc;
    size_t i;

    if (size > SIZE_MOST) return 0;
    if (cut) texts[1] = (jh_text){ cut + 4, size - texts[0].size - 3 };
    insist(!jh_arena_reserve(&keep, (size_t)1 << 30));
    insist(!jh_arena_reserve(&scratch, (size_t)1 << 30));
    rc = jh_standard_compile(&standard, &keep, scratch,
                             &(jh_compiling){ JH_TEXT("t"), &library, &mistakes }, &err);
    insist(rc == JH_OK || rc == JH_BAD_INPUT);
    insist((rc == JH_OK) == (mistakes.count == 0));
    if (rc) insist(err.code == JH_BAD_INPUT && err.where[0]);
    for (i = 0; i < mistakes.count; i++) insist(strchr(mistakes.items[i].file.at, ':') != NULL);
    if (!rc) use(&standard, &keep);
    jh_arena_release(&scratch);
    jh_arena_release(&keep);
    return 0;
}
