/* SPDX-License-Identifier: Apache-2.0 */
#include "office/imports.h"

#include "app/authorship.h"
#include "app/files.h"
#include "app/suggest.h"
#include "formats/json.h"
#include "office/listing.h"
#include "store/documents.h"

#include <string.h>

/* ---- what came of each file ---- */

static bool has_figures(const jh_batch *batch, size_t file)
{
    size_t i;

    for (i = 0; i < batch->observation_count; i++)
        if (batch->observations[i].origin.file == file) return true;
    return false;
}

static bool has_refusal(const jh_batch *batch, jh_text name)
{
    size_t i;

    for (i = 0; i < batch->findings.count; i++)
        if (batch->findings.items[i].severity == JH_REFUSAL
            && jh_text_equal(batch->findings.items[i].file, name))
            return true;
    return false;
}

static const char *state_of(const jh_batch *batch, size_t file)
{
    if (has_figures(batch, file)) return "read";
    return has_refusal(batch, batch->files[file].name) ? "refused" : "unknown";
}

static void put_files(jh_json *json, const jh_batch *batch)
{
    char hex[JH_HASH_HEX];
    size_t i;

    jh_json_key(json, "files");
    jh_json_array(json);
    for (i = 0; i < batch->file_count; i++) {
        jh_json_object(json);
        jh_json_member_text(json, "name", batch->files[i].name);
        jh_json_member_text(json, "hash", jh_text_of(jh_hash_hex(hex, &batch->files[i].hash)));
        jh_json_member_text(json, "state", jh_text_of(state_of(batch, i)));
        jh_json_end(json);
    }
    jh_json_end(json);
}

/* ---- what a person is to confirm ---- */

static jh_code put_suggestion(jh_json *json, const jh_desk *desk, const jh_import *what,
                              const char *path, jh_error *err)
{
    jh_suggesting asking = { .path = path,
                             .standard = what->standard,
                             .standards_folder = what->standards_folder };
    jh_desk plain = *desk;
    jh_error ignored = { JH_OK };
    char hex[JH_HASH_HEX];
    jh_text told, mapping, bytes;
    jh_hash hash;
    size_t open;
    jh_code code = jh_suggest_mapping(&told, &open, desk, &asking, &ignored);

    if (code == JH_NO_MEMORY) return jh_no_memory(err);
    if (code) return JH_OK; /* no table in it: nothing to propose */
    plain.manner.json = false;
    code = jh_suggest_mapping(&mapping, &open, &plain, &asking, err);
    if (!code) code = jh_file_read(&bytes, desk->keep, path, err);
    if (code) return code;
    hash = jh_hash_of(bytes.at, bytes.size);
    jh_json_object(json);
    jh_json_member_text(json, "hash", jh_text_of(jh_hash_hex(hex, &hash)));
    jh_json_member_text(json, "mapping", mapping);
    jh_json_key(json, "suggestion");
    jh_json_raw(json, told);
    jh_json_end(json);
    return JH_OK;
}

static bool is_unknown(const jh_batch *batch, jh_text name)
{
    size_t i;

    for (i = 0; i < batch->file_count; i++)
        if (jh_text_equal(batch->files[i].name, name))
            return strcmp(state_of(batch, i), "read") != 0;
    return false;
}

static jh_code put_targets(jh_json *json, const jh_desk *desk, const jh_import *what, jh_error *err)
{
    jh_standard_words words = { what->standards_folder, what->standard };
    jh_text told;
    jh_code code = jh_suggest_targets(&told, desk, &words, err);

    if (code) return code;
    jh_json_key(json, "targets");
    jh_json_raw(json, told);
    return JH_OK;
}

static jh_code put_suggestions(jh_json *json, const jh_desk *desk, const jh_import *what,
                               const jh_batch *batch, jh_error *err)
{
    jh_paths paths = { 0 };
    bool any = false;
    size_t i;
    jh_code code = jh_paths_below(&paths, desk->keep, what->folder, err);

    jh_json_key(json, "suggestions");
    jh_json_array(json);
    for (i = 0; i < paths.count && !code; i++)
        if (is_unknown(batch, jh_text_of(jh_path_name(paths.items[i])))) {
            code = put_suggestion(json, desk, what, paths.items[i], err);
            any = true;
        }
    jh_json_end(json);
    return code || !any ? code : put_targets(json, desk, what, err);
}

static void put_names(jh_json *json, const jh_batch *batch)
{
    size_t i;

    jh_json_key(json, "names");
    jh_json_array(json);
    for (i = 0; i < batch->findings.count; i++) {
        const jh_finding *finding = &batch->findings.items[i];
        if (finding->message.say != SAY_INTAKE_NAME_LIKELY) continue;
        jh_json_object(json);
        jh_json_member_text(json, "name", jh_text_of(finding->message.arg[0]));
        jh_json_member_text(json, "file", finding->file);
        jh_json_key(json, "likely");
        jh_json_array(json);
        jh_json_object(json);
        jh_json_member_text(json, "code", jh_text_of(finding->message.arg[1]));
        jh_json_member_text(json, "name", jh_text_of(finding->message.arg[2]));
        jh_json_end(json);
        jh_json_end(json);
        jh_json_end(json);
    }
    jh_json_end(json);
}

/* ---- running ---- */

static jh_text author_of(const jh_desk *desk)
{
    return desk->visitor ? desk->visitor->login : JH_TEXT("user");
}

static jh_code put_document(jh_document *document, const jh_desk *desk, jh_error *err)
{
    char stamp[32];
    jh_store *store;
    jh_code code = jh_line_store(&store, desk->line, err);

    jh_document_sign(document, desk, stamp);
    return code ? code : jh_store_document_put(store, document, err);
}

/* The bytes are made beside the writer; its revision is known to him alone. */
static jh_code write_record(jh_text *out, const jh_desk *desk, const jh_batch *batch, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);

    jh_json_object(&json);
    put_files(&json, batch);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

static jh_code keep_record(jh_importing *on, const jh_desk *desk, jh_error *err)
{
    const jh_batch *batch = &on->work.batch;
    jh_document record = { .county = batch->county, .kind = JH_TEXT("import"), .body = on->record };
    jh_code code;

    record.title = jh_text_format(desk->keep, "%lld %.*s", (long long)on->work.counts.revision,
                                  JH_TEXT_ARGS(batch->period));
    if (!record.title.at) return jh_no_memory(err);
    code = put_document(&record, desk, err);
    on->number = record.number;
    return code;
}

/* The mapping as a file, which is what an import reads. */
static jh_code write_mapping(const char **path, const jh_desk *desk, const jh_import *what,
                             jh_error *err)
{
    jh_document which = { .county = jh_text_of(what->county),
                          .kind = JH_TEXT("mapping"),
                          .number = (int32_t)what->mapping };
    jh_document kept;
    jh_store *store;
    jh_text name;
    jh_code code = JH_OK;

    *path = NULL;
    if (!what->mapping) return JH_OK;
    code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_store_document(&kept, desk->keep, store, &which, err);
    if (code) return code;
    name = jh_text_format(desk->keep, "%s.mapping", what->folder);
    if (!name.at) return jh_no_memory(err);
    *path = name.at;
    return jh_file_write(name.at, kept.body, err);
}

static jh_code begin(jh_importing *on, const jh_desk *desk, const jh_import *what, jh_error *err)
{
    on->what = what;
    on->paths[0] = what->folder;
    on->bringing = (jh_bringing){ .address = what->address,
                                  .paths = on->paths,
                                  .path_count = 1,
                                  .county = what->county,
                                  .period = what->period,
                                  .standard = what->standard,
                                  .standards_folder = what->standards_folder,
                                  .author = jh_text_zero(desk->keep, author_of(desk)),
                                  .reason = what->reason,
                                  .datum = what->datum,
                                  .dry_run = what->dry_run };
    if (!on->bringing.author) return jh_no_memory(err);
    return write_mapping(&on->bringing.mapping, desk, what, err);
}

jh_code jh_import_read(jh_importing *on, const jh_desk *desk, const jh_import *what, jh_error *err)
{
    jh_code code = JH_OK;

    if (what->county) code = jh_visitor_check_county(desk->visitor, jh_text_of(what->county), err);
    if (!code && !on->what) code = begin(on, desk, what, err);
    if (!code) code = jh_bring_read(&on->work, desk, &on->bringing, err);
    return code ? code : write_record(&on->record, desk, &on->work.batch, err);
}

jh_code jh_import_write(jh_importing *on, const jh_desk *desk, jh_error *err)
{
    jh_store *store;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = jh_store_together(store, err);
    if (code) return code;
    code = jh_bring_write(&on->work, desk, store, err);
    if (!code && on->work.counts.wrote) code = keep_record(on, desk, err);
    return jh_store_settle(store, code, err);
}

/* What the verb tells, with more members at its end. */
jh_code jh_import_tell(jh_text *out, jh_importing *on, const jh_desk *desk, jh_error *err)
{
    const jh_batch *batch = &on->work.batch;
    jh_json json = jh_json_in(desk->keep);
    jh_text told, more;
    jh_buffer all = jh_buffer_in(desk->keep);
    jh_code code = jh_bring_tell(&told, &on->work, desk, err);

    if (code) return code;
    jh_json_object(&json);
    jh_json_key(&json, "import");
    if (on->number)
        jh_json_integer(&json, on->number);
    else
        jh_json_null(&json);
    put_names(&json, batch);
    code = put_suggestions(&json, desk, on->what, batch, err);
    jh_json_key(&json, "taken");
    jh_json_object(&json);
    put_files(&json, batch);
    jh_json_end(&json);
    jh_json_end(&json);
    if (!code) code = jh_json_finish(&more, &json, err);
    if (code) return code;
    jh_buffer_add(&all, (jh_text){ told.at, told.size - 1 });
    jh_buffer_add(&all, JH_TEXT(","));
    jh_buffer_add(&all, (jh_text){ more.at + 1, more.size - 1 });
    return jh_buffer_finish(out, &all, err);
}

/* ---- the list ---- */

/* "12 2025" or "12 2025 undone" */
static int64_t revision_of(jh_text title)
{
    int64_t number = 0;
    size_t i;

    for (i = 0; i < title.size && title.at[i] >= '0' && title.at[i] <= '9'; i++)
        number = number * 10 + (title.at[i] - '0');
    return number;
}

static jh_code put_import(jh_json *json, const jh_desk *desk, jh_store *store,
                          const jh_document *which, jh_error *err)
{
    jh_document one;
    jh_code code = jh_store_document(&one, desk->keep, store, which, err);

    if (code) return code;
    jh_json_object(json);
    jh_json_member_integer(json, "import", one.number);
    jh_json_member_integer(json, "revision", revision_of(one.title));
    jh_json_member_text(json, "stamp", one.stamp);
    jh_json_member_text(json, "author", one.author);
    jh_json_member_bool(json, "is_undone", jh_text_ends(one.title, JH_TEXT(" undone")));
    jh_buffer_add(&json->buffer, JH_TEXT(","));
    jh_buffer_add(&json->buffer, (jh_text){ one.body.at + 1, one.body.size - 2 });
    jh_json_end(json);
    return JH_OK;
}

jh_code jh_import_list(jh_text *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    const jh_document which = { .county = county, .kind = JH_TEXT("import") };

    return jh_documents_tell(out, desk, &which, put_import, err);
}

jh_code jh_import_keep_mapping(jh_text *out, const jh_desk *desk, const jh_kept_mapping *what,
                               jh_error *err)
{
    jh_document document = {
        .county = what->county, .kind = JH_TEXT("mapping"), .title = what->hash, .body = what->text
    };
    jh_code code = jh_visitor_check_county(desk->visitor, what->county, err);

    if (!code) code = put_document(&document, desk, err);
    if (code) return code;
    *out = jh_text_format(desk->keep, "{\"id\":%d}", (int)document.number);
    return out->at ? JH_OK : jh_no_memory(err);
}
