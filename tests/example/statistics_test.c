/* The same county through the collection workbook, the flat export and the official tables: one
 * figure, one value, whatever the paper. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "example/statistics.h"
#include "intake/intake.h"
#include "tests/support/folder_files.h"
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

static bool is_in_statistics(jh_text element)
{
    static const char *const elements[] = {
        "pupils",          "migrant_pupils",    "classes",           "teachers",
        "classes_25",      "classes_45",        "classes_66",        "above_degree_teachers",
        "pe_art_teachers", "backbone_teachers", "teaching_area",     "indoor_sports_area",
        "equipment_value", "multimedia_rooms",  "sports_ground_area"
    };
    size_t i;

    for (i = 0; i < sizeof elements / sizeof *elements; i++)
        if (jh_text_equal(element, jh_text_of(elements[i]))) return true;
    return false;
}

static void official_tables_hold_the_same_figures_as_the_collection(void **state)
{
    jh_example_request request = { .standard = test_real_standard(), .schools = 40, .seed = 7 };
    char *folder = test_folder_make(), *year = test_path(folder, "2025");
    char *tables = test_path(folder, "2025-statistics");
    const jh_observation *other, *own;
    jh_batch collected, official;
    size_t i;

    (void)state;
    assert_int_equal(jh_example_write(folder, scratch, &request, NULL), JH_OK);
    assert_int_equal(jh_statistics_write(folder, scratch, &request, NULL), JH_OK);
    collected = import_folder(year);
    official = import_folder(tables);
    assert_int_equal(jh_finding_count(&official.findings, JH_REFUSAL), 0);
    assert_int_equal(official.unit_count, collected.unit_count);
    for (i = 0; i < official.observation_count; i++) {
        own = &official.observations[i];
        other = find(&collected, own);
        if (!other)
            fail_msg("%.*s %.*s is in the tables only", JH_TEXT_ARGS(own->unit),
                     JH_TEXT_ARGS(own->element));
        assert_int_equal(own->value.millionths, other->value.millionths);
        assert_int_equal(own->provenance, JH_BY_STATISTICS);
        assert_int_equal(other->provenance, JH_BY_COLLECTION);
    }
    for (i = 0; i < collected.observation_count; i++) {
        own = &collected.observations[i];
        if (own->stage == JH_PREPRIMARY || !is_in_statistics(own->element)) continue;
        if (!find(&official, own))
            fail_msg("%.*s %.*s is not in the tables", JH_TEXT_ARGS(own->unit),
                     JH_TEXT_ARGS(own->element));
    }
    test_folder_remove(folder);
    free(tables);
    free(year);
    free(folder);
}

/* The last year's workbooks of all three layouts as one import. */
static jh_batch import_all(const char *folder)
{
    static const char *const parts[] = { "2025", "2025-flat", "2025-statistics" };
    jh_source_file *files = JH_NEW_ARRAY(&keep, jh_source_file, 200), *some;
    jh_intake_request request = { .files = files,
                                  .standard = test_real_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025") };
    jh_batch batch;
    size_t i, count;

    for (i = 0; i < 3; i++) {
        char *path = test_path(folder, parts[i]);

        some = test_folder_files(&keep, path, &count);
        memcpy(files + request.file_count, some, count * sizeof *some);
        request.file_count += count;
        free(path);
    }
    assert_int_equal(jh_intake_read(&batch, &keep, scratch, &request, NULL), JH_OK);
    return batch;
}

static void all_papers_at_once_keep_each_figure_once_a_paper(void **state)
{
    jh_example_request request = { .standard = test_real_standard(), .schools = 24, .seed = 3 };
    char *folder = test_folder_make();
    jh_batch all;
    size_t i, papers[JH_PROVENANCE_COUNT] = { 0 };

    (void)state;
    assert_int_equal(jh_example_write(folder, scratch, &request, NULL), JH_OK);
    assert_int_equal(jh_statistics_write(folder, scratch, &request, NULL), JH_OK);
    all = import_all(folder);
    assert_int_equal(jh_finding_count(&all.findings, JH_REFUSAL), 0);
    for (i = 0; i < all.observation_count; i++) papers[all.observations[i].provenance]++;
    assert_true(papers[JH_BY_COLLECTION] > papers[JH_BY_STATISTICS]);
    assert_true(papers[JH_BY_STATISTICS] > papers[JH_BY_EXPORT]);
    assert_true(papers[JH_BY_EXPORT] > 200);
    test_folder_remove(folder);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(official_tables_hold_the_same_figures_as_the_collection,
                                        reserve, release),
        cmocka_unit_test_setup_teardown(all_papers_at_once_keep_each_figure_once_a_paper, reserve,
                                        release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
