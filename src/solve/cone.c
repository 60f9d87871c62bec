/* SPDX-License-Identifier: Apache-2.0 */
#include "solve/cone.h"

#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <malloc.h>
#include <math.h>
#include <string.h>

/* How far a cone may be violated, of its right side; what is exact is checked by the caller. */
#define CONE_TOLERANCE 1e-7
/* A cut is worth its row from this violation on, of the same side's share for one row. */
#define CUT_TOLERANCE 2e-7
enum { ROUNDS_MOST = 60, ITERATIONS_AT_ONCE = 4000, SEEDS = 3, CUT_TERMS = 16 };

typedef struct cut {
    uint32_t cone, row;
    int32_t at; /* row of the library */
    double slope;
} cut;

typedef struct lifted {
    int32_t scale;    /* column S; −1 = not lifted yet */
    int32_t first;    /* columns q_i begin here */
    int32_t capacity; /* row Σ q − N·S ≤ 0 */
} lifted;

struct jh_cone_solver {
    Clp_Simplex *model;
    jh_arena *keep;
    jh_programme programme;
    lifted *lifted;
    cut *cuts;
    size_t cut_count, cut_room;
    int32_t *place; /* column of the library, by our own number */
    double *column;
    size_t column_count, column_room;
    bool has_grown; /* new columns or costs: the last basis is not dual feasible */
    bool is_fresh;
};

static double unlimited(double bound)
{
    if (bound >= JH_INFINITE) return DBL_MAX;
    return bound <= -JH_INFINITE ? -DBL_MAX : bound;
}

/* ---- growing ---- */

static jh_code grow_columns(jh_cone_solver *s, size_t count, jh_error *err)
{
    size_t room = s->column_room, old = s->column_count, i;
    int32_t *place = jh_grow(s->keep, s->place, &room, old + count, sizeof *place);
    double *column;

    if (!place) return jh_no_memory(err);
    s->place = place;
    column = JH_NEW_ARRAY(s->keep, double, room);
    if (!column) return jh_no_memory(err);
    s->column = column;
    s->column_room = room;
    for (i = 0; i < count; i++) place[old + i] = Clp_numberColumns(s->model) + (int32_t)i;
    s->column_count = old + count;
    return JH_OK;
}

jh_code jh_cone_add_columns(jh_cone_solver *s, const jh_lines *matrix, const jh_span_of *spans,
                            const double *cost, jh_error *err)
{
    jh_arena *keep = s->keep;
    double *lower = JH_NEW_ARRAY(keep, double, matrix->count + 1);
    double *upper = JH_NEW_ARRAY(keep, double, matrix->count + 1);
    jh_code rc;
    size_t i;

    if (!lower || !upper) return jh_no_memory(err);
    for (i = 0; i < matrix->count; i++) {
        lower[i] = unlimited(spans[i].lower);
        upper[i] = unlimited(spans[i].upper);
    }
    rc = grow_columns(s, matrix->count, err);
    if (rc) return rc;
    Clp_addColumns(s->model, (int)matrix->count, lower, upper, cost, matrix->start, matrix->index,
                   matrix->value);
    s->has_grown = true;
    return JH_OK;
}

static jh_code add_rows(jh_cone_solver *s, const jh_programme *p, jh_error *err)
{
    double *lower = JH_NEW_ARRAY(s->keep, double, p->matrix.count + 1);
    double *upper = JH_NEW_ARRAY(s->keep, double, p->matrix.count + 1);
    size_t i;

    if (!lower || !upper) return jh_no_memory(err);
    for (i = 0; i < p->matrix.count; i++) {
        lower[i] = unlimited(p->rows[i].lower);
        upper[i] = unlimited(p->rows[i].upper);
    }
    Clp_addRows(s->model, (int)p->matrix.count, lower, upper, p->matrix.start, p->matrix.index,
                p->matrix.value);
    return JH_OK;
}

/* The library asks for its room anew with every programme. Pages that went back to the system
 * meanwhile are faulted in again: a fifth of the time of a county of 500 schools. */
static void keep_pages(void)
{
    (void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
    (void)mallopt(M_TRIM_THRESHOLD, 64 << 20);
    (void)mallopt(M_TOP_PAD, 1 << 20);
}

jh_code jh_cone_open(jh_cone_solver **out, jh_arena *keep, const jh_programme *p, jh_error *err)
{
    jh_cone_solver *s = JH_NEW(keep, jh_cone_solver);
    int32_t *start;
    jh_lines none;
    jh_code rc;
    size_t i;

    *out = NULL;
    if (!s) return jh_no_memory(err);
    s->keep = keep;
    s->programme = *p;
    s->is_fresh = true;
    s->lifted = JH_NEW_ARRAY(keep, lifted, p->cone_count + 1);
    start = JH_NEW_ARRAY(keep, int32_t, p->column_count + 1);
    if (!s->lifted || !start) return jh_no_memory(err);
    for (i = 0; i < p->cone_count; i++) s->lifted[i].scale = -1;
    keep_pages();
    s->model = Clp_newModel();
    if (!s->model) return jh_no_memory(err);
    Clp_setLogLevel(s->model, 0);
    /* Numbers are near 1 as they are, and scaled optima need not have the prices of unscaled. */
    Clp_scaling(s->model, 0);
    none = (jh_lines){ start, NULL, NULL, p->column_count };
    rc = jh_cone_add_columns(s, &none, p->columns, p->cost, err);
    if (!rc) rc = add_rows(s, p, err);
    if (rc)
        jh_cone_close(s);
    else
        *out = s;
    return rc;
}

void jh_cone_close(jh_cone_solver *solver)
{
    if (solver && solver->model) {
        Clp_deleteModel(solver->model);
        solver->model = NULL;
    }
}

void jh_cone_bound(jh_cone_solver *s, size_t column, jh_span_of span)
{
    Clp_columnLower(s->model)[s->place[column]] = unlimited(span.lower);
    Clp_columnUpper(s->model)[s->place[column]] = unlimited(span.upper);
}

jh_code jh_cone_begin_with(jh_cone_solver *s, const jh_basic *basic, size_t count, jh_error *err)
{
    enum { BASIC = 1, AT_LOWER = 3 };
    jh_arena scratch = *s->keep;
    size_t columns = (size_t)Clp_numberColumns(s->model), rows = (size_t)Clp_numberRows(s->model);
    unsigned char *status = JH_NEW_ARRAY(&scratch, unsigned char, columns + rows + 1);
    size_t i;

    if (!status) return jh_no_memory(err);
    memset(status, AT_LOWER, columns);
    memset(status + columns, BASIC, rows);
    for (i = 0; i < count; i++) {
        status[s->place[basic[i].column]] = BASIC;
        status[columns + basic[i].row] = AT_LOWER;
    }
    Clp_copyinStatus(s->model, status);
    return JH_OK;
}

void jh_cone_cost(jh_cone_solver *s, size_t column, double cost)
{
    double *costs = Clp_objective(s->model);

    if (costs[s->place[column]] == cost) return;
    costs[s->place[column]] = cost;
    s->has_grown = true;
}

jh_code jh_cone_add_row(size_t *row, jh_cone_solver *s, const jh_cone_row *added, jh_error *err)
{
    jh_arena scratch = *s->keep;
    int32_t *index = JH_NEW_ARRAY(&scratch, int32_t, added->count + 1);
    int32_t start[2] = { 0, (int32_t)added->count };
    double *value = JH_NEW_ARRAY(&scratch, double, added->count + 1), upper = DBL_MAX;
    size_t i;

    if (!index || !value) return jh_no_memory(err);
    for (i = 0; i < added->count; i++) {
        index[i] = s->place[added->terms[i].column];
        value[i] = added->terms[i].value;
    }
    *row = (size_t)Clp_numberRows(s->model);
    Clp_addRows(s->model, 1, &added->least, &upper, start, index, value);
    return JH_OK;
}

/* ---- cuts ---- */

static double value_of(const jh_cone_solver *s, const jh_affine *row)
{
    double value = row->base;
    uint32_t i;

    for (i = row->first; i < row->first + row->count; i++)
        value += s->programme.terms[i].value * s->column[s->programme.terms[i].column];
    return value > 0 ? value : 0;
}

/* q_i − 2ρω·(r_i − base) + ρ²ω·S ≥ 2ρω·base. */
static jh_code add_cut(jh_cone_solver *s, uint32_t cone, uint32_t i, double slope, jh_error *err)
{
    const jh_affine *row = &s->programme.cones[cone].rows[i];
    int32_t index[CUT_TERMS], start[2] = { 0, 0 };
    double value[CUT_TERMS], lower, upper = DBL_MAX;
    cut *cuts = jh_grow(s->keep, s->cuts, &s->cut_room, s->cut_count + 1, sizeof *cuts);
    uint32_t t, n = 0;

    if (!cuts) return jh_no_memory(err);
    s->cuts = cuts;
    index[n] = s->lifted[cone].first + (int32_t)i;
    value[n++] = 1;
    index[n] = s->lifted[cone].scale;
    value[n++] = slope * slope * row->weight;
    for (t = row->first; t < row->first + row->count && n < CUT_TERMS; t++) {
        index[n] = s->place[s->programme.terms[t].column];
        value[n++] = -2 * slope * row->weight * s->programme.terms[t].value;
    }
    start[1] = (int32_t)n;
    lower = 2 * slope * row->weight * row->base;
    cuts[s->cut_count++] = (cut){ cone, i, Clp_numberRows(s->model), slope };
    Clp_addRows(s->model, 1, &lower, &upper, start, index, value);
    return JH_OK;
}

typedef struct dispersion {
    double scale, norm; /* S and √(Σ ω r² / N) at the last optimum */
} dispersion;

static dispersion measure(const jh_cone_solver *s, const jh_cone *cone)
{
    double sum = 0, squares = 0, r;
    size_t i;

    for (i = 0; i < cone->row_count; i++) {
        r = value_of(s, &cone->rows[i]);
        sum += cone->rows[i].weight * r;
        squares += cone->rows[i].weight * r * r;
    }
    return (dispersion){ cone->slope * sum / (double)cone->row_count,
                         sqrt(squares / (double)cone->row_count) };
}

/* N·S − s·Σ ω (r − base) = s·Σ ω·base, and Σ q − N·S ≤ 0. */
static jh_code add_frame(jh_cone_solver *s, const jh_cone *cone, lifted *at, jh_arena scratch,
                         jh_error *err)
{
    size_t i, n = 1, room = cone->row_count * CUT_TERMS + 2;
    int32_t *index = JH_NEW_ARRAY(&scratch, int32_t, room), start[2] = { 0, 0 };
    double *value = JH_NEW_ARRAY(&scratch, double, room), side = 0, none = -DBL_MAX, zero = 0;
    uint32_t t;

    if (!index || !value) return jh_no_memory(err);
    index[0] = at->scale;
    value[0] = (double)cone->row_count;
    for (i = 0; i < cone->row_count; i++) {
        const jh_affine *row = &cone->rows[i];
        side += cone->slope * row->weight * row->base;
        for (t = row->first; t < row->first + row->count && n < room; t++) {
            index[n] = s->place[s->programme.terms[t].column];
            value[n++] = -cone->slope * row->weight * s->programme.terms[t].value;
        }
    }
    start[1] = (int32_t)n;
    Clp_addRows(s->model, 1, &side, &side, start, index, value);
    for (i = 0; i < cone->row_count; i++) {
        index[i] = at->first + (int32_t)i;
        value[i] = 1;
    }
    index[i] = at->scale;
    value[i] = -(double)cone->row_count;
    start[1] = (int32_t)i + 1;
    at->capacity = Clp_numberRows(s->model);
    Clp_addRows(s->model, 1, &none, &zero, start, index, value);
    return JH_OK;
}

static jh_code lift(jh_cone_solver *s, uint32_t which, dispersion now, jh_error *err)
{
    static const double seeds[SEEDS] = { 0.75, 1, 1.3 };
    const jh_cone *cone = &s->programme.cones[which];
    lifted *at = &s->lifted[which];
    jh_arena scratch = *s->keep; /* what add_frame needs is gone on its return */
    size_t n = cone->row_count + 1, i;
    double *zeros = JH_NEW_ARRAY(&scratch, double, n), *free = JH_NEW_ARRAY(&scratch, double, n);
    int32_t *start = JH_NEW_ARRAY(&scratch, int32_t, n + 1);
    jh_code rc;
    unsigned k;

    if (!zeros || !free || !start) return jh_no_memory(err);
    for (i = 0; i < n; i++) free[i] = DBL_MAX;
    at->scale = Clp_numberColumns(s->model);
    at->first = at->scale + 1;
    Clp_addColumns(s->model, (int)n, zeros, free, zeros, start, NULL, NULL);
    rc = add_frame(s, cone, at, scratch, err);
    for (i = 0; !rc && i < cone->row_count; i++)
        for (k = 0; !rc && k < SEEDS; k++)
            rc = add_cut(s, which, (uint32_t)i, seeds[k] * value_of(s, &cone->rows[i]) / now.scale,
                         err);
    return rc;
}

static jh_code tighten(jh_cone_solver *s, uint32_t which, double scale, jh_error *err)
{
    const jh_cone *cone = &s->programme.cones[which];
    const double *x = Clp_primalColumnSolution(s->model);
    jh_code rc = JH_OK;
    double r, missing;
    size_t i;

    for (i = 0; !rc && i < cone->row_count; i++) {
        r = value_of(s, &cone->rows[i]);
        missing = cone->rows[i].weight * r * r / scale - x[s->lifted[which].first + (int32_t)i];
        if (missing > CUT_TOLERANCE * scale) rc = add_cut(s, which, (uint32_t)i, r / scale, err);
    }
    return rc;
}

/* *added: cuts were needed. */
static jh_code separate(bool *added, jh_cone_solver *s, jh_error *err)
{
    size_t before = s->cut_count;
    jh_code rc = JH_OK;
    dispersion now;
    uint32_t c;

    for (c = 0; !rc && c < s->programme.cone_count; c++) {
        now = measure(s, &s->programme.cones[c]);
        if (now.norm <= now.scale * (1 + CONE_TOLERANCE) || now.scale <= 0) continue;
        rc = s->lifted[c].scale < 0 ? lift(s, c, now, err) : tighten(s, c, now.scale, err);
    }
    *added = s->cut_count > before;
    return rc;
}

/* ---- solving ---- */

static jh_outcome run(jh_cone_solver *s)
{
    Clp_setMaximumIterations(s->model, Clp_numberIterations(s->model) + ITERATIONS_AT_ONCE);
    for (;;) {
        if (s->has_grown && !s->is_fresh)
            (void)Clp_primal(s->model, 0);
        else
            (void)Clp_dual(s->model, 0);
        s->is_fresh = false;
        if (Clp_status(s->model) != 3) break;
        if (jh_progress_report(s->programme.progress, SAY_SOLVE_PROGRAMME, 0, 0)) return JH_STOPPED;
        Clp_setMaximumIterations(s->model, Clp_numberIterations(s->model) + ITERATIONS_AT_ONCE);
    }
    s->has_grown = false;
    return Clp_status(s->model) == 0 ? JH_OPTIMAL : JH_INFEASIBLE;
}

static void gather(jh_cone_solver *s)
{
    const double *x = Clp_primalColumnSolution(s->model);
    size_t i;

    for (i = 0; i < s->column_count; i++) s->column[i] = x[s->place[i]];
}

jh_code jh_cone_solve(jh_optimum *out, jh_cone_solver *s, jh_error *err)
{
    bool added = true;
    jh_code rc = JH_OK;

    memset(out, 0, sizeof *out);
    for (out->rounds = 0; !rc && added && out->rounds < ROUNDS_MOST; out->rounds++) {
        if (jh_progress_report(s->programme.progress, SAY_SOLVE_PROGRAMME, 0, 0))
            out->outcome = JH_STOPPED;
        else
            out->outcome = run(s);
        if (out->outcome != JH_OPTIMAL) return JH_OK;
        gather(s);
        rc = separate(&added, s, err);
        if (out->rounds == 0 || !added) out->cost = Clp_objectiveValue(s->model);
    }
    out->cost = Clp_objectiveValue(s->model);
    out->column = s->column;
    out->price = Clp_dualRowSolution(s->model);
    return rc;
}

/* ---- prices ---- */

/* With shares φ of the cuts of row i: ρ̄ = Σ φρ, B = Σ_i ω Σ φρ² / N; the cuts and the capacity row
 * add up to η(1 + B)·Σ ω (s − v) r ≥ 0 with v = 2ρ̄/(1 + B). Docs: plan.md, "The certificate". */
jh_code jh_cone_price_of(jh_cone_price *out, jh_arena *keep, const jh_cone_solver *s, size_t which,
                         jh_error *err)
{
    const jh_cone *cone = &s->programme.cones[which];
    const double *price = Clp_dualRowSolution(s->model);
    double whole, squares = 0, share, *slope;
    size_t i;

    *out = (jh_cone_price){ 0, NULL };
    if (s->lifted[which].scale < 0) return JH_OK;
    whole = -price[s->lifted[which].capacity];
    if (!(whole > 1e-9)) return JH_OK;
    slope = JH_NEW_ARRAY(keep, double, cone->row_count);
    if (!slope) return jh_no_memory(err);
    for (i = 0; i < s->cut_count; i++) {
        if (s->cuts[i].cone != which) continue;
        share = price[s->cuts[i].at] / whole;
        if (!(share > 0)) continue;
        slope[s->cuts[i].row] += share * s->cuts[i].slope;
        squares += share * s->cuts[i].slope * s->cuts[i].slope * cone->rows[s->cuts[i].row].weight;
    }
    squares /= (double)cone->row_count;
    for (i = 0; i < cone->row_count; i++) slope[i] *= 2 / (1 + squares);
    *out = (jh_cone_price){ whole * (1 + squares), slope };
    return JH_OK;
}
