/* pairing.h: which weak schools are led by which strong ones, at the least cost.
 * Takes   members with what leaving them out costs; leads with how many they can take; links
 *         between them with costs; how many members are to be led.
 * Gives   the lead of every member, with multipliers that prove that nothing costs less; where so
 *         many cannot be led, the most that can, with its proof.
 * Never   gives a lead more members than it can take, or a member two leads.
 * Method  docs/methods/pairing.md: a flow of least cost (solve/network.h), so the optimum
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_PLAN_PAIRING_H
#define JH_PLAN_PAIRING_H

#include "base/error.h"
#include "base/memory.h"
#include "base/progress.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct jh_link {
    uint32_t member, lead;
    int64_t cost; /* 0 … JH_PAIRING_COST_MAX */
} jh_link;

#define JH_PAIRING_COST_MAX ((int64_t)1 << 30)
#define JH_PAIRING_ALONE UINT32_MAX

typedef struct jh_pairing {
    const int64_t *left_out; /* [member_count] cost of no lead */
    uint32_t member_count;
    const uint32_t *most; /* [lead_count] members it can take */
    uint32_t lead_count;
    const jh_link *links;
    uint32_t link_count;
    int64_t at_least;            /* members to be led */
    const jh_progress *progress; /* may be NULL */
} jh_pairing;

typedef struct jh_pairing_answer {
    const uint32_t *lead; /* [member] JH_PAIRING_ALONE = none */
    int64_t paired, cost;
    int64_t at_least; /* as asked, or the most that can */
    /* What proves that nothing costs less: a member more brings `coverage`, room at a lead costs
     * `room`: cost = Σ left_out + coverage × at_least − Σ room × most
     *        + Σ over members of min(0, min over links (cost − left_out − coverage + room)) */
    int64_t coverage;
    const int64_t *room; /* [lead] */
    /* Fewer can be led than were asked for: the same with links and leaving out at no cost and a
     * member bringing 1 proves it. */
    bool most_is_reached;
    const int64_t *most_room; /* [lead] */
} jh_pairing_answer;

JH_MUST_CHECK jh_code jh_pairing_make(jh_pairing_answer *out, jh_arena *keep, jh_arena scratch,
                                      const jh_pairing *pairing, jh_error *err);

/* Adds everything up again. JH_BUG: it does not hold. */
JH_MUST_CHECK jh_code jh_pairing_prove(const jh_pairing *pairing, const jh_pairing_answer *answer,
                                       jh_arena scratch, jh_error *err);

#endif
