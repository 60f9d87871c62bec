/* Two plans side by side: their words, and a sheet of a workbook.
 * SPDX-License-Identifier: Apache-2.0 */
#include "report/forms.h"
#include "report/plan_contrast.h"
#include "report/plan_view.h"

#include <stdio.h>

bool jh_plan_contrast_is_none(const jh_plan_contrast *c)
{
    return c->count == 0 && c->before.found == c->after.found;
}

jh_say_id jh_plan_subject_say(jh_plan_subject subject)
{
    static const jh_say_id words[JH_PLAN_SUBJECT_COUNT] = { SAY_PLAN_SUBJECT_TOTAL,
                                                            SAY_PLAN_SUBJECT_MEASURES,
                                                            SAY_PLAN_WAIVERS, SAY_PLAN_LIMITS_SHORT,
                                                            SAY_PLAN_PAGE_COSTS };

    return words[subject];
}

jh_text jh_plan_end_name(const jh_plan_end *end, jh_lang lang)
{
    return end->name.size ? end->name : jh_text_of(jh_say(lang, SAY_PLAN_THIS));
}

const char *jh_money_change_write(char out[JH_MONEY_CHANGE_SIZE], jh_decimal money)
{
    char digits[JH_MONEY_SIZE];

    snprintf(out, JH_MONEY_CHANGE_SIZE, "%s%s", money.millionths > 0 ? "+" : "",
             jh_money_write(digits, money));
    return out;
}

/* One word a subject: it stands in every row, so that the sheet can be sorted and filtered. */
static jh_text subject_word(jh_plan_subject subject, jh_lang lang)
{
    jh_say_id say = jh_plan_subject_say(subject);

    return jh_text_of(jh_say(lang, subject == JH_PLAN_MEASURE ? SAY_PLAN_SUBJECT_MEASURE : say));
}

static jh_text or_none(jh_text text)
{
    return text.size ? text : JH_TEXT("—");
}

static void put_difference(jh_sheet_out *sheet, uint32_t row, jh_lang lang,
                           const jh_plan_difference *d)
{
    jh_look value = jh_form_text, money = jh_form_text;

    value.align = money.align = JH_ALIGN_RIGHT;
    money.number_format = "+#,##0.00;-#,##0.00;0";
    jh_sheet_put_text(sheet, row, 1, subject_word(d->subject, lang), &jh_form_text);
    jh_sheet_put_text(sheet, row, 2, d->label[lang], &jh_form_text);
    jh_sheet_put_text(sheet, row, 3, or_none(d->before[lang]), &value);
    jh_sheet_put_text(sheet, row, 4, or_none(d->after[lang]), &value);
    if (d->has_money)
        jh_sheet_put_decimal(sheet, row, 5, d->money, &money);
    else
        jh_sheet_put_blank(sheet, row, 5, &jh_form_text);
    jh_sheet_set_height(sheet, row, 15.0 * jh_form_lines(d->label[lang], 56) + 3);
}

enum { COLUMNS = 5, WHICH = 3, FIRST = 4 };

static void put_heads(jh_sheet_out *sheet, jh_lang lang, const jh_plan_contrast *contrast)
{
    static const jh_say_id heads[COLUMNS] = { SAY_PLAN_COLUMN_ABOUT, SAY_PLAN_COLUMN_WHAT,
                                              SAY_PLAN_COLUMN_FIRST, SAY_PLAN_COLUMN_SECOND,
                                              SAY_PLAN_COLUMN_CHANGE };
    static const double widths[COLUMNS] = { 16, 56, 22, 22, 18 };
    const jh_plan_end *of = &contrast->after;
    jh_text county = of->county_name.size ? of->county_name : of->county;
    char title[240];
    uint32_t c;

    snprintf(title, sizeof title, "%.*s · %s", (int)(county.size < 160 ? county.size : 0),
             county.at ? county.at : "", jh_say(lang, SAY_PLAN_PAGE_COMPARED));
    jh_sheet_put_merged(sheet, (jh_range){ 1, 1, 1, COLUMNS }, jh_text_of(title), &jh_form_title);
    jh_sheet_set_height(sheet, 1, 34);
    for (c = 0; c < COLUMNS; c++) {
        jh_sheet_set_width(sheet, c + 1, c + 1, widths[c]);
        jh_sheet_put_text(sheet, 2, c + 1, jh_text_of(jh_say(lang, heads[c])), &jh_form_head);
        jh_sheet_put_blank(sheet, WHICH, c + 1, &jh_form_head);
    }
    jh_sheet_put_text(sheet, WHICH, 3, jh_plan_end_name(&contrast->before, lang), &jh_form_head);
    jh_sheet_put_text(sheet, WHICH, 4, jh_plan_end_name(&contrast->after, lang), &jh_form_head);
    jh_sheet_set_height(sheet, 2, 20);
    jh_sheet_set_height(sheet, WHICH, 20);
    jh_sheet_freeze(sheet, WHICH, 0);
    jh_sheet_print_setup(sheet, true, WHICH);
}

static uint32_t put_note(jh_sheet_out *sheet, uint32_t row, jh_text note)
{
    jh_sheet_put_merged(sheet, (jh_range){ row, 1, row, COLUMNS }, note, &jh_form_note);
    jh_sheet_set_height(sheet, row, 15.0 * jh_form_lines(note, 130) + 3);
    return row + 1;
}

void jh_plan_contrast_sheet(jh_xlsx_out *book, jh_lang lang, const jh_plan_contrast *contrast)
{
    jh_sheet_out *sheet = jh_sheet_out_add(book, jh_text_of(jh_say(lang, SAY_PLAN_SHEET_COMPARED)));
    char range[JH_MONEY_TOLD_SIZE], said[512];
    uint32_t row = FIRST;
    size_t i;

    put_heads(sheet, lang, contrast);
    for (i = 0; i < contrast->count; i++) put_difference(sheet, row++, lang, &contrast->items[i]);
    if (jh_plan_contrast_is_none(contrast)) {
        (void)put_note(sheet, row, jh_text_of(jh_say(lang, SAY_PLAN_SAME)));
        return;
    }
    row = put_note(sheet, row, jh_text_of(jh_say(lang, SAY_PLAN_PAGE_DIFFERENCES_GUIDE)));
    if (!contrast->has_range) return;
    snprintf(said, sizeof said, "%s %s", jh_say(lang, SAY_PLAN_RANGE),
             jh_money_range_write(range, lang, contrast->least, contrast->most));
    (void)put_note(sheet, row, jh_text_of(said));
}

jh_code jh_report_plan_contrast_workbook(const char *path, jh_arena *keep, jh_lang lang,
                                         const jh_plan_contrast *contrast, jh_error *err)
{
    jh_xlsx_out *book;
    jh_code rc = jh_xlsx_out_begin(&book, keep, path, NULL, err);

    if (rc) return rc;
    jh_plan_contrast_sheet(book, lang, contrast);
    return jh_xlsx_out_finish(book, err);
}
