/* Schools that a paper names without a code. All made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "formats/xlsx_out.h"
#include "intake/intake.h"
#include "intake/names.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/files.h"
#include "tests/support/grid.h"
#include "tests/support/made_up.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jh_arena keep, scratch;
static char *folder, *list_path; /* where lists are written */

static int reserve(void **state)
{
    (void)state;
    folder = test_folder_make();
    list_path = test_path(folder, "list.xlsx");
    return jh_arena_reserve(&keep, JH_ARENA_DEFAULT)
           || jh_arena_reserve(&scratch, JH_ARENA_DEFAULT);
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    test_folder_remove(folder);
    free(list_path);
    free(folder);
    return 0;
}

#define CODED "学校标识码,学校名称,学段,在校生数\n"
#define NAMED "学校名称,学段,专任教师数\n"

/* What the store knows: K1; K2, which had another name; K3 and K4, which had the same one at
 * different times; K5, taken in by K1 in 2025, and K6, closed in 2026. */
static const jh_borne_name borne[] = {
    { .code = JH_TEXT("K1"), .name = JH_TEXT("旧校小学") },
    { .code = JH_TEXT("K2"), .name = JH_TEXT("红旗小学"), .is_former = true },
    { .code = JH_TEXT("K2"), .name = JH_TEXT("示例县实验小学"), .since = JH_TEXT("2025") },
    { .code = JH_TEXT("K3"), .name = JH_TEXT("向阳小学"), .is_former = true },
    { .code = JH_TEXT("K3"), .name = JH_TEXT("朝阳小学"), .since = JH_TEXT("2026") },
    { .code = JH_TEXT("K4"), .name = JH_TEXT("向阳小学") },
    { .code = JH_TEXT("K5"),
      .name = JH_TEXT("南沟小学"),
      .gone = JH_TEXT("2025"),
      .into = JH_TEXT("K1") },
    { .code = JH_TEXT("K6"), .name = JH_TEXT("北沟小学"), .gone = JH_TEXT("2026") },
    { .code = JH_TEXT("K7"), .name = JH_TEXT("西岭九年一贯制学校") },
};

static const struct {
    const char *label, *coded, *named, *confirmed, *expect;
} cases[] = {
    { "the same name is the same school, whatever its width", CODED "S1,甲（1）小学,小学,120\n",
      NAMED "甲(１)小学,小学,9\n", "",
      "unit S1 甲（1）小学\nS1 pupils primary 120\nS1 teachers primary 9\n" },
    { "a likely name waits for a person", CODED "S1,示例县东河镇中心小学,小学,120\n",
      NAMED "东河小学,小学,9\n", "",
      "unit S1 示例县东河镇中心小学\nS1 pupils primary 120\n"
      "refusal intake.name_likely !A2 | 东河小学 | S1 | 示例县东河镇中心小学\n" },
    { "… who says that it is", CODED "S1,示例县东河镇中心小学,小学,120\n",
      NAMED "东河小学,小学,9\n", "# 待确认\n东河小学 = S1  # 是\n",
      "unit S1 示例县东河镇中心小学\nS1 pupils primary 120\nS1 teachers primary 9\n" },
    { "… or that it is not", CODED "S1,示例县东河镇中心小学,小学,120\n", NAMED "东河小学,小学,9\n",
      "东河小学 = new\n",
      "unit S1 示例县东河镇中心小学\nunit n7bd42ba2d5 东河小学\nS1 pupils primary 120\n"
      "n7bd42ba2d5 teachers primary 9\n" },
    { "a part of a school is the school, for what is said of that stage",
      CODED "S1,甲学校,小学,120\n", "学校名称,在校生数\n甲学校（初中）,90\n", "",
      "unit S1 甲学校\nS1 pupils primary 120\nS1 pupils junior 90\n" },
    { "… but not for what is said of all of it",
      CODED "S1,甲学校,小学,120\n", "学校名称,在校生数,运动场地面积\n甲学校（初中）,90,800\n", "",
      "unit S1 甲学校\nS1 pupils primary 120\n"
      "refusal intake.name_likely !A2 | 甲学校（初中） | S1 | 甲学校\n" },
    { "a campus that has such a name of its own stays what it is",
      CODED "S1,甲学校,小学,120\nS2,甲学校（初中）,初中,90\n",
      NAMED "甲学校（初中）,初中,9\n", "",
      "unit S1 甲学校\nunit S2 甲学校（初中）\nS1 pupils primary 120\nS2 pupils junior 90\n"
      "S2 teachers junior 9\n" },
    { "two schools of one name are named", CODED "S1,甲小学,小学,120\nS2,甲小学,小学,80\n",
      NAMED "甲小学,小学,9\n", "",
      "unit S1 甲小学\nunit S2 甲小学\nS1 pupils primary 120\nS2 pupils primary 80\n"
      "refusal intake.name_twice !A2 | 甲小学 | S1 | S2\n" },
    { "a school that only the store knows", "", NAMED "旧校小学,小学,9\n", "",
      "unit K1 旧校小学\nK1 teachers primary 9\n" },
    { "a name that it had", "", NAMED "红旗小学,小学,9\n", "",
      "unit K2 示例县实验小学\nK2 teachers primary 9\n" },
    { "… in the papers of the same import, too", CODED "K2,实验小学,小学,120\n",
      NAMED "红旗小学,小学,9\n", "",
      "unit K2 实验小学\nK2 pupils primary 120\nK2 teachers primary 9\n" },
    { "a name that one has and another had is either", "", NAMED "向阳小学,小学,9\n", "",
      "refusal intake.name_twice !A2 | 向阳小学 | K4 | K3\n" },
    { "… until a person says which", "", NAMED "向阳小学,小学,9\n", "向阳小学 = K3\n",
      "unit K3 向阳小学\nK3 teachers primary 9\n" },
    { "a school taken in by another has no figures any more", "", NAMED "南沟小学,小学,9\n", "",
      "refusal intake.name_taken_in !A2 | 南沟小学 | K5 | 2025 | K1\n" },
    { "one that closes later has", "", NAMED "北沟小学,小学,9\n", "",
      "unit K6 北沟小学\nK6 teachers primary 9\n" },
    { "学校 for 九年一贯制学校 is likely", "", NAMED "西岭学校,小学,9\n", "",
      "refusal intake.name_likely !A2 | 西岭学校 | K7 | 西岭九年一贯制学校\n" },
    { "a code that nobody has", "", NAMED "东岭小学,小学,9\n", "东岭小学 = K99\n",
      "refusal intake.name_no_unit !A2 | 东岭小学 | K99 | names.txt:1\n" },
    { "two rows of one sheet are two schools", CODED "S1,示例县东河镇中心小学,小学,120\n",
      NAMED "示例县东河镇中心小学,小学,9\n东河小学,小学,8\n", "东河小学 = S1\n",
      "unit S1 示例县东河镇中心小学\nS1 pupils primary 120\nS1 teachers primary 9\n"
      "refusal intake.name_same_sheet !A3 | 东河小学 | S1 | 示例县东河镇中心小学 | a.csv A2\n" },
    { "another school keeps a code of ours", CODED "S1,甲小学,小学,120\n", NAMED "丙小学,小学,9\n",
      "", NULL },
};

static jh_text read_case(size_t i, jh_name_questions *asked)
{
    jh_source_file files[2], names = { .name = JH_TEXT("names.txt") };
    jh_intake_request request = { .files = files,
                                  .standard = test_made_up_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025"),
                                  .borne = borne,
                                  .borne_count = sizeof borne / sizeof *borne,
                                  .asked = asked };
    jh_name_pairs pairs;
    jh_findings refused = { 0 };
    jh_batch batch;
    size_t j;

    /* The paper without codes is read first: the order of files must not matter. */
    files[request.file_count++] =
        (jh_source_file){ .name = JH_TEXT("a.csv"), .bytes = jh_text_of(cases[i].named) };
    if (cases[i].coded[0])
        files[request.file_count++] =
            (jh_source_file){ .name = JH_TEXT("b.csv"), .bytes = jh_text_of(cases[i].coded) };
    names.bytes = jh_text_of(cases[i].confirmed);
    assert_int_equal(jh_names_read(&pairs, &keep, scratch, &names, NULL), JH_OK);
    request.confirmed = pairs.items;
    request.confirmed_count = pairs.count;
    assert_int_equal(jh_intake_read(&batch, &keep, scratch, &request, NULL), JH_OK);
    for (j = 0; j < batch.findings.count; j++)
        if (batch.findings.items[j].severity == JH_REFUSAL)
            assert_int_equal(jh_finding_add(&refused, &keep, &batch.findings.items[j], NULL),
                             JH_OK);
    batch.findings = refused;
    return test_batch_text(&keep, &batch, true);
}

static void names_are_matched_where_it_is_certain(void **state)
{
    size_t i, wrong = 0;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        jh_text got = read_case(i, NULL);

        if (!cases[i].expect) {
            assert_true(jh_text_contains(got, JH_TEXT("unit n")));
            continue;
        }
        if (jh_text_equal(got, jh_text_of(cases[i].expect))) continue;
        wrong++;
        print_error("%s\n--- got\n%.*s--- expected\n%s", cases[i].label, JH_TEXT_ARGS(got),
                    cases[i].expect);
    }
    assert_int_equal(wrong, 0);
}

static const struct {
    const char *name, *plain;
} names[] = {
    { "示例省示例市示例县第一小学", "一小学" },
    { "示例县东河镇中心小学", "东河小学" },
    { "东河乡完全小学（虚构）", "东河小学" },
    { "东河第2初级中学", "东河二中学" },
    { "东河二初中", "东河二中学" },
    { "甲小学校", "甲小学" },
    { "县小", "县小" },
    { "示例县　东河小学", "东河小学" },
    { "东河学校", "东河" },
    { "", "" },
};

static void names_become_plain_as_people_shorten_them(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof names / sizeof *names; i++) {
        jh_text plain = jh_name_plain(&keep, jh_text_of(names[i].name));

        if (!jh_text_equal(plain, jh_text_of(names[i].plain)))
            fail_msg("%s became %.*s, not %s", names[i].name, JH_TEXT_ARGS(plain), names[i].plain);
    }
}

static void a_line_that_is_no_pair_is_named(void **state)
{
    jh_source_file file = { .name = JH_TEXT("names.txt"), .bytes = JH_TEXT("甲 = S1\n乙 S2\n") };
    jh_name_pairs pairs;
    jh_error err = { JH_OK };

    (void)state;
    assert_int_equal(jh_names_read(&pairs, &keep, scratch, &file, &err), JH_BAD_INPUT);
    assert_string_equal(err.where, "names.txt:2");
}

/* ---- the list as a workbook ----------------------------------------------------------------- */

enum { FIRST = 4 /* row of the first name */ };

static jh_text file_bytes(const char *path)
{
    static char room[1 << 20];
    FILE *file = fopen(path, "rb");
    size_t size;

    assert_non_null(file);
    size = fread(room, 1, sizeof room, file);
    fclose(file);
    return jh_text_copy(&keep, (jh_text){ room, size });
}

/* The list that an import of these names asks, as it is written. */
static jh_name_questions asked_of(size_t which)
{
    jh_name_questions asked = { 0 };

    read_case(which, &asked);
    return asked;
}

static size_t case_of(const char *label)
{
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++)
        if (strcmp(cases[i].label, label) == 0) return i;
    fail_msg("no case %s", label);
    return 0;
}

static jh_source_file list_written(const jh_name_questions *asked, jh_source_file old)
{
    const char *path = list_path;
    jh_name_listing list = { old, asked };

    assert_int_equal(jh_name_list_write(path, &keep, scratch, &list, NULL), JH_OK);
    return (jh_source_file){ .name = JH_TEXT("校名.xlsx"), .bytes = file_bytes(path) };
}

/* The same workbook after somebody typed into the cells of column B and C. */
typedef struct typed {
    const char *name, *code, *where;
} typed;

static jh_source_file list_of(const typed *rows)
{
    const char *path = list_path;
    jh_xlsx_out *book;
    jh_sheet_out *sheet;
    uint32_t row = 2;

    assert_int_equal(jh_xlsx_out_begin(&book, &keep, path, NULL, NULL), JH_OK);
    sheet = jh_sheet_out_add(book, JH_TEXT("确认"));
    jh_sheet_put_text(sheet, 1, 1, JH_TEXT("表中校名"), NULL);
    jh_sheet_put_text(sheet, 1, 2, JH_TEXT("标识码(填这里)"), NULL);
    for (; rows->name; rows++, row++) {
        jh_sheet_put_text(sheet, row, 1, jh_text_of(rows->name), NULL);
        if (rows->code) jh_sheet_put_text(sheet, row, 2, jh_text_of(rows->code), NULL);
        if (rows->where) jh_sheet_put_text(sheet, row, 3, jh_text_of(rows->where), NULL);
    }
    assert_int_equal(jh_xlsx_out_finish(book, NULL), JH_OK);
    return (jh_source_file){ .name = JH_TEXT("校名.xlsx"), .bytes = file_bytes(path) };
}

static void the_list_shows_candidates_and_keeps_its_rows(void **state)
{
    jh_name_questions likely = asked_of(case_of("a likely name waits for a person"));
    jh_name_questions twice = asked_of(case_of("a name that one has and another had is either"));
    jh_source_file file = list_written(&likely, (jh_source_file){ .bytes = JH_TEXT("") });
    jh_file source;
    jh_workbook book;
    jh_name_pairs pairs;

    (void)state;
    assert_int_equal(likely.count, 1);
    assert_int_equal(twice.count, 1);
    assert_int_equal(twice.items[0].count, 2);
    assert_int_equal(twice.items[0].candidates[0].why, JH_ALIKE_SAME);
    assert_int_equal(twice.items[0].candidates[1].why, JH_ALIKE_FORMER);
    assert_int_equal(jh_names_read(&pairs, &keep, scratch, &file, NULL), JH_OK);
    assert_int_equal(pairs.count, 0); /* nobody has filled it in */
    file = list_written(&twice, file);
    source = jh_file_of_bytes("校名.xlsx", file.bytes);
    assert_int_equal(jh_workbook_read(&book, &keep, scratch, &source, NULL), JH_OK);
#define CELL(row, column) jh_sheet_cell(&book.sheets[0], row, column)->text
    assert_true(jh_text_equal(CELL(FIRST, 1), JH_TEXT("东河小学")));
    assert_true(jh_text_equal(CELL(FIRST, 3), JH_TEXT("a.csv A2")));
    assert_true(jh_text_equal(CELL(FIRST, 5), JH_TEXT("S1")));
    assert_true(jh_text_equal(CELL(FIRST, 6), JH_TEXT("示例县东河镇中心小学")));
    assert_true(jh_text_contains(CELL(FIRST, 7), JH_TEXT("57%")));
    assert_true(jh_text_equal(CELL(FIRST + 1, 1), JH_TEXT("向阳小学")));
    assert_true(jh_text_equal(CELL(FIRST + 1, 8), JH_TEXT("K3")));
    assert_true(jh_text_equal(CELL(FIRST + 1, 10), JH_TEXT("曾用名")));
#undef CELL
}

/* Papers without codes, asked about, written down, and read back. */
static jh_code list_once(void *context, jh_error *err)
{
    const jh_source_file *paper = context;
    jh_arena own = { 0 }, work = { 0 };
    jh_name_questions asked = { 0 };
    jh_intake_request request = { .files = paper,
                                  .file_count = 1,
                                  .standard = test_made_up_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025"),
                                  .borne = borne,
                                  .borne_count = sizeof borne / sizeof *borne,
                                  .asked = &asked };
    jh_name_listing list = { { .bytes = JH_TEXT("") }, &asked };
    jh_source_file written = { .name = JH_TEXT("l.xlsx") };
    jh_name_pairs pairs;
    jh_batch batch;
    jh_code rc = JH_NO_MEMORY;

    if (jh_arena_reserve(&own, (size_t)64 << 20) || jh_arena_reserve(&work, (size_t)64 << 20))
        rc = jh_no_memory(err);
    else
        rc = jh_intake_read(&batch, &own, work, &request, err);
    if (!rc) rc = jh_name_list_write(list_path, &own, work, &list, err);
    if (!rc) written.bytes = file_bytes(list_path);
    if (!rc && !written.bytes.at) rc = jh_no_memory(err);
    if (!rc) rc = jh_names_read(&pairs, &own, work, &written, err);
    jh_arena_release(&own);
    jh_arena_release(&work);
    return rc;
}

static void memory_may_run_out_anywhere(void **state)
{
    jh_source_file paper = { .name = JH_TEXT("a.csv"),
                             .bytes = JH_TEXT(NAMED "红旗小学,小学,9\n西岭学校,小学,3\n") };

    (void)state;
    assert_true(test_alloc_sweep(list_once, &paper, 6000) > 100);
}

static const struct {
    const char *label;
    typed rows[4];
    size_t pairs;
    jh_say_id wrong; /* SAY_COUNT = nothing */
    const char *where, *other;
} lists[] = {
    { "answers, blanks and new schools",
      { { "甲", "S1", "a.csv A2" }, { "乙", NULL, NULL }, { "丙", "新校", NULL } },
      2,
      SAY_COUNT,
      NULL,
      NULL },
    { "full width is half width", { { "甲", "Ｓ１", NULL } }, 1, SAY_COUNT, NULL, NULL },
    { "one school under two names of two sheets",
      { { "甲", "S1", "a.csv 一!A2" }, { "乙", "S1", "a.csv 二!A3" } },
      2,
      SAY_COUNT,
      NULL,
      NULL },
    { "… but not of one",
      { { "甲", "S1", "a.csv 一!A2" }, { "乙", "S1", "a.csv 一!A3" } },
      0,
      SAY_INTAKE_NAMES_CODE_TWICE,
      "校名.xlsx 确认!B3",
      "B2" },
    { "… nor of one text file",
      { { "甲", "S1", "a.csv A2" }, { "乙", "S1", "a.csv A3" } },
      0,
      SAY_INTAKE_NAMES_CODE_TWICE,
      "校名.xlsx 确认!B3",
      "B2" },
    { "one name is not two schools",
      { { "甲小学", "S1", NULL }, { "甲小学 ", "S2", NULL } },
      0,
      SAY_INTAKE_NAMES_TWO_ANSWERS,
      "校名.xlsx 确认!B3",
      "B2" },
    { "something that is no code",
      { { "甲小学", "是", NULL } },
      0,
      SAY_INTAKE_NAMES_NO_CODE,
      "校名.xlsx 确认!B2",
      NULL },
};

static void what_a_clerk_typed_is_read_or_named_with_its_cell(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof lists / sizeof *lists; i++) {
        jh_source_file file = list_of(lists[i].rows);
        jh_error err = { JH_OK };
        jh_name_pairs pairs;
        jh_code rc = jh_names_read(&pairs, &keep, scratch, &file, &err);

        if ((rc == JH_OK) != (lists[i].wrong == SAY_COUNT)
            || (!rc && pairs.count != lists[i].pairs))
            fail_msg("%s: %d, %zu pairs", lists[i].label, rc, pairs.count);
        if (!rc) continue;
        if (err.message.say != lists[i].wrong || strcmp(err.where, lists[i].where) != 0)
            fail_msg("%s: %s %d", lists[i].label, err.where, err.message.say);
        if (lists[i].other) assert_string_equal(err.message.arg[2], lists[i].other);
    }
}

static void another_workbook_is_no_list(void **state)
{
    typed none[] = { { NULL, NULL, NULL } };
    jh_source_file file = list_of(none);
    jh_name_questions asked = asked_of(case_of("a likely name waits for a person"));
    jh_name_listing list = { .questions = &asked };
    jh_xlsx_out *book;
    jh_error err = { JH_OK };

    (void)state;
    assert_int_equal(jh_xlsx_out_begin(&book, &keep, list_path, NULL, NULL), JH_OK);
    jh_sheet_put_text(jh_sheet_out_add(book, JH_TEXT("表")), 1, 1, JH_TEXT("学校名称"), NULL);
    assert_int_equal(jh_xlsx_out_finish(book, NULL), JH_OK);
    file.bytes = file_bytes(list_path);
    list.old = file;
    assert_int_equal(jh_name_list_write(list_path, &keep, scratch, &list, &err), JH_BAD_INPUT);
    assert_int_equal(err.message.say, SAY_INTAKE_NAMES_NO_LIST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_list_shows_candidates_and_keeps_its_rows, reserve,
                                        release),
        cmocka_unit_test_setup_teardown(what_a_clerk_typed_is_read_or_named_with_its_cell, reserve,
                                        release),
        cmocka_unit_test_setup_teardown(memory_may_run_out_anywhere, reserve, release),
        cmocka_unit_test_setup_teardown(another_workbook_is_no_list, reserve, release),
        cmocka_unit_test_setup_teardown(names_are_matched_where_it_is_certain, reserve, release),
        cmocka_unit_test_setup_teardown(names_become_plain_as_people_shorten_them, reserve,
                                        release),
        cmocka_unit_test_setup_teardown(a_line_that_is_no_pair_is_named, reserve, release),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
