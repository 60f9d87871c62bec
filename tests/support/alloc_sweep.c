/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/alloc_sweep.h"

#include "base/memory.h"
#include "tests/support/test.h"

long test_alloc_sweep(test_work *work, void *context, long limit)
{
    return test_alloc_sweep_every(work, context, limit, 1);
}

long test_alloc_sweep_every(test_work *work, void *context, long limit, long step)
{
    for (long n = 0; n < limit; n += step) {
        jh_error err = { 0 };

        jh_memory_fail_after(n);
        jh_code code = work(context, &err);
        jh_memory_fail_after(-1);
        if (code == JH_OK) return n;
        if (code != JH_NO_MEMORY || err.code != JH_NO_MEMORY)
            fail_msg("allocation %ld failed: the work gave code %d and told code %d, not %d", n,
                     (int)code, (int)err.code, (int)JH_NO_MEMORY);
    }
    fail_msg("%ld allocations were not enough: does the work ever succeed?", limit);
    return limit;
}
