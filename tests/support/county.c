/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/county.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STANDARDS_MAX = 8, WORD = 128 };

typedef struct year {
    jh_unit *units;
    size_t unit_count, unit_room;
    jh_observation *figures;
    size_t figure_count, figure_room;
} year;

typedef struct reading {
    test_county *to;
    year years[2]; /* now, the year before */
    year *year;
    const char *line; /* for complaints */
} reading;

/* ---- standards ------------------------------------------------------------------------------- */

static jh_code find_text(void *self, jh_text key, jh_text *text, jh_error *err)
{
    char name[WORD];
    char *path, *bytes;
    size_t size;

    (void)err;
    snprintf(name, sizeof name, "standards/%.*s.std", JH_TEXT_ARGS(key));
    path = test_source_path(name);
    bytes = test_file_read(path, &size);
    *text = jh_text_copy(self, (jh_text){ bytes, size });
    free(bytes);
    free(path);
    return text->at ? JH_OK : JH_NO_MEMORY;
}

static void show(const jh_error *err)
{
    char said[512];

    jh_message_write(said, sizeof said, JH_EN, &err->message, 0);
    fprintf(stderr, "%s: %s\n", err->where, said);
}

const jh_standard *test_standard(const char *key)
{
    static struct {
        char key[WORD];
        jh_standard standard;
        jh_arena keep;
    } known[STANDARDS_MAX];
    static size_t count;
    jh_arena scratch;
    jh_library library = { .find = find_text };
    jh_findings mistakes = { 0 };
    jh_error err = { 0 };
    size_t i;

    for (i = 0; i < count; i++)
        if (strcmp(known[i].key, key) == 0) return &known[i].standard;
    assert_true(count < STANDARDS_MAX);
    snprintf(known[i].key, sizeof known[i].key, "%s", key);
    assert_int_equal(jh_arena_reserve(&known[i].keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    library.self = &known[i].keep;
    if (jh_standard_compile(&known[i].standard, &known[i].keep, scratch,
                            &(jh_compiling){ jh_text_of(key), &library, &mistakes }, &err)) {
        show(&err);
        fail_msg("%s does not compile", key);
    }
    jh_arena_release(&scratch);
    count++;
    return &known[i].standard;
}

/* ---- words ----------------------------------------------------------------------------------- */

static bool take_word(const char **at, char word[WORD])
{
    size_t size;

    *at += strspn(*at, " \t");
    size = strcspn(*at, " \t,\n");
    if (!size) return false;
    assert_true(size < WORD);
    memcpy(word, *at, size);
    word[size] = '\0';
    *at += size;
    return true;
}

static jh_text keep_text(reading *r, const char *text)
{
    return jh_text_copy(&r->to->keep, jh_text_of(text));
}

jh_stage test_stage(const char *key)
{
    unsigned s;

    for (s = 0; s < JH_STAGE_COUNT; s++)
        if (strcmp(key, jh_stage_key((jh_stage)s)) == 0) return (jh_stage)s;
    return JH_STAGE_COUNT;
}

static jh_why why_of(const char *figure)
{
    return strcmp(figure, "-") == 0   ? JH_NOT_REPORTED
           : strcmp(figure, "*") == 0 ? JH_MARKED_NOT_APPLICABLE
           : strcmp(figure, "!") == 0 ? JH_NOT_APPROVED
                                      : JH_PRESENT;
}

static void put_figure(reading *r, jh_text unit, const char *element, jh_stage stage,
                       const char *figure)
{
    jh_observation made = { .unit = unit, .stage = stage, .origin = { .file = JH_NO_FILE } };
    size_t i;

    if (jh_standard_element(r->to->standard, jh_text_of(element)) == SIZE_MAX)
        fail_msg("no element \"%s\" in: %.80s", element, r->line);
    made.element = keep_text(r, element);
    made.why = why_of(figure);
    if (!made.why && jh_decimal_parse(&made.value, jh_text_of(figure)) != JH_READ_EXACT)
        fail_msg("\"%s\" is no figure: %.80s", figure, r->line);
    for (i = 0; i < r->year->figure_count; i++)
        if (r->year->figures[i].stage == stage && jh_text_equal(r->year->figures[i].unit, unit)
            && jh_text_equal(r->year->figures[i].element, made.element))
            break;
    r->year->figures = jh_grow(&r->to->keep, r->year->figures, &r->year->figure_room, i + 1,
                               sizeof *r->year->figures);
    assert_non_null(r->year->figures);
    r->year->figures[i] = made;
    if (i == r->year->figure_count) r->year->figure_count++;
}

static void put_number(reading *r, jh_text unit, const char *element, jh_stage stage, double value)
{
    char figure[WORD];

    snprintf(figure, sizeof figure, "%.2f", value);
    put_figure(r, unit, element, stage, figure);
}

static void take_figures(reading *r, jh_text unit, jh_stage stage, const char *at)
{
    char element[WORD], figure[WORD];

    while (take_word(&at, element)) {
        if (!take_word(&at, figure)) fail_msg("a figure is missing: %.80s", r->line);
        put_figure(r, unit, element, stage, figure);
        at += strspn(at, " ,");
    }
}

/* ---- units ----------------------------------------------------------------------------------- */

static void take_unit(reading *r, const char *at)
{
    static const char *const attributes[] = { "kind", "location", "ownership", "town", "counted" };
    jh_unit unit = { .opened = JH_NO_DATE, .closed = JH_NO_DATE };
    char word[WORD], *value;
    size_t i;

    if (!take_word(&at, word)) fail_msg("a unit needs a code: %.80s", r->line);
    unit.code = unit.name = keep_text(r, word);
    unit.attribute[JH_COUNTED] = JH_TEXT("yes");
    unit.attribute[JH_LOCATION] = JH_TEXT("town");
    unit.attribute[JH_OWNERSHIP] = JH_TEXT("county_education");
    if (take_word(&at, word) && strcmp(word, "-") != 0)
        unit.attribute[JH_KIND] = keep_text(r, word);
    while (take_word(&at, word)) {
        value = strchr(word, '=');
        if (!value) fail_msg("expected name=value: %.80s", r->line);
        *value++ = '\0';
        if (strcmp(word, "parent") == 0) unit.parent = keep_text(r, value);
        if (strcmp(word, "name") == 0) unit.name = keep_text(r, value);
        if (strcmp(word, "opened") == 0) unit.opened = jh_date_parse(jh_text_of(value));
        if (strcmp(word, "closed") == 0) unit.closed = jh_date_parse(jh_text_of(value));
        for (i = 0; i < JH_ATTRIBUTE_COUNT; i++)
            if (strcmp(word, attributes[i]) == 0) unit.attribute[i] = keep_text(r, value);
    }
    r->year->units = jh_grow(&r->to->keep, r->year->units, &r->year->unit_room,
                             r->year->unit_count + 1, sizeof unit);
    assert_non_null(r->year->units);
    r->year->units[r->year->unit_count++] = unit;
}

static double pupils_of(const reading *r, jh_text unit, unsigned stage)
{
    size_t i;

    for (i = 0; i < r->year->figure_count; i++)
        if (r->year->figures[i].stage == (jh_stage)stage
            && jh_text_equal(r->year->figures[i].unit, unit)
            && jh_text_equal(r->year->figures[i].element, JH_TEXT("pupils")))
            return jh_decimal_to_double(r->year->figures[i].value);
    return -1.0;
}

/* Well above every line of any stage, in proportion to the pupils. */
static void take_ample_unit(reading *r, jh_text unit)
{
    static const char *const by_pupil[] = { "above_degree_teachers", "backbone_teachers",
                                            "pe_art_teachers",       "teachers",
                                            "certified_teachers",    "trained_teachers" };
    static const char *const bands[] = { "classes_25", "classes_30", "classes_35", "classes_40",
                                         "classes_45", "classes_50", "classes_55", "classes_60",
                                         "classes_65", "classes_66" };
    static const struct {
        const char *element;
        double a_head;
    } shared[] = { { "teaching_area", 11 },      { "indoor_sports_area", 1 },
                   { "sports_ground_area", 14 }, { "equipment_value", 0.4 },
                   { "multimedia_rooms", 0.04 }, { "music_rooms_96", 0.05 },
                   { "art_rooms_90", 0.05 },     { "public_funds", 2 },
                   { "training_funds", 0.2 } };
    double heads = 0.0, pupils;
    unsigned s;
    size_t i;

    for (s = JH_PREPRIMARY; s < JH_STAGE_COUNT; s++) {
        pupils = pupils_of(r, unit, s);
        if (pupils < 0.0) continue;
        heads += pupils;
        if (s != JH_PRIMARY && s != JH_JUNIOR) continue;
        for (i = 0; i < sizeof by_pupil / sizeof *by_pupil; i++)
            put_number(r, unit, by_pupil[i], (jh_stage)s, pupils / 10);
        put_number(r, unit, "classes", (jh_stage)s, pupils / 25);
        for (i = 0; i < sizeof bands / sizeof *bands; i++)
            put_number(r, unit, bands[i], (jh_stage)s, i ? 0.0 : pupils / 25);
        put_number(r, unit, "near_pupils", (jh_stage)s, pupils);
        put_number(r, unit, "largest_class", (jh_stage)s, 25);
    }
    put_figure(r, unit, "boarding", JH_WHOLE, "0");
    for (i = 0; i < sizeof shared / sizeof *shared; i++)
        put_number(r, unit, shared[i].element, JH_WHOLE, heads * shared[i].a_head);
}

static void take_ample_county(reading *r)
{
    static const char *const figures =
        "funds_base_primary 650, funds_base_junior 850, special_funds 80, special_pupils 100, "
        "teacher_salary 90000, civil_servant_salary 90000, performance_pay 1, "
        "rotation_eligible 1000, rotation_teachers 100, rotation_backbone 20, quota_total 1000, "
        "quota_shared 500, quota_rural 300, quota_favours_rural 1, migrant_eligible 100, "
        "migrant_public 80, migrant_purchased 5, left_behind_care 1, graduates 1000, "
        "entrants 1000, moved_in 0, moved_out 0, died 0, disabled_children 100, "
        "disabled_enrolled 95, disabled_special 40, level_chinese 3, level_maths 3, "
        "level_science 3, level_pe 3, level_arts 3, level_morals 3, gap_chinese 0.1, gap_maths "
        "0.1, "
        "gap_science 0.1, gap_pe 0.1, gap_arts 0.1, gap_morals 0.149999, survey_valid 1000, "
        "survey_satisfied 850, survey_parents_valid 500, survey_parents_satisfied 450, "
        "visits 10, visits_satisfied 9, visits_parents 5, visits_parents_satisfied 4";
    const jh_standard *standard = r->to->standard;
    size_t i;

    take_figures(r, JH_COUNTY_CODE, JH_WHOLE, figures);
    for (i = 0; i < standard->item_count; i++) {
        const jh_item *item = &standard->items[i];
        char element[WORD];
        if (item->kind == JH_DECIDED_BY_DATA) continue;
        snprintf(element, sizeof element, "%.*s",
                 JH_TEXT_ARGS(standard->elements[item->element].key));
        put_figure(r, JH_COUNTY_CODE, element, JH_WHOLE, item->kind == JH_VETO ? "0" : "1");
    }
}

/* ---- settings -------------------------------------------------------------------------------- */

static void must(jh_code rc, const jh_error *err)
{
    if (!rc) return;
    show(err);
    fail_msg("code %d", rc);
}

static void take_setting(reading *r, const char *at)
{
    char word[WORD], *value;
    jh_error err = { 0 };

    assert_true(take_word(&at, word));
    value = strchr(word, '=');
    assert_non_null(value);
    *value++ = '\0';
    must(jh_settings_set(
             &r->to->settings, &r->to->keep, r->to->standard,
             &(jh_setting_words){ jh_text_of(word), keep_text(r, value), JH_TEXT("test") }, &err),
         &err);
}

static void take_relaxation(reading *r, const char *at)
{
    char name[WORD], approver[WORD], from[WORD], until[WORD];
    jh_relaxing relaxing = { .is_on = true };
    jh_error err = { 0 };

    assert_true(take_word(&at, name) && take_word(&at, approver) && take_word(&at, from)
                && take_word(&at, until));
    relaxing.approver = keep_text(r, approver);
    relaxing.from = jh_date_parse(jh_text_of(from));
    relaxing.until = jh_date_parse(jh_text_of(until));
    must(jh_settings_relax(&r->to->settings, &r->to->keep, r->to->standard,
                           &(jh_relaxing_words){ jh_text_of(name), relaxing }, &err),
         &err);
}

static void take_note(reading *r, const char *at)
{
    char element[WORD], rest[WORD];
    size_t i;

    assert_true(take_word(&at, element));
    snprintf(rest, sizeof rest, "%.*s", (int)strcspn(at + 1, "\n"), at + 1);
    for (i = 0; i < r->year->figure_count; i++)
        if (jh_text_equal(r->year->figures[i].element, jh_text_of(element)))
            r->year->figures[i].note = keep_text(r, rest);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void take_line(reading *r, const char *at)
{
    char verb[WORD];
    jh_text unit =
        r->year->unit_count ? r->year->units[r->year->unit_count - 1].code : (jh_text){ 0 };

    r->line = at;
    if (!take_word(&at, verb) || *verb == '#') return;
    if (strcmp(verb, "unit") == 0)
        take_unit(r, at);
    else if (strcmp(verb, "before") == 0 || strcmp(verb, "now") == 0)
        r->year = &r->years[*verb == 'b'];
    else if (strcmp(verb, "ample") == 0)
        take_ample_unit(r, unit);
    else if (strcmp(verb, "county") == 0 && strncmp(at, " ample", 6) == 0)
        take_ample_county(r);
    else if (strcmp(verb, "county") == 0)
        take_figures(r, JH_COUNTY_CODE, JH_WHOLE, at);
    else if (strcmp(verb, "set") == 0)
        take_setting(r, at);
    else if (strcmp(verb, "as_of") == 0)
        r->to->settings.as_of = jh_date_parse(jh_text_trim(jh_text_of(at)));
    else if (strcmp(verb, "relax") == 0)
        take_relaxation(r, at);
    else if (strcmp(verb, "note") == 0)
        take_note(r, at);
    else if (test_stage(verb) < JH_STAGE_COUNT)
        take_figures(r, unit, test_stage(verb), at);
    else
        fail_msg("not understood: %.80s", r->line);
}

static void make_snapshot(jh_snapshot *out, reading *r, const year *of)
{
    jh_error err = { 0 };
    jh_batch batch = { .county = JH_TEXT("990101"),
                       .period = of == r->years ? JH_TEXT("2025") : JH_TEXT("2024"),
                       .units = of->units,
                       .unit_count = of->unit_count,
                       .observations = of->figures,
                       .observation_count = of->figure_count };

    must(jh_snapshot_make(out, &r->to->keep, &batch, &err), &err);
}

void test_county_read(test_county *out, const char *key, const char *text)
{
    reading r = { .to = out };
    jh_error err = { 0 };
    char line[4096];
    size_t size;

    *out = (test_county){ .standard = test_standard(key) };
    r.year = &r.years[0];
    assert_int_equal(jh_arena_reserve(&out->keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&out->scratch, JH_ARENA_DEFAULT), 0);
    must(jh_settings_default(&out->settings, &out->keep, out->standard, jh_date_make(2026, 6, 1),
                             &err),
         &err);
    while (*text) {
        size = strcspn(text, "\n");
        assert_true(size < sizeof line);
        memcpy(line, text, size);
        line[size] = '\0';
        take_line(&r, line);
        text += size + (text[size] == '\n');
    }
    make_snapshot(&out->snapshot, &r, &r.years[0]);
    out->has_before = r.years[1].unit_count > 0;
    if (out->has_before) make_snapshot(&out->before, &r, &r.years[1]);
}

void test_county_assess(test_county *county)
{
    jh_error err = { 0 };
    jh_frame_request request = { .snapshot = &county->snapshot,
                                 .before = county->has_before ? &county->before : NULL,
                                 .standard = county->standard,
                                 .settings = &county->settings,
                                 .findings = &county->findings };

    must(jh_frame_make(&county->frame, &county->keep, county->scratch, &request, &err), &err);
    must(jh_assess(&county->assessment, &county->keep, county->scratch, &county->frame, &err),
         &err);
}

void test_county_make(test_county *out, const char *key, const char *text)
{
    test_county_read(out, key, text);
    test_county_assess(out);
}

void test_county_free(test_county *county)
{
    jh_arena_release(&county->keep);
    jh_arena_release(&county->scratch);
}

size_t test_school(const test_county *county, const char *code)
{
    size_t i;

    for (i = 0; i < county->frame.school_count; i++)
        if (jh_text_equal(county->snapshot.units[county->frame.schools[i].unit].code,
                          jh_text_of(code)))
            return i;
    return SIZE_MAX;
}

size_t test_part(const test_county *county, const char *code, jh_stage stage)
{
    size_t school = test_school(county, code), p;

    if (school == SIZE_MAX) return SIZE_MAX;
    for (p = 0; p < county->frame.schools[school].part_count; p++)
        if (county->frame.parts[county->frame.schools[school].first_part + p].stage == stage)
            return county->frame.schools[school].first_part + p;
    return SIZE_MAX;
}
