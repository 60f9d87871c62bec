/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_document.h"

#include "app/files.h"
#include "base/hash.h"

#include <string.h>

/* ---- a document that is whole ---- */

/* The seal is the SHA-256 of everything before `,"seal"`. */
static bool is_sealed(jh_text bytes, jh_text seal)
{
    static const char before[] = ",\"seal\"";
    size_t size = sizeof before - 1, at;
    char hex[JH_HASH_HEX];
    jh_hash hash;

    for (at = bytes.size; at >= size; at--) {
        if (memcmp(bytes.at + at - size, before, size) != 0) continue;
        hash = jh_hash_of(bytes.at, at - size);
        return jh_text_equal(seal, jh_text_of(jh_hash_hex(hex, &hash)));
    }
    return false;
}

jh_code jh_plan_document_of(jh_plan_document *out, const jh_desk *desk, jh_text bytes,
                            const char *path, jh_error *err)
{
    const jh_json_value *found;
    jh_code rc;

    *out = (jh_plan_document){ .path = path };
    rc = jh_json_read(&out->root, desk->keep, bytes, path, err);
    if (rc) return rc;
    if (!jh_text_equal(jh_json_text_of(jh_json_member(out->root, "format")),
                       JH_TEXT("junheng-plan/1")))
        return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_NOT_A_PLAN, path, NULL);
    if (!is_sealed(bytes, jh_json_text_of(jh_json_member(out->root, "seal"))))
        return jh_fail(err, JH_BAD_INPUT, SAY_PLAN_SEAL_BROKEN, path, NULL);
    found = jh_json_member(out->root, "found");
    out->found = found && found->kind == JH_JSON_TRUE;
    return JH_OK;
}

jh_code jh_plan_document_read(jh_plan_document *out, const jh_desk *desk, const char *path,
                              jh_error *err)
{
    jh_text bytes;
    jh_code rc = jh_file_read(&bytes, desk->keep, path, err);

    return rc ? rc : jh_plan_document_of(out, desk, bytes, path, err);
}

/* ---- its plan ---- */

typedef struct reading {
    const jh_desk *desk;
    const jh_planning *p;
    jh_plan *out;
    jh_error *err;
} reading;

/* Schools stand in the order of the problem's rows. */
static bool same_schools(const jh_plan_document *document, const jh_planning *p)
{
    const jh_json_value *schools = jh_json_member(document->root, "schools"), *at, *school;
    size_t i = 0;

    if (!schools || schools->count != p->problem.row_count) return false;
    for (at = schools->items; at; at = at->next, i++) {
        school = jh_json_member(at, "school");
        if (!jh_text_equal(jh_json_text_of(jh_json_member(school, "code")),
                           jh_planning_school(p, i))
            || !jh_text_equal(jh_json_text_of(jh_json_member(school, "stage")),
                              jh_text_of(jh_stage_key(p->stage[p->problem.rows[i].group]))))
            return false;
    }
    return true;
}

static jh_code read_list(int64_t **out, bool *fits, const reading *r, const jh_json_value *from,
                         size_t count)
{
    *out = JH_NEW_ARRAY(r->desk->keep, int64_t, count + 1);
    if (!*out) return jh_no_memory(r->err);
    *fits = *fits && jh_json_integers_of(*out, from, count);
    return JH_OK;
}

/* A list of `rows` lists of `width` numbers; rows = SIZE_MAX: as many as there are, in *count. */
static jh_code read_table(int64_t **out, bool *fits, const reading *r, const jh_json_value *from,
                          size_t shape[2])
{
    const jh_json_value *at = from ? from->items : NULL;
    size_t i = 0;

    if (!from || from->kind != JH_JSON_ARRAY || (shape[0] != SIZE_MAX && from->count != shape[0]))
        *fits = false;
    shape[0] = *fits ? from->count : 0;
    *out = JH_NEW_ARRAY(r->desk->keep, int64_t, shape[0] * shape[1] + 1);
    if (!*out) return jh_no_memory(r->err);
    for (; *fits && at; at = at->next, i++)
        *fits = jh_json_integers_of(*out + i * shape[1], at, shape[1]);
    return JH_OK;
}

static jh_code read_waivers(bool *fits, const reading *r, const jh_json_value *from)
{
    size_t rows = r->p->problem.row_count, i;
    int8_t *waived = JH_NEW_ARRAY(r->desk->keep, int8_t, rows + 1);
    int64_t *values;
    jh_code rc = read_list(&values, fits, r, from, rows);

    if (!rc && !waived) rc = jh_no_memory(r->err);
    for (i = 0; !rc && *fits && i < rows; i++) {
        *fits = values[i] >= -1 && values[i] < (int64_t)r->p->problem.indicator_count;
        waived[i] = (int8_t)(*fits ? values[i] : -1);
    }
    r->out->waived = waived;
    return rc;
}

/* A list of rows whose numbers lie within limits; if any does not, it does not fit. */
typedef struct bounded {
    size_t width;
    int64_t least[4], most[4];
    int64_t *values; /* [count × width] */
    size_t count;
} bounded;

static jh_code read_bounded(bounded *t, bool *fits, const reading *r, const jh_json_value *from)
{
    size_t shape[2] = { SIZE_MAX, t->width }, i;
    jh_code rc = read_table(&t->values, fits, r, from, shape);

    for (i = 0; !rc && *fits && i < shape[0] * t->width; i++)
        *fits = t->values[i] >= t->least[i % t->width] && t->values[i] <= t->most[i % t->width];
    t->count = !rc && *fits ? shape[0] : 0;
    return rc;
}

static jh_code read_moves(bool *fits, const reading *r, const jh_json_value *from)
{
    int64_t last = (int64_t)r->p->problem.row_count - 1;
    bounded t = { .width = 4, .most = { last, last, JH_PLAN_TYPES - 1, JH_PLAN_NUMBER_MAX } };
    jh_plan_move *moves;
    jh_code rc = read_bounded(&t, fits, r, from);
    size_t i;

    if (rc) return rc;
    moves = JH_NEW_ARRAY(r->desk->keep, jh_plan_move, t.count + 1);
    if (!moves) return jh_no_memory(r->err);
    for (i = 0; i < t.count; i++) {
        const int64_t *v = t.values + i * t.width;
        moves[i] = (jh_plan_move){ (uint32_t)v[0], (uint32_t)v[1], (uint32_t)v[2], v[3] };
    }
    r->out->moves = moves;
    r->out->move_count = t.count;
    return JH_OK;
}

static jh_code read_trainings(bool *fits, const reading *r, const jh_json_value *from)
{
    int64_t last = (int64_t)r->p->problem.row_count - 1;
    bounded t = { .width = 4,
                  .most = { last, JH_PLAN_TYPES - 1, JH_PLAN_BITS - 1, JH_PLAN_NUMBER_MAX } };
    jh_plan_train *trainings;
    jh_code rc = read_bounded(&t, fits, r, from);
    size_t i;

    if (rc) return rc;
    trainings = JH_NEW_ARRAY(r->desk->keep, jh_plan_train, t.count + 1);
    if (!trainings) return jh_no_memory(r->err);
    for (i = 0; i < t.count; i++) {
        const int64_t *v = t.values + i * t.width;
        trainings[i] = (jh_plan_train){ (uint32_t)v[0], (uint32_t)v[1], (uint32_t)v[2], v[3] };
    }
    r->out->trainings = trainings;
    r->out->training_count = t.count;
    return JH_OK;
}

static jh_code read_measures(bool *fits, const reading *r, const jh_json_value *plan)
{
    size_t rows = r->p->problem.row_count, staff[2] = { rows, JH_PLAN_TYPES },
           hires[2] = { rows, JH_PLAN_TYPES };
    int64_t *values = NULL;
    jh_code rc = read_waivers(fits, r, jh_json_member(plan, "waived"));

    if (!rc)
        rc = read_list(&values, fits, r, jh_json_member(plan, "steps"), r->p->problem.site_count);
    r->out->steps = values;
    if (!rc) rc = read_table(&values, fits, r, jh_json_member(plan, "staff"), staff);
    r->out->staff = (const int64_t(*)[JH_PLAN_TYPES])values;
    if (!rc) rc = read_table(&values, fits, r, jh_json_member(plan, "hires"), hires);
    r->out->hires = (const int64_t(*)[JH_PLAN_TYPES])values;
    if (!rc) rc = read_moves(fits, r, jh_json_member(plan, "moves"));
    if (!rc) rc = read_trainings(fits, r, jh_json_member(plan, "trainings"));
    *fits = *fits && jh_json_integer_of(&r->out->cost, jh_json_member(plan, "cost"));
    return rc;
}

static jh_code read_prices(jh_certificate *out, bool *fits, const reading *r,
                           const jh_json_value *from)
{
    size_t rows = r->p->problem.row_count, groups = r->p->problem.group_count;
    size_t by_group[2] = { groups, JH_PLAN_INDICATORS }, by_row[2] = { rows, JH_PLAN_INDICATORS },
           by_type[2] = { rows, JH_PLAN_TYPES },
           by_need[2] = { rows, (JH_PLAN_BITS + 1) * (JH_PLAN_BITS + 1) };
    int64_t *values;
    jh_code rc = read_table(&values, fits, r, jh_json_member(from, "lambda"), by_group);

    out->lambda = (const int64_t(*)[JH_PLAN_INDICATORS])values;
    if (!rc) rc = read_table(&values, fits, r, jh_json_member(from, "root"), by_group);
    out->root = (const int64_t(*)[JH_PLAN_INDICATORS])values;
    if (!rc) rc = read_table(&values, fits, r, jh_json_member(from, "slope"), by_row);
    out->slope = (const int64_t(*)[JH_PLAN_INDICATORS])values;
    if (!rc) rc = read_table(&values, fits, r, jh_json_member(from, "person"), by_type);
    out->person = (const int64_t(*)[JH_PLAN_TYPES])values;
    if (!rc) rc = read_table(&values, fits, r, jh_json_member(from, "need"), by_need);
    out->need = (const int64_t(*)[JH_PLAN_BITS + 1][JH_PLAN_BITS + 1]) values;
    return rc;
}

static jh_code read_cases(bool *fits, const reading *r, const jh_json_value *from)
{
    const jh_problem *problem = &r->p->problem;
    bounded t = { .width = 2,
                  .least = { 0, -1 },
                  .most = { (int64_t)problem->row_count - 1,
                            (int64_t)problem->indicator_count - 1 } };
    jh_plan_case *cases;
    jh_code rc = read_bounded(&t, fits, r, from);
    size_t i;

    if (rc) return rc;
    cases = JH_NEW_ARRAY(r->desk->keep, jh_plan_case, t.count + 1);
    if (!cases) return jh_no_memory(r->err);
    for (i = 0; i < t.count; i++)
        cases[i] = (jh_plan_case){ (uint32_t)t.values[2 * i], (int8_t)t.values[2 * i + 1] };
    r->out->tree.cases = cases;
    r->out->tree.case_count = t.count;
    return JH_OK;
}

/* Whether the cases make a tree is seen when the bound is computed. */
static jh_code read_certificate(bool *fits, const reading *r, const jh_json_value *from)
{
    const jh_json_value *prices = jh_json_member(from, "prices"), *at;
    size_t count = prices && prices->kind == JH_JSON_ARRAY ? prices->count : 0, i = 0;
    jh_certificate *leaves = JH_NEW_ARRAY(r->desk->keep, jh_certificate, count + 1);
    jh_code rc = read_cases(fits, r, jh_json_member(from, "cases"));

    if (!rc && !leaves) rc = jh_no_memory(r->err);
    for (at = count ? prices->items : NULL; !rc && at; at = at->next)
        rc = read_prices(&leaves[i++], fits, r, at);
    r->out->tree.leaves = leaves;
    r->out->tree.leaf_count = count;
    return rc;
}

/* A plan, a certificate, or both; what is not there or does not fit is left out. */
static jh_code read_answer(const reading *r, const jh_json_value *from)
{
    const jh_json_value *plan = jh_json_member(from, "plan"),
                        *certificate = jh_json_member(from, "certificate");
    bool is_plan = plan != NULL, is_proved = certificate != NULL;
    jh_code rc = is_plan ? read_measures(&is_plan, r, plan) : JH_OK;

    if (!rc && is_proved) rc = read_certificate(&is_proved, r, certificate);
    r->out->found = is_plan;
    r->out->has_bound = is_proved;
    return rc;
}

jh_code jh_plan_document_plan(jh_plan *out, const jh_desk *desk, const jh_plan_document *document,
                              const jh_planning *planning, jh_error *err)
{
    reading r = { desk, planning, out, err };

    *out = (jh_plan){ .found = false };
    if (!document->found || !same_schools(document, planning)) return JH_OK;
    return read_answer(&r, jh_json_member(document->root, "proof"));
}

/* "without": [1 a line or 0 a limit, group, indicator]. */
static bool read_rule(jh_plan_rule *out, const jh_planning *p, const jh_json_value *from)
{
    int64_t which[3];

    if (!jh_json_integers_of(which, jh_json_member(from, "without"), 3) || which[0] < 0
        || which[0] > 1 || which[1] < 0 || which[1] >= (int64_t)p->problem.group_count
        || which[2] < 0 || which[2] >= (int64_t)p->problem.indicator_count)
        return false;
    *out = (jh_plan_rule){ which[0] == 1, (size_t)which[1], (size_t)which[2] };
    return true;
}

jh_code jh_plan_document_rules(jh_rule_answers *out, const jh_desk *desk,
                               const jh_plan_document *document, const jh_planning *planning,
                               jh_error *err)
{
    const jh_json_value *all =
        jh_json_member(jh_json_member(document->root, "proof"), "prices"), *at;
    size_t room = all && all->kind == JH_JSON_ARRAY ? all->count : 0;
    jh_code rc = JH_OK;

    *out = (jh_rule_answers){ JH_NEW_ARRAY(desk->keep, jh_rule_price, room + 1), 0 };
    if (!out->items) return jh_no_memory(err);
    if (!document->found || !same_schools(document, planning)) return JH_OK;
    for (at = room ? all->items : NULL; !rc && at; at = at->next) {
        jh_rule_price *price = &out->items[out->count];
        if (!read_rule(&price->rule, planning, at)) continue;
        rc = read_answer(&(reading){ desk, planning, &price->without, err }, at);
        out->count++;
    }
    return rc;
}
