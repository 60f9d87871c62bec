/* SPDX-License-Identifier: Apache-2.0 */
#include "example/statistics.h"

#include "example/reported.h"
#include "formats/xlsx_out.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum {
    TABLE_ROWS = 16,
    TABLE_COLUMNS = 10,
    TITLE_ROW = 1,
    NUMBER_ROW,
    SCHOOL_ROW,
    PLACE_ROW,
    GROUP_ROW,
    LEAF_ROW,
    NUMBERING_ROW,
    FIRST_ROW
};

typedef enum source {
    NOTHING = 0, /* ends the list */
    FIGURE,
    DEGREE, /* `number` as in reported.h */
    COURSE
} source;

typedef struct place {
    source from;
    int number;
    const char *element;
    uint32_t row, column; /* from 1, of the table's body */
    jh_stage stage;       /* instead of the table's; JH_WHOLE = the table's */
} place;

/* A column "招生数/合计" stands under its group. */
typedef struct layout {
    jh_stage stage; /* written for schools that have it; JH_WHOLE = for all */
    const char *title, *number, *unit;
    const char *row[TABLE_ROWS];
    const char *row_unit[TABLE_ROWS]; /* in a column of its own */
    const char *group[TABLE_COLUMNS], *column[TABLE_COLUMNS];
    place places[TABLE_ROWS];
} layout;

#define PUPIL_ROWS                                                                                 \
    {                                                                                              \
        "总计", "其中:女", "少数民族", "进城务工人员随迁子女"                            \
    }
#define PUPIL_PLACES                                                                               \
    {                                                                                              \
        { FIGURE, 0, "pupils", 1, 4, JH_WHOLE },                                                   \
        {                                                                                          \
            FIGURE, 0, "migrant_pupils", 4, 4, JH_WHOLE                                            \
        }                                                                                          \
    }
#define BANDS                                                                                      \
    {                                                                                              \
        "总计", "25人及以下", "26-30人", "31-35人", "36-40人", "41-45人", "46-50人", "51-55人",    \
            "56-60人", "61-65人", "66人及以上"                                                 \
    }
#define BAND(row, key)                                                                             \
    {                                                                                              \
        FIGURE, 0, key, row, 1, JH_WHOLE                                                           \
    }
#define BAND_PLACES                                                                                \
    {                                                                                              \
        BAND(1, "classes"), BAND(2, "classes_25"), BAND(3, "classes_30"), BAND(4, "classes_35"),   \
            BAND(5, "classes_40"), BAND(6, "classes_45"), BAND(7, "classes_50"),                   \
            BAND(8, "classes_55"), BAND(9, "classes_60"), BAND(10, "classes_65"),                  \
            BAND(11, "classes_66")                                                                 \
    }
#define DEGREES                                                                                    \
    {                                                                                              \
        "总计", "其中:女", "博士研究生", "硕士研究生", "本科", "专科", "高中阶段"              \
    }
#define COURSES                                                                                    \
    {                                                                                              \
        "合计", "道德与法治", "语文", "数学", "体育与健康", "音乐", "美术", "艺术"               \
    }
#define TEACHER_PLACES                                                                             \
    {                                                                                              \
        { FIGURE, 0, "teachers", 1, 1, JH_WHOLE }, { DEGREE, -1, NULL, 3, 1, JH_WHOLE },           \
            { DEGREE, 0, NULL, 4, 1, JH_WHOLE }, { DEGREE, 1, NULL, 5, 1, JH_WHOLE },              \
            { DEGREE, 2, NULL, 6, 1, JH_WHOLE }, { DEGREE, 3, NULL, 7, 1, JH_WHOLE },              \
            { COURSE, 0, NULL, 1, 5, JH_WHOLE }, { COURSE, 2, NULL, 1, 6, JH_WHOLE },              \
            { COURSE, 3, NULL, 1, 7, JH_WHOLE },                                                   \
        {                                                                                          \
            COURSE, -1, NULL, 1, 8, JH_WHOLE                                                       \
        }                                                                                          \
    }

static const layout layouts[] = {
    { JH_PRIMARY,
      "小学学生数",
      "教基3112",
      "人",
      PUPIL_ROWS,
      { NULL },
      { NULL, "招生数", "招生数", "在校生数", "在校生数", "在校生数", "在校生数", "在校生数",
        "在校生数", "在校生数" },
      { "毕业生数", "合计", "其中:受过学前教育", "合计", "一年级", "二年级", "三年级", "四年级",
        "五年级", "六年级" },
      PUPIL_PLACES },
    { JH_JUNIOR,
      "初中学生数",
      "教基3115",
      "人",
      PUPIL_ROWS,
      { NULL },
      { NULL, "招生数", "招生数", "在校生数", "在校生数", "在校生数", "在校生数" },
      { "毕业生数", "合计", "其中:应届", "合计", "一年级", "二年级", "三年级" },
      PUPIL_PLACES },
    { JH_SENIOR,
      "普通高中学生数",
      "高中学生数",
      "人",
      PUPIL_ROWS,
      { NULL },
      { NULL, "招生数", "招生数", "在校生数", "在校生数", "在校生数", "在校生数" },
      { "毕业生数", "合计", "其中:应届", "合计", "一年级", "二年级", "三年级" },
      { { FIGURE, 0, "pupils", 1, 4, JH_WHOLE } } },
    { JH_PRIMARY,
      "小学班额情况",
      "教基2106",
      "个",
      BANDS,
      { NULL },
      { NULL },
      { "合计", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级" },
      BAND_PLACES },
    { JH_JUNIOR,
      "初中班额情况",
      "教基2107",
      "个",
      BANDS,
      { NULL },
      { NULL },
      { "合计", "一年级", "二年级", "三年级" },
      BAND_PLACES },
    { JH_PRIMARY,
      "小学专任教师分课程、分学历情况",
      "教基4155",
      "人",
      DEGREES,
      { NULL },
      { NULL },
      COURSES,
      TEACHER_PLACES },
    { JH_JUNIOR,
      "初中专任教师分课程、分学历情况",
      "教基4156",
      "人",
      DEGREES,
      { NULL },
      { NULL },
      COURSES,
      TEACHER_PLACES },
    { JH_WHOLE,
      "中小学基本情况(续)",
      "教基1102续",
      "人",
      { "小学", "初中" },
      { NULL },
      { NULL },
      { "县级及以上骨干教师", "思想政治课教师" },
      { { FIGURE, 0, "backbone_teachers", 1, 1, JH_PRIMARY },
        { FIGURE, 0, "backbone_teachers", 2, 1, JH_JUNIOR } } },
    { JH_WHOLE,
      "中小学校舍情况",
      "教基5170",
      "平方米",
      { "总计", "一、教学及辅助用房", "教室", "专用教室", "公共教学用房", "其中:室内体育用房",
        "心理辅导室", "二、行政办公用房", "三、生活用房" },
      { NULL },
      { "校舍建筑面积", "校舍建筑面积", "校舍建筑面积" },
      { "合计", "其中:危房", "当年新增" },
      { { FIGURE, 0, "teaching_area", 2, 1, JH_WHOLE },
        { FIGURE, 0, "indoor_sports_area", 6, 1, JH_WHOLE } } },
    { JH_WHOLE,
      "中小学占地面积和其他办学条件",
      "教基5176",
      NULL,
      { "占地面积", "其中:绿化用地面积", "运动场地面积", "图书", "教室", "其中:网络多媒体教室",
        "固定资产总值", "其中:教学仪器设备资产值" },
      { "平方米", "平方米", "平方米", "册", "间", "间", "万元", "万元" },
      { NULL },
      { "合计" },
      { { FIGURE, 0, "sports_ground_area", 3, 1, JH_WHOLE },
        { FIGURE, 0, "books", 4, 1, JH_WHOLE },
        { FIGURE, 0, "multimedia_rooms", 6, 1, JH_WHOLE },
        { FIGURE, 0, "equipment_value", 8, 1, JH_WHOLE } } },
};

static uint32_t count_of(const char *const *texts, size_t most)
{
    uint32_t count = 0;

    while (count < most && texts[count]) count++;
    return count;
}

/* Labels, the number of the row, and the unit of the row where there is one. */
static uint32_t first_figure_column(const layout *l)
{
    return l->row_unit[0] ? 4 : 3;
}

/* ---- one table ------------------------------------------------------------------------------ */

static void put_above(jh_sheet_out *sheet, const layout *l, const jh_reported *r, jh_text year)
{
    uint32_t columns = first_figure_column(l) + count_of(l->column, TABLE_COLUMNS) - 1;
    char line[512];

    snprintf(line, sizeof line, "%s(虚构示例)", l->title);
    jh_sheet_put_merged(sheet, (jh_range){ TITLE_ROW, 1, TITLE_ROW, columns }, jh_text_of(line),
                        NULL);
    snprintf(line, sizeof line, "表号：%s", l->number);
    jh_sheet_put_text(sheet, NUMBER_ROW, 1, jh_text_of(line), NULL);
    snprintf(line, sizeof line, "学年：%.*s", JH_TEXT_ARGS(year));
    jh_sheet_put_text(sheet, NUMBER_ROW, 2, jh_text_of(line), NULL);
    snprintf(line, sizeof line, "学校(机构)名称：%.*s  学校(机构)标识码：%.*s",
             JH_TEXT_ARGS(r->unit->name), JH_TEXT_ARGS(r->unit->code));
    jh_sheet_put_text(sheet, SCHOOL_ROW, 1, jh_text_of(line), NULL);
    jh_sheet_put_text(sheet, PLACE_ROW, 1, JH_TEXT("办学类型"), NULL);
    jh_sheet_put_text(sheet, PLACE_ROW, 2, jh_reported_label(r, JH_KIND), NULL);
    if (!l->unit) return;
    snprintf(line, sizeof line, "单位：%s", l->unit);
    jh_sheet_put_text(sheet, PLACE_ROW, 3, jh_text_of(line), NULL);
}

static void put_header(jh_sheet_out *sheet, const layout *l)
{
    static const char *const letters[] = { "甲", "乙", "丙", "丁" };
    uint32_t first = first_figure_column(l), columns = count_of(l->column, TABLE_COLUMNS), c, last;

    for (c = 1; c < first; c++) {
        const char *text = c == 1 ? "指标名称" : c + 1 == first ? "编号" : "计量单位";

        jh_sheet_put_merged(sheet, (jh_range){ GROUP_ROW, c, LEAF_ROW, c }, jh_text_of(text), NULL);
        jh_sheet_put_text(sheet, NUMBERING_ROW, c, jh_text_of(letters[c - 1]), NULL);
    }
    for (c = 0; c < columns; c++) {
        jh_sheet_put_number(sheet, NUMBERING_ROW, first + c, c + 1, NULL);
        if (!l->group[c]) {
            jh_sheet_put_merged(sheet, (jh_range){ GROUP_ROW, first + c, LEAF_ROW, first + c },
                                jh_text_of(l->column[c]), NULL);
            continue;
        }
        jh_sheet_put_text(sheet, LEAF_ROW, first + c, jh_text_of(l->column[c]), NULL);
        if (c && l->group[c - 1] && !strcmp(l->group[c - 1], l->group[c])) continue;
        for (last = c;
             last + 1 < columns && l->group[last + 1] && !strcmp(l->group[last + 1], l->group[c]);)
            last++;
        jh_sheet_put_merged(sheet, (jh_range){ GROUP_ROW, first + c, GROUP_ROW, first + last },
                            jh_text_of(l->group[c]), NULL);
    }
}

static void put_figure(jh_sheet_out *sheet, const layout *l, const place *p, jh_reported r)
{
    uint32_t row = FIRST_ROW + p->row - 1, column = first_figure_column(l) + p->column - 1;
    const jh_observation *o;
    int64_t part;

    if (p->stage != JH_WHOLE) r.stage = p->stage;
    if (p->from == FIGURE) {
        o = jh_reported_find(&r, p->element);
        if (o) jh_sheet_put_decimal(sheet, row, column, o->value, NULL);
        return;
    }
    if (!jh_reported_find(&r, p->from == DEGREE ? "above_degree_teachers" : "pe_art_teachers"))
        return;
    part = p->number < 0       ? 0
           : p->from == DEGREE ? jh_reported_degree(&r, p->number)
                               : jh_reported_course(&r, p->number);
    jh_sheet_put_number(sheet, row, column, (double)part, NULL);
}

static void put_table(jh_xlsx_out *book, const layout *l, const jh_reported *r, jh_text year)
{
    jh_sheet_out *sheet = jh_sheet_out_add(book, jh_text_of(l->number));
    uint32_t rows = count_of(l->row, TABLE_ROWS), i;
    char number[24];
    size_t p;

    put_above(sheet, l, r, year);
    put_header(sheet, l);
    for (i = 0; i < rows; i++) {
        jh_sheet_put_text(sheet, FIRST_ROW + i, 1, jh_text_of(l->row[i]), NULL);
        if (l->row_unit[0])
            jh_sheet_put_text(sheet, FIRST_ROW + i, 2, jh_text_of(l->row_unit[i]), NULL);
        jh_sheet_put_text(sheet, FIRST_ROW + i, first_figure_column(l) - 1,
                          jh_text_of(jh_digits(number, i + 1)), NULL);
    }
    for (p = 0; p < TABLE_ROWS && l->places[p].from != NOTHING; p++)
        put_figure(sheet, l, &l->places[p], *r);
    jh_sheet_set_width(sheet, 1, 1, 30);
}

/* ---- all schools ----------------------------------------------------------------- */

static jh_code write_school(const char *folder, jh_arena scratch, const jh_batch *batch,
                            jh_reported *r, jh_error *err)
{
    jh_text path = jh_text_format(&scratch, "%s/%.*s.xlsx", folder, JH_TEXT_ARGS(r->unit->code));
    jh_xlsx_out *book;
    jh_code rc;
    size_t i;

    if (!path.at) return jh_no_memory(err);
    rc = jh_xlsx_out_begin(&book, &scratch, path.at, NULL, err);
    if (rc) return rc;
    for (i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        r->stage = layouts[i].stage;
        if (r->stage == JH_WHOLE || jh_reported_find(r, "pupils"))
            put_table(book, &layouts[i], r, batch->period);
    }
    return jh_xlsx_out_finish(book, err);
}

static jh_code write_schools(const char *folder, jh_arena scratch,
                             const jh_example_request *request, const jh_batch *batch,
                             jh_error *err)
{
    jh_reported r = { .standard = request->standard };
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; !rc && i < batch->unit_count; i++) {
        jh_reported_move(&r, batch, &batch->units[i]);
        rc = write_school(folder, scratch, batch, &r, err);
        if (!rc
            && jh_progress_report(request->progress, SAY_EXAMPLE_WRITING, i + 1, batch->unit_count))
            rc = jh_fail(err, JH_CONFLICT, SAY_EXAMPLE_STOPPED, NULL, NULL);
    }
    return rc;
}

jh_code jh_statistics_write(const char *folder, jh_arena scratch, const jh_example_request *request,
                            jh_error *err)
{
    jh_arena keep = { 0 };
    jh_batch batch;
    jh_text path;
    jh_code rc;

    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = jh_example_make(&batch, &keep, request, jh_example_years[JH_EXAMPLE_YEARS - 1], err);
    path =
        jh_text_format(&keep, "%s/%s-statistics", folder, jh_example_years[JH_EXAMPLE_YEARS - 1]);
    if (!rc && !path.at) rc = jh_no_memory(err);
    if (!rc && path.at && mkdir(path.at, 0777) != 0 && errno != EEXIST)
        rc = jh_fail(err, JH_IO, SAY_EXAMPLE_FOLDER, NULL, path.at, strerror(errno), NULL);
    if (!rc) rc = write_schools(path.at, scratch, request, &batch, err);
    jh_arena_release(&keep);
    return rc;
}
