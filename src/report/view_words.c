/* How single values of a view are written, alike on every paper.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/view.h"

const char *jh_view_printed(char out[JH_DECIMAL_SIZE], const jh_view *view, size_t column,
                            const jh_view_cell *cell)
{
    out[0] = '\0';
    if (cell->result && cell->result->value.why == JH_PRESENT)
        jh_decimal_write(out, cell->result->printed, view->columns[column].def->decimals);
    return out;
}

jh_text jh_view_setting(jh_arena *keep, const jh_view *view, size_t setting)
{
    const jh_setting *def = &view->standard->settings[setting];
    const jh_setting_value *value = &view->settings->values[setting];
    char text[JH_DECIMAL_SIZE];

    switch (def->type) {
    case JH_TYPE_CODE:
        if (!def->choices || value->choice < 0 || (size_t)value->choice >= def->choices->count)
            return (jh_text){ 0 };
        return def->choices->labels[value->choice].size ? def->choices->labels[value->choice]
                                                        : def->choices->keys[value->choice];
    case JH_TYPE_DATE: return jh_text_copy(keep, jh_text_of(jh_date_write(text, value->date)));
    default: return jh_text_copy(keep, jh_text_of(jh_decimal_write_short(text, value->number)));
    }
}

jh_text jh_view_label(const jh_view *view, jh_attribute attribute, jh_text key)
{
    const jh_codes *codes = view->standard->attribute_codes[attribute];

    for (size_t i = 0; codes && i < codes->count; i++)
        if (jh_text_equal(codes->keys[i], key)) return codes->labels[i];
    return key;
}
