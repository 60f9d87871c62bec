/* The page as a whole: policy, style, sections in their order, data, script.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#include "base/embedded.h"
#include "report/page.h"

#include <string.h>

jh_text jh_page_asset(const char *name)
{
    for (size_t i = 0; i < jh_embedded_count; i++)
        if (strcmp(jh_embedded_files[i].name, name) == 0)
            return (jh_text){ (const char *)jh_embedded_files[i].bytes, jh_embedded_files[i].size };
    return (jh_text){ 0 };
}

/* ` 'sha256-…'` of a style or script, so that the page's policy admits it and nothing else. */
static void put_digest(jh_buffer *out, jh_text bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    jh_hash hash = jh_hash_of(bytes.at, bytes.size);
    char text[48] = { 0 };
    size_t at = 0;

    for (size_t i = 0; i < sizeof hash.bytes; i += 3) {
        unsigned b = i + 1 < sizeof hash.bytes ? hash.bytes[i + 1] : 0;
        unsigned c = i + 2 < sizeof hash.bytes ? hash.bytes[i + 2] : 0;
        unsigned word = (unsigned)hash.bytes[i] << 16 | b << 8 | c;
        text[at++] = digits[word >> 18 & 63];
        text[at++] = digits[word >> 12 & 63];
        text[at++] = i + 1 < sizeof hash.bytes ? digits[word >> 6 & 63] : '=';
        text[at++] = i + 2 < sizeof hash.bytes ? digits[word & 63] : '=';
    }
    jh_buffer_add_format(out, " 'sha256-%s'", text);
}

void jh_page_begin(jh_buffer *out, const jh_page_cover *cover)
{
    jh_html_add(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\" class=\"zh\">\n<head>\n"
                     "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\""
                     " content=\"default-src 'none'; base-uri 'none'; form-action 'none';"
                     " style-src");
    put_digest(out, cover->style);
    jh_html_add(out, "; script-src");
    put_digest(out, cover->script);
    jh_html_add(out, "\">\n<meta name=\"viewport\" content=\"width=device-width,"
                     "initial-scale=1\">\n<meta name=\"generator\" content=\"junheng ");
    jh_html_zero(out, cover->version);
    jh_html_add(out, "\">\n<title>");
    jh_html_text(out, cover->county);
    jh_html_add(out, " ");
    jh_html_text(out, cover->period);
    jh_html_add(out, "</title>\n<style>");
    jh_buffer_add(out, cover->style);
    jh_html_add(out, "</style>\n</head>\n<body>\n");
}

void jh_page_open(const jh_page *page, jh_text style, jh_text script)
{
    const jh_snapshot *of = page->view->snapshot;
    jh_page_cover cover = { page->view->version, style, script,
                            of->county_name.size ? of->county_name : of->county, of->period };

    jh_page_begin(page->out, &cover);
}

static void put_navigation(const jh_page *page)
{
    static const struct {
        const char *id;
        jh_say_id say;
    } links[] = { { "matrix", SAY_REPORT_MATRIX }, { "limits", SAY_REPORT_LIMITS },
                  { "spread", SAY_REPORT_SPREAD }, { "drivers", SAY_REPORT_DRIVERS },
                  { "items", SAY_REPORT_ITEMS },   { "basis", SAY_REPORT_BASIS } };

    jh_html_add(page->out, "<nav>");
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        jh_buffer_add_format(page->out, "<a href=\"#%s\">", links[i].id);
        jh_html_say(page->out, links[i].say, NULL);
        jh_html_add(page->out, "</a>");
    }
    jh_html_add(page->out, "<button type=\"button\" id=\"language\">");
    jh_html_say(page->out, SAY_REPORT_SWITCH, NULL);
    jh_html_add(page->out, "</button></nav>\n");
}

jh_code jh_report_page(jh_text *out, jh_arena *keep, jh_arena scratch, const jh_view *view,
                       jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(keep);
    jh_page page = { .out = &buffer, .view = view, .scratch = &scratch };
    jh_text style = jh_page_asset("assets/report/page.css"),
            script = jh_page_asset("assets/report/page.js");

    jh_page_open(&page, style, script);
    put_navigation(&page);
    jh_html_add(&buffer, "<main>\n");
    jh_page_head(&page);
    jh_page_matrix(&page);
    jh_page_limits(&page);
    jh_page_swarms(&page);
    jh_page_drivers(&page);
    jh_page_items(&page);
    jh_page_basis(&page);
    jh_html_add(&buffer, "</main>\n<aside id=\"panel\" hidden tabindex=\"-1\"></aside>\n");
    jh_page_data(&page);
    jh_html_add(&buffer, "\n<script>");
    jh_buffer_add(&buffer, script);
    jh_html_add(&buffer, "</script>\n</body>\n</html>\n");
    return jh_buffer_finish(out, &buffer, err);
}
