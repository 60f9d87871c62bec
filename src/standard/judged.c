/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <string.h>

/* ---- how a figure is judged: as it is, as printed, or as the setting says ------------ */

/* The text of `value` in this reading; `decimals` are those of print. */
static jh_text judged_text(jh_compiler *c, jh_reading reading, jh_text value, int decimals)
{
    if (reading == JH_READ_UNROUNDED || (reading != JH_READ_PRINTED && c->out->judge == SIZE_MAX))
        return value;
    if (reading == JH_READ_PRINTED)
        return jh_keep_text(c, "round(%.*s, %d)", JH_TEXT_ARGS(value), decimals);
    return jh_keep_text(c, "if(judge = as_printed, round(%.*s, %d), %.*s)", JH_TEXT_ARGS(value),
                        decimals, JH_TEXT_ARGS(value));
}

static const char *reaches(const jh_draft *d)
{
    return d->lower_is_better ? "<=" : ">=";
}

/* ---- indicators ---------------------------------------------------------------------- */

static bool has_line(const jh_draft *d)
{
    int s;

    for (s = 0; s < JH_STAGE_COUNT; s++)
        if (d->by_stage[s].statement) return true;
    return false;
}

static const jh_draft *scope_of(jh_compiler *c, const jh_draft *d)
{
    return jh_draft_named(c, d, d->scope, "scope");
}

/* Each line by itself, so that a mistake in it is told where it stands. */
static bool check_lines(jh_compiler *c, const jh_draft *d, jh_level level)
{
    const jh_expr *line;
    int s;

    for (s = 0; s < JH_STAGE_COUNT; s++) {
        if (!d->by_stage[s].statement) continue;
        if (s && level != JH_PART) {
            jh_draft_refuse(c, d, jh_span_token(&d->by_stage[s]), SAY_STANDARD_LINE_NEEDS_PARTS,
                            NULL);
            return false;
        }
        line = jh_compile_span(c, &d->by_stage[s], level);
        if (!jh_must_fit(c, line, &d->by_stage[s], &d->measure, d->measure_title)) return false;
    }
    return true;
}

static jh_text line_text(jh_compiler *c, const jh_draft *d, jh_level level)
{
    jh_expr_text whole;

    if (level == JH_PART) return jh_stages_text(c, d->by_stage);
    whole = jh_span_text(&d->by_stage[JH_WHOLE]);
    return jh_keep_text(c, "(%.*s)", JH_TEXT_ARGS(whole.text));
}

static jh_text floor_text(jh_compiler *c, const jh_draft *d, jh_text line)
{
    char share[JH_DECIMAL_SIZE];

    jh_decimal_write_short(share, d->floor_share);
    return jh_keep_text(c, "%s * %.*s", share, JH_TEXT_ARGS(line));
}

/* In the other readings only what is held against the line differs: value, line and floor are the
 * same expressions, so that their columns are evaluated once. */
static bool compile_judged(jh_compiler *c, jh_named *name, jh_symbol *out, jh_reading reading)
{
    const jh_draft *d = name->draft;
    jh_text name_text = out->name;

    if (!jh_name_compile(c, name, JH_READ_UNROUNDED)) return false;
    *out = name->symbol[JH_READ_UNROUNDED];
    out->name = name_text;
    if (!out->line) return true;
    c->reading = JH_READ_UNROUNDED; /* the name in the text below is the value itself */
    out->judged = jh_compile_text(c, judged_text(c, reading, d->key, d->decimals), d, out->level);
    c->reading = reading;
    return out->judged != NULL;
}

bool jh_indicator_compile(jh_compiler *c, jh_named *name, jh_symbol *out)
{
    const jh_draft *d = name->draft, *scope = scope_of(c, d);
    jh_reading reading = c->reading;
    jh_level level;
    jh_text line;

    if (!scope) return false;
    level = scope->level;
    out->kind = JH_SYMBOL_DEFINED;
    out->type = JH_TYPE_NUMBER;
    out->level = level;
    out->measure = d->measure;
    out->lower_is_better = d->lower_is_better;
    if (reading != JH_READ_UNROUNDED) return compile_judged(c, name, out, reading);
    out->defined = jh_compile_span(c, &d->value, level);
    if (!jh_must_fit(c, out->defined, &d->value, &d->measure, d->measure_title)) return false;
    if (!has_line(d)) return true;
    if (!check_lines(c, d, level)) return false;
    line = line_text(c, d, level);
    out->line = jh_compile_text(c, line, d, level);
    if (d->floor_share.millionths)
        out->floor = jh_compile_text(c, floor_text(c, d, line), d, level);
    return out->line != NULL;
}

/* Through names and conversions to the division whose parts people ask for. */
static void find_division(jh_indicator *out)
{
    const jh_expr *e = out->value;

    while (e && (e->op == JH_OP_CONVERT || e->op == JH_OP_DEFINED))
        e = e->op == JH_OP_CONVERT ? e->children[0] : e->symbol.defined;
    if (!e || e->op != JH_OP_DIVIDE) return;
    out->numerator = e->children[0];
    out->denominator = e->children[1];
}

static void finish_lines(jh_compiler *c, const jh_draft *d, jh_indicator *out, jh_level level)
{
    jh_expr_text text;
    int s;

    for (s = 0; s < JH_STAGE_COUNT; s++) {
        const jh_span *span = s ? jh_stage_span(d->by_stage, (jh_stage)s) : &d->by_stage[JH_WHOLE];

        if (!span || !span->statement || (s && !c->out->stages[s])) continue;
        text = jh_span_text(span);
        out->line[s] = jh_compile_span(c, span, level);
        if (d->floor_share.millionths)
            out->floor[s] = jh_compile_text(
                c, floor_text(c, d, jh_keep_text(c, "(%.*s)", JH_TEXT_ARGS(text.text))), d, level);
    }
}

static void finish_indicator(jh_compiler *c, const jh_draft *d, jh_indicator *out)
{
    const jh_draft *scope = scope_of(c, d);
    const jh_named *name = jh_name_find(c->names, d->key);
    jh_level level = scope->level;

    *out = (jh_indicator){ .key = d->key,
                           .title = d->title,
                           .short_title = d->short_title.size ? d->short_title : d->title,
                           .measure_title = d->measure_title,
                           .measure = d->measure,
                           .decimals = d->decimals,
                           .scope = scope->index,
                           .higher_is_better = !d->lower_is_better,
                           .value = name->symbol[JH_READ_UNROUNDED].defined,
                           .floor_share = d->floor_share,
                           .remarks = d->remarks };
    find_division(out);
    if (!has_line(d)) return;
    finish_lines(c, d, out, level);
    out->row_line = name->symbol[JH_READ_UNROUNDED].line;
    out->row_floor = name->symbol[JH_READ_UNROUNDED].floor;
    out->row_printed = name->symbol[JH_READ_PRINTED].judged;
    c->reading = JH_READ_UNROUNDED;
    out->met = jh_compile_text(c,
                               jh_keep_text(c, "%.*s %s line(%.*s)", JH_TEXT_ARGS(d->key),
                                            reaches(d), JH_TEXT_ARGS(d->key)),
                               d, level);
    out->met_printed =
        jh_compile_text(c,
                        jh_keep_text(c, "round(%.*s, %d) %s line(%.*s)", JH_TEXT_ARGS(d->key),
                                     d->decimals, reaches(d), JH_TEXT_ARGS(d->key)),
                        d, level);
    if (d->floor_share.millionths)
        out->at_floor = jh_compile_text(c,
                                        jh_keep_text(c, "%.*s %s floor(%.*s)", JH_TEXT_ARGS(d->key),
                                                     reaches(d), JH_TEXT_ARGS(d->key)),
                                        d, level);
}

/* ---- rules --------------------------------------------------------------------------- */

bool jh_rule_compile(jh_compiler *c, jh_named *name, jh_symbol *out)
{
    const jh_draft *d = name->draft, *scope = scope_of(c, d);
    bool of_county = c->reading == JH_READ_COUNTY;

    if (!scope) return false;
    if (of_county) {
        c->reading = JH_READ_JUDGED;
        out->defined = jh_compile_text(
            c, jh_keep_text(c, "every %.*s : %.*s", JH_TEXT_ARGS(scope->key), JH_TEXT_ARGS(d->key)),
            d, JH_COUNTY);
    } else {
        out->defined = jh_compile_span(c, &d->value, scope->level);
        if (!jh_must_be_claim(c, out->defined, &d->value)) return false;
    }
    out->kind = JH_SYMBOL_DEFINED;
    out->type = JH_TYPE_CLAIM;
    out->level = of_county ? JH_COUNTY : scope->level;
    return out->defined != NULL;
}

static void finish_rule(jh_compiler *c, const jh_draft *d, jh_rule *out)
{
    const jh_named *name = jh_name_find(c->names, d->key);

    *out = (jh_rule){ .key = d->key,
                      .title = d->title,
                      .scope = scope_of(c, d)->index,
                      .holds = name->symbol[JH_READ_UNROUNDED].defined,
                      .holds_printed = name->symbol[JH_READ_PRINTED].defined,
                      .county = name->symbol[JH_READ_COUNTY].defined,
                      .remarks = d->remarks };
}

/* ---- limits -------------------------------------------------------------------------- */

/* A dispersion f(it weight w over SET [where c]) taken apart. */
typedef struct dispersion {
    jh_text function, weight, set, where;
    jh_text arguments; /* all between the brackets but where */
} dispersion;

static jh_text between(const jh_draft *d, size_t first, size_t end)
{
    const jh_statement *s = d->value.statement;

    if (first >= end) return (jh_text){ "", 0 };
    return (jh_text){ s->page->text.at + s->tokens[first].at,
                      s->tokens[end - 1].end - s->tokens[first].at };
}

static size_t find_clause(const jh_draft *d, const char *word)
{
    const jh_token *tokens = d->value.statement->tokens;
    size_t i;
    int depth = 0;

    for (i = d->value.first; i < d->value.end; i++) {
        if (tokens[i].kind == JH_TOKEN_SIGN && tokens[i].sign == JH_SIGN_OPEN) depth++;
        if (tokens[i].kind == JH_TOKEN_SIGN && tokens[i].sign == JH_SIGN_CLOSE) depth--;
        if (depth == 1 && jh_token_is(&tokens[i], word)) return i;
    }
    return SIZE_MAX;
}

static bool is_one_call(const jh_draft *d)
{
    const jh_token *tokens = d->value.statement->tokens;
    size_t i, end = d->value.end - 1;
    int depth = 0;

    if (d->value.end - d->value.first < 3 || tokens[d->value.first].kind != JH_TOKEN_NAME
        || tokens[d->value.first + 1].sign != JH_SIGN_OPEN || tokens[end].sign != JH_SIGN_CLOSE)
        return false;
    for (i = d->value.first + 1; i < end; i++) {
        depth += tokens[i].kind == JH_TOKEN_SIGN && tokens[i].sign == JH_SIGN_OPEN;
        depth -= tokens[i].kind == JH_TOKEN_SIGN && tokens[i].sign == JH_SIGN_CLOSE;
        if (!depth) return false;
    }
    return true;
}

static bool take_apart(jh_compiler *c, const jh_draft *d, dispersion *out)
{
    size_t first = d->value.first, end = d->value.end - 1;
    size_t over = find_clause(d, "over"), where = find_clause(d, "where");
    size_t weight = find_clause(d, "weight"), stop = where < end ? where : end;

    if (!is_one_call(d) || over == SIZE_MAX || over + 1 >= end || (where < over)
        || (weight != SIZE_MAX && weight > over) || find_clause(d, "by") != SIZE_MAX) {
        jh_draft_refuse(c, d, &d->value.statement->tokens[first], SAY_STANDARD_LIMIT_FORM, NULL);
        return false;
    }
    *out =
        (dispersion){ .function = between(d, first, first + 1),
                      .set = between(d, over + 1, over + 2),
                      .weight =
                          weight == SIZE_MAX ? (jh_text){ "", 0 } : between(d, weight + 1, over),
                      .where = where == SIZE_MAX ? (jh_text){ "", 0 } : between(d, where + 1, end),
                      .arguments = between(d, first + 2, stop) };
    return true;
}

/* " where (c) and stage = primary" as far as there is something to say. */
static jh_text where_text(jh_compiler *c, const dispersion *of, jh_stage stage)
{
    const char *key = jh_stage_key(stage);

    if (stage == JH_WHOLE)
        return of->where.size ? jh_keep_text(c, " where %.*s", JH_TEXT_ARGS(of->where))
                              : (jh_text){ "", 0 };
    if (!of->where.size) return jh_keep_text(c, " where stage = %s", key);
    return jh_keep_text(c, " where (%.*s) and stage = %s", JH_TEXT_ARGS(of->where), key);
}

typedef struct cell_texts {
    jh_text value, mean, rows, bound;
} cell_texts;

static void write_cell(jh_compiler *c, const jh_draft *d, const dispersion *of, jh_stage stage,
                       cell_texts *out)
{
    jh_text where = where_text(c, of, stage);
    jh_expr_text bound = jh_span_text(jh_stage_span(d->by_stage, stage));

    out->value = jh_keep_text(c, "%.*s(%.*s%.*s)", JH_TEXT_ARGS(of->function),
                              JH_TEXT_ARGS(of->arguments), JH_TEXT_ARGS(where));
    out->mean =
        of->weight.size
            ? jh_keep_text(c, "wmean(it weight %.*s over %.*s%.*s)", JH_TEXT_ARGS(of->weight),
                           JH_TEXT_ARGS(of->set), JH_TEXT_ARGS(where))
            : jh_keep_text(c, "mean(it over %.*s%.*s)", JH_TEXT_ARGS(of->set), JH_TEXT_ARGS(where));
    out->rows = jh_keep_text(c, "count(%.*s%.*s)", JH_TEXT_ARGS(of->set), JH_TEXT_ARGS(where));
    out->bound = jh_keep_text(c, "(%.*s)", JH_TEXT_ARGS(bound.text));
}

static const jh_expr *compile_cell(jh_compiler *c, const jh_draft *d, jh_text it, jh_text text)
{
    const jh_expr *expr;

    c->it = it;
    expr = jh_compile_text(c, text, d, JH_COUNTY);
    c->it = (jh_text){ "", 0 };
    return expr;
}

static jh_text holds_text(jh_compiler *c, const jh_draft *d, const cell_texts *cell,
                          jh_reading reading)
{
    jh_text judged = judged_text(c, reading, cell->value, d->decimals);

    return jh_keep_text(c, "%.*s %s %.*s", JH_TEXT_ARGS(judged),
                        d->at_least ? ">=" : "<=", JH_TEXT_ARGS(cell->bound));
}

/* The stage of the k-th cell of a limit; JH_STAGE_COUNT = no more. */
static jh_stage stage_at(const jh_compiler *c, const jh_draft *d, size_t k)
{
    size_t i;

    if (!d->is_by_stage) return k ? JH_STAGE_COUNT : JH_WHOLE;
    for (i = 0; i < c->names->stage_count; i++)
        if (jh_stage_span(d->by_stage, c->names->stages[i]) && !k--) return c->names->stages[i];
    return JH_STAGE_COUNT;
}

/* What the dispersion is for one indicator, so that mistakes are told where they stand. */
static bool check_limit(jh_compiler *c, const jh_draft *d, jh_text it)
{
    const jh_expr *expr;
    jh_measure pure = JH_PURE_NUMBER;
    int s;

    c->it = it;
    expr = jh_compile_span(c, &d->value, JH_COUNTY);
    c->it = (jh_text){ "", 0 };
    if (!expr) return false;
    if (expr->type != JH_TYPE_NUMBER)
        return jh_must_fit(c, expr, &d->value, &pure, (jh_text){ "", 0 });
    for (s = 0; s < JH_STAGE_COUNT; s++) {
        if (!d->by_stage[s].statement) continue;
        if (!jh_must_fit(c, jh_compile_span(c, &d->by_stage[s], JH_COUNTY), &d->by_stage[s],
                         &expr->measure, (jh_text){ "", 0 }))
            return false;
        if (!s == !d->is_by_stage) continue;
        jh_draft_refuse(c, d, jh_span_token(&d->by_stage[s]), SAY_STANDARD_LIMIT_STAGES, NULL);
        return false;
    }
    return true;
}

/* All cells as one claim of the county, with what an undefined dispersion does. */
bool jh_limit_compile(jh_compiler *c, jh_named *name, jh_symbol *out)
{
    const jh_draft *d = name->draft, *indicator;
    const jh_expr *whole = NULL, *holds, *mean;
    jh_reading reading = c->reading;
    dispersion of;
    cell_texts cell;
    jh_stage stage;
    size_t i, k;

    if (!take_apart(c, d, &of)) return false;
    for (i = 0; i < d->each_count; i++) {
        indicator = jh_draft_named(c, d, d->each[i], "indicator");
        if (!indicator || !check_limit(c, d, indicator->key)) return false;
        for (k = 0; (stage = stage_at(c, d, k)) != JH_STAGE_COUNT; k++) {
            write_cell(c, d, &of, stage, &cell);
            holds = compile_cell(c, d, indicator->key, holds_text(c, d, &cell, reading));
            if (!holds) return false;
            if (d->undefined_fails) { /* a mean of zero makes no dispersion: no, not unknown */
                mean = compile_cell(c, d, indicator->key,
                                    jh_keep_text(c, "%.*s != 0", JH_TEXT_ARGS(cell.mean)));
                if (!mean) return false;
                holds = jh_logic_and(c, mean, holds);
            }
            whole = jh_logic_and(c, whole, holds);
        }
    }
    out->kind = JH_SYMBOL_DEFINED;
    out->type = JH_TYPE_CLAIM;
    out->level = JH_COUNTY;
    out->defined = whole;
    return whole != NULL;
}

static void finish_cell(jh_compiler *c, const jh_draft *d, const jh_draft *indicator,
                        const dispersion *of, jh_stage stage)
{
    jh_limit *out = (void *)(uintptr_t)&c->out->limits[c->out->limit_count++];
    cell_texts cell;

    write_cell(c, d, of, stage, &cell);
    c->reading = JH_READ_UNROUNDED;
    *out = (jh_limit){ .rule_key = d->key,
                       .rule_title = d->title,
                       .indicator = indicator->index,
                       .stage = stage,
                       .decimals = d->decimals,
                       .undefined_fails = d->undefined_fails,
                       .rows = compile_cell(c, d, indicator->key, cell.rows),
                       .mean = compile_cell(c, d, indicator->key, cell.mean),
                       .value = compile_cell(c, d, indicator->key, cell.value),
                       .bound = compile_cell(c, d, indicator->key, cell.bound),
                       .county = jh_name_find(c->names, d->key)->symbol[JH_READ_COUNTY].defined,
                       .remarks = d->remarks };
    out->holds = compile_cell(c, d, indicator->key, holds_text(c, d, &cell, JH_READ_UNROUNDED));
    out->holds_printed =
        compile_cell(c, d, indicator->key, holds_text(c, d, &cell, JH_READ_PRINTED));
}

static void finish_limit(jh_compiler *c, const jh_draft *d)
{
    const jh_draft *indicator;
    dispersion of;
    jh_stage stage;
    size_t i, k;

    if (!take_apart(c, d, &of)) return;
    for (k = 0; (stage = stage_at(c, d, k)) != JH_STAGE_COUNT; k++)
        for (i = 0; i < d->each_count; i++) {
            indicator = jh_draft_named(c, d, d->each[i], "indicator");
            if (indicator) finish_cell(c, d, indicator, &of, stage);
        }
}

/* ---- the lists ----------------------------------------------------------------------- */

static size_t count_cells(const jh_compiler *c)
{
    size_t i, count = 0;

    for (i = 0; i < c->draft_count; i++) count += c->drafts[i].each_count * JH_STAGE_COUNT;
    return count;
}

void jh_judged_finish(jh_compiler *c)
{
    jh_standard *out = c->out;
    jh_indicator *indicators = jh_keep(c, jh_count_drafts(c, "indicator") + 1, sizeof *indicators);
    jh_rule *rules = jh_keep(c, jh_count_drafts(c, "rule") + 1, sizeof *rules);
    jh_limit *limits = jh_keep(c, count_cells(c) + 1, sizeof *limits);
    size_t i;

    if (!indicators || !rules || !limits) return;
    out->indicators = indicators;
    out->rules = rules;
    out->limits = limits;
    for (i = 0; i < c->draft_count && !c->mistakes.count && !c->mistakes.no_memory; i++) {
        const jh_draft *d = &c->drafts[i];

        if (jh_text_equal(d->keyword, JH_TEXT("indicator")))
            finish_indicator(c, d, &indicators[out->indicator_count++]);
        else if (jh_text_equal(d->keyword, JH_TEXT("rule")))
            finish_rule(c, d, &rules[out->rule_count++]);
        else if (jh_text_equal(d->keyword, JH_TEXT("limit")))
            finish_limit(c, d);
    }
}
