/* textgen.c — the sentences of texts/ as tables.
 * Takes   textgen HEADER SOURCE texts/<language>/<room>.po…   gettext's .po syntax; msgid is a
 *         key ("xlsx.not_zip"), the first line of msgstr says what, the rest what to do next.
 * Gives   base/say_ids.h (one id per key, in byte order of the keys) and jh_say_table.
 * Never   lets a key pass that one language lacks, or whose {0}…{3} differ between languages.
 * SPDX-License-Identifier: Apache-2.0 */
#include "gen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACEHOLDERS = 4, LANGUAGES = 2 };

/* In the order of enum jh_lang. */
static const char *const languages[LANGUAGES] = { "zh", "en" };

typedef struct sentence {
    char *key;
    char *words; /* what, then what to do next after the first newline */
    gen_place place;
} sentence;

typedef struct language {
    sentence *sentences;
    size_t count, room;
} language;

/* One entry while it is read. */
typedef struct entry {
    gen_text key, words;
    gen_text *open; /* where a continuation line goes */
    gen_place place;
} entry;

static void add(language *to, const char *key, const char *words, gen_place place)
{
    if (to->count == to->room) {
        to->room = to->room ? to->room * 2 : 64;
        sentence *grown = realloc(to->sentences, to->room * sizeof *grown);
        if (!grown) exit(EXIT_FAILURE);
        to->sentences = grown;
    }
    to->sentences[to->count++] = (sentence){ .key = gen_copy(key, strlen(key)),
                                             .words = gen_copy(words, strlen(words)),
                                             .place = place };
}

/* A key begins with its room, the name of its file, and can be a C name after SAY_. */
static bool is_key(const char *key, const char *path)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789._";
    const char *room = strrchr(path, '/') + 1;
    size_t size = strcspn(room, ".");

    return strncmp(key, room, size) == 0 && key[size] == '.' && !key[strspn(key, letters)];
}

/* Closes an entry. The one with the empty key is gettext's header and says nothing. */
static void close_entry(language *to, entry *now)
{
    const char *key = now->key.bytes ? now->key.bytes : "";
    const char *words = now->words.bytes ? now->words.bytes : "";

    if (now->open && *key) {
        if (!is_key(key, now->place.file))
            gen_complain(now->place, "the key \"%s\" must be room.words: a-z, 0-9, '.', '_'", key);
        else if (!*words || *words == '\n')
            gen_complain(now->place, "\"%s\" has no sentence: write its msgstr", key);
        else
            add(to, key, words, now->place);
    }
    now->key.size = now->words.size = 0;
    if (now->key.bytes) now->key.bytes[0] = '\0';
    if (now->words.bytes) now->words.bytes[0] = '\0';
    now->open = NULL;
}

static char unescaped(char c)
{
    return c == 'n' ? '\n' : c == 't' ? '\t' : c == '"' || c == '\\' ? c : '\0';
}

/* The text between the quotes of one line. */
static void take_quoted(gen_text *to, const char *at, gen_place place)
{
    if (!to || *at != '"') {
        gen_complain(place, "expected msgid, msgstr, a quoted line or # comment");
        return;
    }
    for (at++; *at && *at != '"'; at++) {
        char c = *at;
        if (c == '\\') {
            c = unescaped(*++at);
            if (!c) {
                gen_complain(place, "unknown escape: only \\n \\t \\\" \\\\");
                return;
            }
        }
        gen_put_bytes(to, &c, 1);
    }
    if (*at != '"' || at[1 + strspn(at + 1, " \t\r")])
        gen_complain(place, "the quotes do not close at the end of the line");
}

static void take_line(language *to, entry *now, const char *line, gen_place place)
{
    line += strspn(line, " \t\r");
    if (!*line || *line == '#') return;
    if (strncmp(line, "msgid ", 6) == 0) {
        close_entry(to, now);
        now->place = place;
        now->open = &now->key;
        line += 6;
    } else if (strncmp(line, "msgstr ", 7) == 0) {
        if (now->open != &now->key) gen_complain(place, "msgstr without a msgid before it");
        now->open = &now->words;
        line += 7;
    }
    take_quoted(now->open, line + strspn(line, " \t"), place);
}

static void read_po(language *to, const char *path)
{
    size_t size = 0;
    char *text = gen_read(path, &size);
    entry now = { 0 };
    gen_place place = { path, 0 };

    for (char *line = text, *end; line; line = end) {
        end = strchr(line, '\n');
        if (end) *end++ = '\0';
        place.line++;
        take_line(to, &now, line, place);
    }
    close_entry(to, &now);
    free(now.key.bytes);
    free(now.words.bytes);
    free(text);
}

/* texts/zh/base.po is language 0; -1 for a folder that is no language. */
static int language_of(const char *path)
{
    for (int i = 0; i < LANGUAGES; i++) {
        char folder[8];
        snprintf(folder, sizeof folder, "/%s/", languages[i]);
        if (strstr(path, folder)) return i;
    }
    return -1;
}

/* "a.b" and "a_b" would be the same name in C, so they compare as equal. */
static int compare_keys(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        char x = (char)(*a == '.' ? '_' : *a), y = (char)(*b == '.' ? '_' : *b);
        if (x != y) return x < y ? -1 : 1;
    }
    return *a ? 1 : *b ? -1 : 0;
}

static int by_key(const void *a, const void *b)
{
    return compare_keys(((const sentence *)a)->key, ((const sentence *)b)->key);
}

static void refuse_duplicates(const language *in)
{
    for (size_t i = 1; i < in->count; i++) {
        const sentence *one = &in->sentences[i - 1], *two = &in->sentences[i];
        if (compare_keys(one->key, two->key) == 0)
            gen_complain(two->place, "\"%s\" is already said at %s:%d", two->key, one->place.file,
                         one->place.line);
    }
}

/* One bit for each {n} that occurs. */
static unsigned placeholders(const sentence *in)
{
    unsigned seen = 0;

    for (const char *c = in->words; *c; c++) {
        if (c[0] != '{' || c[1] < '0' || c[1] > '9' || c[2] != '}') continue;
        if (c[1] - '0' >= PLACEHOLDERS)
            gen_complain(in->place, "\"%s\": a message has no more words than {0}…{%d}", in->key,
                         PLACEHOLDERS - 1);
        else
            seen |= 1U << (c[1] - '0');
    }
    return seen;
}

static void compare_languages(const language *zh, const language *en)
{
    size_t i = 0, j = 0;

    while (i < zh->count || j < en->count) {
        const sentence *a = i < zh->count ? &zh->sentences[i] : NULL;
        const sentence *b = j < en->count ? &en->sentences[j] : NULL;
        int order = !a ? 1 : !b ? -1 : compare_keys(a->key, b->key);
        if (order < 0) gen_complain(a->place, "\"%s\" has no English: add it to texts/en", a->key);
        if (order > 0) gen_complain(b->place, "\"%s\" has no Chinese: add it to texts/zh", b->key);
        if (order == 0 && placeholders(a) != placeholders(b))
            gen_complain(b->place, "\"%s\" has other placeholders than %s:%d", b->key,
                         a->place.file, a->place.line);
        i += order <= 0;
        j += order >= 0;
    }
}

static void put_header(gen_text *to, const language *zh)
{
    gen_put(to, "/* Made by tools/textgen.c from texts/: edit those.\n"
                " * Takes   nothing.\n"
                " * Gives   an id for every sentence; its words are in base/say.h's jh_say_table.\n"
                " * Never   stable between builds: store and send jh_say_keys instead. */\n"
                "#ifndef JH_BASE_SAY_IDS_H\n#define JH_BASE_SAY_IDS_H\n\n"
                "typedef enum jh_say_id {\n    SAY_NONE = 0,\n");
    for (size_t i = 0; i < zh->count; i++) {
        gen_put(to, "    SAY_");
        gen_put_upper(to, zh->sentences[i].key);
        gen_put(to, ",\n");
    }
    gen_put(to, "    SAY_COUNT\n} jh_say_id;\n\n#endif\n");
}

static void put_words(gen_text *to, const sentence *from)
{
    char *next = strchr(from->words, '\n');

    if (next) *next++ = '\0';
    size_t size = next ? strlen(next) : 0;
    while (size && next[size - 1] == '\n') next[--size] = '\0';
    gen_put(to, "    { ");
    gen_put_literal(to, from->words);
    gen_put(to, ", ");
    gen_put_literal(to, next ? next : "");
    gen_put(to, " },\n");
}

static void put_source(gen_text *to, const language all[LANGUAGES])
{
    gen_put(to, "/* Made by tools/textgen.c from texts/: edit those. */\n"
                "#include \"base/say.h\"\n\n"
                "const char *const jh_say_keys[SAY_COUNT] = {\n    \"\",\n");
    for (size_t i = 0; i < all[0].count; i++) gen_put(to, "    \"%s\",\n", all[0].sentences[i].key);
    gen_put(to, "};\n\nconst char *const jh_say_table[JH_LANG_COUNT][SAY_COUNT][2] = {\n");
    for (int n = 0; n < LANGUAGES; n++) {
        gen_put(to, "  { /* %s */\n    { \"\", \"\" },\n", languages[n]);
        for (size_t i = 0; i < all[n].count; i++) put_words(to, &all[n].sentences[i]);
        gen_put(to, "  },\n");
    }
    gen_put(to, "};\n");
}

static void release(language *in)
{
    for (size_t i = 0; i < in->count; i++) {
        free(in->sentences[i].key);
        free(in->sentences[i].words);
    }
    free(in->sentences);
}

int main(int argc, char **argv)
{
    language all[LANGUAGES] = { 0 };
    gen_text header = { 0 }, source = { 0 };

    if (argc < 3) {
        fprintf(stderr, "usage: textgen HEADER SOURCE texts/<language>/<room>.po…\n");
        return 2;
    }
    for (int i = 3; i < argc; i++) {
        int n = language_of(argv[i]);
        if (n < 0)
            gen_complain((gen_place){ argv[i], 0 }, "expected texts/zh/… or texts/en/…");
        else
            read_po(&all[n], argv[i]);
    }
    for (int n = 0; n < LANGUAGES; n++) {
        if (all[n].count) qsort(all[n].sentences, all[n].count, sizeof(sentence), by_key);
        refuse_duplicates(&all[n]);
    }
    compare_languages(&all[0], &all[1]);
    put_header(&header, &all[0]);
    put_source(&source, all);
    int status = gen_finish(argv[1], &header, argv[2], &source);
    for (int n = 0; n < LANGUAGES; n++) release(&all[n]);
    free(header.bytes);
    free(source.bytes);
    return status;
}
