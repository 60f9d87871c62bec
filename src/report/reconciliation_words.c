/* SPDX-License-Identifier: Apache-2.0 */
#include "report/reconciliation_words.h"

const char *jh_accord_sign(jh_accord accord)
{
    static const char *const signs[JH_ACCORD_COUNT] = { "=", "≠", "◁", "▷" };

    return signs[accord];
}

jh_say_id jh_accord_say(jh_accord accord)
{
    static const jh_say_id say[JH_ACCORD_COUNT] = { SAY_RECONCILE_AGREED, SAY_RECONCILE_DISAGREED,
                                                    SAY_RECONCILE_ONLY_COUNTY,
                                                    SAY_RECONCILE_ONLY_STATISTICS };

    return say[accord];
}

jh_text jh_sum_title(const jh_reconciliation_view *view, const jh_reconciled_sum *sum)
{
    size_t at = jh_standard_element(view->view->standard, sum->element);

    return at == SIZE_MAX ? sum->element : view->view->standard->elements[at].title;
}

jh_text jh_sum_measure(const jh_reconciliation_view *view, const jh_reconciled_sum *sum)
{
    size_t at = jh_standard_element(view->view->standard, sum->element);

    return at == SIZE_MAX ? JH_TEXT("") : view->view->standard->elements[at].measure_title;
}

const char *jh_difference_write(char out[JH_DECIMAL_SIZE], jh_decimal value)
{
    out[0] = '+';
    jh_decimal_write_short(value.millionths > 0 ? out + 1 : out, value);
    return out;
}

jh_text jh_statement_cell(jh_arena *keep, const jh_snapshot *in, const jh_statement *statement)
{
    const jh_origin *origin = &in->origins[statement->origin];
    char letters[8] = "";
    size_t at = sizeof letters - 1;

    if (statement->origin == 0 || origin->file == JH_NO_FILE || origin->file >= in->file_count)
        return JH_TEXT("");
    for (uint32_t c = origin->column + 1; c && at > 0; c = (c - 1) / 26)
        letters[--at] = (char)('A' + (c - 1) % 26);
    return jh_text_format(keep, "%.*s %.*s %s%u", JH_TEXT_ARGS(in->files[origin->file].name),
                          JH_TEXT_ARGS(origin->sheet), letters + at, origin->row + 1);
}
