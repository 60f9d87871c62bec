/* page_promises.h — what every page promises: it asks nobody, and says when memory runs out.
 * Takes   a page, or how one is made of a view.
 * Gives   failures of the test that calls.
 * Never   needs a browser.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_PAGE_PROMISES_H
#define TESTS_SUPPORT_PAGE_PROMISES_H

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

/* No address, nothing that is loaded, no style or script in an attribute. */
void test_page_asks_nobody(const char *page);

typedef jh_code test_page_make(jh_text *out, jh_arena *keep, jh_arena scratch, const void *view,
                               jh_error *err);
/* How many allocations one takes when none fails; each of `limit` at most fails once. */
long test_page_sweep(test_page_make *make, const void *view, long limit);

#endif
