/* What documents.h and evidence.h promise, on both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/documents.h"
#include "store/evidence.h"
#include "tests/support/stores.h"

static jh_arena keep;
static const jh_evidence_place place = { { "990101", 6 }, { "2025", 4 } };

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

static jh_store *made(test_engine engine)
{
    jh_store *store = NULL;

    assert_int_equal(jh_store_create(&store, &keep, test_address_new(engine), NULL), JH_OK);
    return store;
}

static jh_document document_of(const char *body)
{
    return (jh_document){ .county = JH_TEXT("990101"),
                          .kind = JH_TEXT("scenario"),
                          .title = JH_TEXT("虚构"),
                          .author = JH_TEXT("li"),
                          .stamp = JH_TEXT("2025-09-01T08:00:00Z"),
                          .body = jh_text_of(body) };
}

static void the_newest_revision_counts_and_an_old_one_is_not_written_over(void **state)
{
    test_engine engine;

    (void)state;
    for (engine = TEST_SQLITE; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = made(engine);
        jh_document one = document_of("{\"a\":1}"), two = document_of("{}"), found;

        assert_int_equal(jh_store_document_put(store, &one, NULL), JH_OK);
        assert_int_equal(jh_store_document_put(store, &two, NULL), JH_OK);
        assert_int_equal(one.number, 1);
        assert_int_equal(two.number, 2);
        one.body = JH_TEXT("{\"a\":2}");
        assert_int_equal(jh_store_document_put(store, &one, NULL), JH_OK);
        assert_int_equal(one.revision, 2);
        one.revision = 1;
        assert_int_equal(jh_store_document_put(store, &one, NULL), JH_CONFLICT);
        one.revision = 0;
        assert_int_equal(jh_store_document_put(store, &one, NULL), JH_OK);
        assert_int_equal(jh_store_document(&found, &keep, store, &one, NULL), JH_OK);
        assert_int_equal(found.revision, 3);
        assert_true(jh_text_equal(found.body, JH_TEXT("{\"a\":2}")));
        jh_store_close(store);
    }
}

static void what_was_put_away_is_in_no_list_and_not_changed_again(void **state)
{
    test_engine engine;

    (void)state;
    for (engine = TEST_SQLITE; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = made(engine);
        jh_document one = document_of("{}"), found;
        jh_document_list list;

        assert_int_equal(jh_store_document_put(store, &one, NULL), JH_OK);
        one.is_gone = true;
        assert_int_equal(jh_store_document_put(store, &one, NULL), JH_OK);
        assert_int_equal(jh_store_documents(&list, &keep, store, &one, NULL), JH_OK);
        assert_int_equal(list.count, 0);
        assert_int_equal(jh_store_document(&found, &keep, store, &one, NULL), JH_NOT_FOUND);
        one.is_gone = false;
        assert_int_equal(jh_store_document_put(store, &one, NULL), JH_NOT_FOUND);
        jh_store_close(store);
    }
}

static void kinds_and_counties_are_apart(void **state)
{
    test_engine engine;

    (void)state;
    for (engine = TEST_SQLITE; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = made(engine);
        jh_document one = document_of("{}"), found;

        assert_int_equal(jh_store_document_put(store, &one, NULL), JH_OK);
        one.kind = JH_TEXT("plan");
        assert_int_equal(jh_store_document(&found, &keep, store, &one, NULL), JH_NOT_FOUND);
        one.kind = JH_TEXT("scenario");
        one.county = JH_TEXT("990102");
        assert_int_equal(jh_store_document(&found, &keep, store, &one, NULL), JH_NOT_FOUND);
        one.county = JH_TEXT("");
        assert_int_equal(jh_store_document_put(store, &one, NULL), JH_BAD_INPUT);
        jh_store_close(store);
    }
}

/* ---- evidence ---- */

static jh_evidence evidence_of(const char *item, const char *bytes)
{
    jh_text text = jh_text_of(bytes);

    return (jh_evidence){ .item = jh_text_of(item),
                          .file = { JH_TEXT("批文.pdf"), jh_hash_of(text.at, text.size), text } };
}

static size_t count_of(jh_store *store)
{
    jh_evidence_list list;

    assert_int_equal(jh_store_evidence(&list, &keep, store, &place, NULL), JH_OK);
    return list.count;
}

static int64_t revision_of(jh_store *store)
{
    int64_t revision;

    assert_int_equal(jh_store_county_revision(&revision, store, place.county, NULL), JH_OK);
    return revision;
}

static jh_code put(jh_store *store, const jh_evidence *one)
{
    return jh_store_evidence_put(store, &place, one, &test_author, NULL);
}

static void a_file_attests_until_it_is_taken_away_and_stays_an_original(void **state)
{
    test_engine engine;

    (void)state;
    for (engine = TEST_SQLITE; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = made(engine);
        jh_evidence one = evidence_of("G1", "%PDF-1.4 made up"), other = one;
        jh_text bytes;

        other.item = JH_TEXT("G2");
        assert_int_equal(put(store, &one), JH_OK);
        assert_int_equal(put(store, &other), JH_OK);
        assert_int_equal(count_of(store), 2);
        assert_int_equal(revision_of(store), 2);
        assert_int_equal(put(store, &one), JH_OK);
        assert_int_equal(revision_of(store), 2); /* the same again writes nothing */
        one.is_gone = true;
        assert_int_equal(put(store, &one), JH_OK);
        assert_int_equal(put(store, &one), JH_NOT_FOUND);
        assert_int_equal(count_of(store), 1);
        assert_int_equal(jh_store_file(&bytes, &keep, store, &one.file.hash, NULL), JH_OK);
        one.is_gone = false;
        assert_int_equal(put(store, &one), JH_OK);
        assert_int_equal(count_of(store), 2);
        jh_store_close(store);
    }
}

static void the_audit_names_the_hash_and_the_storage_is_sound(void **state)
{
    test_engine engine;

    (void)state;
    for (engine = TEST_SQLITE; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = made(engine);
        jh_evidence one = evidence_of("V1", "%PDF-1.4 made up");
        char hex[JH_HASH_HEX];
        jh_findings broken = { 0 };
        jh_audit_list audit;

        assert_int_equal(put(store, &one), JH_OK);
        assert_int_equal(jh_store_audit(&audit, &keep, store, place.county, NULL), JH_OK);
        assert_int_equal(audit.count, 1);
        assert_true(jh_text_equal(audit.items[0].act, JH_TEXT("evidence")));
        assert_true(
            jh_text_contains(audit.items[0].counts, jh_text_of(jh_hash_hex(hex, &one.file.hash))));
        assert_int_equal(jh_store_audit_verify(store, place.county, NULL), JH_OK);
        assert_int_equal(jh_store_check(&broken, &keep, store, NULL), JH_OK);
        assert_int_equal(broken.count, 0);
        jh_store_close(store);
    }
}

static void bytes_that_are_not_of_the_hash_are_not_kept(void **state)
{
    test_engine engine;

    (void)state;
    for (engine = TEST_SQLITE; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = made(engine);
        jh_evidence one = evidence_of("G1", "%PDF-1.4 made up");

        one.file.bytes = JH_TEXT("something else");
        assert_int_equal(put(store, &one), JH_BUG);
        one = evidence_of("", "%PDF-1.4 made up");
        assert_int_equal(put(store, &one), JH_BAD_INPUT);
        assert_int_equal(count_of(store), 0);
        assert_int_equal(revision_of(store), 0);
        jh_store_close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_revision_counts_and_an_old_one_is_not_written_over),
        cmocka_unit_test(what_was_put_away_is_in_no_list_and_not_changed_again),
        cmocka_unit_test(kinds_and_counties_are_apart),
        cmocka_unit_test(a_file_attests_until_it_is_taken_away_and_stays_an_original),
        cmocka_unit_test(the_audit_names_the_hash_and_the_storage_is_sound),
        cmocka_unit_test(bytes_that_are_not_of_the_hash_are_not_kept),
    };

    return cmocka_run_group_tests(tests, reserve, release);
}
