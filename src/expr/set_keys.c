/* SPDX-License-Identifier: Apache-2.0 */
#include "expr/set_keys.h"

typedef struct key {
    jh_text text; /* at == NULL: a word */
    int32_t word;
} key;

struct jh_key_table {
    const jh_evaluation *e;
    const jh_expr *by;
    size_t count, room; /* room: a power of two */
    key *keys;          /* [room / 2] */
    uint32_t *slots;    /* [room] number + 1; 0 = free */
};

jh_code jh_keys_make(jh_key_table **out, const jh_evaluation *e, const jh_expr *by, size_t rows,
                     jh_arena *keep)
{
    jh_key_table *table = JH_NEW(keep, jh_key_table);

    if (!table) return jh_no_memory(e->err);
    table->e = e;
    table->by = by;
    for (table->room = 16; table->room < 2 * rows;) table->room *= 2;
    table->keys = JH_NEW_ARRAY(keep, key, table->room / 2);
    table->slots = JH_NEW_ARRAY(keep, uint32_t, table->room);
    if (!table->keys || !table->slots) return jh_no_memory(e->err);
    *out = table;
    return JH_OK;
}

size_t jh_keys_count(const jh_key_table *table)
{
    return table->count;
}

static bool same_key(key a, key b)
{
    if (!a.text.at || !b.text.at) return !a.text.at && !b.text.at && a.word == b.word;
    return jh_text_equal(a.text, b.text);
}

static uint32_t number_of(jh_key_table *table, key wanted)
{
    uint64_t hash = wanted.text.at ? jh_text_hash(wanted.text)
                                   : (uint64_t)(uint32_t)wanted.word * 0x9E3779B97F4A7C15u;
    size_t slot = (size_t)(hash ^ hash >> 32) & (table->room - 1);

    while (table->slots[slot]) {
        if (same_key(table->keys[table->slots[slot] - 1], wanted)) return table->slots[slot] - 1;
        slot = (slot + 1) & (table->room - 1);
    }
    table->keys[table->count] = wanted;
    table->slots[slot] = (uint32_t)++table->count;
    return (uint32_t)table->count - 1;
}

static jh_code claim_words(int32_t *out, const jh_evaluation *e, const jh_expr *by, jh_span at,
                           jh_arena *keep)
{
    jh_claim *claims = JH_NEW_ARRAY(keep, jh_claim, at.rows.count);
    size_t i;
    jh_code rc;

    if (!claims) return jh_no_memory(e->err);
    rc = jh_eval_claims(claims, e, by, at, *keep);
    for (i = 0; !rc && i < at.rows.count; i++)
        out[i] = claims[i].truth == JH_UNKNOWN ? -1 : (int32_t)claims[i].truth;
    return rc;
}

jh_code jh_keys_number(uint32_t *out, jh_key_table *table, jh_span at, jh_arena *keep)
{
    const jh_evaluation *e = table->e;
    const jh_expr *by = table->by;
    jh_text *texts = JH_NEW_ARRAY(keep, jh_text, at.rows.count);
    int32_t *words = JH_NEW_ARRAY(keep, int32_t, at.rows.count);
    bool is_text = by->type == JH_TYPE_TEXT;
    size_t i;
    jh_code rc;

    if (!texts || !words) return jh_no_memory(e->err);
    if (is_text)
        rc = jh_eval_texts(texts, e, by, at, keep);
    else if (by->type == JH_TYPE_CLAIM)
        rc = claim_words(words, e, by, at, keep);
    else
        rc = jh_eval_words(words, e, by, at, *keep);
    for (i = 0; !rc && i < at.rows.count; i++) {
        if (is_text ? !texts[i].at : words[i] == jh_word_missing(by->type))
            out[i] = JH_KEY_MISSING;
        else
            out[i] = number_of(table, (key){ texts[i], words[i] });
    }
    return rc;
}
