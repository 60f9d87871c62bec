/* SPDX-License-Identifier: Apache-2.0 */
#include "indicators/values.h"

#include <stdio.h>

enum { ALONE = 0 }; /* unit 0 is the county: nobody's parent */

/* goes[unit] = the unit it is merged into next; ALONE = a school of its own. */
typedef struct merging {
    const jh_snapshot *snapshot;
    uint32_t *goes;
    uint32_t *walk; /* number of the walk that first came by */
    jh_arena *keep;
    jh_findings *findings;
} merging;

static jh_code tell(merging *m, jh_say_id say, size_t unit, jh_error *err)
{
    const jh_unit *u = &m->snapshot->units[unit];
    jh_finding finding = { .severity = JH_WARNING,
                           .origin = { .file = JH_NO_FILE },
                           .unit = u->code };
    char name[JH_MESSAGE_ARG_SIZE], parent[JH_MESSAGE_ARG_SIZE];

    if (!m->findings) return JH_OK;
    snprintf(name, sizeof name, "%.*s (%.*s)", JH_TEXT_ARGS(u->name), JH_TEXT_ARGS(u->code));
    snprintf(parent, sizeof parent, "%.*s", JH_TEXT_ARGS(u->parent));
    finding.message = jh_message_make(say, name, parent, NULL);
    return jh_finding_add(m->findings, m->keep, &finding, err);
}

/* "甲小学东校区" → "甲小学", if one school alone has the longest such name. SIZE_MAX = none. */
static size_t parent_by_name(const merging *m, size_t campus)
{
    jh_text name = m->snapshot->units[campus].name, best = JH_TEXT("");
    size_t i, found = SIZE_MAX;

    for (i = 1; i < m->snapshot->unit_count; i++) {
        jh_text other = m->snapshot->units[i].name;
        if (i == campus || other.size < best.size || other.size >= name.size || !other.size
            || !jh_text_starts(name, other))
            continue;
        found = other.size == best.size ? SIZE_MAX : i;
        best = other;
    }
    return found;
}

/* Whose campus it looks like; a person decides. */
static jh_code tell_no_parent(merging *m, size_t unit, jh_error *err)
{
    size_t likely = parent_by_name(m, unit);
    const jh_unit *u = &m->snapshot->units[unit], *parent;
    jh_finding finding = { .severity = JH_WARNING,
                           .origin = { .file = JH_NO_FILE },
                           .unit = u->code };
    char name[JH_MESSAGE_ARG_SIZE], named[JH_MESSAGE_ARG_SIZE], code[JH_MESSAGE_ARG_SIZE];

    if (!m->findings) return JH_OK;
    if (likely == SIZE_MAX) return tell(m, SAY_INDICATORS_PARENT_NOT_GIVEN, unit, err);
    parent = &m->snapshot->units[likely];
    snprintf(name, sizeof name, "%.*s (%.*s)", JH_TEXT_ARGS(u->name), JH_TEXT_ARGS(u->code));
    snprintf(named, sizeof named, "%.*s", JH_TEXT_ARGS(parent->name));
    snprintf(code, sizeof code, "%.*s", JH_TEXT_ARGS(parent->code));
    finding.message =
        jh_message_make(SAY_INDICATORS_PARENT_NOT_GIVEN_LIKELY, name, named, code, NULL);
    return jh_finding_add(m->findings, m->keep, &finding, err);
}

static jh_code point_to_parents(merging *m, const jh_claim *merge, jh_error *err)
{
    jh_code rc = JH_OK;
    size_t i, parent;

    for (i = 1; i < m->snapshot->unit_count && !rc; i++) {
        const jh_unit *u = &m->snapshot->units[i];
        if (merge[i - 1].truth == JH_UNKNOWN && u->parent.size)
            rc = tell(m, SAY_INDICATORS_CAMPUS_UNKNOWN, i, err);
        if (merge[i - 1].truth != JH_YES) continue;
        parent = u->parent.size ? jh_snapshot_unit(m->snapshot, u->parent) : SIZE_MAX;
        if (!u->parent.size)
            rc = tell_no_parent(m, i, err);
        else if (parent == SIZE_MAX || parent == 0)
            rc = tell(m, SAY_INDICATORS_PARENT_MISSING, i, err);
        else
            m->goes[i] = (uint32_t)parent;
    }
    return rc;
}

/* Campuses that are each other's parents: each of the ring stands alone. */
static jh_code break_rings(merging *m, jh_error *err)
{
    jh_code rc = JH_OK;
    uint32_t i, at, next;

    for (i = 1; i < m->snapshot->unit_count && !rc; i++) {
        for (at = i; m->goes[at] && !m->walk[at]; at = m->goes[at]) m->walk[at] = i;
        if (!m->goes[at] || m->walk[at] != i) continue;
        for (; m->goes[at] && !rc; at = next) {
            next = m->goes[at];
            m->goes[at] = ALONE;
            rc = tell(m, SAY_INDICATORS_PARENT_RING, at, err);
        }
    }
    return rc;
}

static uint32_t school_of(const merging *m, uint32_t unit)
{
    while (m->goes[unit]) unit = m->goes[unit];
    return unit;
}

/* Counting sort: schools by code, in each the main row first, then its campuses by code. */
static jh_code group(jh_frame *frame, jh_arena *keep, const merging *m, jh_error *err)
{
    size_t units = frame->snapshot->unit_count, count = 0, at = 0;
    jh_school *schools = JH_NEW_ARRAY(keep, jh_school, units);
    uint32_t *campuses = JH_NEW_ARRAY(keep, uint32_t, units);
    uint32_t *school_at = JH_NEW_ARRAY(keep, uint32_t, units);
    uint32_t i;

    if (!schools || !campuses || !school_at) return jh_no_memory(err);
    for (i = 1; i < units; i++) {
        if (m->goes[i]) continue;
        school_at[i] = (uint32_t)count;
        schools[count++].unit = i;
    }
    for (i = 1; i < units; i++) schools[school_at[school_of(m, i)]].campus_count++;
    for (i = 0; i < count; i++) {
        schools[i].first_campus = (uint32_t)at;
        campuses[at] = schools[i].unit;
        at += schools[i].campus_count;
        schools[i].campus_count = 1;
    }
    for (i = 1; i < units; i++) {
        jh_school *school = &schools[school_at[school_of(m, i)]];
        if (m->goes[i]) campuses[school->first_campus + school->campus_count++] = i;
    }
    frame->schools = schools;
    frame->school_count = count;
    frame->campuses = campuses;
    return JH_OK;
}

jh_code jh_schools_make(jh_frame *frame, jh_arena *keep, const jh_claim *merge,
                        jh_findings *findings, jh_error *err)
{
    size_t units = frame->snapshot->unit_count;
    merging m = { .snapshot = frame->snapshot,
                  .goes = JH_NEW_ARRAY(keep, uint32_t, units),
                  .walk = JH_NEW_ARRAY(keep, uint32_t, units),
                  .keep = keep,
                  .findings = findings };
    jh_code rc = JH_OK;

    if (!m.goes || !m.walk) return jh_no_memory(err);
    if (merge) rc = point_to_parents(&m, merge, err);
    if (!rc && merge) rc = break_rings(&m, err);
    return rc ? rc : group(frame, keep, &m, err);
}
