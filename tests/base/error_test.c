/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "base/error.h"
#include "base/hash.h"

#include <string.h>

static void the_first_cause_stays(void **state)
{
    jh_error err = { 0 };

    (void)state;
    assert_int_equal(jh_fail(&err, JH_IO, SAY_BASE_NO_MEMORY, "a.xlsx", "one", NULL), JH_IO);
    assert_int_equal(jh_fail(&err, JH_BUG, SAY_NONE, "b.xlsx", NULL), JH_BUG);
    assert_int_equal(err.code, JH_IO);
    assert_string_equal(err.where, "a.xlsx");
    assert_string_equal(err.message.arg[0], "one");
    assert_string_equal(err.message.arg[1], "");
}

static void nobody_has_to_listen(void **state)
{
    (void)state;
    assert_int_equal(jh_fail(NULL, JH_CONFLICT, SAY_NONE, NULL, NULL), JH_CONFLICT);
    jh_error_within(NULL, "a.xlsx");
}

static void a_place_grows_from_the_inside(void **state)
{
    jh_error err = { 0 };

    (void)state;
    jh_error_within(&err, "G41");
    jh_error_within(&err, "sheet 2");
    jh_error_within(&err, "");
    jh_error_within(&err, "county.xlsx");
    assert_string_equal(err.where, "county.xlsx, sheet 2, G41");
}

/* A long path in Chinese is cut between two characters, whatever its length. */
static void a_long_place_is_cut_between_characters(void **state)
{
    (void)state;
    for (size_t lead = 0; lead < 3; lead++) {
        char path[3 * JH_WHERE_SIZE + 4];
        size_t size = 0;
        jh_error err = { 0 };

        while (size < lead) path[size++] = 'x';
        for (int i = 0; i < JH_WHERE_SIZE; i++, size += 3) memcpy(path + size, "县", 3);
        path[size] = '\0';
        jh_error_within(&err, path);
        assert_true(strlen(err.where) >= JH_WHERE_SIZE - 4);
        assert_true(jh_text_is_utf8(jh_text_of(err.where)));
        assert_int_equal(jh_message_make(SAY_NONE, path, NULL).arg[0][0], path[0]);
        assert_true(jh_text_is_utf8(jh_text_of(jh_message_make(SAY_NONE, path, NULL).arg[0])));
    }
}

static void a_message_is_cut_to_the_room_and_tells_its_length(void **state)
{
    jh_message message = jh_message_make(SAY_BASE_NO_MEMORY, NULL);
    char whole[400], part[8];
    size_t size = jh_message_write(whole, sizeof whole, JH_EN, &message, 0);

    (void)state;
    assert_string_equal(whole, jh_say(JH_EN, SAY_BASE_NO_MEMORY));
    assert_int_equal(jh_message_write(part, sizeof part, JH_EN, &message, 0), size);
    assert_int_equal(strlen(part), sizeof part - 1);
    assert_true(strncmp(whole, part, sizeof part - 1) == 0);
}

static void every_sentence_is_said_in_both_languages(void **state)
{
    (void)state;
    for (int id = SAY_NONE + 1; id < SAY_COUNT; id++) {
        assert_true(strlen(jh_say_keys[id]) > 0);
        assert_true(strlen(jh_say_table[JH_ZH][id][0]) > 0);
        assert_true(strlen(jh_say_table[JH_EN][id][0]) > 0);
    }
}

/* FIPS 180-4, example of the message "abc". */
static void the_hash_is_sha_256(void **state)
{
    char hex[JH_HASH_HEX];
    jh_hash hash = jh_hash_of("abc", 3);
    jh_hasher *hasher = jh_hasher_begin();

    (void)state;
    assert_string_equal(jh_hash_hex(hex, &hash),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_non_null(hasher);
    jh_hasher_add(hasher, "a", 1);
    jh_hasher_add(hasher, "bc", 2);
    jh_hash pieces = jh_hasher_finish(hasher);
    assert_true(jh_hash_equal(&hash, &pieces));
}

static jh_hash hash_of_two(const char *one, const char *two)
{
    jh_hasher *hasher = jh_hasher_begin();

    jh_hasher_add_piece(hasher, jh_text_of(one));
    jh_hasher_add_piece(hasher, jh_text_of(two));
    return jh_hasher_finish(hasher);
}

static void pieces_do_not_run_together(void **state)
{
    jh_hash a = hash_of_two("ab", "c"), b = hash_of_two("a", "bc");

    (void)state;
    assert_false(jh_hash_equal(&a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_cause_stays),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(a_place_grows_from_the_inside),
        cmocka_unit_test(a_long_place_is_cut_between_characters),
        cmocka_unit_test(a_message_is_cut_to_the_room_and_tells_its_length),
        cmocka_unit_test(every_sentence_is_said_in_both_languages),
        cmocka_unit_test(the_hash_is_sha_256),
        cmocka_unit_test(pieces_do_not_run_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
