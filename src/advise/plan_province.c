/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_years.h"
#include "app/counties.h"

#include <stdio.h>

typedef struct walk {
    const jh_desk *desk;
    const jh_plan_words *words;
    jh_county_cost *items;
    size_t count;
    jh_error *err;
} walk;

/* Which county an error is about stands first. */
static jh_code about(const walk *w, jh_text code, jh_code rc)
{
    char place[JH_WHERE_SIZE];
    int size;

    if (!rc || !w->err) return rc;
    size = snprintf(place, sizeof place, "%.*s%s%s", JH_TEXT_ARGS(code),
                    *w->err->where ? ", " : "", w->err->where);
    if (size > 0) snprintf(w->err->where, sizeof w->err->where, "%s", place);
    return rc;
}

static jh_code take(walk *w, const jh_planned_county *county)
{
    const jh_problem *p = &county->planning.problem;
    const jh_snapshot *snapshot = &county->judged.snapshot;
    jh_county_cost *out = &w->items[w->count];
    size_t i;

    if (!county->plan.found)
        return jh_fail(w->err, JH_CONFLICT,
                       county->plan.stopped ? SAY_YEARS_NO_PLAN_IN_TIME : SAY_YEARS_COUNTY_NO_PLAN,
                       NULL, snapshot->county.at, NULL);
    *out = (jh_county_cost){ .code = jh_text_copy(w->desk->keep, snapshot->county),
                             .name = jh_text_copy(w->desk->keep, snapshot->county_name),
                             .cost = county->plan.cost };
    for (i = 0; i < p->row_count; i++) out->pupils += p->rows[i].pupils;
    w->count++;
    return out->code.at && out->name.at ? JH_OK : jh_no_memory(w->err);
}

/* All but its code, name, pupils and cost is gone afterwards. */
static jh_code plan_one(walk *w, jh_text code)
{
    jh_arena room;
    jh_desk desk = *w->desk;
    jh_judging judging = *w->words->judging;
    jh_plan_words words = *w->words;
    jh_planned_county *county;
    jh_code rc;

    if (jh_arena_reserve(&room, JH_ARENA_DEFAULT)) return jh_no_memory(w->err);
    desk.keep = &room;
    judging.county = jh_text_zero(&room, code);
    words.judging = &judging;
    county = JH_NEW(&room, jh_planned_county);
    rc = judging.county && county ? JH_OK : jh_no_memory(w->err);
    if (!rc) rc = jh_years_plan_county(county, &desk, &words, desk.progress, w->err);
    if (!rc) rc = take(w, county);
    jh_arena_release(&room);
    return about(w, code, rc);
}

jh_code jh_province_read(jh_problem *out, const jh_passer **rows, const jh_desk *desk,
                         const jh_plan_words *words, jh_error *err)
{
    walk w = { .desk = desk, .words = words, .err = err };
    jh_county_codes codes;
    jh_code rc = jh_counties_list(&codes, desk, words->judging, err);
    size_t i;

    if (rc) return rc;
    w.items = JH_NEW_ARRAY(desk->keep, jh_county_cost, codes.count);
    if (!w.items) return jh_no_memory(err);
    for (i = 0; !rc && i < codes.count; i++) rc = plan_one(&w, codes.items[i]);
    return rc ? rc
              : jh_counties_problem(out, rows, desk, &(jh_county_costs){ w.items, w.count }, err);
}
