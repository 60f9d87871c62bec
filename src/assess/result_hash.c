/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/work.h"

/* What is hashed is what people are shown: printed figures, marks, claims and reasons. Enclosures
 * are left out, since a library's logarithm may differ in the last bit between machines. */
static void put(jh_buffer *to, uint64_t number, int bytes)
{
    char out[8];
    int i;

    for (i = 0; i < bytes; i++) out[i] = (char)(unsigned char)(number >> (8 * i));
    jh_buffer_add(to, (jh_text){ out, (size_t)bytes });
}

static unsigned char byte_of(jh_claim claim)
{
    return (unsigned char)((unsigned)claim.truth << 4 | (unsigned)claim.why);
}

static void put_claim(jh_buffer *to, jh_claim claim)
{
    put(to, byte_of(claim), 1);
}

/* Room for a run of bytes that is filled in place: rows are many, and each is a few bytes. */
static unsigned char *open_run(jh_buffer *to, size_t bytes)
{
    void *run = jh_alloc(to->arena, bytes, 1);

    to->failed |= !run;
    return run;
}

static void close_run(jh_buffer *to, const unsigned char *run, size_t bytes)
{
    if (run) jh_buffer_add(to, (jh_text){ (const char *)run, bytes });
}

static void put_hash(jh_buffer *to, const jh_hash *hash)
{
    jh_buffer_add(to, (jh_text){ (const char *)hash->bytes, sizeof hash->bytes });
}

static void put_claims(jh_buffer *to, const jh_claim *claims, size_t count)
{
    unsigned char *run = open_run(to, count);
    size_t i;

    for (i = 0; run && i < count; i++) run[i] = byte_of(claims[i]);
    close_run(to, run, count);
}

static void put_members(jh_buffer *to, const jh_membership *rows, size_t count)
{
    unsigned char *run = open_run(to, 3 * count);
    size_t i;

    for (i = 0; run && i < count; i++) {
        run[3 * i] = byte_of(rows[i].in);
        run[3 * i + 1] = (unsigned char)rows[i].leave_out;
        run[3 * i + 2] = (unsigned char)(rows[i].leave_out >> 8);
    }
    close_run(to, run, 3 * count);
}

static void put_values(jh_buffer *to, const jh_indicator_result *rows, size_t count)
{
    unsigned char *run = open_run(to, 10 * count), *at;
    size_t i;
    int k;

    for (i = 0; run && i < count; i++) {
        const jh_indicator_result *r = &rows[i];
        at = run + 10 * i;
        for (k = 0; k < 8; k++) at[k] = (unsigned char)((uint64_t)r->printed.millionths >> (8 * k));
        at[8] = (unsigned char)((unsigned)r->value.why << 4 | (unsigned)r->mark);
        at[9] = (unsigned char)((unsigned)r->mark_exact << 4 | (unsigned)r->mark_printed);
    }
    close_run(to, run, 10 * count);
}

static void put_rows(jh_buffer *to, const jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    size_t i;

    for (i = 0; i < standard->scope_count; i++)
        put_members(to, work->out->scopes[i], jh_work_rows(work, standard->scopes[i].level));
    for (i = 0; i < standard->indicator_count; i++)
        put_values(to, work->out->indicators[i],
                   jh_work_rows(work, standard->scopes[standard->indicators[i].scope].level));
}

static void put_rules(jh_buffer *to, const jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    size_t i, count;

    for (i = 0; i < standard->rule_count; i++) {
        const jh_rule_result *r = &work->out->rules[i];
        count = jh_work_rows(work, standard->scopes[standard->rules[i].scope].level);
        put_claims(to, r->rows_exact, count);
        put_claims(to, r->rows_printed, count);
        put_claim(to, r->county);
    }
    for (i = 0; i < standard->limit_count; i++) {
        const jh_limit_result *r = &work->out->limits[i];
        put(to, r->rows, 8);
        put(to, (uint64_t)r->mean_printed.millionths, 8);
        put(to, (uint64_t)r->value_printed.millionths, 8);
        put(to, (uint64_t)r->bound.millionths, 8);
        put(to, (uint64_t)r->mean.why << 4 | (uint64_t)r->value.why, 1);
        put_claim(to, r->holds);
        put_claim(to, r->holds_exact);
        put_claim(to, r->holds_printed);
    }
}

static void put_item(jh_buffer *to, jh_work *work, size_t index)
{
    const jh_item *item = &work->frame->standard->items[index];
    const jh_item_result *r = &work->out->items[index];
    size_t i;

    put_claim(to, r->holds);
    put(to, r->is_attested, 1);
    put(to, r->evidence.size, 8);
    jh_buffer_add(to, r->evidence);
    if (r->rows) put_claims(to, r->rows, jh_work_rows(work, item->each_level));
    for (i = 0; i < item->figure_count; i++) {
        put(to, (uint64_t)r->figures_printed[i].millionths, 8);
        put(to, (uint64_t)r->figures[i].why, 1);
    }
}

static void put_scores(jh_buffer *to, const jh_work *work)
{
    size_t i;

    for (i = 0; i < work->frame->standard->score_count; i++) {
        const jh_score_result *r = &work->out->scores[i];
        put(to, (uint64_t)r->least.millionths, 8);
        put(to, (uint64_t)r->most.millionths, 8);
        put(to, (uint64_t)r->full.millionths, 8);
        put(to, (uint64_t)r->value.why, 1);
    }
}

jh_code jh_assessment_hash(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_arena room;
    jh_buffer to;
    jh_text bytes = { 0 };
    jh_code rc;
    size_t i;

    /* The buffer grows in the arena that printing also takes scratch from: in the keep arena's tail
     * it would stay for good, so it is given its own copy and its space is forgotten after. */
    room = *work->keep;
    to = jh_buffer_in(&room);
    put_hash(&to, &work->frame->snapshot->content);
    put_hash(&to, &standard->hash);
    put_hash(&to, &work->frame->settings->hash);
    put_rows(&to, work);
    put_rules(&to, work);
    for (i = 0; i < standard->item_count; i++) put_item(&to, work, i);
    put_claims(&to, work->out->groups, standard->group_count);
    put_scores(&to, work);
    put_claim(&to, work->out->grade_known);
    put(&to, work->out->grade, 8);
    put(&to, work->out->grade_least, 8);
    rc = jh_buffer_finish(&bytes, &to, work->err);
    if (!rc) work->out->hash = jh_hash_of(bytes.at, bytes.size);
    return rc;
}
