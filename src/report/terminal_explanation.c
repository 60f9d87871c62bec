/* One figure opened, on a terminal: an indented tree down to the cells.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/formula.h"
#include "report/terminal_text.h"
#include "report/words.h"

enum {
    ROWS_SHOWN = 15,
    DEEPEST = 12,
    NAME_COLUMNS = 28,
    VALUE_COLUMNS = 10,
    EXACT_SHOWN = 16,
    TOLD_MAX = 256
};

static void put(const jh_terminal *t, const char *text)
{
    jh_buffer_add_zero(t->out, text);
}

static void indent(const jh_terminal *t, int depth)
{
    for (int i = 0; i < depth; i++) put(t, "  ");
}

static void put_number(const jh_terminal *t, jh_number value, int places)
{
    char text[JH_DECIMAL_SIZE];
    jh_decimal decimal;

    if (value.why != JH_PRESENT)
        jh_terminal_say(t, jh_say_of_why(value.why), NULL);
    else if (jh_decimal_from_double(&decimal, jh_interval_middle(value.range)) <= JH_READ_ROUNDED)
        put(t, jh_decimal_write(text, decimal, places));
    else
        jh_buffer_add_format(t->out, "%.6g", jh_interval_middle(value.range));
}

static void put_percent(const jh_terminal *t, jh_number share)
{
    if (share.why == JH_PRESENT)
        share.range = jh_interval_exact(jh_interval_middle(share.range) * 100.0);
    put_number(t, share, 1);
    put(t, share.why == JH_PRESENT ? "%" : "");
}

static void put_cell(const jh_terminal *t, uint32_t index)
{
    const jh_snapshot *snapshot = t->view->snapshot;
    const jh_origin *origin = &snapshot->origins[index];
    char letters[8] = "";
    size_t at = sizeof letters - 1;

    if (index == 0 || origin->file == JH_NO_FILE || origin->file >= snapshot->file_count) return;
    for (uint32_t c = origin->column + 1; c && at > 0; c = (c - 1) / 26)
        letters[--at] = (char)('A' + (c - 1) % 26);
    jh_terminal_colour(t, JH_GREY);
    put(t, "  ← ");
    jh_terminal_text(t, snapshot->files[origin->file].name);
    put(t, " ");
    jh_terminal_text(t, origin->sheet);
    jh_buffer_add_format(t->out, " %s%u", letters + at, origin->row + 1);
    jh_terminal_colour(t, JH_PLAIN);
}

/* What was entered beside a figure: the paper that proves it. */
static void put_note(const jh_terminal *t, jh_text note)
{
    if (!note.size) return;
    jh_terminal_colour(t, JH_GREY);
    put(t, "  ");
    jh_terminal_say(t, SAY_FORMULA_NOTE, NULL);
    jh_terminal_text(t, note);
    jh_terminal_colour(t, JH_PLAIN);
}

static jh_reader reader_of(const jh_terminal *t)
{
    return (jh_reader){ t->out->arena, t->view->standard, t->options->lang };
}

static void put_made(const jh_terminal *t, jh_text made)
{
    if (!made.at) t->out->failed = true;
    jh_terminal_text(t, made);
}

/* "× 412/520": the share that this stage gets of what the campus has. */
static void put_share(const jh_terminal *t, const jh_input *input)
{
    char number[JH_DECIMAL_SIZE];

    if (input->share_numerator.millionths == input->share_denominator.millionths) return;
    put(t, " × ");
    put(t, jh_decimal_write_short(number, input->share_numerator));
    put(t, "/");
    put(t, jh_decimal_write_short(number, input->share_denominator));
}

static void put_input(const jh_terminal *t, const jh_input *input, int depth)
{
    const jh_standard *standard = t->view->standard;
    const jh_reader reader = reader_of(t);

    indent(t, depth);
    put(t, "· ");
    if (input->unit)
        jh_terminal_text(t, t->view->snapshot->units[input->unit].name);
    else
        jh_terminal_say(t, SAY_FORMULA_COUNTY, NULL);
    if (input->stage != JH_WHOLE) {
        put(t, " ");
        jh_terminal_say(t, jh_stage_say(input->stage), NULL);
    }
    put(t, ": ");
    put_made(t, jh_input_value(&reader, input));
    if (input->element < standard->element_count && input->value.why == JH_PRESENT
        && standard->elements[input->element].measure_title.size) {
        put(t, " ");
        jh_terminal_title(t, standard->elements[input->element].measure_title);
    }
    put_share(t, input);
    put_cell(t, input->origin);
    put_note(t, input->note);
    put(t, "\n");
}

/* One figure alone, unsplit, is the step itself: its cell stands behind the value. */
static bool is_its_input(const jh_step *step)
{
    return step->input_count == 1
           && step->inputs[0].share_numerator.millionths
                  == step->inputs[0].share_denominator.millionths;
}

static void put_claim(const jh_terminal *t, const jh_step *step)
{
    jh_terminal_sign(t, jh_step_stands(t->view->standard, step));
    put(t, " ");
    jh_terminal_say(t, jh_step_claim_say(t->view->standard, step), NULL);
    if (step->decimals < 0 || step->value.why != JH_PRESENT || !step->numbers.size) return;
    put(t, " (");
    jh_terminal_text(t, step->numbers);
    put(t, ")");
}

/* A fraction that a person can check with a pocket calculator. */
static bool is_readable(const jh_step *step, jh_text value)
{
    return step->exact.size && step->exact.size <= EXACT_SHOWN
           && !jh_text_equal(step->exact, value);
}

static void put_outcome(const jh_terminal *t, const jh_step *step)
{
    const jh_reader reader = reader_of(t);

    if (step->type == JH_TYPE_CLAIM) {
        put_claim(t, step);
        return;
    }
    if (step->type != JH_TYPE_NUMBER) {
        put_made(t, jh_step_numbers(&reader, step));
        return;
    }
    if (step->value.why != JH_PRESENT) {
        jh_terminal_say(t, jh_say_of_why(step->value.why), NULL);
        return;
    }
    jh_text value = jh_view_value(t->out->arena, step);
    put_made(t, value);
    if (step->measure_title.size && !step->is_percent) {
        put(t, " ");
        jh_terminal_title(t, step->measure_title);
    }
    if (!step->exact.size) /* irrational: where it is known to lie */
        jh_buffer_add_format(t->out, " [%.17g, %.17g]", step->value.range.lo, step->value.range.hi);
    if (!is_readable(step, value)) return;
    put(t, " (");
    jh_terminal_text(t, step->exact);
    put(t, ")");
}

static void put_clause(const jh_terminal *t, const jh_remarks *remarks)
{
    if (!remarks || !remarks->clause.size) return;
    jh_terminal_colour(t, JH_GREY);
    put(t, "  ");
    jh_terminal_text(t, remarks->clause);
    if (remarks->certainty) jh_buffer_add_format(t->out, " [%c]", remarks->certainty);
    jh_terminal_colour(t, JH_PLAIN);
}

/* The formula, and the same with the numbers put in; a name alone is its own formula. */
static void put_formula(const jh_terminal *t, const jh_step *step, int depth)
{
    const jh_reader reader = reader_of(t);
    jh_text formula = jh_step_formula(&reader, step);
    jh_text numbers = jh_step_numbers(&reader, step);

    if (!formula.at || !numbers.at) {
        t->out->failed = true;
        return;
    }
    indent(t, depth);
    jh_terminal_text(t, formula);
    if (numbers.size && !jh_text_equal(numbers, formula)) {
        if (step->type == JH_TYPE_CLAIM)
            jh_terminal_say(t, SAY_FORMULA_THAT_IS, NULL);
        else
            put(t, " = ");
        jh_terminal_text(t, numbers);
    }
    put(t, "\n");
}

/* "0.45 = 0.45" tells nothing. */
static bool is_literal(const jh_step *step)
{
    return !step->label.size && !step->key.size && !step->step_count && !step->input_count
           && jh_text_equal(step->formula, step->exact);
}

static bool is_bound(const jh_step *step)
{
    return jh_text_equal(step->key, JH_TEXT("line")) || jh_text_equal(step->key, JH_TEXT("floor"));
}

/* "≈ 0.9868" brings its own sign. */
static bool is_about(const jh_terminal *t, const jh_step *step)
{
    return jh_text_starts(jh_view_value(t->out->arena, step), JH_TEXT("≈"));
}

/* Steps that stand open above: definitions come back wherever their name does. */
typedef struct told {
    const jh_step *steps[TOLD_MAX];
    size_t count;
} told;

static bool is_told(told *above, const jh_step *step)
{
    for (size_t i = 0; i < above->count; i++)
        if (jh_text_equal(above->steps[i]->label, step->label)
            && jh_text_equal(above->steps[i]->formula, step->formula)
            && jh_text_equal(above->steps[i]->numbers, step->numbers))
            return true;
    if (above->count < TOLD_MAX) above->steps[above->count++] = step;
    return false;
}

static void put_under(const jh_terminal *t, told *above, const jh_step *step, int depth);

static void put_step(const jh_terminal *t, told *above, const jh_step *step, int depth)
{
    const jh_reader reader = reader_of(t);
    bool is_one = is_its_input(step);

    if (is_literal(step)) return;
    indent(t, depth);
    if (depth == 0) jh_terminal_colour(t, JH_BOLD);
    put_made(t, jh_step_label(&reader, step));
    if (depth == 0) jh_terminal_colour(t, JH_PLAIN);
    put(t, is_about(t, step) ? " " : " = ");
    put_outcome(t, step);
    if (is_one) put_cell(t, step->inputs[0].origin);
    if (is_one) put_note(t, step->inputs[0].note);
    put_clause(t, step->remarks);
    if (step->step_count && step->formula.size && is_told(above, step)) {
        jh_terminal_say(t, SAY_FORMULA_AS_ABOVE, NULL);
        put(t, "\n");
        return;
    }
    put(t, "\n");
    put_under(t, above, step, depth);
}

static void put_under(const jh_terminal *t, told *above, const jh_step *step, int depth)
{
    if (step->formula.size && !step->input_count && !is_bound(step)
        && (step->step_count || depth == 0))
        put_formula(t, step, depth + 1);
    for (size_t i = 0; !is_its_input(step) && i < step->input_count; i++)
        put_input(t, &step->inputs[i], depth + 1);
    if (depth == DEEPEST) return;
    for (size_t i = 0; i < step->step_count; i++) put_step(t, above, step->steps[i], depth + 1);
}

static jh_text name_of_part(const jh_view *view, size_t part)
{
    const jh_frame *frame = view->assessment->frame;

    return view->snapshot->units[frame->schools[frame->parts[part].school].unit].name;
}

/* A number to the right of its column. */
static void put_right(const jh_terminal *t, jh_number value, int places)
{
    jh_buffer own = jh_buffer_in(t->out->arena);
    jh_terminal inner = { .out = &own, .view = t->view, .options = t->options };
    jh_text text = { 0 };

    put_number(&inner, value, places);
    if (jh_buffer_finish(&text, &own, NULL) != JH_OK) t->out->failed = true;
    for (size_t c = jh_text_columns(text); c < VALUE_COLUMNS; c++) put(t, " ");
    jh_terminal_text(t, text);
}

static void put_contribution(const jh_terminal *t, const jh_contribution *row, int places)
{
    jh_number share = row->share;

    put(t, "  ");
    jh_terminal_padded(t, name_of_part(t->view, row->part), NAME_COLUMNS);
    put_right(t, row->value, 2);
    if (share.why == JH_PRESENT)
        share.range = jh_interval_exact(jh_interval_middle(share.range) * 100.0);
    put_right(t, share, 1);
    put(t, share.why == JH_PRESENT ? "%" : "");
    put(t, "   ");
    jh_terminal_say(t, SAY_REPORT_COLUMN_WITHOUT, NULL);
    put(t, " ");
    put_number(t, row->without, places);
    put(t, "\n");
}

static void put_dispersion(const jh_terminal *t, const jh_dispersion_explained *d)
{
    int places = t->view->limits[d->limit].def->decimals;

    jh_terminal_heading(t, SAY_REPORT_DRIVERS);
    for (size_t i = 0; i < d->row_count && i < ROWS_SHOWN; i++)
        put_contribution(t, &d->rows[i], places);
    for (size_t p = 0; p < d->partition_count; p++) {
        put(t, "  ");
        jh_terminal_say(t, jh_attribute_say(d->partitions[p].by), NULL);
        put(t, ": ");
        jh_terminal_say(t, SAY_REPORT_BETWEEN, NULL);
        put(t, " ");
        put_percent(t, d->partitions[p].between);
        put(t, ", ");
        jh_terminal_say(t, SAY_REPORT_WITHIN, NULL);
        put(t, " ");
        put_percent(t, d->partitions[p].within);
        put(t, "\n");
    }
}

/* ---- a school ---- */

static void put_mark(const jh_terminal *t, jh_mark mark)
{
    static const jh_colour colours[JH_MARK_COUNT] = { JH_VERMILION, JH_AMBER, JH_TEAL, JH_GREY,
                                                      JH_GREY };

    jh_terminal_colour(t, colours[mark]);
    put(t, jh_mark_sign(mark));
    jh_terminal_colour(t, JH_PLAIN);
    put(t, " ");
}

static void put_distance(const jh_terminal *t, const jh_distance *distance)
{
    const jh_assessment *a = t->view->assessment;
    const jh_indicator *def = t->view->columns[distance->indicator].def;
    const jh_indicator_result *result = &a->indicators[distance->indicator][distance->part];
    char digits[JH_DECIMAL_SIZE];

    put(t, "  ");
    put_mark(t, distance->mark);
    jh_terminal_say(t, jh_stage_say(a->frame->parts[distance->part].stage), NULL);
    put(t, " ");
    jh_terminal_indicator(t, def);
    put(t, " ");
    if (result->value.why == JH_PRESENT) {
        put(t, jh_decimal_write(digits, result->printed, def->decimals));
        put(t, " ");
        jh_terminal_title(t, def->measure_title);
    } else {
        jh_terminal_say(t, jh_say_of_why(result->value.why), NULL);
    }
    if (distance->to_line.why == JH_PRESENT && distance->to_line.range.hi > 0) {
        put(t, "  ");
        jh_terminal_say(t, SAY_REPORT_PANEL_LACKS, NULL);
        put(t, " ");
        put_number(t, distance->to_line, 2);
        put(t, " ");
        jh_terminal_title(t, distance->measure_title);
    }
    put(t, "\n");
}

/* ---- who is left out ---- */

static const jh_unit *left_unit(const jh_view *view, const jh_left_out *left)
{
    const jh_frame *frame = view->assessment->frame;
    size_t school = left->level == JH_PART ? frame->parts[left->row].school : left->row;

    return &view->snapshot->units[frame->schools[school].unit];
}

/* Stages of one school stand beside each other: told once, with them. */
static size_t put_left_out(const jh_terminal *t, const jh_explanation *in, size_t first)
{
    const jh_unit *unit = left_unit(t->view, &in->left_out[first]);
    const jh_frame *frame = t->view->assessment->frame;
    size_t i = first;

    put(t, "  – ");
    jh_terminal_text(t, unit->name);
    for (; i < in->left_out_count && left_unit(t->view, &in->left_out[i]) == unit
           && in->left_out[i].because == in->left_out[first].because;
         i++) {
        if (in->left_out[i].level != JH_PART) continue;
        if (i == first)
            put(t, " ");
        else
            jh_terminal_say(t, SAY_FORMULA_BETWEEN_WORDS, NULL);
        jh_terminal_say(t, jh_stage_say(frame->parts[in->left_out[i].row].stage), NULL);
    }
    put(t, ": ");
    jh_terminal_title(t, in->left_out[first].because->because);
    put(t, "\n");
    return i;
}

/* Of one school's figure only whether the school itself is left out. */
static void put_all_left_out(const jh_terminal *t, const jh_explanation *in)
{
    bool is_open = false;

    for (size_t i = 0; i < in->left_out_count;) {
        if (in->unit && left_unit(t->view, &in->left_out[i]) != in->unit) {
            i++;
            continue;
        }
        if (!is_open) jh_terminal_heading(t, SAY_REPORT_LEFT_OUT);
        is_open = true;
        i = put_left_out(t, in, i);
    }
}

/* ---- all ---- */

/* Whom and what it is about, where the step below does not say it. */
static void put_title(const jh_terminal *t, const jh_explanation *in)
{
    const bool is_verdict = in->title.at == t->view->standard->title.at;

    if (!is_verdict && !in->unit && !in->dispersion) return;
    jh_terminal_colour(t, JH_BOLD);
    if (is_verdict) jh_terminal_title(t, in->title);
    if (in->unit) jh_terminal_text(t, in->unit->name);
    if (in->row && in->stage != JH_WHOLE) put(t, " · ");
    if (in->row && in->stage != JH_WHOLE) jh_terminal_say(t, jh_stage_say(in->stage), NULL);
    if (in->dispersion) jh_terminal_limit_title(t, &t->view->limits[in->dispersion->limit]);
    jh_terminal_colour(t, JH_PLAIN);
    put(t, "\n");
    if (!in->row) return;
    put_mark(t, in->row->mark);
    jh_terminal_say(t, jh_mark_say(in->row->mark), NULL);
    put(t, "\n");
}

static void put_root(const jh_terminal *t, const jh_explanation *in)
{
    const jh_step *root = in->root;
    told above = { .count = 0 };

    if (!root) return;
    if (in->title.at != t->view->standard->title.at) {
        put_step(t, &above, root, 0);
        return;
    }
    jh_terminal_sign(t, jh_view_verdict(t->view));
    put(t, " ");
    jh_terminal_title(t, root->label);
    put(t, "\n");
    for (size_t i = 0; i < root->step_count; i++) put_step(t, &above, root->steps[i], 1);
}

jh_code jh_report_terminal_explanation(jh_buffer *out, const jh_view *view,
                                       const jh_explanation *explanation,
                                       const jh_terminal_options *options, jh_error *err)
{
    jh_terminal t = jh_terminal_on(out, view, options);

    put_title(&t, explanation);
    for (size_t i = 0; i < explanation->distance_count; i++)
        put_distance(&t, &explanation->distances[i]);
    put(&t, explanation->distance_count ? "\n" : "");
    put_root(&t, explanation);
    if (explanation->dispersion) put_dispersion(&t, explanation->dispersion);
    put_all_left_out(&t, explanation);
    return out->failed ? jh_no_memory(err) : JH_OK;
}
