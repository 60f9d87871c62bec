/* SPDX-License-Identifier: Apache-2.0 */
#include "app/telling_json.h"

#include "report/assessment_json.h"

/* Explained: made for this telling alone. */
static jh_code explained(const jh_view **out, const jh_telling *told, const jh_desk *desk,
                         jh_error *err)
{
    jh_view *view = JH_NEW(desk->keep, jh_view);

    *out = view;
    return view ? jh_telling_view(view, &told->judged, desk, true, err) : jh_no_memory(err);
}

jh_code jh_telling_assessment(jh_text *out, const jh_telling *told, const jh_desk *desk,
                              jh_error *err)
{
    const jh_view *view = &told->view;
    jh_code rc = desk->manner.traced ? explained(&view, told, desk, err) : JH_OK;

    return rc ? rc : jh_report_assessment_json(out, desk->keep, view, err);
}

jh_code jh_telling_verdict(jh_text *out, const jh_telling *told, const jh_desk *desk, jh_error *err)
{
    return jh_report_verdict_json(out, desk->keep, &told->view, err);
}

jh_code jh_telling_schools(jh_text *out, const jh_schools_pieces *pieces, const jh_desk *desk,
                           const jh_schools_asked *asked, jh_error *err)
{
    return jh_report_schools_json(out, desk->keep, pieces,
                                  &(jh_schools_wanted){ asked->search, asked->after, asked->limit },
                                  err);
}

jh_code jh_telling_school(jh_text *out, const jh_telling *told, const jh_desk *desk, jh_text code,
                          jh_error *err)
{
    const char *word = jh_text_zero(desk->keep, code);
    size_t school = jh_view_find_school(&told->view, code);
    jh_view view;
    jh_code rc;

    if (!word) return jh_no_memory(err);
    if (school == SIZE_MAX
        || !jh_visitor_sees_school(desk->visitor, told->judged.snapshot.county, code))
        return jh_fail(err, JH_NOT_FOUND, SAY_REPORT_NO_SUCH_SCHOOL, NULL, word, NULL);
    rc = jh_view_explain_school(&view, desk->keep, desk->scratch,
                                &(jh_view_school){ &told->view, school }, err);
    return rc ? rc : jh_report_school_json(out, desk->keep, &view, school, err);
}
