/* SPDX-License-Identifier: Apache-2.0 */
#include "report/difference.h"

#include "report/formula.h"
#include "report/json_words.h"

static const char *const parts[JH_DIFF_PART_COUNT] = {
    "indicators", "limits", "rules",       "items",    "groups", "scores",      "grades",  "scopes",
    "split",      "merge",  "relaxations", "settings", "checks", "definitions", "elements"
};
static const char *const aspects[JH_DIFF_ASPECT_COUNT] = {
    "title",    "measure", "formula",    "scope",  "line", "floor",   "bound",
    "decimals", "decided", "leaves_out", "weight", "full", "default", "window"
};
static const char *const ways[JH_DIFF_WAY_COUNT] = { "other", "stricter", "looser" };

typedef struct writer {
    jh_json json;
    const jh_differences *what;
    jh_lang lang;
    jh_arena *keep;
} writer;

static void put_text_or_null(jh_json *json, const char *key, jh_text value)
{
    jh_json_key(json, key);
    if (value.size)
        jh_json_text(json, value);
    else
        jh_json_null(json);
}

/* A formula has its words beside it: the canonical text is for programs. */
static void put_side(writer *w, const jh_diff_change *change, bool is_before)
{
    jh_text value = is_before ? change->before : change->after, words;
    jh_reader reader = { w->keep, is_before ? w->what->from : w->what->to, w->lang };

    put_text_or_null(&w->json, is_before ? "before" : "after", value);
    if (!change->is_formula || !value.size) return;
    words = jh_formula_read(&reader, value);
    if (!words.at) w->json.buffer.failed = true;
    jh_json_member_text(&w->json, is_before ? "before_words" : "after_words", words);
}

static void put_change(writer *w, const jh_diff_change *change)
{
    jh_json *json = &w->json;

    jh_json_object(json);
    jh_json_member_zero(json, "aspect", aspects[change->aspect]);
    jh_json_member_zero(json, "way", ways[change->way]);
    if (change->stage != JH_WHOLE) jh_json_member_zero(json, "stage", jh_stage_key(change->stage));
    if (change->of.size) jh_json_member_text(json, "of", change->of);
    if (change->sign[0]) jh_json_member_zero(json, "sign", change->sign);
    put_side(w, change, true);
    put_side(w, change, false);
    jh_json_end(json);
}

static void put_entry(writer *w, const jh_diff_entry *entry)
{
    jh_json *json = &w->json;
    const jh_diff_change *change;

    jh_json_object(json);
    jh_json_member_zero(json, "part", parts[entry->part]);
    put_text_or_null(json, "key", entry->key);
    if (entry->from_key.size) jh_json_member_text(json, "from_key", entry->from_key);
    put_text_or_null(json, "title", entry->title);
    jh_json_member_bool(json, "in_from", entry->is_in_from);
    jh_json_member_bool(json, "in_to", entry->is_in_to);
    jh_json_member_zero(json, "way", ways[entry->way]);
    jh_json_key(json, "changes");
    jh_json_array(json);
    for (change = entry->changes; change; change = change->next) put_change(w, change);
    jh_json_end(json);
    jh_json_end(json);
}

static void put_standard(writer *w, const char *key, const jh_standard *of)
{
    char hex[JH_HASH_HEX];

    jh_json_key(&w->json, key);
    jh_json_object(&w->json);
    jh_json_member_text(&w->json, "key", of->key);
    jh_json_member_text(&w->json, "title", jh_standard_in(of, w->lang, of->title));
    jh_json_member_text(&w->json, "source", jh_standard_in(of, w->lang, of->source));
    jh_json_member_zero(&w->json, "hash", jh_hash_hex(hex, &of->hash));
    jh_json_end(&w->json);
}

jh_code jh_report_differences_json(jh_text *out, jh_arena *keep, const jh_differences *what,
                                   jh_lang lang, jh_error *err)
{
    writer w = { jh_json_in(keep), what, lang, keep };
    const jh_diff_entry *entry;
    int way;

    jh_json_object(&w.json);
    jh_json_member_zero(&w.json, "format", "junheng-standards-diff-1");
    put_standard(&w, "from", what->from);
    put_standard(&w, "to", what->to);
    jh_json_key(&w.json, "counts");
    jh_json_object(&w.json);
    for (way = 0; way < JH_DIFF_WAY_COUNT; way++)
        jh_json_member_count(&w.json, ways[way], what->ways[way]);
    jh_json_member_count(&w.json, "only_from", what->only_from);
    jh_json_member_count(&w.json, "only_to", what->only_to);
    jh_json_end(&w.json);
    jh_json_key(&w.json, "entries");
    jh_json_array(&w.json);
    for (entry = what->entries; entry; entry = entry->next) put_entry(&w, entry);
    jh_json_end(&w.json);
    jh_json_end(&w.json);
    return jh_json_finish(out, &w.json, err);
}
