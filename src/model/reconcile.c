/* SPDX-License-Identifier: Apache-2.0 */
#include "model/reconcile.h"

#include <stdlib.h>

const char *jh_accord_key(jh_accord accord)
{
    static const char *const keys[JH_ACCORD_COUNT] = { "agreed", "disagreed", "only_county",
                                                       "only_statistics" };

    return keys[accord];
}

/* ---- one cell ---- */

static bool is_statistics(jh_provenance provenance)
{
    return provenance == JH_BY_STATISTICS || provenance == JH_BY_EXPORT;
}

/* NULL where the first statement of that side is blank: an emptying correction hides what it
 * emptied, and among papers a blank stands last. */
static const jh_statement *county_of(const jh_conflict *cell)
{
    for (size_t i = 0; i < cell->statement_count; i++)
        if (!is_statistics(cell->statements[i].provenance))
            return cell->statements[i].why == JH_NOT_REPORTED ? NULL : &cell->statements[i];
    return NULL;
}

static const jh_statement *statistics_of(const jh_conflict *cell)
{
    static const jh_provenance order[] = { JH_BY_STATISTICS, JH_BY_EXPORT };

    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < cell->statement_count; i++)
            if (cell->statements[i].provenance == order[k]
                && cell->statements[i].why != JH_NOT_REPORTED)
                return &cell->statements[i];
    return NULL;
}

static jh_accord accord_of(const jh_reconciled *cell)
{
    const jh_statement *a = cell->county, *b = cell->statistics;

    if (!b) return JH_ONLY_COUNTY;
    if (!a) return JH_ONLY_STATISTICS;
    if (a->why != b->why) return JH_DISAGREED;
    return a->why || a->value.millionths == b->value.millionths ? JH_AGREED : JH_DISAGREED;
}

static jh_reconciled reconcile_cell(const jh_conflict *cell)
{
    jh_reconciled out = { .unit = cell->unit,
                          .county = county_of(cell),
                          .statistics = statistics_of(cell) };

    out.accord = accord_of(&out);
    if (!out.county || !out.statistics || out.county->why || out.statistics->why) return out;
    out.has_difference = !__builtin_sub_overflow(
        out.county->value.millionths, out.statistics->value.millionths, &out.difference.millionths);
    return out;
}

/* ---- cells by element, stage, unit ---- */

typedef struct place {
    const jh_conflict *cell;
} place;

static int by_element(const void *a, const void *b)
{
    const jh_conflict *x = ((const place *)a)->cell, *y = ((const place *)b)->cell;
    int order = jh_text_compare(x->element, y->element);

    if (order) return order;
    if (x->stage != y->stage) return x->stage < y->stage ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

static bool is_same_sum(const jh_conflict *a, const jh_conflict *b)
{
    return a->stage == b->stage && jh_text_equal(a->element, b->element);
}

static void add(jh_reconciled_sum *to, jh_decimal *sum, const jh_statement *said)
{
    if (!said || said->why) return;
    if (__builtin_add_overflow(sum->millionths, said->value.millionths, &sum->millionths))
        to->is_too_large = true;
}

static void add_cell(jh_reconciled_sum *to, const jh_reconciled *cell)
{
    add(to, &to->county, cell->county);
    add(to, &to->statistics, cell->statistics);
    to->counts[cell->accord]++;
    to->cell_count++;
}

typedef struct making {
    jh_reconciliation *out;
    jh_reconciled *cells;
    size_t cell_count;
} making;

/* A sum of which the statistics say nothing is not theirs to be reconciled with: given back. */
static void make_sum(making *m, const place *from, size_t count)
{
    jh_reconciled_sum sum = { .element = from[0].cell->element,
                              .stage = from[0].cell->stage,
                              .cells = &m->cells[m->cell_count] };
    size_t i;

    for (i = 0; i < count; i++) {
        jh_reconciled *cell = &m->cells[m->cell_count + sum.cell_count];
        *cell = reconcile_cell(from[i].cell);
        if (cell->county || cell->statistics) add_cell(&sum, cell);
    }
    if (sum.counts[JH_ONLY_COUNTY] == sum.cell_count) return;
    if (__builtin_sub_overflow(sum.county.millionths, sum.statistics.millionths,
                               &sum.difference.millionths))
        sum.is_too_large = true;
    m->cell_count += sum.cell_count;
    m->out->sums[m->out->sum_count++] = sum;
    for (i = 0; i < JH_ACCORD_COUNT; i++) m->out->counts[i] += sum.counts[i];
}

/* ---- the order wished for ---- */

static size_t rank_of(const jh_element_order *order, jh_text element)
{
    size_t i;

    for (i = 0; i < order->count; i++)
        if (jh_text_equal(order->keys[i], element)) break;
    return i;
}

/* Insertion keeps byte order among those of one rank; sums are few. */
static void order_sums(jh_reconciliation *out, const jh_element_order *order)
{
    for (size_t i = 1; i < out->sum_count; i++) {
        jh_reconciled_sum moved = out->sums[i];
        size_t rank = rank_of(order, moved.element), at = i;
        for (; at > 0 && rank_of(order, out->sums[at - 1].element) > rank; at--)
            out->sums[at] = out->sums[at - 1];
        out->sums[at] = moved;
    }
}

jh_code jh_reconcile(jh_reconciliation *out, jh_arena *keep, const jh_snapshot *snapshot,
                     const jh_element_order *elements, jh_error *err)
{
    size_t count = snapshot->conflict_count, i, first = 0;
    place *order = JH_NEW_ARRAY(keep, place, count + 1);
    making m = { .out = out, .cells = JH_NEW_ARRAY(keep, jh_reconciled, count + 1) };

    *out = (jh_reconciliation){ .sums = JH_NEW_ARRAY(keep, jh_reconciled_sum, count + 1) };
    if (!order || !m.cells || !out->sums) return jh_no_memory(err);
    for (i = 0; i < count; i++) order[i].cell = &snapshot->conflicts[i];
    if (count) qsort(order, count, sizeof *order, by_element);
    for (i = 1; i <= count; i++) {
        if (i < count && is_same_sum(order[first].cell, order[i].cell)) continue;
        make_sum(&m, order + first, i - first);
        first = i;
    }
    order_sums(out, elements);
    return JH_OK;
}
