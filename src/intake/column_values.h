/* column_values.h: what stands below a header, looked at to tell what it can be.
 * Takes   a column of a sheet.
 * Gives   a few samples, and whether they can be figures, codes, names of schools, stages.
 * Never   reads a figure: that is figure.h.
 * Method  docs/intake.md, "Proposing a mapping"; most of the filled cells decide
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_COLUMN_VALUES_H
#define JH_INTAKE_COLUMN_VALUES_H

#include "formats/workbook.h"
#include "intake/words.h"
#include "standard/standard.h"

enum { JH_VALUE_SAMPLES = 3, JH_VALUE_ROWS = 500 };

typedef struct jh_column_values {
    size_t filled; /* of the first JH_VALUE_ROWS rows, notes and totals too */
    size_t numbers, fractions, marks, truths, codes, schools, stages, kinds;
    bool is_distinct; /* no two neighbours alike */
    jh_text sample[JH_VALUE_SAMPLES];
    size_t sample_count;
    jh_text first, odd; /* the first filled cell; the first that is no number or no whole one */
} jh_column_values;

/* JH_NO_MEMORY only. `body`: the rows below the header, one column. */
JH_MUST_CHECK jh_code jh_column_values_read(jh_column_values *out, jh_arena *keep,
                                            const jh_sheet *sheet, const jh_range *body,
                                            const jh_standard *standard);

/* Nothing in them speaks against it. An empty column can be anything. */
/* is_scaled: in a greater unit than the element (万册), so that whole things have decimals. */
bool jh_column_values_fit_element(const jh_column_values *values, const jh_element *element,
                                  bool is_scaled);
bool jh_column_values_fit_role(const jh_column_values *values, jh_role role);
/* They alone say it: JH_ROLE_CODE, _NAME, _STAGE, _KIND. */
bool jh_column_values_look_like(const jh_column_values *values, jh_role role);

#endif
