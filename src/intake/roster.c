/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/roster.h"

#include "intake/figure.h"
#include "intake/header.h"
#include "intake/reading.h"

#include <stdlib.h>
#include <string.h>

typedef enum field {
    ID = 0,
    SCHOOL,
    SUBJECT, /* so far a roster must have them */
    STAGE,
    DEGREE,
    TITLE,
    BACKBONE,
    YEARS,
    SINCE,
    EXCLUDED,
    WISHES,
    ROTATED,
    NAME,
    IDENTITY,
    FIELD_COUNT
} field;

static const char *const elements[FIELD_COUNT] = {
    "roster_id",     "roster_school",   "roster_subject", "roster_stage",    "roster_degree",
    "roster_title",  "roster_backbone", "roster_years",   "roster_since",    "roster_excluded",
    "roster_wishes", "roster_rotated",  "roster_name",    "roster_identity",
};

enum { TEXT_MOST = 90, YEARS_MOST = 60, YEAR_LEAST = 1950, FINDINGS_MOST = 200 };

typedef struct reading {
    jh_roster *roster;
    jh_findings *findings;
    jh_arena *keep;
    jh_arena *scratch;
    const jh_roster_request *request;
    jh_lexicon lexicon;
    size_t capacity, rosters; /* rosters: sheets that are one */
    /* The sheet being read. */
    uint32_t file;
    const jh_sheet *sheet;
    uint32_t column[FIELD_COUNT]; /* 0 = there is none */
    jh_error *err;
} reading;

/* ---- findings ---- */

typedef struct cell_words {
    jh_severity severity;
    jh_say_id say;
    uint32_t row, column; /* from 1; row 0 = the whole sheet */
    jh_text read, more;
} cell_words;

static jh_code tell(reading *r, const cell_words *w)
{
    char read[JH_MESSAGE_ARG_SIZE], more[JH_MESSAGE_ARG_SIZE];
    jh_finding finding = { .severity = w->severity, .file = r->roster->files[r->file] };

    if (r->findings->count >= FINDINGS_MOST) return JH_OK;
    jh_arg(read, w->read);
    jh_arg(more, w->more);
    finding.message = jh_message_make(w->say, read, more, NULL);
    finding.origin = (jh_origin){ r->file, r->sheet ? r->sheet->name : JH_TEXT(""),
                                  w->row ? w->row - 1 : 0, w->column ? w->column - 1 : 0 };
    finding.whole_file = w->row == 0;
    finding.whole_row = w->row && !w->column;
    return jh_finding_add(r->findings, r->keep, &finding, r->err);
}

static jh_code refuse(reading *r, uint32_t row, field f, jh_say_id say, jh_text read)
{
    return tell(r, &(cell_words){ JH_REFUSAL, say, row, r->column[f], read, JH_TEXT("") });
}

/* ---- cells ---- */

static const jh_cell *cell_at(const reading *r, uint32_t row, field f)
{
    return jh_sheet_cell(r->sheet, row, r->column[f]);
}

/* The text of a cell that is to be kept; empty where there is no such column. */
static jh_code text_at(jh_text *out, reading *r, uint32_t row, field f)
{
    *out = JH_TEXT("");
    if (!r->column[f]) return JH_OK;
    *out = jh_cell_shown(r->keep, cell_at(r, row, f));
    if (!out->at) return jh_no_memory(r->err);
    if (out->size <= TEXT_MOST) return JH_OK;
    jh_text shown = *out;
    *out = JH_TEXT("");
    return refuse(r, row, f, SAY_INTAKE_ROSTER_TOO_LONG, shown);
}

static jh_code word_at(jh_text *out, reading *r, uint32_t row, field f)
{
    *out = JH_TEXT("");
    if (!r->column[f]) return JH_OK;
    *out = jh_cell_word(r->keep, cell_at(r, row, f));
    return out->at ? JH_OK : jh_no_memory(r->err);
}

/* Digits at the beginning of a text, at most four of them; −1 = none. */
static int32_t leading_number(jh_text text)
{
    int32_t number = 0;
    size_t i;

    for (i = 0; i < text.size && i < 5 && text.at[i] >= '0' && text.at[i] <= '9'; i++)
        number = number * 10 + (text.at[i] - '0');
    return i == 0 || i == 5 ? -1 : number;
}

/* Eighteen digits, the last of which may be an X: nobody's business here. */
static bool is_identity_number(jh_text id)
{
    size_t i;

    if (id.size != 18) return false;
    for (i = 0; i < 17; i++)
        if (id.at[i] < '0' || id.at[i] > '9') return false;
    return (id.at[17] >= '0' && id.at[17] <= '9') || id.at[17] == 'x' || id.at[17] == 'X';
}

/* ---- one teacher ---- */

static jh_code read_id(jh_teacher *t, reading *r, uint32_t row)
{
    jh_code rc = text_at(&t->id, r, row, ID);

    if (rc) return rc;
    if (!t->id.size) return refuse(r, row, ID, SAY_INTAKE_ROSTER_NO_ID, t->id);
    if (!is_identity_number(t->id)) return JH_OK;
    t->id = JH_TEXT("");
    return refuse(r, row, ID, SAY_INTAKE_ROSTER_IDENTITY, JH_TEXT("******"));
}

static jh_code read_school(jh_teacher *t, reading *r, uint32_t row)
{
    jh_code rc = text_at(&t->school.written, r, row, SCHOOL);

    t->school.unit = UINT32_MAX;
    t->school_column = r->column[SCHOOL] - 1;
    if (rc || t->school.written.size) return rc;
    return refuse(r, row, SCHOOL, SAY_INTAKE_ROSTER_NO_SCHOOL, t->id);
}

static jh_code read_stage(jh_teacher *t, reading *r, uint32_t row)
{
    static const char *const chinese[JH_STAGE_COUNT] = { "", "学前", "小学", "初中", "高中" };
    jh_text word;
    unsigned s;
    jh_code rc = word_at(&word, r, row, STAGE);

    t->stage = JH_WHOLE;
    if (rc || !word.size) return rc;
    for (s = JH_WHOLE + 1; s < JH_STAGE_COUNT; s++)
        if (jh_text_equal(word, jh_text_of(jh_stage_key((jh_stage)s)))
            || jh_text_starts(word, jh_text_of(chinese[s]))) {
            t->stage = (jh_stage)s;
            return JH_OK;
        }
    return refuse(r, row, STAGE, SAY_INTAKE_ROSTER_STAGE, word);
}

/* "是", "否", or the level of the recognition: 县级骨干教师, 省级学科带头人. */
static jh_code read_backbone(jh_teacher *t, reading *r, uint32_t row)
{
    static const char *const levels[] = { "骨干", "带头人", "名师", "特级", "国家级",
                                          "省级", "市级",   "县级", "区级" };
    jh_text word;
    size_t i;
    int truth;
    jh_code rc = word_at(&word, r, row, BACKBONE);

    if (rc || !word.size) return rc;
    truth = jh_word_truth(word);
    t->is_backbone = truth == 1;
    if (truth >= 0 || jh_word_is_not_applicable(word)) return JH_OK;
    for (i = 0; i < sizeof levels / sizeof *levels && !t->is_backbone; i++)
        t->is_backbone =
            jh_text_contains(word, jh_text_of(levels[i])) && !jh_text_starts(word, JH_TEXT("非"));
    if (t->is_backbone || jh_text_starts(word, JH_TEXT("非"))) return JH_OK;
    return refuse(r, row, BACKBONE, SAY_INTAKE_ROSTER_BACKBONE, word);
}

/* A day; a year or a year and month alone count from their first day, a school year from the first
 * of September. JH_NO_DATE: none of these. */
static jh_date date_at(const jh_cell *cell, jh_text word)
{
    enum { SEPTEMBER = 9 };
    int32_t year = leading_number(word), month = SEPTEMBER;
    jh_date day = jh_date_parse(word);

    if (cell->kind == JH_CELL_DATE && cell->number > -1e6 && cell->number < 1e6)
        return (jh_date){ (int32_t)cell->number };
    if (jh_date_is_set(day) || year < 0 || word.size < 4) return day;
    word = (jh_text){ word.at + 4, word.size - 4 };
    if (jh_text_starts(word, JH_TEXT("年"))) word = (jh_text){ word.at + 3, word.size - 3 };
    if (word.size && (word.at[0] == '.' || word.at[0] == '-' || word.at[0] == '/'))
        word = (jh_text){ word.at + 1, word.size - 1 };
    if (leading_number(word) >= 0) month = leading_number(word);
    return jh_date_make(year, month, 1);
}

/* Whole years since. */
static jh_code read_since(jh_teacher *t, reading *r, uint32_t row)
{
    jh_date since, now = r->request->as_of;
    jh_text word;
    jh_code rc = word_at(&word, r, row, SINCE);

    if (rc || !word.size) return rc;
    since = date_at(cell_at(r, row, SINCE), word);
    if (!jh_date_is_set(since) || since.days > now.days || jh_date_year(since) < YEAR_LEAST)
        return refuse(r, row, SINCE, SAY_INTAKE_ROSTER_SINCE, word);
    /* 365.2425 days a year: at most a day off, in the years in which it is asked */
    t->years = (int32_t)(((int64_t)now.days - since.days + 1) * 10000 / 3652425);
    return JH_OK;
}

static jh_code read_years(jh_teacher *t, reading *r, uint32_t row)
{
    jh_decimal years;
    jh_text word;
    jh_code rc = word_at(&word, r, row, YEARS);

    t->years = JH_ROSTER_YEARS_UNKNOWN;
    if (rc) return rc;
    if (!word.size) return r->column[SINCE] ? read_since(t, r, row) : JH_OK;
    if (jh_text_ends(word, JH_TEXT("年"))) word.size -= sizeof "年" - 1;
    if (jh_decimal_parse(&years, word) > JH_READ_ROUNDED || years.millionths < 0
        || years.millionths > YEARS_MOST * JH_DECIMAL_ONE)
        return refuse(r, row, YEARS, SAY_INTAKE_ROSTER_YEARS, word);
    t->years = (int32_t)(years.millionths / JH_DECIMAL_ONE);
    return JH_OK;
}

/* The next word of a list; false: there is none. */
static bool next_word(jh_text *word, jh_text *rest)
{
    static const char *const between[] = { ",", ";", "、", "，", "；", "/", "|", "\n" };
    size_t i, b;

    while (rest->size) {
        for (i = 0; i < rest->size; i++) {
            for (b = 0; b < sizeof between / sizeof *between; b++)
                if (jh_text_starts((jh_text){ rest->at + i, rest->size - i },
                                   jh_text_of(between[b])))
                    break;
            if (b < sizeof between / sizeof *between) break;
        }
        *word = jh_text_trim((jh_text){ rest->at, i });
        if (i < rest->size) i += strlen(between[b]);
        *rest = (jh_text){ rest->at + i, rest->size - i };
        if (word->size) return true;
    }
    return false;
}

static jh_code read_wishes(jh_teacher *t, reading *r, uint32_t row)
{
    jh_text list, word;

    t->wishes_column = r->column[WISHES] ? r->column[WISHES] - 1 : 0;
    if (!r->column[WISHES]) return JH_OK;
    list = jh_cell_shown(r->keep, cell_at(r, row, WISHES));
    if (!list.at) return jh_no_memory(r->err);
    while (next_word(&word, &list)) {
        if (t->wish_count == JH_ROSTER_WISHES)
            return refuse(r, row, WISHES, SAY_INTAKE_ROSTER_WISHES, word);
        t->wishes[t->wish_count++] = (jh_roster_school){ word, UINT32_MAX };
    }
    return JH_OK;
}

/* Years, or school years such as 2021-2022: the last counts. */
static jh_code read_rotated(jh_teacher *t, reading *r, uint32_t row)
{
    int32_t year;
    jh_text list, word;
    jh_code rc = word_at(&list, r, row, ROTATED);

    if (rc || !list.size || jh_word_is_not_applicable(list) || jh_word_truth(list) == 0) return rc;
    while (next_word(&word, &list)) {
        year = leading_number(word);
        if (year < YEAR_LEAST || year > jh_date_year(r->request->as_of))
            return refuse(r, row, ROTATED, SAY_INTAKE_ROSTER_ROTATED, word);
        if (year > t->rotated) t->rotated = year;
        t->times++;
    }
    return JH_OK;
}

static jh_code read_subject(jh_teacher *t, reading *r, uint32_t row)
{
    jh_code rc = text_at(&t->subject, r, row, SUBJECT);

    if (rc || t->subject.size) return rc;
    return refuse(r, row, SUBJECT, SAY_INTAKE_ROSTER_NO_SUBJECT, t->id);
}

static jh_code read_excluded(jh_teacher *t, reading *r, uint32_t row)
{
    jh_text word;
    jh_code rc = word_at(&word, r, row, EXCLUDED);

    if (rc || !word.size || jh_word_is_not_applicable(word) || jh_word_truth(word) == 0
        || jh_text_equal(word, JH_TEXT("无")))
        return rc;
    return text_at(&t->excluded, r, row, EXCLUDED);
}

static jh_code read_teacher(jh_teacher *t, reading *r, uint32_t row)
{
    jh_code rc = read_id(t, r, row);

    *t = (jh_teacher){ .id = t->id };
    t->origin = (jh_origin){ r->file, r->sheet->name, row - 1, r->column[ID] - 1 };
    if (!rc) rc = read_school(t, r, row);
    if (!rc) rc = read_stage(t, r, row);
    if (!rc) rc = read_subject(t, r, row);
    if (!rc) rc = text_at(&t->degree, r, row, DEGREE);
    if (!rc) rc = text_at(&t->title, r, row, TITLE);
    if (!rc) rc = read_backbone(t, r, row);
    if (!rc) rc = read_years(t, r, row);
    if (!rc) rc = read_excluded(t, r, row);
    if (!rc) rc = read_wishes(t, r, row);
    return rc ? rc : read_rotated(t, r, row);
}

/* ---- sheets ---- */

/* Nothing in any column that is read, or the words under a table. */
static jh_code is_no_teacher(bool *out, reading *r, uint32_t row)
{
    size_t count, i;
    const jh_cell *cells = jh_sheet_row(&count, r->sheet, row);
    bool blank = true;
    jh_text word = { 0 };

    for (i = 0; i < count && word.size == 0; i++) {
        word = jh_cell_word(r->keep, &cells[i]);
        if (!word.at) return jh_no_memory(r->err);
    }
    for (i = 0; i < NAME; i++)
        blank = blank && (!r->column[i] || jh_cell_is_blank(cell_at(r, row, (field)i)));
    *out = blank || jh_word_is_total(word) || jh_word_is_note(word);
    return JH_OK;
}

static jh_code read_rows(reading *r, uint32_t first)
{
    jh_teacher *list;
    uint32_t row;
    bool skip;
    jh_code rc = JH_OK;

    for (row = first; !rc && row <= r->sheet->row_count; row++) {
        rc = is_no_teacher(&skip, r, row);
        if (rc || skip) continue;
        if (r->roster->count == JH_ROSTER_MOST)
            return refuse(r, row, ID, SAY_INTAKE_ROSTER_TOO_MANY, JH_TEXT(""));
        list =
            jh_grow(r->keep, r->roster->teachers, &r->capacity, r->roster->count + 1, sizeof *list);
        if (!list) return jh_no_memory(r->err);
        r->roster->teachers = list;
        list[r->roster->count] = (jh_teacher){ 0 };
        rc = read_teacher(&list[r->roster->count], r, row);
        if (!rc && list[r->roster->count].id.size) r->roster->count++;
    }
    return rc;
}

static void find_columns(reading *r, const jh_header *header)
{
    const jh_standard *columns = r->request->columns;
    size_t i, f;

    memset(r->column, 0, sizeof r->column);
    for (i = 0; i < header->count; i++) {
        const jh_heading *h = &header->headings[i];
        if (h->meaning.role != JH_ROLE_ELEMENT || h->spans) continue;
        for (f = 0; f < FIELD_COUNT; f++)
            if (!r->column[f]
                && jh_text_equal(columns->elements[h->meaning.element].key,
                                 jh_text_of(elements[f])))
                r->column[f] = h->column;
    }
    /* Roles that other papers have, too. */
    for (i = 0; i < header->count; i++) {
        const jh_heading *h = &header->headings[i];
        if (h->meaning.role == JH_ROLE_STAGE && !r->column[STAGE]) r->column[STAGE] = h->column;
        if (h->meaning.role == JH_ROLE_CODE) r->column[SCHOOL] = h->column;
        if (h->meaning.role == JH_ROLE_NAME && !r->column[SCHOOL]) r->column[SCHOOL] = h->column;
    }
}

static jh_code tell_missing(reading *r)
{
    jh_buffer words = jh_buffer_in(r->keep);
    jh_text list;
    size_t f;
    jh_code rc;

    for (f = ID; f <= SUBJECT; f++) {
        size_t at = jh_standard_element(r->request->columns, jh_text_of(elements[f]));
        if (r->column[f] || at == SIZE_MAX) continue;
        if (words.size) jh_buffer_add_zero(&words, "、");
        jh_buffer_add(&words, r->request->columns->elements[at].title);
    }
    rc = jh_buffer_finish(&list, &words, r->err);
    if (rc) return rc;
    return tell(r, &(cell_words){ JH_REFUSAL, SAY_INTAKE_ROSTER_COLUMNS, 0, 0, list, JH_TEXT("") });
}

static jh_code read_sheet(reading *r)
{
    jh_header header;
    size_t f, known = 0;
    jh_code rc = jh_header_find(&header, r->keep, *r->scratch, r->sheet, &r->lexicon);

    if (rc) return jh_no_memory(r->err);
    find_columns(r, &header);
    for (f = 0; f < NAME; f++) known += r->column[f] != 0;
    if (known < 2 || !(r->column[ID] || r->column[SUBJECT])) return JH_OK; /* some other sheet */
    r->rosters++;
    for (f = ID; f <= SUBJECT; f++)
        if (!r->column[f]) return tell_missing(r);
    if (r->column[NAME] || r->column[IDENTITY])
        rc = tell(r, &(cell_words){ JH_REMARK, SAY_INTAKE_ROSTER_NOT_READ, header.last_row,
                                    r->column[NAME] ? r->column[NAME] : r->column[IDENTITY],
                                    JH_TEXT(""), JH_TEXT("") });
    return rc ? rc : read_rows(r, header.last_row + 1);
}

static jh_code read_file(reading *r, const jh_file *file)
{
    jh_workbook book;
    size_t s, before = r->rosters;
    jh_code rc = jh_workbook_read(&book, r->keep, *r->scratch, file, r->err);

    for (s = 0; !rc && s < book.sheet_count; s++) {
        r->sheet = &book.sheets[s];
        rc = read_sheet(r);
    }
    r->sheet = NULL;
    if (rc || r->rosters > before) return rc;
    return tell(r, &(cell_words){ .severity = JH_REFUSAL, .say = SAY_INTAKE_ROSTER_NONE });
}

/* ---- nobody twice ---- */

static int by_id(const void *a, const void *b)
{
    const jh_teacher *x = a, *y = b;
    int order = jh_text_compare(x->id, y->id);

    if (order) return order;
    if (x->origin.file != y->origin.file) return x->origin.file < y->origin.file ? -1 : 1;
    if (x->origin.row != y->origin.row) return x->origin.row < y->origin.row ? -1 : 1;
    return x->origin.column < y->origin.column ? -1 : x->origin.column > y->origin.column;
}

static jh_code tell_twice(reading *r, const jh_teacher *first, const jh_teacher *second)
{
    bool same = jh_text_equal(first->school.written, second->school.written);
    jh_finding finding = { .severity = JH_REFUSAL,
                           .file = r->roster->files[second->origin.file],
                           .origin = second->origin };
    char id[JH_MESSAGE_ARG_SIZE], one[JH_MESSAGE_ARG_SIZE], two[JH_MESSAGE_ARG_SIZE], row[24];

    if (r->findings->count >= FINDINGS_MOST) return JH_OK;
    jh_arg(id, second->id);
    jh_arg(one, first->school.written);
    jh_arg(two, second->school.written);
    finding.message =
        jh_message_make(same ? SAY_INTAKE_ROSTER_TWICE : SAY_INTAKE_ROSTER_TWO_SCHOOLS, id,
                        jh_digits(row, first->origin.row + 1LL), one, two, NULL);
    return jh_finding_add(r->findings, r->keep, &finding, r->err);
}

static jh_code sort_and_compare(reading *r)
{
    jh_roster *roster = r->roster;
    size_t i;
    jh_code rc = JH_OK;

    if (roster->count > 1) qsort(roster->teachers, roster->count, sizeof *roster->teachers, by_id);
    for (i = 1; !rc && i < roster->count; i++)
        if (jh_text_equal(roster->teachers[i - 1].id, roster->teachers[i].id))
            rc = tell_twice(r, &roster->teachers[i - 1], &roster->teachers[i]);
    return rc;
}

jh_code jh_roster_read(jh_roster *out, jh_arena *keep, jh_arena scratch,
                       const jh_roster_request *request, jh_error *err)
{
    reading r = { .roster = out,
                  .findings = request->findings,
                  .keep = keep,
                  .scratch = &scratch,
                  .request = request,
                  .err = err };
    jh_text *names = JH_NEW_ARRAY(keep, jh_text, request->file_count + 1);
    size_t f;
    jh_code rc;

    *out = (jh_roster){ .files = names, .file_count = request->file_count };
    if (!names) return jh_no_memory(err);
    for (f = 0; f < request->file_count; f++) names[f] = jh_text_of(request->files[f].name);
    rc = jh_lexicon_make(&r.lexicon, keep, request->columns, err);
    for (f = 0; !rc && f < request->file_count; f++) {
        r.file = (uint32_t)f;
        rc = read_file(&r, &request->files[f]);
    }
    return rc ? rc : sort_and_compare(&r);
}
