/* sqlgen.c — the SQL of schema/ as tables, so that no C file holds a statement.
 * Takes   sqlgen HEADER SOURCE schema/….sql…
 *         schema/queries/: blocks of  -- name: schools_of_county  (county, year) -> id, name
 *         schema/checks.sql: blocks of  -- rule: no school has more … than …
 *         every other file: embedded whole, comments and all.
 * Gives   store/queries.h with an id per query, the files, and the rules.
 * Never   rewrites a statement: {int64} and the like are the store's business at run time.
 * SPDX-License-Identifier: Apache-2.0 */
#include "gen.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_SIZE = 96 };

typedef struct block {
    char *title;  /* a query's name, a rule's sentence */
    char *takes;  /* "county, year" */
    char *gives;  /* "id, name" */
    gen_text sql; /* comments stripped */
    gen_place place;
} block;

typedef struct blocks {
    block *all;
    size_t count, room;
} blocks;

static block *add(blocks *to)
{
    if (to->count == to->room) {
        to->room = to->room ? to->room * 2 : 64;
        block *grown = realloc(to->all, to->room * sizeof *grown);
        if (!grown) exit(EXIT_FAILURE);
        to->all = grown;
    }
    to->all[to->count] = (block){ 0 };
    return &to->all[to->count++];
}

static char *trimmed(const char *start, const char *end)
{
    while (start < end && isspace((unsigned char)*start)) start++;
    while (end > start && isspace((unsigned char)end[-1])) end--;
    return gen_copy(start, (size_t)(end - start));
}

/* name  (a, b) -> c, d      the arrow and what follows only where rows come back */
static void read_query_title(block *to, const char *title)
{
    const char *open = strchr(title, '('), *close = strchr(title, ')');
    const char *arrow = close ? strstr(close, "->") : NULL;

    if (!open || !close || close < open) {
        gen_complain(to->place, "expected -- name: some_name  (parameters) -> columns");
        open = close = title;
    }
    to->title = trimmed(title, open);
    to->takes = close > open ? trimmed(open + 1, close) : gen_copy("", 0);
    to->gives = arrow ? trimmed(arrow + 2, arrow + strlen(arrow)) : gen_copy("", 0);
    if (!*to->title || to->title[strspn(to->title, "abcdefghijklmnopqrstuvwxyz0123456789_")])
        gen_complain(to->place, "the name \"%s\" may hold a-z, 0-9 and '_' only", to->title);
}

/* Where a comment of this line begins; quotes do not span lines in schema/. */
static const char *comment_of(const char *line)
{
    char quote = '\0';

    for (const char *c = line; *c; c++) {
        if (quote)
            quote = *c == quote ? '\0' : quote;
        else if (*c == '\'' || *c == '"')
            quote = *c;
        else if (c[0] == '-' && c[1] == '-')
            return c;
    }
    return line + strlen(line);
}

static void take_line(block *to, const char *line)
{
    const char *end = comment_of(line);
    while (end > line && isspace((unsigned char)end[-1])) end--;
    if (end == line) return;
    if (to->sql.size) gen_put(&to->sql, "\n");
    gen_put_bytes(&to->sql, line, (size_t)(end - line));
}

/* `marker` is "-- name:" or "-- rule:". Text before the first marker may only be comments. */
static void read_blocks(blocks *to, const char *path, const char *marker)
{
    size_t size = 0;
    char *text = gen_read(path, &size);
    block *now = NULL;
    gen_place place = { path, 0 };

    for (char *line = text, *end; line; line = end) {
        end = strchr(line, '\n');
        if (end) *end++ = '\0';
        place.line++;
        if (strncmp(line, marker, strlen(marker)) == 0) {
            const char *title = line + strlen(marker);
            now = add(to);
            now->place = place;
            if (strcmp(marker, "-- name:") == 0)
                read_query_title(now, title);
            else
                now->title = trimmed(title, title + strlen(title));
        } else if (now) {
            take_line(now, line);
        } else if (comment_of(line) != line + strspn(line, " \t\r")) {
            gen_complain(place, "a statement before the first \"%s\"", marker);
        }
    }
    free(text);
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Does the comma list name the word? "county {int64}, year": the first word of each part. */
static bool lists(const char *list, const char *word, size_t size)
{
    while (*list) {
        list += strspn(list, " \t,");
        if (strncmp(list, word, size) == 0 && !is_word(list[size])) return true;
        list += strcspn(list, ",");
    }
    return false;
}

/* The next :parameter outside quotes at or behind `at`; NULL when there is none. */
static const char *next_parameter(const char *at, const char *start)
{
    bool quoted = false;

    for (; *at; at++) {
        if (*at == '\'') quoted = !quoted;
        if (quoted || at[0] != ':' || !is_word(at[1])) continue;
        if (at == start || at[-1] != ':') return at + 1; /* not a cast, x::int */
    }
    return NULL;
}

static void check_parameters(const block *in)
{
    gen_text used = { 0 };
    const char *sql = in->sql.bytes, *at = sql;

    while ((at = next_parameter(at, sql)) != NULL) {
        size_t size = 0;
        while (is_word(at[size])) size++;
        if (!lists(in->takes, at, size))
            gen_complain(in->place, "%s uses :%.*s, which its ( ) does not name", in->title,
                         (int)size, at);
        gen_put(&used, "%.*s,", (int)size, at);
        at += size;
    }
    for (const char *name = in->takes; *name; name += strcspn(name, ",")) {
        size_t size = 0;
        name += strspn(name, " \t,");
        while (is_word(name[size])) size++;
        if (size && !lists(used.bytes ? used.bytes : "", name, size))
            gen_complain(in->place, "%s names %.*s in ( ) but does not use it", in->title,
                         (int)size, name);
    }
    free(used.bytes);
}

static void check_block(const block *in)
{
    if (!in->sql.size) {
        gen_complain(in->place, "\"%s\" has no statement", in->title);
        return;
    }
    const char *semicolon = strchr(in->sql.bytes, ';');
    if (!semicolon || semicolon[1])
        gen_complain(in->place, "\"%s\" must be one statement that ends with ;", in->title);
}

static int by_title(const void *a, const void *b)
{
    return strcmp(((const block *)a)->title, ((const block *)b)->title);
}

static void check_queries(blocks *in)
{
    if (in->count) qsort(in->all, in->count, sizeof *in->all, by_title);
    for (size_t i = 0; i < in->count; i++) {
        check_block(&in->all[i]);
        if (in->all[i].sql.size) check_parameters(&in->all[i]);
        if (i && strcmp(in->all[i].title, in->all[i - 1].title) == 0)
            gen_complain(in->all[i].place, "the name %s is taken by %s:%d", in->all[i].title,
                         in->all[i - 1].place.file, in->all[i - 1].place.line);
    }
}

static void put_header(gen_text *to, const blocks *queries)
{
    gen_put(to, "/* Made by tools/sqlgen.c from schema/: edit that.\n"
                " * Takes   nothing.\n"
                " * Gives   every named query, every schema file and every rule, as written.\n"
                " * Never   ready for an engine: the store fills in {int64} and the like. */\n"
                "#ifndef JH_STORE_QUERIES_H\n#define JH_STORE_QUERIES_H\n\n"
                "#include <stddef.h>\n\ntypedef enum jh_query_id {\n");
    for (size_t i = 0; i < queries->count; i++) {
        gen_put(to, "    SQL_");
        gen_put_upper(to, queries->all[i].title);
        gen_put(to, ",\n");
    }
    gen_put(to, "    SQL_COUNT\n} jh_query_id;\n\n"
                "typedef struct jh_query {\n"
                "    const char *name;   /* \"schools_of_county\"                 */\n"
                "    const char *takes;  /* \"county, year\": its :parameters     */\n"
                "    const char *gives;  /* \"id, name\"; \"\" where no rows return */\n"
                "    const char *sql;    /* comments stripped, ends with ;       */\n"
                "    const char *place;  /* \"schema/queries/unit.sql:12\"        */\n"
                "} jh_query;\n\n"
                "typedef struct jh_schema_file {\n"
                "    const char *name; /* \"schema/tables.sql\" */\n"
                "    const char *sql;\n} jh_schema_file;\n\n"
                "typedef struct jh_schema_rule {\n    const char *sentence;\n"
                "    const char *sql; /* must return no rows */\n"
                "    const char *place;\n} jh_schema_rule;\n\n"
                "extern const jh_query jh_queries[SQL_COUNT + 1]; /* by jh_query_id */\n"
                "extern const jh_schema_file jh_schema_files[];   /* sorted by name */\n"
                "extern const size_t jh_schema_file_count;\n"
                "extern const jh_schema_rule jh_schema_rules[];   /* as in schema/checks.sql */\n"
                "extern const size_t jh_schema_rule_count;\n\n#endif\n");
}

static void put_queries(gen_text *to, const blocks *queries)
{
    gen_put(to, "const jh_query jh_queries[SQL_COUNT + 1] = {\n");
    for (size_t i = 0; i < queries->count; i++) {
        const block *q = &queries->all[i];
        gen_put(to, "  { \"%s\",\n    \"%s\",\n    \"%s\",\n    ", q->title, q->takes, q->gives);
        gen_put_literal(to, q->sql.bytes ? q->sql.bytes : "");
        gen_put(to, ",\n    \"%s:%d\" },\n", q->place.file, q->place.line);
    }
    gen_put(to, "  { NULL, NULL, NULL, NULL, NULL },\n};\n\n");
}

static void put_rules(gen_text *to, const blocks *rules)
{
    gen_put(to, "const jh_schema_rule jh_schema_rules[] = {\n");
    for (size_t i = 0; i < rules->count; i++) {
        gen_put(to, "  { ");
        gen_put_literal(to, rules->all[i].title);
        gen_put(to, ",\n    ");
        gen_put_literal(to, rules->all[i].sql.bytes ? rules->all[i].sql.bytes : "");
        gen_put(to, ",\n    \"%s:%d\" },\n", rules->all[i].place.file, rules->all[i].place.line);
    }
    gen_put(to, "  { NULL, NULL, NULL },\n};\n\nconst size_t jh_schema_rule_count = %zu;\n",
            rules->count);
}

static void put_file(gen_text *to, const char *path)
{
    size_t size = 0;
    char *text = gen_read(path, &size);

    gen_put(to, "  { \"%s\",\n    ", path);
    gen_put_literal(to, text);
    gen_put(to, " },\n");
    free(text);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void release(blocks *in)
{
    for (size_t i = 0; i < in->count; i++) {
        free(in->all[i].title);
        free(in->all[i].takes);
        free(in->all[i].gives);
        free(in->all[i].sql.bytes);
    }
    free(in->all);
}

int main(int argc, char **argv)
{
    blocks queries = { 0 }, rules = { 0 };
    gen_text header = { 0 }, source = { 0 }, files = { 0 };
    size_t file_count = 0;

    if (argc < 3) {
        fprintf(stderr, "usage: sqlgen HEADER SOURCE schema/….sql…\n");
        return 2;
    }
    qsort(argv + 3, (size_t)(argc - 3), sizeof *argv, by_path);
    for (int i = 3; i < argc; i++) {
        if (strstr(argv[i], "/queries/")) {
            read_blocks(&queries, argv[i], "-- name:");
        } else if (strstr(argv[i], "/checks.sql")) {
            read_blocks(&rules, argv[i], "-- rule:");
        } else {
            put_file(&files, argv[i]);
            file_count++;
        }
    }
    check_queries(&queries);
    for (size_t i = 0; i < rules.count; i++) check_block(&rules.all[i]);
    put_header(&header, &queries);
    gen_put(&source, "/* Made by tools/sqlgen.c from schema/: edit that. */\n"
                     "#include \"store/queries.h\"\n\n");
    put_queries(&source, &queries);
    put_rules(&source, &rules);
    gen_put(&source, "\nconst jh_schema_file jh_schema_files[] = {\n");
    if (files.size) gen_put_bytes(&source, files.bytes, files.size);
    gen_put(&source, "  { NULL, NULL },\n};\n\nconst size_t jh_schema_file_count = %zu;\n",
            file_count);
    int status = gen_finish(argv[1], &header, argv[2], &source);
    release(&queries);
    release(&rules);
    free(header.bytes);
    free(source.bytes);
    free(files.bytes);
    return status;
}
