/* rotate.h: the use case: which teachers are to be rotated this year.
 * Takes   a county, rosters, the rules of cn-people.
 * Gives   the exchange list by school and by person, its cost against a proved bound, who could not
 *         be reached and why; as text, JSON or workbook.
 * Never   reads a name; writes to the store; hands out a list that was not proved again.
 * Method  docs/methods/rotation.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_ADVISE_ROTATE_H
#define JH_ADVISE_ROTATE_H

#include "advise/people.h"
#include "model/roster.h"
#include "plan/rotation.h"

typedef struct jh_rotate_words {
    const jh_judging *judging;
    const char *const *rosters; /* paths of files and folders */
    size_t roster_count;
    const char *workbook; /* path of an xlsx to write; NULL = none */
} jh_rotate_words;

/* Whether a teacher counts as eligible, and if not, why. */
typedef enum jh_standing {
    JH_ELIGIBLE = 0,
    JH_EXCUSED,       /* the roster says why */
    JH_TOO_SHORT,     /* not long enough at the school */
    JH_YEARS_MISSING, /* … which the roster does not tell */
    JH_OTHER_STAGE,   /* not of compulsory education */
    JH_STANDING_COUNT
} jh_standing;

/* Why an eligible teacher cannot be reached by any exchange. */
typedef enum jh_reach {
    JH_REACHED = 0, /* there is somebody to change places with, at least one */
    JH_ALONE,       /* nobody else of the stage and subject at any other school */
    JH_TOO_FAR,     /* others there are, but none within reach */
    JH_REACH_COUNT
} jh_reach;

/* A stage and a subject. */
typedef struct jh_rotated_kind {
    jh_stage stage;
    jh_text subject; /* as first written */
    int64_t teachers, eligible, moved, reach[JH_REACH_COUNT];
} jh_rotated_kind;

typedef struct jh_rotated_school {
    int64_t teachers, eligible, moved; /* as many come */
    int64_t backbone_out, backbone_in;
    int64_t recent; /* rotations within the years of rest */
} jh_rotated_school;

typedef struct jh_rotated {
    const jh_desk *desk;
    jh_people people;
    jh_roster roster;
    jh_findings findings;
    /* By teacher. */
    uint32_t *school; /* of the frame */
    uint32_t *kind;
    uint8_t *standing, *reach;
    uint32_t *person;  /* of the rotation; UINT32_MAX = not eligible */
    uint32_t *teacher; /* [person] */
    jh_rotated_kind *kinds;
    size_t kind_count;
    jh_rotated_school *schools; /* of the frame */
    int64_t *metres;            /* [way] */
    jh_rotation rotation;
    jh_rotation_answer answer;
    int64_t standing_count[JH_STANDING_COUNT], eligible_backbone;
    bool lacks_paper; /* a workbook was asked for, and there is no list to write */
    jh_text asked_by; /* the standard's item that says how many; empty = the county's setting */
    int64_t wanted, wanted_backbone; /* of whom at least so many should move */
    int64_t paid, counted;           /* cost: spent, and counted as if */
} jh_rotated;

/* *done = false: the roster was refused, and the text says where; nothing is written then. */
JH_MUST_CHECK jh_code jh_rotate_tell(jh_text *out, bool *done, const jh_desk *desk,
                                     const jh_rotate_words *words, jh_error *err);

/* ---- between the files of it ---- */

/* The roster against the county: schools, kinds, standings (rotate_roster.c). Refusals are in
 * findings. */
jh_code jh_rotate_read(jh_rotated *r, const jh_rotate_words *words, jh_error *err);
/* Shares that nobody set are those of the standard in force (rotate_rule.c). */
jh_code jh_rotate_ask(jh_rotated *r, jh_error *err);
/* rotate_text.c, rotate_json.c, rotate_workbook.c */
jh_code jh_rotate_text(jh_text *out, const jh_rotated *r, jh_error *err);
jh_code jh_rotate_json(jh_text *out, const jh_rotated *r, jh_error *err);
jh_code jh_rotate_workbook(const char *path, const jh_rotated *r, jh_error *err);
const jh_unit *jh_rotated_unit(const jh_rotated *r, size_t school);
/* The way that a person goes; metres of it. */
int64_t jh_rotated_metres(const jh_rotated *r, uint32_t from, uint32_t to);
bool jh_rotated_wished(const jh_rotated *r, uint32_t person);
int64_t jh_rotated_cost(const jh_rotated *r, uint32_t person);
/* "交流 412 人…": what was wanted, what is. Lines; at == NULL: no memory. */
enum { JH_ROTATED_LINES = 12 };
size_t jh_rotated_summary(jh_text lines[JH_ROTATED_LINES], const jh_rotated *r);

#endif
