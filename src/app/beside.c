/* SPDX-License-Identifier: Apache-2.0 */
#include "app/beside.h"

#include "app/choose.h"
#include "app/files.h"
#include "report/beside.h"

/* ---- which ones ---- */

typedef struct columns {
    const char **periods;
    size_t period_count;
    const char *const *standards;
    size_t standard_count, count;
} columns;

static jh_code every_period(columns *out, const jh_desk *desk, const jh_judging *words,
                            jh_error *err)
{
    jh_store *store = NULL;
    jh_text_list list = { 0 };
    jh_text county = { "", 0 };
    size_t i;
    jh_code rc = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);

    if (!rc) rc = jh_choose_county(&county, desk, store, words, err);
    if (!rc) rc = jh_store_periods(&list, desk->keep, store, county, err);
    jh_store_close(store);
    if (rc) return rc;
    out->periods = JH_NEW_ARRAY(desk->keep, const char *, list.count + 1);
    if (!out->periods) return jh_no_memory(err);
    for (i = 0; i < list.count; i++) {
        out->periods[i] = jh_text_zero(desk->keep, list.items[i]);
        if (!out->periods[i]) return jh_no_memory(err);
    }
    out->period_count = list.count;
    return JH_OK;
}

static jh_code choose(columns *out, const jh_desk *desk, const jh_besides *what, jh_error *err)
{
    char most[24], asked[24];
    size_t i;

    *out = (columns){ .standards = what->standards, .standard_count = what->standard_count };
    if (!what->period_count) {
        jh_code rc = every_period(out, desk, &what->words, err);
        if (rc) return rc;
    } else {
        out->periods = JH_NEW_ARRAY(desk->keep, const char *, what->period_count);
        if (!out->periods) return jh_no_memory(err);
        for (i = 0; i < what->period_count; i++) out->periods[i] = what->periods[i];
        out->period_count = what->period_count;
    }
    out->count = out->period_count * (out->standard_count ? out->standard_count : 1);
    if (out->count && out->count <= JH_BESIDE_MOST) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_BESIDE_TOO_MANY, what->words.address,
                   jh_digits(asked, (long long)out->count), jh_digits(most, JH_BESIDE_MOST), NULL);
}

/* Years beside each other under one standard, then the next standard. */
static jh_judging words_of(const columns *in, const jh_judging *usual, size_t column)
{
    jh_judging out = *usual;

    out.period = in->periods[column % in->period_count];
    if (in->standard_count) out.standard = in->standards[column / in->period_count];
    return out;
}

/* ---- judging ---- */

typedef struct besides {
    jh_judged *judged;
    jh_view *views;
    const jh_assessment **assessments;
    jh_beside beside;
} besides;

static jh_code judge_all(besides *out, const jh_desk *desk, const columns *in,
                         const jh_judging *usual, jh_error *err)
{
    jh_code rc = JH_OK;
    size_t i;

    out->judged = JH_NEW_ARRAY(desk->keep, jh_judged, in->count);
    out->views = JH_NEW_ARRAY(desk->keep, jh_view, in->count);
    out->assessments = JH_NEW_ARRAY(desk->keep, const jh_assessment *, in->count);
    if (!out->judged || !out->views || !out->assessments) return jh_no_memory(err);
    for (i = 0; !rc && i < in->count; i++) {
        jh_judging words = words_of(in, usual, i);
        jh_view_options options = { .assessment = &out->judged[i].assessment,
                                    .version = JH_VERSION };
        rc = jh_judge(&out->judged[i], desk, &words, err);
        if (rc) break;
        out->assessments[i] = options.assessment;
        options.is_made_up = jh_text_contains(out->judged[i].snapshot.county_name, JH_TEXT("虚构"));
        rc = jh_view_make(&out->views[i], desk->keep, desk->scratch, &options, err);
    }
    return rc ? rc : jh_beside_make(&out->beside, desk->keep, out->assessments, in->count, err);
}

static jh_code tell(jh_text *out, const jh_desk *desk, const jh_beside_view *view, const char *page,
                    jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_terminal_options terminal = { .lang = desk->manner.lang,
                                     .has_colour = desk->manner.in_colour,
                                     .columns = (unsigned)desk->manner.columns };
    jh_code rc = JH_OK;
    jh_text html;

    if (page) {
        rc = jh_report_beside_page(&html, desk->keep, desk->scratch, view, err);
        if (!rc) rc = jh_file_write(page, html, err);
    }
    if (rc) return rc;
    if (desk->manner.json) return jh_report_beside_json(out, desk->keep, view, err);
    rc = jh_report_beside(&buffer, view, &terminal, err);
    return rc ? rc : jh_buffer_finish(out, &buffer, err);
}

jh_code jh_judge_beside(jh_text *out, bool *passes, const jh_desk *desk, const jh_besides *what,
                        jh_error *err)
{
    besides all = { 0 };
    columns in;
    size_t i;
    jh_code rc = choose(&in, desk, what, err);

    if (!rc) rc = judge_all(&all, desk, &in, &what->words, err);
    if (rc) return rc;
    *passes = true;
    for (i = 0; i < in.count; i++)
        if (jh_view_verdict(&all.views[i]).truth != JH_YES) *passes = false;
    return tell(out, desk, &(jh_beside_view){ all.views, &all.beside }, what->page, err);
}
