/* SPDX-License-Identifier: Apache-2.0 */
#include "office/evidence.h"

#include "app/authorship.h"
#include "formats/json.h"
#include "store/evidence.h"

#include <string.h>

/* What may attest: papers and pictures. A file begins as its kind begins, and is called so. */
static const struct kind {
    const char *begins;
    size_t size;
    const char *endings[6];
} kinds[] = {
    { "%PDF-", 5, { ".pdf" } },
    { "\x89PNG\r\n\x1A\n", 8, { ".png" } },
    { "\xFF\xD8\xFF", 3, { ".jpg", ".jpeg" } },
    { "PK\x03\x04", 4, { ".docx", ".xlsx", ".pptx", ".ofd" } },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, { ".doc", ".xls", ".ppt", ".wps", ".et" } },
};

static bool ends_with(jh_text name, const char *ending)
{
    jh_text last = { name.at, strlen(ending) };

    if (name.size < last.size) return false;
    last.at = name.at + name.size - last.size;
    return jh_text_same_folded(last, jh_text_of(ending));
}

static bool is_of(const struct kind *kind, const jh_source_file *file)
{
    size_t i;

    if (file->bytes.size < kind->size || memcmp(file->bytes.at, kind->begins, kind->size) != 0)
        return false;
    for (i = 0; i < sizeof kind->endings / sizeof *kind->endings && kind->endings[i]; i++)
        if (ends_with(file->name, kind->endings[i])) return true;
    return false;
}

static jh_code check_item(const jh_desk *desk, const jh_evidence_asked *asked, jh_error *err)
{
    if (jh_standard_item(&asked->told->judged.standard, asked->item) != SIZE_MAX) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_EVIDENCE_NO_ITEM, NULL,
                   jh_text_zero(desk->keep, asked->item), NULL);
}

jh_code jh_evidence_check(const jh_desk *desk, const jh_evidence_asked *asked,
                          const jh_source_file *file, jh_error *err)
{
    jh_code code = check_item(desk, asked, err);
    size_t i;

    if (code) return code;
    for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is_of(&kinds[i], file)) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_EVIDENCE_KIND, jh_text_zero(desk->keep, file->name),
                   NULL);
}

/* ---- what is there ---- */

static jh_evidence_place place_of(const jh_evidence_asked *asked)
{
    const jh_snapshot *snapshot = &asked->told->judged.snapshot;

    return (jh_evidence_place){ snapshot->county, snapshot->period };
}

static jh_code list(jh_evidence_list *out, jh_store **store, const jh_desk *desk,
                    const jh_evidence_asked *asked, jh_error *err)
{
    const jh_evidence_place place = place_of(asked);
    jh_code code = jh_visitor_check_county(desk->visitor, place.county, err);

    if (!code) code = jh_line_store(store, desk->line, err);
    return code ? code : jh_store_evidence(out, desk->keep, *store, &place, err);
}

static void put_one(jh_json *json, const jh_evidence *one)
{
    char hex[JH_HASH_HEX];

    jh_json_object(json);
    jh_json_member_text(json, "item", one->item);
    jh_json_member_text(json, "name", one->file.name);
    jh_json_member_text(json, "hash", jh_text_of(jh_hash_hex(hex, &one->file.hash)));
    jh_json_member_integer(json, "size", one->size);
    jh_json_member_integer(json, "revision", one->revision);
    jh_json_member_text(json, "author", one->author);
    jh_json_member_text(json, "stamp", one->stamp);
    jh_json_end(json);
}

jh_code jh_evidence_tell(jh_text *out, const jh_desk *desk, const jh_evidence_asked *asked,
                         jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_evidence_list all;
    jh_store *store;
    size_t i;
    jh_code code = list(&all, &store, desk, asked, err);

    if (code) return code;
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = 0; i < all.count; i++)
        if (!asked->item.size || jh_text_equal(asked->item, all.items[i].item))
            put_one(&json, &all.items[i]);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* A file is kept once for all counties: only what attests this item here is known. */
static jh_code find(jh_evidence *out, jh_store **store, const jh_desk *desk,
                    const jh_evidence_asked *asked, jh_error *err)
{
    char hex[JH_HASH_HEX];
    jh_evidence_list all;
    size_t i;
    jh_code code = list(&all, store, desk, asked, err);

    for (i = 0; !code && i < all.count; i++) {
        *out = all.items[i];
        if (jh_text_equal(out->item, asked->item)
            && jh_text_equal(jh_text_of(jh_hash_hex(hex, &out->file.hash)), asked->hash))
            return JH_OK;
    }
    if (code) return code;
    return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_EVIDENCE, NULL,
                   jh_text_zero(desk->keep, asked->item), NULL);
}

jh_code jh_evidence_bytes(jh_text *out, jh_text *name, const jh_desk *desk,
                          const jh_evidence_asked *asked, jh_error *err)
{
    jh_evidence one = { 0 };
    jh_store *store;
    jh_code code = find(&one, &store, desk, asked, err);

    *name = one.file.name;
    return code ? code : jh_store_file(out, desk->keep, store, &one.file.hash, err);
}

/* ---- changing it ---- */

static jh_code put(const jh_desk *desk, const jh_evidence_asked *asked, const jh_evidence *one,
                   jh_error *err)
{
    const jh_evidence_place place = place_of(asked);
    char stamp[32];
    jh_authorship by = jh_authorship_at(desk, "", stamp);
    jh_store *store;
    jh_code code = jh_visitor_check_county(desk->visitor, place.county, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    return code ? code : jh_store_evidence_put(store, &place, one, &by, err);
}

jh_code jh_evidence_attach(const jh_desk *desk, const jh_evidence_asked *asked,
                           const jh_source_file *file, jh_error *err)
{
    jh_evidence one = { .item = asked->item, .file = *file };

    one.file.hash = jh_hash_of(file->bytes.at, file->bytes.size);
    return put(desk, asked, &one, err);
}

jh_code jh_evidence_remove(const jh_desk *desk, const jh_evidence_asked *asked, jh_error *err)
{
    jh_evidence one = { 0 };
    jh_store *store;
    jh_code code = find(&one, &store, desk, asked, err);

    one.is_gone = true;
    return code ? code : put(desk, asked, &one, err);
}
