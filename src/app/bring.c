/* SPDX-License-Identifier: Apache-2.0 */
#include "app/bring.h"

#include "app/authorship.h"
#include "app/check.h"
#include "app/files.h"
#include "app/findings.h"
#include "app/known.h"
#include "app/library.h"
#include "app/unpack.h"
#include "formats/json.h"
#include "intake/intake.h"
#include "intake/mapping.h"
#include "store/store.h"

#include <stdio.h>

jh_code jh_bring_create(const jh_desk *desk, const char *address, jh_error *err)
{
    jh_store *store = NULL;
    jh_code rc = jh_store_create(&store, desk->keep, address, err);

    jh_store_close(store);
    return rc;
}

/* ---- reading ---- */

static jh_code read_files(jh_source_file **out, size_t *count, const jh_desk *desk,
                          const jh_bringing *what, jh_error *err)
{
    jh_paths paths = { 0 };
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; !rc && i < what->path_count; i++)
        rc = jh_paths_below(&paths, desk->keep, what->paths[i], err);
    if (rc) return rc;
    if (paths.count == 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NOTHING_TO_IMPORT, what->paths[0], NULL);
    rc = jh_unpack_paths(out, count, desk, &paths, err);
    if (!rc && *count == 0)
        rc = jh_fail(err, JH_NOT_FOUND, SAY_APP_NOTHING_TO_IMPORT, what->paths[0], NULL);
    return rc;
}

static jh_code read_mapping(jh_intake_request *request, const jh_desk *desk, const char *path,
                            jh_error *err)
{
    jh_mapping *mapping = JH_NEW(desk->keep, jh_mapping);
    jh_source_file file = { .name = JH_TEXT("") };
    jh_code rc;

    if (!path) return JH_OK;
    if (!mapping) return jh_no_memory(err);
    file.name = jh_text_of(jh_path_name(path));
    rc = jh_file_read(&file.bytes, desk->keep, path, err);
    if (!rc) rc = jh_mapping_read(mapping, desk->keep, &file, err);
    request->mapping = mapping;
    return rc;
}

static jh_code read_datum(jh_datum *out, const char *word, jh_error *err)
{
    if (!word || !*word || jh_datum_find(out, jh_text_of(word))) return JH_OK;
    return jh_fail(err, JH_BAD_INPUT, SAY_APP_DATUM, "datum", word, NULL);
}

static jh_code take_files(jh_batch *out, jh_standard *standard, const jh_desk *desk,
                          const jh_bringing *what, jh_error *err)
{
    jh_name_questions asked = { 0 };
    jh_findings mistakes = { 0 };
    jh_source_file *files = NULL;
    jh_intake_request request = { .all_or_nothing = what->all_or_nothing,
                                  .progress = desk->progress };
    jh_code rc = jh_library_compile(standard, desk,
                                    &(jh_standard_words){ what->standards_folder, what->standard },
                                    &mistakes, err);

    if (rc) return rc;
    rc = read_files(&files, &request.file_count, desk, what, err);
    if (rc) return rc;
    rc = read_datum(&request.datum, what->datum, err);
    if (rc) return rc;
    request.files = files;
    request.asked = &asked;
    request.standard = standard;
    request.county = jh_text_of(what->county);
    request.period = jh_text_of(what->period);
    rc = read_mapping(&request, desk, what->mapping, err);
    if (!rc) rc = jh_known_read(&request, desk, what, err);
    if (rc) return rc;
    rc = jh_intake_read(out, desk->keep, desk->scratch, &request, err);
    return rc ? rc : jh_known_propose(desk, what, &asked, err);
}

/* ---- writing ---- */

static jh_code write_batch(jh_write_counts *counts, const jh_desk *desk, const jh_bringing *what,
                           const jh_batch *batch, jh_error *err)
{
    char stamp[32];
    jh_authorship by = jh_authorship_of(what->author, what->reason, stamp);
    jh_store *store = NULL;
    jh_code rc = jh_store_open(&store, desk->keep, what->address, JH_STORE_WRITE, err);

    if (rc) goto done;
    jh_store_watch(store, desk->progress);
    rc = jh_store_write(counts, store, batch, &by, err);
done:
    jh_store_close(store);
    return rc;
}

/* ---- what was written is looked at ---- */

typedef struct bringing_told {
    const jh_bringing *what;
    const jh_standard *standard;
    const jh_batch *batch;
    const jh_write_counts *counts;
    const jh_county_check *check; /* NULL = not looked at */
    jh_error unchecked;           /* why it could not be; the import stands all the same */
    bool written;
} bringing_told;

static void check_written(bringing_told *told, const jh_desk *desk)
{
    const jh_bringing *what = told->what;
    jh_county_check *check = JH_NEW(desk->keep, jh_county_check);
    const jh_judging words = { .address = what->address,
                               .county = jh_text_zero(desk->keep, told->batch->county),
                               .period = jh_text_zero(desk->keep, told->batch->period),
                               .standard = what->standard,
                               .standards_folder = what->standards_folder,
                               .compiled = told->standard };

    if (!check || !words.county || !words.period)
        (void)jh_no_memory(&told->unchecked);
    else if (!jh_check_make(check, desk, &words, told->batch, &told->unchecked))
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

    snprintf(county, sizeof county, "%.*s", JH_TEXT_ARGS(told->batch->county));
    snprintf(period, sizeof period, "%.*s", JH_TEXT_ARGS(told->batch->period));
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
    const jh_findings *findings = &told->batch->findings;
    const jh_write_counts *counts = told->counts;
    const size_t read[3] = { told->batch->file_count, told->batch->unit_count,
                             told->batch->observation_count };
    const size_t units[3] = { counts->units_new, counts->units_changed, counts->units_same };
    const size_t figures[3] = { counts->figures_new, counts->figures_revised,
                                counts->figures_same };

    jh_findings_tell(out, findings, lang);
    if (told->check) rc = jh_check_tell_lines(out, told->check, desk, true, err);
    add_counts(out, lang, SAY_APP_IMPORT_READ, read);
    if (told->written) {
        add_counts(out, lang, SAY_APP_IMPORT_UNITS, units);
        add_counts(out, lang, SAY_APP_IMPORT_FIGURES, figures);
        if (!told->what->no_check) add_check(out, told, desk);
    } else {
        jh_buffer_add_format(
            out, "%s\n",
            jh_say(lang, told->what->dry_run ? SAY_APP_IMPORT_DRY : SAY_APP_IMPORT_NOTHING));
    }
    return rc;
}

static void tell_json(jh_json *json, const bringing_told *told, jh_lang lang)
{
    const jh_write_counts *counts = told->counts;

    jh_json_object(json);
    jh_json_key(json, "county");
    jh_json_text(json, told->batch->county);
    jh_json_key(json, "period");
    jh_json_text(json, told->batch->period);
    jh_json_member_count(json, "files", told->batch->file_count);
    jh_json_member_count(json, "units", told->batch->unit_count);
    jh_json_member_count(json, "figures", told->batch->observation_count);
    jh_json_member_count(json, "refused", jh_finding_count(&told->batch->findings, JH_REFUSAL));
    jh_json_key(json, "written");
    jh_json_bool(json, told->written);
    jh_json_member_count(json, "units_new", counts->units_new);
    jh_json_member_count(json, "units_changed", counts->units_changed);
    jh_json_member_count(json, "units_same", counts->units_same);
    jh_json_member_count(json, "figures_new", counts->figures_new);
    jh_json_member_count(json, "figures_revised", counts->figures_revised);
    jh_json_member_count(json, "figures_same", counts->figures_same);
    jh_json_member_count(json, "revision", (size_t)counts->revision);
    jh_json_key(json, "findings");
    jh_findings_json(json, &told->batch->findings, lang);
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

jh_code jh_bring(jh_text *out, jh_brought *brought, const jh_desk *desk, const jh_bringing *what,
                 jh_error *err)
{
    jh_batch *batch = JH_NEW(desk->keep, jh_batch);
    jh_write_counts counts = { 0 };
    jh_standard *standard = JH_NEW(desk->keep, jh_standard);
    bringing_told told = { .what = what, .standard = standard, .batch = batch, .counts = &counts };
    jh_code rc =
        standard && batch ? take_files(batch, standard, desk, what, err) : jh_no_memory(err);

    if (!rc && batch->county.size)
        rc = jh_visitor_check_whole_county(desk->visitor, batch->county, err);
    if (rc) return rc;
    if (!what->dry_run && batch->unit_count + batch->observation_count > 0) {
        rc = write_batch(&counts, desk, what, batch, err);
        if (rc) return rc;
        told.written = true;
        if (!what->no_check) check_written(&told, desk);
    }
    *brought = (jh_brought){ jh_finding_count(&batch->findings, JH_REFUSAL), told.written,
                             counts.revision, batch };
    return tell(out, desk, &told, err);
}

jh_code jh_bring_files(jh_text *out, size_t *refused, const jh_desk *desk, const jh_bringing *what,
                       jh_error *err)
{
    jh_brought brought = { .refused = 0 };
    jh_code rc = jh_bring(out, &brought, desk, what, err);

    *refused = brought.refused;
    return rc;
}
