/* xml.h: XML as office files use it, one tag at a time, in constant memory.
 * Takes   UTF-8 bytes, pulled as needed.
 * Gives   opening tags with attributes, texts, closing tags; names without their prefix.
 * Never   follows a reference: a document type, and any entity but the five of XML, is refused.
 * Method  XML 1.0 (5th ed.) without DTD; namespaces are told by local names and place alone,
 *         so that any prefix and both the transitional and the strict namespace read alike.
 *
 * Refused, beyond what is not well-formed: nesting deeper than 64, more than 64 attributes, a tag
 * or a text longer than the window (256 KB), NUL bytes, encodings other than UTF-8.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef JH_FORMATS_XML_H
#define JH_FORMATS_XML_H

#include "formats/bytes.h"

enum { JH_XML_DEPTH_MAX = 64, JH_XML_ATTRIBUTES_MAX = 64, JH_XML_WINDOW = 256 << 10 };

typedef enum jh_xml_event {
    JH_XML_END = 0, /* of the document */
    JH_XML_OPENS,
    JH_XML_CLOSES,
    JH_XML_TEXT /* references resolved; one piece a run or CDATA section */
} jh_xml_event;

typedef struct jh_xml_attribute {
    jh_text name, value; /* local name; references resolved */
    bool prefixed;       /* r:id, not id */
} jh_xml_attribute;

/* Fills the piece; size 0 = the end. jh_zip_stream_read is one. */
typedef jh_code jh_xml_pull(void *from, jh_span *piece, jh_error *err);

typedef struct jh_xml {
    jh_arena *keep; /* where it lives */
    jh_xml_pull *pull;
    void *from;
    jh_text part;            /* path, for messages */
    char *window, *at, *end; /* *end is 0: a sentinel */
    uint64_t before;         /* bytes of the document before the window */
    bool drained;

    /* The current event; texts live until the next one. */
    jh_xml_event event;
    int depth; /* of the element that opened or closes; of the parent of a text */
    jh_text name, text;
    jh_xml_attribute attributes[JH_XML_ATTRIBUTES_MAX];
    size_t attribute_count;

    bool closes_at_once; /* <a/>: the closing event is still to come */
    bool has_root, has_references;
    int open;                                 /* elements open now */
    uint16_t name_ends[JH_XML_DEPTH_MAX + 1]; /* where each full name ends in `names` */
    char names[4096];
} jh_xml;

JH_MUST_CHECK jh_code jh_xml_begin(jh_xml **out, jh_arena *keep, jh_xml_pull *pull, void *from,
                                   jh_error *err);
JH_MUST_CHECK jh_code jh_xml_next(jh_xml *xml, jh_error *err);

/* Moves to the next child element of the one at `depth`, passing over whatever else is in it;
 * *found = false once that element has closed. Depth 0 is the document: its child is the root. */
JH_MUST_CHECK jh_code jh_xml_child(bool *found, jh_xml *xml, int depth, jh_error *err);

/* Adds the texts of the element that just opened, up to its close; text of child elements is left
 * out. SAY_FORMATS_TEXT_TOO_LONG beyond `limit` bytes in `out`. */
JH_MUST_CHECK jh_code jh_xml_text(jh_buffer *out, jh_xml *xml, size_t limit, jh_error *err);

/* The attribute's value; at == NULL when there is none. With `prefixed`: r:id rather than id. */
jh_text jh_xml_attribute_of(const jh_xml *xml, jh_text name, bool prefixed);

/* "What stands here is not well-formed": for readers that find more wrong than the scanner can. */
jh_code jh_xml_broken(const jh_xml *xml, jh_error *err);

#endif
