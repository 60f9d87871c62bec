/* SPDX-License-Identifier: Apache-2.0 */
#include "store/writing.h"

#include <string.h>

/* A figure of the batch that the store does not have like this. */
typedef struct new_figure {
    const jh_observation *figure;
    int32_t unit, element, sheet; /* sheet 0 = entered by hand */
} new_figure;

typedef struct sheet {
    int32_t number, file;
    jh_text name;
} sheet;

typedef struct figures {
    jh_assembly known; /* its figures: the newest by unit, element, stage, provenance */
    new_figure *news;
    size_t news_count, news_capacity;
    sheet *sheets;
    size_t sheet_count, sheet_capacity, known_sheets;
    size_t last_sheet; /* figures of one sheet come together */
    jh_arena *keep;
} figures;

/* ---- elements ---- */

static jh_code add_elements(jh_writing *on, jh_error *err)
{
    jh_field fields[2];
    size_t i;
    jh_code code = JH_OK;

    for (i = on->elements.sorted; i < on->elements.count && !code; i++) {
        fields[0] = jh_field_integer(on->elements.items[i].number);
        fields[1] = jh_field_text(on->elements.items[i].key);
        code = jh_database_run(&on->store->database, SQL_ADD_ELEMENT, fields, err);
    }
    jh_numbering_sort(&on->elements);
    return code;
}

/* Adds each key once, though the batch has it once a unit. */
static jh_code collect_elements(jh_writing *on, jh_error *err)
{
    size_t i, j;
    jh_code code = JH_OK;

    for (i = 0; i < on->batch->observation_count && !code; i++) {
        jh_text key = on->batch->observations[i].element;
        if (jh_numbering_find(&on->elements, key) >= 0) continue;
        for (j = on->elements.sorted; j < on->elements.count; j++)
            if (jh_text_equal(on->elements.items[j].key, key)) break;
        if (j == on->elements.count) code = jh_numbering_add(&on->elements, on->keep, key, err);
    }
    return code;
}

static jh_code number_elements(jh_writing *on, jh_error *err)
{
    jh_query_call call = { .query = SQL_ELEMENTS };
    jh_database *database = &on->store->database;
    jh_code code = jh_numbering_read(&on->elements, on->keep, database, &call, err);

    if (!code) code = collect_elements(on, err);
    if (code || on->elements.sorted == on->elements.count) return code;
    /* Another writer may be giving the same numbers: look again once we are alone. */
    if (database->engine->dialect == JH_POSTGRES) {
        code = jh_database_run(database, SQL_POSTGRES_LOCK_ELEMENTS, NULL, err);
        if (!code) code = jh_numbering_read(&on->elements, on->keep, database, &call, err);
        if (!code) code = collect_elements(on, err);
    }
    return code ? code : add_elements(on, err);
}

/* ---- what is new ---- */

static jh_code read_figure(void *context, const jh_records *row, jh_error *err)
{
    return jh_assembly_add_figure(context, row, 0, err);
}

static int compare_cell(const jh_stored_figure *a, int32_t unit, int32_t element,
                        const jh_observation *figure)
{
    if (a->unit != unit) return a->unit < unit ? -1 : 1;
    if (a->element != element) return a->element < element ? -1 : 1;
    return a->stage * JH_PROVENANCE_COUNT + a->provenance
           - ((int)figure->stage * JH_PROVENANCE_COUNT + (int)figure->provenance);
}

static const jh_stored_figure *find_known(const jh_assembly *known, const new_figure *cell)
{
    size_t low = 0, high = known->figure_count, middle;
    int order;

    while (low < high) {
        middle = low + (high - low) / 2;
        order = compare_cell(&known->figures[middle], cell->unit, cell->element, cell->figure);
        if (order == 0) return &known->figures[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static const char *figure_words(char out[JH_DECIMAL_SIZE], jh_why why, int64_t millionths)
{
    return why ? jh_why_key(why) : jh_decimal_write_short(out, (jh_decimal){ millionths });
}

static jh_code check_reason(const jh_writing *on, const jh_stored_figure *known,
                            const jh_observation *now, jh_error *err)
{
    char words[2][JH_DECIMAL_SIZE];
    jh_change change = {
        .unit = now->unit,
        .what = now->element,
        .was = jh_text_of(figure_words(words[0], (jh_why)known->why, known->millionths)),
        .now = jh_text_of(figure_words(words[1], now->why, now->value.millionths))
    };

    return jh_writing_needs_reason(on, &change, err);
}

static jh_code sort_in(jh_writing *on, figures *to, const jh_observation *figure, jh_error *err)
{
    new_figure now = { .figure = figure, .unit = jh_numbering_find(&on->units, figure->unit) };
    char word[JH_WORD_SIZE];
    const jh_stored_figure *known;
    new_figure *grown;
    jh_code code;

    if (now.unit < 0 || !on->has_fact[now.unit])
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NO_UNIT, on->store->database.where,
                       jh_stored_word(word, figure->unit), NULL);
    now.element = jh_numbering_find(&on->elements, figure->element);
    known = find_known(&to->known, &now);
    if (known && known->why == (uint8_t)figure->why
        && (figure->why || known->millionths == figure->value.millionths)) {
        on->counts.figures_same++;
        return JH_OK;
    }
    if (figure->provenance == JH_BY_CORRECTION && (!on->by->reason.size || !on->by->approver.size))
        return jh_fail(err, JH_CONFLICT, SAY_STORE_NEEDS_APPROVER, on->store->database.where,
                       jh_stored_word(word, figure->unit), NULL);
    if (known) {
        code = check_reason(on, known, figure, err);
        if (code) return code;
        on->counts.figures_revised++;
    } else {
        on->counts.figures_new++;
    }
    grown = jh_grow(on->keep, to->news, &to->news_capacity, to->news_count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(err);
    to->news = grown;
    to->news[to->news_count++] = now;
    return JH_OK;
}

/* ---- sheets ---- */

static jh_code push_sheet(figures *to, const sheet *one, jh_error *err)
{
    sheet *grown =
        jh_grow(to->keep, to->sheets, &to->sheet_capacity, to->sheet_count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    to->sheets = grown;
    to->sheets[to->sheet_count++] = *one;
    return JH_OK;
}

static jh_code read_sheet(void *context, const jh_records *row, jh_error *err)
{
    figures *to = context;
    sheet one = { .number = (int32_t)row->field[0].integer,
                  .file = (int32_t)row->field[1].integer };
    jh_code code = jh_field_copy(&one.name, to->keep, &row->field[2], err);

    return code ? code : push_sheet(to, &one, err);
}

static jh_code number_sheet(new_figure *figure, const jh_writing *on, figures *to, jh_error *err)
{
    const jh_origin *origin = &figure->figure->origin;
    sheet one = { .name = origin->sheet };
    size_t i, at;
    jh_code code;

    if (origin->file == JH_NO_FILE) return JH_OK;
    one.file = on->file_number[origin->file];
    for (i = 0; i < to->sheet_count; i++) {
        at = (to->last_sheet + i) % to->sheet_count;
        if (to->sheets[at].file != one.file || !jh_text_equal(to->sheets[at].name, one.name))
            continue;
        to->last_sheet = at;
        figure->sheet = to->sheets[at].number;
        return JH_OK;
    }
    one.number = to->sheet_count ? to->sheets[to->sheet_count - 1].number + 1 : 1;
    figure->sheet = one.number;
    to->last_sheet = to->sheet_count;
    code = push_sheet(to, &one, err);
    return code;
}

static jh_code number_sheets(jh_writing *on, figures *to, jh_error *err)
{
    jh_field fields[4] = { jh_field_text(on->batch->county) };
    jh_query_call call = { .query = SQL_SHEETS_OF_COUNTY, .fields = fields };
    jh_database *database = &on->store->database;
    size_t i;
    jh_code code = jh_records_each(database, &call, read_sheet, to, err);

    to->known_sheets = to->sheet_count;
    for (i = 0; i < to->news_count && !code; i++) code = number_sheet(&to->news[i], on, to, err);
    for (i = to->known_sheets; i < to->sheet_count && !code; i++) {
        fields[1] = jh_field_integer(to->sheets[i].number);
        fields[2] = jh_field_integer(to->sheets[i].file);
        fields[3] = jh_field_text(to->sheets[i].name);
        code = jh_database_run(database, SQL_ADD_SHEET, fields, err);
    }
    return code;
}

/* ---- writing ---- */

static void fill_row(jh_field *fields, const jh_writing *on, const new_figure *figure)
{
    const jh_observation *said = figure->figure;
    bool has_sheet = figure->sheet > 0;

    fields[0] = jh_field_text(on->batch->county);
    fields[1] = jh_field_text(on->batch->period);
    fields[2] = jh_field_integer(figure->unit);
    fields[3] = jh_field_integer(figure->element);
    fields[4] = jh_field_integer(said->stage);
    fields[5] = jh_field_integer(said->provenance);
    fields[6] = jh_field_integer(on->revision);
    fields[7] = jh_field_integer(said->why);
    fields[8] = said->why ? jh_field_null() : jh_field_integer(said->value.millionths);
    fields[9] = has_sheet ? jh_field_integer(figure->sheet) : jh_field_null();
    fields[10] = has_sheet ? jh_field_integer(said->origin.row) : jh_field_null();
    fields[11] = has_sheet ? jh_field_integer(said->origin.column) : jh_field_null();
    fields[12] = said->note.size ? jh_field_text(said->note) : jh_field_null();
}

static jh_code add_figures(jh_writing *on, const figures *from, jh_error *err)
{
    enum { STEP = 4096 };
    jh_database *database = &on->store->database;
    jh_field fields[JH_FIELDS];
    size_t i;
    jh_code code;

    if (!from->news_count) return JH_OK;
    code = database->engine->begin_add(database, SQL_ADD_OBSERVATION, err);
    for (i = 0; i < from->news_count && !code; i++) {
        if (i % STEP == 0)
            code = jh_store_tell(on->store, SAY_STORE_WRITING, i, from->news_count, err);
        fill_row(fields, on, &from->news[i]);
        if (!code) code = database->engine->add(database, SQL_ADD_OBSERVATION, fields, err);
    }
    return code ? code : database->engine->end_add(database, SQL_ADD_OBSERVATION, err);
}

jh_code jh_writing_figures(jh_writing *on, jh_error *err)
{
    jh_field scope[3] = { jh_field_text(on->batch->county), jh_field_text(on->batch->period),
                          jh_field_integer(on->revision) };
    jh_query_call known = { .query = SQL_FIGURES_OF_PERIOD, .fields = scope };
    figures all = { .known = { .store = on->store, .keep = on->keep, .scratch = on->keep },
                    .keep = on->keep };
    size_t i;
    jh_code code = number_elements(on, err);

    if (!code) code = jh_records_each(&on->store->database, &known, read_figure, &all.known, err);
    for (i = 0; i < on->batch->observation_count && !code; i++)
        code = sort_in(on, &all, &on->batch->observations[i], err);
    if (!code) code = number_sheets(on, &all, err);
    return code ? code : add_figures(on, &all, err);
}
