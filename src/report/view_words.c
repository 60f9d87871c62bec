/* How single values of a view are written, alike on every paper.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/view.h"

#include <string.h>

const char *jh_view_printed(char out[JH_DECIMAL_SIZE], const jh_view *view, size_t column,
                            const jh_view_cell *cell)
{
    out[0] = '\0';
    if (cell->result && cell->result->value.why == JH_PRESENT)
        jh_decimal_write(out, cell->result->printed, view->columns[column].def->decimals);
    return out;
}

/* At most `size` − 1 bytes of it, cut at a character. */
static const char *cut(char *out, size_t size, jh_text text)
{
    size_t length = text.size < size ? text.size : size - 1;

    while (length < text.size && length && ((unsigned char)text.at[length] & 0xc0) == 0x80)
        length--;
    if (length) memcpy(out, text.at, length);
    out[length] = '\0';
    return out;
}

jh_message jh_view_standing(const jh_view *view)
{
    const jh_view_freeze *freeze = view->freeze;
    char number[24], day[11], approver[96], hash[17];

    if (!freeze) return jh_message_make(SAY_REPORT_DRAFT, NULL);
    return jh_message_make(SAY_REPORT_FROZEN, jh_digits(number, freeze->number),
                           cut(day, sizeof day, freeze->stamp),
                           cut(approver, sizeof approver, freeze->approver),
                           cut(hash, sizeof hash, jh_text_of(view->freeze_hash)), NULL);
}

jh_text jh_view_setting(jh_arena *keep, const jh_view *view, size_t setting)
{
    const jh_setting *def = &view->standard->settings[setting];
    const jh_setting_value *value = &view->settings->values[setting];
    char text[JH_SETTING_SIZE];

    switch (def->type) {
    case JH_TYPE_CODE:
        if (!def->choices || value->choice < 0 || (size_t)value->choice >= def->choices->count)
            return JH_TEXT("");
        return def->choices->labels[value->choice].size ? def->choices->labels[value->choice]
                                                        : def->choices->keys[value->choice];
    case JH_TYPE_DATE: return jh_text_copy(keep, jh_text_of(jh_date_write(text, value->date)));
    default: return jh_text_copy(keep, jh_text_of(jh_setting_write(text, def, value->number)));
    }
}

jh_text jh_view_label(const jh_view *view, jh_attribute attribute, jh_text key)
{
    const jh_codes *codes = view->standard->attribute_codes[attribute];

    for (size_t i = 0; codes && i < codes->count; i++)
        if (jh_text_equal(codes->keys[i], key)) return codes->labels[i];
    return key;
}

jh_tally jh_view_tally(const jh_view *view)
{
    jh_tally t = { 0 };

    for (size_t i = 0; i < view->reason_count; i++) {
        const jh_reason *reason = &view->reasons[i];
        if (reason->claim.truth == JH_UNKNOWN)
            t.unknown++;
        else if (reason->kind == JH_REASON_RULE)
            t.schools += view->assessment->rules[reason->index].no;
        else if (reason->kind == JH_REASON_LIMIT)
            t.limits++;
        else if (reason->kind == JH_REASON_ITEM)
            t.items++;
        else
            t.vetoes++;
    }
    return t;
}

jh_claim jh_view_verdict(const jh_view *view)
{
    const jh_assessment *a = view->assessment;

    if (a->grade_known.truth != JH_YES) return a->grade_known;
    return jh_claim_of(view->standard->grades[a->grade].is_pass);
}

jh_claim jh_view_item(const jh_view *view, size_t item)
{
    jh_claim holds = view->assessment->items[item].holds;

    return view->standard->items[item].kind == JH_VETO ? jh_claim_not(holds) : holds;
}
