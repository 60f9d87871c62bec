/* SPDX-License-Identifier: Apache-2.0 */
#include "store/access.h"

#include "store/room.h"

#include <string.h>

enum { LOGIN_MOST = 64 };

/* ---- reading ---- */

typedef struct reader {
    jh_store *store;
    jh_arena *keep;
    void *list;
    size_t capacity;
} reader;

static jh_code copy_texts(const reader *to, const jh_records *row, jh_text *const *texts,
                          const int *fields, jh_error *err)
{
    jh_code code = JH_OK;

    for (; *texts && !code; texts++, fields++)
        code = jh_field_copy(*texts, to->keep, &row->field[*fields], err);
    return code;
}

static jh_code read_account(void *context, const jh_records *row, jh_error *err)
{
    reader *to = context;
    jh_account_list *list = to->list;
    jh_account *grown =
        jh_grow(to->keep, list->items, &to->capacity, list->count + 1, sizeof *grown);
    static const int fields[] = { 1, 2, 3, 4, 5, 6, 11 };

    if (!grown) return jh_no_memory(err);
    list->items = grown;
    grown += list->count++;
    grown->number = (int32_t)row->field[0].integer;
    grown->totp_step = row->field[7].integer;
    grown->failures = (int32_t)row->field[8].integer;
    grown->locked_until = row->field[9].integer;
    grown->state = (jh_account_state)row->field[10].integer;
    return copy_texts(to, row,
                      (jh_text *[]){ &grown->login, &grown->name, &grown->role, &grown->scope,
                                     &grown->password, &grown->totp, &grown->stamp, NULL },
                      fields, err);
}

static jh_code read_pass(void *context, const jh_records *row, jh_error *err)
{
    reader *to = context;
    jh_pass_list *list = to->list;
    jh_pass *grown = jh_grow(to->keep, list->items, &to->capacity, list->count + 1, sizeof *grown);
    static const int fields[] = { 3, 4, 5, 6 };
    jh_code code;

    if (!grown) return jh_no_memory(err);
    list->items = grown;
    grown += list->count++;
    grown->number = (int32_t)row->field[1].integer;
    grown->account = (int32_t)row->field[2].integer;
    grown->opened = row->field[7].integer;
    grown->seen = row->field[8].integer;
    grown->ends = row->field[9].integer;
    code = jh_field_hash(&grown->hash, to->store, &row->field[0], err);
    if (code) return code;
    return copy_texts(
        to, row, (jh_text *[]){ &grown->kind, &grown->name, &grown->scope, &grown->address, NULL },
        fields, err);
}

static jh_code read_accounts(jh_account_list *out, reader *to, const jh_query_call *call,
                             jh_error *err)
{
    *out = (jh_account_list){ 0 };
    to->list = out;
    return jh_records_each(&to->store->database, call, read_account, to, err);
}

static jh_code one_account(jh_account *out, reader *to, const jh_query_call *call, jh_error *err)
{
    jh_account_list list;
    jh_code code = jh_database_begin(&to->store->database, JH_STORE_READ, err);

    if (code) return code;
    code = read_accounts(&list, to, call, err);
    jh_database_rollback(&to->store->database);
    if (!code && !list.count)
        code = jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_ACCOUNT, to->store->database.where, NULL);
    if (!code) *out = list.items[0];
    return code;
}

jh_code jh_store_account_named(jh_account *out, jh_arena *keep, jh_store *store, jh_text login,
                               jh_error *err)
{
    jh_field which = jh_field_text(login);

    return one_account(out, &(reader){ .store = store, .keep = keep },
                       &(jh_query_call){ .query = SQL_ACCOUNT_BY_LOGIN, .fields = &which }, err);
}

jh_code jh_store_account(jh_account *out, jh_arena *keep, jh_store *store, int32_t number,
                         jh_error *err)
{
    jh_field which = jh_field_integer(number);

    return one_account(out, &(reader){ .store = store, .keep = keep },
                       &(jh_query_call){ .query = SQL_ACCOUNT_BY_NUMBER, .fields = &which }, err);
}

jh_code jh_store_accounts(jh_account_list *out, jh_arena *keep, jh_store *store, jh_error *err)
{
    reader to = { .store = store, .keep = keep, .list = out };

    *out = (jh_account_list){ 0 };
    return jh_store_each(store, &(jh_query_call){ .query = SQL_ALL_ACCOUNT }, read_account, &to,
                         err);
}

jh_code jh_store_pass(jh_pass *out, jh_arena *keep, jh_store *store, const jh_hash *hash,
                      jh_error *err)
{
    jh_field which = jh_field_bytes(hash->bytes, sizeof hash->bytes);
    jh_pass_list list = { 0 };
    reader to = { .store = store, .keep = keep, .list = &list };
    jh_code code =
        jh_store_each(store, &(jh_query_call){ .query = SQL_PASS_BY_HASH, .fields = &which },
                      read_pass, &to, err);

    if (!code && !list.count)
        code = jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_PASS, store->database.where, NULL);
    if (!code) *out = list.items[0];
    return code;
}

jh_code jh_store_passes(jh_pass_list *out, jh_arena *keep, jh_store *store, int32_t account,
                        jh_error *err)
{
    jh_field which = jh_field_integer(account);
    reader to = { .store = store, .keep = keep, .list = out };

    *out = (jh_pass_list){ 0 };
    return jh_store_each(store,
                         &(jh_query_call){ .query = SQL_PASSES_OF_ACCOUNT, .fields = &which },
                         read_pass, &to, err);
}

/* ---- deeds ---- */

/* The chain before (32 bytes), the entry (8 bytes, lowest first), then the texts with their length
 * in front (8 bytes, lowest first). */
static jh_code chain_of(jh_hash *out, const jh_hash *before, const jh_deed *deed, jh_error *err)
{
    enum { TEXTS = 6 };
    const jh_text *texts[TEXTS] = { &deed->act,    &deed->author,  &deed->about,
                                    &deed->detail, &deed->address, &deed->stamp };
    jh_hasher *hasher = jh_hasher_begin();
    size_t i;

    if (!hasher) return jh_no_memory(err);
    jh_hasher_add(hasher, before->bytes, sizeof before->bytes);
    jh_hasher_add_number(hasher, deed->entry);
    for (i = 0; i < TEXTS; i++) jh_hasher_add_piece(hasher, *texts[i]);
    *out = jh_hasher_finish(hasher);
    return JH_OK;
}

static jh_code read_last_deed(void *context, const jh_records *row, jh_error *err)
{
    reader *to = context;
    jh_deed *last = to->list;

    last->entry = row->field[0].integer;
    return jh_field_hash(&last->chain, to->store, &row->field[1], err);
}

static jh_code add_deed(jh_store *store, const jh_deed *deed, jh_error *err)
{
    jh_deed last = { 0 }, next = *deed;
    reader to = { .store = store, .list = &last };
    jh_field fields[8];
    jh_code code = jh_records_each(&store->database, &(jh_query_call){ .query = SQL_LAST_DEED },
                                   read_last_deed, &to, err);

    next.entry = last.entry + 1;
    if (!code) code = chain_of(&next.chain, &last.chain, &next, err);
    if (code) return code;
    fields[0] = jh_field_integer(next.entry);
    fields[1] = jh_field_text(next.act);
    fields[2] = jh_field_text(next.author);
    fields[3] = jh_field_text(next.about);
    fields[4] = jh_field_text(next.detail);
    fields[5] = jh_field_text(next.address);
    fields[6] = jh_field_text(next.stamp);
    fields[7] = jh_field_bytes(next.chain.bytes, sizeof next.chain.bytes);
    return jh_database_run(&store->database, SQL_ADD_DEED, fields, err);
}

static jh_code read_deed(void *context, const jh_records *row, jh_error *err)
{
    reader *to = context;
    jh_deed_list *list = to->list;
    jh_deed *grown = jh_grow(to->keep, list->items, &to->capacity, list->count + 1, sizeof *grown);
    static const int fields[] = { 1, 2, 3, 4, 5, 6 };
    jh_code code;

    if (!grown) return jh_no_memory(err);
    list->items = grown;
    grown += list->count++;
    grown->entry = row->field[0].integer;
    code = jh_field_hash(&grown->chain, to->store, &row->field[7], err);
    if (code) return code;
    return copy_texts(to, row,
                      (jh_text *[]){ &grown->act, &grown->author, &grown->about, &grown->detail,
                                     &grown->address, &grown->stamp, NULL },
                      fields, err);
}

jh_code jh_store_deeds(jh_deed_list *out, jh_arena *keep, jh_store *store, jh_error *err)
{
    reader to = { .store = store, .keep = keep, .list = out };

    *out = (jh_deed_list){ 0 };
    return jh_store_each(store, &(jh_query_call){ .query = SQL_ALL_DEED }, read_deed, &to, err);
}

jh_code jh_store_deeds_verify(jh_store *store, jh_error *err)
{
    jh_arena scratch = store->work;
    jh_deed_list list;
    jh_hash before = { { 0 } }, chain;
    char entry[24];
    size_t i;
    jh_code code = jh_store_deeds(&list, &scratch, store, err);

    for (i = 0; !code && i < list.count; i++) {
        code = chain_of(&chain, &before, &list.items[i], err);
        if (!code
            && (list.items[i].entry != (int64_t)i + 1
                || !jh_hash_equal(&chain, &list.items[i].chain)))
            code = jh_fail(err, JH_CONFLICT, SAY_STORE_DEEDS_BROKEN, store->database.where,
                           jh_digits(entry, (long long)i + 1), NULL);
        before = list.items[i].chain;
    }
    return code;
}

/* ---- changing ---- */

static jh_code next_number(int32_t *out, jh_store *store, jh_query_id query, jh_error *err)
{
    int64_t last = 0;
    jh_code code =
        jh_database_number(&last, &store->database, &(jh_query_call){ .query = query }, 0, err);

    *out = (int32_t)last + 1;
    return code;
}

static jh_field totp_of(const jh_account *account)
{
    return account->totp.size ? jh_field_bytes(account->totp.at, account->totp.size)
                              : jh_field_null();
}

static jh_code add_account(jh_store *store, jh_account *account, jh_error *err)
{
    jh_account_list taken;
    jh_field login = jh_field_text(account->login), fields[12];
    reader to = { .store = store, .keep = &store->work };
    char word[JH_WORD_SIZE];
    jh_code code = jh_name_check(store, account->login, LOGIN_MOST, err);

    if (!code)
        code = read_accounts(
            &taken, &to, &(jh_query_call){ .query = SQL_ACCOUNT_BY_LOGIN, .fields = &login }, err);
    if (!code && taken.count)
        code = jh_fail(err, JH_CONFLICT, SAY_STORE_LOGIN_TAKEN, store->database.where,
                       jh_stored_word(word, account->login), NULL);
    if (!code) code = next_number(&account->number, store, SQL_LAST_ACCOUNT, err);
    if (code) return code;
    fields[0] = jh_field_integer(account->number);
    fields[1] = login;
    fields[2] = jh_field_text(account->name);
    fields[3] = jh_field_text(account->role);
    fields[4] = jh_field_text(account->scope);
    fields[5] = jh_field_text(account->password);
    fields[6] = totp_of(account);
    fields[7] = jh_field_integer(account->totp_step);
    fields[8] = jh_field_integer(account->failures);
    fields[9] = jh_field_integer(account->locked_until);
    fields[10] = jh_field_integer(account->state);
    fields[11] = jh_field_text(account->stamp);
    return jh_database_run(&store->database, SQL_ADD_ACCOUNT, fields, err);
}

static jh_code change_account(jh_store *store, const jh_account *account, jh_error *err)
{
    jh_field fields[10] = { jh_field_integer(account->number),
                            jh_field_text(account->name),
                            jh_field_text(account->role),
                            jh_field_text(account->scope),
                            jh_field_text(account->password),
                            totp_of(account),
                            jh_field_integer(account->totp_step),
                            jh_field_integer(account->failures),
                            jh_field_integer(account->locked_until),
                            jh_field_integer(account->state) };

    return jh_database_run(&store->database, SQL_CHANGE_ACCOUNT, fields, err);
}

static jh_code end_passes(jh_store *store, const jh_access_change *change, jh_error *err)
{
    jh_field fields[2] = { jh_field_integer(change->end_account),
                           jh_field_integer(change->end_pass) };
    jh_code code = JH_OK;
    size_t i;

    if (change->end_pass) code = jh_database_run(&store->database, SQL_END_PASS, fields, err);
    for (i = 0; i < sizeof change->end_kinds / sizeof *change->end_kinds && !code; i++) {
        if (!change->end_kinds[i]) continue;
        fields[1] = jh_field_text(jh_text_of(change->end_kinds[i]));
        code = jh_database_run(&store->database, SQL_END_PASSES, fields, err);
    }
    return code;
}

static jh_code add_pass(jh_store *store, const jh_access_change *change, jh_error *err)
{
    jh_pass *pass = change->pass;
    jh_field fields[10], now = jh_field_integer(pass->opened);
    jh_code code = jh_database_run(&store->database, SQL_END_OLD_PASSES, &now, err);

    if (!code) code = next_number(&pass->number, store, SQL_LAST_PASS, err);
    if (code) return code;
    if (!pass->account && !change->account)
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_ACCOUNT, store->database.where, NULL);
    if (!pass->account) pass->account = change->account->number;
    fields[0] = jh_field_bytes(pass->hash.bytes, sizeof pass->hash.bytes);
    fields[1] = jh_field_integer(pass->number);
    fields[2] = jh_field_integer(pass->account);
    fields[3] = jh_field_text(pass->kind);
    fields[4] = jh_field_text(pass->name);
    fields[5] = jh_field_text(pass->scope);
    fields[6] = jh_field_text(pass->address);
    fields[7] = now;
    fields[8] = jh_field_integer(pass->seen);
    fields[9] = jh_field_integer(pass->ends);
    return jh_database_run(&store->database, SQL_ADD_PASS, fields, err);
}

/* The secret of an invitation opens once, whoever comes at the same moment. */
static jh_code use_up(jh_store *store, const jh_hash *hash, jh_error *err)
{
    jh_field which = jh_field_bytes(hash->bytes, sizeof hash->bytes), ends[2];
    jh_pass_list list = { 0 };
    reader to = { .store = store, .keep = &store->work, .list = &list };
    jh_code code = jh_records_each(&store->database,
                                   &(jh_query_call){ .query = SQL_PASS_BY_HASH, .fields = &which },
                                   read_pass, &to, err);

    if (!code && !list.count)
        code = jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_PASS, store->database.where, NULL);
    if (code) return code;
    ends[0] = jh_field_integer(list.items[0].account);
    ends[1] = jh_field_integer(list.items[0].number);
    return jh_database_run(&store->database, SQL_END_PASS, ends, err);
}

static jh_code check_first(jh_store *store, jh_error *err)
{
    int32_t next = 0;
    jh_code code = next_number(&next, store, SQL_LAST_ACCOUNT, err);

    if (!code && next > 1)
        code = jh_fail(err, JH_CONFLICT, SAY_STORE_NOT_FIRST, store->database.where, NULL);
    return code;
}

static jh_code apply(jh_store *store, const jh_access_change *change, jh_error *err)
{
    jh_code code = change->is_first ? check_first(store, err) : JH_OK;

    if (!code && change->uses) code = use_up(store, change->uses, err);
    if (!code && change->account)
        code = change->account->number ? change_account(store, change->account, err)
                                       : add_account(store, change->account, err);
    if (!code) code = end_passes(store, change, err);
    if (!code && change->pass) code = add_pass(store, change, err);
    return code ? code : add_deed(store, change->deed, err);
}

static jh_code check_texts(const jh_store *store, const jh_access_change *change, jh_error *err)
{
    const jh_account *account = change->account;
    jh_text texts[] = { account ? account->name : JH_TEXT(""),
                        account ? account->scope : JH_TEXT(""),
                        account ? account->role : JH_TEXT(""),
                        change->pass ? change->pass->name : JH_TEXT(""),
                        change->pass ? change->pass->scope : JH_TEXT(""),
                        change->deed->detail,
                        change->deed->about };
    jh_code code = JH_OK;
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts && !code; i++)
        code = jh_text_check(store, texts[i], err);
    return code;
}

jh_code jh_store_access_change(jh_store *store, const jh_access_change *changes, size_t count,
                               jh_error *err)
{
    jh_code code = JH_OK;
    size_t i;

    for (i = 0; i < count && !code; i++) code = check_texts(store, &changes[i], err);
    if (!code) code = jh_database_begin(&store->database, JH_STORE_WRITE, err);
    /* The row of the version is the lock: two servers of one store wait for each other. */
    if (!code) code = jh_database_run(&store->database, SQL_HOLD_STORE_VERSION, NULL, err);
    for (i = 0; i < count && !code; i++) code = apply(store, &changes[i], err);
    if (!code) code = jh_database_commit(&store->database, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}

jh_code jh_store_pass_seen(jh_store *store, const jh_hash *hash, int64_t now, jh_error *err)
{
    jh_field fields[2] = { jh_field_bytes(hash->bytes, sizeof hash->bytes), jh_field_integer(now) };
    jh_code code = jh_database_begin(&store->database, JH_STORE_WRITE, err);

    if (!code) code = jh_database_run(&store->database, SQL_SEE_PASS, fields, err);
    if (!code) code = jh_database_commit(&store->database, err);
    jh_database_rollback(&store->database);
    return code;
}
