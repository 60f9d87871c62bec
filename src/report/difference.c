/* SPDX-License-Identifier: Apache-2.0 */
#include "report/difference.h"

#include "report/formula.h"

#include <stdio.h>

static const jh_say_id parts[JH_DIFF_PART_COUNT] = {
    [JH_DIFF_INDICATORS] = SAY_STANDARD_SHOW_INDICATORS,
    [JH_DIFF_LIMITS] = SAY_STANDARD_SHOW_LIMITS,
    [JH_DIFF_RULES] = SAY_STANDARD_SHOW_RULES,
    [JH_DIFF_ITEMS] = SAY_STANDARD_SHOW_ITEMS,
    [JH_DIFF_GROUPS] = SAY_STANDARD_SHOW_GROUPS,
    [JH_DIFF_SCORES] = SAY_STANDARD_SHOW_SCORES,
    [JH_DIFF_GRADES] = SAY_STANDARD_SHOW_GRADES,
    [JH_DIFF_SCOPES] = SAY_STANDARD_DIFF_SCOPES,
    [JH_DIFF_SPLIT] = SAY_STANDARD_SHOW_SPLIT,
    [JH_DIFF_MERGE] = SAY_STANDARD_SHOW_MERGE,
    [JH_DIFF_RELAXATIONS] = SAY_STANDARD_SHOW_RELAXATIONS,
    [JH_DIFF_SETTINGS] = SAY_STANDARD_SHOW_SETTINGS,
    [JH_DIFF_CHECKS] = SAY_STANDARD_SHOW_CHECKS,
    [JH_DIFF_DEFINITIONS] = SAY_STANDARD_SHOW_DEFINITIONS,
    [JH_DIFF_ELEMENTS] = SAY_STANDARD_SHOW_ELEMENTS,
};

static const jh_say_id aspects[JH_DIFF_ASPECT_COUNT] = {
    [JH_DIFF_TITLE] = SAY_STANDARD_DIFF_TITLE,     [JH_DIFF_MEASURE] = SAY_STANDARD_SHOW_MEASURE,
    [JH_DIFF_FORMULA] = SAY_STANDARD_SHOW_FORMULA, [JH_DIFF_SCOPE] = SAY_STANDARD_SHOW_SCOPE,
    [JH_DIFF_LINE] = SAY_STANDARD_SHOW_LINE,       [JH_DIFF_FLOOR] = SAY_STANDARD_SHOW_FLOOR,
    [JH_DIFF_BOUND] = SAY_STANDARD_DIFF_BOUND,     [JH_DIFF_DECIMALS] = SAY_STANDARD_DIFF_DECIMALS,
    [JH_DIFF_DECIDED] = SAY_STANDARD_DIFF_DECIDED, [JH_DIFF_LEAVES_OUT] = SAY_STANDARD_DIFF_OUT,
    [JH_DIFF_WEIGHT] = SAY_STANDARD_DIFF_WEIGHT,   [JH_DIFF_FULL] = SAY_STANDARD_SHOW_FULL,
    [JH_DIFF_DEFAULT] = SAY_STANDARD_SHOW_DEFAULT, [JH_DIFF_WINDOW] = SAY_STANDARD_SHOW_WINDOW,
};

static const jh_say_id ways[JH_DIFF_WAY_COUNT] = { SAY_STANDARD_DIFF_OTHER,
                                                   SAY_STANDARD_DIFF_STRICTER,
                                                   SAY_STANDARD_DIFF_LOOSER };

typedef struct teller {
    jh_buffer *out;
    const jh_differences *what;
    jh_lang lang;
} teller;

/* ---- words ------------------------------------------------------------------------------ */

static void text(const teller *t, jh_text words)
{
    jh_buffer_add(t->out, words);
}

static void say(const teller *t, jh_say_id id)
{
    jh_buffer_add_zero(t->out, jh_say(t->lang, id));
}

static void zero(const teller *t, const char *words)
{
    jh_buffer_add_zero(t->out, words);
}

static void sentence(const teller *t, jh_say_id id, const char *const args[3])
{
    jh_message message = jh_message_make(id, args[0], args[1], args[2], NULL);
    char line[512];

    jh_message_write(line, sizeof line, t->lang, &message, 0);
    zero(t, line);
}

/* One side of a change, as a person reads it. */
static void side(const teller *t, const jh_diff_change *change, bool is_before)
{
    jh_text what = is_before ? change->before : change->after;
    jh_reader reader = { t->out->arena, is_before ? t->what->from : t->what->to, t->lang };

    if (!what.size) {
        say(t, SAY_STANDARD_DIFF_NONE);
        return;
    }
    if (change->sign[0]) jh_buffer_add_format(t->out, "%s ", change->sign);
    if (change->is_formula) what = jh_formula_read(&reader, what);
    if (!what.at) t->out->failed = true;
    text(t, what);
}

/* Both sides fit behind their label. */
static bool is_short(const jh_diff_change *change)
{
    enum { MOST = 60 }; /* bytes: twenty characters of Chinese */

    return change->aspect != JH_DIFF_FORMULA && change->before.size <= MOST
           && change->after.size <= MOST;
}

/* ---- lines ------------------------------------------------------------------------------ */

/* "    更严  标准 小学 R1 R2：≥ 4.2 → ≥ 4.5"; what is long stands below each other. */
static void tell_change(const teller *t, const jh_diff_change *change)
{
    zero(t, "    ");
    say(t, ways[change->way]);
    zero(t, "  ");
    if (change->aspect == JH_DIFF_LEAVES_OUT) {
        say(t, change->before.size ? SAY_STANDARD_DIFF_REMOVED : SAY_STANDARD_DIFF_ADDED);
        zero(t, " ");
    }
    say(t, aspects[change->aspect]);
    if (change->stage != JH_WHOLE) {
        zero(t, " ");
        text(t, jh_standard_stage_title(t->what->to, t->lang, change->stage));
    }
    if (change->of.size) {
        zero(t, " ");
        text(t, change->of);
    }
    if (change->aspect == JH_DIFF_LEAVES_OUT) {
        say(t, SAY_STANDARD_DIFF_COLON);
        text(t, change->before.size ? change->before : change->after);
    } else if (is_short(change)) {
        say(t, SAY_STANDARD_DIFF_COLON);
        side(t, change, true);
        zero(t, " → ");
        side(t, change, false);
    } else {
        zero(t, "\n          ");
        side(t, change, true);
        zero(t, "\n        → ");
        side(t, change, false);
    }
    zero(t, "\n");
}

/* "：小学 ≥ 4.2，初中 ≥ 5.3，底线 85%" of what only one standard has. */
static void tell_what_it_says(const teller *t, const jh_diff_entry *entry)
{
    const jh_diff_change *change;
    jh_text of = { "", 0 };

    for (change = entry->changes; change; change = change->next) {
        say(t, change == entry->changes ? SAY_STANDARD_DIFF_COLON : SAY_STANDARD_DIFF_COMMA);
        if (!jh_text_equal(change->of, of)) {
            text(t, change->of);
            zero(t, " ");
        }
        of = change->of;
        if (change->stage == JH_WHOLE && change->aspect != JH_DIFF_BOUND) {
            say(t, aspects[change->aspect]);
            zero(t, " ");
        } else if (change->stage != JH_WHOLE) {
            text(t, jh_standard_stage_title(t->what->to, t->lang, change->stage));
            zero(t, " ");
        }
        side(t, change, entry->is_in_from);
    }
}

static void tell_name(const teller *t, const jh_diff_entry *entry)
{
    if (entry->from_key.size)
        jh_buffer_add_format(t->out, "%.*s → ", JH_TEXT_ARGS(entry->from_key));
    if (entry->key.size) jh_buffer_add_format(t->out, "%.*s  ", JH_TEXT_ARGS(entry->key));
    text(t, entry->title);
}

static bool is_of(const jh_diff_entry *entry, bool from, bool to)
{
    return entry->is_in_from == from && entry->is_in_to == to;
}

/* Words for figures and elements: many, and of interest by their names alone. */
static bool is_run_on(jh_diff_part part)
{
    return part == JH_DIFF_DEFINITIONS || part == JH_DIFF_ELEMENTS;
}

static void tell_one(const teller *t, const jh_diff_entry *entry, bool is_first)
{
    if (is_run_on(entry->part)) {
        if (is_first)
            zero(t, "    ");
        else
            say(t, SAY_STANDARD_DIFF_COMMA);
        text(t, entry->title);
        return;
    }
    zero(t, "    ");
    if (entry->way != JH_DIFF_OTHER) {
        say(t, ways[entry->way]);
        zero(t, "  ");
    }
    tell_name(t, entry);
    tell_what_it_says(t, entry);
    zero(t, "\n");
}

static void tell_only_count(const teller *t, const jh_standard *in, size_t found)
{
    char count[24], key[JH_MESSAGE_ARG_SIZE];

    snprintf(key, sizeof key, "%.*s", JH_TEXT_ARGS(in->key));
    zero(t, "  ");
    sentence(t, SAY_STANDARD_DIFF_ONLY,
             (const char *const[3]){ key, jh_digits(count, (int64_t)found), NULL });
    zero(t, "\n");
}

/* What of this part only one of the two has. */
static void tell_only(const teller *t, const jh_diff_entry *first, bool from)
{
    const jh_diff_entry *entry;
    size_t found = 0, told = 0;

    for (entry = first; entry && entry->part == first->part; entry = entry->next)
        found += is_of(entry, from, !from);
    if (!found) return;
    tell_only_count(t, from ? t->what->from : t->what->to, found);
    for (entry = first; entry && entry->part == first->part; entry = entry->next)
        if (is_of(entry, from, !from)) tell_one(t, entry, told++ == 0);
    if (is_run_on(first->part)) zero(t, "\n");
}

/* Gives the first entry of the next part. */
static const jh_diff_entry *tell_part(const teller *t, const jh_diff_entry *first)
{
    const jh_diff_entry *entry;
    const jh_diff_change *change;

    zero(t, "\n== ");
    say(t, parts[first->part]);
    zero(t, "\n");
    for (entry = first; entry && entry->part == first->part; entry = entry->next) {
        if (!is_of(entry, true, true)) continue;
        if (entry->key.size) {
            zero(t, "  ");
            tell_name(t, entry);
            zero(t, "\n");
        }
        for (change = entry->changes; change; change = change->next) tell_change(t, change);
    }
    tell_only(t, first, true);
    tell_only(t, first, false);
    while (entry && entry->part == first->part) entry = entry->next;
    return entry;
}

static void tell_title(const teller *t, const jh_standard *of)
{
    jh_buffer_add_format(t->out, "  %.*s  ", JH_TEXT_ARGS(of->key));
    text(t, jh_standard_in(of, t->lang, of->title));
    if (of->source.size)
        jh_buffer_add_format(t->out, " (%.*s)",
                             JH_TEXT_ARGS(jh_standard_in(of, t->lang, of->source)));
    zero(t, "\n");
}

jh_code jh_report_differences(jh_buffer *out, const jh_differences *what, jh_lang lang,
                              jh_error *err)
{
    teller t = { out, what, lang };
    const jh_diff_entry *at = what->entries;
    char counts[JH_DIFF_WAY_COUNT][24];
    int way;

    jh_buffer_add_format(out, "%.*s → %.*s\n", JH_TEXT_ARGS(what->from->key),
                         JH_TEXT_ARGS(what->to->key));
    tell_title(&t, what->from);
    tell_title(&t, what->to);
    for (way = 0; way < JH_DIFF_WAY_COUNT; way++) jh_digits(counts[way], (int64_t)what->ways[way]);
    zero(&t, "  ");
    if (at)
        sentence(&t, SAY_STANDARD_DIFF_COUNTS,
                 (const char *const[3]){ counts[JH_DIFF_STRICTER], counts[JH_DIFF_LOOSER],
                                         counts[JH_DIFF_OTHER] });
    else
        say(&t, SAY_STANDARD_DIFF_NOTHING);
    zero(&t, "\n");
    if (what->only_from) tell_only_count(&t, what->from, what->only_from);
    if (what->only_to) tell_only_count(&t, what->to, what->only_to);
    while (at) at = tell_part(&t, at);
    return out->failed ? jh_no_memory(err) : JH_OK;
}
