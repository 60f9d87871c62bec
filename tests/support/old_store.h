/* old_store.h — a store as the first version of the program made it.
 * Takes   schema/migrations/0001.sql and the rows of a store of today.
 * Gives   a store of version 1 with those rows, at an address that is still empty.
 * Never   knows more than version 1 did: provenances and what came later are left out.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_OLD_STORE_H
#define TESTS_SUPPORT_OLD_STORE_H

#include "base/memory.h"

/* Both addresses of the same engine; `from` must hold a store of today. */
void test_old_store(jh_arena *keep, const char *address, const char *from);

#endif
