/* SPDX-License-Identifier: Apache-2.0 */
#include "app/called.h"

#include "expr/expr.h"
#include "report/words.h"

#include <stdio.h>

enum { NEAR_MOST = 4 };

/* ---- what comes near ---- */

/* "（名称里有它的：示例县新城小学 9901010020、…）"; empty = nothing does. */
typedef struct nearby {
    char text[JH_MESSAGE_ARG_SIZE];
    size_t size, count;
} nearby;

/* false: no room for it, or enough are named. */
static bool add_near(nearby *to, jh_text name, jh_text code)
{
    int more;

    if (to->count == NEAR_MOST) return false;
    more = snprintf(to->text + to->size, sizeof to->text - to->size, "%s%.*s %.*s",
                    to->count ? "、" : "", JH_TEXT_ARGS(name), JH_TEXT_ARGS(code));
    if (more < 0 || (size_t)more >= sizeof to->text - to->size) {
        to->text[to->size] = '\0';
        return false;
    }
    to->size += (size_t)more;
    to->count++;
    return true;
}

static jh_code no_such(jh_say_id say[2], const nearby *near, jh_text word, jh_error *err)
{
    char shown[JH_MESSAGE_ARG_SIZE];

    (void)snprintf(shown, sizeof shown, "%.*s", JH_TEXT_ARGS(word));
    return jh_fail(err, JH_NOT_FOUND, say[near->count > 0], NULL, shown, near->text, NULL);
}

/* Of several that are called the same, their codes. */
static bool is_not_one(nearby *near, const jh_snapshot *in, jh_text word)
{
    size_t i, count = 0;

    for (i = 1; i < in->unit_count; i++) {
        if (!jh_text_same_folded(in->units[i].name, word)) continue;
        count++;
        (void)add_near(near, in->units[i].attribute[JH_TOWN], in->units[i].code);
    }
    return count > 1;
}

/* The one whose name is spelt most like it; SIZE_MAX = none is near. */
static size_t nearest_unit(const jh_snapshot *in, jh_text word)
{
    size_t best = SIZE_MAX, i;

    for (i = 1; i < in->unit_count; i++) {
        const jh_text two[] = { in->units[best == SIZE_MAX ? i : best].name, in->units[i].name };
        jh_text near = jh_name_nearest(word, two, sizeof two / sizeof *two);
        if (near.size && (best == SIZE_MAX || near.at != two[0].at)) best = i;
    }
    return best;
}

static jh_code no_unit(const jh_snapshot *in, jh_text word, jh_error *err)
{
    jh_say_id say[2] = { SAY_APP_NO_UNIT, SAY_APP_NO_UNIT_NEAR };
    nearby near = { .size = 0 };
    size_t i;

    if (is_not_one(&near, in, word)) {
        say[1] = SAY_APP_UNIT_NOT_ONE;
        return no_such(say, &near, word, err);
    }
    for (i = 1; word.size && i < in->unit_count; i++)
        if (jh_text_contains(in->units[i].name, word)
            && !add_near(&near, in->units[i].name, in->units[i].code))
            break;
    if (near.count) return no_such(say, &near, word, err);
    i = nearest_unit(in, word);
    if (i != SIZE_MAX) (void)add_near(&near, in->units[i].name, in->units[i].code);
    say[1] = SAY_APP_UNIT_NEAREST;
    return no_such(say, &near, word, err);
}

static jh_code no_element(const jh_standard *standard, jh_text word, jh_error *err)
{
    jh_say_id say[2] = { SAY_APP_NO_ELEMENT, SAY_APP_NO_ELEMENT_NEAR };
    nearby near = { .size = 0 };
    size_t i;

    for (i = 0; word.size && i < standard->element_count; i++)
        if (jh_text_contains(standard->elements[i].title, word)
            && !add_near(&near, standard->elements[i].title, standard->elements[i].key))
            break;
    return no_such(say, &near, word, err);
}

/* Titles and keys of all there are, as far as there is room. */
static jh_code no_indicator(const jh_standard *standard, jh_text word, jh_error *err)
{
    jh_say_id say[2] = { SAY_APP_NO_INDICATOR, SAY_APP_NO_INDICATOR };
    nearby near = { .size = 0 };
    size_t i;

    for (i = 0; i < standard->indicator_count; i++) {
        const jh_indicator *one = &standard->indicators[i];
        if (!add_near(&near, one->short_title.size ? one->short_title : one->title, one->key))
            break;
    }
    return no_such(say, &near, word, err);
}

/* ---- one thing ---- */

jh_code jh_called_unit(size_t *out, const jh_snapshot *in, jh_text word, jh_error *err)
{
    *out = jh_snapshot_called(in, word);
    return *out == SIZE_MAX ? no_unit(in, word, err) : JH_OK;
}

static bool could_be_code(jh_text word)
{
    size_t i;

    for (i = 0; i < word.size; i++)
        if (word.at[i] < '0' || word.at[i] > '9') return false;
    return true;
}

jh_code jh_called_code(jh_text *code, const jh_snapshot *in, jh_text word, jh_error *err)
{
    size_t unit;
    jh_code rc;

    *code = word;
    if (could_be_code(word)) return JH_OK;
    rc = jh_called_unit(&unit, in, word, err);
    if (!rc) *code = in->units[unit].code;
    return rc;
}

jh_code jh_called_element(size_t *out, const jh_standard *standard, jh_text word, jh_error *err)
{
    *out = jh_standard_called_element(standard, word);
    return *out == SIZE_MAX ? no_element(standard, word, err) : JH_OK;
}

jh_code jh_called_indicator(size_t *out, const jh_standard *standard, jh_text word, jh_error *err)
{
    *out = jh_standard_called_indicator(standard, word);
    return *out == SIZE_MAX ? no_indicator(standard, word, err) : JH_OK;
}

/* ---- the cell ---- */

/* Whether a cell of which nothing is reported could be: who has it, and by stage or not. */
static jh_code check_shape(const jh_observation *figure, size_t unit, const jh_element *element,
                           jh_error *err)
{
    char title[JH_MESSAGE_ARG_SIZE];
    jh_say_id say;

    if ((element->extent == JH_OF_COUNTY) != (unit == 0))
        say = unit ? SAY_APP_OF_COUNTY : SAY_APP_OF_SCHOOL;
    else if (element->extent == JH_BY_STAGE && figure->stage == JH_WHOLE)
        say = SAY_APP_WHICH_STAGE;
    else if (element->extent != JH_BY_STAGE && figure->stage != JH_WHOLE)
        say = SAY_APP_NOT_BY_STAGE;
    else
        return JH_OK;
    (void)snprintf(title, sizeof title, "%.*s", JH_TEXT_ARGS(element->title));
    return jh_fail(err, JH_BAD_INPUT, say, NULL, title, NULL);
}

static bool is_reported(const jh_snapshot *in, const jh_observation *figure, size_t unit)
{
    size_t column = jh_snapshot_column(in, figure->element, figure->stage);

    return column != SIZE_MAX && in->columns[column].why[unit] == JH_PRESENT;
}

jh_code jh_called_fits(const jh_element *element, jh_decimal value, const char *where,
                       jh_error *err)
{
    static const jh_say_id say[] = { 0, SAY_APP_VALUE_YES_NO, SAY_APP_VALUE_BELOW_ZERO,
                                     SAY_APP_VALUE_NOT_WHOLE };
    jh_misfit misfit = jh_element_misfit(element, value);
    char digits[JH_DECIMAL_SIZE];

    if (misfit == JH_FITS) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, say[misfit], where, jh_decimal_write_short(digits, value),
                   NULL);
}

jh_code jh_called_figure(jh_observation *figure, const jh_snapshot *in, const jh_standard *standard,
                         jh_error *err)
{
    const jh_element *element;
    char where[JH_WHERE_SIZE];
    size_t unit, at;
    jh_code rc = jh_called_unit(&unit, in, figure->unit, err);

    if (!rc) rc = jh_called_element(&at, standard, figure->element, err);
    if (rc) return rc;
    element = &standard->elements[at];
    figure->unit = in->units[unit].code;
    figure->element = element->key;
    if (!is_reported(in, figure, unit)) {
        rc = check_shape(figure, unit, element, err);
        if (rc) return rc;
    }
    if (figure->why) return JH_OK;
    (void)snprintf(where, sizeof where, "%.*s %.*s", JH_TEXT_ARGS(in->units[unit].name),
                   JH_TEXT_ARGS(element->title));
    return jh_called_fits(element, figure->value, where, err);
}

jh_stage jh_called_stage(const char *word)
{
    jh_text text = jh_text_of(word);
    unsigned s;
    int lang;

    for (s = 0; s < JH_STAGE_COUNT; s++) {
        if (jh_text_equal(text, jh_text_of(jh_stage_key((jh_stage)s)))) return (jh_stage)s;
        for (lang = 0; lang < JH_LANG_COUNT; lang++)
            if (jh_text_same_folded(text,
                                    jh_text_of(jh_say((jh_lang)lang, jh_stage_say((jh_stage)s)))))
                return (jh_stage)s;
    }
    return JH_STAGE_COUNT;
}

void jh_called_tell(jh_buffer *out, const jh_standard *standard, jh_lang lang,
                    const jh_snapshot_cell *cell)
{
    size_t at = jh_standard_element(standard, cell->element);
    jh_text title = at == SIZE_MAX ? cell->element
                                   : jh_standard_in(standard, lang, standard->elements[at].title);

    if (cell->stage != JH_WHOLE)
        jh_buffer_add_format(out, "%s ", jh_say(lang, jh_stage_say(cell->stage)));
    jh_buffer_add(out, title);
}
