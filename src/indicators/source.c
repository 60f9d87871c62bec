/* SPDX-License-Identifier: Apache-2.0 */
#include "indicators/values.h"

#include <string.h>

static size_t count_rows(const void *self, jh_level level)
{
    const jh_frame *frame = self;

    return level == JH_COUNTY ? 1 : level == JH_SCHOOL ? frame->school_count : frame->part_count;
}

static jh_rows rows_under(const void *self, jh_level of, size_t row, jh_level finer)
{
    const jh_frame *frame = self;

    if (of == finer) return (jh_rows){ row, 1 };
    if (of == JH_COUNTY) return (jh_rows){ 0, count_rows(self, finer) };
    return (jh_rows){ frame->schools[row].first_part, frame->schools[row].part_count };
}

static size_t row_above(const void *self, jh_level of, size_t row, jh_level coarser)
{
    const jh_frame *frame = self;

    if (of == coarser) return row;
    return coarser == JH_COUNTY ? 0 : frame->parts[row].school;
}

/* The school of a row below the county. */
static size_t school_at(const jh_frame *frame, jh_level level, size_t row)
{
    return level == JH_SCHOOL ? row : frame->parts[row].school;
}

static bool goes_by_stage(const jh_frame *frame, size_t element)
{
    return frame->standard->elements[element].extent <= JH_SHARED;
}

/* ---- numbers --------------------------------------------------------------------------------- */

/* The figure of a stage of a school is that of its part, which is known. */
static jh_number stage_number(const jh_frame *frame, size_t element, size_t school, jh_stage stage)
{
    const jh_school *s = &frame->schools[school];
    const jh_number *parts = frame->values->parts[element];
    uint32_t p;

    for (p = s->first_part; parts && p < s->first_part + s->part_count; p++)
        if (frame->parts[p].stage == stage) return parts[p];
    return jh_school_stage_number(frame, element, school, stage);
}

static void element_numbers(const jh_frame *frame, const jh_slice *of, jh_number *out)
{
    size_t element = JH_COLUMN_INDEX(of->column), i, school, last = SIZE_MAX;
    jh_stage stage = of->stage;
    jh_level level = of->level;
    jh_rows rows = of->rows;

    if (level == JH_COUNTY) {
        for (i = 0; i < rows.count; i++) out[i] = jh_county_number(frame, element, stage);
        return;
    }
    if (level == JH_PART && !stage && goes_by_stage(frame, element)) {
        memcpy(out, frame->values->parts[element] + rows.first, rows.count * sizeof *out);
        return;
    }
    for (i = 0; i < rows.count; i++) {
        school = school_at(frame, level, rows.first + i);
        if (school == last)
            out[i] = out[i - 1];
        else if (stage && goes_by_stage(frame, element))
            out[i] = stage_number(frame, element, school, stage);
        else
            out[i] = jh_school_number(frame, element, school);
        last = school;
    }
}

static jh_code read_numbers(const void *self, const jh_slice *of, jh_number *out)
{
    const jh_frame *frame = self;
    size_t i;
    jh_number number;

    if (JH_COLUMN_KIND(of->column) == JH_COLUMN_ELEMENT) {
        element_numbers(frame, of, out);
        return JH_OK;
    }
    if (JH_COLUMN_KIND(of->column) != JH_COLUMN_SETTING) return JH_BUG;
    number = jh_number_present(frame->settings->values[JH_COLUMN_INDEX(of->column)].number);
    for (i = 0; i < of->rows.count; i++) out[i] = number;
    return JH_OK;
}

static jh_code read_exact(const void *self, const jh_slice *of, jh_exact *out)
{
    const jh_frame *frame = self;
    size_t index = JH_COLUMN_INDEX(of->column), row = of->rows.first;
    jh_stage stage = of->stage;
    jh_level level = of->level;

    if (JH_COLUMN_KIND(of->column) == JH_COLUMN_SETTING) {
        jh_exact_set_decimal(out, frame->settings->values[index].number);
        return JH_OK;
    }
    if (JH_COLUMN_KIND(of->column) != JH_COLUMN_ELEMENT) return JH_BUG;
    if (level == JH_PART && !stage && goes_by_stage(frame, index)) stage = frame->parts[row].stage;
    if (level == JH_COUNTY)
        jh_county_exact(out, frame, index, stage);
    else if (stage && goes_by_stage(frame, index))
        jh_school_stage_exact(out, frame, index, school_at(frame, level, row), stage);
    else
        jh_school_exact(out, frame, index, school_at(frame, level, row));
    return JH_OK;
}

/* ---- claims, codes, texts -------------------------------------------------------------------- */

static jh_claim element_claim(const jh_frame *frame, size_t element, jh_stage stage, jh_level level,
                              size_t row)
{
    if (level == JH_PART && !stage && goes_by_stage(frame, element))
        stage = frame->parts[row].stage;
    return jh_school_claim(frame, element, school_at(frame, level, row), stage);
}

/* What a school-wide claim is for the county: yes if every school says so. */
static jh_claim county_claim(const jh_frame *frame, size_t element, jh_stage stage)
{
    jh_claim all = { JH_DOES_NOT_APPLY, JH_NOT_ASKED };
    size_t i;

    if (frame->standard->elements[element].extent == JH_OF_COUNTY) {
        const jh_column *column = jh_cells_of(frame, element, JH_WHOLE);
        jh_why why = jh_cell_why(column, 0);
        return why ? (jh_claim){ JH_UNKNOWN, why } : jh_claim_of(column->millionths[0] != 0);
    }
    for (i = 0; i < frame->school_count; i++)
        all = jh_claim_and(all, jh_school_claim(frame, element, i, stage));
    return all;
}

static jh_code read_claims(const void *self, const jh_slice *of, jh_claim *out)
{
    const jh_frame *frame = self;
    size_t index = JH_COLUMN_INDEX(of->column), i;
    jh_level level = of->level;
    jh_rows rows = of->rows;
    const bool *relaxed;

    if (JH_COLUMN_KIND(of->column) == JH_COLUMN_RELAXATION) {
        relaxed = frame->values->relaxed[index];
        for (i = 0; i < rows.count; i++)
            out[i] = jh_claim_of(relaxed && level != JH_COUNTY
                                 && relaxed[school_at(frame, level, rows.first + i)]);
        return JH_OK;
    }
    if (JH_COLUMN_KIND(of->column) != JH_COLUMN_ELEMENT) return JH_BUG;
    if (level == JH_COUNTY || frame->standard->elements[index].extent == JH_OF_COUNTY) {
        out[0] = county_claim(frame, index, of->stage);
        for (i = 1; i < rows.count; i++) out[i] = out[0];
        return JH_OK;
    }
    for (i = 0; i < rows.count; i++)
        out[i] = element_claim(frame, index, of->stage, level, rows.first + i);
    return JH_OK;
}

static uint32_t unit_at(const jh_frame *frame, jh_level level, size_t row)
{
    return level == JH_COUNTY ? 0 : frame->schools[school_at(frame, level, row)].unit;
}

static void fill_codes(int32_t code, jh_rows rows, int32_t *out)
{
    size_t i;

    for (i = 0; i < rows.count; i++) out[i] = code;
}

static jh_code read_codes(const void *self, const jh_slice *of, int32_t *out)
{
    const jh_frame *frame = self;
    const struct jh_frame_values *v = frame->values;
    size_t index = JH_COLUMN_INDEX(of->column), i;
    jh_level level = of->level;
    jh_rows rows = of->rows;

    switch (JH_COLUMN_KIND(of->column)) {
    case JH_COLUMN_ATTRIBUTE:
        for (i = 0; i < rows.count; i++)
            out[i] = v->codes[index][unit_at(frame, level, rows.first + i)];
        return JH_OK;
    case JH_COLUMN_STAGE:
        if (level != JH_PART) return JH_BUG;
        for (i = 0; i < rows.count; i++) out[i] = v->stage_code[frame->parts[rows.first + i].stage];
        return JH_OK;
    case JH_COLUMN_SETTING:
        fill_codes(frame->standard->settings[index].type == JH_TYPE_DATE
                       ? frame->settings->values[index].date.days
                       : frame->settings->values[index].choice,
                   rows, out);
        return JH_OK;
    case JH_COLUMN_AS_OF: fill_codes(frame->settings->as_of.days, rows, out); return JH_OK;
    default: return JH_BUG;
    }
}

static jh_code read_texts(const void *self, const jh_slice *of, jh_text *out)
{
    const jh_frame *frame = self;
    size_t i;

    for (i = 0; i < of->rows.count; i++) {
        size_t row = of->rows.first + i;
        const jh_unit *unit = &frame->snapshot->units[unit_at(frame, of->level, row)];
        switch (JH_COLUMN_KIND(of->column)) {
        case JH_COLUMN_UNIT_CODE: out[i] = unit->code; break;
        case JH_COLUMN_UNIT_NAME: out[i] = unit->name; break;
        case JH_COLUMN_ATTRIBUTE: out[i] = unit->attribute[JH_COLUMN_INDEX(of->column)]; break;
        default: return JH_BUG;
        }
        if (!out[i].size) out[i] = (jh_text){ 0 };
    }
    return JH_OK;
}

jh_source jh_frame_source(const jh_frame *frame)
{
    return (jh_source){ .self = frame,
                        .count = count_rows,
                        .under = rows_under,
                        .above = row_above,
                        .numbers = read_numbers,
                        .exact = read_exact,
                        .claims = read_claims,
                        .codes = read_codes,
                        .texts = read_texts,
                        .period = jh_frame_period };
}
