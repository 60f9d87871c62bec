/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/column_values.h"

#include "intake/figure.h"
#include "intake/lexicon.h"

enum { CODE_LEAST = 6 };

/* Letters and digits, at least one of them a digit, six or more. */
static bool is_code(jh_text word)
{
    size_t i, digits = 0;

    for (i = 0; i < word.size; i++) {
        if (word.at[i] >= '0' && word.at[i] <= '9')
            digits++;
        else if (word.at[i] < 'a' || word.at[i] > 'z')
            return false;
    }
    return word.size >= CODE_LEAST && digits;
}

static bool is_school(jh_text word)
{
    static const char *const ends[] = { "学校", "小学", "中学", "校区", "教学点",
                                        "分校", "完小", "初中", "高中" };
    size_t i;

    for (i = 0; i < sizeof ends / sizeof *ends; i++)
        if (jh_text_ends(word, jh_text_of(ends[i])) && word.size > jh_text_of(ends[i]).size)
            return true;
    return false;
}

static void count_number(jh_column_values *to, const jh_cell *cell, jh_text word)
{
    jh_decimal number = { 0 };
    bool is_number = jh_cell_decimal(&number, cell) != JH_READ_NOT_A_NUMBER;
    bool is_fraction = is_number && number.millionths % JH_DECIMAL_ONE != 0;

    to->numbers += is_number;
    to->fractions += is_fraction;
    to->marks += !is_number && jh_word_is_not_applicable(word);
    if (!to->odd.size && (is_fraction || (!is_number && !jh_word_is_not_applicable(word))))
        to->odd = word;
}

jh_code jh_column_values_read(jh_column_values *out, jh_arena *keep, const jh_sheet *sheet,
                              const jh_range *body, const jh_standard *standard)
{
    uint32_t row, last = body->last_row;
    jh_text word, before = JH_TEXT("");
    const jh_cell *cell;

    *out = (jh_column_values){ .is_distinct = true };
    if (last > body->row + JH_VALUE_ROWS) last = body->row + JH_VALUE_ROWS;
    for (row = body->row; row <= last; row++) {
        cell = jh_sheet_cell(sheet, row, body->column);
        if (jh_cell_is_blank(cell)) continue;
        word = jh_cell_word(keep, cell);
        if (!word.at) return JH_NO_MEMORY;
        if (!out->filled++) out->first = word;
        count_number(out, cell, word);
        out->truths += jh_word_truth(word) >= 0;
        out->codes += is_code(word);
        out->schools += is_school(word);
        out->stages += jh_stage_read(standard, word) != JH_STAGE_COUNT;
        out->kinds += jh_standard_code_read(standard, JH_KIND, word) >= 0;
        out->is_distinct = out->is_distinct && !jh_text_equal(word, before);
        before = word;
        if (out->sample_count == JH_VALUE_SAMPLES) continue;
        out->sample[out->sample_count] = jh_cell_shown(keep, cell);
        if (!out->sample[out->sample_count++].at) return JH_NO_MEMORY;
    }
    return JH_OK;
}

static bool are_most(const jh_column_values *values, size_t count)
{
    return 2 * count >= values->filled;
}

bool jh_column_values_fit_element(const jh_column_values *values, const jh_element *element,
                                  bool is_scaled)
{
    if (element->is_yes_no) return are_most(values, values->truths + values->marks);
    if (element->is_whole && values->fractions && !is_scaled) return false;
    return are_most(values, values->numbers + values->marks);
}

bool jh_column_values_fit_role(const jh_column_values *values, jh_role role)
{
    switch (role) {
    case JH_ROLE_NAME:
    case JH_ROLE_PARENT_NAME: return !values->filled || 2 * values->numbers < values->filled;
    case JH_ROLE_CODE:
    case JH_ROLE_MEASURE: return !values->filled || 2 * values->schools < values->filled;
    case JH_ROLE_STAGE: return are_most(values, values->stages);
    case JH_ROLE_KIND: return are_most(values, values->kinds);
    case JH_ROLE_LONGITUDE:
    case JH_ROLE_LATITUDE: return are_most(values, values->numbers);
    default: return true;
    }
}

bool jh_column_values_look_like(const jh_column_values *values, jh_role role)
{
    if (!values->filled) return false;
    switch (role) {
    case JH_ROLE_CODE:
        return values->codes == values->filled && values->is_distinct && !values->fractions;
    case JH_ROLE_NAME: return values->is_distinct && are_most(values, values->schools);
    case JH_ROLE_STAGE: return values->stages == values->filled;
    case JH_ROLE_KIND: return values->kinds == values->filled;
    default: return false;
    }
}
