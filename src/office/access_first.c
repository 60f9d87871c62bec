/* Beginning: the first account, and invitations taken up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "office/access_deeds.h"

#include "formats/json.h"

/* The three administrators are three accounts, invited by the first one. */
static const struct administrator {
    const char *login, *role, *scope;
    jh_say_id name;
} administrators[] = {
    { "system", "system_admin", "", SAY_APP_SYSTEM_ADMIN },
    { "security", "security_admin", "", SAY_APP_SECURITY_ADMIN },
    { "audit", "audit_admin", "*", SAY_APP_AUDIT_ADMIN }, /* reads every county's chain */
};
enum { ADMINISTRATORS = sizeof administrators / sizeof *administrators };

/* All that the changes of the first setting-up point at. */
typedef struct first_changes {
    jh_account account[1 + ADMINISTRATORS];
    jh_pass pass[ADMINISTRATORS];
    char secret[ADMINISTRATORS][JH_TOKEN_SIZE];
    char stamp[1 + ADMINISTRATORS][JH_STAMP_SIZE];
    jh_deed deed[1 + ADMINISTRATORS];
    jh_access_change change[1 + ADMINISTRATORS];
} first_changes;

static void plan_first(first_changes *all, const jh_newcomer *who, const jh_caller *caller)
{
    all->deed[0] = jh_access_deed(
        &(jh_deed_words){ .act = "setup", .author = who->login, .about = who->login }, caller,
        all->stamp[0]);
    all->account[0] = (jh_account){ .login = who->login,
                                    .name = who->name,
                                    .role = JH_TEXT("county_admin"),
                                    .scope = JH_TEXT("*"),
                                    .password = who->kept,
                                    .state = JH_ACCOUNT_IN_USE,
                                    .stamp = all->deed[0].stamp };
    all->change[0] =
        (jh_access_change){ .account = &all->account[0], .deed = &all->deed[0], .is_first = true };
}

static void plan_administrator(first_changes *all, size_t i, const jh_newcomer *who,
                               const jh_caller *caller, jh_lang lang)
{
    const struct administrator *one = &administrators[i];

    all->deed[1 + i] = jh_access_deed(
        &(jh_deed_words){ "invite", who->login, jh_text_of(one->login), jh_text_of(one->role) },
        caller, all->stamp[1 + i]);
    all->account[1 + i] = (jh_account){ .login = jh_text_of(one->login),
                                        .name = jh_text_of(jh_say(lang, one->name)),
                                        .role = jh_text_of(one->role),
                                        .scope = jh_text_of(one->scope),
                                        .stamp = all->deed[1 + i].stamp };
    all->pass[i] = jh_access_invite(all->secret[i], &all->account[1 + i], true, caller);
    all->change[1 + i] = (jh_access_change){ .account = &all->account[1 + i],
                                             .pass = &all->pass[i],
                                             .deed = &all->deed[1 + i] };
}

static void put_invitation(jh_json *json, const struct administrator *one, const char *secret,
                           jh_lang lang)
{
    jh_json_object(json);
    jh_json_member_zero(json, "login", one->login);
    jh_json_member_zero(json, "role", one->role);
    jh_json_member_zero(json, "name", jh_say(lang, one->name));
    jh_json_member_zero(json, "token", secret);
    jh_json_member_integer(json, "seconds", JH_INVITATION_SECONDS);
    jh_json_end(json);
}

jh_code jh_access_first(jh_text *out, const jh_desk *desk, const jh_newcomer *who,
                        const jh_caller *caller, jh_error *err)
{
    first_changes *all = JH_NEW(desk->keep, first_changes);
    jh_json json = jh_json_in(desk->keep);
    jh_store *store;
    size_t i;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (code) return code;
    if (!all) return jh_no_memory(err);
    plan_first(all, who, caller);
    for (i = 0; i < ADMINISTRATORS; i++) plan_administrator(all, i, who, caller, desk->manner.lang);
    code = jh_store_access_change(store, all->change, 1 + ADMINISTRATORS, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_member_text(&json, "login", who->login);
    jh_json_key(&json, "invitations");
    jh_json_array(&json);
    for (i = 0; i < ADMINISTRATORS; i++)
        put_invitation(&json, &administrators[i], all->secret[i], desk->manner.lang);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* ---- invitations ---- */

/* waits: whoever made the invitation does not answer for what the account may do by now. */
static jh_code find_invited(jh_account *account, bool *waits, const jh_desk *desk, jh_text secret,
                            jh_error *err)
{
    jh_hash hash = jh_access_hash(secret);
    jh_store *store;
    jh_pass pass;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (code) return code;
    code = jh_store_pass(&pass, desk->keep, store, &hash, err);

    if (code) return code;
    if (!jh_text_equal(pass.kind, JH_TEXT("invitation")) || pass.ends <= jh_access_now())
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_PASS, NULL, NULL);
    code = jh_store_account(account, desk->keep, store, pass.account, err);
    if (!code && account->state == JH_ACCOUNT_CLOSED)
        code = jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_PASS, NULL, NULL);
    *waits =
        !code && account->role.size
        && !(jh_text_equal(pass.name, account->role) && jh_text_equal(pass.scope, account->scope));
    return code;
}

jh_code jh_access_invitation(jh_text *out, jh_text *login, const jh_desk *desk, jh_text secret,
                             jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_account account;
    bool waits;
    jh_code code = find_invited(&account, &waits, desk, secret, err);

    if (code) return code;
    *login = account.login;
    jh_json_object(&json);
    jh_json_member_text(&json, "login", account.login);
    jh_json_member_text(&json, "name", account.name);
    jh_json_member_text(&json, "role", account.role);
    jh_json_member_bool(&json, "waits", waits);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_access_accept(const jh_desk *desk, jh_text secret, const jh_newcomer *who,
                         const jh_caller *caller, jh_error *err)
{
    jh_hash hash = jh_access_hash(secret);
    char stamp[JH_STAMP_SIZE];
    jh_deed deed;
    jh_store *store;
    jh_account account;
    bool waits;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = find_invited(&account, &waits, desk, secret, err);
    if (code) return code;
    account.password = who->kept;
    if (who->name.size) account.name = who->name;
    account.state = waits ? JH_ACCOUNT_INVITED : JH_ACCOUNT_IN_USE;
    account.failures = 0;
    account.locked_until = 0;
    account.totp = JH_TEXT(""); /* whoever is invited again may have lost the phone, too */
    deed = jh_access_deed(
        &(jh_deed_words){ .act = "accept", .author = account.login, .about = account.login },
        caller, stamp);
    return jh_store_access_change(
        store,
        &(jh_access_change){ .uses = &hash,
                             .account = &account,
                             .end_account = account.number,
                             .end_kinds = { "session", "token", "invitation" },
                             .deed = &deed },
        1, err);
}
