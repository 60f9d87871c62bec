/* The items decided by data or by people, and the vetoes, group by group.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

enum { NAMES_SHOWN = 12 };

static void put_figures(const jh_page *page, const jh_item *def, const jh_item_result *result)
{
    if (def->figure_count == 0) return;
    jh_html_add(page->out, "<dl class=\"figures\">");
    for (size_t f = 0; f < def->figure_count; f++) {
        const jh_figure *figure = &def->figures[f];
        jh_html_add(page->out, "<div><dt>");
        jh_page_title(page, figure->title);
        jh_html_add(page->out, "</dt><dd>");
        if (result->figures[f].why == JH_PRESENT)
            jh_html_text(page->out,
                         jh_page_made(page, jh_view_item_figure(page->scratch, def, result, f)));
        else
            jh_html_number(page->out, result->figures[f], figure->decimals);
        jh_html_add(page->out, " ");
        jh_page_title(page, figure->measure_title);
        jh_html_add(page->out, "</dd></div>");
    }
    jh_html_add(page->out, "</dl>");
}

/* The unit that a row of that level is about. */
static const jh_unit *unit_of(const jh_view *view, jh_level level, size_t row)
{
    const jh_frame *frame = view->assessment->frame;
    size_t school = level == JH_PART ? frame->parts[row].school : row;

    return &view->snapshot->units[frame->schools[school].unit];
}

static size_t rows_of(const jh_view *view, jh_level level)
{
    const jh_frame *frame = view->assessment->frame;

    return level == JH_PART ? frame->part_count : level == JH_SCHOOL ? frame->school_count : 0;
}

static void put_names(const jh_page *page, const jh_item *def, const jh_item_result *result,
                      jh_truth truth, jh_say_id say)
{
    size_t count = 0, rows = rows_of(page->view, def->each_level);
    char digits[24];

    for (size_t r = 0; r < rows; r++) {
        if (result->rows[r].truth != truth) continue;
        if (count++ == 0) {
            jh_html_add(page->out, "<p class=\"names\">");
            jh_html_say(page->out, say, NULL);
        }
        if (count > NAMES_SHOWN) continue;
        jh_html_add(page->out, count > 1 ? ", " : " ");
        jh_html_name(page->out, unit_of(page->view, def->each_level, r)->name);
    }
    if (count > NAMES_SHOWN) {
        jh_html_add(page->out, " ");
        jh_html_say(page->out, SAY_REPORT_AND_MORE,
                    jh_digits(digits, (long long)(count - NAMES_SHOWN)), NULL);
    }
    if (count) jh_html_add(page->out, "</p>");
}

static void put_tally(const jh_page *page, const jh_item_result *result)
{
    char yes[24], no[24], unknown[24];

    jh_html_add(page->out, "<p class=\"tally\">");
    jh_html_say(page->out, SAY_REPORT_ITEM_ROWS, jh_digits(yes, (long long)result->yes),
                jh_digits(no, (long long)result->no),
                jh_digits(unknown, (long long)result->unknown), NULL);
    jh_html_add(page->out, "</p>");
}

static void put_evidence(const jh_page *page, const jh_item *def, const jh_item_result *result)
{
    if (def->kind == JH_DECIDED_BY_DATA) return;
    jh_html_add(page->out, "<p class=\"evidence\">");
    jh_html_say(page->out, result->is_attested ? SAY_REPORT_ATTESTED : SAY_REPORT_NOT_ATTESTED,
                NULL);
    if (result->evidence.size) {
        jh_html_add(page->out, " ");
        jh_html_name(page->out, result->evidence);
    }
    jh_html_add(page->out, "</p>");
}

static void put_item(const jh_page *page, size_t index)
{
    const jh_item *def = &page->view->standard->items[index];
    const jh_item_result *result = &page->view->assessment->items[index];
    jh_claim good = jh_view_item(page->view, index);

    jh_html_add(page->out, "<li id=\"item-");
    jh_html_text(page->out, def->key);
    jh_html_add(page->out, "\">");
    jh_page_sign(page, good);
    jh_html_add(page->out, "<div><p class=\"title\"><span class=\"key\">");
    jh_html_text(page->out, def->key);
    jh_html_add(page->out, "</span>");
    jh_page_title(page, def->title);
    if (good.truth == JH_UNKNOWN) {
        jh_html_add(page->out, " <span class=\"reason\">");
        jh_html_say(page->out, jh_say_of_why(good.why), NULL);
        jh_html_add(page->out, "</span>");
    }
    jh_page_clause(page, &def->remarks);
    jh_html_add(page->out, "</p>");
    put_figures(page, def, result);
    if (result->rows) {
        put_tally(page, result);
        put_names(page, def, result, JH_NO, SAY_REPORT_ITEM_NO);
        put_names(page, def, result, JH_UNKNOWN, SAY_REPORT_ITEM_UNKNOWN);
    }
    put_evidence(page, def, result);
    jh_page_doubt(page, &def->remarks);
    jh_html_add(page->out, "</div></li>");
}

static void put_group(const jh_page *page, size_t group)
{
    const jh_standard *standard = page->view->standard;
    const jh_group *def = &standard->groups[group];
    bool is_open = false;

    for (size_t i = 0; i < standard->item_count; i++) {
        if (standard->items[i].group != group) continue;
        if (!is_open) {
            jh_html_add(page->out, "<h3>");
            jh_page_sign(page, page->view->assessment->groups[group]);
            jh_page_title(page, def->title);
            jh_page_clause(page, &def->remarks);
            jh_html_add(page->out, "</h3><ol class=\"items\">");
        }
        is_open = true;
        put_item(page, i);
    }
    if (is_open) jh_html_add(page->out, "</ol>");
}

/* Vetoes of a standard that puts them into no group. */
static void put_loose(const jh_page *page)
{
    const jh_standard *standard = page->view->standard;
    bool is_open = false;

    for (size_t i = 0; i < standard->item_count; i++) {
        if (standard->items[i].group < standard->group_count) continue;
        if (!is_open) {
            jh_html_add(page->out, "<h3>");
            jh_html_say(page->out, SAY_REPORT_VETOES, NULL);
            jh_html_add(page->out, "</h3><ol class=\"items\">");
        }
        is_open = true;
        put_item(page, i);
    }
    if (is_open) jh_html_add(page->out, "</ol>");
}

void jh_page_items(const jh_page *page)
{
    if (page->view->standard->item_count == 0) return;
    jh_page_section(page, "items", SAY_REPORT_ITEMS, SAY_REPORT_ITEMS_GUIDE);
    for (size_t g = 0; g < page->view->standard->group_count; g++) put_group(page, g);
    put_loose(page);
    jh_html_add(page->out, "</section>");
}
