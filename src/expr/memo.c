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

/* Where row i of `at` lies in a column of a coarser level. */
static size_t place(const jh_evaluation *e, jh_span at, jh_level level, size_t i)
{
    return e->source->above(e->source->self, at.level, at.rows.first + i, level);
}

/* *column = NULL: there is no room for one. */
static jh_code recall_numbers(const jh_number **column, const jh_evaluation *e,
                              const jh_expr *named, jh_arena scratch)
{
    jh_memo *memo = e->source->memo;
    slot *found = find(memo, named);
    jh_span all = whole_level(e, named->level);
    jh_number *made;
    jh_code rc;

    *column = found->column;
    if (found->expr || memo->count >= FULL) return JH_OK;
    made = JH_NEW_ARRAY(memo->room, jh_number, all.rows.count);
    if (!made) return JH_OK;
    rc = jh_eval_numbers(made, e, named, all, scratch);
    if (rc) return rc;
    put(memo, named, made);
    *column = made;
    return JH_OK;
}

static jh_code recall_claims(const jh_claim **column, const jh_evaluation *e, const jh_expr *named,
                             jh_arena scratch)
{
    jh_memo *memo = e->source->memo;
    slot *found = find(memo, named);
    jh_span all = whole_level(e, named->level);
    jh_claim *made;
    jh_code rc;

    *column = found->column;
    if (found->expr || memo->count >= FULL) return JH_OK;
    made = JH_NEW_ARRAY(memo->room, jh_claim, all.rows.count);
    if (!made) return JH_OK;
    rc = jh_eval_claims(made, e, named, all, scratch);
    if (rc) return rc;
    put(memo, named, made);
    *column = made;
    return JH_OK;
}

jh_code jh_eval_named_numbers(jh_number *out, const jh_evaluation *e, const jh_expr *named,
                              jh_span at, jh_arena scratch)
{
    const jh_number *column = NULL;
    jh_code rc = JH_OK;
    size_t i;

    if (is_kept(e, named, at)) rc = recall_numbers(&column, e, named, scratch);
    if (rc) return rc;
    if (!column) return jh_eval_numbers(out, e, named, at, scratch);
    if (named->level == at.level)
        memcpy(out, column + at.rows.first, at.rows.count * sizeof *out);
    else
        for (i = 0; i < at.rows.count; i++) out[i] = column[place(e, at, named->level, i)];
    return JH_OK;
}

jh_code jh_eval_named_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *named,
                             jh_span at, jh_arena scratch)
{
    const jh_claim *column = NULL;
    jh_code rc = JH_OK;
    size_t i;

    if (is_kept(e, named, at)) rc = recall_claims(&column, e, named, scratch);
    if (rc) return rc;
    if (!column) return jh_eval_claims(out, e, named, at, scratch);
    if (named->level == at.level)
        memcpy(out, column + at.rows.first, at.rows.count * sizeof *out);
    else
        for (i = 0; i < at.rows.count; i++) out[i] = column[place(e, at, named->level, i)];
    return JH_OK;
}
