/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/lanes.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* Memory that stays touched between two answers; more goes back to the system. */
static const size_t KEPT_WARM = (size_t)1 << 20;

/* Whoever logs in, or brings files, waits rather than whoever looks something up: passwords are
 * hashed, and workbooks read, with what time is left. */
enum { LOW_PRIORITY = 5 };

typedef struct task {
    jh_lane_work *work;
    void *context;
} task;

typedef struct lane {
    pthread_mutex_t lock;
    pthread_cond_t filled;
    task ring[JH_LANE_QUEUE];
    size_t first, count;
    bool is_ending;
    bool may_write, gives_way;
    const char *address;
    pthread_t threads[JH_LANE_THREADS_MOST];
    size_t thread_count;
} lane;

struct jh_lanes {
    lane lanes[JH_LANE_COUNT]; /* HERE has no threads */
};

static bool next_task(lane *of, task *out)
{
    bool got;

    pthread_mutex_lock(&of->lock);
    while (!of->count && !of->is_ending) pthread_cond_wait(&of->filled, &of->lock);
    got = of->count > 0;
    if (got) {
        *out = of->ring[of->first];
        of->first = (of->first + 1) % JH_LANE_QUEUE;
        of->count--;
    }
    pthread_mutex_unlock(&of->lock);
    return got;
}

/* By value: the arena is as before when the work is done, its pages still there. */
static void run_task(const task *now, jh_bench *bench)
{
    jh_bench once = *bench;
    size_t used;

    now->work(now->context, &once);
    bench->line = once.line;
    used = jh_arena_used(&once.keep);
    if (used > KEPT_WARM) jh_arena_reset(&once.keep);
}

static void *run_lane(void *context)
{
    lane *of = context;
    jh_bench bench = { .line = { .address = of->address, .may_write = of->may_write } };
    task now;

    /* A thread has a priority of its own on Linux. */
    if (of->gives_way) (void)!setpriority(PRIO_PROCESS, (id_t)gettid(), LOW_PRIORITY);
    if (jh_arena_reserve(&bench.keep, JH_ARENA_DEFAULT)
        || jh_arena_reserve(&bench.scratch, JH_ARENA_DEFAULT))
        bench.keep.start = NULL; /* every answer is then "no memory" */
    while (next_task(of, &now)) run_task(&now, &bench);
    jh_line_close(&bench.line);
    jh_arena_release(&bench.keep);
    jh_arena_release(&bench.scratch);
    return NULL;
}

/* Signals are for the main thread. */
static bool start(lane *of, size_t threads)
{
    sigset_t all, before;
    size_t i;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (i = 0; i < threads && i < JH_LANE_THREADS_MOST; i++) {
        if (pthread_create(&of->threads[i], NULL, run_lane, of)) break;
        of->thread_count++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return of->thread_count > 0;
}

jh_code jh_lanes_begin(jh_lanes **out, jh_arena *keep, const jh_lanes_options *options,
                       jh_error *err)
{
    size_t threads[JH_LANE_COUNT] = { 0, options->readers, 1, options->secrets, 4, 2, 1 };
    jh_lanes *lanes = JH_NEW(keep, jh_lanes);
    int i;

    *out = lanes;
    if (!lanes) return jh_no_memory(err);
    for (i = 0; i < JH_LANE_COUNT; i++) {
        lane *of = &lanes->lanes[i];
        pthread_mutex_init(&of->lock, NULL);
        pthread_cond_init(&of->filled, NULL);
        of->address = options->address;
        of->may_write = i == JH_LANE_WRITE;
        of->gives_way = i == JH_LANE_SECRET || i == JH_LANE_BRING || i == JH_LANE_IMPORT;
        if (threads[i] && !start(of, threads[i])) {
            jh_lanes_end(lanes);
            *out = NULL;
            return jh_fail(err, JH_IO, SAY_SERVE_NO_THREADS, NULL, NULL);
        }
    }
    return JH_OK;
}

static void end(lane *of)
{
    size_t i;

    pthread_mutex_lock(&of->lock);
    of->is_ending = true;
    pthread_cond_broadcast(&of->filled);
    pthread_mutex_unlock(&of->lock);
    for (i = 0; i < of->thread_count; i++) pthread_join(of->threads[i], NULL);
    of->thread_count = 0;
}

/* Those that hand work to the writer end first. */
void jh_lanes_end(jh_lanes *lanes)
{
    static const jh_lane order[] = { JH_LANE_PLAN, JH_LANE_IMPORT, JH_LANE_SECRET,
                                     JH_LANE_BRING, JH_LANE_READ, JH_LANE_WRITE };
    size_t i;

    if (!lanes) return;
    for (i = 0; i < sizeof order / sizeof *order; i++) end(&lanes->lanes[order[i]]);
}

bool jh_lanes_put(jh_lanes *lanes, jh_lane which, jh_lane_work *work, void *context)
{
    lane *of = &lanes->lanes[which];
    bool is_taken;

    pthread_mutex_lock(&of->lock);
    is_taken = !of->is_ending && of->count < JH_LANE_QUEUE;
    if (is_taken) {
        of->ring[(of->first + of->count++) % JH_LANE_QUEUE] = (task){ work, context };
        pthread_cond_signal(&of->filled);
    }
    pthread_mutex_unlock(&of->lock);
    return is_taken;
}

/* ---- handing on and waiting ---- */

typedef struct errand {
    jh_lane_work *work;
    void *context;
    pthread_mutex_t lock;
    pthread_cond_t done;
    bool is_done;
} errand;

static void run_errand(void *context, jh_bench *bench)
{
    errand *on = context;

    on->work(on->context, bench);
    pthread_mutex_lock(&on->lock);
    on->is_done = true;
    pthread_cond_signal(&on->done);
    pthread_mutex_unlock(&on->lock);
}

bool jh_lanes_do(jh_lanes *lanes, jh_lane which, jh_lane_work *work, void *context)
{
    errand on = { .work = work,
                  .context = context,
                  .lock = PTHREAD_MUTEX_INITIALIZER,
                  .done = PTHREAD_COND_INITIALIZER };
    bool is_taken = jh_lanes_put(lanes, which, run_errand, &on);

    pthread_mutex_lock(&on.lock);
    while (is_taken && !on.is_done) pthread_cond_wait(&on.done, &on.lock);
    pthread_mutex_unlock(&on.lock);
    return is_taken;
}

size_t jh_lanes_waiting(jh_lanes *lanes, jh_lane which)
{
    lane *of = &lanes->lanes[which];
    size_t count;

    pthread_mutex_lock(&of->lock);
    count = of->count;
    pthread_mutex_unlock(&of->lock);
    return count;
}
