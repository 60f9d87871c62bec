/* history_test.c: what happens to schools, event after event: which can be, which units there are
 * then, and what the figures of before are for them. Made-up schools.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/real_standard.h"
#include "tests/support/test.h"

#include "history/history.h"

#include <stdio.h>
#include <string.h>

static jh_arena keep;

static jh_date day(const char *text)
{
    return jh_date_parse(jh_text_of(text));
}

static const jh_moment always = { .day = { INT32_MAX } };

/* ---- Which events can be ---- */

enum { EVENT_MAX = 4, PART_MAX = 3 };

typedef struct told {
    jh_event_kind kind;
    const char *date, *unit, *main, *name, *parent;
    const char *parts[PART_MAX]; /* "code" or "code=0.4" */
} told;

typedef struct followed {
    const char *label;
    told events[EVENT_MAX];
    jh_say_id wrong; /* SAY_COUNT = nothing */
    const char *there;
} followed;

/* Known from the papers of 2024: A, B, C; D only from those of 2025; E is a campus of A. */
enum { AUTUMN_2024 = 19967, AUTUMN_2025 = 20332 }; /* 1 September, in days */

static const jh_known_unit papers[] = {
    { .code = { "A", 1 },
      .name = { "甲小学", 9 },
      .seen = { AUTUMN_2024 },
      .opened = { INT32_MIN },
      .closed = { INT32_MIN } },
    { .code = { "B", 1 },
      .name = { "乙小学", 9 },
      .seen = { AUTUMN_2024 },
      .opened = { INT32_MIN },
      .closed = { INT32_MIN } },
    { .code = { "C", 1 },
      .name = { "丙小学", 9 },
      .seen = { AUTUMN_2024 },
      .opened = { 10957 },
      .closed = { INT32_MIN } },
    { .code = { "D", 1 },
      .name = { "丁小学", 9 },
      .seen = { AUTUMN_2025 },
      .opened = { INT32_MIN },
      .closed = { INT32_MIN } },
    { .code = { "E", 1 },
      .name = { "甲小学东校区", 18 },
      .parent = { "A", 1 },
      .seen = { AUTUMN_2024 },
      .opened = { INT32_MIN },
      .closed = { INT32_MIN } },
};

static void read_part(jh_event_part *out, const char *word)
{
    const char *sign = strchr(word, '=');

    *out = (jh_event_part){ .code = jh_text_of(word), .has_share = sign != NULL };
    if (!sign) return;
    out->code.size = (size_t)(sign - word);
    assert_int_equal(jh_decimal_parse(&out->share, jh_text_of(sign + 1)), JH_READ_EXACT);
}

static jh_text text_or_nothing(const char *word)
{
    return word ? jh_text_of(word) : JH_TEXT("");
}

static jh_unit_events events_of(jh_arena *at, const told *list)
{
    jh_unit_events out = { JH_NEW_ARRAY(at, jh_unit_event, EVENT_MAX), 0 };

    while (out.count < EVENT_MAX && list[out.count].unit) {
        const told *from = &list[out.count];
        jh_unit_event *to = &out.items[out.count++];
        jh_event_part *parts = JH_NEW_ARRAY(at, jh_event_part, PART_MAX);
        *to = (jh_unit_event){ .number = (int32_t)out.count,
                               .kind = from->kind,
                               .date = day(from->date),
                               .unit = jh_text_of(from->unit),
                               .main = text_or_nothing(from->main),
                               .name = text_or_nothing(from->name),
                               .parent = text_or_nothing(from->parent),
                               .parts = parts };
        while (to->part_count < PART_MAX && from->parts[to->part_count]) {
            read_part(&parts[to->part_count], from->parts[to->part_count]);
            to->part_count++;
        }
    }
    return out;
}

static const char *codes_of(char *out, const jh_living_units *units)
{
    size_t i;

    *out = '\0';
    for (i = 0; i < units->count; i++)
        if (units->items[i].is_there)
            strncat(out, units->items[i].code.at, units->items[i].code.size);
    return out;
}

static const followed possible[] = {
    { "nothing happens", { { 0 } }, SAY_COUNT, "ABCDE" },
    { "a school closes",
      { { .kind = JH_EVENT_CLOSE, .date = "2025-03-01", .unit = "B" } },
      SAY_COUNT,
      "ACDE" },
    { "one that closed cannot close again",
      { { .kind = JH_EVENT_CLOSE, .date = "2025-03-01", .unit = "B" },
        { .kind = JH_EVENT_CLOSE, .date = "2025-04-01", .unit = "B" } },
      SAY_HISTORY_GONE,
      "" },
    { "nobody knows the code",
      { { .kind = JH_EVENT_CLOSE, .date = "2025-03-01", .unit = "X" } },
      SAY_HISTORY_UNKNOWN_UNIT,
      "" },
    { "a school with a campus cannot close",
      { { .kind = JH_EVENT_CLOSE, .date = "2025-03-01", .unit = "A" } },
      SAY_HISTORY_HAS_CAMPUSES,
      "" },
    { "its campus closes first",
      { { .kind = JH_EVENT_CLOSE, .date = "2025-03-01", .unit = "A" },
        { .kind = JH_EVENT_CLOSE, .date = "2025-02-01", .unit = "E" } },
      SAY_COUNT,
      "BCD" },
    { "a school opens",
      { { .kind = JH_EVENT_OPEN, .date = "2025-03-01", .unit = "F", .name = "己小学" } },
      SAY_COUNT,
      "ABCDEF" },
    { "a code is used twice",
      { { .kind = JH_EVENT_OPEN, .date = "2025-03-01", .unit = "A" } },
      SAY_HISTORY_CODE_USED,
      "" },
    { "the code of a school that closed is used, too",
      { { .kind = JH_EVENT_CLOSE, .date = "2025-03-01", .unit = "B" },
        { .kind = JH_EVENT_OPEN, .date = "2025-04-01", .unit = "B" } },
      SAY_HISTORY_CODE_USED,
      "" },
    { "a school opens and is reported afterwards",
      { { .kind = JH_EVENT_OPEN, .date = "2025-03-01", .unit = "D" } },
      SAY_COUNT,
      "ABCDE" },
    { "nothing happens to a school before it opens",
      { { .kind = JH_EVENT_OPEN, .date = "2025-03-01", .unit = "D" },
        { .kind = JH_EVENT_CLOSE, .date = "2025-02-01", .unit = "D" } },
      SAY_HISTORY_GONE,
      "" },
    { "nothing happens before the day on which it opened",
      { { .kind = JH_EVENT_CLOSE, .date = "1999-12-31", .unit = "C" } },
      SAY_HISTORY_BEFORE_OPENING,
      "" },
    { "a name that exists",
      { { .kind = JH_EVENT_RENAME, .date = "2025-03-01", .unit = "B", .name = "甲小学" } },
      SAY_HISTORY_NAME_USED,
      "" },
    { "a name that was given up",
      { { .kind = JH_EVENT_RENAME, .date = "2025-02-01", .unit = "A", .name = "甲实验小学" },
        { .kind = JH_EVENT_RENAME, .date = "2025-03-01", .unit = "B", .name = "甲小学" } },
      SAY_COUNT,
      "ABCDE" },
    { "a renaming without a name",
      { { .kind = JH_EVENT_RENAME, .date = "2025-03-01", .unit = "B" } },
      SAY_HISTORY_NOTHING_CHANGES,
      "" },
    { "a merger",
      { { .kind = JH_EVENT_MERGE, .date = "2025-03-01", .unit = "A", .parts = { "B", "C" } } },
      SAY_COUNT,
      "ADE" },
    { "a merger with itself",
      { { .kind = JH_EVENT_MERGE, .date = "2025-03-01", .unit = "A", .parts = { "A" } } },
      SAY_HISTORY_MERGE_WITH_ITSELF,
      "" },
    { "a merger into one that is gone",
      { { .kind = JH_EVENT_CLOSE, .date = "2025-02-01", .unit = "B" },
        { .kind = JH_EVENT_MERGE, .date = "2025-03-01", .unit = "B", .parts = { "C" } } },
      SAY_HISTORY_GONE,
      "" },
    { "each into the other",
      { { .kind = JH_EVENT_MERGE, .date = "2025-03-01", .unit = "B", .parts = { "C" } },
        { .kind = JH_EVENT_MERGE, .date = "2025-03-01", .unit = "C", .parts = { "B" } } },
      SAY_HISTORY_GONE,
      "" },
    { "a part named twice",
      { { .kind = JH_EVENT_MERGE, .date = "2025-03-01", .unit = "A", .parts = { "B", "B" } } },
      SAY_HISTORY_PART_TWICE,
      "" },
    { "a merger of nobody",
      { { .kind = JH_EVENT_MERGE, .date = "2025-03-01", .unit = "A" } },
      SAY_HISTORY_NO_PARTS,
      "" },
    { "into a new school",
      { { .kind = JH_EVENT_MERGE,
          .date = "2025-03-01",
          .unit = "F",
          .main = "B",
          .parts = { "B", "C" } } },
      SAY_COUNT,
      "ADEF" },
    { "into a new school that nobody goes on in",
      { { .kind = JH_EVENT_MERGE, .date = "2025-03-01", .unit = "F", .parts = { "B", "C" } } },
      SAY_HISTORY_MAIN_NEEDED,
      "" },
    { "the main one is not a part",
      { { .kind = JH_EVENT_MERGE,
          .date = "2025-03-01",
          .unit = "A",
          .main = "D",
          .parts = { "B", "C" } } },
      SAY_HISTORY_MAIN_NOT_PART,
      "" },
    { "a split",
      { { .kind = JH_EVENT_SPLIT,
          .date = "2025-03-01",
          .unit = "B",
          .parts = { "F=0.4", "G=0.6" } } },
      SAY_COUNT,
      "ACDEFG" },
    { "a split that the school survives",
      { { .kind = JH_EVENT_SPLIT,
          .date = "2025-03-01",
          .unit = "B",
          .parts = { "B=0.4", "G=0.6" } } },
      SAY_COUNT,
      "ABCDEG" },
    { "shares that do not add up",
      { { .kind = JH_EVENT_SPLIT,
          .date = "2025-03-01",
          .unit = "B",
          .parts = { "F=0.4", "G=0.5" } } },
      SAY_HISTORY_SHARES,
      "" },
    { "a part without a share",
      { { .kind = JH_EVENT_SPLIT, .date = "2025-03-01", .unit = "B", .parts = { "F=0.4", "G" } } },
      SAY_HISTORY_SHARES,
      "" },
    { "a split into a school that is there",
      { { .kind = JH_EVENT_SPLIT,
          .date = "2025-03-01",
          .unit = "B",
          .parts = { "A=0.4", "G=0.6" } } },
      SAY_HISTORY_CODE_USED,
      "" },
    { "under another school",
      { { .kind = JH_EVENT_MOVE, .date = "2025-03-01", .unit = "B", .parent = "A" } },
      SAY_COUNT,
      "ABCDE" },
    { "a campus of its own campus",
      { { .kind = JH_EVENT_MOVE, .date = "2025-03-01", .unit = "A", .parent = "E" } },
      SAY_HISTORY_PARENT_RING,
      "" },
    { "under nobody known",
      { { .kind = JH_EVENT_MOVE, .date = "2025-03-01", .unit = "B", .parent = "X" } },
      SAY_HISTORY_UNKNOWN_UNIT,
      "" },
};

static void each_event_is_possible_or_named(void **state)
{
    jh_record record = { .known = { papers, sizeof papers / sizeof *papers } };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof possible / sizeof *possible; i++) {
        jh_arena here = keep;
        jh_unit_events events = events_of(&here, possible[i].events);
        jh_living_units living;
        jh_error err = { 0 };
        char codes[64];
        jh_code code;
        print_message("%s\n", possible[i].label);
        record.events = events;
        code = jh_history_follow(&living, &here, &record, &always, &err);
        if (possible[i].wrong == SAY_COUNT) {
            assert_int_equal(code, JH_OK);
            assert_string_equal(codes_of(codes, &living), possible[i].there);
        } else {
            assert_int_equal(code, JH_BAD_INPUT);
            assert_int_equal(err.message.say, possible[i].wrong);
        }
    }
}

static void what_is_withdrawn_or_later_is_left_out(void **state)
{
    told list[EVENT_MAX] = { { .kind = JH_EVENT_CLOSE, .date = "2025-03-01", .unit = "B" },
                             { .kind = JH_EVENT_CLOSE, .date = "2025-05-01", .unit = "C" } };
    jh_record record = { .known = { papers, sizeof papers / sizeof *papers } };
    jh_unit_events events = events_of(&keep, list);
    jh_moment april = { .day = day("2025-04-01") }, early = { .day = { INT32_MAX }, .revision = 5 };
    jh_living_units living;
    char codes[64];

    (void)state;
    events.items[0].revision = 4;
    events.items[1].revision = 6;
    record.events = events;
    assert_int_equal(jh_history_follow(&living, &keep, &record, &april, NULL), JH_OK);
    assert_string_equal(codes_of(codes, &living), "ACDE");
    assert_int_equal(jh_history_follow(&living, &keep, &record, &early, NULL), JH_OK);
    assert_string_equal(codes_of(codes, &living), "ACDE");
    assert_false(jh_living_unit_of(&living, JH_TEXT("B"))->is_there);
    assert_int_equal(jh_living_unit_of(&living, JH_TEXT("B"))->gone_by, 1);
    assert_null(jh_living_unit_of(&living, JH_TEXT("X")));
    events.items[0].is_withdrawn = true;
    assert_int_equal(jh_history_follow(&living, &keep, &record, &april, NULL), JH_OK);
    assert_string_equal(codes_of(codes, &living), "ABCDE");
    events.items[0].withdrawn_at = 7;
    assert_int_equal(jh_history_follow(&living, &keep, &record, &early, NULL), JH_OK);
    assert_string_equal(codes_of(codes, &living), "ACDE");
}

/* ---- What figures become ---- */

static jh_observation figure(const char *unit, const char *element, jh_stage stage, int64_t value)
{
    return (jh_observation){ .unit = jh_text_of(unit),
                             .element = jh_text_of(element),
                             .stage = stage,
                             .value = { value * JH_DECIMAL_ONE },
                             .origin = { .file = JH_NO_FILE } };
}

static jh_snapshot snapshot_of(jh_arena *at)
{
    jh_unit *units = JH_NEW_ARRAY(at, jh_unit, 3);
    jh_observation *all = JH_NEW_ARRAY(at, jh_observation, 8);
    jh_batch batch = { .county = JH_TEXT("990101"), .period = JH_TEXT("2024") };
    jh_snapshot snapshot;

    units[0] = (jh_unit){ .code = JH_TEXT("A"), .name = JH_TEXT("甲小学") };
    units[1] = (jh_unit){ .code = JH_TEXT("B"), .name = JH_TEXT("乙小学") };
    units[2] = (jh_unit){ .code = JH_TEXT("C"), .name = JH_TEXT("丙小学"), .parent = JH_TEXT("B") };
    units[0].attribute[JH_KIND] = units[1].attribute[JH_KIND] = JH_TEXT("primary_school");
    all[0] = figure("A", "teaching_area", JH_WHOLE, 1000);
    all[1] = figure("A", "pupils", JH_PRIMARY, 400);
    all[2] = figure("B", "teaching_area", JH_WHOLE, 333);
    all[3] = figure("B", "pupils", JH_PRIMARY, 101);
    batch.units = units;
    batch.unit_count = 3;
    batch.observations = all;
    batch.observation_count = 4;
    assert_int_equal(jh_snapshot_make(&snapshot, at, &batch, NULL), JH_OK);
    return snapshot;
}

static int64_t value_of(const jh_snapshot *in, const char *unit, const char *element,
                        jh_stage stage)
{
    size_t column = jh_snapshot_column(in, jh_text_of(element), stage);
    size_t at = jh_snapshot_unit(in, jh_text_of(unit));

    assert_true(column != SIZE_MAX && at != SIZE_MAX);
    return in->columns[column].why[at] ? -1 : in->columns[column].millionths[at];
}

static const jh_snapshot *carry(jh_arena *at, const jh_snapshot *in, const told *list,
                                jh_findings *findings)
{
    jh_unit_events events = events_of(at, list);
    jh_carrying how = { .events = &events,
                        .standard = test_real_standard(),
                        .after = jh_history_day(JH_TEXT("2024")),
                        .until = { .day = day("2025-09-01") },
                        .findings = findings };
    const jh_snapshot *out;

    assert_int_equal(jh_history_carry(&out, at, in, &how, NULL), JH_OK);
    return out;
}

static void a_merged_school_becomes_a_campus(void **state)
{
    told merger[EVENT_MAX] = { { .kind = JH_EVENT_MERGE,
                                 .date = "2025-03-01",
                                 .unit = "A",
                                 .name = "甲实验小学",
                                 .parts = { "B" } } };
    jh_findings findings = { 0 };
    jh_snapshot before = snapshot_of(&keep);
    const jh_snapshot *after = carry(&keep, &before, merger, &findings);
    const jh_unit *b;

    (void)state;
    assert_int_equal(after->unit_count, 4);
    assert_true(jh_text_equal(after->units[1].name, JH_TEXT("甲实验小学")));
    b = &after->units[jh_snapshot_unit(after, JH_TEXT("B"))];
    assert_true(jh_text_equal(b->parent, JH_TEXT("A")));
    assert_true(jh_text_equal(b->attribute[JH_COUNTED], JH_TEXT("no")));
    assert_true(
        jh_text_equal(after->units[jh_snapshot_unit(after, JH_TEXT("C"))].parent, JH_TEXT("A")));
    assert_int_equal(value_of(after, "B", "pupils", JH_PRIMARY), 101 * JH_DECIMAL_ONE);
    assert_memory_not_equal(after->content.bytes, before.content.bytes, sizeof before.content);
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.items[0].message.say, SAY_HISTORY_FOLLOWED);
    /* What was carried from stays as it was. */
    assert_true(jh_text_equal(before.units[1].name, JH_TEXT("甲小学")));
}

static void a_new_school_goes_on_in_its_main_part(void **state)
{
    told merger[EVENT_MAX] = { { .kind = JH_EVENT_MERGE,
                                 .date = "2025-03-01",
                                 .unit = "0",
                                 .main = "B",
                                 .name = "新小学",
                                 .parts = { "A", "B" } } };
    jh_snapshot before = snapshot_of(&keep);
    const jh_snapshot *after = carry(&keep, &before, merger, NULL);

    (void)state;
    assert_int_equal(after->unit_count, 4);
    assert_int_equal(jh_snapshot_unit(after, JH_TEXT("0")), 1);
    assert_int_equal(jh_snapshot_unit(after, JH_TEXT("B")), SIZE_MAX);
    assert_int_equal(value_of(after, "0", "pupils", JH_PRIMARY), 101 * JH_DECIMAL_ONE);
    assert_true(jh_text_equal(after->units[2].parent, JH_TEXT("0")));
}

static void a_split_divides_to_the_last_pupil(void **state)
{
    told split[EVENT_MAX] = { { .kind = JH_EVENT_SPLIT,
                                .date = "2025-03-01",
                                .unit = "B",
                                .parts = { "B=0.35", "F=0.35", "G=0.3" } } };
    jh_snapshot before = snapshot_of(&keep);
    const jh_snapshot *after = carry(&keep, &before, split, NULL);
    int64_t pupils[3], area = 0;
    static const char *const codes[3] = { "B", "F", "G" };
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        pupils[i] = value_of(after, codes[i], "pupils", JH_PRIMARY);
        assert_int_equal(pupils[i] % JH_DECIMAL_ONE, 0);
        area += value_of(after, codes[i], "teaching_area", JH_WHOLE);
    }
    assert_int_equal(pupils[0] + pupils[1] + pupils[2], 101 * JH_DECIMAL_ONE);
    assert_in_range(pupils[2], 30 * JH_DECIMAL_ONE, 31 * JH_DECIMAL_ONE);
    assert_int_equal(area, 333 * JH_DECIMAL_ONE);
    assert_int_equal(value_of(after, "F", "teaching_area", JH_WHOLE), 116550000);
}

static void what_does_not_concern_the_figures_changes_nothing(void **state)
{
    static const followed table[] = {
        { "before the figures were counted",
          { { .kind = JH_EVENT_CLOSE, .date = "2024-03-01", .unit = "A" } },
          0,
          "" },
        { "on the day they were counted",
          { { .kind = JH_EVENT_CLOSE, .date = "2024-09-01", .unit = "A" } },
          0,
          "" },
        { "after the day looked at",
          { { .kind = JH_EVENT_CLOSE, .date = "2025-10-01", .unit = "A" } },
          0,
          "" },
        { "about a unit that is not among them",
          { { .kind = JH_EVENT_CLOSE, .date = "2025-03-01", .unit = "X" } },
          0,
          "" },
        { "a school that opens has no figures",
          { { .kind = JH_EVENT_OPEN, .date = "2025-03-01", .unit = "X" } },
          0,
          "" },
        { "a name it has already",
          { { .kind = JH_EVENT_RENAME, .date = "2025-03-01", .unit = "A", .name = "甲小学" } },
          0,
          "" },
        { "a split whose parts were reported already",
          { { .kind = JH_EVENT_SPLIT,
              .date = "2025-03-01",
              .unit = "B",
              .parts = { "A=0.5", "C=0.5" } } },
          0,
          "" },
    };
    jh_snapshot before = snapshot_of(&keep);
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        print_message("%s\n", table[i].label);
        assert_ptr_equal(carry(&keep, &before, table[i].events, NULL), &before);
    }
}

static void closed_and_moved(void **state)
{
    told list[EVENT_MAX] = {
        { .kind = JH_EVENT_CLOSE, .date = "2025-03-01", .unit = "A" },
        { .kind = JH_EVENT_RENAME, .date = "2025-02-01", .unit = "B", .name = "乙实验小学" }
    };
    jh_snapshot before = snapshot_of(&keep);
    const jh_snapshot *after = carry(&keep, &before, list, NULL);

    (void)state;
    assert_int_equal(after->unit_count, 3);
    assert_int_equal(jh_snapshot_unit(after, JH_TEXT("A")), SIZE_MAX);
    assert_int_equal(value_of(after, "B", "pupils", JH_PRIMARY), 101 * JH_DECIMAL_ONE);
    assert_true(jh_text_equal(after->units[1].name, JH_TEXT("乙实验小学")));
}

/* However pupils are divided, none is lost: any value, any shares, one split after the other. */
static void no_split_loses_anything(void **state)
{
    uint64_t chance = 1;
    size_t n;

    (void)state;
    for (n = 0; n < 500; n++) {
        jh_arena here = keep;
        jh_snapshot before = snapshot_of(&here);
        char f[16], g[16], b[16];
        int64_t first, second, sum;
        told split[EVENT_MAX] = {
            { .kind = JH_EVENT_SPLIT, .date = "2025-03-01", .unit = "A", .parts = { b, f, g } }
        };
        const jh_snapshot *after;
        chance = chance * 6364136223846793005u + 1442695040888963407u;
        first = 1 + (int64_t)(chance >> 40) % 499998;
        second = 1 + (int64_t)(chance >> 20) % 499998;
        snprintf(b, sizeof b, "A=0.%06lld", (long long)first);
        snprintf(f, sizeof f, "F=0.%06lld", (long long)second);
        snprintf(g, sizeof g, "G=0.%06lld", (long long)(1000000 - first - second));
        ((int64_t *)before.columns[jh_snapshot_column(&before, JH_TEXT("pupils"), JH_PRIMARY)]
             .millionths)[1] = (int64_t)(chance % 3000) * JH_DECIMAL_ONE;
        after = carry(&here, &before, split, NULL);
        sum = value_of(after, "A", "pupils", JH_PRIMARY)
              + value_of(after, "F", "pupils", JH_PRIMARY)
              + value_of(after, "G", "pupils", JH_PRIMARY);
        assert_int_equal(sum, value_of(&before, "A", "pupils", JH_PRIMARY));
    }
}

static void no_memory_is_an_error_like_any_other(void **state)
{
    told list[EVENT_MAX] = {
        { .kind = JH_EVENT_MERGE, .date = "2025-03-01", .unit = "A", .parts = { "B" } }
    };
    jh_snapshot before = snapshot_of(&keep);
    jh_unit_events events = events_of(&keep, list);
    jh_record record = { .known = { papers, sizeof papers / sizeof *papers } };
    jh_carrying how = { .events = &events,
                        .standard = test_real_standard(),
                        .after = jh_history_day(JH_TEXT("2024")),
                        .until = always };
    jh_code code = JH_NO_MEMORY;
    const jh_snapshot *out;
    jh_living_units living;
    long n;

    (void)state;
    record.events = events;
    for (n = 0; code != JH_OK; n++) {
        jh_arena here = keep;
        jh_memory_fail_after(n);
        code = jh_history_carry(&out, &here, &before, &how, NULL);
        if (!code) code = jh_history_follow(&living, &here, &record, &always, NULL);
        jh_memory_fail_after(-1);
        if (code != JH_OK) assert_int_equal(code, JH_NO_MEMORY);
        assert_true(n < 200);
    }
    assert_true(n > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_event_is_possible_or_named),
        cmocka_unit_test(what_is_withdrawn_or_later_is_left_out),
        cmocka_unit_test(a_merged_school_becomes_a_campus),
        cmocka_unit_test(a_new_school_goes_on_in_its_main_part),
        cmocka_unit_test(a_split_divides_to_the_last_pupil),
        cmocka_unit_test(what_does_not_concern_the_figures_changes_nothing),
        cmocka_unit_test(closed_and_moved),
        cmocka_unit_test(no_split_loses_anything),
        cmocka_unit_test(no_memory_is_an_error_like_any_other),
    };
    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
