/* Cycles and forms as JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#include "office/collecting_work.h"

#include "app/library.h"

#include <string.h>

static void put_day(jh_json *json, const char *key, jh_date day)
{
    char words[16];

    jh_json_key(json, key);
    if (jh_date_is_set(day))
        jh_json_zero(json, jh_date_write(words, day));
    else
        jh_json_null(json);
}

/* ---- cycles ---------------------------------------------------------------------------- */

static void put_cycle(jh_json *json, const jh_kept_cycle *cycle)
{
    jh_json_member_integer(json, "cycle", cycle->number);
    jh_json_member_text(json, "period", cycle->period);
    jh_json_member_text(json, "title", cycle->title);
    put_day(json, "opens", cycle->opens);
    put_day(json, "due", cycle->due);
    jh_json_member_bool(json, "closed", cycle->is_closed);
    jh_json_member_text(json, "author", cycle->author);
    jh_json_member_text(json, "stamp", cycle->stamp);
}

jh_code jh_collect_cycles(jh_text *out, const jh_desk *desk, jh_text county, jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);
    jh_kept_cycles cycles = { 0 };
    jh_store *store;
    size_t i;
    jh_code rc = jh_visitor_check_county(desk->visitor, county, err);

    if (!rc) rc = jh_line_store(&store, desk->line, err);
    if (!rc) rc = jh_store_cycles(&cycles, desk->keep, store, county, err);
    if (rc) return rc;
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = cycles.count; i-- > 0;) {
        jh_json_object(&json);
        put_cycle(&json, &cycles.items[i]);
        jh_json_end(&json);
    }
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* ---- how forms stand ------------------------------------------------------------------- */

static void put_form(jh_json *json, const jh_collection *c, const jh_form_at *at)
{
    unsigned may = jh_form_may_all(&c->cycle, &at->form, jh_collection_party(c), c->today);
    const jh_unit *unit = &c->roster.units[at->unit];
    jh_form_act act;

    jh_json_member_text(json, "unit", unit->code);
    jh_json_member_text(json, "name", unit->name);
    jh_json_member_text(json, "kind", unit->attribute[JH_KIND]);
    jh_json_member_text(json, "town", unit->attribute[JH_TOWN]);
    jh_json_member_zero(json, "state", jh_form_state_key(at->form.state));
    put_day(json, "due", at->form.due);
    jh_json_member_bool(json, "late", at->form.is_late);
    jh_json_member_bool(json, "was_late", at->form.was_late);
    jh_json_member_integer(json, "submissions", (int64_t)at->form.submissions);
    jh_json_member_integer(json, "returns", (int64_t)at->form.returns);
    jh_json_member_integer(json, "after",
                           at->steps.count ? at->steps.items[at->steps.count - 1].number : 0);
    jh_json_key(json, "may");
    jh_json_array(json);
    for (act = JH_FORM_SAVE; act < JH_FORM_ACTS; act++)
        if (may >> act & 1) jh_json_zero(json, jh_form_act_key(act));
    jh_json_end(json);
}

static void put_tally(jh_json *json, const jh_cycle_tally *tally)
{
    jh_form_state state;

    jh_json_key(json, "tally");
    jh_json_object(json);
    jh_json_member_integer(json, "forms", (int64_t)tally->forms);
    jh_json_member_integer(json, "late", (int64_t)tally->late);
    for (state = JH_FORM_EMPTY; state < JH_FORM_STATES; state++)
        jh_json_member_integer(json, jh_form_state_key(state), (int64_t)tally->states[state]);
    jh_json_end(json);
}

/* What looks wrong in one form. Its draft and checks are gone afterwards: there may be many. */
static jh_code put_check(jh_json *json, const jh_collection *c, jh_text unit, jh_error *err)
{
    jh_arena keep, scratch;
    jh_desk desk = *c->desk;
    jh_collection mine = *c;
    jh_form_at *at;
    jh_code rc;

    jh_arena_halve(&keep, &scratch, c->desk->scratch);
    desk.keep = &keep;
    desk.scratch = scratch;
    mine.desk = &desk;
    at = JH_NEW(&keep, jh_form_at);
    if (!at) return jh_no_memory(err);
    rc = jh_form_open(at, &mine, unit, err);
    if (rc) return rc;
    jh_json_key(json, "check");
    jh_json_object(json);
    jh_json_member_count(json, "hard", at->check.list.hard);
    jh_json_member_count(json, "soft", at->check.list.count - at->check.list.hard);
    jh_json_end(json);
    return JH_OK;
}

static jh_code put_forms(jh_text *out, const jh_desk *desk, const jh_form_place *place,
                         bool is_checked, jh_error *err)
{
    const jh_form_place all = { place->county, place->cycle, JH_TEXT("") };
    jh_json json = jh_json_in(desk->keep);
    jh_cycle_tally tally = { 0 };
    jh_kept_steps steps;
    jh_collection c;
    jh_standard standard;
    jh_findings mistakes = { 0 };
    jh_form_at at;
    size_t i;
    jh_code rc = is_checked ? jh_collection_open(&c, desk, &all, err)
                            : jh_collection_open_roster(&c, desk, &all, err);

    if (!rc) rc = jh_store_form_steps(&steps, desk->keep, c.store, &all, err);
    if (!rc && is_checked)
        rc =
            jh_library_compile(&standard, desk, &(jh_standard_words){ NULL, NULL }, &mistakes, err);
    if (is_checked) c.standard = &standard;
    jh_json_object(&json);
    if (!rc) put_cycle(&json, &c.kept);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = 1; !rc && i < c.roster.unit_count; i++) {
        if (!jh_collection_shows(&c, c.roster.units[i].code)) continue;
        rc = jh_collection_stands(&at, &c, i, &steps, err);
        if (rc) break;
        jh_cycle_count(&tally, &at.form);
        jh_json_object(&json);
        put_form(&json, &c, &at);
        if (is_checked && at.form.state == JH_FORM_SUBMITTED)
            rc = put_check(&json, &c, c.roster.units[i].code, err);
        jh_json_end(&json);
    }
    if (rc) return rc;
    jh_json_end(&json);
    put_tally(&json, &tally);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_collect_forms(jh_text *out, const jh_desk *desk, const jh_form_place *place,
                         jh_error *err)
{
    return put_forms(out, desk, place, false, err);
}

jh_code jh_collect_forms_checked(jh_text *out, const jh_desk *desk, const jh_form_place *place,
                                 jh_error *err)
{
    return put_forms(out, desk, place, true, err);
}

/* ---- one form, cell by cell ------------------------------------------------------------ */

typedef struct teller {
    jh_json *json;
    const jh_collection *c;
    const jh_form_at *at;
} teller;

/* What a snapshot has in a cell; null where it has nothing. */
static void put_known(jh_json *json, const char *key, const jh_snapshot *in, jh_text unit,
                      const jh_form_cell *cell)
{
    size_t column = in->unit_count ? jh_snapshot_column(in, cell->element, cell->stage) : SIZE_MAX;
    size_t at = in->unit_count ? jh_snapshot_unit(in, unit) : SIZE_MAX;

    jh_json_key(json, key);
    if (column == SIZE_MAX || at == SIZE_MAX || in->columns[column].why[at])
        jh_json_null(json);
    else
        jh_json_decimal(json, (jh_decimal){ in->columns[column].millionths[at] });
}

static jh_code put_cell(void *context, const jh_element *e, jh_stage stage, jh_error *err)
{
    const teller *t = context;
    jh_lang lang = t->c->desk->manner.lang;
    const jh_standard *standard = &t->at->check.judged.standard;
    const jh_form_cell *saved = jh_form_cell_find(&t->at->draft, e->key, stage);
    const jh_form_cell *returned = jh_form_cell_find(&t->at->returned, e->key, stage);
    const jh_form_cell here = { .element = e->key, .stage = stage };
    jh_text unit = t->c->roster.units[t->at->unit].code;
    jh_json *json = t->json;

    (void)err;
    jh_json_object(json);
    jh_json_member_text(json, "element", e->key);
    jh_json_member_zero(json, "stage", jh_stage_key(stage));
    jh_json_member_text(json, "title", jh_standard_in(standard, lang, e->title));
    jh_json_member_text(json, "measure", jh_standard_in(standard, lang, e->measure_title));
    jh_json_member_bool(json, "required", e->is_required);
    jh_json_member_bool(json, "whole", e->is_whole);
    jh_json_member_bool(json, "yes_no", e->is_yes_no);
    jh_json_member_bool(json, "may_be_negative", e->may_be_negative);
    jh_json_key(json, "value");
    if (saved && !saved->why)
        jh_json_decimal(json, saved->value);
    else
        jh_json_null(json);
    put_known(json, "before", &t->c->before, unit, &here);
    put_known(json, "counts", &t->c->now, unit, &here);
    if (returned) jh_json_member_text(json, "returned", returned->note);
    jh_json_end(json);
    return JH_OK;
}

static void put_steps(jh_json *json, const jh_form_at *at)
{
    size_t i;

    jh_json_key(json, "steps");
    jh_json_array(json);
    for (i = 0; i < at->steps.count; i++) {
        const jh_kept_step *step = &at->steps.items[i];
        jh_json_object(json);
        jh_json_member_integer(json, "step", step->number);
        jh_json_member_text(json, "act", step->act);
        jh_json_member_text(json, "party", step->party);
        put_day(json, "day", step->day);
        put_day(json, "until", step->until);
        jh_json_member_text(json, "author", step->author);
        jh_json_member_text(json, "reason", step->reason);
        jh_json_member_text(json, "approver", step->approver);
        jh_json_member_text(json, "stamp", step->stamp);
        jh_json_end(json);
    }
    jh_json_end(json);
}

jh_code jh_form_tell(jh_text *out, const jh_collection *c, const jh_form_at *at, jh_error *err)
{
    jh_json json = jh_json_in(c->desk->keep);
    teller t = { &json, c, at };
    jh_code rc;

    jh_json_object(&json);
    put_cycle(&json, &c->kept);
    jh_json_key(&json, "form");
    jh_json_object(&json);
    put_form(&json, c, at);
    jh_json_end(&json);
    jh_json_key(&json, "cells");
    jh_json_array(&json);
    rc = jh_form_cells_each(&at->check.judged.standard, &c->roster.units[at->unit], put_cell, &t,
                            err);
    if (rc) return rc;
    jh_json_end(&json);
    put_steps(&json, at);
    jh_json_key(&json, "check");
    jh_json_object(&json);
    jh_check_put(&json, &at->check, c->desk->manner.lang);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_collect_form(jh_text *out, const jh_desk *desk, const jh_form_place *place,
                        jh_error *err)
{
    jh_form_at *at = JH_NEW(desk->keep, jh_form_at);
    jh_collection c;
    jh_code rc = at ? jh_collection_open(&c, desk, place, err) : jh_no_memory(err);

    if (!rc) rc = jh_form_open(at, &c, place->unit, err);
    return rc ? rc : jh_form_tell(out, &c, at, err);
}
