/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/work.h"

/* The first leave-out that is true counts; one that may be true leaves the row in doubt. */
static void leave_out(jh_membership *rows, const jh_claim *when, size_t count, size_t index)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (rows[i].in.truth == JH_NO) continue;
        if (when[i].truth == JH_YES) {
            rows[i] = (jh_membership){ { JH_NO, JH_PRESENT }, index };
        } else if (when[i].truth == JH_UNKNOWN && rows[i].in.truth == JH_YES) {
            rows[i] = (jh_membership){ { JH_UNKNOWN, when[i].why }, index };
        }
    }
}

static jh_code judge_scope(jh_membership *rows, size_t count, jh_work *work,
                           const jh_scope_def *scope)
{
    jh_arena scratch = work->scratch;
    jh_claim *when = NULL;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < count; i++) rows[i] = (jh_membership){ { JH_YES, JH_PRESENT }, SIZE_MAX };
    for (i = 0; i < scope->leave_out_count && !rc; i++) {
        rc = jh_work_claims(&when, &work->scratch, work, scope->leave_outs[i].when, scope->level);
        if (!rc) leave_out(rows, when, count, i);
        work->scratch = scratch;
    }
    return rc;
}

/* What sets over this scope will ask for. */
static jh_code know_filter(jh_work *work, const jh_scope_def *scope, const jh_membership *rows,
                           size_t count)
{
    jh_claim *column;
    size_t i;

    if (!scope->filter || scope->filter->level != scope->level) return JH_OK;
    column = JH_NEW_ARRAY(&work->room, jh_claim, count);
    if (!column) return jh_no_memory(work->err);
    for (i = 0; i < count; i++) column[i] = rows[i].in;
    jh_memo_put_claims(work->source.memo, scope->filter, column);
    return JH_OK;
}

jh_code jh_scopes_judge(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_membership **scopes = JH_NEW_ARRAY(work->keep, jh_membership *, standard->scope_count);
    jh_code rc = JH_OK;
    size_t i, count;

    if (!scopes) return jh_no_memory(work->err);
    for (i = 0; i < standard->scope_count && !rc; i++) {
        count = jh_work_rows(work, standard->scopes[i].level);
        scopes[i] = JH_NEW_ARRAY(work->keep, jh_membership, count);
        if (!scopes[i]) return jh_no_memory(work->err);
        rc = judge_scope(scopes[i], count, work, &standard->scopes[i]);
        if (!rc) rc = know_filter(work, &standard->scopes[i], scopes[i], count);
    }
    work->out->scopes = (jh_membership *const *)scopes;
    return rc;
}
