/* The list of planted errors, written.
 * SPDX-License-Identifier: Apache-2.0 */
#include "example/errors.h"

#include "formats/csv_out.h"

#include <stdio.h>

static void put_number(jh_csv_out *csv, bool is_there, jh_decimal value)
{
    char digits[JH_DECIMAL_SIZE];

    jh_csv_field(csv, is_there ? jh_text_of(jh_decimal_write_short(digits, value)) : JH_TEXT(""));
}

static void put_line(jh_csv_out *csv, const jh_planted *one, const jh_standard *standard)
{
    size_t element = jh_standard_element(standard, one->element);
    char number[24], from[JH_MESSAGE_ARG_SIZE], what[512];
    jh_message message;

    snprintf(from, sizeof from, "%.*s", JH_TEXT_ARGS(one->from));
    message = jh_message_make(one->say, from, NULL);
    jh_message_write(what, sizeof what, JH_ZH, &message, 0);
    jh_csv_field(csv, jh_text_of(jh_digits(number, (long long)one->number)));
    jh_csv_field(csv, one->period);
    jh_csv_field(csv, one->unit);
    jh_csv_field(csv, one->name);
    jh_csv_field(csv, jh_text_of(jh_stage_key(one->stage)));
    jh_csv_field(csv, one->element);
    jh_csv_field(csv, element == SIZE_MAX ? JH_TEXT("") : standard->elements[element].title);
    put_number(csv, one->was_there && one->element.size, one->right);
    put_number(csv, one->is_there, one->wrong);
    jh_csv_field(csv, jh_text_of(one->kind));
    jh_csv_field(csv, jh_text_of(what));
    jh_csv_end_record(csv);
}

jh_code jh_planted_write(jh_text *out, jh_arena *keep, const jh_planted_list *list,
                         const jh_standard *standard, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(keep);
    jh_csv_out csv = { .out = &buffer };
    size_t i;

    /* With the mark that tells Excel what it is. */
    jh_buffer_add_zero(&buffer, "\xEF\xBB\xBF");
    jh_buffer_add_zero(&buffer, jh_say(JH_ZH, SAY_EXAMPLE_WRONG_COLUMNS));
    jh_buffer_add_zero(&buffer, "\n");
    for (i = 0; i < list->count; i++) put_line(&csv, &list->items[i], standard);
    return jh_buffer_finish(out, &buffer, err);
}
