/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_suppose.h"

#include "advise/people.h"

#include <inttypes.h>

typedef struct closing {
    const jh_snapshot *in;
    jh_text pupils; /* the element that stages share by */
    const jh_unit_events *supposed;
} closing;

static bool is_of_pupils(const closing *c, size_t column)
{
    return jh_text_equal(c->in->columns[column].element, c->pupils);
}

static int64_t pupils_at(const closing *c, size_t unit)
{
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < c->in->column_count; i++)
        if (is_of_pupils(c, i) && !c->in->columns[i].why[unit])
            sum += c->in->columns[i].millionths[unit];
    return sum / JH_DECIMAL_ONE;
}

/* Has `into` pupils of every stage that `from` has? */
static bool has_its_stages(const closing *c, size_t into, size_t from)
{
    size_t i;

    for (i = 0; i < c->in->column_count; i++)
        if (is_of_pupils(c, i) && c->in->columns[i].millionths[from] > 0
            && c->in->columns[i].millionths[into] <= 0)
            return false;
    return true;
}

static bool is_closed(const closing *c, size_t unit)
{
    size_t i;

    for (i = 0; i < c->supposed->count; i++)
        if (c->supposed->items[i].kind == JH_EVENT_CLOSE
            && jh_text_equal(c->supposed->items[i].unit, c->in->units[unit].code))
            return true;
    return false;
}

/* The nearest that stays and has all the stages; SIZE_MAX = none whose place is known. */
static size_t nearest(const closing *c, size_t from)
{
    int64_t least = INT64_MAX, metres;
    size_t best = SIZE_MAX, i;

    for (i = 1; i < c->in->unit_count; i++) {
        if (i == from || is_closed(c, i) || !has_its_stages(c, i, from)) continue;
        metres = jh_metres_between(&c->in->units[from], &c->in->units[i]);
        if (metres < 0 || metres >= least) continue;
        least = metres;
        best = i;
    }
    return best;
}

static jh_code refuse(const closing *c, const jh_desk *desk, size_t unit, int64_t pupils,
                      jh_error *err)
{
    size_t into = nearest(c, unit);
    jh_text merger =
        jh_text_format(desk->keep, "merge:%.*s:%.*s",
                       JH_TEXT_ARGS(into == SIZE_MAX ? JH_TEXT("INTO") : c->in->units[into].code),
                       JH_TEXT_ARGS(c->in->units[unit].code));
    const char *name = jh_text_zero(desk->keep, c->in->units[unit].name);
    char digits[32];

    if (!merger.at || !name) return jh_no_memory(err);
    return jh_fail(err, JH_NOT_FOUND, SAY_PLAN_SUPPOSE_PUPILS, "--suppose", name,
                   jh_digits(digits, pupils), merger.at, NULL);
}

jh_code jh_suppose_leaves_nobody(const jh_desk *desk, const jh_judging *words,
                                 const jh_unit_events *supposed, jh_error *err)
{
    jh_judged *now = JH_NEW(desk->keep, jh_judged);
    closing c = { .supposed = supposed };
    jh_code rc = JH_OK;
    size_t i, unit;
    int64_t pupils;

    for (i = 0; i < supposed->count && supposed->items[i].kind != JH_EVENT_CLOSE; i++) {
    }
    if (i == supposed->count) return JH_OK;
    if (!now) return jh_no_memory(err);
    rc = jh_judge_frame(now, desk, words, err);
    if (rc) return rc;
    c.in = &now->snapshot;
    c.pupils = now->standard.elements[now->standard.split.by].key;
    for (; i < supposed->count; i++) {
        if (supposed->items[i].kind != JH_EVENT_CLOSE) continue;
        unit = jh_snapshot_unit(c.in, supposed->items[i].unit);
        if (unit == SIZE_MAX) continue; /* the history has said what is wrong */
        pupils = pupils_at(&c, unit);
        if (pupils > 0) return refuse(&c, desk, unit, pupils, err);
    }
    return JH_OK;
}
