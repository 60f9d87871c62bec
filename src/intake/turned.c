/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/turned.h"

#include "intake/figure.h"

#include <string.h>

enum { MOST_CELLS = 20000, MOST_PAIRS = 1000, FEWEST_PAIRS = 3, LABEL_ROW = 1, VALUE_ROW = 2 };

typedef struct turning {
    jh_reading *reading;
    const jh_sheet *sheet;
    jh_pair *pairs;
    size_t count;
    bool names_school;
} turning;

/* "运动场地面积(平方米)" is known as "运动场地面积" is. */
static jh_text without_bracket(jh_text folded)
{
    const char *open = folded.size ? memrchr(folded.at, '(', folded.size) : NULL;

    if (!open || open == folded.at || folded.at[folded.size - 1] != ')') return folded;
    return (jh_text){ folded.at, (size_t)(open - folded.at) };
}

static bool is_label(const turning *t, jh_text folded)
{
    const jh_lexicon_table *columns = &t->reading->lexicon.columns;
    jh_role role = jh_role_of(folded);

    if (!folded.size) return false;
    if (role != JH_ROLE_NONE) return role <= JH_ROLE_CLOSED;
    return jh_lexicon_find(columns, folded) || jh_lexicon_find(columns, without_bracket(folded));
}

static jh_text without_colon(jh_text folded)
{
    if (folded.size && folded.at[folded.size - 1] == ':') folded.size--;
    return folded;
}

static void add(turning *t, jh_pair pair, jh_text word)
{
    jh_role role = jh_role_of(word);

    if (t->count == MOST_PAIRS) return;
    if ((role == JH_ROLE_NAME || role == JH_ROLE_CODE) && !jh_cell_is_blank(pair.value))
        t->names_school = true;
    t->pairs[t->count++] = pair;
}

/* A list of items with their values in a column of their own. */
static void pair_items(turning *t, const jh_table *as_read)
{
    uint32_t row;
    jh_text word;
    jh_pair pair;

    for (row = as_read->header.last_row + 1; row <= t->sheet->row_count && !t->reading->code;
         row++) {
        pair.label = jh_sheet_cell(t->sheet, row, as_read->role[JH_ROLE_ITEM]->column);
        pair.value = jh_sheet_cell(t->sheet, row, as_read->role[JH_ROLE_VALUE]->column);
        pair.measure = as_read->role[JH_ROLE_MEASURE]
                           ? jh_sheet_cell(t->sheet, row, as_read->role[JH_ROLE_MEASURE]->column)
                           : NULL;
        word = without_colon(jh_cell_word(t->reading->work, pair.label));
        if (pair.label->kind == JH_CELL_TEXT && word.size) add(t, pair, word);
    }
}

static const jh_cell *right_of(const turning *t, const jh_cell *cell)
{
    const jh_range *merge = jh_sheet_merge(t->sheet, cell->row, cell->column);

    return jh_sheet_cell(t->sheet, cell->row, (merge ? merge->last_column : cell->column) + 1);
}

static const jh_cell *below(const turning *t, const jh_cell *cell)
{
    const jh_range *merge = jh_sheet_merge(t->sheet, cell->row, cell->column);

    return jh_sheet_cell(t->sheet, (merge ? merge->last_row : cell->row) + 1, cell->column);
}

static bool is_value(const turning *t, const jh_cell *cell)
{
    return !jh_cell_is_blank(cell)
           && !is_label(t, without_colon(jh_cell_word(t->reading->work, cell)));
}

/* Labels anywhere: the value stands right of one, or below it. */
static void pair_labels(turning *t)
{
    size_t i;
    jh_text word;
    jh_pair pair = { NULL, NULL, NULL };

    if (t->sheet->cell_count > MOST_CELLS) return;
    for (i = 0; i < t->sheet->cell_count && !t->reading->code; i++) {
        pair.label = &t->sheet->cells[i];
        if (pair.label->kind != JH_CELL_TEXT || pair.label->text.size > 200) continue;
        word = without_colon(jh_cell_word(t->reading->work, pair.label));
        if (!is_label(t, word)) continue;
        pair.value = right_of(t, pair.label);
        if (!is_value(t, pair.value)) pair.value = below(t, pair.label);
        if (is_value(t, pair.value)) add(t, pair, word);
    }
}

/* Labels in the first row, values in the second. */
static const jh_sheet *turn(const turning *t)
{
    jh_cell *cells = JH_NEW_ARRAY(t->reading->work, jh_cell, 2 * t->count + 1);
    jh_sheet *turned = JH_NEW(t->reading->work, jh_sheet);
    size_t i;

    if (!cells || !turned) {
        jh_reading_no_memory(t->reading);
        return NULL;
    }
    *turned = (jh_sheet){ .name = t->sheet->name,
                          .visibility = t->sheet->visibility,
                          .position = t->sheet->position,
                          .row_count = VALUE_ROW,
                          .column_count = (uint32_t)t->count,
                          .cells = cells };
    for (i = 0; i < t->count; i++) {
        cells[i] = *t->pairs[i].label;
        cells[i].row = LABEL_ROW;
        cells[i].column = (uint32_t)i + 1;
        cells[i].text = without_colon(cells[i].text);
    }
    turned->cell_count = t->count;
    for (i = 0; i < t->count; i++) {
        if (t->pairs[i].value->kind == JH_CELL_EMPTY) continue;
        cells[turned->cell_count] = *t->pairs[i].value;
        cells[turned->cell_count].row = VALUE_ROW;
        cells[turned->cell_count++].column = (uint32_t)i + 1;
    }
    return turned;
}

/* The unit beside each value. */
static void take_measures(jh_table *table, jh_reading *reading, const turning *t)
{
    jh_heading *heading;
    const jh_cell *cell;
    size_t i;

    for (i = 0; i < table->header.count && !reading->code; i++) {
        heading = &table->header.headings[i];
        cell = t->pairs[heading->column - 1].measure;
        if (!cell || heading->scale.family != JH_SCALE_NONE) continue;
        heading->measure = jh_cell_word(reading->work, cell);
        if (!heading->measure.size
            || !jh_lexicon_scale(&heading->scale, &reading->lexicon, heading->measure))
            heading->measure = JH_TEXT("");
    }
}

bool jh_turned_make(jh_table *out, jh_reading *reading, jh_arena scratch, const jh_table *as_read)
{
    turning t = { .reading = reading, .sheet = as_read->sheet };
    const jh_sheet *turned;

    t.pairs = JH_NEW_ARRAY(reading->work, jh_pair, MOST_PAIRS);
    if (!t.pairs) {
        jh_reading_no_memory(reading);
        return false;
    }
    if (as_read->role[JH_ROLE_ITEM] && as_read->role[JH_ROLE_VALUE])
        pair_items(&t, as_read);
    else
        pair_labels(&t);
    if (reading->code || !t.names_school || t.count < FEWEST_PAIRS) return false;
    turned = turn(&t);
    if (!turned) return false;
    jh_table_make(out, reading, scratch, as_read->file, turned);
    if (out->kind != JH_TABLE_SCHOOLS) return false;
    out->pairs = t.pairs;
    out->original = as_read->sheet;
    take_measures(out, reading, &t);
    return true;
}
