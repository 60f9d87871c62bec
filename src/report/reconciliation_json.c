/* The county's figures beside those of the statistics, as JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/json_words.h"
#include "report/reconciliation_words.h"

static void put_counts(jh_json *json, const size_t *counts)
{
    for (int i = 0; i < JH_ACCORD_COUNT; i++)
        jh_json_member_count(json, jh_accord_key((jh_accord)i), counts[i]);
}

static void put_decimal(jh_json *json, const char *key, jh_decimal value, bool is_there)
{
    jh_json_key(json, key);
    if (is_there)
        jh_json_decimal(json, value);
    else
        jh_json_null(json);
}

static void put_statement(jh_json *json, const char *key, const jh_snapshot *in,
                          const jh_statement *said)
{
    jh_text cell;

    jh_json_key(json, key);
    if (!said) {
        jh_json_null(json);
        return;
    }
    cell = jh_statement_cell(json->buffer.arena, in, said);
    if (!cell.at) json->buffer.failed = true;
    jh_json_object(json);
    put_decimal(json, "value", said->value, said->why == JH_PRESENT);
    if (said->why) jh_json_member_zero(json, "why", jh_why_key(said->why));
    jh_json_member_zero(json, "provenance", jh_provenance_key(said->provenance));
    if (cell.size) jh_json_member_text(json, "cell", cell);
    jh_json_key(json, "revision");
    jh_json_integer(json, said->revision);
    jh_json_end(json);
}

static void put_cell(jh_json *json, const jh_snapshot *in, const jh_reconciled *cell)
{
    const jh_unit *unit = &in->units[cell->unit];

    jh_json_object(json);
    jh_json_member_text(json, "unit", unit->code);
    jh_json_member_text(json, "name", unit->name);
    jh_json_member_zero(json, "accord", jh_accord_key(cell->accord));
    put_statement(json, "county", in, cell->county);
    put_statement(json, "statistics", in, cell->statistics);
    put_decimal(json, "difference", cell->difference, cell->has_difference);
    jh_json_end(json);
}

static void put_sum(jh_json *json, const jh_reconciliation_view *view, const jh_reconciled_sum *sum)
{
    size_t i;

    jh_json_object(json);
    jh_json_member_text(json, "element", sum->element);
    jh_json_member_text(json, "title", jh_sum_title(view, sum));
    jh_json_member_zero(json, "stage", jh_stage_key(sum->stage));
    jh_json_member_measure(json, view->view->standard, jh_sum_measure(view, sum));
    put_decimal(json, "county", sum->county, !sum->is_too_large);
    put_decimal(json, "statistics", sum->statistics, !sum->is_too_large);
    put_decimal(json, "difference", sum->difference, !sum->is_too_large);
    put_counts(json, sum->counts);
    jh_json_key(json, "cells");
    jh_json_array(json);
    for (i = 0; i < sum->cell_count; i++) put_cell(json, view->view->snapshot, &sum->cells[i]);
    jh_json_end(json);
    jh_json_end(json);
}

jh_code jh_report_reconciliation_json(jh_text *out, jh_arena *keep,
                                      const jh_reconciliation_view *view, jh_error *err)
{
    const jh_reconciliation *r = view->reconciliation;
    const jh_snapshot *in = view->view->snapshot;
    jh_json json = jh_json_in(keep);
    size_t i;

    jh_json_object(&json);
    jh_json_member_zero(&json, "format", "junheng-reconciliation-1");
    jh_json_member_text(&json, "county", in->county);
    jh_json_member_text(&json, "period", in->period);
    jh_json_key(&json, "revision");
    jh_json_integer(&json, in->revision);
    put_counts(&json, r->counts);
    jh_json_key(&json, "sums");
    jh_json_array(&json);
    for (i = 0; i < r->sum_count; i++) put_sum(&json, view, &r->sums[i]);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
