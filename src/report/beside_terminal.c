/* Several assessments side by side, on a terminal.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/beside.h"
#include "report/comparison_words.h"
#include "report/terminal_text.h"
#include "report/words.h"

enum { TITLE_COLUMNS = 40, STATE_COLUMNS = 16 };

typedef struct telling {
    jh_terminal t;
    const jh_beside_view *view;
} telling;

static void put(const telling *to, const char *text)
{
    jh_buffer_add_zero(to->t.out, text);
}

static const jh_view *view_of(const telling *to, size_t column)
{
    return &to->view->views[column];
}

/* ---- head: what the columns are ---- */

static void put_column(const telling *to, size_t i)
{
    const jh_view *end = view_of(to, i);
    jh_lang lang = to->t.options->lang;
    jh_state state = { .is_there = true,
                       .claim = end->assessment->grade_known,
                       .grade = end->assessment->grade };
    char as_of[16];

    jh_buffer_add_format(to->t.out, "  %c  ", (char)('A' + i % 26));
    jh_terminal_text(&to->t, end->snapshot->period);
    put(to, "  ");
    jh_terminal_text(&to->t, jh_standard_in(end->standard, lang, end->standard->title));
    put(to, "  ");
    jh_terminal_say(&to->t, SAY_REPORT_AS_OF, jh_date_write(as_of, end->settings->as_of), NULL);
    jh_buffer_add_format(to->t.out, " · %.12s\n     ", end->assessment_hash);
    jh_terminal_sign(&to->t, jh_view_verdict(end));
    put(to, " ");
    jh_terminal_colour(&to->t, JH_BOLD);
    jh_terminal_text(&to->t, jh_change_grade(end, &state, lang));
    jh_terminal_colour(&to->t, JH_PLAIN);
    put(to, "\n");
}

static void put_head(const telling *to)
{
    const jh_snapshot *in = view_of(to, 0)->snapshot;

    jh_terminal_colour(&to->t, JH_BOLD);
    jh_terminal_text(&to->t, in->county_name.size ? in->county_name : in->county);
    jh_terminal_colour(&to->t, JH_PLAIN);
    put(to, "\n");
    for (size_t i = 0; i < to->view->beside->count; i++) put_column(to, i);
}

/* ---- rows ---- */

/* Sign, then the value or the schools that fail, padded to its column. */
static void put_state(const telling *to, const jh_beside_row *row, const jh_beside_state *one)
{
    const jh_change change = { .subject = row->subject };
    jh_buffer own = jh_buffer_in(to->t.out->arena);
    jh_terminal inner = { .out = &own, .view = to->t.view, .options = to->t.options };
    char number[JH_DECIMAL_SIZE], no[24], all[24];
    size_t rows = one->yes + one->no + one->unknown;
    jh_text text = { "", 0 };

    if (one->is_counted)
        jh_terminal_say(&inner, SAY_BESIDE_FAIL, jh_digits(no, (long long)one->no),
                        jh_digits(all, (long long)rows), NULL);
    else if (one->state.is_there && one->state.has_value && one->state.value.why != JH_PRESENT)
        jh_terminal_say(&inner, jh_say_of_why(one->state.value.why), NULL);
    else
        jh_buffer_add_zero(&own, jh_change_value(number, &one->state));
    if (jh_buffer_finish(&text, &own, NULL) != JH_OK) to->t.out->failed = true;
    put(to, " ");
    put(to, jh_change_sign(&change, &one->state));
    put(to, " ");
    jh_terminal_padded(&to->t, text, STATE_COLUMNS - 3);
}

static void put_row(const telling *to, const jh_beside_row *row)
{
    const jh_view *from = view_of(to, row->first);
    const jh_comparison_view pair = { from, from, NULL };
    const jh_change change = { .subject = row->subject };
    jh_lang lang = to->t.options->lang;
    jh_text title = jh_change_title(&pair, &change, lang);

    if (row->subject.stage != JH_WHOLE)
        title = jh_text_format(to->t.out->arena, "%s %.*s",
                               jh_say(lang, jh_stage_say(row->subject.stage)), JH_TEXT_ARGS(title));
    if (!title.at) to->t.out->failed = true;
    put(to, "  ");
    jh_terminal_padded(&to->t, title, TITLE_COLUMNS);
    for (size_t i = 0; i < to->view->beside->count; i++) put_state(to, row, &row->states[i]);
    put(to, "\n");
}

static void put_heads(const telling *to)
{
    put(to, "  ");
    jh_terminal_padded(&to->t, JH_TEXT(""), TITLE_COLUMNS);
    for (size_t i = 0; i < to->view->beside->count; i++) {
        char letter[2] = { (char)('A' + i % 26), '\0' };
        put(to, " ");
        jh_terminal_padded(&to->t, jh_text_of(letter), STATE_COLUMNS - 1);
    }
    put(to, "\n");
}

jh_code jh_report_beside(jh_buffer *out, const jh_beside_view *view,
                         const jh_terminal_options *options, jh_error *err)
{
    telling to = { jh_terminal_on(out, &view->views[0], options), view };
    int open = JH_SUBJECT_GRADE; /* which the head has told */

    put_head(&to);
    for (size_t i = 0; i < view->beside->row_count; i++) {
        const jh_beside_row *row = &view->beside->rows[i];
        if (row->subject.kind == JH_SUBJECT_GRADE) continue;
        if (open != (int)row->subject.kind) {
            jh_terminal_heading(&to.t, jh_subject_say(row->subject.kind));
            put_heads(&to);
        }
        open = (int)row->subject.kind;
        put_row(&to, row);
    }
    return out->failed ? jh_no_memory(err) : JH_OK;
}
