/* name_list.h: names of schools that wait for a person, and the answers, as a file.
 * Takes   questions of an import; a text file or a workbook that somebody filled in.
 * Gives   the workbook to fill in, with candidates, why and how sure; pairs of name and code.
 * Never   loses a row that is in the file already; takes one school for two names of one sheet.
 * Method  docs/intake.md, "Schools by name"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_NAME_LIST_H
#define JH_INTAKE_NAME_LIST_H

#include "formats/workbook.h"
#include "model/batch.h"

/* ---- what is asked --------------------------------------------------------------------------- */

/* In which way a candidate is like the name asked for, the surest first. */
typedef enum jh_alike {
    JH_ALIKE_SAME = 0, /* called so: several are, or it would not be asked */
    JH_ALIKE_FORMER,   /* was called so once */
    JH_ALIKE_SHORT, /* but for province, city, county, 镇 乡 村 中心 第, brackets, digits */
    JH_ALIKE_STEM,  /* … and one says 学校 only, where the other says which kind */
    JH_ALIKE_PART,  /* most of the letters */
    JH_ALIKE_COUNT
} jh_alike;

typedef struct jh_name_candidate {
    jh_text code, name;
    jh_alike why;
    uint32_t percent; /* letters in common: 2 × common / both lengths */
} jh_name_candidate;

enum { JH_NAME_CANDIDATES = 3 };

typedef struct jh_name_question {
    jh_text name;  /* as the paper has it */
    jh_text where; /* "汇总表.xlsx 表1!A7" */
    bool is_taken; /* as a school of its own; else nothing was taken of it */
    jh_name_candidate candidates[JH_NAME_CANDIDATES];
    size_t count;
} jh_name_question;

typedef struct jh_name_questions {
    jh_name_question *items; /* by place */
    size_t count, capacity;
} jh_name_questions;

/* ---- what is answered ------------------------------------------------------------------------ */

/* A name as papers write it, and the code it stands for; "new" = a school without a code yet,
 * "none" = not confirmed any more. */
typedef struct jh_name_pair {
    jh_text name, code;
    jh_text where; /* "校名.txt:3", "校名.xlsx 确认!B5"; empty = not from a file */
} jh_name_pair;

typedef struct jh_name_pairs {
    jh_name_pair *items; /* as they stand in the file */
    size_t count;
} jh_name_pairs;

/* A workbook made by jh_name_list_write and filled in, else a text: a line each, "名称 = 标识码";
 * # begins a remark. Rows without an answer are passed over. JH_BAD_INPUT names the line or cell:
 * that is no pair, no code, answers one name in two ways, or gives one code to two names of one
 * sheet. */
JH_MUST_CHECK jh_code jh_names_read(jh_name_pairs *out, jh_arena *keep, jh_arena scratch,
                                    const jh_source_file *file, jh_error *err);

typedef struct jh_name_listing {
    jh_source_file old; /* the workbook as it is; no bytes = there is none yet */
    const jh_name_questions *questions;
} jh_name_listing;

/* Writes the workbook to `path`: the rows it had, as they are, then questions about names that no
 * row of it is about. None of these: nothing is written. */
JH_MUST_CHECK jh_code jh_name_list_write(const char *path, jh_arena *keep, jh_arena scratch,
                                         const jh_name_listing *list, jh_error *err);

#endif
