/* The property behind "by header text, never by address": however a made-up county's figures are
 * laid out, the same batch comes out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "example/random.h"
#include "intake/intake.h"
#include "tests/support/grid.h"
#include "tests/support/made_up.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCHOOLS = 9, COLUMNS = 9, ROUNDS = 400 };

typedef struct layout {
    jh_random random;
    uint32_t column[COLUMNS]; /* [column of the figures] → where it stands */
    uint32_t row[SCHOOLS];
    uint32_t rows_above; /* titles, labels, remarks */
    bool in_yuan, in_hectares;
} layout;

static void shuffle(uint32_t *order, uint32_t count, jh_random *random)
{
    uint32_t i, j, swap;

    for (i = 0; i < count; i++) order[i] = i;
    for (i = count; i > 1; i--) {
        j = (uint32_t)jh_random_between(random, 0, i - 1);
        swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
}

static layout layout_of(uint64_t round)
{
    layout l = { .random = jh_random_of(77, round) };

    shuffle(l.column, COLUMNS, &l.random);
    shuffle(l.row, SCHOOLS, &l.random);
    l.rows_above = (uint32_t)jh_random_between(&l.random, 0, 5);
    l.in_yuan = jh_random_between(&l.random, 0, 1);
    l.in_hectares = jh_random_between(&l.random, 0, 1);
    return l;
}

typedef struct grid {
    jh_sheet sheet;
    jh_cell *cells;
    jh_arena *keep;
} grid;

static void put(grid *g, uint32_t row, uint32_t column, const char *text)
{
    g->cells[g->sheet.cell_count++] = (jh_cell){ .row = row,
                                                 .column = column,
                                                 .kind = JH_CELL_TEXT,
                                                 .text = jh_text_copy(g->keep, jh_text_of(text)) };
    if (row > g->sheet.row_count) g->sheet.row_count = row;
    if (column > g->sheet.column_count) g->sheet.column_count = column;
}

static int compare_cells(const void *a, const void *b)
{
    const jh_cell *x = a, *y = b;

    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static const char *const above[] = { "示例县义务教育学校数据", "填报单位:示例县教育局",
                                     "(虚构数据)", "制表日期:2025年10月", "内部资料" };

static void put_headers(grid *g, const layout *l, uint32_t row)
{
    static const char *const headers[COLUMNS] = {
        "学校标识码",     "学校名称",     "办学类型",          "学段", "在校生数", "专任教师数",
        "是否寄宿制学校", "运动场地面积", "教学仪器设备资产值"
    };
    char text[80];
    uint32_t c;

    for (c = 0; c < COLUMNS; c++) {
        snprintf(text, sizeof text, "%s%s", headers[c],
                 c == 7   ? l->in_hectares ? "(公顷)" : "（平方米）"
                 : c == 8 ? l->in_yuan ? "(元)" : "(万元)"
                          : "");
        put(g, row, l->column[c] + 1, text);
    }
}

/* The same school every time; only units and places change. */
static void put_school(grid *g, const layout *l, uint32_t row, uint32_t s)
{
    uint32_t value = 12345 + s * 7, c;
    char text[COLUMNS][32];

    snprintf(text[0], sizeof text[0], "S%u", s);
    snprintf(text[1], sizeof text[1], "第%u小学", s);
    snprintf(text[2], sizeof text[2], "%s", s % 3 ? "小学" : "九年一贯制学校");
    snprintf(text[3], sizeof text[3], "%s", s % 2 ? "小学" : "初中");
    snprintf(text[4], sizeof text[4], "%u", 1000 + s * 37);
    snprintf(text[5], sizeof text[5], "%u", 20 + s);
    snprintf(text[6], sizeof text[6], "%s", s % 4 ? "否" : "是");
    snprintf(text[7], sizeof text[7], l->in_hectares ? "0.%04u" : "%u", 5003 + s * 211);
    if (l->in_yuan)
        snprintf(text[8], sizeof text[8], "%u00", value);
    else
        snprintf(text[8], sizeof text[8], "%u.%02u", value / 100, value % 100);
    for (c = 0; c < COLUMNS; c++) put(g, row, l->column[c] + 1, text[c]);
}

static jh_sheet school_sheet(jh_arena *keep, const char *name, const layout *l)
{
    grid g = { .cells = JH_NEW_ARRAY(keep, jh_cell, 512), .keep = keep };
    uint32_t row = 1, i;

    g.sheet.name = jh_text_of(name);
    for (i = 0; i < l->rows_above; i++) put(&g, row++, 1, above[i]);
    put_headers(&g, l, row++);
    for (i = 0; i < SCHOOLS; i++) put_school(&g, l, row++, l->row[i]);
    put(&g, row, l->column[1] + 1, "合计");
    put(&g, row, l->column[4] + 1, "10332");
    qsort(g.cells, g.sheet.cell_count, sizeof *g.cells, compare_cells);
    g.sheet.cells = g.cells;
    return g.sheet;
}

static jh_sheet county_sheet(jh_arena *keep, layout *l)
{
    static const char *const rows[] = { "填报项目|填报值|计量单位", "交流轮岗教师数|31|人",
                                        "语文校际差异率|12%|", "规划布局合理|是|" };
    char text[400] = "";
    uint32_t order[3], i;

    shuffle(order, 3, &l->random);
    if (l->rows_above > 2) strcat(text, "县级数据\n");
    strcat(text, rows[0]);
    for (i = 0; i < 3; i++) {
        strcat(text, "\n");
        strcat(text, rows[1 + order[i]]);
    }
    return test_grid(keep, l->rows_above > 3 ? "县" : "Sheet9", text, NULL);
}

static jh_text import(jh_arena *keep, jh_arena scratch, uint64_t round)
{
    layout l = layout_of(round);
    bool swapped = round & 1;
    jh_sheet sheets[2];
    const jh_workbook *workbook;
    jh_source_file file = { .name = JH_TEXT("made-up.xlsx"), .bytes = JH_TEXT("x") };
    jh_intake_request request = { .files = &file,
                                  .file_count = 1,
                                  .workbooks = &workbook,
                                  .standard = test_made_up_standard(),
                                  .county = JH_TEXT("990101"),
                                  .period = JH_TEXT("2025"),
                                  .all_or_nothing = true };
    jh_batch batch;

    sheets[swapped] = school_sheet(keep, swapped ? "学校" : "Sheet1", &l);
    sheets[!swapped] = county_sheet(keep, &l);
    workbook = test_workbook(keep, "made-up.xlsx", sheets, 2);
    assert_int_equal(jh_intake_read(&batch, keep, scratch, &request, NULL), JH_OK);
    return test_batch_text(keep, &batch, false);
}

static void the_same_batch_comes_out_of_every_layout(void **state)
{
    jh_arena keep, scratch, first;
    jh_text wanted, got;
    uint64_t round;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&first, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    wanted = import(&first, scratch, 0);
    assert_true(jh_text_contains(wanted, JH_TEXT("S8 equipment whole 124.01\n")));
    assert_true(jh_text_contains(wanted, JH_TEXT("county gap whole 0.12\n")));
    for (round = 1; round < ROUNDS; round++) {
        jh_arena_reset(&keep);
        got = import(&keep, scratch, round);
        if (!jh_text_equal(got, wanted))
            fail_msg("round %u:\n%.*s\n--- instead of\n%.*s", (unsigned)round, JH_TEXT_ARGS(got),
                     JH_TEXT_ARGS(wanted));
    }
    jh_arena_release(&keep);
    jh_arena_release(&first);
    jh_arena_release(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_batch_comes_out_of_every_layout),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
