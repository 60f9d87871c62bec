/* since.h: what is different between an assessment of then and one of now.
 * Takes   two judged counties.
 * Gives   figures with their cells, units, clauses, settings and the order of the papers that
 *         changed, counted, the first ones by name.
 * Never   judges which of them is right.
 * Method  docs/decisions/0020-frozen-assessments.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_SINCE_H
#define JH_APP_SINCE_H

#include "app/judge.h"

enum { JH_SINCE_NAMED = 8 /* figures told by name */ };

typedef struct jh_changed_figure {
    jh_text unit, unit_name, element;
    jh_stage stage;
    jh_text was, now;           /* "12.5"; "" = none */
    jh_text was_cell, now_cell; /* "城关镇.xlsx 校区 G41"; "" = by hand, or none */
} jh_changed_figure;

typedef enum jh_unit_change { JH_UNIT_NEW = 0, JH_UNIT_GONE, JH_UNIT_FACTS } jh_unit_change;

typedef struct jh_changed_unit {
    jh_unit_change change;
    jh_text unit, unit_name;
} jh_changed_unit;

typedef struct jh_since {
    size_t figures; /* changed, new or gone */
    jh_changed_figure named[JH_SINCE_NAMED];
    size_t named_count;
    size_t units; /* new, gone, or with other facts */
    jh_changed_unit named_units[JH_SINCE_NAMED];
    size_t named_unit_count;
    bool before_changed; /* the figures of the year before */
    bool standard_changed;
    jh_text clauses;   /* as jh_report_differences writes them; empty = the same text */
    jh_text *settings; /* keys of those that differ */
    size_t setting_count;
    bool settings_changed; /* values, reasons or dates */
    bool papers_changed;   /* which of several papers counts first */
} jh_since;

JH_MUST_CHECK jh_code jh_since_find(jh_since *out, const jh_desk *desk, const jh_judged *was,
                                    const jh_judged *now, jh_error *err);

#endif
