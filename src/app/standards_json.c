/* A standard for programs: its texts, and what stands in it with clause and certainty.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/standards.h"

#include "formats/json.h"
#include "report/json_words.h"

#include <stdlib.h>
#include <string.h>

void jh_standard_put_extends(jh_json *json, const jh_standard *standard)
{
    size_t i;

    jh_json_key(json, "extends");
    jh_json_array(json);
    for (i = 0; i < standard->extends_count; i++) jh_json_text(json, standard->extends[i]);
    jh_json_end(json);
}

static void begin(jh_json *json, jh_text key, jh_text title)
{
    jh_json_object(json);
    jh_json_member_text(json, "key", key);
    jh_json_member_text(json, "title", title);
}

static void end(jh_json *json, const jh_remarks *remarks)
{
    if (remarks) jh_json_member_remarks(json, remarks);
    if (remarks && remarks->standard.size) {
        jh_json_member_text(json, "from", remarks->standard);
        jh_json_member_integer(json, "line", remarks->line);
    }
    jh_json_end(json);
}

static void list(jh_json *json, const char *key)
{
    jh_json_key(json, key);
    jh_json_array(json);
}

static void put_judged(jh_json *json, const jh_standard *from)
{
    static const char *const kinds[] = { "decided_by_data", "attested", "veto" };
    size_t i;

    list(json, "indicators");
    for (i = 0; i < from->indicator_count; i++) {
        const jh_indicator *def = &from->indicators[i];
        begin(json, def->key, def->title);
        jh_json_member_measure(json, from, def->measure_title);
        end(json, &def->remarks);
    }
    jh_json_end(json);
    list(json, "rules");
    for (i = 0; i < from->rule_count; i++) {
        begin(json, from->rules[i].key, from->rules[i].title);
        end(json, &from->rules[i].remarks);
    }
    jh_json_end(json);
    list(json, "limits");
    for (i = 0; i < from->limit_count; i++) {
        begin(json, from->limits[i].rule_key, from->limits[i].rule_title);
        jh_json_member_text(json, "indicator", from->indicators[from->limits[i].indicator].key);
        jh_json_member_zero(json, "stage", jh_stage_key(from->limits[i].stage));
        end(json, &from->limits[i].remarks);
    }
    jh_json_end(json);
    list(json, "items");
    for (i = 0; i < from->item_count; i++) {
        begin(json, from->items[i].key, from->items[i].title);
        jh_json_member_zero(json, "kind", kinds[from->items[i].kind]);
        if (from->items[i].group < from->group_count)
            jh_json_member_text(json, "group", from->groups[from->items[i].group].key);
        end(json, &from->items[i].remarks);
    }
    jh_json_end(json);
    list(json, "groups");
    for (i = 0; i < from->group_count; i++) {
        begin(json, from->groups[i].key, from->groups[i].title);
        end(json, &from->groups[i].remarks);
    }
    jh_json_end(json);
    list(json, "grades");
    for (i = 0; i < from->grade_count; i++) {
        begin(json, from->grades[i].key, from->grades[i].title);
        jh_json_member_bool(json, "is_pass", from->grades[i].is_pass);
        end(json, NULL);
    }
    jh_json_end(json);
}

static void put_words(jh_json *json, const jh_standard *from)
{
    size_t i;

    list(json, "elements");
    for (i = 0; i < from->element_count; i++) {
        const jh_element *def = &from->elements[i];
        begin(json, def->key, def->title);
        jh_json_member_measure(json, from, def->measure_title);
        jh_json_member_bool(json, "is_yes_no", def->is_yes_no);
        jh_json_member_text(json, "table", def->table);
        jh_json_member_text(json, "filled_by", def->filled_by);
        end(json, &def->remarks);
    }
    jh_json_end(json);
    list(json, "settings");
    for (i = 0; i < from->setting_count; i++) {
        begin(json, from->settings[i].key, from->settings[i].title);
        end(json, &from->settings[i].remarks);
    }
    jh_json_end(json);
    list(json, "relaxations");
    for (i = 0; i < from->relaxation_count; i++) {
        begin(json, from->relaxations[i].key, from->relaxations[i].title);
        end(json, &from->relaxations[i].remarks);
    }
    jh_json_end(json);
    list(json, "checks");
    for (i = 0; i < from->check_count; i++) {
        begin(json, from->checks[i].key, from->checks[i].title);
        jh_json_member_bool(json, "is_hard", from->checks[i].is_hard);
        end(json, &from->checks[i].remarks);
    }
    jh_json_end(json);
}

/* The same words in the order in which they were given. */
static int by_own(const void *a, const void *b)
{
    const jh_translation *left = a, *right = b;
    int order = jh_text_compare(left->own, right->own);

    return order ? order : (left->own.at > right->own.at) - (left->own.at < right->own.at);
}

/* What stands in Chinese in every document about this standard, and how it is said in English. */
static jh_code put_english(jh_json *json, jh_arena *keep, const jh_standard *from, jh_error *err)
{
    jh_translation *list = JH_NEW_ARRAY(keep, jh_translation, from->english_count);
    size_t i;

    if (!list && from->english_count) return jh_no_memory(err);
    if (list) {
        memcpy(list, from->english, from->english_count * sizeof *list);
        qsort(list, from->english_count, sizeof *list, by_own);
    }
    jh_json_key(json, "english");
    jh_json_object(json);
    for (i = 0; i < from->english_count; i++)
        if (i == 0 || !jh_text_equal(list[i - 1].own, list[i].own)) {
            jh_json_key_text(json, list[i].own);
            jh_json_text(json, list[i].english);
        }
    jh_json_end(json);
    return JH_OK;
}

static jh_code put_text(jh_json *json, const jh_desk *desk, const jh_standard_words *words,
                        jh_error *err)
{
    jh_shelf_library from;
    jh_text text = { 0 };
    jh_code rc = jh_library_open(&from, desk, words, err);

    if (!rc) rc = from.library.find(from.library.self, from.key, &text, err);
    if (!rc) jh_json_member_text(json, "text", text);
    return rc;
}

jh_code jh_standards_document(jh_text *out, const jh_desk *desk, const jh_standard_words *words,
                              jh_error *err)
{
    jh_standard *standard = JH_NEW(desk->keep, jh_standard);
    jh_json json = jh_json_in(desk->keep);
    jh_findings mistakes = { 0 };
    char hex[JH_HASH_HEX];
    jh_code rc;

    if (!standard) return jh_no_memory(err);
    rc = jh_library_compile(standard, desk, words, &mistakes, err);
    if (rc) return rc;
    begin(&json, standard->key, standard->title);
    jh_json_member_text(&json, "source", standard->source);
    jh_json_member_zero(&json, "hash", jh_hash_hex(hex, &standard->hash));
    jh_standard_put_extends(&json, standard);
    jh_json_member_remarks(&json, &standard->remarks);
    put_judged(&json, standard);
    put_words(&json, standard);
    rc = put_english(&json, desk->keep, standard, err);
    if (!rc) rc = put_text(&json, desk, words, err);
    jh_json_end(&json);
    return rc ? rc : jh_json_finish(out, &json, err);
}
