/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_lines.h"
#include "report/words.h"

enum { SHOWN_LINES = 400 };

typedef struct writer {
    jh_buffer buffer;
    const jh_desk *desk;
    const jh_planned_county *c;
    const jh_plan_view *view;
} writer;

static const char *say(const writer *w, jh_say_id id)
{
    return jh_say(w->desk->manner.lang, id);
}

static jh_text in(const writer *w, jh_text own)
{
    return jh_standard_in(&w->c->judged.standard, w->desk->manner.lang, own);
}

static const char *stage_of(const writer *w, size_t group)
{
    return say(w, jh_stage_say(w->c->planning.stage[group]));
}

static void heading(writer *w, jh_say_id id)
{
    jh_buffer_add_format(&w->buffer, "\n%s\n", say(w, id));
}

static void money(writer *w, int64_t millionths)
{
    char digits[JH_MONEY_SIZE];

    jh_buffer_add_format(&w->buffer, "%s %s", jh_money_write(digits, (jh_decimal){ millionths }),
                         say(w, SAY_PLAN_YUAN));
}

static void name_row(writer *w, size_t row)
{
    jh_buffer_add_format(&w->buffer, "%.*s (%s)",
                         JH_TEXT_ARGS(jh_planning_school_name(&w->c->planning, row)),
                         stage_of(w, w->c->planning.problem.rows[row].group));
}

static void total(writer *w)
{
    const jh_plan *plan = &w->c->plan;

    jh_buffer_add_format(&w->buffer, "%s\n  %s ", say(w, SAY_PLAN_HEAD), say(w, SAY_PLAN_TOTAL));
    money(w, plan->cost);
    if (plan->has_bound) {
        jh_buffer_add_format(&w->buffer, "\n  %s ", say(w, SAY_PLAN_AT_LEAST));
        money(w, jh_money_whole_fen(w->view->bound, false).millionths);
        jh_buffer_add_format(&w->buffer, "   %s %.4f %%", say(w, SAY_PLAN_GAP), jh_plan_gap(plan));
    }
    jh_buffer_add_format(&w->buffer, "\n  %s\n", say(w, SAY_PLAN_PROOF));
    if (plan->stopped) jh_buffer_add_format(&w->buffer, "  %s\n", say(w, SAY_PLAN_STOPPED));
    if (plan->cost == 0) jh_buffer_add_format(&w->buffer, "  %s\n", say(w, SAY_PLAN_NOTHING));
}

static void purchase(writer *w, const jh_plan_line *line)
{
    const jh_element *e = &w->c->judged.standard.elements[w->c->planning.element[line->indicator]];
    char digits[JH_DECIMAL_SIZE];
    jh_text title = in(w, e->title), measure = in(w, e->measure_title);

    jh_buffer_add_format(&w->buffer, "  ");
    name_row(w, line->row);
    jh_buffer_add_format(&w->buffer, "  %.*s +%s %.*s  ", JH_TEXT_ARGS(title),
                         jh_decimal_write_short(digits, line->amount), JH_TEXT_ARGS(measure));
    money(w, line->cost.millionths);
    jh_buffer_add_format(&w->buffer, "\n");
}

static void staffing(writer *w, const jh_plan_line *line)
{
    static const jh_say_id kinds[] = { SAY_PLAN_BUY, SAY_PLAN_MOVE, SAY_PLAN_HIRE, SAY_PLAN_TRAIN };
    char digits[JH_DECIMAL_SIZE];
    jh_text type = jh_teachers_words(w->desk->keep, w->desk->manner.lang, line->type);

    jh_buffer_add_format(&w->buffer, "  %s  ", say(w, kinds[line->kind]));
    name_row(w, line->row);
    if (line->kind == JH_MOVE) {
        jh_buffer_add_format(&w->buffer, " → ");
        name_row(w, line->to);
    }
    jh_buffer_add_format(&w->buffer, "  %.*s", JH_TEXT_ARGS(type));
    if (line->kind == JH_TRAIN) {
        jh_text becomes =
            jh_teachers_words(w->desk->keep, w->desk->manner.lang, line->type | 1U << line->bit);
        jh_buffer_add_format(&w->buffer, " → %.*s", JH_TEXT_ARGS(becomes));
    }
    jh_buffer_add_format(&w->buffer, "  %s %s  ", jh_decimal_write_short(digits, line->amount),
                         say(w, SAY_PLAN_PERSONS));
    money(w, line->cost.millionths);
    jh_buffer_add_format(&w->buffer, "\n");
}

static void put_lines(writer *w, const jh_plan_lines *lines)
{
    bool bought = false, staffed = false;
    size_t i;

    for (i = 0; i < lines->count && i < SHOWN_LINES; i++) {
        const jh_plan_line *line = &lines->items[i];
        if (line->kind == JH_BUY) {
            if (!bought) heading(w, SAY_PLAN_BUY);
            bought = true;
            purchase(w, line);
        } else {
            if (!staffed) heading(w, SAY_PLAN_STAFF);
            staffed = true;
            staffing(w, line);
        }
    }
}

static jh_code measures(writer *w, jh_error *err)
{
    jh_plan_lines lines;
    jh_code rc = jh_plan_lines_make(&lines, w->desk->keep, w->c, err);

    if (!rc) put_lines(w, &lines);
    return rc;
}

/* Between which two the value may lie. */
static void asked(writer *w, size_t row, int8_t k)
{
    const jh_planning *p = &w->c->planning;
    const jh_view_column *column = &w->view->before->columns[p->indicator[k]];
    const jh_view_line *at = &column->at[p->stage[p->problem.rows[row].group]];
    char line[JH_DECIMAL_SIZE], floor[JH_DECIMAL_SIZE];

    if (!at->has_line || !at->has_floor) return;
    jh_buffer_add_format(&w->buffer, "  (%s %s, %s %s)", say(w, SAY_FORMULA_LINE),
                         jh_decimal_write_short(line, at->line), say(w, SAY_STANDARD_SHOW_FLOOR),
                         jh_decimal_write_short(floor, at->floor));
}

static void waivers(writer *w)
{
    const jh_planning *p = &w->c->planning;
    bool any = false;
    size_t i;

    for (i = 0; i < p->problem.row_count; i++) {
        int8_t k = w->c->plan.waived[i];
        const jh_indicator *indicator;
        jh_text title;
        /* A waiver that nothing hangs on is not worth a line. */
        if (k < 0 || !jh_plan_leans(p, &w->c->after.assessment, i, (size_t)k)) continue;
        if (!any) heading(w, SAY_PLAN_WAIVERS);
        any = true;
        indicator = &p->judged->standard.indicators[p->indicator[k]];
        title = in(w, indicator->short_title);
        jh_buffer_add_format(&w->buffer, "  ");
        name_row(w, i);
        jh_buffer_add_format(&w->buffer, "  %.*s  %.2f → %.2f", JH_TEXT_ARGS(title),
                             jh_plan_value(&p->judged->assessment, p, i, (uint8_t)k),
                             jh_plan_value(&w->c->after.assessment, p, i, (uint8_t)k));
        asked(w, i, k);
        jh_buffer_add_format(&w->buffer, "\n");
    }
}

static void dispersions(writer *w)
{
    const jh_planning *p = &w->c->planning;
    size_t g, k, at;

    heading(w, SAY_PLAN_LIMITS);
    for (g = 0; g < p->problem.group_count; g++)
        for (k = 0; k < p->problem.indicator_count; k++) {
            jh_text title = in(w, p->judged->standard.indicators[p->indicator[k]].short_title);
            char bound[JH_DECIMAL_SIZE];
            at = jh_plan_limit(p, g, k);
            if (at == SIZE_MAX) continue;
            jh_buffer_add_format(
                &w->buffer, "  %s %.*s  %.3f → %.3f / %s\n", stage_of(w, g), JH_TEXT_ARGS(title),
                jh_interval_middle(w->c->judged.assessment.limits[at].value.range),
                jh_interval_middle(w->c->after.assessment.limits[at].value.range),
                jh_decimal_write_short(bound, w->c->judged.assessment.limits[at].bound));
        }
}

static void prices(writer *w)
{
    const jh_planning *p = &w->c->planning;
    char digits[JH_MONEY_TOLD_SIZE];
    size_t i;

    if (w->c->price_count) heading(w, SAY_PLAN_PRICES);
    for (i = 0; i < w->c->price_count; i++) {
        const jh_rule_price *price = &w->c->prices[i];
        const jh_indicator *of =
            &p->judged->standard.indicators[p->indicator[price->rule.indicator]];
        jh_buffer_add_format(
            &w->buffer, "  %s %.*s  %s  %s\n", stage_of(w, price->rule.group),
            JH_TEXT_ARGS(in(w, of->short_title)),
            say(w, price->rule.is_line ? SAY_PLAN_PRICE_LINE : SAY_PLAN_PRICE_LIMIT),
            jh_money_range_write(digits, w->desk->manner.lang, (jh_decimal){ price->least },
                                 (jh_decimal){ price->most }));
    }
}

/* ---- when there is none ---- */

static void wider_sites(writer *w, const jh_plan_relief *relief)
{
    char digits[JH_DECIMAL_SIZE];
    size_t i;

    if (!relief->has_sites) return;
    heading(w, relief->is_irreducible ? SAY_PLAN_RELAX_SITES : SAY_PLAN_RELAX_SITES_OPEN);
    for (i = 0; i < relief->site_count; i++) {
        const jh_plan_relief_site *site = &relief->sites[i];
        const jh_view_row *row = w->view->rows[site->row].before;
        jh_text title = in(w, site->element->title), measure = in(w, site->element->measure_title);
        jh_buffer_add_format(&w->buffer, "  %.*s  %.*s +%s %.*s\n", JH_TEXT_ARGS(row->unit->name),
                             JH_TEXT_ARGS(title), jh_decimal_write_short(digits, site->beyond),
                             JH_TEXT_ARGS(measure));
    }
    jh_buffer_add_format(&w->buffer, "  %s ", say(w, SAY_PLAN_COSTS_THEN));
    money(w, relief->cost.millionths);
    jh_buffer_add_format(&w->buffer, "\n");
}

static void raised_limits(writer *w, const jh_plan_relief *relief)
{
    char now[JH_DECIMAL_SIZE], raised[JH_DECIMAL_SIZE];
    size_t i;

    if (relief->limit_count) heading(w, SAY_PLAN_RELAX_LIMIT);
    for (i = 0; i < relief->limit_count; i++) {
        const jh_plan_relief_limit *limit = &relief->limits[i];
        jh_text title = in(w, w->view->before->columns[limit->column].def->short_title);
        jh_buffer_add_format(&w->buffer, "  %s %.*s  %s → %s\n", say(w, jh_stage_say(limit->stage)),
                             JH_TEXT_ARGS(title), jh_decimal_write_short(now, limit->now),
                             jh_decimal_write_short(raised, limit->raised));
    }
}

static void mergers(writer *w, const jh_plan_relief *relief)
{
    size_t i;

    if (relief->merger_count) heading(w, SAY_PLAN_RELAX_MERGERS);
    for (i = 0; i < relief->merger_count; i++) {
        const jh_plan_merger *m = &relief->mergers[i];
        jh_buffer_add_format(&w->buffer, "  %.*s → %.*s  ", JH_TEXT_ARGS(m->part_name),
                             JH_TEXT_ARGS(m->into_name));
        jh_buffer_add_format(&w->buffer, "%lld %s  %.1f km  %s ", (long long)m->pupils,
                             say(w, SAY_REPORT_PUPILS_UNIT), (double)m->metres / 1000,
                             say(w, SAY_PLAN_COSTS_THEN));
        money(w, m->cost.millionths);
        jh_buffer_add_format(&w->buffer, "\n      --suppose merge:%.*s:%.*s\n",
                             JH_TEXT_ARGS(m->into), JH_TEXT_ARGS(m->part));
    }
    if (!relief->merger_count && relief->mergers_tried)
        jh_buffer_add_format(&w->buffer, "\n%s (%zu)\n", say(w, SAY_PLAN_NO_MERGER),
                             relief->mergers_tried);
    if (relief->is_cut_short)
        jh_buffer_add_format(&w->buffer, "\n%s\n", say(w, SAY_PLAN_CUT_SHORT));
}

/* ---- within a budget ---- */

static void budget_list(writer *w, const jh_plan_budget *b)
{
    size_t i;

    jh_buffer_add_format(&w->buffer, "  %s %lld → %lld / %lld", say(w, SAY_PLAN_BUDGET_PUPILS),
                         (long long)b->pupils_today, (long long)b->pupils_within,
                         (long long)b->pupils_all);
    if (!b->is_best) jh_buffer_add_format(&w->buffer, "  (≤ %lld)", (long long)b->pupils_bound);
    jh_buffer_add_format(&w->buffer, "\n  %s\n", say(w, SAY_PLAN_BUDGET_BEST));
    for (i = 0; i < b->school_count; i++) {
        jh_buffer_add_format(&w->buffer, "    %.*s  %lld %s  ", JH_TEXT_ARGS(b->schools[i].name),
                             (long long)b->schools[i].pupils, say(w, SAY_REPORT_PUPILS_UNIT));
        money(w, b->schools[i].cost.millionths);
        jh_buffer_add_zero(&w->buffer, "\n");
    }
    jh_buffer_add_format(&w->buffer, "  %s ", say(w, SAY_PLAN_BUDGET_MEASURES));
    money(w, b->spent.millionths);
    jh_buffer_add_zero(&w->buffer, "\n");
    put_lines(w, w->c->budget.lines);
}

static void budget(writer *w, const jh_plan_budget *b)
{
    jh_decimal lacking = { -b->difference.millionths };

    if (!b->asked) return;
    jh_buffer_add_format(&w->buffer, "\n%s ", say(w, SAY_PLAN_BUDGET));
    money(w, b->money.millionths);
    if (b->has_plan) {
        jh_buffer_add_format(&w->buffer, "   %s ",
                             say(w, b->suffices ? SAY_PLAN_BUDGET_LEFT : SAY_PLAN_BUDGET_SHORT));
        money(w, b->suffices ? b->difference.millionths : lacking.millionths);
    }
    jh_buffer_add_zero(&w->buffer, "\n");
    if (b->suffices) return;
    if (b->short_at_least.millionths) {
        jh_buffer_add_format(&w->buffer, "  %s ", say(w, SAY_PLAN_BUDGET_PROVED));
        money(w, b->short_at_least.millionths);
        jh_buffer_add_zero(&w->buffer, "\n");
    }
    if (b->is_listed)
        budget_list(w, b);
    else
        jh_buffer_add_format(&w->buffer, "  %s\n", say(w, SAY_PLAN_BUDGET_NO_LIST));
}

jh_code jh_plan_text(jh_text *out, const jh_desk *desk, const jh_planned_county *c,
                     const jh_plan_view *view, jh_error *err)
{
    writer w = { jh_buffer_in(desk->keep), desk, c, view };
    jh_code rc = JH_OK;

    if (c->plan.found) {
        total(&w);
        rc = measures(&w, err);
        if (rc) return rc;
        waivers(&w);
        dispersions(&w);
        prices(&w);
    } else {
        jh_buffer_add_format(&w.buffer, "%s\n",
                             say(&w, c->plan.stopped ? SAY_PLAN_NONE_IN_TIME : SAY_PLAN_NONE));
        wider_sites(&w, &view->relief);
        raised_limits(&w, &view->relief);
        mergers(&w, &view->relief);
    }
    budget(&w, &view->budget);
    return jh_buffer_finish(out, &w.buffer, err);
}
