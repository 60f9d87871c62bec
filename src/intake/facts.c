/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/figure.h"
#include "intake/rows.h"

#include <string.h>

const jh_cell *jh_role_cell(const jh_table *table, uint32_t row, jh_role role)
{
    static const jh_cell nothing = { .kind = JH_CELL_EMPTY };
    const jh_range *merge;
    uint32_t column;

    if (!table->role[role]) return &nothing;
    column = table->role[role]->column;
    merge = table->sheet->merge_count ? jh_sheet_merge(table->sheet, row, column) : NULL;
    if (merge && merge->row > table->header.last_row)
        return jh_sheet_cell(table->sheet, merge->row, merge->column);
    return jh_sheet_cell(table->sheet, row, column);
}

const char *jh_allowed_words(char out[JH_MESSAGE_ARG_SIZE], const jh_codes *codes)
{
    size_t i, size = 0;

    out[0] = '\0';
    for (i = 0; codes && i < codes->count; i++) {
        jh_text label = codes->labels[i];

        if (size + label.size + sizeof "、…" > JH_MESSAGE_ARG_SIZE) {
            jh_arg(out + size, JH_TEXT("…"));
            break;
        }
        if (i) size += strlen(jh_arg(out + size, JH_TEXT("、")));
        size += strlen(jh_arg(out + size, label));
    }
    return out;
}

static jh_place place_of(const jh_school_row *row, jh_role role)
{
    return jh_table_place(row->table, row->row, row->table->role[role]->column);
}

/* An entry of this row with the cell's place and text. */
static jh_entry entry_of(jh_reading *reading, const jh_school_row *row, jh_role role, jh_slot slot)
{
    jh_place place = place_of(row, role);
    const jh_cell *cell = jh_role_cell(row->table, row->row, role);
    jh_entry entry = { .unit = row->unit, .slot = slot, .origin = jh_place_origin(&place) };

    entry.read = jh_cell_shown(reading->work, cell);
    if (!entry.read.at) jh_reading_no_memory(reading);
    return entry;
}

static void take_text(jh_reading *reading, const jh_school_row *row, jh_role role, jh_slot slot)
{
    const jh_cell *cell = jh_role_cell(row->table, row->row, role);
    jh_place place;
    jh_entry entry;

    if (jh_cell_is_blank(cell)) return;
    entry = entry_of(reading, row, role, slot);
    if (cell->kind == JH_CELL_ERROR) {
        char read[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE];

        place = place_of(row, role);
        jh_tell(reading, JH_REFUSAL, &place, entry.read,
                jh_message_make(SAY_INTAKE_CELL_ERROR, jh_arg(read, entry.read),
                                jh_arg(column, row->table->role[role]->shown), NULL));
        return;
    }
    entry.text = entry.read;
    jh_entry_put(reading, &entry);
}

static void take_attribute(jh_reading *reading, jh_arena scratch, const jh_school_row *row,
                           jh_attribute attribute)
{
    jh_role role = (jh_role)(JH_ROLE_KIND + (int)attribute);
    const jh_codes *codes = reading->standard->attribute_codes[attribute];
    const jh_cell *cell = jh_role_cell(row->table, row->row, role);
    char read[JH_MESSAGE_ARG_SIZE], allowed[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE];
    jh_place place;
    jh_entry entry;
    jh_text word;
    int32_t code;

    if (jh_cell_is_blank(cell)) return;
    word = jh_cell_word(&scratch, cell);
    if (jh_word_is_not_applicable(word)) return;
    entry = entry_of(reading, row, role, (jh_slot)(JH_SLOT_ATTRIBUTE + (int)attribute));
    if (!codes) {
        entry.text = entry.read;
        jh_entry_put(reading, &entry);
        return;
    }
    code = jh_standard_code_read(reading->standard, attribute, word);
    if (code < 0 && cell->kind == JH_CELL_TRUTH)
        code = jh_standard_code_read(reading->standard, attribute,
                                     cell->number != 0 ? JH_TEXT("yes") : JH_TEXT("no"));
    if (code < 0) {
        place = place_of(row, role);
        jh_tell(reading, JH_REFUSAL, &place, entry.read,
                jh_message_make(SAY_INTAKE_CELL_UNKNOWN_CODE, jh_arg(read, entry.read),
                                jh_arg(column, row->table->role[role]->shown),
                                jh_allowed_words(allowed, codes), NULL));
        return;
    }
    entry.text = codes->keys[code];
    jh_entry_put(reading, &entry);
}

static void take_degrees(jh_reading *reading, jh_arena scratch, const jh_school_row *row,
                         jh_role role)
{
    bool is_latitude = role == JH_ROLE_LATITUDE;
    int limit = is_latitude ? 90 : 180;
    const jh_cell *cell = jh_role_cell(row->table, row->row, role);
    char read[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE], bound[24];
    jh_decimal value = { 0 };
    jh_decimal_read how = JH_READ_NOT_A_NUMBER;
    jh_text word = jh_cell_word(&scratch, cell);
    jh_place place;
    jh_entry entry;

    if (jh_cell_is_blank(cell) || jh_word_is_not_applicable(word)) return;
    entry = entry_of(reading, row, role, is_latitude ? JH_SLOT_LATITUDE : JH_SLOT_LONGITUDE);
    if (cell->kind == JH_CELL_NUMBER) how = jh_decimal_from_double(&value, cell->number);
    if (cell->kind == JH_CELL_TEXT) how = jh_decimal_parse_loose(&value, word);
    if (how > JH_READ_ROUNDED || value.millionths > limit * JH_DECIMAL_ONE
        || value.millionths < -limit * JH_DECIMAL_ONE) {
        place = place_of(row, role);
        jh_tell(reading, JH_REFUSAL, &place, entry.read,
                jh_message_make(SAY_INTAKE_CELL_DEGREES, jh_arg(read, entry.read),
                                jh_arg(column, row->table->role[role]->shown),
                                jh_digits(bound, limit), NULL));
        return;
    }
    entry.value = value;
    jh_entry_put(reading, &entry);
}

static void take_date(jh_reading *reading, const jh_school_row *row, jh_role role, jh_slot slot)
{
    const jh_cell *cell = jh_role_cell(row->table, row->row, role);
    char read[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE];
    jh_date date;
    jh_place place;
    jh_entry entry;

    if (jh_cell_is_blank(cell)) return;
    entry = entry_of(reading, row, role, slot);
    if (cell->kind == JH_CELL_TEXT && jh_word_is_not_applicable(entry.read)) return;
    date = jh_cell_date(cell);
    if (!jh_date_is_set(date)) {
        place = place_of(row, role);
        jh_tell(reading, JH_REFUSAL, &place, entry.read,
                jh_message_make(SAY_INTAKE_CELL_NO_DATE, jh_arg(read, entry.read),
                                jh_arg(column, row->table->role[role]->shown), NULL));
        return;
    }
    entry.value.millionths = date.days;
    jh_entry_put(reading, &entry);
}

void jh_facts_take(jh_reading *reading, jh_arena scratch, const jh_school_row *row)
{
    int attribute;

    take_text(reading, row, JH_ROLE_NAME, JH_SLOT_NAME);
    take_text(reading, row, JH_ROLE_PARENT, JH_SLOT_PARENT);
    for (attribute = 0; attribute < JH_ATTRIBUTE_COUNT; attribute++)
        take_attribute(reading, scratch, row, (jh_attribute)attribute);
    take_degrees(reading, scratch, row, JH_ROLE_LONGITUDE);
    take_degrees(reading, scratch, row, JH_ROLE_LATITUDE);
    take_date(reading, row, JH_ROLE_OPENED, JH_SLOT_OPENED);
    take_date(reading, row, JH_ROLE_CLOSED, JH_SLOT_CLOSED);
}
