/* strangers.h: logins that nobody has are treated as those that somebody has.
 * Takes   a login that was tried in vain, the time.
 * Gives   whether it is locked by now, as an account's would be; whether this is worth a deed.
 * Never   more than JH_STRANGERS logins, the longest unseen one is forgotten; nor, in the time of
 *         one lock, more than JH_STRANGER_DEEDS deeds: who guesses logins does not fill the disk.
 * Method  in memory, of one server; used by its writer only
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_STRANGERS_H
#define JH_OFFICE_STRANGERS_H

#include "base/hash.h"
#include "base/text.h"

enum { JH_STRANGERS = 256, JH_STRANGER_DEEDS = 60 };

typedef struct jh_stranger {
    jh_hash login;
    int64_t seen, locked_until; /* seconds; seen 0 = free */
    int failures;
} jh_stranger;

typedef struct jh_strangers {
    jh_stranger at[JH_STRANGERS];
    int64_t window; /* when it began */
    size_t told, untold;
} jh_strangers;

typedef struct jh_stranger_told {
    bool is_locked, is_worth_a_deed;
    size_t untold; /* failures before this one that were not worth a deed */
} jh_stranger_told;

jh_stranger_told jh_strangers_try(jh_strangers *strangers, jh_text login, int64_t now);

#endif
