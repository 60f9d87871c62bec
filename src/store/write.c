/* SPDX-License-Identifier: Apache-2.0 */
#include "store/ready.h"
#include "store/writing.h"

#include <stdio.h>
#include <string.h>

jh_code jh_store_begin_write(int64_t *revision, jh_store *store, jh_text county, jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call next = { .query = SQL_NEXT_REVISION, .fields = &which };
    jh_code code = jh_database_begin(&store->database, JH_STORE_WRITE, err);

    if (!code) code = jh_database_run(&store->database, SQL_ADD_COUNTY, &which, err);
    if (!code) code = jh_database_number(revision, &store->database, &next, 0, err);
    return code;
}

/* ---- what was brought, as one hash for the audit ---- */

static void hash_figure(jh_hasher *hasher, const jh_observation *figure)
{
    jh_hasher_add_piece(hasher, figure->unit);
    jh_hasher_add_piece(hasher, figure->element);
    jh_hasher_add_number(hasher, figure->stage);
    jh_hasher_add_number(hasher, figure->provenance);
    jh_hasher_add_number(hasher, figure->why);
    jh_hasher_add_number(hasher, figure->why ? 0 : figure->value.millionths);
    jh_hasher_add_number(hasher, figure->origin.file);
    jh_hasher_add_piece(hasher, figure->origin.sheet);
    jh_hasher_add_number(hasher, figure->origin.row);
    jh_hasher_add_number(hasher, figure->origin.column);
    jh_hasher_add_piece(hasher, figure->note);
}

static jh_code hash_batch(jh_hash *out, const jh_batch *batch, jh_error *err)
{
    jh_hasher *hasher = jh_hasher_begin();
    size_t i;

    if (!hasher) return jh_no_memory(err);
    jh_hasher_add_piece(hasher, batch->county);
    jh_hasher_add_piece(hasher, batch->county_name);
    jh_hasher_add_piece(hasher, batch->period);
    for (i = 0; i < batch->file_count; i++) {
        jh_hasher_add_piece(hasher, batch->files[i].name);
        jh_hasher_add(hasher, batch->files[i].hash.bytes, sizeof batch->files[i].hash.bytes);
    }
    for (i = 0; i < batch->unit_count; i++) jh_unit_hash(hasher, &batch->units[i]);
    for (i = 0; i < batch->taken_out_count; i++) jh_hasher_add_piece(hasher, batch->taken_out[i]);
    for (i = 0; i < batch->observation_count; i++) hash_figure(hasher, &batch->observations[i]);
    *out = jh_hasher_finish(hasher);
    return JH_OK;
}

/* ---- the write ---- */

/* Nothing else in it: what a person decided, not what a paper brought. */
static bool is_correction(const jh_batch *batch)
{
    size_t i;

    for (i = 0; i < batch->observation_count; i++)
        if (batch->observations[i].provenance != JH_BY_CORRECTION) return false;
    return batch->observation_count > 0 && !batch->unit_count && !batch->file_count;
}

static jh_code add_entry(jh_writing *on, const jh_hash *content, jh_error *err)
{
    const jh_write_counts *counts = &on->counts;
    char words[200];
    jh_audit entry = jh_audit_by(is_correction(on->batch) ? "correct" : "write", on->by);

    snprintf(words, sizeof words, "files %zu, units %zu, changed %zu, figures %zu, revised %zu",
             counts->files_new, counts->units_new, counts->units_changed, counts->figures_new,
             counts->figures_revised);
    if (counts->units_taken_out)
        snprintf(words + strlen(words), sizeof words - strlen(words), ", taken out %zu",
                 counts->units_taken_out);
    entry.content = *content;
    entry.revision = on->revision;
    entry.counts = jh_text_of(words);
    return jh_audit_add(on->store, on->batch->county, &entry, err);
}

static jh_code name_county(jh_writing *on, jh_error *err)
{
    jh_field fields[2] = { jh_field_text(on->batch->county),
                           jh_field_text(on->batch->county_name) };

    if (!on->batch->county_name.size) return JH_OK;
    return jh_database_run(&on->store->database, SQL_NAME_COUNTY, fields, err);
}

static bool is_anything_new(const jh_writing *on)
{
    const jh_write_counts *counts = &on->counts;

    return on->county_changed || counts->files_new || counts->units_new || counts->units_changed
           || counts->units_taken_out || counts->figures_new || counts->figures_revised;
}

jh_code jh_writing_sort(jh_writing *on, jh_error *err)
{
    jh_code code = jh_writing_sort_units(on, err);

    if (!code) code = jh_writing_sort_files(on, err);
    return code ? code : jh_writing_sort_figures(on, err);
}

jh_code jh_writing_add(jh_writing *on, jh_error *err)
{
    jh_code code = jh_writing_add_units(on, err);

    if (!code) code = jh_writing_add_files(on, err);
    return code ? code : jh_writing_add_figures(on, err);
}

/* Sorted, inside the transaction that holds the county. */
static jh_code add_all(jh_writing *on, const jh_hash *content, jh_error *err)
{
    jh_code code;

    on->counts.revision = on->revision - 1;
    if (!is_anything_new(on)) return JH_OK; /* rolled back: nothing was written */
    on->counts.revision = on->revision;
    on->counts.wrote = true;
    code = jh_writing_add(on, err);
    if (!code) code = name_county(on, err);
    if (!code) code = add_entry(on, content, err);
    return code ? code : jh_database_commit(&on->store->database, err);
}

static jh_code check(const jh_store *store, const jh_batch *batch, const jh_authorship *by,
                     jh_error *err)
{
    jh_code code = jh_authorship_check(store, by, err);

    if (!code && batch->taken_out_count)
        code = jh_decision_check(store, by, batch->taken_out[0], err);
    return code ? code : jh_batch_check(store, batch, err);
}

jh_code jh_store_write(jh_write_counts *out, jh_store *store, const jh_batch *batch,
                       const jh_authorship *by, jh_error *err)
{
    jh_writing on = { .store = store, .batch = batch, .by = by, .keep = &store->work };
    jh_hash content;
    jh_code code = check(store, batch, by, err);

    *out = (jh_write_counts){ 0 };
    if (!code) code = hash_batch(&content, batch, err);
    if (!code) code = jh_store_begin_write(&on.revision, store, batch->county, err);
    if (!code) code = jh_writing_sort(&on, err);
    if (!code) code = add_all(&on, &content, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    if (!code) *out = on.counts;
    return code;
}

/* ---- made ready before ---- */

struct jh_ready {
    jh_writing on; /* sorted, packed; on.revision: what comes after the one it was compared with */
    jh_hash content;
};

static jh_code compare(jh_writing *on, jh_error *err)
{
    jh_field county = jh_field_text(on->batch->county);
    jh_query_call call = { .query = SQL_COUNTY_REVISION, .fields = &county };
    int64_t now = 0;
    jh_code code = jh_database_begin(&on->store->database, JH_STORE_READ, err);

    if (!code) code = jh_database_number(&now, &on->store->database, &call, 0, err);
    on->revision = now + 1;
    if (!code) code = jh_writing_sort(on, err);
    return code ? code : jh_writing_pack(on, err);
}

jh_code jh_store_ready(jh_ready **out, jh_arena *keep, jh_store *store, const jh_readying *what,
                       jh_error *err)
{
    jh_ready *ready = JH_NEW(keep, jh_ready);
    jh_code code = ready ? check(store, what->batch, what->by, err) : jh_no_memory(err);

    *out = ready;
    if (code) return code;
    ready->on = (jh_writing){ .store = store, .batch = what->batch, .by = what->by, .keep = keep };
    code = hash_batch(&ready->content, what->batch, err);
    if (!code) code = compare(&ready->on, err);
    jh_database_rollback(&store->database);
    ready->on.store = NULL;
    return code;
}

int64_t jh_ready_revision(const jh_ready *ready)
{
    return ready->on.revision - 1;
}

/* What was found new is so still, unless the county was written to. */
static jh_code sort_again(jh_writing *on, int64_t revision, jh_error *err)
{
    if (on->revision == revision) return JH_OK;
    *on = (jh_writing){ .store = on->store,
                        .batch = on->batch,
                        .by = on->by,
                        .keep = &on->store->work,
                        .revision = revision,
                        .packed = on->packed };
    return jh_writing_sort(on, err);
}

jh_code jh_store_write_ready(jh_write_counts *out, jh_store *store, const jh_ready *ready,
                             jh_error *err)
{
    jh_writing on = ready->on;
    int64_t revision = 0;
    jh_code code = jh_store_begin_write(&revision, store, on.batch->county, err);

    *out = (jh_write_counts){ 0 };
    on.store = store;
    if (!code) code = sort_again(&on, revision, err);
    if (!code) code = add_all(&on, &ready->content, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    if (!code) *out = on.counts;
    return code;
}
