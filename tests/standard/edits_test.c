/* SPDX-License-Identifier: Apache-2.0 */
/* Each number of the regulation comes from its place in the text: change it there, and only there,
 * and the compiled standard is another one. */
#include "tests/standard/library.h"

static jh_arena keep;

/* ---- change the text, change the value ----------------------------------------------- */

static const struct {
    const char *label, *old, *new;
} edits[] = {
    { "a line of primary schools", "line primary 4.2,", "line primary 4.3," },
    { "a line of junior schools", "junior 10.2  floor", "junior 10.3  floor" },
    { "the floor of one indicator", "2500  floor 85%", "2500  floor 86%" },
    { "six of seven", "met(R1..R7) >= 6", "met(R1..R7) >= 7" },
    { "the limit of primary schools", "at most primary 0.50", "at most primary 0.51" },
    { "the limit of junior schools", "junior 0.45  by", "junior 0.44  by" },
    { "decimals of the coefficient", "3 decimals  undefined", "2 decimals  undefined" },
    { "decimals of an indicator", "per 100 pupil, 2 decimals", "per 100 pupil, 1 decimals" },
    { "a weight of the split", "junior 1.1,", "junior 1.2," },
    { "the size of teaching points", "pupils[compulsory] < 50", "pupils[compulsory] < 60" },
    { "an exclusion", "kind = special because", "kind = nine_year because" },
    { "classes a room", "of county = 12", "of county = 13" },
    { "the size of music rooms", "if(rooms_built_2016, 73, 96)", "if(rooms_built_2016, 73, 97)" },
    { "the size of schools", "larger_school, 3000, 2500", "larger_school, 3000, 2600" },
    { "the size of classes", "by stage primary 45", "by stage primary 46" },
    { "small schools", "pupil of county = 100", "pupil of county = 90" },
    { "money of special schools", "7000, 6000", "7000, 6100" },
    { "training", ">= 100% * teachers", ">= 99% * teachers" },
    { "rotation", "rotation_eligible) >= 10%", "rotation_eligible) >= 11%" },
    { "near enrolment", "(1 - 95%)", "(1 - 94%)" },
    { "quota", "quota_total) >= 50%", "quota_total) >= 51%" },
    { "migrant children", "migrant_eligible) >= 85%", "migrant_eligible) >= 86%" },
    { "retention", "of county = 95%", "of county = 94%" },
    { "disabled children", "disabled_children) >= 95%", "disabled_children) >= 96%" },
    { "training money", "training_funds >= 5%", "training_funds >= 6%" },
    { "the gap between schools", "of county = 0.15", "of county = 0.16" },
    { "recognition", "survey_valid) >= 85%", "survey_valid) >= 86%" },
    { "the end of a relaxation", "until 2022-10-31", "until 2023-10-31" },
    { "a default", "= each_campus", "= whole_school" },
};

/* The text with the first `old` replaced. */
static char *edited(const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);
    char *out;

    if (!at) fail_msg("the standard does not say: %s", old);
    out = malloc(strlen(text) + strlen(new) + 1);
    assert_non_null(out);
    sprintf(out, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    return out;
}

static jh_text listing(const jh_standard *standard)
{
    jh_buffer buffer = jh_buffer_in(&keep);
    jh_text text;

    assert_int_equal(jh_standard_show(&buffer, standard, JH_EN, NULL), JH_OK);
    assert_int_equal(jh_buffer_finish(&text, &buffer, NULL), JH_OK);
    return text;
}

/* Without its hash, a listing differs only where the compiled standard does. */
static bool lists_alike(jh_text a, jh_text b)
{
    const char *from_a = strstr(a.at, "SHA-256"), *from_b = strstr(b.at, "SHA-256");

    return !strcmp(from_a + 72, from_b + 72);
}

static void a_number_changed_in_the_text_is_changed_in_the_standard(void **state)
{
    char *path = test_source_path("standards/cn-2017-quality.std"),
         *text = test_file_read(path, NULL);
    test_library own = { 0 };
    jh_standard nation;
    jh_text unchanged;
    size_t i;

    (void)state;
    assert_int_equal(test_compile(&nation, &keep, &own, "cn-2017-quality", NULL, NULL), JH_OK);
    unchanged = listing(&nation);
    for (i = 0; i < sizeof edits / sizeof *edits; i++) {
        char *changed = edited(text, edits[i].old, edits[i].new);
        test_library library = { 0 };
        jh_findings mistakes = { 0 };
        jh_standard standard;
        jh_code rc;

        test_library_add(&library, "cn-2017-quality", changed);
        rc = test_compile(&standard, &keep, &library, "cn-2017-quality", &mistakes, NULL);
        test_print_mistakes(&mistakes);
        if (rc) fail_msg("%s: does not compile", edits[i].label);
        if (jh_hash_equal(&standard.hash, &nation.hash))
            fail_msg("%s: the hash is the same", edits[i].label);
        /* Decimals of print are seen in the expressions as printed, not in the listing. */
        if (!strstr(edits[i].label, "decimals") && lists_alike(listing(&standard), unchanged))
            fail_msg("%s: nothing changed", edits[i].label);
        free(changed);
    }
    free(text);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_changed_in_the_text_is_changed_in_the_standard),
    };
    int failed;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    jh_arena_release(&keep);
    return failed;
}
