/* comparison_words.h: names and values of what changed, alike on every paper.
 * Takes   a comparison's view and one of its changes.
 * Gives   titles in a language, the end that has them, figures as text.
 * Never   is seen outside report/.
 * Method  docs/methods/compare.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_COMPARISON_WORDS_H
#define JH_REPORT_COMPARISON_WORDS_H

#include "report/comparison.h"

jh_say_id jh_cause_say(jh_cause cause);
jh_say_id jh_subject_say(jh_subject_kind kind);

/* Title of what is judged, as the later standard has it, or else the earlier one. Limits: of their
 * indicator. */
jh_text jh_change_title(const jh_comparison_view *view, const jh_change *change, jh_lang lang);
/* Name of the school; empty for the county. */
jh_text jh_change_unit(const jh_comparison_view *view, const jh_change *change);
/* Title of the grade that end reached. */
jh_text jh_change_grade(const jh_view *end, const jh_state *state, jh_lang lang);
/* "0.512", or "" where there is no value at that end. */
const char *jh_change_value(char out[JH_DECIMAL_SIZE], const jh_state *state);
/* The verdict changed, or the value does as it is printed. */
bool jh_change_is_seen(const jh_change *change);
/* Sign of a claim, or of a mark for indicators; "–" where nothing is judged. */
const char *jh_change_sign(const jh_change *change, const jh_state *state);
/* CSS class of the same. */
const char *jh_change_class(const jh_change *change, const jh_state *state);

/* Title of a figure's element and of its measure. */
jh_text jh_figure_title(const jh_comparison_view *view, const jh_figure_change *figure,
                        jh_lang lang);
jh_text jh_figure_measure(const jh_comparison_view *view, const jh_figure_change *figure,
                          jh_lang lang);
/* The cell it was read from, "2025.xlsx 校区 C5"; empty = none. */
jh_text jh_figure_cell(jh_arena *keep, const jh_view *end, const jh_reported *reported);

/* What differs in the settings: the value of each end, empty = that standard has no such setting.
 * A relaxation is told by its approver and dates. */
typedef struct jh_setting_change {
    jh_text key, before, after;
    jh_text title; /* of the standard that has it, the later one first */
    const jh_standard *standard;
} jh_setting_change;

typedef struct jh_setting_changes {
    jh_setting_change *items;
    size_t count;
} jh_setting_changes;

JH_MUST_CHECK jh_code jh_comparison_settings(jh_setting_changes *out, jh_arena *keep,
                                             const jh_comparison_view *view);

/* How many verdicts moved at that step. */
size_t jh_comparison_count(const jh_comparison *comparison, jh_cause cause);

#endif
