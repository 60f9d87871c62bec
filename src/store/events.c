/* SPDX-License-Identifier: Apache-2.0 */
#include "store/room.h"

#include <stdio.h>
#include <string.h>

/* ---- reading ---- */

typedef struct event_reader {
    jh_arena *keep;
    jh_unit_events *out;
    size_t capacity, at;  /* at: the event whose parts come */
    jh_event_part *parts; /* of event `at` */
    jh_event_share *shares;
    size_t part_capacity, share_capacity;
    jh_store *store;
} event_reader;

static jh_code damaged(const event_reader *on, jh_error *err)
{
    return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, on->store->database.where, "unit_event", NULL);
}

static int kind_of(jh_text key)
{
    int i;

    for (i = 0; i < JH_EVENT_KIND_COUNT; i++)
        if (jh_text_equal(key, jh_text_of(jh_event_key((jh_event_kind)i)))) break;
    return i;
}

static jh_code withdraw(event_reader *on, const jh_field *field, jh_error *err)
{
    size_t i;

    for (i = 0; i < on->out->count; i++) {
        if (on->out->items[i].number != field[9].integer) continue;
        on->out->items[i].is_withdrawn = true;
        on->out->items[i].withdrawn_at = field[1].integer;
        return JH_OK;
    }
    return damaged(on, err);
}

static jh_code read_texts(jh_unit_event *to, jh_arena *keep, const jh_field *field, jh_error *err)
{
    static const int column[9] = { 4, 5, 6, 7, 8, 10, 11, 12, 13 };
    jh_text *text[9] = { &to->unit,   &to->main,   &to->name,     &to->town, &to->parent,
                         &to->author, &to->reason, &to->approver, &to->stamp };
    jh_code code = JH_OK;
    int i;

    for (i = 0; i < 9 && !code; i++) code = jh_field_copy(text[i], keep, &field[column[i]], err);
    return code;
}

static jh_code read_event(void *context, const jh_records *row, jh_error *err)
{
    event_reader *on = context;
    const jh_field *field = row->field;
    int kind = kind_of(field[2].text);
    jh_unit_event *one;

    if (jh_text_equal(field[2].text, JH_TEXT("withdraw"))) return withdraw(on, field, err);
    if (kind == JH_EVENT_KIND_COUNT) return damaged(on, err);
    one = jh_grow(on->keep, on->out->items, &on->capacity, on->out->count + 1, sizeof *one);
    if (!one) return jh_no_memory(err);
    on->out->items = one;
    one += on->out->count++;
    *one = (jh_unit_event){ .number = (int32_t)field[0].integer,
                            .revision = field[1].integer,
                            .kind = (jh_event_kind)kind,
                            .date = { (int32_t)field[3].integer } };
    return read_texts(one, on->keep, field, err);
}

static jh_code read_part(void *context, const jh_records *row, jh_error *err)
{
    event_reader *on = context;
    const jh_field *field = row->field;
    jh_unit_event *event;
    jh_event_part *grown;

    while (on->at < on->out->count && on->out->items[on->at].number < field[0].integer) {
        on->at++;
        on->parts = NULL;
        on->part_capacity = 0;
    }
    if (on->at == on->out->count || on->out->items[on->at].number != field[0].integer)
        return damaged(on, err);
    event = &on->out->items[on->at];
    grown = jh_grow(on->keep, on->parts, &on->part_capacity, event->part_count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(err);
    event->parts = on->parts = grown;
    grown += event->part_count++;
    grown->has_share = field[2].kind == JH_FIELD_INTEGER;
    grown->share.millionths = field[2].integer;
    return jh_field_copy(&grown->code, on->keep, &field[1], err);
}

/* Behind the parts: begins with the events again. */
static jh_code read_share(void *context, const jh_records *row, jh_error *err)
{
    event_reader *on = context;
    const jh_field *field = row->field;
    jh_unit_event *event;
    jh_event_share *grown;
    jh_code code;

    while (on->at < on->out->count && on->out->items[on->at].number < field[0].integer) {
        on->at++;
        on->shares = NULL;
        on->share_capacity = 0;
    }
    if (on->at == on->out->count || on->out->items[on->at].number != field[0].integer)
        return damaged(on, err);
    event = &on->out->items[on->at];
    grown =
        jh_grow(on->keep, on->shares, &on->share_capacity, event->share_count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(err);
    event->shares = on->shares = grown;
    grown += event->share_count++;
    grown->share.millionths = field[3].integer;
    code = jh_field_copy(&grown->element, on->keep, &field[1], err);
    return code ? code : jh_field_copy(&grown->code, on->keep, &field[2], err);
}

static jh_code read_all(jh_unit_events *out, jh_arena *keep, jh_store *store, jh_text county,
                        jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call events = { .query = SQL_EVENTS_OF_COUNTY, .fields = &which };
    jh_query_call parts = { .query = SQL_EVENT_PARTS_OF_COUNTY, .fields = &which };
    jh_query_call shares = { .query = SQL_EVENT_SHARES_OF_COUNTY, .fields = &which };
    event_reader on = { .keep = keep, .out = out, .store = store };
    jh_code code;

    *out = (jh_unit_events){ 0 };
    code = jh_records_each(&store->database, &events, read_event, &on, err);
    if (!code) code = jh_records_each(&store->database, &parts, read_part, &on, err);
    on.at = 0;
    return code ? code : jh_records_each(&store->database, &shares, read_share, &on, err);
}

jh_code jh_store_events(jh_unit_events *out, jh_arena *keep, jh_store *store, jh_text county,
                        jh_error *err)
{
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    if (code) return code;
    code = read_all(out, keep, store, county, err);
    jh_database_rollback(&store->database);
    return code;
}

/* ---- writing ---- */

/* county, event, revision, kind, day, unit, main, name, town, parent, withdraws */
enum { EVENT_FIELDS = 11 };

static jh_code insert_parts(jh_store *store, const jh_field *row, const jh_unit_event *event,
                            jh_error *err)
{
    jh_field fields[4] = { row[0], row[1] };
    size_t i;
    jh_code code = JH_OK;

    for (i = 0; i < event->part_count && !code; i++) {
        fields[2] = jh_field_text(event->parts[i].code);
        fields[3] = event->parts[i].has_share ? jh_field_integer(event->parts[i].share.millionths)
                                              : jh_field_null();
        code = jh_database_run(&store->database, SQL_ADD_UNIT_EVENT_PART, fields, err);
    }
    return code;
}

static jh_code insert_shares(jh_store *store, const jh_field *row, const jh_unit_event *event,
                             jh_error *err)
{
    jh_field fields[5] = { row[0], row[1] };
    size_t i;
    jh_code code = JH_OK;

    for (i = 0; i < event->share_count && !code; i++) {
        fields[2] = jh_field_text(event->shares[i].element);
        fields[3] = jh_field_text(event->shares[i].code);
        fields[4] = jh_field_integer(event->shares[i].share.millionths);
        code = jh_database_run(&store->database, SQL_ADD_UNIT_EVENT_SHARE, fields, err);
    }
    return code;
}

static jh_code hash_event(jh_hash *out, const jh_field *row, const jh_unit_event *event,
                          jh_error *err)
{
    jh_hasher *hasher;
    jh_hash head;
    size_t i;
    jh_code code = jh_hash_fields(&head, row, EVENT_FIELDS, err);

    if (code) return code;
    hasher = jh_hasher_begin();
    if (!hasher) return jh_no_memory(err);
    jh_hasher_add(hasher, head.bytes, sizeof head.bytes);
    for (i = 0; i < event->part_count; i++) {
        jh_hasher_add_piece(hasher, event->parts[i].code);
        jh_hasher_add_number(hasher,
                             event->parts[i].has_share ? event->parts[i].share.millionths : -1);
    }
    for (i = 0; i < event->share_count; i++) {
        jh_hasher_add_piece(hasher, event->shares[i].element);
        jh_hasher_add_piece(hasher, event->shares[i].code);
        jh_hasher_add_number(hasher, event->shares[i].share.millionths);
    }
    *out = jh_hasher_finish(hasher);
    return JH_OK;
}

/* Number and revision are filled in here; the transaction is open. */
static jh_code add(jh_store *store, jh_field *row, const jh_unit_event *event, jh_audit *entry,
                   jh_error *err)
{
    jh_query_call last = { .query = SQL_LAST_EVENT, .fields = row };
    char counts[48];
    int64_t number = 0;
    jh_code code = jh_database_number(&number, &store->database, &last, 0, err);

    row[1] = jh_field_integer(number + 1);
    row[2] = jh_field_integer(entry->revision);
    if (!code) code = jh_database_run(&store->database, SQL_ADD_UNIT_EVENT, row, err);
    if (!code) code = insert_parts(store, row, event, err);
    if (!code) code = insert_shares(store, row, event, err);
    if (!code) code = hash_event(&entry->content, row, event, err);
    if (code) return code;
    snprintf(counts, sizeof counts, "%.*s, parts %zu", JH_TEXT_ARGS(row[3].text),
             event->part_count);
    entry->counts = jh_text_of(counts);
    code = jh_audit_add(store, row[0].text, entry, err);
    return code ? code : jh_database_commit(&store->database, err);
}

static jh_code check_event(const jh_store *store, const jh_unit_event *event, jh_error *err)
{
    size_t i;
    jh_code code = jh_name_check(store, event->unit, JH_CODE_MOST, err);

    if (!code && event->main.size) code = jh_name_check(store, event->main, JH_CODE_MOST, err);
    if (!code && event->parent.size) code = jh_name_check(store, event->parent, JH_CODE_MOST, err);
    if (!code) code = jh_text_check(store, event->name, err);
    if (!code) code = jh_text_check(store, event->town, err);
    for (i = 0; i < event->part_count && !code; i++)
        code = jh_name_check(store, event->parts[i].code, JH_CODE_MOST, err);
    for (i = 0; i < event->share_count && !code; i++) {
        code = jh_name_check(store, event->shares[i].element, JH_KEY_MOST, err);
        if (!code) code = jh_name_check(store, event->shares[i].code, JH_CODE_MOST, err);
    }
    return code;
}

jh_code jh_store_event_put(jh_store *store, jh_text county, jh_unit_event *event,
                           const jh_authorship *by, jh_error *err)
{
    jh_audit entry = jh_audit_by("event", by);
    jh_field row[EVENT_FIELDS] = { jh_field_text(county),
                                   jh_field_null(),
                                   jh_field_null(),
                                   jh_field_text(jh_text_of(jh_event_key(event->kind))),
                                   jh_field_integer(event->date.days),
                                   jh_field_text(event->unit),
                                   jh_field_text(event->main),
                                   jh_field_text(event->name),
                                   jh_field_text(event->town),
                                   jh_field_text(event->parent),
                                   jh_field_null() };
    jh_code code = jh_decision_check(store, by, event->unit, err);

    event->number = 0;
    if (!code) code = jh_name_check(store, county, JH_COUNTY_MOST, err);
    if (!code) code = check_event(store, event, err);
    if (!code) code = jh_store_begin_write(&entry.revision, store, county, err);
    if (!code) code = add(store, row, event, &entry, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    if (!code) event->number = (int32_t)row[1].integer;
    return code;
}

static jh_code find_standing(jh_store *store, jh_text county, int32_t number, jh_error *err)
{
    jh_unit_events all;
    char digits[24];
    size_t i;
    jh_code code = read_all(&all, &store->work, store, county, err);

    if (code) return code;
    for (i = 0; i < all.count; i++)
        if (all.items[i].number == number && !all.items[i].is_withdrawn) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_EVENT, store->database.where,
                   jh_digits(digits, number), NULL);
}

jh_code jh_store_event_withdraw(jh_store *store, jh_text county, int32_t number,
                                const jh_authorship *by, jh_error *err)
{
    static const jh_unit_event nothing = { .number = 0 };
    jh_audit entry = jh_audit_by("event", by);
    jh_field none = jh_field_text((jh_text){ 0 });
    jh_field row[EVENT_FIELDS] = { jh_field_text(county),
                                   jh_field_null(),
                                   jh_field_null(),
                                   jh_field_text(JH_TEXT("withdraw")),
                                   jh_field_integer(0),
                                   none,
                                   none,
                                   none,
                                   none,
                                   none,
                                   jh_field_integer(number) };
    jh_code code = jh_decision_check(store, by, county, err);

    if (!code) code = jh_name_check(store, county, JH_COUNTY_MOST, err);
    if (!code) code = jh_store_begin_write(&entry.revision, store, county, err);
    if (!code) code = find_standing(store, county, number, err);
    if (!code) code = add(store, row, &nothing, &entry, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}
