/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/killing.h"

#include "tests/support/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void test_kill_begin(void)
{
    const char *text = getenv("JH_KILL_SEED");
    unsigned seed = text ? (unsigned)strtoul(text, NULL, 10) : (unsigned)time(NULL);

    printf("JH_KILL_SEED=%u\n", seed);
    srandom(seed);
}

int test_kill_moments(int usual)
{
    const char *text = getenv("JH_KILL_MOMENTS");

    return text ? atoi(text) : usual;
}

long test_kill_moment(long window)
{
    return random() % window;
}

void test_kill_tell(int tell, uint32_t number)
{
    if (write(tell, &number, sizeof number) != sizeof number) _exit(5);
}

void test_kill(uint32_t *last, const test_killing *how)
{
    struct timespec wait = { how->moment / 1000000000, how->moment % 1000000000 };
    uint32_t number;
    int ends[2], status;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        how->work(how->context, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    /* A busy machine may take long to get there: the moment is one of the work. */
    assert_int_equal(read(ends[0], &number, sizeof number), sizeof number);
    assert_int_equal(number, TEST_READY);
    nanosleep(&wait, NULL);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    while (read(ends[0], &number, sizeof number) == sizeof number) *last = number;
    close(ends[0]);
    /* Anything else than the kill is a failure of the work. */
    if (!WIFSIGNALED(status) && !(how->may_end && WIFEXITED(status) && !WEXITSTATUS(status)))
        fail_msg("the work ended with %d", WEXITSTATUS(status));
}
