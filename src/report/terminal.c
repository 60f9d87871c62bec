/* An assessment on a terminal.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/terminal.h"

#include "report/scores.h"
#include "report/terminal_text.h"
#include "report/words.h"

enum { TITLE_COLUMNS = 24, BAR_CELLS = 24 };

static void put(const jh_terminal *t, const char *text)
{
    jh_buffer_add_zero(t->out, text);
}

/* ---- head ------------------------------------------------------------------------------------ */

static void put_grade(const jh_terminal *t, const jh_grade *grade)
{
    jh_text english = jh_standard_in(t->view->standard, JH_EN, grade->title);

    if (t->options->lang == JH_ZH || !jh_text_equal(english, grade->title))
        jh_terminal_title(t, grade->title);
    else
        jh_terminal_say(t, grade->is_pass ? SAY_REPORT_VERDICT_PASSES : SAY_REPORT_VERDICT_FAILS,
                        NULL);
}

static void put_part(const jh_terminal *t, size_t count, jh_say_id say)
{
    char digits[24];

    if (count == 0) return;
    put(t, " · ");
    jh_terminal_say(t, say, jh_digits(digits, (long long)count), NULL);
}

static void put_verdict(const jh_terminal *t)
{
    const jh_view *view = t->view;
    const jh_grade *grade = &view->standard->grades[view->assessment->grade];
    jh_claim verdict = jh_view_verdict(view);
    jh_tally tally = jh_view_tally(view);

    put(t, "\n");
    jh_terminal_sign(t, verdict);
    put(t, " ");
    jh_terminal_colour(t, JH_BOLD);
    if (verdict.truth == JH_UNKNOWN)
        jh_terminal_say(t, SAY_REPORT_VERDICT_UNKNOWN, NULL);
    else
        put_grade(t, grade);
    jh_terminal_colour(t, JH_PLAIN);
    if (verdict.truth == JH_UNKNOWN) {
        put(t, " · ");
        jh_terminal_say(t, SAY_REPORT_VERDICT_BEST, NULL);
        put_grade(t, grade);
    }
    put_part(t, tally.schools, SAY_REPORT_TALLY_SCHOOLS);
    put_part(t, tally.limits, SAY_REPORT_TALLY_LIMITS);
    put_part(t, tally.items, SAY_REPORT_TALLY_ITEMS);
    put_part(t, tally.vetoes, SAY_REPORT_TALLY_VETOES);
    put_part(t, tally.unknown, SAY_REPORT_TALLY_UNKNOWN);
    put(t, "\n");
}

static void put_standing(const jh_terminal *t)
{
    jh_message standing = jh_view_standing(t->view);
    char line[512];

    jh_message_write(line, sizeof line, t->options->lang, &standing, 0);
    put(t, line);
    put(t, "\n");
}

static void put_head(const jh_terminal *t)
{
    const jh_view *view = t->view;
    char period[JH_MESSAGE_ARG_SIZE], as_of[16];
    size_t size = view->snapshot->period.size;

    jh_terminal_colour(t, JH_BOLD);
    jh_terminal_text(t, view->snapshot->county_name.size ? view->snapshot->county_name
                                                         : view->snapshot->county);
    jh_terminal_colour(t, JH_PLAIN);
    put(t, "  ");
    size = size < sizeof period - 1 ? size : sizeof period - 1;
    for (size_t i = 0; i < size; i++) period[i] = view->snapshot->period.at[i];
    period[size] = '\0';
    jh_terminal_say(t, SAY_REPORT_PERIOD, period, NULL);
    if (view->is_made_up) {
        put(t, "  ");
        jh_terminal_colour(t, JH_VERMILION);
        jh_terminal_say(t, SAY_REPORT_MADE_UP, NULL);
        jh_terminal_colour(t, JH_PLAIN);
    }
    put(t, "\n");
    jh_terminal_title(t, view->standard->title);
    put(t, " ");
    jh_terminal_text(t, view->standard->source);
    put(t, "\n");
    jh_terminal_say(t, SAY_REPORT_AS_OF, jh_date_write(as_of, view->settings->as_of), NULL);
    jh_buffer_add_format(t->out, " · %.12s\n", view->assessment_hash);
    put_standing(t);
}

static void put_groups(const jh_terminal *t)
{
    const jh_standard *standard = t->view->standard;

    for (size_t g = 0; g < standard->group_count; g++) {
        const jh_group *def = &standard->groups[g];
        put(t, g ? "   " : "");
        jh_terminal_sign(t, t->view->assessment->groups[g]);
        put(t, " ");
        jh_terminal_title(t, def->title);
    }
    if (standard->group_count) put(t, "\n");
}

/* ---- limits ---------------------------------------------------------------------------------- */

static double most_of(const jh_view *view)
{
    double most = 0.0;

    for (size_t l = 0; l < view->limit_count; l++) {
        const jh_limit_result *result = view->limits[l].result;
        double bound = jh_decimal_to_double(result->bound);
        double value =
            result->value.why == JH_PRESENT ? jh_interval_middle(result->value.range) : 0.0;
        most = bound > most ? bound : most;
        most = value > most ? value : most;
    }
    return most > 0.0 ? most : 1.0;
}

static void put_bar(const jh_terminal *t, const jh_limit_result *result, double most)
{
    double value = result->value.why == JH_PRESENT ? jh_interval_middle(result->value.range) : 0.0;
    int filled = (int)(value / most * BAR_CELLS + 0.5);
    int bound = (int)(jh_decimal_to_double(result->bound) / most * BAR_CELLS + 0.5);

    jh_terminal_colour(t, result->holds.truth == JH_NO ? JH_VERMILION : JH_TEAL);
    for (int i = 0; i <= BAR_CELLS; i++)
        put(t, i == bound ? "|" : i < filled ? "█" : i < bound ? "·" : " ");
    jh_terminal_colour(t, JH_PLAIN);
}

static void put_limit(const jh_terminal *t, const jh_view_limit *limit, double most)
{
    jh_buffer title = jh_buffer_in(t->out->arena);
    jh_terminal inner = { .out = &title, .view = t->view, .options = t->options };
    char number[JH_DECIMAL_SIZE];
    jh_text text;

    jh_terminal_limit_title(&inner, limit);
    if (jh_buffer_finish(&text, &title, NULL) != JH_OK) {
        t->out->failed = true;
        return;
    }
    put(t, " ");
    jh_terminal_sign(t, limit->result->holds);
    put(t, " ");
    jh_terminal_padded(t, text, TITLE_COLUMNS);
    put(t, " ");
    if (limit->result->value.why == JH_PRESENT)
        jh_buffer_add_format(
            t->out, "%7s",
            jh_decimal_write(number, limit->result->value_printed, limit->def->decimals));
    else
        put(t, "      ?");
    put(t, " / ");
    put(t, jh_decimal_write(number, limit->result->bound, limit->def->decimals));
    put(t, "  ");
    put_bar(t, limit->result, most);
    if (limit->result->value.why != JH_PRESENT)
        jh_terminal_say(t, jh_say_of_why(limit->result->value.why), NULL);
    put(t, "\n");
}

static void put_limits(const jh_terminal *t)
{
    double most = most_of(t->view);

    if (t->view->limit_count == 0) return;
    jh_terminal_heading(t, SAY_REPORT_LIMITS);
    for (size_t l = 0; l < t->view->limit_count; l++) put_limit(t, &t->view->limits[l], most);
}

/* ---- schools --------------------------------------------------------------------------------- */

/* As printed; with more places where rounding would make it look as if it reached the line. */
static const char *below_the_line(char out[JH_DECIMAL_SIZE], const jh_view *view, size_t column,
                                  const jh_view_cell *cell, jh_decimal line)
{
    const jh_indicator *def = view->columns[column].def;
    int64_t printed = cell->result->printed.millionths;
    bool looks_met =
        def->higher_is_better ? printed >= line.millionths : printed <= line.millionths;
    jh_decimal finer;

    if (looks_met
        && jh_decimal_from_double(&finer, jh_interval_middle(cell->result->value.range))
               <= JH_READ_ROUNDED)
        return jh_decimal_write_short(out, finer);
    return jh_view_printed(out, view, column, cell);
}

static void put_mark(const jh_terminal *t, const jh_view_row *row, size_t c)
{
    static const jh_colour colours[JH_MARK_COUNT] = { JH_VERMILION, JH_AMBER, JH_TEAL, JH_GREY,
                                                      JH_GREY };
    const jh_view_cell *cell = &row->cells[c];
    const jh_view_column *column = &t->view->columns[c];
    char number[JH_DECIMAL_SIZE];

    put(t, "  ");
    jh_terminal_colour(t, colours[cell->result->mark]);
    put(t, jh_mark_sign(cell->result->mark));
    jh_terminal_colour(t, JH_PLAIN);
    put(t, " ");
    jh_terminal_indicator(t, column->def);
    put(t, " ");
    if (cell->result->value.why != JH_PRESENT) {
        jh_terminal_say(t, jh_say_of_why(cell->result->value.why), NULL);
        return;
    }
    if (cell->result->mark == JH_MARK_MET || !column->at[row->stage].has_line) {
        put(t, jh_view_printed(number, t->view, c, cell));
        return;
    }
    put(t, below_the_line(number, t->view, c, cell, column->at[row->stage].line));
    put(t, column->def->higher_is_better ? " < " : " > ");
    put(t, jh_decimal_write_short(number, column->at[row->stage].line));
}

static void put_school(const jh_terminal *t, const jh_view_row *row)
{
    put(t, " ");
    jh_terminal_sign(t, row->holds);
    put(t, " ");
    jh_terminal_say(t, jh_stage_say(row->stage), NULL);
    put(t, " ");
    jh_terminal_text(t, row->unit->name);
    put(t, "\n   ");
    for (size_t c = 0; c < t->view->column_count; c++) {
        const jh_view_cell *cell = &row->cells[c];
        if (cell->result && (cell->result->mark != JH_MARK_MET || t->options->all_schools))
            put_mark(t, row, c);
    }
    put(t, "\n");
}

static void put_schools(const jh_terminal *t)
{
    const jh_view *view = t->view;
    bool is_open = false;

    for (size_t r = 0; r < view->row_count; r++) {
        jh_truth holds = view->rows[r].holds.truth;
        /* Nothing asked of it: the standard has no rule about single schools. */
        if ((holds == JH_YES || holds == JH_DOES_NOT_APPLY) && !t->options->all_schools) continue;
        if (!is_open)
            jh_terminal_heading(t, t->options->all_schools ? SAY_REPORT_MATRIX
                                                           : SAY_REPORT_TERMINAL_SCHOOLS);
        is_open = true;
        put_school(t, &view->rows[r]);
    }
    if (view->left_out_count == 0) return;
    jh_terminal_heading(t, SAY_REPORT_LEFT_OUT);
    for (size_t i = 0; i < view->left_out_count; i++) {
        put(t, " – ");
        jh_terminal_text(t, view->left_out[i].unit->name);
        put(t, ": ");
        jh_terminal_title(t, view->left_out[i].because->because);
        put(t, "\n");
    }
}

/* ---- items ----------------------------------------------------------------------------------- */

static void put_item(const jh_terminal *t, size_t index)
{
    const jh_item *def = &t->view->standard->items[index];
    const jh_item_result *result = &t->view->assessment->items[index];
    jh_claim good = jh_view_item(t->view, index);
    char yes[24], no[24], unknown[24];

    put(t, " ");
    jh_terminal_sign(t, good);
    put(t, " ");
    jh_terminal_padded(t, def->key, 4);
    jh_terminal_padded(t, jh_standard_in(t->view->standard, t->options->lang, def->title),
                       t->columns > 48 ? t->columns - 34 : 14);
    put(t, " ");
    if (result->rows)
        jh_terminal_say(t, SAY_REPORT_ITEM_ROWS, jh_digits(yes, (long long)result->yes),
                        jh_digits(no, (long long)result->no),
                        jh_digits(unknown, (long long)result->unknown), NULL);
    else if (good.truth == JH_UNKNOWN || good.truth == JH_DOES_NOT_APPLY)
        jh_terminal_say(t, jh_say_of_why(good.why), NULL);
    put(t, "\n");
}

static void put_items(const jh_terminal *t)
{
    const jh_standard *standard = t->view->standard;
    size_t group = SIZE_MAX;

    for (size_t i = 0; i < standard->item_count; i++) {
        if (standard->items[i].group != group) {
            group = standard->items[i].group;
            put(t, "\n");
            jh_terminal_colour(t, JH_BOLD);
            if (group < standard->group_count)
                jh_terminal_title(t, standard->groups[group].title);
            else
                jh_terminal_say(t, SAY_REPORT_VETOES, NULL);
            jh_terminal_colour(t, JH_PLAIN);
            put(t, "\n");
        }
        put_item(t, i);
    }
}

jh_code jh_report_terminal(jh_buffer *out, const jh_view *view, const jh_terminal_options *options,
                           jh_error *err)
{
    jh_terminal t = jh_terminal_on(out, view, options);

    put_head(&t);
    put_verdict(&t);
    put_groups(&t);
    jh_terminal_scores(&t);
    put_limits(&t);
    put_schools(&t);
    put_items(&t);
    return out->failed ? jh_no_memory(err) : JH_OK;
}
