/* crew.h: counties judged side by side.
 * Takes   snapshots one after another, a standard, settings, and how many threads there may be.
 * Gives   a line a county in the order of handing in, the same whatever the number of threads.
 * Never   touches the store, or holds more than two counties a thread.
 * Method  a ring of boxes: the giver fills the next, whoever is free judges the oldest
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_CREW_H
#define JH_APP_CREW_H

#include "assess/assess.h"
#include "model/snapshot.h"

enum { JH_CREW_MOST = 32 };

/* What one county comes to. */
typedef struct jh_county_line {
    jh_text code, name;
    size_t schools, parts, parts_no, parts_unknown, limits_no, items_no;
    jh_claim grade_known;
    const jh_grade *grade;
} jh_county_line;

typedef struct jh_crew_task {
    const jh_standard *standard;
    const jh_settings *settings;
    size_t threads; /* 1 … JH_CREW_MOST; 0 = as many as there are processors */
} jh_crew_task;

typedef struct jh_crew jh_crew;

/* Standard and settings are borrowed until the end, and nobody else touches `keep` until the wait
 * is over. Whatever comes back, end it (NULL may be). */
JH_MUST_CHECK jh_code jh_crew_start(jh_crew **out, jh_arena *keep, const jh_crew_task *task,
                                    jh_error *err);

/* Copies the county, waiting for a free box. Gives JH_CONFLICT, with nothing said, once an earlier
 * county could not be judged: jh_crew_wait tells which. */
JH_MUST_CHECK jh_code jh_crew_give(jh_crew *crew, const jh_snapshot *county, jh_error *err);

/* Until all given are judged. The lines live in the `keep` of the start; the failure told is that
 * of the first county that failed, in the order of handing in. */
JH_MUST_CHECK jh_code jh_crew_wait(const jh_county_line **out, size_t *count, jh_crew *crew,
                                   jh_error *err);

void jh_crew_end(jh_crew *crew);

#endif
