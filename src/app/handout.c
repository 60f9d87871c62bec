/* SPDX-License-Identifier: Apache-2.0 */
#include "app/handout.h"

#include "app/files.h"
#include "app/library.h"
#include "example/errors.h"
#include "example/roster.h"
#include "example/statistics.h"
#include "intake/template.h"

static jh_code dictionary(jh_standard **out, const jh_desk *desk, const jh_standard_words *words,
                          jh_error *err)
{
    jh_findings mistakes = { 0 };

    *out = JH_NEW(desk->keep, jh_standard);
    if (!*out) return jh_no_memory(err);
    return jh_library_compile(*out, desk, words, &mistakes, err);
}

jh_code jh_handout_template(const jh_desk *desk, const char *path, const jh_standard_words *named,
                            jh_error *err)
{
    jh_standard *words;
    jh_template_request request = { .for_schools = true, .for_county = true };
    jh_code rc = dictionary(&words, desk, named, err);

    if (rc) return rc;
    request.standard = words;
    return jh_template_write(path, desk->scratch, &request, err);
}

static jh_code list_errors(const jh_desk *desk, const jh_example_request *request,
                           const char *folder, jh_error *err)
{
    jh_batch years[JH_EXAMPLE_YEARS];
    jh_planted_list planted;
    jh_text bytes = { 0 }, path;
    jh_code rc = jh_example_make_wrong(years, &planted, desk->keep, request, err);

    if (!rc) rc = jh_planted_write(&bytes, desk->keep, &planted, request->standard, err);
    if (rc) return rc;
    path = jh_text_format(desk->keep, "%s/差错清单.csv", folder);
    return path.at ? jh_file_write(path.at, bytes, err) : jh_no_memory(err);
}

jh_code jh_handout_example(const jh_desk *desk, const jh_example_words *words, jh_error *err)
{
    jh_standard *standard;
    jh_example_request request = { .schools = words->schools,
                                   .seed = words->seed,
                                   .with_errors = words->with_errors,
                                   .progress = desk->progress };
    jh_code rc = dictionary(&standard, desk, &(jh_standard_words){ NULL, NULL }, err);

    if (!rc) rc = jh_folder_make(words->folder, err);
    if (rc) return rc;
    request.standard = standard;
    rc = jh_example_write(words->folder, desk->scratch, &request, err);
    if (!rc && words->with_errors) rc = list_errors(desk, &request, words->folder, err);
    if (!rc && words->with_statistics)
        rc = jh_statistics_write(words->folder, desk->scratch, &request, err);
    if (!rc && words->with_roster)
        rc = jh_example_roster_write(words->folder, desk->scratch, &request, err);
    return rc;
}
