/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/figure.h"
#include "intake/rows.h"

static void tell_unknown_item(jh_reading *reading, const jh_place *place, const jh_cell *item,
                              jh_text word)
{
    jh_text shown = jh_cell_shown(reading->work, item);
    jh_text nearest = jh_lexicon_nearest(&reading->lexicon.items, word);
    char read[JH_MESSAGE_ARG_SIZE], near[JH_MESSAGE_ARG_SIZE];

    jh_arg(read, shown);
    jh_arg(near, nearest);
    jh_tell(reading, JH_REFUSAL, place, shown,
            nearest.size ? jh_message_make(SAY_INTAKE_ITEM_UNKNOWN_NEAR, read, near, NULL)
                         : jh_message_make(SAY_INTAKE_ITEM_UNKNOWN, read, NULL));
}

/* The unit beside the value; false: it does not fit and was refused. */
static bool read_measure(jh_scale *out, jh_reading *reading, const jh_table *table, uint32_t row,
                         uint32_t element)
{
    const jh_cell *cell = jh_role_cell(table, row, JH_ROLE_MEASURE);
    jh_text word = jh_cell_word(reading->work, cell), own;
    char read[JH_MESSAGE_ARG_SIZE], wanted[JH_MESSAGE_ARG_SIZE], title[JH_MESSAGE_ARG_SIZE];
    jh_place place;

    *out = (jh_scale){ .family = JH_SCALE_NONE };
    own = jh_text_fold(reading->work, reading->standard->elements[element].measure_title);
    if (jh_cell_is_blank(cell) || jh_word_is_not_applicable(word) || jh_text_equal(word, own))
        return true;
    if (jh_scale_of(out, word) && jh_scale_fits(out, &reading->lexicon.scale[element])) return true;
    /* A word of the standard's own for a yes or no, such as "是/否", is no unit at all. */
    if (reading->standard->elements[element].is_yes_no) {
        *out = (jh_scale){ .family = JH_SCALE_NONE };
        return true;
    }
    place = jh_table_place(table, row, table->role[JH_ROLE_MEASURE]->column);
    jh_tell(reading, JH_REFUSAL, &place, word,
            jh_message_make(SAY_INTAKE_COLUMN_MEASURE,
                            jh_arg(title, reading->standard->elements[element].title),
                            jh_arg(read, word), jh_arg(wanted, own), NULL));
    return false;
}

static void take_row(jh_reading *reading, jh_arena scratch, const jh_table *table, uint32_t row)
{
    const jh_cell *item = jh_role_cell(table, row, JH_ROLE_ITEM);
    const jh_cell *value = jh_sheet_cell(table->sheet, row, table->role[JH_ROLE_VALUE]->column);
    jh_text word = jh_cell_word(reading->work, item), rest;
    const jh_lexicon_entry *known = jh_lexicon_find(&reading->lexicon.items, word);
    jh_place place = jh_table_place(table, row, table->role[JH_ROLE_ITEM]->column);
    jh_entry entry = { .unit = reading->county_unit, .stage = JH_WHOLE };
    jh_figure_cell from = { .cell = value };

    if (!known && jh_word_is_enumerated(&rest, word))
        known = jh_lexicon_find(&reading->lexicon.items, rest);
    if (!known) {
        if (!jh_cell_is_blank(value) && jh_role_of(word) == JH_ROLE_NONE
            && jh_label_of(word) == JH_LABEL_NONE)
            tell_unknown_item(reading, &place, item, word);
        return;
    }
    entry.element = known->meaning.element;
    reading->has_column[entry.element] = true;
    if (!read_measure(&from.scale, reading, table, row, entry.element)) return;
    entry.note = jh_cell_shown(reading->work, jh_role_cell(table, row, JH_ROLE_NOTE));
    if (!entry.note.at) jh_reading_no_memory(reading);
    from.place = jh_table_place(table, row, table->role[JH_ROLE_VALUE]->column);
    jh_figure_put(reading, scratch, &from, entry);
}

void jh_county_rows_take(jh_reading *reading, jh_arena scratch, const jh_table *table)
{
    uint32_t row;

    for (row = table->header.last_row + 1; row <= table->sheet->row_count && !reading->code; row++)
        if (!jh_cell_is_blank(jh_role_cell(table, row, JH_ROLE_ITEM)))
            take_row(reading, scratch, table, row);
    reading->has_county_table = true;
}
