/* SPDX-License-Identifier: Apache-2.0 */
#include "store/address.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

bool jh_address_is_postgres(const char *address)
{
    return strncmp(address, "postgresql://", 13) == 0 || strncmp(address, "postgres://", 11) == 0;
}

const char *jh_address_show(jh_arena *keep, const char *address)
{
    const char *begin = strstr(address, "://"), *end, *colon, *at, *query;
    jh_text shown;

    if (!jh_address_is_postgres(address)) return jh_text_zero(keep, jh_text_of(address));
    begin += 3;
    end = begin + strcspn(begin, "/?");
    /* Parameters may hold a password too (?password=…), so none of them is shown. */
    query = strchr(begin, '?');
    if (!query) query = begin + strlen(begin);
    at = memchr(begin, '@', (size_t)(end - begin));
    colon = at ? memchr(begin, ':', (size_t)(at - begin)) : NULL;
    if (colon)
        shown = jh_text_format(keep, "%.*s%.*s", (int)(colon - address), address, (int)(query - at),
                               at);
    else
        shown = jh_text_format(keep, "%.*s", (int)(query - address), address);
    return shown.at;
}

bool jh_filesystem_is_remote(jh_text type)
{
    static const char *const remote[] = { "nfs",  "nfs4", "cifs",   "smb3",  "smbfs",
                                          "smb2", "afs",  "ceph",   "ncpfs", "lustre",
                                          "coda", "9p",   "beegfs", "davfs" };
    size_t i;

    /* "fuseblk" is a local disk (NTFS); "fuse.sshfs", "fuse.davfs" … are not, except overlays. */
    if (jh_text_equal(type, JH_TEXT("fuse.fuse-overlayfs"))) return false;
    if (jh_text_starts(type, JH_TEXT("fuse."))) return true;
    for (i = 0; i < sizeof remote / sizeof *remote; i++)
        if (jh_text_equal(type, jh_text_of(remote[i]))) return true;
    return false;
}

static jh_text next_line(jh_text *rest)
{
    const char *end = rest->size ? memchr(rest->at, '\n', rest->size) : NULL;
    size_t size = end ? (size_t)(end - rest->at) : rest->size;
    jh_text line = { rest->at, size };

    rest->at += size + (end != NULL);
    rest->size -= size + (end != NULL);
    return line;
}

/* "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw": proc(5). */
static jh_text type_of_line(jh_text line, const char *device)
{
    static const char gap[] = " - ";
    jh_text found = { 0 };
    const char *type;

    if (!jh_text_contains(line, jh_text_of(device))) return found;
    type = memmem(line.at, line.size, gap, sizeof gap - 1);
    if (!type) return found;
    found.at = type + sizeof gap - 1;
    while (found.at + found.size < line.at + line.size && found.at[found.size] != ' ') found.size++;
    return found;
}

jh_text jh_filesystem_type(jh_text mountinfo, unsigned major, unsigned minor)
{
    char device[32];
    jh_text type = { 0 };

    snprintf(device, sizeof device, " %u:%u ", major, minor);
    while (mountinfo.size && !type.size) type = type_of_line(next_line(&mountinfo), device);
    return type;
}

/* Of the file, or else of the folder it is to lie in. */
static int stat_place(const char *path, struct stat *info)
{
    char folder[4096];
    const char *slash = strrchr(path, '/');
    size_t size = slash ? (size_t)(slash - path) : 0;

    if (stat(path, info) == 0) return 0;
    if (!slash) return stat(".", info);
    if (size == 0) return stat("/", info);
    if (size >= sizeof folder) return -1;
    memcpy(folder, path, size);
    folder[size] = '\0';
    return stat(folder, info);
}

jh_code jh_address_check_local(const char *path, jh_error *err)
{
    /* A longer list is cut: a mount that is not seen is taken for a local one. */
    static _Thread_local char mounts[1 << 16];
    struct stat info;
    size_t size = 0;
    ssize_t got;
    jh_text type;
    char name[64];
    int file;

    if (stat_place(path, &info) != 0) return JH_OK; /* opening it will tell what is wrong */
    file = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    if (file < 0) return JH_OK;
    while (size < sizeof mounts && (got = read(file, mounts + size, sizeof mounts - size)) > 0)
        size += (size_t)got;
    close(file);
    type = jh_filesystem_type((jh_text){ mounts, size }, major(info.st_dev), minor(info.st_dev));
    if (!jh_filesystem_is_remote(type)) return JH_OK;
    snprintf(name, sizeof name, "%.*s", JH_TEXT_ARGS(type));
    return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NETWORK, path, path, name, NULL);
}
