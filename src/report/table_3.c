/* 表Ⅲ 县域义务教育校际均衡情况: for each stage the county's mean and the dispersion.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#include "report/forms.h"
#include "report/words.h"

enum { BEFORE = 2, HEAD_ROWS = 3, COMPOSITE_DECIMALS = 3 };

static void put_head(jh_form *f)
{
    jh_sheet_put_merged(f->sheet, (jh_range){ 1, 1, 1, f->last },
                        jh_form_say(f, SAY_REPORT_FORM_TITLE_3, NULL), &jh_form_title);
    jh_sheet_set_height(f->sheet, 1, 34);
    jh_sheet_put_merged(f->sheet, (jh_range){ 2, 1, 3, BEFORE }, JH_TEXT(""), &jh_form_head);
    for (uint32_t c = 0; c < f->view->column_count; c++)
        jh_sheet_put_text(f->sheet, 2, BEFORE + c + 1, jh_form_heading(f, f->view->columns[c].def),
                          &jh_form_head);
    jh_sheet_put_text(f->sheet, 2, f->last, jh_form_say(f, SAY_REPORT_FORM_COMPOSITE, NULL),
                      &jh_form_head);
    jh_sheet_set_height(f->sheet, 2, 80);
    for (uint32_t c = BEFORE + 1; c <= f->last; c++)
        jh_sheet_put_text(f->sheet, 3, c,
                          jh_form_made(f, jh_text_format(f->scratch, "L%u", c - BEFORE)),
                          &jh_form_head);
    f->row = HEAD_ROWS + 1;
}

static const jh_view_limit *limit_at(const jh_view *view, size_t column, jh_stage stage)
{
    for (size_t l = 0; l < view->limit_count; l++)
        if (view->limits[l].def->indicator == column && view->limits[l].def->stage == stage)
            return &view->limits[l];
    return NULL;
}

/* The setting for 综合 where the standard itself names no composite: empty unless it says "mean",
 * the mean of the dispersions. */
static bool wants_composite(const jh_view *view)
{
    for (size_t s = 0; s < view->standard->setting_count; s++) {
        const jh_setting *def = &view->standard->settings[s];
        int32_t choice = view->settings->values[s].choice;
        if (jh_text_equal(def->key, JH_TEXT("composite_cell")) && def->choices && choice >= 0)
            return jh_text_equal(def->choices->keys[choice], JH_TEXT("mean"));
    }
    return false;
}

static const jh_view_composite *composite_at(const jh_view *view, jh_stage stage)
{
    for (size_t i = 0; i < view->composite_count; i++)
        if (view->composites[i].stage == stage) return &view->composites[i];
    return NULL;
}

static jh_form_value mean_of_limits(const jh_view *view, jh_stage stage)
{
    jh_number mean = { .range = jh_interval_exact(0.0) };
    jh_decimal printed = { 0 };
    size_t count = 0;

    for (size_t c = 0; c < view->column_count; c++) {
        const jh_view_limit *limit = limit_at(view, c, stage);
        if (!limit) continue;
        count++;
        mean.range = jh_interval_add(mean.range, limit->result->value.range);
        mean.why = jh_why_first(mean.why, limit->result->value.why);
    }
    if (!wants_composite(view) || count == 0) mean.why = JH_NOT_ASKED;
    if (mean.why == JH_PRESENT)
        jh_decimal_from_double(&printed, jh_interval_middle(mean.range) / (double)count);
    return (jh_form_value){ mean.why, printed, COMPOSITE_DECIMALS };
}

static bool has_stage(const jh_view *view, jh_stage stage)
{
    for (size_t c = 0; c < view->column_count; c++)
        if (limit_at(view, c, stage)) return true;
    return composite_at(view, stage) != NULL;
}

static jh_form_value form_value(const jh_view_figure *figure)
{
    return (jh_form_value){ figure->why, figure->printed, figure->decimals };
}

/* Mean and dispersion of one indicator, of its own limit or of the composite that it is part of. */
static void put_column(jh_form *f, jh_stage stage, size_t c)
{
    const jh_view_limit *limit = limit_at(f->view, c, stage);
    const jh_view_composite *composite = composite_at(f->view, stage);
    uint32_t column = (uint32_t)(BEFORE + c + 1);

    if (!limit && composite) {
        jh_form_put(f, f->row, column, form_value(&composite->means[c]));
        jh_form_put(f, f->row + 1, column, form_value(&composite->columns[c]));
        return;
    }
    jh_form_value mean = { JH_NOT_ASKED, { 0 }, f->view->columns[c].def->decimals };
    jh_form_value value = { JH_NOT_ASKED, { 0 }, 0 };
    if (limit) {
        mean.why = limit->result->mean.why;
        mean.printed = limit->result->mean_printed;
        value = (jh_form_value){ limit->result->value.why, limit->result->value_printed,
                                 limit->def->decimals };
    }
    jh_form_put(f, f->row, column, mean);
    jh_form_put(f, f->row + 1, column, value);
}

static void put_stage(jh_form *f, jh_stage stage)
{
    const jh_view_composite *composite = composite_at(f->view, stage);

    jh_sheet_put_merged(f->sheet, (jh_range){ f->row, 1, f->row + 1, 1 },
                        jh_form_say(f, jh_stage_say(stage), NULL), &jh_form_head);
    jh_sheet_put_text(f->sheet, f->row, 2, jh_form_say(f, SAY_REPORT_FORM_MEAN, NULL),
                      &jh_form_head);
    jh_sheet_put_text(f->sheet, f->row + 1, 2, jh_form_say(f, SAY_REPORT_CV, NULL), &jh_form_head);
    for (size_t c = 0; c < f->view->column_count; c++) put_column(f, stage, c);
    jh_sheet_put_text(f->sheet, f->row, f->last, JH_TEXT("——"), &jh_form_center);
    jh_form_put(f, f->row + 1, f->last,
                composite ? form_value(&composite->mean) : mean_of_limits(f->view, stage));
    jh_sheet_set_height(f->sheet, f->row, 28);
    jh_sheet_set_height(f->sheet, f->row + 1, 28);
    f->row += 2;
}

static void put_note(jh_form *f, jh_text note)
{
    jh_sheet_put_merged(f->sheet, (jh_range){ f->row, 1, f->row, f->last }, note, &jh_form_note);
    jh_sheet_set_height(f->sheet, f->row, 15.0 * jh_form_lines(note, 120) + 3);
    f->row++;
}

static void put_gap(jh_form *f, jh_stage stage, jh_text title, jh_why why)
{
    put_note(f, jh_form_say(f, SAY_REPORT_FORM_GAP, jh_say(JH_ZH, jh_stage_say(stage)),
                            jh_form_zero(f, title), jh_say(JH_ZH, jh_say_of_why(why)), NULL));
}

static jh_text short_title(const jh_form *f, size_t column)
{
    const jh_indicator *def = f->view->columns[column].def;

    return def->short_title.size ? def->short_title : def->title;
}

static void put_composite_gaps(jh_form *f, const jh_view_composite *composite)
{
    for (size_t c = 0; c < f->view->column_count; c++)
        if (composite->columns[c].why != JH_PRESENT && composite->columns[c].why != JH_NOT_ASKED)
            put_gap(f, composite->stage, short_title(f, c), composite->columns[c].why);
    if (composite->mean.why != JH_PRESENT)
        put_gap(f, composite->stage, jh_form_say(f, SAY_REPORT_FORM_COMPOSITE, NULL),
                composite->mean.why);
}

/* An empty cell says why, under the table. */
static void put_gaps(jh_form *f)
{
    for (size_t l = 0; l < f->view->limit_count; l++) {
        const jh_view_limit *limit = &f->view->limits[l];
        if (limit->result->value.why == JH_PRESENT
            || limit->def->indicator >= f->view->column_count)
            continue;
        put_gap(f, limit->def->stage, short_title(f, limit->def->indicator),
                limit->result->value.why);
    }
    for (size_t i = 0; i < f->view->composite_count; i++)
        put_composite_gaps(f, &f->view->composites[i]);
}

jh_code jh_report_table_3(const char *path, jh_arena scratch, const jh_view *view, jh_error *err)
{
    jh_form f = { .view = view,
                  .scratch = &scratch,
                  .last = (uint32_t)(BEFORE + view->column_count + 1) };
    jh_xlsx_out_options options = { .title = jh_say(JH_ZH, SAY_REPORT_FORM_TITLE_3) };
    jh_xlsx_out *book;
    jh_code rc = jh_xlsx_out_begin(&book, &scratch, path, &options, err);

    if (rc) return rc;
    f.sheet = jh_sheet_out_add(book, jh_form_say(&f, SAY_REPORT_FORM_SHEET_3, NULL));
    jh_sheet_set_width(f.sheet, 1, 1, 7);
    jh_sheet_set_width(f.sheet, 2, 2, 13);
    jh_sheet_set_width(f.sheet, BEFORE + 1, f.last - 1, 16);
    jh_sheet_set_width(f.sheet, f.last, f.last, 9);
    put_head(&f);
    for (int stage = 0; stage < JH_STAGE_COUNT; stage++)
        if (has_stage(view, (jh_stage)stage)) put_stage(&f, (jh_stage)stage);
    put_note(&f, jh_form_say(&f, SAY_REPORT_FORM_NOTE_3, NULL));
    put_gaps(&f);
    put_note(&f, jh_form_origin(&f));
    put_note(&f, jh_form_standing(&f));
    jh_sheet_print_setup(f.sheet, true, HEAD_ROWS);
    jh_form_basis(book, &f);
    return jh_form_finish(book, &f, err);
}
