/* A school's form through a collection cycle. Days and schools are made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "supervise/collection.h"

#include <stdio.h>
#include <string.h>

enum { OPENS = 100, DUE = 110 };

static const jh_cycle cycle = { { OPENS }, { DUE }, false };

/* "save school 101; extend county 111 until 120" */
static jh_form_steps steps_of(jh_form_step room[16], const char *words)
{
    jh_form_steps out = { room, 0 };
    char copy[256], act[16], party[16], *rest = copy, *one;
    int day, until;
    size_t i;

    snprintf(copy, sizeof copy, "%s", words);
    while ((one = strsep(&rest, ";"))) {
        until = INT32_MIN;
        if (sscanf(one, " %15s %15s %d until %d", act, party, &day, &until) < 3) continue;
        room[out.count] = (jh_form_step){ .day = { day }, .until = { until } };
        assert_true(jh_form_act_of(&room[out.count].act, jh_text_of(act)));
        for (i = 0; i < JH_PARTIES; i++)
            if (strcmp(party, jh_party_key((jh_party)i)) == 0)
                room[out.count].party = (jh_party)i;
        out.count++;
    }
    return out;
}

static jh_form form_after(const char *words, int today)
{
    jh_form_step room[16];
    const jh_form_steps steps = steps_of(room, words);
    jh_error err = { 0 };
    jh_form form;

    assert_int_equal(jh_form_follow(&form, &cycle, &steps, (jh_date){ today }, &err), JH_OK);
    return form;
}

static const struct {
    const char *label, *steps;
    int today;
    const char *state;
    int due;
    bool is_late, was_late;
} stands[] = {
    { "nothing filled in on the last day is not late", "", DUE, "empty", DUE, false, false },
    { "nothing filled in a day later is late", "", DUE + 1, "empty", DUE, true, false },
    { "a draft is late, too", "save school 101", DUE + 1, "draft", DUE, true, false },
    { "what waits for the county is not late", "save school 101; submit school 110", 150,
      "submitted", DUE, false, false },
    { "taken back, it is the school's turn again",
      "save school 101; submit school 102; take_back school 103", 111, "draft", DUE, true, false },
    { "more time for one school moves its day only", "extend county 108 until 120", 115, "empty",
      120, false, false },
    { "a shorter time than the cycle's takes nothing away", "extend county 101 until 105", 107,
      "empty", DUE, false, false },
    { "submitted in the time it was given was late", "extend county 111 until 120; "
      "save school 112; submit school 118", 119, "submitted", 120, false, true },
    { "a return gives time of its own", "save school 101; submit school 110; "
      "return county 112 until 115", 114, "returned", 115, false, false },
    { "corrected and accepted", "save school 101; submit school 102; return county 103; "
      "save school 104; submit school 104; accept county 105", 150, "accepted", DUE, false, false },
    { "accepted by mistake goes back", "save school 101; submit school 102; accept county 103; "
      "return county 104", 105, "returned", DUE, false, false },
    { "excused by the head is never late", "excuse head 101", 150, "excused", DUE, false, false },
    { "a head may accept like the county", "save school 101; submit school 102; accept head 103",
      104, "accepted", DUE, false, false },
};

static void a_form_stands_where_its_steps_lead(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof stands / sizeof *stands; i++) {
        jh_form form = form_after(stands[i].steps, stands[i].today);
        print_message("  %s\n", stands[i].label);
        assert_string_equal(jh_form_state_key(form.state), stands[i].state);
        assert_int_equal(form.due.days, stands[i].due);
        assert_int_equal(form.is_late, stands[i].is_late);
        assert_int_equal(form.was_late, stands[i].was_late);
    }
}

static const struct {
    const char *label, *steps;
    jh_form_act act;
    jh_party party;
    int today;
    jh_say_id why; /* SAY_NONE: it may */
} wishes[] = {
    { "a school fills in on the first day", "", JH_FORM_SAVE, JH_PARTY_SCHOOL, OPENS, 0 },
    { "not before", "", JH_FORM_SAVE, JH_PARTY_SCHOOL, OPENS - 1, SAY_SUPERVISE_NOT_BEGUN },
    { "filling in goes on after the day", "", JH_FORM_SAVE, JH_PARTY_SCHOOL, DUE + 5, 0 },
    { "submitting does not", "save school 101", JH_FORM_SUBMIT, JH_PARTY_SCHOOL, DUE + 1,
      SAY_SUPERVISE_LATE },
    { "with more time it does", "save school 101; extend county 111 until 113", JH_FORM_SUBMIT,
      JH_PARTY_SCHOOL, 113, 0 },
    { "an empty form is not submitted", "", JH_FORM_SUBMIT, JH_PARTY_SCHOOL, 101,
      SAY_SUPERVISE_IN_EMPTY },
    { "what is submitted is not written over", "save school 101; submit school 102", JH_FORM_SAVE,
      JH_PARTY_SCHOOL, 103, SAY_SUPERVISE_IN_SUBMITTED },
    { "what is accepted is not taken back", "save school 101; submit school 102; "
      "accept county 103", JH_FORM_TAKE_BACK, JH_PARTY_SCHOOL, 104, SAY_SUPERVISE_IN_ACCEPTED },
    { "a school does not accept its own form", "save school 101; submit school 102",
      JH_FORM_ACCEPT, JH_PARTY_SCHOOL, 103, SAY_SUPERVISE_NOT_YOURS },
    { "the county does not fill in for the school", "", JH_FORM_SAVE, JH_PARTY_COUNTY, 101,
      SAY_SUPERVISE_NOT_YOURS },
    { "the county does not excuse", "", JH_FORM_EXCUSE, JH_PARTY_COUNTY, 101,
      SAY_SUPERVISE_NOT_YOURS },
    { "a draft is not accepted", "save school 101", JH_FORM_ACCEPT, JH_PARTY_COUNTY, 102,
      SAY_SUPERVISE_IN_DRAFT },
    { "what went back is not accepted", "save school 101; submit school 102; return county 103",
      JH_FORM_ACCEPT, JH_PARTY_COUNTY, 104, SAY_SUPERVISE_IN_RETURNED },
    { "an excused school does not fill in", "excuse head 101", JH_FORM_SAVE, JH_PARTY_SCHOOL, 102,
      SAY_SUPERVISE_IN_EXCUSED },
};

static void who_may_do_what_is_told_with_the_reason(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof wishes / sizeof *wishes; i++) {
        jh_form form = form_after(wishes[i].steps, wishes[i].today);
        const jh_form_wish wish = { wishes[i].act, wishes[i].party, { wishes[i].today } };
        jh_error err = { 0 };
        jh_code code = jh_form_may(&cycle, &form, &wish, &err);

        print_message("  %s\n", wishes[i].label);
        assert_int_equal(code, wishes[i].why ? JH_CONFLICT : JH_OK);
        assert_int_equal(err.message.say, wishes[i].why);
        assert_int_equal(jh_form_may_all(&cycle, &form, wish.party, wish.today) >> wish.act & 1,
                         !wishes[i].why);
    }
}

static void nothing_moves_in_a_closed_cycle(void **state)
{
    const jh_cycle closed = { cycle.opens, cycle.due, true };
    jh_form form = form_after("save school 101", 102);
    jh_party party;

    (void)state;
    for (party = JH_PARTY_SCHOOL; party < JH_PARTIES; party++)
        assert_int_equal(jh_form_may_all(&closed, &form, party, (jh_date){ 102 }), 0);
}

/* Whatever is allowed leads on, and what is refused is refused by following, too. */
static void what_may_be_done_and_what_was_done_agree(void **state)
{
    static const char *const histories[] = {
        "",
        "save school 101",
        "save school 101; submit school 102",
        "save school 101; submit school 102; return county 103",
        "save school 101; submit school 102; accept county 103",
        "excuse head 101",
    };
    jh_form_step room[16];
    size_t h, agreed = 0;
    jh_form_act act;
    jh_party party;

    (void)state;
    for (h = 0; h < sizeof histories / sizeof *histories; h++)
        for (act = JH_FORM_SAVE; act < JH_FORM_ACTS; act++)
            for (party = JH_PARTY_SCHOOL; party < JH_PARTIES; party++) {
                jh_form_steps steps = steps_of(room, histories[h]);
                jh_form before = form_after(histories[h], 104), after;
                const jh_form_wish wish = { act, party, { 104 } };
                bool may = !jh_form_may(&cycle, &before, &wish, NULL);

                room[steps.count++] = (jh_form_step){ act, party, { 104 }, JH_NO_DATE };
                assert_int_equal(
                    !jh_form_follow(&after, &cycle, &steps, (jh_date){ 104 }, NULL), may);
                agreed += may;
            }
    assert_true(agreed > 15);
}

static void a_cycle_closes_when_every_form_is_settled(void **state)
{
    static const char *const forms[] = { "save school 101; submit school 102; accept county 103",
                                         "excuse head 101", "save school 101" };
    jh_cycle_tally tally = { 0 };
    jh_error err = { 0 };
    jh_form form;
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        form = form_after(forms[i], DUE + 1);
        jh_cycle_count(&tally, &form);
        assert_int_equal(jh_cycle_may_close(&cycle, &tally, &err), i < 2 ? JH_OK : JH_CONFLICT);
    }
    assert_int_equal(err.message.say, SAY_SUPERVISE_NOT_ALL_SETTLED);
    assert_string_equal(err.message.arg[0], "1");
    assert_string_equal(err.message.arg[1], "3");
    assert_int_equal(tally.late, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_stands_where_its_steps_lead),
        cmocka_unit_test(who_may_do_what_is_told_with_the_reason),
        cmocka_unit_test(nothing_moves_in_a_closed_cycle),
        cmocka_unit_test(what_may_be_done_and_what_was_done_agree),
        cmocka_unit_test(a_cycle_closes_when_every_form_is_settled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
