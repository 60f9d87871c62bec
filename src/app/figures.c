/* SPDX-License-Identifier: Apache-2.0 */
#include "app/figures.h"

#include "app/called.h"
#include "app/before.h"
#include "app/choose.h"
#include "app/decide.h"
#include "app/library.h"
#include "formats/json.h"
#include "formats/workbook.h"
#include "report/json_words.h"

#include <string.h>

/* ---- loading ---- */

typedef struct gathered {
    jh_snapshot now; /* with every statement as a "conflict" */
    const jh_snapshot *before;
    jh_standard standard;
    const jh_figures_wanted *wanted;
} gathered;

static jh_code read_revision(int64_t *out, const char *word, jh_error *err)
{
    jh_decimal number;

    *out = 0;
    if (!word) return JH_OK;
    if (jh_decimal_parse(&number, jh_text_of(word)) != JH_READ_EXACT
        || number.millionths < JH_DECIMAL_ONE || number.millionths % JH_DECIMAL_ONE)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOT_A_REVISION, "--revision", word, NULL);
    *out = number.millionths / JH_DECIMAL_ONE;
    return JH_OK;
}

static jh_code load(gathered *out, const jh_desk *desk, jh_error *err)
{
    const jh_judging *words = out->wanted->words;
    jh_findings mistakes = { 0 };
    jh_before before = { 0 };
    jh_precedence precedence;
    jh_load what = { .precedence = &precedence, .with_statements = true };
    jh_store *store;
    jh_as_of when;
    jh_code rc = jh_line_store(&store, desk->line, err);

    if (!rc) rc = read_revision(&what.at_revision, words->revision, err);
    if (!rc) rc = jh_choose_load(&what, desk, store, words, err);
    when.county = what.county;
    if (!rc) rc = jh_decide_day(&when.date, words, err);
    if (!rc) rc = jh_decide_precedence(&precedence, desk, store, &when, err);
    if (!rc) rc = jh_store_load(&out->now, desk->keep, store, &what, err);
    what.with_statements = false;
    if (!rc) rc = jh_before_load(&before, desk, store, &what, err);
    out->before = before.snapshot;
    if (rc) return rc;
    return jh_library_compile(&out->standard, desk,
                              &(jh_standard_words){ words->standards_folder, words->standard },
                              &mistakes, err);
}

/* ---- telling ---- */

static void put_value(jh_json *json, const char *key, const char *why_key, jh_why why,
                      jh_decimal value)
{
    char digits[JH_DECIMAL_SIZE];

    jh_json_key(json, key);
    if (why)
        jh_json_null(json);
    else
        jh_json_zero(json, jh_decimal_write_short(digits, value));
    if (!why) return;
    jh_json_key(json, why_key);
    jh_json_zero(json, jh_why_key(why));
}

static void put_before(jh_json *json, const gathered *all, const jh_conflict *cell)
{
    const jh_snapshot *before = all->before;
    jh_text code = all->now.units[cell->unit].code;
    size_t unit, column;

    if (!before) return;
    unit = jh_snapshot_unit(before, code);
    column = jh_snapshot_column(before, cell->element, cell->stage);
    if (unit == SIZE_MAX || column == SIZE_MAX) return;
    put_value(json, "before", "before_why", (jh_why)before->columns[column].why[unit],
              (jh_decimal){ before->columns[column].millionths[unit] });
}

static void put_origin(jh_json *json, const jh_snapshot *in, uint32_t origin)
{
    const jh_origin *at = &in->origins[origin];
    char address[JH_ADDRESS_SIZE], hex[JH_HASH_HEX];

    if (at->file == JH_NO_FILE || !origin) return;
    jh_json_member_text(json, "file", in->files[at->file].name);
    jh_json_member_text(json, "hash", jh_text_of(jh_hash_hex(hex, &in->files[at->file].hash)));
    jh_json_member_text(json, "sheet", at->sheet);
    jh_json_member_text(json, "cell",
                        jh_text_of(jh_address_write(address, at->row + 1, at->column + 1)));
    jh_json_key(json, "row");
    jh_json_integer(json, (int64_t)at->row + 1);
    jh_json_key(json, "column");
    jh_json_integer(json, (int64_t)at->column + 1);
}

static void put_cell(jh_json *json, const gathered *all, const jh_conflict *cell)
{
    const jh_statement *first = &cell->statements[0];

    jh_json_object(json);
    jh_json_member_text(json, "unit", all->now.units[cell->unit].code);
    jh_json_member_text(json, "element", cell->element);
    jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(cell->stage)));
    put_value(json, "value", "why", first->why, first->value);
    put_before(json, all, cell);
    jh_json_member_text(json, "provenance", jh_text_of(jh_provenance_key(first->provenance)));
    jh_json_key(json, "revision");
    jh_json_integer(json, first->revision);
    jh_json_key(json, "statements");
    jh_json_integer(json, (int64_t)cell->statement_count);
    jh_json_key(json, "differs");
    jh_json_bool(json, cell->differs && !cell->settled);
    put_origin(json, &all->now, first->origin);
    jh_json_end(json);
}

static bool is_wanted(const gathered *all, const jh_conflict *cell)
{
    const jh_figures_wanted *wanted = all->wanted;
    jh_text code = all->now.units[cell->unit].code;

    if (wanted->unit && !jh_text_equal(code, jh_text_of(wanted->unit))) return false;
    if (wanted->element && !jh_text_equal(cell->element, jh_text_of(wanted->element))) return false;
    if (wanted->stage && strcmp(jh_stage_key(cell->stage), wanted->stage) != 0) return false;
    return !wanted->after || cell->unit == 0
           || jh_text_compare(code, jh_text_of(wanted->after)) > 0;
}

/* Titles of the elements, in the order of the standard. */
static void put_elements(jh_json *json, const gathered *all)
{
    size_t i;

    jh_json_key(json, "elements");
    jh_json_array(json);
    for (i = 0; i < all->standard.element_count; i++) {
        const jh_element *element = &all->standard.elements[i];
        if (all->wanted->element && !jh_text_equal(element->key, jh_text_of(all->wanted->element)))
            continue;
        jh_json_object(json);
        jh_json_member_text(json, "key", element->key);
        jh_json_member_text(json, "title", element->title);
        jh_json_member_measure(json, &all->standard, element->measure_title);
        jh_json_end(json);
    }
    jh_json_end(json);
}

/* Whole units: the last one is told completely. */
static void put_items(jh_json *json, const gathered *all)
{
    uint32_t last = UINT32_MAX;
    size_t i, units = 0;
    bool has_more = false;

    jh_json_key(json, "items");
    jh_json_array(json);
    for (i = 0; i < all->now.conflict_count; i++) {
        const jh_conflict *cell = &all->now.conflicts[i];
        if (!is_wanted(all, cell)) continue;
        if (cell->unit != last) {
            has_more = units == all->wanted->limit;
            if (has_more) break;
            units++;
            last = cell->unit;
        }
        put_cell(json, all, cell);
    }
    jh_json_end(json);
    jh_json_key(json, "next");
    if (has_more)
        jh_json_text(json, all->now.units[last].code);
    else
        jh_json_null(json);
}

static void put_units(jh_json *json, const gathered *all)
{
    size_t i;

    jh_json_key(json, "units");
    jh_json_array(json);
    for (i = 0; i < all->now.unit_count; i++) {
        jh_json_object(json);
        jh_json_member_text(json, "code", all->now.units[i].code);
        jh_json_member_text(json, "name", i ? all->now.units[i].name : all->now.county_name);
        jh_json_end(json);
    }
    jh_json_end(json);
}

jh_code jh_figures_tell(jh_text *out, const jh_desk *desk, const jh_figures_wanted *wanted,
                        jh_error *err)
{
    gathered *all = JH_NEW(desk->keep, gathered);
    jh_json json = jh_json_in(desk->keep);
    jh_code rc;

    if (!all) return jh_no_memory(err);
    all->wanted = wanted;
    rc = load(all, desk, err);
    if (rc) return rc;
    jh_json_object(&json);
    jh_json_member_text(&json, "county", all->now.county);
    jh_json_member_text(&json, "period", all->now.period);
    jh_json_key(&json, "revision");
    jh_json_integer(&json, all->now.revision);
    put_elements(&json, all);
    put_units(&json, all);
    put_items(&json, all);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

/* ---- history ---- */

static void put_revision(jh_json *json, const jh_revision *one)
{
    char address[JH_ADDRESS_SIZE], hex[JH_HASH_HEX];

    jh_json_object(json);
    jh_json_key(json, "revision");
    jh_json_integer(json, one->revision);
    put_value(json, "value", "why", one->figure.why, one->figure.value);
    jh_json_member_text(json, "provenance", jh_text_of(jh_provenance_key(one->figure.provenance)));
    jh_json_member_text(json, "author", one->author);
    jh_json_member_text(json, "reason", one->reason);
    jh_json_member_text(json, "approver", one->approver);
    jh_json_member_text(json, "stamp", one->stamp);
    if (one->file_name.size) {
        jh_json_member_text(json, "file", one->file_name);
        jh_json_member_text(json, "hash", jh_text_of(jh_hash_hex(hex, &one->file)));
        jh_json_member_text(json, "sheet", one->figure.origin.sheet);
        jh_json_member_text(json, "cell",
                            jh_text_of(jh_address_write(address, one->figure.origin.row + 1,
                                                        one->figure.origin.column + 1)));
    }
    jh_json_end(json);
}

static jh_code read_stage(jh_stage *out, const char *word, jh_error *err)
{
    *out = jh_called_stage(word);
    if (*out != JH_STAGE_COUNT) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_STAGE, "--stage", word, NULL);
}

jh_code jh_figures_history(jh_text *out, const jh_desk *desk, const jh_figures_wanted *wanted,
                           jh_error *err)
{
    jh_cell_address cell = { .unit = jh_text_of(wanted->unit),
                             .element = jh_text_of(wanted->element) };
    jh_json json = jh_json_in(desk->keep);
    jh_revision_list list;
    jh_load what = { 0 };
    jh_store *store;
    size_t i;
    jh_code rc = jh_line_store(&store, desk->line, err);

    if (!rc) rc = read_stage(&cell.stage, wanted->stage ? wanted->stage : "whole", err);
    if (!rc) rc = jh_choose_load(&what, desk, store, wanted->words, err);
    cell.county = what.county;
    cell.period = what.period;
    if (!rc) rc = jh_store_revisions(&list, desk->keep, store, &cell, err);
    if (rc) return rc;
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = 0; i < list.count; i++) put_revision(&json, &list.items[i]);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
