/* The county's figures beside those of the statistics, as a page.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"
#include "report/reconciliation_words.h"

typedef struct telling {
    jh_page page;
    const jh_reconciliation_view *view;
} telling;

static void add(const telling *to, const char *markup)
{
    jh_html_add(to->page.out, markup);
}

static void say(const telling *to, jh_say_id id)
{
    jh_html_say(to->page.out, id, NULL);
}

static const char *class_of(jh_accord accord)
{
    static const char *const names[JH_ACCORD_COUNT] = { "yes", "no", "floor", "floor" };

    return names[accord];
}

static void put_sign(const telling *to, jh_accord accord)
{
    jh_buffer_add_format(to->page.out, "<i>%s</i> ", jh_accord_sign(accord));
}

static void put_number(const telling *to, const char *digits)
{
    add(to, "<td class=\"n\">");
    jh_html_zero(to->page.out, digits);
    add(to, "</td>");
}

/* ---- head ---- */

static void put_head(const telling *to)
{
    const jh_snapshot *in = to->view->view->snapshot;

    add(to, "<header class=\"head\"><h1>");
    jh_html_name(to->page.out, in->county_name.size ? in->county_name : in->county);
    add(to, " <span class=\"period\">");
    jh_html_say(to->page.out, SAY_REPORT_PERIOD, jh_page_zero(&to->page, in->period), NULL);
    add(to, " · ");
    say(to, SAY_RECONCILE_TITLE);
    add(to, "</span>");
    if (to->view->view->is_made_up) {
        add(to, "<span class=\"made-up\">");
        say(to, SAY_REPORT_MADE_UP);
        add(to, "</span>");
    }
    add(to, "</h1><ul class=\"groups\">");
    for (int i = 0; i < JH_ACCORD_COUNT; i++) {
        jh_buffer_add_format(to->page.out, "<li class=\"state %s\">", class_of((jh_accord)i));
        put_sign(to, (jh_accord)i);
        say(to, jh_accord_say((jh_accord)i));
        jh_buffer_add_format(to->page.out, " <b>%zu</b></li>", to->view->reconciliation->counts[i]);
    }
    add(to, "</ul></header>");
}

/* ---- sums ---- */

static void put_sum_name(const telling *to, const jh_reconciled_sum *sum)
{
    jh_page_title(&to->page, jh_sum_title(to->view, sum));
    if (sum->stage == JH_WHOLE) return;
    add(to, " · ");
    say(to, jh_stage_say(sum->stage));
}

static void put_sum(const telling *to, const jh_reconciled_sum *sum)
{
    char digits[JH_DECIMAL_SIZE];

    add(to, "<tr><th scope=\"row\">");
    put_sum_name(to, sum);
    add(to, " <small class=\"none\">");
    jh_page_title(&to->page, jh_sum_measure(to->view, sum));
    add(to, "</small></th>");
    if (sum->is_too_large) {
        add(to, "<td class=\"n\" colspan=\"3\">");
        say(to, SAY_RECONCILE_TOO_LARGE);
        add(to, "</td>");
    } else {
        put_number(to, jh_decimal_write_short(digits, sum->county));
        put_number(to, jh_decimal_write_short(digits, sum->statistics));
        put_number(to, jh_difference_write(digits, sum->difference));
    }
    for (int i = 0; i < JH_ACCORD_COUNT; i++) {
        jh_buffer_add_format(to->page.out, "<td class=\"n state %s\">",
                             sum->counts[i] ? class_of((jh_accord)i) : "na");
        if (sum->counts[i]) put_sign(to, (jh_accord)i);
        jh_buffer_add_format(to->page.out, "%zu</td>", sum->counts[i]);
    }
    add(to, "</tr>");
}

static void put_heads(const telling *to, const jh_say_id *heads, size_t count)
{
    add(to, "<thead><tr>");
    for (size_t i = 0; i < count; i++) {
        add(to, i ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
        say(to, heads[i]);
        add(to, "</th>");
    }
    add(to, "</tr></thead><tbody>");
}

static void put_sums(const telling *to)
{
    static const jh_say_id heads[] = { SAY_RECONCILE_ELEMENT,     SAY_RECONCILE_COUNTY,
                                       SAY_RECONCILE_STATISTICS,  SAY_RECONCILE_DIFFERENCE,
                                       SAY_RECONCILE_AGREED,      SAY_RECONCILE_DISAGREED,
                                       SAY_RECONCILE_ONLY_COUNTY, SAY_RECONCILE_ONLY_STATISTICS };
    const jh_reconciliation *r = to->view->reconciliation;

    jh_page_section(&to->page, "sums", SAY_RECONCILE_SUMS, SAY_RECONCILE_GUIDE_SUMS);
    add(to, "<table class=\"beside\">");
    put_heads(to, heads, sizeof heads / sizeof *heads);
    for (size_t i = 0; i < r->sum_count; i++) put_sum(to, &r->sums[i]);
    add(to, "</tbody></table></section>");
}

/* ---- cells ---- */

static void put_statement(const telling *to, const jh_statement *said)
{
    char digits[JH_DECIMAL_SIZE];
    jh_text cell = { "", 0 };

    add(to, "<td class=\"n\">");
    if (!said) {
        add(to, "—</td><td></td>");
        return;
    }
    if (said->why)
        say(to, jh_say_of_why(said->why));
    else
        jh_html_zero(to->page.out, jh_decimal_write_short(digits, said->value));
    add(to, "</td><td class=\"none\">");
    say(to, jh_provenance_say(said->provenance));
    add(to, " ");
    cell = jh_page_made(&to->page,
                        jh_statement_cell(to->page.scratch, to->view->view->snapshot, said));
    if (cell.size)
        jh_html_text(to->page.out, cell);
    else
        say(to, SAY_RECONCILE_BY_HAND);
    add(to, "</td>");
}

static void put_cell(const telling *to, const jh_reconciled *cell)
{
    const jh_unit *unit = &to->view->view->snapshot->units[cell->unit];
    char digits[JH_DECIMAL_SIZE];

    jh_buffer_add_format(to->page.out, "<tr><th scope=\"row\" class=\"state %s\">",
                         class_of(cell->accord));
    put_sign(to, cell->accord);
    jh_html_name(to->page.out, unit->name.size ? unit->name : unit->code);
    add(to, " <small class=\"none\">");
    jh_html_text(to->page.out, unit->code);
    add(to, "</small></th>");
    put_statement(to, cell->county);
    put_statement(to, cell->statistics);
    put_number(to, cell->has_difference ? jh_difference_write(digits, cell->difference) : "");
    add(to, "</tr>");
}

static void put_sum_cells(const telling *to, const jh_reconciled_sum *sum)
{
    if (sum->counts[JH_AGREED] == sum->cell_count) return;
    add(to, "<h3>");
    put_sum_name(to, sum);
    add(to, "</h3><table class=\"beside cells\"><tbody>");
    for (size_t c = 0; c < sum->cell_count; c++)
        if (sum->cells[c].accord != JH_AGREED) put_cell(to, &sum->cells[c]);
    add(to, "</tbody></table>");
}

static void put_cells(const telling *to)
{
    const jh_reconciliation *r = to->view->reconciliation;

    jh_page_section(&to->page, "cells", SAY_RECONCILE_CELLS, SAY_RECONCILE_GUIDE_CELLS);
    for (size_t i = 0; i < r->sum_count; i++) put_sum_cells(to, &r->sums[i]);
    if (!r->counts[JH_DISAGREED] && !r->counts[JH_ONLY_COUNTY] && !r->counts[JH_ONLY_STATISTICS]) {
        add(to, "<p>");
        say(to, SAY_RECONCILE_ALL_AGREE);
        add(to, "</p>");
    }
    add(to, "</section>");
}

jh_code jh_report_reconciliation_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                      const jh_reconciliation_view *view, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(keep);
    telling to = { { .out = &buffer, .view = view->view, .scratch = &scratch }, view };
    jh_text script = jh_page_asset("assets/report/language.js");

    jh_page_open(&to.page, jh_page_asset("assets/report/page.css"), script);
    add(&to, "<nav><button type=\"button\" id=\"language\">");
    say(&to, SAY_REPORT_SWITCH);
    add(&to, "</button></nav><main>\n");
    put_head(&to);
    put_sums(&to);
    put_cells(&to);
    add(&to, "</main>\n<script>");
    jh_buffer_add(&buffer, script);
    add(&to, "</script>\n</body>\n</html>\n");
    return jh_buffer_finish(out, &buffer, err);
}
