/* What schema/ says, tried on both engines (JH_TEST_PG).
 * SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/test.h"

#include "store/room.h"
#include "tests/support/stores.h"

#include <sqlite3.h>
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

/* Words of the other engine, and those of a cursor, are filled in elsewhere. */
static bool is_for(const jh_query *query, test_engine engine)
{
    static const char *const own[] = { "sqlite_", "postgres_" };

    if (strstr(query->sql, "{cursor}")) return false;
    return strncmp(query->name, own[!engine], strlen(own[!engine])) != 0;
}

static void every_query_is_understood_by_both_engines(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        int tried = 0;
        for (int i = 0; i < SQL_COUNT; i++) {
            jh_error err = { 0 };
            if (!is_for(&jh_queries[i], engine)) continue;
            tried++;
            if (store->database.engine->prepare(&store->database, (jh_query_id)i, &err))
                fail_msg("%s on %s: %s", jh_queries[i].place, test_engine_names[engine],
                         err.message.arg[0]);
        }
        assert_in_range(tried, 30, SQL_COUNT);
        jh_store_close(store);
    }
}

static void every_rule_runs_on_both_engines_and_finds_nothing_in_a_new_store(void **state)
{
    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        jh_store *store = test_store_new(&keep, engine);
        for (size_t i = 0; i < jh_schema_rule_count; i++) {
            jh_error err = { 0 };
            size_t rows = 1;
            if (jh_database_count_rows(&rows, &store->database, jh_schema_rules[i].sql, &err))
                fail_msg("%s: %s", jh_schema_rules[i].place, err.message.arg[0]);
            assert_int_equal(rows, 0);
        }
        jh_store_close(store);
    }
}

/* As SQLite would go about it: every look for a row of another table has a key, in the loop inside
 * another one (the same parent) and in a subquery of each row. A county alone is none, but where
 * counties are what is looked at. */
static void look_at_plan(sqlite3 *link, const char *place, const char *words)
{
    bool is_of_counties = strstr(words, "FROM county AS") != NULL;
    char sql[4096];
    sqlite3_stmt *plan = NULL;
    int inner = -1, loop = -1;

    snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", words);
    assert_int_equal(sqlite3_prepare_v2(link, sql, -1, &plan, NULL), SQLITE_OK);
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *step = (const char *)sqlite3_column_text(plan, 3);
        int parent = sqlite3_column_int(plan, 1);
        bool is_whole = strncmp(step, "SCAN", 4) == 0;
        bool is_of_county = strstr(step, "(county=?)") != NULL && !is_of_counties;
        bool is_inner = parent == inner || parent == loop;
        if (strncmp(step, "CORRELATED", 10) == 0) inner = sqlite3_column_int(plan, 0);
        if (is_inner && (is_whole || is_of_county)) fail_msg("%s, for each row: %s", place, step);
        if (is_whole || strncmp(step, "SEARCH", 6) == 0) loop = parent;
    }
    sqlite3_finalize(plan);
}

static void nothing_reads_a_table_or_a_county_for_each_row(void **state)
{
    jh_store *store = test_store_new(&keep, TEST_SQLITE);
    jh_arena scratch;
    jh_text sql;

    (void)state;
    for (size_t i = 0; i < jh_schema_rule_count; i++)
        look_at_plan(store->database.link, jh_schema_rules[i].place, jh_schema_rules[i].sql);
    for (int i = 0; i < SQL_COUNT; i++) {
        if (!is_for(&jh_queries[i], TEST_SQLITE)) continue;
        scratch = keep;
        assert_int_equal(jh_database_sql(&sql, &scratch, &store->database, (jh_query_id)i, NULL),
                         JH_OK);
        look_at_plan(store->database.link, jh_queries[i].place, sql.at);
    }
    jh_store_close(store);
}

static void every_rule_has_its_sentence_in_texts(void **state)
{
    (void)state;
    assert_in_range(jh_schema_rule_count, 10, 100);
    for (size_t i = 0; i < jh_schema_rule_count; i++) {
        char key[96];
        int found = 0;
        snprintf(key, sizeof key, "store.rule.%.*s", (int)strcspn(jh_schema_rules[i].sentence, ":"),
                 jh_schema_rules[i].sentence);
        for (int say = 0; say < SAY_COUNT; say++) found += strcmp(jh_say_keys[say], key) == 0;
        if (found != 1) fail_msg("%s has no sentence %s", jh_schema_rules[i].place, key);
    }
}

/* Every CREATE TABLE of tables.sql: either it says why not, or its key begins with its county. */
static void every_key_begins_with_its_county(void **state)
{
    static const char *const without[] = { "schema_version", "element", "original",
                                           "account",        "pass",    "deed" };
    const char *sql = NULL;
    int tables = 0, exceptions = 0;

    (void)state;
    for (size_t i = 0; i < jh_schema_file_count; i++)
        if (strcmp(jh_schema_files[i].name, "schema/tables.sql") == 0) sql = jh_schema_files[i].sql;
    assert_non_null(sql);
    while ((sql = strstr(sql, "\nCREATE TABLE ")) != NULL) {
        const char *end = strstr(sql, "\n)"), *key, *county;
        sql += strlen("\nCREATE TABLE ");
        tables++;
        bool is_exception = false;
        for (size_t i = 0; i < sizeof without / sizeof *without; i++)
            is_exception |=
                strncmp(sql, without[i], strlen(without[i])) == 0 && sql[strlen(without[i])] == ' ';
        exceptions += is_exception;
        if (is_exception) continue;
        key = strstr(sql, "PRIMARY KEY (county");
        county = strstr(sql, "    county   {text}  NOT NULL PRIMARY KEY");
        if (!(key && key < end) && !(county && county < end))
            fail_msg("the key of %.*s does not begin with its county", (int)strcspn(sql, " "), sql);
    }
    assert_in_range(tables, 10, 100);
    assert_int_equal(exceptions, 6);
}

static const struct {
    const char *label, *sql, *takes, *sqlite, *postgres; /* NULL = refused */
} fillings[] = {
    { "types are each engine's own", "a {int64}, b {int16}, c {bytes}", NULL,
      "a INTEGER, b INTEGER, c BLOB", "a BIGINT, b SMALLINT, c BYTEA" },
    { "parameters are numbered by the list, not by their first use", "x = :b AND y = :a", "a, b",
      "x = ?2 AND y = ?1", "x = $2 AND y = $1" },
    { "a name that begins like another one is its own", "x = :ab", "a, ab", "x = ?2", "x = $2" },
    { "what stands in quotes stays", "x = ':a {int64}'", "a", "x = ':a {int64}'",
      "x = ':a {int64}'" },
    { "a comment may hold anything", "x -- :nobody's {word}\n= 1", "", "x \n= 1", "x \n= 1" },
    { "an unknown word is refused", "a {int65}", NULL, NULL, NULL },
    { "an unknown parameter is refused", "x = :c", "a, b", NULL, NULL },
    { "a script without parameters keeps its colons", "a:b", NULL, "a:b", "a:b" },
};

static void one_text_becomes_each_engines_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fillings / sizeof *fillings; i++)
        for (int dialect = 0; dialect < JH_DIALECT_COUNT; dialect++) {
            const char *wanted = dialect == JH_SQLITE ? fillings[i].sqlite : fillings[i].postgres;
            jh_sql_form form = { .dialect = (jh_dialect)dialect, .takes = fillings[i].takes };
            jh_text out = { 0 };
            jh_error err = { 0 };
            jh_code code = jh_sql_fill(&out, &keep, fillings[i].sql, &form, &err);
            if (wanted ? code || !jh_text_equal(out, jh_text_of(wanted)) : code != JH_BUG)
                fail_msg("%s: got \"%.*s\"", fillings[i].label, JH_TEXT_ARGS(out));
        }
}

static void what_was_written_cannot_be_changed_from_outside(void **state)
{
    static const char *const changes[] = {
        "UPDATE observation SET millionths = 1 WHERE why = 0",
        "DELETE FROM observation",
        "UPDATE unit_fact SET name = 'x'",
        "DELETE FROM unit",
        "DELETE FROM file",
        "UPDATE original SET size = 0",
        "DELETE FROM sheet",
        "UPDATE audit SET author = 'x'",
        "DELETE FROM audit",
    };
    test_county county = { "990101", "2025", 2, 2, 1 };
    jh_batch batch = test_batch(&keep, &county);

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_store *store = NULL;
        jh_write_counts counts;
        assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
        assert_int_equal(jh_store_write(&counts, store, &batch, &test_author, NULL), JH_OK);
        jh_store_close(store);
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
            if (test_sql_works(address, changes[i])) fail_msg("%s worked", changes[i]);
    }
}

static void nonsense_is_refused_by_the_tables_themselves(void **state)
{
    static const char *const rows[] = {
        "INSERT INTO observation VALUES ('990101','2025',1,1,9,0,1,0,5,NULL,NULL,NULL,NULL)",
        "INSERT INTO observation VALUES ('990101','2025',1,1,0,0,1,0,NULL,NULL,NULL,NULL,NULL)",
        "INSERT INTO observation VALUES ('990101','2025',1,1,0,0,1,1,5,NULL,NULL,NULL,NULL)",
        "INSERT INTO observation VALUES ('990101','2025',1,1,0,0,0,0,5,NULL,NULL,NULL,NULL)",
        "INSERT INTO observation VALUES ('990101','2025',1,1,0,0,1,0,5,1,NULL,1,NULL)",
        "INSERT INTO county VALUES ('','x',0)",
        "INSERT INTO unit VALUES ('990101',0,'a school')",
        "INSERT INTO unit VALUES ('990102',1,'a school of a county that is not there')",
        "INSERT INTO setting VALUES ('990101','x',100,1,99,'v','','a')",
    };

    (void)state;
    for (test_engine engine = 0; engine < TEST_ENGINE_COUNT; engine++) {
        const char *address = test_address_new(engine);
        jh_store *store = NULL;
        assert_int_equal(jh_store_create(&store, &keep, address, NULL), JH_OK);
        jh_store_close(store);
        test_sql(address, "INSERT INTO county VALUES ('990101','x',0)");
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            char sql[512];
            snprintf(sql, sizeof sql, "PRAGMA foreign_keys = ON; %s", rows[i]);
            if (test_sql_works(address, engine == TEST_SQLITE ? sql : rows[i]))
                fail_msg("%s: %s", test_engine_names[engine], rows[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_query_is_understood_by_both_engines),
        cmocka_unit_test(every_rule_runs_on_both_engines_and_finds_nothing_in_a_new_store),
        cmocka_unit_test(nothing_reads_a_table_or_a_county_for_each_row),
        cmocka_unit_test(every_rule_has_its_sentence_in_texts),
        cmocka_unit_test(every_key_begins_with_its_county),
        cmocka_unit_test(one_text_becomes_each_engines_own),
        cmocka_unit_test(what_was_written_cannot_be_changed_from_outside),
        cmocka_unit_test(nonsense_is_refused_by_the_tables_themselves),
    };
    return cmocka_run_group_tests(tests, reserve, release);
}
