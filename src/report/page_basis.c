/* What the page rests on: settings, readings that differ, doubts, findings, hashes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

enum { FINDINGS_SHOWN = 200 };

static void put_settings(const jh_page *page)
{
    const jh_standard *standard = page->view->standard;

    if (standard->setting_count == 0) return;
    jh_html_add(page->out, "<h3>");
    jh_html_say(page->out, SAY_REPORT_SETTINGS, NULL);
    jh_html_add(page->out, "</h3><table class=\"list settings\"><tbody>");
    for (size_t s = 0; s < standard->setting_count; s++) {
        const jh_setting *def = &standard->settings[s];
        const jh_setting_value *value = &page->view->settings->values[s];
        jh_html_add(page->out, value->is_default ? "<tr>" : "<tr class=\"changed\">");
        jh_html_add(page->out, "<th scope=\"row\">");
        jh_page_title(page, def->title);
        jh_html_add(page->out, "</th><td>");
        jh_page_title(page, jh_page_made(page, jh_view_setting(page->scratch, page->view, s)));
        jh_html_add(page->out, "</td><td>");
        jh_html_say(page->out, value->is_default ? SAY_REPORT_DEFAULT : SAY_REPORT_CHANGED, NULL);
        if (value->reason.size) jh_html_add(page->out, " ");
        jh_page_title(page, value->reason);
        jh_page_clause(page, &def->remarks);
        jh_page_doubt(page, &def->remarks);
        jh_html_add(page->out, "</td></tr>");
    }
    jh_html_add(page->out, "</tbody></table>");
}

static void put_relaxations(const jh_page *page)
{
    const jh_standard *standard = page->view->standard;
    char from[16], until[16];

    if (standard->relaxation_count == 0) return;
    jh_html_add(page->out, "<h3>");
    jh_html_say(page->out, SAY_REPORT_RELAXATIONS, NULL);
    jh_html_add(page->out, "</h3><table class=\"list\"><tbody>");
    for (size_t r = 0; r < standard->relaxation_count; r++) {
        const jh_relaxation *def = &standard->relaxations[r];
        const jh_relaxing *now = &page->view->settings->relaxing[r];
        jh_html_add(page->out, now->is_on ? "<tr class=\"changed\">" : "<tr>");
        jh_html_add(page->out, "<th scope=\"row\">");
        jh_page_title(page, def->title);
        jh_html_add(page->out, "</th><td>");
        if (now->is_on)
            jh_html_say(page->out, SAY_REPORT_RELAXED, jh_page_zero(page, now->approver),
                        jh_date_write(from, now->from), jh_date_write(until, now->until), NULL);
        else
            jh_html_say(page->out, SAY_REPORT_NOT_RELAXED, NULL);
        jh_page_clause(page, &def->remarks);
        jh_html_add(page->out, "</td></tr>");
    }
    jh_html_add(page->out, "</tbody></table>");
}

static void open_list(const jh_page *page, bool *is_open, jh_say_id heading)
{
    if (!*is_open) {
        jh_html_add(page->out, "<h3>");
        jh_html_say(page->out, heading, NULL);
        jh_html_add(page->out, "</h3><ul class=\"plain\">");
    }
    *is_open = true;
}

static void put_two_readings(const jh_page *page, jh_say_id exact, jh_say_id printed)
{
    char said[JH_LANG_COUNT][2][64];

    for (int lang = 0; lang < JH_LANG_COUNT; lang++) {
        jh_message one = jh_message_make(exact, NULL), two = jh_message_make(printed, NULL);
        jh_message_write(said[lang][0], 64, (jh_lang)lang, &one, 0);
        jh_message_write(said[lang][1], 64, (jh_lang)lang, &two, 0);
    }
    jh_html_add(page->out, ": ");
    jh_html_say(page->out, SAY_REPORT_READING_EXACT, NULL);
    jh_html_add(page->out, " <b>");
    jh_html_both(page->out, jh_text_of(said[JH_ZH][0]), jh_text_of(said[JH_EN][0]));
    jh_html_add(page->out, "</b>, ");
    jh_html_say(page->out, SAY_REPORT_READING_PRINTED, NULL);
    jh_html_add(page->out, " <b>");
    jh_html_both(page->out, jh_text_of(said[JH_ZH][1]), jh_text_of(said[JH_EN][1]));
    jh_html_add(page->out, "</b></li>");
}

static void put_cells_that_differ(const jh_page *page, bool *is_open)
{
    const jh_view *view = page->view;
    char printed[JH_DECIMAL_SIZE];

    for (size_t r = 0; r < view->row_count; r++)
        for (size_t c = 0; c < view->column_count; c++) {
            const jh_view_cell *cell = &view->rows[r].cells[c];
            if (!cell->result || cell->result->mark_exact == cell->result->mark_printed) continue;
            open_list(page, is_open, SAY_REPORT_DIFFERS);
            jh_html_add(page->out, "<li>");
            jh_html_name(page->out, view->rows[r].unit->name);
            jh_html_add(page->out, " · ");
            jh_page_indicator(page, view->columns[c].def);
            jh_html_add(page->out, " ");
            jh_html_add(page->out, jh_view_printed(printed, view, c, cell));
            if (cell->step) {
                jh_html_add(page->out, " (");
                jh_html_text(page->out, cell->step->exact);
                jh_html_add(page->out, ")");
            }
            put_two_readings(page, jh_mark_say(cell->result->mark_exact),
                             jh_mark_say(cell->result->mark_printed));
        }
}

static void put_differences(const jh_page *page)
{
    const jh_view *view = page->view;
    bool is_open = false;

    put_cells_that_differ(page, &is_open);
    for (size_t l = 0; l < view->limit_count; l++) {
        const jh_limit_result *result = view->limits[l].result;
        if (result->holds_exact.truth == result->holds_printed.truth) continue;
        open_list(page, &is_open, SAY_REPORT_DIFFERS);
        jh_html_add(page->out, "<li>");
        jh_page_limit_title(page, &view->limits[l]);
        put_two_readings(page, jh_claim_say(result->holds_exact),
                         jh_claim_say(result->holds_printed));
    }
    jh_html_add(page->out, is_open ? "</ul>" : "");
}

static void put_finding(const jh_page *page, const jh_finding *finding)
{
    jh_html_add(page->out, "<li><span class=\"severity ");
    jh_html_add(page->out, jh_severity_key(finding->severity));
    jh_html_add(page->out, "\"></span>");
    jh_html_message(page->out, &finding->message);
    if (finding->file.size) {
        jh_html_add(page->out, " <code>");
        jh_html_text(page->out, finding->file);
        jh_html_add(page->out, "</code>");
    }
    jh_html_add(page->out, "</li>");
}

static void put_findings(const jh_page *page)
{
    const jh_findings *findings = &page->view->assessment->findings;
    bool is_open = false;
    char digits[24];

    for (size_t i = 0; i < findings->count && i < FINDINGS_SHOWN; i++) {
        open_list(page, &is_open, SAY_REPORT_FINDINGS);
        put_finding(page, &findings->items[i]);
    }
    if (findings->count > FINDINGS_SHOWN) {
        jh_html_add(page->out, "<li>");
        jh_html_say(page->out, SAY_REPORT_AND_MORE,
                    jh_digits(digits, (long long)(findings->count - FINDINGS_SHOWN)), NULL);
        jh_html_add(page->out, "</li>");
    }
    jh_html_add(page->out, is_open ? "</ul>" : "");
}

static void put_hash(const jh_page *page, jh_say_id what, const char *value)
{
    jh_html_add(page->out, "<div><dt>");
    jh_html_say(page->out, what, NULL);
    jh_html_add(page->out, "</dt><dd><code>");
    jh_html_zero(page->out, value);
    jh_html_add(page->out, "</code></dd></div>");
}

static void put_hashes(const jh_page *page)
{
    const jh_view *view = page->view;
    char as_of[16];

    jh_html_add(page->out, "<h3>");
    jh_html_say(page->out, SAY_REPORT_REPRODUCE, NULL);
    jh_html_add(page->out, "</h3><p class=\"guide\">");
    jh_html_say(page->out, SAY_REPORT_REPRODUCE_GUIDE, NULL);
    jh_html_add(page->out, "</p><dl class=\"hashes\">");
    if (view->freeze) put_hash(page, SAY_REPORT_HASH_FREEZE, view->freeze_hash);
    put_hash(page, SAY_REPORT_HASH_ASSESSMENT, view->assessment_hash);
    put_hash(page, SAY_REPORT_HASH_CONTENT, view->content_hash);
    put_hash(page, SAY_REPORT_HASH_STANDARD, view->standard_hash);
    put_hash(page, SAY_REPORT_HASH_SETTINGS, view->settings_hash);
    put_hash(page, SAY_REPORT_STANDARD_KEY, jh_page_zero(page, view->standard->key));
    put_hash(page, SAY_REPORT_AS_OF_DATE, jh_date_write(as_of, view->settings->as_of));
    put_hash(page, SAY_REPORT_VERSION, view->version);
    jh_html_add(page->out, "</dl>");
}

void jh_page_basis(const jh_page *page)
{
    jh_page_section(page, "basis", SAY_REPORT_BASIS, SAY_REPORT_BASIS_GUIDE);
    put_differences(page);
    put_findings(page);
    put_settings(page);
    put_relaxations(page);
    put_hashes(page);
    jh_html_add(page->out, "</section>");
}
