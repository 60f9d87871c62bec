/* exchange_work.h: the circulations of an exchange, one a kind, and their mending.
 * Takes   an exchange that was checked.
 * Gives   the cheapest circulations at given multipliers, and mends them into exchanges.
 * Never   leaves this room.
 * Method  docs/methods/exchange.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SOLVE_EXCHANGE_WORK_H
#define JH_SOLVE_EXCHANGE_WORK_H

#include "solve/exchange.h"
#include "solve/network.h"

/* Costs and multipliers are counted in parts of a cost unit. */
enum { JH_PARTS = 64 };
/* An exchange is near enough to its bound within this part of its cost. */
enum { JH_NEAR = 2000 };
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
    uint32_t *first_touch,
        *touch; /* [node + 1] into the arcs at a node; NULL = not asked for yet */
    jh_network_series *series;
} jh_market;

/* Circulations of all kinds at once. */
typedef struct jh_round {
    int64_t person, mark;  /* multipliers, in parts; a marked person is paid both */
    int64_t *flow;         /* [arc_count] of all kinds */
    int64_t *price;        /* [node_count] of all kinds */
    int64_t moved, marked; /* Σ persons; those marked among them */
    int64_t cost;          /* Σ offers, in parts */
    int64_t bound;         /* what it proves, in parts */
} jh_round;

typedef struct jh_trade {
    const jh_exchange *exchange;
    jh_market *markets;
    uint32_t arc_count, node_count;
    int64_t *most;        /* [place] scratch while the networks are made */
    int64_t limit;        /* of both multipliers' parts in a cost */
    int64_t marked_least; /* among as many as must move, and so among more */
    jh_round best;        /* the highest bound so far; its flow is not kept */
    size_t rounds;
} jh_trade;

/* How many marked ones must be among so many who move. */
int64_t jh_marked_wanted(const jh_exchange *exchange, int64_t moved);
bool jh_round_keeps_rows(const jh_round *round, const jh_exchange *exchange);

JH_MUST_CHECK jh_code jh_trade_make(jh_trade *out, jh_arena *scratch, const jh_exchange *exchange,
                                    jh_error *err);
JH_MUST_CHECK jh_code jh_round_make(jh_round *out, jh_arena *scratch, const jh_trade *trade,
                                    jh_error *err);
/* The cheapest circulations at round->person and ->mark; the trade remembers the best bound.
 * free_of_charge: as if offers cost nothing. */
JH_MUST_CHECK jh_code jh_round_solve(jh_round *round, jh_trade *trade, bool free_of_charge,
                                     jh_error *err);

/* The arcs at every node of every kind, for whoever walks along them. */
JH_MUST_CHECK jh_code jh_trade_touch(jh_trade *trade, jh_arena *scratch, jh_error *err);

/* The round just solved, changed by circles until it keeps both rows and is near the best bound, or
 * nothing cheaper is found; whether it keeps them is for the caller to see. effort: how many labels
 * are set in one pass. */
JH_MUST_CHECK jh_code jh_round_mend(jh_round *round, const jh_trade *trade, size_t effort,
                                    jh_arena scratch, jh_error *err);

#endif
