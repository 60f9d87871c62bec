/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/work.h"

#include <math.h>

/* An end of what is possible, half up. */
static jh_decimal print_end(double end, int places)
{
    jh_decimal out = { 0 };
    jh_interval point = { end, end };
    double scale = pow(10.0, places);

    if (jh_interval_print(&out, point, places)) return out;
    point.lo = point.hi = floor(end * scale + 0.5) / scale;
    out.millionths = (int64_t)llround(point.lo * (double)JH_DECIMAL_ONE);
    return out;
}

static jh_code read_full(jh_decimal *out, const jh_work *work, const jh_expr *full)
{
    jh_printing how = { full, JH_COUNTY, 0, 6 };
    jh_number number;
    jh_code rc = jh_work_county_number(&number, work, full);

    return rc || number.why ? rc : jh_work_print(out, work, number, &how);
}

/* The number goes into the memo: sums and grades ask for it again. */
static jh_code judge_score(jh_score_result *out, jh_work *work, const jh_score *score)
{
    jh_printing how = { score->value, JH_COUNTY, 0, score->decimals };
    jh_number *column = JH_NEW(&work->room, jh_number);
    jh_code rc;

    if (!column) return jh_no_memory(work->err);
    rc = jh_work_county_number(&out->value, work, score->value);
    if (!rc) rc = read_full(&out->full, work, score->full);
    if (!rc) rc = jh_work_print(&out->least, work, out->value, &how);
    if (rc) return rc;
    *column = out->value;
    jh_memo_put_numbers(work->source.memo, score->value, column);
    out->most = out->least;
    if (!out->value.why) return JH_OK;
    if (isfinite(out->value.range.lo)) out->least = print_end(out->value.range.lo, score->decimals);
    out->most =
        isfinite(out->value.range.hi) ? print_end(out->value.range.hi, score->decimals) : out->full;
    return JH_OK;
}

jh_code jh_scores_judge(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_score_result *scores = JH_NEW_ARRAY(work->keep, jh_score_result, standard->score_count);
    jh_code rc = JH_OK;
    size_t i;

    if (!scores) return jh_no_memory(work->err);
    for (i = 0; i < standard->score_count && !rc; i++)
        rc = judge_score(&scores[i], work, &standard->scores[i]);
    work->out->scores = scores;
    return rc;
}
