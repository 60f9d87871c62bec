/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/reading.h"

#include <stdio.h>
#include <string.h>

void jh_reading_no_memory(jh_reading *reading)
{
    if (!reading->code) reading->code = jh_no_memory(reading->err);
}

const char *jh_arg(char out[JH_MESSAGE_ARG_SIZE], jh_text text)
{
    size_t size = text.size < JH_MESSAGE_ARG_SIZE ? text.size : JH_MESSAGE_ARG_SIZE - 1;

    while (size < text.size && size && ((unsigned char)text.at[size] & 0xC0) == 0x80) size--;
    if (size) memcpy(out, text.at, size);
    out[size] = '\0';
    return out;
}

jh_origin jh_place_origin(const jh_place *place)
{
    return (jh_origin){ .file = place->file,
                        .sheet = place->sheet ? place->sheet->name : JH_TEXT(""),
                        .row = place->row ? place->row - 1 : 0,
                        .column = place->column ? place->column - 1 : 0 };
}

const char *jh_place_write(char out[JH_MESSAGE_ARG_SIZE], const jh_reading *reading,
                           const jh_origin *origin)
{
    char address[JH_ADDRESS_SIZE], whole[3 * JH_MESSAGE_ARG_SIZE];
    jh_text file = reading->files[origin->file].name;

    jh_address_write(address, origin->row + 1, origin->column + 1);
    snprintf(whole, sizeof whole, "%.*s %.*s%s%s", file.size > 60 ? 60 : (int)file.size, file.at,
             origin->sheet.size > 40 ? 40 : (int)origin->sheet.size, origin->sheet.at,
             origin->sheet.size ? "!" : "", address);
    return jh_arg(out, jh_text_of(whole));
}

void jh_tell_about(jh_reading *reading, const jh_finding *finding)
{
    if (reading->code) return;
    reading->code = jh_finding_add(&reading->findings, reading->work, finding, reading->err);
}

void jh_tell(jh_reading *reading, jh_severity severity, const jh_place *place, jh_text read,
             jh_message message)
{
    jh_finding finding = { .severity = severity, .message = message, .read = read };

    finding.origin = jh_place_origin(place);
    finding.file = reading->files[place->file].name;
    finding.whole_file = !place->sheet;
    finding.whole_row = place->row && !place->column;
    jh_tell_about(reading, &finding);
}

void jh_entry_put(jh_reading *reading, const jh_entry *entry)
{
    jh_entry *grown;

    if (reading->code) return;
    grown = jh_grow(reading->work, reading->entries, &reading->entry_capacity,
                    reading->entry_count + 1, sizeof *grown);
    if (!grown) {
        jh_reading_no_memory(reading);
        return;
    }
    reading->entries = grown;
    reading->entries[reading->entry_count] = *entry;
    reading->entries[reading->entry_count++].provenance = reading->provenance;
}

/* ---- units ------------------------------------------------------------------------------ */

static uint32_t *unit_slot(const jh_reading *reading, jh_text code)
{
    size_t mask = reading->unit_slot_count - 1, at = (size_t)jh_text_hash(code) & mask;

    while (reading->unit_slots[at]
           && !jh_text_equal(reading->units[reading->unit_slots[at] - 1].code, code))
        at = (at + 1) & mask;
    return &reading->unit_slots[at];
}

uint32_t jh_unit_find(const jh_reading *reading, jh_text code)
{
    uint32_t found = reading->unit_slot_count ? *unit_slot(reading, code) : 0;

    return found ? found - 1 : UINT32_MAX;
}

static bool widen_slots(jh_reading *reading)
{
    size_t size = reading->unit_slot_count ? reading->unit_slot_count * 2 : 256, i;

    if (reading->unit_slot_count > 2 * reading->unit_count) return true;
    reading->unit_slots = JH_NEW_ARRAY(reading->work, uint32_t, size);
    reading->unit_slot_count = reading->unit_slots ? size : 0;
    if (!reading->unit_slots) return false;
    for (i = 0; i < reading->unit_count; i++)
        *unit_slot(reading, reading->units[i].code) = (uint32_t)i + 1;
    return true;
}

uint32_t jh_unit_meet(jh_reading *reading, jh_text code, jh_origin origin, bool is_code_made)
{
    uint32_t found = jh_unit_find(reading, code);
    jh_met_unit *grown;

    if (found != UINT32_MAX || reading->code) return found;
    grown = jh_grow(reading->work, reading->units, &reading->unit_capacity, reading->unit_count + 1,
                    sizeof *grown);
    if (grown) reading->units = grown;
    if (!grown || !widen_slots(reading)) {
        jh_reading_no_memory(reading);
        return UINT32_MAX;
    }
    reading->units[reading->unit_count] = (jh_met_unit){ code, origin, is_code_made };
    *unit_slot(reading, code) = (uint32_t)++reading->unit_count;
    return (uint32_t)reading->unit_count - 1;
}
