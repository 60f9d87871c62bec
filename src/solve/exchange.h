/* exchange.h: who changes places with whom, at the least cost, every place staffed as before.
 * Takes   teams of persons who are alike, with what it costs to go to each place offered to them.
 * Gives   how many of each team take each offer, and a lower bound with everything that proves it.
 * Never   leaves a place with more or fewer persons of a kind than it had.
 * Method  docs/methods/exchange.md: two multipliers over circulations (Geoffrion 1974), each
 *         circulation mended by circles chosen by dynamic programming
 *
 * A kind is what must be replaced by its like (a subject). Each person moves at most once, to a
 * place that was offered. Two rows couple the kinds:
 *     moved ≥ at_least
 *     marked_gain × marked moved − other_loss × others moved ≥ marked_needed
 * "Backbone at least 20 % of those who move" is 4 × marked − 1 × others ≥ 0; "at least 7 of the
 * backbone" is 1 × marked − 0 × others ≥ 7.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SOLVE_EXCHANGE_H
#define JH_SOLVE_EXCHANGE_H

#include "base/error.h"
#include "base/memory.h"
#include "base/progress.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct jh_offer {
    uint32_t place; /* another than the team's */
    int64_t cost;   /* of one person; 0 ≤ cost ≤ JH_EXCHANGE_COST_MAX */
} jh_offer;

#define JH_EXCHANGE_COST_MAX ((int64_t)100000000)

typedef struct jh_team {
    uint32_t place, kind;
    uint32_t count;
    bool is_marked;
    uint32_t first_offer, offer_count; /* into offers */
} jh_team;

typedef struct jh_exchange {
    uint32_t place_count, kind_count;
    const jh_team *teams;
    uint32_t team_count;
    const jh_offer *offers;
    uint32_t offer_count;
    const uint32_t *most; /* [kind × place_count + place] who may leave, and so come; NULL = all */
    int64_t at_least;
    int64_t marked_gain, other_loss, marked_needed; /* gain > 0, loss ≥ 0 */
    const jh_progress *progress;                    /* may be NULL */
} jh_exchange;

/* Prices, in 64ths of a cost unit. The second row asks for marked_least =
 * ⌈(marked_needed + other_loss × at_least) / (marked_gain + other_loss)⌉ at least; per_mark is the
 * multiplier of that. The network of a kind has a node for arriving at a place, one for leaving it,
 * and one for each team. */
typedef struct jh_exchange_proof {
    int64_t per_person, per_mark;  /* the multipliers of the two rows, in parts of a cost unit */
    const int64_t *arrive, *leave; /* [kind × place_count + place], prices in parts */
    const int64_t *team;           /* [team_count] */
} jh_exchange_proof;

typedef struct jh_exchange_answer {
    bool found; /* false: most_moved < at_least, or no exchange that keeps both rows was met */
    const uint32_t *take; /* [offer_count] persons of the team who take the offer */
    int64_t cost, bound;  /* bound ≤ cost of any exchange that keeps the rows ≤ cost */
    int64_t moved, marked;
    int64_t most_moved; /* not found: how many could move at all, the second row left aside */
    jh_exchange_proof proof;
    size_t rounds; /* circulations solved */
} jh_exchange_answer;

/* JH_BAD_INPUT: an offer of one's own place or of none, a cost out of range, a row that makes no
 * sense. JH_CONFLICT: the listener asked to stop. */
JH_MUST_CHECK jh_code jh_exchange_solve(jh_exchange_answer *out, jh_arena *keep, jh_arena scratch,
                                        const jh_exchange *exchange, jh_error *err);

/* The most who can move, whatever it costs and whoever they are; or the most of the marked. The
 * prices prove it: with offers at cost 0 and a 1 for each who counts, nobody can gain more. */
typedef struct jh_exchange_most {
    int64_t count;
    const int64_t *arrive, *leave; /* [kind × place_count + place] */
} jh_exchange_most;

typedef struct jh_exchange_ask {
    const jh_exchange *exchange;
    bool marked_only;
} jh_exchange_ask;

JH_MUST_CHECK jh_code jh_exchange_find_most(jh_exchange_most *out, jh_arena *keep, jh_arena scratch,
                                            const jh_exchange_ask *ask, jh_error *err);

/* Whether the answer keeps every row, costs what it says, and its multipliers prove its bound;
 * reads nothing of the search. JH_BUG: it does not. */
JH_MUST_CHECK jh_code jh_exchange_prove(const jh_exchange *exchange,
                                        const jh_exchange_answer *answer, jh_arena scratch,
                                        jh_error *err);

#endif
