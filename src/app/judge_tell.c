/* The verdict told: terminal, JSON, an opened figure, the papers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/telling.h"

#include "app/basis.h"
#include "store/frozen.h"

#include "app/files.h"
#include "formats/json.h"
#include "report/assessment_json.h"
#include "report/report.h"
#include "report/terminal.h"

#include <string.h>

/* Counties of the example are named so that nobody takes them for real ones. */
static bool is_made_up(const jh_snapshot *snapshot)
{
    return jh_text_contains(snapshot->county_name, JH_TEXT("虚构"));
}

static jh_code make_view(jh_view *out, const jh_judged *judged, const jh_desk *desk,
                         jh_view_options *options, jh_error *err)
{
    options->assessment = &judged->assessment;
    options->is_made_up = is_made_up(&judged->snapshot);
    if (judged->frozen) {
        jh_view_freeze *freeze = JH_NEW(desk->keep, jh_view_freeze);
        if (!freeze) return jh_no_memory(err);
        *freeze =
            (jh_view_freeze){ judged->frozen->number, judged->frozen->stamp, judged->frozen->author,
                              judged->frozen->approver, judged->frozen->hash };
        options->freeze = freeze;
    }
    return jh_view_make(out, desk->keep, desk->scratch, options, err);
}

jh_code jh_telling_view(jh_view *out, const jh_judged *judged, const jh_desk *desk,
                        bool is_explained, jh_error *err)
{
    jh_view_options options = { .version = JH_VERSION, .is_explained = is_explained };

    return make_view(out, judged, desk, &options, err);
}

jh_code jh_telling_make(jh_telling *out, const jh_desk *desk, const jh_judging *words,
                        bool is_explained, jh_error *err)
{
    jh_code rc = jh_judge(&out->judged, desk, words, err);

    return rc ? rc : jh_telling_view(&out->view, &out->judged, desk, is_explained, err);
}

jh_code jh_judge_json(jh_text *out, jh_judged *judged, const jh_desk *desk, const jh_judging *words,
                      jh_error *err)
{
    jh_view_options options = { .version = words->basis ? words->basis->engine : JH_VERSION };
    jh_view view;
    jh_code rc = jh_judge(judged, desk, words, err);

    if (!rc) rc = make_view(&view, judged, desk, &options, err);
    return rc ? rc : jh_report_assessment_json(out, desk->keep, &view, err);
}

static bool grade_passes(const jh_judged *judged)
{
    const jh_assessment *assessment = &judged->assessment;

    return assessment->grade_known.truth == JH_YES
           && judged->standard.grades[assessment->grade].is_pass;
}

static jh_terminal_options terminal_of(const jh_manner *manner)
{
    return (jh_terminal_options){ .lang = manner->lang,
                                  .has_colour = manner->in_colour,
                                  .columns = (unsigned)manner->columns };
}

jh_code jh_judge_tell(jh_text *out, bool *passes, const jh_desk *desk, const jh_judging *words,
                      jh_error *err)
{
    jh_telling *told = JH_NEW(desk->keep, jh_telling);
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_terminal_options terminal = terminal_of(&desk->manner);
    jh_code rc;

    if (!told) return jh_no_memory(err);
    rc = jh_telling_make(told, desk, words, desk->manner.traced, err);
    if (rc) return rc;
    *passes = grade_passes(&told->judged);
    if (desk->manner.json) return jh_report_assessment_json(out, desk->keep, &told->view, err);
    rc = jh_report_terminal(&buffer, &told->view, &terminal, err);
    return rc ? rc : jh_buffer_finish(out, &buffer, err);
}

/* "dispersion" alone: the one that lies furthest above its limit, by share of the limit. */
static jh_code worst_dispersion(jh_text *out, const jh_desk *desk, const jh_judged *judged,
                                jh_error *err)
{
    const jh_standard *standard = &judged->standard;
    const jh_limit_result *results = judged->assessment.limits;
    size_t i, worst = SIZE_MAX;
    double over, most = 0;

    for (i = 0; i < standard->limit_count; i++) {
        if (results[i].value.why) continue;
        over = jh_interval_middle(results[i].value.range) / jh_decimal_to_double(results[i].bound);
        if (worst == SIZE_MAX || over > most) {
            worst = i;
            most = over;
        }
    }
    if (worst == SIZE_MAX)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_DISPERSION, judged->standard.key.at, NULL);
    *out =
        jh_text_format(desk->keep, "%.*s %.*s %s", JH_TEXT_ARGS(standard->limits[worst].rule_key),
                       JH_TEXT_ARGS(standard->indicators[standard->limits[worst].indicator].key),
                       jh_stage_key(standard->limits[worst].stage));
    return out->at ? JH_OK : jh_no_memory(err);
}

jh_code jh_telling_explain(jh_text *out, const jh_telling *told, const jh_desk *desk,
                           jh_text figure, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_terminal_options terminal = terminal_of(&desk->manner);
    jh_explanation explanation;
    jh_code rc = JH_OK;

    if (told->judged.standard.limit_count
        && jh_standard_calls_limit(&told->judged.standard, 0, figure))
        rc = worst_dispersion(&figure, desk, &told->judged, err);
    if (!rc)
        rc = jh_explain(&explanation, desk->keep, desk->scratch,
                        &(jh_explain_request){ &told->judged.assessment, figure }, err);
    if (rc) return rc;
    if (desk->manner.json)
        return jh_report_explanation_json(out, desk->keep, &told->view, &explanation, err);
    rc = jh_report_terminal_explanation(&buffer, &told->view, &explanation, &terminal, err);
    return rc ? rc : jh_buffer_finish(out, &buffer, err);
}

jh_code jh_judge_explain(jh_text *out, const jh_desk *desk, const jh_judging *words, jh_text figure,
                         jh_error *err)
{
    jh_telling *told = JH_NEW(desk->keep, jh_telling);
    jh_code rc = told ? jh_telling_make(told, desk, words, false, err) : jh_no_memory(err);

    return rc ? rc : jh_telling_explain(out, told, desk, figure, err);
}

/* ---- papers ---- */

typedef struct paper {
    const char *key;  /* as --only names it */
    const char *file; /* its name in the folder */
    jh_code (*write)(const char *path, const jh_desk *desk, const jh_view *view, jh_error *err);
} paper;

static jh_code write_table_2_2(const char *path, const jh_desk *desk, const jh_view *view,
                               jh_error *err)
{
    return jh_report_table_2_2(path, desk->scratch, view, err);
}

static jh_code write_table_3(const char *path, const jh_desk *desk, const jh_view *view,
                             jh_error *err)
{
    return jh_report_table_3(path, desk->scratch, view, err);
}

static jh_code write_page(const char *path, const jh_desk *desk, const jh_view *view, jh_error *err)
{
    jh_text page;
    jh_code rc = jh_report_page(&page, desk->keep, desk->scratch, view, err);

    return rc ? rc : jh_file_write(path, page, err);
}

static const paper papers_made[] = {
    { "table2-2", "表Ⅱ-2.xlsx", write_table_2_2 },
    { "table3", "表Ⅲ.xlsx", write_table_3 },
    { "page", "结果.html", write_page },
};
enum { PAPER_COUNT = sizeof papers_made / sizeof *papers_made };

static bool is_wanted(const jh_papers *papers, const char *key)
{
    size_t i;

    for (i = 0; i < papers->only_count; i++)
        if (strcmp(papers->only[i], key) == 0) return true;
    return papers->only_count == 0;
}

static jh_code check_names(const jh_papers *papers, jh_error *err)
{
    size_t i, j;

    for (i = 0; i < papers->only_count; i++) {
        for (j = 0; j < PAPER_COUNT; j++)
            if (strcmp(papers->only[i], papers_made[j].key) == 0) break;
        if (j == PAPER_COUNT)
            return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_PAPER, "--only", papers->only[i],
                           NULL);
    }
    return JH_OK;
}

/* The paths written, both ways. */
typedef struct path_list {
    jh_json json;
    jh_buffer lines;
} path_list;

static jh_code write_papers(path_list *written, const jh_desk *desk, const jh_papers *papers,
                            const jh_view *view, jh_error *err)
{
    jh_code rc = JH_OK;
    jh_text path;
    size_t i;

    for (i = 0; !rc && i < PAPER_COUNT; i++) {
        if (!is_wanted(papers, papers_made[i].key)) continue;
        jh_progress_report(desk->progress, SAY_APP_WRITING_PAPERS, i, PAPER_COUNT);
        path = jh_text_format(desk->keep, "%s/%s", papers->folder, papers_made[i].file);
        if (!path.at) return jh_no_memory(err);
        rc = papers_made[i].write(path.at, desk, view, err);
        jh_buffer_add_format(&written->lines, "%s\n", path.at);
        jh_json_text(&written->json, path);
    }
    return rc;
}

jh_code jh_judge_report(jh_text *out, const jh_desk *desk, const jh_judging *words,
                        const jh_papers *papers, jh_error *err)
{
    jh_telling *told = JH_NEW(desk->keep, jh_telling);
    path_list written = { jh_json_in(desk->keep), jh_buffer_in(desk->keep) };
    jh_code rc = check_names(papers, err);

    if (rc) return rc;
    if (!told) return jh_no_memory(err);
    rc = jh_telling_make(told, desk, words, is_wanted(papers, "page"), err);
    if (rc) return rc;
    rc = jh_folder_make(papers->folder, err);
    if (rc) return rc;
    jh_json_array(&written.json);
    rc = write_papers(&written, desk, papers, &told->view, err);
    if (rc) return rc;
    jh_json_end(&written.json);
    return desk->manner.json ? jh_json_finish(out, &written.json, err)
                             : jh_buffer_finish(out, &written.lines, err);
}
