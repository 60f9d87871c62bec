/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/row_stage.h"

#include "intake/figure.h"

#include <string.h>

/* ---- what stands in words ---------------------------------------------------------------- */

jh_stage jh_stage_of_name(jh_text *bare, const jh_standard *standard, jh_text folded)
{
    static const char part[] = "部";
    const char *open = folded.size ? memrchr(folded.at, '(', folded.size) : NULL;
    size_t longest = strlen("高中部"), from;

    if (open && open > folded.at && folded.at[folded.size - 1] == ')') {
        *bare = (jh_text){ folded.at, (size_t)(open - folded.at) };
        return jh_stage_read(standard, (jh_text){ open + 1, folded.size - bare->size - 2 });
    }
    if (folded.size <= longest || !jh_text_ends(folded, jh_text_of(part))) return JH_STAGE_COUNT;
    from = folded.size - longest;
    *bare = (jh_text){ folded.at, from };
    return jh_stage_read(standard, (jh_text){ folded.at + from, longest });
}

bool jh_row_stages_heading(jh_row_stages *walk, const jh_reading *reading, jh_text folded)
{
    jh_text rest = folded;
    jh_stage stage;

    if (jh_word_is_enumerated(&rest, folded)) folded = rest;
    if (folded.size && folded.at[folded.size - 1] == ':') folded.size--;
    stage = jh_stage_read(reading->standard, folded);
    if (stage == JH_STAGE_COUNT) return false;
    walk->heading = stage;
    return true;
}

/* ---- blocks of rows, numbered each from 1 -------------------------------------------------- */

/* The stages that a title names, in its order. */
static size_t stages_in_title(jh_stage out[JH_STAGE_COUNT], const jh_standard *standard,
                              jh_text folded)
{
    const jh_codes *codes = standard->stage_codes;
    size_t place[JH_STAGE_COUNT], count = 0, i, at;
    const char *found;

    for (i = 0; codes && i < codes->count; i++) {
        jh_stage stage = jh_stage_read(standard, codes->labels[i]);

        found = memmem(folded.at, folded.size, codes->labels[i].at, codes->labels[i].size);
        if (!found || stage == JH_WHOLE || stage == JH_STAGE_COUNT) continue;
        for (at = count++; at > 0 && place[at - 1] > (size_t)(found - folded.at); at--) {
            place[at] = place[at - 1];
            out[at] = out[at - 1];
        }
        place[at] = (size_t)(found - folded.at);
        out[at] = stage;
    }
    return count;
}

static bool is_number(const jh_table *table, uint32_t row, int64_t number)
{
    const jh_cell *cell = jh_role_cell(table, row, JH_ROLE_IGNORED);
    jh_decimal value;

    return jh_cell_decimal(&value, cell) == JH_READ_EXACT
           && value.millionths == number * JH_DECIMAL_ONE;
}

/* How often the numbering of the rows begins. */
static size_t beginnings(const jh_table *table)
{
    size_t count = 0;
    uint32_t row;

    for (row = table->header.last_row + 1; row <= table->sheet->row_count; row++)
        count +=
            is_number(table, row, 1) && !jh_cell_is_blank(jh_role_cell(table, row, JH_ROLE_NAME));
    return count;
}

void jh_row_stages_begin(jh_row_stages *out, jh_reading *reading, const jh_table *table)
{
    jh_stage titled[JH_STAGE_COUNT];
    size_t count, found;
    const jh_cell *cells;
    uint32_t row;

    *out = (jh_row_stages){ .table = table, .heading = JH_STAGE_COUNT };
    if (!table->role[JH_ROLE_IGNORED] || !table->role[JH_ROLE_NAME] || table->role[JH_ROLE_STAGE]
        || table->stage != JH_STAGE_COUNT || !table->feeds_stages)
        return;
    for (row = 1; row < table->header.first_row && !reading->code; row++) {
        cells = jh_sheet_row(&count, table->sheet, row);
        if (count != 1) continue;
        found = stages_in_title(titled, reading->standard, jh_cell_word(reading->work, cells));
        if (found < 2 || found != beginnings(table)) continue;
        memcpy(out->titled, titled, sizeof titled);
        out->titled_count = found;
        return;
    }
}

/* The next block begins here: told, for it is read from the order of the rows. */
static void begin_block(jh_row_stages *walk, jh_reading *reading, uint32_t row)
{
    jh_place place = jh_table_place(walk->table, row, 0);
    jh_stage stage = walk->titled[walk->block++];
    char word[JH_MESSAGE_ARG_SIZE];

    jh_tell(reading, JH_REMARK, &place, JH_TEXT(""),
            jh_message_make(SAY_INTAKE_STAGE_BLOCK,
                            jh_arg(word, jh_standard_stage_title(reading->standard, JH_ZH, stage)),
                            NULL));
}

/* ---- a row's stage ----------------------------------------------------------------------- */

/* Bit 1 << stage for the stages of a school of the row's kind; 0 = nobody knows. */
static unsigned stages_of_kind(const jh_reading *reading, const jh_table *table, uint32_t row,
                               jh_arena scratch)
{
    const jh_standard *standard = reading->standard;
    int32_t code;

    if (!table->role[JH_ROLE_KIND] || !standard->kind_stages) return 0;
    code = jh_standard_code_read(standard, JH_KIND,
                                 jh_cell_word(&scratch, jh_role_cell(table, row, JH_ROLE_KIND)));
    return code < 0 ? 0 : standard->kind_stages[code];
}

/* A stage that stands in the row's own column. false: refused. */
static bool read_stage_cell(jh_reading *reading, jh_school_row *row, jh_arena scratch)
{
    const jh_table *table = row->table;
    const jh_cell *cell = jh_role_cell(table, row->row, JH_ROLE_STAGE);
    char read[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE], allowed[JH_MESSAGE_ARG_SIZE];
    jh_place place;
    jh_text shown;

    row->stage = jh_stage_read(reading->standard, jh_cell_word(&scratch, cell));
    if (row->stage != JH_STAGE_COUNT) return true;
    place = jh_table_place(table, row->row, table->role[JH_ROLE_STAGE]->column);
    shown = jh_cell_shown(reading->work, cell);
    jh_allowed_words(allowed, reading->standard->stage_codes);
    if (jh_cell_waits(cell))
        jh_tell(reading, JH_REFUSAL, &place, shown,
                jh_message_make(SAY_INTAKE_CELL_WAITS, "",
                                jh_arg(column, table->role[JH_ROLE_STAGE]->shown), NULL));
    else if (jh_cell_is_blank(cell))
        jh_tell(reading, JH_REFUSAL, &place, shown,
                jh_message_make(SAY_INTAKE_STAGE_BLANK, allowed, NULL));
    else
        jh_tell(reading, JH_REFUSAL, &place, shown,
                jh_message_make(SAY_INTAKE_CELL_UNKNOWN_CODE, jh_arg(read, shown),
                                jh_arg(column, table->role[JH_ROLE_STAGE]->shown), allowed, NULL));
    return false;
}

bool jh_row_stages_find(jh_row_stages *walk, jh_reading *reading, jh_arena scratch,
                        jh_school_row *row)
{
    const jh_table *table = walk->table;
    jh_arena again = scratch;
    jh_text bare;

    if (walk->block < walk->titled_count && is_number(table, row->row, 1))
        begin_block(walk, reading, row->row);
    row->stages = stages_of_kind(reading, table, row->row, scratch);
    if (table->role[JH_ROLE_STAGE]) return read_stage_cell(reading, row, scratch);
    row->stage = table->stage;
    if (row->stage == JH_STAGE_COUNT) row->stage = walk->heading;
    if (row->stage == JH_STAGE_COUNT && row->stages && !(row->stages & (row->stages - 1)))
        row->stage = (jh_stage)__builtin_ctz(row->stages);
    if (row->stage == JH_STAGE_COUNT && table->role[JH_ROLE_NAME])
        row->stage =
            jh_stage_of_name(&bare, reading->standard,
                             jh_cell_word(&again, jh_role_cell(table, row->row, JH_ROLE_NAME)));
    if (row->stage == JH_STAGE_COUNT && walk->block) row->stage = walk->titled[walk->block - 1];
    return true;
}
