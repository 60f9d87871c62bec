/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/made_up_view.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { COLUMNS = 7, LIMITS = 2 * COLUMNS, ITEMS = 12, RULES = 1, CAMPUS_ROWS = 2 };

typedef struct made_up {
    jh_arena *keep;
    uint32_t seed;
    jh_standard standard;
    jh_snapshot snapshot;
    jh_settings settings;
    jh_frame frame;
    jh_assessment assessment;
    jh_view view;
} made_up;

static double chance(made_up *m) /* 0 ≤ x < 1, the same on every machine */
{
    m->seed = m->seed * 1664525U + 1013904223U;
    return (double)(m->seed >> 8) / 16777216.0;
}

static void *make(made_up *m, size_t count, size_t size)
{
    void *block = jh_alloc(m->keep, count, size);

    assert(block);
    return block;
}

static jh_decimal decimal(double value, int places)
{
    jh_decimal out;

    jh_decimal_from_double(&out, value);
    return jh_decimal_round(out, places);
}

static jh_number number(double value)
{
    return (jh_number){ .range = jh_interval_exact(value) };
}

static const struct {
    const char *key, *title, *brief, *measure;
    double line[2];
    int decimals;
} columns[COLUMNS] = {
    { "R1", "每百名学生拥有高于规定学历教师数", "高学历教师", "人", { 4.2, 5.3 }, 2 },
    { "R2", "每百名学生拥有县级以上骨干教师数", "骨干教师", "人", { 1, 1 }, 2 },
    { "R3", "每百名学生拥有体育、艺术专任教师数", "体艺教师", "人", { 0.9, 0.9 }, 2 },
    { "R4", "生均教学及辅助用房面积", "教学用房", "㎡", { 4.5, 5.8 }, 2 },
    { "R5", "生均体育运动场馆面积", "体育场馆", "㎡", { 7.5, 10.2 }, 2 },
    { "R6", "生均教学仪器设备值", "仪器设备", "元", { 2000, 2500 }, 2 },
    { "R7", "每百名学生拥有网络多媒体教室数", "多媒体教室", "间", { 2.3, 2.4 }, 2 },
};

static const struct {
    const char *key, *title;
    jh_item_kind kind;
    size_t group;
    jh_truth truth;
} items[ITEMS] = {
    { "G1", "规划布局合理", JH_ATTESTED, 1, JH_YES },
    { "G3", "音乐、美术专用教室", JH_DECIDED_BY_DATA, 1, JH_NO },
    { "G4", "学校规模", JH_DECIDED_BY_DATA, 1, JH_YES },
    { "G5", "班级学生数", JH_DECIDED_BY_DATA, 1, JH_NO },
    { "G9", "教师培训完成率", JH_DECIDED_BY_DATA, 1, JH_YES },
    { "G12", "教师资格证上岗率", JH_DECIDED_BY_DATA, 1, JH_UNKNOWN },
    { "Q1", "初中三年巩固率", JH_DECIDED_BY_DATA, 2, JH_YES },
    { "Q7", "课程开齐开足", JH_ATTESTED, 2, JH_UNKNOWN },
    { "S1", "社会认可度", JH_DECIDED_BY_DATA, 3, JH_YES },
    { "V1", "以考试方式招生", JH_VETO, 4, JH_NO },
    { "V2", "违规择校", JH_VETO, 4, JH_NO },
    { "V3", "重点学校或重点班", JH_VETO, 4, JH_UNKNOWN },
};

static void make_standard(made_up *m)
{
    static const char *const groups[] = { "资源配置", "政府保障程度", "教育质量", "社会认可度",
                                          "一票否决" };
    static const jh_figure figure = {
        .key = { "rate", 4 }, .title = { "完成率", 9 }, .decimals = 1, .is_percent = true
    };
    jh_indicator *indicators = make(m, COLUMNS, sizeof *indicators);
    jh_item *made = make(m, ITEMS, sizeof *made);
    jh_group *grouped = make(m, 5, sizeof *grouped);
    jh_grade *grades = make(m, 2, sizeof *grades);
    jh_rule *rules = make(m, RULES, sizeof *rules);

    for (size_t c = 0; c < COLUMNS; c++) {
        indicators[c] =
            (jh_indicator){ .key = jh_text_of(columns[c].key),
                            .title = jh_text_of(columns[c].title),
                            .short_title = jh_text_of(columns[c].brief),
                            .measure_title = jh_text_of(columns[c].measure),
                            .decimals = columns[c].decimals,
                            .measure = { .scale_up = 1, .scale_down = c < 3 || c == 6 ? 100 : 1 },
                            .higher_is_better = true,
                            .floor_share = { 850000 } };
        indicators[c].remarks =
            (jh_remarks){ .clause = JH_TEXT("第六条"), .certainty = 'V', .line = 1 };
    }
    for (size_t i = 0; i < ITEMS; i++) {
        made[i] = (jh_item){ .key = jh_text_of(items[i].key),
                             .title = jh_text_of(items[i].title),
                             .kind = items[i].kind,
                             .group = items[i].group };
        made[i].remarks =
            (jh_remarks){ .clause = JH_TEXT("第七条"), .certainty = i % 3 ? 'V' : 'K' };
        if (i % 4 == 1) made[i].remarks.doubt = JH_TEXT("原文未说明两类教室是否分别计算。");
        if (i == 4) made[i].figures = &figure, made[i].figure_count = 1;
    }
    for (size_t g = 0; g < 5; g++)
        grouped[g] = (jh_group){ .key = jh_text_of(groups[g]), .title = jh_text_of(groups[g]) };
    grades[0] = (jh_grade){ .key = JH_TEXT("pass"), .title = JH_TEXT("达到"), .is_pass = true };
    grades[1] = (jh_grade){ .key = JH_TEXT("fail"), .title = JH_TEXT("未达到") };
    rules[0] = (jh_rule){ .key = JH_TEXT("school"),
                          .title = JH_TEXT("每所学校至少 6 项达标,余项不低于 85%"),
                          .remarks = { .clause = JH_TEXT("第六条"), .certainty = 'V' } };
    m->standard = (jh_standard){ .key = JH_TEXT("made-up"),
                                 .title = JH_TEXT("虚构标准(仅供测试)"),
                                 .source = JH_TEXT("虚构〔2025〕1号"),
                                 .indicators = indicators,
                                 .indicator_count = COLUMNS,
                                 .items = made,
                                 .item_count = ITEMS,
                                 .groups = grouped,
                                 .group_count = 5,
                                 .rules = rules,
                                 .rule_count = RULES,
                                 .grades = grades,
                                 .grade_count = 2 };
    m->standard.stages[JH_PRIMARY] = m->standard.stages[JH_JUNIOR] = true;
}

static void make_units(made_up *m)
{
    static const char *const towns[] = { "城关镇", "东河乡", "西坪镇", "南山乡", "北川镇" };
    jh_unit *units = make(m, MADE_UP_SCHOOLS + 1, sizeof *units);
    jh_source_file *files = make(m, 1, sizeof *files);
    jh_origin *origins = make(m, 2, sizeof *origins);

    units[0] = (jh_unit){ .code = JH_COUNTY_CODE, .name = JH_TEXT("示例县") };
    for (size_t i = 1; i <= MADE_UP_SCHOOLS; i++) {
        jh_unit *unit = &units[i];
        unit->code = jh_text_format(m->keep, "99010100%02zu", i);
        unit->name = i == 1   ? JH_TEXT(MADE_UP_SCRIPT)
                     : i == 2 ? JH_TEXT(MADE_UP_QUOTES)
                              : jh_text_format(m->keep, "%s第%zu%s", towns[i % 5], i,
                                               i % 3 == 0 ? "初级中学" : "小学");
        unit->attribute[JH_TOWN] = jh_text_of(towns[i % 5]);
        unit->attribute[JH_OWNERSHIP] = JH_TEXT("county_education");
        unit->attribute[JH_KIND] =
            i % 3 == 0 ? JH_TEXT("junior_school") : JH_TEXT("primary_school");
        unit->attribute[JH_LOCATION] = i % 4 ? JH_TEXT("town") : JH_TEXT("rural");
    }
    files[0].name = JH_TEXT("城关镇.xlsx");
    origins[0].file = JH_NO_FILE;
    origins[1] = (jh_origin){ .sheet = JH_TEXT("学校"), .row = 40, .column = 6 };
    m->snapshot = (jh_snapshot){ .county = JH_TEXT("990101"),
                                 .county_name = JH_TEXT("示例县"),
                                 .period = JH_TEXT("2025"),
                                 .units = units,
                                 .unit_count = MADE_UP_SCHOOLS + 1,
                                 .files = files,
                                 .file_count = 1,
                                 .origins = origins,
                                 .origin_count = 2 };
}

static void make_columns(made_up *m)
{
    jh_view_column *made = make(m, COLUMNS, sizeof *made);

    for (size_t c = 0; c < COLUMNS; c++) {
        made[c].def = &m->standard.indicators[c];
        for (int s = 0; s < 2; s++)
            made[c].at[s ? JH_JUNIOR : JH_PRIMARY] =
                (jh_view_line){ .has_line = true,
                                .has_floor = true,
                                .line = decimal(columns[c].line[s], 6),
                                .floor = decimal(columns[c].line[s] * 0.85, 6) };
    }
    m->view.columns = made;
    m->view.column_count = COLUMNS;
}

static const jh_step *make_step(made_up *m, const jh_indicator_result *result, size_t row)
{
    jh_step *step = make(m, 1, sizeof *step), *leaf = make(m, 1, sizeof *leaf);
    const jh_step **below = make(m, 1, sizeof *below);
    jh_input *input = make(m, 1, sizeof *input);

    *input = (jh_input){ .unit = (uint32_t)row + 1,
                         .value = result->value,
                         .reported = result->printed,
                         .origin = 1,
                         .share_numerator = JH_DECIMAL(1),
                         .share_denominator = JH_DECIMAL(1) };
    *leaf = (jh_step){ .label = JH_TEXT("教学及辅助用房面积"),
                       .value = result->value,
                       .printed = result->printed,
                       .decimals = 2,
                       .inputs = input,
                       .input_count = 1 };
    below[0] = leaf;
    *step = (jh_step){ .label = JH_TEXT("指标"),
                       .formula = JH_TEXT("(用房 − 室内体育用房) / 在校生数"),
                       .numbers = JH_TEXT("(1234.5 − 180) / 412"),
                       .exact = JH_TEXT("2109/824"),
                       .value = result->value,
                       .printed = result->printed,
                       .decimals = 2,
                       .steps = below,
                       .step_count = 1 };
    return step;
}

static void make_cell(made_up *m, jh_view_row *row, size_t c, jh_view_cell *cell)
{
    jh_indicator_result *result = make(m, 1, sizeof *result);
    double line = columns[c].line[row->stage == JH_JUNIOR];
    double value = line * (0.82 + 0.5 * chance(m) + 0.6 * chance(m) * chance(m));

    result->value = number(value);
    result->printed = decimal(value, 2);
    result->mark = value >= line          ? JH_MARK_MET
                   : value >= line * 0.85 ? JH_MARK_FLOOR
                                          : JH_MARK_BELOW;
    if (chance(m) > 0.985) {
        result->value = jh_number_missing(JH_NOT_REPORTED, JH_NOT_NEGATIVE);
        result->mark = JH_MARK_UNKNOWN;
    }
    result->mark_exact = result->mark_printed = result->mark;
    cell->result = result;
    cell->to_line = number(value < line ? (line - value) * 4 : 0);
    cell->lacks = jh_text_of(columns[c].measure);
    cell->step = make_step(m, result, row->school);
    row->marks[result->mark]++;
}

static void make_rows(made_up *m)
{
    jh_view_row *rows = make(m, MADE_UP_SCHOOLS, sizeof *rows);
    size_t at = 0;

    for (int s = 0; s < 2; s++) {
        size_t first = at;
        for (size_t i = 1; i <= MADE_UP_SCHOOLS - CAMPUS_ROWS; i++) {
            if ((i % 3 == 0) != (s == 1)) continue;
            jh_view_row *row = &rows[at];
            jh_view_cell *cells = make(m, COLUMNS, sizeof *cells);
            *row = (jh_view_row){ .part = at, .school = i - 1, .unit = &m->snapshot.units[i] };
            row->stage = s ? JH_JUNIOR : JH_PRIMARY;
            row->label[JH_TOWN] = row->unit->attribute[JH_TOWN];
            row->label[JH_OWNERSHIP] = JH_TEXT("县级教育部门");
            row->ownership_code = JH_TEXT("7");
            row->label[JH_KIND] = s ? JH_TEXT("初级中学") : JH_TEXT("小学");
            row->label[JH_LOCATION] = i % 4 ? JH_TEXT("镇区") : JH_TEXT("乡村");
            row->pupil_count = decimal(60 + floor(1400 * chance(m) * chance(m)), 0);
            row->pupils = jh_number_present(row->pupil_count);
            row->grades = jh_number_missing(JH_NOT_REPORTED, JH_NOT_NEGATIVE);
            row->class_count = JH_DECIMAL(6 + (int64_t)i % 12);
            row->classes = jh_number_present(row->class_count);
            for (size_t c = 0; c < COLUMNS; c++) make_cell(m, row, c, &cells[c]);
            row->cells = cells;
            if (row->marks[JH_MARK_BELOW] || row->marks[JH_MARK_FLOOR] > 1)
                row->holds = (jh_claim){ JH_NO, JH_PRESENT };
            else if (row->marks[JH_MARK_UNKNOWN] && row->marks[JH_MARK_FLOOR])
                row->holds = (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED };
            else
                row->holds = (jh_claim){ JH_YES, JH_PRESENT };
            row->holds_printed = row->holds;
            at++;
        }
        m->view.stage_rows[s ? JH_JUNIOR : JH_PRIMARY] = (jh_rows){ first, at - first };
    }
    m->view.rows = rows;
    m->view.row_count = at;
}

static void make_dispersion(made_up *m, size_t l, jh_view_limit *limit)
{
    static const jh_text sides[2] = { { "城区", 6 }, { "乡村", 6 } };
    jh_rows rows = m->view.stage_rows[limit->def->stage];
    jh_dispersion_explained *made = make(m, 1, sizeof *made);
    jh_contribution *contributions = make(m, rows.count, sizeof *contributions);
    jh_partition *partition = make(m, 1, sizeof *partition);
    double left = 1;

    for (size_t i = 0; i < rows.count; i++, left *= 0.8)
        contributions[i] =
            (jh_contribution){ .part = rows.first + i,
                               .value =
                                   m->view.rows[rows.first + i].cells[l % COLUMNS].result->value,
                               .weight = m->view.rows[rows.first + i].pupils,
                               .share = number(left * 0.2),
                               .without = number(0.4 - left / 20) };
    partition->by = JH_LOCATION;
    partition->within = number(0.7);
    partition->between = number(0.3);
    partition->group_count = 2;
    void *groups = make(m, 2, sizeof partition->groups[0]);
    partition->groups = groups;
    for (size_t g = 0; g < 2; g++) {
        unsigned char *group = (unsigned char *)groups + g * sizeof partition->groups[0];
        memcpy(group, &sides[g], sizeof sides[g]);
    }
    *made = (jh_dispersion_explained){ .limit = l,
                                       .rows = contributions,
                                       .row_count = rows.count,
                                       .partitions = partition,
                                       .partition_count = 1 };
    limit->dispersion = made;
}

static void make_limits(made_up *m)
{
    jh_limit *defs = make(m, LIMITS, sizeof *defs);
    jh_limit_result *results = make(m, LIMITS, sizeof *results);
    jh_view_limit *made = make(m, LIMITS, sizeof *made);

    for (size_t l = 0; l < LIMITS; l++) {
        double value = 0.18 + 0.4 * chance(m), bound = l < COLUMNS ? 0.50 : 0.45;
        defs[l] = (jh_limit){ .rule_key = JH_TEXT("dispersion"),
                              .rule_title = JH_TEXT("校际差异系数"),
                              .indicator = l % COLUMNS,
                              .stage = l < COLUMNS ? JH_PRIMARY : JH_JUNIOR,
                              .decimals = 3,
                              .remarks = { .clause = JH_TEXT("第六条"), .certainty = 'V' } };
        results[l] = (jh_limit_result){
            .rows = m->view.stage_rows[defs[l].stage].count,
            .mean = number(columns[l % COLUMNS].line[l >= COLUMNS] * 1.1),
            .mean_printed = decimal(columns[l % COLUMNS].line[l >= COLUMNS] * 1.1, 2),
            .value = number(value),
            .value_printed = decimal(value, 3),
            .bound = decimal(bound, 3),
            .holds = jh_claim_of(value <= bound),
        };
        if (l == 9) {
            results[l].value = jh_number_missing(JH_NOT_REPORTED, JH_NOT_NEGATIVE);
            results[l].holds = (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED };
        }
        results[l].holds_exact = results[l].holds_printed = results[l].holds;
        made[l] = (jh_view_limit){ .def = &defs[l], .result = &results[l] };
        make_dispersion(m, l, &made[l]);
    }
    m->standard.limits = defs;
    m->standard.limit_count = LIMITS;
    m->assessment.limits = results;
    m->view.limits = made;
    m->view.limit_count = LIMITS;
}

static void make_claims(made_up *m)
{
    jh_item_result *results = make(m, ITEMS, sizeof *results);
    jh_claim *groups = make(m, 5, sizeof *groups);
    jh_rule_result *rules = make(m, RULES, sizeof *rules);
    jh_number *figures = make(m, 1, sizeof *figures);

    jh_decimal *printed = make(m, 1, sizeof *printed);

    figures[0] = number(0.9996);
    printed[0] = JH_DECIMAL(1); /* in three decimals */
    for (size_t i = 0; i < ITEMS; i++) {
        jh_why why = items[i].truth == JH_UNKNOWN ? JH_NOT_REPORTED : JH_PRESENT;
        results[i] = (jh_item_result){ .holds = { items[i].truth, why },
                                         .figures = figures,
                                         .figures_printed = printed };
        results[i].is_attested = items[i].kind != JH_DECIDED_BY_DATA && !why;
        if (results[i].is_attested) results[i].evidence = JH_TEXT("县政发〔2025〕1号(虚构)");
    }
    for (size_t r = 0; r < m->view.row_count; r++) {
        jh_truth truth = m->view.rows[r].holds.truth;
        *(truth == JH_YES ? &rules[0].yes : truth == JH_NO ? &rules[0].no : &rules[0].unknown) += 1;
    }
    rules[0].county = jh_claim_of(rules[0].no == 0);
    groups[0] = groups[1] = jh_claim_of(false);
    groups[2] = groups[4] = (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED };
    groups[3] = jh_claim_of(true);
    m->assessment.items = results;
    m->assessment.groups = groups;
    m->assessment.rules = rules;
    m->assessment.grade_known = jh_claim_of(true);
    m->assessment.grade = 1;
}

static void make_reasons(made_up *m)
{
    jh_reason *reasons = make(m, 1 + LIMITS + ITEMS, sizeof *reasons);
    size_t count = 0;

    for (jh_truth truth = JH_NO; truth <= JH_UNKNOWN; truth += 2) {
        if (truth == m->assessment.rules[0].county.truth)
            reasons[count++] = (jh_reason){ JH_REASON_RULE, 0, m->assessment.rules[0].county };
        for (size_t l = 0; l < LIMITS; l++)
            if (m->assessment.limits[l].holds.truth == truth)
                reasons[count++] = (jh_reason){ JH_REASON_LIMIT, l, m->assessment.limits[l].holds };
        for (size_t i = 0; i < ITEMS; i++) {
            jh_claim claim = m->assessment.items[i].holds;
            if (items[i].kind == JH_VETO) claim = jh_claim_not(claim);
            if (claim.truth == truth)
                reasons[count++] =
                    (jh_reason){ items[i].kind == JH_VETO ? JH_REASON_VETO : JH_REASON_ITEM, i,
                                 claim };
        }
    }
    m->view.reasons = reasons;
    m->view.reason_count = count;
}

static void make_left_out(made_up *m)
{
    static const jh_leave_out because = { .because = { "教学点不足 50 人，不计入资源配置", 46 },
                                          .remarks = { .certainty = 'V' } };
    jh_view_left_out *made = make(m, CAMPUS_ROWS, sizeof *made);

    for (size_t i = 0; i < CAMPUS_ROWS; i++) {
        made[i].unit = &m->snapshot.units[MADE_UP_SCHOOLS - i];
        made[i].pupil_count = JH_DECIMAL(31);
        made[i].pupils = jh_number_present(made[i].pupil_count);
        made[i].because = &because;
    }
    m->view.left_out = made;
    m->view.left_out_count = CAMPUS_ROWS;
}

void made_up_view(jh_view *out, jh_arena *keep)
{
    made_up *m = jh_alloc(keep, 1, sizeof *m);

    assert(m);
    m->keep = keep;
    m->seed = 2017;
    make_standard(m);
    make_units(m);
    make_columns(m);
    make_rows(m);
    make_limits(m);
    make_claims(m);
    make_reasons(m);
    make_left_out(m);
    m->settings.as_of = jh_date_make(2025, 10, 1);
    m->frame.snapshot = &m->snapshot;
    m->frame.standard = &m->standard;
    m->frame.settings = &m->settings;
    m->assessment.frame = &m->frame;
    m->view.assessment = &m->assessment;
    m->view.snapshot = &m->snapshot;
    m->view.standard = &m->standard;
    m->view.settings = &m->settings;
    m->view.version = "0.1.0";
    m->view.is_made_up = true;
    jh_hash_hex(m->view.content_hash, &m->snapshot.content);
    jh_hash_hex(m->view.standard_hash, &m->standard.hash);
    jh_hash_hex(m->view.settings_hash, &m->settings.hash);
    jh_hash_hex(m->view.assessment_hash, &m->assessment.hash);
    *out = m->view;
}
