/* SPDX-License-Identifier: Apache-2.0 */
#include "app/verified.h"

#include "app/called.h"
#include "app/cells.h"
#include "formats/json.h"

#include <string.h>

/* ---- text ---- */

typedef struct telling {
    jh_buffer *out;
    jh_arena *keep;
    jh_lang lang;
    const jh_verified_list *list;
} telling;

static void add_message(jh_buffer *out, jh_lang lang, const char *front, const jh_message *message)
{
    char line[1024];

    jh_message_write(line, sizeof line, lang, message, 0);
    jh_buffer_add_format(out, "%s%s\n", front, line);
}

static const char *short_word(char out[96], jh_text text)
{
    size_t size = text.size < 95 ? text.size : 95;

    while (size < text.size && size && ((unsigned char)text.at[size] & 0xc0) == 0x80) size--;
    if (size) memcpy(out, text.at, size);
    out[size] = '\0';
    return out;
}

enum { INDENT = 5, DEEPER = 7, ENTRIES_TOLD = 8 };

static void add_line(const telling *to, int indent, const jh_message *message)
{
    jh_buffer_add_format(to->out, "%*s", indent, "");
    add_message(to->out, to->lang, "", message);
}

static void say(const telling *to, jh_say_id id)
{
    jh_buffer_add_format(to->out, "%*s%s\n", INDENT, "", jh_say(to->lang, id));
}

static void say_count(const telling *to, jh_say_id id, size_t count)
{
    char digits[24];
    jh_message message = jh_message_make(id, jh_digits(digits, (long long)count), NULL);

    add_line(to, INDENT, &message);
}

static void add_value(jh_buffer *out, jh_text value, jh_text cell)
{
    jh_buffer_add(out, value.size ? value : JH_TEXT("–"));
    if (cell.size) jh_buffer_add_format(out, " (%.*s)", JH_TEXT_ARGS(cell));
}

/* "初中 在校生数: " */
static void tell_figure(const telling *to, jh_snapshot_cell cell)
{
    jh_called_tell(to->out, &to->list->standard, to->lang, &cell);
    jh_buffer_add_zero(to->out, ": ");
}

static void tell_figures(const telling *to, const jh_since *since)
{
    size_t i;

    if (since->figures) say_count(to, SAY_APP_SINCE_FIGURES, since->figures);
    for (i = 0; i < since->named_count; i++) {
        const jh_changed_figure *f = &since->named[i];
        jh_buffer_add_format(to->out, "%*s%.*s %.*s  ", DEEPER, "", JH_TEXT_ARGS(f->unit),
                             JH_TEXT_ARGS(f->unit_name));
        tell_figure(to, (jh_snapshot_cell){ f->unit, f->element, f->stage });
        add_value(to->out, f->was, f->was_cell);
        jh_buffer_add_zero(to->out, " → ");
        add_value(to->out, f->now, f->now_cell);
        jh_buffer_add_zero(to->out, "\n");
    }
    if (since->before_changed) say(to, SAY_APP_SINCE_BEFORE);
}

static void tell_units(const telling *to, const jh_since *since)
{
    static const jh_say_id change[] = { SAY_APP_UNIT_NEW, SAY_APP_UNIT_GONE, SAY_APP_UNIT_FACTS };
    size_t i;

    if (since->units) say_count(to, SAY_APP_SINCE_UNITS, since->units);
    for (i = 0; i < since->named_unit_count; i++)
        jh_buffer_add_format(to->out, "%*s%.*s %.*s: %s\n", DEEPER, "",
                             JH_TEXT_ARGS(since->named_units[i].unit),
                             JH_TEXT_ARGS(since->named_units[i].unit_name),
                             jh_say(to->lang, change[since->named_units[i].change]));
}

static void tell_settings(const telling *to, const jh_since *since)
{
    size_t i;

    if (since->papers_changed) say(to, SAY_APP_SINCE_PAPERS);
    if (!since->settings_changed) return;
    jh_buffer_add_format(to->out, "%*s%s", INDENT, "", jh_say(to->lang, SAY_APP_SINCE_SETTINGS));
    for (i = 0; i < since->setting_count; i++)
        jh_buffer_add_format(to->out, " %.*s", JH_TEXT_ARGS(since->settings[i]));
    jh_buffer_add_zero(to->out, "\n");
}

/* Who wrote what after the revision that was assessed. */
static bool is_later(const jh_audit *entry, const jh_verified *one)
{
    return entry->revision > one->frozen.at_revision
           && !jh_text_equal(entry->act, JH_TEXT("freeze"));
}

static void tell_entries(const telling *to, const jh_verified *one)
{
    size_t i, told = 0, more = 0;

    for (i = 0; i < to->list->entries.count; i++) {
        const jh_audit *entry = &to->list->entries.items[i];
        if (!is_later(entry, one)) continue;
        if (told == 0) say(to, SAY_APP_SINCE_ENTRIES);
        if (told >= ENTRIES_TOLD) {
            more++;
            continue;
        }
        told++;
        jh_buffer_add_format(to->out, "%*s%lld  %.*s  %.*s  %.*s  %.*s / %.*s  %.*s\n", DEEPER, "",
                             (long long)entry->revision, JH_TEXT_ARGS(entry->stamp),
                             JH_TEXT_ARGS(entry->act), JH_TEXT_ARGS(entry->counts),
                             JH_TEXT_ARGS(entry->author), JH_TEXT_ARGS(entry->approver),
                             JH_TEXT_ARGS(entry->reason));
    }
    if (more) say_count(to, SAY_APP_AND_MORE, more);
}

static void tell_since(const telling *to, const jh_verified *one)
{
    const jh_since *since = &one->since;
    char engine[96];
    jh_message message;

    if (one->has_since) {
        tell_figures(to, since);
        tell_units(to, since);
        if (since->standard_changed) {
            say(to, SAY_APP_SINCE_STANDARD);
            jh_buffer_add(to->out, since->clauses);
        }
        tell_settings(to, since);
    }
    tell_entries(to, one);
    if (!one->engine_changed) return;
    message = jh_message_make(SAY_APP_SINCE_ENGINE, short_word(engine, one->frozen.engine),
                              JH_VERSION, NULL);
    add_line(to, INDENT, &message);
}

/* ---- what is not as it was frozen ---- */

/* What stands there now, and where: "1460 (城关镇.xlsx 校区 G41)". */
static void add_figure(const telling *to, const jh_marked *marked)
{
    const jh_snapshot *in = marked->in;
    size_t unit = in ? jh_snapshot_unit(in, marked->unit) : SIZE_MAX;
    size_t column = in ? jh_snapshot_column(in, marked->element, marked->stage) : SIZE_MAX;
    char digits[JH_DECIMAL_SIZE] = "";
    jh_text cell = { "", 0 };

    if (column != SIZE_MAX && unit != SIZE_MAX) {
        const jh_column *at = &in->columns[column];
        if (at->why[unit] == JH_PRESENT)
            jh_decimal_write_short(digits, (jh_decimal){ at->millionths[unit] });
        if (at->origin) cell = jh_cell_name(to->keep, in, at->origin[unit]);
        to->out->failed |= !cell.at;
    }
    jh_buffer_add_zero(to->out, "  ");
    tell_figure(to, (jh_snapshot_cell){ marked->unit, marked->element, marked->stage });
    add_value(to->out, jh_text_of(digits), cell);
}

static void tell_marked(const telling *to, const jh_marked_list *list)
{
    static const jh_say_id change[] = { 0, SAY_APP_UNIT_FACTS, SAY_APP_UNIT_NEW,
                                        SAY_APP_UNIT_GONE };
    size_t i, at;

    for (i = 0; i < list->count && i < JH_MARKED_NAMED; i++) {
        const jh_marked *one = &list->items[i];
        at = one->in ? jh_snapshot_unit(one->in, one->unit) : SIZE_MAX;
        jh_buffer_add_format(to->out, "%*s%.*s %.*s", DEEPER, "", JH_TEXT_ARGS(one->period),
                             JH_TEXT_ARGS(one->unit));
        if (at != SIZE_MAX)
            jh_buffer_add_format(to->out, " %.*s", JH_TEXT_ARGS(one->in->units[at].name));
        if (one->kind == JH_MARKED_FIGURE)
            add_figure(to, one);
        else
            jh_buffer_add_format(to->out, ": %s", jh_say(to->lang, change[one->kind]));
        jh_buffer_add_zero(to->out, "\n");
    }
    if (list->count > JH_MARKED_NAMED)
        say_count(to, SAY_APP_AND_MORE, list->count - JH_MARKED_NAMED);
}

static void tell_one(const telling *to, const jh_verified *one)
{
    const jh_frozen *frozen = &one->frozen;
    char number[24], period[96], standard[96], hex[JH_HASH_HEX];
    jh_message message;
    size_t i;

    message = jh_message_make(one->holds ? SAY_APP_VERIFY_HOLDS : SAY_APP_VERIFY_BROKEN,
                              jh_digits(number, frozen->number), short_word(period, frozen->period),
                              short_word(standard, frozen->standard),
                              jh_hash_hex(hex, &frozen->hash), NULL);
    add_message(to->out, to->lang, "", &message);
    for (i = 0; i < one->broken_count; i++) {
        message = jh_message_make(one->broken[i], jh_digits(number, frozen->at_revision), NULL);
        add_line(to, INDENT, &message);
        if (one->broken[i] == SAY_APP_VERIFY_CONTENT) tell_marked(to, &one->marked);
    }
    if (one->failure.code) add_line(to, INDENT, &one->failure.message);
    tell_since(to, one);
}

/* ---- JSON ---- */

static void put_figures(jh_json *json, const jh_since *since)
{
    size_t i;

    jh_json_member_count(json, "figures", since->figures);
    jh_json_key(json, "named");
    jh_json_array(json);
    for (i = 0; i < since->named_count; i++) {
        jh_json_object(json);
        jh_json_member_text(json, "unit", since->named[i].unit);
        jh_json_member_text(json, "element", since->named[i].element);
        jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(since->named[i].stage)));
        jh_json_member_text(json, "was", since->named[i].was);
        jh_json_member_text(json, "was_cell", since->named[i].was_cell);
        jh_json_member_text(json, "now", since->named[i].now);
        jh_json_member_text(json, "now_cell", since->named[i].now_cell);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_units(jh_json *json, const jh_since *since)
{
    static const char *const change[] = { "new", "gone", "facts" };
    size_t i;

    jh_json_member_count(json, "units", since->units);
    jh_json_key(json, "named_units");
    jh_json_array(json);
    for (i = 0; i < since->named_unit_count; i++) {
        jh_json_object(json);
        jh_json_member_text(json, "unit", since->named_units[i].unit);
        jh_json_member_text(json, "change", jh_text_of(change[since->named_units[i].change]));
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_entries(jh_json *json, const jh_verified_list *list, const jh_verified *one)
{
    size_t i;

    jh_json_key(json, "writes");
    jh_json_array(json);
    for (i = 0; i < list->entries.count; i++) {
        const jh_audit *entry = &list->entries.items[i];
        if (!is_later(entry, one)) continue;
        jh_json_object(json);
        jh_json_key(json, "revision");
        jh_json_integer(json, entry->revision);
        jh_json_member_text(json, "act", entry->act);
        jh_json_member_text(json, "counts", entry->counts);
        jh_json_member_text(json, "author", entry->author);
        jh_json_member_text(json, "approver", entry->approver);
        jh_json_member_text(json, "reason", entry->reason);
        jh_json_member_text(json, "stamp", entry->stamp);
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_since(jh_json *json, const jh_verified *one)
{
    const jh_since *since = &one->since;
    size_t i;

    jh_json_key(json, "since");
    if (!one->has_since) {
        jh_json_null(json);
        return;
    }
    jh_json_object(json);
    put_figures(json, since);
    put_units(json, since);
    jh_json_member_bool(json, "year_before", since->before_changed);
    jh_json_member_bool(json, "standard", since->standard_changed);
    jh_json_member_text(json, "clauses", since->clauses);
    jh_json_member_bool(json, "settings", since->settings_changed);
    jh_json_key(json, "setting_names");
    jh_json_array(json);
    for (i = 0; i < since->setting_count; i++) jh_json_text(json, since->settings[i]);
    jh_json_end(json);
    jh_json_member_bool(json, "papers", since->papers_changed);
    jh_json_member_bool(json, "program", one->engine_changed);
    jh_json_end(json);
}

static void put_marked(jh_json *json, const jh_marked_list *list)
{
    static const char *const kinds[] = { "figure", "facts", "new", "gone" };
    size_t i;

    jh_json_key(json, "not_as_frozen");
    jh_json_array(json);
    for (i = 0; i < list->count && i < JH_MARKED_NAMED; i++) {
        const jh_marked *one = &list->items[i];
        jh_json_object(json);
        jh_json_member_text(json, "kind", jh_text_of(kinds[one->kind]));
        jh_json_member_text(json, "period", one->period);
        jh_json_member_text(json, "unit", one->unit);
        if (one->kind == JH_MARKED_FIGURE) {
            jh_json_member_text(json, "element", one->element);
            jh_json_member_text(json, "stage", jh_text_of(jh_stage_key(one->stage)));
        }
        jh_json_end(json);
    }
    jh_json_end(json);
}

static void put_one(jh_json *json, const jh_verified_list *list, const jh_verified *one)
{
    char hex[JH_HASH_HEX];
    size_t i;

    jh_json_object(json);
    jh_json_key(json, "number");
    jh_json_integer(json, one->frozen.number);
    jh_json_member_text(json, "hash", jh_text_of(jh_hash_hex(hex, &one->frozen.hash)));
    jh_json_member_bool(json, "holds", one->holds);
    jh_json_key(json, "broken");
    jh_json_array(json);
    for (i = 0; i < one->broken_count; i++) jh_json_zero(json, jh_say_keys[one->broken[i]]);
    jh_json_end(json);
    put_marked(json, &one->marked);
    put_since(json, one);
    put_entries(json, list, one);
    jh_json_end(json);
}

jh_code jh_verified_tell(jh_text *out, const jh_desk *desk, const jh_verified_list *list,
                         jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_json json = jh_json_in(desk->keep);
    jh_lang lang = desk->manner.lang;
    telling to = { &buffer, desk->keep, lang, list };
    size_t i;

    if (desk->manner.json) {
        jh_json_object(&json);
        jh_json_member_bool(&json, "audit", !list->audit_broken);
        jh_json_key(&json, "frozen");
        jh_json_array(&json);
        for (i = 0; i < list->count; i++) put_one(&json, list, &list->items[i]);
        jh_json_end(&json);
        jh_json_end(&json);
        return jh_json_finish(out, &json, err);
    }
    if (list->audit_broken) add_message(&buffer, lang, "", &list->audit.message);
    if (list->count == 0)
        jh_buffer_add_format(&buffer, "%s\n", jh_say(lang, SAY_APP_NOTHING_FROZEN));
    for (i = 0; i < list->count; i++) tell_one(&to, &list->items[i]);
    return jh_buffer_finish(out, &buffer, err);
}
