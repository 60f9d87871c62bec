/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/standard.h"

/* One thing that is called so: the first seen; a second makes it nobody. */
typedef struct finding {
    size_t at;
    bool is_doubtful;
} finding;

static void found(finding *f, size_t at)
{
    if (f->at != SIZE_MAX && f->at != at) f->is_doubtful = true;
    f->at = at;
}

static size_t only(const finding *f)
{
    return f->is_doubtful ? SIZE_MAX : f->at;
}

static bool is_called(const jh_standard *s, jh_text title, jh_text word)
{
    return title.size
           && (jh_text_same_folded(title, word)
               || jh_text_same_folded(jh_standard_in(s, JH_EN, title), word));
}

static bool has_header(const jh_element *element, jh_text word)
{
    size_t i;

    for (i = 0; i < element->alias_count; i++)
        if (jh_text_same_folded(element->aliases[i], word)) return true;
    return false;
}

size_t jh_standard_called_element(const jh_standard *s, jh_text word)
{
    finding titled = { SIZE_MAX, false }, headed = { SIZE_MAX, false };
    size_t at = jh_standard_element(s, word), i;

    if (at != SIZE_MAX || !word.size) return at;
    for (i = 0; i < s->element_count; i++) {
        if (is_called(s, s->elements[i].title, word)) found(&titled, i);
        if (has_header(&s->elements[i], word)) found(&headed, i);
    }
    return titled.at != SIZE_MAX ? only(&titled) : only(&headed);
}

size_t jh_standard_called_indicator(const jh_standard *s, jh_text word)
{
    finding f = { SIZE_MAX, false };
    size_t at = jh_standard_indicator(s, word), i;

    if (at != SIZE_MAX || !word.size) return at;
    for (i = 0; i < s->indicator_count; i++)
        if (is_called(s, s->indicators[i].title, word)
            || is_called(s, s->indicators[i].short_title, word))
            found(&f, i);
    return only(&f);
}

size_t jh_standard_called_item(const jh_standard *s, jh_text word)
{
    finding f = { SIZE_MAX, false };
    size_t at = jh_standard_item(s, word), i;

    if (at != SIZE_MAX || !word.size) return at;
    for (i = 0; i < s->item_count; i++)
        if (is_called(s, s->items[i].title, word)) found(&f, i);
    return only(&f);
}

bool jh_standard_calls_limit(const jh_standard *s, size_t limit, jh_text word)
{
    enum { LONG_ENOUGH = 12 }; /* bytes: four characters of Chinese */
    const jh_limit *at = &s->limits[limit];

    return jh_text_equal(word, at->rule_key) || jh_text_equal(word, JH_TEXT("wcv"))
           || (word.size >= LONG_ENOUGH && jh_text_contains(at->rule_title, word));
}

/* SIZE_MAX = the list has no such stage. */
static size_t code_of(const jh_codes *codes, jh_stage stage)
{
    size_t i;

    for (i = 0; i < codes->count; i++)
        if (jh_text_equal(codes->keys[i], jh_text_of(jh_stage_key(stage)))) return i;
    return SIZE_MAX;
}

jh_stage jh_standard_called_stage(const jh_standard *s, jh_text word)
{
    int32_t code = s->stage_codes ? jh_codes_find(s->stage_codes, word) : -1;
    jh_stage stage;

    for (stage = JH_WHOLE; stage < JH_STAGE_COUNT; stage = (jh_stage)(stage + 1))
        if ((code >= 0 && code_of(s->stage_codes, stage) == (size_t)code)
            || is_called(s, jh_standard_stage_title(s, JH_ZH, stage), word))
            break;
    return stage;
}

jh_text jh_standard_stage_title(const jh_standard *s, jh_lang lang, jh_stage stage)
{
    const jh_codes *codes = s->stage_codes;
    size_t code = codes ? code_of(codes, stage) : SIZE_MAX;

    return code == SIZE_MAX ? jh_text_of(jh_stage_key(stage))
                            : jh_standard_in(s, lang, codes->labels[code]);
}

jh_misfit jh_element_misfit(const jh_element *element, jh_decimal value)
{
    if (element->is_yes_no && value.millionths != 0 && value.millionths != JH_DECIMAL_ONE)
        return JH_NOT_YES_OR_NO;
    if (value.millionths < 0 && !element->may_be_negative) return JH_BELOW_ZERO;
    if (element->is_whole && value.millionths % JH_DECIMAL_ONE) return JH_NOT_WHOLE;
    return JH_FITS;
}
