/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/official.h"

#include "intake/figure.h"

#include <string.h>

enum { LONGEST_SHEET = 2048, WIDEST_TITLE_ROW = 8, HEADER_DEPTH = 6, LABEL_DEPTH = 4, NEAR = 8 };

/* ---- where a table begins ---------------------------------------------------------------- */

/* "教基1102" is not named by "教基1102续", nor "表4" by "表41". */
static bool says_name(jh_text folded, jh_text name)
{
    const char *at = memmem(folded.at, folded.size, name.at, name.size);
    jh_text after;

    if (!at) return false;
    after = (jh_text){ at + name.size, (size_t)(folded.at + folded.size - at) - name.size };
    return !jh_text_starts(after, JH_TEXT("续"))
           && !(after.size && after.at[0] >= '0' && after.at[0] <= '9');
}

/* The official table that a cell of this row names; of several the longest name. */
static jh_text name_in_row(const jh_reading *reading, const jh_sheet *sheet, uint32_t row,
                           jh_arena scratch)
{
    const jh_lexicon *lexicon = &reading->lexicon;
    jh_text found = JH_TEXT(""), folded, name;
    size_t count, c, i, j;
    const jh_cell *cells = jh_sheet_row(&count, sheet, row);

    if (count > WIDEST_TITLE_ROW) return found;
    for (c = 0; c < count; c++) {
        if (cells[c].kind != JH_CELL_TEXT) continue;
        folded = jh_word_fold(&scratch, cells[c].text);
        if (!folded.at || jh_word_is_note(folded)) continue;
        for (i = 0; i < lexicon->spot_count; i++)
            for (j = 0; j < lexicon->spots[i].table_count; j++) {
                name = lexicon->spots[i].table[j];
                if (name.size > found.size && says_name(folded, name)) found = name;
            }
    }
    return found;
}

static bool has_number(const jh_sheet *sheet, uint32_t row)
{
    jh_decimal number;
    size_t count, i;
    const jh_cell *cells = jh_sheet_row(&count, sheet, row);

    for (i = 0; i < count; i++)
        if (jh_cell_decimal(&number, &cells[i]) <= JH_READ_ROUNDED) return true;
    return false;
}

/* ---- header and rows --------------------------------------------------------------------- */

/* The rows from..to of a sheet as a sheet of their own; places stay as they are. */
static jh_sheet view_of(const jh_sheet *sheet, uint32_t from, uint32_t to)
{
    jh_sheet view = *sheet;
    size_t first = 0, end;

    while (first < sheet->cell_count && sheet->cells[first].row < from) first++;
    for (end = first; end < sheet->cell_count && sheet->cells[end].row <= to;) end++;
    view.cells = sheet->cells + first;
    view.cell_count = end - first;
    view.row_count = to;
    return view;
}

/* Labels above; gives the first row that may be a header. */
static uint32_t read_labels(jh_official *o, jh_reading *reading, jh_arena scratch, uint32_t from)
{
    const jh_sheet *sheet = o->table.sheet;
    uint32_t row, after = from;
    size_t count;

    for (row = from; row <= sheet->row_count && row < from + 2 * NEAR; row++) {
        const jh_cell *cells = jh_sheet_row(&count, sheet, row);

        if (!count) continue;
        if (jh_row_is_numbering(sheet, row, scratch)) break;
        if (jh_card_read(&o->card, reading, &o->table, row)
            || name_in_row(reading, sheet, row, scratch).size)
            after = row + 1;
        else if (count > 1 || has_number(sheet, row) || jh_sheet_merge(sheet, row, cells[0].column))
            break;
        else
            after = row + 1; /* a remark of its own */
    }
    return after;
}

/* The first row of figures: below the numbering of columns, or the first with a number. */
static uint32_t first_row_of_figures(const jh_sheet *sheet, uint32_t header, jh_arena scratch)
{
    uint32_t row;

    for (row = header; row <= sheet->row_count && row < header + HEADER_DEPTH + 2; row++)
        if (jh_row_is_numbering(sheet, row, scratch)) return row + 1;
    for (row = header + 1; row <= sheet->row_count && row <= header + HEADER_DEPTH; row++)
        if (has_number(sheet, row)) return row;
    return 0;
}

static bool is_counter(jh_text path)
{
    static const char *const words[] = { "编号", "行次", "行号", "代码", "序号" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (jh_text_equal(path, jh_text_of(words[i]))) return true;
    return false;
}

/* A column of labels: texts, and no number among them; its header may be blank. */
static bool is_label_column(const jh_official *o, uint32_t column)
{
    const jh_header *header = &o->table.header;
    jh_decimal number;
    bool any = false;
    uint32_t row;
    size_t i;

    for (i = 0; i < header->count; i++)
        if (header->headings[i].column == column
            && (is_counter(header->headings[i].path)
                || header->headings[i].meaning.role == JH_ROLE_MEASURE))
            return false;
    for (row = o->first_row; row <= o->table.sheet->row_count; row++) {
        const jh_cell *cell = jh_sheet_cell(o->table.sheet, row, column);

        if (jh_cell_is_blank(cell)) continue;
        if (cell->kind != JH_CELL_TEXT || jh_cell_decimal(&number, cell) <= JH_READ_ROUNDED)
            return false;
        any = true;
    }
    return any;
}

/* Without "一、", "其中:", "#" and the colon behind. */
static jh_text bare_label(jh_text folded)
{
    static const char *const fronts[] = { "其中:", "其中", "#", "-", "—", "·" };
    jh_text rest;
    size_t i;

    if (jh_word_is_enumerated(&rest, folded)) folded = rest;
    for (i = 0; i < sizeof fronts / sizeof *fronts; i++) {
        jh_text front = jh_text_of(fronts[i]);

        if (folded.size <= front.size || !jh_text_starts(folded, front)) continue;
        folded = (jh_text){ folded.at + front.size, folded.size - front.size };
    }
    if (folded.size && folded.at[folded.size - 1] == ':') folded.size--;
    return folded;
}

/* "教学及辅助用房", "公共教学用房/室内体育用房": the texts of the label columns. */
static jh_text row_path(const jh_official *o, jh_reading *reading, const uint32_t *columns,
                        size_t count, uint32_t row)
{
    const jh_sheet *sheet = o->table.sheet;
    jh_buffer path = jh_buffer_in(reading->work);
    const jh_cell *cell, *last = NULL;
    const jh_range *merge;
    jh_text text;
    size_t i;

    for (i = 0; i < count; i++) {
        merge = sheet->merge_count ? jh_sheet_merge(sheet, row, columns[i]) : NULL;
        cell = merge && merge->row >= o->first_row ? jh_sheet_cell(sheet, merge->row, merge->column)
                                                   : jh_sheet_cell(sheet, row, columns[i]);
        if (jh_cell_is_blank(cell) || cell == last) continue;
        last = cell;
        text = bare_label(jh_cell_word(reading->work, cell));
        if (jh_text_equal(text, JH_TEXT("其中")) || !text.size) continue;
        if (path.size) jh_buffer_add(&path, JH_TEXT("/"));
        jh_buffer_add(&path, text);
    }
    if (jh_buffer_finish(&text, &path, NULL)) jh_reading_no_memory(reading);
    return reading->code ? JH_TEXT("") : text;
}

static void read_row_paths(jh_official *o, jh_reading *reading)
{
    uint32_t columns[LABEL_DEPTH], column, row, rows = o->table.sheet->row_count;
    size_t count = 0;

    for (column = 1; column <= o->table.sheet->column_count && count < LABEL_DEPTH; column++)
        if (is_label_column(o, column)) columns[count++] = column;
    o->row_path = JH_NEW_ARRAY(reading->work, jh_text, rows - o->first_row + 2);
    if (!o->row_path) {
        jh_reading_no_memory(reading);
        return;
    }
    for (row = o->first_row; row <= rows && !reading->code; row++)
        o->row_path[row - o->first_row] = row_path(o, reading, columns, count, row);
}

/* ---- rows and columns by name ------------------------------------------------------------ */

/* 2 = the whole path, 1 = its end, 0 = not. */
static int fits(jh_text path, jh_text wanted)
{
    if (jh_text_equal(path, wanted)) return 2;
    return path.size > wanted.size + 1 && jh_text_ends(path, wanted)
           && path.at[path.size - wanted.size - 1] == '/';
}

/* The one of `count` paths that fits best; −1: none, −2: more than one. */
typedef jh_text path_of(const jh_official *o, size_t index);

static long find_path(const jh_official *o, path_of *path, size_t count, jh_text wordings)
{
    jh_text wanted;
    const char *bar;
    size_t i;
    long found = -1;

    while (found == -1 && wordings.size) {
        int best = 0;

        bar = memchr(wordings.at, '|', wordings.size);
        wanted = (jh_text){ wordings.at, bar ? (size_t)(bar - wordings.at) : wordings.size };
        wordings.at += wanted.size + (bar != NULL);
        wordings.size -= wanted.size + (bar != NULL);
        for (i = 0; i < count; i++) {
            int fit = fits(path(o, i), wanted);

            if (fit && fit == best) found = -2;
            if (fit > best) {
                best = fit;
                found = (long)i;
            }
        }
    }
    return found;
}

static jh_text path_of_row(const jh_official *o, size_t index)
{
    return o->row_path[index];
}

static jh_text path_of_column(const jh_official *o, size_t index)
{
    return o->table.header.headings[index].path;
}

static bool is_filled(const jh_official *o, uint32_t row)
{
    jh_decimal number;
    size_t i;

    for (i = 0; i < o->table.header.count; i++)
        if (jh_cell_decimal(&number,
                            jh_sheet_cell(o->table.sheet, row, o->table.header.headings[i].column))
            <= JH_READ_ROUNDED)
            return true;
    return false;
}

/* "*": the only row with figures. */
static long find_row(const jh_official *o, jh_text wordings)
{
    size_t count = o->table.sheet->row_count - o->first_row + 1, i;
    long found = -1;

    if (!jh_text_equal(wordings, JH_TEXT("*"))) return find_path(o, path_of_row, count, wordings);
    for (i = 0; i < count; i++)
        if (is_filled(o, o->first_row + (uint32_t)i)) found = found == -1 ? (long)i : -2;
    return found;
}

static bool is_of_table(const jh_spot *spot, jh_text name)
{
    size_t i;

    for (i = 0; i < spot->table_count; i++)
        if (jh_text_equal(spot->table[i], name)) return true;
    return false;
}

typedef struct found_spot {
    jh_figure_cell part[JH_SUM_PARTS];
    size_t count;
    size_t ambiguous; /* 1 + the part whose labels fit twice; 0 = none */
} found_spot;

/* The unit of a figure: its column's, else the one beside the row's label, else the table's. */
static jh_scale scale_of(const jh_official *o, const jh_heading *heading, uint32_t row,
                         jh_arena scratch)
{
    const jh_heading *other;
    jh_scale scale;
    size_t i;

    if (heading->scale.family != JH_SCALE_NONE) return heading->scale;
    for (i = 0; i < o->table.header.count; i++) {
        other = &o->table.header.headings[i];
        if (other->meaning.role == JH_ROLE_MEASURE
            && jh_scale_of(&scale, jh_cell_word(&scratch, jh_sheet_cell(o->table.sheet, row,
                                                                        other->column)))) {
            scale.per = JH_TEXT(""); /* it points into scratch; official tables have no 元/生 */
            return scale;
        }
    }
    return o->card.scale;
}

/* true: all its cells are there. */
static bool find_spot(found_spot *out, const jh_official *o, const jh_spot *spot, jh_arena scratch)
{
    const jh_heading *heading;
    long row, column;
    uint32_t number;

    *out = (found_spot){ 0 };
    for (; out->count < spot->part_count; out->count++) {
        row = find_row(o, spot->row[out->count]);
        column = find_path(o, path_of_column, o->table.header.count, spot->column[out->count]);
        if (row == -2 || column == -2) out->ambiguous = out->count + 1;
        if (row < 0 || column < 0) return false;
        heading = &o->table.header.headings[column];
        number = o->first_row + (uint32_t)row;
        out->part[out->count] =
            (jh_figure_cell){ .place = jh_table_place(&o->table, number, heading->column),
                              .cell = jh_sheet_cell(o->table.sheet, number, heading->column),
                              .scale = scale_of(o, heading, number, scratch) };
    }
    return out->count > 0;
}

/* ---- one table --------------------------------------------------------------------------- */

/* Paths of columns as the aliases write them: all parts, folded, without units. */
static void fold_columns(jh_official *o, jh_reading *reading)
{
    size_t i;

    for (i = 0; i < o->table.header.count; i++) {
        jh_heading *heading = &o->table.header.headings[i];
        jh_text path = jh_word_fold(reading->work, heading->shown), unit = heading->measure;

        if (!path.at) {
            jh_reading_no_memory(reading);
            return;
        }
        if (unit.size && path.size > unit.size + 2 && path.at[path.size - 1] == ')'
            && jh_text_ends((jh_text){ path.at, path.size - 1 }, unit))
            path.size -= unit.size + 2;
        heading->path = path;
    }
}

static bool make(jh_official *o, jh_reading *reading, jh_arena scratch, uint32_t from)
{
    const jh_sheet *sheet = o->table.sheet;
    const jh_heading *heading;
    uint32_t header = read_labels(o, reading, scratch, from);
    size_t i, spots = 0;
    found_spot found;

    o->first_row = first_row_of_figures(sheet, header, scratch);
    if (!o->first_row || reading->code) return false;
    if (jh_header_read(
            &o->table.header, reading->work, sheet, &reading->lexicon,
            (jh_range){ header, 1,
                        o->first_row - 1 - jh_row_is_numbering(sheet, o->first_row - 1, scratch),
                        1 }))
        jh_reading_no_memory(reading);
    for (i = 0; i < o->table.header.count && !reading->code; i++) {
        heading = &o->table.header.headings[i];
        if (heading->meaning.role == JH_ROLE_NAME || heading->meaning.role == JH_ROLE_CODE)
            return false; /* a row a school: that is another layout */
    }
    fold_columns(o, reading);
    read_row_paths(o, reading);
    for (i = 0; i < reading->lexicon.spot_count && !reading->code; i++) {
        if (!is_of_table(&reading->lexicon.spots[i], o->name)) continue;
        spots += find_spot(&found, o, &reading->lexicon.spots[i], scratch) || found.ambiguous;
        o->is_of_county =
            reading->standard->elements[reading->lexicon.spots[i].element].extent == JH_OF_COUNTY;
    }
    o->table.kind = JH_TABLE_OFFICIAL;
    memcpy(o->table.label, o->card.label, sizeof o->card.label);
    memcpy(o->table.label_row, o->card.label_row, sizeof o->card.label_row);
    memcpy(o->table.label_column, o->card.label_column, sizeof o->card.label_column);
    return spots > 0;
}

/* The last row of the table that begins at `from`: before the next that has another name, or the
 * same once figures have come. */
static uint32_t end_of(const jh_reading *reading, const jh_sheet *sheet, jh_arena scratch,
                       uint32_t from)
{
    bool numbers = false;
    uint32_t row;

    for (row = from + 1; row <= sheet->row_count; row++) {
        if (numbers && name_in_row(reading, sheet, row, scratch).size) return row - 1;
        numbers = numbers || jh_row_is_numbering(sheet, row, scratch) || row > from + 2 * NEAR;
        numbers = numbers || (has_number(sheet, row) && row > from + 3);
    }
    return sheet->row_count;
}

/* Of all names in the rows above the header, the most specific: the table's number. */
static jh_text name_of(const jh_reading *reading, const jh_sheet *sheet, jh_arena scratch,
                       uint32_t from)
{
    jh_text found = JH_TEXT(""), name;
    uint32_t row;

    for (row = from; row <= sheet->row_count && row < from + NEAR; row++) {
        name = name_in_row(reading, sheet, row, scratch);
        if (!found.size || jh_text_starts(name, JH_TEXT("教基"))
            || jh_text_starts(name, JH_TEXT("基础基")))
            found = name.size ? name : found;
    }
    return found;
}

void jh_officials_find(jh_officials *out, jh_reading *reading, jh_arena scratch, uint32_t file,
                       const jh_sheet *sheet)
{
    size_t capacity = 0;
    uint32_t row, from = 1, last;
    jh_sheet *view;
    jh_official o, *grown;

    *out = (jh_officials){ 0 };
    if (sheet->row_count > LONGEST_SHEET || !reading->lexicon.spot_count) return;
    for (row = 1; row <= sheet->row_count && !reading->code; row++) {
        if (!name_in_row(reading, sheet, row, scratch).size) continue;
        last = end_of(reading, sheet, scratch, row);
        view = JH_NEW(reading->work, jh_sheet);
        grown = jh_grow(reading->work, out->items, &capacity, out->count + 1, sizeof *grown);
        if (!view || !grown) {
            jh_reading_no_memory(reading);
            return;
        }
        out->items = grown;
        *view = view_of(sheet, from, last);
        o = (jh_official){ .table = { .file = file, .sheet = view, .stage = JH_STAGE_COUNT } };
        o.name = name_of(reading, view, scratch, row);
        if (make(&o, reading, scratch, from)) out->items[out->count++] = o;
        from = last + 1;
        row = last;
    }
}

/* Does another wording of the same figure fit this table? */
static bool is_said_otherwise(const jh_reading *reading, const jh_official *o, const jh_spot *spot,
                              jh_arena scratch)
{
    const jh_spot *other;
    found_spot found;
    size_t i;

    for (i = 0; i < reading->lexicon.spot_count; i++) {
        other = &reading->lexicon.spots[i];
        if (other->element == spot->element && other->stage == spot->stage
            && is_of_table(other, o->name) && find_spot(&found, o, other, scratch))
            return true;
    }
    return false;
}

static void tell_lacking(jh_reading *reading, const jh_official *o, const jh_spot *spot,
                         const found_spot *found)
{
    size_t part = found->ambiguous ? found->ambiguous - 1 : found->count;
    char title[JH_MESSAGE_ARG_SIZE], row[JH_MESSAGE_ARG_SIZE], column[JH_MESSAGE_ARG_SIZE];
    jh_place place = jh_table_place(&o->table, o->first_row, 0);

    jh_tell(reading,
            found->ambiguous                                         ? JH_REFUSAL
            : reading->standard->elements[spot->element].is_required ? JH_WARNING
                                                                     : JH_REMARK,
            &place, o->name,
            jh_message_make(found->ambiguous ? SAY_INTAKE_SPOT_TWICE : SAY_INTAKE_SPOT_LACKS,
                            jh_arg(title, reading->standard->elements[spot->element].title),
                            jh_arg(row, spot->row[part]), jh_arg(column, spot->column[part]),
                            NULL));
}

static void take_spot(jh_reading *reading, jh_arena scratch, const jh_official *o,
                      const jh_spot *spot, uint32_t unit)
{
    const jh_element *element = &reading->standard->elements[spot->element];
    jh_entry entry = { .unit = unit, .element = spot->element, .stage = spot->stage };
    found_spot found;

    if (element->extent != JH_BY_STAGE) entry.stage = JH_WHOLE;
    reading->has_column[spot->element] = true;
    if (!find_spot(&found, o, spot, scratch)) {
        if (found.ambiguous || !is_said_otherwise(reading, o, spot, scratch))
            tell_lacking(reading, o, spot, &found);
        return;
    }
    if (found.count == 1)
        jh_figure_put(reading, scratch, &found.part[0], entry);
    else
        jh_sum_put(reading, scratch, found.part, found.count, entry);
}

void jh_official_take(jh_reading *reading, jh_arena scratch, const jh_official *official,
                      const jh_card *owner)
{
    const jh_card *card = jh_card_names_school(&official->card) ? &official->card : owner;
    jh_place place = jh_table_place(&official->table, official->first_row, 0);
    uint32_t unit = reading->county_unit;
    size_t i;

    reading->provenance = official->is_of_county ? JH_BY_FORM : JH_BY_STATISTICS;
    if (!official->is_of_county && !card) {
        jh_tell(reading, JH_REFUSAL, &place, official->name,
                jh_message_make(SAY_INTAKE_TABLE_NO_SCHOOL, NULL));
        return;
    }
    if (!official->is_of_county) {
        unit = jh_card_unit(reading, card);
        if (unit == UINT32_MAX) return;
        jh_card_take(reading, scratch, card, unit);
    }
    for (i = 0; i < reading->lexicon.spot_count && !reading->code; i++)
        if (is_of_table(&reading->lexicon.spots[i], official->name)
            && (!card
                || jh_card_has_stage(reading, card, reading->lexicon.spots[i].stage, scratch)))
            take_spot(reading, scratch, official, &reading->lexicon.spots[i], unit);
    if (official->is_of_county)
        reading->has_county_table = true;
    else
        reading->has_school_table = true;
}
