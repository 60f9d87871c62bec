/* SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 24, MEMBERS = 256, SHORT_DIGITS = 18 };

typedef struct parser {
    const char *start, *at, *end;
    int depth;
    node *open; /* members so far of whatever is open, one after the other */
    size_t used, room;
} parser;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void blanks(parser *p)
{
    while (p->at < p->end && is_blank(*p->at)) p->at++;
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
static void name(node *child, parser *p, size_t first)
{
    size_t i;

    string(p, &child->key, &child->key_size);
    if (memchr(child->key, '\\', child->key_size)) reject("an escape in a name", p->used - first);
    if (p->used - first == MEMBERS) reject("too many members", MEMBERS);
    for (i = first; i < p->used; i++)
        if (p->open[i].key_size == child->key_size
            && memcmp(p->open[i].key, child->key, child->key_size) == 0)
            reject("a member twice", i - first);
    expect(p, ':');
}

static void push(parser *p, const node *child)
{
    if (p->used == p->room) {
        node *grown = take(p->room = 2 * p->room + 1024, sizeof *grown);
        if (p->used) memcpy(grown, p->open, p->used * sizeof *grown);
        p->open = grown;
    }
    p->open[p->used++] = *child;
}

static void value(node *out, parser *p);

static void members(node *out, parser *p, char open, char close)
{
    size_t first = p->used;

    if (++p->depth > DEPTH) reject("too deep", 0);
    expect(p, open);
    while (peek(p) != close) {
        node child = { .kind = '\0' };
        if (p->used > first) expect(p, ',');
        if (open == '{') name(&child, p, first);
        value(&child, p);
        push(p, &child);
    }
    p->at++;
    p->depth--;
    out->size = p->used - first;
    if (!out->size) return;
    out->children = take(out->size, sizeof *out->children);
    memcpy(out->children, p->open + first, out->size * sizeof *out->children);
    p->used = first;
}

static void word(node *out, parser *p)
{
    static const char *const words[] = { "true", "false", "null" };
    size_t i;

    out->text = p->at;
    while (p->at < p->end && *p->at != ',' && *p->at != ']' && *p->at != '}' && !is_blank(*p->at))
        p->at++;
    out->size = (size_t)(p->at - out->text);
    if (!out->size) reject("not JSON", (size_t)(p->at - p->start));
    for (i = 0; *out->text >= 'a' && i < sizeof words / sizeof *words; i++)
        if (out->size == strlen(words[i]) && memcmp(out->text, words[i], out->size) == 0)
            out->kind = *words[i];
    if (out->kind) return;
    if (*out->text != '-' && (*out->text < '0' || *out->text > '9'))
        reject("not JSON", (size_t)(p->at - p->start));
    out->kind = '0';
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
    parser p = { .start = text, .at = text, .end = text + size };

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

/* Nothing but so many digits, which a long holds: most numbers are. */
static bool is_short(long *out, const node *from)
{
    bool below = from->size && *from->text == '-';
    size_t i;

    *out = 0;
    for (i = below ? 1 : 0; i < from->size; i++) {
        if (from->text[i] < '0' || from->text[i] > '9') return false;
        *out = 10 * *out + from->text[i] - '0';
    }
    if (below) *out = -*out;
    return i > (below ? 1 : 0);
}

static long whole(const node *from, long most)
{
    mpq_t q;
    long out;

    if (from->kind == '0' && from->size <= SHORT_DIGITS && is_short(&out, from) && out <= most
        && out >= -most)
        return out;
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
