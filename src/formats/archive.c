/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/archive.h"

#include "formats/encoding.h"
#include "formats/recognise.h"
#include "formats/zip.h"

enum { UTF8_FLAG = 1 << 11, PIECE = 64 << 10 };

/* Documents of Office are zips as well; this part they all have. */
static bool is_document(const jh_zip *zip)
{
    return jh_zip_find(zip, JH_TEXT("[Content_Types].xml")) != NULL;
}

/* In UTF-8; a name that is in no encoding of ours goes by its number. */
static jh_text readable(jh_arena *keep, const jh_zip_part *part, size_t number)
{
    if (part->flags & UTF8_FLAG && !jh_text_is_utf8(part->path))
        return jh_text_format(keep, "%zu", number);
    return jh_name_readable(keep, part->path, number);
}

static jh_text last_part(jh_text path)
{
    size_t i = path.size;

    while (i && path.at[i - 1] != '/' && path.at[i - 1] != '\\') i--;
    return (jh_text){ path.at + i, path.size - i };
}

/* A folder's own entry ends in a slash, so its last part is empty. */
static bool is_left_out(jh_text path, jh_text name)
{
    return !name.size || name.at[0] == '.' || jh_text_starts(name, JH_TEXT("~$"))
           || jh_text_starts(path, JH_TEXT("__MACOSX/"));
}

static jh_code unpack(jh_text *out, jh_arena *keep, jh_zip *zip, const jh_zip_part *part,
                      jh_error *err)
{
    jh_buffer bytes = jh_buffer_in(keep);
    jh_zip_stream *stream = NULL;
    jh_arena streams = { 0 };
    jh_span piece = { NULL, 0 };
    char *room;
    jh_code rc;

    if (jh_arena_reserve(&streams, (size_t)64 << 20)) return jh_no_memory(err);
    room = jh_alloc(&streams, PIECE, 1);
    rc = room ? jh_zip_stream_begin(&stream, &streams, zip, part, err) : jh_no_memory(err);
    do {
        if (rc) break;
        piece = (jh_span){ room, PIECE };
        rc = jh_zip_stream_read(stream, &piece, err);
        jh_buffer_add(&bytes, (jh_text){ piece.at, rc ? 0 : piece.size });
    } while (piece.size && !bytes.failed);
    jh_arena_release(&streams);
    return rc ? rc : jh_buffer_finish(out, &bytes, err);
}

static jh_code refuse_nested(const jh_archived *item, jh_arena scratch, jh_error *err)
{
    char name[JH_MESSAGE_ARG_SIZE];
    jh_file file = jh_file_of_bytes("", item->bytes);
    jh_bytes bytes;
    jh_zip zip;

    if (!jh_text_starts(item->bytes, JH_TEXT("PK\3\4"))) return JH_OK;
    if (jh_bytes_open(&bytes, &file, NULL) || jh_zip_open(&zip, &scratch, &bytes, NULL))
        return JH_OK; /* broken: whoever reads the file says how */
    if (is_document(&zip) || jh_zip_find(&zip, JH_TEXT("xl/workbook.xml"))
        || jh_zip_find(&zip, JH_TEXT("mimetype")))
        return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_ZIP_IN_ZIP, NULL, jh_word(name, item->name),
                   NULL);
}

static jh_code unpack_all(jh_archive *out, jh_arena *keep, jh_arena scratch, jh_zip *zip,
                          jh_error *err)
{
    jh_archived *item;
    jh_zip_part part;
    size_t i;
    jh_code rc = JH_OK;

    out->items = JH_NEW_ARRAY(keep, jh_archived, zip->part_count + 1);
    if (!out->items) return jh_no_memory(err);
    for (i = 0; i < zip->part_count && !rc; i++) {
        part = zip->parts[i];
        part.path = readable(keep, &part, i + 1); /* what messages call it */
        if (!part.path.at) return jh_no_memory(err);
        item = &out->items[out->count];
        item->name = last_part(part.path);
        if (is_left_out(part.path, item->name)) continue;
        item->name = jh_text_copy(keep, item->name);
        if (!item->name.at) return jh_no_memory(err);
        rc = unpack(&item->bytes, keep, zip, &part, err);
        if (!rc) rc = refuse_nested(item, scratch, err);
        out->count++;
    }
    return rc;
}

jh_code jh_archive_read(jh_archive *out, jh_arena *keep, jh_arena scratch, const jh_file *source,
                        jh_error *err)
{
    jh_format format;
    jh_bytes file;
    jh_zip zip;
    jh_code rc = jh_bytes_open(&file, source, err);

    *out = (jh_archive){ 0 };
    if (!rc) rc = jh_bytes_format(&format, &file, scratch, err);
    if (rc || format != JH_FORMAT_OTHER_ZIP) goto done;
    rc = jh_zip_open(&zip, &scratch, &file, err);
    if (rc || is_document(&zip)) goto done;
    out->is_archive = true;
    rc = unpack_all(out, keep, scratch, &zip, err);
done:
    jh_bytes_close(&file);
    if (rc) jh_error_within(err, source->name);
    return rc;
}
