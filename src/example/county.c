/* SPDX-License-Identifier: Apache-2.0 */
#include "example/county.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const jh_example_years[JH_EXAMPLE_YEARS] = { "2024", "2025" };

/* What a county reports of itself: a share of something counted in its schools, or a number. */
typedef enum of_what { NUMBER, PUPILS, GRADUATES, TEACHERS, MIGRANTS } of_what;

static const struct {
    const char *element;
    of_what of;
    int64_t millionths; /* share of it, or the number itself */
} county_figures[] = {
    { "population", NUMBER, 23680000 },
    { "farming_population", NUMBER, 14210000 },
    { "towns", NUMBER, 10000000 },
    { "villages", NUMBER, 148000000 },
    { "gdp_per_person", NUMBER, 46800000000 },
    { "revenue_per_person", NUMBER, 3120000000 },
    { "rural_income", NUMBER, 19650000000 },
    { "urban_income", NUMBER, 37200000000 },
    { "funds_base_primary", NUMBER, 720000000 },
    { "funds_base_junior", NUMBER, 940000000 },
    { "special_funds", NUMBER, 78000000 },
    { "special_pupils", NUMBER, 93000000 },
    { "teacher_salary", NUMBER, 98600000000 },
    { "civil_servant_salary", NUMBER, 97900000000 },
    { "performance_pay", NUMBER, 1000000 },
    { "rotation_eligible", TEACHERS, 420000 },
    { "rotation_teachers", TEACHERS, 50400 },
    { "rotation_backbone", TEACHERS, 12100 },
    { "quota_total", GRADUATES, 450000 },
    { "quota_shared", GRADUATES, 252000 },
    { "quota_rural", GRADUATES, 118000 },
    { "quota_favours_rural", NUMBER, 1000000 },
    { "migrant_eligible", MIGRANTS, 1040000 },
    { "migrant_public", MIGRANTS, 905000 },
    { "migrant_purchased", MIGRANTS, 62000 },
    { "left_behind_care", NUMBER, 1000000 },
    { "graduates", GRADUATES, 972000 },
    { "entrants", GRADUATES, 990000 },
    { "moved_in", GRADUATES, 9000 },
    { "moved_out", GRADUATES, 14000 },
    { "died", NUMBER, 0 },
    { "disabled_children", NUMBER, 214000000 },
    { "disabled_enrolled", NUMBER, 209000000 },
    { "disabled_special", NUMBER, 93000000 },
    { "level_chinese", NUMBER, 3000000 },
    { "level_maths", NUMBER, 3000000 },
    { "level_science", NUMBER, 3000000 },
    { "level_pe", NUMBER, 3000000 },
    { "level_arts", NUMBER, 3000000 },
    { "level_morals", NUMBER, 4000000 },
    { "gap_chinese", NUMBER, 98000 },
    { "gap_maths", NUMBER, 127000 },
    { "gap_science", NUMBER, 113000 },
    { "gap_pe", NUMBER, 86000 },
    /* gap_arts: not published yet, so the item cannot be decided */
    { "gap_morals", NUMBER, 74000 },
    { "survey_issued", NUMBER, 600000000 },
    { "survey_valid", NUMBER, 582000000 },
    { "survey_satisfied", NUMBER, 533000000 },
    { "survey_parents_issued", NUMBER, 310000000 },
    { "survey_parents_valid", NUMBER, 301000000 },
    { "survey_parents_satisfied", NUMBER, 274000000 },
    { "visits", NUMBER, 120000000 },
    { "visits_satisfied", NUMBER, 112000000 },
    { "visits_parents", NUMBER, 60000000 },
    { "visits_parents_satisfied", NUMBER, 56000000 },
};

void jh_made_put(jh_made_county *county, jh_text unit, const char *element, jh_stage stage,
                 int64_t millionths)
{
    size_t index = jh_standard_element(county->request->standard, jh_text_of(element));
    jh_batch *b = county->batch;
    jh_observation *grown;

    if (index == SIZE_MAX || county->no_memory) return;
    grown = jh_grow(county->keep, b->observations, &county->observation_capacity,
                    b->observation_count + 1, sizeof *grown);
    if (!grown) {
        county->no_memory = true;
        return;
    }
    b->observations = grown;
    b->observations[b->observation_count++] =
        (jh_observation){ .unit = unit,
                          .element = county->request->standard->elements[index].key,
                          .stage = stage,
                          .value = { millionths },
                          .origin = { .file = JH_NO_FILE },
                          .note = JH_TEXT("") };
}

void jh_made_put_whole(jh_made_county *county, jh_text unit, const char *element, jh_stage stage,
                       int64_t whole)
{
    jh_made_put(county, unit, element, stage, whole * JH_DECIMAL_ONE);
}

/* ---- the county itself --------------------------------------------------------------------- */

static int64_t base_of(const jh_made_county *county, of_what what)
{
    switch (what) {
    case PUPILS: return county->pupils[JH_PRIMARY] + county->pupils[JH_JUNIOR];
    case GRADUATES: return county->pupils[JH_JUNIOR] / 3;
    case TEACHERS: return county->teachers;
    case MIGRANTS: return county->migrants;
    default: return 0;
    }
}

/* Evidence beside the figure put last: what it rests on, or nothing. */
static void note_last(jh_made_county *county, size_t count_before, const char *kind, size_t number)
{
    jh_batch *b = county->batch;
    jh_text note;

    if (b->observation_count == count_before || county->no_memory) return;
    note = jh_text_format(county->keep, "(虚构)示例县%s〔%s〕%zu号", kind, jh_example_years[0],
                          number);
    if (note.at)
        b->observations[b->observation_count - 1].note = note;
    else
        county->no_memory = true;
}

static void put_attestations(jh_made_county *county)
{
    const jh_standard *standard = county->request->standard;
    const jh_item *item;
    size_t i, before, attested = 0;
    char key[64];

    for (i = 0; i < standard->item_count; i++) {
        item = &standard->items[i];
        if (item->kind == JH_DECIDED_BY_DATA || item->element >= standard->element_count) continue;
        if (standard->elements[item->element].key.size >= sizeof key) continue;
        /* One of them nobody has attested yet. */
        if (item->kind == JH_ATTESTED && ++attested == 2) continue;
        memcpy(key, standard->elements[item->element].key.at,
               standard->elements[item->element].key.size);
        key[standard->elements[item->element].key.size] = '\0';
        before = county->batch->observation_count;
        jh_made_put_whole(county, JH_COUNTY_CODE, key, JH_WHOLE, item->kind == JH_ATTESTED);
        note_last(county, before, "教育督导委员会认定书", i + 1);
    }
}

void jh_made_county_figures(jh_made_county *county)
{
    size_t i, before;
    int64_t value;

    for (i = 0; i < sizeof county_figures / sizeof *county_figures; i++) {
        value = county_figures[i].millionths;
        if (county_figures[i].of != NUMBER)
            value = base_of(county, county_figures[i].of) * value / JH_DECIMAL_ONE * JH_DECIMAL_ONE;
        before = county->batch->observation_count;
        jh_made_put(county, JH_COUNTY_CODE, county_figures[i].element, JH_WHOLE, value);
        note_last(county, before, "统计报表", i + 1);
    }
    put_attestations(county);
}

/* ---- the whole ------------------------------------------------------------------------------ */

static int compare_observations(const void *a, const void *b)
{
    const jh_observation *x = a, *y = b;
    int order = jh_text_compare(x->unit, y->unit);

    if (!order) order = jh_text_compare(x->element, y->element);
    return order ? order : (x->stage > y->stage) - (x->stage < y->stage);
}

static jh_text copy(jh_made_county *county, const char *text)
{
    jh_text kept = jh_text_copy(county->keep, jh_text_of(text));

    if (!kept.at) county->no_memory = true;
    return kept;
}

static void add_school(jh_made_county *county, jh_made_school *s)
{
    jh_unit *unit = &county->batch->units[county->batch->unit_count++];
    char parent[24];

    *unit = (jh_unit){ .code = copy(county, s->code), .name = copy(county, s->name) };
    unit->closed = JH_NO_DATE;
    unit->opened = s->is_new ? jh_date_make(2025, 9, 1) : JH_NO_DATE;
    unit->attribute[JH_KIND] = jh_text_of(s->kind);
    unit->attribute[JH_LOCATION] = jh_text_of(s->location);
    unit->attribute[JH_OWNERSHIP] = jh_text_of(s->ownership);
    unit->attribute[JH_TOWN] = copy(county, s->town);
    unit->attribute[JH_COUNTED] = s->parent ? JH_TEXT("no") : JH_TEXT("yes");
    /* Around a place in the open; a town lies some kilometres from the next. */
    unit->longitude.millionths = 112350000 + (int64_t)(s->town_number % 5) * 61000
                                 + jh_random_between(&s->random, -240, 240) * 100;
    unit->latitude.millionths = 33420000 + (int64_t)(s->town_number / 5 % 9) * 47000
                                + jh_random_between(&s->random, -200, 200) * 100;
    if (s->parent) {
        snprintf(parent, sizeof parent, "990101%04u", s->parent);
        unit->parent = copy(county, parent);
    }
    jh_made_school_figures(county, s, unit->code);
}

/* A year before there were a few pupils more or fewer: from a stream of its own, so that the last
 * year stays what it is. */
static void drift(jh_made_school *s, uint64_t seed)
{
    jh_random random = jh_random_of(seed ^ s->number, 2024);
    int64_t share;
    unsigned stage;

    for (stage = JH_WHOLE + 1; stage < JH_STAGE_COUNT; stage++) {
        share = jh_random_between(&random, 15, 50) * (jh_random_between(&random, 0, 1) ? 1 : -1);
        if (s->pupils[stage]) s->pupils[stage] += s->pupils[stage] * share / 1000;
        if (s->pupils[stage] > 1 && s->pupils[stage] < 70) s->pupils[stage] += share < 0 ? -1 : 1;
    }
}

jh_code jh_example_make(jh_batch *out, jh_arena *keep, const jh_example_request *request,
                        const char *year, jh_error *err)
{
    bool last = !strcmp(year, jh_example_years[JH_EXAMPLE_YEARS - 1]);
    jh_made_county county = { .request = request,
                              .keep = keep,
                              .batch = out,
                              .growth = last ? 1000 : 940,
                              .is_last_year = last };
    char given[24], least[24], most[24];
    jh_made_school school;
    uint32_t number;

    *out = (jh_batch){ .county = JH_TEXT("990101"), .county_name = JH_TEXT("示例县(虚构)") };
    if (request->schools < JH_MADE_SCHOOLS_MIN || request->schools > JH_MADE_SCHOOLS_MAX)
        return jh_fail(err, JH_BAD_INPUT, SAY_EXAMPLE_SCHOOL_COUNT, NULL,
                       jh_digits(given, (long long)request->schools),
                       jh_digits(least, JH_MADE_SCHOOLS_MIN), jh_digits(most, JH_MADE_SCHOOLS_MAX),
                       NULL);
    out->period = copy(&county, year);
    out->units = JH_NEW_ARRAY(keep, jh_unit, request->schools);
    if (!out->units) return jh_no_memory(err);
    for (number = 1; number <= request->schools && !county.no_memory; number++) {
        jh_school_make_up(&school, number, request->schools, request->seed);
        if (!last) drift(&school, request->seed);
        if (!school.is_new || last) add_school(&county, &school);
    }
    jh_made_county_figures(&county);
    if (county.no_memory) return jh_no_memory(err);
    qsort(out->observations, out->observation_count, sizeof *out->observations,
          compare_observations);
    return JH_OK;
}
