/* SPDX-License-Identifier: Apache-2.0 */
#include "office/opened.h"

#include "base/time.h"
#include "store/store.h"

#include <pthread.h>
#include <string.h>

enum { KEY_SIZE = 512 };

/* One opened assessment with the memory it lives in. */
typedef struct volume {
    jh_opened opened; /* first: whoever gives it back gives this back */
    jh_arena memory;
    size_t borrowed;
    bool is_old; /* no longer on the shelf: gone with the last borrower */
} volume;

typedef struct place {
    char key[KEY_SIZE]; /* "" = free */
    volume *volume;     /* NULL = nobody has opened it yet, or it was old */
    bool is_opening;
    int64_t looked; /* when its revision was last compared */
    int64_t used;
    int64_t asked; /* when somebody last got it */
    int32_t day;   /* "today" of what is kept */
} place;

/* What somebody asks to be opened, and the key it is kept under. */
typedef struct asking {
    const char *key;
    const jh_desk *desk;
    const jh_judging *words;
} asking;

struct jh_shelf_of_opened {
    pthread_mutex_t lock;
    pthread_cond_t opened; /* some place is no longer opening */
    place places[JH_OPENED_MOST];
    int64_t uses;
    const char *address;
    pthread_mutex_t line_lock;
    jh_line line; /* for comparing revisions */
};

jh_code jh_opened_begin(jh_shelf_of_opened **out, jh_arena *keep, const char *address,
                        jh_error *err)
{
    jh_shelf_of_opened *shelf = JH_NEW(keep, jh_shelf_of_opened);

    *out = shelf;
    if (!shelf) return jh_no_memory(err);
    shelf->address = address;
    shelf->line.address = address;
    pthread_mutex_init(&shelf->lock, NULL);
    pthread_mutex_init(&shelf->line_lock, NULL);
    pthread_cond_init(&shelf->opened, NULL);
    return JH_OK;
}

static void release(volume *of)
{
    jh_arena memory = of->memory; /* it lies in there itself */

    jh_arena_release(&memory);
}

void jh_opened_end(jh_shelf_of_opened *shelf)
{
    size_t i;

    for (i = 0; i < JH_OPENED_MOST; i++)
        if (shelf->places[i].volume) release(shelf->places[i].volume);
    jh_line_close(&shelf->line);
    pthread_mutex_destroy(&shelf->lock);
    pthread_mutex_destroy(&shelf->line_lock);
    pthread_cond_destroy(&shelf->opened);
}

/* ---- keys ---- */

static void add(char key[KEY_SIZE], size_t *size, const char *word)
{
    size_t length = word ? strlen(word) : 0;

    if (*size + length + 2 > KEY_SIZE) {
        *size = KEY_SIZE; /* such words are not kept */
        return;
    }
    if (length) memcpy(key + *size, word, length);
    key[*size + length] = '\n';
    *size += length + 1;
    key[*size] = '\0';
}

/* false: what is asked for is too special to be kept. */
static bool key_of(char key[KEY_SIZE], const jh_judging *words)
{
    size_t size = 0;

    key[0] = '\0';
    add(key, &size, words->county);
    add(key, &size, words->period);
    add(key, &size, words->standard);
    add(key, &size, words->as_of);
    add(key, &size, words->revision);
    if (size < KEY_SIZE) add(key, &size, words->frozen);
    return size < KEY_SIZE && !words->setting_count && !words->relaxation_count && !words->supposed
           && !words->basis && !words->figures && words->county;
}

/* ---- the shelf; its lock is held ---- */

static place *find(jh_shelf_of_opened *shelf, const char *key)
{
    size_t i;

    for (i = 0; i < JH_OPENED_MOST; i++)
        if (strcmp(shelf->places[i].key, key) == 0) return &shelf->places[i];
    return NULL;
}

static void take_down(place *at)
{
    if (at->volume && at->volume->borrowed)
        at->volume->is_old = true;
    else if (at->volume)
        release(at->volume);
    at->volume = NULL;
}

/* The longest unused; NULL = every place is being opened. */
static place *make_room(jh_shelf_of_opened *shelf, const char *key)
{
    place *oldest = NULL;
    size_t i;

    for (i = 0; i < JH_OPENED_MOST; i++) {
        place *at = &shelf->places[i];
        if (!at->is_opening && (!oldest || at->used < oldest->used)) oldest = at;
    }
    if (!oldest) return NULL;
    take_down(oldest);
    *oldest = (place){ .used = ++shelf->uses };
    memcpy(oldest->key, key, strlen(key) + 1);
    return oldest;
}

static bool is_fresh(const place *at)
{
    return at->volume && at->day == jh_now_date().days
           && jh_now_milliseconds() - at->looked < JH_FRESH_MS;
}

static const jh_opened *borrow(jh_shelf_of_opened *shelf, place *at)
{
    volume *of = at->volume;

    at->used = ++shelf->uses;
    at->asked = jh_now_milliseconds();
    if (!of) return NULL; /* never: whoever borrows has just seen it */
    of->borrowed++;
    return &of->opened;
}

const jh_opened *jh_opened_at_hand(jh_shelf_of_opened *shelf, const jh_desk *desk,
                                   const jh_judging *words)
{
    const jh_opened *out = NULL;
    char key[KEY_SIZE];
    place *at;

    if (!key_of(key, words) || !jh_visitor_knows_county(desk->visitor, jh_text_of(words->county)))
        return NULL;
    pthread_mutex_lock(&shelf->lock);
    at = find(shelf, key);
    if (at && !at->is_opening && is_fresh(at)) out = borrow(shelf, at);
    pthread_mutex_unlock(&shelf->lock);
    return out;
}

void jh_opened_give_back(jh_shelf_of_opened *shelf, const jh_opened *opened)
{
    volume *of = (volume *)(uintptr_t)opened;
    bool is_last;

    if (!opened) return;
    pthread_mutex_lock(&shelf->lock);
    is_last = --of->borrowed == 0 && of->is_old;
    pthread_mutex_unlock(&shelf->lock);
    if (is_last) release(of);
}

void jh_opened_written(jh_shelf_of_opened *shelf)
{
    size_t i;

    pthread_mutex_lock(&shelf->lock);
    for (i = 0; i < JH_OPENED_MOST; i++) shelf->places[i].looked = 0;
    pthread_mutex_unlock(&shelf->lock);
}

/* ---- opening ---- */

static jh_code revision_of(int64_t *out, jh_shelf_of_opened *shelf, const char *county,
                           jh_error *err)
{
    jh_store *store;
    jh_code code;

    pthread_mutex_lock(&shelf->line_lock);
    code = jh_line_store(&store, &shelf->line, err);
    if (!code) code = jh_store_county_revision(out, store, jh_text_of(county), err);
    if (code == JH_IO) jh_line_close(&shelf->line);
    pthread_mutex_unlock(&shelf->line_lock);
    return code;
}

/* Unless somebody has written, or opened it anew, meanwhile. */
static void look_at(jh_shelf_of_opened *shelf, place *at, const volume *of)
{
    int64_t looked = at->looked, began = jh_now_milliseconds(), revision = -1;
    jh_text county;
    char code[KEY_SIZE];
    bool is_same;

    if (!of || !looked) return;
    county = of->opened.told.judged.snapshot.county;
    if (county.size >= sizeof code) return;
    memcpy(code, county.at, county.size);
    code[county.size] = '\0';
    pthread_mutex_unlock(&shelf->lock);
    is_same = !revision_of(&revision, shelf, code, NULL);
    pthread_mutex_lock(&shelf->lock);
    if (is_same && at->volume == of && !at->is_opening && at->looked == looked
        && of->opened.revision == revision)
        at->looked = began;
}

bool jh_opened_look(jh_shelf_of_opened *shelf)
{
    bool any = false;
    size_t i;

    pthread_mutex_lock(&shelf->lock);
    for (i = 0; i < JH_OPENED_MOST; i++) {
        place *at = &shelf->places[i];
        if (at->is_opening || jh_now_milliseconds() - at->asked > JH_HOT_MS) continue;
        any = true;
        look_at(shelf, at, at->volume);
    }
    pthread_mutex_unlock(&shelf->lock);
    return any;
}

static void write_tag(jh_opened *opened)
{
    const jh_judged *judged = &opened->told.judged;
    const jh_hash *parts[] = { &judged->assessment.hash, &judged->snapshot.content,
                               &judged->standard.hash, &judged->settings.hash };
    unsigned char all[sizeof parts / sizeof parts[0] * sizeof(jh_hash) + 8];
    jh_hash hash;
    size_t i;

    for (i = 0; i < sizeof parts / sizeof parts[0]; i++)
        memcpy(all + i * sizeof(jh_hash), parts[i]->bytes, sizeof(jh_hash));
    memcpy(all + sizeof all - 8, &opened->revision, 8);
    hash = jh_hash_of(all, sizeof all);
    jh_hash_hex(opened->tag, &hash);
}

/* The words stay valid: the snapshot borrows county and period from them. */
static jh_code copy_words(jh_judging *out, jh_arena *keep, const jh_judging *words, jh_error *err)
{
    const char **all[] = { &out->county,   &out->period, &out->standard,        &out->as_of,
                           &out->revision, &out->frozen, &out->standards_folder };
    size_t i;

    *out = *words;
    for (i = 0; i < sizeof all / sizeof *all; i++) {
        if (!*all[i]) continue;
        *all[i] = jh_text_zero(keep, jh_text_of(*all[i]));
        if (!*all[i]) return jh_no_memory(err);
    }
    return JH_OK;
}

static jh_code open_volume(volume **out, const jh_desk *desk, const jh_judging *words,
                           int64_t revision, jh_error *err)
{
    jh_arena memory;
    jh_desk inner = *desk;
    jh_judging kept;
    volume *made;
    jh_code code;

    if (jh_arena_reserve(&memory, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    made = JH_NEW(&memory, volume);
    inner.keep = &memory;
    code = made ? copy_words(&kept, &memory, words, err) : jh_no_memory(err);
    if (!code) code = jh_telling_make(&made->opened.told, &inner, &kept, false, err);
    if (!code)
        code =
            jh_report_schools_pieces(&made->opened.schools, &memory, &made->opened.told.view, err);
    if (code) {
        jh_arena_release(&memory);
        return code;
    }
    made->memory = memory;
    made->opened.revision = revision;
    write_tag(&made->opened);
    *out = made;
    return JH_OK;
}

/* Outside the lock; the place is marked as opening. */
static jh_code reopen(volume **out, jh_shelf_of_opened *shelf, const asking *asked,
                      const volume *before, jh_error *err)
{
    int64_t revision = 0;
    jh_code code = revision_of(&revision, shelf, asked->words->county, err);

    if (code) return code;
    if (before && before->opened.revision == revision) return JH_OK; /* *out stays as it was */
    return open_volume(out, asked->desk, asked->words, revision, err);
}

static jh_code open_place(const jh_opened **out, jh_shelf_of_opened *shelf, place *at,
                          const asking *asked, jh_error *err)
{
    int32_t today = jh_now_date().days;
    int64_t looked = jh_now_milliseconds();
    volume *before = at->day == today ? at->volume : NULL, *made = before;
    jh_code code;

    at->is_opening = true;
    pthread_mutex_unlock(&shelf->lock);
    code = reopen(&made, shelf, asked, before, err);
    pthread_mutex_lock(&shelf->lock);
    at->is_opening = false;
    if (code || made != at->volume) take_down(at);
    if (code) {
        at->key[0] = '\0';
    } else {
        at->volume = made;
        at->day = today;
        at->looked = looked;
        *out = borrow(shelf, at);
    }
    pthread_cond_broadcast(&shelf->opened);
    return code;
}

static jh_code take(const jh_opened **out, jh_shelf_of_opened *shelf, const asking *asked,
                    jh_error *err)
{
    place *at;

    for (;;) {
        at = find(shelf, asked->key);
        if (at && at->is_opening) {
            pthread_cond_wait(&shelf->opened, &shelf->lock);
            continue;
        }
        if (at && is_fresh(at)) {
            *out = borrow(shelf, at);
            return JH_OK;
        }
        if (!at) at = make_room(shelf, asked->key);
        if (at) return open_place(out, shelf, at, asked, err);
        pthread_cond_wait(&shelf->opened, &shelf->lock);
    }
}

/* What is not kept goes with its borrower. */
static jh_code take_unkept(const jh_opened **out, jh_shelf_of_opened *shelf, const jh_desk *desk,
                           const jh_judging *words, jh_error *err)
{
    volume *made = NULL;
    int64_t revision = 0;
    jh_code code = words->county ? revision_of(&revision, shelf, words->county, err) : JH_OK;

    if (!code) code = open_volume(&made, desk, words, revision, err);
    if (code) return code;
    made->borrowed = 1;
    made->is_old = true;
    *out = &made->opened;
    return JH_OK;
}

jh_code jh_opened_take(const jh_opened **out, jh_shelf_of_opened *shelf, const jh_desk *desk,
                       const jh_judging *words, jh_error *err)
{
    char key[KEY_SIZE];
    jh_code code;

    *out = NULL;
    if (words->county) {
        code = jh_visitor_check_county(desk->visitor, jh_text_of(words->county), err);
        if (code) return code;
    }
    if (!key_of(key, words)) return take_unkept(out, shelf, desk, words, err);
    pthread_mutex_lock(&shelf->lock);
    code = take(out, shelf, &(asking){ key, desk, words }, err);
    pthread_mutex_unlock(&shelf->lock);
    return code;
}
