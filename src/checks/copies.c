/* Blocks of figures that stand elsewhere, too: another school's, or one's own of last year.
 * SPDX-License-Identifier: Apache-2.0 */
#include "checks/work.h"

#include <math.h>
#include <stdio.h>

/* The reported figures of the check's elements, all stages; 0 where there is none. */
typedef struct block {
    const int64_t *figures; /* [width] */
    size_t digits;          /* of all figures: how unlikely it is that they agree by chance */
} block;

enum { MAX_WIDTH = JH_CHECK_ELEMENTS_MAX * JH_STAGE_COUNT };

/* Digits as written: 350 has three, 12.50 has three. */
static size_t digits_of(int64_t millionths)
{
    int64_t rest = millionths < 0 ? -millionths : millionths;
    size_t digits = 0;

    if (rest % JH_DECIMAL_ONE == 0)
        rest /= JH_DECIMAL_ONE;
    else
        while (rest % 10 == 0) rest /= 10;
    for (; rest; rest /= 10) digits++;
    return digits;
}

static bool read_block(block *out, jh_check_work *w, const jh_check *check,
                       const jh_snapshot *snapshot, size_t unit)
{
    int64_t *figures = JH_NEW_ARRAY(&w->scratch, int64_t, MAX_WIDTH);
    size_t i, column;
    unsigned s;

    if (!figures) return false;
    *out = (block){ .figures = figures };
    for (i = 0; i < check->element_count; i++)
        for (s = 0; s < JH_STAGE_COUNT; s++) {
            column = jh_snapshot_column(
                snapshot, w->frame->standard->elements[check->elements[i]].key, (jh_stage)s);
            if (column == SIZE_MAX || snapshot->columns[column].why[unit]) continue;
            figures[i * JH_STAGE_COUNT + s] = snapshot->columns[column].millionths[unit];
            out->digits += digits_of(figures[i * JH_STAGE_COUNT + s]);
        }
    return true;
}

static bool are_same(const block *a, const block *b)
{
    size_t i;

    for (i = 0; i < MAX_WIDTH; i++)
        if (a->figures[i] != b->figures[i]) return false;
    return true;
}

static bool is_long(const jh_check_work *w, const jh_check *check, const block *b)
{
    return (double)b->digits >= jh_check_threshold(w, check->beyond);
}

/* ---- telling --------------------------------------------------------------------------------- */

/* Every figure of the block that was reported, behind those listed so far. */
static void list_block(jh_figure_list *out, const jh_check_work *w, const jh_check *check,
                       size_t unit)
{
    const jh_snapshot *snapshot = w->frame->snapshot;
    const jh_column *column;
    size_t i, c;
    unsigned s;

    for (i = 0; i < check->element_count; i++)
        for (s = 0; s < JH_STAGE_COUNT; s++) {
            c = jh_snapshot_column(snapshot, w->frame->standard->elements[check->elements[i]].key,
                                   (jh_stage)s);
            if (c == SIZE_MAX || snapshot->columns[c].why[unit]) continue;
            column = &snapshot->columns[c];
            out->items[out->count++] =
                (jh_checked_figure){ (uint32_t)unit,
                                     check->elements[i],
                                     (jh_stage)s,
                                     { column->millionths[unit] },
                                     column->origin ? column->origin[unit] : 0 };
        }
}

/* `from` SIZE_MAX: the unit's own of last year. Which of two is the copy is likely, not certain:
 * the cells of both are named. */
static jh_code tell(jh_check_work *w, const jh_check *check, size_t unit, size_t from)
{
    bool is_own = from == SIZE_MAX;
    jh_telling telling = { .check = check,
                           .say = is_own ? SAY_CHECKS_COPIED_YEAR : SAY_CHECKS_COPIED_OTHER };
    jh_arena rest = w->scratch;
    jh_code rc;
    size_t i, own;

    telling.figures.items = JH_NEW_ARRAY(&w->scratch, jh_checked_figure, MAX_WIDTH * 2);
    if (!telling.figures.items) return jh_no_memory(w->err);
    list_block(&telling.figures, w, check, unit);
    own = telling.figures.count;
    if (!is_own) {
        list_block(&telling.figures, w, check, from);
        snprintf(telling.detail, sizeof telling.detail, "%.*s",
                 JH_TEXT_ARGS(w->frame->snapshot->units[from].name));
    }
    /* What is from elsewhere explains what else looks wrong; one's own of last year does not. */
    for (i = 0; !is_own && i < own; i++) jh_mark(w, JH_SLIPPED, &telling.figures.items[i]);
    rc = jh_check_tell(w, &telling);
    w->scratch = rest;
    return rc;
}

/* ---- looking --------------------------------------------------------------------------------- */

/* How far a block is from the unit's own of last year; negative = it had none. */
static double distance(jh_check_work *w, const jh_check *check, size_t unit, const block *now)
{
    const jh_snapshot *before = w->before;
    jh_arena rest = w->scratch;
    double sum = 0;
    block then;
    size_t i, at;

    at = before ? jh_snapshot_unit(before, w->frame->snapshot->units[unit].code) : SIZE_MAX;
    if (at == SIZE_MAX || !read_block(&then, w, check, before, at)) return -1;
    for (i = 0; i < MAX_WIDTH; i++)
        if (now->figures[i] != then.figures[i])
            sum += fabs((double)now->figures[i] - (double)then.figures[i])
                   / (fabs((double)now->figures[i]) + fabs((double)then.figures[i]));
    w->scratch = rest;
    return sum;
}

/* What is usual from one year to the next; for who had no last year. */
static double mean_distance(jh_check_work *w, const jh_check *check, const block *blocks)
{
    double sum = 0, one;
    size_t i, count = 0;

    for (i = 1; i < w->frame->snapshot->unit_count; i++) {
        one = distance(w, check, i, &blocks[i]);
        if (one < 0) continue;
        sum += one;
        count++;
    }
    return count ? sum / (double)count : 0;
}

/* Whose block it is not has moved away from its own last year. */
static jh_code tell_pair(jh_check_work *w, const jh_check *check, const block *blocks,
                         const size_t pair[2])
{
    double usual = mean_distance(w, check, blocks), far[2];
    size_t i, suspect;

    for (i = 0; i < 2; i++) {
        far[i] = distance(w, check, pair[i], &blocks[pair[i]]);
        if (far[i] < 0) far[i] = usual;
    }
    suspect = far[0] > far[1] ? 0 : 1;
    return tell(w, check, pair[suspect], pair[!suspect]);
}

static jh_code compare_units(jh_check_work *w, const jh_check *check, const block *blocks)
{
    const jh_snapshot *snapshot = w->frame->snapshot;
    jh_code rc = JH_OK;
    size_t i, k;

    for (i = 2; i < snapshot->unit_count && !rc; i++) {
        if (!is_long(w, check, &blocks[i])) continue;
        for (k = 1; k < i; k++)
            if (blocks[k].digits == blocks[i].digits && are_same(&blocks[k], &blocks[i])) break;
        if (k < i) rc = tell_pair(w, check, blocks, (const size_t[2]){ k, i });
    }
    return rc;
}

static jh_code compare_years(jh_check_work *w, const jh_check *check, const block *blocks)
{
    const jh_snapshot *snapshot = w->frame->snapshot;
    jh_arena rest = w->scratch;
    jh_code rc = JH_OK;
    size_t i, at;
    block then;

    for (i = 1; w->before && i < snapshot->unit_count && !rc; i++) {
        w->scratch = rest;
        at = jh_snapshot_unit(w->before, snapshot->units[i].code);
        if (at == SIZE_MAX || !is_long(w, check, &blocks[i])) continue;
        if (!read_block(&then, w, check, w->before, at)) return jh_no_memory(w->err);
        if (are_same(&then, &blocks[i])) rc = tell(w, check, i, SIZE_MAX);
    }
    return rc;
}

jh_code jh_check_copy(jh_check_work *w, const jh_check *check)
{
    size_t units = w->frame->snapshot->unit_count, i;
    block *blocks = JH_NEW_ARRAY(&w->scratch, block, units);
    jh_code rc;

    if (!blocks) return jh_no_memory(w->err);
    for (i = 1; i < units; i++)
        if (!read_block(&blocks[i], w, check, w->frame->snapshot, i)) return jh_no_memory(w->err);
    rc = compare_units(w, check, blocks);
    return rc ? rc : compare_years(w, check, blocks);
}
