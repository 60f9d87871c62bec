/* SPDX-License-Identifier: Apache-2.0 */
#include "report/formula.h"

#include "report/words.h"

#include <string.h>

enum { SENTENCE_SIZE = 512 };

/* ---- words ---- */

typedef struct word {
    const char *name;
    jh_say_id say;
} word;

static const word words[] = {
    { "if", SAY_FORMULA_IF },
    { "isMissing", SAY_FORMULA_IS_MISSING },
    { "firstPresent", SAY_FORMULA_FIRST_PRESENT },
    { "greatest", SAY_FORMULA_GREATEST },
    { "least", SAY_FORMULA_LEAST },
    { "abs", SAY_FORMULA_ABS },
    { "sqrt", SAY_FORMULA_SQRT },
    { "round", SAY_FORMULA_ROUND },
    { "floor", SAY_FORMULA_FLOOR },
    { "ceil", SAY_FORMULA_CEIL },
    { "steps", SAY_FORMULA_STEPS },
    { "ratio", SAY_FORMULA_RATIO },
    { "agree", SAY_FORMULA_AGREE },
    { "asked", SAY_FORMULA_ASKED },
    { "count_of", SAY_FORMULA_COUNT_OF },
    { "met", SAY_FORMULA_MET },
    { "every_floor", SAY_FORMULA_EVERY_FLOOR },
    { "line", SAY_FORMULA_LINE },
    { "asOf", SAY_FORMULA_AS_OF },
    { "period", SAY_FORMULA_PERIOD },
    { "every", SAY_FORMULA_EVERY },
    { "any", SAY_FORMULA_ANY },
    { "none", SAY_FORMULA_NONE },
    { "count", SAY_FORMULA_COUNT },
    { "share_meeting", SAY_FORMULA_SHARE_MEETING },
    { "sum", SAY_FORMULA_SUM },
    { "mean", SAY_FORMULA_MEAN },
    { "wmean", SAY_FORMULA_WMEAN },
    { "min", SAY_FORMULA_MIN },
    { "max", SAY_FORMULA_MAX },
    { "median", SAY_FORMULA_MEDIAN },
    { "quantile", SAY_FORMULA_QUANTILE },
    { "sd", SAY_FORMULA_SD },
    { "cv", SAY_FORMULA_CV },
    { "wcv", SAY_FORMULA_WCV },
    { "gini", SAY_FORMULA_GINI },
    { "range_ratio", SAY_FORMULA_RANGE_RATIO },
    { "weight", SAY_FORMULA_WEIGHT },
    { "over", SAY_FORMULA_OVER },
    { "where", SAY_FORMULA_WHERE },
    { "by", SAY_FORMULA_BY },
    { "and", SAY_FORMULA_AND },
    { "or", SAY_FORMULA_OR },
    { "not", SAY_FORMULA_NOT },
    { "in", SAY_FORMULA_IN },
    { "yes", SAY_FORMULA_YES },
    { "no", SAY_FORMULA_NO },
    { "yuan", SAY_FORMULA_YUAN },
    { "kind", SAY_FORMULA_KIND },
    { "location", SAY_FORMULA_LOCATION },
    { "ownership", SAY_FORMULA_OWNERSHIP },
    { "town", SAY_FORMULA_TOWN },
    { "counted", SAY_FORMULA_COUNTED },
    { "stage", SAY_FORMULA_STAGE },
    { "judged", SAY_FORMULA_JUDGED },
    { "printed", SAY_FORMULA_PRINTED },
};

static const struct {
    const char *sign, *nicer;
} signs[] = { { "<=", "≤" }, { ">=", "≥" }, { "!=", "≠" } };

#define TITLE_IN(list, count, wanted)                                                              \
    for (size_t i_ = 0; i_ < (count); i_++)                                                        \
        if (jh_text_equal((list)[i_].key, (wanted))) return (list)[i_].title

/* Items are known by their numbers; their titles are sentences. */
static jh_text title_of(const jh_standard *s, jh_text name)
{
    size_t at = jh_standard_indicator(s, name);

    if (at != SIZE_MAX)
        return s->indicators[at].short_title.size ? s->indicators[at].short_title
                                                  : s->indicators[at].title;
    TITLE_IN(s->elements, s->element_count, name);
    TITLE_IN(s->definitions, s->definition_count, name);
    TITLE_IN(s->settings, s->setting_count, name);
    TITLE_IN(s->relaxations, s->relaxation_count, name);
    TITLE_IN(s->scopes, s->scope_count, name);
    TITLE_IN(s->rules, s->rule_count, name);
    TITLE_IN(s->groups, s->group_count, name);
    for (at = 0; at < s->limit_count; at++)
        if (jh_text_equal(s->limits[at].rule_key, name)) return s->limits[at].rule_title;
    return (jh_text){ "", 0 };
}

static jh_text label_in(const jh_codes *codes, jh_text key)
{
    for (size_t i = 0; codes && i < codes->count; i++)
        if (jh_text_equal(codes->keys[i], key)) return codes->labels[i];
    return (jh_text){ "", 0 };
}

static jh_text code_of(const jh_standard *s, jh_text key)
{
    jh_text label = label_in(s->stage_codes, key);

    for (size_t i = 0; !label.size && i < s->codes_count; i++) label = label_in(s->codes[i], key);
    for (size_t i = 0; !label.size && i < s->setting_count; i++)
        label = label_in(s->settings[i].choices, key);
    return label;
}

static jh_text word_of(jh_text name, jh_lang lang)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jh_text_equal(name, jh_text_of(words[i].name)))
            return jh_text_of(jh_say(lang, words[i].say));
    return (jh_text){ "", 0 };
}

/* ---- reading ---- */

typedef struct reading {
    const jh_reader *by;
    jh_text from;
    size_t at;
    jh_buffer out;
    bool wants_code; /* behind "=", "[", and in the brackets of "in" */
    bool in_list;
} reading;

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
           || (unsigned char)c >= 0x80;
}

static jh_text rest(const reading *r)
{
    return (jh_text){ r->from.at + r->at, r->from.size - r->at };
}

static void put(reading *r, const char *text)
{
    jh_buffer_add_zero(&r->out, text);
}

static jh_text take_word(reading *r)
{
    size_t from = r->at;

    while (r->at < r->from.size && is_word(r->from.at[r->at])) r->at++;
    return (jh_text){ r->from.at + from, r->at - from };
}

static void put_named(reading *r, jh_text name)
{
    const jh_standard *s = r->by->standard;
    jh_text title = { "", 0 };

    if (r->wants_code) title = code_of(s, name);
    if (!title.size) title = title_of(s, name);
    title = jh_standard_in(s, r->by->lang, title);
    if (!title.size) title = word_of(name, r->by->lang);
    jh_buffer_add(&r->out, title.size ? title : jh_standard_in(s, r->by->lang, name));
    r->wants_code = r->in_list;
}

/* " in yuan": into brackets, up to the next sign. Of `in (…)` the codes are titled. */
static void put_in(reading *r)
{
    r->at += strlen(" in ");
    if (jh_text_starts(rest(r), JH_TEXT("("))) {
        put(r, " ");
        put_named(r, JH_TEXT("in"));
        put(r, " ");
        r->in_list = r->wants_code = true;
        return;
    }
    put(r, "(");
    for (;;) {
        put_named(r, take_word(r));
        if (r->at + 1 >= r->from.size || r->from.at[r->at] != ' '
            || !is_word(r->from.at[r->at + 1]))
            break;
        r->at++;
        put(r, " ");
    }
    put(r, ")");
}

/* A clause of a set function: said with a comma, which takes the blank away. */
static bool put_clause(reading *r)
{
    static const char *const clauses[] = { " weight ", " over ", " where ", " by " };

    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
        jh_text clause = jh_text_of(clauses[i]);
        if (!jh_text_starts(rest(r), clause)) continue;
        jh_buffer_add(&r->out, word_of((jh_text){ clause.at + 1, clause.size - 2 }, r->by->lang));
        put(r, " ");
        r->at += clause.size;
        return true;
    }
    return false;
}

/* Numbers put in are labels of choices, too, and those may hold any sign: "毕业÷(入学+转入)". */
static bool put_label(reading *r)
{
    const jh_standard *s = r->by->standard;

    if (r->at && is_word(r->from.at[r->at - 1])) return false;
    for (size_t i = 0; i < s->setting_count; i++) {
        const jh_codes *choices = s->settings[i].choices;
        for (size_t c = 0; choices && c < choices->count; c++) {
            jh_text label = choices->labels[c];
            if (!label.size || !jh_text_starts(rest(r), label)) continue;
            jh_buffer_add(&r->out, jh_standard_in(s, JH_EN, label));
            r->at += label.size;
            return true;
        }
    }
    return false;
}

static void put_quoted(reading *r)
{
    do jh_buffer_add(&r->out, (jh_text){ r->from.at + r->at++, 1 });
    while (r->at < r->from.size && r->from.at[r->at] != '"');
    if (r->at < r->from.size) jh_buffer_add(&r->out, (jh_text){ r->from.at + r->at++, 1 });
}

static void put_sign(reading *r)
{
    char c = r->from.at[r->at];

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!jh_text_starts(rest(r), jh_text_of(signs[i].sign))) continue;
        put(r, signs[i].nicer);
        r->wants_code = signs[i].sign[0] == '!';
        r->at += 2;
        return;
    }
    r->at++;
    if (c == ')') r->in_list = r->wants_code = false;
    if (c == '=' || c == '[') r->wants_code = true;
    if (c == '`') return;
    if (c == '*')
        put(r, "×");
    else if (c == '-' && jh_text_starts(rest(r), JH_TEXT(" ")))
        put(r, "−");
    else
        jh_buffer_add(&r->out, (jh_text){ &c, 1 });
}

static jh_text made(jh_buffer *out)
{
    jh_text text = { 0 };

    return jh_buffer_finish(&text, out, NULL) == JH_OK ? text : (jh_text){ 0 };
}

jh_text jh_formula_read(const jh_reader *reader, jh_text formula)
{
    reading r = { .by = reader, .from = formula, .out = jh_buffer_in(reader->keep) };

    while (r.at < formula.size) {
        if (reader->lang == JH_EN && put_label(&r)) continue;
        if (is_word(formula.at[r.at]))
            put_named(&r, take_word(&r));
        else if (formula.at[r.at] == '"')
            put_quoted(&r);
        else if (jh_text_starts(rest(&r), JH_TEXT(" in ")))
            put_in(&r);
        else if (!put_clause(&r))
            put_sign(&r);
    }
    return made(&r.out);
}

/* ---- steps ---- */

static size_t find_dot(jh_text label, size_t from)
{
    const jh_text dot = JH_TEXT(" · ");

    for (; from + dot.size <= label.size; from++)
        if (memcmp(label.at + from, dot.at, dot.size) == 0) return from;
    return label.size;
}

/* "line(R4)": the line of R4. */
static jh_text line_label(const jh_reader *reader, const jh_step *step)
{
    jh_message message;
    char said[SENTENCE_SIZE];
    const char *title =
        jh_text_zero(reader->keep, jh_standard_in(reader->standard, reader->lang, step->label));

    if (!title) return (jh_text){ 0 };
    message = jh_message_make(SAY_FORMULA_LINE_OF, title, NULL);
    jh_message_write(said, sizeof said, reader->lang, &message, 0);
    return jh_text_copy(reader->keep, jh_text_of(said));
}

jh_text jh_step_label(const jh_reader *reader, const jh_step *step)
{
    jh_buffer out = jh_buffer_in(reader->keep);
    size_t from = 0, to;

    if (jh_text_equal(step->key, JH_TEXT("line")) || jh_text_equal(step->key, JH_TEXT("floor")))
        return jh_text_of(jh_say(reader->lang, step->key.at[0] == 'l' ? SAY_REPORT_PANEL_LINE
                                                                      : SAY_REPORT_PANEL_FLOOR));
    if (jh_text_starts(step->key, JH_TEXT("line("))) return line_label(reader, step);
    if (!step->label.size || jh_text_equal(step->label, step->formula))
        return jh_formula_read(reader, step->formula);
    for (;;) {
        to = find_dot(step->label, from);
        jh_text part = { step->label.at + from, to - from };
        jh_text title = title_of(reader->standard, part);
        jh_buffer_add(&out,
                      jh_standard_in(reader->standard, reader->lang, title.size ? title : part));
        if (to == step->label.size) return made(&out);
        jh_buffer_add_zero(&out, " · ");
        from = to + strlen(" · ");
    }
}

/* Bytes before a conversion that ends the formula, " in teacher per 100 pupil"; its own measure
 * says the same. */
static size_t without_measure(jh_text formula)
{
    size_t at = formula.size;

    while (at > 0 && (is_word(formula.at[at - 1]) || formula.at[at - 1] == ' ')) at--;
    for (size_t i = at; i + 4 <= formula.size; i++)
        if (memcmp(formula.at + i, " in ", 4) == 0) return i;
    return formula.size;
}

/* Without brackets around all of it. */
static jh_text bare(jh_text formula)
{
    size_t depth = 0, i;

    if (!jh_text_starts(formula, JH_TEXT("("))) return formula;
    for (i = 0; i < formula.size; i++) {
        depth += formula.at[i] == '(';
        depth -= formula.at[i] == ')';
        if (!depth) break;
    }
    return i + 1 == formula.size ? (jh_text){ formula.at + 1, formula.size - 2 } : formula;
}

jh_text jh_step_formula(const jh_reader *reader, const jh_step *step)
{
    jh_text formula = step->formula;

    if (step->measure_title.size) formula.size = without_measure(formula);
    return jh_formula_read(reader, formula.size < step->formula.size ? bare(formula) : formula);
}

jh_text jh_step_numbers(const jh_reader *reader, const jh_step *step)
{
    return jh_formula_read(reader, step->numbers);
}

/* ---- claims ---- */

static bool is_veto(const jh_standard *standard, const jh_step *step)
{
    size_t at = jh_standard_item(standard, step->key);

    return at != SIZE_MAX && standard->items[at].kind == JH_VETO;
}

jh_claim jh_step_stands(const jh_standard *standard, const jh_step *step)
{
    return is_veto(standard, step) ? jh_claim_not(step->claim) : step->claim;
}

/* Elements, definitions, settings and grades hold or do not; nobody meets them. */
static bool is_fact(const jh_standard *s, jh_text key)
{
    size_t i;

    if (key.size && jh_standard_element(s, key) != SIZE_MAX) return true;
    for (i = 0; i < s->definition_count; i++)
        if (jh_text_equal(s->definitions[i].key, key)) return true;
    for (i = 0; i < s->grade_count; i++)
        if (jh_text_equal(s->grades[i].key, key)) return true;
    for (i = 0; i < s->relaxation_count; i++)
        if (jh_text_equal(s->relaxations[i].key, key)) return true;
    return false;
}

jh_say_id jh_step_claim_say(const jh_standard *standard, const jh_step *step)
{
    jh_truth truth = step->claim.truth;

    if (truth == JH_UNKNOWN) return jh_say_of_why(step->claim.why);
    if (truth == JH_DOES_NOT_APPLY) return jh_claim_say(step->claim);
    if (is_veto(standard, step))
        return truth == JH_YES ? SAY_FORMULA_VETO_PRESENT : SAY_FORMULA_VETO_ABSENT;
    if (is_fact(standard, step->key))
        return truth == JH_YES ? SAY_FORMULA_CLAIM_YES : SAY_FORMULA_CLAIM_NO;
    return jh_claim_say(step->claim);
}

jh_text jh_input_value(const jh_reader *reader, const jh_input *input)
{
    const jh_standard *s = reader->standard;
    char digits[JH_DECIMAL_SIZE];

    if (input->value.why != JH_PRESENT)
        return jh_text_of(jh_say(reader->lang, jh_say_of_why(input->value.why)));
    if (input->element < s->element_count && s->elements[input->element].is_yes_no)
        return jh_text_of(jh_say(reader->lang, input->reported.millionths ? SAY_FORMULA_CLAIM_YES
                                                                          : SAY_FORMULA_CLAIM_NO));
    return jh_text_copy(reader->keep, jh_text_of(jh_decimal_write_short(digits, input->reported)));
}
