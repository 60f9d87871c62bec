/* stores.h — fresh stores on every engine, and made-up batches to put into them.
 * Takes   JH_TEST_PG, the address of a PostgreSQL database; where it is not set, a cluster is
 *         started for this process and stopped at its end. No engine is ever skipped.
 * Gives   addresses; raw SQL behind the program's back.
 * Never   real schools: names and figures come from a seed.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_STORES_H
#define TESTS_SUPPORT_STORES_H

#include "store/store.h"

typedef enum test_engine { TEST_SQLITE = 0, TEST_POSTGRES, TEST_ENGINE_COUNT } test_engine;

extern const char *const test_engine_names[TEST_ENGINE_COUNT];

/* Where no store is yet; the same until test_address_drop. Not freed by the caller. */
const char *test_address_new(test_engine engine);
void test_addresses_drop(void); /* all of them, with what lies there */

/* A new, empty one, opened for writing; fails the test unless it can be made. */
jh_store *test_store_new(jh_arena *keep, test_engine engine);
/* Fails the test unless the store's own check finds nothing. */
void test_store_is_sound(jh_arena *keep, jh_store *store);

/* Statements as another program would send them; fails the test unless they work. */
void test_sql(const char *address, const char *sql);
/* The same, but tells whether they worked. */
bool test_sql_works(const char *address, const char *sql);
/* Ends every other session that uses this database, as an administrator would. */
void test_disconnect(const char *address);

/* PostgreSQL: waits until the server has ended what clients that are gone had asked for. */
void test_wait_until_alone(const char *address);

/* A county of schools with figures, made from a seed; the same for the same arguments. */
typedef struct test_county {
    const char *code, *period;
    size_t schools, elements; /* elements are told for stages primary and junior each */
    uint64_t seed;            /* of the figures */
} test_county;

jh_batch test_batch(jh_arena *keep, const test_county *county);

extern const jh_authorship test_author; /* with a reason */

#endif
