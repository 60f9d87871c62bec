/* SPDX-License-Identifier: Apache-2.0 */
#include "verify.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 24 };

void reject(const char *what, size_t where)
{
    printf("rejected · 不通过: %s (%zu)\n", what, where);
    exit(1);
}

/* Every block is kept until the program ends: it answers one question. */
typedef union block {
    union block *before;
    max_align_t aligned;
} block;

void *take(size_t count, size_t size)
{
    static block *last;
    block *room = size && count > (SIZE_MAX - sizeof *room) / size
                      ? NULL
                      : calloc(1, sizeof *room + count * size);

    if (!room) {
        fputs("out of memory · 内存不足\n", stderr);
        exit(3);
    }
    room->before = last;
    last = room;
    return room + 1;
}

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

static void value(node *out, parser *p);

static void members(node *out, parser *p, char open, char close)
{
    size_t room = 0;

    if (++p->depth > DEPTH) reject("too deep", 0);
    expect(p, open);
    while (peek(p) != close) {
        if (out->size) expect(p, ',');
        if (out->size == room) {
            room = room ? 2 * room : 8;
            out->children = realloc(out->children, room * sizeof *out->children);
            if (!out->children) exit(3);
        }
        memset(&out->children[out->size], 0, sizeof *out->children);
        if (open == '{') {
            string(p, &out->children[out->size].key, &out->children[out->size].key_size);
            expect(p, ':');
        }
        value(&out->children[out->size++], p);
    }
    p->at++;
    p->depth--;
}

static void word(node *out, parser *p)
{
    out->text = p->at;
    while (p->at < p->end && !strchr(",]} \t\r\n", *p->at)) p->at++;
    out->size = (size_t)(p->at - out->text);
    if (!out->size) reject("not JSON", (size_t)(p->at - p->start));
    out->kind = strchr("tfn", *out->text) ? *out->text : '0';
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
