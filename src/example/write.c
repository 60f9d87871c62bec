/* SPDX-License-Identifier: Apache-2.0 */
#include "example/county.h"
#include "example/errors.h"
#include "example/flat.h"
#include "intake/template.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

typedef struct writing {
    const jh_example_request *request;
    const char *folder;
    size_t done, total; /* files */
    jh_error *err;
} writing;

static jh_code make_folder(const char *path, jh_error *err)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST) return JH_OK;
    return jh_fail(err, JH_IO, SAY_EXAMPLE_FOLDER, NULL, path, strerror(errno), NULL);
}

static jh_code report(writing *w)
{
    w->done++;
    if (!jh_progress_report(w->request->progress, SAY_EXAMPLE_WRITING, w->done, w->total))
        return JH_OK;
    return jh_fail(w->err, JH_CONFLICT, SAY_EXAMPLE_STOPPED, NULL, NULL);
}

/* The units of one town and what they reported; borrowed from the whole. */
static bool take_town(jh_batch *out, jh_arena *keep, const jh_batch *whole, jh_text town)
{
    size_t unit, at = 0;

    *out = *whole;
    out->unit_count = out->observation_count = 0;
    out->units = JH_NEW_ARRAY(keep, jh_unit, whole->unit_count + 1);
    out->observations = JH_NEW_ARRAY(keep, jh_observation, whole->observation_count + 1);
    if (!out->units || !out->observations) return false;
    for (unit = 0; unit < whole->unit_count; unit++) {
        if (!jh_text_equal(whole->units[unit].attribute[JH_TOWN], town)) continue;
        out->units[out->unit_count++] = whole->units[unit];
        while (at < whole->observation_count
               && jh_text_compare(whole->observations[at].unit, whole->units[unit].code) < 0)
            at++;
        while (at < whole->observation_count
               && jh_text_equal(whole->observations[at].unit, whole->units[unit].code))
            out->observations[out->observation_count++] = whole->observations[at++];
    }
    return true;
}

static jh_template_request template_of(const writing *w, const jh_batch *batch)
{
    return (jh_template_request){ .standard = w->request->standard,
                                  .county = batch->county,
                                  .county_name = batch->county_name,
                                  .period = batch->period,
                                  .filled = batch,
                                  .blank_rows = 5 };
}

static jh_code write_town(writing *w, jh_arena scratch, const char *folder, const jh_batch *whole,
                          jh_text town)
{
    jh_template_request request;
    jh_batch part;
    jh_text path = jh_text_format(&scratch, "%s/%.*s.xlsx", folder, JH_TEXT_ARGS(town));
    jh_code rc;

    if (!path.at || !take_town(&part, &scratch, whole, town)) return jh_no_memory(w->err);
    request = template_of(w, &part);
    request.for_schools = true;
    request.heading =
        jh_text_format(&scratch, "%.*s %.*s", JH_TEXT_ARGS(whole->county_name), JH_TEXT_ARGS(town));
    if (!request.heading.at) return jh_no_memory(w->err);
    rc = jh_template_write(path.at, scratch, &request, w->err);
    return rc ? rc : report(w);
}

static jh_code write_county(writing *w, jh_arena scratch, const char *folder, const jh_batch *whole)
{
    jh_template_request request = template_of(w, whole);
    jh_text path = jh_text_format(&scratch, "%s/县级.xlsx", folder);
    jh_code rc;

    if (!path.at) return jh_no_memory(w->err);
    request.for_county = true;
    request.heading = whole->county_name;
    rc = jh_template_write(path.at, scratch, &request, w->err);
    return rc ? rc : report(w);
}

/* One workbook a town, in the order in which the towns first come. */
static jh_code write_year(writing *w, jh_arena scratch, const jh_batch *batch)
{
    jh_text path = jh_text_format(&scratch, "%s/%.*s", w->folder, JH_TEXT_ARGS(batch->period));
    size_t i, j;
    jh_code rc;

    if (!path.at) return jh_no_memory(w->err);
    rc = make_folder(path.at, w->err);
    for (i = 0; !rc && i < batch->unit_count; i++) {
        jh_text town = batch->units[i].attribute[JH_TOWN];

        for (j = 0; j < i; j++)
            if (jh_text_equal(batch->units[j].attribute[JH_TOWN], town)) break;
        if (j == i) rc = write_town(w, scratch, path.at, batch, town);
    }
    return rc ? rc : write_county(w, scratch, path.at, batch);
}

static jh_code write_flat(writing *w, jh_arena scratch, const jh_batch *batch)
{
    static const struct {
        jh_stage stage;
        const char *label;
    } stages[] = { { JH_PRIMARY, "小学" }, { JH_JUNIOR, "初中" }, { JH_SENIOR, "高中" } };
    jh_text folder =
        jh_text_format(&scratch, "%s/%.*s-flat", w->folder, JH_TEXT_ARGS(batch->period));
    jh_flat_request request = { .standard = w->request->standard, .batch = batch };
    jh_text path;
    jh_code rc;
    size_t i;

    if (!folder.at) return jh_no_memory(w->err);
    rc = make_folder(folder.at, w->err);
    for (i = 0; !rc && i < sizeof stages / sizeof *stages; i++) {
        path = jh_text_format(&scratch, "%s/%s.xlsx", folder.at, stages[i].label);
        if (!path.at) return jh_no_memory(w->err);
        request.stage = stages[i].stage;
        request.stage_label = stages[i].label;
        rc = jh_flat_write(path.at, scratch, &request, w->err);
        if (!rc) rc = report(w);
    }
    return rc;
}

jh_code jh_example_write(const char *folder, jh_arena scratch, const jh_example_request *request,
                         jh_error *err)
{
    writing w = { .request = request, .folder = folder, .err = err };
    jh_arena keep = { 0 };
    jh_batch batch, wrong[JH_EXAMPLE_YEARS];
    jh_planted_list planted;
    jh_code rc;
    size_t i;

    w.total = JH_EXAMPLE_YEARS * (jh_made_town_count(request->schools) + 1) + 3;
    if (jh_arena_reserve(&keep, JH_ARENA_DEFAULT)) return jh_no_memory(err);
    rc = make_folder(folder, err);
    if (!rc && request->with_errors)
        rc = jh_example_make_wrong(wrong, &planted, &keep, request, err);
    for (i = 0; !rc && i < JH_EXAMPLE_YEARS; i++) {
        rc = jh_example_make(&batch, &keep, request, jh_example_years[i], err);
        if (!rc) rc = write_year(&w, scratch, request->with_errors ? &wrong[i] : &batch);
        if (!rc && i + 1 == JH_EXAMPLE_YEARS) rc = write_flat(&w, scratch, &batch);
    }
    jh_arena_release(&keep);
    return rc;
}
