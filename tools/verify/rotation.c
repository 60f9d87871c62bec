/* `junheng rotate --json`: does everybody who goes have a place and somebody who comes, does it
 * cost what it says, and do the prices prove that it cannot cost less, or that no more can go?
 * All sums in GMP integers; docs/methods/rotation.md.
 * SPDX-License-Identifier: Apache-2.0 */
#include "people.h"

#include <stdio.h>
#include <string.h>

typedef struct person {
    long place, kind, backbone, own, *wish;
    size_t wishes;
} person;

typedef struct rotation {
    long places, kinds, unwished;
    size_t persons, ways;
    person *person;
    long *cost;        /* [place × places + place]; −1 = no way */
    long *room, *left; /* [kind × places + place] */
    long *place_most;  /* [place] who may leave; NULL = all */
    long at_least, gain, loss, needed;
} rotation;

static long within(const node *value, long most, const char *what, size_t where)
{
    long number_of = integer(value);

    if (number_of < 0 || number_of >= most) reject(what, where);
    return number_of;
}

static size_t spot(const rotation *r, long kind, long place)
{
    return (size_t)kind * (size_t)r->places + (size_t)place;
}

static void read_persons(rotation *r, const node *proof)
{
    const node *list = member(proof, "persons", '[');
    size_t i, w;

    r->persons = list->size;
    r->person = take(list->size + 1, sizeof *r->person);
    for (i = 0; i < list->size; i++) {
        const node *one = &list->children[i];
        person *p = &r->person[i];
        if (one->kind != '[' || one->size < 4) reject("persons", i);
        p->place = within(&one->children[0], r->places, "persons", i);
        p->kind = within(&one->children[1], r->kinds, "persons", i);
        p->backbone = within(&one->children[2], 2, "persons", i);
        p->own = integer(&one->children[3]);
        if (p->own < 0) reject("persons", i);
        p->wishes = one->size - 4;
        p->wish = take(p->wishes + 1, sizeof *p->wish);
        for (w = 0; w < p->wishes; w++)
            p->wish[w] = within(&one->children[4 + w], r->places, "persons", i);
        r->room[spot(r, p->kind, p->place)]++;
    }
}

static void read_ways(rotation *r, const node *proof)
{
    const node *list = member(proof, "ways", '[');
    size_t all = (size_t)r->places * (size_t)r->places, i;

    r->ways = list->size;
    r->cost = take(all + 1, sizeof *r->cost);
    for (i = 0; i < all; i++) r->cost[i] = -1;
    for (i = 0; i < list->size; i++) {
        const node *road = &list->children[i];
        long a, b, cost;
        if (road->kind != '[' || road->size != 3) reject("ways", i);
        a = within(&road->children[0], r->places, "ways", i);
        b = within(&road->children[1], r->places, "ways", i);
        cost = integer(&road->children[2]);
        if (a == b || cost < 0 || r->cost[a * r->places + b] >= 0) reject("ways", i);
        r->cost[a * r->places + b] = r->cost[b * r->places + a] = cost;
    }
}

/* No more may leave than is said, where it is said. */
static void read_most(rotation *r, const node *proof)
{
    const node *list = member(proof, "most", '[');
    size_t spots = (size_t)r->kinds * (size_t)r->places, i;
    long *most = take(spots + 1, sizeof *most);

    for (i = 0; i < list->size; i++) {
        const node *one = &list->children[i];
        if (one->kind != '[' || one->size != 2) reject("most", i);
        most[within(&one->children[0], (long)spots, "most", i)] = integer(&one->children[1]);
    }
    for (i = 0; i < spots; i++)
        if (r->room[i] > most[i]) r->room[i] = most[i];
}

static bool wishes(const person *p, long place)
{
    size_t w;

    for (w = 0; w < p->wishes; w++)
        if (p->wish[w] == place) return true;
    return p->wishes == 0;
}

/* One number a place; NULL: none is said. */
static long *read_places(const rotation *r, const node *proof, const char *key)
{
    const node *list = member(proof, key, '[');
    long *out = list->size ? take((size_t)r->places + 1, sizeof *out) : NULL;
    size_t i;

    if (list->size && list->size != (size_t)r->places) reject(key, list->size);
    for (i = 0; i < list->size; i++) {
        out[i] = integer(&list->children[i]);
        if (out[i] < 0) reject(key, i);
    }
    return out;
}

static long cost_of(const rotation *r, const person *p, long place)
{
    long road = r->cost[p->place * r->places + place];

    return road < 0 ? -1 : p->own + road + (wishes(p, place) ? 0 : r->unwished);
}

/* ---- who goes ---- */

static bool is_true(const node *object, const char *key)
{
    const node *word = member_or_null(object, key);

    return word && word->kind == 't';
}

/* Backbone or not, wished for or not, and what is paid: the way. */
static void check_move(const rotation *r, const node *move, const person *p, long to)
{
    if (is_true(move, "backbone") != (p->backbone == 1)
        || is_true(move, "wished") != (p->wishes && wishes(p, to))
        || integer(member(move, "cost_yuan", '0')) != r->cost[p->place * r->places + to])
        reject("moves: backbone, wished or cost", (size_t)(p - r->person));
}

typedef struct by_school {
    long moved, backbone_out, backbone_in;
} by_school;

/* The list by school, and what is paid in all. */
static void check_schools(const rotation *r, const node *root, const node *go, const node *codes)
{
    const node *schools = member(root, "schools", '[');
    by_school *of = take((size_t)r->places + 1, sizeof *of);
    long paid = 0, moved = 0;
    size_t i, place;

    for (i = 0; i < go->size; i++) {
        const person *p = &r->person[integer(&go->children[i].children[0])];
        long to = integer(&go->children[i].children[1]);
        paid = plus(paid, r->cost[p->place * r->places + to]);
        of[p->place].moved++;
        of[p->place].backbone_out += p->backbone;
        of[to].backbone_in += p->backbone;
    }
    if (paid != integer(member(root, "paid_yuan", '0'))) reject("paid_yuan", 0);
    for (i = 0; i < schools->size; i++) {
        const node *one = &schools->children[i];
        const node *code = member(member(one, "school", '{'), "code", '"');
        for (place = 0; place < (size_t)r->places; place++)
            if (same_text(code, &codes->children[place])) break;
        if (place == (size_t)r->places || of[place].moved != integer(member(one, "moved", '0'))
            || of[place].backbone_out != integer(member(one, "backbone_out", '0'))
            || of[place].backbone_in != integer(member(one, "backbone_in", '0')))
            reject("schools", i);
        moved += of[place].moved;
    }
    if (moved != (long)go->size) reject("schools", schools->size);
}

/* Fewer backbone than asked only where it is proved, or said that it is not. */
static void check_asked_backbone(const node *root, const rotation *r, const node *proof)
{
    long asked = integer(member(root, "wanted_backbone", '0'));
    const node *most = member_or_null(proof, "most_backbone");
    mpz_t kept, part;
    int order;

    if (r->at_least != integer(member(root, "wanted", '0'))) return;
    mpz_inits(kept, part, NULL);
    mpz_set_si(kept, r->loss);
    mpz_mul_si(kept, kept, r->at_least);
    mpz_set_si(part, r->needed);
    mpz_add(kept, kept, part);
    mpz_set_si(part, r->gain + r->loss);
    mpz_cdiv_q(kept, kept, part);
    if (mpz_sgn(kept) < 0) mpz_set_ui(kept, 0);
    order = mpz_cmp_si(kept, asked);
    mpz_clears(kept, part, NULL);
    if (order == 0 || (order < 0 && (most || is_true(root, "backbone_unproved")))) return;
    reject("wanted_backbone", 0);
}

/* The list that people read says the same as the numbers that are checked. */
static void check_list(const rotation *r, const node *root, const node *proof)
{
    const node *go = member(proof, "go", '[');
    const node *moves = list(root, "moves", go->size);
    const node *codes = list(proof, "codes", (size_t)r->places);
    const node *teachers = list(proof, "teachers", r->persons);
    size_t i;

    for (i = 0; i < go->size; i++) {
        const node *move = &moves->children[i];
        long who = integer(&go->children[i].children[0]);
        long to = integer(&go->children[i].children[1]);
        if (!same_text(member(move, "teacher", '"'), &teachers->children[who])
            || !same_text(member(member(move, "from", '{'), "code", '"'),
                          &codes->children[r->person[who].place])
            || !same_text(member(member(move, "to", '{'), "code", '"'), &codes->children[to]))
            reject("moves", i);
        check_move(r, move, &r->person[who], to);
    }
    check_schools(r, root, go, codes);
    check_asked_backbone(root, r, proof);
}

typedef struct moved {
    long persons, backbone;
    mpz_t cost;
} moved;

static void check_moves(moved *out, rotation *r, const node *proof)
{
    const node *list = member(proof, "go", '[');
    size_t spots = (size_t)r->kinds * (size_t)r->places, i;
    bool *gone = take(r->persons + 1, sizeof *gone);
    long *out_of = take(spots + 1, sizeof *out_of);
    long *sent = take((size_t)r->places + 1, sizeof *sent);

    for (i = 0; i < list->size; i++) {
        const node *one = &list->children[i];
        long who, place, cost;
        if (one->kind != '[' || one->size != 2) reject("go", i);
        who = within(&one->children[0], (long)r->persons, "go", i);
        place = within(&one->children[1], r->places, "go", i);
        const person *p = &r->person[who];
        cost = place == p->place ? -1 : cost_of(r, p, place);
        if (gone[who] || cost < 0) reject("go", i);
        gone[who] = true;
        r->left[spot(r, p->kind, p->place)]++;
        r->left[spot(r, p->kind, place)]--;
        out_of[spot(r, p->kind, p->place)]++;
        sent[p->place]++;
        mpz_add_ui(out->cost, out->cost, (unsigned long)cost);
        out->persons++;
        out->backbone += p->backbone;
    }
    for (i = 0; i < spots; i++)
        if (r->left[i] != 0 || out_of[i] > r->room[i]) reject("a school's subject", i);
    for (i = 0; r->place_most && i < (size_t)r->places; i++)
        if (sent[i] > r->place_most[i]) reject("place_most", i);
}

static void check_rows(const rotation *r, const moved *m)
{
    mpz_t left, part;

    mpz_inits(left, part, NULL);
    mpz_set_si(left, r->gain);
    mpz_mul_si(left, left, m->backbone);
    mpz_set_si(part, r->loss);
    mpz_mul_si(part, part, m->persons - m->backbone);
    mpz_sub(left, left, part);
    if (m->persons < r->at_least) reject("too few go", 0);
    if (mpz_cmp_si(left, r->needed) < 0) reject("too few backbone go", 0);
    mpz_clears(left, part, NULL);
}

/* ---- prices ---- */

static void add_long(mpz_t sum, long by)
{
    if (by >= 0)
        mpz_add_ui(sum, sum, (unsigned long)by);
    else
        mpz_sub_ui(sum, sum, (unsigned long)-by);
}

typedef struct worth {
    long parts, person, backbone; /* costs count so often; one who goes brings so much */
    long *arrive, *leave;
    long *per_place; /* what leaving a place costs besides; NULL = nothing */
} worth;

static void read_prices(worth *w, const rotation *r, const node *from)
{
    const node *list = member(from, "prices", '[');
    size_t spots = (size_t)r->kinds * (size_t)r->places, i;

    w->arrive = take(spots + 1, sizeof *w->arrive);
    w->leave = take(spots + 1, sizeof *w->leave);
    for (i = 0; i < list->size; i++) {
        const node *one = &list->children[i];
        long at;
        if (one->kind != '[' || one->size != 3) reject("prices", i);
        at = within(&one->children[0], (long)spots, "prices", i);
        w->arrive[at] = integer(&one->children[1]);
        w->leave[at] = integer(&one->children[2]);
    }
}

/* Adds what one person can bring at best: nothing, or less than nothing. */
static void add_person(mpz_t sum, const rotation *r, const worth *w, const person *p)
{
    size_t home = spot(r, p->kind, p->place), there;
    mpz_t least, value;
    long place, cost;

    if (r->room[home] <= 0) return;
    mpz_inits(least, value, NULL);
    for (place = 0; place < r->places; place++) {
        there = spot(r, p->kind, place);
        cost = place == p->place || r->room[there] <= 0 ? -1 : cost_of(r, p, place);
        if (cost < 0) continue;
        mpz_set_si(value, cost);
        if (w->per_place) add_long(value, w->per_place[p->place]);
        mpz_mul_si(value, value, w->parts);
        add_long(value, w->leave[home]);
        add_long(value, -w->arrive[there]);
        add_long(value, -w->person - (p->backbone ? w->backbone : 0));
        if (mpz_cmp(value, least) < 0) mpz_set(least, value);
    }
    mpz_add(sum, sum, least);
    mpz_clears(least, value, NULL);
}

static void add_all(mpz_t sum, const rotation *r, const worth *w)
{
    size_t spots = (size_t)r->kinds * (size_t)r->places, i;
    mpz_t part;

    mpz_init(part);
    for (i = 0; i < spots; i++) {
        if (w->arrive[i] >= w->leave[i]) continue;
        mpz_set_si(part, w->arrive[i]);
        add_long(part, -w->leave[i]);
        mpz_mul_si(part, part, r->room[i]);
        mpz_add(sum, sum, part);
    }
    for (i = 0; i < r->persons; i++) add_person(sum, r, w, &r->person[i]);
    mpz_clear(part);
}

/* per_person × at least + per_backbone × ⌈(needed + loss × at least) / (gain + loss)⌉ + the rest,
 * less what the places' prices come to,
 * in 64ths: what no rotation that keeps the rows can cost less than, rounded up. */
static void compute_bound(mpz_t bound, const rotation *r, const node *proof)
{
    enum { PARTS = 64 };
    worth w = { .parts = PARTS,
                .person = integer(member(proof, "per_person", '0')),
                .backbone = integer(member(proof, "per_backbone", '0')) };
    mpz_t part, each;
    long i;

    if (w.person < 0 || w.backbone < 0) reject("a multiplier", 0);
    read_prices(&w, r, proof);
    w.per_place = read_places(r, proof, "per_place");
    if (w.per_place && !r->place_most) reject("per_place", 0);
    mpz_inits(part, each, NULL);
    mpz_set_si(bound, w.person);
    mpz_mul_si(bound, bound, r->at_least);
    mpz_set_si(part, r->loss);
    mpz_mul_si(part, part, r->at_least);
    add_long(part, r->needed);
    mpz_set_si(each, r->gain + r->loss);
    if (mpz_sgn(part) > 0) {
        mpz_cdiv_q(part, part, each);
        mpz_mul_si(part, part, w.backbone);
        mpz_add(bound, bound, part);
    }
    add_all(bound, r, &w);
    for (i = 0; w.per_place && i < r->places; i++) {
        mpz_set_si(part, w.per_place[i]);
        mpz_mul_si(part, part, r->place_most[i]);
        mpz_mul_si(part, part, PARTS);
        mpz_sub(bound, bound, part);
    }
    mpz_set_ui(each, PARTS);
    mpz_cdiv_q(bound, bound, each);
    if (mpz_sgn(bound) < 0) mpz_set_ui(bound, 0);
    mpz_clears(part, each, NULL);
}

/* Do the prices prove that no more can go? */
static void check_most(const rotation *r, const node *proof, const char *key, bool backbone)
{
    const node *most = member_or_null(proof, key);
    worth w = { .person = !backbone, .backbone = backbone };
    mpz_t sum;

    if (!most) return;
    if (most->kind != '{') reject(key, 0);
    read_prices(&w, r, most);
    mpz_init(sum);
    add_all(sum, r, &w);
    mpz_neg(sum, sum);
    if (mpz_cmp_si(sum, integer(member(most, "count", '0'))) > 0) reject(key, 0);
    printf("  no more than %ld %scan go\n", integer(member(most, "count", '0')),
           backbone ? "backbone teachers " : "");
    mpz_clear(sum);
}

static void check_number(const node *root, const char *key, const mpz_t number_of)
{
    if (mpz_cmp_si(number_of, integer(member(root, key, '0'))) != 0) reject(key, 0);
}

/* What was asked for may be lowered only where it is proved that it cannot be. */
static void check_asked(const node *root, const rotation *r, const node *proof)
{
    long wanted = integer(member(root, "wanted", '0'));
    const node *most = member_or_null(proof, "most_moved");

    if (r->at_least == wanted) return;
    if (r->at_least < wanted && is_true(root, "moved_unproved")) {
        printf("  fewer go than were wanted; not proved that more cannot\n");
        return;
    }
    if (!most || r->at_least != integer(member(most, "count", '0'))) reject("wanted", 0);
}

void rotation_verify(const node *root)
{
    const node *proof = member(root, "proof", '{');
    const node *rows = list(proof, "rows", 4);
    rotation r = { .places = integer(member(proof, "places", '0')),
                   .kinds = integer(member(proof, "kinds", '0')),
                   .unwished = integer(member(proof, "unwished", '0')) };
    moved m = { 0 };
    mpz_t bound;

    if (r.places < 0 || r.kinds < 0 || r.places > 20000 || r.kinds > 20000 || r.unwished < 0)
        reject("places or kinds", 0);
    r.room = take((size_t)(r.places * r.kinds) + 1, sizeof *r.room);
    r.left = take((size_t)(r.places * r.kinds) + 1, sizeof *r.left);
    r.at_least = integer(&rows->children[0]);
    r.gain = integer(&rows->children[1]);
    r.loss = integer(&rows->children[2]);
    r.needed = integer(&rows->children[3]);
    if (r.gain <= 0 || r.loss < 0) reject("rows", 0);
    read_persons(&r, proof);
    read_ways(&r, proof);
    read_most(&r, proof);
    r.place_most = read_places(&r, proof, "place_most");
    mpz_inits(m.cost, bound, NULL);
    check_moves(&m, &r, proof);
    check_rows(&r, &m);
    check_number(root, "cost_yuan", m.cost);
    if (m.persons != integer(member(root, "moved", '0'))) reject("moved", 0);
    if (m.backbone != integer(member(root, "backbone", '0'))) reject("backbone", 0);
    check_list(&r, root, proof);
    compute_bound(bound, &r, proof);
    check_number(root, "bound_yuan", bound);
    if (mpz_cmp(bound, m.cost) > 0) reject("bound above cost", 0);
    check_asked(root, &r, proof);
    printf("accepted · 通过\n  rotation: %ld of %zu go, %ld of them backbone; every subject is "
           "staffed as before\n  cost: %.0f yuan, never less than %.0f (gap %.4f %%)\n",
           m.persons, r.persons, m.backbone, mpz_get_d(m.cost), mpz_get_d(bound),
           mpz_sgn(m.cost) ? 100 * (1 - mpz_get_d(bound) / mpz_get_d(m.cost)) : 0.0);
    check_most(&r, proof, "most_moved", false);
    check_most(&r, proof, "most_backbone", true);
    mpz_clears(m.cost, bound, NULL);
}
