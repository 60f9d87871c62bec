/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_decide.h"

#include <string.h>

typedef struct deciding {
    jh_planning *p;
    const jh_desk *desk;
    const jh_plan *from;
    jh_plan_site *sites;
    jh_plan_hold *holds;
    jh_error *err;
} deciding;

static jh_code refuse(const deciding *d, jh_say_id say, const char *option, const char *word)
{
    return jh_fail(d->err, JH_NOT_FOUND, say, option, word, NULL);
}

/* Copies, so that they may be changed; nothing is decided in them yet. */
static jh_code open_problem(deciding *d)
{
    jh_problem *problem = &d->p->problem;
    size_t i;
    unsigned t;

    d->sites = JH_NEW_ARRAY(d->desk->keep, jh_plan_site, problem->site_count + 1);
    d->holds = JH_NEW_ARRAY(d->desk->keep, jh_plan_hold, problem->row_count + 1);
    if (!d->sites || !d->holds) return jh_no_memory(d->err);
    memcpy(d->sites, problem->sites, problem->site_count * sizeof *d->sites);
    for (i = 0; i < problem->row_count; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++) d->holds[i].most[t] = problem->rows[i].staff_most;
    problem->sites = d->sites;
    problem->holds = d->holds;
    return JH_OK;
}

/* "CODE:rest" and what stands behind the colon; empty = nothing. */
static void split_word(jh_text *code, jh_text *rest, jh_text word)
{
    size_t i;

    for (i = 0; i < word.size && word.at[i] != ':'; i++) {
    }
    *code = (jh_text){ word.at, i };
    *rest = i < word.size ? (jh_text){ word.at + i + 1, word.size - i - 1 } : JH_TEXT("");
}

/* ---- as in the plan begun from ---- */

/* What is kept of one row; `school` empty: of every one. */
typedef jh_code keeping(deciding *d, size_t row);

static jh_code keep_staff(deciding *d, size_t row)
{
    memcpy(d->holds[row].least, d->from->staff[row], sizeof d->holds[row].least);
    memcpy(d->holds[row].most, d->from->staff[row], sizeof d->holds[row].most);
    return JH_OK;
}

static jh_code keep_purchases(deciding *d, size_t row)
{
    const jh_problem *problem = &d->p->problem;
    size_t k;

    for (k = 0; k < problem->indicator_count; k++) {
        uint32_t site = problem->rows[row].site[k];
        if (site == JH_NO_SITE) continue;
        if (d->from->steps[site] > d->sites[site].most || d->from->steps[site] < 0)
            return jh_fail(d->err, JH_BAD_INPUT, SAY_PLAN_KEEP_BEYOND, "--keep",
                           d->p->judged->standard.elements[d->p->element[k]].key.at, NULL);
        d->sites[site].least = d->from->steps[site];
    }
    return JH_OK;
}

static jh_code keep_waivers(deciding *d, size_t row)
{
    d->holds[row].refused = ~0U;
    if (d->from->waived[row] >= 0) d->holds[row].refused &= ~(1U << d->from->waived[row]);
    return JH_OK;
}

/* "staff", or "staff:9901010004". */
static jh_code keep(deciding *d, const char *word)
{
    static const struct {
        const char *word;
        keeping *one;
    } kinds[] = { { "purchases", keep_purchases },
                  { "staff", keep_staff },
                  { "waivers", keep_waivers } };
    jh_text what, school;
    bool found = false;
    size_t kind, i;
    jh_code rc = JH_OK;

    split_word(&what, &school, jh_text_of(word));
    for (kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
        if (jh_text_equal(what, jh_text_of(kinds[kind].word))) break;
    if (!d->from) return refuse(d, SAY_PLAN_KEEP_FROM, "--keep", word);
    if (kind == sizeof kinds / sizeof *kinds) return refuse(d, SAY_PLAN_KEEP_WHAT, "--keep", word);
    for (i = 0; !rc && i < d->p->problem.row_count; i++) {
        if (school.size && !jh_text_equal(jh_planning_school(d->p, i), school)) continue;
        found = true;
        rc = kinds[kind].one(d, i);
    }
    return rc || found ? rc : refuse(d, SAY_PLAN_NO_ROW, "--keep", word);
}

/* ---- of one school ---- */

static jh_code no_building(deciding *d, const char *word)
{
    const jh_problem *problem = &d->p->problem;
    jh_text code, element;
    bool found = false;
    size_t i, k;

    split_word(&code, &element, jh_text_of(word));
    for (i = 0; i < problem->row_count; i++) {
        if (!jh_text_equal(jh_planning_school(d->p, i), code)) continue;
        for (k = 0; k < problem->indicator_count; k++) {
            jh_text key = jh_text_of(jh_planned_figures[d->p->figure[k]].element);
            if (problem->bit[k] >= 0 || (element.size && !jh_text_equal(element, key))) continue;
            found = true;
            if (d->sites[problem->rows[i].site[k]].least)
                return refuse(d, SAY_PLAN_DECIDED_BOTH, "--no-building", word);
            d->sites[problem->rows[i].site[k]].most = 0;
        }
    }
    return found ? JH_OK : refuse(d, SAY_PLAN_NO_SITE, "--no-building", word);
}

/* By the key of the standard, or by its short title. */
static bool find_indicator(size_t *out, const deciding *d, jh_text word)
{
    size_t k;

    for (k = 0; k < d->p->problem.indicator_count; k++) {
        const jh_indicator *indicator = &d->p->judged->standard.indicators[d->p->indicator[k]];
        if (!jh_text_equal(indicator->key, word) && !jh_text_equal(indicator->short_title, word))
            continue;
        *out = k;
        return true;
    }
    return false;
}

static jh_code waiver(deciding *d, const char *word)
{
    const jh_problem *problem = &d->p->problem;
    const char *sign = strchr(word, '=');
    jh_text code, stage, what;
    bool found = false, none;
    size_t k = 0, i;

    if (!sign) return refuse(d, SAY_PLAN_WAIVER_WORDS, "--waiver", word);
    split_word(&code, &stage, (jh_text){ word, (size_t)(sign - word) });
    what = jh_text_of(sign + 1);
    none = jh_text_equal(what, JH_TEXT("none"));
    if (!none && !find_indicator(&k, d, what))
        return refuse(d, SAY_PLAN_WAIVER_WORDS, "--waiver", word);
    for (i = 0; i < problem->row_count; i++) {
        if (!jh_text_equal(jh_planning_school(d->p, i), code)
            || (stage.size
                && !jh_text_equal(stage,
                                  jh_text_of(jh_stage_key(d->p->stage[problem->rows[i].group])))))
            continue;
        found = true;
        d->holds[i].refused = none ? ~0U : ~(1U << k);
    }
    return found ? JH_OK : refuse(d, SAY_PLAN_NO_ROW, "--waiver", word);
}

jh_code jh_plan_decide(jh_planning *planning, const jh_desk *desk, const jh_decisions *decisions,
                       const jh_plan *from, jh_error *err)
{
    deciding d = { .p = planning, .desk = desk, .from = from, .err = err };
    jh_code rc;
    size_t i;

    if (!decisions->keep_count && !decisions->no_building_count && !decisions->waiver_count)
        return JH_OK;
    rc = open_problem(&d);
    for (i = 0; !rc && i < decisions->keep_count; i++) rc = keep(&d, decisions->keep[i]);
    for (i = 0; !rc && i < decisions->no_building_count; i++)
        rc = no_building(&d, decisions->no_building[i]);
    for (i = 0; !rc && i < decisions->waiver_count; i++) rc = waiver(&d, decisions->waivers[i]);
    return rc ? rc : jh_problem_finish(&planning->problem, err);
}
