/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/parents.h"

#include "intake/names.h"

typedef struct resolving {
    jh_reading *reading;
    jh_batch *batch;
    jh_arena scratch;
} resolving;

/* Schools that a word could mean. */
typedef struct meant {
    jh_text codes[2]; /* the first two */
    size_t count;
} meant;

static void add_meant(meant *to, jh_text code)
{
    size_t i;

    for (i = 0; i < to->count && i < 2; i++)
        if (jh_text_equal(to->codes[i], code)) return;
    if (to->count < 2) to->codes[to->count] = code;
    to->count++;
}

static jh_unit *unit_coded(const jh_batch *batch, jh_text code)
{
    size_t low = 0, high = batch->unit_count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (jh_text_compare(batch->units[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == batch->unit_count || !jh_text_equal(batch->units[low].code, code)) return NULL;
    return &batch->units[low];
}

static const jh_unit *known_coded(const resolving *r, jh_text code)
{
    const jh_intake_request *q = r->reading->request;
    size_t i;

    for (i = 0; i < q->known_count; i++)
        if (jh_text_equal(q->known[i].code, code)) return &q->known[i];
    return NULL;
}

static bool is_there(const resolving *r, jh_text code)
{
    return unit_coded(r->batch, code) || known_coded(r, code);
}

/* Called exactly so; `plain`: nearly so, which a person must look at. */
static void find_called(meant *to, const resolving *r, jh_text name, bool plain)
{
    const jh_intake_request *q = r->reading->request;
    jh_arena scratch = r->scratch, again;
    jh_text wanted = plain ? jh_name_plain(&scratch, name) : jh_text_fold(&scratch, name), other;
    size_t i;

    for (i = 0; i < r->batch->unit_count + q->borne_count; i++) {
        bool is_new = i < r->batch->unit_count;
        const jh_borne_name *borne = is_new ? NULL : &q->borne[i - r->batch->unit_count];

        again = scratch;
        other = is_new ? r->batch->units[i].name : borne->name;
        other = plain ? jh_name_plain(&again, other) : jh_text_fold(&again, other);
        if (!wanted.at || !other.at) jh_reading_no_memory(r->reading);
        if (wanted.size && jh_text_equal(other, wanted))
            add_meant(to, is_new ? r->batch->units[i].code : borne->code);
    }
}

static void find_confirmed(meant *to, const resolving *r, jh_text name)
{
    const jh_intake_request *q = r->reading->request;
    size_t i;

    for (i = 0; i < q->confirmed_count; i++)
        if (jh_text_same_folded(q->confirmed[i].name, name) && is_there(r, q->confirmed[i].code)) {
            add_meant(to, q->confirmed[i].code);
            return;
        }
}

static const jh_entry *parent_entry(const resolving *r, const jh_unit *unit)
{
    const jh_entry *e;
    size_t i;

    for (i = 0; i < r->reading->entry_count; i++) {
        e = &r->reading->entries[i];
        if (e->slot == JH_SLOT_PARENT && !e->is_withdrawn
            && jh_text_equal(r->reading->units[e->unit].code, unit->code))
            return e;
    }
    return NULL;
}

static void refuse(const resolving *r, jh_unit *unit, jh_say_id say, const meant *who)
{
    const jh_entry *e = parent_entry(r, unit);
    char arg[4][JH_MESSAGE_ARG_SIZE];
    jh_finding finding = { .severity = JH_REFUSAL };

    if (e) {
        finding.origin = e->origin;
        finding.file = r->reading->files[e->origin.file].name;
        finding.unit = unit->code;
        finding.read = e->read;
        finding.message =
            jh_message_make(say, jh_arg(arg[0], e->text), jh_arg(arg[1], unit->name),
                            jh_arg(arg[2], who->codes[0]), jh_arg(arg[3], who->codes[1]), NULL);
        jh_tell_about(r->reading, &finding);
    }
    unit->parent = JH_TEXT("");
}

/* By code; by a name that one school alone has or had; by what a person confirmed. */
static void resolve(const resolving *r, jh_unit *unit)
{
    meant exact = { 0 }, nearly = { 0 };

    if (is_there(r, unit->parent))
        add_meant(&exact, unit->parent);
    else
        find_confirmed(&exact, r, unit->parent);
    if (!exact.count) find_called(&exact, r, unit->parent, false);
    if (!exact.count) find_called(&nearly, r, unit->parent, true);
    if (exact.count > 1)
        refuse(r, unit, SAY_INTAKE_PARENT_TWICE, &exact);
    else if (!exact.count && nearly.count)
        refuse(r, unit, SAY_INTAKE_PARENT_LIKELY, &nearly);
    else if (!exact.count)
        refuse(r, unit, SAY_INTAKE_PARENT_UNKNOWN, &exact);
    else if (jh_text_equal(exact.codes[0], unit->code))
        refuse(r, unit, SAY_INTAKE_PARENT_SELF, &nearly);
    else
        unit->parent = jh_text_copy(r->reading->keep, exact.codes[0]);
    if (unit->parent.size && !unit->parent.at) jh_reading_no_memory(r->reading);
}

/* A paper that says "does not count as a school" and not whose campus it is: as it was before. */
static void take_from_store(const resolving *r, jh_unit *unit)
{
    const jh_unit *known = known_coded(r, unit->code);
    char name[JH_MESSAGE_ARG_SIZE], parent[JH_MESSAGE_ARG_SIZE];
    jh_finding finding = { .severity = JH_REMARK,
                           .origin = { .file = JH_NO_FILE },
                           .unit = unit->code };

    if (!jh_text_equal(unit->attribute[JH_COUNTED], JH_TEXT("no")) || !known || !known->parent.size
        || !is_there(r, known->parent))
        return;
    unit->parent = jh_text_copy(r->reading->keep, known->parent);
    if (!unit->parent.at) jh_reading_no_memory(r->reading);
    finding.message = jh_message_make(SAY_INTAKE_PARENT_AS_BEFORE, jh_arg(name, unit->name),
                                      jh_arg(parent, known->parent), NULL);
    jh_tell_about(r->reading, &finding);
}

/* Do the parents of this unit lead back to it? Longer than all units is a circle, too. */
static bool is_in_circle(const jh_batch *batch, const jh_unit *unit)
{
    const jh_unit *at = unit;
    size_t steps;

    for (steps = 0; at && at->parent.size && steps <= batch->unit_count; steps++) {
        at = unit_coded(batch, at->parent);
        if (at == unit) return true;
    }
    return false;
}

/* All of a circle, found before the first of its links is cut. */
static void refuse_circles(resolving *r)
{
    bool *circling = JH_NEW_ARRAY(&r->scratch, bool, r->batch->unit_count + 1);
    meant none = { 0 };
    size_t i;

    if (!circling) {
        jh_reading_no_memory(r->reading);
        return;
    }
    for (i = 0; i < r->batch->unit_count; i++)
        circling[i] = is_in_circle(r->batch, &r->batch->units[i]);
    for (i = 0; i < r->batch->unit_count && !r->reading->code; i++)
        if (circling[i]) refuse(r, &r->batch->units[i], SAY_INTAKE_PARENT_CIRCLE, &none);
}

void jh_parents_resolve(jh_batch *batch, jh_reading *reading, jh_arena scratch)
{
    resolving r = { reading, batch, scratch };
    size_t i;

    for (i = 0; i < batch->unit_count && !reading->code; i++) {
        if (batch->units[i].parent.size)
            resolve(&r, &batch->units[i]);
        else
            take_from_store(&r, &batch->units[i]);
    }
    refuse_circles(&r);
}
