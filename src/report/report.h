/* report.h: the papers of one assessment: official forms and the page that explains them.
 * Takes   a view (jh_view_make).
 * Gives   表Ⅱ-2 and 表Ⅲ as workbooks, and one self-contained HTML page in two languages.
 * Never   computes; the same view gives the same bytes. Nothing it makes asks the network.
 * Method  docs/report.md; the forms printed with 教督〔2017〕6号
 *
 * A caller wires it so:
 *   jh_view_make(&view, keep, scratch, &(jh_view_options){ .assessment = …, … }, err)
 *   jh_report_table_2_2("表Ⅱ-2.xlsx", scratch, &view, err)
 *   jh_report_table_3("表Ⅲ.xlsx", scratch, &view, err)
 *   jh_report_page(&html, keep, scratch, &view, err)
 * Terminal tables and JSON: report/terminal.h, report/assessment_json.h.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_REPORT_H
#define JH_REPORT_REPORT_H

#include "report/view.h"

/* 表Ⅱ-2 小学、初中资源配置基本情况(分学校), with the sheet 依据. Replaces the file; JH_IO,
 * JH_NO_MEMORY. The view need not be explained. */
JH_MUST_CHECK jh_code jh_report_table_2_2(const char *path, jh_arena scratch, const jh_view *view,
                                          jh_error *err);

/* 表Ⅲ 县域义务教育校际均衡情况, with the sheet 依据. */
JH_MUST_CHECK jh_code jh_report_table_3(const char *path, jh_arena scratch, const jh_view *view,
                                        jh_error *err);

/* The matrix of the screen: a row a school and stage, values with their signs, the sheet 依据. */
JH_MUST_CHECK jh_code jh_report_schools_workbook(const char *path, jh_arena scratch,
                                                 const jh_view *view, jh_error *err);

/* The page, UTF-8, zero-terminated behind its size. An explained view gives a page whose cells open
 * to formula and source cells; otherwise they show values only. Only memory can fail. */
JH_MUST_CHECK jh_code jh_report_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                     const jh_view *view, jh_error *err);

#endif
