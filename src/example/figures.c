/* SPDX-License-Identifier: Apache-2.0 */
#include "example/county.h"

#include <string.h>

/* What a usual school has, in thousandths a pupil, for primary and junior. Above the lines, so
 * that most schools pass; how far above is the school's own level. */
static const int64_t usual[JH_MADE_FIGURE_COUNT][2] = {
    [JH_MADE_BACKBONE] = { 14, 15 },
    [JH_MADE_PE_ART] = { 13, 13 },
    [JH_MADE_AREA] = { 5700, 7200 },
    [JH_MADE_SPORTS] = { 9400, 12700 },
    [JH_MADE_EQUIPMENT] = { 2650000, 3300000 },
    [JH_MADE_MULTIMEDIA] = { 31, 32 },
};

static int64_t ceil_div(int64_t a, int64_t b)
{
    return (a + b - 1) / b;
}

/* What the method of 2012 asks besides, again a pupil. */
enum { COMPUTERS = 0, BOOKS, OLDER_COUNT, OLDER_STREAM = 1000000 };
static const int64_t older[OLDER_COUNT][2] = {
    [COMPUTERS] = { 118, 152 },
    [BOOKS] = { 21000, 31000 },
};

/* Thousandths a pupil of this school. */
static int64_t per_pupil(const jh_made_county *county, const jh_made_school *s,
                         jh_made_figure figure, bool is_junior)
{
    if (s->exact[figure]) return s->exact[figure];
    return usual[figure][is_junior] * s->level[figure] / 1000 * county->growth / 1000;
}

/* ---- by stage ------------------------------------------------------------------------------ */

static int64_t class_count(const jh_made_school *s, jh_stage stage)
{
    int64_t pupils = s->pupils[stage], grades = stage == JH_PRIMARY ? 6 : 3, size;

    if (!strcmp(s->kind, "special")) return ceil_div(pupils, 9);
    if (!strcmp(s->kind, "teaching_point")) return pupils < 20 ? 1 : pupils < 60 ? 2 : 4;
    size = !strcmp(s->location, "urban") ? 43 : !strcmp(s->location, "town") ? 40 : 33;
    if (s->number == 1) size = 47; /* the crowded one */
    if (stage == JH_PREPRIMARY) return ceil_div(pupils, 30);
    return pupils < size * grades ? grades : ceil_div(pupils, size);
}

/* Classes as equal as can be, counted into the bands of the forms. */
static void put_classes(jh_made_county *county, const jh_made_school *s, jh_text code,
                        jh_stage stage)
{
    static const struct {
        const char *element;
        int64_t up_to;
    } bands[] = { { "classes_25", 25 },       { "classes_30", 30 }, { "classes_35", 35 },
                  { "classes_40", 40 },       { "classes_45", 45 }, { "classes_50", 50 },
                  { "classes_55", 55 },       { "classes_60", 60 }, { "classes_65", 65 },
                  { "classes_66", INT64_MAX } };
    int64_t classes = class_count(s, stage), size = s->pupils[stage] / classes;
    int64_t larger = s->pupils[stage] % classes, from = 0, count;
    size_t i;

    jh_made_put_whole(county, code, "classes", stage, classes);
    jh_made_put_whole(county, code, "largest_class", stage, size + (larger > 0));
    jh_made_put_whole(county, code, "grades", stage, stage == JH_PRIMARY ? 6 : 3);
    for (i = 0; i < sizeof bands / sizeof *bands; i++) {
        count = (size > from && size <= bands[i].up_to ? classes - larger : 0)
                + (size + 1 > from && size + 1 <= bands[i].up_to ? larger : 0);
        jh_made_put_whole(county, code, bands[i].element, stage, count);
        from = bands[i].up_to;
    }
}

static int64_t teacher_count(const jh_made_school *s, jh_stage stage)
{
    int64_t ratio = stage == JH_PRIMARY ? 16 : 12, classes = class_count(s, stage), count;

    count = ceil_div(s->pupils[stage], ratio);
    if (!strcmp(s->kind, "special")) return ceil_div(s->pupils[stage], 4);
    /* Small schools are staffed by class, not by head. */
    if (count < classes * 3 / 2) count = classes * 3 / 2;
    return count;
}

static void put_teachers(jh_made_county *county, jh_made_school *s, jh_text code, jh_stage stage)
{
    bool junior = stage == JH_JUNIOR;
    int64_t pupils = s->pupils[stage], teachers = teacher_count(s, stage), above, backbone, pe_art;

    above = teachers * jh_random_between(&s->random, junior ? 86 : 92, junior ? 97 : 100) / 100;
    backbone = ceil_div(pupils * per_pupil(county, s, JH_MADE_BACKBONE, junior), 1000);
    pe_art = ceil_div(pupils * per_pupil(county, s, JH_MADE_PE_ART, junior), 1000);
    if (backbone > teachers) backbone = teachers;
    if (pe_art > teachers) pe_art = teachers;
    county->teachers += teachers;
    jh_made_put_whole(county, code, "teachers", stage, teachers);
    jh_made_put_whole(county, code, "above_degree_teachers", stage, above);
    jh_made_put_whole(county, code, "backbone_teachers", stage, backbone);
    jh_made_put_whole(county, code, "pe_art_teachers", stage, pe_art);
    jh_made_put_whole(county, code, "visiting_pe_art_teachers", stage, pupils < 100 ? 1 : 0);
    jh_made_put_whole(county, code, "certified_teachers", stage, teachers);
    if (!s->leaves_blank) jh_made_put_whole(county, code, "trained_teachers", stage, teachers);
}

static void put_stage(jh_made_county *county, jh_made_school *s, jh_text code, jh_stage stage)
{
    int64_t pupils = s->pupils[stage], migrants;

    if (!pupils) return;
    county->pupils[stage] += pupils;
    jh_made_put_whole(county, code, "pupils", stage, pupils);
    if (stage != JH_PRIMARY && stage != JH_JUNIOR) return;
    migrants =
        strcmp(s->location, "rural") ? pupils * jh_random_between(&s->random, 4, 16) / 100 : 0;
    county->migrants += migrants;
    jh_made_put_whole(county, code, "migrant_pupils", stage, migrants);
    jh_made_put_whole(county, code, "near_pupils", stage,
                      stage == JH_PRIMARY ? pupils : pupils - pupils / 40);
    put_classes(county, s, code, stage);
    put_teachers(county, s, code, stage);
}

/* ---- of the whole campus ------------------------------------------------------------------- */

/* Pupils as the split of shared resources weighs them, in hundredths. */
static int64_t weighed_pupils(const jh_made_school *s)
{
    return 100 * s->pupils[JH_PRIMARY] + 110 * s->pupils[JH_JUNIOR] + 132 * s->pupils[JH_SENIOR];
}

/* Thousandths in all: so much that each stage's share comes out at the school's level. */
static int64_t shared(const jh_made_county *county, const jh_made_school *s, jh_made_figure figure)
{
    bool has_junior = s->pupils[JH_JUNIOR] || s->pupils[JH_SENIOR];
    int64_t each = per_pupil(county, s, figure, has_junior);

    return weighed_pupils(s) * each / (has_junior ? 110 : 100);
}

static void put_resources(jh_made_county *county, const jh_made_school *s, jh_text code)
{
    bool is_large = weighed_pupils(s) > 60000;
    int64_t indoor = is_large ? shared(county, s, JH_MADE_SPORTS) / 14000 : 0;

    jh_made_put_whole(county, code, "teaching_area", JH_WHOLE,
                      ceil_div(shared(county, s, JH_MADE_AREA), 1000) + indoor);
    jh_made_put_whole(county, code, "indoor_sports_area", JH_WHOLE, indoor);
    jh_made_put_whole(county, code, "sports_ground_area", JH_WHOLE,
                      ceil_div(shared(county, s, JH_MADE_SPORTS), 1000) - indoor);
    /* Thousandths of a yuan to hundredths of 万元, which is what ledgers carry. */
    jh_made_put(county, code, "equipment_value", JH_WHOLE,
                ceil_div(shared(county, s, JH_MADE_EQUIPMENT), 100000) * 10000);
    if (!s->leaves_blank)
        jh_made_put_whole(county, code, "multimedia_rooms", JH_WHOLE,
                          ceil_div(shared(county, s, JH_MADE_MULTIMEDIA), 1000));
    jh_made_put_whole(county, code, "converted_sports_area", JH_WHOLE, 0);
    jh_made_put_whole(county, code, "leased_sports_area", JH_WHOLE, 0);
}

/* From a stream of its own, so that the other figures are what they were without these. */
static void put_older(jh_made_county *county, const jh_made_school *s, jh_text code)
{
    static const char *const elements[OLDER_COUNT] = { "computers", "books" };
    jh_random random = jh_random_of(county->request->seed, OLDER_STREAM + s->number);
    bool has_junior = s->pupils[JH_JUNIOR] || s->pupils[JH_SENIOR];
    int64_t each, teachers, share;
    size_t i;
    int stage;

    for (i = 0; i < OLDER_COUNT; i++) {
        each = older[i][has_junior] * jh_random_between(&random, 620, 1480) / 1000;
        jh_made_put_whole(county, code, elements[i], JH_WHOLE,
                          ceil_div(weighed_pupils(s) * each / (has_junior ? 110 : 100), 1000));
    }
    for (stage = JH_PRIMARY; stage <= JH_JUNIOR; stage++) {
        share = jh_random_between(&random, 41, 72);
        if (!s->pupils[stage]) continue;
        teachers = teacher_count(s, (jh_stage)stage);
        jh_made_put_whole(county, code, "mid_title_teachers", (jh_stage)stage,
                          teachers * share / 100);
    }
}

static void put_rooms(jh_made_county *county, const jh_made_school *s, jh_text code)
{
    static const char *const none[] = { "music_rooms_73", "music_rooms_61", "music_rooms_54",
                                        "art_rooms_67",   "art_rooms_61",   "art_rooms_54" };
    int64_t classes = 0, rooms;
    size_t i;

    if (s->pupils[JH_PRIMARY]) classes += class_count(s, JH_PRIMARY);
    if (s->pupils[JH_JUNIOR]) classes += class_count(s, JH_JUNIOR);
    rooms = ceil_div(classes, 11) - (s->lacks_rooms ? 2 : 0);
    jh_made_put_whole(county, code, "music_rooms_96", JH_WHOLE, rooms);
    jh_made_put_whole(county, code, "art_rooms_90", JH_WHOLE, rooms + (s->lacks_rooms ? 2 : 0));
    for (i = 0; i < sizeof none / sizeof *none; i++)
        jh_made_put_whole(county, code, none[i], JH_WHOLE, 0);
}

static void put_funds(jh_made_county *county, jh_made_school *s, jh_text code)
{
    int64_t primary = s->pupils[JH_PRIMARY], junior = s->pupils[JH_JUNIOR], yuan;
    int64_t all = primary + junior + s->pupils[JH_SENIOR] + s->pupils[JH_PREPRIMARY];

    /* A small school gets the funds of a hundred pupils; all get a little over the base. */
    yuan = primary * 760 + junior * 985 + s->pupils[JH_SENIOR] * 1300;
    if (all < 100) yuan = 100 * (junior ? 985 : 760);
    yuan += jh_random_between(&s->random, 100, 9000);
    if (!county->is_last_year) yuan -= 100; /* no two years are settled to the same sum */
    jh_made_put(county, code, "public_funds", JH_WHOLE, ceil_div(yuan, 100) * 10000);
    jh_made_put(county, code, "training_funds", JH_WHOLE, ceil_div(yuan * 56, 100000) * 10000);
}

void jh_made_school_figures(jh_made_county *county, jh_made_school *school, jh_text code)
{
    int stage;

    for (stage = JH_WHOLE + 1; stage < JH_STAGE_COUNT; stage++)
        put_stage(county, school, code, (jh_stage)stage);
    put_resources(county, school, code);
    put_older(county, school, code);
    put_rooms(county, school, code);
    put_funds(county, school, code);
    jh_made_put_whole(county, code, "built_year", JH_WHOLE,
                      school->is_new ? 2025 : jh_random_between(&school->random, 1972, 2016));
    jh_made_put_whole(county, code, "boarding", JH_WHOLE, school->boarding);
    jh_made_put_whole(county, code, "crowded_centre", JH_WHOLE, 0);
}
