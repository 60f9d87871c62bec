/* formula.h: the steps of a computation in a person's words.
 * Takes   a step with the standard it speaks of, and a language.
 * Gives   titles for names, words for functions, usual signs for operators; "yes", "met" or
 *         "absent", as the thing that is judged asks.
 * Never   computes, and never touches a number; without memory the text has no `at`.
 * Method  docs/language.md for the words, texts/zh/formula.po for how they are said
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_FORMULA_H
#define JH_REPORT_FORMULA_H

#include "report/view.h"

typedef struct jh_reader {
    jh_arena *keep;
    const jh_standard *standard;
    jh_lang lang;
} jh_reader;

/* A canonical text of the language (jh_expr_write), or one with its numbers put in. */
jh_text jh_formula_read(const jh_reader *reader, jh_text formula);

/* The parts of a step; its formula leaves out a conversion at the end that its measure repeats. */
jh_text jh_step_label(const jh_reader *reader, const jh_step *step);
jh_text jh_step_formula(const jh_reader *reader, const jh_step *step);
jh_text jh_step_numbers(const jh_reader *reader, const jh_step *step);

/* Whether the step stands well: a veto does when it is absent. */
jh_claim jh_step_stands(const jh_standard *standard, const jh_step *step);
/* "met" of what is judged, "absent" of a veto, "yes" of everything else. */
jh_say_id jh_step_claim_say(const jh_standard *standard, const jh_step *step);
/* A reported figure: "是" of a yes-or-no, else its digits. */
jh_text jh_input_value(const jh_reader *reader, const jh_input *input);

#endif
