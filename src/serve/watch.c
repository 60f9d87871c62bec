/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/watch.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>

struct jh_watch {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t ending;
    bool is_ending;
    jh_watch_look *look;
    void *context;
};

/* The lock is held. */
static void wait_for(jh_watch *watch, long milliseconds)
{
    struct timespec until;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += milliseconds % 1000 * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    while (!watch->is_ending && pthread_cond_timedwait(&watch->ending, &watch->lock, &until) == 0) {
    }
}

static void *run(void *context)
{
    jh_watch *watch = context;
    long pause;

    pthread_mutex_lock(&watch->lock);
    while (!watch->is_ending) {
        pthread_mutex_unlock(&watch->lock);
        pause = watch->look(watch->context);
        pthread_mutex_lock(&watch->lock);
        wait_for(watch, pause);
    }
    pthread_mutex_unlock(&watch->lock);
    return NULL;
}

static bool start(jh_watch *watch)
{
    sigset_t all, before;
    bool is_started;

    sigfillset(&all); /* signals are for the main thread */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    is_started = pthread_create(&watch->thread, NULL, run, watch) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_started;
}

jh_code jh_watch_begin(jh_watch **out, jh_arena *keep, jh_watch_look *look, void *context,
                       jh_error *err)
{
    jh_watch *watch = JH_NEW(keep, jh_watch);
    pthread_condattr_t monotonic;

    *out = NULL;
    if (!watch) return jh_no_memory(err);
    watch->look = look;
    watch->context = context;
    pthread_mutex_init(&watch->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&watch->ending, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (!start(watch)) return jh_fail(err, JH_IO, SAY_SERVE_NO_THREADS, NULL, NULL);
    *out = watch;
    return JH_OK;
}

void jh_watch_end(jh_watch *watch)
{
    if (!watch) return;
    pthread_mutex_lock(&watch->lock);
    watch->is_ending = true;
    pthread_cond_signal(&watch->ending);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    pthread_mutex_destroy(&watch->lock);
    pthread_cond_destroy(&watch->ending);
}
