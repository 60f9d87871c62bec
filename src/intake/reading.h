/* reading.h: one import in progress, shared by the files of this room.
 * Takes   a request.
 * Gives   a place to tell findings and to put what cells say, until gather.c makes the batch.
 * Never   leaves the room; once `code` is set, telling and putting do nothing more.
 * Method  a sticky code, so that the many small steps need not each be checked
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_READING_H
#define JH_INTAKE_READING_H

#include "intake/intake.h"
#include "intake/lexicon.h"

/* What an entry says something about. */
typedef enum jh_slot {
    JH_SLOT_NAME = 0,
    JH_SLOT_PARENT,
    JH_SLOT_ATTRIBUTE,
    JH_SLOT_LONGITUDE = JH_SLOT_ATTRIBUTE + JH_ATTRIBUTE_COUNT,
    JH_SLOT_LATITUDE,
    JH_SLOT_OPENED,
    JH_SLOT_CLOSED,
    JH_SLOT_FIGURE
} jh_slot;

/* What one cell says of one key (unit, slot, element, stage). */
typedef struct jh_entry {
    uint32_t unit; /* index into the reading's units */
    jh_slot slot;
    uint32_t element;
    jh_stage stage;
    jh_provenance provenance; /* filled in by jh_entry_put */
    jh_why why;               /* JH_NOT_REPORTED: a blank where a figure is required */
    jh_decimal value;         /* figures, degrees, days */
    jh_text text;             /* names and codes */
    jh_text read;             /* as the cell has it */
    jh_text note;
    jh_origin origin;
    bool is_withdrawn; /* its row turned out to be contested */
} jh_entry;

/* A unit as it was first met; what is said of it are entries. */
typedef struct jh_met_unit {
    jh_text code;
    jh_origin origin;
    bool is_code_made; /* by us, from county and name */
} jh_met_unit;

typedef struct jh_reading {
    const jh_intake_request *request;
    const jh_standard *standard;
    jh_arena *keep; /* of the batch */
    jh_arena *work; /* gone when the import ends */
    jh_lexicon lexicon;
    const jh_source_file *files; /* sorted */
    size_t file_count;
    jh_text county, county_name, period;
    jh_findings findings;
    jh_entry *entries;
    size_t entry_count, entry_capacity;
    jh_met_unit *units;
    size_t unit_count, unit_capacity;
    uint32_t *unit_slots; /* open addressing: index + 1 */
    size_t unit_slot_count;
    bool *has_column; /* [element] some file had it */
    bool has_school_table, has_county_table;
    jh_provenance provenance; /* of the table being taken */
    uint32_t county_unit;     /* index of JH_COUNTY_CODE */
    jh_error *err;
    jh_code code; /* sticky */
} jh_reading;

/* Where a finding or an entry stands. row 0 = the sheet; sheet NULL = the file. */
typedef struct jh_place {
    uint32_t file;
    const jh_sheet *sheet;
    uint32_t row, column;
} jh_place;

jh_origin jh_place_origin(const jh_place *place);
/* "2025.xlsx 校区!G41", for messages that name a second cell. */
const char *jh_place_write(char out[JH_MESSAGE_ARG_SIZE], const jh_reading *reading,
                           const jh_origin *origin);

/* Tells a finding at a place. What the finding is about may be filled in before. */
void jh_tell(jh_reading *reading, jh_severity severity, const jh_place *place, jh_text read,
             jh_message message);
void jh_tell_about(jh_reading *reading, const jh_finding *finding);

void jh_entry_put(jh_reading *reading, const jh_entry *entry);
/* Index of the unit, made where it is new. */
uint32_t jh_unit_meet(jh_reading *reading, jh_text code, jh_origin origin, bool is_code_made);
/* UINT32_MAX = not met. */
uint32_t jh_unit_find(const jh_reading *reading, jh_text code);

void jh_reading_no_memory(jh_reading *reading);

/* Room for words of a message: a text of any length, cut to what fits. */
const char *jh_arg(char out[JH_MESSAGE_ARG_SIZE], jh_text text);

#endif
