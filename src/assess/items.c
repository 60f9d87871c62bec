/* SPDX-License-Identifier: Apache-2.0 */
#include "assess/work.h"

static jh_code judge_each(jh_item_result *out, jh_work *work, const jh_item *item)
{
    size_t count = jh_work_rows(work, item->each_level), i;
    jh_arena scratch = work->scratch;
    jh_claim *rows, *where = NULL;
    jh_code rc;

    out->holds = jh_claim_of(true); /* every row: also none */
    rc = jh_work_claims(&rows, work->keep, work, item->each, item->each_level);
    if (!rc && item->each_where)
        rc = jh_work_claims(&where, &work->scratch, work, item->each_where, item->each_level);
    for (i = 0; i < count && !rc; i++) {
        if (where && where[i].truth != JH_YES && where[i].truth != JH_UNKNOWN)
            rows[i] = (jh_claim){ JH_DOES_NOT_APPLY, JH_NOT_ASKED };
        else if (where && where[i].truth == JH_UNKNOWN && rows[i].truth != JH_YES)
            rows[i] = (jh_claim){ JH_UNKNOWN, where[i].why };
        out->yes += rows[i].truth == JH_YES;
        out->no += rows[i].truth == JH_NO;
        out->unknown += rows[i].truth == JH_UNKNOWN;
        out->holds = jh_claim_and(out->holds, rows[i]);
    }
    out->rows = rows;
    work->scratch = scratch;
    return rc;
}

/* The evidence is the note beside the attestation. */
static void read_attestation(jh_item_result *out, const jh_work *work, const jh_item *item)
{
    const jh_snapshot *snapshot = work->frame->snapshot;
    size_t column;

    column =
        jh_snapshot_column(snapshot, work->frame->standard->elements[item->element].key, JH_WHOLE);
    if (column == SIZE_MAX) return;
    out->is_attested = snapshot->columns[column].why[0] == JH_PRESENT;
    if (snapshot->notes && snapshot->columns[column].origin)
        out->evidence = snapshot->notes[snapshot->columns[column].origin[0]];
}

static jh_code read_figures(jh_item_result *out, jh_work *work, const jh_item *item)
{
    jh_number *figures = JH_NEW_ARRAY(work->keep, jh_number, item->figure_count);
    jh_decimal *printed = JH_NEW_ARRAY(work->keep, jh_decimal, item->figure_count);
    jh_code rc = JH_OK;
    size_t i;

    if (!figures || !printed) return jh_no_memory(work->err);
    for (i = 0; i < item->figure_count && !rc; i++) {
        const jh_figure *figure = &item->figures[i];
        jh_printing how = { figure->value, JH_COUNTY, 0, jh_figure_places(figure) };
        rc = jh_work_county_number(&figures[i], work, figure->value);
        if (!rc) rc = jh_work_print(&printed[i], work, figures[i], &how);
    }
    out->figures = figures;
    out->figures_printed = printed;
    return rc;
}

static jh_code judge_item(jh_item_result *out, jh_work *work, const jh_item *item)
{
    jh_code rc;

    if (item->kind != JH_DECIDED_BY_DATA) read_attestation(out, work, item);
    rc = item->each ? judge_each(out, work, item)
                    : jh_work_county_claim(&out->holds, work, item->holds);
    if (!rc) rc = jh_work_know(work, item->holds, out->holds);
    return rc ? rc : read_figures(out, work, item);
}

jh_code jh_items_judge(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_item_result *items = JH_NEW_ARRAY(work->keep, jh_item_result, standard->item_count);
    jh_code rc = JH_OK;
    size_t i;

    if (!items) return jh_no_memory(work->err);
    for (i = 0; i < standard->item_count && !rc; i++)
        rc = judge_item(&items[i], work, &standard->items[i]);
    work->out->items = items;
    return rc;
}

/* ---- groups and the grade -------------------------------------------------------------------- */

static jh_code judge_groups(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_claim *groups = JH_NEW_ARRAY(work->keep, jh_claim, standard->group_count);
    jh_code rc = JH_OK;
    size_t i;

    if (!groups) return jh_no_memory(work->err);
    for (i = 0; i < standard->group_count && !rc; i++)
        rc = jh_work_county_claim(&groups[i], work, standard->groups[i].holds);
    work->out->groups = groups;
    return rc;
}

/* The first grade that is earned, all before it being refused. The first that cannot be said yet is
 * the best still possible, and the next that is earned the worst. */
static jh_code choose_grade(jh_work *work)
{
    const jh_standard *standard = work->frame->standard;
    jh_assessment *out = work->out;
    jh_claim when = { JH_NO, JH_PRESENT };
    jh_code rc = JH_OK;
    size_t i;

    out->grade_known = when;
    for (i = 0; i < standard->grade_count && !rc && when.truth != JH_YES; i++) {
        when = jh_claim_of(true);
        if (standard->grades[i].when)
            rc = jh_work_county_claim(&when, work, standard->grades[i].when);
        if (when.truth != JH_YES && when.truth != JH_UNKNOWN) continue;
        out->grade_least = i;
        if (out->grade_known.truth == JH_UNKNOWN) continue;
        out->grade_known = when;
        out->grade = i;
    }
    return rc;
}

/* Every rule holds for no school at all; that is no reason to let a county pass. */
static jh_code refuse_empty(jh_work *work)
{
    jh_finding finding = { .severity = JH_WARNING, .origin = { .file = JH_NO_FILE } };

    work->out->grade = 0;
    work->out->grade_least = work->frame->standard->grade_count - 1;
    work->out->grade_known = (jh_claim){ JH_UNKNOWN, JH_NOT_REPORTED };
    finding.message = jh_message_make(SAY_ASSESS_NO_SCHOOLS, NULL);
    return jh_finding_add(&work->out->findings, work->keep, &finding, work->err);
}

jh_code jh_verdict_judge(jh_work *work)
{
    jh_code rc = judge_groups(work);

    if (rc) return rc;
    return work->frame->school_count ? choose_grade(work) : refuse_empty(work);
}
