/* What basis.h promises: standard, settings and order of papers come out of their texts as they
 * went in, and texts that were tampered with are refused or read, never followed into harm.
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "app/basis.h"

#include <stdlib.h>
#include <string.h>

static jh_arena keep, scratch;

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, (size_t)1 << 29) || jh_arena_reserve(&scratch, (size_t)1 << 28);
}

static int release(void **state)
{
    (void)state;
    jh_arena_release(&keep);
    jh_arena_release(&scratch);
    return 0;
}

static jh_desk desk_of(jh_arena *to)
{
    return (jh_desk){ .keep = to, .scratch = scratch, .manner = { .lang = JH_EN } };
}

/* The usual standard with a setting whose reason holds everything that divides words. */
static jh_judged *example(const jh_judging *words)
{
    jh_desk desk = desk_of(&keep);
    jh_judged *out = JH_NEW(&keep, jh_judged);
    jh_standard_words named = { words->standards_folder, words->standard };
    jh_findings mistakes = { 0 };
    jh_setting_words set = { JH_TEXT("judge"), JH_TEXT("as_printed"),
                             JH_TEXT("a\tb\nc\\d \\t 会议纪要") };
    jh_error err = { 0 };

    assert_non_null(out);
    assert_int_equal(jh_library_compile(&out->standard, &desk, &named, &mistakes, &err), JH_OK);
    assert_int_equal(
        jh_settings_default(&out->settings, &keep, &out->standard, (jh_date){ 20000 }, &err),
        JH_OK);
    assert_int_equal(jh_settings_set(&out->settings, &keep, &out->standard, &set, &err), JH_OK);
    assert_int_equal(
        jh_precedence_parse(&out->precedence, JH_TEXT("correction, form, summary, export"), &err),
        JH_OK);
    return out;
}

static const char *const given[] = { "judge=as_printed" };
static const jh_judging words = { .settings = given, .setting_count = 1 };

static jh_basis pack(const jh_judged *judged)
{
    jh_desk desk = desk_of(&keep);
    jh_basis out = { .standard = judged->standard.key, .as_of = { 20000 } };
    jh_standard_words named = { NULL, NULL };

    assert_int_equal(jh_basis_pack_standard(&out.standard_text, &desk, &named, NULL), JH_OK);
    assert_int_equal(jh_basis_pack_settings(&out.settings_text, &keep, judged, &words, NULL),
                     JH_OK);
    return out;
}

static void what_went_in_comes_out_hash_for_hash(void **state)
{
    jh_desk desk = desk_of(&keep);
    jh_judged *judged = example(&words);
    jh_basis basis = pack(judged);
    jh_standard *standard = JH_NEW(&keep, jh_standard);
    jh_settings settings;
    jh_precedence precedence;
    jh_judging again = { 0 };

    (void)state;
    assert_non_null(standard);
    assert_int_equal(jh_basis_standard(standard, &desk, &basis, NULL), JH_OK);
    assert_true(jh_hash_equal(&standard->hash, &judged->standard.hash));
    assert_int_equal(jh_basis_settings(&settings, &desk, standard, &basis, NULL), JH_OK);
    assert_true(jh_hash_equal(&settings.hash, &judged->settings.hash));
    assert_int_equal(jh_basis_precedence(&precedence, &desk, &basis, NULL), JH_OK);
    assert_memory_equal(precedence.rank, judged->precedence.rank, sizeof precedence.rank);
    assert_int_equal(jh_basis_given(&again, &desk, &basis, NULL), JH_OK);
    assert_int_equal(again.setting_count, 1);
    assert_string_equal(again.settings[0], given[0]);
    assert_int_equal(again.relaxation_count, 0);
}

static void a_standard_that_is_not_among_the_texts_is_refused(void **state)
{
    jh_desk desk = desk_of(&keep);
    jh_basis basis = pack(example(&words));
    jh_standard *standard = JH_NEW(&keep, jh_standard);
    jh_error err = { 0 };

    (void)state;
    basis.standard = JH_TEXT("another");
    assert_int_not_equal(jh_basis_standard(standard, &desk, &basis, &err), JH_OK);
    assert_int_equal(err.message.say, SAY_APP_NO_SUCH_STANDARD);
    basis.standard_text = (jh_text){ 0 };
    assert_int_not_equal(jh_basis_standard(standard, &desk, &basis, NULL), JH_OK);
}

/* A copy of its own, so that reading past its end is noticed. */
static jh_text tampered(jh_text text, int seed)
{
    size_t size = seed % 3 ? text.size : (size_t)random() % (text.size + 1);
    char *bytes = malloc(size + 1);

    assert_non_null(bytes);
    if (size) memcpy(bytes, text.at, size);
    for (int k = 0; size && k < 1 + seed % 5; k++)
        bytes[(size_t)random() % size] = "\t\n\\0s9 x"[random() % 8];
    return (jh_text){ bytes, size };
}

static void texts_that_were_tampered_with_do_no_harm(void **state)
{
    jh_judged *judged = example(&words);
    jh_basis whole = pack(judged);
    int refused = 0;

    (void)state;
    srandom(20261124);
    for (int i = 0; i < 300; i++) {
        jh_arena work = keep; /* by value: gone with this text */
        jh_desk desk = desk_of(&work);
        jh_basis basis = whole;
        jh_settings settings;
        jh_precedence precedence;
        jh_judging again = { 0 };
        jh_error err = { 0 };
        jh_text text = tampered(whole.settings_text, i);
        basis.settings_text = text;
        (void)!jh_basis_settings(&settings, &desk, &judged->standard, &basis, &err);
        (void)!jh_basis_precedence(&precedence, &desk, &basis, &err);
        (void)!jh_basis_given(&again, &desk, &basis, &err);
        free((char *)(uintptr_t)text.at);
    }
    for (int i = 0; i < 60; i++) {
        jh_arena work = keep;
        jh_desk desk = desk_of(&work);
        jh_basis basis = whole;
        jh_standard *standard = JH_NEW(&work, jh_standard);
        jh_text text = tampered(whole.standard_text, i);
        basis.standard_text = text;
        refused += jh_basis_standard(standard, &desk, &basis, NULL) != JH_OK;
        free((char *)(uintptr_t)text.at);
    }
    assert_in_range(refused, 20, 60); /* what was cut off, and most of what was exchanged */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_went_in_comes_out_hash_for_hash),
        cmocka_unit_test(a_standard_that_is_not_among_the_texts_is_refused),
        cmocka_unit_test(texts_that_were_tampered_with_do_no_harm),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
