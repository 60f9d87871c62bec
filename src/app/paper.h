/* paper.h: one paper of a judged county, as bytes.
 * Takes   a telling; the paper's name in addresses ("table2-2.xlsx").
 * Gives   its bytes, its type, the name it is to be saved under.
 * Never   leaves a file behind.
 * Method  docs/api.md, papers; the papers of `junheng report`
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_PAPER_H
#define JH_APP_PAPER_H

#include "app/telling.h"

#define JH_WORKBOOK_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

typedef struct jh_paper {
    jh_text bytes;
    const char *type, *file_name;
} jh_paper;

/* JH_NOT_FOUND names those there are. */
JH_MUST_CHECK jh_code jh_paper_write(jh_paper *out, const jh_telling *told, const jh_desk *desk,
                                     jh_text name, jh_error *err);

#endif
