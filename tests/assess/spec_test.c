/* spec_test.c — runs the cases of tests/spec/assess*.spec and the ```spec blocks of docs/methods/.
 * Takes   files in the bureau's words:
 *             case  a sentence that says what must come out
 *             clause  the document and article it rests on
 *             given   lines of tests/support/county.h
 *             expect  a claim about the assessment (see `verbs` below)
 *         A case inherits nothing from the one before; `standard KEY` holds until the next.
 * Never   passes over a line it does not understand.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/county.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 8, WORD = 128, GIVEN = 32768 };

typedef struct spec {
    const char *path;
    int line;
    char standard[WORD], label[512], given[GIVEN];
    test_county county;
    bool is_made;
    int cases, expects, failures;
} spec;

typedef struct words {
    char at[WORDS][WORD];
    int count;
} words;

static void complain(spec *s, const char *wanted, const char *got)
{
    fprintf(stderr, "%s:%d: %s\n    wanted %s, got %s\n", s->path, s->line, s->label, wanted, got);
    s->failures++;
}

static void same(spec *s, const char *wanted, const char *got)
{
    if (strcmp(wanted, got) != 0) complain(s, wanted, got);
}

/* ---- finding what is spoken of --------------------------------------------------------------- */

static size_t must_find(spec *s, size_t index, const char *word)
{
    if (index == SIZE_MAX) fail_msg("%s:%d: there is no \"%s\"", s->path, s->line, word);
    return index;
}

static size_t indicator(spec *s, const char *key)
{
    return must_find(s, jh_standard_indicator(s->county.standard, jh_text_of(key)), key);
}

static size_t part(spec *s, const char *code, const char *stage)
{
    return must_find(s, test_part(&s->county, code, test_stage(stage)), code);
}

static size_t limit(spec *s, const char *key, const char *stage)
{
    const jh_standard *standard = s->county.standard;
    size_t i;

    for (i = 0; i < standard->limit_count; i++)
        if (standard->limits[i].indicator == indicator(s, key)
            && standard->limits[i].stage == test_stage(stage))
            return i;
    return must_find(s, SIZE_MAX, key);
}

/* The row named by words from `first`: CODE STAGE for parts, CODE for schools. */
static size_t row(spec *s, jh_level level, const words *w, int first)
{
    if (level == JH_PART) return part(s, w->at[first], w->at[first + 1]);
    return must_find(s, test_school(&s->county, w->at[first]), w->at[first]);
}

/* ---- verbs ----------------------------------------------------------------------------------- */

static void check_mark(spec *s, const words *w)
{
    static const char *const marks[] = { "below", "floor", "met", "unknown", "none" };
    const jh_assessment *a = &s->county.assessment;

    same(s, w->at[4],
         marks[a->indicators[indicator(s, w->at[3])][part(s, w->at[1], w->at[2])].mark]);
}

static void check_value(spec *s, const words *w)
{
    size_t i = indicator(s, w->at[3]);
    const jh_indicator_result *r = &s->county.assessment.indicators[i][part(s, w->at[1], w->at[2])];
    char digits[JH_DECIMAL_SIZE];

    same(s, w->at[4],
         r->value.why
             ? jh_why_key(r->value.why)
             : jh_decimal_write(digits, r->printed, s->county.standard->indicators[i].decimals));
}

static void exact_text(spec *s, char out[WORD], const jh_expr *expr, jh_level level, size_t at)
{
    jh_arena keep = s->county.keep;
    jh_why why = JH_PRESENT;
    jh_exact exact;

    jh_exact_init(&exact);
    assert_int_equal(jh_expr_exact(&exact, &why, expr,
                                   &(jh_expr_ask){ .source = &s->county.frame.source,
                                                   .level = level,
                                                   .rows = { at, 1 },
                                                   .bits = 64 },
                                   s->county.scratch),
                     JH_OK);
    snprintf(out, WORD, "%s", why ? jh_why_key(why) : jh_exact_write(&keep, &exact).at);
    jh_exact_clear(&exact);
}

/* exact CODE STAGE INDICATOR 23226/397 */
static void check_exact(spec *s, const words *w)
{
    char got[WORD];

    exact_text(s, got, s->county.standard->indicators[indicator(s, w->at[3])].value, JH_PART,
               part(s, w->at[1], w->at[2]));
    same(s, w->at[4], got);
}

/* share CODE STAGE ELEMENT 9711.626968 : an element at a part, to six places */
static void check_share(spec *s, const words *w)
{
    const jh_source *source = &s->county.frame.source;
    size_t at = part(s, w->at[1], w->at[2]);
    size_t element = jh_standard_element(s->county.standard, jh_text_of(w->at[3]));
    const jh_slice of = { JH_COLUMN_ID(JH_COLUMN_ELEMENT, must_find(s, element, w->at[3])),
                          JH_WHOLE,
                          JH_PART,
                          { at, 1 } };
    char digits[JH_DECIMAL_SIZE];
    jh_decimal rounded;
    jh_number number;
    jh_exact exact;

    assert_int_equal(source->numbers(source->self, &of, &number), JH_OK);
    if (number.why) {
        same(s, w->at[4], jh_why_key(number.why));
        return;
    }
    jh_exact_init(&exact);
    assert_int_equal(source->exact(source->self, &of, &exact), JH_OK);
    assert_true(jh_exact_decimal(&rounded, &exact, 6));
    jh_exact_clear(&exact);
    assert_true(number.range.lo <= jh_decimal_to_double(rounded) + 1e-6
                && number.range.hi >= jh_decimal_to_double(rounded) - 1e-6);
    same(s, w->at[4], jh_decimal_write_short(digits, rounded));
}

/* printed CODE STAGE ELEMENT PLACES FIGURE */
static void check_printed(spec *s, const words *w)
{
    size_t school = must_find(s, test_school(&s->county, w->at[1]), w->at[1]);
    size_t element = jh_standard_element(s->county.standard, jh_text_of(w->at[3]));
    jh_stage stage = test_stage(w->at[2]);
    char digits[JH_DECIMAL_SIZE];
    jh_printed_split split;

    assert_int_equal(jh_frame_split_printed(&split, &s->county.frame,
                                            &(jh_split_print){ must_find(s, element, w->at[3]),
                                                               school, atoi(w->at[4]) },
                                            NULL),
                     JH_OK);
    same(s, w->at[5],
         split.why[stage] ? jh_why_key(split.why[stage])
                          : jh_decimal_write(digits, split.value[stage], atoi(w->at[4])));
}

static size_t rule(spec *s, const char *key)
{
    const jh_standard *standard = s->county.standard;
    size_t i;

    for (i = 0; i < standard->rule_count; i++)
        if (jh_text_equal(standard->rules[i].key, jh_text_of(key))) return i;
    return must_find(s, SIZE_MAX, key);
}

/* rule KEY county|CODE [STAGE] TRUTH */
static void check_rule(spec *s, const words *w)
{
    size_t i = rule(s, w->at[1]);
    const jh_rule_result *r = &s->county.assessment.rules[i];
    jh_level level = s->county.standard->scopes[s->county.standard->rules[i].scope].level;

    if (strcmp(w->at[2], "county") == 0)
        same(s, w->at[3], jh_truth_key(r->county.truth));
    else
        same(s, w->at[w->count - 1], jh_truth_key(r->rows[row(s, level, w, 2)].truth));
}

/* in SCOPE CODE [STAGE] TRUTH */
static void check_in(spec *s, const words *w)
{
    const jh_standard *standard = s->county.standard;
    size_t i;

    for (i = 0; i < standard->scope_count; i++)
        if (jh_text_equal(standard->scopes[i].key, jh_text_of(w->at[1]))) break;
    must_find(s, i < standard->scope_count ? i : SIZE_MAX, w->at[1]);
    same(s, w->at[w->count - 1],
         jh_truth_key(
             s->county.assessment.scopes[i][row(s, standard->scopes[i].level, w, 2)].in.truth));
}

/* parts CODE [STAGE …] : exactly these */
static void check_parts(spec *s, const words *w)
{
    size_t school = must_find(s, test_school(&s->county, w->at[1]), w->at[1]), p;
    const jh_school *at = &s->county.frame.schools[school];
    char wanted[512] = "", got[512] = "";
    int i;

    for (i = 2; i < w->count; i++) strcat(strcat(wanted, " "), w->at[i]);
    for (p = 0; p < at->part_count; p++)
        strcat(strcat(got, " "), jh_stage_key(s->county.frame.parts[at->first_part + p].stage));
    same(s, wanted, got);
}

static void check_no_school(spec *s, const words *w)
{
    if (test_school(&s->county, w->at[1]) != SIZE_MAX) complain(s, "no school", w->at[1]);
}

static void check_limit(spec *s, const words *w)
{
    same(s, w->at[3],
         jh_truth_key(s->county.assessment.limits[limit(s, w->at[1], w->at[2])].holds.truth));
}

/* cv INDICATOR STAGE 0.515257 (six places) | reason */
static void check_cv(spec *s, const words *w)
{
    const jh_limit *l = &s->county.standard->limits[limit(s, w->at[1], w->at[2])];
    char digits[JH_DECIMAL_SIZE];
    jh_decimal rounded = { 0 };
    jh_why why;

    assert_int_equal(jh_expr_rounded(&rounded, &why, l->value,
                                     &(jh_expr_ask){ .source = &s->county.frame.source,
                                                     .level = JH_COUNTY,
                                                     .rows = { 0, 1 },
                                                     .places = 6 },
                                     s->county.scratch),
                     JH_OK);
    same(s, w->at[3], why ? jh_why_key(why) : jh_decimal_write(digits, rounded, 6));
}

static void check_printed_cv(spec *s, const words *w)
{
    size_t i = limit(s, w->at[1], w->at[2]);
    char digits[JH_DECIMAL_SIZE];

    same(s, w->at[3],
         jh_decimal_write(digits, s->county.assessment.limits[i].value_printed,
                          s->county.standard->limits[i].decimals));
}

/* item KEY TRUTH [REASON] */
static void check_item(spec *s, const words *w)
{
    size_t i = must_find(s, jh_standard_item(s->county.standard, jh_text_of(w->at[1])), w->at[1]);
    jh_claim holds = s->county.assessment.items[i].holds;

    same(s, w->at[2], jh_truth_key(holds.truth));
    if (w->count > 3) same(s, w->at[3], jh_why_key(holds.why));
}

/* What ITEM KEY name. */
static const jh_figure *find_figure(spec *s, const words *w, const jh_item_result **of)
{
    size_t i = must_find(s, jh_standard_item(s->county.standard, jh_text_of(w->at[1])), w->at[1]);
    const jh_item *item = &s->county.standard->items[i];
    size_t f;

    for (f = 0; f < item->figure_count; f++)
        if (jh_text_equal(item->figures[f].key, jh_text_of(w->at[2]))) break;
    must_find(s, f < item->figure_count ? f : SIZE_MAX, w->at[2]);
    *of = &s->county.assessment.items[i];
    return &item->figures[f];
}

/* printed_figure ITEM KEY as the forms print it; a share as a share | reason */
static void check_printed_figure(spec *s, const words *w)
{
    const jh_item_result *of;
    const jh_figure *figure = find_figure(s, w, &of);
    size_t item = (size_t)(of - s->county.assessment.items);
    size_t at = (size_t)(figure - s->county.standard->items[item].figures);
    char digits[JH_DECIMAL_SIZE];

    same(s, w->at[3],
         of->figures[at].why
             ? jh_why_key(of->figures[at].why)
             : jh_decimal_write(digits, of->figures_printed[at], jh_figure_places(figure)));
}

/* figure ITEM KEY FIGURE (two places, the fewest digits) | reason */
static void check_figure(spec *s, const words *w)
{
    const jh_item_result *of;
    const jh_figure *figure = find_figure(s, w, &of);
    char digits[JH_DECIMAL_SIZE];
    jh_decimal rounded = { 0 };
    jh_why why;

    assert_int_equal(jh_expr_rounded(&rounded, &why, figure->value,
                                     &(jh_expr_ask){ .source = &s->county.frame.source,
                                                     .level = JH_COUNTY,
                                                     .rows = { 0, 1 },
                                                     .places = 4 },
                                     s->county.scratch),
                     JH_OK);
    same(s, w->at[3], why ? jh_why_key(why) : jh_decimal_write_short(digits, rounded));
}

static void check_evidence(spec *s, const words *w)
{
    size_t i = must_find(s, jh_standard_item(s->county.standard, jh_text_of(w->at[1])), w->at[1]);
    char got[WORD];

    snprintf(got, sizeof got, "%.*s", JH_TEXT_ARGS(s->county.assessment.items[i].evidence));
    same(s, w->at[2], got);
}

static void check_group(spec *s, const words *w)
{
    const jh_standard *standard = s->county.standard;
    size_t i;

    for (i = 0; i < standard->group_count; i++)
        if (jh_text_equal(standard->groups[i].key, jh_text_of(w->at[1]))) break;
    must_find(s, i < standard->group_count ? i : SIZE_MAX, w->at[1]);
    same(s, w->at[2], jh_truth_key(s->county.assessment.groups[i].truth));
}

/* grade KEY yes|unknown [WORST STILL POSSIBLE] */
static void check_grade(spec *s, const words *w)
{
    const jh_assessment *a = &s->county.assessment;
    char got[WORD];

    snprintf(got, sizeof got, "%.*s", JH_TEXT_ARGS(s->county.standard->grades[a->grade].key));
    same(s, w->at[1], got);
    same(s, w->at[2], jh_truth_key(a->grade_known.truth));
    if (w->count < 4) return;
    snprintf(got, sizeof got, "%.*s", JH_TEXT_ARGS(s->county.standard->grades[a->grade_least].key));
    same(s, w->at[3], got);
}

/* score KEY 82.5, or 70.0..85.0 as long as it is open */
static void check_score(spec *s, const words *w)
{
    size_t i = must_find(s, jh_standard_score(s->county.standard, jh_text_of(w->at[1])), w->at[1]);
    const jh_score_result *result = &s->county.assessment.scores[i];
    int places = s->county.standard->scores[i].decimals;
    char least[JH_DECIMAL_SIZE], most[JH_DECIMAL_SIZE], got[WORD];

    jh_decimal_write(least, result->least, places);
    jh_decimal_write(most, result->most, places);
    snprintf(got, sizeof got, result->value.why ? "%s..%s" : "%s", least, most);
    same(s, w->at[2], got);
}

/* finding KEY COUNT */
static void check_finding(spec *s, const words *w)
{
    const jh_findings *lists[] = { &s->county.findings, &s->county.assessment.findings };
    char got[WORD];
    size_t count = 0, i, l;

    for (l = 0; l < 2; l++)
        for (i = 0; i < lists[l]->count; i++)
            count += strcmp(jh_say_keys[lists[l]->items[i].message.say], w->at[1]) == 0;
    snprintf(got, sizeof got, "%zu", count);
    same(s, w->at[2], got);
}

static const struct {
    const char *verb;
    int words;
    void (*check)(spec *s, const words *w);
} verbs[] = { { "mark", 5, check_mark },
              { "value", 5, check_value },
              { "exact", 5, check_exact },
              { "share", 5, check_share },
              { "printed", 6, check_printed },
              { "rule", 4, check_rule },
              { "in", 4, check_in },
              { "parts", 2, check_parts },
              { "no_school", 2, check_no_school },
              { "limit", 4, check_limit },
              { "cv", 4, check_cv },
              { "printed_cv", 4, check_printed_cv },
              { "item", 3, check_item },
              { "figure", 4, check_figure },
              { "printed_figure", 4, check_printed_figure },
              { "evidence", 3, check_evidence },
              { "group", 3, check_group },
              { "grade", 3, check_grade },
              { "score", 3, check_score },
              { "finding", 3, check_finding } };

/* ---- reading --------------------------------------------------------------------------------- */

static void split(words *w, const char *line)
{
    size_t size;

    w->count = 0;
    for (line += strspn(line, " \t"); *line; line += strspn(line, " \t")) {
        size = strcspn(line, " \t");
        assert_true(w->count < WORDS && size < WORD);
        snprintf(w->at[w->count++], WORD, "%.*s", (int)size, line);
        line += size;
    }
}

static void close_case(spec *s)
{
    if (s->is_made) test_county_free(&s->county);
    s->is_made = false;
    s->given[0] = '\0';
}

static void expect(spec *s, const char *line)
{
    words w;
    size_t i;

    if (!s->is_made) test_county_make(&s->county, s->standard, s->given);
    s->is_made = true;
    split(&w, line);
    for (i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (w.count >= verbs[i].words && strcmp(w.at[0], verbs[i].verb) == 0) break;
    if (i == sizeof verbs / sizeof *verbs)
        fail_msg("%s:%d: not understood: %s", s->path, s->line, line);
    verbs[i].check(s, &w);
    s->expects++;
}

/* The rest of the line behind a word, or NULL if the line does not begin with it. */
static const char *behind(const char *line, const char *word)
{
    size_t size = strlen(word);

    line += strspn(line, " \t");
    if (strncmp(line, word, size) != 0 || (line[size] && !strchr(" \t", line[size]))) return NULL;
    return line + size + strspn(line + size, " \t");
}

static void take_line(spec *s, const char *line)
{
    const char *rest = line + strspn(line, " \t");
    size_t used = strlen(s->given);

    if (!*rest || *rest == '#' || behind(line, "clause")) return;
    if ((rest = behind(line, "case")) != NULL) {
        close_case(s);
        snprintf(s->label, sizeof s->label, "%s", rest);
        s->cases++;
    } else if ((rest = behind(line, "standard")) != NULL) {
        snprintf(s->standard, sizeof s->standard, "%s", rest);
    } else if ((rest = behind(line, "given")) != NULL) {
        if (s->is_made) fail_msg("%s:%d: given after expect", s->path, s->line);
        assert_true(used + strlen(rest) + 2 < GIVEN);
        snprintf(s->given + used, GIVEN - used, "%s\n", rest);
    } else if ((rest = behind(line, "expect")) != NULL) {
        expect(s, rest);
    } else {
        fail_msg("%s:%d: not understood: %s", s->path, s->line, line);
    }
}

static void run_file(const char *path, const char *begin, const char *end, int *cases,
                     int *failures)
{
    spec *s = calloc(1, sizeof *s);
    char *text = test_file_read(path, NULL), *line, *next;
    bool is_open = !begin;

    assert_non_null(s);
    s->path = path;
    for (line = text; line; line = next) {
        next = strchr(line, '\n');
        if (next) *next++ = '\0';
        s->line++;
        if (begin && !is_open)
            is_open = strcmp(line, begin) == 0;
        else if (begin && strcmp(line, end) == 0)
            is_open = false;
        else if (is_open)
            take_line(s, line);
    }
    close_case(s);
    *cases += s->cases;
    if (s->failures) fprintf(stderr, "%s: %d of %d fail\n", path, s->failures, s->expects);
    *failures += s->failures;
    free(text);
    free(s);
}

static void run_all(const char *pattern, const char *begin, const char *end)
{
    char *path = test_source_path(pattern);
    int cases = 0, failures = 0;
    glob_t found;
    size_t i;

    assert_int_equal(glob(path, 0, NULL, &found), 0);
    for (i = 0; i < found.gl_pathc; i++) run_file(found.gl_pathv[i], begin, end, &cases, &failures);
    globfree(&found);
    free(path);
    assert_true(cases > 0);
    assert_int_equal(failures, 0);
}

static void every_specification_holds(void **state)
{
    (void)state;
    run_all("tests/spec/assess*.spec", NULL, NULL);
}

static void every_worked_example_of_a_method_page_holds(void **state)
{
    (void)state;
    run_all("docs/methods/*.md", "```spec", "```");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_specification_holds),
        cmocka_unit_test(every_worked_example_of_a_method_page_holds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
