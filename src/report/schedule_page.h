/* schedule_page.h: what the files of a schedule's page share.
 * Takes   a page being written and a schedule's view.
 * Gives   markup, appended.
 * Never   leaves this room.
 * Method  docs/report.md, "A schedule"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_SCHEDULE_PAGE_H
#define JH_REPORT_SCHEDULE_PAGE_H

#include "report/plan_page.h"
#include "report/schedule_view.h"

typedef struct jh_schedule_page {
    jh_plan_page plan; /* its view is where the schedule ends, or NULL */
    const jh_schedule_view *view;
} jh_schedule_page;

void jh_schedule_page_years(const jh_schedule_page *to);    /* three charts and their table */
void jh_schedule_page_matrix(const jh_schedule_page *to);   /* schools × years */
void jh_schedule_page_sums(const jh_schedule_page *to);     /* kinds of measures × years */
void jh_schedule_page_measures(const jh_schedule_page *to); /* who gets what, year by year */

/* An amount without its unit: the heading has it. */
void jh_schedule_money(const jh_schedule_page *to, jh_decimal yuan);

#endif
