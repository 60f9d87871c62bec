/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "tests/support/books.h"

#include <string.h>

#define STRINGS                                                                                    \
    "<sst><si><t>零</t></si><si><r><t>红</t></r><r><rPr><b/></rPr>"                              \
    "<t xml:space=\"preserve\"> 字</t></r><rPh sb=\"0\" eb=\"1\"><t>zi</t></rPh>"                 \
    "<phoneticPr/></si><si><t/></si></sst>"
#define STYLES                                                                                     \
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月"     \
    "&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf "          \
    "numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/><xf numFmtId=\"22\"/><xf "          \
    "numFmtId=\"20\"/><xf numFmtId=\"164\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>"
#define ROW(cells) "<row r=\"1\">" cells "</row>"

/* `told` as test_told writes it. */
typedef struct cell_case {
    const char *label, *rows, *told;
} cell_case;

static const cell_case usual[] = {
    { "a number", ROW("<c r=\"A1\"><v>12.5</v></c>"), "A1=12.5" },
    { "a number with its type said", ROW("<c r=\"A1\" t=\"n\"><v>-3</v></c>"), "A1=-3" },
    { "seventeen digits are shown as fifteen", ROW("<c r=\"A1\"><v>0.30000000000000004</v></c>"),
      "A1=0.3" },
    { "blanks around a number do not matter", ROW("<c r=\"A1\"><v> 7\n</v></c>"), "A1=7" },
    { "a shared string", ROW("<c r=\"A1\" t=\"s\"><v>0</v></c>"), "A1=\"零\"" },
    { "the runs of rich text are joined and its phonetic guide left out",
      ROW("<c r=\"A1\" t=\"s\"><v>1</v></c>"), "A1=\"红 字\"" },
    { "an empty shared string is an empty cell", ROW("<c r=\"A1\" t=\"s\"><v>2</v></c>"), "" },
    { "an inline string", ROW("<c r=\"A1\" t=\"inlineStr\"><is><t>小学</t></is></c>"),
      "A1=\"小学\"" },
    { "an inline string with runs",
      ROW("<c r=\"A1\" t=\"inlineStr\"><is><r><t>小</t></r><r><t>学</t></r></is></c>"),
      "A1=\"小学\"" },
    { "an inline string counts, not the value beside it",
      ROW("<c r=\"A1\" t=\"inlineStr\"><is><t>是</t></is><v>9</v></c>"), "A1=\"是\"" },
    { "the text of a formula", ROW("<c r=\"A1\" t=\"str\"><f>B1&amp;C1</f><v>a&amp;b</v></c>"),
      "A1==\"a&b\"" },
    { "the cached number of a formula", ROW("<c r=\"A1\"><f>1+1</f><v>2</v></c>"), "A1==2" },
    { "a formula that was never calculated is told as such", ROW("<c r=\"A1\"><f>1+1</f></c>"),
      "A1==?" },
    { "… also with the empty value that some programs write",
      ROW("<c r=\"A1\"><f>1+1</f><v></v></c><c r=\"B1\"><f>1</f><v/></c>"), "A1==? B1==?" },
    { "a formula that was calculated to nothing is an empty text",
      ROW("<c r=\"A1\" t=\"str\"><f>IF(B1=0,\"\",B1)</f><v></v></c>"), "A1==\"\"" },
    { "truths", ROW("<c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"b\"><v>0</v></c>"),
      "A1=TRUE B1=FALSE" },
    { "an error", ROW("<c r=\"A1\" t=\"e\"><v>#DIV/0!</v></c>"), "A1=#DIV/0!" },
    { "a date by its style", ROW("<c r=\"A1\" s=\"1\"><v>45901</v></c>"), "A1=2025-09-01" },
    { "a date by a Chinese format of the file's own", ROW("<c r=\"A1\" s=\"5\"><v>45901</v></c>"),
      "A1=2025-09-01" },
    { "a date with a time", ROW("<c r=\"A1\" s=\"3\"><v>45901.75</v></c>"),
      "A1=2025-09-01T18:00:00" },
    { "a time", ROW("<c r=\"A1\" s=\"4\"><v>0.354166666666667</v></c>"), "A1=08:30:00" },
    { "an elapsed time beyond a day", ROW("<c r=\"A1\" s=\"6\"><v>1.5</v></c>"), "A1=36:00:00" },
    { "before March 1900 the calendar runs a day behind",
      ROW("<c r=\"A1\" s=\"1\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>59</v></c>"
          "<c r=\"C1\" s=\"1\"><v>61</v></c>"),
      "A1=1900-01-01 B1=1900-02-28 C1=1900-03-01" },
    { "a negative number is no date whatever its style", ROW("<c r=\"A1\" s=\"1\"><v>-1</v></c>"),
      "A1=-1" },
    { "an ISO date", ROW("<c r=\"A1\" t=\"d\"><v>2025-09-01T08:30:00Z</v></c>"),
      "A1=2025-09-01T08:30:00" },
    { "a percentage keeps its number", ROW("<c r=\"A1\" s=\"2\"><v>0.85</v></c>"), "A1=0.85%" },
    { "an unknown or empty style is plain",
      ROW("<c r=\"A1\" s=\"99\"><v>1</v></c><c r=\"B1\" s=\"\"><v>2</v></c>"), "A1=1 B1=2" },
    { "a cell with only a style is not there",
      ROW("<c r=\"A1\" s=\"1\"/><c r=\"B1\" s=\"1\"></c><c r=\"C1\"><v>3</v></c>"), "C1=3" },
    { "cells and rows without an address follow one another",
      "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c/><c><v>3</v></c></row>"
      "<row><c><v>4</v></c></row>",
      "A1=1 B1=2 B5=3 A6=4" },
    { "the five entities and numeric references are read",
      ROW("<c r=\"A1\" t=\"str\"><v>&lt;&gt;&quot;&apos;&amp;&#20013;&#x6587;</v></c>"),
      "A1=\"<>\"'&中文\"" },
    { "CDATA is text, also in pieces",
      ROW("<c r=\"A1\" t=\"str\"><v>a<![CDATA[<b>&]]>c<!-- no -->d</v></c>"), "A1=\"a<b>&cd\"" },
    { "_xHHHH_ stands for a character, _x005F_ for its own beginning",
      ROW("<c r=\"A1\" t=\"str\"><v>a_x0009_b_x005F_x0009_</v></c>"), "A1=\"a\tb_x0009_\"" },
    { "blanks around a text are dropped unless preserved",
      ROW("<c r=\"A1\" t=\"inlineStr\"><is><t> a </t></is></c>"
          "<c r=\"B1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> b </t></is></c>"),
      "A1=\"a\" B1=\" b \"" },
    { "single quotes and blanks in tags are XML, too",
      "<row r = '1' ><c r='A1'\n t = 's' ><v >0</v ></c ></row >", "A1=\"零\"" },
    { "the last cell of the last row", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
      "XFD1048576=1" },
};

static const cell_case refused[] = {
    { "a number that is none", ROW("<c r=\"B1\"><v>12a</v></c>"),
      "formats.xlsx_not_a_number @ t.xlsx, 表1, B1" },
    { "an infinite number", ROW("<c r=\"B1\"><v>1e999</v></c>"),
      "formats.xlsx_not_a_number @ t.xlsx, 表1, B1" },
    { "a string that is not in the table", ROW("<c r=\"A1\" t=\"s\"><v>3</v></c>"),
      "formats.xlsx_no_string @ t.xlsx, 表1, A1" },
    { "half a string index", ROW("<c r=\"A1\" t=\"s\"><v>0.5</v></c>"),
      "formats.xlsx_no_string @ t.xlsx, 表1, A1" },
    { "a truth that is neither", ROW("<c r=\"A1\" t=\"b\"><v>2</v></c>"),
      "formats.xlsx_not_a_truth @ t.xlsx, 表1, A1" },
    { "a day that does not exist", ROW("<c r=\"A1\" t=\"d\"><v>2025-02-30</v></c>"),
      "formats.xlsx_not_a_date @ t.xlsx, 表1, A1" },
    { "a type that nobody knows", ROW("<c r=\"A1\" t=\"z\"><v>1</v></c>"),
      "formats.xlsx_cell_type @ t.xlsx, 表1, A1" },
    { "a column beyond XFD", ROW("<c r=\"XFE1\"><v>1</v></c>"),
      "formats.xlsx_address @ t.xlsx, 表1, XFE1" },
    { "a row beyond 1048576", "<row r=\"1048577\"/>",
      "formats.xlsx_address @ t.xlsx, 表1, 1048577" },
    { "rows out of order", "<row r=\"2\"/><row r=\"1\"/>",
      "formats.xlsx_row_order @ t.xlsx, 表1, 1" },
    { "a row twice", "<row r=\"2\"/><row r=\"2\"/>", "formats.xlsx_row_order @ t.xlsx, 表1, 2" },
    { "cells out of order", ROW("<c r=\"B1\"/><c r=\"A1\"/>"),
      "formats.xlsx_cell_order @ t.xlsx, 表1, A1" },
    { "a cell of another row", ROW("<c r=\"A2\"><v>1</v></c>"),
      "formats.xlsx_cell_order @ t.xlsx, 表1, A2" },
    { "text that is not UTF-8", ROW("<c r=\"A1\" t=\"str\"><v>\xC4\xE3</v></c>"),
      "formats.text_not_utf8 @ t.xlsx, 表1, A1" },
    { "an entity of its own", ROW("<c r=\"A1\" t=\"str\"><v>&lol;</v></c>"),
      "formats.xml_broken @ t.xlsx, 表1, A1" },
    { "a reference to NUL", ROW("<c r=\"A1\" t=\"str\"><v>&#0;</v></c>"),
      "formats.xml_broken @ t.xlsx, 表1, A1" },
    { "a reference beyond Unicode", ROW("<c r=\"A1\" t=\"str\"><v>&#x110000;</v></c>"),
      "formats.xml_broken @ t.xlsx, 表1, A1" },
    { "half of a surrogate pair", ROW("<c r=\"A1\" t=\"str\"><v>&#xD800;</v></c>"),
      "formats.xml_broken @ t.xlsx, 表1, A1" },
    { "tags that cross", ROW("<c r=\"A1\"><v>1</c></v>"), "formats.xml_broken @ t.xlsx, 表1, A1" },
};

static void tell_all(const cell_case *cases, size_t count)
{
    jh_arena arena;
    size_t i;

    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < count; i++) {
        test_book book = { .rows = cases[i].rows, .strings = STRINGS, .styles = STYLES };
        const char *told = test_told_bytes(&arena, test_xlsx(&arena, &book));

        if (strcmp(told, cases[i].told) != 0)
            fail_msg("%s:\n  told  %s\n  not   %s", cases[i].label, told, cases[i].told);
    }
    jh_arena_release(&arena);
}

static void cells_are_read(void **state)
{
    (void)state;
    tell_all(usual, sizeof usual / sizeof *usual);
}

static void cells_are_refused_by_their_address(void **state)
{
    (void)state;
    tell_all(refused, sizeof refused / sizeof *refused);
}

/* Every usual cell once more, spelled so that the short way does not know it. */
static void the_long_way_reads_what_the_short_way_reads(void **state)
{
    jh_arena arena;
    size_t i;
    char *p;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof usual / sizeof *usual; i++) {
        jh_text rows = jh_text_copy(&arena, jh_text_of(usual[i].rows));
        test_book book = { .rows = rows.at, .strings = STRINGS, .styles = STYLES };

        if (strstr(rows.at, "'") || strstr(rows.at, "encoding")) continue;
        for (p = (char *)rows.at; *p; p++)
            if (*p == '"') *p = '\'';
        assert_string_equal(test_told_bytes(&arena, test_xlsx(&arena, &book)), usual[i].told);
    }
    jh_arena_release(&arena);
}

static void a_calendar_from_1904(void **state)
{
    jh_arena arena;
    test_book book = { .rows = ROW("<c r=\"A1\" s=\"1\"><v>0</v></c>"),
                       .styles = STYLES,
                       .workbook = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets>"
                                   "<sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>" };

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_string_equal(test_told_bytes(&arena, test_xlsx(&arena, &book)), "A1=1904-01-01");
    jh_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read),
        cmocka_unit_test(cells_are_refused_by_their_address),
        cmocka_unit_test(the_long_way_reads_what_the_short_way_reads),
        cmocka_unit_test(a_calendar_from_1904),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
