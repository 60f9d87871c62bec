/* SPDX-License-Identifier: Apache-2.0 */
#include "app/decide.h"

#include "app/authorship.h"
#include "app/cells.h"
#include "base/time.h"
#include "formats/json.h"
#include "formats/workbook.h"

#include <string.h>

jh_code jh_decide_precedence(jh_precedence *out, const jh_desk *desk, jh_store *store,
                             const jh_as_of *when, jh_error *err)
{
    jh_dated_setting_list list;
    size_t i;
    jh_code rc = jh_store_settings(&list, desk->keep, store, when, err);

    *out = jh_precedence_default();
    for (i = 0; !rc && i < list.count; i++)
        if (jh_text_equal(list.items[i].name, JH_PRECEDENCE_SETTING))
            rc = jh_precedence_parse(out, list.items[i].value, err);
    return rc;
}

jh_code jh_decide_day(jh_date *out, const jh_judging *words, jh_error *err)
{
    *out = words->as_of ? jh_date_parse(jh_text_of(words->as_of)) : jh_now_date();
    if (jh_date_is_set(*out)) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOT_A_DATE, "--as-of", words->as_of, NULL);
}

static jh_code load(jh_snapshot *out, const jh_desk *desk, jh_store *store, const jh_judging *words,
                    jh_error *err)
{
    jh_precedence precedence;
    jh_load what = { .precedence = &precedence, .with_conflicts = true };
    jh_as_of when;
    jh_code rc = jh_choose_load(&what, desk, store, words, err);

    when.county = what.county;
    if (!rc) rc = jh_decide_day(&when.date, words, err);
    if (!rc) rc = jh_decide_precedence(&precedence, desk, store, &when, err);
    return rc ? rc : jh_store_load(out, desk->keep, store, &what, err);
}

/* ---- conflicts ---- */

static const char *value_of(char digits[JH_DECIMAL_SIZE], const jh_statement *one)
{
    return one->why ? jh_why_key(one->why) : jh_decimal_write_short(digits, one->value);
}

static void tell_cell(jh_buffer *out, jh_arena *keep, const jh_snapshot *in,
                      const jh_statement *one)
{
    jh_text cell = jh_cell_name(keep, in, one->origin);

    out->failed |= !cell.at;
    if (cell.size) jh_buffer_add_format(out, "  %.*s", JH_TEXT_ARGS(cell));
}

static void tell_conflict(jh_buffer *out, jh_arena *keep, const jh_snapshot *in,
                          const jh_conflict *conflict)
{
    const jh_unit *unit = &in->units[conflict->unit];
    char digits[JH_DECIMAL_SIZE];
    size_t i;

    jh_buffer_add_format(out, "%s %.*s %.*s %.*s %s\n", conflict->settled ? "●" : "○",
                         JH_TEXT_ARGS(unit->code), JH_TEXT_ARGS(unit->name),
                         JH_TEXT_ARGS(conflict->element), jh_stage_key(conflict->stage));
    for (i = 0; i < conflict->statement_count; i++) {
        const jh_statement *one = &conflict->statements[i];
        jh_buffer_add_format(out, "  %s %-10s %s", i ? " " : "→",
                             jh_provenance_key(one->provenance), value_of(digits, one));
        tell_cell(out, keep, in, one);
        jh_buffer_add_zero(out, "\n");
    }
}

static void put_value(jh_json *json, const jh_statement *one)
{
    jh_json_key(json, "why");
    jh_json_zero(json, jh_why_key(one->why));
    jh_json_key(json, "value");
    if (one->why)
        jh_json_null(json);
    else
        jh_json_decimal(json, one->value);
}

static void put_statement(jh_json *json, const jh_snapshot *in, const jh_statement *one)
{
    const jh_origin *at = &in->origins[one->origin];
    char address[JH_ADDRESS_SIZE];

    jh_json_object(json);
    jh_json_key(json, "provenance");
    jh_json_zero(json, jh_provenance_key(one->provenance));
    put_value(json, one);
    jh_json_key(json, "revision");
    jh_json_integer(json, one->revision);
    if (at->file != JH_NO_FILE) {
        jh_json_key(json, "file");
        jh_json_text(json, in->files[at->file].name);
        jh_json_key(json, "sheet");
        jh_json_text(json, at->sheet);
        jh_json_key(json, "cell");
        jh_json_zero(json, jh_address_write(address, at->row + 1, at->column + 1));
        jh_json_key(json, "row");
        jh_json_integer(json, at->row);
        jh_json_key(json, "column");
        jh_json_integer(json, at->column);
        jh_json_key(json, "cell");
        jh_json_zero(json, jh_address_write(address, at->row + 1, at->column + 1));
    }
    jh_json_end(json);
}

static void put_conflict(jh_json *json, const jh_snapshot *in, const jh_conflict *conflict)
{
    size_t i;

    jh_json_object(json);
    jh_json_key(json, "unit");
    jh_json_text(json, in->units[conflict->unit].code);
    jh_json_key(json, "name");
    jh_json_text(json, in->units[conflict->unit].name);
    jh_json_key(json, "element");
    jh_json_text(json, conflict->element);
    jh_json_key(json, "stage");
    jh_json_zero(json, jh_stage_key(conflict->stage));
    jh_json_key(json, "settled");
    jh_json_bool(json, conflict->settled);
    jh_json_key(json, "statements"); /* the one that counts first */
    jh_json_array(json);
    for (i = 0; i < conflict->statement_count; i++)
        put_statement(json, in, &conflict->statements[i]);
    jh_json_end(json);
    jh_json_end(json);
}

static jh_code tell(jh_text *out, size_t *open, const jh_desk *desk, const jh_snapshot *in,
                    jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    size_t i;

    jh_json_array(&json);
    for (i = 0; i < in->conflict_count; i++) {
        const jh_conflict *conflict = &in->conflicts[i];
        if (!conflict->differs) continue;
        *open += !conflict->settled;
        if (desk->manner.json)
            put_conflict(&json, in, conflict);
        else
            tell_conflict(&buffer, desk->keep, in, conflict);
    }
    jh_json_end(&json);
    return desk->manner.json ? jh_json_finish(out, &json, err)
                             : jh_buffer_finish(out, &buffer, err);
}

jh_code jh_decide_conflicts(jh_text *out, size_t *open, const jh_desk *desk,
                            const jh_judging *words, jh_error *err)
{
    jh_store *store = NULL;
    jh_snapshot snapshot = { 0 };
    jh_code rc = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);

    *open = 0;
    if (!rc) rc = load(&snapshot, desk, store, words, err);
    if (!rc) rc = tell(out, open, desk, &snapshot, err);
    jh_store_close(store);
    return rc;
}

/* ---- corrections ---- */

jh_code jh_decide_figure(jh_observation *to, const jh_correcting *what, jh_error *err)
{
    const char *stage = what->stage ? what->stage : jh_stage_key(JH_WHOLE);
    int i;

    *to = (jh_observation){ .provenance = JH_BY_CORRECTION,
                            .why = JH_NOT_REPORTED,
                            .origin.file = JH_NO_FILE };
    to->unit = jh_text_of(what->unit);
    to->element = jh_text_of(what->element);
    for (i = 0; i < JH_STAGE_COUNT; i++)
        if (strcmp(stage, jh_stage_key((jh_stage)i)) == 0) break;
    if (i == JH_STAGE_COUNT)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_STAGE, "--stage", stage, NULL);
    to->stage = (jh_stage)i;
    if (!what->value) return JH_OK;
    to->why = JH_PRESENT;
    if (jh_decimal_parse(&to->value, jh_text_of(what->value)) == JH_READ_EXACT) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOT_A_NUMBER, "--value", what->value, NULL);
}

typedef struct correction {
    jh_store *store;
    jh_snapshot before;
    jh_observation now;
    jh_authorship by;
} correction;

static jh_code tell_correction(jh_text *out, const jh_desk *desk, const jh_observation *now,
                               const jh_statement both[2], jh_error *err)
{
    char words[2][JH_DECIMAL_SIZE];
    jh_json json = jh_json_in(desk->keep);

    if (!desk->manner.json) {
        *out = jh_text_format(desk->keep, "%.*s %.*s %s: %s → %s\n", JH_TEXT_ARGS(now->unit),
                              JH_TEXT_ARGS(now->element), jh_stage_key(now->stage),
                              value_of(words[0], &both[0]), value_of(words[1], &both[1]));
        return out->at ? JH_OK : jh_no_memory(err);
    }
    jh_json_object(&json);
    jh_json_key(&json, "unit");
    jh_json_text(&json, now->unit);
    jh_json_key(&json, "element");
    jh_json_text(&json, now->element);
    jh_json_key(&json, "stage");
    jh_json_zero(&json, jh_stage_key(now->stage));
    jh_json_key(&json, "was");
    jh_json_object(&json);
    put_value(&json, &both[0]);
    jh_json_end(&json);
    jh_json_key(&json, "now");
    jh_json_object(&json);
    put_value(&json, &both[1]);
    jh_json_end(&json);
    jh_json_key(&json, "revision");
    jh_json_integer(&json, both[1].revision);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

static jh_code correct(jh_text *out, const jh_desk *desk, correction *on, jh_error *err)
{
    const jh_snapshot *before = &on->before;
    jh_observation *now = &on->now;
    size_t column = jh_snapshot_column(before, now->element, now->stage);
    size_t unit = jh_snapshot_unit(before, now->unit);
    jh_batch batch = { .county = before->county,
                       .period = before->period,
                       .observations = now,
                       .observation_count = 1 };
    jh_statement both[2] = { { .why = JH_NOT_REPORTED }, { .why = now->why, .value = now->value } };
    jh_write_counts counts;
    jh_code rc;

    if (column == SIZE_MAX || unit == SIZE_MAX)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_CELL, NULL, now->unit.at, now->element.at,
                       jh_stage_key(now->stage), NULL);
    both[0].why = (jh_why)before->columns[column].why[unit];
    both[0].value.millionths = before->columns[column].millionths[unit];
    rc = jh_store_write(&counts, on->store, &batch, &on->by, err);
    both[1].revision = counts.revision;
    return rc ? rc : tell_correction(out, desk, now, both, err);
}

jh_code jh_decide_correct(jh_text *out, const jh_desk *desk, const jh_judging *words,
                          const jh_correcting *what, jh_error *err)
{
    correction on = { .store = NULL };
    char stamp[32];
    jh_code rc = jh_decide_figure(&on.now, what, err);

    on.by = jh_authorship_of(what->author, what->reason, stamp);
    on.by.approver = jh_text_of(what->approver);
    if (!rc) rc = jh_store_open(&on.store, desk->keep, words->address, JH_STORE_WRITE, err);
    if (!rc) rc = load(&on.before, desk, on.store, words, err);
    if (!rc) rc = correct(out, desk, &on, err);
    jh_store_close(on.store);
    return rc;
}

jh_code jh_decide_correct_all(const jh_desk *desk, const char *address, const jh_batch *corrections,
                              const char *reason, jh_error *err)
{
    jh_store *store = NULL;
    jh_write_counts counts;
    char stamp[32];
    jh_authorship by = jh_authorship_at(desk, reason, stamp);
    jh_code rc = jh_store_open(&store, desk->keep, address, JH_STORE_WRITE, err);

    by.approver = jh_text_of(reason);
    if (!rc && corrections->observation_count)
        rc = jh_store_write(&counts, store, corrections, &by, err);
    jh_store_close(store);
    return rc;
}
