/* SPDX-License-Identifier: Apache-2.0 */
#include "office/access_deeds.h"

#include "base/time.h"
#include "base/totp.h"
#include "formats/json.h"
#include "office/strangers.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { NAME_MOST = 200, ADDRESS_MOST = 64 };

/* ---- shared with the other files of access ---- */

int64_t jh_access_now(void)
{
    return (int64_t)time(NULL);
}

jh_hash jh_access_hash(jh_text secret)
{
    return jh_hash_of(secret.at, secret.size);
}

/* Cut at a character. */
static jh_text cut(jh_text text, size_t most)
{
    if (text.size <= most) return text;
    while (most && ((unsigned char)text.at[most] & 0xc0) == 0x80) most--;
    return (jh_text){ text.at, most };
}

jh_deed jh_access_deed(const jh_deed_words *words, const jh_caller *caller,
                       char stamp[JH_STAMP_SIZE])
{
    jh_now_stamp(stamp);
    return (jh_deed){ .act = jh_text_of(words->act),
                      .author = words->author,
                      .about = words->about,
                      .detail = words->detail,
                      .address = cut(caller->address, ADDRESS_MOST),
                      .stamp = jh_text_of(stamp) };
}

jh_pass jh_access_pass(char secret[JH_TOKEN_SIZE], const jh_pass_words *words,
                       const jh_caller *caller)
{
    int64_t now = jh_access_now();

    jh_secret_token(secret);
    return (jh_pass){ .hash = jh_access_hash(jh_text_of(secret)),
                      .kind = jh_text_of(words->kind),
                      .name = cut(words->name, NAME_MOST),
                      .scope = words->scope,
                      .address = cut(caller->address, ADDRESS_MOST),
                      .opened = now,
                      .seen = now,
                      .ends = now + words->seconds };
}

jh_pass jh_access_invite(char secret[JH_TOKEN_SIZE], const jh_account *account, bool is_answered,
                         const jh_caller *caller)
{
    jh_pass pass =
        jh_access_pass(secret,
                       &(jh_pass_words){ .kind = "invitation",
                                         .name = is_answered ? account->role : (jh_text){ 0 },
                                         .scope = is_answered ? account->scope : (jh_text){ 0 },
                                         .seconds = JH_INVITATION_SECONDS },
                       caller);

    pass.account = account->number;
    return pass;
}

/* ---- who is it ---- */

jh_code jh_access_visitor(jh_visitor *out, jh_arena *keep, jh_line *line,
                          const jh_secret_shown *shown, jh_error *err)
{
    jh_text secret = shown->secret;
    jh_hash hash = jh_access_hash(secret);
    jh_store *store;
    jh_pass pass;
    jh_account account;
    jh_code code = jh_line_store(&store, line, err);

    if (!code && secret.size != JH_TOKEN_SIZE - 1)
        code = jh_fail(err, JH_NOT_FOUND, SAY_APP_WHO_ARE_YOU, NULL, NULL);
    if (!code) code = jh_store_pass(&pass, keep, store, &hash, err);
    if (code) return code;
    if (pass.ends <= jh_access_now()
        || !jh_text_equal(pass.kind, shown->is_token ? JH_TEXT("token") : JH_TEXT("session")))
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_WHO_ARE_YOU, NULL, NULL);
    code = jh_store_account(&account, keep, store, pass.account, err);
    if (code) return code;
    if (account.state != JH_ACCOUNT_IN_USE)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_WHO_ARE_YOU, NULL, NULL);
    *out = (jh_visitor){ .account = account.number,
                         .pass = pass.number,
                         .is_token = shown->is_token,
                         .login = account.login,
                         .name = account.name,
                         .role = jh_account_role_find(account.role),
                         .scope = account.scope,
                         .pass_scope = pass.scope };
    return JH_OK;
}

jh_code jh_access_is_new(bool *out, const jh_desk *desk, jh_error *err)
{
    jh_account_list list = { 0 };
    jh_store *store;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = jh_store_accounts(&list, desk->keep, store, err);
    *out = list.count == 0;
    return code;
}

/* ---- logging in ---- */

/* A password that nobody has: trying it takes as long as trying one of an account. */
static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static jh_login_outcome try_account(jh_login *out, const jh_desk *desk, const jh_account *account,
                                    const jh_login_words *words)
{
    const char *kept = jh_text_zero(desk->keep, account->password);
    bool is_locked = account->locked_until > jh_access_now();
    bool fits = jh_password_fits(kept && *kept && !is_locked ? kept : nobody, words->password);

    if (is_locked) return JH_LOGIN_LOCKED; /* after as long a time as any other answer */
    if (!fits || account->state == JH_ACCOUNT_CLOSED) return JH_LOGIN_WRONG;
    if (account->state == JH_ACCOUNT_INVITED) return JH_LOGIN_WAITS;
    if (!account->totp.size) return JH_LOGIN_RIGHT;
    if (!words->code.size) return JH_LOGIN_NEEDS_CODE;
    out->totp_step = jh_totp_step(account->totp, words->code, jh_access_now());
    return out->totp_step > account->totp_step ? JH_LOGIN_RIGHT : JH_LOGIN_WRONG;
}

jh_code jh_access_try(jh_login *out, const jh_desk *desk, const jh_login_words *words,
                      jh_error *err)
{
    jh_store *store;
    jh_account account;
    jh_error ignored;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (code) return code;
    *out = (jh_login){ .outcome = JH_LOGIN_WRONG, .login = words->login };
    ignored = (jh_error){ JH_OK };
    code = jh_store_account_named(&account, desk->keep, store, words->login, &ignored);
    if (code == JH_NOT_FOUND) {
        if (jh_password_fits(nobody, words->password)) out->outcome = JH_LOGIN_WRONG;
        return JH_OK;
    }
    if (code) {
        if (err) *err = ignored;
        return code;
    }
    out->account = account.number;
    out->outcome = try_account(out, desk, &account, words);
    return JH_OK;
}

jh_code jh_access_fail(jh_store *store, jh_account *account, const jh_caller *caller, jh_error *err)
{
    char stamp[JH_STAMP_SIZE];
    jh_deed deed = jh_access_deed(
        &(jh_deed_words){ .act = "login_failed", .about = account->login }, caller, stamp);

    account->failures++;
    if (account->failures >= JH_FAILURES_MOST) {
        account->failures = 0;
        account->locked_until = jh_access_now() + JH_LOCK_SECONDS;
        deed.detail = JH_TEXT("locked");
    }
    return jh_store_access_change(store, &(jh_access_change){ .account = account, .deed = &deed },
                                  1, err);
}

static jh_code locked(jh_error *err)
{
    return jh_fail(err, JH_CONFLICT, SAY_APP_LOGIN_LOCKED, NULL, NULL);
}

static jh_code wrong(jh_error *err)
{
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_LOGIN_WRONG, NULL, NULL);
}

/* Nobody is let in as nobody, whatever the first step said. */
static jh_code refuse_stranger(jh_store *store, const jh_login *login, const jh_caller *caller,
                               jh_error *err)
{
    char stamp[JH_STAMP_SIZE], more[24];
    jh_deed deed = jh_access_deed(
        &(jh_deed_words){ .act = "login_failed", .about = cut(login->login, ADDRESS_MOST) }, caller,
        stamp);
    jh_stranger_told told = { .is_worth_a_deed = true };
    jh_code code = JH_OK;

    if (login->strangers) told = jh_strangers_try(login->strangers, login->login, jh_access_now());
    if (told.is_locked) return locked(err);
    if (told.untold) {
        snprintf(more, sizeof more, "+%zu", told.untold);
        deed.detail = jh_text_of(more);
    }
    if (told.is_worth_a_deed)
        code = jh_store_access_change(store, &(jh_access_change){ .deed = &deed }, 1, err);
    return code ? code : wrong(err);
}

/* Between the two steps others may have failed, or used the same code. */
jh_code jh_access_settle(jh_account *account, const jh_desk *desk, const jh_login *login,
                         const jh_caller *caller, jh_error *err)
{
    jh_store *store;
    jh_login_outcome outcome = login->outcome;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code && !login->account) code = refuse_stranger(store, login, caller, err);
    if (!code) code = jh_store_account(account, desk->keep, store, login->account, err);
    if (code) return code;
    if (account->locked_until > jh_access_now()) outcome = JH_LOGIN_LOCKED;
    if (outcome == JH_LOGIN_RIGHT && login->totp_step && account->totp_step >= login->totp_step)
        outcome = JH_LOGIN_WRONG;
    if (outcome == JH_LOGIN_RIGHT && account->state != JH_ACCOUNT_IN_USE) outcome = JH_LOGIN_WRONG;
    if (outcome == JH_LOGIN_LOCKED) return locked(err);
    if (outcome == JH_LOGIN_WAITS)
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_LOGIN_WAITS, NULL, NULL);
    if (outcome == JH_LOGIN_NEEDS_CODE)
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_LOGIN_NEEDS_CODE, NULL, NULL);
    if (outcome == JH_LOGIN_RIGHT) {
        if (login->totp_step) account->totp_step = login->totp_step;
        account->failures = 0;
        return JH_OK;
    }
    code = jh_access_fail(store, account, caller, err);
    return code ? code : wrong(err);
}

static jh_code write_success(char secret[JH_TOKEN_SIZE], jh_store *store, jh_account *account,
                             const jh_caller *caller, jh_error *err)
{
    char stamp[JH_STAMP_SIZE];
    jh_deed deed = jh_access_deed(
        &(jh_deed_words){ .act = "login", .author = account->login, .about = account->login },
        caller, stamp);
    jh_pass pass = jh_access_pass(
        secret,
        &(jh_pass_words){ .kind = "session", .name = caller->agent, .seconds = JH_SESSION_SECONDS },
        caller);

    return jh_store_access_change(
        store, &(jh_access_change){ .account = account, .pass = &pass, .deed = &deed }, 1, err);
}

jh_code jh_access_admit(char secret[JH_TOKEN_SIZE], const jh_desk *desk, const jh_login *login,
                        const jh_caller *caller, jh_error *err)
{
    jh_store *store;
    jh_account account;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = jh_access_settle(&account, desk, login, caller, err);
    return code ? code : write_success(secret, store, &account, caller, err);
}

jh_code jh_access_leave(const jh_desk *desk, int32_t pass, const jh_caller *caller, jh_error *err)
{
    const jh_visitor *visitor = desk->visitor;
    char stamp[JH_STAMP_SIZE];
    jh_deed deed = jh_access_deed(
        &(jh_deed_words){ .act = "logout", .author = visitor->login, .about = visitor->login },
        caller, stamp);
    jh_store *store;
    jh_pass_list list;
    size_t i;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!pass) pass = visitor->pass;
    if (!code && visitor->is_token && pass != visitor->pass)
        code = jh_fail(err, JH_BAD_INPUT, SAY_APP_NOT_WITH_A_TOKEN, NULL, NULL);
    if (!code) code = jh_store_passes(&list, desk->keep, store, visitor->account, err);
    if (code) return code;
    for (i = 0; i < list.count; i++)
        if (list.items[i].number == pass) break;
    if (i == list.count) return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_PASS, NULL, NULL);
    return jh_store_access_change(
        store,
        &(jh_access_change){ .end_account = visitor->account, .end_pass = pass, .deed = &deed }, 1,
        err);
}

/* ---- told ---- */

jh_code jh_access_tell(jh_text *out, const jh_desk *desk, jh_error *err)
{
    const jh_visitor *visitor = desk->visitor;
    jh_json json = jh_json_in(desk->keep);
    int p;

    jh_json_object(&json);
    jh_json_member_text(&json, "login", visitor->login);
    jh_json_member_text(&json, "name", visitor->name);
    jh_json_member_zero(&json, "role", visitor->role ? visitor->role->key : "");
    jh_json_member_text(&json, "scope", visitor->scope);
    jh_json_key(&json, "permissions");
    jh_json_array(&json);
    for (p = 0; p < JH_PERMISSION_COUNT; p++)
        if (jh_visitor_may(visitor, (jh_permission)p)) jh_json_zero(&json, jh_permission_keys[p]);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

static void put_pass(jh_json *json, const jh_pass *pass, const jh_visitor *visitor)
{
    jh_json_object(json);
    jh_json_member_integer(json, "id", pass->number);
    jh_json_member_text(json, "name", pass->name);
    jh_json_member_text(json, "scope", pass->scope);
    jh_json_member_text(json, "address", pass->address);
    jh_json_member_integer(json, "opened", pass->opened);
    jh_json_member_integer(json, "seen", pass->seen);
    jh_json_member_integer(json, "ends", pass->ends);
    jh_json_member_bool(json, "is_this", pass->number == visitor->pass);
    jh_json_end(json);
}

jh_code jh_access_passes(jh_text *out, const jh_desk *desk, jh_text kind, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_store *store;
    jh_account account;
    jh_pass_list list;
    int64_t now = jh_access_now();
    size_t i;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = jh_store_passes(&list, desk->keep, store, desk->visitor->account, err);
    if (!code) code = jh_store_account(&account, desk->keep, store, desk->visitor->account, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_member_bool(&json, "has_totp", account.totp.size > 0);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = 0; i < list.count; i++)
        if (jh_text_equal(list.items[i].kind, kind) && list.items[i].ends > now)
            put_pass(&json, &list.items[i], desk->visitor);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* ---- passwords ---- */

jh_code jh_access_check_password(jh_text login, jh_text password, jh_error *err)
{
    char least[24], most[24];

    if (password.size < JH_PASSWORD_LEAST || password.size > JH_PASSWORD_MOST)
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_PASSWORD_LENGTH, "password",
                       jh_digits(least, JH_PASSWORD_LEAST), jh_digits(most, JH_PASSWORD_MOST),
                       NULL);
    if (jh_text_same_folded(login, password))
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_PASSWORD_IS_LOGIN, "password", NULL);
    return JH_OK;
}
