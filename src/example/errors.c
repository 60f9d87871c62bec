/* SPDX-License-Identifier: Apache-2.0 */
#include "example/errors.h"

#include "example/random.h"

#include <stdlib.h>
#include <string.h>

enum { THEN = 0, NOW = JH_EXAMPLE_YEARS - 1 };

typedef struct planting {
    jh_batch *years;
    jh_planted_list *list;
    jh_arena *keep;
    const jh_example_request *request;
    bool *used; /* [unit of this year] */
    size_t *order;
    size_t observation_capacity; /* of this year */
    bool no_memory;
} planting;

/* ---- cells ----------------------------------------------------------------------------------- */

static jh_observation *find(const jh_batch *batch, jh_text unit, const char *element,
                            jh_stage stage)
{
    size_t low = 0, high = batch->observation_count, middle;
    jh_observation *at;
    int order;

    while (low < high) {
        middle = low + (high - low) / 2;
        at = &batch->observations[middle];
        order = jh_text_compare(at->unit, unit);
        if (!order) order = jh_text_compare(at->element, jh_text_of(element));
        if (!order) order = (at->stage > stage) - (at->stage < stage);
        if (!order) return at;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static int64_t value_of(const jh_batch *batch, jh_text unit, const char *element, jh_stage stage)
{
    const jh_observation *at = find(batch, unit, element, stage);

    return at ? at->value.millionths : 0;
}

static jh_planted *add(planting *p, const jh_planted *one)
{
    jh_planted *grown =
        jh_grow(p->keep, p->list->items, &p->list->capacity, p->list->count + 1, sizeof *grown);

    if (!grown) {
        p->no_memory = true;
        return NULL;
    }
    p->list->items = grown;
    grown[p->list->count] = *one;
    return &grown[p->list->count++];
}

/* What the error says of itself; its cells add the rest. */
static jh_planted begin(planting *p, const char *kind, jh_say_id say, const jh_unit *unit)
{
    p->list->errors++;
    return (jh_planted){ .number = p->list->errors,
                         .kind = kind,
                         .say = say,
                         .period = p->years[NOW].period,
                         .unit = unit ? unit->code : JH_COUNTY_CODE,
                         .name = unit ? unit->name : p->years[NOW].county_name,
                         .was_there = true,
                         .is_there = true };
}

/* A cell that is there gets another value. */
static void change(planting *p, const jh_planted *error, jh_observation *cell, int64_t wrong)
{
    jh_planted one = *error;

    if (cell->value.millionths == wrong) return;
    one.element = cell->element;
    one.stage = cell->stage;
    one.right = cell->value;
    one.wrong.millionths = wrong;
    if (add(p, &one)) cell->value.millionths = wrong;
}

/* A cell that was not there comes in, in its place. */
static void insert(planting *p, const jh_planted *error, jh_observation cell)
{
    jh_batch *b = &p->years[NOW];
    jh_planted one = *error;
    jh_observation *grown;
    size_t at = 0;
    int order;

    grown = jh_grow(p->keep, b->observations, &p->observation_capacity, b->observation_count + 1,
                    sizeof *grown);
    one.element = cell.element;
    one.stage = cell.stage;
    one.was_there = false;
    one.wrong = cell.value;
    p->no_memory = p->no_memory || !grown;
    if (p->no_memory || !add(p, &one)) return;
    for (; at < b->observation_count; at++) {
        order = jh_text_compare(grown[at].unit, cell.unit);
        if (!order) order = jh_text_compare(grown[at].element, cell.element);
        if (order > 0 || (!order && grown[at].stage > cell.stage)) break;
    }
    memmove(grown + at + 1, grown + at, (b->observation_count++ - at) * sizeof *grown);
    grown[at] = cell;
    b->observations = grown;
}

/* ---- schools --------------------------------------------------------------------------------- */

static bool was_there(const planting *p, const jh_unit *unit)
{
    size_t i;

    for (i = 0; i < p->years[THEN].unit_count; i++)
        if (jh_text_equal(p->years[THEN].units[i].code, unit->code)) return true;
    return false;
}

static bool has_campus(const planting *p, const jh_unit *unit)
{
    size_t i;

    for (i = 0; i < p->years[NOW].unit_count; i++)
        if (jh_text_equal(p->years[NOW].units[i].parent, unit->code)) return true;
    return false;
}

static bool is_of(const jh_unit *unit, const char *kind)
{
    return jh_text_equal(unit->attribute[JH_KIND], jh_text_of(kind));
}

/* Without them, or hidden in the sum of several campuses, an old error is nobody's to see. */
static bool has_like(const planting *p, const jh_unit *unit)
{
    size_t i, count = 0;

    if (unit->parent.size || has_campus(p, unit)) return false;
    if (!is_of(unit, "primary_school") && !is_of(unit, "junior_school")) return false;
    for (i = 0; i < p->years[NOW].unit_count; i++) {
        const jh_unit *other = &p->years[NOW].units[i];
        count += jh_text_equal(other->attribute[JH_KIND], unit->attribute[JH_KIND])
                 && jh_text_equal(other->attribute[JH_LOCATION], unit->attribute[JH_LOCATION]);
    }
    return count >= 12;
}

/* The stage of the school that has the figure, primary before junior; JH_STAGE_COUNT = none. */
static jh_stage stage_of(const planting *p, const jh_unit *unit, const char *element)
{
    jh_stage stage;

    for (stage = JH_PRIMARY; stage <= JH_JUNIOR; stage++)
        if (find(&p->years[NOW], unit->code, element, stage)) return stage;
    return JH_STAGE_COUNT;
}

/* ---- one cell -------------------------------------------------------------------------------- */

/* wrong = other × times / over + plus, `other` being the figure itself if not named; only where it
 * is at least so much. */
static const struct one_cell {
    const char *kind, *element, *other;
    jh_say_id say;
    int64_t times, over, plus, least;
    enum { OF_STAGE, OF_SCHOOL, OF_COUNTY } of;
    bool is_old; /* wrong last year, too: only the like can tell */
} one_cells[] = {
#define OVER SAY_EXAMPLE_WRONG_OVER
#define DIGITS SAY_EXAMPLE_WRONG_DIGITS
#define UNIT SAY_EXAMPLE_WRONG_UNIT
#define YEAR SAY_EXAMPLE_WRONG_CHANGED
    { "above_over", "above_degree_teachers", "teachers", OVER, 1, 1, 3, 1, OF_STAGE, false },
    { "backbone_over", "backbone_teachers", "teachers", OVER, 1, 1, 1, 1, OF_STAGE, false },
    { "pe_art_over", "pe_art_teachers", "teachers", OVER, 2, 1, 0, 1, OF_STAGE, false },
    { "certified_over", "certified_teachers", "teachers", OVER, 1, 1, 2, 1, OF_STAGE, false },
    { "trained_over", "trained_teachers", "teachers", OVER, 1, 1, 5, 1, OF_STAGE, false },
    { "near_over", "near_pupils", "pupils", OVER, 1, 1, 7, 1, OF_STAGE, false },
    { "migrants_over", "migrant_pupils", "pupils", OVER, 1, 1, 5, 1, OF_STAGE, false },
    { "staff_under", "staff", "teachers", OVER, 1, 1, -1, 2, OF_STAGE, false },
    { "indoor_over", "indoor_sports_area", "teaching_area", OVER, 1, 1, 10, 1, OF_SCHOOL, false },
    { "training_yuan", "training_funds", NULL, UNIT, 10000, 1, 0, 0, OF_SCHOOL, false },
    { "largest_average", "largest_class", NULL, DIGITS, 1, 2, 0, 10, OF_STAGE, false },
    { "pupils_ten", "pupils", NULL, DIGITS, 10, 1, 0, 20, OF_STAGE, false },
    { "pupils_tenth", "pupils", NULL, DIGITS, 1, 10, 0, 100, OF_STAGE, false },
    { "classes_ten", "classes", NULL, DIGITS, 10, 1, 0, 1, OF_STAGE, false },
    { "teachers_ten", "teachers", NULL, DIGITS, 10, 1, 0, 2, OF_STAGE, false },
    { "area_hundred", "teaching_area", NULL, DIGITS, 100, 1, 0, 1, OF_SCHOOL, false },
    { "area_tenth", "teaching_area", NULL, DIGITS, 1, 10, 0, 100, OF_SCHOOL, false },
    { "sports_ten", "sports_ground_area", NULL, DIGITS, 10, 1, 0, 1, OF_SCHOOL, false },
    { "multimedia_ten", "multimedia_rooms", NULL, DIGITS, 10, 1, 0, 5, OF_SCHOOL, false },
    { "equipment_yuan", "equipment_value", NULL, UNIT, 10000, 1, 0, 1, OF_SCHOOL, false },
    { "equipment_wan", "equipment_value", NULL, UNIT, 1, 10000, 0, 1, OF_SCHOOL, false },
    { "funds_yuan", "public_funds", NULL, UNIT, 10000, 1, 0, 1, OF_SCHOOL, false },
    { "pupils_grown", "pupils", NULL, YEAR, 5, 2, 0, 100, OF_STAGE, false },
    { "teachers_grown", "teachers", NULL, YEAR, 5, 2, 0, 20, OF_STAGE, false },
    { "area_grown", "teaching_area", NULL, YEAR, 3, 1, 0, 500, OF_SCHOOL, false },
    { "sports_grown", "sports_ground_area", NULL, YEAR, 3, 1, 0, 500, OF_SCHOOL, false },
    { "equipment_grown", "equipment_value", NULL, YEAR, 3, 1, 0, 50, OF_SCHOOL, false },
    { "equipment_old", "equipment_value", NULL, SAY_EXAMPLE_WRONG_OLD, 20, 1, 0, 1, OF_SCHOOL,
      true },
    { "sports_old", "sports_ground_area", NULL, SAY_EXAMPLE_WRONG_OLD, 1, 20, 0, 500, OF_SCHOOL,
      true },
    { "gap_percent", "gap_science", NULL, SAY_EXAMPLE_WRONG_PERCENT, 100, 1, 0, 0, OF_COUNTY,
      false },
    { "rotation_over", "rotation_backbone", "rotation_teachers", OVER, 1, 1, 4, 0, OF_COUNTY,
      false },
    { "quota_over", "quota_shared", "quota_total", OVER, 1, 1, 9, 0, OF_COUNTY, false },
    { "quota_rural_over", "quota_rural", "quota_shared", OVER, 1, 1, 8, 0, OF_COUNTY, false },
    { "disabled_over", "disabled_enrolled", "disabled_children", OVER, 1, 1, 6, 0, OF_COUNTY,
      false },
    { "survey_over", "survey_valid", "survey_issued", OVER, 1, 1, 11, 0, OF_COUNTY, false },
    { "satisfied_over", "survey_satisfied", "survey_valid", OVER, 1, 1, 3, 0, OF_COUNTY, false },
    { "visits_over", "visits_satisfied", "visits", OVER, 1, 1, 2, 0, OF_COUNTY, false },
};
enum { ONE_CELLS = sizeof one_cells / sizeof *one_cells };

static int64_t wrong_of(const planting *p, const struct one_cell *kind, int64_t right)
{
    size_t element = jh_standard_element(p->request->standard, jh_text_of(kind->element));
    int64_t wrong = right * kind->times / kind->over + kind->plus * JH_DECIMAL_ONE;

    if (p->request->standard->elements[element].is_whole) wrong -= wrong % JH_DECIMAL_ONE;
    return wrong;
}

/* The same slip last year, for the same reason. */
static void carry_back(planting *p, jh_planted error, const struct one_cell *kind)
{
    jh_observation *cell = find(&p->years[THEN], error.unit, kind->element, JH_WHOLE);

    error.period = p->years[THEN].period;
    if (cell) change(p, &error, cell, wrong_of(p, kind, cell->value.millionths));
}

static bool plant_cell(planting *p, const struct one_cell *kind, const jh_unit *unit)
{
    const char *from = kind->other ? kind->other : kind->element;
    jh_text code = unit ? unit->code : JH_COUNTY_CODE;
    jh_stage stage = kind->of == OF_STAGE ? stage_of(p, unit, from) : JH_WHOLE;
    jh_observation *other, *cell, added;
    jh_planted error;

    if (stage == JH_STAGE_COUNT) return false;
    other = find(&p->years[NOW], code, from, stage);
    cell = find(&p->years[NOW], code, kind->element, stage);
    if (!other || other->value.millionths < kind->least * JH_DECIMAL_ONE) return false;
    error = begin(p, kind->kind, kind->say, unit);
    if (cell) {
        change(p, &error, cell, wrong_of(p, kind, other->value.millionths));
        if (kind->is_old) carry_back(p, error, kind);
        return true;
    }
    added = *other;
    added.element = jh_text_of(kind->element);
    added.value.millionths = wrong_of(p, kind, other->value.millionths);
    insert(p, &error, added);
    return true;
}

/* ---- several cells --------------------------------------------------------------------------- */

static const char *const bands[] = { "classes_25", "classes_30", "classes_35", "classes_40",
                                     "classes_45", "classes_50", "classes_55", "classes_60",
                                     "classes_65", "classes_66" };
enum { BANDS = sizeof bands / sizeof *bands };

static const char *const people[] = {
    "pupils", "classes", "teachers", "above_degree_teachers", "backbone_teachers", "pe_art_teachers"
};
static const char *const things[] = { "teaching_area", "sports_ground_area", "equipment_value",
                                      "multimedia_rooms", "public_funds" };
enum { PEOPLE = sizeof people / sizeof *people, THINGS = sizeof things / sizeof *things };

static jh_observation *band(const planting *p, const jh_unit *unit, jh_stage stage, int which)
{
    return which < 0 || which >= BANDS ? NULL
                                       : find(&p->years[NOW], unit->code, bands[which], stage);
}

/* All classes two columns to one side, or one class left out. */
static bool plant_bands(planting *p, const char *kind, const jh_unit *unit, int shift)
{
    jh_stage stage = stage_of(p, unit, "classes_25");
    int64_t counts[BANDS];
    jh_planted error;
    int i;

    if (stage == JH_STAGE_COUNT) return false;
    for (i = 0; i < BANDS; i++) {
        counts[i] = value_of(&p->years[NOW], unit->code, bands[i], stage);
        if (counts[i] && (i + shift < 0 || i + shift >= BANDS - 1 || i == BANDS - 1)) return false;
    }
    error = begin(p, kind, SAY_EXAMPLE_WRONG_SHIFTED, unit);
    for (i = 0; i < BANDS; i++)
        change(p, &error, band(p, unit, stage, i),
               i - shift < 0 || i - shift >= BANDS ? 0 : counts[i - shift]);
    return true;
}

static bool plant_left_out(planting *p, const jh_unit *unit)
{
    jh_stage stage = stage_of(p, unit, "classes_25");
    jh_planted error;
    int i = 0;

    if (stage == JH_STAGE_COUNT) return false;
    while (i < BANDS && !value_of(&p->years[NOW], unit->code, bands[i], stage)) i++;
    if (i == BANDS) return false;
    error = begin(p, "class_left_out", SAY_EXAMPLE_WRONG_LEFT_OUT, unit);
    change(p, &error, band(p, unit, stage, i),
           value_of(&p->years[NOW], unit->code, bands[i], stage) - JH_DECIMAL_ONE);
    return true;
}

typedef struct block {
    const char *kind;
    const char *const *elements;
    size_t count;
    int64_t least; /* pupils: small figures agree by chance */
    jh_say_id say;
    bool from_year;
} block;

static const block blocks[] = {
    { "people_copied", people, PEOPLE, 800, SAY_EXAMPLE_WRONG_COPIED, false },
    { "things_copied", things, THINGS, 300, SAY_EXAMPLE_WRONG_COPIED, false },
    { "people_last_year", people, PEOPLE, 800, SAY_EXAMPLE_WRONG_LAST_YEAR, true },
    { "things_last_year", things, THINGS, 300, SAY_EXAMPLE_WRONG_LAST_YEAR, true },
};
enum { BLOCKS = sizeof blocks / sizeof *blocks };

static void copy_block(planting *p, const block *b, const jh_planted *error, jh_stage stage,
                       jh_text from)
{
    const jh_batch *source = &p->years[b->from_year ? THEN : NOW];
    jh_stage at = b->elements == people ? stage : JH_WHOLE;
    jh_observation *cell;
    size_t i;

    for (i = 0; i < b->count; i++) {
        cell = find(&p->years[NOW], error->unit, b->elements[i], at);
        if (cell) change(p, error, cell, value_of(source, from, b->elements[i], at));
    }
}

/* From a school of one stage to another of the same. */
static bool plant_block(planting *p, const block *b, const jh_unit *unit)
{
    jh_stage stage = is_of(unit, "primary_school") ? JH_PRIMARY : JH_JUNIOR;
    const jh_unit *from = unit;
    jh_planted error;
    size_t i;

    if (!is_of(unit, "primary_school") && !is_of(unit, "junior_school")) return false;
    for (i = 0; i < p->years[NOW].unit_count; i++) {
        from = b->from_year ? unit : &p->years[NOW].units[p->order[i]];
        if (jh_text_equal(from->attribute[JH_KIND], unit->attribute[JH_KIND])
            && value_of(&p->years[NOW], from->code, "pupils", stage) >= b->least * JH_DECIMAL_ONE
            && (b->from_year || (from != unit && !p->used[p->order[i]])))
            break;
    }
    if (i == p->years[NOW].unit_count) return false;
    if (!b->from_year) p->used[p->order[i]] = true; /* stays as it is */
    error = begin(p, b->kind, b->say, unit);
    error.from = from->name;
    copy_block(p, b, &error, stage, from->code);
    return true;
}

/* ---- nothing at all -------------------------------------------------------------------------- */

static bool plant_silence(planting *p, const char *kind, const jh_unit *unit, bool is_listed)
{
    jh_batch *b = &p->years[NOW];
    size_t i, kept = 0, at = (size_t)(unit - b->units);
    jh_planted error;

    if (unit->parent.size || has_campus(p, unit)) return false;
    error = begin(p, kind, is_listed ? SAY_EXAMPLE_WRONG_BLANK : SAY_EXAMPLE_WRONG_NOT_SENT, unit);
    error.is_there = false;
    if (!add(p, &error)) return true;
    for (i = 0; i < b->observation_count; i++)
        if (!jh_text_equal(b->observations[i].unit, error.unit))
            b->observations[kept++] = b->observations[i];
    b->observation_count = kept;
    if (is_listed) return true;
    memmove(b->units + at, b->units + at + 1, (--b->unit_count - at) * sizeof *b->units);
    return true;
}

/* ---- all kinds ------------------------------------------------------------------------------- */

enum { SHIFT_UP = ONE_CELLS + BLOCKS, SHIFT_DOWN, LEFT_OUT, BLANK, KINDS };

static bool plant(planting *p, size_t kind, const jh_unit *unit)
{
    if (kind < ONE_CELLS) {
        if (one_cells[kind].is_old && !has_like(p, unit)) return false;
        return plant_cell(p, &one_cells[kind], unit);
    }
    if (kind < SHIFT_UP) return plant_block(p, &blocks[kind - ONE_CELLS], unit);
    if (kind == LEFT_OUT) return plant_left_out(p, unit);
    if (kind == BLANK) return plant_silence(p, "sent_blank", unit, true);
    return kind == SHIFT_UP ? plant_bands(p, "classes_shifted_up", unit, 2)
                            : plant_bands(p, "classes_shifted_down", unit, -2);
}

static void shuffle(size_t *order, size_t count, jh_random *random)
{
    size_t i, k, other;

    for (i = 0; i < count; i++) order[i] = i;
    for (i = count; i > 1; i--) {
        k = (size_t)jh_random_between(random, 0, (int64_t)i - 1);
        other = order[i - 1];
        order[i - 1] = order[k];
        order[k] = other;
    }
}

static void plant_at_first_that_fits(planting *p, size_t kind)
{
    const jh_unit *unit;
    size_t i;

    for (i = 0; i < p->years[NOW].unit_count && !p->no_memory; i++) {
        unit = &p->years[NOW].units[p->order[i]];
        if (p->used[p->order[i]] || !was_there(p, unit)) continue;
        if (!plant(p, kind, unit)) continue;
        p->used[p->order[i]] = true;
        return;
    }
}

/* Last, since the numbers of schools move up behind it. */
static void plant_not_sent(planting *p)
{
    const jh_unit *unit;
    size_t i;

    for (i = 0; i < p->years[NOW].unit_count && !p->no_memory; i++) {
        unit = &p->years[NOW].units[p->order[i]];
        if (p->used[p->order[i]] || !was_there(p, unit)) continue;
        if (plant_silence(p, "not_sent", unit, false)) return;
    }
}

jh_code jh_example_make_wrong(jh_batch years[JH_EXAMPLE_YEARS], jh_planted_list *list,
                              jh_arena *keep, const jh_example_request *request, jh_error *err)
{
    planting p = { .years = years, .list = list, .keep = keep, .request = request };
    jh_random random = jh_random_of(request->seed, UINT64_MAX);
    size_t kinds[KINDS], i;
    jh_code rc = JH_OK;

    *list = (jh_planted_list){ 0 };
    for (i = 0; i < JH_EXAMPLE_YEARS && !rc; i++)
        rc = jh_example_make(&years[i], keep, request, jh_example_years[i], err);
    if (rc) return rc;
    p.used = JH_NEW_ARRAY(keep, bool, years[NOW].unit_count);
    p.order = JH_NEW_ARRAY(keep, size_t, years[NOW].unit_count);
    if (!p.used || !p.order) return jh_no_memory(err);
    p.observation_capacity = years[NOW].observation_count;
    shuffle(p.order, years[NOW].unit_count, &random);
    shuffle(kinds, KINDS, &random);
    for (i = 0; i < ONE_CELLS; i++)
        if (one_cells[i].of == OF_COUNTY) (void)plant_cell(&p, &one_cells[i], NULL);
    for (i = 0; i < KINDS; i++)
        if (kinds[i] >= ONE_CELLS || one_cells[kinds[i]].of != OF_COUNTY)
            plant_at_first_that_fits(&p, kinds[i]);
    plant_not_sent(&p);
    return p.no_memory ? jh_no_memory(err) : JH_OK;
}
