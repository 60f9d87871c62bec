/* What a plan's document says, in both languages. A document has the words of the one in which it
 * was written; keys lead to the other one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_compare.h"

#include "advise/plan_costs.h"
#include "app/library.h"
#include "report/plan_view.h"
#include "report/words.h"

#include <stdlib.h>

typedef struct listing {
    const jh_desk *desk;
    const jh_json_value *root;
    jh_standard standard;
    bool has_standard; /* else words are as the document has them */
    jh_costs costs;    /* the built-in table: what its keys mean */
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
    int lang;

    if (!items || !said->key.at) return jh_no_memory(l->err);
    for (lang = 0; lang < JH_LANG_COUNT; lang++)
        if (!said->label[lang].at || !said->value[lang].at) return jh_no_memory(l->err);
    l->items = items;
    items[l->count++] = *said;
    return JH_OK;
}

/* ---- words ---- */

static jh_stage stage_of(const jh_json_value *of)
{
    jh_text stage = member_text(of, "stage");
    int s;

    for (s = JH_STAGE_COUNT - 1; s > JH_WHOLE; s--)
        if (jh_text_equal(stage, jh_text_of(jh_stage_key((jh_stage)s)))) break;
    return (jh_stage)s;
}

static jh_text stage_words(const jh_json_value *of, jh_lang lang)
{
    return jh_text_of(jh_say(lang, jh_stage_say(stage_of(of))));
}

static jh_text school_words(const listing *l, const jh_json_value *school, jh_lang lang)
{
    jh_text name = member_text(school, "name"), stage = stage_words(school, lang);

    return jh_text_format(l->desk->keep, "%.*s (%.*s)", JH_TEXT_ARGS(name), JH_TEXT_ARGS(stage));
}

/* The standard's word for a key, else what the document says. */
static jh_text element_words(const listing *l, const jh_json_value *of, const char *member,
                             jh_lang lang)
{
    jh_text key = member_text(of, "element");
    bool is_title = member[0] == 't';
    size_t i;

    for (i = 0; l->has_standard && i < l->standard.element_count; i++)
        if (jh_text_equal(l->standard.elements[i].key, key))
            return jh_standard_in(&l->standard, lang,
                                  is_title ? l->standard.elements[i].title
                                           : l->standard.elements[i].measure_title);
    return member_text(of, member);
}

static jh_text indicator_words(const listing *l, jh_text key, jh_text said, jh_lang lang)
{
    size_t i;

    for (i = 0; l->has_standard && i < l->standard.indicator_count; i++)
        if (jh_text_equal(l->standard.indicators[i].key, key))
            return jh_standard_in(&l->standard, lang, l->standard.indicators[i].short_title);
    return said;
}

/* "degree+backbone" in either language, as its kinds; JH_TEACHER_KINDS = no such words. */
enum { JH_TEACHER_KINDS = 8 };
static unsigned teachers_of(const listing *l, jh_text said)
{
    unsigned type;
    int lang;

    for (type = 0; type < JH_TEACHER_KINDS; type++)
        for (lang = 0; lang < JH_LANG_COUNT; lang++)
            if (jh_text_equal(said, jh_teachers_words(l->desk->keep, (jh_lang)lang, type)))
                return type;
    return JH_TEACHER_KINDS;
}

static jh_text teachers_words(const listing *l, jh_text said, jh_lang lang)
{
    unsigned type = teachers_of(l, said);

    return type == JH_TEACHER_KINDS ? said : jh_teachers_words(l->desk->keep, lang, type);
}

/* ---- totals ---- */

static jh_code list_total(listing *l, const char *key, jh_say_id say)
{
    /* A bound must not be rounded to more than was proved. */
    const jh_json_value *value = jh_json_member(l->root, key);
    char digits[JH_MONEY_SIZE];
    jh_plan_said said = { .subject = JH_PLAN_TOTAL, .key = jh_text_of(key), .has_money = true };
    int lang;

    if (!jh_json_decimal_of(&said.money, value)) return JH_OK;
    for (lang = 0; lang < JH_LANG_COUNT; lang++) {
        said.label[lang] = jh_text_of(jh_say((jh_lang)lang, say));
        said.value[lang] =
            jh_text_copy(l->desk->keep,
                         jh_text_of(jh_money_write(digits, jh_money_whole_fen(said.money, false))));
    }
    return add(l, &said);
}

/* ---- measures ---- */

static jh_say_id kind_say(jh_text kind)
{
    static const char *const kinds[JH_MEASURE_KIND_COUNT] = { "buy", "move", "hire", "train" };
    int k;

    for (k = JH_MOVE; k < JH_MEASURE_KIND_COUNT; k++)
        if (jh_text_equal(kind, jh_text_of(kinds[k]))) return jh_measure_say((jh_measure_kind)k);
    return jh_measure_say(JH_BUY);
}

/* "示例县第一小学 (小学) 交流 骨干 → 示例县第二小学 (小学)". */
static jh_text measure_words(const listing *l, const jh_json_value *at, const jh_json_value *school,
                             jh_lang lang)
{
    const jh_json_value *to = jh_json_member(at, "to");
    jh_text who = school_words(l, school, lang), title = element_words(l, at, "title", lang),
            type = teachers_words(l, member_text(at, "teachers"), lang),
            becomes = teachers_words(l, member_text(at, "becomes"), lang),
            whom = to ? school_words(l, to, lang) : becomes;

    if (!who.at || !whom.at || !type.at) return (jh_text){ 0 };
    if (title.size)
        return jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(who), JH_TEXT_ARGS(title));
    return jh_text_format(l->desk->keep, "%.*s %s %.*s%s%.*s", JH_TEXT_ARGS(who),
                          jh_say(lang, kind_say(member_text(at, "kind"))), JH_TEXT_ARGS(type),
                          whom.size ? " → " : "", JH_TEXT_ARGS(whom));
}

static jh_text amount_words(const listing *l, const jh_json_value *at, jh_lang lang)
{
    jh_text amount = member_number(at, "amount"), measure = element_words(l, at, "measure", lang);

    if (!member_text(at, "element").size) measure = jh_text_of(jh_say(lang, SAY_PLAN_PERSONS));
    return jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(amount), JH_TEXT_ARGS(measure));
}

/* The same whatever language the document is in. */
static jh_text measure_key(const listing *l, const jh_json_value *at, const jh_json_value *school)
{
    jh_text kind = member_text(at, "kind"), code = member_text(school, "code"),
            stage = member_text(school, "stage"), what = member_text(at, "element"),
            becomes = teachers_words(l, member_text(at, "becomes"), JH_ZH),
            whom = member_text(jh_json_member(at, "to"), "code");

    if (!what.size) what = teachers_words(l, member_text(at, "teachers"), JH_ZH);
    return jh_text_format(l->desk->keep, "%.*s %.*s %.*s %.*s %.*s %.*s", JH_TEXT_ARGS(kind),
                          JH_TEXT_ARGS(code), JH_TEXT_ARGS(stage), JH_TEXT_ARGS(what),
                          JH_TEXT_ARGS(becomes), JH_TEXT_ARGS(whom));
}

static jh_code list_measure(listing *l, const jh_json_value *at)
{
    const jh_json_value *school = jh_json_member(at, "school");
    jh_plan_said said = { .subject = JH_PLAN_MEASURE, .has_money = true };
    int lang;

    if (!school) school = jh_json_member(at, "from");
    said.key = measure_key(l, at, school);
    said.code = member_text(school, "code");
    said.name = member_text(school, "name");
    said.stage = stage_of(school);
    for (lang = 0; lang < JH_LANG_COUNT; lang++) {
        said.label[lang] = measure_words(l, at, school, (jh_lang)lang);
        said.value[lang] = amount_words(l, at, (jh_lang)lang);
    }
    (void)jh_json_decimal_of(&said.money, jh_json_member(at, "cost_yuan"));
    return add(l, &said);
}

/* ---- waivers, coefficients, costs ---- */

static jh_code list_waiver(listing *l, const jh_json_value *at)
{
    const jh_json_value *school = jh_json_member(at, "school");
    jh_text code = member_text(school, "code"), stage = member_text(school, "stage"),
            title = member_text(at, "at_floor_title");
    jh_plan_said said = { .subject = JH_PLAN_WAIVER };
    int lang;

    if (!title.size) return JH_OK;
    said.key = jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(code), JH_TEXT_ARGS(stage));
    for (lang = 0; lang < JH_LANG_COUNT; lang++) {
        said.label[lang] = school_words(l, school, (jh_lang)lang);
        said.value[lang] = indicator_words(l, member_text(at, "at_floor"), title, (jh_lang)lang);
    }
    return add(l, &said);
}

static jh_code list_coefficient(listing *l, const jh_json_value *at)
{
    const jh_json_value *after = jh_json_member(at, "after");
    jh_text indicator = member_text(at, "indicator"), stage = member_text(at, "stage");
    jh_plan_said said = { .subject = JH_PLAN_COEFFICIENT };
    double value = after && after->kind == JH_JSON_NUMBER
                       ? strtod(jh_text_copy(l->desk->keep, after->text).at, NULL)
                       : 0;
    int lang;

    said.key =
        jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(indicator), JH_TEXT_ARGS(stage));
    for (lang = 0; lang < JH_LANG_COUNT; lang++) {
        jh_text words = stage_words(at, (jh_lang)lang),
                title = indicator_words(l, indicator, member_text(at, "title"), (jh_lang)lang);
        said.label[lang] =
            jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(words), JH_TEXT_ARGS(title));
        said.value[lang] = jh_text_format(l->desk->keep, "%.3f", value);
    }
    return add(l, &said);
}

static jh_text name_of(const listing *l, jh_text code)
{
    const jh_json_value *list = jh_json_member(l->root, "schools"), *at = list ? list->items : NULL;

    for (; at; at = at->next) {
        const jh_json_value *school = jh_json_member(at, "school");
        if (jh_text_equal(member_text(school, "code"), code)) return member_text(school, "name");
    }
    return code;
}

static const jh_cost *built_in(const listing *l, jh_text key)
{
    size_t i;

    for (i = 0; i < l->costs.count; i++)
        if (jh_text_equal(l->costs.items[i].key, key)) return &l->costs.items[i];
    return NULL;
}

static jh_text cost_words(const listing *l, const jh_json_value *at, jh_lang lang)
{
    jh_text key = member_text(at, "key"), school = member_text(at, "school"), stage = { 0 };
    const jh_cost *known = built_in(l, key);

    if (known) key = jh_costs_words(known->about, lang);
    if (school.size) school = name_of(l, school);
    if (member_text(at, "stage").size) stage = stage_words(at, lang);
    return jh_text_format(l->desk->keep, "%.*s%s%.*s%s%.*s", JH_TEXT_ARGS(key),
                          school.size ? " · " : "", JH_TEXT_ARGS(school), stage.size ? " · " : "",
                          JH_TEXT_ARGS(stage));
}

static jh_code list_cost(listing *l, const jh_json_value *at)
{
    jh_text key = member_text(at, "key"), school = member_text(at, "school"),
            stage = member_text(at, "stage"), number = member_number(at, "value"),
            unit = member_text(at, "unit");
    jh_plan_said said = { .subject = JH_PLAN_COST };
    const jh_cost *known = built_in(l, key);
    int lang;

    if (known) unit = known->unit;
    said.key =
        jh_text_format(l->desk->keep, "%.*s%s%.*s%s%.*s", JH_TEXT_ARGS(key), school.size ? " " : "",
                       JH_TEXT_ARGS(school), stage.size ? " " : "", JH_TEXT_ARGS(stage));
    for (lang = 0; lang < JH_LANG_COUNT; lang++) {
        jh_text measure = jh_costs_words(unit, (jh_lang)lang);
        said.label[lang] = cost_words(l, at, (jh_lang)lang);
        said.value[lang] =
            jh_text_format(l->desk->keep, "%.*s %.*s", JH_TEXT_ARGS(number), JH_TEXT_ARGS(measure));
    }
    return add(l, &said);
}

/* ---- all of it ---- */

static jh_code list_each(listing *l, const char *key,
                         jh_code (*one)(listing *l, const jh_json_value *at))
{
    const jh_json_value *list = jh_json_member(l->root, key), *at = list ? list->items : NULL;
    jh_code rc = JH_OK;

    for (; !rc && at; at = at->next) rc = one(l, at);
    return rc;
}

/* A standard that is not here is no obstacle: the document has words of its own. */
static jh_code find_words(listing *l, const char *standards)
{
    const char *name = jh_text_zero(l->desk->keep, member_text(l->root, "standard"));
    jh_findings mistakes = { 0 };
    jh_code rc;

    if (!name) return jh_no_memory(l->err);
    rc = jh_library_compile(&l->standard, l->desk, &(jh_standard_words){ standards, name },
                            &mistakes, NULL);
    l->has_standard = rc == JH_OK;
    if (rc == JH_NO_MEMORY) return jh_no_memory(l->err);
    return jh_costs_read(&l->costs, l->desk, NULL, l->err);
}

jh_code jh_plan_listing_make(jh_plan_listing *out, const jh_desk *desk,
                             const jh_plan_document *document, const char *standards, jh_error *err)
{
    listing *l = JH_NEW(desk->keep, listing);
    jh_code rc;

    if (!l) return jh_no_memory(err);
    *l = (listing){ .desk = desk, .root = document->root, .err = err };
    rc = find_words(l, standards);
    if (!rc) rc = list_total(l, "cost_yuan", SAY_PLAN_TOTAL);
    if (!rc) rc = list_total(l, "bound_yuan", SAY_PLAN_AT_LEAST);
    if (!rc) rc = list_each(l, "measures", list_measure);
    if (!rc) rc = list_each(l, "schools", list_waiver);
    if (!rc) rc = list_each(l, "dispersions", list_coefficient);
    if (!rc) rc = list_each(l, "costs", list_cost);
    *out = (jh_plan_listing){ l->items, l->count };
    return rc;
}
