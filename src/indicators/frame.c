/* SPDX-License-Identifier: Apache-2.0 */
#include "indicators/frame.h"

#include "indicators/values.h"

#include <string.h>

/* ---- names resolved once --------------------------------------------------------------------- */

/* First column of an element, or the count: columns are sorted by element, then stage. */
static size_t first_column(const jh_snapshot *snapshot, jh_text element)
{
    size_t low = 0, high = snapshot->column_count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (jh_text_compare(snapshot->columns[middle].element, element) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static jh_code find_columns(jh_frame *frame, jh_arena *keep)
{
    const jh_standard *standard = frame->standard;
    struct jh_frame_values *v = frame->values;
    size_t i, c;
    unsigned s;

    v->columns = jh_alloc(keep, standard->element_count, sizeof *v->columns);
    if (!v->columns) return JH_NO_MEMORY;
    for (s = 0; s < JH_STAGE_COUNT; s++) {
        v->figures[s] = JH_NEW_ARRAY(keep, const jh_column *, standard->element_count);
        if (!v->figures[s]) return JH_NO_MEMORY;
    }
    for (i = 0; i < standard->element_count; i++) {
        jh_text key = standard->elements[i].key;
        for (c = first_column(frame->snapshot, key); c < frame->snapshot->column_count; c++) {
            const jh_column *column = &frame->snapshot->columns[c];
            if (!jh_text_equal(column->element, key)) break;
            v->columns[i][column->stage] = column;
            v->figures[column->stage][v->figure_count[column->stage]++] = column;
        }
    }
    return JH_OK;
}

static int32_t code_of(const jh_codes *codes, jh_text key)
{
    size_t i;

    for (i = 0; key.size && i < codes->count; i++)
        if (jh_text_equal(codes->keys[i], key)) return (int32_t)i;
    return -1;
}

static jh_code find_codes(jh_frame *frame, jh_arena *keep)
{
    const jh_standard *standard = frame->standard;
    struct jh_frame_values *v = frame->values;
    unsigned a, s;
    size_t i;

    for (a = 0; a < JH_ATTRIBUTE_COUNT; a++) {
        v->codes[a] = JH_NEW_ARRAY(keep, int32_t, frame->snapshot->unit_count);
        if (!v->codes[a]) return JH_NO_MEMORY;
        for (i = 0; i < frame->snapshot->unit_count; i++)
            v->codes[a][i] =
                standard->attribute_codes[a]
                    ? code_of(standard->attribute_codes[a], frame->snapshot->units[i].attribute[a])
                    : -1;
    }
    for (s = 0; s < JH_STAGE_COUNT; s++)
        v->stage_code[s] = standard->stage_codes
                               ? code_of(standard->stage_codes, jh_text_of(jh_stage_key(s)))
                               : -1;
    return JH_OK;
}

static bool is_chosen(const jh_frame *frame, size_t setting, jh_text word)
{
    if (setting >= frame->standard->setting_count || !frame->standard->settings[setting].choices)
        return false;
    return frame->settings->values[setting].choice
           == code_of(frame->standard->settings[setting].choices, word);
}

static void read_split_settings(jh_frame *frame)
{
    const jh_standard *standard = frame->standard;
    size_t shares = standard->split.shares_setting, decimals = standard->split.quotient_setting;

    frame->values->whole_school =
        is_chosen(frame, standard->split.method_setting, JH_TEXT("whole_school"));
    frame->values->quotient_decimals = -1;
    if (decimals < standard->setting_count && is_chosen(frame, shares, JH_TEXT("rounded")))
        frame->values->quotient_decimals =
            (int)(frame->settings->values[decimals].number.millionths / JH_DECIMAL_ONE);
}

/* ---- schools and parts ----------------------------------------------------------------------- */

static bool asks_elements(const jh_expr *expr)
{
    size_t i;

    if (expr->op == JH_OP_COLUMN) return JH_COLUMN_KIND(expr->symbol.column) == JH_COLUMN_ELEMENT;
    if (expr->op == JH_OP_DEFINED && asks_elements(expr->symbol.defined)) return true;
    for (i = 0; i < expr->child_count; i++)
        if (asks_elements(expr->children[i])) return true;
    return false;
}

/* Whether a unit is a campus may hang on its figures: then its heads are read for a moment. */
static jh_code ask_merge(jh_claim *merge, jh_frame *frame, jh_arena scratch, jh_error *err)
{
    struct jh_frame_values *v = frame->values;
    size_t units = frame->snapshot->unit_count;
    bool reads_heads = asks_elements(frame->standard->merges);
    jh_code rc;

    if (reads_heads) jh_heads_read(frame);
    rc = jh_expr_claims(
        merge, frame->standard->merges,
        &(jh_expr_ask){
            .source = &frame->source, .level = JH_SCHOOL, .rows = { 0, units - 1 }, .err = err },
        scratch);
    if (reads_heads) {
        memset(v->heads, 0, units * sizeof *v->heads);
        memset(v->school_heads, 0, units * sizeof *v->school_heads);
    }
    return rc;
}

static jh_code make_schools(jh_frame *frame, jh_arena *keep, jh_arena scratch,
                            jh_findings *findings, jh_error *err)
{
    size_t units = frame->snapshot->unit_count - 1;
    jh_claim *merge = NULL;
    jh_code rc;

    /* Whether a unit is a campus is asked of the units themselves: each alone at first. */
    rc = jh_schools_make(frame, &scratch, NULL, NULL, err);
    if (rc) return rc;
    if (frame->standard->merges && units) {
        merge = JH_NEW_ARRAY(&scratch, jh_claim, units);
        if (!merge) return jh_no_memory(err);
        rc = ask_merge(merge, frame, scratch, err);
        if (rc) return rc;
    }
    return jh_schools_make(frame, keep, merge, findings, err);
}

static jh_code make_parts(jh_frame *frame, jh_arena *keep, jh_error *err)
{
    jh_part *parts = JH_NEW_ARRAY(keep, jh_part, frame->school_count * (JH_STAGE_COUNT - 1));
    jh_school *schools = (jh_school *)(uintptr_t)frame->schools; /* made a moment ago */
    size_t i, count = 0;
    unsigned s;

    if (!parts) return jh_no_memory(err);
    for (i = 0; i < frame->school_count; i++) {
        const jh_heads *heads = &frame->values->school_heads[i];
        schools[i].first_part = (uint32_t)count;
        for (s = JH_FIRST_STAGE; s < JH_STAGE_COUNT; s++)
            if (frame->standard->stages[s] && (heads->why[s] || heads->count[s].millionths))
                parts[count++] = (jh_part){ .school = (uint32_t)i, .stage = (jh_stage)s };
        schools[i].part_count = (uint32_t)count - schools[i].first_part;
    }
    frame->parts = parts;
    frame->part_count = count;
    return JH_OK;
}

static jh_code fill_parts(jh_frame *frame, jh_arena *keep, jh_error *err)
{
    struct jh_frame_values *v = frame->values;
    size_t i, p;

    v->parts = JH_NEW_ARRAY(keep, jh_number *, frame->standard->element_count);
    if (!v->parts) return jh_no_memory(err);
    for (i = 0; i < frame->standard->element_count; i++) {
        const jh_element *e = &frame->standard->elements[i];
        if (e->extent > JH_SHARED || e->is_yes_no) continue;
        v->parts[i] = JH_NEW_ARRAY(keep, jh_number, frame->part_count);
        if (!v->parts[i]) return jh_no_memory(err);
        for (p = 0; p < frame->part_count; p++)
            v->parts[i][p] =
                jh_school_stage_number(frame, i, frame->parts[p].school, frame->parts[p].stage);
    }
    return JH_OK;
}

/* ---- relaxations ----------------------------------------------------------------------------- */

static bool lies_within(jh_date day, jh_date from, jh_date until)
{
    return (!jh_date_is_set(from) || day.days >= from.days)
           && (!jh_date_is_set(until) || day.days <= until.days);
}

static bool is_in_force(const jh_relaxation *rule, const jh_relaxing *setting, jh_date as_of)
{
    return setting->is_on && setting->approver.size && lies_within(as_of, rule->from, rule->until)
           && lies_within(as_of, setting->from, setting->until);
}

/* An unknown condition relaxes nothing. */
static jh_code relax(jh_frame *frame, jh_arena *keep, jh_arena scratch, jh_error *err)
{
    const jh_standard *standard = frame->standard;
    jh_claim *claims;
    jh_code rc = JH_OK;
    size_t i, row;

    frame->values->relaxed = JH_NEW_ARRAY(keep, bool *, standard->relaxation_count);
    claims = JH_NEW_ARRAY(&scratch, jh_claim, frame->school_count);
    if (!frame->values->relaxed || !claims) return jh_no_memory(err);
    for (i = 0; i < standard->relaxation_count && !rc; i++) {
        if (!is_in_force(&standard->relaxations[i], &frame->settings->relaxing[i],
                         frame->settings->as_of))
            continue;
        rc = jh_expr_claims(claims, standard->relaxations[i].when,
                            &(jh_expr_ask){ .source = &frame->source,
                                            .level = JH_SCHOOL,
                                            .rows = { 0, frame->school_count },
                                            .err = err },
                            scratch);
        frame->values->relaxed[i] = JH_NEW_ARRAY(keep, bool, frame->school_count);
        if (!rc && !frame->values->relaxed[i]) rc = jh_no_memory(err);
        for (row = 0; row < frame->school_count && !rc; row++)
            frame->values->relaxed[i][row] = claims[row].truth == JH_YES;
    }
    return rc;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static jh_code make_values(jh_frame *frame, jh_arena *keep, jh_error *err)
{
    struct jh_frame_values *v = JH_NEW(keep, struct jh_frame_values);
    size_t units = frame->snapshot->unit_count;

    if (!v) return jh_no_memory(err);
    frame->values = v;
    v->heads = JH_NEW_ARRAY(keep, jh_heads, units);
    v->school_heads = JH_NEW_ARRAY(keep, jh_heads, units);
    v->shares = JH_NEW_ARRAY(keep, jh_campus_shares, units);
    if (!v->heads || !v->school_heads || !v->shares || find_columns(frame, keep)
        || find_codes(frame, keep))
        return jh_no_memory(err);
    read_split_settings(frame);
    return JH_OK;
}

static jh_code make_frame(jh_frame *frame, jh_arena *keep, jh_arena scratch,
                          const jh_frame_request *of, jh_error *err)
{
    jh_code rc;

    frame->snapshot = of->snapshot;
    frame->standard = of->standard;
    frame->settings = of->settings;
    frame->source = jh_frame_source(frame);
    rc = make_values(frame, keep, err);
    if (!rc) rc = make_schools(frame, keep, scratch, of->findings, err);
    if (!rc) jh_heads_read(frame);
    if (!rc) rc = make_parts(frame, keep, err);
    if (!rc) rc = jh_shares_make(frame, scratch, err);
    if (!rc) rc = fill_parts(frame, keep, err);
    return rc ? rc : relax(frame, keep, scratch, err);
}

static jh_code look_back(jh_frame *frame, jh_arena *keep, jh_arena scratch,
                         const jh_frame_request *of, jh_error *err)
{
    jh_frame_request earlier = *of;
    jh_frame *before = JH_NEW(keep, jh_frame);
    jh_code rc;

    if (!before) return jh_no_memory(err);
    earlier.snapshot = of->before;
    earlier.before = NULL;
    earlier.findings = NULL;
    rc = make_frame(before, keep, scratch, &earlier, err);
    return rc ? rc : jh_past_make(frame, keep, before, err);
}

jh_code jh_frame_make(jh_frame *out, jh_arena *keep, jh_arena scratch, const jh_frame_request *of,
                      jh_error *err)
{
    jh_frame *frame = JH_NEW(keep, jh_frame); /* the source points at it: it must not move */
    jh_code rc;

    if (!frame) return jh_no_memory(err);
    rc = make_frame(frame, keep, scratch, of, err);
    if (!rc && of->before) rc = look_back(frame, keep, scratch, of, err);
    if (!rc) *out = *frame;
    return rc;
}
