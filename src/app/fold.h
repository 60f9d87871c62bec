/* fold.h: remarks that say the same at many places, told once.
 * Takes   findings in the order of files.
 * Gives   per finding whether it is told, and how many places of how many files it stands for.
 * Never   folds what refuses or warns: each of those cells is somebody's to look at.
 * Method  remarks of one sentence with the same words filled in are alike; three or more are folded
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_FOLD_H
#define JH_APP_FOLD_H

#include "base/memory.h"
#include "model/finding.h"

typedef struct jh_fold {
    bool is_told;        /* false: the first like it stands for it */
    size_t times, files; /* 1 and 1 for what stands for itself */
    size_t next;         /* the next like it; SIZE_MAX = the last */
} jh_fold;

/* [findings->count]; NULL = no memory. */
jh_fold *jh_findings_fold(jh_arena *keep, const jh_findings *findings);

#endif
