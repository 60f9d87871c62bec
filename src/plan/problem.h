/* problem.h: a county's way to the standard, as numbers.
 * Takes   rows (a stage of a school) with what they have and what the standard asks of them; sites
 *         where things can be bought; staff that can move, be hired or trained; costs and limits.
 * Gives   the least stock of every row and indicator, in whole steps, from exact products.
 * Never   holds a number of a regulation: lines, floors, waivers and limits come with the problem.
 * Method  docs/methods/plan.md, "The model"
 *
 * The amount of row p in indicator k is X = base + gain × stock, its value X / pupils. For staff
 * the stock is the number of persons whose type has the indicator's bit; otherwise it is the steps
 * bought at the row's site. All stocks are whole; money is in millionths of a yuan.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_PROBLEM_H
#define JH_PLAN_PROBLEM_H

#include "base/error.h"
#include "base/memory.h"
#include "base/progress.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    JH_PLAN_INDICATORS = 8, /* at most */
    JH_PLAN_BITS = 3,       /* staff indicators, at most */
    JH_PLAN_TYPES = 1 << JH_PLAN_BITS,
    JH_PLAN_GROUPS = 4,
    JH_PLAN_SCHOOL_ROWS = 2 /* stages of one school, at most */
};
#define JH_NO_SITE UINT32_MAX
/* Amounts, stocks and pupils beyond it are refused, so that products fit 128 bits. */
#define JH_PLAN_NUMBER_MAX ((int64_t)1 << 53)
#define JH_PLAN_MONEY_MAX ((int64_t)1 << 60)

/* Exactly; the denominator is positive. */
typedef struct jh_ratio {
    int64_t up, down;
} jh_ratio;

/* What one stage is held against. Rows of one group share their coefficients of variation. */
typedef struct jh_plan_group {
    jh_ratio line[JH_PLAN_INDICATORS], floor[JH_PLAN_INDICATORS];
    jh_ratio limit[JH_PLAN_INDICATORS]; /* of the coefficient of variation; down 0 = none */
} jh_plan_group;

typedef struct jh_plan_row {
    uint32_t school, group;
    int64_t pupils;                                              /* > 0 */
    jh_ratio base[JH_PLAN_INDICATORS], gain[JH_PLAN_INDICATORS]; /* gain > 0 */
    uint32_t site[JH_PLAN_INDICATORS];                           /* JH_NO_SITE: staff, or nothing */
    int64_t today[JH_PLAN_TYPES];                                /* persons by type */
    int64_t rooted[JH_PLAN_TYPES]; /* of these: may not move (they have moved already) */
    int64_t staff_least, staff_most;
    int64_t train_most[JH_PLAN_BITS]; /* of each type that can be trained to the bit */
    /* Made by jh_problem_finish: least stocks for the line and for the floor. */
    int64_t need[JH_PLAN_INDICATORS], least[JH_PLAN_INDICATORS];
} jh_plan_row;

/* Where an indicator's stock can be bought; serves one row, or the stages that share it. */
typedef struct jh_plan_site {
    uint32_t school, indicator;
    int64_t most;  /* steps */
    int64_t cost;  /* of a step */
    int64_t least; /* steps that are decided already */
} jh_plan_site;

/* What has been decided about a row: its staff afterwards, and which indicators must reach their
 * lines. Equal bounds freeze a decision. */
typedef struct jh_plan_hold {
    int64_t least[JH_PLAN_TYPES], most[JH_PLAN_TYPES]; /* persons of each type */
    unsigned refused; /* bit k: indicator k may not stay at its floor */
} jh_plan_hold;

/* A way for staff, either direction; both rows of one group. */
typedef struct jh_plan_way {
    uint32_t a, b; /* rows, a < b */
    int64_t cost;  /* of one person */
} jh_plan_way;

typedef struct jh_plan_move {
    uint32_t from, to; /* rows */
    uint32_t type;
    int64_t count;
} jh_plan_move;

typedef struct jh_problem {
    size_t indicator_count;
    int8_t bit[JH_PLAN_INDICATORS]; /* staff: which bit of a type; −1 = bought at sites */
    unsigned bit_count;
    unsigned waivers; /* indicators of a row that may stay at the floor: 0 or 1 */
    const jh_plan_group *groups;
    size_t group_count;
    jh_plan_row *rows; /* of one school together, schools ascending */
    size_t row_count, school_count;
    const jh_plan_site *sites;
    size_t site_count;
    const jh_plan_way *ways; /* by a, then b; none twice */
    size_t way_count;
    int64_t hire[JH_PLAN_TYPES]; /* cost of a new person; −1 = none to be had */
    int64_t train[JH_PLAN_BITS]; /* cost of giving a person the bit; −1 = impossible */
    const jh_plan_hold *holds;   /* [row]; NULL: nothing is decided yet */
    const jh_plan_move *decided; /* at least these move */
    size_t decided_count;
} jh_problem;

/* May indicator k of the row stay at its floor, as far as decisions go? */
static inline bool jh_problem_may_waive(const jh_problem *problem, size_t row, size_t k)
{
    return problem->waivers && !(problem->holds && problem->holds[row].refused >> k & 1);
}

static inline int64_t jh_problem_staff_least(const jh_problem *problem, size_t row, unsigned type)
{
    return problem->holds ? problem->holds[row].least[type] : 0;
}

static inline int64_t jh_problem_staff_most(const jh_problem *problem, size_t row, unsigned type)
{
    int64_t most = problem->rows[row].staff_most;

    return problem->holds && problem->holds[row].most[type] < most ? problem->holds[row].most[type]
                                                                   : most;
}

/* Checks the numbers and fills in `need` and `least`. JH_BAD_INPUT: the problem is malformed. */
JH_MUST_CHECK jh_code jh_problem_finish(jh_problem *problem, jh_error *err);

/* Who can still leave a row. */
static inline int64_t jh_problem_movable(const jh_problem *problem, size_t row, unsigned type)
{
    return problem->rows[row].today[type] - problem->rows[row].rooted[type];
}

/* The same problem after the moves that are decided, and what those cost: whoever has moved is
 * there today, and rooted. Plans of either are plans of the other, with these moves and without. */
JH_MUST_CHECK jh_code jh_problem_moved(jh_problem *out, int64_t *cost, jh_arena *keep,
                                       const jh_problem *problem, jh_error *err);
/* Of the way between two rows, either direction; −1: there is none. */
int64_t jh_problem_way_cost(const jh_problem *problem, uint32_t from, uint32_t to);

#endif
