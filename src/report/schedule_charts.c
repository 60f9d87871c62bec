/* Year by year: schools, pupils and money as three charts, and the table that they draw.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/schedule_page.h"

#include <inttypes.h>
#include <ctype.h>

/* The drawing; its text is drawn as large as the page's. */
enum { WIDTH = 360, HEIGHT = 176, TOP = 20, BASE = 152, YEAR_ROOM = 36 };

/* Of the room of a year: bars, and the bar of what is spent inside that of the money. */
static const double wide = 0.64, narrow = 0.3;

typedef struct chart {
    const jh_schedule_page *to;
    double slot, most; /* of a year; the height of the drawing */
    double part;       /* of the slot: how wide bars are */
} chart;

static jh_buffer *out_of(const chart *c)
{
    return c->to->plan.page.out;
}

static double height_of(const chart *c, double value)
{
    return c->most > 0 ? value / c->most * (BASE - TOP) : 0;
}

static void begin(chart *c, jh_say_id title)
{
    const jh_plan_page *to = &c->to->plan;

    c->part = wide;
    c->slot = (double)WIDTH / (double)c->to->view->year_count;
    jh_plan_add(to, "<figure><h3>");
    jh_plan_say(to, title);
    jh_buffer_add_format(out_of(c), "</h3><svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\">", WIDTH,
                         HEIGHT);
}

static void end(const chart *c)
{
    jh_html_add(out_of(c), "<line class=\"axis\" x1=\"0\"");
    jh_buffer_add_format(out_of(c), " x2=\"%d\" y1=\"%d\" y2=\"%d\"/></svg></figure>", WIDTH, BASE,
                         BASE);
}

/* From `low` upwards by `by`. */
static void bar(const chart *c, const char *look, size_t y, double low, double by)
{
    double tall = height_of(c, by);

    if (by <= 0) return;
    jh_buffer_add_format(out_of(c), "<rect class=\"%s\"", look);
    jh_html_coordinate(out_of(c), "x", c->slot * ((double)y + (1 - c->part) / 2));
    jh_html_coordinate(out_of(c), "width", c->slot * c->part);
    jh_html_coordinate(out_of(c), "y", BASE - height_of(c, low) - tall);
    jh_html_coordinate(out_of(c), "height", tall);
    jh_html_add(out_of(c), "/>");
}

static double width_of(const char *words)
{
    double width = 0;

    for (; *words; words++) width += isdigit((unsigned char)*words) ? 6.4 : 3.2;
    return width;
}

/* In the middle of the year's room, but within the drawing. */
static void write_at(const chart *c, size_t y, double height, const char *words)
{
    double half = width_of(words) / 2, middle = c->slot * ((double)y + 0.5);

    if (middle > WIDTH - half) middle = WIDTH - half;
    if (middle < half) middle = half;
    jh_html_add(out_of(c), "<text text-anchor=\"middle\"");
    jh_html_coordinate(out_of(c), "x", middle);
    jh_html_coordinate(out_of(c), "y", height);
    jh_html_add(out_of(c), ">");
    jh_html_zero(out_of(c), words);
    jh_html_add(out_of(c), "</text>");
}

/* Where years are narrow, not every one is named; what does not fit stands in the table alone. */
static void name_year(const chart *c, size_t y)
{
    size_t every = 1 + (size_t)(YEAR_ROOM / c->slot);
    char digits[24];

    if (c->slot < YEAR_ROOM && y % every) return;
    write_at(c, y, HEIGHT - 6, jh_digits(digits, c->to->view->years[y].year));
}

static void name_value(const chart *c, size_t y, double value, const char *words)
{
    if (value > 0 && width_of(words) <= c->slot)
        write_at(c, y, BASE - height_of(c, value) - 5, words);
}

/* ---- the three ---- */

/* So many of all: those of the years before, and those that are new. */
typedef struct part_of_all {
    int64_t before, now, all, wanted; /* wanted: −1 = nothing */
} part_of_all;

static void put_part(const chart *c, size_t y, const part_of_all *of)
{
    char digits[24];
    double at = c->slot * (double)y, level = BASE - height_of(c, (double)of->wanted);

    bar(c, "room", y, 0, (double)of->all);
    bar(c, "earlier", y, 0, (double)of->before);
    bar(c, "new", y, (double)of->before, (double)(of->now - of->before));
    name_year(c, y);
    name_value(c, y, (double)of->now, jh_digits(digits, of->now));
    if (of->wanted < 0) return;
    jh_html_add(out_of(c), "<line class=\"limit\"");
    jh_html_coordinate(out_of(c), "x1", at + 0.08 * c->slot);
    jh_html_coordinate(out_of(c), "x2", at + 0.92 * c->slot);
    jh_html_coordinate(out_of(c), "y1", level);
    jh_html_coordinate(out_of(c), "y2", level);
    jh_html_add(out_of(c), "/>");
}

/* Those that pass today; nobody where there are none, or nobody knows. */
static jh_schedule_group today(const jh_schedule_view *view)
{
    return view->group_count && view->groups[0].is_today ? view->groups[0]
                                                         : (jh_schedule_group){ .count = 0 };
}

static void put_passing(const jh_schedule_page *to)
{
    const jh_schedule_view *view = to->view;
    chart c = { .to = to, .most = (double)view->passer_count };
    int64_t before = (int64_t)today(view).count;
    size_t y;

    begin(&c, view->end ? SAY_YEARS_SCHOOLS : SAY_YEARS_COUNTIES);
    for (y = 0; y < view->year_count; before = view->years[y++].passing)
        put_part(&c, y,
                 &(part_of_all){ before, view->years[y].passing, (int64_t)view->passer_count,
                                 view->years[y].wanted });
    end(&c);
}

static jh_say_id pupils_say(const jh_schedule_view *view)
{
    return view->end ? SAY_YEARS_PAGE_PUPILS : SAY_YEARS_PAGE_PUPILS_COUNTIES;
}

static void put_pupils(const jh_schedule_page *to)
{
    const jh_schedule_view *view = to->view;
    chart c = { .to = to, .most = (double)view->pupils };
    int64_t before = today(view).pupils;
    size_t y;

    begin(&c, pupils_say(view));
    for (y = 0; y < view->year_count; before = view->years[y++].pupils)
        put_part(&c, y, &(part_of_all){ before, view->years[y].pupils, view->pupils, -1 });
    end(&c);
}

static double yuan(jh_decimal money)
{
    return jh_decimal_to_double(money);
}

static void put_money(const jh_schedule_page *to)
{
    const jh_schedule_view *view = to->view;
    chart c = { .to = to };
    char digits[JH_MONEY_SIZE];
    size_t y;

    for (y = 0; y < view->year_count; y++) {
        double there = yuan(view->years[y].available) + yuan(view->years[y].lacking);
        c.most = there > c.most ? there : c.most;
    }
    begin(&c, SAY_YEARS_PAGE_MONEY);
    for (y = 0; y < view->year_count; y++) {
        const jh_schedule_year *of = &view->years[y];
        double left = yuan(of->available) - yuan(of->money);
        c.part = wide;
        bar(&c, "left", y, 0, left);
        bar(&c, "brought", y, left, yuan(of->money));
        bar(&c, "lack", y, yuan(of->available), yuan(of->lacking));
        c.part = narrow;
        bar(&c, "spent", y, 0, yuan(of->spent));
        name_year(&c, y);
        name_value(&c, y, yuan(of->spent), jh_money_write(digits, of->spent));
    }
    end(&c);
}

/* ---- words to the signs, and the table ---- */

static bool lacks(const jh_schedule_view *view)
{
    return view->lacking.millionths > 0;
}

static void key(const jh_schedule_page *to, const char *look, jh_say_id say)
{
    jh_buffer_add_format(to->plan.page.out,
                         "<span><svg class=\"key\" viewBox=\"0 0 14 12\" aria-hidden=\"true\">"
                         "<%s/></svg>",
                         look);
    jh_plan_say(&to->plan, say);
    jh_plan_add(&to->plan, "</span>");
}

static void put_keys(const jh_schedule_page *to)
{
    jh_plan_add(&to->plan, "<p class=\"legend\">");
    key(to, "line class=\"limit\" x1=\"0\" x2=\"14\" y1=\"6\" y2=\"6\"", SAY_YEARS_WANTED);
    key(to, "rect class=\"earlier\" width=\"14\" height=\"12\"", SAY_YEARS_PAGE_EARLIER);
    key(to, "rect class=\"new\" width=\"14\" height=\"12\"", SAY_YEARS_PAGE_NEW);
    key(to, "rect class=\"left\" width=\"14\" height=\"12\"", SAY_YEARS_PAGE_MONEY_LEFT);
    key(to, "rect class=\"brought\" width=\"14\" height=\"12\"", SAY_YEARS_PAGE_MONEY_YEAR);
    key(to, "rect class=\"spent\" width=\"14\" height=\"12\"", SAY_YEARS_SPENT);
    if (lacks(to->view))
        key(to, "rect class=\"lack\" x=\"1\" y=\"1\" width=\"12\" height=\"10\"", SAY_YEARS_SHORT);
    jh_plan_add(&to->plan, "</p>");
}

static void money_cell(const jh_schedule_page *to, jh_decimal amount)
{
    jh_plan_add(&to->plan, "<td class=\"n\">");
    jh_schedule_money(to, amount);
    jh_plan_add(&to->plan, "</td>");
}

static void put_year(const jh_schedule_page *to, const jh_schedule_year *of)
{
    const jh_plan_page *page = &to->plan;

    jh_buffer_add_format(
        page->page.out,
        "<tr><th scope=\"row\">%ld</th><td class=\"n strong\">%" PRId64
        " / %zu</td><td class=\"n\">%" PRId64 "</td><td class=\"n\">%" PRId64 " / %" PRId64 "</td>",
        of->year, of->passing, to->view->passer_count, of->wanted, of->pupils, to->view->pupils);
    money_cell(to, of->money);
    money_cell(to, of->available);
    money_cell(to, of->spent);
    if (lacks(to->view)) {
        bool is_short = of->lacking.millionths > 0;
        jh_plan_add(page, is_short ? "<td class=\"n strong no\">" : "<td class=\"n\">–");
        if (is_short) jh_schedule_money(to, of->lacking);
        jh_plan_add(page, "</td>");
    }
    jh_plan_add(page, "</tr>");
}

void jh_schedule_page_years(const jh_schedule_page *to)
{
    const jh_schedule_view *view = to->view;
    const jh_say_id heads[] = {
        SAY_YEARS_COLUMN_YEAR,  view->end ? SAY_YEARS_SCHOOLS : SAY_YEARS_COUNTIES,
        SAY_YEARS_WANTED,       pupils_say(view),
        SAY_YEARS_COLUMN_MONEY, SAY_YEARS_COLUMN_AVAILABLE,
        SAY_YEARS_COLUMN_SPENT, SAY_YEARS_COLUMN_LACKING
    };
    size_t y, columns = sizeof heads / sizeof *heads - !lacks(view);

    jh_page_section(&to->plan.page, "years", SAY_YEARS_PAGE_YEARS, SAY_YEARS_PAGE_YEARS_GUIDE);
    jh_plan_add(&to->plan, "<div class=\"charts\">");
    put_passing(to);
    put_pupils(to);
    put_money(to);
    jh_plan_add(&to->plan, "</div>");
    put_keys(to);
    jh_plan_add(&to->plan, "<div class=\"scroll wide\"><table class=\"beside\">");
    jh_plan_heads(to->plan.page.out, heads, columns);
    for (y = 0; y < view->year_count; y++) put_year(to, &view->years[y]);
    jh_plan_add(&to->plan, "</tbody></table></div></section>");
}
