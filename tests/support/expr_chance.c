/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/support/expr_chance.h"

#include <string.h>

static void number(test_chance *c, int depth);
static void claim(test_chance *c, int depth);

static unsigned draw(test_chance *c, unsigned below)
{
    c->state = c->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(c->state >> 33) % below;
}

static void put(test_chance *c, const char *text)
{
    size_t size = strlen(text);

    if (c->size + size + 1 > sizeof c->text) return; /* cut texts do not compile: that is fine */
    memcpy(c->text + c->size, text, size + 1);
    c->size += size;
}

static void leaf(test_chance *c)
{
    static const char *const leaves[] = { "x",      "y",  "z",   "n",    "w",           "0", "1",
                                          "2",      "10", "0.5", "0.85", "4.2",         "3", "85%",
                                          "100.25", "x",  "w",   "y",    "12345.678901" };

    put(c, leaves[draw(c, sizeof leaves / sizeof *leaves)]);
}

/* before a between b after, in brackets so that every tree is possible */
static void pair(test_chance *c, int depth, const char *before, const char *between,
                 const char *after)
{
    put(c, before);
    number(c, depth);
    put(c, between);
    number(c, depth);
    put(c, after);
}

static void of_set(test_chance *c, int depth)
{
    static const char *const plain[] = { "sum",     "mean",    "min",       "max",        "median",
                                         "sd",      "cv",      "gini",      "hoover",     "theil_t",
                                         "theil_l", "mcloone", "verstegen", "range_ratio" };
    static const char *const weighted[] = { "sum",    "wmean",   "sd",      "wcv",    "gini",
                                            "median", "theil_t", "theil_l", "hoover", "mcloone" };
    int heavy = (int)draw(c, 2);

    put(c, heavy ? weighted[draw(c, 10)] : plain[draw(c, 14)]);
    put(c, "(");
    number(c, depth);
    if (heavy) put(c, " weight w");
    put(c, " over parts");
    if (draw(c, 2)) {
        put(c, " where ");
        claim(c, depth);
    }
    if (draw(c, 3) == 0) put(c, " by kind");
    put(c, ")");
}

static void number(test_chance *c, int depth)
{
    if (depth <= 0) {
        leaf(c);
        return;
    }
    depth--;
    switch (draw(c, 16)) {
    case 0:
    case 1: pair(c, depth, "(", " + ", ")"); break;
    case 2:
    case 3: pair(c, depth, "(", " - ", ")"); break;
    case 4:
    case 5: pair(c, depth, "(", " * ", ")"); break;
    case 6:
    case 7: pair(c, depth, "(", " / ", ")"); break;
    case 8: pair(c, depth, "greatest(", ", ", ")"); break;
    case 9: pair(c, depth, "mod(", ", ", ")"); break;
    case 10: pair(c, depth, "ratio(", ", ", ")"); break;
    case 11:
        put(c, "if(");
        claim(c, depth);
        pair(c, depth, ", ", ", ", ")");
        break;
    case 12:
        put(c, draw(c, 2) ? "sqrt(" : draw(c, 2) ? "abs(" : "log(");
        number(c, depth);
        put(c, ")");
        break;
    case 13:
        put(c, draw(c, 2) ? "round(" : "floor(");
        number(c, depth);
        put(c, ")");
        break;
    case 14:
        put(c, "(");
        number(c, depth);
        put(c, draw(c, 2) ? ") ^ 2" : ") ^ -1");
        break;
    default: of_set(c, depth); break;
    }
}

static void claim(test_chance *c, int depth)
{
    static const char *const comparisons[] = { " = ", " != ", " < ", " <= ", " > ", " >= " };

    if (depth <= 0) {
        put(c, draw(c, 2) ? "open" : "kind = a");
        return;
    }
    depth--;
    switch (draw(c, 7)) {
    case 0:
    case 1:
    case 2: pair(c, depth, "(", comparisons[draw(c, 6)], ")"); break;
    case 3:
        put(c, "(");
        claim(c, depth);
        put(c, draw(c, 2) ? " and " : " or ");
        claim(c, depth);
        put(c, ")");
        break;
    case 4:
        put(c, "not ");
        claim(c, depth);
        break;
    case 5:
        put(c, "isMissing(");
        number(c, depth);
        put(c, ")");
        break;
    default:
        put(c, "(");
        put(c, draw(c, 2) ? "every" : "any");
        put(c, " parts : ");
        claim(c, depth);
        put(c, ")");
        break;
    }
}

const char *test_chance_number(test_chance *chance, int depth)
{
    chance->size = 0;
    number(chance, depth);
    return chance->text;
}

const char *test_chance_claim(test_chance *chance, int depth)
{
    chance->size = 0;
    claim(chance, depth);
    return chance->text;
}
