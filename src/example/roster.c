/* SPDX-License-Identifier: Apache-2.0 */
#include "example/roster.h"

#include "example/random.h"
#include "example/reported.h"
#include "formats/xlsx_out.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { TITLE_ROW = 1, HEAD_ROW, FIRST_ROW, COLUMNS = 12 };

static const char *const headings[COLUMNS] = {
    "教师编号", "任教学校标识码", "任教学校", "任教学段",       "任教学科", "学历",
    "职称",     "是否骨干教师",   "到校年月", "不参加交流原因", "意向学校", "最近一次交流年份",
};
static const double widths[COLUMNS] = { 12, 16, 30, 10, 12, 10, 12, 12, 11, 20, 30, 16 };

/* A subject and how many of a hundred teach it. */
typedef struct subject {
    const char *name;
    int of_hundred;
} subject;

static const subject primary[] = {
    { "语文", 34 }, { "数学", 28 }, { "英语", 10 },      { "体育", 8 },     { "音乐", 5 },
    { "美术", 5 },  { "科学", 4 },  { "道德与法治", 4 }, { "信息科技", 2 }, { NULL, 0 },
};
static const subject junior[] = {
    { "语文", 17 },  { "数学", 17 }, { "英语", 16 },    { "物理", 8 }, { "化学", 5 },
    { "生物学", 6 }, { "历史", 6 },  { "地理", 6 },     { "体育", 7 }, { "道德与法治", 6 },
    { "音乐", 2 },   { "美术", 2 },  { "信息科技", 2 }, { NULL, 0 },
};

typedef struct writing {
    const jh_batch *batch;
    jh_sheet_out *sheet;
    jh_arena *scratch;
    jh_random random;
    uint32_t row;
    int year;
    bool failed;
} writing;

static void put(writing *w, uint32_t column, jh_text text)
{
    if (text.at && text.size) jh_sheet_put_text(w->sheet, w->row, column, text, NULL);
    w->failed = w->failed || !text.at;
}

static bool one_in(writing *w, int64_t many)
{
    return jh_random_between(&w->random, 1, many) == 1;
}

static const char *subject_of(writing *w, jh_stage stage, int64_t at, int64_t of)
{
    const subject *list = stage == JH_JUNIOR ? junior : primary;
    /* Spread over the whole list, so that a school has all subjects it has teachers for. */
    int64_t point = (at * 100 + jh_random_between(&w->random, 0, 99)) / of, sum = 0;
    size_t i;

    for (i = 0; list[i].name; i++) {
        sum += list[i].of_hundred;
        if (point < sum) return list[i].name;
    }
    return list[0].name;
}

static const char *title_of(writing *w)
{
    static const char *const titles[] = { "三级教师", "二级教师", "二级教师", "一级教师",
                                          "一级教师", "一级教师", "高级教师", "高级教师" };

    return titles[jh_random_between(&w->random, 0, 7)];
}

/* Some cannot be moved this year. */
static const char *excused(writing *w)
{
    static const char *const reasons[] = { "距法定退休年龄不足5年", "孕期或哺乳期", "患病治疗期间",
                                           "正在支教" };

    return one_in(w, 9) ? reasons[jh_random_between(&w->random, 0, 3)] : "";
}

/* One or two schools that have the stage, by name. */
static jh_text wishes(writing *w, const jh_unit *home)
{
    const jh_unit *units = w->batch->units;
    size_t count = w->batch->unit_count;
    const jh_unit *a = &units[jh_random_between(&w->random, 0, (int64_t)count - 1)];
    const jh_unit *b = &units[jh_random_between(&w->random, 0, (int64_t)count - 1)];

    if (!one_in(w, 5) || a == home || b == home || a == b) return JH_TEXT("");
    if (jh_text_equal(a->attribute[JH_COUNTED], JH_TEXT("no"))
        || jh_text_equal(b->attribute[JH_COUNTED], JH_TEXT("no")))
        return JH_TEXT("");
    return jh_text_format(w->scratch, "%.*s、%.*s", JH_TEXT_ARGS(a->code), JH_TEXT_ARGS(b->code));
}

typedef struct post {
    const jh_unit *unit;
    jh_stage stage;
    int64_t at, of; /* teachers of the unit and stage */
    bool is_backbone, is_above;
} post;

static void put_teacher(writing *w, const post *p)
{
    int64_t years = jh_random_between(&w->random, 0, 14), month = one_in(w, 4) ? 2 : 9;

    put(w, 1, jh_text_format(w->scratch, "T%06u", w->row - FIRST_ROW + 1));
    put(w, 2, p->unit->code);
    put(w, 3, p->unit->name);
    put(w, 4, jh_text_of(p->stage == JH_JUNIOR ? "初中" : "小学"));
    put(w, 5, jh_text_of(subject_of(w, p->stage, p->at, p->of)));
    put(w, 6, jh_text_of(p->is_above ? (one_in(w, 12) ? "研究生" : "本科") : "专科"));
    put(w, 7, jh_text_of(title_of(w)));
    put(w, 8, jh_text_of(p->is_backbone ? "县级骨干教师" : "否"));
    put(w, 9, jh_text_format(w->scratch, "%d.%d", w->year - (int)years, (int)month));
    put(w, 10, jh_text_of(excused(w)));
    put(w, 11, wishes(w, p->unit));
    if (one_in(w, 8))
        put(w, 12,
            jh_text_format(w->scratch, "%d", w->year - (int)jh_random_between(&w->random, 1, 9)));
    w->row++;
}

/* Which of them are backbone is drawn, so that those are of all subjects. */
static void put_unit(writing *w, const jh_reported *r, jh_stage stage)
{
    int64_t all = jh_reported_whole(r, "teachers"), i;
    int64_t backbone = jh_reported_whole(r, "backbone_teachers");
    int64_t above = jh_reported_whole(r, "above_degree_teachers");

    for (i = 0; i < all; i++) {
        post p = { r->unit, stage, i, all, false, false };
        p.is_backbone = jh_random_between(&w->random, 1, all - i) <= backbone;
        p.is_above = jh_random_between(&w->random, 1, all - i) <= above;
        backbone -= p.is_backbone;
        above -= p.is_above;
        put_teacher(w, &p);
    }
}

static void put_head(writing *w, jh_text county)
{
    static const jh_look head = { .bold = true, .bordered = true, .fill = JH_COLOUR(0xE8F0F0) };
    static const jh_look title = { .bold = true, .font_size = 14 };
    uint32_t c;

    w->row = TITLE_ROW;
    jh_sheet_put_merged(
        w->sheet, (jh_range){ TITLE_ROW, 1, TITLE_ROW, COLUMNS },
        jh_text_format(w->scratch, "%.*s 教师名册(虚构，没有真实的人)", JH_TEXT_ARGS(county)),
        &title);
    for (c = 0; c < COLUMNS; c++) {
        jh_sheet_set_width(w->sheet, c + 1, c + 1, widths[c]);
        jh_sheet_put_text(w->sheet, HEAD_ROW, c + 1, jh_text_of(headings[c]), &head);
    }
    jh_sheet_freeze(w->sheet, HEAD_ROW, 1);
    w->row = FIRST_ROW;
}

static void put_rows(writing *w, const jh_example_request *request)
{
    static const jh_stage stages[] = { JH_PRIMARY, JH_JUNIOR };
    size_t i, s;

    put_head(w, w->batch->county_name);
    for (i = 0; i < w->batch->unit_count; i++)
        for (s = 0; s < 2; s++) {
            jh_reported r = { .standard = request->standard, .stage = stages[s] };
            jh_reported_move(&r, w->batch, &w->batch->units[i]);
            put_unit(w, &r, stages[s]);
        }
}

static jh_code make_folder(const char *path, jh_error *err)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST) return JH_OK;
    return jh_fail(err, JH_IO, SAY_EXAMPLE_FOLDER, NULL, path, strerror(errno), NULL);
}

static jh_code write_book(const char *folder, jh_arena *scratch, writing *w,
                          const jh_example_request *request, jh_error *err)
{
    jh_xlsx_out *book;
    jh_text path = jh_text_format(scratch, "%s/教师名册.xlsx", folder);
    jh_code rc = path.at ? JH_OK : jh_no_memory(err), end;

    if (!rc) rc = jh_xlsx_out_begin(&book, scratch, path.at, NULL, err);
    if (rc) return rc;
    w->sheet = jh_sheet_out_add(book, JH_TEXT("教师名册"));
    put_rows(w, request);
    end = jh_xlsx_out_finish(book, err);
    return w->failed ? jh_no_memory(err) : end;
}

jh_code jh_example_roster_write(const char *folder, jh_arena scratch,
                                const jh_example_request *request, jh_error *err)
{
    enum { STREAM = 7001 };
    const char *year = jh_example_years[JH_EXAMPLE_YEARS - 1];
    writing w = { .scratch = &scratch, .random = jh_random_of(request->seed, STREAM) };
    jh_arena keep = { 0 };
    jh_batch batch;
    jh_text path = jh_text_format(&scratch, "%s/%s-名册", folder, year);
    jh_code rc;

    if (!path.at || jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    w.batch = &batch;
    (void)sscanf(year, "%d", &w.year);
    rc = jh_example_make(&batch, &keep, request, year, err);
    if (!rc) rc = make_folder(path.at, err);
    if (!rc) rc = write_book(path.at, &scratch, &w, request, err);
    jh_arena_release(&keep);
    return rc;
}
