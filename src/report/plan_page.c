/* A plan as a page: what it costs, for whom, what becomes of every school and coefficient.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/plan_page.h"

#include <stdio.h>
#include <string.h>

void jh_plan_add(const jh_plan_page *to, const char *markup)
{
    jh_html_add(to->page.out, markup);
}

void jh_plan_say(const jh_plan_page *to, jh_say_id id)
{
    jh_html_say(to->page.out, id, NULL);
}

void jh_plan_yuan(const jh_plan_page *to, jh_decimal yuan)
{
    char digits[JH_MONEY_SIZE];

    jh_html_zero(to->page.out, jh_money_write(digits, yuan));
    jh_plan_add(to, " ");
    jh_plan_say(to, SAY_PLAN_YUAN);
}

void jh_plan_heads(jh_buffer *out, const jh_say_id *heads, size_t count)
{
    size_t i;

    jh_html_add(out, "<thead><tr>");
    for (i = 0; i < count; i++) {
        jh_html_add(out, i ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
        jh_html_say(out, heads[i], NULL);
        jh_html_add(out, "</th>");
    }
    jh_html_add(out, "</tr></thead><tbody>");
}

void jh_plan_bar(const jh_plan_page *to, jh_decimal part, jh_decimal whole)
{
    double share =
        whole.millionths > 0 ? 100.0 * (double)part.millionths / (double)whole.millionths : 0;

    jh_plan_add(to, "<td class=\"bullet\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\""
                    " aria-hidden=\"true\"><rect class=\"spent\" x=\"0\" y=\"1\" height=\"8\"");
    jh_html_coordinate(to->page.out, "width", share);
    jh_plan_add(to, "/></svg></td>");
}

void jh_plan_range(jh_buffer *out, jh_decimal least, jh_decimal most)
{
    jh_money_range range = jh_money_range_of(least, most);

    jh_html_zero(out, range.amount);
    jh_html_add(out, " ");
    jh_html_say(out, SAY_PLAN_YUAN, NULL);
    if (!range.between[0]) return;
    jh_html_add(out, " <small>(");
    jh_html_zero(out, range.between);
    jh_html_add(out, ")</small>");
}

/* ---- head ---- */

static void fact(const jh_plan_page *to, jh_say_id what)
{
    jh_plan_add(to, "<div><dt>");
    jh_plan_say(to, what);
    jh_plan_add(to, "</dt><dd>");
}

static void from_to(const jh_plan_page *to, jh_say_id what, size_t before, size_t after, size_t of)
{
    fact(to, what);
    jh_buffer_add_format(to->page.out, "%zu → <b>%zu</b> / %zu</dd></div>", before, after, of);
}

static size_t rows_with_measures(const jh_plan_view *view)
{
    size_t count = 0, i;

    for (i = 0; i < view->row_count; i++) count += view->rows[i].measure_count > 0;
    return count;
}

static void put_title(const jh_plan_page *to)
{
    const jh_view *view = to->view->before;
    const jh_snapshot *in = view->snapshot;

    jh_plan_add(to, "<header class=\"head\"><p class=\"standard\">");
    jh_page_title(&to->page, view->standard->title);
    jh_plan_add(to, "</p><h1>");
    jh_html_name(to->page.out, in->county_name.size ? in->county_name : in->county);
    jh_plan_add(to, " <span class=\"period\">");
    jh_html_say(to->page.out, SAY_REPORT_PERIOD, jh_page_zero(&to->page, in->period), NULL);
    jh_plan_add(to, " · ");
    jh_plan_say(to, to->view->found ? SAY_PLAN_PAGE_TITLE : SAY_PLAN_PAGE_NONE);
    jh_plan_add(to, "</span>");
    if (view->is_made_up) {
        jh_plan_add(to, "<span class=\"made-up\">");
        jh_plan_say(to, SAY_REPORT_MADE_UP);
        jh_plan_add(to, "</span>");
    }
    jh_plan_add(to, "</h1>");
}

static void put_total(const jh_plan_page *to)
{
    const jh_plan_view *view = to->view;
    char gap[32];

    jh_plan_add(to, "<div class=\"total\"><p class=\"sum\">");
    jh_plan_yuan(to, view->cost);
    jh_plan_add(to, "</p><dl class=\"facts\">");
    if (view->has_bound) {
        fact(to, SAY_PLAN_AT_LEAST);
        jh_plan_yuan(to, jh_money_whole_fen(view->bound, false));
        jh_plan_add(to, "</dd></div>");
        fact(to, SAY_PLAN_GAP);
        snprintf(gap, sizeof gap, "%.4f %%", view->gap);
        jh_html_zero(to->page.out, gap);
        jh_plan_add(to, "</dd></div>");
    }
    from_to(to, SAY_PLAN_PAGE_ROWS, view->passed_before, view->passed_after, view->row_count);
    from_to(to, SAY_PLAN_PAGE_LIMITS, view->held_before, view->held_after, view->limit_count);
    fact(to, SAY_PLAN_PAGE_MEASURES);
    jh_buffer_add_format(to->page.out, "<b>%zu</b> / %zu</dd></div></dl></div>",
                         view->measure_count, rows_with_measures(view));
    jh_plan_add(to, "<p class=\"plain\">");
    jh_plan_say(to, view->cost.millionths ? SAY_PLAN_PAGE_MEANS : SAY_PLAN_NOTHING);
    jh_plan_add(to, "</p>");
    if (view->stopped) {
        jh_plan_add(to, "<p class=\"doubt\">");
        jh_plan_say(to, SAY_PLAN_STOPPED);
        jh_plan_add(to, "</p>");
    }
}

/* ---- what the money goes into ---- */

static void put_sum(const jh_plan_page *to, const jh_plan_sum *sum)
{
    char digits[JH_DECIMAL_SIZE];

    jh_plan_add(to, "<tr><th scope=\"row\">");
    if (sum->element)
        jh_page_title(&to->page, sum->element->title);
    else
        jh_plan_say(to, jh_measure_say(sum->kind));
    jh_plan_add(to, "</th><td class=\"n\">+");
    jh_html_zero(to->page.out, jh_decimal_write_short(digits, sum->amount));
    jh_plan_add(to, " ");
    if (sum->element)
        jh_page_title(&to->page, sum->element->measure_title);
    else
        jh_plan_say(to, SAY_PLAN_PERSONS);
    jh_plan_add(to, "</td><td class=\"n strong\">");
    jh_plan_yuan(to, sum->cost);
    jh_plan_add(to, "</td>");
    jh_plan_bar(to, sum->cost, to->view->cost);
    jh_plan_add(to, "</tr>");
}

static void put_sums(const jh_plan_page *to)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_WHAT, SAY_PLAN_COLUMN_AMOUNT,
                                       SAY_PLAN_COLUMN_COST };
    size_t i;

    jh_page_section(&to->page, "money", SAY_PLAN_PAGE_MONEY, SAY_PLAN_PAGE_MONEY_GUIDE);
    jh_plan_add(to, "<table class=\"beside money\">");
    jh_plan_heads(to->page.out, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < to->view->sum_count; i++) put_sum(to, &to->view->sums[i]);
    jh_plan_add(to, "</tbody></table></section>");
}

/* ---- prices of rules ---- */

static void put_price(const jh_plan_page *to, const jh_plan_price *price, jh_decimal most)
{
    jh_plan_add(to, "<tr><th scope=\"row\">");
    jh_plan_say(to, jh_stage_say(price->stage));
    jh_plan_add(to, " · ");
    jh_page_indicator(&to->page, to->view->before->columns[price->column].def);
    jh_plan_add(to, "</th><td>");
    jh_plan_say(to, price->is_line ? SAY_PLAN_PRICE_LINE : SAY_PLAN_PRICE_LIMIT);
    jh_plan_add(to, "</td><td class=\"n strong\">");
    jh_plan_range(to->page.out, price->least, price->most);
    jh_plan_add(to, "</td>");
    jh_plan_bar(to, price->least, most);
    jh_plan_add(to, "</tr>");
}

static void put_prices(const jh_plan_page *to)
{
    const jh_plan_view *view = to->view;
    jh_decimal most = { 0 };
    size_t i;

    if (!view->price_count) return;
    for (i = 0; i < view->price_count; i++)
        if (view->prices[i].most.millionths > most.millionths) most = view->prices[i].most;
    jh_page_section(&to->page, "prices", SAY_PLAN_PAGE_PRICES, SAY_PLAN_PAGE_PRICES_GUIDE);
    jh_plan_add(to, "<table class=\"beside money\"><tbody>");
    for (i = 0; i < view->price_count; i++) put_price(to, &view->prices[i], most);
    jh_plan_add(to, "</tbody></table></section>");
}

/* ---- assumptions ---- */

static void put_assumption(const jh_plan_page *to, const jh_plan_assumption *one)
{
    char digits[JH_MONEY_SIZE];

    jh_plan_add(to, one->is_built_in ? "<tr><th scope=\"row\">"
                                     : "<tr class=\"changed\"><th scope=\"row\">");
    jh_html_both(to->page.out, one->about[JH_ZH], one->about[JH_EN]);
    jh_plan_add(to, " <small class=\"none\">");
    jh_html_text(to->page.out, one->key);
    jh_plan_add(to, "</small></th><td>");
    if (one->code.size)
        jh_html_name(to->page.out, one->name.size ? one->name : one->code);
    else
        jh_plan_say(to, SAY_PLAN_ALL_SCHOOLS);
    if (one->stage != JH_WHOLE) {
        jh_plan_add(to, " · ");
        jh_plan_say(to, jh_stage_say(one->stage));
    }
    jh_plan_add(to, "</td><td class=\"n strong\">");
    jh_html_zero(to->page.out, jh_money_write(digits, one->value));
    jh_plan_add(to, " ");
    jh_html_both(to->page.out, one->unit[JH_ZH], one->unit[JH_EN]);
    jh_plan_add(to, "</td><td><span class=\"clause\">");
    jh_html_both(to->page.out, one->source[JH_ZH], one->source[JH_EN]);
    if (one->certainty.size) {
        jh_plan_add(to, " <abbr>");
        jh_html_text(to->page.out, one->certainty);
        jh_plan_add(to, "</abbr>");
    }
    jh_plan_add(to, "</span></td></tr>");
}

void jh_plan_page_costs(const jh_plan_page *to)
{
    size_t i;

    jh_page_section(&to->page, "costs", SAY_PLAN_PAGE_COSTS, SAY_PLAN_PAGE_COSTS_GUIDE);
    jh_plan_add(to, "<table class=\"list assumptions\"><tbody>");
    for (i = 0; i < to->view->assumption_count; i++) put_assumption(to, &to->view->assumptions[i]);
    jh_plan_add(to, "</tbody></table></section>");
}

/* ---- what is proved ---- */

static void put_proof(const jh_plan_page *to)
{
    static const jh_say_id says[] = { SAY_PLAN_PROOF_PASSES, SAY_PLAN_PROOF_BOUND,
                                      SAY_PLAN_PROOF_VERIFY, SAY_PLAN_PROOF_NOT };
    const jh_view *view = to->view->before;
    size_t i;

    jh_page_section(&to->page, "proof", SAY_PLAN_PAGE_PROOF, SAY_PLAN_PAGE_PROOF_GUIDE);
    jh_plan_add(to, "<ul class=\"plain\">");
    for (i = 0; i < sizeof says / sizeof *says; i++) {
        jh_plan_add(to, "<li>");
        jh_plan_say(to, says[i]);
        jh_plan_add(to, "</li>");
    }
    jh_plan_add(to, "</ul><p class=\"none\">");
    jh_plan_say(to, SAY_PLAN_PAGE_FROM);
    jh_buffer_add_format(to->page.out, " <code>%.16s</code> → <code>%.16s</code></p></section>",
                         view->assessment_hash,
                         to->view->after ? to->view->after->assessment_hash : "");
}

/* ---- within a budget ---- */

static void put_money_left(const jh_plan_page *to, const jh_plan_budget *b)
{
    jh_decimal lacking = { -b->difference.millionths };

    jh_plan_add(to, "<p class=\"plain\">");
    jh_plan_say(to, SAY_PLAN_BUDGET);
    jh_plan_add(to, " <b>");
    jh_plan_yuan(to, b->money);
    jh_plan_add(to, "</b>");
    if (b->has_plan) {
        jh_plan_add(to, " · ");
        jh_plan_say(to, b->suffices ? SAY_PLAN_BUDGET_LEFT : SAY_PLAN_BUDGET_SHORT);
        jh_plan_add(to, " <b>");
        jh_plan_yuan(to, b->suffices ? b->difference : lacking);
        jh_plan_add(to, "</b>");
    }
    if (b->short_at_least.millionths) {
        jh_plan_add(to, "<br>");
        jh_plan_say(to, SAY_PLAN_BUDGET_PROVED);
        jh_plan_add(to, " ");
        jh_plan_yuan(to, jh_money_whole_fen(b->short_at_least, false));
    }
    jh_plan_add(to, "</p>");
}

static void put_passing(const jh_plan_page *to, const jh_plan_budget *b)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_SCHOOL, SAY_REPORT_COLUMN_PUPILS,
                                       SAY_PLAN_COLUMN_COST };
    size_t i;

    jh_plan_add(to, "<p>");
    jh_plan_say(to, SAY_PLAN_BUDGET_PUPILS);
    jh_buffer_add_format(to->page.out, " %lld → <b>%lld</b> / %lld", (long long)b->pupils_today,
                         (long long)b->pupils_within, (long long)b->pupils_all);
    if (!b->is_best) jh_buffer_add_format(to->page.out, " (≤ %lld)", (long long)b->pupils_bound);
    jh_plan_add(to, "</p><table class=\"beside\">");
    jh_plan_heads(to->page.out, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < b->school_count; i++) {
        jh_plan_add(to, "<tr><th scope=\"row\">");
        jh_html_name(to->page.out, b->schools[i].name);
        jh_buffer_add_format(to->page.out, "</th><td class=\"n\">%lld</td><td class=\"n\">",
                             (long long)b->schools[i].pupils);
        jh_plan_yuan(to, b->schools[i].cost);
        jh_plan_add(to, "</td></tr>");
    }
    jh_plan_add(to, "</tbody></table><h3>");
    jh_plan_say(to, SAY_PLAN_BUDGET_MEASURES);
    jh_plan_add(to, " · ");
    jh_plan_yuan(to, b->spent);
    jh_plan_add(to, "</h3>");
    jh_plan_page_gets(to, b->measures, b->measure_count);
}

static void put_budget(const jh_plan_page *to)
{
    const jh_plan_budget *b = &to->view->budget;

    if (!b->asked) return;
    jh_page_section(&to->page, "budget", SAY_PLAN_BUDGET, SAY_PLAN_PAGE_BUDGET_GUIDE);
    put_money_left(to, b);
    if (b->is_listed) {
        put_passing(to, b);
    } else if (!b->suffices) {
        jh_plan_add(to, "<p>");
        jh_plan_say(to, SAY_PLAN_BUDGET_NO_LIST);
        jh_plan_add(to, "</p>");
    }
    jh_plan_add(to, "</section>");
}

/* ---- where there is no plan ---- */

static void put_wider_sites(const jh_plan_page *to)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_SCHOOL, SAY_PLAN_COLUMN_WHAT,
                                       SAY_PLAN_COLUMN_BEYOND };
    const jh_plan_relief *relief = &to->view->relief;
    char digits[JH_DECIMAL_SIZE];
    size_t i;

    if (!relief->has_sites) return;
    jh_page_section(&to->page, "sites", SAY_PLAN_PAGE_SITES,
                    relief->is_irreducible ? SAY_PLAN_RELAX_SITES : SAY_PLAN_RELAX_SITES_OPEN);
    jh_plan_add(to, "<table class=\"beside\">");
    jh_plan_heads(to->page.out, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < relief->site_count; i++) {
        const jh_plan_relief_site *site = &relief->sites[i];
        jh_plan_add(to, "<tr><th scope=\"row\">");
        jh_html_name(to->page.out, to->view->rows[site->row].before->unit->name);
        jh_plan_add(to, "</th><td class=\"n\">");
        jh_page_title(&to->page, site->element->title);
        jh_plan_add(to, "</td><td class=\"n strong\">+");
        jh_html_zero(to->page.out, jh_decimal_write_short(digits, site->beyond));
        jh_plan_add(to, " ");
        jh_page_title(&to->page, site->element->measure_title);
        jh_plan_add(to, "</td></tr>");
    }
    jh_plan_add(to, "</tbody></table><p>");
    jh_plan_say(to, SAY_PLAN_COSTS_THEN);
    jh_plan_add(to, " <b>");
    jh_plan_yuan(to, relief->cost);
    jh_plan_add(to, "</b></p></section>");
}

static void put_raised_limits(const jh_plan_page *to)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_WHAT, SAY_REPORT_COLUMN_LIMIT,
                                       SAY_PLAN_COLUMN_RAISED };
    const jh_plan_relief *relief = &to->view->relief;
    size_t i;

    if (!relief->limit_count) return;
    jh_page_section(&to->page, "raised", SAY_PLAN_PAGE_RAISED, SAY_PLAN_RELAX_LIMIT);
    jh_plan_add(to, "<table class=\"beside\">");
    jh_plan_heads(to->page.out, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < relief->limit_count; i++) {
        jh_plan_add(to, "<tr><th scope=\"row\">");
        jh_plan_say(to, jh_stage_say(relief->limits[i].stage));
        jh_plan_add(to, " · ");
        jh_page_indicator(&to->page, to->view->before->columns[relief->limits[i].column].def);
        jh_plan_add(to, "</th><td class=\"n\">");
        jh_html_decimal(to->page.out, relief->limits[i].now, 2);
        jh_plan_add(to, "</td><td class=\"n strong\">");
        jh_html_decimal(to->page.out, relief->limits[i].raised, 2);
        jh_plan_add(to, "</td></tr>");
    }
    jh_plan_add(to, "</tbody></table></section>");
}

static void put_mergers(const jh_plan_page *to)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_MERGER, SAY_REPORT_COLUMN_PUPILS,
                                       SAY_PLAN_COLUMN_DISTANCE, SAY_PLAN_COLUMN_COST };
    const jh_plan_relief *relief = &to->view->relief;
    size_t i;

    if (!relief->mergers_tried) return;
    jh_page_section(&to->page, "mergers", SAY_PLAN_PAGE_MERGERS,
                    relief->merger_count ? SAY_PLAN_RELAX_MERGERS : SAY_PLAN_NO_MERGER);
    jh_plan_add(to, "<table class=\"beside\">");
    if (relief->merger_count) jh_plan_heads(to->page.out, heads, sizeof heads / sizeof *heads);
    for (i = 0; i < relief->merger_count; i++) {
        const jh_plan_merger *m = &relief->mergers[i];
        jh_plan_add(to, "<tr><th scope=\"row\">");
        jh_html_name(to->page.out, m->part_name);
        jh_plan_add(to, " → ");
        jh_html_name(to->page.out, m->into_name);
        jh_buffer_add_format(to->page.out, "</th><td class=\"n\">%lld</td>", (long long)m->pupils);
        jh_buffer_add_format(to->page.out, "<td class=\"n\">%.1f</td><td class=\"n strong\">",
                             (double)m->metres / 1000);
        jh_plan_yuan(to, m->cost);
        jh_plan_add(to, "</td></tr>");
    }
    jh_plan_add(to, relief->merger_count ? "</tbody></table></section>" : "</table></section>");
}

static void put_contrast(const jh_plan_page *to)
{
    if (to->view->contrast) jh_plan_contrast_sections(to->page.out, to->view->contrast);
}

static void put_relief(const jh_plan_page *to)
{
    jh_plan_add(to, "<p class=\"plain\">");
    jh_plan_say(to, to->view->stopped ? SAY_PLAN_NONE_IN_TIME : SAY_PLAN_PAGE_NONE_MEANS);
    jh_plan_add(to, "</p></header>");
    put_contrast(to);
    put_budget(to);
    put_wider_sites(to);
    put_raised_limits(to);
    put_mergers(to);
    if (!to->view->stopped) jh_plan_page_costs(to);
}

/* ---- all of it ---- */

static void put_navigation(const jh_plan_page *to)
{
    static const struct {
        const char *id;
        jh_say_id say;
    } links[] = { { "compared", SAY_PLAN_PAGE_COMPARED }, { "budget", SAY_PLAN_BUDGET },
                  { "money", SAY_PLAN_PAGE_MONEY },       { "who", SAY_PLAN_PAGE_WHO },
                  { "matrix", SAY_PLAN_PAGE_MATRIX },     { "limits", SAY_PLAN_LIMITS },
                  { "prices", SAY_PLAN_PAGE_PRICES },     { "costs", SAY_PLAN_PAGE_COSTS },
                  { "proof", SAY_PLAN_PAGE_PROOF } };
    size_t i;

    jh_plan_add(to, "<nav>");
    for (i = 0; to->view->found && i < sizeof links / sizeof *links; i++) {
        if (strcmp(links[i].id, "prices") == 0 && !to->view->price_count) continue;
        if (strcmp(links[i].id, "compared") == 0 && !to->view->contrast) continue;
        if (strcmp(links[i].id, "budget") == 0 && !to->view->budget.asked) continue;
        jh_buffer_add_format(to->page.out, "<a href=\"#%s\">", links[i].id);
        jh_plan_say(to, links[i].say);
        jh_plan_add(to, "</a>");
    }
    jh_plan_add(to, "<button type=\"button\" id=\"language\">");
    jh_plan_say(to, SAY_REPORT_SWITCH);
    jh_plan_add(to, "</button></nav><main>\n");
}

static void put_plan(const jh_plan_page *to)
{
    put_total(to);
    jh_plan_add(to, "</header>");
    put_contrast(to);
    put_budget(to);
    put_sums(to);
    jh_plan_page_schools(to);
    jh_plan_page_matrix(to);
    jh_plan_page_limits(to);
    put_prices(to);
    jh_plan_page_costs(to);
    put_proof(to);
}

jh_code jh_report_plan_page(jh_text *out, jh_arena *keep, jh_arena scratch,
                            const jh_plan_view *view, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(keep), style = jh_buffer_in(&scratch);
    jh_text script = jh_page_asset("assets/report/language.js"), look;
    jh_plan_page to = { { .out = &buffer, .view = view->before, .scratch = &scratch }, view };
    jh_code rc;

    jh_buffer_add(&style, jh_page_asset("assets/report/page.css"));
    jh_buffer_add(&style, jh_page_asset("assets/report/plan.css"));
    rc = jh_buffer_finish(&look, &style, err);
    if (rc) return rc;
    jh_page_open(&to.page, look, script);
    put_navigation(&to);
    put_title(&to);
    if (view->found)
        put_plan(&to);
    else
        put_relief(&to);
    jh_plan_add(&to, "</main>\n<script>");
    jh_buffer_add(&buffer, script);
    jh_plan_add(&to, "</script>\n</body>\n</html>\n");
    return jh_buffer_finish(out, &buffer, err);
}
