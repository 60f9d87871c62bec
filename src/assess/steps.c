/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/explain_work.h"
#include "expr/functions.h"

/* ---- what the standard says of a name -------------------------------------------------------- */

/* "judged(R4)", "line(R4)" speak of R4. */
static jh_text bare_name(jh_text name)
{
    size_t i;

    for (i = 0; i < name.size; i++)
        if (name.at[i] == '(') return (jh_text){ name.at + i + 1, name.size - i - 2 };
    return name;
}

/* Looks through one list of the standard; members of any of them begin alike in what is used. */
#define LOOK_THROUGH(list, count, measure, places)                                                 \
    for (i = 0; i < standard->count; i++)                                                          \
        if (jh_text_equal(standard->list[i].key, key)) return (jh_said)                            \
            {                                                                                      \
                standard->list[i].title, measure, &standard->list[i].remarks, places               \
            }

jh_said jh_said_of(const jh_standard *standard, jh_text name)
{
    const jh_text none = { 0 };
    jh_text key = bare_name(name);
    size_t i;

    LOOK_THROUGH(elements, element_count, standard->elements[i].measure_title, -1);
    LOOK_THROUGH(indicators, indicator_count, standard->indicators[i].measure_title,
                 standard->indicators[i].decimals);
    LOOK_THROUGH(definitions, definition_count, standard->definitions[i].measure_title, -1);
    LOOK_THROUGH(rules, rule_count, none, -1);
    LOOK_THROUGH(items, item_count, none, -1);
    LOOK_THROUGH(scores, score_count, none, standard->scores[i].decimals);
    LOOK_THROUGH(groups, group_count, none, -1);
    LOOK_THROUGH(scopes, scope_count, none, -1);
    LOOK_THROUGH(relaxations, relaxation_count, none, -1);
    LOOK_THROUGH(settings, setting_count, none, -1);
    for (i = 0; i < standard->limit_count; i++)
        if (jh_text_equal(standard->limits[i].rule_key, key))
            return (jh_said){ standard->limits[i].rule_title, none, &standard->limits[i].remarks,
                              -1 };
    return (jh_said){ .title = name, .decimals = -1 };
}
#undef LOOK_THROUGH

/* ---- values ---------------------------------------------------------------------------------- */

static jh_code evaluate_number(jh_step *step, jh_opening *o, const jh_expr *expr, jh_place place)
{
    const jh_source *source = &o->frame->source;
    jh_why why = JH_PRESENT;
    jh_exact exact;
    jh_code rc = jh_expr_numbers(
        &step->value, expr,
        &(jh_expr_ask){
            .source = source, .level = place.level, .rows = { place.row, 1 }, .err = o->err },
        o->scratch);

    if (rc || step->value.why) return rc;
    jh_exact_init(&exact);
    rc = jh_expr_exact(&exact, &why, expr,
                       &(jh_expr_ask){ .source = source,
                                       .level = place.level,
                                       .rows = { place.row, 1 },
                                       .bits = 64,
                                       .err = o->err },
                       o->scratch);
    if (!rc && !why && exact.is_point) {
        step->exact = jh_exact_write(o->keep, &exact);
        if (!step->exact.at) rc = jh_no_memory(o->err);
    }
    jh_exact_clear(&exact);
    if (rc || step->decimals < 0) return rc;
    return jh_expr_rounded(&step->printed, &why, expr,
                           &(jh_expr_ask){ .source = source,
                                           .level = place.level,
                                           .rows = { place.row, 1 },
                                           .places = step->decimals,
                                           .err = o->err },
                           o->scratch);
}

jh_code jh_step_evaluate(jh_step *step, jh_opening *o, const jh_expr *expr, jh_place place)
{
    step->type = expr->type;
    if (expr->type == JH_TYPE_NUMBER) return evaluate_number(step, o, expr, place);
    if (expr->type != JH_TYPE_CLAIM) return JH_OK;
    return jh_expr_claims(&step->claim, expr,
                          &(jh_expr_ask){ .source = &o->frame->source,
                                          .level = place.level,
                                          .rows = { place.row, 1 },
                                          .err = o->err },
                          o->scratch);
}

jh_code jh_step_add(jh_step *to, jh_opening *o, const jh_step *child)
{
    const jh_step **grown;

    /* Lists stay short: one slot more each time costs nothing that matters. */
    grown = JH_NEW_ARRAY(o->keep, const jh_step *, to->step_count + 1);
    if (!grown) return jh_no_memory(o->err);
    for (size_t i = 0; i < to->step_count; i++) grown[i] = to->steps[i];
    grown[to->step_count++] = child;
    to->steps = grown;
    return JH_OK;
}

/* ---- leaves ---------------------------------------------------------------------------------- */

jh_code jh_formula_write(jh_text *out, jh_opening *o, const jh_expr *expr)
{
    jh_buffer to = jh_buffer_in(o->keep);
    jh_code rc = jh_expr_write(&to, expr, o->err);

    return rc ? rc : jh_buffer_finish(out, &to, o->err);
}

/* A defined name is told by its key: its step's formula is what it stands for. */
static bool has_leaf(const jh_step *parent, const jh_expr *expr, jh_text formula)
{
    bool is_name = expr->op == JH_OP_DEFINED;
    size_t i;

    for (i = 0; i < parent->step_count; i++)
        if (jh_text_equal(parent->steps[i]->formula, formula)
            || (is_name && jh_text_equal(parent->steps[i]->key, expr->symbol.name)))
            return true;
    return false;
}

static jh_code open_column(jh_step *step, jh_opening *o, const jh_expr *expr, jh_place place)
{
    jh_input_address at = { .element = JH_COLUMN_INDEX(expr->symbol.column),
                            .stage = expr->stage,
                            .level = place.level,
                            .row = place.row };
    jh_buffer to = jh_buffer_in(o->keep);
    jh_input_list inputs = { 0 };
    jh_code rc;

    rc = jh_step_evaluate(step, o, expr, place);
    if (rc) return rc;
    jh_figure_write(&to, o, expr, place);
    rc = o->failed ? o->failed : jh_buffer_finish(&step->numbers, &to, o->err);
    if (rc || JH_COLUMN_KIND(expr->symbol.column) != JH_COLUMN_ELEMENT) return rc;
    rc = jh_frame_inputs(&inputs, o->keep, o->frame, &at, o->err);
    step->inputs = inputs.items;
    step->input_count = inputs.count;
    return rc;
}

static jh_code open_leaf(jh_step *parent, jh_opening *o, const jh_expr *expr, jh_place place)
{
    const jh_standard *standard = o->frame->standard;
    jh_step *step;
    jh_text formula;
    jh_said said;
    jh_code rc = jh_formula_write(&formula, o, expr);

    if (rc || has_leaf(parent, expr, formula) || o->opened >= JH_STEPS_MAX) return rc;
    if (expr->op == JH_OP_DEFINED) {
        rc = jh_step_open(&step, o, expr, place);
        return rc ? rc : jh_step_add(parent, o, step);
    }
    step = JH_NEW(o->keep, jh_step);
    if (!step) return jh_no_memory(o->err);
    o->opened++;
    said = expr->op == JH_OP_COLUMN ? jh_said_of(standard, expr->symbol.name)
                                    : (jh_said){ .title = formula, .decimals = -1 };
    *step = (jh_step){ .label = said.title,
                       .key = expr->op == JH_OP_COLUMN ? expr->symbol.name : (jh_text){ 0 },
                       .formula = formula,
                       .measure_title = said.measure_title,
                       .remarks = said.remarks,
                       .decimals = -1 };
    if (expr->op == JH_OP_COLUMN) {
        rc = open_column(step, o, expr, place);
    } else {
        rc = jh_step_evaluate(step, o, expr, place);
        if (!rc) rc = jh_numbers_write(&step->numbers, o, expr, place);
        if (!rc) rc = jh_rows_open(step, o, expr, place);
    }
    return rc ? rc : jh_step_add(parent, o, step);
}

static jh_code open_leaves(jh_step *step, jh_opening *o, const jh_expr *expr, jh_place place)
{
    jh_code rc = JH_OK;
    size_t i;

    if (expr->op == JH_OP_COLUMN || expr->op == JH_OP_DEFINED || expr->op == JH_OP_SET)
        return open_leaf(step, o, expr, place);
    for (i = 0; i < expr->child_count && !rc; i++)
        rc = open_leaves(step, o, expr->children[i], place);
    return rc;
}

/* ---- a step ---------------------------------------------------------------------------------- */

jh_code jh_step_open(jh_step **out, jh_opening *o, const jh_expr *expr, jh_place place)
{
    const jh_expr *body = expr->op == JH_OP_DEFINED ? expr->symbol.defined : expr;
    jh_step *step = JH_NEW(o->keep, jh_step);
    jh_said said = { .decimals = -1 };
    jh_code rc;

    *out = step;
    if (!step) return jh_no_memory(o->err);
    o->opened++;
    if (expr->op == JH_OP_DEFINED) {
        said = jh_said_of(o->frame->standard, expr->symbol.name);
        step->key = expr->symbol.name;
    }
    step->label = said.title;
    step->measure_title = said.measure_title;
    step->remarks = said.remarks;
    step->decimals = said.decimals;
    rc = jh_step_evaluate(step, o, body, place);
    if (!rc && expr->op == JH_OP_DEFINED && jh_is_limit(o->frame->standard, step->key))
        return jh_cells_open(step, o);
    if (!rc) rc = jh_formula_write(&step->formula, o, body);
    if (!rc) rc = jh_numbers_write(&step->numbers, o, body, place);
    if (rc) return rc;
    /* A name for one figure or one set is that figure or set: no step in between. */
    if (body->op == JH_OP_COLUMN) return open_column(step, o, body, place);
    if (body->op == JH_OP_SET) return jh_rows_open(step, o, body, place);
    return open_leaves(step, o, body, place);
}
