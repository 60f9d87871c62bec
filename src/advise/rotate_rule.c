/* How many must move, and how many of them backbone: what the county set, else what the standard in
 * force says. A province's text may say other than the nation's; the figure stands in the standard
 * alone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/rotate.h"
#include "expr/functions.h"

/* "At least `least` of those in `part` among those in `whole`", as an item of a standard asks. */
typedef struct ratio_rule {
    const jh_expr *whole;
    jh_decimal least;
} ratio_rule;

static const jh_expr *bare(const jh_expr *expr)
{
    while (expr->op == JH_OP_DEFINED && expr->symbol.defined) expr = expr->symbol.defined;
    return expr;
}

static bool is_element(const jh_expr *expr, const jh_standard *standard, const char *key)
{
    size_t element = jh_standard_element(standard, jh_text_of(key));

    return element != SIZE_MAX && expr->op == JH_OP_COLUMN
           && expr->symbol.column == JH_COLUMN_ID(JH_COLUMN_ELEMENT, element);
}

/* ratio(part, …) >= number somewhere in the claim. */
static bool find_ratio(ratio_rule *out, const jh_expr *claim, const jh_standard *standard,
                       const char *part)
{
    const jh_expr *expr = bare(claim), *ratio, *least;
    size_t i;

    if (expr->op == JH_OP_AT_LEAST && expr->child_count == 2) {
        ratio = bare(expr->children[0]);
        least = bare(expr->children[1]);
        if (ratio->op == JH_OP_CALL && ratio->function == JH_FUNCTION_RATIO
            && least->op == JH_OP_LITERAL && is_element(bare(ratio->children[0]), standard, part)) {
            *out = (ratio_rule){ bare(ratio->children[1]), least->number };
            return true;
        }
    }
    for (i = 0; expr->op == JH_OP_AND && i < expr->child_count; i++)
        if (find_ratio(out, expr->children[i], standard, part)) return true;
    return false;
}

/* The item that says so; NULL = none does. */
static const jh_item *find_item(ratio_rule *out, const jh_standard *standard, const char *part)
{
    size_t i;

    for (i = 0; i < standard->item_count; i++)
        if (standard->items[i].holds && find_ratio(out, standard->items[i].holds, standard, part))
            return &standard->items[i];
    return NULL;
}

static jh_code take_share(jh_rotated *r, jh_error *err)
{
    const jh_standard *standard = &r->people.judged.standard;
    jh_setting_value *share = jh_people_value(&r->people, "rotation_share");
    ratio_rule rule;
    const jh_item *item = find_item(&rule, standard, "rotation_teachers");
    const char *title = jh_text_zero(r->desk->keep, standard->title);

    if (!title) return jh_no_memory(err);
    if (!share || !share->is_default) return JH_OK;
    if (!item) return jh_fail(err, JH_BAD_INPUT, SAY_ROTATE_NO_SHARE, NULL, title, NULL);
    share->number = rule.least;
    r->asked_by = item->key;
    return JH_OK;
}

/* A standard that does not speak of backbone teachers asks for none. */
static void take_backbone(jh_rotated *r)
{
    const jh_standard *standard = &r->people.judged.standard;
    jh_setting_value *share = jh_people_value(&r->people, "rotation_backbone_share");
    jh_setting_value *of = jh_people_value(&r->people, "rotation_backbone_of");
    const jh_setting *asked = jh_people_setting(&r->people, "rotation_backbone_of", 0);
    ratio_rule rule;
    const char *whole;
    size_t i;

    if (!find_item(&rule, standard, "rotation_backbone")) return;
    if (share && share->is_default) share->number = rule.least;
    if (!of || !of->is_default || !asked) return;
    whole = is_element(rule.whole, standard, "rotation_eligible") ? "eligible" : "rotated";
    for (i = 0; i < asked->choices->count; i++)
        if (jh_text_equal(asked->choices->keys[i], jh_text_of(whole))) of->choice = (int32_t)i;
}

jh_code jh_rotate_ask(jh_rotated *r, jh_error *err)
{
    jh_code rc = take_share(r, err);

    if (!rc) take_backbone(r);
    return rc;
}
