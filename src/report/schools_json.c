/* SPDX-License-Identifier: Apache-2.0 */
#include "report/schools_json.h"

#include "report/assessment_json.h"
#include "report/json_words.h"

#include <string.h>

static const jh_unit *unit_of(const jh_view *view, size_t school)
{
    const jh_frame *frame = view->assessment->frame;

    return &frame->snapshot->units[frame->schools[school].unit];
}

/* Rows by school: rows of a view are sorted by stage, then code. Of each school the first row of
 * each stage; SIZE_MAX = none. */
typedef struct row_index {
    size_t (*row)[JH_STAGE_COUNT];
} row_index;

static jh_code index_rows(row_index *out, jh_arena *keep, const jh_view *view, jh_error *err)
{
    size_t schools = view->assessment->frame->school_count, s, r;
    int stage;

    out->row = jh_alloc(keep, schools + 1, sizeof *out->row);
    if (!out->row) return jh_no_memory(err);
    for (s = 0; s < schools; s++)
        for (stage = 0; stage < JH_STAGE_COUNT; stage++) out->row[s][stage] = SIZE_MAX;
    for (r = 0; r < view->row_count; r++) {
        size_t *to = &out->row[view->rows[r].school][view->rows[r].stage];
        if (*to == SIZE_MAX) *to = r;
    }
    return JH_OK;
}

static void put_school(jh_json *json, const jh_view *view, const row_index *index, size_t school)
{
    const jh_unit *unit = unit_of(view, school);
    int stage, by;
    size_t i;

    jh_json_object(json);
    jh_json_member_text(json, "code", unit->code);
    jh_json_member_text(json, "name", unit->name);
    for (by = 0; by < JH_ATTRIBUTE_COUNT; by++)
        if (unit->attribute[by].size)
            jh_json_member_text(json, jh_attribute_key((jh_attribute)by), unit->attribute[by]);
    jh_json_key(json, "stages");
    jh_json_array(json);
    for (stage = 0; stage < JH_STAGE_COUNT; stage++)
        if (index->row[school][stage] != SIZE_MAX)
            jh_json_view_row(json, view, &view->rows[index->row[school][stage]]);
    jh_json_end(json);
    jh_json_key(json, "left_out");
    jh_json_array(json);
    for (i = 0; i < view->left_out_count; i++)
        if (view->left_out[i].unit == unit) jh_json_view_left_out(json, &view->left_out[i]);
    jh_json_end(json);
    jh_json_end(json);
}

jh_code jh_report_schools_pieces(jh_schools_pieces *out, jh_arena *keep, const jh_view *view,
                                 jh_error *err)
{
    size_t schools = view->assessment->frame->school_count, s;
    jh_text *of = JH_NEW_ARRAY(keep, jh_text, schools + 1);
    row_index index;
    jh_code rc = index_rows(&index, keep, view, err);

    if (!of) rc = jh_no_memory(err);
    for (s = 0; s < schools && !rc; s++) {
        jh_json json = jh_json_in(keep);
        put_school(&json, view, &index, s);
        rc = jh_json_finish(&of[s], &json, err);
    }
    *out = (jh_schools_pieces){ view, of };
    return rc;
}

static bool is_wanted(const jh_unit *unit, const jh_schools_wanted *wanted)
{
    return !wanted->search.size || jh_text_contains(unit->name, wanted->search)
           || jh_text_contains(unit->code, wanted->search);
}

/* The first school after a code: schools are in the order of their codes. */
static size_t first_after(const jh_view *view, jh_text code)
{
    size_t low = 0, high = view->assessment->frame->school_count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (code.size && jh_text_compare(unit_of(view, middle)->code, code) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

jh_code jh_report_schools_json(jh_text *out, jh_arena *keep, const jh_schools_pieces *pieces,
                               const jh_schools_wanted *wanted, jh_error *err)
{
    const jh_view *view = pieces->view;
    size_t schools = view->assessment->frame->school_count, put = 0, last = SIZE_MAX, s;
    jh_json json = jh_json_in(keep);
    bool has_more = false;

    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (s = first_after(view, wanted->after); s < schools; s++) {
        if (!is_wanted(unit_of(view, s), wanted)) continue;
        has_more = put == wanted->limit;
        if (has_more) break;
        jh_json_raw(&json, pieces->of[s]);
        put++;
        last = s;
    }
    jh_json_end(&json);
    jh_json_key(&json, "next");
    if (has_more && last != SIZE_MAX)
        jh_json_text(&json, unit_of(view, last)->code);
    else
        jh_json_null(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

size_t jh_view_find_school(const jh_view *view, jh_text code)
{
    size_t schools = view->assessment->frame->school_count, s;

    for (s = 0; s < schools; s++)
        if (jh_text_equal(unit_of(view, s)->code, code)) return s;
    return SIZE_MAX;
}

jh_code jh_report_school_json(jh_text *out, jh_arena *keep, const jh_view *view, size_t school,
                              jh_error *err)
{
    jh_json json = jh_json_in(keep);
    row_index index;
    jh_code rc = index_rows(&index, keep, view, err);

    if (rc) return rc;
    put_school(&json, view, &index, school);
    return jh_json_finish(out, &json, err);
}
