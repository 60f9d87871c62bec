/* Two assessments side by side, on a terminal.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/comparison_words.h"
#include "report/terminal_text.h"
#include "report/words.h"

#include <string.h>

enum { FIGURES_SHOWN = 4, TITLE_COLUMNS = 28, UNIT_COLUMNS = 28 };

typedef struct telling {
    jh_terminal t;
    const jh_comparison_view *view;
} telling;

static void put(const telling *to, const char *text)
{
    jh_buffer_add_zero(to->t.out, text);
}

static void put_text(const telling *to, jh_text text)
{
    if (!text.at) to->t.out->failed = true;
    jh_terminal_text(&to->t, text);
}

static void put_grey(const telling *to, jh_text text)
{
    jh_terminal_colour(&to->t, JH_GREY);
    put_text(to, text);
    jh_terminal_colour(&to->t, JH_PLAIN);
}

static void say_count(const telling *to, jh_say_id say, size_t count)
{
    char digits[24];

    jh_terminal_say(&to->t, say, jh_digits(digits, (long long)count), NULL);
}

/* "a → b", or once if they are the same. */
static void put_pair(const telling *to, jh_text before, jh_text after)
{
    put_text(to, before.size ? before : JH_TEXT("–"));
    if (before.size == after.size && jh_text_equal(before, after)) return;
    put(to, " → ");
    put_text(to, after.size ? after : JH_TEXT("–"));
}

/* ---- head ---- */

static jh_text standard_title(const telling *to, const jh_view *end)
{
    return jh_standard_in(end->standard, to->t.options->lang, end->standard->title);
}

static void put_grade(const telling *to, const jh_view *end)
{
    jh_state state = { .is_there = true,
                       .claim = end->assessment->grade_known,
                       .grade = end->assessment->grade };

    jh_terminal_sign(&to->t, jh_view_verdict(end));
    put(to, " ");
    jh_terminal_colour(&to->t, JH_BOLD);
    put_text(to, jh_change_grade(end, &state, to->t.options->lang));
    jh_terminal_colour(&to->t, JH_PLAIN);
}

static void put_verdict(const telling *to)
{
    put_grade(to, to->view->before);
    put(to, "  →  ");
    put_grade(to, to->view->after);
    put(to, "\n");
}

/* Which of the two is a frozen one. */
static void put_standing(const telling *to, const jh_view *end)
{
    jh_message standing = jh_view_standing(end);
    char said[512];

    jh_message_write(said, sizeof said, to->t.options->lang, &standing, 0);
    put(to, said);
}

static void put_head(const telling *to)
{
    const jh_view *a = to->view->before, *b = to->view->after;
    char one[16], two[16];

    jh_terminal_colour(&to->t, JH_BOLD);
    put_text(to, b->snapshot->county_name.size ? b->snapshot->county_name : b->snapshot->county);
    jh_terminal_colour(&to->t, JH_PLAIN);
    put(to, "  ");
    put_pair(to, a->snapshot->period, b->snapshot->period);
    put(to, "\n");
    put_pair(to, standard_title(to, a), standard_title(to, b));
    put(to, "\n");
    jh_date_write(one, a->settings->as_of);
    jh_date_write(two, b->settings->as_of);
    if (strcmp(one, two) == 0)
        jh_terminal_say(&to->t, SAY_REPORT_AS_OF, one, NULL);
    else
        jh_terminal_say(&to->t, SAY_REPORT_COMPARE_DAYS, one, two, NULL);
    jh_buffer_add_format(to->t.out, " · %.12s → %.12s\n", a->assessment_hash, b->assessment_hash);
    if (a->freeze || b->freeze) {
        put_standing(to, a);
        put(to, "\n→ ");
        put_standing(to, b);
        put(to, "\n");
    }
    put(to, "\n");
    put_verdict(to);
}

static void put_causes(const telling *to)
{
    const jh_comparison *c = to->view->comparison;
    int cause;

    put(to, "\n");
    if (c->steps == 0) {
        jh_terminal_say(&to->t, SAY_REPORT_COMPARE_SAME, NULL);
        put(to, "\n");
        return;
    }
    jh_terminal_say(&to->t, SAY_REPORT_COMPARE_STEPS, NULL);
    put(to, "\n");
    for (cause = 0; cause < JH_CAUSE_COUNT; cause++) {
        if (!(c->steps & 1U << cause)) continue;
        put(to, "  ");
        jh_terminal_padded(&to->t,
                           jh_text_of(jh_say(to->t.options->lang, jh_cause_say((jh_cause)cause))),
                           TITLE_COLUMNS);
        say_count(to, SAY_REPORT_COMPARE_MOVED, jh_comparison_count(c, (jh_cause)cause));
        put(to, "\n");
    }
}

/* ---- changes ---- */

static void put_reported(const telling *to, const jh_reported *reported)
{
    char number[JH_DECIMAL_SIZE];

    if (reported->why == JH_PRESENT)
        put(to, jh_decimal_write_short(number, reported->value));
    else
        jh_terminal_say(&to->t, jh_say_of_why(reported->why), NULL);
}

static void put_figure(const telling *to, const jh_figure_change *figure)
{
    jh_lang lang = to->t.options->lang;
    jh_text from = jh_figure_cell(to->t.out->arena, to->view->before, &figure->before);
    jh_text now = jh_figure_cell(to->t.out->arena, to->view->after, &figure->after);

    put(to, "     · ");
    put_text(to, jh_figure_title(to->view, figure, lang));
    if (figure->stage != JH_WHOLE) {
        put(to, " ");
        jh_terminal_say(&to->t, jh_stage_say(figure->stage), NULL);
    }
    put(to, " ");
    put_reported(to, &figure->before);
    put(to, " → ");
    put_reported(to, &figure->after);
    put(to, " ");
    put_text(to, jh_figure_measure(to->view, figure, lang));
    if (from.size || now.size) {
        put(to, "  ← ");
        put_grey(to, from);
        put(to, " → ");
        put_grey(to, now);
    }
    put(to, "\n");
}

static void put_state(const telling *to, const jh_change *change, const jh_state *state)
{
    char number[JH_DECIMAL_SIZE];

    put(to, jh_change_sign(change, state));
    if (!state->is_there || !state->has_value) return;
    put(to, " ");
    if (state->value.why == JH_PRESENT)
        put(to, jh_change_value(number, state));
    else
        jh_terminal_say(&to->t, jh_say_of_why(state->value.why), NULL);
}

static void put_change_causes(const telling *to, unsigned causes)
{
    int cause;
    bool is_first = true;

    jh_terminal_colour(&to->t, JH_GREY);
    put(to, "  ← ");
    for (cause = 0; cause < JH_CAUSE_COUNT; cause++) {
        if (!(causes & 1U << cause)) continue;
        put(to, is_first ? "" : " + ");
        jh_terminal_say(&to->t, jh_cause_say((jh_cause)cause), NULL);
        is_first = false;
    }
    jh_terminal_colour(&to->t, JH_PLAIN);
}

static void put_name(const telling *to, const jh_change *change)
{
    jh_text unit = jh_change_unit(to->view, change);

    if (unit.size) {
        put(to, " ");
        jh_terminal_padded(&to->t, unit, UNIT_COLUMNS);
    }
    if (change->subject.stage != JH_WHOLE) {
        put(to, " ");
        jh_terminal_say(&to->t, jh_stage_say(change->subject.stage), NULL);
    }
    put(to, " ");
    put_text(to, jh_change_title(to->view, change, to->t.options->lang));
    put(to, "  ");
}

static void put_change(const telling *to, const jh_change *change)
{
    jh_lang lang = to->t.options->lang;
    size_t i;

    put(to, " ");
    if (change->subject.kind == JH_SUBJECT_GRADE) {
        put(to, " ");
        put_pair(to, jh_change_grade(to->view->before, &change->before, lang),
                 jh_change_grade(to->view->after, &change->after, lang));
    } else {
        put_name(to, change);
        put_state(to, change, &change->before);
        put(to, " → ");
        put_state(to, change, &change->after);
    }
    put_change_causes(to, change->causes);
    put(to, "\n");
    if (change->subject.kind != JH_SUBJECT_INDICATOR) return;
    for (i = 0; i < change->figure_count && i < FIGURES_SHOWN; i++)
        put_figure(to, &to->view->comparison->figures[change->figures[i]]);
    if (i < change->figure_count) {
        put(to, "     ");
        say_count(to, SAY_REPORT_COMPARE_MORE, change->figure_count - i);
        put(to, "\n");
    }
}

/* Limits are few and are shown whenever what is printed of them moved. */
static bool is_shown(const jh_change *change)
{
    return change->is_verdict
           || (change->subject.kind == JH_SUBJECT_LIMIT && jh_change_is_seen(change));
}

static void put_changes(const telling *to)
{
    const jh_comparison *c = to->view->comparison;
    size_t i, silent = 0;
    int open = -1;

    for (i = 0; i < c->change_count; i++) {
        const jh_change *change = &c->changes[i];
        silent += !is_shown(change);
        if (!is_shown(change)) continue;
        if (open != (int)change->subject.kind)
            jh_terminal_heading(&to->t, jh_subject_say(change->subject.kind));
        open = (int)change->subject.kind;
        put_change(to, change);
    }
    put(to, "\n");
    if (silent) {
        say_count(to, SAY_REPORT_COMPARE_SILENT, silent);
        put(to, "\n");
    }
}

/* ---- what lies behind ---- */

static void put_unit(const telling *to, const jh_unit_change *unit)
{
    const jh_unit *now = unit->after ? unit->after : unit->before;
    int i;

    if (!now) return;
    put(to, unit->before ? unit->after ? "  ~ " : "  − " : "  + ");
    put_text(to, now->name);
    put(to, " ");
    put_grey(to, now->code);
    for (i = 0; unit->before && unit->after && i < JH_ATTRIBUTE_COUNT; i++) {
        jh_text a = unit->before->attribute[i], b = unit->after->attribute[i];
        if (jh_text_equal(a, b)) continue;
        put(to, "  ");
        put_pair(to, jh_view_label(to->view->before, (jh_attribute)i, a),
                 jh_view_label(to->view->after, (jh_attribute)i, b));
    }
    if (unit->before && unit->after && !jh_text_equal(unit->before->name, now->name)) {
        put(to, "  ");
        put_pair(to, unit->before->name, now->name);
    }
    if (unit->before && unit->after && !jh_text_equal(unit->before->parent, now->parent)) {
        put(to, "  ");
        put_pair(to, unit->before->parent, now->parent);
    }
    put(to, "\n");
}

static void put_units(const telling *to)
{
    const jh_comparison *c = to->view->comparison;
    size_t i;

    if (c->unit_count == 0) return;
    jh_terminal_heading(&to->t, SAY_REPORT_CAUSE_UNITS);
    for (i = 0; i < c->unit_count; i++) put_unit(to, &c->units[i]);
}

static jh_code put_settings(const telling *to)
{
    jh_setting_changes list;
    size_t i;

    if (jh_comparison_settings(&list, to->t.out->arena, to->view)) return JH_NO_MEMORY;
    if (list.count) jh_terminal_heading(&to->t, SAY_REPORT_CAUSE_SETTINGS);
    for (i = 0; i < list.count; i++) {
        put(to, "  ");
        put_text(to,
                 jh_standard_in(list.items[i].standard, to->t.options->lang, list.items[i].title));
        put(to, ": ");
        put_pair(to, list.items[i].before, list.items[i].after);
        put(to, "\n");
    }
    return JH_OK;
}

jh_code jh_report_comparison(jh_buffer *out, const jh_comparison_view *view,
                             const jh_terminal_options *options, jh_error *err)
{
    telling to = { jh_terminal_on(out, view->after, options), view };

    put_head(&to);
    put_causes(&to);
    put_changes(&to);
    put_units(&to);
    if (put_settings(&to)) return jh_no_memory(err);
    return out->failed ? jh_no_memory(err) : JH_OK;
}
