/* SPDX-License-Identifier: Apache-2.0 */
#include "office/strangers.h"

#include "office/access.h"

static jh_stranger *find(jh_strangers *strangers, const jh_hash *login)
{
    jh_stranger *oldest = &strangers->at[0];
    size_t i;

    for (i = 0; i < JH_STRANGERS; i++) {
        jh_stranger *at = &strangers->at[i];
        if (at->seen && jh_hash_equal(&at->login, login)) return at;
        if (at->seen < oldest->seen) oldest = at;
    }
    *oldest = (jh_stranger){ .login = *login };
    return oldest;
}

static bool is_worth_a_deed(jh_strangers *strangers, int64_t now)
{
    if (now - strangers->window >= JH_LOCK_SECONDS) {
        strangers->window = now;
        strangers->told = 0;
    }
    if (strangers->told == JH_STRANGER_DEEDS) return false;
    strangers->told++;
    return true;
}

jh_stranger_told jh_strangers_try(jh_strangers *strangers, jh_text login, int64_t now)
{
    jh_hash hash = jh_hash_of(login.at, login.size);
    jh_stranger *one = find(strangers, &hash);
    jh_stranger_told out = { false, false, 0 };

    one->seen = now;
    out.is_locked = one->locked_until > now;
    if (out.is_locked) return out;
    if (++one->failures >= JH_FAILURES_MOST) {
        one->failures = 0;
        one->locked_until = now + JH_LOCK_SECONDS;
    }
    out.is_worth_a_deed = is_worth_a_deed(strangers, now);
    if (!out.is_worth_a_deed) {
        strangers->untold++;
        return out;
    }
    out.untold = strangers->untold;
    strangers->untold = 0;
    return out;
}
