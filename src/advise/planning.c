/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/planning.h"

#include "app/called.h"
#include "report/words.h"

#include <string.h>

/* Areas by 0.01 m², equipment by the yuan (the figure is in 10,000 yuan), rooms one by one. */
const jh_planned jh_planned_figures[JH_PLANNED_COUNT] = {
    { "above_degree_teachers", 0, JH_DECIMAL_ONE },
    { "backbone_teachers", 1, JH_DECIMAL_ONE },
    { "pe_art_teachers", 2, JH_DECIMAL_ONE },
    { "teaching_area", -1, 10000 },
    { "sports_ground_area", -1, 10000 },
    { "equipment_value", -1, 100 },
    { "multimedia_rooms", -1, JH_DECIMAL_ONE },
};

jh_text jh_planning_school(const jh_planning *p, size_t row)
{
    const jh_frame *frame = &p->judged->frame;

    return frame->snapshot->units[frame->schools[frame->parts[p->part[row]].school].unit].code;
}

jh_text jh_planning_school_name(const jh_planning *p, size_t row)
{
    const jh_frame *frame = &p->judged->frame;

    return frame->snapshot->units[frame->schools[frame->parts[p->part[row]].school].unit].name;
}

static bool is_school(const jh_frame *frame, jh_text code)
{
    size_t i;

    for (i = 0; i < frame->school_count; i++)
        if (jh_text_equal(frame->snapshot->units[frame->schools[i].unit].code, code)) return true;
    return false;
}

/* The code of the school that the cost is for. */
static jh_code fit_school(jh_cost *cost, const jh_desk *desk, const jh_frame *frame, jh_error *err)
{
    const char *word = jh_text_zero(desk->keep, cost->school);
    jh_code rc = word ? jh_called_code(&cost->school, frame->snapshot, cost->school, err)
                      : jh_no_memory(err);

    if (rc == JH_NOT_FOUND) { /* a word in a file, not one on the command line */
        rc = JH_BAD_INPUT;
        if (err) err->code = rc;
        jh_error_within(err, cost->school_place.at);
    }
    if (rc) return rc;
    return is_school(frame, cost->school) ? JH_OK
                                          : jh_fail(err, JH_BAD_INPUT, SAY_PLAN_COST_SCHOOL,
                                                    cost->school_place.at, word, NULL);
}

jh_code jh_planning_costs_fit(jh_costs *costs, const jh_desk *desk, const jh_frame *frame,
                              jh_error *err)
{
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; !rc && i < costs->count; i++) {
        if (!costs->items[i].school.size) continue;
        rc = fit_school(&costs->items[i], desk, frame, err);
        if (!rc) rc = jh_costs_refuse_twice(costs, 0, &costs->items[i], err);
    }
    return rc;
}

const char *jh_planning_name(const jh_planning *p, const jh_desk *desk, size_t row)
{
    const jh_frame *frame = &p->judged->frame;
    const jh_part *part = &frame->parts[p->part[row]];
    const jh_unit *unit = &frame->snapshot->units[frame->schools[part->school].unit];
    jh_text name = jh_text_format(desk->keep, "%.*s %.*s %s", JH_TEXT_ARGS(unit->code),
                                  JH_TEXT_ARGS(unit->name),
                                  jh_say(desk->manner.lang, jh_stage_say(part->stage)));

    return name.at ? name.at : "";
}

jh_code jh_planning_cost(jh_decimal *out, const jh_planning *p, const char *key, size_t row,
                         jh_error *err)
{
    jh_cost_place place = { jh_planning_school(p, row),
                            p->judged->frame.parts[p->part[row]].stage };
    const jh_cost *cost = key ? jh_costs_find(p->costs, key, &place) : NULL;

    if (!key) return jh_no_memory(err);
    if (!cost) return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_COST_MISSING, NULL, key, NULL);
    *out = cost->value;
    return JH_OK;
}

/* ---- rows ---- */

static jh_code refuse(const jh_planning *p, size_t row, jh_say_id say, jh_text what, jh_error *err)
{
    const char *word = jh_text_zero(p->desk->keep, what);

    if (!word) return jh_no_memory(err);
    return jh_fail(err, JH_BAD_INPUT, say, jh_planning_name(p, p->desk, row), word, NULL);
}

static size_t group_of(jh_planning *p, jh_stage stage)
{
    size_t g;

    for (g = 0; g < p->problem.group_count; g++)
        if (p->stage[g] == stage) return g;
    if (g < JH_PLAN_GROUPS) {
        p->stage[g] = stage;
        p->problem.group_count++;
    }
    return g;
}

/* Parts that count become rows; one whose counting cannot be said is named. */
static jh_code make_rows(jh_planning *p, const jh_desk *desk, jh_error *err)
{
    const jh_frame *frame = &p->judged->frame;
    const jh_membership *members = p->judged->assessment.scopes[p->scope];
    jh_plan_row *rows = JH_NEW_ARRAY(desk->keep, jh_plan_row, frame->part_count + 1);
    uint32_t school = UINT32_MAX;
    size_t i;

    p->part = JH_NEW_ARRAY(desk->keep, uint32_t, frame->part_count + 1);
    if (!rows || !p->part) return jh_no_memory(err);
    p->problem.rows = rows;
    for (i = 0; i < frame->part_count; i++) {
        size_t at = p->problem.row_count;
        if (members[i].in.truth == JH_NO) continue;
        p->part[at] = (uint32_t)i;
        if (members[i].in.truth != JH_YES)
            return refuse(p, at, SAY_PLAN_FIGURE_MISSING,
                          p->judged->standard.scopes[p->scope].title, err);
        if (frame->parts[i].school != school) p->problem.school_count++;
        school = frame->parts[i].school;
        rows[at].school = (uint32_t)p->problem.school_count - 1;
        rows[at].group = (uint32_t)group_of(p, frame->parts[i].stage);
        p->problem.row_count++;
    }
    if (!p->problem.row_count) return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_NO_SCHOOLS, NULL, NULL);
    return JH_OK;
}

/* The figures without which nothing can be planned, so that they are mended in one go. */
typedef struct lacking {
    size_t count, row;
    jh_text title;     /* of the first */
    jh_buffer further; /* as many of the others as a message has room for */
} lacking;

static void add_lacking(lacking *to, const jh_planning *p, size_t row, jh_text title)
{
    const char *name;

    if (!to->count++) {
        to->row = row;
        to->title = title;
        return;
    }
    name = jh_planning_name(p, p->desk, row);
    if (to->further.size + strlen(name) + title.size + sizeof "、 " < JH_MESSAGE_ARG_SIZE)
        jh_buffer_add_format(&to->further, "%s%s %.*s", to->further.size ? "、" : "", name,
                             JH_TEXT_ARGS(title));
}

static jh_code values_are_known(const jh_planning *p, jh_error *err)
{
    const jh_standard *standard = &p->judged->standard;
    lacking to = { .further = jh_buffer_in(p->desk->keep) };
    const char *title;
    jh_text further;
    char count[24];
    size_t i, k;
    jh_code rc;

    for (i = 0; i < p->problem.row_count; i++)
        for (k = 0; k < p->problem.indicator_count; k++)
            if (p->judged->assessment.indicators[p->indicator[k]][p->part[i]].value.why)
                add_lacking(&to, p, i,
                            jh_standard_in(standard, p->desk->manner.lang,
                                           standard->indicators[p->indicator[k]].short_title));
    if (!to.count) return JH_OK;
    if (to.count == 1) return refuse(p, to.row, SAY_PLAN_FIGURE_MISSING, to.title, err);
    rc = jh_buffer_finish(&further, &to.further, err);
    title = rc ? NULL : jh_text_zero(p->desk->keep, to.title);
    if (!title) return rc ? rc : jh_no_memory(err);
    return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_FIGURES_MISSING,
                   jh_planning_name(p, p->desk, to.row), title,
                   jh_digits(count, (long long)to.count - 1), further.at, NULL);
}

/* A whole count of a row: pupils, teachers. */
static jh_code count_at(int64_t *out, const jh_planning *p, size_t row, size_t element,
                        jh_error *err)
{
    const jh_source *source = &p->judged->frame.source;
    jh_slice slice = {
        JH_COLUMN_ID(JH_COLUMN_ELEMENT, element), JH_WHOLE, JH_PART, { p->part[row], 1 }
    };
    jh_text title = p->judged->standard.elements[element].title;
    jh_number number;
    jh_exact exact;
    int64_t down = 0;
    jh_code rc = source->numbers(source->self, &slice, &number);

    if (rc) return rc;
    if (number.why) return refuse(p, row, SAY_PLAN_FIGURE_MISSING, title, err);
    jh_exact_init(&exact);
    rc = source->exact(source->self, &slice, &exact);
    if (!rc && (!jh_exact_get_ratio(out, &down, &exact) || down != 1))
        rc = refuse(p, row, SAY_PLAN_NOT_WHOLE, title, err);
    jh_exact_clear(&exact);
    return rc;
}

/* ---- staff ---- */

static int64_t lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Who is what at once is not reported: backbone teachers have the degree as far as there are
 * enough, then PE and arts teachers; backbone and PE overlap only where they must. */
static bool make_types(jh_plan_row *row, const int64_t counts[JH_PLAN_BITS + 1])
{
    int64_t all = counts[0], degree = counts[1], backbone = counts[2], pe = counts[3], left;

    if (degree > all || backbone > all || pe > all) return false;
    row->today[3] = lesser(backbone, degree);
    row->today[2] = backbone - row->today[3];
    degree -= row->today[3];
    row->today[5] = lesser(pe, degree);
    degree -= row->today[5];
    pe -= row->today[5];
    left = all - row->today[3] - row->today[2] - row->today[5] - degree;
    row->today[4] = lesser(pe, left);
    pe -= row->today[4];
    row->today[1] = degree;
    row->today[7] = lesser(pe, row->today[3]);
    row->today[3] -= row->today[7];
    pe -= row->today[7];
    row->today[6] = lesser(pe, row->today[2]);
    row->today[2] -= row->today[6];
    row->today[0] = left - row->today[4];
    return row->today[0] >= 0 && pe == row->today[6];
}

/* Pupils by the norm, rounded up; never more than there are today. */
static jh_code make_staff_limits(jh_planning *p, size_t i, jh_error *err)
{
    jh_plan_row *row = &p->problem.rows[i];
    int64_t all = p->counts[i][0], wanted;
    jh_decimal norm = { 0 }, growth = { 0 }, share = { 0 };
    jh_code rc = jh_planning_cost(&norm, p, "pupils_per_teacher", i, err);

    if (!rc) rc = jh_planning_cost(&growth, p, "staff_growth", i, err);
    if (rc) return rc;
    wanted = norm.millionths
                 ? (row->pupils * JH_DECIMAL_ONE + norm.millionths - 1) / norm.millionths
                 : 0;
    row->staff_least = lesser(all, wanted);
    wanted = wanted > all ? wanted : all;
    row->staff_most = wanted + wanted * growth.millionths / (100 * JH_DECIMAL_ONE) + 1;
    rc = jh_planning_cost(&share, p, "train_share.degree", i, err);
    row->train_most[0] = rc ? 0 : all * share.millionths / (100 * JH_DECIMAL_ONE);
    if (!rc) rc = jh_planning_cost(&share, p, "train_share.backbone", i, err);
    row->train_most[1] = rc ? 0 : all * share.millionths / (100 * JH_DECIMAL_ONE);
    return rc;
}

static jh_code make_staff(jh_planning *p, size_t i, jh_error *err)
{
    const jh_standard *standard = &p->judged->standard;
    size_t teachers = jh_standard_element(standard, JH_TEXT("teachers")), k;
    jh_code rc;

    if (teachers == SIZE_MAX)
        return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_INDICATOR, standard->key.at, "teachers", NULL);
    rc = count_at(&p->counts[i][0], p, i, teachers, err);
    for (k = 0; !rc && k < p->problem.indicator_count; k++)
        if (p->problem.bit[k] >= 0)
            rc = count_at(&p->counts[i][p->problem.bit[k] + 1], p, i, p->element[k], err);
    if (!rc && !make_types(&p->problem.rows[i], p->counts[i]))
        rc = jh_fail(err, JH_BAD_INPUT, SAY_PLAN_STAFF_COUNTS, jh_planning_name(p, p->desk, i),
                     NULL);
    return rc ? rc : make_staff_limits(p, i, err);
}

static jh_code fill_rows(jh_planning *p, const jh_desk *desk, jh_error *err)
{
    jh_code rc = JH_OK;
    size_t i;

    p->counts = jh_alloc(desk->keep, p->problem.row_count, sizeof *p->counts);
    if (!p->counts) return jh_no_memory(err);
    for (i = 0; !rc && i < p->problem.row_count; i++) {
        rc = count_at(&p->problem.rows[i].pupils, p, i, p->judged->standard.split.by, err);
        if (!rc) rc = make_staff(p, i, err);
    }
    return rc;
}

jh_code jh_planning_make(jh_planning *out, const jh_desk *desk, const jh_judged *judged,
                         const jh_costs *costs, jh_error *err)
{
    jh_code rc;

    memset(out, 0, sizeof *out);
    out->desk = desk;
    out->judged = judged;
    out->costs = costs;
    rc = jh_planning_rule(out, desk, err);
    if (!rc) rc = make_rows(out, desk, err);
    if (!rc) rc = values_are_known(out, err);
    if (!rc) rc = fill_rows(out, desk, err);
    if (!rc) rc = jh_planning_sites(out, desk, err);
    if (!rc) rc = jh_planning_groups(out, desk, err);
    if (!rc) rc = jh_planning_ways(out, err);
    return rc ? rc : jh_problem_finish(&out->problem, err);
}
