/* json_fuzz.c — JSON, read, written and read again.
 * Takes   any bytes.
 * Gives   a crash when what was read is not written so that it reads back the same.
 * Never   looks at anything but text.
 * SPDX-License-Identifier: Apache-2.0 */
#include "formats/json_in.h"

#include <stdint.h>
#include <stdlib.h>

static void insist(bool holds)
{
    if (!holds) abort();
}

/* Numbers are written as texts: the writer has no numbers of any length. */
static void write_value(jh_json *json, const jh_json_value *value)
{
    const jh_json_value *at;

    switch (value->kind) {
    case JH_JSON_NULL: jh_json_null(json); break;
    case JH_JSON_FALSE:
    case JH_JSON_TRUE: jh_json_bool(json, value->kind == JH_JSON_TRUE); break;
    case JH_JSON_NUMBER:
    case JH_JSON_TEXT: jh_json_text(json, value->text); break;
    case JH_JSON_ARRAY:
    case JH_JSON_OBJECT:
        if (value->kind == JH_JSON_OBJECT)
            jh_json_object(json);
        else
            jh_json_array(json);
        for (at = value->items; at; at = at->next) {
            if (value->kind == JH_JSON_OBJECT) jh_json_key_text(json, at->key);
            write_value(json, at);
        }
        jh_json_end(json);
    }
}

static void insist_same(const jh_json_value *a, const jh_json_value *b)
{
    const jh_json_value *x = a->items, *y = b->items;

    insist(a->kind == b->kind || (a->kind == JH_JSON_NUMBER && b->kind == JH_JSON_TEXT));
    insist(jh_text_equal(a->text, b->text) && jh_text_equal(a->key, b->key));
    insist(a->count == b->count);
    for (; x && y; x = x->next, y = y->next) insist_same(x, y);
    insist(!x && !y);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static jh_arena keep;
    const jh_json_value *value, *again;
    jh_error err = { JH_OK };
    jh_json json;
    jh_text text;

    if (!keep.start) insist(jh_arena_reserve(&keep, (size_t)1 << 30) == 0);
    jh_arena_reset(&keep);
    if (jh_json_read(&value, &keep, (jh_text){ (const char *)data, size }, "fuzz", &err)) {
        insist(err.code == JH_BAD_INPUT || err.code == JH_NO_MEMORY);
        return 0;
    }
    if (value->kind < JH_JSON_ARRAY) return 0;
    json = jh_json_in(&keep);
    write_value(&json, value);
    if (jh_json_finish(&text, &json, NULL)) return 0;
    insist(jh_json_read(&again, &keep, text, "again", NULL) == JH_OK);
    insist_same(value, again);
    return 0;
}
