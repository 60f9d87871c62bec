/* mapping.h: any other table, told by a small text file which column is what.
 * Takes   the text of a mapping.
 * Gives   the sheet as if its header said the dictionary's own words; every cell keeps its place.
 * Never   lets a line pass that it does not understand: it names file, line and column.
 * Method  docs/intake.md, "Mappings"
 *
 *     sheet 汇总              # its name, or which one; without this line: where the columns are
 *     header 3                # the row in which the columns' names stand
 *     stage 小学              # of all figures that say no other
 *     paper summary           # what kind of paper it is (jh_provenance_key)
 *     column "人数" = 在校生数
 *     column "设备(万)" = 教学仪器设备资产值 in 万元
 *     column F = 专任教师数 of 初中
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_MAPPING_H
#define JH_INTAKE_MAPPING_H

#include "formats/workbook.h"
#include "intake/lexicon.h"
#include "model/observation.h"

typedef struct jh_mapped_column {
    jh_text header;               /* as written in the sheet; empty = by address */
    uint32_t column;              /* by address */
    jh_text target;               /* title, alias or role */
    jh_text measure, stage;       /* empty = not said */
    uint32_t line, at, target_at; /* of the mapping; at: character, from 1 */
} jh_mapped_column;

typedef struct jh_mapping {
    jh_text name; /* of its file */
    jh_text sheet, stage;
    uint32_t header_row;
    jh_provenance paper;
    jh_mapped_column *columns;
    size_t column_count;
} jh_mapping;

/* JH_BAD_INPUT names the line; targets are checked by jh_mapping_check. */
JH_MUST_CHECK jh_code jh_mapping_read(jh_mapping *out, jh_arena *keep, const jh_source_file *file,
                                      jh_error *err);
/* Every target is a column that we know, units and stages too. */
JH_MUST_CHECK jh_code jh_mapping_check(const jh_mapping *mapping, const jh_lexicon *lexicon,
                                       jh_arena scratch, jh_error *err);
/* false: the mapping does not speak of this sheet. *lacking: the first column that the sheet does
 * not have, NULL = it has them all. out == NULL cells: no memory. */
bool jh_mapping_apply(jh_sheet *out, const jh_mapped_column **lacking, jh_arena *keep,
                      const jh_mapping *mapping, const jh_sheet *sheet);

#endif
