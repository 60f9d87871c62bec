/* A whole assessment as JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/assessment_json.h"

#include "report/json_words.h"
#include "report/scores.h"
#include "report/words.h"

enum { SENTENCE_SIZE = 1024, SHARE_PLACES = 6 };

static void open_list(jh_json *json, const char *key)
{
    jh_json_key(json, key);
    jh_json_array(json);
}

/* null: nobody has declared it final. */
static void put_freeze(jh_json *json, const jh_view *view)
{
    const jh_view_freeze *freeze = view->freeze;

    jh_json_key(json, "frozen");
    if (!freeze) {
        jh_json_null(json);
        return;
    }
    jh_json_object(json);
    jh_json_key(json, "number");
    jh_json_integer(json, freeze->number);
    jh_json_member_zero(json, "hash", view->freeze_hash);
    jh_json_member_text(json, "stamp", freeze->stamp);
    jh_json_member_text(json, "author", freeze->author);
    jh_json_member_text(json, "approver", freeze->approver);
    jh_json_end(json);
}

static void put_head(jh_json *json, const jh_view *view)
{
    char as_of[16];

    jh_json_member_zero(json, "format", "junheng-assessment-1");
    jh_json_member_text(json, "county", view->snapshot->county);
    jh_json_member_text(json, "county_name", view->snapshot->county_name);
    jh_json_member_text(json, "period", view->snapshot->period);
    jh_json_member_zero(json, "as_of", jh_date_write(as_of, view->settings->as_of));
    jh_json_member_bool(json, "made_up", view->is_made_up);
    jh_json_member_zero(json, "version", view->version);
    put_freeze(json, view);
    jh_json_key(json, "standard");
    jh_json_object(json);
    jh_json_member_text(json, "key", view->standard->key);
    jh_json_member_text(json, "title", view->standard->title);
    jh_json_member_text(json, "source", view->standard->source);
    jh_json_end(json);
    jh_json_key(json, "hashes");
    jh_json_object(json);
    jh_json_member_zero(json, "assessment", view->assessment_hash);
    jh_json_member_zero(json, "content", view->content_hash);
    jh_json_member_zero(json, "standard", view->standard_hash);
    jh_json_member_zero(json, "settings", view->settings_hash);
    jh_json_end(json);
}

static void put_verdict(jh_json *json, const jh_view *view)
{
    const jh_grade *grade = &view->standard->grades[view->assessment->grade];
    jh_tally tally = jh_view_tally(view);

    jh_json_key(json, "verdict");
    jh_json_object(json);
    jh_json_member_claim(json, "passes", jh_view_verdict(view));
    jh_json_member_text(json, "grade", grade->key);
    jh_json_member_text(json, "title", grade->title);
    jh_json_member_text(json, "grade_least",
                        view->standard->grades[view->assessment->grade_least].key);
    jh_json_member_count(json, "schools_failing", tally.schools);
    jh_json_member_count(json, "limits_failing", tally.limits);
    jh_json_member_count(json, "items_failing", tally.items);
    jh_json_member_count(json, "vetoes_present", tally.vetoes);
    jh_json_member_count(json, "undecided", tally.unknown);
    jh_json_end(json);
}

static void put_limit_name(jh_json *json, const jh_view *view, size_t index)
{
    const jh_limit *def = view->limits[index].def;

    jh_json_member_text(json, "key", def->rule_key);
    if (def->indicator < view->column_count)
        jh_json_member_text(json, "indicator", view->columns[def->indicator].def->key);
    jh_json_member_zero(json, "stage", jh_stage_key(def->stage));
}

static void put_reasons(jh_json *json, const jh_view *view)
{
    static const char *const kinds[] = { "rule", "limit", "item", "veto" };

    open_list(json, "reasons");
    for (size_t i = 0; i < view->reason_count; i++) {
        const jh_reason *reason = &view->reasons[i];
        jh_json_object(json);
        jh_json_member_zero(json, "kind", kinds[reason->kind]);
        if (reason->kind == JH_REASON_RULE)
            jh_json_member_text(json, "key", view->standard->rules[reason->index].key);
        else if (reason->kind == JH_REASON_LIMIT)
            put_limit_name(json, view, reason->index);
        else
            jh_json_member_text(json, "key", view->standard->items[reason->index].key);
        jh_json_member_claim(json, "holds", reason->claim);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_groups(jh_json *json, const jh_view *view)
{
    open_list(json, "groups");
    for (size_t g = 0; g < view->standard->group_count; g++) {
        const jh_group *def = &view->standard->groups[g];
        jh_json_object(json);
        jh_json_member_text(json, "key", def->key);
        jh_json_member_text(json, "title", def->title);
        jh_json_member_claim(json, "holds", view->assessment->groups[g]);
        jh_json_member_remarks(json, &def->remarks);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_rules(jh_json *json, const jh_view *view)
{
    open_list(json, "rules");
    for (size_t r = 0; r < view->standard->rule_count; r++) {
        const jh_rule *def = &view->standard->rules[r];
        const jh_rule_result *result = &view->assessment->rules[r];
        jh_json_object(json);
        jh_json_member_text(json, "key", def->key);
        jh_json_member_text(json, "title", def->title);
        jh_json_member_claim(json, "holds", result->county);
        jh_json_member_count(json, "yes", result->yes);
        jh_json_member_count(json, "no", result->no);
        jh_json_member_count(json, "unknown", result->unknown);
        jh_json_member_remarks(json, &def->remarks);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_lines(jh_json *json, const jh_view_column *column)
{
    char text[JH_DECIMAL_SIZE];

    jh_json_key(json, "lines");
    jh_json_object(json);
    for (int stage = 0; stage < JH_STAGE_COUNT; stage++) {
        const jh_view_line *at = &column->at[stage];
        if (!at->has_line) continue;
        jh_json_key(json, jh_stage_key((jh_stage)stage));
        jh_json_object(json);
        jh_json_member_zero(json, "line", jh_decimal_write_short(text, at->line));
        if (at->has_floor)
            jh_json_member_zero(json, "floor", jh_decimal_write_short(text, at->floor));
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_indicators(jh_json *json, const jh_view *view)
{
    open_list(json, "indicators");
    for (size_t c = 0; c < view->column_count; c++) {
        const jh_indicator *def = view->columns[c].def;
        jh_json_object(json);
        jh_json_member_text(json, "key", def->key);
        jh_json_member_text(json, "title", def->title);
        jh_json_member_text(json, "short_title", def->short_title);
        jh_json_member_measure(json, view->standard, def->measure_title);
        jh_json_member_bool(json, "higher_is_better", def->higher_is_better);
        put_lines(json, &view->columns[c]);
        jh_json_member_remarks(json, &def->remarks);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_cell(jh_json *json, const jh_view *view, size_t column, const jh_view_cell *cell)
{
    const jh_indicator *def = view->columns[column].def;
    const jh_indicator_result *result = cell->result;

    if (!result) return;
    jh_json_key_text(json, def->key);
    jh_json_object(json);
    jh_json_member_printed(json, "value", &result->value, result->printed, def->decimals);
    if (cell->step && cell->step->exact.size) jh_json_member_text(json, "exact", cell->step->exact);
    jh_json_member_zero(json, "mark", jh_mark_class(result->mark));
    if (result->mark_exact != result->mark_printed) {
        jh_json_member_zero(json, "mark_exact", jh_mark_class(result->mark_exact));
        jh_json_member_zero(json, "mark_printed", jh_mark_class(result->mark_printed));
    }
    if (cell->step) {
        jh_json_member_number(json, "to_line", &cell->to_line, def->decimals);
        jh_json_member_number(json, "to_floor", &cell->to_floor, def->decimals);
        jh_json_member_text(json, "lacks", cell->lacks);
    }
    jh_json_end(json);
}

void jh_json_view_row(jh_json *json, const jh_view *view, const jh_view_row *row)
{
    jh_json_object(json);
    jh_json_member_text(json, "code", row->unit->code);
    jh_json_member_text(json, "name", row->unit->name);
    jh_json_member_zero(json, "stage", jh_stage_key(row->stage));
    for (int by = 0; by < JH_ATTRIBUTE_COUNT; by++)
        if (row->unit->attribute[by].size)
            jh_json_member_text(json, jh_attribute_key((jh_attribute)by), row->unit->attribute[by]);
    jh_json_member_number(json, "pupils", &row->pupils, 0);
    jh_json_member_number(json, "classes", &row->classes, 0);
    jh_json_member_claim(json, "holds", row->holds);
    if (row->holds_printed.truth != row->holds.truth)
        jh_json_member_claim(json, "holds_printed", row->holds_printed);
    jh_json_key(json, "indicators");
    jh_json_object(json);
    for (size_t c = 0; c < view->column_count; c++) put_cell(json, view, c, &row->cells[c]);
    jh_json_end(json);
    jh_json_end(json);
}

void jh_json_view_left_out(jh_json *json, const jh_view_left_out *left)
{
    jh_json_object(json);
    jh_json_member_text(json, "code", left->unit->code);
    jh_json_member_text(json, "name", left->unit->name);
    jh_json_member_zero(json, "stage", jh_stage_key(left->stage));
    jh_json_member_number(json, "pupils", &left->pupils, 0);
    jh_json_member_text(json, "because", left->because->because);
    jh_json_member_remarks(json, &left->because->remarks);
    jh_json_end(json);
}

static void put_rows(jh_json *json, const jh_view *view)
{
    open_list(json, "rows");
    for (size_t r = 0; r < view->row_count; r++) jh_json_view_row(json, view, &view->rows[r]);
    jh_json_end(json);
    open_list(json, "left_out");
    for (size_t i = 0; i < view->left_out_count; i++)
        jh_json_view_left_out(json, &view->left_out[i]);
    jh_json_end(json);
}

static void put_limits(jh_json *json, const jh_view *view)
{
    open_list(json, "limits");
    for (size_t l = 0; l < view->limit_count; l++) {
        const jh_limit *def = view->limits[l].def;
        const jh_limit_result *result = view->limits[l].result;
        char text[JH_DECIMAL_SIZE];
        int places =
            def->indicator < view->column_count ? view->columns[def->indicator].def->decimals : 2;
        jh_json_object(json);
        put_limit_name(json, view, l);
        jh_json_member_count(json, "rows", result->rows);
        jh_json_key(json, "mean");
        if (result->mean.why == JH_PRESENT)
            jh_json_zero(json, jh_decimal_write(text, result->mean_printed, places));
        else
            jh_json_null(json);
        jh_json_member_printed(json, "value", &result->value, result->value_printed, def->decimals);
        jh_json_member_zero(json, "limit", jh_decimal_write_short(text, result->bound));
        jh_json_member_claim(json, "holds", result->holds);
        jh_json_member_claim(json, "holds_exact", result->holds_exact);
        jh_json_member_claim(json, "holds_printed", result->holds_printed);
        jh_json_member_remarks(json, &def->remarks);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_failing(jh_json *json, const jh_view *view, const jh_item *def,
                        const jh_item_result *result, jh_truth truth)
{
    const jh_frame *frame = view->assessment->frame;
    size_t count = def->each_level == JH_PART ? frame->part_count : frame->school_count;

    for (size_t r = 0; r < count; r++) {
        if (result->rows[r].truth != truth) continue;
        size_t school = def->each_level == JH_PART ? frame->parts[r].school : r;
        jh_json_text(json, view->snapshot->units[frame->schools[school].unit].code);
    }
}

/* A share's value is a share; how the forms print it stands beside it. */
static void put_item_figure(jh_json *json, const jh_view *view, const jh_item *def,
                            const jh_item_result *result, size_t f)
{
    const jh_figure *figure = &def->figures[f];

    if (figure->is_percent) {
        jh_json_member_number(json, "value", &result->figures[f], SHARE_PLACES);
        if (result->figures[f].why == JH_PRESENT)
            jh_json_member_text(json, "printed",
                                jh_view_item_figure(json->buffer.arena, def, result, f));
        else
            jh_json_member_zero(json, "why", jh_why_key(result->figures[f].why));
    } else {
        jh_json_member_printed(json, "value", &result->figures[f], result->figures_printed[f],
                               figure->decimals);
    }
    jh_json_member_measure(json, view->standard, figure->measure_title);
}

static void put_item(jh_json *json, const jh_view *view, size_t index)
{
    static const char *const kinds[] = { "decided_by_data", "attested", "veto" };
    const jh_item *def = &view->standard->items[index];
    const jh_item_result *result = &view->assessment->items[index];

    jh_json_object(json);
    jh_json_member_text(json, "key", def->key);
    jh_json_member_text(json, "title", def->title);
    jh_json_member_zero(json, "kind", kinds[def->kind]);
    if (def->group < view->standard->group_count)
        jh_json_member_text(json, "group", view->standard->groups[def->group].key);
    jh_json_member_claim(json, "holds", result->holds);
    jh_json_member_claim(json, "good", jh_view_item(view, index));
    if (def->kind != JH_DECIDED_BY_DATA) {
        jh_json_member_bool(json, "is_attested", result->is_attested);
        jh_json_member_text(json, "evidence", result->evidence);
    }
    if (result->rows) {
        jh_json_member_count(json, "yes", result->yes);
        open_list(json, "no");
        put_failing(json, view, def, result, JH_NO);
        jh_json_end(json);
        open_list(json, "unknown");
        put_failing(json, view, def, result, JH_UNKNOWN);
        jh_json_end(json);
    }
    open_list(json, "figures");
    for (size_t f = 0; f < def->figure_count; f++) {
        jh_json_object(json);
        jh_json_member_text(json, "key", def->figures[f].key);
        jh_json_member_text(json, "title", def->figures[f].title);
        put_item_figure(json, view, def, result, f);
        jh_json_end(json);
    }
    jh_json_end(json);
    jh_json_member_remarks(json, &def->remarks);
    jh_json_end(json);
}

static void put_settings(jh_json *json, const jh_view *view)
{
    jh_arena *arena = json->buffer.arena;

    open_list(json, "settings");
    for (size_t s = 0; s < view->standard->setting_count; s++) {
        const jh_setting *def = &view->standard->settings[s];
        const jh_setting_value *value = &view->settings->values[s];
        jh_json_object(json);
        jh_json_member_text(json, "key", def->key);
        jh_json_member_text(json, "title", def->title);
        jh_text is = jh_view_setting(arena, view, s);
        if (!is.at) json->buffer.failed = true;
        jh_json_member_text(json, "value", is);
        jh_json_member_bool(json, "is_default", value->is_default);
        if (value->reason.size) jh_json_member_text(json, "reason", value->reason);
        jh_json_end(json);
    }
    jh_json_end(json);
    open_list(json, "relaxations");
    for (size_t r = 0; r < view->standard->relaxation_count; r++) {
        const jh_relaxing *now = &view->settings->relaxing[r];
        char date[16];
        jh_json_object(json);
        jh_json_member_text(json, "key", view->standard->relaxations[r].key);
        jh_json_member_bool(json, "is_on", now->is_on);
        if (now->is_on) {
            jh_json_member_text(json, "approver", now->approver);
            jh_json_member_zero(json, "from", jh_date_write(date, now->from));
            jh_json_member_zero(json, "until", jh_date_write(date, now->until));
        }
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_findings(jh_json *json, const jh_view *view)
{
    const jh_findings *findings = &view->assessment->findings;
    char said[SENTENCE_SIZE];

    open_list(json, "findings");
    for (size_t i = 0; i < findings->count; i++) {
        const jh_finding *finding = &findings->items[i];
        jh_json_object(json);
        jh_json_member_zero(json, "severity", jh_severity_key(finding->severity));
        jh_json_member_zero(json, "key", jh_say_keys[finding->message.say]);
        jh_message_write(said, sizeof said, JH_ZH, &finding->message, 0);
        jh_json_member_zero(json, "zh", said);
        jh_message_write(said, sizeof said, JH_EN, &finding->message, 0);
        jh_json_member_zero(json, "en", said);
        if (finding->unit.size) jh_json_member_text(json, "unit", finding->unit);
        if (finding->element.size) jh_json_member_text(json, "element", finding->element);
        if (finding->file.size) jh_json_member_text(json, "file", finding->file);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static jh_code write_document(jh_text *out, jh_arena *keep, const jh_view *view, bool with_rows,
                              jh_error *err)
{
    jh_json json = jh_json_in(keep);

    jh_json_object(&json);
    put_head(&json, view);
    put_verdict(&json, view);
    put_reasons(&json, view);
    put_groups(&json, view);
    jh_json_scores(&json, view);
    put_rules(&json, view);
    put_indicators(&json, view);
    if (with_rows) put_rows(&json, view);
    put_limits(&json, view);
    open_list(&json, "items");
    for (size_t i = 0; i < view->standard->item_count; i++) put_item(&json, view, i);
    jh_json_end(&json);
    put_settings(&json, view);
    put_findings(&json, view);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}

jh_code jh_report_assessment_json(jh_text *out, jh_arena *keep, const jh_view *view, jh_error *err)
{
    return write_document(out, keep, view, true, err);
}

jh_code jh_report_verdict_json(jh_text *out, jh_arena *keep, const jh_view *view, jh_error *err)
{
    return write_document(out, keep, view, false, err);
}
