/* SPDX-License-Identifier: Apache-2.0 */
#include "office/collecting_work.h"

#include "app/authorship.h"
#include "app/before.h"
#include "app/called.h"
#include "app/decide.h"
#include "app/overtaken.h"
#include "formats/json.h"

#include <stdio.h>
#include <string.h>

/* ---- opening --------------------------------------------------------------------------- */

static jh_code read_day(jh_date *out, const char *word, const char *where, jh_error *err)
{
    *out = word ? jh_date_parse(jh_text_of(word)) : JH_NO_DATE;
    if (jh_date_is_set(*out)) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_SUPERVISE_NOT_A_DAY, where, word ? word : "", NULL);
}

jh_code jh_collect_open(jh_text *out, const jh_desk *desk, const jh_opening *what, jh_error *err)
{
    jh_kept_cycle cycle = { .period = jh_text_of(what->period) };
    jh_form_place place = { .county = what->county };
    char stamp[32];
    jh_authorship by = jh_authorship_at(desk, "", stamp);
    jh_store *store;
    jh_code rc = jh_visitor_check_county(desk->visitor, what->county, err);

    cycle.title = what->title ? jh_text_of(what->title) : cycle.period;
    if (!rc) rc = read_day(&cycle.opens, what->opens, "opens", err);
    if (!rc) rc = read_day(&cycle.due, what->due, "due", err);
    if (!rc && !jh_period_is_year(cycle.period))
        rc = jh_fail(err, JH_BAD_INPUT, SAY_SUPERVISE_NOT_A_YEAR, "period",
                     what->period ? what->period : "", NULL);
    if (!rc) rc = jh_line_store(&store, desk->line, err);
    if (!rc) rc = jh_store_cycle_open(store, what->county, &cycle, &by, err);
    place.cycle = cycle.number;
    return rc ? rc : jh_collect_forms(out, desk, &place, err);
}

/* ---- a step ---------------------------------------------------------------------------- */

typedef struct asked_cells {
    const jh_form_cells *given;
    const jh_unit *unit;
    size_t found;
    bool *is_asked; /* [given->count] */
} asked_cells;

static jh_code mark_asked(void *context, const jh_element *element, jh_stage stage, jh_error *err)
{
    asked_cells *a = context;
    char where[JH_WHERE_SIZE];
    const jh_form_cell *cell;
    size_t i;
    jh_code rc;

    for (i = 0; i < a->given->count; i++) {
        cell = &a->given->items[i];
        if (cell->stage != stage || !jh_text_equal(cell->element, element->key)) continue;
        a->is_asked[i] = true;
        if (cell->why) continue;
        (void)snprintf(where, sizeof where, "%.*s %s", JH_TEXT_ARGS(element->title),
                       stage == JH_WHOLE ? "" : jh_stage_key(stage));
        rc = jh_called_fits(element, cell->value, where, err);
        if (rc) return rc;
    }
    return JH_OK;
}

/* Every cell is one of the form's, once, and what stands in it can be. */
static jh_code check_cells(const jh_collection *c, const jh_form_at *at, const jh_form_cells *cells,
                           jh_error *err)
{
    asked_cells asked = { .given = cells, .unit = &c->roster.units[at->unit] };
    char element[JH_MESSAGE_ARG_SIZE];
    size_t i, j;
    jh_code rc;

    if (!cells->count) return JH_OK;
    asked.is_asked = JH_NEW_ARRAY(c->desk->keep, bool, cells->count + 1);
    if (!asked.is_asked) return jh_no_memory(err);
    rc = jh_form_cells_each(&at->check.judged.standard, asked.unit, mark_asked, &asked, err);
    for (i = 0; i < cells->count && !rc; i++) {
        bool is_twice = false;
        for (j = 0; j < i; j++)
            is_twice |= cells->items[j].stage == cells->items[i].stage
                        && jh_text_equal(cells->items[j].element, cells->items[i].element);
        if (asked.is_asked[i] && !is_twice) continue;
        (void)snprintf(element, sizeof element, "%.*s", JH_TEXT_ARGS(cells->items[i].element));
        rc = jh_fail(err, JH_BAD_INPUT, SAY_SUPERVISE_NO_SUCH_CELL, NULL, element,
                     jh_stage_key(cells->items[i].stage), NULL);
    }
    return rc;
}

/* The draft as figures that count; or, sent back, as figures that do not. */
static jh_code figures_of(jh_batch *out, const jh_collection *c, const jh_form_at *at,
                          const jh_collecting *what, jh_error *err)
{
    bool is_accept = strcmp(what->act, jh_form_act_key(JH_FORM_ACCEPT)) == 0;
    const jh_unit *unit = &c->roster.units[at->unit];
    jh_observation *figures = JH_NEW_ARRAY(c->desk->keep, jh_observation, at->draft.count + 1);
    size_t i;

    *out = (jh_batch){ .county = c->county, .period = c->kept.period, .observations = figures };
    if (!figures) return jh_no_memory(err);
    if (!c->now.unit_count || jh_snapshot_unit(&c->now, unit->code) == SIZE_MAX) {
        out->county_name = c->roster.county_name;
        out->units = JH_NEW(c->desk->keep, jh_unit);
        if (!out->units) return jh_no_memory(err);
        *out->units = *unit;
        out->unit_count = 1;
    }
    for (i = 0; i < at->draft.count; i++) {
        const jh_form_cell *cell = &at->draft.items[i];
        bool is_named =
            !what->cells.count || jh_form_cell_find(&what->cells, cell->element, cell->stage);
        if (!is_accept && !is_named) continue;
        figures[out->observation_count++] =
            (jh_observation){ .unit = unit->code,
                              .element = cell->element,
                              .stage = cell->stage,
                              .provenance = JH_BY_COLLECTION,
                              .why = is_accept ? cell->why : JH_NOT_APPROVED,
                              .value = cell->value,
                              .origin.file = JH_NO_FILE };
    }
    jh_form_figures_sort(figures, out->observation_count);
    return JH_OK;
}

static jh_code check_submit(const jh_form_at *at, jh_error *err)
{
    char count[24];

    if (!at->check.list.hard) return JH_OK;
    return jh_fail(err, JH_CONFLICT, SAY_SUPERVISE_CANNOT_BE_RIGHT, NULL,
                   jh_digits(count, (long long)at->check.list.hard), NULL);
}

/* Everything that stands against the step, before anything is written. */
static jh_code check_step(jh_form_act *act, const jh_collection *c, const jh_form_at *at,
                          const jh_collecting *what, jh_error *err)
{
    jh_form_wish wish = { .party = jh_collection_party(c), .today = c->today };
    jh_code rc;

    if (!jh_form_act_of(&wish.act, jh_text_of(what->act)))
        return jh_fail(err, JH_NOT_FOUND, SAY_SUPERVISE_NO_SUCH_STEP, NULL, what->act, NULL);
    *act = wish.act;
    rc = jh_form_may(&c->cycle, &at->form, &wish, err);
    if (!rc && (wish.act == JH_FORM_RETURN || wish.act == JH_FORM_EXCUSE) && !what->reason)
        rc = jh_fail(err, JH_BAD_INPUT, SAY_SUPERVISE_REASON_NEEDED, "reason", NULL);
    if (!rc && wish.act == JH_FORM_SAVE && !what->cells.count)
        rc = jh_fail(err, JH_BAD_INPUT, SAY_SUPERVISE_NOTHING_TO_SAVE, "changes", NULL);
    if (!rc && wish.act == JH_FORM_SUBMIT) rc = check_submit(at, err);
    return rc ? rc : check_cells(c, at, &what->cells, err);
}

struct jh_step_look {
    jh_collection c;
    jh_form_at at;
    jh_form_act act;
    jh_county_then then;
};

static jh_code write_step(const jh_step_look *look, jh_store *store, const jh_collecting *what,
                          jh_error *err)
{
    const jh_collection *c = &look->c;
    const jh_form_at *at = &look->at;
    jh_form_act act = look->act;
    char stamp[32], reason[256];
    jh_authorship by = jh_authorship_at(c->desk, what->reason, stamp);
    jh_kept_step step = { .act = jh_text_of(what->act),
                          .party = jh_text_of(jh_party_key(jh_collection_party(c))),
                          .day = c->today,
                          .until = JH_NO_DATE };
    jh_stepping stepping = {
        .where = what->place, .step = &step, .after = what->after, .cells = what->cells, .by = &by
    };
    bool counts =
        act == JH_FORM_ACCEPT || (act == JH_FORM_RETURN && at->form.state == JH_FORM_ACCEPTED);
    jh_batch batch;
    jh_code rc = JH_OK;

    if (what->until) rc = read_day(&step.until, what->until, "until", err);
    if (!rc && act == JH_FORM_EXTEND && !what->until)
        rc = jh_fail(err, JH_BAD_INPUT, SAY_SUPERVISE_NOT_A_DAY, "until", "", NULL);
    if (!rc && counts) rc = figures_of(&batch, c, at, what, err);
    if (rc) return rc;
    by.approver = jh_text_of(what->approver);
    if (counts && batch.observation_count) stepping.batch = &batch;
    if (!by.reason.size && counts) { /* a figure that was known may change */
        (void)snprintf(reason, sizeof reason, "%.*s", JH_TEXT_ARGS(c->kept.title));
        by.reason = jh_text_of(reason);
    }
    return jh_store_form_step(store, &stepping, err);
}

jh_code jh_collect_try(jh_text *out, const jh_desk *desk, const jh_collecting *what, jh_error *err)
{
    jh_form_at *at = JH_NEW(desk->keep, jh_form_at);
    jh_collection c;
    jh_code rc = at ? jh_collection_open(&c, desk, &what->place, err) : jh_no_memory(err);

    if (!rc) rc = jh_form_open(at, &c, what->place.unit, err);
    if (!rc) rc = check_cells(&c, at, &what->cells, err);
    if (!rc) rc = jh_form_suppose(at, &c, &what->cells, err);
    return rc ? rc : jh_form_tell(out, &c, at, err);
}

/* ---- closing --------------------------------------------------------------------------- */

static jh_code check_close(const jh_collection *c, const jh_collecting *what, jh_error *err)
{
    const jh_form_place place = { .county = c->county, .cycle = c->kept.number };
    jh_cycle_tally tally = { 0 };
    jh_kept_steps steps;
    jh_form_at at;
    size_t i;
    jh_code rc;

    if (strcmp(what->act, "close") != 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_SUPERVISE_NO_SUCH_STEP, NULL, what->act, NULL);
    rc = jh_store_form_steps(&steps, c->desk->keep, c->store, &place, err);
    for (i = 1; i < c->roster.unit_count && !rc; i++) {
        rc = jh_collection_stands(&at, c, i, &steps, err);
        if (!rc) jh_cycle_count(&tally, &at.form);
    }
    return rc ? rc : jh_cycle_may_close(&c->cycle, &tally, err);
}

static jh_code close_cycle(const jh_collection *c, jh_store *store, const jh_collecting *what,
                           jh_error *err)
{
    char stamp[32];
    jh_authorship by = jh_authorship_at(c->desk, what->reason, stamp);
    jh_kept_step step = { .act = JH_TEXT("close"),
                          .party = jh_text_of(jh_party_key(jh_collection_party(c))),
                          .day = c->today,
                          .until = JH_NO_DATE };
    const jh_stepping stepping = { .where = what->place, .step = &step, .by = &by };

    return jh_store_form_step(store, &stepping, err);
}

/* What may be submitted and which cells a form has is asked of the standard; all else is not. */
static bool is_looked_at(const jh_collecting *what)
{
    return what->cells.count || strcmp(what->act, jh_form_act_key(JH_FORM_SUBMIT)) == 0;
}

static jh_code tell_briefly(jh_text *out, const jh_desk *desk, const jh_form_place *place,
                            jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_form_at at = { 0 };
    jh_collection c;
    jh_code rc = jh_collection_open_roster(&c, desk, place, err);

    if (!rc) rc = jh_form_stand(&at, &c, place->unit, err);
    if (rc) return rc;
    jh_json_object(&json);
    jh_json_member_text(&json, "unit", place->unit);
    jh_json_member_zero(&json, "state", jh_form_state_key(at.form.state));
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* ---- looking, taking, telling ----------------------------------------------------------- */

static jh_code look_at_form(jh_step_look *look, const jh_collecting *what, jh_error *err)
{
    const jh_collection *c = &look->c;
    jh_code rc = is_looked_at(what) ? jh_form_open(&look->at, c, what->place.unit, err)
                                    : jh_form_stand(&look->at, c, what->place.unit, err);

    return rc ? rc : check_step(&look->act, c, &look->at, what, err);
}

jh_code jh_collect_look(jh_step_look **out, const jh_desk *desk, const jh_collecting *what,
                        jh_error *err)
{
    jh_step_look *look = JH_NEW(desk->keep, jh_step_look);
    jh_store *store;
    jh_code rc = look ? jh_line_store(&store, desk->line, err) : jh_no_memory(err);

    *out = look;
    if (rc) return rc;
    look->then.county = what->place.county;
    /* First of all: what is written after it has overtaken us. */
    rc = jh_store_county_revision(&look->then.revision, store, what->place.county, err);
    if (!rc)
        rc = is_looked_at(what) ? jh_collection_open(&look->c, desk, &what->place, err)
                                : jh_collection_open_roster(&look->c, desk, &what->place, err);
    if (rc) return rc;
    return what->place.unit.size ? look_at_form(look, what, err) : check_close(&look->c, what, err);
}

/* With the county held: what was looked at is so still, or is looked at again. */
static jh_code look_again(const jh_step_look **look, const jh_desk *desk, jh_store *store,
                          const jh_collecting *what, jh_error *err)
{
    jh_overtaken overtaken = { .say = SAY_APP_OVERTAKEN };
    jh_step_look *again;
    jh_code rc = jh_overtaken_check(&overtaken, store, &(*look)->then, err);

    if (!overtaken.is) return rc;
    if (err) *err = (jh_error){ JH_OK };
    rc = jh_collect_look(&again, desk, what, err);
    *look = again;
    return rc;
}

jh_code jh_collect_take(const jh_step_look *look, const jh_desk *desk, const jh_collecting *what,
                        jh_error *err)
{
    jh_store *store;
    jh_code rc = jh_line_store(&store, desk->line, err);

    if (!rc) rc = jh_store_together(store, err);
    if (rc) return rc;
    rc = look_again(&look, desk, store, what, err);
    if (!rc)
        rc = what->place.unit.size ? write_step(look, store, what, err)
                                   : close_cycle(&look->c, store, what, err);
    return jh_store_settle(store, rc, err);
}

jh_code jh_collect_taken(jh_text *out, const jh_desk *desk, const jh_collecting *what,
                         jh_error *err)
{
    if (!what->place.unit.size) return jh_collect_forms(out, desk, &what->place, err);
    return what->is_brief ? tell_briefly(out, desk, &what->place, err)
                          : jh_collect_form(out, desk, &what->place, err);
}
