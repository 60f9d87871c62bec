/* SPDX-License-Identifier: Apache-2.0 */
#include "report/plan_view.h"

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
