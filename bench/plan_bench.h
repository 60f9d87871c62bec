/* plan_bench.h: what the files of the planner's bench share.
 * Takes   a finished problem.
 * Gives   it as a mixed-integer programme in the LP format, for the peers.
 * Never   solves it.
 * Method  bench/plan_peer.c
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_PLAN_BENCH_H
#define BENCH_PLAN_BENCH_H

#include "plan/plan.h"

#include <stdio.h>

void plan_peer_write(FILE *file, const jh_problem *problem);

#endif
