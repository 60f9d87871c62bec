/* explain_test.c — any figure opened: formula, numbers, cells, contributions, distances.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "assess/explain.h"
#include "tests/support/county.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char five_schools[] = "unit S1 primary_school town=东镇 location=urban\n"
                                   "primary pupils 45\n"
                                   "whole teaching_area 279, indoor_sports_area 0\n"
                                   "unit S2 primary_school town=东镇 location=rural\n"
                                   "primary pupils 37\n"
                                   "whole teaching_area 137, indoor_sports_area 0\n"
                                   "unit S3 primary_school town=西镇 location=rural\n"
                                   "primary pupils 89\n"
                                   "whole teaching_area 935, indoor_sports_area 0\n"
                                   "unit S4 primary_school town=西镇 location=rural\n"
                                   "primary pupils 76\n"
                                   "whole teaching_area 160, indoor_sports_area 0\n"
                                   "unit S5 primary_school town=西镇 location=rural\n"
                                   "primary pupils 55\n"
                                   "whole teaching_area 402, indoor_sports_area 0\n"
                                   "unit S6 teaching_point\n"
                                   "primary pupils 12\n"
                                   "whole teaching_area 900, indoor_sports_area 0\n";

static jh_explanation explain(test_county *c, const char *address)
{
    jh_explanation out;
    jh_error err = { 0 };
    jh_code rc = jh_explain(&out, &c->keep, c->scratch,
                            &(jh_explain_request){ &c->assessment, jh_text_of(address) }, &err);

    if (rc) fail_msg("%s: code %d, %s", address, rc, jh_say(JH_EN, err.message.say));
    return out;
}

static void assert_text(jh_text text, const char *wanted)
{
    char got[512];

    snprintf(got, sizeof got, "%.*s", JH_TEXT_ARGS(text));
    assert_string_equal(got, wanted);
}

static void assert_near(jh_number number, double wanted, double tolerance)
{
    assert_int_equal(number.why, JH_PRESENT);
    assert_true(number.range.lo <= wanted + tolerance && number.range.hi >= wanted - tolerance);
    assert_true(number.range.hi - number.range.lo < tolerance);
}

static const jh_step *step_of(const jh_step *parent, const char *key)
{
    size_t i;

    for (i = 0; i < parent->step_count; i++)
        if (jh_text_equal(parent->steps[i]->key, jh_text_of(key))) return parent->steps[i];
    fail_msg("no step \"%s\"", key);
    return NULL;
}

/* ---- an indicator ---------------------------------------------------------------------------- */

static void a_value_opens_to_its_formula_numbers_and_cells(void **state)
{
    test_county c;
    jh_explanation e;
    const jh_step *area;

    (void)state;
    test_county_make(&c, "cn-2017-quality",
                     "unit N nine_year\nprimary pupils 166\njunior pupils 210\n"
                     "whole teaching_area 23226, indoor_sports_area 26\n"
                     "note teaching_area 房产证第7号\n"
                     "county attest_G1 1\nnote attest_G1 布局规划2025\n");
    e = explain(&c, "R4 N primary");
    assert_text(e.root->key, "R4");
    assert_text(e.root->formula, "(teaching_area - indoor_sports_area) / pupils");
    assert_text(e.root->numbers, "(3855516/397 − 4316/397) / 166");
    assert_text(e.root->exact, "23200/397");
    assert_int_equal(e.root->printed.millionths, 58440000);
    assert_text(e.root->remarks->clause, "第六条(四)");
    area = step_of(e.root, "teaching_area");
    assert_int_equal(area->input_count, 3);
    assert_int_equal(area->inputs[0].reported.millionths, 23226000000);
    assert_int_equal(area->inputs[0].share_numerator.millionths, 166000000);
    assert_int_equal(area->inputs[0].share_denominator.millionths, 397000000);
    assert_int_not_equal(area->inputs[0].origin, 0);
    assert_text(area->inputs[0].note, "房产证第7号");
    assert_text(area->inputs[1].note, "");
    assert_int_equal(area->inputs[1].stage, JH_PRIMARY); /* the heads behind the share */
    assert_int_equal(area->inputs[2].stage, JH_JUNIOR);
    assert_text(step_of(e.root, "line")->exact, "4.5");
    assert_text(step_of(e.root, "floor")->exact, "3.825");
    e = explain(&c, "G1");
    assert_text(e.root->inputs[0].note, "布局规划2025");
    test_county_free(&c);
}

/* ---- a dispersion ---------------------------------------------------------------------------- */

static void a_cv_opens_to_what_each_school_adds(void **state)
{
    static const double terms[] = { 5.13, 4.50, 0.85, 0.17, 0.003 }; /* printed, by size */
    static const char *const codes[] = { "S3", "S4", "S2", "S5", "S1" };
    test_county c;
    jh_explanation e;
    double shares = 0.0;
    size_t i;

    (void)state;
    test_county_make(&c, "cn-2017-quality", five_schools);
    e = explain(&c, "wcv R4 primary");
    assert_non_null(e.dispersion);
    assert_int_equal(e.dispersion->row_count, 5);
    for (i = 0; i < 5; i++) {
        const jh_contribution *row = &e.dispersion->rows[i];
        const jh_school *school = &c.frame.schools[c.frame.parts[row->part].school];
        assert_text(c.snapshot.units[school->unit].code, codes[i]);
        assert_near(row->term, terms[i], 0.006);
        shares += jh_interval_middle(row->share.range);
    }
    assert_true(fabs(shares - 1.0) < 1e-12);
    assert_near(e.dispersion->rows[1].without, 0.320955, 5e-7);
    assert_int_equal(e.root->claim.truth, JH_NO);
    assert_int_equal(e.root->steps[0]->printed.millionths, 515000);
    assert_int_equal(e.root->steps[1]->printed.millionths, 6330000);
    assert_int_equal(e.left_out_count, 1); /* the teaching point of 12 */
    assert_text(e.left_out[0].because->because, "不足50人的教学点不计入资源配置指标");
    test_county_free(&c);
}

static void within_and_between_add_up_to_one(void **state)
{
    test_county c;
    jh_explanation e;
    size_t p, g;

    (void)state;
    test_county_make(&c, "cn-2017-quality", five_schools);
    e = explain(&c, "dispersion R4 primary");
    assert_int_equal(e.dispersion->partition_count, 3);
    for (p = 0; p < 3; p++) {
        const jh_partition *by = &e.dispersion->partitions[p];
        double between = 0.0;
        for (g = 0; g < by->group_count; g++)
            between += jh_interval_middle(by->groups[g].between.range);
        assert_near(by->between, between, 1e-12);
        assert_near(by->within, 1.0 - between, 1e-12);
    }
    assert_int_equal(e.dispersion->partitions[0].group_count, 2);
    /* 东镇: (279 + 137) / 82 */
    assert_near(e.dispersion->partitions[0].groups[0].mean, 416.0 / 82.0, 1e-12);
    assert_near(e.dispersion->partitions[2].between, 0.0, 1e-12); /* one ownership: all within */
    test_county_free(&c);
}

static void a_gap_stands_first_and_leaves_the_shares_open(void **state)
{
    test_county c;
    jh_explanation e;

    (void)state;
    test_county_make(&c, "cn-2017-quality",
                     "unit A primary_school\nprimary pupils 10\n"
                     "whole teaching_area 50, indoor_sports_area 0\n"
                     "unit B primary_school\nprimary pupils 10\nwhole indoor_sports_area 0\n");
    e = explain(&c, "wcv R4 primary");
    assert_int_equal(e.dispersion->rows[0].value.why, JH_NOT_REPORTED);
    assert_int_equal(e.dispersion->rows[1].share.why, JH_NOT_REPORTED);
    assert_int_equal(e.dispersion->partition_count, 0);
    test_county_free(&c);
}

/* ---- a school -------------------------------------------------------------------------------- */

static const jh_distance *distance(const test_county *c, const jh_explanation *e,
                                   const char *indicator, jh_stage stage)
{
    size_t i;

    for (i = 0; i < e->distance_count; i++)
        if (jh_text_equal(c->standard->indicators[e->distances[i].indicator].key,
                          jh_text_of(indicator))
            && c->frame.parts[e->distances[i].part].stage == stage)
            return &e->distances[i];
    fail_msg("no distance %s", indicator);
    return NULL;
}

static void a_school_is_told_what_it_lacks_in_things(void **state)
{
    test_county c;
    jh_explanation e;
    const jh_distance *d;

    (void)state;
    test_county_make(&c, "cn-2017-quality",
                     "unit A nine_year\nprimary pupils 1000\njunior pupils 1000\nample\n"
                     "primary above_degree_teachers 40\n"
                     "whole multimedia_rooms 40, equipment_value 400\n");
    e = explain(&c, "A");
    assert_int_equal(e.root->claim.truth, JH_NO);
    d = distance(&c, &e, "R1", JH_PRIMARY); /* 42 wanted, 40 there; the floor of 35.7 is reached */
    assert_near(d->to_line, 2.0, 1e-9);
    assert_near(d->to_floor, 0.0, 1e-9);
    assert_near(d->campus_to_line, 2.0, 1e-9);
    assert_text(d->measure_title, "人");
    d = distance(&c, &e, "R7", JH_PRIMARY); /* 23 − 40/2.1 = 3.95 rooms: 4; 8.3 at the campus: 9 */
    assert_near(d->to_line, 4.0, 1e-9);
    assert_near(d->campus_to_line, 9.0, 1e-9);
    assert_text(c.snapshot.units[d->campus].code, "A");
    d = distance(&c, &e, "R6", JH_JUNIOR); /* 2,500,000 − 4,000,000 × 1.1/2.1 yuan */
    assert_near(d->to_line, 2500000.0 - 4000000.0 * 11.0 / 21.0, 1e-6);
    assert_text(d->measure_title, "元");
    d = distance(&c, &e, "R5", JH_JUNIOR);
    assert_near(d->to_line, 0.0, 1e-9);
    test_county_free(&c);
}

/* ---- items and the verdict ------------------------------------------------------------------- */

static void the_verdict_opens_down_to_groups_and_items(void **state)
{
    test_county c;
    jh_explanation e;
    const jh_step *when, *government;

    (void)state;
    test_county_make(&c, "cn-2017-quality",
                     "county ample\ncounty attest_G1 -\n"
                     "unit A primary_school\nprimary pupils 500\nample\n");
    e = explain(&c, "verdict");
    assert_int_equal(e.root->claim.truth, JH_UNKNOWN);
    when = e.root->steps[0];
    assert_text(when->key, "pass");
    assert_text(when->formula, "resources and government and quality and recognition and vetoes");
    assert_text(when->numbers, "✓ and ? and ✓ and ✓ and ✓");
    government = step_of(when, "government");
    assert_text(government->label, "政府保障程度");
    assert_int_equal(step_of(government, "G1")->claim.truth, JH_UNKNOWN);
    assert_int_equal(step_of(government, "G11")->claim.truth, JH_YES);
    test_county_free(&c);
}

static void the_verdict_names_limits_cell_by_cell_and_schools_that_fail(void **state)
{
    test_county c;
    jh_explanation e;
    const jh_step *resources, *limits, *rule;

    (void)state;
    test_county_make(&c, "cn-2017-quality", five_schools);
    e = explain(&c, "verdict");
    resources = step_of(e.root->steps[0], "resources");
    limits = step_of(resources, "dispersion");
    assert_int_equal(limits->step_count, c.standard->limit_count);
    assert_int_equal(step_of(limits, "R4")->claim.truth, JH_NO);
    assert_text(step_of(limits, "R4")->label, "小学 · 生均教学及辅助用房面积");
    assert_text(step_of(limits, "R4")->numbers, "0.515257 ≤ 0.5");
    rule = step_of(resources, "resource_school");
    assert_int_equal(rule->step_count, 5);
    assert_text(rule->steps[0]->key, "S2"); /* it fails whatever the rest is */
    test_county_free(&c);
}

static void an_item_opens_with_its_figures(void **state)
{
    test_county c;
    jh_explanation e;

    (void)state;
    test_county_make(&c, "cn-2017-quality",
                     "county ample\nunit A primary_school\nprimary pupils 500\nample\n");
    e = explain(&c, "G11");
    assert_int_equal(e.root->claim.truth, JH_YES);
    assert_text(step_of(e.root, "rotated_rate")->exact, "0.1");
    assert_text(e.root->remarks->clause, "第七条(十一)");
    test_county_free(&c);
}

static void a_wrong_address_says_what_there_is(void **state)
{
    static const struct {
        const char *label, *address;
        jh_code code;
        jh_say_id say;
    } cases[] = {
        { "nothing", "", JH_BAD_INPUT, SAY_ASSESS_EXPLAIN_ADDRESS },
        { "too many words", "R4 A primary now", JH_BAD_INPUT, SAY_ASSESS_EXPLAIN_ADDRESS },
        { "an indicator of nobody", "R4", JH_BAD_INPUT, SAY_ASSESS_EXPLAIN_ADDRESS },
        { "no such school", "R4 Z", JH_NOT_FOUND, SAY_ASSESS_EXPLAIN_UNKNOWN },
        { "no such indicator", "R9 N", JH_BAD_INPUT, SAY_ASSESS_EXPLAIN_ADDRESS },
        { "two stages, none named", "R4 N", JH_BAD_INPUT, SAY_ASSESS_EXPLAIN_STAGE },
        { "a stage it does not have", "R4 N senior", JH_NOT_FOUND, SAY_ASSESS_EXPLAIN_UNKNOWN },
        { "no such word", "G99", JH_NOT_FOUND, SAY_ASSESS_EXPLAIN_UNKNOWN },
        { "a dispersion of nothing", "wcv", JH_NOT_FOUND, SAY_ASSESS_EXPLAIN_UNKNOWN },
        { "no such dispersion", "wcv R4 senior", JH_NOT_FOUND, SAY_ASSESS_EXPLAIN_UNKNOWN },
    };
    test_county c;
    size_t i;

    (void)state;
    test_county_make(&c, "cn-2017-quality",
                     "unit N nine_year\nprimary pupils 166\njunior pupils 210\n");
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_explanation out;
        jh_error err = { 0 };
        jh_code rc =
            jh_explain(&out, &c.keep, c.scratch,
                       &(jh_explain_request){ &c.assessment, jh_text_of(cases[i].address) }, &err);
        if (rc != cases[i].code || err.message.say != cases[i].say)
            fail_msg("%s: code %d, %s", cases[i].label, rc, jh_say_keys[err.message.say]);
    }
    test_county_free(&c);
}

/* Every figure that a page opens, so that none of them can stop it. */
static void everything_opens(void **state)
{
    test_county c;
    char address[128];
    size_t i, p;

    (void)state;
    test_county_make(&c, "cn-2017-quality", five_schools);
    for (i = 0; i < c.standard->indicator_count; i++)
        for (p = 0; p < c.frame.part_count; p++) {
            const jh_school *school = &c.frame.schools[c.frame.parts[p].school];
            snprintf(address, sizeof address, "%.*s %.*s %s",
                     JH_TEXT_ARGS(c.standard->indicators[i].key),
                     JH_TEXT_ARGS(c.snapshot.units[school->unit].code),
                     jh_stage_key(c.frame.parts[p].stage));
            assert_non_null(explain(&c, address).root);
        }
    for (i = 0; i < c.standard->item_count; i++) {
        snprintf(address, sizeof address, "%.*s", JH_TEXT_ARGS(c.standard->items[i].key));
        assert_non_null(explain(&c, address).root);
    }
    for (i = 0; i < c.standard->rule_count; i++) {
        snprintf(address, sizeof address, "%.*s", JH_TEXT_ARGS(c.standard->rules[i].key));
        assert_non_null(explain(&c, address).root);
    }
    for (i = 0; i < c.standard->limit_count; i++) {
        const jh_limit *limit = &c.standard->limits[i];
        snprintf(address, sizeof address, "wcv %.*s %s",
                 JH_TEXT_ARGS(c.standard->indicators[limit->indicator].key),
                 jh_stage_key(limit->stage));
        assert_non_null(explain(&c, address).dispersion);
    }
    test_county_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_opens_to_its_formula_numbers_and_cells),
        cmocka_unit_test(a_cv_opens_to_what_each_school_adds),
        cmocka_unit_test(within_and_between_add_up_to_one),
        cmocka_unit_test(a_gap_stands_first_and_leaves_the_shares_open),
        cmocka_unit_test(a_school_is_told_what_it_lacks_in_things),
        cmocka_unit_test(the_verdict_opens_down_to_groups_and_items),
        cmocka_unit_test(the_verdict_names_limits_cell_by_cell_and_schools_that_fail),
        cmocka_unit_test(an_item_opens_with_its_figures),
        cmocka_unit_test(a_wrong_address_says_what_there_is),
        cmocka_unit_test(everything_opens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
