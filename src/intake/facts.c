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

/* An entry of this fact with the cell's place and text. */
static jh_entry entry_of(jh_reading *reading, const jh_fact_cell *fact, jh_slot slot)
{
    jh_entry entry = { .unit = fact->unit, .slot = slot, .origin = jh_place_origin(&fact->place) };

    entry.read = jh_cell_shown(reading->work, fact->cell);
    if (!entry.read.at) jh_reading_no_memory(reading);
    return entry;
}

static void refuse(jh_reading *reading, const jh_fact_cell *fact, jh_text read, jh_message message)
{
    jh_tell(reading, JH_REFUSAL, &fact->place, read, message);
}

static void take_text(jh_reading *reading, const jh_fact_cell *fact, jh_slot slot)
{
    char read[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE];
    jh_entry entry = entry_of(reading, fact, slot);

    if (fact->cell->kind == JH_CELL_ERROR) {
        refuse(reading, fact, entry.read,
               jh_message_make(SAY_INTAKE_CELL_ERROR, jh_arg(read, entry.read),
                               jh_arg(column, fact->shown), NULL));
        return;
    }
    entry.text = entry.read;
    jh_entry_put(reading, &entry);
}

static void take_attribute(jh_reading *reading, jh_arena scratch, const jh_fact_cell *fact)
{
    jh_attribute attribute = (jh_attribute)(fact->role - JH_ROLE_KIND);
    const jh_codes *codes = reading->standard->attribute_codes[attribute];
    char read[JH_MESSAGE_ARG_SIZE], allowed[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE];
    jh_text word = jh_cell_word(&scratch, fact->cell);
    jh_entry entry;
    int32_t code;

    if (jh_word_is_not_applicable(word)) return;
    entry = entry_of(reading, fact, (jh_slot)(JH_SLOT_ATTRIBUTE + (int)attribute));
    if (!codes) {
        entry.text = entry.read;
        jh_entry_put(reading, &entry);
        return;
    }
    code = jh_standard_code_read(reading->standard, attribute, word);
    if (code < 0 && fact->cell->kind == JH_CELL_TRUTH)
        code = jh_standard_code_read(reading->standard, attribute,
                                     fact->cell->number != 0 ? JH_TEXT("yes") : JH_TEXT("no"));
    if (code < 0) {
        refuse(reading, fact, entry.read,
               jh_message_make(SAY_INTAKE_CELL_UNKNOWN_CODE, jh_arg(read, entry.read),
                               jh_arg(column, fact->shown), jh_allowed_words(allowed, codes),
                               NULL));
        return;
    }
    entry.text = codes->keys[code];
    jh_entry_put(reading, &entry);
}

static void take_degrees(jh_reading *reading, jh_arena scratch, const jh_fact_cell *fact)
{
    bool is_latitude = fact->role == JH_ROLE_LATITUDE;
    int limit = is_latitude ? 90 : 180;
    char read[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE], bound[24];
    jh_decimal value = { 0 };
    jh_decimal_read how = JH_READ_NOT_A_NUMBER;
    jh_text word = jh_cell_word(&scratch, fact->cell);
    jh_entry entry;

    if (jh_word_is_not_applicable(word)) return;
    entry = entry_of(reading, fact, is_latitude ? JH_SLOT_LATITUDE : JH_SLOT_LONGITUDE);
    if (fact->cell->kind == JH_CELL_NUMBER)
        how = jh_decimal_from_double(&value, fact->cell->number);
    if (fact->cell->kind == JH_CELL_TEXT) how = jh_decimal_parse_loose(&value, word);
    if (how > JH_READ_ROUNDED || value.millionths > limit * JH_DECIMAL_ONE
        || value.millionths < -limit * JH_DECIMAL_ONE) {
        refuse(reading, fact, entry.read,
               jh_message_make(SAY_INTAKE_CELL_DEGREES, jh_arg(read, entry.read),
                               jh_arg(column, fact->shown), jh_digits(bound, limit), NULL));
        return;
    }
    entry.value = value;
    jh_entry_put(reading, &entry);
}

static void take_date(jh_reading *reading, const jh_fact_cell *fact)
{
    char read[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE];
    jh_slot slot = fact->role == JH_ROLE_OPENED ? JH_SLOT_OPENED : JH_SLOT_CLOSED;
    jh_entry entry = entry_of(reading, fact, slot);
    jh_date date;

    if (fact->cell->kind == JH_CELL_TEXT && jh_word_is_not_applicable(entry.read)) return;
    date = jh_cell_date(fact->cell);
    if (!jh_date_is_set(date)) {
        refuse(reading, fact, entry.read,
               jh_message_make(SAY_INTAKE_CELL_NO_DATE, jh_arg(read, entry.read),
                               jh_arg(column, fact->shown), NULL));
        return;
    }
    entry.value.millionths = date.days;
    jh_entry_put(reading, &entry);
}

void jh_fact_take(jh_reading *reading, jh_arena scratch, const jh_fact_cell *fact)
{
    char column[JH_MESSAGE_ARG_SIZE];

    if (jh_cell_is_blank(fact->cell)) return;
    if (jh_cell_waits(fact->cell)) {
        refuse(reading, fact, JH_TEXT(""),
               jh_message_make(SAY_INTAKE_CELL_WAITS, "", jh_arg(column, fact->shown), NULL));
        return;
    }
    switch (fact->role) {
    case JH_ROLE_NAME: take_text(reading, fact, JH_SLOT_NAME); break;
    case JH_ROLE_PARENT: take_text(reading, fact, JH_SLOT_PARENT); break;
    case JH_ROLE_KIND:
    case JH_ROLE_LOCATION:
    case JH_ROLE_OWNERSHIP:
    case JH_ROLE_TOWN:
    case JH_ROLE_COUNTED: take_attribute(reading, scratch, fact); break;
    case JH_ROLE_LONGITUDE:
    case JH_ROLE_LATITUDE: take_degrees(reading, scratch, fact); break;
    case JH_ROLE_OPENED:
    case JH_ROLE_CLOSED: take_date(reading, fact); break;
    default: break;
    }
}

void jh_facts_take(jh_reading *reading, jh_arena scratch, const jh_school_row *row)
{
    static const jh_role roles[] = { JH_ROLE_NAME,     JH_ROLE_PARENT,    JH_ROLE_KIND,
                                     JH_ROLE_LOCATION, JH_ROLE_OWNERSHIP, JH_ROLE_TOWN,
                                     JH_ROLE_COUNTED,  JH_ROLE_LONGITUDE, JH_ROLE_LATITUDE,
                                     JH_ROLE_OPENED,   JH_ROLE_CLOSED };
    jh_fact_cell fact = { .unit = row->unit };
    size_t i;

    for (i = 0; i < sizeof roles / sizeof *roles; i++) {
        const jh_heading *heading = row->table->role[roles[i]];

        if (!heading) continue;
        fact.role = roles[i];
        fact.shown = heading->shown;
        fact.cell = jh_role_cell(row->table, row->row, roles[i]);
        fact.place = jh_table_place(row->table, row->row, heading->column);
        jh_fact_take(reading, scratch, &fact);
    }
}
