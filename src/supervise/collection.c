/* SPDX-License-Identifier: Apache-2.0 */
#include "supervise/collection.h"

static const char *const state_keys[] = { "empty",    "draft",    "submitted",
                                          "returned", "accepted", "excused" };
static const char *const act_keys[] = { "save",   "submit", "take_back", "return",
                                        "accept", "excuse", "extend" };
static const char *const party_keys[] = { "school", "county", "head" };

static const struct {
    jh_form_state state;
    jh_form_act act;
    jh_party party;
    jh_form_state next;
} steps[] = {
#define STEP(state, act, party, next)                                                              \
    { JH_FORM_##state, JH_FORM_##act, JH_PARTY_##party, JH_FORM_##next },
#include "supervise/collection_steps.def"
#undef STEP
};

enum { STEP_COUNT = sizeof steps / sizeof *steps };

const char *jh_form_state_key(jh_form_state state)
{
    return state_keys[state];
}

const char *jh_form_act_key(jh_form_act act)
{
    return act_keys[act];
}

const char *jh_party_key(jh_party party)
{
    return party_keys[party];
}

bool jh_form_act_of(jh_form_act *out, jh_text key)
{
    size_t i;

    for (i = 0; i < JH_FORM_ACTS; i++)
        if (jh_text_equal(key, jh_text_of(act_keys[i]))) {
            *out = (jh_form_act)i;
            return true;
        }
    return false;
}

/* ---- where a form stands --------------------------------------------------------------- */

static bool is_schools_turn(jh_form_state state)
{
    return state == JH_FORM_EMPTY || state == JH_FORM_DRAFT || state == JH_FORM_RETURNED;
}

/* NULL: the table has no such step. A head may do what the county may. */
static const jh_form_state *next_of(jh_form_state state, jh_form_act act, jh_party party)
{
    size_t i;

    for (i = 0; i < STEP_COUNT; i++)
        if (steps[i].state == state && steps[i].act == act
            && (steps[i].party == party
                || (steps[i].party == JH_PARTY_COUNTY && party == JH_PARTY_HEAD)))
            return &steps[i].next;
    return NULL;
}

static void take(jh_form *form, const jh_cycle *cycle, const jh_form_step *step)
{
    if (step->act == JH_FORM_SUBMIT) {
        form->submissions++;
        form->was_late = step->day.days > cycle->due.days;
    }
    form->returns += step->act == JH_FORM_RETURN;
    if (jh_date_is_set(step->until) && step->until.days > form->due.days) form->due = step->until;
}

jh_code jh_form_follow(jh_form *out, const jh_cycle *cycle, const jh_form_steps *taken,
                       jh_date today, jh_error *err)
{
    const jh_form_state *next;
    size_t i;

    *out = (jh_form){ .state = JH_FORM_EMPTY, .due = cycle->due };
    for (i = 0; i < taken->count; i++) {
        const jh_form_step *step = &taken->items[i];
        char number[24];
        next = next_of(out->state, step->act, step->party);
        if (!next)
            return jh_fail(err, JH_BUG, SAY_SUPERVISE_STEP_CANNOT_BE, NULL,
                           jh_digits(number, (long long)i + 1), act_keys[step->act],
                           state_keys[out->state], NULL);
        take(out, cycle, step);
        out->state = *next;
    }
    out->is_late = is_schools_turn(out->state) && today.days > out->due.days;
    return JH_OK;
}

/* ---- what may be done ------------------------------------------------------------------ */

static bool is_in_some_state(jh_form_act act, jh_party party)
{
    jh_form_state state;

    for (state = JH_FORM_EMPTY; state < JH_FORM_STATES; state++)
        if (next_of(state, act, party)) return true;
    return false;
}

static const jh_say_id states_said[] = { SAY_SUPERVISE_IN_EMPTY,     SAY_SUPERVISE_IN_DRAFT,
                                         SAY_SUPERVISE_IN_SUBMITTED, SAY_SUPERVISE_IN_RETURNED,
                                         SAY_SUPERVISE_IN_ACCEPTED,  SAY_SUPERVISE_IN_EXCUSED };

jh_code jh_form_may(const jh_cycle *cycle, const jh_form *form, const jh_form_wish *wish,
                    jh_error *err)
{
    char day[16];

    if (cycle->is_closed) return jh_fail(err, JH_CONFLICT, SAY_SUPERVISE_CYCLE_CLOSED, NULL, NULL);
    if (wish->today.days < cycle->opens.days)
        return jh_fail(err, JH_CONFLICT, SAY_SUPERVISE_NOT_BEGUN, NULL,
                       jh_date_write(day, cycle->opens), NULL);
    if (!is_in_some_state(wish->act, wish->party))
        return jh_fail(err, JH_CONFLICT, SAY_SUPERVISE_NOT_YOURS, NULL, NULL);
    if (!next_of(form->state, wish->act, wish->party))
        return jh_fail(err, JH_CONFLICT, states_said[form->state], NULL, NULL);
    if (wish->act == JH_FORM_SUBMIT && form->is_late)
        return jh_fail(err, JH_CONFLICT, SAY_SUPERVISE_LATE, NULL, jh_date_write(day, form->due),
                       NULL);
    return JH_OK;
}

unsigned jh_form_may_all(const jh_cycle *cycle, const jh_form *form, jh_party party, jh_date today)
{
    unsigned may = 0;
    jh_form_act act;

    for (act = JH_FORM_SAVE; act < JH_FORM_ACTS; act++) {
        const jh_form_wish wish = { act, party, today };
        if (!jh_form_may(cycle, form, &wish, NULL)) may |= 1u << act;
    }
    return may;
}

/* ---- the cycle ------------------------------------------------------------------------- */

void jh_cycle_count(jh_cycle_tally *into, const jh_form *form)
{
    into->states[form->state]++;
    into->late += form->is_late;
    into->forms++;
}

jh_code jh_cycle_may_close(const jh_cycle *cycle, const jh_cycle_tally *tally, jh_error *err)
{
    size_t settled = tally->states[JH_FORM_ACCEPTED] + tally->states[JH_FORM_EXCUSED];
    char open[24], all[24];

    if (cycle->is_closed) return jh_fail(err, JH_CONFLICT, SAY_SUPERVISE_CYCLE_CLOSED, NULL, NULL);
    if (settled == tally->forms) return JH_OK;
    return jh_fail(err, JH_CONFLICT, SAY_SUPERVISE_NOT_ALL_SETTLED, NULL,
                   jh_digits(open, (long long)(tally->forms - settled)),
                   jh_digits(all, (long long)tally->forms), NULL);
}
