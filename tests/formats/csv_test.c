/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "formats/csv_out.h"
#include "tests/support/alloc_sweep.h"
#include "tests/support/books.h"

#include <iconv.h>
#include <string.h>

typedef struct csv_case {
    const char *label;
    jh_text bytes;
    const char *told;
} csv_case;

#define T(literal)                                                                                 \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static const csv_case cases[] = {
    { "fields are texts", T("a,1\n"), "A1=\"a\" B1=\"1\"" },
    { "without a last line end", T("a,1\nb,2"), "A1=\"a\" B1=\"1\" A2=\"b\" B2=\"2\"" },
    { "a byte order mark is not part of the first field", T("\xEF\xBB\xBF学校,2\n"),
      "A1=\"学校\" B1=\"2\"" },
    { "carriage returns with line feeds", T("a,1\r\nb,2\r\n"),
      "A1=\"a\" B1=\"1\" A2=\"b\" B2=\"2\"" },
    { "carriage returns alone", T("a,1\rb,2\r"), "A1=\"a\" B1=\"1\" A2=\"b\" B2=\"2\"" },
    { "quotes hold separators, line ends and quotes", T("\"a,\"\"b\"\"\r\nc\",2\n"),
      "A1=\"a,\"b\"\r\nc\" B1=\"2\"" },
    { "a quote inside a plain field is itself", T("5\" pipe,1\n"), "A1=\"5\" pipe\" B1=\"1\"" },
    { "empty fields and lines keep their place", T(",a,\n\n\"\",,b\n"), "B1=\"a\" C3=\"b\"" },
    { "rows of different length", T("a,b\nc\nd,e,f\n"),
      "A1=\"a\" B1=\"b\" A2=\"c\" A3=\"d\" B3=\"e\" C3=\"f\"" },
    { "blanks belong to the field", T(" a , b\n"), "A1=\" a \" B1=\" b\"" },
    { "semicolons", T("a;b\n1,5;2,5\n"), "A1=\"a\" B1=\"b\" A2=\"1,5\" B2=\"2,5\"" },
    { "tabs", T("a\tb,c\n1\t2\n"), "A1=\"a\" B1=\"b,c\" A2=\"1\" B2=\"2\"" },
    { "separators in quotes do not count", T("\"a;b;c\",1\n\"d;e;f\",2\n"),
      "A1=\"a;b;c\" B1=\"1\" A2=\"d;e;f\" B2=\"2\"" },
    { "one column", T("a\nb\n"), "A1=\"a\" A2=\"b\"" },
    { "a quote that never closes", T("a,b\nc,\"d\n"), "formats.csv_open_quote @ t.xlsx, B2" },
    { "something behind a closing quote", T("a,\"b\"c\n"), "formats.csv_after_quote @ t.xlsx, B1" },
    { "a NUL byte", T("a,b\nc\0,d\n"), "formats.csv_nul @ t.xlsx" },
    { "a byte that is not UTF-8", T("a,b\n\xC4\xE3,d\n"), "formats.csv_not_utf8 @ t.xlsx" },
    { "a character cut at the end", T("a,b\nc,\xE5\xAD"), "formats.csv_not_utf8 @ t.xlsx" },
};

static void csv_is_read_or_refused(void **state)
{
    jh_arena arena;
    size_t i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *told = test_told_bytes(&arena, cases[i].bytes);

        if (strcmp(told, cases[i].told) != 0)
            fail_msg("%s:\n  told  %s\n  not   %s", cases[i].label, told, cases[i].told);
    }
    jh_arena_release(&arena);
}

typedef struct encoding_case {
    const char *label;
    jh_text bytes;
    const char *line, *offset, *likely;
} encoding_case;

static const encoding_case encodings[] = {
    { "GBK, but too little of it to be sure", T("a,b\n\xC3\xFB\xB3\xC6,1\n"), "2", "4",
      "GBK / GB18030" },
    { "UTF-8 that lost a byte, which could be read as GBK", T("学校,\xE5\xAD校名称,小学\n"), "1",
      "7", "ANSI" },
    { "Big5, but too little of it to be sure",
      T("\xBE\xC7\xAE\xD5\xA6\x57\xBA\xD9,\xA4\x40\xA4\x47\n"), "1", "0", "Big5" },
    { "a mark of UTF-16 in the middle", T("abc,1\n\xFF\xFEx,2\n"), "2", "6", "ANSI" },
    { "Latin-1", T("caf\xE9,1\n"), "1", "3", "ANSI" },
};

static void a_wrong_encoding_is_told_with_its_place_and_likely_name(void **state)
{
    jh_arena arena, scratch;
    size_t i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        jh_file file = jh_file_of_bytes("t.csv", encodings[i].bytes);
        jh_error err = { 0 };
        jh_workbook book;

        assert_int_equal(jh_workbook_read(&book, &arena, scratch, &file, &err), JH_BAD_INPUT);
        assert_string_equal(err.message.arg[0], encodings[i].line);
        assert_string_equal(err.message.arg[1], encodings[i].offset);
        assert_string_equal(err.message.arg[2], encodings[i].likely);
    }
    jh_arena_release(&scratch);
    jh_arena_release(&arena);
}

static const struct {
    const char *name;    /* as iconv knows it */
    const char *mark[2]; /* without and with; NULL = there is none */
    size_t mark_size;
    const char *text; /* NULL = the usual */
} texts[] = {
    { "UTF-8", { "", "\xEF\xBB\xBF" }, 3, NULL },
    { "GBK", { "", NULL }, 0, NULL },
    { "GB2312", { "", NULL }, 0, NULL },
    { "GB18030", { "", "\x84\x31\x95\x33" }, 4, NULL },
    { "UTF-16LE", { "", "\xFF\xFE" }, 2, NULL },
    { "UTF-16BE", { "", "\xFE\xFF" }, 2, NULL },
    { "CP950",
      { "", NULL },
      0,
      "學校名稱,在校生數,教學及輔助用房面積,專任教師\n示例小學,120,平方公尺,一二三\n" },
};

static jh_text encoded(jh_arena *keep, const char *name, jh_text mark, jh_text text)
{
    size_t room = text.size * 2 + mark.size + 8, left = text.size, before = room;
    char *out = jh_alloc(keep, room, 1), *to = out, *from = (char *)(uintptr_t)text.at;
    iconv_t to_it = iconv_open(name, "UTF-8");

    assert_non_null(out);
    assert_true(to_it != (iconv_t)-1);
    memcpy(to, mark.at, mark.size);
    to += mark.size;
    room -= mark.size;
    assert_int_equal(iconv(to_it, &from, &left, &to, &room), 0);
    iconv_close(to_it);
    return (jh_text){ out, before - room };
}

static void assert_same_book(const jh_workbook *a, const jh_workbook *b)
{
    size_t i;

    assert_int_equal(a->format, JH_FORMAT_CSV);
    assert_int_equal(a->sheets->cell_count, b->sheets->cell_count);
    for (i = 0; i < a->sheets->cell_count; i++) {
        const jh_cell *x = &a->sheets->cells[i], *y = &b->sheets->cells[i];

        assert_true(x->row == y->row && x->column == y->column);
        assert_true(jh_text_equal(x->text, y->text));
    }
}

static void the_same_text_in_any_encoding_is_the_same_table(void **state)
{
    jh_arena arena, scratch;
    jh_buffer usual;
    size_t i, marked;
    int row;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    usual = jh_buffer_in(&arena);
    jh_buffer_add_zero(&usual, "学校名称,在校生数\n");
    for (row = 0; row < 60000; row++)
        jh_buffer_add_format(&usual, "示例县第%d小学,%s\n", row,
                             row % 7 ? "１２０" : "教学及辅助用房,9");
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        for (marked = 0; marked < 2; marked++) {
            jh_text text = { usual.at, usual.size }, mark = { "", 0 };
            jh_workbook book, plain;
            jh_file file;

            if (texts[i].text) text = jh_text_of(texts[i].text);
            if (!texts[i].mark[marked]) continue;
            if (marked) mark = (jh_text){ texts[i].mark[1], texts[i].mark_size };
            file = jh_file_of_bytes("t.csv", text);
            assert_int_equal(jh_workbook_read(&plain, &arena, scratch, &file, NULL), JH_OK);
            file = jh_file_of_bytes("t.csv", encoded(&arena, texts[i].name, mark, text));
            if (jh_workbook_read(&book, &arena, scratch, &file, NULL))
                fail_msg("%s, mark %zu, is not read", texts[i].name, marked);
            assert_same_book(&book, &plain);
        }
    jh_arena_release(&scratch);
    jh_arena_release(&arena);
}

/* Where the first character that tells the encoding lies across the edge of what is looked at. */
static void an_encoding_is_told_wherever_its_first_character_lies(void **state)
{
    static const char name[] = "\xC3\xFB\xB3\xC6\xD1\xA7\xD0\xA3\xC3\xFB\xB3\xC6,1\n";
    enum { PIECE = 64 << 10 };
    jh_arena arena, scratch;
    jh_workbook book;
    jh_buffer bytes;
    jh_file file;
    size_t back, i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    for (back = 0; back <= 5; back++) {
        jh_arena_reset(&arena);
        bytes = jh_buffer_in(&arena);
        for (i = 0; i < PIECE - back - 1; i++) jh_buffer_add(&bytes, (jh_text){ "a", 1 });
        jh_buffer_add_zero(&bytes, "\n");
        jh_buffer_add_zero(&bytes, name);
        file = jh_file_of_bytes("t.csv", (jh_text){ bytes.at, bytes.size });
        if (jh_workbook_read(&book, &arena, scratch, &file, NULL))
            fail_msg("not read with the first character %zu before the edge", back);
        assert_true(jh_text_equal(jh_sheet_cell(book.sheets, 2, 1)->text, JH_TEXT("名称学校名称")));
    }
    jh_arena_release(&scratch);
    jh_arena_release(&arena);
}

/* Far behind the first window, where nothing else could tell that the count goes on. */
static void a_wrong_character_is_told_with_its_line_and_byte(void **state)
{
    jh_arena arena, scratch;
    jh_buffer bytes;
    jh_error err = { 0 };
    jh_workbook book;
    jh_file file;
    int i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    bytes = jh_buffer_in(&arena);
    for (i = 0; i < 20000; i++) jh_buffer_add_zero(&bytes, "\xC3\xFB\xB3\xC6\xB3\xC6,1\n");
    jh_buffer_add_zero(&bytes, "\xC3\xFB\xFF\xFF,1\n");
    file = jh_file_of_bytes("t.csv", (jh_text){ bytes.at, bytes.size });
    assert_int_equal(jh_workbook_read(&book, &arena, scratch, &file, &err), JH_BAD_INPUT);
    assert_int_equal(err.message.say, SAY_FORMATS_CSV_WRONG_BYTE);
    assert_string_equal(err.message.arg[0], "20001");
    assert_string_equal(err.message.arg[1], "180002");
    assert_string_equal(err.message.arg[2], "GBK / GB18030");
    jh_arena_release(&scratch);
    jh_arena_release(&arena);
}

/* Longer than the window, with characters, quotes and line ends at every place of its edge. */
static void a_file_longer_than_the_window_is_read_alike(void **state)
{
    jh_arena arena, scratch;
    jh_buffer bytes;
    jh_workbook book;
    jh_file file;
    uint32_t row;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    bytes = jh_buffer_in(&arena);
    for (row = 1; row <= 60000; row++)
        jh_buffer_add_format(&bytes, "学校%u,\"\"\"中\r\n\"\"\"\r\n", row);
    file = jh_file_of_bytes("a.b.csv", (jh_text){ bytes.at, bytes.size });
    assert_int_equal(jh_workbook_read(&book, &arena, scratch, &file, NULL), JH_OK);
    assert_true(jh_text_equal(book.sheets->name, JH_TEXT("a.b")));
    assert_int_equal(book.sheets->row_count, 60000);
    for (row = 1; row <= 60000; row++) {
        jh_text wanted = jh_text_format(&scratch, "学校%u", row);

        assert_true(jh_text_equal(jh_sheet_cell(book.sheets, row, 1)->text, wanted));
        assert_true(jh_text_equal(jh_sheet_cell(book.sheets, row, 2)->text, JH_TEXT("\"中\r\n\"")));
    }
    jh_arena_release(&scratch);
    jh_arena_release(&arena);
}

static jh_code collect(void *sink, jh_text piece, jh_error *err)
{
    (void)err;
    jh_buffer_add(sink, piece);
    return JH_OK;
}

static void a_sheet_prints_as_the_reader_sees_it(void **state)
{
    test_book book = { .rows = "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>a,\"b\"</v></c>"
                               "<c r=\"D2\"><v>1.50</v></c></row><row r=\"4\"><c r=\"A4\" t=\"b\">"
                               "<v>1</v></c></row>" };
    jh_arena arena;
    jh_buffer out;
    jh_error err = { 0 };
    jh_file file;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    file = jh_file_of_bytes("t.xlsx", test_xlsx(&arena, &book));
    out = jh_buffer_in(&arena);
    assert_int_equal(jh_sheet_to_csv(&file, NULL, collect, &out, NULL), JH_OK);
    assert_string_equal(out.at, "\n,\"a,\"\"b\"\"\",,1.5\n\nTRUE\n");
    out.size = 0;
    assert_int_equal(jh_sheet_to_csv(&file, "1", collect, &out, NULL), JH_OK);
    assert_string_equal(out.at, "\n,\"a,\"\"b\"\"\",,1.5\n\nTRUE\n");
    assert_int_equal(jh_sheet_to_csv(&file, "表2", collect, &out, &err), JH_NOT_FOUND);
    assert_string_equal(err.message.arg[0], "t.xlsx");
    assert_string_equal(err.message.arg[1], "表2");
    jh_arena_release(&arena);
}

static const char *const written[] = { "",     "a",   "a,b",       "\"",        "a\"b\"\"",
                                       "\r\n", " a ", "学校,名称", "line\nend", ";" };

static void what_is_written_is_read_back(void **state)
{
    enum { COUNT = sizeof written / sizeof *written };
    jh_arena arena, scratch;
    jh_buffer out;
    jh_csv_out csv = { .out = &out };
    jh_workbook book;
    jh_file file;
    uint32_t i;

    (void)state;
    assert_int_equal(jh_arena_reserve(&arena, JH_ARENA_DEFAULT), 0);
    assert_int_equal(jh_arena_reserve(&scratch, JH_ARENA_DEFAULT), 0);
    out = jh_buffer_in(&arena);
    for (i = 0; i < COUNT; i++) jh_csv_field(&csv, jh_text_of(written[i]));
    jh_csv_end_record(&csv);
    file = jh_file_of_bytes("t.csv", (jh_text){ out.at, out.size });
    assert_int_equal(jh_workbook_read(&book, &arena, scratch, &file, NULL), JH_OK);
    for (i = 0; i < COUNT; i++)
        assert_true(
            jh_text_equal(jh_sheet_cell(book.sheets, 1, i + 1)->text, jh_text_of(written[i])));
    jh_arena_release(&scratch);
    jh_arena_release(&arena);
}

static jh_code print_csv(void *file, jh_error *err)
{
    char room[64] = "";
    jh_arena out = jh_arena_in(room, 0);
    jh_buffer none = jh_buffer_in(&out);

    return jh_sheet_to_csv(file, NULL, collect, &none, err);
}

static void running_out_of_memory_is_told_wherever_it_happens(void **state)
{
    jh_file file = jh_file_of_bytes("t.csv", JH_TEXT("a,b\n1,2\n"));

    (void)state;
    assert_true(test_alloc_sweep(print_csv, &file, 1000) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_is_read_or_refused),
        cmocka_unit_test(the_same_text_in_any_encoding_is_the_same_table),
        cmocka_unit_test(an_encoding_is_told_wherever_its_first_character_lies),
        cmocka_unit_test(a_wrong_character_is_told_with_its_line_and_byte),
        cmocka_unit_test(a_wrong_encoding_is_told_with_its_place_and_likely_name),
        cmocka_unit_test(a_file_longer_than_the_window_is_read_alike),
        cmocka_unit_test(a_sheet_prints_as_the_reader_sees_it),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(running_out_of_memory_is_told_wherever_it_happens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
