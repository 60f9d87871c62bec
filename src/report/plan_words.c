/* SPDX-License-Identifier: Apache-2.0 */
#include "report/plan_view.h"

#include <stdio.h>
#include <string.h>

enum { FEN = JH_DECIMAL_ONE / 100 };

const char *jh_money_write(char out[JH_MONEY_SIZE], jh_decimal yuan)
{
    char digits[JH_DECIMAL_SIZE];
    jh_text number =
        jh_text_of(jh_decimal_write(digits, yuan, yuan.millionths % JH_DECIMAL_ONE ? 2 : 0));
    size_t whole = 0, i, n = 0;

    while (whole < number.size && number.at[whole] != '.') whole++;
    for (i = 0; i < number.size; i++) {
        if (i && i < whole && (whole - i) % 3 == 0 && number.at[i - 1] != '-') out[n++] = ',';
        out[n++] = number.at[i];
    }
    out[n] = '\0';
    return out;
}

jh_decimal jh_money_whole_fen(jh_decimal yuan, bool upwards)
{
    int64_t beyond = yuan.millionths % FEN;

    if (beyond < 0) beyond += FEN;
    return (jh_decimal){ yuan.millionths - beyond + (upwards && beyond ? FEN : 0) };
}

/* The roundest amount of [least, most], 0 < least: a multiple of the greatest power of ten. */
static jh_decimal roundest(jh_decimal least, jh_decimal most)
{
    int64_t power = FEN, best = least.millionths, beyond;

    for (; power <= most.millionths; power *= 10) {
        beyond = least.millionths % power;
        if (beyond && power - beyond > most.millionths - least.millionths) break;
        best = least.millionths + (beyond ? power - beyond : 0);
        if (power > INT64_MAX / 10) break;
    }
    return (jh_decimal){ best };
}

jh_money_range jh_money_range_of(jh_decimal least, jh_decimal most)
{
    enum { NARROW = 200 }; /* narrower than such a part of itself, it is one amount to people */
    char low[JH_MONEY_SIZE], high[JH_MONEY_SIZE], about[JH_MONEY_SIZE];
    bool is_narrow =
        least.millionths > 0 && most.millionths - least.millionths < least.millionths / NARROW;
    jh_money_range out = { "", "" };

    least = jh_money_whole_fen(least, false);
    most = jh_money_whole_fen(most, true);
    jh_money_write(low, least);
    jh_money_write(high, most);
    if (least.millionths == most.millionths) {
        snprintf(out.amount, sizeof out.amount, "%s", low);
    } else if (least.millionths == 0) {
        snprintf(out.amount, sizeof out.amount, "≤ %s", high);
    } else if (is_narrow) {
        jh_money_write(about, roundest(least, most));
        snprintf(out.amount, sizeof out.amount, "≈ %s", about);
        snprintf(out.between, sizeof out.between, "%s – %s", low, high);
    } else {
        snprintf(out.amount, sizeof out.amount, "%s – %s", low, high);
    }
    return out;
}

const char *jh_money_range_write(char out[JH_MONEY_TOLD_SIZE], jh_lang lang, jh_decimal least,
                                 jh_decimal most)
{
    jh_money_range range = jh_money_range_of(least, most);
    bool is_near = range.between[0];

    snprintf(out, JH_MONEY_TOLD_SIZE, "%s %s%s%s%s", range.amount, jh_say(lang, SAY_PLAN_YUAN),
             is_near ? " (" : "", range.between, is_near ? ")" : "");
    return out;
}

jh_say_id jh_measure_say(jh_measure_kind kind)
{
    static const jh_say_id words[JH_MEASURE_KIND_COUNT] = { SAY_PLAN_BUY, SAY_PLAN_MOVE,
                                                            SAY_PLAN_HIRE, SAY_PLAN_TRAIN };

    return words[kind];
}

jh_text jh_teachers_words(jh_arena *keep, jh_lang lang, unsigned type)
{
    static const struct {
        unsigned bit;
        jh_say_id say;
    } words[] = { { JH_TEACHER_DEGREE, SAY_PLAN_DEGREE },
                  { JH_TEACHER_BACKBONE, SAY_PLAN_BACKBONE },
                  { JH_TEACHER_PE_ART, SAY_PLAN_PE_ART } };
    jh_text out = { "", 0 };
    size_t i;

    if (!type) return jh_text_of(jh_say(lang, SAY_PLAN_ORDINARY));
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (type & words[i].bit)
            out = jh_text_format(keep, "%.*s%s%s", JH_TEXT_ARGS(out), out.size ? "+" : "",
                                 jh_say(lang, words[i].say));
    return out.at ? out : JH_TEXT("");
}
