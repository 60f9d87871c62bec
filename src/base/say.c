/* SPDX-License-Identifier: Apache-2.0 */
#include "base/say.h"

#include "base/error.h"

#include <string.h>

const char *jh_say(jh_lang lang, jh_say_id id)
{
    return id < SAY_COUNT ? jh_say_table[lang][id][0] : "";
}

static void append(char *out, size_t room, size_t *size, const char *text, size_t text_size)
{
    size_t fits = *size + 1 < room ? room - 1 - *size : 0;

    if (fits > text_size) fits = text_size;
    if (fits) memcpy(out + *size, text, fits);
    *size += text_size;
}

size_t jh_message_write(char *out, size_t room, jh_lang lang, const jh_message *message, int line)
{
    const char *at = message->say < SAY_COUNT ? jh_say_table[lang][message->say][line] : "";
    size_t size = 0;

    while (*at) {
        if (at[0] == '{' && at[1] >= '0' && at[1] < '0' + JH_MESSAGE_ARGS && at[2] == '}') {
            const char *word = message->arg[at[1] - '0'];
            append(out, room, &size, word, strlen(word));
            at += 3;
        } else {
            append(out, room, &size, at, 1);
            at++;
        }
    }
    if (room) out[size < room ? size : room - 1] = '\0';
    return size;
}
