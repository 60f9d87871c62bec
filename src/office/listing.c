/* SPDX-License-Identifier: Apache-2.0 */
#include "office/listing.h"

#include "app/line.h"

jh_code jh_documents_tell(jh_text *out, const jh_desk *desk, const jh_document *kind,
                          jh_document_put *put, jh_error *err)
{
    jh_document which = *kind;
    jh_json json = jh_json_in(desk->keep);
    jh_document_list list;
    jh_store *store;
    size_t i;
    jh_code code = jh_visitor_check_county(desk->visitor, kind->county, err);

    if (!code) code = jh_line_store(&store, desk->line, err);
    if (!code) code = jh_store_documents(&list, desk->keep, store, &which, err);
    if (code) return code;
    jh_json_object(&json);
    jh_json_key(&json, "items");
    jh_json_array(&json);
    for (i = list.count; i-- > 0 && !code;) {
        which.number = list.items[i].number;
        code = put(&json, desk, store, &which, err);
        if (code == JH_NOT_FOUND) code = JH_OK;
    }
    if (code) return code;
    jh_json_end(&json);
    jh_json_end(&json);
    return jh_json_finish(out, &json, err);
}
