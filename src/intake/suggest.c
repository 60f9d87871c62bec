/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/suggest.h"

#include "intake/figure.h"
#include "intake/header.h"
#include "intake/reading.h"

#include <stdlib.h>
#include <string.h>

/* A column while it is being thought about. */
typedef struct thought {
    const jh_heading *heading;
    jh_proposal *to;
    jh_column_values values;
    jh_like likes[JH_LIKES];
    size_t like_count, next; /* next: the first that is not ruled out */
    jh_stage stage;          /* of the header; JH_WHOLE = none */
    int year;                /* of the header; 0 = none */
    jh_text bare;            /* the header as it was compared */
    jh_scale scale;
    jh_meaning meaning; /* once settled; role NONE = nothing */
    bool is_settled;
} thought;

typedef struct suggesting {
    jh_suggestion *out;
    jh_arena *keep;
    jh_arena scratch;
    jh_lexicon lexicon;
    const jh_sheet *sheet;
    jh_header header;
    thought *thoughts;
    bool no_memory;
} suggesting;

/* ---- where the header is ------------------------------------------------------------------- */

enum { LOOK_ROWS = 60, LOOK_BELOW = 3, OVER_A_NUMBER = 3, LEAST_LOOK = 4 };

static bool is_number_like(const jh_cell *cell)
{
    jh_decimal number;

    if (cell->kind == JH_CELL_NUMBER || cell->kind == JH_CELL_DATE) return true;
    return cell->kind == JH_CELL_TEXT && jh_cell_decimal(&number, cell) != JH_READ_NOT_A_NUMBER;
}

/* Texts of the row, those over a number worth most: what a header looks like whatever it says. */
static size_t look_of(const jh_sheet *sheet, uint32_t row)
{
    size_t count, i, texts = 0, look = 0;
    const jh_cell *cells = jh_sheet_row(&count, sheet, row), *below;
    uint32_t r;

    for (i = 0; i < count; i++) {
        if (cells[i].kind != JH_CELL_TEXT || is_number_like(&cells[i])) continue;
        texts++;
        for (r = row + 1; r <= row + LOOK_BELOW; r++) {
            below = jh_sheet_cell(sheet, r, cells[i].column);
            if (jh_cell_is_blank(below)) continue;
            look += is_number_like(below) ? OVER_A_NUMBER : 1;
            break;
        }
    }
    return texts >= 2 ? look : 0;
}

static size_t find_by_look(suggesting *s, jh_header *out, const jh_sheet *sheet)
{
    uint32_t row, leaf = 0, rows = sheet->row_count < LOOK_ROWS ? sheet->row_count : LOOK_ROWS;
    size_t look, best = 0;
    jh_range at;

    *out = (jh_header){ 0 };
    for (row = 1; row <= rows; row++) {
        look = look_of(sheet, row);
        if (look <= best) continue;
        best = look;
        leaf = row;
    }
    if (best < LEAST_LOOK) return 0;
    at = (jh_range){ jh_header_top(sheet, leaf, s->scratch), 1, leaf, sheet->column_count };
    if (jh_header_read(out, s->keep, sheet, &s->lexicon, at)) {
        s->no_memory = true;
        return 0;
    }
    jh_header_absorb(out, sheet, s->scratch);
    return best;
}

/* How surely the sheet is a table; 0 = it is none. */
static size_t find_header(suggesting *s, jh_header *out, const jh_sheet *sheet)
{
    enum { KNOWN_LEAST = 2, KNOWN_COUNTS = 1000 };

    if (jh_header_find(out, s->keep, s->scratch, sheet, &s->lexicon)) {
        s->no_memory = true;
        return 0;
    }
    if (out->known >= KNOWN_LEAST) return KNOWN_COUNTS * out->known;
    return find_by_look(s, out, sheet);
}

static jh_code choose_sheet(suggesting *s, const jh_suggest_request *request, jh_error *err)
{
    const jh_workbook *book = request->workbook;
    size_t i, surely, best = 0;
    jh_header header;

    if (request->sheet.size && !jh_workbook_sheet(book, request->sheet)) {
        char name[JH_MESSAGE_ARG_SIZE];

        return jh_fail(err, JH_NOT_FOUND, SAY_INTAKE_SUGGEST_NO_SHEET, NULL,
                       jh_arg(name, request->sheet), NULL);
    }
    for (i = 0; i < book->sheet_count && !s->no_memory; i++) {
        const jh_sheet *sheet = &book->sheets[i];

        if (request->sheet.size && sheet != jh_workbook_sheet(book, request->sheet)) continue;
        surely = find_header(s, &header, sheet);
        s->out->other_sheets += surely > 0;
        if (surely <= best) continue;
        best = surely;
        s->sheet = sheet;
        s->header = header;
    }
    s->out->other_sheets -= best > 0;
    return s->no_memory ? jh_no_memory(err) : JH_OK;
}

/* ---- what one column is -------------------------------------------------------------------- */

static jh_text target_of(const suggesting *s, jh_meaning meaning)
{
    if (meaning.role == JH_ROLE_ELEMENT)
        return s->lexicon.standard->elements[meaning.element].title;
    return jh_role_header(meaning.role);
}

static void say(thought *t, jh_say_id id, jh_text a, jh_text b, jh_text c)
{
    char x[JH_MESSAGE_ARG_SIZE], y[JH_MESSAGE_ARG_SIZE], z[JH_MESSAGE_ARG_SIZE];

    t->to->why = jh_message_make(id, jh_arg(x, a), jh_arg(y, b), jh_arg(z, c), NULL);
}

static void settle(suggesting *s, thought *t, jh_proposed state, jh_meaning meaning)
{
    t->is_settled = true;
    t->meaning = meaning;
    t->to->state = state;
    if (state != JH_PROPOSED_LEFT) t->to->target = target_of(s, meaning);
}

static bool measure_fits(const suggesting *s, const thought *t, uint32_t element)
{
    return t->scale.family == JH_SCALE_NONE || jh_scale_fits(&t->scale, &s->lexicon.scale[element]);
}

/* "图书(万册)": a greater unit than the element's. */
static bool is_scaled(const suggesting *s, const thought *t, uint32_t element)
{
    const jh_scale *to = &s->lexicon.scale[element];

    return t->scale.family != JH_SCALE_NONE
           && (jh_int128)t->scale.up * to->down > (jh_int128)t->scale.down * to->up;
}

/* "生均图书" is no number of books, and "上年在校生数" none of this year; says why where it can. */
static bool speaks_of_another(const suggesting *s, thought *t, const jh_like *like)
{
    jh_text other = jh_like_other(t->bare, like->word);
    const jh_element *element = like->meaning.role == JH_ROLE_ELEMENT
                                    ? &s->lexicon.standard->elements[like->meaning.element]
                                    : NULL;

    if (!other.size) return false;
    if (element && jh_like_is_rate(other))
        say(t, SAY_INTAKE_SUGGEST_MEASURE, element->title, other, element->measure_title);
    return true;
}

/* The unit and the values are what such a column has; else says why not. */
static bool can_be(suggesting *s, thought *t, jh_meaning meaning)
{
    const jh_element *element;
    jh_text title = target_of(s, meaning);

    if (meaning.role == JH_ROLE_ELEMENT) {
        element = &s->lexicon.standard->elements[meaning.element];
        if (!measure_fits(s, t, meaning.element)) {
            say(t, SAY_INTAKE_SUGGEST_MEASURE, title, t->to->measure, element->measure_title);
            return false;
        }
        if (jh_column_values_fit_element(&t->values, element, is_scaled(s, t, meaning.element)))
            return true;
    } else if (jh_column_values_fit_role(&t->values, meaning.role)) {
        return true;
    }
    say(t, SAY_INTAKE_SUGGEST_VALUES, title, t->values.odd.size ? t->values.odd : t->values.first,
        JH_TEXT(""));
    return false;
}

/* What the header says as it stands. */
static void settle_known(suggesting *s, thought *t)
{
    const jh_heading *heading = t->heading;
    jh_meaning meaning = heading->meaning;

    if (meaning.role == JH_ROLE_IGNORED) {
        say(t, SAY_INTAKE_SUGGEST_NUMBERING, JH_TEXT(""), JH_TEXT(""), JH_TEXT(""));
        settle(s, t, JH_PROPOSED_LEFT, meaning);
    } else if (meaning.role == JH_ROLE_NONE && heading->is_part) {
        t->to->target = heading->path;
        t->is_settled = true;
        say(t, SAY_INTAKE_SUGGEST_PART, heading->path, JH_TEXT(""), JH_TEXT(""));
    } else if (meaning.role != JH_ROLE_NONE && can_be(s, t, meaning)) {
        say(t, SAY_INTAKE_SUGGEST_SAME, heading->path, JH_TEXT(""), JH_TEXT(""));
        settle(s, t, JH_PROPOSED_SURE, meaning);
    }
}

static jh_text leaf_of(jh_text path)
{
    const char *slash = path.size ? memrchr(path.at, '/', path.size) : NULL;

    if (!slash) return path;
    return (jh_text){ slash + 1, (size_t)(path.at + path.size - slash) - 1 };
}

/* "设备(万)" for an element in 万元: what the bracket most likely leaves out. */
static void guess_measure(suggesting *s, thought *t)
{
    static const char *const cut[] = { "元", "平方米", "人" };
    jh_text path = t->heading->path, inside, whole;
    const char *open = path.size ? memrchr(path.at, '(', path.size) : NULL;
    size_t i;

    if (t->scale.family != JH_SCALE_NONE || !open || path.at[path.size - 1] != ')') return;
    inside = (jh_text){ open + 1, (size_t)(path.at + path.size - open) - 2 };
    for (i = 0; i < sizeof cut / sizeof *cut && t->like_count; i++) {
        if (t->likes[0].meaning.role != JH_ROLE_ELEMENT) return;
        whole = jh_text_format(s->keep, "%.*s%s", JH_TEXT_ARGS(inside), cut[i]);
        if (!whole.at) {
            s->no_memory = true;
            return;
        }
        if (!jh_scale_of(&t->scale, whole)) continue;
        if (measure_fits(s, t, t->likes[0].meaning.element)) {
            t->to->measure = whole;
            return;
        }
        t->scale = (jh_scale){ .family = JH_SCALE_NONE };
    }
}

/* By the whole path, or by its lowest part where that is liker. */
static void find_likes(suggesting *s, thought *t)
{
    jh_arena scratch = s->scratch;
    jh_like leaf_likes[JH_LIKES];
    jh_stage stage = t->stage;
    jh_text bare = jh_like_bare(&stage, &scratch, s->lexicon.standard, t->heading->path);
    jh_text leaf = jh_like_bare(&stage, &scratch, s->lexicon.standard, leaf_of(t->heading->path));
    size_t count;

    bare = bare.at ? jh_text_copy(s->keep, bare) : bare;
    if (!bare.at || !leaf.at) {
        s->no_memory = true;
        return;
    }
    t->year = jh_like_year(&bare);
    if (!t->year) t->year = jh_like_year(&leaf);
    t->like_count = jh_like_find(t->likes, &s->lexicon, scratch, bare);
    count = jh_like_find(leaf_likes, &s->lexicon, scratch, leaf);
    if (count && (!t->like_count || leaf_likes[0].percent > t->likes[0].percent)) {
        memcpy(t->likes, leaf_likes, sizeof leaf_likes);
        t->like_count = count;
    }
    if (t->stage == JH_WHOLE) t->stage = stage;
    t->bare = bare;
    guess_measure(s, t);
}

/* ---- who gets what ------------------------------------------------------------------------- */

static thought *owner_of(suggesting *s, jh_meaning meaning, jh_stage stage)
{
    size_t i;
    thought *t;

    for (i = 0; i < s->out->count; i++) {
        t = &s->thoughts[i];
        if (!t->is_settled || t->to->state == JH_PROPOSED_LEFT || t->meaning.role != meaning.role)
            continue;
        if (meaning.role != JH_ROLE_ELEMENT) return t;
        if (t->meaning.element == meaning.element
            && (t->stage == stage || t->stage == JH_WHOLE || stage == JH_WHOLE))
            return t;
    }
    return NULL;
}

/* The column's best likeness that is not ruled out; NULL = none is left. */
static const jh_like *best_of(suggesting *s, thought *t)
{
    const jh_like *like;
    char letter[JH_ADDRESS_SIZE];
    thought *owner;

    for (; t->next < t->like_count; t->next++) {
        like = &t->likes[t->next];
        owner = owner_of(s, like->meaning, t->stage);
        if (owner)
            say(t, SAY_INTAKE_SUGGEST_TAKEN, like->word,
                jh_text_of(jh_column_write(letter, owner->to->column)), JH_TEXT(""));
        else if (!speaks_of_another(s, t, like) && can_be(s, t, like->meaning))
            return like;
    }
    return NULL;
}

static void accept_like(suggesting *s, thought *t, const jh_like *like)
{
    char percent[24];

    if (like->percent == 100)
        say(t, SAY_INTAKE_SUGGEST_BARE, like->word, JH_TEXT(""), JH_TEXT(""));
    else
        say(t, SAY_INTAKE_SUGGEST_LIKE, like->word, jh_text_of(jh_digits(percent, like->percent)),
            JH_TEXT(""));
    if (t->next + 1 < t->like_count) t->to->other = t->likes[t->next + 1].word;
    settle(s, t, JH_PROPOSED_OPEN, like->meaning);
}

/* Of columns equally alike the later year's: last year's figures stand beside this year's. */
static bool is_liker(const thought *a, const jh_like *a_like, const thought *b,
                     const jh_like *b_like)
{
    if (a_like->percent != b_like->percent) return a_like->percent > b_like->percent;
    return a->year > b->year;
}

/* The likest of all columns first, so that a weaker likeness never takes what is another's. */
static void settle_likes(suggesting *s)
{
    const jh_like *like, *best;
    thought *t = NULL;
    size_t i;

    do {
        best = NULL;
        for (i = 0; i < s->out->count; i++) {
            if (s->thoughts[i].is_settled) continue;
            like = best_of(s, &s->thoughts[i]);
            if (!like || (best && !is_liker(&s->thoughts[i], like, t, best))) continue;
            best = like;
            t = &s->thoughts[i];
        }
        if (best && t) accept_like(s, t, best);
    } while (best);
}

/* A strange header over values that can hardly be anything else. */
static void settle_by_values(suggesting *s)
{
    static const struct {
        jh_role role;
        jh_say_id because;
    } kinds[] = { { JH_ROLE_CODE, SAY_INTAKE_SUGGEST_CODES },
                  { JH_ROLE_NAME, SAY_INTAKE_SUGGEST_NAMES },
                  { JH_ROLE_STAGE, SAY_INTAKE_SUGGEST_STAGES },
                  { JH_ROLE_KIND, SAY_INTAKE_SUGGEST_KINDS } };
    jh_meaning meaning = { 0 };
    size_t i, j;

    for (i = 0; i < s->out->count; i++)
        for (j = 0; j < sizeof kinds / sizeof *kinds && !s->thoughts[i].is_settled; j++) {
            meaning.role = kinds[j].role;
            if (!jh_column_values_look_like(&s->thoughts[i].values, kinds[j].role)
                || owner_of(s, meaning, JH_WHOLE))
                continue;
            say(&s->thoughts[i], kinds[j].because, JH_TEXT(""), JH_TEXT(""), JH_TEXT(""));
            settle(s, &s->thoughts[i], JH_PROPOSED_OPEN, meaning);
        }
}

static void settle_rest(suggesting *s)
{
    size_t i;

    for (i = 0; i < s->out->count; i++) {
        thought *t = &s->thoughts[i];

        if (!t->is_settled) {
            if (t->to->why.say != SAY_INTAKE_SUGGEST_MEASURE
                && t->to->why.say != SAY_INTAKE_SUGGEST_VALUES
                && t->to->why.say != SAY_INTAKE_SUGGEST_TAKEN)
                say(t, SAY_INTAKE_SUGGEST_NONE, JH_TEXT(""), JH_TEXT(""), JH_TEXT(""));
            settle(s, t, JH_PROPOSED_LEFT, (jh_meaning){ 0 });
        }
        s->out->open += t->to->state == JH_PROPOSED_OPEN;
        s->out->left += t->to->state == JH_PROPOSED_LEFT;
    }
}

/* ---- how it is written --------------------------------------------------------------------- */

static jh_text kept(suggesting *s, jh_text text)
{
    jh_text copy = jh_text_copy(s->keep, text);

    if (!copy.at) s->no_memory = true;
    return copy;
}

static bool can_be_quoted(jh_text text)
{
    size_t i;

    for (i = 0; i < text.size; i++)
        if (text.at[i] == '"' || (unsigned char)text.at[i] < ' ') return false;
    return text.size > 0;
}

/* The text in the row of names, if no other cell of it says the same. */
static jh_text name_of(suggesting *s, const jh_heading *heading)
{
    const jh_cell *cell = jh_sheet_cell(s->sheet, s->out->header_row, heading->column), *other;
    size_t count, i;

    if (cell->kind != JH_CELL_TEXT || !can_be_quoted(cell->text)) return JH_TEXT("");
    other = jh_sheet_row(&count, s->sheet, s->out->header_row);
    for (i = 0; i < count; i++)
        if (other[i].column != cell->column && other[i].kind == JH_CELL_TEXT
            && jh_text_same_folded(other[i].text, cell->text))
            return JH_TEXT("");
    return kept(s, cell->text);
}

/* "㎡" of a cell "(㎡)". */
static jh_text measure_of(suggesting *s, const jh_heading *heading)
{
    jh_text folded = heading->measure.size ? jh_text_fold(s->keep, heading->measure) : JH_TEXT("");

    if (!folded.at) {
        s->no_memory = true;
        return JH_TEXT("");
    }
    if (folded.size > 2 && folded.at[0] == '(')
        folded = (jh_text){ folded.at + 1, folded.size - 2 };
    return folded;
}

static jh_text stage_word(const suggesting *s, jh_stage stage)
{
    return stage == JH_WHOLE ? JH_TEXT("")
                             : jh_standard_stage_title(s->lexicon.standard, JH_ZH, stage);
}

static void begin_thought(suggesting *s, thought *t, const jh_heading *heading)
{
    jh_range body = { s->header.last_row + 1, heading->column, s->sheet->row_count,
                      heading->column };

    t->heading = heading;
    t->stage = heading->stage;
    t->scale = heading->scale;
    t->to->row = heading->row;
    t->to->column = heading->column;
    t->to->header = heading->shown;
    t->to->name = name_of(s, heading);
    t->to->measure = measure_of(s, heading);
    if (jh_column_values_read(&t->values, s->keep, s->sheet, &body, s->lexicon.standard))
        s->no_memory = true;
    t->to->sample_count = t->values.sample_count;
    memcpy(t->to->sample, t->values.sample, sizeof t->to->sample);
}

/* ---- the whole ----------------------------------------------------------------------------- */

/* Only a table of schools with figures by stage asks which stage a row is of. */
static void look_for_stage(suggesting *s)
{
    const jh_element *elements = s->lexicon.standard->elements;
    bool asked = false, by_header = true, by_row = false;
    size_t i;

    for (i = 0; i < s->out->count; i++) {
        const thought *t = &s->thoughts[i];

        if (t->to->state == JH_PROPOSED_LEFT) continue;
        by_row = by_row || t->meaning.role == JH_ROLE_STAGE || t->meaning.role == JH_ROLE_KIND;
        if (t->meaning.role != JH_ROLE_ELEMENT
            || elements[t->meaning.element].extent != JH_BY_STAGE)
            continue;
        asked = true;
        by_header = by_header && t->stage != JH_WHOLE;
    }
    s->out->has_stage = !asked || by_header || by_row;
}

/* The one stage that the tab's name or a cell above the header speaks of. */
static void look_above(suggesting *s)
{
    const jh_codes *codes = s->lexicon.standard->stage_codes;
    jh_stage found = JH_WHOLE, stage;
    size_t i, j;
    bool named;

    for (i = 0; codes && i < codes->count; i++) {
        named = jh_text_contains(s->sheet->name, codes->labels[i]);
        for (j = 0; j < s->sheet->cell_count && s->sheet->cells[j].row < s->header.first_row; j++)
            named = named
                    || (s->sheet->cells[j].kind == JH_CELL_TEXT
                        && jh_text_contains(s->sheet->cells[j].text, codes->labels[i]));
        stage = jh_stage_read(s->lexicon.standard, codes->labels[i]);
        if (!named || stage == JH_STAGE_COUNT) continue;
        if (found != JH_WHOLE) return;
        found = stage;
    }
    s->out->stage = stage_word(s, found);
}

static void think(suggesting *s)
{
    jh_suggestion *out = s->out;
    size_t i;

    out->items = JH_NEW_ARRAY(s->keep, jh_proposal, s->header.count + 1);
    s->thoughts = JH_NEW_ARRAY(s->keep, thought, s->header.count + 1);
    if (!out->items || !s->thoughts) {
        s->no_memory = true;
        return;
    }
    out->count = s->header.count;
    for (i = 0; i < out->count; i++)
        if (s->header.headings[i].row > out->header_row)
            out->header_row = s->header.headings[i].row;
    for (i = 0; i < out->count && !s->no_memory; i++) {
        s->thoughts[i].to = &out->items[i];
        begin_thought(s, &s->thoughts[i], &s->header.headings[i]);
        if (!s->no_memory) settle_known(s, &s->thoughts[i]);
        if (!s->no_memory && !s->thoughts[i].is_settled) find_likes(s, &s->thoughts[i]);
    }
    if (s->no_memory) return;
    settle_likes(s);
    settle_by_values(s);
    settle_rest(s);
    for (i = 0; i < out->count; i++) out->items[i].stage = stage_word(s, s->thoughts[i].stage);
    look_for_stage(s);
    if (!out->has_stage) look_above(s);
}

jh_code jh_suggest(jh_suggestion *out, jh_arena *keep, jh_arena scratch,
                   const jh_suggest_request *request, jh_error *err)
{
    suggesting s = { .out = out, .keep = keep, .scratch = scratch };
    jh_code rc = jh_lexicon_make(&s.lexicon, keep, request->standard, err);

    *out = (jh_suggestion){ .file = request->workbook->name };
    if (!rc) rc = choose_sheet(&s, request, err);
    if (rc || !s.sheet) return rc;
    out->position = s.sheet->position;
    out->known = (uint32_t)s.header.known;
    if (request->workbook->format != JH_FORMAT_CSV) out->sheet = kept(&s, s.sheet->name);
    if (!s.no_memory) think(&s);
    return s.no_memory ? jh_no_memory(err) : JH_OK;
}
