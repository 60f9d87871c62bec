/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/number.h"
#include "formats/xlsx.h"

#include <string.h>

/* ECMA-376 §18.8.30, with the East Asian built-ins 27–36 and 50–58 as zh-CN shows them. */
static const struct {
    unsigned first, last;
    jh_number_format shown_as;
} built_in[] = {
    { 9, 10, JH_SHOWN_PERCENT },    { 14, 17, JH_SHOWN_DATE }, { 18, 21, JH_SHOWN_TIME },
    { 22, 22, JH_SHOWN_DATE_TIME }, { 27, 31, JH_SHOWN_DATE }, { 32, 35, JH_SHOWN_TIME },
    { 36, 36, JH_SHOWN_DATE },      { 45, 47, JH_SHOWN_TIME }, { 50, 54, JH_SHOWN_DATE },
    { 55, 56, JH_SHOWN_TIME },      { 57, 58, JH_SHOWN_DATE },
};

/* What the signs of a format code say, quotes, colours and escapes left out. */
typedef struct code_signs {
    bool day, time, month, percent;
} code_signs;

static const char *skip_quoted(const char *at, const char *end)
{
    const char *close = memchr(at + 1, '"', (size_t)(end - at - 1));

    return close ? close + 1 : end;
}

/* [h], [mm], [ss] are elapsed time; [Red], [$-804], [>=100] say nothing about dates. */
static const char *skip_bracket(code_signs *signs, const char *at, const char *end)
{
    const char *close = memchr(at, ']', (size_t)(end - at)), *p;
    bool elapsed;

    if (!close) return end;
    elapsed = close > at + 1;
    for (p = at + 1; p < close; p++)
        elapsed = elapsed && (p[0] | 32) == (at[1] | 32) && strchr("hms", p[0] | 32);
    if (elapsed) signs->time = true;
    return close + 1;
}

static void take_sign(code_signs *signs, char c)
{
    switch (c | 32) {
    case 'y':
    case 'd':
    case 'e':
    case 'g':
    case 'b': signs->day = true; break;
    case 'h':
    case 's': signs->time = true; break;
    case 'm': signs->month = true; break;
    case '%': signs->percent = true; break;
    default: break;
    }
}

static bool is_scientific(const char *at, const char *end)
{
    return (*at | 32) == 'e' && end - at > 1 && (at[1] == '+' || at[1] == '-');
}

static code_signs read_signs(jh_text code)
{
    const char *at = code.at, *end = jh_text_end(code);
    code_signs signs = { 0 };

    /* The first section decides; the others are for negatives, zeros and texts. */
    while (at < end && *at != ';') {
        if (*at == '"') {
            at = skip_quoted(at, end);
        } else if (*at == '[') {
            at = skip_bracket(&signs, at, end);
        } else if (*at == '\\' || *at == '_' || *at == '*' || is_scientific(at, end)) {
            at += end - at > 1 ? 2 : 1;
        } else if (end - at >= 7 && strncasecmp(at, "General", 7) == 0) {
            at += 7;
        } else {
            take_sign(&signs, *at++);
        }
    }
    return signs;
}

jh_number_format jh_xlsx_format_of(jh_text code)
{
    code_signs signs = read_signs(code);
    bool date = signs.day || (signs.month && !signs.time); /* with h or s, m is minutes */

    if (date) return signs.time ? JH_SHOWN_DATE_TIME : JH_SHOWN_DATE;
    if (signs.time) return JH_SHOWN_TIME;
    return signs.percent ? JH_SHOWN_PERCENT : JH_SHOWN_PLAIN;
}

jh_number_format jh_xlsx_format_built_in(double id)
{
    size_t i;

    for (i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (id >= built_in[i].first && id <= built_in[i].last) return built_in[i].shown_as;
    return JH_SHOWN_PLAIN;
}

typedef struct custom_format {
    double id;
    jh_number_format shown_as;
} custom_format;

typedef struct format_list {
    custom_format *at;
    size_t count, room;
} format_list;

static jh_number_format format_with_id(const format_list *custom, double id)
{
    size_t i;

    for (i = custom->count; i-- > 0;)
        if (custom->at[i].id == id) return custom->at[i].shown_as;
    return jh_xlsx_format_built_in(id);
}

static jh_code read_formats(format_list *out, jh_arena *keep, jh_xml *xml, jh_error *err)
{
    custom_format *grown;
    bool found;
    double id;
    jh_code rc;

    for (;;) {
        rc = jh_xml_child(&found, xml, 2, err);
        if (rc || !found) return rc;
        if (!jh_number_read(&id, jh_xml_attribute_of(xml, JH_TEXT("numFmtId"), false))) continue;
        grown = jh_grow(keep, out->at, &out->room, out->count + 1, sizeof *grown);
        if (!grown) return jh_no_memory(err);
        out->at = grown;
        grown[out->count].id = id;
        grown[out->count++].shown_as =
            jh_xlsx_format_of(jh_xml_attribute_of(xml, JH_TEXT("formatCode"), false));
    }
}

static jh_code read_cell_styles(jh_xlsx *out, jh_arena *keep, jh_xml *xml,
                                const format_list *custom, jh_error *err)
{
    size_t room = 0;
    uint8_t *grown;
    bool found;
    double id;
    jh_code rc;

    for (;;) {
        rc = jh_xml_child(&found, xml, 2, err);
        if (rc || !found) return rc;
        if (!jh_text_equal(xml->name, JH_TEXT("xf"))) continue;
        grown = jh_grow(keep, out->styles, &room, out->style_count + 1, 1);
        if (!grown) return jh_no_memory(err);
        out->styles = grown;
        if (!jh_number_read(&id, jh_xml_attribute_of(xml, JH_TEXT("numFmtId"), false))) id = 0;
        grown[out->style_count++] = (uint8_t)format_with_id(custom, id);
    }
}

jh_code jh_xlsx_styles_read(jh_xlsx *out, jh_arena *keep, jh_xml *xml, jh_error *err)
{
    format_list custom = { 0 };
    bool found;
    jh_code rc = jh_xlsx_root(xml, err);

    if (rc) return rc;
    for (;;) {
        rc = jh_xml_child(&found, xml, 1, err);
        if (rc) return rc;
        if (!found) return jh_xlsx_rest(xml, err);
        if (jh_text_equal(xml->name, JH_TEXT("numFmts")))
            rc = read_formats(&custom, keep, xml, err);
        else if (jh_text_equal(xml->name, JH_TEXT("cellXfs")))
            rc = read_cell_styles(out, keep, xml, &custom, err);
        if (rc) return rc;
    }
}
