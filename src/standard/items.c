/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include "expr/functions.h"

#include <string.h>

static bool is_veto(const jh_draft *d)
{
    return jh_text_equal(d->keyword, JH_TEXT("veto"));
}

static bool is_item(const jh_draft *d)
{
    return is_veto(d) || jh_text_equal(d->keyword, JH_TEXT("item"));
}

static const jh_draft *group_of(jh_compiler *c, const jh_draft *d)
{
    return jh_draft_named(c, d, d->group, "group");
}

/* ---- items --------------------------------------------------------------------------- */

bool jh_item_compile(jh_compiler *c, jh_named *name, jh_symbol *out)
{
    const jh_draft *d = name->draft;

    /* Beside figures, an item is a claim of the county, judged as the setting says. */
    c->reading = c->reading == JH_READ_COUNTY ? JH_READ_JUDGED : c->reading;
    out->kind = JH_SYMBOL_DEFINED;
    out->type = JH_TYPE_CLAIM;
    out->level = JH_COUNTY;
    if (d->is_attested) {
        out->defined =
            jh_compile_text(c, jh_keep_text(c, "attest_%.*s", JH_TEXT_ARGS(d->key)), d, JH_COUNTY);
        return out->defined != NULL;
    }
    out->defined = jh_compile_span(c, &d->value, JH_COUNTY);
    return jh_must_be_claim(c, out->defined, &d->value);
}

/* The claim of each row and which rows it is about, where the item is an `every`. */
static void find_each(jh_compiler *c, jh_item *out)
{
    const jh_expr *e = out->holds;

    if (!e || e->op != JH_OP_SET || e->function != JH_FUNCTION_EVERY || !e->child_count) return;
    out->each = e->children[0];
    out->each_level = e->set_level;
    out->each_where = jh_logic_and(c, e->symbol.defined, e->where);
}

static void finish_figures(jh_compiler *c, const jh_draft *d, jh_item *out)
{
    jh_figure *list = jh_keep(c, d->figure_count + 1, sizeof *list);
    jh_measure pure = JH_PURE_NUMBER;
    size_t i;

    if (!list) return;
    for (i = 0; i < d->figure_count; i++) {
        const jh_draft_figure *f = &d->figures[i];

        list[i] = f->figure;
        list[i].value = jh_compile_span(c, &f->value, JH_COUNTY);
        if (!list[i].value) continue;
        /* A count of rows is a pure number; the figure says what was counted. */
        if (list[i].value->type == JH_TYPE_NUMBER && jh_expr_fits(list[i].value, &pure)) continue;
        (void)jh_must_fit(c, list[i].value, &f->value, &f->measure, f->figure.measure_title);
    }
    out->figures = list;
    out->figure_count = d->figure_count;
}

static void finish_item(jh_compiler *c, const jh_draft *d, jh_item *out)
{
    const jh_named *name = jh_name_find(c->names, d->key);
    const jh_draft *group = group_of(c, d);

    *out = (jh_item){ .key = d->key,
                      .title = d->title,
                      .kind = is_veto(d)       ? JH_VETO
                              : d->is_attested ? JH_ATTESTED
                                               : JH_DECIDED_BY_DATA,
                      .group = group ? group->index : SIZE_MAX,
                      .element = SIZE_MAX,
                      .holds = name->symbol[JH_READ_JUDGED].defined,
                      .remarks = d->remarks };
    if (d->is_attested)
        out->element =
            jh_standard_element(c->out, jh_keep_text(c, "attest_%.*s", JH_TEXT_ARGS(d->key)));
    find_each(c, out);
    c->reading = JH_READ_JUDGED;
    finish_figures(c, d, out);
}

/* ---- groups -------------------------------------------------------------------------- */

/* all items: each holds; no items: none of these vetoes is present. */
static const jh_expr *members_of(jh_compiler *c, const jh_draft *group, bool none)
{
    const jh_expr *whole = NULL;
    size_t i;

    for (i = 0; i < c->draft_count; i++) {
        const jh_draft *d = &c->drafts[i];
        const jh_expr *member;

        if (!is_item(d) || !d->group || !jh_text_equal(d->group->text, group->key)) continue;
        member = jh_compile_text(c, d->key, group, JH_COUNTY);
        if (!member) return NULL;
        whole = jh_logic_and(c, whole, none ? jh_logic_not(c, member) : member);
    }
    if (!whole && !c->mistakes.no_memory)
        jh_draft_refuse(c, group, NULL, SAY_STANDARD_EMPTY_GROUP, NULL);
    return whole;
}

bool jh_group_compile(jh_compiler *c, jh_named *name, jh_symbol *out)
{
    const jh_draft *d = name->draft;

    c->reading = JH_READ_COUNTY;
    out->kind = JH_SYMBOL_DEFINED;
    out->type = JH_TYPE_CLAIM;
    out->level = JH_COUNTY;
    if (d->is_all_items || d->is_no_items) {
        out->defined = members_of(c, d, d->is_no_items);
        return out->defined != NULL;
    }
    out->defined = jh_compile_span(c, &d->value, JH_COUNTY);
    return jh_must_be_claim(c, out->defined, &d->value);
}

/* ---- the verdict --------------------------------------------------------------------- */

static void finish_verdict(jh_compiler *c, const jh_draft *d)
{
    jh_grade *list = jh_keep(c, d->grade_count + 1, sizeof *list);
    size_t i;

    if (!list) return;
    c->reading = JH_READ_COUNTY;
    for (i = 0; i < d->grade_count; i++) {
        list[i] = d->grades[i].grade;
        if (!d->grades[i].when.statement) continue;
        list[i].when = jh_compile_span(c, &d->grades[i].when, JH_COUNTY);
        (void)jh_must_be_claim(c, list[i].when, &d->grades[i].when);
    }
    c->out->grades = list;
    c->out->grade_count = d->grade_count;
}

void jh_items_finish(jh_compiler *c)
{
    jh_standard *out = c->out;
    size_t i, count = jh_count_drafts(c, "item") + jh_count_drafts(c, "veto");
    jh_item *items = jh_keep(c, count + 1, sizeof *items);
    jh_group *groups = jh_keep(c, jh_count_drafts(c, "group") + 1, sizeof *groups);

    if (!items || !groups) return;
    out->items = items;
    out->groups = groups;
    for (i = 0; i < c->draft_count && !c->mistakes.no_memory; i++) {
        const jh_draft *d = &c->drafts[i];

        if (d->is_bad) continue;
        if (is_item(d))
            finish_item(c, d, &items[out->item_count++]);
        else if (jh_text_equal(d->keyword, JH_TEXT("group")))
            groups[out->group_count++] =
                (jh_group){ .key = d->key,
                            .title = d->title,
                            .holds = jh_name_find(c->names, d->key)->symbol[JH_READ_COUNTY].defined,
                            .remarks = d->remarks };
        else if (jh_text_equal(d->keyword, JH_TEXT("verdict")))
            finish_verdict(c, d);
    }
}
