/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/sample.h"
#include "expr/set_keys.h"

/* ---- which rows ----------------------------------------------------------------------- */

static bool is_inner(const jh_expr *node)
{
    return node->function == JH_FUNCTION_BETWEEN || node->function == JH_FUNCTION_WITHIN;
}

/* Every row of the set that any of these results needs. */
static jh_span reach(const jh_evaluation *e, const jh_expr *node, jh_span result)
{
    const jh_source *s = e->source;
    jh_span at = { node->set_level, { 0, 0 } };
    jh_rows first, last;

    if (node->level >= node->set_level || (node->by && !is_inner(node))
        || result.level == JH_COUNTY) {
        at.rows.count = s->count(s->self, node->set_level);
        return at;
    }
    first = s->under(s->self, result.level, result.rows.first, node->set_level);
    last =
        s->under(s->self, result.level, result.rows.first + result.rows.count - 1, node->set_level);
    at.rows = (jh_rows){ first.first, last.first + last.count - first.first };
    return at;
}

/* ---- columns -------------------------------------------------------------------------- */

/* A claim as a number: yes 1, no 0, unknown somewhere between. */
static jh_number number_of_claim(jh_claim claim)
{
    switch (claim.truth) {
    case JH_YES: return (jh_number){ jh_interval_exact(1.0), JH_PRESENT };
    case JH_NO: return (jh_number){ jh_interval_exact(0.0), JH_PRESENT };
    case JH_UNKNOWN: return (jh_number){ { 0.0, 1.0 }, claim.why };
    default: return jh_number_undefined(JH_NOT_ASKED);
    }
}

static jh_code gather_values(jh_number *out, const jh_evaluation *e, const jh_expr *node,
                             jh_span at, jh_arena scratch)
{
    jh_claim *claims;
    size_t i;
    jh_code rc;

    if (node->child_count == 0) { /* count(set): a row is a yes */
        for (i = 0; i < at.rows.count; i++) out[i] = number_of_claim(jh_claim_of(true));
        return JH_OK;
    }
    if (node->children[0]->type == JH_TYPE_NUMBER)
        return jh_eval_numbers(out, e, node->children[0], at, scratch);
    claims = JH_NEW_ARRAY(&scratch, jh_claim, at.rows.count);
    if (!claims) return jh_no_memory(e->err);
    rc = jh_eval_claims(claims, e, node->children[0], at, scratch);
    for (i = 0; !rc && i < at.rows.count; i++) out[i] = number_of_claim(claims[i]);
    return rc;
}

/* In the set: filter and where both yes. What does not apply to a row leaves it out. */
static jh_code gather_membership(jh_claim *in, const jh_evaluation *e, const jh_expr *node,
                                 jh_span at, jh_arena scratch)
{
    const jh_expr *tests[2] = { node->symbol.defined, node->where };
    jh_claim *claims = JH_NEW_ARRAY(&scratch, jh_claim, at.rows.count);
    size_t i, j;
    jh_code rc = JH_OK;

    if (!claims) return jh_no_memory(e->err);
    for (i = 0; i < at.rows.count; i++) in[i] = jh_claim_of(true);
    for (j = 0; !rc && j < 2; j++) {
        if (!tests[j]) continue;
        rc = j ? jh_eval_claims(claims, e, tests[j], at, scratch)
               : jh_eval_named((jh_results){ JH_TYPE_CLAIM, claims }, e, tests[j], at, scratch);
        for (i = 0; !rc && i < at.rows.count; i++) {
            if (claims[i].truth == JH_YES || in[i].truth == JH_NO) continue;
            if (claims[i].truth == JH_DOES_NOT_APPLY) claims[i] = jh_claim_of(false);
            in[i] = in[i].truth == JH_YES ? claims[i] : jh_claim_and(in[i], claims[i]);
        }
    }
    return rc;
}

static jh_code gather_keys(jh_set_columns *out, jh_arena *keep)
{
    jh_key_table *table;
    size_t rows = out->at.rows.count + out->result.rows.count;
    jh_code rc = jh_keys_make(&table, out->e, out->node->by, rows, keep);

    if (rc) return rc;
    out->key = JH_NEW_ARRAY(keep, uint32_t, out->at.rows.count);
    out->here = JH_NEW_ARRAY(keep, uint32_t, out->result.rows.count);
    if (!out->key || !out->here) return jh_no_memory(out->e->err);
    rc = jh_keys_number(out->key, table, out->at, keep);
    if (!rc && !is_inner(out->node)) rc = jh_keys_number(out->here, table, out->result, keep);
    out->key_count = jh_keys_count(table);
    return rc;
}

jh_code jh_set_gather(jh_set_columns *out, const jh_evaluation *e, const jh_expr *node,
                      jh_span result, jh_arena *keep)
{
    size_t count;
    jh_code rc;

    *out = (jh_set_columns){ .e = e, .node = node, .result = result, .at = reach(e, node, result) };
    count = out->at.rows.count;
    out->x = JH_NEW_ARRAY(keep, jh_number, count);
    if (!out->x) return jh_no_memory(e->err);
    rc = gather_values(out->x, e, node, out->at, *keep);
    if (!rc && node->weight) {
        out->w = JH_NEW_ARRAY(keep, jh_number, count);
        if (!out->w) return jh_no_memory(e->err);
        rc = jh_eval_numbers(out->w, e, node->weight, out->at, *keep);
    }
    if (!rc && (node->where || node->symbol.defined)) {
        out->in = JH_NEW_ARRAY(keep, jh_claim, count);
        if (!out->in) return jh_no_memory(e->err);
        rc = gather_membership(out->in, e, node, out->at, *keep);
    }
    if (!rc && node->by) rc = gather_keys(out, keep);
    return rc;
}

/* ---- samples -------------------------------------------------------------------------- */

jh_code jh_sample_make(jh_sample *out, jh_arena *keep, const jh_set_columns *from)
{
    size_t room = from->at.rows.count;

    *out = (jh_sample){ .node = from->node };
    out->rows = JH_NEW_ARRAY(keep, size_t, room);
    out->x = JH_NEW_ARRAY(keep, jh_number, room);
    if (from->w) out->w = JH_NEW_ARRAY(keep, jh_number, room);
    if (from->key) out->group = JH_NEW_ARRAY(keep, uint32_t, room);
    out->group_count = from->key_count;
    if (!out->rows || !out->x || (from->w && !out->w) || (from->key && !out->group))
        return jh_no_memory(from->e->err);
    return JH_OK;
}

/* A weight of 0 takes the row out; below 0 it has no meaning; near 0 exact arithmetic says. */
static jh_code settle_weight(jh_number *w, const jh_set_columns *from, size_t i, jh_arena scratch)
{
    jh_span row = jh_span_row(from->at, from->at.rows.first + i);
    int sign = 1;
    jh_code rc;

    if (w->why) {
        if (w->range.lo < 0.0 && !jh_why_is_undefined(w->why)) w->range.lo = 0.0;
        return JH_OK;
    }
    if (w->range.lo > 0.0 || (w->range.lo == 0.0 && w->range.hi == 0.0)) return JH_OK;
    rc = jh_eval_sign(&sign, from->e, from->node->weight, row, scratch);
    if (rc) return rc;
    if (sign < 0) *w = jh_number_undefined(JH_OUT_OF_DOMAIN);
    if (sign == 0) w->range = jh_interval_exact(0.0);
    if (sign > 0) return jh_eval_through_exact(w, from->e, from->node->weight, row, scratch);
    return JH_OK;
}

static bool is_counted(const jh_expr *node)
{
    return node->function == JH_FUNCTION_SUM || node->function == JH_FUNCTION_COUNT;
}

/* Adds row i of the columns, of which it is known (or not: is_open) that it is in. */
static jh_code take_row(jh_sample *out, const jh_set_columns *from, size_t i, jh_claim in,
                        jh_arena scratch)
{
    jh_number x = from->x[i], w = { { 1.0, 1.0 }, JH_PRESENT };
    size_t k = out->count;
    jh_code rc;

    if (x.why == JH_NOT_ASKED) return JH_OK;
    if (from->w) {
        w = from->w[i];
        rc = settle_weight(&w, from, i, scratch);
        if (rc) return rc;
        if (w.why == JH_NOT_ASKED || (!w.why && w.range.hi == 0.0)) return JH_OK;
        out->w[k] = w;
    }
    if (in.truth == JH_UNKNOWN) {
        if (is_counted(from->node) && x.range.lo == 0.0 && x.range.hi == 0.0) return JH_OK;
        x.range = jh_interval_hull(x.range, jh_interval_exact(0.0));
        x.why = jh_why_first(x.why, in.why);
        out->is_open = true;
    }
    if (x.why || w.why) out->why = jh_why_first(out->why, jh_why_first(x.why, w.why));
    out->rows[k] = from->at.rows.first + i;
    out->x[k] = x;
    if (from->key) out->group[k] = from->key[i];
    out->count++;
    return JH_OK;
}

/* The usual row: surely in, its value present, its weight surely above 0. */
static bool take_plain_row(jh_sample *out, const jh_set_columns *from, size_t i)
{
    size_t k = out->count;

    if (from->x[i].why) return false;
    if (from->w) {
        if (from->w[i].why || from->w[i].range.lo <= 0.0) return false;
        out->w[k] = from->w[i];
    }
    out->rows[k] = from->at.rows.first + i;
    out->x[k] = from->x[i];
    out->count++;
    return true;
}

/* Whether a row that is `in` the set belongs to the group `key` (NULL = there is one group). Of a
 * row without a key nobody knows where it belongs. */
static jh_claim is_of_group(jh_claim in, const jh_set_columns *from, size_t i, const uint32_t *key)
{
    const jh_claim unknown = { JH_UNKNOWN, JH_NOT_REPORTED };
    uint32_t own = from->key[i];

    if (key && own != *key)
        return own == JH_KEY_MISSING ? jh_claim_and(in, unknown) : jh_claim_of(false);
    return is_inner(from->node) && own == JH_KEY_MISSING && in.truth == JH_YES ? unknown : in;
}

jh_code jh_set_sample(jh_sample *out, const jh_set_columns *from, jh_rows rows, const uint32_t *key,
                      jh_arena scratch)
{
    size_t i, start = rows.first - from->at.rows.first;
    jh_claim in;
    jh_code rc = JH_OK;

    out->count = 0;
    out->why = JH_PRESENT;
    out->is_open = false;
    for (i = start; !rc && i < start + rows.count; i++) {
        in = from->in ? from->in[i] : jh_claim_of(true);
        if (in.truth == JH_NO) continue;
        if (from->key)
            in = is_of_group(in, from, i, key);
        else if (in.truth == JH_YES && take_plain_row(out, from, i))
            continue;
        if (in.truth != JH_NO) rc = take_row(out, from, i, in, scratch);
    }
    return rc;
}
