/* SPDX-License-Identifier: Apache-2.0 */
#include "app/crew.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { BOXES = 2 * JH_CREW_MOST };

typedef struct box {
    jh_arena memory;
    jh_snapshot county;
    size_t number; /* of its line */
    bool is_taken; /* from filling until its line is written */
} box;

typedef struct worker {
    struct jh_crew *crew;
    jh_arena keep, scratch; /* of one county: forgotten after it */
    pthread_t thread;
} worker;

struct jh_crew {
    jh_crew_task task;
    pthread_mutex_t
        lock; /* all that follows, but the inside of a box that is in somebody's hands */
    pthread_cond_t given, done;
    bool is_over;
    size_t first, filled, judged; /* the next to judge; so many filled; so many judged */
    box boxes[BOXES];
    size_t box_count;
    worker workers[JH_CREW_MOST];
    size_t worker_count, started;
    jh_arena *list; /* the caller's; touched under the lock only */
    jh_county_line *lines;
    size_t capacity;
    jh_code failed;
    size_t failed_number;
    jh_error failure;
};

/* ---- judging ---- */

static size_t count_limits_failed(const jh_assessment *assessment, const jh_standard *standard)
{
    size_t i, failed = 0;

    for (i = 0; i < standard->limit_count; i++)
        failed += assessment->limits[i].holds.truth == JH_NO;
    return failed;
}

static size_t count_items_failed(const jh_assessment *assessment, const jh_standard *standard)
{
    size_t i, failed = 0;

    for (i = 0; i < standard->item_count; i++)
        failed += assessment->items[i].holds.truth
                  == (standard->items[i].kind == JH_VETO ? JH_YES : JH_NO);
    return failed;
}

static jh_county_line line_of(const jh_assessment *assessment, const jh_standard *standard)
{
    jh_county_line line = { .schools = assessment->frame->school_count,
                            .parts = assessment->frame->part_count,
                            .limits_no = count_limits_failed(assessment, standard),
                            .items_no = count_items_failed(assessment, standard),
                            .grade_known = assessment->grade_known,
                            .grade = &standard->grades[assessment->grade] };

    if (standard->rule_count) {
        line.parts_no = assessment->rules[0].no;
        line.parts_unknown = assessment->rules[0].unknown;
    }
    return line;
}

static jh_code judge(jh_county_line *out, const worker *self, const jh_snapshot *county,
                     jh_error *err)
{
    const jh_crew_task *task = &self->crew->task;
    jh_arena keep = self->keep; /* by value: gone with this county */
    jh_frame_request request = { .snapshot = county,
                                 .standard = task->standard,
                                 .settings = task->settings };
    jh_frame frame;
    jh_assessment assessment;
    jh_code rc = jh_frame_make(&frame, &keep, self->scratch, &request, err);

    if (!rc) rc = jh_assess(&assessment, &keep, self->scratch, &frame, err);
    if (!rc) *out = line_of(&assessment, task->standard);
    return rc;
}

/* ---- threads ---- */

static void note_failure(jh_crew *crew, size_t number, jh_code code, const jh_error *err)
{
    if (crew->failed && crew->failed_number < number) return;
    crew->failed = code;
    crew->failed_number = number;
    crew->failure = *err;
}

static void write_line(jh_crew *crew, const box *from, const jh_county_line *line)
{
    jh_county_line *to = &crew->lines[from->number];
    jh_error err = { 0 };

    *to = *line;
    to->code = jh_text_copy(crew->list, from->county.county);
    to->name = jh_text_copy(crew->list, from->county.county_name);
    if (!to->code.at || !to->name.at) note_failure(crew, from->number, jh_no_memory(&err), &err);
}

static void *work(void *context)
{
    worker *self = context;
    jh_crew *crew = self->crew;

    pthread_mutex_lock(&crew->lock);
    for (;;) {
        jh_county_line line = { 0 };
        jh_error err = { 0 };
        jh_code code;
        box *mine;
        while (crew->first == crew->filled && !crew->is_over)
            pthread_cond_wait(&crew->given, &crew->lock);
        if (crew->first == crew->filled) break;
        mine = &crew->boxes[crew->first++ % crew->box_count];
        pthread_mutex_unlock(&crew->lock);
        code = judge(&line, self, &mine->county, &err);
        pthread_mutex_lock(&crew->lock);
        if (code)
            note_failure(crew, mine->number, code, &err);
        else
            write_line(crew, mine, &line);
        mine->is_taken = false;
        crew->judged++;
        pthread_cond_signal(&crew->done);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

static size_t threads_for(const jh_crew_task *task)
{
    long processors = task->threads ? (long)task->threads : sysconf(_SC_NPROCESSORS_ONLN);

    if (processors < 1) return 1;
    return processors > JH_CREW_MOST ? JH_CREW_MOST : (size_t)processors;
}

/* A thread that does not start is not missed as long as there is one. */
static jh_code start_threads(jh_crew *crew, jh_error *err)
{
    size_t i;

    for (i = 0; i < crew->worker_count; i++) {
        worker *one = &crew->workers[i];
        one->crew = crew;
        if (jh_arena_reserve(&one->keep, JH_ARENA_DEFAULT)
            || jh_arena_reserve(&one->scratch, JH_ARENA_DEFAULT))
            return jh_no_memory(err);
        if (pthread_create(&one->thread, NULL, work, one)) break;
        crew->started++;
    }
    return crew->started ? JH_OK : jh_no_memory(err);
}

jh_code jh_crew_start(jh_crew **out, jh_arena *keep, const jh_crew_task *task, jh_error *err)
{
    jh_crew *crew = JH_NEW(keep, jh_crew);
    size_t i;

    *out = crew;
    if (!crew) return jh_no_memory(err);
    crew->task = *task;
    crew->list = keep;
    crew->worker_count = threads_for(task);
    crew->box_count = 2 * crew->worker_count;
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->given, NULL);
    pthread_cond_init(&crew->done, NULL);
    for (i = 0; i < crew->box_count; i++)
        if (jh_arena_reserve(&crew->boxes[i].memory, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    return start_threads(crew, err);
}

/* ---- giving ---- */

static bool copy_text(jh_text *text, jh_arena *keep)
{
    if (!text->size) return true;
    *text = jh_text_copy(keep, *text);
    return text->at != NULL;
}

static bool copy_unit(jh_unit *unit, jh_arena *keep)
{
    bool ok = copy_text(&unit->code, keep) && copy_text(&unit->name, keep)
              && copy_text(&unit->parent, keep);
    size_t i;

    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++) ok = ok && copy_text(&unit->attribute[i], keep);
    return ok;
}

static const void *copy_of(jh_arena *keep, const void *from, size_t count, size_t size)
{
    void *to = jh_alloc(keep, count, size);

    return to ? memcpy(to, from, count * size) : NULL;
}

static bool copy_column(jh_column *column, jh_arena *keep, size_t units)
{
    column->origin = NULL;
    column->millionths = copy_of(keep, column->millionths, units, sizeof *column->millionths);
    column->why = copy_of(keep, column->why, units, sizeof *column->why);
    return copy_text(&column->element, keep) && column->millionths && column->why;
}

/* Without what judging does not look at: origins, notes, files, conflicts. */
static bool copy_county(jh_snapshot *out, jh_arena *keep, const jh_snapshot *from)
{
    jh_unit *units = JH_NEW_ARRAY(keep, jh_unit, from->unit_count);
    jh_column *columns = JH_NEW_ARRAY(keep, jh_column, from->column_count);
    bool ok = units && columns;
    size_t i;

    *out = (jh_snapshot){ .county = from->county,
                          .county_name = from->county_name,
                          .period = from->period,
                          .revision = from->revision,
                          .content = from->content,
                          .units = units,
                          .unit_count = from->unit_count,
                          .columns = columns,
                          .column_count = from->column_count };
    ok = ok && copy_text(&out->county, keep) && copy_text(&out->county_name, keep)
         && copy_text(&out->period, keep);
    for (i = 0; ok && i < from->unit_count; i++) {
        units[i] = from->units[i];
        ok = copy_unit(&units[i], keep);
    }
    for (i = 0; ok && i < from->column_count; i++) {
        columns[i] = from->columns[i];
        ok = copy_column(&columns[i], keep, from->unit_count);
    }
    return ok;
}

jh_code jh_crew_give(jh_crew *crew, const jh_snapshot *county, jh_error *err)
{
    box *next = &crew->boxes[crew->filled % crew->box_count]; /* only the giver moves `filled` */
    jh_county_line *grown;
    jh_arena room;
    bool has_failed;

    pthread_mutex_lock(&crew->lock);
    while (next->is_taken) pthread_cond_wait(&crew->done, &crew->lock);
    has_failed = crew->failed != JH_OK;
    grown = jh_grow(crew->list, crew->lines, &crew->capacity, crew->filled + 1, sizeof *grown);
    if (grown) crew->lines = grown;
    pthread_mutex_unlock(&crew->lock);
    if (has_failed) return JH_CONFLICT;
    room = next->memory;
    if (!grown || !copy_county(&next->county, &room, county)) return jh_no_memory(err);
    pthread_mutex_lock(&crew->lock);
    next->number = crew->filled++;
    next->is_taken = true;
    pthread_cond_signal(&crew->given);
    pthread_mutex_unlock(&crew->lock);
    return JH_OK;
}

jh_code jh_crew_wait(const jh_county_line **out, size_t *count, jh_crew *crew, jh_error *err)
{
    jh_code code;

    pthread_mutex_lock(&crew->lock);
    while (crew->judged < crew->filled) pthread_cond_wait(&crew->done, &crew->lock);
    *out = crew->lines;
    *count = crew->filled;
    code = crew->failed;
    if (code && err && !err->code) *err = crew->failure;
    pthread_mutex_unlock(&crew->lock);
    return code;
}

void jh_crew_end(jh_crew *crew)
{
    size_t i;

    if (!crew) return;
    pthread_mutex_lock(&crew->lock);
    crew->is_over = true;
    pthread_cond_broadcast(&crew->given);
    pthread_mutex_unlock(&crew->lock);
    for (i = 0; i < crew->started; i++) pthread_join(crew->workers[i].thread, NULL);
    for (i = 0; i < crew->worker_count; i++) {
        jh_arena_release(&crew->workers[i].keep);
        jh_arena_release(&crew->workers[i].scratch);
    }
    for (i = 0; i < crew->box_count; i++) jh_arena_release(&crew->boxes[i].memory);
    pthread_mutex_destroy(&crew->lock);
    pthread_cond_destroy(&crew->given);
    pthread_cond_destroy(&crew->done);
}
