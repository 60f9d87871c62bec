/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/visits.h"

#include "base/time.h"

#include <pthread.h>
#include <string.h>

enum { BUCKETS = 1024, PLACES = 4 };

typedef struct visit {
    jh_hash hash;
    int64_t until;      /* 0 = free */
    jh_visitor visitor; /* its texts point into `text` */
    char text[JH_VISIT_TEXT];
} visit;

struct jh_visits {
    pthread_mutex_t lock;
    uint64_t turn; /* how often all was forgotten */
    visit at[BUCKETS][PLACES];
};

jh_code jh_visits_begin(jh_visits **out, jh_arena *keep, jh_error *err)
{
    *out = JH_NEW(keep, jh_visits);
    if (!*out) return jh_no_memory(err);
    pthread_mutex_init(&(*out)->lock, NULL);
    return JH_OK;
}

void jh_visits_end(jh_visits *visits)
{
    pthread_mutex_destroy(&visits->lock);
}

static visit *bucket_of(jh_visits *visits, const jh_hash *hash)
{
    return visits->at[(hash->bytes[0] | hash->bytes[1] << 8) % BUCKETS];
}

/* Copies the four texts one behind the other; false: they do not fit. */
static bool copy_texts(jh_visitor *to, char *room, size_t size)
{
    enum { TEXTS = 4 };
    jh_text *texts[TEXTS] = { &to->login, &to->name, &to->scope, &to->pass_scope };
    size_t i;

    for (i = 0; i < TEXTS; i++) {
        if (texts[i]->size > size) return false;
        if (texts[i]->size) memcpy(room, texts[i]->at, texts[i]->size);
        texts[i]->at = room;
        room += texts[i]->size;
        size -= texts[i]->size;
    }
    return true;
}

bool jh_visits_find(jh_visitor *out, jh_visits *visits, jh_arena *keep, const jh_hash *hash)
{
    visit *bucket = bucket_of(visits, hash);
    char *room = jh_alloc(keep, JH_VISIT_TEXT, 1);
    bool found = false;
    int i;

    if (!room) return false;
    pthread_mutex_lock(&visits->lock);
    for (i = 0; i < PLACES && !found; i++) {
        if (!bucket[i].until || !jh_hash_equal(&bucket[i].hash, hash)) continue;
        found = bucket[i].until > jh_now_milliseconds();
        if (!found) break;
        *out = bucket[i].visitor;
        found = copy_texts(out, room, JH_VISIT_TEXT);
    }
    pthread_mutex_unlock(&visits->lock);
    return found;
}

uint64_t jh_visits_turn(jh_visits *visits)
{
    uint64_t turn;

    pthread_mutex_lock(&visits->lock);
    turn = visits->turn;
    pthread_mutex_unlock(&visits->lock);
    return turn;
}

static void put(visit *to, const jh_hash *hash, const jh_visitor *visitor)
{
    to->visitor = *visitor;
    to->hash = *hash;
    to->until = copy_texts(&to->visitor, to->text, sizeof to->text)
                    ? jh_now_milliseconds() + JH_VISIT_MS
                    : 0;
}

void jh_visits_put(jh_visits *visits, uint64_t turn, const jh_hash *hash, const jh_visitor *visitor)
{
    visit *bucket = bucket_of(visits, hash), *to = bucket;
    int i;

    pthread_mutex_lock(&visits->lock);
    for (i = 0; i < PLACES; i++) {
        if (bucket[i].until && jh_hash_equal(&bucket[i].hash, hash)) {
            to = &bucket[i];
            break;
        }
        if (bucket[i].until < to->until) to = &bucket[i];
    }
    if (turn == visits->turn) put(to, hash, visitor);
    pthread_mutex_unlock(&visits->lock);
}

void jh_visits_forget(jh_visits *visits)
{
    int i, j;

    pthread_mutex_lock(&visits->lock);
    visits->turn++;
    for (i = 0; i < BUCKETS; i++)
        for (j = 0; j < PLACES; j++) visits->at[i][j].until = 0;
    pthread_mutex_unlock(&visits->lock);
}
