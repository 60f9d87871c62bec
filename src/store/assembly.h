/* assembly.h: rows of one county and period on their way to a snapshot.
 * Takes   facts and figures in the order of the queries: by unit, oldest revision first.
 * Gives   units sorted by code, columns sorted by element and stage, the hash of both.
 * Never   asks the database for anything; the same rows give the same bytes.
 * Method  model/snapshot.h
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_STORE_ASSEMBLY_H
#define JH_STORE_ASSEMBLY_H

#include "store/room.h"

/* The dictionary of elements: of each number the place of its key among the sorted keys. */
typedef struct jh_elements {
    jh_text *key; /* [count] sorted */
    size_t count;
    uint32_t *rank; /* [highest + 1] by number; count = no such number */
    int32_t highest;
} jh_elements;

JH_MUST_CHECK jh_code jh_elements_read(jh_elements *out, jh_arena *keep, jh_store *store,
                                       jh_error *err);

typedef struct jh_stored_figure {
    int64_t millionths;
    int64_t revision; /* only where origins are loaded */
    int32_t unit, element;
    uint32_t origin;
    uint8_t stage, why, provenance;
} jh_stored_figure;

typedef struct jh_named_unit {
    jh_unit unit;
    int32_t number;
    bool taken_out;
} jh_named_unit;

/* What add_unit_fact takes: write_units.c */
enum { JH_FACT_FIELDS = 16 };
void jh_fact_fields(jh_field *fields, jh_text county, jh_text period, int64_t revision,
                    const jh_named_unit *fact);

typedef struct jh_assembly {
    jh_store *store;
    const jh_elements *elements;
    jh_arena *keep;    /* for what the snapshot holds */
    jh_arena *scratch; /* for the rest; may be the same arena */
    jh_named_unit *units;
    size_t unit_count, unit_capacity;
    jh_stored_figure *figures; /* the newest of each paper's, in the order of their keys */
    size_t figure_count, figure_capacity;
    bool has_several;                /* papers that speak of one cell */
    const jh_precedence *precedence; /* NULL = the usual one */
    bool with_conflicts, with_statements; /* the second: every cell among the conflicts */
    jh_conflict *conflicts; /* by number of the unit until the assembly is finished */
    size_t conflict_count, conflict_capacity;
} jh_assembly;

/* A row of facts_of_period or facts_of_nation. */
JH_MUST_CHECK jh_code jh_assembly_add_fact(jh_assembly *to, const jh_records *row, jh_error *err);
/* A row of figures_…; `origin` as in jh_column. */
JH_MUST_CHECK jh_code jh_assembly_add_figure(jh_assembly *to, const jh_records *row,
                                             uint32_t origin, jh_error *err);
/* Leaves one figure a cell, the one that counts; notes the conflicts, if they are wished for. */
JH_MUST_CHECK jh_code jh_assembly_choose(jh_assembly *in, jh_error *err);
bool jh_stored_figure_same_cell(const jh_stored_figure *a, const jh_stored_figure *b);
/* Chooses, then fills units, columns, conflicts and content; county, period and revision must
 * stand in `out` already. A unit taken out of the period is left out, with its figures. */
JH_MUST_CHECK jh_code jh_assembly_finish(jh_snapshot *out, jh_assembly *from, bool with_origins,
                                         jh_error *err);

#endif
