/* SPDX-License-Identifier: Apache-2.0 */
#include "standard/compiler.h"

static const jh_expr *join(jh_compiler *c, jh_op op, const jh_expr *a, const jh_expr *b)
{
    jh_expr *node = jh_keep(c, 1, sizeof *node);
    const jh_expr **children = jh_keep(c, 2, sizeof(const jh_expr *));

    if (!node || !children) return NULL;
    children[0] = a;
    children[1] = b;
    *node = (jh_expr){ .op = op,
                       .type = JH_TYPE_CLAIM,
                       .level = b && b->level > a->level ? b->level : a->level,
                       .measure = JH_PURE_NUMBER,
                       .depth = (uint16_t)((b && b->depth > a->depth ? b->depth : a->depth) + 1),
                       .child_count = b ? 2 : 1,
                       .children = children };
    return node;
}

const jh_expr *jh_logic_not(jh_compiler *c, const jh_expr *a)
{
    return a ? join(c, JH_OP_NOT, a, NULL) : NULL;
}

const jh_expr *jh_logic_and(jh_compiler *c, const jh_expr *a, const jh_expr *b)
{
    return a && b ? join(c, JH_OP_AND, a, b) : a ? a : b;
}
