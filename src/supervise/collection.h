/* collection.h: a collection cycle: who may do what next with a school's form, and who is late.
 * Takes   a cycle, the steps taken with each school's form, a day.
 * Gives   the state they lead to, what each party may do next, or why not; who is late; whether the
 *         cycle can be closed.
 * Never   writes, reads a clock, or knows accounts: a party is whoever the caller says.
 * Method  docs/methods/collection.md; collection_steps.def is the table of states
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_SUPERVISE_COLLECTION_H
#define JH_SUPERVISE_COLLECTION_H

#include "base/error.h"
#include "base/memory.h"
#include "base/time.h"

/* On whose behalf something is done. */
typedef enum jh_party { JH_PARTY_SCHOOL = 0, JH_PARTY_COUNTY, JH_PARTY_HEAD, JH_PARTIES } jh_party;

typedef enum jh_form_state {
    JH_FORM_EMPTY = 0, /* nothing filled in yet */
    JH_FORM_DRAFT,
    JH_FORM_SUBMITTED, /* the county's turn */
    JH_FORM_RETURNED,  /* the school's turn again: cells with reasons */
    JH_FORM_ACCEPTED,  /* its figures count */
    JH_FORM_EXCUSED,   /* will not report: its figures are missing, and it says so */
    JH_FORM_STATES
} jh_form_state;

typedef enum jh_form_act {
    JH_FORM_SAVE = 0,
    JH_FORM_SUBMIT,
    JH_FORM_TAKE_BACK,
    JH_FORM_RETURN,
    JH_FORM_ACCEPT,
    JH_FORM_EXCUSE,
    JH_FORM_EXTEND,
    JH_FORM_ACTS
} jh_form_act;

/* The words of store, JSON and addresses: "draft", "take_back", "county". */
const char *jh_form_state_key(jh_form_state state);
const char *jh_form_act_key(jh_form_act act);
const char *jh_party_key(jh_party party);
/* false: no such word. */
bool jh_form_act_of(jh_form_act *out, jh_text key);

/* A step that was taken with a school's form. */
typedef struct jh_form_step {
    jh_form_act act;
    jh_party party;
    jh_date day;   /* on which it was taken */
    jh_date until; /* extend, return: the school has time until then; JH_NO_DATE = not said */
} jh_form_step;

typedef struct jh_form_steps {
    const jh_form_step *items; /* in the order they were taken */
    size_t count;
} jh_form_steps;

typedef struct jh_cycle {
    jh_date opens, due; /* both days count */
    bool is_closed;     /* nothing moves any more */
} jh_cycle;

/* Where a form stands on a day. */
typedef struct jh_form {
    jh_form_state state;
    jh_date due;        /* of this school: the cycle's, or the later day it was given */
    bool is_late;       /* it is the school's turn, and the day is over */
    bool was_late;      /* last submitted after the cycle's day, in the time it was given */
    size_t submissions; /* how often */
    size_t returns;
} jh_form;

/* JH_BUG: the steps are none that the table allows (a store changed behind the program's back). */
JH_MUST_CHECK jh_code jh_form_follow(jh_form *out, const jh_cycle *cycle,
                                     const jh_form_steps *steps, jh_date today, jh_error *err);

/* May this party do it now? JH_CONFLICT says why not and what can be done instead: not in this
 * state, not by this party, the cycle has not begun or is closed, the day is over (saving goes on;
 * submitting late needs more time from the county). */
typedef struct jh_form_wish {
    jh_form_act act;
    jh_party party;
    jh_date today;
} jh_form_wish;
JH_MUST_CHECK jh_code jh_form_may(const jh_cycle *cycle, const jh_form *form,
                                  const jh_form_wish *wish, jh_error *err);
/* All of them at once, a bit an act: for the buttons of a page. */
unsigned jh_form_may_all(const jh_cycle *cycle, const jh_form *form, jh_party party, jh_date today);

/* How a cycle stands: how many forms are in each state, how many are late. */
typedef struct jh_cycle_tally {
    size_t states[JH_FORM_STATES];
    size_t late, forms;
} jh_cycle_tally;
void jh_cycle_count(jh_cycle_tally *into, const jh_form *form);

/* May the cycle be closed? Every form is accepted or excused. JH_CONFLICT says how many are not. */
JH_MUST_CHECK jh_code jh_cycle_may_close(const jh_cycle *cycle, const jh_cycle_tally *tally,
                                         jh_error *err);

#endif
