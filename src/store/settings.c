/* SPDX-License-Identifier: Apache-2.0 */
#include "store/room.h"

#include <string.h>

/* ---- reading ---- */

typedef struct setting_reader {
    jh_arena *keep;
    jh_dated_setting_list *out;
    size_t capacity;
} setting_reader;

static jh_code read_setting(void *context, const jh_records *row, jh_error *err)
{
    setting_reader *to = context;
    const jh_field *field = row->field;
    jh_dated_setting one = { .from = { (int32_t)field[1].integer },
                             .revision = field[2].integer,
                             .to = JH_NO_DATE };
    jh_dated_setting *last = to->out->count ? &to->out->items[to->out->count - 1] : NULL;
    jh_code code = jh_field_copy(&one.name, to->keep, &field[0], err);

    if (field[3].kind == JH_FIELD_INTEGER) one.to.days = (int32_t)field[3].integer;
    if (!code) code = jh_field_copy(&one.value, to->keep, &field[4], err);
    if (!code) code = jh_field_copy(&one.source, to->keep, &field[5], err);
    if (!code) code = jh_field_copy(&one.author, to->keep, &field[6], err);
    if (code) return code;
    /* A later revision of the same name and first day. */
    if (!last || !jh_text_equal(last->name, one.name) || last->from.days != one.from.days) {
        last = jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *last);
        if (!last) return jh_no_memory(err);
        to->out->items = last;
        last += to->out->count++;
    }
    *last = one;
    return JH_OK;
}

static jh_code read_all(jh_dated_setting_list *out, jh_arena *keep, jh_store *store, jh_text county,
                        jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_SETTINGS_OF_COUNTY, .fields = &which };
    setting_reader to = { .keep = keep, .out = out };

    *out = (jh_dated_setting_list){ 0 };
    return jh_records_each(&store->database, &call, read_setting, &to, err);
}

/* They come by name and first day, so the last that covers the day is the one in force. */
static void keep_those_in_force(jh_dated_setting_list *list, jh_date date)
{
    size_t i, count = 0;

    for (i = 0; i < list->count; i++) {
        const jh_dated_setting *one = &list->items[i];
        if (one->from.days > date.days) continue;
        if (jh_date_is_set(one->to) && one->to.days < date.days) continue;
        if (count && jh_text_equal(list->items[count - 1].name, one->name)) count--;
        list->items[count++] = *one;
    }
    list->count = count;
}

jh_code jh_store_settings(jh_dated_setting_list *out, jh_arena *keep, jh_store *store,
                          const jh_as_of *when, jh_error *err)
{
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    if (code) return code;
    code = read_all(out, keep, store, when->county, err);
    jh_database_rollback(&store->database);
    if (!code) keep_those_in_force(out, when->date);
    return code;
}

/* ---- one setting everywhere ---- */

typedef struct everywhere_reader {
    jh_arena *keep;
    jh_county_settings *out;
    size_t capacity;
    jh_date date;
    jh_county_setting last; /* the newest revision so far of its county and first day */
    int32_t from, to;
} everywhere_reader;

/* The last row of a first day counts, and of the days that cover the date the latest. */
static jh_code take_last(everywhere_reader *to, jh_error *err)
{
    jh_county_settings *out = to->out;
    jh_county_setting *grown;

    if (!to->last.county.size || to->from > to->date.days || to->to < to->date.days) return JH_OK;
    if (out->count && jh_text_equal(out->items[out->count - 1].county, to->last.county)) {
        out->items[out->count - 1] = to->last;
        return JH_OK;
    }
    grown = jh_grow(to->keep, out->items, &to->capacity, out->count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(err);
    out->items = grown;
    out->items[out->count++] = to->last;
    return JH_OK;
}

static jh_code read_everywhere(void *context, const jh_records *row, jh_error *err)
{
    everywhere_reader *to = context;
    const jh_field *field = row->field;
    int32_t from = (int32_t)field[1].integer;
    bool is_revision = jh_text_equal(field[0].text, to->last.county) && from == to->from;
    jh_code code = is_revision ? JH_OK : take_last(to, err);

    if (!code) code = jh_field_copy(&to->last.county, to->keep, &field[0], err);
    if (!code) code = jh_field_copy(&to->last.value, to->keep, &field[4], err);
    to->from = from;
    to->to = field[3].kind == JH_FIELD_INTEGER ? (int32_t)field[3].integer : INT32_MAX;
    return code;
}

jh_code jh_store_settings_named(jh_county_settings *out, jh_arena *keep, jh_store *store,
                                const jh_named_day *which, jh_error *err)
{
    jh_field name = jh_field_text(which->name);
    jh_query_call call = { .query = SQL_SETTINGS_NAMED, .fields = &name };
    everywhere_reader to = { .keep = keep, .out = out, .date = which->date };
    jh_code code;

    *out = (jh_county_settings){ 0 };
    code = jh_store_each(store, &call, read_everywhere, &to, err);
    return code ? code : take_last(&to, err);
}

/* ---- putting ---- */

static jh_code check_setting(const jh_store *store, const jh_dated_setting *setting, jh_error *err)
{
    char word[JH_WORD_SIZE];
    jh_code code = jh_text_check(store, setting->name, err);

    if (!code) code = jh_text_check(store, setting->value, err);
    if (!code) code = jh_text_check(store, setting->source, err);
    if (code) return code;
    if (!setting->name.size || !jh_date_is_set(setting->from)
        || (jh_date_is_set(setting->to) && setting->to.days < setting->from.days))
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_BAD_SETTING, store->database.where,
                       jh_stored_word(word, setting->name), NULL);
    return JH_OK;
}

static bool is_known(const jh_dated_setting_list *list, const jh_dated_setting *setting)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        const jh_dated_setting *one = &list->items[i];
        if (jh_text_equal(one->name, setting->name) && one->from.days == setting->from.days)
            return jh_text_equal(one->value, setting->value) && one->to.days == setting->to.days
                   && jh_text_equal(one->source, setting->source);
    }
    return false;
}

static jh_code hash_setting(jh_hash *out, const jh_dated_setting *setting, jh_error *err)
{
    jh_hasher *hasher = jh_hasher_begin();

    if (!hasher) return jh_no_memory(err);
    jh_hasher_add_piece(hasher, setting->name);
    jh_hasher_add_piece(hasher, setting->value);
    jh_hasher_add_number(hasher, setting->from.days);
    jh_hasher_add_number(hasher, setting->to.days);
    jh_hasher_add_piece(hasher, setting->source);
    *out = jh_hasher_finish(hasher);
    return JH_OK;
}

static jh_code insert(jh_store *store, jh_text county, const jh_dated_setting *setting,
                      const jh_audit *entry, jh_error *err)
{
    jh_field fields[8] = { jh_field_text(county),
                           jh_field_text(setting->name),
                           jh_field_integer(setting->from.days),
                           jh_field_integer(entry->revision),
                           jh_field_null(),
                           jh_field_text(setting->value),
                           jh_field_text(setting->source),
                           jh_field_text(entry->author) };
    jh_code code;

    if (jh_date_is_set(setting->to)) fields[4] = jh_field_integer(setting->to.days);
    code = jh_database_run(&store->database, SQL_ADD_SETTING, fields, err);
    return code ? code : jh_audit_add(store, county, entry, err);
}

static jh_code put(jh_store *store, jh_text county, const jh_dated_setting *setting,
                   const jh_authorship *by, jh_error *err)
{
    jh_audit entry = { .act = JH_TEXT("setting"),
                       .author = by->author,
                       .reason = by->reason,
                       .approver = by->approver,
                       .stamp = by->stamp,
                       .counts = setting->name };
    jh_dated_setting_list known;
    jh_code code = jh_store_begin_write(&entry.revision, store, county, err);

    if (!code) code = read_all(&known, &store->work, store, county, err);
    if (code || is_known(&known, setting)) return code; /* rolled back */
    code = hash_setting(&entry.content, setting, err);
    if (!code) code = insert(store, county, setting, &entry, err);
    return code ? code : jh_database_commit(&store->database, err);
}

jh_code jh_store_setting_put(jh_store *store, jh_text county, const jh_dated_setting *setting,
                             const jh_authorship *by, jh_error *err)
{
    jh_code code = jh_authorship_check(store, by, err);

    if (!code) code = jh_text_check(store, county, err);
    if (!code) code = check_setting(store, setting, err);
    if (!code) code = put(store, county, setting, by, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}
