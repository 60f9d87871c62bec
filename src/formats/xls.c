/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/xls.h"

#include "formats/little.h"
#include "formats/ole.h"

#include <stdio.h>
#include <string.h>

enum {
    BIFF5 = 0x0500,
    BIFF8 = 0x0600,
    GLOBALS = 0x0005,
    TAB_WORKSHEET = 0,
    STATE = 3, /* the bits of a tab that say whether it is hidden */
    ENCODING_NAME = 16,
};

/* ---- Records of the whole workbook ---------------------------------------------------------- */

typedef struct custom_format {
    uint16_t id;
    uint8_t shown_as;
} custom_format;

typedef struct globals {
    jh_xls *xls;
    jh_arena *keep;
    custom_format *formats;
    size_t format_count, format_room;
    jh_buffer text;
} globals;

/* Windows code pages by iconv's names. What is wider than the page is read by its superset. */
static void set_encoding(jh_xls *xls, unsigned page)
{
    char name[ENCODING_NAME];
    const char *known = NULL;

    switch (page) {
    case 936: known = "GB18030"; break;
    case 950: known = "BIG5-HKSCS"; break;
    case 10000:
    case 32768: known = "MACINTOSH"; break;
    case 32769: known = "CP1252"; break;
    default: break;
    }
    if (!known) {
        snprintf(name, sizeof name, "CP%u", page);
        known = name;
    }
    jh_decoder_close(&xls->decoder);
    xls->decoder = jh_decoder_open(known);
}

static jh_code add_format(globals *g, const jh_xls_record *record, jh_error *err)
{
    jh_xls_run run = jh_xls_run_of(g->xls->stream, record, 2);
    custom_format *grown;

    if (record->body.size < 3) return jh_xls_broken(record->behind, err);
    g->text.size = 0;
    if (!jh_xls_text(&g->text, g->xls, &run, g->xls->is_biff8 ? 2 : 1)) g->text.size = 0;
    if (g->text.failed) return jh_no_memory(err);
    grown = jh_grow(g->keep, g->formats, &g->format_room, g->format_count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(err);
    g->formats = grown;
    grown[g->format_count++] = (custom_format){
        jh_little16(record->body.at),
        (uint8_t)jh_xlsx_format_of((jh_text){ g->text.size ? g->text.at : "", g->text.size })
    };
    return JH_OK;
}

static uint8_t format_with_id(const globals *g, uint16_t id)
{
    size_t i;

    for (i = g->format_count; i-- > 0;)
        if (g->formats[i].id == id) return g->formats[i].shown_as;
    return (uint8_t)jh_xlsx_format_built_in(id);
}

static jh_code add_style(globals *g, const jh_xls_record *record, jh_error *err)
{
    jh_xls *xls = g->xls;
    uint8_t *grown;

    if (record->body.size < 4) return jh_xls_broken(record->behind, err);
    grown = jh_grow(g->keep, xls->styles, &xls->style_room, xls->style_count + 1, 1);
    if (!grown) return jh_no_memory(err);
    xls->styles = grown;
    grown[xls->style_count++] = format_with_id(g, jh_little16(record->body.at + 2));
    return JH_OK;
}

static jh_code add_tab(globals *g, const jh_xls_record *record, jh_error *err)
{
    jh_xls *xls = g->xls;
    jh_xls_run run = jh_xls_run_of(xls->stream, record, 6);
    jh_xls_tab *grown, *tab;

    if (record->body.size < 7) return jh_xls_broken(record->behind, err);
    if (xls->tab_count >= xls->file->limits->sheets)
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_XLSX_TOO_MANY_SHEETS, NULL, NULL);
    grown = jh_grow(g->keep, xls->tabs, &xls->tab_room, xls->tab_count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(err);
    xls->tabs = grown;
    g->text.size = 0;
    if (!jh_xls_text(&g->text, xls, &run, 1) && !g->text.failed)
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_XLS_ENCODING, NULL, NULL);
    if (g->text.failed) return jh_no_memory(err);
    tab = &grown[xls->tab_count++];
    tab->at = jh_little32(record->body.at);
    tab->is_worksheet = record->body.at[5] == TAB_WORKSHEET;
    tab->head = (jh_sheet_head){
        .name = jh_text_copy(g->keep, (jh_text){ g->text.size ? g->text.at : "", g->text.size }),
        .position = (uint32_t)xls->tab_count,
        .visibility = (jh_visibility)((unsigned char)record->body.at[4] & STATE),
    };
    return tab->head.name.at ? JH_OK : jh_no_memory(err);
}

static jh_code take_record(globals *g, const jh_xls_record *record, jh_error *err)
{
    jh_xls *xls = g->xls;

    switch (record->kind) {
    case XLS_FILEPASS: return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_IS_ENCRYPTED, NULL, NULL);
    case XLS_CODEPAGE:
        if (record->body.size >= 2) set_encoding(xls, jh_little16(record->body.at));
        return JH_OK;
    case XLS_DATEMODE:
        xls->dates_from_1904 = record->body.size >= 2 && jh_little16(record->body.at) == 1;
        return JH_OK;
    case XLS_FORMAT: return add_format(g, record, err);
    case XLS_XF: return add_style(g, record, err);
    case XLS_BOUNDSHEET: return add_tab(g, record, err);
    case XLS_SST: return jh_xls_strings_read(xls, g->keep, record, err);
    default: return JH_OK;
    }
}

static jh_code read_globals(jh_xls *xls, jh_arena *keep, jh_error *err)
{
    globals g = { .xls = xls, .keep = keep, .text = jh_buffer_in(keep) };
    jh_xls_record record;
    size_t at = 0;
    jh_code rc = JH_OK;

    while (!rc) {
        if (!jh_xls_record_at(&record, xls->stream, at)) return jh_xls_broken(at, err);
        if (record.kind == XLS_EOF) break;
        rc = take_record(&g, &record, err);
        at = record.behind;
    }
    return rc;
}

/* ---- The stream ----------------------------------------------------------------------------- */

static jh_code read_bare(jh_text *out, jh_arena *keep, const jh_bytes *file, jh_error *err)
{
    jh_span piece = { jh_alloc(keep, (size_t)file->size + 1, 1), (size_t)file->size };
    jh_code rc;

    if (!piece.at) return jh_no_memory(err);
    rc = jh_bytes_read(&piece, file, 0, err);
    *out = (jh_text){ piece.at, piece.size };
    return rc;
}

static bool is_ole(const jh_bytes *file)
{
    char head[8];
    jh_span piece = { head, sizeof head };

    return !jh_bytes_read(&piece, file, 0, NULL)
           && jh_text_starts((jh_text){ head, piece.size },
                             JH_TEXT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

/* The first record says which Excel wrote it. Before 5.0 a workbook was one sheet. */
static jh_code read_version(jh_xls *xls, jh_error *err)
{
    jh_xls_record record;
    unsigned version;

    if (!jh_xls_record_at(&record, xls->stream, 0) || (record.kind & 0xFF) != 9)
        return jh_xls_broken(0, err);
    version = record.kind == XLS_BOF && record.body.size >= 4 ? jh_little16(record.body.at) : 0;
    if ((version != BIFF5 && version != BIFF8) || jh_little16(record.body.at + 2) != GLOBALS)
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_XLS_OLD, NULL, NULL);
    xls->is_biff8 = version == BIFF8;
    return JH_OK;
}

jh_code jh_xls_open(jh_xls *out, jh_arena *keep, const jh_bytes *file, jh_error *err)
{
    static const char *const names[2] = { "Workbook", "Book" };
    jh_code rc;

    *out = (jh_xls){ .file = file };
    rc = is_ole(file) ? jh_ole_stream(&out->stream, keep, file, names, err)
                      : read_bare(&out->stream, keep, file, err);
    if (!rc) rc = read_version(out, err);
    return rc ? rc : read_globals(out, keep, err);
}

void jh_xls_close(jh_xls *xls)
{
    jh_decoder_close(&xls->decoder);
}
