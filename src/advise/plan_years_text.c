/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_lines.h"
#include "advise/plan_years.h"
#include "report/words.h"

typedef struct writer {
    jh_buffer buffer;
    const jh_desk *desk;
    const jh_dated_county *c;
} writer;

static const char *say(const jh_desk *desk, jh_say_id id)
{
    return jh_say(desk->manner.lang, id);
}

/* ---- words of a measure ---- */

static jh_text persons(const jh_desk *desk, const jh_dated *m, jh_say_id verb)
{
    jh_text type = jh_teachers_words(desk->keep, desk->manner.lang, m->type);

    if (m->kind != JH_DATED_TRAIN)
        return jh_text_format(desk->keep, "%s %lld %s (%.*s)", say(desk, verb), (long long)m->count,
                              say(desk, SAY_PLAN_PERSONS), JH_TEXT_ARGS(type));
    {
        jh_text becomes = jh_teachers_words(desk->keep, desk->manner.lang, m->type | 1U << m->bit);
        return jh_text_format(desk->keep, "%s %lld %s (%.*s → %.*s)", say(desk, verb),
                              (long long)m->count, say(desk, SAY_PLAN_PERSONS), JH_TEXT_ARGS(type),
                              JH_TEXT_ARGS(becomes));
    }
}

jh_text jh_years_measure(const jh_desk *desk, const jh_dated_county *c, const jh_dated *m)
{
    static const jh_say_id verbs[] = { SAY_PLAN_BUY, SAY_PLAN_MOVE, SAY_PLAN_HIRE, SAY_PLAN_TRAIN };
    const jh_planning *planning = c->county ? &c->county->planning : NULL;
    char digits[JH_DECIMAL_SIZE];
    size_t k;

    if (m->kind != JH_DATED_STEPS) return persons(desk, m, verbs[m->kind]);
    if (!planning) return jh_text_of(say(desk, SAY_YEARS_WHOLE_COUNTY));
    k = c->problem->sites[m->at].indicator;
    {
        const jh_standard *standard = &c->county->judged.standard;
        const jh_element *element = &standard->elements[planning->element[k]];
        jh_decimal amount = { m->count * jh_planned_figures[planning->figure[k]].step };
        jh_text title = jh_standard_in(standard, desk->manner.lang, element->title);
        jh_text measure = jh_standard_in(standard, desk->manner.lang, element->measure_title);
        return jh_text_format(desk->keep, "%.*s +%s %.*s", JH_TEXT_ARGS(title),
                              jh_decimal_write_short(digits, amount), JH_TEXT_ARGS(measure));
    }
}

/* ---- the terminal ---- */

static void money(writer *w, int64_t millionths)
{
    char digits[JH_MONEY_SIZE];

    jh_buffer_add_zero(&w->buffer, jh_money_write(digits, (jh_decimal){ millionths }));
}

static void line(writer *w, jh_say_id id, int64_t millionths)
{
    jh_buffer_add_format(&w->buffer, "  %s ", say(w->desk, id));
    money(w, millionths);
    jh_buffer_add_format(&w->buffer, " %s\n", say(w->desk, SAY_PLAN_YUAN));
}

/* A bound is never told greater than it is. */
static int64_t fen_below(int64_t millionths)
{
    return jh_money_whole_fen((jh_decimal){ millionths }, false).millionths;
}

static void head(writer *w)
{
    const jh_years_plan *plan = &w->c->plan;
    int64_t lacking = 0;
    size_t y;

    if (!plan->found) {
        for (y = 0; y < w->c->asked.years.count; y++) lacking += plan->extra[y];
        jh_buffer_add_format(&w->buffer, "%s\n", say(w->desk, SAY_YEARS_NOT_ENOUGH));
        line(w, SAY_YEARS_LACKING, lacking);
        if (plan->least_extra.given && plan->least_extra.bound > 0)
            line(w, SAY_YEARS_LEAST_LACKING, fen_below(plan->least_extra.bound));
        else
            jh_buffer_add_format(&w->buffer, "  %s\n", say(w->desk, SAY_YEARS_NOT_PROVEN));
        return;
    }
    jh_buffer_add_format(&w->buffer, "%s\n", say(w->desk, SAY_YEARS_HEAD));
    line(w, SAY_YEARS_COST, plan->cost);
    line(w, SAY_YEARS_CHEAPEST, plan->cheapest);
    line(w, SAY_YEARS_AT_LEAST, fen_below(plan->least_cost.bound));
    jh_buffer_add_format(&w->buffer, "  %s %lld   %s %lld   %s %.2f %%\n",
                         say(w->desk, SAY_YEARS_PUPIL_YEARS), (long long)plan->pupil_years,
                         say(w->desk, SAY_YEARS_AT_MOST), (long long)plan->most_pupils.bound,
                         say(w->desk, SAY_PLAN_GAP), jh_years_pupil_gap(plan));
    line(w, SAY_YEARS_CEILING, plan->ceiling);
}

int64_t jh_years_available(const jh_dated_county *c, size_t year)
{
    int64_t sum = c->asked.years.budget[year];
    size_t y;

    for (y = 0; y < year; y++)
        sum += c->asked.years.budget[y] + c->plan.extra[y] - c->plan.spent[y];
    return sum;
}

int64_t jh_years_pupils(const jh_dated_county *c, size_t year)
{
    int64_t sum = 0;
    size_t i;

    for (i = 0; i < c->problem->row_count; i++)
        if (c->plan.year[jh_years_school_at(c, i)] <= year) sum += c->problem->rows[i].pupils;
    return sum;
}

static void table(writer *w)
{
    const jh_dated_county *c = w->c;
    size_t y;

    jh_buffer_add_format(&w->buffer, "\n%s\n", say(w->desk, SAY_YEARS_TABLE));
    for (y = 0; y < c->asked.years.count; y++) {
        jh_buffer_add_format(&w->buffer, "  %ld  %s %lld/%lld (%s %lld)  %s %lld  %s ",
                             c->asked.year[y],
                             say(w->desk, c->county ? SAY_YEARS_SCHOOLS : SAY_YEARS_COUNTIES),
                             (long long)c->plan.passing[y], (long long)jh_years_schools(c->problem),
                             say(w->desk, SAY_YEARS_WANTED), (long long)c->asked.years.wanted[y],
                             say(w->desk, SAY_YEARS_PUPILS_BY), (long long)jh_years_pupils(c, y),
                             say(w->desk, SAY_YEARS_SPENT));
        money(w, c->plan.spent[y]);
        jh_buffer_add_format(&w->buffer, "  %s ", say(w->desk, SAY_YEARS_AVAILABLE));
        money(w, jh_years_available(c, y));
        if (y) {
            jh_buffer_add_format(&w->buffer, " (%s ", say(w->desk, SAY_YEARS_OF_THIS_YEAR));
            money(w, c->asked.years.budget[y]);
            jh_buffer_add_zero(&w->buffer, ")");
        }
        if (c->plan.extra[y]) {
            jh_buffer_add_format(&w->buffer, "  %s ", say(w->desk, SAY_YEARS_SHORT));
            money(w, c->plan.extra[y]);
        }
        jh_buffer_add_format(&w->buffer, " %s\n", say(w->desk, SAY_PLAN_YUAN));
    }
}

/* A school once, with all its stages. */
static bool is_first_row(const jh_dated_county *c, size_t i)
{
    return !i || c->problem->rows[i].school != c->problem->rows[i - 1].school;
}

static void names(writer *w)
{
    const jh_dated_county *c = w->c;
    size_t y, i;

    for (y = 0; y < c->asked.years.count; y++) {
        bool any = false;
        for (i = 0; i < c->problem->row_count; i++) {
            if (!is_first_row(c, i) || c->plan.year[jh_years_school_at(c, i)] != y) continue;
            if (any)
                jh_buffer_add_zero(&w->buffer, say(w->desk, SAY_YEARS_COMMA));
            else
                jh_buffer_add_format(&w->buffer, "\n%ld %s\n  ", c->asked.year[y],
                                     say(w->desk, SAY_YEARS_PASS_IN));
            jh_buffer_add(&w->buffer, c->rows[i].name);
            any = true;
        }
        if (any) jh_buffer_add_zero(&w->buffer, "\n");
    }
}

jh_code jh_years_text(jh_text *out, const jh_desk *desk, const jh_dated_county *c, jh_error *err)
{
    writer w = { jh_buffer_in(desk->keep), desk, c };

    head(&w);
    if (c->plan.stopped) jh_buffer_add_format(&w.buffer, "  %s\n", say(desk, SAY_PLAN_STOPPED));
    jh_buffer_add_format(&w.buffer, "  %s\n", say(desk, SAY_YEARS_PROOF));
    table(&w);
    names(&w);
    return jh_buffer_finish(out, &w.buffer, err);
}
