/* The county's figures beside those of the statistics, on a terminal.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/reconciliation_words.h"
#include "report/terminal_text.h"
#include "report/words.h"

enum {
    STAGE_COLUMNS = 10,
    TITLE_COLUMNS = 30,
    NUMBER_COLUMNS = 13,
    COUNT_COLUMNS = 9,
    ALONE_SHOWN = 10
};

typedef struct telling {
    jh_terminal t;
    const jh_reconciliation_view *view;
} telling;

static void put(const telling *to, const char *text)
{
    jh_buffer_add_zero(to->t.out, text);
}

static void put_made(const telling *to, jh_text made)
{
    if (!made.at) to->t.out->failed = true;
    jh_terminal_text(&to->t, made);
}

/* To the right of its column. */
static void put_right(const telling *to, jh_text text, size_t columns)
{
    for (size_t c = jh_text_columns(text); c < columns; c++) put(to, " ");
    jh_terminal_text(&to->t, text);
}

static void put_count(const telling *to, size_t count)
{
    char digits[24];

    put_right(to, jh_text_of(jh_digits(digits, (long long)count)), COUNT_COLUMNS);
}

static jh_text say(const telling *to, jh_say_id id)
{
    return jh_text_of(jh_say(to->t.options->lang, id));
}

static jh_text titled(const telling *to, jh_text title)
{
    return jh_standard_in(to->view->view->standard, to->t.options->lang, title);
}

static jh_text sum_name(const telling *to, const jh_reconciled_sum *sum)
{
    jh_text title = titled(to, jh_sum_title(to->view, sum));
    jh_text stage = say(to, jh_stage_say(sum->stage));

    if (sum->stage == JH_WHOLE) return title;
    return jh_text_format(to->t.out->arena, "%.*s %.*s", JH_TEXT_ARGS(title), JH_TEXT_ARGS(stage));
}

/* ---- sums ---- */

static void put_head(const telling *to)
{
    const jh_snapshot *in = to->view->view->snapshot;
    const size_t *counts = to->view->reconciliation->counts;
    char words[JH_ACCORD_COUNT][24];

    jh_terminal_colour(&to->t, JH_BOLD);
    jh_terminal_text(&to->t, in->county_name.size ? in->county_name : in->county);
    jh_terminal_colour(&to->t, JH_PLAIN);
    put(to, "  ");
    jh_terminal_text(&to->t, in->period);
    put(to, "  ");
    jh_terminal_say(&to->t, SAY_RECONCILE_TITLE, NULL);
    put(to, "\n");
    for (int i = 0; i < JH_ACCORD_COUNT; i++) jh_digits(words[i], (long long)counts[i]);
    jh_terminal_say(&to->t, SAY_RECONCILE_COUNTS, words[0], words[1], words[2], words[3], NULL);
    put(to, "\n");
}

static void put_sum(const telling *to, const jh_reconciled_sum *sum)
{
    char digits[JH_DECIMAL_SIZE];

    put(to, "  ");
    jh_terminal_padded(&to->t, say(to, jh_stage_say(sum->stage)), STAGE_COLUMNS);
    jh_terminal_padded(&to->t, titled(to, jh_sum_title(to->view, sum)), TITLE_COLUMNS);
    if (sum->is_too_large) {
        put_right(to, say(to, SAY_RECONCILE_TOO_LARGE), 3 * NUMBER_COLUMNS);
    } else {
        put_right(to, jh_text_of(jh_decimal_write_short(digits, sum->county)), NUMBER_COLUMNS);
        put_right(to, jh_text_of(jh_decimal_write_short(digits, sum->statistics)), NUMBER_COLUMNS);
        put_right(to, jh_text_of(jh_difference_write(digits, sum->difference)), NUMBER_COLUMNS);
    }
    for (int i = 0; i < JH_ACCORD_COUNT; i++) put_count(to, sum->counts[i]);
    put(to, "\n");
}

static void put_sums(const telling *to)
{
    const jh_reconciliation *r = to->view->reconciliation;

    jh_terminal_heading(&to->t, SAY_RECONCILE_SUMS);
    put(to, "  ");
    jh_terminal_padded(&to->t, say(to, SAY_RECONCILE_STAGE), STAGE_COLUMNS);
    jh_terminal_padded(&to->t, say(to, SAY_RECONCILE_ELEMENT), TITLE_COLUMNS);
    put_right(to, say(to, SAY_RECONCILE_COUNTY), NUMBER_COLUMNS);
    put_right(to, say(to, SAY_RECONCILE_STATISTICS), NUMBER_COLUMNS);
    put_right(to, say(to, SAY_RECONCILE_DIFFERENCE), NUMBER_COLUMNS);
    for (int i = 0; i < JH_ACCORD_COUNT; i++)
        put_right(to, jh_text_of(jh_accord_sign((jh_accord)i)), COUNT_COLUMNS);
    put(to, "\n");
    for (size_t i = 0; i < r->sum_count; i++) put_sum(to, &r->sums[i]);
}

/* ---- cells ---- */

static void put_statement(const telling *to, jh_say_id who, const jh_statement *said)
{
    char digits[JH_DECIMAL_SIZE];
    jh_text cell;

    if (!said) return;
    cell = jh_statement_cell(to->t.out->arena, to->view->view->snapshot, said);
    put(to, "      ");
    jh_terminal_padded(&to->t, say(to, who), 12);
    if (said->why)
        put_right(to, say(to, jh_say_of_why(said->why)), NUMBER_COLUMNS);
    else
        put_right(to, jh_text_of(jh_decimal_write_short(digits, said->value)), NUMBER_COLUMNS);
    jh_terminal_colour(&to->t, JH_GREY);
    put(to, "  ← ");
    jh_terminal_say(&to->t, jh_provenance_say(said->provenance), NULL);
    put(to, " ");
    put_made(to, cell.at && !cell.size ? say(to, SAY_RECONCILE_BY_HAND) : cell);
    jh_terminal_colour(&to->t, JH_PLAIN);
    put(to, "\n");
}

static void put_cell(const telling *to, const jh_reconciled_sum *sum, const jh_reconciled *cell)
{
    const jh_unit *unit = &to->view->view->snapshot->units[cell->unit];
    char digits[JH_DECIMAL_SIZE];

    put(to, "  ");
    jh_terminal_colour(&to->t, cell->accord == JH_AGREED      ? JH_TEAL
                               : cell->accord == JH_DISAGREED ? JH_VERMILION
                                                              : JH_AMBER);
    put(to, jh_accord_sign(cell->accord));
    jh_terminal_colour(&to->t, JH_PLAIN);
    put(to, " ");
    jh_terminal_text(&to->t, unit->name.size ? unit->name : unit->code);
    put(to, " ");
    jh_terminal_text(&to->t, unit->code);
    put(to, "  ");
    put_made(to, sum_name(to, sum));
    if (cell->has_difference && cell->accord == JH_DISAGREED) {
        put(to, "  ");
        put(to, jh_difference_write(digits, cell->difference));
    }
    put(to, "\n");
    put_statement(to, SAY_RECONCILE_COUNTY, cell->county);
    put_statement(to, SAY_RECONCILE_STATISTICS, cell->statistics);
}

/* What disagrees is shown to the last; who speaks alone, and what agrees, in its beginnings. */
static void put_cells(const telling *to, jh_accord accord)
{
    const jh_reconciliation *r = to->view->reconciliation;
    size_t most = accord == JH_DISAGREED || to->view->all ? SIZE_MAX : ALONE_SHOWN, shown = 0;
    char digits[24];

    if (!r->counts[accord]) return;
    jh_terminal_heading(&to->t, jh_accord_say(accord));
    for (size_t i = 0; i < r->sum_count; i++)
        for (size_t c = 0; c < r->sums[i].cell_count; c++)
            if (r->sums[i].cells[c].accord == accord && shown++ < most)
                put_cell(to, &r->sums[i], &r->sums[i].cells[c]);
    if (shown <= most) return;
    put(to, "  ");
    jh_terminal_say(&to->t, SAY_RECONCILE_MORE, jh_digits(digits, (long long)(shown - most)), NULL);
    put(to, "\n");
}

jh_code jh_report_reconciliation(jh_buffer *out, const jh_reconciliation_view *view,
                                 const jh_terminal_options *options, jh_error *err)
{
    telling to = { jh_terminal_on(out, view->view, options), view };

    put_head(&to);
    put_sums(&to);
    put_cells(&to, JH_DISAGREED);
    put_cells(&to, JH_ONLY_COUNTY);
    put_cells(&to, JH_ONLY_STATISTICS);
    if (view->all) put_cells(&to, JH_AGREED);
    return out->failed ? jh_no_memory(err) : JH_OK;
}
