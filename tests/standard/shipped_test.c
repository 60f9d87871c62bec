/* SPDX-License-Identifier: Apache-2.0 */
/* What 教督〔2017〕6号 says, number by number, against the compiled standard. */
#include "tests/standard/library.h"

static struct fixture {
    jh_arena keep;
    jh_standard nation, overlay, words;
} shipped;

static void compile_into(jh_standard *out, const char *key)
{
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    jh_error err = { 0 };
    jh_code rc = test_compile(out, &shipped.keep, &library, key, &mistakes, &err);

    test_print_mistakes(&mistakes);
    assert_int_equal(rc, JH_OK);
    assert_int_equal(mistakes.count, 0);
}

static int set_up(void **state)
{
    (void)state;
    assert_int_equal(jh_arena_reserve(&shipped.keep, JH_ARENA_DEFAULT), 0);
    compile_into(&shipped.nation, "cn-2017-quality");
    compile_into(&shipped.overlay, "example-province-overlay");
    compile_into(&shipped.words, "cn-elements");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    jh_arena_release(&shipped.keep);
    return 0;
}

static const char *written(const jh_expr *expr)
{
    jh_buffer buffer = jh_buffer_in(&shipped.keep);
    jh_text text;

    if (!expr) return "";
    assert_int_equal(jh_expr_write(&buffer, expr, NULL), JH_OK);
    assert_int_equal(jh_buffer_finish(&text, &buffer, NULL), JH_OK);
    return jh_text_zero(&shipped.keep, text);
}

#define EQUAL_TEXT(text, wanted) assert_string_equal(jh_text_zero(&shipped.keep, (text)), (wanted))

/* A tiny table without rows: constants and settings are all that these expressions read. */
static size_t no_rows(const void *self, jh_level level)
{
    (void)self;
    return level == JH_COUNTY;
}

static jh_decimal value_of(const jh_expr *expr)
{
    jh_source source = { .count = no_rows };
    jh_arena scratch;
    jh_decimal out;
    jh_why why;

    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_expr_rounded(&out, &why, expr,
                                     &(jh_expr_ask){ .source = &source,
                                                     .level = expr->level,
                                                     .rows = { 0, 1 },
                                                     .places = 6 },
                                     scratch),
                     JH_OK);
    assert_int_equal(why, JH_PRESENT);
    jh_arena_release(&scratch);
    return out;
}

/* ---- indicators ---------------------------------------------------------------------- */

static const struct {
    const char *key, *title, *measure, *clause;
    double primary, junior, floor_primary, floor_junior;
} lines[] = {
    { "R1", "每百名学生拥有高于规定学历教师数", "人/百名学生", "第六条(一)", 4.2, 5.3, 3.57,
      4.505 },
    { "R2", "每百名学生拥有县级以上骨干教师数", "人/百名学生", "第六条(二)", 1, 1, 0.85, 0.85 },
    { "R3", "每百名学生拥有体育、艺术(美术、音乐)专任教师数", "人/百名学生", "第六条(三)", 0.9, 0.9,
      0.765, 0.765 },
    { "R4", "生均教学及辅助用房面积", "㎡/生", "第六条(四)", 4.5, 5.8, 3.825, 4.93 },
    { "R5", "生均体育运动场馆面积", "㎡/生", "第六条(五)", 7.5, 10.2, 6.375, 8.67 },
    { "R6", "生均教学仪器设备值", "元/生", "第六条(六)", 2000, 2500, 1700, 2125 },
    { "R7", "每百名学生拥有网络多媒体教室数", "间/百名学生", "第六条(七)", 2.3, 2.4, 1.955, 2.04 },
};

static void seven_indicators_have_lines_and_floors(void **state)
{
    const jh_standard *s = &shipped.nation;
    size_t i;

    (void)state;
    assert_int_equal(s->indicator_count, 7);
    for (i = 0; i < 7; i++) {
        const jh_indicator *r = &s->indicators[i];

        EQUAL_TEXT(r->key, lines[i].key);
        EQUAL_TEXT(r->title, lines[i].title);
        EQUAL_TEXT(r->measure_title, lines[i].measure);
        EQUAL_TEXT(r->remarks.clause, lines[i].clause);
        assert_int_equal(r->remarks.certainty, 'V');
        assert_int_equal(r->decimals, 2);
        assert_true(r->higher_is_better);
        assert_int_equal(s->scopes[r->scope].level, JH_PART);
        assert_int_equal(r->floor_share.millionths, 850000);
        assert_true(jh_decimal_to_double(value_of(r->line[JH_PRIMARY])) == lines[i].primary);
        assert_true(jh_decimal_to_double(value_of(r->line[JH_JUNIOR])) == lines[i].junior);
        assert_true(jh_decimal_to_double(value_of(r->floor[JH_PRIMARY])) == lines[i].floor_primary);
        assert_true(jh_decimal_to_double(value_of(r->floor[JH_JUNIOR])) == lines[i].floor_junior);
        assert_null(r->line[JH_SENIOR]);
        assert_non_null(r->met);
        assert_non_null(r->met_printed);
        assert_non_null(r->at_floor);
        assert_non_null(r->numerator);
        assert_string_equal(written(r->denominator), "pupils");
    }
}

static const struct {
    const char *label, *key, *formula;
} formulas[] = {
    { "teachers above the degree, per hundred", "R1",
      "(above_degree_teachers / pupils) in teacher per 100 pupil" },
    { "visiting teachers count only under their relaxation", "R3",
      "((pe_art_teachers + if(small_pe, visiting_pe_art_teachers, 0)) / pupils) in teacher per 100 "
      "pupil" },
    { "indoor sports rooms are no teaching rooms", "R4",
      "(teaching_area - indoor_sports_area) / pupils" },
    { "indoor sports rooms are sports grounds", "R5",
      "(sports_ground_area + indoor_sports_area + if(crowded_sports, converted_sports_area + "
      "leased_sports_area, 0)) / pupils" },
    { "equipment is reported in 万元 and judged in 元", "R6", "equipment_value in yuan / pupils" },
};

static void the_formulas_are_those_of_the_method(void **state)
{
    size_t i, at;

    (void)state;
    for (i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        at = jh_standard_indicator(&shipped.nation, jh_text_of(formulas[i].key));
        assert_true(at < shipped.nation.indicator_count);
        assert_string_equal(written(shipped.nation.indicators[at].value), formulas[i].formula);
    }
}

/* ---- rules and limits ---------------------------------------------------------------- */

static void fourteen_coefficients_have_their_limit_each(void **state)
{
    const jh_standard *s = &shipped.nation;
    size_t i;

    (void)state;
    assert_int_equal(s->limit_count, 14);
    for (i = 0; i < 14; i++) {
        const jh_limit *limit = &s->limits[i];

        assert_int_equal(limit->indicator, i % 7);
        assert_int_equal(limit->stage, i < 7 ? JH_PRIMARY : JH_JUNIOR);
        assert_int_equal(value_of(limit->bound).millionths, i < 7 ? 500000 : 450000);
        assert_int_equal(limit->decimals, 3);
        assert_true(limit->undefined_fails);
        assert_int_equal(limit->remarks.certainty, 'V');
        assert_true(limit->remarks.doubt.size > 0);
    }
    assert_string_equal(written(s->limits[10].value),
                        "wcv(R4 weight pupils over resource where stage = junior)");
    assert_string_equal(written(s->limits[10].mean),
                        "wmean(R4 weight pupils over resource where stage = junior)");
    assert_string_equal(
        written(s->limits[10].holds_printed),
        "round(wcv(R4 weight pupils over resource where stage = junior), 3) <= 0.45");
}

static void six_of_seven_and_the_rest_at_the_floor(void **state)
{
    const jh_standard *s = &shipped.nation;
    const char *exact, *printed;

    (void)state;
    assert_int_equal(s->rule_count, 2);
    exact = written(s->rules[0].holds);
    printed = written(s->rules[0].holds_printed);
    assert_non_null(strstr(exact, "count_of(R1 >= line(R1), R2 >= line(R2), "));
    assert_non_null(strstr(exact, ") >= 6 and "));
    assert_non_null(strstr(exact, "R7 >= floor(R7)"));
    assert_null(strstr(exact, "judged"));
    assert_non_null(strstr(printed, "judged(R1) >= line(R1)"));
    assert_non_null(strstr(printed, "R7 >= floor(R7)")); /* the floor: never as printed */
    assert_string_equal(written(s->rules[1].holds), "every(resource_part over resource)");
}

/* ---- who counts ---------------------------------------------------------------------- */

static const struct {
    const char *label, *scope, *leaves_out;
} exclusions[] = {
    { "special schools are no part of the resource indicators", "resource", "kind = special" },
    { "nor are vocational schools", "resource", "kind = vocational" },
    { "nor teaching points of fewer than 50 pupils", "resource",
      "kind = teaching_point and pupils[primary] + pupils[junior] < 50" },
    { "nor schools without compulsory pupils", "resource_schools",
      "pupils[primary] + pupils[junior] = 0" },
    { "class sizes: every teaching point, no special school", "taught", "kind = special" },
    { "teachers: all but vocational schools", "staffed", "kind = vocational" },
    { "near enrolment: not in the country", "near", "location = rural" },
    { "near enrolment: no private schools", "near", "ownership = private" },
    { "near enrolment: no boarding schools", "near", "boarding" },
};

static void each_exclusion_is_there_with_its_reason(void **state)
{
    const jh_standard *s = &shipped.nation;
    size_t i, k, j;
    bool found;

    (void)state;
    for (i = 0; i < sizeof exclusions / sizeof *exclusions; i++) {
        for (k = 0; !jh_text_equal(s->scopes[k].key, jh_text_of(exclusions[i].scope)); k++)
            assert_true(k + 1 < s->scope_count);
        for (found = false, j = 0; j < s->scopes[k].leave_out_count; j++)
            if (!strcmp(written(s->scopes[k].leave_outs[j].when), exclusions[i].leaves_out)) {
                found = true;
                assert_true(s->scopes[k].leave_outs[j].because.size > 0);
            }
        if (!found) fail_msg("%s", exclusions[i].label);
    }
}

static void shared_resources_split_one_to_1_1_to_1_32(void **state)
{
    const jh_split *split = &shipped.nation.split;

    (void)state;
    EQUAL_TEXT(shipped.nation.elements[split->by].key, "pupils");
    assert_string_equal(written(split->weight[JH_PREPRIMARY]), "preprimary_weight");
    assert_int_equal(value_of(split->weight[JH_PRIMARY]).millionths, 1000000);
    assert_int_equal(value_of(split->weight[JH_JUNIOR]).millionths, 1100000);
    assert_int_equal(value_of(split->weight[JH_SENIOR]).millionths, 1320000);
    EQUAL_TEXT(shipped.nation.settings[split->method_setting].key, "campus_split");
    assert_string_equal(written(shipped.nation.merges),
                        "counted = no and uncounted_campuses = merged and not kind in "
                        "(teaching_point, special, vocational)");
}

/* ---- items --------------------------------------------------------------------------- */

static const struct {
    const char *key;
    jh_item_kind kind;
    const char *group, *says; /* part of the formula */
} items[] = {
    { "G1", JH_ATTESTED, "government", "attest_G1" },
    { "G2", JH_ATTESTED, "government", "attest_G2" },
    { "G3", JH_DECIDED_BY_DATA, "government",
      "music_rooms >= rooms_needed and art_rooms >= rooms_needed" },
    { "G4", JH_DECIDED_BY_DATA, "government", "<= size_limit" },
    { "G5", JH_DECIDED_BY_DATA, "government", "oversize_classes = 0" },
    { "G6", JH_DECIDED_BY_DATA, "government", "public_funds in yuan >= small_school * funds_base" },
    { "G7", JH_DECIDED_BY_DATA, "government",
      "ratio(special_funds in yuan, special_pupils) >= special_funds_line" },
    { "G8", JH_DECIDED_BY_DATA, "government", "teacher_salary >= civil_servant_salary" },
    { "G9", JH_DECIDED_BY_DATA, "government", "1 * (teachers[primary] + teachers[junior])" },
    { "G10", JH_ATTESTED, "government", "attest_G10" },
    { "G11", JH_DECIDED_BY_DATA, "government",
      "ratio(rotation_backbone, rotation_teachers) >= 0.2" },
    { "G12", JH_DECIDED_BY_DATA, "government", "1 * (teachers[primary] + teachers[junior])" },
    { "G13", JH_DECIDED_BY_DATA, "government",
      "(1 - 0.95) * sum(pupils over near where stage = j" },
    { "G14", JH_DECIDED_BY_DATA, "government", "ratio(quota_shared, quota_total) >= 0.5" },
    { "G15", JH_DECIDED_BY_DATA, "government", "migrant_eligible) >= 0.85 and left_behind_care" },
    { "Q1", JH_DECIDED_BY_DATA, "quality", "agree(retention_by_origin >= retention_line" },
    { "Q2", JH_DECIDED_BY_DATA, "quality", ">= 0.95" },
    { "Q3", JH_ATTESTED, "quality", "attest_Q3" },
    { "Q4", JH_DECIDED_BY_DATA, "quality", "training_funds >= 0.05 * public_funds" },
    { "Q5", JH_ATTESTED, "quality", "attest_Q5" },
    { "Q6", JH_ATTESTED, "quality", "attest_Q6" },
    { "Q7", JH_ATTESTED, "quality", "attest_Q7" },
    { "Q8", JH_ATTESTED, "quality", "attest_Q8" },
    { "Q9", JH_DECIDED_BY_DATA, "quality", "gap_arts, gap_morals) < gap_limit" },
    { "S1", JH_DECIDED_BY_DATA, "recognition", "ratio(survey_satisfied, survey_valid) >= 0.85" },
    { "V1", JH_VETO, "vetoes", "attest_V1" },
    { "V6", JH_VETO, "vetoes", "attest_V6" },
};

static void every_item_is_there_with_its_threshold(void **state)
{
    const jh_standard *s = &shipped.nation;
    size_t i, at;

    (void)state;
    for (i = 0; i < sizeof items / sizeof *items; i++) {
        at = jh_standard_item(s, jh_text_of(items[i].key));
        if (at == SIZE_MAX) fail_msg("%s is missing", items[i].key);
        assert_int_equal(s->items[at].kind, items[i].kind);
        EQUAL_TEXT(s->groups[s->items[at].group].key, items[i].group);
        if (!strstr(written(s->items[at].holds), items[i].says))
            fail_msg("%s: %s", items[i].key, written(s->items[at].holds));
        assert_true(s->items[at].remarks.clause.size > 0);
        assert_true(s->items[at].remarks.certainty != 0);
        if (items[i].kind == JH_DECIDED_BY_DATA) continue;
        assert_true(s->elements[s->items[at].element].is_attestation);
    }
}

static void an_item_about_every_school_opens_into_its_rows(void **state)
{
    const jh_item *g6 = &shipped.nation.items[jh_standard_item(&shipped.nation, JH_TEXT("G6"))];

    (void)state;
    assert_non_null(g6->each);
    assert_int_equal(g6->each_level, JH_SCHOOL);
    assert_string_equal(written(g6->each_where),
                        "not kind = special and not kind = vocational and (school_pupils < "
                        "small_school and pupils[primary] + pupils[junior] > 0)");
    assert_null(shipped.nation.items[jh_standard_item(&shipped.nation, JH_TEXT("G7"))].each);
}

static const struct {
    const char *key, *value;
} definitions[] = {
    { "classes_a_room", "12" },
    { "music_size",
      "if(rooms_rural_small, if(pupils[junior] > 0, 61, 54), if(rooms_built_2016, 73, 96))" },
    { "art_size",
      "if(rooms_rural_small, if(pupils[junior] > 0, 61, 54), if(rooms_built_2016, 67, 90))" },
    { "size_limit", "if(kind in (nine_year, twelve_year), if(larger_school, 3000, 2500), "
                    "if(larger_school, 2400, 2000))" },
    { "class_limit", "if(stage = primary, 45, 50)" },
    { "small_school", "100" },
    { "retention_line", "0.95" },
    { "gap_limit", "0.15" },
    { "level_line", "3" },
    { "special_funds_line", "greatest(if(asOf >= 2025-03-01, 7000, 6000), special_funds_local)" },
};

static void named_thresholds_have_their_values(void **state)
{
    const jh_standard *s = &shipped.nation;
    size_t i, k;

    (void)state;
    for (i = 0; i < sizeof definitions / sizeof *definitions; i++) {
        for (k = 0; !jh_text_equal(s->definitions[k].key, jh_text_of(definitions[i].key)); k++)
            assert_true(k + 1 < s->definition_count);
        assert_string_equal(written(s->definitions[k].value), definitions[i].value);
    }
}

/* ---- what the texts leave open ------------------------------------------------------- */

/* Thresholds of the checks come first: they stand in a dictionary the standard uses. */
static const char *const settings[] = {
    "change_share",        "change_least_pupils", "change_least_teachers",
    "change_least_area",   "change_least_value",  "slip_year",
    "slip_like",           "outlier_score",       "outlier_times",
    "like_rows",           "copy_digits",         "judge",
    "campus_split",        "split_shares",        "split_quotient_decimals",
    "preprimary_weight",   "uncounted_campuses",  "private_schools",
    "upper_level_schools", "composite_cell",      "retention",
    "retention_cap",       "special_funds_local"
};
static const char *const default_choices[] = { NULL,   NULL,     NULL,          NULL,       NULL,
                                               NULL,   NULL,     NULL,          NULL,       NULL,
                                               NULL,   "exact",  "each_campus", "exact",    NULL,
                                               NULL,   "merged", "included",    "included", "empty",
                                               "both", "capped", NULL };

static void every_open_point_is_a_setting_with_a_reason(void **state)
{
    const jh_standard *s = &shipped.nation;
    size_t i;

    (void)state;
    assert_int_equal(s->setting_count, sizeof settings / sizeof *settings);
    for (i = 0; i < s->setting_count; i++) {
        const jh_setting *setting = &s->settings[i];

        EQUAL_TEXT(setting->key, settings[i]);
        assert_true(setting->remarks.doubt.size + setting->remarks.note.size
                        + setting->remarks.clause.size
                    > 0);
        if (default_choices[i])
            EQUAL_TEXT(setting->choices->keys[setting->choice], default_choices[i]);
    }
    EQUAL_TEXT(s->settings[s->judge].key, "judge");
}

static void the_dated_relaxations_are_off_by_default_and_end(void **state)
{
    static const char *const keys[] = { "small_pe", "crowded_sports", "rooms_built_2016",
                                        "rooms_rural_small", "larger_school" };
    const jh_standard *s = &shipped.nation;
    jh_settings defaults;
    size_t i;

    (void)state;
    assert_int_equal(s->relaxation_count, 5);
    assert_int_equal(
        jh_settings_default(&defaults, &shipped.keep, s, jh_date_make(2026, 9, 1), NULL), JH_OK);
    for (i = 0; i < 5; i++) {
        EQUAL_TEXT(s->relaxations[i].key, keys[i]);
        assert_int_equal(s->relaxations[i].from.days, jh_date_make(2019, 10, 1).days);
        assert_int_equal(s->relaxations[i].until.days, jh_date_make(2022, 10, 31).days);
        assert_int_equal(s->relaxations[i].remarks.certainty, 'V');
        assert_false(defaults.relaxing[i].is_on);
    }
}

static void every_threshold_names_clause_and_certainty(void **state)
{
    const jh_standard *s = &shipped.nation;
    size_t i;

    (void)state;
    for (i = 0; i < s->limit_count; i++) assert_true(strchr("VSK", s->limits[i].remarks.certainty));
    for (i = 0; i < s->rule_count; i++) assert_int_equal(s->rules[i].remarks.certainty, 'V');
    for (i = 0; i < s->item_count; i++) {
        assert_true(s->items[i].remarks.clause.size > 0);
        assert_true(s->items[i].remarks.certainty != 0);
    }
}

static void the_verdict_asks_for_all_five_parts(void **state)
{
    const jh_standard *s = &shipped.nation;

    (void)state;
    assert_int_equal(s->grade_count, 2);
    assert_true(s->grades[0].is_pass);
    assert_string_equal(written(s->grades[0].when),
                        "resources and government and quality and recognition and vetoes");
    assert_null(s->grades[1].when);
    assert_false(s->grades[1].is_pass);
}

static void a_dictionary_alone_gives_words_and_no_verdict(void **state)
{
    const jh_standard *words = &shipped.words;

    (void)state;
    assert_true(words->is_dictionary);
    assert_int_equal(words->indicator_count + words->item_count + words->grade_count, 0);
    assert_true(jh_standard_element(words, JH_TEXT("pupils")) < words->element_count);
    assert_int_equal(jh_standard_code_read(words, JH_KIND, JH_TEXT("九年一贯制")),
                     jh_codes_find(words->attribute_codes[JH_KIND], JH_TEXT("nine_year")));
    assert_int_equal(jh_standard_code_read(words, JH_OWNERSHIP, JH_TEXT(" 10 ")),
                     jh_codes_find(words->attribute_codes[JH_OWNERSHIP], JH_TEXT("private")));
    assert_int_equal(jh_standard_code_read(words, JH_KIND, JH_TEXT("大学")), -1);
    assert_int_equal(jh_standard_code_read(words, JH_TOWN, JH_TEXT("任何")), -1);
    assert_int_equal(jh_codes_find(words->stage_codes, JH_TEXT("初中")), JH_JUNIOR);
}

static void a_kind_of_school_says_which_stages_it_has(void **state)
{
    const jh_standard *s = &shipped.nation;
    int32_t twelve = jh_codes_find(s->attribute_codes[JH_KIND], JH_TEXT("twelve_year"));
    int32_t point = jh_codes_find(s->attribute_codes[JH_KIND], JH_TEXT("teaching_point"));

    (void)state;
    assert_int_equal(s->kind_stages[twelve], 1 << JH_PRIMARY | 1 << JH_JUNIOR | 1 << JH_SENIOR);
    assert_int_equal(s->kind_stages[point], 1 << JH_PRIMARY);
}

/* ---- the overlay --------------------------------------------------------------------- */

static void an_overlay_changes_what_it_names_and_keeps_the_rest(void **state)
{
    const jh_standard *s = &shipped.overlay;
    const jh_item *g11 = &s->items[jh_standard_item(s, JH_TEXT("G11"))];

    (void)state;
    assert_int_equal(value_of(s->indicators[0].line[JH_PRIMARY]).millionths, 4500000);
    assert_int_equal(value_of(s->indicators[0].line[JH_JUNIOR]).millionths, 5300000);
    EQUAL_TEXT(s->indicators[0].remarks.standard, "example-province-overlay");
    EQUAL_TEXT(s->indicators[1].remarks.standard, "cn-2017-quality");
    EQUAL_TEXT(s->indicators[2].key, "R3"); /* replaced in its place */
    assert_int_equal(s->indicators[2].floor_share.millionths, 900000);
    assert_int_equal(value_of(s->limits[0].bound).millionths, 500000);
    assert_int_equal(value_of(s->limits[7].bound).millionths, 400000);
    assert_int_equal(s->relaxation_count, 4);
    EQUAL_TEXT(s->settings[s->judge].choices->keys[s->settings[s->judge].choice], "as_printed");
    assert_non_null(strstr(written(g11->holds), "ratio(rotation_backbone, rotation_eligible)"));
    assert_true(jh_standard_item(s, JH_TEXT("G16")) < s->item_count);
    assert_int_equal(s->effective.days, jh_date_make(2019, 1, 1).days);
}

static void later_expressions_find_the_names_of_the_standard(void **state)
{
    jh_scope scope = jh_standard_scope(&shipped.nation);
    jh_expr_text text = { .text = JH_TEXT("R4 < 0.85 * line(R4) and kind != special"),
                          .file = "check",
                          .line = 1,
                          .column = 1,
                          .level = JH_PART };
    const jh_expr *expr;
    jh_error err = { 0 };

    (void)state;
    assert_int_equal(jh_expr_compile(&expr, &shipped.keep, &text, &scope, &err), JH_OK);
    text.text = JH_TEXT("teaching_aera > 0");
    assert_int_equal(jh_expr_compile(&expr, &shipped.keep, &text, &scope, &err), JH_BAD_INPUT);
    assert_string_equal(err.message.arg[1], "teaching_area");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seven_indicators_have_lines_and_floors),
        cmocka_unit_test(the_formulas_are_those_of_the_method),
        cmocka_unit_test(fourteen_coefficients_have_their_limit_each),
        cmocka_unit_test(six_of_seven_and_the_rest_at_the_floor),
        cmocka_unit_test(each_exclusion_is_there_with_its_reason),
        cmocka_unit_test(shared_resources_split_one_to_1_1_to_1_32),
        cmocka_unit_test(every_item_is_there_with_its_threshold),
        cmocka_unit_test(an_item_about_every_school_opens_into_its_rows),
        cmocka_unit_test(named_thresholds_have_their_values),
        cmocka_unit_test(every_open_point_is_a_setting_with_a_reason),
        cmocka_unit_test(the_dated_relaxations_are_off_by_default_and_end),
        cmocka_unit_test(every_threshold_names_clause_and_certainty),
        cmocka_unit_test(the_verdict_asks_for_all_five_parts),
        cmocka_unit_test(a_dictionary_alone_gives_words_and_no_verdict),
        cmocka_unit_test(a_kind_of_school_says_which_stages_it_has),
        cmocka_unit_test(an_overlay_changes_what_it_names_and_keeps_the_rest),
        cmocka_unit_test(later_expressions_find_the_names_of_the_standard),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
