/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/pace.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>

enum { PHASE_BITS = 3, PHASE_MASK = 7 };

struct jh_pace {
    /* The phase, and a count of them: whoever closes one closes what was looked at, or nothing. */
    atomic_uint_fast64_t turn;
    atomic_uint_fast64_t came; /* bytes of bodies */
    atomic_uint lang;
    /* the looking thread's, under the lock */
    int socket; /* -1 = free */
    uint64_t seen, bytes;
    int64_t since; /* 0 = of a head nothing has come */
    jh_pace *next; /* among the free ones */
};

struct jh_paces {
    pthread_mutex_t lock;
    jh_paces_options options;
    jh_pace *free;
    size_t used; /* of `at`, those that ever were */
    jh_pace at[];
};

jh_code jh_paces_begin(jh_paces **out, jh_arena *keep, const jh_paces_options *options,
                       jh_error *err)
{
    size_t size = sizeof(jh_paces) + options->connections * sizeof(jh_pace);

    *out = jh_alloc(keep, 1, size);
    if (!*out) return jh_no_memory(err);
    (*out)->options = *options;
    pthread_mutex_init(&(*out)->lock, NULL);
    return JH_OK;
}

void jh_paces_end(jh_paces *paces)
{
    if (paces) pthread_mutex_destroy(&paces->lock);
}

/* ---- of one connection ---- */

jh_pace *jh_pace_open(jh_paces *paces, int socket)
{
    jh_pace *pace;

    pthread_mutex_lock(&paces->lock);
    pace = paces->free;
    if (pace)
        paces->free = pace->next;
    else if (paces->used < paces->options.connections)
        pace = &paces->at[paces->used++];
    if (pace) {
        atomic_store(&pace->turn, JH_PACE_HEAD);
        atomic_store(&pace->came, 0);
        atomic_store(&pace->lang, JH_ZH);
        pace->socket = socket;
        pace->seen = JH_PACE_HEAD;
        pace->bytes = 0;
        pace->since = 0;
    }
    pthread_mutex_unlock(&paces->lock);
    return pace;
}

void jh_pace_close(jh_paces *paces, jh_pace *pace)
{
    if (!pace) return;
    pthread_mutex_lock(&paces->lock);
    pace->socket = -1;
    pace->next = paces->free;
    paces->free = pace;
    pthread_mutex_unlock(&paces->lock);
}

static bool turn_to(jh_pace *pace, uint64_t from, jh_pace_phase phase)
{
    uint_fast64_t expected = from;
    uint64_t next = ((from >> PHASE_BITS) + 1) << PHASE_BITS | (uint64_t)phase;

    return atomic_compare_exchange_strong(&pace->turn, &expected, next);
}

bool jh_pace_enter(jh_pace *pace, jh_pace_phase phase)
{
    uint64_t now;

    if (!pace) return true;
    do {
        now = atomic_load(&pace->turn);
        if ((now & PHASE_MASK) == JH_PACE_CLOSED) return false;
    } while (!turn_to(pace, now, phase));
    return true;
}

void jh_pace_came(jh_pace *pace, size_t bytes)
{
    if (pace) atomic_fetch_add(&pace->came, bytes);
}

void jh_pace_speaks(jh_pace *pace, jh_lang lang)
{
    if (pace) atomic_store(&pace->lang, (unsigned)lang);
}

/* ---- looking ---- */

/* What the system counted of a connection; zeros where it does not count. */
static struct tcp_info told_of(int socket)
{
    struct tcp_info told = { 0 };
    socklen_t size = sizeof told;

    if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &told, &size)) told = (struct tcp_info){ 0 };
    return told;
}

static uint64_t moved(const jh_pace *pace, jh_pace_phase phase)
{
    switch (phase) {
    case JH_PACE_HEAD: return told_of(pace->socket).tcpi_bytes_received;
    case JH_PACE_BODY: return atomic_load(&pace->came);
    case JH_PACE_ANSWER: return told_of(pace->socket).tcpi_bytes_acked;
    default: return 0;
    }
}

/* A head's time begins with its first byte; before that the connection is only idle. */
static bool is_head_late(jh_pace *pace, uint64_t bytes, int64_t now)
{
    if (!pace->since && bytes != pace->bytes) pace->since = now;
    return pace->since && now - pace->since > JH_PACE_HEAD_MS;
}

static bool is_window_empty(jh_pace *pace, uint64_t bytes, int64_t now)
{
    bool is_empty = bytes - pace->bytes < JH_PACE_WINDOW_BYTES;

    if (now - pace->since < JH_PACE_WINDOW_MS) return false;
    pace->bytes = bytes;
    pace->since = now;
    return is_empty;
}

static bool is_too_slow(jh_pace *pace, int64_t now)
{
    uint64_t turn = atomic_load(&pace->turn), bytes;
    jh_pace_phase phase = (jh_pace_phase)(turn & PHASE_MASK);

    if (phase == JH_PACE_WORK || phase == JH_PACE_CLOSED) return false;
    bytes = moved(pace, phase);
    if (turn != pace->seen) {
        pace->seen = turn;
        pace->bytes = bytes;
        pace->since = phase == JH_PACE_HEAD ? 0 : now;
        return false;
    }
    if (phase == JH_PACE_HEAD) return is_head_late(pace, bytes, now);
    if (phase == JH_PACE_ANSWER && !bytes) return false; /* a system that does not count */
    return is_window_empty(pace, bytes, now);
}

/* The network thread finds the connection closed. Nobody else writes to it while a request is
 * awaited; of an answer that nobody takes, what is left is dropped at once. */
static void end(const jh_paces *paces, const jh_pace *pace, jh_pace_phase phase)
{
    jh_text words = paces->options.too_slow[atomic_load(&pace->lang) == JH_EN ? JH_EN : JH_ZH];
    struct linger drop = { 1, 0 };

    if (phase == JH_PACE_ANSWER)
        (void)!setsockopt(pace->socket, SOL_SOCKET, SO_LINGER, &drop, sizeof drop);
    else if (words.size)
        (void)!send(pace->socket, words.at, words.size, MSG_DONTWAIT | MSG_NOSIGNAL);
    (void)!shutdown(pace->socket, SHUT_RDWR);
}

size_t jh_paces_look(jh_paces *paces, int64_t now_ms)
{
    size_t i, ended = 0;

    pthread_mutex_lock(&paces->lock);
    for (i = 0; i < paces->used; i++) {
        jh_pace *pace = &paces->at[i];
        if (pace->socket < 0 || !is_too_slow(pace, now_ms)) continue;
        if (!turn_to(pace, pace->seen, JH_PACE_CLOSED)) continue; /* it has moved on just now */
        end(paces, pace, (jh_pace_phase)(pace->seen & PHASE_MASK));
        ended++;
    }
    pthread_mutex_unlock(&paces->lock);
    return ended;
}
