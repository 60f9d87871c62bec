/* Several assessments side by side, as JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/beside.h"
#include "report/comparison_words.h"
#include "report/json_words.h"

static void put_column(jh_json *json, const jh_view *end)
{
    char as_of[16];

    jh_json_object(json);
    jh_json_member_text(json, "period", end->snapshot->period);
    jh_json_member_text(json, "standard", end->standard->key);
    jh_json_member_text(json, "title", end->standard->title);
    jh_json_member_zero(json, "as_of", jh_date_write(as_of, end->settings->as_of));
    jh_json_member_claim(json, "decided", end->assessment->grade_known);
    jh_json_member_text(json, "grade", end->standard->grades[end->assessment->grade].key);
    jh_json_member_claim(json, "passes", jh_view_verdict(end));
    jh_json_member_zero(json, "assessment", end->assessment_hash);
    jh_json_member_zero(json, "content", end->content_hash);
    jh_json_member_zero(json, "standard_hash", end->standard_hash);
    jh_json_member_zero(json, "settings", end->settings_hash);
    jh_json_end(json);
}

static void put_state(jh_json *json, const jh_view *end, const jh_beside_row *row,
                      const jh_beside_state *one)
{
    if (!one->state.is_there) {
        jh_json_null(json);
        return;
    }
    jh_json_object(json);
    jh_json_member_claim(json, "holds", one->state.claim);
    if (row->subject.kind == JH_SUBJECT_GRADE) {
        jh_json_member_text(json, "grade", end->standard->grades[one->state.grade].key);
        jh_json_member_text(json, "grade_title", end->standard->grades[one->state.grade].title);
        jh_json_member_claim(json, "passes", jh_view_verdict(end));
    }
    if (one->state.has_value)
        jh_json_member_printed(json, "value", &one->state.value, one->state.printed,
                               one->state.decimals);
    if (one->is_counted) {
        jh_json_member_count(json, "yes", one->yes);
        jh_json_member_count(json, "no", one->no);
        jh_json_member_count(json, "unknown", one->unknown);
    }
    jh_json_end(json);
}

static void put_row(jh_json *json, const jh_beside_view *view, const jh_beside_row *row)
{
    const jh_view *from = &view->views[row->first];
    const jh_comparison_view pair = { from, from, NULL };
    const jh_change change = { .subject = row->subject };

    jh_json_object(json);
    jh_json_member_zero(json, "kind", jh_subject_key(row->subject.kind));
    jh_json_member_text(json, "key", row->subject.key);
    if (row->subject.statement.size) jh_json_member_text(json, "statement", row->subject.statement);
    jh_json_member_text(json, "title", jh_change_title(&pair, &change, JH_ZH));
    jh_json_member_zero(json, "stage", jh_stage_key(row->subject.stage));
    jh_json_key(json, "states");
    jh_json_array(json);
    for (size_t i = 0; i < view->beside->count; i++)
        put_state(json, &view->views[i], row, &row->states[i]);
    jh_json_end(json);
    jh_json_end(json);
}

jh_code jh_report_beside_json(jh_text *out, jh_arena *keep, const jh_beside_view *view,
                              jh_error *err)
{
    jh_json json = jh_json_in(keep);
    size_t i;

    jh_json_object(&json);
    jh_json_member_zero(&json, "format", "junheng-beside-1");
    jh_json_member_text(&json, "county", view->views[0].snapshot->county);
    jh_json_key(&json, "columns");
    jh_json_array(&json);
    for (i = 0; i < view->beside->count; i++) put_column(&json, &view->views[i]);
    jh_json_end(&json);
    jh_json_key(&json, "rows");
    jh_json_array(&json);
    for (i = 0; i < view->beside->row_count; i++) put_row(&json, view, &view->beside->rows[i]);
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
