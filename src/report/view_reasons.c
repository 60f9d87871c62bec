/* SPDX-License-Identifier: Apache-2.0 */
#include "report/view_reasons.h"

enum { DEEP = 24 }; /* a grade rests on groups, groups on rules: three or four steps in practice */

static bool is_rule(const jh_standard *standard, jh_text name)
{
    for (size_t r = 0; r < standard->rule_count; r++)
        if (jh_text_equal(standard->rules[r].key, name)) return true;
    return false;
}

/* Does the expression rest on that name? Rules are not looked into: a rule about schools that sums
 * up a rule about parts is the one to tell. */
static bool rests_on(const jh_standard *standard, const jh_expr *expr, jh_text name, int depth)
{
    if (!expr || depth == DEEP) return false;
    if (expr->op == JH_OP_DEFINED) {
        if (jh_text_equal(expr->symbol.name, name)) return true;
        if (is_rule(standard, expr->symbol.name)) return false;
        return rests_on(standard, expr->symbol.defined, name, depth + 1);
    }
    for (uint16_t i = 0; i < expr->child_count; i++)
        if (rests_on(standard, expr->children[i], name, depth + 1)) return true;
    return rests_on(standard, expr->weight, name, depth + 1)
           || rests_on(standard, expr->where, name, depth + 1);
}

static bool matters(const jh_standard *standard, jh_text name)
{
    for (size_t g = 0; g < standard->grade_count; g++)
        if (standard->grades[g].is_pass && rests_on(standard, standard->grades[g].when, name, 0))
            return true;
    return false;
}

/* A standard whose passing grade names none of its rules: all of them are told. */
static bool any_rule_matters(const jh_standard *standard)
{
    for (size_t r = 0; r < standard->rule_count; r++)
        if (matters(standard, standard->rules[r].key)) return true;
    return false;
}

static bool item_matters(const jh_standard *standard, const jh_item *item)
{
    if (item->group < standard->group_count && matters(standard, standard->groups[item->group].key))
        return true;
    return item->kind == JH_VETO || matters(standard, item->key);
}

static void add(jh_view *view, jh_reason *list, jh_truth wanted, jh_reason reason)
{
    if (reason.claim.truth == wanted) list[view->reason_count++] = reason;
}

static void add_all(jh_view *view, jh_reason *list, jh_truth wanted)
{
    const jh_standard *standard = view->standard;
    const jh_assessment *a = view->assessment;
    bool chosen = any_rule_matters(standard);

    for (size_t r = 0; r < standard->rule_count; r++)
        if (!chosen || matters(standard, standard->rules[r].key))
            add(view, list, wanted, (jh_reason){ JH_REASON_RULE, r, a->rules[r].county });
    for (size_t l = 0; l < standard->limit_count; l++)
        add(view, list, wanted, (jh_reason){ JH_REASON_LIMIT, l, a->limits[l].holds });
    for (size_t i = 0; i < standard->item_count; i++) {
        const jh_item *def = &standard->items[i];
        bool is_veto = def->kind == JH_VETO;
        jh_claim good = is_veto ? jh_claim_not(a->items[i].holds) : a->items[i].holds;
        if (item_matters(standard, def))
            add(view, list, wanted,
                (jh_reason){ is_veto ? JH_REASON_VETO : JH_REASON_ITEM, i, good });
    }
}

jh_code jh_view_find_reasons(jh_view *view, jh_arena *keep, jh_error *err)
{
    const jh_standard *standard = view->standard;
    jh_reason *list =
        jh_alloc(keep, 1 + standard->rule_count + standard->limit_count + standard->item_count,
                 sizeof *list);

    if (!list) return jh_no_memory(err);
    add_all(view, list, JH_NO);
    add_all(view, list, JH_UNKNOWN);
    view->reasons = list;
    return JH_OK;
}
