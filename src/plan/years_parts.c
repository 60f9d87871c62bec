/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/rational.h"
#include "plan/years_work.h"

size_t jh_years_schools(const jh_problem *p)
{
    size_t count = 0, i;

    for (i = 0; i < p->row_count; i++) count += !i || p->rows[i].school != p->rows[i - 1].school;
    return count;
}

static jh_code find_schools(jh_years_work *w, jh_error *err)
{
    const jh_problem *p = w->p;
    jh_years_school *s = NULL;
    size_t i;

    w->school_count = jh_years_schools(p);
    w->schools = JH_NEW_ARRAY(w->room, jh_years_school, w->school_count);
    w->school_of = JH_NEW_ARRAY(w->room, uint32_t, p->row_count);
    if (!w->schools || !w->school_of) return jh_no_memory(err);
    for (i = 0; i < p->row_count; i++) {
        if (!i || p->rows[i].school != p->rows[i - 1].school) {
            s = s ? s + 1 : w->schools;
            s->first = i;
        }
        w->school_of[i] = (uint32_t)(s - w->schools);
        s->rows++;
        s->pupils += p->rows[i].pupils;
    }
    return JH_OK;
}

/* ---- choices ---- */

static int64_t asked(const jh_problem *p, uint32_t site, const jh_years_school *s,
                     const jh_years_choice *choice)
{
    size_t k = p->sites[site].indicator, i;
    int64_t low = 0, one;

    for (i = 0; i < s->rows; i++) {
        const jh_plan_row *row = &p->rows[s->first + i];
        if (row->site[k] != site) continue;
        one = choice->waived[i] == (int)k ? row->least[k] : row->need[k];
        if (one > low) low = one;
    }
    return low;
}

static void price_sites(jh_years_choice *choice, const jh_problem *p, const jh_years_school *s)
{
    size_t i, k;

    for (i = 0; i < s->rows; i++)
        for (k = 0; k < p->indicator_count; k++) {
            uint32_t site = p->rows[s->first + i].site[k];
            if (site == JH_NO_SITE || (i && p->rows[s->first].site[k] == site)) continue;
            choice->low += asked(p, site, s, choice) * p->sites[site].cost;
        }
}

int jh_years_bit(const jh_years_work *w, int8_t waived)
{
    return waived >= 0 ? w->p->bit[waived] : -1;
}

void jh_years_asked(int64_t *out, const jh_years_work *w, size_t i, int bit, bool passes)
{
    const jh_plan_row *row = &w->p->rows[i];
    int64_t today[JH_PLAN_BITS + 1] = { 0 };
    size_t k;
    unsigned t;

    for (k = 0; k <= JH_PLAN_BITS; k++) out[k] = 0;
    out[0] = row->staff_least;
    for (k = 0; k < w->p->indicator_count; k++)
        if (w->p->bit[k] >= 0)
            out[w->p->bit[k] + 1] = w->p->bit[k] == bit ? row->least[k] : row->need[k];
    if (passes) return;
    for (t = 0; t < JH_PLAN_TYPES; t++) today[0] += row->today[t];
    for (k = 0; k < w->p->bit_count; k++) today[k + 1] = jh_staff_with(row->today, (int)k);
    for (k = 0; k <= JH_PLAN_BITS; k++)
        if (today[k] < out[k]) out[k] = today[k];
}

/* Never worse than b in anything that counts. */
static bool beats(const jh_years_work *w, const jh_years_choice *a, const jh_years_choice *b)
{
    unsigned i;

    for (i = 0; i < JH_PLAN_SCHOOL_ROWS; i++)
        if (jh_years_bit(w, a->waived[i]) != jh_years_bit(w, b->waived[i])) return false;
    return a->low <= b->low && mpq_cmp(a->final, b->final) <= 0;
}

/* A school's choices stand together, those that another one beats are dropped. */
static void take_choice(void *self, const jh_bound_choice *told, const mpq_t cost)
{
    jh_years_work *w = self;
    jh_years_school *s = &w->schools[w->school_of[told->first]];
    jh_years_choice *choice = &w->choices[w->choice_count];
    size_t i;

    if (!s->choices) s->choice = w->choice_count;
    *choice = (jh_years_choice){ .waived = { (int8_t)told->waived[0], (int8_t)told->waived[1] } };
    if (told->count < 2) choice->waived[1] = -1;
    price_sites(choice, w->p, s);
    mpq_init(choice->final);
    mpq_set(choice->final, cost);
    choice->final_near = mpq_get_d(cost);
    for (i = s->choice; i < w->choice_count; i++) {
        if (!beats(w, &w->choices[i], choice)) continue;
        mpq_clear(choice->final);
        return;
    }
    for (i = s->choice; i < w->choice_count; i++) {
        if (!beats(w, choice, &w->choices[i])) continue;
        mpq_clear(w->choices[i].final);
        w->choices[i--] = w->choices[--w->choice_count];
        s->choices--;
    }
    if (i != (size_t)(choice - w->choices)) w->choices[i] = *choice;
    w->choice_count++;
    s->choices++;
}

static jh_code find_choices(jh_years_work *w, jh_error *err)
{
    size_t of_a_row = w->p->waivers ? w->p->indicator_count + 1 : 1, most = 0, i;
    jh_bound_visitor visitor = { take_choice, w };
    jh_code rc;

    for (i = 0; i < w->school_count; i++)
        most += w->schools[i].rows > 1 ? of_a_row * of_a_row : of_a_row;
    w->choices = JH_NEW_ARRAY(w->room, jh_years_choice, most + 1);
    if (!w->choices) return jh_no_memory(err);
    rc = jh_bound_visit(w->common, w->p, w->certificate, &visitor, *w->room);
    if (rc == JH_NO_MEMORY) return jh_no_memory(err);
    if (rc)
        return jh_fail(err, JH_BUG, SAY_PLAN_MALFORMED, NULL, "certificate", "0", NULL);
    for (i = 0; i < w->school_count; i++)
        if (!w->schools[i].choices)
            return jh_fail(err, JH_BUG, SAY_PLAN_MALFORMED, NULL, "choices", "0", NULL);
    w->common_near = mpq_get_d(w->common);
    return JH_OK;
}

/* ---- all of it ---- */

jh_code jh_years_open(jh_years_work *w, jh_arena *room, const jh_years_request *request,
                      jh_error *err)
{
    jh_code rc;

    *w = (jh_years_work){ .p = request->problem,
                          .years = request->years,
                          .certificate = &request->plan->certificate,
                          .room = room,
                          .unit =
                              request->plan->cost > 100 ? (double)request->plan->cost / 100 : 1 };
    mpq_init(w->common);
    rc = find_schools(w, err);
    return rc ? rc : find_choices(w, err);
}

void jh_years_close(jh_years_work *w)
{
    size_t i;

    for (i = 0; i < w->choice_count; i++) mpq_clear(w->choices[i].final);
    w->choice_count = 0;
    mpq_clear(w->common);
}
