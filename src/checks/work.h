/* work.h: what the files of this room share.
 * Takes   a request.
 * Gives   rows of a check, cells of a row, marks on cells, findings.
 * Never   is seen outside checks/.
 * Method  docs/methods/checks.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_CHECKS_WORK_H
#define JH_CHECKS_WORK_H

#include "checks/checks.h"

/* Why a figure is not looked at again. */
typedef enum jh_mark_kind { JH_DOUBTED = 0, JH_SLIPPED, JH_MARK_KINDS } jh_mark_kind;

typedef struct jh_check_work {
    const jh_frame *frame; /* of schools, or of campuses apart: as the method wants it */
    const jh_snapshot *before;
    jh_lang lang;
    jh_arena *keep;
    jh_arena scratch; /* by value: what a step takes is gone with the step */
    jh_check_list *out;
    uint8_t *marks[JH_MARK_KINDS]; /* [element][unit] one bit a stage */
    jh_error *err;
} jh_check_work;

/* A row that a check looks at. */
typedef struct jh_check_row {
    const jh_check *check;
    size_t row;
} jh_check_row;

typedef struct jh_figure_list {
    jh_checked_figure *items;
    size_t count, capacity;
} jh_figure_list;

/* ---- work.c ---- */
size_t jh_check_rows(const jh_check_work *w, const jh_check *check);
/* Does the row belong to the check's scope? NULL = every one does. */
jh_code jh_check_members(jh_claim **out, jh_check_work *w, const jh_check *check);
jh_code jh_check_numbers(jh_number **out, jh_check_work *w, const jh_check *check, bool then);
/* What was reported of the check's elements at a row, and the heads that shares were made of. First
 * the one of the first element that is farthest from its own last year. In w->scratch: the caller
 * puts that back. */
jh_code jh_check_read_row(jh_figure_list *out, jh_check_work *w, jh_check_row at);
bool jh_are_marked(const jh_check_work *w, jh_mark_kind kind, const jh_figure_list *figures);
void jh_mark(jh_check_work *w, jh_mark_kind kind, const jh_checked_figure *figure);
/* Marks all that are of the element of the first. */
void jh_mark_like_first(jh_check_work *w, jh_mark_kind kind, const jh_figure_list *figures);
jh_decimal jh_check_setting(const jh_check_work *w, size_t setting);
double jh_check_threshold(const jh_check_work *w, size_t setting);
/* The middle of a present number. */
double jh_check_value(const jh_number *number);

/* ---- apart.c ---- */
/* A frame in which every campus stands for itself; the one there is, if no school has any. */
jh_code jh_check_take_apart(const jh_frame **out, jh_check_work *w);

/* ---- tell.c ---- */
typedef struct jh_telling {
    const jh_check *check;
    jh_figure_list figures; /* none: code and name say who */
    jh_text code, name;
    jh_say_id say; /* {0} who, {1} the check's sentence, {2} detail, {3} which figures or a note */
    char detail[JH_MESSAGE_ARG_SIZE];
} jh_telling;
/* Code and name of the row's unit. */
void jh_check_name_row(jh_telling *out, const jh_check_work *w, jh_check_row at);
jh_code jh_check_tell(jh_check_work *w, const jh_telling *telling);
/* A figure as people read it, three significant digits at least; for details. */
void jh_check_digits(char out[32], double value);

/* ---- one file a method ---- */
jh_code jh_check_rule(jh_check_work *w, const jh_check *check);    /* rules.c */
jh_code jh_check_slip(jh_check_work *w, const jh_check *check);    /* slips.c */
jh_code jh_check_change(jh_check_work *w, const jh_check *check);  /* slips.c */
jh_code jh_check_outlier(jh_check_work *w, const jh_check *check); /* like.c */
jh_code jh_check_copy(jh_check_work *w, const jh_check *check);    /* copies.c */
jh_code jh_check_roster(jh_check_work *w, const jh_check *check);  /* roster.c */

/* The like of a row: rows of the same stage and location (like.c). */
typedef struct jh_like {
    size_t *group;  /* [row] */
    double *median; /* [group] of the logarithms */
    double *spread; /* [group] what one unit of the score is; 0 = no difference at all */
    size_t *count;  /* [group] rows with a positive figure */
    size_t groups;
} jh_like;
jh_code jh_like_make(jh_like *out, jh_check_work *w, const jh_check *check, const jh_number *values,
                     const jh_claim *members);
#endif
