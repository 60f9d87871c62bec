/* SPDX-License-Identifier: Apache-2.0 */
#include "office/user.h"

#include "app/line.h"
#include "formats/json.h"
#include "office/access_deeds.h"
#include "office/accounts.h"

#include <string.h>

/* One act, and all that it needs. */
typedef struct managing {
    const jh_desk *desk;
    const jh_user_words *words;
    jh_store *store;
    jh_account account;
    bool is_new;
} managing;

/* ---- listed ---- */

static const char *role_told(const jh_account *account, jh_lang lang)
{
    const jh_account_role *role = jh_account_role_find(account->role);

    return role ? jh_say(lang, role->say) : "–";
}

static const char *state_told(const jh_account *account, jh_lang lang)
{
    bool waits = account->state == JH_ACCOUNT_INVITED && account->password.size;

    return jh_say(lang, waits                                  ? SAY_APP_ACCOUNT_WAITING
                        : account->state == JH_ACCOUNT_INVITED ? SAY_APP_ACCOUNT_INVITED
                        : account->state == JH_ACCOUNT_IN_USE  ? SAY_APP_ACCOUNT_IN_USE
                                                               : SAY_APP_ACCOUNT_CLOSED);
}

static void add_sentence(jh_buffer *out, jh_lang lang, const jh_message *message, int line)
{
    char said[1024];

    jh_message_write(said, sizeof said, lang, message, line);
    jh_buffer_add_format(out, "%s\n", said);
}

static jh_code list_text(jh_text *out, const managing *m, const jh_account_list *list,
                         jh_error *err)
{
    jh_lang lang = m->desk->manner.lang;
    jh_message none = jh_message_make(SAY_APP_USER_NONE, NULL);
    jh_buffer text = jh_buffer_in(m->desk->keep);
    size_t i;

    if (!list->count) {
        add_sentence(&text, lang, &none, 0);
        add_sentence(&text, lang, &none, 1);
    }
    for (i = 0; i < list->count; i++)
        jh_buffer_add_format(&text, "%.*s  %.*s  %s  %.*s  %s\n",
                             JH_TEXT_ARGS(list->items[i].login), JH_TEXT_ARGS(list->items[i].name),
                             role_told(&list->items[i], lang), JH_TEXT_ARGS(list->items[i].scope),
                             state_told(&list->items[i], lang));
    return jh_buffer_finish(out, &text, err);
}

static jh_code list_accounts(jh_text *out, const managing *m, jh_error *err)
{
    jh_account_list list;
    jh_json json = jh_json_in(m->desk->keep);
    size_t i;
    jh_code code = jh_store_accounts(&list, m->desk->keep, m->store, err);

    if (code) return code;
    if (!m->desk->manner.json) return list_text(out, m, &list, err);
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = 0; i < list.count; i++) jh_account_put(&json, &list.items[i]);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* ---- checked ---- */

static bool is_said(const char *word)
{
    return word && *word;
}

/* One person alone does nothing here, and nobody approves of himself. */
static jh_code check_people(const jh_user_words *words, jh_error *err)
{
    if (is_said(words->author) && is_said(words->approver) && is_said(words->reason)
        && !jh_text_same_folded(jh_text_of(words->author), jh_text_of(words->approver)))
        return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_USER_TWO_PEOPLE, NULL, NULL);
}

static jh_code find(managing *m, jh_error *err)
{
    jh_error told = { JH_OK };
    jh_text login = jh_text_of(m->words->login);
    jh_code code = jh_store_account_named(&m->account, m->desk->keep, m->store, login, &told);

    m->is_new = code == JH_NOT_FOUND && strcmp(m->words->act, "invite") == 0;
    if (m->is_new) {
        m->account = (jh_account){ .login = login };
        return jh_account_check_login(login, err);
    }
    if (code && err) *err = told;
    return code;
}

/* Somebody else of the same role is in use. */
static jh_code check_last(const managing *m, jh_error *err)
{
    const jh_account *account = &m->account;
    jh_account_list list;
    size_t i;
    jh_code code;

    if (!jh_account_role_administers(account->role) || account->state == JH_ACCOUNT_CLOSED)
        return JH_OK;
    code = jh_store_accounts(&list, m->desk->keep, m->store, err);
    if (code) return code;
    for (i = 0; i < list.count; i++)
        if (list.items[i].number != account->number && list.items[i].state == JH_ACCOUNT_IN_USE
            && jh_text_equal(list.items[i].role, account->role))
            return JH_OK;
    return jh_fail(err, JH_CONFLICT, SAY_APP_USER_LAST, NULL, m->words->login,
                   role_told(account, m->desk->manner.lang), NULL);
}

/* ---- done ---- */

static jh_code take_words(managing *m, jh_error *err)
{
    const jh_user_words *words = m->words;
    jh_account_words asked = { .role = jh_text_of(words->role), .scope = jh_text_of(words->scope) };
    jh_code code = jh_account_check_words(&asked, err);

    if (code) return code;
    if (words->name) m->account.name = jh_text_of(words->name);
    if (words->role) m->account.role = asked.role;
    if (words->scope) m->account.scope = asked.scope;
    return JH_OK;
}

/* The deed says what came of it, who approved, and why. */
static jh_code write_deed(managing *m, const jh_access_change *change, jh_error *err)
{
    const jh_user_words *words = m->words;
    const jh_caller here = { .address = JH_TEXT(JH_AT_THE_MACHINE) };
    jh_access_change whole = *change;
    char stamp[JH_STAMP_SIZE];
    jh_deed deed;
    jh_text detail = jh_text_format(m->desk->keep, "%.*s / %s / %s", JH_TEXT_ARGS(m->account.role),
                                    words->approver, words->reason);

    if (!detail.at) return jh_no_memory(err);
    deed = jh_access_deed(&(jh_deed_words){ .act = words->act,
                                            .author = jh_text_of(words->author),
                                            .about = m->account.login,
                                            .detail = detail },
                          &here, stamp);
    if (m->is_new) m->account.stamp = deed.stamp;
    whole.account = &m->account;
    whole.deed = &deed;
    return jh_store_access_change(m->store, &whole, 1, err);
}

static jh_code tell_invited(jh_text *out, const managing *m, const char *secret, jh_error *err)
{
    jh_lang lang = m->desk->manner.lang;
    jh_message message = jh_message_make(SAY_APP_USER_INVITED, m->words->login, NULL);
    jh_buffer text = jh_buffer_in(m->desk->keep);

    if (m->desk->manner.json)
        return jh_access_tell_invitation(out, m->desk->keep, &m->account, secret, err);
    add_sentence(&text, lang, &message, 0);
    jh_buffer_add_format(&text, "\n    #/invitation/%s\n\n", secret);
    add_sentence(&text, lang, &message, 1);
    return jh_buffer_finish(out, &text, err);
}

/* A closed account begins anew: what its holder knew opens it no more. */
static jh_code invite(jh_text *out, managing *m, jh_error *err)
{
    const jh_caller here = { .address = JH_TEXT(JH_AT_THE_MACHINE) };
    char secret[JH_TOKEN_SIZE];
    jh_pass pass;
    bool other_role = m->words->role && m->account.role.size
                      && !jh_text_equal(m->account.role, jh_text_of(m->words->role));
    jh_code code;

    if (other_role)
        return jh_fail(err, JH_CONFLICT, SAY_APP_USER_ROLE_ALONE, NULL, m->words->login, NULL);
    code = take_words(m, err);
    if (code) return code;
    if (m->account.state == JH_ACCOUNT_CLOSED) {
        m->account.state = JH_ACCOUNT_INVITED;
        m->account.password = JH_TEXT("");
    }
    pass = jh_access_invite(secret, &m->account, true, &here);
    code = write_deed(m,
                      &(jh_access_change){ .end_account = m->account.number,
                                           .end_kinds = { "invitation" },
                                           .pass = &pass },
                      err);
    return code ? code : tell_invited(out, m, secret, err);
}

static jh_code tell_done(jh_text *out, const managing *m, jh_error *err)
{
    jh_message message = jh_message_make(SAY_APP_USER_DONE, m->words->login, NULL);
    jh_buffer text = jh_buffer_in(m->desk->keep);
    jh_json json = jh_json_in(m->desk->keep);

    if (m->desk->manner.json) {
        jh_account_put(&json, &m->account);
        return jh_json_finish(out, &json, err);
    }
    add_sentence(&text, m->desk->manner.lang, &message, 0);
    add_sentence(&text, m->desk->manner.lang, &message, 1);
    return jh_buffer_finish(out, &text, err);
}

static jh_code change(jh_text *out, managing *m, jh_error *err)
{
    const char *act = m->words->act;
    bool closes = strcmp(act, "close") == 0;
    bool loses =
        closes || (m->words->role && !jh_text_equal(m->account.role, jh_text_of(m->words->role)));
    jh_code code = loses ? check_last(m, err) : JH_OK;

    if (!code) code = take_words(m, err);
    if (code) return code;
    if (strcmp(act, "role") != 0)
        jh_account_set_state(&m->account, closes ? JH_ACCOUNT_CLOSED : JH_ACCOUNT_IN_USE);
    code = write_deed(m,
                      &(jh_access_change){ .end_account = m->account.number,
                                           .end_kinds = { "session", "token", "invitation" } },
                      err);
    return code ? code : tell_done(out, m, err);
}

static bool is_act(const char *act)
{
    static const char *const acts[] = { "list", "invite", "role", "close", "open" };
    size_t i;

    for (i = 0; i < sizeof acts / sizeof *acts; i++)
        if (strcmp(act, acts[i]) == 0) return true;
    return false;
}

static jh_code manage(jh_text *out, managing *m, jh_error *err)
{
    bool lists = strcmp(m->words->act, "list") == 0;
    jh_code code = lists ? JH_OK : find(m, err);

    if (code) return code;
    if (lists) return list_accounts(out, m, err);
    return strcmp(m->words->act, "invite") == 0 ? invite(out, m, err) : change(out, m, err);
}

jh_code jh_user_manage(jh_text *out, const jh_desk *desk, const jh_user_words *words, jh_error *err)
{
    bool lists = strcmp(words->act, "list") == 0;
    jh_line line = { .address = words->address, .may_write = !lists };
    managing m = { .desk = desk, .words = words };
    jh_code code;

    if (!is_act(words->act))
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_USER_ACT, NULL, words->act, NULL);
    code = lists ? JH_OK : check_people(words, err);
    if (!code) code = jh_line_store(&m.store, &line, err);
    if (!code) code = manage(out, &m, err);
    jh_line_close(&line);
    return code;
}
