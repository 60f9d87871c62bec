/* likeness.h: which known column a header looks like, and by how much.
 * Takes   a folded header that no title, key or alias equals.
 * Gives   the known texts most like it, best first, with what differs.
 * Never   decides: a likeness is a question for a person.
 * Method  docs/intake.md, "Proposing a mapping": longest common subsequence of characters
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_LIKENESS_H
#define JH_INTAKE_LIKENESS_H

#include "intake/lexicon.h"

enum { JH_LIKES = 3, JH_LIKE_LEAST = 60 };

typedef struct jh_like {
    jh_meaning meaning;
    jh_text word;     /* the known text, as the dictionary writes it */
    uint32_t percent; /* 2 × common / (both lengths); 100 = the same but for what was taken off */
} jh_like;

/* The header without brackets, 其中 and a stage at either end, which goes to *stage. `text` NULL
 * = no memory. */
jh_text jh_like_bare(jh_stage *stage, jh_arena *keep, const jh_standard *standard, jh_text folded);
/* The year that a bare header begins with ("2025年在校生数"), which is taken off; 0 = none. */
int jh_like_year(jh_text *bare);
/* The word by which a header speaks of another thing than what is alike: of another year (上年), of
 * what is only planned, or of a figure for each (生均). Empty = none. */
jh_text jh_like_other(jh_text bare, jh_text like);
/* Is it one of a figure for each or of a share, so that the unit is another, too? */
bool jh_like_is_rate(jh_text other);
/* 2 × common / (both lengths); 0 also for fewer than two letters in common, and for sentences. */
uint32_t jh_like_percent(jh_text a, jh_text b);
/* At least JH_LIKE_LEAST, each meaning once, best first; of equals in byte order of the words. */
size_t jh_like_find(jh_like out[JH_LIKES], const jh_lexicon *lexicon, jh_arena scratch,
                    jh_text bare);

#endif
