/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <string.h>

/* Lists are numbered in the order of the text before anything is compiled. */
static void number_drafts(jh_compiler *c)
{
    size_t i, k;

    for (i = 0; i < c->draft_count; i++)
        for (k = 0; k < i; k++)
            c->drafts[i].index += jh_text_equal(c->drafts[k].keyword, c->drafts[i].keyword);
}

static void read_headings(jh_compiler *c)
{
    size_t i;

    c->out->effective = c->out->until = JH_NO_DATE;
    c->out->source = c->out->title = (jh_text){ "", 0 };
    for (i = 0; i < c->page_count; i++) {
        const jh_page *page = c->pages[c->page_count - 1 - i];

        /* The file asked for was read first and says the last word. */
        if (page->has_heading) (void)jh_heading_read(c, page->statements);
    }
    for (i = JH_PREPRIMARY; i < JH_STAGE_COUNT; i++)
        if (c->out->stages[i]) c->names->stages[c->names->stage_count++] = (jh_stage)i;
}

/* Every name in every reading that its list or the scope for later expressions asks for. */
static void compile_names(jh_compiler *c)
{
    size_t i;
    jh_scope_def *scopes = jh_keep(c, jh_count_drafts(c, "scope") + 1, sizeof *scopes);

    c->out->scopes = scopes;
    c->out->scope_count = jh_count_drafts(c, "scope");
    for (i = 0; i < c->names->count && !c->mistakes.no_memory; i++) {
        jh_named *name = &c->names->items[i];

        if (!jh_name_compile(c, name, JH_READ_JUDGED)) continue;
        if (name->kind == JH_NAME_INDICATOR || name->kind == JH_NAME_RULE)
            (void)jh_name_compile(c, name, JH_READ_UNROUNDED);
        if (name->kind == JH_NAME_RULE) (void)jh_name_compile(c, name, JH_READ_PRINTED);
        if (name->kind == JH_NAME_RULE || name->kind == JH_NAME_GROUP
            || name->kind == JH_NAME_LIMIT)
            (void)jh_name_compile(c, name, JH_READ_COUNTY);
    }
}

static void compile_statements(jh_compiler *c)
{
    read_headings(c);
    jh_measures_read(c);
    jh_codes_read(c);
    jh_figures_read(c);
    jh_drafts_read(c);
    if (c->mistakes.no_memory) return;
    number_drafts(c);
    compile_names(c);
    if (!c->mistakes.no_memory) jh_people_finish(c);
    if (!c->mistakes.no_memory) jh_judged_finish(c);
    if (!c->mistakes.no_memory) jh_items_finish(c);
    if (!c->mistakes.no_memory) jh_scores_finish(c);
    if (!c->mistakes.no_memory) jh_checks_finish(c);
}

jh_code jh_standard_compile(jh_standard *out, jh_arena *keep, jh_arena scratch,
                            const jh_compiling *what, jh_error *err)
{
    jh_compiler *c = jh_alloc(&scratch, 1, sizeof *c);
    jh_findings own = { 0 };
    jh_code rc;

    memset(out, 0, sizeof *out);
    if (!c) return jh_no_memory(err);
    *c = (jh_compiler){
        .keep = keep, .scratch = &scratch, .library = what->library, .out = out, .err = err
    };
    c->mistakes = (jh_mistakes){ .list = what->mistakes ? what->mistakes : &own, .keep = keep };
    c->names = jh_keep(c, 1, sizeof *c->names);
    c->hasher = jh_hasher_begin();
    if (!c->names || !c->hasher) {
        rc = jh_no_memory(err);
        goto done;
    }
    c->names->compiler = c;
    rc = jh_inherit(c, what->key);
    if (rc) goto done;
    /* Without a heading there is nothing to hang the rest on. */
    if (c->pages[0]->has_heading && !c->mistakes.no_memory) compile_statements(c);
    jh_english_finish(c);
    out->names = c->names;
    c->names->compiler = NULL;
    if (c->mistakes.no_memory)
        rc = jh_no_memory(err);
    else if (c->mistakes.count) {
        rc = JH_BAD_INPUT;
        if (err && !err->code) *err = c->mistakes.first;
    }
done:
    if (c->hasher) out->hash = jh_hasher_finish(c->hasher);
    return rc;
}
