/* SPDX-License-Identifier: Apache-2.0 */
#include "store/assembly.h"

#include <string.h>

/* ---- files and sheets ---- */

typedef struct sheet_place {
    uint32_t file; /* index into the snapshot's files; JH_NO_FILE = of another period */
    jh_text name;
} sheet_place;

typedef struct origin_reader {
    jh_store *store;
    jh_arena *keep, *scratch;
    jh_source_file *files;
    int32_t *file_number;
    size_t file_count, file_capacity, number_capacity;
    sheet_place *sheets; /* by number of the sheet */
    size_t sheet_count, sheet_capacity;
    jh_origin *origins;
    jh_text *notes; /* [origin_count] */
    size_t origin_count, origin_capacity, note_capacity;
} origin_reader;

static jh_code read_file(void *context, const jh_records *row, jh_error *err)
{
    origin_reader *to = context;
    jh_source_file *file =
        jh_grow(to->keep, to->files, &to->file_capacity, to->file_count + 1, sizeof *file);
    int32_t *number = jh_grow(to->scratch, to->file_number, &to->number_capacity,
                              to->file_count + 1, sizeof *number);
    jh_code code;

    if (!file || !number) return jh_no_memory(err);
    to->files = file;
    to->file_number = number;
    number[to->file_count] = (int32_t)row->field[0].integer;
    file += to->file_count++;
    code = jh_field_copy(&file->name, to->keep, &row->field[1], err);
    return code ? code : jh_field_hash(&file->hash, to->store, &row->field[2], err);
}

static jh_code read_sheet(void *context, const jh_records *row, jh_error *err)
{
    origin_reader *to = context;
    size_t number = (size_t)row->field[0].integer, i;
    sheet_place *grown =
        jh_grow(to->scratch, to->sheets, &to->sheet_capacity, number + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    to->sheets = grown;
    for (; to->sheet_count <= number; to->sheet_count++)
        to->sheets[to->sheet_count].file = JH_NO_FILE;
    grown += number;
    for (i = 0; i < to->file_count; i++)
        if (to->file_number[i] == row->field[1].integer) grown->file = (uint32_t)i;
    return jh_field_copy(&grown->name, to->keep, &row->field[2], err);
}

static jh_code add_origin(origin_reader *to, jh_origin origin, const jh_field *note, jh_error *err)
{
    size_t count = to->origin_count + 1;
    jh_origin *origins =
        jh_grow(to->keep, to->origins, &to->origin_capacity, count, sizeof *origins);
    jh_text *notes = jh_grow(to->keep, to->notes, &to->note_capacity, count, sizeof *notes);

    if (!origins || !notes) return jh_no_memory(err);
    to->origins = origins;
    to->notes = notes;
    origins[to->origin_count] = origin;
    notes[to->origin_count++] = JH_TEXT("");
    if (!note || note->kind != JH_FIELD_TEXT) return JH_OK;
    return jh_field_copy(&notes[count - 1], to->keep, note, err);
}

/* The index of the row's origin; 0 where it was entered by hand and nothing stands beside it. */
static jh_code read_origin(uint32_t *out, origin_reader *to, const jh_field *field,
                           const jh_field *note, jh_error *err)
{
    size_t sheet = (size_t)field[0].integer;
    jh_origin origin = { .file = JH_NO_FILE, .sheet = JH_TEXT("") };

    *out = 0;
    if (field[0].kind == JH_FIELD_INTEGER) {
        if (field[0].integer < 0 || sheet >= to->sheet_count)
            return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, to->store->database.where, "sheet", NULL);
        origin = (jh_origin){ .file = to->sheets[sheet].file,
                              .sheet = to->sheets[sheet].name,
                              .row = (uint32_t)field[1].integer,
                              .column = (uint32_t)field[2].integer };
    } else if (note->kind != JH_FIELD_TEXT) {
        return JH_OK;
    }
    *out = (uint32_t)to->origin_count;
    return add_origin(to, origin, note, err);
}

/* ---- one county ---- */

typedef struct loading {
    jh_assembly assembly;
    jh_elements elements;
    origin_reader *origins; /* NULL = not asked for */
} loading;

static jh_code add_fact(void *context, const jh_records *row, jh_error *err)
{
    return jh_assembly_add_fact(&((loading *)context)->assembly, row, err);
}

static jh_code add_figure(void *context, const jh_records *row, jh_error *err)
{
    loading *to = context;
    uint32_t origin = 0;
    jh_code code = JH_OK;

    if (to->origins) code = read_origin(&origin, to->origins, &row->field[6], &row->field[10], err);
    if (!code) code = jh_assembly_add_figure(&to->assembly, row, origin, err);
    if (!code && to->origins)
        to->assembly.figures[to->assembly.figure_count - 1].revision = row->field[9].integer;
    return code;
}

/* The revision to load at: the newest, or the one asked for if there was such a one. */
static jh_code find_revision(int64_t *out, jh_store *store, const jh_load *what, jh_error *err)
{
    jh_field county = jh_field_text(what->county);
    jh_query_call call = { .query = SQL_COUNTY_REVISION, .fields = &county };
    char shown[JH_WORD_SIZE], asked[24];
    jh_code code = jh_database_number(out, &store->database, &call, -1, err);

    if (code) return code;
    if (*out < 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_COUNTY, store->database.where,
                       jh_stored_word(shown, what->county), NULL);
    if (what->at_revision < 0 || what->at_revision > *out)
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_REVISION, store->database.where,
                       jh_stored_word(shown, what->county), jh_digits(asked, what->at_revision),
                       NULL);
    if (what->at_revision) *out = what->at_revision;
    return JH_OK;
}

static jh_code read_files(origin_reader *to, const jh_field scope[3], jh_error *err)
{
    jh_query_call files = { .query = SQL_FILES_OF_PERIOD, .fields = scope };
    jh_query_call sheets = { .query = SQL_SHEETS_OF_COUNTY, .fields = scope };
    jh_code code = jh_records_each(&to->store->database, &files, read_file, to, err);

    if (!code) code = jh_records_each(&to->store->database, &sheets, read_sheet, to, err);
    if (code) return code;
    return add_origin(to, (jh_origin){ .file = JH_NO_FILE, .sheet = JH_TEXT("") }, NULL, err);
}

static jh_code read_rows(jh_snapshot *out, loading *to, const jh_load *what, jh_error *err)
{
    jh_store *store = to->assembly.store;
    jh_field scope[3] = { jh_field_text(what->county), jh_field_text(what->period),
                          jh_field_integer(out->revision) };
    jh_query_call facts = { .query = SQL_FACTS_OF_PERIOD, .fields = scope };
    jh_query_call figures = { .query =
                                  to->origins ? SQL_FIGURES_WITH_ORIGINS : SQL_FIGURES_OF_PERIOD,
                              .fields = scope };
    char county[JH_WORD_SIZE], period[JH_WORD_SIZE];
    jh_code code = jh_records_each(&store->database, &facts, add_fact, to, err);

    if (!code && !to->assembly.unit_count)
        code = jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_PERIOD, store->database.where,
                       jh_stored_word(county, what->county), jh_stored_word(period, what->period),
                       NULL);
    if (!code && to->origins) code = read_files(to->origins, scope, err);
    return code || what->only_units
               ? code
               : jh_records_each(&store->database, &figures, add_figure, to, err);
}

static jh_code load(jh_snapshot *out, loading *to, const jh_load *what, jh_error *err)
{
    jh_arena *keep = to->assembly.keep;
    jh_code code = find_revision(&out->revision, to->assembly.store, what, err);

    if (!code) code = jh_elements_read(&to->elements, keep, to->assembly.store, err);
    if (code) return code;
    to->assembly.elements = &to->elements;
    out->county = jh_text_copy(keep, what->county);
    out->period = jh_text_copy(keep, what->period);
    if (!out->county.at || !out->period.at) return jh_no_memory(err);
    code = read_rows(out, to, what, err);
    if (!code) code = jh_assembly_finish(out, &to->assembly, to->origins != NULL, err);
    if (code || !to->origins) return code;
    out->origins = to->origins->origins;
    out->notes = to->origins->notes;
    out->origin_count = to->origins->origin_count;
    out->files = to->origins->files;
    out->file_count = to->origins->file_count;
    return JH_OK;
}

static bool wants_origins(const jh_load *what)
{
    return what->with_origins || what->with_conflicts || what->with_statements;
}

jh_code jh_store_load(jh_snapshot *out, jh_arena *keep, jh_store *store, const jh_load *what,
                      jh_error *err)
{
    origin_reader origins = { .store = store, .keep = keep, .scratch = &store->work };
    loading to = { .assembly = { .store = store,
                                 .keep = keep,
                                 .scratch = &store->work,
                                 .precedence = what->precedence,
                                 .with_conflicts = what->with_conflicts,
                                 .with_statements = what->with_statements },
                   .origins = wants_origins(what) ? &origins : NULL };
    jh_code code;

    *out = (jh_snapshot){ 0 };
    code = jh_database_begin(&store->database, JH_STORE_READ, err);
    if (code) return code;
    code = load(out, &to, what, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}
