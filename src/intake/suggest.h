/* suggest.h: a mapping proposed from a table's headers and values.
 * Takes   a workbook, the dictionary.
 * Gives   per column what it is, or is most like, with the reason, samples and what else it could
 *         be; the whole as the text of a mapping (mapping.h).
 * Never   passes a likeness off as certain: what nobody confirmed ends in "?" and is not read.
 * Method  docs/intake.md, "Proposing a mapping"
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_INTAKE_SUGGEST_H
#define JH_INTAKE_SUGGEST_H

#include "intake/column_values.h"
#include "intake/likeness.h"

typedef enum jh_proposed {
    JH_PROPOSED_SURE = 0, /* a title, key or alias of the dictionary as it is */
    JH_PROPOSED_OPEN,     /* a person has to confirm it */
    JH_PROPOSED_LEFT      /* left over: nothing is proposed */
} jh_proposed;

typedef struct jh_proposal {
    jh_proposed state;
    uint32_t row, column;   /* of the header's lowest text */
    jh_text header;         /* all of it, "初中/人数" */
    jh_text name;           /* as the mapping names the column; empty = by its letter */
    jh_text target;         /* empty = left over */
    jh_text measure, stage; /* read from the header; empty = none there */
    jh_message why;
    jh_text other; /* what else it looks like; empty = nothing */
    jh_text sample[JH_VALUE_SAMPLES];
    size_t sample_count;
} jh_proposal;

typedef struct jh_suggestion {
    jh_text file, sheet; /* sheet empty = a text file */
    uint32_t position;
    uint32_t header_row; /* where the names stand; 0 = no table was found */
    uint32_t known;      /* columns in it that the dictionary knows */
    bool has_stage;      /* a column or a header says which stage a row is of, or none is asked */
    jh_text stage;       /* the only stage named above the table or on its tab; empty = none */
    jh_proposal *items;  /* by column */
    size_t count, open, left;
    size_t other_sheets; /* with something in them, which this one does not speak of */
} jh_suggestion;

typedef struct jh_suggest_request {
    const jh_workbook *workbook;
    const jh_standard *standard;
    jh_text sheet; /* name or number; empty = the one with most known columns */
} jh_suggest_request;

/* JH_NOT_FOUND: no such sheet. header_row 0 where no sheet looks like a table. */
JH_MUST_CHECK jh_code jh_suggest(jh_suggestion *out, jh_arena *keep, jh_arena scratch,
                                 const jh_suggest_request *request, jh_error *err);

/* The mapping, every line with its reason behind a #. */
JH_MUST_CHECK jh_code jh_suggestion_text(jh_text *out, jh_arena *keep,
                                         const jh_suggestion *suggestion, jh_lang lang,
                                         jh_error *err);

#endif
