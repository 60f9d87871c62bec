/* Dispersions against their limits: one quiet bar each, all on one scale.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

enum { WIDTH = 400, HEIGHT = 22, MIDDLE = HEIGHT / 2 };

/* A value against its bound, where it has one. */
typedef struct bar {
    double value, bound; /* 0 = there is none */
    bool has_value, has_bound;
    const char *look;
} bar;

static bar bar_of_limit(const jh_view_limit *limit)
{
    const jh_number *value = &limit->result->value;
    bool is_there = value->why == JH_PRESENT;

    return (bar){ is_there ? jh_interval_middle(value->range) : 0.0,
                  jh_decimal_to_double(limit->result->bound), is_there, true,
                  jh_claim_class(limit->result->holds) };
}

static double amount(const jh_view_figure *figure)
{
    return figure->why == JH_PRESENT ? jh_decimal_to_double(figure->printed) : 0.0;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* One scale for all, so that the eye may compare stages. */
static double widest(const jh_view *view)
{
    double most = 0.0;

    for (size_t l = 0; l < view->limit_count; l++) {
        bar it = bar_of_limit(&view->limits[l]);
        most = larger(most, larger(it.value, it.bound));
    }
    for (size_t i = 0; i < view->composite_count; i++) {
        const jh_view_composite *composite = &view->composites[i];
        most = larger(most, larger(amount(&composite->mean), amount(&composite->bound)));
        for (size_t c = 0; c < view->column_count; c++)
            most = larger(most, amount(&composite->columns[c]));
    }
    return most > 0.0 ? most * 1.06 : 1.0;
}

static void put_bar(const jh_page *page, bar it, double most)
{
    double bound = it.bound / most * WIDTH;
    jh_buffer *out = page->out;

    jh_buffer_add_format(out,
                         "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\""
                         " aria-hidden=\"true\">",
                         WIDTH, HEIGHT);
    if (it.has_bound) {
        jh_buffer_add_format(out, "<rect class=\"room\" x=\"0\" y=\"4\" height=\"%d\"", HEIGHT - 8);
        jh_html_coordinate(out, "width", bound);
        jh_html_add(out, "/>");
    }
    if (it.has_value) {
        jh_buffer_add_format(out, "<rect class=\"bar %s\" x=\"0\" y=\"%d\" height=\"4\"", it.look,
                             MIDDLE - 2);
        jh_html_coordinate(out, "width", it.value / most * WIDTH);
        jh_html_add(out, "/>");
    }
    if (it.has_bound) {
        jh_buffer_add_format(out, "<line class=\"limit\" y1=\"1\" y2=\"%d\"", HEIGHT - 1);
        jh_html_coordinate(out, "x1", bound);
        jh_html_coordinate(out, "x2", bound);
        jh_html_add(out, "/>");
    }
    jh_html_add(out, "</svg>");
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
    put_bar(page, bar_of_limit(limit), most);
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

/* `rows`: how many schools it is over; SIZE_MAX = not said. */
static void put_head(const jh_page *page, jh_stage stage, size_t rows)
{
    static const jh_say_id headings[] = { SAY_REPORT_COLUMN_INDICATOR, SAY_REPORT_COLUMN_MEAN,
                                          SAY_REPORT_COLUMN_BAR, SAY_REPORT_CV,
                                          SAY_REPORT_COLUMN_LIMIT };

    jh_html_add(page->out, "<table class=\"limits\"><caption>");
    jh_html_say(page->out, jh_stage_say(stage), NULL);
    if (rows != SIZE_MAX) jh_buffer_add_format(page->out, " <small>%zu</small>", rows);
    jh_html_add(page->out, "</caption><thead><tr>");
    for (size_t h = 0; h < sizeof headings / sizeof *headings; h++) {
        bool is_blank = rows == SIZE_MAX && headings[h] == SAY_REPORT_COLUMN_MEAN;
        jh_html_add(page->out, is_blank ? "<td>" : "<th scope=\"col\">");
        if (!is_blank) jh_html_say(page->out, headings[h], NULL);
        jh_html_add(page->out, is_blank ? "</td>" : "</th>");
    }
    jh_html_add(page->out, "<td></td></tr></thead><tbody>");
}

static void put_stage(const jh_page *page, jh_stage stage, double most)
{
    const jh_view *view = page->view;
    size_t count = 0;

    for (size_t l = 0; l < view->limit_count; l++) {
        if (view->limits[l].def->stage != stage) continue;
        if (count++ == 0) put_head(page, stage, view->limits[l].result->rows);
        put_limit(page, &view->limits[l], most);
    }
    if (count) jh_html_add(page->out, "</tbody></table>");
}

static void put_figure(const jh_page *page, const jh_view_figure *figure, const char *before)
{
    jh_html_add(page->out, before);
    if (figure->why == JH_PRESENT)
        jh_html_decimal(page->out, figure->printed, figure->decimals);
    else
        jh_html_say(page->out, jh_say_of_why(figure->why), NULL);
}

static void put_mean(const jh_page *page, const jh_view_composite *composite, double most)
{
    bar it = { amount(&composite->mean), amount(&composite->bound),
               composite->mean.why == JH_PRESENT, composite->bound.why == JH_PRESENT,
               jh_claim_class(composite->holds) };

    jh_html_add(page->out, "<tr class=\"composite\"><th scope=\"row\">");
    jh_html_say(page->out, SAY_REPORT_COMPOSITE, NULL);
    jh_html_add(page->out, "</th><td></td><td class=\"bullet\">");
    put_bar(page, it, most);
    jh_buffer_add_format(page->out, "</td><td class=\"n strong %s\">", it.look);
    put_figure(page, &composite->mean, "");
    jh_html_add(page->out, "</td><td class=\"n\">");
    if (it.has_bound) {
        jh_view_figure bound = composite->bound;
        bound.decimals = composite->mean.decimals;
        put_figure(page, &bound, "≤ ");
    }
    jh_html_add(page->out, "</td><td>");
    jh_page_sign(page, composite->holds);
    jh_html_add(page->out, "</td></tr>");
}

/* What is averaged has no limit of its own, so its bar stands in no colour. */
static void put_composite(const jh_page *page, const jh_view_composite *composite, double most)
{
    put_head(page, composite->stage, SIZE_MAX);
    for (size_t c = 0; c < page->view->column_count; c++) {
        const jh_view_figure *figure = &composite->columns[c];
        if (figure->why == JH_NOT_ASKED) continue;
        jh_html_add(page->out, "<tr><th scope=\"row\">");
        jh_page_indicator(page, page->view->columns[c].def);
        jh_html_add(page->out, "</th><td></td><td class=\"bullet\">");
        put_bar(page, (bar){ amount(figure), 0.0, figure->why == JH_PRESENT, false, "na" }, most);
        jh_html_add(page->out, "</td><td class=\"n\">");
        put_figure(page, figure, "");
        jh_html_add(page->out, "</td><td></td><td></td></tr>");
    }
    put_mean(page, composite, most);
    jh_html_add(page->out, "</tbody></table>");
}

void jh_page_limits(const jh_page *page)
{
    const jh_view *view = page->view;
    double most = widest(view);

    if (view->limit_count == 0 && view->composite_count == 0) return;
    const jh_remarks *remarks =
        view->limit_count ? &view->limits[0].def->remarks : &view->composites[0].item->remarks;
    jh_page_section(page, "limits", SAY_REPORT_LIMITS,
                    view->limit_count ? SAY_REPORT_LIMITS_GUIDE : SAY_REPORT_COMPOSITE_GUIDE);
    jh_html_add(page->out, "<div class=\"pair\">");
    for (int stage = JH_WHOLE; stage < JH_STAGE_COUNT; stage++)
        put_stage(page, (jh_stage)stage, most);
    for (size_t i = 0; i < view->composite_count; i++)
        put_composite(page, &view->composites[i], most);
    jh_html_add(page->out, "</div><p class=\"source\">");
    jh_page_clause(page, remarks);
    jh_html_add(page->out, "</p>");
    jh_page_doubt(page, remarks);
    jh_html_add(page->out, "</section>");
}
