/* SPDX-License-Identifier: Apache-2.0 */
#include "store/cycles.h"

#include "store/writing.h"

#include <stdio.h>

/* ---- reading ---- */

typedef struct cycle_reader {
    jh_arena *keep;
    jh_kept_cycles *out;
    size_t capacity;
} cycle_reader;

static jh_code read_cycle(void *context, const jh_records *row, jh_error *err)
{
    cycle_reader *to = context;
    const jh_field *field = row->field;
    jh_kept_cycle *one =
        jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *one);
    jh_code code;

    if (!one) return jh_no_memory(err);
    to->out->items = one;
    one += to->out->count++;
    *one = (jh_kept_cycle){ .number = field[0].integer,
                            .opens = { (int32_t)field[3].integer },
                            .due = { (int32_t)field[4].integer },
                            .is_closed = field[5].integer != 0 };
    code = jh_field_copy(&one->period, to->keep, &field[1], err);
    if (!code) code = jh_field_copy(&one->title, to->keep, &field[2], err);
    if (!code) code = jh_field_copy(&one->author, to->keep, &field[6], err);
    return code ? code : jh_field_copy(&one->stamp, to->keep, &field[7], err);
}

jh_code jh_store_cycles(jh_kept_cycles *out, jh_arena *keep, jh_store *store, jh_text county,
                        jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_CYCLES_OF_COUNTY, .fields = &which };
    cycle_reader to = { .keep = keep, .out = out };

    *out = (jh_kept_cycles){ 0 };
    return jh_store_each(store, &call, read_cycle, &to, err);
}

typedef struct step_reader {
    jh_arena *keep;
    jh_kept_steps *out;
    size_t capacity;
} step_reader;

static jh_code read_step(void *context, const jh_records *row, jh_error *err)
{
    static const int column[] = { 1, 2, 3, 7, 8, 9, 10 };
    step_reader *to = context;
    const jh_field *field = row->field;
    jh_kept_step *one =
        jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *one);
    jh_code code = JH_OK;
    int i;

    if (!one) return jh_no_memory(err);
    to->out->items = one;
    one += to->out->count++;
    *one = (jh_kept_step){ .number = field[0].integer,
                           .day = { (int32_t)field[4].integer },
                           .until = field[5].kind == JH_FIELD_NULL
                                        ? JH_NO_DATE
                                        : (jh_date){ (int32_t)field[5].integer },
                           .revision = field[6].integer };
    jh_text *text[] = { &one->unit,   &one->act,      &one->party, &one->author,
                        &one->reason, &one->approver, &one->stamp };
    for (i = 0; i < 7 && !code; i++)
        code = jh_field_copy(text[i], to->keep, &field[column[i]], err);
    return code;
}

jh_code jh_store_form_steps(jh_kept_steps *out, jh_arena *keep, jh_store *store,
                            const jh_form_place *where, jh_error *err)
{
    jh_field which[3] = { jh_field_text(where->county), jh_field_integer(where->cycle),
                          jh_field_text(where->unit) };
    jh_query_call call = { .query = where->unit.size ? SQL_STEPS_OF_FORM : SQL_STEPS_OF_CYCLE,
                           .fields = which };
    step_reader to = { .keep = keep, .out = out };

    *out = (jh_kept_steps){ 0 };
    return jh_store_each(store, &call, read_step, &to, err);
}

typedef struct cell_reader {
    jh_arena *keep;
    jh_form_cells *out;
    size_t capacity;
    int64_t only_step; /* 0 = of each cell the last one */
} cell_reader;

static jh_code read_cell(void *context, const jh_records *row, jh_error *err)
{
    cell_reader *to = context;
    const jh_field *field = row->field;
    jh_form_cell one = { .stage = (jh_stage)field[1].integer,
                         .why = (jh_why)field[2].integer,
                         .value = { field[3].integer },
                         .step = field[5].integer };
    jh_form_cell *last = to->out->count ? &to->out->items[to->out->count - 1] : NULL;
    jh_code code;

    if (to->only_step && one.step != to->only_step) return JH_OK;
    code = jh_field_copy(&one.element, to->keep, &field[0], err);
    if (!code) code = jh_field_copy(&one.note, to->keep, &field[4], err);
    if (code) return code;
    if (!last || last->stage != one.stage || !jh_text_equal(last->element, one.element)) {
        last = jh_grow(to->keep, to->out->items, &to->capacity, to->out->count + 1, sizeof *last);
        if (!last) return jh_no_memory(err);
        to->out->items = last;
        last += to->out->count++;
    }
    *last = one;
    return JH_OK;
}

static jh_code read_cells(jh_store *store, const jh_form_place *where, const char *act,
                          cell_reader *to, jh_error *err)
{
    jh_field which[4] = { jh_field_text(where->county), jh_field_integer(where->cycle),
                          jh_field_text(where->unit), jh_field_text(jh_text_of(act)) };
    jh_query_call call = { .query = SQL_CELLS_OF_FORM, .fields = which };

    *to->out = (jh_form_cells){ 0 };
    return jh_store_each(store, &call, read_cell, to, err);
}

jh_code jh_store_form_draft(jh_form_cells *out, jh_arena *keep, jh_store *store,
                            const jh_form_place *where, jh_error *err)
{
    cell_reader to = { .keep = keep, .out = out };

    return read_cells(store, where, "save", &to, err);
}

jh_code jh_store_form_returned(jh_form_cells *out, jh_arena *keep, jh_store *store,
                               const jh_form_place *where, jh_error *err)
{
    cell_reader to = { .keep = keep, .out = out };
    jh_kept_steps steps;
    size_t i;
    jh_code code = jh_store_form_steps(&steps, keep, store, where, err);

    if (code) return code;
    for (i = 0; i < steps.count; i++)
        if (jh_text_equal(steps.items[i].act, JH_TEXT("return")))
            to.only_step = steps.items[i].number;
    *out = (jh_form_cells){ 0 };
    return to.only_step ? read_cells(store, where, "return", &to, err) : JH_OK;
}

/* ---- opening ---- */

enum { CYCLE_FIELDS = 7 };

static jh_code add_cycle(jh_store *store, jh_field *row, const jh_authorship *by, jh_error *err)
{
    jh_query_call last = { .query = SQL_LAST_CYCLE, .fields = row };
    jh_audit entry = jh_audit_by("cycle", by);
    char counts[48];
    int64_t number = 0;
    jh_code code = jh_store_begin_write(&entry.revision, store, row[0].text, err);

    if (!code) code = jh_database_number(&number, &store->database, &last, 0, err);
    row[1] = jh_field_integer(number + 1);
    row[2] = jh_field_integer(entry.revision);
    if (!code) code = jh_database_run(&store->database, SQL_ADD_CYCLE, row, err);
    if (!code) code = jh_hash_fields(&entry.content, row, CYCLE_FIELDS, err);
    if (code) return code;
    snprintf(counts, sizeof counts, "cycle %lld", (long long)number + 1);
    entry.counts = jh_text_of(counts);
    code = jh_audit_add(store, row[0].text, &entry, err);
    return code ? code : jh_database_commit(&store->database, err);
}

jh_code jh_store_cycle_open(jh_store *store, jh_text county, jh_kept_cycle *cycle,
                            const jh_authorship *by, jh_error *err)
{
    jh_field row[CYCLE_FIELDS] = { jh_field_text(county),
                                   jh_field_null(),
                                   jh_field_null(),
                                   jh_field_text(cycle->period),
                                   jh_field_text(cycle->title),
                                   jh_field_integer(cycle->opens.days),
                                   jh_field_integer(cycle->due.days) };
    jh_code code = jh_authorship_check(store, by, err);

    if (!code) code = jh_name_check(store, county, JH_COUNTY_MOST, err);
    if (!code) code = jh_name_check(store, cycle->period, JH_PERIOD_MOST, err);
    if (!code) code = jh_name_check(store, cycle->title, JH_KEY_MOST, err);
    if (!code && cycle->opens.days > cycle->due.days)
        code = jh_fail(err, JH_BAD_INPUT, SAY_STORE_CYCLE_DAYS, store->database.where, NULL);
    if (!code) code = add_cycle(store, row, by, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    if (!code) cycle->number = row[1].integer;
    return code;
}

/* ---- a step ---- */

/* county, cycle, step, unit, act, party, day, until, revision, author, reason, approver, stamp */
enum { STEP_FIELDS = 13 };

static jh_code check_stepping(const jh_store *store, const jh_stepping *what, jh_error *err)
{
    const jh_form_cell *cell = what->cells.items;
    jh_code code = jh_authorship_check(store, what->by, err);
    size_t i;

    if (!code) code = jh_name_check(store, what->where.county, JH_COUNTY_MOST, err);
    if (!code && what->where.unit.size)
        code = jh_name_check(store, what->where.unit, JH_CODE_MOST, err);
    for (i = 0; i < what->cells.count && !code; i++) {
        if (cell[i].element.size) code = jh_name_check(store, cell[i].element, JH_KEY_MOST, err);
        if (!code) code = jh_text_check(store, cell[i].note, err);
    }
    return code ? code : what->batch ? jh_batch_check(store, what->batch, err) : JH_OK;
}

static bool is_save(const jh_stepping *what)
{
    return jh_text_equal(what->step->act, JH_TEXT("save"));
}

/* Nobody else was first, and the cycle is there and open. */
static jh_code check_turn(jh_store *store, const jh_stepping *what, const jh_field *row,
                          jh_error *err)
{
    const jh_field form[3] = { row[0], row[1], row[3] };
    jh_query_call closed = { .query = SQL_CYCLE_CLOSED, .fields = row };
    jh_query_call last = { .query = SQL_LAST_STEP_OF_FORM, .fields = form };
    char number[24];
    int64_t is_closed, newest;
    jh_code code = jh_database_number(&is_closed, &store->database, &closed, -1, err);

    if (!code) code = jh_database_number(&newest, &store->database, &last, 0, err);
    if (code) return code;
    if (is_closed < 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_CYCLE, store->database.where,
                       jh_digits(number, (long long)what->where.cycle), NULL);
    if (is_closed)
        return jh_fail(err, JH_CONFLICT, SAY_STORE_CYCLE_CLOSED, store->database.where, NULL);
    if (newest != what->after)
        return jh_fail(err, JH_CONFLICT, SAY_STORE_FORM_MOVED_ON, store->database.where,
                       jh_digits(number, (long long)newest), NULL);
    return JH_OK;
}

static jh_code add_cells(jh_store *store, const jh_stepping *what, const jh_field *row,
                         jh_error *err)
{
    jh_field fields[8] = { row[0], row[1], row[2] };
    size_t i;
    jh_code code = JH_OK;

    for (i = 0; i < what->cells.count && !code; i++) {
        const jh_form_cell *cell = &what->cells.items[i];
        fields[3] = jh_field_text(cell->element);
        fields[4] = jh_field_integer(cell->stage);
        fields[5] = jh_field_integer(cell->why);
        fields[6] = cell->why ? jh_field_null() : jh_field_integer(cell->value.millionths);
        fields[7] = jh_field_text(cell->note);
        code = jh_database_run(&store->database, SQL_ADD_FORM_CELL, fields, err);
    }
    return code;
}

static jh_code hash_step(jh_hash *out, const jh_field *row, const jh_stepping *what, jh_error *err)
{
    jh_hasher *hasher;
    jh_hash head;
    size_t i;
    jh_code code = jh_hash_fields(&head, row, STEP_FIELDS, err);

    if (code) return code;
    hasher = jh_hasher_begin();
    if (!hasher) return jh_no_memory(err);
    jh_hasher_add(hasher, head.bytes, sizeof head.bytes);
    for (i = 0; i < what->cells.count; i++) {
        const jh_form_cell *cell = &what->cells.items[i];
        jh_hasher_add_piece(hasher, cell->element);
        jh_hasher_add_number(hasher, cell->stage);
        jh_hasher_add_number(hasher, cell->why);
        jh_hasher_add_number(hasher, cell->why ? 0 : cell->value.millionths);
        jh_hasher_add_piece(hasher, cell->note);
    }
    *out = jh_hasher_finish(hasher);
    return JH_OK;
}

/* Figures that count from now on, inside the step's transaction. */
static jh_code add_figures(jh_store *store, const jh_stepping *what, int64_t revision,
                           jh_error *err)
{
    jh_writing on = { .store = store,
                      .batch = what->batch,
                      .by = what->by,
                      .keep = &store->work,
                      .revision = revision };
    jh_code code = jh_writing_sort(&on, err);

    return code ? code : jh_writing_add(&on, err);
}

static jh_code add_entry(jh_store *store, const jh_stepping *what, const jh_field *row,
                         jh_error *err)
{
    jh_audit entry = jh_audit_by("form", what->by);
    char counts[200];
    jh_code code = hash_step(&entry.content, row, what, err);

    if (code) return code;
    snprintf(counts, sizeof counts, "cycle %lld, %.*s %.*s, cells %zu, figures %zu",
             (long long)row[1].integer, JH_TEXT_ARGS(what->step->act),
             JH_TEXT_ARGS(what->where.unit), what->cells.count,
             what->batch ? what->batch->observation_count : 0);
    entry.counts = jh_text_of(counts);
    entry.revision = row[8].integer;
    return jh_audit_add(store, row[0].text, &entry, err);
}

static jh_code hold(int64_t *revision, jh_store *store, jh_text county, jh_error *err)
{
    jh_field which = jh_field_text(county);
    jh_query_call call = { .query = SQL_HOLD_COUNTY, .fields = &which };
    jh_code code = jh_database_begin(&store->database, JH_STORE_WRITE, err);

    return code ? code : jh_database_number(revision, &store->database, &call, 1, err);
}

static jh_code take_step(jh_store *store, const jh_stepping *what, jh_field *row, jh_error *err)
{
    jh_query_call last = { .query = SQL_LAST_FORM_STEP, .fields = row };
    int64_t revision = 0, number = 0;
    jh_code code = is_save(what) ? hold(&revision, store, row[0].text, err)
                                 : jh_store_begin_write(&revision, store, row[0].text, err);

    if (!code) code = check_turn(store, what, row, err);
    if (!code) code = jh_database_number(&number, &store->database, &last, 0, err);
    row[2] = jh_field_integer(number + 1);
    row[8] = jh_field_integer(revision);
    if (!code) code = jh_database_run(&store->database, SQL_ADD_FORM_STEP, row, err);
    if (!code) code = add_cells(store, what, row, err);
    if (!code && what->batch) code = add_figures(store, what, revision, err);
    if (!code && !is_save(what)) code = add_entry(store, what, row, err);
    return code ? code : jh_database_commit(&store->database, err);
}

jh_code jh_store_form_step(jh_store *store, const jh_stepping *what, jh_error *err)
{
    const jh_kept_step *step = what->step;
    jh_field row[STEP_FIELDS] = { jh_field_text(what->where.county),
                                  jh_field_integer(what->where.cycle),
                                  jh_field_null(),
                                  jh_field_text(what->where.unit),
                                  jh_field_text(step->act),
                                  jh_field_text(step->party),
                                  jh_field_integer(step->day.days),
                                  jh_date_is_set(step->until) ? jh_field_integer(step->until.days)
                                                              : jh_field_null(),
                                  jh_field_null(),
                                  jh_field_text(what->by->author),
                                  jh_field_text(what->by->reason),
                                  jh_field_text(what->by->approver),
                                  jh_field_text(what->by->stamp) };
    jh_code code = check_stepping(store, what, err);

    if (!code) code = take_step(store, what, row, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    if (code) return code;
    what->step->number = row[2].integer;
    what->step->revision = row[8].integer;
    return JH_OK;
}
