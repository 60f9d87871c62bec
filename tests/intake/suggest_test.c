/* A mapping proposed from strange headers, confirmed, and read. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "intake/intake.h"
#include "intake/mapping.h"
#include "intake/suggest.h"
#include "tests/support/grid.h"
#include "tests/support/made_up.h"

#include <stdlib.h>
#include <string.h>

/* `expect`: a line a column: state, letter, target, and the key of the reason. `imported`: what
 * comes out once every question is confirmed; NULL = not imported. */
static const struct {
    const char *label, *rows, *merges, *expect, *imported;
} cases[] = {
    { "words that are only alike are questions, and stages and units are read from the header",
      "某县各校情况一览\n单位名|编号代码|小学在校学生(人)|专任老师(小学)|设备值(元)\n"
      "甲小学|S10001|120|9|125000\n乙小学|S10002|80|6|80000",
      NULL,
      "open A 学校名称 suggest_like\nopen B 学校标识码 suggest_codes\n"
      "open C 在校生数 in 人 of 小学 suggest_like\nopen D 专任教师数 of 小学 suggest_like\n"
      "open E 教学仪器设备资产值 in 元 suggest_like\n",
      "unit S10001 甲小学\nunit S10002 乙小学\nS10001 equipment whole 12.5\n"
      "S10001 pupils primary 120\nS10001 teachers primary 9\nS10002 equipment whole 8\n"
      "S10002 pupils primary 80\nS10002 teachers primary 6\n" },
    { "what the dictionary writes so is certain, and nothing is asked",
      "学校标识码|学校名称|学段|在校生数\nS1|甲小学|小学|120", NULL,
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\nsure C 学段 suggest_same\n"
      "sure D 在校生数 suggest_same\n",
      "unit S1 甲小学\nS1 pupils primary 120\n" },
    { "headers that say nothing are told by their values",
      "一|二|三|学生\n9901010001|甲小学|小学|120\n9901010002|乙中学|初中|300", NULL,
      "open A 学校标识码 suggest_codes\nopen B 学校名称 suggest_names\n"
      "open C 学段 suggest_stages\nopen D 在校生数 suggest_like\n",
      "unit 9901010001 甲小学\nunit 9901010002 乙中学\n9901010001 pupils primary 120\n"
      "9901010002 pupils junior 300\n" },
    { "a group over two columns gives the stage, and columns of one name go by letter",
      "学校标识码|学校名称|小学||初中|\n||学生人数|老师|学生人数|老师\nS1|甲学校|120|9|60|8",
      "A1:A2 B1:B2 C1:D1 E1:F1",
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\n"
      "open C 在校生数 of 小学 suggest_like\nleft D - of 小学 suggest_none\n"
      "open E 在校生数 of 初中 suggest_like\nleft F - of 初中 suggest_none\n",
      "unit S1 甲学校\nS1 pupils primary 120\nS1 pupils junior 60\n" },
    { "half a person is no count: the likeness is turned down with the value that speaks against "
      "it",
      "学校标识码|学校名称|学生人数(小学)\nS1|甲小学|12.5", NULL,
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\n"
      "left C - of 小学 suggest_values\n",
      NULL },
    { "a unit of another kind turns the likeness down",
      "学校标识码|学校名称|操场的运动场地(元)\nS1|甲小学|12", NULL,
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\n"
      "left C - in 元 suggest_measure\n",
      NULL },
    { "of two columns alike one figure goes to the liker",
      "学校标识码|学校名称|在校学生数(小学)|女学生数(小学)\nS1|甲小学|120|50", NULL,
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\n"
      "open C 在校生数 of 小学 suggest_like\nleft D - of 小学 suggest_taken\n",
      "unit S1 甲小学\nS1 pupils primary 120\n" },
    { "a numbering and what is like nothing are left over",
      "序号|学校标识码|学校名称|学生数(初中)|校训\n1|S1|甲中学|120|勤", NULL,
      "left A - suggest_numbering\nsure B 学校标识码 suggest_same\nsure C 学校名称 suggest_same\n"
      "sure D 在校生数 of 初中 suggest_same\nleft E - suggest_none\n",
      "unit S1 甲中学\nS1 pupils junior 120\n" },
    { "a row of units below the header counts",
      "学校标识码|学校名称|设备仪器资产值\n|| (元)\nS1|甲小学|125000", NULL,
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\n"
      "open C 教学仪器设备资产值 in 元 suggest_like\n",
      "unit S1 甲小学\nS1 equipment whole 12.5\n" },
    { "a bracket that leaves out 元 is completed, for a person to confirm",
      "学校标识码|学校名称|教学仪器设备值(万)\nS1|甲小学|12.5", NULL,
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\n"
      "open C 教学仪器设备资产值 in 万元 suggest_bare\n",
      "unit S1 甲小学\nS1 equipment whole 12.5\n" },
    { "of the columns of two years the later one is asked about",
      "学校标识码|学校名称|2024年在校生数(小学)|2025年在校生数(小学)\nS1|甲小学|118|120", NULL,
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\n"
      "left C - of 小学 suggest_taken\nopen D 在校生数 of 小学 suggest_bare\n",
      "unit S1 甲小学\nS1 pupils primary 120\n" },
    { "last year's figures, planned ones and figures for each pupil are none of this year's totals",
      "学校标识码|学校名称|上年在校生数(小学)|计划在校生数(小学)|生均教学仪器设备值(元)\n"
      "S1|甲小学|118|130|1050",
      NULL,
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\n"
      "left C - of 小学 suggest_none\nleft D - of 小学 suggest_none\n"
      "left E - in 元 suggest_measure\n",
      NULL },
    { "whole things in a greater unit may have decimals",
      "学校标识码|学校名称|在校学生数(小学)(万人)\nS1|甲小学|0.012", NULL,
      "sure A 学校标识码 suggest_same\nsure B 学校名称 suggest_same\n"
      "open C 在校生数 in 万人 of 小学 suggest_like\n",
      "unit S1 甲小学\nS1 pupils primary 120\n" },
    { "a name is rather the school's own than that of the school above it",
      "名称|学生数(小学)|学校标识码\n甲小学|120|S1", NULL,
      "open A 学校名称 suggest_like\nsure B 在校生数 of 小学 suggest_same\n"
      "sure C 学校标识码 suggest_same\n",
      "unit S1 甲小学\nS1 pupils primary 120\n" },
    { "letters without figures are no table", "说明\n请如实填写|谢谢\n", NULL, "", NULL },
};

static jh_text told(jh_arena *keep, const jh_suggestion *s)
{
    static const char *const states[] = { "sure", "open", "left" };
    jh_buffer out = jh_buffer_in(keep);
    char letter[JH_ADDRESS_SIZE];
    jh_text text;
    size_t i;

    for (i = 0; i < s->count; i++) {
        const jh_proposal *p = &s->items[i];
        jh_text target = p->target.size ? p->target : JH_TEXT("-");

        jh_buffer_add_format(&out, "%s %s %.*s", states[p->state],
                             jh_column_write(letter, p->column), JH_TEXT_ARGS(target));
        if (p->measure.size) jh_buffer_add_format(&out, " in %.*s", JH_TEXT_ARGS(p->measure));
        if (p->stage.size) jh_buffer_add_format(&out, " of %.*s", JH_TEXT_ARGS(p->stage));
        jh_buffer_add_format(&out, " %s\n", strchr(jh_say_keys[p->why.say], '.') + 1);
    }
    assert_int_equal(jh_buffer_finish(&text, &out, NULL), JH_OK);
    return text;
}

/* What a person does who finds every question right. */
static jh_text confirmed(jh_arena *keep, jh_text text)
{
    jh_buffer out = jh_buffer_in(keep);
    jh_text done;
    const char *at;

    while ((at = memmem(text.at, text.size, " ?  #", 5))) {
        jh_buffer_add(&out, (jh_text){ text.at, (size_t)(at - text.at) });
        text.size -= (size_t)(at - text.at) + 2;
        text.at = at + 2;
    }
    jh_buffer_add(&out, text);
    assert_int_equal(jh_buffer_finish(&done, &out, NULL), JH_OK);
    return done;
}

static jh_text imported(jh_arena *keep, jh_arena scratch, const jh_workbook *book, jh_text text)
{
    jh_source_file file = { .name = JH_TEXT("t.xlsx"), .bytes = JH_TEXT("made up") };
    jh_source_file words = { .name = JH_TEXT("m.txt"), .bytes = text };
    jh_mapping mapping;
    jh_intake_request request = { .files = &file,
                                  .workbooks = &book,
                                  .file_count = 1,
                                  .standard = test_made_up_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025"),
                                  .mapping = &mapping };
    jh_error err = { JH_OK };
    jh_batch batch;

    if (jh_mapping_read(&mapping, keep, &words, &err)
        || jh_intake_read(&batch, keep, scratch, &request, &err))
        return jh_text_format(keep, "%s @ %s", jh_say_keys[err.message.say], err.where);
    assert_int_equal(jh_finding_count(&batch.findings, JH_REFUSAL), 0);
    return test_batch_text(keep, &batch, false);
}

static bool is(const char *label, jh_text got, const char *wanted)
{
    if (jh_text_equal(got, jh_text_of(wanted))) return true;
    print_error("%s:\n--- got\n%.*s\n--- wanted\n%s\n", label, JH_TEXT_ARGS(got), wanted);
    return false;
}

static size_t try_case(jh_arena *keep, jh_arena scratch, size_t i)
{
    jh_sheet sheet = test_grid(keep, "汇 总", cases[i].rows, cases[i].merges);
    jh_workbook *book = test_workbook(keep, "t.xlsx", &sheet, 1);
    jh_suggest_request request = { .workbook = book, .standard = test_made_up_standard() };
    jh_suggestion suggestion;
    jh_error err = { JH_OK };
    jh_text text;
    size_t wrong;

    assert_int_equal(jh_suggest(&suggestion, keep, scratch, &request, &err), JH_OK);
    wrong = !is(cases[i].label, told(keep, &suggestion), cases[i].expect);
    if (!cases[i].imported) return wrong;
    assert_int_equal(jh_suggestion_text(&text, keep, &suggestion, JH_ZH, &err), JH_OK);
    if (suggestion.open)
        wrong += !jh_text_starts(imported(keep, scratch, book, text), JH_TEXT("intake.map_open"));
    text = imported(keep, scratch, book, confirmed(keep, text));
    return wrong + !is(cases[i].label, text, cases[i].imported);
}

static void strange_headers_are_proposed_confirmed_and_read(void **state)
{
    jh_arena keep, scratch;
    size_t i, wrong = 0;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) wrong += try_case(&keep, scratch, i);
    assert_int_equal(wrong, 0);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

static void a_sheet_that_is_not_there_is_named(void **state)
{
    jh_arena keep, scratch;
    jh_sheet sheet;
    jh_suggest_request request = { .standard = test_made_up_standard(), .sheet = JH_TEXT("乙表") };
    jh_suggestion suggestion;
    jh_error err = { JH_OK };

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    sheet = test_grid(&keep, "甲表", "学校名称|在校生数\n甲小学|1", NULL);
    request.workbook = test_workbook(&keep, "t.xlsx", &sheet, 1);
    assert_int_equal(jh_suggest(&suggestion, &keep, scratch, &request, &err), JH_NOT_FOUND);
    assert_string_equal(err.message.arg[0], "乙表");
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

/* However early memory runs out, it is said, and nothing else happens. */
static void memory_that_runs_out_is_said(void **state)
{
    jh_arena keep, scratch;
    jh_sheet sheet;
    jh_suggest_request request = { .standard = test_made_up_standard() };
    jh_suggestion suggestion;
    jh_code rc = JH_NO_MEMORY;
    jh_text text;
    long n;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    sheet = test_grid(&keep, "甲", cases[0].rows, NULL);
    request.workbook = test_workbook(&keep, "t.xlsx", &sheet, 1);
    for (n = 0; rc == JH_NO_MEMORY; n++) {
        jh_memory_fail_after(n);
        rc = jh_suggest(&suggestion, &keep, scratch, &request, NULL);
        if (!rc) rc = jh_suggestion_text(&text, &keep, &suggestion, JH_EN, NULL);
        jh_memory_fail_after(-1);
    }
    assert_int_equal(rc, JH_OK);
    assert_true(n > 100);
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strange_headers_are_proposed_confirmed_and_read),
        cmocka_unit_test(a_sheet_that_is_not_there_is_named),
        cmocka_unit_test(memory_that_runs_out_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
