/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/zip.h"

#include <libdeflate.h>
#include <string.h>
#include <zlib.h>

enum {
    LOCAL_SIZE = 30,
    PACKED_ROOM = 64 << 10,
    ZLIB_ROOM = 64 << 10, /* its state and its 32 KB window, with room for padding */
    STORED = 0,
    DEFLATED = 8,
    FLAG_ENCRYPTED = 1,
    RATIO_FREE_BYTES = 16 << 20, /* small parts may be as repetitive as they like */
};

struct jh_zip_stream {
    jh_zip *zip;
    const jh_zip_part *part;
    z_stream inflate;
    jh_arena memory; /* zlib's */
    char *packed;
    uint64_t packed_at, packed_left, unpacked;
    uint32_t crc;
    bool deflated, ended;
};

static jh_code fail_part(const jh_zip_stream *stream, jh_say_id say, jh_error *err)
{
    char path[JH_MESSAGE_ARG_SIZE];

    return jh_fail(err, JH_BAD_INPUT, say, NULL, jh_word(path, stream->part->path), NULL);
}

static voidpf take_memory(voidpf arena, uInt count, uInt size)
{
    return jh_alloc(arena, count, size);
}

/* Nothing is freed alone: the arena goes as a whole. */
static void leave_memory(voidpf arena, voidpf block)
{
    (void)arena;
    (void)block;
}

/* The stated sizes first: a bomb is refused before a byte of it is unpacked. What the stream
 * then really gives is held against the same numbers. */
static jh_code check_part(const jh_zip_stream *stream, jh_error *err)
{
    const jh_zip_part *part = stream->part;
    const jh_read_limits *limits = stream->zip->file->limits;

    if (part->flags & FLAG_ENCRYPTED) return fail_part(stream, SAY_FORMATS_ZIP_ENCRYPTED, err);
    if (part->method != STORED && part->method != DEFLATED)
        return fail_part(stream, SAY_FORMATS_ZIP_METHOD, err);
    if (part->method == STORED && part->packed != part->unpacked)
        return fail_part(stream, SAY_FORMATS_ZIP_PART_BROKEN, err);
    if (part->unpacked > limits->part_bytes
        || part->unpacked > limits->total_bytes - stream->zip->unpacked)
        return fail_part(stream, SAY_FORMATS_ZIP_TOO_LARGE, err);
    if (part->unpacked > RATIO_FREE_BYTES && part->unpacked / limits->ratio > part->packed)
        return fail_part(stream, SAY_FORMATS_ZIP_BOMB, err);
    return JH_OK;
}

static jh_code find_packed(jh_zip_stream *stream, jh_error *err)
{
    unsigned char local[LOCAL_SIZE];
    jh_span piece = { (char *)local, LOCAL_SIZE };
    const jh_bytes *file = stream->zip->file;
    jh_code rc = jh_bytes_read(&piece, file, stream->part->offset, err);

    if (rc) return rc;
    if (piece.size != LOCAL_SIZE || memcmp(local, "PK\3\4", 4) != 0)
        return fail_part(stream, SAY_FORMATS_ZIP_PART_BROKEN, err);
    stream->packed_at = stream->part->offset + LOCAL_SIZE + (uint64_t)(local[26] | local[27] << 8)
                        + (uint64_t)(local[28] | local[29] << 8);
    stream->packed_left = stream->part->packed;
    if (stream->packed_at > file->size || stream->packed_left > file->size - stream->packed_at)
        return fail_part(stream, SAY_FORMATS_ZIP_TRUNCATED_PART, err);
    return JH_OK;
}

jh_code jh_zip_stream_begin(jh_zip_stream **out, jh_arena *keep, jh_zip *zip,
                            const jh_zip_part *part, jh_error *err)
{
    jh_zip_stream *stream = JH_NEW(keep, jh_zip_stream);
    unsigned char *block = jh_alloc(keep, ZLIB_ROOM, 1);
    jh_code rc;

    *out = stream;
    if (!stream || !block) return jh_no_memory(err);
    stream->zip = zip;
    stream->part = part;
    stream->packed = jh_alloc(keep, PACKED_ROOM, 1);
    if (!stream->packed) return jh_no_memory(err);
    rc = check_part(stream, err);
    if (!rc) rc = find_packed(stream, err);
    if (rc) return rc;
    stream->deflated = part->method == DEFLATED;
    stream->memory = jh_arena_in(block, ZLIB_ROOM);
    stream->inflate.zalloc = take_memory;
    stream->inflate.zfree = leave_memory;
    stream->inflate.opaque = &stream->memory;
    if (stream->deflated && inflateInit2(&stream->inflate, -MAX_WBITS) != Z_OK)
        return jh_no_memory(err);
    return JH_OK;
}

static jh_code refill(jh_zip_stream *stream, jh_error *err)
{
    jh_span piece = { stream->packed, PACKED_ROOM };
    jh_code rc;

    if (piece.size > stream->packed_left) piece.size = (size_t)stream->packed_left;
    rc = jh_bytes_read(&piece, stream->zip->file, stream->packed_at, err);
    if (rc) return rc;
    if (piece.size == 0) return fail_part(stream, SAY_FORMATS_ZIP_TRUNCATED_PART, err);
    stream->packed_at += piece.size;
    stream->packed_left -= piece.size;
    stream->inflate.next_in = (Bytef *)stream->packed;
    stream->inflate.avail_in = (uInt)piece.size;
    return JH_OK;
}

static jh_code unpack(jh_span *piece, jh_zip_stream *stream, jh_error *err)
{
    z_stream *inflater = &stream->inflate;
    int status = Z_OK;
    jh_code rc;

    inflater->next_out = (Bytef *)piece->at;
    inflater->avail_out = (uInt)piece->size;
    while (inflater->avail_out > 0 && status != Z_STREAM_END) {
        if (inflater->avail_in == 0 && stream->packed_left > 0) {
            rc = refill(stream, err);
            if (rc) return rc;
        }
        status = inflate(inflater, Z_NO_FLUSH);
        if (status == Z_MEM_ERROR) return jh_no_memory(err);
        if (status != Z_OK && status != Z_STREAM_END)
            return fail_part(stream, SAY_FORMATS_ZIP_PART_BROKEN, err);
    }
    stream->ended = status == Z_STREAM_END;
    piece->size -= inflater->avail_out;
    return JH_OK;
}

static jh_code copy_stored(jh_span *piece, jh_zip_stream *stream, jh_error *err)
{
    jh_code rc;

    if (piece->size > stream->packed_left) piece->size = (size_t)stream->packed_left;
    rc = jh_bytes_read(piece, stream->zip->file, stream->packed_at, err);
    stream->packed_at += piece->size;
    stream->packed_left -= piece->size;
    stream->ended = stream->packed_left == 0 || piece->size == 0;
    return rc;
}

jh_code jh_zip_stream_read(jh_zip_stream *stream, jh_span *piece, jh_error *err)
{
    const jh_zip_part *part = stream->part;
    jh_code rc;

    if (stream->ended) {
        piece->size = 0;
        return JH_OK;
    }
    if (piece->size > (size_t)1 << 30) piece->size = (size_t)1 << 30; /* zlib counts in 32 bits */
    rc = stream->deflated ? unpack(piece, stream, err) : copy_stored(piece, stream, err);
    if (rc) return rc;
    stream->crc = libdeflate_crc32(stream->crc, piece->at, piece->size);
    stream->unpacked += piece->size;
    stream->zip->unpacked += piece->size;
    if (stream->unpacked > part->unpacked)
        return fail_part(stream, SAY_FORMATS_ZIP_PART_BROKEN, err);
    if (stream->ended && (stream->unpacked != part->unpacked || stream->crc != part->crc))
        return fail_part(stream, SAY_FORMATS_ZIP_PART_BROKEN, err);
    return JH_OK;
}
