/* SPDX-License-Identifier: Apache-2.0 */
#include "app/library.h"

#include "app/files.h"
#include "base/embedded.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char jh_usual_standard[] = "cn-2017-quality";

static const char built_in[] = "standards/";
static const char ending[] = ".std";

static jh_code find_built_in(jh_text *text, jh_text key)
{
    size_t i, front = strlen(built_in), back = strlen(ending);

    for (i = 0; i < jh_embedded_count; i++) {
        jh_text name = jh_text_of(jh_embedded_files[i].name);
        if (!jh_text_starts(name, JH_TEXT(built_in)) || !jh_text_ends(name, JH_TEXT(ending)))
            continue;
        name = (jh_text){ name.at + front, name.size - front - back };
        if (!jh_text_equal(name, key)) continue;
        *text = (jh_text){ (const char *)jh_embedded_files[i].bytes, jh_embedded_files[i].size };
        return JH_OK;
    }
    return JH_NOT_FOUND;
}

static jh_code find_text(void *self, jh_text key, jh_text *text, jh_error *err)
{
    jh_shelf *shelf = self;
    const char *word = jh_text_zero(shelf->keep, key);
    jh_text path;

    if (!word) return jh_no_memory(err);
    if (memchr(key.at, '/', key.size) || key.size == 0)
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_STANDARD_KEY, word, NULL);
    if (shelf->folder) {
        path = jh_text_format(shelf->keep, "%s/%s%s", shelf->folder, word, ending);
        if (!path.at) return jh_no_memory(err);
        if (access(path.at, F_OK) == 0) return jh_file_read(text, shelf->keep, path.at, err);
    }
    if (find_built_in(text, key) == JH_OK) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_STANDARD, word, NULL);
}

/* "dir/x.std" → shelf "dir", key "x". */
static jh_code split_path(jh_shelf *shelf, jh_text *key, const char *path, jh_error *err)
{
    const char *name = jh_path_name(path);
    jh_text folder = { path, (size_t)(name - path) };

    *key = (jh_text){ name, strlen(name) - strlen(ending) };
    shelf->folder = folder.size ? jh_text_zero(shelf->keep, folder) : ".";
    return shelf->folder ? JH_OK : jh_no_memory(err);
}

jh_code jh_library_open(jh_shelf_library *out, const jh_desk *desk, const jh_standard_words *words,
                        jh_error *err)
{
    out->shelf = (jh_shelf){ words->folder, desk->keep };
    out->library = (jh_library){ &out->shelf, find_text };
    out->key = jh_text_of(words->name ? words->name : jh_usual_standard);
    if (!jh_text_ends(out->key, JH_TEXT(ending))) return JH_OK;
    return split_path(&out->shelf, &out->key, words->name, err);
}

jh_code jh_library_compile(jh_standard *out, const jh_desk *desk, const jh_standard_words *words,
                           jh_findings *mistakes, jh_error *err)
{
    jh_shelf_library from;
    jh_code rc = jh_library_open(&from, desk, words, err);

    if (rc) return rc;
    return jh_standard_compile(out, desk->keep, desk->scratch,
                               &(jh_compiling){ from.key, &from.library, mistakes }, err);
}

/* ---- which there are ---- */

static jh_code add_key(jh_shelf_keys *to, jh_arena *keep, const jh_shelf_key *key, jh_error *err)
{
    jh_shelf_key *grown;
    size_t i;

    for (i = 0; i < to->count; i++)
        if (jh_text_equal(to->items[i].key, key->key)) {
            to->items[i].is_own |= key->is_own;
            return JH_OK;
        }
    grown = jh_grow(keep, to->items, &to->capacity, to->count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(err);
    to->items = grown;
    to->items[to->count++] = *key;
    return JH_OK;
}

static jh_code add_built_in(jh_shelf_keys *to, jh_arena *keep, jh_error *err)
{
    size_t i, front = strlen(built_in), back = strlen(ending);
    jh_code rc = JH_OK;

    for (i = 0; i < jh_embedded_count && !rc; i++) {
        jh_text name = jh_text_of(jh_embedded_files[i].name);
        if (!jh_text_starts(name, JH_TEXT(built_in)) || !jh_text_ends(name, JH_TEXT(ending)))
            continue;
        name = (jh_text){ name.at + front, name.size - front - back };
        rc = add_key(to, keep, &(jh_shelf_key){ name, false }, err);
    }
    return rc;
}

static jh_code add_own(jh_shelf_keys *to, jh_arena *keep, const char *folder, jh_error *err)
{
    DIR *all = opendir(folder);
    const struct dirent *entry;
    jh_code rc = JH_OK;

    if (!all) return jh_fail(err, JH_IO, SAY_APP_FILE_OPEN, folder, strerror(errno), NULL);
    while (!rc && (entry = readdir(all))) {
        jh_shelf_key own = { jh_text_of(entry->d_name), true };
        if (!jh_text_ends(own.key, JH_TEXT(ending)) || own.key.size == strlen(ending)
            || !jh_text_is_utf8(own.key))
            continue;
        own.key.size -= strlen(ending);
        own.key = jh_text_copy(keep, own.key);
        rc = own.key.at ? add_key(to, keep, &own, err) : jh_no_memory(err);
    }
    closedir(all);
    return rc;
}

static int by_key(const void *a, const void *b)
{
    return jh_text_compare(((const jh_shelf_key *)a)->key, ((const jh_shelf_key *)b)->key);
}

jh_code jh_library_keys(jh_shelf_keys *out, jh_arena *keep, const char *folder, jh_error *err)
{
    jh_code rc;

    *out = (jh_shelf_keys){ 0 };
    rc = add_built_in(out, keep, err);
    if (!rc && folder) rc = add_own(out, keep, folder, err);
    if (!rc && out->count) qsort(out->items, out->count, sizeof *out->items, by_key);
    return rc;
}
