/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess.h"

#include "assess/work.h"

#include <math.h>

size_t jh_work_rows(const jh_work *work, jh_level level)
{
    return work->frame->source.count(work->frame->source.self, level);
}

jh_code jh_work_claims(jh_claim **out, jh_arena *to, const jh_work *work, const jh_expr *expr,
                       jh_level level)
{
    jh_rows rows = { 0, jh_work_rows(work, level) };
    size_t i;

    *out = JH_NEW_ARRAY(to, jh_claim, rows.count);
    if (!*out) return jh_no_memory(work->err);
    if (expr)
        return jh_expr_claims(
            *out, expr,
            &(jh_expr_ask){
                .source = &work->source, .level = level, .rows = rows, .err = work->err },
            work->scratch);
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
    return jh_expr_rounded(out, &why, how->expr,
                           &(jh_expr_ask){ .source = &work->source,
                                           .level = how->level,
                                           .rows = { how->row, 1 },
                                           .places = how->places,
                                           .err = work->err },
                           work->scratch);
}

/* ---- the county ------------------------------------------------------------------------------ */

jh_code jh_work_county_claim(jh_claim *out, const jh_work *work, const jh_expr *expr)
{
    return jh_expr_claims(
        out, expr,
        &(jh_expr_ask){
            .source = &work->source, .level = JH_COUNTY, .rows = { 0, 1 }, .err = work->err },
        work->scratch);
}

jh_code jh_work_county_number(jh_number *out, const jh_work *work, const jh_expr *expr)
{
    return jh_expr_numbers(
        out, expr,
        &(jh_expr_ask){
            .source = &work->source, .level = JH_COUNTY, .rows = { 0, 1 }, .err = work->err },
        work->scratch);
}

jh_code jh_work_know(jh_work *work, const jh_expr *expr, jh_claim claim)
{
    jh_claim *column = JH_NEW(&work->room, jh_claim);

    if (!column) return jh_no_memory(work->err);
    *column = claim;
    if (expr) jh_memo_put_claims(work->source.memo, expr, column);
    return JH_OK;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static bool is_judged_printed(const jh_frame *frame)
{
    size_t judge = frame->standard->judge;
    const jh_codes *words;
    int32_t choice;

    if (judge >= frame->standard->setting_count) return false;
    words = frame->standard->settings[judge].choices;
    choice = frame->settings->values[judge].choice;
    return choice >= 0 && jh_text_equal(words->keys[choice], JH_TEXT("as_printed"));
}

/* The memo takes half of what is left of the scratch; pages that nobody touches cost nothing. */
static jh_code make_memo(jh_work *work)
{
    jh_arena_halve(&work->room, &work->scratch, work->scratch);
    work->source = work->frame->source;
    work->source.memo = jh_memo_make(&work->room);
    work->judged_printed = is_judged_printed(work->frame);
    return work->source.memo ? JH_OK : jh_no_memory(work->err);
}

jh_code jh_assess(jh_assessment *out, jh_arena *keep, jh_arena scratch, const jh_frame *frame,
                  jh_error *err)
{
    static jh_code (*const steps[])(jh_work *) = {
        make_memo,      jh_scopes_judge, jh_indicators_judge, jh_rules_judge,   jh_limits_judge,
        jh_items_judge, jh_scores_judge, jh_verdict_judge,    jh_readings_tell, jh_assessment_hash
    };
    jh_work work = { .out = out, .keep = keep, .scratch = scratch, .frame = frame, .err = err };
    jh_code rc = JH_OK;
    size_t i;

    *out = (jh_assessment){ .frame = frame };
    for (i = 0; i < sizeof steps / sizeof *steps && !rc; i++) rc = steps[i](&work);
    return rc;
}
