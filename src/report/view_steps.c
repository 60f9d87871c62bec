/* How a step of a computation is written for people.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/view.h"

enum { SHORT_EXACT = 12, APPROXIMATE_PLACES = 4 };

static bool is_short(jh_text exact)
{
    bool is_ratio = false;

    for (size_t i = 0; i < exact.size; i++) is_ratio = is_ratio || exact.at[i] == '/';
    return exact.size && exact.size <= SHORT_EXACT && !is_ratio;
}

static jh_text percent(jh_arena *keep, jh_decimal share, int places)
{
    char text[JH_DECIMAL_SIZE];
    jh_decimal times = { share.millionths * 100 };

    return jh_text_format(keep, "%s%%", jh_decimal_write(text, times, places - 2));
}

jh_text jh_view_item_figure(jh_arena *keep, const jh_item *item, const jh_item_result *result,
                            size_t figure)
{
    int places = jh_figure_places(&item->figures[figure]);
    char text[JH_DECIMAL_SIZE];

    if (result->figures[figure].why != JH_PRESENT) return JH_TEXT("");
    if (item->figures[figure].is_percent)
        return percent(keep, result->figures_printed[figure], places);
    return jh_text_copy(
        keep, jh_text_of(jh_decimal_write(text, result->figures_printed[figure], places)));
}

jh_text jh_view_value(jh_arena *keep, const jh_step *step)
{
    char text[JH_DECIMAL_SIZE];
    jh_decimal decimal;

    if (step->type != JH_TYPE_NUMBER || step->value.why != JH_PRESENT) return JH_TEXT("");
    if (step->is_percent && step->decimals >= 2)
        return percent(keep, step->printed, step->decimals);
    if (step->decimals >= 0)
        return jh_text_copy(keep,
                            jh_text_of(jh_decimal_write(text, step->printed, step->decimals)));
    if (is_short(step->exact)) return step->exact;
    if (jh_decimal_from_double(&decimal, jh_interval_middle(step->value.range)) > JH_READ_ROUNDED)
        return jh_text_format(keep, "≈ %.6g", jh_interval_middle(step->value.range));
    return jh_text_format(keep, "≈ %s", jh_decimal_write(text, decimal, APPROXIMATE_PLACES));
}
