/* judge.h: the use case of the program: a county's stored figures under a standard.
 * Takes   an address, and in a person's words which county, period, standard, day and settings.
 * Gives   the whole chain, opened: snapshot, standard, settings, frame, assessment.
 * Never   writes to the store.
 * Method  store → indicators → assess; docs/ARCHITECTURE.md
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_APP_JUDGE_H
#define JH_APP_JUDGE_H

#include "app/desk.h"
#include "assess/explain.h"
#include "model/event.h"
#include "model/snapshot.h"

/* Words as given; NULL = the usual: only county, newest period, usual standard, today. */
typedef struct jh_judging {
    const char *address;
    const char *county, *period;
    const char *standard, *standards_folder;
    const jh_standard *compiled; /* of these two already; NULL = not yet */
    const char *as_of;
    const char *revision;        /* "17": figures as they stood then */
    const char *const *settings; /* "name=value" */
    size_t setting_count;
    const char *const *relaxations; /* "name:approver:from:until" */
    size_t relaxation_count;
    const char *frozen;             /* number of a frozen assessment, in place of all but county */
    const jh_unit_events *supposed; /* as if these had happened, too; NULL = nothing */
    /* As if these were the figures that count: suppose.h; NULL = none. */
    const struct jh_supposed_figures *figures;
    const struct jh_basis *basis; /* NULL = as of now; else an assessment as it was: basis.h */
} jh_judging;

typedef struct jh_judged {
    jh_snapshot snapshot;
    const jh_snapshot *before; /* of the year before; NULL = not known */
    jh_standard standard;
    jh_settings settings;
    jh_precedence precedence; /* of the papers */
    jh_frame frame;
    jh_assessment assessment;
    jh_findings findings;           /* of the frame; those of the assessment are in it */
    const struct jh_frozen *frozen; /* NULL = a draft: nobody has declared it final */
} jh_judged;

/* The standard that such words name. */
JH_MUST_CHECK jh_code jh_judge_standard(jh_standard *out, const jh_desk *desk,
                                        const jh_judging *words, jh_error *err);

/* All of the chain but the assessment: for whoever looks at figures without judging them. *out must
 * stay where it is: its parts point at each other. */
JH_MUST_CHECK jh_code jh_judge_frame(jh_judged *out, const jh_desk *desk, const jh_judging *words,
                                     jh_error *err);
/* A frozen assessment comes out with `frozen` filled in. */
JH_MUST_CHECK jh_code jh_judge(jh_judged *out, const jh_desk *desk, const jh_judging *words,
                               jh_error *err);

/* The verdict as text or JSON; *passes tells whether the grade is decided and a passing one. */
JH_MUST_CHECK jh_code jh_judge_tell(jh_text *out, bool *passes, const jh_desk *desk,
                                    const jh_judging *words, jh_error *err);

/* The same as JSON without traces, with everything it was made of; nothing else tells it apart from
 * `junheng assess --json`. */
JH_MUST_CHECK jh_code jh_judge_json(jh_text *out, jh_judged *judged, const jh_desk *desk,
                                    const jh_judging *words, jh_error *err);

/* One figure opened; `figure` is an address as in assess/explain.h. */
JH_MUST_CHECK jh_code jh_judge_explain(jh_text *out, const jh_desk *desk, const jh_judging *words,
                                       jh_text figure, jh_error *err);

/* The papers, into a folder: 表Ⅱ-2, 表Ⅲ, the page. `only` names some of them ("table2-2",
 * "table3", "page"); none = all. Tells the paths, one a line (or JSON). */
typedef struct jh_papers {
    const char *folder;
    const char *const *only;
    size_t only_count;
} jh_papers;
JH_MUST_CHECK jh_code jh_judge_report(jh_text *out, const jh_desk *desk, const jh_judging *words,
                                      const jh_papers *papers, jh_error *err);

#endif
