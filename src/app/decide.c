/* SPDX-License-Identifier: Apache-2.0 */
#include "app/decide.h"

#include "app/authorship.h"
#include "app/called.h"
#include "app/cells.h"
#include "base/time.h"
#include "formats/json.h"
#include "formats/workbook.h"
#include "report/words.h"

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

/* What papers say, and the standard whose words tell it. */
typedef struct said {
    jh_snapshot in;
    jh_standard standard;
} said;

static jh_code load(said *out, const jh_desk *desk, jh_store *store, const jh_judging *words,
                    jh_error *err)
{
    jh_precedence precedence;
    jh_load what = { .precedence = &precedence, .with_conflicts = true };
    jh_as_of when;
    jh_code rc = jh_choose_load(&what, desk, store, words, err);

    when.county = what.county;
    if (!rc) rc = jh_decide_day(&when.date, words, err);
    if (!rc) rc = jh_decide_precedence(&precedence, desk, store, &when, err);
    if (!rc) rc = jh_judge_standard(&out->standard, desk, words, err);
    return rc ? rc : jh_store_load(&out->in, desk->keep, store, &what, err);
}

/* ---- conflicts ---- */

static const char *value_of(char digits[JH_DECIMAL_SIZE], jh_lang lang, const jh_statement *one)
{
    return one->why ? jh_say(lang, jh_say_of_why(one->why))
                    : jh_decimal_write_short(digits, one->value);
}

static void tell_cell(jh_buffer *out, jh_arena *keep, const jh_snapshot *in,
                      const jh_statement *one)
{
    jh_text cell = jh_cell_name(keep, in, one->origin);

    out->failed |= !cell.at;
    if (cell.size) jh_buffer_add_format(out, "  %.*s", JH_TEXT_ARGS(cell));
}

static void tell_conflict(jh_buffer *out, const jh_desk *desk, const said *by,
                          const jh_conflict *conflict)
{
    const jh_unit *unit = &by->in.units[conflict->unit];
    const jh_snapshot_cell cell = { unit->code, conflict->element, conflict->stage };
    jh_lang lang = desk->manner.lang;
    char digits[JH_DECIMAL_SIZE];
    size_t i;

    jh_buffer_add_format(out, "%s %.*s %.*s ", conflict->settled ? "●" : "○",
                         JH_TEXT_ARGS(unit->code), JH_TEXT_ARGS(unit->name));
    jh_called_tell(out, &by->standard, lang, &cell);
    jh_buffer_add_zero(out, "\n");
    for (i = 0; i < conflict->statement_count; i++) {
        const jh_statement *one = &conflict->statements[i];
        jh_buffer_add_format(out, "  %s %s  %s", i ? "  " : "→ ",
                             jh_say(lang, jh_provenance_say(one->provenance)),
                             value_of(digits, lang, one));
        tell_cell(out, desk->keep, &by->in, one);
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

static jh_code tell(jh_text *out, size_t *open, const jh_desk *desk, const said *by, jh_error *err)
{
    const jh_snapshot *in = &by->in;
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
            tell_conflict(&buffer, desk, by, conflict);
    }
    jh_json_end(&json);
    return desk->manner.json ? jh_json_finish(out, &json, err)
                             : jh_buffer_finish(out, &buffer, err);
}

jh_code jh_decide_conflicts(jh_text *out, size_t *open, const jh_desk *desk,
                            const jh_judging *words, jh_error *err)
{
    said *by = JH_NEW(desk->keep, said);
    jh_store *store = NULL;
    jh_code rc = by ? jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err)
                    : jh_no_memory(err);

    *open = 0;
    if (!rc) rc = load(by, desk, store, words, err);
    if (!rc) rc = tell(out, open, desk, by, err);
    jh_store_close(store);
    return rc;
}

/* ---- corrections ---- */

jh_code jh_decide_figure(jh_observation *to, const jh_correcting *what, jh_error *err)
{
    *to = (jh_observation){ .provenance = JH_BY_CORRECTION,
                            .why = JH_NOT_REPORTED,
                            .origin.file = JH_NO_FILE };
    to->unit = jh_text_of(what->unit);
    to->element = jh_text_of(what->element);
    to->stage = what->stage ? jh_called_stage(what->stage) : JH_WHOLE;
    if (to->stage == JH_STAGE_COUNT)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_STAGE, "--stage", what->stage, NULL);
    if (!what->value) return JH_OK;
    to->why = JH_PRESENT;
    if (jh_decimal_parse(&to->value, jh_text_of(what->value)) == JH_READ_EXACT) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOT_A_NUMBER, "--value", what->value, NULL);
}

typedef struct correction {
    jh_store *store;
    said before;
    jh_observation now;
    jh_authorship by;
} correction;

/* "9901010020 示例县新城初级中学 初中 在校生数: 560 → 565" */
static jh_code tell_words(jh_text *out, const jh_desk *desk, const correction *on,
                          const jh_statement both[2], jh_error *err)
{
    const jh_observation *now = &on->now;
    const jh_snapshot *in = &on->before.in;
    const jh_unit *unit = &in->units[jh_snapshot_unit(in, now->unit)];
    jh_buffer buffer = jh_buffer_in(desk->keep);
    char words[2][JH_DECIMAL_SIZE];
    jh_lang lang = desk->manner.lang;

    jh_buffer_add_format(&buffer, "%.*s %.*s ", JH_TEXT_ARGS(unit->code), JH_TEXT_ARGS(unit->name));
    jh_called_tell(&buffer, &on->before.standard, lang,
                   &(jh_snapshot_cell){ now->unit, now->element, now->stage });
    jh_buffer_add_format(&buffer, ": %s → %s\n", value_of(words[0], lang, &both[0]),
                         value_of(words[1], lang, &both[1]));
    return jh_buffer_finish(out, &buffer, err);
}

static jh_code tell_correction(jh_text *out, const jh_desk *desk, const correction *on,
                               const jh_statement both[2], jh_error *err)
{
    const jh_observation *now = &on->now;
    jh_json json = jh_json_in(desk->keep);

    if (!desk->manner.json) return tell_words(out, desk, on, both, err);
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
    const jh_snapshot *before = &on->before.in;
    jh_observation *now = &on->now;
    size_t column, unit;
    jh_batch batch = { .county = before->county,
                       .period = before->period,
                       .observations = now,
                       .observation_count = 1 };
    jh_statement both[2] = { { .why = JH_NOT_REPORTED }, { .why = now->why, .value = now->value } };
    jh_write_counts counts;
    jh_code rc = jh_called_figure(now, before, &on->before.standard, err);

    if (rc) return rc;
    unit = jh_snapshot_unit(before, now->unit);
    column = jh_snapshot_column(before, now->element, now->stage);
    if (column != SIZE_MAX) {
        both[0].why = (jh_why)before->columns[column].why[unit];
        both[0].value.millionths = before->columns[column].millionths[unit];
    }
    rc = jh_store_write(&counts, on->store, &batch, &on->by, err);
    both[1].revision = counts.revision;
    return rc ? rc : tell_correction(out, desk, on, both, err);
}

jh_code jh_decide_correct(jh_text *out, const jh_desk *desk, const jh_judging *words,
                          const jh_correcting *what, jh_error *err)
{
    correction *on = JH_NEW(desk->keep, correction);
    char stamp[32];
    jh_code rc = on ? jh_decide_figure(&on->now, what, err) : jh_no_memory(err);

    if (rc) return rc;
    on->by = jh_authorship_of(what->author, what->reason, stamp);
    on->by.approver = jh_text_of(what->approver);
    rc = jh_store_open(&on->store, desk->keep, words->address, JH_STORE_WRITE, err);
    if (!rc) rc = load(&on->before, desk, on->store, words, err);
    if (!rc) rc = correct(out, desk, on, err);
    jh_store_close(on->store);
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
