/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/sample.h"

static bool has_own_groups(const jh_expr *node)
{
    return node->by && node->function != JH_FUNCTION_BETWEEN
           && node->function != JH_FUNCTION_WITHIN;
}

/* The rows of the set behind row i of the result, when there is no `by`. */
static jh_rows rows_behind(const jh_set_columns *columns, size_t i)
{
    const jh_source *s = columns->e->source;
    jh_span result = columns->result;

    if (result.level == JH_COUNTY || columns->node->level >= columns->node->set_level)
        return columns->at.rows;
    return s->under(s->self, result.level, result.rows.first + i, columns->node->set_level);
}

/* The sample of row i of the result. */
static jh_code sample_of(jh_sample *out, const jh_set_columns *columns, size_t i, jh_arena scratch)
{
    if (has_own_groups(columns->node))
        return jh_set_sample(out, columns, columns->at.rows, &columns->here[i], scratch);
    return jh_set_sample(out, columns, rows_behind(columns, i), NULL, scratch);
}

/* ---- numbers -------------------------------------------------------------------------- */

static jh_code one_number(jh_number *out, jh_sample *sample, const jh_set_columns *columns,
                          size_t i, jh_arena scratch)
{
    const jh_expr *node = columns->node;
    jh_code rc;

    if (has_own_groups(node) && columns->here[i] == JH_KEY_MISSING) {
        *out = jh_number_missing(JH_NOT_REPORTED, JH_ANYTHING);
        return JH_OK;
    }
    rc = sample_of(sample, columns, i, scratch);
    if (rc) return rc;
    if (node->function == JH_FUNCTION_INFLUENCE)
        return jh_sample_influence(out, columns->e, sample, columns->result.rows.first + i,
                                   scratch);
    return jh_sample_measure(out, columns->e, sample, scratch);
}

jh_code jh_eval_set_numbers(jh_number *out, const jh_evaluation *e, const jh_expr *node, jh_span at,
                            jh_arena scratch)
{
    jh_set_columns columns;
    jh_sample sample;
    size_t *first; /* by: first row of the result in each group, + 1 */
    bool shares;
    size_t i;
    jh_code rc = jh_set_gather(&columns, e, node, at, &scratch);

    if (!rc) rc = jh_sample_make(&sample, &scratch, &columns);
    if (rc) return rc;
    first = JH_NEW_ARRAY(&scratch, size_t, columns.key_count);
    if (!first) return jh_no_memory(e->err);
    shares = has_own_groups(node) && node->function != JH_FUNCTION_INFLUENCE;
    for (i = 0; !rc && i < at.rows.count; i++) {
        if (shares && columns.here[i] != JH_KEY_MISSING && first[columns.here[i]]) {
            out[i] = out[first[columns.here[i]] - 1];
            continue;
        }
        rc = one_number(&out[i], &sample, &columns, i, scratch);
        if (shares && columns.here[i] != JH_KEY_MISSING) first[columns.here[i]] = i + 1;
    }
    return rc;
}

/* ---- claims: every, any, none --------------------------------------------------------- */

/* A row that may not be in the set: a claim that could not matter leaves no doubt. */
static jh_claim doubtful(jh_claim claim, jh_claim in, jh_function function)
{
    jh_truth harmless = function == JH_FUNCTION_EVERY ? JH_YES : JH_NO;

    if (in.truth == JH_YES || claim.truth == harmless || claim.truth == JH_DOES_NOT_APPLY)
        return claim;
    return (jh_claim){ JH_UNKNOWN,
                       jh_why_first(in.why, claim.truth == JH_UNKNOWN ? claim.why : JH_PRESENT) };
}

static jh_claim truth_of(jh_number x)
{
    if (x.why == JH_NOT_ASKED) return (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
    if (x.why) return (jh_claim){ JH_UNKNOWN, x.why };
    return jh_claim_of(x.range.lo > 0.0);
}

static jh_claim fold(const jh_set_columns *c, jh_rows rows, const uint32_t *key,
                     jh_function function)
{
    jh_claim all = jh_claim_of(function == JH_FUNCTION_EVERY), in, claim;
    size_t i, start = rows.first - c->at.rows.first;

    for (i = start; i < start + rows.count; i++) {
        in = c->in ? c->in[i] : jh_claim_of(true);
        if (key && c->key[i] != *key) {
            if (c->key[i] != JH_KEY_MISSING) continue;
            in = jh_claim_and(in, (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED });
        }
        if (in.truth == JH_NO) continue;
        claim = doubtful(truth_of(c->x[i]), in, function);
        all = function == JH_FUNCTION_EVERY ? jh_claim_and(all, claim) : jh_claim_or(all, claim);
    }
    return function == JH_FUNCTION_NONE ? jh_claim_not(all) : all;
}

jh_code jh_eval_set_claims(jh_claim *out, const jh_evaluation *e, const jh_expr *node, jh_span at,
                           jh_arena scratch)
{
    jh_set_columns columns;
    jh_function function = (jh_function)node->function;
    size_t i;
    jh_code rc = jh_set_gather(&columns, e, node, at, &scratch);

    for (i = 0; !rc && i < at.rows.count; i++) {
        if (!node->by)
            out[i] = fold(&columns, rows_behind(&columns, i), NULL, function);
        else if (columns.here[i] == JH_KEY_MISSING)
            out[i] = (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED };
        else
            out[i] = fold(&columns, columns.at.rows, &columns.here[i], function);
    }
    return rc;
}

/* ---- exactly -------------------------------------------------------------------------- */

/* wcv of all minus wcv of all but one. */
static jh_code exact_influence(jh_exact *out, jh_why *why, jh_sample *s, const jh_exactly *at,
                               jh_arena scratch)
{
    size_t row = at->row.rows.first, k, i;
    jh_number estimate;
    jh_exact all;
    jh_code rc = jh_sample_influence(&estimate, at->e, s, row, scratch);

    if (rc) return rc;
    *why = estimate.why;
    if (*why) return JH_OK;
    jh_exact_init(&all);
    rc = jh_sample_exact(&all, why, s, at, scratch);
    for (k = 0; s->rows[k] != row;) k++;
    for (i = k; i + 1 < s->count; i++) {
        s->rows[i] = s->rows[i + 1];
        s->x[i] = s->x[i + 1];
        s->w[i] = s->w[i + 1];
    }
    s->count--;
    if (!rc) rc = jh_sample_exact(out, why, s, at, scratch);
    if (!rc) jh_exact_sub(out, &all, out);
    jh_exact_clear(&all);
    return rc;
}

jh_code jh_eval_set_exact(jh_exact *out, jh_why *why, const jh_expr *node, const jh_exactly *at,
                          jh_arena scratch)
{
    jh_set_columns columns;
    jh_sample sample;
    jh_number estimate;
    jh_code rc = jh_set_gather(&columns, at->e, node, at->row, &scratch);

    if (!rc) rc = jh_sample_make(&sample, &scratch, &columns);
    if (rc) return rc;
    if (has_own_groups(node) && columns.here[0] == JH_KEY_MISSING) {
        *why = JH_NOT_REPORTED;
        return JH_OK;
    }
    rc = sample_of(&sample, &columns, 0, scratch);
    if (rc) return rc;
    if (node->function == JH_FUNCTION_INFLUENCE)
        return exact_influence(out, why, &sample, at, scratch);
    if (sample.count && !sample.why) return jh_sample_exact(out, why, &sample, at, scratch);
    rc = jh_sample_measure(&estimate, at->e, &sample, scratch); /* nothing, or missing */
    *why = estimate.why;
    if (!rc && !estimate.why) jh_exact_set_ratio(out, 0, 1);
    return rc;
}
