/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/card.h"

#include "intake/figure.h"
#include "intake/whose.h"

#include <string.h>

/* "学校名称：甲小学   学校标识码：12" in one cell: the piece before the next wide gap. */
static jh_text take_piece(jh_text *rest)
{
    static const char *const gaps[] = { "  ", "\t", "\n", "\xE3\x80\x80" };
    jh_text piece = jh_text_trim(*rest);
    const char *end = jh_text_end(piece), *at;
    size_t i;

    for (i = 0; piece.size && i < sizeof gaps / sizeof *gaps; i++) {
        at = memmem(piece.at, piece.size, gaps[i], strlen(gaps[i]));
        if (at) piece.size = (size_t)(at - piece.at);
    }
    *rest = (jh_text){ piece.at + piece.size, (size_t)(end - piece.at) - piece.size };
    return jh_text_trim(piece);
}

/* Splits at the first colon, half or full width. */
static bool split_colon(jh_text *name, jh_text *value, jh_text piece)
{
    static const char wide[] = "：";
    size_t i;

    for (i = 0; i < piece.size; i++) {
        size_t size = piece.at[i] == ':'                                      ? 1
                      : i + 3 <= piece.size && !memcmp(piece.at + i, wide, 3) ? 3
                                                                              : 0;

        if (!size) continue;
        *name = (jh_text){ piece.at, i };
        *value = jh_text_trim((jh_text){ piece.at + i + size, piece.size - i - size });
        return true;
    }
    return false;
}

static bool is_fact(jh_role role)
{
    return role >= JH_ROLE_CODE && role <= JH_ROLE_CLOSED && role != JH_ROLE_STAGE;
}

static const jh_cell *cell_of_text(jh_reading *reading, const jh_cell *from, jh_text value)
{
    jh_cell *cell = JH_NEW(reading->work, jh_cell);

    if (!cell) {
        jh_reading_no_memory(reading);
        return NULL;
    }
    *cell = (jh_cell){ from->row, from->column, JH_CELL_TEXT, .text = value };
    return cell;
}

/* A label and its value, which is a cell of its own or the rest of the label's. */
static bool put(jh_card *card, jh_reading *reading, const jh_table *table, jh_text name,
                const jh_cell *value)
{
    jh_text word = jh_text_fold(reading->work, name);
    jh_role role = jh_role_of(word);
    jh_label label = jh_label_of(word);

    if (label != JH_LABEL_NONE && !card->label[label].size) {
        card->label[label] = jh_cell_word(reading->work, value);
        card->label_row[label] = value->row;
        card->label_column[label] = value->column;
    }
    if (jh_text_equal(word, JH_TEXT("单位")) || jh_text_equal(word, JH_TEXT("计量单位")))
        jh_scale_of(&card->scale, jh_cell_word(reading->work, value));
    if (is_fact(role) && !card->fact[role].cell) {
        card->fact[role] = (jh_fact_cell){ .cell = value, .shown = name, .role = role };
        card->fact[role].place = jh_table_place(table, value->row, value->column);
    }
    return label != JH_LABEL_NONE || is_fact(role);
}

/* Two labels side by side are a header, not a label and its value. */
static bool is_label(jh_reading *reading, const jh_cell *cell)
{
    jh_text word = jh_cell_word(reading->work, cell);

    return jh_role_of(word) != JH_ROLE_NONE || jh_label_of(word) != JH_LABEL_NONE;
}

bool jh_card_read(jh_card *card, jh_reading *reading, const jh_table *table, uint32_t row)
{
    size_t count, i;
    const jh_cell *cells = jh_sheet_row(&count, table->sheet, row), *own;
    jh_text rest, piece, name, value;
    bool any = false;

    for (i = 0; i < count && !reading->code; i++) {
        if (cells[i].kind != JH_CELL_TEXT) continue;
        for (rest = cells[i].text; rest.size;) {
            piece = take_piece(&rest);
            if (!piece.size) break;
            if (split_colon(&name, &value, piece) && value.size) {
                own = cell_of_text(reading, &cells[i], value);
                if (own) put(card, reading, table, name, own);
                any = true;
                continue;
            }
            if (!split_colon(&name, &value, piece)) name = piece;
            if (i + 1 < count && !rest.size && !is_label(reading, &cells[i + 1]))
                any = put(card, reading, table, name, &cells[i + 1]) || any;
        }
    }
    return any;
}

bool jh_card_names_school(const jh_card *card)
{
    return card->fact[JH_ROLE_CODE].cell || card->fact[JH_ROLE_NAME].cell;
}

static bool same_cell(const jh_fact_cell *a, const jh_fact_cell *b)
{
    char x[JH_CELL_TEXT_SIZE], y[JH_CELL_TEXT_SIZE];

    if (!a->cell || !b->cell) return true;
    return jh_text_same_folded(jh_cell_text(x, a->cell), jh_cell_text(y, b->cell));
}

bool jh_card_is_same_school(const jh_card *a, const jh_card *b)
{
    return same_cell(&a->fact[JH_ROLE_CODE], &b->fact[JH_ROLE_CODE])
           && same_cell(&a->fact[JH_ROLE_NAME], &b->fact[JH_ROLE_NAME]);
}

uint32_t jh_card_unit(jh_reading *reading, const jh_card *card)
{
    static const jh_cell nothing = { .kind = JH_CELL_EMPTY };
    const jh_fact_cell *code = &card->fact[JH_ROLE_CODE], *name = &card->fact[JH_ROLE_NAME];
    const jh_named_cell by_code = { code->place, code->cell };
    const jh_named_cell by_name = { name->place, name->cell };

    if (code->cell && !jh_cell_is_blank(code->cell))
        return jh_unit_of_code(reading, &by_code, name->cell ? name->cell : &nothing);
    return jh_unit_of_name(reading, &by_name);
}

void jh_card_take(jh_reading *reading, jh_arena scratch, const jh_card *card, uint32_t unit)
{
    jh_fact_cell fact;
    size_t i;

    for (i = 0; i < JH_ROLE_COUNT && !reading->code; i++) {
        fact = card->fact[i];
        fact.unit = unit;
        if (fact.cell) jh_fact_take(reading, scratch, &fact);
    }
}

bool jh_card_has_stage(const jh_reading *reading, const jh_card *card, jh_stage stage,
                       jh_arena scratch)
{
    const jh_standard *standard = reading->standard;
    const jh_cell *kind = card->fact[JH_ROLE_KIND].cell;
    int32_t code = -1;

    if (kind && standard->kind_stages)
        code = jh_standard_code_read(standard, JH_KIND, jh_cell_word(&scratch, kind));
    return code < 0 || stage == JH_WHOLE || (standard->kind_stages[code] >> stage & 1);
}
