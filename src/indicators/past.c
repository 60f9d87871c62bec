/* The rows of this year with last year's figures: period(x, -1).
 * SPDX-License-Identifier: Apache-2.0 */
#include "indicators/values.h"

#define NOT_THERE UINT32_MAX

struct jh_past {
    const jh_frame *now, *before;
    uint32_t *schools, *parts; /* [row of now] row of before, or NOT_THERE */
    jh_source source;
};

/* Row i of these cells, where it was then; no rows = it was not there. */
static jh_slice row_of_then(const struct jh_past *past, const jh_slice *of, size_t i)
{
    size_t row = of->rows.first + i;
    jh_slice there = *of;
    uint32_t then = of->level == JH_SCHOOL ? past->schools[row] : of->level ? past->parts[row] : 0;

    there.rows = (jh_rows){ then, then != NOT_THERE };
    return there;
}

/* ---- rows are those of now ---- */

static size_t count_rows(const void *self, jh_level level)
{
    const struct jh_past *past = self;

    return past->now->source.count(past->now, level);
}

static jh_rows rows_under(const void *self, jh_level of, size_t row, jh_level finer)
{
    const struct jh_past *past = self;

    return past->now->source.under(past->now, of, row, finer);
}

static size_t row_above(const void *self, jh_level of, size_t row, jh_level coarser)
{
    const struct jh_past *past = self;

    return past->now->source.above(past->now, of, row, coarser);
}

/* ---- figures are those of then ---- */

static jh_number not_there(const struct jh_past *past, uint32_t column)
{
    bool may_be_negative =
        JH_COLUMN_KIND(column) == JH_COLUMN_ELEMENT
        && past->now->standard->elements[JH_COLUMN_INDEX(column)].may_be_negative;

    return jh_number_missing(JH_NOT_REPORTED, may_be_negative ? JH_ANYTHING : JH_NOT_NEGATIVE);
}

static jh_code read_numbers(const void *self, const jh_slice *of, jh_number *out)
{
    const struct jh_past *past = self;
    const jh_source *then = &past->before->source;
    jh_slice there;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < of->rows.count && !rc; i++) {
        there = row_of_then(past, of, i);
        out[i] = not_there(past, of->column);
        if (there.rows.count) rc = then->numbers(then->self, &there, &out[i]);
    }
    return rc;
}

static jh_code read_exact(const void *self, const jh_slice *of, jh_exact *out)
{
    const struct jh_past *past = self;
    const jh_source *then = &past->before->source;
    const jh_slice there = row_of_then(past, of, 0);

    return then->exact(then->self, &there, out);
}

static jh_code read_claims(const void *self, const jh_slice *of, jh_claim *out)
{
    const struct jh_past *past = self;
    const jh_source *then = &past->before->source;
    jh_slice there;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < of->rows.count && !rc; i++) {
        there = row_of_then(past, of, i);
        out[i] = (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED };
        if (there.rows.count) rc = then->claims(then->self, &there, &out[i]);
    }
    return rc;
}

static int32_t missing_word(const struct jh_past *past, uint32_t column)
{
    size_t index = JH_COLUMN_INDEX(column);
    bool is_date = JH_COLUMN_KIND(column) == JH_COLUMN_AS_OF
                   || (JH_COLUMN_KIND(column) == JH_COLUMN_SETTING
                       && past->now->standard->settings[index].type == JH_TYPE_DATE);

    return is_date ? INT32_MIN : -1;
}

static jh_code read_codes(const void *self, const jh_slice *of, int32_t *out)
{
    const struct jh_past *past = self;
    const jh_source *then = &past->before->source;
    jh_slice there;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < of->rows.count && !rc; i++) {
        there = row_of_then(past, of, i);
        out[i] = missing_word(past, of->column);
        if (there.rows.count) rc = then->codes(then->self, &there, &out[i]);
    }
    return rc;
}

static jh_code read_texts(const void *self, const jh_slice *of, jh_text *out)
{
    const struct jh_past *past = self;
    const jh_source *then = &past->before->source;
    jh_slice there;
    jh_code rc = JH_OK;
    size_t i;

    for (i = 0; i < of->rows.count && !rc; i++) {
        there = row_of_then(past, of, i);
        out[i] = (jh_text){ 0 };
        if (there.rows.count) rc = then->texts(then->self, &there, &out[i]);
    }
    return rc;
}

/* ---- which row was which ---- */

static jh_text code_of(const jh_frame *frame, size_t school)
{
    return frame->snapshot->units[frame->schools[school].unit].code;
}

/* Both lists are in the order of codes. */
static void match_schools(struct jh_past *past)
{
    size_t i, then = 0;
    int order;

    for (i = 0; i < past->now->school_count; i++) {
        past->schools[i] = NOT_THERE;
        while (then < past->before->school_count) {
            order = jh_text_compare(code_of(past->before, then), code_of(past->now, i));
            if (order == 0) past->schools[i] = (uint32_t)then;
            if (order >= 0) break;
            then++;
        }
    }
}

static void match_parts(struct jh_past *past)
{
    size_t i;
    uint32_t p;

    for (i = 0; i < past->now->part_count; i++) {
        uint32_t school = past->schools[past->now->parts[i].school];
        past->parts[i] = NOT_THERE;
        if (school == NOT_THERE) continue;
        p = past->before->schools[school].first_part;
        for (; p < past->before->part_count && past->before->parts[p].school == school; p++)
            if (past->before->parts[p].stage == past->now->parts[i].stage) past->parts[i] = p;
    }
}

jh_code jh_past_make(jh_frame *frame, jh_arena *keep, const jh_frame *before, jh_error *err)
{
    struct jh_past *past = JH_NEW(keep, struct jh_past);

    if (!past) return jh_no_memory(err);
    past->now = frame;
    past->before = before;
    past->schools = JH_NEW_ARRAY(keep, uint32_t, frame->school_count);
    past->parts = JH_NEW_ARRAY(keep, uint32_t, frame->part_count);
    if (!past->schools || !past->parts) return jh_no_memory(err);
    match_schools(past);
    match_parts(past);
    past->source = (jh_source){ .self = past,
                                .count = count_rows,
                                .under = rows_under,
                                .above = row_above,
                                .numbers = read_numbers,
                                .exact = read_exact,
                                .claims = read_claims,
                                .codes = read_codes,
                                .texts = read_texts };
    frame->values->past = past;
    return JH_OK;
}

const jh_source *jh_frame_period(const void *frame, int offset)
{
    const jh_frame *now = frame;

    return offset == -1 && now->values->past ? &now->values->past->source : NULL;
}
