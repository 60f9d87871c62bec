/* A snapshot on the units of a later day: one event after the other, each making another snapshot.
 * SPDX-License-Identifier: Apache-2.0 */
#include "history/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What an event makes of a snapshot: rows that come from rows. */
typedef struct row {
    jh_unit unit;
    uint32_t from; /* unit of the snapshot before */
    bool is_part;  /* of a split, and which: gets what lies between two sums of shares */
    size_t part;
} row;

typedef struct carrying {
    const jh_carrying *how;
    jh_arena *keep;
    const jh_snapshot *in;
    const jh_unit_event *event;
    row *rows;
    size_t count;
    bool changed;
    const jh_event_order *order;
    size_t at;                        /* of the event in the order */
    char stated[JH_MESSAGE_ARG_SIZE]; /* titles of what the parts must report themselves */
    jh_error *err;
} carrying;

static size_t row_of(const carrying *c, jh_text code)
{
    size_t i;

    for (i = 1; i < c->count; i++)
        if (jh_text_equal(c->rows[i].unit.code, code)) return i;
    return SIZE_MAX;
}

/* ---- What the kinds of events do to the rows ---- */

static void put_words(carrying *c, jh_unit *unit)
{
    const jh_unit_event *event = c->event;
    jh_text *to[] = { &unit->name, &unit->attribute[JH_TOWN], &unit->parent };
    const jh_text words[] = { event->name, event->town, event->parent };
    size_t i;

    for (i = 0; i < 3; i++) {
        if (!words[i].size || jh_text_equal(*to[i], words[i])) continue;
        *to[i] = words[i];
        c->changed = true;
    }
}

static void remove_row(carrying *c, size_t at)
{
    memmove(&c->rows[at], &c->rows[at + 1], (c->count - at - 1) * sizeof *c->rows);
    c->count--;
    c->changed = true;
}

static bool is_part(const jh_unit_event *event, jh_text code)
{
    size_t i;

    for (i = 0; i < event->part_count; i++)
        if (jh_text_equal(event->parts[i].code, code)) return true;
    return false;
}

/* Taken in by the school at an earlier event, so that its row is a part of the school and no campus
 * that could go to one side. "B/X" came of dividing what was B's. */
static bool was_taken_in(const carrying *c, const jh_unit *unit)
{
    const char *sign = unit->code.size ? memchr(unit->code.at, '/', unit->code.size) : NULL;
    jh_text code = unit->code;
    size_t i;

    if (sign) code.size = (size_t)(sign - code.at);
    if (!jh_text_equal(unit->parent, c->event->unit)) return false;
    for (i = 0; i < c->at; i++)
        if (c->order->items[i]->kind == JH_EVENT_MERGE && is_part(c->order->items[i], code))
            return true;
    return false;
}

/* With what it took in. */
static void close_school(carrying *c)
{
    size_t i;

    for (i = 1; i < c->count;) {
        const jh_unit *unit = &c->rows[i].unit;
        if (jh_text_equal(unit->code, c->event->unit) || was_taken_in(c, unit))
            remove_row(c, i);
        else
            i++;
    }
}

/* The row that goes on as the unit's: its own, its main part's, or where neither reported
 * anything, that of the first part that did. */
static size_t row_that_goes_on(const carrying *c)
{
    const jh_unit_event *event = c->event;
    size_t at = row_of(c, event->unit), i;

    if (at == SIZE_MAX && event->main.size) at = row_of(c, event->main);
    for (i = 0; i < event->part_count && at == SIZE_MAX; i++) at = row_of(c, event->parts[i].code);
    return at;
}

/* Parts become campuses. */
static void merge(carrying *c)
{
    const jh_unit_event *event = c->event;
    size_t into = row_that_goes_on(c), i;
    jh_unit *unit;

    if (into == SIZE_MAX) return;
    unit = &c->rows[into].unit;
    if (!jh_text_equal(unit->code, event->unit)) {
        unit->code = event->unit;
        c->changed = true;
    }
    if (is_part(event, unit->parent)) {
        unit->parent = JH_TEXT("");
        unit->attribute[JH_COUNTED] = JH_TEXT("");
        c->changed = true;
    }
    put_words(c, unit);
    for (i = 1; i < c->count; i++) {
        unit = &c->rows[i].unit;
        if (i != into && is_part(event, unit->code)) {
            unit->parent = event->unit;
            unit->attribute[JH_COUNTED] = JH_TEXT("no");
            unit->attribute[JH_KIND] = c->rows[into].unit.attribute[JH_KIND];
            c->changed = true;
        } else if (i != into && is_part(event, unit->parent)) {
            unit->parent = event->unit;
            c->changed = true;
        }
    }
}

/* The row once more for each part; a row taken in earlier goes on as the part's campus. */
static jh_code divide_row(carrying *c, row whole)
{
    const jh_unit_event *event = c->event;
    bool is_own = jh_text_equal(whole.unit.code, event->unit);
    size_t i;

    for (i = 0; i < event->part_count; i++) {
        const jh_event_part *part = &event->parts[i];
        bool is_other = !jh_text_equal(part->code, event->unit);
        row *one = &c->rows[c->count++];
        *one = whole;
        if (is_own)
            one->unit.code = part->code;
        else if (is_other)
            one->unit.code = jh_text_format(c->keep, "%.*s/%.*s", JH_TEXT_ARGS(whole.unit.code),
                                            JH_TEXT_ARGS(part->code));
        if (!one->unit.code.at) return jh_no_memory(c->err);
        if (is_own && is_other) one->unit.name = part->code;
        if (!is_own) one->unit.parent = part->code;
        one->is_part = true;
        one->part = i;
    }
    return JH_OK;
}

/* Figures of the parts under their own codes are there already: then nothing is divided. */
static jh_code split(carrying *c)
{
    const jh_unit_event *event = c->event;
    size_t i, end = c->count;
    jh_code code = JH_OK;
    row whole;

    if (row_of(c, event->unit) == SIZE_MAX) return JH_OK;
    for (i = 0; i < event->part_count; i++) {
        const jh_event_part *part = &event->parts[i];
        bool is_other = !jh_text_equal(part->code, event->unit);
        if (!part->has_share || (is_other && row_of(c, part->code) != SIZE_MAX)) return JH_OK;
    }
    for (i = 1; i < end && !code;) {
        whole = c->rows[i];
        if (!jh_text_equal(whole.unit.code, event->unit) && !was_taken_in(c, &whole.unit)) {
            i++;
            continue;
        }
        remove_row(c, i);
        end--;
        code = divide_row(c, whole);
    }
    return code;
}

static jh_code follow(carrying *c)
{
    const jh_unit_event *event = c->event;
    size_t at = row_of(c, event->unit);

    switch (event->kind) {
    case JH_EVENT_CLOSE: close_school(c); break;
    case JH_EVENT_RENAME:
    case JH_EVENT_MOVE:
        if (at != SIZE_MAX) put_words(c, &c->rows[at].unit);
        break;
    case JH_EVENT_MERGE: merge(c); break;
    case JH_EVENT_SPLIT: return split(c);
    case JH_EVENT_OPEN:
    case JH_EVENT_KIND_COUNT: break;
    }
    return JH_OK;
}

/* ---- From rows to a snapshot ---- */

static const jh_element *element_of(const jh_standard *standard, jh_text key)
{
    size_t i;

    for (i = 0; i < standard->element_count; i++)
        if (jh_text_equal(standard->elements[i].key, key)) return &standard->elements[i];
    return NULL;
}

/* value × share, rounded half up to a multiple of `least`; what is rounded away between two
 * neighbours comes out in one of them, so all parts together are the whole. */
static int64_t up_to_share(int64_t value, int64_t share, int64_t least)
{
    __int128 scale = (__int128)JH_DECIMAL_ONE * least, twice = (__int128)value * share * 2 + scale;
    __int128 steps = twice / (2 * scale);

    if (twice < 0 && twice % (2 * scale)) steps--;
    return (int64_t)(steps * least);
}

/* The shares of the first `count` parts together: the element's own, or those of the split. */
static int64_t share_of_first(const jh_unit_event *event, jh_text element, size_t count)
{
    int64_t sum = 0;
    size_t i, own = 0;

    while (own < event->share_count && !jh_text_equal(event->shares[own].element, element)) own++;
    for (i = 0; i < count; i++)
        sum += own < event->share_count ? event->shares[own + i].share.millionths
                                        : event->parts[i].share.millionths;
    return sum;
}

/* Only what is put together by adding is taken apart by dividing. */
static int64_t part_of(const jh_unit_event *event, const row *r, const jh_element *element,
                       int64_t value)
{
    int64_t least = element && element->is_whole ? JH_DECIMAL_ONE : 1, below, upto;

    if (!r->is_part || !element || element->divide != JH_DIVIDE_SHARE) return value;
    below = share_of_first(event, element->key, r->part);
    upto = share_of_first(event, element->key, r->part + 1);
    return (upto == JH_DECIMAL_ONE ? value : up_to_share(value, upto, least))
           - (below == JH_DECIMAL_ONE ? value
              : below == 0            ? 0
                                      : up_to_share(value, below, least));
}

/* The parts do not have it until they report it. */
static void leave_to_state(carrying *c, const jh_element *element)
{
    size_t used = strlen(c->stated);

    if (used && memmem(c->stated, used, element->title.at, element->title.size)) return;
    if (used + element->title.size + sizeof "、" > sizeof c->stated) return;
    snprintf(c->stated + used, sizeof c->stated - used, "%s%.*s", used ? "、" : "",
             JH_TEXT_ARGS(element->title));
}

static jh_code make_column(jh_column *out, carrying *c, const jh_column *from)
{
    int64_t *millionths = JH_NEW_ARRAY(c->keep, int64_t, c->count);
    uint8_t *why = JH_NEW_ARRAY(c->keep, uint8_t, c->count);
    uint32_t *origin = from->origin ? JH_NEW_ARRAY(c->keep, uint32_t, c->count) : NULL;
    const jh_element *element = element_of(c->how->standard, from->element);
    size_t i;

    if (!millionths || !why || (from->origin && !origin)) return jh_no_memory(c->err);
    for (i = 0; i < c->count; i++) {
        uint32_t unit = c->rows[i].from;
        why[i] = from->why[unit];
        if (!why[i] && c->rows[i].is_part && element && element->divide == JH_DIVIDE_STATE) {
            why[i] = JH_NOT_REPORTED;
            leave_to_state(c, element);
        }
        if (!why[i])
            millionths[i] = part_of(c->event, &c->rows[i], element, from->millionths[unit]);
        if (origin) origin[i] = from->origin[unit];
    }
    *out = *from;
    out->millionths = millionths;
    out->why = why;
    out->origin = origin;
    return JH_OK;
}

static int by_code(const void *a, const void *b)
{
    return jh_text_compare(((const row *)a)->unit.code, ((const row *)b)->unit.code);
}

/* Conflicts stay with the units that are still there under the row they came from. */
static jh_code make_conflicts(jh_snapshot *out, const carrying *c)
{
    jh_conflict *list = JH_NEW_ARRAY(c->keep, jh_conflict, c->in->conflict_count * c->count + 1);
    size_t i, j, at = 0;

    if (!list) return jh_no_memory(c->err);
    for (i = 0; i < c->count; i++)
        for (j = 0; j < c->in->conflict_count; j++) {
            if (c->in->conflicts[j].unit != c->rows[i].from || c->rows[i].is_part) continue;
            list[at] = c->in->conflicts[j];
            list[at++].unit = (uint32_t)i;
        }
    out->conflicts = list;
    out->conflict_count = at;
    return JH_OK;
}

static jh_code make_snapshot(const jh_snapshot **out, carrying *c)
{
    jh_snapshot *made = JH_NEW(c->keep, jh_snapshot);
    jh_unit *units = JH_NEW_ARRAY(c->keep, jh_unit, c->count);
    jh_column *columns = JH_NEW_ARRAY(c->keep, jh_column, c->in->column_count + 1);
    size_t i;
    jh_code code = JH_OK;

    if (!made || !units || !columns) return jh_no_memory(c->err);
    if (c->count > 2) qsort(c->rows + 1, c->count - 1, sizeof *c->rows, by_code);
    for (i = 0; i < c->count; i++) units[i] = c->rows[i].unit;
    for (i = 0; i < c->in->column_count && !code; i++)
        code = make_column(&columns[i], c, &c->in->columns[i]);
    if (code) return code;
    *made = *c->in;
    made->units = units;
    made->unit_count = c->count;
    made->columns = columns;
    code = c->in->conflict_count ? make_conflicts(made, c) : JH_OK;
    if (!code) code = jh_snapshot_hash(&made->content, made, c->err);
    if (!code) *out = made;
    return code;
}

/* ---- Telling ---- */

static jh_code tell(const carrying *c)
{
    jh_finding finding = { .severity = JH_REMARK,
                           .origin = { .file = JH_NO_FILE },
                           .unit = c->event->unit };
    char number[24], day[16];

    if (!c->how->findings) return JH_OK;
    jh_digits(number, c->event->number);
    jh_date_write(day, c->event->date);
    finding.message = jh_message_make(SAY_HISTORY_FOLLOWED, number, day, NULL);
    if (*c->stated) {
        finding.severity = JH_WARNING;
        finding.message = jh_message_make(SAY_HISTORY_TO_STATE, number, day, c->stated, NULL);
    }
    return jh_finding_add(c->how->findings, c->keep, &finding, c->err);
}

static jh_code carry_one(const jh_snapshot **at, carrying *c)
{
    /* Every row may be divided. */
    size_t i, room = (*at)->unit_count * (c->event->part_count + 1) + 1;
    jh_code code;

    c->in = *at;
    c->changed = false;
    c->stated[0] = '\0';
    c->count = (*at)->unit_count;
    c->rows = JH_NEW_ARRAY(c->keep, row, room);
    if (!c->rows) return jh_no_memory(c->err);
    for (i = 0; i < c->count; i++)
        c->rows[i] = (row){ .unit = (*at)->units[i], .from = (uint32_t)i };
    code = follow(c);
    if (code || !c->changed) return code;
    code = make_snapshot(at, c);
    return code ? code : tell(c);
}

jh_code jh_history_carry(const jh_snapshot **out, jh_arena *keep, const jh_snapshot *in,
                         const jh_carrying *how, jh_error *err)
{
    carrying c = { .how = how, .keep = keep, .err = err };
    jh_event_order order = { 0 };
    size_t i;
    jh_code code = jh_history_order(&order, keep, how->events, &how->until, err);

    *out = in;
    c.order = &order;
    for (i = 0; i < order.count && !code; i++) {
        c.at = i;
        c.event = order.items[i];
        if (c.event->date.days <= how->after.days) continue;
        code = carry_one(out, &c);
    }
    return code;
}
