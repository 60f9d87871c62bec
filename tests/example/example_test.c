/* The example county: consistent in itself, the same every time, and read back as it was meant.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "example/example.h"
#include "intake/intake.h"
#include "intake/template.h"
#include "tests/support/folder_files.h"
#include "tests/support/grid.h"
#include "tests/support/real_standard.h"

#include <stdlib.h>
#include <string.h>

static jh_arena keep, scratch;

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, JH_ARENA_DEFAULT)
           || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT);
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}

static jh_example_request of_size(size_t schools, uint64_t seed)
{
    return (
        jh_example_request){ .standard = test_real_standard(), .schools = schools, .seed = seed };
}

static jh_batch import_folder(const char *folder)
{
    jh_intake_request request = { .standard = test_real_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025") };
    jh_batch batch;

    request.files = test_folder_files(&keep, folder, &request.file_count);
    assert_int_equal(jh_intake_read(&batch, &keep, scratch, &request, NULL), JH_OK);
    return batch;
}

static size_t told(const jh_batch *batch, jh_say_id say)
{
    size_t i, count = 0;

    for (i = 0; i < batch->findings.count; i++)
        count += batch->findings.items[i].message.say == say;
    return count;
}

static void workbooks_read_back_to_the_county_they_were_made_from(void **state)
{
    jh_example_request request = of_size(60, 2025);
    char *folder = test_folder_make(), *year = test_path(folder, "2025");
    jh_batch made, got;
    jh_text wanted;

    (void)state;
    assert_int_equal(jh_example_write(folder, scratch, &request, NULL), JH_OK);
    assert_int_equal(jh_example_make(&made, &keep, &request, "2025", NULL), JH_OK);
    got = import_folder(year);
    wanted = test_batch_text(&keep, &made, false);
    assert_string_equal(test_batch_text(&keep, &got, false).at, wanted.at);
    assert_int_equal(jh_finding_count(&got.findings, JH_REFUSAL), 0);
    /* One school left one shared figure blank on purpose. */
    assert_int_equal(got.findings.count, told(&got, SAY_INTAKE_CELL_BLANK));
    assert_int_equal(got.findings.count, 1);
    assert_true(jh_text_equal(got.county_name, JH_TEXT("示例县(虚构)")));
    test_folder_remove(folder);
    free(year);
    free(folder);
}

static const jh_observation *find(const jh_batch *batch, const jh_observation *like)
{
    size_t i;

    for (i = 0; i < batch->observation_count; i++)
        if (jh_text_equal(batch->observations[i].unit, like->unit)
            && jh_text_equal(batch->observations[i].element, like->element)
            && batch->observations[i].stage == like->stage)
            return &batch->observations[i];
    return NULL;
}

static void both_layouts_hold_the_same_figures(void **state)
{
    jh_example_request request = of_size(40, 7);
    char *folder = test_folder_make(), *year = test_path(folder, "2025");
    char *flat_year = test_path(folder, "2025-flat");
    const jh_observation *other;
    jh_batch collected, flat;
    size_t i;

    (void)state;
    assert_int_equal(jh_example_write(folder, scratch, &request, NULL), JH_OK);
    collected = import_folder(year);
    flat = import_folder(flat_year);
    assert_int_equal(jh_finding_count(&flat.findings, JH_REFUSAL), 0);
    assert_true(told(&flat, SAY_INTAKE_ROW_TOTAL) == 3);
    assert_int_equal(flat.unit_count, collected.unit_count);
    assert_true(flat.observation_count > 11 * 30);
    for (i = 0; i < flat.observation_count; i++) {
        other = find(&collected, &flat.observations[i]);
        assert_non_null(other);
        assert_int_equal(other->value.millionths, flat.observations[i].value.millionths);
    }
    test_folder_remove(folder);
    free(flat_year);
    free(year);
    free(folder);
}

static jh_hash hash_of_folder(const char *folder, const char *name)
{
    char *path = test_path(folder, name);
    jh_hasher *hasher = jh_hasher_begin();
    size_t count, i;
    jh_source_file *files = test_folder_files(&keep, path, &count);

    assert_true(count > 0);
    for (i = 0; i < count; i++) {
        jh_hasher_add_piece(hasher, files[i].name);
        jh_hasher_add_piece(hasher, files[i].bytes);
    }
    free(path);
    return jh_hasher_finish(hasher);
}

static void the_same_seed_gives_the_same_bytes_another_seed_others(void **state)
{
    static const char *const folders[] = { "2024", "2025", "2025-flat" };
    static const uint64_t seeds[] = { 5, 5, 6 };
    jh_hash hash[3][3];
    size_t i, j;

    (void)state;
    for (i = 0; i < 3; i++) {
        jh_example_request request = of_size(24, seeds[i]);
        char *folder = test_folder_make();

        assert_int_equal(jh_example_write(folder, scratch, &request, NULL), JH_OK);
        for (j = 0; j < 3; j++) hash[i][j] = hash_of_folder(folder, folders[j]);
        test_folder_remove(folder);
        free(folder);
    }
    for (j = 0; j < 3; j++) {
        assert_true(jh_hash_equal(&hash[0][j], &hash[1][j]));
        assert_false(jh_hash_equal(&hash[0][j], &hash[2][j]));
    }
}

static int64_t figure(const jh_batch *batch, jh_text unit, const char *element, jh_stage stage)
{
    const jh_observation key = { .unit = unit, .element = jh_text_of(element), .stage = stage };
    const jh_observation *o = find(batch, &key);

    return o ? o->value.millionths : 0;
}

static void check_stage(const jh_batch *batch, jh_text unit, jh_stage stage)
{
    static const char *const bands[] = { "classes_25", "classes_30", "classes_35", "classes_40",
                                         "classes_45", "classes_50", "classes_55", "classes_60",
                                         "classes_65", "classes_66" };
    int64_t classes = figure(batch, unit, "classes", stage), banded = 0;
    int64_t teachers = figure(batch, unit, "teachers", stage);
    int64_t pupils = figure(batch, unit, "pupils", stage);
    size_t i;

    if (!pupils) return;
    for (i = 0; i < sizeof bands / sizeof *bands; i++)
        banded += figure(batch, unit, bands[i], stage);
    assert_int_equal(banded, classes);
    assert_true(figure(batch, unit, "largest_class", stage) * classes >= pupils * JH_DECIMAL_ONE);
    assert_true(figure(batch, unit, "above_degree_teachers", stage) <= teachers);
    assert_true(figure(batch, unit, "backbone_teachers", stage) <= teachers);
    assert_true(figure(batch, unit, "pe_art_teachers", stage) <= teachers);
    assert_true(figure(batch, unit, "near_pupils", stage) <= pupils);
}

static void classes_and_teachers_of_every_school_add_up(void **state)
{
    jh_example_request request = of_size(150, 11);
    jh_batch batch;
    size_t i;

    (void)state;
    assert_int_equal(jh_example_make(&batch, &keep, &request, "2025", NULL), JH_OK);
    assert_int_equal(batch.unit_count, 150);
    for (i = 0; i < batch.unit_count; i++) {
        jh_text unit = batch.units[i].code;

        check_stage(&batch, unit, JH_PRIMARY);
        check_stage(&batch, unit, JH_JUNIOR);
        assert_true(figure(&batch, unit, "indoor_sports_area", JH_WHOLE)
                    <= figure(&batch, unit, "teaching_area", JH_WHOLE));
        assert_true(jh_text_starts(batch.units[i].name, JH_TEXT("示例县")));
    }
}

static void the_cases_that_a_county_must_show_are_there_in_every_size(void **state)
{
    static const size_t sizes[] = { 20, 1000 };
    jh_batch batch;
    size_t i, j, points, campuses;

    (void)state;
    for (i = 0; i < 2; i++) {
        jh_example_request request = of_size(sizes[i], 3);
        int64_t asked[] = { 12, 49, 50, 99 };
        size_t k, seen = 0;

        jh_arena_reset(&keep);
        assert_int_equal(jh_example_make(&batch, &keep, &request, "2025", NULL), JH_OK);
        for (j = 0, points = 0, campuses = 0; j < 20; j++) {
            const jh_unit *unit = &batch.units[j];

            campuses +=
                unit->parent.size && jh_text_equal(unit->attribute[JH_COUNTED], JH_TEXT("no"));
            if (!jh_text_equal(unit->attribute[JH_KIND], JH_TEXT("teaching_point"))) continue;
            points++;
            for (k = 0; k < 4; k++)
                seen +=
                    figure(&batch, unit->code, "pupils", JH_PRIMARY) == asked[k] * JH_DECIMAL_ONE;
        }
        assert_int_equal(points, 4);
        assert_int_equal(seen, 4);
        assert_int_equal(campuses, 1);
    }
}

static int compare_names(const void *a, const void *b)
{
    return jh_text_compare(((const jh_unit *)a)->name, ((const jh_unit *)b)->name);
}

static void no_two_schools_of_the_largest_county_share_a_name(void **state)
{
    jh_example_request request = of_size(5000, 9);
    jh_batch batch;
    size_t i;

    (void)state;
    jh_arena_reset(&keep);
    assert_int_equal(jh_example_make(&batch, &keep, &request, "2025", NULL), JH_OK);
    qsort(batch.units, batch.unit_count, sizeof *batch.units, compare_names);
    for (i = 1; i < batch.unit_count; i++)
        assert_false(jh_text_equal(batch.units[i - 1].name, batch.units[i].name));
}

static void too_few_and_too_many_schools_are_refused(void **state)
{
    static const size_t sizes[] = { 0, 19, 5001 };
    jh_error err;
    jh_batch batch;
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        jh_example_request request = of_size(sizes[i], 3);

        err = (jh_error){ 0 };
        assert_int_equal(jh_example_make(&batch, &keep, &request, "2025", &err), JH_BAD_INPUT);
        assert_int_equal(err.message.say, SAY_EXAMPLE_SCHOOL_COUNT);
    }
}

static void a_blank_collection_workbook_reads_as_nothing_but_gaps(void **state)
{
    jh_template_request request = { .standard = test_real_standard(),
                                    .county = JH_TEXT("990101"),
                                    .period = JH_TEXT("2025"),
                                    .for_schools = true,
                                    .for_county = true };
    char *folder = test_folder_make(), *path = test_path(folder, "blank.xlsx");
    jh_batch batch;

    (void)state;
    assert_int_equal(jh_template_write(path, scratch, &request, NULL), JH_OK);
    batch = import_folder(folder);
    assert_int_equal(batch.unit_count, 0);
    assert_int_equal(batch.observation_count, 0);
    assert_int_equal(batch.findings.count, told(&batch, SAY_INTAKE_CELL_BLANK));
    test_folder_remove(folder);
    free(path);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(workbooks_read_back_to_the_county_they_were_made_from),
        cmocka_unit_test(both_layouts_hold_the_same_figures),
        cmocka_unit_test(the_same_seed_gives_the_same_bytes_another_seed_others),
        cmocka_unit_test(classes_and_teachers_of_every_school_add_up),
        cmocka_unit_test(the_cases_that_a_county_must_show_are_there_in_every_size),
        cmocka_unit_test(no_two_schools_of_the_largest_county_share_a_name),
        cmocka_unit_test(too_few_and_too_many_schools_are_refused),
        cmocka_unit_test(a_blank_collection_workbook_reads_as_nothing_but_gaps),
    };

    return cmocka_run_group_tests(tests, reserve, release);
}
