/* SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 24, MEMBERS = 256 };

typedef struct parser {
    const char *start, *at, *end;
    int depth;
} parser;

static void blanks(parser *p)
{
    while (p->at < p->end && strchr(" \t\r\n", *p->at)) p->at++;
}

static char peek(parser *p)
{
    blanks(p);
    if (p->at >= p->end) reject("the document ends early", (size_t)(p->at - p->start));
    return *p->at;
}

static void expect(parser *p, char wanted)
{
    if (peek(p) != wanted) reject("not JSON", (size_t)(p->at - p->start));
    p->at++;
}

static void string(parser *p, const char **text, size_t *size)
{
    expect(p, '"');
    *text = p->at;
    while (p->at < p->end && *p->at != '"') p->at += *p->at == '\\' ? 2 : 1;
    *size = (size_t)(p->at - *text);
    expect(p, '"');
}

/* Readers differ in which of two members of one name they take, and in names that hide behind an
 * escape; a document that is checked by one and shown by another must have neither. */
static void name(node *object, parser *p)
{
    node *child = &object->children[object->size];
    size_t i;

    string(p, &child->key, &child->key_size);
    if (memchr(child->key, '\\', child->key_size)) reject("an escape in a name", object->size);
    if (object->size == MEMBERS) reject("too many members", object->size);
    for (i = 0; i < object->size; i++)
        if (object->children[i].key_size == child->key_size
            && memcmp(object->children[i].key, child->key, child->key_size) == 0)
            reject("a member twice", i);
    expect(p, ':');
}

static void value(node *out, parser *p);

static void members(node *out, parser *p, char open, char close)
{
    size_t room = 0;

    if (++p->depth > DEPTH) reject("too deep", 0);
    expect(p, open);
    while (peek(p) != close) {
        if (out->size) expect(p, ',');
        if (out->size == room) {
            node *grown = take(room = room ? 2 * room : 8, sizeof *grown);
            if (out->size) memcpy(grown, out->children, out->size * sizeof *grown);
            out->children = grown;
        }
        if (open == '{') name(out, p);
        value(&out->children[out->size++], p);
    }
    p->at++;
    p->depth--;
}

static void word(node *out, parser *p)
{
    static const char *const words[] = { "true", "false", "null" };
    size_t i;

    out->text = p->at;
    while (p->at < p->end && !strchr(",]} \t\r\n", *p->at)) p->at++;
    out->size = (size_t)(p->at - out->text);
    if (!out->size) reject("not JSON", (size_t)(p->at - p->start));
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (out->size == strlen(words[i]) && memcmp(out->text, words[i], out->size) == 0)
            out->kind = *words[i];
    if (!out->kind && !strchr("-0123456789", *out->text))
        reject("not JSON", (size_t)(p->at - p->start));
    if (!out->kind) out->kind = '0';
}

static void value(node *out, parser *p)
{
    switch (peek(p)) {
    case '{':
        out->kind = '{';
        members(out, p, '{', '}');
        break;
    case '[':
        out->kind = '[';
        members(out, p, '[', ']');
        break;
    case '"':
        out->kind = '"';
        string(p, &out->text, &out->size);
        break;
    default: word(out, p);
    }
}

const node *document_parse(const char *text, size_t size)
{
    node *root = take(1, sizeof *root);
    parser p = { text, text, text + size, 0 };

    value(root, &p);
    blanks(&p);
    if (p.at != p.end || root->kind != '{') reject("not one JSON object", 0);
    return root;
}

const node *member_or_null(const node *object, const char *key)
{
    size_t i;

    for (i = 0; object->kind == '{' && i < object->size; i++)
        if (object->children[i].key_size == strlen(key)
            && memcmp(object->children[i].key, key, strlen(key)) == 0)
            return &object->children[i];
    return NULL;
}

const node *member(const node *object, const char *key, char kind)
{
    const node *found = member_or_null(object, key);

    if (!found || found->kind != kind) reject(key, 0);
    return found;
}

const node *list(const node *object, const char *key, size_t count)
{
    const node *found = key ? member(object, key, '[') : object;

    if (found->kind != '[' || found->size != count) reject(key ? key : "a list", count);
    return found;
}

/* digits [. digits] with a sign: as a fraction over a power of ten. */
void number(mpq_t out, const node *from)
{
    char room[64];
    size_t i, n = 0, places = 0;
    bool after = false;

    if (from->kind != '0' || from->size > 60) reject("a number", 0);
    for (i = 0; i < from->size; i++) {
        char c = from->text[i];
        if (c == '.' && !after)
            after = true;
        else if ((c >= '0' && c <= '9') || (c == '-' && i == 0)) {
            room[n++] = c;
            places += after;
        } else {
            reject("a plain number", 0);
        }
    }
    room[n] = 0;
    if (mpz_set_str(mpq_numref(out), room, 10)) reject("a number", 0);
    mpz_ui_pow_ui(mpq_denref(out), 10, places);
    mpq_canonicalize(out);
}

static long whole(const node *from, long most)
{
    mpq_t q;
    long out;

    mpq_init(q);
    number(q, from);
    if (mpz_cmp_ui(mpq_denref(q), 1) || !mpz_fits_slong_p(mpq_numref(q))) reject("a whole", 0);
    out = mpz_get_si(mpq_numref(q));
    if (out > most || out < -most) reject("a number within limits", 0);
    mpq_clear(q);
    return out;
}

long integer(const node *from)
{
    return whole(from, 1L << 53);
}

long money(const node *from)
{
    return whole(from, 1L << 62);
}

long plus(long a, long b)
{
    long sum;

    if (__builtin_add_overflow(a, b, &sum)) reject("a sum beyond all limits", 0);
    return sum;
}

void add_to(long *sum, long by)
{
    *sum = plus(*sum, by);
}
