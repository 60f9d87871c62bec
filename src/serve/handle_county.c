/* Judged counties, read.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/beside.h"
#include "app/bring.h"
#include "app/check.h"
#include "app/compare.h"
#include "app/decide.h"
#include "app/figures.h"
#include "app/freeze.h"
#include "app/reconcile.h"
#include "app/standards.h"
#include "app/telling_json.h"
#include "office/lists.h"
#include "serve/handlers.h"

#include <string.h>

enum { LIMIT_USUAL = 100, LIMIT_MOST = 1000 };

/* ---- counties ---- */

jh_code jh_handle_counties_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_list_counties(&request->reply.body, &desk, err);
}

jh_code jh_handle_county_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_list_county(&request->reply.body, &desk, request->match.word[0], err);
}

/* ---- from the opened assessment ---- */

jh_code jh_handle_assessment_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    const jh_opened *opened;
    jh_code code = jh_request_opened(&opened, request, bench, err);

    desk.manner.traced = jh_request_query(request, "trace") != NULL;
    return code ? code : jh_telling_assessment(&request->reply.body, &opened->told, &desk, err);
}

jh_code jh_handle_verdict_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    const jh_opened *opened;
    jh_code code = jh_request_opened(&opened, request, bench, err);

    return code ? code : jh_telling_verdict(&request->reply.body, &opened->told, &desk, err);
}

jh_code jh_handle_explain_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    const char *figure = jh_request_query(request, "figure");
    const jh_opened *opened;
    jh_code code = jh_request_opened(&opened, request, bench, err);

    return code ? code
                : jh_telling_explain(&request->reply.body, &opened->told, &desk,
                                     jh_text_of(figure ? figure : "verdict"), err);
}

jh_code jh_handle_schools_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_schools_asked asked = { .search = jh_text_of(jh_request_query(request, "search")),
                               .after = jh_text_of(jh_request_query(request, "after")) };
    const jh_opened *opened;
    int64_t limit;
    jh_code code = jh_request_number(&limit, request,
                                     &(jh_query_number){ "limit", LIMIT_USUAL, LIMIT_MOST }, err);

    asked.limit = (size_t)limit;
    if (!code) code = jh_request_opened(&opened, request, bench, err);
    return code ? code
                : jh_telling_schools(&request->reply.body, &opened->schools, &desk, &asked, err);
}

/* A clerk's own school; to everybody else of the county, any. */
jh_code jh_handle_school_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    const jh_opened *opened;
    jh_code code = jh_request_opened(&opened, request, bench, err);

    return code ? code
                : jh_telling_school(&request->reply.body, &opened->told, &desk,
                                    request->match.word[1], err);
}

/* ---- side by side ---- */

static const char *nth(const jh_query_values *list, size_t n)
{
    if (n < list->count) return list->items[n];
    return list->count ? list->items[list->count - 1] : NULL;
}

/* The first value of a word is for one, the second for the other. */
static jh_code read_pair(jh_judging_pair *out, jh_request *request, jh_bench *bench, jh_error *err)
{
    static const struct {
        const char *name;
        size_t at;
    } words[] = { { "period", offsetof(jh_judging, period) },
                  { "standard", offsetof(jh_judging, standard) },
                  { "as_of", offsetof(jh_judging, as_of) },
                  { "revision", offsetof(jh_judging, revision) } };
    jh_code code = jh_request_judging(&out->before, request, bench, err);
    size_t i;

    out->after = out->before;
    out->is_last_year = true;
    for (i = 0; !code && i < sizeof words / sizeof *words; i++) {
        jh_query_values values;
        const char *first, *second;
        code = jh_request_all(&values, request, bench, words[i].name, err);
        if (code) break;
        first = nth(&values, 0);
        second = nth(&values, 1);
        memcpy((char *)&out->before + words[i].at, &first, sizeof first);
        memcpy((char *)&out->after + words[i].at, &second, sizeof second);
        if (values.count > 1) out->is_last_year = false;
    }
    return code;
}

jh_code jh_handle_comparison_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_judging_pair pair = { .page = NULL };
    bool same;
    jh_code code = read_pair(&pair, request, bench, err);

    return code ? code : jh_judge_compare(&request->reply.body, &same, &desk, &pair, err);
}

jh_code jh_handle_beside_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_besides what = { .page = NULL };
    jh_query_values periods = { 0 }, standards = { 0 };
    bool passes;
    jh_code code = jh_request_judging(&what.words, request, bench, err);

    what.words.period = what.words.standard = NULL;
    if (!code) code = jh_request_all(&periods, request, bench, "periods", err);
    if (!code) code = jh_request_all(&standards, request, bench, "standards", err);
    what.periods = periods.items;
    what.period_count = periods.count;
    what.standards = standards.items;
    what.standard_count = standards.count;
    return code ? code : jh_judge_beside(&request->reply.body, &passes, &desk, &what, err);
}

/* ---- what looks wrong ---- */

jh_code jh_handle_checks_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_judging words;
    bool sound;
    jh_code code = jh_request_judging(&words, request, bench, err);

    return code ? code : jh_check_store(&request->reply.body, &sound, &desk, &words, err);
}

jh_code jh_handle_conflicts_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_judging words;
    size_t open;
    jh_code code = jh_request_judging(&words, request, bench, err);

    return code ? code : jh_decide_conflicts(&request->reply.body, &open, &desk, &words, err);
}

jh_code jh_handle_reconciliation_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_reconciling what = { .all = true };
    bool same;
    jh_code code = jh_request_judging(&what.words, request, bench, err);

    return code ? code : jh_judge_reconcile(&request->reply.body, &same, &desk, &what, err);
}

jh_code jh_handle_settings_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_putting what = { .address = request->server->options.address,
                        .county = jh_request_word(request, bench, 0),
                        .as_of = jh_request_query(request, "as_of") };

    if (!what.county) return jh_no_memory(err);
    return jh_bring_setting(&request->reply.body, &desk, &what, err);
}

/* ---- figures ---- */

static jh_code read_figures(jh_figures_wanted *out, jh_judging *words, jh_request *request,
                            jh_bench *bench, jh_error *err)
{
    int64_t limit = 0;
    jh_code code = jh_request_judging(words, request, bench, err);

    if (!code)
        code = jh_request_number(&limit, request,
                                 &(jh_query_number){ "limit", LIMIT_USUAL, LIMIT_MOST }, err);
    *out = (jh_figures_wanted){ .words = words,
                                .unit = jh_request_query(request, "unit"),
                                .element = jh_request_query(request, "element"),
                                .stage = jh_request_query(request, "stage"),
                                .after = jh_request_query(request, "after"),
                                .limit = (size_t)limit };
    return code;
}

jh_code jh_handle_figures_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_figures_wanted wanted;
    jh_judging words;
    jh_code code = read_figures(&wanted, &words, request, bench, err);

    return code ? code : jh_figures_tell(&request->reply.body, &desk, &wanted, err);
}

jh_code jh_handle_history_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_figures_wanted wanted;
    jh_judging words;
    jh_code code = read_figures(&wanted, &words, request, bench, err);

    if (!code && (!wanted.unit || !wanted.element)) {
        request->reply.status = 400;
        code = jh_fail(err, JH_BAD_INPUT, SAY_SERVE_WORD_NEEDED, "unit, element", "unit, element",
                       NULL);
    }
    return code ? code : jh_figures_history(&request->reply.body, &desk, &wanted, err);
}

/* ---- frozen, audit, standards ---- */

jh_code jh_handle_frozen_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_judging words;
    jh_code code = jh_request_judging(&words, request, bench, err);

    return code ? code : jh_freeze_list(&request->reply.body, &desk, &words, err);
}

jh_code jh_handle_verification_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_judging words;
    jh_verifying what = { &words, jh_request_word(request, bench, 1) };
    bool holds;
    jh_code code = jh_request_judging(&words, request, bench, err);

    return code ? code : jh_freeze_verify(&request->reply.body, &holds, &desk, &what, err);
}

jh_code jh_handle_audit_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_audit_wanted wanted = { .county = request->match.word[0] };
    int64_t limit;
    jh_code code = jh_request_number(&limit, request,
                                     &(jh_query_number){ "limit", LIMIT_USUAL, LIMIT_MOST }, err);

    if (!code)
        code = jh_request_number(&wanted.before, request,
                                 &(jh_query_number){ "after", 0, INT64_MAX / JH_DECIMAL_ONE }, err);
    wanted.limit = (size_t)limit;
    return code ? code : jh_list_audit(&request->reply.body, &desk, &wanted, err);
}

jh_code jh_handle_audit_verification_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_list_audit_proof(&request->reply.body, &desk, request->match.word[0], err);
}

jh_code jh_handle_standards_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);

    return jh_standards_list(&request->reply.body, &desk, request->server->options.standards_folder,
                             err);
}

/* The n-th word of the path as a key; a path of ours it cannot be. */
static jh_code standard_of(const char **out, jh_request *request, jh_bench *bench, size_t n,
                           jh_error *err)
{
    *out = jh_request_word(request, bench, n);
    if (!*out) return jh_no_memory(err);
    if (!strchr(*out, '/') && !strstr(*out, ".std")) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_STANDARD, NULL, *out, NULL);
}

jh_code jh_handle_standard_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    jh_standard_words words = { .folder = request->server->options.standards_folder };
    jh_code code = standard_of(&words.name, request, bench, 0, err);

    return code ? code : jh_standards_document(&request->reply.body, &desk, &words, err);
}

jh_code jh_handle_standard_against_get(jh_request *request, jh_bench *bench, jh_error *err)
{
    jh_desk desk = jh_request_desk(request, bench);
    const char *names[2];
    jh_code code = standard_of(&names[1], request, bench, 0, err);

    if (!code) code = standard_of(&names[0], request, bench, 1, err);
    if (code) return code;
    return jh_standards_diff(&request->reply.body, &desk,
                             request->server->options.standards_folder, names, err);
}
