/* terminal.h: an assessment on a terminal.
 * Takes   a view, a language, whether colour is wanted.
 * Gives   text: verdict, reasons, schools that do not pass, limits, items.
 * Never   asks the terminal anything: the caller knows its width and whether it is one.
 * Method  Unicode 15 East Asian Width, UAX #11: W and F take two columns, ambiguous ones one.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_TERMINAL_H
#define JH_REPORT_TERMINAL_H

#include "report/view.h"

typedef struct jh_terminal_options {
    jh_lang lang;
    bool has_colour;  /* ANSI; signs stand beside every colour */
    unsigned columns; /* 0 = 80 */
    bool all_schools; /* also those that pass */
} jh_terminal_options;

JH_MUST_CHECK jh_code jh_report_terminal(jh_buffer *out, const jh_view *view,
                                         const jh_terminal_options *options, jh_error *err);

/* An explanation as an indented tree. */
JH_MUST_CHECK jh_code jh_report_terminal_explanation(jh_buffer *out, const jh_view *view,
                                                     const jh_explanation *explanation,
                                                     const jh_terminal_options *options,
                                                     jh_error *err);

/* Columns that the text takes on a terminal. */
size_t jh_text_columns(jh_text text);

#endif
