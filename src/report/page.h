/* page.h: the sections of the HTML page, one file each.
 * Takes   a view and a buffer.
 * Gives   markup, appended; a failed buffer says that memory ran out.
 * Never   writes a style or an event handler into a tag: the page's policy forbids both.
 * Method  docs/report.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_PAGE_H
#define JH_REPORT_PAGE_H

#include "report/markup.h"
#include "report/view.h"
#include "report/words.h"

typedef struct jh_page {
    jh_buffer *out;
    const jh_view *view;
    jh_arena *scratch;
} jh_page;

/* Everything up to <body>: policy, title, style. The page's script must be exactly `script`. */
typedef struct jh_page_cover {
    const char *version; /* of the program */
    jh_text style, script, county, period;
} jh_page_cover;
void jh_page_begin(jh_buffer *out, const jh_page_cover *cover);
/* The same, titled as the view's county and year. */
void jh_page_open(const jh_page *page, jh_text style, jh_text script);
jh_text jh_page_asset(const char *name);

void jh_page_head(const jh_page *page);    /* county, verdict, reasons, groups */
void jh_page_matrix(const jh_page *page);  /* schools × indicators, and who is left out */
void jh_page_limits(const jh_page *page);  /* dispersions against their limits */
void jh_page_swarms(const jh_page *page);  /* distributions with line and floor */
void jh_page_drivers(const jh_page *page); /* which schools make a dispersion */
void jh_page_items(const jh_page *page);   /* government, quality, recognition, vetoes */
void jh_page_basis(const jh_page *page);   /* settings, readings that differ, findings, hashes */
void jh_page_data(const jh_page *page);    /* JSON behind the cells */

/* A text made in the scratch, or a copy with a zero behind: without memory the page has failed. */
jh_text jh_page_made(const jh_page *page, jh_text made);
const char *jh_page_zero(const jh_page *page, jh_text text);
void jh_page_sign(const jh_page *page, jh_claim claim);
/* A title, label or remark of the standard, with the English that the standard says. */
void jh_page_title(const jh_page *page, jh_text title);
/* An indicator's short name, the same way. */
void jh_page_indicator(const jh_page *page, const jh_indicator *def);
/* Its measure, the same way. */
void jh_page_measure(const jh_page *page, const jh_indicator *def);
/* The label of a unit's attribute, by its code or by the label itself. */
void jh_page_label(const jh_page *page, jh_attribute attribute, jh_text code);
/* Clause and mark of certainty; then the doubt, if there is one. */
void jh_page_clause(const jh_page *page, const jh_remarks *remarks);
void jh_page_doubt(const jh_page *page, const jh_remarks *remarks);
/* "初中 · 体育场馆", or the rule's title for a limit that is of no one indicator. */
void jh_page_limit_title(const jh_page *page, const jh_view_limit *limit);
/* A section's opening tag with its heading and a sentence that tells how to read it. */
void jh_page_section(const jh_page *page, const char *id, jh_say_id heading, jh_say_id guide);

#endif
