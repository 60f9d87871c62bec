/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <string.h>

/* ---- scopes -------------------------------------------------------------------------- */

/* Leave-outs of the scope this one is like come first. NULL = none, or a mistake. */
static const jh_draft *like_of(jh_compiler *c, const jh_draft *d)
{
    if (!d->like) return NULL;
    return jh_draft_named(c, d, d->like, "scope");
}

static bool count_leave_outs(jh_compiler *c, const jh_draft *d, size_t *count)
{
    size_t steps = 0;

    for (*count = 0; d; d = like_of(c, d)) {
        *count += d->leave_out_count;
        if (++steps > c->draft_count) {
            jh_draft_refuse(c, d, NULL, SAY_STANDARD_LIKE_CYCLE, NULL);
            return false;
        }
    }
    return true;
}

static bool compile_leave_out(jh_compiler *c, jh_leave_out *out, const jh_draft_leave_out *from,
                              jh_level level)
{
    out->when = jh_compile_span(c, &from->when, level);
    out->because = from->because;
    out->remarks = from->remarks;
    return jh_must_be_claim(c, out->when, &from->when);
}

/* Of d and what it is like, the inherited ones first. */
static bool compile_leave_outs(jh_compiler *c, jh_leave_out *list, size_t end, const jh_draft *d,
                               jh_level level)
{
    size_t i, first;
    bool done = true;

    for (; d; d = like_of(c, d)) {
        first = end - d->leave_out_count;
        for (i = 0; i < d->leave_out_count; i++)
            done = compile_leave_out(c, &list[first + i], &d->leave_outs[i], level) && done;
        end = first;
    }
    return done;
}

/* not a and not b and … */
static const jh_expr *not_any(jh_compiler *c, const jh_leave_out *list, size_t count)
{
    const jh_expr *whole = NULL;
    size_t i;

    for (i = 0; i < count; i++) whole = jh_logic_and(c, whole, jh_logic_not(c, list[i].when));
    return whole;
}

static bool finish_scope(jh_compiler *c, const jh_draft *d, jh_scope_def *out)
{
    jh_leave_out *list;
    size_t count;

    *out = (jh_scope_def){
        .key = d->key, .title = d->title, .level = d->level, .remarks = d->remarks
    };
    if (!count_leave_outs(c, d, &count)) return false;
    list = jh_keep(c, count + 1, sizeof *list);
    if (!list || !compile_leave_outs(c, list, count, d, d->level)) return false;
    out->leave_outs = list;
    out->leave_out_count = count;
    out->filter = not_any(c, list, count);
    return !c->mistakes.no_memory;
}

bool jh_scope_compile(jh_compiler *c, jh_named *name, jh_symbol *out)
{
    jh_scope_def *def = (void *)(uintptr_t)&c->out->scopes[name->draft->index];
    jh_draft *d = name->draft;

    /* A scope never depends on how figures are judged: one reading serves all. */
    if (!def->key.size && !finish_scope(c, d, def)) {
        def->key = (jh_text){ "", 0 };
        return false;
    }
    out->name = d->key;
    out->level = d->level;
    out->defined = def->filter;
    out->kind = name->kind == JH_NAME_SCOPE ? JH_SYMBOL_SET : JH_SYMBOL_DEFINED;
    out->type = JH_TYPE_CLAIM;
    if (name->kind == JH_NAME_SCOPE_CLAIM) out->name = name->key;
    return true;
}

/* ---- definitions --------------------------------------------------------------------- */

const jh_span *jh_stage_span(const jh_span spans[JH_STAGE_COUNT], jh_stage stage)
{
    if (spans[stage].statement) return &spans[stage];
    return spans[JH_WHOLE].statement ? &spans[JH_WHOLE] : NULL;
}

jh_text jh_stages_text(jh_compiler *c, const jh_span spans[JH_STAGE_COUNT])
{
    jh_text text = JH_TEXT("ratio(0, 0)"); /* what no stage is given does not apply */
    bool is_last = true;
    size_t i;

    for (i = c->names->stage_count; i-- > 0;) {
        const jh_span *span = jh_stage_span(spans, c->names->stages[i]);
        jh_expr_text value;

        if (span) {
            value = jh_span_text(span);
            text = is_last ? jh_keep_text(c, "(%.*s)", JH_TEXT_ARGS(value.text))
                           : jh_keep_text(c, "if(stage = %s, (%.*s), %.*s)",
                                          jh_stage_key(c->names->stages[i]),
                                          JH_TEXT_ARGS(value.text), JH_TEXT_ARGS(text));
        }
        is_last = false;
    }
    return text;
}

static const jh_expr *compile_by_stage(jh_compiler *c, const jh_draft *d)
{
    int s;

    for (s = 0; s < JH_STAGE_COUNT; s++) {
        if (!d->by_stage[s].statement) continue;
        if (!jh_must_fit(c, jh_compile_span(c, &d->by_stage[s], JH_PART), &d->by_stage[s],
                         &d->measure, d->measure_title))
            return NULL;
    }
    return jh_compile_text(c, jh_stages_text(c, d->by_stage), d, JH_PART);
}

/* A number of literals only takes the measure it was declared with. */
static const jh_expr *measured(jh_compiler *c, const jh_expr *expr, const jh_measure *measure)
{
    jh_expr *copy;

    if (!expr->any_measure) return expr;
    copy = jh_keep(c, 1, sizeof *copy);
    if (!copy) return NULL;
    *copy = *expr;
    copy->any_measure = false;
    copy->measure = *measure;
    return copy;
}

bool jh_define_compile(jh_compiler *c, jh_named *name, jh_symbol *out)
{
    const jh_draft *d = name->draft;
    const jh_expr *expr =
        d->is_by_stage ? compile_by_stage(c, d) : jh_compile_span(c, &d->value, d->level);

    if (!expr) return false;
    if (d->has_type && d->type == JH_TYPE_CLAIM && !jh_must_be_claim(c, expr, &d->value))
        return false;
    if (d->has_type && d->type == JH_TYPE_NUMBER) {
        if (!d->is_by_stage && !jh_must_fit(c, expr, &d->value, &d->measure, d->measure_title))
            return false;
        expr = measured(c, expr, &d->measure);
        if (!expr) return false;
    }
    out->kind = JH_SYMBOL_DEFINED;
    out->type = expr->type;
    out->level = d->level;
    out->measure = expr->measure;
    out->codes = expr->codes;
    out->defined = expr;
    return true;
}

/* ---- split, merge, relaxations ------------------------------------------------------- */

static size_t setting_named(jh_compiler *c, const jh_draft *d, const jh_token *token)
{
    size_t i;

    if (!token) return SIZE_MAX;
    for (i = 0; i < c->out->setting_count; i++)
        if (jh_text_equal(c->out->settings[i].key, token->text)) return i;
    jh_draft_refuse(c, d, token, SAY_STANDARD_NOT_A_SETTING, NULL);
    return SIZE_MAX;
}

static void finish_split(jh_compiler *c, const jh_draft *d)
{
    jh_split *split = &c->out->split;
    int s;

    split->by = jh_standard_element(c->out, d->scope->text);
    if (split->by == SIZE_MAX || c->out->elements[split->by].extent != JH_BY_STAGE)
        jh_draft_refuse(c, d, d->scope, SAY_STANDARD_NOT_BY_STAGE, NULL);
    split->method_setting = setting_named(c, d, d->method);
    split->shares_setting = setting_named(c, d, d->shares);
    split->quotient_setting = setting_named(c, d, d->quotient);
    split->remarks = d->remarks;
    for (s = 0; s < JH_STAGE_COUNT; s++) {
        jh_measure pure = JH_PURE_NUMBER;

        if (!d->by_stage[s].statement) continue;
        split->weight[s] = jh_compile_span(c, &d->by_stage[s], JH_COUNTY);
        (void)jh_must_fit(c, split->weight[s], &d->by_stage[s], &pure, (jh_text){ "", 0 });
    }
}

static void finish_merge(jh_compiler *c, const jh_draft *d)
{
    c->out->merges = jh_compile_span(c, &d->value, JH_SCHOOL);
    c->out->merge_remarks = d->remarks;
    (void)jh_must_be_claim(c, c->out->merges, &d->value);
}

static void finish_relaxation(jh_compiler *c, const jh_draft *d, jh_relaxation *out)
{
    *out = (jh_relaxation){
        .key = d->key, .title = d->title, .from = d->from, .until = d->until, .remarks = d->remarks
    };
    if (d->until.days < d->from.days) jh_draft_refuse(c, d, NULL, SAY_STANDARD_WINDOW, NULL);
    out->when = jh_compile_span(c, &d->value, JH_SCHOOL);
    (void)jh_must_be_claim(c, out->when, &d->value);
}

static void finish_definition(jh_compiler *c, const jh_draft *d, jh_definition *out)
{
    const jh_named *name = jh_name_find(c->names, d->key);

    *out = (jh_definition){ .key = d->key,
                            .title = d->title,
                            .measure_title = d->measure_title,
                            .level = d->level,
                            .value = name->symbol[JH_READ_JUDGED].defined,
                            .remarks = d->remarks };
}

void jh_people_finish(jh_compiler *c)
{
    jh_relaxation *relaxations =
        jh_keep(c, jh_count_drafts(c, "relaxation") + 1, sizeof *relaxations);
    jh_definition *definitions = jh_keep(c, jh_count_drafts(c, "define") + 1, sizeof *definitions);
    size_t i;

    c->out->split.by = c->out->split.method_setting = SIZE_MAX;
    c->out->split.shares_setting = c->out->split.quotient_setting = SIZE_MAX;
    if (!relaxations || !definitions) return;
    c->out->relaxations = relaxations;
    c->out->definitions = definitions;
    c->reading = JH_READ_JUDGED;
    for (i = 0; i < c->draft_count && !c->mistakes.no_memory; i++) {
        const jh_draft *d = &c->drafts[i];

        if (jh_text_equal(d->keyword, JH_TEXT("relaxation"))) {
            size_t at = c->out->relaxation_count++;

            if (!d->is_bad) finish_relaxation(c, d, &relaxations[at]);
        } else if (d->is_bad) {
            continue;
        } else if (jh_text_equal(d->keyword, JH_TEXT("define"))) {
            finish_definition(c, d, &definitions[c->out->definition_count++]);
        } else if (jh_text_equal(d->keyword, JH_TEXT("split"))) {
            finish_split(c, d);
        } else if (jh_text_equal(d->keyword, JH_TEXT("merge"))) {
            finish_merge(c, d);
        }
    }
}
