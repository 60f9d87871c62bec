/* Distributions: every school a dot, its area by pupils, the line and the floor drawn.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/page.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTH = 520, SIDE = 36, TOP = 16, SWARM = 76, AXIS = TOP + SWARM, HEIGHT = AXIS + 18 };

typedef struct dot {
    double x, y, r;
    size_t row;
} dot;

typedef struct scale {
    double lo, hi;
} scale;

static double place(const scale *s, double value)
{
    double at = SIDE + (value - s->lo) / (s->hi - s->lo) * (WIDTH - 2 * SIDE);

    return at < SIDE ? SIDE : at > WIDTH - SIDE ? WIDTH - SIDE : at;
}

static void widen(scale *s, double value)
{
    if (value < s->lo) s->lo = value;
    if (value > s->hi) s->hi = value;
}

static bool is_drawn(const jh_view_cell *cell)
{
    return cell->result && cell->result->value.why == JH_PRESENT;
}

static scale scale_of(const jh_view *view, jh_rows rows, size_t column, jh_stage stage)
{
    const jh_view_line *line = &view->columns[column].at[stage];
    scale s = { INFINITY, -INFINITY };

    for (size_t r = rows.first; r < rows.first + rows.count; r++)
        if (is_drawn(&view->rows[r].cells[column]))
            widen(&s, jh_interval_middle(view->rows[r].cells[column].result->value.range));
    if (line->has_line) widen(&s, jh_decimal_to_double(line->line));
    if (line->has_floor) widen(&s, jh_decimal_to_double(line->floor));
    if (!(s.hi > s.lo)) s.hi = s.lo + 1.0;
    return s;
}

static int by_x(const void *left, const void *right)
{
    const dot *a = left, *b = right;

    if (a->x != b->x) return a->x < b->x ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static bool collides(const dot *dots, size_t count, const dot *one)
{
    for (size_t i = count; i-- > 0;) {
        double dx = one->x - dots[i].x, dy = one->y - dots[i].y, r = one->r + dots[i].r + 0.6;
        if (dx > 24.0) return false; /* sorted by x, and no dot is wider than 12 */
        if (dx * dx + dy * dy < r * r) return true;
    }
    return false;
}

/* Each dot takes the free place nearest to the middle; a full column overlaps at its edge. */
static void settle(dot *dots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double reach = SWARM / 2.0 - dots[i].r, step = 0.0;
        do {
            dots[i].y = step;
            if (!collides(dots, i, &dots[i])) break;
            dots[i].y = -step;
            if (!collides(dots, i, &dots[i])) break;
            step += 1.5;
        } while (step <= reach);
    }
}

static double most_pupils(const jh_view *view, jh_rows rows)
{
    double most = 1.0;

    for (size_t r = rows.first; r < rows.first + rows.count; r++) {
        double pupils = jh_decimal_to_double(view->rows[r].pupil_count);
        if (view->rows[r].pupils.why == JH_PRESENT && pupils > most) most = pupils;
    }
    return most;
}

static size_t make_dots(dot *dots, const jh_view *view, jh_rows rows, size_t column, const scale *s)
{
    double most = most_pupils(view, rows), largest = rows.count <= 60 ? 10.0 : 70.0;
    size_t count = 0;

    if (rows.count > 60) largest = largest / sqrt((double)rows.count) + 1.0;
    for (size_t r = rows.first; r < rows.first + rows.count; r++) {
        const jh_view_row *row = &view->rows[r];
        if (!is_drawn(&row->cells[column])) continue;
        double share = row->pupils.why == JH_PRESENT
                           ? sqrt(jh_decimal_to_double(row->pupil_count) / most)
                           : 0.0;
        double r_of = share * largest;
        dots[count++] =
            (dot){ .x = place(s, jh_interval_middle(row->cells[column].result->value.range)),
                   .r = r_of < 2.0 ? 2.0 : r_of,
                   .row = r };
    }
    qsort(dots, count, sizeof *dots, by_x);
    settle(dots, count);
    return count;
}

static void put_rule(const jh_page *page, const scale *s, jh_decimal at, const char *name,
                     const char *anchor)
{
    char text[JH_DECIMAL_SIZE];
    double x = place(s, jh_decimal_to_double(at));

    jh_buffer_add_format(page->out, "<line class=\"%s\" y1=\"%d\" y2=\"%d\"", name, TOP - 2, AXIS);
    jh_html_coordinate(page->out, "x1", x);
    jh_html_coordinate(page->out, "x2", x);
    jh_buffer_add_format(page->out, "/><text class=\"%s\" y=\"%d\" text-anchor=\"%s\"", name,
                         TOP - 5, anchor);
    jh_html_coordinate(page->out, "x", anchor[0] == 'e' ? x - 3.0 : x + 3.0);
    jh_buffer_add_format(page->out, ">%s</text>", jh_decimal_write_short(text, at));
}

static void put_dot(const jh_page *page, const dot *one, size_t column)
{
    const jh_view_row *row = &page->view->rows[one->row];
    const jh_view_cell *cell = &row->cells[column];
    char printed[JH_DECIMAL_SIZE];

    jh_buffer_add_format(page->out, "<circle class=\"%s\" data-r=\"%zu\"",
                         jh_mark_class(cell->result->mark), one->row);
    jh_html_coordinate(page->out, "cx", one->x);
    jh_html_coordinate(page->out, "cy", TOP + SWARM / 2.0 + one->y);
    jh_html_coordinate(page->out, "r", one->r);
    jh_html_add(page->out, "><title>");
    jh_html_text(page->out, row->unit->name);
    jh_buffer_add_format(page->out, " %s</title></circle>",
                         jh_view_printed(printed, page->view, column, cell));
}

static void put_axis(const jh_page *page, const scale *s, int decimals)
{
    jh_buffer *out = page->out;

    jh_buffer_add_format(out, "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
                         WIDTH, AXIS, AXIS);
    jh_buffer_add_format(out, "<text x=\"2\" y=\"%d\">%.*f</text>", AXIS + 14, decimals, s->lo);
    jh_buffer_add_format(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.*f</text>", WIDTH - 2,
                         AXIS + 14, decimals, s->hi);
}

static void put_swarm(const jh_page *page, size_t column, jh_stage stage)
{
    const jh_view *view = page->view;
    const jh_view_column *def = &view->columns[column];
    jh_rows rows = view->stage_rows[stage];
    scale s = scale_of(view, rows, column, stage);
    dot *dots = jh_alloc(page->scratch, rows.count, sizeof *dots);

    if (!dots) {
        page->out->failed = true;
        return;
    }
    size_t count = make_dots(dots, view, rows, column, &s);
    jh_buffer_add_format(page->out, "<figure data-c=\"%zu\"><figcaption>", column);
    jh_html_say(page->out, jh_stage_say(stage), NULL);
    jh_buffer_add_format(page->out, "</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\"", WIDTH,
                         HEIGHT);
    jh_html_attribute_say(page->out, "aria-label", jh_stage_say(stage), NULL);
    jh_html_add(page->out, ">");
    if (count) put_axis(page, &s, def->def->decimals);
    if (def->at[stage].has_floor && def->def->higher_is_better)
        put_rule(page, &s, def->at[stage].floor, "floor-line", "end");
    if (def->at[stage].has_line) put_rule(page, &s, def->at[stage].line, "line", "start");
    for (size_t i = 0; i < count; i++) put_dot(page, &dots[i], column);
    jh_html_add(page->out, "</svg></figure>");
}

static void put_indicator(const jh_page *page, size_t column)
{
    const jh_view *view = page->view;
    const jh_indicator *def = view->columns[column].def;

    jh_html_add(page->out, "<tr><th scope=\"row\">");
    jh_page_indicator(page, def);
    jh_html_add(page->out, "<small>");
    jh_page_measure(page, def);
    jh_html_add(page->out, "</small></th>");
    for (int stage = JH_WHOLE; stage < JH_STAGE_COUNT; stage++) {
        if (view->stage_rows[stage].count == 0) continue;
        jh_html_add(page->out, "<td>");
        put_swarm(page, column, (jh_stage)stage);
        jh_html_add(page->out, "</td>");
    }
    jh_html_add(page->out, "</tr>");
}

void jh_page_swarms(const jh_page *page)
{
    const jh_view *view = page->view;

    if (view->row_count == 0) return;
    jh_page_section(page, "spread", SAY_REPORT_SPREAD, SAY_REPORT_SPREAD_GUIDE);
    jh_html_add(page->out, "<table class=\"swarms\"><thead><tr><td></td>");
    for (int stage = JH_WHOLE; stage < JH_STAGE_COUNT; stage++) {
        if (view->stage_rows[stage].count == 0) continue;
        jh_html_add(page->out, "<th scope=\"col\">");
        jh_html_say(page->out, jh_stage_say((jh_stage)stage), NULL);
        jh_html_add(page->out, "</th>");
    }
    jh_html_add(page->out, "</tr></thead><tbody>");
    for (size_t c = 0; c < view->column_count; c++) put_indicator(page, c);
    jh_html_add(page->out, "</tbody></table></section>");
}
