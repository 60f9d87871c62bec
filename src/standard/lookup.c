/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#define FIND(list, count)                                                                          \
    size_t i;                                                                                      \
    for (i = 0; i < (count); i++)                                                                  \
        if (jh_text_equal((list)[i].key, key)) return i;                                           \
    return SIZE_MAX

size_t jh_standard_element(const jh_standard *standard, jh_text key)
{
    FIND(standard->elements, standard->element_count);
}

size_t jh_standard_indicator(const jh_standard *standard, jh_text key)
{
    FIND(standard->indicators, standard->indicator_count);
}

size_t jh_standard_item(const jh_standard *standard, jh_text key)
{
    FIND(standard->items, standard->item_count);
}

size_t jh_standard_score(const jh_standard *standard, jh_text key)
{
    FIND(standard->scores, standard->score_count);
}

size_t jh_standard_check(const jh_standard *standard, jh_text key)
{
    FIND(standard->checks, standard->check_count);
}

int32_t jh_codes_find(const jh_codes *codes, jh_text key)
{
    size_t i;

    for (i = 0; i < codes->count; i++)
        if (jh_text_equal(codes->keys[i], key)) return (int32_t)i;
    for (i = 0; key.size && i < codes->count; i++)
        if (jh_text_same_folded(codes->labels[i], key) || jh_text_same_folded(codes->keys[i], key))
            return (int32_t)i;
    for (i = 0; key.size && i < codes->alias_count; i++)
        if (jh_text_same_folded(codes->aliases[i], key)) return codes->alias_indices[i];
    return -1;
}

int32_t jh_standard_code_read(const jh_standard *standard, jh_attribute attribute, jh_text written)
{
    const jh_codes *codes = standard->attribute_codes[attribute];

    return codes ? jh_codes_find(codes, written) : -1;
}

int jh_figure_places(const jh_figure *figure)
{
    enum { SHARE_MORE = 2, MOST = 6 };
    int places = figure->decimals + (figure->is_percent ? SHARE_MORE : 0);

    return places > MOST ? MOST : places;
}

jh_text jh_standard_in(const jh_standard *standard, jh_lang lang, jh_text text)
{
    const jh_translation *list = standard->english;
    size_t from = 0, end = standard->english_count, middle, i;

    if (lang != JH_EN || !text.size) return text;
    while (from < end) {
        middle = from + (end - from) / 2;
        if (list[middle].own.at == text.at) return list[middle].english;
        if ((uintptr_t)list[middle].own.at < (uintptr_t)text.at)
            from = middle + 1;
        else
            end = middle;
    }
    for (i = 0; i < standard->english_count; i++)
        if (jh_text_equal(list[i].own, text)) return list[i].english;
    return text;
}

jh_scope jh_standard_scope(const jh_standard *standard)
{
    return jh_names_scope(standard->names);
}
