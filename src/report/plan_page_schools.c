/* Who gets what; every school and coefficient before and after.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/plan_page.h"

enum { WIDTH = 400, HEIGHT = 26 };

static void put_name(const jh_plan_page *to, size_t row)
{
    const jh_view_row *own = to->view->rows[row].before;

    jh_html_name(to->page.out, own->unit->name);
    jh_plan_add(to, " <small class=\"none\">");
    jh_plan_say(to, jh_stage_say(own->stage));
    jh_plan_add(to, "</small>");
}

/* ---- who gets what ---- */

static void put_teachers(const jh_plan_page *to, unsigned type)
{
    jh_html_both(to->page.out, jh_teachers_words(to->page.scratch, JH_ZH, type),
                 jh_teachers_words(to->page.scratch, JH_EN, type));
}

static void put_measure(const jh_plan_page *to, const jh_plan_measure *measure)
{
    char digits[JH_DECIMAL_SIZE];

    jh_plan_add(to, "<li>");
    if (measure->element) {
        jh_page_title(&to->page, measure->element->title);
    } else {
        jh_plan_say(to, jh_measure_say(measure->kind));
        jh_plan_add(to, " ");
        put_teachers(to, measure->type);
    }
    if (measure->kind == JH_TRAIN) {
        jh_plan_add(to, " → ");
        put_teachers(to, measure->becomes);
    }
    jh_buffer_add_format(to->page.out, " <b>%s%s</b> ", measure->element ? "+" : "",
                         jh_decimal_write_short(digits, measure->amount));
    if (measure->element)
        jh_page_title(&to->page, measure->element->measure_title);
    else
        jh_plan_say(to, SAY_PLAN_PERSONS);
    if (measure->kind == JH_MOVE) {
        jh_plan_add(to, " → ");
        put_name(to, measure->to);
    }
    jh_plan_add(to, " <span class=\"none\">");
    jh_plan_yuan(to, measure->cost);
    jh_plan_add(to, "</span></li>");
}

static void put_list(const jh_plan_page *to, size_t row, const jh_plan_measure *measures,
                     size_t count)
{
    size_t i;

    jh_plan_add(to, "<tr><th scope=\"row\">");
    put_name(to, row);
    jh_plan_add(to, "</th><td><ul class=\"gets\">");
    for (i = 0; i < count; i++)
        if (measures[i].row == row) put_measure(to, &measures[i]);
    jh_plan_add(to, "</ul></td>");
}

static void put_floor(const jh_plan_page *to, const jh_plan_row_view *row)
{
    jh_plan_add(to, "<td>");
    if (row->at_floor != SIZE_MAX) {
        jh_plan_add(to, "<span class=\"waived\"><i>◐</i> ");
        jh_page_indicator(&to->page, to->view->before->columns[row->at_floor].def);
        jh_plan_add(to, "</span>");
    }
    jh_plan_add(to, "</td>");
}

static void put_row(const jh_plan_page *to, size_t at, jh_decimal most)
{
    const jh_plan_view *view = to->view;
    const jh_plan_row_view *row = &view->rows[at];

    if (!row->measure_count && row->at_floor == SIZE_MAX) return;
    put_list(to, at, view->measures, view->measure_count);
    put_floor(to, row);
    jh_plan_add(to, "<td class=\"n strong\">");
    if (row->measure_count) jh_plan_yuan(to, row->cost);
    jh_plan_add(to, "</td>");
    jh_plan_bar(to, row->cost, most);
    jh_plan_add(to, "</tr>");
}

void jh_plan_page_schools(const jh_plan_page *to)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_SCHOOL, SAY_PLAN_COLUMN_GETS,
                                       SAY_PLAN_COLUMN_FLOOR, SAY_PLAN_COLUMN_COST };
    const jh_plan_view *view = to->view;
    jh_decimal most = { 0 };
    size_t i;

    for (i = 0; i < view->row_count; i++)
        if (view->rows[i].cost.millionths > most.millionths) most = view->rows[i].cost;
    jh_page_section(&to->page, "who", SAY_PLAN_PAGE_WHO, SAY_PLAN_PAGE_WHO_GUIDE);
    jh_plan_add(to, "<table class=\"beside who\">");
    jh_plan_heads(to->page.out, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < view->row_count; i++) put_row(to, i, most);
    jh_plan_add(to, "</tbody></table></section>");
}

void jh_plan_page_gets(const jh_plan_page *to, const jh_plan_measure *measures, size_t count)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_SCHOOL, SAY_PLAN_COLUMN_GETS };
    size_t r, i;

    jh_plan_add(to, "<table class=\"beside who\">");
    jh_plan_heads(to->page.out, heads, sizeof heads / sizeof *heads);
    for (r = 0; r < to->view->row_count; r++) {
        for (i = 0; i < count && measures[i].row != r; i++) {
        }
        if (i == count) continue;
        put_list(to, r, measures, count);
        jh_plan_add(to, "</tr>");
    }
    jh_plan_add(to, "</tbody></table>");
}

/* ---- schools × indicators ---- */

static void put_cell(const jh_plan_page *to, const jh_plan_row_view *row, size_t c)
{
    const jh_view_cell *before = &row->before->cells[c], *after = &row->after->cells[c];
    char was[JH_DECIMAL_SIZE], is[JH_DECIMAL_SIZE];
    bool same;

    if (!before->result || !after->result) {
        jh_plan_add(to, "<td class=\"m na\">–</td>");
        return;
    }
    same = before->result->printed.millionths == after->result->printed.millionths;
    jh_buffer_add_format(to->page.out, "<td class=\"m %s\"><i>%s</i>",
                         jh_mark_class(after->result->mark), jh_mark_sign(after->result->mark));
    if (!same)
        jh_buffer_add_format(
            to->page.out, "<s class=\"%s\">%s %s</s> ", jh_mark_class(before->result->mark),
            jh_mark_sign(before->result->mark), jh_view_printed(was, to->view->before, c, before));
    jh_buffer_add_format(to->page.out, same ? "%s</td>" : "<b>%s</b></td>",
                         jh_view_printed(is, to->view->after, c, after));
}

static void put_matrix_head(const jh_plan_page *to, jh_stage stage)
{
    const jh_view *view = to->view->before;
    char line[JH_DECIMAL_SIZE];
    size_t c;

    jh_plan_add(to, "<table class=\"matrix\"><caption>");
    jh_plan_say(to, jh_stage_say(stage));
    jh_plan_add(to, "</caption><thead><tr><th scope=\"col\">");
    jh_plan_say(to, SAY_PLAN_COLUMN_SCHOOL);
    jh_plan_add(to, "</th>");
    for (c = 0; c < view->column_count; c++) {
        jh_plan_add(to, "<th scope=\"col\">");
        jh_page_indicator(&to->page, view->columns[c].def);
        jh_plan_add(to, "<span class=\"unit\">");
        jh_page_measure(&to->page, view->columns[c].def);
        jh_plan_add(to, "</span><span class=\"line\">");
        if (view->columns[c].at[stage].has_line)
            jh_buffer_add_format(to->page.out, "≥ %s",
                                 jh_decimal_write_short(line, view->columns[c].at[stage].line));
        if (view->columns[c].at[stage].has_floor)
            jh_buffer_add_format(to->page.out, "<small>%s</small>",
                                 jh_decimal_write_short(line, view->columns[c].at[stage].floor));
        jh_plan_add(to, "</span></th>");
    }
    jh_plan_add(to, "</tr></thead><tbody>");
}

static void put_stage(const jh_plan_page *to, jh_stage stage)
{
    const jh_plan_view *view = to->view;
    bool is_open = false;
    size_t i, c;

    for (i = 0; i < view->row_count; i++) {
        if (view->rows[i].before->stage != stage) continue;
        if (!is_open) put_matrix_head(to, stage);
        is_open = true;
        jh_plan_add(to, "<tr><th scope=\"row\">");
        jh_html_name(to->page.out, view->rows[i].before->unit->name);
        jh_plan_add(to, "</th>");
        for (c = 0; c < view->before->column_count; c++) put_cell(to, &view->rows[i], c);
        jh_plan_add(to, "</tr>");
    }
    if (is_open) jh_plan_add(to, "</tbody></table>");
}

static void put_legend(const jh_plan_page *to)
{
    static const jh_mark order[] = { JH_MARK_MET, JH_MARK_FLOOR, JH_MARK_BELOW };
    size_t i;

    jh_plan_add(to, "<p class=\"legend\">");
    for (i = 0; i < sizeof order / sizeof *order; i++) {
        jh_buffer_add_format(to->page.out, "<span class=\"%s\"><i>%s</i>", jh_mark_class(order[i]),
                             jh_mark_sign(order[i]));
        jh_plan_say(to, jh_mark_say(order[i]));
        jh_plan_add(to, "</span>");
    }
    jh_plan_add(to, "</p>");
}

void jh_plan_page_matrix(const jh_plan_page *to)
{
    int stage;

    jh_page_section(&to->page, "matrix", SAY_PLAN_PAGE_MATRIX, SAY_PLAN_PAGE_MATRIX_GUIDE);
    put_legend(to);
    jh_plan_add(to, "<div class=\"scroll plan\">");
    for (stage = JH_WHOLE; stage < JH_STAGE_COUNT; stage++) put_stage(to, (jh_stage)stage);
    jh_plan_add(to, "</div></section>");
}

/* ---- coefficients ---- */

static double value_of(const jh_view_limit *limit)
{
    return limit->result->value.why ? 0 : jh_interval_middle(limit->result->value.range);
}

static double widest(const jh_plan_view *view)
{
    double most = 0;
    size_t i;

    for (i = 0; i < view->limit_count; i++) {
        double bound = jh_decimal_to_double(view->limits[i].before->result->bound);
        double before = value_of(view->limits[i].before), after = value_of(view->limits[i].after);
        most = bound > most ? bound : most;
        most = before > most ? before : most;
        most = after > most ? after : most;
    }
    return most > 0 ? most * 1.06 : 1;
}

static void put_bars(const jh_plan_page *to, const jh_plan_limit_view *limit, double most)
{
    jh_buffer *out = to->page.out;
    double bound = jh_decimal_to_double(limit->before->result->bound) / most * WIDTH;

    jh_buffer_add_format(out,
                         "<td class=\"bullet\"><svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\""
                         " preserveAspectRatio=\"none\"><rect class=\"room\" y=\"3\" height=\"%d\"",
                         WIDTH, HEIGHT, HEIGHT - 6);
    jh_html_coordinate(out, "width", bound);
    jh_buffer_add_format(out, "/><rect class=\"was %s\" y=\"7\" height=\"4\"",
                         jh_claim_class(limit->before->result->holds));
    jh_html_coordinate(out, "width", value_of(limit->before) / most * WIDTH);
    jh_buffer_add_format(out, "/><rect class=\"bar %s\" y=\"14\" height=\"6\"",
                         jh_claim_class(limit->after->result->holds));
    jh_html_coordinate(out, "width", value_of(limit->after) / most * WIDTH);
    jh_buffer_add_format(out, "/><line class=\"limit\" y1=\"1\" y2=\"%d\"", HEIGHT - 1);
    jh_html_coordinate(out, "x1", bound);
    jh_html_coordinate(out, "x2", bound);
    jh_plan_add(to, "/></svg></td>");
}

static void put_value(const jh_plan_page *to, const jh_view_limit *limit, bool strong)
{
    jh_buffer_add_format(to->page.out, "<td class=\"n %s%s\">", strong ? "strong " : "",
                         jh_claim_class(limit->result->holds));
    if (limit->result->value.why)
        jh_html_number(to->page.out, limit->result->value, limit->def->decimals);
    else
        jh_html_decimal(to->page.out, limit->result->value_printed, limit->def->decimals);
    jh_plan_add(to, "</td>");
}

static void put_limit(const jh_plan_page *to, const jh_plan_limit_view *limit, double most)
{
    jh_plan_add(to, "<tr><th scope=\"row\">");
    if (limit->before->def->indicator < to->view->before->column_count)
        jh_page_indicator(&to->page, to->view->before->columns[limit->before->def->indicator].def);
    else
        jh_page_title(&to->page, limit->before->def->rule_title);
    jh_plan_add(to, "</th>");
    put_value(to, limit->before, false);
    put_bars(to, limit, most);
    put_value(to, limit->after, true);
    jh_plan_add(to, "<td class=\"n\">≤ ");
    jh_html_decimal(to->page.out, limit->before->result->bound, limit->before->def->decimals);
    jh_plan_add(to, "</td><td>");
    jh_page_sign(&to->page, limit->after->result->holds);
    jh_plan_add(to, "</td></tr>");
}

static void put_limit_stage(const jh_plan_page *to, jh_stage stage, double most)
{
    static const jh_say_id heads[] = { SAY_REPORT_COLUMN_INDICATOR, SAY_PLAN_COLUMN_BEFORE,
                                       SAY_REPORT_COLUMN_BAR, SAY_PLAN_COLUMN_AFTER,
                                       SAY_REPORT_COLUMN_LIMIT };
    bool is_open = false;
    size_t i;

    for (i = 0; i < to->view->limit_count; i++) {
        if (to->view->limits[i].before->def->stage != stage) continue;
        if (!is_open) {
            jh_plan_add(to, "<table class=\"limits\"><caption>");
            jh_plan_say(to, jh_stage_say(stage));
            jh_plan_add(to, "</caption>");
            jh_plan_heads(to->page.out, heads, sizeof heads / sizeof *heads);
        }
        is_open = true;
        put_limit(to, &to->view->limits[i], most);
    }
    if (is_open) jh_plan_add(to, "</tbody></table>");
}

void jh_plan_page_limits(const jh_plan_page *to)
{
    double most = widest(to->view);
    int stage;

    if (!to->view->limit_count) return;
    jh_page_section(&to->page, "limits", SAY_PLAN_LIMITS, SAY_PLAN_PAGE_LIMITS_GUIDE);
    jh_plan_add(to, "<div class=\"pair\">");
    for (stage = JH_WHOLE; stage < JH_STAGE_COUNT; stage++)
        put_limit_stage(to, (jh_stage)stage, most);
    jh_plan_add(to, "</div></section>");
}
