/* SPDX-License-Identifier: Apache-2.0 */
#include "app/paper.h"

#include "app/files.h"
#include "app/telling_json.h"
#include "formats/csv_out.h"
#include "report/report.h"

#include <string.h>

typedef jh_code write_paper(jh_text *out, const jh_telling *told, const jh_desk *desk,
                            jh_error *err);

/* ---- workbooks: the writer wants a file ---- */

typedef jh_code write_workbook(const char *path, jh_arena scratch, const jh_view *view,
                               jh_error *err);

typedef struct booking {
    write_workbook *write;
    const jh_desk *desk;
    const jh_view *view;
} booking;

static jh_code write_book(void *context, const char *path, jh_error *err)
{
    const booking *on = context;

    return on->write(path, on->desk->scratch, on->view, err);
}

static jh_code through_file(jh_text *out, write_workbook *write, const jh_view *view,
                            const jh_desk *desk, jh_error *err)
{
    booking on = { write, desk, view };

    return jh_file_written(out, desk->keep, write_book, &on, err);
}

static jh_code table_2_2(jh_text *out, const jh_telling *told, const jh_desk *desk, jh_error *err)
{
    return through_file(out, jh_report_table_2_2, &told->view, desk, err);
}

static jh_code table_3(jh_text *out, const jh_telling *told, const jh_desk *desk, jh_error *err)
{
    return through_file(out, jh_report_table_3, &told->view, desk, err);
}

static jh_code schools_xlsx(jh_text *out, const jh_telling *told, const jh_desk *desk,
                            jh_error *err)
{
    return through_file(out, jh_report_schools_workbook, &told->view, desk, err);
}

/* ---- the others ---- */

static jh_code page(jh_text *out, const jh_telling *told, const jh_desk *desk, jh_error *err)
{
    jh_view *view = JH_NEW(desk->keep, jh_view);
    jh_code rc = view ? jh_telling_view(view, &told->judged, desk, true, err) : jh_no_memory(err);

    return rc ? rc : jh_report_page(out, desk->keep, desk->scratch, view, err);
}

static void csv_head(jh_csv_out *csv, const jh_view *view)
{
    size_t c;

    jh_csv_field(csv, JH_TEXT("code"));
    jh_csv_field(csv, JH_TEXT("name"));
    jh_csv_field(csv, JH_TEXT("stage"));
    jh_csv_field(csv, JH_TEXT("holds"));
    for (c = 0; c < view->column_count; c++) jh_csv_field(csv, view->columns[c].def->key);
    jh_csv_end_record(csv);
}

/* A name from outside that begins as a formula does is none: the programs that open such a file
 * would run it. The mark in front is theirs for "a text". */
static void put_name(jh_csv_out *csv, const jh_desk *desk, jh_text name)
{
    bool is_formula = name.size && strchr("=+-@\t\r", name.at[0]);

    jh_csv_field(csv, is_formula ? jh_text_format(desk->keep, "'%.*s", JH_TEXT_ARGS(name)) : name);
}

/* Values as printed; an empty field is one that is missing or not asked. */
static jh_code schools_csv(jh_text *out, const jh_telling *told, const jh_desk *desk, jh_error *err)
{
    static const char *const truths[] = { "no", "yes", "unknown", "does_not_apply" };
    const jh_view *view = &told->view;
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_csv_out csv = { .out = &buffer };
    char digits[JH_DECIMAL_SIZE];
    size_t r, c;

    csv_head(&csv, view);
    for (r = 0; r < view->row_count; r++) {
        const jh_view_row *row = &view->rows[r];
        put_name(&csv, desk, row->unit->code);
        put_name(&csv, desk, row->unit->name);
        jh_csv_field(&csv, jh_text_of(jh_stage_key(row->stage)));
        jh_csv_field(&csv, jh_text_of(truths[row->holds.truth]));
        for (c = 0; c < view->column_count; c++)
            jh_csv_field(&csv, jh_text_of(jh_view_printed(digits, view, c, &row->cells[c])));
        jh_csv_end_record(&csv);
    }
    return jh_buffer_finish(out, &buffer, err);
}

static const char workbook_type[] = JH_WORKBOOK_TYPE;

static const struct paper {
    const char *name, *file_name, *type;
    write_paper *write;
} papers[] = {
    { "table2-2.xlsx", "表Ⅱ-2.xlsx", workbook_type, table_2_2 },
    { "table3.xlsx", "表Ⅲ.xlsx", workbook_type, table_3 },
    { "page.html", "结果.html", "text/html; charset=utf-8", page },
    { "assessment.json", "assessment.json", "application/json", jh_telling_assessment },
    { "schools.xlsx", "各校.xlsx", workbook_type, schools_xlsx },
    { "schools.csv", "schools.csv", "text/csv; charset=utf-8", schools_csv },
};

jh_code jh_paper_write(jh_paper *out, const jh_telling *told, const jh_desk *desk, jh_text name,
                       jh_error *err)
{
    const char *word = jh_text_zero(desk->keep, name);
    size_t i;

    for (i = 0; i < sizeof papers / sizeof *papers; i++) {
        if (!jh_text_equal(name, jh_text_of(papers[i].name))) continue;
        out->type = papers[i].type;
        out->file_name = papers[i].file_name;
        return papers[i].write(&out->bytes, told, desk, err);
    }
    if (!word) return jh_no_memory(err);
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_PAPER, NULL, word, NULL);
}
