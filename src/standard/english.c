/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

#include <stdlib.h>

void jh_english_add(jh_compiler *c, jh_text own, jh_text english)
{
    jh_translation *grown =
        jh_grow(c->keep, c->english, &c->english_capacity, c->english_count + 1, sizeof *grown);

    if (!grown) {
        c->mistakes.no_memory = true;
        return;
    }
    c->english = grown;
    grown[c->english_count++] = (jh_translation){ own, english };
}

jh_text jh_english_find(const jh_compiler *c, jh_text own)
{
    size_t i;

    for (i = 0; i < c->english_count; i++)
        if (c->english[i].own.at == own.at) return c->english[i].english;
    return (jh_text){ "", 0 };
}

static int by_place(const void *a, const void *b)
{
    const jh_translation *x = a, *y = b;
    uintptr_t p = (uintptr_t)x->own.at, q = (uintptr_t)y->own.at;

    return (p > q) - (p < q);
}

void jh_english_finish(jh_compiler *c)
{
    if (c->english_count) qsort(c->english, c->english_count, sizeof *c->english, by_place);
    c->out->english = c->english;
    c->out->english_count = c->english_count;
}
