/* collecting_work.h: what the files about collecting share.
 * Takes   a desk, an open store, the place.
 * Gives   the cycle, the schools it is about, the form with its draft and checks.
 * Never   included from outside app/.
 * Method  office/collecting.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_OFFICE_COLLECTING_WORK_H
#define JH_OFFICE_COLLECTING_WORK_H

#include "app/check.h"
#include "office/collecting.h"
#include "supervise/collection.h"

typedef struct jh_collection {
    const jh_desk *desk;
    jh_store *store;
    jh_text county;
    jh_kept_cycle kept;
    jh_cycle cycle;
    jh_date today;
    jh_snapshot now;    /* of the cycle's period; without units if nothing of it is there yet */
    jh_snapshot before; /* of the newest period before; likewise */
    jh_snapshot roster; /* who is asked: only its units count */
    bool only_roster;   /* `now` and `before` are without figures: no form is told or checked */
    const jh_standard *standard; /* compiled once for many forms; NULL = each compiles its own */
} jh_collection;

typedef struct jh_form_at {
    size_t unit; /* of the roster */
    jh_kept_steps steps;
    jh_form form;
    jh_form_cells draft, returned;
    jh_county_check check; /* of the draft alone, beside the year before */
} jh_form_at;

/* With the schools it asks. */
JH_MUST_CHECK jh_code jh_collection_open(jh_collection *out, const jh_desk *desk,
                                         const jh_form_place *place, jh_error *err);
/* The same without any figure, at a small part of the cost: how forms stand, steps that look at no
 * cell. */
JH_MUST_CHECK jh_code jh_collection_open_roster(jh_collection *out, const jh_desk *desk,
                                                const jh_form_place *place, jh_error *err);
/* May the visitor see this school's form? */
bool jh_collection_shows(const jh_collection *c, jh_text unit);
/* Where a form stands, from steps of one or of all units (those of `unit` are picked). */
JH_MUST_CHECK jh_code jh_collection_stands(jh_form_at *out, const jh_collection *c, size_t unit,
                                           const jh_kept_steps *all, jh_error *err);
/* The form with its draft, as it is kept. */
JH_MUST_CHECK jh_code jh_form_stand(jh_form_at *out, const jh_collection *c, jh_text unit,
                                    jh_error *err);
/* The same, checked. *out stays where it is: its parts point at each other. */
JH_MUST_CHECK jh_code jh_form_open(jh_form_at *out, const jh_collection *c, jh_text unit,
                                   jh_error *err);
/* The same with these cells laid over its draft, checked again. */
JH_MUST_CHECK jh_code jh_form_suppose(jh_form_at *at, const jh_collection *c,
                                      const jh_form_cells *cells, jh_error *err);
/* On whose behalf the visitor acts; JH_PARTIES: only looks. */
jh_party jh_collection_party(const jh_collection *c);

/* The cells of a form: which elements of which stages a unit is asked. Calls visit for each. */
typedef jh_code jh_form_cell_visit(void *context, const jh_element *element, jh_stage stage,
                                   jh_error *err);
JH_MUST_CHECK jh_code jh_form_cells_each(const jh_standard *standard, const jh_unit *unit,
                                         jh_form_cell_visit *visit, void *context, jh_error *err);
/* Figures of one unit in the order of a batch. */
void jh_form_figures_sort(jh_observation *figures, size_t count);
const jh_form_cell *jh_form_cell_find(const jh_form_cells *in, jh_text element, jh_stage stage);

JH_MUST_CHECK jh_code jh_form_tell(jh_text *out, const jh_collection *c, const jh_form_at *at,
                                   jh_error *err);

#endif
