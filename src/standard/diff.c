/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/diff_work.h"

#include <string.h>

/* ---- what a standard has, part by part -------------------------------------------------- */

typedef struct named {
    jh_text key, title;
    jh_text standard; /* that states it; empty where it is not kept */
    size_t index;
} named;

typedef struct name_list {
    named *items;
    size_t count;
} name_list;

static size_t count_of(const jh_standard *s, jh_diff_part part)
{
    switch (part) {
    case JH_DIFF_INDICATORS: return s->indicator_count;
    case JH_DIFF_LIMITS: return s->limit_count;
    case JH_DIFF_RULES: return s->rule_count;
    case JH_DIFF_ITEMS: return s->item_count;
    case JH_DIFF_GROUPS: return s->group_count;
    case JH_DIFF_SCORES: return s->score_count;
    case JH_DIFF_GRADES: return s->grade_count;
    case JH_DIFF_SCOPES: return s->scope_count;
    case JH_DIFF_RELAXATIONS: return s->relaxation_count;
    case JH_DIFF_SETTINGS: return s->setting_count;
    case JH_DIFF_CHECKS: return s->check_count;
    case JH_DIFF_DEFINITIONS: return s->definition_count;
    case JH_DIFF_ELEMENTS: return s->element_count;
    default: return 1; /* split and merge: one of each */
    }
}

#define NAMED(list) ((named){ s->list[i].key, s->list[i].title, s->list[i].remarks.standard, i })

static named name_of(const jh_standard *s, jh_diff_part part, size_t i)
{
    const jh_limit *limit = &s->limits[i];

    switch (part) {
    case JH_DIFF_INDICATORS: return NAMED(indicators);
    case JH_DIFF_LIMITS:
        return (named){ limit->rule_key, limit->rule_title, limit->remarks.standard, i };
    case JH_DIFF_RULES: return NAMED(rules);
    case JH_DIFF_ITEMS: return NAMED(items);
    case JH_DIFF_GROUPS: return NAMED(groups);
    case JH_DIFF_SCORES: return NAMED(scores);
    case JH_DIFF_GRADES: return (named){ s->grades[i].key, s->grades[i].title, JH_TEXT(""), i };
    case JH_DIFF_SCOPES: return NAMED(scopes);
    case JH_DIFF_RELAXATIONS: return NAMED(relaxations);
    case JH_DIFF_SETTINGS: return NAMED(settings);
    case JH_DIFF_CHECKS: return NAMED(checks);
    case JH_DIFF_DEFINITIONS: return NAMED(definitions);
    case JH_DIFF_ELEMENTS: return NAMED(elements);
    default: return (named){ JH_TEXT(""), JH_TEXT(""), JH_TEXT(""), 0 };
    }
}

/* The cells of a limit are one thing, and what an attested item keeps for itself is none. */
static bool is_listed(const jh_standard *s, jh_diff_part part, size_t i)
{
    if (part == JH_DIFF_ELEMENTS) return !s->elements[i].is_attestation;
    if (part == JH_DIFF_LIMITS)
        return i == 0 || !jh_text_equal(s->limits[i - 1].rule_key, s->limits[i].rule_key);
    return true;
}

static void list_names(name_list *out, jh_differ *d, const jh_standard *s, jh_diff_part part)
{
    size_t count = count_of(s, part), i;

    out->count = 0;
    out->items = JH_NEW_ARRAY(d->keep, named, count + 1);
    if (!out->items) {
        d->rc = jh_no_memory(d->err);
        return;
    }
    for (i = 0; i < count; i++)
        if (is_listed(s, part, i)) out->items[out->count++] = name_of(s, part, i);
}

/* ---- which things are one --------------------------------------------------------------- */

static size_t find_key(const name_list *in, jh_text key)
{
    size_t i;

    for (i = 0; i < in->count; i++)
        if (jh_text_equal(in->items[i].key, key)) return i;
    return SIZE_MAX;
}

static bool is_same_indicator(jh_differ *d, const jh_indicator *a, const jh_indicator *b)
{
    if (jh_text_equal(a->title, b->title)) return true;
    return jh_text_equal(jh_diff_written(d, jh_diff_bare(a)), jh_diff_written(d, jh_diff_bare(b)));
}

/* The thing of `from` that item b of `to` is; SIZE_MAX = none. An indicator of another number is
 * the same one only if neither number is used on the other side. */
static size_t find_like(jh_differ *d, jh_diff_part part, const name_list *froms,
                        const name_list *tos, const named *b)
{
    size_t i = find_key(froms, b->key);

    if (i != SIZE_MAX || part != JH_DIFF_INDICATORS) return i;
    for (i = 0; i < froms->count; i++)
        if (find_key(tos, froms->items[i].key) == SIZE_MAX
            && is_same_indicator(d, &d->from->indicators[froms->items[i].index],
                                 &d->to->indicators[b->index]))
            return i;
    return SIZE_MAX;
}

/* ---- standards of a family -------------------------------------------------------------- */

/* Does `below` extend `above`? Then it keeps statements of it. */
static bool extends(const jh_standard *below, const jh_standard *above)
{
    size_t i;

    for (i = 0; i < below->indicator_count; i++)
        if (jh_text_equal(below->indicators[i].remarks.standard, above->key)) return true;
    for (i = 0; i < below->group_count; i++)
        if (jh_text_equal(below->groups[i].remarks.standard, above->key)) return true;
    return false;
}

static bool is_family(const jh_standard *a, const jh_standard *b)
{
    return extends(a, b) || extends(b, a);
}

/* Does a formula name the key? */
static bool names(jh_differ *d, const jh_expr *expr, jh_text key)
{
    jh_text formula = jh_diff_written(d, expr);
    const char *at = formula.at, *end = jh_text_end(formula);
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    size_t size;

    while (at < end) {
        size = strspn(at, letters);
        if (jh_text_equal((jh_text){ at, size }, key)) return true;
        at += size ? size : 1;
    }
    return false;
}

/* Does the verdict ask for the group, or do the points? */
static bool is_judged(jh_differ *d, const jh_standard *s, size_t group)
{
    size_t i;

    if (group >= s->group_count) return false;
    for (i = 0; i < s->grade_count; i++)
        if (names(d, s->grades[i].when, s->groups[group].key)) return true;
    for (i = 0; i < s->score_count; i++)
        if (names(d, s->scores[i].value, s->groups[group].key)) return true;
    return false;
}

/* Among standards of a family a demand that only one has makes that one the stricter; a relaxation
 * the looser. Strangers to each other ask in other ways, and nothing can be said. */
static jh_diff_way way_of(jh_differ *d, jh_diff_part part, const jh_standard *s, size_t i)
{
    bool is_to = s == d->to, demands = false;

    if (!is_family(d->from, d->to)) return JH_DIFF_OTHER;
    if (part == JH_DIFF_RELAXATIONS) return is_to ? JH_DIFF_LOOSER : JH_DIFF_STRICTER;
    if (part == JH_DIFF_LIMITS || part == JH_DIFF_RULES) demands = true;
    if (part == JH_DIFF_INDICATORS)
        demands = s->indicators[i].line[JH_PRIMARY] || s->indicators[i].line[JH_JUNIOR]
                  || s->indicators[i].line[JH_WHOLE];
    if (part == JH_DIFF_ITEMS) demands = is_judged(d, s, s->items[i].group);
    if (!demands) return JH_DIFF_OTHER;
    return is_to ? JH_DIFF_STRICTER : JH_DIFF_LOOSER;
}

/* ---- entries ---------------------------------------------------------------------------- */

typedef struct collecting {
    jh_differ d;
    jh_differences *out;
    jh_diff_entry **end;
} collecting;

static jh_diff_entry *begin_entry(collecting *c, jh_diff_part part, const named *a, const named *b)
{
    jh_differ *d = &c->d;
    jh_diff_entry *entry = JH_NEW(d->keep, jh_diff_entry);
    const named *any = b ? b : a;

    if (!entry) {
        d->rc = jh_no_memory(d->err);
        return NULL;
    }
    *entry = (jh_diff_entry){ .part = part,
                              .is_in_from = a,
                              .is_in_to = b,
                              .key = any->key,
                              .title = jh_standard_in(b ? d->to : d->from, d->lang, any->title) };
    if (a && b && !jh_text_equal(a->key, b->key)) entry->from_key = a->key;
    d->entry = entry;
    d->end = &entry->changes;
    return entry;
}

static void end_entry(collecting *c, jh_diff_entry *entry)
{
    const jh_diff_change *change;
    bool both = entry->is_in_from && entry->is_in_to;

    if (both && !entry->changes && !entry->from_key.size) return; /* the same */
    *c->end = entry;
    c->end = &entry->next;
    if (!both) *(entry->is_in_to ? &c->out->only_to : &c->out->only_from) += 1;
    if (!both && entry->way != JH_DIFF_OTHER) c->out->ways[entry->way]++;
    for (change = entry->changes; both && change; change = change->next)
        c->out->ways[change->way]++;
}

static void look(collecting *c, jh_diff_part part, const named *a, const named *b)
{
    jh_diff_entry *entry = c->d.rc ? NULL : begin_entry(c, part, a, b);

    if (!entry) return;
    jh_diff_looks[part](&c->d, (jh_diff_sides){ a ? a->index : SIZE_MAX, b ? b->index : SIZE_MAX });
    if (!a) entry->way = way_of(&c->d, part, c->d.to, b->index);
    if (!b) entry->way = way_of(&c->d, part, c->d.from, a->index);
    if (!c->d.rc) end_entry(c, entry);
}

static void look_at_part(collecting *c, jh_diff_part part)
{
    jh_differ *d = &c->d;
    name_list froms, tos;
    size_t i, *like;
    bool *found;

    list_names(&froms, d, d->from, part);
    if (!d->rc) list_names(&tos, d, d->to, part);
    if (d->rc) return;
    like = JH_NEW_ARRAY(d->keep, size_t, tos.count + 1);
    found = JH_NEW_ARRAY(d->keep, bool, froms.count + 1);
    if (!like || !found) {
        d->rc = jh_no_memory(d->err);
        return;
    }
    for (i = 0; i < tos.count && !d->rc; i++) {
        like[i] = find_like(d, part, &froms, &tos, &tos.items[i]);
        if (like[i] == SIZE_MAX) continue;
        found[like[i]] = true;
        look(c, part, &froms.items[like[i]], &tos.items[i]);
    }
    for (i = 0; i < froms.count; i++)
        if (!found[i]) look(c, part, &froms.items[i], NULL);
    for (i = 0; i < tos.count; i++)
        if (like[i] == SIZE_MAX) look(c, part, NULL, &tos.items[i]);
}

jh_code jh_standard_differences(jh_differences *out, jh_arena *keep, const jh_standard_pair *pair,
                                jh_lang lang, jh_error *err)
{
    collecting c = {
        .d = { .from = pair->from, .to = pair->to, .lang = lang, .keep = keep, .err = err },
        .out = out,
        .end = &out->entries
    };
    int part;

    *out = (jh_differences){ .from = pair->from, .to = pair->to };
    for (part = 0; part < JH_DIFF_PART_COUNT && !c.d.rc; part++)
        look_at_part(&c, (jh_diff_part)part);
    return c.d.rc;
}
