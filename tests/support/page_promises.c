/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/page_promises.h"

#include "tests/support/alloc_sweep.h"
#include "tests/support/test.h"

#include <string.h>

void test_page_asks_nobody(const char *page)
{
    static const char *const words[] = { "http://", "https://", " src=",
                                         "@import", " style=",  " onclick" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) assert_null(strstr(page, words[i]));
}

typedef struct making {
    test_page_make *make;
    const void *view;
} making;

static jh_code make_page(void *context, jh_error *err)
{
    const making *one = context;
    jh_arena keep = { 0 }, scratch = { 0 };
    jh_text page;
    jh_code rc = JH_OK;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) rc = jh_no_memory(err);
    if (!rc && jh_arena_reserve(&scratch, JH_ARENA_DEFAULT)) rc = jh_no_memory(err);
    if (!rc) rc = one->make(&page, &keep, scratch, one->view, err);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return rc;
}

long test_page_sweep(test_page_make *make, const void *view, long limit)
{
    return test_alloc_sweep(make_page, &(making){ make, view }, limit);
}
