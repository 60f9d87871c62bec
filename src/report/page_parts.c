/* What several sections of the page draw alike.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

jh_text jh_page_made(const jh_page *page, jh_text made)
{
    if (!made.at) page->out->failed = true;
    return made;
}

const char *jh_page_zero(const jh_page *page, jh_text text)
{
    const char *zero = jh_text_zero(page->scratch, text);

    if (!zero) page->out->failed = true;
    return zero ? zero : "";
}

void jh_page_sign(const jh_page *page, jh_claim claim)
{
    jh_buffer *out = page->out;

    jh_buffer_add_format(out, "<b class=\"sign %s\"", jh_claim_class(claim));
    if (claim.truth == JH_UNKNOWN)
        jh_html_attribute_say(out, "title", jh_say_of_why(claim.why), NULL);
    else
        jh_html_attribute_say(out, "title", jh_claim_say(claim), NULL);
    jh_html_attribute_say(out, "aria-label", jh_claim_say(claim), NULL);
    jh_buffer_add_format(out, " role=\"img\">%s</b>", jh_claim_sign(claim));
}

void jh_page_title(const jh_page *page, jh_text title)
{
    jh_html_both(page->out, title, jh_standard_in(page->view->standard, JH_EN, title));
}

void jh_page_indicator(const jh_page *page, const jh_indicator *def)
{
    jh_page_title(page, def->short_title.size ? def->short_title : def->title);
}

void jh_page_measure(const jh_page *page, const jh_indicator *def)
{
    jh_page_title(page, def->measure_title);
}

void jh_page_label(const jh_page *page, jh_attribute attribute, jh_text code)
{
    jh_page_title(page, jh_view_label(page->view, attribute, code));
}

static jh_say_id certainty_say(char certainty)
{
    return certainty == 'V'   ? SAY_REPORT_CERTAINTY_V
           : certainty == 'S' ? SAY_REPORT_CERTAINTY_S
                              : SAY_REPORT_CERTAINTY_K;
}

void jh_page_clause(const jh_page *page, const jh_remarks *remarks)
{
    jh_buffer *out = page->out;

    if (remarks->clause.size == 0 && !remarks->certainty) return;
    jh_html_add(out, "<span class=\"clause\">");
    jh_html_text(out, remarks->clause);
    if (remarks->certainty) {
        jh_html_add(out, " <abbr");
        jh_html_attribute_say(out, "title", certainty_say(remarks->certainty), NULL);
        jh_buffer_add_format(out, ">%c</abbr>", remarks->certainty);
    }
    jh_html_add(out, "</span>");
}

void jh_page_doubt(const jh_page *page, const jh_remarks *remarks)
{
    if (remarks->doubt.size == 0) return;
    jh_html_add(page->out, "<p class=\"doubt\"><b>");
    jh_html_say(page->out, SAY_REPORT_DOUBT, NULL);
    jh_html_add(page->out, "</b> ");
    jh_page_title(page, remarks->doubt);
    jh_html_add(page->out, "</p>");
}

void jh_page_limit_title(const jh_page *page, const jh_view_limit *limit)
{
    if (limit->def->stage != JH_WHOLE) {
        jh_html_say(page->out, jh_stage_say(limit->def->stage), NULL);
        jh_html_add(page->out, " · ");
    }
    if (limit->def->indicator < page->view->column_count)
        jh_page_indicator(page, page->view->columns[limit->def->indicator].def);
    else
        jh_page_title(page, limit->def->rule_title);
}

void jh_page_section(const jh_page *page, const char *id, jh_say_id heading, jh_say_id guide)
{
    jh_buffer_add_format(page->out, "<section id=\"%s\"><h2>", id);
    jh_html_say(page->out, heading, NULL);
    jh_html_add(page->out, "</h2><p class=\"guide\">");
    jh_html_say(page->out, guide, NULL);
    jh_html_add(page->out, "</p>");
}
