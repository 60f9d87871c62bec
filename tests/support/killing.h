/* killing.h — a child process that is killed at a random moment of its work.
 * Takes   JH_KILL_SEED (repeats a run) and JH_KILL_MOMENTS (how many moments an engine).
 * Gives   what the child told before it died; moments from one seed, which is printed.
 * Never   ends a child in any other way than by SIGKILL: one that ends by itself fails the test.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SUPPORT_KILLING_H
#define TESTS_SUPPORT_KILLING_H

#include <stdbool.h>
#include <stdint.h>

void test_kill_begin(void); /* seeds and tells the seed; once a process */
int test_kill_moments(int usual);
long test_kill_moment(long window); /* nanoseconds below it */

/* What is done until the kill. It tells TEST_READY when it begins with what the moments are about,
 * then each number that it wants to be remembered. Returns only if it has nothing left to do. */
#define TEST_READY UINT32_MAX
typedef void test_kill_work(void *context, int tell);
void test_kill_tell(int tell, uint32_t number);

typedef struct test_killing {
    test_kill_work *work;
    void *context;
    long moment;  /* nanoseconds after TEST_READY */
    bool may_end; /* the work may be over before the kill */
} test_killing;

/* *last: the last number that was told; stays as it is if there was none. */
void test_kill(uint32_t *last, const test_killing *how);

#endif
