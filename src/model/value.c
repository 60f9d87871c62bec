/* SPDX-License-Identifier: Apache-2.0 */
#include "model/value.h"

jh_number jh_number_present(jh_decimal value)
{
    return (jh_number){ jh_interval_of(value), JH_PRESENT };
}

jh_number jh_number_missing(jh_why why, jh_interval possible)
{
    return (jh_number){ possible, why };
}

jh_why jh_why_first(jh_why a, jh_why b)
{
    if (a == JH_PRESENT) return b;
    if (b == JH_PRESENT) return a;
    return a < b ? a : b;
}

jh_claim jh_claim_of(bool truth)
{
    return (jh_claim){ truth ? JH_YES : JH_NO, JH_PRESENT };
}

/* Both unknown: one unknown, with the reason to tell first. */
static jh_claim unknown_of(jh_claim a, jh_claim b)
{
    jh_why x = a.truth == JH_UNKNOWN ? a.why : JH_PRESENT;
    jh_why y = b.truth == JH_UNKNOWN ? b.why : JH_PRESENT;

    return (jh_claim){ JH_UNKNOWN, jh_why_first(x, y) };
}

/* The side that decides by itself decides; "does not apply" leaves the word to the other. */
static jh_claim combine(jh_claim a, jh_claim b, jh_truth decides)
{
    if (a.truth == JH_DOES_NOT_APPLY) return b;
    if (b.truth == JH_DOES_NOT_APPLY) return a;
    if (a.truth == decides) return a;
    if (b.truth == decides) return b;
    if (a.truth == JH_UNKNOWN || b.truth == JH_UNKNOWN) return unknown_of(a, b);
    return a;
}

jh_claim jh_claim_and(jh_claim a, jh_claim b)
{
    return combine(a, b, JH_NO);
}

jh_claim jh_claim_or(jh_claim a, jh_claim b)
{
    return combine(a, b, JH_YES);
}

jh_claim jh_claim_not(jh_claim a)
{
    if (a.truth == JH_YES)
        a.truth = JH_NO;
    else if (a.truth == JH_NO)
        a.truth = JH_YES;
    return a;
}
