/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/expr_table.h"

#include "tests/support/test.h"

#include <string.h>

enum { ROWS_MAX = 4096, COLUMNS_MAX = 32, SYMBOLS_MAX = 32 };

static const jh_text code_keys[] = { { "a", 1 }, { "b", 1 }, { "c", 1 }, { "d", 1 } };
static const jh_codes code_list = {
    .name = { "list", 4 }, .keys = code_keys, .labels = code_keys, .count = 4
};
static const jh_stage compulsory[] = { JH_PRIMARY, JH_JUNIOR };

static jh_text stage_keys[JH_STAGE_COUNT];
static jh_codes stage_list = {
    .name = { "stage", 5 }, .keys = stage_keys, .labels = stage_keys, .count = JH_STAGE_COUNT
};

static const jh_table_measure measures[] = {
    { { "pupil", 5 }, { .power = { 1 }, .scale_up = 1, .scale_down = 1 } },
    { { "m2", 2 }, { .power = { 0, 1 }, .scale_up = 1, .scale_down = 1 } },
    { { "yuan", 4 }, { .power = { 0, 0, 1 }, .scale_up = 1, .scale_down = 1 } },
    { { "wan_yuan", 8 }, { .power = { 0, 0, 1 }, .scale_up = 10000, .scale_down = 1 } },
};

/* Words of a line into `words`; moves *at behind the line. */
static size_t split(jh_text words[COLUMNS_MAX], const char **at)
{
    size_t count = 0;
    const char *p = *at, *start;

    while (*p && *p != '\n') {
        while (*p == ' ') p++;
        for (start = p; *p && *p != ' ' && *p != '\n';) p++;
        if (p > start) {
            assert_true(count < COLUMNS_MAX);
            words[count++] = (jh_text){ start, (size_t)(p - start) };
        }
    }
    *at = *p ? p + 1 : p;
    return count;
}

static jh_type type_of(jh_text *name)
{
    jh_type type = JH_TYPE_NUMBER;

    switch (name->at[name->size - 1]) {
    case '%': type = JH_TYPE_CODE; break;
    case '?': type = JH_TYPE_CLAIM; break;
    case '$': type = JH_TYPE_TEXT; break;
    case '@': type = JH_TYPE_DATE; break;
    default: return type;
    }
    name->size--;
    return type;
}

static void describe(jh_table_column *column, jh_text word)
{
    jh_symbol *s = &column->symbol;

    s->kind = JH_SYMBOL_COLUMN;
    s->level = *word.at == '^' ? JH_SCHOOL : JH_PART;
    s->by_stage = *word.at == '#';
    s->shared = *word.at == '=';
    if (strchr("^#=", *word.at)) word = (jh_text){ word.at + 1, word.size - 1 };
    s->type = type_of(&word);
    s->not_negative = word.at[word.size - 1] != '~';
    if (!s->not_negative) word.size--;
    s->name = word;
    s->codes = jh_text_equal(word, JH_TEXT("stage")) ? &stage_list : &code_list;
    if (jh_text_equal(word, JH_TEXT("stage"))) s->type = JH_TYPE_CODE;
    s->measure = JH_PURE_NUMBER;
    if (s->by_stage || jh_text_equal(word, JH_TEXT("pupils"))) s->measure = measures[0].measure;
    if (jh_text_equal(word, JH_TEXT("area"))) s->measure = measures[1].measure;
    if (jh_text_equal(word, JH_TEXT("money"))) s->measure = measures[3].measure;
}

static jh_number read_number(jh_decimal *decimal, jh_text word, bool not_negative)
{
    jh_interval possible = not_negative ? JH_NOT_NEGATIVE : JH_ANYTHING;

    if (jh_text_equal(word, JH_TEXT("-"))) return jh_number_missing(JH_NOT_REPORTED, possible);
    if (jh_text_equal(word, JH_TEXT("*")))
        return jh_number_missing(JH_MARKED_NOT_APPLICABLE, possible);
    if (jh_text_equal(word, JH_TEXT("."))) return jh_number_missing(JH_NOT_ASKED, JH_ANYTHING);
    assert_int_equal(jh_decimal_parse(decimal, word), JH_READ_EXACT);
    return jh_number_present(*decimal);
}

static int32_t read_word(jh_text word, const jh_codes *codes)
{
    size_t i;

    for (i = 0; i < codes->count; i++)
        if (jh_text_equal(codes->keys[i], word)) return (int32_t)i;
    return -1;
}

/* Everything a column has at one level. */
typedef struct cells {
    jh_number *numbers;
    jh_decimal *decimals;
    jh_claim *claims;
    int32_t *words;
    jh_text *texts;
} cells;

static cells make_cells(test_table *t, size_t count)
{
    return (cells){ JH_NEW_ARRAY(&t->keep, jh_number, count),
                    JH_NEW_ARRAY(&t->keep, jh_decimal, count),
                    JH_NEW_ARRAY(&t->keep, jh_claim, count), JH_NEW_ARRAY(&t->keep, int32_t, count),
                    JH_NEW_ARRAY(&t->keep, jh_text, count) };
}

static void read_cell(const cells *to, size_t row, jh_text word, const jh_symbol *s)
{
    bool missing = jh_text_equal(word, JH_TEXT("-"));

    switch (s->type) {
    case JH_TYPE_NUMBER:
        to->numbers[row] = read_number(&to->decimals[row], word, s->not_negative);
        break;
    case JH_TYPE_CLAIM:
        to->claims[row] = missing           ? (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED }
                          : *word.at == '.' ? (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED }
                                            : jh_claim_of(jh_text_equal(word, JH_TEXT("yes")));
        break;
    case JH_TYPE_CODE: to->words[row] = read_word(word, s->codes); break;
    case JH_TYPE_DATE: to->words[row] = jh_date_parse(word).days; break;
    case JH_TYPE_TEXT: to->texts[row] = missing ? (jh_text){ NULL, 0 } : word; break;
    }
}

static jh_table_cells seal(cells from)
{
    return (jh_table_cells){ from.numbers, from.decimals, from.claims, from.words, from.texts };
}

/* What a school knows of a column of its parts: by stage, or the whole of what is shared. */
static void lift(test_table *t, jh_table_column *column, const cells *parts, const int32_t *stage,
                 const uint32_t *part_school)
{
    cells by[JH_STAGE_COUNT];
    size_t i;
    int s;

    for (s = 0; s < JH_STAGE_COUNT; s++) {
        by[s] = make_cells(t, t->table.school_count);
        for (i = 0; i < t->table.school_count; i++)
            by[s].numbers[i] = jh_number_present((jh_decimal){ 0 });
        column->cells[JH_SCHOOL][s] = seal(by[s]);
    }
    for (i = 0; i < t->table.part_count; i++) {
        s = column->symbol.shared ? JH_WHOLE : stage[i];
        by[s].decimals[part_school[i]].millionths += parts->decimals[i].millionths;
        by[s].numbers[part_school[i]] = parts->numbers[i].why
                                            ? parts->numbers[i]
                                            : jh_number_present(by[s].decimals[part_school[i]]);
    }
}

void test_table_make(test_table *t, const char *text)
{
    jh_text names[COLUMNS_MAX], words[COLUMNS_MAX];
    cells parts[COLUMNS_MAX], schools[COLUMNS_MAX];
    uint32_t *part_school;
    const int32_t *stage = NULL;
    size_t columns, i, row, last = SIZE_MAX;
    jh_decimal number;
    int s;

    memset(t, 0, sizeof *t);
    assert_int_equal(jh_arena_reserve(&t->keep, (size_t)1 << 30), 0);
    assert_int_equal(jh_arena_reserve(&t->scratch, (size_t)1 << 30), 0);
    for (s = 0; s < JH_STAGE_COUNT; s++) stage_keys[s] = jh_text_of(jh_stage_key((jh_stage)s));
    columns = split(names, &text) - 1;
    part_school = JH_NEW_ARRAY(&t->keep, uint32_t, ROWS_MAX);
    t->table.columns = JH_NEW_ARRAY(&t->keep, jh_table_column, columns);
    for (i = 0; i < columns; i++) {
        describe(&t->table.columns[i], names[i + 1]);
        parts[i] = make_cells(t, ROWS_MAX);
        schools[i] = make_cells(t, ROWS_MAX);
        if (jh_text_equal(t->table.columns[i].symbol.name, JH_TEXT("stage")))
            stage = parts[i].words;
    }
    for (row = 0; *text; row++) {
        assert_true(row < ROWS_MAX);
        assert_int_equal(split(words, &text), columns + 1);
        assert_int_equal(jh_decimal_parse(&number, words[0]), JH_READ_EXACT);
        if ((size_t)(number.millionths / JH_DECIMAL_ONE) != last) t->table.school_count++;
        last = (size_t)(number.millionths / JH_DECIMAL_ONE);
        part_school[row] = (uint32_t)t->table.school_count - 1;
        for (i = 0; i < columns; i++) {
            read_cell(&parts[i], row, words[i + 1], &t->table.columns[i].symbol);
            if (row == 0 || part_school[row] != part_school[row - 1])
                read_cell(&schools[i], part_school[row], words[i + 1], &t->table.columns[i].symbol);
        }
    }
    t->table.part_count = row;
    for (i = 0; i < columns; i++) {
        jh_table_column *c = &t->table.columns[i];

        c->cells[JH_PART][JH_WHOLE] = seal(parts[i]);
        if (c->symbol.level == JH_SCHOOL) c->cells[JH_SCHOOL][JH_WHOLE] = seal(schools[i]);
        if (c->symbol.by_stage || c->symbol.shared) lift(t, c, &parts[i], stage, part_school);
    }
    t->table.column_count = columns;
    t->table.part_school = part_school;
    t->table.measures = measures;
    t->table.measure_count = sizeof measures / sizeof *measures;
    t->table.stages = compulsory;
    t->table.stage_count = 2;
    t->table.symbols = JH_NEW_ARRAY(&t->keep, jh_symbol, SYMBOLS_MAX);
    assert_int_equal(jh_table_link(&t->table, &t->keep, NULL), JH_OK);
    t->source = jh_table_source(&t->table);
    t->scope = jh_table_scope(&t->table);
}

void test_table_free(test_table *t)
{
    jh_arena_release(&t->keep);
    jh_arena_release(&t->scratch);
}

static void add_symbol(test_table *t, jh_symbol symbol)
{
    jh_symbol *symbols = JH_NEW_ARRAY(&t->keep, jh_symbol, t->table.symbol_count + 1);
    size_t i;

    for (i = 0; i < t->table.symbol_count; i++) symbols[i] = t->table.symbols[i];
    symbols[t->table.symbol_count++] = symbol;
    t->table.symbols = symbols;
}

static const jh_expr *compile_or_fail(test_table *t, const char *text, jh_level level)
{
    const jh_expr *expr = text ? test_compile(t, text, level) : NULL;

    if (text && !expr) fail_msg("%s: %s (%s)", text, jh_say_keys[t->err.message.say], t->err.where);
    return expr;
}

void test_table_define(test_table *t, const char *name, const char *text, jh_level level,
                       const char *line, const char *floor)
{
    const jh_expr *expr = compile_or_fail(t, text, level);

    add_symbol(t, (jh_symbol){ .kind = JH_SYMBOL_DEFINED,
                               .name = jh_text_of(name),
                               .type = expr->type,
                               .level = level,
                               .measure = expr->measure,
                               .codes = expr->codes,
                               .defined = expr,
                               .line = compile_or_fail(t, line, level),
                               .floor = compile_or_fail(t, floor, level) });
}

void test_table_set(test_table *t, const char *name, jh_level level, const char *filter)
{
    add_symbol(t, (jh_symbol){ .kind = JH_SYMBOL_SET,
                               .name = jh_text_of(name),
                               .level = level,
                               .defined = compile_or_fail(t, filter, level) });
}

const jh_expr *test_compile(test_table *t, const char *text, jh_level level)
{
    const jh_expr_text place = { jh_text_of(text), "test", 1, 1, level };
    const jh_expr *expr = NULL;

    t->err = (jh_error){ 0 };
    if (jh_expr_compile(&expr, &t->keep, &place, &t->scope, &t->err)) return NULL;
    return expr;
}

jh_number test_number(test_table *t, const char *text, jh_level level, size_t row)
{
    const jh_expr *expr = compile_or_fail(t, text, level);
    jh_number out;

    assert_int_equal(expr->type, JH_TYPE_NUMBER);
    if (jh_expr_numbers(
            &out, expr,
            &(jh_expr_ask){
                .source = &t->source, .level = level, .rows = { row, 1 }, .err = &t->err },
            t->scratch))
        fail_msg("%s: %s", text, jh_say_keys[t->err.message.say]);
    return out;
}

jh_claim test_claim(test_table *t, const char *text, jh_level level, size_t row)
{
    const jh_expr *expr = compile_or_fail(t, text, level);
    jh_claim out;

    assert_int_equal(expr->type, JH_TYPE_CLAIM);
    if (jh_expr_claims(
            &out, expr,
            &(jh_expr_ask){
                .source = &t->source, .level = level, .rows = { row, 1 }, .err = &t->err },
            t->scratch))
        fail_msg("%s: %s", text, jh_say_keys[t->err.message.say]);
    return out;
}

static const char *say_number(test_table *t, const jh_expr *expr, jh_level level, size_t row)
{
    jh_exact exact;
    jh_why why;
    jh_text text = { NULL, 0 };
    jh_number fast;

    jh_exact_init(&exact);
    if (!jh_expr_exact(&exact, &why, expr,
                       &(jh_expr_ask){ .source = &t->source,
                                       .level = level,
                                       .rows = { row, 1 },
                                       .bits = 128,
                                       .err = &t->err },
                       t->scratch)
        && !jh_expr_numbers(
            &fast, expr,
            &(jh_expr_ask){
                .source = &t->source, .level = level, .rows = { row, 1 }, .err = &t->err },
            t->scratch)) {
        assert_int_equal(why, fast.why);
        text = why ? jh_text_format(&t->keep, "missing: %s", jh_why_key(why))
                   : jh_exact_write(&t->keep, &exact);
    }
    jh_exact_clear(&exact);
    return text.at ? text.at : jh_say_keys[t->err.message.say];
}

const char *test_value(test_table *t, const char *text, jh_level level, size_t row)
{
    const jh_expr *expr = test_compile(t, text, level);
    jh_claim claim;

    if (!expr) return jh_say_keys[t->err.message.say];
    if (expr->type == JH_TYPE_NUMBER) return say_number(t, expr, level, row);
    assert_int_equal(expr->type, JH_TYPE_CLAIM);
    if (jh_expr_claims(
            &claim, expr,
            &(jh_expr_ask){
                .source = &t->source, .level = level, .rows = { row, 1 }, .err = &t->err },
            t->scratch))
        return jh_say_keys[t->err.message.say];
    if (claim.truth != JH_UNKNOWN) return jh_truth_key(claim.truth);
    return jh_text_format(&t->keep, "unknown: %s", jh_why_key(claim.why)).at;
}
