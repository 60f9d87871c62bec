/* What opens behind a cell: formula, numbers, inputs and the cells they were read from, as JSON.
 *
 * {"say":{key:[zh,en]}, "columns":[…], "rows":[…], "texts":[…]}. A number where a text is expected
 * is an index into "texts", of which each is a text or [zh,en]: labels, formulas, files and sheets
 * repeat in every row.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/formula.h"
#include "report/page.h"

#include <string.h>

enum { SLOTS = 1 << 16, TEXTS_MAX = SLOTS / 2 };

typedef struct both {
    jh_text zh, en; /* en empty = the same */
} both;

typedef struct texts {
    both *list;
    uint32_t *slots; /* index + 1 */
    size_t count;
} texts;

typedef struct writer {
    const jh_page *page;
    jh_buffer *out;
    texts texts;
} writer;

/* `<` is escaped so that no name can end the script element. */
static void put_string(jh_buffer *out, jh_text text)
{
    const char *at = text.at, *end = jh_text_end(text);

    jh_buffer_add_zero(out, "\"");
    while (at < end) {
        uint32_t c = jh_text_next(&at, end);
        if (c == '"' || c == '\\')
            jh_buffer_add_format(out, "\\%c", (char)c);
        else if (c < 0x20 || c == '<' || c == '&' || c == 0x2028 || c == 0x2029)
            jh_buffer_add_format(out, "\\u%04x", (unsigned)c);
        else
            jh_buffer_add_code_point(out, c);
    }
    jh_buffer_add_zero(out, "\"");
}

static void put_either(jh_buffer *out, const both *text)
{
    if (!text->en.size) {
        put_string(out, text->zh);
        return;
    }
    jh_buffer_add_zero(out, "[");
    put_string(out, text->zh);
    jh_buffer_add_zero(out, ",");
    put_string(out, text->en);
    jh_buffer_add_zero(out, "]");
}

static void put_shared(writer *w, both text)
{
    size_t slot = (size_t)jh_text_hash(text.zh) % SLOTS;

    if (jh_text_equal(text.zh, text.en)) text.en = JH_TEXT("");
    while (w->texts.slots[slot]) {
        uint32_t index = w->texts.slots[slot] - 1;
        if (jh_text_equal(w->texts.list[index].zh, text.zh)
            && jh_text_equal(w->texts.list[index].en, text.en)) {
            jh_buffer_add_format(w->out, "%u", index);
            return;
        }
        slot = (slot + 1) % SLOTS;
    }
    if (w->texts.count == TEXTS_MAX) {
        put_either(w->out, &text);
        return;
    }
    w->texts.list[w->texts.count] = text;
    w->texts.slots[slot] = (uint32_t)++w->texts.count;
    jh_buffer_add_format(w->out, "%zu", w->texts.count - 1);
}

/* A text that is the same in both languages: a file, a school, digits. */
static void put_named(writer *w, const char *name, jh_text text, bool is_shared)
{
    if (text.size == 0) return;
    jh_buffer_add_format(w->out, ",\"%s\":", name);
    if (is_shared)
        put_shared(w, (both){ .zh = text });
    else
        put_string(w->out, text);
}

static both titled(const writer *w, jh_text title)
{
    return (both){ title, jh_standard_in(w->page->view->standard, JH_EN, title) };
}

/* A title, label or measure of the standard. */
static void put_title(writer *w, const char *name, jh_text title)
{
    if (title.size == 0) return;
    jh_buffer_add_format(w->out, ",\"%s\":", name);
    put_shared(w, titled(w, title));
}

static void put_origin(writer *w, uint32_t index)
{
    const jh_snapshot *snapshot = w->page->view->snapshot;
    const jh_origin *origin = &snapshot->origins[index];
    char cell[24] = "";
    uint32_t column = origin->column + 1;

    if (index == 0 || origin->file == JH_NO_FILE || origin->file >= snapshot->file_count) return;
    put_named(w, "f", snapshot->files[origin->file].name, true);
    put_named(w, "h", origin->sheet, true);
    size_t at = sizeof cell - 12;
    for (; column && at > 0; column = (column - 1) / 26)
        cell[--at] = (char)('A' + (column - 1) % 26);
    jh_buffer_add_format(w->out, ",\"c\":\"%s%u\"", cell + at, origin->row + 1);
}

static void put_input(writer *w, const jh_input *input)
{
    const jh_view *view = w->page->view;
    const jh_standard *standard = view->standard;
    char number[JH_DECIMAL_SIZE];

    jh_buffer_add_format(w->out, "{\"s\":\"%s\"", jh_stage_key(input->stage));
    if (input->element < standard->element_count) {
        put_title(w, "e", standard->elements[input->element].title);
        put_title(w, "m", standard->elements[input->element].measure_title);
    }
    put_named(w, "u", view->snapshot->units[input->unit].name, true);
    if (input->value.why == JH_PRESENT)
        jh_buffer_add_format(w->out, ",\"v\":\"%s\"",
                             jh_decimal_write_short(number, input->reported));
    else
        jh_buffer_add_format(w->out, ",\"w\":\"%s\"", jh_why_key(input->value.why));
    if (input->share_numerator.millionths != input->share_denominator.millionths) {
        jh_buffer_add_format(w->out, ",\"a\":\"%s",
                             jh_decimal_write_short(number, input->share_numerator));
        jh_buffer_add_format(w->out, "/%s\"",
                             jh_decimal_write_short(number, input->share_denominator));
    }
    put_named(w, "z", input->note, false);
    put_origin(w, input->origin);
    jh_buffer_add_zero(w->out, "}");
}

static void put_value(writer *w, const jh_step *step)
{
    if (step->type == JH_TYPE_CLAIM)
        jh_buffer_add_format(w->out, ",\"q\":\"%s\"", jh_truth_key(step->claim.truth));
    else if (step->type == JH_TYPE_NUMBER && step->value.why != JH_PRESENT)
        jh_buffer_add_format(w->out, ",\"w\":\"%s\"", jh_why_key(step->value.why));
    else
        put_named(w, "v", jh_page_made(w->page, jh_view_value(w->page->scratch, step)), false);
}

/* What a part of the step reads like in both languages. */
static both read_both(const writer *w, const jh_step *step,
                      jh_text (*part)(const jh_reader *reader, const jh_step *step))
{
    const jh_standard *standard = w->page->view->standard;
    const jh_reader zh = { w->page->scratch, standard, JH_ZH };
    const jh_reader en = { w->page->scratch, standard, JH_EN };

    return (both){ jh_page_made(w->page, part(&zh, step)), jh_page_made(w->page, part(&en, step)) };
}

static void put_read(writer *w, const char *name, both read)
{
    if (read.zh.size == 0) return;
    jh_buffer_add_format(w->out, ",\"%s\":", name);
    put_shared(w, read);
}

static void put_step(writer *w, const jh_step *step)
{
    jh_buffer_add_zero(w->out, "{\"l\":");
    put_shared(w, read_both(w, step, jh_step_label));
    put_read(w, "f", read_both(w, step, jh_step_formula));
    put_read(w, "n", read_both(w, step, jh_step_numbers));
    put_named(w, "x", step->exact, false);
    put_title(w, "m", step->is_percent ? JH_TEXT("") : step->measure_title);
    put_value(w, step);
    for (size_t i = 0; i < step->input_count; i++) {
        jh_buffer_add_zero(w->out, i ? "," : ",\"i\":[");
        put_input(w, &step->inputs[i]);
    }
    jh_buffer_add_zero(w->out, step->input_count ? "]" : "");
    for (size_t i = 0; i < step->step_count; i++) {
        jh_buffer_add_zero(w->out, i ? "," : ",\"s\":[");
        put_step(w, step->steps[i]);
    }
    jh_buffer_add_zero(w->out, step->step_count ? "]}" : "}");
}

static void put_cell(writer *w, size_t column, const jh_view_cell *cell)
{
    char number[JH_DECIMAL_SIZE];
    jh_decimal lacks;

    if (!cell->result) {
        jh_buffer_add_zero(w->out, "null");
        return;
    }
    jh_buffer_add_format(w->out, "{\"k\":\"%s\"", jh_mark_class(cell->result->mark));
    if (cell->result->value.why == JH_PRESENT)
        jh_buffer_add_format(w->out, ",\"v\":\"%s\"",
                             jh_view_printed(number, w->page->view, column, cell));
    else
        jh_buffer_add_format(w->out, ",\"w\":\"%s\"", jh_why_key(cell->result->value.why));
    if (cell->to_line.why == JH_PRESENT && cell->to_line.range.hi > 0
        && jh_decimal_from_double(&lacks, jh_interval_middle(cell->to_line.range))
               <= JH_READ_ROUNDED) {
        jh_buffer_add_format(w->out, ",\"d\":\"%s\"", jh_decimal_write_short(number, lacks));
        put_title(w, "m", cell->lacks);
    }
    if (cell->step) {
        jh_buffer_add_zero(w->out, ",\"t\":");
        put_step(w, cell->step);
    }
    jh_buffer_add_zero(w->out, "}");
}

static void put_rows(writer *w)
{
    const jh_view *view = w->page->view;

    jh_buffer_add_zero(w->out, ",\"rows\":[");
    for (size_t r = 0; r < view->row_count; r++) {
        const jh_view_row *row = &view->rows[r];
        jh_buffer_add_format(w->out, "%s{\"code\":", r ? ",\n" : "\n");
        put_string(w->out, row->unit->code);
        put_named(w, "name", row->unit->name, false);
        jh_buffer_add_format(w->out, ",\"stage\":\"%s\",\"cells\":[", jh_stage_key(row->stage));
        for (size_t c = 0; c < view->column_count; c++) {
            jh_buffer_add_zero(w->out, c ? "," : "");
            put_cell(w, c, &row->cells[c]);
        }
        jh_buffer_add_zero(w->out, "]}");
    }
    jh_buffer_add_zero(w->out, "]");
}

static void put_columns(writer *w)
{
    const jh_view *view = w->page->view;
    char number[JH_DECIMAL_SIZE];

    jh_buffer_add_zero(w->out, ",\"columns\":[");
    for (size_t c = 0; c < view->column_count; c++) {
        const jh_view_column *column = &view->columns[c];
        jh_buffer_add_format(w->out, "%s{\"title\":", c ? "," : "");
        put_shared(w, titled(w, column->def->title));
        put_title(w, "unit", column->def->measure_title);
        put_named(w, "clause", column->def->remarks.clause, false);
        jh_buffer_add_format(w->out, ",\"sense\":\"%s\"",
                             column->def->higher_is_better ? "≥" : "≤");
        for (int stage = 0; stage < JH_STAGE_COUNT; stage++) {
            if (!column->at[stage].has_line) continue;
            jh_buffer_add_format(w->out, ",\"%s\":[\"%s\"", jh_stage_key((jh_stage)stage),
                                 jh_decimal_write_short(number, column->at[stage].line));
            if (column->at[stage].has_floor)
                jh_buffer_add_format(w->out, ",\"%s\"",
                                     jh_decimal_write_short(number, column->at[stage].floor));
            jh_buffer_add_zero(w->out, "]");
        }
        jh_buffer_add_zero(w->out, "}");
    }
    jh_buffer_add_zero(w->out, "]");
}

/* The sentences the script needs, both languages. */
static void put_say(writer *w)
{
    static const struct {
        const char *name;
        jh_say_id say;
    } said[] = {
        { "formula", SAY_REPORT_PANEL_FORMULA },
        { "numbers", SAY_REPORT_PANEL_NUMBERS },
        { "exact", SAY_REPORT_PANEL_EXACT },
        { "line", SAY_REPORT_PANEL_LINE },
        { "floor", SAY_REPORT_PANEL_FLOOR },
        { "lacks", SAY_REPORT_PANEL_LACKS },
        { "inputs", SAY_REPORT_PANEL_INPUTS },
        { "steps", SAY_REPORT_PANEL_STEPS },
        { "input", SAY_REPORT_PANEL_INPUT },
        { "reported", SAY_REPORT_PANEL_REPORTED },
        { "share", SAY_REPORT_PANEL_SHARE },
        { "source", SAY_REPORT_PANEL_SOURCE },
        { "note", SAY_FORMULA_NOTE },
        { "by_hand", SAY_REPORT_PANEL_BY_HAND },
        { "close", SAY_REPORT_PANEL_CLOSE },
        { "shown", SAY_REPORT_PANEL_SHOWN },
        { "met", SAY_REPORT_MARK_MET },
        { "at_floor", SAY_REPORT_MARK_FLOOR },
        { "below", SAY_REPORT_MARK_BELOW },
        { "unknown", SAY_REPORT_MARK_UNKNOWN },
        { "noline", SAY_REPORT_MARK_NO_LINE },
        { "yes", SAY_REPORT_CLAIM_YES },
        { "no", SAY_REPORT_CLAIM_NO },
        { "does_not_apply", SAY_REPORT_CLAIM_NA },
    };

    jh_buffer_add_zero(w->out, "{\"say\":{");
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        jh_buffer_add_format(w->out, "%s\"%s\":[", i ? "," : "", said[i].name);
        put_string(w->out, jh_text_of(jh_say(JH_ZH, said[i].say)));
        jh_buffer_add_zero(w->out, ",");
        put_string(w->out, jh_text_of(jh_say(JH_EN, said[i].say)));
        jh_buffer_add_zero(w->out, "]");
    }
    for (int why = JH_PRESENT + 1; why < JH_WHY_COUNT; why++) {
        jh_buffer_add_format(w->out, ",\"why_%s\":[", jh_why_key((jh_why)why));
        put_string(w->out, jh_text_of(jh_say(JH_ZH, jh_say_of_why((jh_why)why))));
        jh_buffer_add_zero(w->out, ",");
        put_string(w->out, jh_text_of(jh_say(JH_EN, jh_say_of_why((jh_why)why))));
        jh_buffer_add_zero(w->out, "]");
    }
    for (int stage = 0; stage < JH_STAGE_COUNT; stage++) {
        jh_buffer_add_format(w->out, ",\"stage_%s\":[", jh_stage_key((jh_stage)stage));
        put_string(w->out, jh_text_of(jh_say(JH_ZH, jh_stage_say((jh_stage)stage))));
        jh_buffer_add_zero(w->out, ",");
        put_string(w->out, jh_text_of(jh_say(JH_EN, jh_stage_say((jh_stage)stage))));
        jh_buffer_add_zero(w->out, "]");
    }
    jh_buffer_add_zero(w->out, "}");
}

void jh_page_data(const jh_page *page)
{
    writer w = { .page = page, .out = page->out };

    w.texts.list = jh_alloc(page->scratch, TEXTS_MAX, sizeof *w.texts.list);
    w.texts.slots = jh_alloc(page->scratch, SLOTS, sizeof *w.texts.slots);
    if (!w.texts.list || !w.texts.slots) {
        page->out->failed = true;
        return;
    }
    jh_html_add(page->out, "<script type=\"application/json\" id=\"data\">");
    put_say(&w);
    put_columns(&w);
    put_rows(&w);
    jh_buffer_add_zero(w.out, ",\"texts\":[");
    for (size_t i = 0; i < w.texts.count; i++) {
        jh_buffer_add_zero(w.out, i ? "," : "");
        put_either(w.out, &w.texts.list[i]);
    }
    jh_html_add(page->out, "]}</script>");
}
