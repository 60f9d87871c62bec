/* lexicon.h: what a header text means, from the dictionary's titles, keys and aliases.
 * Takes   a standard.
 * Gives   for a folded header path the element or column role it names; sums of columns; places in
 *         official tables and in sentences with blanks.
 * Never   changes once built; holds no element of its own.
 * Method  docs/intake.md, "How a header is recognised"; open addressing, FNV-1a
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_LEXICON_H
#define JH_INTAKE_LEXICON_H

#include "intake/scale.h"
#include "intake/words.h"
#include "standard/standard.h"

enum { JH_SUM_PARTS = 12, JH_SPOT_TABLES = 6 };

typedef struct jh_meaning {
    jh_role role;
    uint32_t element; /* JH_ROLE_ELEMENT */
} jh_meaning;

/* An alias "小学: A + B": the element is A + B of the same row, in rows of that stage. */
typedef struct jh_sum {
    uint32_t element;
    jh_stage stage; /* JH_WHOLE = any */
    jh_text part[JH_SUM_PARTS];
    size_t part_count;
} jh_sum;

/* An alias "[教基4155、小学专任教师] 小学: 专科|专科毕业 × 合计 + …": the element is what stands at
 * these rows and columns of that official table. Texts folded; "|" between other wordings; the row
 * "*" is whatever row of figures there is. */
typedef struct jh_spot {
    uint32_t element;
    jh_stage stage; /* JH_WHOLE = none */
    jh_text table[JH_SPOT_TABLES];
    size_t table_count;
    jh_text row[JH_SUM_PARTS], column[JH_SUM_PARTS];
    size_t part_count;
} jh_spot;

/* An alias "初中: 小学_人;初中_人": the element is the number at the last _ of such a sentence. */
typedef struct jh_phrase {
    uint32_t element;
    jh_stage stage; /* JH_WHOLE = none */
    jh_text before; /* folded, numbers as _; a sentence up to its number ends so */
    jh_text after;  /* what must follow the number */
} jh_phrase;

typedef struct jh_lexicon_entry {
    jh_text text; /* folded; at == NULL: free */
    jh_meaning meaning;
    jh_text shown; /* as the dictionary writes it */
    bool is_part;  /* also, or only, a part of a sum */
} jh_lexicon_entry;

typedef struct jh_lexicon_table {
    jh_lexicon_entry *entries;
    size_t size; /* power of two */
} jh_lexicon_table;

typedef struct jh_lexicon {
    const jh_standard *standard;
    jh_lexicon_table columns; /* headers over schools */
    jh_lexicon_table items;   /* rows of a county sheet */
    jh_sum *sums;
    size_t sum_count;
    jh_spot *spots;
    size_t spot_count;
    jh_phrase *phrases;
    size_t phrase_count;
    jh_scale *scale; /* [element] of its measure */
    jh_text *words;  /* [element] the dictionary's word for that measure, folded */
} jh_lexicon;

JH_MUST_CHECK jh_code jh_lexicon_make(jh_lexicon *out, jh_arena *keep, const jh_standard *standard,
                                      jh_error *err);

/* NULL = unknown. Folded text. */
const jh_lexicon_entry *jh_lexicon_find(const jh_lexicon_table *table, jh_text folded);
/* The known text nearest in writing, if it is near; else an empty text. */
jh_text jh_lexicon_nearest(const jh_lexicon_table *table, jh_text folded);

/* A unit as headers write it: one that converts, or a word of the dictionary, such as 年. */
bool jh_lexicon_scale(jh_scale *out, const jh_lexicon *lexicon, jh_text folded);
/* What stands in brackets at the end of a folded name, "(单位:㎡)" without the word for unit;
 * *bare: what stands before it. false: there are none, or nothing before them. */
bool jh_lexicon_bracket(jh_text *bare, jh_text *inside, jh_text folded);

/* JH_STAGE_COUNT = none. */
jh_stage jh_stage_read(const jh_standard *standard, jh_text written);

#endif
