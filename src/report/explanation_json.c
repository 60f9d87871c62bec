/* One figure opened, as JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/assessment_json.h"

#include "report/json_words.h"
#include "report/words.h"

enum { SHARE_PLACES = 6, DEEPEST = 24 };

static void open_list(jh_json *json, const char *key)
{
    jh_json_key(json, key);
    jh_json_array(json);
}

static const jh_unit *unit_of(const jh_view *view, jh_level level, size_t row)
{
    const jh_frame *frame = view->assessment->frame;
    size_t school = level == JH_PART ? frame->parts[row].school : row;

    return &view->snapshot->units[frame->schools[school].unit];
}

static void put_source(jh_json *json, const jh_snapshot *snapshot, uint32_t index)
{
    const jh_origin *origin = &snapshot->origins[index];

    if (index == 0 || origin->file == JH_NO_FILE || origin->file >= snapshot->file_count) return;
    jh_json_key(json, "source");
    jh_json_object(json);
    jh_json_member_text(json, "file", snapshot->files[origin->file].name);
    jh_json_member_text(json, "sheet", origin->sheet);
    jh_json_member_count(json, "row", (size_t)origin->row + 1);
    jh_json_member_count(json, "column", (size_t)origin->column + 1);
    jh_json_end(json);
}

static void put_input(jh_json *json, const jh_view *view, const jh_input *input)
{
    char number[JH_DECIMAL_SIZE];

    jh_json_object(json);
    if (input->element < view->standard->element_count) {
        const jh_element *element = &view->standard->elements[input->element];
        jh_json_member_text(json, "element", element->key);
        jh_json_member_text(json, "title", element->title);
        jh_json_member_measure(json, view->standard, element->measure_title);
    }
    jh_json_member_text(json, "unit", view->snapshot->units[input->unit].code);
    jh_json_member_zero(json, "stage", jh_stage_key(input->stage));
    jh_json_key(json, "reported");
    if (input->value.why == JH_PRESENT) {
        jh_json_zero(json, jh_decimal_write_short(number, input->reported));
    } else {
        jh_json_null(json);
        jh_json_member_zero(json, "why", jh_why_key(input->value.why));
    }
    if (input->note.size) jh_json_member_text(json, "note", input->note);
    if (input->share_numerator.millionths != input->share_denominator.millionths) {
        jh_json_member_zero(json, "share_numerator",
                            jh_decimal_write_short(number, input->share_numerator));
        jh_json_member_zero(json, "share_denominator",
                            jh_decimal_write_short(number, input->share_denominator));
    }
    put_source(json, view->snapshot, input->origin);
    jh_json_end(json);
}

static void put_value(jh_json *json, const jh_step *step)
{
    jh_step plain = *step; /* a share, not a percentage */
    jh_text value;

    plain.is_percent = false;
    value = jh_view_value(json->buffer.arena, &plain);
    if (!value.at) json->buffer.failed = true;
    jh_json_key(json, "value");
    if (step->value.why == JH_PRESENT) {
        jh_json_text(json, value);
        if (step->is_percent)
            jh_json_member_text(json, "printed", jh_view_value(json->buffer.arena, step));
        if (step->exact.size) return;
        jh_json_key(json, "interval");
        jh_json_array(json);
        jh_json_double(json, step->value.range.lo);
        jh_json_double(json, step->value.range.hi);
        jh_json_end(json);
        return;
    }
    jh_json_null(json);
    jh_json_member_zero(json, "why", jh_why_key(step->value.why));
}

static void put_step(jh_json *json, const jh_view *view, const jh_step *step, int depth)
{
    jh_json_object(json);
    jh_json_member_text(json, "label", step->label);
    if (step->key.size) jh_json_member_text(json, "key", step->key);
    if (step->formula.size) jh_json_member_text(json, "formula", step->formula);
    if (step->numbers.size) jh_json_member_text(json, "numbers", step->numbers);
    if (step->type == JH_TYPE_CLAIM)
        jh_json_member_claim(json, "holds", step->claim);
    else if (step->type == JH_TYPE_NUMBER)
        put_value(json, step);
    if (step->exact.size) jh_json_member_text(json, "exact", step->exact);
    if (step->measure_title.size)
        jh_json_member_measure(json, view->standard, step->measure_title);
    if (step->remarks) jh_json_member_remarks(json, step->remarks);
    if (step->input_count) {
        open_list(json, "inputs");
        for (size_t i = 0; i < step->input_count; i++) put_input(json, view, &step->inputs[i]);
        jh_json_end(json);
    }
    if (step->step_count && depth < DEEPEST) {
        open_list(json, "steps");
        for (size_t i = 0; i < step->step_count; i++)
            put_step(json, view, step->steps[i], depth + 1);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_partition(jh_json *json, const jh_view *view, const jh_limit *limit,
                          const jh_partition *partition)
{
    int places = limit->decimals;
    int mean_places = view->standard->indicators[limit->indicator].decimals;

    jh_json_object(json);
    jh_json_member_zero(json, "by", jh_attribute_key(partition->by));
    jh_json_member_number(json, "within", &partition->within, SHARE_PLACES);
    jh_json_member_number(json, "between", &partition->between, SHARE_PLACES);
    open_list(json, "groups");
    for (size_t g = 0; g < partition->group_count; g++) {
        jh_json_object(json);
        jh_json_member_text(json, "key", partition->groups[g].key);
        jh_json_member_count(json, "rows", partition->groups[g].rows);
        jh_json_member_number(json, "mean", &partition->groups[g].mean, mean_places);
        jh_json_member_number(json, "cv", &partition->groups[g].cv, places);
        jh_json_member_number(json, "between", &partition->groups[g].between, SHARE_PLACES);
        jh_json_end(json);
    }
    jh_json_end(json);
    jh_json_end(json);
}

static void put_dispersion(jh_json *json, const jh_view *view, const jh_dispersion_explained *d)
{
    const jh_limit *limit = &view->standard->limits[d->limit];

    jh_json_key(json, "dispersion");
    jh_json_object(json);
    open_list(json, "rows");
    for (size_t i = 0; i < d->row_count; i++) {
        const jh_contribution *one = &d->rows[i];
        jh_json_object(json);
        jh_json_member_text(json, "code", unit_of(view, JH_PART, one->part)->code);
        jh_json_member_number(json, "value", &one->value, SHARE_PLACES);
        jh_json_member_number(json, "weight", &one->weight, 0);
        jh_json_member_number(json, "share", &one->share, SHARE_PLACES);
        jh_json_member_number(json, "without", &one->without, limit->decimals);
        jh_json_end(json);
    }
    jh_json_end(json);
    open_list(json, "partitions");
    for (size_t p = 0; p < d->partition_count; p++)
        put_partition(json, view, limit, &d->partitions[p]);
    jh_json_end(json);
    jh_json_end(json);
}

static void put_distances(jh_json *json, const jh_view *view, const jh_explanation *explanation)
{
    open_list(json, "distances");
    for (size_t i = 0; i < explanation->distance_count; i++) {
        const jh_distance *distance = &explanation->distances[i];
        const jh_frame *frame = view->assessment->frame;
        jh_json_object(json);
        jh_json_member_text(json, "indicator", view->standard->indicators[distance->indicator].key);
        jh_json_member_zero(json, "stage", jh_stage_key(frame->parts[distance->part].stage));
        jh_json_member_zero(json, "mark", jh_mark_class(distance->mark));
        jh_json_member_number(json, "to_line", &distance->to_line, SHARE_PLACES);
        jh_json_member_number(json, "to_floor", &distance->to_floor, SHARE_PLACES);
        jh_json_member_measure(json, view->standard, distance->measure_title);
        jh_json_end(json);
    }
    jh_json_end(json);
}

jh_code jh_report_explanation_json(jh_text *out, jh_arena *keep, const jh_view *view,
                                   const jh_explanation *explanation, jh_error *err)
{
    jh_json json = jh_json_in(keep);

    jh_json_object(&json);
    jh_json_member_zero(&json, "format", "junheng-explanation-1");
    jh_json_member_text(&json, "title", explanation->title);
    jh_json_member_zero(&json, "assessment", view->assessment_hash);
    if (explanation->root) {
        jh_json_key(&json, "root");
        put_step(&json, view, explanation->root, 0);
    }
    if (explanation->distance_count) put_distances(&json, view, explanation);
    if (explanation->dispersion) put_dispersion(&json, view, explanation->dispersion);
    if (explanation->left_out_count) {
        open_list(&json, "left_out");
        for (size_t i = 0; i < explanation->left_out_count; i++) {
            const jh_left_out *left = &explanation->left_out[i];
            jh_json_object(&json);
            jh_json_member_text(&json, "code", unit_of(view, left->level, left->row)->code);
            jh_json_member_text(&json, "because", left->because->because);
            jh_json_end(&json);
        }
        jh_json_end(&json);
    }
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
