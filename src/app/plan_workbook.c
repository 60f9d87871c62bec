/* SPDX-License-Identifier: Apache-2.0 */
#include "app/plan_lines.h"
#include "formats/xlsx_out.h"
#include "report/words.h"

static const jh_look head = { .bold = true, .bordered = true, .fill = JH_COLOUR(0xE8F0F0) };
static const jh_look money = { .number_format = "#,##0.00" };
static const jh_look value = { .number_format = "0.00" };

typedef struct page {
    jh_sheet_out *sheet;
    const jh_desk *desk;
    const jh_planned_county *c;
    uint32_t row;
} page;

static void put(const page *p, uint32_t column, jh_text text)
{
    jh_sheet_put_text(p->sheet, p->row, column, text, NULL);
}

static void headings(page *p, const char *const *zh, const char *const *en, uint32_t count)
{
    const char *const *words = p->desk->manner.lang == JH_ZH ? zh : en;
    uint32_t i;

    for (i = 0; i < count; i++) jh_sheet_put_text(p->sheet, 1, i + 1, jh_text_of(words[i]), &head);
    jh_sheet_set_width(p->sheet, 1, count, 16);
    jh_sheet_freeze(p->sheet, 1, 0);
    p->row = 2;
}

static void put_line(page *p, const jh_plan_line *line)
{
    static const jh_say_id kinds[] = { SAY_PLAN_BUY, SAY_PLAN_MOVE, SAY_PLAN_HIRE, SAY_PLAN_TRAIN };
    const jh_planning *planning = &p->c->planning;
    const jh_standard *standard = &p->c->judged.standard;
    jh_lang lang = p->desk->manner.lang;

    put(p, 1, jh_text_of(jh_say(lang, kinds[line->kind])));
    put(p, 2, jh_planning_school(planning, line->row));
    put(p, 3, jh_plan_school_name(p->c, line->row));
    put(p, 4,
        jh_text_of(
            jh_say(lang, jh_stage_say(planning->stage[planning->problem.rows[line->row].group]))));
    if (line->kind == JH_MOVE) put(p, 5, jh_plan_school_name(p->c, line->to));
    if (line->kind == JH_BUY) {
        const jh_element *e = &standard->elements[planning->element[line->indicator]];
        put(p, 6, jh_standard_in(standard, lang, e->title));
        put(p, 8, jh_standard_in(standard, lang, e->measure_title));
    } else {
        put(p, 6, jh_plan_type_words(p->desk, line->type));
        put(p, 8, jh_text_of(jh_say(lang, SAY_PLAN_PERSONS)));
    }
    jh_sheet_put_decimal(p->sheet, p->row, 7, line->amount, NULL);
    jh_sheet_put_decimal(p->sheet, p->row, 9, line->cost, &money);
    p->row++;
}

static jh_code put_measures(page *p, jh_error *err)
{
    static const char *const zh[] = { "措施", "学校标识码", "学校", "学段",    "调入学校",
                                      "内容", "数量",       "单位", "费用(元)" };
    static const char *const en[] = { "measure", "code",   "school", "stage",      "to school",
                                      "what",    "amount", "unit",   "cost (yuan)" };
    jh_plan_lines lines;
    jh_code rc = jh_plan_lines_make(&lines, p->desk->keep, p->c, err);
    size_t i;

    if (rc) return rc;
    headings(p, zh, en, 9);
    for (i = 0; i < lines.count; i++) put_line(p, &lines.items[i]);
    return JH_OK;
}

static void put_values(page *p)
{
    static const char *const zh[] = { "学校标识码", "学校", "学段", "指标", "方案前", "方案后" };
    static const char *const en[] = { "code", "school", "stage", "indicator", "before", "after" };
    const jh_planning *planning = &p->c->planning;
    const jh_standard *standard = &p->c->judged.standard;
    size_t i, k;

    headings(p, zh, en, 6);
    for (i = 0; i < planning->problem.row_count; i++)
        for (k = 0; k < planning->problem.indicator_count; k++) {
            put(p, 1, jh_planning_school(planning, i));
            put(p, 2, jh_plan_school_name(p->c, i));
            put(p, 3,
                jh_text_of(jh_say(p->desk->manner.lang,
                                  jh_stage_say(planning->stage[planning->problem.rows[i].group]))));
            put(p, 4,
                jh_standard_in(standard, p->desk->manner.lang,
                               standard->indicators[planning->indicator[k]].short_title));
            jh_sheet_put_number(p->sheet, p->row, 5,
                                jh_plan_value(&p->c->judged.assessment, planning, i, k), &value);
            jh_sheet_put_number(p->sheet, p->row, 6,
                                jh_plan_value(&p->c->after.assessment, planning, i, k), &value);
            p->row++;
        }
}

jh_code jh_plan_workbook(const char *path, const jh_desk *desk, const jh_planned_county *c,
                         jh_error *err)
{
    jh_xlsx_out *book;
    page p = { .desk = desk, .c = c };
    jh_code rc, end;

    if (!c->plan.found) return JH_OK;
    rc = jh_xlsx_out_begin(&book, desk->keep, path, NULL, err);
    if (rc) return rc;
    p.sheet =
        jh_sheet_out_add(book, jh_text_of(jh_say(desk->manner.lang, SAY_PLAN_SHEET_MEASURES)));
    rc = put_measures(&p, err);
    p.sheet = jh_sheet_out_add(book, jh_text_of(jh_say(desk->manner.lang, SAY_PLAN_SHEET_VALUES)));
    if (!rc) put_values(&p);
    end = jh_xlsx_out_finish(book, err);
    return rc ? rc : end;
}
