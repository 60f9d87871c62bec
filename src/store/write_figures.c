/* SPDX-License-Identifier: Apache-2.0 */
#include "store/writing.h"

#include <string.h>

/* What the store knows: the newest by unit, element, stage, provenance. */
typedef struct stored {
    jh_assembly figures;
    jh_numbering elements;
} stored;

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

static const jh_stored_figure *find_known(const stored *in, int32_t unit,
                                          const jh_observation *figure)
{
    int32_t element = jh_numbering_find(&in->elements, figure->element);
    size_t low = 0, high = in->figures.figure_count, middle;
    int order;

    while (low < high) {
        middle = low + (high - low) / 2;
        order = compare_cell(&in->figures.figures[middle], unit, element, figure);
        if (order == 0) return &in->figures.figures[middle];
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

static jh_code add_news(jh_writing *on, const jh_new_figure *now, jh_error *err)
{
    jh_new_figure *grown =
        jh_grow(on->keep, on->figures, &on->figure_capacity, on->figure_count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    on->figures = grown;
    on->figures[on->figure_count++] = *now;
    return JH_OK;
}

static jh_code sort_in(jh_writing *on, const stored *in, const jh_observation *figure,
                       jh_error *err)
{
    jh_new_figure now = { .figure = figure, .unit = jh_numbering_find(&on->units, figure->unit) };
    char word[JH_WORD_SIZE];
    const jh_stored_figure *was;
    jh_code code = JH_OK;

    if (now.unit < 0 || !on->has_fact[now.unit])
        return jh_fail(err, JH_BAD_INPUT, SAY_STORE_NO_UNIT, on->store->database.where,
                       jh_stored_word(word, figure->unit), NULL);
    was = find_known(in, now.unit, figure);
    if (was && was->why == (uint8_t)figure->why
        && (figure->why || was->millionths == figure->value.millionths)) {
        on->counts.figures_same++;
        return JH_OK;
    }
    if (figure->provenance == JH_BY_CORRECTION && (!on->by->reason.size || !on->by->approver.size))
        return jh_fail(err, JH_CONFLICT, SAY_STORE_NEEDS_APPROVER, on->store->database.where,
                       jh_stored_word(word, figure->unit), NULL);
    if (was) code = check_reason(on, was, figure, err);
    on->counts.figures_revised += was != NULL;
    on->counts.figures_new += was == NULL;
    return code ? code : add_news(on, &now, err);
}

/* ---- sheets ---- */

static jh_code push_sheet(jh_writing *on, const jh_sheet *one, jh_error *err)
{
    jh_sheet *grown =
        jh_grow(on->keep, on->sheets, &on->sheet_capacity, on->sheet_count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    on->sheets = grown;
    on->sheets[on->sheet_count++] = *one;
    return JH_OK;
}

static jh_code read_sheet(void *context, const jh_records *row, jh_error *err)
{
    jh_writing *on = context;
    jh_sheet one = { .number = (int32_t)row->field[0].integer,
                     .file = (int32_t)row->field[1].integer };
    jh_code code = jh_field_copy(&one.name, on->keep, &row->field[2], err);

    return code ? code : push_sheet(on, &one, err);
}

static jh_code number_sheet(jh_new_figure *figure, jh_writing *on, jh_error *err)
{
    const jh_origin *origin = &figure->figure->origin;
    jh_sheet one = { .name = origin->sheet };
    size_t i, at;

    if (origin->file == JH_NO_FILE) return JH_OK;
    one.file = on->file_number[origin->file];
    for (i = 0; i < on->sheet_count; i++) {
        at = (on->last_sheet + i) % on->sheet_count;
        if (on->sheets[at].file != one.file || !jh_text_equal(on->sheets[at].name, one.name))
            continue;
        on->last_sheet = at;
        figure->sheet = on->sheets[at].number;
        return JH_OK;
    }
    one.number = on->sheet_count ? on->sheets[on->sheet_count - 1].number + 1 : 1;
    figure->sheet = one.number;
    on->last_sheet = on->sheet_count;
    return push_sheet(on, &one, err);
}

static jh_code number_sheets(jh_writing *on, jh_error *err)
{
    jh_field county = jh_field_text(on->batch->county);
    jh_query_call call = { .query = SQL_SHEETS_OF_COUNTY, .fields = &county };
    size_t i;
    jh_code code = jh_records_each(&on->store->database, &call, read_sheet, on, err);

    on->known_sheets = on->sheet_count;
    for (i = 0; i < on->figure_count && !code; i++) code = number_sheet(&on->figures[i], on, err);
    return code;
}

jh_code jh_writing_sort_figures(jh_writing *on, jh_error *err)
{
    jh_field scope[3] = { jh_field_text(on->batch->county), jh_field_text(on->batch->period),
                          jh_field_integer(on->revision) };
    jh_query_call elements = { .query = SQL_ELEMENTS };
    jh_query_call figures = { .query = SQL_FIGURES_OF_PERIOD, .fields = scope };
    stored in = { .figures = { .store = on->store, .keep = on->keep, .scratch = on->keep } };
    jh_database *database = &on->store->database;
    size_t i;
    jh_code code = jh_numbering_read(&in.elements, on->keep, database, &elements, err);

    if (!code) code = jh_records_each(database, &figures, read_figure, &in.figures, err);
    for (i = 0; i < on->batch->observation_count && !code; i++)
        code = sort_in(on, &in, &on->batch->observations[i], err);
    return code ? code : number_sheets(on, err);
}

/* ---- elements: of the whole store, so that another county may have brought some since ---- */

/* Adds each key once, though the batch has it once a unit. */
static jh_code collect_elements(jh_numbering *elements, const jh_writing *on, jh_error *err)
{
    size_t i, j;
    jh_code code = JH_OK;

    for (i = 0; i < on->figure_count && !code; i++) {
        jh_text key = on->figures[i].figure->element;
        if (jh_numbering_find(elements, key) >= 0) continue;
        for (j = elements->sorted; j < elements->count; j++)
            if (jh_text_equal(elements->items[j].key, key)) break;
        if (j == elements->count) code = jh_numbering_add(elements, &on->store->work, key, err);
    }
    return code;
}

static jh_code add_elements(jh_numbering *elements, jh_database *database, jh_error *err)
{
    jh_field fields[2];
    size_t i;
    jh_code code = JH_OK;

    for (i = elements->sorted; i < elements->count && !code; i++) {
        fields[0] = jh_field_integer(elements->items[i].number);
        fields[1] = jh_field_text(elements->items[i].key);
        code = jh_database_run(database, SQL_ADD_ELEMENT, fields, err);
    }
    jh_numbering_sort(elements);
    return code;
}

static jh_code number_elements(jh_numbering *elements, const jh_writing *on, jh_error *err)
{
    jh_query_call call = { .query = SQL_ELEMENTS };
    jh_database *database = &on->store->database;
    jh_code code = jh_numbering_read(elements, &on->store->work, database, &call, err);

    if (!code) code = collect_elements(elements, on, err);
    if (code || elements->sorted == elements->count) return code;
    /* Another writer may be giving the same numbers: look again once we are alone. */
    if (database->engine->dialect == JH_POSTGRES) {
        code = jh_database_run(database, SQL_POSTGRES_LOCK_ELEMENTS, NULL, err);
        if (!code) code = jh_numbering_read(elements, &on->store->work, database, &call, err);
        if (!code) code = collect_elements(elements, on, err);
    }
    return code ? code : add_elements(elements, database, err);
}

/* ---- writing ---- */

static jh_code add_sheets(jh_writing *on, jh_error *err)
{
    jh_field fields[4] = { jh_field_text(on->batch->county) };
    size_t i;
    jh_code code = JH_OK;

    for (i = on->known_sheets; i < on->sheet_count && !code; i++) {
        fields[1] = jh_field_integer(on->sheets[i].number);
        fields[2] = jh_field_integer(on->sheets[i].file);
        fields[3] = jh_field_text(on->sheets[i].name);
        code = jh_database_run(&on->store->database, SQL_ADD_SHEET, fields, err);
    }
    return code;
}

static void fill_row(jh_field *fields, const jh_writing *on, const jh_new_figure *figure,
                     int32_t element)
{
    const jh_observation *said = figure->figure;
    bool has_sheet = figure->sheet > 0;

    fields[0] = jh_field_text(on->batch->county);
    fields[1] = jh_field_text(on->batch->period);
    fields[2] = jh_field_integer(figure->unit);
    fields[3] = jh_field_integer(element);
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

static jh_code add_rows(jh_writing *on, const jh_numbering *elements, jh_error *err)
{
    enum { STEP = 4096 };
    jh_database *database = &on->store->database;
    jh_field fields[JH_FIELDS];
    size_t i;
    jh_code code = database->engine->begin_add(database, SQL_ADD_OBSERVATION, err);

    for (i = 0; i < on->figure_count && !code; i++) {
        if (i % STEP == 0)
            code = jh_store_tell(on->store, SAY_STORE_WRITING, i, on->figure_count, err);
        fill_row(fields, on, &on->figures[i],
                 jh_numbering_find(elements, on->figures[i].figure->element));
        if (!code) code = database->engine->add(database, SQL_ADD_OBSERVATION, fields, err);
    }
    return code ? code : database->engine->end_add(database, SQL_ADD_OBSERVATION, err);
}

jh_code jh_writing_add_figures(jh_writing *on, jh_error *err)
{
    jh_numbering elements;
    jh_code code;

    if (!on->figure_count) return JH_OK;
    code = number_elements(&elements, on, err);
    if (!code) code = add_sheets(on, err);
    return code ? code : add_rows(on, &elements, err);
}
