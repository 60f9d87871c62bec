/* SPDX-License-Identifier: Apache-2.0 */
#include "app/reconcile.h"

#include "app/choose.h"
#include "app/decide.h"
#include "app/files.h"
#include "app/library.h"
#include "report/reconciliation.h"

static jh_code load(jh_snapshot *out, const jh_desk *desk, const jh_judging *words, jh_error *err)
{
    jh_precedence precedence;
    jh_load what = { .precedence = &precedence, .with_statements = true };
    jh_as_of when;
    jh_store *store = NULL;
    jh_code rc = jh_store_open(&store, desk->keep, words->address, JH_STORE_READ, err);

    if (!rc) rc = jh_choose_load(&what, desk, store, words, err);
    when.county = what.county;
    if (!rc) rc = jh_decide_day(&when.date, words, err);
    if (!rc) rc = jh_decide_precedence(&precedence, desk, store, &when, err);
    if (!rc) rc = jh_store_load(out, desk->keep, store, &what, err);
    jh_store_close(store);
    return rc;
}

static jh_code reconcile(jh_reconciliation *out, const jh_desk *desk, const jh_snapshot *snapshot,
                         const jh_standard *standard, jh_error *err)
{
    jh_text *keys = JH_NEW_ARRAY(desk->keep, jh_text, standard->element_count + 1);
    jh_element_order order = { keys, standard->element_count };
    size_t i;

    if (!keys) return jh_no_memory(err);
    for (i = 0; i < order.count; i++) keys[i] = standard->elements[i].key;
    return jh_reconcile(out, desk->keep, snapshot, &order, err);
}

static jh_code write_files(const jh_desk *desk, const jh_reconciling *what,
                           const jh_reconciliation_view *view, jh_error *err)
{
    jh_code rc = JH_OK;
    jh_text html;

    if (what->sheets) rc = jh_report_reconciliation_sheets(what->sheets, desk->scratch, view, err);
    if (rc || !what->page) return rc;
    rc = jh_report_reconciliation_page(&html, desk->keep, desk->scratch, view, err);
    return rc ? rc : jh_file_write(what->page, html, err);
}

static jh_code tell(jh_text *out, const jh_desk *desk, const jh_reconciliation_view *view,
                    jh_error *err)
{
    jh_buffer buffer = jh_buffer_in(desk->keep);
    jh_terminal_options terminal = { .lang = desk->manner.lang,
                                     .has_colour = desk->manner.in_colour,
                                     .columns = (unsigned)desk->manner.columns };
    jh_code rc;

    if (desk->manner.json) return jh_report_reconciliation_json(out, desk->keep, view, err);
    rc = jh_report_reconciliation(&buffer, view, &terminal, err);
    return rc ? rc : jh_buffer_finish(out, &buffer, err);
}

jh_code jh_judge_reconcile(jh_text *out, bool *same, const jh_desk *desk,
                           const jh_reconciling *what, jh_error *err)
{
    const jh_judging *words = &what->words;
    jh_standard *standard = JH_NEW(desk->keep, jh_standard);
    jh_snapshot *snapshot = JH_NEW(desk->keep, jh_snapshot);
    jh_findings mistakes = { 0 };
    jh_reconciliation found;
    jh_view view = { .snapshot = snapshot, .standard = standard, .version = JH_VERSION };
    jh_code rc;

    if (!standard || !snapshot) return jh_no_memory(err);
    rc = jh_library_compile(standard, desk,
                            &(jh_standard_words){ words->standards_folder, words->standard },
                            &mistakes, err);
    if (!rc) rc = load(snapshot, desk, words, err);
    if (!rc) rc = reconcile(&found, desk, snapshot, standard, err);
    if (rc) return rc;
    if (!found.sum_count)
        return jh_fail(err, JH_NOT_FOUND, SAY_RECONCILE_NOTHING, words->address, NULL);
    *same = !found.counts[JH_DISAGREED] && !found.counts[JH_ONLY_COUNTY]
            && !found.counts[JH_ONLY_STATISTICS];
    view.is_made_up = jh_text_contains(snapshot->county_name, JH_TEXT("虚构"));
    const jh_reconciliation_view all = { &view, &found, what->all };
    rc = write_files(desk, what, &all, err);
    return rc ? rc : tell(out, desk, &all, err);
}
