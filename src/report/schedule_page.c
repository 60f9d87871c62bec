/* A schedule as a page: what the years cost, what is proved, who passes when and gets what.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/schedule_page.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void jh_schedule_money(const jh_schedule_page *to, jh_decimal yuan)
{
    char digits[JH_MONEY_SIZE];

    jh_html_zero(to->plan.page.out, jh_money_write(digits, yuan));
}

/* ---- head ---- */

static void put_years_of(const jh_schedule_page *to)
{
    const jh_schedule_year *years = to->view->years;
    size_t last = to->view->year_count - 1;

    jh_buffer_add_format(to->plan.page.out, "%ld", years[0].year);
    if (last) jh_buffer_add_format(to->plan.page.out, "–%ld", years[last].year);
}

static void put_made_up(const jh_schedule_page *to)
{
    if (!to->view->end || !to->view->end->before->is_made_up) return;
    jh_plan_add(&to->plan, "<span class=\"made-up\">");
    jh_plan_say(&to->plan, SAY_REPORT_MADE_UP);
    jh_plan_add(&to->plan, "</span>");
}

static void put_title(const jh_schedule_page *to)
{
    const jh_plan_page *page = &to->plan;

    jh_plan_add(page, "<header class=\"head\"><p class=\"standard\">");
    if (to->view->end) jh_page_title(&page->page, to->view->end->before->standard->title);
    jh_plan_add(page, "</p><h1>");
    if (to->view->end) {
        const jh_snapshot *in = to->view->end->before->snapshot;
        jh_html_name(page->page.out, in->county_name.size ? in->county_name : in->county);
        jh_plan_add(page, " <span class=\"period\">");
        put_years_of(to);
        jh_plan_add(page, " · ");
        jh_plan_say(page, SAY_YEARS_PAGE_TITLE);
    } else {
        jh_plan_say(page, SAY_YEARS_PAGE_TITLE_COUNTIES);
        jh_plan_add(page, " <span class=\"period\">");
        put_years_of(to);
    }
    jh_plan_add(page, "</span>");
    put_made_up(to);
    jh_plan_add(page, "</h1>");
}

static void fact(const jh_schedule_page *to, jh_say_id what)
{
    jh_plan_add(&to->plan, "<div><dt>");
    jh_plan_say(&to->plan, what);
    jh_plan_add(&to->plan, "</dt><dd>");
}

static void money_fact(const jh_schedule_page *to, jh_say_id what, jh_decimal yuan)
{
    fact(to, what);
    jh_plan_yuan(&to->plan, yuan);
    jh_plan_add(&to->plan, "</dd></div>");
}

static void gap(const jh_schedule_page *to, double percent, int places)
{
    char digits[32];

    snprintf(digits, sizeof digits, " %.*f %%", places, percent);
    jh_plan_add(&to->plan, " <small>");
    jh_plan_say(&to->plan, SAY_PLAN_GAP);
    jh_html_zero(to->plan.page.out, digits);
    jh_plan_add(&to->plan, "</small>");
}

/* How many pass today and when all is done; of counties nobody knows which pass today. */
static void put_passing(const jh_schedule_page *to)
{
    const jh_plan_view *end = to->view->end;

    fact(to, end ? SAY_PLAN_PAGE_ROWS : SAY_YEARS_COUNTIES);
    if (end)
        jh_buffer_add_format(to->plan.page.out, "%zu → <b>%zu</b> / %zu</dd></div>",
                             end->passed_before, end->passed_after, end->row_count);
    else
        jh_buffer_add_format(to->plan.page.out, "<b>%zu</b></dd></div>", to->view->passer_count);
}

static void put_proved(const jh_schedule_page *to)
{
    const jh_schedule_view *view = to->view;

    money_fact(to, SAY_YEARS_CHEAPEST, view->cheapest);
    fact(to, SAY_YEARS_AT_LEAST);
    jh_plan_yuan(&to->plan, view->least_cost);
    gap(to, view->cost_gap, 4);
    jh_plan_add(&to->plan, "</dd></div>");
    fact(to, SAY_YEARS_PUPIL_YEARS);
    jh_buffer_add_format(to->plan.page.out, "%" PRId64 "</dd></div>", view->pupil_years);
    if (!view->has_most) return;
    fact(to, SAY_YEARS_AT_MOST);
    jh_buffer_add_format(to->plan.page.out, "%" PRId64, view->most_pupil_years);
    gap(to, view->pupil_gap, 2);
    jh_plan_add(&to->plan, "</dd></div>");
    money_fact(to, SAY_YEARS_CEILING, view->ceiling);
}

static void put_found(const jh_schedule_page *to)
{
    jh_plan_add(&to->plan, "<div class=\"total\"><div><p class=\"of\">");
    jh_plan_say(&to->plan, SAY_YEARS_COST);
    jh_plan_add(&to->plan, "</p><p class=\"sum\">");
    jh_plan_yuan(&to->plan, to->view->cost);
    jh_plan_add(&to->plan, "</p></div><dl class=\"facts\">");
    put_proved(to);
    put_passing(to);
    jh_plan_add(&to->plan, "</dl></div><p class=\"plain\">");
    jh_plan_say(&to->plan, to->view->end ? SAY_YEARS_PAGE_MEANS : SAY_YEARS_PAGE_MEANS_COUNTIES);
    jh_plan_add(&to->plan, "</p>");
}

static void put_short_years(const jh_schedule_page *to)
{
    char digits[24];
    size_t y;

    for (y = 0; y < to->view->year_count; y++) {
        const jh_schedule_year *of = &to->view->years[y];
        if (!of->lacking.millionths) continue;
        jh_plan_add(&to->plan, "<div><dt>");
        jh_html_say(to->plan.page.out, SAY_YEARS_PAGE_SHORT_IN, jh_digits(digits, of->year), NULL);
        jh_plan_add(&to->plan, "</dt><dd>");
        jh_plan_yuan(&to->plan, of->lacking);
        jh_plan_add(&to->plan, "</dd></div>");
    }
}

static void put_lacking(const jh_schedule_page *to)
{
    const jh_schedule_view *view = to->view;
    bool is_proved = view->least_lacking.millionths > 0;

    jh_plan_add(&to->plan, "<p class=\"plain\"><b>");
    jh_plan_say(&to->plan, SAY_YEARS_NOT_ENOUGH);
    jh_plan_add(&to->plan, "</b></p><div class=\"total lacking\"><div><p class=\"of\">");
    jh_plan_say(&to->plan, SAY_YEARS_LACKING);
    jh_plan_add(&to->plan, "</p><p class=\"sum\">");
    jh_plan_yuan(&to->plan, view->lacking);
    jh_plan_add(&to->plan, "</p></div><dl class=\"facts\">");
    put_short_years(to);
    if (is_proved) money_fact(to, SAY_YEARS_LEAST_LACKING, view->least_lacking);
    money_fact(to, SAY_YEARS_COST, view->cost);
    put_passing(to);
    jh_plan_add(&to->plan, "</dl></div><p class=\"plain\">");
    jh_plan_say(&to->plan, is_proved ? SAY_YEARS_PAGE_MEANS_LACKING : SAY_YEARS_NOT_PROVEN);
    jh_plan_add(&to->plan, "</p>");
}

static void put_head(const jh_schedule_page *to)
{
    put_title(to);
    if (to->view->found)
        put_found(to);
    else
        put_lacking(to);
    if (to->view->stopped) {
        jh_plan_add(&to->plan, "<p class=\"doubt\">");
        jh_plan_say(&to->plan, SAY_PLAN_STOPPED);
        jh_plan_add(&to->plan, "</p>");
    }
    jh_plan_add(&to->plan, "</header>");
}

/* ---- where it ends, and what is proved ---- */

static void put_end(const jh_schedule_page *to)
{
    if (!to->view->end) return;
    jh_plan_page_limits(&to->plan);
    jh_plan_page_costs(&to->plan);
}

static void put_proof(const jh_schedule_page *to)
{
    const jh_say_id says[] = { SAY_YEARS_PROOF, SAY_YEARS_PAGE_VERIFY, SAY_YEARS_PAGE_NOT };
    const jh_plan_view *end = to->view->end;
    size_t i;

    jh_page_section(&to->plan.page, "proof", SAY_PLAN_PAGE_PROOF, SAY_PLAN_PAGE_PROOF_GUIDE);
    jh_plan_add(&to->plan, "<ul class=\"plain\">");
    for (i = 0; i < sizeof says / sizeof *says; i++) {
        jh_plan_add(&to->plan, "<li>");
        jh_plan_say(&to->plan, says[i]);
        jh_plan_add(&to->plan, "</li>");
    }
    jh_plan_add(&to->plan, "</ul>");
    if (end) {
        jh_plan_add(&to->plan, "<p class=\"plain\">");
        jh_plan_say(&to->plan, SAY_YEARS_PAGE_END);
        jh_plan_add(&to->plan, "</p><p class=\"none\">");
        jh_plan_say(&to->plan, SAY_PLAN_PAGE_FROM);
        jh_buffer_add_format(to->plan.page.out, " <code>%.16s</code> → <code>%.16s</code></p>",
                             end->before->assessment_hash, end->after->assessment_hash);
    }
    jh_plan_add(&to->plan, "</section>");
}

/* ---- all of it ---- */

static void put_navigation(const jh_schedule_page *to)
{
    const jh_schedule_view *view = to->view;
    const struct {
        const char *id;
        jh_say_id say;
        bool is_there;
    } links[] = {
        { "years", SAY_YEARS_PAGE_YEARS, true },
        { "matrix", view->end ? SAY_YEARS_PAGE_MATRIX : SAY_YEARS_PAGE_MATRIX_COUNTIES, true },
        { "money", SAY_YEARS_PAGE_SUMS, view->end },
        { "who", SAY_YEARS_PAGE_WHO, true },
        { "limits", SAY_PLAN_LIMITS_SHORT, view->end && view->end->limit_count },
        { "costs", SAY_PLAN_PAGE_COSTS, view->end },
        { "proof", SAY_PLAN_PAGE_PROOF, true },
    };
    size_t i;

    jh_plan_add(&to->plan, "<nav>");
    for (i = 0; i < sizeof links / sizeof *links; i++) {
        if (!links[i].is_there) continue;
        jh_buffer_add_format(to->plan.page.out, "<a href=\"#%s\">", links[i].id);
        jh_plan_say(&to->plan, links[i].say);
        jh_plan_add(&to->plan, "</a>");
    }
    jh_plan_add(&to->plan, "<button type=\"button\" id=\"language\">");
    jh_plan_say(&to->plan, SAY_REPORT_SWITCH);
    jh_plan_add(&to->plan, "</button></nav><main>\n");
}

static jh_code gather_style(jh_text *out, jh_arena *scratch, jh_error *err)
{
    static const char *const names[] = { "assets/report/page.css", "assets/report/plan.css",
                                         "assets/report/schedule.css" };
    jh_buffer style = jh_buffer_in(scratch);
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++)
        jh_buffer_add(&style, jh_page_asset(names[i]));
    return jh_buffer_finish(out, &style, err);
}

static void open_page(const jh_schedule_page *to, jh_text style, jh_text script)
{
    const jh_schedule_view *view = to->view;
    jh_page_cover cover = { view->version, style, script, { 0 }, { 0 } };

    cover.county = jh_text_of(jh_say(JH_ZH, SAY_YEARS_PAGE_TITLE_COUNTIES));
    if (view->end) {
        const jh_snapshot *in = view->end->before->snapshot;
        cover.county = in->county_name.size ? in->county_name : in->county;
    }
    cover.period = jh_page_made(
        &to->plan.page, jh_text_format(to->plan.page.scratch, "%ld–%ld", view->years[0].year,
                                       view->years[view->year_count - 1].year));
    jh_page_begin(to->plan.page.out, &cover);
}

jh_code jh_report_schedule_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                const jh_schedule_view *view, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(keep);
    jh_text script = jh_page_asset("assets/report/language.js"), style;
    jh_schedule_page to = {
        .plan = { .page = { &buffer, view->end ? view->end->before : NULL, &scratch },
                  .view = view->end },
        .view = view,
    };
    jh_code rc = gather_style(&style, &scratch, err);

    if (rc) return rc;
    open_page(&to, style, script);
    put_navigation(&to);
    put_head(&to);
    jh_schedule_page_years(&to);
    jh_schedule_page_matrix(&to);
    jh_schedule_page_sums(&to);
    jh_schedule_page_measures(&to);
    put_end(&to);
    put_proof(&to);
    jh_plan_add(&to.plan, "</main>\n<script>");
    jh_buffer_add(&buffer, script);
    jh_plan_add(&to.plan, "</script>\n</body>\n</html>\n");
    return jh_buffer_finish(out, &buffer, err);
}
