/* SPDX-License-Identifier: Apache-2.0 */
#include "store/assembly.h"

typedef struct taking_out {
    jh_store *store;
    const jh_unit_place *place;
    jh_assembly known;
} taking_out;

static jh_code read_fact(void *context, const jh_records *row, jh_error *err)
{
    return jh_assembly_add_fact(&((taking_out *)context)->known, row, err);
}

static jh_code find(const jh_named_unit **out, const taking_out *on, jh_error *err)
{
    char unit[JH_WORD_SIZE];
    size_t i;

    for (i = 0; i < on->known.unit_count; i++) {
        const jh_named_unit *one = &on->known.units[i];
        /* The county itself is no school that could be taken out of it. */
        if (one->number <= 0 || !jh_text_equal(one->unit.code, on->place->unit)) continue;
        *out = one;
        return JH_OK;
    }
    return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_UNIT_HERE, on->store->database.where,
                   jh_stored_word(unit, on->place->unit), NULL);
}

static jh_code insert(const taking_out *on, const jh_named_unit *unit, jh_audit *entry,
                      jh_error *err)
{
    jh_field fields[JH_FIELDS];
    jh_named_unit fact = *unit;
    jh_code code;

    fact.taken_out = on->place->taken_out;
    jh_fact_fields(fields, on->place->county, on->place->period, entry->revision, &fact);
    code = jh_database_run(&on->store->database, SQL_ADD_UNIT_FACT, fields, err);
    if (!code) code = jh_hash_fields(&entry->content, fields, JH_FACT_FIELDS, err);
    entry->counts = fact.taken_out ? JH_TEXT("taken out 1") : JH_TEXT("put back 1");
    return code ? code : jh_audit_add(on->store, on->place->county, entry, err);
}

static jh_code take_out(taking_out *on, const jh_authorship *by, jh_error *err)
{
    jh_database *database = &on->store->database;
    jh_audit entry = jh_audit_by("correct", by);
    jh_field scope[3] = { jh_field_text(on->place->county), jh_field_text(on->place->period) };
    jh_query_call call = { .query = SQL_FACTS_OF_PERIOD, .fields = scope };
    const jh_named_unit *unit = NULL;
    jh_code code = jh_store_begin_write(&entry.revision, on->store, on->place->county, err);

    scope[2] = jh_field_integer(entry.revision);
    if (!code) code = jh_records_each(database, &call, read_fact, on, err);
    if (!code) code = find(&unit, on, err);
    if (code || unit->taken_out == on->place->taken_out) return code; /* rolled back */
    code = insert(on, unit, &entry, err);
    return code ? code : jh_database_commit(database, err);
}

jh_code jh_store_take_out(jh_store *store, const jh_unit_place *place, const jh_authorship *by,
                          jh_error *err)
{
    taking_out on = { .store = store,
                      .place = place,
                      .known = { .store = store, .keep = &store->work, .scratch = &store->work } };
    jh_code code = jh_decision_check(store, by, place->unit, err);

    if (!code) code = jh_name_check(store, place->county, JH_COUNTY_MOST, err);
    if (!code) code = jh_name_check(store, place->period, JH_PERIOD_MOST, err);
    if (!code) code = jh_name_check(store, place->unit, JH_CODE_MOST, err);
    if (!code) code = take_out(&on, by, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}
