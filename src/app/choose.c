/* SPDX-License-Identifier: Apache-2.0 */
#include "app/choose.h"

jh_code jh_choose_county(jh_text *out, const jh_desk *desk, jh_store *store, const char *address,
                         const char *county, jh_error *err)
{
    jh_county_list list;
    char count[24];
    jh_code rc;

    if (county) {
        *out = jh_text_of(county);
        return JH_OK;
    }
    rc = jh_store_counties(&list, desk->keep, store, err);
    if (rc) return rc;
    if (list.count == 0) return jh_fail(err, JH_NOT_FOUND, SAY_APP_STORE_EMPTY, address, NULL);
    if (list.count > 1)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_WHICH_COUNTY, address,
                       jh_digits(count, (long long)list.count), list.items[0].code.at, NULL);
    *out = list.items[0].code;
    return JH_OK;
}

jh_code jh_choose_period(jh_text *out, const jh_desk *desk, jh_store *store,
                         const jh_judging *words, jh_text county, jh_error *err)
{
    jh_text_list list;
    jh_code rc;

    if (words->period) {
        *out = jh_text_of(words->period);
        return JH_OK;
    }
    rc = jh_store_periods(&list, desk->keep, store, county, err);
    if (rc) return rc;
    if (list.count == 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_COUNTY_EMPTY, words->address, county.at, NULL);
    *out = list.items[list.count - 1];
    return JH_OK;
}
