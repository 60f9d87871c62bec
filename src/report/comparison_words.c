/* SPDX-License-Identifier: Apache-2.0 */
#include "report/comparison_words.h"

#include "report/words.h"

#include <string.h>

jh_say_id jh_cause_say(jh_cause cause)
{
    static const jh_say_id say[JH_CAUSE_COUNT] = { SAY_REPORT_CAUSE_UNITS, SAY_REPORT_CAUSE_FIGURES,
                                                   SAY_REPORT_CAUSE_STANDARD,
                                                   SAY_REPORT_CAUSE_SETTINGS };

    return say[cause];
}

jh_say_id jh_subject_say(jh_subject_kind kind)
{
    static const jh_say_id say[JH_SUBJECT_COUNT] = {
        SAY_REPORT_CHANGED_GRADE, SAY_REPORT_CHANGED_GROUP, SAY_REPORT_CHANGED_ITEM,
        SAY_REPORT_CHANGED_LIMIT, SAY_REPORT_CHANGED_RULE,  SAY_REPORT_CHANGED_INDICATOR
    };

    return say[kind];
}

/* ---- names ---- */

#define TITLE_IN(list, count, wanted)                                                              \
    for (size_t i_ = 0; i_ < (count); i_++)                                                        \
        if (jh_text_equal((list)[i_].key, (wanted))) return (list)[i_].title

static jh_text title_in(const jh_standard *s, const jh_change *change)
{
    size_t at;

    switch (change->subject.kind) {
    case JH_SUBJECT_GROUP: TITLE_IN(s->groups, s->group_count, change->subject.key); break;
    case JH_SUBJECT_ITEM: TITLE_IN(s->items, s->item_count, change->subject.key); break;
    case JH_SUBJECT_RULE: TITLE_IN(s->rules, s->rule_count, change->subject.key); break;
    case JH_SUBJECT_GRADE: return s->title;
    default:
        at = jh_standard_indicator(s, change->subject.key);
        if (at == SIZE_MAX) break;
        return s->indicators[at].short_title.size ? s->indicators[at].short_title
                                                  : s->indicators[at].title;
    }
    return (jh_text){ "", 0 };
}

jh_text jh_change_title(const jh_comparison_view *view, const jh_change *change, jh_lang lang)
{
    const jh_standard *standard = view->after->standard;
    jh_text title = title_in(standard, change);

    if (title.size == 0) {
        standard = view->before->standard;
        title = title_in(standard, change);
    }
    return title.size ? jh_standard_in(standard, lang, title) : change->subject.key;
}

jh_text jh_change_unit(const jh_comparison_view *view, const jh_change *change)
{
    const jh_snapshot *from = view->after->snapshot;
    size_t unit = SIZE_MAX;

    if (change->subject.unit.size == 0) return (jh_text){ "", 0 };
    unit = jh_snapshot_unit(from, change->subject.unit);
    if (unit == SIZE_MAX) {
        from = view->before->snapshot;
        unit = jh_snapshot_unit(from, change->subject.unit);
    }
    return unit == SIZE_MAX ? change->subject.unit : from->units[unit].name;
}

jh_text jh_change_grade(const jh_view *end, const jh_state *state, jh_lang lang)
{
    if (!state->is_there) return (jh_text){ "", 0 };
    if (state->claim.truth != JH_YES) return jh_text_of(jh_say(lang, SAY_REPORT_VERDICT_UNKNOWN));
    return jh_standard_in(end->standard, lang, end->standard->grades[state->grade].title);
}

const char *jh_change_value(char out[JH_DECIMAL_SIZE], const jh_state *state)
{
    out[0] = '\0';
    if (state->is_there && state->has_value && state->value.why == JH_PRESENT)
        jh_decimal_write(out, state->printed, state->decimals);
    return out;
}

bool jh_change_is_seen(const jh_change *change)
{
    char before[JH_DECIMAL_SIZE], after[JH_DECIMAL_SIZE];

    return change->is_verdict
           || strcmp(jh_change_value(before, &change->before),
                     jh_change_value(after, &change->after))
                  != 0;
}

const char *jh_change_sign(const jh_change *change, const jh_state *state)
{
    if (!state->is_there) return "–";
    return change->subject.kind == JH_SUBJECT_INDICATOR ? jh_mark_sign(state->mark)
                                                        : jh_claim_sign(state->claim);
}

const char *jh_change_class(const jh_change *change, const jh_state *state)
{
    if (!state->is_there) return "na";
    return change->subject.kind == JH_SUBJECT_INDICATOR ? jh_mark_class(state->mark)
                                                        : jh_claim_class(state->claim);
}

/* ---- figures ---- */

static const jh_standard *standard_of(const jh_comparison_view *view,
                                      const jh_figure_change *figure, size_t *element)
{
    const jh_standard *standard = view->after->standard;

    *element = jh_standard_element(standard, figure->element);
    if (*element != SIZE_MAX) return standard;
    standard = view->before->standard;
    *element = jh_standard_element(standard, figure->element);
    return standard;
}

jh_text jh_figure_title(const jh_comparison_view *view, const jh_figure_change *figure,
                        jh_lang lang)
{
    size_t element;
    const jh_standard *s = standard_of(view, figure, &element);

    return element == SIZE_MAX ? figure->element
                               : jh_standard_in(s, lang, s->elements[element].title);
}

jh_text jh_figure_measure(const jh_comparison_view *view, const jh_figure_change *figure,
                          jh_lang lang)
{
    size_t element;
    const jh_standard *s = standard_of(view, figure, &element);

    return element == SIZE_MAX ? (jh_text){ "", 0 }
                               : jh_standard_in(s, lang, s->elements[element].measure_title);
}

jh_text jh_figure_cell(jh_arena *keep, const jh_view *end, const jh_reported *reported)
{
    const jh_snapshot *from = end->snapshot;
    const jh_origin *origin = &from->origins[reported->origin];
    char letters[8] = "";
    size_t at = sizeof letters - 1;
    uint32_t c;

    if (reported->origin == 0 || origin->file == JH_NO_FILE || origin->file >= from->file_count)
        return (jh_text){ "", 0 };
    for (c = origin->column + 1; c && at > 0; c = (c - 1) / 26)
        letters[--at] = (char)('A' + (c - 1) % 26);
    return jh_text_format(keep, "%.*s %.*s %s%u", JH_TEXT_ARGS(from->files[origin->file].name),
                          JH_TEXT_ARGS(origin->sheet), letters + at, origin->row + 1);
}

/* ---- settings ---- */

static size_t find_setting(const jh_standard *s, jh_text key)
{
    for (size_t i = 0; i < s->setting_count; i++)
        if (jh_text_equal(s->settings[i].key, key)) return i;
    return SIZE_MAX;
}

static size_t find_relaxation(const jh_standard *s, jh_text key)
{
    for (size_t i = 0; i < s->relaxation_count; i++)
        if (jh_text_equal(s->relaxations[i].key, key)) return i;
    return SIZE_MAX;
}

static jh_text setting_at(jh_arena *keep, const jh_view *end, jh_text key)
{
    size_t at = find_setting(end->standard, key);

    return at == SIZE_MAX ? (jh_text){ "", 0 } : jh_view_setting(keep, end, at);
}

static jh_text relaxation_at(jh_arena *keep, const jh_view *end, jh_text key)
{
    size_t at = find_relaxation(end->standard, key);
    const jh_relaxing *on;
    char from[16], until[16];

    if (at == SIZE_MAX || !end->settings->relaxing[at].is_on) return (jh_text){ "", 0 };
    on = &end->settings->relaxing[at];
    return jh_text_format(keep, "%.*s %s – %s", JH_TEXT_ARGS(on->approver),
                          jh_date_write(from, on->from), jh_date_write(until, on->until));
}

typedef jh_text value_at(jh_arena *keep, const jh_view *end, jh_text key);

static jh_code add(jh_setting_changes *out, jh_arena *keep, const jh_comparison_view *view,
                   const jh_setting_change *named, value_at *value)
{
    jh_setting_change one = *named;

    one.before = value(keep, view->before, one.key);
    one.after = value(keep, view->after, one.key);
    if (!one.before.at || !one.after.at) return JH_NO_MEMORY;
    if (!jh_text_equal(one.before, one.after)) out->items[out->count++] = one;
    return JH_OK;
}

static jh_code add_settings(jh_setting_changes *out, jh_arena *keep, const jh_comparison_view *view,
                            const jh_standard *s)
{
    bool is_later = s == view->after->standard;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; !rc && i < s->setting_count; i++)
        if (is_later || find_setting(view->after->standard, s->settings[i].key) == SIZE_MAX)
            rc = add(out, keep, view,
                     &(jh_setting_change){
                         .key = s->settings[i].key, .title = s->settings[i].title, .standard = s },
                     setting_at);
    for (i = 0; !rc && i < s->relaxation_count; i++)
        if (is_later || find_relaxation(view->after->standard, s->relaxations[i].key) == SIZE_MAX)
            rc = add(out, keep, view,
                     &(jh_setting_change){ .key = s->relaxations[i].key,
                                           .title = s->relaxations[i].title,
                                           .standard = s },
                     relaxation_at);
    return rc;
}

jh_code jh_comparison_settings(jh_setting_changes *out, jh_arena *keep,
                               const jh_comparison_view *view)
{
    const jh_standard *a = view->before->standard, *b = view->after->standard;
    jh_code rc;

    *out = (jh_setting_changes){ 0 };
    out->items = JH_NEW_ARRAY(keep, jh_setting_change,
                              a->setting_count + a->relaxation_count + b->setting_count
                                  + b->relaxation_count + 1);
    if (!out->items) return JH_NO_MEMORY;
    rc = add_settings(out, keep, view, b);
    return rc ? rc : add_settings(out, keep, view, a);
}

size_t jh_comparison_count(const jh_comparison *comparison, jh_cause cause)
{
    size_t i, count = 0;

    for (i = 0; i < comparison->change_count; i++)
        count +=
            comparison->changes[i].is_verdict && (comparison->changes[i].causes & 1U << cause) != 0;
    return count;
}
