/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

static bool is_score(const jh_draft *d)
{
    return jh_text_equal(d->keyword, JH_TEXT("score"));
}

static bool is_member(const jh_draft *d, const jh_draft *of)
{
    return is_score(d) && d->parent && jh_text_equal(d->parent->text, of->key);
}

/* "A + B + C": the points of the members, or (full) what they can be at most. A sum in a sum brings
 * its own sum; a way back to itself ends at `depth` and is told as a cycle of the points. */
static jh_text sum_text(jh_compiler *c, const jh_draft *of, bool full, int depth)
{
    jh_text text = { "", 0 }, one;
    jh_expr_text own;
    size_t i;

    for (i = 0; i < c->draft_count && depth < JH_BUSY_MAX; i++) {
        const jh_draft *d = &c->drafts[i];

        if (!is_member(d, of) || d->is_bad) continue;
        if (!full) {
            one = d->key;
        } else if (d->is_all_scores) {
            one = sum_text(c, d, true, depth + 1);
        } else {
            own = jh_span_text(&d->by_stage[JH_WHOLE]);
            one = own.text;
        }
        if (!one.size) continue;
        text =
            text.size ? jh_keep_text(c, "%.*s + %.*s", JH_TEXT_ARGS(text), JH_TEXT_ARGS(one)) : one;
    }
    return text;
}

static const jh_expr *compile_sum(jh_compiler *c, const jh_draft *d)
{
    jh_text sum = sum_text(c, d, false, 0);

    if (sum.size) return jh_compile_text(c, sum, d, JH_COUNTY);
    if (!c->mistakes.no_memory) jh_draft_refuse(c, d, NULL, SAY_STANDARD_EMPTY_SCORE, NULL);
    return NULL;
}

/* A claim earns the full points, a number what it says, held between 0 and full. */
static const jh_expr *compile_points(jh_compiler *c, const jh_draft *d)
{
    const jh_expr *said = jh_compile_span(c, &d->value, JH_COUNTY);
    const jh_span *full = &d->by_stage[JH_WHOLE];
    jh_measure pure = JH_PURE_NUMBER;
    jh_text none = { "", 0 }, value = jh_span_text(&d->value).text;
    jh_text most = jh_span_text(full).text;

    if (!said || !jh_must_fit(c, jh_compile_span(c, full, JH_COUNTY), full, &pure, none))
        return NULL;
    if (said->type != JH_TYPE_CLAIM && !jh_must_fit(c, said, &d->value, &pure, none)) return NULL;
    return jh_compile_text(
        c,
        said->type == JH_TYPE_CLAIM
            ? jh_keep_text(c, "points(if((%.*s), %.*s, 0), %.*s)", JH_TEXT_ARGS(value),
                           JH_TEXT_ARGS(most), JH_TEXT_ARGS(most))
            : jh_keep_text(c, "points((%.*s), %.*s)", JH_TEXT_ARGS(value), JH_TEXT_ARGS(most)),
        d, JH_COUNTY);
}

bool jh_score_compile(jh_compiler *c, jh_named *name, jh_symbol *out)
{
    const jh_draft *d = name->draft;

    c->reading = c->reading == JH_READ_COUNTY ? JH_READ_JUDGED : c->reading;
    if (d->parent && !jh_draft_named(c, d, d->parent, "score")) return false;
    out->kind = JH_SYMBOL_DEFINED;
    out->type = JH_TYPE_NUMBER;
    out->level = JH_COUNTY;
    out->defined = d->is_all_scores ? compile_sum(c, d) : compile_points(c, d);
    return out->defined != NULL;
}

static void finish_score(jh_compiler *c, const jh_draft *d, jh_score *out)
{
    const jh_draft *parent = d->parent ? jh_draft_named(c, d, d->parent, "score") : NULL;

    *out = (jh_score){ .key = d->key,
                       .title = d->title,
                       .parent = parent ? parent->index : SIZE_MAX,
                       .is_sum = d->is_all_scores,
                       .decimals = d->decimals,
                       .value = jh_name_find(c->names, d->key)->symbol[JH_READ_JUDGED].defined,
                       .remarks = d->remarks };
    out->full = d->is_all_scores ? jh_compile_text(c, sum_text(c, d, true, 0), d, JH_COUNTY)
                                 : jh_compile_span(c, &d->by_stage[JH_WHOLE], JH_COUNTY);
}

void jh_scores_finish(jh_compiler *c)
{
    jh_score *list = jh_keep(c, jh_count_drafts(c, "score") + 1, sizeof *list);
    size_t i;

    if (!list) return;
    c->out->scores = list;
    c->reading = JH_READ_JUDGED;
    for (i = 0; i < c->draft_count && !c->mistakes.count && !c->mistakes.no_memory; i++)
        if (is_score(&c->drafts[i])) finish_score(c, &c->drafts[i], &list[c->out->score_count++]);
}
