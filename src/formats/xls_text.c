/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/little.h"
#include "formats/xls.h"

#include <string.h>

enum { HEAD = 4, WIDE = 1, EXTENDED = 4, RICH = 8, RUN_SIZE = 4 };

bool jh_xls_record_at(jh_xls_record *out, jh_text stream, size_t at)
{
    size_t size;

    if (at > stream.size || stream.size - at < HEAD) return false;
    size = jh_little16(stream.at + at + 2);
    if (stream.size - at - HEAD < size) return false;
    *out = (jh_xls_record){ jh_little16(stream.at + at),
                            { stream.at + at + HEAD, size },
                            at + HEAD + size };
    return true;
}

jh_code jh_xls_broken(size_t at, jh_error *err)
{
    char offset[24];

    return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_XLS_BROKEN, NULL,
                   jh_digits(offset, (long long)at), NULL);
}

/* ---- A record and what continues it --------------------------------------------------------- */

jh_xls_run jh_xls_run_of(jh_text stream, const jh_xls_record *record, size_t skip)
{
    if (skip > record->body.size) skip = record->body.size;
    return (jh_xls_run){ .stream = stream,
                         .at = record->body.at + skip,
                         .end = jh_text_end(record->body),
                         .behind = record->behind };
}

static bool next_piece(jh_xls_run *run)
{
    jh_xls_record record;

    if (!jh_xls_record_at(&record, run->stream, run->behind) || record.kind != XLS_CONTINUE)
        return false;
    run->at = record.body.at;
    run->end = jh_text_end(record.body);
    run->behind = record.behind;
    return true;
}

bool jh_xls_run_ended(jh_xls_run *run)
{
    while (run->at == run->end)
        if (!next_piece(run)) return true;
    return false;
}

/* out == NULL: passes over them. */
bool jh_xls_take(jh_xls_run *run, char *out, size_t size)
{
    size_t step;

    for (; size; size -= step) {
        if (jh_xls_run_ended(run)) return false;
        step = (size_t)(run->end - run->at);
        if (step > size) step = size;
        if (out) {
            memcpy(out, run->at, step);
            out += step;
        }
        run->at += step;
    }
    return true;
}

/* ---- Texts ---------------------------------------------------------------------------------- */

enum { HIGH_FIRST = 0xD800, LOW_FIRST = 0xDC00, LOW_LAST = 0xDFFF, REPLACED = 0xFFFD };

/* Pairs of surrogates are one character; half of one is what Excel shows as a box. */
static void add_unit(jh_buffer *out, jh_xls_run *run, uint32_t unit)
{
    if (run->high && unit >= LOW_FIRST && unit <= LOW_LAST) {
        jh_buffer_add_code_point(out,
                                 0x10000 + ((run->high - HIGH_FIRST) << 10) + (unit - LOW_FIRST));
        run->high = 0;
        return;
    }
    if (run->high) jh_buffer_add_code_point(out, REPLACED);
    run->high = 0;
    if (unit >= HIGH_FIRST && unit < LOW_FIRST)
        run->high = unit;
    else
        jh_buffer_add_code_point(out, unit >= LOW_FIRST && unit <= LOW_LAST ? REPLACED : unit);
}

/* Characters of one or two bytes. Where a CONTINUE record cuts them, its first byte says anew which
 * of both they are. */
static bool take_characters(jh_buffer *out, jh_xls_run *run, size_t count, bool wide)
{
    unsigned char flags;

    for (; count; count--) {
        if (run->at == run->end) {
            if (!next_piece(run) || run->at == run->end) return false;
            flags = (unsigned char)*run->at++;
            wide = flags & WIDE;
        }
        if (run->end - run->at < (wide ? 2 : 1)) return false;
        add_unit(out, run, wide ? jh_little16(run->at) : (unsigned char)*run->at);
        run->at += wide ? 2 : 1;
    }
    if (run->high) jh_buffer_add_code_point(out, REPLACED);
    run->high = 0;
    return true;
}

static bool take_biff8(jh_buffer *out, jh_xls_run *run, size_t count)
{
    char flags = 0, number[4] = { 0 };
    uint64_t behind = 0;

    if (!jh_xls_take(run, &flags, 1)) return false;
    if (flags & RICH) {
        if (!jh_xls_take(run, number, 2)) return false;
        behind = (uint64_t)jh_little16(number) * RUN_SIZE;
    }
    if (flags & EXTENDED) {
        if (!jh_xls_take(run, number, 4)) return false;
        behind += jh_little32(number);
    }
    return take_characters(out, run, count, flags & WIDE) && jh_xls_take(run, NULL, behind);
}

bool jh_xls_text(jh_buffer *out, const jh_xls *xls, jh_xls_run *run, size_t length_size)
{
    char length[2] = { 0 };
    size_t count;
    jh_text bytes;

    if (!jh_xls_take(run, length, length_size)) return false;
    count = jh_little16(length);
    if (xls->is_biff8) return take_biff8(out, run, count);
    if ((size_t)(run->end - run->at) < count) return false;
    bytes = (jh_text){ run->at, count };
    run->at += count;
    return jh_decode_add(out, &xls->decoder, bytes);
}

/* ---- The shared strings --------------------------------------------------------------------- */

/* As many as there are, whatever the record claims; behind the claimed number only whole ones. */
jh_code jh_xls_strings_read(jh_xls *xls, jh_arena *keep, const jh_xls_record *sst, jh_error *err)
{
    jh_xls_run run = jh_xls_run_of(xls->stream, sst, 8);
    const jh_read_limits *limits = xls->file->limits;
    jh_buffer text = jh_buffer_in(keep);
    uint32_t claimed;
    jh_code rc = JH_OK;

    if (sst->body.size < 8) return jh_xls_broken(sst->behind, err);
    claimed = jh_little32(sst->body.at + 4);
    while (!rc && !jh_xls_run_ended(&run)) {
        text.size = 0;
        if (!jh_xls_text(&text, xls, &run, 2)) {
            if (text.failed) return jh_no_memory(err);
            return xls->strings.count >= claimed ? JH_OK : jh_xls_broken(run.behind, err);
        }
        if (text.failed) return jh_no_memory(err);
        if (text.size > limits->text_bytes)
            return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_TEXT_TOO_LONG, NULL, NULL);
        rc = jh_xlsx_strings_add(&xls->strings, keep, (jh_text){ text.at, text.size }, limits, err);
    }
    return rc;
}
