/* A cycle with its schools, a form with its draft and what looks wrong in it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "office/collecting_work.h"

#include "app/library.h"
#include "app/settings.h"

#include <stdlib.h>

/* ---- the cycle ------------------------------------------------------------------------- */

static jh_code find_cycle(jh_collection *c, int64_t number, jh_error *err)
{
    jh_kept_cycles all;
    char digits[24];
    size_t i;
    jh_code rc = jh_store_cycles(&all, c->desk->keep, c->store, c->county, err);

    if (rc) return rc;
    for (i = 0; i < all.count; i++)
        if (all.items[i].number == number) {
            c->kept = all.items[i];
            c->cycle = (jh_cycle){ c->kept.opens, c->kept.due, c->kept.is_closed };
            return JH_OK;
        }
    return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_CYCLE, NULL, jh_digits(digits, number), NULL);
}

static jh_code load(jh_snapshot *out, const jh_collection *c, jh_text period, jh_error *err)
{
    jh_load what = { .county = c->county, .period = period, .only_units = c->only_roster };

    return jh_store_load(out, c->desk->keep, c->store, &what, err);
}

/* Who is asked: the schools of the cycle's year, and those of the year before that have not closed;
 * what was said last of a school counts. */
static jh_code join_rosters(jh_collection *c, jh_error *err)
{
    const jh_snapshot *now = &c->now, *before = &c->before;
    jh_unit *units = JH_NEW_ARRAY(c->desk->keep, jh_unit, now->unit_count + before->unit_count + 1);
    size_t i = 1, j = 1, count = 1;

    if (!units) return jh_no_memory(err);
    c->roster = now->unit_count ? *now : *before;
    units[0] = now->unit_count ? now->units[0] : before->units[0];
    while (i < now->unit_count || j < before->unit_count) {
        int order = i >= now->unit_count ? 1
                    : j >= before->unit_count
                        ? -1
                        : jh_text_compare(now->units[i].code, before->units[j].code);
        const jh_unit *next = order <= 0 ? &now->units[i] : &before->units[j];
        i += order <= 0;
        j += order >= 0;
        if (!jh_date_is_set(next->closed) || next->closed.days > c->cycle.opens.days)
            units[count++] = *next;
    }
    c->roster.units = units;
    c->roster.unit_count = count;
    if (count > 1) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_SUPERVISE_NO_SCHOOLS, NULL, NULL);
}

static jh_code load_roster(jh_collection *c, jh_error *err)
{
    jh_text_list periods;
    jh_text before = JH_TEXT("");
    bool is_there = false;
    size_t i;
    jh_code rc = jh_store_periods(&periods, c->desk->keep, c->store, c->county, err);

    for (i = 0; i < periods.count && !rc; i++) {
        int order = jh_text_compare(periods.items[i], c->kept.period);
        if (order < 0) before = periods.items[i];
        is_there |= order == 0;
    }
    if (!rc && is_there) rc = load(&c->now, c, c->kept.period, err);
    if (!rc && before.size) rc = load(&c->before, c, before, err);
    if (!rc && !is_there && !before.size)
        rc = jh_fail(err, JH_NOT_FOUND, SAY_SUPERVISE_NO_SCHOOLS, NULL, NULL);
    return rc ? rc : join_rosters(c, err);
}

static jh_code open_collection(jh_collection *out, const jh_form_place *place, jh_error *err)
{
    const jh_desk *desk = out->desk;
    jh_code rc = jh_visitor_check_county(desk->visitor, place->county, err);

    out->county = place->county;
    out->today = jh_now_date();
    if (!rc) rc = jh_line_store(&out->store, desk->line, err);
    if (!rc) rc = find_cycle(out, place->cycle, err);
    return rc ? rc : load_roster(out, err);
}

jh_code jh_collection_open(jh_collection *out, const jh_desk *desk, const jh_form_place *place,
                           jh_error *err)
{
    *out = (jh_collection){ .desk = desk };
    return open_collection(out, place, err);
}

jh_code jh_collection_open_roster(jh_collection *out, const jh_desk *desk,
                                  const jh_form_place *place, jh_error *err)
{
    *out = (jh_collection){ .desk = desk, .only_roster = true };
    return open_collection(out, place, err);
}

bool jh_collection_shows(const jh_collection *c, jh_text unit)
{
    return jh_visitor_sees_school(c->desk->visitor, c->county, unit);
}

jh_party jh_collection_party(const jh_collection *c)
{
    const jh_visitor *visitor = c->desk->visitor;

    if (!visitor) return JH_PARTY_HEAD;
    if (jh_visitor_may(visitor, JH_MAY_CYCLE))
        return jh_visitor_may(visitor, JH_MAY_CHANGE) ? JH_PARTY_COUNTY : JH_PARTY_HEAD;
    return jh_visitor_may(visitor, JH_MAY_FILL) ? JH_PARTY_SCHOOL : JH_PARTIES;
}

/* ---- a form ---------------------------------------------------------------------------- */

static jh_code read_step(jh_form_step *out, const jh_kept_step *kept, jh_error *err)
{
    jh_party party;

    *out = (jh_form_step){ .day = kept->day, .until = kept->until };
    for (party = JH_PARTY_SCHOOL; party < JH_PARTIES; party++)
        if (jh_text_equal(kept->party, jh_text_of(jh_party_key(party)))) break;
    out->party = party;
    if (party < JH_PARTIES && jh_form_act_of(&out->act, kept->act)) return JH_OK;
    return jh_fail(err, JH_BUG, SAY_SUPERVISE_STEP_CANNOT_BE, NULL, "?", "?", "?", NULL);
}

jh_code jh_collection_stands(jh_form_at *out, const jh_collection *c, size_t unit,
                             const jh_kept_steps *all, jh_error *err)
{
    const jh_unit *of = &c->roster.units[unit];
    jh_form_step *steps;
    size_t first = 0, count = 0, i;
    jh_code rc = JH_OK;

    while (first < all->count && !jh_text_equal(all->items[first].unit, of->code)) first++;
    while (first + count < all->count && jh_text_equal(all->items[first + count].unit, of->code))
        count++;
    steps = JH_NEW_ARRAY(c->desk->keep, jh_form_step, count + 1);
    if (!steps) return jh_no_memory(err);
    for (i = 0; i < count && !rc; i++) rc = read_step(&steps[i], &all->items[first + i], err);
    *out = (jh_form_at){ .unit = unit, .steps = { all->items + first, count } };
    if (!rc)
        rc = jh_form_follow(&out->form, &c->cycle, &(jh_form_steps){ steps, count }, c->today, err);
    return rc;
}

const jh_form_cell *jh_form_cell_find(const jh_form_cells *in, jh_text element, jh_stage stage)
{
    size_t i;

    for (i = 0; i < in->count; i++)
        if (in->items[i].stage == stage && jh_text_equal(in->items[i].element, element))
            return &in->items[i];
    return NULL;
}

static int by_cell(const void *a, const void *b)
{
    const jh_observation *x = a, *y = b;
    int order = jh_text_compare(x->element, y->element);

    return order ? order : (int)x->stage - (int)y->stage;
}

void jh_form_figures_sort(jh_observation *figures, size_t count)
{
    if (count) qsort(figures, count, sizeof *figures, by_cell);
}

jh_code jh_form_cells_each(const jh_standard *standard, const jh_unit *unit,
                           jh_form_cell_visit *visit, void *context, jh_error *err)
{
    int32_t kind = standard->attribute_codes[JH_KIND]
                       ? jh_codes_find(standard->attribute_codes[JH_KIND], unit->attribute[JH_KIND])
                       : -1;
    unsigned stages = kind >= 0 && standard->kind_stages ? standard->kind_stages[kind] : 0;
    jh_stage stage;
    size_t i;
    jh_code rc = JH_OK;

    if (!stages) stages = ~0U; /* a kind that does not say: any */
    for (i = 0; i < standard->element_count && !rc; i++) {
        const jh_element *e = &standard->elements[i];
        if (e->extent == JH_OF_COUNTY || e->is_attestation) continue;
        if (e->extent != JH_BY_STAGE) rc = visit(context, e, JH_WHOLE, err);
        for (stage = JH_PREPRIMARY; e->extent == JH_BY_STAGE && stage < JH_STAGE_COUNT; stage++)
            if (!rc && stages >> stage & 1) rc = visit(context, e, stage, err);
    }
    return rc;
}

/* ---- what looks wrong in it ------------------------------------------------------------ */

/* The draft as a snapshot of this unit alone. */
static jh_code draft_snapshot(jh_snapshot *out, const jh_collection *c, const jh_form_at *at,
                              jh_error *err)
{
    jh_unit *unit = JH_NEW(c->desk->keep, jh_unit);
    jh_observation *figures = JH_NEW_ARRAY(c->desk->keep, jh_observation, at->draft.count + 1);
    jh_batch batch = { .county = c->county,
                       .county_name = c->roster.county_name,
                       .period = c->kept.period,
                       .units = unit,
                       .unit_count = 1,
                       .observations = figures,
                       .observation_count = at->draft.count };
    size_t i;

    if (!unit || !figures) return jh_no_memory(err);
    *unit = c->roster.units[at->unit];
    for (i = 0; i < at->draft.count; i++) {
        const jh_form_cell *cell = &at->draft.items[i];
        figures[i] = (jh_observation){ .unit = unit->code,
                                       .element = cell->element,
                                       .stage = cell->stage,
                                       .why = cell->why,
                                       .value = cell->value,
                                       .origin.file = JH_NO_FILE };
    }
    return jh_snapshot_make(out, c->desk->keep, &batch, err);
}

static jh_code check_draft(jh_form_at *at, const jh_collection *c, jh_error *err)
{
    jh_unit self = c->roster.units[at->unit];
    const jh_batch only = { .units = &self, .unit_count = 1 };
    jh_judged *judged = &at->check.judged;
    jh_judging words = { .address = NULL };
    jh_findings mistakes = { 0 };
    jh_code rc = JH_OK;

    if (c->standard)
        judged->standard = *c->standard;
    else
        rc = jh_library_compile(&judged->standard, c->desk, &(jh_standard_words){ NULL, NULL },
                                &mistakes, err);
    judged->before = c->before.unit_count ? &c->before : NULL;
    if (!rc) rc = draft_snapshot(&judged->snapshot, c, at, err);
    if (!rc)
        rc = jh_settings_make(&judged->settings, c->desk,
                              &(jh_settings_request){ .standard = &judged->standard,
                                                      .words = &words,
                                                      .store = c->store,
                                                      .county = c->county },
                              err);
    if (!rc)
        rc = jh_frame_make(&judged->frame, c->desk->keep, c->desk->scratch,
                           &(jh_frame_request){ .snapshot = &judged->snapshot,
                                                .before = judged->before,
                                                .standard = &judged->standard,
                                                .settings = &judged->settings },
                           err);
    if (!rc)
        rc = jh_check_figures(&at->check.list, c->desk->keep, c->desk->scratch,
                              &(jh_check_request){ .frame = &judged->frame,
                                                   .before = judged->before,
                                                   .lang = c->desk->manner.lang },
                              err);
    if (!rc) jh_check_keep(&at->check, &only);
    if (!at->draft.count) at->check.list = (jh_check_list){ 0 }; /* nothing said, nothing wrong */
    return rc;
}

jh_code jh_form_stand(jh_form_at *out, const jh_collection *c, jh_text unit, jh_error *err)
{
    size_t at = jh_snapshot_unit(&c->roster, unit);
    const jh_form_place place = { c->county, c->kept.number, unit };
    jh_kept_steps steps;
    jh_code rc;

    if (at == SIZE_MAX || !at || !jh_collection_shows(c, unit))
        return jh_fail(err, JH_NOT_FOUND, SAY_SUPERVISE_NO_FORM, NULL, NULL);
    rc = jh_store_form_steps(&steps, c->desk->keep, c->store, &place, err);
    if (!rc) rc = jh_collection_stands(out, c, at, &steps, err);
    if (!rc) rc = jh_store_form_draft(&out->draft, c->desk->keep, c->store, &place, err);
    if (!rc && out->form.returns)
        rc = jh_store_form_returned(&out->returned, c->desk->keep, c->store, &place, err);
    return rc;
}

jh_code jh_form_open(jh_form_at *out, const jh_collection *c, jh_text unit, jh_error *err)
{
    jh_code rc = jh_form_stand(out, c, unit, err);

    return rc ? rc : check_draft(out, c, err);
}

jh_code jh_form_suppose(jh_form_at *at, const jh_collection *c, const jh_form_cells *cells,
                        jh_error *err)
{
    jh_form_cells *draft = &at->draft;
    size_t most = draft->count + cells->count, known = draft->count, i;
    jh_form_cell *joined = JH_NEW_ARRAY(c->desk->keep, jh_form_cell, most + 1);

    if (!joined) return jh_no_memory(err);
    for (i = 0; i < known; i++) {
        const jh_form_cell *cell = &draft->items[i];
        const jh_form_cell *over = jh_form_cell_find(cells, cell->element, cell->stage);
        joined[i] = over ? *over : *cell;
    }
    for (i = 0; i < cells->count; i++)
        if (!jh_form_cell_find(&(jh_form_cells){ joined, known }, cells->items[i].element,
                               cells->items[i].stage))
            joined[draft->count++] = cells->items[i];
    draft->items = joined;
    at->check = (jh_county_check){ 0 };
    return check_draft(at, c, err);
}
