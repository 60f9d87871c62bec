/* SPDX-License-Identifier: Apache-2.0 */
#include "app/unpack.h"

#include "formats/archive.h"
#include "formats/encoding.h"

typedef struct unpacking {
    jh_source_file *items;
    size_t count, capacity;
} unpacking;

static jh_code add(unpacking *to, jh_arena *keep, jh_text name, jh_text bytes)
{
    jh_source_file *grown = jh_grow(keep, to->items, &to->capacity, to->count + 1, sizeof *grown);

    if (!grown) return JH_NO_MEMORY;
    to->items = grown;
    grown[to->count++] = (jh_source_file){ .name = name, .bytes = bytes };
    return JH_OK;
}

/* Its name is kept with the figures and shown: it must be readable, however the disk has it. */
static jh_code take(unpacking *to, const jh_desk *desk, const char *path, jh_error *err)
{
    jh_text name = jh_name_readable(desk->keep, jh_text_of(jh_path_name(path)), to->count + 1);
    jh_archive archive = { 0 };
    jh_text bytes = JH_TEXT("");
    jh_file file;
    size_t i;
    jh_code rc = jh_file_read(&bytes, desk->keep, path, err);

    if (!rc && !name.at) rc = jh_no_memory(err);
    if (rc) return rc;
    file = jh_file_of_bytes(name.at, bytes);
    if (jh_text_starts(bytes, JH_TEXT("PK")))
        rc = jh_archive_read(&archive, desk->keep, desk->scratch, &file, err);
    if (!rc && !archive.is_archive && add(to, desk->keep, name, bytes)) rc = jh_no_memory(err);
    for (i = 0; i < archive.count && !rc; i++)
        if (add(to, desk->keep, archive.items[i].name, archive.items[i].bytes))
            rc = jh_no_memory(err);
    return rc;
}

jh_code jh_unpack_paths(jh_source_file **out, size_t *count, const jh_desk *desk,
                        const jh_paths *paths, jh_error *err)
{
    unpacking to = { 0 };
    size_t i;
    jh_code rc = JH_OK;

    for (i = 0; i < paths->count && !rc; i++) rc = take(&to, desk, paths->items[i], err);
    *out = to.items;
    *count = to.count;
    return rc;
}
