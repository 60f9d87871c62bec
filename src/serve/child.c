/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/child.h"

#include "base/time.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 8000, TICK_MS = 200, LINE_SIZE = 4096 };

typedef struct running {
    jh_child *child;
    pid_t pid;
    int out, err;
    jh_buffer said;
    char line[LINE_SIZE];
    size_t line_size;
    int64_t asked_at; /* when it was asked to stop; 0 = it was not */
} running;

/* Signals are blocked in our threads: the child begins with none blocked. */
static jh_code spawn(running *on, int out, int errors, jh_error *err)
{
    char *words[JH_CHILD_WORDS + 2] = { (char *)(uintptr_t) "junheng" };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    size_t i;
    int failed;

    for (i = 0; i < JH_CHILD_WORDS && on->child->words[i]; i++)
        words[i + 1] = (char *)(uintptr_t)on->child->words[i];
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    failed = posix_spawn(&on->pid, "/proc/self/exe", &actions, &attributes, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (!failed) return JH_OK;
    return jh_fail(err, JH_IO, SAY_SERVE_NO_CHILD, NULL, strerror(failed), NULL);
}

static bool tell_line(running *on, const char *line)
{
    return on->child->line && on->child->line(on->child->context, line);
}

static bool take_errors(running *on, const char *bytes, size_t size)
{
    bool stop = false;
    size_t i;

    for (i = 0; i < size; i++) {
        if (bytes[i] == '\n' || on->line_size == LINE_SIZE - 1) {
            on->line[on->line_size] = '\0';
            stop |= tell_line(on, on->line);
            on->line_size = 0;
        }
        if (bytes[i] != '\n') on->line[on->line_size++] = bytes[i];
    }
    return stop;
}

/* false: both ends are closed. */
static bool read_some(running *on, bool *stop)
{
    struct pollfd ends[2] = { { on->out, POLLIN, 0 }, { on->err, POLLIN, 0 } };
    char bytes[4096];
    ssize_t got;
    int i;

    (void)poll(ends, 2, TICK_MS);
    for (i = 0; i < 2; i++) {
        int *end = i ? &on->err : &on->out;
        if (*end < 0 || !ends[i].revents) continue;
        got = read(*end, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            close(*end);
            *end = -1;
        } else if (i) {
            *stop |= take_errors(on, bytes, (size_t)got);
        } else {
            jh_buffer_add(&on->said, (jh_text){ bytes, (size_t)got });
        }
    }
    return on->out >= 0 || on->err >= 0;
}

static void see_to_stop(running *on, bool stop)
{
    int64_t now = jh_now_milliseconds();

    if (stop && !on->asked_at) {
        on->asked_at = now;
        kill(on->pid, SIGINT);
    }
    if (on->asked_at && now - on->asked_at > PATIENCE_MS) kill(on->pid, SIGKILL);
}

static void follow(running *on)
{
    bool stop = false;
    int status = 0;

    while (read_some(on, &stop)) see_to_stop(on, stop |= tell_line(on, NULL));
    while (waitpid(on->pid, &status, 0) < 0 && errno == EINTR) {
    }
    on->child->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

jh_code jh_child_run(jh_text *out, jh_arena *keep, jh_child *child, jh_error *err)
{
    running on = { .child = child, .said = jh_buffer_in(keep) };
    int outs[2], errors[2];
    jh_code code;

    if (pipe2(outs, O_CLOEXEC)) return jh_fail(err, JH_IO, SAY_SERVE_NO_CHILD, NULL, "pipe", NULL);
    if (pipe2(errors, O_CLOEXEC)) {
        close(outs[0]);
        close(outs[1]);
        return jh_fail(err, JH_IO, SAY_SERVE_NO_CHILD, NULL, "pipe", NULL);
    }
    code = spawn(&on, outs[1], errors[1], err);
    close(outs[1]);
    close(errors[1]);
    on.out = outs[0];
    on.err = errors[0];
    if (!code) {
        follow(&on);
    } else {
        close(outs[0]);
        close(errors[0]);
    }
    return code ? code : jh_buffer_finish(out, &on.said, err);
}
