/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/explain_work.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a dispersion ranges over, row by row. */
typedef struct rows_read {
    jh_number *value, *weight;
    jh_claim *in;
    size_t count; /* of the level */
} rows_read;

/* Sums over the rows that count: S0 = ΣP, S1 = ΣPx, S2 = ΣPx². */
typedef struct moments {
    jh_interval weight, first, second;
    size_t rows;
} moments;

static const jh_expr *find_set(const jh_expr *expr)
{
    const jh_expr *found = NULL;
    size_t i;

    if (expr->op == JH_OP_SET) return expr;
    if (expr->op == JH_OP_DEFINED) return find_set(expr->symbol.defined);
    for (i = 0; i < expr->child_count && !found; i++) found = find_set(expr->children[i]);
    return found;
}

static jh_code and_claims(jh_claim *in, jh_opening *o, const jh_expr *claim, jh_level level,
                          size_t count)
{
    jh_arena scratch = o->scratch;
    jh_claim *more;
    jh_code rc;
    size_t i;

    if (!claim) return JH_OK;
    more = JH_NEW_ARRAY(&scratch, jh_claim, count);
    if (!more) return jh_no_memory(o->err);
    rc = jh_expr_claims(
        more, claim,
        &(jh_expr_ask){
            .source = &o->frame->source, .level = level, .rows = { 0, count }, .err = o->err },
        scratch);
    for (i = 0; i < count && !rc; i++) in[i] = jh_claim_and(in[i], more[i]);
    return rc;
}

static jh_code read_rows(rows_read *out, jh_opening *o, const jh_expr *set)
{
    const jh_source *source = &o->frame->source;
    jh_rows all = { 0, source->count(source->self, set->set_level) };
    jh_code rc;
    size_t i;

    out->count = all.count;
    out->value = JH_NEW_ARRAY(&o->scratch, jh_number, all.count);
    out->weight = JH_NEW_ARRAY(&o->scratch, jh_number, all.count);
    out->in = JH_NEW_ARRAY(&o->scratch, jh_claim, all.count);
    if (!out->value || !out->weight || !out->in) return jh_no_memory(o->err);
    for (i = 0; i < all.count; i++) {
        out->in[i] = jh_claim_of(true);
        out->weight[i] = jh_number_present(JH_DECIMAL(1));
    }
    rc = and_claims(out->in, o, set->symbol.defined, set->set_level, all.count);
    if (!rc) rc = and_claims(out->in, o, set->where, set->set_level, all.count);
    if (!rc)
        rc = jh_expr_numbers(
            out->value, set->children[0],
            &(jh_expr_ask){ .source = source, .level = set->set_level, .rows = all, .err = o->err },
            o->scratch);
    if (!rc && set->weight)
        rc = jh_expr_numbers(
            out->weight, set->weight,
            &(jh_expr_ask){ .source = source, .level = set->set_level, .rows = all, .err = o->err },
            o->scratch);
    return rc;
}

/* ---- sums ------------------------------------------------------------------------------------ */

static void take(moments *m, jh_interval value, jh_interval weight)
{
    jh_interval product = jh_interval_mul(weight, value);

    m->weight = jh_interval_add(m->weight, weight);
    m->first = jh_interval_add(m->first, product);
    m->second = jh_interval_add(m->second, jh_interval_mul(product, value));
    m->rows++;
}

static moments leave(const moments *m, jh_interval value, jh_interval weight)
{
    jh_interval product = jh_interval_mul(weight, value);

    return (moments){ .weight = jh_interval_sub(m->weight, weight),
                      .first = jh_interval_sub(m->first, product),
                      .second = jh_interval_sub(m->second, jh_interval_mul(product, value)),
                      .rows = m->rows - 1 };
}

static jh_number present(jh_interval range)
{
    return (jh_number){ range, JH_PRESENT };
}

static jh_number missing(jh_why why)
{
    return jh_number_missing(why, JH_ANYTHING);
}

/* CV² = S0·S2 / S1² − 1, the formula of the method multiplied out. */
static jh_number cv_of(const moments *m)
{
    jh_interval square;

    if (!m->rows) return missing(JH_NOT_ASKED);
    if (m->first.lo <= 0.0 && m->first.hi >= 0.0) return missing(JH_BAD_DENOMINATOR);
    if (m->rows == 1) return present(jh_interval_exact(0.0));
    square = jh_interval_div(jh_interval_mul(m->weight, m->second), jh_interval_square(m->first));
    return present(jh_interval_sqrt(jh_interval_sub(square, jh_interval_exact(1.0))));
}

static jh_interval deviation(jh_interval value, jh_interval weight, jh_interval mean,
                             jh_interval all)
{
    jh_interval square = jh_interval_square(jh_interval_sub(value, mean));

    return jh_interval_mul(jh_interval_div(weight, all), square);
}

/* ---- contributions --------------------------------------------------------------------------- */

static void fill(jh_contribution *rows, size_t count, const moments *m)
{
    jh_interval mean = jh_interval_div(m->first, m->weight), variance = jh_interval_exact(0.0);
    jh_why why = JH_PRESENT;
    moments rest;
    size_t i;

    for (i = 0; i < count; i++) {
        rows[i].term =
            present(deviation(rows[i].value.range, rows[i].weight.range, mean, m->weight));
        variance = jh_interval_add(variance, rows[i].term.range);
    }
    if (variance.lo <= 0.0) why = JH_BAD_DENOMINATOR;
    for (i = 0; i < count; i++) {
        rest = leave(m, rows[i].value.range, rows[i].weight.range);
        rows[i].without = cv_of(&rest);
        rows[i].share = why ? missing(why) : present(jh_interval_div(rows[i].term.range, variance));
    }
}

/* A row that is missing leaves every share open: it is listed first, the rest by size. */
static double rank(const jh_contribution *row)
{
    if (row->value.why || row->weight.why) return INFINITY;
    return row->share.why ? 0.0 : jh_interval_middle(row->share.range);
}

static int by_share(const void *a, const void *b)
{
    const jh_contribution *x = a, *y = b;
    double p = rank(x), q = rank(y);

    if (p != q) return p < q ? 1 : -1;
    return (x->part > y->part) - (x->part < y->part);
}

static jh_code contribute(jh_dispersion_explained *out, jh_opening *o, const rows_read *read)
{
    jh_contribution *rows = JH_NEW_ARRAY(o->keep, jh_contribution, read->count);
    moments m = { 0 };
    jh_why why = JH_PRESENT;
    size_t i, count = 0;

    if (!rows) return jh_no_memory(o->err);
    for (i = 0; i < read->count; i++) {
        if (read->in[i].truth == JH_NO || read->in[i].truth == JH_DOES_NOT_APPLY) continue;
        rows[count] =
            (jh_contribution){ .part = i, .value = read->value[i], .weight = read->weight[i] };
        why = jh_why_first(why, jh_why_first(read->value[i].why, read->weight[i].why));
        if (read->in[i].truth == JH_UNKNOWN) why = jh_why_first(why, read->in[i].why);
        if (!why) take(&m, rows[count].value.range, rows[count].weight.range);
        count++;
    }
    if (!why && m.weight.lo > 0.0)
        fill(rows, count, &m);
    else
        for (i = 0; i < count; i++)
            rows[i].term = rows[i].share = rows[i].without =
                missing(why ? why : JH_BAD_DENOMINATOR);
    if (count) qsort(rows, count, sizeof *rows, by_share);
    out->rows = rows;
    out->row_count = count;
    return JH_OK;
}

/* ---- within and between ---------------------------------------------------------------------- */

static jh_text key_of(const jh_opening *o, jh_attribute by, size_t part)
{
    const jh_frame *frame = o->frame;
    const jh_codes *codes = frame->standard->attribute_codes[by];
    jh_text key =
        frame->snapshot->units[frame->schools[frame->parts[part].school].unit].attribute[by];
    size_t i;

    for (i = 0; codes && i < codes->count; i++)
        if (jh_text_equal(codes->keys[i], key)) return codes->labels[i];
    return key;
}

typedef struct jh_group_row {
    jh_text key;
    size_t row;
} jh_group_row;

static int by_key(const void *a, const void *b)
{
    const jh_group_row *x = a, *y = b;
    int order = jh_text_compare(x->key, y->key);

    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static void group_figures(jh_partition_group *group, const moments *m, const moments *all)
{
    jh_interval mean = jh_interval_div(all->first, all->weight);
    jh_interval own = jh_interval_div(m->first, m->weight);

    group->rows = m->rows;
    group->mean = present(own);
    group->cv = cv_of(m);
    group->between = present(deviation(own, m->weight, mean, all->weight));
}

/* Shares of the variance: between is the spread of the groups' means, within is the rest. */
static void share_out(jh_partition *out, jh_partition_group *groups, jh_interval variance)
{
    jh_interval between = jh_interval_exact(0.0), one = jh_interval_exact(1.0), share;
    size_t i;

    for (i = 0; i < out->group_count; i++) {
        share = jh_interval_div(groups[i].between.range, variance);
        between = jh_interval_add(between, share);
        groups[i].between = present(share);
    }
    between = jh_interval_min(between, one);
    out->between = present(between);
    out->within = present(jh_interval_sub(one, between));
}

static jh_code partition(jh_partition *out, jh_opening *o, const jh_dispersion_explained *d,
                         jh_interval variance)
{
    jh_arena scratch = o->scratch;
    jh_group_row *order = JH_NEW_ARRAY(&scratch, jh_group_row, d->row_count);
    jh_partition_group *groups = JH_NEW_ARRAY(o->keep, jh_partition_group, d->row_count);
    moments *sums = JH_NEW_ARRAY(&scratch, moments, d->row_count), all = { 0 };
    size_t i, g = 0;

    if (!order || !groups || !sums) return jh_no_memory(o->err);
    for (i = 0; i < d->row_count; i++)
        order[i] = (jh_group_row){ key_of(o, out->by, d->rows[i].part), i };
    qsort(order, d->row_count, sizeof *order, by_key);
    for (i = 0; i < d->row_count; i++) {
        const jh_contribution *row = &d->rows[order[i].row];
        if (i && !jh_text_equal(order[i].key, order[i - 1].key)) g++;
        groups[g].key = order[i].key;
        take(&sums[g], row->value.range, row->weight.range);
        take(&all, row->value.range, row->weight.range);
    }
    out->groups = groups;
    out->group_count = g + 1;
    for (i = 0; i <= g; i++) group_figures(&groups[i], &sums[i], &all);
    share_out(out, groups, variance);
    return JH_OK;
}

static jh_code partitions(jh_dispersion_explained *out, jh_opening *o)
{
    static const jh_attribute by[] = { JH_TOWN, JH_LOCATION, JH_OWNERSHIP };
    enum { COUNT = sizeof by / sizeof *by };
    jh_partition *all = JH_NEW_ARRAY(o->keep, jh_partition, COUNT);
    jh_interval variance = jh_interval_exact(0.0);
    jh_code rc = JH_OK;
    size_t i;

    if (!all) return jh_no_memory(o->err);
    /* Nothing to divide: no rows, a gap, or no spread at all. */
    if (!out->row_count || out->rows[0].share.why) return JH_OK;
    for (i = 0; i < out->row_count; i++)
        variance = jh_interval_add(variance, out->rows[i].term.range);
    for (i = 0; i < COUNT && !rc; i++) {
        all[i].by = by[i];
        rc = partition(&all[i], o, out, variance);
    }
    out->partitions = all;
    out->partition_count = COUNT;
    return rc;
}

jh_code jh_dispersion_open(const jh_dispersion_explained **out, jh_opening *o, size_t limit)
{
    const jh_expr *set = find_set(o->frame->standard->limits[limit].value);
    jh_dispersion_explained *d = JH_NEW(o->keep, jh_dispersion_explained);
    jh_arena scratch = o->scratch;
    rows_read read;
    jh_code rc;

    if (!d) return jh_no_memory(o->err);
    d->limit = limit;
    *out = d;
    /* A limit on something else than a statistic over parts has no rows to show. */
    if (!set || set->set_level != JH_PART) return JH_OK;
    rc = read_rows(&read, o, set);
    if (!rc) rc = contribute(d, o, &read);
    if (!rc) rc = partitions(d, o);
    o->scratch = scratch;
    return rc;
}
