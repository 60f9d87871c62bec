/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/upload.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const jh_upload_limits jh_upload_many = { 2000, (uint64_t)512 << 20 };
const jh_upload_limits jh_upload_one = { 1, (uint64_t)32 << 20 };

void jh_upload_name(char out[JH_UPLOAD_NAME], jh_text given)
{
    const char *at = given.at, *end = given.at + given.size, *part = at;
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

jh_code jh_upload_begin(jh_upload *upload, const jh_upload_limits *limits, jh_error *err)
{
    const char *folder = getenv("TMPDIR");

    memset(upload, 0, sizeof *upload);
    upload->limits = limits;
    snprintf(upload->folder, sizeof upload->folder, "%s/junheng-upload-XXXXXX",
             folder ? folder : "/tmp");
    if (mkdtemp(upload->folder)) return JH_OK;
    upload->folder[0] = '\0';
    return jh_fail(err, JH_IO, SAY_APP_FOLDER_MAKE, NULL, strerror(errno), NULL);
}

static void close_file(jh_upload *upload)
{
    if (upload->open && fclose(upload->open)) upload->has_failed = true;
    upload->open = NULL;
}

/* A folder a file: two of one name do not meet, and they are read in the order of their coming. */
static void open_next(jh_upload *upload, jh_text given)
{
    char name[JH_UPLOAD_NAME], path[sizeof upload->folder + JH_UPLOAD_NAME + 16];

    close_file(upload);
    if (++upload->files > upload->limits->files) {
        upload->is_too_large = true;
        return;
    }
    snprintf(path, sizeof path, "%s/%05zu", upload->folder, upload->files);
    if (mkdir(path, 0700)) upload->has_failed = true;
    jh_upload_name(name, given);
    snprintf(path, sizeof path, "%s/%05zu/%s", upload->folder, upload->files, name);
    upload->open = fopen(path, "wbxe");
    if (!upload->open) upload->has_failed = true;
}

void jh_upload_piece(jh_upload *upload, jh_text name, jh_text bytes, uint64_t offset)
{
    if (upload->is_too_large || upload->has_failed) return;
    if (offset == 0) open_next(upload, name);
    upload->bytes += bytes.size;
    if (upload->bytes > upload->limits->bytes) upload->is_too_large = true;
    if (!upload->open || upload->is_too_large) return;
    if (fwrite(bytes.at, 1, bytes.size, upload->open) != bytes.size) upload->has_failed = true;
}

jh_code jh_upload_finish(jh_upload *upload, jh_error *err)
{
    close_file(upload);
    if (upload->is_too_large) return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_TOO_LARGE, NULL, NULL);
    if (upload->has_failed)
        return jh_fail(err, JH_IO, SAY_APP_FILE_WRITE, NULL, strerror(errno), NULL);
    if (!upload->files) return jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NO_FILES, NULL, NULL);
    return JH_OK;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

void jh_upload_end(jh_upload *upload)
{
    close_file(upload);
    if (upload->folder[0]) (void)!nftw(upload->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    upload->folder[0] = '\0';
}
