/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/memo.h"

#include "expr/eval.h"

#include <string.h>

/* A power of two; a standard has a few hundred names. Half full is full: probes stay short. */
enum { SLOTS = 1024, FULL = SLOTS / 2 };

typedef struct slot {
    const jh_expr *expr; /* NULL = free */
    const void *column;
} slot;

struct jh_memo {
    jh_arena *room;
    size_t count;
    slot slots[SLOTS];
};

jh_memo *jh_memo_make(jh_arena *room)
{
    jh_memo *memo = JH_NEW(room, jh_memo);

    if (memo) memo->room = room;
    return memo;
}

static slot *find(jh_memo *memo, const jh_expr *expr)
{
    size_t at = (size_t)(((uintptr_t)expr >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 54);

    while (memo->slots[at].expr && memo->slots[at].expr != expr) at = (at + 1) % SLOTS;
    return &memo->slots[at];
}

static void put(jh_memo *memo, const jh_expr *expr, const void *column)
{
    slot *found;

    if (!memo || memo->count >= FULL) return;
    found = find(memo, expr);
    memo->count += !found->expr;
    *found = (slot){ expr, column };
}

void jh_memo_put_numbers(jh_memo *memo, const jh_expr *expr, const jh_number *column)
{
    put(memo, expr, column);
}

void jh_memo_put_claims(jh_memo *memo, const jh_expr *expr, const jh_claim *column)
{
    put(memo, expr, column);
}

static jh_span whole_level(const jh_evaluation *e, jh_level level)
{
    return (jh_span){ level, { 0, e->source->count(e->source->self, level) } };
}

/* What the source has by itself is not worth a column. */
static bool is_kept(const jh_evaluation *e, const jh_expr *named, jh_span at)
{
    return e->source->memo && named->level <= at.level && named->op != JH_OP_COLUMN
           && named->op != JH_OP_LITERAL;
}

/* *column = NULL: there is no room for one. */
static jh_code recall(const void **column, const jh_evaluation *e, const jh_expr *named,
                      jh_arena scratch)
{
    jh_memo *memo = e->source->memo;
    slot *found = find(memo, named);
    jh_span all = whole_level(e, named->level);
    jh_results made = { .type = named->type };
    jh_code rc;

    *column = found->column;
    if (found->expr || memo->count >= FULL) return JH_OK;
    made.at = named->type == JH_TYPE_NUMBER
                  ? (void *)JH_NEW_ARRAY(memo->room, jh_number, all.rows.count)
                  : (void *)JH_NEW_ARRAY(memo->room, jh_claim, all.rows.count);
    if (!made.at) return JH_OK;
    rc = jh_eval_results(made, e, named, all, &scratch);
    if (rc) return rc;
    put(memo, named, made.at);
    *column = made.at;
    return JH_OK;
}

jh_code jh_eval_named(jh_results out, const jh_evaluation *e, const jh_expr *named, jh_span at,
                      jh_arena scratch)
{
    const size_t width = jh_results_width(out.type);
    const void *column = NULL;
    jh_code rc = JH_OK;

    if (is_kept(e, named, at)) rc = recall(&column, e, named, scratch);
    if (rc) return rc;
    if (!column) return jh_eval_results(out, e, named, at, &scratch);
    if (named->level == at.level)
        memcpy(out.at, (const char *)column + at.rows.first * width, at.rows.count * width);
    else
        jh_results_spread(out, column, whole_level(e, named->level), e, at);
    return JH_OK;
}
