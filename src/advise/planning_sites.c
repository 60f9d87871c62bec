/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/planning.h"

#include "advise/people.h"

#include <math.h>

static const jh_frame *frame_of(const jh_planning *p)
{
    return &p->judged->frame;
}

/* ---- which campus a figure grows at ---- */

/* Does anybody report pupils of the stage at the campus? */
static bool has_stage(const jh_planning *p, uint32_t unit, jh_stage stage)
{
    const jh_snapshot *snapshot = frame_of(p)->snapshot;
    size_t column = jh_snapshot_column(
        snapshot, p->judged->standard.elements[p->judged->standard.split.by].key, stage);

    return column != SIZE_MAX && !snapshot->columns[column].why[unit]
           && snapshot->columns[column].millionths[unit] > 0;
}

static const jh_school *school_of(const jh_planning *p, size_t row)
{
    return &frame_of(p)->schools[frame_of(p)->parts[p->part[row]].school];
}

/* Rows of the row's school, itself among them. */
static size_t school_rows(const jh_planning *p, size_t row, size_t *first)
{
    size_t count = 1;

    *first = row;
    while (*first && p->problem.rows[*first - 1].school == p->problem.rows[row].school) {
        (*first)--;
        count++;
    }
    while (*first + count < p->problem.row_count
           && p->problem.rows[*first + count].school == p->problem.rows[row].school)
        count++;
    return count;
}

/* The first campus with every stage of the school, else the first with the row's own. */
static uint32_t campus_of(const jh_planning *p, size_t row, bool alone)
{
    const jh_school *school = school_of(p, row);
    size_t first, count = school_rows(p, row, &first), i;
    uint32_t c, unit;
    bool all;

    for (c = 0; c < school->campus_count && !alone; c++) {
        unit = frame_of(p)->campuses[school->first_campus + c];
        for (i = first, all = true; i < first + count; i++)
            all = all && has_stage(p, unit, frame_of(p)->parts[p->part[i]].stage);
        if (all) return unit;
    }
    for (c = 0; c < school->campus_count; c++) {
        unit = frame_of(p)->campuses[school->first_campus + c];
        if (has_stage(p, unit, frame_of(p)->parts[p->part[row]].stage)) return unit;
    }
    return school->unit;
}

/* ---- sites ---- */

static uint32_t add_site(jh_planning *p, jh_plan_site *sites, size_t row, size_t k, uint32_t unit)
{
    size_t first, i;

    (void)school_rows(p, row, &first);
    for (i = first; i < row; i++)
        if (p->site_campus[p->problem.rows[i].site[k]] == unit) return p->problem.rows[i].site[k];
    sites[p->problem.site_count] =
        (jh_plan_site){ .school = p->problem.rows[row].school, .indicator = (uint32_t)k };
    p->site_campus[p->problem.site_count] = unit;
    return (uint32_t)p->problem.site_count++;
}

static jh_code make_sites(jh_planning *p, jh_plan_site *sites)
{
    size_t i, k;

    p->problem.sites = sites;
    for (i = 0; i < p->problem.row_count; i++) {
        p->campus[i] = campus_of(p, i, true);
        for (k = 0; k < p->problem.indicator_count; k++)
            p->problem.rows[i].site[k] = p->problem.bit[k] >= 0
                                             ? JH_NO_SITE
                                             : add_site(p, sites, i, k, campus_of(p, i, false));
    }
    return JH_OK;
}

/* ---- how a figure moves an indicator: move it and look ---- */

typedef struct probe {
    jh_snapshot snapshot;
    jh_frame frame;
} probe;

static jh_code make_probe(probe *out, const jh_planning *p, const jh_desk *desk, int64_t by,
                          jh_error *err)
{
    size_t room = p->problem.site_count + p->problem.row_count * JH_PLAN_BITS, count = 0, i, k;
    jh_shift *shifts = JH_NEW_ARRAY(desk->keep, jh_shift, room + 1);
    jh_code rc;

    if (!shifts) return jh_no_memory(err);
    for (i = 0; i < p->problem.site_count; i++)
        shifts[count++] = (jh_shift){ p->element[p->problem.sites[i].indicator], JH_WHOLE,
                                      p->site_campus[i], by };
    for (i = 0; i < p->problem.row_count; i++)
        for (k = 0; k < p->problem.indicator_count; k++)
            if (p->problem.bit[k] >= 0)
                shifts[count++] = (jh_shift){ p->element[k], frame_of(p)->parts[p->part[i]].stage,
                                              p->campus[i], by };
    rc = jh_planning_shift(&out->snapshot, p, shifts, count, err);
    if (rc) return rc;
    return jh_frame_make(&out->frame, desk->keep, desk->scratch,
                         &(jh_frame_request){ .snapshot = &out->snapshot,
                                              .before = p->judged->before,
                                              .standard = &p->judged->standard,
                                              .settings = &p->judged->settings },
                         err);
}

/* An indicator of a row. */
typedef struct spot {
    size_t row, k;
} spot;

static jh_code value_at(jh_exact *out, const jh_planning *p, const jh_frame *frame, spot at,
                        jh_error *err)
{
    jh_expr_ask ask = {
        .source = &frame->source, .level = JH_PART, .rows = { p->part[at.row], 1 }, .err = err
    };
    jh_why why = JH_PRESENT;
    jh_code rc = jh_expr_exact(out, &why, p->judged->standard.indicators[p->indicator[at.k]].value,
                               &ask, p->desk->scratch);

    return rc || !why ? rc : jh_fail(err, JH_BUG, SAY_PLAN_MALFORMED, NULL, "probe", "0", NULL);
}

/* Numbers of one probing. */
typedef struct reading {
    jh_exact now, one, two, scale;
} reading;

static jh_code not_even(const jh_planning *p, spot at, jh_say_id say, jh_error *err)
{
    return jh_fail(err, JH_BAD_INPUT, say, jh_planning_name(p, p->desk, at.row),
                   jh_planned_figures[p->figure[at.k]].element, NULL);
}

/* base and gain from the value as it is, with one more, with two more. */
static jh_code read_amount(reading *r, jh_planning *p, const probe *probes, spot at, jh_error *err)
{
    jh_plan_row *out = &p->problem.rows[at.row];
    int8_t bit = p->problem.bit[at.k];
    jh_code rc = value_at(&r->now, p, frame_of(p), at, err);

    if (!rc) rc = value_at(&r->one, p, &probes[0].frame, at, err);
    if (!rc) rc = value_at(&r->two, p, &probes[1].frame, at, err);
    if (rc) return rc;
    jh_exact_sub(&r->two, &r->two, &r->one);
    jh_exact_sub(&r->one, &r->one, &r->now);
    if (jh_exact_compare(&r->one, &r->two) != 0 || jh_exact_sign(&r->one) <= 0)
        return not_even(p, at, SAY_PLAN_NOT_LINEAR, err);
    jh_exact_set_ratio(&r->scale, out->pupils, 1);
    jh_exact_mul(&r->now, &r->now, &r->scale);
    jh_exact_mul(&r->one, &r->one, &r->scale);
    if (bit >= 0) { /* the staff of today is not in the base: it may move */
        jh_exact_set_ratio(&r->scale, p->counts[at.row][bit + 1], 1);
        jh_exact_mul(&r->scale, &r->scale, &r->one);
        jh_exact_sub(&r->now, &r->now, &r->scale);
    }
    jh_exact_set_ratio(&r->scale, jh_planned_figures[p->figure[at.k]].step, JH_DECIMAL_ONE);
    jh_exact_mul(&r->one, &r->one, &r->scale);
    if (!jh_exact_get_ratio(&out->base[at.k].up, &out->base[at.k].down, &r->now)
        || !jh_exact_get_ratio(&out->gain[at.k].up, &out->gain[at.k].down, &r->one))
        return not_even(p, at, SAY_PLAN_TOO_FINE, err);
    return JH_OK;
}

static jh_code read_amounts(jh_planning *p, const jh_desk *desk, jh_error *err)
{
    probe *probes = JH_NEW_ARRAY(desk->keep, probe, 2);
    reading r;
    jh_code rc;
    size_t i, k;

    if (!probes) return jh_no_memory(err);
    rc = make_probe(&probes[0], p, desk, JH_DECIMAL_ONE, err);
    if (!rc) rc = make_probe(&probes[1], p, desk, 2 * JH_DECIMAL_ONE, err);
    if (rc) return rc;
    jh_exact_init(&r.now);
    jh_exact_init(&r.one);
    jh_exact_init(&r.two);
    jh_exact_init(&r.scale);
    for (i = 0; !rc && i < p->problem.row_count; i++)
        for (k = 0; !rc && k < p->problem.indicator_count; k++)
            rc = read_amount(&r, p, probes, (spot){ i, k }, err);
    jh_exact_clear(&r.now);
    jh_exact_clear(&r.one);
    jh_exact_clear(&r.two);
    jh_exact_clear(&r.scale);
    return rc;
}

/* ---- limits and costs of sites ---- */

int64_t jh_planning_today(const jh_planning *p, uint32_t site)
{
    const jh_snapshot *snapshot = frame_of(p)->snapshot;
    size_t k = p->problem.sites[site].indicator;
    size_t column =
        jh_snapshot_column(snapshot, p->judged->standard.elements[p->element[k]].key, JH_WHOLE);

    return column == SIZE_MAX ? 0 : snapshot->columns[column].millionths[p->site_campus[site]];
}

static const char *key_of(jh_text *room, const jh_desk *desk, const char *what,
                          const jh_planned *figure)
{
    *room = jh_text_format(desk->keep, "%s.%s", what, figure->element);
    return room->at;
}

/* Steps until the row's value is `share` percent of its line. */
static double steps_to_reach(const jh_planning *p, size_t row, size_t k, jh_decimal share,
                             double line)
{
    const jh_plan_row *r = &p->problem.rows[row];
    double wanted = line * (double)r->pupils * jh_decimal_to_double(share) / 100;
    double base = (double)r->base[k].up / (double)r->base[k].down;

    return (wanted - base) * (double)r->gain[k].down / (double)r->gain[k].up;
}

static jh_code line_of(double *out, const jh_planning *p, const jh_desk *desk, size_t row, size_t k)
{
    jh_stage stage = frame_of(p)->parts[p->part[row]].stage;
    const jh_expr *line = p->judged->standard.indicators[p->indicator[k]].line[stage];
    jh_expr_ask ask = { .source = &frame_of(p)->source,
                        .level = JH_PART,
                        .rows = { p->part[row], 1 } };
    jh_number number = { { 0, 0 }, JH_PRESENT };
    jh_code rc = line ? jh_expr_numbers(&number, line, &ask, desk->scratch) : JH_OK;

    *out = rc || number.why ? 0 : jh_interval_middle(number.range);
    return rc;
}

static jh_code limit_below(const jh_planning *p, size_t row, size_t k, const jh_cost *limit,
                           jh_error *err)
{
    char digits[JH_DECIMAL_SIZE];

    jh_decimal_write_short(digits,
                           (jh_decimal){ jh_planning_today(p, p->problem.rows[row].site[k]) });
    return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_LIMIT_BELOW, limit->place.at, limit->key.at,
                   jh_planning_name(p, p->desk, row), digits, NULL);
}

static jh_code limit_site(jh_plan_site *site, const jh_planning *p, const jh_desk *desk, size_t row,
                          jh_error *err)
{
    size_t k = site->indicator;
    const jh_planned *figure = &jh_planned_figures[p->figure[k]];
    int64_t today = jh_planning_today(p, p->problem.rows[row].site[k]);
    jh_cost_place place = { jh_planning_school(p, row), JH_WHOLE };
    const jh_cost *limit;
    jh_decimal growth, reach;
    jh_text room;
    jh_code rc;
    double most, steps, line = 0;

    if (!key_of(&room, desk, "limit", figure)) return jh_no_memory(err);
    limit = jh_costs_find(p->costs, room.at, &place);
    if (limit && limit->value.millionths < today) return limit_below(p, row, k, limit, err);
    if (limit) {
        site->most = (limit->value.millionths - today) / figure->step;
        return JH_OK;
    }
    rc = jh_planning_cost(&growth, p, key_of(&room, desk, "growth", figure), row, err);
    if (!rc) rc = jh_planning_cost(&reach, p, key_of(&room, desk, "reach", figure), row, err);
    if (!rc) rc = line_of(&line, p, desk, row, k);
    if (rc) return rc;
    most = (double)today * jh_decimal_to_double(growth) / 100 / (double)figure->step;
    steps = steps_to_reach(p, row, k, reach, line);
    if (steps > most) most = steps;
    if (most > (double)site->most) site->most = (int64_t)ceil(most);
    return JH_OK;
}

static jh_code price_site(jh_plan_site *site, const jh_planning *p, const jh_desk *desk, size_t row,
                          jh_error *err)
{
    const jh_planned *figure = &jh_planned_figures[p->figure[site->indicator]];
    jh_decimal cost;
    jh_text room;
    jh_code rc;
    __int128 whole;

    if (!key_of(&room, desk, "cost", figure)) return jh_no_memory(err);
    rc = jh_planning_cost(&cost, p, room.at, row, err);
    if (rc) return rc;
    whole = (__int128)cost.millionths * figure->step;
    if (whole % JH_DECIMAL_ONE || whole / JH_DECIMAL_ONE > JH_PLAN_MONEY_MAX)
        return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_COST_TOO_FINE, NULL, room.at, NULL);
    site->cost = (int64_t)(whole / JH_DECIMAL_ONE);
    return JH_OK;
}

jh_code jh_planning_sites(jh_planning *p, const jh_desk *desk, jh_error *err)
{
    size_t most = p->problem.row_count * JH_PLAN_INDICATORS, i, k;
    jh_plan_site *sites = JH_NEW_ARRAY(desk->keep, jh_plan_site, most);
    jh_code rc;

    p->site_campus = JH_NEW_ARRAY(desk->keep, uint32_t, most);
    p->campus = JH_NEW_ARRAY(desk->keep, uint32_t, p->problem.row_count);
    if (!sites || !p->site_campus || !p->campus) return jh_no_memory(err);
    rc = make_sites(p, sites);
    if (!rc) rc = read_amounts(p, desk, err);
    for (i = 0; !rc && i < p->problem.row_count; i++)
        for (k = 0; !rc && k < p->problem.indicator_count; k++) {
            uint32_t site = p->problem.rows[i].site[k];
            if (site == JH_NO_SITE) continue;
            rc = price_site(&sites[site], p, desk, i, err);
            if (!rc) rc = limit_site(&sites[site], p, desk, i, err);
        }
    return rc;
}

/* ---- ways ---- */

typedef struct roads {
    jh_plan_way *ways;
    int64_t *metres;
    size_t count, room, metres_room;
    jh_decimal move, km, distance;
} roads;

static jh_code add_way(roads *r, const jh_planning *p, uint32_t a, uint32_t b, jh_error *err)
{
    const jh_unit *units = frame_of(p)->snapshot->units;
    int64_t metres = jh_metres_between(&units[p->campus[a]], &units[p->campus[b]]);
    jh_plan_way *ways;
    int64_t *lengths;

    if (metres < 0 || metres * 1000 > r->distance.millionths) return JH_OK;
    ways = jh_grow(p->desk->keep, r->ways, &r->room, r->count + 1, sizeof *ways);
    lengths = jh_grow(p->desk->keep, r->metres, &r->metres_room, r->count + 1, sizeof *lengths);
    if (!ways || !lengths) return jh_no_memory(err);
    r->ways = ways;
    r->metres = lengths;
    lengths[r->count] = metres;
    ways[r->count++] = (jh_plan_way){ a, b, r->move.millionths + r->km.millionths / 1000 * metres };
    return JH_OK;
}

static jh_code price_staff(jh_planning *p, jh_error *err)
{
    static const char *const hires[JH_PLAN_BITS] = { "hire.degree", "hire.backbone",
                                                     "hire.pe_art" };
    static const char *const trains[JH_PLAN_BITS] = { "train.degree", "train.backbone", NULL };
    jh_decimal base, more[JH_PLAN_BITS] = { { 0 } }, cost;
    jh_code rc = jh_planning_cost(&base, p, "hire", 0, err);
    unsigned t, b;

    for (b = 0; !rc && b < JH_PLAN_BITS; b++) {
        rc = jh_planning_cost(&more[b], p, hires[b], 0, err);
        p->problem.train[b] = -1;
        if (rc || !trains[b]) continue;
        rc = jh_planning_cost(&cost, p, trains[b], 0, err);
        p->problem.train[b] = cost.millionths;
    }
    for (t = 0; !rc && t < JH_PLAN_TYPES; t++) {
        p->problem.hire[t] = base.millionths;
        for (b = 0; b < JH_PLAN_BITS; b++)
            if (t >> b & 1) p->problem.hire[t] += more[b].millionths;
    }
    return rc;
}

jh_code jh_planning_ways(jh_planning *p, jh_error *err)
{
    roads r = { 0 };
    jh_code rc = price_staff(p, err);
    uint32_t a, b;

    if (!rc) rc = jh_planning_cost(&r.move, p, "move", 0, err);
    if (!rc) rc = jh_planning_cost(&r.km, p, "move.km", 0, err);
    if (!rc) rc = jh_planning_cost(&r.distance, p, "distance", 0, err);
    for (a = 0; !rc && a < p->problem.row_count; a++)
        for (b = a + 1; !rc && b < p->problem.row_count; b++)
            if (p->problem.rows[a].group == p->problem.rows[b].group)
                rc = add_way(&r, p, a, b, err);
    p->problem.ways = r.ways;
    p->problem.way_count = r.count;
    p->metres = r.metres;
    return rc;
}
