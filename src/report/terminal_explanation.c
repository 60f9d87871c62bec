/* One figure opened, on a terminal: an indented tree down to the cells.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/terminal_text.h"
#include "report/words.h"

enum { ROWS_SHOWN = 15, DEEPEST = 12, NAME_COLUMNS = 28 };

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

static void put_input(const jh_terminal *t, const jh_input *input, int depth)
{
    const jh_standard *standard = t->view->standard;
    char number[JH_DECIMAL_SIZE];

    indent(t, depth);
    put(t, "· ");
    if (input->element < standard->element_count)
        jh_terminal_text(t, standard->elements[input->element].title);
    if (input->stage != JH_WHOLE) {
        put(t, " ");
        jh_terminal_say(t, jh_stage_say(input->stage), NULL);
    }
    put(t, " ");
    jh_terminal_text(t, t->view->snapshot->units[input->unit].name);
    put(t, ": ");
    if (input->value.why == JH_PRESENT)
        put(t, jh_decimal_write_short(number, input->reported));
    else
        jh_terminal_say(t, jh_say_of_why(input->value.why), NULL);
    if (input->element < standard->element_count && input->value.why == JH_PRESENT) {
        put(t, " ");
        jh_terminal_text(t, standard->elements[input->element].measure_title);
    }
    if (input->share_numerator.millionths != input->share_denominator.millionths) {
        put(t, " × ");
        put(t, jh_decimal_write_short(number, input->share_numerator));
        put(t, "/");
        put(t, jh_decimal_write_short(number, input->share_denominator));
    }
    put_cell(t, input->origin);
    put(t, "\n");
}

static void put_outcome(const jh_terminal *t, const jh_step *step)
{
    if (step->type == JH_TYPE_CLAIM) {
        jh_terminal_sign(t, step->claim);
        put(t, " ");
        jh_terminal_say(t,
                        step->claim.truth == JH_UNKNOWN ? jh_say_of_why(step->claim.why)
                                                        : jh_claim_say(step->claim),
                        NULL);
        return;
    }
    if (step->type != JH_TYPE_NUMBER) {
        jh_terminal_text(t, step->exact);
        return;
    }
    if (step->value.why != JH_PRESENT) {
        jh_terminal_say(t, jh_say_of_why(step->value.why), NULL);
        return;
    }
    jh_text value = jh_view_value(t->out->arena, step);
    if (!value.at) t->out->failed = true;
    jh_terminal_text(t, value);
    put(t, " ");
    jh_terminal_text(t, step->measure_title);
    if (step->exact.size && !jh_text_equal(step->exact, value)) {
        put(t, " (");
        jh_terminal_text(t, step->exact);
        put(t, ")");
    }
}

static void put_step(const jh_terminal *t, const jh_step *step, int depth)
{
    indent(t, depth);
    jh_terminal_text(t, step->label.size ? step->label : step->formula);
    put(t, " = ");
    put_outcome(t, step);
    if (step->remarks && step->remarks->clause.size) {
        jh_terminal_colour(t, JH_GREY);
        put(t, "  ");
        jh_terminal_text(t, step->remarks->clause);
        if (step->remarks->certainty)
            jh_buffer_add_format(t->out, " [%c]", step->remarks->certainty);
        jh_terminal_colour(t, JH_PLAIN);
    }
    put(t, "\n");
    if (step->formula.size && step->label.size && step->step_count) {
        jh_text formula = t->options->lang == JH_ZH ? jh_view_formula(t->out->arena, t->view, step)
                                                    : step->formula;
        indent(t, depth + 1);
        jh_terminal_text(t, formula);
        put(t, step->numbers.size ? " = " : "");
        jh_terminal_text(t, step->numbers);
        put(t, "\n");
    }
    for (size_t i = 0; i < step->input_count; i++) put_input(t, &step->inputs[i], depth + 1);
    if (depth == DEEPEST) return;
    for (size_t i = 0; i < step->step_count; i++) put_step(t, step->steps[i], depth + 1);
}

static jh_text name_of_part(const jh_view *view, size_t part)
{
    const jh_frame *frame = view->assessment->frame;

    return view->snapshot->units[frame->schools[frame->parts[part].school].unit].name;
}

static void put_dispersion(const jh_terminal *t, const jh_dispersion_explained *d)
{
    int places = t->view->limits[d->limit].def->decimals;

    jh_terminal_heading(t, SAY_REPORT_DRIVERS);
    for (size_t i = 0; i < d->row_count && i < ROWS_SHOWN; i++) {
        put(t, "  ");
        jh_terminal_padded(t, name_of_part(t->view, d->rows[i].part), NAME_COLUMNS);
        put(t, " ");
        put_number(t, d->rows[i].value, 2);
        put(t, "  ");
        put_percent(t, d->rows[i].share);
        put(t, "  ");
        jh_terminal_say(t, SAY_REPORT_COLUMN_WITHOUT, NULL);
        put(t, " ");
        put_number(t, d->rows[i].without, places);
        put(t, "\n");
    }
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

static void put_distances(const jh_terminal *t, const jh_explanation *explanation)
{
    for (size_t i = 0; i < explanation->distance_count; i++) {
        const jh_distance *distance = &explanation->distances[i];
        const jh_indicator *def = t->view->columns[distance->indicator].def;
        put(t, "  ");
        put(t, jh_mark_sign(distance->mark));
        put(t, " ");
        jh_terminal_text(t, jh_terminal_title(t, &def->remarks, def->key, def->title));
        if (distance->to_line.why != JH_PRESENT || distance->to_line.range.hi > 0) {
            put(t, ": ");
            jh_terminal_say(t, SAY_REPORT_PANEL_LACKS, NULL);
            put(t, " ");
            put_number(t, distance->to_line, 2);
            put(t, " ");
            jh_terminal_text(t, distance->measure_title);
        }
        put(t, "\n");
    }
}

jh_code jh_report_terminal_explanation(jh_buffer *out, const jh_view *view,
                                       const jh_explanation *explanation,
                                       const jh_terminal_options *options, jh_error *err)
{
    jh_terminal t = jh_terminal_on(out, view, options);

    jh_terminal_colour(&t, JH_BOLD);
    jh_terminal_text(&t, explanation->title);
    jh_terminal_colour(&t, JH_PLAIN);
    put(&t, "\n");
    if (explanation->root) put_step(&t, explanation->root, 0);
    put_distances(&t, explanation);
    if (explanation->dispersion) put_dispersion(&t, explanation->dispersion);
    if (explanation->left_out_count) jh_terminal_heading(&t, SAY_REPORT_LEFT_OUT);
    for (size_t i = 0; i < explanation->left_out_count; i++) {
        const jh_left_out *left = &explanation->left_out[i];
        const jh_frame *frame = view->assessment->frame;
        size_t school = left->level == JH_PART ? frame->parts[left->row].school : left->row;
        put(&t, "  – ");
        jh_terminal_text(&t, view->snapshot->units[frame->schools[school].unit].name);
        put(&t, ": ");
        jh_terminal_text(&t, left->because->because);
        put(&t, "\n");
    }
    return out->failed ? jh_no_memory(err) : JH_OK;
}
