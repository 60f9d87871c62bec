/* words.h: the words of forms that are not elements: column roles, marks, totals, notes.
 * Takes   folded text (jh_text_fold).
 * Gives   what it stands for.
 * Never   names an element or a code of the dictionary.
 * Method  docs/intake.md; the tables in words.c are one line a word, to be reviewed as they are
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_WORDS_H
#define JH_INTAKE_WORDS_H

#include "base/text.h"

/* What a column is for. */
typedef enum jh_role {
    JH_ROLE_NONE = 0,
    JH_ROLE_CODE,
    JH_ROLE_NAME,
    JH_ROLE_PARENT,      /* code of the school a campus belongs to, or its name */
    JH_ROLE_PARENT_NAME, /* its name, for the reader, where the code has a column too */
    JH_ROLE_STAGE,
    JH_ROLE_KIND, /* from here on as jh_attribute */
    JH_ROLE_LOCATION,
    JH_ROLE_OWNERSHIP,
    JH_ROLE_TOWN,
    JH_ROLE_COUNTED,
    JH_ROLE_LONGITUDE,
    JH_ROLE_LATITUDE,
    JH_ROLE_OPENED,
    JH_ROLE_CLOSED,
    JH_ROLE_COUNTY_NAME,
    JH_ROLE_ITEM,    /* of a county sheet: which figure */
    JH_ROLE_VALUE,   /* … its value */
    JH_ROLE_MEASURE, /* … its unit of measure */
    JH_ROLE_NOTE,
    JH_ROLE_IGNORED, /* 序号 */
    JH_ROLE_ELEMENT, /* found in the dictionary, not here */
    JH_ROLE_COUNT
} jh_role;

/* What a cell above a table says of the whole table. */
typedef enum jh_label {
    JH_LABEL_NONE = 0,
    JH_LABEL_PERIOD,
    JH_LABEL_COUNTY,
    JH_LABEL_COUNTY_NAME,
    JH_LABEL_COUNT
} jh_label;

/* jh_text_fold, and one dash between two digits however it was typed: "31—35人", "31～35人". */
jh_text jh_word_fold(jh_arena *keep, jh_text text);

jh_role jh_role_of(jh_text folded);
/* The header that the template prints: the first of the role's words. */
jh_text jh_role_header(jh_role role);
/* The n-th of all words for roles; empty = there are no more. */
jh_text jh_role_word(size_t n);

jh_label jh_label_of(jh_text folded);
jh_text jh_label_header(jh_label label);

bool jh_word_is_not_applicable(jh_text folded); /* * — / */
bool jh_word_is_total(jh_text folded);          /* 合计, …小计 */
bool jh_word_is_note(jh_text folded);           /* 注:…, 填表人… */
bool jh_word_is_numbering(jh_text folded); /* 甲, 乙 … as column numbers stand under headers */
bool jh_word_is_quiet_sheet(jh_text folded); /* a sheet of explanations or of code words */
/* "一、基本情况", "(二)…", "3.…": a heading that only orders; gives what follows the number. */
bool jh_word_is_enumerated(jh_text *rest, jh_text folded);
/* "办学条件", "基本情况": a heading over columns that says nothing of what they hold. */
bool jh_word_is_neutral_group(jh_text folded);
/* 1 = yes, 0 = no, −1 = neither. */
int jh_word_truth(jh_text folded);

#endif
