/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/show.h"

#include <string.h>

typedef enum direction { OTHER = 0, STRICTER, LOOSER } direction;

typedef struct differ {
    jh_show show; /* of `to` */
    const jh_standard *from, *to;
    jh_arena *scratch;
    size_t counts[3];
} differ;

/* ---- one line ------------------------------------------------------------------------ */

static const jh_say_id words[] = { SAY_STANDARD_DIFF_OTHER, SAY_STANDARD_DIFF_STRICTER,
                                   SAY_STANDARD_DIFF_LOOSER };

/* "更严  R1 小学: 4.2 → 4.5" */
static void tell(differ *d, direction way, const char *what, jh_text before, jh_text after)
{
    d->counts[way]++;
    jh_buffer_add_format(d->show.out, "%s  %s", jh_say(d->show.lang, words[way]), what);
    if (before.size || after.size)
        jh_buffer_add_format(d->show.out, ": %.*s → %.*s", JH_TEXT_ARGS(before),
                             JH_TEXT_ARGS(after));
    jh_buffer_add_zero(d->show.out, "\n");
}

static void tell_of(differ *d, direction way, jh_text key, jh_say_id say)
{
    jh_text what =
        jh_text_format(d->scratch, "%.*s: %s", JH_TEXT_ARGS(key), jh_say(d->show.lang, say));

    if (!what.at)
        d->show.rc = jh_no_memory(d->show.err);
    else
        tell(d, way, what.at, (jh_text){ "", 0 }, (jh_text){ "", 0 });
}

/* Canonical text of an expression; empty for none. */
static jh_text written(differ *d, const jh_expr *expr)
{
    jh_buffer buffer = jh_buffer_in(d->scratch);
    jh_text text = { "", 0 };

    if (!expr || d->show.rc) return text;
    d->show.rc = jh_expr_write(&buffer, expr, d->show.err);
    if (!d->show.rc) d->show.rc = jh_buffer_finish(&text, &buffer, d->show.err);
    return text;
}

/* Which way a bound moved; OTHER when it is no plain number on both sides. */
static direction moved(const jh_expr *before, const jh_expr *after, bool more_is_stricter)
{
    if (!before || !after || before->op != JH_OP_LITERAL || after->op != JH_OP_LITERAL
        || before->number.millionths == after->number.millionths)
        return OTHER;
    return (after->number.millionths > before->number.millionths) == more_is_stricter ? STRICTER
                                                                                      : LOOSER;
}

static void compare_bound(differ *d, const char *what, const jh_expr *before, const jh_expr *after,
                          bool more_is_stricter)
{
    jh_text a = written(d, before), b = written(d, after);
    const jh_text none = { "—", strlen("—") };

    if (d->show.rc || jh_text_equal(a, b)) return;
    tell(d,
         !before  ? STRICTER
         : !after ? LOOSER
                  : moved(before, after, more_is_stricter),
         what, before ? a : none, after ? b : none);
}

static void compare_formula(differ *d, jh_text key, const jh_expr *before, const jh_expr *after)
{
    jh_text a = written(d, before), b = written(d, after);
    jh_text what = jh_text_format(d->scratch, "%.*s", JH_TEXT_ARGS(key));

    if (d->show.rc || jh_text_equal(a, b)) return;
    if (!what.at)
        d->show.rc = jh_no_memory(d->show.err);
    else
        tell(d, OTHER, what.at, a, b);
}

/* ---- lists, matched by key ----------------------------------------------------------- */

#define MATCH(list, item)                                                                          \
    for (k = 0; k < (list##_count) && !jh_text_equal((list##s)[k].key, (item).key); k++) {         \
    }

static void compare_indicator(differ *d, const jh_indicator *a, const jh_indicator *b)
{
    jh_text what;
    char from[JH_DECIMAL_SIZE], to[JH_DECIMAL_SIZE], from_digits[24], to_digits[24];
    int s;

    compare_formula(d, a->key, a->value, b->value);
    for (s = 0; s < JH_STAGE_COUNT && !d->show.rc; s++) {
        jh_text stage = jh_show_stage(&d->show, (jh_stage)s);

        what = jh_text_format(d->scratch, "%.*s %.*s", JH_TEXT_ARGS(a->key), JH_TEXT_ARGS(stage));
        if (!what.at) {
            d->show.rc = jh_no_memory(d->show.err);
            return;
        }
        compare_bound(d, what.at, a->line[s], b->line[s], b->higher_is_better);
    }
    what = jh_text_format(d->scratch, "%.*s %s", JH_TEXT_ARGS(a->key),
                          jh_say(d->show.lang, SAY_STANDARD_SHOW_FLOOR));
    if (!what.at) {
        d->show.rc = jh_no_memory(d->show.err);
        return;
    }
    if (a->floor_share.millionths != b->floor_share.millionths)
        tell(d,
             (b->floor_share.millionths > a->floor_share.millionths) == b->higher_is_better
                 ? STRICTER
                 : LOOSER,
             what.at, jh_text_of(jh_decimal_write_short(from, a->floor_share)),
             jh_text_of(jh_decimal_write_short(to, b->floor_share)));
    if (a->decimals != b->decimals)
        tell(d, OTHER, jh_say(d->show.lang, SAY_STANDARD_DIFF_DECIMALS),
             jh_text_of(jh_digits(from_digits, a->decimals)),
             jh_text_of(jh_digits(to_digits, b->decimals)));
}

static void compare_indicators(differ *d)
{
    size_t i, k;

    for (i = 0; i < d->to->indicator_count && !d->show.rc; i++) {
        const jh_indicator *b = &d->to->indicators[i];

        k = jh_standard_indicator(d->from, b->key);
        if (k == SIZE_MAX)
            tell_of(d, STRICTER, b->key, SAY_STANDARD_DIFF_ADDED);
        else
            compare_indicator(d, &d->from->indicators[k], b);
    }
    for (i = 0; i < d->from->indicator_count && !d->show.rc; i++)
        if (jh_standard_indicator(d->to, d->from->indicators[i].key) == SIZE_MAX)
            tell_of(d, LOOSER, d->from->indicators[i].key, SAY_STANDARD_DIFF_REMOVED);
}

static void compare_items(differ *d)
{
    size_t i, k;

    for (i = 0; i < d->to->item_count && !d->show.rc; i++) {
        const jh_item *b = &d->to->items[i];

        k = jh_standard_item(d->from, b->key);
        if (k == SIZE_MAX)
            tell_of(d, STRICTER, b->key, SAY_STANDARD_DIFF_ADDED);
        else
            compare_formula(d, b->key, d->from->items[k].holds, b->holds);
    }
    for (i = 0; i < d->from->item_count && !d->show.rc; i++)
        if (jh_standard_item(d->to, d->from->items[i].key) == SIZE_MAX)
            tell_of(d, LOOSER, d->from->items[i].key, SAY_STANDARD_DIFF_REMOVED);
}

static const jh_limit *limit_like(const jh_standard *standard, const jh_standard *of,
                                  const jh_limit *limit)
{
    size_t i;

    for (i = 0; i < standard->limit_count; i++)
        if (jh_text_equal(standard->limits[i].rule_key, limit->rule_key)
            && standard->limits[i].stage == limit->stage
            && jh_text_equal(standard->indicators[standard->limits[i].indicator].key,
                             of->indicators[limit->indicator].key))
            return &standard->limits[i];
    return NULL;
}

static jh_text limit_name(differ *d, const jh_standard *of, const jh_limit *limit)
{
    jh_text stage = jh_show_stage(&d->show, limit->stage);
    jh_text name =
        jh_text_format(d->scratch, "%.*s %.*s %.*s", JH_TEXT_ARGS(limit->rule_key),
                       JH_TEXT_ARGS(of->indicators[limit->indicator].key), JH_TEXT_ARGS(stage));

    if (!name.at) d->show.rc = jh_no_memory(d->show.err);
    return name;
}

static void compare_limits(differ *d)
{
    const jh_limit *a, *b;
    jh_text name;
    size_t i;

    for (i = 0; i < d->to->limit_count && !d->show.rc; i++) {
        b = &d->to->limits[i];
        name = limit_name(d, d->to, b);
        if (d->show.rc) return;
        a = limit_like(d->from, d->to, b);
        if (!a) {
            tell_of(d, STRICTER, name, SAY_STANDARD_DIFF_ADDED);
            continue;
        }
        compare_bound(d, name.at, a->bound, b->bound, b->holds->op == JH_OP_AT_LEAST);
        compare_formula(d, name, a->value, b->value);
    }
    for (i = 0; i < d->from->limit_count && !d->show.rc; i++)
        if (!limit_like(d->to, d->from, &d->from->limits[i]))
            tell_of(d, LOOSER, limit_name(d, d->from, &d->from->limits[i]),
                    SAY_STANDARD_DIFF_REMOVED);
}

static void compare_settings(differ *d)
{
    const jh_setting *froms = d->from->settings;
    size_t i, k, from_count = d->from->setting_count;

    for (i = 0; i < d->to->setting_count && !d->show.rc; i++) {
        const jh_setting *b = &d->to->settings[i];

        MATCH(from, *b);
        if (k == from_count) {
            tell_of(d, OTHER, b->key, SAY_STANDARD_DIFF_ADDED);
            continue;
        }
        if (froms[k].number.millionths == b->number.millionths && froms[k].choice == b->choice
            && froms[k].date.days == b->date.days)
            continue;
        d->counts[OTHER]++;
        jh_buffer_add_format(d->show.out, "%s  %.*s: ", jh_say(d->show.lang, words[OTHER]),
                             JH_TEXT_ARGS(b->key));
        jh_show_setting_value(&d->show, &froms[k]);
        jh_buffer_add_zero(d->show.out, " → ");
        jh_show_setting_value(&d->show, b);
        jh_buffer_add_zero(d->show.out, "\n");
    }
}

static void compare_relaxations(differ *d)
{
    const jh_relaxation *froms = d->from->relaxations, *tos = d->to->relaxations;
    size_t i, k, from_count = d->from->relaxation_count, to_count = d->to->relaxation_count;

    for (i = 0; i < to_count && !d->show.rc; i++) {
        MATCH(from, tos[i]);
        if (k == from_count) {
            tell_of(d, LOOSER, tos[i].key, SAY_STANDARD_DIFF_ADDED);
            continue;
        }
        compare_formula(d, tos[i].key, froms[k].when, tos[i].when);
        if (tos[i].from.days != froms[k].from.days || tos[i].until.days != froms[k].until.days)
            tell_of(
                d,
                tos[i].from.days <= froms[k].from.days && tos[i].until.days >= froms[k].until.days
                    ? LOOSER
                : tos[i].from.days >= froms[k].from.days && tos[i].until.days <= froms[k].until.days
                    ? STRICTER
                    : OTHER,
                tos[i].key, SAY_STANDARD_SHOW_WINDOW);
    }
    for (i = 0; i < from_count && !d->show.rc; i++) {
        MATCH(to, froms[i]);
        if (k == to_count) tell_of(d, STRICTER, froms[i].key, SAY_STANDARD_DIFF_REMOVED);
    }
}

static void compare_scopes(differ *d)
{
    const jh_scope_def *froms = d->from->scopes;
    size_t i, k, from_count = d->from->scope_count;

    for (i = 0; i < d->to->scope_count && !d->show.rc; i++) {
        MATCH(from, d->to->scopes[i]);
        if (k < from_count)
            compare_formula(d, d->to->scopes[i].key, froms[k].filter, d->to->scopes[i].filter);
        else
            tell_of(d, OTHER, d->to->scopes[i].key, SAY_STANDARD_DIFF_ADDED);
    }
}

static void compare_definitions(differ *d)
{
    const jh_definition *froms = d->from->definitions;
    size_t i, k, from_count = d->from->definition_count;

    for (i = 0; i < d->to->definition_count && !d->show.rc; i++) {
        MATCH(from, d->to->definitions[i]);
        if (k < from_count)
            compare_formula(d, d->to->definitions[i].key, froms[k].value,
                            d->to->definitions[i].value);
        else
            tell_of(d, OTHER, d->to->definitions[i].key, SAY_STANDARD_DIFF_ADDED);
    }
}

/* Rules, groups and grades: their formulas. */
static void compare_judgements(differ *d)
{
    const jh_rule *froms = d->from->rules;
    size_t i, k, from_count = d->from->rule_count;
    int s;

    for (i = 0; i < d->to->rule_count && !d->show.rc; i++) {
        MATCH(from, d->to->rules[i]);
        if (k < from_count)
            compare_formula(d, d->to->rules[i].key, froms[k].holds, d->to->rules[i].holds);
        else
            tell_of(d, STRICTER, d->to->rules[i].key, SAY_STANDARD_DIFF_ADDED);
    }
    for (i = 0; i < d->to->grade_count && i < d->from->grade_count && !d->show.rc; i++)
        compare_formula(d, d->to->grades[i].key, d->from->grades[i].when, d->to->grades[i].when);
    for (s = JH_PREPRIMARY; s < JH_STAGE_COUNT && !d->show.rc; s++)
        compare_formula(d, jh_show_stage(&d->show, (jh_stage)s), d->from->split.weight[s],
                        d->to->split.weight[s]);
    if (!d->show.rc) compare_formula(d, JH_TEXT("merge"), d->from->merges, d->to->merges);
}

static void compare_elements(differ *d)
{
    size_t i;

    for (i = 0; i < d->to->element_count && !d->show.rc; i++)
        if (jh_standard_element(d->from, d->to->elements[i].key) == SIZE_MAX)
            tell_of(d, OTHER, d->to->elements[i].key, SAY_STANDARD_DIFF_ADDED);
    for (i = 0; i < d->from->element_count && !d->show.rc; i++)
        if (jh_standard_element(d->to, d->from->elements[i].key) == SIZE_MAX)
            tell_of(d, OTHER, d->from->elements[i].key, SAY_STANDARD_DIFF_REMOVED);
}

jh_code jh_standard_diff(jh_buffer *out, const jh_standard_pair *pair, jh_lang lang,
                         jh_arena scratch, jh_error *err)
{
    differ d = { .show = { .out = out, .standard = pair->to, .lang = lang, .err = err },
                 .from = pair->from,
                 .to = pair->to,
                 .scratch = &scratch };

    jh_buffer_add_format(out, "%.*s → %.*s\n", JH_TEXT_ARGS(pair->from->key),
                         JH_TEXT_ARGS(pair->to->key));
    compare_indicators(&d);
    compare_limits(&d);
    compare_items(&d);
    compare_judgements(&d);
    compare_definitions(&d);
    compare_scopes(&d);
    compare_relaxations(&d);
    compare_settings(&d);
    compare_elements(&d);
    if (d.show.rc) return d.show.rc;
    jh_buffer_add_format(out, "%s %zu, %s %zu, %s %zu\n", jh_say(lang, words[STRICTER]),
                         d.counts[STRICTER], jh_say(lang, words[LOOSER]), d.counts[LOOSER],
                         jh_say(lang, words[OTHER]), d.counts[OTHER]);
    return out->failed ? jh_no_memory(err) : JH_OK;
}
