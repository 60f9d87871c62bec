/* checks_test.c — every kind of check: what it finds, at which figure, and what it lets be.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "checks/checks.h"
#include "tests/support/county.h"

#include <stdio.h>
#include <string.h>

/* "hard degree_sum A primary above_degree_teachers 12", one a line. */
static const char *told(test_county *c, const jh_check_list *list)
{
    jh_buffer out = jh_buffer_in(&c->keep);
    char digits[JH_DECIMAL_SIZE];
    jh_text text;
    size_t i;

    for (i = 0; i < list->count; i++) {
        const jh_checked *item = &list->items[i];
        const jh_finding *finding = &item->finding;
        jh_buffer_add_format(&out, "%s%s %.*s %.*s", i ? "\n" : "",
                             finding->severity == JH_REFUSAL ? "hard" : "soft",
                             JH_TEXT_ARGS(item->check->key), JH_TEXT_ARGS(finding->unit));
        if (item->figure_count)
            jh_buffer_add_format(&out, " %s %.*s %s", jh_stage_key(finding->stage),
                                 JH_TEXT_ARGS(finding->element),
                                 jh_decimal_write_short(digits, item->figures[0].value));
    }
    jh_buffer_add(&out, (jh_text){ "", 1 });
    assert_int_equal(jh_buffer_finish(&text, &out, NULL), JH_OK);
    return text.at;
}

static jh_check_list look(test_county *c, jh_lang lang)
{
    jh_check_list list;

    assert_int_equal(
        jh_check_figures(&list, &c->keep, c->scratch,
                         &(jh_check_request){ &c->frame, c->has_before ? &c->before : NULL, lang },
                         NULL),
        JH_OK);
    return list;
}

typedef struct labelled {
    const char *label, *text, *found;
} labelled;

static void try_all(const labelled *cases, size_t count)
{
    char text[8192];
    test_county c;
    jh_check_list list;
    size_t i, wrong = 0;

    for (i = 0; i < count; i++) {
        /* A figure of its own for the county, so that not every figure is a school's. */
        snprintf(text, sizeof text, "county ample\n%s", cases[i].text);
        test_county_make(&c, "cn-2017-quality", text);
        list = look(&c, JH_ZH);
        if (strcmp(told(&c, &list), cases[i].found) != 0) {
            fprintf(stderr, "%s:\n%s\ninstead of:\n%s\n", cases[i].label, told(&c, &list),
                    cases[i].found);
            wrong++;
        }
        test_county_free(&c);
    }
    assert_int_equal(wrong, 0);
}

#define TRY(cases) try_all(cases, sizeof(cases) / sizeof *(cases))
#define SCHOOL "unit A primary_school name=甲小\nprimary pupils 500\nample\n"

static void what_does_not_fit_together_is_told_as_hard(void **state)
{
    static const labelled cases[] = {
        { "a school whose figures fit", SCHOOL, "" },
        { "as many teachers above the degree as teachers are no mistake",
          SCHOOL "primary above_degree_teachers 50\n", "" },
        { "one more than teachers is", SCHOOL "primary above_degree_teachers 51\n",
          "hard degree_sum A primary above_degree_teachers 51" },
        { "backbone, PE and art, certified, trained: each by itself",
          SCHOOL "primary backbone_teachers 51, pe_art_teachers 52, certified_teachers 53, "
                 "trained_teachers 54\n",
          "hard backbone_sum A primary backbone_teachers 51\n"
          "hard pe_art_sum A primary pe_art_teachers 52\n"
          "hard certified_sum A primary certified_teachers 53\n"
          "hard trained_sum A primary trained_teachers 54" },
        { "classes by size that do not add up to the classes",
          SCHOOL "primary classes_25 19, largest_class 27\n",
          "hard class_sum A primary classes 20\nhard class_bands_high A primary pupils 500" },
        { "what is blank is not added up", SCHOOL "primary classes_25 19, classes_40 -\n", "" },
        { "too few pupils for the classes by size",
          SCHOOL "primary classes_25 10, classes_45 10, largest_class 41\n"
                 "primary pupils 419, near_pupils 419\n",
          "hard class_bands_low A primary pupils 419" },
        { "just enough of them",
          SCHOOL "primary classes_25 10, classes_45 10, largest_class 42\n"
                 "primary pupils 420, near_pupils 420\n",
          "" },
        { "too many pupils for the classes by size",
          SCHOOL "primary pupils 501, largest_class 26\n",
          "hard class_bands_high A primary pupils 501" },
        { "classes of more than 65 have no upper end",
          SCHOOL "primary pupils 5000, classes_25 0, classes_66 20, largest_class 300\n", "" },
        { "the largest class times the classes is less than the pupils",
          SCHOOL "primary largest_class 24\n", "hard largest_sum A primary largest_class 24" },
        { "more pupils from near than pupils, more migrants than pupils",
          SCHOOL "primary near_pupils 501, migrant_pupils 502\n",
          "hard near_sum A primary near_pupils 501\nhard migrant_sum A primary migrant_pupils "
          "502" },
        { "more indoor sports than teaching area, more training than funds",
          SCHOOL "whole indoor_sports_area 6000, training_funds 1001\n",
          "hard indoor_sum A whole indoor_sports_area 6000\n"
          "hard training_sum A whole training_funds 1001" },
        { "a campus that is wrong is told though the sum hides it",
          SCHOOL "unit B primary_school counted=no parent=A\nprimary pupils 100\nample\n"
                 "primary above_degree_teachers 20\n",
          "hard degree_sum B primary above_degree_teachers 20" },
        { "each stage for itself",
          "unit A nine_year\nprimary pupils 250\njunior pupils 250\nample\n"
          "junior above_degree_teachers 26\n",
          "hard degree_sum A junior above_degree_teachers 26" },
    };

    (void)state;
    TRY(cases);
}

static void the_countys_own_figures_are_looked_at_too(void **state)
{
    static const labelled cases[] = {
        { "each sum for itself",
          SCHOOL "county rotation_backbone 101, quota_shared 1001, quota_rural 1002, "
                 "disabled_enrolled 101, survey_issued 999, survey_satisfied 1001, "
                 "visits_satisfied 11\n",
          "hard rotation_sum county whole rotation_backbone 101\n"
          "hard quota_sum county whole quota_shared 1001\n"
          "hard quota_rural_sum county whole quota_rural 1002\n"
          "hard disabled_sum county whole disabled_enrolled 101\n"
          "hard survey_sum county whole survey_valid 1000\n"
          "hard satisfied_sum county whole survey_satisfied 1001\n"
          "hard visits_sum county whole visits_satisfied 11" },
        { "a percentage typed for a ratio, of the subject it is",
          SCHOOL "county gap_science 11.3, gap_morals 1\n",
          "hard gap_science_ratio county whole gap_science 11.3\n"
          "hard gap_morals_ratio county whole gap_morals 1" },
        { "a high ratio is no percentage", SCHOOL "county gap_science 0.99\n", "" },
    };

    (void)state;
    TRY(cases);
}

static void more_teachers_than_staff_is_a_warning_that_explains(void **state)
{
    static const labelled cases[] = {
        { "by stage", SCHOOL "primary staff 49\n", "soft staff_sum A primary teachers 50" },
        { "as many are no matter", SCHOOL "primary staff 50\n", "" },
    };
    char next[600];
    test_county c;
    jh_check_list list;

    (void)state;
    TRY(cases);
    test_county_make(&c, "cn-2017-quality", SCHOOL "primary staff 49\n");
    list = look(&c, JH_EN);
    jh_message_write(next, sizeof next, JH_EN, &list.items[0].finding.message, 1);
    assert_non_null(strstr(next, "through schools"));
    assert_int_equal(list.hard, 0);
    test_county_free(&c);
}

/* ---- against the year before ----------------------------------------------------------------- */

#define BEFORE "before\n" SCHOOL "primary pe_art_teachers 49\nwhole public_funds 990\n"
/* What the classes hold follows the pupils, so that only the year before speaks. */
#define LOOSE "primary largest_class -, classes_25 -, near_pupils -\n"

static void a_large_change_is_told_a_small_one_is_not(void **state)
{
    static const labelled cases[] = {
        { "the same as last year", SCHOOL "primary pupils 490\n" LOOSE BEFORE, "" },
        { "half as many again is at the line", SCHOOL "primary pupils 750\n" LOOSE BEFORE, "" },
        { "more is over it", SCHOOL "primary pupils 751\n" LOOSE BEFORE,
          "soft pupils_change A primary pupils 751" },
        { "less than half, too", SCHOOL "primary pupils 249\n" LOOSE BEFORE,
          "soft pupils_change A primary pupils 249" },
        { "a small school's small change is let be",
          "unit A primary_school\nprimary pupils 20\nbefore\n"
          "unit A primary_school\nprimary pupils 49\n",
          "" },
        { "a larger one is not",
          "unit A primary_school\nprimary pupils 20\nbefore\n"
          "unit A primary_school\nprimary pupils 50\n",
          "soft pupils_change A primary pupils 20" },
        { "teachers, areas and equipment",
          SCHOOL "primary teachers 80\nwhole teaching_area 2400, sports_ground_area 3000, "
                 "equipment_value 90\n" BEFORE,
          "soft teachers_change A primary teachers 80\n"
          "soft area_change A whole teaching_area 2400\n"
          "soft sports_change A whole sports_ground_area 3000\n"
          "soft equipment_change A whole equipment_value 90" },
        { "a school that was not there is not compared",
          SCHOOL "before\nunit Z primary_school\n"
                 "primary pupils 3\n",
          "soft not_sent Z" },
        { "nothing is compared without a year before", SCHOOL "primary pupils 490\n" LOOSE, "" },
        { "a setting moves the line",
          SCHOOL "primary pupils 700\n" LOOSE BEFORE "now\nset change_share=0.3\n",
          "soft pupils_change A primary pupils 700" },
        { "of two campuses the one that changed is meant",
          "unit A primary_school\nprimary pupils 300\n"
          "unit B primary_school counted=no parent=A\nprimary pupils 400\n"
          "before\nunit A primary_school\nprimary pupils 310\n"
          "unit B primary_school counted=no parent=A\nprimary pupils 90\n",
          "soft pupils_change B primary pupils 400" },
    };

    (void)state;
    TRY(cases);
}

static void slipped_digits_are_told_once(void **state)
{
    static const labelled cases[] = {
        { "ten times last year's pupils", SCHOOL "primary pupils 5000\n" LOOSE BEFORE,
          "soft pupils_slip A primary pupils 5000" },
        { "ten times what it should be, with a change beside it",
          SCHOOL "primary pupils 6700\n" LOOSE BEFORE, "soft pupils_slip A primary pupils 6700" },
        { "too far from ten times is a change only", SCHOOL "primary pupils 6800\n" LOOSE BEFORE,
          "soft pupils_change A primary pupils 6800" },
        { "a hundredth", SCHOOL "primary pupils 5\n" LOOSE BEFORE,
          "soft pupils_slip A primary pupils 5" },
        { "yuan typed for ten thousand yuan", SCHOOL "whole equipment_value 2010000\n" BEFORE,
          "soft equipment_slip A whole equipment_value 2010000" },
        { "funds, classes, teachers, areas, rooms",
          SCHOOL "primary classes 200, teachers 5, largest_class -, classes_25 -\n"
                 "primary above_degree_teachers -, backbone_teachers -, pe_art_teachers -\n"
                 "primary certified_teachers -, trained_teachers -\n"
                 "whole teaching_area 55000, sports_ground_area 700, multimedia_rooms 200, "
                 "public_funds 10\nwhole training_funds -, indoor_sports_area -\n" BEFORE,
          "soft classes_slip A primary classes 200\nsoft teachers_slip A primary teachers 5\n"
          "soft area_slip A whole teaching_area 55000\n"
          "soft sports_slip A whole sports_ground_area 700\n"
          "soft multimedia_slip A whole multimedia_rooms 200\n"
          "soft funds_slip A whole public_funds 10" },
        { "one figure of two stages is told once",
          "unit A nine_year\nprimary pupils 250\njunior pupils 250\nample\n"
          "whole equipment_value 2000\n"
          "before\nunit A nine_year\nprimary pupils 250\njunior pupils 240\nample\n",
          "soft equipment_slip A whole equipment_value 2000" },
        { "a campus slips without the sum looking it",
          "unit A primary_school\nprimary pupils 600\n"
          "unit B primary_school counted=no parent=A\nprimary pupils 15\n"
          "before\nunit A primary_school\nprimary pupils 590\n"
          "unit B primary_school counted=no parent=A\nprimary pupils 150\n",
          "soft pupils_slip B primary pupils 15" },
    };

    (void)state;
    TRY(cases);
}

/* ---- against the like ------------------------------------------------------------------------ */

/* Schools in one place with these square metres a pupil; of some, no year before is known. */
static char *alike(char *out, size_t size, const int *metres, size_t count)
{
    size_t i, at = 0;

    for (i = 0; i < count; i++)
        at += (size_t)snprintf(out + at, size - at,
                               "unit S%zu primary_school location=rural\nprimary pupils %zu\n"
                               "whole teaching_area %zu\n",
                               i, 100 + i, (100 + i) * (size_t)metres[i]);
    return out;
}

static void what_is_far_from_the_like_is_told(void **state)
{
    static const struct {
        const char *label;
        int metres[10]; /* the first is looked at */
        size_t count;
        const char *set, *found;
    } cases[] = {
        { "nobody is far", { 12, 9, 10, 11, 10, 9, 11, 10 }, 8, "", "" },
        { "five times the median, and they differ little",
          { 50, 9, 10, 11, 10, 9, 11, 10 },
          8,
          "",
          "soft area_far S0 whole teaching_area 5000" },
        { "less than four times is let be, however alike they are",
          { 39, 9, 10, 11, 10, 9, 11, 10 },
          8,
          "",
          "" },
        { "a setting says how many times",
          { 39, 9, 10, 11, 10, 9, 11, 10 },
          8,
          "set outlier_times=3\n",
          "soft area_far S0 whole teaching_area 3900" },
        { "one fifth, too",
          { 2, 9, 10, 11, 10, 9, 11, 10 },
          8,
          "",
          "soft area_slip_like S0 whole teaching_area 200" },
        { "one third is not far", { 3, 9, 10, 11, 10, 9, 11, 10 }, 8, "set slip_like=1.1\n", "" },
        { "where they differ much, five times is not far",
          { 50, 4, 40, 11, 25, 9, 3, 10 },
          8,
          "",
          "" },
        { "more than half are equal: the mean deviation stands in for a MAD of zero",
          { 50, 10, 10, 10, 10, 10, 10, 10 },
          8,
          "",
          "soft area_far S0 whole teaching_area 5000" },
        { "seven are too few to compare with", { 50, 9, 10, 11, 10, 9, 11 }, 7, "", "" },
        { "all equal: nobody is far", { 10, 10, 10, 10, 10, 10, 10, 10 }, 8, "", "" },
        { "ten times the like has slipped, without a year before",
          { 100, 9, 10, 11, 10, 9, 11, 10 },
          8,
          "",
          "soft area_slip_like S0 whole teaching_area 10000" },
        { "zero has no logarithm: it is let be", { 0, 9, 10, 11, 10, 9, 11, 10, 10 }, 9, "", "" },
    };
    char text[4096], all[4400];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        labelled one = { cases[i].label, all, cases[i].found };
        snprintf(all, sizeof all, "%s%s", alike(text, sizeof text, cases[i].metres, cases[i].count),
                 cases[i].set);
        try_all(&one, 1);
    }
}

static void only_the_like_are_compared(void **state)
{
    char text[4096], all[4600];
    labelled cases[] = {
        { "a school in town is not like village schools", all, "" },
    };
    static const int metres[] = { 10, 9, 10, 11, 10, 9, 11, 10 };

    (void)state;
    snprintf(all, sizeof all, "%s%s", alike(text, sizeof text, metres, 8),
             "unit T primary_school location=urban\nprimary pupils 100\nwhole teaching_area 6000\n"
             "unit U special location=rural\nprimary pupils 100\nwhole teaching_area 6000\n"
             "unit V junior_school location=rural\njunior pupils 100\nwhole teaching_area 6000\n");
    TRY(cases);
}

/* ---- copied, and not sent -------------------------------------------------------------------- */

#define PEOPLE                                                                                     \
    "primary pupils 512, classes 13, teachers 33, above_degree_teachers 31, backbone_teachers "    \
    "17, "                                                                                         \
    "pe_art_teachers 16\n"

static void copied_blocks_are_told_of_whoever_changed(void **state)
{
    static const labelled cases[] = {
        { "a neighbour's block: without a year before the later one is suspected",
          "unit A primary_school\n" PEOPLE "unit B primary_school\n" PEOPLE,
          "soft copied_people B primary pupils 512" },
        { "the one that is not like its own last year is suspected",
          "unit A primary_school\n" PEOPLE "unit B primary_school\n" PEOPLE
          "before\nunit A primary_school\nprimary pupils 300, classes 8\n"
          "unit B primary_school\n" PEOPLE "primary pupils 510\n",
          "soft copied_people A primary pupils 512" },
        { "one figure another is no copy",
          "unit A primary_school\n" PEOPLE "unit B primary_school\n" PEOPLE
          "primary pe_art_teachers 5\n",
          "" },
        { "another stage is no copy",
          "unit A primary_school\nprimary pupils 512123, classes 13123, teachers 33000\n"
          "unit B junior_school\njunior pupils 512123, classes 13123, teachers 33000\n",
          "" },
        { "few digits agree by chance",
          "unit A primary_school\nprimary pupils 42, classes 6, teachers 9\n"
          "unit B primary_school\nprimary pupils 42, classes 6, teachers 9\n",
          "" },
        { "its own of last year",
          "unit A primary_school\n" PEOPLE "before\nunit A primary_school\n" PEOPLE,
          "soft copied_people A primary pupils 512" },
        { "things, too: point and all",
          "unit A primary_school\nprimary pupils 512\nwhole teaching_area 4321, equipment_value "
          "130.47, sports_ground_area 6200\n"
          "unit B primary_school\nprimary pupils 498\nwhole teaching_area 4321, equipment_value "
          "130.47, sports_ground_area 6200\n",
          "soft copied_things B whole teaching_area 4321" },
    };

    (void)state;
    TRY(cases);
}

static void who_sent_nothing_is_asked_for(void **state)
{
    static const labelled cases[] = {
        { "on the list, without a figure", SCHOOL "unit B primary_school\n", "soft not_sent B" },
        { "there last year, not this year",
          SCHOOL BEFORE "unit C primary_school\nprimary pupils 9\n", "soft not_sent C" },
        { "all blank is nothing sent", SCHOOL "unit B primary_school\nprimary pupils -\n",
          "soft not_sent B" },
        { "closed before the day of the assessment",
          SCHOOL "unit B primary_school closed=2025-08-31\nas_of 2025-12-31\n", "" },
        { "closed only after it",
          SCHOOL "unit B primary_school closed=2026-01-31\nas_of 2025-12-31\n", "soft not_sent B" },
        { "closed last year",
          SCHOOL "before\nunit C primary_school closed=2025-07-31\nprimary pupils 9\n", "" },
        { "not open yet", SCHOOL "unit B primary_school opened=2026-02-01\nas_of 2025-12-31\n",
          "" },
        { "one figure is something", SCHOOL "unit B primary_school\nprimary pupils 8\n", "" },
    };

    (void)state;
    TRY(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_not_fit_together_is_told_as_hard),
        cmocka_unit_test(the_countys_own_figures_are_looked_at_too),
        cmocka_unit_test(more_teachers_than_staff_is_a_warning_that_explains),
        cmocka_unit_test(a_large_change_is_told_a_small_one_is_not),
        cmocka_unit_test(slipped_digits_are_told_once),
        cmocka_unit_test(what_is_far_from_the_like_is_told),
        cmocka_unit_test(only_the_like_are_compared),
        cmocka_unit_test(copied_blocks_are_told_of_whoever_changed),
        cmocka_unit_test(who_sent_nothing_is_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
