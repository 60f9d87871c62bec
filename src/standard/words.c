/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <string.h>

/* ---- heading ------------------------------------------------------------------------- */

static void skip_keys(jh_reader *r)
{
    while (jh_reader_token(r)->kind == JH_TOKEN_NAME && !jh_reader_is(r, "extends")
           && !jh_reader_is(r, "uses") && !jh_reader_is(r, "source") && !jh_reader_is(r, "note")
           && !jh_reader_is(r, "doubt") && !jh_reader_is(r, "stages")
           && !jh_reader_is(r, "effective"))
        r->at++;
}

static void read_stages(jh_reader *r, bool stages[JH_STAGE_COUNT])
{
    jh_stage stage;

    memset(stages, 0, JH_STAGE_COUNT * sizeof *stages);
    do {
        if (!jh_reader_stage(r, &stage)) return;
        stages[stage] = true;
    } while (jh_reader_token(r)->kind == JH_TOKEN_NAME && !jh_reader_is(r, "uses")
             && !jh_reader_is(r, "extends") && !jh_reader_is(r, "source")
             && !jh_reader_is(r, "effective") && !jh_reader_is(r, "note")
             && !jh_reader_is(r, "doubt"));
}

static bool read_heading_clause(jh_reader *r, jh_standard *out)
{
    static const char *const words[] = { "source",  "effective", "until", "stages", "uses",
                                         "extends", "note",      "doubt", "clause", NULL };

    if (jh_reader_remark(r, &out->remarks)) return true;
    if (jh_reader_take(r, "source")) return jh_reader_text(r, &out->source);
    if (jh_reader_take(r, "effective")) return jh_reader_date(r, &out->effective);
    if (jh_reader_take(r, "until")) return jh_reader_date(r, &out->until);
    if (jh_reader_take(r, "stages")) {
        read_stages(r, out->stages);
        return true;
    }
    if (jh_reader_take(r, "uses") || jh_reader_take(r, "extends")) {
        if (jh_reader_token(r)->kind != JH_TOKEN_NAME)
            jh_reader_refuse(r, NULL, SAY_STANDARD_EXPECTED_NAME, NULL, NULL);
        skip_keys(r);
        return true;
    }
    jh_reader_refuse_word(r, words);
    return false;
}

/* Every heading is read, the file asked for last: what it does not say, it inherits. */
bool jh_heading_read(jh_compiler *c, const jh_statement *heading)
{
    jh_reader r = jh_reader_of(c, heading);
    jh_standard *out = c->out;

    r.at = 2;
    out->key = heading->tokens[1].text;
    out->is_dictionary = jh_token_is(&heading->tokens[0], "dictionary");
    out->remarks = (jh_remarks){ .standard = heading->page->key, .line = heading->tokens[0].line };
    if (!jh_reader_text(&r, &out->title)) return false;
    while (!r.is_bad && r.at < heading->count)
        if (!read_heading_clause(&r, out)) break;
    if (!r.is_bad && !out->is_dictionary && !jh_date_is_set(out->effective)) {
        r.at = heading->count;
        jh_reader_refuse(&r, NULL, SAY_STANDARD_EXPECTED_DATE, "effective", NULL);
    }
    return !r.is_bad;
}

/* ---- measures ------------------------------------------------------------------------ */

static jh_measure_name *add_measure(jh_compiler *c, jh_text key, jh_text title)
{
    jh_standard_names *names = c->names;
    jh_measure_name *grown = jh_grow(c->keep, names->measures, &names->measure_capacity,
                                     names->measure_count + 1, sizeof *names->measures);

    if (!grown) {
        c->mistakes.no_memory = true;
        return NULL;
    }
    names->measures = grown;
    grown[names->measure_count] = (jh_measure_name){ .key = key, .title = title };
    return &grown[names->measure_count++];
}

static size_t count_bases(const jh_standard_names *names)
{
    size_t i, count = 0;
    int b, powers;

    for (i = 0; i < names->measure_count; i++) {
        const jh_measure *m = &names->measures[i].measure;

        for (b = powers = 0; b < JH_MEASURE_BASES; b++) powers += m->power[b] != 0;
        count += powers == 1 && m->scale_up == 1 && m->scale_down == 1;
    }
    return count;
}

static void read_measure(jh_compiler *c, const jh_statement *s)
{
    jh_reader r = jh_reader_of(c, s);
    jh_measure measure = JH_PURE_NUMBER, times = JH_PURE_NUMBER;
    jh_text title, ignored;
    jh_measure_name *name;
    size_t bases = count_bases(c->names);
    int scale = 1;
    const jh_token *token;

    r.at = 2;
    if (!jh_reader_text(&r, &title)) return;
    if (jh_reader_take_sign(&r, JH_SIGN_EQUAL)) {
        token = jh_reader_token(&r);
        if (token->kind == JH_TOKEN_NUMBER && !jh_reader_whole(&r, &scale, 1000000000)) return;
        if (!jh_reader_measure(&r, &measure, &ignored)) return;
        times.scale_up = scale;
        if (scale < 1 || !jh_measure_multiply(&measure, &measure, &times))
            jh_reader_refuse(&r, token, SAY_STANDARD_MEASURE_RANGE, NULL, NULL);
    } else if (bases == JH_MEASURE_BASES) {
        jh_reader_refuse(&r, &s->tokens[1], SAY_STANDARD_MEASURES_FULL, NULL, NULL);
    } else {
        measure.power[bases] = 1;
    }
    if (!r.is_bad && r.at < s->count)
        jh_reader_refuse(&r, NULL, SAY_STANDARD_NOTHING_MORE, NULL, NULL);
    name = add_measure(c, s->tokens[1].text, title);
    if (name) name->measure = measure;
}

void jh_measures_read(jh_compiler *c)
{
    size_t i;

    for (i = 0; i < c->statement_count; i++)
        if (c->statements[i] && jh_token_is(&c->statements[i]->tokens[0], "measure"))
            read_measure(c, c->statements[i]);
}

/* ---- lists of words ------------------------------------------------------------------ */

jh_codes *jh_codes_make(jh_compiler *c, jh_text name, const jh_text *keys, const jh_text *labels,
                        size_t count)
{
    jh_codes *codes = jh_keep(c, 1, sizeof *codes);
    jh_text *own_keys = jh_keep(c, count, sizeof *own_keys);
    jh_text *own_labels = jh_keep(c, count, sizeof *own_labels);

    if (!codes || !own_keys || !own_labels) return NULL;
    memcpy(own_keys, keys, count * sizeof *keys);
    memcpy(own_labels, labels, count * sizeof *labels);
    *codes = (jh_codes){ .name = name, .keys = own_keys, .labels = own_labels, .count = count };
    return codes;
}

void jh_codes_alias(jh_compiler *c, jh_codes *codes, const jh_text *aliases, const int32_t *indices,
                    size_t count)
{
    jh_text *folded = jh_keep(c, count, sizeof *folded);
    int32_t *own = jh_keep(c, count, sizeof *own);
    size_t i;

    if (!folded || !own) return;
    for (i = 0; i < count; i++) {
        folded[i] = jh_text_fold(c->keep, aliases[i]);
        own[i] = indices[i];
        if (!folded[i].at) c->mistakes.no_memory = true;
    }
    codes->aliases = folded;
    codes->alias_indices = own;
    codes->alias_count = count;
}

enum { WORDS_MAX = 200, ALIASES_MAX = 1000 };

typedef struct word_list {
    jh_text keys[WORDS_MAX], labels[WORDS_MAX], aliases[ALIASES_MAX];
    int32_t alias_indices[ALIASES_MAX];
    uint8_t stages[WORDS_MAX];
    size_t count, alias_count;
} word_list;

static void read_word_stages(jh_reader *r, uint8_t *mask)
{
    jh_stage stage;
    int s;
    bool more = true;

    while (more && jh_reader_stage(r, &stage)) {
        *mask |= (uint8_t)(1U << stage);
        more = false;
        for (s = JH_PREPRIMARY; s < JH_STAGE_COUNT; s++)
            more = more || jh_reader_is(r, jh_stage_key((jh_stage)s));
    }
}

static bool read_word(jh_reader *r, word_list *list)
{
    const jh_token *key;
    size_t i, at = list->count;

    if (!jh_reader_name(r, &key)) return false;
    for (i = 0; i < at; i++)
        if (jh_text_equal(list->keys[i], key->text)) {
            jh_reader_refuse(r, key, SAY_STANDARD_WORD_TWICE, NULL, NULL);
            return false;
        }
    if (at == WORDS_MAX) {
        jh_reader_refuse(r, key, SAY_STANDARD_TOO_MANY, NULL, NULL);
        return false;
    }
    list->keys[at] = key->text;
    if (!jh_reader_text(r, &list->labels[at])) return false;
    list->count++;
    if (jh_reader_take(r, "aliases"))
        while (jh_reader_token(r)->kind == JH_TOKEN_STRING && list->alias_count < ALIASES_MAX) {
            list->alias_indices[list->alias_count] = (int32_t)at;
            (void)jh_reader_text(r, &list->aliases[list->alias_count++]);
        }
    if (jh_reader_take(r, "stages")) read_word_stages(r, &list->stages[at]);
    return !r->is_bad;
}

static void keep_attribute(jh_compiler *c, const jh_statement *s, const jh_codes *codes,
                           const word_list *list)
{
    const char *keys[JH_ATTRIBUTE_COUNT + 1] = { NULL };
    jh_reader r = jh_reader_of(c, s);
    uint8_t *stages;
    int a;

    for (a = 0; a < JH_ATTRIBUTE_COUNT; a++) {
        keys[a] = jh_attribute_key((jh_attribute)a);
        if (!jh_text_equal(codes->name, jh_text_of(keys[a]))) continue;
        c->out->attribute_codes[a] = codes;
        if (a != JH_KIND) return;
        stages = jh_keep(c, list->count, 1);
        if (stages) memcpy(stages, list->stages, list->count);
        c->out->kind_stages = stages;
        return;
    }
    jh_reader_refuse_word(&r, keys);
}

/* Stage codes are numbered as jh_stage is, whatever order the words come in. */
static void keep_stages(jh_compiler *c, const jh_statement *s, const word_list *list)
{
    jh_text keys[JH_STAGE_COUNT], labels[JH_STAGE_COUNT];
    jh_reader r = jh_reader_of(c, s);
    int32_t *indices = jh_alloc(c->scratch, list->alias_count, sizeof *indices);
    int stage_of[WORDS_MAX] = { 0 }, stage;
    jh_codes *codes;
    size_t i;

    for (stage = 0; stage < JH_STAGE_COUNT; stage++)
        keys[stage] = labels[stage] = jh_text_of(jh_stage_key((jh_stage)stage));
    for (i = 0; i < list->count; i++) {
        for (stage = 0; stage < JH_STAGE_COUNT; stage++)
            if (jh_text_equal(keys[stage], list->keys[i])) break;
        stage_of[i] = stage;
        if (stage == JH_STAGE_COUNT) {
            jh_reader_refuse(&r, NULL, SAY_STANDARD_NO_SUCH_STAGE, NULL, NULL);
            return;
        }
        labels[stage] = list->labels[i];
    }
    for (i = 0; indices && i < list->alias_count; i++)
        indices[i] = stage_of[list->alias_indices[i]];
    codes = jh_codes_make(c, JH_TEXT("stage"), keys, labels, JH_STAGE_COUNT);
    if (!codes || !indices) {
        c->mistakes.no_memory = true;
        return;
    }
    jh_codes_alias(c, codes, list->aliases, indices, list->alias_count);
    c->out->stage_codes = codes;
}

static const jh_codes *read_codes(jh_compiler *c, const jh_statement *s)
{
    jh_reader r = jh_reader_of(c, s);
    word_list *list = jh_alloc(c->scratch, 1, sizeof *list);
    jh_codes *codes;
    jh_text title;
    bool is_attribute;

    if (!list) {
        c->mistakes.no_memory = true;
        return NULL;
    }
    r.at = 2;
    if (!jh_reader_text(&r, &title)) return NULL;
    is_attribute = jh_reader_take(&r, "attribute");
    while (r.at < s->count && read_word(&r, list)) {
    }
    if (r.is_bad) return NULL;
    codes = jh_codes_make(c, s->tokens[1].text, list->keys, list->labels, list->count);
    if (!codes) return NULL;
    jh_codes_alias(c, codes, list->aliases, list->alias_indices, list->alias_count);
    if (is_attribute)
        keep_attribute(c, s, codes, list);
    else if (jh_text_equal(codes->name, JH_TEXT("stage")))
        keep_stages(c, s, list);
    return codes;
}

/* ---- names that every standard has --------------------------------------------------- */

static void add_column(jh_compiler *c, const char *key, jh_symbol symbol)
{
    jh_named *name = jh_name_add(c, jh_text_of(key), JH_NAME_COLUMN, NULL);

    if (!name) return;
    symbol.kind = JH_SYMBOL_COLUMN;
    symbol.name = name->key;
    symbol.measure = JH_PURE_NUMBER;
    name->symbol[0] = symbol;
}

static void add_columns(jh_compiler *c)
{
    static const struct {
        const char *key;
        jh_level level;
    } sets[] = { { "schools", JH_SCHOOL }, { "parts", JH_PART } };
    jh_named *name;
    size_t i;
    int a;

    for (a = 0; a < JH_ATTRIBUTE_COUNT; a++)
        add_column(c, jh_attribute_key((jh_attribute)a),
                   (jh_symbol){ .type = c->out->attribute_codes[a] ? JH_TYPE_CODE : JH_TYPE_TEXT,
                                .level = JH_SCHOOL,
                                .codes = c->out->attribute_codes[a],
                                .column = JH_COLUMN_ID(JH_COLUMN_ATTRIBUTE, a) });
    add_column(c, "stage",
               (jh_symbol){ .type = JH_TYPE_CODE,
                            .level = JH_PART,
                            .codes = c->out->stage_codes,
                            .column = JH_COLUMN_ID(JH_COLUMN_STAGE, 0) });
    add_column(c, "code",
               (jh_symbol){ .type = JH_TYPE_TEXT,
                            .level = JH_SCHOOL,
                            .column = JH_COLUMN_ID(JH_COLUMN_UNIT_CODE, 0) });
    add_column(c, "name",
               (jh_symbol){ .type = JH_TYPE_TEXT,
                            .level = JH_SCHOOL,
                            .column = JH_COLUMN_ID(JH_COLUMN_UNIT_NAME, 0) });
    add_column(c, "asOf",
               (jh_symbol){ .type = JH_TYPE_DATE,
                            .level = JH_COUNTY,
                            .column = JH_COLUMN_ID(JH_COLUMN_AS_OF, 0) });
    for (i = 0; i < sizeof sets / sizeof *sets; i++) {
        name = jh_name_add(c, jh_text_of(sets[i].key), JH_NAME_SET, NULL);
        if (!name) return;
        name->symbol[0] =
            (jh_symbol){ .kind = JH_SYMBOL_SET, .name = name->key, .level = sets[i].level };
    }
}

static void default_stages(jh_compiler *c)
{
    jh_text keys[JH_STAGE_COUNT];
    int s;

    for (s = 0; s < JH_STAGE_COUNT; s++) keys[s] = jh_text_of(jh_stage_key((jh_stage)s));
    c->out->stage_codes = jh_codes_make(c, JH_TEXT("stage"), keys, keys, JH_STAGE_COUNT);
}

void jh_codes_read(jh_compiler *c)
{
    const jh_codes **all = jh_keep(c, c->statement_count + 1, sizeof(const jh_codes *)), *codes;
    size_t i;

    if (!all) return;
    for (i = 0; i < c->statement_count; i++) {
        if (!c->statements[i] || !jh_token_is(&c->statements[i]->tokens[0], "codes")) continue;
        codes = read_codes(c, c->statements[i]);
        if (codes) all[c->out->codes_count++] = codes;
    }
    c->out->codes = all;
    if (!c->out->stage_codes) default_stages(c);
    add_columns(c);
}
