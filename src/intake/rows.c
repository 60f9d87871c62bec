/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/rows.h"

#include "intake/figure.h"
#include "intake/row_stage.h"
#include "intake/whose.h"

#include <string.h>

/* Where in this sheet a (unit, stage) stood first, and what it put. */
typedef struct seen_row {
    uint32_t row;        /* 0 = not yet */
    uint32_t first, end; /* its figures among the reading's entries */
} seen_row;

typedef struct walk {
    jh_reading *reading;
    const jh_table *table;
    jh_row_stages stages;
    seen_row *seen; /* [unit × JH_STAGE_COUNT + stage] */
    size_t seen_count, total_count;
} walk;

/* ---- rows that are no school ------------------------------------------------------------ */

static bool is_total(const jh_table *table, uint32_t row, const jh_cell *first, jh_arena scratch)
{
    static const jh_role roles[] = { JH_ROLE_NAME, JH_ROLE_CODE, JH_ROLE_TOWN, JH_ROLE_KIND,
                                     JH_ROLE_PARENT };
    jh_arena again = scratch;
    size_t i;

    if (jh_word_is_total(jh_cell_word(&again, first))) return true;
    for (i = 0; i < sizeof roles / sizeof *roles; i++) {
        again = scratch;
        if (jh_word_is_total(jh_cell_word(&again, jh_role_cell(table, row, roles[i])))) return true;
    }
    return false;
}

static bool is_header_again(const jh_table *table, uint32_t row, jh_arena scratch)
{
    jh_role role = table->role[JH_ROLE_NAME] ? JH_ROLE_NAME : JH_ROLE_CODE;
    const jh_cell *cell = jh_sheet_cell(table->sheet, row, table->role[role]->column);

    return cell->kind == JH_CELL_TEXT && jh_role_of(jh_cell_word(&scratch, cell)) == role;
}

/* "一、城关镇" across the table, or "小学" alone in its row, which says what the rows below are. */
static bool is_heading(walk *w, uint32_t row, const jh_cell *only)
{
    const jh_range *across = jh_sheet_merge(w->table->sheet, row, only->column);
    jh_place place = jh_table_place(w->table, row, 0);
    char text[JH_MESSAGE_ARG_SIZE];

    if (only->kind != JH_CELL_TEXT) return false;
    if (jh_row_stages_heading(&w->stages, w->reading, jh_cell_word(w->reading->work, only)))
        return true;
    if (!across || across->last_column == across->column) return false;
    jh_tell(w->reading, JH_REMARK, &place, jh_cell_shown(w->reading->work, only),
            jh_message_make(SAY_INTAKE_ROW_HEADING, jh_arg(text, only->text), NULL));
    return true;
}

/* Formulas that wait in a row that names nobody are those of a form filled in beforehand. */
static bool is_key(const walk *w, const jh_cell *cell)
{
    const jh_heading *code = w->table->role[JH_ROLE_CODE], *name = w->table->role[JH_ROLE_NAME];

    return (code && code->column == cell->column) || (name && name->column == cell->column);
}

/* True: the row is not a school's, and if that is worth knowing it has been told. */
static bool is_passed_over(walk *w, uint32_t row, jh_arena scratch)
{
    size_t count;
    const jh_cell *cells = jh_sheet_row(&count, w->table->sheet, row);
    jh_place place = jh_table_place(w->table, row, 0);
    jh_arena again = scratch;
    size_t i, filled = 0, first = 0;

    for (i = count; i-- > 0;)
        if (!jh_cell_is_blank(&cells[i]) && (!jh_cell_waits(&cells[i]) || is_key(w, &cells[i]))) {
            filled++;
            first = i;
        }
    if (!filled) return true;
    again = scratch;
    /* "…" in a blank form: more rows of this kind. */
    if (filled <= 2
        && jh_word_is_not_applicable(
            jh_cell_word(&again, jh_role_cell(w->table, row, JH_ROLE_NAME))))
        return true;
    again = scratch;
    if (is_total(w->table, row, &cells[first], scratch)) {
        w->total_count++;
        jh_tell(w->reading, JH_REMARK, &place, jh_cell_shown(w->reading->work, &cells[first]),
                jh_message_make(SAY_INTAKE_ROW_TOTAL, NULL));
        return true;
    }
    if (jh_word_is_note(jh_cell_word(&again, &cells[first]))) return true;
    if (is_header_again(w->table, row, scratch)
        || jh_row_is_numbering(w->table->sheet, row, scratch))
        return true;
    if (filled == 1 && is_heading(w, row, &cells[first])) return true;
    return false;
}

/* ---- whose row it is -------------------------------------------------------------------- */

/* "示例县" against "甲市示例县": the same; "邻县": another county's row. */
static bool is_of_county(walk *w, uint32_t row)
{
    jh_reading *reading = w->reading;
    const jh_cell *cell = jh_role_cell(w->table, row, JH_ROLE_COUNTY_NAME);
    jh_text name = jh_cell_word(reading->work, cell);
    char read[JH_MESSAGE_ARG_SIZE], ours[JH_MESSAGE_ARG_SIZE];
    jh_place place;

    if (jh_cell_is_blank(cell)) return true;
    if (!reading->county_name.size) reading->county_name = name;
    if (jh_text_ends(name, reading->county_name) || jh_text_ends(reading->county_name, name))
        return true;
    place = jh_table_place(w->table, row, w->table->role[JH_ROLE_COUNTY_NAME]->column);
    jh_tell(reading, JH_REFUSAL, &place, name,
            jh_message_make(SAY_INTAKE_ROW_OTHER_COUNTY, jh_arg(read, name),
                            jh_arg(ours, reading->county_name), NULL));
    return false;
}

/* ---- the same school twice in one sheet -------------------------------------------------- */

static bool same_figures(const jh_reading *reading, const seen_row *a, uint32_t first)
{
    uint32_t i, count = a->end - a->first;

    if (count != (uint32_t)reading->entry_count - first) return false;
    for (i = 0; i < count; i++) {
        const jh_entry *x = &reading->entries[a->first + i], *y = &reading->entries[first + i];

        if (x->element != y->element || x->stage != y->stage || x->why != y->why
            || x->value.millionths != y->value.millionths)
            return false;
    }
    return true;
}

/* Two rows of one school and stage: alike, they count once; else neither's figures are taken. */
static void settle_repeated(walk *w, const jh_school_row *row, const seen_row *seen, uint32_t first)
{
    bool alike = same_figures(w->reading, seen, first);
    jh_role key = w->table->role[JH_ROLE_CODE] ? JH_ROLE_CODE : JH_ROLE_NAME;
    uint32_t column = w->table->role[key]->column, i;
    jh_place place = jh_table_place(w->table, row->row, column);
    char other[JH_ADDRESS_SIZE], code[JH_MESSAGE_ARG_SIZE];
    jh_message message = jh_message_make(alike ? SAY_INTAKE_ROW_REPEATED : SAY_INTAKE_ROW_TWICE,
                                         jh_arg(code, w->reading->units[row->unit].code),
                                         jh_address_write(other, seen->row, column), NULL);

    w->reading->entry_count = first;
    for (i = seen->first; !alike && i < seen->end; i++) w->reading->entries[i].is_withdrawn = true;
    jh_tell(w->reading, alike ? JH_WARNING : JH_REFUSAL, &place, w->reading->units[row->unit].code,
            message);
}

static seen_row *seen_of(walk *w, const jh_school_row *row)
{
    size_t key = (size_t)row->unit * JH_STAGE_COUNT
                 + (row->stage == JH_STAGE_COUNT ? JH_WHOLE : (size_t)row->stage);
    seen_row *grown = jh_grow(w->reading->work, w->seen, &w->seen_count, key + 1, sizeof *w->seen);

    if (!grown) {
        jh_reading_no_memory(w->reading);
        return NULL;
    }
    w->seen = grown;
    return &w->seen[key];
}

static uint32_t whose(walk *w, uint32_t number, const jh_cell *name)
{
    jh_role key = w->table->role[JH_ROLE_CODE] ? JH_ROLE_CODE : JH_ROLE_NAME;
    const jh_named_cell code = { jh_table_place(w->table, number, w->table->role[key]->column),
                                 jh_role_cell(w->table, number, key) };

    return key == JH_ROLE_CODE ? jh_unit_of_code(w->reading, &code, name)
                               : jh_unit_of_name(w->reading, &code);
}

static void take_school_row(walk *w, uint32_t number, jh_arena scratch)
{
    jh_school_row row = { .table = w->table, .row = number };
    const jh_cell *name = jh_role_cell(w->table, number, JH_ROLE_NAME);
    uint32_t first;
    seen_row *seen;

    if (!is_of_county(w, number)) return;
    row.unit = whose(w, number, name);
    if (row.unit == UINT32_MAX) return;
    jh_facts_take(w->reading, scratch, &row);
    if (!jh_row_stages_find(&w->stages, w->reading, scratch, &row)) return;
    first = (uint32_t)w->reading->entry_count;
    jh_feeds_take(w->reading, scratch, &row);
    seen = seen_of(w, &row);
    if (!seen || w->reading->code) return;
    if (seen->row)
        settle_repeated(w, &row, seen, first);
    else
        *seen = (seen_row){ number, first, (uint32_t)w->reading->entry_count };
}

void jh_school_rows_take(jh_reading *reading, jh_arena scratch, const jh_table *table)
{
    walk w = { .reading = reading, .table = table };
    uint32_t row;

    if (!table->role[JH_ROLE_NAME] && !table->role[JH_ROLE_CODE]) return;
    jh_row_stages_begin(&w.stages, reading, table);
    for (row = table->header.last_row + 1; row <= table->sheet->row_count && !reading->code; row++)
        if (!is_passed_over(&w, row, scratch)) take_school_row(&w, row, scratch);
    reading->has_school_table = true;
}
