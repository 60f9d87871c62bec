/* verify.h: what the files of junheng-verify share: a document in memory, and how to say no.
 * Takes   the JSON of `junheng plan --json`, and nothing else.
 * Gives   accepted, or the first thing that is wrong.
 * Never   shares a line of code with the planner; all numbers are GMP rationals.
 * Method  docs/methods/plan.md, "The certificate"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JUNHENG_VERIFY_H
#define JUNHENG_VERIFY_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct node {
    char kind; /* { [ " 0 (a number) t f n */
    const char *text;
    size_t size; /* of the text, or how many children */
    struct node *children;
    const char *key; /* in an object */
    size_t key_size;
} node;

/* ---- of the program around it (main.c; a fuzzer has its own) ---- */
/* Ends the program with 1: "rejected: …". */
__attribute__((noreturn)) void reject(const char *what, size_t where);
void *take(size_t count, size_t size); /* zeroed; ends the program without memory */

/* ---- the document ---- */
/* All of it; rejected, or what is accepted is told. `text` ends in a zero byte, which is not of its
 * size; without `sealed` nobody asks whether a seal fits. */
void document_accept(const char *text, size_t size, bool sealed);
/* Whole documents only; anything that is not JSON is rejected. */
const node *document_parse(const char *text, size_t size);
/* A plan, a schedule of years, a rotation or a pairing: tells what is accepted (question.c). */
void document_verify(const node *root);
/* A member that must be there, of that kind. */
const node *member(const node *object, const char *key, char kind);
const node *member_or_null(const node *object, const char *key);
/* An array of exactly `count`. */
const node *list(const node *object, const char *key, size_t count);
void number(mpq_t out, const node *value); /* plain decimals only */
long integer(const node *value);           /* rejected beyond ±2^53, where not asked otherwise */
long money(const node *value);             /* up to ±2^62 */
long plus(long a, long b);                 /* rejected where it would overflow */
void add_to(long *sum, long by);           /* the same in place */

/* The problem as the document states it. */
enum { INDICATORS = 8, BITS = 3, TYPES = 8 };
typedef struct row {
    long school, group, pupils, site[INDICATORS], today[TYPES], least_staff, most_staff;
    long train_most[BITS];
    mpq_t base[INDICATORS], gain[INDICATORS];
    long line[INDICATORS], floor[INDICATORS]; /* least stocks, computed here */
    long kept[TYPES], room[TYPES], refused;   /* decided: fewest and most of a type, no waivers */
} row;
typedef struct group {
    mpq_t line[INDICATORS], floor[INDICATORS], limit[INDICATORS];
    bool limited[INDICATORS];
} group;
typedef struct site {
    long school, indicator, most, cost, least;
} site;
typedef struct way {
    long a, b, cost;
} way;
typedef struct transfer {
    long from, to, type, count;
} transfer;
typedef struct problem {
    size_t indicators, bits, groups, rows, sites, ways, decided;
    long bit[INDICATORS], waivers, hire[TYPES], train[BITS];
    group *group;
    row *row;
    site *site;
    way *way;
    transfer *must; /* [decided] at least these move */
} problem;

void problem_read(problem *out, const node *from);
/* The way between two rows; NULL = there is none. */
const way *way_between(const problem *p, long from, long to);
/* The least stocks of every row of a group, from its line and floor of an indicator. */
void problem_lines(problem *p, size_t group, size_t indicator);
/* The cost of the measures, in `cost`; rejects measures that do not pass. */
void plan_check(mpq_t cost, const problem *p, const node *plan);
/* What the certificate proves, in `bound`. */
void bound_compute(mpq_t bound, const problem *p, const node *certificate);
/* The same in its parts: `common`, and every choice of waivers of every school, in their order, at
 * cost / unit; the unit is the same for all. */
typedef struct choice {
    long waived[2];
    size_t first, count; /* rows */
} choice;
typedef void see(void *self, const choice *of, const mpz_t cost, const mpz_t unit);
void bound_parts(mpq_t common, const problem *p, const node *certificate, see *see_choice,
                 void *self);

/* ---- claims of the document (claims.c) ---- */
void check_equal(const mpq_t a, const mpq_t b, const char *what);
/* The member "bound" of a proof, "numerator/denominator", is what was computed. */
void check_stated(const node *proof, const mpq_t bound);
/* A member in yuan is this in millionths. */
void check_yuan(const node *object, const char *key, const mpq_t millionths);
void round_up(mpq_t value); /* to a whole */

/* ---- what each rule costs (rules.c) ---- */
typedef struct least_cost {
    const __mpq_struct *cost, *bound; /* of the plan; bound NULL: none is proved */
} least_cost;
/* Every price in the document from the plan and the certificate without that rule. */
void rules_verify(const node *root, const node *proved, const problem *p, const least_cost *with);

/* ---- what people are shown (shown.c, shown_years.c) ---- */
bool same_text(const node *a, const node *b);
/* A number in the document is this, rounded to millionths, halves up. */
void check_rounded(const node *said, const mpq_t exact, const char *what, size_t where);
/* A member in percent: of `whole`, by how much `part` is short of it. */
void check_gap(const node *object, const char *key, const mpq_t whole, const mpq_t part);
/* The key of an indicator and of a group's stage, as the list of schools has them. */
const node *shown_indicator(const node *schools, const problem *p, size_t k);
const node *shown_stage(const node *schools, const problem *p, size_t g);
/* Lines of measures against what they mean, one after the other. */
typedef struct listing {
    const node *schools, *lines;
    size_t at;
} listing;
/* The next line: of this kind, count × step millionths, costing count × each. */
const node *next_line(listing *l, const char *kind, long count, long step, long each);
/* Its member names the school and stage of the row. */
void check_place(const listing *l, const node *line, const char *key, size_t at);
size_t row_of_site(const problem *p, size_t at);
/* All but what hangs on the bound; and that. */
void shown_plan(const node *root, const node *proof, const problem *p, const mpq_t cost);
void shown_bound(const node *root, const problem *p, const least_cost *of);

/* A schedule of years (years.c, years_bound.c). */
enum { YEARS_MOST = 30, PRICE_UNIT = 1000000 };
typedef struct schedule {
    const problem *p;
    const node *plan, *prices;
    size_t years, schools;
    long budget[YEARS_MOST], wanted[YEARS_MOST], price[YEARS_MOST];
    long ceiling;
    long *school_of; /* [row] */
    long *year_of;   /* [school] index of the year from which it passes */
    const node *measures;
    long *each; /* [measure] cost of one */
    mpq_t cost, pupil_years, lacking;
} schedule;
/* Rejects a schedule that does not hold year by year; fills in what it comes to. */
void schedule_read(schedule *out, const problem *p, const node *proof, const node *years);
void schedule_check(schedule *s, const node *years);
void shown_years(const node *root, const schedule *s, bool found);
/* Within a budget (budget.c): what lacks, and which schools pass first, with what, at most. */
void budget_verify(const node *budget, const node *root, const problem *p, const least_cost *of);
/* What one of its proofs proves: of kind 'c' (cost), 'p' (pupil-years), 'e' (money lacking). */
void schedule_bound(mpq_t bound, const schedule *s, const node *proof, char kind);
/* How many of all and of each bit of its staff a row asks for. [BITS + 1] */
void asked_of(long *out, const problem *p, size_t row, long waived, bool passes);

#endif
