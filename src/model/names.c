/* SPDX-License-Identifier: Apache-2.0 */
#include "model/event.h"
#include "model/finding.h"

static const char *const stage_keys[] = { "whole", "preprimary", "primary", "junior", "senior" };
static const char *const level_keys[] = { "county", "school", "part" };
static const char *const attribute_keys[] = { "kind", "location", "ownership", "town", "counted" };
static const char *const truth_keys[] = { "no", "yes", "unknown", "does_not_apply" };
static const char *const provenance_keys[JH_PROVENANCE_COUNT] = {
    [JH_BY_COLLECTION] = "collection", [JH_BY_STATISTICS] = "statistics",
    [JH_BY_EXPORT] = "export",         [JH_BY_FORM] = "form",
    [JH_BY_SUMMARY] = "summary",       [JH_BY_CORRECTION] = "correction",
};
static const char *const event_keys[] = { "open", "close", "rename", "merge", "split", "move" };
static const char *const severity_keys[] = { "remark", "warning", "refusal" };
static const char *const why_keys[] = { "present",         "not_reported",
                                        "not_approved",    "marked_not_applicable",
                                        "bad_denominator", "too_few",
                                        "out_of_domain",   "readings_differ",
                                        "not_asked" };

_Static_assert(sizeof stage_keys / sizeof *stage_keys == JH_STAGE_COUNT, "a key per stage");
_Static_assert(sizeof level_keys / sizeof *level_keys == JH_LEVEL_COUNT, "a key per level");
_Static_assert(sizeof attribute_keys / sizeof *attribute_keys == JH_ATTRIBUTE_COUNT, "a key each");
_Static_assert(sizeof event_keys / sizeof *event_keys == JH_EVENT_KIND_COUNT, "a key each");
_Static_assert(sizeof why_keys / sizeof *why_keys == JH_WHY_COUNT, "a key per reason");

const char *jh_stage_key(jh_stage stage)
{
    return stage_keys[stage];
}

const char *jh_event_key(jh_event_kind kind)
{
    return event_keys[kind];
}

const char *jh_level_key(jh_level level)
{
    return level_keys[level];
}

const char *jh_attribute_key(jh_attribute attribute)
{
    return attribute_keys[attribute];
}

const char *jh_truth_key(jh_truth truth)
{
    return truth_keys[truth];
}

const char *jh_provenance_key(jh_provenance provenance)
{
    return provenance_keys[provenance];
}

const char *jh_severity_key(jh_severity severity)
{
    return severity_keys[severity];
}

const char *jh_why_key(jh_why why)
{
    return why_keys[why];
}
