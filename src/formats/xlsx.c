/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/xlsx.h"

#include <string.h>

enum { PATH_ROOM = 1024 };

/* One line of a .rels part. */
typedef struct relation {
    jh_text id, kind; /* kind: the last step of its type's address: "worksheet" */
    jh_text target;   /* path in the zip */
} relation;

typedef struct relation_list {
    jh_arena *keep;
    relation *at;
    size_t count, room;
} relation_list;

/* ---- Parts ---------------------------------------------------------------------------------- */

static jh_code pull_part(void *from, jh_span *piece, jh_error *err)
{
    return jh_zip_stream_read(from, piece, err);
}

jh_code jh_xlsx_part(jh_xml **out, jh_arena *keep, jh_zip *zip, const jh_zip_part *part,
                     jh_error *err)
{
    jh_zip_stream *stream;
    jh_code rc = jh_zip_stream_begin(&stream, keep, zip, part, err);

    if (!rc) rc = jh_xml_begin(out, keep, pull_part, stream, err);
    if (!rc) (*out)->part = part->path;
    return rc;
}

jh_code jh_xlsx_root(jh_xml *xml, jh_error *err)
{
    bool found;

    return jh_xml_child(&found, xml, 0, err);
}

jh_code jh_xlsx_rest(jh_xml *xml, jh_error *err)
{
    jh_code rc = JH_OK;

    while (!rc && xml->event != JH_XML_END) rc = jh_xml_next(xml, err);
    return rc;
}

static jh_code part_missing(jh_text path, jh_error *err)
{
    char word[JH_MESSAGE_ARG_SIZE];

    return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_XLSX_PART_MISSING, NULL, jh_word(word, path),
                   NULL);
}

/* ---- Relationships -------------------------------------------------------------------------- */

static bool is_slash(char c)
{
    return c == '/' || c == '\\';
}

/* Everything up to and with the last slash. */
static jh_text folder_of(jh_text path)
{
    while (path.size && !is_slash(path.at[path.size - 1])) path.size--;
    return path;
}

static void drop_last_step(jh_text *folder)
{
    if (folder->size) folder->size--;
    *folder = folder_of(*folder);
}

/* Joins as URLs join: /a/b is absolute, ../b goes up one. at == NULL without memory. */
static jh_text join_path(jh_arena *keep, jh_text folder, jh_text target)
{
    if (target.size && is_slash(*target.at)) folder.size = 0;
    for (;;) {
        if (target.size && is_slash(*target.at)) {
            target = (jh_text){ target.at + 1, target.size - 1 };
        } else if (target.size >= 2 && target.at[0] == '.' && is_slash(target.at[1])) {
            target = (jh_text){ target.at + 2, target.size - 2 };
        } else if (target.size >= 3 && memcmp(target.at, "..", 2) == 0 && is_slash(target.at[2])) {
            target = (jh_text){ target.at + 3, target.size - 3 };
            drop_last_step(&folder);
        } else {
            break;
        }
    }
    return jh_text_format(keep, "%.*s%.*s", JH_TEXT_ARGS(folder), JH_TEXT_ARGS(target));
}

static jh_text last_step(jh_text address)
{
    jh_text folder = folder_of(address);

    return (jh_text){ address.at + folder.size, address.size - folder.size };
}

static jh_code add_relation(relation_list *out, const jh_xml *xml, jh_text folder, jh_error *err)
{
    jh_arena *keep = out->keep;
    relation *grown = jh_grow(keep, out->at, &out->room, out->count + 1, sizeof *grown), *added;
    jh_text target = jh_xml_attribute_of(xml, JH_TEXT("Target"), false);

    if (!grown) return jh_no_memory(err);
    out->at = grown;
    added = &grown[out->count];
    added->id = jh_text_copy(keep, jh_xml_attribute_of(xml, JH_TEXT("Id"), false));
    added->kind = jh_text_copy(keep, last_step(jh_xml_attribute_of(xml, JH_TEXT("Type"), false)));
    if (target.size > PATH_ROOM) return part_missing(target, err);
    added->target = join_path(keep, folder, target);
    if (!added->id.at || !added->kind.at || !added->target.at) return jh_no_memory(err);
    out->count++;
    return JH_OK;
}

static jh_code read_relations(relation_list *out, jh_xml *xml, jh_text folder, jh_error *err)
{
    bool found;
    jh_code rc = jh_xlsx_root(xml, err);

    if (rc) return rc;
    for (;;) {
        rc = jh_xml_child(&found, xml, 1, err);
        if (rc) return rc;
        if (!found) return jh_xlsx_rest(xml, err);
        if (!jh_text_equal(xml->name, JH_TEXT("Relationship"))) continue;
        rc = add_relation(out, xml, folder, err);
        if (rc) return rc;
    }
}

/* The relationships of a part stand beside it: xl/workbook.xml → xl/_rels/workbook.xml.rels.
 * The whole package's stand in _rels/.rels. None is not a mistake here. */
static jh_code relations_of(relation_list *out, jh_arena scratch, jh_zip *zip, jh_text path,
                            jh_error *err)
{
    jh_text folder = folder_of(path), name = last_step(path);
    jh_text rels =
        jh_text_format(&scratch, "%.*s_rels/%.*s.rels", JH_TEXT_ARGS(folder), JH_TEXT_ARGS(name));
    const jh_zip_part *part;
    jh_xml *xml;
    jh_code rc;

    if (!rels.at) return jh_no_memory(err);
    part = jh_zip_find(zip, rels);
    if (!part) return JH_OK;
    rc = jh_xlsx_part(&xml, &scratch, zip, part, err);
    return rc ? rc : read_relations(out, xml, folder, err);
}

static const relation *relation_of_kind(const relation_list *list, jh_text kind)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        if (jh_text_equal(list->at[i].kind, kind)) return &list->at[i];
    return NULL;
}

static const relation *relation_with_id(const relation_list *list, jh_text id)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        if (jh_text_equal(list->at[i].id, id)) return &list->at[i];
    return NULL;
}

/* ---- The workbook part ---------------------------------------------------------------------- */

static jh_visibility visibility_of(jh_text state)
{
    if (jh_text_equal(state, JH_TEXT("hidden"))) return JH_HIDDEN;
    return jh_text_equal(state, JH_TEXT("veryHidden")) ? JH_VERY_HIDDEN : JH_VISIBLE;
}

static jh_code add_tab(jh_xlsx *out, jh_arena *keep, const jh_xml *xml,
                       const relation_list *relations, jh_error *err)
{
    const relation *to = relation_with_id(relations, jh_xml_attribute_of(xml, JH_TEXT("id"), true));
    jh_text name = jh_xml_attribute_of(xml, JH_TEXT("name"), false);
    jh_xlsx_tab *tab = &out->tabs[out->tab_count];

    if (!jh_text_is_utf8(name))
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_TEXT_NOT_UTF8, NULL, NULL);
    if (!to) return part_missing(name, err);
    tab->head.name = jh_text_copy(keep, name);
    if (!tab->head.name.at) return jh_no_memory(err);
    tab->head.position = (uint32_t)++out->tab_count;
    tab->head.visibility = visibility_of(jh_xml_attribute_of(xml, JH_TEXT("state"), false));
    tab->path = to->target;
    tab->is_worksheet = jh_text_equal(to->kind, JH_TEXT("worksheet"));
    return JH_OK;
}

static jh_code read_tabs(jh_xlsx *out, jh_arena *keep, jh_xml *xml, const relation_list *relations,
                         jh_error *err)
{
    size_t room = 0;
    jh_xlsx_tab *grown;
    bool found;
    jh_code rc;

    for (;;) {
        rc = jh_xml_child(&found, xml, 2, err);
        if (rc || !found) return rc;
        if (!jh_text_equal(xml->name, JH_TEXT("sheet"))) continue;
        if (out->tab_count >= out->zip.file->limits->sheets)
            return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_XLSX_TOO_MANY_SHEETS, NULL, NULL);
        if (out->tab_count == room) {
            grown = jh_grow(keep, out->tabs, &room, out->tab_count + 1, sizeof *grown);
            if (!grown) return jh_no_memory(err);
            out->tabs = grown;
        }
        rc = add_tab(out, keep, xml, relations, err);
        if (rc) return rc;
    }
}

static bool says_yes(jh_text value)
{
    return value.at
           && (jh_text_equal(value, JH_TEXT("1")) || jh_text_equal(value, JH_TEXT("true")));
}

static jh_code read_workbook(jh_xlsx *out, jh_arena *keep, jh_xml *xml,
                             const relation_list *relations, jh_error *err)
{
    bool found;
    jh_code rc = jh_xlsx_root(xml, err);

    if (rc) return rc;
    if (!jh_text_equal(xml->name, JH_TEXT("workbook")))
        return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_ZIP_NO_WORKBOOK, NULL, NULL);
    for (;;) {
        rc = jh_xml_child(&found, xml, 1, err);
        if (rc) return rc;
        if (!found) return jh_xlsx_rest(xml, err);
        if (jh_text_equal(xml->name, JH_TEXT("workbookPr")))
            out->dates_from_1904 = says_yes(jh_xml_attribute_of(xml, JH_TEXT("date1904"), false));
        else if (jh_text_equal(xml->name, JH_TEXT("sheets")))
            rc = read_tabs(out, keep, xml, relations, err);
        if (rc) return rc;
    }
}

static jh_code read_styles(jh_xlsx *out, jh_arena *keep, jh_arena scratch,
                           const relation_list *relations, jh_error *err)
{
    const relation *to = relation_of_kind(relations, JH_TEXT("styles"));
    const jh_zip_part *part = to ? jh_zip_find(&out->zip, to->target) : NULL;
    jh_xml *xml;
    jh_code rc;

    if (!part) return JH_OK;
    rc = jh_xlsx_part(&xml, &scratch, &out->zip, part, err);
    return rc ? rc : jh_xlsx_styles_read(out, keep, xml, err);
}

static jh_code read_strings(jh_xlsx *out, jh_arena *keep, jh_arena scratch,
                            const relation_list *relations, jh_error *err)
{
    const relation *to = relation_of_kind(relations, JH_TEXT("sharedStrings"));
    const jh_zip_part *part = to ? jh_zip_find(&out->zip, to->target) : NULL;
    jh_xml *xml;
    jh_code rc;

    if (!part) return JH_OK;
    rc = jh_xlsx_part(&xml, &scratch, &out->zip, part, err);
    return rc ? rc : jh_xlsx_strings_read(&out->strings, keep, xml, out->zip.file->limits, err);
}

/* The package says which part is the workbook; files that say nothing mean the usual place. */
static jh_code find_workbook(jh_text *out, jh_arena *keep, jh_arena scratch, jh_zip *zip,
                             jh_error *err)
{
    relation_list relations = { .keep = keep };
    const relation *to;
    jh_code rc = relations_of(&relations, scratch, zip, JH_TEXT(""), err);

    if (rc) return rc;
    to = relation_of_kind(&relations, JH_TEXT("officeDocument"));
    *out = to ? to->target : JH_TEXT("xl/workbook.xml");
    return JH_OK;
}

jh_code jh_xlsx_open(jh_xlsx *out, jh_arena *keep, jh_arena scratch, const jh_bytes *file,
                     jh_error *err)
{
    relation_list relations = { .keep = keep };
    const jh_zip_part *part;
    jh_text path;
    jh_xml *xml;
    jh_arena inner;
    jh_code rc;

    *out = (jh_xlsx){ 0 };
    rc = jh_zip_open(&out->zip, keep, file, err);
    if (!rc) rc = find_workbook(&path, keep, scratch, &out->zip, err);
    if (!rc) rc = relations_of(&relations, scratch, &out->zip, path, err);
    if (rc) return rc;
    part = jh_zip_find(&out->zip, path);
    if (!part) return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_ZIP_NO_WORKBOOK, NULL, NULL);
    inner = scratch;
    rc = jh_xlsx_part(&xml, &inner, &out->zip, part, err);
    if (!rc) rc = read_workbook(out, keep, xml, &relations, err);
    if (!rc) rc = read_styles(out, keep, scratch, &relations, err);
    if (!rc) rc = read_strings(out, keep, scratch, &relations, err);
    return rc;
}

jh_code jh_xlsx_sheet(jh_xlsx *xlsx, const jh_xlsx_tab *tab, jh_arena scratch,
                      const jh_row_listener *listener, jh_error *err)
{
    const jh_zip_part *part = jh_zip_find(&xlsx->zip, tab->path);
    jh_xml *xml;
    jh_code rc;

    if (!part) return part_missing(tab->path, err);
    rc = jh_xlsx_part(&xml, &scratch, &xlsx->zip, part, err);
    return rc ? rc : jh_xlsx_sheet_read(xlsx, &tab->head, xml, listener, err);
}
