/* Which school passes in which year; what the money goes into; who gets what, year by year.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/schedule_page.h"

#include <inttypes.h>

static const jh_plan_page *plan_of(const jh_schedule_page *to)
{
    return &to->plan;
}

static jh_buffer *out_of(const jh_schedule_page *to)
{
    return to->plan.page.out;
}

static void money_cell(const jh_schedule_page *to, jh_decimal amount)
{
    jh_html_add(out_of(to), "<td class=\"n\">");
    if (amount.millionths)
        jh_schedule_money(to, amount);
    else
        jh_html_add(out_of(to), "–");
    jh_html_add(out_of(to), "</td>");
}

/* ---- schools × years ---- */

static void put_years_head(const jh_schedule_page *to)
{
    size_t y;

    for (y = 0; y < to->view->year_count; y++)
        jh_buffer_add_format(out_of(to), "<th scope=\"col\" class=\"y\">%ld</th>",
                             to->view->years[y].year);
}

static void put_matrix_head(const jh_schedule_page *to)
{
    const jh_plan_page *page = plan_of(to);

    jh_plan_add(page, "<thead><tr><th scope=\"col\">");
    jh_plan_say(page, to->view->end ? SAY_PLAN_COLUMN_SCHOOL : SAY_YEARS_COLUMN_NAME);
    jh_plan_add(page, "</th>");
    put_years_head(to);
    jh_plan_add(page, "<th scope=\"col\" class=\"n\">");
    jh_plan_say(page, SAY_REPORT_COLUMN_PUPILS);
    jh_plan_add(page, "</th><th scope=\"col\" class=\"n\">");
    jh_plan_say(page, SAY_PLAN_COLUMN_COST);
    jh_plan_add(page, "</th></tr></thead>");
}

static void put_group_title(const jh_schedule_page *to, const jh_schedule_group *group)
{
    char when[24], count[24];

    (void)jh_digits(count, (int64_t)group->count);
    if (group->is_today)
        jh_html_say(out_of(to), SAY_YEARS_PAGE_GROUP_TODAY, count, NULL);
    else
        jh_html_say(out_of(to),
                    to->view->end ? SAY_YEARS_PAGE_GROUP : SAY_YEARS_PAGE_GROUP_COUNTIES,
                    jh_digits(when, to->view->years[group->year].year), count, NULL);
}

static void put_passer(const jh_schedule_page *to, const jh_schedule_passer *one)
{
    size_t y;

    jh_plan_add(plan_of(to), "<tr><th scope=\"row\">");
    jh_html_name(out_of(to), one->name);
    jh_plan_add(plan_of(to), "</th>");
    for (y = 0; y < to->view->year_count; y++)
        jh_plan_add(plan_of(to), y < one->year ? "<td class=\"y\">·</td>"
                                 : y == one->year && !one->is_today
                                     ? "<td class=\"y first\">✓</td>"
                                     : "<td class=\"y then\">✓</td>");
    jh_buffer_add_format(out_of(to), "<td class=\"n\">%" PRId64 "</td>", one->pupils);
    money_cell(to, one->cost);
    jh_plan_add(plan_of(to), "</tr>");
}

static void put_group(const jh_schedule_page *to, const jh_schedule_group *group)
{
    size_t i;

    jh_plan_add(plan_of(to), "<tbody><tr class=\"group\"><th scope=\"rowgroup\">");
    put_group_title(to, group);
    jh_buffer_add_format(out_of(to),
                         "</th><td colspan=\"%zu\"></td><td class=\"n\">%" PRId64 "</td>",
                         to->view->year_count, group->pupils);
    money_cell(to, group->cost);
    jh_plan_add(plan_of(to), "</tr>");
    for (i = 0; i < group->count; i++) put_passer(to, &to->view->passers[group->first + i]);
    jh_plan_add(plan_of(to), "</tbody>");
}

void jh_schedule_page_matrix(const jh_schedule_page *to)
{
    const jh_schedule_view *view = to->view;
    size_t i;

    jh_page_section(&to->plan.page, "matrix",
                    view->end ? SAY_YEARS_PAGE_MATRIX : SAY_YEARS_PAGE_MATRIX_COUNTIES,
                    SAY_YEARS_PAGE_MATRIX_GUIDE);
    jh_plan_add(plan_of(to), "<div class=\"scroll\"><table class=\"matrix when\">");
    put_matrix_head(to);
    for (i = 0; i < view->group_count; i++) put_group(to, &view->groups[i]);
    jh_plan_add(plan_of(to), "</table></div></section>");
}

/* ---- what the money goes into ---- */

static void put_sum(const jh_schedule_page *to, const jh_schedule_sum *sum)
{
    size_t y;

    jh_plan_add(plan_of(to), "<tr><th scope=\"row\">");
    if (sum->element)
        jh_page_title(&to->plan.page, sum->element->title);
    else
        jh_plan_say(plan_of(to), jh_measure_say(sum->kind));
    jh_plan_add(plan_of(to), "</th>");
    for (y = 0; y < to->view->year_count; y++) money_cell(to, sum->cost[y]);
    money_cell(to, sum->all);
    jh_plan_add(plan_of(to), "</tr>");
}

typedef struct total {
    jh_say_id say;
    bool then; /* in the prices of the year, else in those of the table */
} total;

static void put_total(const jh_schedule_page *to, const total *which)
{
    const jh_schedule_view *view = to->view;
    size_t y;

    jh_plan_add(plan_of(to), "<tr class=\"all\"><th scope=\"row\">");
    jh_plan_say(plan_of(to), which->say);
    jh_plan_add(plan_of(to), "</th>");
    for (y = 0; y < view->year_count; y++)
        money_cell(to, which->then ? view->years[y].spent : view->years[y].base_cost);
    money_cell(to, which->then ? view->cost : view->base_cost);
    jh_plan_add(plan_of(to), "</tr>");
}

void jh_schedule_page_sums(const jh_schedule_page *to)
{
    const jh_schedule_view *view = to->view;
    size_t i;

    if (!view->end) return;
    jh_page_section(&to->plan.page, "money", SAY_YEARS_PAGE_SUMS, SAY_YEARS_PAGE_SUMS_GUIDE);
    jh_plan_add(plan_of(to), "<div class=\"scroll wide\"><table class=\"beside sums\"><thead><tr>"
                             "<th scope=\"col\">");
    jh_plan_say(plan_of(to), SAY_PLAN_COLUMN_WHAT);
    jh_plan_add(plan_of(to), "</th>");
    for (i = 0; i < view->year_count; i++)
        jh_buffer_add_format(out_of(to), "<th scope=\"col\" class=\"n\">%ld</th>",
                             view->years[i].year);
    jh_plan_add(plan_of(to), "<th scope=\"col\" class=\"n\">");
    jh_plan_say(plan_of(to), SAY_YEARS_PAGE_IN_ALL);
    jh_plan_add(plan_of(to), "</th></tr></thead><tbody>");
    for (i = 0; i < view->sum_count; i++) put_sum(to, &view->sums[i]);
    if (view->prices_rise) put_total(to, &(total){ SAY_YEARS_PAGE_AT_BASE, false });
    put_total(to,
              &(total){ view->prices_rise ? SAY_YEARS_PAGE_AT_YEAR : SAY_YEARS_PAGE_IN_ALL, true });
    jh_plan_add(plan_of(to), "</tbody></table></div></section>");
}

/* ---- who gets what ---- */

static void put_teachers(const jh_schedule_page *to, unsigned type)
{
    jh_html_both(out_of(to), jh_teachers_words(to->plan.page.scratch, JH_ZH, type),
                 jh_teachers_words(to->plan.page.scratch, JH_EN, type));
}

static void put_place(const jh_schedule_page *to, size_t passer, jh_stage stage)
{
    jh_html_name(out_of(to), to->view->passers[passer].name);
    jh_plan_add(plan_of(to), " <small class=\"none\">");
    jh_plan_say(plan_of(to), jh_stage_say(stage));
    jh_plan_add(plan_of(to), "</small>");
}

static void put_persons(const jh_schedule_page *to, const jh_schedule_measure *m)
{
    char digits[JH_DECIMAL_SIZE];

    jh_plan_say(plan_of(to), jh_measure_say(m->kind));
    jh_plan_add(plan_of(to), " ");
    put_teachers(to, m->type);
    if (m->kind == JH_TRAIN) {
        jh_plan_add(plan_of(to), " → ");
        put_teachers(to, m->becomes);
    }
    jh_buffer_add_format(out_of(to), " <b>%s</b> ", jh_decimal_write_short(digits, m->amount));
    jh_plan_say(plan_of(to), SAY_PLAN_PERSONS);
    jh_plan_add(plan_of(to), " ");
    if (m->kind == JH_MOVE) {
        put_place(to, m->from, m->leaves);
        jh_plan_add(plan_of(to), " → ");
    }
    put_place(to, m->to, m->stage);
}

static void put_measure(const jh_schedule_page *to, const jh_schedule_measure *m)
{
    char digits[JH_DECIMAL_SIZE];

    jh_plan_add(plan_of(to), "<li>");
    if (m->kind != JH_BUY) {
        put_persons(to, m);
    } else if (!m->element) {
        jh_plan_say(plan_of(to), SAY_YEARS_WHOLE_COUNTY);
    } else {
        jh_page_title(&to->plan.page, m->element->title);
        jh_buffer_add_format(out_of(to), " <b>+%s</b> ", jh_decimal_write_short(digits, m->amount));
        jh_page_title(&to->plan.page, m->element->measure_title);
    }
    jh_plan_add(plan_of(to), " <span class=\"none\">");
    jh_plan_yuan(plan_of(to), m->cost);
    jh_plan_add(plan_of(to), "</span></li>");
}

static void put_lot(const jh_schedule_page *to, const jh_schedule_lot *lot, jh_decimal most)
{
    size_t i;

    jh_plan_add(plan_of(to), "<tr><th scope=\"row\">");
    jh_html_name(out_of(to), to->view->passers[lot->to].name);
    jh_plan_add(plan_of(to), "</th><td><ul class=\"gets\">");
    for (i = 0; i < lot->count; i++) put_measure(to, &to->view->measures[lot->first + i]);
    jh_plan_add(plan_of(to), "</ul></td><td class=\"n strong\">");
    jh_plan_yuan(plan_of(to), lot->cost);
    jh_plan_add(plan_of(to), "</td>");
    jh_plan_bar(plan_of(to), lot->cost, most);
    jh_plan_add(plan_of(to), "</tr>");
}

static jh_decimal dearest(const jh_schedule_view *view)
{
    jh_decimal most = { 0 };
    size_t i;

    for (i = 0; i < view->lot_count; i++)
        if (view->lots[i].cost.millionths > most.millionths) most = view->lots[i].cost;
    return most;
}

/* The lots of a year begin at `at`; where those of the next do. */
static size_t put_year(const jh_schedule_page *to, size_t year, size_t at)
{
    const jh_schedule_view *view = to->view;
    const jh_say_id heads[] = { view->end ? SAY_PLAN_COLUMN_SCHOOL : SAY_YEARS_COLUMN_NAME,
                                SAY_PLAN_COLUMN_GETS, SAY_PLAN_COLUMN_COST };
    jh_decimal most = dearest(view);
    size_t end = at;

    while (end < view->lot_count && view->lots[end].year == year) end++;
    jh_buffer_add_format(out_of(to), "<h3>%ld · ", view->years[year].year);
    if (at == end) {
        jh_plan_say(plan_of(to), SAY_YEARS_NO_MEASURES);
        jh_plan_add(plan_of(to), "</h3>");
        return end;
    }
    jh_plan_yuan(plan_of(to), view->years[year].base_cost);
    jh_plan_add(plan_of(to), "</h3><table class=\"beside who dated\">");
    jh_plan_heads(out_of(to), heads, sizeof heads / sizeof *heads);
    for (; at < end; at++) put_lot(to, &view->lots[at], most);
    jh_plan_add(plan_of(to), "</tbody></table>");
    return end;
}

void jh_schedule_page_measures(const jh_schedule_page *to)
{
    size_t y, at = 0;

    jh_page_section(&to->plan.page, "who", SAY_YEARS_PAGE_WHO,
                    to->view->end ? SAY_YEARS_PAGE_WHO_GUIDE : SAY_YEARS_PAGE_WHO_GUIDE_COUNTIES);
    for (y = 0; y < to->view->year_count; y++) at = put_year(to, y, at);
    jh_plan_add(plan_of(to), "</section>");
}
