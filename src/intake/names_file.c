/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/intake.h"

#include <stdio.h>
#include <string.h>

/* The next line without its end and what follows a #. */
static jh_text take_line(jh_text *rest)
{
    const char *end = memchr(rest->at, '\n', rest->size), *remark;
    jh_text line = { rest->at, end ? (size_t)(end - rest->at) : rest->size };
    size_t taken = line.size + (end != NULL);

    rest->at += taken;
    rest->size -= taken;
    if (line.size && line.at[line.size - 1] == '\r') line.size--;
    remark = line.size ? memchr(line.at, '#', line.size) : NULL;
    if (remark) line.size = (size_t)(remark - line.at);
    return jh_text_trim(line);
}

static bool split_pair(jh_name_pair *pair, jh_text line)
{
    const char *equals = memchr(line.at, '=', line.size);

    if (!equals) return false;
    pair->name = jh_text_trim((jh_text){ line.at, (size_t)(equals - line.at) });
    pair->code = jh_text_trim((jh_text){ equals + 1, line.size - (size_t)(equals - line.at) - 1 });
    return pair->name.size && pair->code.size;
}

jh_code jh_names_read(jh_name_pair **out, size_t *count, jh_arena *keep, const jh_source_file *file,
                      jh_error *err)
{
    jh_text rest = jh_text_trim(file->bytes), line;
    size_t capacity = 0, number;
    char where[JH_WHERE_SIZE], shown[JH_MESSAGE_ARG_SIZE];
    jh_name_pair pair, *grown;

    *out = NULL;
    *count = 0;
    for (number = 1; rest.size; number++) {
        line = take_line(&rest);
        if (!line.size) continue;
        if (!split_pair(&pair, line) || !jh_text_is_utf8(line)) {
            snprintf(where, sizeof where, "%.*s:%zu", JH_TEXT_ARGS(file->name), number);
            snprintf(shown, sizeof shown, "%.*s", line.size > 80 ? 80 : (int)line.size, line.at);
            return jh_fail(err, JH_BAD_INPUT, SAY_INTAKE_NAMES_LINE, where, shown, NULL);
        }
        grown = jh_grow(keep, *out, &capacity, *count + 1, sizeof *grown);
        if (!grown) return jh_no_memory(err);
        *out = grown;
        grown[(*count)++] = pair;
    }
    return JH_OK;
}
