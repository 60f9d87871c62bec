/* SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_compare.h"

#include "app/files.h"

#include <stdlib.h>
#include <string.h>

typedef struct contrasting {
    jh_plan_contrast *out;
    const jh_desk *desk;
    jh_plan_listing before, after;
    jh_error *err;
} contrasting;

static const jh_plan_said *find(const jh_plan_listing *in, const jh_plan_said *like)
{
    size_t i;

    for (i = 0; i < in->count; i++)
        if (in->items[i].subject == like->subject && jh_text_equal(in->items[i].key, like->key))
            return &in->items[i];
    return NULL;
}

/* ---- what differs ---- */

static void note(jh_plan_difference *items, size_t *count, const jh_plan_said *before,
                 const jh_plan_said *after)
{
    const jh_plan_said *one = after ? after : before;
    jh_plan_difference *d = &items[*count];
    int lang;

    if (before && after && jh_text_equal(before->value[JH_ZH], after->value[JH_ZH])
        && before->money.millionths == after->money.millionths)
        return;
    *d = (jh_plan_difference){ .subject = one->subject,
                               .key = one->key,
                               .has_money = one->has_money };
    for (lang = 0; lang < JH_LANG_COUNT; lang++) {
        d->label[lang] = one->label[lang];
        d->before[lang] = before ? before->value[lang] : JH_TEXT("");
        d->after[lang] = after ? after->value[lang] : JH_TEXT("");
    }
    if (after) d->money = after->money;
    if (before) d->money.millionths -= before->money.millionths;
    ++*count;
}

static jh_code differ(contrasting *c)
{
    const jh_plan_listing *a = &c->before, *b = &c->after;
    jh_plan_difference *items =
        JH_NEW_ARRAY(c->desk->keep, jh_plan_difference, a->count + b->count + 1);
    int subject;
    size_t i;

    if (!items) return jh_no_memory(c->err);
    for (subject = 0; subject < JH_PLAN_SUBJECT_COUNT; subject++) {
        for (i = 0; i < a->count; i++)
            if ((int)a->items[i].subject == subject)
                note(items, &c->out->count, &a->items[i], find(b, &a->items[i]));
        for (i = 0; i < b->count; i++)
            if ((int)b->items[i].subject == subject && !find(a, &b->items[i]))
                note(items, &c->out->count, NULL, &b->items[i]);
    }
    c->out->items = items;
    return JH_OK;
}

/* ---- by school ---- */

static int by_school(const void *a, const void *b)
{
    const jh_plan_spending *x = a, *y = b;
    int order = jh_text_compare(x->code, y->code);

    return order ? order : (int)x->stage - (int)y->stage;
}

static int by_change(const void *a, const void *b)
{
    const jh_plan_spending *x = a, *y = b;
    int64_t p = llabs(x->after.millionths - x->before.millionths),
            q = llabs(y->after.millionths - y->before.millionths);

    return p != q ? (p < q ? 1 : -1) : by_school(a, b);
}

static void spend(jh_plan_spending *to, size_t *count, const jh_plan_listing *of, bool is_after)
{
    size_t i;

    for (i = 0; i < of->count; i++) {
        const jh_plan_said *said = &of->items[i];
        if (said->subject != JH_PLAN_MEASURE) continue;
        to[*count] =
            (jh_plan_spending){ .code = said->code, .name = said->name, .stage = said->stage };
        if (is_after)
            to[*count].after = said->money;
        else
            to[*count].before = said->money;
        ++*count;
    }
}

static jh_code sum_schools(contrasting *c)
{
    size_t room = c->before.count + c->after.count, count = 0, kept = 0, i;
    jh_plan_spending *list = JH_NEW_ARRAY(c->desk->keep, jh_plan_spending, room + 1);

    if (!list) return jh_no_memory(c->err);
    spend(list, &count, &c->before, false);
    spend(list, &count, &c->after, true);
    if (count > 1) qsort(list, count, sizeof *list, by_school);
    for (i = 0; i < count; i++) {
        if (i && by_school(&list[kept - 1], &list[i]) == 0) {
            list[kept - 1].before.millionths += list[i].before.millionths;
            list[kept - 1].after.millionths += list[i].after.millionths;
        } else {
            list[kept++] = list[i];
        }
    }
    for (i = 0, count = 0; i < kept; i++)
        if (list[i].before.millionths != list[i].after.millionths) list[count++] = list[i];
    if (count > 1) qsort(list, count, sizeof *list, by_change);
    c->out->schools = list;
    c->out->school_count = count;
    return JH_OK;
}

/* ---- the two ends ---- */

static jh_plan_end end_of(const jh_plan_document *document)
{
    const jh_json_value *root = document->root, *measures = jh_json_member(root, "measures");
    jh_plan_end end = {
        .name = jh_text_of(document->path ? document->path : ""),
        .county = jh_json_text_of(jh_json_member(root, "county")),
        .county_name = jh_json_text_of(jh_json_member(root, "county_name")),
        .period = jh_json_text_of(jh_json_member(root, "period")),
        .as_of = jh_json_text_of(jh_json_member(root, "as_of")),
        .assessment = jh_json_text_of(jh_json_member(root, "assessment")),
        .found = document->found,
        .measure_count = measures ? measures->count : 0,
    };

    (void)jh_json_decimal_of(&end.cost, jh_json_member(root, "cost_yuan"));
    end.has_bound = jh_json_decimal_of(&end.bound, jh_json_member(root, "bound_yuan"));
    return end;
}

/* The least cost of each lies between its bound and its cost. */
static void range_of(jh_plan_contrast *c)
{
    c->has_range = c->before.has_bound && c->after.has_bound;
    c->least.millionths = c->after.bound.millionths - c->before.cost.millionths;
    c->most.millionths = c->after.cost.millionths - c->before.bound.millionths;
}

jh_code jh_plan_contrast_make(jh_plan_contrast *out, const jh_desk *desk, const jh_plan_pair *pair,
                              jh_error *err)
{
    contrasting c = { .out = out, .desk = desk, .err = err };
    jh_code rc;

    *out = (jh_plan_contrast){ .before = end_of(pair->before),
                               .after = end_of(pair->after),
                               .version = JH_VERSION };
    out->is_made_up = jh_text_contains(out->after.county_name, JH_TEXT("虚构"));
    range_of(out);
    rc = jh_plan_listing_make(&c.before, desk, pair->before, pair->standards, err);
    if (!rc) rc = jh_plan_listing_make(&c.after, desk, pair->after, pair->standards, err);
    if (!rc) rc = differ(&c);
    return rc ? rc : sum_schools(&c);
}

/* ---- two files ---- */

static jh_code write_papers(const jh_desk *desk, const jh_plan_files *files,
                            const jh_plan_contrast *contrast, jh_error *err)
{
    jh_text page;
    jh_code rc = JH_OK;

    if (files->workbook)
        rc = jh_report_plan_contrast_workbook(files->workbook, desk->keep, desk->manner.lang,
                                              contrast, err);
    if (rc || !files->page) return rc;
    rc = jh_report_plan_contrast_page(&page, desk->keep, desk->scratch, contrast, err);
    return rc ? rc : jh_file_write(files->page, page, err);
}

jh_code jh_plan_compare_files(jh_text *out, bool *same, const jh_desk *desk,
                              const jh_plan_files *files, jh_error *err)
{
    jh_plan_document before, after;
    jh_plan_contrast contrast = { 0 };
    jh_code rc = jh_plan_document_read(&before, desk, files->before, err);

    if (!rc) rc = jh_plan_document_read(&after, desk, files->after, err);
    if (!rc)
        rc = jh_plan_contrast_make(&contrast, desk,
                                   &(jh_plan_pair){ &before, &after, files->standards }, err);
    if (!rc) rc = write_papers(desk, files, &contrast, err);
    *same = jh_plan_contrast_is_none(&contrast);
    return rc ? rc : jh_plan_contrast_tell(out, desk, &contrast, err);
}
