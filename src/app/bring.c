/* SPDX-License-Identifier: Apache-2.0 */
#include "app/bring.h"

#include "app/authorship.h"
#include "app/files.h"
#include "app/library.h"
#include "app/unpack.h"
#include "intake/intake.h"
#include "intake/mapping.h"
#include "store/store.h"

jh_code jh_bring_create(const jh_desk *desk, const char *address, jh_error *err)
{
    jh_store *store = NULL;
    jh_code rc = jh_store_create(&store, desk->keep, address, err);

    jh_store_close(store);
    return rc;
}

/* ---- reading ---- */

static jh_code read_files(jh_source_file **out, size_t *count, const jh_desk *desk,
                          const jh_bringing *what, jh_error *err)
{
    jh_paths paths = { 0 };
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; !rc && i < what->path_count; i++)
        rc = jh_paths_below(&paths, desk->keep, what->paths[i], err);
    if (rc) return rc;
    if (paths.count == 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOTHING_TO_IMPORT, what->paths[0], NULL);
    rc = jh_unpack_paths(out, count, desk, &paths, err);
    if (!rc && *count == 0)
        rc = jh_fail(err, JH_NOT_FOUND, SAY_APP_NOTHING_TO_IMPORT, what->paths[0], NULL);
    return rc;
}

static jh_code read_mapping(jh_intake_request *request, const jh_desk *desk, const char *path,
                            jh_error *err)
{
    jh_mapping *mapping = JH_NEW(desk->keep, jh_mapping);
    jh_source_file file = { .name = JH_TEXT("") };
    jh_code rc;

    if (!path) return JH_OK;
    if (!mapping) return jh_no_memory(err);
    file.name = jh_text_of(jh_path_name(path));
    rc = jh_file_read(&file.bytes, desk->keep, path, err);
    if (!rc) rc = jh_mapping_read(mapping, desk->keep, &file, err);
    request->mapping = mapping;
    return rc;
}

static jh_code read_datum(jh_datum *out, const char *word, jh_error *err)
{
    if (!word || !*word || jh_datum_find(out, jh_text_of(word))) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_DATUM, "datum", word, NULL);
}

static jh_code take_files(jh_bring_work *on, const jh_desk *desk, jh_error *err)
{
    const jh_bringing *what = on->what;
    jh_name_questions asked = { 0 };
    jh_source_file *files = NULL;
    jh_intake_request request = { .all_or_nothing = what->all_or_nothing,
                                  .progress = desk->progress };
    jh_code rc = read_files(&files, &request.file_count, desk, what, err);

    if (rc) return rc;
    rc = read_datum(&request.datum, what->datum, err);
    if (rc) return rc;
    request.files = files;
    request.asked = &asked;
    request.standard = &on->standard;
    request.county = jh_text_of(what->county);
    request.period = jh_text_of(what->period);
    rc = read_mapping(&request, desk, what->mapping, err);
    if (!rc) rc = jh_known_read(&request, &on->told, desk, what, err);
    if (rc) return rc;
    rc = jh_intake_read(&on->batch, desk->keep, desk->scratch, &request, err);
    return rc ? rc : jh_known_propose(desk, what, &asked, err);
}

/* ---- comparing ---- */

static jh_code check_told(jh_bring_work *on, const jh_desk *desk, jh_store *store, jh_error *err)
{
    bool holds;
    jh_code rc = jh_known_holds(&holds, &on->told, desk, store, err);

    return rc || holds ? rc : jh_overtaken_fail(&on->overtaken, err);
}

/* Looked at here already, so that the writer seldom finds something that has changed. */
static jh_code compare(jh_bring_work *on, const jh_desk *desk, jh_error *err)
{
    const jh_readying ready = { &on->batch, &on->by };
    jh_store *store = NULL;
    jh_code rc = jh_store_open(&store, desk->keep, on->what->address, JH_STORE_READ, err);

    if (!rc) rc = jh_store_ready(&on->ready, desk->keep, store, &ready, err);
    if (!rc) rc = check_told(on, desk, store, err);
    jh_store_close(store);
    return rc;
}

static jh_code begin(jh_bring_work *on, const jh_desk *desk, const jh_bringing *what, jh_error *err)
{
    jh_findings mistakes = { 0 };

    on->what = what;
    on->overtaken.say = SAY_APP_IMPORT_OVERTAKEN;
    on->by = jh_authorship_of(what->author, what->reason, on->stamp);
    return jh_library_compile(&on->standard, desk,
                              &(jh_standard_words){ what->standards_folder, what->standard },
                              &mistakes, err);
}

jh_code jh_bring_read(jh_bring_work *on, const jh_desk *desk, const jh_bringing *what,
                      jh_error *err)
{
    bool is_first = on->what == NULL;
    jh_code rc = is_first ? begin(on, desk, what, err) : JH_OK;

    on->ready = NULL;
    if (!rc) rc = take_files(on, desk, err);
    if (!rc && on->batch.county.size)
        rc = jh_visitor_check_whole_county(desk->visitor, on->batch.county, err);
    if (rc) return rc;
    if (is_first) on->began = jh_known_revision(&on->told, on->batch.county);
    if (what->dry_run || on->batch.unit_count + on->batch.observation_count == 0) return JH_OK;
    return compare(on, desk, err);
}

bool jh_bring_again(jh_bring_work *on, jh_error *err)
{
    return jh_overtaken_again(&on->overtaken, err);
}

/* ---- writing ---- */

jh_code jh_bring_write(jh_bring_work *on, const jh_desk *desk, jh_store *store, jh_error *err)
{
    jh_code rc = jh_store_hold(store, on->batch.county, err);

    if (!rc) rc = check_told(on, desk, store, err);
    if (rc) return rc;
    jh_store_watch(store, desk->progress);
    rc = jh_store_write_ready(&on->counts, store, on->ready, err);
    jh_store_watch(store, NULL);
    on->is_written = !rc;
    return rc;
}

static jh_code write_alone(jh_bring_work *on, const jh_desk *desk, jh_error *err)
{
    jh_store *store = NULL;
    jh_code rc = jh_store_open(&store, desk->keep, on->what->address, JH_STORE_WRITE, err);

    if (!rc) rc = jh_store_together(store, err);
    if (!rc) rc = jh_store_settle(store, jh_bring_write(on, desk, store, err), err);
    jh_store_close(store);
    return rc;
}

jh_code jh_bring_files(jh_text *out, size_t *refused, const jh_desk *desk, const jh_bringing *what,
                       jh_error *err)
{
    jh_bring_work *on = JH_NEW(desk->keep, jh_bring_work);
    jh_code rc;

    if (!on) return jh_no_memory(err);
    do {
        rc = jh_bring_read(on, desk, what, err);
        if (!rc && on->ready) rc = write_alone(on, desk, err);
    } while (jh_bring_again(on, err));
    if (rc) return rc;
    *refused = jh_finding_count(&on->batch.findings, JH_REFUSAL);
    return jh_bring_tell(out, on, desk, err);
}
