/* What access.h promises, on both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/access.h"
#include "tests/support/stores.h"

static jh_arena keep;

static int reserve(void **state)
{
    (void)state;
    return jh_arena_reserve(&keep, JH_ARENA_DEFAULT);
}

static int release(void **state)
{
    (void)state;
    test_addresses_drop();
    jh_arena_release(&keep);
    return 0;
}

static jh_account newcomer(const char *login)
{
    return (jh_account){ .login = jh_text_of(login),
                         .name = JH_TEXT("虚构"),
                         .role = JH_TEXT("reviewer"),
                         .scope = JH_TEXT("9901"),
                         .state = JH_ACCOUNT_IN_USE,
                         .stamp = JH_TEXT("2025-09-01T08:00:00Z") };
}

static jh_deed deed_of(const char *act, const char *about)
{
    return (jh_deed){ .act = jh_text_of(act),
                      .author = JH_TEXT("system"),
                      .about = jh_text_of(about),
                      .stamp = JH_TEXT("2025-09-01T08:00:00Z") };
}

static jh_pass pass_of(const char *secret, const char *kind)
{
    jh_text text = jh_text_of(secret);

    return (jh_pass){ .hash = jh_hash_of(text.at, text.size),
                      .kind = jh_text_of(kind),
                      .opened = 100,
                      .seen = 100,
                      .ends = 200 };
}

static int32_t add(jh_store *store, const char *login)
{
    jh_account account = newcomer(login);
    jh_deed deed = deed_of("invite", login);
    jh_access_change change = { .account = &account, .deed = &deed };

    assert_int_equal(jh_store_access_change(store, &change, 1, NULL), JH_OK);
    return account.number;
}

static void an_account_comes_back_by_login_and_by_number(jh_store *store)
{
    int32_t number = add(store, "li");
    jh_account found;

    assert_int_equal(jh_store_account_named(&found, &keep, store, JH_TEXT("li"), NULL), JH_OK);
    assert_int_equal(found.number, number);
    assert_int_equal(jh_store_account(&found, &keep, store, number, NULL), JH_OK);
    assert_true(jh_text_equal(found.scope, JH_TEXT("9901")));
    assert_int_equal(jh_store_account_named(&found, &keep, store, JH_TEXT("LI"), NULL),
                     JH_NOT_FOUND);
    assert_int_equal(jh_store_account_named(&found, &keep, store, JH_TEXT("' OR 1=1 --"), NULL),
                     JH_NOT_FOUND);
    assert_int_equal(jh_store_account(&found, &keep, store, 0, NULL), JH_NOT_FOUND);
}

static void a_login_is_given_once_and_the_rest_of_the_change_with_it(jh_store *store)
{
    jh_account one = newcomer("wang"), again = newcomer("li");
    jh_deed first = deed_of("invite", "wang"), second = deed_of("invite", "li");
    jh_access_change changes[2] = { { .account = &one, .deed = &first },
                                    { .account = &again, .deed = &second } };
    jh_account_list list;
    jh_deed_list deeds;

    add(store, "li");
    assert_int_equal(jh_store_access_change(store, changes, 2, NULL), JH_CONFLICT);
    assert_int_equal(jh_store_accounts(&list, &keep, store, NULL), JH_OK);
    assert_int_equal(list.count, 1);
    assert_int_equal(jh_store_deeds(&deeds, &keep, store, NULL), JH_OK);
    assert_int_equal(deeds.count, 1);
}

static void the_first_account_is_only_the_first(jh_store *store)
{
    jh_account one = newcomer("li"), other = newcomer("wang");
    jh_deed deed = deed_of("setup", "li");
    jh_access_change first = { .account = &one, .deed = &deed, .is_first = true };
    jh_access_change second = { .account = &other, .deed = &deed, .is_first = true };

    assert_int_equal(jh_store_access_change(store, &first, 1, NULL), JH_OK);
    assert_int_equal(jh_store_access_change(store, &second, 1, NULL), JH_CONFLICT);
}

static void a_pass_that_is_used_up_is_gone_and_used_once(jh_store *store)
{
    int32_t number = add(store, "li");
    jh_pass pass = pass_of("an invitation", "invitation"), found;
    jh_deed deed = deed_of("invite", "li"), taken = deed_of("accept", "li");
    jh_access_change make = { .pass = &pass, .deed = &deed };
    jh_access_change take = { .uses = &pass.hash, .deed = &taken };

    pass.account = number;
    assert_int_equal(jh_store_access_change(store, &make, 1, NULL), JH_OK);
    assert_int_equal(jh_store_pass(&found, &keep, store, &pass.hash, NULL), JH_OK);
    assert_int_equal(found.account, number);
    assert_int_equal(jh_store_access_change(store, &take, 1, NULL), JH_OK);
    assert_int_equal(jh_store_pass(&found, &keep, store, &pass.hash, NULL), JH_NOT_FOUND);
    assert_int_equal(jh_store_access_change(store, &take, 1, NULL), JH_NOT_FOUND);
}

static void passes_end_by_kind_or_singly(jh_store *store)
{
    int32_t number = add(store, "li");
    jh_pass passes[3] = { pass_of("a", "session"), pass_of("b", "session"),
                          pass_of("c", "token") };
    jh_deed deed = deed_of("login", "li"), left = deed_of("logout", "li");
    jh_pass_list list;
    size_t i;

    for (i = 0; i < 3; i++) {
        jh_access_change make = { .pass = &passes[i], .deed = &deed };
        passes[i].account = number;
        assert_int_equal(jh_store_access_change(store, &make, 1, NULL), JH_OK);
    }
    assert_int_equal(jh_store_pass_seen(store, &passes[1].hash, 150, NULL), JH_OK);
    assert_int_equal(jh_store_passes(&list, &keep, store, number, NULL), JH_OK);
    assert_int_equal(list.count, 3);
    assert_int_equal(list.items[1].seen, 150);
    jh_access_change leave = { .end_account = number,
                               .end_pass = list.items[0].number,
                               .deed = &left };
    assert_int_equal(jh_store_access_change(store, &leave, 1, NULL), JH_OK);
    jh_access_change out = { .end_account = number, .end_kinds = { "session" }, .deed = &left };
    assert_int_equal(jh_store_access_change(store, &out, 1, NULL), JH_OK);
    assert_int_equal(jh_store_passes(&list, &keep, store, number, NULL), JH_OK);
    assert_int_equal(list.count, 1);
    assert_true(jh_text_equal(list.items[0].kind, JH_TEXT("token")));
}

/* A test of what holds on either engine: its initial state. */
typedef struct check {
    void (*run)(jh_store *store);
} check;

static void on_each_engine(void **state)
{
    const check *one = *state;
    test_engine engine;

    for (engine = TEST_SQLITE; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        one->run(store);
        jh_store_close(store);
    }
}

#define ON_EACH_ENGINE(name) { #name, on_each_engine, NULL, NULL, &(check){ name } }

static void a_deed_that_was_changed_behind_our_back_is_found(void **state)
{
    test_engine engine;

    (void)state;
    for (engine = TEST_SQLITE; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_store *store = NULL;

        assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
        add(store, "li");
        add(store, "wang");
        assert_int_equal(jh_store_deeds_verify(store, NULL), JH_OK);
        jh_store_close(store);
        if (engine == TEST_SQLITE) test_sql(address, "DROP TRIGGER deed_no_update");
        if (engine == TEST_POSTGRES) test_sql(address, "ALTER TABLE deed DISABLE TRIGGER USER");
        test_sql(address, "UPDATE deed SET about = 'zhao' WHERE entry = 1");
        assert_int_equal(jh_store_open(&store, &keep, address, JH_STORE_READ, NULL), JH_OK);
        assert_int_equal(jh_store_deeds_verify(store, NULL), JH_CONFLICT);
        jh_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_EACH_ENGINE(an_account_comes_back_by_login_and_by_number),
        ON_EACH_ENGINE(a_login_is_given_once_and_the_rest_of_the_change_with_it),
        ON_EACH_ENGINE(the_first_account_is_only_the_first),
        ON_EACH_ENGINE(a_pass_that_is_used_up_is_gone_and_used_once),
        ON_EACH_ENGINE(passes_end_by_kind_or_singly),
        cmocka_unit_test(a_deed_that_was_changed_behind_our_back_is_found),
    };

    return cmocka_run_group_tests(tests, reserve, release);
}
