/* Two assessments side by side, as a page.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/comparison_words.h"
#include "report/page.h"

enum { WIDTH = 400, HEIGHT = 24, MIDDLE = HEIGHT / 2, FIGURES_SHOWN = 6 };

typedef struct telling {
    jh_page page; /* of the later assessment */
    const jh_comparison_view *view;
} telling;

static void add(const telling *to, const char *markup)
{
    jh_html_add(to->page.out, markup);
}

static void say(const telling *to, jh_say_id id)
{
    jh_html_say(to->page.out, id, NULL);
}

static void say_count(const telling *to, jh_say_id id, size_t count)
{
    char digits[24];

    jh_html_say(to->page.out, id, jh_digits(digits, (long long)count), NULL);
}

/* "a → b", or once where they are the same. */
static void put_pair(const telling *to, jh_text before, jh_text after)
{
    jh_html_text(to->page.out, before.size ? before : JH_TEXT("–"));
    if (jh_text_equal(before, after)) return;
    add(to, " → ");
    jh_html_text(to->page.out, after.size ? after : JH_TEXT("–"));
}

/* ---- head ---- */

static void put_end(const telling *to, const jh_view *end, size_t grade)
{
    jh_text title = end->standard->title;
    jh_state state = { .is_there = true, .claim = end->assessment->grade_known, .grade = grade };
    jh_claim verdict = jh_view_verdict(end);
    char as_of[16];

    jh_buffer_add_format(to->page.out, "<div class=\"verdict %s\"><p class=\"because\"><b>",
                         jh_claim_class(verdict));
    jh_html_say(to->page.out, SAY_REPORT_PERIOD, jh_page_zero(&to->page, end->snapshot->period),
                NULL);
    add(to, "</b></p><p class=\"grade\">");
    jh_page_sign(&to->page, verdict);
    jh_html_both(to->page.out, jh_change_grade(end, &state, JH_ZH),
                 jh_change_grade(end, &state, JH_EN));
    add(to, "</p><p class=\"standard\">");
    jh_html_both(to->page.out, title, jh_standard_in(end->standard, JH_EN, title));
    add(to, " · ");
    jh_html_say(to->page.out, SAY_REPORT_AS_OF, jh_date_write(as_of, end->settings->as_of), NULL);
    jh_buffer_add_format(to->page.out, " · <code>%.12s</code></p>", end->assessment_hash);
    if (end->freeze) {
        jh_message standing = jh_view_standing(end);
        add(to, "<p class=\"frozen\">");
        jh_html_message(to->page.out, &standing);
        add(to, "</p>");
    }
    add(to, "</div>");
}

static void put_head(const telling *to)
{
    const jh_view *a = to->view->before, *b = to->view->after;

    add(to, "<header class=\"head\"><h1>");
    jh_html_name(to->page.out,
                 b->snapshot->county_name.size ? b->snapshot->county_name : b->snapshot->county);
    add(to, " <span class=\"period\">");
    say(to, SAY_REPORT_COMPARE_TITLE);
    add(to, "</span>");
    if (b->is_made_up) {
        add(to, "<span class=\"made-up\">");
        say(to, SAY_REPORT_MADE_UP);
        add(to, "</span>");
    }
    add(to, "</h1><div class=\"ends\">");
    put_end(to, a, a->assessment->grade);
    put_end(to, b, b->assessment->grade);
    add(to, "</div><ul class=\"groups\">");
    for (int cause = 0; cause < JH_CAUSE_COUNT; cause++) {
        size_t moved = jh_comparison_count(to->view->comparison, (jh_cause)cause);
        if (!(to->view->comparison->steps & 1U << cause)) continue;
        add(to, "<li><b>");
        say(to, jh_cause_say((jh_cause)cause));
        add(to, "</b> ");
        say_count(to, SAY_REPORT_COMPARE_MOVED, moved);
        add(to, "</li>");
    }
    add(to, "</ul><p class=\"guide\">");
    say(to, to->view->comparison->steps ? SAY_REPORT_COMPARE_STEPS : SAY_REPORT_COMPARE_SAME);
    add(to, "</p></header>");
}

/* ---- changes ---- */

static void put_causes(const telling *to, unsigned causes)
{
    for (int cause = 0; cause < JH_CAUSE_COUNT; cause++) {
        if (!(causes & 1U << cause)) continue;
        add(to, "<span class=\"cause\">");
        say(to, jh_cause_say((jh_cause)cause));
        add(to, "</span>");
    }
}

static void put_state(const telling *to, const jh_change *change, const jh_state *state)
{
    char number[JH_DECIMAL_SIZE];

    jh_buffer_add_format(to->page.out, "<td class=\"state %s\"><i>%s</i>",
                         jh_change_class(change, state), jh_change_sign(change, state));
    if (state->is_there && state->has_value && state->value.why != JH_PRESENT)
        say(to, jh_say_of_why(state->value.why));
    else
        jh_html_zero(to->page.out, jh_change_value(number, state));
    add(to, "</td>");
}

static void put_reported(const telling *to, const jh_view *end, const jh_reported *reported)
{
    char number[JH_DECIMAL_SIZE];
    jh_text cell = jh_page_made(&to->page, jh_figure_cell(to->page.scratch, end, reported));

    add(to, "<td>");
    if (reported->why == JH_PRESENT)
        jh_html_zero(to->page.out, jh_decimal_write_short(number, reported->value));
    else
        say(to, jh_say_of_why(reported->why));
    add(to, "<small>");
    jh_html_text(to->page.out, cell);
    add(to, "</small></td>");
}

static void put_figure(const telling *to, const jh_figure_change *figure)
{
    add(to, "<tr class=\"figure\"><td>");
    jh_html_both(to->page.out, jh_figure_title(to->view, figure, JH_ZH),
                 jh_figure_title(to->view, figure, JH_EN));
    if (figure->stage != JH_WHOLE) {
        add(to, " ");
        say(to, jh_stage_say(figure->stage));
    }
    add(to, "</td>");
    put_reported(to, to->view->before, &figure->before);
    put_reported(to, to->view->after, &figure->after);
    add(to, "<td></td></tr>");
}

static void put_name(const telling *to, const jh_change *change)
{
    jh_text unit = jh_change_unit(to->view, change);

    if (unit.size) jh_html_name(to->page.out, unit);
    if (unit.size) add(to, " · ");
    if (change->subject.stage != JH_WHOLE) {
        say(to, jh_stage_say(change->subject.stage));
        add(to, " · ");
    }
    jh_html_both(to->page.out, jh_change_title(to->view, change, JH_ZH),
                 jh_change_title(to->view, change, JH_EN));
}

static void put_change(const telling *to, const jh_change *change)
{
    size_t i, shown = change->subject.kind == JH_SUBJECT_INDICATOR ? change->figure_count : 0;

    add(to, "<tr><th scope=\"row\">");
    put_name(to, change);
    add(to, "</th>");
    put_state(to, change, &change->before);
    put_state(to, change, &change->after);
    add(to, "<td>");
    put_causes(to, change->causes);
    add(to, "</td></tr>");
    for (i = 0; i < shown && i < FIGURES_SHOWN; i++)
        put_figure(to, &to->view->comparison->figures[change->figures[i]]);
    if (i == shown) return;
    add(to, "<tr class=\"figure\"><td>");
    say_count(to, SAY_REPORT_COMPARE_MORE, shown - i);
    add(to, "</td><td></td><td></td><td></td></tr>");
}

static void open_table(const telling *to)
{
    add(to, "<table class=\"changes\"><thead><tr><th></th><th>");
    say(to, SAY_REPORT_COMPARE_BEFORE);
    add(to, "</th><th>");
    say(to, SAY_REPORT_COMPARE_AFTER);
    add(to, "</th><th>");
    say(to, SAY_REPORT_COMPARE_CAUSE);
    add(to, "</th></tr></thead><tbody>");
}

/* Verdicts of one kind that changed; limits and the grade have their own drawing. */
static void put_kind(const telling *to, jh_subject_kind kind)
{
    const jh_comparison *c = to->view->comparison;
    bool is_open = false;

    for (size_t i = 0; i < c->change_count; i++) {
        if (c->changes[i].subject.kind != kind || !c->changes[i].is_verdict) continue;
        if (!is_open) {
            add(to, "<h3>");
            say(to, jh_subject_say(kind));
            add(to, "</h3>");
            open_table(to);
        }
        is_open = true;
        put_change(to, &c->changes[i]);
    }
    if (is_open) add(to, "</tbody></table>");
}

/* ---- dispersions: from where to where, against the limit ---- */

static double value_of(const jh_state *state)
{
    return state->is_there && state->value.why == JH_PRESENT
               ? jh_interval_middle(state->value.range)
               : 0.0;
}

static double bound_of(const telling *to, const jh_change *change)
{
    const jh_view *end = to->view->after;

    for (size_t l = 0; l < end->limit_count; l++) {
        const jh_limit *def = end->limits[l].def;
        if (def->stage == change->subject.stage
            && jh_text_equal(def->rule_key, change->subject.statement)
            && jh_text_equal(end->columns[def->indicator].def->key, change->subject.key))
            return jh_decimal_to_double(end->limits[l].result->bound);
    }
    return 0.0;
}

static double widest(const telling *to)
{
    const jh_comparison *c = to->view->comparison;
    double most = 0.0;

    for (size_t i = 0; i < c->change_count; i++) {
        const double seen[3] = { value_of(&c->changes[i].before), value_of(&c->changes[i].after),
                                 bound_of(to, &c->changes[i]) };
        if (c->changes[i].subject.kind != JH_SUBJECT_LIMIT) continue;
        for (int k = 0; k < 3; k++) most = seen[k] > most ? seen[k] : most;
    }
    return most > 0.0 ? most * 1.06 : 1.0;
}

static void put_dot(const telling *to, const char *name, double at)
{
    jh_buffer_add_format(to->page.out, "<circle class=\"%s\" r=\"5\" cy=\"%d\"", name, MIDDLE);
    jh_html_coordinate(to->page.out, "cx", at);
    add(to, "/>");
}

static void put_way(const telling *to, const jh_change *change, double most)
{
    double from = value_of(&change->before) / most * WIDTH;
    double now = value_of(&change->after) / most * WIDTH;
    double bound = bound_of(to, change) / most * WIDTH;
    jh_buffer *out = to->page.out;

    jh_buffer_add_format(out,
                         "<td class=\"bullet move\"><svg viewBox=\"0 0 %d %d\""
                         " aria-hidden=\"true\"><rect class=\"room\" x=\"0\" y=\"5\""
                         " height=\"%d\"",
                         WIDTH, HEIGHT, HEIGHT - 10);
    jh_html_coordinate(out, "width", bound);
    jh_buffer_add_format(out, "/><line class=\"limit\" y1=\"1\" y2=\"%d\"", HEIGHT - 1);
    jh_html_coordinate(out, "x1", bound);
    jh_html_coordinate(out, "x2", bound);
    add(to, "/>");
    if (value_of(&change->before) > 0.0 && value_of(&change->after) > 0.0) {
        jh_buffer_add_format(out, "<line class=\"way\" y1=\"%d\" y2=\"%d\"", MIDDLE, MIDDLE);
        jh_html_coordinate(out, "x1", from);
        jh_html_coordinate(out, "x2", now);
        add(to, "/>");
    }
    if (value_of(&change->before) > 0.0) put_dot(to, "from", from);
    if (value_of(&change->after) > 0.0)
        put_dot(to,
                change->after.claim.truth == JH_YES  ? "to yes"
                : change->after.claim.truth == JH_NO ? "to no"
                                                     : "to unknown",
                now);
    add(to, "</svg></td>");
}

static void put_limits(const telling *to)
{
    const jh_comparison *c = to->view->comparison;
    double most = widest(to);
    bool is_open = false;

    for (size_t i = 0; i < c->change_count; i++) {
        if (c->changes[i].subject.kind != JH_SUBJECT_LIMIT || !jh_change_is_seen(&c->changes[i]))
            continue;
        if (!is_open) {
            jh_page_section(&to->page, "limits", SAY_REPORT_CHANGED_LIMIT, SAY_REPORT_COMPARE_WAY);
            add(to, "<table class=\"changes limits-moved\"><tbody>");
        }
        is_open = true;
        add(to, "<tr><th scope=\"row\">");
        put_name(to, &c->changes[i]);
        add(to, "</th>");
        put_state(to, &c->changes[i], &c->changes[i].before);
        put_way(to, &c->changes[i], most);
        put_state(to, &c->changes[i], &c->changes[i].after);
        add(to, "<td>");
        put_causes(to, c->changes[i].causes);
        add(to, "</td></tr>");
    }
    if (is_open) add(to, "</tbody></table></section>");
}

/* ---- what lies behind ---- */

static void put_unit(const telling *to, const jh_unit_change *unit)
{
    const jh_unit *now = unit->after ? unit->after : unit->before;

    add(to, "<tr><th scope=\"row\">");
    jh_html_name(to->page.out, now->name);
    add(to, " <code>");
    jh_html_text(to->page.out, now->code);
    add(to, "</code></th><td>");
    if (!unit->before || !unit->after) {
        say(to, unit->after ? SAY_REPORT_COMPARE_CAME : SAY_REPORT_COMPARE_WENT);
    } else {
        for (int i = 0; i < JH_ATTRIBUTE_COUNT; i++) {
            jh_text a = unit->before->attribute[i], b = now->attribute[i];
            if (jh_text_equal(a, b)) continue;
            put_pair(to, jh_view_label(to->view->before, (jh_attribute)i, a),
                     jh_view_label(to->view->after, (jh_attribute)i, b));
            add(to, " ");
        }
        if (!jh_text_equal(unit->before->name, now->name))
            put_pair(to, unit->before->name, now->name);
    }
    add(to, "</td></tr>");
}

static void put_units(const telling *to)
{
    const jh_comparison *c = to->view->comparison;

    if (c->unit_count == 0) return;
    add(to, "<h3>");
    say(to, SAY_REPORT_CAUSE_UNITS);
    add(to, "</h3><table class=\"list\"><tbody>");
    for (size_t i = 0; i < c->unit_count; i++) put_unit(to, &c->units[i]);
    add(to, "</tbody></table>");
}

static jh_code put_settings(const telling *to)
{
    jh_setting_changes list;

    if (jh_comparison_settings(&list, to->page.scratch, to->view)) return JH_NO_MEMORY;
    if (list.count == 0) return JH_OK;
    add(to, "<h3>");
    say(to, SAY_REPORT_CAUSE_SETTINGS);
    add(to, "</h3><table class=\"list\"><tbody>");
    for (size_t i = 0; i < list.count; i++) {
        const jh_setting_change *one = &list.items[i];
        add(to, "<tr><th scope=\"row\">");
        jh_html_both(to->page.out, one->title, jh_standard_in(one->standard, JH_EN, one->title));
        add(to, "</th><td>");
        put_pair(to, one->before, one->after);
        add(to, "</td></tr>");
    }
    add(to, "</tbody></table>");
    return JH_OK;
}

static jh_code put_changes(const telling *to)
{
    jh_code rc;

    jh_page_section(&to->page, "changes", SAY_REPORT_COMPARE_CHANGES, SAY_REPORT_COMPARE_READ);
    for (int kind = JH_SUBJECT_GROUP; kind < JH_SUBJECT_COUNT; kind++)
        if (kind != JH_SUBJECT_LIMIT) put_kind(to, (jh_subject_kind)kind);
    put_units(to);
    rc = put_settings(to);
    add(to, "</section>");
    return rc;
}

jh_code jh_report_comparison_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                  const jh_comparison_view *view, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(keep);
    telling to = { { .out = &buffer, .view = view->after, .scratch = &scratch }, view };
    jh_text script = jh_page_asset("assets/report/language.js");
    jh_code rc;

    jh_page_open(&to.page, jh_page_asset("assets/report/page.css"), script);
    add(&to, "<nav><button type=\"button\" id=\"language\">");
    say(&to, SAY_REPORT_SWITCH);
    add(&to, "</button></nav><main>\n");
    put_head(&to);
    put_limits(&to);
    rc = view->comparison->steps ? put_changes(&to) : JH_OK;
    add(&to, "</main>\n<script>");
    jh_buffer_add(&buffer, script);
    add(&to, "</script>\n</body>\n</html>\n");
    return rc ? jh_no_memory(err) : jh_buffer_finish(out, &buffer, err);
}
