/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/table_source.h"

#include <string.h>

jh_code jh_table_link(jh_table *table, jh_arena *keep, jh_error *err)
{
    size_t i, school;

    table->first_part = JH_NEW_ARRAY(keep, size_t, table->school_count + 1);
    if (!table->first_part) return jh_no_memory(err);
    for (i = 0, school = 0; school <= table->school_count; school++) {
        while (i < table->part_count && table->part_school[i] < school) i++;
        table->first_part[school] = i;
    }
    for (i = 0; i < table->column_count; i++) table->columns[i].symbol.column = (uint32_t)i;
    return JH_OK;
}

/* ---- rows ----------------------------------------------------------------------------- */

static size_t count(const void *self, jh_level level)
{
    const jh_table *t = self;

    if (level == JH_COUNTY) return 1;
    return level == JH_SCHOOL ? t->school_count : t->part_count;
}

static jh_rows under(const void *self, jh_level of, size_t row, jh_level finer)
{
    const jh_table *t = self;

    if (of == finer) return (jh_rows){ row, 1 };
    if (of == JH_COUNTY) return (jh_rows){ 0, count(self, finer) };
    return (jh_rows){ t->first_part[row], t->first_part[row + 1] - t->first_part[row] };
}

static size_t above(const void *self, jh_level of, size_t row, jh_level coarser)
{
    const jh_table *t = self;

    if (coarser == JH_COUNTY) return 0;
    return of == JH_PART && coarser == JH_SCHOOL ? t->part_school[row] : row;
}

/* ---- cells ---------------------------------------------------------------------------- */

static const jh_table_cells *cells_of(const jh_table *t, const jh_slice *of)
{
    return &t->columns[of->column].cells[of->level][of->stage];
}

static jh_code numbers(const void *self, const jh_slice *of, jh_number *out)
{
    const jh_table *t = self;
    const jh_table_cells *cells = cells_of(t, of);
    bool not_negative = t->columns[of->column].symbol.not_negative;
    size_t i;

    if (cells->numbers) {
        memcpy(out, cells->numbers + of->rows.first, of->rows.count * sizeof *out);
        return JH_OK;
    }
    for (i = 0; i < of->rows.count; i++)
        out[i] = jh_number_missing(JH_NOT_REPORTED, not_negative ? JH_NOT_NEGATIVE : JH_ANYTHING);
    return JH_OK;
}

static jh_code exact(const void *self, const jh_slice *of, jh_exact *out)
{
    jh_exact_set_decimal(out, cells_of(self, of)->decimals[of->rows.first]);
    return JH_OK;
}

static jh_code claims(const void *self, const jh_slice *of, jh_claim *out)
{
    const jh_claim *cells = cells_of(self, of)->claims;
    size_t i;

    for (i = 0; i < of->rows.count; i++)
        out[i] = cells ? cells[of->rows.first + i] : (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED };
    return JH_OK;
}

static jh_code codes(const void *self, const jh_slice *of, int32_t *out)
{
    const jh_table *t = self;
    const int32_t *cells = cells_of(t, of)->words;
    int32_t missing = t->columns[of->column].symbol.type == JH_TYPE_DATE ? INT32_MIN : -1;
    size_t i;

    for (i = 0; i < of->rows.count; i++) out[i] = cells ? cells[of->rows.first + i] : missing;
    return JH_OK;
}

static jh_code texts(const void *self, const jh_slice *of, jh_text *out)
{
    const jh_text *cells = cells_of(self, of)->texts;
    size_t i;

    for (i = 0; i < of->rows.count; i++)
        out[i] = cells ? cells[of->rows.first + i] : (jh_text){ NULL, 0 };
    return JH_OK;
}

static const jh_source *period(const void *self, int offset)
{
    const jh_table *t = self;

    return offset == -1 ? t->before : NULL;
}

jh_source jh_table_source(const jh_table *table)
{
    return (jh_source){ .self = table,
                        .count = count,
                        .under = under,
                        .above = above,
                        .numbers = numbers,
                        .exact = exact,
                        .claims = claims,
                        .codes = codes,
                        .texts = texts,
                        .period = period };
}

/* ---- names ---------------------------------------------------------------------------- */

static jh_code find(void *self, jh_text name, jh_symbol *out, jh_error *err)
{
    const jh_table *t = self;
    size_t i;

    (void)err;
    for (i = 0; i < t->symbol_count; i++) {
        if (!jh_text_equal(t->symbols[i].name, name)) continue;
        *out = t->symbols[i];
        return JH_OK;
    }
    for (i = 0; i < t->column_count; i++) {
        if (!jh_text_equal(t->columns[i].symbol.name, name)) continue;
        *out = t->columns[i].symbol;
        return JH_OK;
    }
    return JH_NOT_FOUND;
}

static jh_text nearest(void *self, jh_text name)
{
    const jh_table *t = self;
    jh_text names[256];
    size_t i, known = 0;

    for (i = 0; i < t->symbol_count && known < 256; i++) names[known++] = t->symbols[i].name;
    for (i = 0; i < t->column_count && known < 256; i++) names[known++] = t->columns[i].symbol.name;
    return jh_name_nearest(name, names, known);
}

static bool measure(void *self, jh_text name, jh_measure *out)
{
    const jh_table *t = self;
    size_t i;

    for (i = 0; i < t->measure_count; i++) {
        if (!jh_text_equal(t->measures[i].name, name)) continue;
        *out = t->measures[i].measure;
        return true;
    }
    return false;
}

jh_scope jh_table_scope(const jh_table *table)
{
    union {
        const jh_table *borrowed;
        void *self;
    } hand = { table }; /* the functions above only read */

    return (jh_scope){ .self = hand.self,
                       .find = find,
                       .nearest = nearest,
                       .measure = measure,
                       .stages = table->stages,
                       .stage_count = table->stage_count };
}
