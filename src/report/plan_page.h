/* plan_page.h: what the files of a plan's page share.
 * Takes   a page being written and a plan's view.
 * Gives   markup, appended.
 * Never   leaves this room.
 * Method  docs/report.md, "A plan"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_PLAN_PAGE_H
#define JH_REPORT_PLAN_PAGE_H

#include "report/page.h"
#include "report/plan_view.h"

typedef struct jh_plan_page {
    jh_page page; /* of the county before */
    const jh_plan_view *view;
} jh_plan_page;

void jh_plan_add(const jh_plan_page *to, const char *markup);
void jh_plan_say(const jh_plan_page *to, jh_say_id id);
void jh_plan_yuan(const jh_plan_page *to, jh_decimal yuan);
/* What lies between two amounts (jh_money_range), with its unit. */
void jh_plan_range(jh_buffer *out, jh_decimal least, jh_decimal most);
/* <thead> of a table, up to its <tbody>; all but the first to the right. */
void jh_plan_heads(jh_buffer *out, const jh_say_id *heads, size_t count);
/* A cell with a bar that is part of a whole. */
void jh_plan_bar(const jh_plan_page *to, jh_decimal part, jh_decimal whole);

void jh_plan_page_schools(const jh_plan_page *to); /* who gets what */
/* The same of measures that are not the plan's, without sums. */
void jh_plan_page_gets(const jh_plan_page *to, const jh_plan_measure *measures, size_t count);
void jh_plan_page_matrix(const jh_plan_page *to);  /* schools × indicators, before and after */
void jh_plan_page_limits(const jh_plan_page *to);  /* coefficients, before and after */
void jh_plan_page_costs(const jh_plan_page *to);   /* every price and limit that was used */

#endif
