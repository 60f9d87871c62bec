/* SPDX-License-Identifier: Apache-2.0 */
#include "app/choose.h"

jh_code jh_choose_county(jh_text *out, const jh_desk *desk, jh_store *store,
                         const jh_judging *words, jh_error *err)
{
    jh_county_list list;
    char count[24];
    jh_code rc;

    if (words->county) {
        *out = jh_text_of(words->county);
        return jh_visitor_check_county(desk->visitor, *out, err);
    }
    rc = jh_store_counties(&list, desk->keep, store, err);
    if (rc) return rc;
    if (list.count == 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_STORE_EMPTY, words->address, NULL);
    if (list.count > 1)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_WHICH_COUNTY, words->address,
                       jh_digits(count, (long long)list.count), list.items[0].code.at, NULL);
    *out = list.items[0].code;
    return jh_visitor_check_county(desk->visitor, *out, err);
}

static jh_code choose_period(jh_load *out, const jh_desk *desk, jh_store *store,
                             const jh_judging *words, jh_error *err)
{
    jh_text_list list;
    jh_code rc;

    if (words->period) {
        out->period = jh_text_of(words->period);
        return JH_OK;
    }
    rc = jh_store_periods(&list, desk->keep, store, out->county, err);
    if (rc) return rc;
    if (list.count == 0)
        return jh_fail(err, JH_NOT_FOUND, SAY_APP_COUNTY_EMPTY, words->address, out->county.at,
                       NULL);
    out->period = list.items[list.count - 1];
    return JH_OK;
}

jh_code jh_choose_load(jh_load *out, const jh_desk *desk, jh_store *store, const jh_judging *words,
                       jh_error *err)
{
    jh_code rc = jh_choose_county(&out->county, desk, store, words, err);

    return rc ? rc : choose_period(out, desk, store, words, err);
}
