/* Dispersions against their limits: one quiet bar each, all on one scale.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

enum { WIDTH = 400, HEIGHT = 22, MIDDLE = HEIGHT / 2 };

static double value_of(const jh_view_limit *limit)
{
    return limit->result->value.why == JH_PRESENT ? jh_interval_middle(limit->result->value.range)
                                                  : 0.0;
}

/* One scale for all, so that the eye may compare stages. */
static double widest(const jh_view *view)
{
    double most = 0.0;

    for (size_t l = 0; l < view->limit_count; l++) {
        double bound = jh_decimal_to_double(view->limits[l].result->bound);
        double value = value_of(&view->limits[l]);
        most = bound > most ? bound : most;
        most = value > most ? value : most;
    }
    return most > 0.0 ? most * 1.06 : 1.0;
}

static void put_bar(const jh_page *page, const jh_view_limit *limit, double most)
{
    double bound = jh_decimal_to_double(limit->result->bound) / most * WIDTH;
    double value = value_of(limit) / most * WIDTH;
    jh_buffer *out = page->out;

    jh_buffer_add_format(out,
                         "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\""
                         " aria-hidden=\"true\"><rect class=\"room\" x=\"0\" y=\"4\" height=\"%d\"",
                         WIDTH, HEIGHT, HEIGHT - 8);
    jh_html_coordinate(out, "width", bound);
    jh_html_add(out, "/>");
    if (limit->result->value.why == JH_PRESENT) {
        jh_buffer_add_format(out, "<rect class=\"bar %s\" x=\"0\" y=\"%d\" height=\"4\"",
                             jh_claim_class(limit->result->holds), MIDDLE - 2);
        jh_html_coordinate(out, "width", value);
        jh_html_add(out, "/>");
    }
    jh_html_add(out, "<line class=\"limit\" y1=\"1\"");
    jh_buffer_add_format(out, " y2=\"%d\"", HEIGHT - 1);
    jh_html_coordinate(out, "x1", bound);
    jh_html_coordinate(out, "x2", bound);
    jh_html_add(out, "/></svg>");
}

static void put_limit(const jh_page *page, const jh_view_limit *limit, double most)
{
    jh_buffer *out = page->out;
    int places = limit->def->decimals;

    jh_html_add(out, "<tr><th scope=\"row\">");
    if (limit->def->indicator < page->view->column_count)
        jh_page_indicator(page, page->view->columns[limit->def->indicator].def);
    else
        jh_page_title(page, limit->def->rule_title);
    jh_html_add(out, "</th><td class=\"n\">");
    if (limit->result->mean.why == JH_PRESENT)
        jh_html_decimal(out, limit->result->mean_printed,
                        limit->def->indicator < page->view->column_count
                            ? page->view->columns[limit->def->indicator].def->decimals
                            : 2);
    else
        jh_html_number(out, limit->result->mean, 2);
    jh_html_add(out, "</td><td class=\"bullet\">");
    put_bar(page, limit, most);
    jh_buffer_add_format(out, "</td><td class=\"n strong %s\">",
                         jh_claim_class(limit->result->holds));
    if (limit->result->value.why == JH_PRESENT)
        jh_html_decimal(out, limit->result->value_printed, places);
    else
        jh_html_number(out, limit->result->value, places);
    jh_html_add(out, "</td><td class=\"n\">≤ ");
    jh_html_decimal(out, limit->result->bound, places);
    jh_html_add(out, "</td><td>");
    jh_page_sign(page, limit->result->holds);
    jh_html_add(out, "</td></tr>");
}

static void put_stage(const jh_page *page, jh_stage stage, double most)
{
    static const jh_say_id headings[] = { SAY_REPORT_COLUMN_INDICATOR, SAY_REPORT_COLUMN_MEAN,
                                          SAY_REPORT_COLUMN_BAR, SAY_REPORT_CV,
                                          SAY_REPORT_COLUMN_LIMIT };
    const jh_view *view = page->view;
    size_t count = 0;

    for (size_t l = 0; l < view->limit_count; l++) {
        if (view->limits[l].def->stage != stage) continue;
        if (count++ == 0) {
            jh_html_add(page->out, "<table class=\"limits\"><caption>");
            jh_html_say(page->out, jh_stage_say(stage), NULL);
            jh_buffer_add_format(page->out, " <small>%zu</small></caption><thead><tr>",
                                 view->limits[l].result->rows);
            for (size_t h = 0; h < sizeof headings / sizeof *headings; h++) {
                jh_html_add(page->out, "<th scope=\"col\">");
                jh_html_say(page->out, headings[h], NULL);
                jh_html_add(page->out, "</th>");
            }
            jh_html_add(page->out, "<td></td></tr></thead><tbody>");
        }
        put_limit(page, &view->limits[l], most);
    }
    if (count) jh_html_add(page->out, "</tbody></table>");
}

void jh_page_limits(const jh_page *page)
{
    const jh_view *view = page->view;
    double most = widest(view);

    if (view->limit_count == 0) return;
    jh_page_section(page, "limits", SAY_REPORT_LIMITS, SAY_REPORT_LIMITS_GUIDE);
    jh_html_add(page->out, "<div class=\"pair\">");
    for (int stage = JH_WHOLE; stage < JH_STAGE_COUNT; stage++)
        put_stage(page, (jh_stage)stage, most);
    jh_html_add(page->out, "</div><p class=\"source\">");
    jh_page_clause(page, &view->limits[0].def->remarks);
    jh_html_add(page->out, "</p>");
    jh_page_doubt(page, &view->limits[0].def->remarks);
    jh_html_add(page->out, "</section>");
}
