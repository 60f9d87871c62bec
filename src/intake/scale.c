/* SPDX-License-Identifier: Apache-2.0 */
#include "intake/scale.h"

#include <string.h>

static const struct {
    const char *word;
    jh_scale_family family;
    int64_t up, down;
} words[] = {
    { "元", JH_SCALE_MONEY, 1, 1 },
    { "千元", JH_SCALE_MONEY, 1000, 1 },
    { "万元", JH_SCALE_MONEY, 10000, 1 },
    { "百万元", JH_SCALE_MONEY, 1000000, 1 },
    { "亿元", JH_SCALE_MONEY, 100000000, 1 },
    { "㎡", JH_SCALE_AREA, 1, 1 },
    { "平方米", JH_SCALE_AREA, 1, 1 },
    { "平米", JH_SCALE_AREA, 1, 1 },
    { "m2", JH_SCALE_AREA, 1, 1 },
    { "m²", JH_SCALE_AREA, 1, 1 },
    { "万平方米", JH_SCALE_AREA, 10000, 1 },
    { "公顷", JH_SCALE_AREA, 10000, 1 },
    { "亩", JH_SCALE_AREA, 2000, 3 },
    { "人", JH_SCALE_PERSON, 1, 1 },
    { "名", JH_SCALE_PERSON, 1, 1 },
    { "学时", JH_SCALE_COUNT, 1, 1 },
    { "人次", JH_SCALE_PERSON, 1, 1 },
    { "万人", JH_SCALE_PERSON, 10000, 1 },
    { "间", JH_SCALE_ROOM, 1, 1 },
    { "班", JH_SCALE_CLASS, 1, 1 },
    { "个班", JH_SCALE_CLASS, 1, 1 },
    { "台", JH_SCALE_PIECE, 1, 1 },
    { "套", JH_SCALE_PIECE, 1, 1 },
    { "册", JH_SCALE_PIECE, 1, 1 },
    { "万册", JH_SCALE_PIECE, 10000, 1 },
    { "个", JH_SCALE_COUNT, 1, 1 },
    { "所", JH_SCALE_COUNT, 1, 1 },
    { "年", JH_SCALE_YEAR, 1, 1 },
    { "%", JH_SCALE_SHARE, 1, 100 },
    { "百分比", JH_SCALE_SHARE, 1, 100 },
    { "‰", JH_SCALE_SHARE, 1, 1000 },
};

bool jh_scale_of(jh_scale *out, jh_text folded)
{
    const char *slash = folded.size ? memchr(folded.at, '/', folded.size) : NULL;
    jh_text word = folded, per = JH_TEXT("");
    size_t i;

    if (slash) {
        word.size = (size_t)(slash - folded.at);
        per = (jh_text){ slash + 1, folded.size - word.size - 1 };
    }
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (jh_text_equal(jh_text_of(words[i].word), word)) {
            *out = (jh_scale){ words[i].family, words[i].up, words[i].down, per };
            return true;
        }
    return false;
}

static bool is_counting(jh_scale_family family)
{
    return family >= JH_SCALE_COUNT && family <= JH_SCALE_PIECE;
}

bool jh_scale_fits(const jh_scale *from, const jh_scale *to)
{
    if (from->per.size && !jh_text_equal(from->per, to->per)) return false;
    if (from->family == to->family) return true;
    return (from->family == JH_SCALE_COUNT && is_counting(to->family))
           || (to->family == JH_SCALE_COUNT && is_counting(from->family));
}

bool jh_scale_is_ambiguous(const jh_scale *scale)
{
    return scale->family == JH_SCALE_MONEY;
}

jh_decimal_read jh_scale_apply(jh_decimal *value, const jh_scale *from, const jh_scale *to)
{
    jh_int128 up = (jh_int128)from->up * to->down, down = (jh_int128)from->down * to->up;
    jh_int128 product = (jh_int128)value->millionths * up; /* |…| < 2^63 · 10^8 · 10^3 */
    jh_int128 quotient = product / down, rest = product % down;

    if (rest < 0) rest = -rest;
    if (rest && rest >= down - rest) quotient += product < 0 ? -1 : 1;
    if (quotient > INT64_MAX || quotient < -INT64_MAX) return JH_READ_TOO_LARGE;
    value->millionths = (int64_t)quotient;
    return rest ? JH_READ_ROUNDED : JH_READ_EXACT;
}
