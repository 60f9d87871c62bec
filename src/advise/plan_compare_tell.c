/* What differs between two plans, as text, JSON and workbook.
 * SPDX-License-Identifier: Apache-2.0 */
#include "advise/plan_compare.h"
#include "formats/xlsx_out.h"
#include "report/json_words.h"
#include "report/plan_view.h"

#include <stdio.h>

jh_say_id jh_plan_subject_say(jh_plan_subject subject)
{
    static const jh_say_id words[JH_PLAN_SUBJECT_COUNT] = { SAY_PLAN_SUBJECT_TOTAL,
                                                            SAY_PLAN_SUBJECT_MEASURES,
                                                            SAY_PLAN_WAIVERS, SAY_PLAN_LIMITS_SHORT,
                                                            SAY_PLAN_PAGE_COSTS };

    return words[subject];
}

/* "+1,234 元": what it costs more, or less. */
static void write_change(char out[JH_MONEY_SIZE + 2], jh_decimal money)
{
    char digits[JH_MONEY_SIZE];

    snprintf(out, JH_MONEY_SIZE + 2, "%s%s", money.millionths > 0 ? "+" : "",
             jh_money_write(digits, money));
}

static const char *or_none(jh_text text)
{
    return text.size ? "" : "—";
}

static jh_code tell_text(jh_text *out, const jh_desk *desk, const jh_plan_differences *all,
                         const jh_plan_pair *pair, jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_lang lang = desk->manner.lang;
    char change[JH_MONEY_SIZE + 2];
    int open = -1;
    size_t i;

    jh_buffer_add_format(&buffer, "%s → %s\n", pair->before->path, pair->after->path);
    if (!pair->before->found || !pair->after->found)
        jh_buffer_add_format(&buffer, "%s: %s\n",
                             pair->before->found ? pair->after->path : pair->before->path,
                             jh_say(lang, SAY_PLAN_NONE));
    for (i = 0; i < all->count; i++) {
        const jh_plan_difference *d = &all->items[i];
        if (open != (int)d->subject)
            jh_buffer_add_format(&buffer, "\n%s\n", jh_say(lang, jh_plan_subject_say(d->subject)));
        open = (int)d->subject;
        jh_buffer_add_format(&buffer, "  %.*s  %.*s%s → %.*s%s", JH_TEXT_ARGS(d->label),
                             JH_TEXT_ARGS(d->before), or_none(d->before), JH_TEXT_ARGS(d->after),
                             or_none(d->after));
        write_change(change, d->money);
        if (d->has_money)
            jh_buffer_add_format(&buffer, "  (%s %s)", change, jh_say(lang, SAY_PLAN_YUAN));
        jh_buffer_add_zero(&buffer, "\n");
    }
    if (!all->count && pair->before->found == pair->after->found)
        jh_buffer_add_format(&buffer, "%s\n", jh_say(lang, SAY_PLAN_SAME));
    return jh_buffer_finish(out, &buffer, err);
}

static jh_code tell_json(jh_text *out, const jh_desk *desk, const jh_plan_differences *all,
                         const jh_plan_pair *pair, jh_error *err)
{
    static const char *const subjects[JH_PLAN_SUBJECT_COUNT] = { "total", "measure", "waiver",
                                                                 "coefficient", "cost" };
    jh_json json = jh_json_in(desk->keep);
    jh_code rc;
    size_t i;

    jh_json_object(&json);
    jh_json_member_zero(&json, "format", "junheng-plan-comparison/1");
    jh_json_member_bool(&json, "before_found", pair->before->found);
    jh_json_member_bool(&json, "after_found", pair->after->found);
    jh_json_key(&json, "differences");
    jh_json_array(&json);
    for (i = 0; i < all->count; i++) {
        const jh_plan_difference *d = &all->items[i];
        jh_json_object(&json);
        jh_json_member_zero(&json, "about", subjects[d->subject]);
        jh_json_member_text(&json, "key", d->key);
        jh_json_member_text(&json, "label", d->label);
        jh_json_member_text(&json, "before", d->before);
        jh_json_member_text(&json, "after", d->after);
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

jh_code jh_plan_differences_tell(jh_text *out, const jh_desk *desk, const jh_plan_differences *all,
                                 const jh_plan_pair *pair, jh_error *err)
{
    return desk->manner.json ? tell_json(out, desk, all, pair, err)
                             : tell_text(out, desk, all, pair, err);
}

jh_code jh_plan_differences_workbook(const jh_desk *desk, const jh_plan_differences *all,
                                     const jh_plan_pair *pair, jh_error *err)
{
    static const jh_say_id heads[] = { SAY_PLAN_COLUMN_KIND, SAY_PLAN_COLUMN_WHAT,
                                       SAY_PLAN_COLUMN_FIRST, SAY_PLAN_COLUMN_SECOND,
                                       SAY_PLAN_COLUMN_CHANGE };
    static const double widths[] = { 20, 52, 22, 22, 18 };
    const jh_look head = { .bold = true,
                           .bordered = true,
                           .fill = JH_COLOUR(0xE8F0F0),
                           .align = JH_ALIGN_CENTER,
                           .middle = true };
    const jh_look words = { .wrap = true, .bordered = true, .middle = true };
    const jh_look money = { .number_format = "+#,##0.00;-#,##0.00;0", .bordered = true };
    jh_lang lang = desk->manner.lang;
    jh_xlsx_out *book;
    jh_sheet_out *sheet;
    jh_code rc = jh_xlsx_out_begin(&book, desk->keep, pair->workbook, NULL, err);
    uint32_t c, row = 2;
    size_t i;

    if (rc) return rc;
    sheet = jh_sheet_out_add(book, jh_text_of(jh_say(lang, SAY_PLAN_SHEET_COMPARED)));
    for (c = 0; c < sizeof heads / sizeof *heads; c++) {
        jh_sheet_put_text(sheet, 1, c + 1, jh_text_of(jh_say(lang, heads[c])), &head);
        jh_sheet_set_width(sheet, c + 1, c + 1, widths[c]);
    }
    for (i = 0; i < all->count; i++, row++) {
        const jh_plan_difference *d = &all->items[i];
        jh_sheet_put_text(sheet, row, 1, jh_text_of(jh_say(lang, jh_plan_subject_say(d->subject))),
                          &words);
        jh_sheet_put_text(sheet, row, 2, d->label, &words);
        jh_sheet_put_text(sheet, row, 3, d->before, &words);
        jh_sheet_put_text(sheet, row, 4, d->after, &words);
        if (d->has_money)
            jh_sheet_put_decimal(sheet, row, 5, d->money, &money);
        else
            jh_sheet_put_blank(sheet, row, 5, &words);
    }
    jh_sheet_freeze(sheet, 1, 0);
    jh_sheet_print_setup(sheet, true, 1);
    return jh_xlsx_out_finish(book, err);
}
