/* Which schools make a dispersion: shares of the variance, and the value without each of them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

enum { SHOWN = 10, WIDTH = 160 };

static double middle_of(jh_number value)
{
    return value.why == JH_PRESENT ? jh_interval_middle(value.range) : 0.0;
}

static void put_share_bar(const jh_page *page, double share, const char *class)
{
    jh_buffer_add_format(page->out,
                         "<svg class=\"share\" viewBox=\"0 0 %d 10\" preserveAspectRatio=\"none\""
                         " aria-hidden=\"true\"><rect class=\"%s\" y=\"1\" height=\"8\"",
                         WIDTH, class);
    jh_html_coordinate(page->out, "width", share * WIDTH);
    jh_html_add(page->out, "/></svg>");
}

static size_t row_of_part(const jh_view *view, size_t part)
{
    for (size_t r = 0; r < view->row_count; r++)
        if (view->rows[r].part == part) return r;
    return SIZE_MAX;
}

static void put_contribution(const jh_page *page, const jh_view_limit *limit,
                             const jh_contribution *one, double largest)
{
    size_t row = row_of_part(page->view, one->part);
    int places = limit->def->decimals;

    if (row == SIZE_MAX) return;
    jh_html_add(page->out, "<tr><th scope=\"row\">");
    jh_html_name(page->out, page->view->rows[row].unit->name);
    jh_html_add(page->out, "</th><td class=\"n\">");
    jh_html_number(page->out, one->value, 2);
    jh_html_add(page->out, "</td><td class=\"n\">");
    jh_html_number(page->out, one->weight, 0);
    jh_html_add(page->out, "</td><td class=\"bars\">");
    put_share_bar(page, largest > 0 ? middle_of(one->share) / largest : 0.0, "part");
    jh_html_add(page->out, "</td><td class=\"n\">");
    jh_html_percent(page->out, one->share, 1);
    jh_html_add(page->out, "</td><td class=\"n\">");
    jh_html_number(page->out, one->without, places);
    jh_html_add(page->out, "</td></tr>");
}

static void put_contributions(const jh_page *page, const jh_view_limit *limit)
{
    static const jh_say_id headings[] = { SAY_REPORT_COLUMN_SCHOOL, SAY_REPORT_COLUMN_VALUE,
                                          SAY_REPORT_COLUMN_PUPILS, SAY_REPORT_COLUMN_BAR_SHARE,
                                          SAY_REPORT_COLUMN_SHARE,  SAY_REPORT_COLUMN_WITHOUT };
    const jh_dispersion_explained *d = limit->dispersion;
    size_t shown = d->row_count < SHOWN ? d->row_count : SHOWN;
    double largest = d->row_count ? middle_of(d->rows[0].share) : 0.0, rest = 0.0;

    jh_html_add(page->out, "<table class=\"drivers\"><thead><tr>");
    for (size_t h = 0; h < sizeof headings / sizeof *headings; h++) {
        jh_html_add(page->out, "<th scope=\"col\">");
        jh_html_say(page->out, headings[h], NULL);
        jh_html_add(page->out, "</th>");
    }
    jh_html_add(page->out, "</tr></thead><tbody>");
    for (size_t i = 0; i < shown; i++) put_contribution(page, limit, &d->rows[i], largest);
    for (size_t i = shown; i < d->row_count; i++) rest += middle_of(d->rows[i].share);
    if (shown < d->row_count) {
        char digits[24];
        jh_html_add(page->out, "<tr class=\"rest\"><th scope=\"row\" colspan=\"4\">");
        jh_html_say(page->out, SAY_REPORT_OTHER_SCHOOLS,
                    jh_digits(digits, (long long)(d->row_count - shown)), NULL);
        jh_html_add(page->out, "</th><td class=\"n\">");
        jh_html_percent(page->out, (jh_number){ .range = { rest, rest } }, 1);
        jh_html_add(page->out, "</td><td></td></tr>");
    }
    jh_html_add(page->out, "</tbody></table>");
}

static void put_group_rows(const jh_page *page, const jh_view_limit *limit, const jh_partition *p)
{
    for (size_t g = 0; g < p->group_count; g++) {
        jh_html_add(page->out, "<tr><th scope=\"row\">");
        if (p->groups[g].key.size)
            jh_page_label(page, p->by, p->groups[g].key);
        else
            jh_html_say(page->out, SAY_REPORT_NOT_GIVEN, NULL);
        jh_buffer_add_format(page->out, "</th><td class=\"n\">%zu</td><td class=\"n\">",
                             p->groups[g].rows);
        jh_html_number(page->out, p->groups[g].mean, 2);
        jh_html_add(page->out, "</td><td class=\"n\">");
        jh_html_number(page->out, p->groups[g].cv, limit->def->decimals);
        jh_html_add(page->out, "</td><td class=\"n\">");
        jh_html_percent(page->out, p->groups[g].between, 1);
        jh_html_add(page->out, "</td></tr>");
    }
}

static void put_partition(const jh_page *page, const jh_view_limit *limit, const jh_partition *p)
{
    static const jh_say_id headings[] = { SAY_REPORT_COLUMN_SCHOOLS, SAY_REPORT_COLUMN_GROUP_MEAN,
                                          SAY_REPORT_CV, SAY_REPORT_COLUMN_BETWEEN };

    jh_html_add(page->out, "<table class=\"partition\"><caption>");
    jh_html_say(page->out, jh_attribute_say(p->by), NULL);
    jh_html_add(page->out, "<span class=\"split\">");
    jh_html_say(page->out, SAY_REPORT_BETWEEN, NULL);
    jh_html_add(page->out, " ");
    jh_html_percent(page->out, p->between, 1);
    put_share_bar(page, middle_of(p->between), "between");
    jh_html_say(page->out, SAY_REPORT_WITHIN, NULL);
    jh_html_add(page->out, " ");
    jh_html_percent(page->out, p->within, 1);
    jh_html_add(page->out, "</span></caption><thead><tr><td></td>");
    for (size_t h = 0; h < sizeof headings / sizeof *headings; h++) {
        jh_html_add(page->out, "<th scope=\"col\">");
        jh_html_say(page->out, headings[h], NULL);
        jh_html_add(page->out, "</th>");
    }
    jh_html_add(page->out, "</tr></thead><tbody>");
    put_group_rows(page, limit, p);
    jh_html_add(page->out, "</tbody></table>");
}

static void put_limit(const jh_page *page, const jh_view_limit *limit)
{
    const jh_dispersion_explained *d = limit->dispersion;
    double top = 0.0;

    for (size_t i = 0; i < d->row_count && i < 3; i++) top += middle_of(d->rows[i].share);
    jh_html_add(page->out, "<details");
    jh_html_add(page->out, limit->result->holds.truth == JH_NO ? " open>" : ">");
    jh_html_add(page->out, "<summary>");
    jh_page_sign(page, limit->result->holds);
    jh_html_add(page->out, "<span class=\"what\">");
    jh_page_limit_title(page, limit);
    jh_html_add(page->out, "</span><span class=\"figure\">");
    if (limit->result->value.why == JH_PRESENT)
        jh_html_decimal(page->out, limit->result->value_printed, limit->def->decimals);
    else
        jh_html_number(page->out, limit->result->value, limit->def->decimals);
    jh_html_add(page->out, " / ");
    jh_html_decimal(page->out, limit->result->bound, limit->def->decimals);
    jh_html_add(page->out, "</span>");
    if (d->rows[0].share.why == JH_PRESENT) {
        jh_html_add(page->out, "<span class=\"top\">");
        jh_html_say(page->out, SAY_REPORT_TOP_THREE, NULL);
        jh_html_add(page->out, " ");
        jh_html_percent(page->out, (jh_number){ .range = { top, top } }, 1);
        jh_html_add(page->out, "</span>");
    }
    jh_html_add(page->out, "</summary><div class=\"driver\">");
    put_contributions(page, limit);
    jh_html_add(page->out, "<div>");
    for (size_t p = 0; p < d->partition_count; p++) put_partition(page, limit, &d->partitions[p]);
    jh_html_add(page->out, "</div></div></details>");
}

void jh_page_drivers(const jh_page *page)
{
    const jh_view *view = page->view;
    bool is_open = false;

    for (size_t l = 0; l < view->limit_count; l++) {
        if (!view->limits[l].dispersion || view->limits[l].dispersion->row_count == 0) continue;
        if (!is_open)
            jh_page_section(page, "drivers", SAY_REPORT_DRIVERS, SAY_REPORT_DRIVERS_GUIDE);
        is_open = true;
        put_limit(page, &view->limits[l]);
    }
    if (is_open) jh_html_add(page->out, "</section>");
}
