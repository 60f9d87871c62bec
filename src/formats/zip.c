/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/zip.h"

#include "formats/little.h"

#include <string.h>

enum {
    END_SIZE = 22,                 /* end of central directory record */
    END_SEARCH = END_SIZE + 65535, /* it may carry a comment */
    END64_LOCATOR_SIZE = 20,
    END64_SIZE = 56,
    ENTRY_SIZE = 46,
    DIRECTORY_MAX = 16 << 20,
};

typedef struct directory {
    uint64_t offset, size, count;
} directory;

static jh_code broken(jh_error *err)
{
    return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_ZIP_BROKEN, NULL, NULL);
}

/* The record behind the locator holds what does not fit into 16 and 32 bits. */
static jh_code read_zip64(directory *out, const jh_bytes *file, uint64_t end_offset, jh_error *err)
{
    char bytes[END64_SIZE];
    jh_span piece = { bytes, END64_LOCATOR_SIZE };
    jh_code rc;

    if (end_offset < END64_LOCATOR_SIZE) return broken(err);
    rc = jh_bytes_read(&piece, file, end_offset - END64_LOCATOR_SIZE, err);
    if (rc) return rc;
    if (piece.size != END64_LOCATOR_SIZE || jh_little32(bytes) != 0x07064b50) return broken(err);
    piece.size = END64_SIZE;
    rc = jh_bytes_read(&piece, file, jh_little64(bytes + 8), err);
    if (rc) return rc;
    if (piece.size != END64_SIZE || jh_little32(bytes) != 0x06064b50) return broken(err);
    out->count = jh_little64(bytes + 32);
    out->size = jh_little64(bytes + 40);
    out->offset = jh_little64(bytes + 48);
    return JH_OK;
}

/* Searched from the back: the record is last unless a comment follows it. */
static jh_code find_directory(directory *out, const jh_bytes *file, jh_arena scratch, jh_error *err)
{
    uint64_t start = file->size > END_SEARCH ? file->size - END_SEARCH : 0;
    jh_span tail = { jh_alloc(&scratch, END_SEARCH, 1), END_SEARCH };
    const char *at;
    size_t i;
    jh_code rc;

    if (!tail.at) return jh_no_memory(err);
    rc = jh_bytes_read(&tail, file, start, err);
    if (rc) return rc;
    for (i = tail.size >= END_SIZE ? tail.size - END_SIZE + 1 : 0; i-- > 0;) {
        at = tail.at + i;
        if (jh_little32(at) != 0x06054b50 || i + END_SIZE + jh_little16(at + 20) > tail.size)
            continue;
        out->count = jh_little16(at + 10);
        out->size = jh_little32(at + 12);
        out->offset = jh_little32(at + 16);
        if (out->count == 0xFFFF || out->size == 0xFFFFFFFF || out->offset == 0xFFFFFFFF)
            return read_zip64(out, file, start + i, err);
        return JH_OK;
    }
    return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_ZIP_TRUNCATED, NULL, NULL);
}

/* Sizes beyond 32 bits stand in extra field 1, in this order, only those that are needed. */
static bool read_extra64(jh_zip_part *part, const char *at, const char *end)
{
    uint64_t *wide[3] = { &part->unpacked, &part->packed, &part->offset };
    const char *field_end;
    size_t i;

    for (; end - at >= 4; at = field_end) {
        if (end - at - 4 < jh_little16(at + 2)) return false;
        field_end = at + 4 + jh_little16(at + 2);
        if (jh_little16(at) != 1) continue;
        at += 4;
        for (i = 0; i < 3; i++) {
            if (*wide[i] != 0xFFFFFFFF) continue;
            if (field_end - at < 8) return false;
            *wide[i] = jh_little64(at);
            at += 8;
        }
        return true;
    }
    return true;
}

/* One line of the directory; gives where the next begins, or NULL. */
static const char *read_entry(jh_zip_part *part, const char *at, const char *end)
{
    size_t path_size, extra_size, comment_size;

    if (end - at < ENTRY_SIZE || jh_little32(at) != 0x02014b50) return NULL;
    path_size = jh_little16(at + 28);
    extra_size = jh_little16(at + 30);
    comment_size = jh_little16(at + 32);
    if ((size_t)(end - at) < ENTRY_SIZE + path_size + extra_size + comment_size) return NULL;
    *part = (jh_zip_part){ .path = { at + ENTRY_SIZE, path_size },
                           .packed = jh_little32(at + 20),
                           .unpacked = jh_little32(at + 24),
                           .offset = jh_little32(at + 42),
                           .crc = jh_little32(at + 16),
                           .method = jh_little16(at + 10),
                           .flags = jh_little16(at + 8) };
    at += ENTRY_SIZE + path_size;
    if (!read_extra64(part, at, at + extra_size)) return NULL;
    return at + extra_size + comment_size;
}

static jh_code read_entries(jh_zip *zip, jh_text bytes, jh_error *err)
{
    const char *at = bytes.at, *end = jh_text_end(bytes);
    size_t i;

    for (i = 0; i < zip->part_count; i++) {
        at = read_entry(&zip->parts[i], at, end);
        if (!at) return broken(err);
    }
    return JH_OK;
}

jh_code jh_zip_open(jh_zip *out, jh_arena *keep, const jh_bytes *file, jh_error *err)
{
    directory found = { 0 };
    jh_span bytes;
    char count[24];
    jh_code rc = find_directory(&found, file, *keep, err);

    *out = (jh_zip){ .file = file };
    if (rc) return rc;
    if (found.count > file->limits->entries)
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_ZIP_TOO_MANY_PARTS, NULL,
                       jh_digits(count, (long long)(found.count & INT64_MAX)), NULL);
    if (found.size > DIRECTORY_MAX || found.offset > file->size
        || found.size > file->size - found.offset)
        return broken(err);
    bytes = (jh_span){ jh_alloc(keep, (size_t)found.size + 1, 1), (size_t)found.size };
    out->parts = JH_NEW_ARRAY(keep, jh_zip_part, (size_t)found.count + 1);
    if (!bytes.at || !out->parts) return jh_no_memory(err);
    rc = jh_bytes_read(&bytes, file, found.offset, err);
    if (rc) return rc;
    out->part_count = (size_t)found.count;
    return read_entries(out, (jh_text){ bytes.at, bytes.size }, err);
}

static char path_sign(char c)
{
    if (c == '\\') return '/';
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static jh_text without_leading_slash(jh_text path)
{
    while (path.size && path_sign(*path.at) == '/') path = (jh_text){ path.at + 1, path.size - 1 };
    return path;
}

static bool same_path(jh_text a, jh_text b)
{
    size_t i;

    a = without_leading_slash(a);
    b = without_leading_slash(b);
    if (a.size != b.size) return false;
    for (i = 0; i < a.size; i++)
        if (path_sign(a.at[i]) != path_sign(b.at[i])) return false;
    return true;
}

const jh_zip_part *jh_zip_find(const jh_zip *zip, jh_text path)
{
    size_t i;

    for (i = 0; i < zip->part_count; i++)
        if (same_path(zip->parts[i].path, path)) return &zip->parts[i];
    return NULL;
}
