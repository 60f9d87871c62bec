/* SPDX-License-Identifier: Apache-2.0 */
#include "app/since.h"

#include "app/cells.h"
#include "report/difference.h"

#include <string.h>

/* ---- figures ---- */

typedef struct comparing {
    jh_since *out;
    jh_arena *keep;
    const jh_snapshot *was, *now;
} comparing;

typedef struct cell {
    jh_why why;
    int64_t millionths;
    const jh_snapshot *in;
    uint32_t origin;
} cell;

static cell cell_at(const jh_snapshot *in, size_t column, size_t unit)
{
    cell out = { JH_NOT_REPORTED, 0, in, 0 };

    if (column == SIZE_MAX || unit == SIZE_MAX) return out;
    out.why = (jh_why)in->columns[column].why[unit];
    out.millionths = in->columns[column].millionths[unit];
    if (in->columns[column].origin) out.origin = in->columns[column].origin[unit];
    return out;
}

static jh_code write_cell(jh_text *out, jh_text *name, jh_arena *keep, const cell *in,
                          jh_error *err)
{
    char number[JH_DECIMAL_SIZE];

    *out = (jh_text){ 0 };
    *name = jh_cell_name(keep, in->in, in->origin);
    if (!name->at) return jh_no_memory(err);
    if (in->why != JH_PRESENT) return JH_OK;
    jh_decimal_write_short(number, (jh_decimal){ in->millionths });
    *out = jh_text_copy(keep, jh_text_of(number));
    return out->at ? JH_OK : jh_no_memory(err);
}

static jh_code name_figure(comparing *on, const jh_unit *unit, const jh_column *column,
                           const cell pair[2], jh_error *err)
{
    jh_changed_figure *figure;
    jh_code code;

    if (on->out->figures++ >= JH_SINCE_NAMED) return JH_OK;
    figure = &on->out->named[on->out->named_count++];
    figure->unit = unit->code;
    figure->unit_name = unit->name;
    figure->element = column->element;
    figure->stage = column->stage;
    code = write_cell(&figure->was, &figure->was_cell, on->keep, &pair[0], err);
    return code ? code : write_cell(&figure->now, &figure->now_cell, on->keep, &pair[1], err);
}

/* One column, over the units of `units`; `other` is the snapshot on the other side. */
static jh_code compare_column(comparing *on, const jh_column *column, jh_error *err)
{
    size_t then = jh_snapshot_column(on->was, column->element, column->stage);
    size_t today = jh_snapshot_column(on->now, column->element, column->stage);
    jh_code code = JH_OK;
    size_t u, in_was;

    for (u = 0; u < on->now->unit_count && !code; u++) {
        const jh_unit *unit = &on->now->units[u];
        in_was = jh_snapshot_unit(on->was, unit->code);
        cell pair[2] = { cell_at(on->was, then, in_was), cell_at(on->now, today, u) };
        if (pair[0].why != pair[1].why || pair[0].millionths != pair[1].millionths)
            code = name_figure(on, unit, column, pair, err);
    }
    for (u = 0; u < on->was->unit_count && !code; u++) {
        const jh_unit *unit = &on->was->units[u];
        cell pair[2] = { cell_at(on->was, then, u), { JH_NOT_REPORTED, 0, on->now, 0 } };
        if (jh_snapshot_unit(on->now, unit->code) == SIZE_MAX && pair[0].why == JH_PRESENT)
            code = name_figure(on, unit, column, pair, err);
    }
    return code;
}

static jh_code compare_figures(comparing *on, jh_error *err)
{
    jh_code code = JH_OK;
    size_t i;

    for (i = 0; i < on->now->column_count && !code; i++)
        code = compare_column(on, &on->now->columns[i], err);
    for (i = 0; i < on->was->column_count && !code; i++) {
        const jh_column *column = &on->was->columns[i];
        if (jh_snapshot_column(on->now, column->element, column->stage) == SIZE_MAX)
            code = compare_column(on, column, err);
    }
    return code;
}

/* ---- units ---- */

static void name_unit(jh_since *out, jh_unit_change change, const jh_unit *unit)
{
    if (out->units++ >= JH_SINCE_NAMED) return;
    out->named_units[out->named_unit_count++] = (jh_changed_unit){ change, unit->code, unit->name };
}

static bool has_same_facts(const jh_unit *a, const jh_unit *b)
{
    int i;

    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++)
        if (!jh_text_equal(a->attribute[i], b->attribute[i])) return false;
    return jh_text_equal(a->name, b->name) && jh_text_equal(a->parent, b->parent)
           && a->longitude.millionths == b->longitude.millionths
           && a->latitude.millionths == b->latitude.millionths && a->opened.days == b->opened.days
           && a->closed.days == b->closed.days;
}

static void compare_units(comparing *on)
{
    size_t i, at;

    for (i = 0; i < on->now->unit_count; i++) {
        const jh_unit *unit = &on->now->units[i];
        at = jh_snapshot_unit(on->was, unit->code);
        if (at == SIZE_MAX)
            name_unit(on->out, JH_UNIT_NEW, unit);
        else if (!has_same_facts(&on->was->units[at], unit))
            name_unit(on->out, JH_UNIT_FACTS, unit);
    }
    for (i = 0; i < on->was->unit_count; i++)
        if (jh_snapshot_unit(on->now, on->was->units[i].code) == SIZE_MAX)
            name_unit(on->out, JH_UNIT_GONE, &on->was->units[i]);
}

static bool is_same_before(const jh_judged *was, const jh_judged *now)
{
    if (!was->before || !now->before) return was->before == now->before;
    return jh_hash_equal(&was->before->content, &now->before->content);
}

/* ---- standard and settings ---- */

static jh_code compare_standards(jh_since *out, const jh_desk *desk, const jh_judged *was,
                                 const jh_judged *now, jh_error *err)
{
    jh_standard_pair pair = { &was->standard, &now->standard };
    jh_buffer clauses = jh_buffer_in(desk->keep);
    jh_differences found;
    jh_code code;

    out->standard_changed = !jh_hash_equal(&was->standard.hash, &now->standard.hash);
    if (!out->standard_changed) return JH_OK;
    code = jh_standard_differences(&found, desk->keep, &pair, desk->manner.lang, err);
    if (!code) code = jh_report_differences(&clauses, &found, desk->manner.lang, err);
    return code ? code : jh_buffer_finish(&out->clauses, &clauses, err);
}

static bool is_same_setting(const jh_judged *was, size_t i, const jh_judged *now, size_t j)
{
    const jh_setting_value *a = &was->settings.values[i], *b = &now->settings.values[j];
    const jh_setting *def = &was->standard.settings[i];

    if (a->is_default != b->is_default || !jh_text_equal(a->reason, b->reason)) return false;
    if (def->type == JH_TYPE_CODE)
        return jh_text_equal(def->choices->keys[a->choice],
                             now->standard.settings[j].choices->keys[b->choice]);
    return a->number.millionths == b->number.millionths && a->date.days == b->date.days;
}

static bool is_same_relaxing(const jh_relaxing *a, const jh_relaxing *b)
{
    return a->is_on == b->is_on && jh_text_equal(a->approver, b->approver)
           && a->from.days == b->from.days && a->until.days == b->until.days;
}

static jh_code compare_settings(jh_since *out, jh_arena *keep, const jh_judged *was,
                                const jh_judged *now, jh_error *err)
{
    const jh_standard *old = &was->standard, *new = &now->standard;
    size_t i, j, most = old->setting_count + old->relaxation_count;

    out->settings_changed = !jh_hash_equal(&was->settings.hash, &now->settings.hash);
    out->settings = JH_NEW_ARRAY(keep, jh_text, most + 1);
    if (!out->settings) return jh_no_memory(err);
    for (i = 0; i < old->setting_count; i++) {
        for (j = 0; j < new->setting_count; j++)
            if (jh_text_equal(old->settings[i].key, new->settings[j].key)) break;
        if (j < new->setting_count && old->settings[i].type == new->settings[j].type
            && !is_same_setting(was, i, now, j))
            out->settings[out->setting_count++] = old->settings[i].key;
    }
    for (i = 0; i < old->relaxation_count; i++) {
        for (j = 0; j < new->relaxation_count; j++)
            if (jh_text_equal(old->relaxations[i].key, new->relaxations[j].key)) break;
        if (j < new->relaxation_count
            && !is_same_relaxing(&was->settings.relaxing[i], &now->settings.relaxing[j]))
            out->settings[out->setting_count++] = old->relaxations[i].key;
    }
    return JH_OK;
}

jh_code jh_since_find(jh_since *out, const jh_desk *desk, const jh_judged *was,
                      const jh_judged *now, jh_error *err)
{
    comparing on = { out, desk->keep, &was->snapshot, &now->snapshot };
    jh_code code;

    *out = (jh_since){ .before_changed = !is_same_before(was, now) };
    out->papers_changed =
        memcmp(was->precedence.rank, now->precedence.rank, sizeof was->precedence.rank) != 0;
    code = compare_figures(&on, err);
    if (code) return code;
    compare_units(&on);
    code = compare_standards(out, desk, was, now, err);
    return code ? code : compare_settings(out, desk->keep, was, now, err);
}
