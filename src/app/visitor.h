/* visitor.h: who asks, what they may do, and which counties and schools they may know of.
 * Takes   a role by its key, a scope as it is kept.
 * Gives   yes or no; for what is out of scope the same error as for what is not there.
 * Never   lets a refusal tell that a county or school exists.
 * Method  docs/api.md, "Roles"; src/app/permissions.def
 *
 * A scope is words divided by blanks: `*` everything; `9901` counties whose code begins so;
 * `990101/9901010001` one school of a county. The command line is no visitor (NULL): it may do all.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_VISITOR_H
#define JH_APP_VISITOR_H

#include "base/text.h"

typedef enum jh_permission {
#define PERMISSION(name, key) JH_MAY_##name,
#define ROLE(name, key, permissions)
#define ADMINISTRATOR(name, key, permissions)
#include "app/permissions.def"
#undef PERMISSION
#undef ROLE
#undef ADMINISTRATOR
    JH_PERMISSION_COUNT
} jh_permission;

extern const char *const jh_permission_keys[JH_PERMISSION_COUNT];

typedef struct jh_account_role {
    const char *key;
    jh_say_id say;
    uint32_t may; /* bits by jh_permission */
    bool is_administrator; /* one of the three who look after the server */
} jh_account_role;

extern const jh_account_role jh_account_roles[];
extern const size_t jh_account_role_count;
/* NULL: there is none of this key. */
const jh_account_role *jh_account_role_find(jh_text key);
/* Is this the key of one of the three administrators? */
bool jh_account_role_administers(jh_text key);

typedef struct jh_visitor {
    int32_t account, pass; /* their numbers */
    bool is_token;         /* a program with a token of the account */
    jh_text login, name;
    const jh_account_role *role; /* NULL = none yet */
    jh_text scope, pass_scope;   /* both must allow; pass_scope empty = as the account's */
} jh_visitor;

bool jh_visitor_may(const jh_visitor *visitor, jh_permission permission);
/* Of the whole county; a clerk's schools do not make it so. */
bool jh_visitor_sees_county(const jh_visitor *visitor, jh_text county);
/* The county itself, or some school of it: its name, years and cycles may be known. */
bool jh_visitor_knows_county(const jh_visitor *visitor, jh_text county);
bool jh_visitor_sees_school(const jh_visitor *visitor, jh_text county, jh_text school);
/* JH_NOT_FOUND unless the county may be known. */
JH_MUST_CHECK jh_code jh_visitor_check_county(const jh_visitor *visitor, jh_text county,
                                              jh_error *err);
/* JH_NOT_FOUND unless all of the county may be seen: some school of it is not enough. */
JH_MUST_CHECK jh_code jh_visitor_check_whole_county(const jh_visitor *visitor, jh_text county,
                                                    jh_error *err);

/* Words that can be a scope; what is within another one. */
bool jh_scope_is_valid(jh_text scope);
bool jh_scope_is_within(jh_text inner, jh_text outer);

#endif
