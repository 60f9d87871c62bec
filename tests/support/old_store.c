/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/old_store.h"

#include "store/database.h"
#include "tests/support/stores.h"
#include "tests/support/test.h"

#include <stdio.h>
#include <string.h>

/* Every table of version 1 with the columns it had. */
static const struct {
    const char *table, *columns;
} tables[] = {
    { "county", "county, name, revision" },
    { "element", "element, key" },
    { "original", "hash, size, packing, bytes" },
    { "unit", "county, unit, code" },
    { "unit_fact", "county, period, unit, revision, name, parent, kind, location, ownership, town,"
                   " counted, longitude, latitude, opened, closed" },
    { "file", "county, file, period, revision, name, hash" },
    { "sheet", "county, sheet, file, name" },
    { "observation", "county, period, unit, element, stage, revision, why, millionths, sheet,"
                     " sheet_row, sheet_column, note" },
    { "setting", "county, name, valid_from, revision, valid_to, value, source, author" },
    { "audit", "county, entry, revision, act, author, reason, approver, stamp, counts, content,"
               " chain" },
};

static jh_text first_schema(jh_arena *keep, jh_dialect dialect)
{
    jh_text script;

    assert_int_equal(jh_database_migration(&script, keep, dialect, 1, NULL), JH_OK);
    return jh_text_format(keep, "%.*s; INSERT INTO schema_version VALUES (1);",
                          JH_TEXT_ARGS(script));
}

void test_old_store(jh_arena *keep, const char *address, const char *from)
{
    bool is_postgres = strncmp(address, "postgresql:", 11) == 0;
    const char *schema =
        is_postgres ? strstr(from, "search_path%3D") + strlen("search_path%3D") : "n";
    jh_text script;

    if (is_postgres) {
        test_sql(address, first_schema(keep, JH_POSTGRES).at);
    } else {
        FILE *file = fopen(address, "w");
        assert_non_null(file);
        fclose(file);
        script = first_schema(keep, JH_SQLITE);
        test_sql(address, "PRAGMA application_id = 1246262132; PRAGMA journal_mode = WAL;");
        test_sql(address, script.at);
    }
    script = is_postgres ? JH_TEXT("") : jh_text_format(keep, "ATTACH '%s' AS n;", from);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        script = jh_text_format(keep, "%.*sINSERT INTO %s (%s) SELECT %s FROM %s.%s;",
                                JH_TEXT_ARGS(script), tables[i].table, tables[i].columns,
                                tables[i].columns, schema, tables[i].table);
    test_sql(address, script.at);
}
