/* How a step of a computation is written for people.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/view.h"

#include <string.h>

enum { SHORT_EXACT = 12, APPROXIMATE_PLACES = 4 };

static bool is_short(jh_text exact)
{
    bool is_ratio = false;

    for (size_t i = 0; i < exact.size; i++) is_ratio = is_ratio || exact.at[i] == '/';
    return exact.size && exact.size <= SHORT_EXACT && !is_ratio;
}

jh_text jh_view_value(jh_arena *keep, const jh_step *step)
{
    char text[JH_DECIMAL_SIZE];
    jh_decimal decimal;

    if (step->type != JH_TYPE_NUMBER || step->value.why != JH_PRESENT) return JH_TEXT("");
    if (step->decimals >= 0)
        return jh_text_copy(keep,
                            jh_text_of(jh_decimal_write(text, step->printed, step->decimals)));
    if (is_short(step->exact)) return step->exact;
    if (jh_decimal_from_double(&decimal, jh_interval_middle(step->value.range)) > JH_READ_ROUNDED)
        return jh_text_format(keep, "≈ %.6g", jh_interval_middle(step->value.range));
    return jh_text_format(keep, "≈ %s", jh_decimal_write(text, decimal, APPROXIMATE_PLACES));
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || (unsigned char)c >= 0x80;
}

#define TITLE_IN(list, count, wanted)                                                              \
    for (size_t i_ = 0; i_ < (count); i_++)                                                        \
        if (jh_text_equal((list)[i_].key, (wanted))) return (list)[i_].title

static jh_text title_of(const jh_standard *s, jh_text name)
{
    TITLE_IN(s->elements, s->element_count, name);
    TITLE_IN(s->settings, s->setting_count, name);
    TITLE_IN(s->relaxations, s->relaxation_count, name);
    TITLE_IN(s->indicators, s->indicator_count, name);
    return name;
}

/* Bytes before a conversion that ends the formula, " in teacher per 100 pupil"; its own measure
 * says the same. */
static size_t without_measure(jh_text formula)
{
    size_t at = formula.size;

    while (at > 0 && (is_word(formula.at[at - 1]) || formula.at[at - 1] == ' ')) at--;
    for (size_t i = at; i + 4 <= formula.size; i++)
        if (memcmp(formula.at + i, " in ", 4) == 0) return i;
    return formula.size;
}

jh_text jh_view_formula(jh_arena *keep, const jh_view *view, const jh_step *step)
{
    jh_buffer out = jh_buffer_in(keep);
    jh_text formula = step->formula, text = { 0 };
    size_t size = step->measure_title.size ? without_measure(formula) : formula.size;

    for (size_t i = 0; i < size;) {
        size_t from = i;
        while (i < size && is_word(formula.at[i])) i++;
        if (i > from)
            jh_buffer_add(&out, title_of(view->standard, (jh_text){ formula.at + from, i - from }));
        else
            jh_buffer_add(&out, (jh_text){ formula.at + i++, 1 });
    }
    if (size < formula.size) {
        jh_buffer_add_zero(&out, " → ");
        jh_buffer_add(&out, step->measure_title);
    }
    return jh_buffer_finish(&text, &out, NULL) == JH_OK ? text : (jh_text){ 0 };
}
