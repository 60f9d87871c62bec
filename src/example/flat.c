/* SPDX-License-Identifier: Apache-2.0 */
#include "example/flat.h"

#include "example/reported.h"
#include "formats/xlsx_out.h"

#include <string.h>

enum {
    LEVELS = 4,
    TITLE_ROW = 1,
    TOP_ROW = 2,
    LEAF_ROW = TOP_ROW + LEVELS - 1,
    FIRST_ROW = LEAF_ROW + 1
};

typedef enum source {
    CODE,
    NAME,
    COUNTY,
    ATTRIBUTE, /* `number` of it */
    FIGURE,    /* the element as it is */
    DEGREE,    /* `number`: 0 graduate school, 1 bachelor, 2 college, 3 below */
    COURSE     /* `number`: 0 sports, 1 arts in all, 2 music, 3 fine art */
} source;

static const struct {
    const char *level[LEVELS];
    source from;
    int number;
    const char *element;
    double width;
} columns[] = {
    { { "学校标识码" }, CODE, 0, NULL, 14 },
    { { "学校名称" }, NAME, 0, NULL, 34 },
    { { "统计三级" }, COUNTY, 0, NULL, 14 },
    { { "办学类型" }, ATTRIBUTE, JH_KIND, NULL, 16 },
    { { "城乡类型" }, ATTRIBUTE, JH_LOCATION, NULL, 10 },
    { { "举办者类型" }, ATTRIBUTE, JH_OWNERSHIP, NULL, 14 },
    { { "是否计校数" }, ATTRIBUTE, JH_COUNTED, NULL, 11 },
    { { "在校生数", "合计" }, FIGURE, 0, "pupils", 9 },
    { { "班数", "合计" }, FIGURE, 0, "classes", 9 },
    { { "专任教师", "合计" }, FIGURE, 0, "teachers", 9 },
    { { "专任教师", "#按学历分", "研究生" }, DEGREE, 0, NULL, 9 },
    { { "专任教师", "#按学历分", "本科" }, DEGREE, 1, NULL, 9 },
    { { "专任教师", "#按学历分", "专科" }, DEGREE, 2, NULL, 9 },
    { { "专任教师", "#按学历分", "高中阶段" }, DEGREE, 3, NULL, 9 },
    { { "专任教师", "#按授课课程分", "体育与健康" }, COURSE, 0, NULL, 11 },
    { { "专任教师", "#按授课课程分", "艺术", "计" }, COURSE, 1, NULL, 8 },
    { { "专任教师", "#按授课课程分", "艺术", "音乐" }, COURSE, 2, NULL, 8 },
    { { "专任教师", "#按授课课程分", "艺术", "美术" }, COURSE, 3, NULL, 8 },
    { { "县级以上骨干教师" }, FIGURE, 0, "backbone_teachers", 16 },
    { { "教学及辅助用房面积(平方米)" }, FIGURE, 0, "teaching_area", 18 },
    { { "室内体育用房(平方米)" }, FIGURE, 0, "indoor_sports_area", 18 },
    { { "运动场地面积(平方米)" }, FIGURE, 0, "sports_ground_area", 18 },
    { { "教学仪器设备资产值(万元)" }, FIGURE, 0, "equipment_value", 18 },
    { { "网络多媒体教室(间)" }, FIGURE, 0, "multimedia_rooms", 18 },
    { { "中级及以上职称教师数" }, FIGURE, 0, "mid_title_teachers", 18 },
    { { "教学用计算机(台)" }, FIGURE, 0, "computers", 14 },
    { { "图书(册)" }, FIGURE, 0, "books", 12 },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* ---- headers ------------------------------------------------------------------------------- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

/* Do the columns share everything from the top down to `level`? */
static bool shares(uint32_t a, uint32_t b, int level)
{
    int i;

    for (i = 0; i <= level; i++)
        if (!same_text(columns[a].level[i], columns[b].level[i])) return false;
    return true;
}

static void put_headers(jh_sheet_out *sheet)
{
    static const jh_look look = { .bold = true,
                                  .bordered = true,
                                  .wrap = true,
                                  .middle = true,
                                  .align = JH_ALIGN_CENTER,
                                  .fill = JH_COLOUR(0xE7EBF0) };
    uint32_t column, last;
    int level, below;
    jh_range range;

    for (column = 0; column < COLUMNS; column++) {
        jh_sheet_set_width(sheet, column + 1, column + 1, columns[column].width);
        for (level = 0; level < LEVELS && columns[column].level[level]; level++) {
            if (column && shares(column - 1, column, level)) continue;
            for (last = column; last + 1 < COLUMNS && shares(column, last + 1, level);) last++;
            below = level + 1 == LEVELS || columns[column].level[level + 1] ? level : LEVELS - 1;
            range = (jh_range){ TOP_ROW + (uint32_t)level, column + 1, TOP_ROW + (uint32_t)below,
                                last + 1 };
            jh_sheet_put_merged(sheet, range, jh_text_of(columns[column].level[level]), &look);
        }
    }
}

/* ---- rows ---------------------------------------------------------------------------------- */

static void put_cell(jh_sheet_out *sheet, uint32_t row, uint32_t column, const jh_reported *r,
                     jh_text county_name)
{
    static const jh_look look = { .bordered = true };
    const jh_observation *o;
    jh_text text = { "", 0 };

    switch (columns[column].from) {
    case CODE: text = r->unit->code; break;
    case NAME: text = r->unit->name; break;
    case COUNTY: text = county_name; break;
    case ATTRIBUTE: text = jh_reported_label(r, (jh_attribute)columns[column].number); break;
    case FIGURE:
        o = jh_reported_find(r, columns[column].element);
        if (o) jh_sheet_put_decimal(sheet, row, column + 1, o->value, &look);
        return;
    case DEGREE:
        if (jh_reported_find(r, "above_degree_teachers"))
            jh_sheet_put_number(sheet, row, column + 1,
                                (double)jh_reported_degree(r, columns[column].number), &look);
        return;
    case COURSE:
        if (jh_reported_find(r, "pe_art_teachers"))
            jh_sheet_put_number(sheet, row, column + 1,
                                (double)jh_reported_course(r, columns[column].number), &look);
        return;
    }
    jh_sheet_put_text(sheet, row, column + 1, text, &look);
}

/* Rows of the schools that have pupils of the stage, and their total below. */
static void put_rows(jh_sheet_out *sheet, const jh_flat_request *request)
{
    const jh_batch *b = request->batch;
    jh_reported r = { .standard = request->standard, .stage = request->stage };
    uint32_t row = FIRST_ROW, column;
    size_t unit;
    int64_t pupils = 0;

    for (unit = 0; unit < b->unit_count; unit++) {
        jh_reported_move(&r, b, &b->units[unit]);
        if (!jh_reported_find(&r, "pupils")) continue;
        pupils += jh_reported_whole(&r, "pupils");
        for (column = 0; column < COLUMNS; column++)
            put_cell(sheet, row, column, &r, b->county_name);
        row++;
    }
    jh_sheet_put_text(sheet, row, 2, JH_TEXT("合计"), NULL);
    for (column = 0; column < COLUMNS; column++)
        if (columns[column].element && !strcmp(columns[column].element, "pupils"))
            jh_sheet_put_number(sheet, row, column + 1, (double)pupils, NULL);
}

jh_code jh_flat_write(const char *path, jh_arena scratch, const jh_flat_request *request,
                      jh_error *err)
{
    static const jh_look title = { .bold = true, .font_size = 14, .align = JH_ALIGN_CENTER };
    jh_xlsx_out *book;
    jh_sheet_out *sheet;
    jh_text heading = jh_text_format(&scratch, "%.*s%.*s学年%s基本情况",
                                     JH_TEXT_ARGS(request->batch->county_name),
                                     JH_TEXT_ARGS(request->batch->period), request->stage_label);
    jh_code rc;

    if (!heading.at) return jh_no_memory(err);
    rc = jh_xlsx_out_begin(&book, &scratch, path, NULL, err);
    if (rc) return rc;
    sheet = jh_sheet_out_add(book, JH_TEXT("Sheet1"));
    jh_sheet_put_merged(sheet, (jh_range){ TITLE_ROW, 1, TITLE_ROW, COLUMNS }, heading, &title);
    put_headers(sheet);
    put_rows(sheet, request);
    jh_sheet_freeze(sheet, LEAF_ROW, 2);
    jh_sheet_print_setup(sheet, true, LEAF_ROW);
    return jh_xlsx_out_finish(book, err);
}
