/* What differs between two plans, as text and JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_compare.h"
#include "report/json_words.h"
#include "report/plan_view.h"

static const char *or_none(jh_text text)
{
    return text.size ? "" : "—";
}

static void tell_head(jh_buffer *out, const jh_plan_contrast *all, jh_lang lang)
{
    jh_text before = jh_plan_end_name(&all->before, lang),
            after = jh_plan_end_name(&all->after, lang), none = all->before.found ? after : before;
    char range[JH_MONEY_TOLD_SIZE];

    jh_buffer_add_format(out, "%.*s → %.*s\n", JH_TEXT_ARGS(before), JH_TEXT_ARGS(after));
    if (!jh_text_equal(all->before.assessment, all->after.assessment))
        jh_buffer_add_format(out, "%s\n", jh_say(lang, SAY_PLAN_OTHER_FIGURES));
    if (!all->before.found || !all->after.found)
        jh_buffer_add_format(out, "%.*s: %s\n", JH_TEXT_ARGS(none), jh_say(lang, SAY_PLAN_NONE));
    if (all->has_range && !jh_plan_contrast_is_none(all))
        jh_buffer_add_format(out, "%s %s\n", jh_say(lang, SAY_PLAN_RANGE),
                             jh_money_range_write(range, lang, all->least, all->most));
}

static jh_code tell_text(jh_text *out, const jh_desk *desk, const jh_plan_contrast *all,
                         jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_lang lang = desk->manner.lang;
    char change[JH_MONEY_CHANGE_SIZE];
    int open = -1;
    size_t i;

    tell_head(&buffer, all, lang);
    for (i = 0; i < all->count; i++) {
        const jh_plan_difference *d = &all->items[i];
        if (open != (int)d->subject)
            jh_buffer_add_format(&buffer, "\n%s\n", jh_say(lang, jh_plan_subject_say(d->subject)));
        open = (int)d->subject;
        jh_buffer_add_format(&buffer, "  %.*s  %.*s%s → %.*s%s", JH_TEXT_ARGS(d->label[lang]),
                             JH_TEXT_ARGS(d->before[lang]), or_none(d->before[lang]),
                             JH_TEXT_ARGS(d->after[lang]), or_none(d->after[lang]));
        if (d->has_money)
            jh_buffer_add_format(&buffer, "  (%s %s)", jh_money_change_write(change, d->money),
                                 jh_say(lang, SAY_PLAN_YUAN));
        jh_buffer_add_zero(&buffer, "\n");
    }
    if (jh_plan_contrast_is_none(all))
        jh_buffer_add_format(&buffer, "%s\n", jh_say(lang, SAY_PLAN_SAME));
    return jh_buffer_finish(out, &buffer, err);
}

static jh_code tell_json(jh_text *out, const jh_desk *desk, const jh_plan_contrast *all,
                         jh_error *err)
{
    static const char *const subjects[JH_PLAN_SUBJECT_COUNT] = { "total", "measure", "waiver",
                                                                 "coefficient", "cost" };
    jh_json json = jh_json_in(desk->keep);
    jh_lang lang = desk->manner.lang;
    jh_code rc;
    size_t i;

    jh_json_object(&json);
    jh_json_member_zero(&json, "format", "junheng-plan-comparison/1");
    jh_json_member_bool(&json, "before_found", all->before.found);
    jh_json_member_bool(&json, "after_found", all->after.found);
    if (all->has_range) {
        jh_json_key(&json, "least_change_yuan");
        jh_json_decimal(&json, all->least);
        jh_json_key(&json, "most_change_yuan");
        jh_json_decimal(&json, all->most);
    }
    jh_json_key(&json, "differences");
    jh_json_array(&json);
    for (i = 0; i < all->count; i++) {
        const jh_plan_difference *d = &all->items[i];
        jh_json_object(&json);
        jh_json_member_zero(&json, "about", subjects[d->subject]);
        jh_json_member_text(&json, "key", d->key);
        jh_json_member_text(&json, "label", d->label[lang]);
        jh_json_member_text(&json, "before", d->before[lang]);
        jh_json_member_text(&json, "after", d->after[lang]);
        if (d->has_money) {
            jh_json_key(&json, "change_yuan");
            jh_json_decimal(&json, d->money);
        }
        jh_json_end(&json);
    }
    jh_json_end(&json);
    jh_json_end(&json);
    rc = jh_json_finish(out, &json, err);
    if (rc) return rc;
    *out = jh_text_format(desk->keep, "%.*s\n", JH_TEXT_ARGS(*out));
    return out->at ? JH_OK : jh_no_memory(err);
}

jh_code jh_plan_contrast_tell(jh_text *out, const jh_desk *desk, const jh_plan_contrast *contrast,
                              jh_error *err)
{
    return desk->manner.json ? tell_json(out, desk, contrast, err)
                             : tell_text(out, desk, contrast, err);
}
