/* SPDX-License-Identifier: Apache-2.0 */
#include "app/visitor.h"

#include <string.h>

const char *const jh_permission_keys[JH_PERMISSION_COUNT] = {
#define PERMISSION(name, key) key,
#define ROLE(name, key, permissions)
#define ADMINISTRATOR(name, key, permissions)
#include "app/permissions.def"
#undef PERMISSION
#undef ROLE
#undef ADMINISTRATOR
};

const jh_account_role jh_account_roles[] = {
#define PERMISSION(name, key)
#define OF_ALL (UINT32_C(1) << JH_MAY_ANYONE | UINT32_C(1) << JH_MAY_ACCOUNT)
#define ROLE(name, key, permissions)                                                               \
    { key, SAY_APP_ROLE_##name, (permissions) | OF_ALL, false },
#define ADMINISTRATOR(name, key, permissions)                                                      \
    { key, SAY_APP_ROLE_##name, (permissions) | OF_ALL, true },
#include "app/permissions.def"
#undef PERMISSION
#undef ROLE
#undef ADMINISTRATOR
#undef OF_ALL
};
const size_t jh_account_role_count = sizeof jh_account_roles / sizeof *jh_account_roles;

const jh_account_role *jh_account_role_find(jh_text key)
{
    size_t i;

    for (i = 0; i < jh_account_role_count; i++)
        if (jh_text_equal(key, jh_text_of(jh_account_roles[i].key))) return &jh_account_roles[i];
    return NULL;
}

bool jh_account_role_administers(jh_text key)
{
    const jh_account_role *role = jh_account_role_find(key);

    return role && role->is_administrator;
}

bool jh_visitor_may(const jh_visitor *visitor, jh_permission permission)
{
    uint32_t least = UINT32_C(1) << JH_MAY_ANYONE;

    if (!visitor) return true;
    if (visitor->account) least |= UINT32_C(1) << JH_MAY_ACCOUNT;
    if (visitor->role) least |= visitor->role->may;
    return (least >> permission) & 1;
}

/* ---- scopes ---- */

/* The next word of a scope; false = none left. */
static bool next_word(jh_text *word, jh_text *rest)
{
    size_t end;

    while (rest->size && *rest->at == ' ') rest->at++, rest->size--;
    for (end = 0; end < rest->size && rest->at[end] != ' ';) end++;
    *word = (jh_text){ rest->at, end };
    *rest = (jh_text){ rest->at + end, rest->size - end };
    return end > 0;
}

/* "990101/9901010001" → the parts; false = no school in it. */
static bool split_school(jh_text *county, jh_text *school, jh_text word)
{
    const char *slash = memchr(word.at, '/', word.size);

    if (!slash) return false;
    *county = (jh_text){ word.at, (size_t)(slash - word.at) };
    *school = (jh_text){ slash + 1, word.size - county->size - 1 };
    return true;
}

typedef struct asked {
    jh_text county, school; /* school empty: the county */
    bool some_school;       /* a school of the county is enough */
} asked;

static bool word_allows(jh_text word, const asked *what)
{
    jh_text county, school;

    if (jh_text_equal(word, JH_TEXT("*"))) return true;
    if (!split_school(&county, &school, word)) return jh_text_starts(what->county, word);
    return jh_text_equal(county, what->county)
           && (what->some_school || (what->school.size && jh_text_equal(school, what->school)));
}

static bool scope_allows(jh_text scope, const asked *what)
{
    jh_text word;

    while (next_word(&word, &scope))
        if (word_allows(word, what)) return true;
    return false;
}

static bool allows(const jh_visitor *visitor, const asked *what)
{
    if (!visitor) return true;
    if (!what->county.size) return false;
    return scope_allows(visitor->scope, what)
           && (!visitor->pass_scope.size || scope_allows(visitor->pass_scope, what));
}

bool jh_visitor_sees_county(const jh_visitor *visitor, jh_text county)
{
    return allows(visitor, &(asked){ .county = county });
}

bool jh_visitor_knows_county(const jh_visitor *visitor, jh_text county)
{
    return allows(visitor, &(asked){ .county = county, .some_school = true });
}

bool jh_visitor_sees_school(const jh_visitor *visitor, jh_text county, jh_text school)
{
    return school.size && allows(visitor, &(asked){ .county = county, .school = school });
}

static jh_code no_such_county(jh_text county, jh_error *err)
{
    char word[JH_MESSAGE_ARG_SIZE];
    size_t size = county.size < sizeof word ? county.size : sizeof word - 1;

    if (size) memcpy(word, county.at, size);
    word[size] = '\0';
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_COUNTY, NULL, word, NULL);
}

jh_code jh_visitor_check_county(const jh_visitor *visitor, jh_text county, jh_error *err)
{
    return jh_visitor_knows_county(visitor, county) ? JH_OK : no_such_county(county, err);
}

jh_code jh_visitor_check_whole_county(const jh_visitor *visitor, jh_text county, jh_error *err)
{
    return jh_visitor_sees_county(visitor, county) ? JH_OK : no_such_county(county, err);
}

static bool is_code(jh_text text)
{
    size_t i;

    for (i = 0; i < text.size; i++) {
        char c = text.at[i];
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-'
              || c == '_' || c == '.'))
            return false;
    }
    return text.size > 0 && text.size <= 64;
}

bool jh_scope_is_valid(jh_text scope)
{
    jh_text word, county, school;

    while (next_word(&word, &scope)) {
        if (jh_text_equal(word, JH_TEXT("*"))) continue;
        if (split_school(&county, &school, word)) {
            if (!is_code(county) || !is_code(school)) return false;
        } else if (!is_code(word)) {
            return false;
        }
    }
    return true;
}

/* A prefix is within a shorter one; a school within the prefix of its county or in itself. */
bool jh_scope_is_within(jh_text inner, jh_text outer)
{
    jh_text word, county, school;

    while (next_word(&word, &inner)) {
        asked what = { .county = word };
        if (jh_text_equal(word, JH_TEXT("*"))) what.county = JH_TEXT("");
        if (split_school(&county, &school, word)) what = (asked){ county, school, false };
        if (!what.county.size && !scope_allows(outer, &(asked){ .county = JH_TEXT(" ") }))
            return false;
        if (what.county.size && !scope_allows(outer, &what)) return false;
    }
    return true;
}
