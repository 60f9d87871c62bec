/* SPDX-License-Identifier: Apache-2.0 */
#include "app/correct.h"

#include "app/authorship.h"
#include "app/called.h"
#include "app/choose.h"
#include "formats/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where papers of the county stand now, cell by cell. */
typedef struct standing {
    const jh_corrections *what;
    jh_snapshot now;
    jh_standard standard;
    jh_observation *sorted; /* the corrections in the order a batch wants */
    jh_text county, period;
    size_t quicker; /* corrections of what somebody has changed meanwhile */
} standing;

static int by_cell(const void *a, const void *b)
{
    const jh_observation *x = a, *y = b;
    int order = jh_text_compare(x->unit, y->unit);

    if (!order) order = jh_text_compare(x->element, y->element);
    return order ? order : (int)x->stage - (int)y->stage;
}

static jh_code load(standing *out, const jh_desk *desk, jh_store *store, const jh_corrections *what,
                    jh_error *err)
{
    jh_precedence precedence;
    jh_load load = { .precedence = &precedence, .with_statements = true };
    jh_as_of when;
    size_t bytes = what->figures.count * sizeof *out->sorted, i;
    jh_code rc = jh_choose_load(&load, desk, store, what->words, err);

    when.county = load.county;
    if (!rc) rc = jh_decide_day(&when.date, what->words, err);
    if (!rc) rc = jh_decide_precedence(&precedence, desk, store, &when, err);
    if (!rc) rc = jh_judge_standard(&out->standard, desk, what->words, err);
    if (!rc) rc = jh_store_load(&out->now, desk->keep, store, &load, err);
    if (rc) return rc;
    out->what = what;
    out->county = load.county;
    out->period = load.period;
    out->sorted = JH_NEW_ARRAY(desk->keep, jh_observation, what->figures.count + 1);
    if (!out->sorted) return jh_no_memory(err);
    if (bytes) memcpy(out->sorted, what->figures.items, bytes);
    for (i = 0; i < what->figures.count && !rc; i++)
        rc = jh_called_figure(&out->sorted[i], &out->now, &out->standard, err);
    qsort(out->sorted, what->figures.count, sizeof *out->sorted, by_cell);
    return rc;
}

static const jh_conflict *cell_of(const standing *in, const jh_observation *one)
{
    return jh_snapshot_said(&in->now, &(jh_snapshot_cell){ one->unit, one->element, one->stage });
}

static int64_t changed_at(const jh_conflict *cell)
{
    int64_t newest = 0;
    size_t i;

    for (i = 0; cell && i < cell->statement_count; i++)
        if (cell->statements[i].revision > newest) newest = cell->statements[i].revision;
    return newest;
}

static void put_value(jh_json *json, const char *key, jh_why why, jh_decimal value)
{
    char digits[JH_DECIMAL_SIZE];

    jh_json_key(json, key);
    if (why)
        jh_json_null(json);
    else
        jh_json_zero(json, jh_decimal_write_short(digits, value));
}

static void put_cell(jh_json *json, const jh_observation *one)
{
    jh_json_key(json, "unit");
    jh_json_text(json, one->unit);
    jh_json_key(json, "element");
    jh_json_text(json, one->element);
    jh_json_key(json, "stage");
    jh_json_zero(json, jh_stage_key(one->stage));
}

/* What stands now where somebody was quicker. */
static jh_code tell_current(jh_text *out, const jh_desk *desk, standing *in, jh_error *err)
{
    const jh_corrections *what = in->what;
    jh_json json = jh_json_in(desk->keep);
    size_t i;

    in->quicker = 0;
    jh_json_array(&json);
    for (i = 0; what->at_revision && i < what->figures.count; i++) {
        const jh_conflict *cell = cell_of(in, &in->sorted[i]);
        if (changed_at(cell) <= what->at_revision) continue;
        in->quicker++;
        jh_json_object(&json);
        put_cell(&json, &in->sorted[i]);
        put_value(&json, "value", cell->statements[0].why, cell->statements[0].value);
        put_value(&json, "yours", in->sorted[i].why, in->sorted[i].value);
        jh_json_key(&json, "revision");
        jh_json_integer(&json, changed_at(cell));
        jh_json_end(&json);
    }
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

static jh_code tell_done(jh_text *out, const jh_desk *desk, const standing *in, int64_t revision,
                         jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    size_t i;

    jh_json_object(&json);
    jh_json_key(&json, "revision");
    jh_json_integer(&json, revision);
    jh_json_key(&json, "changes");
    jh_json_array(&json);
    for (i = 0; i < in->what->figures.count; i++) {
        const jh_observation *one = &in->sorted[i];
        const jh_conflict *cell = cell_of(in, one);
        jh_json_object(&json);
        put_cell(&json, one);
        put_value(&json, "was", cell ? cell->statements[0].why : JH_NOT_REPORTED,
                  cell ? cell->statements[0].value : (jh_decimal){ 0 });
        put_value(&json, "now", one->why, one->value);
        jh_json_end(&json);
    }
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* The same cell twice would leave open which of them is meant. */
static jh_code check_cells(const standing *in, size_t count, jh_error *err)
{
    char title[JH_MESSAGE_ARG_SIZE];
    const jh_element *elements = in->standard.elements;
    size_t i, at;

    for (i = 1; i < count; i++) {
        const jh_observation *one = &in->sorted[i];
        if (by_cell(&in->sorted[i - 1], one) != 0) continue;
        at = jh_standard_element(&in->standard, one->element);
        (void)snprintf(title, sizeof title, "%.*s", JH_TEXT_ARGS(elements[at].title));
        return jh_fail(err, JH_BAD_INPUT, SAY_APP_CELL_TWICE, NULL, one->unit.at, title, NULL);
    }
    return JH_OK;
}

static jh_code write(jh_text *out, const jh_desk *desk, jh_store *store, const standing *in,
                     jh_error *err)
{
    const jh_corrections *what = in->what;
    char stamp[32];
    jh_authorship by = jh_authorship_of(what->author, what->reason, stamp);
    jh_batch batch = { .county = in->county,
                       .period = in->period,
                       .observations = in->sorted,
                       .observation_count = what->figures.count };
    jh_write_counts counts;
    jh_code rc;

    by.approver = jh_text_of(what->approver);
    rc = jh_store_write(&counts, store, &batch, &by, err);
    return rc ? rc : tell_done(out, desk, in, counts.revision, err);
}

jh_code jh_correct_all(jh_text *out, jh_text *current, const jh_desk *desk,
                       const jh_corrections *what, jh_error *err)
{
    standing *in = JH_NEW(desk->keep, standing);
    jh_store *store;
    jh_code rc = in ? jh_line_store(&store, desk->line, err) : jh_no_memory(err);

    *current = JH_TEXT("");
    if (!rc && (!what->reason || !what->approver))
        rc = jh_fail(err, JH_BAD_INPUT, SAY_APP_WHY_AND_WHO, NULL, NULL);
    if (!rc) rc = load(in, desk, store, what, err);
    if (!rc) rc = check_cells(in, what->figures.count, err);
    if (!rc) rc = tell_current(current, desk, in, err);
    if (rc) return rc;
    if (in->quicker) return jh_fail(err, JH_CONFLICT, SAY_APP_CHANGED_MEANWHILE, NULL, NULL);
    *current = JH_TEXT("");
    return write(out, desk, store, in, err);
}
