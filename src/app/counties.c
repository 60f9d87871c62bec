/* SPDX-License-Identifier: Apache-2.0 */
#include "app/counties.h"

#include "app/visitor.h"
#include "store/store.h"

jh_code jh_counties_list(jh_county_codes *out, const jh_desk *desk, const jh_judging *words,
                         jh_error *err)
{
    jh_county_list list = { 0 };
    jh_store *store = NULL;
    jh_code rc = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);
    size_t i;

    if (!rc) rc = jh_store_counties(&list, desk->keep, store, err);
    jh_store_close(store);
    if (rc) return rc;
    *out = (jh_county_codes){ JH_NEW_ARRAY(desk->keep, jh_text, list.count + 1), 0 };
    if (!out->items) return jh_no_memory(err);
    for (i = 0; i < list.count; i++)
        if (jh_visitor_sees_county(desk->visitor, list.items[i].code))
            out->items[out->count++] = list.items[i].code;
    if (out->count) return JH_OK;
    return jh_fail(err, JH_NOT_FOUND, SAY_APP_STORE_EMPTY, words->address, NULL);
}
