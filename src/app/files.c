/* SPDX-License-Identifier: Apache-2.0 */
#include "app/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 16 };
static const off_t size_max = (off_t)512 << 20;

const char *jh_path_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static jh_code read_all(jh_text *out, jh_arena *keep, int file, size_t size)
{
    char *bytes = jh_alloc(keep, size + 1, 1);
    size_t done = 0;
    ssize_t step;

    if (!bytes) return JH_NO_MEMORY;
    while (done < size) {
        step = read(file, bytes + done, size - done);
        if (step < 0 && errno == EINTR) continue;
        if (step < 0) return JH_IO;
        if (step == 0) break; /* it shrank while we read: what is there counts */
        done += (size_t)step;
    }
    *out = (jh_text){ bytes, done };
    return JH_OK;
}

jh_code jh_file_read(jh_text *out, jh_arena *keep, const char *path, jh_error *err)
{
    struct stat about;
    jh_code rc = JH_OK;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0) return jh_fail(err, JH_IO, SAY_APP_FILE_OPEN, path, strerror(errno), NULL);
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
        rc = jh_fail(err, JH_IO, SAY_APP_FILE_NOT_REGULAR, path, NULL);
    else if (about.st_size > size_max)
        rc = jh_fail(err, JH_BAD_INPUT, SAY_APP_FILE_TOO_LARGE, path, NULL);
    if (rc) goto done;
    rc = read_all(out, keep, file, (size_t)about.st_size);
    if (rc == JH_NO_MEMORY) jh_no_memory(err);
    if (rc == JH_IO) jh_error_fill(err, JH_IO, SAY_APP_FILE_READ, path, strerror(errno), NULL);
done:
    close(file);
    return rc;
}

static bool write_all(int file, jh_text bytes)
{
    size_t done = 0;
    ssize_t step;

    while (done < bytes.size) {
        step = write(file, bytes.at + done, bytes.size - done);
        if (step < 0 && errno == EINTR) continue;
        if (step <= 0) return false;
        done += (size_t)step;
    }
    return true;
}

jh_code jh_file_write(const char *path, jh_text bytes, jh_error *err)
{
    char beside[PATH_MAX];
    int file;
    bool ok;

    if (snprintf(beside, sizeof beside, "%s.part", path) >= (int)sizeof beside)
        return jh_fail(err, JH_IO, SAY_APP_FILE_WRITE, path, strerror(ENAMETOOLONG), NULL);
    file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) return jh_fail(err, JH_IO, SAY_APP_FILE_WRITE, path, strerror(errno), NULL);
    ok = write_all(file, bytes) && fsync(file) == 0;
    ok = close(file) == 0 && ok;
    if (ok && rename(beside, path) == 0) return JH_OK;
    jh_error_fill(err, JH_IO, SAY_APP_FILE_WRITE, path, strerror(errno), NULL);
    unlink(beside);
    return JH_IO;
}

jh_code jh_file_temporary(const char **out, jh_arena *keep, const char *folder, const char *ending,
                          jh_error *err)
{
    jh_text path;
    int file;

    *out = NULL;
    if (!folder) folder = getenv("TMPDIR");
    path = jh_text_format(keep, "%s/junheng-XXXXXX%s", folder && *folder ? folder : "/tmp", ending);
    if (!path.at) return jh_no_memory(err);
    file = mkstemps((char *)(uintptr_t)path.at, (int)strlen(ending));
    if (file < 0) return jh_fail(err, JH_IO, SAY_APP_FILE_WRITE, path.at, strerror(errno), NULL);
    close(file);
    *out = path.at;
    return JH_OK;
}

jh_code jh_file_written(jh_text *out, jh_arena *keep, jh_path_writer *write, void *context,
                        jh_error *err)
{
    const char *path;
    jh_code rc = jh_file_temporary(&path, keep, NULL, "", err);

    if (rc) return rc;
    rc = write(context, path, err);
    if (!rc) rc = jh_file_read(out, keep, path, err);
    unlink(path);
    return rc;
}

jh_code jh_folder_make(const char *path, jh_error *err)
{
    char part[PATH_MAX];
    size_t size = strlen(path), i;

    if (size >= sizeof part)
        return jh_fail(err, JH_IO, SAY_APP_FOLDER_MAKE, path, strerror(ENAMETOOLONG), NULL);
    memcpy(part, path, size + 1);
    for (i = 1; i <= size; i++) {
        if (part[i] != '/' && part[i] != '\0') continue;
        part[i] = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST)
            return jh_fail(err, JH_IO, SAY_APP_FOLDER_MAKE, path, strerror(errno), NULL);
        part[i] = path[i];
    }
    return JH_OK;
}

static jh_code add_path(jh_paths *out, jh_arena *keep, const char *path)
{
    const char **grown = jh_grow(keep, out->items, &out->capacity, out->count + 1, sizeof *grown);

    if (!grown) return JH_NO_MEMORY;
    out->items = grown;
    out->items[out->count++] = path;
    return JH_OK;
}

static bool is_left_out(const char *name)
{
    return name[0] == '.' || strncmp(name, "~$", 2) == 0;
}

static jh_code walk(jh_paths *out, jh_arena *keep, const char *path, int depth, jh_error *err)
{
    struct stat about;
    struct dirent *entry;
    DIR *folder;
    jh_text below;
    jh_code rc = JH_OK;

    if (stat(path, &about) != 0)
        return jh_fail(err, JH_IO, SAY_APP_FILE_OPEN, path, strerror(errno), NULL);
    if (!S_ISDIR(about.st_mode)) return add_path(out, keep, path) ? jh_no_memory(err) : JH_OK;
    if (depth > DEPTH_MAX) return jh_fail(err, JH_BAD_INPUT, SAY_APP_FOLDER_TOO_DEEP, path, NULL);
    folder = opendir(path);
    if (!folder) return jh_fail(err, JH_IO, SAY_APP_FILE_OPEN, path, strerror(errno), NULL);
    while (!rc && (entry = readdir(folder)) != NULL) {
        if (is_left_out(entry->d_name)) continue;
        below = jh_text_format(keep, "%s/%s", path, entry->d_name);
        rc = below.at ? walk(out, keep, below.at, depth + 1, err) : jh_no_memory(err);
    }
    closedir(folder);
    return rc;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

jh_code jh_paths_below(jh_paths *out, jh_arena *keep, const char *path, jh_error *err)
{
    size_t first = out->count;
    jh_code rc = walk(out, keep, path, 0, err);

    if (!rc && out->count > first)
        qsort(out->items + first, out->count - first, sizeof *out->items, by_bytes);
    return rc;
}
