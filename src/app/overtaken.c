/* SPDX-License-Identifier: Apache-2.0 */
#include "app/overtaken.h"

jh_code jh_overtaken_fail(jh_overtaken *on, jh_error *err)
{
    on->is = true;
    return jh_fail(err, JH_CONFLICT, on->say, NULL, NULL);
}

jh_code jh_overtaken_check(jh_overtaken *on, jh_store *store, const jh_county_then *then,
                           jh_error *err)
{
    int64_t now = 0;
    jh_code rc = jh_store_hold(store, then->county, err);

    if (!rc) rc = jh_store_county_revision(&now, store, then->county, err);
    return rc || now == then->revision ? rc : jh_overtaken_fail(on, err);
}

bool jh_overtaken_again(jh_overtaken *on, jh_error *err)
{
    enum { TRIES = 4 };
    bool is_another = on->is && ++on->tries < TRIES;

    on->is = false;
    if (is_another && err) *err = (jh_error){ JH_OK };
    return is_another;
}
