/* Reading a nation, each county has its own order of papers, in force on the day. Both engines
 * (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/store.h"
#include "tests/support/stores.h"

#include <stdio.h>
#include <string.h>

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

enum { COUNTIES = 4, FORM_SAYS = 77 };
static const char *const codes[COUNTIES] = { "990101", "990102", "990103", "990104" };

/* Its first figure stands in two papers: the collection workbook, and a form that says another
 * thing. */
static void put_county(jh_store *store, const char *code)
{
    test_county made = { code, "2025", 4, 2, 42 };
    jh_batch batch = test_batch(&keep, &made);
    jh_observation form;
    jh_write_counts counts;

    batch.observations[0].why = JH_PRESENT;
    batch.observations[0].value = JH_DECIMAL(5);
    assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
    form = batch.observations[0];
    form.provenance = JH_BY_FORM;
    form.value = JH_DECIMAL(FORM_SAYS);
    batch.observations = &form;
    batch.observation_count = 1;
    assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
}

static void put_order(jh_store *store, const char *code, const char *order, int32_t from)
{
    jh_dated_setting setting = { .name = JH_PRECEDENCE_SETTING,
                                 .value = jh_text_of(order),
                                 .from = { from },
                                 .to = { from + 99 },
                                 .source = JH_TEXT("made up") };

    assert_int_equal(jh_store_setting_put(store, jh_text_of(code), &setting, &test_author, NULL),
                     JH_OK);
}

static size_t form_counts; /* counties whose form counts */

static jh_code count_form(void *context, const jh_snapshot *county, jh_error *err)
{
    bool *wanted = context;
    bool found = false;
    size_t c, u;

    (void)err;
    for (c = 0; c < county->column_count; c++)
        for (u = 0; u < county->unit_count; u++)
            found |= county->columns[c].why[u] == JH_PRESENT
                     && county->columns[c].millionths[u] == FORM_SAYS * JH_DECIMAL_ONE;
    form_counts += found;
    for (c = 0; c < COUNTIES; c++)
        if (jh_text_equal(county->county, jh_text_of(codes[c]))) assert_int_equal(found, wanted[c]);
    return JH_OK;
}

static size_t read_nation(jh_store *store, int32_t day, bool wanted[COUNTIES])
{
    jh_named_day which = { JH_PRECEDENCE_SETTING, { day } };
    jh_county_settings list;
    jh_county_precedence own[COUNTIES];
    jh_nation nation = { .period = JH_TEXT("2025"), .visit = count_form, .context = wanted };
    size_t i;

    assert_int_equal(jh_store_settings_named(&list, &keep, store, &which, NULL), JH_OK);
    for (i = 0; i < list.count; i++) {
        own[i].county = list.items[i].county;
        assert_int_equal(jh_precedence_parse(&own[i].precedence, list.items[i].value, NULL), JH_OK);
    }
    nation.precedences = own;
    nation.precedence_count = list.count;
    form_counts = 0;
    assert_int_equal(jh_store_nation(store, &nation, NULL), JH_OK);
    return list.count;
}

static void each_county_is_read_by_its_own_order_of_papers(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = NULL;
        assert_int_equal(jh_store_create(&store, &keep, test_address_new(engine), NULL), JH_OK);
        for (int i = 0; i < COUNTIES; i++) put_county(store, codes[i]);
        put_order(store, codes[1], "correction, form", 1000);
        put_order(store, codes[3], "correction, collection", 1000);
        put_order(store, codes[3], "correction, form, collection", 1050); /* the later first day */
        put_order(store, codes[2], "correction, collection", 1000);
        put_order(store, codes[2], "correction, form", 1000); /* the later revision */
        assert_int_equal(read_nation(store, 1010, (bool[]){ false, true, true, false }), 3);
        assert_int_equal(form_counts, 2);
        assert_int_equal(read_nation(store, 1060, (bool[]){ false, true, true, true }), 3);
        assert_int_equal(read_nation(store, 1120, (bool[]){ false, false, false, true }), 1);
        assert_int_equal(read_nation(store, 999, (bool[]){ false, false, false, false }), 0);
        jh_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_county_is_read_by_its_own_order_of_papers),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
