/* batch.h: what one import brings: checked rows on their way from intake to the store.
 * Takes   the reading of one or many files of one county and period.
 * Gives   units, observations and findings that the store writes in one transaction.
 * Never   holds two statements of one paper about a figure; papers of several kinds may differ.
 * Method  docs/ARCHITECTURE.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_MODEL_BATCH_H
#define JH_MODEL_BATCH_H

#include "model/finding.h"

typedef struct jh_batch {
    jh_text county;      /* code of the county in the store, e.g. "990101" */
    jh_text county_name; /* empty = not known yet */
    jh_text period;      /* school year by its first calendar year: "2025" */
    jh_source_file *files;
    size_t file_count;
    jh_unit *units; /* sorted by code; the county itself is not among them */
    size_t unit_count;
    bool facts_whole; /* what a unit leaves empty is empty now; else it stays what is known */
    const jh_text *taken_out; /* codes of others, that do not belong into the period any more */
    size_t taken_out_count;
    jh_observation *observations; /* sorted by unit, element, stage, provenance; unique */
    size_t observation_count;
    jh_findings findings;
} jh_batch;

#endif
