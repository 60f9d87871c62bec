/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/sentences.h"

#include "intake/figure.h"
#include "intake/rows.h"
#include "intake/whose.h"

#include <string.h>

enum { SHORTEST = 12, MOST_BLANKS = 64, MOST_CELLS = 20000, LONGEST_MEASURE = 3 };

/* A sentence with every number and every blank as one "_". */
typedef struct sentence {
    jh_text text;
    jh_text number[MOST_BLANKS]; /* what stood there; empty = left blank */
    size_t place[MOST_BLANKS];   /* of the _ in text */
    size_t count;
} sentence;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of a blank at the start: underscores, a number, underscores. */
static size_t blank_size(jh_text *number, jh_text rest)
{
    size_t size = 0, from;

    while (size < rest.size && rest.at[size] == '_') size++;
    from = size;
    while (size < rest.size
           && (is_digit(rest.at[size])
               || (size > from && (rest.at[size] == '.' || rest.at[size] == ',')
                   && size + 1 < rest.size && is_digit(rest.at[size + 1]))))
        size++;
    *number = (jh_text){ rest.at + from, size - from };
    while (size < rest.size && rest.at[size] == '_') size++;
    return size;
}

/* false: no memory, or no blank in it. */
static bool read_sentence(sentence *out, jh_arena *keep, const jh_cell *cell)
{
    jh_text folded = jh_text_fold(keep, cell->text), rest = folded, number;
    jh_buffer text = jh_buffer_in(keep);
    size_t size;

    out->count = 0;
    if (!folded.at) return false;
    while (rest.size) {
        size = blank_size(&number, rest);
        if (size && out->count < MOST_BLANKS) {
            out->place[out->count] = text.size;
            out->number[out->count++] = number;
            jh_buffer_add(&text, JH_TEXT("_"));
        } else {
            size = size ? size : 1;
            jh_buffer_add(&text, (jh_text){ rest.at, size });
        }
        rest = (jh_text){ rest.at + size, rest.size - size };
    }
    return !jh_buffer_finish(&out->text, &text, NULL) && out->count > 0;
}

/* The longest phrase that leads up to this blank; NULL = none. */
static const jh_phrase *phrase_at(const jh_lexicon *lexicon, const sentence *s, size_t blank)
{
    const jh_phrase *found = NULL, *phrase;
    jh_text before = { s->text.at, s->place[blank] };
    jh_text after = { before.at + before.size + 1, s->text.size - before.size - 1 };
    size_t i;

    for (i = 0; i < lexicon->phrase_count; i++) {
        phrase = &lexicon->phrases[i];
        if (jh_text_ends(before, phrase->before) && jh_text_starts(after, phrase->after)
            && (!found || phrase->before.size > found->before.size))
            found = phrase;
    }
    return found;
}

static bool is_sentence(const jh_cell *cell)
{
    return cell->kind == JH_CELL_TEXT && cell->text.size >= SHORTEST;
}

bool jh_sentences_are_in(jh_reading *reading, jh_arena scratch, const jh_sheet *sheet)
{
    jh_arena again;
    size_t i, j;
    sentence s;

    if (!reading->lexicon.phrase_count || sheet->cell_count > MOST_CELLS) return false;
    for (i = 0; i < sheet->cell_count; i++) {
        again = scratch;
        if (!is_sentence(&sheet->cells[i]) || !read_sentence(&s, &again, &sheet->cells[i]))
            continue;
        for (j = 0; j < s.count; j++)
            if (phrase_at(&reading->lexicon, &s, j)) return true;
    }
    return false;
}

/* The unit that follows a number: the longest word of up to three characters that is one. */
static jh_scale scale_after(const sentence *s, size_t blank)
{
    const char *at = s->text.at + s->place[blank] + 1, *end = jh_text_end(s->text);
    const char *from = at;
    jh_scale scale = { .family = JH_SCALE_NONE }, longer;
    int i;

    for (i = 0; i < LONGEST_MEASURE && at < end; i++) {
        jh_text_next(&at, end);
        if (jh_scale_of(&longer, (jh_text){ from, (size_t)(at - from) })) scale = longer;
    }
    return scale;
}

/* Is it a whole name, so that the form's own 学校 may go: "甲小学学校", "甲小学(东校区)学校"? */
static bool is_whole_name(jh_text bare)
{
    static const char *const kinds[] = { "学校",   "小学", "中学", "初中", "高中",
                                         "教学点", "校区", ")",    "）" };
    size_t i;

    for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (jh_text_ends(bare, jh_text_of(kinds[i]))) return true;
    return false;
}

/* Where the form's own bracket with the kinds to choose from begins; NULL = there is none. A name
 * may have a bracket too: "甲小学(东校区)". */
static const char *bracket_of_kinds(jh_text text)
{
    static const char *const kinds[] = { "小学", "初中", "一贯制" };
    const char *at = text.at, *end = jh_text_end(text), *open, *from = NULL;
    uint32_t c;
    size_t i;

    while (at < end) {
        open = at;
        c = jh_text_next(&at, end);
        if (c == '(' || c == 0xFF08) from = open;
        if (c != ')' && c != 0xFF09) continue;
        for (i = 0; from && i < sizeof kinds / sizeof *kinds; i++)
            if (jh_text_contains((jh_text){ from, (size_t)(at - from) }, jh_text_of(kinds[i])))
                return from;
        from = NULL;
    }
    return NULL;
}

/* "＿示例县第一小学＿学校(小学、初中…) 建校于＿年": what stands before the bracket. */
static jh_text name_before_bracket(jh_text text)
{
    static const char *const blanks[] = { "_", "＿", " ", "　" };
    jh_text suffix = JH_TEXT("学校"), name = text;
    const char *end = bracket_of_kinds(text);
    size_t i, before;

    if (!end) end = memmem(text.at, text.size, "建校于", strlen("建校于"));
    if (end) name.size = (size_t)(end - name.at);
    name = jh_text_trim(name);
    for (before = 0; before != name.size;) {
        before = name.size;
        for (i = 0; i < 4; i++) {
            jh_text blank = jh_text_of(blanks[i]), bare;

            if (jh_text_starts(name, blank)) name.at += blank.size, name.size -= blank.size;
            if (jh_text_ends(name, blank)) name.size -= blank.size;
            bare = name;
            if (jh_text_ends(bare, suffix)) bare.size -= suffix.size;
            if (bare.size < name.size && (jh_text_ends(bare, blank) || is_whole_name(bare)))
                name.size = bare.size;
        }
    }
    return name;
}

/* The school of a form of sentences: its name stands in the cell that says when it was built. */
static uint32_t school_of(jh_reading *reading, const jh_table *table)
{
    jh_named_cell name = { .place = jh_table_place(table, 0, 0) };
    jh_entry entry = { .slot = JH_SLOT_NAME };
    jh_cell *own = JH_NEW(reading->work, jh_cell);
    const jh_cell *cell;
    size_t i;

    if (!own) jh_reading_no_memory(reading);
    for (i = 0; own && i < table->sheet->cell_count; i++) {
        cell = &table->sheet->cells[i];
        if (cell->kind != JH_CELL_TEXT || !jh_text_contains(cell->text, JH_TEXT("建校于")))
            continue;
        *own = *cell;
        own->text = jh_text_copy(reading->work, name_before_bracket(cell->text));
        if (!own->text.at) jh_reading_no_memory(reading);
        name.place = jh_table_place(table, cell->row, cell->column);
        break;
    }
    name.cell = own;
    if (!own || jh_cell_is_blank(own)) {
        jh_tell(reading, JH_REFUSAL, &name.place, JH_TEXT(""),
                jh_message_make(SAY_INTAKE_TABLE_NO_SCHOOL, NULL));
        return UINT32_MAX;
    }
    entry.unit = jh_unit_of_name(reading, &name);
    entry.text = entry.read = own->text;
    entry.origin = jh_place_origin(&name.place);
    if (entry.unit != UINT32_MAX) jh_entry_put(reading, &entry);
    return entry.unit;
}

typedef struct taking {
    jh_reading *reading;
    const jh_table *table;
    uint32_t school; /* UINT32_MAX = refused; met when first asked for */
    bool has_school;
} taking;

static void take_blank(taking *t, jh_arena scratch, const jh_cell *cell, const sentence *s,
                       size_t blank)
{
    jh_reading *reading = t->reading;
    const jh_phrase *phrase = phrase_at(&reading->lexicon, s, blank);
    jh_cell number = { cell->row, cell->column, JH_CELL_TEXT, .text = s->number[blank] };
    jh_figure_cell from = { jh_table_place(t->table, cell->row, cell->column), &number,
                            scale_after(s, blank) };
    jh_entry entry = { .stage = JH_WHOLE };

    if (!phrase || !s->number[blank].size) return;
    entry.element = phrase->element;
    entry.unit = reading->county_unit;
    if (reading->standard->elements[phrase->element].extent != JH_OF_COUNTY) {
        if (!t->has_school) t->school = school_of(reading, t->table);
        t->has_school = true;
        entry.unit = t->school;
        entry.stage = reading->standard->elements[phrase->element].extent == JH_BY_STAGE
                          ? phrase->stage
                          : JH_WHOLE;
    }
    reading->has_column[phrase->element] = true;
    if (entry.unit != UINT32_MAX) jh_figure_put(reading, scratch, &from, entry);
}

void jh_sentences_take(jh_reading *reading, jh_arena scratch, const jh_table *table)
{
    taking t = { .reading = reading, .table = table };
    const jh_cell *cell;
    sentence s;
    size_t i, j;

    for (i = 0; i < table->sheet->cell_count && !reading->code; i++) {
        cell = &table->sheet->cells[i];
        if (!is_sentence(cell) || !read_sentence(&s, reading->work, cell)) continue;
        for (j = 0; j < s.count && !reading->code; j++) take_blank(&t, scratch, cell, &s, j);
    }
}
