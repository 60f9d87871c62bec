/* plan_contrast.h: two plans side by side, laid out for reading.
 * Takes   what each of two plans says, in both languages, and what differs.
 * Gives   a page of its own, the same as sections of a plan's page, a sheet.
 * Never   computes a cost or a measure; the differences are those of the documents.
 * Method  docs/report.md, "Two plans"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_PLAN_CONTRAST_H
#define JH_REPORT_PLAN_CONTRAST_H

#include "base/error.h"
#include "base/memory.h"
#include "base/say.h"
#include "formats/xlsx_out.h"
#include "model/stage.h"

typedef enum jh_plan_subject {
    JH_PLAN_TOTAL = 0, /* cost, bound */
    JH_PLAN_MEASURE,
    JH_PLAN_WAIVER,
    JH_PLAN_COEFFICIENT,
    JH_PLAN_COST,
    JH_PLAN_SUBJECT_COUNT
} jh_plan_subject;

/* What differs; a text is empty where that plan does not speak of it. */
typedef struct jh_plan_difference {
    jh_plan_subject subject;
    jh_text key, label[JH_LANG_COUNT], before[JH_LANG_COUNT], after[JH_LANG_COUNT];
    bool has_money;
    jh_decimal money; /* after less before */
} jh_plan_difference;

/* One of the two. */
typedef struct jh_plan_end {
    jh_text name; /* a path or a title; empty = the plan that was just made */
    jh_text county, county_name, period, as_of, assessment;
    bool found, has_bound;
    jh_decimal cost, bound; /* yuan */
    size_t measure_count;
} jh_plan_end;

/* What is spent on a school's stage; only where it differs. A move is its giver's. */
typedef struct jh_plan_spending {
    jh_text code, name;
    jh_stage stage;
    jh_decimal before, after;
} jh_plan_spending;

typedef struct jh_plan_contrast {
    jh_plan_end before, after;
    const char *version; /* of the program; printed, never interpreted */
    bool is_made_up;
    /* What the cheapest ways cost more, after less before: between these two, since each plan has a
     * cost and a bound. */
    bool has_range;
    jh_decimal least, most;
    const jh_plan_difference *items; /* by subject, in the order of the documents */
    size_t count;
    const jh_plan_spending *schools; /* the greatest change first */
    size_t school_count;
} jh_plan_contrast;

bool jh_plan_contrast_is_none(const jh_plan_contrast *contrast);
jh_say_id jh_plan_subject_say(jh_plan_subject subject);
/* Its name, or words for the plan that was just made. */
jh_text jh_plan_end_name(const jh_plan_end *end, jh_lang lang);
/* "+1,234", "-1,234": what it costs more, or less. */
enum { JH_MONEY_CHANGE_SIZE = 48 };
const char *jh_money_change_write(char out[JH_MONEY_CHANGE_SIZE], jh_decimal money);

/* The page, UTF-8; only memory can fail. */
JH_MUST_CHECK jh_code jh_report_plan_contrast_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                                                   const jh_plan_contrast *contrast, jh_error *err);
/* Its sections, within any page. */
void jh_plan_contrast_sections(jh_buffer *out, const jh_plan_contrast *contrast);
/* A sheet of a workbook. */
void jh_plan_contrast_sheet(jh_xlsx_out *book, jh_lang lang, const jh_plan_contrast *contrast);
JH_MUST_CHECK jh_code jh_report_plan_contrast_workbook(const char *path, jh_arena *keep,
                                                       jh_lang lang,
                                                       const jh_plan_contrast *contrast,
                                                       jh_error *err);

#endif
