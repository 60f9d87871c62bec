/* SPDX-License-Identifier: Apache-2.0 */
#include "app/basis.h"

#include <string.h>

/* ---- the standard's texts ---- */

typedef struct recorder {
    jh_shelf_library from;
    jh_buffer texts;
} recorder;

static jh_code find_and_keep(void *self, jh_text key, jh_text *text, jh_error *err)
{
    recorder *to = self;
    jh_code code = to->from.library.find(to->from.library.self, key, text, err);

    if (code) return code;
    jh_buffer_add_format(&to->texts, "%.*s %zu\n", JH_TEXT_ARGS(key), text->size);
    jh_buffer_add(&to->texts, *text);
    jh_buffer_add_zero(&to->texts, "\n");
    return JH_OK;
}

jh_code jh_basis_pack_standard(jh_text *out, const jh_desk *desk, const jh_standard_words *words,
                               jh_error *err)
{
    recorder to = { .texts = jh_buffer_in(desk->keep) };
    jh_library library = { &to, find_and_keep };
    jh_standard *standard = JH_NEW(desk->keep, jh_standard);
    jh_findings mistakes = { 0 };
    jh_code code = standard ? jh_library_open(&to.from, desk, words, err) : jh_no_memory(err);

    if (!code)
        code = jh_standard_compile(standard, desk->keep, desk->scratch,
                                   &(jh_compiling){ to.from.key, &library, &mistakes }, err);
    return code ? code : jh_buffer_finish(out, &to.texts, err);
}

/* Takes "key size\n", the text and its line break off the front; false: there is no such thing. */
static bool next_text(jh_text *rest, jh_text *key, jh_text *text)
{
    const char *line = rest->size ? memchr(rest->at, '\n', rest->size) : NULL;
    const char *space = line ? memchr(rest->at, ' ', (size_t)(line - rest->at)) : NULL;
    const char *at;
    size_t size = 0, left;

    if (!space) return false;
    for (at = space + 1; at < line; at++) {
        if (*at < '0' || *at > '9' || size > rest->size) return false;
        size = size * 10 + (size_t)(*at - '0');
    }
    left = rest->size - (size_t)(line + 1 - rest->at);
    if (size >= left || line[1 + size] != '\n') return false;
    *key = (jh_text){ rest->at, (size_t)(space - rest->at) };
    *text = (jh_text){ line + 1, size };
    *rest = (jh_text){ line + 2 + size, left - size - 1 };
    return true;
}

static jh_code find_kept(void *self, jh_text key, jh_text *text, jh_error *err)
{
    jh_text rest = *(const jh_text *)self, name;
    char word[JH_MESSAGE_ARG_SIZE] = { 0 };

    while (next_text(&rest, &name, text))
        if (jh_text_equal(name, key)) return JH_OK;
    if (key.size) memcpy(word, key.at, key.size < sizeof word ? key.size : sizeof word - 1);
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_SUCH_STANDARD, word, NULL);
}

jh_code jh_basis_standard(jh_standard *out, const jh_desk *desk, const jh_basis *basis,
                          jh_error *err)
{
    jh_text texts = basis->standard_text;
    jh_library library = { &texts, find_kept };
    jh_findings mistakes = { 0 };

    return jh_standard_compile(out, desk->keep, desk->scratch,
                               &(jh_compiling){ basis->standard, &library, &mistakes }, err);
}

/* ---- settings ---- */

enum { WORDS = 1 + JH_PROVENANCE_COUNT }; /* at most in a line */

static const char option_set[] = "--set", option_relax[] = "--relax";

static void add_word(jh_buffer *to, jh_text word)
{
    size_t i;

    jh_buffer_add_zero(to, "\t");
    for (i = 0; i < word.size; i++) {
        switch (word.at[i]) {
        case '\t': jh_buffer_add_zero(to, "\\t"); break;
        case '\n': jh_buffer_add_zero(to, "\\n"); break;
        case '\\': jh_buffer_add_zero(to, "\\\\"); break;
        default: jh_buffer_add(to, (jh_text){ word.at + i, 1 });
        }
    }
}

static void add_setting(jh_buffer *to, const jh_setting *setting, const jh_setting_value *value)
{
    char number[JH_DECIMAL_SIZE], date[16];
    jh_text word;

    switch (setting->type) {
    case JH_TYPE_CODE: word = setting->choices->keys[value->choice]; break;
    case JH_TYPE_DATE: word = jh_text_of(jh_date_write(date, value->date)); break;
    default: word = jh_text_of(jh_decimal_write_short(number, value->number)); break;
    }
    jh_buffer_add_zero(to, "set");
    add_word(to, setting->key);
    add_word(to, word);
    add_word(to, value->reason);
    jh_buffer_add_zero(to, "\n");
}

static void add_relaxing(jh_buffer *to, jh_text key, const jh_relaxing *relaxing)
{
    char date[16];

    jh_buffer_add_zero(to, "relax");
    add_word(to, key);
    add_word(to, relaxing->approver);
    add_word(to, jh_text_of(jh_date_write(date, relaxing->from)));
    add_word(to, jh_text_of(jh_date_write(date, relaxing->until)));
    jh_buffer_add_zero(to, "\n");
}

static void add_papers(jh_buffer *to, const jh_precedence *precedence)
{
    int rank, i;

    jh_buffer_add_zero(to, "papers");
    for (rank = 0; rank < JH_PROVENANCE_COUNT; rank++)
        for (i = 0; i < JH_PROVENANCE_COUNT; i++)
            if (precedence->rank[i] == rank)
                add_word(to, jh_text_of(jh_provenance_key((jh_provenance)i)));
    jh_buffer_add_zero(to, "\n");
}

static void add_given(jh_buffer *to, const char *option, const char *const *words, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        jh_buffer_add_zero(to, "given");
        add_word(to, jh_text_of(option));
        add_word(to, jh_text_of(words[i]));
        jh_buffer_add_zero(to, "\n");
    }
}

jh_code jh_basis_pack_settings(jh_text *out, jh_arena *keep, const struct jh_judged *judged,
                               const jh_judging *words, jh_error *err)
{
    const jh_standard *standard = &judged->standard;
    const jh_settings *settings = &judged->settings;
    jh_buffer to = jh_buffer_in(keep);
    size_t i;

    for (i = 0; i < standard->setting_count; i++)
        if (!settings->values[i].is_default)
            add_setting(&to, &standard->settings[i], &settings->values[i]);
    for (i = 0; i < standard->relaxation_count; i++)
        if (settings->relaxing[i].is_on)
            add_relaxing(&to, standard->relaxations[i].key, &settings->relaxing[i]);
    add_papers(&to, &judged->precedence);
    add_given(&to, option_set, words->settings, words->setting_count);
    add_given(&to, option_relax, words->relaxations, words->relaxation_count);
    return jh_buffer_finish(out, &to, err);
}

/* A word up to the next tab or the end of the line, as it was before add_word. */
static jh_text read_word(jh_arena *keep, const char **at, const char *end)
{
    char *word = jh_alloc(keep, (size_t)(end - *at) + 1, 1);
    jh_text out = { word, 0 };

    while (word && *at < end && **at != '\t') {
        char c = *(*at)++;
        if (c == '\\' && *at < end) {
            c = *(*at)++;
            c = (char)(c == 't' ? '\t' : c == 'n' ? '\n' : c);
        }
        word[out.size++] = c;
    }
    if (*at < end) (*at)++;
    return out;
}

/* One line after another; those of another kind are passed over. */
typedef struct line_reader {
    const char *at, *end;
    jh_arena *keep;
} line_reader;

static line_reader lines_of(jh_arena *keep, const jh_basis *basis)
{
    const char *at = basis->settings_text.at;

    return (line_reader){ at, at ? at + basis->settings_text.size : at, keep };
}

static bool next_line(line_reader *from, jh_text word[WORDS], bool *failed)
{
    const char *stop;
    size_t i;

    if (from->at == from->end) return false;
    stop = memchr(from->at, '\n', (size_t)(from->end - from->at));
    if (!stop) stop = from->end;
    for (i = 0; i < WORDS; i++) {
        word[i] = read_word(from->keep, &from->at, stop);
        *failed |= !word[i].at;
    }
    from->at = stop < from->end ? stop + 1 : from->end;
    return !*failed;
}

static jh_code apply(jh_settings *to, jh_arena *keep, const jh_standard *standard,
                     const jh_text word[WORDS], jh_error *err)
{
    jh_setting_words set = { word[1], word[2], word[3] };
    jh_relaxing_words relax = { word[1],
                                { true, word[2], jh_date_parse(word[3]), jh_date_parse(word[4]) } };

    if (jh_text_equal(word[0], JH_TEXT("set")))
        return jh_settings_set(to, keep, standard, &set, err);
    if (jh_text_equal(word[0], JH_TEXT("relax")))
        return jh_settings_relax(to, keep, standard, &relax, err);
    return JH_OK;
}

jh_code jh_basis_settings(jh_settings *out, const jh_desk *desk, const jh_standard *standard,
                          const jh_basis *basis, jh_error *err)
{
    line_reader from = lines_of(desk->keep, basis);
    jh_text word[WORDS];
    bool failed = false;
    jh_code code = jh_settings_default(out, desk->keep, standard, basis->as_of, err);

    while (!code && next_line(&from, word, &failed))
        code = apply(out, desk->keep, standard, word, err);
    return failed ? jh_no_memory(err) : code;
}

jh_code jh_basis_precedence(jh_precedence *out, const jh_desk *desk, const jh_basis *basis,
                            jh_error *err)
{
    line_reader from = lines_of(desk->keep, basis);
    jh_buffer order = jh_buffer_in(desk->keep);
    jh_text word[WORDS], words;
    bool failed = false;
    jh_code code;
    size_t i;

    *out = jh_precedence_default();
    while (next_line(&from, word, &failed)) {
        if (!jh_text_equal(word[0], JH_TEXT("papers"))) continue;
        for (i = 1; i < WORDS && word[i].size; i++) {
            if (i > 1) jh_buffer_add_zero(&order, ",");
            jh_buffer_add(&order, word[i]);
        }
        code = jh_buffer_finish(&words, &order, err);
        return code ? code : jh_precedence_parse(out, words, err);
    }
    return failed ? jh_no_memory(err) : JH_OK;
}

jh_code jh_basis_given(jh_judging *words, const jh_desk *desk, const jh_basis *basis, jh_error *err)
{
    line_reader from = lines_of(desk->keep, basis);
    const char **settings = JH_NEW_ARRAY(desk->keep, const char *, basis->settings_text.size + 1);
    const char **relaxations =
        JH_NEW_ARRAY(desk->keep, const char *, basis->settings_text.size + 1);
    jh_text word[WORDS];
    const char *given;
    bool failed = false;

    if (!settings || !relaxations) return jh_no_memory(err);
    words->settings = settings;
    words->relaxations = relaxations;
    words->setting_count = words->relaxation_count = 0;
    while (next_line(&from, word, &failed)) {
        if (!jh_text_equal(word[0], JH_TEXT("given"))) continue;
        given = jh_text_zero(desk->keep, word[2]);
        if (!given) return jh_no_memory(err);
        if (jh_text_equal(word[1], jh_text_of(option_set)))
            settings[words->setting_count++] = given;
        else
            relaxations[words->relaxation_count++] = given;
    }
    return failed ? jh_no_memory(err) : JH_OK;
}
