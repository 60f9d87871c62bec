/* Names as people shorten them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "intake/names.h"

#include <string.h>

/* `to` is not longer than `from`. */
static void replace(char *text, size_t *size, jh_text from, jh_text to)
{
    char *at = memmem(text, *size, from.at, from.size);

    while (at) {
        memmove(at + to.size, at + from.size, (size_t)(text + *size - at) - from.size);
        if (to.size) memcpy(at, to.at, to.size);
        *size = *size - from.size + to.size;
        at += to.size;
        at = memmem(at, (size_t)(text + *size - at), from.at, from.size);
    }
}

/* "甲省乙市丙县": up to the last of these words, if enough is left to be a name. */
static size_t admin_size(jh_text text)
{
    static const char *const ends[] = { "省", "市", "县", "区" };
    jh_text rest;
    size_t at, i, found = 0;

    for (at = 3; at + 3 < text.size; at++)
        for (i = 0; i < sizeof ends / sizeof *ends; i++) {
            rest = (jh_text){ text.at + at, text.size - at };
            if (jh_text_starts(rest, jh_text_of(ends[i])) && rest.size >= 9) found = at + 3;
        }
    return found;
}

jh_text jh_name_plain(jh_arena *keep, jh_text name)
{
    /* None makes a name longer, so that it is worked on in place. */
    static const char *const words[][2] = {
        { "九年一贯制学校", "九年学校" },
        { "初级中学", "中学" },
        { "初中", "中学" },
        { "高级中学", "高中" },
        { "中心校", "小学" },
        { "完全小学", "小学" },
        { "中心小学", "小学" },
        { "完小", "小学" },
        { "小学校", "小学" },
        { "街道", "" },
        { "镇", "" },
        { "乡", "" },
        { "村", "" },
        { "第", "" },
        { "学校", "" },
    };
    static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    jh_text folded = jh_text_fold(keep, name), plain;
    jh_buffer out = jh_buffer_in(keep);
    size_t i, admin, depth = 0;
    char *text;

    for (i = 0; folded.at && i < folded.size; i++) {
        depth += folded.at[i] == '(';
        if (!depth && folded.at[i] >= '1' && folded.at[i] <= '9')
            jh_buffer_add_zero(&out, digits[folded.at[i] - '1']);
        else if (!depth)
            jh_buffer_add(&out, (jh_text){ folded.at + i, 1 });
        depth -= depth && folded.at[i] == ')';
    }
    if (!folded.at || jh_buffer_finish(&plain, &out, NULL)) return (jh_text){ NULL, 0 };
    text = out.at;
    admin = admin_size(plain);
    text += admin;
    plain.size -= admin;
    for (i = 0; i < sizeof words / sizeof *words; i++)
        replace(text, &plain.size, jh_text_of(words[i][0]), jh_text_of(words[i][1]));
    return (jh_text){ text, plain.size };
}

jh_text jh_name_stem(jh_text plain)
{
    static const char *const kinds[] = { "小学", "中学", "高中", "九年" };
    jh_text kind;
    size_t i;

    for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        kind = jh_text_of(kinds[i]);
        if (plain.size > kind.size && jh_text_ends(plain, kind)) plain.size -= kind.size;
    }
    return plain;
}
