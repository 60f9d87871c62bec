/* show.h: what the listing of a standard is made of.
 * Takes   a compiled standard.
 * Gives   lines of text: words of the program in one language, the regulation's own as they are.
 * Never   leaves this room.
 * Method  none
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STANDARD_SHOW_H
#define JH_STANDARD_SHOW_H

#include "standard/standard.h"

typedef struct jh_show {
    jh_buffer *out;
    const jh_standard *standard;
    jh_lang lang;
    jh_error *err;
    jh_code rc; /* the first thing that went wrong; nothing is written after it */
} jh_show;

void jh_show_label(jh_show *s, int indent, jh_say_id say);
void jh_show_text(jh_show *s, int indent, jh_say_id say, jh_text text); /* nothing if empty */
void jh_show_expr(jh_show *s, int indent, jh_say_id say, const jh_expr *expr);
void jh_show_remarks(jh_show *s, int indent, const jh_remarks *remarks);
void jh_show_setting_value(jh_show *s, const jh_setting *setting);
jh_text jh_show_stage(const jh_show *s, jh_stage stage);

#endif
