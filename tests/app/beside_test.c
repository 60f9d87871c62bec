/* What is worked out beside the writer and meets what others wrote meanwhile: an undo, a step of
 * collecting. No threads: looking and writing are two calls. On both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/app/sides.h"

#include "office/collecting.h"

/* ---- an undo ---- */

/* Read at the desk of one, written at that of another, as the server does it. */
static jh_code undone(jh_undoing **undo, side *reader, side *writer, bool is_read)
{
    const jh_import_undo what = { .county = jh_text_of(code), .number = 2 };
    jh_desk desk = desk_of(is_read ? reader : writer);

    return is_read ? jh_import_undo_read(undo, &desk, &what, &reader->err)
                   : jh_import_undo_write(*undo, &desk, &reader->err);
}

static void an_undo_that_is_overtaken_leaves_what_came_meanwhile(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *a = imported(address, "a", ONE "300,8\n", NULL);
        side *b = imported(address, "b", ONE "320,9\n" TWO "100,4\n", "made up");
        jh_undoing *undo = NULL;
        jh_text told;
        jh_desk desk = desk_of(a);
        side *c;
        fail_on(undone(&undo, a, b, true), &a->err);
        c = imported(address, "c", ONE "330,9\n", "made up");
        assert_int_equal(undone(&undo, a, b, false), JH_CONFLICT);
        assert_int_equal(a->err.message.say, SAY_APP_OVERTAKEN);
        assert_int_equal(pupils(address, "9901010001"), 330);
        assert_int_equal(pupils(address, "9901010002"), 100);
        assert_true(jh_import_undo_again(undo, &a->err));
        fail_on(undone(&undo, a, b, true), &a->err);
        fail_on(undone(&undo, a, b, false), &a->err);
        assert_false(jh_import_undo_again(undo, &a->err));
        fail_on(jh_import_undo_tell(&told, undo, &desk, &a->err), &a->err);
        assert_int_equal(pupils(address, "9901010001"), 330);
        assert_int_equal(pupils(address, "9901010002"), -1);
        assert_int_equal(revision_of(address), 4);
        assert_int_equal(undone(&undo, a, b, true), JH_NOT_FOUND); /* it is undone */
        end_of(a), end_of(b), end_of(c);
        sound(address);
    }
}

/* ---- a step of collecting ---- */

/* Of the head of the county, at the machine. */
static jh_desk desk_of_head(jh_line *line)
{
    return (jh_desk){
        .keep = &keep, .scratch = scratch, .manner = { .lang = JH_EN, .json = true }, .line = line
    };
}

static void excuse(const jh_desk *desk, const char *unit)
{
    const jh_collecting what = { .place = { jh_text_of(code), 1, jh_text_of(unit) },
                                 .act = "excuse",
                                 .reason = "made up",
                                 .approver = "made up" };
    jh_step_look *look;
    jh_error err = { 0 };

    fail_on(jh_collect_look(&look, desk, &what, &err), &err);
    fail_on(jh_collect_take(look, desk, &what, &err), &err);
}

static void a_cycle_is_not_closed_over_a_school_that_came_meanwhile(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = fresh(engine);
        side *a = imported(address, "a", ONE "300,8\n", NULL), *b;
        jh_line line = { .address = address, .may_write = true };
        jh_desk desk = desk_of_head(&line);
        const jh_opening opening = { jh_text_of(code), "2025", NULL, "2020-01-01", "2099-12-31" };
        const jh_collecting close = { .place = { .county = jh_text_of(code), .cycle = 1 },
                                      .act = "close" };
        jh_step_look *look;
        jh_error err = { 0 };
        jh_text told;
        fail_on(jh_collect_open(&told, &desk, &opening, &err), &err);
        excuse(&desk, "9901010001");
        fail_on(jh_collect_look(&look, &desk, &close, &err), &err);
        b = imported(address, "b", TWO "100,4\n", NULL);
        assert_int_equal(jh_collect_take(look, &desk, &close, &err), JH_CONFLICT);
        assert_int_equal(err.message.say, SAY_SUPERVISE_NOT_ALL_SETTLED);
        excuse(&desk, "9901010002");
        err = (jh_error){ 0 };
        fail_on(jh_collect_look(&look, &desk, &close, &err), &err);
        fail_on(jh_collect_take(look, &desk, &close, &err), &err);
        fail_on(jh_collect_taken(&told, &desk, &close, &err), &err);
        jh_line_close(&line);
        end_of(a), end_of(b);
        sound(address);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_undo_that_is_overtaken_leaves_what_came_meanwhile),
        cmocka_unit_test(a_cycle_is_not_closed_over_a_school_that_came_meanwhile),
    };

    return cmocka_run_group_tests(tests, reserve, release);
}
