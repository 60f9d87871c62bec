/* The workbook of names to be confirmed, for a person to fill in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/xlsx_out.h"
#include "intake/figure.h"
#include "intake/name_rows.h"

static const jh_look title_look = { .bold = true, .font_size = 14 };
static const jh_look prose_look = { .wrap = true, .middle = true };
static const jh_look head_look = {
    .bold = true, .wrap = true, .bordered = true, .middle = true, .fill = JH_COLOUR(0xE8F0F0)
};
static const jh_look cell_look = { .wrap = true, .bordered = true, .middle = true };
static const jh_look asked_look = {
    .bordered = true, .middle = true, .fill = JH_COLOUR(0xFFF6D6), .number_format = "@"
};

enum { HEADING_COLUMNS = 7, ROW_POINTS = 32 };

typedef struct listing {
    jh_sheet_out *sheet;
    jh_arena *work;
    uint32_t row;
    bool no_memory;
} listing;

static jh_text words(jh_say_id say)
{
    return jh_text_of(jh_say(JH_ZH, say));
}

static void put(const listing *l, uint32_t column, jh_text text, const jh_look *look)
{
    jh_sheet_put_text(l->sheet, l->row, column, text, look);
}

static void put_top(listing *l)
{
    static const jh_say_id heads[] = { SAY_INTAKE_NAMES_COLUMN, SAY_INTAKE_NAMES_CODE,
                                       SAY_INTAKE_NAMES_WHERE, SAY_INTAKE_NAMES_STATE };
    static const jh_say_id candidate[] = { SAY_INTAKE_NAMES_CANDIDATE_CODE,
                                           SAY_INTAKE_NAMES_CANDIDATE_NAME,
                                           SAY_INTAKE_NAMES_CANDIDATE_WHY };
    static const double widths[] = { 26, 18, 26, 12, 14, 26, 26 };
    uint32_t own = JH_NAME_FIRST_CANDIDATE - 1, i, column;

    jh_sheet_put_merged(l->sheet, (jh_range){ 1, 1, 1, HEADING_COLUMNS },
                        words(SAY_INTAKE_NAMES_TITLE), &title_look);
    jh_sheet_put_merged(l->sheet, (jh_range){ 2, 1, 2, HEADING_COLUMNS },
                        words(SAY_INTAKE_NAMES_HOW), &prose_look);
    jh_sheet_set_height(l->sheet, 2, 48);
    l->row = JH_NAME_HEADER_ROW;
    for (column = 1; column <= JH_NAME_LAST_COLUMN; column++) {
        i = column <= own ? column - 1 : own + (column - own - 1) % JH_NAME_CANDIDATE_COLUMNS;
        put(l, column, words(column <= own ? heads[i] : candidate[i - own]), &head_look);
        jh_sheet_set_width(l->sheet, column, column, widths[i]);
    }
    jh_sheet_freeze(l->sheet, JH_NAME_HEADER_ROW, JH_NAME_CODE_COLUMN);
    jh_sheet_print_setup(l->sheet, true, JH_NAME_HEADER_ROW);
    jh_sheet_print_wide(l->sheet, 2, JH_NAME_CODE_COLUMN);
    jh_sheet_set_height(l->sheet, JH_NAME_HEADER_ROW, ROW_POINTS);
    l->row++;
}

/* As it was, whatever somebody wrote into it. */
static void put_old(listing *l, const jh_name_rows *rows, uint32_t from)
{
    uint32_t column;
    jh_text shown;

    for (column = 1; column <= JH_NAME_LAST_COLUMN; column++) {
        shown = jh_cell_shown(l->work, jh_sheet_cell(rows->sheet, from, column));
        l->no_memory = l->no_memory || !shown.at;
        put(l, column, shown, column == JH_NAME_CODE_COLUMN ? &asked_look : &cell_look);
    }
    jh_sheet_set_height(l->sheet, l->row, ROW_POINTS);
    l->row++;
}

/* The candidates' codes and "new" to choose from; any other code may be typed. */
static void let_choose(const listing *l, const jh_name_question *q)
{
    jh_text choices[JH_NAME_CANDIDATES + 1];
    size_t i;

    for (i = 0; i < q->count; i++) choices[i] = q->candidates[i].code;
    choices[i] = words(SAY_INTAKE_NAMES_NEW);
    jh_sheet_validate(l->sheet, &(jh_validation){ .range = { l->row, JH_NAME_CODE_COLUMN, l->row,
                                                             JH_NAME_CODE_COLUMN },
                                                  .choices = choices,
                                                  .choice_count = q->count + 1,
                                                  .is_advice = true });
}

static void put_question(listing *l, const jh_name_question *q)
{
    static const jh_say_id whys[] = { SAY_INTAKE_ALIKE_SAME, SAY_INTAKE_ALIKE_FORMER,
                                      SAY_INTAKE_ALIKE_SHORT, SAY_INTAKE_ALIKE_STEM,
                                      SAY_INTAKE_ALIKE_PART };
    uint32_t column = JH_NAME_FIRST_CANDIDATE;
    char percent[24], why[128];
    jh_message said;
    size_t i;

    put(l, JH_NAME_COLUMN, q->name, &cell_look);
    jh_sheet_put_blank(l->sheet, l->row, JH_NAME_CODE_COLUMN, &asked_look);
    let_choose(l, q);
    put(l, JH_NAME_WHERE_COLUMN, q->where, &cell_look);
    put(l, JH_NAME_STATE_COLUMN,
        words(q->is_taken ? SAY_INTAKE_NAMES_TAKEN : SAY_INTAKE_NAMES_WAITING), &cell_look);
    for (i = 0; i < q->count; i++, column += JH_NAME_CANDIDATE_COLUMNS) {
        const jh_name_candidate *c = &q->candidates[i];
        put(l, column, c->code, &cell_look);
        put(l, column + 1, c->name, &cell_look);
        said = jh_message_make(whys[c->why], jh_digits(percent, c->percent), NULL);
        jh_message_write(why, sizeof why, JH_ZH, &said, 0);
        put(l, column + 2, jh_text_of(why), &cell_look);
    }
    jh_sheet_set_height(l->sheet, l->row, ROW_POINTS);
    l->row++;
}

static bool is_listed(const jh_name_rows *rows, const jh_name_questions *questions, size_t at)
{
    jh_text name = questions->items[at].name;
    size_t i;

    for (i = 0; i < rows->count; i++)
        if (jh_text_same_folded(rows->items[i].name, name)) return true;
    for (i = 0; i < at; i++)
        if (jh_text_same_folded(questions->items[i].name, name)) return true;
    return false;
}

jh_code jh_name_list_write(const char *path, jh_arena *keep, jh_arena scratch,
                           const jh_name_listing *list, jh_error *err)
{
    const jh_name_questions *questions = list->questions;
    listing l = { .work = &scratch };
    jh_name_rows rows = { 0 };
    jh_xlsx_out *book = NULL;
    size_t i, added = 0;
    jh_code rc = JH_OK;

    if (list->old.bytes.size) rc = jh_name_rows_read(&rows, keep, scratch, &list->old, err);
    for (i = 0; i < questions->count; i++) added += !is_listed(&rows, questions, i);
    if (rc || !added) return rc;
    rc = jh_xlsx_out_begin(&book, &scratch, path, NULL, err);
    if (rc) return rc;
    l.sheet = jh_sheet_out_add(book, words(SAY_INTAKE_NAMES_SHEET));
    put_top(&l);
    for (i = 0; i < rows.count; i++) put_old(&l, &rows, rows.items[i].row);
    for (i = 0; i < questions->count; i++)
        if (!is_listed(&rows, questions, i)) put_question(&l, &questions->items[i]);
    rc = jh_xlsx_out_finish(book, err);
    return rc || !l.no_memory ? rc : jh_no_memory(err);
}
