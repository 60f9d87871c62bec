/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/figure.h"

#include "intake/reading.h"

#include <string.h>

bool jh_cell_is_blank(const jh_cell *cell)
{
    return (cell->kind == JH_CELL_EMPTY && !cell->from_formula)
           || (cell->kind == JH_CELL_TEXT && jh_text_trim(cell->text).size == 0);
}

/* A whole number with all its digits: a code must not become 3.499E+14. */
static jh_text text_of(char room[JH_CELL_TEXT_SIZE], const jh_cell *cell)
{
    if (cell->kind == JH_CELL_NUMBER && cell->number > -1e17 && cell->number < 1e17
        && cell->number == (double)(int64_t)cell->number)
        return jh_text_of(jh_digits(room, (long long)cell->number));
    return jh_cell_text(room, cell);
}

jh_text jh_cell_shown(jh_arena *keep, const jh_cell *cell)
{
    char room[JH_CELL_TEXT_SIZE];

    if (cell->kind == JH_CELL_EMPTY) return JH_TEXT("");
    return jh_text_copy(keep, jh_text_trim(text_of(room, cell)));
}

jh_text jh_cell_word(jh_arena *keep, const jh_cell *cell)
{
    char room[JH_CELL_TEXT_SIZE];

    if (cell->kind == JH_CELL_EMPTY) return JH_TEXT("");
    return jh_word_fold(keep, text_of(room, cell));
}

/* What is wrong, with the text that was read as {0} and the element's name as {1}. */
static jh_taken refuse_cell(jh_say_id say, const jh_cell *cell, const jh_element *element)
{
    char room[JH_CELL_TEXT_SIZE], read[JH_MESSAGE_ARG_SIZE], title[JH_MESSAGE_ARG_SIZE];

    jh_arg(read, jh_text_trim(jh_cell_text(room, cell)));
    jh_arg(title, element->title);
    return (jh_taken){ .is_refused = true, .message = jh_message_make(say, read, title, NULL) };
}

bool jh_cell_waits(const jh_cell *cell)
{
    return cell->kind == JH_CELL_EMPTY && cell->from_formula;
}

static jh_taken missing(jh_why why)
{
    return (jh_taken){ .why = why };
}

static jh_taken take_yes_no(const jh_cell *cell, const jh_element *element, jh_text folded)
{
    int truth = -1;

    if (cell->kind == JH_CELL_TRUTH || cell->kind == JH_CELL_NUMBER) {
        if (cell->number == 0 || cell->number == 1) truth = cell->number == 1;
    } else {
        truth = jh_word_truth(folded);
    }
    if (truth >= 0) return (jh_taken){ .value = JH_DECIMAL(truth) };
    if (jh_word_is_not_applicable(folded)) return missing(JH_MARKED_NOT_APPLICABLE);
    return refuse_cell(SAY_INTAKE_CELL_NOT_YES_NO, cell, element);
}

/* Takes a unit off the end of "120人", "85%"; false: there is none. */
static bool take_unit(jh_text *folded, jh_scale *scale)
{
    size_t size = folded->size;

    while (size && (folded->at[size - 1] < '0' || folded->at[size - 1] > '9')) size--;
    if (!size || size == folded->size) return false;
    if (!jh_scale_of(scale, (jh_text){ folded->at + size, folded->size - size })) return false;
    folded->size = size;
    return true;
}

/* "2010-09-01", "2010年9月", "2010.9": the year of a day or of a month. 0 = none of these. */
static int year_of(const jh_cell *cell, jh_text folded)
{
    static const char *const between[] = { "年", "-", "/", "." };
    jh_date day = jh_cell_date(cell);
    size_t i, at = strspn(folded.at, "0123456789"), digits;
    int year = 0;

    if (jh_date_is_set(day)) return jh_date_year(day);
    if (cell->kind != JH_CELL_TEXT || at != 4) return 0;
    for (i = 0; i < at; i++) year = year * 10 + (folded.at[i] - '0');
    for (i = 0; i < sizeof between / sizeof *between; i++)
        if (strncmp(folded.at + at, between[i], strlen(between[i])) == 0) break;
    if (i == sizeof between / sizeof *between) return 0;
    at += strlen(between[i]);
    digits = strspn(folded.at + at, "0123456789");
    if (digits < 1 || digits > 2) return 0;
    at += digits;
    return at == folded.size || strcmp(folded.at + at, "月") == 0 ? year : 0;
}

static jh_decimal_read read_number(jh_decimal *value, const jh_cell *cell, jh_text folded,
                                   jh_scale *from)
{
    jh_scale written;
    jh_decimal_read read;

    if (cell->kind == JH_CELL_NUMBER) {
        if (cell->shown_as == JH_SHOWN_PERCENT)
            *from = (jh_scale){ .family = JH_SCALE_SHARE, .up = 1, .down = 1 };
        return jh_decimal_from_double(value, cell->number);
    }
    read = jh_decimal_parse_loose(value, folded);
    if (read == JH_READ_NOT_A_NUMBER && take_unit(&folded, &written)) {
        *from = written;
        read = jh_decimal_parse_loose(value, folded);
    }
    return read;
}

static jh_taken check(jh_taken taken, const jh_cell *cell, const jh_element *element)
{
    switch (jh_element_misfit(element, taken.value)) {
    case JH_BELOW_ZERO: return refuse_cell(SAY_INTAKE_CELL_NEGATIVE, cell, element);
    case JH_NOT_WHOLE: return refuse_cell(SAY_INTAKE_CELL_FRACTION, cell, element);
    case JH_NOT_YES_OR_NO: /* yes and no are read from words */
    case JH_FITS: break;
    }
    return taken;
}

static jh_taken take_number(const jh_cell *cell, const jh_element *element, jh_text folded,
                            const jh_scale *header, const jh_scale *to)
{
    jh_scale from = *header;
    jh_taken taken = { .why = JH_PRESENT };
    jh_decimal_read read = read_number(&taken.value, cell, folded, &from), scaled;

    if (read == JH_READ_TOO_LARGE) return refuse_cell(SAY_INTAKE_CELL_TOO_LARGE, cell, element);
    if (read == JH_READ_NOT_A_NUMBER)
        return refuse_cell(SAY_INTAKE_CELL_NOT_A_NUMBER, cell, element);
    if (from.family != JH_SCALE_NONE) {
        if (!jh_scale_fits(&from, to))
            return refuse_cell(from.family == JH_SCALE_SHARE ? SAY_INTAKE_CELL_PERCENT
                                                             : SAY_INTAKE_CELL_UNIT,
                               cell, element);
        scaled = jh_scale_apply(&taken.value, &from, to);
        if (scaled == JH_READ_TOO_LARGE)
            return refuse_cell(SAY_INTAKE_CELL_TOO_LARGE, cell, element);
        if (scaled == JH_READ_ROUNDED) read = JH_READ_ROUNDED;
    }
    taken.is_rounded = read == JH_READ_ROUNDED;
    return check(taken, cell, element);
}

jh_taken jh_figure_take(const jh_cell *cell, const jh_element *element, const jh_scale *from,
                        const jh_scale *to, jh_arena scratch)
{
    jh_text folded;
    int year;

    if (jh_cell_is_blank(cell)) return missing(JH_NOT_REPORTED);
    if (jh_cell_waits(cell)) return refuse_cell(SAY_INTAKE_CELL_WAITS, cell, element);
    if (cell->kind == JH_CELL_ERROR) return refuse_cell(SAY_INTAKE_CELL_ERROR, cell, element);
    folded = cell->kind == JH_CELL_TEXT ? jh_text_fold(&scratch, cell->text) : JH_TEXT("");
    if (!folded.at) return (jh_taken){ .no_memory = true };
    if (element->is_yes_no) return take_yes_no(cell, element, folded);
    if (cell->kind == JH_CELL_TRUTH) return refuse_cell(SAY_INTAKE_CELL_TRUTH, cell, element);
    year = to->family == JH_SCALE_YEAR ? year_of(cell, folded) : 0;
    if (year) return check((jh_taken){ .value = JH_DECIMAL(year) }, cell, element);
    if (cell->kind == JH_CELL_DATE) return refuse_cell(SAY_INTAKE_CELL_DATE, cell, element);
    if (cell->kind == JH_CELL_TEXT && jh_word_is_not_applicable(folded))
        return missing(JH_MARKED_NOT_APPLICABLE);
    return take_number(cell, element, folded, from, to);
}
