/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <string.h>

static bool is_keyword(const jh_draft *draft, const char *word)
{
    return jh_text_equal(draft->keyword, jh_text_of(word));
}

static void *grow(jh_reader *r, void *list, size_t *capacity, size_t wanted, size_t size)
{
    void *grown = jh_grow(r->c->scratch, list, capacity, wanted, size);

    if (!grown) r->c->mistakes.no_memory = true;
    return grown;
}

/* One of the remarks, or a mistake that lists what may stand here. */
static void read_rest(jh_reader *r, jh_remarks *remarks, const char *const *words)
{
    if (!jh_reader_remark(r, remarks)) jh_reader_refuse_word(r, words);
}

static bool read_equal(jh_reader *r, jh_span *out)
{
    if (jh_reader_take_sign(r, JH_SIGN_EQUAL)) return jh_reader_span(r, out, false);
    jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED, "=", NULL);
    return false;
}

static bool at_end(const jh_reader *r)
{
    return r->is_bad || r->at >= r->statement->count || r->c->mistakes.no_memory;
}

static bool at_remark(const jh_reader *r)
{
    return jh_reader_is(r, "clause") || jh_reader_is(r, "doubt") || jh_reader_is(r, "note");
}

static void read_level(jh_reader *r, jh_level *out)
{
    static const char *const words[] = { "county", "schools", "parts", NULL };
    int i;

    if (!jh_reader_word(r, "of")) return;
    for (i = 0; words[i]; i++)
        if (jh_reader_take(r, words[i])) {
            *out = (jh_level)i;
            return;
        }
    jh_reader_refuse_word(r, words);
}

/* ---- split, merge, scopes, relaxations, definitions ---------------------------------- */

static void read_weights(jh_reader *r, jh_draft *d)
{
    const jh_token *token;
    jh_stage stage;

    do {
        if (!jh_reader_stage(r, &stage)) return;
        token = jh_reader_token(r);
        if (token->kind != JH_TOKEN_NUMBER && !jh_reader_name(r, &token)) return;
        if (token->kind == JH_TOKEN_NUMBER) r->at++;
        d->by_stage[stage] =
            (jh_span){ .statement = r->statement, .first = r->at - 1, .end = r->at };
    } while (jh_reader_take_sign(r, JH_SIGN_COMMA));
}

static void read_split(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "weights", "per",   "shares", "quotient",
                                         "clause",  "doubt", "note",   NULL };

    r->at = 1;
    if (!jh_reader_word(r, "shared") || !jh_reader_word(r, "by") || !jh_reader_name(r, &d->scope))
        return;
    while (!at_end(r)) {
        if (jh_reader_take(r, "weights"))
            read_weights(r, d);
        else if (jh_reader_take(r, "per"))
            (void)jh_reader_name(r, &d->method);
        else if (jh_reader_take(r, "shares"))
            (void)jh_reader_name(r, &d->shares);
        else if (jh_reader_take(r, "quotient"))
            (void)jh_reader_name(r, &d->quotient);
        else
            read_rest(r, &d->remarks, words);
    }
}

static void read_merge(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "clause", "doubt", "note", NULL };

    r->at = 1;
    if (!jh_reader_word(r, "campuses") || !jh_reader_word(r, "where")
        || !jh_reader_span(r, &d->value, false))
        return;
    while (!at_end(r)) read_rest(r, &d->remarks, words);
}

/* leave out where COND because "…" with remarks of its own. */
static void read_leave_out(jh_reader *r, jh_draft *d, size_t *capacity)
{
    jh_draft_leave_out *list =
        grow(r, d->leave_outs, capacity, d->leave_out_count + 1, sizeof *list);
    jh_draft_leave_out *new;

    if (!list) return;
    d->leave_outs = list;
    new = &list[d->leave_out_count];
    *new = (jh_draft_leave_out){ .remarks = { .standard = r->statement->page->key,
                                              .line = jh_reader_token(r)->line } };
    if (!jh_reader_word(r, "out") || !jh_reader_word(r, "where")
        || !jh_reader_span(r, &new->when, false) || !jh_reader_word(r, "because")
        || !jh_reader_text(r, &new->because))
        return;
    d->leave_out_count++;
    while (!at_end(r) && at_remark(r)) (void)jh_reader_remark(r, &new->remarks);
}

static void read_scope(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "like", "leave", "clause", "doubt", "note", NULL };
    size_t capacity = 0;

    read_level(r, &d->level);
    if (!r->is_bad && d->level == JH_COUNTY) {
        r->at--;
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED, "schools parts", NULL);
    }
    while (!at_end(r)) {
        if (jh_reader_take(r, "like"))
            (void)jh_reader_name(r, &d->like);
        else if (jh_reader_take(r, "leave"))
            read_leave_out(r, d, &capacity);
        else
            read_rest(r, &d->remarks, words);
    }
}

static void read_relaxation(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "from", "until", "clause", "doubt", "note", NULL };
    size_t end = r->statement->count;

    if (!jh_reader_word(r, "where") || !jh_reader_span(r, &d->value, false)) return;
    while (!at_end(r)) {
        if (jh_reader_take(r, "from"))
            (void)jh_reader_date(r, &d->from);
        else if (jh_reader_take(r, "until"))
            (void)jh_reader_date(r, &d->until);
        else
            read_rest(r, &d->remarks, words);
    }
    if (r->is_bad || (jh_date_is_set(d->from) && jh_date_is_set(d->until))) return;
    r->at = end;
    jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_DATE, "from until", NULL);
}

static void read_define(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "clause", "doubt", "note", NULL };

    if (!jh_reader_is(r, "of")) {
        d->has_type = true;
        d->type = jh_reader_take(r, "claim") ? JH_TYPE_CLAIM : JH_TYPE_NUMBER;
        if (d->type == JH_TYPE_NUMBER && !jh_reader_measure(r, &d->measure, &d->measure_title))
            return;
    }
    read_level(r, &d->level);
    if (jh_reader_take(r, "by")) {
        if (!jh_reader_word(r, "stage") || !jh_reader_stages(r, d->by_stage)) return;
        d->is_by_stage = true;
    } else if (!read_equal(r, &d->value)) {
        return;
    }
    while (!at_end(r)) read_rest(r, &d->remarks, words);
}

/* ---- indicators, rules, limits ------------------------------------------------------- */

static bool read_decimals(jh_reader *r, jh_draft *d)
{
    if (!jh_reader_whole(r, &d->decimals, 6)) return false;
    return jh_reader_take(r, "decimal") || jh_reader_word(r, "decimals");
}

static void read_floor(jh_reader *r, jh_draft *d)
{
    const jh_token *token = jh_reader_token(r);

    if (!jh_reader_number(r, &d->floor_share)) return;
    if (d->floor_share.millionths <= 0)
        jh_reader_refuse(r, token, SAY_STANDARD_EXPECTED_NUMBER, NULL, NULL);
}

static void read_indicator_clause(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "of",    "higher", "lower", "=",    "line", "floor",
                                         "short", "clause", "doubt", "note", NULL };

    if (jh_reader_take(r, "of")) {
        (void)jh_reader_name(r, &d->scope);
    } else if (jh_reader_is(r, "higher") || jh_reader_is(r, "lower")) {
        d->lower_is_better = jh_reader_is(r, "lower");
        r->at++;
        if (jh_reader_word(r, "is")) (void)jh_reader_word(r, "better");
    } else if (jh_reader_take_sign(r, JH_SIGN_EQUAL)) {
        (void)jh_reader_span(r, &d->value, false);
    } else if (jh_reader_take(r, "line")) {
        (void)jh_reader_stages(r, d->by_stage);
    } else if (jh_reader_take(r, "floor")) {
        read_floor(r, d);
    } else if (jh_reader_take(r, "short")) {
        (void)jh_reader_text(r, &d->short_title);
    } else {
        read_rest(r, &d->remarks, words);
    }
}

static void must_have(jh_reader *r, bool has, const char *what)
{
    if (has || r->is_bad) return;
    r->at = r->statement->count;
    jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED, what, NULL);
}

static void read_indicator(jh_reader *r, jh_draft *d)
{
    d->decimals = -1;
    if (!jh_reader_measure(r, &d->measure, &d->measure_title)) return;
    if (!jh_reader_take_sign(r, JH_SIGN_COMMA)) {
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED, ", 2 decimals", NULL);
        return;
    }
    if (!read_decimals(r, d)) return;
    while (!at_end(r)) read_indicator_clause(r, d);
    must_have(r, d->scope != NULL, "of");
    must_have(r, d->value.statement != NULL, "=");
}

static void read_rule(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "clause", "doubt", "note", NULL };

    if (!jh_reader_word(r, "of") || !jh_reader_name(r, &d->scope) || !read_equal(r, &d->value))
        return;
    while (!at_end(r)) read_rest(r, &d->remarks, words);
}

/* R1 R2 R3, up to the dispersion: a name with a bracket behind it. */
static void read_each(jh_reader *r, jh_draft *d)
{
    const jh_statement *s = r->statement;
    const jh_token *token;
    size_t capacity = 0;
    const jh_token **list;

    if (!jh_reader_word(r, "for") || !jh_reader_word(r, "each")) return;
    while (jh_reader_token(r)->kind == JH_TOKEN_NAME
           && !(r->at + 1 < s->count && s->tokens[r->at + 1].sign == JH_SIGN_OPEN)) {
        if (!jh_reader_name(r, &token)) return;
        list = grow(r, (void *)d->each, &capacity, d->each_count + 1, sizeof(const jh_token *));
        if (!list) return;
        d->each = list;
        list[d->each_count++] = token;
    }
    if (!d->each_count) jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_NAME, NULL, NULL);
}

static void read_limit_clause(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "at",     "by",    "3 decimals", "undefined",
                                         "clause", "doubt", "note",       NULL };
    static const char *const ways[] = { "most", "least", NULL };

    if (jh_reader_take(r, "at")) {
        d->at_least = jh_reader_is(r, "least");
        if (!jh_reader_take(r, "least") && !jh_reader_take(r, "most"))
            jh_reader_refuse_word(r, ways);
        else
            (void)jh_reader_stages(r, d->by_stage);
    } else if (jh_reader_take(r, "by")) {
        d->is_by_stage = jh_reader_word(r, "stage");
    } else if (jh_reader_take(r, "undefined")) {
        d->undefined_fails = jh_reader_word(r, "fails");
    } else if (jh_reader_token(r)->kind == JH_TOKEN_NUMBER) {
        (void)read_decimals(r, d);
    } else {
        read_rest(r, &d->remarks, words);
    }
}

static void read_limit(jh_reader *r, jh_draft *d)
{
    int s;
    bool has_bound = false;

    d->decimals = -1;
    read_each(r, d);
    if (r->is_bad || !jh_reader_span(r, &d->value, false)) return;
    while (!at_end(r)) read_limit_clause(r, d);
    for (s = 0; s < JH_STAGE_COUNT; s++) has_bound = has_bound || d->by_stage[s].statement;
    must_have(r, has_bound, "at most");
    must_have(r, d->decimals >= 0, "decimals");
}

/* ---- items, groups, the verdict ------------------------------------------------------ */

static void read_figure(jh_reader *r, jh_draft *d, size_t *capacity)
{
    jh_draft_figure *list = grow(r, d->figures, capacity, d->figure_count + 1, sizeof *list), *f;
    const jh_token *key;
    int decimals = -1;

    if (!list) return;
    d->figures = list;
    f = &list[d->figure_count];
    *f = (jh_draft_figure){ .measure = JH_PURE_NUMBER };
    f->figure.measure_title = (jh_text){ "", 0 };
    if (!jh_reader_name(r, &key) || !jh_reader_text(r, &f->figure.title)) return;
    f->figure.key = key->text;
    f->figure.is_percent = jh_reader_take(r, "percent");
    if (jh_reader_token(r)->kind == JH_TOKEN_NAME) {
        if (!jh_reader_measure(r, &f->measure, &f->figure.measure_title)) return;
        f->has_measure = true;
    }
    if (jh_reader_token(r)->kind == JH_TOKEN_NUMBER) {
        if (!jh_reader_whole(r, &decimals, 6) || !jh_reader_word(r, "decimals")) return;
    }
    f->figure.decimals = decimals >= 0 ? decimals : f->figure.is_percent ? 1 : 0;
    if (read_equal(r, &f->value)) d->figure_count++;
}

static void read_item(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "=", "figure", "clause", "doubt", "note", NULL };
    size_t capacity = 0;

    if (!jh_reader_word(r, "in") || !jh_reader_name(r, &d->group)) return;
    d->is_attested = jh_reader_take(r, "attested") || is_keyword(d, "veto");
    while (!at_end(r)) {
        if (jh_reader_take(r, "figure"))
            read_figure(r, d, &capacity);
        else if (!d->is_attested && jh_reader_take_sign(r, JH_SIGN_EQUAL))
            (void)jh_reader_span(r, &d->value, false);
        else
            read_rest(r, &d->remarks, d->is_attested ? words + 1 : words);
    }
    must_have(r, d->is_attested || d->value.statement != NULL, "= attested");
}

/* [in PARENT] of FULL [, N decimals] = EXPR, or = all scores. */
static void read_score(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "clause", "doubt", "note", NULL };
    const jh_statement *s = r->statement;

    d->decimals = 2;
    if (jh_reader_take(r, "in") && !jh_reader_name(r, &d->parent)) return;
    if (jh_reader_take(r, "of")) {
        if (jh_reader_token(r)->kind != JH_TOKEN_NUMBER
            && jh_reader_token(r)->kind != JH_TOKEN_NAME) {
            jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_NUMBER, NULL, NULL);
            return;
        }
        d->by_stage[JH_WHOLE] = (jh_span){ .statement = s, .first = r->at, .end = r->at + 1 };
        r->at++;
    }
    if (jh_reader_take_sign(r, JH_SIGN_COMMA) && !read_decimals(r, d)) return;
    if (!read_equal(r, &d->value)) return;
    d->is_all_scores = d->value.end == d->value.first + 2
                       && jh_token_is(&s->tokens[d->value.first], "all")
                       && jh_token_is(&s->tokens[d->value.first + 1], "scores");
    while (!at_end(r)) read_rest(r, &d->remarks, words);
    must_have(r, d->is_all_scores || d->by_stage[JH_WHOLE].statement, "of");
    if (d->is_all_scores && d->by_stage[JH_WHOLE].statement && !r->is_bad)
        jh_reader_refuse(r, jh_span_token(&d->by_stage[JH_WHOLE]), SAY_STANDARD_SUM_HAS_NO_FULL,
                         NULL, NULL);
}

static void read_group(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "clause", "doubt", "note", NULL };
    const jh_statement *s = r->statement;

    if (!jh_reader_take_sign(r, JH_SIGN_EQUAL)) {
        jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED, "= all items", NULL);
        return;
    }
    d->is_all_items = jh_reader_is(r, "all");
    d->is_no_items = jh_reader_is(r, "no") && r->at + 1 < s->count
                     && jh_token_is(&s->tokens[r->at + 1], "items");
    if (d->is_all_items || d->is_no_items) {
        r->at++;
        if (!jh_reader_word(r, "items")) return;
    } else if (!jh_reader_span(r, &d->value, false)) {
        return;
    }
    while (!at_end(r)) read_rest(r, &d->remarks, words);
}

static void read_grade(jh_reader *r, jh_draft *d, size_t *capacity)
{
    static const char *const words[] = { "when", "otherwise", NULL };
    jh_draft_grade *list = grow(r, d->grades, capacity, d->grade_count + 1, sizeof *list), *g;
    const jh_token *key;

    if (!list) return;
    d->grades = list;
    g = &list[d->grade_count];
    *g = (jh_draft_grade){ .grade = { .is_pass = d->grade_count == 0 } };
    if (!jh_reader_name(r, &key) || !jh_reader_text(r, &g->grade.title)) return;
    g->grade.key = key->text;
    if (jh_reader_take(r, "fails")) g->grade.is_pass = false;
    if (jh_reader_take(r, "passes")) g->grade.is_pass = true;
    if (jh_reader_take(r, "when")) {
        if (!jh_reader_span(r, &g->when, false)) return;
    } else if (!jh_reader_take(r, "otherwise")) {
        jh_reader_refuse_word(r, words);
        return;
    }
    d->grade_count++;
}

static void read_verdict(jh_reader *r, jh_draft *d)
{
    static const char *const words[] = { "grade", "clause", "doubt", "note", NULL };
    size_t capacity = 0;

    r->at = 1;
    if (!jh_reader_text(r, &d->title)) return;
    while (!at_end(r)) {
        if (jh_reader_take(r, "grade"))
            read_grade(r, d, &capacity);
        else
            read_rest(r, &d->remarks, words);
    }
    must_have(r, d->grade_count > 0, "grade");
    must_have(r, !d->grade_count || !d->grades[d->grade_count - 1].when.statement, "otherwise");
}

/* ---- all of them --------------------------------------------------------------------- */

static const struct {
    const char *word;
    void (*read)(jh_reader *, jh_draft *);
    bool has_title;
    jh_kind_of_name kind; /* JH_NAME_COLUMN = has no name of its own here */
} readers[] = {
    { "split", read_split, false, JH_NAME_COLUMN },
    { "merge", read_merge, false, JH_NAME_COLUMN },
    { "scope", read_scope, true, JH_NAME_SCOPE },
    { "relaxation", read_relaxation, true, JH_NAME_COLUMN },
    { "define", read_define, true, JH_NAME_DEFINE },
    { "indicator", read_indicator, true, JH_NAME_INDICATOR },
    { "rule", read_rule, true, JH_NAME_RULE },
    { "limit", read_limit, true, JH_NAME_LIMIT },
    { "item", read_item, true, JH_NAME_ITEM },
    { "veto", read_item, true, JH_NAME_ITEM },
    { "score", read_score, true, JH_NAME_SCORE },
    { "group", read_group, true, JH_NAME_GROUP },
    { "verdict", read_verdict, false, JH_NAME_COLUMN },
    { "check", jh_check_read, true, JH_NAME_COLUMN },
};

static void read_draft(jh_compiler *c, const jh_statement *s, size_t which)
{
    jh_reader r = jh_reader_of(c, s);
    jh_draft *d = &c->drafts[c->draft_count++];

    *d = (jh_draft){ .statement = s,
                     .keyword = s->tokens[0].text,
                     .key = s->tokens[s->count > 1].text,
                     .measure = JH_PURE_NUMBER,
                     .from = JH_NO_DATE,
                     .until = JH_NO_DATE,
                     .remarks = { .standard = s->page->key, .line = s->tokens[0].line } };
    r.at = 2;
    if (!readers[which].has_title || jh_reader_text(&r, &d->title)) readers[which].read(&r, d);
    d->is_bad = r.is_bad;
    if (readers[which].kind == JH_NAME_COLUMN) return;
    if (!jh_name_add(c, d->key, readers[which].kind, d) && !c->mistakes.no_memory)
        jh_draft_refuse(c, d, &s->tokens[1], SAY_STANDARD_RESERVED, NULL);
    if (readers[which].kind == JH_NAME_SCOPE)
        (void)jh_name_add(c, jh_keep_text(c, "in %.*s", JH_TEXT_ARGS(d->key)), JH_NAME_SCOPE_CLAIM,
                          d);
}

/* line R1 primary 4.5: only those stages, the rest stays. */
static void change_line(jh_compiler *c, const jh_statement *s)
{
    static const char *const words[] = { "clause", "doubt", "note", NULL };
    jh_reader r = jh_reader_of(c, s);
    jh_remarks remarks = { .standard = s->page->key, .line = s->tokens[0].line };
    size_t i;

    r.at = 2;
    for (i = 0; i < c->draft_count; i++) {
        jh_draft *d = &c->drafts[i];

        if (!jh_text_equal(d->key, s->tokens[1].text)) continue;
        if (!is_keyword(d, "indicator") && !is_keyword(d, "limit")) break;
        if (!jh_reader_stages(&r, d->by_stage)) return;
        while (!at_end(&r)) read_rest(&r, &remarks, words);
        remarks.clause = !remarks.clause.size
                             ? d->remarks.clause
                             : jh_keep_text(c, "%.*s; %.*s", JH_TEXT_ARGS(d->remarks.clause),
                                            JH_TEXT_ARGS(remarks.clause));
        if (!remarks.certainty) remarks.certainty = d->remarks.certainty;
        if (!remarks.doubt.size) remarks.doubt = d->remarks.doubt;
        if (!remarks.note.size) remarks.note = d->remarks.note;
        d->remarks = remarks;
        return;
    }
    jh_reader_refuse(&r, &s->tokens[1], SAY_STANDARD_HAS_NO_LINE, NULL, NULL);
}

void jh_drafts_read(jh_compiler *c)
{
    size_t i, k;

    c->drafts = jh_alloc(c->scratch, c->statement_count + 1, sizeof *c->drafts);
    if (!c->drafts) {
        c->mistakes.no_memory = true;
        return;
    }
    for (i = 0; i < c->statement_count; i++)
        for (k = 0; c->statements[i] && k < sizeof readers / sizeof *readers; k++)
            if (jh_token_is(&c->statements[i]->tokens[0], readers[k].word))
                read_draft(c, c->statements[i], k);
    for (i = 0; i < c->change_count; i++)
        if (jh_token_is(&c->changes[i]->tokens[0], "line")) change_line(c, c->changes[i]);
}
