/* SPDX-License-Identifier: Apache-2.0 */
/* What a standard says of itself, it says in English, too: titles, labels, measures, reasons for
 * leaving out, doubts and notes. Numbers of clauses and names of law stay in Chinese. */
#include "tests/standard/library.h"

static jh_arena keep;
static const char *const shipped[] = { "cn-2017-quality", "example-province-overlay",
                                       "example-province-scores" };

typedef struct counting {
    const jh_standard *standard;
    size_t told, untold;
} counting;

static bool is_chinese(jh_text text)
{
    const char *p = text.at;

    while (p < text.at + text.size) {
        uint32_t sign = jh_text_next(&p, text.at + text.size);

        if ((sign >= 0x3000 && sign <= 0x9FFF) || sign >= 0xFF00) return true;
    }
    return false;
}

static void look(counting *c, jh_text text)
{
    if (!is_chinese(text)) return;
    c->told++;
    if (!is_chinese(jh_standard_in(c->standard, JH_EN, text))) return;
    c->untold++;
    fprintf(stderr, "%.*s: no English: %.*s\n", JH_TEXT_ARGS(c->standard->key), JH_TEXT_ARGS(text));
}

static void look_at_remarks(counting *c, const jh_remarks *remarks)
{
    look(c, remarks->doubt);
    look(c, remarks->note);
}

static void look_at_codes(counting *c, const jh_codes *codes)
{
    size_t i;

    for (i = 0; codes && i < codes->count; i++) look(c, codes->labels[i]);
}

#define LOOK_AT(list)                                                                              \
    for (i = 0; i < s->list##_count; i++) {                                                        \
        look(c, s->list##s[i].title);                                                              \
        look_at_remarks(c, &s->list##s[i].remarks);                                                \
    }

static void look_at_words(counting *c, const jh_standard *s)
{
    size_t i, k;

    look(c, s->title);
    look_at_remarks(c, &s->remarks);
    LOOK_AT(element);
    LOOK_AT(setting);
    LOOK_AT(relaxation);
    LOOK_AT(scope);
    for (i = 0; i < s->element_count; i++) look(c, s->elements[i].measure_title);
    for (i = 0; i < s->setting_count; i++) look_at_codes(c, s->settings[i].choices);
    for (i = 0; i < s->codes_count; i++) look_at_codes(c, s->codes[i]);
    for (i = 0; i < s->scope_count; i++)
        for (k = 0; k < s->scopes[i].leave_out_count; k++) {
            look(c, s->scopes[i].leave_outs[k].because);
            look_at_remarks(c, &s->scopes[i].leave_outs[k].remarks);
        }
}

static void look_at_judgements(counting *c, const jh_standard *s)
{
    size_t i, k;

    LOOK_AT(definition);
    LOOK_AT(indicator);
    LOOK_AT(rule);
    LOOK_AT(item);
    LOOK_AT(group);
    LOOK_AT(score);
    for (i = 0; i < s->definition_count; i++) look(c, s->definitions[i].measure_title);
    for (i = 0; i < s->indicator_count; i++) {
        look(c, s->indicators[i].short_title);
        look(c, s->indicators[i].measure_title);
    }
    for (i = 0; i < s->limit_count; i++) {
        look(c, s->limits[i].rule_title);
        look_at_remarks(c, &s->limits[i].remarks);
    }
    for (i = 0; i < s->item_count; i++)
        for (k = 0; k < s->items[i].figure_count; k++) {
            look(c, s->items[i].figures[k].title);
            look(c, s->items[i].figures[k].measure_title);
        }
    for (i = 0; i < s->grade_count; i++) look(c, s->grades[i].title);
}

static void every_shipped_standard_is_told_in_english(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof shipped / sizeof *shipped; i++) {
        test_library library = { 0 };
        jh_standard standard;
        counting c = { .standard = &standard };

        assert_int_equal(test_compile(&standard, &keep, &library, shipped[i], NULL, NULL), JH_OK);
        look_at_words(&c, &standard);
        look_at_judgements(&c, &standard);
        assert_true(c.told > 300);
        assert_int_equal(c.untold, 0);
    }
}

static const char two_meanings[] =
    "standard t \"t\" effective 2020-01-01 stages primary\n"
    "measure pupil \"人\" en \"pupils\"\nmeasure teacher \"人\" en \"teachers\"\n"
    "element pupils \"学生\" en \"Pupils\" pupil by stage\n"
    "element teachers \"教师\" teacher by stage\n"
    "element share \"师生比\" teacher per 10 pupil by stage\n";

static void one_word_may_have_two_meanings(void **state)
{
    test_library library = { 0 };
    jh_standard standard;
    jh_text in[4];

    (void)state;
    test_library_add(&library, "t", two_meanings);
    assert_int_equal(test_compile(&standard, &keep, &library, "t", NULL, NULL), JH_OK);
    in[0] = jh_standard_in(&standard, JH_EN, standard.elements[0].measure_title);
    in[1] = jh_standard_in(&standard, JH_EN, standard.elements[1].measure_title);
    in[2] = jh_standard_in(&standard, JH_EN, standard.elements[2].measure_title);
    in[3] = jh_standard_in(&standard, JH_EN, standard.elements[1].title);
    assert_true(jh_text_equal(in[0], JH_TEXT("pupils")));
    assert_true(jh_text_equal(in[1], JH_TEXT("teachers")));
    assert_true(jh_text_equal(in[2], JH_TEXT("teachers per 10 pupils")));
    assert_true(jh_text_equal(in[3], JH_TEXT("教师"))); /* not said: as it is */
    assert_true(
        jh_text_equal(jh_standard_in(&standard, JH_EN, JH_TEXT("学生")), JH_TEXT("Pupils")));
    assert_true(jh_text_equal(jh_standard_in(&standard, JH_ZH, standard.elements[0].title),
                              JH_TEXT("学生")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_standard_is_told_in_english),
        cmocka_unit_test(one_word_may_have_two_meanings),
    };
    int failed;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    jh_arena_release(&keep);
    return failed;
}
