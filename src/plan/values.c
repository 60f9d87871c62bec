/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/values.h"

#include "plan/rational.h"

enum { UNIT = 1000000 };

static int64_t stock_of(const jh_problem *p, const jh_plan *plan, size_t i, size_t k)
{
    if (plan) return jh_plan_stock(p, plan, i, k);
    return p->bit[k] >= 0 ? jh_staff_with(p->rows[i].today, p->bit[k]) : 0;
}

/* In whole millionths, halves up; `of` is used up. */
static int64_t rounded(mpq_t of)
{
    mpz_t whole;
    int64_t out = INT64_MAX;

    mpz_init(whole);
    mpz_mul_ui(mpq_numref(of), mpq_numref(of), 2UL * UNIT);
    mpz_add(mpq_numref(of), mpq_numref(of), mpq_denref(of));
    mpz_mul_ui(mpq_denref(of), mpq_denref(of), 2);
    mpz_fdiv_q(whole, mpq_numref(of), mpq_denref(of));
    if (mpz_fits_slong_p(whole)) out = mpz_get_si(whole);
    mpz_clear(whole);
    return out;
}

int64_t jh_row_value(const jh_problem *problem, const jh_plan *plan, size_t row, size_t k)
{
    mpq_t amount, room;
    int64_t out;

    mpq_inits(amount, room, NULL);
    jh_amount(amount, &problem->rows[row], k, stock_of(problem, plan, row, k), room);
    mpq_set_si(room, problem->rows[row].pupils, 1);
    mpq_div(amount, amount, room);
    out = rounded(amount);
    mpq_clears(amount, room, NULL);
    return out;
}

/* P·Σ X²/P_p / (ΣX)² − 1, the square of the coefficient; false: ΣX = 0. */
static bool square_of(mpq_t out, const jh_problem *p, const jh_plan *plan, size_t group, size_t k)
{
    mpq_t amount, sum, pupils, all, room;
    bool has;
    size_t i;

    mpq_inits(amount, sum, pupils, all, room, NULL);
    for (i = 0; i < p->row_count; i++) {
        if (p->rows[i].group != group) continue;
        jh_amount(amount, &p->rows[i], k, stock_of(p, plan, i, k), room);
        mpq_add(sum, sum, amount);
        mpq_set_si(pupils, p->rows[i].pupils, 1);
        mpq_add(all, all, pupils);
        mpq_div(room, amount, pupils);
        mpq_mul(room, room, amount);
        mpq_add(out, out, room);
    }
    has = mpq_sgn(sum) > 0;
    if (has) {
        mpq_mul(out, out, all);
        mpq_div(out, out, sum);
        mpq_div(out, out, sum);
        mpq_set_si(room, 1, 1);
        mpq_sub(out, out, room);
    }
    mpq_clears(amount, sum, pupils, all, room, NULL);
    return has;
}

bool jh_group_dispersion(int64_t *out, const jh_problem *problem, const jh_plan *plan, size_t group,
                         size_t k)
{
    mpq_t square;
    mpz_t root;
    bool has;

    mpq_init(square);
    mpz_init(root);
    has = square_of(square, problem, plan, group, k);
    if (has) {
        /* ⌊(⌊√(4·10¹²·cv²)⌋ + 1) / 2⌋ is cv in millionths, halves up. */
        mpz_mul_ui(root, mpq_numref(square), 4UL * UNIT * UNIT);
        mpz_fdiv_q(root, root, mpq_denref(square));
        mpz_sqrt(root, root);
        mpz_add_ui(root, root, 1);
        *out = mpz_fits_slong_p(root) ? mpz_get_si(root) / 2 : INT64_MAX;
    }
    mpz_clear(root);
    mpq_clear(square);
    return has;
}

int64_t jh_gap_percent(int64_t whole, int64_t part)
{
    if (whole <= 0 || part >= whole) return 0;
    return (int64_t)(((__int128)2 * 100 * UNIT * (whole - part) + whole) / ((__int128)2 * whole));
}
