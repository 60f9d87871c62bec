/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_years.h"

#include "advise/patience.h"
#include "advise/plan_apply.h"
#include "app/files.h"
#include "base/time.h"

#include <string.h>

/* The gap at which a plan is good enough, in millionths of its cost; nodes of the first search and
 * of each further one. */
enum { GAP_PPM = 500, NODES = 20000, FURTHER_NODES = 10 };

/* ---- the parts ---- */

size_t jh_years_school_at(const jh_dated_county *c, size_t row)
{
    size_t school = 0, i;

    for (i = 1; i <= row; i++)
        school += c->problem->rows[i].school != c->problem->rows[i - 1].school;
    return school;
}

size_t jh_years_row(const jh_dated_county *c, const jh_dated *measure)
{
    size_t i;

    if (measure->kind != JH_DATED_STEPS) return measure->at;
    for (i = 0; i < c->problem->row_count; i++)
        if (c->problem->rows[i].site[c->problem->sites[measure->at].indicator] == measure->at)
            return i;
    return 0;
}

double jh_years_cost_gap(const jh_years_plan *plan)
{
    if (plan->cheapest <= 0 || plan->least_cost.bound >= plan->cheapest) return 0;
    return 100 * (double)(plan->cheapest - plan->least_cost.bound) / (double)plan->cheapest;
}

double jh_years_pupil_gap(const jh_years_plan *plan)
{
    if (plan->most_pupils.bound <= plan->pupil_years) return 0;
    return 100 * (double)(plan->most_pupils.bound - plan->pupil_years)
           / (double)plan->most_pupils.bound;
}

static jh_code make_schedule(jh_dated_county *c, const jh_desk *desk, const jh_years_words *words,
                             const jh_progress *progress, jh_error *err)
{
    jh_years_request request = { .problem = c->problem,
                                 .plan = c->first,
                                 .years = &c->asked.years,
                                 .node_most = FURTHER_NODES,
                                 .progress = progress };
    jh_code rc = jh_years_read(&c->asked, desk, words, jh_years_schools(c->problem), err);

    if (rc) return rc;
    if (!c->first->found)
        return jh_fail(err, JH_CONFLICT,
                       c->first->stopped ? SAY_YEARS_NO_PLAN_IN_TIME : SAY_YEARS_NO_PLAN, NULL,
                       NULL);
    if (!c->first->has_bound) return jh_fail(err, JH_CONFLICT, SAY_YEARS_NO_BOUND, NULL, NULL);
    request.dearer_ppm = c->asked.dearer.millionths / 100;
    rc = jh_years_make(&c->plan, desk->keep, &request, err);
    if (rc || c->plan.year) return rc;
    /* Everything in the first year keeps every share, so there is one. */
    return jh_fail(err, JH_BUG, SAY_PLAN_MALFORMED, NULL, "schedule", "0", NULL);
}

static jh_code name_rows(jh_dated_county *c, const jh_desk *desk, jh_error *err)
{
    size_t rows = c->problem->row_count, i;
    jh_passer *names = JH_NEW_ARRAY(desk->keep, jh_passer, rows);

    if (!names) return jh_no_memory(err);
    for (i = 0; i < rows; i++)
        names[i] = (jh_passer){ jh_planning_school(&c->county->planning, i),
                                jh_planning_school_name(&c->county->planning, i) };
    c->rows = names;
    return JH_OK;
}

/* ---- of a county ---- */

jh_code jh_years_plan_county(jh_planned_county *county, const jh_desk *desk,
                             const jh_plan_words *words, const jh_progress *progress, jh_error *err)
{
    jh_plan_request request = { .problem = &county->planning.problem,
                                .gap_ppm = words->exactly ? 0 : GAP_PPM,
                                .progress = progress };
    jh_code rc = jh_costs_read(&county->costs, desk, words->costs, err);

    if (!rc) rc = jh_plan_judge(county, desk, words, err);
    if (!rc) rc = jh_planning_make(&county->planning, desk, &county->judged, &county->costs, err);
    if (!rc) rc = jh_plan_begin(county, desk, words, err);
    if (rc) return rc;
    request.before = county->has_before ? &county->before : NULL;
    request.node_most = words->exactly ? SIZE_MAX : NODES / request.problem->row_count + 10;
    return jh_plan_make(&county->plan, desk->keep, &request, err);
}

static jh_code plan_county(jh_dated_county *c, const jh_desk *desk, const jh_plan_words *words,
                           const jh_progress *progress, jh_error *err)
{
    jh_planned_county *county = JH_NEW(desk->keep, jh_planned_county);
    jh_code rc;

    if (!county) return jh_no_memory(err);
    rc = jh_years_plan_county(county, desk, words, progress, err);
    c->county = county;
    c->problem = &county->planning.problem;
    c->first = &county->plan;
    return rc ? rc : name_rows(c, desk, err);
}

/* The county judged again where the schedule ends. */
static jh_code judge_end(jh_dated_county *c, const jh_desk *desk, jh_error *err)
{
    jh_planned_county *end;
    jh_code rc;

    if (!c->county) return JH_OK;
    end = JH_NEW(desk->keep, jh_planned_county);
    if (!end) return jh_no_memory(err);
    *end = *c->county;
    end->plan = c->plan.plan;
    end->plan.found = true;
    c->end = end;
    rc = jh_planning_apply(&end->after, desk, &end->planning, &end->plan, err);
    if (rc) return rc;
    return jh_after_passes(&end->after, &end->planning)
               ? JH_OK
               : jh_fail(err, JH_BUG, SAY_PLAN_AFTER_FAILS, NULL, NULL);
}

/* ---- of a province ---- */

static bool is_table(const char *path)
{
    jh_text text = jh_text_of(path);

    return jh_text_ends(text, JH_TEXT(".csv")) || jh_text_ends(text, JH_TEXT(".xlsx"))
           || jh_text_ends(text, JH_TEXT(".xls"));
}

static bool is_province(const jh_years_words *words)
{
    return is_table(words->place)
           || jh_text_equal(jh_text_of(words->plan->judging->county), JH_TEXT("all"));
}

/* The counties of a table, or of the store. */
static jh_code plan_counties(jh_dated_county *c, const jh_desk *desk, const jh_years_words *words,
                             const jh_progress *progress, jh_error *err)
{
    jh_problem *problem = JH_NEW(desk->keep, jh_problem);
    jh_plan *plan = JH_NEW(desk->keep, jh_plan);
    jh_plan_request request = { .problem = problem, .node_most = NODES };
    jh_file file = jh_file_of_path(words->place);
    jh_desk waiting = *desk;
    jh_code rc;

    if (!problem || !plan) return jh_no_memory(err);
    waiting.progress = progress;
    rc = is_table(words->place)
             ? jh_counties_read(problem, &c->rows, desk, &file, err)
             : jh_province_read(problem, &c->rows, &waiting, words->plan, err);
    if (!rc) rc = jh_plan_make(plan, desk->keep, &request, err);
    c->problem = problem;
    c->first = plan;
    return rc;
}

/* ---- what goes with years ---- */

/* Words that were given, and what they ask for that this schedule cannot heed. */
typedef struct given {
    const char *option;
    bool is_there;
    jh_say_id refusal;
} given;

static jh_code refuse_given(const given *words, size_t count, jh_error *err)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (words[i].is_there)
            return jh_fail(err, JH_BAD_INPUT, words[i].refusal, NULL, words[i].option, NULL);
    return JH_OK;
}

/* Of a plan without years. */
static jh_code check_alone(const jh_plan_words *plan, jh_error *err)
{
    const given words[] = {
        { "--show-costs", plan->show_costs, SAY_YEARS_NOT_WITH },
        { "--costs-workbook", plan->costs_workbook, SAY_YEARS_NOT_WITH },
        { "--against", plan->against, SAY_YEARS_NOT_WITH },
    };

    return refuse_given(words, sizeof words / sizeof *words, err);
}

/* Of one county: many have no schools here. */
static jh_code check_province(const jh_plan_words *plan, jh_error *err)
{
    const given words[] = {
        { "--apply", plan->apply, SAY_YEARS_ONE_COUNTY },
        { "--suppose", plan->supposing.count, SAY_YEARS_ONE_COUNTY },
        { "--from", plan->from, SAY_YEARS_ONE_COUNTY },
        { "--keep", plan->decisions.keep_count, SAY_YEARS_ONE_COUNTY },
        { "--no-building", plan->decisions.no_building_count, SAY_YEARS_ONE_COUNTY },
        { "--no-move", plan->decisions.no_move_count, SAY_YEARS_ONE_COUNTY },
        { "--waiver", plan->decisions.waiver_count, SAY_YEARS_ONE_COUNTY },
    };

    return refuse_given(words, sizeof words / sizeof *words, err);
}

/* Of a store: a table has neither figures nor a standard. */
static jh_code check_table(const jh_plan_words *plan, jh_error *err)
{
    const jh_judging *judging = plan->judging;
    const given words[] = {
        { "--costs", plan->costs, SAY_YEARS_OF_STORE },
        { "--county", judging->county, SAY_YEARS_OF_STORE },
        { "--period", judging->period, SAY_YEARS_OF_STORE },
        { "--standard", judging->standard, SAY_YEARS_OF_STORE },
        { "--standards", judging->standards_folder, SAY_YEARS_OF_STORE },
        { "--as-of", judging->as_of, SAY_YEARS_OF_STORE },
        { "--revision", judging->revision, SAY_YEARS_OF_STORE },
        { "--set", judging->setting_count, SAY_YEARS_OF_STORE },
        { "--relax", judging->relaxation_count, SAY_YEARS_OF_STORE },
    };

    return refuse_given(words, sizeof words / sizeof *words, err);
}

/* What is wrong with the words is told before anything is computed. */
static jh_code check_words(jh_dated_county *c, const jh_desk *desk, const jh_years_words *words,
                           jh_error *err)
{
    jh_code rc = check_alone(words->plan, err);

    if (!rc && is_table(words->place)) rc = check_table(words->plan, err);
    if (!rc && is_province(words)) rc = check_province(words->plan, err);
    return rc ? rc : jh_years_read(&c->asked, desk, words, 1, err);
}

/* ---- all of it ---- */

/* Beside the answer: workbook, page, a copy of the store; each whole or not at all. */
static jh_code write_papers(const jh_dated_county *c, const jh_desk *desk,
                            const jh_plan_words *plan, jh_error *err)
{
    jh_schedule_view view;
    jh_text page = { 0 };
    jh_code rc = JH_OK;

    if (plan->workbook) rc = jh_years_workbook(plan->workbook, desk, c, err);
    if (!rc && plan->page) {
        rc = jh_years_view_make(&view, desk, c, err);
        if (!rc) rc = jh_report_schedule_page(&page, desk->keep, desk->scratch, &view, err);
        if (!rc) rc = jh_file_write(plan->page, page, err);
    }
    if (rc || !plan->apply) return rc;
    return jh_plan_apply_to_copy(desk, c->end, plan->apply, err);
}

static jh_code tell_years(jh_text *out, bool *found, const jh_desk *desk,
                          const jh_years_words *words, jh_error *err)
{
    jh_dated_county *c = JH_NEW(desk->keep, jh_dated_county);
    const jh_plan_words *plan = words->plan;
    jh_patience wait = { desk->progress,
                         plan->seconds ? jh_now_milliseconds() + plan->seconds * 1000 : 0,
                         plan->interrupted };
    jh_progress progress = jh_patience_listener(&wait);
    jh_code rc;

    if (!c) return jh_no_memory(err);
    rc = check_words(c, desk, words, err);
    if (!rc)
        rc = is_province(words) ? plan_counties(c, desk, words, &progress, err)
                                : plan_county(c, desk, plan, &progress, err);
    if (!rc) rc = make_schedule(c, desk, words, &progress, err);
    if (!rc) rc = judge_end(c, desk, err);
    if (!rc) rc = write_papers(c, desk, plan, err);
    if (rc) return rc;
    *found = c->plan.found;
    return desk->manner.json ? jh_years_json(out, desk, c, err) : jh_years_text(out, desk, c, err);
}

jh_code jh_plan_or_years(jh_text *out, bool *found, const jh_desk *desk,
                         const jh_years_words *words, jh_error *err)
{
    const char *alone = words->wanted   ? "--wanted"
                        : words->dearer ? "--dearer"
                        : words->rise   ? "--price-rise"
                                        : NULL;

    if (words->years) return tell_years(out, found, desk, words, err);
    if (alone) return jh_fail(err, JH_BAD_INPUT, SAY_YEARS_NEEDS_YEARS, NULL, alone, NULL);
    return jh_plan_tell(out, found, desk, words->plan, err);
}
