/* SPDX-License-Identifier: Apache-2.0 */
#include "store/assembly.h"

/* Two readings walk side by side, county by county: facts lead, figures follow. */
typedef struct walk {
    jh_store *store;
    const jh_nation *nation;
    jh_elements elements;
    jh_records facts, figures;
    bool has_fact, has_figure; /* a row stands ready */
    size_t done, total;
    size_t own; /* index into the counties' own precedences */
} walk;

/* The county's code is the column behind those that the assembly reads. */
enum { COUNTY_OF_FACT = 14, REVISION_OF_FACT = 15, COUNTY_OF_FIGURE = 6 };

static jh_code gather(jh_assembly *to, walk *on, jh_text county, jh_error *err)
{
    jh_code code = JH_OK;

    while (!code && on->has_fact && jh_text_equal(on->facts.field[COUNTY_OF_FACT].text, county)) {
        code = jh_assembly_add_fact(to, &on->facts, err);
        if (!code) code = jh_records_next(&on->facts, &on->has_fact, err);
    }
    while (!code && on->has_figure
           && jh_text_equal(on->figures.field[COUNTY_OF_FIGURE].text, county)) {
        code = jh_assembly_add_figure(to, &on->figures, 0, err);
        if (!code) code = jh_records_next(&on->figures, &on->has_figure, err);
    }
    return code;
}

/* Both lists are by county; NULL = the usual one. */
static const jh_precedence *precedence_of(walk *on, jh_text county)
{
    const jh_nation *nation = on->nation;

    while (on->own < nation->precedence_count
           && jh_text_compare(nation->precedences[on->own].county, county) < 0)
        on->own++;
    if (on->own >= nation->precedence_count
        || !jh_text_equal(nation->precedences[on->own].county, county))
        return NULL;
    return &nation->precedences[on->own].precedence;
}

/* The arena by value: the next county begins where this one did. */
static jh_code visit_county(walk *on, jh_arena scratch, jh_error *err)
{
    jh_assembly assembly = {
        .store = on->store, .elements = &on->elements, .keep = &scratch, .scratch = &scratch
    };
    jh_snapshot county = { .period = on->nation->period,
                           .revision = on->facts.field[REVISION_OF_FACT].integer };
    jh_code code = jh_field_copy(&county.county, &scratch, &on->facts.field[COUNTY_OF_FACT], err);

    assembly.precedence = precedence_of(on, county.county);
    if (!code) code = gather(&assembly, on, county.county, err);
    if (!code) code = jh_assembly_finish(&county, &assembly, false, err);
    if (!code) code = on->nation->visit(on->nation->context, &county, err);
    if (!code) code = jh_store_tell(on->store, SAY_STORE_READING, ++on->done, on->total, err);
    return code;
}

static jh_code count_county(void *context, const jh_records *row, jh_error *err)
{
    (void)row, (void)err;
    ++*(size_t *)context;
    return JH_OK;
}

static jh_code walk_nation(walk *on, jh_error *err)
{
    jh_database *database = &on->store->database;
    jh_field period = jh_field_text(on->nation->period);
    jh_query_call counties = { .query = SQL_COUNTIES };
    jh_query_call facts = { .query = SQL_FACTS_OF_NATION, .fields = &period, .piecewise = true };
    jh_query_call figures = { SQL_FIGURES_OF_NATION, &period, true };
    jh_code code = jh_records_each(database, &counties, count_county, &on->total, err);

    if (!code) code = jh_elements_read(&on->elements, &on->store->work, on->store, err);
    if (!code) code = jh_records_open_call(&on->facts, database, &facts, err);
    if (!code) code = jh_records_open_call(&on->figures, database, &figures, err);
    if (!code) code = jh_records_next(&on->facts, &on->has_fact, err);
    if (!code) code = jh_records_next(&on->figures, &on->has_figure, err);
    while (!code && on->has_fact) code = visit_county(on, on->store->work, err);
    if (!code && on->has_figure)
        code = jh_fail(err, JH_IO, SAY_STORE_DAMAGED, database->where, "unit", NULL);
    jh_records_close(&on->facts);
    jh_records_close(&on->figures);
    return code;
}

jh_code jh_store_nation(jh_store *store, const jh_nation *nation, jh_error *err)
{
    walk on = { .store = store, .nation = nation };
    jh_code code = jh_database_begin(&store->database, JH_STORE_READ, err);

    if (code) return code;
    code = walk_nation(&on, err);
    jh_database_rollback(&store->database);
    jh_arena_reset(&store->work);
    return code;
}
