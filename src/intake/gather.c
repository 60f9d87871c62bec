/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/gather.h"

#include "intake/parents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An entry's place in the order of the batch: unit by code, slot, element by key, stage, and last
 * what kind of paper says so: the same figure of two papers is kept twice. */
typedef struct sort_key {
    uint64_t key;
    uint32_t entry; /* reading order: files sorted, then sheets and rows as they come */
} sort_key;

enum { PAPER_BITS = 3, CELL_BITS = 6 };

typedef struct gathering {
    jh_reading *reading;
    jh_batch *out;
    sort_key *keys;
    size_t key_count;
    uint32_t *unit_order;    /* [place] → index of the met unit */
    uint32_t *element_order; /* [place] → element */
    jh_arena scratch;
} gathering;

/* ---- order ------------------------------------------------------------------------------- */

typedef struct named {
    jh_text name;
    uint32_t index;
} named;

static int compare_named(const void *a, const void *b)
{
    return jh_text_compare(((const named *)a)->name, ((const named *)b)->name);
}

/* Sorts names; order[place] = index, place[index] = place. */
static bool rank(uint32_t *order, uint32_t *place, named *names, size_t count)
{
    size_t i;

    if (!order || !place || !names) return false;
    qsort(names, count, sizeof *names, compare_named);
    for (i = 0; i < count; i++) {
        order[i] = names[i].index;
        place[names[i].index] = (uint32_t)i;
    }
    return true;
}

static int compare_keys(const void *a, const void *b)
{
    const sort_key *x = a, *y = b;

    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static bool sort_entries(gathering *g)
{
    jh_reading *r = g->reading;
    size_t units = r->unit_count, elements = r->standard->element_count, i;
    named *names = JH_NEW_ARRAY(&g->scratch, named, units + elements + 1);
    uint32_t *unit_place = JH_NEW_ARRAY(&g->scratch, uint32_t, units + 1);
    uint32_t *element_place = JH_NEW_ARRAY(&g->scratch, uint32_t, elements + 1);
    const jh_entry *e;

    g->unit_order = JH_NEW_ARRAY(&g->scratch, uint32_t, units + 1);
    g->element_order = JH_NEW_ARRAY(&g->scratch, uint32_t, elements + 1);
    g->keys = JH_NEW_ARRAY(&g->scratch, sort_key, r->entry_count + 1);
    for (i = 0; names && i < units; i++) names[i] = (named){ r->units[i].code, (uint32_t)i };
    if (!rank(g->unit_order, unit_place, names, units)) return false;
    for (i = 0; i < elements; i++) names[i] = (named){ r->standard->elements[i].key, (uint32_t)i };
    if (!rank(g->element_order, element_place, names, elements) || !g->keys) return false;
    for (i = 0; i < r->entry_count; i++) {
        e = &r->entries[i];
        if (e->is_withdrawn) continue;
        g->keys[g->key_count++] =
            (sort_key){ .entry = (uint32_t)i,
                        .key = (uint64_t)unit_place[e->unit] << 32 | (uint64_t)e->slot << 28
                               | (uint64_t)element_place[e->element] << CELL_BITS
                               | (uint64_t)e->stage << PAPER_BITS | (uint64_t)e->provenance };
    }
    qsort(g->keys, g->key_count, sizeof *g->keys, compare_keys);
    return true;
}

/* ---- one key ----------------------------------------------------------------------------- */

static const char *shown_value(char out[JH_MESSAGE_ARG_SIZE], const jh_entry *e)
{
    char number[JH_DECIMAL_SIZE];

    if (e->read.size) return jh_arg(out, e->read);
    return jh_arg(out, jh_text_of(jh_decimal_write_short(number, e->value)));
}

/* What the file and cell of an entry are, and what it is about. */
static jh_finding finding_at(const gathering *g, const jh_entry *e, jh_severity severity,
                             jh_message message)
{
    const jh_reading *r = g->reading;
    jh_finding finding = { .severity = severity, .message = message, .origin = e->origin };

    finding.file = r->files[e->origin.file].name;
    finding.unit = r->units[e->unit].code;
    finding.stage = e->stage;
    finding.read = e->read;
    if (e->slot == JH_SLOT_FIGURE) finding.element = r->standard->elements[e->element].key;
    return finding;
}

static void tell_conflict(gathering *g, const jh_entry *a, const jh_entry *b)
{
    char here[JH_MESSAGE_ARG_SIZE], there[JH_MESSAGE_ARG_SIZE], other[JH_MESSAGE_ARG_SIZE];
    char whose[JH_MESSAGE_ARG_SIZE], about[2 * JH_MESSAGE_ARG_SIZE];
    jh_finding finding;

    snprintf(about, sizeof about, "%s%s%s", jh_arg(whose, g->reading->units[b->unit].code),
             b->slot == JH_SLOT_FIGURE ? " " : "",
             b->slot == JH_SLOT_FIGURE
                 ? jh_arg(other, g->reading->standard->elements[b->element].title)
                 : "");
    finding =
        finding_at(g, b, JH_REFUSAL,
                   jh_message_make(SAY_INTAKE_CONFLICT, shown_value(here, b), shown_value(other, a),
                                   jh_place_write(there, g->reading, &a->origin), about, NULL));
    jh_tell_about(g->reading, &finding);
}

static bool says_the_same(gathering *g, const jh_entry *a, const jh_entry *b)
{
    jh_arena scratch = g->scratch;

    if (a->slot == JH_SLOT_NAME || a->slot == JH_SLOT_PARENT)
        return jh_text_equal(jh_text_fold(&scratch, a->text), jh_text_fold(&scratch, b->text));
    return a->why == b->why && a->value.millionths == b->value.millionths
           && jh_text_equal(a->text, b->text);
}

/* The entry that speaks for keys[from..to), NULL = none: nothing but blanks, or a conflict. */
static const jh_entry *settle(gathering *g, size_t from, size_t to, bool *conflict)
{
    const jh_entry *winner = NULL, *e;
    size_t i;

    *conflict = false;
    for (i = from; i < to; i++) {
        e = &g->reading->entries[g->keys[i].entry];
        if (e->why == JH_NOT_REPORTED) continue;
        if (!winner) {
            winner = e;
        } else if (!says_the_same(g, winner, e)) {
            if (!*conflict) tell_conflict(g, winner, e);
            *conflict = true;
        }
    }
    return *conflict ? NULL : winner;
}

static void tell_blank(gathering *g, const jh_entry *e)
{
    char title[JH_MESSAGE_ARG_SIZE], code[JH_MESSAGE_ARG_SIZE];
    jh_finding finding =
        finding_at(g, e, JH_WARNING,
                   jh_message_make(SAY_INTAKE_CELL_BLANK,
                                   jh_arg(title, g->reading->standard->elements[e->element].title),
                                   jh_arg(code, g->reading->units[e->unit].code), NULL));

    jh_tell_about(g->reading, &finding);
}

/* ---- units and observations ---------------------------------------------------------------- */

static jh_text keep_text(gathering *g, jh_text text)
{
    jh_text kept = jh_text_copy(g->reading->keep, text);

    if (!kept.at) jh_reading_no_memory(g->reading);
    return kept;
}

static void put_fact(gathering *g, jh_unit *unit, const jh_entry *e)
{
    switch (e->slot) {
    case JH_SLOT_NAME: unit->name = keep_text(g, e->text); break;
    case JH_SLOT_PARENT: unit->parent = e->text; break; /* parents.h makes a code of it */
    case JH_SLOT_LONGITUDE: unit->longitude = e->value; break;
    case JH_SLOT_LATITUDE: unit->latitude = e->value; break;
    case JH_SLOT_OPENED: unit->opened.days = (int32_t)e->value.millionths; break;
    case JH_SLOT_CLOSED: unit->closed.days = (int32_t)e->value.millionths; break;
    default: unit->attribute[e->slot - JH_SLOT_ATTRIBUTE] = keep_text(g, e->text); break;
    }
}

static void put_observation(gathering *g, jh_text unit, const jh_entry *e)
{
    g->out->observations[g->out->observation_count++] = (jh_observation){
        .unit = unit,
        .element = g->reading->standard->elements[e->element].key,
        .stage = e->stage,
        .provenance = e->provenance,
        .why = e->why,
        .value = e->value,
        .origin = e->origin,
        .note = e->note.size ? keep_text(g, e->note) : JH_TEXT(""),
    };
}

static size_t end_of_key(const gathering *g, size_t from)
{
    size_t to = from + 1;

    while (to < g->key_count && g->keys[to].key == g->keys[from].key) to++;
    return to;
}

/* A unit nobody named, or two ways: its figures could be anybody's. */
static void drop_unnamed(gathering *g, uint32_t met, size_t first_observation, bool name_conflict)
{
    jh_finding finding = { .severity = JH_REFUSAL };
    char code[JH_MESSAGE_ARG_SIZE];

    g->out->observation_count = first_observation;
    g->out->unit_count--;
    if (name_conflict) return;
    finding.origin = g->reading->units[met].origin;
    finding.file = g->reading->files[finding.origin.file].name;
    finding.unit = g->reading->units[met].code;
    finding.read = finding.unit;
    finding.message = jh_message_make(SAY_INTAKE_UNIT_NO_NAME, jh_arg(code, finding.unit), NULL);
    jh_tell_about(g->reading, &finding);
}

/* Where what papers of the same cell say begins to be about another cell. */
static size_t end_of_cell(const gathering *g, size_t from)
{
    size_t to = from + 1;

    while (to < g->key_count && g->keys[to].key >> PAPER_BITS == g->keys[from].key >> PAPER_BITS)
        to++;
    return to;
}

/* Papers may differ about a figure, and each is kept. A fact has one place: the first paper in the
 * order of jh_provenance fills it, and another that differs is told. */
static bool put_winner(gathering *g, jh_unit *unit, const jh_entry *before, const jh_entry *winner)
{
    char here[JH_MESSAGE_ARG_SIZE], other[JH_MESSAGE_ARG_SIZE], there[JH_MESSAGE_ARG_SIZE];
    jh_finding finding;

    if (winner->slot == JH_SLOT_FIGURE) {
        put_observation(g, unit->code, winner);
        return true;
    }
    if (!before) {
        put_fact(g, unit, winner);
        return true;
    }
    if (says_the_same(g, before, winner)) return false;
    finding = finding_at(g, winner, JH_WARNING,
                         jh_message_make(SAY_INTAKE_FACT_DIFFERS, shown_value(here, winner),
                                         shown_value(other, before),
                                         jh_place_write(there, g->reading, &before->origin), NULL));
    jh_tell_about(g->reading, &finding);
    return false;
}

/* keys[from..to) are all about one cell. True: its name is disputed within one paper. */
static bool gather_cell(gathering *g, jh_unit *unit, size_t from, size_t to)
{
    const jh_entry *any = &g->reading->entries[g->keys[from].entry], *winner, *first = NULL;
    bool conflict, contested = false;
    size_t next;

    for (; from < to && !g->reading->code; from = next) {
        next = end_of_key(g, from);
        winner = settle(g, from, next, &conflict);
        contested = contested || conflict;
        if (winner && put_winner(g, unit, first, winner)) first = winner;
    }
    if (!first && !contested) tell_blank(g, any);
    return contested && any->slot == JH_SLOT_NAME && !first;
}

static bool is_bare(const jh_unit *unit)
{
    size_t i, facts = unit->parent.size;

    for (i = 0; i < JH_ATTRIBUTE_COUNT; i++) facts += unit->attribute[i].size;
    return facts == 0;
}

/* keys[from..to) are all of one unit. */
static void gather_unit(gathering *g, uint32_t met, size_t from, size_t to)
{
    size_t first = g->out->observation_count, next;
    bool is_county = met == g->reading->county_unit, name_conflict = false;
    jh_text code = keep_text(g, g->reading->units[met].code);
    jh_unit none = { 0 }, *unit = &none;

    if (from == to && g->reading->units[met].is_code_made) return; /* matched, or to be confirmed */
    if (!is_county) unit = &g->out->units[g->out->unit_count++];
    *unit = (jh_unit){ .code = code, .opened = JH_NO_DATE, .closed = JH_NO_DATE };
    for (; from < to && !g->reading->code; from = next) {
        next = end_of_cell(g, from);
        name_conflict = gather_cell(g, unit, from, next) || name_conflict;
    }
    if (unit->longitude.millionths && unit->latitude.millionths)
        jh_datum_settle(&unit->longitude, &unit->latitude, g->reading->request->datum);
    if (!is_county && !unit->name.size) drop_unnamed(g, met, first, name_conflict);
    /* A name that a paper lists without saying anything of it is no school yet. */
    else if (g->reading->units[met].is_code_made && g->out->observation_count == first
             && is_bare(unit))
        g->out->unit_count--;
}

static void gather_units(gathering *g)
{
    size_t place, from = 0, to;

    for (place = 0; place < g->reading->unit_count && !g->reading->code; place++) {
        to = from;
        while (to < g->key_count && g->keys[to].key >> 32 == place) to++;
        gather_unit(g, g->unit_order[place], from, to);
        from = to;
    }
}

void jh_gather(jh_batch *out, jh_reading *reading, jh_arena scratch)
{
    gathering g = { .reading = reading, .out = out, .scratch = scratch };

    if (reading->code) return;
    out->units = JH_NEW_ARRAY(reading->keep, jh_unit, reading->unit_count + 1);
    out->observations = JH_NEW_ARRAY(reading->keep, jh_observation, reading->entry_count + 1);
    if (!out->units || !out->observations || !sort_entries(&g)) {
        jh_reading_no_memory(reading);
        return;
    }
    gather_units(&g);
    jh_parents_resolve(out, reading, scratch);
}
