/* What each rule costs: the problem without it has a plan and a certificate of its own. With C and
 * C' the least costs with and without the rule, bound <= C <= cost and bound' <= C' <= cost', so
 * that C - C' lies between bound - cost' and cost - bound', and is never below 0.
 * SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <string.h>

/* The rule taken away from the group, and what the group was. */
typedef struct removed {
    bool limited;
    mpq_t line, floor;
} removed;

static bool is_word(const node *text, const char *word)
{
    return text->size == strlen(word) && memcmp(text->text, word, text->size) == 0;
}

static void take_away(removed *was, problem *p, const long which[3])
{
    group *g = &p->group[which[1]];

    was->limited = g->limited[which[2]];
    mpq_init(was->line);
    mpq_init(was->floor);
    mpq_set(was->line, g->line[which[2]]);
    mpq_set(was->floor, g->floor[which[2]]);
    if (which[0]) {
        mpq_set_si(g->line[which[2]], 0, 1);
        mpq_set_si(g->floor[which[2]], 0, 1);
    } else {
        if (!was->limited) reject("a price of no limit", (size_t)which[2]);
        g->limited[which[2]] = false;
    }
    problem_lines(p, (size_t)which[1], (size_t)which[2]);
}

static void put_back(removed *was, problem *p, const long which[3])
{
    group *g = &p->group[which[1]];

    g->limited[which[2]] = was->limited;
    mpq_set(g->line[which[2]], was->line);
    mpq_set(g->floor[which[2]], was->floor);
    mpq_clear(was->line);
    mpq_clear(was->floor);
    problem_lines(p, (size_t)which[1], (size_t)which[2]);
}

/* The plan with the rule is a plan without it: another one is there only if it costs less. */
static void cost_without(mpq_t out, const problem *p, const node *answer, const mpq_t cost)
{
    const node *plan = member_or_null(answer, "plan");
    mpq_t said;

    if (!plan) {
        mpq_set(out, cost);
        return;
    }
    plan_check(out, p, plan);
    mpq_init(said);
    number(said, member(plan, "cost", '0'));
    check_equal(out, said, "cost without a rule");
    if (mpq_cmp(out, cost) > 0) reject("a dearer plan without a rule", 0);
    mpq_clear(said);
}

static void bound_without(mpq_t out, const problem *p, const node *answer)
{
    const node *certificate = member_or_null(answer, "certificate");

    if (!certificate) return;
    bound_compute(out, p, certificate);
    check_stated(certificate, out);
    round_up(out);
    if (mpq_sgn(out) < 0) mpq_set_si(out, 0, 1);
}

static void price(const node *said, const node *answer, problem *p, const least_cost *with)
{
    const node *which = list(answer, "without", 3), *rule = member(said, "rule", '"');
    long of[3];
    removed was;
    mpq_t cost, bound, least;
    size_t i;

    for (i = 0; i < 3; i++) of[i] = integer(&which->children[i]);
    if (of[0] < 0 || of[0] > 1 || of[1] < 0 || (size_t)of[1] >= p->groups || of[2] < 0
        || (size_t)of[2] >= p->indicators || !is_word(rule, of[0] ? "line" : "dispersion"))
        reject("a price of no rule", 0);
    mpq_inits(cost, bound, least, NULL);
    take_away(&was, p, of);
    cost_without(cost, p, answer, with->cost);
    bound_without(bound, p, answer);
    put_back(&was, p, of);
    check_yuan(said, "cost_without_yuan", cost);
    check_yuan(said, "bound_without_yuan", bound);
    if (with->bound) mpq_set(least, with->bound);
    round_up(least);
    mpq_sub(least, least, cost);
    if (mpq_sgn(least) < 0) mpq_set_si(least, 0, 1);
    check_yuan(said, "least_yuan", least);
    mpq_sub(bound, with->cost, bound);
    check_yuan(said, "most_yuan", bound);
    mpq_clears(cost, bound, least, NULL);
}

/* The rule that people read is the one that was taken away. */
static void check_names(const node *said, const node *answer, const node *schools, const problem *p)
{
    const node *which = list(answer, "without", 3);
    size_t g = (size_t)integer(&which->children[1]), k = (size_t)integer(&which->children[2]);

    if (!same_text(member(said, "indicator", '"'), shown_indicator(schools, p, k))
        || !same_text(member(said, "stage", '"'), shown_stage(schools, p, g)))
        reject("name of a rule", k);
}

void rules_verify(const node *root, const node *proved, const problem *p, const least_cost *with)
{
    const node *said = list(root, "prices", proved->size), *schools = member(root, "schools", '[');
    problem without = *p;
    size_t i;

    for (i = 0; i < said->size; i++) {
        price(&said->children[i], &proved->children[i], &without, with);
        check_names(&said->children[i], &proved->children[i], schools, p);
    }
}
