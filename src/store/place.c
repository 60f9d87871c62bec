/* SPDX-License-Identifier: Apache-2.0 */
#include "store/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- names ---- */

static jh_text folder_of(jh_arena *keep, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? jh_text_format(keep, "%.*s/", (int)(slash - path), path) : JH_TEXT("./");
}

/* Names "<front>4711" or "<front>4711-journal" of a process that is no more. */
static bool is_left_over(const char *name, const char *front)
{
    char *end;
    long process;

    if (strncmp(name, front, strlen(front)) != 0) return false;
    process = strtol(name + strlen(front), &end, 10);
    return process > 0 && (*end == '\0' || *end == '-') && kill((pid_t)process, 0) != 0
           && errno == ESRCH;
}

static void sweep(jh_arena scratch, const char *path, const char *ending)
{
    jh_text folder = folder_of(&scratch, path), front, whole;
    const char *slash = strrchr(path, '/');
    struct dirent *entry;
    DIR *listing;

    front = jh_text_format(&scratch, "%s%s-", slash ? slash + 1 : path, ending);
    if (!folder.at || !front.at) return;
    listing = opendir(folder.at);
    if (!listing) return;
    while ((entry = readdir(listing)) != NULL) {
        if (!is_left_over(entry->d_name, front.at)) continue;
        whole = jh_text_format(&scratch, "%s%s", folder.at, entry->d_name);
        if (whole.at) unlink(whole.at);
    }
    closedir(listing);
}

jh_code jh_place_beside(const char **out, jh_arena *keep, const char *path, const char *ending,
                        jh_error *err)
{
    sweep(*keep, path, ending);
    *out = jh_text_format(keep, "%s%s-%ld", path, ending, (long)getpid()).at;
    return *out ? JH_OK : jh_no_memory(err);
}

/* ---- taking ---- */

jh_code jh_place_take(const char *made, const char *path, const char *where, jh_error *err)
{
    int failed = renameat2(AT_FDCWD, made, AT_FDCWD, path, RENAME_NOREPLACE);

    /* Some file systems (USB sticks) do not know how not to replace. */
    if (failed && (errno == EINVAL || errno == ENOSYS) && access(path, F_OK) != 0)
        failed = rename(made, path);
    if (!failed) return JH_OK;
    if (errno == EEXIST) return jh_fail(err, JH_CONFLICT, SAY_STORE_EXISTS, where, where, NULL);
    return jh_fail(err, JH_IO, SAY_STORE_CANNOT_OPEN, where, strerror(errno), NULL);
}

void jh_place_settle(jh_arena scratch, const char *path)
{
    jh_text folder = folder_of(&scratch, path);
    int file = folder.at ? open(folder.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

    if (file < 0) return;
    fsync(file);
    close(file);
}

void jh_place_clear(jh_arena scratch, const char *path)
{
    static const char *const endings[] = { "", "-journal", "-wal", "-shm" };
    jh_text whole;
    size_t i;

    for (i = 0; i < sizeof endings / sizeof *endings; i++) {
        whole = jh_text_format(&scratch, "%s%s", path, endings[i]);
        if (whole.at) unlink(whole.at);
    }
}
