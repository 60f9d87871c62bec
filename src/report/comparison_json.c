/* Two assessments side by side, as JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/comparison_words.h"
#include "report/json_words.h"

static void put_end(jh_json *json, const char *key, const jh_view *end)
{
    char as_of[16];

    jh_json_key(json, key);
    jh_json_object(json);
    jh_json_member_text(json, "period", end->snapshot->period);
    jh_json_member_text(json, "standard", end->standard->key);
    jh_json_member_zero(json, "as_of", jh_date_write(as_of, end->settings->as_of));
    jh_json_key(json, "revision");
    jh_json_integer(json, end->snapshot->revision);
    jh_json_member_zero(json, "assessment", end->assessment_hash);
    jh_json_member_zero(json, "content", end->content_hash);
    jh_json_member_zero(json, "standard_hash", end->standard_hash);
    jh_json_member_zero(json, "settings", end->settings_hash);
    jh_json_key(json, "frozen");
    if (end->freeze)
        jh_json_integer(json, end->freeze->number);
    else
        jh_json_null(json);
    jh_json_end(json);
}

static void put_causes(jh_json *json, const char *key, unsigned causes)
{
    int cause;

    jh_json_key(json, key);
    jh_json_array(json);
    for (cause = 0; cause < JH_CAUSE_COUNT; cause++)
        if (causes & 1U << cause) jh_json_zero(json, jh_cause_key((jh_cause)cause));
    jh_json_end(json);
}

static const char *mark_key(jh_mark mark)
{
    static const char *const keys[JH_MARK_COUNT] = { "below", "floor", "met", "unknown",
                                                     "no_line" };

    return keys[mark];
}

static void put_state(jh_json *json, const char *key, const jh_view *end, const jh_change *change,
                      const jh_state *state)
{
    jh_json_key(json, key);
    if (!state->is_there) {
        jh_json_null(json);
        return;
    }
    jh_json_object(json);
    if (change->subject.kind == JH_SUBJECT_INDICATOR)
        jh_json_member_zero(json, "mark", mark_key(state->mark));
    else
        jh_json_member_claim(json, change->subject.kind == JH_SUBJECT_GRADE ? "decided" : "holds",
                             state->claim);
    if (change->subject.kind == JH_SUBJECT_GRADE) {
        jh_json_member_text(json, "grade", end->standard->grades[state->grade].key);
        jh_json_member_text(json, "grade_title", end->standard->grades[state->grade].title);
        jh_json_member_claim(json, "passes", jh_view_verdict(end));
    }
    if (state->has_value)
        jh_json_member_printed(json, "value", &state->value, state->printed, state->decimals);
    jh_json_end(json);
}

static void put_change(jh_json *json, const jh_comparison_view *view, const jh_change *change)
{
    size_t i;

    jh_json_object(json);
    jh_json_member_zero(json, "kind", jh_subject_key(change->subject.kind));
    jh_json_member_text(json, "key", change->subject.key);
    if (change->subject.statement.size)
        jh_json_member_text(json, "statement", change->subject.statement);
    jh_json_member_text(json, "title", jh_change_title(view, change, JH_ZH));
    jh_json_member_zero(json, "stage", jh_stage_key(change->subject.stage));
    if (change->subject.unit.size) {
        jh_json_member_text(json, "unit", change->subject.unit);
        jh_json_member_text(json, "name", jh_change_unit(view, change));
    }
    jh_json_member_bool(json, "verdict_changed", change->is_verdict);
    put_state(json, "before", view->before, change, &change->before);
    put_state(json, "after", view->after, change, &change->after);
    put_causes(json, "causes", change->causes);
    jh_json_key(json, "figures");
    jh_json_array(json);
    for (i = 0; i < change->figure_count; i++) jh_json_integer(json, (int64_t)change->figures[i]);
    jh_json_end(json);
    jh_json_end(json);
}

static void put_reported(jh_json *json, const char *key, const jh_view *end,
                         const jh_reported *reported)
{
    jh_text cell = jh_figure_cell(json->buffer.arena, end, reported);

    jh_json_key(json, key);
    jh_json_object(json);
    jh_json_key(json, "value");
    if (reported->why == JH_PRESENT) {
        jh_json_decimal(json, reported->value);
    } else {
        jh_json_null(json);
        jh_json_member_zero(json, "why", jh_why_key(reported->why));
    }
    if (!cell.at) json->buffer.failed = true;
    if (cell.size) jh_json_member_text(json, "cell", cell);
    jh_json_end(json);
}

static void put_figures(jh_json *json, const jh_comparison_view *view)
{
    const jh_comparison *c = view->comparison;
    size_t i;

    jh_json_key(json, "figures");
    jh_json_array(json);
    for (i = 0; i < c->figure_count; i++) {
        const jh_figure_change *figure = &c->figures[i];
        jh_json_object(json);
        jh_json_member_text(json, "unit", figure->unit->code);
        jh_json_member_text(json, "name", figure->unit->name);
        jh_json_member_text(json, "element", figure->element);
        jh_json_member_text(json, "title", jh_figure_title(view, figure, JH_ZH));
        jh_json_member_zero(json, "stage", jh_stage_key(figure->stage));
        put_reported(json, "before", view->before, &figure->before);
        put_reported(json, "after", view->after, &figure->after);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_unit_end(jh_json *json, const char *key, const jh_unit *unit)
{
    int i;

    jh_json_key(json, key);
    if (!unit) {
        jh_json_null(json);
        return;
    }
    jh_json_object(json);
    jh_json_member_text(json, "name", unit->name);
    jh_json_member_text(json, "parent", unit->parent);
    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++)
        jh_json_member_text(json, jh_attribute_key((jh_attribute)i), unit->attribute[i]);
    jh_json_end(json);
}

static void put_units(jh_json *json, const jh_comparison *c)
{
    size_t i;

    jh_json_key(json, "units");
    jh_json_array(json);
    for (i = 0; i < c->unit_count; i++) {
        jh_json_object(json);
        jh_json_member_text(json, "unit",
                            (c->units[i].after ? c->units[i].after : c->units[i].before)->code);
        put_unit_end(json, "before", c->units[i].before);
        put_unit_end(json, "after", c->units[i].after);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static jh_code put_settings(jh_json *json, const jh_comparison_view *view)
{
    jh_setting_changes list;
    size_t i;

    if (jh_comparison_settings(&list, json->buffer.arena, view)) return JH_NO_MEMORY;
    jh_json_key(json, "settings");
    jh_json_array(json);
    for (i = 0; i < list.count; i++) {
        jh_json_object(json);
        jh_json_member_text(json, "key", list.items[i].key);
        jh_json_member_text(json, "title", list.items[i].title);
        jh_json_member_text(json, "before", list.items[i].before);
        jh_json_member_text(json, "after", list.items[i].after);
        jh_json_end(json);
    }
    jh_json_end(json);
    return JH_OK;
}

jh_code jh_report_comparison_json(jh_text *out, jh_arena *keep, const jh_comparison_view *view,
                                  jh_error *err)
{
    const jh_comparison *c = view->comparison;
    jh_json json = jh_json_in(keep);
    size_t i;

    jh_json_object(&json);
    jh_json_member_zero(&json, "format", "junheng-comparison-1");
    jh_json_member_text(&json, "county", view->after->snapshot->county);
    put_end(&json, "before", view->before);
    put_end(&json, "after", view->after);
    put_causes(&json, "steps", c->steps);
    jh_json_key(&json, "changes");
    jh_json_array(&json);
    for (i = 0; i < c->change_count; i++) put_change(&json, view, &c->changes[i]);
    jh_json_end(&json);
    put_units(&json, c);
    put_figures(&json, view);
    if (put_settings(&json, view)) return jh_no_memory(err);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
