/* lanes.h: bounded pools of threads, so that nothing slow runs on a network thread.
 * Takes   work, for one of the lanes.
 * Gives   whether it was taken; its end is told by the work itself.
 * Never   queues without a bound: a full lane refuses.
 * Method  a ring and a condition a lane; WRITE has one thread
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SERVE_LANES_H
#define JH_SERVE_LANES_H

#include "serve/request.h"

enum { JH_LANE_COUNT = JH_LANE_PLAN + 1, JH_LANE_QUEUE = 256, JH_LANE_THREADS_MOST = 16 };

typedef void jh_lane_work(void *context, jh_bench *bench);

typedef struct jh_lanes jh_lanes;

typedef struct jh_lanes_options {
    const char *address; /* of the store */
    size_t readers, secrets;
} jh_lanes_options;

JH_MUST_CHECK jh_code jh_lanes_begin(jh_lanes **out, jh_arena *keep,
                                     const jh_lanes_options *options, jh_error *err);
/* Waits for what is under way; what waits is done, too. */
void jh_lanes_end(jh_lanes *lanes);

/* false: the lane is full, or ending. */
bool jh_lanes_put(jh_lanes *lanes, jh_lane lane, jh_lane_work *work, void *context);
/* Hands work to a lane and waits for it; from another lane only. */
bool jh_lanes_do(jh_lanes *lanes, jh_lane lane, jh_lane_work *work, void *context);
/* How many wait, for those who run it. */
size_t jh_lanes_waiting(jh_lanes *lanes, jh_lane lane);

#endif
