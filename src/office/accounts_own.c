/* One's own secrets: tokens, the password, one-time codes; and the deeds.
 * SPDX-License-Identifier: Apache-2.0 */
#include "office/accounts.h"

#include "base/totp.h"
#include "formats/json.h"
#include "office/access_deeds.h"

#include <string.h>

enum { DAY = 24 * 3600, DAYS_USUAL = 90, DAYS_MOST = 366 };

static jh_code not_with_a_token(const jh_visitor *visitor, jh_error *err)
{
    if (!visitor->is_token) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_NOT_WITH_A_TOKEN, NULL, NULL);
}

jh_code jh_token_make(jh_text *out, const jh_desk *desk, const jh_token_words *words,
                      const jh_caller *caller, jh_error *err)
{
    const jh_visitor *visitor = desk->visitor;
    char secret[JH_TOKEN_SIZE], stamp[JH_STAMP_SIZE];
    int64_t days = words->days ? words->days : DAYS_USUAL;
    jh_json json = jh_json_in(desk->keep);
    jh_pass pass;
    jh_deed deed;
    jh_store *store;
    jh_code code = not_with_a_token(visitor, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    if (code) return code;
    if (!jh_scope_is_valid(words->scope) || !jh_scope_is_within(words->scope, visitor->scope))
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_SCOPE_FORM, "scope", NULL);
    if (days > DAYS_MOST) days = DAYS_MOST;
    pass = jh_access_pass(
        secret, &(jh_pass_words){ "token", words->name, words->scope, days * DAY }, caller);
    pass.account = visitor->account;
    deed = jh_access_deed(&(jh_deed_words){ "token", visitor->login, visitor->login, words->name },
                          caller, stamp);
    code =
        jh_store_access_change(store, &(jh_access_change){ .pass = &pass, .deed = &deed }, 1, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_member_integer(&json, "id", pass.number);
    jh_json_member_text(&json, "token", jh_text_of(secret));
    jh_json_member_integer(&json, "ends", pass.ends);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* ---- the own account ---- */

static jh_code change_own(const jh_desk *desk, jh_store *store, jh_account *account,
                          const jh_deed *deed, jh_error *err)
{
    bool ends = strcmp(deed->act.at, "password") == 0;

    return jh_store_access_change(
        store,
        &(jh_access_change){ .account = account,
                             .end_account = ends ? desk->visitor->account : 0,
                             .end_kinds = { ends ? "session" : NULL, ends ? "token" : NULL },
                             .deed = deed },
        1, err);
}

static jh_deed own_deed(const char *act, const jh_desk *desk, const jh_caller *caller,
                        char stamp[JH_STAMP_SIZE])
{
    return jh_access_deed(&(jh_deed_words){ .act = act,
                                            .author = desk->visitor->login,
                                            .about = desk->visitor->login },
                          caller, stamp);
}

jh_code jh_password_change(const jh_desk *desk, const jh_login *login, jh_text kept,
                           const jh_caller *caller, jh_error *err)
{
    char stamp[JH_STAMP_SIZE];
    jh_deed deed = own_deed("password", desk, caller, stamp);
    jh_account account;
    jh_store *store;
    jh_code code = not_with_a_token(desk->visitor, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_access_settle(&account, desk, login, caller, err);
    if (code) return code;
    account.password = kept;
    return change_own(desk, store, &account, &deed, err);
}

jh_code jh_totp_offer(jh_text *out, const jh_desk *desk, jh_error *err)
{
    unsigned char key[JH_TOTP_KEY];
    char shown[JH_TOTP_BASE32];
    jh_json json = jh_json_in(desk->keep);
    jh_text address;

    jh_totp_key(key);
    jh_totp_base32(shown, key);
    address = jh_text_format(desk->keep, "otpauth://totp/junheng:%.*s?secret=%s&issuer=junheng",
                             JH_TEXT_ARGS(desk->visitor->login), shown);
    if (!address.at) return jh_no_memory(err);
    jh_json_object(&json);
    jh_json_member_zero(&json, "key", shown);
    jh_json_member_text(&json, "address", address);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* Whoever has only a session guesses no more codes than whoever stands at the door. */
static jh_code wrong_code(const jh_desk *desk, jh_account *account, const jh_caller *caller,
                          jh_error *err)
{
    jh_store *store;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code && account->totp.size) code = jh_access_fail(store, account, caller, err);
    return code ? code : jh_fail(err, JH_BAD_INPUT, SAY_APP_TOTP_WRONG, "code", NULL);
}

/* In place of a key that is kept another one is not: the old one is switched off first. */
static jh_code check_switch(const jh_account *account, jh_text key, jh_error *err)
{
    if (account->locked_until > jh_access_now())
        return jh_fail(err, JH_CONFLICT, SAY_APP_LOGIN_LOCKED, NULL, NULL);
    if (key.size && account->totp.size)
        return jh_fail(err, JH_CONFLICT, SAY_APP_TOTP_IS_ON, NULL, NULL);
    return JH_OK;
}

jh_code jh_totp_switch(const jh_desk *desk, jh_text key, jh_text code_typed,
                       const jh_caller *caller, jh_error *err)
{
    char stamp[JH_STAMP_SIZE];
    unsigned char bytes[JH_TOTP_KEY];
    jh_text new_key = { (const char *)bytes, sizeof bytes };
    jh_deed deed = own_deed(key.size ? "totp_on" : "totp_off", desk, caller, stamp);
    jh_account account;
    jh_store *store;
    int64_t step;
    jh_code code = not_with_a_token(desk->visitor, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_store_account(&account, desk->keep, store, desk->visitor->account, err);
    if (!code) code = check_switch(&account, key, err);
    if (code) return code;
    if (key.size && !jh_totp_read_base32(bytes, key))
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_TOTP_WRONG, "key", NULL);
    step = jh_totp_step(key.size ? new_key : account.totp, code_typed, jh_access_now());
    if (step == 0 || (!key.size && step <= account.totp_step))
        return wrong_code(desk, &account, caller, err);
    account.failures = 0;
    account.totp = key.size ? new_key : JH_TEXT("");
    account.totp_step = step;
    return change_own(desk, store, &account, &deed, err);
}

/* ---- deeds ---- */

static bool is_within(const jh_visitor *visitor, jh_text scope)
{
    return jh_scope_is_within(scope, visitor->scope)
           && (!visitor->pass_scope.size || jh_scope_is_within(scope, visitor->pass_scope));
}

/* Whoever sees no school data, or every county's, sees every deed; of the others each those about
 * itself, and about accounts of no wider scope. */
static bool sees_all(const jh_visitor *visitor)
{
    return !visitor || !jh_visitor_may(visitor, JH_MAY_VIEW) || is_within(visitor, JH_TEXT("*"));
}

static bool sees_deed(const jh_visitor *visitor, const jh_account_list *accounts,
                      const jh_deed *deed)
{
    size_t i;

    if (jh_text_equal(deed->about, visitor->login)) return true;
    for (i = 0; i < accounts->count; i++)
        if (jh_text_equal(deed->about, accounts->items[i].login))
            return accounts->items[i].scope.size && is_within(visitor, accounts->items[i].scope);
    return false;
}

jh_code jh_deeds_list(jh_text *out, const jh_desk *desk, size_t limit, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_error broken = { JH_OK };
    jh_account_list accounts;
    jh_deed_list list;
    jh_store *store;
    size_t i, put = 0;
    bool holds, all = sees_all(desk->visitor);
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = jh_store_deeds(&list, desk->keep, store, err);
    if (!code) code = jh_store_accounts(&accounts, desk->keep, store, err);
    if (code) return code;
    code = jh_store_deeds_verify(store, &broken);
    if (code && code != JH_CONFLICT) {
        if (err) *err = broken;
        return code;
    }
    holds = code == JH_OK;
    jh_json_object(&json);
    jh_json_member_bool(&json, "holds", holds);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = list.count; i-- > 0 && put < limit;) {
        const jh_deed *one = &list.items[i];
        if (!all && !sees_deed(desk->visitor, &accounts, one)) continue;
        put++;
        jh_json_object(&json);
        jh_json_member_integer(&json, "entry", one->entry);
        jh_json_member_text(&json, "act", one->act);
        jh_json_member_text(&json, "author", one->author);
        jh_json_member_text(&json, "about", one->about);
        jh_json_member_text(&json, "detail", one->detail);
        jh_json_member_text(&json, "address", one->address);
        jh_json_member_text(&json, "stamp", one->stamp);
        jh_json_end(&json);
    }
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
