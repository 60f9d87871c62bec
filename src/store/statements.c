/* SPDX-License-Identifier: Apache-2.0 */
#include "store/assembly.h"

#include <string.h>

/* What the papers say of one cell, the one that counts first. */
typedef struct said {
    const jh_stored_figure *figure[JH_PROVENANCE_COUNT];
    jh_statement statement[JH_PROVENANCE_COUNT];
    size_t count;
} said;

static jh_statement statement_of(const jh_stored_figure *figure)
{
    return (jh_statement){ .provenance = (jh_provenance)figure->provenance,
                           .why = (jh_why)figure->why,
                           .value = { figure->why ? 0 : figure->millionths },
                           .revision = figure->revision,
                           .origin = figure->origin };
}

static void put(said *in, const jh_precedence *by, const jh_stored_figure *figure)
{
    jh_statement now = statement_of(figure);
    size_t at = in->count++;

    for (; at && jh_statement_precedes(by, &now, &in->statement[at - 1]); at--) {
        in->statement[at] = in->statement[at - 1];
        in->figure[at] = in->figure[at - 1];
    }
    in->statement[at] = now;
    in->figure[at] = figure;
}

/* Every pair is asked: with blanks among them, "differs" does not pass on. */
static bool do_differ(const said *in)
{
    size_t i, j;

    for (i = 0; i < in->count; i++)
        for (j = i + 1; j < in->count; j++)
            if (jh_statement_differs(&in->statement[i], &in->statement[j])) return true;
    return false;
}

static bool is_settled(const said *in)
{
    size_t i;

    if (in->statement[0].provenance != JH_BY_CORRECTION) return false;
    for (i = 1; i < in->count; i++)
        if (in->statement[i].revision > in->statement[0].revision) return false;
    return true;
}

static jh_code note_conflict(jh_assembly *to, const said *from, jh_error *err)
{
    const jh_stored_figure *cell = from->figure[0];
    jh_conflict *grown = jh_grow(to->keep, to->conflicts, &to->conflict_capacity,
                                 to->conflict_count + 1, sizeof *grown);
    jh_statement *kept = JH_NEW_ARRAY(to->keep, jh_statement, from->count);
    uint32_t rank;

    if (!grown || !kept) return jh_no_memory(err);
    if (cell->element < 0 || cell->element > to->elements->highest || cell->unit < 0)
        return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, to->store->database.where, "element", NULL);
    rank = to->elements->rank[cell->element];
    if (rank == to->elements->count)
        return jh_fail(err, JH_IO, SAY_STORE_DAMAGED, to->store->database.where, "element", NULL);
    memcpy(kept, from->statement, from->count * sizeof *kept);
    to->conflicts = grown;
    grown[to->conflict_count++] = (jh_conflict){ .unit = (uint32_t)cell->unit,
                                                 .element = to->elements->key[rank],
                                                 .stage = (jh_stage)cell->stage,
                                                 .statements = kept,
                                                 .statement_count = from->count,
                                                 .differs = do_differ(from),
                                                 .settled = do_differ(from) && is_settled(from) };
    return JH_OK;
}

jh_code jh_assembly_choose(jh_assembly *in, jh_error *err)
{
    jh_precedence usual = jh_precedence_default();
    const jh_precedence *by = in->precedence ? in->precedence : &usual;
    size_t i = 0, count = 0;
    jh_code code = JH_OK;

    while (i < in->figure_count && !code) {
        said all = { .count = 0 };
        const jh_stored_figure *first = &in->figures[i];
        do put(&all, by, &in->figures[i++]);
        while (i < in->figure_count && all.count < JH_PROVENANCE_COUNT
               && jh_stored_figure_same_cell(first, &in->figures[i]));
        if (in->with_statements || (all.count > 1 && in->with_conflicts))
            code = note_conflict(in, &all, err);
        in->figures[count++] = *all.figure[0];
    }
    in->figure_count = count;
    return code;
}
