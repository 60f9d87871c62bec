/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess.h"

#include "assess/work.h"

#include <math.h>
#include <string.h>

size_t jh_work_rows(const jh_work *work, jh_level level)
{
    return work->frame->source.count(work->frame->source.self, level);
}

jh_code jh_work_claims(jh_claim **out, jh_arena *to, const jh_work *work, const jh_expr *expr,
                       jh_level level, jh_reading reading)
{
    jh_rows rows = { 0, jh_work_rows(work, level) };
    size_t i;

    *out = JH_NEW_ARRAY(to, jh_claim, rows.count);
    if (!*out) return jh_no_memory(work->err);
    if (expr)
        return jh_expr_claims(*out, expr, work->source[reading], level, rows, work->scratch,
                              work->err);
    for (i = 0; i < rows.count; i++) (*out)[i] = (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
    return JH_OK;
}

/* ---- printing -------------------------------------------------------------------------------- */

/* The scaled ends are off by a few units in the last place at most; they are widened by more than
 * that before both must round alike, so no half lies between and which way it goes is no matter. */
bool jh_interval_print(jh_decimal *out, jh_interval value, int places)
{
    static const double scales[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
    static const double widest = 1e15, slack = 0x1p-49;
    double lo = value.lo * scales[places], hi = value.hi * scales[places];

    if (!(fabs(lo) < widest && fabs(hi) < widest)) return false;
    lo = floor(lo - fabs(lo) * slack + 0.5);
    hi = floor(hi + fabs(hi) * slack + 0.5);
    if (lo != hi) return false;
    if (fabs(lo) * (1e6 / scales[places]) >= 9e18) return false;
    out->millionths = (int64_t)lo * (int64_t)(1e6 / scales[places]);
    return true;
}

jh_code jh_work_print(jh_decimal *out, const jh_work *work, jh_number value, const jh_printing *how)
{
    jh_why why;

    if (value.why || jh_interval_print(out, value.range, how->places)) return JH_OK;
    return jh_expr_rounded(out, &why, how->expr, work->source[JH_AS_JUDGED], how->level, how->row,
                           how->places, work->scratch, work->err);
}

/* ---- readings -------------------------------------------------------------------------------- */

static int32_t word(const jh_codes *codes, jh_text key)
{
    size_t i;

    for (i = 0; codes && i < codes->count; i++)
        if (jh_text_equal(codes->keys[i], key)) return (int32_t)i;
    return -1;
}

static size_t find_setting(const jh_standard *standard, jh_text key)
{
    size_t i;

    for (i = 0; i < standard->setting_count; i++)
        if (jh_text_equal(standard->settings[i].key, key)) return i;
    return SIZE_MAX;
}

/* A frame that differs in one setting only. */
static jh_code twin(const jh_source **out, const jh_work *work, size_t setting, int32_t choice)
{
    const jh_frame *frame = work->frame;
    size_t count = frame->standard->setting_count;
    jh_frame *copy = JH_NEW(work->keep, jh_frame);
    jh_settings *settings = JH_NEW(work->keep, jh_settings);
    jh_setting_value *values = JH_NEW_ARRAY(work->keep, jh_setting_value, count);

    if (!copy || !settings || !values) return jh_no_memory(work->err);
    *copy = *frame;
    *settings = *frame->settings;
    memcpy(values, frame->settings->values, count * sizeof *values);
    values[setting].choice = choice;
    settings->values = values;
    copy->settings = settings;
    copy->source.self = copy;
    *out = &copy->source;
    return JH_OK;
}

static jh_code make_readings(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    size_t judge = find_setting(standard, JH_TEXT("judge"));
    int32_t exact, printed, chosen;
    jh_code rc = JH_OK;
    unsigned r;

    for (r = 0; r < JH_READING_COUNT; r++) work->source[r] = &work->frame->source;
    if (judge == SIZE_MAX) return JH_OK;
    exact = word(standard->settings[judge].choices, JH_TEXT("exact"));
    printed = word(standard->settings[judge].choices, JH_TEXT("as_printed"));
    chosen = work->frame->settings->values[judge].choice;
    work->judged_printed = printed >= 0 && chosen == printed;
    if (exact >= 0 && chosen != exact) rc = twin(&work->source[JH_AS_EXACT], work, judge, exact);
    if (!rc && printed >= 0 && chosen != printed)
        rc = twin(&work->source[JH_AS_PRINTED], work, judge, printed);
    return rc;
}

/* ---- all of it ------------------------------------------------------------------------------- */

jh_code jh_assess(jh_assessment *out, jh_arena *keep, jh_arena scratch, const jh_frame *frame,
                  jh_error *err)
{
    static jh_code (*const steps[])(jh_work *) = {
        make_readings,  jh_scopes_judge,  jh_indicators_judge, jh_rules_judge,    jh_limits_judge,
        jh_items_judge, jh_verdict_judge, jh_readings_tell,    jh_assessment_hash
    };
    jh_work work = { .out = out, .keep = keep, .scratch = scratch, .frame = frame, .err = err };
    jh_code rc = JH_OK;
    size_t i;

    *out = (jh_assessment){ .frame = frame };
    for (i = 0; i < sizeof steps / sizeof *steps && !rc; i++) rc = steps[i](&work);
    return rc;
}
