/* Files that come in one at a time: evidence, the map, a school's form as a workbook.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/files.h"
#include "office/collecting_book.h"
#include "office/evidence.h"
#include "office/map.h"
#include "serve/handlers.h"

/* The file that came, whole. */
static jh_code take_file(jh_source_file *out, jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_upload *upload = &request->upload;
    jh_paths paths = { 0 };
    jh_code code = jh_upload_finish(upload, err);

    *out = (jh_source_file){ 0 };
    if (code) {
        request->reply.status = upload->is_too_large ? 413 : code == JH_IO ? 503 : 400;
        return code;
    }
    code = jh_paths_below(&paths, &bench->keep, upload->folder, err);
    if (!code && !paths.count) code = jh_fail(err, JH_BAD_INPUT, SAY_SERVE_NO_FILES, NULL, NULL);
    if (code) return code;
    out->name = jh_text_of(jh_path_name(paths.items[0]));
    return jh_file_read(&out->bytes, &bench->keep, paths.items[0], err);
}

/* Never shown by the browser itself: what came from outside could be a page with a script. */
static void give_file(jh_request *request, jh_text bytes, jh_text name)
{
    request->reply.body = bytes;
    request->reply.type = "application/octet-stream";
    request->reply.file_name = name.at;
    request->reply.etag = NULL;
}

/* ---- evidence ---- */

static jh_code ask_evidence(jh_evidence_asked *out, jh_request *request, jh_bench *bench,
                            jh_error *err)
{
    const jh_opened *opened;
    jh_code code = jh_request_opened(&opened, request, bench, err);

    *out = (jh_evidence_asked){ NULL, request->match.word[1], request->match.word[2] };
    if (!code) out->told = &opened->told;
    return code;
}

jh_code jh_handle_evidence_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_evidence_asked asked;
    jh_code code = ask_evidence(&asked, request, bench, err);

    return code ? code : jh_evidence_tell(&request->reply.body, &desk, &asked, err);
}

jh_code jh_handle_evidence_file_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_evidence_asked asked;
    jh_text bytes = { 0 }, name = { 0 };
    jh_code code = ask_evidence(&asked, request, bench, err);

    if (!code) code = jh_evidence_bytes(&bytes, &name, &desk, &asked, err);
    if (!code) give_file(request, bytes, name);
    return code;
}

typedef struct attaching {
    const jh_request *request;
    jh_evidence_asked asked;
    jh_source_file file;
} attaching;

static jh_code attach(void *context, jh_bench *bench, jh_error *err)
{
    const attaching *on = context;
    jh_desk desk = jh_request_desk(on->request, bench);

    return jh_evidence_attach(&desk, &on->asked, &on->file, err);
}

static jh_code detach(void *context, jh_bench *bench, jh_error *err)
{
    const attaching *on = context;
    jh_desk desk = jh_request_desk(on->request, bench);

    return jh_evidence_remove(&desk, &on->asked, err);
}

/* What attests the item afterwards. */
static jh_code write_evidence(attaching *on, jh_writer_work *work, jh_request *request,
                              jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_code code = jh_write_now(request, work, on, err);

    jh_opened_written(request->server->opened);
    request->reply.etag = NULL;
    on->asked.hash = JH_TEXT("");
    return code ? code : jh_evidence_tell(&request->reply.body, &desk, &on->asked, err);
}

jh_code jh_handle_evidence_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    attaching on = { .request = request };
    jh_code code = take_file(&on.file, request, bench, err);

    if (!code) code = ask_evidence(&on.asked, request, bench, err);
    if (!code) code = jh_evidence_check(&desk, &on.asked, &on.file, err);
    if (!code) code = write_evidence(&on, attach, request, bench, err);
    if (!code) request->reply.status = 201;
    return code;
}

jh_code jh_handle_evidence_delete(jh_request *request, jh_bench *bench, jh_error *err)
{
    attaching on = { .request = request };
    jh_code code = ask_evidence(&on.asked, request, bench, err);

    return code ? code : write_evidence(&on, detach, request, bench, err);
}

/* ---- the map ---- */

jh_code jh_handle_map_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    const jh_opened *opened;
    jh_code code = jh_request_opened(&opened, request, bench, err);

    request->reply.etag = NULL; /* the map has revisions of its own */
    return code ? code : jh_map_tell(&request->reply.body, &desk, &opened->told, err);
}

typedef struct mapping {
    const jh_request *request;
    jh_kept_map map;
} mapping;

static jh_code keep_map(void *context, jh_bench *bench, jh_error *err)
{
    const mapping *on = context;
    jh_desk desk = jh_request_desk(on->request, bench);

    return jh_map_keep(&desk, &on->map, err);
}

static jh_code read_datum(jh_datum *out, jh_request *request, jh_error *err)
{
    const char *word = jh_request_query(request, "datum");

    if (!word || jh_datum_find(out, jh_text_of(word))) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_DATUM, "datum", NULL);
}

jh_code jh_handle_map_put(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    mapping on = { .request = request, .map.county = request->match.word[0] };
    jh_source_file file;
    jh_datum datum = JH_WGS84;
    int64_t revision = 0;
    jh_code code = take_file(&file, request, bench, err);

    if (!code) code = read_datum(&datum, request, err);
    if (!code)
        code = jh_request_number(&revision, request,
                                 &(jh_query_number){ "at_revision", 0, INT32_MAX }, err);
    if (!code) code = jh_map_read(&on.map.body, &desk, &file, datum, err);
    on.map.title = file.name;
    on.map.at_revision = (int32_t)revision;
    if (!code) code = jh_write_now(request, keep_map, &on, err);
    return code ? code : jh_handle_map_get(request, bench, err);
}

/* ---- a form as a workbook ---- */

static jh_code place_of(jh_form_place *out, jh_request *request, jh_error *err)
{
    *out = (jh_form_place){ .county = request->match.word[0], .unit = request->match.word[2] };
    return jh_request_id(&out->cycle, request, 1, err);
}

jh_code jh_handle_form_book_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    bool with_before = jh_request_query(request, "before") != NULL;
    jh_form_book book = { 0 };
    jh_form_place place;
    jh_code code = place_of(&place, request, err);

    if (!code) code = jh_form_book_write(&book, &desk, &place, with_before, err);
    if (!code) give_file(request, book.bytes, book.name);
    return code;
}

jh_code jh_handle_form_book_post(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_collecting what = { .act = "save" };
    jh_source_file file;
    jh_form_read read = { 0 };
    jh_code code = take_file(&file, request, bench, err);

    if (!code) code = place_of(&what.place, request, err);
    if (!code)
        code = jh_request_number(&what.after, request, &(jh_query_number){ "after", 0, INT32_MAX },
                                 err);
    if (!code) code = jh_form_book_read(&read, &desk, &what.place, &file, err);
    request->reply.findings = read.findings;
    what.cells = read.cells;
    if (!code && !read.cells.count)
        return jh_collect_form(&request->reply.body, &desk, &what.place, err);
    return code ? code : jh_step_now(request, bench, &what, err);
}
