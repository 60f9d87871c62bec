/* `junheng pair --json`: has every member one lead at most, no lead too many members, does it cost
 * what it says, and do the multipliers prove that nothing costs less, or that no more can be led?
 * All sums in GMP integers; docs/methods/pairing.md.
 * SPDX-License-Identifier: Apache-2.0 */
#include "people.h"

#include <stdio.h>

typedef struct pairing {
    size_t members, leads;
    const node *left_out, *most, *links, *lead;
    long at_least, coverage;
} pairing;

static long not_negative(const node *value, const char *what, size_t where)
{
    long number_of = integer(value);

    if (number_of < 0) reject(what, where);
    return number_of;
}

/* [member, lead, cost], each within its limits. */
static void read_link(long out[3], const pairing *p, size_t at)
{
    const node *one = list(&p->links->children[at], NULL, 3);
    size_t i;

    for (i = 0; i < 3; i++) out[i] = not_negative(&one->children[i], "links", at);
    if ((size_t)out[0] >= p->members || (size_t)out[1] >= p->leads) reject("links", at);
}

/* Cost of what is paired, and how many are. */
static long check_pairs(mpz_t cost, const pairing *p)
{
    long *taken = take(p->leads + 1, sizeof *taken), *mine = take(p->members + 1, sizeof *mine);
    long paired = 0, linked = 0, link[3];
    size_t i;

    for (i = 0; i < p->members; i++) {
        mine[i] = integer(&p->lead->children[i]);
        if (mine[i] < -1 || mine[i] >= (long)p->leads) reject("lead", i);
        if (mine[i] < 0)
            mpz_add_ui(cost, cost,
                       (unsigned long)not_negative(&p->left_out->children[i], "left_out", i));
        else if (++taken[mine[i]] > integer(&p->most->children[mine[i]]))
            reject("members of a lead", (size_t)mine[i]);
        paired += mine[i] >= 0;
    }
    for (i = 0; i < p->links->size; i++) {
        read_link(link, p, i);
        if (mine[link[0]] != link[1]) continue;
        mpz_add_ui(cost, cost, (unsigned long)link[2]);
        linked++;
    }
    if (linked != paired) reject("a pair without a link", 0);
    if (paired < p->at_least) reject("too few are led", 0);
    return paired;
}

/* Σ over members of the least they bring − Σ room × most; costs false: a member brings 1. */
static void add_least(mpz_t sum, const pairing *p, const node *room, long coverage, bool costs)
{
    mpz_t *least = take(p->members + 1, sizeof *least), value;
    long link[3];
    size_t i;

    mpz_init(value);
    for (i = 0; i < p->members; i++) mpz_init(least[i]);
    for (i = 0; i < p->links->size; i++) {
        read_link(link, p, i);
        mpz_set_si(value, not_negative(&room->children[link[1]], "room", (size_t)link[1]));
        mpz_sub_ui(value, value, (unsigned long)coverage);
        if (costs) {
            mpz_add_ui(value, value, (unsigned long)link[2]);
            mpz_sub_ui(value, value, (unsigned long)integer(&p->left_out->children[link[0]]));
        }
        if (mpz_cmp(value, least[link[0]]) < 0) mpz_set(least[link[0]], value);
    }
    for (i = 0; i < p->members; i++) {
        mpz_add(sum, sum, least[i]);
        mpz_clear(least[i]);
    }
    for (i = 0; i < p->leads; i++) {
        mpz_set_si(value, not_negative(&room->children[i], "room", i));
        mpz_mul_si(value, value, not_negative(&p->most->children[i], "most", i));
        mpz_sub(sum, sum, value);
    }
    mpz_clear(value);
}

static void compute_bound(mpz_t bound, const pairing *p, const node *room)
{
    mpz_t part;
    size_t i;

    mpz_init(part);
    for (i = 0; i < p->members; i++)
        mpz_add_ui(bound, bound,
                   (unsigned long)not_negative(&p->left_out->children[i], "left_out", i));
    mpz_set_si(part, p->coverage);
    mpz_mul_si(part, part, p->at_least);
    mpz_add(bound, bound, part);
    add_least(bound, p, room, p->coverage, true);
    mpz_clear(part);
}

/* Fewer than wanted only where it is proved that no more can. */
static void check_asked(const node *root, const pairing *p, const node *proof)
{
    mpz_t most;

    if (p->at_least >= integer(member(root, "wanted", '0'))) return;
    mpz_init(most);
    add_least(most, p, list(proof, "most_room", p->leads), 1, false);
    mpz_neg(most, most);
    if (mpz_cmp_si(most, p->at_least) > 0) reject("most_room", 0);
    printf("  no more than %ld can be led\n", p->at_least);
    mpz_clear(most);
}

void pairing_verify(const node *root)
{
    const node *proof = member(root, "proof", '{');
    pairing p = { .left_out = member(proof, "left_out", '['),
                  .most = member(proof, "most", '['),
                  .links = member(proof, "links", '['),
                  .at_least = not_negative(member(proof, "at_least", '0'), "at_least", 0),
                  .coverage = not_negative(member(proof, "coverage", '0'), "coverage", 0) };
    mpz_t cost, bound;
    long paired;

    p.members = p.left_out->size;
    p.leads = p.most->size;
    p.lead = list(proof, "lead", p.members);
    mpz_inits(cost, bound, NULL);
    paired = check_pairs(cost, &p);
    if (paired != integer(member(root, "paired", '0'))) reject("paired", 0);
    if (mpz_cmp_si(cost, integer(member(root, "cost", '0'))) != 0) reject("cost", 0);
    compute_bound(bound, &p, list(proof, "room", p.leads));
    if (mpz_cmp(bound, cost) != 0) reject("the bound is not the cost", 0);
    printf("accepted · 通过\n  pairing: %ld of %zu members are led by %zu leads\n"
           "  cost: %.0f, and nothing costs less\n",
           paired, p.members, p.leads, mpz_get_d(cost));
    check_asked(root, &p, proof);
    mpz_clears(cost, bound, NULL);
}
