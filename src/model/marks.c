/* SPDX-License-Identifier: Apache-2.0 */
#include "model/marks.h"

#include <string.h>

enum { MARK_BYTES = 8, MARK_SIZE = 2 * MARK_BYTES + 1, WORDS = 4 };

/* ---- hashing ---- */

static void add_cell(jh_hasher *hasher, const jh_column *column, size_t unit)
{
    jh_hasher_add_number(hasher, column->why[unit]);
    jh_hasher_add_number(hasher, column->millionths[unit]);
}

static jh_code finish(char out[MARK_SIZE], jh_hasher *hasher)
{
    char hex[JH_HASH_HEX];
    jh_hash hash = jh_hasher_finish(hasher);

    jh_hash_hex(hex, &hash);
    memcpy(out, hex, MARK_SIZE - 1);
    out[MARK_SIZE - 1] = '\0';
    return JH_OK;
}

static jh_code mark_facts(char out[MARK_SIZE], const jh_unit *unit)
{
    jh_hasher *hasher = jh_hasher_begin();
    int i;

    if (!hasher) return JH_NO_MEMORY;
    jh_hasher_add_piece(hasher, unit->name);
    jh_hasher_add_piece(hasher, unit->parent);
    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++) jh_hasher_add_piece(hasher, unit->attribute[i]);
    jh_hasher_add_number(hasher, unit->longitude.millionths);
    jh_hasher_add_number(hasher, unit->latitude.millionths);
    jh_hasher_add_number(hasher, unit->opened.days);
    jh_hasher_add_number(hasher, unit->closed.days);
    return finish(out, hasher);
}

static jh_code mark_figures(char out[MARK_SIZE], const jh_snapshot *in, size_t unit)
{
    jh_hasher *hasher = jh_hasher_begin();
    size_t i;

    if (!hasher) return JH_NO_MEMORY;
    for (i = 0; i < in->column_count; i++) {
        const jh_column *column = &in->columns[i];
        if (column->why[unit] == JH_NOT_REPORTED) continue;
        jh_hasher_add_piece(hasher, column->element);
        jh_hasher_add_number(hasher, column->stage);
        add_cell(hasher, column, unit);
    }
    return finish(out, hasher);
}

/* *is_there: somebody reported something. */
static jh_code mark_column(char out[MARK_SIZE], bool *is_there, const jh_snapshot *in, size_t index)
{
    const jh_column *column = &in->columns[index];
    jh_hasher *hasher = jh_hasher_begin();
    size_t i;

    *is_there = false;
    if (!hasher) return JH_NO_MEMORY;
    for (i = 0; i < in->unit_count; i++) {
        if (column->why[i] == JH_NOT_REPORTED) continue;
        *is_there = true;
        jh_hasher_add_piece(hasher, in->units[i].code);
        add_cell(hasher, column, i);
    }
    return finish(out, hasher);
}

/* ---- writing ---- */

static jh_code write_units(jh_buffer *out, const jh_snapshot *in)
{
    char facts[MARK_SIZE], figures[MARK_SIZE];
    size_t i;

    for (i = 0; i < in->unit_count; i++) {
        if (mark_facts(facts, &in->units[i]) || mark_figures(figures, in, i)) return JH_NO_MEMORY;
        jh_buffer_add_format(out, "unit\t%.*s\t%s\t%s\n", JH_TEXT_ARGS(in->units[i].code), facts,
                             figures);
    }
    return JH_OK;
}

static jh_code write_columns(jh_buffer *out, const jh_snapshot *in)
{
    char mark[MARK_SIZE];
    bool is_there;
    size_t i;

    for (i = 0; i < in->column_count; i++) {
        if (mark_column(mark, &is_there, in, i)) return JH_NO_MEMORY;
        if (is_there)
            jh_buffer_add_format(out, "column\t%.*s\t%s\t%s\n",
                                 JH_TEXT_ARGS(in->columns[i].element),
                                 jh_stage_key(in->columns[i].stage), mark);
    }
    return JH_OK;
}

jh_code jh_marks_write(jh_text *out, jh_arena *keep, const jh_marking *of, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(keep);
    size_t i;

    for (i = 0; i < of->count; i++) {
        const jh_snapshot *in = of->snapshots[i];
        if (!in) continue;
        jh_buffer_add_format(&buffer, "period\t%.*s\n", JH_TEXT_ARGS(in->period));
        if (write_units(&buffer, in) || write_columns(&buffer, in)) return jh_no_memory(err);
    }
    return jh_buffer_finish(out, &buffer, err);
}

/* ---- reading ---- */

typedef struct line {
    jh_text word[WORDS];
    bool is_met; /* the other side has it too */
} line;

/* The lines of one period. */
typedef struct section {
    const jh_snapshot *in;
    jh_text period;
    line *lines;
    size_t count;
} section;

static bool next_line(jh_text *rest, line *out)
{
    const char *end = rest->size ? memchr(rest->at, '\n', rest->size) : NULL;
    size_t size = end ? (size_t)(end - rest->at) : rest->size, i, word = 0;

    *out = (line){ .is_met = false };
    if (!rest->size) return false;
    out->word[0].at = rest->at;
    for (i = 0; i < size; i++) {
        if (rest->at[i] == '\t' && word + 1 < WORDS)
            out->word[++word].at = rest->at + i + 1;
        else
            out->word[word].size++;
    }
    rest->at += end ? size + 1 : size;
    rest->size -= end ? size + 1 : size;
    return true;
}

static bool is_period(const line *one, jh_text period)
{
    return jh_text_equal(one->word[0], JH_TEXT("period")) && jh_text_equal(one->word[1], period);
}

static size_t count_lines(jh_text text)
{
    size_t i, count = 1;

    for (i = 0; i < text.size; i++) count += text.at[i] == '\n';
    return count;
}

static jh_code read_section(section *out, jh_arena *keep, jh_text text)
{
    bool is_inside = false;
    line one;

    out->count = 0;
    out->lines = JH_NEW_ARRAY(keep, line, count_lines(text));
    if (!out->lines) return JH_NO_MEMORY;
    while (next_line(&text, &one)) {
        if (jh_text_equal(one.word[0], JH_TEXT("period")))
            is_inside = is_period(&one, out->period);
        else if (is_inside)
            out->lines[out->count++] = one;
    }
    return JH_OK;
}

/* ---- comparing ---- */

/* The line of `in` with the same first words; NULL = none. Both lists are in one order, so that
 * the search goes on where the last one ended. */
static line *find_line(const section *in, const line *like, size_t words, size_t *from)
{
    size_t i, k, at;

    for (i = 0; i < in->count; i++) {
        at = (*from + i) % in->count;
        for (k = 0; k < words && jh_text_equal(in->lines[at].word[k], like->word[k]); k++) continue;
        if (k < words) continue;
        *from = at + 1;
        return &in->lines[at];
    }
    return NULL;
}

static bool is_unit(const line *one)
{
    return jh_text_equal(one->word[0], JH_TEXT("unit"));
}

static size_t key_words(const line *one)
{
    return is_unit(one) ? 2 : 3;
}

static void add(jh_marked_list *out, const section *now, const jh_marked *what)
{
    jh_marked one = *what;

    one.in = now->in;
    one.period = now->period;
    if (out->count < JH_MARKED_NAMED) out->items[out->count] = one;
    out->count++;
}

static jh_stage stage_of(jh_text key)
{
    int i;

    for (i = 0; i < JH_STAGE_COUNT; i++)
        if (jh_text_equal(key, jh_text_of(jh_stage_key((jh_stage)i)))) return (jh_stage)i;
    return JH_WHOLE;
}

/* After this a line is_met when it bears the same mark on both sides. */
static void pair_lines(jh_marked_list *out, section *then, section *now)
{
    size_t i, from = 0;

    for (i = 0; i < now->count; i++) {
        line *one = &now->lines[i], *was = find_line(then, one, key_words(one), &from);
        if (!was) {
            if (is_unit(one))
                add(out, now, &(jh_marked){ .kind = JH_MARKED_UNIT_NEW, .unit = one->word[1] });
            continue;
        }
        if (is_unit(one) && !jh_text_equal(one->word[2], was->word[2]))
            add(out, now, &(jh_marked){ .kind = JH_MARKED_FACTS, .unit = one->word[1] });
        one->is_met = was->is_met = jh_text_equal(one->word[3], was->word[3]);
    }
    for (i = 0, from = 0; i < then->count; i++)
        if (is_unit(&then->lines[i]) && !find_line(now, &then->lines[i], 2, &from))
            add(out, now,
                &(jh_marked){ .kind = JH_MARKED_UNIT_GONE, .unit = then->lines[i].word[1] });
}

/* Units of `units` × columns of `columns` whose marks are others. */
static void cross(jh_marked_list *out, const section *units, const section *columns,
                  const section *now)
{
    size_t i, k;

    for (i = 0; i < units->count; i++) {
        const line *unit = &units->lines[i];
        if (!is_unit(unit) || unit->is_met) continue;
        for (k = 0; k < columns->count; k++) {
            const line *column = &columns->lines[k];
            if (is_unit(column) || column->is_met) continue;
            add(out, now,
                &(jh_marked){ .unit = unit->word[1],
                              .element = column->word[1],
                              .stage = stage_of(column->word[2]) });
        }
    }
}

/* Columns that only one side has, beside those of the other. */
static void keep_gone_columns(section *then, const section *now)
{
    size_t i, from = 0, count = 0;

    for (i = 0; i < then->count; i++)
        if (!is_unit(&then->lines[i]) && !find_line(now, &then->lines[i], 3, &from))
            then->lines[count++] = then->lines[i];
    then->count = count;
}

static jh_code compare_period(jh_marked_list *out, jh_arena *keep, jh_text then,
                              const section *which, jh_text now)
{
    section was = *which, is = *which;
    jh_code code = read_section(&was, keep, then);

    if (!code) code = read_section(&is, keep, now);
    if (code) return code;
    pair_lines(out, &was, &is);
    cross(out, &is, &is, &is);
    keep_gone_columns(&was, &is);
    cross(out, &is, &was, &is);
    return JH_OK;
}

static const jh_snapshot *find_snapshot(const jh_marking *in, jh_text period)
{
    size_t i;

    for (i = 0; i < in->count; i++)
        if (in->snapshots[i] && jh_text_equal(in->snapshots[i]->period, period))
            return in->snapshots[i];
    return NULL;
}

jh_code jh_marks_compare(jh_marked_list *out, jh_arena *keep, jh_text then, const jh_marking *now,
                         jh_error *err)
{
    jh_text written, rest = then;
    section which;
    line one;
    size_t i;
    jh_code code = jh_marks_write(&written, keep, now, err);

    out->count = 0;
    while (!code && next_line(&rest, &one)) { /* periods of then, there still or not */
        if (!jh_text_equal(one.word[0], JH_TEXT("period"))) continue;
        which = (section){ .in = find_snapshot(now, one.word[1]), .period = one.word[1] };
        if (compare_period(out, keep, then, &which, written)) return jh_no_memory(err);
    }
    for (i = 0; i < now->count && !code; i++) { /* and new ones */
        which = (section){ .in = now->snapshots[i] };
        if (!which.in) continue;
        which.period = which.in->period;
        for (rest = then; next_line(&rest, &one);)
            if (is_period(&one, which.period)) break;
        if (is_period(&one, which.period)) continue;
        if (compare_period(out, keep, then, &which, written)) return jh_no_memory(err);
    }
    return code;
}
