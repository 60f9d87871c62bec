/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/upload.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

const jh_upload_limits jh_upload_many = { 2000, (uint64_t)512 << 20 };
const jh_upload_limits jh_upload_one = { 1, (uint64_t)32 << 20 };

void jh_upload_name(char out[JH_UPLOAD_NAME], jh_text given)
{
    const char *at = given.at, *end = jh_text_end(given), *part = at;
    size_t size = 0;

    for (; at < end; at++)
        if (*at == '/' || *at == '\\') part = at + 1;
    for (at = part; at < end;) {
        const char *before = at;
        uint32_t c = jh_text_next(&at, end);
        size_t length = (size_t)(at - before);
        if (c < 0x20 || c == 0x7F || c == 0xFFFD) continue;
        if (size == 0 && c == '.') continue; /* nothing hidden, nothing above */
        if (size + length >= JH_UPLOAD_NAME) break;
        memcpy(out + size, before, length);
        size += length;
    }
    out[size] = '\0';
    if (!size) memcpy(out, "file", sizeof "file");
}

/* ---- rooms ---- */

struct jh_upload_room {
    char folder[200];
    int lock; /* the folder, open and locked */
    pthread_mutex_t guard;
    int32_t account[JH_UPLOADS_MOST]; /* whose each place is; 0 = free */
};

static const char prefix[] = "junheng-upload-";

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

static void remove_all(const char *folder)
{
    (void)!nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* The folder, locked by us; -1: another has it, it is another's, or it is not there any more. */
static int lock_folder(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat held, named;

    if (folder < 0) return -1;
    if (fstat(folder, &held) == 0 && held.st_uid == geteuid()
        && flock(folder, LOCK_EX | LOCK_NB) == 0 && lstat(path, &named) == 0
        && held.st_dev == named.st_dev && held.st_ino == named.st_ino)
        return folder;
    close(folder);
    return -1;
}

/* A server that was killed left its room unlocked. */
static void remove_abandoned(const char *base)
{
    DIR *all = opendir(base);
    const struct dirent *entry;
    char path[PATH_MAX];
    int lock;

    if (!all) return;
    while ((entry = readdir(all))) {
        if (strncmp(entry->d_name, prefix, sizeof prefix - 1) != 0) continue;
        if (snprintf(path, sizeof path, "%s/%s", base, entry->d_name) >= (int)sizeof path) continue;
        lock = lock_folder(path);
        if (lock < 0) continue;
        remove_all(path);
        close(lock);
    }
    closedir(all);
}

/* Made and locked; another server that starts just now may have cleared it away in between. */
static jh_code make_room(jh_upload_room *room, const char *base, jh_error *err)
{
    enum { TRIES = 8 };
    int i, size;

    for (i = 0; i < TRIES; i++) {
        size = snprintf(room->folder, sizeof room->folder, "%s/%sXXXXXX", base, prefix);
        if (size < 0 || size >= (int)sizeof room->folder) errno = ENAMETOOLONG;
        if (size < 0 || size >= (int)sizeof room->folder || !mkdtemp(room->folder)) break;
        room->lock = lock_folder(room->folder);
        if (room->lock >= 0) return JH_OK;
    }
    return jh_fail(err, JH_IO, SAY_APP_FOLDER_MAKE, base, strerror(errno), NULL);
}

jh_code jh_upload_room_begin(jh_upload_room **out, jh_arena *keep, jh_error *err)
{
    const char *base = getenv("TMPDIR");
    jh_upload_room *room = JH_NEW(keep, jh_upload_room);
    jh_code code;

    *out = NULL;
    if (!room) return jh_no_memory(err);
    if (!base || !*base) base = "/tmp";
    remove_abandoned(base);
    code = make_room(room, base, err);
    if (code) return code;
    pthread_mutex_init(&room->guard, NULL);
    *out = room;
    return JH_OK;
}

const char *jh_upload_room_folder(const jh_upload_room *room)
{
    return room->folder;
}

void jh_upload_room_end(jh_upload_room *room)
{
    if (!room) return;
    remove_all(room->folder);
    close(room->lock);
    pthread_mutex_destroy(&room->guard);
}

/* A free place for the account; JH_UPLOADS_MOST: there is none. */
static size_t take_place(jh_upload_room *room, int32_t account)
{
    size_t i, place = JH_UPLOADS_MOST, own = 0;

    pthread_mutex_lock(&room->guard);
    for (i = JH_UPLOADS_MOST; i-- > 0;) {
        own += room->account[i] == account;
        if (!room->account[i]) place = i;
    }
    if (own >= JH_UPLOADS_ACCOUNT) place = JH_UPLOADS_MOST;
    if (place < JH_UPLOADS_MOST) room->account[place] = account;
    pthread_mutex_unlock(&room->guard);
    return place;
}

static void give_place(jh_upload_room *room, size_t place)
{
    pthread_mutex_lock(&room->guard);
    room->account[place] = 0;
    pthread_mutex_unlock(&room->guard);
}

/* ---- one upload ---- */

jh_code jh_upload_begin(jh_upload *upload, jh_upload_room *room, const jh_upload_wish *wish,
                        jh_error *err)
{
    size_t place = take_place(room, wish->account);

    memset(upload, 0, sizeof *upload);
    if (place == JH_UPLOADS_MOST)
        return jh_fail(err, JH_CONFLICT, SAY_SERVE_TOO_MANY_UPLOADS, NULL, NULL);
    upload->limits = wish->limits;
    snprintf(upload->folder, sizeof upload->folder, "%s/%02zu", room->folder, place);
    remove_all(upload->folder); /* where that failed before */
    if (mkdir(upload->folder, 0700)) {
        give_place(room, place);
        upload->folder[0] = '\0';
        return jh_fail(err, JH_IO, SAY_APP_FOLDER_MAKE, NULL, strerror(errno), NULL);
    }
    upload->room = room;
    upload->place = place;
    return JH_OK;
}

static void note_failure(jh_upload *upload)
{
    if (!upload->failed) upload->failed = errno ? errno : EIO;
}

static void close_file(jh_upload *upload)
{
    if (upload->open && fclose(upload->open)) note_failure(upload);
    upload->open = NULL;
}

/* A folder a file: two of one name do not meet, and they are read in the order of their coming. */
static void open_next(jh_upload *upload, jh_text given)
{
    char name[JH_UPLOAD_NAME], path[sizeof upload->folder + JH_UPLOAD_NAME + 16];

    jh_upload_name(name, given);
    if (upload->open && !upload->is_begun && strcmp(name, upload->name) == 0) return;
    close_file(upload);
    if (++upload->files > upload->limits->files) {
        upload->is_too_large = true;
        return;
    }
    snprintf(path, sizeof path, "%s/%05zu", upload->folder, upload->files);
    if (mkdir(path, 0700)) note_failure(upload);
    snprintf(upload->name, sizeof upload->name, "%s", name);
    upload->is_begun = false;
    snprintf(path, sizeof path, "%s/%05zu/%s", upload->folder, upload->files, name);
    upload->open = fopen(path, "wbxe");
    if (!upload->open) note_failure(upload);
}

void jh_upload_piece(jh_upload *upload, jh_text name, jh_text bytes, uint64_t offset)
{
    if (upload->is_too_large || upload->failed) return;
    if (offset == 0) open_next(upload, name);
    upload->bytes += bytes.size;
    if (upload->bytes > upload->limits->bytes) upload->is_too_large = true;
    if (!upload->open || upload->is_too_large) return;
    upload->is_begun |= bytes.size > 0;
    if (fwrite(bytes.at, 1, bytes.size, upload->open) != bytes.size) note_failure(upload);
}

jh_code jh_upload_finish(jh_upload *upload, jh_error *err)
{
    close_file(upload);
    if (upload->is_too_large) return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_TOO_LARGE, NULL, NULL);
    if (upload->failed)
        return jh_fail(err, JH_IO, SAY_APP_FILE_WRITE, NULL, strerror(upload->failed), NULL);
    if (!upload->files) return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NO_FILES, NULL, NULL);
    return JH_OK;
}

void jh_upload_end(jh_upload *upload)
{
    close_file(upload);
    if (!upload->room) return;
    remove_all(upload->folder);
    give_place(upload->room, upload->place);
    upload->room = NULL;
}
