/* SPDX-License-Identifier: Apache-2.0 */
#include "store/room.h"

#include <stdio.h>

typedef struct name_reader {
    jh_arena *keep;
    jh_confirmed_names *out;
    size_t capacity;
} name_reader;

/* Rows of one name come oldest first: the last one counts. */
static jh_code read_name(void *context, const jh_records *row, jh_error *err)
{
    name_reader *to = context;
    jh_confirmed_name one = { .revision = row->field[1].integer };
    jh_confirmed_name *last = to->out->count ? &to->out->items[to->out->count - 1] : NULL;
    jh_code code = jh_field_copy(&one.name, to->keep, &row->field[0], err);

    if (!code) code = jh_field_copy(&one.code, to->keep, &row->field[2], err);
    if (code) return code;
    if (!last || !jh_text_equal(last->name, one.name)) {
        last = jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *last);
        if (!last) return jh_no_memory(err);
        to->out->items = last;
        last += to->out->count++;
    }
    *last = one;
    return JH_OK;
}

static jh_code read_all(jh_confirmed_names *out, jh_arena *keep, jh_store *store, jh_text county,
                        jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_NAMES_OF_COUNTY, .fields = &which };
    name_reader to = { .keep = keep, .out = out };

    *out = (jh_confirmed_names){ 0 };
    return jh_records_each(&store->database, &call, read_name, &to, err);
}

jh_code jh_store_names(jh_confirmed_names *out, jh_arena *keep, jh_store *store, jh_text county,
                       jh_error *err)
{
    size_t i, count = 0;
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    if (code) return code;
    code = read_all(out, keep, store, county, err);
    jh_database_rollback(&store->database);
    for (i = 0; i < out->count && !code; i++)
        if (out->items[i].code.size) out->items[count++] = out->items[i];
    out->count = count;
    return code;
}

/* ---- writing ---- */

typedef struct naming {
    jh_store *store;
    jh_text county;
    const jh_authorship *by;
    jh_confirmed_names known;
    int64_t revision;
    size_t news;
    jh_hasher *hasher;
} naming;

static const jh_confirmed_name *find(const jh_confirmed_names *in, jh_text name)
{
    size_t low = 0, high = in->count, middle;
    int order;

    while (low < high) {
        middle = low + (high - low) / 2;
        order = jh_text_compare(in->items[middle].name, name);
        if (order == 0) return &in->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static jh_code add(naming *on, const jh_confirmed_name *now, jh_error *err)
{
    const jh_confirmed_name *known = find(&on->known, now->name);
    jh_field fields[4] = { jh_field_text(on->county), jh_field_text(now->name),
                           jh_field_integer(on->revision), jh_field_text(now->code) };
    char name[JH_WORD_SIZE], was[JH_WORD_SIZE], is[JH_WORD_SIZE];

    if (known ? jh_text_equal(known->code, now->code) : !now->code.size) return JH_OK;
    if (known && known->code.size && !on->by->reason.size)
        return jh_fail(err, JH_CONFLICT, SAY_STORE_NEEDS_REASON, on->store->database.where,
                       jh_stored_word(name, now->name), "code", jh_stored_word(was, known->code),
                       jh_stored_word(is, now->code), NULL);
    on->news++;
    jh_hasher_add_piece(on->hasher, now->name);
    jh_hasher_add_piece(on->hasher, now->code);
    return jh_database_run(&on->store->database, SQL_ADD_CONFIRMED_NAME, fields, err);
}

static jh_code add_entry(naming *on, const jh_hash *content, jh_error *err)
{
    jh_audit entry = jh_audit_by("name", on->by);
    char counts[32];
    jh_code code;

    snprintf(counts, sizeof counts, "names %zu", on->news);
    entry.revision = on->revision;
    entry.counts = jh_text_of(counts);
    entry.content = *content;
    code = jh_audit_add(on->store, on->county, &entry, err);
    return code ? code : jh_database_commit(&on->store->database, err);
}

static jh_code put_all(naming *on, const jh_confirmed_names *names, jh_error *err)
{
    jh_hash content;
    size_t i;
    jh_code code = jh_store_begin_write(&on->revision, on->store, on->county, err);

    if (!code) code = read_all(&on->known, &on->store->work, on->store, on->county, err);
    if (code) return code;
    on->hasher = jh_hasher_begin();
    if (!on->hasher) return jh_no_memory(err);
    for (i = 0; i < names->count && !code; i++) code = add(on, &names->items[i], err);
    content = jh_hasher_finish(on->hasher);
    if (code || !on->news) return code; /* rolled back */
    return add_entry(on, &content, err);
}

jh_code jh_store_names_put(jh_store *store, jh_text county, const jh_confirmed_names *names,
                           const jh_authorship *by, jh_error *err)
{
    naming on = { .store = store, .county = county, .by = by };
    size_t i;
    jh_code code = jh_authorship_check(store, by, err);

    if (!code) code = jh_name_check(store, county, JH_COUNTY_MOST, err);
    for (i = 0; i < names->count && !code; i++) {
        code = jh_name_check(store, names->items[i].name, JH_KEY_MOST, err);
        if (!code && names->items[i].code.size)
            code = jh_name_check(store, names->items[i].code, JH_CODE_MOST, err);
        if (!code && i && jh_text_compare(names->items[i - 1].name, names->items[i].name) >= 0)
            code = jh_fail(err, JH_BUG, SAY_STORE_BAD_ORDER, store->database.where, "names", NULL);
    }
    if (!code) code = put_all(&on, names, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}
