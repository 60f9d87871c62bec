/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/work.h"

#include <stdio.h>

/* Six places more than any form prints are enough to see which side of the line a value is on. */
static void write_number(char out[JH_DECIMAL_SIZE], jh_number value)
{
    snprintf(out, JH_DECIMAL_SIZE, "%.6f", jh_interval_middle(value.range));
}

static jh_code tell(jh_work *work, const jh_finding *finding)
{
    return jh_finding_add(&work->out->findings, work->keep, finding, work->err);
}

static jh_code tell_value(jh_work *work, const jh_indicator *indicator, jh_level level, size_t row,
                          const jh_indicator_result *result)
{
    const jh_frame *frame = work->frame;
    size_t school = level == JH_PART ? frame->parts[row].school : row;
    const jh_unit *unit = &frame->snapshot->units[frame->schools[school].unit];
    jh_finding finding = { .severity = JH_REMARK,
                           .origin = { .file = JH_NO_FILE },
                           .unit = unit->code,
                           .element = indicator->key,
                           .stage = level == JH_PART ? frame->parts[row].stage : JH_WHOLE };
    char exact[JH_DECIMAL_SIZE], printed[JH_DECIMAL_SIZE], name[JH_MESSAGE_ARG_SIZE],
        title[JH_MESSAGE_ARG_SIZE];

    write_number(exact, result->value);
    jh_decimal_write(printed, result->printed, indicator->decimals);
    snprintf(name, sizeof name, "%.*s", JH_TEXT_ARGS(unit->name));
    snprintf(title, sizeof title, "%.*s", JH_TEXT_ARGS(indicator->title));
    finding.message = jh_message_make(SAY_ASSESS_VALUE_READINGS, name, title, exact, printed, NULL);
    return tell(work, &finding);
}

static jh_code tell_values(jh_work *work, size_t index)
{
    const jh_indicator *indicator = &work->frame->standard->indicators[index];
    const jh_membership *in = work->out->scopes[indicator->scope];
    jh_level level = work->frame->standard->scopes[indicator->scope].level;
    size_t count = jh_work_rows(work, level), i;
    jh_code rc = JH_OK;

    for (i = 0; i < count && !rc; i++) {
        const jh_indicator_result *result = &work->out->indicators[index][i];
        if (result->mark_exact != result->mark_printed && !result->value.why
            && in[i].in.truth != JH_NO)
            rc = tell_value(work, indicator, level, i, result);
    }
    return rc;
}

static jh_code tell_limit(jh_work *work, const jh_limit *limit, const jh_limit_result *result)
{
    const jh_indicator *indicator = &work->frame->standard->indicators[limit->indicator];
    jh_finding finding = { .severity = JH_REMARK,
                           .origin = { .file = JH_NO_FILE },
                           .element = indicator->key,
                           .stage = limit->stage };
    char exact[JH_DECIMAL_SIZE], printed[JH_DECIMAL_SIZE], title[JH_MESSAGE_ARG_SIZE];

    write_number(exact, result->value);
    jh_decimal_write(printed, result->value_printed, limit->decimals);
    snprintf(title, sizeof title, "%.*s", JH_TEXT_ARGS(indicator->title));
    finding.message = jh_message_make(SAY_ASSESS_LIMIT_READINGS, title, exact, printed, NULL);
    return tell(work, &finding);
}

/* Does it hold something against a number that is this? */
static bool compares_with(const jh_expr *expr, jh_decimal number)
{
    bool is_compared = expr->op >= JH_OP_EQUAL && expr->op <= JH_OP_AT_LEAST;

    for (uint16_t i = 0; i < expr->child_count; i++) {
        const jh_expr *child = expr->children[i];
        if (is_compared && child->op == JH_OP_LITERAL && child->type == JH_TYPE_NUMBER
            && child->number.millionths == number.millionths)
            return true;
        if (compares_with(child, number)) return true;
    }
    return false;
}

/* A figure of an item that prints as the very number it is held against, and is not that number:
 * 84.96 % of 85 %. Items are always judged unrounded. */
static jh_code tell_figures(jh_work *work, const jh_item *item, const jh_item_result *result)
{
    jh_finding finding = { .severity = JH_REMARK,
                           .origin = { .file = JH_NO_FILE },
                           .element = item->key };
    jh_code rc = JH_OK;

    for (size_t i = 0; i < item->figure_count && !rc; i++) {
        const jh_figure *figure = &item->figures[i];
        jh_decimal printed = result->figures_printed[i];
        jh_interval range = result->figures[i].range;
        double shown = jh_decimal_to_double(printed);
        char exact[JH_DECIMAL_SIZE], digits[JH_DECIMAL_SIZE], title[JH_MESSAGE_ARG_SIZE];
        if (result->figures[i].why || (range.lo <= shown && shown <= range.hi)
            || !compares_with(item->holds, printed))
            continue;
        write_number(exact, result->figures[i]);
        jh_decimal_write(digits, printed, jh_figure_places(figure));
        snprintf(title, sizeof title, "%.*s", JH_TEXT_ARGS(figure->title));
        finding.message = jh_message_make(SAY_ASSESS_FIGURE_READINGS, title, exact, digits, NULL);
        rc = tell(work, &finding);
    }
    return rc;
}

jh_code jh_readings_tell(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < standard->indicator_count && !rc; i++) rc = tell_values(work, i);
    for (i = 0; i < standard->limit_count && !rc; i++) {
        const jh_limit_result *result = &work->out->limits[i];
        if (result->holds_exact.truth != result->holds_printed.truth && !result->value.why)
            rc = tell_limit(work, &standard->limits[i], result);
    }
    for (i = 0; i < standard->item_count && !rc; i++)
        if (standard->items[i].kind == JH_DECIDED_BY_DATA && standard->items[i].holds)
            rc = tell_figures(work, &standard->items[i], &work->out->items[i]);
    return rc;
}
