/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/words.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Folded: half-width, lower case, without blanks. The first word of a role is what we print. */
static const struct {
    jh_role role;
    const char *word;
} roles[] = {
    { JH_ROLE_CODE, "学校标识码" },
    { JH_ROLE_CODE, "学校(机构)标识码" },
    { JH_ROLE_CODE, "学校机构标识码" },
    { JH_ROLE_CODE, "标识码" },
    { JH_ROLE_CODE, "学校代码" },
    { JH_ROLE_CODE, "机构代码" },
    { JH_ROLE_CODE, "学校(机构)代码" },
    { JH_ROLE_CODE, "校区标识码" },
    { JH_ROLE_CODE, "校区代码" },
    { JH_ROLE_NAME, "学校名称" },
    { JH_ROLE_NAME, "学校(机构)名称" },
    { JH_ROLE_NAME, "学校机构名称" },
    { JH_ROLE_NAME, "校区名称" },
    { JH_ROLE_NAME, "学校(校区)名称" },
    { JH_ROLE_NAME, "学校(教学点)名称" },
    { JH_ROLE_NAME, "单位名称" },
    { JH_ROLE_NAME, "校名" },
    { JH_ROLE_PARENT, "所属学校标识码" },
    { JH_ROLE_PARENT, "主校标识码" },
    { JH_ROLE_PARENT, "所属学校代码" },
    { JH_ROLE_PARENT, "主校代码" },
    { JH_ROLE_PARENT_NAME, "所属学校" },
    { JH_ROLE_PARENT_NAME, "所属主校" },
    { JH_ROLE_PARENT_NAME, "主校名称" },
    { JH_ROLE_PARENT_NAME, "所属学校名称" },
    { JH_ROLE_STAGE, "学段" },
    { JH_ROLE_STAGE, "教育阶段" },
    { JH_ROLE_KIND, "办学类型" },
    { JH_ROLE_KIND, "学校办学类型" },
    { JH_ROLE_KIND, "学校类型" },
    { JH_ROLE_KIND, "学校类别" },
    { JH_ROLE_LOCATION, "城乡类型" },
    { JH_ROLE_LOCATION, "城乡分类" },
    { JH_ROLE_LOCATION, "所在地城乡类型" },
    { JH_ROLE_LOCATION, "城乡类别" },
    { JH_ROLE_LOCATION, "驻地城乡类型" },
    { JH_ROLE_OWNERSHIP, "举办者类型" },
    { JH_ROLE_OWNERSHIP, "举办者" },
    { JH_ROLE_OWNERSHIP, "学校举办者" },
    { JH_ROLE_OWNERSHIP, "学校举办者类型" },
    { JH_ROLE_OWNERSHIP, "办学性质" },
    { JH_ROLE_TOWN, "乡镇(街道)" },
    { JH_ROLE_TOWN, "乡镇" },
    { JH_ROLE_TOWN, "所在乡镇" },
    { JH_ROLE_TOWN, "所属乡镇" },
    { JH_ROLE_TOWN, "乡(镇、街道)" },
    { JH_ROLE_COUNTED, "是否计校数" },
    { JH_ROLE_COUNTED, "计校数" },
    { JH_ROLE_COUNTED, "是否计入校数" },
    { JH_ROLE_LONGITUDE, "经度" },
    { JH_ROLE_LATITUDE, "纬度" },
    { JH_ROLE_OPENED, "设立日期" },
    { JH_ROLE_OPENED, "建校日期" },
    { JH_ROLE_CLOSED, "撤销日期" },
    { JH_ROLE_CLOSED, "停办日期" },
    { JH_ROLE_CLOSED, "撤并日期" },
    { JH_ROLE_COUNTY_NAME, "统计三级" },
    { JH_ROLE_COUNTY_NAME, "县(市、区)" },
    { JH_ROLE_COUNTY_NAME, "区县" },
    { JH_ROLE_COUNTY_NAME, "县区" },
    { JH_ROLE_ITEM, "填报项目" },
    { JH_ROLE_ITEM, "指标" },
    { JH_ROLE_ITEM, "指标名称" },
    { JH_ROLE_ITEM, "项目" },
    { JH_ROLE_ITEM, "项目名称" },
    { JH_ROLE_VALUE, "填报值" },
    { JH_ROLE_VALUE, "数值" },
    { JH_ROLE_VALUE, "填报数据" },
    { JH_ROLE_VALUE, "填报结果" },
    { JH_ROLE_VALUE, "数据" },
    { JH_ROLE_MEASURE, "计量单位" },
    { JH_ROLE_MEASURE, "单位" },
    { JH_ROLE_NOTE, "佐证说明" },
    { JH_ROLE_NOTE, "佐证材料" },
    { JH_ROLE_NOTE, "备注" },
    { JH_ROLE_NOTE, "说明" },
    { JH_ROLE_IGNORED, "序号" },
    { JH_ROLE_IGNORED, "编号" },
    { JH_ROLE_IGNORED, "统计一级" },
    { JH_ROLE_IGNORED, "统计二级" },
    { JH_ROLE_IGNORED, "填报单位" },
    { JH_ROLE_IGNORED, "来源" },
    { JH_ROLE_IGNORED, "填报口径" },
};

static const struct {
    jh_label label;
    const char *word;
} labels[] = {
    { JH_LABEL_PERIOD, "学年" },
    { JH_LABEL_PERIOD, "统计学年" },
    { JH_LABEL_PERIOD, "填报学年" },
    { JH_LABEL_PERIOD, "年度" },
    { JH_LABEL_PERIOD, "填报年度" },
    { JH_LABEL_COUNTY, "县代码" },
    { JH_LABEL_COUNTY, "区县代码" },
    { JH_LABEL_COUNTY_NAME, "区县名称" },
    { JH_LABEL_COUNTY, "县(市、区)代码" },
    { JH_LABEL_COUNTY, "行政区划代码" },
    { JH_LABEL_COUNTY_NAME, "县名称" },
    { JH_LABEL_COUNTY_NAME, "县(市、区)" },
    { JH_LABEL_COUNTY_NAME, "县(市、区)名称" },
};

static const char *const not_applicable[] = { "*",  "**",  "-",      "--",     "—",      "——",
                                              "–",  "―",   "─",      "/",      "\\",     "n/a",
                                              "na", "×无", "不适用", "不涉及", "无此项", "…" };
static const char *const totals[] = { "合计", "总计", "小计", "共计", "累计" };
static const char *const notes[] = { "注:",      "注1",        "注2",     "备注:",  "说明:",
                                     "填表说明", "填报说明",   "填表人",  "填报人", "审核人",
                                     "负责人",   "单位负责人", "制表人",  "制表",   "联系电话",
                                     "*注",      "数据来源",   "资料来源" };
static const char *const numberings[] = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛" };
static const char *const quiet_sheets[] = { "填表说明", "填报说明", "代码类别", "代码表" };
static const char *const neutral_groups[] = { "基本情况", "基本信息",     "学校情况", "学校信息",
                                              "办学条件", "学校基本情况", "填报数据", "学校" };
static const char *const yes_words[] = { "是",  "有",   "√", "✓",    "✔",    "对",   "y",
                                         "yes", "true", "1", "符合", "达标", "达到", "已达标" };
static const char *const no_words[] = { "否", "无",    "×", "✗",      "✘",      "不是", "n",
                                        "no", "false", "0", "不符合", "未达标", "没有", "未达到" };
static const char *const chinese_digits = "一二三四五六七八九十";

static bool is_one_of(const char *const *words, size_t count, jh_text folded)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (jh_text_equal(jh_text_of(words[i]), folded)) return true;
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of a dash at the start; 0 = there is none. */
static size_t dash_size(jh_text rest)
{
    static const char *const dashes[] = { "—", "–", "－", "−", "~", "至" };
    size_t i;

    for (i = 0; i < COUNT(dashes); i++)
        if (jh_text_starts(rest, jh_text_of(dashes[i]))) return strlen(dashes[i]);
    return 0;
}

jh_text jh_word_fold(jh_arena *keep, jh_text text)
{
    jh_text folded = jh_text_fold(keep, text), rest;
    char *out = (char *)(uintptr_t)folded.at; /* ours, and never longer than it was */
    size_t from, to = 0, dash;

    for (from = 0; folded.at && from < folded.size; from += dash ? dash : 1) {
        rest = (jh_text){ folded.at + from, folded.size - from };
        dash = to && is_digit(out[to - 1]) ? dash_size(rest) : 0;
        if (dash && !(dash < rest.size && is_digit(rest.at[dash]))) dash = 0;
        out[to++] = dash ? '-' : *rest.at;
    }
    folded.size = to;
    return folded;
}

jh_role jh_role_of(jh_text folded)
{
    size_t i;

    for (i = 0; i < COUNT(roles); i++)
        if (jh_text_equal(jh_text_of(roles[i].word), folded)) return roles[i].role;
    return JH_ROLE_NONE;
}

jh_text jh_role_header(jh_role role)
{
    size_t i;

    for (i = 0; i < COUNT(roles); i++)
        if (roles[i].role == role) return jh_text_of(roles[i].word);
    return JH_TEXT("");
}

jh_text jh_role_word(size_t n)
{
    return n < COUNT(roles) ? jh_text_of(roles[n].word) : JH_TEXT("");
}

jh_label jh_label_of(jh_text folded)
{
    size_t i;

    for (i = 0; i < COUNT(labels); i++)
        if (jh_text_equal(jh_text_of(labels[i].word), folded)) return labels[i].label;
    return JH_LABEL_NONE;
}

jh_text jh_label_header(jh_label label)
{
    size_t i;

    for (i = 0; i < COUNT(labels); i++)
        if (labels[i].label == label) return jh_text_of(labels[i].word);
    return JH_TEXT("");
}

bool jh_word_is_not_applicable(jh_text folded)
{
    return is_one_of(not_applicable, COUNT(not_applicable), folded);
}

/* "合计", "城关镇小计", "合计(人)", "其中:合计" count; "合计中学" does not. */
bool jh_word_is_total(jh_text folded)
{
    const char *bracket = folded.size ? memchr(folded.at, '(', folded.size) : NULL;
    jh_text word = bracket ? (jh_text){ folded.at, (size_t)(bracket - folded.at) } : folded;
    size_t i;

    if (word.size && word.at[word.size - 1] == ':') word.size--;
    for (i = 0; i < COUNT(totals); i++)
        if (jh_text_ends(word, jh_text_of(totals[i]))) return true;
    return jh_text_equal(word, JH_TEXT("计"));
}

bool jh_word_is_note(jh_text folded)
{
    size_t i;

    for (i = 0; i < COUNT(notes); i++)
        if (jh_text_starts(folded, jh_text_of(notes[i]))) return true;
    return false;
}

bool jh_word_is_numbering(jh_text folded)
{
    return is_one_of(numberings, COUNT(numberings), folded);
}

bool jh_word_is_quiet_sheet(jh_text folded)
{
    size_t i;

    for (i = 0; i < COUNT(quiet_sheets); i++)
        if (jh_text_contains(folded, jh_text_of(quiet_sheets[i]))) return true;
    return false;
}

/* Bytes of the number at the start: ASCII digits or 一…十, 0 = none. */
static size_t number_size(jh_text text)
{
    size_t size = 0;

    while (size < text.size && text.at[size] >= '0' && text.at[size] <= '9') size++;
    if (size) return size;
    while (size + 3 <= text.size
           && jh_text_contains(jh_text_of(chinese_digits), (jh_text){ text.at + size, 3 }))
        size += 3;
    return size;
}

bool jh_word_is_enumerated(jh_text *rest, jh_text folded)
{
    static const char *const ends[] = { "、", ".", ")" };
    bool opened = folded.size && folded.at[0] == '(';
    jh_text text = { folded.at + opened, folded.size - opened };
    size_t size = number_size(text), i;

    if (!size) return false;
    text.at += size;
    text.size -= size;
    for (i = opened ? 2 : 0; i < COUNT(ends); i++)
        if (jh_text_starts(text, jh_text_of(ends[i]))) {
            *rest = (jh_text){ text.at + strlen(ends[i]), text.size - strlen(ends[i]) };
            return true;
        }
    return false;
}

bool jh_word_is_neutral_group(jh_text folded)
{
    return is_one_of(neutral_groups, COUNT(neutral_groups), folded);
}

int jh_word_truth(jh_text folded)
{
    if (is_one_of(yes_words, COUNT(yes_words), folded)) return 1;
    if (is_one_of(no_words, COUNT(no_words), folded)) return 0;
    return -1;
}
