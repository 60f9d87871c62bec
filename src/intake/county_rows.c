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

/* What a row is about, and the unit that its name has in brackets: empty = none. */
typedef struct item {
    const jh_lexicon_entry *known;
    jh_text measure;
} item;

static item find_item(const jh_reading *reading, jh_text word)
{
    item found = { jh_lexicon_find(&reading->lexicon.items, word), JH_TEXT("") };
    jh_text rest, bare, inside;
    jh_scale scale;

    if (!found.known && jh_word_is_enumerated(&rest, word)) return find_item(reading, rest);
    if (!found.known && jh_lexicon_bracket(&bare, &inside, word)
        && jh_lexicon_scale(&scale, &reading->lexicon, inside)) {
        found.known = jh_lexicon_find(&reading->lexicon.items, bare);
        found.measure = inside;
    }
    return found;
}

/* The unit beside the value, or else the one behind the name; false: it does not fit, or the two
 * are not one, and was refused. */
static bool read_measure(jh_scale *out, jh_reading *reading, const jh_table *table, uint32_t row,
                         const item *of)
{
    uint32_t element = of->known->meaning.element;
    const jh_cell *cell = jh_role_cell(table, row, JH_ROLE_MEASURE);
    bool is_beside = !jh_cell_is_blank(cell);
    jh_text word = is_beside ? jh_cell_word(reading->work, cell) : of->measure, own;
    char read[JH_MESSAGE_ARG_SIZE], wanted[JH_MESSAGE_ARG_SIZE], title[JH_MESSAGE_ARG_SIZE];
    jh_place place;

    *out = (jh_scale){ .family = JH_SCALE_NONE };
    own = jh_text_fold(reading->work, reading->standard->elements[element].measure_title);
    if (!is_beside || !of->measure.size || jh_text_equal(word, of->measure)) {
        if (!word.size || jh_word_is_not_applicable(word) || jh_text_equal(word, own)) return true;
        if (jh_scale_of(out, word) && jh_scale_fits(out, &reading->lexicon.scale[element]))
            return true;
    }
    /* A word of the standard's own for a yes or no, such as "是/否", is no unit at all. */
    if (reading->standard->elements[element].is_yes_no) {
        *out = (jh_scale){ .family = JH_SCALE_NONE };
        return true;
    }
    place =
        jh_table_place(table, row, table->role[is_beside ? JH_ROLE_MEASURE : JH_ROLE_ITEM]->column);
    jh_tell(reading, JH_REFUSAL, &place, word,
            jh_message_make(SAY_INTAKE_COLUMN_MEASURE,
                            jh_arg(title, reading->standard->elements[element].title),
                            jh_arg(read, word), jh_arg(wanted, own), NULL));
    return false;
}

static void take_row(jh_reading *reading, jh_arena scratch, const jh_table *table, uint32_t row)
{
    const jh_cell *name = jh_role_cell(table, row, JH_ROLE_ITEM);
    const jh_cell *value = jh_sheet_cell(table->sheet, row, table->role[JH_ROLE_VALUE]->column);
    jh_text word = jh_cell_word(reading->work, name);
    item found = find_item(reading, word);
    jh_place place = jh_table_place(table, row, table->role[JH_ROLE_ITEM]->column);
    jh_entry entry = { .unit = reading->county_unit, .stage = JH_WHOLE };
    jh_figure_cell from = { .cell = value };

    if (!found.known) {
        if (!jh_cell_is_blank(value) && jh_role_of(word) == JH_ROLE_NONE
            && jh_label_of(word) == JH_LABEL_NONE)
            tell_unknown_item(reading, &place, name, word);
        return;
    }
    entry.element = found.known->meaning.element;
    reading->has_column[entry.element] = true;
    if (!read_measure(&from.scale, reading, table, row, &found)) return;
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
