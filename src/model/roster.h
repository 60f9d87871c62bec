/* roster.h: teachers one by one, without their names: who may change places, and who not.
 * Takes   rows of a roster that were read and found in order.
 * Gives   a plain struct; texts are borrowed from whoever read it.
 * Never   holds a name or an identity number: a teacher is a number that the county gives.
 * Method  docs/methods/rotation.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_ROSTER_H
#define JH_MODEL_ROSTER_H

#include "model/finding.h"

/* A school as a roster writes it: a code, or a name. */
typedef struct jh_roster_school {
    jh_text written;
    uint32_t unit; /* whoever knows the units fills it in; UINT32_MAX = not yet */
} jh_roster_school;

enum { JH_ROSTER_WISHES = 8, JH_ROSTER_YEARS_UNKNOWN = -1 };

typedef struct jh_teacher {
    jh_text id;
    jh_roster_school school;
    jh_stage stage; /* JH_WHOLE = not given */
    jh_text subject, degree, title;
    bool is_backbone;
    int32_t years;    /* at the school, without a break; JH_ROSTER_YEARS_UNKNOWN */
    jh_text excluded; /* why not to be moved; empty = may be */
    jh_roster_school wishes[JH_ROSTER_WISHES];
    uint32_t wish_count;
    int32_t rotated;        /* the year of the last time; 0 = never */
    uint32_t times;         /* how often */
    jh_origin origin;       /* the row */
    uint32_t wishes_column; /* for whoever speaks of a wish; from 0 */
    uint32_t school_column;
} jh_teacher;

typedef struct jh_roster {
    jh_teacher *teachers; /* in byte order of ids */
    size_t count;
    const jh_text *files; /* names; jh_origin.file is an index */
    size_t file_count;
} jh_roster;

#endif
