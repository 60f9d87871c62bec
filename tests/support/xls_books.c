/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/xls_books.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { SECTOR = 512, SMALL = 4096, WORD_MAX = 200 };

static void put(jh_buffer *out, uint64_t value, int bytes)
{
    char byte;

    for (; bytes; bytes--, value >>= 8) {
        byte = (char)(value & 0xFF);
        jh_buffer_add(out, (jh_text){ &byte, 1 });
    }
}

static size_t put_wide(jh_buffer *out, const char *at)
{
    const char *end = at + strlen(at);
    size_t count = 0;
    uint32_t c;

    for (; at < end; count++) {
        c = jh_text_next(&at, end);
        if (c > 0xFFFF) {
            put(out, 0xD800 + ((c - 0x10000) >> 10), 2);
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
            count++;
        }
        put(out, c, 2);
    }
    return count;
}

static void put_text(jh_buffer *out, const char *text)
{
    jh_buffer wide = jh_buffer_in(out->arena);
    jh_arena before = *out->arena;
    char bytes[2 * WORD_MAX];
    size_t count = put_wide(&wide, text), size = wide.size;

    if (size > 0) memcpy(bytes, wide.at, size);
    *out->arena = before;
    put(out, count, 2);
    put(out, 1, 1);
    jh_buffer_add(out, (jh_text){ bytes, size });
}

static void put_field(jh_buffer *out, const char *word)
{
    const char *value = word + 1;
    double number;
    uint64_t bits;

    switch (word[0]) {
    case 'b': put(out, strtoull(value, NULL, 0), 1); break;
    case 'w': put(out, strtoull(value, NULL, 0), 2); break;
    case 'l': put(out, strtoull(value, NULL, 0), 4); break;
    case 'f':
        number = strtod(value, NULL);
        memcpy(&bits, &number, sizeof bits);
        put(out, bits, 8);
        break;
    case 's': put_text(out, value); break;
    case 'u': put_wide(out, value); break;
    case 't':
        put(out, strlen(value), 2);
        jh_buffer_add_zero(out, value);
        break;
    default: assert(!"a field of the table");
    }
}

static void put_record(jh_buffer *out, const char *line, size_t size)
{
    char words[WORD_MAX * 4], *word, *rest = NULL;
    size_t start = out->size;

    assert(size < sizeof words);
    memcpy(words, line, size);
    words[size] = '\0';
    word = strtok_r(words, " ", &rest);
    put(out, strtoull(word, NULL, 16), 2);
    put(out, 0, 2);
    while ((word = strtok_r(NULL, " ", &rest)) != NULL) put_field(out, word);
    size = out->size - start - 4;
    out->at[start + 2] = (char)size;
    out->at[start + 3] = (char)(size >> 8);
}

static void put_records(jh_buffer *out, const char *lines)
{
    size_t size;

    for (; lines && *lines; lines += size + (lines[size] == '\n')) {
        size = strcspn(lines, "\n");
        put_record(out, lines, size);
    }
}

static void put_bof(jh_buffer *out, const test_xls *book, unsigned type)
{
    put(out, 0x0809, 2);
    put(out, 8, 2);
    put(out, book->is_biff5 ? 0x0500 : 0x0600, 2);
    put(out, type, 2);
    put(out, 0, 4);
}

static void put_tab(jh_buffer *out, const test_xls *book, size_t i)
{
    size_t length = strlen(book->sheets[i].name);

    put(out, 0x0085, 2);
    put(out, 7 + length + !book->is_biff5, 2);
    put(out, 0, 4); /* where it begins: known later */
    put(out, book->sheets[i].state, 2);
    put(out, length, 1);
    if (!book->is_biff5) put(out, 0, 1);
    jh_buffer_add_zero(out, book->sheets[i].name);
}

static void set32(jh_buffer *out, size_t at, size_t value)
{
    size_t i;

    for (i = 0; i < 4; i++) out->at[at + i] = (char)(value >> (8 * i));
}

static void put_stream(jh_buffer *out, const test_xls *book)
{
    size_t tab[TEST_XLS_SHEETS] = { 0 }, i;

    put_bof(out, book, 5);
    put_records(out, book->globals);
    for (i = 0; i < TEST_XLS_SHEETS && book->sheets[i].name; i++) {
        tab[i] = out->size + 4;
        put_tab(out, book, i);
    }
    put_records(out, "A");
    for (i = 0; i < TEST_XLS_SHEETS && book->sheets[i].name; i++) {
        set32(out, tab[i], out->size);
        put_bof(out, book, 0x10);
        put_records(out, book->sheets[i].records);
        put_records(out, "A");
    }
}

static void pad(jh_buffer *out, size_t size)
{
    while (out->size < size || out->size % SECTOR) put(out, 0, 1);
}

static void put_entry(jh_buffer *out, const char *name, unsigned type, const uint32_t fields[3])
{
    size_t start = out->size, length = put_wide(out, name);

    while (out->size < start + 64) put(out, 0, 1);
    put(out, 2 * length + 2, 2);
    put(out, type, 1);
    put(out, 1, 1);
    put(out, UINT64_MAX, 8); /* no siblings */
    put(out, fields[0], 4);  /* child */
    while (out->size < start + 116) put(out, 0, 1);
    put(out, fields[1], 4); /* first sector */
    put(out, fields[2], 8); /* size */
}

static void put_chain(jh_buffer *out, size_t first, size_t count)
{
    size_t i;

    for (i = 1; i < count; i++) put(out, first + i, 4);
    if (count) put(out, 0xFFFFFFFE, 4);
}

/* Sector 0 = FAT, 1 = directory, 2 = mini FAT, the stream from 3 on. */
static jh_text in_container(jh_arena *keep, jh_text stream, bool is_small)
{
    enum { FIRST = 3 };
    jh_buffer out = jh_buffer_in(keep);
    size_t sectors = (stream.size + SECTOR - 1) / SECTOR, i;
    uint32_t size = (uint32_t)stream.size;

    if (!is_small && size < SMALL) size = SMALL;
    if (!is_small && sectors < SMALL / SECTOR) sectors = SMALL / SECTOR;
    jh_buffer_add(&out, JH_TEXT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
    while (out.size < 24) put(&out, 0, 1);
    put(&out, 0x0003003E, 4);
    put(&out, 0x0009FFFE, 4);
    put(&out, 6, 4);
    while (out.size < 44) put(&out, 0, 1);
    put(&out, 1, 4); /* sectors of the FAT */
    put(&out, 1, 4); /* the directory */
    put(&out, 0, 4);
    put(&out, SMALL, 4);
    put(&out, 2, 4); /* the mini FAT */
    put(&out, 1, 4);
    put(&out, 0xFFFFFFFE, 4); /* no DIFAT */
    put(&out, 0, 4);
    put(&out, 0, 4); /* sector 0 is the FAT */
    while (out.size < SECTOR) put(&out, 0xFFFFFFFF, 4);
    put(&out, 0xFFFFFFFD, 4);
    put(&out, 0xFFFFFFFE, 4);
    put(&out, 0xFFFFFFFE, 4);
    put_chain(&out, FIRST, sectors);
    while (out.size < (size_t)2 * SECTOR) put(&out, 0xFFFFFFFF, 4);
    put_entry(&out, "Root", 5, (uint32_t[]){ 1, FIRST, (uint32_t)(sectors * SECTOR) });
    put_entry(&out, "Workbook", 2, (uint32_t[]){ 0xFFFFFFFF, is_small ? 0 : FIRST, size });
    pad(&out, (size_t)3 * SECTOR);
    for (i = 1; i < (stream.size + 63) / 64; i++) put(&out, i, 4);
    put(&out, 0xFFFFFFFE, 4);
    pad(&out, (size_t)4 * SECTOR);
    jh_buffer_add(&out, stream);
    pad(&out, (FIRST + 1 + sectors) * SECTOR);
    assert(!out.failed);
    return (jh_text){ out.at, out.size };
}

jh_text test_xls_file(jh_arena *keep, const test_xls *book)
{
    jh_buffer stream = jh_buffer_in(keep);

    put_stream(&stream, book);
    assert(!stream.failed);
    if (book->is_bare) return (jh_text){ stream.at, stream.size };
    return in_container(keep, (jh_text){ stream.at, stream.size }, book->is_small);
}
