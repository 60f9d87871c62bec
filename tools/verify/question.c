/* Which document it is, and what is asked of it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "people.h"

#include <stdio.h>
#include <string.h>

/* ---- a schedule of years ---- */

static void check_years(const node *root, const schedule *s, const node *years)
{
    static const char *const said[] = { "money_yuan", "spent_yuan", "lacking_yuan" };
    static const char *const meant[] = { "budget", "spent", "extra" };
    const node *shown = list(root, "years", s->years);
    mpq_t value;
    size_t y, i;

    mpq_init(value);
    for (y = 0; y < s->years; y++)
        for (i = 0; i < 3; i++) {
            mpq_set_si(value, money(&list(years, meant[i], s->years)->children[y]), 1);
            check_yuan(&shown->children[y], said[i], value);
        }
    mpq_clear(value);
}

/* Without weights of its own the cost's bound is the plan's, while nothing ever gets cheaper. */
static void bound_cost(mpq_t bound, const schedule *s, const node *root, const node *proof)
{
    const node *certificate = member(member(root, "proof", '{'), "certificate", '{');
    size_t y;

    if (proof) {
        schedule_bound(bound, s, proof, 'c');
        check_stated(proof, bound);
        return;
    }
    for (y = 0; y < s->years; y++)
        if (s->price[y] < PRICE_UNIT) reject("price", y);
    bound_compute(bound, s->p, certificate);
    check_stated(certificate, bound);
}

static void prove_least(const schedule *s, const node *root, const node *proofs)
{
    mpq_t bound, cheapest, unit;

    mpq_inits(bound, cheapest, unit, NULL);
    bound_cost(bound, s, root, member_or_null(proofs, "least_cost"));
    round_up(bound);
    check_yuan(root, "least_cost_yuan", bound);
    number(cheapest, member(root, "cheapest_yuan", '0'));
    mpq_set_si(unit, 1000000, 1);
    mpq_mul(cheapest, cheapest, unit);
    if (mpq_cmp(cheapest, bound) < 0 || mpq_cmp(cheapest, s->cost) > 0) reject("cheapest_yuan", 0);
    printf("  bound: no schedule costs less than %.2f yuan\n", mpq_get_d(bound) / 1e6);
    mpq_set_si(bound, s->ceiling, 1);
    if (mpq_cmp(s->cost, bound) > 0) reject("cost above the ceiling", 0);
    check_yuan(root, "ceiling_yuan", bound);
    mpq_clears(bound, cheapest, unit, NULL);
}

static void prove_most(const schedule *s, const node *root, const node *proofs)
{
    const node *proof = member(proofs, "most_pupils", '{');
    mpq_t bound, said;

    mpq_inits(bound, said, NULL);
    schedule_bound(bound, s, proof, 'p');
    check_stated(proof, bound);
    if (mpq_cmp(bound, s->pupil_years) < 0) reject("pupil-years above their bound", 0);
    mpz_fdiv_q(mpq_numref(bound), mpq_numref(bound), mpq_denref(bound));
    mpz_set_ui(mpq_denref(bound), 1);
    number(said, member(root, "most_pupil_years", '0'));
    check_equal(said, bound, "most_pupil_years");
    number(said, member(root, "pupil_years", '0'));
    check_equal(said, s->pupil_years, "pupil_years");
    printf(
        "  bound: no schedule of at most %.2f yuan has more than %.0f pupil-years (gap %.4f %%)\n",
        (double)s->ceiling / 1e6, mpq_get_d(bound),
        100 * (1 - mpq_get_d(s->pupil_years) / mpq_get_d(bound)));
    mpq_clears(bound, said, NULL);
}

static void prove_extra(const schedule *s, const node *root, const node *proofs)
{
    const node *proof = member(proofs, "least_extra", '{');
    mpq_t bound;

    mpq_init(bound);
    schedule_bound(bound, s, proof, 'e');
    check_stated(proof, bound);
    if (mpq_cmp(bound, s->lacking) > 0) reject("lacking money below its bound", 0);
    if (mpq_sgn(s->lacking) <= 0) reject("nothing lacks", 0);
    round_up(bound);
    if (mpq_sgn(bound) < 0) mpq_set_si(bound, 0, 1);
    check_yuan(root, "least_lacking_yuan", bound);
    printf("  bound: with less than %.2f yuan more there is no schedule\n", mpq_get_d(bound) / 1e6);
    mpq_clear(bound);
}

static void verify_years(const node *root, const node *proof, const problem *p)
{
    const node *years = member(root, "schedule", '{'), *proofs = member(years, "proofs", '{');
    bool found = member_or_null(root, "found") && member_or_null(root, "found")->kind == 't';
    schedule s;

    schedule_read(&s, p, proof, years);
    schedule_check(&s, years);
    check_years(root, &s, years);
    check_yuan(root, "cost_yuan", s.cost);
    if (found != (mpq_sgn(s.lacking) == 0)) reject("found", 0);
    shown_years(root, &s, found);
    printf("accepted · 通过\n  schedule: %zu schools, %zu years, followed year by year\n"
           "  cost: %.2f yuan\n",
           s.schools, s.years, mpq_get_d(s.cost) / 1e6);
    if (found) {
        prove_least(&s, root, proofs);
        prove_most(&s, root, proofs);
    } else {
        printf("  lacking: %.2f yuan\n", mpq_get_d(s.lacking) / 1e6);
        prove_extra(&s, root, proofs);
    }
    mpq_clears(s.cost, s.pupil_years, s.lacking, NULL);
}

/* ---- a plan ---- */

static void verify_plan(const node *root, const node *proof, const problem *p, const mpq_t cost)
{
    const node *certificate = member_or_null(proof, "certificate"),
               *prices = member(proof, "prices", '[');
    mpq_t bound;

    if (root) shown_plan(root, proof, p, cost); /* the quick part first */
    mpq_init(bound);
    if (certificate) {
        bound_compute(bound, p, certificate);
        check_stated(certificate, bound);
        if (mpq_cmp(bound, cost) > 0) reject("bound above cost", 0);
    }
    if (root) {
        least_cost of = { cost, certificate ? bound : NULL };
        shown_bound(root, p, &of);
        rules_verify(root, prices, p, &of);
    }
    printf(
        "accepted · 通过\n  plan: %zu rows, %zu sites, every line and coefficient holds exactly\n"
        "  cost: %.2f yuan\n",
        p->rows, p->sites, mpq_get_d(cost) / 1e6);
    if (certificate)
        printf("  bound: no plan costs less than %.2f yuan (gap %.4f %%)\n", mpq_get_d(bound) / 1e6,
               mpq_sgn(cost) > 0 ? 100 * (1 - mpq_get_d(bound) / mpq_get_d(cost)) : 0.0);
    else
        printf("  bound: none stated\n");
    if (root) printf("  prices of rules: %zu, each from its own plan and bound\n", prices->size);
    mpq_clear(bound);
}

static bool is_format(const node *root, const char *name)
{
    const node *format = member(root, "format", '"');

    return format->size == strlen(name) && memcmp(format->text, name, format->size) == 0;
}

/* Plans and schedules; "junheng-proof/1" is the numbers of a plan alone. */
static void verify(const node *root)
{
    const node *proof = member(root, "proof", '{');
    const node *plan = member(proof, "plan", '{');
    problem p = { 0 };
    mpq_t cost, said;

    mpq_inits(cost, said, NULL);
    problem_read(&p, member(proof, "problem", '{'));
    plan_check(cost, &p, plan);
    number(said, member(plan, "cost", '0'));
    check_equal(cost, said, "cost");
    if (is_format(root, "junheng-years/1"))
        verify_years(root, proof, &p);
    else
        verify_plan(is_format(root, "junheng-plan/1") ? root : NULL, proof, &p, cost);
    mpq_clears(cost, said, NULL);
}

void document_verify(const node *root)
{
    if (is_format(root, "junheng-rotation/1"))
        rotation_verify(root);
    else if (is_format(root, "junheng-pairing/1"))
        pairing_verify(root);
    else if (is_format(root, "junheng-plan/1") || is_format(root, "junheng-years/1")
             || is_format(root, "junheng-proof/1"))
        verify(root);
    else
        reject("format", 0);
}
