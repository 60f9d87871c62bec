/* SPDX-License-Identifier: Apache-2.0 */
#include "model/precedence.h"

#include <string.h>

static const uint8_t usual[JH_PROVENANCE_COUNT] = { JH_BY_CORRECTION, JH_BY_STATISTICS,
                                                    JH_BY_EXPORT,     JH_BY_COLLECTION,
                                                    JH_BY_FORM,       JH_BY_SUMMARY };

jh_precedence jh_precedence_default(void)
{
    jh_precedence out;
    size_t i;

    for (i = 0; i < JH_PROVENANCE_COUNT; i++) out.rank[usual[i]] = (uint8_t)i;
    return out;
}

/* JH_PROVENANCE_COUNT = no such word. */
static int provenance_of(jh_text word)
{
    int i;

    for (i = 0; i < JH_PROVENANCE_COUNT; i++)
        if (jh_text_equal(word, jh_text_of(jh_provenance_key((jh_provenance)i)))) return i;
    return JH_PROVENANCE_COUNT;
}

static jh_code refuse(jh_say_id say, jh_text word, jh_error *err)
{
    char shown[JH_MESSAGE_ARG_SIZE] = { 0 };
    size_t size = word.size < sizeof shown - 1 ? word.size : sizeof shown - 1;

    if (size) memcpy(shown, word.at, size);
    return jh_fail(err, JH_BAD_INPUT, say, "provenance_precedence", shown, NULL);
}

static jh_text next_word(jh_text *rest)
{
    const char *comma = rest->size ? memchr(rest->at, ',', rest->size) : NULL;
    size_t size = comma ? (size_t)(comma - rest->at) : rest->size;
    jh_text word = { rest->at, size };

    rest->at = comma ? comma + 1 : rest->at + size;
    rest->size -= comma ? size + 1 : size;
    return jh_text_trim(word);
}

jh_code jh_precedence_parse(jh_precedence *out, jh_text words, jh_error *err)
{
    enum { UNNAMED = UINT8_MAX };
    uint8_t count = 0;
    size_t i;

    memset(out->rank, UNNAMED, sizeof out->rank);
    do {
        jh_text word = next_word(&words);
        int which = provenance_of(word);
        if (which == JH_PROVENANCE_COUNT) return refuse(SAY_MODEL_NO_PROVENANCE, word, err);
        if (out->rank[which] != UNNAMED) return refuse(SAY_MODEL_TWICE, word, err);
        out->rank[which] = count++;
    } while (words.size);
    if (out->rank[JH_BY_CORRECTION] != 0) /* unnamed, or named later */
        return refuse(SAY_MODEL_CORRECTION_FIRST, (jh_text){ 0 }, err);
    for (i = 0; i < JH_PROVENANCE_COUNT; i++)
        if (out->rank[usual[i]] == UNNAMED) out->rank[usual[i]] = count++;
    return JH_OK;
}

/* 0 = a correction, 1 = says something, 2 = blank. */
static int class_of(const jh_statement *one)
{
    if (one->provenance == JH_BY_CORRECTION) return 0;
    return one->why == JH_NOT_REPORTED ? 2 : 1;
}

bool jh_statement_precedes(const jh_precedence *by, const jh_statement *a, const jh_statement *b)
{
    int order = class_of(a) - class_of(b);

    if (order) return order < 0;
    return by->rank[a->provenance] < by->rank[b->provenance];
}

bool jh_statement_differs(const jh_statement *a, const jh_statement *b)
{
    if (class_of(a) == 2 || class_of(b) == 2) return false;
    if (a->why != b->why) return true;
    return a->why == JH_PRESENT && a->value.millionths != b->value.millionths;
}
