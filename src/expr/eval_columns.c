/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/eval.h"

size_t jh_results_width(jh_type type)
{
    switch (type) {
    case JH_TYPE_NUMBER: return sizeof(jh_number);
    case JH_TYPE_CLAIM: return sizeof(jh_claim);
    case JH_TYPE_TEXT: return sizeof(jh_text);
    default: return sizeof(int32_t);
    }
}

static jh_code new_results(jh_results *out, jh_type type, size_t rows, jh_arena *keep,
                           jh_error *err)
{
    switch (type) {
    case JH_TYPE_NUMBER: out->at = JH_NEW_ARRAY(keep, jh_number, rows); break;
    case JH_TYPE_CLAIM: out->at = JH_NEW_ARRAY(keep, jh_claim, rows); break;
    case JH_TYPE_TEXT: out->at = JH_NEW_ARRAY(keep, jh_text, rows); break;
    default: out->at = JH_NEW_ARRAY(keep, int32_t, rows); break;
    }
    out->type = type;
    return out->at ? JH_OK : jh_no_memory(err);
}

jh_code jh_eval_results(jh_results out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                        jh_arena *keep)
{
    switch (out.type) {
    case JH_TYPE_NUMBER: return jh_eval_numbers(out.at, e, x, at, *keep);
    case JH_TYPE_CLAIM: return jh_eval_claims(out.at, e, x, at, *keep);
    case JH_TYPE_TEXT: return jh_eval_texts(out.at, e, x, at, keep);
    default: return jh_eval_words(out.at, e, x, at, *keep);
    }
}

/* ---- from coarse to fine -------------------------------------------------------------- */

/* Where row i of `at` lies among the coarser rows. */
static inline size_t place_above(const jh_evaluation *e, jh_span at, jh_span coarse, size_t i)
{
    if (coarse.level == JH_COUNTY) return 0;
    return e->source->above(e->source->self, at.level, at.rows.first + i, coarse.level)
           - coarse.rows.first;
}

#define SPREAD(type)                                                                               \
    for (i = 0; i < at.rows.count; i++)                                                            \
    ((type *)out.at)[i] = ((const type *)from)[place_above(e, at, coarse, i)]

void jh_results_spread(jh_results out, const void *from, jh_span coarse, const jh_evaluation *e,
                       jh_span at)
{
    size_t i;

    switch (out.type) {
    case JH_TYPE_NUMBER: SPREAD(jh_number); break;
    case JH_TYPE_CLAIM: SPREAD(jh_claim); break;
    case JH_TYPE_TEXT: SPREAD(jh_text); break;
    default: SPREAD(int32_t); break;
    }
}

jh_code jh_eval_spread(jh_results out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                       jh_arena *keep)
{
    jh_span from = jh_span_above(e->source, at, x->level);
    jh_results coarse;
    jh_code rc = new_results(&coarse, out.type, from.rows.count, keep, e->err);

    if (!rc) rc = jh_eval_results(coarse, e, x, from, keep);
    if (!rc) jh_results_spread(out, coarse.at, from, e, at);
    return rc;
}

/* ---- if ------------------------------------------------------------------------------- */

static jh_number either_number(jh_number a, jh_number b, jh_claim condition)
{
    if (condition.truth == JH_DOES_NOT_APPLY) return jh_number_undefined(JH_NOT_ASKED);
    return (jh_number){ jh_interval_hull(a.range, b.range),
                        condition.why ? condition.why : JH_NOT_REPORTED };
}

static jh_claim either_claim(jh_claim a, jh_claim b, jh_claim condition)
{
    if (condition.truth == JH_DOES_NOT_APPLY) return condition;
    if (a.truth == b.truth && a.truth != JH_UNKNOWN) return a;
    return (jh_claim){ JH_UNKNOWN, condition.why ? condition.why : JH_NOT_REPORTED };
}

static void take_row(jh_results out, jh_results from, size_t i)
{
    switch (out.type) {
    case JH_TYPE_NUMBER: ((jh_number *)out.at)[i] = ((jh_number *)from.at)[i]; break;
    case JH_TYPE_CLAIM: ((jh_claim *)out.at)[i] = ((jh_claim *)from.at)[i]; break;
    case JH_TYPE_TEXT: ((jh_text *)out.at)[i] = ((jh_text *)from.at)[i]; break;
    default: ((int32_t *)out.at)[i] = ((int32_t *)from.at)[i]; break;
    }
}

/* What `if` gives when its condition is not decided: either branch may be right. */
static void take_either(jh_results out, jh_results other, size_t i, jh_claim condition)
{
    jh_number *numbers = out.at;
    jh_claim *claims = out.at;
    jh_text *texts = out.at;
    int32_t *words = out.at;

    switch (out.type) {
    case JH_TYPE_NUMBER:
        numbers[i] = either_number(numbers[i], ((jh_number *)other.at)[i], condition);
        break;
    case JH_TYPE_CLAIM:
        claims[i] = either_claim(claims[i], ((jh_claim *)other.at)[i], condition);
        break;
    case JH_TYPE_TEXT: texts[i] = (jh_text){ NULL, 0 }; break;
    default:
        if (words[i] != ((int32_t *)other.at)[i]) words[i] = jh_word_missing(out.type);
        break;
    }
}

jh_code jh_eval_if(jh_results out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                   jh_arena *keep)
{
    jh_claim *condition = JH_NEW_ARRAY(keep, jh_claim, at.rows.count);
    jh_results other;
    size_t i;
    jh_code rc;

    if (!condition) return jh_no_memory(e->err);
    rc = jh_eval_claims(condition, e, x->children[0], at, *keep);
    if (rc) return rc;
    /* A setting is the same for every row: the branch it does not choose need not be evaluated. */
    if (x->children[0]->level == JH_COUNTY && condition[0].truth <= JH_YES)
        return jh_eval_results(out, e, x->children[condition[0].truth == JH_YES ? 1 : 2], at, keep);
    rc = new_results(&other, out.type, at.rows.count, keep, e->err);
    if (!rc) rc = jh_eval_results(out, e, x->children[1], at, keep);
    if (!rc) rc = jh_eval_results(other, e, x->children[2], at, keep);
    for (i = 0; !rc && i < at.rows.count; i++) {
        if (condition[i].truth == JH_NO)
            take_row(out, other, i);
        else if (condition[i].truth != JH_YES)
            take_either(out, other, i, condition[i]);
    }
    return rc;
}

/* ---- firstPresent --------------------------------------------------------------------- */

/* Is the next one to stand for row i? What does not apply gives way to any reason. */
static bool gives_way(jh_results out, jh_results next, size_t i)
{
    const jh_number *numbers = out.at;
    const jh_claim *claims = out.at, *others = next.at;

    switch (out.type) {
    case JH_TYPE_NUMBER:
        return numbers[i].why && (!((jh_number *)next.at)[i].why || numbers[i].why == JH_NOT_ASKED);
    case JH_TYPE_CLAIM:
        return claims[i].truth > JH_YES
               && (others[i].truth <= JH_YES || claims[i].truth == JH_DOES_NOT_APPLY);
    case JH_TYPE_TEXT: return !((jh_text *)out.at)[i].at;
    default: return ((int32_t *)out.at)[i] == jh_word_missing(out.type);
    }
}

jh_code jh_eval_first_present(jh_results out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                              jh_arena *keep)
{
    jh_results next;
    size_t i, j;
    jh_code rc = new_results(&next, out.type, at.rows.count, keep, e->err);

    if (!rc) rc = jh_eval_results(out, e, x->children[0], at, keep);
    for (j = 1; !rc && j < x->child_count; j++) {
        rc = jh_eval_results(next, e, x->children[j], at, keep);
        for (i = 0; !rc && i < at.rows.count; i++)
            if (gives_way(out, next, i)) take_row(out, next, i);
    }
    return rc;
}

/* ---- period --------------------------------------------------------------------------- */

static void take_missing(jh_results out, size_t i)
{
    switch (out.type) {
    case JH_TYPE_NUMBER:
        ((jh_number *)out.at)[i] = jh_number_missing(JH_NOT_REPORTED, JH_ANYTHING);
        break;
    case JH_TYPE_CLAIM: ((jh_claim *)out.at)[i] = (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED }; break;
    case JH_TYPE_TEXT: ((jh_text *)out.at)[i] = (jh_text){ NULL, 0 }; break;
    default: ((int32_t *)out.at)[i] = jh_word_missing(out.type); break;
    }
}

jh_code jh_eval_period_of(jh_results out, const jh_evaluation *e, const jh_expr *x, jh_span at,
                          jh_arena *keep)
{
    jh_evaluation other;
    size_t i;

    if (jh_eval_period(&other, e, x)) return jh_eval_results(out, &other, x->children[0], at, keep);
    for (i = 0; i < at.rows.count; i++) take_missing(out, i);
    return JH_OK;
}
