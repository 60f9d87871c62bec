/* SPDX-License-Identifier: Apache-2.0 */
#include "app/bring.h"

#include "app/check.h"
#include "app/findings.h"
#include "app/met.h"
#include "formats/json.h"

#include <stdio.h>

/* ---- what was written is looked at ---- */

typedef struct bringing_told {
    const jh_bring_work *on;
    const jh_county_check *check; /* NULL = not looked at */
    jh_error unchecked;           /* why it could not be; the import stands all the same */
} bringing_told;

static void check_written(bringing_told *told, const jh_desk *desk)
{
    const jh_bring_work *on = told->on;
    const jh_bringing *what = on->what;
    jh_county_check *check = JH_NEW(desk->keep, jh_county_check);
    const jh_judging words = { .address = what->address,
                               .county = jh_text_zero(desk->keep, on->batch.county),
                               .period = jh_text_zero(desk->keep, on->batch.period),
                               .standard = what->standard,
                               .standards_folder = what->standards_folder,
                               .compiled = &on->standard };

    if (!check || !words.county || !words.period)
        (void)jh_no_memory(&told->unchecked);
    else if (!jh_check_make(check, desk, &words, &on->batch, &told->unchecked))
        told->check = check;
}

/* ---- telling ---- */

/* Counts by weight and how to see the rest, or why there are none. */
static void add_check(jh_buffer *out, const bringing_told *told, const jh_desk *desk)
{
    char hard[24], soft[24], county[32], period[32], why[512];
    const jh_check_list *list = told->check ? &told->check->list : NULL;
    jh_lang lang = desk->manner.lang;
    jh_message message;

    snprintf(county, sizeof county, "%.*s", JH_TEXT_ARGS(told->on->batch.county));
    snprintf(period, sizeof period, "%.*s", JH_TEXT_ARGS(told->on->batch.period));
    if (list) {
        message = jh_message_make(SAY_APP_IMPORT_CHECKED, jh_digits(hard, (long long)list->hard),
                                  jh_digits(soft, (long long)(list->count - list->hard)), county,
                                  period, NULL);
    } else {
        jh_message_write(why, sizeof why, lang, &told->unchecked.message, 0);
        message = jh_message_make(SAY_APP_IMPORT_UNCHECKED, why, county, period, NULL);
    }
    jh_message_write(why, sizeof why, lang, &message, 0);
    jh_buffer_add_format(out, "%s\n", why);
    if (list && !list->count) return;
    jh_message_write(why, sizeof why, lang, &message, 1);
    jh_buffer_add_format(out, "    → %s\n", why);
}

static void add_counts(jh_buffer *out, jh_lang lang, jh_say_id say, const size_t counts[3])
{
    char x[24], y[24], z[24], line[512];
    jh_message message =
        jh_message_make(say, jh_digits(x, (long long)counts[0]), jh_digits(y, (long long)counts[1]),
                        jh_digits(z, (long long)counts[2]), NULL);

    jh_message_write(line, sizeof line, lang, &message, 0);
    jh_buffer_add_format(out, "%s\n", line);
}

static jh_code tell_text(jh_buffer *out, const bringing_told *told, const jh_desk *desk,
                         jh_error *err)
{
    jh_lang lang = desk->manner.lang;
    jh_code rc = JH_OK;
    const jh_findings *findings = &told->on->batch.findings;
    const jh_write_counts *counts = &told->on->counts;
    const size_t read[3] = { told->on->batch.file_count, told->on->batch.unit_count,
                             told->on->batch.observation_count };
    const size_t units[3] = { counts->units_new, counts->units_changed, counts->units_same };
    const size_t figures[3] = { counts->figures_new, counts->figures_revised,
                                counts->figures_same };

    jh_findings_tell(out, findings, lang);
    if (told->check) rc = jh_check_tell_lines(out, told->check, desk, true, err);
    add_counts(out, lang, SAY_APP_IMPORT_READ, read);
    if (told->on->is_written) {
        add_counts(out, lang, SAY_APP_IMPORT_UNITS, units);
        add_counts(out, lang, SAY_APP_IMPORT_FIGURES, figures);
        if (!told->on->what->no_check) add_check(out, told, desk);
    } else {
        jh_buffer_add_format(
            out, "%s\n",
            jh_say(lang, told->on->what->dry_run ? SAY_APP_IMPORT_DRY : SAY_APP_IMPORT_NOTHING));
    }
    return rc;
}

static void tell_json(jh_json *json, const bringing_told *told, jh_lang lang)
{
    const jh_write_counts *counts = &told->on->counts;

    jh_json_object(json);
    jh_json_key(json, "county");
    jh_json_text(json, told->on->batch.county);
    jh_json_key(json, "period");
    jh_json_text(json, told->on->batch.period);
    jh_json_member_count(json, "files", told->on->batch.file_count);
    jh_json_member_count(json, "units", told->on->batch.unit_count);
    jh_json_member_count(json, "figures", told->on->batch.observation_count);
    jh_json_member_count(json, "refused", jh_finding_count(&told->on->batch.findings, JH_REFUSAL));
    jh_json_key(json, "written");
    jh_json_bool(json, told->on->is_written);
    jh_json_member_count(json, "units_new", counts->units_new);
    jh_json_member_count(json, "units_changed", counts->units_changed);
    jh_json_member_count(json, "units_same", counts->units_same);
    jh_json_member_count(json, "figures_new", counts->figures_new);
    jh_json_member_count(json, "figures_revised", counts->figures_revised);
    jh_json_member_count(json, "figures_same", counts->figures_same);
    jh_json_member_count(json, "revision", (size_t)counts->revision);
    jh_json_key(json, "findings");
    jh_findings_json(json, &told->on->batch.findings, lang);
    jh_json_key(json, "checks");
    if (told->check) {
        jh_json_object(json);
        jh_check_put(json, told->check, lang);
        jh_json_end(json);
    } else {
        jh_json_null(json);
    }
    jh_json_end(json);
}

static jh_code tell(jh_text *out, const jh_desk *desk, const bringing_told *told, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    jh_code rc;

    if (desk->manner.json) {
        tell_json(&json, told, desk->manner.lang);
        return jh_json_finish(out, &json, err);
    }
    rc = tell_text(&buffer, told, desk, err);
    return rc ? rc : jh_buffer_finish(out, &buffer, err);
}

jh_code jh_bring_tell(jh_text *out, jh_bring_work *on, const jh_desk *desk, jh_error *err)
{
    bringing_told told = { .on = on };

    /* What is written stands, whatever cannot be said of it. */
    if (on->is_written && !jh_met_find(on, desk, &told.unchecked) && !on->what->no_check)
        check_written(&told, desk);
    return tell(out, desk, &told, err);
}
