/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/xml.h"

#include <string.h>

typedef enum scan { SCANNED, NEEDS_MORE, MALFORMED } scan;

/* What may not stand in a name: blanks, and the signs that end or delimit one. 0: the sentinel. */
static const bool ends_name[256] = {
    [0] = true,    ['\t'] = true, ['\n'] = true, ['\r'] = true, [' '] = true,
    ['/'] = true,  ['>'] = true,  ['='] = true,  ['<'] = true,  ['"'] = true,
    ['\''] = true, ['&'] = true,  ['?'] = true,  ['!'] = true,
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

jh_code jh_xml_begin(jh_xml **out, jh_arena *keep, jh_xml_pull *pull, void *from, jh_error *err)
{
    jh_xml *xml = JH_NEW(keep, jh_xml);

    *out = xml;
    if (!xml) return jh_no_memory(err);
    xml->window = jh_alloc(keep, JH_XML_WINDOW + 1, 1);
    if (!xml->window) return jh_no_memory(err);
    xml->keep = keep;
    xml->pull = pull;
    xml->from = from;
    xml->at = xml->end = xml->window;
    return JH_OK;
}

static jh_code fail_here(const jh_xml *xml, jh_say_id say, jh_error *err)
{
    char part[JH_MESSAGE_ARG_SIZE], offset[24];
    uint64_t at = xml->before + (uint64_t)(xml->at - xml->window);

    return jh_fail(err, JH_BAD_INPUT, say, NULL, jh_word(part, xml->part),
                   jh_digits(offset, (long long)at), NULL);
}

jh_code jh_xml_broken(const jh_xml *xml, jh_error *err)
{
    return fail_here(xml, SAY_FORMATS_XML_BROKEN, err);
}

/* Moves what is not yet used to the front and fills the rest of the window. */
static jh_code refill(jh_xml *xml, jh_error *err)
{
    size_t left = (size_t)(xml->end - xml->at);
    jh_span piece;
    jh_code rc;

    if (left == JH_XML_WINDOW) return fail_here(xml, SAY_FORMATS_XML_TOO_LONG, err);
    xml->before += (uint64_t)(xml->at - xml->window);
    memmove(xml->window, xml->at, left);
    xml->at = xml->window;
    xml->end = xml->window + left;
    piece = (jh_span){ xml->end, JH_XML_WINDOW - left };
    rc = xml->pull(xml->from, &piece, err);
    if (rc) return rc;
    xml->drained = piece.size == 0;
    if (memchr(xml->end, 0, piece.size)) return fail_here(xml, SAY_FORMATS_XML_NUL, err);
    xml->end += piece.size;
    *xml->end = '\0';
    return JH_OK;
}

/* ---- References ----------------------------------------------------------------------------- */

static char *put_code_point(char *to, uint32_t c)
{
    if (c < 0x80) {
        *to++ = (char)c;
    } else if (c < 0x800) {
        *to++ = (char)(0xC0 | c >> 6);
        *to++ = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *to++ = (char)(0xE0 | c >> 12);
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    } else {
        *to++ = (char)(0xF0 | c >> 18);
        *to++ = (char)(0x80 | (c >> 12 & 0x3F));
        *to++ = (char)(0x80 | (c >> 6 & 0x3F));
        *to++ = (char)(0x80 | (c & 0x3F));
    }
    return to;
}

/* The number of &#65; or &#x41;, 0 = none that a document may hold. */
static uint32_t numeric_reference(jh_text digits)
{
    uint32_t value = 0, base = 10, digit;
    size_t i = 0;

    if (digits.size && digits.at[0] == 'x') base = 16, i = 1;
    if (i == digits.size) return 0;
    for (; i < digits.size; i++) {
        char c = digits.at[i];

        if (c >= '0' && c <= '9')
            digit = (uint32_t)(c - '0');
        else if (base == 16 && ((c | 32) >= 'a' && (c | 32) <= 'f'))
            digit = (uint32_t)((c | 32) - 'a') + 10;
        else
            return 0;
        value = value * base + digit;
        if (value > 0x10FFFF) return 0;
    }
    if (value < 0x20 && value != '\t' && value != '\n' && value != '\r') return 0;
    return value >= 0xD800 && value <= 0xDFFF ? 0 : value;
}

static uint32_t reference(jh_text name)
{
    static const struct {
        jh_text name;
        char sign;
    } known[] = { { { "amp", 3 }, '&' },
                  { { "lt", 2 }, '<' },
                  { { "gt", 2 }, '>' },
                  { { "quot", 4 }, '"' },
                  { { "apos", 4 }, '\'' } };
    size_t i;

    if (name.size && name.at[0] == '#')
        return numeric_reference((jh_text){ name.at + 1, name.size - 1 });
    for (i = 0; i < sizeof known / sizeof *known; i++)
        if (jh_text_equal(known[i].name, name)) return (uint32_t)known[i].sign;
    return 0;
}

/* In place: what a reference stands for is never longer than the reference. Line ends become \n. */
static bool resolve(jh_text *text)
{
    char *from = (char *)text->at, *end = from + text->size, *to = from, *semicolon;
    uint32_t c;

    while (from < end) {
        if (*from == '\r') {
            from += end - from > 1 && from[1] == '\n' ? 2 : 1;
            *to++ = '\n';
        } else if (*from != '&') {
            *to++ = *from++;
        } else {
            semicolon = memchr(from, ';', (size_t)(end - from));
            if (!semicolon) return false;
            c = reference((jh_text){ from + 1, (size_t)(semicolon - from - 1) });
            if (!c) return false;
            to = put_code_point(to, c);
            from = semicolon + 1;
        }
    }
    text->size = (size_t)(to - text->at);
    return true;
}

static bool needs_resolving(jh_text text)
{
    return memchr(text.at, '&', text.size) || memchr(text.at, '\r', text.size);
}

/* ---- Tags ----------------------------------------------------------------------------------- */

static char *skip_blanks(char *at)
{
    while (is_blank(*at)) at++;
    return at;
}

/* Gives the end of the name; *local = behind its last colon. */
static char *scan_name(char **local, char *at)
{
    *local = at;
    for (; !ends_name[(unsigned char)*at]; at++)
        if (*at == ':') *local = at + 1;
    return at;
}

static scan at_sentinel(const jh_xml *xml, const char *at)
{
    return at == xml->end ? NEEDS_MORE : MALFORMED;
}

/* name = "value"; *at moves behind the closing quote. */
static scan scan_attribute(jh_xml *xml, char **at)
{
    jh_xml_attribute *attribute = &xml->attributes[xml->attribute_count];
    char *start = *at, *local, *name_end = scan_name(&local, start), *p = skip_blanks(name_end);
    char quote;

    if (*p != '=') return at_sentinel(xml, p);
    if (name_end == local) return MALFORMED;
    p = skip_blanks(p + 1);
    quote = *p;
    if (quote != '"' && quote != '\'') return at_sentinel(xml, p);
    attribute->name = (jh_text){ local, (size_t)(name_end - local) };
    attribute->prefixed = local != start;
    start = ++p;
    for (; *p != quote && *p != '<' && *p; p++)
        if (*p == '&' || *p == '\r') xml->has_references = true;
    if (*p != quote) return at_sentinel(xml, p);
    attribute->value = (jh_text){ start, (size_t)(p - start) };
    *at = p + 1;
    if (++xml->attribute_count == JH_XML_ATTRIBUTES_MAX) return MALFORMED;
    return SCANNED;
}

/* Only once the whole tag is here: a scan that needs more starts again from the raw bytes. */
static bool finish_attributes(jh_xml *xml)
{
    size_t i;

    if (!xml->has_references) return true;
    for (i = 0; i < xml->attribute_count; i++)
        if (!resolve(&xml->attributes[i].value)) return false;
    return true;
}

static bool push_name(jh_xml *xml, const char *name, size_t size)
{
    size_t start = xml->name_ends[xml->open];

    if (xml->open == JH_XML_DEPTH_MAX || size > sizeof xml->names - start) return false;
    memcpy(xml->names + start, name, size);
    xml->open++;
    xml->name_ends[xml->open] = (uint16_t)(start + size);
    return true;
}

static scan scan_open(jh_xml *xml)
{
    char *name = xml->at + 1, *local, *p = scan_name(&local, name), *name_end = p;
    scan status;

    xml->attribute_count = 0;
    xml->has_references = false;
    for (;;) {
        char *before = p;

        p = skip_blanks(p);
        if (*p == '>' || *p == '/') break;
        if (p == before || !*p) return at_sentinel(xml, p);
        status = scan_attribute(xml, &p);
        if (status != SCANNED) return status;
    }
    xml->closes_at_once = *p == '/';
    if (xml->closes_at_once && *++p != '>') return at_sentinel(xml, p);
    if (name_end == local || (xml->open == 0 && xml->has_root)) return MALFORMED;
    if (!finish_attributes(xml) || !push_name(xml, name, (size_t)(name_end - name)))
        return MALFORMED;
    xml->has_root = true;
    xml->event = JH_XML_OPENS;
    xml->depth = xml->open;
    xml->name = (jh_text){ local, (size_t)(name_end - local) };
    xml->at = p + 1;
    return SCANNED;
}

static void pop_name(jh_xml *xml)
{
    xml->event = JH_XML_CLOSES;
    xml->depth = xml->open--;
}

static scan scan_close(jh_xml *xml)
{
    char *name = xml->at + 2, *local, *p = scan_name(&local, name);
    size_t size = (size_t)(p - name), start;

    xml->name = (jh_text){ local, (size_t)(p - local) };
    p = skip_blanks(p);
    if (*p != '>') return at_sentinel(xml, p);
    if (xml->open == 0) return MALFORMED;
    start = xml->name_ends[xml->open - 1];
    if (size != xml->name_ends[xml->open] - start || memcmp(xml->names + start, name, size) != 0)
        return MALFORMED;
    pop_name(xml);
    xml->at = p + 1;
    return SCANNED;
}

/* ---- Everything between and beside tags ----------------------------------------------------- */

static bool all_blank(jh_text text)
{
    size_t i;

    for (i = 0; i < text.size; i++)
        if (!is_blank(text.at[i])) return false;
    return true;
}

static scan scan_text(jh_xml *xml)
{
    char *less = memchr(xml->at, '<', (size_t)(xml->end - xml->at));

    if (!less && !xml->drained) return NEEDS_MORE;
    if (!less) less = xml->end;
    xml->text = (jh_text){ xml->at, (size_t)(less - xml->at) };
    if (xml->open == 0 && !all_blank(xml->text)) return MALFORMED;
    if (needs_resolving(xml->text) && !resolve(&xml->text)) return MALFORMED;
    xml->event = JH_XML_TEXT;
    xml->depth = xml->open;
    xml->at = less;
    return SCANNED;
}

static scan scan_cdata(jh_xml *xml)
{
    char *start = xml->at + 9, *end = memmem(start, (size_t)(xml->end - start), "]]>", 3);

    if (!end) return NEEDS_MORE;
    if (xml->open == 0) return MALFORMED;
    xml->text = (jh_text){ start, (size_t)(end - start) };
    xml->event = JH_XML_TEXT;
    xml->depth = xml->open;
    xml->at = end + 3;
    return SCANNED;
}

/* A comment or processing instruction of any length. */
static jh_code skip_until(jh_xml *xml, const char *closing, jh_error *err)
{
    size_t size = strlen(closing);
    char *found;
    jh_code rc;

    for (;;) {
        found = memmem(xml->at, (size_t)(xml->end - xml->at), closing, size);
        if (found) {
            xml->at = found + size;
            return JH_OK;
        }
        if (xml->drained) return jh_xml_broken(xml, err);
        if ((size_t)(xml->end - xml->at) >= size) xml->at = xml->end - (size - 1);
        rc = refill(xml, err);
        if (rc) return rc;
    }
}

/* The declaration may name an encoding; only UTF-8 (and its part, ASCII) is read. */
static bool names_other_encoding(const jh_xml *xml)
{
    const char *close = memchr(xml->at, '>', (size_t)(xml->end - xml->at));
    const char *at = close ? memmem(xml->at, (size_t)(close - xml->at), "encoding", 8) : NULL;

    if (!at || strncmp(xml->at, "<?xml", 5) != 0) return false;
    at += 8;
    while (is_blank(*at) || *at == '=' || *at == '"' || *at == '\'') at++;
    return strncasecmp(at, "utf-8", 5) != 0 && strncasecmp(at, "us-ascii", 8) != 0;
}

/* <? and <!: *event = true when it gave one (CDATA), else it was passed over. */
static jh_code next_aside(bool *event, jh_xml *xml, jh_error *err)
{
    size_t left = (size_t)(xml->end - xml->at);
    scan status;
    jh_code rc;

    *event = false;
    if (left < 9 && !xml->drained) return refill(xml, err);
    if (xml->at[1] == '?') {
        if (xml->before == 0 && names_other_encoding(xml))
            return fail_here(xml, SAY_FORMATS_XML_ENCODING, err);
        return skip_until(xml, "?>", err);
    }
    if (strncmp(xml->at, "<!--", 4) == 0) {
        xml->at += 4; /* so that <!--> does not close itself */
        return skip_until(xml, "-->", err);
    }
    if (strncmp(xml->at, "<!DOCTYPE", 9) == 0) return fail_here(xml, SAY_FORMATS_XML_DOCTYPE, err);
    if (strncmp(xml->at, "<![CDATA[", 9) != 0) return jh_xml_broken(xml, err);
    while ((status = scan_cdata(xml)) == NEEDS_MORE) {
        if (xml->drained) return jh_xml_broken(xml, err);
        rc = refill(xml, err);
        if (rc) return rc;
    }
    *event = true;
    return status == SCANNED ? JH_OK : jh_xml_broken(xml, err);
}

static scan scan_markup(jh_xml *xml)
{
    if (*xml->at != '<') return scan_text(xml);
    if (xml->at + 1 == xml->end) return NEEDS_MORE;
    return xml->at[1] == '/' ? scan_close(xml) : scan_open(xml);
}

static bool is_aside(const jh_xml *xml)
{
    return *xml->at == '<' && (xml->at[1] == '?' || xml->at[1] == '!');
}

static jh_code next_at_edge(jh_xml *xml, jh_error *err)
{
    jh_code rc = refill(xml, err);

    if (rc) return rc;
    if (xml->before == 0 && xml->end - xml->at >= 3 && memcmp(xml->at, "\xEF\xBB\xBF", 3) == 0)
        xml->at += 3;
    return JH_OK;
}

jh_code jh_xml_next(jh_xml *xml, jh_error *err)
{
    bool event = false;
    scan status;
    jh_code rc = JH_OK;

    if (xml->closes_at_once) {
        xml->closes_at_once = false;
        pop_name(xml);
        return JH_OK;
    }
    while (!rc) {
        if (xml->at == xml->end && !xml->drained) {
            rc = next_at_edge(xml, err);
        } else if (xml->at == xml->end) {
            xml->event = JH_XML_END;
            return xml->open || !xml->has_root ? jh_xml_broken(xml, err) : JH_OK;
        } else if (is_aside(xml)) {
            rc = next_aside(&event, xml, err);
            if (event) return rc;
        } else {
            status = scan_markup(xml);
            if (status == SCANNED) return JH_OK;
            if (status == MALFORMED || xml->drained) return jh_xml_broken(xml, err);
            rc = refill(xml, err);
        }
    }
    return rc;
}

/* ---- For readers ---------------------------------------------------------------------------- */

jh_code jh_xml_child(bool *found, jh_xml *xml, int depth, jh_error *err)
{
    jh_code rc;

    *found = false;
    /* The element may have closed while its last child was being read. */
    if (xml->open < depth) return JH_OK;
    for (;;) {
        rc = jh_xml_next(xml, err);
        if (rc) return rc;
        if (xml->event == JH_XML_OPENS && xml->depth == depth + 1) {
            *found = true;
            return JH_OK;
        }
        if (xml->event == JH_XML_END || (xml->event == JH_XML_CLOSES && xml->depth == depth))
            return JH_OK;
    }
}

jh_code jh_xml_text(jh_buffer *out, jh_xml *xml, size_t limit, jh_error *err)
{
    int depth = xml->depth;
    jh_code rc;

    for (;;) {
        rc = jh_xml_next(xml, err);
        if (rc) return rc;
        if (xml->event == JH_XML_CLOSES && xml->depth == depth) return JH_OK;
        if (xml->event != JH_XML_TEXT || xml->depth != depth) continue;
        if (xml->text.size > limit || out->size > limit - xml->text.size)
            return jh_fail(err, JH_BAD_INPUT, SAY_FORMATS_TEXT_TOO_LONG, NULL, NULL);
        jh_buffer_add(out, xml->text);
        if (out->failed) return jh_no_memory(err);
    }
}

jh_text jh_xml_attribute_of(const jh_xml *xml, jh_text name, bool prefixed)
{
    size_t i;

    for (i = 0; i < xml->attribute_count; i++)
        if (xml->attributes[i].prefixed == prefixed && jh_text_equal(xml->attributes[i].name, name))
            return xml->attributes[i].value;
    return (jh_text){ 0 };
}
