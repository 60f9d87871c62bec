/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/diff_work.h"

#include <string.h>

/* ---- one change ------------------------------------------------------------------------ */

static jh_diff_change *add(jh_differ *d, const jh_diff_change *change)
{
    jh_diff_change *one = d->rc ? NULL : JH_NEW(d->keep, jh_diff_change);

    if (!one) {
        if (!d->rc) d->rc = jh_no_memory(d->err);
        return NULL;
    }
    *one = *change;
    if (!one->sign) one->sign = "";
    *d->end = one;
    d->end = &one->next;
    return one;
}

jh_text jh_diff_written(jh_differ *d, const jh_expr *expr)
{
    jh_buffer buffer = jh_buffer_in(d->keep);
    jh_text text = { "", 0 };

    if (!expr || d->rc) return text;
    d->rc = jh_expr_write(&buffer, expr, d->err);
    if (!d->rc) d->rc = jh_buffer_finish(&text, &buffer, d->err);
    return text;
}

const jh_expr *jh_diff_bare(const jh_indicator *indicator)
{
    const jh_expr *value = indicator->value;

    return value->op == JH_OP_CONVERT ? value->children[0] : value;
}

static jh_text made(jh_differ *d, jh_text text) /* of jh_text_format */
{
    if (!text.at && !d->rc) d->rc = jh_no_memory(d->err);
    return text;
}

/* In the language; the two standards may give one text different English. */
static jh_text said(const jh_differ *d, const jh_standard *of, jh_text text)
{
    return jh_standard_in(of, d->lang, text);
}

/* Adds what is not the same on both sides; a side that is not there is empty. */
static void texts(jh_differ *d, jh_diff_aspect aspect, jh_text before, jh_text after)
{
    if (!jh_text_equal(before, after))
        add(d, &(jh_diff_change){ .aspect = aspect, .before = before, .after = after });
}

/* Of what only one standard has the formula would be noise: its title says what it asks. */
static void formulas(jh_differ *d, const jh_expr *before, const jh_expr *after)
{
    jh_text a = jh_diff_written(d, before), b = jh_diff_written(d, after);

    if (d->rc || jh_text_equal(a, b)) return;
    add(d, &(jh_diff_change){
               .aspect = JH_DIFF_FORMULA, .before = a, .after = b, .is_formula = true });
}

static void numbers(jh_differ *d, jh_diff_aspect aspect, int before, int after)
{
    if (before != after)
        add(d, &(jh_diff_change){ .aspect = aspect,
                                  .before = made(d, jh_text_format(d->keep, "%d", before)),
                                  .after = made(d, jh_text_format(d->keep, "%d", after)) });
}

/* Which way a bound moved: a bound that comes is stricter, one that goes is looser, and nothing can
 * be said of one that is no plain number. */
static jh_diff_way moved(const jh_expr *before, const jh_expr *after, bool more_is_stricter)
{
    if (!before) return JH_DIFF_STRICTER;
    if (!after) return JH_DIFF_LOOSER;
    if (before->op != JH_OP_LITERAL || after->op != JH_OP_LITERAL
        || before->number.millionths == after->number.millionths)
        return JH_DIFF_OTHER;
    return (after->number.millionths > before->number.millionths) == more_is_stricter
               ? JH_DIFF_STRICTER
               : JH_DIFF_LOOSER;
}

typedef struct bound {
    jh_diff_aspect aspect;
    jh_stage stage;
    bool at_least;
    const jh_expr *before, *after;
} bound;

static jh_diff_change *bounds(jh_differ *d, const bound *of, bool both)
{
    jh_text a = jh_diff_written(d, of->before), b = jh_diff_written(d, of->after);
    const jh_expr *any = of->after ? of->after : of->before;

    if (d->rc || jh_text_equal(a, b)) return NULL;
    return add(d, &(jh_diff_change){ .aspect = of->aspect,
                                     .stage = of->stage,
                                     .sign = of->at_least ? "≥" : "≤",
                                     .way = both ? moved(of->before, of->after, of->at_least)
                                                 : JH_DIFF_OTHER,
                                     .before = a,
                                     .after = b,
                                     .is_formula = any->op != JH_OP_LITERAL });
}

static jh_text percent(jh_differ *d, jh_decimal share)
{
    char digits[JH_DECIMAL_SIZE];
    jh_decimal hundredths = { share.millionths * 100 };

    if (!share.millionths) return JH_TEXT("");
    return made(d, jh_text_format(d->keep, "%s%%", jh_decimal_write_short(digits, hundredths)));
}

/* The two things, or NULL where one is not there. */
#define SIDES(type, list)                                                                          \
    const type *a = at.from == SIZE_MAX ? NULL : &d->from->list[at.from];                          \
    const type *b = at.to == SIZE_MAX ? NULL : &d->to->list[at.to]

#define SAID_BOTH(member)                                                                          \
    (a ? said(d, d->from, a->member) : JH_TEXT("")), (b ? said(d, d->to, b->member) : JH_TEXT(""))

/* ---- the parts ------------------------------------------------------------------------- */

static bool is_higher_better(const jh_indicator *a, const jh_indicator *b)
{
    if (b) return b->higher_is_better;
    return a && a->higher_is_better;
}

static void look_at_floor(jh_differ *d, const jh_indicator *a, const jh_indicator *b)
{
    jh_decimal none = { 0 }, before = a ? a->floor_share : none, after = b ? b->floor_share : none;
    bool higher = is_higher_better(a, b);
    jh_diff_way way = JH_DIFF_OTHER;

    if (before.millionths == after.millionths) return;
    if (a && b)
        way = (after.millionths > before.millionths) == higher || !before.millionths
                  ? JH_DIFF_STRICTER
                  : JH_DIFF_LOOSER;
    add(d, &(jh_diff_change){ .aspect = JH_DIFF_FLOOR,
                              .way = way,
                              .before = percent(d, before),
                              .after = percent(d, after) });
}

static void look_at_indicator(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_indicator, indicators);
    int s;

    if (a && b) {
        texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
        texts(d, JH_DIFF_MEASURE, SAID_BOTH(measure_title));
        formulas(d, jh_diff_bare(a), jh_diff_bare(b));
        texts(d, JH_DIFF_SCOPE, said(d, d->from, d->from->scopes[a->scope].title),
              said(d, d->to, d->to->scopes[b->scope].title));
        numbers(d, JH_DIFF_DECIMALS, a->decimals, b->decimals);
    }
    for (s = 0; s < JH_STAGE_COUNT; s++) {
        bound line = { JH_DIFF_LINE, (jh_stage)s, is_higher_better(a, b), a ? a->line[s] : NULL,
                       b ? b->line[s] : NULL };
        /* What is not by stage stands there once, and again for each of its stages. */
        if (s == JH_WHOLE && ((a && a->line[JH_PRIMARY]) || (b && b->line[JH_PRIMARY]))) continue;
        bounds(d, &line, a && b);
    }
    look_at_floor(d, a, b);
}

/* The limits of one statement, cell by cell: an indicator and a stage. */
static const jh_limit *cell_like(const jh_standard *in, const jh_standard *of,
                                 const jh_limit *limit)
{
    size_t i;

    for (i = 0; in->limits && i < in->limit_count; i++)
        if (jh_text_equal(in->limits[i].rule_key, limit->rule_key)
            && in->limits[i].stage == limit->stage
            && jh_text_equal(in->indicators[in->limits[i].indicator].key,
                             of->indicators[limit->indicator].key))
            return &in->limits[i];
    return NULL;
}

static bool is_like(const jh_diff_change *a, const jh_diff_change *b)
{
    return a->aspect == b->aspect && a->stage == b->stage && jh_text_equal(a->before, b->before)
           && jh_text_equal(a->after, b->after);
}

/* What changed for one indicator as for others before it is told once, with all of them. */
static void fold_cell(jh_differ *d, jh_diff_change *last, jh_text indicator)
{
    jh_diff_change **at = &d->entry->changes;

    last->of = indicator;
    while (*at != last && !is_like(*at, last)) at = &(*at)->next;
    if (*at == last) return;
    (*at)->of = made(
        d, jh_text_format(d->keep, "%.*s %.*s", JH_TEXT_ARGS((*at)->of), JH_TEXT_ARGS(indicator)));
    for (at = &d->entry->changes; *at != last; at = &(*at)->next) continue;
    *at = NULL;
    d->end = at;
}

static void look_at_cells(jh_differ *d, const jh_standard *of, jh_text rule, bool is_from)
{
    const jh_standard *other = is_from ? d->to : d->from;
    bool both = d->entry->is_in_from && d->entry->is_in_to;
    const jh_limit *limit, *like;
    jh_diff_change *cell;
    size_t i;

    for (i = 0; i < of->limit_count && !d->rc; i++) {
        limit = &of->limits[i];
        if (!jh_text_equal(limit->rule_key, rule)) continue;
        like = both ? cell_like(other, of, limit) : NULL;
        if (is_from && like) continue; /* looked at from the other side */
        cell = bounds(d,
                      &(bound){ JH_DIFF_BOUND, limit->stage, limit->holds->op == JH_OP_AT_LEAST,
                                is_from ? limit->bound : (like ? like->bound : NULL),
                                is_from ? NULL : limit->bound },
                      both);
        if (cell) fold_cell(d, cell, of->indicators[limit->indicator].key);
    }
}

static void look_at_limit(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_limit, limits);
    const jh_limit *like;

    if (a && b) {
        texts(d, JH_DIFF_TITLE, SAID_BOTH(rule_title));
        numbers(d, JH_DIFF_DECIMALS, a->decimals, b->decimals);
        like = cell_like(d->from, d->to, b);
        if (like) formulas(d, like->value, b->value);
    }
    if (b) look_at_cells(d, d->to, d->entry->key, false);
    if (a) look_at_cells(d, d->from, d->entry->key, true);
}

static void look_at_rule(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_rule, rules);

    if (!a || !b) return;
    texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
    texts(d, JH_DIFF_SCOPE, said(d, d->from, d->from->scopes[a->scope].title),
          said(d, d->to, d->to->scopes[b->scope].title));
    formulas(d, a->holds, b->holds);
}

static jh_text decided(const jh_differ *d, const jh_item *item)
{
    static const jh_say_id says[] = { SAY_STANDARD_DIFF_BY_DATA, SAY_STANDARD_SHOW_ATTESTED,
                                      SAY_STANDARD_SHOW_VETO };

    return jh_text_of(jh_say(d->lang, says[item->kind]));
}

static void look_at_item(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_item, items);

    if (!a || !b) return;
    texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
    texts(d, JH_DIFF_DECIDED, decided(d, a), decided(d, b));
    /* The formula of what a person says is only its own name. */
    if (a->kind == JH_DECIDED_BY_DATA && b->kind == JH_DECIDED_BY_DATA)
        formulas(d, a->holds, b->holds);
    else if (b->kind == JH_DECIDED_BY_DATA)
        formulas(d, NULL, b->holds);
    else if (a->kind == JH_DECIDED_BY_DATA)
        formulas(d, a->holds, NULL);
}

/* Nothing but items joined by `and`, or by `and not`: all of them, or none. */
static bool lists_items(const jh_standard *of, const jh_expr *holds)
{
    if (holds->op == JH_OP_AND)
        return lists_items(of, holds->children[0]) && lists_items(of, holds->children[1]);
    if (holds->op == JH_OP_NOT) return lists_items(of, holds->children[0]);
    return holds->op == JH_OP_DEFINED && jh_standard_item(of, holds->symbol.name) != SIZE_MAX;
}

/* A group of all its items differs by its items, and those are told. */
static void look_at_group(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_group, groups);

    if (!a || !b) return;
    texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
    if (!lists_items(d->from, a->holds) || !lists_items(d->to, b->holds))
        formulas(d, a->holds, b->holds);
}

static void look_at_score(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_score, scores);
    /* What a sum has at most, its members say. */
    bound full = { JH_DIFF_FULL, JH_WHOLE, true, a && !a->is_sum ? a->full : NULL,
                   b && !b->is_sum ? b->full : NULL };
    jh_diff_change *points;

    if (a && b) {
        texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
        formulas(d, a->value, b->value);
    }
    points = full.before || full.after ? bounds(d, &full, false) : NULL;
    if (points) points->sign = "";
}

static void look_at_grade(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_grade, grades);

    if (!a || !b) return;
    texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
    formulas(d, a->when, b->when);
}

/* Who is left out, by the sentence that says so. A sentence that only changed its words is told as
 * one that went and one that came. */
static void look_at_leave_outs(jh_differ *d, const jh_scope_def *of, const jh_scope_def *like,
                               bool is_from)
{
    const jh_standard *own = is_from ? d->from : d->to;
    size_t i, k;

    for (i = 0; i < of->leave_out_count && !d->rc; i++) {
        jh_text when = jh_diff_written(d, of->leave_outs[i].when);
        jh_text because = said(d, own, of->leave_outs[i].because);
        for (k = 0; k < like->leave_out_count; k++)
            if (jh_text_equal(jh_diff_written(d, like->leave_outs[k].when), when)) break;
        if (k == like->leave_out_count && is_from)
            add(d, &(jh_diff_change){ .aspect = JH_DIFF_LEAVES_OUT, .before = because });
        else if (k == like->leave_out_count)
            add(d, &(jh_diff_change){ .aspect = JH_DIFF_LEAVES_OUT, .after = because });
    }
}

static bool leaves_out_alike(const jh_scope_def *a, const jh_scope_def *b)
{
    size_t i;

    if (a->leave_out_count != b->leave_out_count) return false;
    for (i = 0; i < a->leave_out_count; i++)
        if (!jh_text_equal(a->leave_outs[i].because, b->leave_outs[i].because)) return false;
    return true;
}

/* A scope `like` another one leaves out the same, which is told there. */
static bool is_like_another(const jh_standard *of, size_t i)
{
    size_t k;

    for (k = 0; k < i; k++)
        if (leaves_out_alike(&of->scopes[k], &of->scopes[i])) return true;
    return false;
}

static void look_at_scope(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_scope_def, scopes);

    if (!a || !b) return;
    texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
    if (is_like_another(d->from, at.from) && is_like_another(d->to, at.to)) return;
    look_at_leave_outs(d, a, b, true);
    look_at_leave_outs(d, b, a, false);
}

static void look_at_split(jh_differ *d, jh_diff_sides at)
{
    int s;

    (void)at;
    for (s = JH_PREPRIMARY; s < JH_STAGE_COUNT && !d->rc; s++) {
        bound weight = { JH_DIFF_WEIGHT, (jh_stage)s, true, d->from->split.weight[s],
                         d->to->split.weight[s] };
        jh_diff_change *share = bounds(d, &weight, false);
        if (share) share->sign = "";
    }
}

static void look_at_merge(jh_differ *d, jh_diff_sides at)
{
    (void)at;
    formulas(d, d->from->merges, d->to->merges);
}

static jh_text window_of(jh_differ *d, const jh_relaxation *of)
{
    char from[16], until[16];

    if (!of) return JH_TEXT("");
    return made(d, jh_text_format(d->keep, "%s – %s", jh_date_write(from, of->from),
                                  jh_date_write(until, of->until)));
}

/* A window within the other one relaxes less. */
static jh_diff_way window_moved(const jh_relaxation *a, const jh_relaxation *b)
{
    if (!a || !b) return JH_DIFF_OTHER;
    if (b->from.days <= a->from.days && b->until.days >= a->until.days) return JH_DIFF_LOOSER;
    if (b->from.days >= a->from.days && b->until.days <= a->until.days) return JH_DIFF_STRICTER;
    return JH_DIFF_OTHER;
}

static void look_at_relaxation(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_relaxation, relaxations);
    jh_text before = window_of(d, a), after = window_of(d, b);

    if (a && b) {
        texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
        formulas(d, a->when, b->when);
    }
    if (!jh_text_equal(before, after))
        add(d, &(jh_diff_change){ .aspect = JH_DIFF_WINDOW,
                                  .way = window_moved(a, b),
                                  .before = before,
                                  .after = after });
}

static jh_text default_of(jh_differ *d, const jh_standard *of, const jh_setting *setting)
{
    char number[JH_SETTING_SIZE], date[16];

    if (!setting) return JH_TEXT("");
    if (setting->type == JH_TYPE_CODE)
        return said(d, of, setting->choices->labels[setting->choice]);
    return made(d, jh_text_format(d->keep, "%s",
                                  setting->type == JH_TYPE_DATE
                                      ? jh_date_write(date, setting->date)
                                      : jh_setting_write(number, setting, setting->number)));
}

static void look_at_setting(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_setting, settings);

    if (a && b) texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
    texts(d, JH_DIFF_DEFAULT, default_of(d, d->from, a), default_of(d, d->to, b));
}

static jh_text weight_of(const jh_differ *d, const jh_check *check)
{
    return jh_text_of(jh_say(d->lang, check->is_hard ? SAY_STANDARD_SHOW_CHECK_HARD
                                                     : SAY_STANDARD_SHOW_CHECK_SOFT));
}

static void look_at_check(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_check, checks);

    if (!a || !b) return;
    texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
    texts(d, JH_DIFF_WEIGHT, weight_of(d, a), weight_of(d, b));
    formulas(d, a->value, b->value);
}

static void look_at_definition(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_definition, definitions);

    if (!a || !b) return;
    texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
    formulas(d, a->value, b->value);
}

static void look_at_element(jh_differ *d, jh_diff_sides at)
{
    SIDES(jh_element, elements);

    if (!a || !b) return;
    texts(d, JH_DIFF_TITLE, SAID_BOTH(title));
    texts(d, JH_DIFF_MEASURE, SAID_BOTH(measure_title));
}

jh_diff_look *const jh_diff_looks[JH_DIFF_PART_COUNT] = {
    [JH_DIFF_INDICATORS] = look_at_indicator,
    [JH_DIFF_LIMITS] = look_at_limit,
    [JH_DIFF_RULES] = look_at_rule,
    [JH_DIFF_ITEMS] = look_at_item,
    [JH_DIFF_GROUPS] = look_at_group,
    [JH_DIFF_SCORES] = look_at_score,
    [JH_DIFF_GRADES] = look_at_grade,
    [JH_DIFF_SCOPES] = look_at_scope,
    [JH_DIFF_SPLIT] = look_at_split,
    [JH_DIFF_MERGE] = look_at_merge,
    [JH_DIFF_RELAXATIONS] = look_at_relaxation,
    [JH_DIFF_SETTINGS] = look_at_setting,
    [JH_DIFF_CHECKS] = look_at_check,
    [JH_DIFF_DEFINITIONS] = look_at_definition,
    [JH_DIFF_ELEMENTS] = look_at_element,
};
