/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_decide.h"

#include "app/called.h"

#include <string.h>

typedef struct deciding {
    jh_planning *p;
    const jh_desk *desk;
    const jh_plan *from;
    jh_plan_site *sites;
    jh_plan_hold *holds;
    jh_plan_move *moves; /* that are decided */
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
    d->moves = JH_NEW_ARRAY(d->desk->keep, jh_plan_move, (d->from ? d->from->move_count : 0) + 1);
    if (!d->sites || !d->holds || !d->moves) return jh_no_memory(d->err);
    memcpy(d->sites, problem->sites, problem->site_count * sizeof *d->sites);
    for (i = 0; i < problem->row_count; i++)
        for (t = 0; t < JH_PLAN_TYPES; t++) d->holds[i].most[t] = problem->rows[i].staff_most;
    problem->sites = d->sites;
    problem->holds = d->holds;
    problem->decided = d->moves;
    return JH_OK;
}

/* "SCHOOL:rest" and what stands behind the colon; empty = nothing. */
static void split_word(jh_text *school, jh_text *rest, jh_text word)
{
    size_t i;

    for (i = 0; i < word.size && word.at[i] != ':'; i++) {
    }
    *school = (jh_text){ word.at, i };
    *rest = i < word.size ? (jh_text){ word.at + i + 1, word.size - i - 1 } : JH_TEXT("");
}

/* A school's code in place of the word that calls it. */
static jh_code read_school(jh_text *school, const deciding *d)
{
    return jh_called_code(school, &d->p->judged->snapshot, *school, d->err);
}

/* Two schools, the second of which need not be there. */
static jh_code read_schools(jh_text *one, jh_text *other, const deciding *d, jh_text word)
{
    jh_code rc;

    split_word(one, other, word);
    rc = read_school(one, d);
    return rc ? rc : read_school(other, d);
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

/* Already decided, from the row and of the type. */
static int64_t gone_from(const jh_problem *problem, uint32_t row, uint32_t type)
{
    int64_t gone = 0;
    size_t i;

    for (i = 0; i < problem->decided_count; i++)
        if (problem->decided[i].from == row && problem->decided[i].type == type)
            gone += problem->decided[i].count;
    return gone;
}

static jh_code keep_move(deciding *d, const jh_plan_move *move, const char *word)
{
    jh_problem *problem = &d->p->problem;
    int64_t today = problem->rows[move->from].today[move->type];
    const char *from = jh_planning_name(d->p, d->desk, move->from);
    char there[24], going[24];
    size_t i;

    for (i = 0; i < problem->decided_count; i++)
        if (d->moves[i].from == move->from && d->moves[i].to == move->to
            && d->moves[i].type == move->type)
            return JH_OK; /* kept by an earlier word */
    if (jh_problem_way_cost(problem, move->from, move->to) < 0)
        return jh_fail(d->err, JH_BAD_INPUT, SAY_PLAN_KEEP_NO_WAY, "--keep", word, from,
                       jh_planning_name(d->p, d->desk, move->to), NULL);
    if (gone_from(problem, move->from, move->type) + move->count > today)
        return jh_fail(d->err, JH_BAD_INPUT, SAY_PLAN_KEEP_TOO_FEW, "--keep", word, from,
                       jh_digits(there, today), jh_digits(going, move->count), NULL);
    d->moves[problem->decided_count++] = *move;
    return JH_OK;
}

/* "moves", "moves:SCHOOL" (from there or to it), "moves:FROM:TO". */
static jh_code keep_moves(deciding *d, jh_text which, const char *word)
{
    jh_text from, to;
    bool found = !which.size;
    jh_code rc = read_schools(&from, &to, d, which);
    size_t i;

    for (i = 0; !rc && i < d->from->move_count; i++) {
        const jh_plan_move *move = &d->from->moves[i];
        bool leaves = jh_text_equal(jh_planning_school(d->p, move->from), from);
        bool comes = jh_text_equal(jh_planning_school(d->p, move->to), to.size ? to : from);
        if (which.size && !(to.size ? leaves && comes : leaves || comes)) continue;
        found = true;
        if (move->count) rc = keep_move(d, move, word);
    }
    return rc || found ? rc : refuse(d, SAY_PLAN_KEEP_NO_MOVE, "--keep", word);
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
    jh_code rc;

    split_word(&what, &school, jh_text_of(word));
    for (kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
        if (jh_text_equal(what, jh_text_of(kinds[kind].word))) break;
    if (!d->from) return refuse(d, SAY_PLAN_KEEP_FROM, "--keep", word);
    if (jh_text_equal(what, JH_TEXT("moves"))) return keep_moves(d, school, word);
    if (kind == sizeof kinds / sizeof *kinds) return refuse(d, SAY_PLAN_KEEP_WHAT, "--keep", word);
    rc = read_school(&school, d);
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
    const jh_standard *standard = &d->p->judged->standard;
    jh_text code, element;
    bool found = false;
    size_t i, k, at;
    jh_code rc;

    split_word(&code, &element, jh_text_of(word));
    rc = read_school(&code, d);
    if (!rc && element.size) rc = jh_called_element(&at, standard, element, d->err);
    if (rc) return rc;
    for (i = 0; i < problem->row_count; i++) {
        if (!jh_text_equal(jh_planning_school(d->p, i), code)) continue;
        for (k = 0; k < problem->indicator_count; k++) {
            if (problem->bit[k] >= 0 || (element.size && d->p->element[k] != at)) continue;
            found = true;
            if (d->sites[problem->rows[i].site[k]].least)
                return refuse(d, SAY_PLAN_DECIDED_BOTH, "--no-building", word);
            d->sites[problem->rows[i].site[k]].most = 0;
        }
    }
    return found ? JH_OK : refuse(d, SAY_PLAN_NO_SITE, "--no-building", word);
}

/* Ways that are left: none at the school, or none between the two. */
static jh_code no_move(deciding *d, const char *word)
{
    jh_problem *problem = &d->p->problem;
    jh_plan_way *ways = JH_NEW_ARRAY(d->desk->keep, jh_plan_way, problem->way_count + 1);
    jh_text one, other;
    size_t left = 0, i;
    jh_code rc = ways ? read_schools(&one, &other, d, jh_text_of(word)) : jh_no_memory(d->err);

    if (rc) return rc;
    for (i = 0; i < problem->way_count; i++) {
        jh_text a = jh_planning_school(d->p, problem->ways[i].a),
                b = jh_planning_school(d->p, problem->ways[i].b);
        bool at_a = jh_text_equal(a, one), at_b = jh_text_equal(b, one);
        if (other.size ? (at_a && jh_text_equal(b, other)) || (at_b && jh_text_equal(a, other))
                       : at_a || at_b)
            continue;
        d->p->metres[left] = d->p->metres[i];
        ways[left++] = problem->ways[i];
    }
    if (left == problem->way_count) return refuse(d, SAY_PLAN_NO_WAY, "--no-move", word);
    problem->ways = ways;
    problem->way_count = left;
    return JH_OK;
}

/* What is waived, as bits of what is not: "none" waives nothing. */
static jh_code read_waived(unsigned *refused, const deciding *d, jh_text what, const char *word)
{
    const jh_planning *p = d->p;
    size_t at, k;
    jh_code rc;

    *refused = ~0U;
    if (jh_text_equal(what, JH_TEXT("none"))) return JH_OK;
    rc = jh_called_indicator(&at, &p->judged->standard, what, d->err);
    for (k = 0; !rc && k < p->problem.indicator_count; k++)
        if (p->indicator[k] == at) *refused = ~(1U << k);
    return rc || *refused != ~0U ? rc : refuse(d, SAY_PLAN_WAIVER_WORDS, "--waiver", word);
}

static jh_code read_stage(jh_stage *out, const deciding *d, jh_text word, const char *all)
{
    const char *zero = jh_text_zero(d->desk->keep, word);

    if (!zero) return jh_no_memory(d->err);
    *out = word.size ? jh_called_stage(zero) : JH_WHOLE;
    return *out == JH_STAGE_COUNT ? refuse(d, SAY_PLAN_WAIVER_WORDS, "--waiver", all) : JH_OK;
}

static jh_code waiver(deciding *d, const char *word)
{
    const jh_problem *problem = &d->p->problem;
    const char *sign = strchr(word, '=');
    jh_text code, said;
    jh_stage stage;
    bool found = false;
    unsigned refused = 0;
    size_t i;
    jh_code rc;

    if (!sign) return refuse(d, SAY_PLAN_WAIVER_WORDS, "--waiver", word);
    split_word(&code, &said, (jh_text){ word, (size_t)(sign - word) });
    rc = read_school(&code, d);
    if (!rc) rc = read_stage(&stage, d, said, word);
    if (!rc) rc = read_waived(&refused, d, jh_text_of(sign + 1), word);
    if (rc) return rc;
    for (i = 0; i < problem->row_count; i++) {
        if (!jh_text_equal(jh_planning_school(d->p, i), code)
            || (stage != JH_WHOLE && d->p->stage[problem->rows[i].group] != stage))
            continue;
        found = true;
        d->holds[i].refused = refused;
    }
    return found ? JH_OK : refuse(d, SAY_PLAN_NO_ROW, "--waiver", word);
}

jh_code jh_plan_decide(jh_planning *planning, const jh_desk *desk, const jh_decisions *decisions,
                       const jh_plan *from, jh_error *err)
{
    deciding d = { .p = planning, .desk = desk, .from = from, .err = err };
    jh_code rc;
    size_t i;

    if (!decisions->keep_count && !decisions->no_building_count && !decisions->waiver_count
        && !decisions->no_move_count)
        return JH_OK;
    rc = open_problem(&d);
    for (i = 0; !rc && i < decisions->no_move_count; i++) rc = no_move(&d, decisions->no_move[i]);
    for (i = 0; !rc && i < decisions->keep_count; i++) rc = keep(&d, decisions->keep[i]);
    for (i = 0; !rc && i < decisions->no_building_count; i++)
        rc = no_building(&d, decisions->no_building[i]);
    for (i = 0; !rc && i < decisions->waiver_count; i++) rc = waiver(&d, decisions->waivers[i]);
    return rc ? rc : jh_problem_finish(&planning->problem, err);
}
