/* SPDX-License-Identifier: Apache-2.0 */
#include "app/line.h"

#include "store/store.h"

static const size_t MEMORY_SIZE = (size_t)1 << 20;

jh_code jh_line_store(jh_store **out, jh_line *line, jh_error *err)
{
    jh_code code;

    if (!line->store) {
        if (!line->memory.start && jh_arena_reserve(&line->memory, MEMORY_SIZE))
            return jh_no_memory(err);
        code = jh_store_open(&line->store, &line->memory, line->address,
                             line->may_write ? JH_STORE_WRITE : JH_STORE_READ, err);
        if (code) {
            jh_line_close(line);
            return code;
        }
    }
    *out = line->store;
    return JH_OK;
}

void jh_line_close(jh_line *line)
{
    jh_store_close(line->store);
    line->store = NULL;
    jh_arena_release(&line->memory);
}
