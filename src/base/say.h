/* say.h: every sentence the program can say, by id, in Chinese and in English.
 * Takes   an id made by tools/textgen from texts/<language>/<room>.po, and words to fill in.
 * Gives   a sentence.
 * Never   decides the language: that is an argument, so one process can serve both.
 * Method  CONTRIBUTING.md, "A sentence"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_BASE_SAY_H
#define JH_BASE_SAY_H

#include "base/say_ids.h" /* made by tools/textgen: typedef enum jh_say_id */

#include <stddef.h>

typedef enum jh_lang { JH_ZH = 0, JH_EN, JH_LANG_COUNT } jh_lang;

/* [lang][id][0] = what, [1] = what to do next ("" where there is nothing to add). */
extern const char *const jh_say_table[JH_LANG_COUNT][SAY_COUNT][2];
extern const char *const jh_say_keys[SAY_COUNT]; /* "formats.xlsx.not_zip", for JSON */

/* The plain sentence, without filling in. */
const char *jh_say(jh_lang lang, jh_say_id id);

struct jh_message;
/* Writes line 0 (what) or 1 (next) of a message with its words filled in; always terminated.
 * Gives the length it would have needed. */
size_t jh_message_write(char *out, size_t room, jh_lang lang, const struct jh_message *message,
                        int line);

#endif
