/* SPDX-License-Identifier: Apache-2.0 */
#include "office/collecting_book.h"

#include "app/files.h"
#include "app/findings.h"
#include "intake/intake.h"
#include "intake/template.h"
#include "office/collecting_work.h"

/* The form with its draft, and the unit it is of. */
typedef struct opened_form {
    jh_collection c;
    jh_form_at at;
    const jh_unit *unit;
} opened_form;

static jh_code open_form(opened_form **out, const jh_desk *desk, const jh_form_place *place,
                         jh_error *err)
{
    opened_form *form = JH_NEW(desk->keep, opened_form);
    jh_code rc = form ? jh_collection_open(&form->c, desk, place, err) : jh_no_memory(err);

    if (!rc) rc = jh_form_open(&form->at, &form->c, place->unit, err);
    if (rc) return rc;
    form->unit = &form->c.roster.units[form->at.unit];
    *out = form;
    return JH_OK;
}

/* ---- handed out ------------------------------------------------------------------------ */

typedef struct filling {
    const opened_form *form;
    jh_batch *batch;
    size_t capacity;
    bool with_before;
} filling;

static jh_observation saved_or_blank(const filling *f, const jh_element *element, jh_stage stage)
{
    const jh_form_cell *saved = jh_form_cell_find(&f->form->at.draft, element->key, stage);
    jh_observation out = { .unit = f->form->unit->code,
                           .element = element->key,
                           .stage = stage,
                           .why = JH_NOT_REPORTED,
                           .origin.file = JH_NO_FILE };

    if (!saved) return out;
    out.why = saved->why;
    out.value = saved->value;
    return out;
}

static void take_before(jh_observation *to, const filling *f)
{
    const jh_snapshot *before = &f->form->c.before;
    size_t column, unit;

    if (!before->unit_count) return;
    column = jh_snapshot_column(before, to->element, to->stage);
    unit = jh_snapshot_unit(before, to->unit);
    if (column == SIZE_MAX || unit == SIZE_MAX || before->columns[column].why[unit]) return;
    to->why = JH_PRESENT;
    to->value.millionths = before->columns[column].millionths[unit];
}

/* Blank ones, too: the workbook has a row for each stage that is asked. */
static jh_code fill_cell(void *context, const jh_element *element, jh_stage stage, jh_error *err)
{
    filling *f = context;
    jh_batch *batch = f->batch;
    jh_observation *grown = jh_grow(f->form->c.desk->keep, batch->observations, &f->capacity,
                                    batch->observation_count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    batch->observations = grown;
    grown += batch->observation_count++;
    *grown = saved_or_blank(f, element, stage);
    if (f->with_before && !jh_form_cell_find(&f->form->at.draft, element->key, stage))
        take_before(grown, f);
    return JH_OK;
}

typedef struct writing {
    const jh_desk *desk;
    const jh_template_request *request;
} writing;

static jh_code write_book(void *context, const char *path, jh_error *err)
{
    const writing *w = context;

    return jh_template_write(path, w->desk->scratch, w->request, err);
}

jh_code jh_form_book_write(jh_form_book *out, const jh_desk *desk, const jh_form_place *place,
                           bool with_before, jh_error *err)
{
    jh_batch batch = { .unit_count = 1 };
    filling f = { .batch = &batch, .with_before = with_before };
    jh_template_request request = { .filled = &batch, .for_schools = true, .blank_rows = 1 };
    writing w = { desk, &request };
    opened_form *form;
    jh_unit unit;
    jh_code rc = open_form(&form, desk, place, err);

    if (rc) return rc;
    unit = *form->unit;
    f.form = form;
    batch.units = &unit;
    rc = jh_form_cells_each(&form->at.check.judged.standard, &unit, fill_cell, &f, err);
    if (rc) return rc;
    jh_form_figures_sort(batch.observations, batch.observation_count);
    request.standard = &form->at.check.judged.standard;
    request.county = form->c.county;
    request.county_name = form->c.roster.county_name;
    request.period = form->c.kept.period;
    request.heading = unit.name;
    out->name = jh_text_format(desk->keep, "%.*s %.*s.xlsx", JH_TEXT_ARGS(unit.name),
                               JH_TEXT_ARGS(form->c.kept.period));
    if (!out->name.at) return jh_no_memory(err);
    return jh_file_written(&out->bytes, desk->keep, write_book, &w, err);
}

/* ---- taken back ------------------------------------------------------------------------ */

typedef struct taking {
    const opened_form *form;
    jh_batch batch;
    bool *is_asked; /* [observation_count] */
} taking;

static jh_code mark_asked(void *context, const jh_element *element, jh_stage stage, jh_error *err)
{
    taking *t = context;
    size_t i;

    (void)err;
    for (i = 0; i < t->batch.observation_count; i++)
        if (t->batch.observations[i].stage == stage
            && jh_text_equal(t->batch.observations[i].element, element->key))
            t->is_asked[i] = true;
    return JH_OK;
}

static jh_code refuse(taking *t, const jh_desk *desk, const jh_observation *figure, jh_message why,
                      jh_error *err)
{
    const jh_finding finding = { .severity = JH_REFUSAL,
                                 .message = why,
                                 .file = t->batch.files[figure->origin.file].name,
                                 .origin = figure->origin,
                                 .unit = figure->unit,
                                 .element = figure->element,
                                 .stage = figure->stage };

    return jh_finding_add(&t->batch.findings, desk->keep, &finding, err);
}

/* A workbook of another school, or with rows that this school is not asked for. */
static jh_code refuse_strangers(taking *t, const jh_desk *desk, jh_error *err)
{
    size_t i;
    jh_code rc = JH_OK;

    for (i = 0; i < t->batch.observation_count && !rc; i++) {
        const jh_observation *figure = &t->batch.observations[i];
        if (!jh_text_equal(figure->unit, t->form->unit->code))
            rc = refuse(t, desk, figure,
                        jh_message_make(SAY_SUPERVISE_OTHER_SCHOOL,
                                        jh_text_zero(desk->keep, figure->unit), NULL),
                        err);
        else if (!t->is_asked[i])
            rc = refuse(t, desk, figure,
                        jh_message_make(SAY_SUPERVISE_NO_SUCH_CELL,
                                        jh_text_zero(desk->keep, figure->element),
                                        jh_stage_key(figure->stage), NULL),
                        err);
    }
    return rc;
}

static jh_code read_batch(taking *t, const jh_desk *desk, const jh_source_file *file, jh_error *err)
{
    const jh_collection *c = &t->form->c;
    const jh_intake_request request = { .files = file,
                                        .file_count = 1,
                                        .standard = &t->form->at.check.judged.standard,
                                        .county = c->county,
                                        .period = c->kept.period,
                                        .known = c->roster.units + 1,
                                        .known_count = c->roster.unit_count - 1 };
    jh_code rc = jh_intake_read(&t->batch, desk->keep, desk->scratch, &request, err);

    if (rc) return rc;
    t->is_asked = JH_NEW_ARRAY(desk->keep, bool, t->batch.observation_count + 1);
    if (!t->is_asked) return jh_no_memory(err);
    rc = jh_form_cells_each(request.standard, t->form->unit, mark_asked, t, err);
    return rc ? rc : refuse_strangers(t, desk, err);
}

static jh_code tell_findings(jh_text *out, const jh_desk *desk, const jh_findings *all,
                             jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_findings refused = { 0 };
    size_t i;
    jh_code rc = JH_OK;

    for (i = 0; i < all->count && !rc; i++)
        if (all->items[i].severity == JH_REFUSAL)
            rc = jh_finding_add(&refused, desk->keep, &all->items[i], err);
    if (rc) return rc;
    jh_findings_json(&json, &refused, desk->manner.lang);
    return jh_json_finish(out, &json, err);
}

static bool is_same(const jh_form_cell *saved, const jh_observation *figure)
{
    return saved && saved->why == figure->why
           && (saved->why || saved->value.millionths == figure->value.millionths);
}

static jh_code take_cells(jh_form_read *out, const jh_desk *desk, const taking *t, jh_error *err)
{
    size_t i;

    out->cells.items = JH_NEW_ARRAY(desk->keep, jh_form_cell, t->batch.observation_count + 1);
    if (!out->cells.items) return jh_no_memory(err);
    for (i = 0; i < t->batch.observation_count; i++) {
        const jh_observation *figure = &t->batch.observations[i];
        if (is_same(jh_form_cell_find(&t->form->at.draft, figure->element, figure->stage), figure))
            continue;
        out->cells.items[out->cells.count++] = (jh_form_cell){ .element = figure->element,
                                                               .stage = figure->stage,
                                                               .why = figure->why,
                                                               .value = figure->value,
                                                               .note = JH_TEXT("") };
    }
    return JH_OK;
}

jh_code jh_form_book_read(jh_form_read *out, const jh_desk *desk, const jh_form_place *place,
                          const jh_source_file *file, jh_error *err)
{
    taking t = { 0 };
    opened_form *form = NULL;
    char count[24];
    size_t refused;
    jh_code rc = open_form(&form, desk, place, err);

    *out = (jh_form_read){ 0 };
    t.form = form;
    if (!rc) rc = read_batch(&t, desk, file, err);
    if (rc) return rc;
    refused = jh_finding_count(&t.batch.findings, JH_REFUSAL);
    if (!refused) return take_cells(out, desk, &t, err);
    rc = tell_findings(&out->findings, desk, &t.batch.findings, err);
    return rc ? rc
              : jh_fail(err, JH_BAD_INPUT, SAY_SUPERVISE_BOOK_REFUSED, NULL,
                        jh_digits(count, (long long)refused), NULL);
}
