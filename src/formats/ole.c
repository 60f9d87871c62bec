/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/ole.h"

#include "formats/little.h"

#include <string.h>

enum {
    HEADER = 512,
    IN_HEADER = 109, /* sectors of the FAT that the header itself names */
    ENTRY = 128,
    ENTRIES_MAX = 1 << 20,
    TYPE_STREAM = 2,
    MINI_SHIFT_MAX = 12,
};

/* Beyond these a sector number means something else: free, end of chain, FAT, DIFAT. */
static const uint32_t sector_max = 0xFFFFFFFA, nobody = 0xFFFFFFFF;

typedef struct chains {
    const char *next; /* 32 bits for each sector: the one behind it */
    size_t count;
} chains;

typedef struct ole {
    const jh_bytes *file;
    jh_arena *keep;
    char header[HEADER];
    uint32_t sector, mini_sector; /* bytes in one */
    size_t sectors;               /* in the file */
    chains fat, mini_fat;
    jh_text directory, mini; /* mini: the small streams one behind another */
} ole;

typedef struct entry {
    uint32_t start, child, left, right;
    uint64_t size;
} entry;

static jh_code broken(jh_error *err)
{
    return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_OLE_BROKEN, NULL, NULL);
}

/* ---- Sectors -------------------------------------------------------------------------------- */

/* Fills `out` with the sector's bytes; a last sector may be cut, as some programs leave it. */
static jh_code read_sector(char *out, const ole *o, uint32_t number, jh_error *err)
{
    jh_span piece = { out, o->sector };

    if (number >= o->sectors) return broken(err);
    return jh_bytes_read(&piece, o->file, ((uint64_t)number + 1) * o->sector, err);
}

/* How many sectors the chain has; more than there are at all: it runs in a circle. */
static bool chain_length(size_t *out, const chains *of, uint32_t first)
{
    size_t count = 0;

    while (first < sector_max) {
        if (first >= of->count || ++count > of->count) return false;
        first = jh_little32(of->next + (size_t)first * 4);
    }
    *out = count;
    return true;
}

/* A whole chain of the file's sectors. */
static jh_code read_chain(jh_text *out, const ole *o, uint32_t first, jh_error *err)
{
    size_t count = 0, i;
    char *bytes;
    jh_code rc = JH_OK;

    if (!chain_length(&count, &o->fat, first)) return broken(err);
    bytes = jh_alloc(o->keep, count + 1, o->sector);
    if (!bytes) return jh_no_memory(err);
    for (i = 0; !rc && i < count; i++) {
        rc = read_sector(bytes + i * o->sector, o, first, err);
        first = jh_little32(o->fat.next + (size_t)first * 4);
    }
    *out = (jh_text){ bytes, count * o->sector };
    return rc;
}

/* ---- Header and FAT ------------------------------------------------------------------------- */

static jh_code read_header(ole *o, jh_error *err)
{
    jh_span piece = { o->header, HEADER };
    uint16_t shift, mini_shift;
    jh_code rc = jh_bytes_read(&piece, o->file, 0, err);

    if (rc) return rc;
    shift = jh_little16(o->header + 30);
    mini_shift = jh_little16(o->header + 32);
    if (piece.size < HEADER || (shift != 9 && shift != 12) || mini_shift > MINI_SHIFT_MAX)
        return broken(err);
    o->sector = UINT32_C(1) << shift;
    o->mini_sector = UINT32_C(1) << mini_shift;
    o->sectors = (size_t)((o->file->size + o->sector - 1) / o->sector);
    if (o->sectors) o->sectors--; /* the header has one of its own */
    return JH_OK;
}

/* The sectors of the FAT: in the header, then in a chain of DIFAT sectors whose last word names
 * the next of them. */
static jh_code read_fat(ole *o, jh_error *err)
{
    size_t count = jh_little32(o->header + 44), per_sector = o->sector / 4, done = 0, at = 0;
    uint32_t next = jh_little32(o->header + 68);
    char *bytes, *list = o->header + 76;
    size_t in_list = IN_HEADER;
    jh_code rc = JH_OK;

    if (count == 0 || count > o->sectors) return broken(err);
    bytes = jh_alloc(o->keep, count + 1, o->sector);
    if (!bytes) return jh_no_memory(err);
    for (; !rc && done < count; done++, at++) {
        if (at == in_list) {
            list = jh_alloc(o->keep, o->sector, 1);
            if (!list) return jh_no_memory(err);
            rc = read_sector(list, o, next, err);
            if (rc) return rc;
            in_list = per_sector - 1;
            next = jh_little32(list + in_list * 4);
            at = 0;
        }
        rc = read_sector(bytes + done * o->sector, o, jh_little32(list + at * 4), err);
    }
    o->fat = (chains){ bytes, count * per_sector };
    if (o->fat.count > o->sectors) o->fat.count = o->sectors;
    return rc;
}

/* ---- Directory ------------------------------------------------------------------------------ */

static entry entry_at(const ole *o, uint32_t number)
{
    const char *at = o->directory.at + (size_t)number * ENTRY;
    entry e = { .start = jh_little32(at + 116),
                .child = jh_little32(at + 76),
                .left = jh_little32(at + 68),
                .right = jh_little32(at + 72),
                .size = jh_little64(at + 120) };

    /* Older writers leave rubbish in the upper half, which 512-byte sectors have no use for. */
    if (o->sector == HEADER) e.size &= UINT32_MAX;
    return e;
}

static bool is_stream_named(const ole *o, uint32_t number, const char *name)
{
    const char *at = o->directory.at + (size_t)number * ENTRY;
    size_t size = strlen(name), i;

    if (at[66] != TYPE_STREAM || jh_little16(at + 64) != 2 * size + 2) return false;
    for (i = 0; i < size; i++)
        if ((at[2 * i] | 32) != (name[i] | 32) || at[2 * i + 1] != 0) return false;
    return true;
}

/* Looks through what lies in the root itself, a binary tree of siblings. What an embedded object
 * holds is not the file's own workbook. */
static jh_code find_stream(entry *out, const ole *o, const char *name, jh_error *err)
{
    size_t count = o->directory.size / ENTRY, waiting = 0, seen = 0;
    uint32_t *stack, number;
    jh_arena scratch = *o->keep;
    entry e;

    if (count == 0 || count > ENTRIES_MAX) return broken(err);
    stack = JH_NEW_ARRAY(&scratch, uint32_t, 2 * count + 2);
    if (!stack) return jh_no_memory(err);
    stack[waiting++] = entry_at(o, 0).child;
    while (waiting) {
        number = stack[--waiting];
        if (number == nobody) continue;
        if (number >= count || ++seen > count) return broken(err);
        e = entry_at(o, number);
        if (is_stream_named(o, number, name)) {
            *out = e;
            return JH_OK;
        }
        stack[waiting++] = e.left;
        stack[waiting++] = e.right;
    }
    return JH_NOT_FOUND;
}

/* ---- The stream ----------------------------------------------------------------------------- */

/* Small streams lie in the root's own stream, cut into sectors of 64 bytes. */
static jh_code open_mini(ole *o, jh_error *err)
{
    jh_text bytes = { 0 };
    jh_code rc = read_chain(&bytes, o, jh_little32(o->header + 60), err);

    if (rc) return rc;
    o->mini_fat = (chains){ bytes.at, bytes.size / 4 };
    return read_chain(&o->mini, o, entry_at(o, 0).start, err);
}

static jh_code read_mini(jh_text *out, const ole *o, const entry *e, jh_error *err)
{
    size_t count = 0, i, at, size = o->mini_sector;
    uint32_t number = e->start;
    char *bytes;

    if (!chain_length(&count, &o->mini_fat, number)) return broken(err);
    bytes = jh_alloc(o->keep, count + 1, size);
    if (!bytes) return jh_no_memory(err);
    for (i = 0; i < count; i++) {
        at = (size_t)number * size;
        if (at + size > o->mini.size) return broken(err);
        memcpy(bytes + i * size, o->mini.at + at, size);
        number = jh_little32(o->mini_fat.next + (size_t)number * 4);
    }
    *out = (jh_text){ bytes, count * size };
    return JH_OK;
}

static jh_code read_stream(jh_text *out, ole *o, const entry *e, jh_error *err)
{
    bool is_small = e->size < jh_little32(o->header + 56);
    jh_code rc = is_small ? open_mini(o, err) : JH_OK;

    if (!rc) rc = is_small ? read_mini(out, o, e, err) : read_chain(out, o, e->start, err);
    if (rc) return rc;
    if (e->size > out->size) return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_OLE_CUT, NULL, NULL);
    out->size = (size_t)e->size;
    return JH_OK;
}

jh_code jh_ole_stream(jh_text *out, jh_arena *keep, const jh_bytes *file,
                      const char *const names[2], jh_error *err)
{
    ole o = { .file = file, .keep = keep };
    entry found = { 0 };
    jh_code rc = read_header(&o, err);

    if (!rc) rc = read_fat(&o, err);
    if (!rc) rc = read_chain(&o.directory, &o, jh_little32(o.header + 48), err);
    if (rc) return rc;
    rc = find_stream(&found, &o, names[0], err);
    if (rc == JH_NOT_FOUND && names[1]) rc = find_stream(&found, &o, names[1], err);
    if (rc == JH_NOT_FOUND) return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_IS_OLE, NULL, NULL);
    return rc ? rc : read_stream(out, &o, &found, err);
}
