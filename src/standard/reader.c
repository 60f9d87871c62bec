/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <stdio.h>
#include <string.h>

/* Words that end an expression where they stand outside of brackets and no bracket follows. */
static const char *const ends[] = { "clause", "doubt", "note", "because", "from",      "until",
                                    "line",   "floor", "at",   "figure",  "grade",     "otherwise",
                                    "leave",  "short", "when", "shares",  "undefined", NULL };
/* Words of the expression language that no statement may take as its key. */
static const char *const language[] = { "and",     "or",      "not",        "in",       "where",
                                        "weight",  "over",    "by",         "every",    "any",
                                        "none",    "yes",     "no",         "it",       "stage",
                                        "schools", "parts",   "compulsory", "all",      "code",
                                        "name",    "asOf",    "kind",       "location", "ownership",
                                        "town",    "counted", NULL };

static bool is_one_of(jh_text word, const char *const *words)
{
    for (; *words; words++)
        if (jh_text_equal(word, jh_text_of(*words))) return true;
    return false;
}

bool jh_word_is_reserved(jh_text word)
{
    return is_one_of(word, ends) || is_one_of(word, language);
}

const char *jh_token_word(char out[80], const jh_token *token)
{
    size_t size = token->text.at ? token->text.size : 0;

    if (size > 76) size = 76;
    while (size && size < token->text.size && ((unsigned char)token->text.at[size] & 0xC0) == 0x80)
        size--;
    snprintf(out, 80, "%.*s", (int)size, size ? token->text.at : "");
    return out;
}

/* ---- tokens -------------------------------------------------------------------------- */

jh_reader jh_reader_of(jh_compiler *c, const jh_statement *statement)
{
    return (jh_reader){ .c = c, .statement = statement, .at = 1, .is_bad = statement->is_torn };
}

const jh_token *jh_reader_token(const jh_reader *r)
{
    static const jh_token end = { .kind = JH_TOKEN_END };

    return r->at < r->statement->count && !r->is_bad ? &r->statement->tokens[r->at] : &end;
}

bool jh_reader_is(const jh_reader *r, const char *word)
{
    return jh_token_is(jh_reader_token(r), word);
}

bool jh_reader_take(jh_reader *r, const char *word)
{
    if (!jh_reader_is(r, word)) return false;
    r->at++;
    return true;
}

static bool is_sign(const jh_token *token, jh_sign sign)
{
    return token->kind == JH_TOKEN_SIGN && token->sign == sign;
}

bool jh_reader_take_sign(jh_reader *r, jh_sign sign)
{
    if (!is_sign(jh_reader_token(r), sign)) return false;
    r->at++;
    return true;
}

void jh_reader_refuse(jh_reader *r, const jh_token *token, jh_say_id say, const char *second,
                      const char *third)
{
    jh_error mistake = { 0 };
    jh_token place = token ? *token : *jh_reader_token(r);
    char where[JH_WHERE_SIZE], word[80];

    if (r->is_bad) return;
    r->is_bad = true;
    if (place.kind == JH_TOKEN_END) { /* behind the last token */
        place = r->statement->tokens[r->statement->count - 1];
        say = SAY_STANDARD_ENDS_EARLY;
    }
    jh_error_fill(&mistake, JH_BAD_INPUT, say,
                  jh_token_where(where, r->statement->page->file, &place),
                  jh_token_word(word, &place), second ? second : "", third, NULL);
    jh_mistake_note(&r->c->mistakes, &mistake);
}

void jh_reader_refuse_word(jh_reader *r, const char *const *words)
{
    char list[JH_MESSAGE_ARG_SIZE] = "", near[80];
    const jh_token *token = jh_reader_token(r);
    jh_text texts[40], nearest;
    size_t count = 0, at = 0;

    for (; count < 40 && words[count]; count++) {
        texts[count] = jh_text_of(words[count]);
        if (at < sizeof list)
            at += (size_t)snprintf(list + at, sizeof list - at, "%s%s", count ? " " : "",
                                   words[count]);
    }
    nearest = token->text.at ? jh_name_nearest(token->text, texts, count) : JH_TEXT("");
    snprintf(near, sizeof near, "%.*s", JH_TEXT_ARGS(nearest));
    jh_reader_refuse(r, NULL, *near ? SAY_STANDARD_EXPECTED_NEAR : SAY_STANDARD_EXPECTED, list,
                     *near ? near : NULL);
}

bool jh_reader_word(jh_reader *r, const char *word)
{
    const char *const words[] = { word, NULL };

    if (jh_reader_take(r, word)) return true;
    jh_reader_refuse_word(r, words);
    return false;
}

bool jh_reader_name(jh_reader *r, const jh_token **out)
{
    const jh_token *token = jh_reader_token(r);

    if (token->kind != JH_TOKEN_NAME) {
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_NAME, NULL, NULL);
        return false;
    }
    *out = token;
    r->at++;
    return true;
}

bool jh_reader_text(jh_reader *r, jh_text *out)
{
    const jh_token *token = jh_reader_token(r);

    if (token->kind != JH_TOKEN_STRING) {
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_TEXT, NULL, NULL);
        return false;
    }
    *out = token->text;
    r->at++;
    if (!jh_reader_take(r, "en")) return true;
    token = jh_reader_token(r);
    if (token->kind != JH_TOKEN_STRING) {
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_TEXT, NULL, NULL);
        return false;
    }
    jh_english_add(r->c, *out, token->text);
    r->at++;
    return true;
}

bool jh_reader_number(jh_reader *r, jh_decimal *out)
{
    bool negative = jh_reader_take_sign(r, JH_SIGN_MINUS);
    const jh_token *token = jh_reader_token(r);

    if (token->kind != JH_TOKEN_NUMBER) {
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_NUMBER, NULL, NULL);
        return false;
    }
    out->millionths = negative ? -token->number.millionths : token->number.millionths;
    r->at++;
    return true;
}

bool jh_reader_whole(jh_reader *r, int *out, int most)
{
    const jh_token *token = jh_reader_token(r);
    char limit[24];
    jh_decimal number;

    if (!jh_reader_number(r, &number)) return false;
    if (number.millionths % JH_DECIMAL_ONE || number.millionths < 0
        || number.millionths > most * JH_DECIMAL_ONE) {
        jh_reader_refuse(r, token, SAY_STANDARD_WHOLE_RANGE, jh_digits(limit, most), NULL);
        return false;
    }
    *out = (int)(number.millionths / JH_DECIMAL_ONE);
    return true;
}

bool jh_reader_date(jh_reader *r, jh_date *out)
{
    const jh_token *token = jh_reader_token(r);

    if (token->kind != JH_TOKEN_DATE) {
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_DATE, NULL, NULL);
        return false;
    }
    *out = token->date;
    r->at++;
    return true;
}

/* ---- expressions --------------------------------------------------------------------- */

/* `by stage` and `3 decimals` behind the value of a stage are clauses of the statement. */
static bool ends_value(const jh_statement *s, size_t at)
{
    const jh_token *token = &s->tokens[at], *next = &s->tokens[at + 1];

    if (is_sign(token, JH_SIGN_COMMA)) return true;
    if (at + 1 == s->count) return false;
    return (jh_token_is(token, "by") && jh_token_is(next, "stage"))
           || (token->kind == JH_TOKEN_NUMBER
               && (jh_token_is(next, "decimals") || jh_token_is(next, "decimal")));
}

static bool ends_span(const jh_statement *s, size_t at, int depth, bool to_comma)
{
    const jh_token *token = &s->tokens[at];

    if (depth > 0) return false;
    if (to_comma && ends_value(s, at)) return true;
    if (token->kind != JH_TOKEN_NAME || token->is_quoted || !is_one_of(token->text, ends))
        return false;
    return at + 1 == s->count || !is_sign(&s->tokens[at + 1], JH_SIGN_OPEN);
}

bool jh_reader_span(jh_reader *r, jh_span *out, bool to_comma)
{
    const jh_statement *s = r->statement;
    size_t first = r->at;
    int depth = 0;

    *out = (jh_span){ 0 };
    if (r->is_bad) return false;
    for (; r->at < s->count && !ends_span(s, r->at, depth, to_comma); r->at++) {
        const jh_token *token = &s->tokens[r->at];

        if (is_sign(token, JH_SIGN_OPEN) || is_sign(token, JH_SIGN_INDEX)) depth++;
        if (is_sign(token, JH_SIGN_CLOSE) || is_sign(token, JH_SIGN_UNINDEX)) depth--;
    }
    if (first < r->at) {
        *out = (jh_span){ .statement = s, .first = first, .end = r->at };
        return true;
    }
    jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_EXPRESSION, NULL, NULL);
    return false;
}

const jh_token *jh_span_token(const jh_span *span)
{
    return &span->statement->tokens[span->first];
}

jh_expr_text jh_span_text(const jh_span *span)
{
    const jh_token *first = jh_span_token(span), *last = &span->statement->tokens[span->end - 1];
    const jh_page *page = span->statement->page;

    return (jh_expr_text){ .text = { page->text.at + first->at, last->end - first->at },
                           .file = page->file,
                           .line = first->line,
                           .column = first->column };
}

/* ---- what several statements say ----------------------------------------------------- */

static bool read_clause(jh_reader *r, jh_remarks *remarks)
{
    static const char *const marks[] = { "V", "S", "K", NULL };

    if (!jh_reader_text(r, &remarks->clause)) return true;
    if (!is_one_of(jh_reader_token(r)->text, marks) || jh_reader_token(r)->kind != JH_TOKEN_NAME) {
        jh_reader_refuse_word(r, marks);
        return true;
    }
    remarks->certainty = jh_reader_token(r)->text.at[0];
    r->at++;
    return true;
}

bool jh_reader_remark(jh_reader *r, jh_remarks *remarks)
{
    remarks->standard = r->statement->page->key;
    remarks->line = r->statement->tokens[0].line;
    if (jh_reader_take(r, "clause")) return read_clause(r, remarks);
    if (jh_reader_take(r, "doubt")) return jh_reader_text(r, &remarks->doubt) || true;
    if (jh_reader_take(r, "note")) return jh_reader_text(r, &remarks->note) || true;
    return false;
}

bool jh_reader_stage(jh_reader *r, jh_stage *out)
{
    const char *words[JH_STAGE_COUNT] = { NULL }; /* threads compile, each for itself */
    int s;

    for (s = JH_PREPRIMARY; s < JH_STAGE_COUNT; s++) {
        words[s - 1] = jh_stage_key((jh_stage)s);
        if (!jh_reader_is(r, words[s - 1])) continue;
        *out = (jh_stage)s;
        r->at++;
        return true;
    }
    jh_reader_refuse_word(r, words);
    return false;
}

static bool at_stage(const jh_reader *r)
{
    int s;

    for (s = JH_PREPRIMARY; s < JH_STAGE_COUNT; s++)
        if (jh_reader_is(r, jh_stage_key((jh_stage)s))) return true;
    return false;
}

/* A name that is a stage, or is meant as one: a value follows it without an operator. */
static bool begins_stage(const jh_reader *r)
{
    const jh_statement *s = r->statement;
    const jh_token *next = r->at + 1 < s->count ? &s->tokens[r->at + 1] : NULL;

    if (jh_reader_token(r)->kind != JH_TOKEN_NAME) return false;
    return at_stage(r) || (next && (next->kind == JH_TOKEN_NUMBER || next->kind == JH_TOKEN_NAME));
}

bool jh_reader_stages(jh_reader *r, jh_span out[JH_STAGE_COUNT])
{
    const jh_token *token;
    jh_stage stage;

    if (!begins_stage(r)) return jh_reader_span(r, &out[JH_WHOLE], true);
    do {
        token = jh_reader_token(r);
        if (!jh_reader_stage(r, &stage)) return false;
        if (out[stage].statement == r->statement || !r->c->out->stages[stage]) {
            jh_reader_refuse(r, token,
                             r->c->out->stages[stage] ? SAY_STANDARD_STAGE_TWICE
                                                      : SAY_STANDARD_STAGE_NOT_HERE,
                             NULL, NULL);
            return false;
        }
        if (!jh_reader_span(r, &out[stage], true)) return false;
    } while (jh_reader_take_sign(r, JH_SIGN_COMMA));
    return true;
}

/* ---- measures ------------------------------------------------------------------------ */

static const jh_measure_name *read_measure_name(jh_reader *r)
{
    const jh_standard_names *names = r->c->names;
    const jh_token *token;
    jh_text keys[64], nearest;
    char near[80];
    size_t i;

    if (!jh_reader_name(r, &token)) return NULL;
    for (i = 0; i < names->measure_count; i++) {
        if (jh_text_equal(names->measures[i].key, token->text)) return &names->measures[i];
        if (i < 64) keys[i] = names->measures[i].key;
    }
    nearest = jh_name_nearest(token->text, keys, i < 64 ? i : 64);
    snprintf(near, sizeof near, "%.*s", JH_TEXT_ARGS(nearest));
    jh_reader_refuse(r, token,
                     *near ? SAY_STANDARD_UNKNOWN_MEASURE_NEAR : SAY_STANDARD_UNKNOWN_MEASURE, near,
                     NULL);
    return NULL;
}

/* The title a person knows it by: of a declared measure that is the same, else put together. */
static jh_text title_of(jh_reader *r, const jh_measure *measure, const jh_measure_name *over,
                        const jh_measure_name *under, int64_t per)
{
    const jh_standard_names *names = r->c->names;
    jh_text title, english[2];
    char share[24] = "";
    size_t i;

    for (i = 0; i < names->measure_count; i++)
        if (jh_measure_equal(&names->measures[i].measure, measure)) return names->measures[i].title;
    if (per != 1) jh_digits(share, per);
    title = jh_keep_text(r->c, "%.*s/%s%.*s", JH_TEXT_ARGS(over->title), share,
                         JH_TEXT_ARGS(under->title));
    english[0] = jh_english_find(r->c, over->title);
    english[1] = jh_english_find(r->c, under->title);
    if (english[0].size && english[1].size)
        jh_english_add(r->c, title,
                       jh_keep_text(r->c, "%.*s per %s%s%.*s", JH_TEXT_ARGS(english[0]), share,
                                    *share ? " " : "", JH_TEXT_ARGS(english[1])));
    return title;
}

static bool read_per(jh_reader *r, const jh_measure_name *over, jh_measure *out, jh_text *title)
{
    const jh_token *token = jh_reader_token(r);
    const jh_measure_name *under;
    jh_measure divisor;
    int per = 1;

    if (token->kind == JH_TOKEN_NUMBER && !jh_reader_whole(r, &per, 1000000)) return false;
    if (per == 0) {
        jh_reader_refuse(r, token, SAY_STANDARD_EXPECTED_NUMBER, NULL, NULL);
        return false;
    }
    under = read_measure_name(r);
    if (!under) return false;
    divisor = JH_PURE_NUMBER;
    divisor.scale_up = per;
    if (!jh_measure_multiply(&divisor, &divisor, &under->measure)
        || !jh_measure_divide(out, &over->measure, &divisor)) {
        jh_reader_refuse(r, token, SAY_STANDARD_MEASURE_RANGE, NULL, NULL);
        return false;
    }
    *title = title_of(r, out, over, under, per);
    return true;
}

bool jh_reader_measure(jh_reader *r, jh_measure *out, jh_text *title)
{
    const jh_measure_name *over;

    if (jh_reader_take(r, "number")) {
        *out = JH_PURE_NUMBER;
        *title = (jh_text){ "", 0 };
        return true;
    }
    over = read_measure_name(r);
    if (!over) return false;
    *out = over->measure;
    *title = over->title;
    return !jh_reader_take(r, "per") || read_per(r, over, out, title);
}
