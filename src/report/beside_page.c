/* Several assessments side by side, as a page.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/beside.h"
#include "report/comparison_words.h"
#include "report/page.h"

typedef struct telling {
    jh_page page; /* of the first assessment */
    const jh_beside_view *view;
} telling;

static void add(const telling *to, const char *markup)
{
    jh_html_add(to->page.out, markup);
}

static void say(const telling *to, jh_say_id id)
{
    jh_html_say(to->page.out, id, NULL);
}

/* ---- head: what the columns are ---- */

static void put_column(const telling *to, const jh_view *end)
{
    jh_state state = { .is_there = true,
                       .claim = end->assessment->grade_known,
                       .grade = end->assessment->grade };
    jh_claim verdict = jh_view_verdict(end);
    char as_of[16];

    jh_buffer_add_format(to->page.out, "<th scope=\"col\" class=\"state %s\"><b>",
                         jh_claim_class(verdict));
    jh_html_say(to->page.out, SAY_REPORT_PERIOD, jh_page_zero(&to->page, end->snapshot->period),
                NULL);
    add(to, "</b><br>");
    jh_html_both(to->page.out, end->standard->title,
                 jh_standard_in(end->standard, JH_EN, end->standard->title));
    add(to, "<br>");
    jh_html_say(to->page.out, SAY_REPORT_AS_OF, jh_date_write(as_of, end->settings->as_of), NULL);
    jh_buffer_add_format(to->page.out, "<br><code>%.12s</code><br><i>%s</i>", end->assessment_hash,
                         jh_claim_sign(verdict));
    jh_html_both(to->page.out, jh_change_grade(end, &state, JH_ZH),
                 jh_change_grade(end, &state, JH_EN));
    add(to, "</th>");
}

static void put_head(const telling *to)
{
    const jh_view *first = &to->view->views[0];

    add(to, "<header class=\"head\"><h1>");
    jh_html_name(to->page.out, first->snapshot->county_name.size ? first->snapshot->county_name
                                                                 : first->snapshot->county);
    add(to, " <span class=\"period\">");
    say(to, SAY_BESIDE_TITLE);
    add(to, "</span>");
    if (first->is_made_up) {
        add(to, "<span class=\"made-up\">");
        say(to, SAY_REPORT_MADE_UP);
        add(to, "</span>");
    }
    add(to, "</h1><p class=\"guide\">");
    say(to, SAY_BESIDE_GUIDE);
    add(to, "</p></header><table class=\"beside columns\"><thead><tr><th></th>");
    for (size_t i = 0; i < to->view->beside->count; i++) put_column(to, &to->view->views[i]);
    add(to, "</tr></thead>");
}

/* ---- rows ---- */

static void put_state(const telling *to, const jh_beside_row *row, const jh_beside_state *one)
{
    const jh_change change = { .subject = row->subject };
    char number[JH_DECIMAL_SIZE], no[24], all[24];
    size_t rows = one->yes + one->no + one->unknown;

    jh_buffer_add_format(to->page.out, "<td class=\"state %s\"><i>%s</i>",
                         jh_change_class(&change, &one->state),
                         jh_change_sign(&change, &one->state));
    if (one->is_counted)
        jh_html_say(to->page.out, SAY_BESIDE_FAIL, jh_digits(no, (long long)one->no),
                    jh_digits(all, (long long)rows), NULL);
    else if (one->state.is_there && one->state.has_value && one->state.value.why != JH_PRESENT)
        say(to, jh_say_of_why(one->state.value.why));
    else
        jh_html_zero(to->page.out, jh_change_value(number, &one->state));
    add(to, "</td>");
}

static void put_row(const telling *to, const jh_beside_row *row)
{
    const jh_view *from = &to->view->views[row->first];
    const jh_comparison_view pair = { from, from, NULL };
    const jh_change change = { .subject = row->subject };

    add(to, "<tr><th scope=\"row\">");
    if (row->subject.stage != JH_WHOLE) {
        say(to, jh_stage_say(row->subject.stage));
        add(to, " · ");
    }
    jh_html_both(to->page.out, jh_change_title(&pair, &change, JH_ZH),
                 jh_change_title(&pair, &change, JH_EN));
    add(to, "</th>");
    for (size_t i = 0; i < to->view->beside->count; i++) put_state(to, row, &row->states[i]);
    add(to, "</tr>");
}

static void put_rows(const telling *to)
{
    int open = JH_SUBJECT_GRADE;

    for (size_t i = 0; i < to->view->beside->row_count; i++) {
        const jh_beside_row *row = &to->view->beside->rows[i];
        if (row->subject.kind == JH_SUBJECT_GRADE) continue;
        if (open != (int)row->subject.kind) {
            jh_buffer_add_format(to->page.out, "<tbody><tr><th scope=\"rowgroup\" colspan=\"%zu\">",
                                 to->view->beside->count + 1);
            add(to, "<h3>");
            say(to, jh_subject_say(row->subject.kind));
            add(to, "</h3></th></tr>");
        }
        open = (int)row->subject.kind;
        put_row(to, row);
    }
    add(to, "</table>");
}

jh_code jh_report_beside_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                              const jh_beside_view *view, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(keep);
    telling to = { { .out = &buffer, .view = &view->views[0], .scratch = &scratch }, view };
    jh_text script = jh_page_asset("assets/report/language.js");

    jh_page_open(&to.page, jh_page_asset("assets/report/page.css"), script);
    add(&to, "<nav><button type=\"button\" id=\"language\">");
    say(&to, SAY_REPORT_SWITCH);
    add(&to, "</button></nav><main>\n");
    put_head(&to);
    put_rows(&to);
    add(&to, "</main>\n<script>");
    jh_buffer_add(&buffer, script);
    add(&to, "</script>\n</body>\n</html>\n");
    return jh_buffer_finish(out, &buffer, err);
}
