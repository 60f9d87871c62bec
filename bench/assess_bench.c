/* assess_bench.c — a nation of 2,900 made-up counties and 200,000 schools, from loaded snapshots to
 * verdicts: frame, seven indicators, fourteen coefficients, every item, the grade.
 * Takes   assess_bench [COUNTIES [SCHOOLS [MOST_THREADS]]]; run where standards/ is.
 * Gives   seconds on one thread, then on two, and of processor time; medians of five rounds.
 * Never   measures making or loading the snapshots.
 * SPDX-License-Identifier: Apache-2.0 */
#include "assess/assess.h"
#include "base/time.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 5, STAGES = 3 };

typedef struct figure {
    const char *element;
    bool by_stage;
    long a_thousand; /* about so much for every 1000 pupils, in millionths × 10^6 … as a whole */
} figure;

/* By element key, as a snapshot's columns are. */
static const figure figures[] = {
    { "above_degree_teachers", 1, 60 },
    { "art_rooms_54", 0, 0 },
    { "art_rooms_61", 0, 0 },
    { "art_rooms_67", 0, 0 },
    { "art_rooms_90", 0, 4 },
    { "backbone_teachers", 1, 12 },
    { "certified_teachers", 1, 70 },
    { "classes", 1, 25 },
    { "classes_25", 1, 0 },
    { "classes_30", 1, 0 },
    { "classes_35", 1, 0 },
    { "classes_40", 1, 0 },
    { "classes_45", 1, 25 },
    { "classes_50", 1, 0 },
    { "classes_55", 1, 0 },
    { "classes_60", 1, 0 },
    { "classes_65", 1, 0 },
    { "classes_66", 1, 0 },
    { "equipment_value", 0, 300 },
    { "indoor_sports_area", 0, 400 },
    { "multimedia_rooms", 0, 28 },
    { "music_rooms_54", 0, 0 },
    { "music_rooms_61", 0, 0 },
    { "music_rooms_73", 0, 0 },
    { "music_rooms_96", 0, 4 },
    { "near_pupils", 1, 1000 },
    { "pe_art_teachers", 1, 11 },
    { "public_funds", 0, 90 },
    { "pupils", 1, 1000 },
    { "sports_ground_area", 0, 9500 },
    { "teachers", 1, 70 },
    { "teaching_area", 0, 6900 },
    { "trained_teachers", 1, 70 },
    { "training_funds", 0, 5 },
};

enum { FIGURES = sizeof figures / sizeof *figures };

static uint64_t seed = 1;

static uint64_t chance(uint64_t below)
{
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (seed >> 33) % below;
}

static void stop(const char *what)
{
    fprintf(stderr, "assess_bench: %s\n", what);
    exit(EXIT_FAILURE);
}

/* ---- the standard ---------------------------------------------------------------------------- */

static jh_code find_text(void *self, jh_text key, jh_text *text, jh_error *err)
{
    char path[256];
    long size;
    FILE *file;
    char *bytes;

    (void)err;
    snprintf(path, sizeof path, "standards/%.*s.std", JH_TEXT_ARGS(key));
    file = fopen(path, "rb");
    if (!file) stop("run it where standards/ is");
    fseek(file, 0, SEEK_END);
    size = ftell(file);
    rewind(file);
    bytes = jh_alloc(self, (size_t)size + 1, 1);
    if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) stop("cannot read");
    fclose(file);
    *text = (jh_text){ bytes, (size_t)size };
    return JH_OK;
}

/* ---- the nation ------------------------------------------------------------------------------ */

static int64_t *new_column(jh_arena *keep, jh_column *column, const figure *f, jh_stage stage,
                           size_t units)
{
    int64_t *values = JH_NEW_ARRAY(keep, int64_t, units);
    uint8_t *why = JH_NEW_ARRAY(keep, uint8_t, units);

    if (!values || !why) stop("memory");
    memset(why, JH_NOT_REPORTED, units);
    *column = (jh_column){ jh_text_of(f->element), stage, values, why, NULL };
    return values;
}

static void fill_unit(jh_snapshot *out, jh_column *columns, size_t unit, unsigned stages,
                      const uint64_t heads[STAGES])
{
    size_t c, at = 0;

    for (c = 0; c < FIGURES; c++) {
        unsigned s;
        for (s = 0; s < (figures[c].by_stage ? STAGES : 1); s++, at++) {
            uint64_t all = figures[c].by_stage ? heads[s] : heads[0] + heads[1] + heads[2];
            uint64_t about = all * (uint64_t)figures[c].a_thousand / 1000;
            if (figures[c].by_stage && !(stages & 1U << s)) continue;
            if (figures[c].a_thousand != 1000) about = about * (80 + chance(80)) / 100;
            ((int64_t *)(uintptr_t)columns[at].millionths)[unit] = (int64_t)about * JH_DECIMAL_ONE;
            ((uint8_t *)(uintptr_t)columns[at].why)[unit] = JH_PRESENT;
        }
    }
    (void)out;
}

static void make_unit(jh_arena *keep, jh_unit *unit, size_t index, unsigned *stages)
{
    static const char *const kinds[] = { "primary_school", "junior_school", "nine_year",
                                         "teaching_point", "complete_secondary" };
    static const unsigned has[] = { 1, 2, 3, 1, 6 };
    static const char *const locations[] = { "urban", "town", "rural" };
    uint64_t draw = chance(100);
    size_t kind = draw < 62 ? 0 : draw < 82 ? 1 : draw < 90 ? 2 : draw < 97 ? 3 : 4;

    *stages = has[kind];
    unit->code = jh_text_format(keep, "%010zu", index);
    unit->name = unit->code;
    unit->attribute[JH_KIND] = jh_text_of(kinds[kind]);
    unit->attribute[JH_LOCATION] = jh_text_of(locations[chance(3)]);
    unit->attribute[JH_OWNERSHIP] = JH_TEXT("county_education");
    unit->attribute[JH_COUNTED] = JH_TEXT("yes");
    unit->opened = unit->closed = JH_NO_DATE;
}

static void make_county(jh_snapshot *out, jh_arena *keep, size_t schools)
{
    jh_unit *units = JH_NEW_ARRAY(keep, jh_unit, schools + 1);
    jh_column *columns = JH_NEW_ARRAY(keep, jh_column, FIGURES * STAGES);
    size_t i, c, count = 0;
    uint64_t heads[STAGES];
    unsigned stages, s;

    if (!units || !columns) stop("memory");
    units[0] = (jh_unit){ .code = JH_COUNTY_CODE };
    for (c = 0; c < FIGURES; c++)
        for (s = 0; s < (figures[c].by_stage ? STAGES : 1); s++)
            new_column(keep, &columns[count++], &figures[c],
                       figures[c].by_stage ? (jh_stage)(JH_PRIMARY + s) : JH_WHOLE, schools + 1);
    for (i = 1; i <= schools; i++) {
        make_unit(keep, &units[i], i, &stages);
        for (s = 0; s < STAGES; s++) heads[s] = stages & 1U << s ? 60 + chance(900) : 0;
        fill_unit(out, columns, i, stages, heads);
    }
    *out = (jh_snapshot){ .county = JH_TEXT("990101"),
                          .units = units,
                          .unit_count = schools + 1,
                          .columns = columns,
                          .column_count = count };
}

/* ---- measuring ------------------------------------------------------------------------------- */

typedef struct nation {
    const jh_snapshot *counties;
    size_t count;
    const jh_standard *standard;
    const jh_settings *settings;
    atomic_size_t next;
    atomic_size_t passed, parts;
} nation;

static void *assess_counties(void *self)
{
    nation *n = self;
    jh_arena keep, scratch;
    size_t i;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT) || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT))
        stop("memory");
    while ((i = atomic_fetch_add(&n->next, 1)) < n->count) {
        jh_arena room = keep; /* by value: the next county starts where this one did */
        jh_frame_request request = { .snapshot = &n->counties[i],
                                     .standard = n->standard,
                                     .settings = n->settings };
        jh_frame frame;
        jh_assessment assessment;
        if (jh_frame_make(&frame, &room, scratch, &request, NULL)
            || jh_assess(&assessment, &room, scratch, &frame, NULL))
            stop("a county failed");
        atomic_fetch_add(&n->parts, frame.part_count);
        atomic_fetch_add(&n->passed, assessment.groups[0].truth == JH_YES);
    }
    jh_arena_release(&scratch);
    jh_arena_release(&keep);
    return NULL;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void measure(nation *n, size_t threads, size_t schools)
{
    pthread_t others[64];
    int64_t took[ROUNDS], cpu[ROUNDS];
    size_t round, t;

    for (round = 0; round < ROUNDS; round++) {
        int64_t start = jh_now_milliseconds();
        clock_t busy = clock();
        atomic_store(&n->next, 0);
        atomic_store(&n->parts, 0);
        for (t = 1; t < threads; t++)
            if (pthread_create(&others[t], NULL, assess_counties, n)) stop("thread");
        assess_counties(n);
        for (t = 1; t < threads; t++) pthread_join(others[t], NULL);
        took[round] = jh_now_milliseconds() - start;
        cpu[round] = (int64_t)(clock() - busy) * 1000000 / CLOCKS_PER_SEC;
    }
    qsort(took, ROUNDS, sizeof *took, by_size);
    qsort(cpu, ROUNDS, sizeof *cpu, by_size);
    printf("%zu counties, %zu schools, %zu parts, %zu thread%s: %.3f s; processor %.3f s, %.2f "
           "microseconds a school\n",
           n->count, schools, atomic_load(&n->parts), threads, threads > 1 ? "s" : "",
           (double)took[ROUNDS / 2] / 1e3, (double)cpu[ROUNDS / 2] / 1e6,
           (double)cpu[ROUNDS / 2] / (double)schools);
}

int main(int argc, char **argv)
{
    size_t counties = argc > 1 ? strtoul(argv[1], NULL, 10) : 2900;
    size_t schools = argc > 2 ? strtoul(argv[2], NULL, 10) : 200000, made = 0, i, threads;
    size_t most = argc > 3 ? strtoul(argv[3], NULL, 10) : 2;
    jh_library library = { .find = find_text };
    jh_arena keep, scratch;
    jh_standard standard;
    jh_settings settings;
    jh_findings mistakes = { 0 };
    jh_snapshot *all;
    nation n;

    if (jh_arena_reserve(&keep, (size_t)64 << 30) || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT))
        stop("memory");
    library.self = &keep;
    if (jh_standard_compile(&standard, &keep, scratch,
                            &(jh_compiling){ JH_TEXT("cn-2017-quality"), &library, &mistakes },
                            NULL)
        || jh_settings_default(&settings, &keep, &standard, jh_date_make(2026, 6, 1), NULL))
        stop("the standard does not compile");
    all = JH_NEW_ARRAY(&keep, jh_snapshot, counties);
    if (!all) stop("memory");
    for (i = 0; i < counties; i++) {
        size_t share = (schools - made) / (counties - i);
        make_county(&all[i], &keep, share);
        made += share;
    }
    n = (nation){
        .counties = all, .count = counties, .standard = &standard, .settings = &settings
    };
    for (threads = 1; threads <= most && threads < 64; threads++) measure(&n, threads, made);
    return 0;
}
