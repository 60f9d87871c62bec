/* SPDX-License-Identifier: Apache-2.0 */
#include "app/known.h"

#include "app/bring.h"
#include "app/files.h"
#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

jh_code jh_known_county(jh_text *out, const jh_desk *desk, jh_store *store, const char *county,
                        jh_error *err)
{
    jh_county_list counties;
    size_t i;
    jh_code rc = jh_store_counties(&counties, desk->keep, store, err);

    *out = JH_TEXT("");
    for (i = 0; !rc && i < counties.count; i++)
        if (jh_visitor_knows_county(desk->visitor, counties.items[i].code)
            && (county ? jh_text_equal(counties.items[i].code, jh_text_of(county))
                       : counties.count == 1))
            *out = counties.items[i].code;
    return rc;
}

/* The units of the county's newest period. */
static jh_code read_units(jh_intake_request *request, const jh_desk *desk, jh_store *store,
                          jh_text county, jh_error *err)
{
    jh_text_list periods = { 0 };
    jh_snapshot *snapshot = JH_NEW(desk->keep, jh_snapshot);
    jh_load load = { .county = county };
    jh_code rc =
        snapshot ? jh_store_periods(&periods, desk->keep, store, county, err) : jh_no_memory(err);

    if (rc || !periods.count) return rc;
    load.period = periods.items[periods.count - 1];
    rc = jh_store_load(snapshot, desk->keep, store, &load, err);
    if (rc) return rc;
    request->known = snapshot->units + 1; /* the first is the county */
    request->known_count = snapshot->unit_count - 1;
    return JH_OK;
}

/* Behind those of the file, so that the newer word of a person counts. */
static jh_code add_kept_names(jh_intake_request *request, const jh_desk *desk,
                              const jh_confirmed_names *kept, jh_error *err)
{
    jh_name_pair *pairs =
        JH_NEW_ARRAY(desk->keep, jh_name_pair, request->confirmed_count + kept->count + 1);
    size_t i, count = 0;

    if (!pairs) return jh_no_memory(err);
    for (i = 0; i < request->confirmed_count; i++) pairs[count++] = request->confirmed[i];
    for (i = 0; i < kept->count; i++)
        pairs[count++] =
            (jh_name_pair){ kept->items[i].name, kept->items[i].code, JH_TEXT("junheng match") };
    request->confirmed = pairs;
    request->confirmed_count = count;
    return JH_OK;
}

static jh_code read_names(jh_intake_request *request, const jh_desk *desk, const char *path,
                          jh_error *err)
{
    jh_source_file file = { .name = jh_text_of(jh_path_name(path)) };
    jh_name_pairs pairs = { 0 };
    jh_code rc;

    if (access(path, F_OK) != 0) return JH_OK; /* it will be made, if there is something to ask */
    rc = jh_file_read(&file.bytes, desk->keep, path, err);
    if (!rc) rc = jh_names_read(&pairs, desk->keep, desk->scratch, &file, err);
    request->confirmed = pairs.items;
    request->confirmed_count = pairs.count;
    return rc;
}

/* ---- whether it is so still ---- */

static void hash_borne(jh_hasher *hasher, const jh_borne_name *one)
{
    jh_hasher_add_piece(hasher, one->name);
    jh_hasher_add_piece(hasher, one->code);
    jh_hasher_add_piece(hasher, one->since);
    jh_hasher_add_piece(hasher, one->is_former ? JH_TEXT("former") : JH_TEXT("now"));
    jh_hasher_add_piece(hasher, one->gone);
    jh_hasher_add_piece(hasher, one->into);
}

static void hash_counts(jh_hasher *hasher, const jh_intake_request *request)
{
    const uint64_t counts[2] = { request->known_count, request->borne_count };

    jh_hasher_add(hasher, counts, sizeof counts);
}

static jh_code hash_told(jh_hash *out, const jh_intake_request *request,
                         const jh_confirmed_names *kept, jh_error *err)
{
    jh_hasher *hasher = jh_hasher_begin();
    size_t i;

    if (!hasher) return jh_no_memory(err);
    hash_counts(hasher, request);
    for (i = 0; i < request->known_count; i++) jh_unit_hash(hasher, &request->known[i]);
    for (i = 0; i < request->borne_count; i++) hash_borne(hasher, &request->borne[i]);
    for (i = 0; i < kept->count; i++) {
        jh_hasher_add_piece(hasher, kept->items[i].name);
        jh_hasher_add_piece(hasher, kept->items[i].code);
    }
    *out = jh_hasher_finish(hasher);
    return JH_OK;
}

int64_t jh_known_revision(const jh_told_known *told, jh_text county)
{
    const jh_county_list *counties = &told->counties;
    size_t i;

    for (i = 0; i < counties->count; i++)
        if (jh_text_equal(counties->items[i].code, county)) return counties->items[i].revision;
    return 0;
}

/* ---- reading ---- */

/* The revisions first: what is written while the rest is read makes them old. */
static jh_code read_county(jh_told_known *told, const jh_desk *desk, jh_store *store, jh_error *err)
{
    jh_code rc = jh_store_counties(&told->counties, desk->keep, store, err);

    if (!rc) rc = jh_known_county(&told->county, desk, store, told->wished, err);
    told->revision = jh_known_revision(told, told->county);
    return rc;
}

static jh_code read_rest(jh_intake_request *request, jh_told_known *told, const jh_desk *desk,
                         jh_store *store, jh_error *err)
{
    jh_confirmed_names kept = { 0 };
    jh_borne_names borne = { 0 };
    jh_code rc;

    if (!told->county.size) return JH_OK;
    rc = read_units(request, desk, store, told->county, err);
    if (!rc) rc = jh_known_names(&borne, desk, store, told->county, err);
    request->borne = borne.items;
    request->borne_count = borne.count;
    if (!rc) rc = jh_store_names(&kept, desk->keep, store, told->county, err);
    if (!rc) rc = hash_told(&told->content, request, &kept, err);
    return rc ? rc : add_kept_names(request, desk, &kept, err);
}

jh_code jh_known_read(jh_intake_request *request, jh_told_known *told, const jh_desk *desk,
                      const jh_bringing *what, jh_error *err)
{
    jh_store *store = NULL;
    jh_code rc = what->names ? read_names(request, desk, what->names, err) : JH_OK;

    *told = (jh_told_known){ .wished = what->county, .county = JH_TEXT("") };
    if (rc) return rc;
    rc = jh_store_open(&store, desk->keep, what->address, JH_STORE_READ, err);
    /* A dry run needs no store at all. */
    if (rc && rc != JH_NO_MEMORY && what->dry_run) rc = JH_OK;
    if (!rc && store) rc = read_county(told, desk, store, err);
    if (!rc && store) rc = read_rest(request, told, desk, store, err);
    jh_store_close(store);
    return rc;
}

jh_code jh_known_holds(bool *out, const jh_told_known *told, const jh_desk *desk, jh_store *store,
                       jh_error *err)
{
    jh_told_known now = { .wished = told->wished, .county = JH_TEXT("") };
    jh_intake_request request = { .county = JH_TEXT("") };
    jh_code rc = read_county(&now, desk, store, err);

    *out = !rc && jh_text_equal(now.county, told->county);
    if (!*out || now.revision == told->revision) return rc;
    rc = read_rest(&request, &now, desk, store, err);
    *out = !rc && jh_hash_equal(&now.content, &told->content);
    return rc;
}

/* ---- questions ----------------------------------------------------------------------------- */

static jh_code read_old(jh_source_file *out, const jh_desk *desk, const char *path, jh_error *err)
{
    *out = (jh_source_file){ .name = jh_text_of(jh_path_name(path)), .bytes = JH_TEXT("") };
    return access(path, F_OK) == 0 ? jh_file_read(&out->bytes, desk->keep, path, err) : JH_OK;
}

/* Beside the file, then in its place: what a clerk typed is never half there. */
static jh_code propose_in_workbook(const jh_desk *desk, const char *path,
                                   const jh_name_listing *list, jh_error *err)
{
    const char *beside = jh_text_format(desk->keep, "%s.new", path).at;
    jh_code rc;

    if (!beside) return jh_no_memory(err);
    rc = jh_name_list_write(beside, desk->keep, desk->scratch, list, err);
    if (!rc && (access(beside, F_OK) != 0 || rename(beside, path) == 0)) return JH_OK;
    (void)unlink(beside);
    return rc ? rc : jh_fail(err, JH_IO, SAY_APP_FILE_WRITE, path, strerror(errno), NULL);
}

static jh_code propose_in_text(const jh_desk *desk, const char *path, const jh_name_listing *list,
                               jh_error *err)
{
    jh_buffer out = jh_buffer_in(desk->keep);
    jh_text text = list->old.bytes, line;
    size_t i, added = 0;

    jh_buffer_add(&out, text);
    if (text.size && text.at[text.size - 1] != '\n') jh_buffer_add_zero(&out, "\n");
    for (i = 0; i < list->questions->count; i++) {
        const jh_name_question *q = &list->questions->items[i];
        const jh_name_candidate *c = &q->candidates[0];

        if (q->is_taken || q->count != 1) continue;
        line = jh_text_format(desk->keep, "# %.*s = %.*s    # %.*s\n", JH_TEXT_ARGS(q->name),
                              JH_TEXT_ARGS(c->code), JH_TEXT_ARGS(c->name));
        if (!line.at) return jh_no_memory(err);
        if (jh_text_contains(text, line)) continue;
        jh_buffer_add(&out, line);
        added++;
    }
    if (!added) return JH_OK;
    jh_code rc = jh_buffer_finish(&text, &out, err);
    return rc ? rc : jh_file_write(path, text, err);
}

jh_code jh_known_propose(const jh_desk *desk, const jh_bringing *what,
                         const jh_name_questions *asked, jh_error *err)
{
    jh_name_listing list = { .questions = asked };
    jh_code rc;

    if (!what->names || !asked->count) return JH_OK;
    rc = read_old(&list.old, desk, what->names, err);
    if (rc) return rc;
    return jh_text_ends(jh_text_of(what->names), JH_TEXT(".xlsx"))
               ? propose_in_workbook(desk, what->names, &list, err)
               : propose_in_text(desk, what->names, &list, err);
}
