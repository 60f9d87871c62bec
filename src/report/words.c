/* SPDX-License-Identifier: Apache-2.0 */
#include "report/words.h"

const char *jh_mark_class(jh_mark mark)
{
    static const char *const names[JH_MARK_COUNT] = { "below", "floor", "met", "unknown",
                                                      "noline" };

    return names[mark];
}

const char *jh_mark_sign(jh_mark mark)
{
    static const char *const signs[JH_MARK_COUNT] = { "○", "◐", "●", "?", "·" };

    return signs[mark];
}

jh_say_id jh_mark_say(jh_mark mark)
{
    static const jh_say_id say[JH_MARK_COUNT] = { SAY_REPORT_MARK_BELOW, SAY_REPORT_MARK_FLOOR,
                                                  SAY_REPORT_MARK_MET, SAY_REPORT_MARK_UNKNOWN,
                                                  SAY_REPORT_MARK_NO_LINE };

    return say[mark];
}

const char *jh_claim_class(jh_claim claim)
{
    static const char *const names[] = { "no", "yes", "unknown", "na" };

    return names[claim.truth];
}

const char *jh_claim_sign(jh_claim claim)
{
    static const char *const signs[] = { "×", "✓", "?", "–" };

    return signs[claim.truth];
}

jh_say_id jh_claim_say(jh_claim claim)
{
    static const jh_say_id say[] = { SAY_REPORT_CLAIM_NO, SAY_REPORT_CLAIM_YES,
                                     SAY_REPORT_CLAIM_UNKNOWN, SAY_REPORT_CLAIM_NA };

    return say[claim.truth];
}

jh_say_id jh_stage_say(jh_stage stage)
{
    static const jh_say_id say[JH_STAGE_COUNT] = {
        SAY_REPORT_STAGE_WHOLE, SAY_REPORT_STAGE_PREPRIMARY, SAY_REPORT_STAGE_PRIMARY,
        SAY_REPORT_STAGE_JUNIOR, SAY_REPORT_STAGE_SENIOR
    };

    return say[stage];
}

jh_say_id jh_attribute_say(jh_attribute attribute)
{
    static const jh_say_id say[JH_ATTRIBUTE_COUNT] = {
        SAY_REPORT_ATTRIBUTE_KIND, SAY_REPORT_ATTRIBUTE_LOCATION, SAY_REPORT_ATTRIBUTE_OWNERSHIP,
        SAY_REPORT_ATTRIBUTE_TOWN, SAY_REPORT_ATTRIBUTE_COUNTED
    };

    return say[attribute];
}

jh_say_id jh_provenance_say(jh_provenance provenance)
{
    static const jh_say_id say[JH_PROVENANCE_COUNT] = {
        [JH_BY_COLLECTION] = SAY_RECONCILE_BY_COLLECTION,
        [JH_BY_STATISTICS] = SAY_RECONCILE_BY_STATISTICS,
        [JH_BY_EXPORT] = SAY_RECONCILE_BY_EXPORT,
        [JH_BY_FORM] = SAY_RECONCILE_BY_FORM,
        [JH_BY_SUMMARY] = SAY_RECONCILE_BY_SUMMARY,
        [JH_BY_CORRECTION] = SAY_RECONCILE_BY_CORRECTION,
    };

    return say[provenance];
}

jh_say_id jh_say_of_why(jh_why why)
{
    static const jh_say_id say[JH_WHY_COUNT] = {
        [JH_PRESENT] = SAY_REPORT_WHY_PRESENT,
        [JH_NOT_REPORTED] = SAY_REPORT_WHY_NOT_REPORTED,
        [JH_NOT_APPROVED] = SAY_REPORT_WHY_NOT_APPROVED,
        [JH_MARKED_NOT_APPLICABLE] = SAY_REPORT_WHY_MARKED_NOT_APPLICABLE,
        [JH_BAD_DENOMINATOR] = SAY_REPORT_WHY_BAD_DENOMINATOR,
        [JH_TOO_FEW] = SAY_REPORT_WHY_TOO_FEW,
        [JH_OUT_OF_DOMAIN] = SAY_REPORT_WHY_OUT_OF_DOMAIN,
        [JH_NOT_ASKED] = SAY_REPORT_WHY_NOT_ASKED,
    };

    return say[why < JH_WHY_COUNT ? why : JH_NOT_REPORTED];
}
