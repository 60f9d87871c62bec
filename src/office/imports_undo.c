/* An import taken back: every statement of it goes back to what the same paper said before.
 * SPDX-License-Identifier: Apache-2.0 */
#include "office/imports.h"

#include "app/authorship.h"
#include "formats/json.h"
#include "store/documents.h"

#include <stdlib.h>

struct jh_undoing {
    jh_authorship by;
    char stamp[32];
    jh_text county, period;
    int64_t revision;        /* that the import made */
    jh_snapshot now, before; /* with every statement; before: as it stood before the import */
    jh_snapshot then;        /* right after it; units only */
    bool has_before;
    jh_unit *units; /* facts that go back */
    size_t unit_count;
    jh_text *gone; /* codes of units that came with it */
    size_t gone_count;
    jh_observation *items;
    size_t count, capacity;
    jh_document record;
    jh_batch batch;
    jh_county_then then_was; /* the county when it was read */
    jh_ready *ready;
    jh_overtaken overtaken;
};
typedef struct jh_undoing undoing;

/* Of a paper in a cell; NULL = it says nothing of it. */
static const jh_statement *statement_in(const jh_snapshot *in, const jh_observation *said)
{
    const jh_conflict *cell =
        jh_snapshot_said(in, &(jh_snapshot_cell){ said->unit, said->element, said->stage });
    size_t s;

    for (s = 0; cell && s < cell->statement_count; s++)
        if (cell->statements[s].provenance == said->provenance) return &cell->statements[s];
    return NULL;
}

static jh_code take_statement(undoing *on, const jh_desk *desk, const jh_conflict *cell,
                              const jh_statement *said, jh_error *err)
{
    jh_observation back = { .unit = on->now.units[cell->unit].code,
                            .element = cell->element,
                            .stage = cell->stage,
                            .provenance = said->provenance,
                            .why = JH_NOT_REPORTED,
                            .origin.file = JH_NO_FILE };
    const jh_statement *was = on->has_before ? statement_in(&on->before, &back) : NULL;
    jh_observation *grown =
        jh_grow(desk->keep, on->items, &on->capacity, on->count + 1, sizeof *grown);

    if (!grown) return jh_no_memory(err);
    if (was) {
        back.why = was->why;
        back.value = was->value;
    }
    on->items = grown;
    on->items[on->count++] = back;
    return JH_OK;
}

static int by_cell(const void *a, const void *b)
{
    const jh_observation *x = a, *y = b;
    int order = jh_text_compare(x->unit, y->unit);

    if (!order) order = jh_text_compare(x->element, y->element);
    if (!order) order = (int)x->stage - (int)y->stage;
    return order ? order : (int)x->provenance - (int)y->provenance;
}

/* Only what the import said and nobody has replaced since. */
static jh_code gather(undoing *on, const jh_desk *desk, jh_error *err)
{
    size_t i, s;
    jh_code code = JH_OK;

    for (i = 0; i < on->now.conflict_count && !code; i++) {
        const jh_conflict *cell = &on->now.conflicts[i];
        for (s = 0; s < cell->statement_count && !code; s++)
            if (cell->statements[s].revision == on->revision)
                code = take_statement(on, desk, cell, &cell->statements[s], err);
    }
    if (on->count) qsort(on->items, on->count, sizeof *on->items, by_cell);
    return code;
}

static bool same_facts(const jh_unit *a, const jh_unit *b)
{
    int i;

    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++)
        if (!jh_text_equal(a->attribute[i], b->attribute[i])) return false;
    return jh_text_equal(a->name, b->name) && jh_text_equal(a->parent, b->parent)
           && a->longitude.millionths == b->longitude.millionths
           && a->latitude.millionths == b->latitude.millionths && a->opened.days == b->opened.days
           && a->closed.days == b->closed.days;
}

/* Facts that the import changed and nobody changed since. */
static jh_code gather_units(undoing *on, const jh_desk *desk, jh_error *err)
{
    size_t i, now, then;

    on->units = JH_NEW_ARRAY(desk->keep, jh_unit, on->before.unit_count + 1);
    if (!on->units) return jh_no_memory(err);
    for (i = 1; on->has_before && i < on->before.unit_count; i++) {
        const jh_unit *was = &on->before.units[i];
        now = jh_snapshot_unit(&on->now, was->code);
        then = jh_snapshot_unit(&on->then, was->code);
        if (now == SIZE_MAX || then == SIZE_MAX || same_facts(was, &on->now.units[now])
            || !same_facts(&on->then.units[then], &on->now.units[now]))
            continue;
        on->units[on->unit_count++] = *was;
    }
    return JH_OK;
}

static jh_code load(undoing *on, const jh_desk *desk, jh_store *store, jh_error *err)
{
    jh_load what = { .county = on->county, .period = on->period, .with_statements = true };
    jh_error ignored = { JH_OK };
    jh_code code = jh_store_load(&on->now, desk->keep, store, &what, err);

    if (code || on->revision < 2) return code;
    what.at_revision = on->revision;
    code = jh_store_load(&on->then, desk->keep, store, &what, err);
    if (code) return code;
    what.at_revision = on->revision - 1;
    code = jh_store_load(&on->before, desk->keep, store, &what, &ignored);
    on->has_before = !code;
    if (code && code != JH_NOT_FOUND && err) *err = ignored;
    return code == JH_NOT_FOUND ? JH_OK : code;
}

/* "12 2025" */
static jh_code read_title(undoing *on, const jh_document *record, jh_error *err)
{
    jh_text title = record->title;
    char number[24];
    size_t i;

    for (i = 0; i < title.size && title.at[i] != ' '; i++)
        on->revision = on->revision * 10 + (title.at[i] - '0');
    on->period = (jh_text){ title.at + i + 1, title.size > i ? title.size - i - 1 : 0 };
    if (on->period.size && !jh_text_ends(title, JH_TEXT(" undone"))) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_NO_IMPORT, NULL, jh_digits(number, record->number),
                   NULL);
}

/* The county's own fact, likewise. */
static jh_text county_name(const undoing *on)
{
    return on->has_before && jh_text_equal(on->now.county_name, on->then.county_name)
               ? on->before.county_name
               : on->now.county_name;
}

static jh_code gather_gone(undoing *on, const jh_desk *desk, jh_error *err)
{
    size_t i;

    on->gone = JH_NEW_ARRAY(desk->keep, jh_text, on->now.unit_count + 1);
    if (!on->gone) return jh_no_memory(err);
    for (i = 1; i < on->now.unit_count; i++) {
        jh_text unit = on->now.units[i].code;
        if (on->has_before && jh_snapshot_unit(&on->before, unit) != SIZE_MAX) continue;
        on->gone[on->gone_count++] = unit;
    }
    return JH_OK;
}

static jh_code make_ready(undoing *on, const jh_desk *desk, jh_store *store, jh_error *err)
{
    on->batch = (jh_batch){ .county = on->county,
                            .county_name = county_name(on),
                            .period = on->period,
                            .observations = on->items,
                            .observation_count = on->count,
                            .units = on->units,
                            .unit_count = on->unit_count,
                            .facts_whole = true,
                            .taken_out = on->gone,
                            .taken_out_count = on->gone_count };
    return jh_store_ready(&on->ready, desk->keep, store, &(jh_readying){ &on->batch, &on->by },
                          err);
}

static jh_code sign(undoing *on, const jh_desk *desk, const jh_import_undo *what, jh_error *err)
{
    const char *author = desk->visitor ? jh_text_zero(desk->keep, desk->visitor->login) : NULL;
    jh_text reason = jh_text_format(desk->keep, "undo of import %d", (int)what->number);

    if (!reason.at) return jh_no_memory(err);
    on->by = jh_authorship_of(author, what->reason ? what->reason : reason.at, on->stamp);
    /* Taking units out is a decision, and the one who undoes makes it. */
    on->by.approver = on->by.author;
    return JH_OK;
}

static jh_code read_record(undoing *on, const jh_desk *desk, jh_store *store, int32_t number,
                           jh_error *err)
{
    jh_document which = { .county = on->county, .kind = JH_TEXT("import"), .number = number };
    jh_code code = jh_store_document(&on->record, desk->keep, store, &which, err);

    return code ? code : read_title(on, &on->record, err);
}

jh_code jh_import_undo_read(jh_undoing **out, const jh_desk *desk, const jh_import_undo *what,
                            jh_error *err)
{
    undoing *on = JH_NEW(desk->keep, undoing);
    jh_store *store;
    jh_code code = jh_visitor_check_county(desk->visitor, what->county, err);

    if (!on) return jh_no_memory(err);
    on->overtaken.tries = *out ? (*out)->overtaken.tries : 0;
    on->overtaken.say = SAY_APP_OVERTAKEN;
    on->county = on->then_was.county = what->county;
    *out = on;
    if (!code) code = sign(on, desk, what, err);
    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) /* first of all: what is written after it has overtaken us */
        code = jh_store_county_revision(&on->then_was.revision, store, on->county, err);
    if (!code) code = read_record(on, desk, store, what->number, err);
    if (!code) code = load(on, desk, store, err);
    if (!code) code = gather(on, desk, err);
    if (!code) code = gather_units(on, desk, err);
    if (!code) code = gather_gone(on, desk, err);
    return code ? code : make_ready(on, desk, store, err);
}

static jh_code mark_undone(const undoing *on, const jh_desk *desk, jh_store *store, jh_error *err)
{
    jh_document done = on->record;

    done.title = jh_text_format(desk->keep, "%.*s undone", JH_TEXT_ARGS(on->record.title));
    done.author = on->by.author;
    done.stamp = on->by.stamp;
    return done.title.at ? jh_store_document_put(store, &done, err) : jh_no_memory(err);
}

jh_code jh_import_undo_write(jh_undoing *on, const jh_desk *desk, jh_error *err)
{
    jh_write_counts counts;
    jh_store *store;
    jh_code code = jh_line_store(&store, desk->line, err);

    if (!code) code = jh_store_together(store, err);
    if (code) return code;
    code = jh_overtaken_check(&on->overtaken, store, &on->then_was, err);
    if (!code) code = jh_store_write_ready(&counts, store, on->ready, err);
    if (!code) code = mark_undone(on, desk, store, err);
    return jh_store_settle(store, code, err);
}

bool jh_import_undo_again(jh_undoing *on, jh_error *err)
{
    return on && jh_overtaken_again(&on->overtaken, err);
}

jh_code jh_import_undo_tell(jh_text *out, const jh_undoing *on, const jh_desk *desk, jh_error *err)
{
    *out = jh_text_format(desk->keep, "{\"import\":%d,\"figures\":%zu}", (int)on->record.number,
                          on->count);
    return out->at ? JH_OK : jh_no_memory(err);
}
