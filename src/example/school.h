/* school.h: one made-up school: who it is, how many pupils, how well off.
 * Takes   its number, the seed, how many schools there are.
 * Gives   a plan of the school, the same for both years apart from growth.
 * Never   a real school: names are put together from two lists of common words.
 * Method  docs/example.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXAMPLE_SCHOOL_H
#define JH_EXAMPLE_SCHOOL_H

#include "example/random.h"
#include "model/batch.h"

/* What a school can be short of. */
typedef enum jh_made_figure {
    JH_MADE_ABOVE = 0,
    JH_MADE_BACKBONE,
    JH_MADE_PE_ART,
    JH_MADE_AREA,
    JH_MADE_SPORTS,
    JH_MADE_EQUIPMENT,
    JH_MADE_MULTIMEDIA,
    JH_MADE_FIGURE_COUNT
} jh_made_figure;

typedef struct jh_made_school {
    uint32_t number; /* from 1 */
    char code[24], name[80], town[24];
    uint32_t town_number;
    const char *kind, *location, *ownership;
    uint32_t parent; /* number of the main school; 0 = none */
    int64_t pupils[JH_STAGE_COUNT];
    bool boarding, is_new;               /* new: opened in the last year */
    bool leaves_blank;                   /* a figure the school did not report */
    bool lacks_rooms;                    /* too few music and art rooms */
    int64_t level[JH_MADE_FIGURE_COUNT]; /* ‰ of the usual */
    int64_t exact[JH_MADE_FIGURE_COUNT]; /* thousandths per pupil instead; 0 = by level */
    jh_random random;                    /* for what else it needs */
} jh_made_school;

enum { JH_MADE_SCHOOLS_MIN = 20, JH_MADE_SCHOOLS_MAX = 5000 };

uint32_t jh_made_town_count(size_t schools);
void jh_school_make_up(jh_made_school *out, uint32_t number, size_t schools, uint64_t seed);

#endif
