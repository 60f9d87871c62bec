/* What the example county shows under the standard that ships: some of everything.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "assess/assess.h"
#include "example/example.h"
#include "tests/support/real_standard.h"

typedef struct county {
    jh_arena keep, scratch;
    jh_snapshot snapshot;
    jh_settings settings;
    jh_frame frame;
    jh_assessment assessment;
} county;

static void assess(county *c, size_t schools, uint64_t seed)
{
    jh_example_request request = { .standard = test_real_standard(),
                                   .schools = schools,
                                   .seed = seed };
    jh_frame_request framing = { .snapshot = &c->snapshot,
                                 .standard = request.standard,
                                 .settings = &c->settings };
    jh_batch batch;

    assert_int_equal(jh_arena_reserve(&c->keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&c->scratch, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_example_make(&batch, &c->keep, &request, "2025", NULL), JH_OK);
    assert_int_equal(jh_snapshot_make(&c->snapshot, &c->keep, &batch, NULL), JH_OK);
    assert_int_equal(jh_settings_default(&c->settings, &c->keep, request.standard,
                                         jh_date_make(2026, 3, 1), NULL),
                     JH_OK);
    assert_int_equal(jh_frame_make(&c->frame, &c->keep, c->scratch, &framing, NULL), JH_OK);
    assert_int_equal(jh_assess(&c->assessment, &c->keep, c->scratch, &c->frame, NULL), JH_OK);
}

static void let_go(county *c)
{
    jh_arena_release(&c->keep);
    jh_arena_release(&c->scratch);
}

static const jh_rule_result *rule(const county *c, const char *key)
{
    const jh_standard *standard = c->frame.standard;
    size_t i;

    for (i = 0; i < standard->rule_count; i++)
        if (jh_text_equal(standard->rules[i].key, jh_text_of(key))) return &c->assessment.rules[i];
    fail_msg("the standard has no rule %s", key);
    return NULL;
}

/* Does the school with that code pass the resource rule? */
static jh_truth school_passes(const county *c, const char *code)
{
    size_t unit = jh_snapshot_unit(&c->snapshot, jh_text_of(code)), i;

    for (i = 0; i < c->frame.school_count; i++)
        if (c->frame.schools[i].unit == unit) return rule(c, "resource_school")->rows[i].truth;
    fail_msg("no school %s", code);
    return JH_UNKNOWN;
}

static size_t limits_that_are(const county *c, jh_truth truth)
{
    size_t i, count = 0;

    for (i = 0; i < c->frame.standard->limit_count; i++)
        count += c->assessment.limits[i].holds.truth == truth;
    return count;
}

static size_t items_that_are(const county *c, jh_truth truth)
{
    size_t i, count = 0;

    for (i = 0; i < c->frame.standard->item_count; i++)
        count += c->assessment.items[i].holds.truth == truth
                 && c->frame.standard->items[i].kind != JH_VETO;
    return count;
}

static void the_demo_county_shows_some_of_everything(void **state)
{
    static county c;
    const jh_rule_result *schools;

    (void)state;
    assess(&c, 60, 2025);
    schools = rule(&c, "resource_school");
    assert_true(schools->yes > 6 * schools->no);
    assert_true(schools->no >= 3);
    assert_int_equal(schools->unknown, 1);
    assert_int_equal(limits_that_are(&c, JH_NO), 1);
    assert_int_equal(limits_that_are(&c, JH_UNKNOWN), 1);
    assert_int_equal(limits_that_are(&c, JH_YES), 12);
    assert_true(items_that_are(&c, JH_NO) >= 2);
    assert_true(items_that_are(&c, JH_UNKNOWN) >= 2);
    assert_true(items_that_are(&c, JH_YES) > 15);
    assert_int_equal(c.assessment.grade_known.truth, JH_YES);
    assert_false(c.frame.standard->grades[c.assessment.grade].is_pass);
    let_go(&c);
}

static void each_case_comes_out_as_it_was_made_to(void **state)
{
    static const struct {
        const char *label, *code;
        jh_truth passes;
    } cases[] = {
        { "short of one figure, at 86 % of its line", "9901010018", JH_YES },
        { "short of two figures", "9901010019", JH_NO },
        { "one figure not reported, the rest met", "9901010020", JH_UNKNOWN },
        { "a special school is not asked", "9901010010", JH_DOES_NOT_APPLY },
        { "a vocational school is not asked", "9901010011", JH_DOES_NOT_APPLY },
        { "a teaching point of 12 pupils is not asked", "9901010013", JH_DOES_NOT_APPLY },
        { "a teaching point of 49 pupils is not asked", "9901010014", JH_DOES_NOT_APPLY },
        { "a teaching point of 50 pupils is asked", "9901010015", JH_YES },
        { "a tiny village school has plenty", "9901010017", JH_YES },
    };
    static const uint64_t seeds[] = { 1, 2025 };
    static county c;
    size_t i, j;

    (void)state;
    for (j = 0; j < 2; j++) {
        assess(&c, 20, seeds[j]);
        for (i = 0; i < sizeof cases / sizeof *cases; i++)
            if (school_passes(&c, cases[i].code) != cases[i].passes)
                fail_msg("%s: %s", cases[i].label, jh_truth_key(school_passes(&c, cases[i].code)));
        let_go(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_demo_county_shows_some_of_everything),
        cmocka_unit_test(each_case_comes_out_as_it_was_made_to),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
