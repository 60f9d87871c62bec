/* SPDX-License-Identifier: Apache-2.0 */
#include "app/called.h"

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

static jh_code no_unit(const jh_snapshot *in, jh_text word, jh_error *err)
{
    jh_say_id say[2] = { SAY_APP_NO_UNIT, SAY_APP_NO_UNIT_NEAR };
    nearby near = { .size = 0 };
    size_t i;

    for (i = 1; word.size && i < in->unit_count; i++)
        if (jh_text_contains(in->units[i].name, word)
            && !add_near(&near, in->units[i].name, in->units[i].code))
            break;
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
    size_t unit = jh_snapshot_called(in, figure->unit);
    size_t at = jh_standard_called_element(standard, figure->element);
    const jh_element *element;
    char where[JH_WHERE_SIZE];
    jh_code rc;

    if (unit == SIZE_MAX) return no_unit(in, figure->unit, err);
    if (at == SIZE_MAX) return no_element(standard, figure->element, err);
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
