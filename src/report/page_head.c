/* The head of the page: which county, the verdict, what stands in its way, the groups.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

static void put_part(const jh_page *page, size_t count, jh_say_id say, bool *is_first)
{
    char digits[24];

    if (count == 0) return;
    jh_html_add(page->out, *is_first ? "" : "<i class=\"and\"></i>");
    jh_html_say(page->out, say, jh_digits(digits, (long long)count), NULL);
    *is_first = false;
}

static void put_grade(const jh_page *page, const jh_grade *grade)
{
    jh_text english = jh_standard_in(page->view->standard, JH_EN, grade->title);
    jh_say_id plain = grade->is_pass ? SAY_REPORT_VERDICT_PASSES : SAY_REPORT_VERDICT_FAILS;

    jh_html_both(page->out, grade->title,
                 jh_text_equal(english, grade->title) ? jh_text_of(jh_say(JH_EN, plain)) : english);
}

static void put_verdict(const jh_page *page)
{
    const jh_view *view = page->view;
    jh_claim verdict = jh_view_verdict(view);
    jh_tally t = jh_view_tally(view);
    bool is_first = true;

    jh_buffer_add_format(page->out, "<div class=\"verdict %s\"><p class=\"grade\">",
                         jh_claim_class(verdict));
    jh_page_sign(page, verdict);
    if (verdict.truth == JH_UNKNOWN)
        jh_html_say(page->out, SAY_REPORT_VERDICT_UNKNOWN, NULL);
    else
        put_grade(page, &view->standard->grades[view->assessment->grade]);
    jh_html_add(page->out, "</p><p class=\"because\">");
    if (verdict.truth == JH_UNKNOWN) {
        jh_html_say(page->out, SAY_REPORT_VERDICT_BEST, NULL);
        put_grade(page, &view->standard->grades[view->assessment->grade]);
        jh_html_add(page->out, "<i class=\"and\"></i>");
    }
    put_part(page, t.schools, SAY_REPORT_TALLY_SCHOOLS, &is_first);
    put_part(page, t.limits, SAY_REPORT_TALLY_LIMITS, &is_first);
    put_part(page, t.items, SAY_REPORT_TALLY_ITEMS, &is_first);
    put_part(page, t.vetoes, SAY_REPORT_TALLY_VETOES, &is_first);
    put_part(page, t.unknown, SAY_REPORT_TALLY_UNKNOWN, &is_first);
    if (view->reason_count == 0) jh_html_say(page->out, SAY_REPORT_TALLY_NOTHING, NULL);
    jh_html_add(page->out, "</p></div>");
}

static void put_rule_reason(const jh_page *page, size_t index)
{
    const jh_rule *def = &page->view->standard->rules[index];
    const jh_rule_result *result = &page->view->assessment->rules[index];
    size_t rows = result->yes + result->no + result->unknown;
    char no[24], unknown[24], all[24];

    jh_html_add(page->out, "<a href=\"#matrix\">");
    jh_page_title(page, def->title);
    jh_html_add(page->out, "</a> <span class=\"figure\">");
    jh_html_say(page->out, SAY_REPORT_REASON_RULE, jh_digits(no, (long long)result->no),
                jh_digits(unknown, (long long)result->unknown), jh_digits(all, (long long)rows),
                NULL);
    jh_html_add(page->out, "</span>");
    jh_page_clause(page, &def->remarks);
}

static void put_limit_reason(const jh_page *page, size_t index)
{
    const jh_view_limit *limit = &page->view->limits[index];
    int places = limit->def->decimals;

    jh_html_add(page->out, "<a href=\"#limits\">");
    jh_page_limit_title(page, limit);
    jh_html_add(page->out, "</a> <span class=\"figure\">");
    jh_html_say(page->out, SAY_REPORT_CV, NULL);
    jh_html_add(page->out, " ");
    if (limit->result->value.why == JH_PRESENT) {
        jh_html_decimal(page->out, limit->result->value_printed, places);
        jh_html_add(page->out, limit->result->holds.truth == JH_NO ? " &gt; " : " ? ");
        jh_html_decimal(page->out, limit->result->bound, places);
    } else {
        jh_html_say(page->out, jh_say_of_why(limit->result->value.why), NULL);
    }
    jh_html_add(page->out, "</span>");
    jh_page_clause(page, &limit->def->remarks);
}

static void put_item_reason(const jh_page *page, size_t index, jh_claim claim)
{
    const jh_item *def = &page->view->standard->items[index];

    jh_html_add(page->out, "<a href=\"#item-");
    jh_html_text(page->out, def->key);
    jh_html_add(page->out, "\">");
    jh_page_title(page, def->title);
    jh_html_add(page->out, "</a> ");
    if (claim.truth == JH_UNKNOWN) {
        jh_html_add(page->out, "<span class=\"figure\">");
        jh_html_say(page->out, jh_say_of_why(claim.why), NULL);
        jh_html_add(page->out, "</span>");
    }
    jh_page_clause(page, &def->remarks);
}

static void put_reason(const jh_page *page, const jh_reason *reason)
{
    jh_html_add(page->out, "<li>");
    jh_page_sign(page, reason->claim);
    jh_html_add(page->out, "<span>");
    if (reason->kind == JH_REASON_RULE)
        put_rule_reason(page, reason->index);
    else if (reason->kind == JH_REASON_LIMIT)
        put_limit_reason(page, reason->index);
    else
        put_item_reason(page, reason->index, reason->claim);
    jh_html_add(page->out, "</span></li>");
}

static void put_reasons(const jh_page *page, jh_truth truth, jh_say_id heading)
{
    const jh_view *view = page->view;
    bool is_open = false;

    for (size_t i = 0; i < view->reason_count; i++) {
        if (view->reasons[i].claim.truth != truth) continue;
        if (!is_open) {
            jh_html_add(page->out, "<div><h3>");
            jh_html_say(page->out, heading, NULL);
            jh_html_add(page->out, "</h3><ol class=\"reasons\">");
        }
        is_open = true;
        put_reason(page, &view->reasons[i]);
    }
    if (is_open) jh_html_add(page->out, "</ol></div>");
}

static void put_groups(const jh_page *page)
{
    const jh_standard *standard = page->view->standard;

    jh_html_add(page->out, "<ul class=\"groups\">");
    for (size_t g = 0; g < standard->group_count; g++) {
        const jh_group *def = &standard->groups[g];
        jh_html_add(page->out, "<li>");
        jh_page_sign(page, page->view->assessment->groups[g]);
        jh_html_add(page->out, "<span>");
        jh_page_title(page, def->title);
        jh_html_add(page->out, "</span></li>");
    }
    jh_html_add(page->out, "</ul>");
}

static void put_county(const jh_page *page)
{
    const jh_view *view = page->view;
    jh_message standing = jh_view_standing(view);
    char as_of[16];

    jh_html_add(page->out, "<p class=\"standard\">");
    jh_page_title(page, view->standard->title);
    jh_html_add(page->out, " <span class=\"number\">");
    jh_html_text(page->out, view->standard->source);
    jh_html_add(page->out, "</span></p><h1>");
    jh_html_name(page->out, view->snapshot->county_name.size ? view->snapshot->county_name
                                                             : view->snapshot->county);
    jh_html_add(page->out, " <span class=\"period\">");
    jh_html_say(page->out, SAY_REPORT_PERIOD, jh_page_zero(page, view->snapshot->period), NULL);
    jh_html_add(page->out, "</span>");
    if (view->is_made_up) {
        jh_html_add(page->out, "<span class=\"made-up\">");
        jh_html_say(page->out, SAY_REPORT_MADE_UP, NULL);
        jh_html_add(page->out, "</span>");
    }
    jh_html_add(page->out, "</h1><p class=\"as-of\">");
    jh_html_say(page->out, SAY_REPORT_AS_OF, jh_date_write(as_of, view->settings->as_of), NULL);
    jh_html_add(page->out, " · <a href=\"#basis\"><code>");
    jh_buffer_add_format(page->out, "%.12s", view->assessment_hash);
    jh_html_add(page->out, "</code></a> · <a href=\"#basis\" class=\"");
    jh_html_add(page->out, view->freeze ? "frozen\">" : "draft\">");
    jh_html_message(page->out, &standing);
    jh_html_add(page->out, "</a></p>");
}

void jh_page_head(const jh_page *page)
{
    jh_html_add(page->out, "<header class=\"head\">");
    put_county(page);
    put_verdict(page);
    put_groups(page);
    if (page->view->reason_count) {
        jh_html_add(page->out, "<div class=\"why\">");
        put_reasons(page, JH_NO, SAY_REPORT_REASONS_NO);
        put_reasons(page, JH_UNKNOWN, SAY_REPORT_REASONS_UNKNOWN);
        jh_html_add(page->out, "</div>");
    }
    jh_html_add(page->out, "</header>");
}
