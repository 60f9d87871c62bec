/* SPDX-License-Identifier: Apache-2.0 */
#include "app/check.h"
#include "app/findings.h"
#include "formats/workbook.h"

#include <stdio.h>

/* ---- text ---- */

jh_code jh_check_tell_lines(jh_buffer *out, const jh_county_check *check, const jh_desk *desk,
                            bool is_short, jh_error *err)
{
    const jh_findings *units = &check->judged.findings;
    jh_findings findings = { 0 };
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < units->count && !rc; i++)
        if (units->items[i].severity >= JH_WARNING)
            rc = jh_finding_add(&findings, desk->keep, &units->items[i], err);
    for (i = 0; i < check->list.count && !rc; i++)
        if (!is_short || check->list.items[i].check->is_hard)
            rc = jh_finding_add(&findings, desk->keep, &check->list.items[i].finding, err);
    jh_findings_tell(out, &findings, desk->manner.lang);
    return rc;
}

static void tell_counts(jh_buffer *out, const jh_county_check *check, jh_lang lang)
{
    char hard[24], soft[24], schools[24], key[JH_MESSAGE_ARG_SIZE], line[512];
    const jh_judged *judged = &check->judged;
    jh_say_id say = judged->before ? SAY_APP_CHECK_COUNTS : SAY_APP_CHECK_COUNTS_ALONE;
    jh_message message;

    snprintf(key, sizeof key, "%.*s", JH_TEXT_ARGS(judged->standard.key));
    message =
        jh_message_make(say, jh_digits(schools, (long long)judged->frame.school_count),
                        jh_digits(hard, (long long)check->list.hard),
                        jh_digits(soft, (long long)(check->list.count - check->list.hard)), NULL);
    if (!judged->standard.check_count) message = jh_message_make(SAY_APP_CHECK_NONE, key, NULL);
    jh_message_write(line, sizeof line, lang, &message, 0);
    jh_buffer_add_format(out, "%s\n", line);
    jh_message_write(line, sizeof line, lang, &message, 1);
    if (*line) jh_buffer_add_format(out, "    → %s\n", line);
}

/* ---- JSON ---- */

static void put_threshold(jh_json *json, const jh_judged *judged, const char *key, size_t setting)
{
    if (setting == SIZE_MAX) return;
    jh_json_key(json, key);
    jh_json_object(json);
    jh_json_member_text(json, "setting", judged->standard.settings[setting].key);
    jh_json_key(json, "value");
    jh_json_decimal(json, judged->settings.values[setting].number);
    jh_json_end(json);
}

/* By what rule, and where it stands. */
static void put_check(jh_json *json, const jh_judged *judged, const jh_check *check, jh_lang lang)
{
    jh_json_key(json, "check");
    jh_json_object(json);
    jh_json_member_text(json, "key", check->key);
    jh_json_member_text(json, "title", jh_standard_in(&judged->standard, lang, check->title));
    jh_json_member_text(json, "method", jh_text_of(jh_check_kind_key(check->kind)));
    put_threshold(json, judged, "beyond", check->beyond);
    put_threshold(json, judged, "least", check->least);
    put_threshold(json, judged, "among", check->among);
    jh_json_member_text(json, "clause", check->remarks.clause);
    jh_json_member_text(json, "note", jh_standard_in(&judged->standard, lang, check->remarks.note));
    jh_json_member_text(json, "standard", check->remarks.standard);
    jh_json_key(json, "line");
    jh_json_integer(json, (int64_t)check->remarks.line);
    jh_json_end(json);
}

static void put_cell(jh_json *json, const jh_snapshot *snapshot, uint32_t origin)
{
    char column[JH_ADDRESS_SIZE];
    const jh_origin *at = snapshot->origins && origin ? &snapshot->origins[origin] : NULL;

    if (!at || at->file >= snapshot->file_count) return;
    jh_json_member_text(json, "file", snapshot->files[at->file].name);
    jh_json_member_text(json, "sheet", at->sheet);
    jh_json_key(json, "row");
    jh_json_integer(json, (int64_t)at->row + 1);
    jh_column_write(column, at->column + 1);
    jh_json_member_text(json, "column", jh_text_of(column));
}

static void put_figures(jh_json *json, const jh_judged *judged, const jh_checked *item)
{
    size_t i;

    jh_json_key(json, "figures"); /* the suspected one first */
    jh_json_array(json);
    for (i = 0; i < item->figure_count; i++) {
        const jh_checked_figure *figure = &item->figures[i];
        jh_json_object(json);
        jh_json_member_text(json, "unit", judged->snapshot.units[figure->unit].code);
        jh_json_member_text(json, "element", judged->standard.elements[figure->element].key);
        jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(figure->stage)));
        jh_json_key(json, "value");
        jh_json_decimal(json, figure->value);
        put_cell(json, &judged->snapshot, figure->origin);
        jh_json_end(json);
    }
    jh_json_end(json);
}

void jh_check_put(jh_json *json, const jh_county_check *check, jh_lang lang)
{
    const jh_judged *judged = &check->judged;
    size_t i;

    jh_json_member_text(json, "standard", judged->standard.key);
    jh_json_member_text(json, "before", judged->before ? judged->before->period : JH_TEXT(""));
    jh_json_key(json, "hard");
    jh_json_integer(json, (int64_t)check->list.hard);
    jh_json_key(json, "soft");
    jh_json_integer(json, (int64_t)(check->list.count - check->list.hard));
    jh_json_key(json, "units"); /* campuses whose school is not known, events followed */
    jh_findings_json(json, &judged->findings, lang);
    jh_json_key(json, "findings");
    jh_json_array(json);
    for (i = 0; i < check->list.count; i++) {
        const jh_checked *item = &check->list.items[i];
        jh_json_object(json);
        jh_finding_put(json, &item->finding, lang);
        put_check(json, judged, item->check, lang);
        put_figures(json, judged, item);
        jh_json_end(json);
    }
    jh_json_end(json);
}

/* ---- the verb ---- */

static jh_code tell_json(jh_text *out, const jh_desk *desk, const jh_county_check *check,
                         jh_error *err)
{
    jh_json json = jh_json_in(desk->keep);

    jh_json_object(&json);
    jh_json_member_text(&json, "county", check->judged.snapshot.county);
    jh_json_member_text(&json, "period", check->judged.snapshot.period);
    jh_check_put(&json, check, desk->manner.lang);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_check_store(jh_text *out, bool *sound, const jh_desk *desk, const jh_judging *words,
                       jh_error *err)
{
    jh_county_check *check = JH_NEW(desk->keep, jh_county_check);
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_code rc;

    if (!check) return jh_no_memory(err);
    rc = jh_check_make(check, desk, words, NULL, err);
    if (rc) return rc;
    *sound = !check->list.hard;
    if (desk->manner.json) return tell_json(out, desk, check, err);
    rc = jh_check_tell_lines(&buffer, check, desk, false, err);
    tell_counts(&buffer, check, desk->manner.lang);
    return rc ? rc : jh_buffer_finish(out, &buffer, err);
}
