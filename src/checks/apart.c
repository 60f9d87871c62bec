/* Campuses taken for themselves: what each reported must fit together and follow its own last year,
 * which the sum of a school can hide.
 * SPDX-License-Identifier: Apache-2.0 */
#include "checks/work.h"

#include <string.h>

static bool has_campuses(const jh_frame *frame)
{
    size_t i;

    for (i = 0; i < frame->school_count; i++)
        if (frame->schools[i].campus_count > 1) return true;
    return false;
}

/* The same figures, but no unit is a campus of another. */
static jh_snapshot *take_apart(jh_arena *keep, const jh_snapshot *snapshot)
{
    jh_snapshot *apart = JH_NEW(keep, jh_snapshot);
    jh_unit *units = JH_NEW_ARRAY(keep, jh_unit, snapshot->unit_count);
    size_t i;

    if (!apart || !units) return NULL;
    memcpy(units, snapshot->units, snapshot->unit_count * sizeof *units);
    for (i = 0; i < snapshot->unit_count; i++) {
        units[i].parent = (jh_text){ "", 0 };
        units[i].attribute[JH_COUNTED] = JH_TEXT("yes");
    }
    *apart = *snapshot;
    apart->units = units;
    return apart;
}

jh_code jh_check_take_apart(const jh_frame **out, jh_check_work *w)
{
    jh_frame *frame = JH_NEW(w->keep, jh_frame);
    jh_frame_request request = { .standard = w->frame->standard, .settings = w->frame->settings };

    *out = w->frame;
    if (!has_campuses(w->frame)) return JH_OK;
    request.snapshot = take_apart(w->keep, w->frame->snapshot);
    if (w->before) request.before = take_apart(w->keep, w->before);
    if (!frame || !request.snapshot || (w->before && !request.before)) return jh_no_memory(w->err);
    *out = frame;
    return jh_frame_make(frame, w->keep, w->scratch, &request, w->err);
}
