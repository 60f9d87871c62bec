/* The matrix of schools and indicators, one table a stage, and the list of those left out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

static size_t count_marks(const jh_view *view, jh_rows rows, size_t column, jh_mark mark)
{
    size_t count = 0;

    for (size_t r = rows.first; r < rows.first + rows.count; r++) {
        const jh_view_cell *cell = &view->rows[r].cells[column];
        if (cell->result && cell->result->mark == mark) count++;
    }
    return count;
}

static void put_line(const jh_page *page, const jh_view_column *column, jh_stage stage)
{
    const jh_view_line *line = &column->at[stage];
    char text[JH_DECIMAL_SIZE];

    jh_html_add(page->out, "<span class=\"line\">");
    if (line->has_line) {
        jh_html_add(page->out, column->def->higher_is_better ? "≥ " : "≤ ");
        jh_html_add(page->out, jh_decimal_write_short(text, line->line));
    }
    if (line->has_floor) {
        jh_html_add(page->out, "<small");
        jh_html_attribute_say(page->out, "title", SAY_REPORT_FLOOR_IS, NULL);
        jh_buffer_add_format(page->out, ">%s</small>", jh_decimal_write_short(text, line->floor));
    }
    jh_html_add(page->out, "</span>");
}

static void put_tally(const jh_page *page, jh_rows rows, size_t column)
{
    static const jh_mark order[] = { JH_MARK_MET, JH_MARK_FLOOR, JH_MARK_BELOW, JH_MARK_UNKNOWN };

    jh_html_add(page->out, "<td>");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        size_t count = count_marks(page->view, rows, column, order[i]);
        if (count == 0) continue;
        jh_buffer_add_format(page->out, "<span class=\"%s\"><i>%s</i>%zu</span> ",
                             jh_mark_class(order[i]), jh_mark_sign(order[i]), count);
    }
    jh_html_add(page->out, "</td>");
}

static void put_heading(const jh_page *page, jh_say_id say)
{
    jh_html_add(page->out, "<th scope=\"col\"><button type=\"button\">");
    jh_html_say(page->out, say, NULL);
    jh_html_add(page->out, "</button></th>");
}

static void put_matrix_head(const jh_page *page, jh_stage stage, jh_rows rows)
{
    const jh_view *view = page->view;

    jh_html_add(page->out, "<thead><tr>");
    put_heading(page, SAY_REPORT_COLUMN_SCHOOL);
    put_heading(page, SAY_REPORT_COLUMN_PUPILS);
    for (size_t c = 0; c < view->column_count; c++) {
        const jh_indicator *def = view->columns[c].def;
        jh_html_add(page->out, "<th scope=\"col\" title=\"");
        jh_html_text(page->out, def->title);
        jh_html_add(page->out, "\"><button type=\"button\">");
        jh_page_indicator(page, def);
        jh_html_add(page->out, "</button><span class=\"unit\">");
        jh_page_measure(page, def);
        jh_html_add(page->out, "</span>");
        put_line(page, &view->columns[c], stage);
        jh_html_add(page->out, "</th>");
    }
    put_heading(page, SAY_REPORT_COLUMN_VERDICT);
    jh_html_add(page->out, "</tr><tr class=\"tally\"><th scope=\"row\" colspan=\"2\">");
    jh_html_say(page->out, SAY_REPORT_TALLY_ROW, NULL);
    jh_html_add(page->out, "</th>");
    for (size_t c = 0; c < view->column_count; c++) put_tally(page, rows, c);
    jh_html_add(page->out, "<td></td></tr></thead>");
}

/* What a pointer resting on a cell is told. */
static void put_cell_title(const jh_page *page, const jh_view_row *row, size_t c)
{
    const jh_view_cell *cell = &row->cells[c];
    const jh_view_line *line = &page->view->columns[c].at[row->stage];
    char wanted[JH_DECIMAL_SIZE], lacks[JH_DECIMAL_SIZE];
    jh_decimal missing;
    bool is_short;

    if (cell->result->value.why != JH_PRESENT) {
        jh_html_attribute_say(page->out, "title", jh_say_of_why(cell->result->value.why), NULL);
        return;
    }
    if (!cell->step || !line->has_line) return;
    is_short = cell->to_line.why == JH_PRESENT && cell->to_line.range.hi > 0
               && jh_decimal_from_double(&missing, jh_interval_middle(cell->to_line.range))
                      <= JH_READ_ROUNDED;
    jh_html_attribute_say(
        page->out, "title", is_short ? SAY_REPORT_CELL_LACKS : SAY_REPORT_CELL_MET,
        jh_page_zero(page, cell->step->exact), jh_decimal_write_short(wanted, line->line),
        is_short ? jh_decimal_write_short(lacks, missing) : "", jh_page_zero(page, cell->lacks),
        NULL);
}

static void put_cell(const jh_page *page, const jh_view_row *row, size_t c)
{
    const jh_view_cell *cell = &row->cells[c];
    char printed[JH_DECIMAL_SIZE];

    if (!cell->result) {
        jh_html_add(page->out, "<td class=\"m na\">–</td>");
        return;
    }
    jh_buffer_add_format(page->out, "<td class=\"m %s\"", jh_mark_class(cell->result->mark));
    if (cell->result->value.why == JH_PRESENT)
        jh_buffer_add_format(page->out, " data-s=\"%.9g\"",
                             jh_interval_middle(cell->result->value.range));
    put_cell_title(page, row, c);
    jh_buffer_add_format(
        page->out, "><i>%s</i>%s</td>", jh_mark_sign(cell->result->mark),
        cell->result->value.why == JH_PRESENT ? jh_view_printed(printed, page->view, c, cell) : "");
}

static void put_school(const jh_page *page, const jh_view_row *row)
{
    jh_html_add(page->out, "<th scope=\"row\">");
    jh_html_name(page->out, row->unit->name);
    jh_html_add(page->out, "<small>");
    jh_page_label(page, JH_KIND, row->unit->attribute[JH_KIND]);
    jh_html_add(page->out, row->label[JH_LOCATION].size ? " · " : "");
    jh_page_label(page, JH_LOCATION, row->unit->attribute[JH_LOCATION]);
    jh_html_add(page->out, "</small></th><td class=\"n\"");
    if (row->pupils.why == JH_PRESENT) {
        jh_buffer_add_format(page->out, " data-s=\"%.9g\">",
                             jh_decimal_to_double(row->pupil_count));
        jh_html_decimal(page->out, row->pupil_count, 0);
    } else {
        jh_html_add(page->out, ">");
        jh_html_number(page->out, row->pupils, 0);
    }
    jh_html_add(page->out, "</td>");
}

static void put_row(const jh_page *page, size_t index)
{
    const jh_view_row *row = &page->view->rows[index];

    jh_buffer_add_format(page->out, "<tr data-r=\"%zu\" class=\"is-%s\">", index,
                         jh_claim_class(row->holds));
    put_school(page, row);
    for (size_t c = 0; c < page->view->column_count; c++) put_cell(page, row, c);
    jh_buffer_add_format(page->out, "<td class=\"v %s\" data-s=\"%d\"", jh_claim_class(row->holds),
                         (int)row->holds.truth);
    if (row->holds.truth == JH_UNKNOWN)
        jh_html_attribute_say(page->out, "title", jh_say_of_why(row->holds.why), NULL);
    jh_buffer_add_format(page->out, "><i>%s</i>", jh_claim_sign(row->holds));
    jh_html_say(page->out, jh_claim_say(row->holds), NULL);
    jh_html_add(page->out, "</td></tr>");
}

static void put_filter(const jh_page *page, const char *what, jh_say_id say, bool is_pressed)
{
    jh_buffer_add_format(page->out, "<button type=\"button\" data-show=\"%s\" aria-pressed=\"%s\">",
                         what, is_pressed ? "true" : "false");
    jh_html_say(page->out, say, NULL);
    jh_html_add(page->out, "</button>");
}

static void put_controls(const jh_page *page)
{
    jh_html_add(page->out, "<form class=\"controls\" role=\"search\"><div class=\"choice\">");
    put_filter(page, "all", SAY_REPORT_SHOW_ALL, true);
    put_filter(page, "no", SAY_REPORT_SHOW_FAILING, false);
    put_filter(page, "unknown", SAY_REPORT_SHOW_UNKNOWN, false);
    put_filter(page, "yes", SAY_REPORT_SHOW_PASSING, false);
    jh_html_add(page->out, "</div><input type=\"search\" id=\"name\" autocomplete=\"off\"");
    jh_html_attribute_say(page->out, "placeholder", SAY_REPORT_SEARCH, NULL);
    jh_html_attribute_say(page->out, "aria-label", SAY_REPORT_SEARCH, NULL);
    jh_html_add(page->out, "><output id=\"shown\"></output></form>");
}

static void put_legend(const jh_page *page)
{
    static const jh_mark order[] = { JH_MARK_MET, JH_MARK_FLOOR, JH_MARK_BELOW, JH_MARK_UNKNOWN };

    jh_html_add(page->out, "<p class=\"legend\">");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        jh_buffer_add_format(page->out, "<span class=\"%s\"><i>%s</i>", jh_mark_class(order[i]),
                             jh_mark_sign(order[i]));
        jh_html_say(page->out, jh_mark_say(order[i]), NULL);
        jh_html_add(page->out, "</span>");
    }
    jh_html_add(page->out, "</p>");
}

static void put_left_out(const jh_page *page)
{
    const jh_view *view = page->view;

    if (view->left_out_count == 0) return;
    jh_html_add(page->out, "<h3>");
    jh_html_say(page->out, SAY_REPORT_LEFT_OUT, NULL);
    jh_buffer_add_format(page->out, " <small>%zu</small></h3><table class=\"list\"><tbody>",
                         view->left_out_count);
    for (size_t i = 0; i < view->left_out_count; i++) {
        const jh_view_left_out *row = &view->left_out[i];
        jh_html_add(page->out, "<tr><th scope=\"row\">");
        jh_html_name(page->out, row->unit->name);
        if (row->stage != JH_WHOLE) {
            jh_html_add(page->out, " · ");
            jh_html_say(page->out, jh_stage_say(row->stage), NULL);
        }
        jh_html_add(page->out, "</th><td class=\"n\">");
        jh_html_number(page->out, row->pupils, 0);
        jh_html_add(page->out, " ");
        jh_html_say(page->out, SAY_REPORT_PUPILS_UNIT, NULL);
        jh_html_add(page->out, "</td><td>");
        jh_page_title(page, row->because->because);
        jh_page_clause(page, &row->because->remarks);
        jh_html_add(page->out, "</td></tr>");
    }
    jh_html_add(page->out, "</tbody></table>");
}

static void put_stage(const jh_page *page, jh_stage stage)
{
    jh_rows rows = page->view->stage_rows[stage];

    if (rows.count == 0) return;
    jh_html_add(page->out, "<h3>");
    jh_html_say(page->out, jh_stage_say(stage), NULL);
    jh_buffer_add_format(page->out,
                         " <small>%zu</small></h3><div class=\"scroll\"><table class=\"matrix\">",
                         rows.count);
    put_matrix_head(page, stage, rows);
    jh_html_add(page->out, "<tbody>");
    for (size_t r = rows.first; r < rows.first + rows.count; r++) put_row(page, r);
    jh_html_add(page->out, "</tbody></table></div>");
}

void jh_page_matrix(const jh_page *page)
{
    jh_page_section(page, "matrix", SAY_REPORT_MATRIX, SAY_REPORT_MATRIX_GUIDE);
    put_legend(page);
    put_controls(page);
    for (int stage = JH_WHOLE; stage < JH_STAGE_COUNT; stage++) put_stage(page, (jh_stage)stage);
    put_left_out(page);
    jh_html_add(page->out, "</section>");
}
