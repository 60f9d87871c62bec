/* SPDX-License-Identifier: Apache-2.0 */
#include "base/progress.h"

bool jh_progress_report(const jh_progress *progress, jh_say_id what, size_t done, size_t total)
{
    return progress && progress->report && progress->report(progress->listener, what, done, total);
}
