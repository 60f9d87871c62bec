/* Which names a county's units have and had, by papers and events.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/known.h"

#include "history/history.h"

#include <stdlib.h>

typedef struct naming {
    jh_borne_name *items;
    size_t count;
    const jh_desk *desk;
    bool no_memory;
} naming;

/* The first school year whose figures are counted on the day or later. */
static jh_text period_from(naming *to, jh_date day)
{
    int year = jh_date_year(day);
    jh_text period = jh_text_format(to->desk->keep, "%04d", year);

    if (period.at && jh_history_day(period).days < day.days)
        period = jh_text_format(to->desk->keep, "%04d", year + 1);
    to->no_memory = to->no_memory || !period.at;
    return period;
}

/* The newest name of a unit comes last: others before it are former ones. */
static void bear(naming *to, jh_text code, jh_text name, jh_date day)
{
    jh_borne_name *last = NULL;
    size_t i;

    if (!name.size) return;
    for (i = 0; i < to->count; i++) {
        if (!jh_text_equal(to->items[i].code, code)) continue;
        last = &to->items[i];
        last->is_former = !jh_text_equal(last->name, name);
    }
    if (last && !last->is_former) return;
    to->items[to->count++] =
        (jh_borne_name){ .name = name, .code = code, .since = period_from(to, day) };
}

static void go(naming *to, jh_text code, const jh_unit_event *event)
{
    size_t i;

    for (i = 0; i < to->count; i++) {
        if (!jh_text_equal(to->items[i].code, code)) continue;
        to->items[i].gone = period_from(to, event->date);
        to->items[i].into = event->kind == JH_EVENT_MERGE ? event->unit : JH_TEXT("");
    }
}

static bool is_part(const jh_unit_event *event, jh_text code)
{
    size_t i;

    for (i = 0; i < event->part_count; i++)
        if (jh_text_equal(event->parts[i].code, code)) return true;
    return false;
}

static void follow(naming *to, const jh_unit_event *event)
{
    size_t i;

    bear(to, event->unit, event->name, event->date);
    if (event->kind == JH_EVENT_CLOSE
        || (event->kind == JH_EVENT_SPLIT && !is_part(event, event->unit)))
        go(to, event->unit, event);
    if (event->kind == JH_EVENT_MERGE)
        for (i = 0; i < event->part_count; i++) go(to, event->parts[i].code, event);
}

/* Something that says how a unit is called: a paper or an event. */
typedef struct word {
    jh_date day;
    size_t at; /* of words of one day, papers come last: what happened on their day is in them */
    const jh_period_name *paper;
    const jh_unit_event *event;
} word;

static int by_day(const void *a, const void *b)
{
    const word *x = a, *y = b;

    if (x->day.days != y->day.days) return x->day.days < y->day.days ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static jh_code follow_all(naming *to, const jh_period_names *papers, const jh_event_order *events,
                          jh_error *err)
{
    size_t count = events->count + papers->count, i;
    word *words = JH_NEW_ARRAY(to->desk->keep, word, count + 1);

    to->items = JH_NEW_ARRAY(to->desk->keep, jh_borne_name, count + 1);
    if (!words || !to->items) return jh_no_memory(err);
    for (i = 0; i < events->count; i++)
        words[i] = (word){ .day = events->items[i]->date, .at = i, .event = events->items[i] };
    for (i = 0; i < papers->count; i++)
        words[events->count + i] = (word){ .day = jh_history_day(papers->items[i].period),
                                           .at = events->count + i,
                                           .paper = &papers->items[i] };
    qsort(words, count, sizeof *words, by_day);
    for (i = 0; i < count; i++) {
        if (words[i].paper)
            bear(to, words[i].paper->code, words[i].paper->name, words[i].day);
        else
            follow(to, words[i].event);
    }
    return to->no_memory ? jh_no_memory(err) : JH_OK;
}

jh_code jh_known_names(jh_borne_names *out, const jh_desk *desk, jh_store *store, jh_text county,
                       jh_error *err)
{
    const jh_moment all = { .day = { INT32_MAX } };
    naming to = { .desk = desk };
    jh_period_names papers;
    jh_unit_events events;
    jh_event_order order = { 0 };
    jh_code rc = jh_store_unit_names(&papers, desk->keep, store, county, err);

    if (!rc) rc = jh_store_events(&events, desk->keep, store, county, err);
    if (!rc) rc = jh_history_order(&order, desk->keep, &events, &all, err);
    if (!rc) rc = follow_all(&to, &papers, &order, err);
    *out = (jh_borne_names){ to.items, to.count };
    return rc;
}

const jh_borne_name *jh_borne_by(const jh_borne_names *names, jh_text code)
{
    size_t i;

    for (i = 0; i < names->count; i++)
        if (!names->items[i].is_former && jh_text_equal(names->items[i].code, code))
            return &names->items[i];
    return NULL;
}
