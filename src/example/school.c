/* SPDX-License-Identifier: Apache-2.0 */
#include "example/school.h"

#include <stdio.h>
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *const towns[] = { "城关镇", "东河镇", "西坪镇", "南岭镇", "柳林乡",
                                     "石门乡", "白云乡", "清泉乡", "双桥乡", "北原镇" };
static const char *const firsts[] = { "青", "白", "龙", "凤", "石", "清", "松", "竹", "梅", "柏",
                                      "金", "玉", "云", "月", "春", "明", "安", "和", "永", "长",
                                      "高", "平", "新", "古", "红", "黄", "大", "小", "上", "下" };
static const char *const seconds[] = { "山", "河", "泉", "桥", "塘", "坪", "岭", "湾", "溪", "井",
                                       "庙", "店", "窑", "园", "垭", "沟", "坝", "堰", "峪", "台" };

enum { LUCKLESS = 960, TINY = 48 }; /* ‰ of the usual; pupils */

/* For counties with more schools than pairs of the words above. */
static const char *const sides[] = { "", "东", "西", "南", "北", "中", "前", "后", "外" };

#define URBAN "urban"
#define TOWN "town"
#define RURAL "rural"
#define PUBLIC "county_education"

/* The cases every made-up county has, whatever its size. `exact` is in thousandths per pupil. */
static const struct {
    const char *name, *kind, *location, *ownership;
    uint32_t town, parent;
    int16_t preprimary, primary, junior, senior;
    bool boarding, leaves_blank, lacks_rooms, is_new;
    struct {
        jh_made_figure figure;
        int64_t exact;
    } set[2];
} cases[] = {
    /* crowded in town: too many pupils, large classes */
    { .name = "第一小学", .kind = "primary_school", .location = URBAN, .primary = 2112 },
    { .name = "第二小学",
      .kind = "primary_school",
      .location = URBAN,
      .primary = 1460,
      .lacks_rooms = true },
    { .name = "第一中学",
      .kind = "complete_secondary",
      .location = URBAN,
      .junior = 870,
      .senior = 1240,
      .boarding = true },
    { .name = "第二初级中学", .kind = "junior_school", .location = URBAN, .junior = 1386 },
    { .name = "东河九年一贯制学校",
      .kind = "nine_year",
      .location = TOWN,
      .town = 1,
      .primary = 520,
      .junior = 348,
      .boarding = true },
    { .name = "明德实验学校",
      .kind = "twelve_year",
      .location = URBAN,
      .ownership = "private",
      .primary = 640,
      .junior = 410,
      .senior = 260,
      .boarding = true },
    { .name = "育英小学",
      .kind = "primary_school",
      .location = TOWN,
      .ownership = "private",
      .town = 2,
      .primary = 386 },
    { .name = "西坪中心小学",
      .kind = "primary_school",
      .location = TOWN,
      .town = 2,
      .preprimary = 64,
      .primary = 612 },
    { .name = "西坪中心小学北校区",
      .kind = "primary_school",
      .location = TOWN,
      .town = 2,
      .parent = 8,
      .primary = 148 },
    { .name = "特殊教育学校",
      .kind = "special",
      .location = URBAN,
      .primary = 62,
      .junior = 31,
      .boarding = true },
    { .name = "职业技术学校",
      .kind = "vocational",
      .location = URBAN,
      .senior = 930,
      .boarding = true },
    { .name = "南岭寄宿制初级中学",
      .kind = "junior_school",
      .location = RURAL,
      .town = 3,
      .junior = 432,
      .boarding = true },
    /* teaching points of 12, 49, 50 and 99 pupils: around what counts and what does not */
    { .name = "上窑教学点", .kind = "teaching_point", .location = RURAL, .town = 3, .primary = 12 },
    { .name = "古井教学点", .kind = "teaching_point", .location = RURAL, .town = 3, .primary = 49 },
    { .name = "长坪教学点", .kind = "teaching_point", .location = RURAL, .town = 1, .primary = 50 },
    { .name = "双庙教学点", .kind = "teaching_point", .location = RURAL, .town = 2, .primary = 99 },
    /* a tiny village school: few pupils, so much of everything for each */
    { .name = "云台小学", .kind = "primary_school", .location = RURAL, .town = 3, .primary = 46 },
    /* short of one figure, at 86 % of its line: passes all the same */
    { .name = "东河第二小学",
      .kind = "primary_school",
      .location = TOWN,
      .town = 1,
      .primary = 1000,
      .set = { { JH_MADE_AREA, 3870 } } },
    /* short of two: fails */
    { .name = "南岭中心小学",
      .kind = "primary_school",
      .location = TOWN,
      .town = 3,
      .primary = 700,
      .set = { { JH_MADE_SPORTS, 6500 }, { JH_MADE_EQUIPMENT, 1750000 } } },
    /* reports all but one figure; opened this year */
    { .name = "新城初级中学",
      .kind = "junior_school",
      .location = URBAN,
      .junior = 560,
      .leaves_blank = true,
      .is_new = true },
};

uint32_t jh_made_town_count(size_t schools)
{
    uint32_t count = (uint32_t)(schools / 10);

    return count < 4 ? 4 : count;
}

static void name_town(jh_made_school *out)
{
    uint32_t n = out->town_number, names = COUNT(towns);

    if (n < names) {
        snprintf(out->town, sizeof out->town, "%s", towns[n]);
        return;
    }
    n -= names;
    snprintf(out->town, sizeof out->town, "%s%s乡", firsts[n % COUNT(firsts)],
             seconds[n / COUNT(firsts) % COUNT(seconds)]);
}

static int64_t location_level(jh_made_school *s)
{
    if (!strcmp(s->location, URBAN)) return jh_random_between(&s->random, 940, 1060);
    if (!strcmp(s->location, TOWN)) return jh_random_between(&s->random, 960, 1220);
    return jh_random_between(&s->random, 1080, 1560);
}

/* Usual levels. Among the ordinary schools one in eleven is short of two figures, one in seventeen
 * far short of one, one in thirteen a little short of one, which it may be. */
static void set_levels(jh_made_school *s)
{
    int i, a, b;

    for (i = 0; i < JH_MADE_FIGURE_COUNT; i++)
        s->level[i] = location_level(s) * jh_random_between(&s->random, 960, 1080) / 1000;
    a = (int)jh_random_between(&s->random, JH_MADE_AREA, JH_MADE_MULTIMEDIA);
    b = a == JH_MADE_AREA ? JH_MADE_MULTIMEDIA : a - 1;
    if (s->number % 11 == 3)
        s->level[a] = s->level[b] = 700;
    else if (s->number % 17 == 9)
        s->level[a] = 600;
    else if (s->number % 13 == 5)
        s->level[a] = 705;
}

static void fill_case(jh_made_school *s)
{
    size_t i, at = s->number - 1;

    snprintf(s->name, sizeof s->name, "示例县%s", cases[at].name);
    s->kind = cases[at].kind;
    s->location = cases[at].location;
    if (cases[at].ownership) s->ownership = cases[at].ownership;
    s->town_number = cases[at].town;
    s->parent = cases[at].parent;
    s->pupils[JH_PREPRIMARY] = cases[at].preprimary;
    s->pupils[JH_PRIMARY] = cases[at].primary;
    s->pupils[JH_JUNIOR] = cases[at].junior;
    s->pupils[JH_SENIOR] = cases[at].senior;
    s->boarding = cases[at].boarding;
    s->leaves_blank = cases[at].leaves_blank;
    s->lacks_rooms = cases[at].lacks_rooms;
    s->is_new = cases[at].is_new;
    name_town(s);
    set_levels(s);
    for (i = 0; i < COUNT(cases[at].set); i++)
        if (cases[at].set[i].exact) s->exact[cases[at].set[i].figure] = cases[at].set[i].exact;
    /* A case is short of what it is there to show, never by luck; a tiny school has plenty. */
    for (i = 0; i < JH_MADE_FIGURE_COUNT; i++) {
        if (s->level[i] < LUCKLESS) s->level[i] = LUCKLESS;
        if (s->pupils[JH_PRIMARY] < TINY && !strcmp(s->kind, "primary_school"))
            s->level[i] = s->level[i] * 7 / 4;
    }
}

static void fill_primary(jh_made_school *s, int64_t size)
{
    s->kind = "primary_school";
    if (!strcmp(s->location, URBAN))
        s->pupils[JH_PRIMARY] = 760 + size * 8;
    else if (!strcmp(s->location, TOWN))
        s->pupils[JH_PRIMARY] = 300 + size * 6;
    else
        s->pupils[JH_PRIMARY] = 56 + size * size / 30;
}

static void fill_ordinary(jh_made_school *s, size_t schools)
{
    static const char *const suffixes[] = { "小学", "初级中学", "学校", "教学点" };
    int64_t what = jh_random_between(&s->random, 0, 99), size;
    uint32_t pairs = COUNT(firsts) * COUNT(seconds), n = s->number * 7 % pairs;
    int suffix = 0;

    s->town_number = (uint32_t)(s->number % jh_made_town_count(schools));
    name_town(s);
    size = jh_random_between(&s->random, 0, 99);
    s->location = s->town_number == 0 ? URBAN : size > 55 ? TOWN : RURAL;
    if (what < 58) {
        fill_primary(s, size);
    } else if (what < 80) {
        suffix = 1;
        s->kind = "junior_school";
        s->pupils[JH_JUNIOR] = 190 + size * (s->town_number == 0 ? 9 : 5);
        s->boarding = s->town_number != 0;
    } else if (what < 90) {
        suffix = 2;
        s->kind = "nine_year";
        s->pupils[JH_PRIMARY] = 120 + size * 4;
        s->pupils[JH_JUNIOR] = 90 + size * 3;
        s->boarding = true;
    } else {
        suffix = 3;
        s->kind = "teaching_point";
        s->location = RURAL;
        s->pupils[JH_PRIMARY] = 8 + size / 2;
    }
    if (what == 57) s->ownership = "private";
    /* 7 and the number of pairs have no common divisor, so no name comes twice. */
    snprintf(s->name, sizeof s->name, "示例县%s%s%s%s%s", s->town, sides[s->number / pairs],
             firsts[n % COUNT(firsts)], seconds[n / COUNT(firsts)], suffixes[suffix]);
    set_levels(s);
}

/* Pupils are no round numbers, and newly equipped schools stand beside old ones, none like another:
 * what makes a coefficient of variation. From a stream of its own. */
static void vary(jh_made_school *s, uint64_t seed)
{
    jh_random random = jh_random_of(seed ^ s->number, 2025);
    int64_t primary = jh_random_between(&random, 0, 7), junior = jh_random_between(&random, 0, 8);
    int64_t equipment = jh_random_between(&random, 2700, 3400);

    if (!strcmp(s->kind, "junior_school") && s->number % 5 == 0)
        s->level[JH_MADE_EQUIPMENT] = equipment;
    if (s->number <= COUNT(cases)) return;
    if (s->pupils[JH_PRIMARY] > TINY) s->pupils[JH_PRIMARY] += primary;
    if (s->pupils[JH_JUNIOR]) s->pupils[JH_JUNIOR] += junior;
}

void jh_school_make_up(jh_made_school *out, uint32_t number, size_t schools, uint64_t seed)
{
    *out = (jh_made_school){ .number = number, .ownership = PUBLIC };
    out->random = jh_random_of(seed, number);
    snprintf(out->code, sizeof out->code, "990101%04u", number);
    if (number <= COUNT(cases))
        fill_case(out);
    else
        fill_ordinary(out, schools);
    vary(out, seed);
}
