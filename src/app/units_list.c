/* What happened to a county's schools, as a list.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/units.h"

#include "app/choose.h"
#include "formats/json.h"

#include <string.h>

typedef struct telling {
    const jh_desk *desk;
    jh_record record;
    jh_living_units living;
    const char *only; /* code; NULL = all */
    jh_buffer buffer;
    jh_json json;
} telling;

static bool is_about(const jh_unit_event *event, const char *code)
{
    size_t i;

    if (!code || jh_text_equal(event->unit, jh_text_of(code))) return true;
    for (i = 0; i < event->part_count; i++)
        if (jh_text_equal(event->parts[i].code, jh_text_of(code))) return true;
    return false;
}

/* "9990000001 示例县某小学"; the code alone where nobody knows a name. */
static void add_unit(telling *t, jh_text code)
{
    const jh_living_unit *unit = jh_living_unit_of(&t->living, code);

    jh_buffer_add_format(&t->buffer, "%.*s", JH_TEXT_ARGS(code));
    if (unit && unit->name.size && !jh_text_equal(unit->name, code))
        jh_buffer_add_format(&t->buffer, " %.*s", JH_TEXT_ARGS(unit->name));
}

static void add_word(telling *t, jh_say_id say, jh_text word)
{
    if (!word.size) return;
    jh_buffer_add_format(&t->buffer, "     %s %.*s\n", jh_say(t->desk->manner.lang, say),
                         JH_TEXT_ARGS(word));
}

static void tell_event(telling *t, const jh_unit_event *event)
{
    char day[16], digits[JH_DECIMAL_SIZE];
    size_t i;

    jh_buffer_add_format(&t->buffer, "%s%3d  %s  %-6s  ", event->is_withdrawn ? "–" : " ",
                         event->number, jh_date_write(day, event->date), jh_event_key(event->kind));
    add_unit(t, event->unit);
    jh_buffer_add_zero(&t->buffer, "\n");
    for (i = 0; i < event->part_count; i++) {
        jh_buffer_add_zero(&t->buffer, event->kind == JH_EVENT_SPLIT ? "     → " : "     ← ");
        add_unit(t, event->parts[i].code);
        if (event->parts[i].has_share)
            jh_buffer_add_format(&t->buffer, " %s",
                                 jh_decimal_write_short(digits, event->parts[i].share));
        jh_buffer_add_zero(&t->buffer, "\n");
    }
    for (i = 0; i < event->share_count; i++)
        jh_buffer_add_format(&t->buffer, "       %.*s → %.*s %s\n",
                             JH_TEXT_ARGS(event->shares[i].element),
                             JH_TEXT_ARGS(event->shares[i].code),
                             jh_decimal_write_short(digits, event->shares[i].share));
    add_word(t, SAY_APP_UNIT_NAME, event->name);
    add_word(t, SAY_APP_UNIT_TOWN, event->town);
    add_word(t, SAY_APP_UNIT_PARENT, event->parent);
    add_word(t, SAY_APP_UNIT_REASON, event->reason);
    add_word(t, SAY_APP_UNIT_APPROVER, event->approver);
}

static void put(jh_json *json, const char *key, jh_text text)
{
    jh_json_key(json, key);
    if (text.size)
        jh_json_text(json, text);
    else
        jh_json_null(json);
}

static void put_event(jh_json *json, const jh_unit_event *event)
{
    char day[16];
    size_t i;

    jh_json_object(json);
    jh_json_key(json, "event");
    jh_json_integer(json, event->number);
    jh_json_key(json, "kind");
    jh_json_zero(json, jh_event_key(event->kind));
    jh_json_key(json, "date");
    jh_json_zero(json, jh_date_write(day, event->date));
    put(json, "unit", event->unit);
    put(json, "main", event->main);
    put(json, "name", event->name);
    put(json, "town", event->town);
    put(json, "parent", event->parent);
    jh_json_key(json, "parts");
    jh_json_array(json);
    for (i = 0; i < event->part_count; i++) {
        jh_json_object(json);
        put(json, "unit", event->parts[i].code);
        jh_json_key(json, "share");
        if (event->parts[i].has_share)
            jh_json_decimal(json, event->parts[i].share);
        else
            jh_json_null(json);
        jh_json_end(json);
    }
    jh_json_end(json);
    jh_json_key(json, "shares");
    jh_json_array(json);
    for (i = 0; i < event->share_count; i++) {
        jh_json_object(json);
        put(json, "element", event->shares[i].element);
        put(json, "unit", event->shares[i].code);
        jh_json_key(json, "share");
        jh_json_decimal(json, event->shares[i].share);
        jh_json_end(json);
    }
    jh_json_end(json);
    put(json, "author", event->author);
    put(json, "reason", event->reason);
    put(json, "approver", event->approver);
    jh_json_key(json, "withdrawn");
    jh_json_bool(json, event->is_withdrawn);
    jh_json_end(json);
}

static jh_code read(telling *t, const jh_judging *words, jh_error *err)
{
    const jh_desk *desk = t->desk;
    jh_moment all = { .day = { INT32_MAX } };
    jh_store *store = NULL;
    jh_text county = JH_TEXT("");
    jh_code rc = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);

    if (!rc) rc = jh_choose_county(&county, desk, store, words, err);
    if (!rc) rc = jh_store_events(&t->record.events, desk->keep, store, county, err);
    if (!rc) rc = jh_units_known(&t->record.known, desk, store, county, err);
    if (!rc) rc = jh_history_follow(&t->living, desk->keep, &t->record, &all, err);
    jh_store_close(store);
    return rc;
}

jh_code jh_unit_list(jh_text *out, const jh_desk *desk, const jh_judging *words,
                     const jh_unit_words *what, jh_error *err)
{
    telling t = { .desk = desk,
                  .only = what->unit,
                  .buffer = jh_buffer_in(desk->keep),
                  .json = jh_json_in(desk->keep) };
    size_t i;
    jh_code rc = read(&t, words, err);

    if (rc) return rc;
    if (t.only && !jh_living_unit_of(&t.living, jh_text_of(t.only)))
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_UNIT_UNKNOWN, NULL, t.only, NULL);
    jh_json_array(&t.json);
    for (i = 0; i < t.record.events.count; i++) {
        if (!is_about(&t.record.events.items[i], t.only)) continue;
        tell_event(&t, &t.record.events.items[i]);
        put_event(&t.json, &t.record.events.items[i]);
    }
    jh_json_end(&t.json);
    return desk->manner.json ? jh_json_finish(out, &t.json, err)
                             : jh_buffer_finish(out, &t.buffer, err);
}
