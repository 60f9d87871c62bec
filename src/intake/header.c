/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/header.h"

#include <string.h>

enum { DEPTH = 6, TITLE_SHARE_PERCENT = 60 };

/* What all steps of one search share. */
typedef struct search {
    const jh_sheet *sheet;
    const jh_lexicon *lexicon;
    bool has_merges; /* in the rows searched: a csv has none, so blanks take from the left */
    bool no_memory;
} search;

/* ---- rows ------------------------------------------------------------------------------- */

static bool is_text(const jh_cell *cell)
{
    return cell->kind == JH_CELL_TEXT && jh_text_trim(cell->text).size > 0;
}

static size_t text_count(const jh_sheet *sheet, uint32_t row)
{
    size_t count, texts = 0, i;
    const jh_cell *cells = jh_sheet_row(&count, sheet, row);

    for (i = 0; i < count; i++) texts += is_text(&cells[i]);
    return texts;
}

/* Merges that begin above the row and reach it. */
static size_t reaching(const jh_sheet *sheet, uint32_t row)
{
    size_t i, from_above = 0;

    for (i = 0; i < sheet->merge_count && sheet->merges[i].row < row; i++)
        from_above += sheet->merges[i].last_row >= row;
    return from_above;
}

/* A row that can end a header: texts, its own or reaching down to it, and hardly a number. */
static bool can_be_header(const jh_sheet *sheet, uint32_t row)
{
    size_t count, texts = text_count(sheet, row);

    jh_sheet_row(&count, sheet, row);
    return texts + reaching(sheet, row) >= 2 && (count - texts) * 4 <= texts;
}

/* "学年:2025", "填报单位:…": a row of labels belongs to no header. */
static bool is_label_row(const jh_sheet *sheet, uint32_t row, jh_arena scratch)
{
    size_t count, i;
    const jh_cell *cells = jh_sheet_row(&count, sheet, row);
    jh_text folded;
    jh_arena again;

    for (i = 0; i < count; i++) {
        if (!is_text(&cells[i])) return cells[i].kind != JH_CELL_EMPTY;
        again = scratch;
        folded = jh_word_fold(&again, cells[i].text);
        if (jh_label_of(folded) == JH_LABEL_PERIOD || jh_label_of(folded) == JH_LABEL_COUNTY)
            return true;
        if (folded.size && memchr(folded.at, ':', folded.size)
            && !jh_text_starts(folded, JH_TEXT("其中")) && !jh_text_contains(folded, JH_TEXT("(")))
            return true;
    }
    return false;
}

/* One text across most of the table, or alone at its left. */
static bool is_title_row(const search *s, uint32_t row, uint32_t leaf_row)
{
    size_t count, leaf_count;
    const jh_cell *cells = jh_sheet_row(&count, s->sheet, row);
    const jh_cell *leaves = jh_sheet_row(&leaf_count, s->sheet, leaf_row);
    const jh_range *merge;
    uint32_t width, span;

    if (text_count(s->sheet, row) != 1 || count != 1 || !leaf_count) return false;
    width = leaves[leaf_count - 1].column - leaves[0].column + 1;
    merge = jh_sheet_merge(s->sheet, row, cells[0].column);
    if (!merge) return s->has_merges || cells[0].column <= leaves[0].column;
    span = merge->last_column - merge->column + 1;
    return (uint64_t)span * 100 >= (uint64_t)width * TITLE_SHARE_PERCENT;
}

/* Does a merge of this row reach over several columns, or down into the next row? */
static bool has_group(const jh_sheet *sheet, uint32_t row)
{
    size_t i;

    for (i = 0; i < sheet->merge_count; i++) {
        const jh_range *m = &sheet->merges[i];

        if (m->row > row) break;
        if (m->last_row < row) continue;
        if (m->last_column > m->column || m->last_row > row) return true;
    }
    return false;
}

/* The highest row that belongs to a header ending at `leaf`. */
static uint32_t top_of(const search *s, uint32_t leaf, jh_arena scratch)
{
    uint32_t top = leaf;
    size_t count;

    while (top > 1 && leaf - top + 1 < DEPTH) {
        jh_sheet_row(&count, s->sheet, top - 1);
        if (!count && !(s->has_merges && has_group(s->sheet, top - 1))) break;
        if (is_title_row(s, top - 1, leaf) || is_label_row(s->sheet, top - 1, scratch)) break;
        if (s->has_merges && !has_group(s->sheet, top - 1)) break;
        top--;
    }
    return top;
}

/* ---- one heading ------------------------------------------------------------------------ */

typedef struct parts {
    jh_text text[JH_HEADING_PARTS];
    size_t count;
} parts;

/* The cell that says something at (row, column): itself, or the corner of the merge over it, or,
 * in a sheet that lost its merges, the nearest to the left that no higher row cuts off. */
static const jh_cell *speaking_cell(const search *s, uint32_t row, uint32_t column, uint32_t left)
{
    const jh_range *merge = s->has_merges ? jh_sheet_merge(s->sheet, row, column) : NULL;
    const jh_cell *cell;

    if (merge) return jh_sheet_cell(s->sheet, merge->row, merge->column);
    cell = jh_sheet_cell(s->sheet, row, column);
    if (s->has_merges || is_text(cell)) return cell;
    while (column > left && !is_text(cell)) cell = jh_sheet_cell(s->sheet, row, --column);
    return cell;
}

/* The texts over a column from `top` to `leaf`, each merge once. */
static void collect_parts(parts *out, const search *s, jh_heading *heading, uint32_t top,
                          uint32_t leaf)
{
    uint32_t row, left = 1, lowest = 0;
    const jh_cell *cell, *last = NULL;
    const jh_range *merge;

    out->count = 0;
    for (row = top; row <= leaf; row++)
        if (is_text(jh_sheet_cell(s->sheet, row, heading->column))) lowest = row;
    for (row = top; row <= leaf && out->count < JH_HEADING_PARTS; row++) {
        if (!s->has_merges && row > lowest) break;
        cell = speaking_cell(s, row, heading->column, row == lowest ? heading->column : left);
        if (!is_text(cell) || cell == last) continue;
        last = cell;
        if (!s->has_merges && cell->column > left) left = cell->column;
        heading->row = cell->row;
        merge = s->has_merges ? jh_sheet_merge(s->sheet, cell->row, cell->column) : NULL;
        heading->spans = merge && merge->last_column > merge->column;
        out->text[out->count++] = cell->text;
    }
}

/* Takes "(万元)", "(单位:㎡)", "(小学)" off the end; true if it took something. */
static bool take_bracket(jh_text *text, jh_heading *heading, const jh_lexicon *lexicon)
{
    jh_text bare, inside;
    jh_scale scale;
    jh_stage stage;

    if (!jh_lexicon_bracket(&bare, &inside, *text)) return false;
    stage = jh_stage_read(lexicon->standard, inside);
    if (jh_lexicon_scale(&scale, lexicon, inside)) {
        heading->scale = scale;
        heading->measure = inside;
    } else if (stage != JH_STAGE_COUNT) {
        heading->stage = stage;
    } else {
        return false;
    }
    *text = bare;
    return true;
}

/* Drops what only orders, and takes stages and units out. The lowest part always stays. */
static void normalise(parts *raw, parts *plain, jh_heading *heading, const search *s)
{
    size_t i, kept = 0;
    jh_text text, bare, rest;
    jh_scale scale;
    jh_stage stage;

    for (i = 0; i < raw->count; i++) {
        text = bare = raw->text[i];
        while (take_bracket(&bare, heading, s->lexicon)) continue;
        if (jh_word_is_enumerated(&rest, bare) && i + 1 < raw->count)
            bare = rest;
        else
            rest = (jh_text){ NULL, 0 };
        stage = jh_stage_read(s->lexicon->standard, bare);
        if (stage != JH_STAGE_COUNT && (kept || i + 1 < raw->count)) {
            heading->stage = stage;
            continue;
        }
        if (kept && jh_lexicon_scale(&scale, s->lexicon, bare)) {
            heading->scale = scale;
            heading->measure = bare;
            continue;
        }
        if ((rest.at || jh_word_is_neutral_group(bare)) && i + 1 < raw->count) continue;
        raw->text[kept] = text;
        plain->text[kept++] = bare;
    }
    raw->count = plain->count = kept;
}

static jh_text join(jh_arena *keep, const parts *p, size_t from, bool without_groupings)
{
    jh_buffer out = jh_buffer_in(keep);
    jh_text joined;
    size_t i;

    for (i = from; i < p->count; i++) {
        if (without_groupings && p->text[i].size && p->text[i].at[0] == '#' && i + 1 < p->count)
            continue;
        if (out.size) jh_buffer_add(&out, JH_TEXT("/"));
        jh_buffer_add(&out, p->text[i]);
    }
    if (jh_buffer_finish(&joined, &out, NULL)) return (jh_text){ NULL, 0 };
    return joined;
}

static bool look_up(jh_heading *heading, const search *s, jh_text path)
{
    const jh_lexicon_entry *entry = jh_lexicon_find(&s->lexicon->columns, path);
    jh_role role = jh_role_of(path);

    if (role != JH_ROLE_NONE) {
        heading->meaning = (jh_meaning){ .role = role };
        heading->path = path;
        return true;
    }
    if (!entry) return false;
    heading->meaning = entry->meaning;
    heading->is_part = entry->is_part;
    heading->path = path;
    return true;
}

/* The whole path first; only a column that says who or where may stand under a strange heading. */
static void give_meaning(jh_heading *heading, const search *s, const parts *raw, const parts *plain,
                         jh_arena *keep)
{
    jh_text leaf, rest;

    if (look_up(heading, s, join(keep, raw, 0, false))) return;
    if (look_up(heading, s, join(keep, plain, 0, false))) return;
    if (look_up(heading, s, join(keep, plain, 0, true))) return;
    heading->path = join(keep, plain, 0, false);
    if (!plain->count) return;
    leaf = plain->text[plain->count - 1];
    if (jh_role_of(leaf) != JH_ROLE_NONE) {
        heading->meaning = (jh_meaning){ .role = jh_role_of(leaf) };
    } else if (plain->count == 1 && jh_word_is_enumerated(&rest, leaf)) {
        look_up(heading, s, rest);
    }
}

static bool read_heading(jh_heading *heading, search *s, uint32_t top, uint32_t leaf,
                         jh_arena *keep)
{
    parts raw, plain = { .count = 0 };
    size_t i;

    collect_parts(&raw, s, heading, top, leaf);
    if (!raw.count || heading->spans) return false;
    heading->shown = join(keep, &raw, 0, false);
    for (i = 0; i < raw.count; i++) {
        raw.text[i] = jh_word_fold(keep, raw.text[i]);
        if (raw.text[i].at) continue;
        s->no_memory = true;
        return false;
    }
    normalise(&raw, &plain, heading, s);
    give_meaning(heading, s, &raw, &plain, keep);
    if (!heading->shown.at || !heading->path.at) s->no_memory = true;
    return true;
}

/* ---- the header ------------------------------------------------------------------------- */

static void read_header(jh_header *out, search *s, uint32_t top, uint32_t leaf, jh_arena *keep)
{
    uint32_t column, columns = s->sheet->column_count;
    jh_heading *heading;

    *out = (jh_header){ .first_row = top, .last_row = leaf };
    if (columns > JH_HEADER_COLUMNS) columns = JH_HEADER_COLUMNS;
    out->headings = JH_NEW_ARRAY(keep, jh_heading, columns + 1);
    if (!out->headings) {
        s->no_memory = true;
        return;
    }
    for (column = 1; column <= columns && !s->no_memory; column++) {
        heading = &out->headings[out->count];
        *heading = (jh_heading){ .column = column, .row = leaf };
        if (!read_heading(heading, s, top, leaf, keep)) continue;
        out->count++;
        out->known += heading->meaning.role != JH_ROLE_NONE || heading->is_part;
    }
}

/* Rows right below that only name units ("人", "(㎡)") or number the columns. */
static void absorb_row_of_units(jh_header *header, const jh_sheet *sheet, jh_arena scratch)
{
    size_t count, i, j;
    const jh_cell *cells = jh_sheet_row(&count, sheet, header->last_row + 1);
    jh_scale scale;
    jh_text folded;
    jh_arena again;
    int pass;

    for (pass = 0; pass < 2 && count; pass++)
        for (i = 0, j = 0; i < count; i++) {
            again = scratch;
            if (!is_text(&cells[i])) return;
            folded = jh_word_fold(&again, cells[i].text);
            if (folded.size > 2 && folded.at[0] == '(' && folded.at[folded.size - 1] == ')')
                folded = (jh_text){ folded.at + 1, folded.size - 2 };
            if (!jh_scale_of(&scale, folded)) return;
            while (j < header->count && header->headings[j].column < cells[i].column) j++;
            if (pass && j < header->count && header->headings[j].column == cells[i].column) {
                header->headings[j].scale = scale;
                header->headings[j].measure = cells[i].text;
            }
        }
    if (count) header->last_row++;
}

bool jh_row_is_numbering(const jh_sheet *sheet, uint32_t row, jh_arena scratch)
{
    size_t count, i;
    const jh_cell *cells = jh_sheet_row(&count, sheet, row);
    jh_decimal number, last = { 0 };
    jh_text folded;
    jh_arena again;

    if (count < 2) return false;
    for (i = 0; i < count; i++) {
        again = scratch;
        number.millionths = 0;
        if (cells[i].kind == JH_CELL_NUMBER) {
            if (jh_decimal_from_double(&number, cells[i].number)) return false;
        } else if (cells[i].kind == JH_CELL_TEXT) {
            folded = jh_word_fold(&again, cells[i].text);
            if (jh_word_is_numbering(folded)) continue;
            if (folded.size > 1 && folded.at[0] == 'l')
                folded = (jh_text){ folded.at + 1, folded.size - 1 };
            if (jh_decimal_parse(&number, folded)) return false;
        } else {
            return false;
        }
        if (number.millionths != last.millionths + JH_DECIMAL_ONE) return false;
        last = number;
    }
    return true;
}

static void try_header(jh_header *best, search *s, uint32_t top, uint32_t leaf, jh_arena scratch)
{
    jh_header tried;

    read_header(&tried, s, top, leaf, &scratch);
    /* Of equals the upper, unless merges tie the lower row to it. */
    if (tried.known > best->known
        || (tried.known && tried.known == best->known && reaching(s->sheet, leaf)))
        *best = tried;
}

void jh_header_absorb(jh_header *header, const jh_sheet *sheet, jh_arena scratch)
{
    absorb_row_of_units(header, sheet, scratch);
    if (jh_row_is_numbering(sheet, header->last_row + 1, scratch)) header->last_row++;
}

uint32_t jh_header_top(const jh_sheet *sheet, uint32_t leaf, jh_arena scratch)
{
    search s = { .sheet = sheet, .has_merges = sheet->merge_count > 0 };

    /* Without merges a row above may be a remark as well as a group. */
    return s.has_merges ? top_of(&s, leaf, scratch) : leaf;
}

jh_code jh_header_find(jh_header *out, jh_arena *keep, jh_arena scratch, const jh_sheet *sheet,
                       const jh_lexicon *lexicon)
{
    search s = { .sheet = sheet, .lexicon = lexicon };
    jh_header best = { 0 };
    uint32_t leaf, top, rows = sheet->row_count;

    s.has_merges = sheet->merge_count > 0;
    if (rows > JH_HEADER_SEARCH_ROWS) rows = JH_HEADER_SEARCH_ROWS;
    for (leaf = 1; leaf <= rows && !s.no_memory; leaf++) {
        if (!can_be_header(sheet, leaf)) continue;
        top = top_of(&s, leaf, scratch);
        if (s.has_merges) {
            try_header(&best, &s, top, leaf, scratch);
            continue;
        }
        /* Nothing tells a group from a remark above it: the reading that knows most, and of
         * equals the one with fewer rows. */
        for (uint32_t from = leaf; from >= top && from > 0; from--)
            try_header(&best, &s, from, leaf, scratch);
    }
    *out = (jh_header){ 0 };
    if (best.known && !s.no_memory) {
        read_header(out, &s, best.first_row, best.last_row, keep);
        jh_header_absorb(out, sheet, scratch);
    }
    return s.no_memory ? JH_NO_MEMORY : JH_OK;
}

jh_code jh_header_read(jh_header *out, jh_arena *keep, const jh_sheet *sheet,
                       const jh_lexicon *lexicon, jh_range rows)
{
    search s = { .sheet = sheet, .lexicon = lexicon };

    s.has_merges = sheet->merge_count > 0;
    read_header(out, &s, rows.row, rows.last_row, keep);
    return s.no_memory ? JH_NO_MEMORY : JH_OK;
}
