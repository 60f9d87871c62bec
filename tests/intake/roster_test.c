/* roster_test.c: what may stand in a teacher roster, and what is refused, with its cell.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "app/library.h"
#include "intake/roster.h"

#include <string.h>

static jh_arena keep, scratch;
static jh_standard columns;

static int start(void **state)
{
    jh_desk desk = { 0 };
    jh_findings mistakes = { 0 };

    (void)state;
    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT) || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT))
        return 1;
    desk.keep = &keep;
    desk.scratch = scratch;
    return jh_library_compile(&columns, &desk, &(jh_standard_words){ NULL, "cn-roster" }, &mistakes,
                              NULL)
           != JH_OK;
}

static jh_code read_text(jh_roster *out, jh_findings *findings, jh_arena *at, const char *text)
{
    jh_file file = jh_file_of_bytes("名册.csv", jh_text_of(text));
    jh_roster_request request = {
        .columns = &columns,
        .files = &file,
        .file_count = 1,
        .as_of = jh_date_make(2025, 12, 31),
        .findings = findings,
    };

    *findings = (jh_findings){ 0 };
    return jh_roster_read(out, at, scratch, &request, NULL);
}

static void a_roster_is_read_by_its_headings(void **state)
{
    static const char text[] =
        "示例县教师名册(虚构),,,,,,,,,\n"
        "学科,工号,学校,学段,是否骨干教师,来校年月,意向学校,免交流原因,上次交流年份,学历\n"
        "语文,T2,甲小学,小学,县级骨干教师,2016.9,乙小学、丙小学,,2019、2012,本科\n"
        "数学,T1,乙小学,,否,2024年9月,,孕期,,专科\n"
        "英语,T3,丙中学,初中,√,2015,无此校/乙小学,无,,\n"
        "合计,3人,,,,,,,,\n";
    jh_arena here = keep;
    jh_roster roster;
    jh_findings findings;

    (void)state;
    assert_int_equal(read_text(&roster, &findings, &here, text), JH_OK);
    assert_int_equal(jh_finding_count(&findings, JH_REFUSAL), 0);
    assert_int_equal(roster.count, 3);
    const jh_teacher *t = roster.teachers;
    assert_true(jh_text_equal(t[0].id, JH_TEXT("T1")) && jh_text_equal(t[1].id, JH_TEXT("T2")));
    assert_true(jh_text_equal(t[0].excluded, JH_TEXT("孕期")));
    assert_int_equal(t[0].years, 1);
    assert_int_equal(t[0].stage, JH_WHOLE);
    assert_false(t[0].is_backbone);
    assert_int_equal(t[1].years, 9);
    assert_int_equal(t[1].stage, JH_PRIMARY);
    assert_true(t[1].is_backbone && t[2].is_backbone);
    assert_int_equal(t[1].wish_count, 2);
    assert_true(jh_text_equal(t[1].wishes[1].written, JH_TEXT("丙小学")));
    assert_int_equal(t[1].rotated, 2019);
    assert_int_equal(t[1].times, 2);
    assert_int_equal(t[2].years, 10);
    assert_int_equal(t[2].excluded.size, 0);
}

typedef struct refusal {
    const char *label, *row;
    jh_say_id say;
    int row_at, column_at; /* from 1; 0 = not looked at */
} refusal;

#define HEAD                                                                                       \
    "教师编号,任教学校,任教学科,任教学段,是否骨干教师,在本校连续任教年数,最近一次交流年份\n"

static void what_cannot_be_taken_is_refused_with_its_cell(void **state)
{
    static const refusal table[] = {
        { "no number", ",甲,语文,,,7,\n", SAY_INTAKE_ROSTER_NO_ID, 2, 1 },
        { "an identity number", "11010519491231002X,甲,语文,,,7,\n", SAY_INTAKE_ROSTER_IDENTITY, 2,
          1 },
        { "no school", "T1,,语文,,,7,\n", SAY_INTAKE_ROSTER_NO_SCHOOL, 2, 2 },
        { "no subject", "T1,甲,,,,7,\n", SAY_INTAKE_ROSTER_NO_SUBJECT, 2, 3 },
        { "no stage", "T1,甲,语文,大学,,7,\n", SAY_INTAKE_ROSTER_STAGE, 2, 4 },
        { "neither yes nor no", "T1,甲,语文,,大概,7,\n", SAY_INTAKE_ROSTER_BACKBONE, 2, 5 },
        { "years that are words", "T1,甲,语文,,,七,\n", SAY_INTAKE_ROSTER_YEARS, 2, 6 },
        { "more years than a life at work", "T1,甲,语文,,,70,\n", SAY_INTAKE_ROSTER_YEARS, 2, 6 },
        { "fewer than none", "T1,甲,语文,,,-1,\n", SAY_INTAKE_ROSTER_YEARS, 2, 6 },
        { "a rotation to come", "T1,甲,语文,,,7,2031\n", SAY_INTAKE_ROSTER_ROTATED, 2, 7 },
        { "one number twice", "T1,甲,语文,,,7,\nT1,甲,数学,,,7,\n", SAY_INTAKE_ROSTER_TWICE, 3, 1 },
        { "a teacher at two schools", "T1,甲,语文,,,7,\nT2,甲,语文,,,7,\nT1,乙,语文,,,7,\n",
          SAY_INTAKE_ROSTER_TWO_SCHOOLS, 4, 1 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        jh_arena here = keep;
        jh_roster roster;
        jh_findings findings;
        jh_text text = jh_text_format(&here, "%s%s", HEAD, table[i].row);
        print_message("%s\n", table[i].label);
        assert_int_equal(read_text(&roster, &findings, &here, text.at), JH_OK);
        assert_int_equal(jh_finding_count(&findings, JH_REFUSAL), 1);
        assert_int_equal(findings.items[0].message.say, table[i].say);
        assert_int_equal(findings.items[0].origin.row + 1, table[i].row_at);
        assert_int_equal(findings.items[0].origin.column + 1, table[i].column_at);
    }
}

static void a_file_without_a_roster_says_so(void **state)
{
    jh_arena here = keep;
    jh_roster roster;
    jh_findings findings;

    (void)state;
    assert_int_equal(read_text(&roster, &findings, &here, "校名,学生\n甲,1\n"), JH_OK);
    assert_int_equal(findings.items[0].message.say, SAY_INTAKE_ROSTER_NONE);
    assert_int_equal(read_text(&roster, &findings, &here, "教师编号,任教学科\nT1,语文\n"), JH_OK);
    assert_int_equal(findings.items[0].message.say, SAY_INTAKE_ROSTER_COLUMNS);
}

static void names_are_not_read(void **state)
{
    jh_arena here = keep;
    jh_roster roster;
    jh_findings findings;

    (void)state;
    assert_int_equal(read_text(&roster, &findings, &here,
                               "姓名,身份证号,教师编号,任教学校,任教学科\n"
                               "示例甲,000000000000000000,T1,甲小学,语文\n"),
                     JH_OK);
    assert_int_equal(roster.count, 1);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].severity, JH_REMARK);
    assert_int_equal(findings.items[0].message.say, SAY_INTAKE_ROSTER_NOT_READ);
    assert_true(jh_text_equal(roster.teachers[0].id, JH_TEXT("T1")));
}

static void no_memory_is_an_error_like_any_other(void **state)
{
    jh_code code = JH_NO_MEMORY;
    long n;

    (void)state;
    for (n = 0; code != JH_OK; n++) {
        jh_arena here = keep;
        jh_roster roster;
        jh_findings findings;
        jh_memory_fail_after(n);
        code = read_text(&roster, &findings, &here, HEAD "T1,甲,语文,小学,是,7,2019\n");
        jh_memory_fail_after(-1);
        if (code != JH_OK) assert_int_equal(code, JH_NO_MEMORY);
        assert_true(n < 20000);
    }
    assert_true(n > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_roster_is_read_by_its_headings),
        cmocka_unit_test(what_cannot_be_taken_is_refused_with_its_cell),
        cmocka_unit_test(a_file_without_a_roster_says_so),
        cmocka_unit_test(names_are_not_read),
        cmocka_unit_test(no_memory_is_an_error_like_any_other),
    };
    return cmocka_run_group_tests(tests, start, NULL);
}
