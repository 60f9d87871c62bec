/* SPDX-License-Identifier: Apache-2.0 */
#include "store/writing.h"

#include <string.h>

static jh_code read_fact(void *context, const jh_records *row, jh_error *err)
{
    return jh_assembly_add_fact(context, row, err);
}

static const jh_named_unit *find_known(const jh_assembly *known, int32_t number)
{
    size_t low = 0, high = known->unit_count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (known->units[middle].number == number) return &known->units[middle];
        if (known->units[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* ---- what changes ---- */

static void take_text(jh_text *fact, jh_text said, const char *what, jh_change *change)
{
    if (!said.size || jh_text_equal(*fact, said)) return;
    if (!change->what.size && fact->size)
        *change = (jh_change){ .what = jh_text_of(what), .was = *fact, .now = said };
    *fact = said;
}

static void take_date(jh_date *fact, jh_date said, const char *what, jh_change *change,
                      char words[2][16])
{
    if (!jh_date_is_set(said) || fact->days == said.days) return;
    if (!change->what.size && jh_date_is_set(*fact)) {
        change->what = jh_text_of(what);
        change->was = jh_text_of(jh_date_write(words[0], *fact));
        change->now = jh_text_of(jh_date_write(words[1], said));
    }
    *fact = said;
}

static void take_place(jh_unit *fact, const jh_unit *said, jh_change *change)
{
    static const char *const what = "longitude, latitude";
    bool was_given = fact->longitude.millionths || fact->latitude.millionths;

    if (!said->longitude.millionths && !said->latitude.millionths) return;
    if (fact->longitude.millionths == said->longitude.millionths
        && fact->latitude.millionths == said->latitude.millionths)
        return;
    if (was_given && !change->what.size) change->what = jh_text_of(what);
    fact->longitude = said->longitude;
    fact->latitude = said->latitude;
}

static bool same_unit(const jh_unit *a, const jh_unit *b)
{
    int i;

    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++)
        if (!jh_text_equal(a->attribute[i], b->attribute[i])) return false;
    return jh_text_equal(a->name, b->name) && jh_text_equal(a->parent, b->parent)
           && a->longitude.millionths == b->longitude.millionths
           && a->latitude.millionths == b->latitude.millionths && a->opened.days == b->opened.days
           && a->closed.days == b->closed.days;
}

/* What is known, with what the batch says on top; `change` names the first thing it replaces. */
static jh_unit merge(const jh_unit *known, const jh_unit *said, jh_change *change,
                     char words[2][16])
{
    jh_unit fact = *known;
    int i;

    take_text(&fact.name, said->name, "name", change);
    take_text(&fact.parent, said->parent, "parent", change);
    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++)
        take_text(&fact.attribute[i], said->attribute[i], jh_attribute_key((jh_attribute)i),
                  change);
    take_place(&fact, said, change);
    take_date(&fact.opened, said->opened, "opened", change, words);
    take_date(&fact.closed, said->closed, "closed", change, words);
    return fact;
}

jh_code jh_writing_needs_reason(const jh_writing *on, const jh_change *change, jh_error *err)
{
    char unit[JH_WORD_SIZE], what[JH_WORD_SIZE], was[JH_WORD_SIZE], now[JH_WORD_SIZE];

    if (on->by->reason.size) return JH_OK;
    return jh_fail(err, JH_CONFLICT, SAY_STORE_NEEDS_REASON, on->store->database.where,
                   jh_stored_word(unit, change->unit), jh_stored_word(what, change->what),
                   jh_stored_word(was, change->was), jh_stored_word(now, change->now), NULL);
}

/* ---- sorting the batch into new, changed, same ---- */

static jh_code add_news(jh_writing *on, const jh_named_unit *fact, jh_error *err)
{
    jh_named_unit *grown =
        jh_grow(on->keep, on->facts, &on->fact_capacity, on->fact_count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    on->facts = grown;
    on->facts[on->fact_count++] = *fact;
    return JH_OK;
}

typedef enum outcome { IS_NEW, IS_CHANGED, IS_SAME } outcome;

static jh_code sort_in(outcome *out, jh_writing *on, const jh_assembly *all, const jh_unit *said,
                       jh_error *err)
{
    int32_t number =
        jh_text_equal(said->code, JH_COUNTY_CODE) ? 0 : jh_numbering_find(&on->units, said->code);
    const jh_named_unit *known = number < 0 ? NULL : find_known(all, number);
    jh_change change = { 0 };
    char words[2][16];
    jh_unit fact;
    jh_code code = JH_OK;

    if (!known) {
        *out = IS_NEW;
        if (number < 0) {
            code = jh_numbering_add(&on->units, on->keep, said->code, err);
            number = on->units.highest;
        }
        return code ? code : add_news(on, &(jh_named_unit){ *said, number, false }, err);
    }
    fact = merge(&known->unit, said, &change, words);
    if (on->batch->facts_whole) {
        fact = *said;
        if (!change.what.size) change.what = JH_TEXT("facts");
    }
    *out = same_unit(&fact, &known->unit) && !known->taken_out ? IS_SAME : IS_CHANGED;
    if (*out == IS_SAME) return JH_OK;
    change.unit = said->code;
    if (known->taken_out) /* a paper that names the unit again puts it back, with a reason */
        change = (jh_change){ said->code, JH_TEXT("taken_out"), JH_TEXT("yes"), JH_TEXT("no") };
    if (change.what.size) code = jh_writing_needs_reason(on, &change, err);
    return code ? code : add_news(on, &(jh_named_unit){ fact, number, false }, err);
}

static jh_code sort_batch(jh_writing *on, const jh_assembly *all, jh_error *err)
{
    jh_unit county = { .code = JH_COUNTY_CODE,
                       .name = on->batch->county_name,
                       .opened = JH_NO_DATE,
                       .closed = JH_NO_DATE };
    outcome is;
    size_t i;
    jh_code code = sort_in(&is, on, all, &county, err);

    on->county_changed = is != IS_SAME;
    for (i = 0; i < on->batch->unit_count && !code; i++) {
        code = sort_in(&is, on, all, &on->batch->units[i], err);
        on->counts.units_new += is == IS_NEW;
        on->counts.units_changed += is == IS_CHANGED;
        on->counts.units_same += is == IS_SAME;
    }
    return code;
}

/* ---- taking out ---- */

/* The county itself is no school that could be taken out of it. */
static jh_code take_out(jh_writing *on, const jh_assembly *all, jh_text code, jh_error *err)
{
    int32_t number = jh_numbering_find(&on->units, code);
    const jh_named_unit *known = number > 0 ? find_known(all, number) : NULL;
    char word[JH_WORD_SIZE];

    if (!known)
        return jh_fail(err, JH_NOT_FOUND, SAY_STORE_NO_UNIT_HERE, on->store->database.where,
                       jh_stored_word(word, code), NULL);
    if (known->taken_out) return JH_OK;
    on->counts.units_taken_out++;
    return add_news(on, &(jh_named_unit){ known->unit, number, true }, err);
}

static jh_code take_all_out(jh_writing *on, const jh_assembly *all, jh_error *err)
{
    size_t i;
    jh_code code = JH_OK;

    for (i = 0; i < on->batch->taken_out_count && !code; i++)
        code = take_out(on, all, on->batch->taken_out[i], err);
    return code;
}

/* ---- writing ---- */

static jh_code add_units(jh_writing *on, jh_error *err)
{
    jh_database *database = &on->store->database;
    jh_field fields[3] = { jh_field_text(on->batch->county) };
    size_t i;
    jh_code code;

    if (on->units.highest == on->last_unit) return JH_OK;
    code = database->engine->begin_add(database, SQL_ADD_UNIT, err);
    for (i = 0; i < on->units.count && !code; i++) {
        if (on->units.items[i].number <= on->last_unit) continue;
        fields[1] = jh_field_integer(on->units.items[i].number);
        fields[2] = jh_field_text(on->units.items[i].key);
        code = database->engine->add(database, SQL_ADD_UNIT, fields, err);
    }
    return code ? code : database->engine->end_add(database, SQL_ADD_UNIT, err);
}

static jh_field date_field(jh_date date)
{
    return jh_date_is_set(date) ? jh_field_integer(date.days) : jh_field_null();
}

void jh_fact_fields(jh_field *fields, jh_text county, jh_text period, int64_t revision,
                    const jh_named_unit *fact)
{
    const jh_unit *unit = &fact->unit;
    int i, at = 0;

    fields[at++] = jh_field_text(county);
    fields[at++] = jh_field_text(period);
    fields[at++] = jh_field_integer(fact->number);
    fields[at++] = jh_field_integer(revision);
    fields[at++] = jh_field_text(unit->name);
    fields[at++] = jh_field_text(unit->parent);
    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++) fields[at++] = jh_field_text(unit->attribute[i]);
    fields[at++] = jh_field_integer(unit->longitude.millionths);
    fields[at++] = jh_field_integer(unit->latitude.millionths);
    fields[at++] = date_field(unit->opened);
    fields[at++] = date_field(unit->closed);
    fields[at++] = jh_field_integer(fact->taken_out);
}

static jh_code add_facts(jh_writing *on, jh_error *err)
{
    jh_database *database = &on->store->database;
    jh_field fields[JH_FIELDS];
    size_t i;
    jh_code code;

    if (!on->fact_count) return JH_OK;
    code = database->engine->begin_add(database, SQL_ADD_UNIT_FACT, err);
    for (i = 0; i < on->fact_count && !code; i++) {
        jh_fact_fields(fields, on->batch->county, on->batch->period, on->revision, &on->facts[i]);
        code = database->engine->add(database, SQL_ADD_UNIT_FACT, fields, err);
    }
    return code ? code : database->engine->end_add(database, SQL_ADD_UNIT_FACT, err);
}

jh_code jh_writing_add_units(jh_writing *on, jh_error *err)
{
    jh_code code = add_units(on, err);

    return code ? code : add_facts(on, err);
}

/* ---- sorting ---- */

/* The county is unit 0 of itself: its code is there before any other. */
static jh_code ensure_county(jh_writing *on, jh_error *err)
{
    on->last_unit = on->units.highest;
    if (jh_numbering_find(&on->units, JH_COUNTY_CODE) >= 0) return JH_OK;
    on->units.highest = on->last_unit = -1;
    return jh_numbering_add(&on->units, on->keep, JH_COUNTY_CODE, err);
}

static jh_code mark_facts(jh_writing *on, const jh_assembly *all, jh_error *err)
{
    size_t i;

    on->has_fact = JH_NEW_ARRAY(on->keep, bool, (size_t)on->units.highest + 1);
    if (!on->has_fact) return jh_no_memory(err);
    for (i = 0; i < all->unit_count; i++)
        on->has_fact[all->units[i].number] = !all->units[i].taken_out;
    for (i = 0; i < on->fact_count; i++) on->has_fact[on->facts[i].number] = true;
    return JH_OK;
}

jh_code jh_writing_sort_units(jh_writing *on, jh_error *err)
{
    jh_field scope[3] = { jh_field_text(on->batch->county), jh_field_text(on->batch->period),
                          jh_field_integer(on->revision) };
    jh_query_call codes = { .query = SQL_UNITS_OF_COUNTY, .fields = scope };
    jh_query_call known = { .query = SQL_FACTS_OF_PERIOD, .fields = scope };
    jh_assembly all = { .store = on->store, .keep = on->keep, .scratch = on->keep };
    jh_database *database = &on->store->database;
    jh_code code = jh_numbering_read(&on->units, on->keep, database, &codes, err);

    if (!code) code = ensure_county(on, err);
    if (!code) code = jh_records_each(database, &known, read_fact, &all, err);
    if (!code) code = sort_batch(on, &all, err);
    if (!code) code = take_all_out(on, &all, err);
    jh_numbering_sort(&on->units);
    return code ? code : mark_facts(on, &all, err);
}
