/* terminal_text.h: writing to a terminal that may show colour and Chinese.
 * Takes   texts of any content.
 * Gives   text without control characters, padded by what it takes on the screen.
 * Never   lets a name move the cursor or change a colour.
 * Method  Unicode 15 East Asian Width (UAX #11); ECMA-48 SGR for colour
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_REPORT_TERMINAL_TEXT_H
#define JH_REPORT_TERMINAL_TEXT_H

#include "report/terminal.h"

typedef struct jh_terminal {
    jh_buffer *out;
    const jh_view *view;
    const jh_terminal_options *options;
    unsigned columns;
} jh_terminal;

typedef enum jh_colour {
    JH_PLAIN = 0,
    JH_TEAL,
    JH_AMBER,
    JH_VERMILION,
    JH_GREY,
    JH_BOLD
} jh_colour;

jh_terminal jh_terminal_on(jh_buffer *out, const jh_view *view, const jh_terminal_options *options);
/* Control characters become U+FFFD. */
void jh_terminal_text(const jh_terminal *t, jh_text text);
void jh_terminal_zero(const jh_terminal *t, const char *text);
void jh_terminal_say(const jh_terminal *t, jh_say_id say, ...) __attribute__((sentinel));
/* Cut at `columns` with an ellipsis, or filled with blanks. */
void jh_terminal_padded(const jh_terminal *t, jh_text text, size_t columns);
void jh_terminal_colour(const jh_terminal *t, jh_colour colour);
void jh_terminal_sign(const jh_terminal *t, jh_claim claim);
/* A heading on its own line, after an empty one. */
void jh_terminal_heading(const jh_terminal *t, jh_say_id say);
/* A title, label or remark of the standard in the terminal's language. */
void jh_terminal_title(const jh_terminal *t, jh_text title);
/* An indicator's short name, the same way. */
void jh_terminal_indicator(const jh_terminal *t, const jh_indicator *def);
/* "小学 高学历教师" of a limit. */
void jh_terminal_limit_title(const jh_terminal *t, const jh_view_limit *limit);

#endif
