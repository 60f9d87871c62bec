/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/patience.h"

#include "base/time.h"

static bool runs_out(void *self, jh_say_id what, size_t done, size_t total)
{
    const jh_patience *p = self;

    if (jh_progress_report(p->outer, what, done, total)) return true;
    if (p->interrupted && *p->interrupted) return true;
    return p->until && jh_now_milliseconds() >= p->until;
}

jh_progress jh_patience_listener(jh_patience *patience)
{
    return (jh_progress){ runs_out, patience };
}
