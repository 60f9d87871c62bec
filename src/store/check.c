/* SPDX-License-Identifier: Apache-2.0 */
#include "store/frozen.h"
#include "store/room.h"

#include <stdio.h>
#include <string.h>

typedef struct checking {
    jh_store *store;
    jh_arena *keep;
    jh_findings *out;
} checking;

static jh_code add_finding(checking *to, const jh_message *message, jh_error *err)
{
    jh_finding finding = { .severity = JH_REFUSAL, .message = *message };

    finding.origin.file = JH_NO_FILE;
    return jh_finding_add(to->out, to->keep, &finding, err);
}

/* Every rule of schema/checks.sql has its sentence in texts/: store.rule.<first word>. */
static jh_say_id say_of_rule(const jh_schema_rule *rule)
{
    char key[96];
    int i;

    snprintf(key, sizeof key, "store.rule.%.*s", (int)strcspn(rule->sentence, ":"), rule->sentence);
    for (i = 0; i < SAY_COUNT; i++)
        if (strcmp(jh_say_keys[i], key) == 0) return (jh_say_id)i;
    return SAY_STORE_RULE_OTHER;
}

static jh_code check_rule(checking *to, const jh_schema_rule *rule, jh_error *err)
{
    jh_database *database = &to->store->database;
    char count[24];
    jh_message message;
    size_t rows = 0;
    jh_code code = jh_database_count_rows(&rows, database, rule->sql, err);

    if (code || !rows) return code;
    message = jh_message_make(say_of_rule(rule), jh_digits(count, (long long)rows), NULL);
    return add_finding(to, &message, err);
}

/* SQLite's own look at its file: 'ok', or a line per damage. */
static jh_code read_integrity(void *context, const jh_records *row, jh_error *err)
{
    char word[JH_WORD_SIZE];
    jh_message message;

    if (jh_text_equal(row->field[0].text, JH_TEXT("ok"))) return JH_OK;
    message = jh_message_make(SAY_STORE_DAMAGED, jh_stored_word(word, row->field[0].text), NULL);
    return add_finding(context, &message, err);
}

static jh_code check_rules(checking *to, jh_error *err)
{
    jh_store *store = to->store;
    jh_query_call integrity = { .query = SQL_SQLITE_INTEGRITY };
    size_t i;
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    if (!code && store->database.engine->dialect == JH_SQLITE)
        code = jh_records_each(&store->database, &integrity, read_integrity, to, err);
    for (i = 0; i < jh_schema_rule_count && !code; i++) {
        code = check_rule(to, &jh_schema_rules[i], err);
        if (!code)
            code = jh_store_tell(store, SAY_STORE_CHECKING, i + 1, jh_schema_rule_count, err);
    }
    jh_database_rollback(&store->database);
    return code;
}

/* ---- originals ---- */

typedef struct hash_list {
    jh_store *store;
    jh_arena *keep;
    jh_hash *items;
    size_t count, capacity;
} hash_list;

static jh_code read_hash(void *context, const jh_records *row, jh_error *err)
{
    hash_list *to = context;
    jh_hash *grown = jh_grow(to->keep, to->items, &to->capacity, to->count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    to->items = grown;
    return jh_field_hash(&to->items[to->count++], to->store, &row->field[0], err);
}

/* Every file that was kept still comes out as it came in. */
static jh_code check_originals(checking *to, jh_error *err)
{
    jh_query_call call = { .query = SQL_ORIGINAL_HASHES };
    hash_list list = { .store = to->store, .keep = to->keep };
    jh_code code = jh_store_each(to->store, &call, read_hash, &list, err);
    size_t i;

    for (i = 0; i < list.count && !code; i++) {
        jh_arena scratch = *to->keep; /* by value: one file at a time */
        jh_error failure = { 0 };
        jh_text bytes;
        code = jh_store_file(&bytes, &scratch, to->store, &list.items[i], &failure);
        if (failure.message.say == SAY_STORE_FILE_DAMAGED)
            code = add_finding(to, &failure.message, err);
        else if (code && err)
            *err = failure;
        if (!code) code = jh_store_tell(to->store, SAY_STORE_CHECKING, i + 1, list.count, err);
    }
    return code;
}

/* ---- frozen assessments ---- */

static jh_code check_frozen_of(checking *to, jh_text county, jh_error *err)
{
    jh_arena scratch = to->store->work;
    jh_frozen_list list;
    char digits[24], word[JH_WORD_SIZE];
    jh_message message;
    size_t i;
    jh_code code = jh_store_frozen(&list, &scratch, to->store, county, err);

    for (i = 0; i < list.count && !code; i++) {
        if (!list.items[i].is_altered) continue;
        message = jh_message_make(SAY_STORE_FROZEN_ALTERED,
                                  jh_digits(digits, (long long)list.items[i].number),
                                  jh_stored_word(word, county), NULL);
        code = add_finding(to, &message, err);
    }
    return code;
}

/* Each row is what the audit was told when it was written. */
static jh_code check_frozen(checking *to, jh_error *err)
{
    jh_county_list all;
    size_t i;
    jh_code code = jh_store_counties(&all, to->keep, to->store, err);

    for (i = 0; i < all.count && !code; i++) code = check_frozen_of(to, all.items[i].code, err);
    return code;
}

/* ---- all ---- */

/* A store that is too damaged to be asked is a finding too, not a reason to say nothing. */
static jh_code as_finding(checking *to, jh_code code, const jh_error *failure, jh_error *err)
{
    bool is_damage =
        failure->message.say == SAY_STORE_DAMAGED || failure->message.say == SAY_STORE_AUDIT_BROKEN;

    if (!code) return JH_OK;
    if (is_damage) return add_finding(to, &failure->message, err);
    if (err) *err = *failure;
    return code;
}

jh_code jh_store_check(jh_findings *out, jh_arena *keep, jh_store *store, jh_error *err)
{
    checking to = { store, keep, out };
    jh_error failure = { 0 };
    jh_code code;

    *out = (jh_findings){ 0 };
    code = as_finding(&to, check_rules(&to, &failure), &failure, err);
    if (code) return code;
    failure = (jh_error){ 0 };
    code = as_finding(&to, check_originals(&to, &failure), &failure, err);
    if (code) return code;
    failure = (jh_error){ 0 };
    code = as_finding(&to, check_frozen(&to, &failure), &failure, err);
    if (code) return code;
    failure = (jh_error){ 0 };
    return as_finding(&to, jh_store_audit_verify(store, (jh_text){ 0 }, &failure), &failure, err);
}
