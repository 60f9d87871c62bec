/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/explain_work.h"
#include "expr/functions.h"

/* Schools named below a claim of the county; with more, the list would hide what it shows. */
enum { ROWS_SHOWN = 50 };

/* ---- rows ------------------------------------------------------------------------------------ */

static const jh_unit *unit_of(const jh_opening *o, jh_place place)
{
    const jh_frame *frame = o->frame;
    size_t school = place.level == JH_PART ? frame->parts[place.row].school : place.row;

    return &frame->snapshot->units[frame->schools[school].unit];
}

/* "小学 · 每所学校至少6项…": which of a school's parts a step speaks of. */
static jh_code name_part(jh_step *step, jh_opening *o, jh_place place)
{
    jh_text stage;

    if (place.level != JH_PART) return JH_OK;
    stage = jh_standard_stage_title(o->frame->standard, JH_ZH, o->frame->parts[place.row].stage);
    step->label =
        jh_text_format(o->keep, "%.*s · %.*s", JH_TEXT_ARGS(stage), JH_TEXT_ARGS(step->label));
    return step->label.at ? JH_OK : jh_no_memory(o->err);
}

static jh_code open_few(jh_step *step, jh_opening *o, const jh_expr *set, jh_rows rows)
{
    jh_code rc = JH_OK;
    jh_step *child = NULL;
    size_t i;

    for (i = 0; i < rows.count && !rc; i++) {
        jh_place place = { set->set_level, rows.first + i };
        rc = jh_step_open(&child, o, set->children[0], place);
        if (!rc) rc = name_part(child, o, place);
        if (!rc) rc = jh_step_add(step, o, child);
    }
    return rc;
}

static jh_code add_row(jh_step *step, jh_opening *o, jh_place place, jh_claim claim)
{
    const jh_unit *unit = unit_of(o, place);
    jh_step *child = JH_NEW(o->keep, jh_step);
    jh_code rc;

    if (!child) return jh_no_memory(o->err);
    *child = (jh_step){ .label = unit->name,
                        .key = unit->code,
                        .type = JH_TYPE_CLAIM,
                        .claim = claim,
                        .decimals = -1 };
    rc = name_part(child, o, place);
    return rc ? rc : jh_step_add(step, o, child);
}

/* Claims of the rows a set is about; others do not apply. */
static jh_code judge_rows(jh_claim *out, jh_opening *o, const jh_expr *set, size_t count,
                          jh_arena scratch)
{
    const jh_expr *tests[] = { set->symbol.defined, set->where };
    const jh_source *source = &o->frame->source;
    jh_claim *in = JH_NEW_ARRAY(&scratch, jh_claim, count);
    jh_rows all = { 0, count };
    jh_code rc;
    size_t i, t;

    if (!in) return jh_no_memory(o->err);
    rc = jh_expr_claims(
        out, set->children[0],
        &(jh_expr_ask){ .source = source, .level = set->set_level, .rows = all, .err = o->err },
        scratch);
    for (t = 0; t < 2 && !rc; t++) {
        if (!tests[t]) continue;
        rc = jh_expr_claims(
            in, tests[t],
            &(jh_expr_ask){ .source = source, .level = set->set_level, .rows = all, .err = o->err },
            scratch);
        for (i = 0; i < count && !rc; i++) {
            if (in[i].truth == JH_NO || in[i].truth == JH_DOES_NOT_APPLY)
                out[i] = (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
            else if (in[i].truth == JH_UNKNOWN && out[i].truth == JH_NO)
                out[i] = in[i];
        }
    }
    return rc;
}

/* Those that fail first, then those of which it cannot be said. */
static jh_code open_obstacles(jh_step *step, jh_opening *o, const jh_expr *set)
{
    size_t count = o->frame->source.count(o->frame->source.self, set->set_level), i, t, shown = 0;
    const jh_truth order[] = { JH_NO, JH_UNKNOWN };
    jh_arena scratch = o->scratch;
    jh_claim *claims = JH_NEW_ARRAY(&scratch, jh_claim, count);
    jh_code rc;

    if (!claims) return jh_no_memory(o->err);
    rc = judge_rows(claims, o, set, count, scratch);
    for (t = 0; t < 2; t++)
        for (i = 0; i < count && !rc && shown < ROWS_SHOWN; i++) {
            if (claims[i].truth != order[t]) continue;
            rc = add_row(step, o, (jh_place){ set->set_level, i }, claims[i]);
            shown++;
        }
    return rc;
}

jh_code jh_rows_open(jh_step *step, jh_opening *o, const jh_expr *set, jh_place place)
{
    const jh_source *source = &o->frame->source;

    if (!set->child_count) return JH_OK;
    if (place.level == JH_SCHOOL)
        return open_few(step, o, set,
                        source->under(source->self, place.level, place.row, set->set_level));
    if (place.level == JH_COUNTY
        && (set->function == JH_FUNCTION_EVERY || set->function == JH_FUNCTION_SHARE_MEETING))
        return open_obstacles(step, o, set);
    return JH_OK;
}

/* ---- limits ---------------------------------------------------------------------------------- */

bool jh_is_limit(const jh_standard *standard, jh_text key)
{
    size_t i;

    for (i = 0; i < standard->limit_count; i++)
        if (jh_text_equal(standard->limits[i].rule_key, key)) return true;
    return false;
}

static jh_code open_cell(jh_step **out, jh_opening *o, size_t index)
{
    const jh_standard *standard = o->frame->standard;
    const jh_limit *limit = &standard->limits[index];
    const jh_limit_result *result = &o->assessment->limits[index];
    const jh_indicator *indicator = &standard->indicators[limit->indicator];
    jh_text stage = jh_standard_stage_title(standard, JH_ZH, limit->stage);
    jh_step *step = JH_NEW(o->keep, jh_step);

    if (!step) return jh_no_memory(o->err);
    *out = step;
    *step = (jh_step){ .key = indicator->key,
                       .type = JH_TYPE_CLAIM,
                       .claim = result->holds,
                       .value = result->value,
                       .printed = result->value_printed,
                       .decimals = limit->decimals,
                       .remarks = &limit->remarks };
    step->label = limit->stage == JH_WHOLE
                      ? indicator->title
                      : jh_text_format(o->keep, "%.*s · %.*s", JH_TEXT_ARGS(stage),
                                       JH_TEXT_ARGS(indicator->title));
    if (!step->label.at) return jh_no_memory(o->err);
    return jh_numbers_write(&step->numbers, o, limit->holds, (jh_place){ JH_COUNTY, 0 });
}

jh_code jh_cells_open(jh_step *step, jh_opening *o)
{
    const jh_standard *standard = o->frame->standard;
    jh_step *cell = NULL;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < standard->limit_count && !rc; i++) {
        if (!jh_text_equal(standard->limits[i].rule_key, step->key)) continue;
        rc = open_cell(&cell, o, i);
        if (!rc) rc = jh_formula_write(&cell->formula, o, standard->limits[i].holds);
        if (!rc) rc = jh_step_add(step, o, cell);
    }
    return rc;
}
