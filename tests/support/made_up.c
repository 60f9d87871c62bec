/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/made_up.h"

#define T(literal)                                                                                 \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }
#define COUNT(table) (sizeof(table) / sizeof *(table))
#define PURE                                                                                       \
    {                                                                                              \
        .scale_up = 1, .scale_down = 1                                                             \
    }
#define MADE_OF(base)                                                                              \
    {                                                                                              \
        .power = { [base] = 1 }, .scale_up = 1, .scale_down = 1                                    \
    }

enum { PERSON, AREA, YUAN, ROOM };

static const jh_text stage_keys[] = { T("primary"), T("junior"), T("senior") };
static const jh_text stage_labels[] = { T("小学"), T("初中"), T("高中") };
static const jh_codes stages = { .name = T("stage"), stage_keys, stage_labels, COUNT(stage_keys) };

static const jh_text kind_keys[] = { T("primary_school"), T("junior_school"), T("nine_year") };
static const jh_text kind_labels[] = { T("小学"), T("初级中学"), T("九年一贯制学校") };
static const jh_codes kinds = { .name = T("kind"), kind_keys, kind_labels, COUNT(kind_keys) };
static const uint8_t kind_stages[] = { 1 << JH_PRIMARY, 1 << JH_JUNIOR,
                                       1 << JH_PRIMARY | 1 << JH_JUNIOR };

static const jh_text counted_keys[] = { T("yes"), T("no") };
static const jh_text counted_labels[] = { T("是"), T("否") };
static const jh_codes counted = {
    .name = T("counted"), counted_keys, counted_labels, COUNT(counted_keys)
};
static const jh_codes *const lists[] = { &stages, &kinds, &counted };

static const jh_text pupil_aliases[] = { T("在校生数/合计"), T("学生数") };
static const jh_text degree_aliases[] = {
    T("小学: 专任教师/#按学历分/研究生 + 专任教师/#按学历分/本科 + 专任教师/#按学历分/专科"),
    T("初中: 专任教师/#按学历分/研究生 + 专任教师/#按学历分/本科"),
};
static const jh_text teacher_aliases[] = { T("专任教师/合计") };
static const jh_text equipment_aliases[] = { T("教学仪器设备值") };

static const jh_element elements[] = {
    { .key = T("pupils"),
      .title = T("在校生数"),
      .measure_title = T("人"),
      .measure = MADE_OF(PERSON),
      .extent = JH_BY_STAGE,
      .is_whole = true,
      .is_required = true,
      .aliases = pupil_aliases,
      .alias_count = COUNT(pupil_aliases) },
    { .key = T("teachers"),
      .title = T("专任教师数"),
      .measure_title = T("人"),
      .measure = MADE_OF(PERSON),
      .extent = JH_BY_STAGE,
      .is_whole = true,
      .aliases = teacher_aliases,
      .alias_count = COUNT(teacher_aliases) },
    { .key = T("above"),
      .title = T("高于规定学历教师数"),
      .measure_title = T("人"),
      .measure = MADE_OF(PERSON),
      .extent = JH_BY_STAGE,
      .is_whole = true,
      .aliases = degree_aliases,
      .alias_count = COUNT(degree_aliases) },
    { .key = T("ground"),
      .title = T("运动场地面积"),
      .measure_title = T("㎡"),
      .measure = MADE_OF(AREA),
      .extent = JH_SHARED },
    { .key = T("equipment"),
      .title = T("教学仪器设备资产值"),
      .measure_title = T("万元"),
      .measure = MADE_OF(YUAN),
      .extent = JH_SHARED,
      .aliases = equipment_aliases,
      .alias_count = COUNT(equipment_aliases) },
    { .key = T("boarding"),
      .title = T("是否寄宿制学校"),
      .measure = PURE,
      .extent = JH_OF_SCHOOL,
      .is_yes_no = true },
    { .key = T("rotated"),
      .title = T("交流轮岗教师数"),
      .measure_title = T("人"),
      .measure = MADE_OF(PERSON),
      .extent = JH_OF_COUNTY,
      .is_whole = true },
    { .key = T("gap"), .title = T("语文校际差异率"), .measure = PURE, .extent = JH_OF_COUNTY },
    { .key = T("balance"),
      .title = T("收支差额"),
      .measure_title = T("元"),
      .measure = MADE_OF(YUAN),
      .extent = JH_OF_COUNTY,
      .may_be_negative = true },
    { .key = T("attest_plan"),
      .title = T("规划布局合理"),
      .measure = PURE,
      .extent = JH_OF_COUNTY,
      .is_yes_no = true,
      .is_required = true },
};

static const jh_standard standard = {
    .key = T("made-up"),
    .stages = { [JH_PRIMARY] = true, [JH_JUNIOR] = true },
    .codes = lists,
    .codes_count = COUNT(lists),
    .attribute_codes = { [JH_KIND] = &kinds, [JH_COUNTED] = &counted },
    .kind_stages = kind_stages,
    .stage_codes = &stages,
    .elements = elements,
    .element_count = COUNT(elements),
};

const jh_standard *test_made_up_standard(void)
{
    return &standard;
}
