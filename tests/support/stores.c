/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/stores.h"

#include "tests/support/test.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const char *const test_engine_names[TEST_ENGINE_COUNT] = { "SQLite", "PostgreSQL" };

const jh_authorship test_author = { .author = { "tester", 6 },
                                    .reason = { "made up", 7 },
                                    .stamp = { "2026-01-02T03:04:05Z", 20 } };

/* ---- addresses ---- */

enum { ADDRESSES = 512 };
static char *addresses[ADDRESSES], *folders[ADDRESSES], *own_cluster;
static int address_count;

static int run_command(const char *format, const char *a, const char *b)
{
    char command[4096];

    assert_in_range(snprintf(command, sizeof command, format, a, b), 1, (int)sizeof command - 1);
    return system(command);
}

static void stop_own_cluster(void)
{
    char *script = test_source_path("tests/support/pg_cluster.sh");

    if (run_command("%s stop %s", script, own_cluster)) fputs("cannot stop PostgreSQL\n", stderr);
    free(script);
    free(own_cluster);
}

/* Outside ctest nobody started a cluster: start one rather than test half of the program. */
static const char *start_own_cluster(void)
{
    static char url[256];
    char *folder = test_folder_make(), *script, *text, *file;

    own_cluster = test_path(folder, "cluster");
    script = test_source_path("tests/support/pg_cluster.sh");
    assert_int_equal(run_command("%s start %s", script, own_cluster), 0);
    atexit(stop_own_cluster);
    file = test_path(own_cluster, "url");
    text = test_file_read(file, NULL);
    text[strcspn(text, "\n")] = '\0';
    snprintf(url, sizeof url, "%s/postgres", text);
    free(text), free(file), free(script), free(folder);
    return url;
}

static const char *server(void)
{
    static const char *url;

    if (!url) url = getenv("JH_TEST_PG");
    if (!url || !*url) url = start_own_cluster();
    return url;
}

const char *test_address_new(test_engine engine)
{
    char **address = &addresses[address_count], name[64];

    assert_in_range(address_count, 0, ADDRESSES - 1);
    if (engine == TEST_SQLITE) {
        folders[address_count] = test_folder_make();
        *address = test_path(folders[address_count], "county.jh");
    } else {
        /* A schema of its own is as good as a database, and made faster. */
        snprintf(name, sizeof name, "s%ld_%d", (long)getpid(), address_count);
        *address = malloc(512);
        assert_non_null(*address);
        snprintf(*address, 512, "%s?options=-csearch_path%%3D%s", server(), name);
        assert_int_equal(run_command("psql -qX '%s' -c 'CREATE SCHEMA %s'", server(), name), 0);
    }
    return addresses[address_count++];
}

void test_addresses_drop(void)
{
    char name[64];
    int i;

    for (i = 0; i < address_count; i++) {
        snprintf(name, sizeof name, "s%ld_%d", (long)getpid(), i);
        if (folders[i])
            test_folder_remove(folders[i]);
        else
            assert_int_equal(run_command("psql -qX '%s' -c 'DROP SCHEMA %s CASCADE' 2>/dev/null",
                                         server(), name),
                             0);
        free(folders[i]);
        free(addresses[i]);
        folders[i] = addresses[i] = NULL;
    }
    address_count = 0;
}

/* ---- behind the program's back ---- */

jh_store *test_store_new(jh_arena *keep, test_engine engine)
{
    jh_error err = { 0 };
    jh_store *store = NULL;

    if (jh_store_create(&store, keep, test_address_new(engine), &err))
        fail_msg("%s: %s %s", test_engine_names[engine], jh_say_keys[err.message.say],
                 err.message.arg[0]);
    return store;
}

void test_store_is_sound(jh_arena *keep, jh_store *store)
{
    jh_findings findings;
    jh_error err = { 0 };

    if (jh_store_check(&findings, keep, store, &err))
        fail_msg("%s %s", jh_say_keys[err.message.say], err.message.arg[0]);
    if (findings.count) fail_msg("%s", jh_say_keys[findings.items[0].message.say]);
}

static bool sqlite_works(const char *path, const char *sql)
{
    sqlite3 *link = NULL;
    int result = sqlite3_open_v2(path, &link, SQLITE_OPEN_READWRITE, NULL);

    if (!result) result = sqlite3_exec(link, sql, NULL, NULL, NULL);
    sqlite3_close(link);
    return result == SQLITE_OK;
}

bool test_sql_works(const char *address, const char *sql)
{
    char command[4096];
    FILE *psql;

    if (strncmp(address, "postgresql:", 11) != 0) return sqlite_works(address, sql);
    snprintf(command, sizeof command, "psql -qX1 -v ON_ERROR_STOP=1 '%s' >/dev/null 2>&1", address);
    psql = popen(command, "w"); /* what comes in by a pipe needs no quoting */
    assert_non_null(psql);
    fputs(sql, psql);
    return pclose(psql) == 0;
}

void test_sql(const char *address, const char *sql)
{
    assert_true(test_sql_works(address, sql));
}

void test_disconnect(const char *address)
{
    test_sql(address, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                      " AND application_name = 'junheng'");
}

void test_wait_until_alone(const char *address)
{
    struct timespec moment = { 0, 20000000 };
    int tries = 0;

    if (strncmp(address, "postgresql:", 11) != 0) return;
    while (!test_sql_works(address, "SELECT 1 / (CASE WHEN count(*) = 0 THEN 1 ELSE 0 END)"
                                    "  FROM pg_stat_activity"
                                    " WHERE datname = current_database() AND"
                                    " pid <> pg_backend_pid() AND application_name = 'junheng'")) {
        assert_true(++tries < 500);
        nanosleep(&moment, NULL);
    }
}

/* ---- batches ---- */

/* SplitMix64 (Steele, Lea, Flood 2014): the same sequence everywhere. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static void fill_unit(jh_unit *unit, jh_arena *keep, const char *county, size_t index)
{
    static const char *const kinds[] = { "primary", "junior", "nine_year" };

    *unit = (jh_unit){ .opened = JH_NO_DATE, .closed = JH_NO_DATE };
    unit->code = jh_text_format(keep, "%s%04zu", county, index);
    unit->name = jh_text_format(keep, "第%zu小学", index);
    unit->attribute[JH_KIND] = jh_text_of(kinds[index % 3]);
    unit->attribute[JH_LOCATION] = jh_text_of(index % 2 ? "rural" : "town");
    unit->attribute[JH_OWNERSHIP] = JH_TEXT("public");
    unit->attribute[JH_TOWN] = jh_text_format(keep, "第%zu镇", index % 7);
    unit->attribute[JH_COUNTED] = JH_TEXT("yes");
    unit->longitude.millionths = 110000000 + (int64_t)index * 1000;
    unit->latitude.millionths = 30000000;
    if (index % 5 == 0) unit->opened = jh_date_make(1990, 9, 1);
}

static void fill_figures(jh_batch *batch, jh_arena *keep, const test_county *county)
{
    uint64_t state = county->seed;
    jh_observation *o = batch->observations;
    size_t unit, element;
    int stage;

    for (unit = 0; unit < county->schools; unit++)
        for (element = 0; element < county->elements; element++)
            for (stage = JH_PRIMARY; stage <= JH_JUNIOR; stage++, o++) {
                uint64_t number = next_random(&state);
                o->unit = batch->units[unit].code;
                o->element = jh_text_format(keep, "element_%03zu", element);
                o->stage = (jh_stage)stage;
                o->why = number % 17 == 0 ? JH_NOT_REPORTED : JH_PRESENT;
                if (!o->why) o->value.millionths = (int64_t)(number % 90000000000);
                o->origin = (jh_origin){ .file = (uint32_t)(unit % batch->file_count),
                                         .sheet = JH_TEXT("学校"),
                                         .row = (uint32_t)unit + 2,
                                         .column = (uint32_t)element * 2 + (uint32_t)stage };
            }
}

jh_batch test_batch(jh_arena *keep, const test_county *county)
{
    jh_batch batch = { .county = jh_text_of(county->code),
                       .county_name = JH_TEXT("示例县"),
                       .period = jh_text_of(county->period),
                       .file_count = 2,
                       .unit_count = county->schools,
                       .observation_count = county->schools * county->elements * 2 };
    size_t i;

    batch.files = JH_NEW_ARRAY(keep, jh_source_file, batch.file_count);
    batch.units = JH_NEW_ARRAY(keep, jh_unit, batch.unit_count);
    batch.observations = JH_NEW_ARRAY(keep, jh_observation, batch.observation_count);
    assert_true(batch.files && batch.units && batch.observations);
    for (i = 0; i < batch.file_count; i++) {
        jh_source_file *file = &batch.files[i];
        file->name = jh_text_format(keep, "汇总%zu.xlsx", i + 1);
        file->bytes = jh_text_format(keep, "%s %s %zu: %0500d", county->code, county->period, i, 7);
        file->hash = jh_hash_of(file->bytes.at, file->bytes.size);
    }
    for (i = 0; i < batch.unit_count; i++) fill_unit(&batch.units[i], keep, county->code, i + 1);
    fill_figures(&batch, keep, county);
    return batch;
}
