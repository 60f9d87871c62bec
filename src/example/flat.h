/* flat.h: the flat statistical export of a stage, as bureaus pass it around.
 * Takes   a batch.
 * Gives   one sheet: a title, four rows of merged headers, a row a school, a row of totals.
 * Never   holds what the collection workbook alone asks for.
 * Method  docs/intake.md, "Two layouts"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_EXAMPLE_FLAT_H
#define JH_EXAMPLE_FLAT_H

#include "model/batch.h"
#include "standard/standard.h"

typedef struct jh_flat_request {
    const jh_standard *standard; /* for the labels of codes */
    const jh_batch *batch;
    jh_stage stage;
    const char *stage_label;
} jh_flat_request;

JH_MUST_CHECK jh_code jh_flat_write(const char *path, jh_arena scratch,
                                    const jh_flat_request *request, jh_error *err);

#endif
