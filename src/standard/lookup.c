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

jh_scope jh_standard_scope(const jh_standard *standard)
{
    return jh_names_scope(standard->names);
}
