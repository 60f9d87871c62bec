/* expr_test.c — runs the specification files and the worked examples of docs/methods.
 * Takes   tests/spec/README.md says how they are written.
 * Gives   a failure at the first line that does not hold.
 * Never   lets a file pass that expects nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/expr_table.h"
#include "tests/support/test.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct reader {
    const char *path;
    int line;
    char *text, *next; /* the rest of the text */
    test_table table;
    char *lines; /* of the table, which points into them */
    char source[256], given[1024];
    jh_level level;
    size_t row;
    int expected;
} reader;

static jh_level level_of(reader *r, const char *word)
{
    int level;

    for (level = JH_COUNTY; level <= JH_PART; level++)
        if (strcmp(word, jh_level_key((jh_level)level)) == 0) return (jh_level)level;
    fail_msg("%s:%d: %s is no level", r->path, r->line, word);
    return JH_COUNTY;
}

/* NULL at the end. */
static char *take_line(reader *r)
{
    char *line = r->next, *end;

    if (!*line) return NULL;
    end = strchr(line, '\n');
    r->next = end ? end + 1 : line + strlen(line);
    if (end) *end = '\0';
    r->line++;
    return line;
}

static bool is_indented(const char *line)
{
    return *line == ' ' && line[strspn(line, " ")] != '\0';
}

static void forget_table(reader *r)
{
    if (r->lines) test_table_free(&r->table);
    free(r->lines);
    r->lines = NULL;
}

static void read_table(reader *r)
{
    size_t size = 0;

    forget_table(r);
    r->lines = calloc(1, strlen(r->next) + 2);
    assert_non_null(r->lines);
    while (is_indented(r->next)) {
        const char *line = take_line(r);

        size += (size_t)sprintf(r->lines + size, "%s\n", line + strspn(line, " "));
    }
    test_table_make(&r->table, r->lines);
    r->level = JH_COUNTY;
    r->row = 0;
}

/* "R1 part = EXPR ; line EXPR ; floor EXPR" */
static void read_define(reader *r, char *rest, bool is_set)
{
    char *name = strtok(rest, " "), *level = strtok(NULL, " "), *text = strtok(NULL, "");
    char *line = NULL, *floor = NULL, *part;

    if (!name || !level || !text || *text != '=')
        fail_msg("%s:%d: NAME LEVEL = …", r->path, r->line);
    name = strcpy(jh_alloc(&r->table.keep, strlen(name) + 1, 1), name);
    for (part = strtok(text + 1, ";"); (part = strtok(NULL, ";")) != NULL;) {
        part += strspn(part, " ");
        if (strncmp(part, "line ", 5) == 0) line = part + 5;
        if (strncmp(part, "floor ", 6) == 0) floor = part + 6;
    }
    if (is_set)
        test_table_set(&r->table, name, level_of(r, level), text + 1);
    else
        test_table_define(&r->table, name, text + 1, level_of(r, level), line, floor);
}

/* Places behind the point of a number; −1 = the words are no number. */
static int places_of(const char *words)
{
    const char *point = strchr(words, '.');

    if (strspn(words, "-0123456789.") != strlen(words)) return -1;
    return point ? (int)strlen(point + 1) : 0;
}

static void expect_rounded(reader *r, const char *words, int places)
{
    const jh_expr *expr = test_compile(&r->table, r->given, r->level);
    char digits[JH_DECIMAL_SIZE];
    jh_decimal value;
    jh_why why;

    if (!expr)
        fail_msg("%s:%d: %s: %s", r->path, r->line, r->given,
                 jh_say_keys[r->table.err.message.say]);
    assert_int_equal(jh_expr_rounded(&value, &why, expr,
                                     &(jh_expr_ask){ .source = &r->table.source,
                                                     .level = r->level,
                                                     .rows = { r->row, 1 },
                                                     .places = places },
                                     r->table.scratch),
                     JH_OK);
    if (why) fail_msg("%s:%d: %s is missing: %s", r->path, r->line, r->given, jh_why_key(why));
    jh_decimal_write(digits, value, places);
    if (strcmp(digits, words) != 0)
        fail_msg("%s:%d: %s is %s, not %s", r->path, r->line, r->given, digits, words);
}

static void expect(reader *r, const char *words)
{
    const char *value;

    if (!*r->source) fail_msg("%s:%d: no source is given", r->path, r->line);
    if (!*r->given) fail_msg("%s:%d: nothing is given", r->path, r->line);
    r->expected++;
    if (places_of(words) >= 0) {
        expect_rounded(r, words, places_of(words));
        return;
    }
    if (strncmp(words, "exactly ", 8) == 0) words += 8;
    value = test_value(&r->table, r->given, r->level, r->row);
    if (strcmp(value, words) != 0)
        fail_msg("%s:%d: %s is %s, not %s", r->path, r->line, r->given, value, words);
}

static void read_at(reader *r, char *rest)
{
    char *row = strchr(rest, ' ');

    if (!row) fail_msg("%s:%d: at LEVEL ROW", r->path, r->line);
    *row = '\0';
    r->level = level_of(r, rest);
    r->row = (size_t)strtoul(row + 1, NULL, 10) - 1;
}

static void read_statement(reader *r, char *line)
{
    size_t size = strcspn(line, " ");
    char *rest = line + size + strspn(line + size, " ");

    line[size] = '\0';
    if (strcmp(line, "source") == 0)
        snprintf(r->source, sizeof r->source, "%s", rest);
    else if (strcmp(line, "table") == 0)
        read_table(r);
    else if (strcmp(line, "define") == 0 || strcmp(line, "set") == 0)
        read_define(r, rest, *line == 's');
    else if (strcmp(line, "at") == 0)
        read_at(r, rest);
    else if (strcmp(line, "given") == 0)
        snprintf(r->given, sizeof r->given, "%s", rest);
    else if (strcmp(line, "expect") == 0)
        expect(r, rest);
    else
        fail_msg("%s:%d: %s begins no statement", r->path, r->line, line);
}

/* In a page only what stands between ```expr and ``` counts. */
static void run_file(const char *path, bool is_page)
{
    static reader r;
    char *line;
    bool inside = !is_page;

    r = (reader){ .path = path, .text = test_file_read(path, NULL) };
    r.next = r.text;
    while ((line = take_line(&r)) != NULL) {
        if (is_page && strncmp(line, "```", 3) == 0)
            inside = !inside && strcmp(line, "```expr") == 0;
        else if (inside && *line && *line != '#')
            read_statement(&r, line);
    }
    if (!is_page && r.expected == 0) fail_msg("%s expects nothing", path);
    if (r.expected) printf("%s: %d expectations hold\n", path, r.expected);
    forget_table(&r);
    free(r.text);
}

static void run_all(const char *pattern, bool is_page)
{
    glob_t found;
    size_t i;

    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (i = 0; i < found.gl_pathc; i++) run_file(found.gl_pathv[i], is_page);
    globfree(&found);
}

static void specification_files_hold(void **state)
{
    (void)state;
    run_all("tests/spec/expr_*.spec", false);
}

static void worked_examples_hold(void **state)
{
    (void)state;
    run_all("docs/methods/*.md", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(specification_files_hold),
        cmocka_unit_test(worked_examples_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
