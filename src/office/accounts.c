/* SPDX-License-Identifier: Apache-2.0 */
#include "office/accounts.h"

#include "formats/json.h"
#include "office/access_deeds.h"

static const char *state_of(const jh_account *account)
{
    if (account->state == JH_ACCOUNT_CLOSED) return "closed";
    if (account->state == JH_ACCOUNT_IN_USE) return "in_use";
    return account->password.size ? "waiting" : "invited";
}

static bool is_clerk(jh_text role)
{
    return jh_text_equal(role, JH_TEXT("school_clerk"));
}

/* Administrators of accounts and of roles see all; who invites clerks, those within the scope. */
static bool may_touch(const jh_visitor *visitor, const jh_account *account)
{
    if (jh_visitor_may(visitor, JH_MAY_ACCOUNTS) || jh_visitor_may(visitor, JH_MAY_ROLES))
        return true;
    return jh_visitor_may(visitor, JH_MAY_INVITE) && is_clerk(account->role)
           && jh_scope_is_within(account->scope, visitor->scope)
           && (!visitor->pass_scope.size
               || jh_scope_is_within(account->scope, visitor->pass_scope));
}

void jh_account_put(jh_json *json, const jh_account *account)
{
    jh_json_object(json);
    jh_json_member_integer(json, "id", account->number);
    jh_json_member_text(json, "login", account->login);
    jh_json_member_text(json, "name", account->name);
    jh_json_member_text(json, "role", account->role);
    jh_json_member_text(json, "scope", account->scope);
    jh_json_member_zero(json, "state", state_of(account));
    jh_json_member_bool(json, "is_locked", account->locked_until > jh_access_now());
    jh_json_member_bool(json, "has_totp", account->totp.size > 0);
    jh_json_end(json);
}

jh_code jh_accounts_list(jh_text *out, const jh_desk *desk, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_account_list list;
    jh_store *store;
    size_t i;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = jh_store_accounts(&list, desk->keep, store, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = 0; i < list.count; i++)
        if (may_touch(desk->visitor, &list.items[i])) jh_account_put(&json, &list.items[i]);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* ---- who may do what ---- */

static jh_code not_in_your_power(jh_error *err)
{
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_NOT_IN_YOUR_POWER, NULL, NULL);
}

static jh_code at_the_machine(jh_error *err)
{
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_AT_THE_MACHINE, NULL, NULL);
}

static bool keeps_accounts(const jh_visitor *visitor)
{
    return jh_visitor_may(visitor, JH_MAY_ACCOUNTS) || jh_visitor_may(visitor, JH_MAY_INVITE);
}

jh_code jh_account_check_words(const jh_account_words *words, jh_error *err)
{
    char role[JH_MESSAGE_ARG_SIZE];
    size_t i, size = words->role.size < sizeof role ? words->role.size : sizeof role - 1;

    for (i = 0; i < size; i++) role[i] = words->role.at[i];
    role[size] = '\0';
    if (words->role.size && !jh_account_role_find(words->role))
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_NO_SUCH_ROLE, "role", role, NULL);
    if (!jh_scope_is_valid(words->scope))
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_SCOPE_FORM, "scope", NULL);
    return JH_OK;
}

static bool is_login(jh_text login)
{
    /* The form of a scope's word is that of a login. */
    jh_text word = login;
    size_t i;

    for (i = 0; i < word.size; i++)
        if (word.at[i] == ' ' || word.at[i] == '/' || word.at[i] == '*') return false;
    return word.size > 0 && word.size <= 64 && jh_scope_is_valid(word);
}

jh_code jh_account_check_login(jh_text login, jh_error *err)
{
    return is_login(login) ? JH_OK : jh_fail(err, JH_BAD_INPUT, SAY_APP_LOGIN_FORM, "login", NULL);
}

/* Who makes accounts gives no role; who invites clerks gives that role within the own scope. */
static jh_code check_invite(const jh_visitor *visitor, const jh_account_words *words, jh_error *err)
{
    jh_code code = jh_account_check_login(words->login, err);

    if (code) return code;
    if (jh_visitor_may(visitor, JH_MAY_ACCOUNTS))
        return words->role.size || words->scope.size ? not_in_your_power(err) : JH_OK;
    if (!jh_visitor_may(visitor, JH_MAY_INVITE) || !is_clerk(words->role) || !words->scope.size
        || !jh_scope_is_within(words->scope, visitor->scope))
        return not_in_your_power(err);
    return JH_OK;
}

/* ---- inviting ---- */

jh_code jh_access_tell_invitation(jh_text *out, jh_arena *keep, const jh_account *account,
                                  const char *secret, jh_error *err)
{
    jh_json json = jh_json_in(keep);

    jh_json_object(&json);
    jh_json_member_integer(&json, "id", account->number);
    jh_json_member_text(&json, "login", account->login);
    jh_json_member_text(&json, "token", jh_text_of(secret));
    jh_json_member_integer(&json, "seconds", JH_INVITATION_SECONDS);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

static jh_code find(jh_account *out, const jh_desk *desk, jh_store *store, int32_t number,
                    jh_error *err)
{
    jh_code code = jh_store_account(out, desk->keep, store, number, err);

    if (!code && !may_touch(desk->visitor, out))
        code = jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_ACCOUNT, NULL, NULL);
    return code;
}

/* `account`: as the words say, or as it is kept. */
static jh_code check_invitation(jh_account *account, const jh_desk *desk, jh_store *store,
                                const jh_account_words *words, jh_error *err)
{
    const jh_visitor *visitor = desk->visitor;
    jh_code code;

    if (visitor->is_token) /* an invitation leads to a password, which a token never does */
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_NOT_WITH_A_TOKEN, NULL, NULL);
    if (!words->number) {
        code = jh_account_check_words(words, err);
        return code ? code : check_invite(visitor, words, err);
    }
    code = find(account, desk, store, words->number, err);
    if (code) return code;
    if (!keeps_accounts(visitor)) return not_in_your_power(err);
    return jh_account_role_administers(account->role) ? at_the_machine(err) : JH_OK;
}

jh_code jh_account_invite(jh_text *out, const jh_desk *desk, const jh_account_words *words,
                          const jh_caller *caller, jh_error *err)
{
    char secret[JH_TOKEN_SIZE], stamp[JH_STAMP_SIZE];
    jh_account account = {
        .login = words->login, .name = words->name, .role = words->role, .scope = words->scope
    };
    jh_pass pass;
    jh_deed deed;
    jh_store *store;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = check_invitation(&account, desk, store, words, err);
    if (code) return code;
    /* Whoever gives a role with the account answers for it; who only makes accounts does not. */
    pass = jh_access_invite(secret, &account, jh_visitor_may(desk->visitor, JH_MAY_INVITE), caller);
    deed = jh_access_deed(
        &(jh_deed_words){ "invite", desk->visitor->login, account.login, account.role }, caller,
        stamp);
    if (!words->number) account.stamp = deed.stamp;
    code = jh_store_access_change(store,
                                  &(jh_access_change){ .account = &account,
                                                       .end_account = account.number,
                                                       .end_kinds = { "invitation" },
                                                       .pass = &pass,
                                                       .deed = &deed },
                                  1, err);
    return code ? code : jh_access_tell_invitation(out, desk->keep, &account, secret, err);
}

/* ---- changing ---- */

/* Of the three administrators' accounts the page unlocks only: whoever could give such a role, take
 * it away or close such an account would stand in for another of them, or blind him. */
static bool is_for_the_machine(const jh_account *account, const jh_account_words *words)
{
    if (jh_account_role_administers(words->role)) return true;
    return jh_account_role_administers(account->role)
           && (words->has_role || words->has_scope || words->has_state || words->name.size
               || words->confirm);
}

static jh_code check_change(const jh_visitor *visitor, const jh_account *account,
                            const jh_account_words *words, jh_error *err)
{
    bool about_role = words->has_role || words->has_scope || words->unlock || words->confirm;

    if (visitor->is_token) return jh_fail(err, JH_BAD_INPUT, SAY_APP_NOT_WITH_A_TOKEN, NULL, NULL);
    if (about_role && (!jh_visitor_may(visitor, JH_MAY_ROLES) || words->number == visitor->account))
        return not_in_your_power(err);
    if ((words->has_state || words->name.size) && !keeps_accounts(visitor))
        return not_in_your_power(err);
    if (is_for_the_machine(account, words)) return at_the_machine(err);
    return jh_account_check_words(words, err);
}

void jh_account_set_state(jh_account *account, jh_account_state state)
{
    bool waits = account->state == JH_ACCOUNT_INVITED;

    if (state == JH_ACCOUNT_CLOSED && waits) account->password = JH_TEXT("");
    if (state == JH_ACCOUNT_CLOSED) account->state = state;
    if (state == JH_ACCOUNT_IN_USE && account->state == JH_ACCOUNT_CLOSED)
        account->state = account->password.size ? JH_ACCOUNT_IN_USE : JH_ACCOUNT_INVITED;
}

/* A role that is given after the password was set is given to whoever set it. */
static void apply(jh_account *account, const jh_account_words *words)
{
    if (words->has_role) account->role = words->role;
    if (words->has_scope) account->scope = words->scope;
    if (words->name.size) account->name = words->name;
    if (words->unlock) account->failures = 0;
    if (words->unlock) account->locked_until = 0;
    if ((words->confirm || words->has_role) && account->state == JH_ACCOUNT_INVITED
        && account->password.size)
        account->state = JH_ACCOUNT_IN_USE;
    if (words->has_state)
        jh_account_set_state(account, jh_text_equal(words->state, JH_TEXT("closed"))
                                          ? JH_ACCOUNT_CLOSED
                                          : JH_ACCOUNT_IN_USE);
}

enum { ACTS = 6 };

/* The deeds of one request, and the changes that bear them: the account goes with the first. */
typedef struct change_of_account {
    char stamps[ACTS][JH_STAMP_SIZE];
    jh_deed deeds[ACTS];
    jh_access_change changes[ACTS];
    size_t count;
} change_of_account;

/* A role and a scope given at once are two deeds. */
static void tell_acts(change_of_account *out, const jh_account *account,
                      const jh_account_words *words, jh_text author, const jh_caller *caller)
{
    const struct {
        bool is_asked;
        jh_deed_words words;
    } acts[ACTS] = {
        { words->has_role, { "role", author, account->login, account->role } },
        { words->has_scope, { "scope", author, account->login, account->scope } },
        { words->has_state,
          { account->state == JH_ACCOUNT_CLOSED ? "close" : "open", author, account->login,
            account->role } },
        { words->confirm, { "confirm", author, account->login, account->role } },
        { words->unlock, { "unlock", author, account->login, account->role } },
        { words->name.size > 0, { "name", author, account->login, account->role } },
    };
    size_t i;

    for (i = 0; i < ACTS; i++) {
        size_t at = out->count;
        if (!acts[i].is_asked) continue;
        out->deeds[at] = jh_access_deed(&acts[i].words, caller, out->stamps[at]);
        out->changes[at].deed = &out->deeds[at];
        out->count++;
    }
}

jh_code jh_account_change(jh_text *out, const jh_desk *desk, const jh_account_words *words,
                          const jh_caller *caller, jh_error *err)
{
    change_of_account all = { .count = 0 };
    jh_json json = jh_json_in(desk->keep);
    jh_account account;
    jh_store *store;
    bool ends = words->has_role || words->has_scope || words->has_state;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = find(&account, desk, store, words->number, err);
    if (!code) code = check_change(desk->visitor, &account, words, err);
    if (code) return code;
    apply(&account, words);
    tell_acts(&all, &account, words, desk->visitor->login, caller);
    all.changes[0].account = &account;
    all.changes[0].end_account = ends ? account.number : 0;
    all.changes[0].end_kinds[0] = ends ? "session" : NULL;
    all.changes[0].end_kinds[1] = ends ? "token" : NULL;
    code = jh_store_access_change(store, all.changes, all.count, err);
    if (code) return code;
    jh_account_put(&json, &account);
    return jh_json_finish(out, &json, err);
}
