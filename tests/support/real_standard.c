/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/real_standard.h"

#include "base/embedded.h"

#include <stdio.h>
#include <stdlib.h>

static jh_code find(void *self, jh_text key, jh_text *text, jh_error *err)
{
    char path[128];
    size_t i;

    (void)self;
    (void)err;
    snprintf(path, sizeof path, "standards/%.*s.std", JH_TEXT_ARGS(key));
    for (i = 0; i < jh_embedded_count; i++)
        if (jh_text_equal(jh_text_of(jh_embedded_files[i].name), jh_text_of(path))) {
            text->at = (const char *)jh_embedded_files[i].bytes;
            text->size = jh_embedded_files[i].size;
            return JH_OK;
        }
    return JH_NOT_FOUND;
}

const jh_standard *test_real_standard(void)
{
    static jh_standard standard;
    static jh_arena keep, scratch;
    static const jh_library library = { NULL, find };
    jh_findings mistakes = { 0 };
    jh_error err = { 0 };
    char what[400];

    if (keep.start) return &standard;
    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT) || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)
        || jh_standard_compile(&standard, &keep, scratch,
                               &(jh_compiling){ JH_TEXT("cn-2017-quality"), &library, &mistakes },
                               &err)) {
        jh_message_write(what, sizeof what, JH_EN, &err.message, 0);
        fprintf(stderr, "test support: cn-2017-quality: %s %s\n", err.where, what);
        abort();
    }
    return &standard;
}
