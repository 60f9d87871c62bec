/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const jh_read_limits jh_read_limits_usual = {
    .file_bytes = UINT64_C(512) << 20,
    .part_bytes = (UINT64_C(2) << 30) - 1,
    .total_bytes = UINT64_C(4) << 30,
    .ratio = 250,
    .entries = 20000,
    .strings = 8000000,
    .string_bytes = UINT64_C(512) << 20,
    .text_bytes = 131068, /* 32767 characters, Excel's own limit, at four bytes each */
    .sheets = 1024,
    .cells = 40000000,
};

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

jh_file jh_file_of_path(const char *path)
{
    return (jh_file){ .path = path, .name = last_part(path) };
}

jh_file jh_file_of_bytes(const char *name, jh_text bytes)
{
    return (jh_file){ .name = name, .bytes = bytes };
}

static jh_code check_size(const jh_bytes *file, jh_error *err)
{
    char size[24], limit[24];

    if (file->size <= file->limits->file_bytes) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_FILE_TOO_LARGE, NULL,
                   jh_digits(size, (long long)(file->size >> 20)),
                   jh_digits(limit, (long long)(file->limits->file_bytes >> 20)), NULL);
}

jh_code jh_bytes_open(jh_bytes *out, const jh_file *source, jh_error *err)
{
    struct stat status;

    *out = (jh_bytes){ .descriptor = -1,
                       .name = source->name,
                       .limits = source->limits ? source->limits : &jh_read_limits_usual };
    if (!source->path) {
        out->bytes = source->bytes;
        out->size = source->bytes.size;
        return check_size(out, err);
    }
    out->descriptor = open(source->path, O_RDONLY | O_CLOEXEC);
    if (out->descriptor < 0)
        return jh_fail(err, JH_IO,
                       errno == ENOENT ? SAY_FORMATS_FILE_ABSENT : SAY_FORMATS_FILE_OPEN, NULL,
                       source->path, strerror(errno), NULL);
    if (fstat(out->descriptor, &status) != 0)
        return jh_fail(err, JH_IO, SAY_FORMATS_FILE_READ, NULL, strerror(errno), NULL);
    if (!S_ISREG(status.st_mode))
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_FILE_NOT_PLAIN, NULL, source->path, NULL);
    out->size = (uint64_t)status.st_size;
    return check_size(out, err);
}

void jh_bytes_close(jh_bytes *file)
{
    if (file->descriptor >= 0) close(file->descriptor);
    file->descriptor = -1;
}

static jh_code read_disk(jh_span *piece, const jh_bytes *file, uint64_t offset, jh_error *err)
{
    size_t room = piece->size;
    ssize_t got;

    piece->size = 0;
    while (piece->size < room) {
        got = pread(file->descriptor, piece->at + piece->size, room - piece->size,
                    (off_t)(offset + piece->size));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return jh_fail(err, JH_IO, SAY_FORMATS_FILE_READ, NULL, strerror(errno), NULL);
        if (got == 0) break;
        piece->size += (size_t)got;
    }
    return JH_OK;
}

jh_code jh_bytes_read(jh_span *piece, const jh_bytes *file, uint64_t offset, jh_error *err)
{
    size_t left;

    if (offset >= file->size) {
        piece->size = 0;
        return JH_OK;
    }
    if (file->descriptor >= 0) return read_disk(piece, file, offset, err);
    left = (size_t)(file->size - offset);
    if (piece->size > left) piece->size = left;
    if (piece->size) memcpy(piece->at, file->bytes.at + offset, piece->size);
    return JH_OK;
}

const char *jh_word(char out[JH_MESSAGE_ARG_SIZE], jh_text text)
{
    size_t i, size = text.size < JH_MESSAGE_ARG_SIZE ? text.size : JH_MESSAGE_ARG_SIZE - 1;

    while (size < text.size && size > 0 && ((unsigned char)text.at[size] & 0xC0) == 0x80) size--;
    for (i = 0; i < size; i++) out[i] = (unsigned char)text.at[i] < 0x20 ? ' ' : text.at[i];
    out[size] = '\0';
    return jh_text_is_utf8((jh_text){ out, size }) ? out : "?";
}
