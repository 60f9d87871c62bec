/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_compare.h"

#include "report/plan_view.h"
#include "report/words.h"

#include <stdlib.h>

typedef struct listing {
    const jh_desk *desk;
    jh_plan_said *items;
    size_t count, room;
    jh_error *err;
} listing;

static jh_text member_text(const jh_json_value *of, const char *key)
{
    return jh_json_text_of(jh_json_member(of, key));
}

/* The number as it is written, or nothing. */
static jh_text member_number(const jh_json_value *of, const char *key)
{
    const jh_json_value *value = jh_json_member(of, key);

    return value && value->kind == JH_JSON_NUMBER ? value->text : JH_TEXT("");
}

static jh_code add(listing *l, const jh_plan_said *said)
{
    jh_plan_said *items = jh_grow(l->desk->keep, l->items, &l->room, l->count + 1, sizeof *items);

    if (!items || !said->key.at || !said->label.at || !said->value.at) return jh_no_memory(l->err);
    l->items = items;
    items[l->count++] = *said;
    return JH_OK;
}

static jh_text stage_words(const listing *l, const jh_json_value *of)
{
    jh_text stage = member_text(of, "stage");
    int s;

    for (s = 0; s < JH_STAGE_COUNT; s++)
        if (jh_text_equal(stage, jh_text_of(jh_stage_key((jh_stage)s))))
            return jh_text_of(jh_say(l->desk->manner.lang, jh_stage_say((jh_stage)s)));
    return stage;
}

static jh_text school_words(const listing *l, const jh_json_value *school)
{
    jh_text name = member_text(school, "name"), stage = stage_words(l, school);

    return jh_text_format(l->desk->keep, "%.*s (%.*s)", JH_TEXT_ARGS(name), JH_TEXT_ARGS(stage));
}

/* ---- what a plan says ---- */

static jh_code list_total(listing *l, const jh_json_value *root, const char *key, jh_say_id say)
{
    const jh_json_value *value = jh_json_member(root, key);
    char digits[JH_MONEY_SIZE];
    jh_plan_said said = { .subject = JH_PLAN_TOTAL,
                          .key = jh_text_of(key),
                          .label = jh_text_of(jh_say(l->desk->manner.lang, say)),
                          .has_money = true };

    if (!jh_json_decimal_of(&said.money, value)) return JH_OK;
    said.value = jh_text_copy(l->desk->keep, jh_text_of(jh_money_write(digits, said.money)));
    return add(l, &said);
}

static jh_say_id kind_say(jh_text kind)
{
    static const char *const kinds[JH_MEASURE_KIND_COUNT] = { "buy", "move", "hire", "train" };
    int k;

    for (k = JH_MOVE; k < JH_MEASURE_KIND_COUNT; k++)
        if (jh_text_equal(kind, jh_text_of(kinds[k]))) return jh_measure_say((jh_measure_kind)k);
    return jh_measure_say(JH_BUY);
}

/* "示例县第一小学 (小学) 交流 骨干 → 示例县第二小学 (小学)". */
static jh_text measure_words(const listing *l, const jh_json_value *at, const jh_json_value *school)
{
    const jh_json_value *to = jh_json_member(at, "to");
    jh_text who = school_words(l, school), title = member_text(at, "title"),
            type = member_text(at, "teachers"), becomes = member_text(at, "becomes"),
            whom = to ? school_words(l, to) : becomes;

    if (!who.at || !whom.at) return (jh_text){ 0 };
    if (title.size)
        return jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(who), JH_TEXT_ARGS(title));
    return jh_text_format(l->desk->keep, "%.*s %s %.*s%s%.*s", JH_TEXT_ARGS(who),
                          jh_say(l->desk->manner.lang, kind_say(member_text(at, "kind"))),
                          JH_TEXT_ARGS(type), whom.size ? " → " : "", JH_TEXT_ARGS(whom));
}

static jh_code list_measure(listing *l, const jh_json_value *at)
{
    const jh_json_value *school = jh_json_member(at, "school"), *to = jh_json_member(at, "to");
    jh_text kind = member_text(at, "kind"), what = member_text(at, "element"),
            becomes = member_text(at, "becomes"), code, stage, whom = member_text(to, "code"),
            amount = member_number(at, "amount"), measure = member_text(at, "measure");
    jh_plan_said said = { .subject = JH_PLAN_MEASURE, .has_money = true };

    if (!school) school = jh_json_member(at, "from");
    code = member_text(school, "code");
    stage = member_text(school, "stage");
    if (!what.size) what = member_text(at, "teachers");
    said.key = jh_text_format(l->desk->keep, "%.*s %.*s %.*s %.*s %.*s %.*s", JH_TEXT_ARGS(kind),
                              JH_TEXT_ARGS(code), JH_TEXT_ARGS(stage), JH_TEXT_ARGS(what),
                              JH_TEXT_ARGS(becomes), JH_TEXT_ARGS(whom));
    said.label = measure_words(l, at, school);
    said.value =
        jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(amount), JH_TEXT_ARGS(measure));
    (void)jh_json_decimal_of(&said.money, jh_json_member(at, "cost_yuan"));
    return add(l, &said);
}

static jh_code list_waiver(listing *l, const jh_json_value *at)
{
    const jh_json_value *school = jh_json_member(at, "school");
    jh_text code = member_text(school, "code"), stage = member_text(school, "stage");
    jh_plan_said said = { .subject = JH_PLAN_WAIVER, .value = member_text(at, "at_floor_title") };

    if (!said.value.size) return JH_OK;
    said.key = jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(code), JH_TEXT_ARGS(stage));
    said.label = school_words(l, school);
    return add(l, &said);
}

static jh_code list_coefficient(listing *l, const jh_json_value *at)
{
    const jh_json_value *after = jh_json_member(at, "after");
    jh_text indicator = member_text(at, "indicator"), stage = member_text(at, "stage"),
            title = member_text(at, "title"), words = stage_words(l, at);
    jh_plan_said said = { .subject = JH_PLAN_COEFFICIENT };
    double value = after && after->kind == JH_JSON_NUMBER
                       ? strtod(jh_text_copy(l->desk->keep, after->text).at, NULL)
                       : 0;

    said.key =
        jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(indicator), JH_TEXT_ARGS(stage));
    said.label =
        jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(words), JH_TEXT_ARGS(title));
    said.value = jh_text_format(l->desk->keep, "%.3f", value);
    return add(l, &said);
}

static jh_code list_cost(listing *l, const jh_json_value *at)
{
    jh_text key = member_text(at, "key"), school = member_text(at, "school"),
            stage = member_text(at, "stage"), number = member_number(at, "value"),
            unit = member_text(at, "unit");
    jh_plan_said said = { .subject = JH_PLAN_COST };

    said.key =
        jh_text_format(l->desk->keep, "%.*s%s%.*s%s%.*s", JH_TEXT_ARGS(key), school.size ? " " : "",
                       JH_TEXT_ARGS(school), stage.size ? " " : "", JH_TEXT_ARGS(stage));
    said.label = said.key;
    said.value =
        jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(number), JH_TEXT_ARGS(unit));
    return add(l, &said);
}

static jh_code list_each(listing *l, const jh_json_value *root, const char *key,
                         jh_code (*one)(listing *l, const jh_json_value *at))
{
    const jh_json_value *list = jh_json_member(root, key), *at = list ? list->items : NULL;
    jh_code rc = JH_OK;

    for (; !rc && at; at = at->next) rc = one(l, at);
    return rc;
}

static jh_code list_all(listing *l, const jh_desk *desk, const jh_json_value *root, jh_error *err)
{
    jh_code rc;

    *l = (listing){ .desk = desk, .err = err };
    rc = list_total(l, root, "cost_yuan", SAY_PLAN_TOTAL);
    if (!rc) rc = list_total(l, root, "bound_yuan", SAY_PLAN_AT_LEAST);
    if (!rc) rc = list_each(l, root, "measures", list_measure);
    if (!rc) rc = list_each(l, root, "schools", list_waiver);
    if (!rc) rc = list_each(l, root, "dispersions", list_coefficient);
    return rc ? rc : list_each(l, root, "costs", list_cost);
}

/* ---- what differs ---- */

static const jh_plan_said *find(const listing *in, const jh_plan_said *like)
{
    size_t i;

    for (i = 0; i < in->count; i++)
        if (in->items[i].subject == like->subject && jh_text_equal(in->items[i].key, like->key))
            return &in->items[i];
    return NULL;
}

static void note(jh_plan_differences *out, const jh_plan_said *before, const jh_plan_said *after)
{
    const jh_plan_said *one = before ? before : after;
    jh_plan_difference *d = &out->items[out->count];

    if (before && after && jh_text_equal(before->value, after->value)
        && before->money.millionths == after->money.millionths)
        return;
    *d = (jh_plan_difference){ .subject = one->subject,
                               .key = one->key,
                               .label = one->label,
                               .before = before ? before->value : JH_TEXT(""),
                               .after = after ? after->value : JH_TEXT(""),
                               .has_money = one->has_money };
    if (after) d->money = after->money;
    if (before) d->money.millionths -= before->money.millionths;
    out->count++;
}

static jh_code differ(jh_plan_differences *out, const jh_desk *desk, const listing *a,
                      const listing *b, jh_error *err)
{
    int subject;
    size_t i;

    out->items = JH_NEW_ARRAY(desk->keep, jh_plan_difference, a->count + b->count + 1);
    if (!out->items) return jh_no_memory(err);
    for (subject = 0; subject < JH_PLAN_SUBJECT_COUNT; subject++) {
        for (i = 0; i < a->count; i++)
            if ((int)a->items[i].subject == subject) note(out, &a->items[i], find(b, &a->items[i]));
        for (i = 0; i < b->count; i++)
            if ((int)b->items[i].subject == subject && !find(a, &b->items[i]))
                note(out, NULL, &b->items[i]);
    }
    return JH_OK;
}

jh_code jh_plan_compare(jh_text *out, bool *same, const jh_desk *desk, const jh_plan_pair *pair,
                        jh_error *err)
{
    jh_plan_differences differences = { 0 };
    listing a, b;
    jh_code rc = list_all(&a, desk, pair->before->root, err);

    if (!rc) rc = list_all(&b, desk, pair->after->root, err);
    if (!rc) rc = differ(&differences, desk, &a, &b, err);
    if (!rc && pair->workbook) rc = jh_plan_differences_workbook(desk, &differences, pair, err);
    *same = differences.count == 0 && pair->before->found == pair->after->found;
    return rc ? rc : jh_plan_differences_tell(out, desk, &differences, pair, err);
}

jh_code jh_plan_compare_files(jh_text *out, bool *same, const jh_desk *desk,
                              const jh_plan_files *files, jh_error *err)
{
    jh_plan_document before, after;
    jh_code rc = jh_plan_document_read(&before, desk, files->before, err);

    if (!rc) rc = jh_plan_document_read(&after, desk, files->after, err);
    if (rc) return rc;
    return jh_plan_compare(out, same, desk, &(jh_plan_pair){ &before, &after, files->workbook },
                           err);
}
