/* SPDX-License-Identifier: Apache-2.0 */
#include "store/frozen.h"

#include "store/room.h"

/* ---- a row ---- */

/* The columns in the order of frozen_of_county, behind the county. */
enum {
    NUMBER = 1,
    REVISION,
    PERIOD,
    AT_REVISION,
    STANDARD,
    STANDARD_HASH,
    STANDARD_TEXT,
    SETTINGS_HASH,
    SETTINGS_TEXT,
    AS_OF,
    ENGINE,
    ASSESSMENT,
    AUTHOR,
    APPROVER,
    REASON,
    STAMP,
    CONTENT,
    OUTPUT,
    MARKS,
    COLUMNS
};

typedef struct text_column {
    int column;
    jh_text *text;
} text_column;

typedef struct hash_column {
    int column;
    jh_hash *hash;
} hash_column;

enum { TEXTS = 10, HASHES = 5 };

static void find_texts(text_column out[TEXTS], jh_frozen *of)
{
    const text_column all[TEXTS] = {
        { PERIOD, &of->period },
        { STANDARD, &of->standard },
        { STANDARD_TEXT, &of->standard_text },
        { SETTINGS_TEXT, &of->settings_text },
        { ENGINE, &of->engine },
        { AUTHOR, &of->author },
        { APPROVER, &of->approver },
        { REASON, &of->reason },
        { STAMP, &of->stamp },
        { MARKS, &of->marks },
    };

    for (int i = 0; i < TEXTS; i++) out[i] = all[i];
}

static void find_hashes(hash_column out[HASHES], jh_frozen *of)
{
    const hash_column all[HASHES] = { { STANDARD_HASH, &of->standard_hash },
                                      { SETTINGS_HASH, &of->settings_hash },
                                      { ASSESSMENT, &of->assessment },
                                      { CONTENT, &of->content },
                                      { OUTPUT, &of->output } };

    for (int i = 0; i < HASHES; i++) out[i] = all[i];
}

/* The row as it is written; the fields borrow from it. */
static void write_row(jh_field out[COLUMNS], jh_text county, jh_frozen *from)
{
    text_column texts[TEXTS];
    hash_column hashes[HASHES];

    find_texts(texts, from);
    find_hashes(hashes, from);
    out[0] = jh_field_text(county);
    out[NUMBER] = jh_field_integer(from->number);
    out[REVISION] = jh_field_integer(from->revision);
    out[AT_REVISION] = jh_field_integer(from->at_revision);
    out[AS_OF] = jh_field_integer(from->as_of.days);
    for (int i = 0; i < TEXTS; i++) out[texts[i].column] = jh_field_text(*texts[i].text);
    for (int i = 0; i < HASHES; i++)
        out[hashes[i].column] = jh_field_bytes(hashes[i].hash->bytes, sizeof hashes[i].hash->bytes);
}

static jh_code hash_row(jh_frozen *of, jh_text county, jh_error *err)
{
    jh_field row[COLUMNS];

    write_row(row, county, of);
    return jh_hash_fields(&of->hash, row, COLUMNS, err);
}

/* ---- reading ---- */

typedef struct frozen_reader {
    jh_store *store;
    jh_arena *keep;
    jh_frozen_list *out;
    jh_text county;
    size_t capacity;
} frozen_reader;

static jh_code read_row(jh_frozen *out, const frozen_reader *to, const jh_field *row, jh_error *err)
{
    text_column texts[TEXTS];
    hash_column hashes[HASHES];
    jh_code code = JH_OK;
    int i;

    *out = (jh_frozen){ .number = row[NUMBER].integer,
                        .revision = row[REVISION].integer,
                        .at_revision = row[AT_REVISION].integer,
                        .as_of = { (int32_t)row[AS_OF].integer } };
    find_texts(texts, out);
    find_hashes(hashes, out);
    for (i = 0; i < TEXTS && !code; i++)
        code = jh_field_copy(texts[i].text, to->keep, &row[texts[i].column], err);
    for (i = 0; i < HASHES && !code; i++)
        code = jh_field_hash(hashes[i].hash, to->store, &row[hashes[i].column], err);
    return code ? code : hash_row(out, to->county, err);
}

static jh_code read_frozen(void *context, const jh_records *row, jh_error *err)
{
    frozen_reader *to = context;
    jh_frozen *grown =
        jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    to->out->items = grown;
    return read_row(&grown[to->out->count++], to, row->field, err);
}

/* What the audit was told when it was frozen. */
static void compare_with_audit(jh_frozen *one, const jh_audit_list *audit)
{
    size_t i;

    one->is_altered = true;
    for (i = 0; i < audit->count; i++) {
        const jh_audit *entry = &audit->items[i];
        if (entry->revision != one->revision) continue;
        one->is_altered = !jh_text_equal(entry->act, JH_TEXT("freeze"))
                          || !jh_hash_equal(&entry->content, &one->hash);
    }
}

static jh_code read_list(jh_frozen_list *out, jh_arena *keep, jh_store *store, jh_text county,
                         jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_FROZEN_OF_COUNTY, .fields = &which };
    frozen_reader to = { .store = store, .keep = keep, .out = out, .county = county };

    *out = (jh_frozen_list){ 0 };
    return jh_records_each(&store->database, &call, read_frozen, &to, err);
}

jh_code jh_store_frozen(jh_frozen_list *out, jh_arena *keep, jh_store *store, jh_text county,
                        jh_error *err)
{
    jh_audit_list audit = { 0 };
    size_t i;
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    *out = (jh_frozen_list){ 0 };
    if (code) return code;
    code = read_list(out, keep, store, county, err);
    jh_database_rollback(&store->database);
    if (!code && out->count) code = jh_store_audit(&audit, keep, store, county, err);
    for (i = 0; i < out->count; i++) compare_with_audit(&out->items[i], &audit);
    return code;
}

/* ---- writing ---- */

static bool is_same(const jh_frozen *a, const jh_frozen *b)
{
    return jh_text_equal(a->period, b->period) && a->as_of.days == b->as_of.days
           && jh_text_equal(a->engine, b->engine) && jh_text_equal(a->marks, b->marks)
           && jh_text_equal(a->standard_text, b->standard_text)
           && jh_text_equal(a->settings_text, b->settings_text)
           && jh_hash_equal(&a->content, &b->content)
           && jh_hash_equal(&a->standard_hash, &b->standard_hash)
           && jh_hash_equal(&a->settings_hash, &b->settings_hash)
           && jh_hash_equal(&a->assessment, &b->assessment)
           && jh_hash_equal(&a->output, &b->output);
}

static jh_code insert(jh_store *store, const jh_freezing *freezing, jh_error *err)
{
    jh_frozen *what = freezing->what;
    jh_audit entry = jh_audit_by("freeze", freezing->by);
    jh_arena scratch = store->work;
    jh_field row[COLUMNS];
    jh_code code;

    entry.revision = what->revision;
    entry.counts = jh_text_format(&scratch, "frozen %lld", (long long)what->number);
    if (!entry.counts.at) return jh_no_memory(err);
    write_row(row, freezing->county, what);
    code = jh_hash_fields(&what->hash, row, COLUMNS, err);
    entry.content = what->hash;
    if (!code) code = jh_database_run(&store->database, SQL_ADD_FROZEN, row, err);
    return code ? code : jh_audit_add(store, freezing->county, &entry, err);
}

static void sign(jh_frozen *what, const jh_authorship *by)
{
    what->author = by->author;
    what->approver = by->approver;
    what->reason = by->reason;
    what->stamp = by->stamp;
}

/* Whoever freezes at the same moment waits at the first statement: numbers have no gaps, and one
 * assessment does not get two. */
static jh_code write_frozen(bool *is_new, jh_arena *keep, jh_store *store,
                            const jh_freezing *freezing, jh_error *err)
{
    jh_frozen *what = freezing->what;
    jh_frozen_list list;
    int64_t revision;
    size_t i;
    jh_code code = jh_store_begin_write(&revision, store, freezing->county, err);

    if (!code) code = read_list(&list, keep, store, freezing->county, err);
    if (code) return code;
    for (i = 0; i < list.count; i++) {
        if (!is_same(&list.items[i], what)) continue;
        *what = list.items[i];
        return JH_OK;
    }
    what->revision = revision;
    what->number = (int64_t)list.count + 1;
    sign(what, freezing->by);
    code = insert(store, freezing, err);
    if (!code) code = jh_database_commit(&store->database, err);
    *is_new = code == JH_OK;
    return code;
}

jh_code jh_store_freeze(bool *is_new, jh_arena *keep, jh_store *store, const jh_freezing *freezing,
                        jh_error *err)
{
    jh_code code = jh_authorship_check(store, freezing->by, err);

    *is_new = false;
    if (!code && !freezing->by->approver.size)
        code = jh_fail(err, JH_CONFLICT, SAY_STORE_FREEZE_APPROVER, store->database.where, NULL);
    if (!code) code = jh_text_check(store, freezing->what->standard_text, err);
    if (!code) code = jh_text_check(store, freezing->what->settings_text, err);
    if (!code) code = jh_text_check(store, freezing->what->marks, err);
    if (!code) code = write_frozen(is_new, keep, store, freezing, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}
