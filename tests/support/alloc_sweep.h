/* alloc_sweep.h — does every allocation that can fail come back as JH_NO_MEMORY?
 * Takes   a piece of work that can be done again and again.
 * Gives   how many allocations it takes when none fails.
 * Never   leaves failing switched on.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_ALLOC_SWEEP_H
#define TESTS_SUPPORT_ALLOC_SWEEP_H

#include "base/error.h"

/* Does the whole work once, from fresh arenas that it releases again, and gives its code.
 * Third-party memory is not counted, only arenas. */
typedef jh_code test_work(void *context, jh_error *err);

/* Fails the first allocation, then only the second …, until the work succeeds. Each failure must
 * be JH_NO_MEMORY and be told in `err`; a test fails otherwise, also when `limit` is not enough.
 * Run under the sanitizers it shows leaks on the way out, too. */
long test_alloc_sweep(test_work *work, void *context, long limit);
/* The same for every step-th allocation only, where the work takes long. */
long test_alloc_sweep_every(test_work *work, void *context, long limit, long step);

#endif
