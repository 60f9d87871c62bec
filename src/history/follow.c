/* Following events: what there is after each, and whether the next one can be.
 * SPDX-License-Identifier: Apache-2.0 */
#include "history/history.h"

#include <stdio.h>

/* ---- In which order ---- */

/* At an earlier revision what was not entered yet does not count, and what was withdrawn later
 * still does. */
static bool counts_at(const jh_unit_event *event, const jh_moment *until)
{
    if (event->date.days > until->day.days) return false;
    if (until->revision && event->revision > until->revision) return false;
    return !event->is_withdrawn || (until->revision && event->withdrawn_at > until->revision);
}

static bool comes_before(const jh_unit_event *a, const jh_unit_event *b)
{
    return a->date.days != b->date.days ? a->date.days < b->date.days : a->number < b->number;
}

jh_code jh_history_order(jh_event_order *out, jh_arena *keep, const jh_unit_events *events,
                         const jh_moment *until, jh_error *err)
{
    size_t i, at;

    *out = (jh_event_order){ JH_NEW_ARRAY(keep, const jh_unit_event *, events->count + 1), 0 };
    if (!out->items) return jh_no_memory(err);
    for (i = 0; i < events->count; i++) {
        const jh_unit_event *one = &events->items[i];
        if (!counts_at(one, until)) continue;
        for (at = out->count++; at > 0 && comes_before(one, out->items[at - 1]); at--)
            out->items[at] = out->items[at - 1];
        out->items[at] = one;
    }
    return JH_OK;
}

/* ---- The units while events are followed ---- */

typedef struct following {
    jh_living_unit *units; /* by code */
    size_t count, capacity;
    jh_arena *keep;
    const jh_unit_event *event; /* the one at hand */
    jh_error *err;
} following;

/* Where the code is, or would be. */
static size_t place_of(const jh_living_unit *units, size_t count, jh_text code)
{
    size_t low = 0, high = count, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (jh_text_compare(units[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static jh_living_unit *unit_of(const following *f, jh_text code)
{
    size_t at = place_of(f->units, f->count, code);

    return at < f->count && jh_text_equal(f->units[at].code, code) ? &f->units[at] : NULL;
}

const jh_living_unit *jh_living_unit_of(const jh_living_units *units, jh_text code)
{
    size_t at = place_of(units->items, units->count, code);

    return at < units->count && jh_text_equal(units->items[at].code, code) ? &units->items[at]
                                                                           : NULL;
}

static bool is_there(const following *f, jh_text code)
{
    const jh_living_unit *unit = unit_of(f, code);
    return unit && unit->is_there;
}

/* What cannot be, about which unit, in which event. */
static jh_code cannot(const following *f, jh_say_id say, jh_text code)
{
    char unit[JH_MESSAGE_ARG_SIZE], day[16], number[24];

    snprintf(unit, sizeof unit, "%.*s", JH_TEXT_ARGS(code));
    return jh_fail(f->err, JH_BAD_INPUT, say, NULL, unit, jh_date_write(day, f->event->date),
                   jh_digits(number, f->event->number), NULL);
}

static jh_code add_unit(following *f, const jh_living_unit *unit)
{
    size_t at = place_of(f->units, f->count, unit->code), i;

    if (at < f->count && jh_text_equal(f->units[at].code, unit->code)) {
        f->units[at] = *unit;
        return JH_OK;
    }
    jh_living_unit *grown = jh_grow(f->keep, f->units, &f->capacity, f->count + 1, sizeof *grown);
    if (!grown) return jh_no_memory(f->err);
    f->units = grown;
    for (i = f->count++; i > at; i--) grown[i] = grown[i - 1];
    grown[at] = *unit;
    return JH_OK;
}

static void end_unit(following *f, jh_text code)
{
    jh_living_unit *unit = unit_of(f, code);

    unit->is_there = false;
    unit->gone_by = f->event->number;
}

static bool has_part(const jh_unit_event *event, jh_text code)
{
    size_t i;

    for (i = 0; i < event->part_count; i++)
        if (jh_text_equal(event->parts[i].code, code)) return true;
    return false;
}

/* ---- What each kind asks, and does ---- */

static jh_code check_day(const following *f, const jh_living_unit *unit)
{
    if (unit && unit->since.days != JH_NO_DATE.days && f->event->date.days < unit->since.days)
        return cannot(f, SAY_HISTORY_BEFORE_OPENING, unit->code);
    return JH_OK;
}

/* The unit is there on that day. */
static jh_code need(const following *f, jh_text code)
{
    const jh_living_unit *unit = unit_of(f, code);

    if (!unit) return cannot(f, SAY_HISTORY_UNKNOWN_UNIT, code);
    if (!unit->is_there && unit->gone_by) return cannot(f, SAY_HISTORY_GONE, code);
    jh_code code_of_day = check_day(f, unit);
    if (code_of_day) return code_of_day;
    return unit->is_there ? JH_OK : cannot(f, SAY_HISTORY_GONE, code);
}

static jh_code check_name(const following *f, jh_text name, jh_text code)
{
    size_t i;

    if (!name.size) return JH_OK;
    for (i = 0; i < f->count; i++)
        if (f->units[i].is_there && jh_text_equal(f->units[i].name, name)
            && !jh_text_equal(f->units[i].code, code) && !has_part(f->event, f->units[i].code))
            return cannot(f, SAY_HISTORY_NAME_USED, f->units[i].code);
    return JH_OK;
}

/* The parent is there, and nobody becomes a campus of a campus of his own. */
static jh_code check_parent(const following *f, jh_text parent, jh_text code)
{
    const jh_living_unit *above;
    size_t steps = 0;

    if (!parent.size) return JH_OK;
    if (!is_there(f, parent)) return cannot(f, SAY_HISTORY_UNKNOWN_UNIT, parent);
    for (above = unit_of(f, parent); above && steps++ <= f->count;
         above = above->parent.size ? unit_of(f, above->parent) : NULL)
        if (jh_text_equal(above->code, code)) return cannot(f, SAY_HISTORY_PARENT_RING, code);
    return JH_OK;
}

static void put_words(jh_living_unit *unit, const jh_unit_event *event)
{
    if (event->name.size) unit->name = event->name;
    if (event->town.size) unit->town = event->town;
    if (event->parent.size) unit->parent = event->parent;
}

static jh_code follow_open(following *f)
{
    const jh_unit_event *event = f->event;
    const jh_living_unit *known = unit_of(f, event->unit);
    jh_living_unit unit = { .code = event->unit, .since = event->date, .is_there = true };
    jh_code code;

    if (known && (known->is_there || known->gone_by))
        return cannot(f, SAY_HISTORY_CODE_USED, event->unit);
    code = check_name(f, event->name, event->unit);
    if (!code) code = check_parent(f, event->parent, event->unit);
    if (code) return code;
    if (known) unit.name = known->name;
    put_words(&unit, event);
    return add_unit(f, &unit);
}

/* A school that goes leaves no campus without a school. */
static jh_code check_campuses(const following *f)
{
    size_t i;

    for (i = 0; i < f->count; i++)
        if (f->units[i].is_there && jh_text_equal(f->units[i].parent, f->event->unit))
            return cannot(f, SAY_HISTORY_HAS_CAMPUSES, f->units[i].code);
    return JH_OK;
}

static jh_code follow_close(following *f)
{
    jh_code code = need(f, f->event->unit);

    if (!code) code = check_campuses(f);
    if (!code) end_unit(f, f->event->unit);
    return code;
}

static jh_code follow_words(following *f)
{
    const jh_unit_event *event = f->event;
    jh_code code = need(f, event->unit);

    if (!code) code = check_name(f, event->name, event->unit);
    if (!code) code = check_parent(f, event->parent, event->unit);
    if (!code && !event->name.size && !event->town.size && !event->parent.size)
        code = cannot(f, SAY_HISTORY_NOTHING_CHANGES, event->unit);
    if (!code) put_words(unit_of(f, event->unit), event);
    return code;
}

static jh_code check_twice(const following *f)
{
    const jh_unit_event *event = f->event;
    size_t i, j;

    for (i = 0; i < event->part_count; i++)
        for (j = 0; j < i; j++)
            if (jh_text_equal(event->parts[i].code, event->parts[j].code))
                return cannot(f, SAY_HISTORY_PART_TWICE, event->parts[i].code);
    return JH_OK;
}

/* Into one that is there, or into a new one that goes on from one of the parts. */
static jh_code check_merge(const following *f)
{
    const jh_unit_event *event = f->event;
    const jh_living_unit *into = unit_of(f, event->unit);
    jh_code code = check_twice(f);
    size_t i;

    if (!event->part_count) return cannot(f, SAY_HISTORY_NO_PARTS, event->unit);
    if (has_part(event, event->unit)) return cannot(f, SAY_HISTORY_MERGE_WITH_ITSELF, event->unit);
    for (i = 0; i < event->part_count && !code; i++) code = need(f, event->parts[i].code);
    if (code) return code;
    if (into && into->is_there) {
        if (event->main.size && !jh_text_equal(event->main, event->unit))
            return cannot(f, SAY_HISTORY_MAIN_NOT_PART, event->main);
        return check_day(f, into);
    }
    if (into && into->gone_by) return cannot(f, SAY_HISTORY_GONE, event->unit);
    return has_part(event, event->main) ? JH_OK : cannot(f, SAY_HISTORY_MAIN_NEEDED, event->unit);
}

/* Once the parts are the unit, nobody may be above himself: neither by the parent that the event
 * gives, nor because what stands above the unit stood under a part. */
static jh_code check_merged_parent(const following *f)
{
    const jh_unit_event *event = f->event;
    const jh_living_unit *unit = unit_of(f, event->unit), *above;
    jh_text parent = event->parent;
    jh_code code = check_parent(f, parent, event->unit);
    size_t steps = 0;

    if (has_part(event, parent)) return cannot(f, SAY_HISTORY_PARENT_RING, parent);
    if (!unit && !parent.size) unit = unit_of(f, event->main);
    if (!parent.size && unit && !has_part(event, unit->parent)) parent = unit->parent;
    for (above = parent.size ? unit_of(f, parent) : NULL; !code && above && steps++ <= f->count;
         above = above->parent.size ? unit_of(f, above->parent) : NULL)
        if (has_part(event, above->code)) code = cannot(f, SAY_HISTORY_PARENT_RING, above->code);
    return code;
}

static jh_code follow_merge(following *f)
{
    const jh_unit_event *event = f->event;
    jh_code code = check_merge(f);
    jh_living_unit *into;
    size_t i;

    if (!code) code = check_name(f, event->name, event->unit);
    if (!code) code = check_merged_parent(f);
    if (code) return code;
    if (!is_there(f, event->unit)) {
        jh_living_unit unit = *unit_of(f, event->main);
        unit.code = event->unit;
        unit.since = event->date;
        code = add_unit(f, &unit);
        if (code) return code;
    }
    into = unit_of(f, event->unit);
    if (has_part(event, into->parent)) into->parent = JH_TEXT(""); /* takes in its own school */
    put_words(into, event);
    for (i = 0; i < event->part_count; i++) end_unit(f, event->parts[i].code);
    for (i = 0; i < f->count; i++)
        if (has_part(event, f->units[i].parent)) f->units[i].parent = event->unit;
    return JH_OK;
}

static bool is_first_of_element(const jh_unit_event *event, size_t i)
{
    return i == 0 || !jh_text_equal(event->shares[i - 1].element, event->shares[i].element);
}

/* An element with shares of its own has one for each part, and they add up to 1. */
static jh_code check_element_shares(const following *f)
{
    const jh_unit_event *event = f->event;
    int64_t sum = 0;
    size_t i, at = 0;

    for (i = 0; i < event->share_count; i++) {
        const jh_event_share *one = &event->shares[i];
        if (is_first_of_element(event, i)) {
            sum = 0;
            at = 0;
        }
        if (one->share.millionths < 0 || one->share.millionths > JH_DECIMAL_ONE
            || at == event->part_count || !jh_text_equal(event->parts[at].code, one->code))
            return cannot(f, SAY_HISTORY_ELEMENT_SHARES, one->element);
        sum += one->share.millionths;
        at++;
        if (i + 1 < event->share_count && !is_first_of_element(event, i + 1)) continue;
        if (at != event->part_count || sum != JH_DECIMAL_ONE)
            return cannot(f, SAY_HISTORY_ELEMENT_SHARES, one->element);
    }
    return JH_OK;
}

static jh_code check_split(const following *f)
{
    const jh_unit_event *event = f->event;
    jh_code code = need(f, event->unit);
    int64_t sum = 0;
    size_t i;

    if (!code) code = check_twice(f);
    if (!code && event->part_count < 2) code = cannot(f, SAY_HISTORY_NO_PARTS, event->unit);
    for (i = 0; i < event->part_count && !code; i++) {
        const jh_event_part *part = &event->parts[i];
        const jh_living_unit *known = unit_of(f, part->code);
        if (!part->has_share || part->share.millionths <= 0
            || part->share.millionths >= JH_DECIMAL_ONE)
            return cannot(f, SAY_HISTORY_SHARES, part->code);
        sum += part->share.millionths;
        if (!jh_text_equal(part->code, event->unit) && known && (known->is_there || known->gone_by))
            code = cannot(f, SAY_HISTORY_CODE_USED, part->code);
    }
    if (!code && sum != JH_DECIMAL_ONE) code = cannot(f, SAY_HISTORY_SHARES, event->unit);
    if (!code) code = check_element_shares(f);
    if (!code && !has_part(event, event->unit)) code = check_campuses(f);
    return code;
}

static jh_code follow_split(following *f)
{
    const jh_unit_event *event = f->event;
    jh_code code = check_split(f);
    size_t i;

    for (i = 0; i < event->part_count && !code; i++) {
        jh_living_unit part = *unit_of(f, event->unit);
        const jh_living_unit *known = unit_of(f, event->parts[i].code);
        if (jh_text_equal(event->parts[i].code, event->unit)) continue;
        part.code = event->parts[i].code;
        part.name = known ? known->name : part.code;
        part.since = event->date;
        code = add_unit(f, &part);
    }
    if (!code && !has_part(event, event->unit)) end_unit(f, event->unit);
    return code;
}

static jh_code follow_one(following *f)
{
    switch (f->event->kind) {
    case JH_EVENT_OPEN: return follow_open(f);
    case JH_EVENT_CLOSE: return follow_close(f);
    case JH_EVENT_MERGE: return follow_merge(f);
    case JH_EVENT_SPLIT: return follow_split(f);
    case JH_EVENT_RENAME:
    case JH_EVENT_MOVE:
    case JH_EVENT_KIND_COUNT: break;
    }
    return follow_words(f);
}

/* ---- Where it begins ---- */

jh_date jh_history_day(jh_text period)
{
    enum { MONTH = 9, DAY = 1 };
    int year = 0;
    size_t i;

    if (period.size != 4) return JH_NO_DATE;
    for (i = 0; i < period.size; i++) {
        if (period.at[i] < '0' || period.at[i] > '9') return JH_NO_DATE;
        year = year * 10 + (period.at[i] - '0');
    }
    return jh_date_make(year, MONTH, DAY);
}

/* An event makes the unit of this code, and no paper knew it before that day: until then it is not
 * there. */
static bool is_made_by_event(const jh_known_unit *unit, const jh_event_order *order)
{
    size_t i;

    for (i = 0; i < order->count; i++) {
        const jh_unit_event *e = order->items[i];
        bool makes = (e->kind == JH_EVENT_OPEN && jh_text_equal(e->unit, unit->code))
                     || (e->kind == JH_EVENT_MERGE && jh_text_equal(e->unit, unit->code)
                         && e->main.size && !jh_text_equal(e->main, e->unit))
                     || (e->kind == JH_EVENT_SPLIT && !jh_text_equal(e->unit, unit->code)
                         && has_part(e, unit->code));
        if (makes && unit->seen.days >= e->date.days) return true;
    }
    return false;
}

jh_code jh_history_follow(jh_living_units *out, jh_arena *keep, const jh_record *record,
                          const jh_moment *until, jh_error *err)
{
    following f = { .keep = keep, .err = err };
    jh_event_order order = { 0 };
    size_t i;
    jh_code code = jh_history_order(&order, keep, &record->events, until, err);

    for (i = 0; i < record->known.count && !code; i++) {
        const jh_known_unit *k = &record->known.items[i];
        bool gone = k->closed.days != JH_NO_DATE.days && k->closed.days <= until->day.days;
        code = add_unit(&f, &(jh_living_unit){ .code = k->code,
                                               .name = k->name,
                                               .town = k->town,
                                               .parent = k->parent,
                                               .since = k->opened,
                                               .is_there = !gone && !is_made_by_event(k, &order) });
    }
    for (i = 0; i < order.count && !code; i++) {
        f.event = order.items[i];
        code = follow_one(&f);
    }
    *out = (jh_living_units){ f.units, f.count };
    return code;
}
