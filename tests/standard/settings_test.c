/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/standard/library.h"
#include "tests/support/alloc_sweep.h"

static jh_arena keep;
static jh_standard nation;

static int set_up(void **state)
{
    test_library library = { 0 };

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(test_compile(&nation, &keep, &library, "cn-2017-quality", NULL, NULL), JH_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    return 0;
}

static jh_settings defaults(void)
{
    jh_settings settings;

    assert_int_equal(jh_settings_default(&settings, &keep, &nation, jh_date_make(2022, 9, 1), NULL),
                     JH_OK);
    return settings;
}

static void settings_begin_with_the_defaults_of_the_text(void **state)
{
    jh_settings settings = defaults();
    size_t i;

    (void)state;
    for (i = 0; i < nation.setting_count; i++) {
        assert_true(settings.values[i].is_default);
        assert_int_equal(settings.values[i].choice, nation.settings[i].choice);
        assert_int_equal(settings.values[i].number.millionths,
                         nation.settings[i].number.millionths);
    }
    assert_int_equal(jh_settings_default(&settings, &keep, &nation, JH_NO_DATE, NULL),
                     JH_BAD_INPUT);
}

static const struct {
    const char *label, *name, *value;
    jh_code code;
    jh_say_id say;
    const char *helps; /* in a word of the message */
} cases[] = {
    { "a choice by its key", "judge", "as_printed", JH_OK, 0, NULL },
    { "a choice by its label", "uncounted_campuses", "单独计算", JH_OK, 0, NULL },
    { "a number", "preprimary_weight", "0.5", JH_OK, 0, NULL },
    { "a name that does not exist", "juge", "exact", JH_NOT_FOUND, SAY_STANDARD_NO_SUCH_SETTING,
      "judge" },
    { "a choice that does not exist", "judge", "rounded", JH_BAD_INPUT, SAY_STANDARD_BAD_CHOICE,
      "exact as_printed" },
    { "words for a number", "preprimary_weight", "half", JH_BAD_INPUT, SAY_STANDARD_BAD_NUMBER,
      "half" },
    { "a number too fine to keep", "preprimary_weight", "0.1234567", JH_BAD_INPUT,
      SAY_STANDARD_BAD_NUMBER, "0.1234567" },
};

static void a_setting_takes_what_it_can_be_and_says_so_otherwise(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_settings settings = defaults();
        jh_hash before = settings.hash;
        jh_error err = { 0 };
        jh_code rc = jh_settings_set(&settings, &keep, &nation,
                                     &(jh_setting_words){ jh_text_of(cases[i].name),
                                                          jh_text_of(cases[i].value),
                                                          JH_TEXT("县教育局决定") },
                                     &err);

        if (rc != cases[i].code) fail_msg("%s: code %d", cases[i].label, rc);
        assert_int_equal(jh_hash_equal(&before, &settings.hash), rc != JH_OK);
        if (rc == JH_OK) continue;
        assert_int_equal(err.message.say, cases[i].say);
        assert_true(strstr(err.message.arg[0], cases[i].helps)
                    || strstr(err.message.arg[1], cases[i].helps)
                    || strstr(err.message.arg[2], cases[i].helps));
    }
}

static void the_reason_of_a_setting_is_part_of_its_hash(void **state)
{
    jh_settings a = defaults(), b = defaults(), c = defaults();

    (void)state;
    assert_true(jh_hash_equal(&a.hash, &b.hash));
    assert_int_equal(
        jh_settings_set(&a, &keep, &nation,
                        &(jh_setting_words){ JH_TEXT("judge"), JH_TEXT("exact"), JH_TEXT("甲") },
                        NULL),
        JH_OK);
    assert_int_equal(
        jh_settings_set(&c, &keep, &nation,
                        &(jh_setting_words){ JH_TEXT("judge"), JH_TEXT("exact"), JH_TEXT("乙") },
                        NULL),
        JH_OK);
    assert_false(jh_hash_equal(&a.hash, &b.hash));
    assert_false(jh_hash_equal(&a.hash, &c.hash));
    assert_false(a.values[nation.judge].is_default);
}

#define DAY(year, month, day) jh_date_make(year, month, day)

static const struct {
    const char *label, *name, *approver;
    int from[3], until[3];
    jh_code code;
    jh_say_id say;
} relaxations[] = {
    { "within its window, with an approver",
      "small_pe",
      "省教育厅",
      { 2020, 1, 1 },
      { 2022, 10, 31 },
      JH_OK,
      0 },
    { "nobody approved it",
      "small_pe",
      " ",
      { 2020, 1, 1 },
      { 2021, 1, 1 },
      JH_BAD_INPUT,
      SAY_STANDARD_NO_APPROVER },
    { "before the regulation allows it",
      "small_pe",
      "省教育厅",
      { 2019, 9, 30 },
      { 2021, 1, 1 },
      JH_BAD_INPUT,
      SAY_STANDARD_OUTSIDE_WINDOW },
    { "longer than the regulation allows it",
      "small_pe",
      "省教育厅",
      { 2020, 1, 1 },
      { 2022, 11, 1 },
      JH_BAD_INPUT,
      SAY_STANDARD_OUTSIDE_WINDOW },
    { "ended before it begins",
      "small_pe",
      "省教育厅",
      { 2021, 1, 2 },
      { 2021, 1, 1 },
      JH_BAD_INPUT,
      SAY_STANDARD_OUTSIDE_WINDOW },
    { "a relaxation that does not exist",
      "smal_pe",
      "省教育厅",
      { 2020, 1, 1 },
      { 2021, 1, 1 },
      JH_NOT_FOUND,
      SAY_STANDARD_NO_SUCH_RELAXATION },
};

static void a_relaxation_needs_an_approver_and_stays_in_its_window(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof relaxations / sizeof *relaxations; i++) {
        const int *f = relaxations[i].from, *u = relaxations[i].until;
        jh_relaxing relaxing = { .is_on = true,
                                 .approver = jh_text_of(relaxations[i].approver),
                                 .from = DAY(f[0], f[1], f[2]),
                                 .until = DAY(u[0], u[1], u[2]) };
        jh_settings settings = defaults();
        jh_hash before = settings.hash;
        jh_error err = { 0 };
        jh_code rc = jh_settings_relax(
            &settings, &keep, &nation,
            &(jh_relaxing_words){ jh_text_of(relaxations[i].name), relaxing }, &err);

        if (rc != relaxations[i].code) fail_msg("%s: code %d", relaxations[i].label, rc);
        assert_int_equal(settings.relaxing[0].is_on, rc == JH_OK);
        assert_int_equal(jh_hash_equal(&before, &settings.hash), rc != JH_OK);
        if (rc) assert_int_equal(err.message.say, relaxations[i].say);
    }
}

/* ---- memory --------------------------------------------------------------------------------- */

static const char small[] =
    "standard t \"t\"\n  effective 2020-01-01 stages primary\n"
    "measure pupil \"人\" en \"pupils\"\nmeasure m2 \"㎡\"\n"
    "codes kind \"k\" attribute\n  a \"a\" aliases \"b\" stages primary\n"
    "element pupils \"p\" pupil by stage\nelement area \"a\" m2 shared\n"
    "setting judge \"j\" choice exact as_printed = exact\n"
    "scope s \"s\" of parts leave out where kind = a because \"x\"\n"
    "indicator R1 \"r\" m2 per pupil, 2 decimals of s = area / pupils\n"
    "  line primary 1 floor 85%\n"
    "rule r \"r\" of s = met(R1) >= 1 and every_floor(R1)\n"
    "limit l \"l\" for each R1 wcv(it weight pupils over s)\n"
    "  at most primary 0.5 by stage 3 decimals undefined fails\n"
    "item G1 \"g\" in g attested\ngroup g \"g\" = all items\n"
    "score p \"p\" = all scores\nscore q \"q\" in p of 5 = g\n"
    "verdict \"v\" grade y \"y\" when g and r and l grade n \"n\" otherwise\n";

static jh_code compile_show_and_set(void *context, jh_error *err)
{
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    jh_settings settings;
    jh_standard standard;
    jh_arena own;
    jh_buffer out;
    jh_code rc;

    (void)context;
    if (jh_arena_reserve(&own, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    test_library_add(&library, "t", small);
    rc = test_compile(&standard, &own, &library, "t", &mistakes, err);
    out = jh_buffer_in(&own);
    if (!rc) rc = jh_standard_show(&out, &standard, JH_ZH, err);
    if (!rc) rc = jh_settings_default(&settings, &own, &standard, jh_date_make(2025, 1, 1), err);
    if (!rc)
        rc = jh_settings_set(
            &settings, &own, &standard,
            &(jh_setting_words){ JH_TEXT("judge"), JH_TEXT("exact"), JH_TEXT("x") }, err);
    jh_arena_release(&own);
    return rc;
}

static void every_allocation_that_fails_is_told(void **state)
{
    (void)state;
    assert_true(test_alloc_sweep(compile_show_and_set, NULL, 20000) > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(settings_begin_with_the_defaults_of_the_text),
        cmocka_unit_test(a_setting_takes_what_it_can_be_and_says_so_otherwise),
        cmocka_unit_test(the_reason_of_a_setting_is_part_of_its_hash),
        cmocka_unit_test(a_relaxation_needs_an_approver_and_stays_in_its_window),
        cmocka_unit_test(every_allocation_that_fails_is_told),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
