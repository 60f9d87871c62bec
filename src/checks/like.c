/* The like of a school, and what is far from them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "checks/work.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers: the modified z-score is
 * 0.6745 (x − median) / MAD; where MAD is 0 the mean absolute deviation stands in, / 1.253314. */
static const double MAD_TO_SIGMA = 1 / 0.6745, MEAN_TO_SIGMA = 1.253314;

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static double median_of(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static size_t school_of(const jh_frame *frame, jh_level level, size_t row)
{
    return level == JH_SCHOOL ? row : frame->parts[row].school;
}

static bool are_alike(const jh_frame *frame, jh_level level, size_t a, size_t b)
{
    const jh_unit *x = &frame->snapshot->units[frame->schools[school_of(frame, level, a)].unit];
    const jh_unit *y = &frame->snapshot->units[frame->schools[school_of(frame, level, b)].unit];

    return (level == JH_SCHOOL || frame->parts[a].stage == frame->parts[b].stage)
           && jh_text_equal(x->attribute[JH_LOCATION], y->attribute[JH_LOCATION]);
}

static bool counts(const jh_number *value, const jh_claim *member)
{
    return !value->why && jh_check_value(value) > 0 && (!member || member->truth == JH_YES);
}

/* The first row of each group stands for it: there are a dozen groups at most. */
static void find_groups(jh_like *out, const jh_frame *frame, const jh_check *check, size_t *first,
                        size_t rows)
{
    size_t i, g;

    for (i = 0; i < rows; i++) {
        for (g = 0; g < out->groups; g++)
            if (are_alike(frame, check->level, first[g], i)) break;
        if (g == out->groups) first[out->groups++] = i;
        out->group[i] = g;
    }
}

static void measure_group(jh_like *like, size_t g, double *logs)
{
    double mean = 0;
    size_t i, count = like->count[g];

    like->median[g] = median_of(logs, count);
    for (i = 0; i < count; i++) {
        logs[i] = fabs(logs[i] - like->median[g]);
        mean += logs[i] / (double)count;
    }
    like->spread[g] = median_of(logs, count) * MAD_TO_SIGMA;
    if (like->spread[g] <= 0) like->spread[g] = mean * MEAN_TO_SIGMA;
}

jh_code jh_like_make(jh_like *out, jh_check_work *w, const jh_check *check, const jh_number *values,
                     const jh_claim *members)
{
    size_t rows = jh_check_rows(w, check), i, g;
    size_t *first = JH_NEW_ARRAY(&w->scratch, size_t, rows);
    double *logs = JH_NEW_ARRAY(&w->scratch, double, rows);

    *out = (jh_like){ .group = JH_NEW_ARRAY(&w->scratch, size_t, rows),
                      .median = JH_NEW_ARRAY(&w->scratch, double, rows),
                      .spread = JH_NEW_ARRAY(&w->scratch, double, rows),
                      .count = JH_NEW_ARRAY(&w->scratch, size_t, rows) };
    if (!first || !logs || !out->group || !out->median || !out->spread || !out->count)
        return jh_no_memory(w->err);
    find_groups(out, w->frame, check, first, rows);
    for (g = 0; g < out->groups; g++) {
        for (i = 0; i < rows; i++)
            if (out->group[i] == g && counts(&values[i], members ? &members[i] : NULL))
                logs[out->count[g]++] = log(jh_check_value(&values[i]));
        if (out->count[g]) measure_group(out, g, logs);
    }
    return JH_OK;
}

/* ---- outliers -------------------------------------------------------------------------------- */

static jh_code tell(jh_check_work *w, jh_check_row at, const jh_figure_list *figures,
                    const double values[2])
{
    jh_telling telling = { .check = at.check, .say = SAY_CHECKS_FAR, .figures = *figures };
    char is[32], like[32];

    jh_check_digits(is, values[0]);
    jh_check_digits(like, values[1]);
    snprintf(telling.detail, sizeof telling.detail, "%s ⇄ %s", is, like);
    jh_mark_like_first(w, JH_DOUBTED, figures);
    return jh_check_tell(w, &telling);
}

static jh_code look_at(jh_check_work *w, jh_check_row at, double value, const jh_like *like)
{
    size_t g = like->group[at.row];
    double off = fabs(log(value) - like->median[g]);
    jh_arena rest = w->scratch;
    jh_figure_list figures;
    jh_code rc;

    if ((double)like->count[g] < jh_check_threshold(w, at.check->among)
        || off < log(jh_check_threshold(w, at.check->least))
        || off <= like->spread[g] * jh_check_threshold(w, at.check->beyond))
        return JH_OK;
    rc = jh_check_read_row(&figures, w, at);
    if (!rc && figures.count && !jh_are_marked(w, JH_DOUBTED, &figures)
        && !jh_are_marked(w, JH_SLIPPED, &figures))
        rc = tell(w, at, &figures, (double[2]){ value, exp(like->median[g]) });
    w->scratch = rest;
    return rc;
}

jh_code jh_check_outlier(jh_check_work *w, const jh_check *check)
{
    size_t rows = jh_check_rows(w, check), i;
    jh_number *values = NULL;
    jh_claim *members = NULL;
    jh_like like;
    jh_code rc = jh_check_numbers(&values, w, check, false);

    if (!rc) rc = jh_check_members(&members, w, check);
    if (!rc) rc = jh_like_make(&like, w, check, values, members);
    for (i = 0; i < rows && !rc; i++)
        if (counts(&values[i], members ? &members[i] : NULL))
            rc = look_at(w, (jh_check_row){ check, i }, jh_check_value(&values[i]), &like);
    return rc;
}
