/* Two plans side by side, as a page and as sections of a plan's page.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"
#include "report/plan_contrast.h"
#include "report/plan_page.h"

#include <stdio.h>

enum { WIDTH = 200, HEIGHT = 12 };

static void say(jh_buffer *out, jh_say_id id)
{
    jh_html_say(out, id, NULL);
}

static void put_yuan(jh_buffer *out, jh_decimal yuan)
{
    char digits[JH_MONEY_SIZE];

    jh_html_zero(out, jh_money_write(digits, yuan));
    jh_html_add(out, " ");
    say(out, SAY_PLAN_YUAN);
}

static void put_change(jh_buffer *out, jh_decimal money)
{
    char digits[JH_MONEY_CHANGE_SIZE];

    jh_buffer_add_format(out, "<td class=\"n strong %s\">",
                         money.millionths > 0   ? "more"
                         : money.millionths < 0 ? "less"
                                                : "none");
    jh_html_zero(out, money.millionths ? jh_money_change_write(digits, money) : "0");
    jh_html_add(out, "</td>");
}

static void put_both(jh_buffer *out, const jh_text both[JH_LANG_COUNT])
{
    if (both[JH_ZH].size)
        jh_html_both(out, both[JH_ZH], both[JH_EN]);
    else
        jh_html_add(out, "<span class=\"none\">—</span>");
}

static void open_section(jh_buffer *out, const char *id, jh_say_id heading, jh_say_id guide)
{
    jh_page page = { .out = out };

    jh_page_section(&page, id, heading, guide);
}

/* ---- the two ends ---- */

static void put_name(jh_buffer *out, const jh_plan_end *end)
{
    if (end->name.size)
        jh_html_name(out, end->name);
    else
        say(out, SAY_PLAN_THIS);
}

static void put_fact(jh_buffer *out, jh_say_id what, jh_decimal yuan)
{
    jh_html_add(out, "<div><dt>");
    say(out, what);
    jh_html_add(out, "</dt><dd>");
    put_yuan(out, yuan);
    jh_html_add(out, "</dd></div>");
}

static void put_end(jh_buffer *out, const jh_plan_end *end, jh_say_id which)
{
    jh_html_add(out, "<div class=\"end\"><p class=\"standard\">");
    say(out, which);
    jh_html_add(out, " · ");
    put_name(out, end);
    jh_html_add(out, "</p><p class=\"sum\">");
    if (end->found)
        put_yuan(out, end->cost);
    else
        say(out, SAY_PLAN_PAGE_NONE);
    jh_html_add(out, "</p><dl class=\"facts\">");
    if (end->has_bound) put_fact(out, SAY_PLAN_AT_LEAST, jh_money_whole_fen(end->bound, false));
    jh_html_add(out, "<div><dt>");
    say(out, SAY_PLAN_SUBJECT_MEASURE);
    jh_buffer_add_format(out, "</dt><dd>%zu</dd></div></dl><p class=\"standard\">",
                         end->measure_count);
    jh_html_name(out, end->county_name.size ? end->county_name : end->county);
    jh_html_add(out, " ");
    jh_html_text(out, end->period);
    jh_html_add(out, " · ");
    jh_html_text(out, end->as_of);
    jh_buffer_add_format(out, " · <code>%.*s</code></p></div>",
                         end->assessment.size < 12 ? (int)end->assessment.size : 12,
                         end->assessment.at ? end->assessment.at : "");
}

static void put_ends(jh_buffer *out, const jh_plan_contrast *c)
{

    open_section(out, "compared", SAY_PLAN_PAGE_COMPARED, SAY_PLAN_PAGE_COMPARED_GUIDE);
    jh_html_add(out, "<div class=\"ends\">");
    put_end(out, &c->before, SAY_PLAN_COLUMN_FIRST);
    put_end(out, &c->after, SAY_PLAN_COLUMN_SECOND);
    jh_html_add(out, "</div>");
    if (!jh_text_equal(c->before.assessment, c->after.assessment)) {
        jh_html_add(out, "<p class=\"doubt\">");
        say(out, SAY_PLAN_OTHER_FIGURES);
        jh_html_add(out, "</p>");
    }
    if (c->has_range && !jh_plan_contrast_is_none(c)) {
        jh_html_add(out, "<p class=\"plain\">");
        say(out, SAY_PLAN_RANGE);
        jh_html_add(out, " <b>");
        jh_plan_range(out, c->least, c->most);
        jh_html_add(out, "</b></p>");
    }
    if (jh_plan_contrast_is_none(c)) {
        jh_html_add(out, "<p class=\"plain\">");
        say(out, SAY_PLAN_SAME);
        jh_html_add(out, "</p>");
    }
    jh_html_add(out, "</section>");
}

/* ---- by school ---- */

static int64_t size_of(const jh_plan_spending *s)
{
    int64_t change = s->after.millionths - s->before.millionths;

    return change < 0 ? -change : change;
}

/* From the middle to the right: more; to the left: less. */
static void put_bar(jh_buffer *out, const jh_plan_spending *s, int64_t most)
{
    bool is_less = s->after.millionths < s->before.millionths;
    double wide = most > 0 ? (double)size_of(s) / (double)most * WIDTH / 2 : 0;

    jh_buffer_add_format(out,
                         "<td class=\"bullet\"><svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\""
                         " preserveAspectRatio=\"none\"><rect class=\"%s\" y=\"1\" height=\"%d\"",
                         WIDTH, HEIGHT, is_less ? "saved" : "spent", HEIGHT - 2);
    jh_html_coordinate(out, "x", is_less ? WIDTH / 2.0 - wide : WIDTH / 2.0);
    jh_html_coordinate(out, "width", wide);
    jh_buffer_add_format(out,
                         "/><line class=\"limit\" x1=\"%d\" x2=\"%d\" y1=\"0\" y2=\"%d\"/></svg>"
                         "</td>",
                         WIDTH / 2, WIDTH / 2, HEIGHT);
}

static void put_school(jh_buffer *out, const jh_plan_spending *s, int64_t most)
{
    jh_html_add(out, "<tr><th scope=\"row\">");
    jh_html_name(out, s->name.size ? s->name : s->code);
    jh_html_add(out, " <small class=\"none\">");
    say(out, jh_stage_say(s->stage));
    jh_html_add(out, "</small></th><td class=\"n\">");
    put_yuan(out, s->before);
    jh_html_add(out, "</td><td class=\"n\">");
    put_yuan(out, s->after);
    jh_html_add(out, "</td>");
    put_change(out, (jh_decimal){ s->after.millionths - s->before.millionths });
    put_bar(out, s, most);
    jh_html_add(out, "</tr>");
}

static void put_schools(jh_buffer *out, const jh_plan_contrast *c)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_SCHOOL, SAY_PLAN_COLUMN_FIRST,
                                       SAY_PLAN_COLUMN_SECOND, SAY_PLAN_COLUMN_CHANGE };
    size_t i;

    if (!c->school_count) return;
    open_section(out, "schools", SAY_PLAN_PAGE_BY_SCHOOL, SAY_PLAN_PAGE_BY_SCHOOL_GUIDE);
    jh_html_add(out, "<table class=\"beside contrast by-school\">");
    jh_plan_heads(out, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < c->school_count; i++) put_school(out, &c->schools[i], size_of(&c->schools[0]));
    jh_html_add(out, "</tbody></table></section>");
}

/* ---- one by one ---- */

static void put_difference(jh_buffer *out, const jh_plan_difference *d)
{
    jh_html_add(out, "<tr><th scope=\"row\">");
    put_both(out, d->label);
    jh_html_add(out, "</th><td class=\"n\">");
    put_both(out, d->before);
    jh_html_add(out, "</td><td class=\"n\">");
    put_both(out, d->after);
    jh_html_add(out, "</td>");
    if (d->has_money) put_change(out, d->money);
    jh_html_add(out, "</tr>");
}

static void put_subject(jh_buffer *out, const jh_plan_contrast *c, jh_plan_subject subject)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_WHAT, SAY_PLAN_COLUMN_FIRST,
                                       SAY_PLAN_COLUMN_SECOND, SAY_PLAN_COLUMN_CHANGE };
    bool is_open = false;
    size_t i;

    for (i = 0; i < c->count; i++) {
        if (c->items[i].subject != subject) continue;
        if (!is_open) {
            jh_html_add(out, "<table class=\"beside contrast\"><caption>");
            say(out, jh_plan_subject_say(subject));
            jh_html_add(out, "</caption>");
            jh_plan_heads(out, heads, c->items[i].has_money ? 4 : 3);
        }
        is_open = true;
        put_difference(out, &c->items[i]);
    }
    if (is_open) jh_html_add(out, "</tbody></table>");
}

static void put_differences(jh_buffer *out, const jh_plan_contrast *c)
{
    int subject;

    if (!c->count) return;
    open_section(out, "differences", SAY_PLAN_PAGE_DIFFERENCES, SAY_PLAN_PAGE_DIFFERENCES_GUIDE);
    for (subject = 0; subject < JH_PLAN_SUBJECT_COUNT; subject++)
        put_subject(out, c, (jh_plan_subject)subject);
    jh_html_add(out, "</section>");
}

void jh_plan_contrast_sections(jh_buffer *out, const jh_plan_contrast *contrast)
{
    put_ends(out, contrast);
    put_schools(out, contrast);
    put_differences(out, contrast);
}

/* ---- a page of its own ---- */

static void put_head(jh_buffer *out, const jh_plan_contrast *c)
{
    jh_html_add(out, "<nav><button type=\"button\" id=\"language\">");
    say(out, SAY_REPORT_SWITCH);
    jh_html_add(out, "</button></nav><main>\n<header class=\"head\"><h1>");
    jh_html_name(out, c->after.county_name.size ? c->after.county_name : c->after.county);
    jh_html_add(out, " <span class=\"period\">");
    say(out, SAY_PLAN_SHEET_COMPARED);
    jh_html_add(out, "</span>");
    if (c->is_made_up) {
        jh_html_add(out, "<span class=\"made-up\">");
        say(out, SAY_REPORT_MADE_UP);
        jh_html_add(out, "</span>");
    }
    jh_html_add(out, "</h1></header>");
}

jh_code jh_report_plan_contrast_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                     const jh_plan_contrast *contrast, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(keep), style = jh_buffer_in(&scratch);
    jh_page_cover cover = { .version = contrast->version,
                            .script = jh_page_asset("assets/report/language.js"),
                            .county = contrast->after.county_name,
                            .period = contrast->after.period };
    jh_code rc;

    jh_buffer_add(&style, jh_page_asset("assets/report/page.css"));
    jh_buffer_add(&style, jh_page_asset("assets/report/plan.css"));
    rc = jh_buffer_finish(&cover.style, &style, err);
    if (rc) return rc;
    jh_page_begin(&buffer, &cover);
    put_head(&buffer, contrast);
    jh_plan_contrast_sections(&buffer, contrast);
    jh_html_add(&buffer, "</main>\n<script>");
    jh_buffer_add(&buffer, cover.script);
    jh_html_add(&buffer, "</script>\n</body>\n</html>\n");
    return jh_buffer_finish(out, &buffer, err);
}
