/* The county's figures beside those of the statistics, as a workbook: sums, and every cell.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/forms.h"
#include "report/reconciliation_words.h"
#include "report/words.h"

enum { SUM_COLUMNS = 9, CELL_COLUMNS = 12 };

typedef struct writing {
    jh_form form;
    const jh_reconciliation_view *view;
} writing;

static void put_say(writing *w, uint32_t column, jh_say_id id, const jh_look *look)
{
    jh_sheet_put_text(w->form.sheet, w->form.row, column, jh_form_say(&w->form, id, NULL), look);
}

static void put_text(writing *w, uint32_t column, jh_text text)
{
    jh_sheet_put_text(w->form.sheet, w->form.row, column, jh_form_made(&w->form, text),
                      &jh_form_text);
}

static void put_decimal(writing *w, uint32_t column, jh_decimal value, bool is_there)
{
    if (is_there)
        jh_sheet_put_decimal(w->form.sheet, w->form.row, column, value, &jh_form_center);
    else
        jh_sheet_put_blank(w->form.sheet, w->form.row, column, &jh_form_center);
}

static void open_sheet(writing *w, jh_xlsx_out *book, jh_say_id name, const jh_say_id *heads,
                       uint32_t count)
{
    w->form.sheet = jh_sheet_out_add(book, jh_form_say(&w->form, name, NULL));
    w->form.row = 1;
    for (uint32_t c = 0; c < count; c++) put_say(w, c + 1, heads[c], &jh_form_head);
    jh_sheet_freeze(w->form.sheet, 1, 0);
    jh_sheet_print_setup(w->form.sheet, true, 1);
}

/* ---- sums ---- */

static void put_name(writing *w, const jh_reconciled_sum *sum)
{
    put_text(w, 1, jh_sum_title(w->view, sum));
    put_say(w, 2, jh_stage_say(sum->stage), &jh_form_center);
}

static void put_sums(writing *w, jh_xlsx_out *book)
{
    static const jh_say_id heads[SUM_COLUMNS] = {
        SAY_RECONCILE_ELEMENT,    SAY_RECONCILE_STAGE,       SAY_RECONCILE_COUNTY,
        SAY_RECONCILE_STATISTICS, SAY_RECONCILE_DIFFERENCE,  SAY_RECONCILE_AGREED,
        SAY_RECONCILE_DISAGREED,  SAY_RECONCILE_ONLY_COUNTY, SAY_RECONCILE_ONLY_STATISTICS
    };

    open_sheet(w, book, SAY_RECONCILE_SUMS, heads, SUM_COLUMNS);
    jh_sheet_set_width(w->form.sheet, 1, 1, 34);
    jh_sheet_set_width(w->form.sheet, 2, SUM_COLUMNS, 12);
    for (size_t i = 0; i < w->view->reconciliation->sum_count; i++) {
        const jh_reconciled_sum *sum = &w->view->reconciliation->sums[i];
        w->form.row++;
        put_name(w, sum);
        put_decimal(w, 3, sum->county, !sum->is_too_large);
        put_decimal(w, 4, sum->statistics, !sum->is_too_large);
        put_decimal(w, 5, sum->difference, !sum->is_too_large);
        for (uint32_t k = 0; k < JH_ACCORD_COUNT; k++)
            put_decimal(w, 6 + k, JH_DECIMAL((int64_t)sum->counts[k]), true);
    }
}

/* ---- cells ---- */

/* Value at `value`, paper and cell at `source` and behind it. */
static void put_statement(writing *w, const jh_statement *said, uint32_t value, uint32_t source)
{
    put_decimal(w, value, said ? said->value : (jh_decimal){ 0 }, said && said->why == JH_PRESENT);
    if (!said) {
        put_text(w, source, JH_TEXT(""));
        put_text(w, source + 1, JH_TEXT(""));
        return;
    }
    if (said->why) put_say(w, value, jh_say_of_why(said->why), &jh_form_center);
    put_say(w, source, jh_provenance_say(said->provenance), &jh_form_text);
    put_text(w, source + 1, jh_statement_cell(w->form.scratch, w->view->view->snapshot, said));
}

static void put_cell(writing *w, const jh_reconciled_sum *sum, const jh_reconciled *cell)
{
    const jh_unit *unit = &w->view->view->snapshot->units[cell->unit];

    w->form.row++;
    put_name(w, sum);
    put_text(w, 3, unit->code);
    put_text(w, 4, unit->name);
    put_statement(w, cell->county, 5, 9);
    put_statement(w, cell->statistics, 6, 11);
    put_decimal(w, 7, cell->difference, cell->has_difference);
    put_say(w, 8, jh_accord_say(cell->accord), &jh_form_center);
}

static void put_cells(writing *w, jh_xlsx_out *book)
{
    static const jh_say_id heads[CELL_COLUMNS] = { SAY_RECONCILE_ELEMENT,
                                                   SAY_RECONCILE_STAGE,
                                                   SAY_RECONCILE_CODE,
                                                   SAY_RECONCILE_SCHOOL,
                                                   SAY_RECONCILE_COUNTY,
                                                   SAY_RECONCILE_STATISTICS,
                                                   SAY_RECONCILE_DIFFERENCE,
                                                   SAY_RECONCILE_RESULT,
                                                   SAY_RECONCILE_COUNTY_SOURCE,
                                                   SAY_RECONCILE_COUNTY_CELL,
                                                   SAY_RECONCILE_STATISTICS_SOURCE,
                                                   SAY_RECONCILE_STATISTICS_CELL };
    const jh_reconciliation *r = w->view->reconciliation;

    open_sheet(w, book, SAY_RECONCILE_CELLS, heads, CELL_COLUMNS);
    jh_sheet_set_width(w->form.sheet, 1, 1, 30);
    jh_sheet_set_width(w->form.sheet, 2, 2, 8);
    jh_sheet_set_width(w->form.sheet, 3, 3, 13);
    jh_sheet_set_width(w->form.sheet, 4, 4, 28);
    jh_sheet_set_width(w->form.sheet, 5, 9, 11);
    jh_sheet_set_width(w->form.sheet, 10, 10, 26);
    jh_sheet_set_width(w->form.sheet, 11, 11, 11);
    jh_sheet_set_width(w->form.sheet, 12, 12, 26);
    for (size_t i = 0; i < r->sum_count; i++)
        for (size_t c = 0; c < r->sums[i].cell_count; c++)
            put_cell(w, &r->sums[i], &r->sums[i].cells[c]);
}

jh_code jh_report_reconciliation_sheets(const char *path, jh_arena scratch,
                                        const jh_reconciliation_view *view, jh_error *err)
{
    writing w = { { .view = view->view, .scratch = &scratch }, view };
    jh_xlsx_out_options options = { .title = jh_say(JH_ZH, SAY_RECONCILE_TITLE) };
    jh_xlsx_out *book;
    jh_code rc = jh_xlsx_out_begin(&book, &scratch, path, &options, err);

    if (rc) return rc;
    put_sums(&w, book);
    put_cells(&w, book);
    return jh_form_finish(book, &w.form, err);
}
