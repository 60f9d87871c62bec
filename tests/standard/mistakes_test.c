/* SPDX-License-Identifier: Apache-2.0 */
/* Every mistake a person can make in a .std file is told at its place, with what was expected. */
#include "tests/standard/library.h"

/* A small standard that is right; the cases below add one wrong thing behind it, on line 31. */
static const char base[] =
    "standard t \"试\"\n" /* 1 */
    "  source \"试\"  effective 2020-01-01  stages primary junior\n"
    "measure pupil \"人\"\n"
    "measure teacher \"人\"\n"
    "measure m2 \"㎡\"\n" /* 5 */
    "measure yuan \"元\"\n"
    "measure wan_yuan \"万元\" = 10000 yuan\n"
    "codes kind \"办学类型\" attribute\n"
    "  school \"小学\" stages primary\n"
    "  special \"特教\"\n" /* 10 */
    "element pupils \"在校生数\" pupil by stage required whole\n"
    "element teachers \"教师\" teacher by stage\n"
    "element area \"面积\" m2 shared\n"
    "element money \"设备\" wan_yuan shared\n"
    "element boarding \"寄宿\" yesno of school\n" /* 15 */
    "setting judge \"判定\" choice exact as_printed = exact\n"
    "setting extra \"附加\" number = 0\n"
    "split shared by pupils weights primary 1, junior 1.1\n"
    "scope every_school \"学校\" of schools\n"
    "  leave out where kind = special because \"特教\"\n" /* 20 */
    "scope rows \"学段\" of parts like every_school\n"
    "indicator R1 \"师\" teacher per 100 pupil, 2 decimals\n"
    "  of rows = (teachers / pupils) in teacher per 100 pupil\n"
    "  line primary 4, junior 5 floor 85% clause \"一\" V\n"
    "rule school_ok \"达标\" of rows = met(R1) >= 1\n" /* 25 */
    "limit cv \"差异\" for each R1 wcv(it weight pupils over rows)\n"
    "  at most primary 0.5, junior 0.4 by stage 3 decimals\n"
    "item G1 \"项\" in g attested\n"
    "group g \"组\" = all items\n"
    "verdict \"结论\" grade yes_ \"达\" when g grade no_ \"否\" otherwise\n"; /* 30 */

static const struct {
    const char *label, *text, *where;
    jh_say_id say;
    const char *names; /* found in one of the words of the message */
} cases[] = {
    { "a keyword that does not exist", "indicater X \"x\"\n", "t.std:31:1",
      SAY_STANDARD_EXPECTED_NEAR, "indicator" },
    { "a keyword like nothing known", "zzzzzzzzz X\n", "t.std:31:1", SAY_STANDARD_EXPECTED,
      "measure codes" },
    { "a statement that begins with a number", "12 x\n", "t.std:31:1", SAY_STANDARD_NO_KEYWORD,
      "12" },
    { "a statement that begins with a text", "\"x\"\n", "t.std:31:1", SAY_STANDARD_NO_KEYWORD,
      "x" },
    { "a statement without a key", "element\n", "t.std:31:1", SAY_STANDARD_ENDS_EARLY, "element" },
    { "a number as key", "element 12 \"x\" pupil shared\n", "t.std:31:9",
      SAY_STANDARD_EXPECTED_NAME, "12" },
    { "a word of the language as key", "element where \"x\" pupil shared\n", "t.std:31:9",
      SAY_STANDARD_RESERVED, "where" },
    { "an attribute as key", "element kind \"x\" pupil shared\n", "t.std:31:9",
      SAY_STANDARD_RESERVED, "kind" },
    { "the same key twice", "element area \"x\" m2 shared\n", "t.std:31:9", SAY_STANDARD_KEY_TWICE,
      "t.std:13:1" },
    { "one key for two kinds of statement", "setting R1 \"x\" number = 1\n", "t.std:31:9",
      SAY_STANDARD_KEY_TWICE, "t.std:22:1" },
    { "two splits", "split shared by pupils weights primary 2\n", "t.std:31:7",
      SAY_STANDARD_KEY_TWICE, "t.std:18:1" },
    { "a title without quotes", "element x y pupil shared\n", "t.std:31:11",
      SAY_STANDARD_EXPECTED_TEXT, "y" },
    { "a measure that does not exist", "element x \"x\" pupl shared\n", "t.std:31:15",
      SAY_STANDARD_UNKNOWN_MEASURE_NEAR, "pupil" },
    { "a measure like nothing known", "element x \"x\" bananas shared\n", "t.std:31:15",
      SAY_STANDARD_UNKNOWN_MEASURE, "bananas" },
    { "a divisor that does not exist", "element x \"x\" yuan per pupill of county\n", "t.std:31:24",
      SAY_STANDARD_UNKNOWN_MEASURE_NEAR, "pupil" },
    { "an element of no extent", "element x \"x\" pupil required\n", "t.std:31:21",
      SAY_STANDARD_EXPECTED, "by shared of" },
    { "an extent that does not exist", "element x \"x\" pupil of province\n", "t.std:31:24",
      SAY_STANDARD_EXPECTED, "school county" },
    { "a clause that does not exist", "element x \"x\" pupil shared requird\n", "t.std:31:28",
      SAY_STANDARD_EXPECTED_NEAR, "required" },
    { "a merge that does not exist", "element x \"x\" pupil shared merge some\n", "t.std:31:34",
      SAY_STANDARD_EXPECTED, "sum max main all" },
    { "aliases that are no texts", "element x \"x\" pupil shared aliases y\n", "t.std:31:36",
      SAY_STANDARD_EXPECTED_TEXT, "y" },
    { "a clause without its mark", "element x \"x\" pupil shared clause \"一\"\n", "t.std:31:35",
      SAY_STANDARD_ENDS_EARLY, "V S K" },
    { "a mark that does not exist", "element x \"x\" pupil shared clause \"一\" X\n", "t.std:31:39",
      SAY_STANDARD_EXPECTED, "V S K" },
    { "a measure of scale nought", "measure x \"x\" = 0 yuan\n", "t.std:31:17",
      SAY_STANDARD_MEASURE_RANGE, "0" },
    { "a fraction as scale", "measure x \"x\" = 1.5 yuan\n", "t.std:31:17",
      SAY_STANDARD_WHOLE_RANGE, "1.5" },
    { "codes for an attribute that does not exist", "codes knd \"x\" attribute a \"a\"\n",
      "t.std:31:7", SAY_STANDARD_EXPECTED_NEAR, "kind" },
    { "a word listed twice", "codes c \"x\" a \"a\" a \"b\"\n", "t.std:31:19",
      SAY_STANDARD_WORD_TWICE, "a" },
    { "a setting of no type", "setting x \"x\" = 1\n", "t.std:31:15", SAY_STANDARD_EXPECTED,
      "choice number date" },
    { "a default that is no choice", "setting x \"x\" choice exact round = exakt\n", "t.std:31:36",
      SAY_STANDARD_EXPECTED_NEAR, "exact" },
    { "a default of another type", "setting x \"x\" number = \"1\"\n", "t.std:31:24",
      SAY_STANDARD_EXPECTED_NUMBER, "1" },
    { "a setting without default", "setting x \"x\" number\n", "t.std:31:15",
      SAY_STANDARD_ENDS_EARLY, "=" },
    { "a date that does not exist", "setting x \"x\" date = 2020-02-30\n", "t.std:31:22",
      SAY_EXPR_NO_SUCH_DATE, "2020-02-30" },
    { "an open quote", "element x \"x pupil shared\n", "t.std:31:11", SAY_EXPR_OPEN_QUOTE, "" },
    { "a scope of the county", "scope x \"x\" of county\n", "t.std:31:16", SAY_STANDARD_EXPECTED,
      "schools parts" },
    { "a scope of nothing known", "scope x \"x\" of school\n", "t.std:31:16",
      SAY_STANDARD_EXPECTED_NEAR, "schools" },
    { "like a scope that does not exist", "scope x \"x\" of parts like every_schol\n",
      "t.std:31:27", SAY_STANDARD_NO_SUCH_SCOPE_NEAR, "every_school" },
    { "a scope like itself", "scope x \"x\" of parts like x\n", "t.std:31:1",
      SAY_STANDARD_LIKE_CYCLE, "scope" },
    { "leaving out without a reason", "scope x \"x\" of parts leave out where kind = special\n",
      "t.std:31:45", SAY_STANDARD_ENDS_EARLY, "because" },
    { "leaving out by a number", "scope x \"x\" of parts leave out where pupils because \"x\"\n",
      "t.std:31:38", SAY_STANDARD_NOT_A_CLAIM, "pupils" },
    { "a word that is no kind",
      "scope x \"x\" of parts leave out where kind = specal because \"\"\n", "t.std:31:45",
      SAY_EXPR_UNKNOWN_CODE, "special" },
    { "a name that does not exist", "define x \"x\" pupil of parts = pupls\n", "t.std:31:31",
      SAY_EXPR_UNKNOWN_NAME_NEAR, "pupils" },
    { "a definition of another measure", "define x \"x\" m2 of parts = pupils\n", "t.std:31:28",
      SAY_STANDARD_OTHER_MEASURE, "㎡" },
    { "a definition with a measure it should not have", "define x \"x\" number of parts = pupils\n",
      "t.std:31:32", SAY_STANDARD_NOT_PURE, "pupils" },
    { "a definition that is no claim", "define x \"x\" claim of parts = pupils\n", "t.std:31:31",
      SAY_STANDARD_NOT_A_CLAIM, "pupils" },
    { "a definition that is no number", "define x \"x\" pupil of parts = kind\n", "t.std:31:31",
      SAY_STANDARD_NOT_A_NUMBER, "kind" },
    { "万元 and 元 added", "define x \"x\" yuan of parts = money in yuan + money\n", "t.std:31:44",
      SAY_EXPR_OTHER_SCALE, NULL },
    { "teachers and pupils compared", "define x \"x\" claim of parts = teachers > pupils\n",
      "t.std:31:40", SAY_EXPR_OTHER_MEASURE, NULL },
    { "a figure of parts in an expression of schools", "define x \"x\" pupil of schools = pupils\n",
      "t.std:31:33", SAY_EXPR_NEEDS_INDEX, "pupils" },
    { "an expression that ends early", "define x \"x\" pupil of parts = pupils +\n", "t.std:31:39",
      SAY_EXPR_ENDS_EARLY, NULL },
    { "no expression at all", "define x \"x\" pupil of parts =\n", "t.std:31:29",
      SAY_STANDARD_ENDS_EARLY, "=" },
    { "a stage that this standard does not have",
      "define x \"x\" pupil of parts by stage senior 1\n", "t.std:31:38",
      SAY_STANDARD_STAGE_NOT_HERE, "senior" },
    { "a stage that does not exist", "define x \"x\" pupil of parts by stage primery 1\n",
      "t.std:31:38", SAY_STANDARD_EXPECTED_NEAR, "primary" },
    { "a stage twice", "define x \"x\" pupil of parts by stage primary 1, primary 2\n",
      "t.std:31:49", SAY_STANDARD_STAGE_TWICE, "primary" },
    { "a definition of itself", "define x \"x\" number of county = x\n", "t.std:31:1",
      SAY_STANDARD_CYCLE, "x → x" },
    { "definitions in a circle",
      "define a \"a\" number of county = b\ndefine b \"b\" number of county = c\n"
      "define c \"c\" number of county = a\n",
      "t.std:31:1", SAY_STANDARD_CYCLE, "a → b → c → a" },
    { "the forgotten hundred",
      "indicator R2 \"x\" teacher per 100 pupil, 2 decimals\n  of rows = teachers / pupils\n",
      "t.std:32:13", SAY_STANDARD_OTHER_MEASURE, "teacher" },
    { "an indicator without decimals", "indicator R2 \"x\" m2 of rows = area\n", "t.std:31:21",
      SAY_STANDARD_EXPECTED, "decimals" },
    { "an indicator without scope", "indicator R2 \"x\" m2, 2 decimals = area\n", "t.std:31:35",
      SAY_STANDARD_ENDS_EARLY, "of" },
    { "an indicator without formula", "indicator R2 \"x\" m2, 2 decimals of rows\n", "t.std:31:36",
      SAY_STANDARD_ENDS_EARLY, "=" },
    { "an indicator of a scope that does not exist",
      "indicator R2 \"x\" m2, 2 decimals of row = area\n", "t.std:31:36",
      SAY_STANDARD_NO_SUCH_SCOPE_NEAR, "rows" },
    { "a line in another measure",
      "indicator R2 \"x\" m2, 2 decimals of rows = area line primary pupils, junior 1\n",
      "t.std:31:61", SAY_STANDARD_OTHER_MEASURE, "㎡" },
    { "lines by stage for whole schools",
      "indicator R2 \"x\" m2, 2 decimals of every_school = area line primary 1, junior 2\n",
      "t.std:31:69", SAY_STANDARD_LINE_NEEDS_PARTS, "1" },
    { "seven decimals", "indicator R2 \"x\" m2, 7 decimals of rows = area\n", "t.std:31:22",
      SAY_STANDARD_WHOLE_RANGE, "7" },
    { "a rule that is no claim", "rule r \"x\" of rows = met(R1)\n", "t.std:31:22",
      SAY_STANDARD_NOT_A_CLAIM, "met" },
    { "a rule over an indicator that does not exist", "rule r \"x\" of rows = met(R1, R9) >= 1\n",
      "t.std:31:30", SAY_EXPR_UNKNOWN_NAME_NEAR, "R1" },
    { "a limit for nothing known",
      "limit l \"x\" for each R8 wcv(it weight pupils over rows) at most 1 3 decimals\n",
      "t.std:31:22", SAY_STANDARD_NO_SUCH_INDICATOR_NEAR, "R1" },
    { "a limit without a bound",
      "limit l \"x\" for each R1 wcv(it weight pupils over rows) 3 decimals\n", "t.std:31:59",
      SAY_STANDARD_ENDS_EARLY, "at most" },
    { "a limit that is no single call",
      "limit l \"x\" for each R1 1 - wcv(it weight pupils over rows) at most 1 3 decimals\n",
      "t.std:31:25", SAY_STANDARD_LIMIT_FORM, NULL },
    { "a limit over no set",
      "limit l \"x\" for each R1 wcv(it weight pupils) at most 1 3 decimals\n", "t.std:31:25",
      SAY_STANDARD_LIMIT_FORM, NULL },
    { "bounds by stage without saying so",
      "limit l \"x\" for each R1 wcv(it weight pupils over rows) at most primary 1 3 decimals\n",
      "t.std:31:73", SAY_STANDARD_LIMIT_STAGES, NULL },
    { "an item in a group that does not exist", "item G2 \"x\" in h attested\n", "t.std:31:16",
      SAY_STANDARD_NO_SUCH_GROUP, "h" },
    { "an item that nothing decides", "item G2 \"x\" in g clause \"一\" V\n", "t.std:31:29",
      SAY_STANDARD_ENDS_EARLY, "attested" },
    { "an item that is a number", "item G2 \"x\" in g = 1\n", "t.std:31:20",
      SAY_STANDARD_NOT_A_CLAIM, "1" },
    { "a group without items", "group h \"x\" = all items\n", "t.std:31:1",
      SAY_STANDARD_EMPTY_GROUP, "group" },
    { "a group of an unknown name", "group h \"x\" = g and school_okk\n", "t.std:31:21",
      SAY_EXPR_UNKNOWN_NAME_NEAR, "school_ok" },
    { "a relaxation without end", "relaxation x \"x\" where boarding from 2020-01-01\n",
      "t.std:31:38", SAY_STANDARD_ENDS_EARLY, "until" },
    { "a relaxation that ends before it begins",
      "relaxation x \"x\" where boarding from 2020-01-02 until 2020-01-01\n", "t.std:31:1",
      SAY_STANDARD_WINDOW, NULL },
    { "a change of nothing", "line R7 primary 1\n", "t.std:31:6",
      SAY_STANDARD_NOTHING_TO_CHANGE_NEAR, "R1" },
    { "a line of what has none", "line pupils primary 1\n", "t.std:31:6", SAY_STANDARD_HAS_NO_LINE,
      "pupils" },
    { "setting what is no setting", "set R1 = 1\n", "t.std:31:5", SAY_STANDARD_NOT_A_SETTING,
      "R1" },
    { "dropping what is not there", "drop R99\n", "t.std:31:6", SAY_STANDARD_NOTHING_TO_CHANGE,
      "R99" },
    { "a verdict that has no end", "standard x\n", "t.std:31:1", SAY_STANDARD_EXPECTED, NULL },
    { "letters that only look alike", "define \xEF\xBD\x98 \"x\" number of county = 1\n",
      "t.std:31:8", SAY_EXPR_STRAY, NULL },
};

static bool names(const jh_message *message, const char *word)
{
    int i;

    for (i = 0; i < JH_MESSAGE_ARGS; i++)
        if (strstr(message->arg[i], word)) return true;
    return false;
}

static jh_code compile_texts(test_library *library, const char *key, jh_findings *mistakes,
                             jh_arena *keep, jh_error *err)
{
    jh_standard standard;

    return test_compile(&standard, keep, library, key, mistakes, err);
}

static void the_base_of_these_tests_is_right(void **state)
{
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    jh_arena keep;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    test_library_add(&library, "t", base);
    assert_int_equal(compile_texts(&library, "t", &mistakes, &keep, NULL), JH_OK);
    jh_arena_release(&keep);
}

static int check_case(size_t i)
{
    char text[8000];
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    jh_error err = { 0 };
    jh_arena keep;
    jh_code rc;
    bool right;

    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    snprintf(text, sizeof text, "%s%s", base, cases[i].text);
    test_library_add(&library, "t", text);
    rc = compile_texts(&library, "t", &mistakes, &keep, &err);
    right = rc == JH_BAD_INPUT && mistakes.count == 1 && !strcmp(err.where, cases[i].where)
            && err.message.say == cases[i].say
            && (!cases[i].names || names(&err.message, cases[i].names))
            && jh_text_equal(mistakes.items[0].file, jh_text_of(err.where));
    if (!right) {
        fprintf(stderr, "%s: code %d, %zu mistakes, %s %s (%s|%s|%s)\n", cases[i].label, rc,
                mistakes.count, err.where, jh_say_keys[err.message.say], err.message.arg[0],
                err.message.arg[1], err.message.arg[2]);
        test_print_mistakes(&mistakes);
    }
    jh_arena_release(&keep);
    return !right;
}

static void each_mistake_is_told_once_at_its_place(void **state)
{
    size_t i;
    int wrong = 0;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) wrong += check_case(i);
    assert_int_equal(wrong, 0);
}

/* ---- files that build on each other -------------------------------------------------- */

static const char d_text[] = "dictionary d \"典\"\nmeasure pupil \"人\"\n";

static const struct {
    const char *label, *keys[4], *texts[4], *where;
    jh_say_id say;
    const char *names;
} chains[] = {
    { "a dictionary that is not there",
      { "t" },
      { "standard t \"x\"\n  effective 2020-01-01 stages primary\n  uses cn-elemnts\n" },
      "t.std:3:8",
      SAY_STANDARD_NO_SUCH_FILE,
      "cn-elemnts" },
    { "a standard that is not there",
      { "t" },
      { "standard t \"x\"\n  effective 2020-01-01 extends nowhere\n" },
      "t.std:2:32",
      SAY_STANDARD_NO_SUCH_FILE,
      "nowhere" },
    { "extending a dictionary",
      { "t", "d" },
      { "standard t \"x\"\n  effective 2020-01-01 extends d\n", d_text },
      "t.std:2:32",
      SAY_STANDARD_EXTENDS_DICTIONARY,
      "d" },
    { "using a standard",
      { "t", "u" },
      { "standard t \"x\"\n  effective 2020-01-01 uses u\n",
        "standard u \"x\"\n  effective 2020-01-01\n" },
      "t.std:2:29",
      SAY_STANDARD_USES_STANDARD,
      "u" },
    { "a file that extends itself",
      { "t" },
      { "standard t \"x\"\n  effective 2020-01-01 extends t\n" },
      "t.std:2:32",
      SAY_STANDARD_FILE_CYCLE,
      "t → t" },
    { "three files in a circle",
      { "t", "u", "v" },
      { "standard t \"x\"\n  effective 2020-01-01 extends u\n",
        "standard u \"x\"\n  effective 2020-01-01 extends v\n",
        "standard v \"x\"\n  effective 2020-01-01 extends t\n" },
      "v.std:2:32",
      SAY_STANDARD_FILE_CYCLE,
      "t → u → v → t" },
    { "a heading with another name than its file",
      { "t" },
      { "standard u \"x\"\n  effective 2020-01-01\n" },
      "t.std:1:10",
      SAY_STANDARD_OTHER_FILE,
      "u" },
    { "a file without heading",
      { "t" },
      { "measure pupil \"人\"\n" },
      "t.std:1:1",
      SAY_STANDARD_NO_HEADING,
      NULL },
    { "an empty file", { "t" }, { "" }, "t.std:1:1", SAY_STANDARD_NO_HEADING, NULL },
    { "nothing but a comment", { "t" }, { "# x\n" }, "t.std:1:1", SAY_STANDARD_NO_HEADING, NULL },
    { "a standard without the day it begins",
      { "t" },
      { "standard t \"x\"\n  source \"x\"\n" },
      "t.std:2:10",
      SAY_STANDARD_ENDS_EARLY,
      "effective" },
    { "a statement replaced by another kind",
      { "t", "u" },
      { "standard t \"x\"\n  effective 2020-01-01 extends u\nmeasure m \"m\"\n"
        "element s \"s\" m of county\n",
        "standard u \"x\"\n  effective 2020-01-01\nsetting s \"s\" number = 1\n" },
      "t.std:4:9",
      SAY_STANDARD_OTHER_KIND,
      "u.std:3:1" },
    { "two dictionaries with one key",
      { "t", "d", "e" },
      { "standard t \"x\"\n  effective 2020-01-01 uses d e\n", d_text,
        "dictionary e \"典\"\nmeasure pupil \"人\"\n" },
      "e.std:2:9",
      SAY_STANDARD_KEY_TWICE,
      "d.std:2:1" },
    { "a name that the overlay dropped and still uses",
      { "t", "u" },
      { "standard t \"x\"\n  effective 2020-01-01 extends u\ndrop s\n",
        "standard u \"x\"\n  effective 2020-01-01\nsetting s \"s\" number = 1\n"
        "define x \"x\" number of county = s\n" },
      "u.std:4:33",
      SAY_EXPR_UNKNOWN_NAME,
      "s" },
};

static void files_that_do_not_fit_together_are_told(void **state)
{
    size_t i, k;
    int wrong = 0;

    (void)state;
    for (i = 0; i < sizeof chains / sizeof *chains; i++) {
        test_library library = { 0 };
        jh_findings mistakes = { 0 };
        jh_error err = { 0 };
        jh_arena keep;
        jh_code rc;

        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
        for (k = 0; k < 4 && chains[i].keys[k]; k++)
            test_library_add(&library, chains[i].keys[k], chains[i].texts[k]);
        rc = compile_texts(&library, "t", &mistakes, &keep, &err);
        if (rc != JH_BAD_INPUT || mistakes.count != 1 || strcmp(err.where, chains[i].where) != 0
            || err.message.say != chains[i].say
            || (chains[i].names && !names(&err.message, chains[i].names))) {
            fprintf(stderr, "%s: code %d, %zu mistakes, %s %s (%s|%s)\n", chains[i].label, rc,
                    mistakes.count, err.where, jh_say_keys[err.message.say], err.message.arg[0],
                    err.message.arg[1]);
            test_print_mistakes(&mistakes);
            wrong++;
        }
        jh_arena_release(&keep);
    }
    assert_int_equal(wrong, 0);
}

/* nation < province < city < county < town: five levels, each with a word to say. */
static void a_chain_of_five_standards_adds_up(void **state)
{
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    jh_standard standard;
    jh_arena keep;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    test_library_add(&library, "t", base);
    test_library_add(&library, "u",
                     "standard u \"u\"\n  effective 2020-01-01 extends t\nline R1 primary 4.1\n");
    test_library_add(&library, "v",
                     "standard v \"v\"\n  effective 2020-01-01 extends u\nset extra = 2\n");
    test_library_add(&library, "w",
                     "standard w \"w\"\n  effective 2020-01-01 extends v\nline R1 primary 4.2\n");
    test_library_add(&library, "x",
                     "standard x \"x\"\n  effective 2020-01-01 extends w\nline R1 junior 5.5\n");
    assert_int_equal(test_compile(&standard, &keep, &library, "x", &mistakes, NULL), JH_OK);
    assert_int_equal(standard.indicators[0].line[JH_PRIMARY]->number.millionths, 4200000);
    assert_int_equal(standard.indicators[0].line[JH_JUNIOR]->number.millionths, 5500000);
    assert_int_equal(standard.settings[1].number.millionths, 2000000);
    jh_arena_release(&keep);
}

/* ---- many mistakes, and no text at all ----------------------------------------------- */

static void all_mistakes_of_a_file_are_told(void **state)
{
    static const char three[] =
        "element a \"a\" nothing shared\nelement b \"b\" pupil shared\n"
        "define c \"c\" m2 of parts = b\ndefine d \"d\" number of county = e\n";
    char text[8000];
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    jh_arena keep;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    snprintf(text, sizeof text, "%s%s", base, three);
    test_library_add(&library, "t", text);
    assert_int_equal(compile_texts(&library, "t", &mistakes, &keep, NULL), JH_BAD_INPUT);
    assert_int_equal(mistakes.count, 3);
    assert_string_equal(jh_text_zero(&keep, mistakes.items[0].file), "t.std:31:15");
    assert_string_equal(jh_text_zero(&keep, mistakes.items[1].file), "t.std:33:28");
    assert_string_equal(jh_text_zero(&keep, mistakes.items[2].file), "t.std:34:33");
    jh_arena_release(&keep);
}

static void what_uses_a_wrong_definition_is_not_told_again(void **state)
{
    char text[8000];
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    jh_arena keep;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    snprintf(text, sizeof text,
             "%sdefine a \"a\" number of county = nothing\ndefine b \"b\" number of county = a\n"
             "define c \"c\" number of county = a + b\n",
             base);
    test_library_add(&library, "t", text);
    assert_int_equal(compile_texts(&library, "t", &mistakes, &keep, NULL), JH_BAD_INPUT);
    assert_int_equal(mistakes.count, 1);
    jh_arena_release(&keep);
}

static void at_most_fifty_mistakes_are_told(void **state)
{
    char text[8000];
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    size_t i, at = (size_t)snprintf(text, sizeof text, "%s", base);
    jh_arena keep;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < 80; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "element e%zu \"e\" none shared\n", i);
    test_library_add(&library, "t", text);
    assert_int_equal(compile_texts(&library, "t", &mistakes, &keep, NULL), JH_BAD_INPUT);
    assert_int_equal(mistakes.count, 50);
    jh_arena_release(&keep);
}

static const struct {
    const char *label, *text;
    size_t size;
    const char *where;
    jh_say_id say;
} bytes[] = {
    { "a byte that is not UTF-8", "standard t \"\xB1\xEA\"\n", 15, "t.std:1:13",
      SAY_STANDARD_NOT_UTF8 },
    { "a NUL byte", "standard t\n\0 \"x\"\n", 17, "t.std:2:1", SAY_STANDARD_NUL_BYTE },
};

static void bytes_that_are_no_text_are_refused(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof bytes / sizeof *bytes; i++) {
        test_library library = { 0 };
        jh_findings mistakes = { 0 };
        jh_error err = { 0 };
        jh_arena keep;

        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
        library.texts[0] = (test_text){ "t", { bytes[i].text, bytes[i].size } };
        library.count = 1;
        assert_int_equal(compile_texts(&library, "t", &mistakes, &keep, &err), JH_BAD_INPUT);
        assert_string_equal(err.where, bytes[i].where);
        assert_int_equal(err.message.say, bytes[i].say);
        jh_arena_release(&keep);
    }
}

/* Not a hang, not a crash: a refusal, within the time a test has. */
static void a_megabyte_of_garbage_is_refused(void **state)
{
    static const char letters[] = "ab1 .,()=\"#\n\n%<>[]:中\xE5-";
    size_t i, size = 1 << 20;
    char *garbage = malloc(size);
    uint32_t seed = 1;
    int round;

    (void)state;
    assert_non_null(garbage);
    for (round = 0; round < 3; round++) {
        test_library library = { 0 };
        jh_findings mistakes = { 0 };
        jh_arena keep;

        for (i = 0; i < size; i++) {
            seed = seed * 1664525 + 1013904223;
            garbage[i] = round == 0   ? (char)(seed >> 24)
                         : round == 1 ? letters[(seed >> 16) % 19]
                                      : "standard t \"x\"\nelement "[(seed >> 16) % 23];
        }
        assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
        library.texts[0] = (test_text){ "t", { garbage, size } };
        library.count = 1;
        assert_int_equal(compile_texts(&library, "t", &mistakes, &keep, NULL), JH_BAD_INPUT);
        assert_true(mistakes.count > 0 && mistakes.count <= 50);
        jh_arena_release(&keep);
    }
    free(garbage);
}

static void a_standard_that_nobody_has_is_not_found(void **state)
{
    test_library library = { 0 };
    jh_findings mistakes = { 0 };
    jh_arena keep;

    (void)state;
    assert_int_equal(jh_arena_reserve(&keep, JH_ARENA_DEFAULT), 0);
    assert_int_equal(compile_texts(&library, "no-such-standard", &mistakes, &keep, NULL),
                     JH_NOT_FOUND);
    jh_arena_release(&keep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_base_of_these_tests_is_right),
        cmocka_unit_test(each_mistake_is_told_once_at_its_place),
        cmocka_unit_test(files_that_do_not_fit_together_are_told),
        cmocka_unit_test(a_chain_of_five_standards_adds_up),
        cmocka_unit_test(all_mistakes_of_a_file_are_told),
        cmocka_unit_test(what_uses_a_wrong_definition_is_not_told_again),
        cmocka_unit_test(at_most_fifty_mistakes_are_told),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
        cmocka_unit_test(a_megabyte_of_garbage_is_refused),
        cmocka_unit_test(a_standard_that_nobody_has_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
