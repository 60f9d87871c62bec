/* exchange_work.h: the circulations of an exchange, one a kind, and what two of them differ by.
 * Takes   an exchange that was checked.
 * Gives   the cheapest circulations at given multipliers; circles that lead from one to another.
 * Never   leaves this room.
 * Method  docs/methods/exchange.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SOLVE_EXCHANGE_WORK_H
#define JH_SOLVE_EXCHANGE_WORK_H

#include "solve/exchange.h"
#include "solve/network.h"

/* Costs and multipliers are counted in parts of a cost unit. */
enum { JH_PARTS = 64 };
#define JH_NO_INDEX UINT32_MAX

/* One kind. Arcs: each place from arriving to leaving, then every team from leaving, with its
 * offers after it. */
typedef struct jh_market {
    jh_network network;
    jh_arc *arcs;
    int64_t *costs;
    uint32_t *team, *offer; /* of an arc; JH_NO_INDEX = neither a team's nor an offer's */
    uint32_t first_arc;     /* of this kind among all arcs */
    uint32_t first_node;
    jh_network_series *series;
} jh_market;

/* Circulations of all kinds at once. */
typedef struct jh_round {
    int64_t person, mark; /* multipliers, in parts */
    int64_t *flow;        /* [arc_count] of all kinds */
    int64_t *price;       /* [node_count] of all kinds */
    int64_t moved, gain;  /* Σ persons; Σ the second row's left side */
    int64_t cost;         /* Σ offers, in parts */
    int64_t bound;        /* what it proves, in parts */
} jh_round;

typedef struct jh_trade {
    const jh_exchange *exchange;
    jh_market *markets;
    uint32_t arc_count, node_count;
    int64_t *most; /* [place] scratch while the networks are made */
    int64_t limit; /* of both multipliers' parts in a cost */
    jh_round best; /* the highest bound so far; its flow is not kept */
    size_t rounds;
} jh_trade;

/* What moving a person of the team adds to the second row. */
static inline int64_t jh_team_gain(const jh_exchange *e, const jh_team *team)
{
    return team->is_marked ? e->marked_gain : -e->other_loss;
}

JH_MUST_CHECK jh_code jh_trade_make(jh_trade *out, jh_arena *scratch, const jh_exchange *exchange,
                                    jh_error *err);
JH_MUST_CHECK jh_code jh_round_make(jh_round *out, jh_arena *scratch, const jh_trade *trade,
                                    jh_error *err);
/* The cheapest circulations at round->person and ->mark; the trade remembers the best bound.
 * free_of_charge: as if offers cost nothing. */
JH_MUST_CHECK jh_code jh_round_solve(jh_round *round, jh_trade *trade, bool free_of_charge,
                                     jh_error *err);

/* The cheapest of the circulations between two that keeps both rows, into out->flow; ends[1] itself
 * where none is found. Looks exactly among the circles whose worth at out->person and out->mark is
 * least clear; the others are added if worth it. */
JH_MUST_CHECK jh_code jh_round_between(jh_round *out, const jh_trade *trade,
                                       const jh_round *const ends[2], jh_arena scratch,
                                       jh_error *err);

#endif
