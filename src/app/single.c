/* SPDX-License-Identifier: Apache-2.0 */
#include "app/single.h"

/* Without its text; number 0: nothing was ever kept. */
static jh_code look(jh_document *out, jh_store **store, const jh_desk *desk,
                    const jh_document *which, jh_error *err)
{
    jh_document_list list = { 0 };
    jh_code code = jh_visitor_check_county(desk->visitor, which->county, err);

    *out = (jh_document){ .body = JH_TEXT("") };
    if (!code) code = jh_line_store(store, desk->line, err);
    if (!code) code = jh_store_documents(&list, desk->keep, *store, which, err);
    if (!code && list.count) *out = list.items[list.count - 1];
    return code;
}

jh_code jh_single_find(jh_document *out, const jh_desk *desk, const jh_document *which,
                       jh_error *err)
{
    jh_document one = *which;
    jh_store *store;
    jh_code code = look(out, &store, desk, which, err);

    if (code || !out->number) return code;
    one.number = out->number;
    return jh_store_document(out, desk->keep, store, &one, err);
}

jh_code jh_single_keep(const jh_desk *desk, const jh_document *what, jh_error *err)
{
    jh_document document = *what, old;
    char stamp[32];
    jh_store *store;
    jh_code code = look(&old, &store, desk, what, err);

    if (code) return code;
    jh_document_sign(&document, desk, stamp);
    document.number = old.number;
    return jh_store_document_put(store, &document, err);
}
